//! Every image of the collection to every transfer syntax and back: samples and all other
//! elements stay.

#![allow(clippy::disallowed_methods, reason = "tests open the sample files")]

mod common;

use std::collections::BTreeMap;
use std::io::Cursor;

use filmdesk_dataset::file::{self, Implementation, ReadOptions};
use filmdesk_dataset::pixels::{Frame, PixelAttributes, Quality, stored_frame};
use filmdesk_dataset::transcode::{Lossy, Options, Outcome, TranscodeError, transcode};
use filmdesk_dataset::{DataSet, Tag, Value, tags, uids};

const BIG: &str = "1.2.840.10008.1.2.2";
const NATIVE: [&str; 4] = [
    uids::IMPLICIT_VR_LITTLE_ENDIAN,
    uids::EXPLICIT_VR_LITTLE_ENDIAN,
    BIG,
    uids::DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
];
const LOSSLESS: [&str; 4] = [
    uids::RLE_LOSSLESS,
    uids::JPEG_LOSSLESS_SV1,
    uids::JPEGLS_LOSSLESS,
    uids::JPEG2000_LOSSLESS,
];
const LOSSY: [&str; 3] = [
    uids::JPEG_BASELINE8_BIT,
    uids::JPEGLS_NEAR_LOSSLESS,
    uids::JPEG2000,
];

const OPTIONS: Options<'static> = Options {
    implementation: Implementation {
        class_uid: "2.25.1",
        version_name: "TEST",
        source_ae_title: Some("SOURCE"),
    },
    lossy: None,
    verify: false,
    read: ReadOptions::LENIENT,
};

fn to(
    bytes: &[u8],
    target: &str,
    options: &Options<'_>,
) -> Result<(Vec<u8>, Outcome), TranscodeError> {
    let mut out = Vec::new();
    let outcome = transcode(&mut Cursor::new(bytes), target, options, &mut out)?;
    Ok((out, outcome))
}

/// The data set and up to three frames of a file.
fn read(bytes: &[u8]) -> (DataSet, Vec<Frame>) {
    let mut reader = Cursor::new(bytes);
    let read = file::read(&mut reader, &ReadOptions::LENIENT).unwrap();
    let syntax = match read.meta.transfer_syntax.as_str() {
        "" => uids::EXPLICIT_VR_LITTLE_ENDIAN,
        other => other,
    };
    let count = PixelAttributes::of(&read.data_set).map_or(0, |attributes| attributes.frames);
    let mut wanted = vec![0, count / 2, count.saturating_sub(1)];
    wanted.dedup();
    let mut source = read.source(&mut reader);
    let frames = wanted.into_iter().filter(|frame| *frame < count);
    let frames = frames.filter_map(|at| stored_frame(&read.data_set, syntax, &mut source, at).ok());
    (read.data_set.clone(), frames.collect())
}

/// Elements that transcoding does not touch; bulk values by length, since ids are the file's.
fn untouched(data: &DataSet) -> BTreeMap<Tag, String> {
    let pixels = [
        tags::PIXEL_DATA,
        tags::PHOTOMETRIC_INTERPRETATION,
        tags::PLANAR_CONFIGURATION,
        tags::BITS_ALLOCATED,
        tags::BITS_STORED,
        tags::HIGH_BIT,
        tags::PIXEL_REPRESENTATION,
        tags::EXTENDED_OFFSET_TABLE,
        tags::EXTENDED_OFFSET_TABLE_LENGTHS,
        tags::LOSSY_IMAGE_COMPRESSION,
        tags::LOSSY_IMAGE_COMPRESSION_METHOD,
    ];
    let kept = data
        .iter()
        .filter(|(tag, _)| !pixels.contains(tag) && tag.1 != 0);
    kept.map(|(tag, element)| (tag, shown(&element.value)))
        .collect()
}

fn shown(value: &Value) -> String {
    match value {
        Value::Bytes(bytes) => format!(
            "{:?}",
            bytes.chunks(2).map(|b| b.to_vec()).collect::<Vec<_>>()
        ),
        Value::Items(items) => format!("{:?}", items.iter().map(untouched).collect::<Vec<_>>()),
        Value::Bulk(bulk) => format!("bulk of {}", bulk.length.next_multiple_of(2)),
    }
}

