//! IODs: waveform.

use super::super::attribute::{Attribute, bytes, code, empty, items, now, t};
use super::super::module::general::{
    ACQUISITION_CONTEXT, ENHANCED_GENERAL_EQUIPMENT, GENERAL_EQUIPMENT, GENERAL_SERIES,
    GENERAL_STUDY, SYNCHRONIZATION,
};
use super::super::module::waveform::{WAVEFORM, WAVEFORM_IDENTIFICATION};
use super::super::signal::{brain, breath, ecg, pressure, voice};
use super::Iod;
use filmdesk_dataset::{VR, tags, uids};

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::TWELVE_LEAD_ECG_WAVEFORM_STORAGE,
        name: "12-lead ECG Waveform",
        modality: "ECG",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            &[
                now(tags::ACQUISITION_DATE_TIME),
                now(tags::CONTENT_DATE),
                now(tags::CONTENT_TIME),
                items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
                items(tags::WAVEFORM_SEQUENCE, N12_LEAD_ECG_WAVEFORM_WAVEFORM),
            ],
        ],
    },
    Iod {
        sop_class: uids::GENERAL_ECG_WAVEFORM_STORAGE,
        name: "General ECG Waveform",
        modality: "ECG",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            &[
                now(tags::ACQUISITION_DATE_TIME),
                now(tags::CONTENT_DATE),
                now(tags::CONTENT_TIME),
                items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
                items(tags::WAVEFORM_SEQUENCE, GENERAL_ECG_WAVEFORM_WAVEFORM),
            ],
        ],
    },
    Iod {
        sop_class: uids::AMBULATORY_ECG_WAVEFORM_STORAGE,
        name: "Ambulatory ECG Waveform",
        modality: "ECG",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            &[
                now(tags::ACQUISITION_DATE_TIME),
                now(tags::CONTENT_DATE),
                now(tags::CONTENT_TIME),
                items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
                items(tags::WAVEFORM_SEQUENCE, AMBULATORY_ECG_WAVEFORM_WAVEFORM),
            ],
        ],
    },
    Iod {
        sop_class: uids::GENERAL32BIT_ECG_WAVEFORM_STORAGE,
        name: "General 32-bit ECG Waveform",
        modality: "ECG",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            GENERAL_32_BIT_ECG_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::HEMODYNAMIC_WAVEFORM_STORAGE,
        name: "Hemodynamic Waveform",
        modality: "HD",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            HEMODYNAMIC_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::CARDIAC_ELECTROPHYSIOLOGY_WAVEFORM_STORAGE,
        name: "Cardiac Electrophysiology Waveform",
        modality: "EPS",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            CARDIAC_ELECTROPHYSIOLOGY_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::BASIC_VOICE_AUDIO_WAVEFORM_STORAGE,
        name: "Basic Voice Audio Waveform",
        modality: "AU",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            BASIC_VOICE_AUDIO_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::GENERAL_AUDIO_WAVEFORM_STORAGE,
        name: "General Audio Waveform",
        modality: "AU",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SYNCHRONIZATION,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            &[
                now(tags::ACQUISITION_DATE_TIME),
                now(tags::CONTENT_DATE),
                now(tags::CONTENT_TIME),
                items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
                items(tags::WAVEFORM_SEQUENCE, GENERAL_AUDIO_WAVEFORM_WAVEFORM),
            ],
        ],
    },
    Iod {
        sop_class: uids::ARTERIAL_PULSE_WAVEFORM_STORAGE,
        name: "Arterial Pulse Waveform",
        modality: "HD",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SYNCHRONIZATION,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            ARTERIAL_PULSE_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::RESPIRATORY_WAVEFORM_STORAGE,
        name: "Respiratory Waveform",
        modality: "RESP",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SYNCHRONIZATION,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            RESPIRATORY_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::MULTICHANNEL_RESPIRATORY_WAVEFORM_STORAGE,
        name: "Multi-channel Respiratory Waveform",
        modality: "RESP",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            MULTI_CHANNEL_RESPIRATORY_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_STORAGE,
        name: "Routine Scalp Electroencephalogram Waveform",
        modality: "EEG",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::ELECTROMYOGRAM_WAVEFORM_STORAGE,
        name: "Electromyogram Waveform",
        modality: "EMG",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ELECTROMYOGRAM_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::ELECTROOCULOGRAM_WAVEFORM_STORAGE,
        name: "Electrooculogram Waveform",
        modality: "EOG",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ELECTROOCULOGRAM_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::SLEEP_ELECTROENCEPHALOGRAM_WAVEFORM_STORAGE,
        name: "Sleep Electroencephalogram Waveform",
        modality: "EEG",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            SLEEP_ELECTROENCEPHALOGRAM_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: uids::BODY_POSITION_WAVEFORM_STORAGE,
        name: "Body Position Waveform",
        modality: "POS",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            BODY_POSITION_WAVEFORM_OWN,
        ],
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.9.1",
        name: "Waveform Trial",
        modality: "ECG",
        record: "WAVEFORM",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            WAVEFORM_IDENTIFICATION,
            WAVEFORM,
            ACQUISITION_CONTEXT,
            &[
                now(tags::ACQUISITION_DATE_TIME),
                now(tags::CONTENT_DATE),
                now(tags::CONTENT_TIME),
                items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
                items(tags::WAVEFORM_SEQUENCE, GENERAL_ECG_WAVEFORM_WAVEFORM),
            ],
        ],
    },
];

