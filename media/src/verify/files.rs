//! Referenced files beside their records, and every other file.

use std::collections::HashMap;
use std::io::{self, SeekFrom};

use filmdesk_dataset::bulk::BulkSink;
use filmdesk_dataset::file::{
    self, FileError, FileWarning, Header, HeaderOptions, ReadOptions, read_header,
};
use filmdesk_dataset::{DataSet, Tag, tags};

use super::compare::{compared, differs, is_told_apart};
use super::kind::DefectKind;
use super::links::Reached;
use super::records::{Reference, told};
use super::report::{Collector, Place};
use super::{Checked, VerifyError};
use crate::dicomdir::{self, Directory};
use crate::medium::{ReadSeek, may_be_dicom};
use crate::record::wanted;
use crate::volume::VolumePath;

/// Bytes read at once.
const PIECE: usize = 256 << 10;

/// Keys that every file below a record must agree with; of other keys one agreeing file is
/// enough, since a record has the values of one of them.
const IDENTITIES: [Tag; 4] = [
    tags::PATIENT_ID,
    tags::STUDY_INSTANCE_UID,
    tags::SERIES_INSTANCE_UID,
    tags::MODALITY,
];

/// How the files below a record agree with one of its keys.
#[derive(Debug, Default)]
struct Agreement {
    same: u64,
    other: u64,
    /// Files whose Patient ID is the record's without the number that tells patients apart.
    apart: u64,
    /// The first file that differs.
    first: Option<VolumePath>,
}

/// Checks all files of the medium against the records.
pub(super) struct Files<'a, 'b> {
    checked: &'a mut Checked<'b>,
    directory: Option<&'a Directory>,
    reached: &'a [Reached],
    wanted: Vec<Tag>,
    is_pdi: bool,
    /// Which record references an entry of the medium.
    referenced: HashMap<usize, u64>,
    agreements: HashMap<(usize, Tag), Agreement>,
    /// Keys of records above, read once.
    above: HashMap<usize, DataSet>,
}

impl<'a, 'b> Files<'a, 'b> {
    pub(super) fn new(
        checked: &'a mut Checked<'b>,
        directory: Option<&'a Directory>,
        reached: &'a [Reached],
    ) -> Self {
        let mut wanted = wanted();
        wanted.extend([tags::SOP_CLASS_UID, tags::SOP_INSTANCE_UID]);
        wanted.sort_unstable();
        Self {
            is_pdi: super::pages::is_pdi(checked),
            checked,
            directory,
            reached,
            wanted,
            referenced: HashMap::new(),
            agreements: HashMap::new(),
            above: HashMap::new(),
        }
    }

    /// Checks the referenced files, then the others.
    pub(super) fn run(mut self, references: &[Reference]) -> Result<(), VerifyError> {
        if let Some(directory) = self.directory {
            for reference in references {
                self.reference(directory, reference)?;
            }
            self.disagreements(directory);
        }
        for number in 0..self.checked.entries.len() {
            let entry = &self.checked.entries[number];
            if !entry.is_folder && !self.referenced.contains_key(&number) {
                self.other(number)?;
            }
        }
        Ok(())
    }

    fn defects(&mut self) -> &mut Collector {
        &mut self.checked.defects
    }

    fn reference(
        &mut self,
        directory: &Directory,
        reference: &Reference,
    ) -> Result<(), VerifyError> {
        let record = &directory.records[reference.record];
        let place = Place::record(record);
        let path = VolumePath::found(reference.components.clone());
        let found = path.as_ref().and_then(|path| self.checked.index.find(path));
        let found = found.filter(|number| !self.checked.entries[*number].is_folder);
        let Some(number) = found else {
            let file = told(&reference.components.join("/"));
            self.defects()
                .note(DefectKind::FileMissing, place.in_file(file), "");
            return Ok(());
        };
        let path = self.checked.entries[number].path.clone();
        let place = place.in_file(&path);
        if path.components() != reference.components {
            let words = format!("written {} in the record", reference.components.join("/"));
            self.defects()
                .note(DefectKind::FileCase, place.clone(), words);
        }
        if let Some(first) = self.referenced.insert(number, record.offset) {
            let words = format!("the other is at {first:#x}");
            self.defects().note(DefectKind::FileTwice, place, words);
            return Ok(());
        }
        self.file(directory, reference, place, number)?;
        self.checked.step()
    }

