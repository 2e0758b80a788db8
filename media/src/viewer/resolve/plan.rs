//! RT Plan, RT Treatment Records and whatever has no page of its own, as lines to read.

use filmdesk_dataset::{CharacterSet, DataSet, Tag, VR, tags};

use super::super::index::{DocumentKind, DocumentLine};
use super::super::values::decimal;
use super::code::{each, meaning, name, text};
use super::document::{MAX_LINES, Written, date, line, titled};

/// An attribute and what it is called.
struct Field(&'static str, Tag, &'static str);

/// A sequence of which each item is a heading (by its first field that is there) with lines.
struct Group {
    sequence: Tag,
    name: &'static str,
    fields: &'static [Field],
    groups: &'static [Group],
}

/// The attributes of the object itself (PS3.3 C.8.8.9, C.8.8.17).
const PLAN: &[Field] = &[
    Field("Plan", tags::RT_PLAN_LABEL, ""),
    Field("Name", tags::RT_PLAN_NAME, ""),
    Field("Description", tags::RT_PLAN_DESCRIPTION, ""),
    Field("Date", tags::RT_PLAN_DATE, ""),
    Field("Intent", tags::PLAN_INTENT, ""),
    Field("Geometry", tags::RT_PLAN_GEOMETRY, ""),
    Field("Approval", tags::APPROVAL_STATUS, ""),
    Field("Reviewer", tags::REVIEWER_NAME, ""),
    Field("Treated", tags::TREATMENT_DATE, ""),
    Field("Operator", tags::OPERATORS_NAME, ""),
    Field("Treatment status", tags::CURRENT_TREATMENT_STATUS, ""),
];

const GROUPS: &[Group] = &[
    Group {
        sequence: tags::DOSE_REFERENCE_SEQUENCE,
        name: "Prescription",
        fields: &[
            Field("", tags::DOSE_REFERENCE_DESCRIPTION, ""),
            Field("Type", tags::DOSE_REFERENCE_TYPE, ""),
            Field("Target dose", tags::TARGET_PRESCRIPTION_DOSE, "Gy"),
            Field("Target minimum", tags::TARGET_MINIMUM_DOSE, "Gy"),
            Field("Target maximum", tags::TARGET_MAXIMUM_DOSE, "Gy"),
            Field(
                "Organ at risk maximum",
                tags::ORGAN_AT_RISK_MAXIMUM_DOSE,
                "Gy",
            ),
        ],
        groups: &[],
    },
    Group {
        sequence: tags::FRACTION_GROUP_SEQUENCE,
        name: "Fraction group",
        fields: &[
            Field("", tags::FRACTION_GROUP_NUMBER, ""),
            Field("Fractions", tags::NUMBER_OF_FRACTIONS_PLANNED, ""),
            Field("Beams", tags::NUMBER_OF_BEAMS, ""),
            Field(
                "Brachy setups",
                tags::NUMBER_OF_BRACHY_APPLICATION_SETUPS,
                "",
            ),
        ],
        groups: &[],
    },
    BEAMS,
    Group {
        sequence: tags::ION_BEAM_SEQUENCE,
        ..BEAMS
    },
    SESSIONS,
    Group {
        sequence: tags::TREATMENT_SESSION_ION_BEAM_SEQUENCE,
        ..SESSIONS
    },
    Group {
        sequence: tags::APPLICATION_SETUP_SEQUENCE,
        name: "Application setup",
        fields: &[
            Field("", tags::APPLICATION_SETUP_NAME, ""),
            Field("Type", tags::APPLICATION_SETUP_TYPE, ""),
            Field(
                "Total reference air kerma",
                tags::TOTAL_REFERENCE_AIR_KERMA,
                "µGy",
            ),
        ],
        groups: &[],
    },
];