const N12_LEAD_ECG_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:1", "MDC", "Lead I"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:2", "MDC", "Lead II"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:61", "MDC", "Lead III"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:62", "MDC", "Lead aVR"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:63", "MDC", "Lead aVL"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:64", "MDC", "Lead aVF"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:3", "MDC", "Lead V1"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:4", "MDC", "Lead V2"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:5", "MDC", "Lead V3"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:6", "MDC", "Lead V4"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:7", "MDC", "Lead V5"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:8", "MDC", "Lead V6"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
];

const N12_LEAD_ECG_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "12"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "5000"),
    t(tags::SAMPLING_FREQUENCY, "500"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        N12_LEAD_ECG_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, ecg),
]];

const GENERAL_ECG_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:1", "MDC", "Lead I"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:2", "MDC", "Lead II"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:61", "MDC", "Lead III"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
];

const GENERAL_ECG_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "3"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2500"),
    t(tags::SAMPLING_FREQUENCY, "500"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        GENERAL_ECG_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, ecg),
]];

const AMBULATORY_ECG_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:1", "MDC", "Lead I"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:2", "MDC", "Lead II"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
];

const AMBULATORY_ECG_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "2"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "5000"),
    t(tags::SAMPLING_FREQUENCY, "250"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        AMBULATORY_ECG_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, ecg),
]];

const GENERAL_32_BIT_ECG_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:1", "MDC", "Lead I"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "32"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:2", "MDC", "Lead II"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "32"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:61", "MDC", "Lead III"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "32"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
];

const GENERAL_32_BIT_ECG_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "3"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2500"),
    t(tags::SAMPLING_FREQUENCY, "500"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        GENERAL_32_BIT_ECG_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "32"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SL"),
    bytes(tags::WAVEFORM_DATA, VR::OW, ecg),
]];

const GENERAL_32_BIT_ECG_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(
        tags::WAVEFORM_SEQUENCE,
        GENERAL_32_BIT_ECG_WAVEFORM_WAVEFORM,
    ),
];

const HEMODYNAMIC_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[&[
    code(
        tags::CHANNEL_SOURCE_SEQUENCE,
        "2:20",
        "MDC",
        "Arterial pressure",
    ),
    t(tags::CHANNEL_SENSITIVITY, "1"),
    code(
        tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
        "uV",
        "UCUM",
        "microvolt",
    ),
    t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
    t(tags::CHANNEL_BASELINE, "0"),
    t(tags::CHANNEL_SAMPLE_SKEW, "0"),
    t(tags::WAVEFORM_BITS_STORED, "16"),
    t(tags::FILTER_LOW_FREQUENCY, "0.05"),
    t(tags::FILTER_HIGH_FREQUENCY, "150"),
]];

const HEMODYNAMIC_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2500"),
    t(tags::SAMPLING_FREQUENCY, "250"),
    t(tags::MULTIPLEX_GROUP_LABEL, "PRESSURE"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        HEMODYNAMIC_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, pressure),
]];

const HEMODYNAMIC_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(
        tags::ACQUISITION_CONTEXT_SEQUENCE,
        &[&[
            t(tags::VALUE_TYPE, "CODE"),
            code(
                tags::CONCEPT_NAME_CODE_SEQUENCE,
                "109115",
                "DCM",
                "Hemodynamic Measurement Phase",
            ),
            code(tags::CONCEPT_CODE_SEQUENCE, "109118", "DCM", "Phase 1"),
        ]],
    ),
    items(tags::WAVEFORM_SEQUENCE, HEMODYNAMIC_WAVEFORM_WAVEFORM),
    empty(tags::LATERALITY),
];

