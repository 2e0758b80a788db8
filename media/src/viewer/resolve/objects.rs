//! From instances to the lists of the index: each kind of object goes to its room.

use std::collections::HashMap;
use std::io::{Read, Seek};

use filmdesk_dataset::file::DicomFile;
use filmdesk_dataset::pixels::StoredFrames;
use filmdesk_dataset::{CharacterSet, DataSet, tags, uids};

use super::super::index::{
    Document, DocumentKind, DocumentPart, FrameRef, Index, Objects, Presentation, StructureSet,
    Waveform,
};
use super::super::parts::Parts;
use super::super::values::term;
use super::document::{self, Written, class_name, date};
use super::{
    Frames, dose, inline, key, listing, plan, presentation, segmentation, structure, waveform,
};
use crate::contents::InstanceEntry;
use crate::instance::Key;
use crate::record::RecordType;

/// What an instance says of others, or shows without pixels; kept until the frames of the disc
/// are known.
#[derive(Debug)]
pub struct Object {
    key: Key,
    /// The number of its series among all of the index.
    series: usize,
    kind: Kind,
    sop_instance: String,
    /// Where it is on the disc.
    file: String,
    data_set: DataSet,
    /// The largest stored value, of doses.
    largest: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Presentation,
    Key,
    Segmentation,
    Structures,
    Dose,
    Plan,
    Waveform,
    Report,
    Encapsulated,
    /// It has neither pixels nor a page: it is named.
    Other,
}

/// Objects by their directory record.
const BY_RECORD: &[(RecordType, Kind)] = &[
    (RecordType::Presentation, Kind::Presentation),
    (RecordType::KeyObjectDoc, Kind::Key),
    (RecordType::RtStructureSet, Kind::Structures),
    (RecordType::RtDose, Kind::Dose),
    (RecordType::RtPlan, Kind::Plan),
    (RecordType::RtTreatRecord, Kind::Plan),
    (RecordType::Waveform, Kind::Waveform),
    (RecordType::SrDocument, Kind::Report),
    (RecordType::EncapDoc, Kind::Encapsulated),
];

/// Label Map Segmentation Storage, which the dictionary does not have yet.
const LABEL_MAP: &str = "1.2.840.10008.5.1.4.1.1.66.7";

impl Kind {
    /// Of an instance; none of images, which stand for themselves.
    fn of(entry: &InstanceEntry) -> Option<Self> {
        if [uids::SEGMENTATION_STORAGE, LABEL_MAP].contains(&entry.sop_class.as_str()) {
            return Some(Self::Segmentation);
        }
        let row = BY_RECORD.iter().find(|(record, _)| *record == entry.record);
        match row {
            Some((_, kind)) => Some(*kind),
            None => (entry.frames == 0).then_some(Self::Other),
        }
    }
}

/// The object that an instance is, read from its file; none when it is an image alone.
pub(in super::super) fn object<R: Read + Seek>(
    file: &DicomFile,
    reader: &mut R,
    entry: &InstanceEntry,
) -> Option<Object> {
    let kind = Kind::of(entry)?;
    let mut data_set = file.data_set.clone();
    let is_file = kind == Kind::Encapsulated && !document::is_text(&data_set);
    if !is_file && kind != Kind::Other {
        inline::inline(&mut data_set, &mut file.source(reader));
    }
    let largest = match kind {
        Kind::Dose => largest(file, reader),
        _ => 0,
    };
    Some(Object {
        key: entry.key,
        series: 0,
        kind,
        sop_instance: entry.sop_instance.clone(),
        file: entry.path.to_string(),
        data_set,
        largest,
    })
}

impl Object {
    /// The object in the series of this number.
    pub(in super::super) fn of_series(mut self, series: usize) -> Self {
        self.series = series;
        self
    }
}

