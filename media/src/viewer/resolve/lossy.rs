//! Whether an image was compressed with loss, which whoever reads it must be told
//! (PS3.3 C.7.6.1.1.5).

use std::io::{Read, Seek};

use filmdesk_dataset::file::DicomFile;
use filmdesk_dataset::pixels::StoredFrames;
use filmdesk_dataset::{DataSet, tags, uids};

use super::super::values::{decimals, term};

/// Losses one after the other that are named: a fourth one tells nobody more.
const MAX_LOSSES: usize = 3;
/// A ratio below this has a decimal.
const WHOLE: f64 = 9.95;

/// Lossy Image Compression Methods, short (PS3.3 C.7.6.1.1.5.1).
const METHODS: &[(&str, &str)] = &[
    ("ISO_10918_1", "JPEG"),
    ("ISO_14495_1", "JPEG-LS"),
    ("ISO_15444_1", "JPEG 2000"),
    ("ISO_15444_15", "HTJ2K"),
    ("ISO_18181_1", "JPEG XL"),
    ("ISO_13818_2", "MPEG2"),
    ("ISO_14496_10", "H.264"),
    ("ISO_23008_2", "HEVC"),
];

/// Transfer syntaxes in which something is lost, whatever the attributes say.
const ALWAYS: &[(&str, &str)] = &[
    (uids::JPEG_BASELINE8_BIT, "JPEG"),
    (uids::JPEG_EXTENDED12_BIT, "JPEG"),
    (uids::JPEGLS_NEAR_LOSSLESS, "JPEG-LS"),
    ("1.2.840.10008.1.2.4.100", "MPEG2"),
    ("1.2.840.10008.1.2.4.101", "MPEG2"),
    ("1.2.840.10008.1.2.4.102", "H.264"),
    ("1.2.840.10008.1.2.4.103", "H.264"),
    ("1.2.840.10008.1.2.4.104", "H.264"),
    ("1.2.840.10008.1.2.4.105", "H.264"),
    ("1.2.840.10008.1.2.4.106", "H.264"),
    ("1.2.840.10008.1.2.4.107", "HEVC"),
    ("1.2.840.10008.1.2.4.108", "HEVC"),
];

/// Transfer syntaxes in which something is lost where the wavelet is the irreversible one.
const BY_WAVELET: &[(&str, &str)] = &[(uids::JPEG2000, "JPEG 2000"), (uids::HTJ2K, "HTJ2K")];

/// "12:1 JPEG" of an image compressed with loss; empty where neither ratio nor method is known.
pub(in super::super) fn lossy<R: Read + Seek>(file: &DicomFile, reader: &mut R) -> Option<String> {
    let data = &file.data_set;
    let syntax = file.meta.transfer_syntax.as_str();
    match (
        term(data, tags::LOSSY_IMAGE_COMPRESSION),
        of(ALWAYS, syntax),
    ) {
        ("01", always) => Some(said(data, always.or(of(BY_WAVELET, syntax)))),
        (_, Some(method)) => Some(said(data, Some(method))),
        ("", None) => {
            let method = of(BY_WAVELET, syntax)?;
            is_irreversible(file, reader).then(|| said(data, Some(method)))
        }
        _ => None,
    }
}

fn of(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    let row = table.iter().find(|(known, _)| *known == name);
    row.map(|(_, short)| *short)
}

/// Ratios and methods; the method of the transfer syntax where none is named.
fn said(data: &DataSet, by_syntax: Option<&'static str>) -> String {
    let ratios = decimals(data, tags::LOSSY_IMAGE_COMPRESSION_RATIO);
    let ratios = ratios.into_iter().filter(|ratio| *ratio >= 1.0);
    let ratios: Vec<String> = ratios.take(MAX_LOSSES).map(ratio).collect();
    let named = term(data, tags::LOSSY_IMAGE_COMPRESSION_METHOD).split('\\');
    let mut methods: Vec<&str> = named
        .map(|name| of(METHODS, name).unwrap_or(name))
        .filter(|name| !name.is_empty())
        .take(MAX_LOSSES)
        .collect();
    if methods.is_empty() {
        methods.extend(by_syntax);
    }
    format!("{} {}", ratios.join(", "), methods.join(", "))
        .trim()
        .to_owned()
}

fn ratio(ratio: f64) -> String {
    match ratio < WHOLE {
        true => format!("{}:1", (ratio * 10.0).round() / 10.0),
        false => format!("{ratio:.0}:1"),
    }
}

fn is_irreversible<R: Read + Seek>(file: &DicomFile, reader: &mut R) -> bool {
    let mut source = file.source(reader);
    let frames = StoredFrames::new(&file.data_set, &file.meta.transfer_syntax, &mut source);
    let first = frames.and_then(|frames| frames.compressed(&mut source, 0));
    first.is_ok_and(|bytes| bytes.is_some_and(|bytes| wavelet(&bytes) == Some(IRREVERSIBLE)))
}

/// The 9-7 irreversible wavelet (ISO/IEC 15444-1 Table A.20).
const IRREVERSIBLE: u8 = 0;
/// Start of codestream, and the coding style default (Tables A.2 and A.12).
const SOC: [u8; 2] = [0xFF, 0x4F];
const COD: u8 = 0x52;
/// Start of the first tile: the main header ends.
const SOT: u8 = 0x90;
/// Where a COD's transformation is, behind its marker.
const TRANSFORMATION: usize = 11;

/// The wavelet that the main header of a codestream names.
fn wavelet(bytes: &[u8]) -> Option<u8> {
    let mut rest = bytes.strip_prefix(&SOC)?;
    while let [0xFF, marker, after @ ..] = rest {
        match *marker {
            SOT => return None,
            COD => return after.get(TRANSFORMATION).copied(),
            _ => {}
        }
        let [high, low, ..] = *after else { return None };
        rest = after.get(usize::from(u16::from_be_bytes([high, low])).max(2)..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_short() {
        let said: Vec<String> = [2.54, 9.96, 12.3, 100.0].into_iter().map(ratio).collect();
        assert_eq!(said, ["2.5:1", "10:1", "12:1", "100:1"]);
    }

    #[test]
    fn the_wavelet_is_the_last_of_the_coding_style() {
        // SOC; a comment; COD: length 12, style, progression, layers, transform of colours,
        // levels, code block of 2 by 2, its style, the wavelet.
        let stream = |wavelet: u8| {
            let head =
                b"\xFF\x4F\xFF\x64\x00\x03x\xFF\x52\x00\x0C\x00\x00\x00\x01\x00\x05\x04\x04\x00";
            [&head[..], &[wavelet, 0xFF, SOT]].concat()
        };
        assert_eq!(super::wavelet(&stream(0)), Some(IRREVERSIBLE));
        assert_eq!(super::wavelet(&stream(1)), Some(1));
        assert_eq!(super::wavelet(b"\xFF\x4F\xFF\x90\x00\x0A"), None);
        assert_eq!(super::wavelet(b"\xFF\x4F\xFF\x64\xFF\xFF"), None);
    }
}
