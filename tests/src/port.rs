//! Ports for peers that must be told theirs.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

/// Below the ports that the system gives to connections and to servers that ask for any (Linux: from
/// 32768 on): nothing else comes to one between this look and the start of the peer.
const FIRST: u32 = 12_000;
/// How many ports are looked through.
const COUNT: u32 = 20_000;
/// Ports by which two test processes begin apart.
const APART: u32 = 97;

/// A port at which nobody listens; another one each time.
///
/// # Panics
/// When there is none.
pub fn free_port() -> u16 {
    static TAKEN: AtomicU32 = AtomicU32::new(0);
    let begin = std::process::id().wrapping_mul(APART) % COUNT;
    let mut ports = (0..COUNT).map(|_| {
        let taken = TAKEN.fetch_add(1, Ordering::Relaxed);
        u16::try_from(FIRST + (begin + taken) % COUNT).expect("a port")
    });
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    ports.find(is_free).expect("a free port")
}
