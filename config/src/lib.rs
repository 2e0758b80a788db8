//! TOML settings: read, checked, resolved into the types of the crates below.
