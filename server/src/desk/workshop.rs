//! What the desk asks: drives, orders, looks before an order, labels, images.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use filmdesk_archive::{Archive, Job, JobState, Selection};
use filmdesk_config::settings::disc::{BurnerSettings, DiscSettings};
use filmdesk_config::settings::{HandOver, Settings};
use filmdesk_fonts::Typesetter;
use filmdesk_media::image::ImageFormat;
use filmdesk_media::label::{self, Code, Form, HUB_MM, LabelInput, Marking};
use filmdesk_media::pdi::Language;
use filmdesk_media::profile;
use filmdesk_web::{
    Checked, Drive, DriveKind, Films, Gauge, MadeOrder, Ordered, Problem, ProfileChoice, Refused,
    Remedy, Viewing, Wanted, Workshop,
};
use serde_json::Value;
use time::OffsetDateTime;
use tokio::runtime::Handle;

use super::films::Board;
use super::views::Views;
use crate::disc::device::burner::Burner;
use crate::disc::order::{DiscOrder, Split, Target, Transcode, What};
use crate::disc::watch::Stage;
use crate::disc::{self, Places};
use crate::shared::Shared;
use crate::{faces, ids};

/// The drive that is none: an image to be downloaded.
const DOWNLOAD: &str = "download";
/// Profiles that a desk needs, beside that of the settings: one for each size of disc.
const OFFERED: [&str; 5] = [
    "STD-GEN-CD",
    "STD-GEN-DVD-JPEG",
    "STD-GEN-DVD-J2K",
    "STD-GEN-BD-JPEG",
    "STD-GEN-BD-J2K",
];

/// Characters of a pickup code: none that is taken for another.
const PICKUP: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// As many as people keep in mind on the way to the counter.
const PICKUP_LENGTH: usize = 6;

/// The rest of the server, as the desk sees it.
pub(super) struct Desk {
    shared: Arc<Shared>,
    archive: Archive,
    images: PathBuf,
    films: Board,
    views: Arc<Views>,
}

impl Desk {
    pub(super) fn new(
        shared: Arc<Shared>,
        archive: Archive,
        images: PathBuf,
        films: Board,
        views: Arc<Views>,
    ) -> Self {
        Self {
            shared,
            archive,
            images,
            films,
            views,
        }
    }

    fn settings(&self) -> &Settings {
        &self.shared.settings
    }

    /// What discs are like now.
    fn disc(&self) -> Arc<DiscSettings> {
        Arc::clone(&self.shared.live().disc)
    }

    fn burner(&self, name: &str) -> Option<BurnerSettings> {
        let disc = self.disc();
        let found = disc.burners.iter().find(|burner| burner.name == name);
        found.cloned()
    }

    /// Where a drive's name leads; the first drive without a name.
    fn target(&self, wanted: &Wanted, profile: &str) -> Result<Target, Refused> {
        let first = self.drives().into_iter().next().map(|drive| drive.name);
        let name = match wanted.drive.is_empty() {
            true => first.unwrap_or_default(),
            false => wanted.drive.clone(),
        };
        if let Some(burner) = self.burner(&name) {
            return Ok(Target::Burner {
                device: burner.device.clone(),
                speed: burner.speed,
            });
        }
        let disc = self.disc();
        let mut robots = disc.robots.iter();
        if robots.any(|robot| robot.name == name) {
            return Ok(Target::Robot(name));
        }
        match name == DOWNLOAD {
            true => Ok(Target::Image(self.image(profile)?)),
            false => Err(Refused(format!("{name:?} is no drive of the settings"))),
        }
    }

    /// A new image file.
    fn image(&self, profile: &str) -> Result<PathBuf, Refused> {
        let failed = |error: std::io::Error| Refused(format!("the folder of images: {error}"));
        std::fs::create_dir_all(&self.images).map_err(failed)?;
        let medium = profile::find(profile).and_then(|profile| profile.media.first());
        let format = medium.and_then(|medium| medium.usual_image_format());
        let extension = match format {
            Some(ImageFormat::Zip) => "zip",
            Some(ImageFormat::Udf) => "udf",
            _ => "iso",
        };
        let name = ids::mint_uid().as_str().replace('.', "-");
        Ok(self.images.join(format!("{name}.{extension}")))
    }

