//! Labels: nothing in the hub nor over the rim, every text whole or with `…`, same input same bytes.
#![allow(clippy::disallowed_methods)]

use std::sync::Arc;

use filmdesk_dataset::text::PersonName;
use filmdesk_fonts::{FACE_FILES, FACE_FOLDERS, FaceData, FontBytes, Typesetter};
use filmdesk_media::label::{
    self, Code, Form, LabelError, LabelInput, LabelPatient, LabelStudy, Marking,
};
use filmdesk_media::pdi::Language;
use filmdesk_media::timestamp::Timestamp;
use image::{ImageEncoder, RgbImage, RgbaImage};

/// The machine's faces after the embedded one: what is not there shows as boxes, which must keep
/// within the disc just as well.
fn setter() -> Typesetter {
    let face = |file: &filmdesk_fonts::FaceFile| {
        let paths = FACE_FOLDERS
            .iter()
            .map(|folder| format!("{folder}/{}", file.file));
        let bytes = paths
            .into_iter()
            .find_map(|path| std::fs::read(path).ok())?;
        let bytes: FontBytes = Arc::new(bytes);
        let (name, index, language) = (file.file.to_owned(), file.index, file.language);
        Some(FaceData {
            name,
            bytes,
            index,
            language,
        })
    };
    Typesetter::new(FACE_FILES.iter().filter_map(face).collect()).0
}

fn study(date: &str, modalities: &[&str], description: &str) -> LabelStudy {
    LabelStudy {
        date: date.to_owned(),
        description: description.to_owned(),
        modalities: modalities.iter().map(|m| (*m).to_owned()).collect(),
    }
}

fn input(name: &str) -> LabelInput {
    LabelInput {
        form: Form::Disc,
        patients: vec![LabelPatient {
            name: PersonName::parse(name),
            id: "TEST-4711".to_owned(),
            birth_date: "19700102".to_owned(),
            sex: "F".to_owned(),
            studies: vec![
                study(
                    "20261120",
                    &["CT", "SR"],
                    "Thorax and abdomen with contrast",
                ),
                study("20261124", &["MR"], "Knee left"),
            ],
        }],
        institution: "Example Hospital, Department of Radiology".to_owned(),
        contact: "1 Example Street, Exampletown · radiology@example.org".to_owned(),
        logo: None,
        marking: Some(Marking::DicomPlusWeb),
        code: Some(Code::Qr(
            "https://example.org/disc/20261126-0001".to_owned(),
        )),
        made: Timestamp {
            year: 2026,
            month: 11,
            day: 26,
            hour: 9,
            minute: 30,
            second: 0,
            offset_minutes: 60,
        },
        number: 1,
        count: 2,
        file_set_id: "TEST_DISC_1".to_owned(),
        language: Language::English,
        hub_mm: 46.0,
    }
}

/// A sign with transparency.
fn logo() -> Vec<u8> {
    let picture = RgbaImage::from_fn(300, 100, |x, y| {
        let inside = (f64::from(x) - 150.0).hypot((f64::from(y) - 50.0) * 3.0) < 148.0;
        image::Rgba([20, 90, 160, if inside { 255 } else { 0 }])
    });
    let mut png = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut png);
    encoder
        .write_image(&picture, 300, 100, image::ExtendedColorType::Rgba8)
        .unwrap();
    png
}

