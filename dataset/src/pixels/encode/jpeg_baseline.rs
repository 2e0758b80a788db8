//! JPEG Baseline (T.81 processes 1): gray, or YBR_FULL_422 from RGB or YBR_FULL.

use super::super::attributes::Photometric;
use super::super::jpeg_extended::{ZIGZAG, cosines};
use super::Image;
use super::bits::{BitWriter, category, segment};
use super::huffman::{Counts, Table};

/// Quantisation of luminance and chrominance at quality 50, row by row (T.81 K.1).
const QUANTIZATION: [[u16; 64]; 2] = [
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69,
        56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81,
        104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ],
    [
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99,
        99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ],
];

/// One component's samples.
struct Plane {
    columns: usize,
    rows: usize,
    /// Blocks across one unit of the scan: 2 for luminance beside halved chrominance.
    across: usize,
    values: Vec<f32>,
}

/// A block's coefficients, quantised, in zigzag order.
type Block = [i32; 64];

/// Encodes a frame of 8 bits; Huffman tables are made for it.
pub(super) fn encode(image: &Image, photometric: Photometric, percent: u8) -> Vec<u8> {
    let planes = planes(image, photometric);
    let steps = QUANTIZATION.map(|table| scaled(&table, percent));
    let blocks = scan_blocks(&planes, &steps);
    let mut counts = [[[0; 256]; 2]; 2];
    symbols(&blocks, |kind, class, symbol, _, _| {
        counts[kind][class][usize::from(symbol)] += 1
    });
    let tables = counts.map(|classes: [Counts; 2]| classes.map(|counts| Table::of(&counts)));
    let mut bits = BitWriter::default();
    symbols(&blocks, |kind, class, symbol, value, size| {
        tables[kind][class].put(&mut bits, symbol);
        bits.put(value, size);
    });
    let mut out = headers(image, &planes, &steps, &tables);
    out.extend(bits.finish());
    out.extend([0xFF, 0xD9]);
    out
}

/// Quality as the reference implementation of JPEG scales its tables.
fn scaled(table: &[u16; 64], percent: u8) -> [u8; 64] {
    let percent = u32::from(percent.clamp(1, 100));
    let scale = if percent < 50 {
        5000 / percent
    } else {
        200 - 2 * percent
    };
    table.map(|step| ((u32::from(step) * scale + 50) / 100).clamp(1, 255) as u8)
}

fn planes(image: &Image, photometric: Photometric) -> Vec<Plane> {
    let plane = |columns, across, values| Plane {
        columns,
        rows: image.rows,
        across,
        values,
    };
    let samples = |index: usize| image.values.iter().skip(index).step_by(image.components);
    if image.components == 1 {
        let values = samples(0).map(|value| f32::from(*value)).collect();
        return vec![plane(image.columns, 1, values)];
    }
    let is_rgb = photometric == Photometric::Rgb;
    let pixels = image.values.chunks_exact(3).map(|pixel| {
        let pixel = [pixel[0], pixel[1], pixel[2]].map(f32::from);
        if is_rgb { ybr_of(pixel) } else { pixel }
    });
    let pixels: Vec<[f32; 3]> = pixels.collect();
    let luminance = pixels.iter().map(|pixel| pixel[0]).collect();
    let half = image.columns.div_ceil(2);
    let halved = |index: usize| {
        let rows = pixels.chunks_exact(image.columns);
        let pairs = rows.flat_map(|row| row.chunks(2));
        let mean = |pair: &[[f32; 3]]| {
            pair.iter().map(|pixel| pixel[index]).sum::<f32>() / pair.len() as f32
        };
        pairs.map(mean).collect()
    };
    vec![
        plane(image.columns, 2, luminance),
        plane(half, 1, halved(1)),
        plane(half, 1, halved(2)),
    ]
}

/// PS3.3 C.7.6.3.1.2.
fn ybr_of([r, g, b]: [f32; 3]) -> [f32; 3] {
    [
        0.299 * r + 0.587 * g + 0.114 * b,
        128.0 - 0.168_736 * r - 0.331_264 * g + 0.5 * b,
        128.0 + 0.5 * r - 0.418_688 * g - 0.081_312 * b,
    ]
}

