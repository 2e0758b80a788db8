//! The index: what is in the archive, in a database (SQLite by default, PostgreSQL the same).

pub(crate) mod conflict;
pub(crate) mod database;
pub mod file_set;
pub(crate) mod find;
pub(crate) mod ingest;
pub mod query;
pub mod selection;
pub mod shelf;
pub(crate) mod totals;
pub(crate) mod words;
