//! Multiplex groups: channels that were sampled together (PS3.3 C.10.9).

use filmdesk_dataset::data_set::DataSet;
use filmdesk_dataset::{VR, tags};

use super::code::{Code, ucum};
use super::table::{Filler, Items, Row, Table, seq, t};

/// One group.
#[derive(Debug, Clone, Copy)]
pub struct Multiplex {
    /// Multiplex Group Label (003A,0020).
    label: &'static str,
    /// Channel Source (003A,0208) of each channel.
    sources: &'static [Code],
    /// What all channels have.
    channel: Table,
    form: Form,
    /// Sampling Frequency (003A,001A), in hertz.
    frequency: &'static str,
    /// Number of Waveform Samples (003A,0010).
    samples: &'static str,
    /// Makes Waveform Data (5400,1010) of what the item says.
    data: fn(&DataSet) -> Vec<u8>,
}

/// How a sample is written (PS3.3 C.10.9.1.5).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    bits: &'static str,
    interpretation: &'static str,
    vr: VR,
}

pub(crate) const UNSIGNED_8: Form = Form {
    bits: "8",
    interpretation: "UB",
    vr: VR::OB,
};

const SIGNED_16: Form = Form {
    bits: "16",
    interpretation: "SS",
    vr: VR::OW,
};

pub(crate) const SIGNED_32: Form = Form {
    bits: "32",
    interpretation: "SL",
    vr: VR::OW,
};

/// A channel the samples of which are microvolts.
const CALIBRATED: Table = &[
    t(tags::CHANNEL_SENSITIVITY, "1"),
    seq(tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE).code(ucum("uV", "microvolt")),
    t(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR, "1"),
    t(tags::CHANNEL_BASELINE, "0"),
    t(tags::CHANNEL_SAMPLE_SKEW, "0"),
    t(tags::FILTER_LOW_FREQUENCY, "0.05"),
    t(tags::FILTER_HIGH_FREQUENCY, "150"),
];

/// A channel the samples of which mean no quantity.
const UNCALIBRATED: Table = &[t(tags::CHANNEL_SAMPLE_SKEW, "0")];

/// A group of calibrated channels with samples of 16 bits.
pub(crate) const fn multiplex(
    label: &'static str,
    sources: &'static [Code],
    data: fn(&DataSet) -> Vec<u8>,
) -> Multiplex {
    Multiplex {
        label,
        sources,
        channel: CALIBRATED,
        form: SIGNED_16,
        frequency: "",
        samples: "",
        data,
    }
}

impl Multiplex {
    /// With samples of another form.
    pub(crate) const fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// With samples that mean no quantity.
    pub(crate) const fn uncalibrated(mut self) -> Self {
        self.channel = UNCALIBRATED;
        self
    }

    /// The Waveform Sequence: so many samples, at so many hertz.
    pub(crate) const fn sampled(mut self, frequency: &'static str, samples: &'static str) -> Row {
        self.frequency = frequency;
        self.samples = samples;
        seq(tags::WAVEFORM_SEQUENCE).of(Items::Multiplex(self))
    }

    /// As an item of the Waveform Sequence.
    pub(super) fn item(&self, filler: &Filler<'_>) -> DataSet {
        let mut item = DataSet::new();
        let count = self.sources.len().to_string();
        for (tag, text) in [
            (tags::WAVEFORM_ORIGINALITY, "ORIGINAL"),
            (tags::NUMBER_OF_WAVEFORM_CHANNELS, count.as_str()),
            (tags::NUMBER_OF_WAVEFORM_SAMPLES, self.samples),
            (tags::SAMPLING_FREQUENCY, self.frequency),
            (tags::MULTIPLEX_GROUP_LABEL, self.label),
            (tags::WAVEFORM_BITS_ALLOCATED, self.form.bits),
            (
                tags::WAVEFORM_SAMPLE_INTERPRETATION,
                self.form.interpretation,
            ),
        ] {
            filler.text(&mut item, tag, text);
        }
        let channels = self
            .sources
            .iter()
            .map(|source| self.channel(source, filler));
        item.put_items(tags::CHANNEL_DEFINITION_SEQUENCE, channels.collect());
        let data = (self.data)(&item);
        item.put_bytes(tags::WAVEFORM_DATA, self.form.vr, data);
        item
    }

    fn channel(&self, source: &Code, filler: &Filler<'_>) -> DataSet {
        let mut channel = filler.item(self.channel);
        channel.put_items(tags::CHANNEL_SOURCE_SEQUENCE, vec![filler.coded(source)]);
        filler.text(&mut channel, tags::WAVEFORM_BITS_STORED, self.form.bits);
        channel
    }
}
