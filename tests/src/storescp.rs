//! DCMTK's storage SCP as a peer.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Stdio};

use crate::tools::debian;
use crate::wait::until;

/// `storescp`, ended when it is dropped.
#[derive(Debug)]
pub struct StoreScp {
    child: Child,
    /// Host and port.
    pub address: String,
}

impl StoreScp {
    /// Starts it with options; it keeps what it gets in `folder`.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(options: &[&str], folder: &Path) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr());
        let port = free.expect("a free port").port().to_string();
        let mut command = debian("storescp");
        command
            .args(options)
            .args(["--promiscuous", "--output-directory"])
            .arg(folder)
            .arg(&port)
            .env("TCP_NODELAY", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command.spawn().expect("storescp");
        let address = format!("127.0.0.1:{port}");
        until("storescp listens", || {
            std::net::TcpStream::connect(&address).ok()
        });
        Self { child, address }
    }
}

impl Drop for StoreScp {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
