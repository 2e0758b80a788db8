//! Bars: every modality code has an object that a validator finds nothing wrong with, that a
//! storage SCP takes, and that a disc has under its proper record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use filmdesk_dataset::encode::encode;
use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::{Encoding, tags};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_media::dicomdir;
use filmdesk_media::file_set::{
    Added, Beside, FileSetBuilder, FileSetOptions, PatientConflict, SplitLevel,
};
use filmdesk_media::instance::{Instance, Key};
use filmdesk_media::profile::find;
use filmdesk_media::record::{Placement, record_of};
use filmdesk_media::timestamp::Timestamp;
use filmdesk_modality::cli::connect_tcp;
use filmdesk_modality::modality_code::{MODALITY_CODES, ModalityCode, Standing};
use filmdesk_modality::object::{Identity, Iod, Object};
use filmdesk_modality::store::proposals;
use filmdesk_modality::{Console, ConsoleConfig};
use filmdesk_tests::archive::{data_set_bytes, kept};
use filmdesk_tests::server::Server;
use filmdesk_tests::storescp::StoreScp;
use filmdesk_tests::tools::{debian, run};

const ENCODING: Encoding = Encoding::ExplicitLittle;

/// What dciodvfy says of a SOP class that it does not know.
const UNKNOWN: &str = "Error - Information Object Not found";

