//! The way of one disc: order, headers, profile, preparation, file-set, pages, image, read back.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use filmdesk_config::settings::disc::DiscSettings;
use filmdesk_dataset::file::{FileError, Header};
use filmdesk_dataset::pixels::Quality;
use filmdesk_fonts::Typesetter;
use filmdesk_media::contents::Contents;
use filmdesk_media::file_set::{Added, FileSetBuilder};
use filmdesk_media::instance::{Instance, Key};
use filmdesk_media::pdi::Kept;
use filmdesk_media::profile::{Remedy, Violation};
use filmdesk_media::timestamp::Timestamp;
use serde_json::{Value, json};

use super::append::Earlier;
use super::error::DiscError;
use super::gather::{self, LeftOut, Places, Source};
use super::order::{DiscOrder, Meaning, Target, Transcode};
use super::plan::{self, PlannedVolume};
use super::prepare::{self, Attempt, Preparation, Removal, Task};
use super::stale::{self, StaleReference};
use super::tries::{Finished, Ledger, Tries};
use super::watch::Watch;
use super::work::WorkFolder;
use super::{deliver, icon};

/// What the work needs beside the order.
pub struct Workshop<'a> {
    /// Institution, language, limits.
    pub settings: &'a DiscSettings,
    /// The folder for this job's work files; made and removed.
    pub work: PathBuf,
    /// Opens what is in the archive.
    pub places: Places<'a>,
    /// Now.
    pub now: Timestamp,
    /// A new UID at each call.
    pub mint_uid: fn() -> String,
    /// The password of an encrypted ZIP; never part of an order, which is kept.
    pub password: Option<String>,
    /// Text on labels for robots.
    pub typesetter: &'a (dyn Fn() -> Typesetter + Sync),
    /// Who is told.
    pub watch: &'a dyn Watch,
    /// Where the order's tries are noted.
    pub ledger: &'a dyn Ledger,
}

/// A disc, made and verified.
#[derive(Debug)]
pub struct Made {
    /// Its volumes.
    pub volumes: Vec<MadeVolume>,
    /// What is not on it.
    pub left_out: Vec<LeftOut>,
    /// What a person should know.
    pub notes: Vec<String>,
    /// What refers to images that are there only compressed with loss.
    pub stale: Vec<StaleReference>,
}

/// A volume, made and verified.
#[derive(Debug)]
pub struct MadeVolume {
    /// File-set ID, which is the label.
    pub file_set_id: String,
    /// File-set UID.
    pub uid: String,
    /// What it holds.
    pub contents: Contents,
    /// Where it is: a file, a folder, a device.
    pub place: String,
    /// Bytes of the image, or of all files.
    pub bytes: u64,
    /// SHA-256 of the image, in hexadecimal; of a folder there is none.
    pub sha256: Option<String>,
    /// Whether a robot compared its copies; else every byte was read back here.
    pub by_robot: bool,
    /// What the check of its file-set found, in a line.
    pub verdict: String,
}

impl MadeVolume {
    /// What programs are told of it.
    pub(crate) fn facts(&self) -> Value {
        json!({
            "file-set-id": self.file_set_id,
            "file-set-uid": self.uid,
            "place": self.place,
            "bytes": self.bytes,
            "sha256": self.sha256,
            "instances": self.contents.instances().count(),
            "by-robot": self.by_robot,
            "verdict": self.verdict,
        })
    }

    fn new(planned: PlannedVolume, finished: Finished) -> Self {
        Self {
            file_set_id: planned.file_set.file_set_id,
            uid: finished.uid,
            contents: planned.file_set.contents,
            place: finished.place,
            bytes: finished.bytes,
            sha256: finished.sha256,
            by_robot: finished.by_robot,
            verdict: finished.verdict,
        }
    }
}

