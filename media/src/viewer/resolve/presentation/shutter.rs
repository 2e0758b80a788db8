//! Display shutters (PS3.3 C.7.6.11): of several shapes, what all leave open is seen.

use filmdesk_dataset::{DataSet, Tag, tags};

use super::super::super::index::Shutter;
use super::super::super::values::{decimals, term};

/// Corners of a polygon.
const MAX_CORNERS: usize = 10_000;

/// The shutters of a data set; one whose numbers are not there is left out.
pub(in super::super::super) fn shutters(data: &DataSet) -> Vec<Shutter> {
    let shapes = term(data, tags::SHUTTER_SHAPE).split('\\');
    shapes
        .filter_map(|shape| {
            let (_, read) = SHAPES.iter().find(|(known, _)| *known == shape.trim())?;
            read(data)
        })
        .collect()
}

type Read = fn(&DataSet) -> Option<Shutter>;

const SHAPES: &[(&str, Read)] = &[
    ("RECTANGULAR", rectangle),
    ("CIRCULAR", circle),
    ("POLYGONAL", polygon),
];

fn whole(data: &DataSet, tag: Tag) -> Vec<i32> {
    decimals(data, tag)
        .into_iter()
        .map(|value| value as i32)
        .collect()
}

fn rectangle(data: &DataSet) -> Option<Shutter> {
    let edge = |tag| whole(data, tag).first().copied();
    Some(Shutter::Rectangle {
        area: [
            edge(tags::SHUTTER_LEFT_VERTICAL_EDGE)?,
            edge(tags::SHUTTER_UPPER_HORIZONTAL_EDGE)?,
            edge(tags::SHUTTER_RIGHT_VERTICAL_EDGE)?,
            edge(tags::SHUTTER_LOWER_HORIZONTAL_EDGE)?,
        ],
    })
}

/// Rows come before columns in the data set.
fn circle(data: &DataSet) -> Option<Shutter> {
    let [row, column]: [i32; 2] = whole(data, tags::CENTER_OF_CIRCULAR_SHUTTER)
        .try_into()
        .ok()?;
    let radius = *whole(data, tags::RADIUS_OF_CIRCULAR_SHUTTER).first()?;
    Some(Shutter::Circle {
        center: [column, row],
        radius,
    })
}

fn polygon(data: &DataSet) -> Option<Shutter> {
    let corners = whole(data, tags::VERTICES_OF_THE_POLYGONAL_SHUTTER);
    let corners = corners.chunks_exact(2).take(MAX_CORNERS);
    let points: Vec<_> = corners.map(|corner| [corner[1], corner[0]]).collect();
    (points.len() >= 3).then_some(Shutter::Polygon { points })
}
