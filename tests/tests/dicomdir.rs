//! DICOMDIR beside those who read it.
//!
//! Bars: on file-sets of every valid file in ../shared/data, dciodvfy and dcdirdmp find no error
//! that is ours; dcmdump, DCMTK's directory reader, gdcm and pydicom's FileSet open them and find
//! every file.

use std::path::Path;

use filmdesk_media::dicomdir;
use filmdesk_tests::file_sets::{FileSet, instances, make, options};
use filmdesk_tests::tools::{checked, debian, python, run};

fn samples(profile: &str) -> FileSet {
    make(&instances(), options(profile))
}

/// Errors that are the instances' own, which a directory repeats: UIDs of roots that nobody has,
/// an Image Type with a slash, two texts of the one file in GBK (which dciodvfy does not know and
/// says of that file too), and the line that sums up. A line must have every part.
const OF_INSTANCES: &[&[&str]] = &[
    &["Illegal root for UID"],
    &["CS [3] = <ABDOM/RAD>"],
    &["PN [1] = <Li^Na=", "invalid for character repertoire"],
    &["LO Study Description", "invalid for character repertoire"],
    &["dataset contains invalid data values"],
];

/// What a validator finds wrong, each kind once, but for [`OF_INSTANCES`].
fn errors(said: &str) -> String {
    let has_all = |line: &str, parts: &[&str]| parts.iter().all(|part| line.contains(part));
    let is_ours = |line: &&str| {
        line.contains("Error") && !OF_INSTANCES.iter().any(|known| has_all(line, known))
    };
    let mut lines: Vec<&str> = said.lines().filter(is_ours).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.join("\n")
}

fn dicomdir_of(set: &FileSet) -> std::path::PathBuf {
    set.folder.path().join("DICOMDIR")
}

