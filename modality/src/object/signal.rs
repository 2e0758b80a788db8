//! Waveforms and spectra that look like what they are called.

use filmdesk_dataset::data_set::DataSet;
use filmdesk_dataset::tags;

/// The largest sample of a curve, of 16 bits: room for drift above and below.
const AMPLITUDE: f64 = 20_000.0;
/// Heart beats in a second.
const HEART_RATE: f64 = 1.2;
/// Breaths in a second.
const BREATH_RATE: f64 = 0.25;

/// P, Q, R, S and T waves: place in the beat (0 to 1), width and height, for lead II.
const WAVES: [(f64, f64, f64); 5] = [
    (0.18, 0.025, 0.12),
    (0.29, 0.008, -0.1),
    (0.31, 0.01, 1.0),
    (0.335, 0.009, -0.22),
    (0.56, 0.045, 0.28),
];
/// Heights of the twelve leads, of lead II's.
const LEADS: [f64; 12] = [0.6, 1.0, 0.4, -0.8, 0.2, 0.7, -0.4, 0.3, 0.7, 1.1, 1.0, 0.8];

/// Waveform Data (5400,1010) of what the item says: samples interleaved by channel.
fn sampled(item: &DataSet, curve: impl Fn(f64, usize) -> f64) -> Vec<u8> {
    let channels = item
        .number(tags::NUMBER_OF_WAVEFORM_CHANNELS)
        .ok()
        .flatten();
    let number = |tag| item.u16(tag).ok().flatten().unwrap_or(1);
    let channels = channels.unwrap_or_else(|| number(tags::NUMBER_OF_WAVEFORM_CHANNELS));
    let samples = item.u32(tags::NUMBER_OF_WAVEFORM_SAMPLES).ok().flatten();
    let rate: Option<f64> = item.number(tags::SAMPLING_FREQUENCY).ok().flatten();
    let bits = number(tags::WAVEFORM_BITS_ALLOCATED);
    let at = |index: u32| f64::from(index) / rate.unwrap_or(1.0);
    (0..samples.unwrap_or(0))
        .flat_map(|index| (0..usize::from(channels)).map(move |channel| (index, channel)))
        .flat_map(|(index, channel)| sample(curve(at(index), channel), bits))
        .collect()
}

fn sample(value: f64, bits: u16) -> Vec<u8> {
    match bits {
        // UB: 128 is silence.
        8 => vec![libm::round(value * 127.0 + 128.0) as u8],
        16 => (libm::round(value * AMPLITUDE) as i16)
            .to_le_bytes()
            .to_vec(),
        _ => (libm::round(value * AMPLITUDE) as i32)
            .to_le_bytes()
            .to_vec(),
    }
}

/// Electrocardiogram.
pub(super) fn ecg(item: &DataSet) -> Vec<u8> {
    sampled(item, |seconds, lead| {
        let phase = (seconds * HEART_RATE).fract();
        let bell = |(place, width, height): &(f64, f64, f64)| {
            let off = (phase - place) / width;
            height * libm::exp(-off * off / 2.0)
        };
        LEADS[lead % LEADS.len()] * WAVES.iter().map(bell).sum::<f64>() * 0.8
    })
}

/// Arterial pressure: a steep rise, a notch, a slow fall.
pub(super) fn pressure(item: &DataSet) -> Vec<u8> {
    sampled(item, |seconds, _| {
        let phase = (seconds * HEART_RATE).fract();
        let notch = (phase - 0.4) / 0.03;
        let rise = 1.0 - libm::exp(-phase * 25.0);
        0.4 + 0.5 * rise * libm::exp(-phase * 2.0) - 0.08 * libm::exp(-notch * notch)
    })
}

/// Respiration.
pub(super) fn breath(item: &DataSet) -> Vec<u8> {
    sampled(item, |seconds, channel| {
        let turn = seconds * BREATH_RATE - 0.1 * channel as f64;
        0.7 * wave(turn) + 0.1 * wave(2.0 * turn)
    })
}

/// Brain or muscle: rhythms of several frequencies.
pub(super) fn brain(item: &DataSet) -> Vec<u8> {
    sampled(item, |seconds, channel| {
        let slow = 0.3 * (1.0 + 0.5 * wave(seconds * 0.3));
        let shift = 0.2 * channel as f64;
        slow * wave(seconds * 10.0 + shift)
            + 0.15 * wave(seconds * 21.7)
            + 0.1 * wave(seconds * 2.3)
    })
}

/// A vowel of 120 Hz.
pub(super) fn voice(item: &DataSet) -> Vec<u8> {
    sampled(item, |seconds, _| {
        let parts = [(1.0, 0.4), (2.0, 0.2), (5.0, 0.2), (9.0, 0.1)];
        let tone = parts
            .iter()
            .map(|(times, share)| share * wave(120.0 * times * seconds));
        tone.sum::<f64>() * libm::sin(core::f64::consts::PI * seconds.fract())
    })
}

/// Spectroscopy Data (5600,0020): complex points with the peaks of NAA, creatine and choline.
pub(super) fn spectrum(data: &DataSet) -> Vec<u8> {
    let points = data
        .u32(tags::DATA_POINT_COLUMNS)
        .ok()
        .flatten()
        .unwrap_or(0);
    let peaks = [(0.6, 1.0), (0.45, 0.6), (0.42, 0.5)];
    let real = |index: u32| {
        let place = f64::from(index) / f64::from(points);
        let peak = |(at, height): &(f64, f64)| {
            let off = (place - at) / 0.01;
            height / (1.0 + off * off)
        };
        peaks.iter().map(peak).sum::<f64>() as f32
    };
    let complex = (0..points).flat_map(|index| [real(index), 0.0]);
    complex.flat_map(f32::to_le_bytes).collect()
}

fn wave(turns: f64) -> f64 {
    libm::sin(turns * core::f64::consts::TAU)
}
