//! Glyphs of a line, in ems: nothing here depends on the size, so that the rule
//! of shrinking shapes once.

use std::ops::Range;

use harfrust::{BufferClusterLevel, Direction, GlyphBuffer, ShapeOptions, UnicodeBuffer};
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use unicode_script::Script;
use unicode_segmentation::UnicodeSegmentation;

use crate::block::BOX_ADVANCE_EM;
use crate::face::{Face, FaceId, contained};
use crate::itemise::{Item, Paragraph, Served};
use crate::typesetter::Typesetter;

/// A glyph in ems, offsets from where the pen stands, y up.
#[derive(Clone, Debug)]
pub(crate) struct EmGlyph {
    pub(crate) face: FaceId,
    pub(crate) glyph_id: u16,
    pub(crate) advance: f64,
    pub(crate) dx: f64,
    pub(crate) dy: f64,
    /// Bytes of the paragraph; empty for all but the logically first glyph of a
    /// cluster.
    pub(crate) range: Range<usize>,
}

/// A line in ems, glyphs from left to right.
#[derive(Clone, Debug)]
pub(crate) struct EmLine {
    pub(crate) glyphs: Vec<EmGlyph>,
    /// Bytes of the paragraph.
    pub(crate) range: Range<usize>,
    /// Width without the white space at the logical end.
    pub(crate) width: f64,
    /// Width of that white space, which hangs out of the line.
    pub(crate) hanging: f64,
    pub(crate) ascent: f64,
    pub(crate) descent: f64,
}

/// Shapes `range` of a paragraph as a line of its own.
pub(crate) fn line(setter: &Typesetter, paragraph: &Paragraph<'_>, range: Range<usize>) -> EmLine {
    let glyphs = glyphs(setter, paragraph, &range);
    let text = &paragraph.text[range.clone()];
    let ink_end = range.start + text.trim_end().len();
    let sum = |hanging: bool| -> f64 {
        let side = |glyph: &&EmGlyph| hanging == (glyph.range.start >= ink_end);
        glyphs.iter().filter(side).map(|glyph| glyph.advance).sum()
    };
    let (width, hanging) = (sum(false), sum(true));
    let (ascent, descent) = extent(setter, &glyphs);
    EmLine {
        glyphs,
        range,
        width,
        hanging,
        ascent,
        descent,
    }
}

/// How far a line reaches above and below its baseline: as far as the face in
/// the binary says, so that lines of most scripts stand evenly, and as far as
/// its ink, so that no stack of marks is cut or runs into the next line. What
/// faces declare is no guide: Noto Sans Arabic asks for twice what it draws.
fn extent(setter: &Typesetter, glyphs: &[EmGlyph]) -> (f64, f64) {
    let usual = setter.metrics(FaceId::EMBEDDED);
    let (up, down) = usual.map_or((1.0, 0.3), |m| (m.ascent / 1000.0, -m.descent / 1000.0));
    let ink = glyphs.iter().filter_map(|glyph| {
        let (bottom, top) = setter.face(glyph.face)?.ink(glyph.glyph_id)?;
        Some((top + glyph.dy, -bottom - glyph.dy))
    });
    ink.fold((up, down), |(up, down), (above, below)| {
        (up.max(above), down.max(below))
    })
}

fn glyphs(setter: &Typesetter, paragraph: &Paragraph<'_>, range: &Range<usize>) -> Vec<EmGlyph> {
    let mut out = Vec::new();
    if range.is_empty() {
        return out;
    }
    let (levels, runs) = paragraph.bidi.visual_runs(range.clone());
    for run in runs {
        let rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
        let mut items: Vec<Item> = paragraph.items_in(&run).collect();
        if rtl {
            items.reverse();
        }
        for item in &items {
            shape_item(setter, paragraph.text, item, rtl, &mut out);
        }
    }
    out
}

fn shape_item(setter: &Typesetter, text: &str, item: &Item, rtl: bool, out: &mut Vec<EmGlyph>) {
    let (id, as_space) = match item.served {
        Served::By(id) => (id, false),
        Served::AsSpaceOf(id) => (id, true),
        Served::ByBox => return boxes(text, item, rtl, out),
    };
    match setter
        .face(id)
        .and_then(|face| shape(face, text, item, rtl, as_space))
    {
        Some(glyphs) => place(&glyphs, setter, text, (id, item, rtl), out),
        // A damaged face: a box is better than a letter lost.
        None => boxes(text, item, rtl, out),
    }
}

/// A box for each cluster.
fn boxes(text: &str, item: &Item, rtl: bool, out: &mut Vec<EmGlyph>) {
    let base = item.range.start;
    let from = out.len();
    for (at, cluster) in text[item.range.clone()].grapheme_indices(true) {
        out.push(a_box(base + at..base + at + cluster.len()));
    }
    if rtl {
        out[from..].reverse();
    }
}

fn a_box(range: Range<usize>) -> EmGlyph {
    let advance = BOX_ADVANCE_EM;
    EmGlyph {
        face: FaceId::BOX,
        glyph_id: 0,
        advance,
        dx: 0.0,
        dy: 0.0,
        range,
    }
}

