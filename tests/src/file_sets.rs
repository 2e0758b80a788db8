//! File-sets made of the sample data, as folders.

use std::fs::File;
use std::path::{Path, PathBuf};

use filmdesk_dataset::file::{HeaderOptions, read_header};
use filmdesk_media::dicomdir::Implementation;
use filmdesk_media::file_set::{
    Added, Beside, FileSetBuilder, FileSetOptions, FileSetVolume, PatientConflict, SplitLevel,
};
use filmdesk_media::instance::{Instance, Key};
use filmdesk_media::profile;
use filmdesk_media::timestamp::Timestamp;

use crate::samples::sample;

/// Folders of the sample data that hold instances as they come from devices.
const FOLDERS: &[&str] = &[
    "charset",
    "dicomdir_set",
    "doc",
    "img",
    "ko",
    "pr",
    "seg",
    "sr",
    "video",
    "wave",
];

/// The sample files of instances, by name.
pub fn instances() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in FOLDERS {
        collect(&sample(folder), &mut files);
    }
    files.retain(|path| !path.to_string_lossy().contains("DICOMDIR"));
    files.sort();
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// A general purpose file-set; patients of one ID and several names are told apart.
pub fn options(profile: &str) -> FileSetOptions {
    FileSetOptions {
        profile: profile::find(profile).expect("a profile"),
        file_set_id: "SAMPLES".to_owned(),
        uids: (1..100).map(|n| format!("2.25.{n}")).collect(),
        descriptor: None,
        folder: "DICOM".to_owned(),
        patient_conflict: PatientConflict::Split,
        volume_bytes: None,
        beside: Beside::default(),
        split: SplitLevel::Study,
        created: Timestamp {
            year: 2026,
            month: 11,
            day: 26,
            hour: 12,
            minute: 0,
            second: 0,
            offset_minutes: 0,
        },
        implementation: Implementation {
            class_uid: "2.25.79535422072466279615728607040129697314".to_owned(),
            version_name: "FILMDESK".to_owned(),
        },
    }
}

/// A file as an instance; the reason when it is none.
pub fn instance(key: usize, path: &Path) -> Result<Instance, String> {
    let file = File::open(path).expect("a file");
    let length = file.metadata().expect("its length").len();
    let header = read_header(file, &HeaderOptions::default()).map_err(|error| error.to_string())?;
    let own = |tag| {
        header
            .data_set
            .ascii(tag)
            .ok()
            .flatten()
            .unwrap_or_default()
            .to_owned()
    };
    let or = |text: String, tag| if text.is_empty() { own(tag) } else { text };
    Ok(Instance {
        key: Key(key as u64),
        sop_class: or(header.meta.sop_class, filmdesk_dataset::tags::SOP_CLASS_UID),
        sop_instance: or(
            header.meta.sop_instance,
            filmdesk_dataset::tags::SOP_INSTANCE_UID,
        ),
        transfer_syntax: header.meta.transfer_syntax,
        length,
        header: header.data_set,
    })
}

/// A file-set in a folder.
#[derive(Debug)]
pub struct FileSet {
    /// Where it is.
    pub folder: tempfile::TempDir,
    /// The files that were given; keys are their indices.
    pub files: Vec<PathBuf>,
    /// What was planned.
    pub volume: FileSetVolume,
    /// Files that were not taken, with the reason.
    pub left_out: Vec<(PathBuf, String)>,
}

/// Puts every file that can be in a file-set into one: what has the SOP Instance UID of a file of
/// one set, or a study that is another patient's there, goes into the next. What no set takes, as
/// it is no instance, is left out of the last.
pub fn make_all(files: &[PathBuf], options: &FileSetOptions) -> Vec<FileSet> {
    let mut sets = vec![make(files, options.clone())];
    loop {
        let last = &sets[sets.len() - 1];
        let left: Vec<PathBuf> = last.left_out.iter().map(|(path, _)| path.clone()).collect();
        let next = collected(&left, options.clone());
        if next.0.is_empty() {
            return sets;
        }
        sets.push(make(&left, options.clone()));
    }
}

fn collected(
    files: &[PathBuf],
    options: FileSetOptions,
) -> (FileSetBuilder, Vec<(PathBuf, String)>) {
    let mut builder = FileSetBuilder::new(options);
    let mut left_out = Vec::new();
    for (index, path) in files.iter().enumerate() {
        let added = instance(index, path).and_then(|instance| {
            let added = builder.add(&instance, None);
            match added.map_err(|error| error.to_string())? {
                Added::New => Ok(()),
                Added::Duplicate(_) => Err("the same instance is already there".to_owned()),
            }
        });
        if let Err(reason) = added {
            left_out.push((path.clone(), reason));
        }
    }
    (builder, left_out)
}

/// Puts files into a file-set of one volume, byte for byte.
pub fn make(files: &[PathBuf], options: FileSetOptions) -> FileSet {
    let (builder, left_out) = collected(files, options);
    let mut volumes = builder.plan().expect("a plan");
    assert_eq!(volumes.len(), 1);
    let volume = volumes.remove(0);
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("DICOMDIR"), &volume.dicomdir).expect("written");
    for entry in volume.contents.instances() {
        let to = folder.path().join(entry.path.to_string());
        std::fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
        let from = &files[usize::try_from(entry.key.0).expect("an index")];
        std::fs::copy(from, to).expect("copied");
    }
    FileSet {
        folder,
        files: files.to_vec(),
        volume,
        left_out,
    }
}
