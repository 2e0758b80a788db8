//! The print service, as conversations with modalities.

mod byte_order;
mod conversations;
mod events;
mod harness;
mod limits;
mod random;
mod statuses;
