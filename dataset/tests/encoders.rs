//! Every encoder against this crate's decoders: what is lossless comes back, what is not comes
//! back within bounds. Decoders of others judge in the crate `tests`.

use filmdesk_dataset::bulk::{BulkSource, MemorySink};
use filmdesk_dataset::pixels::{
    Coder, Frame, FrameData, Photometric, Quality, encode_frame, stored_frame,
};
use filmdesk_dataset::{Bulk, DataSet, Element, VR, Value, tags, uids};
use proptest::prelude::*;

const LOSSLESS: [(Coder, &str); 4] = [
    (Coder::Rle, uids::RLE_LOSSLESS),
    (Coder::JpegLossless, uids::JPEG_LOSSLESS_SV1),
    (Coder::JpegLs, uids::JPEGLS_LOSSLESS),
    (Coder::Jpeg2000Lossless, uids::JPEG2000_LOSSLESS),
];

/// Encodes, puts the bytes into a data set as its one fragment, and decodes.
fn round_trip(frame: &Frame, coder: Coder, syntax: &str, quality: Quality) -> Frame {
    let mut bytes = encode_frame(frame, coder, quality).unwrap();
    if bytes.len() % 2 == 1 {
        bytes.push(0);
    }
    let mut value = b"\xFE\xFF\0\xE0\0\0\0\0\xFE\xFF\0\xE0".to_vec();
    value.extend((bytes.len() as u32).to_le_bytes());
    value.extend(bytes);
    let mut data = DataSet::new();
    data.put_u16(tags::ROWS, frame.rows as u16);
    data.put_u16(tags::COLUMNS, frame.columns as u16);
    data.put_u16(tags::SAMPLES_PER_PIXEL, frame.samples);
    data.put_u16(tags::BITS_ALLOCATED, frame.bits_allocated);
    data.put_u16(tags::BITS_STORED, frame.bits_stored);
    data.put_u16(tags::HIGH_BIT, frame.bits_stored - 1);
    data.put_u16(tags::PIXEL_REPRESENTATION, u16::from(frame.signed));
    let photometric = coder.photometric(frame.photometric).to_string();
    data.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, &photometric);
    let bulk = Bulk {
        id: 0,
        length: value.len() as u64,
        big_endian: false,
        encapsulated: true,
    };
    let element = Element {
        vr: VR::OB,
        value: Value::Bulk(bulk),
    };
    data.insert(tags::PIXEL_DATA, element);
    let mut source = MemorySink {
        values: vec![value],
    };
    stored_frame(&data, syntax, &mut source as &mut dyn BulkSource, 0).unwrap()
}

fn data(values: Vec<i64>, bits: u16, signed: bool) -> FrameData {
    let (unused, mask) = (64 - u32::from(bits), (1_i64 << bits) - 1);
    let unsigned = values.iter().map(|value| value & mask);
    let with_sign = values.iter().map(|value| value << unused >> unused);
    match (signed, bits) {
        (false, ..=8) => FrameData::U8(unsigned.map(|value| value as u8).collect()),
        (false, ..=16) => FrameData::U16(unsigned.map(|value| value as u16).collect()),
        (false, _) => FrameData::U32(unsigned.map(|value| value as u32).collect()),
        (true, ..=16) => FrameData::I16(with_sign.map(|value| value as i16).collect()),
        (true, _) => FrameData::I32(with_sign.map(|value| value as i32).collect()),
    }
}

/// Slopes, flat parts, noise and extremes, as images have them.
fn pattern(kind: u8, size: (u32, u32), samples: u16, seed: u64) -> Vec<i64> {
    let mut state = seed | 1;
    let mut noise = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as i64
    };
    let place = |at: i64, y: i64, x: i64| match kind % 5 {
        0 => noise(),
        1 => x * 3 + y * 5 + at,
        2 => i64::from(x / 7 % 2 == 0) * 0xFFFF_FFFF,
        3 => 42,
        _ => ((x - 9) * (x - 9) + (y - 7) * (y - 7)) * (1 + at) + noise() % 4,
    };
    let mut place = place;
    let mut values = Vec::new();
    for y in 0..i64::from(size.0) {
        for x in 0..i64::from(size.1) {
            values.extend((0..i64::from(samples)).map(|at| place(at, y, x)));
        }
    }
    values
}

fn frame(kind: u8, size: (u32, u32), depth: (u16, u16, bool), samples: u16, seed: u64) -> Frame {
    let (bits_allocated, bits_stored, signed) = depth;
    Frame {
        rows: size.0,
        columns: size.1,
        samples,
        bits_allocated,
        bits_stored,
        signed,
        photometric: if samples == 3 {
            Photometric::Rgb
        } else {
            Photometric::Monochrome2
        },
        data: data(pattern(kind, size, samples, seed), bits_stored, signed),
    }
}

