//! The Filmdesk server: the one binary `filmdesk`.
//!
//! [`command`] is the command line, [`server::Server`] the server itself. Below it stand
//! `listener` and `association` (modalities in), [`jobs`] and [`deliver`] (films out). Only
//! here are listeners, TLS, timers and spawned tasks.

mod application;
mod association;
pub mod blocking;
mod causes;
pub mod client;
pub mod command;
pub mod deliver;
mod desk;
pub mod disc;
pub mod faces;
pub mod ids;
mod import;
pub mod jobs;
mod lanes;
mod listener;
mod live;
pub mod logging;
#[cfg(test)]
mod part10;
mod recording;
mod secret;
mod send;
pub mod server;
mod settle;
pub mod shared;
pub mod shutdown;
pub mod slots;
mod socket;
mod storage;
pub mod tls;
mod verification;
mod wire;
mod witness;

pub use server::{Server, StartError};
