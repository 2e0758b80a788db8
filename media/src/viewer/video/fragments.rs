//! Encapsulated Pixel Data as one stream: fragments without their item headers (PS3.5 A.4).

use std::io::{self, Read};

use filmdesk_dataset::{Bulk, BulkSource, DataSet, tags};

/// Bytes of an item header.
const HEADER: u64 = 8;

/// Reads them one after the other.
pub(super) struct Fragments<'a> {
    bulk: Bulk,
    source: &'a mut dyn BulkSource,
    at: u64,
    /// Where the fragment ends that is being read.
    end: u64,
}

impl<'a> Fragments<'a> {
    /// Of Pixel Data, from behind the Basic Offset Table on.
    pub(super) fn of(data: &DataSet, source: &'a mut dyn BulkSource) -> Option<Self> {
        let bulk = data
            .bulk(tags::PIXEL_DATA)
            .filter(|bulk| bulk.encapsulated)?;
        let mut fragments = Self {
            bulk,
            source,
            at: 0,
            end: 0,
        };
        fragments.next_item().ok()?;
        fragments.at = fragments.end;
        Some(fragments)
    }

    fn next_item(&mut self) -> io::Result<()> {
        let mut header = [0; HEADER as usize];
        self.source
            .read_exact_at(&self.bulk, self.at, &mut header)?;
        let [.., a, b, c, d] = header;
        self.at += HEADER;
        let end = self.at + u64::from(u32::from_le_bytes([a, b, c, d]));
        // The last fragment of a damaged file may be cut.
        self.end = end.min(self.bulk.length);
        Ok(())
    }
}

impl Read for Fragments<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.end {
            if self.at + HEADER > self.bulk.length {
                return Ok(0);
            }
            self.next_item()?;
        }
        let wanted = buffer
            .len()
            .min(usize::try_from(self.end - self.at).unwrap_or(usize::MAX));
        self.source
            .read_exact_at(&self.bulk, self.at, &mut buffer[..wanted])?;
        self.at += wanted as u64;
        Ok(wanted)
    }
}
