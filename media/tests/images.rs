//! What the image writers write, the readers read: every form, every byte, nothing to complain of.

use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;

use filmdesk_media::image::{
    ImageFormat, ImageOptions, ImagePlan, Partition, UdfRevision, ZipEncryption, earlier_files,
    plan, plan_append, plan_with,
};
use filmdesk_media::instance::Key;
use filmdesk_media::medium::{self, Medium, OpenOptions};
use filmdesk_media::timestamp::Timestamp;
use filmdesk_media::volume::{Content, ContentSource, Volume, VolumeFile, VolumePath};

const PASSWORD: &str = "correct horse";

const FILES: &[(&str, u64)] = &[
    ("DICOMDIR", 5000),
    ("README.TXT", 100),
    ("DICOM/PA0/ST0/SE0/IM0", 70_001),
    ("DICOM/PA0/ST0/SE0/IM1", 0),
    ("D1/D2/D3/D4/D5/D6/DEEP", 2048),
];

struct Formula(Vec<u64>);

fn bytes(key: u64, length: u64) -> Vec<u8> {
    (0..length).map(|at| (at * 3 + key) as u8).collect()
}

impl ContentSource for Formula {
    fn instance(&self, key: Key) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(Cursor::new(bytes(key.0, self.0[key.0 as usize]))))
    }

    fn work(&self, number: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        self.instance(Key(number))
    }
}

fn volume(files: &[(&str, u64)]) -> Volume {
    let file = |(number, (path, length)): (usize, &(&str, u64))| VolumeFile {
        path: VolumePath::parse(path).expect("a path"),
        length: *length,
        content: Content::Instance(Key(number as u64)),
    };
    Volume {
        file_set_id: "ROUNDTRIP".to_owned(),
        created: Timestamp {
            year: 2026,
            month: 1,
            day: 2,
            hour: 3,
            minute: 4,
            second: 5,
            offset_minutes: 0,
        },
        files: files.iter().enumerate().map(file).collect(),
    }
}

fn write(volume: &Volume, plan: &ImagePlan) -> Vec<u8> {
    let source = Formula(volume.files.iter().map(|file| file.length).collect());
    let mut out = Vec::new();
    plan.write(&source, &mut out, &mut |_| ControlFlow::Continue(()))
        .expect("written");
    out
}

fn open(image: Vec<u8>) -> Box<dyn Medium> {
    let options = OpenOptions {
        password: Some(PASSWORD.to_owned()),
        ..OpenOptions::default()
    };
    medium::open(Box::new(Cursor::new(image)), &options).expect("a medium")
}

/// Every file of the volume with its bytes, no other, nothing to complain of.
fn assert_holds(what: &str, volume: &Volume, medium: &dyn Medium) {
    let entries = medium.entries().expect("entries");
    let files = entries.iter().filter(|entry| !entry.is_folder);
    assert_eq!(files.count(), volume.files.len(), "{what}");
    for (key, file) in volume.files.iter().enumerate() {
        let mut found = Vec::new();
        let mut reader = medium.open(&file.path).expect("a file");
        reader.read_to_end(&mut found).expect("its bytes");
        assert!(
            found == bytes(key as u64, file.length),
            "{what}: {}",
            file.path
        );
    }
    assert_eq!(medium.findings(), [], "{what}");
}

#[test]
fn every_form_is_read_back() {
    let volume = volume(FILES);
    let usual = ImageOptions::default();
    let unpartitioned = ImageOptions {
        partition: Partition::None,
        ..usual.clone()
    };
    let older = ImageOptions {
        udf: UdfRevision::V250,
        ..usual.clone()
    };
    let encrypted = ImageOptions {
        encryption: Some(ZipEncryption {
            password: PASSWORD.to_owned(),
            salt: [9; 32],
        }),
        ..usual.clone()
    };
    let rows = [
        (ImageFormat::Iso, &usual),
        (ImageFormat::IsoUdf, &usual),
        (ImageFormat::Udf, &usual),
        (ImageFormat::Udf, &older),
        (ImageFormat::Fat16, &usual),
        (ImageFormat::Fat32, &usual),
        (ImageFormat::Fat16, &unpartitioned),
        (ImageFormat::Fat32, &unpartitioned),
        (ImageFormat::Zip, &usual),
        (ImageFormat::Zip, &encrypted),
    ];
    for (format, options) in rows {
        let what = format!("{format:?} {options:?}");
        let plan = plan_with(&volume, format, options).expect("a plan");
        let medium = open(write(&volume, &plan));
        assert_holds(&what, &volume, &*medium);
        if format != ImageFormat::Zip {
            assert!(
                medium.label().is_some_and(|label| label == "ROUNDTRIP"),
                "{what}"
            );
        }
    }
}

#[test]
fn a_further_session_keeps_the_files_of_the_first() {
    let first = volume(&[("DICOMDIR", 100), ("A/ONE", 5000), ("A/EMPTY", 0)]);
    let mut disc = write(&first, &plan(&first, ImageFormat::Iso).expect("a plan"));
    let next = u32::try_from(disc.len() / 2048).expect("a small disc");
    let earlier = earlier_files(&*open(disc.clone())).expect("earlier files");
    assert_eq!(earlier.len(), 3);

    let second = volume(&[("DICOMDIR", 200), ("A/TWO", 6000)]);
    disc.extend(write(
        &second,
        &plan_append(&second, &earlier, next).expect("a plan"),
    ));
    let options = OpenOptions {
        session_start: Some(next),
        ..OpenOptions::default()
    };
    let medium = medium::open(Box::new(Cursor::new(disc)), &options).expect("a medium");
    let rows = [
        ("DICOMDIR", 0, 200),
        ("A/ONE", 1, 5000),
        ("A/EMPTY", 2, 0),
        ("A/TWO", 1, 6000),
    ];
    for (path, key, length) in rows {
        let path = VolumePath::parse(path).expect("a path");
        let mut found = Vec::new();
        let mut reader = medium.open(&path).expect("a file");
        reader.read_to_end(&mut found).expect("its bytes");
        assert!(found == bytes(key, length), "{path}");
    }
    assert_eq!(medium.findings(), []);
}