fn same(frame: &Frame, coder: Coder, syntax: &str) {
    let found = round_trip(frame, coder, syntax, Quality::default());
    let what = || {
        format!(
            "{coder:?} {}x{} {} of {} {}",
            frame.rows, frame.columns, frame.bits_stored, frame.bits_allocated, frame.signed
        )
    };
    assert_eq!(found.photometric, frame.photometric, "{}", what());
    assert_eq!(found.bits_stored, frame.bits_stored, "{}", what());
    assert!(found.data.iter().eq(frame.data.iter()), "{}", what());
}

#[test]
fn lossless_coders_give_every_depth_back() {
    for (coder, syntax) in LOSSLESS {
        for stored in 1..=16 {
            for signed in [false, true] {
                for kind in 0..5 {
                    let allocated = if stored <= 8 { 8 } else { 16 };
                    let image = frame(kind, (37, 70), (allocated, stored, signed), 1, 7);
                    same(&image, coder, syntax);
                }
            }
        }
        for kind in 0..5 {
            same(&frame(kind, (33, 41), (8, 8, false), 3, 3), coder, syntax);
        }
    }
}

#[test]
fn run_lengths_take_every_container() {
    for depth in [
        (32, 32, false),
        (32, 32, true),
        (32, 20, false),
        (1, 1, false),
    ] {
        same(
            &frame(0, (5, 7), depth, 1, 1),
            Coder::Rle,
            uids::RLE_LOSSLESS,
        );
    }
}

#[test]
fn near_lossless_is_as_near_as_asked() {
    for near in [1, 3, 10] {
        for (kind, depth) in [
            (0, (8, 8, false)),
            (1, (16, 12, false)),
            (4, (16, 16, false)),
        ] {
            let image = frame(kind, (40, 50), depth, 1, 5);
            let quality = Quality {
                near,
                ..Quality::default()
            };
            let found = round_trip(
                &image,
                Coder::JpegLsNear,
                uids::JPEGLS_NEAR_LOSSLESS,
                quality,
            );
            let far = found
                .data
                .iter()
                .zip(image.data.iter())
                .map(|(a, b)| (a - b).abs())
                .max();
            assert!(far <= Some(i64::from(near)), "{near}: {far:?}");
            assert!(far > Some(0), "nothing was lost");
        }
    }
}

/// The root of the mean square error in parts of the range.
fn error(found: &Frame, image: &Frame) -> f64 {
    let pairs = found.data.iter().zip(image.data.iter());
    let squares: f64 = pairs.map(|(a, b)| ((a - b) * (a - b)) as f64).sum();
    let range = image
        .data
        .range()
        .map_or(1, |(low, high)| (high - low).max(1));
    (squares / image.data.len() as f64).sqrt() / range as f64
}

#[test]
fn lossy_coders_come_near_and_better_quality_comes_nearer() {
    let coders = [
        (Coder::JpegBaseline, uids::JPEG_BASELINE8_BIT),
        (Coder::Jpeg2000, uids::JPEG2000),
    ];
    for (coder, syntax) in coders {
        for samples in [1, 3] {
            // Chrominance halved along rows does not keep a pattern of single columns.
            let image = frame(1, (61, 75), (8, 8, false), samples, 1);
            let smooth = data(
                image
                    .data
                    .iter()
                    .enumerate()
                    .map(|(at, _)| {
                        let pixel = at as i64 / i64::from(samples);
                        pixel % 75 * 2 + pixel / 75 + at as i64 % i64::from(samples) * 20
                    })
                    .collect(),
                8,
                false,
            );
            let image = Frame {
                data: smooth,
                ..image
            };
            let at = |percent| {
                let quality = Quality {
                    percent,
                    ..Quality::default()
                };
                error(&round_trip(&image, coder, syntax, quality), &image)
            };
            let (good, poor) = (at(95), at(30));
            assert!(
                good < 0.012 && poor < 0.06 && good < poor,
                "{coder:?} {samples}: {good} {poor}"
            );
        }
    }
    let deep = frame(4, (90, 90), (16, 12, true), 1, 1);
    let found = round_trip(&deep, Coder::Jpeg2000, uids::JPEG2000, Quality::default());
    assert!(error(&found, &deep) < 0.01, "{}", error(&found, &deep));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn lossless_coders_give_any_size_back(
        rows in 1_u32..90, columns in 1_u32..90, stored in 1_u16..=16, signed: bool, kind in 0_u8..5,
        seed: u64, colour: bool,
    ) {
        let colour = colour && stored <= 8 && !signed;
        let depth = if colour { (8, 8, false) } else { (if stored <= 8 { 8 } else { 16 }, stored, signed) };
        let image = frame(kind, (rows, columns), depth, if colour { 3 } else { 1 }, seed);
        for (coder, syntax) in LOSSLESS {
            same(&image, coder, syntax);
        }
    }
}
