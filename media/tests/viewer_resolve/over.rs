//! What lies over images: segments, overlay planes, contours, doses.

use filmdesk_dataset::{DataSet, Tag, VR, tags, uids};
use serde_json::{Value, json};

use crate::viewer::{self, Disc, encoded, image, sample};
use crate::{unpacked, whole};

#[test]
fn segments_lie_over_the_frames_that_they_were_made_from() {
    let disc = Disc::of(&[
        "seg/dcmqi_label.seg",
        "img/dcmqi_IMG0001.dcm",
        "img/dcmqi_IMG0002.dcm",
        "img/dcmqi_IMG0003.dcm",
    ]);
    let segmentation = &disc.index["segmentations"][0];
    assert_eq!(
        segmentation["segments"],
        json!([{"number": 1, "label": "Liver", "color": [217, 130, 101]}])
    );
    let table =
        &disc.index["stacks"][segmentation["stack"].as_u64().expect("a stack") as usize]["table"];
    assert_eq!(table["source"], json!({"each": [[1, 0], [1, 1], [1, 2]]}));
    assert_eq!(table["segment"], json!({"all": 1}));

    let labels = Disc::of(&["seg/dcmqi_sparse-labelmap-ppv5.dcm", "img/dcmqi_mf.dcm"]);
    assert_eq!(
        labels.index["segmentations"][0]["segments"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let parts = Disc::of(&["seg/highdicom_seg_image_ct_true_fractional.dcm"]);
    assert_eq!(parts.index["segmentations"][0]["fractional"], 255);
}

#[test]
fn overlays_are_there_bit_by_bit() {
    let names = [
        "img/fo-dicom_OutOfBoundsOverlay.dcm",
        "img/pydicom_examples_overlay.dcm",
        "img/dcm4che_ovly_p01.dcm",
    ];
    let disc = Disc::of(&names);
    let planes = |stack: usize| &disc.part(&disc.index["stacks"][stack]["overlays"])["frames"]["*"];
    let mark = &planes(0)[1];
    assert_eq!(
        (&mark["origin"], &mark["type"]),
        (&json!([-25, -25]), &json!("G"))
    );
    assert_eq!(unpacked(&mark["bits"]).len(), (101 * 101usize).div_ceil(8));
    let plane = whole(names[1]);
    let plane = plane.bytes(Tag(0x6000, 0x3000)).expect("a plane");
    assert_eq!(unpacked(&planes(1)[0]["bits"]), plane);

    // In the bits above those of the samples.
    let (data, shown) = (whole(names[2]), unpacked(&planes(2)[0]["bits"]));
    let position = data
        .u16(Tag(0x6000, 0x0102))
        .expect("a number")
        .expect("a position");
    let file = sample(names[2]);
    let pixels = &file[file.len() - 512 * 512 * 2..];
    let words = pixels
        .chunks_exact(2)
        .map(|b| u16::from_le_bytes([b[0], b[1]]));
    let stored = words.map(|word| word >> position & 1);
    let bit = |at: usize| u16::from(shown[at / 8] >> (at % 8) & 1);
    assert!(
        stored.enumerate().all(|(at, stored)| bit(at) == stored),
        "bit {position}"
    );
}

/// A CT slice, a structure set over it and a dose of two frames.
fn radiotherapy() -> [DataSet; 3] {
    let mut slice = image(uids::CT_IMAGE_STORAGE, "1.1", "CT", 4, 1);
    slice.put_text(tags::FRAME_OF_REFERENCE_UID, VR::UI, "1.9");
    let mut structures = viewer::object(uids::RT_STRUCTURE_SET_STORAGE, "1.2", "RTSTRUCT");
    structures.put_text(tags::STRUCTURE_SET_LABEL, VR::SH, "Pelvis");
    let mut region = DataSet::new();
    region.put_text(tags::ROI_NUMBER, VR::IS, "7");
    region.put_text(tags::ROI_NAME, VR::LO, "PTV 60");
    region.put_text(tags::REFERENCED_FRAME_OF_REFERENCE_UID, VR::UI, "1.9");
    structures.put_items(tags::STRUCTURE_SET_ROI_SEQUENCE, vec![region]);
    let contour = |data: &str| {
        let mut contour = DataSet::new();
        contour.put_text(tags::CONTOUR_GEOMETRIC_TYPE, VR::CS, "CLOSED_PLANAR");
        contour.put_text(tags::CONTOUR_DATA, VR::DS, data);
        contour
    };
    let mut drawn = DataSet::new();
    drawn.put_text(tags::REFERENCED_ROI_NUMBER, VR::IS, "7");
    drawn.put_text(tags::ROI_DISPLAY_COLOR, VR::IS, "255\\0\\64");
    // Longer than the scanner keeps: it is read out of the file.
    let long = vec!["-100.125\\20.5\\30.0"; 5000].join("\\");
    drawn.put_items(
        tags::CONTOUR_SEQUENCE,
        vec![
            contour("1\\2\\3\\4\\5\\6\\7\\8\\9"),
            contour("1\\2"),
            contour(&long),
        ],
    );
    structures.put_items(tags::ROI_CONTOUR_SEQUENCE, vec![drawn]);
    let mut dose = image(uids::RT_DOSE_STORAGE, "1.3", "RTDOSE", 4, 2);
    dose.put_text(tags::FRAME_OF_REFERENCE_UID, VR::UI, "1.9");
    dose.put_text(tags::IMAGE_POSITION_PATIENT, VR::DS, "-1\\-2\\30");
    dose.put_text(tags::IMAGE_ORIENTATION_PATIENT, VR::DS, "1\\0\\0\\0\\1\\0");
    dose.put_text(tags::GRID_FRAME_OFFSET_VECTOR, VR::DS, "0\\2.5");
    dose.put_text(tags::DOSE_GRID_SCALING, VR::DS, "0.01");
    dose.put_text(tags::DOSE_UNITS, VR::CS, "GY");
    dose.put_text(tags::DOSE_SUMMATION_TYPE, VR::CS, "PLAN");
    [slice, structures, dose]
}

#[test]
fn contours_and_doses_lie_in_the_images_frame_of_reference() {
    let disc = Disc::made(&radiotherapy().map(|data| encoded(&data)));
    let set = &disc.index["structures"][0];
    assert_eq!(
        set["rois"],
        json!([{"number": 7, "name": "PTV 60", "color": [255, 0, 64], "kind": ""}])
    );
    assert_eq!(
        set["frameOfReference"],
        disc.index["stacks"][0]["table"]["frameOfReference"]
    );
    let contours = disc.part(&set["part"])["contours"]
        .as_array()
        .expect("contours");
    assert_eq!(
        contours[0],
        json!({"roi": 7, "kind": "closed", "points": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]})
    );
    assert_eq!(contours[1]["points"].as_array().map(Vec::len), Some(15_000));
    assert_eq!(
        disc.index["notes"],
        json!(["DICOM/IM000001: @badContours 1"])
    );

    let dose = &disc.index["doses"][0];
    assert_eq!(
        (&dose["label"], &dose["units"], &dose["maximum"]),
        (&json!("PLAN"), &json!("Gy"), &json!(0.31))
    );
    let table = &disc.index["stacks"][dose["stack"].as_u64().expect("a stack") as usize]["table"];
    assert_eq!(
        table["position"],
        json!({"each": [[-1.0, -2.0, 30.0], [-1.0, -2.0, 32.5]]})
    );
    assert_eq!(
        (&table["slope"], &table["units"]),
        (&json!({"all": 0.01}), &json!("Gy"))
    );
}

#[test]
fn objects_are_in_the_series_that_they_came_from() {
    let image = encoded(&image(uids::CT_IMAGE_STORAGE, "1.1", "CT", 4, 1));
    let files = [sample("wave/pydicom_waveform_ecg.dcm"), image];
    let disc = Disc::of_studies(&["20200101", "20210101"], &files);
    let studies = disc.index["patients"][0]["studies"].as_array();
    let has = |study: &Value| {
        let series = &study["series"][0];
        json!([study["date"], series["stacks"], series["waveforms"]])
    };
    let has: Vec<_> = studies.expect("studies").iter().map(has).collect();
    assert_eq!(
        has,
        [json!(["20210101", [0], []]), json!(["20200101", [], [0]])]
    );
}
