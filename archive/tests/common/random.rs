//! The random choices of the crash tests.

use std::time::Duration;

/// xorshift64*: the same numbers on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// How long a child lives.
    pub(crate) fn lifetime(&mut self, shortest: Duration, longest: Duration) -> Duration {
        let range = (longest - shortest).as_micros() as u64;
        shortest + Duration::from_micros(self.next() % range)
    }
}