    fn file(
        &mut self,
        directory: &Directory,
        reference: &Reference,
        place: Place,
        number: usize,
    ) -> Result<(), VerifyError> {
        let Some(header) = self.header(number, &place, true)? else {
            return Ok(());
        };
        self.checked.counts.dicom_files += 1;
        self.pdi_place(number);
        self.beside(reference, &header, &place);
        if reference.is_placed {
            self.keys(directory, reference.record, &header, &place);
            self.keys_above(directory, reference.record, &header, number);
        }
        self.profile(&header, &place);
        Ok(())
    }

    /// The header of a DICOM file; what is wrong with the file is noted.
    fn header(
        &mut self,
        number: usize,
        place: &Place,
        is_referenced: bool,
    ) -> Result<Option<Header>, VerifyError> {
        let path = self.checked.entries[number].path.clone();
        let medium = self.checked.medium;
        let keep = |tag: Tag| self.wanted.binary_search(&tag).is_ok();
        let options = HeaderOptions {
            keep: Some(&keep),
            ..HeaderOptions::default()
        };
        let read = medium
            .open(&path)
            .map_err(FileError::Io)
            .and_then(|file| read_header(file, &options));
        let header = match read {
            Ok(header) => header,
            Err(error) => {
                let (kind, words) = of_error(&error);
                if is_referenced || kind != DefectKind::FileNotDicom {
                    self.defects().note(kind, place.clone(), words);
                }
                return Ok(None);
            }
        };
        let damaged = self.warnings(&header, place);
        self.meta(&header, place);
        let read_all = self.checked.options.read_all;
        if !damaged && (read_all || self.looks_short(&path, &header)) {
            self.whole(&path, place);
        } else if read_all {
            self.checked.read_through(&path, place);
        }
        Ok(Some(header))
    }

    /// Notes what was put up with; whether the file is damaged.
    fn warnings(&mut self, header: &Header, place: &Place) -> bool {
        let bare = header
            .warnings
            .iter()
            .any(|warning| matches!(warning, FileWarning::NoPreamble));
        let mut damaged = false;
        for warning in &header.warnings {
            let kind = match warning {
                FileWarning::NoPreamble => DefectKind::FileNoMeta,
                FileWarning::NoTransferSyntax if bare => continue,
                FileWarning::NoTransferSyntax => DefectKind::FileMeta,
                FileWarning::WrongEncoding(_) => DefectKind::FileMetaDiffers,
                FileWarning::Damaged(_) | FileWarning::DamagedDeflate(_) => {
                    damaged = true;
                    DefectKind::FileDamaged
                }
            };
            self.defects()
                .note(kind, place.clone(), warning.to_string());
        }
        damaged
    }

    /// File Meta Information must be complete and agree with the data set (PS3.10 7.1).
    fn meta(&mut self, header: &Header, place: &Place) {
        if header
            .warnings
            .iter()
            .any(|warning| matches!(warning, FileWarning::NoPreamble))
        {
            return;
        }
        for (meta, tag, there) in [
            (
                &header.meta.sop_class,
                tags::MEDIA_STORAGE_SOP_CLASS_UID,
                tags::SOP_CLASS_UID,
            ),
            (
                &header.meta.sop_instance,
                tags::MEDIA_STORAGE_SOP_INSTANCE_UID,
                tags::SOP_INSTANCE_UID,
            ),
        ] {
            let value = ascii(&header.data_set, there);
            if meta.is_empty() {
                let place = place.clone().at(tag);
                self.defects().note(DefectKind::FileMeta, place, "missing");
            } else if !value.is_empty() && *meta != value {
                let place = place.clone().at(tag);
                self.defects().note(DefectKind::FileMetaDiffers, place, "");
            }
        }
    }

    /// Whether the pixels may be cut short: the file is shorter than Pixel Data says, or its
    /// fragments do not end with the file.
    fn looks_short(&self, path: &VolumePath, header: &Header) -> bool {
        let Some(stopped) = header.stopped_at else {
            return false;
        };
        if header.meta.transfer_syntax == "1.2.840.10008.1.2.1.99" {
            return true;
        }
        let at = header.data_set_offset + stopped;
        let looked = self
            .checked
            .medium
            .open(path)
            .and_then(|mut file| pixel_end(&mut file, at));
        looked.unwrap_or(true)
    }

