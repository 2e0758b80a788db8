//! Stacks: the frames of a series that belong together, in the order in which they are shown.

use super::form::Form;
use super::frame::Frame;
use super::image::Image;
use super::index::Order;
use crate::instance::Key;

/// Stacks that one group of frames is taken apart into: beyond it (diffusion, perfusion) they
/// stay together, by instance number.
const MAX_APART: usize = 12;
/// Positions along the normal nearer than this are one, mm.
const SAME_PLACE: f64 = 0.01;
/// Cosines that differ by less are the same direction.
const SAME_DIRECTION: f64 = 1e-3;

/// A frame on its way into a stack.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) image: &'a Image,
    /// From 0.
    pub(super) number: usize,
}

impl<'a> Member<'a> {
    pub(super) fn frame(&self) -> &'a Frame {
        &self.image.frames[self.number]
    }

    pub(super) fn key(&self) -> Key {
        self.image.key
    }

    /// Where it lies along its own normal, mm.
    fn place(&self) -> Option<f64> {
        let (frame, [x, y, z]) = (self.frame(), self.frame().position?);
        let [a, b, c, d, e, f] = frame.orientation?;
        let normal = [b * f - c * e, c * d - a * f, a * e - b * d];
        Some(normal[0] * x + normal[1] * y + normal[2] * z)
    }
}

/// A stack before it is numbered.
#[derive(Debug)]
pub(super) struct Grouped<'a> {
    pub(super) members: Vec<Member<'a>>,
    pub(super) label: String,
    pub(super) order: Order,
}

impl Grouped<'_> {
    pub(super) fn form(&self) -> &Form {
        &self.members[0].image.form
    }
}

/// The stacks of a series' images.
pub(super) fn stacks<'a>(images: &[&'a Image]) -> Vec<Grouped<'a>> {
    let mut groups: Vec<Vec<Member<'a>>> = Vec::new();
    let mut images = images.to_vec();
    // A slide is seen whole at first; all else stays as it is.
    images.sort_by_key(|image| image.slide);
    for image in images {
        // Frames of one image never meet those of another.
        let own = groups.len();
        let from = if image.frames.len() > 1 { own } else { 0 };
        for number in 0..image.frames.len() {
            let member = Member { image, number };
            let found = groups.iter_mut().skip(from);
            let mut found = found.filter(|group| belongs(&group[0], &member));
            match found.next() {
                Some(group) => group.push(member),
                None => groups.push(vec![member]),
            }
        }
    }
    let several = groups.len() > 1;
    groups
        .into_iter()
        .flat_map(|group| apart(group, several))
        .collect()
}

/// Whether frames agree in all that a stack has once.
fn belongs(first: &Member<'_>, other: &Member<'_>) -> bool {
    let (a, b) = (first.image, other.image);
    let same_image = std::ptr::eq(a, b);
    let alone = |image: &Image| image.frames.len() > 1 || image.form.absent.is_some();
    if !same_image && (alone(a) || alone(b) || a.form != b.form || a.shared != b.shared) {
        return false;
    }
    // The frames of a segmentation stay together: segments are shown over one another.
    let (f, g) = (first.frame(), other.frame());
    f.segment.is_some()
        || f.position.is_some() == g.position.is_some()
            && f.spacing.is_some() == g.spacing.is_some()
            && same_direction(f.orientation, g.orientation)
}

fn same_direction(a: Option<[f64; 6]>, b: Option<[f64; 6]>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a
            .iter()
            .zip(&b)
            .all(|(a, b)| (a - b).abs() < SAME_DIRECTION),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// One group as one stack or, when it passes the same places several times, as several.
fn apart<'a>(mut members: Vec<Member<'a>>, several: bool) -> Vec<Grouped<'a>> {
    members.sort_by_key(|member| (member.image.number, member.number));
    let places: Option<Vec<f64>> = members.iter().map(Member::place).collect();
    let segments = members[0].frame().segment.is_some();
    let Some(places) = places.filter(|_| !segments) else {
        return vec![grouped(members, several)];
    };
    let mut rows = rows(&members, &places);
    let count = rows[0].len();
    let even = rows.iter().all(|row| row.len() == count);
    match (even, count) {
        (true, 1) => vec![grouped(rows.concat(), several)],
        (true, 2..=MAX_APART) if rows.len() > 1 => {
            rows.iter_mut().for_each(|row| row.sort_by(by_rank));
            taken_apart(&rows)
        }
        _ => vec![grouped(members, several)],
    }
}

