//! Which stacks a volume has, and where each instance's frames are in them.

use std::collections::HashMap;

use super::form::Form;
use super::image::{Image, Surveyed};
use super::index::{Absent, FrameRef, FrameTable, Order, OverlayPart, Stack, Table};
use super::resolve::suv::{Moment, Uptake};
use super::resolve::{Frames, Object, overlay};
use super::stack::{self, Grouped};
use super::table::{agreed, table};
use crate::contents::{Contents, PatientEntry};
use crate::instance::Key;

/// Every k-th frame of some stacks, by their places, for volumes that have no room for all.
pub type Thinning = HashMap<u32, u32>;

/// Frames of a stack below which none is left out: fewer are no volume.
const MIN_THINNED: u32 = 8;

/// Stacks of a volume, before their pixels are read.
#[derive(Debug)]
pub struct Plan {
    /// In the order of the index.
    pub stacks: Vec<PlannedStack>,
    /// Data sets that say something of other instances.
    pub objects: Vec<Object>,
    /// The stacks of each series, series in the order of the contents.
    pub(super) series: Vec<Vec<u32>>,
    places: Places,
}

/// A stack and where its frames come from.
#[derive(Debug)]
pub struct PlannedStack {
    /// What the index says of it; its chunks are not known yet.
    pub stack: Stack,
    /// How its frames are made.
    pub form: Form,
    /// Instance and frame (from 0) of each of its frames, in their order.
    pub sources: Vec<(Key, u32)>,
    /// Planes over its frames.
    pub(super) overlays: Option<OverlayPart>,
}

impl PlannedStack {
    /// The numbers of its frames in the order in which they stand in chunks.
    pub fn load_order(&self) -> Vec<usize> {
        stack::load_order(self.stack.order, self.sources.len())
    }

    /// Whether every other frame may be left out where there is no room: of slices through a
    /// volume that leaves a coarser one. Views of their own, movies, and what lies over other
    /// images would be wrong.
    pub fn thins(&self) -> bool {
        let Table::Here(table) = &self.stack.table else {
            return false;
        };
        let is_volume = table.position.is_some() && self.stack.order == Order::Outward;
        is_volume && table.segment.is_none() && self.stack.frames >= MIN_THINNED
    }

    /// Its frames' attributes.
    pub fn table_mut(&mut self) -> Option<&mut FrameTable> {
        match &mut self.stack.table {
            Table::Here(table) => Some(table),
            Table::Part(_) => None,
        }
    }
}

/// Where frames are.
#[derive(Debug, Default)]
struct Places {
    /// By SOP Instance UID: frame (from 1) and place, sorted.
    frames: HashMap<String, Vec<(u32, FrameRef)>>,
    references: HashMap<String, u32>,
}

impl Places {
    fn reference(&mut self, uid: Option<&String>) -> Option<u32> {
        let next = u32::try_from(self.references.len()).ok()?;
        Some(*self.references.entry(uid?.clone()).or_insert(next))
    }
}

impl Frames for Plan {
    fn frames(&self, sop_instance: &str, frames: &[u32]) -> Vec<FrameRef> {
        let known = self.places.frames.get(sop_instance).into_iter().flatten();
        let wanted = known.filter(|(frame, _)| frames.is_empty() || frames.contains(frame));
        wanted.map(|(_, place)| *place).collect()
    }

    fn frame_of_reference(&self, uid: &str) -> Option<u32> {
        self.places.references.get(uid).copied()
    }
}

impl Plan {
    /// Groups what was surveyed.
    pub fn of(contents: &Contents, mut surveyed: HashMap<Key, Surveyed>, thin: &Thinning) -> Self {
        let mut plan = Self {
            stacks: Vec::new(),
            objects: Vec::new(),
            series: Vec::new(),
            places: Places::default(),
        };
        let studies = contents
            .patients
            .iter()
            .flat_map(PatientEntry::newest_first);
        for series in studies.flat_map(|study| &study.series) {
            let found = series.instances.iter();
            let found: Vec<Surveyed> = found
                .filter_map(|instance| surveyed.remove(&instance.key))
                .collect();
            let images: Vec<&Image> = found.iter().filter_map(|one| one.image.as_ref()).collect();
            let first = plan.stacks.len() as u32;
            let start = Uptake::start(images.iter().filter_map(|image| image.uptake.as_ref()));
            for grouped in stack::stacks(&images) {
                plan.add(&grouped, thin, start);
            }
            let number = plan.series.len();
            plan.series
                .push((first..plan.stacks.len() as u32).collect());
            let objects = found.into_iter().filter_map(|one| one.object);
            plan.objects
                .extend(objects.map(|object| object.of_series(number)));
        }
        plan
    }

    /// Leaves some frames of a stack alone, by their places in it.
    pub fn keep(&mut self, stack: usize, frames: &[usize]) {
        let Some(planned) = self.stacks.get_mut(stack) else {
            return;
        };
        planned.stack.frames = frames.len() as u32;
        if let Some(table) = planned.table_mut() {
            table.select(frames);
        }
        let moved: HashMap<u32, u32> = frames.iter().map(|at| *at as u32).zip(0..).collect();
        for places in self.places.frames.values_mut() {
            places.retain_mut(|(_, FrameRef(of, frame))| {
                if *of as usize != stack {
                    return true;
                }
                let place = moved.get(frame);
                *frame = place.copied().unwrap_or_default();
                place.is_some()
            });
        }
    }

    fn add(&mut self, grouped: &Grouped<'_>, thin: &Thinning, start: Option<Moment>) {
        let at = self.stacks.len() as u32;
        let every = thin.get(&at).copied().unwrap_or(1).max(1);
        let members: Vec<_> = grouped
            .members
            .iter()
            .step_by(every as usize)
            .copied()
            .collect();
        for (frame, member) in members.iter().enumerate() {
            let image = member.image;
            let known = self
                .places
                .frames
                .entry(image.sop_instance.clone())
                .or_default();
            known.push((member.number as u32 + 1, FrameRef(at, frame as u32)));
        }
        let first = members[0].image;
        let reference = self
            .places
            .reference(first.shared.frame_of_reference.as_ref());
        let form = grouped.form().clone();
        let absent = form.absent.as_ref().map(|(format, reason)| Absent {
            format: format.clone(),
            file: first.file.clone(),
            reason: reason.clone(),
        });
        let stack = Stack {
            label: grouped.label.clone(),
            frames: members.len() as u32,
            rows: form.rows,
            columns: form.columns,
            encoding: form.encoding,
            sample: form.sample,
            bits: form.bits,
            color: form.color,
            inverted: form.inverted,
            order: grouped.order,
            chunks: Vec::new(),
            thumbnail: None,
            video: None,
            absent,
            thinned: (every > 1).then_some(every),
            rate: first.rate,
            durations: first
                .durations
                .clone()
                .filter(|_| grouped.order == Order::Forward),
            technique: agreed(&members),
            table: Table::Here(Box::new(table(&members, reference, start))),
            overlays: None,
        };
        let planes = members
            .iter()
            .map(|member| (&member.image.overlays[..], member.number));
        self.stacks.push(PlannedStack {
            stack,
            form,
            overlays: overlay::part(planes),
            sources: members
                .iter()
                .map(|member| (member.key(), member.number as u32))
                .collect(),
        });
    }
}
