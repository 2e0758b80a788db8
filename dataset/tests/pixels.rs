//! Decoded frames against those of pydicom 3.0.2 with pylibjpeg, pyjpegls and its own decoders:
//! every image of the collection that pydicom decodes, first and last frame, masked to Bits
//! Stored, colour as RGB of 8 bits. `reference_pixels.tsv` was made with it.

#![allow(clippy::disallowed_methods, reason = "tests open the sample files")]

mod common;

use std::fs::File;

use filmdesk_dataset::bulk::{MemorySink, NoBulk};
use filmdesk_dataset::file::{self, DicomFile, ReadOptions};
use filmdesk_dataset::pixels::voi::{Lut, Modality, Voi, VoiFunction, Window, p_values};
use filmdesk_dataset::pixels::{Frame, FrameData, Photometric, PixelError, decode_frame};
use filmdesk_dataset::scan::{Limits, Scanner};
use filmdesk_dataset::{Bulk, DataSet, Element, Encoding, VR, Value, encode, tags};
use proptest::prelude::*;

const NATIVE: &str = "1.2.840.10008.1.2.1";

fn decode(name: &str, frame: u32) -> Result<Frame, PixelError> {
    let path = common::samples().join(name);
    let mut opened = File::open(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let read: DicomFile = file::read(&opened, &ReadOptions::LENIENT).expect(name);
    let syntax = read.meta.transfer_syntax.clone();
    let syntax = if syntax.is_empty() {
        NATIVE.to_owned()
    } else {
        syntax
    };
    decode_frame(
        &read.data_set,
        &syntax,
        &mut read.source(&mut opened),
        frame,
    )
}

fn crc(frame: &Frame) -> String {
    let bytes: Vec<u8> = frame
        .data
        .iter()
        .flat_map(|value| (value as i32).to_le_bytes())
        .collect();
    let mut crc = flate2::Crc::new();
    crc.update(&bytes);
    format!("{:08x}", crc.sum())
}

/// 16 times the mean of each field of a 4 x 4 grid.
fn fields(frame: &Frame) -> Vec<i64> {
    let values: Vec<i64> = frame.data.iter().collect();
    let samples = usize::from(frame.samples);
    let (rows, columns) = (frame.rows as usize, frame.columns as usize);
    let field = |y: usize, x: usize| {
        let lines = rows * y / 4..rows * (y + 1) / 4;
        let part = columns * x / 4 * samples..columns * (x + 1) / 4 * samples;
        let line = |row: usize| &values[row * columns * samples..][part.clone()];
        let sum: i64 = lines.clone().flat_map(line).sum();
        (16.0 * sum as f64 / (lines.len() * part.len()) as f64).round() as i64
    };
    (0..16).map(|index| field(index / 4, index % 4)).collect()
}

#[test]
fn frames_are_those_of_the_reference() {
    let mut compared = 0;
    for line in include_str!("reference_pixels.tsv").lines().skip(1) {
        let [name, number, _, lossy, shape, checksum, grid] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("a line of the table: {line}");
        };
        let frame = decode(name, number.parse().unwrap());
        let frame = frame.unwrap_or_else(|error| panic!("{name} frame {number}: {error}"));
        let color = if frame.samples == 3 { "x3" } else { "" };
        assert_eq!(
            format!("{}x{}{color}", frame.rows, frame.columns),
            shape,
            "{name}"
        );
        compared += 1;
        if crc(&frame) == checksum {
            continue;
        }
        assert_eq!(
            lossy, "1",
            "{name} frame {number} differs, though it is without loss"
        );
        // Decoders of lossy images may round differently: fields within an eighth of a value.
        let expected = grid.split(',').map(|field| field.parse::<i64>().unwrap());
        for (found, expected) in fields(&frame).into_iter().zip(expected) {
            assert!(
                (found - expected).abs() <= 2,
                "{name} frame {number}: {found} {expected}"
            );
        }
    }
    assert!(compared > 150, "{compared} frames compared");
}