/// Members by place, in the direction in which their numbers rise.
fn rows<'a>(members: &[Member<'a>], places: &[f64]) -> Vec<Vec<Member<'a>>> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by(|a, b| places[*a].total_cmp(&places[*b]));
    // Members are in the order of their numbers: the first of them is the lower end.
    if order.first() > order.last() {
        order.reverse();
    }
    let mut rows: Vec<(f64, Vec<usize>)> = Vec::new();
    for index in order {
        match rows.last_mut() {
            Some((place, row)) if (places[index] - *place).abs() < SAME_PLACE => row.push(index),
            _ => rows.push((places[index], vec![index])),
        }
    }
    rows.into_iter()
        .map(|(_, mut row)| {
            row.sort_unstable();
            row.into_iter().map(|index| members[index]).collect()
        })
        .collect()
}

fn by_rank(a: &Member<'_>, b: &Member<'_>) -> std::cmp::Ordering {
    let (f, g) = (a.frame(), b.frame());
    let trigger = f.trigger.partial_cmp(&g.trigger);
    let ranks = f.ranks.partial_cmp(&g.ranks);
    let number = |member: &Member<'_>| (member.image.number, member.number);
    trigger
        .unwrap_or(std::cmp::Ordering::Equal)
        .then(ranks.unwrap_or(std::cmp::Ordering::Equal))
        .then(number(a).cmp(&number(b)))
}

/// Beating hearts place by place; all else (echoes, phases) pass by pass.
fn taken_apart<'a>(rows: &[Vec<Member<'a>>]) -> Vec<Grouped<'a>> {
    let first = &rows[0];
    let beats = first.windows(2).all(|pair| {
        let (a, b) = (pair[0].frame().trigger, pair[1].frame().trigger);
        a.is_some() && b.is_some() && a != b
    });
    let stacks: Vec<Vec<Member<'a>>> = match beats {
        true => rows.to_vec(),
        false => (0..first.len())
            .map(|pass| rows.iter().map(|row| row[pass]).collect())
            .collect(),
    };
    let count = stacks.len();
    stacks
        .into_iter()
        .enumerate()
        .map(|(index, members)| Grouped {
            label: format!("{}/{count}", index + 1),
            order: if beats {
                Order::Forward
            } else {
                Order::Outward
            },
            members,
        })
        .collect()
}

fn grouped(members: Vec<Member<'_>>, several: bool) -> Grouped<'_> {
    let (first, last) = (members[0].image, members[members.len() - 1].image);
    let label = match (first.localizer, several) {
        (true, true) => "@localizer".to_owned(),
        (false, true) if first.number == last.number => format!("#{}", first.number),
        (false, true) => {
            let (a, b) = (first.number, last.number);
            format!("#{}–{}", a.min(b), a.max(b))
        }
        (_, false) => String::new(),
    };
    // What was recorded in time is seen from its beginning, a volume from its middle.
    let cine = first.frames.len() > 1 && members[0].frame().position.is_none();
    Grouped {
        members,
        label,
        order: if cine { Order::Forward } else { Order::Outward },
    }
}

/// The numbers of `frames` frames in the order in which they stand in chunks.
pub(super) fn load_order(order: Order, frames: usize) -> Vec<usize> {
    if order == Order::Forward {
        return (0..frames).collect();
    }
    let middle = frames >> 1;
    let outward =
        (1..=frames).flat_map(|step| [middle.checked_add(step), middle.checked_sub(step)]);
    let all = std::iter::once(Some(middle)).chain(outward);
    all.flatten().filter(|frame| *frame < frames).collect()
}

#[cfg(test)]
mod tests;
