//! One zlib stream made of bands that are filtered and deflated in parallel.
//!
//! Each band is a run of raw deflate blocks that ends on a byte (sync flush; the last is
//! finished), so that bands can be put one behind the other between a zlib header and the
//! combined Adler-32 (RFC 1950, RFC 1951). The window starts anew with each band, which costs
//! little at [`BAND_BYTES`] and lets memory stay at a few bands.

use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};

/// Bytes of pixels in a band: eight windows of deflate; small enough that a 512 x 512 image is
/// more than one and both cores have work.
pub(super) const BAND_BYTES: usize = 256 * 1024;
/// Level 3 with the Up predictor is where size stops falling and time starts rising
/// (shared design: dependencies, section 6).
const LEVEL: Compression = Compression::new(3);
/// Tag of PNG's Up filter before each row.
const UP: u8 = 2;
/// The zlib header of the default window.
pub(super) const ZLIB_HEADER: [u8; 2] = [0x78, 0x9C];

/// A deflated band.
pub(super) struct Band {
    pub(super) deflated: Vec<u8>,
    pub(super) adler: Adler,
}

/// Adler-32 of a run of bytes, which can be joined with the next run's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Adler {
    a: u32,
    b: u32,
    length: u64,
}

const ADLER_BASE: u32 = 65_521;
/// Most bytes before 32-bit sums must be reduced (RFC 1950's NMAX).
const ADLER_RUN: usize = 5_552;

impl Adler {
    pub(super) const EMPTY: Self = Self {
        a: 1,
        b: 0,
        length: 0,
    };

    fn of(bytes: &[u8]) -> Self {
        let (mut a, mut b) = (1_u32, 0_u32);
        for run in bytes.chunks(ADLER_RUN) {
            for &byte in run {
                a += u32::from(byte);
                b += a;
            }
            a %= ADLER_BASE;
            b %= ADLER_BASE;
        }
        Self {
            a,
            b,
            length: bytes.len() as u64,
        }
    }

    /// The sum of this run and then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let base = u64::from(ADLER_BASE);
        let [a1, b1, a2, b2] = [self.a, self.b, next.a, next.b].map(u64::from);
        let carried = (next.length % base) * (a1 + base - 1);
        Self {
            a: ((a1 + a2 + base - 1) % base) as u32,
            b: ((b1 + b2 + carried) % base) as u32,
            length: self.length + next.length,
        }
    }

    pub(super) fn value(self) -> u32 {
        self.b << 16 | self.a
    }
}

/// Filters and deflates rows. `above` is the row before the first; empty for the image's first.
pub(super) fn band(above: &[u8], rows: &[u8], row: usize, last: bool) -> io::Result<Band> {
    let filtered = up_filtered(above, rows, row);
    Ok(Band {
        deflated: deflate(&filtered, last)?,
        adler: Adler::of(&filtered),
    })
}

fn up_filtered(above: &[u8], rows: &[u8], row: usize) -> Vec<u8> {
    let zeros = vec![0; row];
    let first = if above.is_empty() { &zeros[..] } else { above };
    let befores = std::iter::once(first).chain(rows.chunks_exact(row));
    let mut filtered = Vec::with_capacity(rows.len() + rows.len() / row.max(1));
    for (this, before) in rows.chunks_exact(row).zip(befores) {
        filtered.push(UP);
        filtered.extend(
            this.iter()
                .zip(before)
                .map(|(now, up)| now.wrapping_sub(*up)),
        );
    }
    filtered
}

fn deflate(bytes: &[u8], last: bool) -> io::Result<Vec<u8>> {
    let flush = if last {
        FlushCompress::Finish
    } else {
        FlushCompress::Sync
    };
    let mut compress = Compress::new(LEVEL, false);
    let mut out = Vec::with_capacity(bytes.len() / 2 + 1024);
    loop {
        if out.capacity() - out.len() < 1024 {
            out.reserve(bytes.len() / 4 + 1024);
        }
        let done = compress.total_in() as usize;
        let status = compress.compress_vec(&bytes[done..], &mut out, flush);
        let status = status.map_err(io::Error::other)?;
        let consumed = compress.total_in() as usize == bytes.len();
        let room_left = out.len() < out.capacity();
        if status == Status::StreamEnd || (!last && consumed && room_left) {
            return Ok(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;

    fn joined(bands: &[&[u8]]) -> Vec<u8> {
        let mut stream = ZLIB_HEADER.to_vec();
        let mut adler = Adler::EMPTY;
        for (index, bytes) in bands.iter().enumerate() {
            stream.extend(deflate(bytes, index + 1 == bands.len()).unwrap());
            adler = adler.then(Adler::of(bytes));
        }
        stream.extend(adler.value().to_be_bytes());
        stream
    }

    #[test]
    fn up_filter_takes_the_row_above() {
        assert_eq!(up_filtered(&[], &[1, 2, 5, 1], 2), [2, 1, 2, 2, 4, 255]);
        assert_eq!(up_filtered(&[1, 1], &[1, 2], 2), [2, 0, 1]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn bands_are_one_zlib_stream(
            bands in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20_000), 1..5),
        ) {
            let bands: Vec<&[u8]> = bands.iter().map(Vec::as_slice).collect();
            let mut back = Vec::new();
            // The reader checks Adler-32 too.
            let stream = joined(&bands);
            flate2::read::ZlibDecoder::new(&stream[..]).read_to_end(&mut back).unwrap();
            prop_assert_eq!(back, bands.concat());
        }
    }
}
