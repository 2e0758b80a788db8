//! The DICOM Upper Layer and message exchange (PS3.7, PS3.8) without I/O.
//!
//! [`acceptor::Acceptor`] and [`requestor::Requestor`] are fed bytes and instants and
//! give back [`event::Event`]s, bytes to send and the next instant at which they want to
//! be woken. They open no socket and read no clock. One loop drives either:
//!
//! 1. read the socket into `space()`, say `filled(n, now)`;
//! 2. take `poll_event()` until it is `None`, answering on the way;
//! 3. write `transmit()`, say `transmitted(n, now)`; after `Event::Closed` close the socket;
//! 4. wait for the socket or for `poll_timeout()`, then `handle_timeout(now)`.
//!
//! `space()` is empty while there are events to take or output to write first: that is the
//! back pressure, and the reason why memory per association has a bound.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

pub mod acceptor;
pub mod ae_title;
mod associate;
pub mod association;
pub mod command;
pub mod command_set;
pub mod event;
mod framer;
pub mod identity;
pub mod pdu;
pub mod presentation;
pub mod requestor;
pub mod service;
pub mod settings;
pub mod status;
pub mod uid;
