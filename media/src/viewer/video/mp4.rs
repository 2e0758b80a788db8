//! ISO base media files with one video track (ISO/IEC 14496-12, -15): pictures first, as they
//! come, then the table of them.

use std::io::{self, Read, Seek, SeekFrom, Write};

/// Boxes that a file may begin with.
const FIRST: &[&[u8; 4]] = &[
    b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pdin", b"styp",
];

/// Whether bytes are the beginning of such a file.
pub(super) fn is_mp4(bytes: &[u8]) -> bool {
    let kind = bytes.get(4..8);
    FIRST.iter().any(|known| kind == Some(known.as_slice()))
}

/// Copies a file without what is behind its last box: the padding of Pixel Data.
pub(super) fn copy(mut from: impl Read, out: &mut dyn Write) -> io::Result<()> {
    loop {
        let mut header = Vec::new();
        (&mut from).take(8).read_to_end(&mut header)?;
        let [a, b, c, d, kind @ ..] = &header[..] else {
            return Ok(());
        };
        if kind.len() < 4 || kind.iter().any(|byte| !(0x20..0x7F).contains(byte)) {
            return Ok(());
        }
        let mut length = u64::from(u32::from_be_bytes([*a, *b, *c, *d]));
        if length == 1 {
            (&mut from).take(8).read_to_end(&mut header)?;
            let long = header.get(8..).and_then(|bytes| bytes.try_into().ok());
            length = long.map_or(0, u64::from_be_bytes);
        }
        out.write_all(&header)?;
        // 0: to the end of the file.
        let rest = match length {
            0 => u64::MAX,
            length => length.saturating_sub(header.len() as u64),
        };
        io::copy(&mut (&mut from).take(rest), out)?;
    }
}

/// A picture in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) bytes: u32,
    pub(super) is_key: bool,
    pub(super) decoded: u64,
    /// Not before it is decoded.
    pub(super) shown: u64,
}

/// What is written once all pictures are.
pub(super) struct Track<'a> {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) aspect: Option<(u16, u16)>,
    pub(super) format: Option<[u8; 3]>,
    /// Sequence parameter set.
    pub(super) sequence: &'a [u8],
    /// Picture parameter sets.
    pub(super) parameters: &'a [Vec<u8>],
    /// Ticks of a second.
    pub(super) ticks: u32,
    pub(super) samples: &'a [Sample],
}

/// Bytes of ftyp, and of mdat's header in its long form.
const FTYP: u64 = 32;
const MDAT: u64 = 16;

/// A file that is being written.
pub(super) struct Mp4<'w, W: Write + Seek> {
    out: &'w mut W,
    bytes: u64,
}

impl<'w, W: Write + Seek> Mp4<'w, W> {
    pub(super) fn new(out: &'w mut W) -> io::Result<Self> {
        let ftyp = boxed(b"ftyp", &[b"isom\0\0\x02\0isomiso2avc1mp41"]);
        debug_assert_eq!(ftyp.len() as u64, FTYP);
        out.write_all(&ftyp)?;
        out.write_all(&[0, 0, 0, 1])?;
        out.write_all(b"mdat")?;
        out.write_all(&[0; 8])?;
        Ok(Self { out, bytes: 0 })
    }

    /// A picture's units, behind their lengths.
    pub(super) fn sample(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    pub(super) fn finish(self, track: &Track<'_>) -> io::Result<()> {
        self.out.write_all(&movie(track))?;
        self.out.seek(SeekFrom::Start(FTYP + 8))?;
        self.out.write_all(&(MDAT + self.bytes).to_be_bytes())?;
        self.out.seek(SeekFrom::End(0))?;
        self.out.flush()
    }
}

fn boxed(kind: &[u8; 4], pieces: &[&[u8]]) -> Vec<u8> {
    let length: usize = pieces.iter().map(|piece| piece.len()).sum();
    let mut bytes = (length as u32 + 8).to_be_bytes().to_vec();
    bytes.extend(kind);
    pieces
        .iter()
        .for_each(|piece| bytes.extend_from_slice(piece));
    bytes
}

/// A box with version and flags in front.
fn full(kind: &[u8; 4], version: u8, flags: u32, pieces: &[&[u8]]) -> Vec<u8> {
    let mut head = flags.to_be_bytes();
    head[0] = version;
    let pieces: Vec<&[u8]> = std::iter::once(&head[..])
        .chain(pieces.iter().copied())
        .collect();
    boxed(kind, &pieces)
}

fn words(values: &[u32]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_be_bytes())
        .collect()
}

