//! An image of the disc: what its header says, for stacks to be made of.

use std::io::{Read, Seek};

use filmdesk_dataset::file::{self, DicomFile, ReadOptions};
use filmdesk_dataset::pixels::{self, voi};
use filmdesk_dataset::{CharacterSet, DataSet, Tag, VR, tags};

use super::form::Form;
use super::frame::{self, Common, Frame};
use super::groups::Groups;
use super::index::{Encoding, Lut, Supplement};
use super::mosaic;
use super::resolve::dose;
use super::resolve::overlay::{self, Plane};
use super::resolve::suv::Uptake;
use super::resolve::{self, Object};
use super::values::{decimal, decimals, term};
use crate::contents::InstanceEntry;
use crate::instance::Key;

/// Frames of an image that get into the viewer: three hours of cine; a header that claims more is
/// damaged.
pub const MAX_FRAMES: u32 = 1 << 18;

/// An instance, looked through.
#[derive(Debug)]
pub struct Surveyed {
    /// Its frames, when it is an image.
    pub(super) image: Option<Image>,
    /// Its data set, when it says something of other instances.
    pub(super) object: Option<Object>,
}

/// What an image's header says.
#[derive(Debug, Clone)]
pub(super) struct Image {
    pub(super) key: Key,
    pub(super) sop_instance: String,
    /// Where it is on the disc.
    pub(super) file: String,
    pub(super) number: i64,
    pub(super) form: Form,
    pub(super) frames: Vec<Frame>,
    pub(super) shared: Shared,
    pub(super) rate: Option<f64>,
    pub(super) durations: Option<Vec<f64>>,
    pub(super) uptake: Option<Uptake>,
    pub(super) localizer: bool,
    pub(super) overlays: Vec<Plane>,
    /// Of images of a whole slide: where they stand in their series.
    pub(super) slide: Option<(usize, u64)>,
}

/// What the frames of a stack must agree in, beside their form.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shared {
    /// Frame of Reference UID.
    pub(super) frame_of_reference: Option<String>,
    pub(super) spacing_at: Option<&'static str>,
    pub(super) aspect: Option<[u32; 2]>,
    pub(super) units: Option<String>,
    pub(super) modality_lut: Option<Lut>,
    pub(super) voi_lut: Option<Lut>,
    pub(super) voi_function: Option<&'static str>,
    pub(super) padding: Option<[i64; 2]>,
    pub(super) supplement: Option<Supplement>,
}

/// Looks an instance through. What cannot be read is no part of the viewer; the pages list it.
pub fn survey<R: Read + Seek>(reader: &mut R, entry: &InstanceEntry) -> Surveyed {
    let Ok(file) = file::read(&mut *reader, &ReadOptions::LENIENT) else {
        return Surveyed {
            image: None,
            object: None,
        };
    };
    let image = has_pixels(&file.data_set).then(|| image(&file, reader, entry));
    let object = resolve::object(&file, reader, entry);
    Surveyed { image, object }
}

/// Whether there are pixels, or a header of some whose pixels are missing.
fn has_pixels(data: &DataSet) -> bool {
    let pixels = [
        tags::PIXEL_DATA,
        tags::FLOAT_PIXEL_DATA,
        tags::DOUBLE_FLOAT_PIXEL_DATA,
    ];
    pixels.iter().any(|tag| data.contains(*tag)) || data.contains(tags::ROWS)
}

fn image<R: Read + Seek>(file: &DicomFile, reader: &mut R, entry: &InstanceEntry) -> Image {
    let data = &file.data_set;
    let set = CharacterSet::from_data_set(data).unwrap_or_default();
    let (form, count) = Form::of(file, reader);
    let common = Common::of(file, &set, reader);
    let shown = count.min(MAX_FRAMES) as usize;
    Image {
        key: entry.key,
        sop_instance: entry.sop_instance.clone(),
        file: entry.path.to_string(),
        number: entry.number,
        overlays: overlay::planes(data, &set, &mut file.source(reader)),
        frames: (0..shown)
            .map(|number| {
                let level = form.mosaic.as_ref();
                let number = level.map_or(number, |level| level.frame_of(number));
                frame::frame(data, &set, &common, number)
            })
            .collect(),
        slide: mosaic::rank(data),
        shared: shared(data, &set, &form),
        form,
        rate: rate(data),
        durations: durations(data, shown),
        uptake: Uptake::of(data),
        localizer: term(data, tags::IMAGE_TYPE)
            .split('\\')
            .any(|value| value == "LOCALIZER"),
    }
}

