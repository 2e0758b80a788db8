//! Colour spaces and the output intent.
//!
//! Grays are DeviceGray: they are codes made for the target display, whatever its encoding, and a
//! viewer must not convert them again. The output intent of PDF/A says what they mean there: the
//! gray profile with sRGB's curve, or sRGB as soon as one image is in colour.

use std::io::{self, Write};

use filmdesk_calibration::icc;
use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::file::PdfFile;

/// Largest ICC profile embedded: input profiles of cameras and scanners stay below; beyond, sRGB
/// is said instead.
pub const MAX_ICC_PROFILE: usize = 4 << 20;

/// ICC profiles in the file, each once.
#[derive(Default)]
pub(super) struct ColourSpaces {
    written: Vec<(Option<Vec<u8>>, ObjectId)>,
}

impl ColourSpaces {
    /// ICCBased with the profile sent, or with sRGB when there is none that a PDF may hold.
    pub(super) fn rgb<W: Write>(
        &mut self,
        file: &mut PdfFile<W>,
        sent: Option<&[u8]>,
    ) -> io::Result<Object> {
        let sent = sent.filter(|profile| is_usable_rgb(profile));
        let known = self
            .written
            .iter()
            .find(|(profile, _)| profile.as_deref() == sent);
        let id = match known {
            Some((_, id)) => *id,
            None => {
                let id = match sent {
                    Some(profile) => write_profile(file, unpadded(profile), 3)?,
                    None => write_profile(file, &icc::srgb_profile(), 3)?,
                };
                self.written.push((sent.map(<[u8]>::to_vec), id));
                id
            }
        };
        Ok(Object::Array(vec![
            "ICCBased".into(),
            Object::Reference(id),
        ]))
    }

    /// Whether anything is in colour.
    fn is_used(&self) -> bool {
        !self.written.is_empty()
    }

    /// The GTS_PDFA1 output intent.
    pub(super) fn output_intent<W: Write>(&self, file: &mut PdfFile<W>) -> io::Result<Dictionary> {
        let (name, profile, colours) = match self.is_used() {
            true => ("sRGB IEC61966-2.1", icc::srgb_profile(), 3),
            false => ("Gray, sRGB curve", icc::gray_profile(), 1),
        };
        let profile = write_profile(file, &profile, colours)?;
        Ok(dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFA1",
            "OutputConditionIdentifier" => Object::string_literal(name),
            "Info" => Object::string_literal(name),
            "DestOutputProfile" => Object::Reference(profile),
        })
    }
}

fn write_profile<W: Write>(
    file: &mut PdfFile<W>,
    profile: &[u8],
    colours: i64,
) -> io::Result<ObjectId> {
    file.add_deflated(dictionary! { "N" => colours }, profile)
}

/// The bytes that the profile's own length counts.
fn unpadded(profile: &[u8]) -> &[u8] {
    let length = profile
        .first_chunk()
        .map_or(0, |bytes| u32::from_be_bytes(*bytes) as usize);
    profile.get(..length).unwrap_or(profile)
}

/// An ICC profile of RGB that PDF 1.7 and PDF/A-2 take (ISO 32000 8.6.5.5): signature, colour
/// space, an input, display or colour space profile of version 4 or less, length as it says.
fn is_usable_rgb(profile: &[u8]) -> bool {
    let at = |start: usize| profile.get(start..start + 4).unwrap_or_default();
    let length = at(0)
        .try_into()
        .map_or(0, |bytes| u32::from_be_bytes(bytes) as usize);
    // A DICOM value may be one byte longer: padded to even length.
    (128..=MAX_ICC_PROFILE).contains(&length)
        && (length..=length + 1).contains(&profile.len())
        && profile[8] <= 4
        && [b"scnr", b"mntr", b"spac"]
            .iter()
            .any(|class| at(12) == *class)
        && at(16) == b"RGB "
        && at(36) == b"acsp"
}
