//! Durable state: the film spool and its job queue.
//!
//! [`spool::Spool`] keeps films in a folder: pixels stream in through an [`spool::Intake`] per
//! association, [`spool::Spool::accept`] makes a frozen job durable, and [`queue::JobQueue`]
//! hands it out until it is delivered. docs/decisions/0003-film-spool-as-folders.md says why
//! files, and what takes their place when the index comes.

pub mod queue;
pub mod spool;

pub use queue::{JobChange, JobNumber, JobQueue, JobRecord, JournalEvent, Progress, QueueError};
pub use spool::{AcceptError, Acceptance, Intake, JobPixels, OpenError, Spool, SpoolLimits};
