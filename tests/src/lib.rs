//! Suites that need the whole product.
