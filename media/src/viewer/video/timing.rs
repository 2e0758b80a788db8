//! How fast the pictures of an MP4 follow one another, whoever made it (ISO/IEC 14496-12 8).

use std::io::{Read, Seek, SeekFrom};

/// Bytes of a movie's table that are read: half a day at 60 pictures a second has less.
const MAX_MOVIE: u64 = 64 << 20;

/// Pictures a second of the first video track, in the mean.
pub fn rate(file: &mut (impl Read + Seek)) -> Option<f64> {
    let movie = movie(file)?;
    let tracks = Boxes(&movie).filter(|(kind, _)| *kind == b"trak");
    tracks.into_iter().find_map(|(_, track)| {
        let media = inside(track, &[b"mdia"])?;
        let is_video = inside(media, &[b"hdlr"])?.get(8..12)? == b"vide";
        let steps = inside(media, &[b"minf", b"stbl", b"stts"])?;
        let scale = is_video.then(|| inside(media, &[b"mdhd"]))??;
        mean(time_scale(scale)?, steps)
    })
}

/// The content of the box moov.
pub(super) fn movie(file: &mut (impl Read + Seek)) -> Option<Vec<u8>> {
    file.rewind().ok()?;
    loop {
        let mut header = [0; 8];
        file.read_exact(&mut header).ok()?;
        let (mut length, kind) = (u64::from(word(&header, 0)?), &header[4..]);
        let mut before = 8;
        if length == 1 {
            let mut long = [0; 8];
            file.read_exact(&mut long).ok()?;
            (length, before) = (u64::from_be_bytes(long), 16);
        }
        // 0: to the end of the file.
        let content = if length == 0 {
            u64::MAX
        } else {
            length.checked_sub(before)?
        };
        if kind == b"moov" {
            let mut movie = Vec::new();
            file.take(content.min(MAX_MOVIE))
                .read_to_end(&mut movie)
                .ok()?;
            return Some(movie);
        }
        file.seek(SeekFrom::Current(i64::try_from(content).ok()?))
            .ok()?;
    }
}

/// Boxes one behind the other: kind and content. All in a movie's table are short.
pub(super) struct Boxes<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let length = word(self.0, 0)? as usize;
        let (one, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some((one.get(4..8)?, &one[8..]))
    }
}

/// The content of a box in a box.
pub(super) fn inside<'a>(content: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(content, |content, wanted| {
        let mut found = Boxes(content).filter(|(kind, _)| kind == wanted);
        found.next().map(|(_, content)| content)
    })
}

pub(super) fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// Ticks of a second, of mdhd.
fn time_scale(header: &[u8]) -> Option<u32> {
    let is_long = *header.first()? == 1;
    word(header, if is_long { 20 } else { 12 })
}

/// Of stts: runs of pictures and the ticks of each.
fn mean(scale: u32, steps: &[u8]) -> Option<f64> {
    let runs = steps.get(8..)?.chunks_exact(8);
    let (mut pictures, mut ticks) = (0.0, 0.0);
    for run in runs {
        let (count, step) = (f64::from(word(run, 0)?), f64::from(word(run, 4)?));
        pictures += count;
        ticks += count * step;
    }
    let rate = pictures * f64::from(scale) / ticks;
    (rate.is_finite() && rate > 0.0).then_some(rate)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::mp4::{Mp4, Sample, Track};
    use super::*;

    #[test]
    fn the_rate_is_what_the_table_says() {
        let mut file = Cursor::new(Vec::new());
        let sample = |at: u64| Sample {
            bytes: 1,
            is_key: true,
            decoded: at * 3000,
            shown: at * 3000,
        };
        let mut out = Mp4::new(&mut file).expect("a file");
        (0..4).for_each(|_| out.sample(b"x").expect("written"));
        let track = Track {
            width: 8,
            height: 8,
            aspect: None,
            format: None,
            sequence: &[0x67, 66, 0, 10],
            parameters: &[],
            ticks: 90_000,
            samples: &[0, 1, 2, 3].map(sample),
        };
        out.finish(&track).expect("written");
        assert_eq!(rate(&mut file), Some(30.0));
        let whole = file.into_inner();
        for cut in 0..whole.len() {
            // Never a panic, and no other rate.
            let cut = rate(&mut Cursor::new(&whole[..cut]));
            assert!(cut.is_none_or(|rate| rate == 30.0));
        }
    }
}
