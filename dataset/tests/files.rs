//! DICOM files: every well-formed one of the collection, damaged ones as far as they go.

#![allow(clippy::disallowed_methods, reason = "tests open the sample files")]

mod common;

use std::fs::File;
use std::io::Cursor;

use filmdesk_dataset::bulk::{BulkSource, MemorySink};
use filmdesk_dataset::encode;
use filmdesk_dataset::file::{self, FileError, ReadOptions};
use filmdesk_dataset::{DataSet, Encoding, tags};

#[test]
fn every_well_formed_file_is_read_whole() {
    let folders = [
        "img",
        "charset",
        "dicomdir_set",
        "doc",
        "ko",
        "mpps",
        "mwl",
        "pr",
        "seg",
        "sr",
        "video",
        "wave",
    ];
    let mut notes = Vec::new();
    for path in folders.iter().flat_map(|folder| common::files_in(folder)) {
        let name = common::name(&path);
        let read = file::read(File::open(&path).unwrap(), &ReadOptions::LENIENT);
        let read = read.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!read.data_set.is_empty(), "{name}");
        notes.extend(
            read.warnings
                .iter()
                .map(|warning| format!("{name}: {warning}")),
        );
    }
    insta::assert_snapshot!(notes.join("\n"), @r"
    img/pydicom-data_JLSL_RGB_ILV2.dcm: there is no preamble
    img/pydicom-data_JLSN_RGB_ILV0.dcm: there is no preamble
    dicomdir_set/DICOMDIR-nooffset: the data set is damaged: (0004,1220) at byte 10762: the data set ends too early
    ");
}

