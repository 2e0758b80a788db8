//! Text into a room: it shrinks, then wraps, then ends in `…`; no glyph is ever cut.

use filmdesk_fonts::{Align, TextBlock, TextStyle, TypesetError, Typesetter};
use unicode_segmentation::UnicodeSegmentation;

/// The smallest em of a label: 1.8 mm are 5 points, the least that is read without effort.
const SMALLEST_MM: f64 = 1.8;
/// Parts of the wanted size at which a text wraps, tried in turn, so that it stays as large as it
/// can: a little smaller is not seen, more makes a second line better.
const WRAPS: [f64; 6] = [0.75, 0.65, 0.56, 0.48, 0.4, 0.33];
/// Longest text that is looked at, in bytes: a name of PN has 5 x 64 characters at most.
const MAX_BYTES: usize = 4 * 1024;

/// How a text would like to stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// The em, in mm.
    pub(super) size: f64,
    /// Lines at most.
    pub(super) lines: usize,
    /// Where lines stand.
    pub(super) align: Align,
}

/// Sets texts into rooms.
pub(super) struct Fitter<'a> {
    setter: &'a Typesetter,
}

impl<'a> Fitter<'a> {
    pub(super) fn new(setter: &'a Typesetter) -> Self {
        Self { setter }
    }

    /// The text in a room of this size; `None` where not even `…` has its place.
    pub(super) fn fit(
        &self,
        text: &str,
        wish: Wish,
        width: f64,
        height: f64,
    ) -> Result<Option<TextBlock>, TypesetError> {
        if text.trim().is_empty() || width <= 0.0 || height <= 0.0 {
            return Ok(None);
        }
        let text = one_line(text);
        let smallest = SMALLEST_MM.min(wish.size);
        for part in WRAPS {
            let floor = (wish.size * part).max(smallest);
            if let Some(block) = self.whole(&text, wish, floor, width, height)? {
                return Ok(Some(block));
            }
        }
        self.cut(&text, wish, smallest, width, height)
    }

    /// The whole text, not below `floor`.
    fn whole(
        &self,
        text: &str,
        wish: Wish,
        floor: f64,
        width: f64,
        height: f64,
    ) -> Result<Option<TextBlock>, TypesetError> {
        let style = TextStyle {
            min_size_mm: floor,
            height_mm: Some(height),
            align: wish.align,
            ..TextStyle::new(wish.size, width)
        };
        let block = self.setter.typeset(text, style)?;
        let fits = !block.overflows && block.lines.len() <= wish.lines;
        Ok(fits.then_some(block))
    }

    /// As much of the text as there is room for, in whole characters as people see them.
    fn cut(
        &self,
        text: &str,
        wish: Wish,
        floor: f64,
        width: f64,
        height: f64,
    ) -> Result<Option<TextBlock>, TypesetError> {
        let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        let (mut best, mut low, mut high) = (None, 0, ends.len());
        while low < high {
            let middle = (low + high) / 2;
            let start = text[..ends[middle]].trim_end();
            match self.whole(&format!("{start}…"), wish, floor, width, height)? {
                Some(block) => {
                    best = Some(block);
                    low = middle + 1;
                }
                None => high = middle,
            }
        }
        Ok(best)
    }
}

/// White space of every kind as single spaces, and not longer than [`MAX_BYTES`].
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.len() + word.len() > MAX_BYTES {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
