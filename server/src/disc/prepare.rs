//! Instances that cannot go on the disc as they are: transcoded or de-identified into the work
//! folder. All others stay where they are.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::PathBuf;

use filmdesk_dataset::file::{self, Contained, Implementation, ReadOptions};
use filmdesk_dataset::pixels::Quality;
use filmdesk_dataset::transcode::Lossy;
use filmdesk_dataset::{tags, transcode};
use filmdesk_dimse::settings::{IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME};
use filmdesk_media::deidentify::{self, Concern, Dates, Pseudonyms};
use filmdesk_media::instance::Key;
use rayon::prelude::*;

use super::error::DiscError;
use super::gather::{self, Place, Places, Source};
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
    /// The transfer syntax that it is turned into without loss.
    pub(super) transcode: Option<&'static str>,
    /// What is tried before that.
    pub(super) first: Option<Attempt>,
}

/// A transfer syntax that would be good to have, if the pixels can be in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attempt {
    pub(super) syntax: &'static str,
    pub(super) may_lose: bool,
}

/// What preparing needs beside the instances.
pub(super) struct Preparation<'a> {
    /// Opens them.
    pub(super) places: Places<'a>,
    /// How identities are removed, if they are.
    pub(super) removal: Option<Removal>,
    /// How much may be lost.
    pub(super) quality: Quality,
    /// A UID for every image that lost something (PS3.3 C.7.6.1.1.5.2).
    pub(super) mint_uid: fn() -> String,
    /// Where to.
    pub(super) work: &'a WorkFolder,
    /// Who is told.
    pub(super) watch: &'a dyn Watch,
}

/// What came of preparing.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// What cannot be prepared, by source, with the reason.
    pub(super) failed: BTreeMap<usize, String>,
    /// The UIDs of images that lost something and got others.
    pub(super) lossy: HashSet<String>,
    /// What de-identification does not reach, and in how many instances.
    pub(super) concerns: BTreeMap<Concern, usize>,
}

/// How identities are removed.
#[derive(Debug)]
pub(super) struct Removal {
    options: deidentify::Options,
    /// Whether images that say that names are burned in are taken nevertheless.
    takes_burned_in: bool,
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
/// The option that is none of PS3.15: somebody has seen the pixels.
const TAKE_BURNED_IN: &str = "take-burned-in";

impl Removal {
    /// By the Basic Profile with the options named. The key is fresh: nobody can try names out.
    pub(super) fn new(named: &[String]) -> Result<Self, DiscError> {
        let mut options = deidentify::Options::default();
        let takes_burned_in = named.iter().any(|name| name == TAKE_BURNED_IN);
        for name in named.iter().filter(|name| *name != TAKE_BURNED_IN) {
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
            takes_burned_in,
            pseudonyms: Pseudonyms::new(key),
        })
    }

    /// The options that there are.
    pub(super) fn known() -> String {
        let mut known: Vec<_> = OPTIONS.iter().map(|(term, _)| *term).collect();
        known.extend(["shift-dates=DAYS", TAKE_BURNED_IN]);
        known.join(", ")
    }
}

