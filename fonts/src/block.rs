//! What is asked of a text, and what comes out: lines of placed glyphs.

use std::ops::Range;

use crate::face::FaceId;
use crate::script::Language;

/// Below this size long text is wrapped and no longer shrunk (issue rule: "long
/// text shrinks to 2 mm, then wraps"). Millimetres of the em, see [`TextStyle`].
pub const MIN_SIZE_MM: f64 = 2.0;

/// Largest em that is set. The largest sheet is 14 x 17 inches, and one glyph's
/// mask must stay small at 100 pixels a millimetre.
pub const MAX_SIZE_MM: f64 = 50.0;

/// Longest text, bytes of UTF-8. An annotation is an LO of 64 characters
/// (PS3.3 C.13.7), a label a few lines; this leaves room for own formats.
pub const MAX_TEXT_BYTES: usize = 16 * 1024;

/// Where lines stand between the block's left and right edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Left for left-to-right paragraphs, right for right-to-left ones.
    #[default]
    Start,
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
    /// The opposite of `Start`.
    End,
}

/// Which way a paragraph runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As its first strong character says (UAX #9 P2, P3), each paragraph for
    /// itself; left to right where none is strong.
    #[default]
    Auto,
    /// Left to right.
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

/// How a text is to be set. All sizes are millimetres, and a size of text is
/// the em (Noto Sans: capitals are 0.714 of it, so 2 mm have capitals of
/// 1.43 mm), as PDF and every font count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// The em wanted; never grown. Clamped to [`MAX_SIZE_MM`]; what is not a
    /// number above zero counts as `min_size_mm`.
    pub size_mm: f64,
    /// The em to which long text shrinks before it wraps; [`MIN_SIZE_MM`] as a
    /// rule. A wanted size below it is kept and not shrunk.
    pub min_size_mm: f64,
    /// Room from left to right; infinite (or anything that is no number above
    /// zero) sets no limit.
    pub width_mm: f64,
    /// Room from top to bottom. Text shrinks for it too, but is not cut: a
    /// block that wraps may be higher, see [`TextBlock::overflows`].
    pub height_mm: Option<f64>,
    /// Where lines stand.
    pub align: Align,
    /// Whose Han forms are drawn.
    pub language: Language,
    /// Which way paragraphs run.
    pub direction: Direction,
}

impl TextStyle {
    /// Text of `size_mm` in `width_mm`, everything else as a film has it by
    /// default: shrinking to 2 mm, start-aligned, language and direction by the
    /// text itself, no limit of height.
    #[must_use]
    pub fn new(size_mm: f64, width_mm: f64) -> Self {
        Self {
            size_mm,
            min_size_mm: MIN_SIZE_MM,
            width_mm,
            height_mm: None,
            align: Align::default(),
            language: Language::default(),
            direction: Direction::default(),
        }
    }
}

/// A glyph in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Of which face; [`FaceId::BOX`] for a character that no face has.
    pub face: FaceId,
    /// Glyph index in that face; 0 for the box.
    pub glyph_id: u16,
    /// Origin, from the block's left edge.
    pub x_mm: f64,
    /// Origin (on the baseline, save for raised marks), down from the block's top.
    pub y_mm: f64,
    /// Step to the next origin, 0 for marks.
    pub advance_mm: f64,
    /// The bytes of [`TextBlock::text`] that this glyph stands for: of a
    /// ligature all its characters. Of a cluster with several glyphs the
    /// logically first has them all and the others an empty range; save that in
    /// right-to-left text each has its own, where they go one to one.
    pub range: Range<usize>,
}

/// A line of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The glyphs from left to right as drawn.
    pub glyphs: Vec<Glyph>,
    /// The line's characters in reading order, without the line break. This is
    /// what a search is to find; see [`Line::actual_text`].
    pub text: String,
    /// The bytes of [`TextBlock::text`] of this line.
    pub range: Range<usize>,
    /// The direction of the paragraph: never `Auto`.
    pub direction: Direction,
    /// The baseline, down from the block's top.
    pub baseline_mm: f64,
    /// Width without white space at the end.
    pub width_mm: f64,
}

impl Line {
    /// The glyphs as they are read, for a PDF's content: each is placed by its
    /// own origin, so that their order in the file is free, and readers that go
    /// by that order (MuPDF) then find right-to-left text too.
    #[must_use]
    pub fn reading_order(&self) -> Vec<&Glyph> {
        let mut glyphs: Vec<&Glyph> = self.glyphs.iter().collect();
        glyphs.sort_by_key(|glyph| glyph.range.start);
        glyphs
    }

    /// What to write as `ActualText` over the whole line: its text, or `None`
    /// where a part runs right to left. Poppler lays an `ActualText` out from
    /// left to right and then turns right-to-left characters round, so that it
    /// would find such a line backwards; from the glyphs it finds it right.
    #[must_use]
    pub fn actual_text(&self) -> Option<&str> {
        let carriers = self.glyphs.iter().filter(|glyph| !glyph.range.is_empty());
        let forward = carriers.map(|glyph| glyph.range.start).is_sorted();
        let left_to_right = forward && self.direction == Direction::LeftToRight;
        left_to_right.then_some(self.text.as_str())
    }
}

/// A text set: same text, style and faces, same block.
#[derive(Clone, Debug, PartialEq)]
pub struct TextBlock {
    /// The text as given.
    pub text: String,
    /// Its lines from the top; at least one.
    pub lines: Vec<Line>,
    /// Width of the widest line.
    pub width_mm: f64,
    /// From the top of the first line to the bottom of the last.
    pub height_mm: f64,
    /// The em that the rule of shrinking led to.
    pub size_mm: f64,
    /// How many boxes stand for characters that no face has.
    pub missing: usize,
    /// Higher than the room that the style gave, after shrinking and wrapping;
    /// or one character is wider than the room. Nothing was cut.
    pub overflows: bool,
}

/// A text that is not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// Longer than [`MAX_TEXT_BYTES`].
    #[error("text of {bytes} bytes, at most {MAX_TEXT_BYTES} are set")]
    TextTooLong {
        /// Its length.
        bytes: usize,
    },
}

/// The outline of the box, relative to the glyph's origin on the baseline,
/// millimetres, y up. Stroke the rectangle's edge inwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoxOutline {
    /// Left edge.
    pub x_mm: f64,
    /// Lower edge.
    pub y_mm: f64,
    /// Width of the outer rectangle.
    pub width_mm: f64,
    /// Height of the outer rectangle.
    pub height_mm: f64,
    /// Thickness of the frame, inwards.
    pub stroke_mm: f64,
}

/// Step of the box, in ems: between a Latin letter and a Han one.
pub(crate) const BOX_ADVANCE_EM: f64 = 0.7;

/// The box of a character that no face has, at an em of `size_mm`: as high as a
/// capital, thick enough to be seen at 2 mm and 200 dots per inch.
#[must_use]
pub fn missing_box(size_mm: f64) -> BoxOutline {
    BoxOutline {
        x_mm: 0.07 * size_mm,
        y_mm: 0.0,
        width_mm: (BOX_ADVANCE_EM - 0.14) * size_mm,
        height_mm: 0.714 * size_mm,
        stroke_mm: 0.07 * size_mm,
    }
}
