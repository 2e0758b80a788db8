//! dcmprscp as the printer beside us, dcmprscu as a client of both.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use filmdesk_tests::port::free_port;
use filmdesk_tests::tools;

/// The AE title of dcmprscp.
pub(crate) const TITLE: &str = "DCMPRSCP";

/// A running dcmprscp with its folders, and the stored prints that dcmprscu sends.
pub(crate) struct Printer {
    child: Child,
    address: SocketAddr,
    folder: PathBuf,
}

impl Printer {
    /// Starts dcmprscp and makes one stored print of twelve images.
    pub(crate) fn start(folder: &Path) -> Self {
        let folder = folder.join("dcmtk");
        for part in ["scp", "scu"] {
            for sub in ["database", "spool", "lut"] {
                std::fs::create_dir_all(folder.join(part).join(sub)).expect("DCMTK's folders");
            }
        }
        let port = free_port();
        let config = folder.join("scp.cfg");
        std::fs::write(
            &config,
            configuration(&folder.join("scp"), TITLE, port, true),
        )
        .expect("its settings");
        let mut command = tools::debian("dcmprscp");
        command
            .args(["-q", "-p", "PRINTER", "-c"])
            .arg(&config)
            .env("TCP_NODELAY", "1");
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dcmprscp");
        let printer = Self {
            child,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            folder,
        };
        printer.await_start();
        printer.make_stored_print();
        printer
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    fn await_start(&self) {
        let deadline = Instant::now() + Duration::from_secs(10);
        while std::net::TcpStream::connect(self.address).is_err() {
            assert!(Instant::now() < deadline, "dcmprscp does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn make_stored_print(&self) {
        let mut files = Vec::new();
        for number in 0..12 {
            let path = self.folder.join(format!("ct{number}.dcm"));
            std::fs::write(&path, super::own_client::ct_file(number)).expect("an image file");
            files.push(path);
        }
        let mut command = self.scu("dcmpsprt", self.address, TITLE, 12);
        command
            .args(["-l", "3", "4", "--filmsize", "14INX17IN"])
            .args(files);
        let said = tools::run(&mut command);
        assert!(said.success, "dcmpsprt: {}", said.err);
    }

    /// A DCMTK client tool with a configuration that knows one printer.
    fn scu(&self, tool: &str, printer: SocketAddr, title: &str, bits: u8) -> Command {
        let config = self.folder.join(format!("scu-{title}-{bits}.cfg"));
        let text = configuration(&self.folder.join("scu"), title, printer.port(), bits == 12);
        std::fs::write(&config, text).expect("settings");
        let mut command = tools::debian(tool);
        command
            .args(["-q", "-p", "PRINTER", "-c"])
            .arg(config)
            .env("TCP_NODELAY", "1");
        command
    }

    /// Sends the stored print so many times in one association: films a minute.
    pub(crate) fn spool(&self, printer: SocketAddr, title: &str, bits: u8, films: usize) -> f64 {
        let database = self.folder.join("scu/database");
        let entries = std::fs::read_dir(&database).expect("the database");
        let stored = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .find(|path| {
                path.file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with("SP_"))
            })
            .expect("a stored print");
        let mut command = self.scu("dcmprscu", printer, title, bits);
        command.args(std::iter::repeat_n(stored, films));
        let start = Instant::now();
        let said = tools::run(&mut command);
        assert!(said.success, "dcmprscu: {}", said.err);
        films as f64 * 60.0 / start.elapsed().as_secs_f64()
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn configuration(folder: &Path, title: &str, port: u16, twelve_bits: bool) -> String {
    let folder = folder.display();
    format!(
        "[[GENERAL]]\n[PRINT]\nSpooler = dcmprscu\nServer = dcmprscp\nDirectory = {folder}/spool\n\
         DetailedLog = false\nBinaryLog = false\nSleep = 5\nDeletePrintJobs = false\n\
         AlwaysDeleteTerminateJobs = false\n[DATABASE]\nDirectory = {folder}/database\n\
         [LUT]\nDirectory = {folder}/lut\n[NETWORK]\naetitle = BENCH\n[[COMMUNICATION]]\n\
         [PRINTER]\nAetitle = {title}\nDescription = printer\nHostname = 127.0.0.1\nPort = {port}\n\
         Type = LOCALPRINTER\nDisplayFormat = 1,1\\3,4\nFilmSizeID = 14INX17IN\n\
         MediumType = CLEAR FILM\\BLUE FILM\\PAPER\nFilmDestination = MAGAZINE\\PROCESSOR\n\
         MagnificationType = REPLICATE\\BILINEAR\\CUBIC\\NONE\nMaxDensity = 320\nMinDensity = 20\n\
         MaxPDU = 131072\nSupports12Bit = {twelve_bits}\nSupportsPresentationLUT = true\nSupportsTrim = true\n"
    )
}
