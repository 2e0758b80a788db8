//! What is true of one frame: where it lies, how it is shown.

use std::io::{Read, Seek};
use std::sync::Arc;

use filmdesk_dataset::file::DicomFile;
use filmdesk_dataset::{CharacterSet, DataSet, Tag, tags};

use super::groups::Groups;
use super::index::{Line, Region, Shutter};
use super::resolve::{self, dose};
use super::values::{decimal, decimals, term, vector};

/// Windows of a frame that are listed: more are presets of a console, not of a person.
const MAX_WINDOWS: usize = 16;

/// A frame, before its pixels are read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Frame {
    pub(super) time: String,
    pub(super) position: Option<[f64; 3]>,
    pub(super) orientation: Option<[f64; 6]>,
    pub(super) spacing: Option<[f64; 2]>,
    pub(super) thickness: Option<f64>,
    pub(super) directions: Option<[String; 2]>,
    pub(super) laterality: String,
    /// Ratio and method of a compression with loss.
    pub(super) lossy: Option<String>,
    pub(super) slope: f64,
    pub(super) intercept: f64,
    /// How it was made; frames of one image that say nothing of their own share it.
    pub(super) technique: Arc<[Line]>,
    pub(super) windows: Vec<(f64, f64, String)>,
    pub(super) regions: Vec<Region>,
    /// What is not to be seen; shared like `technique`.
    pub(super) shutters: Arc<[Shutter]>,
    pub(super) segment: Option<u16>,
    /// What comes one after the other at one place: by trigger, else by these.
    pub(super) trigger: Option<f64>,
    pub(super) ranks: [f64; 4],
}

/// Attributes of the image itself that every frame has, read once.
#[derive(Debug, Clone, Default)]
pub(super) struct Common {
    regions: Vec<Region>,
    shutters: Arc<[Shutter]>,
    technique: Arc<[Line]>,
    lossy: Option<String>,
}

impl Common {
    pub(super) fn of<R: Read + Seek>(file: &DicomFile, set: &CharacterSet, reader: &mut R) -> Self {
        let data = &file.data_set;
        Self {
            lossy: resolve::lossy(file, reader),
            regions: resolve::regions(data),
            shutters: resolve::shutters(data).into(),
            technique: resolve::technique(data, set, None).into(),
        }
    }
}

