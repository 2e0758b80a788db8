//! H.264 video as MP4, which browsers play, without coding a picture anew (PS3.5 8.2.7 ff.).
//!
//! ```text
//! fragments  the stream, out of its encapsulation
//! transport  MPEG-2 Transport Stream: the video's bytes and times
//! nal        NAL units of a byte stream (ITU-T H.264 Annex B)
//! h264       what parameter sets and slice headers say
//! pictures   NAL units to pictures, in their order, with their times
//! mp4        ISO base media file: pictures as they come, then the table of them
//! timing     how fast they follow one another in the end
//! keys       of MPEG-2 and HEVC, which not all browsers play: pictures by themselves
//! ```

mod fragments;
mod h264;
mod keys;
mod mp4;
mod nal;
mod pictures;
mod timing;
mod transport;

use std::io::{self, Read, Seek, Write};

use filmdesk_dataset::file::DicomFile;
use filmdesk_dataset::tags;
use thiserror::Error;

use fragments::Fragments;
use pictures::Pictures;
use transport::Transport;

pub use keys::{Keys, MAX_KEYS, Planes, Rgb};
pub use timing::rate;

/// The video of a transfer syntax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coded {
    /// What every browser plays.
    H264,
    /// MPEG-2 and HEVC, which not all do.
    Other,
}

/// Transfer syntaxes of video (PS3.5 A.4.5 to A.4.8); the fragmentable forms have a .1 behind.
const SYNTAXES: &[(&str, Coded)] = &[
    ("1.2.840.10008.1.2.4.100", Coded::Other),
    ("1.2.840.10008.1.2.4.101", Coded::Other),
    ("1.2.840.10008.1.2.4.102", Coded::H264),
    ("1.2.840.10008.1.2.4.103", Coded::H264),
    ("1.2.840.10008.1.2.4.104", Coded::H264),
    ("1.2.840.10008.1.2.4.105", Coded::H264),
    ("1.2.840.10008.1.2.4.106", Coded::H264),
    ("1.2.840.10008.1.2.4.107", Coded::Other),
    ("1.2.840.10008.1.2.4.108", Coded::Other),
];

/// The video of a transfer syntax; none of pictures.
pub fn coded(transfer_syntax: &str) -> Option<Coded> {
    let is = |known: &str| {
        let rest = transfer_syntax.strip_prefix(known);
        matches!(rest, Some("" | ".1"))
    };
    SYNTAXES
        .iter()
        .find(|(known, _)| is(known))
        .map(|(_, coded)| *coded)
}

/// Why there is no video.
#[derive(Debug, Error)]
pub enum VideoError {
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Pixel Data are no encapsulated stream.
    #[error("there is no encapsulated video")]
    NoStream,
    /// No container that PS3.5 allows, and no byte stream.
    #[error("the stream is neither MP4 nor an MPEG transport stream nor H.264")]
    Container,
    /// A transport stream whose video is something else.
    #[error("the transport stream has no H.264 video")]
    NoH264,
    /// Pictures without the parameters that they need.
    #[error("the stream has no picture that can be shown")]
    NoPictures,
    /// More pictures than a video has.
    #[error("the stream has more than {0} pictures")]
    TooLong(usize),
}

/// Writes the stream as it is, out of its encapsulation: for tools that know its container.
///
/// # Errors
/// [`VideoError`]
pub fn stream<R: Read + Seek>(
    file: &DicomFile,
    reader: &mut R,
    out: &mut dyn Write,
) -> Result<(), VideoError> {
    let mut source = file.source(reader);
    let mut stream = Fragments::of(&file.data_set, &mut source).ok_or(VideoError::NoStream)?;
    io::copy(&mut stream, out)?;
    Ok(())
}

/// Writes the video of an image as MP4. `rate` is the image's own, for streams without times.
///
/// # Errors
/// [`VideoError`]; what was written then is no video.
pub fn mp4<R: Read + Seek, W: Write + Seek>(
    file: &DicomFile,
    reader: &mut R,
    rate: Option<f64>,
    out: &mut W,
) -> Result<(), VideoError> {
    if file.data_set.bulk(tags::PIXEL_DATA).is_none() {
        return Err(VideoError::NoStream);
    }
    let mut source = file.source(reader);
    let stream = Fragments::of(&file.data_set, &mut source).ok_or(VideoError::NoStream)?;
    remux(stream, rate, out)
}

/// Bytes that tell containers apart: three packets of a transport stream.
const PROBE: usize = 3 * 192;
/// stream_type of H.264 (ITU-T H.222.0, Table 2-34).
const H264: u8 = 0x1B;
/// Bytes read at once.
const PIECE: usize = 64 << 10;

/// Writes a stream in any container as MP4.
///
/// # Errors
/// [`VideoError`]
pub fn remux<W: Write + Seek>(
    mut stream: impl Read,
    rate: Option<f64>,
    out: &mut W,
) -> Result<(), VideoError> {
    let mut probe = Vec::new();
    (&mut stream).take(PROBE as u64).read_to_end(&mut probe)?;
    let whole = io::Cursor::new(&probe).chain(stream);
    if mp4::is_mp4(&probe) {
        return Ok(mp4::copy(whole, out)?);
    }
    let mut pictures = Pictures::new(rate, out)?;
    if let Some(transport) = Transport::of(&probe, H264) {
        transported(whole, transport, &mut pictures)?;
    } else if nal::is_byte_stream(&probe) {
        let mut whole = whole;
        each_piece(&mut whole, |piece| pictures.push(piece, None))?;
    } else {
        return Err(VideoError::Container);
    }
    pictures.finish()
}

fn transported<W: Write + Seek>(
    mut stream: impl Read,
    mut transport: Transport,
    pictures: &mut Pictures<'_, W>,
) -> Result<(), VideoError> {
    each_piece(&mut stream, |piece| {
        transport.push(piece, &mut |bytes, times| pictures.push(bytes, times))
    })?;
    match transport.has_video() {
        true => Ok(()),
        false => Err(VideoError::NoH264),
    }
}

fn each_piece(
    stream: &mut impl Read,
    mut take: impl FnMut(&[u8]) -> Result<(), VideoError>,
) -> Result<(), VideoError> {
    let mut piece = vec![0; PIECE];
    loop {
        match stream.read(&mut piece)? {
            0 => return Ok(()),
            read => take(&piece[..read])?,
        }
    }
}
