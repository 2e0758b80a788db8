//! Instances added to a file-set that is there (PS3.10, File-set Updater).

use std::collections::{HashMap, HashSet};

use filmdesk_dataset::tags;
use filmdesk_dataset::text::PersonName;

use super::draft::{Leaf, PatientDraft, character_set, person, text};
use super::name::may_be_one;
use super::{FileSetBuilder, PatientConflict, PlanError};
use crate::contents::Contents;
use crate::dicomdir::{self, Branch, Directory, Record};
use crate::instance::Key;
use crate::record::{RecordTerm, RecordType};

/// Folders that are tried until one is free: `DICOM`, `DICOM1` ...
const MAX_FOLDERS: usize = 999;

/// A file-set brought up to date.
#[derive(Debug)]
pub struct Appended {
    /// What is new in it, with its File IDs.
    pub contents: Contents,
    /// Its DICOMDIR, encoded.
    pub dicomdir: Vec<u8>,
    /// Instances that were in it already.
    pub already: Vec<Key>,
}

/// Who is in a directory.
#[derive(Default)]
pub(super) struct Present {
    /// Names by Patient ID.
    pub(super) patients: HashMap<String, PersonName>,
    /// Patient IDs by Study Instance UID.
    studies: HashMap<String, String>,
}

impl FileSetBuilder {
    /// The file-set of `directory` without what `removed` says, with the instances of this one.
    /// New files go into a folder of their own, so that no file is in the way of another.
    ///
    /// # Errors
    /// As [`FileSetBuilder::plan`], a patient who is in `directory` included.
    pub fn append_to(
        mut self,
        directory: &Directory,
        removed: &dyn Fn(&Record) -> bool,
    ) -> Result<Appended, PlanError> {
        let already = self.leave_out_present(directory, removed);
        let present = Present::of(directory, removed);
        self.check_present(&present)?;
        let used = folders(directory);
        let wanted = &self.options.folder;
        self.options.folder = free_folder(wanted, |folder| used.contains(folder))
            .ok_or_else(|| PlanError::Folder(wanted.clone()))?;
        let folder = self.folder()?;
        self.arrange(&present)?;
        let (nodes, contents) = self.everything(&folder)?;
        let implementation = self.options.implementation.clone();
        let dicomdir = dicomdir::update(directory, removed, nodes, implementation)?;
        Ok(Appended {
            contents,
            dicomdir,
            already,
        })
    }

    fn leave_out_present(
        &mut self,
        directory: &Directory,
        removed: &dyn Fn(&Record) -> bool,
    ) -> Vec<Key> {
        let kept = directory.records.iter().filter(|record| !removed(record));
        let present: HashSet<&str> = kept
            .filter_map(|record| record.sop_instance.as_deref())
            .collect();
        let mut already = Vec::new();
        let mut keep = |leaf: &Leaf| {
            let is_there = present.contains(&*leaf.sop_instance);
            already.extend(is_there.then_some(leaf.key));
            !is_there
        };
        let studies = self
            .patients
            .iter_mut()
            .flat_map(|patient| &mut patient.studies);
        for series in studies.flat_map(|study| &mut study.series) {
            series.leaves.retain(&mut keep);
        }
        self.others.retain(&mut keep);
        already
    }

    /// Patients and studies that are in the directory must be the same there.
    fn check_present(&self, present: &Present) -> Result<(), PlanError> {
        let refuses = self.options.patient_conflict == PatientConflict::Refuse;
        let differs = |patient: &&PatientDraft| {
            let by_name = refuses && !present.agrees(patient);
            by_name
                || patient
                    .studies
                    .iter()
                    .any(|study| present.is_elsewhere(&study.entry.uid, patient))
        };
        let instances: Vec<Vec<Key>> = self
            .patients
            .iter()
            .filter(differs)
            .map(|patient| vec![patient.first])
            .collect();
        match instances.len() {
            0 => self.check_conflicts(),
            count => Err(PlanError::PatientConflict { count, instances }),
        }
    }
}

impl Present {
    fn of(directory: &Directory, removed: &dyn Fn(&Record) -> bool) -> Self {
        let mut present = Self::default();
        for root in &directory.tree().roots {
            if is_kept(directory, root, removed) {
                present.add(directory, root, removed);
            }
        }
        present
    }

    fn add(&mut self, directory: &Directory, root: &Branch, removed: &dyn Fn(&Record) -> bool) {
        let record = &directory.records[root.record];
        if record.term != RecordTerm::Current(RecordType::Patient) {
            return;
        }
        let keys = directory.data_set(record);
        let set = character_set(&keys);
        let id = text(&keys, tags::PATIENT_ID, &set);
        let kept = |study: &&Branch| is_kept(directory, study, removed);
        for study in root.children.iter().filter(kept) {
            let keys = directory.data_set(&directory.records[study.record]);
            let uid = text(&keys, tags::STUDY_INSTANCE_UID, &set);
            self.studies.insert(uid, id.clone());
        }
        self.patients
            .insert(id, person(&keys, tags::PATIENT_NAME, &set));
    }

    /// Whether nothing says that a patient is another one than in the directory.
    pub(super) fn agrees(&self, patient: &PatientDraft) -> bool {
        let there = self.patients.get(&patient.entry.id);
        there.is_none_or(|name| may_be_one(name, &patient.entry.name))
    }

    fn is_elsewhere(&self, study: &str, patient: &PatientDraft) -> bool {
        self.studies
            .get(study)
            .is_some_and(|id| *id != patient.entry.id)
    }
}

/// Whether a file below a record stays in the file-set.
fn is_kept(directory: &Directory, branch: &Branch, removed: &dyn Fn(&Record) -> bool) -> bool {
    let record = &directory.records[branch.record];
    let below = |branch: &Branch| is_kept(directory, branch, removed);
    !removed(record) && (record.file_id.is_some() || branch.children.iter().any(below))
}

/// The first component of every File ID.
fn folders(directory: &Directory) -> HashSet<&str> {
    let files = directory
        .records
        .iter()
        .filter_map(|record| record.file_id.as_deref());
    files.filter_map(|file| file.split('\\').next()).collect()
}

/// The first of `DICOM`, `DICOM1` ... that is not taken; none when `MAX_FOLDERS` are.
pub fn free_folder(wanted: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let numbered = (1..=MAX_FOLDERS).map(|number| {
        let number = number.to_string();
        let kept: String = wanted.chars().take(8 - number.len()).collect();
        format!("{kept}{number}")
    });
    let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
    all.find(|folder| !is_taken(folder))
}
