//! The rule of long text: shrink to the smallest size, then wrap; and where
//! lines and glyphs then stand.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use crate::block::{Align, Direction, Glyph, Line, MAX_SIZE_MM, MIN_SIZE_MM, TextBlock, TextStyle};
use crate::itemise::{Paragraph, paragraphs};
use crate::shape::{self, EmGlyph, EmLine};
use crate::typesetter::Typesetter;

/// Sums of floating point widths may differ by this share of a line's width
/// without being wider.
const TOLERANCE: f64 = 1e-9;

/// How often a line that came out wider than its parts promised (kerning and
/// joining differ at the new end) is tried with one break less.
const MAX_REFITS: usize = 8;

pub(crate) fn set(setter: &Typesetter, text: &str, style: TextStyle) -> TextBlock {
    let order = setter.order(style.language, text);
    let paragraphs: Vec<Paragraph<'_>> = paragraphs(text)
        .into_iter()
        .map(|(start, text)| Paragraph::new(&order, text, start, style.direction))
        .collect();
    let whole = |p: &Paragraph<'_>| shape::line(setter, p, 0..p.text.len());
    let natural: Vec<EmLine> = paragraphs.iter().map(whole).collect();
    let room = Room::of(&style);
    let fitting = room.fitting_size(&natural);
    let size = fitting.max(room.min_size);
    let mut page = Page::new(&room, size, style.align);
    for (paragraph, line) in paragraphs.iter().zip(natural) {
        if fitting >= room.min_size {
            page.add(paragraph, line);
        } else {
            wrap(setter, paragraph, line, room.width / size, |line| {
                page.add(paragraph, line)
            });
        }
    }
    page.finish(text, &room)
}

/// The style's numbers made sound, millimetres.
struct Room {
    size: f64,
    min_size: f64,
    width: f64,
    height: f64,
}

impl Room {
    fn of(style: &TextStyle) -> Self {
        let sound = |v: f64, otherwise: f64| if v > 0.0 { v } else { otherwise };
        let min_size = sound(style.min_size_mm, MIN_SIZE_MM).min(MAX_SIZE_MM);
        let size = sound(style.size_mm, min_size).min(MAX_SIZE_MM);
        Self {
            size,
            min_size: min_size.min(size),
            width: sound(style.width_mm, f64::INFINITY),
            height: sound(style.height_mm.unwrap_or(f64::INFINITY), f64::INFINITY),
        }
    }

    /// The largest size, not above the wanted one, at which every paragraph is
    /// one line of the room.
    fn fitting_size(&self, natural: &[EmLine]) -> f64 {
        let width = natural.iter().map(|line| line.width).fold(0.0, f64::max);
        let height: f64 = natural.iter().map(|line| line.ascent + line.descent).sum();
        let bound = |room: f64, ems: f64| if ems > 0.0 { room / ems } else { f64::INFINITY };
        self.size
            .min(bound(self.width, width))
            .min(bound(self.height, height))
    }
}

/// Cuts a paragraph into lines of at most `max_width` ems.
fn wrap(
    setter: &Typesetter,
    paragraph: &Paragraph<'_>,
    natural: EmLine,
    max_width: f64,
    mut add: impl FnMut(EmLine),
) {
    if natural.width <= max_width * (1.0 + TOLERANCE) {
        return add(natural);
    }
    let measure = Measure::new(paragraph.text, &natural);
    let mut start = 0;
    while start < paragraph.text.len() {
        let line = next_line(setter, paragraph, &measure, start, max_width);
        start = line.range.end;
        add(line);
    }
}

/// The longest line from `start` that is not too wide; one cluster at least.
fn next_line(
    setter: &Typesetter,
    paragraph: &Paragraph<'_>,
    measure: &Measure,
    start: usize,
    max_width: f64,
) -> EmLine {
    let mut end = measure.end_of_line(start, max_width);
    let mut line = shape::line(setter, paragraph, start..end);
    for _ in 0..MAX_REFITS {
        if line.width <= max_width * (1.0 + TOLERANCE) {
            break;
        }
        let Some(earlier) = measure.break_before(start, end) else {
            break;
        };
        end = earlier;
        line = shape::line(setter, paragraph, start..end);
    }
    line
}

/// Where a paragraph may be broken, and how wide its parts are.
struct Measure {
    /// Ems from the start of the paragraph to each byte.
    to: Vec<f64>,
    /// For each byte, the end of the ink before it: white space may hang.
    ink: Vec<usize>,
    /// Breaks of UAX #14, ascending, the end of the paragraph included.
    soft: Vec<usize>,
    /// Breaks between clusters, for words wider than the line.
    hard: Vec<usize>,
}

impl Measure {
    fn new(text: &str, natural: &EmLine) -> Self {
        let hard = hard_breaks(text, &natural.glyphs);
        let soft = linebreaks(text)
            .map(|(at, _)| at)
            .filter(|at| hard.binary_search(at).is_ok());
        let soft = soft.collect();
        Self {
            to: widths(text.len(), &natural.glyphs),
            ink: ink_ends(text),
            soft,
            hard,
        }
    }

    fn width(&self, range: Range<usize>) -> f64 {
        let end = self.ink[range.end].max(range.start);
        self.to[end] - self.to[range.start]
    }