const CARDIAC_ELECTROPHYSIOLOGY_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[&[
    code(tags::CHANNEL_SOURCE_SEQUENCE, "2:100", "MDC", "His bundle"),
    t(tags::CHANNEL_SENSITIVITY, "1"),
    code(
        tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
        "uV",
        "UCUM",
        "microvolt",
    ),
    t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
    t(tags::CHANNEL_BASELINE, "0"),
    t(tags::CHANNEL_SAMPLE_SKEW, "0"),
    t(tags::WAVEFORM_BITS_STORED, "16"),
    t(tags::FILTER_LOW_FREQUENCY, "0.05"),
    t(tags::FILTER_HIGH_FREQUENCY, "150"),
]];

const CARDIAC_ELECTROPHYSIOLOGY_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "4000"),
    t(tags::SAMPLING_FREQUENCY, "1000"),
    t(tags::MULTIPLEX_GROUP_LABEL, "HIS"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        CARDIAC_ELECTROPHYSIOLOGY_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, ecg),
]];

const CARDIAC_ELECTROPHYSIOLOGY_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(
        tags::WAVEFORM_SEQUENCE,
        CARDIAC_ELECTROPHYSIOLOGY_WAVEFORM_WAVEFORM,
    ),
];

const BASIC_VOICE_AUDIO_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "8000"),
    t(tags::SAMPLING_FREQUENCY, "8000"),
    t(tags::MULTIPLEX_GROUP_LABEL, "VOICE"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        &[&[
            code(tags::CHANNEL_SOURCE_SEQUENCE, "114000", "DCM", "Voice"),
            t(tags::WAVEFORM_BITS_STORED, "8"),
            t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        ]],
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "8"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "UB"),
    bytes(tags::WAVEFORM_DATA, VR::OB, voice),
]];

const BASIC_VOICE_AUDIO_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(tags::WAVEFORM_SEQUENCE, BASIC_VOICE_AUDIO_WAVEFORM_WAVEFORM),
];

const GENERAL_AUDIO_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "22050"),
    t(tags::SAMPLING_FREQUENCY, "44100"),
    t(tags::MULTIPLEX_GROUP_LABEL, "AUDIO"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        &[&[
            code(tags::CHANNEL_SOURCE_SEQUENCE, "114000", "DCM", "Voice"),
            t(tags::WAVEFORM_BITS_STORED, "16"),
            t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        ]],
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, voice),
]];

const ARTERIAL_PULSE_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2500"),
    t(tags::SAMPLING_FREQUENCY, "250"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        HEMODYNAMIC_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, pressure),
]];

const ARTERIAL_PULSE_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(tags::WAVEFORM_SEQUENCE, ARTERIAL_PULSE_WAVEFORM_WAVEFORM),
    empty(tags::LATERALITY),
];

const RESPIRATORY_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[&[
    code(
        tags::CHANNEL_SOURCE_SEQUENCE,
        "109003",
        "DCM",
        "Respiration",
    ),
    t(tags::CHANNEL_SENSITIVITY, "1"),
    code(
        tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
        "uV",
        "UCUM",
        "microvolt",
    ),
    t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
    t(tags::CHANNEL_BASELINE, "0"),
    t(tags::CHANNEL_SAMPLE_SKEW, "0"),
    t(tags::WAVEFORM_BITS_STORED, "16"),
    t(tags::FILTER_LOW_FREQUENCY, "0.05"),
    t(tags::FILTER_HIGH_FREQUENCY, "150"),
]];

const RESPIRATORY_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "1200"),
    t(tags::SAMPLING_FREQUENCY, "60"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        RESPIRATORY_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, breath),
]];

const RESPIRATORY_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(tags::WAVEFORM_SEQUENCE, RESPIRATORY_WAVEFORM_WAVEFORM),
    empty(tags::LATERALITY),
];

const MULTI_CHANNEL_RESPIRATORY_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[
    &[
        code(
            tags::CHANNEL_SOURCE_SEQUENCE,
            "109003",
            "DCM",
            "Respiration",
        ),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(
            tags::CHANNEL_SOURCE_SEQUENCE,
            "109003",
            "DCM",
            "Respiration",
        ),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
];

const MULTI_CHANNEL_RESPIRATORY_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "2"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "1200"),
    t(tags::SAMPLING_FREQUENCY, "60"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        MULTI_CHANNEL_RESPIRATORY_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, breath),
]];

