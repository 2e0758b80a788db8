//! What a server keeps of instances: its files, and data sets to send to it.

use std::path::{Path, PathBuf};

use filmdesk_dataset::encode::encode;
use filmdesk_dataset::file::{HeaderOptions, read_header};
use filmdesk_dataset::{DataSet, Encoding, VR, tags, uids};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::requestor::RequestorConfig;
use filmdesk_dimse::service::VERIFICATION;
use filmdesk_dimse::service::storage::{is_non_patient, storage_class};
use filmdesk_dimse::uid::Uid;
use filmdesk_modality::ConsoleConfig;
use filmdesk_modality::store::{FileInstance, Found, InstanceName, look_at};

use crate::samples::sample;

/// Files below a folder, sorted; none when it is not there.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let inside = |path: &PathBuf| match path.is_dir() {
        true => files_below(path),
        false => vec![path.clone()],
    };
    paths.iter().flat_map(inside).collect()
}

/// The files that a server keeps of instances.
pub fn kept(server_folder: &Path) -> Vec<PathBuf> {
    files_below(&server_folder.join("data/archive/objects"))
}

/// Files that are still arriving, or were left by an association that broke.
pub fn arriving(server_folder: &Path) -> Vec<PathBuf> {
    let mut files = files_below(&server_folder.join("data/archive/incoming"));
    files.retain(|path| path.file_name().is_some_and(|name| name != "lock"));
    files
}

/// Every file of the sample data that is an instance of a storage class, parses, and says where
/// it belongs.
pub fn valid_samples() -> Vec<FileInstance> {
    let files = files_below(&sample("."));
    let valid = files.iter().filter(|path| {
        let text = path.to_string_lossy();
        !text.contains("/malformed/")
    });
    let found = valid.filter_map(|path| match look_at(path) {
        Ok(Found::Instance(instance)) => Some(instance),
        _ => None,
    });
    let mut samples: Vec<FileInstance> = found
        .filter(|instance| storage_class(&instance.name.sop_class).is_some() && is_placed(instance))
        .collect();
    samples.sort_by(|a, b| a.path.cmp(&b.path));
    samples
}

fn is_placed(instance: &FileInstance) -> bool {
    let file = std::fs::File::open(&instance.path).expect("a file");
    let header = read_header(file, &HeaderOptions::default()).expect("a header");
    let wanted = [tags::STUDY_INSTANCE_UID, tags::SERIES_INSTANCE_UID];
    is_non_patient(&instance.name.sop_class)
        || wanted.iter().all(|tag| header.data_set.has_value(*tag))
}

/// The bytes of the data set of a file.
///
/// # Panics
/// When it is no DICOM file.
pub fn data_set_bytes(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let header = read_header(&bytes[..], &HeaderOptions::default());
    let header = header.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    bytes[header.data_set_offset as usize..].to_vec()
}

/// The SOP class of [`small_ct`].
pub const CT: &str = uids::CT_IMAGE_STORAGE;

/// How [`small_ct`] is named and sent.
pub fn name_of(sop_instance: &str) -> InstanceName {
    InstanceName {
        sop_class: CT.to_owned(),
        sop_instance: sop_instance.to_owned(),
        transfer_syntax: uids::EXPLICIT_VR_LITTLE_ENDIAN.to_owned(),
    }
}

/// A small CT image: its elements, to be changed.
pub fn ct_elements(sop_instance: &str, pixel: u8) -> DataSet {
    let mut data = DataSet::new();
    for (tag, vr, text) in [
        (tags::SOP_CLASS_UID, VR::UI, CT),
        (tags::SOP_INSTANCE_UID, VR::UI, sop_instance),
        (
            tags::STUDY_INSTANCE_UID,
            VR::UI,
            "1.2.826.0.1.3680043.9.7.1",
        ),
        (
            tags::SERIES_INSTANCE_UID,
            VR::UI,
            "1.2.826.0.1.3680043.9.7.2",
        ),
        (tags::MODALITY, VR::CS, "CT"),
        (tags::PATIENT_ID, VR::LO, "STORE1"),
        (tags::PATIENT_NAME, VR::PN, "Stored^Once"),
    ] {
        data.put_text(tag, vr, text);
    }
    data.put_bytes(tags::PIXEL_DATA, VR::OW, vec![pixel; 2048]);
    data
}

/// A small CT image in Explicit VR Little Endian.
///
/// # Panics
/// Never: it can be encoded.
pub fn small_ct(sop_instance: &str, pixel: u8) -> Vec<u8> {
    encode(&ct_elements(sop_instance, pixel), Encoding::ExplicitLittle).expect("bytes")
}

/// A console that proposes these SOP classes, each in one transfer syntax, and Verification.
///
/// # Panics
/// When one is no UID.
pub fn storing(calling: &str, contexts: &[(&str, &str)]) -> ConsoleConfig {
    let title = |text| AeTitle::parse(text).expect("an AE title");
    let uid = |text| Uid::parse(text).expect("a UID");
    let implicit = uids::IMPLICIT_VR_LITTLE_ENDIAN;
    let contexts = contexts.iter().copied();
    let contexts = contexts.chain([(VERIFICATION, implicit)]);
    let contexts = contexts
        .map(|(class, syntax)| (uid(class), vec![uid(syntax)]))
        .collect();
    ConsoleConfig::proposing(RequestorConfig::new(
        title(calling),
        title("FILMDESK"),
        contexts,
    ))
}
