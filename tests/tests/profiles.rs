//! Application profiles beside DCMTK's dcmmkdir: what one refuses, the other refuses, except for
//! listed differences with their reasons.

use std::path::Path;

use filmdesk_dataset::encode::encode;
use filmdesk_dataset::file::encode_meta;
use filmdesk_dataset::{DataSet, Encoding, Tag, VR, tags, uids};
use filmdesk_media::instance::{Instance, Key};
use filmdesk_media::profile::find;
use filmdesk_tests::tools::{debian, run};

/// Profiles that both have: ours, dcmmkdir's option.
const BOTH: &[(&str, &str)] = &[
    ("STD-GEN-CD", "--general-purpose"),
    ("STD-GEN-DVD-JPEG", "--general-dvd-jpeg"),
    ("STD-GEN-DVD-J2K", "--general-dvd-j2k"),
    ("STD-GEN-BD-JPEG", "--general-bd-jpeg"),
    ("STD-GEN-BD-J2K", "--general-bd-j2k"),
    ("STD-GEN-BD-MPEG2-MPML", "--general-bd-mpeg2-mpml"),
    ("STD-GEN-BD-MPEG2-MPHL", "--general-bd-mpeg2-mphl"),
    ("STD-GEN-BD-MPEG4-HPLV41", "--general-bd-mpeg4-hp"),
    ("STD-GEN-BD-MPEG4-HPLV41BD", "--general-bd-mpeg4-hpbd"),
    ("STD-GEN-BD-MPEG4-HPLV42-2D", "--general-bd-mpeg4-hp2d"),
    ("STD-GEN-BD-MPEG4-HPLV42-3D", "--general-bd-mpeg4-hp3d"),
    ("STD-GEN-BD-MPEG4-SHPLV42", "--general-bd-mpeg4-hpst"),
    ("STD-GEN-USB-JPEG", "--usb-and-flash-jpeg"),
    ("STD-GEN-USB-J2K", "--usb-and-flash-j2k"),
    ("STD-GEN-MIME", "--general-mime"),
    ("STD-DVD-MPEG2-MPML", "--mpeg2-mpml-dvd"),
    ("STD-XABC-CD", "--basic-cardiac"),
    ("STD-XA1K-CD", "--xray-angiographic"),
    ("STD-XA1K-DVD", "--xray-angiographic-dvd"),
    ("STD-DEN-CD", "--dental-radiograph"),
    ("STD-CTMR-CD", "--ct-and-mr"),
    ("STD-US-ID-SF-CDR", "--ultrasound-id-sf"),
    ("STD-US-SC-SF-CDR", "--ultrasound-sc-sf"),
    ("STD-US-CC-SF-CDR", "--ultrasound-cc-sf"),
    ("STD-US-ID-MF-CDR", "--ultrasound-id-mf"),
    ("STD-US-SC-MF-CDR", "--ultrasound-sc-mf"),
    ("STD-US-CC-MF-CDR", "--ultrasound-cc-mf"),
    ("STD-WVFM-ECG-FD", "--12-lead-ecg"),
    ("STD-WVFM-HD-FD", "--hemodynamic-waveform"),
];

/// Why the two differ: profile (its beginning), instance (empty: any), reason.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    (
        "STD-GEN-BD-MPEG",
        "",
        "PS3.11 Table M.3-1 has Explicit VR Little Endian beside the video; dcmmkdir says \
         \"LittleEndianExplicit expected but LittleEndianExplicit found\"",
    ),
    (
        "STD-GEN-MIME",
        "CT implicit",
        "PS3.11 G.3.1 leaves syntaxes to the conformance statement; ours has no implicit one",
    ),
    (
        "STD-US-CC",
        "US with components",
        "dcmmkdir wants the attributes of every Pixel Component Organization at once",
    ),
    (
        "STD-XA1K-DVD",
        "SC JPEG lossless",
        "PS3.11 Table B.3-1 has Secondary Capture uncompressed only",
    ),
];

const EXPLICIT: &str = uids::EXPLICIT_VR_LITTLE_ENDIAN;
const IMPLICIT: &str = uids::IMPLICIT_VR_LITTLE_ENDIAN;
const SV1: &str = uids::JPEG_LOSSLESS_SV1;
const CT: &str = uids::CT_IMAGE_STORAGE;
const MR: &str = uids::MR_IMAGE_STORAGE;
const XA: &str = uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE;
const SC: &str = uids::SECONDARY_CAPTURE_IMAGE_STORAGE;
const US: &str = uids::ULTRASOUND_IMAGE_STORAGE;
const US_MF: &str = uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE;
const IO: &str = uids::DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION;
const ECG: &str = uids::TWELVE_LEAD_ECG_WAVEFORM_STORAGE;
const HD: &str = uids::HEMODYNAMIC_WAVEFORM_STORAGE;
const VIDEO: &str = uids::VIDEO_ENDOSCOPIC_IMAGE_STORAGE;

