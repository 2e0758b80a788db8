//! Waveforms.

use super::prelude::*;

/// Modules of a waveform (PS3.3 A.34).
const WAVEFORM_SERIES: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    WAVEFORM_IDENTIFICATION,
    ACQUISITION_CONTEXT,
];

/// The same from equipment that says what it is.
const ENHANCED_WAVEFORM_SERIES: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    ENHANCED_GENERAL_EQUIPMENT,
    WAVEFORM_IDENTIFICATION,
    ACQUISITION_CONTEXT,
];

const ENHANCED_WAVEFORM: Iod = Iod::of("ECG", "WAVEFORM", ENHANCED_WAVEFORM_SERIES);

const WAVEFORM: Iod = Iod::of("ECG", "WAVEFORM", WAVEFORM_SERIES);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::TWELVE_LEAD_ECG_WAVEFORM_STORAGE,
        name: "12-lead ECG Waveform",
        attributes: &[multiplex(
            "RHYTHM",
            &[
                LEAD_I,
                LEAD_II,
                LEAD_III,
                mdc("2:62", "Lead aVR"),
                mdc("2:63", "Lead aVL"),
                mdc("2:64", "Lead aVF"),
                mdc("2:3", "Lead V1"),
                mdc("2:4", "Lead V2"),
                mdc("2:5", "Lead V3"),
                mdc("2:6", "Lead V4"),
                mdc("2:7", "Lead V5"),
                mdc("2:8", "Lead V6"),
            ],
            ecg,
        )
        .sampled("500", "5000")],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::GENERAL_ECG_WAVEFORM_STORAGE,
        name: "General ECG Waveform",
        attributes: &[THREE_LEADS],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::AMBULATORY_ECG_WAVEFORM_STORAGE,
        name: "Ambulatory ECG Waveform",
        attributes: &[multiplex("RHYTHM", &[LEAD_I, LEAD_II], ecg).sampled("250", "5000")],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::GENERAL32BIT_ECG_WAVEFORM_STORAGE,
        name: "General 32-bit ECG Waveform",
        attributes: &[multiplex("RHYTHM", &[LEAD_I, LEAD_II, LEAD_III], ecg)
            .form(SIGNED_32)
            .sampled("500", "2500")],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::HEMODYNAMIC_WAVEFORM_STORAGE,
        name: "Hemodynamic Waveform",
        modality: "HD",
        attributes: &[
            multiplex("PRESSURE", &[ARTERIAL_PRESSURE], pressure).sampled("250", "2500"),
            seq(tags::ACQUISITION_CONTEXT_SEQUENCE).item(&[
                t(tags::VALUE_TYPE, "CODE"),
                seq(tags::CONCEPT_NAME_CODE_SEQUENCE)
                    .code(dcm("109115", "Hemodynamic Measurement Phase")),
                seq(tags::CONCEPT_CODE_SEQUENCE).code(dcm("109118", "Phase 1")),
            ]),
            empty(tags::LATERALITY),
        ],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::CARDIAC_ELECTROPHYSIOLOGY_WAVEFORM_STORAGE,
        name: "Cardiac Electrophysiology Waveform",
        modality: "EPS",
        attributes: &[multiplex("HIS", &[mdc("2:100", "His bundle")], ecg).sampled("1000", "4000")],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::BASIC_VOICE_AUDIO_WAVEFORM_STORAGE,
        name: "Basic Voice Audio Waveform",
        modality: "AU",
        attributes: &[multiplex("VOICE", &[VOICE], voice)
            .form(UNSIGNED_8)
            .uncalibrated()
            .sampled("8000", "8000")],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::GENERAL_AUDIO_WAVEFORM_STORAGE,
        name: "General Audio Waveform",
        modality: "AU",
        modules: &[SYNCHRONIZATION],
        attributes: &[multiplex("AUDIO", &[VOICE], voice)
            .uncalibrated()
            .sampled("44100", "22050")],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::ARTERIAL_PULSE_WAVEFORM_STORAGE,
        name: "Arterial Pulse Waveform",
        modality: "HD",
        modules: &[SYNCHRONIZATION],
        attributes: &[
            multiplex("RHYTHM", &[ARTERIAL_PRESSURE], pressure).sampled("250", "2500"),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::RESPIRATORY_WAVEFORM_STORAGE,
        name: "Respiratory Waveform",
        modality: "RESP",
        modules: &[SYNCHRONIZATION],
        attributes: &[
            multiplex("RHYTHM", &[RESPIRATION], breath).sampled("60", "1200"),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::MULTICHANNEL_RESPIRATORY_WAVEFORM_STORAGE,
        name: "Multi-channel Respiratory Waveform",
        modality: "RESP",
        attributes: &[
            multiplex("RHYTHM", &[RESPIRATION, RESPIRATION], breath).sampled("60", "1200"),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_STORAGE,
        name: "Routine Scalp Electroencephalogram Waveform",
        modality: "EEG",
        attributes: &[SCALP_ELECTRODES, empty(tags::LATERALITY)],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::ELECTROMYOGRAM_WAVEFORM_STORAGE,
        name: "Electromyogram Waveform",
        modality: "EMG",
        attributes: &[
            multiplex("RHYTHM", &[mdc("2:1", "Muscle")], brain).sampled("1000", "2000"),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::ELECTROOCULOGRAM_WAVEFORM_STORAGE,
        name: "Electrooculogram Waveform",
        modality: "EOG",
        attributes: &[
            multiplex(
                "RHYTHM",
                &[mdc("2:1", "Left eye"), mdc("2:1", "Right eye")],
                brain,
            )
            .sampled("256", "2560"),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::SLEEP_ELECTROENCEPHALOGRAM_WAVEFORM_STORAGE,
        name: "Sleep Electroencephalogram Waveform",
        modality: "EEG",
        attributes: &[SCALP_ELECTRODES, empty(tags::LATERALITY)],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::BODY_POSITION_WAVEFORM_STORAGE,
        name: "Body Position Waveform",
        modality: "POS",
        attributes: &[
            multiplex("RHYTHM", &[dcm("109003", "Body position")], breath).sampled("50", "500"),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.9.1",
        name: "Waveform Trial",
        attributes: &[THREE_LEADS],
        ..WAVEFORM
    },
];

const WAVEFORM_IDENTIFICATION: Table = &[
    now(tags::CONTENT_DATE),
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_TIME),
];

const THREE_LEADS: Row =
    multiplex("RHYTHM", &[LEAD_I, LEAD_II, LEAD_III], ecg).sampled("500", "2500");

const SCALP_ELECTRODES: Row = multiplex("RHYTHM", &[FP1, FP2], brain).sampled("256", "2560");