/// Makes the disc of `order` from `sources`.
///
/// # Errors
/// [`DiscError`]; what was begun is then gone or not good, and named so.
pub fn make(
    order: &DiscOrder,
    sources: Vec<Source>,
    shop: &Workshop<'_>,
) -> Result<Made, DiscError> {
    let mut tries = Tries::recall(shop.ledger);
    let file_set_id = tries.file_set_id(plan::file_set_id(order, shop.now));
    let mut making = Making::begin(order, shop, sources, file_set_id)?;
    let earlier = Earlier::of(order)?;
    let builder = making.check()?;
    making.note_made_good(&builder);
    let planned = match earlier {
        Some(earlier) => vec![making.extend(builder, earlier)?],
        None => making.plan(builder)?,
    };
    let volumes = making.deliver(planned, &mut tries)?;
    let left_out: HashSet<&str> = making.left_out.iter().map(|left| &*left.name).collect();
    making.stale.retain(|one| !left_out.contains(&*one.name));
    Ok(Made {
        volumes,
        left_out: making.left_out,
        notes: making.notes,
        stale: making.stale,
    })
}

/// Said of a file that is a data set and no more.
pub(super) const NO_META: &str = "there is no File Meta Information (PS3.10 7.1)";

/// Said of an object that has the UID of another one.
pub(super) const OTHER_OBJECT: &str =
    "another instance with the same SOP Instance UID is already there";

/// One disc being made.
pub(super) struct Making<'a> {
    pub(super) order: &'a DiscOrder,
    pub(super) meaning: Meaning,
    pub(super) shop: &'a Workshop<'a>,
    pub(super) work: WorkFolder,
    pub(super) file_set_id: String,
    pub(super) sources: Vec<Source>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) notes: Vec<String>,
    stale: Vec<StaleReference>,
    /// Pages of instances, where volumes may be planned again.
    pub(super) rendered: Mutex<HashMap<Key, Kept>>,
    /// Whether the pages show images: where the viewer always runs, they need not.
    pub(super) pictures: bool,
    /// Instances that seem to be there already, as far as their records tell: the first and the
    /// other one.
    twice: Vec<(Key, Key)>,
}

/// Said when what earlier tries made is not what this one makes.
const BEGUN_AGAIN: &str = "what is asked for has changed since an earlier try: all volumes were \
                           made again; throw away those of that try, also what a robot still makes";

impl<'a> Making<'a> {
    /// Nothing is read yet; the work folder is there.
    pub(super) fn begin(
        order: &'a DiscOrder,
        shop: &'a Workshop<'a>,
        sources: Vec<Source>,
        file_set_id: String,
    ) -> Result<Self, DiscError> {
        let meaning = order.meaning()?;
        let limit = shop.settings.work_bytes;
        let work = WorkFolder::create(shop.work.clone(), limit)
            .map_err(DiscError::files("the work folder"))?;
        Ok(Self {
            order,
            meaning,
            shop,
            work,
            file_set_id,
            sources,
            left_out: Vec::new(),
            notes: Vec::new(),
            stale: Vec::new(),
            rendered: Mutex::default(),
            pictures: true,
            twice: Vec::new(),
        })
    }
}

