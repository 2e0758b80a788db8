//! Waveforms.

use super::prelude::*;

/// The channels of a multiplex group: a source and the same rows for each.
const fn channels(sources: &'static [Code], rows: Table) -> Row {
    let tag = tags::CHANNEL_SOURCE_SEQUENCE;
    seq(tags::CHANNEL_DEFINITION_SEQUENCE).each(tag, sources, rows)
}

/// Modules of a waveform (PS3.3 A.34).
const WAVEFORM_SERIES: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    WAVEFORM_IDENTIFICATION,
];

/// The same from equipment that says what it is.
const ENHANCED_WAVEFORM_SERIES: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    ENHANCED_GENERAL_EQUIPMENT,
    WAVEFORM_IDENTIFICATION,
];

const ENHANCED_WAVEFORM: Iod = Iod::of("ECG", "WAVEFORM", ENHANCED_WAVEFORM_SERIES);

const WAVEFORM: Iod = Iod::of("ECG", "WAVEFORM", WAVEFORM_SERIES);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::TWELVE_LEAD_ECG_WAVEFORM_STORAGE,
        name: "12-lead ECG Waveform",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[seq(tags::WAVEFORM_SEQUENCE).item(&[
            table(SIGNED_16),
            t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "12"),
            t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "5000"),
            t(tags::SAMPLING_FREQUENCY, "500"),
            t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
            channels(
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
                CHANNEL,
            ),
            bytes(tags::WAVEFORM_DATA, VR::OW, ecg),
        ])],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::GENERAL_ECG_WAVEFORM_STORAGE,
        name: "General ECG Waveform",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[THREE_LEADS],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::AMBULATORY_ECG_WAVEFORM_STORAGE,
        name: "Ambulatory ECG Waveform",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[seq(tags::WAVEFORM_SEQUENCE).item(&[
            table(SIGNED_16),
            t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "2"),
            t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "5000"),
            t(tags::SAMPLING_FREQUENCY, "250"),
            t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
            channels(&[LEAD_I, LEAD_II], CHANNEL),
            bytes(tags::WAVEFORM_DATA, VR::OW, ecg),
        ])],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::GENERAL32BIT_ECG_WAVEFORM_STORAGE,
        name: "General 32-bit ECG Waveform",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[seq(tags::WAVEFORM_SEQUENCE).item(&[
            t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
            t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "3"),
            t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2500"),
            t(tags::SAMPLING_FREQUENCY, "500"),
            t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
            channels(
                &[LEAD_I, LEAD_II, LEAD_III],
                &[table(CHANNEL), t(tags::WAVEFORM_BITS_STORED, "32")],
            ),
            t(tags::WAVEFORM_BITS_ALLOCATED, "32"),
            t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SL"),
            bytes(tags::WAVEFORM_DATA, VR::OW, ecg),
        ])],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::HEMODYNAMIC_WAVEFORM_STORAGE,
        name: "Hemodynamic Waveform",
        modality: "HD",
        attributes: &[
            seq(tags::WAVEFORM_SEQUENCE).item(&[
                table(SIGNED_16),
                t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
                t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2500"),
                t(tags::SAMPLING_FREQUENCY, "250"),
                t(tags::MULTIPLEX_GROUP_LABEL, "PRESSURE"),
                PRESSURE_CHANNEL,
                bytes(tags::WAVEFORM_DATA, VR::OW, pressure),
            ]),
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
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[seq(tags::WAVEFORM_SEQUENCE).item(&[
            table(SIGNED_16),
            t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
            t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "4000"),
            t(tags::SAMPLING_FREQUENCY, "1000"),
            t(tags::MULTIPLEX_GROUP_LABEL, "HIS"),
            channels(&[mdc("2:100", "His bundle")], CHANNEL),
            bytes(tags::WAVEFORM_DATA, VR::OW, ecg),
        ])],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::BASIC_VOICE_AUDIO_WAVEFORM_STORAGE,
        name: "Basic Voice Audio Waveform",
        modality: "AU",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[seq(tags::WAVEFORM_SEQUENCE).item(&[
            t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
            t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
            t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "8000"),
            t(tags::SAMPLING_FREQUENCY, "8000"),
            t(tags::MULTIPLEX_GROUP_LABEL, "VOICE"),
            channels(
                &[VOICE],
                &[
                    t(tags::WAVEFORM_BITS_STORED, "8"),
                    t(tags::CHANNEL_SAMPLE_SKEW, "0"),
                ],
            ),
            t(tags::WAVEFORM_BITS_ALLOCATED, "8"),
            t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "UB"),
            bytes(tags::WAVEFORM_DATA, VR::OB, voice),
        ])],
        ..WAVEFORM
    },
    Iod {
        sop_class: uids::GENERAL_AUDIO_WAVEFORM_STORAGE,
        name: "General Audio Waveform",
        modality: "AU",
        modules: &[SYNCHRONIZATION, ACQUISITION_CONTEXT],
        attributes: &[seq(tags::WAVEFORM_SEQUENCE).item(&[
            table(SIGNED_16),
            t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
            t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "22050"),
            t(tags::SAMPLING_FREQUENCY, "44100"),
            t(tags::MULTIPLEX_GROUP_LABEL, "AUDIO"),
            channels(
                &[VOICE],
                &[
                    t(tags::WAVEFORM_BITS_STORED, "16"),
                    t(tags::CHANNEL_SAMPLE_SKEW, "0"),
                ],
            ),
            bytes(tags::WAVEFORM_DATA, VR::OW, voice),
        ])],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::ARTERIAL_PULSE_WAVEFORM_STORAGE,
        name: "Arterial Pulse Waveform",
        modality: "HD",
        modules: &[SYNCHRONIZATION, ACQUISITION_CONTEXT],
        attributes: &[
            seq(tags::WAVEFORM_SEQUENCE).item(&[
                table(SIGNED_16),
                t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
                t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2500"),
                t(tags::SAMPLING_FREQUENCY, "250"),
                t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
                PRESSURE_CHANNEL,
                bytes(tags::WAVEFORM_DATA, VR::OW, pressure),
            ]),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::RESPIRATORY_WAVEFORM_STORAGE,
        name: "Respiratory Waveform",
        modality: "RESP",
        modules: &[SYNCHRONIZATION, ACQUISITION_CONTEXT],
        attributes: &[
            seq(tags::WAVEFORM_SEQUENCE).item(&[
                table(SIGNED_16),
                t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
                t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "1200"),
                t(tags::SAMPLING_FREQUENCY, "60"),
                t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
                channels(&[RESPIRATION], CHANNEL),
                bytes(tags::WAVEFORM_DATA, VR::OW, breath),
            ]),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::MULTICHANNEL_RESPIRATORY_WAVEFORM_STORAGE,
        name: "Multi-channel Respiratory Waveform",
        modality: "RESP",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[
            seq(tags::WAVEFORM_SEQUENCE).item(&[
                table(SIGNED_16),
                t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "2"),
                t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "1200"),
                t(tags::SAMPLING_FREQUENCY, "60"),
                t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
                channels(&[RESPIRATION, RESPIRATION], CHANNEL),
                bytes(tags::WAVEFORM_DATA, VR::OW, breath),
            ]),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_STORAGE,
        name: "Routine Scalp Electroencephalogram Waveform",
        modality: "EEG",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[SCALP_ELECTRODES, empty(tags::LATERALITY)],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::ELECTROMYOGRAM_WAVEFORM_STORAGE,
        name: "Electromyogram Waveform",
        modality: "EMG",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[
            seq(tags::WAVEFORM_SEQUENCE).item(&[
                table(SIGNED_16),
                t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
                t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2000"),
                t(tags::SAMPLING_FREQUENCY, "1000"),
                t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
                channels(&[mdc("2:1", "Muscle")], CHANNEL),
                bytes(tags::WAVEFORM_DATA, VR::OW, brain),
            ]),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::ELECTROOCULOGRAM_WAVEFORM_STORAGE,
        name: "Electrooculogram Waveform",
        modality: "EOG",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[
            seq(tags::WAVEFORM_SEQUENCE).item(&[
                table(SIGNED_16),
                t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "2"),
                t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2560"),
                t(tags::SAMPLING_FREQUENCY, "256"),
                t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
                channels(&[mdc("2:1", "Left eye"), mdc("2:1", "Right eye")], CHANNEL),
                bytes(tags::WAVEFORM_DATA, VR::OW, brain),
            ]),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::SLEEP_ELECTROENCEPHALOGRAM_WAVEFORM_STORAGE,
        name: "Sleep Electroencephalogram Waveform",
        modality: "EEG",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[SCALP_ELECTRODES, empty(tags::LATERALITY)],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: uids::BODY_POSITION_WAVEFORM_STORAGE,
        name: "Body Position Waveform",
        modality: "POS",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[
            seq(tags::WAVEFORM_SEQUENCE).item(&[
                table(SIGNED_16),
                t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
                t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "500"),
                t(tags::SAMPLING_FREQUENCY, "50"),
                t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
                channels(&[dcm("109003", "Body position")], CHANNEL),
                bytes(tags::WAVEFORM_DATA, VR::OW, breath),
            ]),
            empty(tags::LATERALITY),
        ],
        ..ENHANCED_WAVEFORM
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.9.1",
        name: "Waveform Trial",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[THREE_LEADS],
        ..WAVEFORM
    },
];

