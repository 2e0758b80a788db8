//! RT Structure Set (PS3.3 C.8.8.5, C.8.8.6): regions and their contours.

use filmdesk_dataset::{CharacterSet, DataSet, tags};

use super::super::index::{Contour, Roi, StructurePart};
use super::super::values::{decimals, term};
use super::Frames;
use super::code::{each, text};
use super::color;

/// Regions of a structure set.
const MAX_ROIS: usize = 1024;
/// Coordinates of all contours: 60 regions of 200 slices with 110 points each.
const MAX_COORDINATES: usize = 4 << 20;

/// What a structure set holds, before it has its part.
pub(super) struct Structures {
    pub(super) label: String,
    pub(super) frame_of_reference: u32,
    pub(super) rois: Vec<Roi>,
    pub(super) part: StructurePart,
    /// Contours beyond the bound, or broken.
    pub(super) left_out: usize,
}

/// The structure set; none when it lies in no frame of reference of this disc's images.
pub(super) fn structures(
    data: &DataSet,
    set: &CharacterSet,
    frames: &dyn Frames,
) -> Option<Structures> {
    let label = [tags::STRUCTURE_SET_LABEL, tags::STRUCTURE_SET_NAME]
        .into_iter()
        .map(|tag| text(data, tag, set))
        .find(|text| !text.is_empty());
    let (contours, left_out) = contours(data);
    Some(Structures {
        label: label.unwrap_or_default(),
        frame_of_reference: frame_of_reference(data, frames)?,
        rois: rois(data, set),
        part: StructurePart { contours },
        left_out,
    })
}

/// Of the structure set, or of the first region that has one.
fn frame_of_reference(data: &DataSet, frames: &dyn Frames) -> Option<u32> {
    let whole = each(data, tags::REFERENCED_FRAME_OF_REFERENCE_SEQUENCE).iter();
    let whole = whole.map(|item| term(item, tags::FRAME_OF_REFERENCE_UID));
    let regions = each(data, tags::STRUCTURE_SET_ROI_SEQUENCE).iter();
    let regions = regions.map(|item| term(item, tags::REFERENCED_FRAME_OF_REFERENCE_UID));
    whole
        .chain(regions)
        .filter_map(|uid| frames.frame_of_reference(uid))
        .next()
}

fn rois(data: &DataSet, set: &CharacterSet) -> Vec<Roi> {
    let items = each(data, tags::STRUCTURE_SET_ROI_SEQUENCE).iter();
    let items = items.take(MAX_ROIS).enumerate();
    let roi = |(place, item): (usize, &DataSet)| {
        let number = item.number(tags::ROI_NUMBER).ok()??;
        Some(Roi {
            number,
            name: text(item, tags::ROI_NAME, set),
            color: display_color(data, number).unwrap_or_else(|| color::fallback(place)),
            kind: interpreted(data, number).to_owned(),
        })
    };
    items.filter_map(roi).collect()
}

/// Whether an item is about a region.
fn about(item: &DataSet, roi: i64) -> bool {
    item.number(tags::REFERENCED_ROI_NUMBER) == Ok(Some(roi))
}

fn display_color(data: &DataSet, roi: i64) -> Option<[u8; 3]> {
    let mut items = each(data, tags::ROI_CONTOUR_SEQUENCE).iter();
    let item = items.find(|item| about(item, roi))?;
    item.numbers(tags::ROI_DISPLAY_COLOR).ok()?.try_into().ok()
}

/// RT ROI Interpreted Type: "PTV", "ORGAN", "EXTERNAL".
fn interpreted(data: &DataSet, roi: i64) -> &str {
    let mut items = each(data, tags::RTROI_OBSERVATIONS_SEQUENCE).iter();
    let item = items.find(|item| about(item, roi));
    item.map_or("", |item| term(item, tags::RTROI_INTERPRETED_TYPE))
}

/// Contour Geometric Types and what the page calls them.
const KINDS: &[(&str, &str)] = &[
    ("CLOSED_PLANAR", "closed"),
    ("CLOSEDPLANAR_XOR", "closed"),
    ("OPEN_PLANAR", "open"),
    ("OPEN_NONPLANAR", "open"),
    ("POINT", "point"),
];

fn contours(data: &DataSet) -> (Vec<Contour>, usize) {
    let (mut contours, mut left_out, mut coordinates) = (Vec::new(), 0, 0);
    for region in each(data, tags::ROI_CONTOUR_SEQUENCE) {
        let roi = region.number(tags::REFERENCED_ROI_NUMBER).ok().flatten();
        for item in each(region, tags::CONTOUR_SEQUENCE) {
            let contour = roi.and_then(|roi| contour(item, roi));
            let contour =
                contour.filter(|contour| coordinates + contour.points.len() <= MAX_COORDINATES);
            match contour {
                Some(contour) => {
                    coordinates += contour.points.len();
                    contours.push(contour);
                }
                None => left_out += 1,
            }
        }
    }
    (contours, left_out)
}

fn contour(item: &DataSet, roi: i64) -> Option<Contour> {
    let kind = term(item, tags::CONTOUR_GEOMETRIC_TYPE);
    let (_, kind) = KINDS.iter().find(|(known, _)| *known == kind)?;
    let points = decimals(item, tags::CONTOUR_DATA);
    let whole = !points.is_empty() && points.len().is_multiple_of(3);
    // A hundredth of a millimetre is below any pixel.
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    whole.then(|| Contour {
        roi,
        kind,
        points: points.into_iter().map(rounded).collect(),
    })
}
