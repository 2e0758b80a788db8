//! Paper as pixels: grid, smooth curves, texts.

use filmdesk_fonts::{TextStyle, Typesetter};
use image::{Rgb, RgbImage};

use super::paper::{Paper, Stroke, Word};

/// Height of texts, mm.
const TEXT: f64 = 3.2;
/// Width of curves, mm.
const PEN: f64 = 0.3;
/// Colours of the paper, of lines every 1 mm and every 5 mm, of the pen.
const SHEET: Rgb<u8> = Rgb([255, 253, 251]);
const FINE: Rgb<u8> = Rgb([251, 226, 221]);
const COARSE: Rgb<u8> = Rgb([243, 180, 170]);
const INK: [u8; 3] = [22, 26, 38];

/// Paints a paper with so many pixels for a millimetre; texts that cannot be set are left out.
pub fn paint(paper: &Paper, setter: &Typesetter, px_per_mm: f64) -> RgbImage {
    let pixels = |mm: f64| (mm * px_per_mm).round().max(1.0) as u32;
    let mut canvas = Canvas {
        image: RgbImage::from_pixel(pixels(paper.width), pixels(paper.height), SHEET),
        ink: Vec::new(),
        scale: px_per_mm,
    };
    canvas.ink = vec![0; canvas.image.width() as usize * canvas.image.height() as usize];
    for (every, colour) in [(1, FINE), (5, COARSE)] {
        canvas.grid(every, colour);
    }
    paper
        .strokes
        .iter()
        .for_each(|stroke| canvas.stroke(stroke));
    paper
        .words
        .iter()
        .for_each(|word| canvas.word(word, setter));
    canvas.finished()
}

struct Canvas {
    image: RgbImage,
    /// Coverage by the pen: strokes that cross do not get darker for it.
    ink: Vec<u8>,
    scale: f64,
}

impl Canvas {
    fn grid(&mut self, every: u32, colour: Rgb<u8>) {
        let (width, height) = self.image.dimensions();
        let lines = |length: u32, scale: f64| {
            let count = (f64::from(length) / scale) as u32 / every;
            (0..=count).map(move |line| (f64::from(line * every) * scale).round() as u32)
        };
        for x in lines(width, self.scale).filter(|x| *x < width) {
            (0..height).for_each(|y| self.image.put_pixel(x, y, colour));
        }
        for y in lines(height, self.scale).filter(|y| *y < height) {
            (0..width).for_each(|x| self.image.put_pixel(x, y, colour));
        }
    }

    fn stroke(&mut self, stroke: &Stroke) {
        let scale = self.scale;
        let mut points = stroke.iter().map(|(x, y)| (x * scale, y * scale));
        let Some(mut from) = points.next() else {
            return;
        };
        for to in points {
            self.line(from, to);
            from = to;
        }
    }

    /// A straight line with round ends: a pixel is covered by how near its middle is.
    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let radius = (PEN * self.scale / 2.0).max(0.5);
        let (width, height) = (self.image.width() as usize, self.image.height() as usize);
        let reach = |a: f64, b: f64, end: usize| {
            let low = (a.min(b) - radius - 1.0).clamp(0.0, end as f64) as usize;
            let high = (a.max(b) + radius + 2.0).clamp(0.0, end as f64) as usize;
            low..high
        };
        let (columns, rows) = (reach(from.0, to.0, width), reach(from.1, to.1, height));
        for y in rows {
            for x in columns.clone() {
                let away = distance((x as f64 + 0.5, y as f64 + 0.5), from, to);
                let coverage = (radius + 0.5 - away).clamp(0.0, 1.0);
                let ink = &mut self.ink[y * width + x];
                *ink = (*ink).max((coverage * 255.0) as u8);
            }
        }
    }

    fn word(&mut self, word: &Word, setter: &Typesetter) {
        let style = TextStyle::new(TEXT, f64::INFINITY);
        let Ok(block) = setter.typeset(&word.text, style) else {
            return;
        };
        let (width, height) = (self.image.width(), self.image.height());
        let at = |mm: f64| (mm * self.scale).round() as i64;
        let (left, top) = (at(word.left), at(word.top));
        let ink = &mut self.ink;
        // A scale that no face has: the curves say more than their names.
        let _ = setter.rasterize(&block, self.scale, self.scale, &mut |x, y, coverage| {
            let inside = |place: i64, end: u32| u32::try_from(place).ok().filter(|p| *p < end);
            if let (Some(x), Some(y)) = (inside(left + x, width), inside(top + y, height)) {
                let ink = &mut ink[y as usize * width as usize + x as usize];
                *ink = (*ink).max(coverage);
            }
        });
    }

    fn finished(mut self) -> RgbImage {
        for (pixel, ink) in self.image.pixels_mut().zip(self.ink) {
            let ink = u16::from(ink);
            for (value, pen) in pixel.0.iter_mut().zip(INK) {
                let mixed = u16::from(*value) * (255 - ink) + u16::from(pen) * ink;
                *value = (mixed / 255) as u8;
            }
        }
        self.image
    }
}

/// How far a point is from a segment.
fn distance(point: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (px, py) = (point.0 - from.0, point.1 - from.1);
    let length = dx * dx + dy * dy;
    let along = match length > 0.0 {
        true => ((px * dx + py * dy) / length).clamp(0.0, 1.0),
        false => 0.0,
    };
    (px - along * dx).hypot(py - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_drawn_where_it_is_and_nothing_outside_matters() {
        let paper = Paper {
            width: 10.0,
            height: 10.0,
            strokes: vec![
                vec![(2.5, 2.5), (2.5, 7.5)],
                vec![(-5.0, 50.0), (99.0, 60.0)],
            ],
            words: Vec::new(),
        };
        let painted = paint(&paper, &Typesetter::embedded(), 4.0);
        assert_eq!(painted.dimensions(), (40, 40));
        assert!(painted.get_pixel(10, 20).0[0] < 160, "the line");
        assert_eq!(*painted.get_pixel(20, 10), COARSE, "the grid");
        assert_eq!(*painted.get_pixel(14, 30), SHEET);
    }
}
