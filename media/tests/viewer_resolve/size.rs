//! What the page costs for each image, and slides.

use filmdesk_dataset::{Tag, VR, tags, uids};
use serde_json::json;

use crate::viewer::{Disc, encoded, image};

/// Slices with all that a CT says of each, in a disc's index.
fn slices(count: u16) -> Disc {
    let files: Vec<_> = (0..count)
        .map(|slice| {
            let uid = format!("1.2.3.{slice}");
            let mut data = image(uids::CT_IMAGE_STORAGE, &uid, "CT", 4, 1);
            let z = f64::from(slice) * 0.625 - 387.53125;
            let texts: &[(Tag, VR, &str)] = &[
                (tags::SERIES_INSTANCE_UID, VR::UI, "1.2.3"),
                (tags::FRAME_OF_REFERENCE_UID, VR::UI, "1.2.4"),
                (tags::INSTANCE_NUMBER, VR::IS, &(slice + 1).to_string()),
                (
                    tags::ACQUISITION_TIME,
                    VR::TM,
                    &format!("1015{:02}.{:06}", slice % 60, slice),
                ),
                (
                    tags::IMAGE_POSITION_PATIENT,
                    VR::DS,
                    &format!("-124.51171875\\-201.3125\\{z}"),
                ),
                (tags::IMAGE_ORIENTATION_PATIENT, VR::DS, "1\\0\\0\\0\\1\\0"),
                (tags::PIXEL_SPACING, VR::DS, "0.48828125\\0.48828125"),
                (tags::SLICE_THICKNESS, VR::DS, "0.625"),
                (tags::RESCALE_SLOPE, VR::DS, "1"),
                (tags::RESCALE_INTERCEPT, VR::DS, "-1024"),
                (
                    tags::WINDOW_CENTER,
                    VR::DS,
                    &format!("{}\\-600", 40 + slice % 3),
                ),
                (tags::WINDOW_WIDTH, VR::DS, "400\\1500"),
                (
                    tags::WINDOW_CENTER_WIDTH_EXPLANATION,
                    VR::LO,
                    "SOFT TISSUE\\LUNG",
                ),
                (tags::LOSSY_IMAGE_COMPRESSION, VR::CS, "01"),
                (
                    tags::LOSSY_IMAGE_COMPRESSION_RATIO,
                    VR::DS,
                    &format!("{}", 8 + slice % 5),
                ),
                (tags::LOSSY_IMAGE_COMPRESSION_METHOD, VR::CS, "ISO_15444_1"),
            ];
            for (tag, vr, text) in texts {
                data.put_text(*tag, *vr, text);
            }
            encoded(&data)
        })
        .collect();
    Disc::made(&files)
}

/// Bytes of the page for an image of one frame.
const BYTES_AN_IMAGE: usize = 200;

#[test]
fn an_image_costs_the_page_at_most_two_hundred_bytes() {
    let disc = slices(300);
    let stack = &disc.index["stacks"][0];
    assert_eq!(stack["frames"], 300);
    assert_eq!(
        stack["table"]["position"]["each"].as_array().map(Vec::len),
        Some(300)
    );
    let bytes = serde_json::to_vec(&disc.index).expect("JSON").len();
    assert!(
        bytes <= 300 * BYTES_AN_IMAGE,
        "{bytes} bytes for 300 images"
    );
}

#[test]
fn beyond_two_thousand_images_the_page_stays_small() {
    assert!(slices(2000).index["stacks"][0]["table"].is_object());
    let disc = slices(2001);
    let stack = &disc.index["stacks"][0];
    let table = disc.part(&stack["table"]);
    assert_eq!(
        table["position"]["each"].as_array().map(Vec::len),
        Some(2001)
    );
    let bytes = serde_json::to_vec(&disc.index).expect("JSON").len();
    assert!(bytes < 4000, "{bytes} bytes");
    let part = serde_json::to_vec(table).expect("JSON").len();
    assert!(
        part <= 2001 * BYTES_AN_IMAGE,
        "{part} bytes for 2001 images"
    );
}

#[test]
fn a_slides_level_is_one_image() {
    let disc = Disc::of(&["img/fo-dicom_multiframe.dcm"]);
    let stack = &disc.index["stacks"][0];
    let size = [&stack["frames"], &stack["rows"], &stack["columns"]];
    assert_eq!(size, [&json!(1), &json!(2281), &json!(3175)]);
    assert_eq!(stack["encoding"], "webp");
    assert_eq!(stack["table"]["lossy"], json!({"all": "JPEG"}));
}

#[test]
fn of_a_slide_overview_and_small_levels_come_first() {
    let level = |name: &str, kind: &str, side: u32| {
        let mut data = image(
            uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
            name,
            "SM",
            4,
            4,
        );
        data.put_text(tags::SERIES_INSTANCE_UID, VR::UI, "1.2");
        data.put_text(
            tags::IMAGE_TYPE,
            VR::CS,
            &format!("ORIGINAL\\PRIMARY\\{kind}"),
        );
        data.put_text(tags::DIMENSION_ORGANIZATION_TYPE, VR::CS, "TILED_FULL");
        for tag in [
            tags::TOTAL_PIXEL_MATRIX_ROWS,
            tags::TOTAL_PIXEL_MATRIX_COLUMNS,
        ] {
            data.put_bytes(tag, VR::UL, side.to_le_bytes().to_vec());
        }
        encoded(&data)
    };
    let disc = Disc::made(&[
        level("1.2.1", "VOLUME", 9000),
        level("1.2.2", "LABEL", 6),
        level("1.2.3", "VOLUME", 8),
        level("1.2.4", "OVERVIEW", 7),
    ]);
    let stacks = disc.index["stacks"].as_array().expect("stacks");
    let sides: Vec<_> = stacks.iter().map(|stack| stack["rows"].clone()).collect();
    assert_eq!(sides, [7, 8, 0, 6]);
    assert_eq!(stacks[2]["absent"]["reason"], "@tooManyTiles 9000 x 9000");
}
