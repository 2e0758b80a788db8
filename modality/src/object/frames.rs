//! Pixels of whatever size and kind the tables ask for: the phantom's slices.

use filmdesk_dataset::data_set::DataSet;
use filmdesk_dataset::{Tag, VR, tags};

use crate::image::synthetic::{SLICES, hounsfield};

/// Stored values are Hounsfield units plus this, as Rescale Intercept of the tables has it.
const RESCALE: f64 = 1024.0;
/// Soft tissue window of images with 8 bits: center and width.
const WINDOW: (f64, f64) = (40.0, 400.0);
/// Above this (Hounsfield units) a pixel of one bit is set: bone.
const BONE: f64 = 250.0;
/// Between the slices of a stack, as the tables' Spacing Between Slices says.
const SPACING_MM: f64 = 5.0;
/// Most frames that are made: a table asks for a handful, a caller for a cine run.
const MAX_FRAMES: u32 = 4096;

/// What the Image Pixel Module says (PS3.3 C.7.6.3).
struct Layout {
    rows: u16,
    columns: u16,
    frames: u32,
    samples: u16,
    allocated: u16,
    stored: u16,
    signed: bool,
    by_plane: bool,
    photometric: Photometric,
}

enum Photometric {
    Gray,
    Inverse,
    Palette,
    Rgb,
    Ybr,
    Ybr422,
}

impl Layout {
    fn of(data: &DataSet) -> Option<Self> {
        let number = |tag| data.u16(tag).ok().flatten();
        let frames = data.number(tags::NUMBER_OF_FRAMES).ok().flatten();
        let photometric = match data.ascii(tags::PHOTOMETRIC_INTERPRETATION).ok()?? {
            "MONOCHROME1" => Photometric::Inverse,
            "PALETTE COLOR" => Photometric::Palette,
            "RGB" => Photometric::Rgb,
            "YBR_FULL" => Photometric::Ybr,
            "YBR_FULL_422" => Photometric::Ybr422,
            _ => Photometric::Gray,
        };
        Some(Self {
            rows: number(tags::ROWS)?,
            columns: number(tags::COLUMNS)?,
            frames: frames.unwrap_or(1).min(MAX_FRAMES),
            samples: number(tags::SAMPLES_PER_PIXEL)?,
            allocated: number(tags::BITS_ALLOCATED)?,
            stored: number(tags::BITS_STORED).unwrap_or_default(),
            signed: number(tags::PIXEL_REPRESENTATION) == Some(1),
            by_plane: number(tags::PLANAR_CONFIGURATION) == Some(1),
            photometric,
        })
    }

    fn frame(&self, index: u32) -> Vec<f64> {
        let slice = f64::from((index % u32::from(SLICES)) as u16);
        hounsfield(slice, self.rows, self.columns)
    }
}

/// Puts Pixel Data for what the data set says about them, from slice `first` on.
pub(super) fn pixel_data(data: &mut DataSet, first: u32) {
    let present = [tags::PIXEL_DATA, tags::FLOAT_PIXEL_DATA];
    let Some(layout) = Layout::of(data).filter(|_| !present.iter().any(|tag| data.contains(*tag)))
    else {
        return;
    };
    // PS3.3 C.7.6.24: pixels of floating point have no Bits Stored.
    if !data.contains(tags::BITS_STORED) {
        let pixels = float_pixels(data);
        return data.put_bytes(tags::FLOAT_PIXEL_DATA, VR::OF, pixels);
    }
    let frames = (first..first + layout.frames).map(|index| layout.frame(index));
    let bytes = match layout.allocated {
        1 => packed(frames.flatten()),
        _ => frames.flat_map(|frame| layout.bytes(&frame)).collect(),
    };
    let vr = if layout.allocated > 8 { VR::OW } else { VR::OB };
    data.put_bytes(tags::PIXEL_DATA, vr, bytes);
}

/// Float Pixel Data (7FE0,0008): Hounsfield units.
fn float_pixels(data: &DataSet) -> Vec<u8> {
    let size = |tag: Tag| data.u16(tag).ok().flatten().unwrap_or(1);
    let frames = data.number(tags::NUMBER_OF_FRAMES).ok().flatten();
    let slices = 0..frames.unwrap_or(1u16).min(SLICES);
    slices
        .flat_map(|slice| hounsfield(f64::from(slice), size(tags::ROWS), size(tags::COLUMNS)))
        .flat_map(|value| (value as f32).to_le_bytes())
        .collect()
}

/// The Per-Frame Functional Groups of a stack: `frame` for each frame, one above the other.
pub(super) fn functional_groups(data: &DataSet, frame: &DataSet) -> Vec<DataSet> {
    let frames = data.number(tags::NUMBER_OF_FRAMES).ok().flatten();
    let frames: u32 = frames.unwrap_or(1);
    (0..frames.min(MAX_FRAMES))
        .map(|index| placed(frame, index))
        .collect()
}