fn shape(face: &Face, text: &str, item: &Item, rtl: bool, as_space: bool) -> Option<GlyphBuffer> {
    let font = face.font()?;
    let mut buffer = UnicodeBuffer::new();
    buffer.set_pre_context(&text[..item.range.start]);
    for (at, c) in text[item.range.clone()].char_indices() {
        let shown = if as_space || c == '\t' { ' ' } else { c };
        buffer.add(shown, u32::try_from(item.range.start + at).ok()?);
    }
    // Letters join over the edge of a run, and over a line break inside a word.
    buffer.set_post_context(&text[item.range.end..]);
    buffer.set_direction(if rtl {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    });
    if let Some(script) = script_of(item.script) {
        buffer.set_script(script);
    }
    // By characters and not by graphemes: then a Thai vowel or an Arabic mark
    // keeps its own text, and a PDF's map from glyph to text is a function.
    buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
    let shaper = face.shaper.shaper(&font).build();
    contained(|| shaper.shape(buffer, ShapeOptions::new()))
}

fn script_of(script: Script) -> Option<harfrust::Script> {
    let tag = script.as_iso15924_tag().to_be_bytes();
    harfrust::Script::from_iso15924_tag(harfrust::Tag::new(&tag))
}

/// Takes the shaper's glyphs over, with the text that each stands for.
fn place(
    shaped: &GlyphBuffer,
    setter: &Typesetter,
    text: &str,
    (id, item, rtl): (FaceId, &Item, bool),
    out: &mut Vec<EmGlyph>,
) {
    let face = setter.face(id);
    let units = face.map_or(1000.0, Face::units_per_em);
    let infos = shaped.glyph_infos();
    let clusters: Vec<u32> = infos.iter().map(|info| info.cluster).collect();
    let mut ranges = ranges(&clusters, &item.range, rtl);
    if let Some(font) = face.filter(|_| rtl).and_then(Face::font) {
        let ids: Vec<u32> = infos.iter().map(|info| info.glyph_id).collect();
        share_out(&font.charmap(), text, (&clusters, &ids), &mut ranges);
    }
    let glyphs = infos.iter().zip(shaped.glyph_positions()).zip(ranges);
    let from = out.len();
    out.extend(glyphs.map(
        |((info, position), range)| match u16::try_from(info.glyph_id) {
            Ok(glyph_id) if glyph_id != 0 => EmGlyph {
                face: id,
                glyph_id,
                advance: f64::from(position.x_advance) / units,
                dx: f64::from(position.x_offset) / units,
                dy: f64::from(position.y_offset) / units,
                range,
            },
            _ => a_box(range),
        },
    ));
    if out.len() == from {
        out.push(a_box(item.range.clone()));
    }
}

/// The text of each glyph, from the shaper's cluster numbers: a cluster reaches
/// to where the next one starts, and its logically first glyph has it.
fn ranges(clusters: &[u32], run: &Range<usize>, rtl: bool) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = clusters.iter().map(|c| *c as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let end_of = |start: usize| {
        let next = starts.partition_point(|s| *s <= start);
        starts.get(next).copied().unwrap_or(run.end)
    };
    let begin_of = |start: usize| {
        if starts.first() == Some(&start) {
            run.start
        } else {
            start
        }
    };
    let same = |i: usize, j: Option<usize>| j.and_then(|j| clusters.get(j)) == Some(&clusters[i]);
    let first = |i: usize| {
        !same(
            i,
            if rtl {
                i.checked_add(1)
            } else {
                i.checked_sub(1)
            },
        )
    };
    let range = |i: usize| {
        let start = clusters[i] as usize;
        if first(i) {
            begin_of(start)..end_of(start)
        } else {
            start..start
        }
    };
    (0..clusters.len()).map(range).collect()
}

/// Gives each glyph of a cluster its own character, in the clusters where glyphs
/// and characters go one to one: points that the shaper put into another order
/// are then found by readers that know no clusters. For right-to-left text only,
/// which no `ActualText` helps; the others keep clusters in reading order.
fn share_out(
    charmap: &Charmap<'_>,
    text: &str,
    (clusters, ids): (&[u32], &[u32]),
    ranges: &mut [Range<usize>],
) {
    let mut from = 0;
    for group in clusters.chunk_by(|a, b| a == b) {
        let to = from + group.len();
        let whole = ranges[from..to]
            .iter()
            .find(|range| !range.is_empty())
            .cloned();
        let whole = whole.filter(|_| group.len() > 1);
        let own = whole.and_then(|whole| own_characters(charmap, text, &ids[from..to], whole));
        if let Some(own) = own {
            ranges[from..to].clone_from_slice(&own);
        }
        from = to;
    }
}

/// The character of each glyph, when every glyph is the plain one of a character
/// and every character has one.
fn own_characters(
    charmap: &Charmap<'_>,
    text: &str,
    ids: &[u32],
    whole: Range<usize>,
) -> Option<Vec<Range<usize>>> {
    let of = |(at, c): (usize, char)| {
        let start = whole.start + at;
        Some((charmap.map(c)?.to_u32(), start..start + c.len_utf8()))
    };
    let characters = text.get(whole.clone())?.char_indices();
    let mut free: Vec<(u32, Range<usize>)> = characters.map(of).collect::<Option<_>>()?;
    let take = |id: &u32| {
        let found = free.iter().position(|(plain, _)| plain == id)?;
        Some(free.remove(found).1)
    };
    let own: Vec<Range<usize>> = ids.iter().map(take).collect::<Option<_>>()?;
    free.is_empty().then_some(own)
}