const WAVEFORM_IDENTIFICATION: Table = &[
    now(tags::CONTENT_DATE),
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_TIME),
];

const CHANNEL: Table = &[
    t(tags::CHANNEL_SENSITIVITY, "1"),
    seq(tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE).code(ucum("uV", "microvolt")),
    t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
    t(tags::CHANNEL_BASELINE, "0"),
    t(tags::CHANNEL_SAMPLE_SKEW, "0"),
    t(tags::WAVEFORM_BITS_STORED, "16"),
    t(tags::FILTER_LOW_FREQUENCY, "0.05"),
    t(tags::FILTER_HIGH_FREQUENCY, "150"),
];

const SIGNED_16: Table = &[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
];

const THREE_LEADS: Row = seq(tags::WAVEFORM_SEQUENCE).item(&[
    table(SIGNED_16),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "3"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2500"),
    t(tags::SAMPLING_FREQUENCY, "500"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    channels(&[LEAD_I, LEAD_II, LEAD_III], CHANNEL),
    bytes(tags::WAVEFORM_DATA, VR::OW, ecg),
]);

const PRESSURE_CHANNEL: Row = channels(&[ARTERIAL_PRESSURE], CHANNEL);

const SCALP_ELECTRODES: Row = seq(tags::WAVEFORM_SEQUENCE).item(&[
    table(SIGNED_16),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "2"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2560"),
    t(tags::SAMPLING_FREQUENCY, "256"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    channels(&[FP1, FP2], CHANNEL),
    bytes(tags::WAVEFORM_DATA, VR::OW, brain),
]);
