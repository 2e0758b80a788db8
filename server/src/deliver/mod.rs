//! Where films go: a driver says how they are encoded, a device takes the bytes.
//!
//! A [`Device`] plans which documents a job becomes, says where their drafts are written, and
//! takes each one, once. What it needs to remember over a crash it writes to the job's journal
//! through a [`DeliveryLog`]; the worker in [`crate::jobs`] does the rest.

mod error;
mod file;
mod ipp;
mod log;
mod media;
mod name;

use std::future::Future;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use filmdesk_archive::JobRecord;
use filmdesk_config::settings::{Output, PrinterSettings};
use filmdesk_print_scp::sheet::FilmJob;

pub use error::DeliverError;
pub use file::FileDevice;
pub use ipp::IppDevice;
pub use log::DeliveryLog;
pub(crate) use log::{of_queue, write};
pub(crate) use media::page_size_name;
pub(crate) use name::file_name;

/// What a device promises to be one day.
pub type Promise<'a, T> = Pin<Box<dyn Future<Output = Result<T, DeliverError>> + Send + 'a>>;

/// A job on its way out.
#[derive(Debug, Clone)]
pub struct Job {
    /// What the queue knows of it.
    pub record: JobRecord,
    /// Its films.
    pub films: FilmJob,
}

/// How a document is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentFormat {
    /// PDF.
    Pdf {
        /// Written to PDF/A-2b.
        pdf_a: bool,
    },
    /// PNG at the film's resolution.
    Png,
    /// TIFF at the film's resolution.
    Tiff,
    /// A small PNG.
    Preview {
        /// Pixels on its longer side.
        long_side: u32,
    },
    /// PWG raster (PWG 5102.4).
    Pwg {
        /// Dots per inch.
        dpi: u32,
        /// `srgb_8` instead of `sgray_8`.
        colour: bool,
    },
}

impl DocumentFormat {
    /// Its MIME type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf { .. } => "application/pdf",
            Self::Png | Self::Preview { .. } => "image/png",
            Self::Tiff => "image/tiff",
            Self::Pwg { .. } => "image/pwg-raster",
        }
    }

    /// The extension of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf { .. } => "pdf",
            Self::Png | Self::Preview { .. } => "png",
            Self::Tiff => "tif",
            Self::Pwg { .. } => "pwg",
        }
    }
}

/// One document of a job for one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name within job and output: the same after a crash, for the journal knows it.
    pub name: String,
    /// The films in it, in order.
    pub films: Range<usize>,
    /// Copies that the device makes of it.
    pub copies: u16,
    /// How it is encoded.
    pub format: DocumentFormat,
}

/// Takes documents: a folder, a printer, what the roadmap adds.
pub trait Device: Send + Sync {
    /// Its name in the journal; the same after a restart with the same configuration.
    fn name(&self) -> &str;

    /// The documents that a job becomes here, in the order in which they are to come out.
    fn plan<'a>(&'a self, job: &'a Job) -> Promise<'a, Vec<Document>>;

    /// Where the draft of a document is written; `None`: in the job's folder.
    fn draft(&self, job: &Job, document: &Document) -> io::Result<Option<PathBuf>> {
        let _ = (job, document);
        Ok(None)
    }

    /// Looks whether the device took the document before a crash or a broken connection;
    /// whether it is out and need not be made again.
    fn resume<'a>(
        &'a self,
        job: &'a Job,
        document: &'a Document,
        log: &'a DeliveryLog,
    ) -> Promise<'a, bool> {
        let _ = (job, document, log);
        Box::pin(async { Ok(false) })
    }

    /// Takes a document, whose draft is complete and synced; returns when it is out.
    fn deliver<'a>(
        &'a self,
        job: &'a Job,
        document: &'a Document,
        draft: &'a Path,
        log: &'a DeliveryLog,
    ) -> Promise<'a, ()>;

    /// The job is given up: what the device still holds of it should not come out any more.
    fn abandon<'a>(&'a self, job: &'a Job, log: &'a DeliveryLog) -> Promise<'a, ()> {
        let _ = (job, log);
        Box::pin(async { Ok(()) })
    }

    /// Whether the device would take a document now.
    fn probe(&self) -> Promise<'_, ()>;
}

/// The devices of a printer, in the order of its outputs.
pub fn devices(printer: &PrinterSettings) -> Result<Vec<Arc<dyn Device>>, DeliverError> {
    let outputs = printer.outputs.iter().enumerate();
    outputs
        .map(|(place, output)| device(place, output))
        .collect()
}

/// The device of one output. Its name is the output's place and kind.
fn device(place: usize, output: &Output) -> Result<Arc<dyn Device>, DeliverError> {
    let number = place + 1;
    Ok(match output {
        Output::File(file) => Arc::new(FileDevice::new(format!("{number}-file"), file.clone())),
        Output::Ipp(ipp) => Arc::new(IppDevice::new(format!("{number}-ipp"), ipp.clone())?),
    })
}