impl Making<'_> {
    /// Every volume, unless an earlier try made it.
    fn deliver(
        &mut self,
        planned: Vec<PlannedVolume>,
        tries: &mut Tries<'_>,
    ) -> Result<Vec<MadeVolume>, DiscError> {
        if tries.compare(&planned) {
            self.notes.push(BEGUN_AGAIN.to_owned());
        }
        let mut volumes = Vec::new();
        for planned in planned {
            let earlier = tries.finished(&planned);
            let finished = match earlier.filter(|volume| self.is_there(volume)) {
                Some(earlier) => earlier,
                None => {
                    let delivered = deliver::deliver(self, &planned, tries)?;
                    self.notes.extend(delivered.note);
                    tries.finish(planned.number, delivered.volume.clone());
                    delivered.volume
                }
            };
            volumes.push(MadeVolume::new(planned, finished));
        }
        Ok(volumes)
    }

    /// What the directory says and instances do not.
    fn note_made_good(&mut self, builder: &FileSetBuilder) {
        let notes = builder.made_good().into_iter().map(|made| {
            let (tag, count, rule) = (made.tag, made.count, made.missing.rule());
            format!("{count} records without {tag} of their instances have instead: {rule}")
        });
        self.notes.extend(notes);
    }

    /// Whether a volume of an earlier try is where it was. Discs are with people by now.
    fn is_there(&self, volume: &Finished) -> bool {
        match self.order.target {
            Target::Image(_) | Target::Folder(_) => Path::new(&volume.place).exists(),
            Target::Burner { .. } | Target::Robot(_) => true,
        }
    }

    /// Reads every header, checks it against the profile, takes what can go as it is, prepares
    /// what needs it.
    fn check(&mut self) -> Result<FileSetBuilder, DiscError> {
        let mut builder = FileSetBuilder::new(self.file_set_options());
        let sources = std::mem::take(&mut self.sources);
        let mut tasks = Vec::new();
        gather::headers(
            &sources,
            self.shop.places,
            self.shop.watch,
            |key, source, header| {
                self.take(key, source, header, &mut builder, &mut tasks);
                Ok(())
            },
        )
        .map_err(DiscError::files("reading headers"))?;
        self.sources = sources;
        self.refuse_unfit()?;
        self.prepare(&tasks, &mut builder)?;
        self.look_at_twice()?;
        self.refuse_unfit()?;
        Ok(builder)
    }

    /// Takes one header.
    fn take(
        &mut self,
        key: Key,
        source: &Source,
        header: Result<Header, FileError>,
        builder: &mut FileSetBuilder,
        tasks: &mut Vec<Task>,
    ) {
        let header = match header {
            Ok(header) => header,
            Err(error) => {
                return self.leave_out(source, &error, !matches!(error, FileError::NotDicom));
            }
        };
        let lacks_meta = gather::lacks_meta(&header);
        let instance = gather::instance(key, source.length, header);
        let (target, first) = self.targets(&instance, lacks_meta);
        let any = target.or(first.map(|first| first.syntax));
        if lacks_meta && target.is_none() {
            return self.refuse(source, NO_META, "--transcode writes it".to_owned());
        }
        let violations = self.meaning.profile.check(&instance);
        let unsolved: Vec<_> = violations
            .iter()
            .filter(|found| !self.is_solved(found, any))
            .collect();
        if !unsolved.is_empty() {
            unsolved
                .iter()
                .for_each(|found| self.refuse(source, &found.rule, remedy(found)));
        } else if any.is_some() || self.order.deidentify.is_some() {
            tasks.push(Task {
                index: usize::try_from(key.0).unwrap_or(usize::MAX),
                transcode: target,
                first,
            });
        } else {
            self.add(&instance, source, builder);
        }
    }

    /// What an instance must be turned into, without loss, and what is tried first; one without
    /// File Meta Information gets it on the way.
    fn targets(
        &self,
        instance: &Instance,
        lacks_meta: bool,
    ) -> (Option<&'static str>, Option<Attempt>) {
        let profile = self.meaning.profile;
        let usual = || {
            profile
                .transfer_syntaxes
                .first()
                .copied()
                .filter(|_| lacks_meta)
        };
        let lossless = || profile.transcode_target(instance).or_else(usual);
        let lossy = || profile.lossy_target(instance).map(|syntax| (syntax, true));
        let chosen = || {
            let wanted = self.order.syntax.as_ref()?;
            Some((profile.chosen_target(instance, wanted)?, false))
        };
        let first = match self.order.transcode {
            Transcode::Never => return (None, None),
            Transcode::Lossless => chosen(),
            Transcode::Lossy(_) => lossy().or_else(chosen),
        };
        let first = first.map(|(syntax, may_lose)| Attempt { syntax, may_lose });
        (lossless(), first)
    }

    /// Whether transcoding to `target`, or what the order allows, makes a violation right.
    fn is_solved(&self, found: &Violation, target: Option<&str>) -> bool {
        match found.remedy {
            Remedy::Transcode(_) => target.is_some(),
            Remedy::Private => self.order.private,
            Remedy::Profile(_) | Remedy::Omit => false,
        }
    }

    fn prepare(&mut self, tasks: &[Task], builder: &mut FileSetBuilder) -> Result<(), DiscError> {
        if tasks.is_empty() {
            return Ok(());
        }
        let removal = self.order.deidentify.as_deref();
        let preparation = Preparation {
            places: self.shop.places,
            removal: removal.map(Removal::new).transpose()?,
            quality: quality(self.order.transcode),
            mint_uid: self.shop.mint_uid,
            work: &self.work,
            watch: self.shop.watch,
        };
        let prepared = prepare::prepare(&mut self.sources, tasks, &preparation)
            .map_err(DiscError::files("preparing instances"))?;
        if !prepared.lossy.is_empty() {
            self.notes.push(format!(
                "{} images were compressed with loss; each is a new instance that says so",
                prepared.lossy.len()
            ));
            self.stale = stale::references(&self.sources, self.shop.places, &prepared.lossy);
        }
        for (concern, count) in &prepared.concerns {
            self.notes.push(format!(
                "{count} de-identified instances: {concern}; look at them before the disc leaves"
            ));
        }
        for task in tasks {
            let source = self.sources[task.index].clone();
            if let Some(reason) = prepared.failed.get(&task.index) {
                self.leave_out(&source, reason, true);
                continue;
            }
            match gather::header(self.shop.places, &source.place) {
                Ok(header) => {
                    let instance = gather::instance(Key(task.index as u64), source.length, header);
                    self.add(&instance, &source, builder);
                }
                Err(error) => self.leave_out(&source, &error, true),
            }
        }
        Ok(())
    }

    /// Takes every instance as it is, whatever profiles say.
    pub(super) fn take_all(&mut self) -> Result<FileSetBuilder, DiscError> {
        let mut builder = FileSetBuilder::new(self.file_set_options());
        let sources = std::mem::take(&mut self.sources);
        let (places, watch) = (self.shop.places, self.shop.watch);
        gather::headers(&sources, places, watch, |key, source, header| {
            match header {
                Ok(header) => {
                    let instance = gather::instance(key, source.length, header);
                    self.add(&instance, source, &mut builder);
                }
                Err(error) => self.leave_out(source, &error, true),
            }
            Ok(())
        })
        .map_err(DiscError::files("reading headers"))?;
        self.sources = sources;
        Ok(builder)
    }

    fn add(&mut self, instance: &Instance, source: &Source, builder: &mut FileSetBuilder) {
        let icon = icon::icon(self.meaning.profile.icon, source, self.shop.places);
        match builder.add(instance, icon) {
            Ok(Added::New) => {}
            Ok(Added::Duplicate(first)) => self.twice.push((first, instance.key)),
            Err(refused) => self.leave_out(source, &refused, true),
        }
    }

    /// What came twice is on the disc once; another object under the same UID is named.
    fn look_at_twice(&mut self) -> Result<(), DiscError> {
        for (first, again) in std::mem::take(&mut self.twice) {
            let source = |key: Key| {
                usize::try_from(key.0)
                    .ok()
                    .and_then(|at| self.sources.get(at))
            };
            let (Some(first), Some(again)) = (source(first), source(again).cloned()) else {
                continue;
            };
            let is_same = gather::is_same(self.shop.places, first, &again)
                .map_err(DiscError::files("comparing instances"))?;
            if !is_same {
                self.leave_out(&again, &OTHER_OBJECT, true);
            }
        }
        Ok(())
    }

    fn leave_out(&mut self, source: &Source, reason: &dyn Display, is_dicom: bool) {
        self.left_out.push(LeftOut {
            name: source.name.clone(),
            reason: reason.to_string(),
            remedy: None,
            is_dicom,
        });
    }

    /// Leaves out a DICOM instance that something would make right.
    fn refuse(&mut self, source: &Source, reason: &str, remedy: String) {
        self.left_out.push(LeftOut {
            name: source.name.clone(),
            reason: reason.to_owned(),
            remedy: Some(remedy),
            is_dicom: true,
        });
    }

    /// What was asked for and cannot be there ends the order, unless it may be left out.
    fn refuse_unfit(&mut self) -> Result<(), DiscError> {
        let unfit = self.left_out.iter().filter(|left| left.is_dicom);
        match self.order.omit || unfit.clone().next().is_none() {
            true => Ok(()),
            false => Err(DiscError::Unfit {
                found: unfit.cloned().collect(),
            }),
        }
    }
}

/// How much an order lets be lost.
fn quality(transcode: Transcode) -> Quality {
    match transcode {
        Transcode::Lossy(percent) => Quality {
            percent,
            ..Quality::default()
        },
        Transcode::Never | Transcode::Lossless => Quality::default(),
    }
}

/// What makes a violation right, as one types it.
pub(super) fn remedy(found: &Violation) -> String {
    match &found.remedy {
        Remedy::Transcode(_) => "--transcode".to_owned(),
        Remedy::Profile(name) => format!("--profile {name}"),
        Remedy::Private => "--private puts it under a PRIVATE record".to_owned(),
        Remedy::Omit => "--omit leaves it out".to_owned(),
    }
}
