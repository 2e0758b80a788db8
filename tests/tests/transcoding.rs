//! Bars: what the transcoder writes is decoded by DCMTK, GDCM and pydicom to the samples that
//! were there.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use filmdesk_dataset::file::{self, Implementation, ReadOptions};
use filmdesk_dataset::pixels::{PixelAttributes, Quality, stored_frame};
use filmdesk_dataset::transcode::{Lossy, Options, transcode};
use filmdesk_dataset::uids;
use filmdesk_tests::samples::{sample, sample_bytes};
use filmdesk_tests::tools::{checked, debian, python, run};

/// Every bit depth, sign, colour and number of frames that the collection has in small files.
const IMAGES: [&str; 9] = [
    "img/pydicom_MR_small.dcm",
    "img/pydicom_MR_small_bigendian.dcm",
    "img/dicom-test-f_emri_small.dcm",
    "img/dwv_gdcm-CR-MONO1-10-chest.dcm",
    "img/dwv_squares.dcm",
    "img/pydicom_examples_palette.dcm",
    "img/pydicom_examples_ybr_color.dcm",
    "img/weasis-dicom_ybrFull-RLE.dcm",
    "img/dicom-test-f_gdcm-US-ALOKA-16.dcm",
];
/// Lossless syntaxes, and what decodes them beside pydicom.
const LOSSLESS: [(&str, &[&str]); 4] = [
    (uids::RLE_LOSSLESS, &["dcmdrle"]),
    // Without its conversion of colour.
    (uids::JPEG_LOSSLESS_SV1, &["dcmdjpeg", "+cn"]),
    (uids::JPEGLS_LOSSLESS, &["dcmdjpls"]),
    (uids::JPEG2000_LOSSLESS, &["gdcmconv", "--raw"]),
];
const LOSSY: [&str; 3] = [
    uids::JPEG_BASELINE8_BIT,
    uids::JPEGLS_NEAR_LOSSLESS,
    uids::JPEG2000,
];

fn transcoded(bytes: &[u8], target: &str, path: PathBuf) -> PathBuf {
    let options = Options {
        implementation: Implementation {
            class_uid: "2.25.1",
            version_name: "TEST",
            source_ae_title: None,
        },
        lossy: Some(Lossy {
            quality: Quality::default(),
            sop_instance: "2.25.99",
        }),
        verify: true,
        read: ReadOptions::STRICT,
    };
    let mut out = Vec::new();
    let done = transcode(&mut Cursor::new(bytes), target, &options, &mut out);
    done.unwrap_or_else(|error| panic!("{} to {target}: {error}", path.display()));
    std::fs::write(&path, out).expect("a file written");
    path
}

/// All samples of a file as this program reads them.
fn samples(path: &Path) -> Vec<i64> {
    let mut bytes = Cursor::new(std::fs::read(path).expect("a file"));
    let read = file::read(&mut bytes, &ReadOptions::LENIENT).expect("a DICOM file");
    let frames = PixelAttributes::of(&read.data_set)
        .expect("an image")
        .frames;
    let mut source = read.source(&mut bytes);
    let mut frame = |at| {
        let syntax = &read.meta.transfer_syntax;
        stored_frame(&read.data_set, syntax, &mut source, at).expect("a frame")
    };
    (0..frames)
        .flat_map(|at| frame(at).data.iter().collect::<Vec<_>>())
        .collect()
}

#[test]
fn peers_decode_what_is_lossless_to_the_same_samples() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in IMAGES {
        let bytes = sample_bytes(name);
        let native = folder.path().join("native.dcm");
        let native = transcoded(&bytes, uids::EXPLICIT_VR_LITTLE_ENDIAN, native);
        let expected = samples(&native);
        let mut files = vec![native];
        for (index, (target, decoder)) in LOSSLESS.iter().enumerate() {
            let path = folder.path().join(format!("coded-{index}.dcm"));
            let coded = transcoded(&bytes, target, path);
            for tool in [decoder, &["gdcmconv", "--raw"][..]] {
                let decoded = folder.path().join("decoded.dcm");
                checked(debian(tool[0]).args(&tool[1..]).arg(&coded).arg(&decoded));
                assert!(
                    samples(&decoded) == expected,
                    "{name} {target} by {}",
                    tool[0]
                );
            }
            files.push(coded);
        }
        let sums = checked(python("stored_samples.py").args(&files));
        let sums: Vec<&str> = sums.lines().collect();
        assert!(
            sums.len() == files.len() && sums.iter().all(|sum| *sum == sums[0]),
            "{name}: {sums:?}"
        );
    }
}

#[test]
fn peers_decode_what_is_lossy() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "img/pydicom_examples_ybr_color.dcm",
        "img/dwv_gdcm-US-RGB-8-esopecho.dcm",
    ] {
        let bytes = sample_bytes(name);
        for target in LOSSY {
            let coded = transcoded(&bytes, target, folder.path().join("lossy.dcm"));
            let decoded = folder.path().join("decoded.dcm");
            checked(debian("gdcmconv").arg("--raw").arg(&coded).arg(&decoded));
            let ours = samples(&coded);
            assert_eq!(samples(&decoded).len(), ours.len(), "{name} {target}");
            checked(python("stored_samples.py").arg(&coded));
        }
    }
}

#[test]
fn a_lossy_object_is_valid_to_dciodvfy() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "img/pydicom_MR_small.dcm";
    let before = run(debian("dciodvfy").arg(sample(name))).err;
    let path = folder.path().join("lossy.dcm");
    let coded = transcoded(&sample_bytes(name), uids::JPEG2000, path);
    let after = run(debian("dciodvfy").arg(coded)).err;
    let new = after
        .lines()
        .filter(|line| line.starts_with("Error") && !before.contains(line));
    assert_eq!(new.collect::<Vec<_>>(), Vec::<&str>::new());
}