#[test]
fn malformed_files_are_read_as_far_as_they_go() {
    let answers = common::files_in("malformed").into_iter().map(|path| {
        let name = common::name(&path);
        match file::read(File::open(&path).unwrap(), &ReadOptions::LENIENT) {
            Ok(read) => {
                let warnings: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
                format!(
                    "{name}: {} elements; {}",
                    read.data_set.len(),
                    warnings.join("; ")
                )
            }
            Err(error) => format!("{name}: refused: {error}"),
        }
    });
    insta::assert_snapshot!(answers.collect::<Vec<_>>().join("\n"), @r"
    malformed/DVTk_CR_Modality_.dcm: 5 elements; the data set is damaged: (3032,3630) at byte 160: an item was expected
    malformed/DVTk_DX_Modality_.dcm: 30 elements; the data set is damaged: (0040,0009) at byte 754: an item was expected
    malformed/Evil-DICOM_implicitLittleEndian.dcm: 47 elements; there is no preamble; no transfer syntax is given; the encoding was guessed
    malformed/dcm4che_no_preamble_dicm_in_data: 23 elements; there is no preamble; no transfer syntax is given; the encoding was guessed
    malformed/dcmjs_no-meta-length-test.dcm: 7 elements; 
    malformed/dicom-test-f_emri_small_jpeg_2k_lossless_too_short.dcm: 131 elements; the data set is damaged: (7FE0,0010) at byte 39930: the data set ends too early
    malformed/fo-dicom_GH1261.dcm: 138 elements; 
    malformed/fo-dicom_GH177_D_CLUNIE_CT1_IVRLE_BigEndian_ELE_undefinded_length.dcm: 259 elements; 
    malformed/fo-dicom_GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm: 259 elements; 
    malformed/fo-dicom_GH184.dcm: 269 elements; 
    malformed/fo-dicom_GH220.dcm: 4 elements; 
    malformed/fo-dicom_GH340.dcm: 48 elements; there is no preamble; no transfer syntax is given; the encoding was guessed
    malformed/fo-dicom_GH364.dcm: 73 elements; 
    malformed/fo-dicom_GH538-jpeg1.dcm: 36 elements; 
    malformed/fo-dicom_GH538-jpeg14sv1.dcm: 33 elements; 
    malformed/fo-dicom_GH626.dcm: 25 elements; the data set is damaged: (0000,0000) at byte 131830: the data set ends too early
    malformed/fo-dicom_Issue1097_FailToOpenDeflatedFileWithSQ.dcm: 6 elements; 
    malformed/m_00_trunc.dcm: 39 elements; the data set is damaged: (0040,A043) at byte 7474: the data set ends too early
    malformed/m_01_bitflip.dcm: 7 elements; no transfer syntax is given; the encoding was guessed; the data set is damaged: (0008,0016) at byte 6780: the data set ends too early
    malformed/m_02_mz.dcm: 27 elements; 
    malformed/m_03_hugelen.dcm: 7 elements; the data set is damaged: (0010,0010) at byte 1720: the data set ends too early
    malformed/m_04_deepnest.dcm: 7 elements; the data set is damaged: (0040,A730) at byte 1558: sequences are nested deeper than 64
    malformed/m_05_len4g.dcm: 7 elements; the data set is damaged: (7FE0,0010) at byte 354: the data set ends too early
    malformed/m_06_rows.dcm: 15 elements; 
    malformed/m_07_zero.dcm: 15 elements; 
    malformed/m_08_nofrag.dcm: 15 elements; 
    malformed/m_09_garbage.dcm: 4 elements; the data set is damaged: (2CC7,A49E) at byte 90: bytes 0x86 0x08 are not a value representation
    malformed/m_10_dup.dcm: 13 elements; the data set is damaged: (2072,0040) at byte 3224: bytes 0x60 0xa1 are not a value representation
    malformed/m_11_badts.dcm: 131 elements; 
    malformed/m_12_trunc.dcm: 151 elements; the data set is damaged: (7FE0,0010) at byte 4199: the data set ends too early
    malformed/m_13_bitflip.dcm: refused: the file meta information is broken: (0002,0002) at byte 0: bytes 0xd5 0x49 are not a value representation
    malformed/m_14_mz.dcm: 131 elements; 
    malformed/m_15_hugelen.dcm: 15 elements; the data set is damaged: (0010,0010) at byte 16580: the data set ends too early
    malformed/m_16_deepnest.dcm: 7 elements; the data set is damaged: (0040,A730) at byte 1558: sequences are nested deeper than 64
    malformed/m_17_len4g.dcm: 7 elements; the data set is damaged: (7FE0,0010) at byte 354: the data set ends too early
    malformed/m_18_rows.dcm: 15 elements; 
    malformed/m_19_zero.dcm: 15 elements; 
    malformed/m_20_nofrag.dcm: 15 elements; 
    malformed/m_21_garbage.dcm: 4 elements; the data set is damaged: (1C2B,5D3B) at byte 90: bytes 0x98 0x59 are not a value representation
    malformed/m_22_dup.dcm: 35 elements; the data set is damaged: (0000,0000) at byte 66210: bytes 0x00 0x00 are not a value representation
    malformed/m_23_badts.dcm: 101 elements; 
    malformed/pydicom_ExplVR_BigEndNoMeta.dcm: 24 elements; there is no preamble; no transfer syntax is given; the encoding was guessed
    malformed/pydicom_ExplVR_LitEndNoMeta.dcm: 24 elements; there is no preamble; no transfer syntax is given; the encoding was guessed
    malformed/pydicom_MR_truncated.dcm: 72 elements; the data set is damaged: (7FE0,0010) at byte 9296: the data set ends too early
    malformed/pydicom_no_meta_group_length.dcm: 3 elements;
    ");
}

fn sample() -> (DataSet, MemorySink) {
    let mut data = DataSet::new();
    data.put_text(tags::SOP_INSTANCE_UID, filmdesk_dataset::VR::UI, "1.2.3");
    data.put_u16(tags::ROWS, 2);
    (data, MemorySink::default())
}

fn file_of(transfer_syntax: &str, body: &[u8]) -> Vec<u8> {
    let mut meta = DataSet::new();
    meta.put_text(
        tags::TRANSFER_SYNTAX_UID,
        filmdesk_dataset::VR::UI,
        transfer_syntax,
    );
    [file::encode_meta(&meta).unwrap(), body.to_vec()].concat()
}

#[test]
fn encodings_are_told_by_the_transfer_syntax_and_corrected_by_the_bytes() {
    let (data, _) = sample();
    let syntaxes = [
        ("1.2.840.10008.1.2", Encoding::ImplicitLittle),
        ("1.2.840.10008.1.2.1", Encoding::ExplicitLittle),
        ("1.2.840.10008.1.2.2", Encoding::ExplicitBig),
        ("1.2.840.10008.1.2.4.50", Encoding::ExplicitLittle),
    ];
    for (uid, declared) in syntaxes {
        for encoding in [
            Encoding::ImplicitLittle,
            Encoding::ExplicitLittle,
            Encoding::ExplicitBig,
        ] {
            let bytes = file_of(uid, &encode::encode(&data, encoding).unwrap());
            let read = file::read(&bytes[..], &ReadOptions::LENIENT).unwrap();
            assert_eq!(read.data_set, data, "{uid} {encoding:?}");
            assert_eq!(read.meta.transfer_syntax, uid);
            assert_eq!(
                read.warnings.is_empty(),
                encoding == declared,
                "{uid} {encoding:?}"
            );
            let strict = file::read(&bytes[..], &ReadOptions::STRICT);
            assert_eq!(strict.is_ok(), encoding == declared);
        }
    }
}

#[test]
fn bulk_values_are_found_in_the_file_again() {
    let pixels = b"\xe0\x7f\x10\0OW\0\0\x06\0\0\0abcdef";
    let mut bytes = file_of("1.2.840.10008.1.2.1", pixels);
    let read = file::read(&bytes[..], &ReadOptions::STRICT).unwrap();
    let bulk = read.data_set.bulk(tags::PIXEL_DATA).unwrap();
    let mut reader = Cursor::new(&mut bytes);
    let mut source = read.source(&mut reader);
    let mut piece = [0; 3];
    source.read_exact_at(&bulk, 2, &mut piece).unwrap();
    assert_eq!(&piece, b"cde");
    assert!(source.read_exact_at(&bulk, 4, &mut piece).is_err());
}

#[test]
fn a_deflated_file_is_inflated_within_bounds() {
    use std::io::Write;
    let mut body = b"\xe0\x7f\x10\0OW\0\0\x40\x42\x0f\0".to_vec();
    body.resize(body.len() + 1_000_000, 7);
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&body).unwrap();
    let deflated = encoder.finish().unwrap();
    let bytes = file_of("1.2.840.10008.1.2.1.99", &deflated);
    let read = file::read(&bytes[..], &ReadOptions::STRICT).unwrap();
    let bulk = read.data_set.bulk(tags::PIXEL_DATA).unwrap();
    assert_eq!(bulk.length, 1_000_000);
    let mut last = [0; 2];
    let mut reader = Cursor::new(&bytes);
    read.source(&mut reader)
        .read_exact_at(&bulk, 999_998, &mut last)
        .unwrap();
    assert_eq!(last, [7, 7]);
    let small = ReadOptions {
        max_inflated: 500_000,
        ..ReadOptions::LENIENT
    };
    assert!(matches!(
        file::read(&bytes[..], &small),
        Err(FileError::InflatedTooLong(500_000))
    ));
    let cut = file::read(&bytes[..bytes.len() - 4], &ReadOptions::LENIENT).unwrap();
    assert_eq!(cut.warnings.len(), 1, "{:?}", cut.warnings);
}

#[test]
fn what_is_no_dicom_file_is_refused() {
    for bytes in [
        &b""[..],
        b"hello",
        &[0; 200],
        &[0xFF; 200],
        b"%PDF-1.7 and more text than a header",
    ] {
        assert!(matches!(
            file::read(bytes, &ReadOptions::LENIENT),
            Err(FileError::NotDicom)
        ));
    }
}
