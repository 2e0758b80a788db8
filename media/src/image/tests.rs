//! Where things are, what is refused, and that content is what was planned.

use std::io::{self, Read};
use std::ops::ControlFlow;

use super::layout::Part;
use super::*;
use crate::instance::Key;
use crate::volume::Content;

const FORMATS: [ImageFormat; 6] = [
    ImageFormat::Iso,
    ImageFormat::IsoUdf,
    ImageFormat::Udf,
    ImageFormat::Fat16,
    ImageFormat::Fat32,
    ImageFormat::Zip,
];

/// Gives this many bytes for every file.
struct Length(u64);

impl ContentSource for Length {
    fn instance(&self, key: Key) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(io::repeat(key.0 as u8 + 1).take(self.0)))
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
        file_set_id: "SET1".to_owned(),
        created: crate::timestamp::Timestamp {
            year: 2026,
            month: 1,
            day: 2,
            hour: 3,
            minute: 4,
            second: 60,
            offset_minutes: -90,
        },
        files: files.iter().enumerate().map(file).collect(),
    }
}

fn written(plan: &ImagePlan, source: &dyn ContentSource) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    plan.write(source, &mut out, &mut |_| ControlFlow::Continue(()))?;
    Ok(out)
}

/// Where each part is, in units.
fn listing(volume: &Volume, format: ImageFormat, unit: u64) -> String {
    let options = ImageOptions {
        partition: Partition::None,
        ..ImageOptions::default()
    };
    let plan = plan_with(volume, format, &options).expect("a plan");
    let Form::Laid(layout) = &plan.form else {
        return String::new();
    };
    let line = |(start, length, part): (u64, u64, &Part)| {
        let part = match part {
            Part::Bytes(_) => "structures".to_owned(),
            Part::Made(_) => "structures, made late".to_owned(),
            Part::File(file) => volume.files[*file].path.to_string(),
        };
        format!("{:>4} {length:>7} {part}\n", start / unit)
    };
    let lines: String = layout.listing().map(line).collect();
    format!("{lines}{:>4} end", layout.length / unit)
}

