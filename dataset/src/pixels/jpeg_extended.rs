//! JPEG Extended with 12 bits (ITU-T T.81, process 4), one component: the sequential Huffman
//! decoder that no crate without a C++ build has.

use std::sync::OnceLock;

use super::error::PixelError;
use super::jpeg::{FrameHeader, segments};
use super::samples::Raw;

const CODEC: &str = "JPEG Extended";

/// The order of coefficients (T.81 figure A.6).
pub(super) const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

fn damaged() -> PixelError {
    PixelError::codec(CODEC, "the image is damaged")
}

/// A Huffman table (T.81 annex C): the largest code of each length, and values.
#[derive(Debug, Clone, Default)]
struct Huffman {
    /// For each length: the first code, the first value's index, how many.
    lengths: [(u32, usize, u32); 17],
    values: Vec<u8>,
}

impl Huffman {
    fn read(counts: &[u8], values: &[u8]) -> Self {
        let mut table = Self {
            values: values.to_vec(),
            ..Self::default()
        };
        let (mut code, mut index) = (0, 0);
        for (length, count) in counts.iter().enumerate() {
            table.lengths[length + 1] = (code, index, u32::from(*count));
            code = (code + u32::from(*count)) << 1;
            index += usize::from(*count);
        }
        table
    }

    fn decode(&self, bits: &mut Bits<'_>) -> Option<u8> {
        let mut code = 0;
        for (first, index, count) in &self.lengths[1..] {
            code = code << 1 | bits.take(1);
            if let Some(place) = code.checked_sub(*first).filter(|place| place < count) {
                return self.values.get(index + place as usize).copied();
            }
        }
        None
    }
}

/// Entropy-coded bits; zeros after the end, so that a cut image is gray at its end.
struct Bits<'a> {
    bytes: &'a [u8],
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn take(&mut self, count: u32) -> u32 {
        while self.count < count {
            let byte = self.next_byte();
            self.held = self.held << 8 | u64::from(byte);
            self.count += 8;
        }
        self.count -= count;
        (self.held >> self.count) as u32 & ((1 << count) - 1)
    }

    fn next_byte(&mut self) -> u8 {
        match *self.bytes {
            [0xFF, 0x00, ref rest @ ..] => {
                self.bytes = rest;
                0xFF
            }
            [0xFF, ..] | [] => 0,
            [byte, ref rest @ ..] => {
                self.bytes = rest;
                byte
            }
        }
    }

    /// Goes behind the next restart marker (T.81 F.2.2.5).
    fn restart(&mut self) {
        self.count = 0;
        while let [first, rest @ ..] = self.bytes {
            let marker = *first == 0xFF && matches!(rest.first(), Some(0xD0..=0xD7));
            self.bytes = rest;
            if marker {
                self.bytes = &rest[1..];
                return;
            }
        }
    }

    /// A value of `size` bits with its sign (T.81 F.2.2.1).
    fn signed(&mut self, size: u32) -> i32 {
        if size == 0 {
            return 0;
        }
        let value = self.take(size).cast_signed();
        if value < 1 << (size - 1) {
            value - (1 << size) + 1
        } else {
            value
        }
    }
}

#[derive(Default)]
struct Tables {
    quantization: [Option<[f32; 64]>; 4],
    dc: [Option<Huffman>; 4],
    ac: [Option<Huffman>; 4],
    restart: usize,
    quantization_of_component: usize,
}

impl Tables {
    fn segment(&mut self, marker: u8, content: &[u8]) -> Option<()> {
        match marker {
            0xDB => self.quantization(content),
            0xC4 => self.huffman(content),
            0xDD => {
                self.restart =
                    usize::from(u16::from_be_bytes([*content.first()?, *content.get(1)?]));
                Some(())
            }
            0xC0 | 0xC1 => {
                self.quantization_of_component = usize::from(*content.get(8)?);
                Some(())
            }
            _ => Some(()),
        }
    }

    fn quantization(&mut self, mut content: &[u8]) -> Option<()> {
        while let [kind, rest @ ..] = content {
            let size = if kind >> 4 == 0 { 64 } else { 128 };
            let values = rest.get(..size)?;
            let table = self.quantization.get_mut(usize::from(kind & 15))?;
            let mut read = [0.0; 64];
            for (at, place) in ZIGZAG.iter().enumerate() {
                read[*place] = match size {
                    64 => f32::from(values[at]),
                    _ => f32::from(u16::from_be_bytes([values[at * 2], values[at * 2 + 1]])),
                };
            }
            *table = Some(read);
            content = &rest[size..];
        }
        Some(())
    }

    fn huffman(&mut self, mut content: &[u8]) -> Option<()> {
        while let [kind, rest @ ..] = content {
            let counts = rest.get(..16)?;
            let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
            let values = rest.get(16..16 + total)?;
            let tables = if kind >> 4 == 0 {
                &mut self.dc
            } else {
                &mut self.ac
            };
            *tables.get_mut(usize::from(kind & 15))? = Some(Huffman::read(counts, values));
            content = &rest[16 + total..];
        }
        Some(())
    }
}

