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

/// What a validator says of the DICOMDIR, lines with `Error` only, each once, with its count.
fn errors(said: &str) -> String {
    let mut lines: Vec<&str> = said.lines().filter(|line| line.contains("Error")).collect();
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
    insta::assert_snapshot!(named.join("\n"), @"");
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
    assert_eq!(out.trim(), format!("{instances} instances, {patients} patients"));
}

#[test]
fn what_is_written_is_read_back() {
    let set = samples("STD-GEN-CD");
    let directory = read(&set);
    let tree = directory.tree();
    assert_eq!(tree.issues, []);
    assert_eq!(tree.unreached, Vec::<usize>::new());
    assert_eq!(directory.file_set_id(), "SAMPLES");
    let files = directory.records.iter().filter_map(|record| record.file_id.as_deref());
    for file in files {
        let path = set.folder.path().join(file.replace('\\', "/"));
        assert!(path.exists(), "{file}");
    }
}

fn read(set: &FileSet) -> dicomdir::Directory {
    dicomdir::read(&set.volume.dicomdir[..]).expect("a directory")
}
