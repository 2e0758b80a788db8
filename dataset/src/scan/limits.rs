//! What a scanner keeps and what it puts up with.

/// What one element or item costs in memory beside its value, roughly: counted against
/// [`Limits::kept_total`], so that a million empty elements are not free.
pub const ELEMENT_COST: u64 = 64;

/// Bounds of one data set. A length field is only ever compared with these, never allocated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the largest value kept in memory. Longer values of VRs made for bulk go to the
    /// sink, longer text is refused.
    pub kept_value: u32,
    /// The same bound for look-up tables and ICC profiles, which are read as a whole.
    pub kept_table: u32,
    /// Bytes kept in memory altogether, [`ELEMENT_COST`] per element included.
    pub kept_total: u64,
    /// Sequences inside one another.
    pub depth: usize,
    /// Elements and items at all depths.
    pub elements: u64,
    /// Departures from PS3.5 that are let pass.
    pub tolerance: Tolerance,
}

/// Departures from PS3.5 that are let pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tolerance {
    /// Values of odd length (PS3.5 7.1.1 wants them padded).
    pub odd_lengths: bool,
    /// A tag twice in one data set: the last one wins.
    pub duplicates: bool,
    /// Delimitation items whose length is not zero: the length is ignored.
    pub delimiter_lengths: bool,
    /// Items and delimiters outside of sequences, as an ultrasound system writes them after a
    /// sequence of length 0: they are passed over, their elements belong to the data set.
    pub stray_items: bool,
    /// Items longer than the sequence that they are in: the item is believed.
    pub overlong_items: bool,
}

impl Tolerance {
    /// Nothing.
    pub const STRICT: Self = Self {
        odd_lengths: false,
        duplicates: false,
        delimiter_lengths: false,
        stray_items: false,
        overlong_items: false,
    };
    /// What peers in the field send: odd lengths, as older consoles do in UI and text.
    pub const PEER: Self = Self {
        odd_lengths: true,
        ..Self::STRICT
    };
    /// What is found on discs.
    pub const FILE: Self = Self {
        odd_lengths: true,
        duplicates: true,
        delimiter_lengths: true,
        stray_items: true,
        overlong_items: true,
    };
}

impl Limits {
    /// For data sets of peers: a print request has some 200 small elements, a LUT of 65,536
    /// 16-bit entries has 128 KiB; 1 MiB holds the largest honest request many times over, and
    /// 32 associations at their limit stay near 32 MiB.
    pub const PEER: Self = Self {
        kept_value: 64 << 10,
        kept_table: 128 << 10,
        kept_total: 1 << 20,
        depth: 64,
        elements: 100_000,
        tolerance: Tolerance::PEER,
    };
    /// For files, one at a time: an enhanced multi-frame header of 2,000 frames has some
    /// 300,000 elements, a DICOMDIR of a full disc as many; 64 MiB hold either.
    pub const FILE: Self = Self {
        kept_value: 64 << 10,
        kept_table: 128 << 10,
        kept_total: 64 << 20,
        depth: 64,
        elements: 1_000_000,
        tolerance: Tolerance::FILE,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::PEER
    }
}