    /// Reads the whole file as DICOM; notes where it is damaged.
    fn whole(&mut self, path: &VolumePath, place: &Place) {
        let medium = self.checked.medium;
        let mut counted = Nowhere { bytes: 0 };
        let read = medium.open(path).map_err(FileError::Io).and_then(|file| {
            file::read_into(
                io::BufReader::with_capacity(PIECE, file),
                &ReadOptions::LENIENT,
                &mut counted,
            )
        });
        self.checked.counts.bytes_read += counted.bytes;
        match read {
            Ok(contents) => {
                for warning in &contents.warnings {
                    if matches!(
                        warning,
                        FileWarning::Damaged(_) | FileWarning::DamagedDeflate(_)
                    ) {
                        let words = warning.to_string();
                        self.defects()
                            .note(DefectKind::FileDamaged, place.clone(), words);
                    }
                }
            }
            Err(error) => {
                let (kind, words) = of_error(&error);
                self.defects().note(kind, place.clone(), words);
            }
        }
    }

    /// What the record says about the file, beside the file.
    fn beside(&mut self, reference: &Reference, header: &Header, place: &Place) {
        let of_file = |meta: &String, tag| match meta.is_empty() {
            true => ascii(&header.data_set, tag),
            false => meta.clone(),
        };
        let class = of_file(&header.meta.sop_class, tags::SOP_CLASS_UID);
        let instance = of_file(&header.meta.sop_instance, tags::SOP_INSTANCE_UID);
        for (kind, record, file) in [
            (DefectKind::FileSopClass, &reference.sop_class, &class),
            (
                DefectKind::FileSopInstance,
                &reference.sop_instance,
                &instance,
            ),
            (
                DefectKind::FileTransferSyntax,
                &reference.transfer_syntax,
                &header.meta.transfer_syntax,
            ),
        ] {
            if !record.is_empty() && !file.is_empty() && record != file {
                let words = format!("{} in the record, {} in the file", told(record), told(file));
                self.defects().note(kind, place.clone(), words);
            }
        }
    }

    /// The keys of the file's own record.
    fn keys(&mut self, directory: &Directory, number: usize, header: &Header, place: &Place) {
        let record = &directory.records[number];
        let keys = directory.data_set(record);
        for row in compared(record) {
            if differs(&keys, &header.data_set, row) == Some(true) {
                self.defects()
                    .note(DefectKind::KeyDiffers, place.clone().at(row.tag), "");
            }
        }
    }

    /// The keys of the records above: told when all files are seen.
    fn keys_above(&mut self, directory: &Directory, number: usize, header: &Header, file: usize) {
        let mut way = self.reached[number];
        while let Reached::Below(above) = way {
            let record = &directory.records[above];
            let keys = self
                .above
                .entry(above)
                .or_insert_with(|| directory.data_set(record));
            for row in compared(record) {
                let Some(differs) = differs(keys, &header.data_set, row) else {
                    continue;
                };
                let tag = row.tag;
                let agreement = self.agreements.entry((above, tag)).or_default();
                let apart = tag == tags::PATIENT_ID && is_told_apart(keys, &header.data_set);
                if apart {
                    agreement.apart += 1;
                } else if differs {
                    agreement.other += 1;
                    let path = &self.checked.entries[file].path;
                    agreement.first.get_or_insert_with(|| path.clone());
                } else {
                    agreement.same += 1;
                }
            }
            way = self.reached[above];
        }
    }

    fn disagreements(&mut self, directory: &Directory) {
        let agreements = std::mem::take(&mut self.agreements);
        for ((number, tag), agreement) in agreements {
            if agreement.apart > 0 {
                let place = Place::record(&directory.records[number]).at(tag);
                let words = format!("of {} files", agreement.apart);
                self.defects()
                    .note(DefectKind::PatientToldApart, place, words);
            }
            let must_all = IDENTITIES.contains(&tag);
            let wrong = agreement.other > 0 && (must_all || agreement.same == 0);
            if let Some(file) = agreement.first.filter(|_| wrong) {
                let record = &directory.records[number];
                let place = Place::record(record).at(tag).in_file(file);
                let files = agreement.other + agreement.same;
                let words = format!(
                    "{} of {files} files differ, this one first",
                    agreement.other
                );
                self.defects().note(DefectKind::KeyDiffers, place, words);
            }
        }
    }