fn placed(frame: &DataSet, index: u32) -> DataSet {
    let mut frame = frame.clone();
    let number = (index + 1).to_le_bytes().to_vec();
    inside(&mut frame, tags::FRAME_CONTENT_SEQUENCE, |content| {
        content.put_bytes(tags::DIMENSION_INDEX_VALUES, VR::UL, number.clone());
        if content.contains(tags::IN_STACK_POSITION_NUMBER) {
            content.put_bytes(tags::IN_STACK_POSITION_NUMBER, VR::UL, number);
        }
    });
    let height = f64::from(index) * SPACING_MM;
    inside(&mut frame, tags::PLANE_POSITION_SEQUENCE, |plane| {
        let place = format!("-200\\-200\\{height}");
        plane.put_text(tags::IMAGE_POSITION_PATIENT, VR::DS, &place);
    });
    inside(&mut frame, tags::PLANE_POSITION_VOLUME_SEQUENCE, |plane| {
        let place = [0.0, 0.0, height].map(f64::to_le_bytes).concat();
        plane.put_bytes(tags::IMAGE_POSITION_VOLUME, VR::FD, place);
    });
    frame
}

fn inside(frame: &mut DataSet, sequence: Tag, change: impl FnOnce(&mut DataSet)) {
    let mut items = frame.items(sequence).unwrap_or_default().to_vec();
    if let Some(item) = items.first_mut() {
        change(item);
        frame.put_items(sequence, items);
    }
}

/// One bit a pixel, the first in the lowest bit, frames not padded (PS3.5 8.1.1).
fn packed(values: impl Iterator<Item = f64>) -> Vec<u8> {
    let bits: Vec<bool> = values.map(|value| value > BONE).collect();
    let byte = |bits: &[bool]| {
        let set = bits.iter().enumerate().filter(|(_, set)| **set);
        set.fold(0, |byte, (at, _)| byte | 1 << at)
    };
    bits.chunks(8).map(byte).collect()
}

fn share(hounsfield: f64) -> f64 {
    ((hounsfield - WINDOW.0) / WINDOW.1 + 0.5).clamp(0.0, 1.0)
}

impl Layout {
    fn bytes(&self, frame: &[f64]) -> Vec<u8> {
        match self.photometric {
            _ if self.samples == 1 => frame.iter().flat_map(|value| self.gray(*value)).collect(),
            Photometric::Ybr422 => frame.chunks(2).flat_map(ybr_422).collect(),
            Photometric::Ybr => self.color(frame, ybr),
            _ => self.color(frame, rgb),
        }
    }

    fn gray(&self, hounsfield: f64) -> Vec<u8> {
        let most = (1u64 << self.stored.min(32)) - 1;
        let value = match self.stored {
            ..=8 => share(hounsfield) * most as f64,
            9..=16 => (hounsfield + RESCALE).clamp(0.0, most as f64),
            _ => share(hounsfield) * f64::from(u16::MAX),
        };
        let value = match self.photometric {
            Photometric::Inverse => most as f64 - value,
            _ if self.signed => hounsfield,
            _ => value,
        };
        let bytes = (libm::round(value) as i64).to_le_bytes();
        bytes[..usize::from(self.allocated / 8)].to_vec()
    }

    fn color(&self, frame: &[f64], tint: fn(f64) -> [u8; 3]) -> Vec<u8> {
        let pixels = || frame.iter().map(|value| tint(share(*value)));
        match self.by_plane {
            true => (0..3)
                .flat_map(|plane| pixels().map(move |pixel| pixel[plane]))
                .collect(),
            false => pixels().flatten().collect(),
        }
    }
}

/// The tint of tissue: dark red to pale.
fn rgb(share: f64) -> [u8; 3] {
    [libm::sqrt(share), share, share * share].map(|part| libm::round(part * 255.0) as u8)
}

/// YBR_FULL of the same tint (PS3.3 C.7.6.3.1.2).
fn ybr(share: f64) -> [u8; 3] {
    let [r, g, b] = rgb(share).map(f64::from);
    let parts = [
        0.299 * r + 0.587 * g + 0.114 * b,
        -0.1687 * r - 0.3313 * g + 0.5 * b + 128.0,
        0.5 * r - 0.4187 * g - 0.0813 * b + 128.0,
    ];
    parts.map(|part| libm::round(part.clamp(0.0, 255.0)) as u8)
}

/// Two pixels of one colour difference: Y Y Cb Cr.
fn ybr_422(pair: &[f64]) -> [u8; 4] {
    let first = ybr(share(pair[0]));
    let second = ybr(share(*pair.last().unwrap_or(&pair[0])));
    [first[0], second[0], first[1], first[2]]
}
