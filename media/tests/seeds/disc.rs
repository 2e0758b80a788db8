//! A disc in memory: files, a DICOMDIR that can be edited as a tree or byte by byte.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor};

use filmdesk_dataset::{DataSet, Encoding, Tag, VR, encode, tags};
use filmdesk_media::dicomdir::{self, Branch, Directory, Head, Implementation, Node, Reference};
use filmdesk_media::file_set::{
    Beside, FileSetBuilder, FileSetOptions, PatientConflict, SplitLevel,
};
use filmdesk_media::instance::{Instance, Key};
use filmdesk_media::medium::{Finding, Medium, MediumEntry, MediumKind, ReadSeek};
use filmdesk_media::profile;
use filmdesk_media::record::RecordType;
use filmdesk_media::timestamp::Timestamp;
use filmdesk_media::volume::VolumePath;

use super::instances::{SPECS, file};

const EXPLICIT: &str = "1.2.840.10008.1.2.1";

/// A disc in memory.
#[derive(Debug, Clone)]
pub struct Disc {
    pub files: BTreeMap<String, Vec<u8>>,
    pub unreadable: BTreeSet<String>,
    pub kind: MediumKind,
    pub label: Option<String>,
    pub findings: Vec<Finding>,
}

fn implementation() -> Implementation {
    Implementation {
        class_uid: "1.2.3.4".to_owned(),
        version_name: "SEEDS".to_owned(),
    }
}

impl Disc {
    /// A disc without a defect: two patients, pages as IHE PDI wants them.
    pub fn good() -> Self {
        let mut builder = FileSetBuilder::new(options());
        let mut bytes = BTreeMap::new();
        for (number, spec) in SPECS.iter().enumerate() {
            let data = spec.data_set();
            let written = file(spec.class, &spec.uid(), EXPLICIT, &data);
            let mut header = data;
            header.remove(tags::PIXEL_DATA);
            let instance = Instance {
                key: Key(number as u64),
                sop_class: spec.class.to_owned(),
                sop_instance: spec.uid(),
                transfer_syntax: EXPLICIT.to_owned(),
                length: written.len() as u64,
                header,
            };
            builder.add(&instance, None).expect("an instance is taken");
            bytes.insert(Key(number as u64), written);
        }
        let volume = builder.plan().expect("a plan").remove(0);
        let mut files = BTreeMap::new();
        for entry in volume.contents.instances() {
            files.insert(entry.path.to_string(), bytes[&entry.key].clone());
        }
        files.insert("DICOMDIR".to_owned(), volume.dicomdir);
        for (name, text) in PAGES {
            files.insert((*name).to_owned(), text.as_bytes().to_vec());
        }
        Self {
            files,
            unreadable: BTreeSet::new(),
            kind: MediumKind::Folder,
            label: None,
            findings: Vec::new(),
        }
    }

    /// Edits DICOMDIR as a tree and writes it anew.
    pub fn edit(&mut self, change: impl FnOnce(&mut Head, &mut Vec<Node>)) {
        let directory = self.directory();
        let mut roots = nodes(&directory, &directory.tree().roots);
        let mut head = Head {
            uid: directory.meta.sop_instance.clone(),
            file_set_id: directory.file_set_id(),
            descriptor: None,
            descriptor_character_set: None,
            implementation: implementation(),
        };
        change(&mut head, &mut roots);
        let bytes = dicomdir::encode(&head, &roots).expect("DICOMDIR is encoded");
        self.files.insert("DICOMDIR".to_owned(), bytes);
    }

    pub fn directory(&self) -> Directory {
        dicomdir::read(self.files["DICOMDIR"].as_slice()).expect("DICOMDIR is read")
    }

    /// Offset of the `number`th record of a type.
    pub fn record(&self, kind: RecordType, number: usize) -> u32 {
        let directory = self.directory();
        let mut found = directory
            .records
            .iter()
            .filter(|record| record.term.current() == Some(kind));
        found.nth(number).expect("the record").offset as u32
    }

    /// Overwrites the value of the first element `tag` at or after `from`.
    pub fn patch(&mut self, from: u32, tag: Tag, value: &[u8]) {
        let bytes = self.files.get_mut("DICOMDIR").expect("DICOMDIR");
        let mut wanted = tag.group().to_le_bytes().to_vec();
        wanted.extend(tag.element().to_le_bytes());
        let at = bytes[from as usize..]
            .windows(4)
            .position(|window| window == wanted)
            .expect("the element");
        let at = from as usize + at + 8;
        bytes[at..at + value.len()].copy_from_slice(value);
    }

    /// Replaces text in a file by text of the same length.
    pub fn replace(&mut self, name: &str, from: &str, to: &str) {
        assert_eq!(from.len(), to.len());
        let bytes = self.files.get_mut(name).expect("the file");
        let at = bytes
            .windows(from.len())
            .position(|window| window == from.as_bytes())
            .expect("the text");
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }

    /// The name of the `number`th image's file.
    pub fn image(&self, number: usize) -> String {
        let directory = self.directory();
        let found = directory
            .records
            .iter()
            .filter_map(|record| record.file_id.as_deref())
            .nth(number);
        found.expect("the image").replace('\\', "/")
    }