/// Nothing is turned or moved.
const MATRIX: [u32; 9] = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];

fn movie(track: &Track<'_>) -> Vec<u8> {
    let duration = duration(track);
    let long = duration.to_be_bytes();
    // Version 1: times of 64 bits; neither creation nor modification is said.
    let times = [words(&[0, 0, 0, 0, track.ticks]), long.to_vec()].concat();
    let header = [
        words(&[0x1_0000, 0x0100_0000, 0, 0]),
        words(&MATRIX),
        words(&[0; 6]),
        words(&[2]),
    ];
    let mvhd = full(b"mvhd", 1, 0, &[&times, &header.concat()]);
    let size = [displayed_width(track) << 16, track.height << 16];
    let tkhd = [
        words(&[0, 0, 0, 0, 1, 0]),
        long.to_vec(),
        words(&[0, 0, 0, 0]),
        words(&MATRIX),
        words(&size),
    ];
    let tkhd = full(b"tkhd", 1, 3, &[&tkhd.concat()]);
    let mdhd = full(b"mdhd", 1, 0, &[&times, &words(&[0x55C4_0000])]);
    let hdlr = full(b"hdlr", 0, 0, &[&[0; 4], b"vide", &[0; 12], b"video\0"]);
    let minf = media(track);
    let mdia = boxed(b"mdia", &[&mdhd, &hdlr, &minf]);
    let trak = boxed(b"trak", &[&tkhd, &edits(track, duration), &mdia]);
    boxed(b"moov", &[&mvhd, &trak])
}

/// From the first picture that is shown to the end of the last one.
fn duration(track: &Track<'_>) -> u64 {
    let last = track.samples.last().map_or(0, |sample| sample.decoded);
    last + u64::from(steps(track.samples).last().copied().unwrap_or(0))
}

fn displayed_width(track: &Track<'_>) -> u32 {
    let (x, y) = track.aspect.unwrap_or((1, 1));
    let width = u64::from(track.width) * u64::from(x) / u64::from(y);
    u32::try_from(width).unwrap_or(track.width).clamp(1, 0xFFFF)
}

/// The track begins with its first picture, not with what decoding needs before it.
fn edits(track: &Track<'_>, duration: u64) -> Vec<u8> {
    let first = track
        .samples
        .iter()
        .map(|sample| sample.shown)
        .min()
        .unwrap_or(0);
    let entry = [
        &duration.to_be_bytes()[..],
        &first.to_be_bytes(),
        &words(&[0x1_0000]),
    ]
    .concat();
    boxed(b"edts", &[&full(b"elst", 1, 0, &[&words(&[1]), &entry])])
}

fn media(track: &Track<'_>) -> Vec<u8> {
    let url = full(b"url ", 0, 1, &[]);
    let dinf = boxed(b"dinf", &[&full(b"dref", 0, 0, &[&words(&[1]), &url])]);
    let vmhd = full(b"vmhd", 0, 1, &[&[0; 8]]);
    let samples = track.samples;
    let sizes: Vec<u32> = samples.iter().map(|sample| sample.bytes).collect();
    let count = samples.len() as u32;
    let shown: Vec<u32> = samples
        .iter()
        .map(|sample| (sample.shown - sample.decoded) as u32)
        .collect();
    let keys = samples.iter().zip(1..).filter(|(sample, _)| sample.is_key);
    let keys: Vec<u32> = keys.map(|(_, number)| number).collect();
    let table = [
        full(b"stsd", 0, 0, &[&words(&[1]), &entry(track)]),
        runs(b"stts", &steps(samples)),
        runs(b"ctts", &shown),
        full(
            b"stss",
            0,
            0,
            &[&words(&[keys.len() as u32]), &words(&keys)],
        ),
        // All of them in one chunk, behind ftyp and mdat's header.
        full(b"stsc", 0, 0, &[&words(&[1, 1, count, 1])]),
        full(b"stsz", 0, 0, &[&words(&[0, count]), &words(&sizes)]),
        full(b"co64", 0, 0, &[&words(&[1]), &(FTYP + MDAT).to_be_bytes()]),
    ];
    boxed(
        b"minf",
        &[&vmhd, &dinf, &boxed(b"stbl", &[&table.concat()])],
    )
}

