//! The print service, as conversations with modalities.

mod byte_order;
mod configuration;
mod conversations;
mod events;
mod harness;
mod limits;
mod random;
mod statuses;
