//! What a disc is to be: the order as it is kept in the queue, and as the work takes it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::prepare::Removal;
use filmdesk_media::file_set::{PatientConflict, SplitLevel};
use filmdesk_media::image::ImageFormat;
use filmdesk_media::profile::{self, PhysicalMedium, Profile};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An order for a disc. Serialised into the job queue, so names are stable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DiscOrder {
    /// What goes on it.
    pub what: What,
    /// The application profile, by its name in PS3.11.
    pub profile: String,
    /// The medium; without it the profile's usual one.
    #[serde(default)]
    pub medium: Option<String>,
    /// Where it goes.
    pub target: Target,
    /// File-set ID; without it made from the date.
    #[serde(default)]
    pub file_set_id: Option<String>,
    /// The language of the pages, as BCP 47 has it.
    #[serde(default)]
    pub language: Option<String>,
    /// Whether instances are turned into what the profile takes.
    #[serde(default)]
    pub transcode: Transcode,
    /// A lossless transfer syntax of the profile into which every image is turned that lost nothing
    /// so far; without it only what must be turned is.
    #[serde(default)]
    pub syntax: Option<String>,
    /// Whether what does not fit the profile, or cannot be read, is left out (and said so)
    /// instead of refusing the order.
    #[serde(default)]
    pub omit: bool,
    /// De-identification by the Basic Profile with these options; without it identities stay.
    #[serde(default)]
    pub deidentify: Option<Vec<String>>,
    /// Whether pages for people are on it (IHE PDI).
    #[serde(default = "yes")]
    pub pages: bool,
    /// Whether the viewer is on it, where pages are; without this as the settings say.
    #[serde(default)]
    pub viewer: Option<bool>,
    /// Where volumes may be split; without it there is one volume.
    #[serde(default)]
    pub split: Option<Split>,
    /// What is done when a Patient ID comes with different names or issuers.
    #[serde(default)]
    pub same_id: SameId,
    /// Copies that a robot makes.
    #[serde(default = "one")]
    pub copies: u16,
    /// Whether the disc takes further sessions, or this is one.
    #[serde(default)]
    pub session: Session,
    /// Whether instances of private and unknown SOP classes may be there, under PRIVATE records.
    #[serde(default)]
    pub private: bool,
    /// Bytes of the medium, where it has others than its kind has usually.
    #[serde(default)]
    pub capacity: Option<u64>,
    /// The code that somebody says who comes for the disc; it is on the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_code: Option<String>,
}

fn one() -> u16 {
    1
}

fn yes() -> bool {
    true
}

/// What goes on a disc.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Everything of the patient with this Patient ID, which one issuer gave.
    Patient(String),
    /// Everything of the patient with this Patient ID of this issuer.
    PatientOf {
        /// Patient ID.
        id: String,
        /// Issuer of Patient ID; empty: of instances that do not say.
        issuer: String,
    },
    /// These studies, by Study Instance UID.
    Studies(Vec<String>),
    /// DICOM files of these folders.
    Folders(Vec<PathBuf>),
}

/// Where a disc goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// An image file; several volumes get `-2`, `-3` before the extension.
    Image(PathBuf),
    /// A folder or a mounted stick.
    Folder(PathBuf),
    /// A burner: `/dev/sr0`, `stdio:/path`.
    Burner {
        /// The device.
        device: String,
        /// Its speed factor.
        #[serde(default)]
        speed: Option<u32>,
    },
    /// A disc robot, by its name in the settings.
    Robot(String),
}

/// What happens to instances in transfer syntaxes that the profile does not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Transcode {
    /// They are violations.
    #[default]
    Never,
    /// They are turned into one that it takes, without loss.
    Lossless,
    /// Images that lost nothing so far are compressed with loss, of this quality (1 to 100), in
    /// what the profile has for that; all others as without loss.
    Lossy(u8),
}

