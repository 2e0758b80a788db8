//! Volumes: cutting, and a tree of records and contents for each.

use std::mem::take;
use std::ops::Range;

use super::draft::{Leaf, PatientDraft, Place, SeriesDraft, StudyDraft, encoded};
use super::plan::file_set_id;
use super::{BLOCK, FileSetBuilder, FileSetVolume, PlanError, SplitLevel};
use crate::contents::{Contents, InstanceEntry, PatientEntry, SeriesEntry, StudyEntry};
use crate::dicomdir::{self, EncodeError, Head, Node, Reference};
use crate::pdi::MAX_FRAMES;
use crate::record::{PRIVATE_RECORD_UID, RecordTerm, RecordType};
use crate::volume::{InvalidVolumePath, VolumePath};

/// Bytes of a record beside its keys: group 0004 with a File ID and three UIDs, roughly; used to
/// tell beforehand how large a DICOMDIR will be.
const RECORD_BYTES: u64 = 384;
/// Bytes of a DICOMDIR without records, roughly, and of its last block.
const HEAD_BYTES: u64 = 1024 + BLOCK;

/// What goes on a volume together.
#[derive(Debug, Default)]
struct Unit {
    series: Vec<Place>,
    /// Indices of what belongs to no patient.
    others: Range<usize>,
    bytes: u64,
    /// With what lies beside the instances.
    all: u64,
}

impl FileSetBuilder {
    pub(super) fn volumes(mut self) -> Result<Vec<FileSetVolume>, PlanError> {
        let units = self.fill(self.units())?;
        let (count, uids) = (units.len(), self.options.uids.len());
        if count > uids {
            return Err(PlanError::TooFewUids {
                volumes: count,
                uids,
            });
        }
        let folder = self.folder()?;
        let units = units.into_iter().enumerate();
        units
            .map(|(index, unit)| self.volume(index, count, &unit, &folder))
            .collect()
    }