/// The blocks of the scan in their order, each with its component.
fn scan_blocks(planes: &[Plane], steps: &[[u8; 64]; 2]) -> Vec<(usize, Block)> {
    let unit = planes[0].across * 8;
    let (across, down) = (planes[0].columns.div_ceil(unit), planes[0].rows.div_ceil(8));
    let mut blocks = Vec::new();
    for index in 0..across * down {
        let (row, column) = (index / across * 8, index % across);
        for (component, plane) in planes.iter().enumerate() {
            for part in 0..plane.across {
                let column = (column * plane.across + part) * 8;
                let samples = plane.block(row, column);
                let steps = &steps[component.min(1)];
                blocks.push((component, quantized(&samples, steps)));
            }
        }
    }
    blocks
}

impl Plane {
    /// 8 x 8 samples less 128; the last row and column are repeated beyond the edge.
    fn block(&self, row: usize, column: usize) -> [f32; 64] {
        std::array::from_fn(|at| {
            let y = (row + at / 8).min(self.rows - 1);
            let x = (column + at % 8).min(self.columns - 1);
            self.values[y * self.columns + x] - 128.0
        })
    }
}

/// The cosine transform (T.81 A.3.3), quantised.
fn quantized(samples: &[f32; 64], steps: &[u8; 64]) -> Block {
    let cosines = cosines();
    let mut rows = [0.0; 64];
    for y in 0..8 {
        for u in 0..8 {
            rows[y * 8 + u] = (0..8)
                .map(|x| cosines[x][u] * samples[y * 8 + x])
                .sum::<f32>();
        }
    }
    let at = |v: usize, u: usize| (0..8).map(|y| cosines[y][v] * rows[y * 8 + u]).sum::<f32>();
    std::array::from_fn(|index| {
        let place = ZIGZAG[index];
        (at(place / 8, place % 8) / f32::from(steps[place])).round() as i32
    })
}

/// What is coded: table (luminance or chrominance), class (DC or AC), symbol, and the bits
/// after it (T.81 F.1.2).
fn symbols(blocks: &[(usize, Block)], mut put: impl FnMut(usize, usize, u8, u32, u32)) {
    let mut last = [0; 3];
    for (component, block) in blocks {
        let kind = (*component).min(1);
        let (size, value) = category(block[0] - last[*component]);
        last[*component] = block[0];
        put(kind, 0, size as u8, value, size);
        let mut zeros = 0;
        for coefficient in &block[1..] {
            if *coefficient == 0 {
                zeros += 1;
                continue;
            }
            for _ in 0..zeros / 16 {
                put(kind, 1, 0xF0, 0, 0);
            }
            let (size, value) = category(*coefficient);
            put(kind, 1, ((zeros % 16) << 4) as u8 | size as u8, value, size);
            zeros = 0;
        }
        if zeros > 0 {
            put(kind, 1, 0, 0, 0);
        }
    }
}

fn headers(
    image: &Image,
    planes: &[Plane],
    steps: &[[u8; 64]; 2],
    tables: &[[Table; 2]; 2],
) -> Vec<u8> {
    let kinds = planes.len().min(2);
    let mut out = vec![0xFF, 0xD8];
    for (kind, steps) in steps.iter().take(kinds).enumerate() {
        let mut content = vec![kind as u8];
        content.extend(ZIGZAG.map(|place| steps[place]));
        segment(&mut out, 0xDB, &content);
    }
    let mut frame = vec![8];
    frame.extend((image.rows as u16).to_be_bytes());
    frame.extend((image.columns as u16).to_be_bytes());
    frame.push(planes.len() as u8);
    let mut scan = vec![planes.len() as u8];
    for (index, plane) in planes.iter().enumerate() {
        let (id, kind) = (index as u8 + 1, index.min(1) as u8);
        frame.extend([id, (plane.across as u8) << 4 | 1, kind]);
        scan.extend([id, kind << 4 | kind]);
    }
    scan.extend([0, 63, 0]);
    segment(&mut out, 0xC0, &frame);
    for (kind, classes) in tables.iter().take(kinds).enumerate() {
        for (class, table) in classes.iter().enumerate() {
            segment(&mut out, 0xC4, &table.content(class as u8, kind as u8));
        }
    }
    segment(&mut out, 0xDA, &scan);
    out
}
