//! Blocks as antialiased pixels.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};
use zeno::{Command, Mask, Vector};

use crate::block::{Glyph, TextBlock, missing_box};
use crate::face::contained;
use crate::typesetter::Typesetter;

/// Finest raster: 2540 dots per inch, above every imager (Konica's finest is
/// 25 micrometres, 40 pixels a millimetre). With the largest em that bounds a
/// glyph's own mask.
pub const MAX_PX_PER_MM: f64 = 100.0;

/// Largest mask of a whole block: a 14 x 17 inch film at 600 dots per inch.
pub const MAX_MASK_PIXELS: u64 = 8400 * 10_200;

/// A raster that is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RasterError {
    /// Not a number in (0, [`MAX_PX_PER_MM`]].
    #[error("{px_per_mm} pixels per mm is not above 0 and at most {MAX_PX_PER_MM}")]
    Scale {
        /// What was asked.
        px_per_mm: f64,
    },
    /// A mask of more than [`MAX_MASK_PIXELS`].
    #[error("text of {width} x {height} pixels is larger than a film")]
    TooLarge {
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
    },
}

/// The coverage of a block, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageMask {
    /// Column of the first pixel, from the block's left edge; below 0 when ink
    /// reaches out of the block.
    pub left: i64,
    /// Row of the first pixel, from the block's top.
    pub top: i64,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// `width * height` values, 255 where text covers the pixel wholly.
    pub coverage: Vec<u8>,
}

impl Typesetter {
    /// Calls `draw` with column, row (from the block's top-left corner, outside
    /// of it when ink is) and coverage of every pixel that text touches. Pixels
    /// need not be square. A pixel that two glyphs touch comes twice: keep the
    /// greater coverage. Glyphs of another typesetter's faces are boxes.
    ///
    /// # Errors
    /// [`RasterError::Scale`].
    pub fn rasterize(
        &self,
        block: &TextBlock,
        px_per_mm_x: f64,
        px_per_mm_y: f64,
        draw: &mut dyn FnMut(i64, i64, u8),
    ) -> Result<(), RasterError> {
        for px_per_mm in [px_per_mm_x, px_per_mm_y] {
            if !(px_per_mm > 0.0 && px_per_mm <= MAX_PX_PER_MM) {
                return Err(RasterError::Scale { px_per_mm });
            }
        }
        for glyph in block.lines.iter().flat_map(|line| &line.glyphs) {
            self.rasterize_glyph(glyph, block.size_mm, [px_per_mm_x, px_per_mm_y], draw);
        }
        Ok(())
    }

    /// The coverage of the whole block in one mask, as large as its ink.
    ///
    /// # Errors
    /// [`RasterError`].
    pub fn mask(
        &self,
        block: &TextBlock,
        px_per_mm_x: f64,
        px_per_mm_y: f64,
    ) -> Result<CoverageMask, RasterError> {
        let mut bounds: Option<[i64; 4]> = None;
        self.rasterize(block, px_per_mm_x, px_per_mm_y, &mut |x, y, _| {
            let [l, t, r, b] = bounds.unwrap_or([x, y, x, y]);
            bounds = Some([l.min(x), t.min(y), r.max(x), b.max(y)]);
        })?;
        let mut mask = empty_mask(bounds)?;
        let (left, top, width) = (mask.left, mask.top, mask.width);
        self.rasterize(block, px_per_mm_x, px_per_mm_y, &mut |x, y, coverage| {
            // Inside the bounds of the first pass, so never below 0.
            let at = (y - top) as usize * width + (x - left) as usize;
            if let Some(pixel) = mask.coverage.get_mut(at) {
                *pixel = coverage.max(*pixel);
            }
        })?;
        Ok(mask)
    }

    fn rasterize_glyph(
        &self,
        glyph: &Glyph,
        size_mm: f64,
        scale: [f64; 2],
        draw: &mut dyn FnMut(i64, i64, u8),
    ) {
        let origin = [glyph.x_mm * scale[0], glyph.y_mm * scale[1]];
        let whole = origin.map(f64::floor);
        let mut path = Path {
            commands: Vec::new(),
            scale: [scale[0] * size_mm, scale[1] * size_mm],
            origin: [origin[0] - whole[0], origin[1] - whole[1]],
        };
        if self.outline(glyph, &mut path).is_none() {
            path.commands.clear();
            path.add_box();
        }
        fill(&path.commands, whole.map(|v| v as i64), draw);
    }