    /// What may not be torn apart, in order.
    fn units(&self) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut last = None;
        for (place, draft) in self.all_series() {
            let within = match self.options.split {
                SplitLevel::Patient => (place.patient, 0, 0),
                SplitLevel::Study => (place.patient, place.study, 0),
                SplitLevel::Series => (place.patient, place.study, place.series),
            };
            if last.replace(within) != Some(within) {
                units.push(Unit::default());
            }
            if let Some(unit) = units.last_mut() {
                unit.series.push(place);
                let bytes = draft.leaves.iter().map(cost).sum::<u64>() + 3 * RECORD_BYTES;
                let beside = draft.leaves.iter().map(|leaf| self.beside(leaf));
                unit.bytes += bytes;
                unit.all += bytes + beside.sum::<u64>();
            }
        }
        let others = self.others.iter().enumerate();
        units.extend(others.map(|(index, leaf)| Unit {
            series: Vec::new(),
            others: index..index + 1,
            bytes: cost(leaf),
            all: cost(leaf) + self.beside(leaf),
        }));
        units
    }

    /// Bytes that a leaf brings along.
    fn beside(&self, leaf: &Leaf) -> u64 {
        let beside = self.options.beside;
        let pictures = beside.picture * u64::from(leaf.frames.clamp(1, MAX_FRAMES));
        let viewer = leaf.length / 100 * beside.percent;
        let is_document = beside.documents && leaf.record == RecordType::EncapDoc;
        pictures + viewer + if is_document { leaf.length } else { 0 }
    }

    /// Every series that has instances.
    fn all_series(&self) -> impl Iterator<Item = (Place, &SeriesDraft)> {
        let patients = self.patients.iter().enumerate();
        let studies = patients.flat_map(|(patient, draft)| {
            let studies = draft.studies.iter().enumerate();
            studies.map(move |(study, draft)| (patient, study, draft))
        });
        let series = studies.flat_map(|(patient, study, draft)| {
            let all = draft.series.iter().enumerate();
            all.map(move |(series, draft)| {
                let place = Place {
                    patient,
                    study,
                    series,
                };
                (place, draft)
            })
        });
        series.filter(|(_, draft)| !draft.leaves.is_empty())
    }

    /// Units to volumes, in order: a new volume begins when the next unit does not fit.
    fn fill(&self, units: Vec<Unit>) -> Result<Vec<Unit>, PlanError> {
        let Some(volume) = self.options.volume_bytes else {
            let all = units.into_iter().reduce(joined);
            return Ok(all.into_iter().collect());
        };
        let mut volumes: Vec<Unit> = Vec::new();
        for unit in units {
            // What is only planned for beside a unit does not refuse it: there may be less.
            let bytes = unit.bytes + HEAD_BYTES;
            if bytes > volume {
                let level = self.options.split;
                return Err(PlanError::TooLarge {
                    level,
                    bytes,
                    volume,
                });
            }
            match volumes.pop() {
                Some(open) if open.all + unit.all + HEAD_BYTES <= volume => {
                    volumes.push(joined(open, unit))
                }
                full => volumes.extend(full.into_iter().chain([unit])),
            }
        }
        Ok(volumes)
    }

    fn volume(
        &mut self,
        index: usize,
        count: usize,
        unit: &Unit,
        folder: &str,
    ) -> Result<FileSetVolume, PlanError> {
        let id = file_set_id(&self.options.file_set_id, index + 1, count);
        let uid = self.options.uids[index].clone();
        let building = self.build(unit, folder)?;
        let dicomdir = dicomdir::encode(&self.head(&id, &uid), &building.nodes)?;
        let files = building
            .contents
            .instances()
            .map(|instance| rounded(instance.length));
        let bytes = rounded(dicomdir.len() as u64) + files.sum::<u64>();
        Ok(FileSetVolume {
            file_set_id: id,
            uid,
            contents: building.contents,
            dicomdir,
            bytes,
        })
    }

    /// All as one, in order.
    pub(super) fn everything(&mut self, folder: &str) -> Result<(Vec<Node>, Contents), PlanError> {
        let all = self.units().into_iter().reduce(joined).unwrap_or_default();
        let building = self.build(&all, folder)?;
        Ok((building.nodes, building.contents))
    }

    fn build(&mut self, unit: &Unit, folder: &str) -> Result<Building, PlanError> {
        let mut building = Building::default();
        for place in &unit.series {
            building.series(&mut self.patients, *place, folder)?;
        }
        for other in unit.others.clone() {
            let path = format!("{folder}OTHER/IM{:06}", other + 1);
            let (node, entry) = leaf(&mut self.others[other], &path)?;
            building.nodes.push(node);
            building.contents.others.push(entry);
        }
        Ok(building)
    }

    fn head(&self, id: &str, uid: &str) -> Head {
        let descriptor = self
            .options
            .descriptor
            .as_ref()
            .filter(|path| path.is_file_id());
        Head {
            uid: uid.to_owned(),
            file_set_id: id.to_owned(),
            descriptor: descriptor.map(VolumePath::file_id),
            descriptor_character_set: None,
            implementation: self.options.implementation.clone(),
        }
    }
}

fn joined(mut a: Unit, b: Unit) -> Unit {
    a.series.extend(b.series);
    if !b.others.is_empty() {
        let start = if a.others.is_empty() {
            b.others.start
        } else {
            a.others.start
        };
        a.others = start..b.others.end;
    }
    a.bytes += b.bytes;
    a.all += b.all;
    a
}

/// Bytes of an instance on a volume, its record included.
fn cost(leaf: &Leaf) -> u64 {
    rounded(leaf.length) + leaf.keys.len() as u64 + RECORD_BYTES
}

fn rounded(bytes: u64) -> u64 {
    bytes.next_multiple_of(BLOCK)
}

/// A volume's records and contents as they grow, series by series in order.
#[derive(Default)]
struct Building {
    nodes: Vec<Node>,
    contents: Contents,
    /// Patient and study of the last series.
    at: Option<(usize, usize)>,
}

