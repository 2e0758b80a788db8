//! Films: sizes, layouts, fits, and every output read back.
#![allow(clippy::disallowed_methods)] // tests run peers and read their files

mod common;
mod fits;
mod layouts;
mod outputs;
mod peers;
mod plain;
