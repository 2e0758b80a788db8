//! Modules: waveform.

use super::super::attribute::{Attribute, code, items, now, t};
use filmdesk_dataset::tags;

/// Waveform identification.
pub(in crate::object) const WAVEFORM_IDENTIFICATION: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::ACQUISITION_DATE_TIME),
    now(tags::CONTENT_TIME),
];

/// Waveform.
pub(in crate::object) const WAVEFORM: &[Attribute] = &[items(
    tags::WAVEFORM_SEQUENCE,
    &[&[
        t(tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
        t(tags::NUMBER_OF_WAVEFORM_CHANNELS, "1"),
        t(tags::NUMBER_OF_WAVEFORM_SAMPLES, "1000"),
        t(tags::SAMPLING_FREQUENCY, "500"),
        items(
            tags::CHANNEL_DEFINITION_SEQUENCE,
            &[&[
                code(tags::CHANNEL_SOURCE_SEQUENCE, "2:1", "MDC", "Lead I"),
                t(tags::WAVEFORM_BITS_STORED, "16"),
            ]],
        ),
        t(tags::WAVEFORM_BITS_ALLOCATED, "16"),
        t(tags::WAVEFORM_SAMPLE_INTERPRETATION, "SS"),
        t(tags::WAVEFORM_DATA, r"0\0"),
    ]],
)];
