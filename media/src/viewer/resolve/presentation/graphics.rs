//! Graphic annotations (PS3.3 C.10.5) on their layers (C.10.7). Compound graphics need nothing of
//! their own: each is there as simple ones as well (C.10.5.1.3).

use std::collections::HashMap;

use filmdesk_dataset::{CharacterSet, DataSet, tags};

use super::super::super::index::Graphic;
use super::super::super::values::term;
use super::super::code::{each, first, text};
use super::super::color;
use super::floats;

/// Graphics of a display.
pub(super) const MAX_GRAPHICS: usize = 20_000;
/// Points of a graphic.
const MAX_POINTS: usize = 20_000;

/// Layers by name: their place in the order of drawing, the lowest first, and their colors.
pub(super) struct Layers {
    by_name: HashMap<String, (i64, Option<[u8; 3]>)>,
}

impl Layers {
    pub(super) fn of(data: &DataSet, set: &CharacterSet) -> Self {
        let items = each(data, tags::GRAPHIC_LAYER_SEQUENCE).iter();
        let layer = |item: &DataSet| {
            let order = item.number(tags::GRAPHIC_LAYER_ORDER).ok().flatten();
            let name = text(item, tags::GRAPHIC_LAYER, set);
            (name, (order.unwrap_or(0), layer_color(item)))
        };
        Self {
            by_name: items.map(layer).collect(),
        }
    }

    /// The place of an annotation's layer.
    pub(super) fn order(&self, annotation: &DataSet, set: &CharacterSet) -> i64 {
        let layer = text(annotation, tags::GRAPHIC_LAYER, set);
        self.by_name.get(&layer).map_or(0, |(order, _)| *order)
    }

    fn color(&self, layer: &str) -> Option<[u8; 3]> {
        self.by_name.get(layer).and_then(|(_, color)| *color)
    }
}

fn layer_color(item: &DataSet) -> Option<[u8; 3]> {
    let lab = color::of(item, tags::GRAPHIC_LAYER_RECOMMENDED_DISPLAY_CIE_LAB_VALUE);
    let gray = || {
        let gray = item.u16(tags::GRAPHIC_LAYER_RECOMMENDED_DISPLAY_GRAYSCALE_VALUE);
        gray.ok().flatten().map(color::gray)
    };
    lab.or_else(gray)
}

/// The drawings and texts of one item of Graphic Annotation Sequence.
pub(super) fn graphics(item: &DataSet, set: &CharacterSet, layers: &Layers) -> Vec<Graphic> {
    let layer = text(item, tags::GRAPHIC_LAYER, set);
    let color = layers.color(&layer);
    let drawings = each(item, tags::GRAPHIC_OBJECT_SEQUENCE).iter();
    let texts = each(item, tags::TEXT_OBJECT_SEQUENCE).iter();
    let found = drawings
        .filter_map(drawing)
        .chain(texts.filter_map(|item| written(item, set)));
    found
        .map(|graphic| Graphic {
            color: graphic.color.or(color),
            layer: Some(layer.clone()).filter(|layer| !layer.is_empty()),
            ..graphic
        })
        .collect()
}

/// Graphic Types, what the page calls them, and how many points each has at least.
const KINDS: &[(&str, &str, usize)] = &[
    ("POINT", "point", 1),
    ("POLYLINE", "polyline", 2),
    ("INTERPOLATED", "interpolated", 2),
    ("CIRCLE", "circle", 2),
    ("ELLIPSE", "ellipse", 4),
];

fn units(term: &str) -> &'static str {
    if term == "DISPLAY" {
        "display"
    } else {
        "pixel"
    }
}

fn drawing(item: &DataSet) -> Option<Graphic> {
    let kind = term(item, tags::GRAPHIC_TYPE);
    let (_, kind, least) = *KINDS.iter().find(|(known, ..)| *known == kind)?;
    let data = floats(item, tags::GRAPHIC_DATA);
    let points: Vec<_> = data
        .chunks_exact(2)
        .take(MAX_POINTS)
        .map(|point| rounded([point[0], point[1]]))
        .collect();
    let style = first(item, tags::LINE_STYLE_SEQUENCE);
    (points.len() >= least).then(|| Graphic {
        kind,
        units: units(term(item, tags::GRAPHIC_ANNOTATION_UNITS)),
        points,
        filled: term(item, tags::GRAPHIC_FILLED) == "Y",
        color: style.and_then(|style| color::of(style, tags::PATTERN_ON_COLOR_CIE_LAB_VALUE)),
        layer: None,
        text: None,
        anchor: None,
    })
}

/// A text with its box, its anchor, or both when they are in the same units.
fn written(item: &DataSet, set: &CharacterSet) -> Option<Graphic> {
    let words = text(item, tags::UNFORMATTED_TEXT_VALUE, set);
    let corner = |tag| -> Option<[f64; 2]> {
        let corner: [f64; 2] = floats(item, tag).try_into().ok()?;
        Some(rounded(corner))
    };
    let top_left = corner(tags::BOUNDING_BOX_TOP_LEFT_HAND_CORNER);
    let bottom_right = corner(tags::BOUNDING_BOX_BOTTOM_RIGHT_HAND_CORNER);
    let points: Vec<_> = top_left.into_iter().chain(bottom_right).collect();
    let of_box = units(term(item, tags::BOUNDING_BOX_ANNOTATION_UNITS));
    let of_anchor = units(term(item, tags::ANCHOR_POINT_ANNOTATION_UNITS));
    let anchor = corner(tags::ANCHOR_POINT).filter(|_| points.is_empty() || of_box == of_anchor);
    let units = if points.is_empty() { of_anchor } else { of_box };
    let style = first(item, tags::TEXT_STYLE_SEQUENCE);
    let is_placed = !points.is_empty() || anchor.is_some();
    let is_led = term(item, tags::ANCHOR_POINT_VISIBILITY) == "Y";
    // The page draws a line to an anchor beside a box: only where that is wanted.
    let anchor = anchor.filter(|_| points.is_empty() || is_led);
    (is_placed && !words.is_empty()).then(|| Graphic {
        kind: "text",
        units,
        points,
        filled: false,
        color: style.and_then(|style| color::of(style, tags::TEXT_COLOR_CIE_LAB_VALUE)),
        layer: None,
        text: Some(words),
        anchor,
    })
}

/// A ten-thousandth of a pixel is enough, and of a display unit as well.
fn rounded(point: [f64; 2]) -> [f64; 2] {
    point.map(|value| (value * 1e4).round() / 1e4)
}
