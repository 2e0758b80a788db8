//! How an image was made, in the abbreviations that readers know; a line each.

use filmdesk_dataset::{CharacterSet, DataSet, Tag, VR, Value, tags};

use super::super::index::Line;
use super::super::values::{decimal, term};
use super::code::{each, first, meaning, text};

/// Lines beside an image: more would cover it.
const MAX_LINES: usize = 12;

/// What a line says.
enum Saying {
    /// A number with so many decimals at most, and its unit.
    Number(usize, &'static str),
    /// A number, multiplied.
    Scaled(f64, usize, &'static str),
    /// Text.
    Text,
    /// Meaning of a code.
    Code,
}

/// A line: what stands before (an abbreviation, or the page's word), the attributes of which the first that is there is taken, what
/// becomes of it.
struct Row(&'static str, &'static [Tag], Saying);

use Saying::{Code, Number, Scaled, Text};

/// In the order of the lines. Attributes are looked for in the data set and in the functional
/// groups that all frames share.
const ROWS: &[Row] = &[
    // X-ray, CT (PS3.3 C.8.2, C.8.7, C.8.11, C.8.15).
    Row("", &[tags::KVP], Number(0, "kV")),
    Row(
        "",
        &[tags::X_RAY_TUBE_CURRENT_INM_A, tags::X_RAY_TUBE_CURRENT],
        Number(0, "mA"),
    ),
    Row(
        "",
        &[tags::EXPOSURE_INM_AS, tags::EXPOSURE],
        Number(1, "mAs"),
    ),
    Row("", &[tags::EXPOSURE_INU_AS], Scaled(0.001, 1, "mAs")),
    Row(
        "",
        &[tags::EXPOSURE_TIME_INMS, tags::EXPOSURE_TIME],
        Number(0, "ms"),
    ),
    Row("CTDIvol", &[tags::CTD_IVOL], Number(1, "mGy")),
    Row("", &[tags::CONVOLUTION_KERNEL], Text),
    Row("@pitch", &[tags::SPIRAL_PITCH_FACTOR], Number(2, "")),
    Row("@filter", &[tags::FILTER_MATERIAL, tags::FILTER_TYPE], Text),
    Row("@anode", &[tags::ANODE_TARGET_MATERIAL], Text),
    Row("@grid", &[tags::GRID], Text),
    Row("@compression", &[tags::COMPRESSION_FORCE], Number(0, "N")),
    Row("@breast", &[tags::BODY_PART_THICKNESS], Number(0, "mm")),
    Row("AGD", &[tags::ORGAN_DOSE], Scaled(100.0, 2, "mGy")),
    Row(
        "DAP",
        &[tags::IMAGE_AND_FLUOROSCOPY_AREA_DOSE_PRODUCT],
        Number(2, "dGy·cm²"),
    ),
    Row("EI", &[tags::EXPOSURE_INDEX], Number(0, "")),
    Row("DI", &[tags::DEVIATION_INDEX], Number(1, "")),
    Row("SID", &[tags::DISTANCE_SOURCE_TO_DETECTOR], Number(0, "mm")),
    // MR (C.8.3, C.8.13).
    Row("", &[tags::MAGNETIC_FIELD_STRENGTH], Number(1, "T")),
    Row("", &[tags::SEQUENCE_NAME, tags::PULSE_SEQUENCE_NAME], Text),
    Row("TR", &[tags::REPETITION_TIME], Number(0, "ms")),
    Row(
        "TE",
        &[tags::EFFECTIVE_ECHO_TIME, tags::ECHO_TIME],
        Number(1, "ms"),
    ),
    Row(
        "TI",
        &[tags::INVERSION_TIME, tags::INVERSION_TIMES],
        Number(0, "ms"),
    ),
    Row("FA", &[tags::FLIP_ANGLE], Number(0, "°")),
    Row("b", &[tags::DIFFUSION_B_VALUE], Number(0, "s/mm²")),
    Row("NEX", &[tags::NUMBER_OF_AVERAGES], Number(1, "")),
    // Slices.
    Row("@spacing", &[tags::SPACING_BETWEEN_SLICES], Number(2, "mm")),
    Row("FOV", &[tags::RECONSTRUCTION_DIAMETER], Number(0, "mm")),
    // Nuclear medicine (C.8.4, C.8.9).
    Row("", &[tags::RADIOPHARMACEUTICAL], Text),
    Row("", &[tags::RADIONUCLIDE_CODE_SEQUENCE], Code),
    Row("", &[tags::RADIONUCLIDE_TOTAL_DOSE], Scaled(1e-6, 0, "MBq")),
    Row(
        "@frameTime",
        &[tags::ACTUAL_FRAME_DURATION],
        Scaled(0.001, 0, "s"),
    ),
    // Ultrasound (C.8.5.6).
    Row("MI", &[tags::MECHANICAL_INDEX], Number(2, "")),
    Row("TIS", &[tags::SOFT_TISSUE_THERMAL_INDEX], Number(2, "")),
    Row("@depth", &[tags::DEPTH_OF_SCAN_FIELD], Number(0, "mm")),
    Row("@transducer", &[tags::TRANSDUCER_DATA], Text),
    // Ophthalmology, visible light.
    Row("@lens", &[tags::OBJECTIVE_LENS_POWER], Number(1, "x")),
    // View and contrast.
    Row("", &[tags::VIEW_POSITION], Text),
    Row("", &[tags::VIEW_CODE_SEQUENCE], Code),
    Row("@contrast", &[tags::CONTRAST_BOLUS_AGENT], Text),
    Row("@contrast", &[tags::CONTRAST_BOLUS_AGENT_SEQUENCE], Code),
    Row("", &[tags::PATIENT_POSITION], Text),
];

/// The technique of an image, and of one of its frames (from 0) where that has its own.
pub(in super::super) fn technique(
    data: &DataSet,
    set: &CharacterSet,
    frame: Option<usize>,
) -> Vec<Line> {
    let places = places(data, frame);
    let mut lines: Vec<(&Row, String)> = Vec::new();
    for row in ROWS {
        // A view is said by term and by code, an exposure in several units.
        let is_said = |said: &&(&Row, String)| said.0.is_like(row);
        if let Some(line) = said(row, &places, set).filter(|_| !lines.iter().any(|l| is_said(&l))) {
            lines.push((row, line));
        }
    }
    let lines = lines.into_iter().map(|(row, value)| (row.0, value));
    let angles = angles(data).map(|angles| ("", angles));
    lines.take(MAX_LINES).chain(angles).collect()
}

impl Row {
    /// Whether two rows say the same thing.
    fn is_like(&self, other: &Self) -> bool {
        let unit = |row: &Self| match row.2 {
            Number(_, unit) | Scaled(_, _, unit) => unit,
            Text | Code => "",
        };
        let same_unit = unit(self) == unit(other);
        self.0 == other.0
            && same_unit
            && (!unit(self).is_empty() || !self.0.is_empty() || self.is_view() && other.is_view())
    }

    fn is_view(&self) -> bool {
        matches!(self.1, [tags::VIEW_POSITION | tags::VIEW_CODE_SEQUENCE])
    }
}

/// The sequences, beside functional groups, that hold some of the attributes.
const NESTED: &[Tag] = &[tags::RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE];

/// Where attributes may stand: the data set, and the items of what a frame has alone and of what
/// all frames share.
fn places(data: &DataSet, frame: Option<usize>) -> Vec<&DataSet> {
    let own = each(data, tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    let own = frame.and_then(|frame| own.get(frame));
    let groups = own
        .into_iter()
        .chain(first(data, tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE));
    let macros = groups
        .flat_map(DataSet::iter)
        .filter_map(|(_, element)| match &element.value {
            Value::Items(items) => items.first(),
            _ => None,
        });
    let nested = NESTED.iter().filter_map(|tag| first(data, *tag));
    std::iter::once(data).chain(nested).chain(macros).collect()
}

fn said(
    Row(_, attributes, saying): &Row,
    places: &[&DataSet],
    set: &CharacterSet,
) -> Option<String> {
    let found = attributes
        .iter()
        .flat_map(|tag| places.iter().map(move |place| (*place, *tag)));
    let mut values = found.filter_map(|(place, tag)| value(saying, place, tag, set));
    values.next()
}

fn value(saying: &Saying, place: &DataSet, tag: Tag, set: &CharacterSet) -> Option<String> {
    let number = |factor: f64, decimals: usize, unit: &str| {
        let value = decimal(place, tag).filter(|value| *value != 0.0)? * factor;
        let value = Some(short(value, decimals)).filter(|value| value != "0")?;
        Some(match unit {
            "" => value,
            "°" => value + unit,
            unit => format!("{value} {unit}"),
        })
    };
    match saying {
        Number(decimals, unit) => number(1.0, *decimals, unit),
        Scaled(factor, decimals, unit) => number(*factor, *decimals, unit),
        Text => Some(joined(place, tag, set)).filter(|text| !text.is_empty() && text != "NONE"),
        Code => Some(meaning(place, tag, set)).filter(|text| !text.is_empty()),
    }
}

/// A text's values with slashes between them.
fn joined(place: &DataSet, tag: Tag, set: &CharacterSet) -> String {
    match place.get(tag).map(|element| element.vr) {
        Some(VR::CS | VR::DS | VR::IS) => term(place, tag).replace('\\', "/"),
        _ => text(place, tag, set).replace('\\', "/"),
    }
}

/// At most so many decimals, without zeros at the end.
fn short(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// The positions of a C-arm: "LAO 30 CRA 10" (PS3.3 C.8.7.5).
fn angles(data: &DataSet) -> Option<String> {
    let angle = |tag, positive: &str, negative: &str| {
        let value = decimal(data, tag)?;
        let name = if value < 0.0 { negative } else { positive };
        Some(format!("{name} {:.0}°", value.abs()))
    };
    let primary = angle(tags::POSITIONER_PRIMARY_ANGLE, "LAO", "RAO")?;
    let secondary = angle(tags::POSITIONER_SECONDARY_ANGLE, "CRA", "CAU");
    // Of an arm in motion these are where it began.
    let is_arm = each(data, tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).is_empty()
        && term(data, tags::POSITIONER_MOTION) != "DYNAMIC"
        && term(data, tags::MODALITY) != "MG";
    is_arm.then(|| {
        format!("{primary} {}", secondary.unwrap_or_default())
            .trim()
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        assert_eq!(short(120.0, 0), "120");
        assert_eq!(short(1.5, 2), "1.5");
        assert_eq!(short(2.0, 2), "2");
        assert_eq!(short(100.0, 0), "100");
    }
}