const BEAMS: Group = Group {
    sequence: tags::BEAM_SEQUENCE,
    name: "Beam",
    fields: &[
        Field("", tags::BEAM_NAME, ""),
        Field("Number", tags::BEAM_NUMBER, ""),
        Field("Description", tags::BEAM_DESCRIPTION, ""),
        Field("Machine", tags::TREATMENT_MACHINE_NAME, ""),
        Field("Type", tags::BEAM_TYPE, ""),
        Field("Radiation", tags::RADIATION_TYPE, ""),
        Field("Delivery", tags::TREATMENT_DELIVERY_TYPE, ""),
        Field("Source to axis", tags::SOURCE_AXIS_DISTANCE, "mm"),
        Field("Control points", tags::NUMBER_OF_CONTROL_POINTS, ""),
        Field(
            "Final meterset weight",
            tags::FINAL_CUMULATIVE_METERSET_WEIGHT,
            "",
        ),
    ],
    groups: &[
        CONTROL_POINT,
        Group {
            sequence: tags::ION_CONTROL_POINT_SEQUENCE,
            ..CONTROL_POINT
        },
    ],
};

/// The first one says where the beam begins.
const CONTROL_POINT: Group = Group {
    sequence: tags::CONTROL_POINT_SEQUENCE,
    name: "",
    fields: &[
        Field("Energy", tags::NOMINAL_BEAM_ENERGY, "MV"),
        Field("Gantry", tags::GANTRY_ANGLE, "°"),
        Field("Collimator", tags::BEAM_LIMITING_DEVICE_ANGLE, "°"),
        Field("Couch", tags::PATIENT_SUPPORT_ANGLE, "°"),
        Field("Isocentre", tags::ISOCENTER_POSITION, "mm"),
    ],
    groups: &[],
};

const SESSIONS: Group = Group {
    sequence: tags::TREATMENT_SESSION_BEAM_SEQUENCE,
    name: "Beam",
    fields: &[
        Field("", tags::BEAM_NAME, ""),
        Field("Fraction", tags::CURRENT_FRACTION_NUMBER, ""),
        Field("Termination", tags::TREATMENT_TERMINATION_STATUS, ""),
        Field("Verification", tags::TREATMENT_VERIFICATION_STATUS, ""),
        Field("Specified", tags::SPECIFIED_PRIMARY_METERSET, "MU"),
        Field("Delivered", tags::DELIVERED_PRIMARY_METERSET, "MU"),
    ],
    groups: &[],
};

/// A plan or a treatment record.
pub(super) fn plan(data: &DataSet, set: &CharacterSet) -> Written {
    let mut lines = fields(data, PLAN, 0, set);
    for group in GROUPS {
        grouped(data, group, 0, set, &mut lines);
    }
    let label = text(data, tags::RT_PLAN_LABEL, set);
    Written {
        title: titled(label, data, set),
        kind: DocumentKind::Report,
        date: date(data),
        lines,
    }
}

fn grouped(
    data: &DataSet,
    group: &Group,
    level: usize,
    set: &CharacterSet,
    lines: &mut Vec<DocumentLine>,
) {
    for item in each(data, group.sequence) {
        let mut own = fields(item, group.fields, level + 1, set);
        let heading = match own.first() {
            Some(first) if first.name.is_empty() => own.remove(0).value,
            _ => String::new(),
        };
        if group.name.is_empty() {
            own.iter_mut().for_each(|line| line.level = level);
            lines.extend(own);
            return;
        }
        if lines.len() + own.len() >= MAX_LINES {
            return;
        }
        lines.push(line(level, group.name, &heading));
        lines.extend(own);
        group
            .groups
            .iter()
            .for_each(|group| grouped(item, group, level + 1, set, lines));
    }
}

fn fields(data: &DataSet, fields: &[Field], level: usize, set: &CharacterSet) -> Vec<DocumentLine> {
    let line_of = |Field(called, tag, unit): &Field| {
        let value = value(data, *tag, set)?;
        Some(line(level, called, format!("{value} {unit}").trim()))
    };
    fields.iter().filter_map(line_of).collect()
}

fn value(data: &DataSet, tag: Tag, set: &CharacterSet) -> Option<String> {
    let value = match data.get(tag)?.vr {
        VR::SQ => meaning(data, tag, set),
        VR::PN => name(data, tag, set),
        VR::DA => crate::pdi::date(&text(data, tag, set)),
        VR::FL | VR::FD | VR::US | VR::UL | VR::SS | VR::SL => decimal(data, tag)
            .map(|value| value.to_string())
            .unwrap_or_default(),
        _ => text(data, tag, set).replace('\\', " / "),
    };
    (!value.is_empty()).then_some(value)
}
