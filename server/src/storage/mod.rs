//! Instances on their way into the archive, from associations and imports alike: written as
//! they come, scanned beside, kept when they are whole and are what they are said to be.

pub(crate) mod conformance;
mod facts;
pub(crate) mod import;
mod open;
mod reception;
mod refusal;
pub(crate) mod retention;

pub(crate) use open::open;
pub(crate) use reception::{Instance, Received, Reception, Sender};
pub(crate) use refusal::Refusal;
