//! Entropy-coded bits of JPEG: after FF a byte 00 is stuffed (T.81 F.1.2.3).

/// Collects bits, the most significant first.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    pub(super) bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl BitWriter {
    /// Puts the low `size` bits of `value`, at most 32.
    pub(super) fn put(&mut self, value: u32, size: u32) {
        let value = u64::from(value) & ((1 << size) - 1);
        self.held = self.held << size | value;
        self.count += size;
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.held >> self.count) as u8;
            self.bytes.push(byte);
            if byte == 0xFF {
                self.bytes.push(0);
            }
        }
    }

    /// The last byte is filled up with ones.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            let fill = 8 - self.count;
            self.put((1 << fill) - 1, fill);
        }
        self.bytes
    }
}

/// A value's category and the bits that say which value of it (T.81 F.1.2.1, H.1.2.2).
pub(super) fn category(value: i32) -> (u32, u32) {
    let size = 32 - value.unsigned_abs().leading_zeros();
    let bits = if value < 0 { value - 1 } else { value };
    (size, bits.cast_unsigned())
}

/// A marker segment.
pub(super) fn segment(out: &mut Vec<u8>, marker: u8, content: &[u8]) {
    out.extend([0xFF, marker]);
    // Every segment made here is a few hundred bytes.
    out.extend((content.len() as u16 + 2).to_be_bytes());
    out.extend(content);
}
