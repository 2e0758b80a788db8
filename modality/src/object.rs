//! Objects of every modality, small and valid: what the storage side of an emulated modality
//! sends.
//!
//! An [`Iod`] is a table: modules, which are tables of attributes ([`table`]). An
//! [`Object`] is one instance of it, of a study ([`Identity`]). The same arguments make the same
//! bytes: UIDs are derived from the study's root, times are arguments.

pub mod code;
pub mod content;
mod documents;
mod frames;
mod identity;
mod iods;
mod module;
pub mod multiplex;
mod signal;
pub mod table;

use filmdesk_dataset::data_set::DataSet;
use filmdesk_dataset::encode::{self, EncodeError};
use filmdesk_dataset::file;
use filmdesk_dataset::{Encoding, tags};

pub use identity::{Identity, Patient};

use crate::store::InstanceName;
use table::{Filler, Table, now, t, uid};

/// An Information Object Definition (PS3.3 Annex A): what its objects consist of.
#[derive(Debug, Clone, Copy)]
pub struct Iod {
    /// SOP Class UID.
    pub sop_class: &'static str,
    /// The SOP class's name (PS3.6 Annex A), without "Storage".
    pub name: &'static str,
    /// Modality (0008,0060) of its objects, where the caller names no other; empty where the
    /// objects have no series.
    pub modality: &'static str,
    /// Directory Record Type (0004,1430) on a disc; empty where PS3.3 Annex F has none.
    pub record: &'static str,
    /// Modules that all objects of a kind have; what comes later overrules what comes earlier.
    pub general: &'static [Table],
    /// Modules that it shares with some.
    pub modules: &'static [Table],
    /// What it alone has.
    pub attributes: Table,
}

impl Iod {
    /// What objects of one kind share; the rest is blank.
    const fn of(modality: &'static str, record: &'static str, general: &'static [Table]) -> Self {
        Self {
            sop_class: "",
            name: "",
            modality,
            record,
            general,
            modules: &[],
            attributes: &[],
        }
    }

    /// Every kind of object that an emulated modality makes.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        iods::IODS.iter().copied().flatten()
    }

    /// By SOP Class UID.
    pub fn by_sop_class(sop_class: &str) -> Option<&'static Self> {
        Self::all().find(|iod| iod.sop_class == sop_class)
    }
}

/// One instance to be made.
#[derive(Debug, Clone, Copy)]
pub struct Object<'a> {
    /// What it is.
    pub iod: &'static Iod,
    /// Modality (0008,0060), which may be one that the IOD does not allow.
    pub modality: &'a str,
    /// Whose it is.
    pub identity: &'a Identity,
    /// Series Number (0020,0011).
    pub series: u32,
    /// Instance Number (0020,0013), from 1.
    pub number: u32,
    /// Rows and Columns of an image, where they are not the IOD's own.
    pub matrix: Option<u16>,
}

impl<'a> Object<'a> {
    /// The first instance of the IOD's own modality in a study.
    pub fn new(iod: &'static Iod, identity: &'a Identity) -> Self {
        Self {
            iod,
            modality: iod.modality,
            identity,
            series: 1,
            number: 1,
            matrix: None,
        }
    }

    /// SOP Instance UID.
    pub fn sop_instance(&self) -> String {
        let (class, series) = (self.iod.sop_class, self.series);
        self.identity
            .instance_uid(class, self.modality, series, self.number)
    }

    /// The data set.
    pub fn data_set(&self) -> DataSet {
        let mut data = DataSet::new();
        let filler = Filler::new(self);
        let Iod {
            general, modules, ..
        } = self.iod;
        for module in general.iter().chain(*modules) {
            filler.put(&mut data, module);
        }
        filler.put(&mut data, self.iod.attributes);
        self.own(&mut data, &filler);
        filler.pixels(&mut data);
        data
    }

    /// What only some modalities of a SOP class have, and what differs from instance to instance.
    fn own(&self, data: &mut DataSet, filler: &Filler<'_>) {
        let modality = self.modality;
        for (_, rows) in BY_MODALITY.iter().filter(|(code, _)| *code == modality) {
            filler.put(data, rows);
        }
        filler.text(data, tags::SOP_CLASS_UID, self.iod.sop_class);
        filler.text(data, tags::SOP_INSTANCE_UID, &self.sop_instance());
        if !self.iod.modality.is_empty() {
            filler.text(data, tags::MODALITY, self.modality);
            let (class, code) = (self.iod.sop_class, self.modality);
            let series = self.identity.series_uid(class, code, self.series);
            filler.text(data, tags::SERIES_INSTANCE_UID, &series);
            filler.text(data, tags::SERIES_NUMBER, &self.series.to_string());
            filler.text(data, tags::INSTANCE_NUMBER, &self.number.to_string());
            self.identity.fill(data);
        }
        if let Some(side) = self.matrix.filter(|_| data.contains(tags::ROWS)) {
            data.put_u16(tags::ROWS, side);
            data.put_u16(tags::COLUMNS, side);
        }
    }

    /// The names by which it is sent.
    pub fn name(&self, encoding: Encoding) -> InstanceName {
        InstanceName {
            sop_class: self.iod.sop_class.to_owned(),
            sop_instance: self.sop_instance(),
            transfer_syntax: encoding.uid().to_owned(),
        }
    }

