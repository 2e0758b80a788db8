//! The server as a process of its own, as a hospital runs it.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

use crate::samples::root;
use crate::tools::signal;
use crate::wait::until;

/// The binary `filmdesk`: FILMDESK_BIN, else the newer one of the release and the debug build
/// in the target folder of the suites themselves.
///
/// # Panics
/// When it is not built.
pub fn binary() -> PathBuf {
    if let Some(named) = std::env::var_os("FILMDESK_BIN") {
        return PathBuf::from(named);
    }
    let target = target_folder();
    let built = ["release", "debug"].map(|profile| target.join(profile).join("filmdesk"));
    let made = |path: &PathBuf| path.metadata().and_then(|about| about.modified()).ok();
    let newest = built.into_iter().max_by_key(made);
    let found = newest.filter(|path| path.exists());
    found.unwrap_or_else(|| {
        panic!(
            "no filmdesk below {}: cargo build --workspace --bin filmdesk",
            target.display()
        )
    })
}

/// `<target>/<profile>/deps/<suite>` is the running suite.
fn target_folder() -> PathBuf {
    let suite = std::env::current_exe().expect("the suite's own path");
    let target = suite.ancestors().nth(3).map(Path::to_path_buf);
    target
        .filter(|folder| folder.join("debug").exists() || folder.join("release").exists())
        .unwrap_or_else(|| root().join("target"))
}

/// A running server in a folder of its own, which goes with it.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: SocketAddr,
    log: Arc<Mutex<String>>,
    page: Arc<Mutex<String>>,
    arguments: Vec<String>,
    folder: TempDir,
}

/// Memory of a process in KB, from /proc.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory {
    /// Resident now.
    pub resident: u64,
    /// Resident at most so far.
    pub peak: u64,
}

impl Server {
    /// With the defaults.
    pub fn start() -> Self {
        Self::with("")
    }

    /// With settings in TOML; `listen` and `data-dir` are overridden.
    pub fn with(settings: &str) -> Self {
        Self::logging(settings, "info")
    }

    /// The same with a log filter.
    pub fn logging(settings: &str, filter: &str) -> Self {
        let free = "127.0.0.1:0";
        Self::run(
            settings,
            &["--listen", free, "--desk", free, "--log", filter],
        )
    }

    /// With settings that say where to listen (on port 0).
    pub fn listening(settings: &str) -> Self {
        Self::run(settings, &["--desk", "127.0.0.1:0", "--log", "info"])
    }

    /// With the desk at an address that is known before.
    pub fn at(settings: &str, desk: &str) -> Self {
        let free = "127.0.0.1:0";
        Self::run(
            settings,
            &["--listen", free, "--desk", desk, "--log", "info"],
        )
    }

    fn run(settings: &str, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the server");
        std::fs::write(folder.path().join("filmdesk.toml"), settings).expect("its settings");
        let (log, page) = (Arc::default(), Arc::default());
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        let (child, address) = launch(folder.path(), &arguments, &log, &page);
        Self {
            child,
            address,
            log,
            page,
            arguments,
            folder,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The same for a command line: host and port.
    pub fn host_port(&self) -> [String; 2] {
        [
            self.address.ip().to_string(),
            self.address.port().to_string(),
        ]
    }

    /// The desk's address for a browser: `http://127.0.0.1:43211`.
    pub fn desk(&self) -> String {
        self.said_of("Desk")
    }

    /// The link that makes the desk's first administrator.
    pub fn set_up_link(&self) -> String {
        self.said_of("set up")
    }

    /// What the page that it prints says behind a label.
    fn said_of(&self, label: &str) -> String {
        until(label, || {
            let page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
            let mut lines = page.lines().filter(|line| line.contains(' '));
            let said = lines.find_map(|line| line.trim_start().strip_prefix(label))?;
            said.split_whitespace().next().map(str::to_owned)
        })
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Its folder: settings, and `data`.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// All that it logged until now, over all its lives.
    pub fn log(&self) -> String {
        self.log
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// SIGKILL, and waits for its end.
    pub fn kill(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }

    /// Starts again in the same folder, on another port.
    ///
    /// # Panics
    /// When it does not start.
    pub fn restart(&mut self) {
        self.kill();
        self.page
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        let folder = self.folder.path();
        (self.child, self.address) = launch(folder, &self.arguments, &self.log, &self.page);
    }

    /// SIGTERM; how it ended.
    pub fn terminate(&mut self) -> ExitStatus {
        signal(self.child.id(), "TERM");
        until("the server's end", || self.child.try_wait().ok().flatten())
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Finished films of the printer FILMDESK by extension (previews are `png`), in the order
    /// of their names.
    pub fn films(&self, extension: &str) -> Vec<PathBuf> {
        let folder = self.folder.path().join("data/films/FILMDESK");
        let Ok(entries) = std::fs::read_dir(folder) else {
            return Vec::new();
        };
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let mut films: Vec<PathBuf> = paths
            .filter(|path| path.extension().is_some_and(|found| found == extension))
            .collect();
        films.sort();
        films
    }

    /// Waits until there are so many films of an extension.
    pub fn await_films(&self, extension: &str, count: usize) -> Vec<PathBuf> {
        until(&format!("{count} films of type {extension}"), || {
            let films = self.films(extension);
            (films.len() >= count).then_some(films)
        })
    }

    /// What memory it takes.
    ///
    /// # Panics
    /// When /proc does not tell.
    pub fn memory(&self) -> Memory {
        let path = format!("/proc/{}/status", self.child.id());
        let status =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let field = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name));
            let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
            number.unwrap_or_else(|| panic!("{path} has no {name}"))
        };
        Memory {
            resident: field("VmRSS:"),
            peak: field("VmHWM:"),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            eprintln!("the server's log:\n{}", self.log());
        }
    }
}

fn launch(
    folder: &Path,
    arguments: &[String],
    log: &Arc<Mutex<String>>,
    page: &Arc<Mutex<String>>,
) -> (Child, SocketAddr) {
    let mut child = Command::new(binary())
        .arg("serve")
        .args(arguments)
        .arg("--config")
        .arg(folder.join("filmdesk.toml"))
        .arg("--data")
        .arg(folder.join("data"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", binary().display()));
    keep(child.stderr.take().expect("its standard error"), log);
    let out = BufReader::new(child.stdout.take().expect("its standard output"));
    match address(out, page) {
        Some(address) => (child, address),
        None => {
            drop(child.kill());
            drop(child.wait());
            let log = log.lock().unwrap_or_else(PoisonError::into_inner);
            panic!("the server does not start:\n{log}");
        }
    }
}

/// The address in the page that it prints when it runs: `Listening  127.0.0.1:43211 (plain...`.
fn address(
    mut out: impl BufRead + Send + 'static,
    page: &Arc<Mutex<String>>,
) -> Option<SocketAddr> {
    let mut found = None;
    for line in (&mut out).lines().map_while(Result::ok) {
        if let Some(rest) = line.trim_start().strip_prefix("Listening") {
            found = rest
                .split_whitespace()
                .next()
                .and_then(|word| word.parse().ok());
            break;
        }
    }
    // The rest is read to the end, so that the server never waits for us.
    keep(out, page);
    found
}

fn keep(mut err: impl Read + Send + 'static, log: &Arc<Mutex<String>>) {
    let log = Arc::clone(log);
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = err.read(&mut buffer) {
            let text = String::from_utf8_lossy(&buffer[..length]).into_owned();
            log.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push_str(&text);
        }
    });
}