#[test]
fn files_lie_in_the_order_of_the_volume() {
    let volume = volume(&[
        ("DICOMDIR", 3000),
        ("B/IM1", 5000),
        ("A/IM2", 0),
        ("A/IM3", 1),
    ]);
    insta::assert_snapshot!(listing(&volume, ImageFormat::Iso, 2048), @r"
     16    6144 structures
     19   20480 structures
     30    3000 DICOMDIR
     32    5000 B/IM1
     35       1 A/IM3
    186 end
    ");
    insta::assert_snapshot!(listing(&volume, ImageFormat::IsoUdf, 2048), @r"
     16    6144 structures
     19    6144 structures
     32   12288 structures
     48   12288 structures
     64    4096 structures
    256    2048 structures
    257   16384 structures
    265    8192 structures, made late
    269   20480 structures
    280    3000 DICOMDIR
    282    5000 B/IM1
    285       1 A/IM3
    287    2048 structures
    288 end
    ");
    insta::assert_snapshot!(listing(&volume, ImageFormat::Udf, 2048), @r"
     16    6144 structures
     32   12288 structures
     64    4096 structures
    256    2048 structures
    288    2048 structures
    320   16384 structures
    328    8192 structures, made late
    353    3000 DICOMDIR
    355    5000 B/IM1
    358       1 A/IM3
    384    2048 structures
    416   12288 structures
    447    2048 structures
    448 end
    ");
    insta::assert_snapshot!(listing(&volume, ImageFormat::Fat16, 512), @r"
       0     512 structures
       1    8704 structures, made late
      18    8704 structures, made late
      35     128 structures
      67      96 structures
      68     128 structures
      69    3000 DICOMDIR
      75    5000 B/IM1
      85       1 A/IM3
    4168 end
    ");
    insta::assert_snapshot!(listing(&volume, ImageFormat::Fat32, 512), @r"
       0    1536 structures
       6    1536 structures
      32  262656 structures, made late
     545  262656 structures, made late
    1058     128 structures
    1059      96 structures
    1060     128 structures
    1061    3000 DICOMDIR
    1067    5000 B/IM1
    1077       1 A/IM3
    66599 end
    ");
}

#[test]
fn the_same_input_gives_the_same_bytes_of_the_planned_length() {
    let volume = volume(&[("DICOMDIR", 3000), ("A/IM1", 3000), ("A/B/IM2", 3000)]);
    for format in FORMATS {
        let first = plan(&volume, format).expect("a plan");
        let second = plan(&volume, format).expect("a plan");
        let bytes = written(&first, &Length(3000)).expect("written");
        assert_eq!(bytes.len() as u64, first.length(), "{format:?}");
        let again = written(&second, &Length(3000)).expect("written");
        assert!(bytes == again, "{format:?}");
    }
}

#[test]
fn content_of_another_length_is_an_error_that_names_the_file() {
    let volume = volume(&[("DICOMDIR", 3000), ("A/IM1", 3000)]);
    for format in FORMATS {
        let plan = plan(&volume, format).expect("a plan");
        let shorter = written(&plan, &Length(2999)).expect_err("shorter");
        assert_eq!(shorter.kind(), io::ErrorKind::UnexpectedEof, "{format:?}");
        assert_eq!(
            shorter.to_string(),
            "DICOMDIR: content ends after 2999 bytes of the planned 3000"
        );
        let longer = written(&plan, &Length(3001)).expect_err("longer");
        assert_eq!(
            longer.to_string(),
            "DICOMDIR: content is longer than the planned 3000 bytes"
        );
    }
}

/// Gives other bytes each time.
struct Changing(std::sync::atomic::AtomicU8);

impl ContentSource for Changing {
    fn instance(&self, _: Key) -> io::Result<Box<dyn Read + Send + '_>> {
        let next = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok(Box::new(io::repeat(next).take(10)))
    }

    fn work(&self, _: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        self.instance(Key(0))
    }
}

#[test]
fn a_zip_finds_content_that_changes_meanwhile() {
    let plan = plan(&volume(&[("DICOMDIR", 10)]), ImageFormat::Zip).expect("a plan");
    let error = written(&plan, &Changing(0.into())).expect_err("changed");
    assert_eq!(
        error.to_string(),
        "DICOMDIR: content changed while it was written"
    );
}

#[test]
fn progress_is_told_every_mib_and_may_end_the_writing() {
    let length = 5 << 20;
    let plan = plan(&volume(&[("IM1", length)]), ImageFormat::Iso).expect("a plan");
    let mut told = vec![0];
    plan.write(&Length(length), &mut io::sink(), &mut |bytes| {
        told.push(bytes);
        ControlFlow::Continue(())
    })
    .expect("written");
    assert_eq!(told.last(), Some(&plan.length()));
    // A block of 256 KiB may come between.
    assert!(
        told.windows(2).all(|two| two[1] - two[0] <= 5 << 18),
        "{told:?}"
    );

    let mut stop = |bytes| match bytes < 2 << 20 {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    };
    let error = plan.write(&Length(length), &mut io::sink(), &mut stop);
    assert_eq!(error.expect_err("ended").kind(), io::ErrorKind::Interrupted);
}

fn refused(files: &[(&str, u64)], format: ImageFormat) -> String {
    plan(&volume(files), format)
        .expect_err("refused")
        .to_string()
}

#[test]
fn what_a_format_does_not_hold_is_refused_in_words() {
    let large = &[("A/IM1", 1 << 32)];
    insta::assert_snapshot!(refused(large, ImageFormat::Iso), @"A/IM1: 4294967296 bytes, and a file of ISO 9660 level 1 has at most 4294965248; UDF holds it");
    insta::assert_snapshot!(refused(large, ImageFormat::Fat32), @"A/IM1: 4294967296 bytes, and a file of FAT has at most 4294967295");
    insta::assert_snapshot!(refused(&[("IM1", 3 << 30)], ImageFormat::Fat16), @"1 files and folders of 3221225472 bytes for FAT16");
    insta::assert_snapshot!(refused(&[("A/IM1", 1), ("a/im1", 1)], ImageFormat::Zip), @"a/im1: there is another file or folder of this name");
    insta::assert_snapshot!(refused(&[("A", 1), ("A/IM1", 1)], ImageFormat::Iso), @"A/IM1: there is another file or folder of this name");
    insta::assert_snapshot!(refused(&[("A/what?.htm", 1)], ImageFormat::Iso), @r#"what?.htm: Joliet takes none of * / : ; ? \ in a name"#);
    insta::assert_snapshot!(refused(&[("A/what?.htm", 1)], ImageFormat::Fat32), @r#"what?.htm: FAT takes none of " * / : < > ? \ | in a name"#);
    for format in [ImageFormat::IsoUdf, ImageFormat::Udf, ImageFormat::Zip] {
        plan(&volume(large), format).expect("room for it");
    }
}

#[test]
fn a_file_set_id_keeps_its_characters() {
    let mut volume = volume(&[("DICOMDIR", 1)]);
    volume.file_set_id = "lower case".to_owned();
    let error = plan(&volume, ImageFormat::Iso).expect_err("refused");
    assert_eq!(
        error.to_string(),
        "lower case: a File-set ID has at most 16 characters A-Z 0-9 _"
    );
}

#[test]
fn a_device_too_small_is_refused_and_a_larger_one_filled() {
    let volume = volume(&[("IM1", 40 << 20)]);
    let of_size = |size, format| {
        let options = ImageOptions {
            size: Some(size),
            ..ImageOptions::default()
        };
        plan_with(&volume, format, &options)
    };
    insta::assert_snapshot!(of_size(40 << 20, ImageFormat::Fat32).expect_err("full"), @"1 files and folders of 41943040 bytes on a device of 41943040 bytes with FAT32");
    // Of every usual size of stick and card.
    for size in [
        64 << 20,
        1 << 30,
        2_000_000_000,
        8_000_000_000,
        64_000_000_000,
        2_000_000_000_000,
    ] {
        let plan = of_size(size, ImageFormat::Fat32).expect("room");
        assert_eq!(plan.length(), size);
        assert!(
            plan.used() < (48 << 20) + size / 50,
            "{} of {size}",
            plan.used()
        );
        let fits = size <= 2 << 30;
        assert_eq!(of_size(size, ImageFormat::Fat16).is_ok(), fits, "{size}");
    }
}

#[test]
fn only_a_zip_is_encrypted_and_its_password_is_not_printed() {
    let encryption = ZipEncryption {
        password: "secret".to_owned(),
        salt: [1; 32],
    };
    assert_eq!(format!("{encryption:?}"), "ZipEncryption");
    let options = ImageOptions {
        encryption: Some(encryption),
        ..ImageOptions::default()
    };
    let error = plan_with(&volume(&[("IM1", 1)]), ImageFormat::Iso, &options);
    assert_eq!(
        error.expect_err("refused").to_string(),
        "only a ZIP can be encrypted"
    );
}

#[test]
fn a_disc_for_patients_has_one_session() {
    let earlier = |path: &str| EarlierFile {
        path: VolumePath::parse(path).expect("a path"),
        sector: 100,
        length: 10,
    };
    let new = volume(&[("DICOMDIR", 1), ("A/IM2", 1)]);
    for path in ["INDEX.HTM", "IHE_PDI/STYLE.CSS"] {
        let error = plan_append(&new, &[earlier(path)], 1000).expect_err("refused");
        assert_eq!(
            error.to_string(),
            "a disc with INDEX.HTM or IHE_PDI has one session only (IHE RAD TF-3 4.47)"
        );
    }
    let old = [earlier("DICOMDIR"), earlier("A/IM1")];
    let plan = plan_append(&new, &old, 1000).expect("a plan");
    let bytes = written(&plan, &Length(1)).expect("written");
    let root = &bytes[16 * 2048 + 156..][..34];
    let sector = u32::from_le_bytes([root[2], root[3], root[4], root[5]]);
    assert!(
        sector > 1000,
        "places are those of the disc, not of the session"
    );
}