/// The frame `number` (from 0) of an image.
pub(super) fn frame(data: &DataSet, set: &CharacterSet, common: &Common, number: usize) -> Frame {
    let groups = Groups::of(data, number);
    let measures = groups.item(tags::PIXEL_MEASURES_SEQUENCE);
    let values = groups.item(tags::PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
    let plane = groups.item(tags::PLANE_POSITION_SEQUENCE);
    let oriented = groups.item(tags::PLANE_ORIENTATION_SEQUENCE);
    let slope = decimal(values, tags::RESCALE_SLOPE).filter(|slope| *slope != 0.0);
    let slope = slope.or_else(|| dose::scaling(data));
    Frame {
        time: time(&groups),
        position: dose::position(data, number)
            .or_else(|| vector(plane, tags::IMAGE_POSITION_PATIENT)),
        orientation: vector(oriented, tags::IMAGE_ORIENTATION_PATIENT).filter(is_orientation),
        spacing: spacing(measures),
        thickness: decimal(measures, tags::SLICE_THICKNESS)
            .filter(|depth| *depth > 0.0)
            .or_else(|| dose::thickness(data)),
        directions: directions(data),
        laterality: laterality(&groups),
        lossy: common.lossy.clone(),
        slope: slope.unwrap_or(1.0),
        intercept: decimal(values, tags::RESCALE_INTERCEPT).unwrap_or(0.0),
        technique: technique(data, set, common, number),
        windows: windows(groups.item(tags::FRAME_VOILUT_SEQUENCE), set),
        regions: common.regions.clone(),
        shutters: shutters(&groups, common),
        segment: segment(&groups),
        trigger: trigger(&groups),
        ranks: ranks(&groups),
    }
}

fn technique(data: &DataSet, set: &CharacterSet, common: &Common, number: usize) -> Arc<[Line]> {
    match data.contains(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE) {
        true => resolve::technique(data, set, Some(number)).into(),
        false => common.technique.clone(),
    }
}

/// Two unit vectors at right angles, nearly.
fn is_orientation(vectors: &[f64; 6]) -> bool {
    /// Cosines are written with a few digits.
    const TOLERANCE: f64 = 0.02;
    let [a, b, c, d, e, f] = *vectors;
    let near = |value: f64, wanted: f64| (value - wanted).abs() < TOLERANCE;
    near(a * a + b * b + c * c, 1.0)
        && near(d * d + e * e + f * f, 1.0)
        && near(a * d + b * e + c * f, 0.0)
}

/// The attributes that measure pixels, the patient's first.
const SPACINGS: &[Tag] = &[
    tags::PIXEL_SPACING,
    tags::IMAGER_PIXEL_SPACING,
    tags::NOMINAL_SCANNED_PIXEL_SPACING,
];

pub(super) fn spacing(measures: &DataSet) -> Option<[f64; 2]> {
    SPACINGS.iter().find_map(|tag| step(measures, *tag))
}

/// One of `SPACINGS`, where it is no nonsense.
pub(super) fn step(measures: &DataSet, tag: Tag) -> Option<[f64; 2]> {
    let spacing = vector::<2>(measures, tag)?;
    spacing.iter().all(|step| *step > 0.0).then_some(spacing)
}

fn directions(data: &DataSet) -> Option<[String; 2]> {
    let (row, column) = term(data, tags::PATIENT_ORIENTATION).split_once('\\')?;
    Some([row.trim().to_owned(), column.trim().to_owned()])
}

fn laterality(groups: &Groups<'_>) -> String {
    let of_frame = groups.item_only(tags::FRAME_ANATOMY_SEQUENCE);
    let of_frame = of_frame.map(|item| term(item, tags::FRAME_LATERALITY));
    let found = of_frame.into_iter().chain([
        term(groups.root, tags::IMAGE_LATERALITY),
        term(groups.root, tags::LATERALITY),
    ]);
    // U: unpaired, which is no side to show.
    let mut sides = found.filter(|side| matches!(*side, "L" | "R" | "B"));
    sides.next().unwrap_or_default().to_owned()
}

/// Digits of a date before the time in a DT (PS3.5 6.2).
const DATE_DIGITS: usize = 8;
/// Characters of a time that are kept: HHMMSS.FF tells frames of a cine apart.
const TIME_DIGITS: usize = 9;

fn time(groups: &Groups<'_>) -> String {
    let content = groups.item_only(tags::FRAME_CONTENT_SEQUENCE);
    let of_frame = content.map(|item| term(item, tags::FRAME_ACQUISITION_DATE_TIME));
    let of_frame = of_frame.and_then(|text| text.get(DATE_DIGITS..));
    let of_image = || {
        [tags::ACQUISITION_TIME, tags::CONTENT_TIME]
            .into_iter()
            .map(|tag| term(groups.root, tag))
            .find(|text| !text.is_empty())
    };
    let text = of_frame.filter(|text| !text.is_empty()).or_else(of_image);
    let text = text.unwrap_or_default();
    let digits = text.find(['+', '-', '&', '\\']).unwrap_or(text.len());
    text[..digits.min(TIME_DIGITS)].to_owned()
}

fn windows(set: &DataSet, characters: &CharacterSet) -> Vec<(f64, f64, String)> {
    let centers = decimals(set, tags::WINDOW_CENTER);
    let widths = decimals(set, tags::WINDOW_WIDTH);
    let explanations = set.texts(tags::WINDOW_CENTER_WIDTH_EXPLANATION, characters);
    let named = explanations
        .into_iter()
        .chain(std::iter::repeat(String::new()));
    centers
        .into_iter()
        .zip(widths)
        .zip(named)
        .filter(|((_, width), _)| *width > 0.0)
        .map(|((center, width), name)| (center, width, name))
        .take(MAX_WINDOWS)
        .collect()
}

/// The frame's own, else those of the image (PS3.3 C.7.6.11, C.7.6.16.2.17).
fn shutters(groups: &Groups<'_>, common: &Common) -> Arc<[Shutter]> {
    match groups.item_only(tags::FRAME_DISPLAY_SHUTTER_SEQUENCE) {
        Some(item) => resolve::shutters(item).into(),
        None => common.shutters.clone(),
    }
}

fn segment(groups: &Groups<'_>) -> Option<u16> {
    let item = groups.item_only(tags::SEGMENT_IDENTIFICATION_SEQUENCE)?;
    item.u16(tags::REFERENCED_SEGMENT_NUMBER).ok()?
}

fn trigger(groups: &Groups<'_>) -> Option<f64> {
    let item = groups.item_only(tags::CARDIAC_SYNCHRONIZATION_SEQUENCE);
    let of_frame = item.and_then(|item| decimal(item, tags::NOMINAL_CARDIAC_TRIGGER_DELAY_TIME));
    of_frame.or_else(|| decimal(groups.root, tags::TRIGGER_TIME))
}

/// What tells frames at one place apart, in the order in which they are shown: functional group
/// (none: the data set) and attribute.
const RANKS: [(Option<Tag>, Tag); 4] = [
    (
        Some(tags::FRAME_CONTENT_SEQUENCE),
        tags::TEMPORAL_POSITION_INDEX,
    ),
    (None, tags::TEMPORAL_POSITION_IDENTIFIER),
    (None, tags::ACQUISITION_NUMBER),
    (None, tags::ECHO_NUMBERS),
];

fn ranks(groups: &Groups<'_>) -> [f64; 4] {
    RANKS.map(|(sequence, tag)| {
        let set = match sequence {
            Some(sequence) => groups.item_only(sequence),
            None => Some(groups.root),
        };
        set.and_then(|set| decimal(set, tag)).unwrap_or(0.0)
    })
}
