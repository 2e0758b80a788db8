//! Annotation Display Format IDs: which annotation boxes a film has and where.

use std::collections::BTreeMap;

use crate::film::geometry::PixelRect;
use crate::printer::{Align, AnnotationFormat, AnnotationPlace, Edge};

/// Height of the LABEL strip in mm: a line of 5 mm text with room.
pub const LABEL_HEIGHT_MM: f64 = 8.0;
/// Height of the strip under each image in mm: a line of 3 mm text with room.
pub const UNDER_IMAGE_HEIGHT_MM: f64 = 5.0;

/// A Basic Annotation Box in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnnotationBox {
    /// Annotation Position (2030,0010).
    pub position: u16,
    /// Room for the text, printer pixels from the imageable area's top left.
    pub rect: PixelRect,
    /// Alignment of the text.
    pub align: Align,
}

/// The formats of PS3.2 Annex E: LABEL (one box at the top, position 0), BOTTOM (one under each
/// image) and COMBINED (both: n + 1 boxes).
pub fn default_annotation_formats() -> BTreeMap<String, AnnotationFormat> {
    let label = AnnotationPlace::Strip {
        position: 0,
        edge: Edge::Top,
        height_mm: LABEL_HEIGHT_MM,
        align: Align::Start,
    };
    let bottom = AnnotationPlace::UnderEachImage {
        height_mm: UNDER_IMAGE_HEIGHT_MM,
    };
    let table = [
        ("LABEL", vec![label.clone()]),
        ("BOTTOM", vec![bottom.clone()]),
        ("COMBINED", vec![label, bottom]),
    ];
    table
        .into_iter()
        .map(|(name, boxes)| (name.to_owned(), AnnotationFormat { boxes }))
        .collect()
}

/// The Annotation Positions of a format on a film with `image_boxes` image boxes, in order, each
/// once.
pub fn annotation_positions(format: &AnnotationFormat, image_boxes: u16) -> Vec<u16> {
    let mut positions: Vec<u16> = format
        .boxes
        .iter()
        .flat_map(|place| match place {
            AnnotationPlace::Strip { position, .. } => vec![*position],
            AnnotationPlace::UnderEachImage { .. } => (1..=image_boxes).collect(),
        })
        .collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}