    fn end_of_line(&self, start: usize, max_width: f64) -> usize {
        let fits = |end: &usize| self.width(start..*end) <= max_width * (1.0 + TOLERANCE);
        let last_fitting = |breaks: &[usize]| {
            let after = &breaks[breaks.partition_point(|at| *at <= start)..];
            after[..after.partition_point(fits)].last().copied()
        };
        let one_cluster = || self.hard[self.hard.partition_point(|at| *at <= start)..].first();
        last_fitting(&self.soft)
            .or_else(|| last_fitting(&self.hard))
            .or_else(|| one_cluster().copied())
            .unwrap_or(self.to.len() - 1)
    }

    /// The last break between `start` and `end`, at a word if there is one.
    fn break_before(&self, start: usize, end: usize) -> Option<usize> {
        let last = |breaks: &[usize]| {
            let before = breaks[..breaks.partition_point(|at| *at < end)]
                .last()
                .copied();
            before.filter(|at| *at > start)
        };
        last(&self.soft).or_else(|| last(&self.hard))
    }
}

/// Ends of grapheme clusters at which a glyph's text ends too: a ligature is
/// not torn.
fn hard_breaks(text: &str, glyphs: &[EmGlyph]) -> Vec<usize> {
    let mut ends: Vec<usize> = glyphs.iter().map(|glyph| glyph.range.end).collect();
    ends.sort_unstable();
    let graphemes = text
        .grapheme_indices(true)
        .map(|(at, cluster)| at + cluster.len());
    graphemes
        .filter(|end| *end == text.len() || ends.binary_search(end).is_ok())
        .collect()
}

fn widths(len: usize, glyphs: &[EmGlyph]) -> Vec<f64> {
    let mut at = vec![0.0; len + 1];
    for glyph in glyphs {
        at[(glyph.range.start + 1).min(len)] += glyph.advance;
    }
    let mut sum = 0.0;
    for width in &mut at {
        sum += *width;
        *width = sum;
    }
    at
}

fn ink_ends(text: &str) -> Vec<usize> {
    let mut ends = vec![0; text.len() + 1];
    let mut ink = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if !c.is_whitespace() {
            ink = next;
        }
        ends[at + 1..=next].fill(ink);
    }
    ends
}

/// Lines as they are put one under the other.
struct Page {
    size: f64,
    width: f64,
    align: Align,
    lines: Vec<Line>,
    hanging: Vec<f64>,
    bottom: f64,
}

impl Page {
    fn new(room: &Room, size: f64, align: Align) -> Self {
        let (lines, hanging) = (Vec::new(), Vec::new());
        Self {
            size,
            width: room.width,
            align,
            lines,
            hanging,
            bottom: 0.0,
        }
    }

    /// Puts a line below the others, its left edge at 0 for now.
    fn add(&mut self, paragraph: &Paragraph<'_>, line: EmLine) {
        let baseline_mm = self.bottom + line.ascent * self.size;
        self.bottom = baseline_mm + line.descent * self.size;
        self.hanging.push(line.hanging * self.size);
        self.lines.push(Line {
            glyphs: placed(&line.glyphs, paragraph.start, self.size, baseline_mm),
            text: paragraph.text[line.range.clone()].to_owned(),
            range: paragraph.start + line.range.start..paragraph.start + line.range.end,
            direction: direction_of(paragraph),
            baseline_mm,
            width_mm: line.width * self.size,
        });
    }

    fn finish(mut self, text: &str, room: &Room) -> TextBlock {
        let width_mm = self
            .lines
            .iter()
            .map(|line| line.width_mm)
            .fold(0.0, f64::max);
        let room_width = if self.width.is_finite() {
            self.width
        } else {
            width_mm
        };
        for (line, hanging) in self.lines.iter_mut().zip(&self.hanging) {
            align(line, *hanging, room_width, self.align);
        }
        let glyphs = self.lines.iter().flat_map(|line| &line.glyphs);
        let wider = |value: f64, limit: f64| value > limit * (1.0 + 2.0 * TOLERANCE);
        TextBlock {
            text: text.to_owned(),
            missing: glyphs.filter(|glyph| glyph.face.is_box()).count(),
            lines: self.lines,
            width_mm,
            height_mm: self.bottom,
            size_mm: self.size,
            overflows: wider(width_mm, room.width) || wider(self.bottom, room.height),
        }
    }
}

fn direction_of(paragraph: &Paragraph<'_>) -> Direction {
    if paragraph.is_rtl() {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

fn placed(glyphs: &[EmGlyph], offset: usize, size: f64, baseline: f64) -> Vec<Glyph> {
    let mut pen = 0.0;
    let place = |glyph: &EmGlyph| {
        let x_mm = (pen + glyph.dx) * size;
        pen += glyph.advance;
        Glyph {
            face: glyph.face,
            glyph_id: glyph.glyph_id,
            x_mm,
            y_mm: baseline - glyph.dy * size,
            advance_mm: glyph.advance * size,
            range: offset + glyph.range.start..offset + glyph.range.end,
        }
    };
    glyphs.iter().map(place).collect()
}

/// Moves a line to its place. The white space at its end hangs out on the side
/// where the paragraph ends (UAX #9 L1 has put it there).
fn align(line: &mut Line, hanging: f64, room: f64, align: Align) {
    let rtl = line.direction == Direction::RightToLeft;
    let free = room - line.width_mm;
    let left = match (align, rtl) {
        (Align::Left, _) | (Align::Start, false) | (Align::End, true) => 0.0,
        (Align::Right, _) | (Align::Start, true) | (Align::End, false) => free,
        (Align::Center, _) => free / 2.0,
    };
    let shift = if rtl { left - hanging } else { left };
    for glyph in &mut line.glyphs {
        glyph.x_mm += shift;
    }
}