    /// Moves a file, in the directory too.
    pub fn rename(&mut self, from: &str, to: &str) {
        let bytes = self.files.remove(from).expect("the file");
        self.files.insert(to.to_owned(), bytes);
        let (from, to) = (from.replace('/', "\\"), to.replace('/', "\\"));
        self.edit(|_, roots| {
            each(roots, &mut |node| {
                if let Some(reference) = &mut node.reference
                    && reference.file_id == from
                {
                    reference.file_id = to.clone();
                }
            });
        });
    }
}

/// Calls for every node.
pub fn each(nodes: &mut Vec<Node>, change: &mut dyn FnMut(&mut Node)) {
    for node in nodes {
        change(node);
        each(&mut node.children, change);
    }
}

/// Edits the keys of a node.
pub fn with_keys(node: &mut Node, change: impl FnOnce(&mut DataSet)) {
    let mut keys = filmdesk_dataset::scan::Scanner::new(
        Encoding::ExplicitLittle,
        filmdesk_dataset::scan::Limits::FILE,
    );
    let mut sink = filmdesk_dataset::bulk::MemorySink::default();
    keys.feed(&node.keys, &mut sink).expect("keys");
    let mut keys = keys.finish().expect("keys");
    change(&mut keys);
    node.keys = encode::encode(&keys, Encoding::ExplicitLittle).expect("keys");
}

fn nodes(directory: &Directory, branches: &[Branch]) -> Vec<Node> {
    branches
        .iter()
        .map(|branch| {
            let record = &directory.records[branch.record];
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let mut keys = directory.data_set(record);
            let group_4: Vec<Tag> = keys
                .iter()
                .map(|(tag, _)| tag)
                .filter(|tag| tag.group() == 4)
                .collect();
            for tag in group_4 {
                keys.remove(tag);
            }
            Node {
                term: record.term.clone(),
                private_uid: None,
                reference: record.file_id.clone().map(|file_id| Reference {
                    file_id,
                    sop_class: text(&record.sop_class),
                    sop_instance: text(&record.sop_instance),
                    transfer_syntax: text(&record.transfer_syntax),
                    related_classes: None,
                }),
                keys: encode::encode(&keys, Encoding::ExplicitLittle).expect("keys"),
                children: nodes(directory, &branch.children),
            }
        })
        .collect()
}

fn options() -> FileSetOptions {
    FileSetOptions {
        profile: profile::find("STD-GEN-CD").expect("the profile"),
        file_set_id: "SEEDS".to_owned(),
        uids: vec!["1.2.3.99".to_owned()],
        descriptor: None,
        folder: "DICOM".to_owned(),
        patient_conflict: PatientConflict::Refuse,
        volume_bytes: None,
        beside: Beside::default(),
        split: SplitLevel::Study,
        created: Timestamp {
            year: 2026,
            month: 1,
            day: 2,
            hour: 3,
            minute: 4,
            second: 5,
            offset_minutes: 0,
        },
        implementation: implementation(),
    }
}

/// The pages, whose links are relative and in lower case.
const PAGES: &[(&str, &str)] = &[
    (
        "INDEX.HTM",
        "<html><a href=\"ihe_pdi/pages.htm\">pages</a> <a href=\"readme.txt\">x</a></html>",
    ),
    ("README.TXT", "made for a test\r\n"),
    (
        "IHE_PDI/PAGES.HTM",
        "<html><a href='../index.htm#top'>back</a><a href=\"https://example.org/A\">x</a></html>",
    ),
];

impl Medium for Disc {
    fn kind(&self) -> MediumKind {
        self.kind
    }

    fn describe(&self) -> String {
        "memory".to_owned()
    }

    fn label(&self) -> Option<String> {
        self.label.clone()
    }

    fn entries(&self) -> io::Result<Vec<MediumEntry>> {
        let mut folders = BTreeSet::new();
        let mut entries = Vec::new();
        for (name, bytes) in &self.files {
            let path = VolumePath::found(name.split('/').map(str::to_owned).collect()).unwrap();
            for depth in 1..path.components().len() {
                folders.insert(path.components()[..depth].to_vec());
            }
            entries.push(MediumEntry {
                path,
                is_folder: false,
                length: bytes.len() as u64,
            });
        }
        entries.extend(folders.into_iter().map(|folder| MediumEntry {
            path: VolumePath::found(folder).unwrap(),
            is_folder: true,
            length: 0,
        }));
        Ok(entries)
    }

    fn open(&self, path: &VolumePath) -> io::Result<Box<dyn ReadSeek + '_>> {
        let name = path.to_string();
        if self.unreadable.contains(&name) {
            return Err(io::Error::other("a scratch"));
        }
        let bytes = self.files.get(&name).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes.as_slice())))
    }

    fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// The text of a key, padded by its data set.
pub fn put(keys: &mut DataSet, tag: Tag, vr: VR, text: &str) {
    keys.put_text(tag, vr, text);
}