/// The largest stored value of all frames that can be read.
fn largest<R: Read + Seek>(file: &DicomFile, reader: &mut R) -> i64 {
    let mut source = file.source(reader);
    let frames = StoredFrames::new(&file.data_set, &file.meta.transfer_syntax, &mut source);
    let Ok(frames) = frames else { return 0 };
    let values = (0..frames.count()).filter_map(|frame| {
        let frame = frames.frame(&mut source, frame).ok()?;
        Some(frame.data.range()?.1)
    });
    values.max().unwrap_or(0)
}

/// Where an object stands in the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Waveform(u32),
    Document(u32),
}

/// What objects became.
#[derive(Debug, Default)]
pub struct Resolved {
    /// The lists of the index.
    pub objects: Objects,
    /// Files and why they, or something of them, are not shown.
    pub notes: Vec<(String, String)>,
    /// The frames that the frames of a stack of segments were made from.
    pub sources: Vec<(u32, Vec<Option<FrameRef>>)>,
    /// Series by number, and what they have.
    places: Vec<(usize, Place)>,
}

impl Resolved {
    /// Puts the lists into the index, and each series' share into the series.
    pub fn attach(self, index: &mut Index) {
        let patients = index.patients.iter_mut();
        let studies = patients.flat_map(|patient| &mut patient.studies);
        let mut series: Vec<_> = studies.flat_map(|study| &mut study.series).collect();
        for (number, place) in self.places {
            let Some(series) = series.get_mut(number) else {
                continue;
            };
            match place {
                Place::Waveform(place) => series.waveforms.push(place),
                Place::Document(place) => series.documents.push(place),
            }
        }
        index.objects = self.objects;
        let notes = self.notes.into_iter();
        index
            .notes
            .extend(notes.map(|(file, reason)| format!("{file}: {reason}")));
    }
}

/// Resolves `objects`; `links` are the pages and files that instances have beside DICOM's own.
pub fn resolve(
    objects: &[Object],
    frames: &dyn Frames,
    links: &HashMap<Key, String>,
    parts: &mut Parts,
) -> Resolved {
    let mut resolving = Resolving {
        frames,
        links,
        parts,
        resolved: Resolved::default(),
    };
    objects.iter().for_each(|object| resolving.object(object));
    resolving.resolved
}

struct Resolving<'a> {
    frames: &'a dyn Frames,
    links: &'a HashMap<Key, String>,
    parts: &'a mut Parts,
    resolved: Resolved,
}

