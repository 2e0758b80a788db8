//! Films as files in a folder.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use filmdesk_config::settings::{DocumentScope, FileFormat, FileOutput};

use super::name::file_name;
use super::{DeliverError, DeliveryLog, Device, Document, DocumentFormat, Job, Promise};

/// Pixels on the longer side of a preview: a page of a screen, without scrolling.
const PREVIEW_LONG_SIDE: u32 = 1600;

/// A folder that films are written to. A document appears under its name when it is whole, and
/// a document that is delivered again after a crash takes the place of the first.
#[derive(Debug, Clone)]
pub struct FileDevice {
    name: String,
    settings: FileOutput,
}

impl FileDevice {
    /// The folder of `settings`, under this name in the journal.
    pub fn new(name: String, settings: FileOutput) -> Self {
        Self { name, settings }
    }

    fn documents(&self, job: &Job) -> Vec<Document> {
        let formats = self.settings.formats.iter();
        formats
            .flat_map(|format| self.documents_of(*format, job))
            .collect()
    }

    fn documents_of(&self, format: FileFormat, job: &Job) -> Vec<Document> {
        let films = job.films.sheets.len();
        let whole = format == FileFormat::Pdf && self.settings.document == DocumentScope::Session;
        let each = if whole { films.max(1) } else { 1 };
        let parts = (0..films).step_by(each).map(|first| first..first + each);
        let document = |films: std::ops::Range<usize>| Document {
            name: format!("{}-{}", tag(format), films.start + 1),
            films,
            copies: job.films.copies.max(1),
            format: self.format(format),
        };
        parts.map(document).collect()
    }

    fn format(&self, format: FileFormat) -> DocumentFormat {
        match format {
            FileFormat::Pdf => DocumentFormat::Pdf {
                pdf_a: self.settings.pdf_a,
            },
            FileFormat::Png => DocumentFormat::Png,
            FileFormat::Tiff => DocumentFormat::Tiff,
            FileFormat::Preview => DocumentFormat::Preview {
                long_side: PREVIEW_LONG_SIDE,
            },
        }
    }

    fn draft_path(&self, job: &Job, document: &Document) -> PathBuf {
        let name = format!(".{}.part", file_name(job, document, 1));
        self.settings.folder.join(name)
    }
}

/// A format in the journal.
fn tag(format: FileFormat) -> &'static str {
    match format {
        FileFormat::Pdf => "pdf",
        FileFormat::Png => "png",
        FileFormat::Tiff => "tiff",
        FileFormat::Preview => "preview",
    }
}

/// Puts the draft in its place. Further copies are links to it: they cost no room, and a person
/// who deletes or moves one keeps the others.
fn put(folder: &Path, draft: &Path, names: &[String]) -> io::Result<()> {
    let Some((first, further)) = names.split_first() else {
        return Ok(());
    };
    for name in further {
        let part = folder.join(format!(".{name}.part"));
        let _ = fs::remove_file(&part);
        if fs::hard_link(draft, &part).is_err() {
            fs::copy(draft, &part)?;
            File::open(&part)?.sync_all()?;
        }
        fs::rename(&part, folder.join(name))?;
        // A rename between two links of one file does nothing and leaves both (POSIX rename):
        // so it is when the copy was delivered before a crash.
        let _ = fs::remove_file(&part);
    }
    fs::rename(draft, folder.join(first))?;
    File::open(folder)?.sync_all()
}

impl Device for FileDevice {
    fn name(&self) -> &str {
        &self.name
    }

    fn plan<'a>(&'a self, job: &'a Job) -> Promise<'a, Vec<Document>> {
        Box::pin(async { Ok(self.documents(job)) })
    }

    fn draft(&self, job: &Job, document: &Document) -> io::Result<Option<PathBuf>> {
        fs::create_dir_all(&self.settings.folder)?;
        Ok(Some(self.draft_path(job, document)))
    }

    fn deliver<'a>(
        &'a self,
        job: &'a Job,
        document: &'a Document,
        draft: &'a Path,
        _log: &'a DeliveryLog,
    ) -> Promise<'a, ()> {
        let copies = 1..=document.copies;
        let names: Vec<_> = copies.map(|copy| file_name(job, document, copy)).collect();
        let (folder, draft) = (self.settings.folder.clone(), draft.to_owned());
        Box::pin(async move { blocking(move || put(&folder, &draft, &names)).await })
    }

    fn probe(&self) -> Promise<'_, ()> {
        let folder = self.settings.folder.clone();
        let probe = folder.join(format!(".probe-{}.part", self.name));
        Box::pin(async move {
            blocking(move || {
                fs::create_dir_all(&folder)?;
                fs::write(&probe, b"filmdesk")?;
                // Another printer with this folder may have been quicker.
                let _ = fs::remove_file(&probe);
                Ok(())
            })
            .await
        })
    }
}

/// Runs work on files where blocking is allowed.
async fn blocking(
    work: impl FnOnce() -> io::Result<()> + Send + 'static,
) -> Result<(), DeliverError> {
    let done = tokio::task::spawn_blocking(work).await;
    let done = done.unwrap_or_else(|error| Err(io::Error::other(error)));
    done.map_err(|error| DeliverError::of_folder(&error))
}
