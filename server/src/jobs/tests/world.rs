//! A spool with a job in it, workers that run for a while, and a printer of CUPS.

use std::collections::BTreeSet;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use filmdesk_archive::{Acceptance, JobNumber, JobQueue, JobRecord, Spool, SpoolLimits};
use filmdesk_config::settings::{
    DocumentScope, FileFormat, FileOutput, IppFormat, IppOutput, IppTrust, Output, PrinterSettings,
    RetryPolicy,
};
use filmdesk_dataset::BulkSink;
use filmdesk_fonts::Typesetter;
use filmdesk_print_scp::profile_defaults::default_printer_profile;
use filmdesk_print_scp::sheet::{FilmSheet, PixelRef};
use filmdesk_print_scp::terms::{ExecutionStatus, FilmSizeId, StatusInfo};
use time::OffsetDateTime;
use time::macros::datetime;
use tokio_util::sync::CancellationToken;

use crate::jobs::{FilmRenderer, PrintRenderer, Workers};

#[path = "../../../../print-scp/tests/film/plain.rs"]
mod plain;

/// When jobs are created.
pub(crate) const NOW: OffsetDateTime = datetime!(2026-11-24 19:03:11 +01:00);
/// No test waits longer for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// Rows and columns of the image on each film.
const SIDE: u16 = 64;

/// A folder with a spool.
pub(crate) struct World {
    folder: tempfile::TempDir,
    pub(crate) spool: Spool,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let spool = open(folder.path());
        Self { folder, spool }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A job of `films` small films.
    pub(crate) fn accept(&self, uid: &str, films: usize, copies: u16) -> JobNumber {
        let mut intake = self.spool.intake().unwrap();
        let mut sheets = Vec::new();
        for _ in 0..films {
            intake.start_film().unwrap();
            let length = u64::from(SIDE) * u64::from(SIDE);
            let id = intake.begin(Some(length)).unwrap();
            let ramp: Vec<u8> = (0..length).map(|pixel| (pixel % 251) as u8).collect();
            intake.write(&ramp).unwrap();
            intake.end().unwrap();
            let pixels = PixelRef {
                id,
                length,
                big_endian: false,
            };
            sheets.push(FilmSheet {
                images: vec![plain::image(1, plain::gray(SIDE, SIDE, 8, pixels))],
                ..plain::sheet("STANDARD\\1,1", FilmSizeId::In8x10)
            });
        }
        let acceptance = Acceptance {
            job_uid: uid,
            created: NOW,
            queue_length: 10,
        };
        self.spool
            .accept(&plain::job(sheets, copies), &mut intake, &acceptance)
            .unwrap()
    }

    /// Runs workers for the printers while `meanwhile` does, and shuts them down.
    pub(crate) async fn run(
        &self,
        printers: &[PrinterSettings],
        meanwhile: impl AsyncFnOnce(&Workers),
    ) {
        let shutdown = CancellationToken::new();
        let (typesetter, _) = Typesetter::new(Vec::new());
        let renderer: Arc<dyn FilmRenderer> = Arc::new(PrintRenderer::new(typesetter));
        let workers = Workers::start(&self.spool, printers, &renderer, 1, &shutdown).unwrap();
        meanwhile(&workers).await;
        shutdown.cancel();
        tokio::time::timeout(PATIENCE, workers.stopped())
            .await
            .unwrap();
    }

    /// Waits until the job's record is as wanted.
    pub(crate) async fn until(&self, job: JobNumber, wanted: impl Fn(&JobRecord) -> bool) {
        let mut news = self.spool.watch();
        let seen = async {
            while !wanted(&self.record(job)) {
                news.changed().await.unwrap();
            }
        };
        let in_time = tokio::time::timeout(PATIENCE, seen).await;
        assert!(in_time.is_ok(), "{:?}", self.record(job));
    }

    /// Runs workers for the printers until the job is finished; its status then.
    pub(crate) async fn finish(
        &self,
        printers: &[PrinterSettings],
        job: JobNumber,
    ) -> (ExecutionStatus, StatusInfo) {
        self.run(printers, async |_| self.final_status(job).await)
            .await;
        self.status(job)
    }

    pub(crate) async fn final_status(&self, job: JobNumber) {
        self.until(job, JobRecord::is_finished).await;
    }

    pub(crate) fn record(&self, job: JobNumber) -> JobRecord {
        self.spool.record_of(job).unwrap()
    }

