//! RT Plan, RT Treatment Records and whatever has no page of its own, as lines to read.

use filmdesk_dataset::{CharacterSet, DataSet, Tag, VR, tags};

use super::super::index::{DocumentKind, DocumentLine};
use super::super::values::{decimal, term};
use super::code::{each, meaning, name, text};
use super::document::{MAX_LINES, Written, date, line, titled};

/// An attribute, what it is called (by the page's word), and its unit.
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
    Field("@rtPlan", tags::RT_PLAN_LABEL, ""),
    Field("@rtName", tags::RT_PLAN_NAME, ""),
    Field("@rtDescription", tags::RT_PLAN_DESCRIPTION, ""),
    Field("@rtDate", tags::RT_PLAN_DATE, ""),
    Field("@rtIntent", tags::PLAN_INTENT, ""),
    Field("@rtGeometry", tags::RT_PLAN_GEOMETRY, ""),
    Field("@rtApproval", tags::APPROVAL_STATUS, ""),
    Field("@rtReviewer", tags::REVIEWER_NAME, ""),
    Field("@rtTreated", tags::TREATMENT_DATE, ""),
    Field("@rtOperator", tags::OPERATORS_NAME, ""),
    Field("@rtTreatmentStatus", tags::CURRENT_TREATMENT_STATUS, ""),
];