#[test]
fn what_is_not_decoded_is_named() {
    let answers: Vec<String> = [
        "img/d_jxl_ll_mono.dcm",
        "img/pydicom_JPEG-lossy.dcm",
        "img/fo-dicom_genFile.dcm",
        "img/pydicom_JPEG2000-embedded-sequence-delimiter.dcm",
        "malformed/m_06_rows.dcm",
        "malformed/m_07_zero.dcm",
        "malformed/m_08_nofrag.dcm",
        "malformed/m_18_rows.dcm",
        "malformed/dicom-test-f_emri_small_jpeg_2k_lossless_too_short.dcm",
        "sr/pydicom_test-SR.dcm",
    ]
    .into_iter()
    .map(|name| match decode(name, 0) {
        Ok(frame) => format!("{name}: {} x {}", frame.rows, frame.columns),
        Err(error) => format!("{name}: {error}"),
    })
    .collect();
    insta::assert_snapshot!(answers.join("\n"), @r"
    img/d_jxl_ll_mono.dcm: pixel data in JPEG XL Lossless (1.2.840.10008.1.2.4.110) cannot be decoded
    img/pydicom_JPEG-lossy.dcm: 1024 x 256
    img/fo-dicom_genFile.dcm: JPEG: there is no frame header
    img/pydicom_JPEG2000-embedded-sequence-delimiter.dcm: the compressed image says 3722445056, the data set 256 for columns
    malformed/m_06_rows.dcm: 65535 x 65535 x 1 samples are more than are decoded
    malformed/m_07_zero.dcm: (0028,0010) is missing or impossible
    malformed/m_08_nofrag.dcm: the fragments do not make 1 frames
    malformed/m_18_rows.dcm: 65535 x 65535 x 1 samples are more than are decoded
    malformed/dicom-test-f_emri_small_jpeg_2k_lossless_too_short.dcm: 64 x 64
    sr/pydicom_test-SR.dcm: (0028,0010) is missing or impossible
    ");
}

#[test]
fn segmentations_are_the_same_in_every_compression() {
    // pydicom has no decoder for these two syntaxes at 1 bit; the same images uncompressed or
    // in JPEG 2000 are in the table above.
    for (name, like) in [
        ("liver_rle", "liver_j2k"),
        ("liver_deflate", "liver_j2k"),
        ("liver_nonbyte_aligned_rle", "liver_nonbyte_aligned_j2k"),
        ("liver_nonbyte_aligned_deflate", "liver_nonbyte_aligned_j2k"),
    ] {
        for number in 0..3 {
            let of = |name: &str| decode(&format!("seg/pydicom-data_{name}.dcm"), number);
            let (found, expected) = (of(name), of(like));
            let (found, expected) = (found.expect(name), expected.expect(like));
            assert!(found.data == expected.data, "{name} frame {number}");
        }
    }
}

/// Encapsulated Pixel Data of so many bytes, the first value of a sink.
fn put_encapsulated(data: &mut DataSet, length: u64) {
    let bulk = Bulk {
        id: 0,
        length,
        big_endian: false,
        encapsulated: true,
    };
    let value = Value::Bulk(bulk);
    data.insert(tags::PIXEL_DATA, Element { vr: VR::OB, value });
}

/// `bytes` as encapsulated Pixel Data of one frame.
fn encapsulated(mut data: DataSet, bytes: &[u8]) -> (DataSet, MemorySink) {
    let mut value = b"\xfe\xff\0\xe0\0\0\0\0\xfe\xff\0\xe0".to_vec();
    value.extend((bytes.len() as u32).to_le_bytes());
    value.extend(bytes);
    put_encapsulated(&mut data, value.len() as u64);
    (
        data,
        MemorySink {
            values: vec![value],
        },
    )
}

#[test]
fn rle_of_32_bits_has_its_bytes_from_the_top() {
    let mut bytes = vec![0; 64];
    for (at, word) in [4u32, 64, 66, 69, 72].iter().enumerate() {
        bytes[at * 4..][..4].copy_from_slice(&word.to_le_bytes());
    }
    // Segments for two pixels: a run, a literal (padded), a literal (padded), a run.
    bytes.extend([0xFF, 0x12, 1, 0x34, 0x35, 1, 0x56, 0x57, 0xFF, 0x78]);
    let (data, mut sink) = encapsulated(image(1, 2, 32, "MONOCHROME2", Vec::new()), &bytes);
    let frame = decode_frame(&data, "1.2.840.10008.1.2.5", &mut sink, 0).unwrap();
    assert_eq!(frame.data, FrameData::U32(vec![0x1234_5678, 0x1235_5778]));
    let (data, mut sink) = encapsulated(image(1, 2, 16, "MONOCHROME2", Vec::new()), &bytes);
    let error = decode_frame(&data, "1.2.840.10008.1.2.5", &mut sink, 0).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the compressed image says 4, the data set 2 for segments"
    );
}

