//! Packets: which code-blocks are there and how long they are (T.800 annex B.10).

use super::block::Coded;

/// Bits of packet headers: after FF a byte has seven.
#[derive(Debug, Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u8,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, size: u32) {
        for at in (0..size).rev() {
            self.held = self.held << 1 | (value >> at & 1) as u8;
            self.count += 1;
            if self.count == self.room() {
                self.bytes.push(self.held);
                (self.held, self.count) = (0, 0);
            }
        }
    }

    fn room(&self) -> u32 {
        if self.bytes.last() == Some(&0xFF) {
            7
        } else {
            8
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.count > 0 || self.bytes.last() == Some(&0xFF) {
            self.put(0, self.room() - self.count);
        }
        self.bytes
    }
}

/// A tag tree (T.800 B.10.2): each node has the smallest value below it.
struct TagTree {
    nodes: Vec<Node>,
    /// Where each level begins, and how many nodes across it has; leaves first.
    levels: Vec<(usize, usize)>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    value: u32,
    low: u32,
    known: bool,
}

impl TagTree {
    fn new(values: &[u32], across: usize) -> Self {
        let node = |value: u32| Node {
            value,
            low: 0,
            known: false,
        };
        let mut tree = Self {
            nodes: values.iter().map(|value| node(*value)).collect(),
            levels: vec![(0, across)],
        };
        let (mut start, mut across, mut down) = (0, across, values.len() / across);
        while across * down > 1 {
            let (wide, high) = (across.div_ceil(2), down.div_ceil(2));
            let next = tree.nodes.len();
            tree.nodes.resize(next + wide * high, node(u32::MAX));
            for at in 0..across * down {
                let parent = next + at / across / 2 * wide + at % across / 2;
                let value = tree.nodes[start + at].value;
                tree.nodes[parent].value = tree.nodes[parent].value.min(value);
            }
            tree.levels.push((next, wide));
            (start, across, down) = (next, wide, high);
        }
        tree
    }

    /// Codes whether a leaf's value is below `threshold`, and which it is if so.
    fn put(&mut self, bits: &mut Bits, (row, column): (usize, usize), threshold: u32) {
        let mut low = 0;
        for (depth, (start, across)) in self.levels.iter().enumerate().rev() {
            let node = &mut self.nodes[start + (row >> depth) * across + (column >> depth)];
            low = low.max(node.low);
            while low < threshold && low < node.value {
                bits.put(0, 1);
                low += 1;
            }
            if low < threshold && !node.known {
                bits.put(1, 1);
                node.known = true;
            }
            node.low = low;
        }
    }
}

/// The code-blocks of one subband.
pub(super) struct Subband {
    /// Code-blocks across.
    pub(super) across: usize,
    /// Bit planes that the subband may have.
    pub(super) planes: u32,
    pub(super) blocks: Vec<Coded>,
}

/// The one packet of a resolution of a component, in a single layer.
pub(super) fn packet(subbands: &[Subband]) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.put(1, 1);
    for subband in subbands.iter().filter(|subband| !subband.blocks.is_empty()) {
        header(subband, &mut bits);
    }
    let mut out = bits.finish();
    let blocks = subbands.iter().flat_map(|subband| &subband.blocks);
    blocks.for_each(|block| out.extend(&block.bytes));
    out
}

fn header(subband: &Subband, bits: &mut Bits) {
    let included = subband
        .blocks
        .iter()
        .map(|block| u32::from(block.passes == 0));
    let empty = subband
        .blocks
        .iter()
        .map(|block| subband.planes - block.planes);
    let mut inclusion = TagTree::new(&included.collect::<Vec<_>>(), subband.across);
    let mut empty_planes = TagTree::new(&empty.collect::<Vec<_>>(), subband.across);
    for (at, block) in subband.blocks.iter().enumerate() {
        let place = (at / subband.across, at % subband.across);
        inclusion.put(bits, place, 1);
        if block.passes > 0 {
            empty_planes.put(bits, place, u32::MAX);
            passes(block.passes, bits);
            length(block, bits);
        }
    }
}

/// T.800 table B.4.
fn passes(count: u32, bits: &mut Bits) {
    match count {
        1 => bits.put(0, 1),
        2 => bits.put(0b10, 2),
        3..=5 => bits.put(0b1100 | (count - 3), 4),
        6..=36 => bits.put(0x1E0 | (count - 6), 9),
        _ => bits.put(0xFF80 | (count - 37), 16),
    }
}

/// T.800 B.10.7.1; Lblock begins with 3.
fn length(block: &Coded, bits: &mut Bits) {
    let length = block.bytes.len() as u32;
    let needed = 32 - length.leading_zeros();
    let mut size = 3 + block.passes.ilog2();
    while size < needed {
        bits.put(1, 1);
        size += 1;
    }
    bits.put(0, 1);
    bits.put(length, size);
}
