//! DICOMDIR beside those who read it.
//!
//! Bars: on file-sets of every valid file in ../shared/data, dciodvfy and dcdirdmp find no error
//! that is ours; dcmdump, DCMTK's directory reader, gdcm and pydicom's FileSet open them and find
//! every file.

use std::path::Path;

use filmdesk_media::dicomdir;
use filmdesk_tests::dciodvfy::errors;
use filmdesk_tests::file_sets::{FileSet, instances, make_all, options};
use filmdesk_tests::tools::{checked, debian, python, run};

/// File-sets of every sample: those of one SOP Instance UID are each in another one.
fn samples(profile: &str) -> Vec<FileSet> {
    make_all(&instances(), &options(profile))
}

fn dicomdir_of(set: &FileSet) -> std::path::PathBuf {
    set.folder.path().join("DICOMDIR")
}

#[test]
fn every_valid_sample_is_in_a_file_set_byte_for_byte() {
    let sets = samples("STD-GEN-CD");
    let taken: Vec<usize> = sets.iter().map(instances_of).collect();
    // Files of one SOP Instance UID (an object in several transfer syntaxes) spread over the sets.
    assert_eq!(taken, [164, 15, 8, 6, 4, 3, 2, 1]);
    let invalid: Vec<String> = sets[sets.len() - 1]
        .left_out
        .iter()
        .map(|(path, reason)| format!("{}: {reason}", name(path)))
        .collect();
    let total = taken.iter().sum::<usize>() + invalid.len();
    assert_eq!(
        total,
        instances().len(),
        "each file is in one set, or is named"
    );
    insta::assert_snapshot!(invalid.join("\n"), @r"
    pydicom_chrSQEncoding1.dcm: it has no Study Instance UID (0020,000D)
    DVTk_Ticket740_1_1_1.DCM: it has no SOP Class UID
    dwv_leadtools-flowers-16-mono2-rle.dcm: it has no SOP Instance UID
    fo-dicom_multiframe.dcm: it has no Study Instance UID (0020,000D)
    pydicom-data_HTJ2KLossless_08_RGB.dcm: it has no Study Instance UID (0020,000D)
    pydicom-data_HTJ2K_08_RGB.dcm: it has no Study Instance UID (0020,000D)
    pydicom-data_JLSL_RGB_ILV2.dcm: it has no SOP Instance UID
    pydicom-data_JLSN_RGB_ILV0.dcm: it has no SOP Instance UID
    pydicom_JPEGLSNearLossless_16.dcm: it has no Study Instance UID (0020,000D)
    pydicom_UN_sequence.dcm: it has no Study Instance UID (0020,000D)
    pydicom_empty_charset_LEI.dcm: it has no SOP Class UID
    dwv_sr-arrow.dcm: it has no SOP Instance UID
    dwv_sr-circle.dcm: it has no SOP Instance UID
    dwv_sr-ellipse.dcm: it has no SOP Instance UID
    dwv_sr-protractor.dcm: it has no SOP Instance UID
    dwv_sr-rectangle.dcm: it has no SOP Instance UID
    dwv_sr-roi.dcm: it has no SOP Instance UID
    dwv_sr-ruler.dcm: it has no SOP Instance UID
    ");
    for set in &sets {
        for entry in set.volume.contents.instances() {
            let came = &set.files[usize::try_from(entry.key.0).expect("an index")];
            let there = set.folder.path().join(entry.path.to_string());
            let same = std::fs::read(there).ok() == std::fs::read(came).ok();
            assert!(same, "{} is {}", entry.path, name(came));
        }
    }
}

fn instances_of(set: &FileSet) -> usize {
    set.volume.contents.instances().count()
}

fn name(path: &Path) -> String {
    let name = path.file_name().expect("a name");
    name.to_string_lossy().into_owned()
}

#[test]
fn dciodvfy_finds_no_error() {
    for profile in ["STD-GEN-CD", "STD-GEN-DVD-JPEG"] {
        for set in samples(profile) {
            let said = run(debian("dciodvfy").arg(dicomdir_of(&set)));
            assert_eq!(errors(&said.err), "", "{profile}");
        }
    }
}

#[test]
fn dcdirdmp_walks_it() {
    let mut images = 0;
    for set in samples("STD-GEN-CD") {
        let said = run(debian("dcdirdmp").arg(dicomdir_of(&set)));
        assert_eq!(errors(&said.err), "");
        images += said.err.matches("IMAGE").count() + said.out.matches("IMAGE").count();
    }
    assert!(images > 150, "{images} images");
}

#[test]
fn dcmdump_reads_it_without_a_warning() {
    for set in samples("STD-GEN-DVD-JPEG") {
        let said = run(debian("dcmdump").arg("+L").arg(dicomdir_of(&set)));
        assert!(said.success);
        assert_eq!(said.err, "");
        let records = said.out.matches("DirectoryRecordType").count();
        assert_eq!(records, read(&set).records.len());
    }
}

#[test]
fn gdcm_reads_it() {
    for set in samples("STD-GEN-CD") {
        let out = checked(debian("gdcmdump").arg(dicomdir_of(&set)));
        let files = out.matches("(0004,1500)").count();
        assert_eq!(files, instances_of(&set));
    }
}

#[test]
fn pydicom_finds_every_file() {
    for set in samples("STD-GEN-CD") {
        let out = checked(python("read_file_set.py").arg(dicomdir_of(&set)));
        let (instances, patients) = (instances_of(&set), set.volume.contents.patients.len());
        let said = format!("{instances} instances, {patients} patients");
        assert_eq!(out.trim(), said);
    }
}

#[test]
fn what_is_written_is_read_back() {
    for set in samples("STD-GEN-CD") {
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
}

fn read(set: &FileSet) -> dicomdir::Directory {
    dicomdir::read(&set.volume.dicomdir[..]).expect("a directory")
}
