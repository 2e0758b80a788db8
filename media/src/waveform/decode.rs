//! Waveform Sequence (PS3.3 C.10.9) as channels of physical values.

use std::io;

use filmdesk_dataset::{BulkSource, CharacterSet, DataSet, Tag, tags};

use super::interpretation::Interpretation;

/// Multiplex groups that are looked at: an ECG has two or three.
const MAX_GROUPS: usize = 16;
/// Channels of a group: caps for EEG have 256 electrodes.
const MAX_CHANNELS: u16 = 512;
/// Bytes of a group that are decoded: 10 s of 512 channels at 1 kHz.
const MAX_BYTES: u64 = 16 << 20;

/// Channels that were sampled together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Multiplex Group Label, such as RHYTHM.
    pub label: String,
    /// Samples per second of each channel.
    pub rate: f64,
    /// Samples that each channel has; fewer may have been decoded.
    pub samples: u64,
    /// The channels.
    pub channels: Vec<Channel>,
}

/// One channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// Channel Label, else the meaning of its source: `Lead II`.
    pub label: String,
    /// The unit in UCUM, such as `uV`; empty for bare numbers.
    pub unit: String,
    /// The values from the beginning on; NaN where nothing was recorded.
    pub values: Vec<f32>,
}

/// The groups of an object, each channel's first `seconds`; those that cannot be decoded are
/// left out.
pub fn groups(data: &DataSet, bulk: &mut dyn BulkSource, seconds: f64) -> Vec<Group> {
    let set = CharacterSet::from_data_set(data).unwrap_or_default();
    let items = data.items(tags::WAVEFORM_SEQUENCE).unwrap_or_default();
    items
        .iter()
        .take(MAX_GROUPS)
        .filter_map(|item| group(item, &set, bulk, seconds))
        .collect()
}

fn group(
    item: &DataSet,
    set: &CharacterSet,
    bulk: &mut dyn BulkSource,
    seconds: f64,
) -> Option<Group> {
    let count = item.u16(tags::NUMBER_OF_WAVEFORM_CHANNELS).ok()??;
    let count = Some(count).filter(|count| (1..=MAX_CHANNELS).contains(count))?;
    let samples = item.u32(tags::NUMBER_OF_WAVEFORM_SAMPLES).ok()??;
    let rate: f64 = item.number(tags::SAMPLING_FREQUENCY).ok()??;
    let rate = Some(rate).filter(|rate| rate.is_finite() && *rate > 0.0)?;
    let word = item.ascii(tags::WAVEFORM_SAMPLE_INTERPRETATION).ok()?;
    let bits = item.u16(tags::WAVEFORM_BITS_ALLOCATED).ok()?.unwrap_or(16);
    let interpretation = Interpretation::of(word.unwrap_or_default(), bits)?;
    let (size, number) = (interpretation.bytes, interpretation.number);
    let frame = u64::from(count) * size as u64;
    let wanted = ((seconds * rate).ceil() as u64).min(u64::from(samples));
    let bytes = bytes(item, bulk, (wanted * frame).min(MAX_BYTES / frame * frame)).ok()?;
    let padding = item.bytes(tags::WAVEFORM_PADDING_VALUE);
    let padding = padding.filter(|bytes| bytes.len() >= size).map(number);
    let definitions = item.items(tags::CHANNEL_DEFINITION_SEQUENCE)?;
    let channels = (0..usize::from(count)).map(|index| {
        let of_channel = bytes
            .chunks_exact(frame as usize)
            .map(|frame| number(&frame[index * size..]));
        let definition = definitions.get(index);
        channel(definition, set, padding, of_channel)
    });
    Some(Group {
        label: text(item, tags::MULTIPLEX_GROUP_LABEL, set),
        rate,
        samples: u64::from(samples),
        channels: channels.collect(),
    })
}

/// The first bytes of Waveform Data, in little endian.
fn bytes(item: &DataSet, bulk: &mut dyn BulkSource, wanted: u64) -> io::Result<Vec<u8>> {
    if let Some(bytes) = item.bytes(tags::WAVEFORM_DATA) {
        let end = usize::try_from(wanted).map_or(bytes.len(), |end| end.min(bytes.len()));
        return Ok(bytes[..end].to_vec());
    }
    let value = item
        .bulk(tags::WAVEFORM_DATA)
        .ok_or(io::ErrorKind::NotFound)?;
    let length = usize::try_from(wanted.min(value.length)).unwrap_or(0);
    let mut bytes = vec![0; length];
    bulk.read_exact_at(&value, 0, &mut bytes)?;
    let is_words = item.u16(tags::WAVEFORM_BITS_ALLOCATED) == Ok(Some(16));
    if value.big_endian && is_words {
        bytes.chunks_exact_mut(2).for_each(<[u8]>::reverse);
    }
    Ok(bytes)
}