const GROUPS: &[Group] = &[
    Group {
        sequence: tags::DOSE_REFERENCE_SEQUENCE,
        name: "@rtPrescription",
        fields: &[
            Field("", tags::DOSE_REFERENCE_DESCRIPTION, ""),
            Field("@rtType", tags::DOSE_REFERENCE_TYPE, ""),
            Field("@rtTargetDose", tags::TARGET_PRESCRIPTION_DOSE, "Gy"),
            Field("@rtTargetMinimum", tags::TARGET_MINIMUM_DOSE, "Gy"),
            Field("@rtTargetMaximum", tags::TARGET_MAXIMUM_DOSE, "Gy"),
            Field(
                "@rtOrganAtRiskMaximum",
                tags::ORGAN_AT_RISK_MAXIMUM_DOSE,
                "Gy",
            ),
        ],
        groups: &[],
    },
    Group {
        sequence: tags::FRACTION_GROUP_SEQUENCE,
        name: "@rtFractionGroup",
        fields: &[
            Field("", tags::FRACTION_GROUP_NUMBER, ""),
            Field("@rtFractions", tags::NUMBER_OF_FRACTIONS_PLANNED, ""),
            Field("@rtBeams", tags::NUMBER_OF_BEAMS, ""),
            Field(
                "@rtBrachySetups",
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
        name: "@rtApplicationSetup",
        fields: &[
            Field("", tags::APPLICATION_SETUP_NAME, ""),
            Field("@rtType", tags::APPLICATION_SETUP_TYPE, ""),
            Field(
                "@rtTotalReferenceAirKerma",
                tags::TOTAL_REFERENCE_AIR_KERMA,
                "µGy",
            ),
        ],
        groups: &[],
    },
];

const BEAMS: Group = Group {
    sequence: tags::BEAM_SEQUENCE,
    name: "@rtBeam",
    fields: &[
        Field("", tags::BEAM_NAME, ""),
        Field("@rtNumber", tags::BEAM_NUMBER, ""),
        Field("@rtDescription", tags::BEAM_DESCRIPTION, ""),
        Field("@rtMachine", tags::TREATMENT_MACHINE_NAME, ""),
        Field("@rtType", tags::BEAM_TYPE, ""),
        Field("@rtRadiation", tags::RADIATION_TYPE, ""),
        Field("@rtDelivery", tags::TREATMENT_DELIVERY_TYPE, ""),
        Field("@rtSourceToAxis", tags::SOURCE_AXIS_DISTANCE, "mm"),
        Field("@rtControlPoints", tags::NUMBER_OF_CONTROL_POINTS, ""),
        Field(
            "@rtFinalMetersetWeight",
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
        Field("@rtEnergy", tags::NOMINAL_BEAM_ENERGY, ""),
        Field("@rtGantry", tags::GANTRY_ANGLE, "°"),
        Field("@rtCollimator", tags::BEAM_LIMITING_DEVICE_ANGLE, "°"),
        Field("@rtCouch", tags::PATIENT_SUPPORT_ANGLE, "°"),
        Field("@rtIsocentre", tags::ISOCENTER_POSITION, "mm"),
    ],
    groups: &[],
};

const SESSIONS: Group = Group {
    sequence: tags::TREATMENT_SESSION_BEAM_SEQUENCE,
    name: "@rtBeam",
    fields: &[
        Field("", tags::BEAM_NAME, ""),
        Field("@rtFraction", tags::CURRENT_FRACTION_NUMBER, ""),
        Field("@rtTermination", tags::TREATMENT_TERMINATION_STATUS, ""),
        Field("@rtVerification", tags::TREATMENT_VERIFICATION_STATUS, ""),
        Field("@rtSpecified", tags::SPECIFIED_PRIMARY_METERSET, ""),
        Field("@rtDelivered", tags::DELIVERED_PRIMARY_METERSET, ""),
    ],
    groups: &[],
};

/// Units that another attribute of the item, or of what holds it, decides.
struct Told(&'static [Tag], Tag, &'static [(&'static str, &'static str)]);

const TOLD: &[Told] = &[
    // PS3.3 C.8.8.14, C.8.8.25.
    Told(
        &[tags::NOMINAL_BEAM_ENERGY],
        tags::RADIATION_TYPE,
        &[
            ("PHOTON", "MV"),
            ("ELECTRON", "MeV"),
            ("NEUTRON", "MeV"),
            ("PROTON", "MeV"),
            ("ION", "MeV/u"),
        ],
    ),
    Told(
        &[
            tags::SPECIFIED_PRIMARY_METERSET,
            tags::DELIVERED_PRIMARY_METERSET,
        ],
        tags::PRIMARY_DOSIMETER_UNIT,
        &[("MU", "MU"), ("MINUTE", "min"), ("NP", "NP")],
    ),
];

/// The unit of an attribute that has none of its own; `sets` are an item and what holds it.
fn told(tag: Tag, sets: &[&DataSet]) -> &'static str {
    let row = TOLD.iter().find(|row| row.0.contains(&tag));
    let Some(Told(_, by, units)) = row else {
        return "";
    };
    let mut said = sets.iter().map(|set| term(set, *by));
    let said = said.find(|said| !said.is_empty()).unwrap_or_default();
    let unit = units.iter().find(|(known, _)| *known == said);
    unit.map_or("", |(_, unit)| *unit)
}

/// A plan or a treatment record.
pub(super) fn plan(data: &DataSet, set: &CharacterSet) -> Written {
    let mut lines = fields(&[data], PLAN, 0, set);
    for group in GROUPS {
        grouped(&[data], group, 0, set, &mut lines);
    }
    let label = text(data, tags::RT_PLAN_LABEL, set);
    Written {
        title: titled(label, data, set),
        kind: DocumentKind::Report,
        date: date(data),
        lines,
    }
}

/// The items of a group; `outer` is what holds them, the innermost first.
fn grouped(
    outer: &[&DataSet],
    group: &Group,
    level: usize,
    set: &CharacterSet,
    lines: &mut Vec<DocumentLine>,
) {
    for item in each(outer[0], group.sequence) {
        let sets = [&[item], outer].concat();
        let mut own = fields(&sets, group.fields, level + 1, set);
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
            .for_each(|group| grouped(&sets, group, level + 1, set, lines));
    }
}

fn fields(
    sets: &[&DataSet],
    fields: &[Field],
    level: usize,
    set: &CharacterSet,
) -> Vec<DocumentLine> {
    let line_of = |Field(called, tag, unit): &Field| {
        let value = value(sets[0], *tag, set)?;
        let unit = if unit.is_empty() {
            told(*tag, sets)
        } else {
            unit
        };
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
