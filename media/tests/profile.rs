//! Application profiles: the table is sound, every kind of violation is found and told.

use std::collections::BTreeSet;

use dicom_core::dictionary::DataDictionary;
use dicom_dictionary_std::StandardDataDictionary;
use filmdesk_dataset::{DataSet, Tag, VR, tags, uids};
use filmdesk_media::image::ImageFormat;
use filmdesk_media::instance::{Instance, Key};
use filmdesk_media::profile::{
    CAPACITIES, Condition, Expected, PROFILES, PhysicalMedium, Profile, SopClasses, document, find,
};

fn profile(name: &str) -> &'static Profile {
    find(name).unwrap_or_else(|| panic!("there is no {name}"))
}

/// An image of this class and transfer syntax, sound for every profile that takes the class.
fn image(sop_class: &str, transfer_syntax: &str) -> Instance {
    let modality = match sop_class {
        uids::CT_IMAGE_STORAGE => "CT",
        uids::MR_IMAGE_STORAGE => "MR",
        uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE => "XA",
        _ => "OT",
    };
    let mut header = DataSet::new();
    header.put_text(tags::IMAGE_TYPE, VR::CS, "ORIGINAL\\PRIMARY");
    header.put_text(tags::MODALITY, VR::CS, modality);
    header.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2");
    header.put_u16(tags::SAMPLES_PER_PIXEL, 1);
    header.put_u16(tags::ROWS, 512);
    header.put_u16(tags::COLUMNS, 512);
    header.put_u16(tags::BITS_ALLOCATED, 8);
    header.put_u16(tags::BITS_STORED, 8);
    header.put_u16(tags::HIGH_BIT, 7);
    header.put_u16(tags::PIXEL_REPRESENTATION, 0);
    for tag in [
        tags::INSTITUTION_NAME,
        tags::MANUFACTURER_MODEL_NAME,
        tags::DETECTOR_ID,
        tags::DETECTOR_MANUFACTURER_NAME,
        tags::DETECTOR_MANUFACTURER_MODEL_NAME,
    ] {
        header.put_empty(tag, VR::LO);
    }
    Instance {
        key: Key(7),
        sop_class: sop_class.to_owned(),
        sop_instance: "1.2.3".to_owned(),
        transfer_syntax: transfer_syntax.to_owned(),
        length: 1000,
        header,
    }
}

fn told(name: &str, instance: &Instance) -> Vec<String> {
    let violations = profile(name).check(instance);
    assert!(
        violations
            .iter()
            .all(|violation| violation.key == instance.key)
    );
    violations.iter().map(ToString::to_string).collect()
}

fn changed(mut instance: Instance, change: impl FnOnce(&mut DataSet)) -> Instance {
    change(&mut instance.header);
    instance
}

const EXPLICIT: &str = uids::EXPLICIT_VR_LITTLE_ENDIAN;
const SV1: &str = uids::JPEG_LOSSLESS_SV1;

#[test]
fn names_are_unique_and_found_in_either_case() {
    let names: BTreeSet<&str> = PROFILES.iter().map(|profile| profile.name).collect();
    assert_eq!(names.len(), PROFILES.len());
    for name in names {
        assert_eq!(
            find(&name.to_lowercase()).map(|found| found.name),
            Some(name)
        );
        assert!(name.starts_with("STD-") && name.len() <= 32, "{name}");
    }
    assert!(find("STD-GEN").is_none());
}

