//! Foreign directories brought up to date (PS3.10, File-set Updater).

use filmdesk_dataset::encode::write;
use filmdesk_dataset::{DataSet, Encoding, Tag, tags};

use super::record::text;
use super::{
    Branch, Directory, EncodeError, Head, Implementation, Node, Record, Reference, encode,
};
use crate::record::{RecordTerm, RecordType};

/// The directory with records taken out, each with all below it, and records put in. File-set UID, File-set ID and
/// descriptor stay (PS3.10 8.6.1); records of unknown types and keys stay as they are; records
/// that no link led to are left out, as no reader finds them. PATIENT, STUDY and SERIES records
/// that lose their last instance go with it.
///
/// `added` are put under the PATIENT, STUDY and SERIES records with the same Patient ID and UIDs.
pub fn update(
    directory: &Directory,
    removed: &dyn Fn(&Record) -> bool,
    added: Vec<Node>,
    implementation: Implementation,
) -> Result<Vec<u8>, EncodeError> {
    let mut roots = nodes(directory, &directory.tree().roots, removed)?;
    merge(&mut roots, added);
    encode(&head(directory, implementation), &roots)
}

fn head(directory: &Directory, implementation: Implementation) -> Head {
    let value = |tag| text(&directory.head, tag);
    Head {
        uid: directory.meta.sop_instance.clone(),
        file_set_id: directory.file_set_id(),
        descriptor: value(tags::FILE_SET_DESCRIPTOR_FILE_ID),
        descriptor_character_set: value(tags::SPECIFIC_CHARACTER_SET_OF_FILE_SET_DESCRIPTOR_FILE),
        implementation,
    }
}

fn nodes(
    directory: &Directory,
    branches: &[Branch],
    removed: &dyn Fn(&Record) -> bool,
) -> Result<Vec<Node>, EncodeError> {
    let mut kept = Vec::new();
    for branch in branches {
        let record = &directory.records[branch.record];
        let children = nodes(directory, &branch.children, removed)?;
        let is_emptied = children.is_empty() && !branch.children.is_empty();
        if !(removed(record) || is_emptied && record.file_id.is_none()) {
            kept.push(node(directory, record, children)?);
        }
    }
    Ok(kept)
}

fn node(directory: &Directory, record: &Record, children: Vec<Node>) -> Result<Node, EncodeError> {
    let (mut data, mut values) = directory.values(record);
    let private_uid = text(&data, tags::PRIVATE_RECORD_UID);
    let reference = reference(record, &data);
    let own: Vec<Tag> = data
        .iter()
        .map(|(tag, _)| tag)
        .filter(|tag| tag.0 <= 4)
        .collect();
    for tag in own {
        data.remove(tag);
    }
    let mut keys = Vec::new();
    write(&data, Encoding::ExplicitLittle, &mut keys, &mut values)?;
    Ok(Node {
        term: record.term.clone(),
        private_uid,
        reference,
        keys,
        children,
    })
}

fn reference(record: &Record, data: &DataSet) -> Option<Reference> {
    let value = |value: &Option<String>| value.clone().unwrap_or_default();
    Some(Reference {
        file_id: record.file_id.clone()?,
        sop_class: value(&record.sop_class),
        sop_instance: value(&record.sop_instance),
        transfer_syntax: value(&record.transfer_syntax),
        related_classes: text(data, tags::REFERENCED_RELATED_GENERAL_SOP_CLASS_UID_IN_FILE),
    })
}

/// Puts `added` into `present`, PATIENT to PATIENT and so on; order of both is kept.
fn merge(present: &mut Vec<Node>, added: Vec<Node>) {
    let mut by_identity: std::collections::HashMap<(RecordType, Vec<u8>), usize> = present
        .iter()
        .enumerate()
        .filter_map(|(index, node)| Some((identity(node)?, index)))
        .collect();
    for node in added {
        let identity = identity(&node);
        let known = identity
            .as_ref()
            .and_then(|identity| by_identity.get(identity));
        match known {
            Some(index) => merge(&mut present[*index].children, node.children),
            None => {
                by_identity.extend(identity.map(|identity| (identity, present.len())));
                present.push(node);
            }
        }
    }
}

/// What makes a PATIENT, STUDY or SERIES record the same: Patient ID, Study and Series UID.
fn identity(node: &Node) -> Option<(RecordType, Vec<u8>)> {
    let RecordTerm::Current(record) = node.term else {
        return None;
    };
    let tag = match record {
        RecordType::Patient => tags::PATIENT_ID,
        RecordType::Study => tags::STUDY_INSTANCE_UID,
        RecordType::Series => tags::SERIES_INSTANCE_UID,
        _ => return None,
    };
    let scanned = super::record::scan(
        Encoding::ExplicitLittle,
        &node.keys,
        filmdesk_dataset::scan::Limits::FILE,
    );
    let value = text(&scanned.data, tag)?;
    Some((record, value.into_bytes()))
}
