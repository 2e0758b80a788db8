//! From a file-set to volumes of which every byte is known.

use std::io;
use std::sync::Arc;

use filmdesk_archive::ReadObject;
use filmdesk_dimse::settings::{IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME};
use filmdesk_media::contents::Contents;
use filmdesk_media::dicomdir::Implementation;
use filmdesk_media::file_set::{
    Beside, FileSetBuilder, FileSetOptions, FileSetVolume, PlanError, SplitLevel,
};
use filmdesk_media::image::{self, ImageFormat, ImageOptions, ImagePlan, ZipEncryption};
use filmdesk_media::instance::Key;
use filmdesk_media::pdi::Language;
use filmdesk_media::timestamp::Timestamp;
use filmdesk_media::viewer::Thinning;
use filmdesk_media::volume::{Content, Volume, VolumeFile, VolumePath};

use super::error::DiscError;
use super::make::Making;
use super::order::{DiscOrder, Target, image_format};
use super::pages::{Front, Fronted};
use super::{pages, viewer};

/// The folder of the instances (RAD TF-3 4.47: neither the root nor IHE_PDI).
const FOLDER: &str = "DICOM";
/// Volumes of one order: more CDs than anybody hands to a patient.
const MAX_VOLUMES: usize = 64;
/// Bytes of a picture and its part of a page that are planned for before they are known: a CT slice
/// has 40 KB. Where it was too few, volumes are planned again.
const PICTURE_BYTES: u64 = 96 << 10;
/// Bytes that the viewer reads, of 100 of instances, planned for before they are known: 27 of an
/// uncompressed CT; what is compressed has little less in either form. Where it was too few, the
/// viewer's images are thinned.
const VIEWER_PERCENT: u64 = 40;
/// Plans that are tried until every volume fits: each has smaller ones, by what was too much.
const PLANS: usize = 6;
/// How much smaller than it would have to be a volume becomes, since others have more beside it: a
/// twentieth.
const SHRINK_MARGIN: u64 = 20;
/// How much more than is missing is thinned away: a tenth, since the rest compresses otherwise.
const EXCESS_MARGIN: u64 = 10;
/// Bytes of a volume beside its files: descriptors, path tables, folders, run-out.
const IMAGE_BYTES: u64 = 2 << 20;

/// A volume of which every byte is known.
pub(super) struct PlannedVolume {
    /// From 1.
    pub(super) number: usize,
    /// Volumes altogether.
    pub(super) count: usize,
    pub(super) file_set: FileSetVolume,
    pub(super) volume: Volume,
    /// The sector of the medium at which its image begins.
    pub(super) start: u32,
    pub(super) plan: Option<ImagePlan>,
}

impl PlannedVolume {
    /// Its image; a folder has none.
    pub(super) fn image(&self) -> Result<&ImagePlan, DiscError> {
        self.plan.as_ref().ok_or(DiscError::Nothing)
    }
}

/// As ordered; else the date and time, which is what a person finds a disc by.
pub(super) fn file_set_id(order: &DiscOrder, now: Timestamp) -> String {
    order.file_set_id.clone().unwrap_or_else(|| {
        let (date, time) = ((now.year, now.month, now.day), (now.hour, now.minute));
        format!(
            "FD{:04}{:02}{:02}_{:02}{:02}",
            date.0, date.1, date.2, time.0, time.1
        )
    })
}