/// Decodes one component of 12 bits.
pub(super) fn decode(bytes: &[u8], header: &FrameHeader) -> Result<Raw, PixelError> {
    if header.components != 1 {
        return Err(PixelError::codec(CODEC, "12-bit colour is not supported"));
    }
    let mut tables = Tables::default();
    for (marker, content) in segments(bytes) {
        tables.segment(marker, content).ok_or_else(damaged)?;
        if marker == 0xDA {
            // The scan begins behind this segment.
            let start = content.as_ptr() as usize - bytes.as_ptr() as usize + content.len();
            return scan(&tables, content, &bytes[start..], header).ok_or_else(damaged);
        }
    }
    Err(damaged())
}

fn scan(tables: &Tables, sos: &[u8], bytes: &[u8], header: &FrameHeader) -> Option<Raw> {
    let selector = *sos.get(2)?;
    let quantization = tables
        .quantization
        .get(tables.quantization_of_component)?
        .as_ref()?;
    let dc_table = tables.dc.get(usize::from(selector >> 4))?.as_ref()?;
    let ac_table = tables.ac.get(usize::from(selector & 15))?.as_ref()?;
    let (rows, columns) = (usize::from(header.rows), usize::from(header.columns));
    let mut bits = Bits {
        bytes,
        held: 0,
        count: 0,
    };
    let mut samples = vec![0; rows * columns];
    let mut dc = 0;
    let across = columns.div_ceil(8);
    for index in 0..across * rows.div_ceil(8) {
        if tables.restart > 0 && index > 0 && index % tables.restart == 0 {
            bits.restart();
            dc = 0;
        }
        let mut block = [0.0; 64];
        block_of(&mut bits, (dc_table, ac_table), &mut dc, &mut block)?;
        block
            .iter_mut()
            .zip(quantization)
            .for_each(|(value, step)| *value *= step);
        let (row, column) = (index / across * 8, index % across * 8);
        store(&inverse(&block), &mut samples, (row, column), columns);
    }
    Some(Raw::U16(samples))
}

/// One block's coefficients (T.81 F.2.2).
fn block_of(
    bits: &mut Bits<'_>,
    (dc_table, ac_table): (&Huffman, &Huffman),
    dc: &mut i32,
    block: &mut [f32; 64],
) -> Option<()> {
    let size = u32::from(dc_table.decode(bits)?);
    *dc = dc.wrapping_add(bits.signed(size.min(16)));
    block[0] = *dc as f32;
    let mut at = 1;
    while at < 64 {
        let code = ac_table.decode(bits)?;
        let (run, size) = (usize::from(code >> 4), u32::from(code & 15));
        if size == 0 && run != 15 {
            break;
        }
        at += run;
        let value = bits.signed(size) as f32;
        if let Some(place) = ZIGZAG.get(at) {
            block[*place] = value;
        }
        at += 1;
    }
    Some(())
}

fn store(block: &[f32; 64], samples: &mut [u16], (row, column): (usize, usize), columns: usize) {
    for (y, line) in block.chunks_exact(8).enumerate() {
        let start = (row + y) * columns + column;
        let width = 8.min(columns - column);
        let Some(places) = samples.get_mut(start..start + width) else {
            return;
        };
        for (place, value) in places.iter_mut().zip(line) {
            *place = (value + 2048.0).round().clamp(0.0, 4095.0) as u16;
        }
    }
}

/// The cosines of T.81 A.3.3, with the factors of u and v in them.
pub(super) fn cosines() -> &'static [[f32; 8]; 8] {
    static TABLE: OnceLock<[[f32; 8]; 8]> = OnceLock::new();
    TABLE.get_or_init(|| {
        let entry = |x: usize, u: usize| {
            let scale = if u == 0 {
                std::f64::consts::FRAC_1_SQRT_2
            } else {
                1.0
            };
            let angle = (2 * x + 1) as f64 * u as f64 * std::f64::consts::PI / 16.0;
            (0.5 * scale * libm::cos(angle)) as f32
        };
        std::array::from_fn(|x| std::array::from_fn(|u| entry(x, u)))
    })
}

fn inverse(block: &[f32; 64]) -> [f32; 64] {
    let cosines = cosines();
    let mut rows = [0.0; 64];
    for v in 0..8 {
        for x in 0..8 {
            rows[v * 8 + x] = (0..8).map(|u| cosines[x][u] * block[v * 8 + u]).sum();
        }
    }
    let at = |y: usize, x: usize| (0..8).map(|v| cosines[y][v] * rows[v * 8 + x]).sum();
    std::array::from_fn(|index| at(index / 8, index % 8))
}