fn images() -> Vec<(String, Vec<u8>)> {
    let paths = ["img", "seg"].into_iter().flat_map(common::files_in);
    let files = paths.map(|path| (common::name(&path), std::fs::read(&path).unwrap()));
    files
        .filter(|(_, bytes)| !read(bytes).1.is_empty())
        .collect()
}

/// What differs. Implicit VR has no VR of private elements: their values are not compared when
/// it is on the way.
fn difference(before: &(DataSet, Vec<Frame>), bytes: &[u8], implicit: bool) -> Option<String> {
    let after = read(bytes);
    if after.1.len() != before.1.len() {
        return Some(format!("{} frames of {}", after.1.len(), before.1.len()));
    }
    for (after, before) in after.1.iter().zip(&before.1) {
        if !after.data.iter().eq(before.data.iter()) || after.photometric != before.photometric {
            return Some("samples".to_owned());
        }
    }
    let compared = |data: &DataSet| {
        let mut kept = untouched(data);
        kept.retain(|tag, value| tag.0 % 2 == 0 || !implicit || value.starts_with("bulk"));
        kept
    };
    let (after, before) = (compared(&after.0), compared(&before.0));
    let tags = before.keys().chain(after.keys());
    let mut differing = tags.filter(|tag| before.get(tag) != after.get(tag));
    differing.next().map(ToString::to_string)
}

/// Where the work of every way is too much for a test, two ways are gone.
fn ways(frames: &[Frame], data: &DataSet) -> Vec<&'static str> {
    let count = PixelAttributes::of(data).map_or(1, |attributes| attributes.frames) as usize;
    match frames[0].data.len() * count {
        0..500_000 => LOSSLESS.into_iter().chain(NATIVE).collect(),
        _ => vec![uids::RLE_LOSSLESS, BIG],
    }
}