fn shared(data: &DataSet, set: &CharacterSet, form: &Form) -> Shared {
    let groups = Groups::of(data, 0);
    let transformation = groups.item(tags::PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
    let voi = groups.item(tags::FRAME_VOILUT_SEQUENCE);
    let function = term(voi, tags::VOILUT_FUNCTION);
    let reference = term(data, tags::FRAME_OF_REFERENCE_UID);
    Shared {
        frame_of_reference: (!reference.is_empty()).then(|| reference.to_owned()),
        spacing_at: spacing_at(&groups),
        aspect: aspect(data),
        units: units(data, transformation),
        modality_lut: lut(data, tags::MODALITY_LUT_SEQUENCE, set),
        voi_lut: lut(voi, tags::VOILUT_SEQUENCE, set),
        voi_function: FUNCTIONS.iter().find(|known| **known == function).copied(),
        padding: padding(data, form),
        supplement: supplement(data, form),
    }
}

/// VOI LUT Functions that are not the default.
pub(super) const FUNCTIONS: &[&str] = &["SIGMOID", "LINEAR_EXACT"];

/// Where spacing is measured that is not the patient's: the patient is nearer to the tube than
/// the detector, and smaller or larger than what was scanned.
const ELSEWHERE: &[(Tag, &str)] = &[
    (tags::IMAGER_PIXEL_SPACING, "imager"),
    (tags::NOMINAL_SCANNED_PIXEL_SPACING, "scanned"),
];

/// Pixel Spacing that repeats another one is not calibrated (PS3.3 10.7.1.3).
fn spacing_at(groups: &Groups<'_>) -> Option<&'static str> {
    let measures = groups.item(tags::PIXEL_MEASURES_SEQUENCE);
    let shown = frame::spacing(measures)?;
    let mut other = ELSEWHERE.iter();
    let is_it = |set: &DataSet, tag: Tag| frame::step(set, tag) == Some(shown);
    let other = other.find(|(tag, _)| is_it(measures, *tag) || is_it(groups.root, *tag));
    other.map(|(_, place)| *place)
}

fn aspect(data: &DataSet) -> Option<[u32; 2]> {
    let ratio = data.numbers::<u32>(tags::PIXEL_ASPECT_RATIO).ok()?;
    let ratio: [u32; 2] = ratio.try_into().ok()?;
    (ratio[0] > 0 && ratio[1] > 0 && ratio[0] != ratio[1]).then_some(ratio)
}

fn units(data: &DataSet, transformation: &DataSet) -> Option<String> {
    let lut = data
        .items(tags::MODALITY_LUT_SEQUENCE)
        .and_then(<[_]>::first);
    let of_lut = lut.map(|item| term(item, tags::MODALITY_LUT_TYPE));
    let mut named = of_lut.into_iter().chain([
        term(data, tags::UNITS),
        dose::units(data),
        term(transformation, tags::RESCALE_TYPE),
    ]);
    // PS3.3 C.8.2.1: Rescale Type is there unless it is HU. US says that there is no unit.
    let is_ct = term(data, tags::MODALITY) == "CT" && data.contains(tags::RESCALE_INTERCEPT);
    let named = named.find(|name| !name.is_empty());
    let named = named.or(is_ct.then_some("HU"));
    named.filter(|name| *name != "US").map(str::to_owned)
}

fn lut(set: &DataSet, sequence: Tag, characters: &CharacterSet) -> Option<Lut> {
    let item = set.items(sequence)?.first()?;
    let lut = voi::Lut::of(item)?;
    Some(Lut {
        first: lut.first,
        bits: lut.bits,
        data: lut.entries,
        explanation: item
            .text(tags::LUT_EXPLANATION, characters)
            .unwrap_or_default(),
    })
}

/// Pixel Padding Value and Range Limit, in stored values (PS3.3 C.7.5.1.1.2).
fn padding(data: &DataSet, form: &Form) -> Option<[i64; 2]> {
    // A binary or fractional segmentation has no such pixels, whatever it says.
    let segments = matches!(term(data, tags::SEGMENTATION_TYPE), "BINARY" | "FRACTIONAL");
    if form.encoding != Encoding::Predicted || segments {
        return None;
    }
    let signed = data.u16(tags::PIXEL_REPRESENTATION) == Ok(Some(1));
    let value = |tag| {
        let word = data.u16(tag).ok().flatten()?;
        let text = data.get(tag).is_some_and(|element| element.vr == VR::SS);
        Some(match signed || text {
            true => i64::from(word.cast_signed()),
            false => i64::from(word),
        })
    };
    let first = value(tags::PIXEL_PADDING_VALUE)?;
    let last = value(tags::PIXEL_PADDING_RANGE_LIMIT).unwrap_or(first);
    Some([first.min(last), first.max(last)])
}

/// The colors of stored values above the gray ones (PS3.3 C.7.6.19).
fn supplement(data: &DataSet, form: &Form) -> Option<Supplement> {
    let in_color = matches!(term(data, tags::PIXEL_PRESENTATION), "COLOR" | "MIXED");
    let table = pixels::color_table(data).filter(|_| in_color && !form.color)?;
    Some(Supplement {
        first: table.first,
        colors: table.colors.concat(),
    })
}

/// An attribute's value as frames a second.
type Rate = fn(f64) -> f64;

/// The attributes that say how fast frames follow one another, the wished rate first.
const RATES: &[(Tag, Rate)] = &[
    (tags::RECOMMENDED_DISPLAY_FRAME_RATE, |rate| rate),
    (tags::CINE_RATE, |rate| rate),
    (tags::FRAME_TIME, |milliseconds| 1000.0 / milliseconds),
];

fn rate(data: &DataSet) -> Option<f64> {
    let said = RATES.iter().filter_map(|(tag, rate)| {
        let value = decimal(data, *tag).filter(|value| *value > 0.0)?;
        Some(rate(value))
    });
    let mut found = said.chain(mean_rate(data));
    found.find(|rate| rate.is_finite())
}

/// Of Frame Time Vector, whose first step is before the first frame (PS3.3 C.7.6.5).
fn mean_rate(data: &DataSet) -> Option<f64> {
    let steps = decimals(data, tags::FRAME_TIME_VECTOR);
    let steps = steps.get(1..)?;
    let whole: f64 = steps.iter().sum();
    (whole > 0.0).then(|| 1000.0 * steps.len() as f64 / whole)
}

/// Frame Time Vector, when its steps differ; the first step is before the first frame.
fn durations(data: &DataSet, frames: usize) -> Option<Vec<f64>> {
    let mut steps = decimals(data, tags::FRAME_TIME_VECTOR);
    if steps.len() != frames || frames < 3 {
        return None;
    }
    steps.rotate_left(1);
    let last = frames - 1;
    steps[last] = steps[last - 1];
    steps
        .windows(2)
        .any(|pair| pair[0] != pair[1])
        .then_some(steps)
}
