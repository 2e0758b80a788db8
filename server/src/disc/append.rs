//! A further session of a CD-R: the file-set of a disc that was left open, with more in it
//! (PS3.12 F.2.1.2).

use std::fmt::Display;
use std::io;

use filmdesk_archive::medium::open_path;
use filmdesk_media::dicomdir::{self, Directory};
use filmdesk_media::file_set::{BLOCK, FileSetBuilder, FileSetVolume};
use filmdesk_media::image::{self, EarlierFile};
use filmdesk_media::medium::OpenOptions;
use filmdesk_media::volume::Volume;

use super::device::burner::Burner;
use super::error::DiscError;
use super::make::Making;
use super::order::{DiscOrder, Session, Target};
use super::plan::{PlannedVolume, instances, made};

/// What is on a disc already.
pub(super) struct Earlier {
    directory: Directory,
    files: Vec<EarlierFile>,
    /// The sector at which a further session begins.
    next: u32,
}

impl Earlier {
    /// What is on the disc that the order is to go on; none when it begins one.
    pub(super) fn of(order: &DiscOrder) -> Result<Option<Self>, DiscError> {
        match (&order.target, order.session) {
            (Target::Burner { device, .. }, Session::Further) => {
                Self::read(&Burner::new(device, None)).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn read(burner: &Burner) -> Result<Self, DiscError> {
        let sessions = burner.sessions()?;
        let options = OpenOptions {
            session_start: Some(sessions.last),
            ..OpenOptions::default()
        };
        let medium = open_path(burner.path(), &options).map_err(unreadable)?;
        Ok(Self {
            directory: dicomdir::read_of(medium.as_ref()).map_err(unreadable)?,
            files: image::earlier_files(medium.as_ref()).map_err(unreadable)?,
            next: sessions.next,
        })
    }
}

fn unreadable(error: impl Display) -> DiscError {
    DiscError::files("reading the earlier session")(io::Error::other(error.to_string()))
}

impl Making<'_> {
    /// Plans the session that brings what is on the disc up to date.
    pub(super) fn extend(
        &mut self,
        builder: FileSetBuilder,
        earlier: Earlier,
    ) -> Result<PlannedVolume, DiscError> {
        if builder.is_empty() {
            return Err(DiscError::Nothing);
        }
        let appended = builder
            .append_to(&earlier.directory, &|_| false)
            .map_err(|error| self.unplanned(error))?;
        if !appended.already.is_empty() {
            self.notes.push(format!(
                "{} instances were on the disc already",
                appended.already.len()
            ));
        }
        if appended.contents.instances().next().is_none() {
            return Err(DiscError::Nothing);
        }
        let dicomdir = made("DICOMDIR", appended.dicomdir.clone().into());
        let volume = Volume {
            file_set_id: earlier.directory.file_set_id(),
            created: self.shop.now,
            files: [dicomdir]
                .into_iter()
                .chain(instances(&appended.contents))
                .collect(),
        };
        let plan = image::plan_append(&volume, &earlier.files, earlier.next)?;
        let bytes = volume.files.iter().map(|file| file.length);
        Ok(PlannedVolume {
            number: 1,
            count: 1,
            file_set: FileSetVolume {
                file_set_id: volume.file_set_id.clone(),
                uid: earlier.directory.meta.sop_instance,
                contents: appended.contents,
                dicomdir: appended.dicomdir,
                bytes: bytes.map(|bytes| bytes.next_multiple_of(BLOCK)).sum(),
            },
            volume,
            start: earlier.next,
            plan: Some(plan),
        })
    }
}
