//! The index of a volume: its contents with the stacks of each series.

use std::collections::HashMap;

use filmdesk_dataset::text::{NameComponents, PersonName as Name};

use super::index::{Index, Patient, PersonName, Series, Stack, Study, Table};
use super::parts::Parts;
use super::plan::Plan;
use super::resolve;
use crate::contents::{Contents, PatientEntry, SeriesEntry, StudyEntry};
use crate::instance::Key;

/// Images beyond which the frames' attributes go into parts: at 200 bytes each, the page stays
/// below half a megabyte.
const MAX_INLINE: u32 = 2000;
/// Bytes of a frame's attributes in the page; a stack with more (look-up tables) has a part.
const FRAME_BYTES: usize = 200;
/// Bytes of a stack's attributes that are in the page however few its frames.
const STACK_BYTES: usize = 2000;

/// The index without disc and display; `links` are the pages and files that instances have
/// beside DICOM's own. Attributes that would make the page long become parts, of which the
/// numbers are given; so does what objects say.
pub fn index(
    contents: &Contents,
    mut plan: Plan,
    links: &HashMap<Key, String>,
    parts: &mut Parts,
) -> (Index, Vec<u32>) {
    let mut resolved = resolve::resolve(&plan.objects, &plan, links, parts);
    for (stack, sources) in resolved.sources.drain(..) {
        let planned = plan.stacks.get_mut(stack as usize);
        if let Some(table) = planned.and_then(|planned| planned.table_mut()) {
            table.source = Some(sources.into());
        }
    }
    let (mut index, tables) = of_stacks(contents, plan, parts);
    resolved.attach(&mut index);
    (index, tables)
}

fn of_stacks(contents: &Contents, plan: Plan, parts: &mut Parts) -> (Index, Vec<u32>) {
    let frames: u32 = plan.stacks.iter().map(|stack| stack.stack.frames).sum();
    let mut tables = Vec::new();
    let mut series = plan.series.into_iter();
    let patients = contents.patients.iter();
    let patients = patients.map(|entry| patient(entry, &mut series)).collect();
    let stacks = plan.stacks.into_iter().map(|planned| {
        let mut stack = planned.stack;
        stack.overlays = planned.overlays.map(|overlays| parts.add(&overlays));
        if frames > MAX_INLINE || is_long(&stack) {
            tables.extend(move_out(&mut stack, parts));
        }
        stack
    });
    let index = Index {
        version: 1,
        patients,
        stacks: stacks.collect(),
        ..Index::default()
    };
    (index, tables)
}

fn is_long(stack: &Stack) -> bool {
    let Table::Here(table) = &stack.table else {
        return false;
    };
    let allowed = (FRAME_BYTES * stack.frames as usize).max(STACK_BYTES);
    serde_json::to_vec(table).is_ok_and(|json| json.len() > allowed)
}

fn move_out(stack: &mut Stack, parts: &mut Parts) -> Option<u32> {
    let Table::Here(table) = &stack.table else {
        return None;
    };
    let number = parts.add(table);
    stack.table = Table::Part(number);
    Some(number)
}

fn patient(entry: &PatientEntry, series: &mut impl Iterator<Item = Vec<u32>>) -> Patient {
    Patient {
        id: entry.id.clone(),
        name: name(&entry.name),
        birth: entry.birth_date.clone(),
        sex: entry.sex.clone(),
        studies: entry
            .newest_first()
            .map(|entry| study(entry, series))
            .collect(),
    }
}

fn study(entry: &StudyEntry, series: &mut impl Iterator<Item = Vec<u32>>) -> Study {
    Study {
        date: entry.date.clone(),
        time: entry.time.clone(),
        description: entry.description.clone(),
        accession: entry.accession_number.clone(),
        institution: entry.institution.clone(),
        referring: name(&entry.referring_physician),
        series: entry
            .series
            .iter()
            .map(|entry| one_series(entry, series))
            .collect(),
    }
}

fn one_series(entry: &SeriesEntry, series: &mut impl Iterator<Item = Vec<u32>>) -> Series {
    Series {
        number: entry.number,
        modality: entry.modality.clone(),
        description: entry.description.clone(),
        body_part: entry.body_part.clone(),
        stacks: series.next().unwrap_or_default(),
        waveforms: Vec::new(),
        documents: Vec::new(),
    }
}

fn name(name: &Name) -> PersonName {
    let shown = NameComponents::to_dicom;
    let other = |group: &NameComponents| Some(shown(group)).filter(|text| !text.is_empty());
    PersonName {
        alphabetic: shown(&name.alphabetic),
        ideographic: other(&name.ideographic),
        phonetic: other(&name.phonetic),
    }
}
