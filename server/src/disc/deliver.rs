//! One planned volume to its target: written, read back, checked; only then it is good.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use filmdesk_archive::medium::open_path;
use filmdesk_config::settings::disc::RobotKind;
use filmdesk_dataset::tags;
use filmdesk_media::image::ImagePlan;
use filmdesk_media::label::{self, Code, Form, LabelInput, Marking};
use filmdesk_media::medium::OpenOptions;
use filmdesk_media::profile::PhysicalMedium;
use filmdesk_media::robot::{Disc, Handover, Robot, RobotJob, TicketPatient};
use filmdesk_media::verify::{
    self, Defect, DefectKind, Report, Severity, VerifyError, VerifyOptions,
};
use filmdesk_media::volume::Volume;
use sha2::{Digest, Sha256};

use super::content::Files;
use super::device::DeviceError;
use super::device::burner::{Burner, SECTOR};
use super::device::folder::Folder;
use super::device::image_file::ImageFile;
use super::device::robot::{Ended, RobotFolder};
use super::error::DiscError;
use super::hashing::{Hash, Hashing, hex};
use super::make::Making;
use super::order::{DiscOrder, InvalidOrder, SameId, Target};
use super::plan::PlannedVolume;
use super::tries::{Finished, HandedOver, Tries, fingerprint_of};
use super::watch::{Stage, Watch};

/// Bytes read back at once.
const PIECE: usize = 1 << 20;

/// Where a volume is and what was found when it was read back.
pub(super) struct Delivered {
    pub(super) volume: Finished,
    pub(super) note: Option<String>,
}

/// Writes and verifies volume `planned`.
pub(super) fn deliver(
    making: &Making<'_>,
    planned: &PlannedVolume,
    tries: &mut Tries<'_>,
) -> Result<Delivered, DiscError> {
    let job = Job {
        making,
        planned,
        number: planned.number,
        start: planned.start,
        files: Files {
            places: making.shop.places,
            sources: &making.sources,
            work: making.work.path(),
        },
        watch: making.shop.watch,
    };
    match &making.order.target {
        Target::Image(path) => job.image(&numbered(path, planned.number), planned.image()?),
        Target::Folder(path) => job.folder(&numbered(path, planned.number), &planned.volume),
        Target::Burner { device, speed } => {
            job.burn(&Burner::new(device, *speed), planned.image()?)
        }
        Target::Robot(name) => job.robot(name, tries),
    }
}

struct Job<'a> {
    making: &'a Making<'a>,
    planned: &'a PlannedVolume,
    number: usize,
    /// The sector at which the image begins.
    start: u32,
    files: Files<'a>,
    watch: &'a dyn Watch,
}

