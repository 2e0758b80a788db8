//! Instances that cannot go on the disc as they are: transcoded or de-identified into the work
//! folder. All others stay where they are.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::PathBuf;

use filmdesk_dataset::file::{self, Contained, Implementation, ReadOptions};
use filmdesk_dataset::{tags, transcode};
use filmdesk_dimse::settings::{IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME};
use filmdesk_media::deidentify::{self, Dates, Pseudonyms};
use rayon::prelude::*;

use super::error::DiscError;
use super::gather::{Place, Places, Source};
use super::order::InvalidOrder;
use super::watch::{Stage, Watch};
use super::work::WorkFolder;

/// Instances prepared between two looks at the watch.
const AT_ONCE: usize = 16;
/// Bytes gathered before the kernel is asked.
const BUFFER: usize = 256 << 10;

/// Who writes prepared files.
const IMPLEMENTATION: Implementation<'static> = Implementation {
    class_uid: IMPLEMENTATION_CLASS_UID,
    version_name: IMPLEMENTATION_VERSION_NAME,
    source_ae_title: None,
};

/// What is done to an instance.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// Which source: its key.
    pub(super) index: usize,
    /// The transfer syntax that it is turned into.
    pub(super) transcode: Option<&'static str>,
}

/// How identities are removed.
#[derive(Debug)]
pub(super) struct Removal {
    options: deidentify::Options,
    pseudonyms: Pseudonyms,
}

/// The options of PS3.15 E.3 as one types them.
type SetOption = fn(&mut deidentify::Options);
const OPTIONS: &[(&str, SetOption)] = &[
    ("retain-safe-private", |options| {
        options.retain_safe_private = true
    }),
    ("retain-uids", |options| options.retain_uids = true),
    ("retain-device-identity", |options| {
        options.retain_device_identity = true
    }),
    ("retain-institution-identity", |options| {
        options.retain_institution_identity = true
    }),
    ("retain-patient-characteristics", |options| {
        options.retain_patient_characteristics = true
    }),
    ("retain-full-dates", |options| options.dates = Dates::Keep),
    ("clean-descriptors", |options| {
        options.clean_descriptors = true
    }),
    ("clean-structured-content", |options| {
        options.clean_structured_content = true
    }),
    ("clean-graphics", |options| options.clean_graphics = true),
];

/// The option whose value is a number of days: `shift-dates=-30`.
const SHIFT_DATES: &str = "shift-dates=";

impl Removal {
    /// By the Basic Profile with the options named. The key is fresh: nobody can try names out.
    pub(super) fn new(named: &[String]) -> Result<Self, DiscError> {
        let mut options = deidentify::Options::default();
        for name in named {
            let known = OPTIONS.iter().find(|(term, _)| term == name);
            let shift = name
                .strip_prefix(SHIFT_DATES)
                .and_then(|days| days.parse().ok());
            match (known, shift) {
                (Some((_, set)), _) => set(&mut options),
                (None, Some(days)) => options.dates = Dates::Shift(days),
                (None, None) => return Err(InvalidOrder::Deidentify(name.clone()).into()),
            }
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|error| {
            DiscError::files("random bytes")(io::Error::other(error.to_string()))
        })?;
        Ok(Self {
            options,
            pseudonyms: Pseudonyms::new(key),
        })
    }

    /// The options that there are.
    pub(super) fn known() -> String {
        let mut known: Vec<_> = OPTIONS.iter().map(|(term, _)| *term).collect();
        known.push("shift-dates=DAYS");
        known.join(", ")
    }
}