impl Building {
    fn series(
        &mut self,
        patients: &mut [PatientDraft],
        place: Place,
        folder: &str,
    ) -> Result<(), PlanError> {
        let patient = &mut patients[place.patient];
        if self.at.map(|(at, _)| at) != Some(place.patient) {
            self.nodes
                .push(container(RecordType::Patient, &patient.record.keys)?);
            self.contents.patients.push(patient_entry(patient));
        }
        let study = &mut patient.studies[place.study];
        let (Some(node), Some(entry)) = (self.nodes.last_mut(), self.contents.patients.last_mut())
        else {
            return Ok(());
        };
        if self.at != Some((place.patient, place.study)) {
            node.children
                .push(container(RecordType::Study, &study.record.keys)?);
            entry.studies.push(study_entry(study));
        }
        self.at = Some((place.patient, place.study));
        let path = format!(
            "{folder}{}/ST{:06}/SE{:06}",
            patient_folder(place.patient),
            place.study + 1,
            place.series + 1
        );
        let (below, series) = series(&mut study.series[place.series], &path)?;
        if let (Some(node), Some(entry)) = (node.children.last_mut(), entry.studies.last_mut()) {
            node.children.push(below);
            entry.series.push(series);
        }
        Ok(())
    }
}

/// `PAT00001`; more than 99,999 patients are `P0100000` and so on.
fn patient_folder(index: usize) -> String {
    let number = index + 1;
    if number <= 99_999 {
        format!("PAT{number:05}")
    } else {
        format!("P{number:07}")
    }
}

fn patient_entry(draft: &PatientDraft) -> PatientEntry {
    PatientEntry {
        studies: Vec::new(),
        ..draft.entry.clone()
    }
}

fn study_entry(draft: &StudyDraft) -> StudyEntry {
    StudyEntry {
        series: Vec::new(),
        ..draft.entry.clone()
    }
}

fn container(record: RecordType, keys: &filmdesk_dataset::DataSet) -> Result<Node, EncodeError> {
    Ok(Node {
        term: RecordTerm::Current(record),
        private_uid: None,
        reference: None,
        keys: encoded(keys)?,
        children: Vec::new(),
    })
}

fn series(draft: &mut SeriesDraft, path: &str) -> Result<(Node, SeriesEntry), PlanError> {
    let mut node = container(RecordType::Series, &draft.record.keys)?;
    let mut entry = take(&mut draft.entry);
    for (index, one) in draft.leaves.iter_mut().enumerate() {
        let (below, instance) = leaf(one, &format!("{path}/IM{:06}", index + 1))?;
        node.children.push(below);
        entry.instances.push(instance);
    }
    Ok((node, entry))
}

/// An instance's record and entry; its keys are taken, as it is on one volume only.
fn leaf(leaf: &mut Leaf, path: &str) -> Result<(Node, InstanceEntry), PlanError> {
    let planned = || VolumePath::parse(path);
    let path = leaf.home.take().map_or_else(planned, Ok);
    let path = path.map_err(|InvalidVolumePath(path)| PlanError::Folder(path))?;
    let node = Node {
        term: RecordTerm::Current(leaf.record),
        private_uid: (leaf.record == RecordType::Private).then(|| PRIVATE_RECORD_UID.to_owned()),
        reference: Some(Reference {
            file_id: path.file_id(),
            sop_class: leaf.sop_class.clone(),
            sop_instance: leaf.sop_instance.clone(),
            transfer_syntax: leaf.transfer_syntax.clone(),
            related_classes: leaf.related_classes.take(),
        }),
        keys: take(&mut leaf.keys),
        children: Vec::new(),
    };
    let entry = InstanceEntry {
        key: leaf.key,
        path,
        sop_class: take(&mut leaf.sop_class),
        sop_instance: take(&mut leaf.sop_instance),
        transfer_syntax: take(&mut leaf.transfer_syntax),
        record: leaf.record,
        number: leaf.number.unwrap_or(0),
        frames: leaf.frames,
        length: leaf.length,
    };
    Ok((node, entry))
}
