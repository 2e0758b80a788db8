//! Whether two files hold the same data set.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use crate::index::ingest::Content;

/// Bytes compared at once.
const PIECE: usize = 256 << 10;

/// Compares the data sets byte by byte, whatever the File Meta Information before them.
pub(crate) fn data_sets<A: Read + Seek, B: Read + Seek>(
    mut a: A,
    content_of_a: &Content,
    mut b: B,
    content_of_b: &Content,
) -> io::Result<bool> {
    a.seek(SeekFrom::Start(content_of_a.data_offset))?;
    b.seek(SeekFrom::Start(content_of_b.data_offset))?;
    let mut a = BufReader::with_capacity(PIECE, a);
    let mut b = BufReader::with_capacity(PIECE, b);
    loop {
        let (left, right) = (a.fill_buf()?, b.fill_buf()?);
        let common = left.len().min(right.len());
        if common == 0 {
            return Ok(left.len() == right.len());
        }
        if left[..common] != right[..common] {
            return Ok(false);
        }
        a.consume(common);
        b.consume(common);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn content(data_offset: u64) -> Content {
        Content {
            length: 0,
            data_offset,
            crc: 0,
        }
    }

    #[test]
    fn meta_does_not_count_and_every_byte_does() {
        let long = vec![7; 3 * PIECE + 1];
        let with_meta = [&b"meta"[..], &long].concat();
        let same = |a: &[u8], b: &[u8]| {
            data_sets(Cursor::new(a), &content(4), Cursor::new(b), &content(0)).unwrap()
        };
        assert!(same(&with_meta, &long));
        assert!(!same(&with_meta, &long[1..]));
        assert!(!same(&with_meta[..with_meta.len() - 1], &long));
        let mut other = long.clone();
        *other.last_mut().unwrap() ^= 1;
        assert!(!same(&with_meta, &other));
    }
}