/// Prepares `tasks`; `sources` then name the work files. Gives back what failed, by source.
pub(super) fn prepare(
    sources: &mut [Source],
    places: Places<'_>,
    tasks: &[Task],
    removal: Option<&Removal>,
    work: &WorkFolder,
    watch: &dyn Watch,
) -> io::Result<Vec<(usize, String)>> {
    watch.begin(Stage::Preparing, 1, tasks.len() as u64);
    let (mut failed, mut done) = (Vec::new(), 0);
    for chunk in tasks.chunks(AT_ONCE) {
        let prepared: Vec<_> = chunk
            .par_iter()
            .map(|task| one(places, &sources[task.index].place, task, removal, work))
            .collect();
        for (task, result) in chunk.iter().zip(prepared) {
            match result {
                Ok(source) => {
                    let name = std::mem::take(&mut sources[task.index].name);
                    sources[task.index] = Source { name, ..source };
                }
                Err(Failure::Instance(reason)) => failed.push((task.index, reason)),
                Err(Failure::Work(error)) => return Err(error),
            }
        }
        done += chunk.len() as u64;
        if watch.step(done).is_break() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
    Ok(failed)
}

/// Whose fault it was.
enum Failure {
    /// The instance cannot be prepared; the others can.
    Instance(String),
    /// The work folder failed, or is full.
    Work(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Work(error)
    }
}

fn one(
    places: Places<'_>,
    place: &Place,
    task: &Task,
    removal: Option<&Removal>,
    work: &WorkFolder,
) -> Result<Source, Failure> {
    let cleaned = removal
        .map(|removal| deidentified(places, place, removal, work))
        .transpose()?;
    let from = cleaned.as_ref().map_or(place, |source| &source.place);
    match (task.transcode, &cleaned) {
        (Some(target), _) => transcoded(places, from, target, work),
        (None, Some(source)) => Ok(source.clone()),
        (None, None) => unreachable!("a task has something to do"),
    }
}

fn transcoded(
    places: Places<'_>,
    place: &Place,
    target: &str,
    work: &WorkFolder,
) -> Result<Source, Failure> {
    let mut from = BufReader::with_capacity(BUFFER, places.open(place)?);
    let (_, path, out) = work.file()?;
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let options = transcode::Options {
        implementation: IMPLEMENTATION,
        lossy: None,
        verify: true,
        read: ReadOptions::LENIENT,
    };
    transcode::transcode(&mut from, target, &options, &mut out)
        .map_err(|error| Failure::Instance(error.to_string()))?;
    finish(out, path, work)
}

fn deidentified(
    places: Places<'_>,
    place: &Place,
    removal: &Removal,
    work: &WorkFolder,
) -> Result<Source, Failure> {
    let mut from = BufReader::with_capacity(BUFFER, places.open(place)?);
    let instance = |error: &dyn std::fmt::Display| Failure::Instance(error.to_string());
    let read = file::read(&mut from, &ReadOptions::STRICT).map_err(|error| instance(&error))?;
    let mut data_set = read.data_set.clone();
    let mut pseudonyms = removal.pseudonyms.clone();
    deidentify::apply(&mut data_set, &removal.options, &mut pseudonyms)
        .map_err(|error| instance(&error))?;
    let (_, path, out) = work.file()?;
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let uid = data_set
        .ascii(tags::SOP_INSTANCE_UID)
        .ok()
        .flatten()
        .unwrap_or_default();
    let contained = Contained {
        sop_class: &read.meta.sop_class,
        sop_instance: uid,
        transfer_syntax: &read.meta.transfer_syntax,
    };
    // The meta information is new, too: the old one names the sender (PS3.15 E.1.1).
    let meta = file::meta(contained, IMPLEMENTATION);
    file::write(&meta, &data_set, &mut out, &mut read.source(&mut from))
        .map_err(|error| instance(&error))?;
    finish(out, path, work)
}

fn finish(mut out: BufWriter<File>, path: PathBuf, work: &WorkFolder) -> Result<Source, Failure> {
    out.flush()?;
    let length = out.get_ref().metadata()?.len();
    work.count(length)?;
    Ok(Source {
        place: Place::File(path),
        name: String::new(),
        length,
    })
}
