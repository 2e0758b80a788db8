//! A disc's index out of files, as the page would read it.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;

use filmdesk_dataset::bulk::NoBulk;
use filmdesk_dataset::file::{self, Contained, Implementation, ReadOptions};
use filmdesk_dataset::scan::Limits;
use filmdesk_dataset::{DataSet, VR, tags, uids};
use filmdesk_media::contents::{Contents, InstanceEntry, PatientEntry, SeriesEntry, StudyEntry};
use filmdesk_media::instance::Key;
use filmdesk_media::record::{Placement, RecordType, record_of};
use filmdesk_media::viewer::{self, Parts, Plan};
use filmdesk_media::volume::VolumePath;
use serde_json::Value;

/// Index and parts.
pub(crate) struct Disc {
    pub index: Value,
    pub parts: Vec<Value>,
}

/// The bytes of a sample file.
pub(crate) fn sample(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    std::fs::read(path.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

impl Disc {
    /// Of sample files.
    pub(crate) fn of(names: &[&str]) -> Self {
        Self::made(&names.iter().map(|name| sample(name)).collect::<Vec<_>>())
    }

    /// Of files in memory, which are one study.
    pub(crate) fn made(files: &[Vec<u8>]) -> Self {
        Self::on(&contents(files), files)
    }

    /// Of studies in memory, the oldest first: their dates, and a file of each.
    pub(crate) fn of_studies(dates: &[&str], files: &[Vec<u8>]) -> Self {
        let mut contents = contents(files);
        let series = std::mem::take(&mut contents.patients[0].studies[0].series);
        let studies = dates.iter().zip(series).map(|(date, series)| StudyEntry {
            date: (*date).to_owned(),
            series: vec![series],
            ..StudyEntry::default()
        });
        contents.patients[0].studies = studies.collect();
        Self::on(&contents, files)
    }

    fn on(contents: &Contents, files: &[Vec<u8>]) -> Self {
        let surveyed = contents.instances().map(|entry| {
            let bytes = &files[usize::try_from(entry.key.0).expect("a place")];
            (entry.key, viewer::survey(&mut Cursor::new(bytes), entry))
        });
        let plan = Plan::of(contents, surveyed.collect(), &HashMap::new());
        let links = HashMap::from([(Key(0), "page.htm".to_owned())]);
        let mut parts = Parts::default();
        let (index, _) = viewer::index(contents, plan, &links, &mut parts);
        Self {
            index: serde_json::to_value(&index).expect("JSON"),
            parts: parts.into_scripts().iter().map(|part| read(part)).collect(),
        }
    }

    /// The part that `at` names.
    pub(crate) fn part(&self, at: &Value) -> &Value {
        let number = at.as_u64().unwrap_or_else(|| panic!("{at} is no part"));
        &self.parts[number as usize - 1]
    }
}

/// `J(number,{...})` to what is in it.
fn read(script: &[u8]) -> Value {
    let text = std::str::from_utf8(script).expect("UTF-8");
    let call = text
        .strip_prefix("J(")
        .and_then(|text| text.strip_suffix(')'));
    let (_, json) = call.and_then(|call| call.split_once(',')).expect("a call");
    serde_json::from_str(json).expect("JSON")
}

fn contents(files: &[Vec<u8>]) -> Contents {
    let mut series: Vec<SeriesEntry> = Vec::new();
    for (key, bytes) in files.iter().enumerate() {
        let file = file::read(Cursor::new(bytes), &ReadOptions::LENIENT).expect("a file");
        let data = &file.data_set;
        let uid = text(data, tags::SERIES_INSTANCE_UID);
        let entry = entry(key, &file.meta.transfer_syntax, data);
        match series.iter_mut().find(|series| series.uid == uid) {
            Some(series) => series.instances.push(entry),
            None => series.push(SeriesEntry {
                uid,
                modality: text(data, tags::MODALITY),
                instances: vec![entry],
                ..SeriesEntry::default()
            }),
        }
    }
    let study = StudyEntry {
        series,
        ..StudyEntry::default()
    };
    Contents {
        patients: vec![PatientEntry {
            studies: vec![study],
            ..PatientEntry::default()
        }],
        others: Vec::new(),
    }
}

fn entry(key: usize, syntax: &str, data: &DataSet) -> InstanceEntry {
    let sop_class = text(data, tags::SOP_CLASS_UID);
    let number = |tag| data.number(tag).ok().flatten();
    InstanceEntry {
        key: Key(key as u64),
        path: VolumePath::parse(&format!("DICOM/IM{key:06}")).expect("a path"),
        record: match record_of(&sop_class) {
            Placement::Record(record) => record,
            Placement::Private => RecordType::Private,
        },
        sop_class,
        sop_instance: text(data, tags::SOP_INSTANCE_UID),
        transfer_syntax: syntax.to_owned(),
        number: number(tags::INSTANCE_NUMBER).unwrap_or(0),
        frames: match data.contains(tags::ROWS) {
            true => number(tags::NUMBER_OF_FRAMES).unwrap_or(1) as u32,
            false => 0,
        },
        length: 0,
    }
}

fn text(data: &DataSet, tag: filmdesk_dataset::Tag) -> String {
    data.ascii(tag)
        .ok()
        .flatten()
        .unwrap_or_default()
        .to_owned()
}

/// Limits of a scanner that leaves no value in the file.
pub(crate) fn everything() -> Limits {
    Limits {
        kept_value: 1 << 20,
        ..Limits::FILE
    }
}

/// The beginning of an object: its identity.
pub(crate) fn object(sop_class: &str, sop_instance: &str, modality: &str) -> DataSet {
    let mut data = DataSet::new();
    data.put_text(tags::SOP_CLASS_UID, VR::UI, sop_class);
    data.put_text(tags::SOP_INSTANCE_UID, VR::UI, sop_instance);
    data.put_text(
        tags::SERIES_INSTANCE_UID,
        VR::UI,
        &format!("{sop_instance}.1"),
    );
    data.put_text(tags::MODALITY, VR::CS, modality);
    data
}

/// An image of `side` x `side` pixels of 16 bits, which count from 0.
pub(crate) fn image(
    sop_class: &str,
    sop_instance: &str,
    modality: &str,
    side: u16,
    frames: u16,
) -> DataSet {
    let mut data = object(sop_class, sop_instance, modality);
    data.put_u16(tags::ROWS, side);
    data.put_u16(tags::COLUMNS, side);
    data.put_text(tags::NUMBER_OF_FRAMES, VR::IS, &frames.to_string());
    data.put_u16(tags::SAMPLES_PER_PIXEL, 1);
    data.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2");
    data.put_u16(tags::BITS_ALLOCATED, 16);
    data.put_u16(tags::BITS_STORED, 16);
    data.put_u16(tags::HIGH_BIT, 15);
    data.put_u16(tags::PIXEL_REPRESENTATION, 0);
    let pixels = 0..side * side * frames;
    let pixels = pixels.flat_map(u16::to_le_bytes).collect();
    data.put_bytes(tags::PIXEL_DATA, VR::OW, pixels);
    data
}

/// The file of a data set.
pub(crate) fn encoded(data: &DataSet) -> Vec<u8> {
    let meta = file::meta(
        Contained {
            sop_class: &text(data, tags::SOP_CLASS_UID),
            sop_instance: &text(data, tags::SOP_INSTANCE_UID),
            transfer_syntax: uids::IMPLICIT_VR_LITTLE_ENDIAN,
        },
        Implementation {
            class_uid: "2.25.1",
            version_name: "TEST",
            source_ae_title: None,
        },
    );
    let mut bytes = Vec::new();
    file::write(&meta, data, &mut bytes, &mut NoBulk).expect("written");
    bytes
}
