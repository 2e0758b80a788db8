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
//!
//! # Duplicate invocations
//!
//! A request is outstanding from the moment its command set is whole until its last response
//! is handed to `send`. Another request with its Message ID that arrives meanwhile comes as
//! [`event::Standing::Duplicate`], to be answered with 0210. For a driver that answers each
//! request before it takes the next event, "meanwhile" is: its command set lies whole in the
//! receive buffer when the response is handed to `send` (which looks ahead over at most 64
//! command sets). Two requests in one TCP segment are therefore always found, also when the
//! data set of the first lies between them; the data set of the second is delivered as usual.
//! Pipelined requests with different Message IDs are served in their order.
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