/// The profiles that the issue names, letter by letter.
#[test]
fn every_profile_of_the_standard_that_can_be_made_is_there() {
    let media = ["USB", "MMC", "CF", "SD", "DVD", "BD"];
    let general = media
        .iter()
        .flat_map(|m| [format!("STD-GEN-{m}-JPEG"), format!("STD-GEN-{m}-J2K")]);
    let ultrasound = ["ID", "SC", "CC"].iter().flat_map(|kind| {
        let frames = ["SF", "MF"].iter();
        frames.flat_map(move |frames| {
            let media = ["CDR", "DVD-RAM", "DVD"].iter();
            media.map(move |medium| format!("STD-US-{kind}-{frames}-{medium}"))
        })
    });
    let others = "STD-XABC-CD STD-XA1K-CD STD-XA1K-DVD STD-GEN-CD STD-GEN-DVD-RAM STD-GEN-BD \
        STD-CTMR-CD STD-CTMR-DVD-RAM STD-CTMR-DVD STD-WVFM-ECG-FD STD-WVFM-HD-FD STD-GEN-MIME \
        STD-DVD-MPEG2-MPML STD-DEN-CD STD-GEN-ZIP-MAIL STD-GEN-BD-MPEG2-MPML \
        STD-GEN-BD-MPEG2-MPHL STD-GEN-BD-MPEG4-HPLV41 STD-GEN-BD-MPEG4-HPLV41BD \
        STD-GEN-BD-MPEG4-HPLV42-2D STD-GEN-BD-MPEG4-HPLV42-3D STD-GEN-BD-MPEG4-SHPLV42";
    let others = others.split_whitespace().map(str::to_owned);
    let expected: BTreeSet<String> = general.chain(ultrasound).chain(others).collect();
    let there: BTreeSet<String> = PROFILES.iter().map(|p| p.name.to_owned()).collect();
    assert_eq!(there, expected);
}

#[test]
fn every_row_names_attributes_that_the_dictionary_knows() {
    let known = |tag: Tag| StandardDataDictionary.by_tag(tag).is_some();
    for profile in PROFILES {
        assert!(
            profile.keys.iter().all(|key| known(key.tag)),
            "{}",
            profile.name
        );
        for rule in profile.rules {
            assert!(known(rule.tag), "{} {}", profile.name, rule.tag);
            let others: Vec<Tag> = match rule.expected {
                Expected::SameAs(tag) | Expected::OneLessThan(tag) => vec![tag],
                Expected::InItems(tags) => tags.to_vec(),
                _ => Vec::new(),
            };
            let conditions = rule.when.iter().filter_map(|when| match when {
                Condition::Text(tag, _) | Condition::Number(tag, _) => Some(*tag),
                Condition::NotNumber(tag, _) => Some(*tag),
                _ => None,
            });
            assert!(others.into_iter().chain(conditions).all(known));
        }
    }
}

#[test]
fn every_clause_and_medium_is_given() {
    for profile in PROFILES {
        let clauses = [profile.source, profile.clause, profile.keys_clause];
        assert!(clauses.iter().all(|clause| clause.starts_with("PS3.11 ")));
        assert!(!profile.media.is_empty() && !profile.title.is_empty());
        assert!(profile.transfer_syntaxes.len() < 40);
        if let SopClasses::Only(classes) = profile.sop_classes {
            for class in classes {
                let all = profile.transfer_syntaxes;
                assert!(
                    class
                        .transfer_syntaxes
                        .iter()
                        .all(|uid| { all.contains(uid) || *uid == EXPLICIT })
                );
            }
        }
    }
}

#[test]
fn the_document_is_the_table() {
    let written = include_str!("../../docs/application-profiles.md");
    assert!(
        written == document(),
        "docs/application-profiles.md is stale: run `cargo xtask generate`"
    );
}

#[test]
fn media_have_their_images_and_capacities() {
    let usual = |name: &str| {
        let profile = profile(name);
        profile.media[0].usual_image_format()
    };
    assert_eq!(usual("STD-GEN-CD"), Some(ImageFormat::Iso));
    assert_eq!(usual("STD-GEN-DVD-JPEG"), Some(ImageFormat::IsoUdf));
    assert_eq!(usual("STD-GEN-BD-J2K"), Some(ImageFormat::Udf));
    assert_eq!(usual("STD-GEN-USB-JPEG"), Some(ImageFormat::Fat32));
    assert_eq!(usual("STD-GEN-SD-JPEG"), Some(ImageFormat::Fat16));
    assert_eq!(usual("STD-GEN-ZIP-MAIL"), Some(ImageFormat::Zip));
    assert_eq!(PhysicalMedium::Folder.usual_image_format(), None);
    assert_eq!(PhysicalMedium::Cd.capacity(), Some(737_280_000));
    // The smaller of two kinds that a drive takes alike.
    assert_eq!(PhysicalMedium::Dvd.capacity(), Some(4_700_372_992));
    assert_eq!(PhysicalMedium::Bd.capacity(), Some(25_025_314_816));
    assert_eq!(PhysicalMedium::Usb.capacity(), None);
    assert!(CAPACITIES.iter().all(|kind| kind.bytes % 2048 == 0));
}

