//! Order, numbers and File IDs of what was added.

use std::collections::{BTreeSet, HashSet};

use filmdesk_dataset::{DataSet, VR, tags};

use super::append::Present;
use super::draft::{Leaf, PatientDraft, SeriesDraft, StudyDraft, encoded};
use super::{FileSetBuilder, FileSetVolume, PatientConflict, PlanError};
use crate::dicomdir::EncodeError;
use crate::instance::Key;
use crate::volume::VolumePath;

impl FileSetBuilder {
    /// The volumes.
    pub fn plan(mut self) -> Result<Vec<FileSetVolume>, PlanError> {
        if self.is_empty() {
            return Err(PlanError::Empty);
        }
        self.folder()?;
        self.check_conflicts()?;
        self.arrange(&Present::default())?;
        self.volumes()
    }

    /// Puts everything in order and gives it its numbers.
    pub(super) fn arrange(&mut self, present: &Present) -> Result<(), PlanError> {
        self.tell_apart(present);
        self.patients.sort_by(|a, b| a.entry.id.cmp(&b.entry.id));
        for patient in &mut self.patients {
            arrange_studies(patient)?;
        }
        arrange_leaves(&mut self.others)?;
        Ok(())
    }

    /// The folder of the instances, as the beginning of a File ID.
    pub(super) fn folder(&self) -> Result<String, PlanError> {
        let folder = &self.options.folder;
        if folder.is_empty() {
            return Ok(String::new());
        }
        let path = VolumePath::parse(folder)
            .ok()
            .filter(VolumePath::is_file_id);
        // Four components follow; genisoimage drops what has more than seven.
        let path = path.filter(|path| path.components().len() <= 3);
        path.map(|path| format!("{path}/"))
            .ok_or_else(|| PlanError::Folder(folder.clone()))
    }

    pub(super) fn check_conflicts(&self) -> Result<(), PlanError> {
        if self.options.patient_conflict != PatientConflict::Refuse {
            return Ok(());
        }
        let several = self
            .by_patient_id
            .values()
            .filter(|drafts| drafts.len() > 1);
        let first =
            |drafts: &Vec<usize>| drafts.iter().map(|at| self.patients[*at].first).collect();
        let mut instances: Vec<Vec<Key>> = several.map(first).collect();
        instances.extend(self.study_conflicts.values().cloned());
        instances.sort();
        match instances.len() {
            0 => Ok(()),
            count => Err(PlanError::PatientConflict { count, instances }),
        }
    }

    /// Patients of one ID get IDs of their own: `_2`, `_3` ... are appended.
    fn tell_apart(&mut self, present: &Present) {
        let ids = self.by_patient_id.keys().chain(present.patients.keys());
        let mut taken: HashSet<String> = ids.cloned().collect();
        let mut all: Vec<_> = self.by_patient_id.iter().collect();
        all.sort();
        for (id, drafts) in all {
            let first = present.agrees(&self.patients[drafts[0]]);
            let is_merged = self.options.patient_conflict == PatientConflict::Merge;
            let mut number = 2;
            for at in &drafts[usize::from(first || is_merged)..] {
                while !taken.insert(format!("{id}_{number}")) {
                    number += 1;
                }
                append_to_id(&mut self.patients[*at], &format!("_{number}"));
            }
        }
    }
}

fn append_to_id(patient: &mut PatientDraft, suffix: &str) {
    patient.entry.id.push_str(suffix);
    let keys = &mut patient.record.keys;
    let mut bytes = keys.bytes(tags::PATIENT_ID).unwrap_or_default().to_vec();
    while matches!(bytes.last(), Some(b' ' | 0)) {
        bytes.pop();
    }
    bytes.extend_from_slice(suffix.as_bytes());
    keys.put_bytes(tags::PATIENT_ID, VR::LO, bytes);
}

/// Studies by date, time and UID; a missing Study ID is the next number that is free.
fn arrange_studies(patient: &mut PatientDraft) -> Result<(), EncodeError> {
    let order = |study: &StudyDraft| {
        let entry = &study.entry;
        (entry.date.clone(), entry.time.clone(), entry.uid.clone())
    };
    patient.studies.sort_by_cached_key(order);
    let mut used: HashSet<String> = patient
        .studies
        .iter()
        .map(|study| study.entry.id.clone())
        .collect();
    let mut next = 1u32;
    for study in &mut patient.studies {
        if study.entry.id.is_empty() {
            while !used.insert(next.to_string()) {
                next += 1;
            }
            study.entry.id = next.to_string();
            let id = study.entry.id.clone();
            study.record.keys.put_text(tags::STUDY_ID, VR::SH, &id);
        }
        arrange_series(study)?;
    }
    Ok(())
}

/// Series by number and UID.
fn arrange_series(study: &mut StudyDraft) -> Result<(), EncodeError> {
    let known = study.series.iter().filter(|series| !series.is_open);
    let mut free = Free::new(known.map(|series| series.entry.number));
    for series in study.series.iter_mut().filter(|series| series.is_open) {
        series.entry.number = free.take();
        let number = series.entry.number.to_string();
        series
            .record
            .keys
            .put_text(tags::SERIES_NUMBER, VR::IS, &number);
    }
    study
        .series
        .sort_by_cached_key(|series: &SeriesDraft| (series.entry.number, series.entry.uid.clone()));
    for series in &mut study.series {
        arrange_leaves(&mut series.leaves)?;
    }
    Ok(())
}

/// Instances by number and UID.
fn arrange_leaves(leaves: &mut [Leaf]) -> Result<(), EncodeError> {
    let mut free = Free::new(leaves.iter().filter_map(|leaf| leaf.number));
    for leaf in leaves.iter_mut() {
        if let Some(gap) = leaf.gap.take() {
            let number = free.take();
            leaf.number = Some(number);
            let mut element = DataSet::new();
            element.put_text(tags::INSTANCE_NUMBER, VR::IS, &number.to_string());
            leaf.keys.splice(gap..gap, encoded(&element)?);
        }
    }
    leaves.sort_by(|a, b| {
        let order = (a.number.unwrap_or(0), &a.sop_instance);
        order.cmp(&(b.number.unwrap_or(0), &b.sop_instance))
    });
    Ok(())
}

/// Numbers from 1 on that are not used.
struct Free {
    used: BTreeSet<i64>,
    next: i64,
}

impl Free {
    fn new(used: impl Iterator<Item = i64>) -> Self {
        Self {
            used: used.collect(),
            next: 1,
        }
    }

    fn take(&mut self) -> i64 {
        while self.used.contains(&self.next) {
            self.next += 1;
        }
        self.next += 1;
        self.next - 1
    }
}

/// A File-set ID (0004,1130): 16 characters of the repertoire of CS.
pub(super) fn file_set_id(wanted: &str, number: usize, count: usize) -> String {
    let sound = |c: char| {
        if c.is_ascii_uppercase() || c.is_ascii_digit() {
            c
        } else {
            '_'
        }
    };
    let id: String = wanted
        .trim()
        .to_ascii_uppercase()
        .chars()
        .map(sound)
        .collect();
    let suffix = if count > 1 {
        format!("_{number}")
    } else {
        String::new()
    };
    let kept: String = id.chars().take(16 - suffix.len().min(16)).collect();
    format!("{kept}{suffix}")
}
