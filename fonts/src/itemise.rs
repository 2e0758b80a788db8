//! A paragraph cut into runs of one face and one script.

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use crate::block::Direction;
use crate::face::FaceId;
use crate::typesetter::Candidate;

/// A run of text that is shaped in one go (unless UAX #9 cuts it further).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// Bytes of the paragraph.
    pub(crate) range: Range<usize>,
    pub(crate) served: Served,
    pub(crate) script: Script,
}

/// How a run comes to its glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Served {
    /// By a face that has every character.
    By(FaceId),
    /// White space that no face has: shaped as the space of this face.
    AsSpaceOf(FaceId),
    /// By a box for each cluster.
    ByBox,
}

/// A paragraph: text without line breaks.
pub(crate) struct Paragraph<'t> {
    pub(crate) text: &'t str,
    /// Where it starts in the block's text.
    pub(crate) start: usize,
    pub(crate) bidi: ParagraphBidiInfo<'t>,
    pub(crate) items: Vec<Item>,
}

impl<'t> Paragraph<'t> {
    pub(crate) fn new(
        order: &[Candidate<'_>],
        text: &'t str,
        start: usize,
        direction: Direction,
    ) -> Self {
        let level = match direction {
            Direction::Auto => None,
            Direction::LeftToRight => Some(Level::ltr()),
            Direction::RightToLeft => Some(Level::rtl()),
        };
        let bidi = ParagraphBidiInfo::new(text, level);
        Self {
            text,
            start,
            bidi,
            items: itemise(order, text),
        }
    }

    pub(crate) fn is_rtl(&self) -> bool {
        self.bidi.paragraph_level.is_rtl()
    }

    /// The items that touch `range`, cut to it.
    pub(crate) fn items_in(
        &self,
        range: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Item> + use<'_> {
        let Range { start, end } = *range;
        let from = self.items.partition_point(|item| item.range.end <= start);
        let to = self
            .items
            .partition_point(|item| item.range.start < end)
            .max(from);
        self.items[from..to].iter().map(move |item| Item {
            range: item.range.start.max(start)..item.range.end.min(end),
            ..item.clone()
        })
    }
}

/// Characters that end a line: UAX #14 class BK, CR, LF, NL and the paragraph
/// separators of UAX #9 (class B).
fn breaks_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The paragraphs of a text with where they start; CR LF is one break. Never
/// empty: a text without characters is one empty paragraph.
pub(crate) fn paragraphs(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| breaks_line(*c)) {
        let second_half = c == '\n' && at == start && text[..at].ends_with('\r');
        if !second_half {
            found.push((start, &text[start..at]));
        }
        start = at + c.len_utf8();
    }
    found.push((start, &text[start..]));
    found
}

fn itemise(order: &[Candidate<'_>], text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (at, cluster) in text.grapheme_indices(true) {
        match serve(order, cluster, items.last()) {
            Some(served) => push(&mut items, at, cluster, served),
            None => push_by_char(order, &mut items, at, cluster),
        }
    }
    items
}

/// How the whole cluster is served; `None` when only its characters one by one
/// can be.
fn serve(order: &[Candidate<'_>], cluster: &str, previous: Option<&Item>) -> Option<Served> {
    if cluster.chars().all(follows) {
        return Some(follow(order, cluster, previous));
    }
    // Some faces map control characters to a blank. They are traces of text
    // that was not decoded, and are to be seen.
    if cluster.chars().any(char::is_control) {
        return Some(Served::ByBox);
    }
    if let Some(face) = face_for(order, cluster, previous) {
        return Some(Served::By(face));
    }
    let base_alone = cluster
        .chars()
        .next()
        .is_some_and(|c| order.iter().any(|f| f.has(c)));
    (!base_alone || cluster.chars().nth(1).is_none()).then_some(Served::ByBox)
}

/// The first face that has the whole cluster. Signs of no script of their own
/// (the danda, Arabic digits) that the first face has not are taken from the
/// face of the text before them.
fn face_for(order: &[Candidate<'_>], cluster: &str, previous: Option<&Item>) -> Option<FaceId> {
    let (first, others) = order.split_first()?;
    let before = if own_script(cluster).is_none() {
        face_of(order, previous)
    } else {
        None
    };
    let mut tried = std::iter::once(first).chain(before).chain(others);
    tried
        .find(|face| has_all(face, cluster))
        .map(|face| face.id)
}

fn face_of<'c, 'f>(order: &'c [Candidate<'f>], item: Option<&Item>) -> Option<&'c Candidate<'f>> {
    let Served::By(face) = item?.served else {
        return None;
    };
    order.iter().find(|candidate| candidate.id == face)
}

/// White space and invisible characters stay with the text before them.
fn follows(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn follow(order: &[Candidate<'_>], cluster: &str, previous: Option<&Item>) -> Served {
    let before = face_of(order, previous);
    let able = before
        .into_iter()
        .chain(order)
        .find(|face| has_all(face, cluster));
    let first = order.first().map_or(FaceId::EMBEDDED, |face| face.id);
    able.map_or(Served::AsSpaceOf(first), |face| Served::By(face.id))
}

fn has_all(face: &Candidate<'_>, cluster: &str) -> bool {
    cluster.chars().all(|c| is_invisible(c) || face.has(c))
}

/// A base that one face has and a mark that it has not: each by whom it may.
fn push_by_char(order: &[Candidate<'_>], items: &mut Vec<Item>, at: usize, cluster: &str) {
    for (offset, c) in cluster.char_indices() {
        let piece = &cluster[offset..offset + c.len_utf8()];
        let served = serve(order, piece, items.last()).unwrap_or(Served::ByBox);
        push(items, at + offset, piece, served);
    }
}

/// Adds a cluster to the last item when that is of the same kind.
fn push(items: &mut Vec<Item>, at: usize, cluster: &str, served: Served) {
    let end = at + cluster.len();
    let last = items.last_mut();
    let before = last.as_ref().map_or(Script::Common, |item| item.script);
    let script = own_script(cluster).unwrap_or(before);
    match last {
        Some(item) if item.served == served && item.script == script => item.range.end = end,
        _ => items.push(Item {
            range: at..end,
            served,
            script,
        }),
    }
}

/// The script of the first character that has one of its own.
fn own_script(cluster: &str) -> Option<Script> {
    let neutral = |s: &Script| matches!(s, Script::Common | Script::Inherited | Script::Unknown);
    cluster
        .chars()
        .map(|c| c.script())
        .find(|script| !neutral(script))
}

/// Unicode's property Default_Ignorable_Code_Point: nothing is drawn for these,
/// so that no face needs to have them.
const INVISIBLE: &[(char, char)] = &[
    ('\u{AD}', '\u{AD}'),
    ('\u{34F}', '\u{34F}'),
    ('\u{61C}', '\u{61C}'),
    ('\u{115F}', '\u{1160}'),
    ('\u{17B4}', '\u{17B5}'),
    ('\u{180B}', '\u{180F}'),
    ('\u{200B}', '\u{200F}'),
    ('\u{202A}', '\u{202E}'),
    ('\u{2060}', '\u{206F}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{FEFF}', '\u{FEFF}'),
    ('\u{FFA0}', '\u{FFA0}'),
    ('\u{FFF0}', '\u{FFF8}'),
    ('\u{1BCA0}', '\u{1BCA3}'),
    ('\u{1D173}', '\u{1D17A}'),
    ('\u{E0000}', '\u{E0FFF}'),
];

fn is_invisible(c: char) -> bool {
    INVISIBLE
        .iter()
        .any(|&(first, last)| (first..=last).contains(&c))
}