#[test]
fn what_a_profile_takes_has_no_violation() {
    let ct = image(uids::CT_IMAGE_STORAGE, EXPLICIT);
    for name in [
        "STD-GEN-CD",
        "STD-CTMR-CD",
        "STD-GEN-USB-JPEG",
        "STD-GEN-BD",
        "STD-GEN-MIME",
    ] {
        assert_eq!(told(name, &ct), Vec::<String>::new());
        assert_eq!(profile(name).transcode_target(&ct), None);
    }
    let xa = image(uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE, SV1);
    for name in [
        "STD-XABC-CD",
        "STD-XA1K-CD",
        "STD-XA1K-DVD",
        "STD-GEN-DVD-JPEG",
    ] {
        assert_eq!(told(name, &xa), Vec::<String>::new());
    }
    let io = image(
        uids::DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
        EXPLICIT,
    );
    assert_eq!(told("STD-DEN-CD", &io), Vec::<String>::new());
}

#[test]
fn a_transfer_syntax_is_turned_into_a_lossless_one_where_it_can_be() {
    let j2k = image(uids::CT_IMAGE_STORAGE, uids::JPEG2000_LOSSLESS);
    let target = |name: &str, instance: &Instance| profile(name).transcode_target(instance);
    assert_eq!(target("STD-GEN-CD", &j2k), Some(EXPLICIT));
    assert_eq!(target("STD-GEN-DVD-J2K", &j2k), None);
    let xa = image(uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE, EXPLICIT);
    assert_eq!(target("STD-XABC-CD", &xa), Some(SV1));
    let video = image(uids::VIDEO_ENDOSCOPIC_IMAGE_STORAGE, uids::MPEG2MPML);
    let video = changed(video, |header| {
        header.put_text(tags::NUMBER_OF_FRAMES, VR::IS, "25")
    });
    assert_eq!(target("STD-GEN-CD", &video), None);
    insta::assert_snapshot!(told("STD-GEN-CD", &j2k).join("\n"), @"PS3.11 D.3.1: transfer syntax JPEG 2000 Lossless is not in the profile; remedy: --transcode (to Explicit VR Little Endian)");
    insta::assert_snapshot!(told("STD-GEN-CD", &video).join("\n"), @"PS3.11 D.3.1: transfer syntax MPEG2 Main Profile / Main Level is not in the profile; remedy: --profile STD-GEN-ZIP-MAIL");
    insta::assert_snapshot!(told("STD-GEN-BD-JPEG", &video).join("\n"), @"PS3.11 M.3.1: transfer syntax MPEG2 Main Profile / Main Level is not in the profile; remedy: --profile STD-GEN-BD-MPEG2-MPML");
}

#[test]
fn a_class_outside_the_profile_is_sent_to_another_one() {
    let us = image(uids::ULTRASOUND_IMAGE_STORAGE, EXPLICIT);
    insta::assert_snapshot!(told("STD-CTMR-CD", &us).join("\n"), @"PS3.11 E.3.1: SOP class Ultrasound Image Storage is not in the profile; remedy: --profile STD-GEN-CD");
}