    pub(crate) fn status(&self, job: JobNumber) -> (ExecutionStatus, StatusInfo) {
        let record = self.record(job);
        (record.status, record.info)
    }

    /// The journal of the first job as a crash before the first delivered document leaves it.
    pub(crate) fn crash_before_delivered(self) -> Self {
        self.cut_journal("\"event\":\"delivered\"")
    }

    /// As a crash before the printer's answer was noted leaves it.
    pub(crate) fn crash_before_sent(self) -> Self {
        self.cut_journal("\"event\":\"sent\"")
    }

    fn cut_journal(self, line: &str) -> Self {
        let Self { folder, spool } = self;
        drop(spool);
        let path = folder.path().join("spool/jobs/0000000001/journal");
        let journal = fs::read_to_string(&path).unwrap();
        let kept: String = journal
            .split_inclusive('\n')
            .take_while(|it| !it.contains(line))
            .collect();
        assert!(kept.len() < journal.len(), "no such line in {journal}");
        fs::write(&path, kept).unwrap();
        let spool = open(folder.path());
        Self { folder, spool }
    }

    /// The files in a folder, hidden ones too, sorted.
    pub(crate) fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn open(folder: &Path) -> Spool {
    let limits = SpoolLimits {
        free_floor_bytes: 0,
        ..SpoolLimits::default()
    };
    // Readers of the spool before may take a moment to let go of it.
    let begun = Instant::now();
    loop {
        match Spool::open(&folder.join("spool"), limits) {
            Ok(spool) => return spool,
            Err(error) if begun.elapsed() > PATIENCE => panic!("{error}"),
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// A printer that tries three times, quickly.
pub(crate) fn printer(outputs: Vec<Output>) -> PrinterSettings {
    PrinterSettings {
        profile: default_printer_profile(),
        associations: 8,
        outputs,
        retry: RetryPolicy {
            retries: 2,
            interval: Duration::from_millis(100),
        },
        display: Default::default(),
    }
}

/// The same with a folder of its own for PNG files, one a film.
pub(crate) fn png_printer(folder: &Path) -> PrinterSettings {
    printer(vec![file_output(
        folder,
        FileFormat::Png,
        DocumentScope::Film,
    )])
}

pub(crate) fn file_output(folder: &Path, format: FileFormat, document: DocumentScope) -> Output {
    Output::File(FileOutput {
        folder: folder.to_owned(),
        formats: BTreeSet::from([format]),
        document,
        pdf_a: false,
    })
}

pub(crate) fn ipp_output(port: u16) -> Output {
    Output::Ipp(IppOutput {
        uri: format!("ipp://127.0.0.1:{port}/ipp/print"),
        trust: IppTrust::System,
        format: IppFormat::Auto,
        timeout: Duration::from_secs(30),
    })
}

/// A port on which nothing listens.
pub(crate) fn closed_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// CUPS' ippeveprinter, by tests/peers/ippeveprinter.sh.
pub(crate) struct IppPrinter {
    pub(crate) port: u16,
    folder: PathBuf,
    script: Child,
}

impl IppPrinter {
    pub(crate) fn start(folder: &Path) -> Self {
        Self::start_with(folder, &["-f", "application/pdf,image/pwg-raster"])
    }

    pub(crate) fn start_with(folder: &Path, arguments: &[&str]) -> Self {
        fs::create_dir_all(folder).unwrap();
        let port = closed_port();
        let script = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../tests/peers/ippeveprinter.sh"
        );
        let mut script = Command::new(script)
            .args([&port.to_string(), folder.to_str().unwrap(), "120"])
            .args(arguments)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        while !folder.join("ready").exists() {
            assert!(begun.elapsed() < PATIENCE, "ippeveprinter does not start");
            assert!(script.try_wait().unwrap().is_none(), "ippeveprinter ended");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self {
            port,
            folder: folder.to_owned(),
            script,
        }
    }

    /// Documents that were printed, by extension.
    pub(crate) fn prints(&self, extension: &str) -> usize {
        let names = World::names(&self.folder.join("spool"));
        names
            .iter()
            .filter(|name| name.ends_with(extension))
            .count()
    }

    pub(crate) fn log(&self) -> String {
        let log = fs::read(self.folder.join("printer.log")).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        log.chars()
            .rev()
            .take(2000)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect()
    }
}

impl Drop for IppPrinter {
    fn drop(&mut self) {
        // The script ends its programs when its input ends.
        drop(self.script.stdin.take());
        let _ = self.script.wait();
    }
}