impl Making<'_> {
    pub(super) fn file_set_options(&self) -> FileSetOptions {
        let shop = self.shop;
        FileSetOptions {
            profile: self.meaning.profile,
            file_set_id: self.file_set_id.clone(),
            uids: (0..MAX_VOLUMES).map(|_| (shop.mint_uid)()).collect(),
            descriptor: self.order.pages.then(pages::readme),
            folder: FOLDER.to_owned(),
            patient_conflict: self.order.patient_conflict(),
            volume_bytes: self.volume_bytes(),
            beside: self.beside(),
            split: self.order.split_level().unwrap_or(SplitLevel::Study),
            created: shop.now,
            implementation: Implementation {
                class_uid: IMPLEMENTATION_CLASS_UID.to_owned(),
                version_name: IMPLEMENTATION_VERSION_NAME.to_owned(),
            },
        }
    }

    /// What a volume may take when the order lets it span several.
    fn volume_bytes(&self) -> Option<u64> {
        self.order.split?;
        Some(self.capacity()?.saturating_sub(IMAGE_BYTES))
    }

    /// What lies on a volume beside instances.
    fn beside(&self) -> Beside {
        match self.order.pages {
            true => Beside {
                picture: PICTURE_BYTES,
                percent: if self.with_viewer() {
                    VIEWER_PERCENT
                } else {
                    0
                },
                documents: true,
            },
            false => Beside::default(),
        }
    }

    /// Bytes of the medium, if anybody knows.
    fn capacity(&self) -> Option<u64> {
        self.order
            .capacity
            .or_else(|| self.meaning.medium.capacity())
    }

    pub(super) fn plan(
        &self,
        mut builder: FileSetBuilder,
    ) -> Result<Vec<PlannedVolume>, DiscError> {
        let Some(mut bytes) = self.volume_bytes() else {
            return self.volumes(builder);
        };
        for _ in 1..PLANS {
            match self.volumes(builder.clone()) {
                Err(DiscError::TooLarge {
                    needed, capacity, ..
                }) => {
                    let share = u128::from(bytes) * u128::from(capacity) / u128::from(needed);
                    let share = u64::try_from(share).unwrap_or(bytes);
                    bytes = share - share / SHRINK_MARGIN;
                    builder.set_volume_bytes(bytes);
                }
                planned => return planned,
            }
        }
        self.volumes(builder)
    }

    fn volumes(&self, builder: FileSetBuilder) -> Result<Vec<PlannedVolume>, DiscError> {
        let file_sets = builder.plan().map_err(|error| self.unplanned(error))?;
        let count = file_sets.len();
        let planned = file_sets.into_iter().enumerate();
        planned
            .map(|(index, file_set)| self.volume(index + 1, count, file_set))
            .collect()
    }

    /// Why there is no plan, with names for keys.
    pub(super) fn unplanned(&self, error: PlanError) -> DiscError {
        let name = |key: &Key| {
            let index = usize::try_from(key.0).ok();
            let source = index.and_then(|index| self.sources.get(index));
            source.map_or_else(String::new, |source| source.name.clone())
        };
        match error {
            PlanError::Empty => DiscError::Nothing,
            PlanError::PatientConflict { instances, .. } => DiscError::PatientConflict {
                instances: instances
                    .iter()
                    .map(|keys| keys.iter().map(name).collect())
                    .collect(),
            },
            other => other.into(),
        }
    }

    fn volume(
        &self,
        number: usize,
        count: usize,
        file_set: FileSetVolume,
    ) -> Result<PlannedVolume, DiscError> {
        let (volume, plan) = match self.order.pages {
            true => self.fronted(&Front::render(self, number, count, &file_set)?)?,
            false => self.planned(&file_set, Vec::new())?,
        };
        Ok(PlannedVolume {
            number,
            count,
            file_set,
            volume,
            start: 0,
            plan,
        })
    }

    /// A volume with pages, and with a viewer as far as there is room for one.
    fn fronted(&self, front: &Front<'_>) -> Result<(Volume, Option<ImagePlan>), DiscError> {
        let mut thin = self.with_viewer().then(Thinning::new);
        loop {
            let Fronted { files, stacks } = front.files(thin.as_ref())?;
            let planned = self.planned(front.file_set, files);
            let Err(DiscError::TooLarge {
                needed, capacity, ..
            }) = planned
            else {
                return planned;
            };
            // Nothing of the viewer is left that could make room.
            let (Some(before), Some(sizes)) = (thin, stacks) else {
                return planned;
            };
            let excess = needed - capacity;
            thin = viewer::thinner(&before, &sizes, excess + excess / EXCESS_MARGIN);
        }
    }

    fn planned(
        &self,
        file_set: &FileSetVolume,
        front: Vec<VolumeFile>,
    ) -> Result<(Volume, Option<ImagePlan>), DiscError> {
        let mut files = vec![made("DICOMDIR", file_set.dicomdir.clone().into())];
        files.extend(front);
        files.extend(instances(&file_set.contents));
        let volume = Volume {
            file_set_id: file_set.file_set_id.clone(),
            created: self.shop.now,
            files,
        };
        let plan = self.image(&volume)?;
        Ok((volume, plan))
    }

    /// Whether the viewer is wanted.
    pub(super) fn with_viewer(&self) -> bool {
        self.order.pages
            && self
                .order
                .viewer
                .unwrap_or(self.shop.settings.viewer.wanted)
    }

    /// Opens an instance.
    pub(super) fn open(&self, key: Key) -> io::Result<Box<dyn ReadObject>> {
        let index = usize::try_from(key.0).ok();
        let source = index.and_then(|index| self.sources.get(index));
        let source = source.ok_or(io::ErrorKind::NotFound)?;
        self.shop.places.open(&source.place)
    }

    /// The language of pages and label.
    pub(super) fn language(&self) -> Language {
        let named = self
            .order
            .language
            .as_ref()
            .unwrap_or(&self.shop.settings.language);
        Language::find(named).unwrap_or_default()
    }

    fn plan_image(&self, volume: &Volume, format: ImageFormat) -> Result<ImagePlan, DiscError> {
        let mut options = ImageOptions::default();
        if let Some(password) = self
            .shop
            .password
            .as_ref()
            .filter(|_| format == ImageFormat::Zip)
        {
            let mut salt = [0; 32];
            getrandom::fill(&mut salt).map_err(|error| {
                DiscError::files("random bytes")(std::io::Error::other(error.to_string()))
            })?;
            options.encryption = Some(ZipEncryption {
                password: password.clone(),
                salt,
            });
        }
        Ok(image::plan_with(volume, format, &options)?)
    }

    fn image(&self, volume: &Volume) -> Result<Option<ImagePlan>, DiscError> {
        let medium = self.meaning.medium;
        let plan = match &self.order.target {
            Target::Folder(_) => None,
            Target::Image(path) => Some(self.plan_image(volume, image_format(Some(path), medium))?),
            Target::Burner { .. } | Target::Robot(_) => {
                Some(self.plan_image(volume, image_format(None, medium))?)
            }
        };
        let files = || volume.files.iter().map(|file| file.length).sum();
        let needed = plan.as_ref().map_or_else(files, ImagePlan::length);
        match self.capacity() {
            Some(capacity) if needed > capacity => Err(DiscError::TooLarge {
                needed,
                capacity,
                medium: medium.name(),
            }),
            _ => Ok(plan),
        }
    }
}

/// The files of instances.
pub(super) fn instances(contents: &Contents) -> impl Iterator<Item = VolumeFile> {
    contents.instances().map(|instance| VolumeFile {
        path: instance.path.clone(),
        length: instance.length,
        content: Content::Instance(instance.key),
    })
}

/// A file made here, in the root.
pub(super) fn made(name: &str, bytes: Arc<[u8]>) -> VolumeFile {
    VolumeFile {
        path: VolumePath::parse(name).unwrap_or_else(|_| unreachable!("{name} is a name")),
        length: bytes.len() as u64,
        content: Content::Bytes(bytes),
    }
}