/// Each kind of rule, broken.
#[test]
fn all_broken_rules_are_told_at_once() {
    let xa = image(
        uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
        uids::JPEG_BASELINE8_BIT,
    );
    let xa = changed(xa, |header| {
        header.put_u16(tags::ROWS, 1024);
        header.put_u16(tags::BITS_ALLOCATED, 16);
        header.put_u16(tags::BITS_STORED, 12);
        header.put_text(tags::MODALITY, VR::CS, "RF");
        header.put_u16(Tag(0x6002, 0x0100), 16);
        header.remove(tags::IMAGE_TYPE);
    });
    insta::assert_snapshot!(told("STD-XABC-CD", &xa).join("\n"), @r"
    PS3.11 A.3.1: transfer syntax JPEG Baseline is not in the profile; remedy: --transcode (to JPEG Lossless, first-order prediction)
    PS3.11 A.3.4.1: Modality (0008,0060) is RF, not XA; remedy: --profile STD-GEN-CD
    PS3.11 A.3.4.1: Rows (0028,0010) is 1024, not at most 512; remedy: --profile STD-GEN-CD
    PS3.11 A.3.4.1: Bits Allocated (0028,0100) is 16, not 8; remedy: --profile STD-GEN-CD
    PS3.11 A.3.4.1: Bits Stored (0028,0101) is 12, not 8; remedy: --profile STD-GEN-CD
    PS3.11 A.3.4.1: Overlay Bits Allocated (6002,0100) is 16, not 1; remedy: --profile STD-GEN-CD
    PS3.11 A.3.3.1: Image Type (0008,0008), which the directory must have, has no value; remedy: --profile STD-GEN-CD
    ");
}

#[test]
fn values_that_depend_on_others_are_compared() {
    let sc = changed(
        image(uids::SECONDARY_CAPTURE_IMAGE_STORAGE, EXPLICIT),
        |header| {
            header.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "PALETTE COLOR");
            header.put_u16(tags::BITS_ALLOCATED, 16);
            header.put_u16(tags::BITS_STORED, 12);
            header.put_u16(tags::HIGH_BIT, 15);
            header.put_u16(Tag(0x6000, 0x0010), 512);
        },
    );
    insta::assert_snapshot!(told("STD-CTMR-CD", &sc).join("\n"), @r"
    PS3.11 E.3.4.1: Bits Stored (0028,0101) is 12, not 16; remedy: --profile STD-GEN-CD
    PS3.11 E.3.4.1: High Bit (0028,0102) is 15, not 11; remedy: --profile STD-GEN-CD
    PS3.11 E.3.4.1: Bits Allocated (0028,0100) is 16, not 8; remedy: --profile STD-GEN-CD
    ");
    let overlay = told("STD-XA1K-CD", &sc);
    assert!(
        overlay
            .iter()
            .any(|words| words.contains("(6000,0010) is not allowed")),
        "{overlay:?}"
    );
    let io = image(
        uids::DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
        EXPLICIT,
    );
    let io = changed(io, |header| {
        header.put_u16(tags::BITS_STORED, 14);
        header.remove(tags::DETECTOR_ID);
    });
    insta::assert_snapshot!(told("STD-DEN-CD", &io).join("\n"), @r"
    PS3.11 K.3.4.1: Bits Stored (0028,0101) is 14, not 8, 10, 12 or 16; remedy: --profile STD-GEN-CD
    PS3.11 K.3.4.1: Bits Allocated (0028,0100) is 8, not 16; remedy: --profile STD-GEN-CD
    PS3.11 K.3.4.2: Detector ID (0018,700A) is not there; remedy: --profile STD-GEN-CD
    ");
}

#[test]
fn ultrasound_needs_its_calibration() {
    let us = image(uids::ULTRASOUND_IMAGE_STORAGE, EXPLICIT);
    assert_eq!(told("STD-US-ID-SF-CDR", &us), Vec::<String>::new());
    insta::assert_snapshot!(told("STD-US-SC-SF-CDR", &us).join("\n"), @"PS3.11 C.4: Sequence Of Ultrasound Regions (0018,6011) has no item; remedy: --profile STD-GEN-CD");
    let mut region = DataSet::new();
    for tag in [
        tags::REGION_LOCATION_MIN_X0,
        tags::REGION_LOCATION_MIN_Y0,
        tags::REGION_LOCATION_MAX_X1,
        tags::REGION_LOCATION_MAX_Y1,
    ] {
        region.put_bytes(tag, VR::UL, vec![0; 4]);
    }
    for tag in [
        tags::PHYSICAL_UNITS_X_DIRECTION,
        tags::PHYSICAL_UNITS_Y_DIRECTION,
        tags::REGION_SPATIAL_FORMAT,
        tags::REGION_DATA_TYPE,
    ] {
        region.put_u16(tag, 3);
    }
    region.put_bytes(tags::REGION_FLAGS, VR::UL, vec![0; 4]);
    region.put_bytes(tags::PHYSICAL_DELTA_X, VR::FD, vec![0; 8]);
    region.put_bytes(tags::PHYSICAL_DELTA_Y, VR::FD, vec![0; 8]);
    let calibrated = changed(us, |header| {
        header.put_items(tags::SEQUENCE_OF_ULTRASOUND_REGIONS, vec![region]);
    });
    assert_eq!(told("STD-US-SC-SF-CDR", &calibrated), Vec::<String>::new());
    insta::assert_snapshot!(told("STD-US-CC-SF-CDR", &calibrated).join("\n"), @"PS3.11 C.5: an item of Sequence Of Ultrasound Regions (0018,6011) has no Pixel Component Organization (0018,6044); remedy: --profile STD-GEN-CD");
    let mut jpeg = calibrated;
    jpeg.transfer_syntax = uids::JPEG_BASELINE8_BIT.to_owned();
    insta::assert_snapshot!(told("STD-US-ID-SF-CDR", &jpeg).join("\n"), @"PS3.11 C.3.1.1: Photometric Interpretation (0028,0004) is MONOCHROME2, not YBR_FULL_422; remedy: --profile STD-GEN-CD");
}

#[test]
fn keys_of_multi_frame_images_are_found_in_shared_groups() {
    let mut plane = DataSet::new();
    plane.put_text(tags::PIXEL_SPACING, VR::DS, "1\\1");
    let mut groups = DataSet::new();
    groups.put_items(tags::PIXEL_MEASURES_SEQUENCE, vec![plane]);
    let ct = changed(image(uids::ENHANCED_CT_IMAGE_STORAGE, EXPLICIT), |header| {
        header.put_items(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE, vec![groups]);
    });
    let keys = profile("STD-GEN-DVD-JPEG").keys.iter();
    let mut spacing = keys.filter(|key| key.tag == tags::PIXEL_SPACING);
    assert!(spacing.all(|key| key.find(&ct.header).is_some()));
    let missing = changed(image(uids::CT_IMAGE_STORAGE, EXPLICIT), |header| {
        header.remove(tags::ROWS);
    });
    insta::assert_snapshot!(told("STD-GEN-DVD-JPEG", &missing).join("\n"), @"PS3.11 H.3.3.1: Rows (0028,0010), which the directory must have, has no value; remedy: --profile STD-GEN-ZIP-MAIL");
}

#[test]
fn a_chosen_syntax_is_for_images_that_lost_nothing() {
    let dvd = profile("STD-GEN-DVD-J2K");
    let wanted = uids::JPEG2000_LOSSLESS;
    let target = |syntax| dvd.chosen_target(&image(uids::CT_IMAGE_STORAGE, syntax), wanted);
    assert_eq!(target(EXPLICIT), Some(wanted));
    assert_eq!(target(uids::RLE_LOSSLESS), Some(wanted));
    assert_eq!(target(wanted), None);
    assert_eq!(target(uids::JPEG2000), None, "it would only become larger");
    let ct = image(uids::CT_IMAGE_STORAGE, EXPLICIT);
    assert_eq!(profile("STD-GEN-CD").chosen_target(&ct, wanted), None);
    let no_pixels = changed(ct, |header| {
        header.remove(tags::ROWS);
    });
    assert_eq!(dvd.chosen_target(&no_pixels, wanted), None);
}

#[test]
fn words_do_not_repeat_what_could_be_a_name() {
    let ct = changed(image(uids::CT_IMAGE_STORAGE, EXPLICIT), |header| {
        header.put_text(tags::MODALITY, VR::CS, "Invented^Ines");
    });
    let words = told("STD-CTMR-CD", &ct).join("\n");
    assert!(
        words.contains("not a code") && !words.contains("Ines"),
        "{words}"
    );
}