impl Resolving<'_> {
    fn object(&mut self, object: &Object) {
        let data = &object.data_set;
        let set = CharacterSet::from_data_set(data).unwrap_or_default();
        let shown = match object.kind {
            Kind::Presentation => self.presentation(data, &set),
            Kind::Key => self.key(data, &set) || self.report(object, &set),
            Kind::Segmentation => self.segmentation(object, &set),
            Kind::Structures => self.structures(object, &set),
            Kind::Dose => self.dose(object, &set),
            Kind::Waveform => self.waveform(object, &set),
            Kind::Plan => self.written(object, plan::plan(data, &set)),
            Kind::Encapsulated => self.written(object, document::encapsulated(data, &set)),
            Kind::Report => self.report(object, &set),
            Kind::Other => false,
        };
        if !shown {
            self.named(object, &set);
        }
    }

    fn presentation(&mut self, data: &DataSet, set: &CharacterSet) -> bool {
        let Some(state) = presentation::state(data, set, self.frames) else {
            return false;
        };
        self.resolved.objects.presentations.push(Presentation {
            label: state.label,
            description: state.description,
            creator: state.creator,
            date: state.date,
            images: state.images,
            omits: state.omits,
            part: self.parts.add(&state.part),
        });
        true
    }

    fn key(&mut self, data: &DataSet, set: &CharacterSet) -> bool {
        let selection = key::selection(data, set, self.frames);
        let has_images = !selection.images.is_empty();
        if has_images {
            self.resolved.objects.keys.push(selection);
        }
        has_images
    }

    fn report(&mut self, object: &Object, set: &CharacterSet) -> bool {
        let report = document::report(&object.data_set, set, self.frames);
        report.is_some_and(|report| self.written(object, report))
    }

    fn segmentation(&mut self, object: &Object, set: &CharacterSet) -> bool {
        let (data, own) = (
            &object.data_set,
            self.frames.frames(&object.sop_instance, &[]),
        );
        let Some(FrameRef(stack, _)) = own.first().copied() else {
            return false;
        };
        let mut sources = vec![None; own.len()];
        for number in 1..=own.len() {
            let frame = u32::try_from(number).unwrap_or(u32::MAX);
            let place = self.frames.frames(&object.sop_instance, &[frame]);
            let source = segmentation::source(data, number - 1, self.frames);
            let place = place
                .first()
                .and_then(|FrameRef(_, frame)| sources.get_mut(*frame as usize));
            if let Some(place) = place {
                *place = source;
            }
        }
        if sources.iter().any(Option::is_some) {
            self.resolved.sources.push((stack, sources));
        }
        let segmentation = segmentation::segmentation(data, set, stack);
        self.resolved.objects.segmentations.push(segmentation);
        true
    }

    fn structures(&mut self, object: &Object, set: &CharacterSet) -> bool {
        let Some(found) = structure::structures(&object.data_set, set, self.frames) else {
            return false;
        };
        if found.left_out > 0 {
            let reason = format!("@badContours {}", found.left_out);
            self.resolved.notes.push((object.file.clone(), reason));
        }
        self.resolved.objects.structures.push(StructureSet {
            label: found.label,
            frame_of_reference: found.frame_of_reference,
            rois: found.rois,
            part: self.parts.add(&found.part),
        });
        true
    }

    fn dose(&mut self, object: &Object, set: &CharacterSet) -> bool {
        let own = self.frames.frames(&object.sop_instance, &[]);
        let Some(FrameRef(stack, _)) = own.first() else {
            return false;
        };
        let dose = dose::dose(&object.data_set, set, *stack, object.largest);
        self.resolved.objects.doses.push(dose);
        true
    }

    fn waveform(&mut self, object: &Object, set: &CharacterSet) -> bool {
        let data = &object.data_set;
        let Some(part) = waveform::waveform(data, set) else {
            return false;
        };
        let waveforms = &mut self.resolved.objects.waveforms;
        let place = Place::Waveform(waveforms.len() as u32);
        waveforms.push(Waveform {
            label: waveform::label(data, set),
            part: self.parts.add(&part),
        });
        self.resolved.places.push((object.series, place));
        true
    }

    fn written(&mut self, object: &Object, written: Written) -> bool {
        let Written {
            title,
            kind,
            date,
            lines,
        } = written;
        let part = (!lines.is_empty()).then(|| self.parts.add(&DocumentPart { lines }));
        self.document(
            object,
            Document {
                title,
                kind,
                date,
                link: self.links.get(&object.key).cloned(),
                file: None,
                part,
            },
        );
        true
    }

    /// What has no page of its own is listed with its file.
    fn named(&mut self, object: &Object, set: &CharacterSet) {
        let data = &object.data_set;
        let lines = match object.kind {
            Kind::Other => listing::lines(data, set),
            _ => Vec::new(),
        };
        let part = (!lines.is_empty()).then(|| self.parts.add(&DocumentPart { lines }));
        self.document(
            object,
            Document {
                title: class_name(term(data, tags::SOP_CLASS_UID)),
                kind: DocumentKind::Other,
                date: date(data),
                link: self.links.get(&object.key).cloned(),
                file: Some(object.file.clone()),
                part,
            },
        );
    }

    fn document(&mut self, object: &Object, document: Document) {
        let documents = &mut self.resolved.objects.documents;
        let place = Place::Document(documents.len() as u32);
        documents.push(document);
        self.resolved.places.push((object.series, place));
    }
}