/// Prepares `tasks`; `sources` then name the work files.
pub(super) fn prepare(
    sources: &mut [Source],
    tasks: &[Task],
    preparation: &Preparation<'_>,
) -> io::Result<Prepared> {
    let watch = preparation.watch;
    watch.begin(Stage::Preparing, 1, tasks.len() as u64);
    let (mut prepared, mut done) = (Prepared::default(), 0);
    for chunk in tasks.chunks(AT_ONCE) {
        let made: Vec<_> = chunk
            .par_iter()
            .map(|task| preparation.one(&sources[task.index], task))
            .collect();
        for (task, result) in chunk.iter().zip(made) {
            match result {
                Ok(ready) => {
                    prepared.lossy.extend(ready.lost);
                    for concern in ready.concerns {
                        *prepared.concerns.entry(concern).or_default() += 1;
                    }
                    let name = std::mem::take(&mut sources[task.index].name);
                    sources[task.index] = Source {
                        name,
                        ..ready.source
                    };
                }
                Err(Failure::Instance(reason)) => {
                    prepared.failed.insert(task.index, reason);
                }
                Err(Failure::Work(error)) => return Err(error),
            }
        }
        done += chunk.len() as u64;
        if watch.step(done).is_break() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
    Ok(prepared)
}

/// A prepared instance.
struct Ready {
    source: Source,
    /// The UID that it had, if it lost something.
    lost: Option<String>,
    concerns: Vec<Concern>,
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

impl Preparation<'_> {
    fn one(&self, source: &Source, task: &Task) -> Result<Ready, Failure> {
        let (from, concerns) = match &self.removal {
            Some(removal) => deidentified(self.places, &source.place, removal, self.work)?,
            None => (source.clone(), Vec::new()),
        };
        let (source, lost) = self.in_syntax(&from, task)?;
        Ok(Ready {
            source,
            lost,
            concerns,
        })
    }

    /// An instance in the transfer syntax that it is to have, and the UID that it had if it lost
    /// something.
    fn in_syntax(&self, from: &Source, task: &Task) -> Result<(Source, Option<String>), Failure> {
        if let Some(Attempt { syntax, may_lose }) = task.first {
            match self.transcoded(&from.place, syntax, may_lose) {
                Ok(turned) => return Ok((turned, may_lose.then(|| self.uid(&from.place)))),
                // What cannot be in it goes as it is.
                Err(Failure::Instance(_)) => {}
                Err(work) => return Err(work),
            }
        }
        let kept = match task.transcode {
            Some(target) => self.transcoded(&from.place, target, false)?,
            None => from.clone(),
        };
        Ok((kept, None))
    }

    fn uid(&self, place: &Place) -> String {
        let header = gather::header(self.places, place);
        header.map_or_else(
            |_| String::new(),
            |header| gather::instance(Key(0), 0, header).sop_instance,
        )
    }

    fn transcoded(&self, place: &Place, target: &str, may_lose: bool) -> Result<Source, Failure> {
        let mut from = BufReader::with_capacity(BUFFER, self.places.open(place)?);
        let (_, path, out) = self.work.file()?;
        let mut out = BufWriter::with_capacity(BUFFER, out);
        let uid = may_lose.then(self.mint_uid);
        let options = transcode::Options {
            implementation: IMPLEMENTATION,
            lossy: uid.as_deref().map(|sop_instance| Lossy {
                quality: self.quality,
                sop_instance,
            }),
            verify: true,
            read: ReadOptions::LENIENT,
        };
        transcode::transcode(&mut from, target, &options, &mut out)
            .map_err(|error| Failure::Instance(error.to_string()))?;
        finish(out, path, self.work)
    }
}

fn deidentified(
    places: Places<'_>,
    place: &Place,
    removal: &Removal,
    work: &WorkFolder,
) -> Result<(Source, Vec<Concern>), Failure> {
    let mut from = BufReader::with_capacity(BUFFER, places.open(place)?);
    let instance = |error: &dyn std::fmt::Display| Failure::Instance(error.to_string());
    let read = file::read(&mut from, &ReadOptions::STRICT).map_err(|error| instance(&error))?;
    let mut data_set = read.data_set.clone();
    let mut pseudonyms = removal.pseudonyms.clone();
    let report = deidentify::apply(&mut data_set, &removal.options, &mut pseudonyms)
        .map_err(|error| instance(&error))?;
    let concerns = report.concerns;
    if concerns.contains(&Concern::BurnedIn) && !removal.takes_burned_in {
        let reason = format!(
            "{}; --deidentify {TAKE_BURNED_IN} takes it",
            Concern::BurnedIn
        );
        return Err(Failure::Instance(reason));
    }
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
    Ok((finish(out, path, work)?, concerns))
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