    fn disc_order(&self, wanted: &Wanted) -> Result<DiscOrder, Refused> {
        let disc = self.disc();
        let usual = &disc.profile;
        let profile = if wanted.profile.is_empty() {
            usual
        } else {
            &wanted.profile
        };
        let target = self.target(wanted, profile)?;
        let order = DiscOrder {
            transcode: Transcode::Lossless,
            omit: wanted.omit,
            private: wanted.private,
            split: wanted.split.then_some(Split::Study),
            copies: wanted.copies.max(1),
            language: Language::find(&wanted.language).map(|language| language.tag().to_owned()),
            ..DiscOrder::new(What::Studies(wanted.studies.clone()), profile, target)
        };
        order
            .meaning()
            .map_err(|error| Refused(error.to_string()))?;
        Ok(order)
    }

    /// The name of a target.
    fn name_of(&self, target: &Target) -> String {
        match target {
            Target::Burner { device, .. } => {
                let disc = self.disc();
                let named = disc.burners.iter().find(|burner| burner.device == *device);
                named.map_or_else(|| device.clone(), |burner| burner.name.clone())
            }
            Target::Robot(name) => name.clone(),
            Target::Image(path) if path.starts_with(&self.images) => String::new(),
            Target::Image(path) | Target::Folder(path) => {
                let name = path.file_name().unwrap_or_default();
                name.to_string_lossy().into_owned()
            }
        }
    }