/// SOP classes that dciodvfy (dicom3tools of 2022) does not know, so that it checks nothing.
const UNCHECKED: &[(&str, &str)] = &[
    (
        "1.2.840.10008.5.1.4.1.1.12.3",
        "XRay Angiographic Bi Plane Image",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.5",
        "Nuclear Medicine Image Retired",
    ),
    ("1.2.840.10008.5.1.4.1.1.6", "Ultrasound Image Retired"),
    (
        "1.2.840.10008.5.1.4.1.1.3",
        "Ultrasound Multi Frame Image Retired",
    ),
    ("1.2.840.10008.5.1.4.1.1.6.3", "Photoacoustic Image"),
    ("1.2.840.10008.5.1.1.29", "Hardcopy Grayscale Image"),
    ("1.2.840.10008.5.1.1.30", "Hardcopy Color Image"),
    (
        "1.2.840.10008.5.1.4.1.1.77.1.8",
        "Confocal Microscopy Image",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.77.1.9",
        "Confocal Microscopy Tiled Pyramidal Image",
    ),
    ("1.2.840.10008.5.1.4.1.1.77.1", "VLImage Trial"),
    ("1.2.840.10008.5.1.4.1.1.77.2", "VLMulti Frame Image Trial"),
    (
        "1.2.840.10008.5.1.4.1.1.77.1.5.5",
        "Wide Field Ophthalmic Photography Stereographic Projection Image",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.77.1.5.6",
        "Wide Field Ophthalmic Photography 3D Coordinates Image",
    ),
    ("1.2.840.10008.5.1.4.1.1.81.1", "Ophthalmic Thickness Map"),
    ("1.2.840.10008.5.1.4.1.1.82.1", "Corneal Topography Map"),
    (
        "1.2.840.10008.5.1.4.1.1.9.1.4",
        "General 32-bit ECG Waveform",
    ),
    ("1.2.840.10008.5.1.4.1.1.9.4.2", "General Audio Waveform"),
    ("1.2.840.10008.5.1.4.1.1.9.5.1", "Arterial Pulse Waveform"),
    ("1.2.840.10008.5.1.4.1.1.9.6.1", "Respiratory Waveform"),
    (
        "1.2.840.10008.5.1.4.1.1.9.6.2",
        "Multi-channel Respiratory Waveform",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.9.7.1",
        "Routine Scalp Electroencephalogram Waveform",
    ),
    ("1.2.840.10008.5.1.4.1.1.9.7.2", "Electromyogram Waveform"),
    ("1.2.840.10008.5.1.4.1.1.9.7.3", "Electrooculogram Waveform"),
    (
        "1.2.840.10008.5.1.4.1.1.9.7.4",
        "Sleep Electroencephalogram Waveform",
    ),
    ("1.2.840.10008.5.1.4.1.1.9.8.1", "Body Position Waveform"),
    ("1.2.840.10008.5.1.4.1.1.9.1", "Waveform Trial"),
    (
        "1.2.840.10008.5.1.4.1.1.11.5",
        "XA/XRF Grayscale Softcopy Presentation State",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.11.6",
        "Grayscale Planar MPR Volumetric Presentation State",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.11.7",
        "Compositing Planar MPR Volumetric Presentation State",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.11.9",
        "Volume Rendering Volumetric Presentation State",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.11.10",
        "Segmented Volume Rendering Volumetric Presentation State",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.11.11",
        "Multiple Volume Rendering Volumetric Presentation State",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.11.12",
        "Variable Modality LUT Softcopy Presentation State",
    ),
    ("1.2.840.10008.5.1.4.1.1.88.35", "Extensible SR"),
    ("1.2.840.10008.5.1.4.1.1.88.69", "Colon CAD SR"),
    ("1.2.840.10008.5.1.4.1.1.88.70", "Implantation Plan SR"),
    ("1.2.840.10008.5.1.4.1.1.88.72", "Simplified Adult Echo SR"),
    ("1.2.840.10008.5.1.4.1.1.88.73", "Patient Radiation Dose SR"),
    (
        "1.2.840.10008.5.1.4.1.1.88.74",
        "Planned Imaging Agent Administration SR",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.88.75",
        "Performed Imaging Agent Administration SR",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.88.76",
        "Enhanced X-Ray Radiation Dose SR",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.88.77",
        "Waveform Annotation SRStorage",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.79.1",
        "Macular Grid Thickness and Volume Report",
    ),
    ("1.2.840.10008.5.1.4.1.1.90.1", "Content Assessment Results"),
    ("1.2.840.10008.5.1.4.1.1.68.1", "Surface Scan Mesh"),
    ("1.2.840.10008.5.1.4.1.1.68.2", "Surface Scan Point Cloud"),
    ("1.2.840.10008.5.1.4.1.1.481.10", "RT Physician Intent"),
    ("1.2.840.10008.5.1.4.1.1.481.11", "RT Segment Annotation"),
    ("1.2.840.10008.5.1.4.1.1.481.12", "RT Radiation Set"),
    (
        "1.2.840.10008.5.1.4.1.1.481.13",
        "C-Arm Photon-Electron Radiation",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.481.14",
        "Tomotherapeutic Radiation",
    ),
    ("1.2.840.10008.5.1.4.1.1.481.15", "Robotic-Arm Radiation"),
    ("1.2.840.10008.5.1.4.1.1.481.16", "RT Radiation Record Set"),
    (
        "1.2.840.10008.5.1.4.1.1.481.17",
        "RT Radiation Salvage Record",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.481.18",
        "Tomotherapeutic Radiation Record",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.481.19",
        "C-Arm Photon-Electron Radiation Record",
    ),
    ("1.2.840.10008.5.1.4.1.1.481.20", "Robotic Radiation Record"),
    (
        "1.2.840.10008.5.1.4.1.1.481.21",
        "RT Radiation Set Delivery Instruction",
    ),
    ("1.2.840.10008.5.1.4.1.1.481.22", "RT Treatment Preparation"),
    ("1.2.840.10008.5.1.4.1.1.481.23", "Enhanced RT Image"),
    (
        "1.2.840.10008.5.1.4.1.1.481.24",
        "Enhanced Continuous RT Image",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.481.25",
        "RT Patient Position Acquisition Instruction",
    ),
    ("1.2.840.10008.5.1.4.34.7", "RT Beams Delivery Instruction"),
    (
        "1.2.840.10008.5.1.4.34.10",
        "RT Brachy Application Setup Delivery Instruction",
    ),
    (
        "1.2.840.10008.5.1.4.34.1",
        "RTBeams Delivery Instruction Trial",
    ),
    ("1.2.840.10008.5.1.4.1.1.104.4", "Encapsulated OBJ"),
    ("1.2.840.10008.5.1.4.1.1.104.5", "Encapsulated MTL"),
    ("1.2.840.10008.5.1.4.43.1", "Generic Implant Template"),
    ("1.2.840.10008.5.1.4.44.1", "Implant Assembly Template"),
    ("1.2.840.10008.5.1.4.45.1", "Implant Template Group"),
    (
        "1.2.840.10008.5.1.4.1.1.200.1",
        "CT Defined Procedure Protocol",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.200.2",
        "CT Performed Procedure Protocol",
    ),
    ("1.2.840.10008.5.1.4.1.1.200.3", "Protocol Approval"),
    (
        "1.2.840.10008.5.1.4.1.1.200.7",
        "XA Defined Procedure Protocol",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.200.8",
        "XA Performed Procedure Protocol",
    ),
    ("1.2.840.10008.5.1.4.1.1.201.1", "Inventory"),
];

