//! Media that are none, and what candidates are found; images made by other programs are in the
//! crate `tests`.

use std::io::Cursor;

use super::*;

fn opened(bytes: Vec<u8>) -> Result<Box<dyn Medium>, OpenError> {
    open(Box::new(Cursor::new(bytes)), &OpenOptions::default())
}

#[test]
fn what_is_no_medium_is_told() {
    for length in [0, 100, 512, 40_000, 600_000] {
        let error = opened(vec![0x55; length]).err().unwrap();
        assert!(matches!(error, OpenError::Unknown), "{length}: {error}");
    }
    let mut exfat = vec![0; 4096];
    exfat[3..11].copy_from_slice(b"EXFAT   ");
    exfat[510..512].copy_from_slice(&[0x55, 0xaa]);
    let error = opened(exfat).err().unwrap();
    assert_eq!(
        error.to_string(),
        "exFAT (it is no medium of PS3.12 Annex R) is not read"
    );
}

#[test]
fn a_volume_descriptor_that_leads_nowhere_gives_an_empty_medium_with_a_finding() {
    let mut iso = vec![0; 20 * 2048];
    iso[16 * 2048..16 * 2048 + 7].copy_from_slice(b"\x01CD001\x01");
    let root = 16 * 2048 + 156;
    iso[root + 2..root + 6].copy_from_slice(&u32::MAX.to_le_bytes());
    iso[root + 10..root + 14].copy_from_slice(&u32::MAX.to_le_bytes());
    let medium = opened(iso).unwrap();
    assert_eq!(medium.entries().unwrap(), []);
    assert_eq!(medium.findings()[0].kind, FindingKind::Beyond);
}

#[test]
fn a_zip_of_nothing_and_a_broken_one() {
    let mut empty = b"PK\x05\x06".to_vec();
    empty.extend([0; 18]);
    assert_eq!(opened(empty).unwrap().entries().unwrap(), []);
    assert!(matches!(
        opened(b"PK\x03\x04 and nothing that makes a ZIP".to_vec()),
        Err(OpenError::Zip(_) | OpenError::Io(_))
    ));
}

#[test]
fn starts_of_files_are_told_apart() {
    let mut part_10 = vec![0; 140];
    part_10[128..132].copy_from_slice(b"DICM");
    assert!(may_be_dicom(&part_10));
    assert!(may_be_dicom(b"\x08\0\x05\0CS\x0a\0ISO_IR 100"));
    assert!(!may_be_dicom(b"<html><head></head></html>") && !may_be_dicom(b""));
}