    fn profile(&mut self, header: &Header, place: &Place) {
        let Some(profile) = self.checked.options.profile else {
            return;
        };
        let syntax = header.meta.transfer_syntax.as_str();
        let class = header.meta.sop_class.as_str();
        let (kind, uid) = match profile.syntaxes_of(class) {
            None => (DefectKind::ProfileSopClass, class),
            Some(allowed) if !allowed.contains(&syntax) => {
                (DefectKind::ProfileTransferSyntax, syntax)
            }
            Some(_) => return,
        };
        let words = format!("{} in {}", told(uid), profile.name);
        self.defects().note(kind, place.clone(), words);
    }

    /// DICOM files stand neither in the root nor among the pages of a PDI medium.
    fn pdi_place(&mut self, number: usize) {
        let path = &self.checked.entries[number].path;
        let first = &path.components()[0];
        let wrong = path.components().len() == 1 || first.eq_ignore_ascii_case("IHE_PDI");
        if wrong && self.is_pdi {
            let place = Place::file(path);
            self.defects().note(DefectKind::PdiDicomPlace, place, "");
        }
    }

    /// A file that no record references.
    fn other(&mut self, number: usize) -> Result<(), VerifyError> {
        let path = self.checked.entries[number].path.clone();
        if Some(&path) == self.checked.dicomdir.as_ref() {
            return self.checked.step();
        }
        let place = Place::file(&path);
        match self.checked.start(&path) {
            Ok(start) if start.get(128..132) == Some(b"DICM") => {
                self.unindexed(number, &place)?;
            }
            Ok(start) => {
                // Files without a preamble may be anything; those of an instance begin so.
                let bare = may_be_dicom(&start) && self.directory.is_none();
                if bare {
                    self.unindexed(number, &place)?;
                } else if self.checked.options.read_all {
                    self.checked.read_through(&path, &place);
                }
            }
            Err(error) => {
                let words = error.to_string();
                self.defects()
                    .note(DefectKind::FileUnreadable, place, words);
            }
        }
        self.checked.step()
    }

    fn unindexed(&mut self, number: usize, place: &Place) -> Result<(), VerifyError> {
        let Some(header) = self.header(number, place, false)? else {
            return Ok(());
        };
        if header.meta.sop_class == dicomdir::SOP_CLASS {
            let kind = DefectKind::DicomdirPlace;
            self.defects()
                .note(kind, place.clone(), "a directory of another name or place");
            return Ok(());
        }
        self.checked.counts.dicom_files += 1;
        self.pdi_place(number);
        if self
            .directory
            .is_some_and(|directory| directory.damage.is_none())
        {
            self.defects()
                .note(DefectKind::FileUnindexed, place.clone(), "");
        }
        self.profile(&header, place);
        Ok(())
    }
}

fn ascii(data: &DataSet, tag: Tag) -> String {
    data.ascii(tag)
        .ok()
        .flatten()
        .unwrap_or_default()
        .to_owned()
}

fn of_error(error: &FileError) -> (DefectKind, String) {
    let kind = match error {
        FileError::NotDicom => DefectKind::FileNotDicom,
        FileError::Meta(_) | FileError::MetaTooLong => DefectKind::FileMeta,
        FileError::Io(_) => DefectKind::FileUnreadable,
        _ => DefectKind::FileDamaged,
    };
    let words = match error {
        FileError::NotDicom => String::new(),
        other => other.to_string(),
    };
    (kind, words)
}

/// Whether Pixel Data, whose element begins at `at`, may not end where it should.
fn pixel_end(file: &mut dyn ReadSeek, at: u64) -> io::Result<bool> {
    let end = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(at))?;
    let mut head = [0; 12];
    file.read_exact(&mut head)?;
    let explicit = head[4].is_ascii_uppercase() && head[5].is_ascii_uppercase();
    let (field, value) = if explicit { (8, 12) } else { (4, 8) };
    let big = head[0] == 0x7f;
    let four = [
        head[field],
        head[field + 1],
        head[field + 2],
        head[field + 3],
    ];
    let length = if big {
        u32::from_be_bytes(four)
    } else {
        u32::from_le_bytes(four)
    };
    if length != u32::MAX {
        return Ok(at + value + u64::from(length) > end);
    }
    file.seek(SeekFrom::Start(end.saturating_sub(8)))?;
    let mut tail = [0; 8];
    file.read_exact(&mut tail)?;
    Ok(tail != [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0])
}

/// Bulk values are read and let go.
struct Nowhere {
    bytes: u64,
}

impl BulkSink for Nowhere {
    fn begin(&mut self, _: Option<u64>) -> io::Result<u64> {
        Ok(0)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}
