//! RT Dose (PS3.3 C.8.8.3): where its frames lie, what their values are.

use filmdesk_dataset::{CharacterSet, DataSet, tags, uids};

use super::super::index::{Dose, DoseUnits};
use super::super::values::{decimal, decimals, term, vector};
use super::code::{meaning, text};

/// Image Position (Patient) of frame `number` (from 0) of a dose grid; none of any other image.
pub(in super::super) fn position(data: &DataSet, number: usize) -> Option<[f64; 3]> {
    let offsets = grid(data)?;
    let origin: [f64; 3] = vector(data, tags::IMAGE_POSITION_PATIENT)?;
    let [a, b, c, d, e, f]: [f64; 6] = vector(data, tags::IMAGE_ORIENTATION_PATIENT)?;
    let normal = [b * f - c * e, c * d - a * f, a * e - b * d];
    let offset = offsets.get(number)?;
    // C.8.8.3.2: from the first frame when it begins with 0, else a coordinate of the patient.
    let along = match offsets.first() {
        Some(0.0) => *offset,
        _ => (offset - origin[2]) * normal[2],
    };
    Some([0, 1, 2].map(|axis| origin[axis] + along * normal[axis]))
}

/// Distance of a dose grid's frames, mm.
pub(in super::super) fn thickness(data: &DataSet) -> Option<f64> {
    match grid(data)?[..] {
        [first, second, ..] => Some((second - first).abs()).filter(|step| *step > 0.0),
        _ => None,
    }
}

/// Dose Grid Scaling: what a stored value is multiplied by.
pub(in super::super) fn scaling(data: &DataSet) -> Option<f64> {
    let scaling = decimal(data, tags::DOSE_GRID_SCALING);
    scaling.filter(|scaling| *scaling > 0.0 && is_dose(data))
}

/// The units of a dose's values: "Gy"; "" of relative ones and of other images.
pub(in super::super) fn units(data: &DataSet) -> &'static str {
    let is_absolute = is_dose(data) && term(data, tags::DOSE_UNITS) == "GY";
    if is_absolute { "Gy" } else { "" }
}

fn is_dose(data: &DataSet) -> bool {
    term(data, tags::SOP_CLASS_UID) == uids::RT_DOSE_STORAGE
}

/// Grid Frame Offset Vector.
fn grid(data: &DataSet) -> Option<Vec<f64>> {
    let offsets = is_dose(data).then(|| decimals(data, tags::GRID_FRAME_OFFSET_VECTOR))?;
    (!offsets.is_empty()).then_some(offsets)
}

/// The dose whose frames are those of `stack`; `largest` is the largest stored value.
pub(super) fn dose(data: &DataSet, set: &CharacterSet, stack: u32, largest: i64) -> Dose {
    let comment = text(data, tags::DOSE_COMMENT, set);
    let kinds = [
        term(data, tags::DOSE_SUMMATION_TYPE),
        term(data, tags::DOSE_TYPE),
    ];
    let named = kinds.into_iter().filter(|kind| !kind.is_empty());
    let label = match comment.is_empty() {
        true => named.collect::<Vec<_>>().join(" "),
        false => comment,
    };
    let label = match label.is_empty() {
        true => meaning(data, tags::CONCEPT_NAME_CODE_SEQUENCE, set),
        false => label,
    };
    Dose {
        label,
        stack,
        units: match term(data, tags::DOSE_UNITS) {
            "RELATIVE" => DoseUnits::Relative,
            _ => DoseUnits::Gy,
        },
        maximum: largest as f64 * scaling(data).unwrap_or(1.0),
    }
}
