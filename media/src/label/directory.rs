//! The patients of a disc that is there, by its DICOMDIR.

use filmdesk_dataset::{CharacterSet, DataSet, Tag, tags};

use super::{LabelPatient, LabelStudy};
use crate::dicomdir::{Branch, Directory};
use crate::record::{RecordTerm, RecordType};

/// The patients of a DICOMDIR as a label names them.
pub fn patients_of(directory: &Directory) -> Vec<LabelPatient> {
    let tree = directory.tree();
    let patients = of_type(directory, &tree.roots, RecordType::Patient);
    patients.map(|branch| patient(directory, branch)).collect()
}

fn of_type<'a>(
    directory: &'a Directory,
    branches: &'a [Branch],
    wanted: RecordType,
) -> impl Iterator<Item = &'a Branch> {
    branches
        .iter()
        .filter(move |branch| directory.records[branch.record].term == RecordTerm::Current(wanted))
}

fn patient(directory: &Directory, branch: &Branch) -> LabelPatient {
    let data = directory.data_set(&directory.records[branch.record]);
    let set = character_set(&data);
    let studies = of_type(directory, &branch.children, RecordType::Study);
    LabelPatient {
        name: data
            .person_name(tags::PATIENT_NAME, &set)
            .unwrap_or_default(),
        id: text(&data, tags::PATIENT_ID, &set),
        birth_date: text(&data, tags::PATIENT_BIRTH_DATE, &set),
        sex: text(&data, tags::PATIENT_SEX, &set),
        studies: studies.map(|branch| study(directory, branch)).collect(),
    }
}

fn study(directory: &Directory, branch: &Branch) -> LabelStudy {
    let data = directory.data_set(&directory.records[branch.record]);
    let set = character_set(&data);
    let series = of_type(directory, &branch.children, RecordType::Series);
    let modalities: std::collections::BTreeSet<String> = series
        .map(|branch| directory.data_set(&directory.records[branch.record]))
        .map(|series| text(&series, tags::MODALITY, &set))
        .filter(|modality| !modality.is_empty())
        .collect();
    LabelStudy {
        date: text(&data, tags::STUDY_DATE, &set),
        description: text(&data, tags::STUDY_DESCRIPTION, &set),
        modalities: modalities.into_iter().collect(),
    }
}

fn character_set(data: &DataSet) -> CharacterSet {
    CharacterSet::from_data_set(data).unwrap_or_else(|| CharacterSet::parse(""))
}

fn text(data: &DataSet, tag: Tag, set: &CharacterSet) -> String {
    data.text(tag, set).unwrap_or_default()
}