/// Ticks from each picture's decoding to the next one's; the last one is as long as that before.
fn steps(samples: &[Sample]) -> Vec<u32> {
    let steps = samples
        .windows(2)
        .map(|pair| pair[1].decoded.saturating_sub(pair[0].decoded));
    let mut steps: Vec<u32> = steps
        .map(|step| u32::try_from(step).unwrap_or(u32::MAX))
        .collect();
    steps.push(steps.last().copied().unwrap_or(1));
    steps
}

/// Equal values one after the other, counted.
fn runs(kind: &[u8; 4], values: &[u32]) -> Vec<u8> {
    let runs: Vec<[u32; 2]> = values
        .chunk_by(|a, b| a == b)
        .map(|run| [run.len() as u32, run[0]])
        .collect();
    full(
        kind,
        0,
        0,
        &[&words(&[runs.len() as u32]), &words(runs.as_flattened())],
    )
}

/// The description of the pictures (ISO/IEC 14496-15 5.3.4.1).
fn entry(track: &Track<'_>) -> Vec<u8> {
    let size = track.width << 16 | track.height & 0xFFFF;
    let head = [
        // Index of the data reference, then what is reserved.
        words(&[0, 1, 0, 0, 0, 0, size, 0x48_0000, 0x48_0000, 0]),
        vec![0, 1],
        vec![0; 32],
        vec![0, 24, 0xFF, 0xFF],
    ];
    let aspect = track
        .aspect
        .map(|(x, y)| boxed(b"pasp", &[&words(&[x.into(), y.into()])]));
    boxed(
        b"avc1",
        &[
            &head.concat(),
            &configuration(track),
            &aspect.unwrap_or_default(),
        ],
    )
}

/// The decoder's parameters (ISO/IEC 14496-15 5.2.4.1).
fn configuration(track: &Track<'_>) -> Vec<u8> {
    let set = |unit: &[u8]| [&(unit.len() as u16).to_be_bytes()[..], unit].concat();
    let profile = track.sequence.get(1..4).unwrap_or(&[0; 3]);
    // Lengths of four bytes; one sequence parameter set.
    let mut bytes = [&[1], profile, &[0xFF, 0xE1], &set(track.sequence)].concat();
    bytes.push(track.parameters.len() as u8);
    track
        .parameters
        .iter()
        .for_each(|unit| bytes.extend(set(unit)));
    if let Some([chroma, luma_bits, chroma_bits]) = track.format {
        bytes.extend([0xFC | chroma, 0xF8 | luma_bits, 0xF8 | chroma_bits, 0]);
    }
    boxed(b"avcC", &[&bytes])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_behind_the_last_box_is_left_out() {
        let file = [boxed(b"ftyp", &[b"isom"]), boxed(b"mdat", &[&[7; 5]])].concat();
        for padding in [&[][..], &[0], &[0; 12]] {
            let mut out = Vec::new();
            copy(&[&file[..], padding].concat()[..], &mut out).expect("copied");
            assert_eq!(out, file);
        }
        assert!(is_mp4(&file) && !is_mp4(b"\0\0\0\x01\x67"));
    }

    #[test]
    fn runs_are_counted() {
        let bytes = runs(b"stts", &[3, 3, 4]);
        assert_eq!(bytes[12..], words(&[2, 2, 3, 1, 4]));
    }
}
