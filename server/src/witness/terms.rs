//! Values that say nothing of a person: terms that the standard has for their attribute, and
//! numbers. A console may write a name into any field, also where a term belongs.

use std::str::FromStr;

use filmdesk_dataset::pixels::Photometric;
use filmdesk_dataset::text::CharacterSet;
use filmdesk_dataset::{DataSet, Tag, VR, tags};
use filmdesk_modality::modality_code::ModalityCode;
use filmdesk_print_scp::terms::{
    DecimateCrop, ExecutionStatus, FilmDensity, FilmDestination, FilmOrientation,
    MagnificationType, MediumType, Polarity, PrintPriority, PrinterState, ResolutionId,
    SmoothingType, StatusInfo, Trim,
};

/// Characters of a value that is repeated: that of a CS (PS3.5 6.2), twice for multiple values.
const LONGEST: usize = 32;

/// Whether a text is a term of an attribute.
type IsTerm = fn(&str) -> bool;

/// Attributes whose terms are known; of all others numbers alone are repeated.
const TERMS: &[(Tag, IsTerm)] = &[
    (tags::FILM_SIZE_ID, is_size),
    (tags::IMAGE_DISPLAY_FORMAT, is_display_format),
    (tags::MEDIUM_TYPE, is::<MediumType>),
    (tags::FILM_DESTINATION, is::<FilmDestination>),
    (tags::MAGNIFICATION_TYPE, is::<MagnificationType>),
    (tags::SMOOTHING_TYPE, is::<SmoothingType>),
    (tags::FILM_ORIENTATION, is::<FilmOrientation>),
    (tags::PRINT_PRIORITY, is::<PrintPriority>),
    (tags::BORDER_DENSITY, is::<FilmDensity>),
    (tags::EMPTY_IMAGE_DENSITY, is::<FilmDensity>),
    (tags::TRIM, is::<Trim>),
    (tags::POLARITY, is::<Polarity>),
    (tags::REQUESTED_RESOLUTION_ID, is::<ResolutionId>),
    (tags::REQUESTED_DECIMATE_CROP_BEHAVIOR, is::<DecimateCrop>),
    // PS3.3 C.11.6
    (tags::PRESENTATION_LUT_SHAPE, |text| {
        ["IDENTITY", "INVERSE", "LIN OD"].contains(&text)
    }),
    (tags::PRINTER_STATUS, is::<PrinterState>),
    (tags::PRINTER_STATUS_INFO, is::<StatusInfo>),
    (tags::EXECUTION_STATUS, is::<ExecutionStatus>),
    (tags::EXECUTION_STATUS_INFO, is::<StatusInfo>),
    (tags::SPECIFIC_CHARACTER_SET, |text| {
        !CharacterSet::parse(text).has_unknown_term()
    }),
    (tags::MODALITY, |text| ModalityCode::by_code(text).is_some()),
    (tags::PHOTOMETRIC_INTERPRETATION, is::<Photometric>),
];

fn is<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

/// Sizes that the standard does not have are told, too: a console that asks for one is refused.
fn is_size(text: &str) -> bool {
    let is_length = |side: &str| {
        let number = side.strip_suffix("IN").or(side.strip_suffix("CM"));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(is_of_number))
    };
    let sides = text.split_once('X');
    matches!(text, "A4" | "A3")
        || sides.is_some_and(|(one, other)| is_length(one) && is_length(other))
}

/// Also those with more boxes than a film has.
fn is_display_format(text: &str) -> bool {
    let (kind, numbers) = text.split_once('\\').unwrap_or((text, ""));
    let kinds = ["STANDARD", "ROW", "COL", "SLIDE", "SUPERSLIDE", "CUSTOM"];
    kinds.contains(&kind) && numbers.bytes().all(is_of_number)
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || b" _,.+-\\".contains(&byte)
}

/// A value that is a number or a term of its attribute.
pub(crate) fn value(values: &DataSet, tag: Tag) -> Option<String> {
    if values.get(tag)?.vr == VR::US {
        return values.u16(tag).ok()?.map(|number| number.to_string());
    }
    let text = values.ascii(tag).ok()??;
    let known = TERMS.iter().find(|(known, _)| *known == tag);
    let is_term = known.map_or_else(
        || text.bytes().all(is_of_number),
        |(_, is_term)| is_term(text),
    );
    (is_term && text.len() <= LONGEST).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a console says for an attribute, as it is told.
    fn told(tag: Tag, vr: VR, text: &str) -> Option<String> {
        let mut data = DataSet::new();
        data.put_text(tag, vr, text);
        value(&data, tag)
    }

    #[test]
    fn terms_and_numbers_are_told() {
        for (tag, text) in [
            (tags::FILM_DESTINATION, "BIN_3"),
            (tags::MEDIUM_TYPE, "MAMMO BLUE FILM"),
            (tags::FILM_SIZE_ID, "8_5INX11IN"),
            (tags::FILM_SIZE_ID, "20INX30IN"),
            (tags::IMAGE_DISPLAY_FORMAT, "STANDARD\\99,99"),
            (tags::BORDER_DENSITY, "150"),
            (tags::PRESENTATION_LUT_SHAPE, "LIN OD"),
            (tags::PRINTER_STATUS_INFO, "CHECK PRINTER"),
            (tags::SPECIFIC_CHARACTER_SET, "\\ISO 2022 IR 87"),
            (tags::MODALITY, "MG"),
            (tags::PHOTOMETRIC_INTERPRETATION, "MONOCHROME1"),
            (tags::LOSSY_IMAGE_COMPRESSION, "01"),
        ] {
            assert_eq!(told(tag, VR::CS, text).as_deref(), Some(text), "{tag}");
        }
        assert!(told(tags::NUMBER_OF_COPIES, VR::IS, "2").is_some());
        assert!(told(tags::REQUESTED_IMAGE_SIZE, VR::DS, "180.5").is_some());
    }

    #[test]
    fn a_name_is_told_in_no_attribute() {
        let others = [
            tags::NUMBER_OF_COPIES,
            tags::REQUESTED_IMAGE_SIZE,
            tags::ANNOTATION_DISPLAY_FORMAT_ID,
            tags::LOSSY_IMAGE_COMPRESSION,
            tags::MEMORY_ALLOCATION,
        ];
        let all = TERMS.iter().map(|(tag, _)| *tag).chain(others);
        for tag in all {
            for name in [
                "WANG",
                "WANG XIAOMING",
                "BIN_WANG",
                "STANDARD\\WANG",
                "WANGX8IN",
            ] {
                for vr in [VR::CS, VR::IS, VR::DS, VR::ST, VR::LO] {
                    assert_eq!(told(tag, vr, name), None, "{tag} {name}");
                }
            }
        }
    }
}