/// Every label that must come out well: name of the case and input.
fn cases() -> Vec<(&'static str, LabelInput)> {
    let long = "Wolfeschlegelsteinhausenbergerdorff^Hubert Blaine Maximilian Theodor^Konstantin^Prof. Dr. med. habil.^of the Example Family";
    let mut many = input("Example^Maria");
    many.patients[0].studies = (1..=8)
        .map(|day| {
            study(
                &format!("202611{day:02}"),
                &["CT", "PR", "SR", "SEG"],
                "Whole body with and without contrast, follow-up of the examination before",
            )
        })
        .collect();
    let mut crowd = many.clone();
    crowd.patients[0]
        .studies
        .extend(many.patients[0].studies.clone());
    crowd.code = Some(Code::Code128("DISC-20261126-0001".to_owned()));
    let mut sign = input("Adams^John Robert Quincy^^Rev.^B.A. M.Div.");
    sign.logo = Some(logo());
    let mut chinese = input("Wang^XiaoDong=王^小东=");
    chinese.language = Language::ChineseSimplified;
    chinese.institution = "示例医院放射科".to_owned();
    chinese.patients[0].studies = vec![
        study("20261120", &["CT"], "胸部增强扫描"),
        study("20261124", &["MR"], "左膝关节"),
    ];
    let mut endless = input(&"X".repeat(400));
    endless.institution = "W".repeat(300);
    endless.patients[0].studies[0].description = "M".repeat(300);
    endless.patients[0].id = "9".repeat(64);
    let mut several = input("Example^Maria");
    several
        .patients
        .push(input("Sample^Peter").patients.remove(0));
    let mut small_hub = sign.clone();
    small_hub.hub_mm = 22.0;
    let mut bare = input("");
    (bare.code, bare.marking, bare.count) = (None, None, 1);
    vec![
        ("latin", sign),
        ("chinese", chinese),
        ("japanese", input("Yamada^Tarou=山田^太郎=やまだ^たろう")),
        ("korean", input("Hong^Gildong=洪^吉洞=홍^길동")),
        ("arabic", input("قباني^لنزار")),
        ("long", input(long)),
        ("many", many),
        ("crowd", crowd),
        ("endless", endless),
        ("several", several),
        ("small_hub", small_hub),
        ("bare", bare),
    ]
}

/// How far from the disc's centre ink is, in mm: the least and the most.
fn reach(picture: &RgbImage) -> (f64, f64) {
    let middle = f64::from(picture.width()) / 2.0;
    let inked = picture
        .enumerate_pixels()
        .filter(|(.., pixel)| pixel.0.iter().any(|value| *value < 250));
    let radii = inked.map(|(x, y, _)| {
        (f64::from(x) + 0.5 - middle).hypot(f64::from(y) + 0.5 - middle) * 60.0 / middle
    });
    radii.fold((f64::MAX, 0.0), |(least, most), radius| {
        (radius.min(least), radius.max(most))
    })
}

fn kept(name: &str, bytes: &[u8]) {
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/labels");
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(format!("{folder}/{name}"), bytes).unwrap();
}

#[test]
fn ink_stays_between_hub_and_rim() {
    let setter = setter();
    for (name, input) in cases() {
        let png = label::png(&input, &setter, 300).unwrap();
        kept(&format!("{name}.png"), &png);
        let picture = image::load_from_memory(&png).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (1417, 1417), "{name}");
        let (least, most) = reach(&picture);
        assert!(
            least > input.hub_mm / 2.0 && most < 59.0,
            "{name}: ink from {least} to {most} mm"
        );
    }
}

#[test]
fn pages_are_written_and_same_input_gives_same_bytes() {
    let setter = setter();
    for (name, mut input) in cases() {
        for form in [Form::Disc, Form::Insert, Form::A4] {
            input.form = form;
            let pdf = label::pdf(&input, &setter).unwrap();
            kept(&format!("{name}_{form:?}.pdf"), &pdf);
            assert!(pdf.starts_with(b"%PDF-"), "{name}");
            assert!(
                pdf == label::pdf(&input, &setter).unwrap(),
                "{name}: other bytes"
            );
        }
    }
}

#[test]
fn a_jpeg_has_its_resolution_and_bad_input_is_told() {
    let setter = Typesetter::embedded();
    let good = input("Example^Maria");
    let jpeg = label::jpeg(&good, &setter, 300).unwrap();
    // JFIF: units of dots per inch, 300 x 300.
    assert_eq!(jpeg[13..18], [1, 1, 44, 1, 44]);
    assert!(matches!(
        label::png(&good, &setter, 10_000),
        Err(LabelError::Resolution(10_000))
    ));
    let logo = LabelInput {
        logo: Some(b"not a picture".to_vec()),
        ..good.clone()
    };
    assert!(matches!(
        label::png(&logo, &setter, 300),
        Err(LabelError::Logo(_))
    ));
    let code = LabelInput {
        code: Some(Code::Code128("X".repeat(60))),
        ..good
    };
    assert!(matches!(
        label::pdf(&code, &setter),
        Err(LabelError::Code(_))
    ));
}