fn channel(
    definition: Option<&DataSet>,
    set: &CharacterSet,
    padding: Option<f64>,
    samples: impl Iterator<Item = f64>,
) -> Channel {
    let none = DataSet::new();
    let definition = definition.unwrap_or(&none);
    let number = |tag| definition.number::<f64>(tag).ok().flatten();
    let sensitivity = number(tags::CHANNEL_SENSITIVITY).unwrap_or(1.0)
        * number(tags::CHANNEL_SENSITIVITY_CORRECTION_FACTOR).unwrap_or(1.0);
    let baseline = number(tags::CHANNEL_BASELINE).unwrap_or(0.0);
    let value = |sample: f64| match padding == Some(sample) {
        true => f32::NAN,
        false => (sample * sensitivity + baseline) as f32,
    };
    let label = text(definition, tags::CHANNEL_LABEL, set);
    let source = || {
        coded(
            definition,
            tags::CHANNEL_SOURCE_SEQUENCE,
            tags::CODE_MEANING,
            set,
        )
    };
    Channel {
        label: if label.is_empty() { source() } else { label },
        unit: coded(
            definition,
            tags::CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            tags::CODE_VALUE,
            set,
        ),
        values: samples.map(value).collect(),
    }
}

fn coded(data: &DataSet, sequence: Tag, tag: Tag, set: &CharacterSet) -> String {
    let first = data.items(sequence).and_then(<[DataSet]>::first);
    first.map(|item| text(item, tag, set)).unwrap_or_default()
}

fn text(data: &DataSet, tag: Tag, set: &CharacterSet) -> String {
    data.text(tag, set).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use filmdesk_dataset::VR;
    use filmdesk_dataset::bulk::NoBulk;

    use super::*;

    fn object(bytes: Vec<u8>) -> DataSet {
        let mut definition = DataSet::new();
        definition.put_text(tags::CHANNEL_LABEL, VR::SH, "II");
        definition.put_text(tags::CHANNEL_SENSITIVITY, VR::DS, "2.5");
        definition.put_text(tags::CHANNEL_BASELINE, VR::DS, "1");
        let mut item = DataSet::new();
        item.put_u16(tags::NUMBER_OF_WAVEFORM_CHANNELS, 2);
        item.put_bytes(tags::NUMBER_OF_WAVEFORM_SAMPLES, VR::UL, vec![2, 0, 0, 0]);
        item.put_text(tags::SAMPLING_FREQUENCY, VR::DS, "500");
        item.put_text(tags::WAVEFORM_SAMPLE_INTERPRETATION, VR::CS, "SS");
        item.put_bytes(tags::WAVEFORM_PADDING_VALUE, VR::OW, vec![0, 0x80]);
        item.put_bytes(tags::WAVEFORM_DATA, VR::OW, bytes);
        item.put_items(tags::CHANNEL_DEFINITION_SEQUENCE, vec![definition]);
        let mut data = DataSet::new();
        data.put_items(tags::WAVEFORM_SEQUENCE, vec![item]);
        data
    }

    #[test]
    fn samples_become_values_of_their_channel() {
        let found = groups(
            &object(vec![2, 0, 7, 0, 0xFE, 0xFF, 0, 0x80]),
            &mut NoBulk,
            1.0,
        );
        let [group] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(group.channels[0].values, [6.0, -4.0]);
        assert_eq!(group.channels[0].label, "II");
        assert_eq!(group.channels[1].values[0], 7.0);
        assert!(group.channels[1].values[1].is_nan(), "padding is no value");
    }

    #[test]
    fn what_is_cut_short_gives_what_there_is() {
        let found = groups(&object(vec![2, 0, 7, 0, 9, 9]), &mut NoBulk, 1.0);
        assert_eq!(found[0].channels[0].values, [6.0]);
        assert_eq!(
            groups(&object(vec![2, 0, 7, 0, 9, 9]), &mut NoBulk, 1e-9)[0].channels[0].values,
            [6.0]
        );
    }
}
