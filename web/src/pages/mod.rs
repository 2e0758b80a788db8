//! The pages.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod desk;
pub(crate) mod film;
pub(crate) mod films;
pub(crate) mod form;
pub(crate) mod imports;
pub(crate) mod jobs;
pub(crate) mod login;
pub(crate) mod modalities;
pub(crate) mod office;
pub(crate) mod probes;
pub(crate) mod set_up;
pub(crate) mod shell;
pub(crate) mod tokens;
pub(crate) mod users;
