//! Storage SCPs as peers: DCMTK's, and one of pynetdicom that answers as it is told.

use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::port::free_port;
use crate::tools::{debian, python};
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
        let port = free_port().to_string();
        let mut command = debian("storescp");
        command
            .args(options)
            .args(["--promiscuous", "--output-directory"])
            .arg(folder)
            .arg(&port)
            .env("TCP_NODELAY", "1");
        Self::listening(&mut command, &port)
    }

    /// pynetdicom's at a port: it waits so many seconds before each answer, answers the first
    /// instances with these statuses, keeps data sets in `folder`, and tells of them in its `log`.
    /// Where a status is `abort`, it breaks off until `folder` has a file `mended`.
    ///
    /// # Panics
    /// When it does not start.
    pub fn pynetdicom(port: u16, folder: &Path, delay: &str, statuses: &[&str]) -> Self {
        let port = port.to_string();
        let mut command = python("store_scp.py");
        command.arg(&port).arg(folder).arg(delay).args(statuses);
        Self::listening(&mut command, &port)
    }

    fn listening(command: &mut Command, port: &str) -> Self {
        let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = quiet.spawn().expect("a storage SCP");
        let address = format!("127.0.0.1:{port}");
        until("the storage SCP listens", || {
            let ended = child.try_wait().expect("its state");
            assert_eq!(ended, None, "the storage SCP at {address} has ended");
            TcpStream::connect(&address).ok()
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