const MULTI_CHANNEL_RESPIRATORY_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(
        tags::WAVEFORM_SEQUENCE,
        MULTI_CHANNEL_RESPIRATORY_WAVEFORM_WAVEFORM,
    ),
    empty(tags::LATERALITY),
];

const ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "7:1", "MDC", "Fp1"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "7:2", "MDC", "Fp2"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
];

const ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "2"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2560"),
    t(tags::SAMPLING_FREQUENCY, "256"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, brain),
]];

const ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(
        tags::WAVEFORM_SEQUENCE,
        ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_WAVEFORM,
    ),
    empty(tags::LATERALITY),
];

const ELECTROMYOGRAM_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[&[
    code(tags::CHANNEL_SOURCE_SEQUENCE, "2:1", "MDC", "Muscle"),
    t(tags::CHANNEL_SENSITIVITY, "1"),
    code(
        tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
        "uV",
        "UCUM",
        "microvolt",
    ),
    t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
    t(tags::CHANNEL_BASELINE, "0"),
    t(tags::CHANNEL_SAMPLE_SKEW, "0"),
    t(tags::WAVEFORM_BITS_STORED, "16"),
    t(tags::FILTER_LOW_FREQUENCY, "0.05"),
    t(tags::FILTER_HIGH_FREQUENCY, "150"),
]];

const ELECTROMYOGRAM_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2000"),
    t(tags::SAMPLING_FREQUENCY, "1000"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        ELECTROMYOGRAM_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, brain),
]];

const ELECTROMYOGRAM_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(tags::WAVEFORM_SEQUENCE, ELECTROMYOGRAM_WAVEFORM_WAVEFORM),
    empty(tags::LATERALITY),
];

const ELECTROOCULOGRAM_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:1", "MDC", "Left eye"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
    &[
        code(tags::CHANNEL_SOURCE_SEQUENCE, "2:1", "MDC", "Right eye"),
        t(tags::CHANNEL_SENSITIVITY, "1"),
        code(
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            "uV",
            "UCUM",
            "microvolt",
        ),
        t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
        t(tags::CHANNEL_BASELINE, "0"),
        t(tags::CHANNEL_SAMPLE_SKEW, "0"),
        t(tags::WAVEFORM_BITS_STORED, "16"),
        t(tags::FILTER_LOW_FREQUENCY, "0.05"),
        t(tags::FILTER_HIGH_FREQUENCY, "150"),
    ],
];

const ELECTROOCULOGRAM_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "2"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "2560"),
    t(tags::SAMPLING_FREQUENCY, "256"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        ELECTROOCULOGRAM_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, brain),
]];

const ELECTROOCULOGRAM_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(tags::WAVEFORM_SEQUENCE, ELECTROOCULOGRAM_WAVEFORM_WAVEFORM),
    empty(tags::LATERALITY),
];

const SLEEP_ELECTROENCEPHALOGRAM_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(
        tags::WAVEFORM_SEQUENCE,
        ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_WAVEFORM,
    ),
    empty(tags::LATERALITY),
];

const BODY_POSITION_WAVEFORM_CHANNEL_DEFINITION: &[&[Attribute]] = &[&[
    code(
        tags::CHANNEL_SOURCE_SEQUENCE,
        "109003",
        "DCM",
        "Body position",
    ),
    t(tags::CHANNEL_SENSITIVITY, "1"),
    code(
        tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
        "uV",
        "UCUM",
        "microvolt",
    ),
    t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
    t(tags::CHANNEL_BASELINE, "0"),
    t(tags::CHANNEL_SAMPLE_SKEW, "0"),
    t(tags::WAVEFORM_BITS_STORED, "16"),
    t(tags::FILTER_LOW_FREQUENCY, "0.05"),
    t(tags::FILTER_HIGH_FREQUENCY, "150"),
]];

const BODY_POSITION_WAVEFORM_WAVEFORM: &[&[Attribute]] = &[&[
    t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
    t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
    t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "500"),
    t(tags::SAMPLING_FREQUENCY, "50"),
    t(tags::MULTIPLEX_GROUP_LABEL, "RHYTHM"),
    items(
        tags::CHANNEL_DEFINITION_SEQUENCE,
        BODY_POSITION_WAVEFORM_CHANNEL_DEFINITION,
    ),
    t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
    t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
    bytes(tags::WAVEFORM_DATA, VR::OW, breath),
]];

const BODY_POSITION_WAVEFORM_OWN: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::ACQUISITION_CONTEXT_SEQUENCE, &[]),
    items(tags::WAVEFORM_SEQUENCE, BODY_POSITION_WAVEFORM_WAVEFORM),
    empty(tags::LATERALITY),
];
