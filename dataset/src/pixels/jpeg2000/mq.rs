//! The MQ arithmetic coder (T.800 annex C), writing.

/// Qe, the next state after the more and the less probable symbol, and whether the latter
/// changes which one that is (T.800 table C.2).
const STATES: [(u32, u8, u8, bool); 47] = [
    (0x5601, 1, 1, true),
    (0x3401, 2, 6, false),
    (0x1801, 3, 9, false),
    (0x0AC1, 4, 12, false),
    (0x0521, 5, 29, false),
    (0x0221, 38, 33, false),
    (0x5601, 7, 6, true),
    (0x5401, 8, 14, false),
    (0x4801, 9, 14, false),
    (0x3801, 10, 14, false),
    (0x3001, 11, 17, false),
    (0x2401, 12, 18, false),
    (0x1C01, 13, 20, false),
    (0x1601, 29, 21, false),
    (0x5601, 15, 14, true),
    (0x5401, 16, 14, false),
    (0x5101, 17, 15, false),
    (0x4801, 18, 16, false),
    (0x3801, 19, 17, false),
    (0x3401, 20, 18, false),
    (0x3001, 21, 19, false),
    (0x2801, 22, 19, false),
    (0x2401, 23, 20, false),
    (0x2201, 24, 21, false),
    (0x1C01, 25, 22, false),
    (0x1801, 26, 23, false),
    (0x1601, 27, 24, false),
    (0x1401, 28, 25, false),
    (0x1201, 29, 26, false),
    (0x1101, 30, 27, false),
    (0x0AC1, 31, 28, false),
    (0x09C1, 32, 29, false),
    (0x08A1, 33, 30, false),
    (0x0521, 34, 31, false),
    (0x0441, 35, 32, false),
    (0x02A1, 36, 33, false),
    (0x0221, 37, 34, false),
    (0x0141, 38, 35, false),
    (0x0111, 39, 36, false),
    (0x0085, 40, 37, false),
    (0x0049, 41, 38, false),
    (0x0025, 42, 39, false),
    (0x0015, 43, 40, false),
    (0x0009, 44, 41, false),
    (0x0005, 45, 42, false),
    (0x0001, 45, 43, false),
    (0x5601, 46, 46, false),
];

/// Contexts of code-block coding (T.800 table D.7).
pub(super) const CONTEXTS: usize = 19;
/// The run-length context.
pub(super) const RUN: usize = 17;
/// The uniform context.
pub(super) const UNIFORM: usize = 18;

/// Encodes decisions under contexts.
pub(super) struct Encoder {
    /// A byte before the first, which nothing is carried into.
    bytes: Vec<u8>,
    a: u32,
    c: u32,
    count: u32,
    /// State and more probable symbol by context.
    contexts: [(u8, bool); CONTEXTS],
}

impl Encoder {
    pub(super) fn new() -> Self {
        let mut contexts = [(0, false); CONTEXTS];
        contexts[0].0 = 4;
        contexts[RUN].0 = 3;
        contexts[UNIFORM].0 = 46;
        Self {
            bytes: vec![0],
            a: 0x8000,
            c: 0,
            count: 12,
            contexts,
        }
    }

    pub(super) fn put(&mut self, decision: bool, context: usize) {
        let (state, likely) = &mut self.contexts[context];
        let (qe, next_likely, next_unlikely, switches) = STATES[usize::from(*state)];
        self.a -= qe;
        if decision == *likely {
            if self.a & 0x8000 != 0 {
                self.c += qe;
                return;
            }
            if self.a < qe {
                self.a = qe;
            } else {
                self.c += qe;
            }
            *state = next_likely;
        } else {
            if self.a < qe {
                self.c += qe;
            } else {
                self.a = qe;
            }
            *likely ^= switches;
            *state = next_unlikely;
        }
        self.renormalize();
    }

    fn renormalize(&mut self) {
        loop {
            self.a <<= 1;
            self.c <<= 1;
            self.count -= 1;
            if self.count == 0 {
                self.byte_out();
            }
            if self.a & 0x8000 != 0 {
                return;
            }
        }
    }

    fn byte_out(&mut self) {
        let last = self.bytes.len() - 1;
        if self.bytes[last] != 0xFF && self.c & 0x800_0000 != 0 {
            self.bytes[last] += 1;
            self.c &= 0x7FF_FFFF;
        }
        let (shift, count) = if self.bytes[last] == 0xFF {
            (20, 7)
        } else {
            (19, 8)
        };
        self.bytes.push((self.c >> shift) as u8);
        self.c &= (1 << shift) - 1;
        self.count = count;
    }

    /// The coded bytes (T.800 C.2.9).
    pub(super) fn finish(mut self) -> Vec<u8> {
        let top = self.c + self.a;
        self.c |= 0xFFFF;
        if self.c >= top {
            self.c -= 0x8000;
        }
        for _ in 0..2 {
            self.c <<= self.count;
            self.byte_out();
        }
        if self.bytes.last() == Some(&0xFF) {
            self.bytes.pop();
        }
        self.bytes.remove(0);
        self.bytes
    }
}