/// An instance that both are shown.
struct Shown {
    name: &'static str,
    instance: Instance,
}

/// What all have: enough for a directory.
fn header(sop_class: &str, modality: &str) -> DataSet {
    let mut data = DataSet::new();
    data.put_text(tags::IMAGE_TYPE, VR::CS, "ORIGINAL\\PRIMARY\\SINGLE PLANE");
    data.put_text(tags::SOP_CLASS_UID, VR::UI, sop_class);
    data.put_text(tags::SOP_INSTANCE_UID, VR::UI, "1.2.276.0.7230010.3.1.4.1");
    data.put_text(tags::STUDY_DATE, VR::DA, "20260102");
    data.put_text(tags::STUDY_TIME, VR::TM, "101112");
    data.put_text(tags::CONTENT_DATE, VR::DA, "20260102");
    data.put_text(tags::CONTENT_TIME, VR::TM, "101112");
    data.put_text(tags::MODALITY, VR::CS, modality);
    data.put_text(tags::PATIENT_NAME, VR::PN, "Invented");
    data.put_text(tags::PATIENT_ID, VR::LO, "INV-1");
    data.put_text(
        tags::STUDY_INSTANCE_UID,
        VR::UI,
        "1.2.276.0.7230010.3.1.2.1",
    );
    data.put_text(
        tags::SERIES_INSTANCE_UID,
        VR::UI,
        "1.2.276.0.7230010.3.1.3.1",
    );
    data.put_text(tags::STUDY_ID, VR::SH, "1");
    data.put_text(tags::SERIES_NUMBER, VR::IS, "1");
    data.put_text(tags::INSTANCE_NUMBER, VR::IS, "1");
    for tag in [
        tags::INSTITUTION_NAME,
        tags::MANUFACTURER_MODEL_NAME,
        tags::DETECTOR_MANUFACTURER_NAME,
        tags::DETECTOR_MANUFACTURER_MODEL_NAME,
    ] {
        data.put_empty(tag, VR::LO);
    }
    data.put_empty(tags::DETECTOR_ID, VR::SH);
    data
}

fn shown(name: &'static str, sop_class: &str, transfer_syntax: &str, header: DataSet) -> Shown {
    Shown {
        name,
        instance: Instance {
            key: Key(0),
            sop_class: sop_class.to_owned(),
            sop_instance: "1.2.276.0.7230010.3.1.4.1".to_owned(),
            transfer_syntax: transfer_syntax.to_owned(),
            length: 0,
            header,
        },
    }
}

/// An image: side, bits stored and photometric interpretation.
fn image(
    name: &'static str,
    sop_class: &str,
    transfer_syntax: &str,
    (modality, side, bits, photometric): (&str, u16, u16, &str),
) -> Shown {
    let mut data = header(sop_class, modality);
    let colour = photometric.starts_with("RGB") || photometric.starts_with("YBR");
    data.put_u16(tags::SAMPLES_PER_PIXEL, if colour { 3 } else { 1 });
    if colour {
        data.put_u16(tags::PLANAR_CONFIGURATION, 0);
    }
    data.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, photometric);
    data.put_u16(tags::ROWS, side);
    data.put_u16(tags::COLUMNS, side);
    data.put_u16(tags::BITS_ALLOCATED, if bits > 8 { 16 } else { 8 });
    data.put_u16(tags::BITS_STORED, bits);
    data.put_u16(tags::HIGH_BIT, bits - 1);
    data.put_u16(tags::PIXEL_REPRESENTATION, 0);
    shown(name, sop_class, transfer_syntax, data)
}

fn with(mut shown: Shown, change: impl FnOnce(&mut DataSet)) -> Shown {
    change(&mut shown.instance.header);
    shown
}

/// The US Region Calibration module, with or without pixel components.
fn calibrated(shown: Shown, components: bool) -> Shown {
    let mut region = DataSet::new();
    let coordinates = [
        tags::REGION_LOCATION_MIN_X0,
        tags::REGION_LOCATION_MIN_Y0,
        tags::REGION_LOCATION_MAX_X1,
        tags::REGION_LOCATION_MAX_Y1,
        tags::REGION_FLAGS,
    ];
    for tag in coordinates {
        region.put_bytes(tag, VR::UL, vec![1, 0, 0, 0]);
    }
    let codes = [
        tags::PHYSICAL_UNITS_X_DIRECTION,
        tags::PHYSICAL_UNITS_Y_DIRECTION,
        tags::REGION_SPATIAL_FORMAT,
        tags::REGION_DATA_TYPE,
    ];
    for tag in codes {
        region.put_u16(tag, 1);
    }
    for tag in [tags::PHYSICAL_DELTA_X, tags::PHYSICAL_DELTA_Y] {
        region.put_bytes(tag, VR::FD, 0.5f64.to_le_bytes().to_vec());
    }
    if components {
        region.put_u16(tags::PIXEL_COMPONENT_ORGANIZATION, 1);
        region.put_u16(tags::PIXEL_COMPONENT_PHYSICAL_UNITS, 1);
        region.put_u16(tags::PIXEL_COMPONENT_DATA_TYPE, 1);
    }
    with(shown, |data| {
        data.put_items(tags::SEQUENCE_OF_ULTRASOUND_REGIONS, vec![region]);
    })
}