/// Sessions of a disc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Session {
    /// The disc has one and is closed: the only form for patients (IHE PDI).
    #[default]
    Closed,
    /// The first one of several.
    First,
    /// A further one of a disc that was left open, which it leaves open.
    Further,
}

/// Where volumes may be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the standard's")]
pub enum Split {
    Patient,
    Study,
    Series,
}

/// The same Patient ID with different names or issuers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SameId {
    /// The order is refused and says which.
    #[default]
    Ask,
    /// Each is a patient of their own in the directory.
    Split,
    /// They are one patient, knowingly.
    Merge,
}

/// An order that cannot be carried out as it is.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
pub enum InvalidOrder {
    /// No such profile.
    #[error("{name:?} is no application profile; `filmdesk disc profiles` lists them")]
    Profile {
        /// As ordered.
        name: String,
    },
    /// No such medium.
    #[error("{name:?} is no medium of {profile}; it has {known}")]
    Medium {
        /// As ordered.
        name: String,
        /// The profile.
        profile: &'static str,
        /// The media that it has.
        known: String,
    },
    /// A File-set ID that is none.
    #[error("{0:?} is no File-set ID: at most 16 of A-Z 0-9 _ (PS3.10 8.1)")]
    FileSetId(String),
    /// No option of de-identification.
    #[error("{0:?} is no option of de-identification; there are {known}", known = Removal::known())]
    Deidentify(String),
    /// No lossy transfer syntax of the profile is written.
    #[error(
        "{profile} has no transfer syntax for compression with loss that is written here; {others} have"
    )]
    Lossy {
        /// The profile.
        profile: &'static str,
        /// Profiles that have one.
        others: String,
    },
    /// No transfer syntax of the profile.
    #[error("{profile} does not have the transfer syntax {name}; it has {known}")]
    Syntax {
        /// As ordered, in words.
        name: String,
        /// The profile.
        profile: &'static str,
        /// Those that it has.
        known: String,
    },
    /// What a disc of several sessions cannot be.
    #[error("a disc of several sessions {0}")]
    Session(&'static str),
    /// Two hospitals may give one number to two people.
    #[error(
        "the Patient ID was given by several issuers ({0}), which may mean several people; name one"
    )]
    Issuers(String),
    /// No robot of this name.
    #[error("{0:?} is no [[disc.robot]] of the settings")]
    Robot(String),
}

/// What an order means.
#[derive(Debug, Clone, Copy)]
pub struct Meaning {
    /// The profile.
    pub profile: &'static Profile,
    /// The medium.
    pub medium: PhysicalMedium,
}

impl DiscOrder {
    /// An order with everything as usual.
    pub fn new(what: What, profile: &str, target: Target) -> Self {
        Self {
            what,
            profile: profile.to_owned(),
            medium: None,
            target,
            file_set_id: None,
            language: None,
            transcode: Transcode::default(),
            syntax: None,
            omit: false,
            deidentify: None,
            pages: true,
            viewer: None,
            split: None,
            same_id: SameId::default(),
            copies: 1,
            session: Session::default(),
            private: false,
            capacity: None,
            pickup_code: None,
        }
    }

    /// Finds what the order names.
    ///
    /// # Errors
    /// [`InvalidOrder`]
    pub fn meaning(&self) -> Result<Meaning, InvalidOrder> {
        let profile = profile::find(&self.profile).ok_or_else(|| InvalidOrder::Profile {
            name: self.profile.clone(),
        })?;
        if let Some(id) = self.file_set_id.as_ref().filter(|id| !is_file_set_id(id)) {
            return Err(InvalidOrder::FileSetId(id.clone()));
        }
        let medium = self.medium_of(profile)?;
        self.check_session(medium)?;
        self.check_syntax(profile)?;
        match self.transcode {
            Transcode::Lossy(_) if !profile.may_lose() => Err(InvalidOrder::Lossy {
                profile: profile.name,
                others: lossy_profiles(profile),
            }),
            _ => Ok(Meaning { profile, medium }),
        }
    }