    /// Draws the glyph in ems; `None` for a box.
    fn outline(&self, glyph: &Glyph, path: &mut Path) -> Option<()> {
        let font = self.face(glyph.face)?.font()?;
        let outlines = font.outline_glyphs();
        let Some(outline) = outlines.get(GlyphId::from(glyph.glyph_id)) else {
            return Some(());
        };
        let settings = DrawSettings::unhinted(Size::new(EM), LocationRef::default());
        contained(|| outline.draw(settings, path))?.ok().map(|_| ())
    }
}

/// The em in which outlines are asked for: as fine as any font's own units.
const EM: f32 = 4096.0;

fn empty_mask(bounds: Option<[i64; 4]>) -> Result<CoverageMask, RasterError> {
    let Some([left, top, right, bottom]) = bounds else {
        return Ok(CoverageMask {
            left: 0,
            top: 0,
            width: 0,
            height: 0,
            coverage: Vec::new(),
        });
    };
    let (width, height) = (left.abs_diff(right) + 1, top.abs_diff(bottom) + 1);
    if width.saturating_mul(height) > MAX_MASK_PIXELS {
        return Err(RasterError::TooLarge { width, height });
    }
    let (width, height) = (width as usize, height as usize);
    Ok(CoverageMask {
        left,
        top,
        width,
        height,
        coverage: vec![0; width * height],
    })
}

fn fill(commands: &[Command], at: [i64; 2], draw: &mut dyn FnMut(i64, i64, u8)) {
    if commands.is_empty() {
        return;
    }
    let (coverage, place) = Mask::new(commands).render();
    let rows = coverage.chunks_exact((place.width as usize).max(1));
    for (y, row) in (at[1] + i64::from(place.top)..).zip(rows) {
        for (x, value) in (at[0] + i64::from(place.left)..).zip(row) {
            if *value > 0 {
                draw(x, y, *value);
            }
        }
    }
}

/// An outline in pixels, y down, from one in units of [`EM`], y up.
struct Path {
    commands: Vec<Command>,
    /// Pixels to the em.
    scale: [f64; 2],
    origin: [f64; 2],
}

impl Path {
    fn in_ems(&self, x: f64, y: f64) -> Vector {
        let [ox, oy] = self.origin;
        Vector::new(
            (ox + x * self.scale[0]) as f32,
            (oy - y * self.scale[1]) as f32,
        )
    }

    fn point(&self, x: f32, y: f32) -> Vector {
        self.in_ems(f64::from(x / EM), f64::from(y / EM))
    }

    fn add_box(&mut self) {
        let b = missing_box(1.0);
        let (left, low, s) = (b.x_mm, b.y_mm, b.stroke_mm);
        let (right, high) = (left + b.width_mm, low + b.height_mm);
        self.polygon([(left, low), (right, low), (right, high), (left, high)]);
        let (left, low, right, high) = (left + s, low + s, right - s, high - s);
        // The other way round: a hole.
        self.polygon([(left, low), (left, high), (right, high), (right, low)]);
    }

    fn polygon(&mut self, corners: [(f64, f64); 4]) {
        let [a, b, c, d] = corners.map(|(x, y)| self.in_ems(x, y));
        let lines = [b, c, d].map(Command::LineTo);
        self.commands.push(Command::MoveTo(a));
        self.commands.extend(lines);
        self.commands.push(Command::Close);
    }
}

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.commands.push(Command::MoveTo(to));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.commands.push(Command::LineTo(to));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, to) = (self.point(cx, cy), self.point(x, y));
        self.commands.push(Command::QuadTo(control, to));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (a, b, to) = (self.point(ax, ay), self.point(bx, by), self.point(x, y));
        self.commands.push(Command::CurveTo(a, b, to));
    }

    fn close(&mut self) {
        self.commands.push(Command::Close);
    }
}