fn frames(shown: Shown) -> Shown {
    with(shown, |data| {
        data.put_text(tags::NUMBER_OF_FRAMES, VR::IS, "2")
    })
}

fn all_shown() -> Vec<Shown> {
    const GRAY: &str = "MONOCHROME2";
    let ct = |name, syntax| image(name, CT, syntax, ("CT", 16, 12, GRAY));
    let xa = |name, syntax, side, bits| image(name, XA, syntax, ("XA", side, bits, GRAY));
    let us = |name, syntax, photometric| image(name, US, syntax, ("US", 16, 8, photometric));
    let video = |name, syntax| frames(image(name, VIDEO, syntax, ("ES", 16, 8, "YBR_PARTIAL_420")));
    vec![
        ct("CT", EXPLICIT),
        ct("CT implicit", IMPLICIT),
        ct("CT JPEG lossless", SV1),
        ct("CT JPEG 2000 lossless", uids::JPEG2000_LOSSLESS),
        ct("CT RLE", uids::RLE_LOSSLESS),
        image("MR", MR, EXPLICIT, ("MR", 16, 12, GRAY)),
        image("MR of 10 bits", MR, EXPLICIT, ("MR", 16, 10, GRAY)),
        xa("XA", EXPLICIT, 512, 8),
        xa("XA JPEG lossless", SV1, 512, 8),
        xa("XA JPEG lossless of 1024", SV1, 1024, 12),
        xa("XA JPEG lossless of 2048", SV1, 2048, 12),
        xa("XA JPEG baseline", uids::JPEG_BASELINE8_BIT, 512, 8),
        image("SC", SC, EXPLICIT, ("OT", 16, 8, GRAY)),
        image("SC in colour", SC, EXPLICIT, ("OT", 16, 8, "RGB")),
        image("SC palette", SC, EXPLICIT, ("OT", 16, 8, "PALETTE COLOR")),
        image("SC JPEG lossless", SC, SV1, ("OT", 16, 8, GRAY)),
        us("US", EXPLICIT, "RGB"),
        us("US RLE", uids::RLE_LOSSLESS, "YBR_FULL"),
        us("US JPEG", uids::JPEG_BASELINE8_BIT, "YBR_FULL_422"),
        us("US JPEG, gray", uids::JPEG_BASELINE8_BIT, GRAY),
        us("US, YBR_FULL uncompressed", EXPLICIT, "YBR_FULL"),
        calibrated(us("US with regions", EXPLICIT, GRAY), false),
        calibrated(us("US with components", EXPLICIT, GRAY), true),
        frames(image("US-MF", US_MF, EXPLICIT, ("US", 16, 8, "RGB"))),
        image("IO", IO, EXPLICIT, ("IO", 16, 12, GRAY)),
        image("IO of 14 bits", IO, EXPLICIT, ("IO", 16, 14, GRAY)),
        with(
            image("IO without detector", IO, EXPLICIT, ("IO", 16, 12, GRAY)),
            |data| {
                data.remove(tags::DETECTOR_ID);
            },
        ),
        shown("ECG", ECG, EXPLICIT, header(ECG, "ECG")),
        shown("haemodynamics", HD, EXPLICIT, header(HD, "HD")),
        video("video MPEG2 main", uids::MPEG2MPML),
        video("video MPEG2 high", uids::MPEG2MPHL),
        video("video MPEG-4", uids::MPEG4HP41),
        video("video MPEG-4 4.2", uids::MPEG4HP422D),
        video("video MPEG-4 stereo", uids::MPEG4HP42STEREO),
    ]
}