    /// The bytes of a DICOM file (PS3.10).
    ///
    /// # Errors
    /// [`EncodeError`], which values of this size do not cause.
    pub fn file(&self, encoding: Encoding) -> Result<Vec<u8>, EncodeError> {
        self.file_of(&self.data_set(), encoding)
    }

    /// As [`file`](Self::file), with the data set changed.
    pub(crate) fn file_of(
        &self,
        data: &DataSet,
        encoding: Encoding,
    ) -> Result<Vec<u8>, EncodeError> {
        let mut meta = DataSet::new();
        let filler = Filler::new(self);
        let version = filmdesk_dataset::VR::OB;
        meta.put_bytes(
            tags::FILE_META_INFORMATION_VERSION,
            version,
            FILE_META_VERSION.to_vec(),
        );
        let name = self.name(encoding);
        for (tag, value) in [
            (tags::MEDIA_STORAGE_SOP_CLASS_UID, name.sop_class.as_str()),
            (tags::MEDIA_STORAGE_SOP_INSTANCE_UID, &name.sop_instance),
            (tags::TRANSFER_SYNTAX_UID, &name.transfer_syntax),
            (tags::IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_CLASS),
        ] {
            filler.text(&mut meta, tag, value);
        }
        let mut bytes = file::encode_meta(&meta)?;
        bytes.extend(encode::encode(data, encoding)?);
        Ok(bytes)
    }
}

/// File Meta Information Version (PS3.10 Table 7.1-1).
const FILE_META_VERSION: [u8; 2] = [0, 1];
/// Implementation Class UID of emulated modalities, under the root of the test UIDs.
const IMPLEMENTATION_CLASS: &str = "1.2.826.0.1.3680043.10.1505.9";

/// What a modality adds to a SOP class that it shares with others.
const BY_MODALITY: &[(&str, Table)] = &[(
    "IVUS",
    // PS3.3 C.8.5.6 and C.7.4.2: how the catheter moved, and in whose time.
    &[
        uid(
            tags::SYNCHRONIZATION_FRAME_OF_REFERENCE_UID,
            "synchronization",
        ),
        t(tags::SYNCHRONIZATION_TRIGGER, "NO TRIGGER"),
        t(tags::ACQUISITION_TIME_SYNCHRONIZED, "N"),
        now(tags::ACQUISITION_DATE_TIME),
        t(tags::IVUS_ACQUISITION, "MANUAL_PULLBACK"),
    ],
)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_arguments_make_the_same_bytes_and_others_other_uids() {
        let identity = Identity::default();
        let other = Identity {
            study_id: "2".to_owned(),
            ..Identity::default()
        };
        for iod in Iod::all() {
            let object = Object::new(iod, &identity);
            let bytes = object.file(Encoding::ExplicitLittle).unwrap();
            assert_eq!(
                bytes,
                object.file(Encoding::ExplicitLittle).unwrap(),
                "{}",
                iod.name
            );
            let elsewhere = Object::new(iod, &other);
            assert_ne!(
                object.sop_instance(),
                elsewhere.sop_instance(),
                "{}",
                iod.name
            );
        }
    }

    #[test]
    fn every_file_is_read_back_as_it_was_made() {
        let identity = Identity::default();
        for iod in Iod::all() {
            let object = Object::new(iod, &identity);
            for encoding in [
                Encoding::ExplicitLittle,
                Encoding::ImplicitLittle,
                Encoding::ExplicitBig,
            ] {
                let bytes = object.file(encoding).unwrap();
                let file = file::read(bytes.as_slice(), &file::ReadOptions::STRICT);
                let file =
                    file.unwrap_or_else(|error| panic!("{} {encoding:?}: {error}", iod.name));
                assert_eq!(file.meta.sop_class, iod.sop_class);
                assert_eq!(file.meta.sop_instance, object.sop_instance());
                let made = object.data_set();
                let tags = |data: &DataSet| data.iter().map(|(tag, _)| tag).collect::<Vec<_>>();
                assert_eq!(tags(&file.data_set), tags(&made), "{}", iod.name);
            }
        }
    }

    #[test]
    fn names_are_in_the_character_set_that_is_declared() {
        use filmdesk_dataset::CharacterSet;
        for (set, name) in [
            ("GB18030", "Wang^XiaoDong=\u{738b}^\u{5c0f}\u{4e1c}"),
            (
                "\\ISO 2022 IR 87",
                "Yamada^Tarou=\u{5c71}\u{7530}^\u{592a}\u{90ce}",
            ),
            (
                "\\ISO 2022 IR 149",
                "Hong^Gildong=\u{6d2a}^\u{5409}\u{6d1e}",
            ),
            ("ISO_IR 192", "Buc^J\u{e9}r\u{f4}me"),
        ] {
            let identity = Identity::named(set, name);
            let object = Object::new(
                Iod::by_sop_class(filmdesk_dataset::uids::CT_IMAGE_STORAGE).unwrap(),
                &identity,
            );
            let data = object.data_set();
            let declared = CharacterSet::from_data_set(&data).unwrap();
            assert_eq!(
                data.text(tags::PATIENT_NAME, &declared).as_deref(),
                Some(name)
            );
        }
    }
}
