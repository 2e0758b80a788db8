//! Huffman tables made for one image (T.81 K.2).

use super::bits::BitWriter;

/// The longest code of JPEG.
const LONGEST: usize = 16;
/// The longest code before it is shortened: fewer symbols than that are in any tree here.
const BEFORE: usize = 257;

/// How often each symbol comes.
pub(super) type Counts = [u64; 256];

/// A table: how to write it and how to write with it.
pub(super) struct Table {
    /// How many codes there are of each length, and symbols in order of their codes.
    counts: [u8; LONGEST],
    symbols: Vec<u8>,
    codes: Vec<(u32, u32)>,
}

impl Table {
    pub(super) fn of(counts: &Counts) -> Self {
        let lengths = lengths(counts);
        let mut symbols: Vec<u8> = (0..=255)
            .filter(|at| lengths[usize::from(*at)] > 0)
            .collect();
        symbols.sort_by_key(|at| lengths[usize::from(*at)]);
        let counts = shortened(&lengths);
        let codes = codes(&counts, &symbols);
        Self {
            counts,
            symbols,
            codes,
        }
    }

    /// The content of DHT (T.81 B.2.4.2).
    pub(super) fn content(&self, class: u8, identifier: u8) -> Vec<u8> {
        let mut content = vec![class << 4 | identifier];
        content.extend(self.counts);
        content.extend(&self.symbols);
        content
    }

    pub(super) fn put(&self, bits: &mut BitWriter, symbol: u8) {
        let (code, size) = self.codes[usize::from(symbol)];
        bits.put(code, size);
    }
}

/// Code lengths of an unlimited tree. A symbol more, the rarest, takes the code of all ones.
fn lengths(counts: &Counts) -> [usize; BEFORE] {
    let mut nodes: Vec<(u64, Vec<usize>)> = (0..256)
        .filter(|at| counts[*at] > 0)
        .map(|at| (counts[at], vec![at]))
        .collect();
    nodes.push((0, vec![BEFORE - 1]));
    let mut lengths = [0; BEFORE];
    while nodes.len() > 1 {
        nodes.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let pair = [nodes.pop(), nodes.pop()];
        let mut joined = (0, Vec::new());
        for (count, members) in pair.into_iter().flatten() {
            members.iter().for_each(|at| lengths[*at] += 1);
            joined.0 += count;
            joined.1.extend(members);
        }
        nodes.push(joined);
    }
    lengths
}

/// Codes of each length, none longer than 16 (T.81 figure K.3), without the symbol more.
fn shortened(lengths: &[usize; BEFORE]) -> [u8; LONGEST] {
    let mut counts = [0_u32; BEFORE];
    lengths
        .iter()
        .filter(|size| **size > 0)
        .for_each(|size| counts[*size] += 1);
    for size in (LONGEST + 1..BEFORE).rev() {
        while counts[size] > 0 {
            let mut shorter = size - 2;
            while counts[shorter] == 0 {
                shorter -= 1;
            }
            counts[size] -= 2;
            counts[size - 1] += 1;
            counts[shorter + 1] += 2;
            counts[shorter] -= 1;
        }
    }
    if let Some(last) = counts[..=LONGEST].iter().rposition(|count| *count > 0) {
        counts[last] -= 1;
    }
    std::array::from_fn(|at| counts[at + 1] as u8)
}

/// Code and length by symbol (T.81 annex C).
fn codes(counts: &[u8; LONGEST], symbols: &[u8]) -> Vec<(u32, u32)> {
    let mut codes = vec![(0, 0); 256];
    let mut symbols = symbols.iter();
    let mut code = 0;
    for (at, count) in counts.iter().enumerate() {
        for symbol in symbols.by_ref().take(usize::from(*count)) {
            codes[usize::from(*symbol)] = (code, at as u32 + 1);
            code += 1;
        }
        code <<= 1;
    }
    codes
}
