//! Instances of the archive, to be sent.

use std::io::{self, SeekFrom};

use filmdesk_archive::{Archive, ReadObject, StoredInstance};
use filmdesk_dataset::Tag;
use filmdesk_dataset::file::{FileError, HeaderOptions, read_header};
use filmdesk_modality::store::InstanceName;

use super::Parcel;

/// The first element of a data set, which none has: only the meta information is read.
const AT_ONCE: Tag = Tag(0x0008, 0x0000);

/// An instance of the archive.
pub(crate) struct StoredParcel {
    archive: Archive,
    pub(crate) instance: StoredInstance,
    name: InstanceName,
}

impl StoredParcel {
    pub(crate) fn new(archive: Archive, instance: StoredInstance) -> Self {
        let name = InstanceName {
            sop_class: instance.sop_class.clone(),
            sop_instance: instance.sop_instance.clone(),
            transfer_syntax: instance.transfer_syntax.clone(),
        };
        Self {
            archive,
            instance,
            name,
        }
    }
}

impl Parcel for StoredParcel {
    fn name(&self) -> &InstanceName {
        &self.name
    }

    fn file(&self) -> io::Result<Box<dyn ReadObject>> {
        self.archive.open_instance(&self.instance.location)
    }

    fn data_set(&self) -> io::Result<Box<dyn ReadObject>> {
        let mut file = self.file()?;
        let options = HeaderOptions {
            stop: AT_ONCE,
            ..HeaderOptions::default()
        };
        let header = read_header(&mut file, &options).map_err(|error| match error {
            FileError::Io(error) => error,
            broken => io::Error::new(io::ErrorKind::InvalidData, broken),
        })?;
        file.seek(SeekFrom::Start(header.data_set_offset))?;
        Ok(file)
    }
}
