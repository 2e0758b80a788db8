//! De-identified objects beside dicom3tools: dciodvfy finds no error that the original has not.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use filmdesk_dataset::encode::write;
use filmdesk_dataset::file::{DicomFile, ReadOptions, encode_meta, read};
use filmdesk_dataset::{DataSet, Encoding, VR, tags, uids};
use filmdesk_media::deidentify::{Options, Pseudonyms, apply};
use filmdesk_tests::samples::sample;
use filmdesk_tests::tools::{debian, run};

fn opened(path: &Path) -> Option<(DicomFile, BufReader<File>)> {
    let mut reader = BufReader::new(File::open(path).ok()?);
    let file = read(&mut reader, &ReadOptions::STRICT).ok()?;
    let explicit = file.meta.transfer_syntax == uids::EXPLICIT_VR_LITTLE_ENDIAN;
    explicit.then_some((file, reader))
}

/// A file of this data set, bulk values from the original.
fn written(path: &Path, data: &DataSet, original: &DicomFile, reader: &mut BufReader<File>) {
    let text = |tag| {
        data.ascii(tag)
            .ok()
            .flatten()
            .unwrap_or_default()
            .to_owned()
    };
    let mut meta = DataSet::new();
    meta.put_bytes(tags::FILE_META_INFORMATION_VERSION, VR::OB, vec![0, 1]);
    let class = text(tags::SOP_CLASS_UID);
    meta.put_text(tags::MEDIA_STORAGE_SOP_CLASS_UID, VR::UI, &class);
    let instance = text(tags::SOP_INSTANCE_UID);
    meta.put_text(tags::MEDIA_STORAGE_SOP_INSTANCE_UID, VR::UI, &instance);
    meta.put_text(
        tags::TRANSFER_SYNTAX_UID,
        VR::UI,
        uids::EXPLICIT_VR_LITTLE_ENDIAN,
    );
    meta.put_text(tags::IMPLEMENTATION_CLASS_UID, VR::UI, "2.25.1");
    let mut out = File::create(path).expect("a file");
    out.write_all(&encode_meta(&meta).expect("a meta header"))
        .expect("written");
    let mut bulk = original.source(reader);
    write(data, Encoding::ExplicitLittle, &mut out, &mut bulk).expect("written");
}

/// Samples that cannot be compared, with the reason.
const PASSED_OVER: &[(&str, &str)] = &[
    (
        "DVTk_Ticket740_1_1_1.DCM",
        "has no SOP Class UID; a file written anew needs one",
    ),
    (
        "fo-dicom_FreezePattern.dcm",
        "dciodvfy stops in its middle: what follows is seen only after it was written anew",
    ),
];

/// dciodvfy's errors, without the values that they repeat.
fn errors(path: &Path) -> BTreeSet<String> {
    let said = run(debian("dciodvfy").arg(path));
    let lines = format!("{}\n{}", said.out, said.err);
    let errors = lines.lines().filter(|line| line.starts_with("Error"));
    errors
        .map(|line| {
            line.split(['=', '<'])
                .next()
                .unwrap_or(line)
                .trim()
                .to_owned()
        })
        .collect()
}

#[test]
fn dciodvfy_finds_no_new_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("FILE");
    let entries = std::fs::read_dir(sample("img")).expect("the samples");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| !PASSED_OVER.iter().any(|(name, _)| path.ends_with(name)));
    paths.sort();
    let (mut checked, mut new) = (0, Vec::new());
    for path in paths {
        let Some((file, mut reader)) = opened(&path) else {
            continue;
        };
        let mut data = file.data_set.clone();
        if apply(
            &mut data,
            &Options::default(),
            &mut Pseudonyms::new([7; 32]),
        )
        .is_err()
        {
            continue;
        }
        written(&out, &data, &file, &mut reader);
        let before = errors(&path);
        let name = path.file_name().unwrap_or_default().to_owned();
        new.extend(
            errors(&out)
                .difference(&before)
                .map(|error| format!("{name:?}: {error}")),
        );
        checked += 1;
    }
    assert!(new.is_empty(), "{}", new.join("\n"));
    assert!(checked > 20, "{checked} files");
}
