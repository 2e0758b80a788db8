//! The print service, as conversations with modalities.

mod conversations;
mod events;
mod harness;
mod statuses;
