//! Labels read by others: codes by ZBar, pages by Poppler and qpdf.

use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use filmdesk_dataset::text::PersonName;
use filmdesk_fonts::Typesetter;
use filmdesk_media::image::{self, ImageFormat};
use filmdesk_media::instance::Key;
use filmdesk_media::label::{self, Code, Form, LabelInput, LabelPatient, Marking};
use filmdesk_media::medium::{self, OpenOptions};
use filmdesk_media::pdi::Language;
use filmdesk_media::timestamp::Timestamp;
use filmdesk_media::volume::{Content, ContentSource, Volume, VolumeFile, VolumePath};
use filmdesk_tests::discs::{disc, said, slices, stored, text};
use filmdesk_tests::program::Program;
use filmdesk_tests::robot::{job, robot};
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{debian, run};
use serde_json::json;

fn input(code: Code) -> LabelInput {
    LabelInput {
        form: Form::Disc,
        patients: vec![LabelPatient {
            name: PersonName::parse("Example^Łucja"),
            id: "TEST-4711".to_owned(),
            ..LabelPatient::default()
        }],
        institution: "Example Hospital".to_owned(),
        contact: String::new(),
        logo: None,
        marking: Some(Marking::DicomPlusWeb),
        code: Some(code),
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

const FORMS: [Form; 3] = [Form::Disc, Form::Insert, Form::A4];

#[test]
fn zbar_reads_the_codes_of_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let setter = Typesetter::embedded();
    for (code, text) in [
        (
            Code::Qr("https://example.org/disc/1?q=Łódź".to_owned()),
            "https://example.org/disc/1?q=Łódź",
        ),
        (
            Code::Code128("DISC-20261126-0001".to_owned()),
            "DISC-20261126-0001",
        ),
        (
            Code::Code128("2026112600000001".to_owned()),
            "2026112600000001",
        ),
        (Code::Code128("~ a|b}C{ !".to_owned()), "~ a|b}C{ !"),
    ] {
        for form in FORMS {
            let input = LabelInput {
                form,
                ..input(code.clone())
            };
            let path = folder.path().join("label.png");
            std::fs::write(&path, label::png(&input, &setter, 300).unwrap()).unwrap();
            assert_eq!(scanned(&path), text, "{form:?} {code:?}");
        }
    }
}

#[test]
fn poppler_finds_the_texts_and_qpdf_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let setter = Typesetter::embedded();
    for form in FORMS {
        let input = LabelInput {
            form,
            ..input(Code::Qr("1".to_owned()))
        };
        let path = folder.path().join("label.pdf");
        std::fs::write(&path, label::pdf(&input, &setter).unwrap()).unwrap();
        let text = run(debian("pdftotext").arg(&path).arg("-")).out;
        for words in ["Example, Łucja", "TEST-4711", "Disc 1/2", "DICOM PLUS WEB"] {
            assert!(text.contains(words), "{form:?}: {words} in {text}");
        }
        assert!(
            run(debian("qpdf").arg("--check").arg(&path)).success,
            "{form:?}"
        );
    }
}

/// The text of the bars or the QR code on a picture.
fn scanned(picture: &Path) -> String {
    let said = run(debian("zbarimg").args(["-q", "--raw"]).arg(picture));
    said.out.trim_end_matches('\n').to_owned()
}

#[test]
fn a_robot_prints_the_pickup_code() {
    let folder = tempfile::tempdir().unwrap();
    let (watched, settings) = robot(folder.path());
    let server = Server::with(&format!("{settings}[web]\nhand-over = \"code\"\n"));
    let program = Program::of(&server);
    stored(&server, &slices(folder.path(), 2));
    let found = program.get(&server, "/api/v1/patients?q=FD-0001");
    let patient = format!("/api/v1/patients/{}", found[0]["key"]);
    let study = program.get(&server, &patient)["studies"][0]["uid"].clone();
    let order = json!({ "studies": [study], "drive": "robot" });
    let ordered = program.post(&server, "/api/v1/jobs", &order);
    let code = ordered["pickup_code"].as_str().expect("a code");
    assert_eq!(code.len(), 6, "{ordered}");
    let lines = std::fs::read_to_string(job(&watched, "JRQ", &[])).expect("the job file");
    let mut lines = lines.lines();
    let label = lines.find_map(|line| line.strip_prefix("PrintLabel = "));
    assert_eq!(scanned(Path::new(label.expect("a label"))), code);
}

/// The words of a label that `filmdesk disc label` printed.
fn printed(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("label.pdf");
    let output = disc(&[&["label", "--out", text(&path)], arguments].concat());
    assert!(output.status.success(), "{}", said(&output));
    run(debian("pdftotext").arg(&path).arg("-")).out
}

#[test]
fn a_label_is_the_same_before_the_disc_is_made_and_of_the_disc() {
    let folder = tempfile::tempdir().unwrap();
    let (from, image) = (slices(folder.path(), 2), folder.path().join("disc.iso"));
    let made = disc(&[
        "make",
        "--from",
        text(&from),
        "--file-set-id",
        "LABELLED",
        "--profile",
        // Its DICOMDIR has birth date and sex, too.
        "STD-GEN-DVD-JPEG",
        "--out",
        text(&image),
    ]);
    assert!(made.status.success(), "{}", said(&made));
    let before = printed(&["--from", text(&from), "--file-set-id", "LABELLED"]);
    assert!(
        before.contains("LABELLED") && before.contains("FD-0001"),
        "{before}"
    );
    assert_eq!(printed(&["--disc", text(&image)]), before);
    // The day is the disc's own, not that of printing.
    let mut bytes = std::fs::read(&image).unwrap();
    bytes[16 * 2048 + 813..][..8].copy_from_slice(b"20010203");
    std::fs::write(&image, bytes).unwrap();
    let old = printed(&["--disc", text(&image)]);
    assert!(old.contains("2001-02-03"), "{old}");
    assert!(!before.contains("2001-02-03"), "{before}");
}

/// Every form of a disc says when it was made; the label of today is not for one of last year.
#[test]
fn the_day_is_the_disc_s_own() {
    let made = Timestamp {
        year: 2019,
        month: 7,
        day: 31,
        hour: 23,
        minute: 58,
        second: 2,
        offset_minutes: 0,
    };
    let bytes = b"an index";
    let volume = Volume {
        file_set_id: "LAST_YEAR".to_owned(),
        created: made,
        files: vec![VolumeFile {
            path: VolumePath::parse("DICOMDIR").expect("a path"),
            length: bytes.len() as u64,
            content: Content::Bytes(bytes.as_slice().into()),
        }],
    };
    let formats = [
        ImageFormat::Iso,
        ImageFormat::IsoUdf,
        ImageFormat::Udf,
        ImageFormat::Fat16,
        ImageFormat::Fat32,
        ImageFormat::Zip,
    ];
    for format in formats {
        let mut image = Vec::new();
        let plan = image::plan(&volume, format).expect("a plan");
        plan.write(&Nothing, &mut image, &mut |_| ControlFlow::Continue(()))
            .expect("an image");
        let medium = medium::open(Box::new(Cursor::new(image)), &OpenOptions::default());
        assert_eq!(
            medium.expect("a medium").created(),
            Some(made),
            "{format:?}"
        );
    }
}

/// There is no file but the one that is in memory.
struct Nothing;

impl ContentSource for Nothing {
    fn instance(&self, _: Key) -> io::Result<Box<dyn Read + Send + '_>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn work(&self, _: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        Err(io::ErrorKind::NotFound.into())
    }
}
