//! A key frame decoded: planes as they are stored, then RGB of 8 bits.

use std::panic::catch_unwind;

use oxideav_h265::nal::NalIter;
use oxideav_h265::picture::Plane as HevcPlane;
use oxideav_h265::sequence::decode_annexb_sequence;
use oxideav_h265::sps::SeqParameterSet;
use oxideav_mpeg12video::video_sequence::decode_video_sequence;

use super::{Coding, mpeg2};

/// Pixels of a picture: of 4096 x 2304, twice.
const MAX_PIXELS: u64 = 2 * 4096 * 2304;
/// nal_unit_type of a sequence parameter set.
const SEQUENCE_PARAMETERS: u8 = 33;
/// Lines from which on pictures are of high definition: their colors are those of ITU-R BT.709.
const HIGH_DEFINITION: usize = 720;

/// A decoded picture: Y, Cb, Cr (ITU-R BT.601 or 709, limited range).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planes {
    /// Columns.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
    /// Bits of a sample.
    pub bits: u8,
    /// Each with its columns; without colors there is one.
    pub planes: Vec<(usize, Vec<u16>)>,
}

/// RGB of 8 bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rgb {
    /// Columns.
    pub columns: u32,
    /// Rows.
    pub rows: u32,
    /// Pixel by pixel.
    pub samples: Vec<u8>,
}

/// Decodes one; none when it is damaged. What a decoder of a damaged stream stumbles over is its
/// own affair, not the disc's.
pub(super) fn decode(coding: Coding, bytes: &[u8]) -> Option<Planes> {
    let decoded = catch_unwind(|| match coding {
        Coding::Mpeg2 => mpeg2(bytes),
        Coding::Hevc => hevc(bytes),
    });
    decoded.ok().flatten()
}

fn is_sound(columns: u32, rows: u32) -> bool {
    let pixels = u64::from(columns) * u64::from(rows);
    (1..=MAX_PIXELS).contains(&pixels)
}

fn mpeg2(bytes: &[u8]) -> Option<Planes> {
    let (columns, rows) = mpeg2::size(bytes)?;
    if !is_sound(columns, rows) {
        return None;
    }
    let frame = decode_video_sequence(bytes).ok()?.into_iter().next()?.frame;
    let (narrow, low) = frame.visible_chroma_dims();
    let plane = |plane: &oxideav_mpeg12video::frame_assembly::Plane, columns, rows| {
        let samples = plane.packed_rect(columns, rows);
        (columns, samples.into_iter().map(u16::from).collect())
    };
    Some(Planes {
        columns: frame.width,
        rows: frame.height,
        bits: 8,
        planes: vec![
            plane(&frame.y, frame.width, frame.height),
            plane(&frame.cb, narrow, low),
            plane(&frame.cr, narrow, low),
        ],
    })
}

fn hevc(bytes: &[u8]) -> Option<Planes> {
    for unit in NalIter::new(bytes).flatten() {
        if unit.header.nal_unit_type == SEQUENCE_PARAMETERS {
            let set = SeqParameterSet::parse(&unit.rbsp).ok()?;
            let (columns, rows) = (
                set.pic_width_in_luma_samples,
                set.pic_height_in_luma_samples,
            );
            is_sound(columns, rows).then_some(())?;
        }
    }
    let picture = decode_annexb_sequence(bytes)
        .ok()?
        .first()?
        .output_picture();
    let all = [HevcPlane::Luma, HevcPlane::Cb, HevcPlane::Cr];
    let count = if picture.chroma_array_type() == 0 {
        1
    } else {
        3
    };
    let planes = all.into_iter().take(count).map(|plane| {
        let (columns, _) = picture.plane_dims(plane);
        (columns, picture.plane(plane).to_vec())
    });
    Some(Planes {
        columns: picture.width_luma(),
        rows: picture.height_luma(),
        bits: picture.bit_depth_luma(),
        planes: planes.collect(),
    })
}

impl Planes {
    /// In colors of a screen.
    pub fn rgb(&self) -> Rgb {
        let weights = match self.rows >= HIGH_DEFINITION {
            true => (0.2126, 0.0722),
            false => (0.299, 0.114),
        };
        let mut samples = Vec::with_capacity(self.columns * self.rows * 3);
        for row in 0..self.rows {
            for column in 0..self.columns {
                let [y, cb, cr] = self.at(column, row);
                samples.extend(pixel(y, cb, cr, weights));
            }
        }
        Rgb {
            columns: self.columns as u32,
            rows: self.rows as u32,
            samples,
        }
    }

    /// Y from 0 to 1, Cb and Cr from -0.5 to 0.5: limited range, of which 219 and 224 steps of 8
    /// bits are used.
    fn at(&self, column: usize, row: usize) -> [f32; 3] {
        let scale = f32::from(1_u16 << (self.bits - 8));
        let sample = |plane: usize| {
            let (columns, samples) = self.planes.get(plane)?;
            let rows = samples.len() / columns;
            let at = row * rows / self.rows * columns + column * columns / self.columns;
            samples.get(at).map(|sample| f32::from(*sample) / scale)
        };
        let color = |plane| (sample(plane).unwrap_or(128.0) - 128.0) / 224.0;
        [
            (sample(0).unwrap_or(16.0) - 16.0) / 219.0,
            color(1),
            color(2),
        ]
    }
}

/// By the weights of red and blue in Y.
fn pixel(y: f32, cb: f32, cr: f32, (red, blue): (f32, f32)) -> [u8; 3] {
    let green = 1.0 - red - blue;
    let (r, b) = (y + 2.0 * (1.0 - red) * cr, y + 2.0 * (1.0 - blue) * cb);
    let g = (y - red * r - blue * b) / green;
    [r, g, b].map(|value| (value * 255.0).round() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_their_colors() {
        let color = |y, cb, cr| {
            let planes = Planes {
                columns: 1,
                rows: 1,
                bits: 8,
                planes: vec![(1, vec![y]), (1, vec![cb]), (1, vec![cr])],
            };
            planes.rgb().samples
        };
        // Of ITU-R BT.601.
        assert_eq!(color(16, 128, 128), [0, 0, 0]);
        assert_eq!(color(235, 128, 128), [255, 255, 255]);
        let red = color(81, 90, 240);
        assert!(red[0] >= 253 && red[1] <= 2 && red[2] <= 2, "{red:?}");
    }
}
