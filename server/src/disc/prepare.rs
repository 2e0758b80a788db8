//! Instances that cannot go on the disc as they are: transcoded or de-identified into the work
//! folder. All others stay where they are.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::PathBuf;

use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::{Encoding, VR, tags};
use filmdesk_media::deidentify::{self, Dates, Pseudonyms};
use rayon::prelude::*;

use super::error::DiscError;
use super::order::InvalidOrder;
use super::gather::{Place, Places, Source};
use super::watch::{Stage, Watch};
use super::work::WorkFolder;

/// Instances prepared between two looks at the watch.
const AT_ONCE: usize = 16;
/// Bytes gathered before the kernel is asked.
const BUFFER: usize = 256 << 10;

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
    ("retain-safe-private", |options| options.retain_safe_private = true),
    ("retain-uids", |options| options.retain_uids = true),
    ("retain-device-identity", |options| options.retain_device_identity = true),
    ("retain-institution-identity", |options| options.retain_institution_identity = true),
    ("retain-patient-characteristics", |options| options.retain_patient_characteristics = true),
    ("retain-full-dates", |options| options.dates = Dates::Keep),
    ("clean-descriptors", |options| options.clean_descriptors = true),
    ("clean-structured-content", |options| options.clean_structured_content = true),
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
            let shift = name.strip_prefix(SHIFT_DATES).and_then(|days| days.parse().ok());
            match (known, shift) {
                (Some((_, set)), _) => set(&mut options),
                (None, Some(days)) => options.dates = Dates::Shift(days),
                (None, None) => return Err(InvalidOrder::Deidentify(name.clone()).into()),
            }
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key)
            .map_err(|error| DiscError::files("random bytes")(io::Error::other(error.to_string())))?;
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

fn one(places: Places<'_>, place: &Place, task: &Task, removal: Option<&Removal>, work: &WorkFolder) -> Result<Source, Failure> {
    let cleaned = removal.map(|removal| deidentified(places, place, removal, work)).transpose()?;
    let from = cleaned.as_ref().map_or(place, |source| &source.place);
    match (task.transcode, &cleaned) {
        (Some(target), _) => transcoded(places, from, target, work),
        (None, Some(source)) => Ok(source.clone()),
        (None, None) => unreachable!("a task has something to do"),
    }
}

fn transcoded(places: Places<'_>, place: &Place, target: &str, work: &WorkFolder) -> Result<Source, Failure> {
    let mut from = BufReader::with_capacity(BUFFER, places.open(place)?);
    let (_, path, out) = work.file()?;
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let _ = (&mut from, &mut out, target);
    Err(Failure::Instance("cannot be transcoded yet".to_owned()))
}

fn deidentified(places: Places<'_>, place: &Place, removal: &Removal, work: &WorkFolder) -> Result<Source, Failure> {
    let mut from = BufReader::with_capacity(BUFFER, places.open(place)?);
    let instance = |error: &dyn std::fmt::Display| Failure::Instance(error.to_string());
    let read = file::read(&mut from, &ReadOptions::STRICT).map_err(|error| instance(&error))?;
    let mut data_set = read.data_set.clone();
    let mut pseudonyms = removal.pseudonyms.clone();
    deidentify::apply(&mut data_set, &removal.options, &mut pseudonyms)
        .map_err(|error| instance(&error))?;
    let (_, path, out) = work.file()?;
    let mut out = BufWriter::with_capacity(BUFFER, out);
    write(&mut out, &read, &data_set, &mut from).map_err(|error| instance(&error))?;
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


fn write(
    out: &mut impl Write,
    read: &file::DicomFile,
    data_set: &filmdesk_dataset::DataSet,
    from: &mut (impl io::Read + io::Seek),
) -> Result<(), filmdesk_dataset::encode::EncodeError> {
    let mut meta = read.meta.elements.clone();
    let uid = data_set.ascii(tags::SOP_INSTANCE_UID).ok().flatten().unwrap_or_default();
    meta.put_text(tags::MEDIA_STORAGE_SOP_INSTANCE_UID, VR::UI, uid);
    out.write_all(&file::encode_meta(&meta)?).map_err(filmdesk_dataset::encode::EncodeError::from)?;
    let encoding = Encoding::of_native(&read.meta.transfer_syntax).unwrap_or(Encoding::ExplicitLittle);
    filmdesk_dataset::encode::write(data_set, encoding, out, &mut read.source(from))
}
