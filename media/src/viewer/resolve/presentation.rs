//! Presentation states (PS3.3 A.33), resolved to the frames of this disc: frames of which the
//! same items speak make one display.

mod blend;
mod graphics;
mod gray;
mod levels;
mod shutter;

pub(in super::super) use shutter::shutters;

use std::collections::{BTreeMap, BTreeSet};

use filmdesk_dataset::{CharacterSet, DataSet, Tag, VR, tags};

use super::super::index::{FrameRef, PresentationPart, PresentedDisplay};
use super::super::values::{decimal, decimals, term};
use super::code::{each, name, referenced, text};
use super::{Frames, overlay};
use blend::Blended;
use graphics::Layers;

/// Frames that one presentation state speaks of.
const MAX_FRAMES: usize = 20_000;
/// Items of a sequence that differ by image.
const MAX_ITEMS: usize = 5_000;

/// What a presentation state says, before it has its part.
pub(super) struct State {
    pub(super) label: String,
    pub(super) description: String,
    pub(super) creator: String,
    pub(super) date: String,
    pub(super) images: Vec<FrameRef>,
    pub(super) omits: Vec<&'static str>,
    pub(super) part: PresentationPart,
}

/// The presentation state; none when none of its images is on this disc.
pub(super) fn state(data: &DataSet, set: &CharacterSet, frames: &dyn Frames) -> Option<State> {
    let blended = blend::blended(data, frames);
    let images = match &blended {
        Some(blended) => blended.under.clone(),
        None => images(data, frames),
    };
    if images.is_empty() {
        return None;
    }
    Some(State {
        label: text(data, tags::CONTENT_LABEL, set),
        description: text(data, tags::CONTENT_DESCRIPTION, set),
        creator: name(data, tags::CONTENT_CREATOR_NAME, set),
        date: term(data, tags::PRESENTATION_CREATION_DATE).to_owned(),
        part: PresentationPart {
            displays: displays(data, set, frames, &images)
                .into_iter()
                .map(|display| display.blended(blended.as_ref()))
                .collect(),
        },
        images: images.into_iter().collect(),
        omits: levels::omitted(data, blended.is_some()),
    })
}

/// The sequences in which presentation states that blend images have their references.
const BLENDED: &[Tag] = &[tags::BLENDING_SEQUENCE, tags::ADVANCED_BLENDING_SEQUENCE];

/// All frames that are meant (Presentation State Relationship, PS3.3 C.11.11).
fn images(data: &DataSet, frames: &dyn Frames) -> BTreeSet<FrameRef> {
    let blended = BLENDED.iter().flat_map(|tag| each(data, *tag));
    listed(std::iter::once(data).chain(blended), frames)
}

/// The frames of the series that data sets refer to.
fn listed<'a>(
    holders: impl Iterator<Item = &'a DataSet>,
    frames: &dyn Frames,
) -> BTreeSet<FrameRef> {
    holders
        .flat_map(|holder| each(holder, tags::REFERENCED_SERIES_SEQUENCE))
        .flat_map(|series| each(series, tags::REFERENCED_IMAGE_SEQUENCE))
        .flat_map(|image| referenced(image, frames))
        .take(MAX_FRAMES)
        .collect()
}

/// The sequences whose items may name the images that they are for.
const SELECTIVE: [Tag; 3] = [
    tags::SOFTCOPY_VOILUT_SEQUENCE,
    tags::DISPLAYED_AREA_SELECTION_SEQUENCE,
    tags::GRAPHIC_ANNOTATION_SEQUENCE,
];

/// The items of each of them that are for a frame, by their places.
type Selected = [Vec<usize>; 3];

fn displays(
    data: &DataSet,
    set: &CharacterSet,
    frames: &dyn Frames,
    images: &BTreeSet<FrameRef>,
) -> Vec<PresentedDisplay> {
    let scopes = SELECTIVE.map(|sequence| {
        let items = each(data, sequence).iter().take(MAX_ITEMS);
        items.map(|item| scope(item, frames)).collect::<Vec<_>>()
    });
    let mut alike: BTreeMap<Selected, Vec<FrameRef>> = BTreeMap::new();
    for image in images {
        let selected: Selected = [0, 1, 2].map(|kind: usize| {
            let scopes = scopes[kind].iter().enumerate();
            let fitting =
                scopes.filter(|(_, scope)| scope.as_ref().is_none_or(|s| s.contains(image)));
            fitting.map(|(place, _)| place).collect()
        });
        alike.entry(selected).or_default().push(*image);
    }
    let whole = whole(data, set);
    let layers = Layers::of(data, set);
    let alike = alike.into_iter();
    alike
        .map(|(selected, images)| display(data, set, &whole, &layers, &selected, images))
        .collect()
}