/// The file, with pixels of zeros or one empty fragment.
fn write(path: &Path, instance: &Instance) {
    let syntax = instance.transfer_syntax.as_str();
    let mut meta = DataSet::new();
    meta.put_bytes(tags::FILE_META_INFORMATION_VERSION, VR::OB, vec![0, 1]);
    meta.put_text(
        tags::MEDIA_STORAGE_SOP_CLASS_UID,
        VR::UI,
        &instance.sop_class,
    );
    meta.put_text(
        tags::MEDIA_STORAGE_SOP_INSTANCE_UID,
        VR::UI,
        &instance.sop_instance,
    );
    meta.put_text(tags::TRANSFER_SYNTAX_UID, VR::UI, syntax);
    meta.put_text(tags::IMPLEMENTATION_CLASS_UID, VR::UI, "2.25.1");
    let mut bytes = encode_meta(&meta).expect("a meta header");
    let mut data = instance.header.clone();
    let native = Encoding::of_native(syntax);
    let number = |tag| usize::from(data.u16(tag).ok().flatten().unwrap_or(0));
    let pixels = number(tags::ROWS) * number(tags::COLUMNS) * number(tags::SAMPLES_PER_PIXEL);
    let pixels = pixels * number(tags::BITS_ALLOCATED) / 8;
    let is_image = data.contains(tags::ROWS);
    if native.is_some() && is_image {
        data.put_bytes(tags::PIXEL_DATA, VR::OW, vec![0; pixels]);
    }
    let encoding = native.unwrap_or(Encoding::ExplicitLittle);
    bytes.extend(encode(&data, encoding).expect("a data set"));
    if native.is_none() {
        bytes.extend(b"\xe0\x7f\x10\0OB\0\0\xff\xff\xff\xff");
        bytes.extend(b"\xfe\xff\0\xe0\0\0\0\0\xfe\xff\0\xe0\x02\0\0\0\0\0");
        bytes.extend(b"\xfe\xff\xdd\xe0\0\0\0\0");
    }
    std::fs::write(path, bytes).expect("a file is written");
}

/// The file of the instance with this index.
fn file_name(index: usize) -> String {
    format!("FILE{index:04}")
}

/// Which of the files dcmmkdir takes: those that its DICOMDIR refers to; and what it said.
fn taken_by_peer(folder: &Path, files: &[String], option: &str) -> (Vec<bool>, String) {
    let directory = folder.join("DICOMDIR");
    drop(std::fs::remove_file(&directory));
    let mut peer = debian("dcmmkdir");
    peer.current_dir(folder).env("TCP_NODELAY", "1");
    let said = run(peer.arg("--no-backup").arg(option).args(files));
    let written = std::fs::read(&directory).unwrap_or_default();
    let refers = |name: &String| {
        let name = name.as_bytes();
        written.windows(name.len()).any(|window| window == name)
    };
    (files.iter().map(refers).collect(), said.err)
}

#[test]
fn dcmmkdir_takes_and_refuses_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = all_shown();
    let files: Vec<String> = (0..all.len()).map(file_name).collect();
    for (index, shown) in all.iter().enumerate() {
        let mut instance = shown.instance.clone();
        instance.sop_instance = format!("1.2.276.0.7230010.3.1.4.{}", index + 1);
        let series = format!("1.2.276.0.7230010.3.1.3.{}", index + 1);
        let header = &mut instance.header;
        header.put_text(tags::SOP_INSTANCE_UID, VR::UI, &instance.sop_instance);
        header.put_text(tags::SERIES_INSTANCE_UID, VR::UI, &series);
        write(&folder.path().join(&files[index]), &instance);
    }
    let mut used = vec![false; DIFFERENCES.len()];
    let (mut alike, mut taken, mut unknown) = (0, 0, Vec::new());
    for (profile, option) in BOTH {
        let (theirs, words) = taken_by_peer(folder.path(), &files, option);
        for (index, (Shown { name, instance }, theirs)) in all.iter().zip(theirs).enumerate() {
            let ours = find(profile).expect("a profile").check(instance);
            taken += usize::from(ours.is_empty());
            if theirs == ours.is_empty() {
                alike += 1;
                continue;
            }
            let known = DIFFERENCES.iter().position(|(profiles, names, _)| {
                profile.starts_with(profiles) && (names.is_empty() || name == names)
            });
            match known {
                Some(known) => used[known] = true,
                None => unknown.push(format!(
                    "{profile} / {name}\n  ours: {ours:?}\n  dcmmkdir: {:?}",
                    words.lines().find(|line| line.contains(&files[index]))
                )),
            }
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    let unused: Vec<_> = DIFFERENCES
        .iter()
        .zip(used)
        .filter(|(_, used)| !used)
        .collect();
    assert!(unused.is_empty(), "no longer different: {unused:?}");
    assert!(alike > 900 && taken > 150, "{alike} alike, {taken} taken");
}

/// An element of the header that no rule needs: it must not change anything.
#[test]
fn other_attributes_do_not_matter() {
    let ct = &all_shown()[0].instance;
    let mut more = ct.clone();
    more.header.put_text(Tag(0x0018, 0x0060), VR::DS, "120");
    for (profile, _) in BOTH {
        let profile = find(profile).expect("a profile");
        assert_eq!(profile.check(ct), profile.check(&more));
    }
}