impl Job<'_> {
    fn image(&self, path: &Path, plan: &ImagePlan) -> Result<Delivered, DiscError> {
        let target = ImageFile::new(path);
        self.watch.begin(Stage::Writing, self.number, plan.length());
        let hash = target.write(plan.length(), |out| self.write(plan, out))?;
        self.compare(target.unfinished(), plan.length(), hash)?;
        let report = self.check(target.unfinished())?;
        let place = target.keep()?;
        Ok(self.delivered(
            place.display().to_string(),
            plan.length(),
            Some(hash),
            &report,
        ))
    }

    fn burn(&self, burner: &Burner, plan: &ImagePlan) -> Result<Delivered, DiscError> {
        if self.number > 1 {
            self.watch.begin(Stage::NextMedium, self.number, 1);
            burner.await_blank(self.watch)?;
        }
        self.watch.begin(Stage::Writing, self.number, plan.length());
        let mut hash = None;
        let session = self.making.order.session;
        burner.burn(plan.length(), session, self.watch, |out| {
            let mut hashing = Hashing::new(out)?;
            self.write(plan, &mut hashing)?;
            hash = Some(hashing.finish()?.2);
            Ok(())
        })?;
        let hash = hash.ok_or_else(|| DeviceError::WriteError("nothing was written".to_owned()))?;
        self.compare(burner.path(), plan.length(), hash)?;
        let report = self.check(burner.path())?;
        Ok(self.delivered(
            burner.path().display().to_string(),
            plan.length(),
            Some(hash),
            &report,
        ))
    }

    fn folder(&self, path: &Path, volume: &Volume) -> Result<Delivered, DiscError> {
        let folder = Folder::new(path);
        let bytes = volume.files.iter().map(|file| file.length).sum();
        self.watch.begin(Stage::Writing, self.number, bytes);
        let hashes = folder.write(volume, &self.files, &mut |done| self.watch.step(done))?;
        self.watch.begin(Stage::Verifying, self.number, bytes);
        folder.read_back(volume, &hashes, &mut |done| self.watch.step(done))?;
        let report = self.check(path)?;
        folder.end().map_err(DiscError::files("the folder"))?;
        let mut delivered = self.delivered(path.display().to_string(), bytes, None, &report);
        delivered.note = folder.reservation();
        Ok(delivered)
    }

    /// Hands the volume to a robot, unless an earlier try has, and waits for its discs.
    fn robot(&self, name: &str, tries: &mut Tries<'_>) -> Result<Delivered, DiscError> {
        let robots = &self.making.shop.settings.robots;
        let settings = robots.iter().find(|robot| robot.name == *name);
        let settings = settings.ok_or_else(|| InvalidOrder::Robot(name.to_owned()))?;
        let watched = RobotFolder::new(robot_of(settings.kind), &settings.folder);
        let handed = match tries.handed_over() {
            Some(handed) => handed,
            None => self.hand_over(name, &watched, tries)?,
        };
        match watched.wait(&handed.id, self.watch) {
            Ended::Done => Ok(Delivered {
                volume: handed.volume,
                note: None,
            }),
            Ended::Over(error) => {
                tries.take_back();
                Err(error.into())
            }
            Ended::Left(error) => Err(error.into()),
        }
    }

    /// What the robot gets was read back here; what it burns it compares itself.
    fn hand_over(
        &self,
        name: &str,
        watched: &RobotFolder,
        tries: &mut Tries<'_>,
    ) -> Result<HandedOver, DiscError> {
        let id = self.robot_id()?;
        let data = watched.data(&id);
        let delivered = match watched.robot().handover() {
            Handover::Image => self.image(&data, self.planned.image()?)?,
            Handover::Folder => self.folder(&data, &self.planned.volume)?,
        };
        let label = self.label(self.planned, &watched.label(&id))?;
        let job = robot_job(self.making, self.planned, id.clone(), &data, &label);
        let volume = Finished {
            place: format!("robot {name}"),
            by_robot: true,
            ..delivered.volume
        };
        let handed = HandedOver { id, volume };
        tries.hand_over(handed.clone())?;
        watched.hand_over(&job)?;
        Ok(handed)
    }

    /// A name that no other job has or had: states of earlier ones may be left in the folder.
    fn robot_id(&self) -> Result<String, DiscError> {
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes).map_err(|error| {
            DiscError::files("random bytes")(io::Error::other(error.to_string()))
        })?;
        let (id, fresh) = (
            &self.planned.file_set.file_set_id,
            u32::from_le_bytes(bytes),
        );
        Ok(format!("{id}-{}-{fresh:08x}", self.number))
    }

    /// The disc's label as a picture, beside the data.
    fn label(&self, planned: &PlannedVolume, path: &Path) -> Result<PathBuf, DiscError> {
        let (making, settings) = (self.making, self.making.shop.settings);
        let logo = settings
            .institution
            .logo
            .as_ref()
            .map(std::fs::read)
            .transpose();
        let input = LabelInput {
            form: Form::Disc,
            patients: label::patients(&planned.file_set.contents),
            institution: settings.institution.name.clone(),
            contact: settings.institution.contact.clone(),
            logo: logo.map_err(DiscError::files("the logo"))?,
            marking: Some(match making.order.pages {
                true => Marking::DicomPlusWeb,
                false => Marking::DicomOnly,
            }),
            code: making.order.pickup_code.clone().map(Code::Code128),
            made: making.shop.now,
            number: self.number,
            count: planned.count,
            file_set_id: planned.file_set.file_set_id.clone(),
            language: making.language(),
            hub_mm: *label::HUB_MM.start(),
        };
        let picture = label::jpeg(&input, &(making.shop.typesetter)(), LABEL_DPI);
        let picture = picture
            .map_err(|error| DiscError::files("the label")(io::Error::other(error.to_string())))?;
        std::fs::write(path, picture).map_err(DiscError::files("the label"))?;
        Ok(path.to_path_buf())
    }

    fn write(&self, plan: &ImagePlan, out: &mut dyn Write) -> io::Result<()> {
        plan.write(&self.files, out, &mut |done| self.watch.step(done))
    }

    /// Reads `length` bytes back and compares their hash.
    fn compare(&self, path: &Path, length: u64, written: Hash) -> Result<(), DiscError> {
        self.watch.begin(Stage::Verifying, self.number, length);
        let mut file = File::open(path).map_err(DeviceError::Source)?;
        file.seek(SeekFrom::Start(u64::from(self.start) * SECTOR))
            .map_err(DeviceError::Source)?;
        // What the kernel still has in memory proves nothing of the medium.
        let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
        let read =
            hash_of(file.take(length), self.watch).map_err(DiscError::files("reading back"))?;
        match read == (length, written) {
            true => Ok(()),
            false => {
                let words = format!("{} of {length} bytes came back, or not the same", read.0);
                Err(DeviceError::Differs(words).into())
            }
        }
    }

    /// Checks the file-set: DICOMDIR against every file.
    fn check(&self, path: &Path) -> Result<Report, DiscError> {
        let opened = open_path(path, &self.open_options()).map_err(|error| {
            DiscError::files("opening what was written")(io::Error::other(error.to_string()))
        })?;
        let options = VerifyOptions {
            profile: Some(self.making.meaning.profile),
            read_all: false,
        };
        let mut progress = |_: verify::Progress| match self.watch.is_cancelled() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        };
        let report = verify::verify(opened.as_ref(), &options, &mut progress);
        let report = report.map_err(|error| match error {
            VerifyError::Cancelled => DiscError::Cancelled,
            other => {
                DiscError::files("checking what was written")(io::Error::other(other.to_string()))
            }
        })?;
        let order = self.making.order;
        let ours = report.defects.iter().any(|defect| is_ours(defect, order));
        match ours {
            false => Ok(report),
            true => Err(DiscError::Defects(Box::new(report))),
        }
    }

    fn open_options(&self) -> OpenOptions {
        OpenOptions {
            password: self.making.shop.password.clone(),
            session_start: Some(self.start).filter(|start| *start > 0),
        }
    }

    fn delivered(
        &self,
        place: String,
        bytes: u64,
        hash: Option<Hash>,
        report: &Report,
    ) -> Delivered {
        let volume = Finished {
            fingerprint: fingerprint_of(self.planned),
            uid: self.planned.file_set.uid.clone(),
            place,
            bytes,
            sha256: hash.as_ref().map(hex),
            by_robot: false,
            verdict: report.verdict_line(),
        };
        Delivered { volume, note: None }
    }
}