/// Where dciodvfy cannot be satisfied, though PS3.3 can: it has two rules of which each forbids
/// what the other asks for. SOP class, what it says, why.
const CONTRADICTIONS: &[(&str, &[&str], &str)] = &[
    (
        "1.2.840.10008.5.1.4.1.1.77.1.5.4",
        CONCATENATION,
        "PS3.3 C.8.17.7 has these three as Type 1 with the values 0, 1, 1",
    ),
    (
        "1.2.840.10008.5.1.4.1.1.77.1.5.8",
        CONCATENATION,
        "PS3.3 C.8.17.16 has these three as Type 1 with the values 0, 1, 1",
    ),
];

const CONCATENATION: &[&str] = &[
    "Error - </ConcatenationFrameOffsetNumber(0020,9228)> - Attribute present when condition \
     unsatisfied (which may not be present otherwise) for Type 1C Conditional - \
     Module=<MultiFrameFunctionalGroupsCommon>",
    "Error - </InConcatenationNumber(0020,9162)> - Attribute present when condition unsatisfied \
     (which may not be present otherwise) for Type 1C Conditional - \
     Module=<MultiFrameFunctionalGroupsCommon>",
    "Error - </InConcatenationTotalNumber(0020,9163)> - Cannot be less than or equal to one since \
     then not a Concatenation",
];

/// Retired codes whose successor's SOP class enumerates Modality without them.
const RETIRED_FINDINGS: &[&str] = &["AS", "CP", "CS", "DM", "FA", "FS", "LP", "MS", "OPR"];

/// The errors that dciodvfy finds in an object.
fn errors(folder: &Path, object: &Object<'_>) -> Vec<String> {
    let path = folder.join("object.dcm");
    let bytes = object.file(ENCODING).expect("an encoded object");
    std::fs::write(&path, bytes).expect("a file");
    let said = run(debian("dciodvfy").arg("-new").arg(&path));
    let lines = said.out.lines().chain(said.err.lines());
    lines
        .filter(|line| line.starts_with("Error"))
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// What dciodvfy is known to say of a SOP class.
fn known(sop_class: &str) -> Vec<String> {
    if UNCHECKED.iter().any(|(class, _)| *class == sop_class) {
        return vec![UNKNOWN.to_owned()];
    }
    let found = CONTRADICTIONS
        .iter()
        .find(|(class, ..)| *class == sop_class);
    let lines = found.map_or(&[][..], |(_, lines, _)| *lines);
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn row_object<'a>(row: &ModalityCode, identity: &'a Identity) -> Object<'a> {
    let iod = row.iod().expect("an IOD");
    Object {
        modality: row.code,
        ..Object::new(iod, identity)
    }
}