    fn check_syntax(&self, profile: &Profile) -> Result<(), InvalidOrder> {
        let Some(wanted) = &self.syntax else {
            return Ok(());
        };
        let known: BTreeSet<_> = profile.all_syntaxes().collect();
        match known.contains(&**wanted) {
            true => Ok(()),
            false => Err(InvalidOrder::Syntax {
                name: profile::syntax_name(wanted).to_owned(),
                profile: profile.name,
                known: known
                    .into_iter()
                    .map(profile::syntax_name)
                    .collect::<Vec<_>>()
                    .join(", "),
            }),
        }
    }

    fn check_session(&self, medium: PhysicalMedium) -> Result<(), InvalidOrder> {
        if self.session == Session::Closed {
            return Ok(());
        }
        let rules = [
            (
                self.pages,
                "cannot have pages for people: IHE PDI allows one session (RAD TF-3 4.47); add --no-pages",
            ),
            (
                !matches!(self.target, Target::Burner { .. }),
                "is burned: images, folders and robots' discs have one",
            ),
            (
                medium != PhysicalMedium::Cd,
                "is a CD-R (PS3.12 F.2.1.2): no other medium has them",
            ),
            (
                self.split.is_some(),
                "cannot span volumes; leave out --split",
            ),
        ];
        let broken = rules.iter().find(|(is_broken, _)| *is_broken);
        broken.map_or(Ok(()), |(_, rule)| Err(InvalidOrder::Session(rule)))
    }

    fn medium_of(&self, profile: &'static Profile) -> Result<PhysicalMedium, InvalidOrder> {
        let named = |medium: &PhysicalMedium| match &self.medium {
            Some(name) => name.eq_ignore_ascii_case(medium.name()),
            None => true,
        };
        let found = profile.media.iter().copied().find(|medium| named(medium));
        found.ok_or_else(|| InvalidOrder::Medium {
            name: self.medium.clone().unwrap_or_default(),
            profile: profile.name,
            known: profile
                .media
                .iter()
                .map(|medium| medium.name())
                .collect::<Vec<_>>()
                .join(", "),
        })
    }

    /// Where volumes are split.
    pub fn split_level(&self) -> Option<SplitLevel> {
        self.split.map(|split| match split {
            Split::Patient => SplitLevel::Patient,
            Split::Study => SplitLevel::Study,
            Split::Series => SplitLevel::Series,
        })
    }

    /// The rule for a Patient ID with different names.
    pub fn patient_conflict(&self) -> PatientConflict {
        self.same_id.conflict()
    }
}

impl SameId {
    /// The rule for file-sets.
    pub fn conflict(self) -> PatientConflict {
        match self {
            Self::Ask => PatientConflict::Refuse,
            Self::Split => PatientConflict::Split,
            Self::Merge => PatientConflict::Merge,
        }
    }
}

/// Profiles for the same media that take lossy compression, else two that everybody has.
fn lossy_profiles(profile: &Profile) -> String {
    let beside = profile::PROFILES
        .iter()
        .filter(|other| other.may_lose() && other.media.first() == profile.media.first())
        .map(|other| other.name);
    let beside: Vec<_> = beside.collect();
    match beside.is_empty() {
        true => "STD-GEN-DVD-JPEG and STD-GEN-DVD-J2K".to_owned(),
        false => beside.join(", "),
    }
}

/// PS3.10 8.1.
fn is_file_set_id(id: &str) -> bool {
    id.len() <= 16
        && id
            .bytes()
            .all(|b| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
}

/// The form of an image: as its extension says, else the medium's.
pub(super) fn image_format(path: Option<&Path>, medium: PhysicalMedium) -> ImageFormat {
    let extension = path
        .and_then(Path::extension)
        .map(|name| name.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("zip") => ImageFormat::Zip,
        Some("udf") => ImageFormat::Udf,
        _ => medium.usual_image_format().unwrap_or(ImageFormat::Iso),
    }
}
