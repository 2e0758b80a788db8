//! The index: what is in the archive, in a database (SQLite by default, PostgreSQL the same).

pub mod query;
pub mod selection;
