//! Presentation states and key images.

use filmdesk_dataset::{DataSet, Tag, VR, tags, uids};
use serde_json::{Value, json};

use crate::viewer::{self, Disc, encoded, image};

#[test]
fn presentation_states_and_key_images_find_their_frames() {
    let disc = Disc::of(&[
        "pr/ClearCanvas_real01.pr.dcm",
        "pr/ClearCanvas_real02.pr.dcm",
        "pr/ClearCanvas_real03.pr.dcm",
        "img/ClearCanvas_real01.dcm",
        "img/ClearCanvas_real02.dcm",
        "ko/ClearCanvas_real0X.ko.dcm",
    ]);
    let states = disc.index["presentations"].as_array().expect("a list");
    assert_eq!(states.len(), 2, "the third one's image is not here");
    assert_eq!(
        disc.index["documents"][0]["title"],
        "@(Grayscale Softcopy Presentation State)"
    );
    assert_eq!(
        (&states[0]["images"], &states[1]["images"]),
        (&json!([[0, 0]]), &json!([[0, 1]]))
    );
    let display = &disc.part(&states[0]["part"])["displays"][0];
    assert_eq!(display["window"], json!([128.0, 256.0]));
    assert_eq!(display["area"], json!([[37, 48], [235, 180]]));
    let graphics = display["graphics"].as_array().expect("graphics");
    assert_eq!(
        (&graphics[0]["kind"], &graphics[1]["kind"]),
        (&json!("polyline"), &json!("text"))
    );
    assert_eq!(graphics[0]["points"][0], json!([110.8646, 91.3457]));
    assert!(
        graphics[1]["text"]
            .as_str()
            .is_some_and(|text| text.ends_with("by ImageJ"))
    );
    assert_eq!(
        disc.index["keys"],
        json!([{"title": "Of Interest", "description": "", "images": [[0, 0], [0, 1]]}])
    );
}

/// What a presentation state of this class says of its image.
fn state_of(class: &str, change: impl Fn(&mut DataSet)) -> Value {
    let picture = image(uids::CT_IMAGE_STORAGE, "1.2.3", "CT", 4, 1);
    let mut reference = DataSet::new();
    reference.put_text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, "1.2.3");
    let mut series = DataSet::new();
    series.put_items(tags::REFERENCED_IMAGE_SEQUENCE, vec![reference]);
    let mut state = viewer::object(class, "1.2.4", "PR");
    state.put_items(tags::REFERENCED_SERIES_SEQUENCE, vec![series]);
    change(&mut state);
    let disc = Disc::made(&[encoded(&picture), encoded(&state)]);
    disc.part(&disc.index["presentations"][0]["part"])["displays"][0].clone()
}

/// PS3.4 N.2.1 and N.2.3, PS3.3 C.10.4 and C.11.7.
#[test]
fn a_presentation_state_transforms_gray_by_itself() {
    let gray = uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE;
    let plain = state_of(gray, |_| ());
    let identity = json!({"slope": 1.0, "intercept": 0.0});
    assert_eq!(
        (&plain["modality"], &plain["window"], &plain["activated"]),
        (&identity, &Value::Null, &Value::Null)
    );
    let color = uids::COLOR_SOFTCOPY_PRESENTATION_STATE_STORAGE;
    assert_eq!(state_of(color, |_| ())["modality"], Value::Null);
    let whole = state_of(gray, |state| {
        state.put_text(tags::RESCALE_SLOPE, VR::DS, "2");
        state.put_text(tags::RESCALE_INTERCEPT, VR::DS, "-1024");
        let mut voi = DataSet::new();
        voi.put_text(tags::WINDOW_CENTER, VR::DS, "40");
        voi.put_text(tags::WINDOW_WIDTH, VR::DS, "400");
        voi.put_text(tags::VOILUT_FUNCTION, VR::CS, "SIGMOID");
        state.put_items(tags::SOFTCOPY_VOILUT_SEQUENCE, vec![voi]);
        let mut area = DataSet::new();
        area.put_text(tags::PRESENTATION_SIZE_MODE, VR::CS, "TRUE SIZE");
        area.put_text(tags::PRESENTATION_PIXEL_SPACING, VR::DS, "0.5\\0.25");
        state.put_items(tags::DISPLAYED_AREA_SELECTION_SEQUENCE, vec![area]);
        state.put_text(Tag(0x6000, 0x1001), VR::CS, "LAYER");
        state.put_text(Tag(0x6002, 0x1001), VR::CS, "");
        // The state's own plane takes the place of the image's.
        state.put_text(Tag(0x6004, 0x1001), VR::CS, "LAYER");
        state.put_u16(Tag(0x6004, 0x0010), 1);
    });
    assert_eq!(
        whole["modality"],
        json!({"slope": 2.0, "intercept": -1024.0})
    );
    assert_eq!(
        (&whole["window"], &whole["voiFunction"]),
        (&json!([40.0, 400.0]), &json!("SIGMOID"))
    );
    assert_eq!(whole["pixelSpacing"], json!([0.5, 0.25]));
    assert_eq!(whole["activated"], json!([0x6000]));
}