#[test]
fn every_sample_is_taken_or_named() {
    let set = samples("STD-GEN-CD");
    let named: Vec<String> = set
        .left_out
        .iter()
        .map(|(path, reason)| format!("{}: {reason}", name(path)))
        .collect();
    insta::assert_snapshot!(named.join("\n"), @r"
    pydicom_chrKoreanMulti.dcm: another instance with the same SOP Instance UID is already there
    pydicom_chrSQEncoding1.dcm: it has no Study Instance UID (0020,000D)
    DVTk_Ticket740_1_1_1.DCM: it has no SOP Class UID
    dicom-test-f_693_UNCR.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_OBXXXX1A_expb.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_OBXXXX1A_expb_2frame.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_OBXXXX1A_rle.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_OBXXXX1A_rle_2frame.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_color-pl.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_color-px.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_emri_small_RLE.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_emri_small_big_endian.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_emri_small_jpeg_2k_lossless.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_emri_small_jpeg_ls_lossless.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_gdcm-US-ALOKA-16_big.dcm: another instance with the same SOP Instance UID is already there
    dicomParser_CT0012.fragmented_no_bot_jpeg_lossless.70.dcm: another instance with the same SOP Instance UID is already there
    dicomParser_CT0012.fragmented_no_bot_jpeg_ls.80.dcm: another instance with the same SOP Instance UID is already there
    dicomParser_CT0012.not_fragmented_bot_jpeg_ls.80.dcm: another instance with the same SOP Instance UID is already there
    dicomParser_CT0012.not_fragmented_no_bot_jpeg_ls.80.dcm: another instance with the same SOP Instance UID is already there
    dicomParser_CT0012.not_fragmented_no_bot_rle.dcm: another instance with the same SOP Instance UID is already there
    dicomParser_CT1_UNC.fragmented_no_bot_jpeg_ls.80.dcm: another instance with the same SOP Instance UID is already there
    dicomParser_CT1_UNC.implicit_little_endian.dcm: another instance with the same SOP Instance UID is already there
    dicom_5.dcm: another instance with the same SOP Instance UID is already there
    dwv_gdcm-US-RGB-8-esopecho.dcm: another instance with the same SOP Instance UID is already there
    dwv_leadtools-flowers-16-mono2-rle.dcm: it has no SOP Instance UID
    fo-dicom_multiframe.dcm: it has no Study Instance UID (0020,000D)
    pydicom-data_HTJ2KLossless_08_RGB.dcm: it has no Study Instance UID (0020,000D)
    pydicom-data_HTJ2K_08_RGB.dcm: it has no Study Instance UID (0020,000D)
    pydicom-data_JLSL_RGB_ILV2.dcm: it has no SOP Instance UID
    pydicom-data_JLSN_RGB_ILV0.dcm: it has no SOP Instance UID
    pydicom_693_J2KI.dcm: another instance with the same SOP Instance UID is already there
    pydicom_JPEG2000-embedded-sequence-delimiter.dcm: another instance with the same SOP Instance UID is already there
    pydicom_JPEG2000.dcm: another instance with the same SOP Instance UID is already there
    pydicom_JPEGLSNearLossless_16.dcm: it has no Study Instance UID (0020,000D)
    pydicom_MR_small_RLE.dcm: another instance with the same SOP Instance UID is already there
    pydicom_MR_small_bigendian.dcm: another instance with the same SOP Instance UID is already there
    pydicom_MR_small_expb.dcm: another instance with the same SOP Instance UID is already there
    pydicom_MR_small_implicit.dcm: another instance with the same SOP Instance UID is already there
    pydicom_MR_small_jp2klossless.dcm: another instance with the same SOP Instance UID is already there
    pydicom_MR_small_jpeg_ls_lossless.dcm: another instance with the same SOP Instance UID is already there
    pydicom_MR_small_padded.dcm: another instance with the same SOP Instance UID is already there
    pydicom_UN_sequence.dcm: it has no Study Instance UID (0020,000D)
    pydicom_empty_charset_LEI.dcm: it has no SOP Class UID
    pydicom_examples_palette.dcm: another instance with the same SOP Instance UID is already there
    weasis-dicom_prOverlay.dcm: its study is already there with another patient
    dcmqi_sparse-labelmap-ppv5.dcm: another instance with the same SOP Instance UID is already there
    dicom-test-f_liver_expb.dcm: another instance with the same SOP Instance UID is already there
    pydicom_liver_1frame.dcm: another instance with the same SOP Instance UID is already there
    pydicom_liver_expb_1frame.dcm: another instance with the same SOP Instance UID is already there
    dwv_sr-arrow.dcm: it has no SOP Instance UID
    dwv_sr-circle.dcm: it has no SOP Instance UID
    dwv_sr-ellipse.dcm: it has no SOP Instance UID
    dwv_sr-protractor.dcm: it has no SOP Instance UID
    dwv_sr-rectangle.dcm: it has no SOP Instance UID
    dwv_sr-roi.dcm: it has no SOP Instance UID
    dwv_sr-ruler.dcm: it has no SOP Instance UID
    ");
}

fn name(path: &Path) -> String {
    let name = path.file_name().expect("a name");
    name.to_string_lossy().into_owned()
}

#[test]
fn dciodvfy_finds_no_error() {
    for profile in ["STD-GEN-CD", "STD-GEN-DVD-JPEG"] {
        let set = samples(profile);
        let said = run(debian("dciodvfy").arg(dicomdir_of(&set)));
        assert_eq!(errors(&said.err), "", "{profile}");
    }
}

#[test]
fn dcdirdmp_walks_it() {
    let set = samples("STD-GEN-CD");
    let said = run(debian("dcdirdmp").arg(dicomdir_of(&set)));
    assert_eq!(errors(&said.err), "");
    let images = said.err.matches("IMAGE").count() + said.out.matches("IMAGE").count();
    assert!(images > 100, "{images} images:\n{}", said.err);
}

#[test]
fn dcmdump_reads_it_without_a_warning() {
    let set = samples("STD-GEN-DVD-JPEG");
    let said = run(debian("dcmdump").arg("+L").arg(dicomdir_of(&set)));
    assert!(said.success);
    assert_eq!(said.err, "");
    let records = said.out.matches("DirectoryRecordType").count();
    assert_eq!(records, read(&set).records.len());
}

#[test]
fn gdcm_reads_it() {
    let set = samples("STD-GEN-CD");
    let out = checked(debian("gdcmdump").arg(dicomdir_of(&set)));
    let files = out.matches("(0004,1500)").count();
    assert_eq!(files, set.volume.contents.instances().count());
}

#[test]
fn pydicom_finds_every_file() {
    let set = samples("STD-GEN-CD");
    let out = checked(python("read_file_set.py").arg(dicomdir_of(&set)));
    let instances = set.volume.contents.instances().count();
    let patients = set.volume.contents.patients.len();
    assert_eq!(
        out.trim(),
        format!("{instances} instances, {patients} patients")
    );
}

#[test]
fn what_is_written_is_read_back() {
    let set = samples("STD-GEN-CD");
    let directory = read(&set);
    let tree = directory.tree();
    assert_eq!(tree.issues, []);
    assert_eq!(tree.unreached, Vec::<usize>::new());
    assert_eq!(directory.file_set_id(), "SAMPLES");
    let files = directory
        .records
        .iter()
        .filter_map(|record| record.file_id.as_deref());
    for file in files {
        let path = set.folder.path().join(file.replace('\\', "/"));
        assert!(path.exists(), "{file}");
    }
}

fn read(set: &FileSet) -> dicomdir::Directory {
    dicomdir::read(&set.volume.dicomdir[..]).expect("a directory")
}