/// Dots per inch of labels: what printers of discs have.
const LABEL_DPI: u32 = 300;

fn robot_of(kind: RobotKind) -> Robot {
    match kind {
        RobotKind::Primera => Robot::Primera,
        RobotKind::Epson => Robot::Epson,
        RobotKind::Rimage => Robot::Rimage,
    }
}

fn robot_job(
    making: &Making<'_>,
    planned: &PlannedVolume,
    id: String,
    data: &Path,
    label: &Path,
) -> RobotJob {
    let patient = match planned.file_set.contents.patients.as_slice() {
        [one] => Some(TicketPatient {
            name: one.name.to_dicom(),
            id: one.id.clone(),
            birth_date: one.birth_date.clone(),
        }),
        _ => None,
    };
    RobotJob {
        id,
        client: String::new(),
        data: data.display().to_string(),
        label: Some(label.display().to_string()),
        volume: planned.file_set.file_set_id.clone(),
        disc: match making.meaning.medium {
            PhysicalMedium::Bd => Disc::Bd,
            PhysicalMedium::Dvd | PhysicalMedium::DvdRam => Disc::Dvd,
            _ => Disc::Cd,
        },
        copies: making.order.copies,
        speed: None,
        verify: true,
        urgent: false,
        patient,
    }
}

/// Kinds that instances bring along, whose bytes are as they came. The report names them; the disc
/// is good.
const BROUGHT_ALONG: &[DefectKind] = &[
    DefectKind::FileMeta,
    DefectKind::FileMetaDiffers,
    DefectKind::FileNoMeta,
    DefectKind::FileDamaged,
];

/// Whether a defect says that this disc is not as it was ordered.
fn is_ours(defect: &Defect, order: &DiscOrder) -> bool {
    let was_ordered = match defect.kind {
        // Names of one Patient ID, knowingly in one record. Another ID would be another person.
        DefectKind::KeyDiffers => {
            let name = tags::PATIENT_NAME.to_string();
            order.same_id == SameId::Merge && defect.place.tag.as_deref() == Some(&*name)
        }
        DefectKind::ProfileSopClass => order.private,
        kind => BROUGHT_ALONG.contains(&kind),
    };
    defect.kind.row().severity == Severity::Error && !was_ordered
}

fn hash_of(mut from: impl Read, watch: &dyn Watch) -> io::Result<(u64, Hash)> {
    let (mut piece, mut hash, mut length) = (vec![0; PIECE], Sha256::new(), 0);
    loop {
        let taken = from.read(&mut piece)?;
        if taken == 0 {
            return Ok((length, hash.finalize().into()));
        }
        hash.update(&piece[..taken]);
        length += taken as u64;
        if watch.step(length).is_break() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
}

/// The place of a volume: the first has the name itself, `X.iso`, the others `X-2.iso`, `X-3.iso`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return path.to_path_buf();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(extension) => format!("{stem}-{number}.{}", extension.to_string_lossy()),
        None => format!("{stem}-{number}"),
    };
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_volumes_are_numbered_before_the_extension() {
        assert_eq!(
            numbered(Path::new("/a/disc.iso"), 1),
            Path::new("/a/disc.iso")
        );
        assert_eq!(
            numbered(Path::new("/a/disc.iso"), 3),
            Path::new("/a/disc-3.iso")
        );
        assert_eq!(numbered(Path::new("/a/stick"), 2), Path::new("/a/stick-2"));
    }
}
