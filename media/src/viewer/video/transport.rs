//! MPEG-2 Transport Stream (ITU-T H.222.0): the packets of its video, with their times.

use super::VideoError;

/// The first byte of a packet.
const SYNC: u8 = 0x47;
/// Bytes of a packet.
const PACKET: usize = 188;
/// Bytes from packet to packet, and those before each: plain, with the time stamps of Blu-ray, with
/// error correction behind.
const STRIDES: &[(usize, usize)] = &[(PACKET, 0), (192, 4), (204, 0)];
/// Packet identifier of the Program Association Table.
const ASSOCIATION: u16 = 0;

/// When a picture is decoded and shown, in ticks of 90 kHz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    pub(super) decoded: u64,
    pub(super) shown: u64,
}

/// Takes packets apart.
#[derive(Debug)]
pub(super) struct Transport {
    /// stream_type of the video.
    kind: u8,
    stride: usize,
    lead: usize,
    buffer: Vec<u8>,
    program: Option<u16>,
    video: Option<u16>,
}

/// Takes payload; times where a picture begins in it.
type Take<'a> = dyn FnMut(&[u8], Option<Times>) -> Result<(), VideoError> + 'a;

impl Transport {
    /// By a stream's first bytes, for video of this stream_type (Table 2-34); none when they are no
    /// packets.
    pub(super) fn of(probe: &[u8], kind: u8) -> Option<Self> {
        let fits = |(stride, lead): &&(usize, usize)| {
            (0..2).all(|packet| probe.get(lead + packet * stride) == Some(&SYNC))
        };
        STRIDES.iter().find(fits).map(|(stride, lead)| Self {
            kind,
            stride: *stride,
            lead: *lead,
            buffer: Vec::new(),
            program: None,
            video: None,
        })
    }

    /// Whether a video was found.
    pub(super) fn has_video(&self) -> bool {
        self.video.is_some()
    }

    /// Takes bytes in, gives the video's out.
    pub(super) fn push(&mut self, bytes: &[u8], take: &mut Take<'_>) -> Result<(), VideoError> {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.extend_from_slice(bytes);
        let whole = buffer.len() / self.stride * self.stride;
        for packet in buffer[..whole].chunks_exact(self.stride) {
            self.packet(&packet[self.lead..self.lead + PACKET], take)?;
        }
        buffer.drain(..whole);
        self.buffer = buffer;
        Ok(())
    }

    fn packet(&mut self, packet: &[u8], take: &mut Take<'_>) -> Result<(), VideoError> {
        let [sync, high, low, control, ..] = *packet else {
            return Ok(());
        };
        if sync != SYNC {
            return Ok(());
        }
        let starts = high & 0x40 != 0;
        let identifier = u16::from(high & 0x1F) << 8 | u16::from(low);
        // Adaptation field, then payload, each where a bit says so (Table 2-5).
        let adapted = match control & 0x20 != 0 {
            true => 1 + usize::from(packet[4]),
            false => 0,
        };
        let payload = packet.get(4 + adapted..).filter(|_| control & 0x10 != 0);
        let Some(payload) = payload else {
            return Ok(());
        };
        match identifier {
            ASSOCIATION if starts => self.program = self.program.or_else(|| program(payload)),
            other if Some(other) == self.program && starts => {
                self.video = self.video.or_else(|| video(payload, self.kind));
            }
            other if Some(other) == self.video => {
                let (times, payload) = if starts {
                    elementary(payload)
                } else {
                    (None, payload)
                };
                take(payload, times)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// The section in a packet, from behind its pointer field; without its checksum.
fn section(payload: &[u8]) -> Option<&[u8]> {
    let section = payload.get(1 + usize::from(*payload.first()?)..)?;
    let length = usize::from(section.get(1)? & 0x0F) << 8 | usize::from(*section.get(2)?);
    let end = (3 + length).checked_sub(4)?;
    section.get(..end.min(section.len()))
}

fn identifier(bytes: &[u8]) -> u16 {
    u16::from(bytes[0] & 0x1F) << 8 | u16::from(bytes[1])
}

/// The identifier of the first program's map (2.4.4.3).
fn program(payload: &[u8]) -> Option<u16> {
    let programs = section(payload)?.get(8..)?.chunks_exact(4);
    let mut real = programs.filter(|entry| entry[..2] != [0, 0]);
    real.next().map(|entry| identifier(&entry[2..]))
}

/// The identifier of the first stream of a stream_type (2.4.4.8).
fn video(payload: &[u8], wanted: u8) -> Option<u16> {
    let section = section(payload)?;
    let skipped = usize::from(section.get(10)? & 0x0F) << 8 | usize::from(*section.get(11)?);
    let mut streams = section.get(12 + skipped..)?;
    while let [kind, a, b, c, d, rest @ ..] = streams {
        if *kind == wanted {
            return Some(identifier(&[*a, *b]));
        }
        let described = usize::from(c & 0x0F) << 8 | usize::from(*d);
        streams = rest.get(described..)?;
    }
    None
}

/// A PES packet's times and payload (2.4.3.6).
fn elementary(payload: &[u8]) -> (Option<Times>, &[u8]) {
    let [0, 0, 1, _, _, _, _, flags, length, rest @ ..] = payload else {
        return (None, payload);
    };
    let shown = rest.get(..5).filter(|_| flags & 0x80 != 0).map(stamp);
    let decoded = rest.get(5..10).filter(|_| flags & 0x40 != 0).map(stamp);
    let times = shown.map(|shown| Times {
        shown,
        decoded: decoded.unwrap_or(shown),
    });
    (times, rest.get(usize::from(*length)..).unwrap_or_default())
}

/// 33 bits with marker bits among them.
fn stamp(bytes: &[u8]) -> u64 {
    let byte = |at: usize| u64::from(bytes[at]);
    (byte(0) >> 1 & 7) << 30 | byte(1) << 22 | (byte(2) >> 1) << 15 | byte(3) << 7 | byte(4) >> 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_put_together() {
        assert_eq!(stamp(&[0x21, 0, 1, 0, 1]), 0);
        assert_eq!(
            stamp(&[0x21, 0, 0x07, 0xD8, 0x61]),
            126_000,
            "1.4 s of 90 kHz"
        );
        assert_eq!(stamp(&[0x2F, 0xFF, 0xFF, 0xFF, 0xFF]), (1 << 33) - 1);
    }

    #[test]
    fn what_is_no_packet_is_passed_over() {
        let mut probe = vec![0; 2 * PACKET];
        assert!(Transport::of(&probe, 0x1B).is_none());
        probe[0] = SYNC;
        probe[PACKET] = SYNC;
        let mut transport = Transport::of(&probe, 0x1B).expect("packets");
        let mut taken = 0;
        for byte in 0..=255u8 {
            probe[1..PACKET].fill(byte);
            let pushed = transport.push(&probe, &mut |bytes, _| {
                taken += bytes.len();
                Ok(())
            });
            assert!(pushed.is_ok() && transport.buffer.is_empty());
        }
        assert!(!transport.has_video() && taken == 0);
    }
}
