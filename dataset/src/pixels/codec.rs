//! Transfer syntaxes and the codecs of their frames.

use std::io::Read;

use flate2::read::DeflateDecoder;

use super::attributes::PixelAttributes;
use super::error::PixelError;
use super::native::NativeData;
use super::samples::Raw;
use super::{jpeg, jpeg_ls, jpeg2000, rle};

/// A decoded frame before masking and colour conversion.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) raw: Raw,
    /// Bits of a value, where the compressed image knows better than Bits Stored.
    pub(super) bits: Option<u16>,
    /// Whether values are signed, where the compressed image knows better.
    pub(super) signed: Option<bool>,
    /// Whether three samples are RGB already, whatever Photometric Interpretation says.
    pub(super) rgb: bool,
}

impl Decoded {
    pub(super) fn as_declared(raw: Raw) -> Self {
        Self {
            raw,
            bits: None,
            signed: None,
            rgb: false,
        }
    }

    /// Samples of `bits` in the low bits, whatever High Bit says.
    pub(super) fn lossy(raw: Raw, bits: u16) -> Self {
        Self {
            bits: Some(bits),
            ..Self::as_declared(raw)
        }
    }
}

/// How the frames of a transfer syntax are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// Not encapsulated.
    Native,
    /// Encapsulated, uncompressed.
    Plain,
    Deflated,
    Rle,
    Jpeg,
    JpegLs,
    Jpeg2000,
}

/// Transfer syntaxes below 1.2.840.10008.1.2 (PS3.5 Annex A, PS3.6 Annex A).
const SYNTAXES: &[(&str, Option<Coding>, &str)] = &[
    ("", Some(Coding::Native), "Implicit VR Little Endian"),
    (".1", Some(Coding::Native), "Explicit VR Little Endian"),
    (
        ".1.98",
        Some(Coding::Plain),
        "Encapsulated Uncompressed Explicit VR Little Endian",
    ),
    (
        ".1.99",
        Some(Coding::Native),
        "Deflated Explicit VR Little Endian",
    ),
    (".2", Some(Coding::Native), "Explicit VR Big Endian"),
    (".4.50", Some(Coding::Jpeg), "JPEG Baseline"),
    (".4.51", Some(Coding::Jpeg), "JPEG Extended"),
    (".4.53", Some(Coding::Jpeg), "JPEG Spectral Selection"),
    (".4.55", Some(Coding::Jpeg), "JPEG Full Progression"),
    (".4.57", Some(Coding::Jpeg), "JPEG Lossless"),
    (
        ".4.70",
        Some(Coding::Jpeg),
        "JPEG Lossless, First-Order Prediction",
    ),
    (".4.80", Some(Coding::JpegLs), "JPEG-LS Lossless"),
    (".4.81", Some(Coding::JpegLs), "JPEG-LS Near-Lossless"),
    (".4.90", Some(Coding::Jpeg2000), "JPEG 2000 Lossless"),
    (".4.91", Some(Coding::Jpeg2000), "JPEG 2000"),
    (".4.92", None, "JPEG 2000 Part 2 Lossless"),
    (".4.93", None, "JPEG 2000 Part 2"),
    (".4.100", None, "MPEG2 Main Profile / Main Level"),
    (".4.101", None, "MPEG2 Main Profile / High Level"),
    (".4.102", None, "MPEG-4 AVC/H.264 High Profile"),
    (
        ".4.103",
        None,
        "MPEG-4 AVC/H.264 BD-compatible High Profile",
    ),
    (".4.104", None, "MPEG-4 AVC/H.264 High Profile for 2D Video"),
    (".4.105", None, "MPEG-4 AVC/H.264 High Profile for 3D Video"),
    (".4.106", None, "MPEG-4 AVC/H.264 Stereo High Profile"),
    (".4.107", None, "HEVC/H.265 Main Profile"),
    (".4.108", None, "HEVC/H.265 Main 10 Profile"),
    (".4.110", None, "JPEG XL Lossless"),
    (".4.111", None, "JPEG XL JPEG Recompression"),
    (".4.112", None, "JPEG XL"),
    (
        ".4.201",
        Some(Coding::Jpeg2000),
        "High-Throughput JPEG 2000 Lossless",
    ),
    (
        ".4.202",
        Some(Coding::Jpeg2000),
        "High-Throughput JPEG 2000 RPCL Lossless",
    ),
    (
        ".4.203",
        Some(Coding::Jpeg2000),
        "High-Throughput JPEG 2000",
    ),
    (".5", Some(Coding::Rle), "RLE Lossless"),
    (".8.1", Some(Coding::Deflated), "Deflated Image Frame"),
];

/// How a transfer syntax codes its frames.
pub(super) fn coding_of(uid: &str) -> Result<Coding, PixelError> {
    let unsupported = |name| PixelError::Unsupported {
        uid: uid.to_owned(),
        name,
    };
    if uid == super::GE_PRIVATE {
        return Ok(Coding::Native);
    }
    let suffix = uid.strip_prefix("1.2.840.10008.1.2");
    let found = SYNTAXES.iter().find(|(known, _, _)| Some(*known) == suffix);
    let (_, coding, name) = found.ok_or_else(|| unsupported("an unknown transfer syntax"))?;
    coding.ok_or_else(|| unsupported(name))
}

/// The name of a transfer syntax.
pub(super) fn name_of(uid: &str) -> Option<&'static str> {
    let suffix = uid.strip_prefix("1.2.840.10008.1.2")?;
    let found = SYNTAXES.iter().find(|(known, _, _)| *known == suffix);
    found.map(|(_, _, name)| *name)
}

/// Decodes the bytes of one encapsulated frame.
pub(super) fn decode(
    coding: Coding,
    bytes: &[u8],
    attributes: &PixelAttributes,
) -> Result<Decoded, PixelError> {
    match coding {
        Coding::Native | Coding::Plain => plain(bytes, attributes),
        Coding::Deflated => plain(&inflate(bytes, attributes)?, attributes),
        Coding::Rle => Ok(Decoded::as_declared(rle::decode(bytes, attributes)?)),
        Coding::Jpeg => jpeg::decode(bytes, attributes),
        Coding::JpegLs => jpeg_ls::decode(bytes, attributes),
        Coding::Jpeg2000 => jpeg2000::decode(bytes, attributes),
    }
}

fn plain(bytes: &[u8], attributes: &PixelAttributes) -> Result<Decoded, PixelError> {
    let mut read = |at: u64, buffer: &mut [u8]| crate::bulk::copy_at(bytes, at, buffer);
    let mut native = NativeData {
        read: &mut read,
        length: bytes.len() as u64,
        vr: dicom_core::VR::OB,
        big_endian: false,
    };
    native.frame(attributes, 0).map(Decoded::as_declared)
}

fn inflate(bytes: &[u8], attributes: &PixelAttributes) -> Result<Vec<u8>, PixelError> {
    // One byte of padding may follow the frame.
    let most = attributes.samples_in_frame() as u64 * 4 + 1;
    let mut frame = Vec::new();
    let done = DeflateDecoder::new(bytes)
        .take(most)
        .read_to_end(&mut frame);
    done.map_err(|error| PixelError::codec("deflate", error))?;
    Ok(frame)
}