#[test]
fn the_sign_of_jpeg_2000_is_the_codestreams() {
    let opened = File::open(common::samples().join("img/pydicom_MR_small_jp2klossless.dcm"));
    let mut sink = MemorySink::default();
    let read = file::read_into(opened.unwrap(), &ReadOptions::STRICT, &mut sink).unwrap();
    let syntax = &read.meta.transfer_syntax;
    let right = decode_frame(&read.data_set, syntax, &mut sink, 0).unwrap();
    let mut data = read.data_set;
    data.put_u16(tags::PIXEL_REPRESENTATION, 0);
    let corrected = decode_frame(&data, syntax, &mut sink, 0).unwrap();
    assert!(right.signed && corrected.signed);
    assert!(right.data == corrected.data);
}

#[test]
fn a_frame_is_all_its_fragments() {
    // The RLE image above in two fragments, split in the middle of a segment.
    let mut bytes = vec![0; 64];
    bytes[0] = 1;
    bytes[4] = 64;
    bytes.extend([3, 1, 2, 3, 4]);
    let (mut data, mut sink) =
        encapsulated(image(2, 2, 8, "MONOCHROME2", Vec::new()), &bytes[..66]);
    let value = &mut sink.values[0];
    value.extend(b"\xfe\xff\0\xe0\x03\0\0\0\x02\x03\x04");
    let length = value.len() as u64;
    put_encapsulated(&mut data, length);
    let frame = decode_frame(&data, "1.2.840.10008.1.2.5", &mut sink, 0).unwrap();
    assert_eq!(frame.data, FrameData::U8(vec![1, 2, 3, 4]));
    data.put_text(tags::NUMBER_OF_FRAMES, VR::IS, "3");
    let error = decode_frame(&data, "1.2.840.10008.1.2.5", &mut sink, 0).unwrap_err();
    assert_eq!(error.to_string(), "the fragments do not make 3 frames");
}

fn image(rows: u16, columns: u16, bits: u16, photometric: &str, pixels: Vec<u8>) -> DataSet {
    let mut data = DataSet::new();
    let color = photometric != "MONOCHROME1"
        && photometric != "MONOCHROME2"
        && photometric != "PALETTE COLOR";
    data.put_u16(tags::SAMPLES_PER_PIXEL, if color { 3 } else { 1 });
    data.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, photometric);
    data.put_u16(tags::ROWS, rows);
    data.put_u16(tags::COLUMNS, columns);
    data.put_u16(tags::BITS_ALLOCATED, bits);
    data.put_u16(tags::BITS_STORED, bits);
    data.put_u16(tags::HIGH_BIT, bits - 1);
    data.put_u16(tags::PIXEL_REPRESENTATION, 0);
    data.put_bytes(tags::PIXEL_DATA, VR::OW, pixels);
    data
}

fn samples(data: &DataSet) -> FrameData {
    decode_frame(data, NATIVE, &mut NoBulk, 0).unwrap().data
}

#[test]
fn uncompressed_pixels_are_normalised() {
    let mut planes = image(1, 2, 8, "RGB", vec![1, 2, 3, 4, 5, 6]);
    planes.put_u16(tags::PLANAR_CONFIGURATION, 1);
    assert_eq!(samples(&planes), FrameData::U8(vec![1, 3, 5, 2, 4, 6]));
    // 4:2:2 with neutral chrominance is gray.
    let half = image(1, 2, 8, "YBR_FULL_422", vec![10, 20, 128, 128]);
    assert_eq!(samples(&half), FrameData::U8(vec![10, 10, 10, 20, 20, 20]));
    let single_bits = image(1, 10, 1, "MONOCHROME2", vec![0b1000_0101, 0b10]);
    assert_eq!(
        samples(&single_bits),
        FrameData::U8(vec![1, 0, 1, 0, 0, 0, 0, 1, 0, 1])
    );
    let mut signed = image(1, 2, 16, "MONOCHROME2", vec![0xFF, 0xFF, 0xFF, 0x07]);
    signed.put_u16(tags::BITS_STORED, 12);
    signed.put_u16(tags::HIGH_BIT, 11);
    assert_eq!(samples(&signed), FrameData::U16(vec![0xFFF, 0x7FF]));
    signed.put_u16(tags::PIXEL_REPRESENTATION, 1);
    assert_eq!(samples(&signed), FrameData::I16(vec![-1, 0x7FF]));
    let trailing = image(1, 1, 8, "MONOCHROME2", vec![9, 0, 0, 0]);
    assert_eq!(samples(&trailing), FrameData::U8(vec![9]));
}