    /// Why the drive would not write now.
    fn drive_state(&self, target: &Target) -> Option<&'static str> {
        let Target::Burner { device, speed } = target else {
            return None;
        };
        match Burner::new(device, *speed).inspect() {
            Ok(found) if found.is_blank => None,
            Ok(_) => Some("not-blank"),
            Err(error) => Some(error.state()),
        }
    }

    fn label_input(&self, job: &Job, number: usize) -> Result<LabelInput, Refused> {
        let gone = || Refused("the images of this disc are no longer here".to_owned());
        let order = order_of(job).ok_or_else(gone)?;
        let volumes = job.report.detail["volumes"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let volume = number
            .checked_sub(1)
            .and_then(|at| volumes.get(at))
            .ok_or_else(gone)?;
        let selection = disc::queue::pins(&order.what);
        let sources = Handle::current().block_on(disc::stored(&self.archive, &selection));
        let sources = sources.map_err(|error| Refused(error.to_string()))?;
        let contents = disc::contents(&sources, Places(Some(&self.archive)));
        let contents = contents.map_err(|_| gone())?;
        let disc = self.disc();
        let institution = &disc.institution;
        let contact = [institution.address.as_str(), institution.contact.as_str()];
        let contact: Vec<&str> = contact
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let language = order.language.as_deref().unwrap_or(&disc.language);
        Ok(LabelInput {
            form: Form::Disc,
            patients: label::patients(&contents),
            institution: institution.name.clone(),
            contact: contact.join(" · "),
            logo: institution
                .logo
                .as_deref()
                .and_then(|path| std::fs::read(path).ok()),
            marking: Some(match order.pages {
                true => Marking::DicomPlusWeb,
                false => Marking::DicomOnly,
            }),
            code: order.pickup_code.clone().map(Code::Code128),
            made: disc::timestamp(job.changed.to_offset(ids::now_local().offset())),
            number,
            count: volumes.len(),
            file_set_id: volume["file-set-id"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            language: Language::find(language).unwrap_or_default(),
            hub_mm: *HUB_MM.start(),
        })
    }
}

/// A code for who comes for a disc, which nobody guesses and everybody can read aloud.
fn pickup_code() -> Result<String, Refused> {
    let mut bytes = [0; PICKUP_LENGTH];
    getrandom::fill(&mut bytes).map_err(|error| Refused(error.to_string()))?;
    let one = |byte: &u8| char::from(PICKUP[usize::from(*byte) % PICKUP.len()]);
    Ok(bytes.iter().map(one).collect())
}

fn order_of(job: &Job) -> Option<DiscOrder> {
    serde_json::from_value(job.order.clone()).ok()
}

impl Workshop for Desk {
    fn now(&self) -> OffsetDateTime {
        ids::now_local()
    }

    fn drives(&self) -> Vec<Drive> {
        let drive = |name: &str, kind| Drive {
            name: name.to_owned(),
            kind,
        };
        let disc = self.disc();
        let burners = disc
            .burners
            .iter()
            .map(|burner| drive(&burner.name, DriveKind::Burner));
        let robots = disc
            .robots
            .iter()
            .map(|robot| drive(&robot.name, DriveKind::Robot));
        let download = std::iter::once(drive(DOWNLOAD, DriveKind::Download));
        burners.chain(robots).chain(download).collect()
    }

    fn profiles(&self) -> Vec<ProfileChoice> {
        let disc = self.disc();
        let usual = disc.profile.as_str();
        let others = OFFERED.into_iter().filter(|name| *name != usual);
        let found = std::iter::once(usual)
            .chain(others)
            .filter_map(profile::find);
        let choice = |profile: &profile::Profile| {
            let medium = profile.media.first().copied()?;
            Some(ProfileChoice {
                name: profile.name.to_owned(),
                medium: medium.name().to_owned(),
                capacity: medium.capacity(),
            })
        };
        found.filter_map(choice).collect()
    }

    fn order(&self, wanted: &Wanted) -> Result<MadeOrder, Refused> {
        let mut order = self.disc_order(wanted)?;
        if self.shared.live().desk.hand_over == HandOver::Code {
            order.pickup_code = Some(pickup_code()?);
        }
        Ok(MadeOrder {
            order: serde_json::to_value(&order).map_err(|error| Refused(error.to_string()))?,
            pickup_code: order.pickup_code.unwrap_or_default(),
        })
    }

    fn ordered(&self, job: &Job) -> Ordered {
        let Some(order) = order_of(job) else {
            return Ordered::default();
        };
        let stage = Value::String(job.report.stage.clone());
        let stage: Option<Stage> = serde_json::from_value(stage).ok();
        let (studies, patient_id) = match &order.what {
            What::Studies(uids) => (uids.clone(), String::new()),
            What::Patient(id) | What::PatientOf { id, .. } => (Vec::new(), id.clone()),
            What::Folders(_) => (Vec::new(), String::new()),
        };
        Ordered {
            studies,
            patient_id,
            drive: self.name_of(&order.target),
            profile: order.profile,
            pickup_code: order.pickup_code.unwrap_or_default(),
            counts_bytes: matches!(stage, Some(Stage::Writing | Stage::Verifying)),
        }
    }

    fn check(&self, wanted: &Wanted) -> Result<Checked, Refused> {
        let order = self.disc_order(wanted)?;
        let selection = Selection::Studies(wanted.studies.clone());
        let sources = Handle::current().block_on(disc::stored(&self.archive, &selection));
        let sources = sources.map_err(|error| Refused(error.to_string()))?;
        let found = disc::check(&order, &sources, Places(Some(&self.archive)));
        let found = found.map_err(|error| Refused(error.to_string()))?;
        let problem = |line: profile::SummaryLine| Problem {
            rule: format!("{} ({})", line.rule, line.clause),
            instances: line.instances as u64,
            remedy: match line.remedy {
                profile::Remedy::Profile(name) => Remedy::Profile(name.to_owned()),
                profile::Remedy::Private => Remedy::Private,
                profile::Remedy::Omit | profile::Remedy::Transcode(_) => Remedy::Omit,
            },
        };
        Ok(Checked {
            problems: found.into_iter().map(problem).collect(),
            drive: self.drive_state(&order.target),
        })
    }

    fn label(&self, job: &Job, number: usize) -> Result<Vec<u8>, Refused> {
        let input = self.label_input(job, number)?;
        let (setter, _) = Typesetter::new(faces::find(&self.settings().font_folders).faces);
        label::pdf(&input, &setter).map_err(|error| Refused(error.to_string()))
    }

    fn images(&self, job: &Job) -> Vec<PathBuf> {
        if job.state != JobState::Done {
            return Vec::new();
        }
        let volumes = job.report.detail["volumes"].as_array();
        let places = volumes
            .into_iter()
            .flatten()
            .filter_map(|volume| volume["place"].as_str());
        let paths = places.map(PathBuf::from);
        paths
            .filter(|path| is_in(path, &self.images) && path.exists())
            .collect()
    }

    fn films(&self) -> &dyn Films {
        &self.films
    }

    fn view(&self, studies: &[String], language: &str) -> Result<String, Refused> {
        self.views.view(studies, language)
    }

    fn viewing(&self, name: &str) -> Option<Viewing> {
        self.views.viewing(name)
    }

    fn gauges(&self) -> Vec<Gauge> {
        let gauge = |name, help, value: usize| Gauge {
            name,
            help,
            value: value as f64,
        };
        let jobs = filmdesk_archive::JobQueue::list(&self.shared.spool);
        let waiting = jobs.iter().filter(|job| !job.is_finished()).count();
        vec![
            gauge(
                "associations",
                "Associations that stand now.",
                self.shared.associations.taken(),
            ),
            gauge(
                "connections",
                "DICOM connections that stand now.",
                self.shared.connections.taken(),
            ),
            gauge(
                "films_waiting",
                "Print jobs that are not finished.",
                waiting,
            ),
            gauge(
                "films_finished",
                "Print jobs that are kept, finished.",
                jobs.len() - waiting,
            ),
        ]
    }
}

/// Whether a file is one of a folder, by its name alone.
fn is_in(path: &Path, folder: &Path) -> bool {
    path.parent() == Some(folder)
}
