//! Transfer syntaxes of profiles.

use filmdesk_dataset::uids;

pub(super) const EXPLICIT: &[&str] = &[uids::EXPLICIT_VR_LITTLE_ENDIAN];

pub(super) const JPEG: &[&str] = &[
    uids::EXPLICIT_VR_LITTLE_ENDIAN,
    uids::JPEG_LOSSLESS_SV1,
    uids::JPEG_BASELINE8_BIT,
    uids::JPEG_EXTENDED12_BIT,
];

pub(super) const JPEG_2000: &[&str] = &[
    uids::EXPLICIT_VR_LITTLE_ENDIAN,
    uids::JPEG2000_LOSSLESS,
    uids::JPEG2000,
];

/// What our conformance statement names for profiles that leave it to that (PS3.11 G.3.1, L.3.1):
/// every encapsulated syntax that is not retired, and Explicit VR Little Endian.
pub const STATED: &[&str] = &[
    uids::EXPLICIT_VR_LITTLE_ENDIAN,
    uids::DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    uids::JPEG_LOSSLESS_SV1,
    uids::JPEG_LOSSLESS,
    uids::JPEG_BASELINE8_BIT,
    uids::JPEG_EXTENDED12_BIT,
    uids::JPEGLS_LOSSLESS,
    uids::JPEGLS_NEAR_LOSSLESS,
    uids::JPEG2000_LOSSLESS,
    uids::JPEG2000,
    uids::JPEG2000MC_LOSSLESS,
    uids::JPEG2000MC,
    uids::HTJ2K_LOSSLESS,
    uids::HTJ2K_LOSSLESS_RPCL,
    uids::HTJ2K,
    uids::JPEGXL_LOSSLESS,
    uids::JPEGXLJPEG_RECOMPRESSION,
    uids::JPEGXL,
    uids::MPEG2MPML,
    uids::MPEG2MPHL,
    uids::MPEG4HP41,
    uids::MPEG4HP41BD,
    uids::MPEG4HP422D,
    uids::MPEG4HP423D,
    uids::MPEG4HP42STEREO,
    uids::HEVCMP51,
    uids::HEVCM10P51,
    uids::RLE_LOSSLESS,
    uids::DEFLATED_IMAGE_FRAME_COMPRESSION,
];

/// Implicit VR with big endian pixels, of old GE devices.
const GE_PRIVATE: &str = "1.2.840.113619.5.2";

/// Transfer syntaxes that this program decodes (`dataset::pixels`), so that an instance can be
/// turned into another one.
const DECODED: &[&str] = &[
    uids::IMPLICIT_VR_LITTLE_ENDIAN,
    uids::EXPLICIT_VR_LITTLE_ENDIAN,
    uids::ENCAPSULATED_UNCOMPRESSED_EXPLICIT_VR_LITTLE_ENDIAN,
    uids::DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    "1.2.840.10008.1.2.2",
    GE_PRIVATE,
    uids::JPEG_BASELINE8_BIT,
    uids::JPEG_EXTENDED12_BIT,
    "1.2.840.10008.1.2.4.53",
    "1.2.840.10008.1.2.4.55",
    uids::JPEG_LOSSLESS,
    uids::JPEG_LOSSLESS_SV1,
    uids::JPEGLS_LOSSLESS,
    uids::JPEGLS_NEAR_LOSSLESS,
    uids::JPEG2000_LOSSLESS,
    uids::JPEG2000,
    uids::HTJ2K_LOSSLESS,
    uids::HTJ2K_LOSSLESS_RPCL,
    uids::HTJ2K,
    uids::RLE_LOSSLESS,
    uids::DEFLATED_IMAGE_FRAME_COMPRESSION,
];

/// Whether an instance with this transfer syntax can be turned into another one.
pub fn can_be_transcoded(transfer_syntax: &str) -> bool {
    DECODED.contains(&transfer_syntax)
}

