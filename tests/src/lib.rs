//! What the suites of the whole product share: a server to talk to, peers to talk with, facts
//! about the films that come out.
//!
//! The suites are in `tests/`; each begins with the bars that it holds. They start the binary
//! that `cargo build --workspace --bin filmdesk` makes ([`server::binary`] says where it
//! looks), and the peers that `cargo xtask peers` installs. What is missing is a failure, never
//! a test passed over.

pub mod archive;
pub mod browsers;
pub mod conversation;
pub mod damage;
pub mod dciodvfy;
pub mod discs;
pub mod disk;
pub mod expected;
pub mod file_sets;
pub mod memory_printer;
pub mod page;
pub mod port;
pub mod program;
pub mod random;
pub mod record;
pub mod robot;
pub mod samples;
pub mod server;
pub mod slices;
pub mod storescp;
pub mod tools;
pub mod viewer;
pub mod volumes;
pub mod wait;