#[test]
fn big_endian_words_of_bytes_are_turned() {
    let mut bytes = Vec::new();
    let data = image(1, 4, 8, "MONOCHROME2", vec![1, 2, 3, 4]);
    encode::write(&data, Encoding::ExplicitBig, &mut bytes, &mut NoBulk).unwrap();
    let mut scanner = Scanner::new(Encoding::ExplicitBig, Limits::PEER);
    let mut sink = MemorySink::default();
    scanner.feed(&bytes, &mut sink).unwrap();
    let scanned = scanner.finish().unwrap();
    assert_eq!(sink.values[0], [2, 1, 4, 3]);
    let frame = decode_frame(&scanned, "1.2.840.10008.1.2.2", &mut sink, 0).unwrap();
    assert_eq!(frame.data, FrameData::U8(vec![1, 2, 3, 4]));
}

#[test]
fn attributes_that_no_image_has_are_refused() {
    let good = || image(2, 2, 8, "MONOCHROME2", vec![1, 2, 3, 4]);
    let change = |tag, value| {
        let mut data = good();
        data.put_u16(tag, value);
        decode_frame(&data, NATIVE, &mut NoBulk, 0)
            .unwrap_err()
            .to_string()
    };
    let answers = [
        change(tags::ROWS, 0),
        change(tags::ROWS, 65_535),
        change(tags::SAMPLES_PER_PIXEL, 4),
        change(tags::SAMPLES_PER_PIXEL, 3),
        change(tags::BITS_ALLOCATED, 12),
        decode_frame(&good(), "1.2.3", &mut NoBulk, 0)
            .unwrap_err()
            .to_string(),
        decode_frame(&good(), NATIVE, &mut NoBulk, 1)
            .unwrap_err()
            .to_string(),
    ];
    insta::assert_snapshot!(answers.join("\n"), @r"
    (0028,0010) is missing or impossible
    pixel data has 4 bytes, 131070 are needed
    (0028,0002) is missing or impossible
    (0028,0004) is missing or impossible
    (0028,0100) is missing or impossible
    pixel data in an unknown transfer syntax (1.2.3) cannot be decoded
    frame 1 of 1 does not exist
    ");
    let mut huge = good();
    huge.put_u16(tags::ROWS, 65_535);
    huge.put_u16(tags::COLUMNS, 65_535);
    let error = decode_frame(&huge, NATIVE, &mut NoBulk, 0).unwrap_err();
    assert!(matches!(error, PixelError::TooLarge { .. }), "{error}");
}

#[test]
fn windows_are_those_of_the_standard() {
    let window = |function, center, width| Window {
        center,
        width,
        function,
    };
    // PS3.3 C.11.2.1.2.1, note: center 2048 and width 4096 map 0 to 0 and 4095 to 1.
    let linear = window(VoiFunction::Linear, 2048.0, 4096.0);
    assert_eq!((linear.apply(0.0), linear.apply(4095.0)), (0.0, 1.0));
    let step = window(VoiFunction::Linear, 2048.0, 1.0);
    assert_eq!((step.apply(2047.0), step.apply(2048.0)), (0.0, 1.0));
    let exact = window(VoiFunction::LinearExact, 2048.0, 4096.0);
    assert_eq!(
        (exact.apply(0.0), exact.apply(2048.0), exact.apply(4096.0)),
        (0.0, 0.5, 1.0)
    );
    let sigmoid = window(VoiFunction::Sigmoid, 0.0, 4.0);
    assert_eq!(sigmoid.apply(0.0), 0.5);
    assert!((sigmoid.apply(2.0) - 1.0 / (1.0 + (-2f64).exp())).abs() < 1e-12);
}

#[test]
fn p_values_follow_modality_voi_and_photometric_interpretation() {
    let mut data = image(1, 3, 8, "MONOCHROME2", vec![0, 100, 200]);
    data.put_text(tags::RESCALE_SLOPE, VR::DS, "2");
    data.put_text(tags::RESCALE_INTERCEPT, VR::DS, "-100");
    data.put_text(tags::WINDOW_CENTER, VR::DS, "100\\40");
    data.put_text(tags::WINDOW_WIDTH, VR::DS, "400\\0");
    data.put_text(tags::VOILUT_FUNCTION, VR::CS, "LINEAR_EXACT");
    let modality = Modality::of(&data, 0);
    let windows = Voi::all_of(&data, 0);
    assert_eq!(windows.len(), 1, "a width of 0 is no window");
    let p = |data: &DataSet, voi: &Voi, bits| {
        let frame = decode_frame(data, NATIVE, &mut NoBulk, 0).unwrap();
        p_values(&frame, &modality, voi, bits)
    };
    assert_eq!(p(&data, &windows[0], 8), [0, 128, 255]);
    assert_eq!(p(&data, &windows[0], 12), [0, 2048, 4095]);
    data.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME1");
    assert_eq!(p(&data, &windows[0], 12), [4095, 2048, 0]);
    let frame = decode_frame(&data, NATIVE, &mut NoBulk, 0).unwrap();
    assert_eq!(frame.photometric, Photometric::Monochrome1);
    let full = Voi::full_range(&frame, &modality);
    assert_eq!(p(&data, &full, 8), [255, 128, 0]);
}

#[test]
fn luts_are_read_from_their_sequences() {
    let mut item = DataSet::new();
    let descriptor = [3i16, -1, 12]
        .iter()
        .flat_map(|word| word.to_le_bytes())
        .collect();
    item.put_bytes(tags::LUT_DESCRIPTOR, VR::SS, descriptor);
    let entries = [0u16, 1000, 4095]
        .iter()
        .flat_map(|word| word.to_le_bytes())
        .collect();
    item.put_bytes(tags::LUT_DATA, VR::OW, entries);
    let lut = Lut::of(&item).unwrap();
    assert_eq!(
        [-9.0, -1.0, 0.0, 1.0, 9.0].map(|x| lut.apply(x)),
        [0, 0, 1000, 4095, 4095]
    );
    let mut data = DataSet::new();
    data.put_items(tags::VOILUT_SEQUENCE, vec![item]);
    let [voi] = &Voi::all_of(&data, 0)[..] else {
        panic!("one LUT")
    };
    assert_eq!([voi.apply(-1.0), voi.apply(1.0)], [0.0, 1.0]);
    data.insert(
        tags::VOILUT_SEQUENCE,
        Element {
            vr: VR::SQ,
            value: Value::Items(vec![DataSet::new()]),
        },
    );
    assert!(Voi::all_of(&data, 0).is_empty());
}

/// One compressed image of each codec, with the bytes of its first frame changed.
fn damaged(name: &str, changes: &[(prop::sample::Index, u8)]) -> Result<Frame, PixelError> {
    let opened = File::open(common::samples().join(name)).unwrap();
    let mut sink = MemorySink::default();
    let contents = file::read_into(opened, &ReadOptions::LENIENT, &mut sink).unwrap();
    let bulk = contents.data_set.bulk(tags::PIXEL_DATA).unwrap();
    let value = &mut sink.values[bulk.id as usize];
    for (at, byte) in changes {
        let at = at.index(value.len());
        value[at] = *byte;
    }
    decode_frame(
        &contents.data_set,
        &contents.meta.transfer_syntax,
        &mut sink,
        0,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_images_end_in_an_answer(
        name in proptest::sample::select(&[
            "img/pydicom_MR_small_RLE.dcm",
            "img/pydicom_MR_small_jpeg_ls_lossless.dcm",
            "img/pydicom-data_JLSL_RGB_ILV2.dcm",
            "img/pydicom_JPEGLSNearLossless_16.dcm",
            "img/pydicom_JPGExtended.dcm",
            "img/pydicom_SC_jpeg_no_color_transform_2.dcm",
            "img/pydicom_MR_small_jp2klossless.dcm",
        ][..]),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        if let Ok(frame) = damaged(name, &changes) {
            let pixels = frame.rows as usize * frame.columns as usize;
            prop_assert_eq!(frame.data.len(), pixels * usize::from(frame.samples));
        }
    }

    #[test]
    fn damaged_files_end_in_an_answer(
        name in proptest::sample::select(&[
            "img/fo-dicom_JPEGwithIcon.dcm",
            "seg/pydicom-data_liver_nonbyte_aligned_rle.dcm",
            "img/pydicom_MR_small_bigendian.dcm",
            "dicomdir_set/DICOMDIR-implicit",
            "sr/dicomParser_report_dfl",
        ][..]),
        changes in proptest::collection::vec((0..4000usize, any::<u8>()), 1..12),
    ) {
        let mut bytes = std::fs::read(common::samples().join(name)).unwrap();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        if let Ok(read) = file::read(&bytes[..], &ReadOptions::LENIENT) {
            let mut reader = std::io::Cursor::new(&bytes);
            let syntax = read.meta.transfer_syntax.clone();
            let _ = decode_frame(&read.data_set, &syntax, &mut read.source(&mut reader), 0);
            prop_assert!(encode::encoded_length(&read.data_set, Encoding::ExplicitLittle) < 1 << 33);
        }
    }
}
