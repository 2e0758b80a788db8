//! JPEG Lossless, process 14 with selection value 1 (T.81 annex H): each sample is predicted
//! by the one before it.

use super::Image;
use super::bits::{BitWriter, category, segment};
use super::huffman::{Counts, Table};

/// Encodes a frame; the Huffman table is made for it.
pub(super) fn encode(image: &Image) -> Vec<u8> {
    let mut counts: Counts = [0; 256];
    differences(image, |difference| {
        counts[category(difference).0 as usize] += 1
    });
    let table = Table::of(&counts);
    let mut bits = BitWriter::default();
    differences(image, |difference| {
        let (size, value) = category(difference);
        table.put(&mut bits, size as u8);
        // 32768 alone is in category 16, which says it all.
        if size < 16 {
            bits.put(value, size);
        }
    });
    let mut out = vec![0xFF, 0xD8];
    segment(&mut out, 0xC3, &frame_header(image));
    segment(&mut out, 0xC4, &table.content(0, 0));
    segment(&mut out, 0xDA, &scan_header(image));
    out.extend(bits.finish());
    out.extend([0xFF, 0xD9]);
    out
}

fn frame_header(image: &Image) -> Vec<u8> {
    let mut header = vec![image.precision];
    header.extend((image.rows as u16).to_be_bytes());
    header.extend((image.columns as u16).to_be_bytes());
    header.push(image.components as u8);
    (1..=image.components as u8).for_each(|id| header.extend([id, 0x11, 0]));
    header
}

fn scan_header(image: &Image) -> Vec<u8> {
    let mut header = vec![image.components as u8];
    (1..=image.components as u8).for_each(|id| header.extend([id, 0]));
    header.extend([1, 0, 0]);
    header
}

/// Each sample less its prediction, modulo 2^16, from -32767 to 32768 (T.81 H.1.2.1).
fn differences(image: &Image, mut take: impl FnMut(i32)) {
    let line = image.columns * image.components;
    let first = 1_u16 << (image.precision - 1);
    for (at, value) in image.values.iter().enumerate() {
        let predicted = match at {
            _ if at % line >= image.components => image.values[at - image.components],
            _ if at >= line => image.values[at - line],
            _ => first,
        };
        let difference = i32::from(value.wrapping_sub(predicted).cast_signed());
        take(if difference == -32768 {
            32768
        } else {
            difference
        });
    }
}
