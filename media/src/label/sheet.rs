//! A label laid out: what is where, in millimetres from the top left corner.

use filmdesk_fonts::TextBlock;
use image::RgbImage;

use super::LabelError;
use super::fit::{Fitter, Wish};

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    pub(super) fn bottom(&self) -> f64 {
        self.top + self.height
    }

    pub(super) fn right(&self) -> f64 {
        self.left + self.width
    }
}

/// Something printed.
#[derive(Debug)]
pub(super) enum Mark {
    /// A rectangle in this gray, 0 for black.
    Fill(Area, u8),
    /// A text in black, its block's corner at left and top.
    Text(TextBlock, f64, f64),
    /// A picture.
    Picture(RgbImage, Area),
}

/// A label laid out.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) marks: Vec<Mark>,
}

impl Sheet {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            marks: Vec::new(),
        }
    }

    /// Puts a text in the middle of an area's height; an area too small for one character stays
    /// empty.
    pub(super) fn text(
        &mut self,
        fitter: &Fitter<'_>,
        text: &str,
        wish: Wish,
        area: Area,
    ) -> Result<(), LabelError> {
        if let Some(block) = fitter.fit(text, wish, area.width, area.height)? {
            let top = area.top + (area.height - block.height_mm).max(0.0) / 2.0;
            self.marks.push(Mark::Text(block, area.left, top));
        }
        Ok(())
    }

    /// Puts a picture as large as it can be into an area, in its middle.
    pub(super) fn picture(&mut self, picture: &RgbImage, area: Area) {
        let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
        let scale = (area.width / across).min(area.height / down);
        let (width, height) = (across * scale, down * scale);
        let place = Area {
            left: area.left + (area.width - width) / 2.0,
            top: area.top + (area.height - height) / 2.0,
            width,
            height,
        };
        self.marks.push(Mark::Picture(picture.clone(), place));
    }
}