/// The frames that an item is for; none: all.
fn scope(item: &DataSet, frames: &dyn Frames) -> Option<BTreeSet<FrameRef>> {
    let references = each(item, tags::REFERENCED_IMAGE_SEQUENCE);
    let named = references
        .iter()
        .flat_map(|image| referenced(image, frames));
    (!references.is_empty()).then(|| named.take(MAX_FRAMES).collect())
}

/// What is said of all images alike.
fn whole(data: &DataSet, set: &CharacterSet) -> PresentedDisplay {
    let planes = overlay::shown(data, set);
    PresentedDisplay {
        inverted: term(data, tags::PRESENTATION_LUT_SHAPE) == "INVERSE",
        rotation: data
            .u16(tags::IMAGE_ROTATION)
            .ok()
            .flatten()
            .filter(|turn| matches!(turn, 90 | 180 | 270)),
        flipped: term(data, tags::IMAGE_HORIZONTAL_FLIP) == "Y",
        curve: levels::curve(data),
        palette: levels::palette(data),
        shutters: shutters(data),
        overlays: planes,
        activated: overlay::activated(data),
        modality: gray::modality(data, set),
        ..PresentedDisplay::default()
    }
}

fn display(
    data: &DataSet,
    set: &CharacterSet,
    whole: &PresentedDisplay,
    layers: &Layers,
    selected: &Selected,
    images: Vec<FrameRef>,
) -> PresentedDisplay {
    let [voi, areas, annotations] = selected;
    let item = |kind: usize, place: &usize| each(data, SELECTIVE[kind]).get(*place);
    let mut display = PresentedDisplay {
        images,
        ..whole.clone()
    };
    if let Some(item) = voi.first().and_then(|place| item(0, place)) {
        gray::voi(item, set, &mut display);
    }
    if let Some(item) = areas.first().and_then(|place| item(1, place)) {
        display.area = area(item);
        display.area_mode = area_mode(item);
        display.pixel_spacing = spacing(item);
        display.magnification = decimal(item, tags::PRESENTATION_PIXEL_MAGNIFICATION_RATIO);
    }
    let annotations = annotations.iter().filter_map(|place| item(2, place));
    let mut annotations: Vec<&DataSet> = annotations.collect();
    annotations.sort_by_key(|annotation| layers.order(annotation, set));
    display.graphics = annotations
        .into_iter()
        .flat_map(|item| graphics::graphics(item, set, layers))
        .take(graphics::MAX_GRAPHICS)
        .collect();
    display
}

impl PresentedDisplay {
    /// With what is blended over it.
    fn blended(mut self, blended: Option<&Blended>) -> Self {
        if let Some(blended) = blended {
            self.window = self.window.or(blended.window);
            self.blend = Some(blended.blend.clone());
        }
        self
    }
}

fn area(item: &DataSet) -> Option<[[i32; 2]; 2]> {
    let corner = |tag| -> Option<[i32; 2]> {
        let [x, y]: [f64; 2] = decimals(item, tag).try_into().ok()?;
        Some([x as i32, y as i32])
    };
    let top_left = corner(tags::DISPLAYED_AREA_TOP_LEFT_HAND_CORNER)?;
    let bottom_right = corner(tags::DISPLAYED_AREA_BOTTOM_RIGHT_HAND_CORNER)?;
    // A rotated image may have them the other way round (C.10.4).
    let sorted =
        |pick: fn(i32, i32) -> i32| [0, 1].map(|axis| pick(top_left[axis], bottom_right[axis]));
    Some([sorted(i32::min), sorted(i32::max)])
}

/// Presentation Pixel Spacing: that of the image is ignored (PS3.3 C.10.4).
fn spacing(item: &DataSet) -> Option<[f64; 2]> {
    let spacing: [f64; 2] = decimals(item, tags::PRESENTATION_PIXEL_SPACING)
        .try_into()
        .ok()?;
    spacing.iter().all(|step| *step > 0.0).then_some(spacing)
}

/// Presentation Size Modes (PS3.3 C.10.4).
const MODES: &[(&str, &str)] = &[
    ("SCALE TO FIT", "fit"),
    ("TRUE SIZE", "true size"),
    ("MAGNIFY", "magnify"),
];

fn area_mode(item: &DataSet) -> Option<&'static str> {
    let mode = term(item, tags::PRESENTATION_SIZE_MODE);
    MODES
        .iter()
        .find(|(known, _)| *known == mode)
        .map(|(_, mode)| *mode)
}

/// FL values; binary whatever the VR of a damaged file says.
fn floats(data: &DataSet, tag: Tag) -> Vec<f64> {
    match data.get(tag).map(|element| element.vr) {
        Some(VR::UN) => {
            let words = data.bytes(tag).unwrap_or_default().chunks_exact(4);
            let float = |b: &[u8]| f64::from(f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
            words.map(float).filter(|value| value.is_finite()).collect()
        }
        _ => decimals(data, tag),
    }
}