#[test]
fn samples_and_elements_survive_every_lossless_way_and_back() {
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    let mut differences = Vec::new();
    let mut done = 0;
    for (name, bytes) in images() {
        let before = read(&bytes);
        for target in ways(&before.1, &before.0) {
            let there = match to(&bytes, target, &OPTIONS) {
                Ok((there, _)) => there,
                Err(error) => {
                    *refused.entry(error.to_string()).or_default() += 1;
                    continue;
                }
            };
            let implicit = target == uids::IMPLICIT_VR_LITTLE_ENDIAN;
            let (back, _) = to(&there, uids::EXPLICIT_VR_LITTLE_ENDIAN, &OPTIONS).unwrap();
            for (way, bytes) in [("there", &there), ("and back", &back)] {
                let found = difference(&before, bytes, implicit);
                differences.extend(found.map(|found| format!("{name} {target} {way}: {found}")));
            }
            done += 1;
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(done > 500, "{done}");
    let refused = refused
        .iter()
        .map(|(error, count)| format!("{count} x {error}"));
    insta::assert_snapshot!(refused.collect::<Vec<_>>().join("\n"), @r"
    4 x an overlay is kept in the unused bits of pixel data, which coding would lose
    6 x frame 0: Jpeg2000Lossless does not take single bits
    6 x frame 0: JpegLossless does not take single bits
    6 x frame 0: JpegLs does not take single bits
    2 x frame 13: the compressed image says 55, the data set 240 for columns
    ");
}

#[test]
fn loss_is_refused_unless_asked_for_and_then_told() {
    let lossy = Lossy {
        quality: Quality::default(),
        sop_instance: "2.25.99",
    };
    let options = Options {
        lossy: Some(lossy),
        ..OPTIONS
    };
    let mut done = 0;
    for (name, bytes) in images() {
        if bytes.len() > 300_000 {
            continue;
        }
        for target in LOSSY {
            let source_syntax = file::read(&bytes[..], &ReadOptions::LENIENT)
                .unwrap()
                .meta
                .transfer_syntax;
            if source_syntax == target {
                continue;
            }
            assert!(matches!(
                to(&bytes, target, &OPTIONS),
                Err(TranscodeError::LossNotAsked(_))
            ));
            let Ok((there, outcome)) = to(&bytes, target, &options) else {
                continue;
            };
            let (data, frames) = read(&there);
            assert_eq!(frames.len(), read(&bytes).1.len(), "{name} {target}");
            assert_eq!(outcome.sop_instance, "2.25.99");
            assert_eq!(data.ascii(tags::SOP_INSTANCE_UID), Ok(Some("2.25.99")));
            assert_eq!(data.ascii(tags::LOSSY_IMAGE_COMPRESSION), Ok(Some("01")));
            assert!(
                data.ascii(tags::IMAGE_TYPE)
                    .unwrap()
                    .unwrap()
                    .starts_with("DERIVED\\"),
                "{name}"
            );
            assert!(outcome.ratio > Some(0.0), "{name} {target}: {outcome:?}");
            assert_eq!(
                data.items(tags::SOURCE_IMAGE_SEQUENCE).map(<[_]>::len),
                Some(1)
            );
            done += 1;
        }
    }
    assert!(done > 50, "{done}");
}

#[test]
fn frames_are_found_by_their_offset_table() {
    let bytes = std::fs::read(common::samples().join("img/dicom-test-f_emri_small.dcm")).unwrap();
    let verified = Options {
        verify: true,
        ..OPTIONS
    };
    let (there, outcome) = to(&bytes, uids::JPEGLS_LOSSLESS, &verified).unwrap();
    assert_eq!(outcome.frames, 10);
    let start = there
        .windows(8)
        .rposition(|bytes| *bytes == *b"\xE0\x7F\x10\0OB\0\0")
        .unwrap();
    let table = &there[start + 12..];
    assert_eq!(table[..8], *b"\xFE\xFF\0\xE0\x28\0\0\0");
    for frame in 0..10 {
        let at = 8 + 4 * frame;
        let offset = u32::from_le_bytes(table[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(
            table[48 + offset..][..4],
            *b"\xFE\xFF\0\xE0",
            "frame {frame}"
        );
        assert_eq!(table[48 + offset + 8..][..2], [0xFF, 0xD8], "frame {frame}");
    }
}

#[test]
fn objects_without_pixels_are_encoded_anew_only() {
    for path in common::files_in("sr")
        .into_iter()
        .chain(common::files_in("wave"))
    {
        let (name, bytes) = (common::name(&path), std::fs::read(&path).unwrap());
        let before = read(&bytes);
        for target in NATIVE {
            let (there, outcome) =
                to(&bytes, target, &OPTIONS).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!((outcome.frames, outcome.ratio), (0, None));
            let implicit = target == uids::IMPLICIT_VR_LITTLE_ENDIAN;
            assert_eq!(
                difference(&before, &there, implicit),
                None,
                "{name} {target}"
            );
        }
        let error = to(&bytes, uids::RLE_LOSSLESS, &OPTIONS).unwrap_err();
        assert!(
            matches!(error, TranscodeError::NoPixelData(_)),
            "{name}: {error}"
        );
    }
}

#[test]
fn what_cannot_be_transcoded_is_said() {
    let mut answers = Vec::new();
    for path in common::files_in("video") {
        let bytes = std::fs::read(&path).unwrap();
        let error = to(&bytes, uids::RLE_LOSSLESS, &OPTIONS).unwrap_err();
        answers.push(format!("{}: {error}", common::name(&path)));
    }
    insta::assert_snapshot!(answers.join("\n"), @r"
    video/d_h264.dcm: frame 0: pixel data in MPEG-4 AVC/H.264 High Profile (1.2.840.10008.1.2.4.102) cannot be decoded
    video/d_h265.dcm: frame 0: pixel data in HEVC/H.265 Main Profile (1.2.840.10008.1.2.4.107) cannot be decoded
    video/d_m2v.dcm: frame 0: pixel data in MPEG2 Main Profile / Main Level (1.2.840.10008.1.2.4.100) cannot be decoded
    ");
}

#[test]
fn damaged_files_are_refused_or_come_out_whole() {
    let mut refused = 0;
    for path in common::files_in("malformed") {
        let bytes = std::fs::read(&path).unwrap();
        match to(&bytes, uids::RLE_LOSSLESS, &OPTIONS) {
            Err(_) => refused += 1,
            Ok((there, _)) => {
                let read = file::read(&there[..], &ReadOptions::STRICT).unwrap();
                assert_eq!(read.meta.transfer_syntax, uids::RLE_LOSSLESS);
            }
        }
    }
    assert!(refused > 30, "{refused}");
}