#[test]
fn a_validator_finds_no_error_in_an_object_of_any_kind() {
    let folder = tempfile::tempdir().expect("a folder");
    let identity = Identity::default();
    let mut wrong = BTreeMap::new();
    for iod in Iod::all() {
        let found = errors(folder.path(), &Object::new(iod, &identity));
        if found != known(iod.sop_class) {
            wrong.insert(iod.name, found);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_validator_finds_in_a_modality_what_is_listed_for_a_retired_one_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let identity = Identity::default();
    let mut wrong = BTreeMap::new();
    for row in MODALITY_CODES {
        let mut expected = known(row.sop_class);
        if RETIRED_FINDINGS.contains(&row.code) {
            assert!(matches!(row.standing, Standing::Retired(_)), "{}", row.code);
            let code = row.code;
            let line = format!(
                "Error - </Modality(0008,0060)[1]> - Unrecognized enumerated value = <{code}>"
            );
            expected.insert(0, line);
        }
        let found = errors(folder.path(), &row_object(row, &identity));
        if found != expected {
            wrong.insert(row.code, found);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// An object as the media side sees it.
fn instance(key: u64, object: &Object<'_>) -> Instance {
    let bytes = object.file(ENCODING).expect("an encoded object");
    let name = object.name(ENCODING);
    let read = file::read(bytes.as_slice(), &ReadOptions::LENIENT).expect("a file");
    Instance {
        key: Key(key),
        sop_class: name.sop_class,
        sop_instance: name.sop_instance,
        transfer_syntax: name.transfer_syntax,
        length: bytes.len() as u64,
        header: read.data_set,
    }
}

fn options() -> FileSetOptions {
    FileSetOptions {
        profile: find("STD-GEN-CD").expect("a profile"),
        file_set_id: "MODALITIES".to_owned(),
        uids: vec!["1.2.3.4".to_owned()],
        descriptor: None,
        folder: "DICOM".to_owned(),
        patient_conflict: PatientConflict::Refuse,
        volume_bytes: None,
        beside: Beside::default(),
        split: SplitLevel::Patient,
        created: Timestamp {
            year: 2024,
            month: 2,
            day: 29,
            hour: 8,
            minute: 30,
            second: 0,
            offset_minutes: 0,
        },
        implementation: dicomdir::Implementation {
            class_uid: "1.2.3".to_owned(),
            version_name: "TEST".to_owned(),
        },
    }
}

#[test]
fn every_modality_is_on_a_disc_under_its_proper_record() {
    let identity = Identity::default();
    let mut builder = FileSetBuilder::new(options());
    let mut records = BTreeMap::new();
    for (row, key) in MODALITY_CODES.iter().zip(0..) {
        let object = row_object(row, &identity);
        let added = builder.add(&instance(key, &object), None);
        assert_eq!(added, Ok(Added::New), "{}", row.code);
        records.insert(object.sop_instance(), (row.code, object.iod.record));
    }
    let volumes = builder.plan().expect("a file-set");
    assert_eq!(volumes.len(), 1);
    let directory = dicomdir::read(volumes[0].dicomdir.as_slice()).expect("a DICOMDIR");
    let mut modalities = Vec::new();
    for record in &directory.records {
        if record.term.term() == "SERIES" {
            let modality = directory
                .data_set(record)
                .ascii(tags::MODALITY)
                .map(|text| text.map(str::to_owned));
            modalities.extend(modality.expect("a code"));
        }
        let Some(uid) = &record.sop_instance else {
            continue;
        };
        let (code, expected) = records.remove(uid).expect("an instance of ours");
        let expected = if expected.is_empty() {
            "PRIVATE"
        } else {
            expected
        };
        assert_eq!(record.term.term(), expected, "{code}");
    }
    assert!(records.is_empty(), "not on the disc: {records:?}");
    // Codes are kept as they are, retired and non-standard ones too.
    modalities.sort_unstable();
    let codes: Vec<&str> = MODALITY_CODES.iter().map(|row| row.code).collect();
    assert_eq!(modalities, codes);
}

#[test]
fn records_of_modalities_and_of_media_agree() {
    for iod in Iod::all() {
        let placed = match record_of(iod.sop_class) {
            Placement::Record(record) => record.term(),
            Placement::Private => "",
        };
        assert_eq!(placed, iod.record, "{}", iod.name);
    }
}

fn stored(folder: &Path, uid: &str) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder").flatten();
    let mut paths = entries.map(|entry| entry.path());
    paths.find(|path| path.to_string_lossy().ends_with(uid))
}

/// Every modality sends its object; the data sets as they were sent, by code.
async fn send_all(address: &str, called: &str) -> Vec<(Object<'static>, Vec<u8>)> {
    let identity: &'static Identity = Box::leak(Box::default());
    let pairs = MODALITY_CODES
        .iter()
        .map(|row| (row.sop_class, ENCODING.uid()));
    let mut sent = Vec::new();
    for contexts in proposals(pairs) {
        let title = |text: &str| AeTitle::parse(text).expect("a title");
        let mut config = ConsoleConfig::new(title("MODALITY"), title(called), &[]);
        config.proposal.contexts = contexts.clone();
        let stream = connect_tcp(address).await.expect("a connection");
        let console = Console::associate(stream, config).await;
        let mut console = console.expect("an association");
        let mine = |row: &&ModalityCode| contexts.iter().any(|(uid, _)| *uid == *row.sop_class);
        for row in MODALITY_CODES.iter().filter(mine) {
            let object = row_object(row, identity);
            let bytes = encode(&object.data_set(), ENCODING).expect("bytes");
            let name = object.name(ENCODING);
            let answer = console.store(&name, &mut bytes.as_slice()).await;
            assert!(answer.expect(row.code).is_success(), "{}", row.code);
            sent.push((object, bytes));
        }
        console.release().await.expect("a release");
    }
    assert_eq!(sent.len(), MODALITY_CODES.len());
    sent
}

#[tokio::test]
async fn every_modality_stores_its_object_at_dcmtk_and_it_arrives_as_it_was_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    let scp = StoreScp::start(&["--bit-preserving", "+xa"], folder.path());
    for (object, bytes) in send_all(&scp.address, "STORESCP").await {
        let path = stored(folder.path(), &object.sop_instance()).expect(object.modality);
        let kept = std::fs::read(path).expect("the file");
        assert!(kept.ends_with(&bytes), "{} was changed", object.modality);
    }
}

#[tokio::test]
async fn our_storage_scp_keeps_an_object_of_every_modality_as_it_was_sent() {
    let server = Server::start();
    let sent = send_all(&server.address().to_string(), "FILMDESK").await;
    let files = kept(server.folder());
    let there: BTreeSet<Vec<u8>> = files.iter().map(|path| data_set_bytes(path)).collect();
    for (object, bytes) in sent {
        assert!(there.contains(&bytes), "{} is not kept", object.modality);
    }
}