/// Those of [`DECODED`] in which something may have been lost.
const LOSSY: &[&str] = &[
    uids::JPEG_BASELINE8_BIT,
    uids::JPEG_EXTENDED12_BIT,
    "1.2.840.10008.1.2.4.53",
    "1.2.840.10008.1.2.4.55",
    uids::JPEGLS_NEAR_LOSSLESS,
    uids::JPEG2000,
    uids::HTJ2K,
];

/// Whether something may have been lost.
pub(super) fn is_lossy(transfer_syntax: &str) -> bool {
    LOSSY.contains(&transfer_syntax)
}

/// Lossless ones among those that profiles name.
const LOSSLESS: &[&str] = &[
    uids::EXPLICIT_VR_LITTLE_ENDIAN,
    uids::DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    uids::JPEG_LOSSLESS_SV1,
    uids::JPEG2000_LOSSLESS,
    uids::RLE_LOSSLESS,
];

/// The first of `allowed` that loses nothing.
pub(super) fn first_lossless(allowed: &'static [&'static str]) -> Option<&'static str> {
    let mut lossless = allowed.iter().filter(|uid| LOSSLESS.contains(*uid));
    lossless.next().copied()
}

/// Names of transfer syntaxes for people.
const NAMES: &[(&str, &str)] = &[
    ("1.2.840.10008.1.2", "Implicit VR Little Endian"),
    ("1.2.840.10008.1.2.1", "Explicit VR Little Endian"),
    ("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed"),
    (
        "1.2.840.10008.1.2.1.99",
        "Deflated Explicit VR Little Endian",
    ),
    ("1.2.840.10008.1.2.2", "Explicit VR Big Endian"),
    ("1.2.840.10008.1.2.4.50", "JPEG Baseline"),
    ("1.2.840.10008.1.2.4.51", "JPEG Extended"),
    ("1.2.840.10008.1.2.4.57", "JPEG Lossless"),
    (
        "1.2.840.10008.1.2.4.70",
        "JPEG Lossless, first-order prediction",
    ),
    ("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless"),
    ("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless"),
    ("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless"),
    ("1.2.840.10008.1.2.4.91", "JPEG 2000"),
    ("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Lossless"),
    ("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2"),
    ("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level"),
    ("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level"),
    ("1.2.840.10008.1.2.4.102", "MPEG-4 High Profile / Level 4.1"),
    (
        "1.2.840.10008.1.2.4.103",
        "MPEG-4 BD-compatible High Profile / Level 4.1",
    ),
    (
        "1.2.840.10008.1.2.4.104",
        "MPEG-4 High Profile / Level 4.2 for 2D video",
    ),
    (
        "1.2.840.10008.1.2.4.105",
        "MPEG-4 High Profile / Level 4.2 for 3D video",
    ),
    (
        "1.2.840.10008.1.2.4.106",
        "MPEG-4 Stereo High Profile / Level 4.2",
    ),
    ("1.2.840.10008.1.2.4.107", "HEVC Main Profile / Level 5.1"),
    (
        "1.2.840.10008.1.2.4.108",
        "HEVC Main 10 Profile / Level 5.1",
    ),
    ("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
    ("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression"),
    ("1.2.840.10008.1.2.4.112", "JPEG XL"),
    (
        "1.2.840.10008.1.2.4.201",
        "High-Throughput JPEG 2000 Lossless",
    ),
    (
        "1.2.840.10008.1.2.4.202",
        "High-Throughput JPEG 2000 Lossless (RPCL)",
    ),
    ("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"),
    ("1.2.840.10008.1.2.5", "RLE Lossless"),
    ("1.2.840.10008.1.2.8.1", "Deflated Image Frame"),
];

/// A transfer syntax in words; the UID itself when there are none.
pub fn name(uid: &str) -> &str {
    let found = NAMES.iter().find(|(known, _)| *known == uid);
    found.map_or(uid, |(_, name)| name)
}
