//! The frames' attributes of a stack, in columns.

use std::sync::Arc;

use super::frame::Frame;
use super::index::{Column, FrameTable, Line};
use super::resolve::suv::Moment;
use super::stack::Member;

/// The lines of technique that are the same for all frames.
pub(super) fn agreed(members: &[Member<'_>]) -> Vec<Line> {
    let first = &members[0].frame().technique;
    let mut lines = first.to_vec();
    for member in members {
        let own = &member.frame().technique;
        if !Arc::ptr_eq(first, own) {
            lines.retain(|line| own.contains(line));
        }
    }
    lines
}

/// The table of a stack; its frame of reference by its number, the time to which decay is
/// corrected.
pub(super) fn table(
    members: &[Member<'_>],
    frame_of_reference: Option<u32>,
    start: Option<Moment>,
) -> FrameTable {
    let agreed = agreed(members);
    let own = |frame: &Frame| {
        let lines = frame.technique.iter();
        let lines = lines.filter(|line| !agreed.contains(line));
        lines.cloned().collect::<Vec<Line>>()
    };
    let shutters = told(members, |frame| frame.shutters.clone(), [].into());
    let suv = |member: &Member<'_>| member.image.uptake.as_ref()?.factor(start);
    let shared = &members[0].image.shared;
    let has_frames = members.iter().any(|member| member.image.frames.len() > 1);
    let frame = |member: &Member<'_>| u32::try_from(member.number + 1).unwrap_or(u32::MAX);
    FrameTable {
        number: column(members, |member| member.image.number),
        frame: has_frames.then(|| column(members, frame)),
        time: told(members, |frame| frame.time.clone(), String::new()),
        position: all(members, |frame| frame.position),
        orientation: all(members, |frame| frame.orientation),
        frame_of_reference,
        spacing: all(members, |frame| frame.spacing),
        spacing_at: shared.spacing_at,
        aspect: shared.aspect,
        thickness: all(members, |frame| frame.thickness),
        directions: all(members, |frame| frame.directions.clone()),
        laterality: told(members, |frame| frame.laterality.clone(), String::new()),
        technique: told(members, own, Vec::new()),
        lossy: told(members, |frame| frame.lossy.clone(), None),
        slope: told(members, |frame| frame.slope, 1.0),
        intercept: told(members, |frame| frame.intercept, 0.0),
        units: shared.units.clone(),
        modality_lut: shared.modality_lut.clone(),
        suv: Column::of(members.iter().map(suv)),
        windows: told(members, |frame| frame.windows.clone(), Vec::new()),
        voi_function: shared.voi_function,
        voi_lut: shared.voi_lut.clone(),
        padding: shared.padding,
        supplement: shared.supplement.clone(),
        regions: told(members, |frame| frame.regions.clone(), Vec::new()),
        shutters: shutters.map(|column| column.map(|shutters| shutters.to_vec())),
        segment: all(members, |frame| frame.segment),
        source: None,
    }
}

fn column<T: PartialEq>(members: &[Member<'_>], value: impl Fn(&Member<'_>) -> T) -> Column<T> {
    members.iter().map(value).collect::<Vec<_>>().into()
}

/// A column of what every frame has.
fn all<T: PartialEq>(
    members: &[Member<'_>],
    value: impl Fn(&Frame) -> Option<T>,
) -> Option<Column<T>> {
    Column::of(members.iter().map(|member| value(member.frame())))
}

/// A column that is left out when it says nothing.
fn told<T: PartialEq>(
    members: &[Member<'_>],
    value: impl Fn(&Frame) -> T,
    nothing: T,
) -> Option<Column<T>> {
    let column = column(members, |member| value(member.frame()));
    (column != Column::All(nothing)).then_some(column)
}