/// A presentation state of the image 1.2.3, and what its part and its entry say.
fn presented(change: &dyn Fn(&mut DataSet)) -> (Value, Value) {
    let picture = image(uids::CT_IMAGE_STORAGE, "1.2.3", "CT", 4, 1);
    let mut reference = DataSet::new();
    reference.put_text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, "1.2.3");
    let mut series = DataSet::new();
    series.put_items(tags::REFERENCED_IMAGE_SEQUENCE, vec![reference]);
    let class = uids::PSEUDO_COLOR_SOFTCOPY_PRESENTATION_STATE_STORAGE;
    let mut state = viewer::object(class, "1.2.4", "PR");
    state.put_items(tags::REFERENCED_SERIES_SEQUENCE, vec![series]);
    change(&mut state);
    let disc = Disc::made(&[encoded(&picture), encoded(&state)]);
    let entry = disc.index["presentations"][0].clone();
    (disc.part(&entry["part"])["displays"][0].clone(), entry)
}

fn words(data: &mut DataSet, tag: Tag, vr: VR, words: &[u16]) {
    let bytes = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    data.put_bytes(tag, vr, bytes);
}

/// A palette of three colors.
pub(crate) fn put_palette(data: &mut DataSet, first: u16) {
    let tables = [
        (
            tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
            tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DATA,
            [0, 0x8000, 0xFFFF],
        ),
        (
            tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
            tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
            [0x0100, 0x0200, 0x0300],
        ),
        (
            tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
            tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA,
            [0xFF00, 0, 0],
        ),
    ];
    for (descriptor, entries, values) in tables {
        words(data, descriptor, VR::US, &[3, first, 16]);
        words(data, entries, VR::OW, &values);
    }
}

#[test]
fn presentation_states_have_their_palette_and_their_curve() {
    let (display, entry) = presented(&|state| put_palette(state, 0));
    assert_eq!(display["palette"], json!([0, 1, 255, 128, 2, 0, 255, 3, 0]));
    assert_eq!(entry["omits"], Value::Null);
    let (display, _) = presented(&|state| {
        let mut lut = DataSet::new();
        words(&mut lut, tags::LUT_DESCRIPTOR, VR::US, &[3, 0, 12]);
        words(&mut lut, tags::LUT_DATA, VR::OW, &[4095, 2048, 0]);
        state.put_items(tags::PRESENTATION_LUT_SEQUENCE, vec![lut]);
    });
    assert_eq!(display["curve"], json!([255, 128, 0]));
    assert_eq!(display["palette"], Value::Null);
}

#[test]
fn what_of_a_presentation_state_is_not_followed_is_named() {
    let (display, entry) = presented(&|state| {
        put_palette(state, 0);
        state.put_items(
            tags::BLENDING_SEQUENCE,
            vec![DataSet::new(), DataSet::new()],
        );
        state.put_u16(tags::SHUTTER_OVERLAY_GROUP, 0x6000);
    });
    assert_eq!(entry["omits"], json!(["blending", "bitmapShutter"]));
    assert_eq!(display["palette"], Value::Null, "it is the upper image's");
}

#[test]
fn one_image_is_blended_over_another() {
    let series = |uid: &str| {
        let mut image = DataSet::new();
        image.put_text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, uid);
        let mut series = DataSet::new();
        series.put_items(tags::REFERENCED_IMAGE_SEQUENCE, vec![image]);
        vec![series]
    };
    let item = |position: &str, uid: &str, window: [&str; 2]| {
        let (mut item, mut voi) = (DataSet::new(), DataSet::new());
        item.put_text(tags::BLENDING_POSITION, VR::CS, position);
        item.put_items(tags::REFERENCED_SERIES_SEQUENCE, series(uid));
        voi.put_text(tags::WINDOW_CENTER, VR::DS, window[0]);
        voi.put_text(tags::WINDOW_WIDTH, VR::DS, window[1]);
        item.put_items(tags::SOFTCOPY_VOILUT_SEQUENCE, vec![voi]);
        item
    };
    let class = uids::BLENDING_SOFTCOPY_PRESENTATION_STATE_STORAGE;
    let mut state = viewer::object(class, "1.2.9", "PR");
    put_palette(&mut state, 0);
    state.put_bytes(
        tags::RELATIVE_OPACITY,
        VR::FL,
        0.25_f32.to_le_bytes().to_vec(),
    );
    state.put_items(
        tags::BLENDING_SEQUENCE,
        vec![
            item("SUPERIMPOSED", "1.2.7", ["5", "10"]),
            item("UNDERLYING", "1.2.3", ["40", "400"]),
        ],
    );
    let below = image(uids::CT_IMAGE_STORAGE, "1.2.3", "CT", 4, 1);
    let above = image(
        uids::POSITRON_EMISSION_TOMOGRAPHY_IMAGE_STORAGE,
        "1.2.7",
        "PT",
        4,
        1,
    );
    let disc = Disc::made(&[encoded(&below), encoded(&above), encoded(&state)]);
    let entry = &disc.index["presentations"][0];
    assert_eq!(entry["images"], json!([[0, 0]]));
    assert_eq!(entry["omits"], Value::Null);
    let display = &disc.part(&entry["part"])["displays"][0];
    let palette = [0, 1, 255, 128, 2, 0, 255, 3, 0];
    let blend = json!({"stack": 1, "opacity": 0.25, "window": [5.0, 10.0], "palette": palette});
    assert_eq!(
        (&display["window"], &display["blend"]),
        (&json!([40.0, 400.0]), &blend)
    );
}
