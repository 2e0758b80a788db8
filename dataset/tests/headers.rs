//! Headers of files against the same files read whole.

#![allow(clippy::disallowed_methods, reason = "tests open the sample files")]

mod common;

use std::fs::File;
use std::io::{self, Read};

use filmdesk_dataset::file::{self, FileError, Header, HeaderOptions, ReadOptions, read_header};
use filmdesk_dataset::{DataSet, Tag, Value, tags};

/// Counts what was read.
struct Counted<R>(R, u64);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = self.0.read(buffer)?;
        self.1 += taken as u64;
        Ok(taken)
    }
}

fn is_bulk(data: &DataSet, tag: Tag) -> bool {
    matches!(
        data.get(tag).map(|element| &element.value),
        Some(Value::Bulk(_))
    )
}

/// Everything before the pixels, with long values that have no place in a header taken out.
fn before_pixels(mut data: DataSet) -> DataSet {
    let bulk: Vec<Tag> = data
        .iter()
        .map(|(tag, _)| tag)
        .filter(|tag| is_bulk(&data, *tag))
        .collect();
    let end = match data.contains(tags::SPECTROSCOPY_DATA) {
        true => tags::SPECTROSCOPY_DATA,
        false => tags::FLOAT_PIXEL_DATA,
    };
    data.retain(|tag| tag < end && !bulk.contains(&tag));
    data
}

fn header_of(
    path: &std::path::Path,
    options: &HeaderOptions<'_>,
) -> (Result<Header, FileError>, u64) {
    let mut counted = Counted(File::open(path).unwrap(), 0);
    let header = read_header(&mut counted, options);
    (header, counted.1)
}

#[test]
fn a_header_is_the_file_without_its_pixels() {
    let mut stopped = 0;
    let folders = ["img", "sr", "dicomdir_set", "wave"];
    for path in folders.into_iter().flat_map(common::files_in) {
        let name = common::name(&path);
        let (header, read) = header_of(&path, &HeaderOptions::default());
        let Ok(whole) = file::read(File::open(&path).unwrap(), &ReadOptions::LENIENT) else {
            assert!(header.is_err(), "{name}");
            continue;
        };
        let header = header.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(header.meta, whole.meta, "{name}");
        let same = before_pixels(header.data_set) == before_pixels(whole.data_set);
        assert!(same || !whole.warnings.is_empty(), "{name}");
        if let Some(at) = header
            .stopped_at
            .filter(|_| !header.meta.transfer_syntax.ends_with(".99"))
        {
            stopped += 1;
            let end = header.data_set_offset + at;
            assert!(
                read <= end + 2 * (16 << 10),
                "{name}: read {read} for {end}"
            );
        }
    }
    assert!(stopped > 100, "{stopped}");
}

#[test]
fn only_what_is_wanted_is_kept() {
    let wanted = |tag| tag == tags::PATIENT_ID || tag == tags::REFERENCED_SERIES_SEQUENCE;
    let options = HeaderOptions {
        keep: Some(&wanted),
        ..HeaderOptions::default()
    };
    let mut found = 0;
    for path in common::files_in("img") {
        let (all, _) = header_of(&path, &HeaderOptions::default());
        let (Ok(mut all), (some, _)) = (all, header_of(&path, &options)) else {
            continue;
        };
        let some = some.unwrap();
        let kept = |tag| {
            wanted(tag) || [tags::SPECIFIC_CHARACTER_SET, tags::PIXEL_REPRESENTATION].contains(&tag)
        };
        all.data_set.retain(kept);
        assert_eq!(some.stopped_at, all.stopped_at, "{}", common::name(&path));
        assert!(some.data_set == all.data_set, "{}", common::name(&path));
        found += usize::from(some.data_set.contains(tags::PATIENT_ID));
    }
    assert!(found > 20, "{found}");
}

#[test]
fn a_stop_is_obeyed_and_its_place_told() {
    let path = common::samples().join("img/pydicom_MR_small.dcm");
    let options = HeaderOptions {
        stop: tags::PATIENT_NAME,
        ..HeaderOptions::default()
    };
    let header = header_of(&path, &options).0.unwrap();
    assert!(
        header
            .data_set
            .iter()
            .all(|(tag, _)| tag < tags::PATIENT_NAME)
    );
    let bytes = std::fs::read(&path).unwrap();
    let at = (header.data_set_offset + header.stopped_at.unwrap()) as usize;
    assert_eq!(bytes[at..at + 6], *b"\x10\0\x10\0PN");
}

#[test]
fn malformed_files_give_a_header_or_a_reason() {
    for path in common::files_in("malformed") {
        let (header, _) = header_of(&path, &HeaderOptions::default());
        let whole = file::read(File::open(&path).unwrap(), &ReadOptions::LENIENT);
        match (header, whole) {
            (Ok(header), Ok(whole)) => assert_eq!(header.meta, whole.meta),
            (Err(header), Err(whole)) => assert_eq!(header.to_string(), whole.to_string()),
            (header, _) => panic!("{}: {header:?}", common::name(&path)),
        }
    }
}
