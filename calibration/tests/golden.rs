//! Golden step wedges: nine stored values through every path, as density and as gray on screen.

use filmdesk_calibration::characteristic::{
    ContrastSetting, Curve, CurveName, CurveOutput, CurveTable,
};
use filmdesk_calibration::density::{DensityHundredths, DensityRange, ViewingCondition};
use filmdesk_calibration::display::{DisplayEncoding, FilmOnDisplay, TargetDisplay};
use filmdesk_calibration::lut::{
    DensityCodes, GrayscaleChain, PhotometricInterpretation, Polarity, StoredPixels,
};
use filmdesk_calibration::presentation_lut::{Lut, PresentationLut};
use filmdesk_calibration::tone::{DefaultTone, Tone, UnknownCurve};
use proptest::prelude::*;
use std::collections::BTreeMap;

use PhotometricInterpretation::{Monochrome1, Monochrome2};

fn range(min: u16, max: u16) -> DensityRange {
    DensityRange::new(DensityHundredths(min), DensityHundredths(max)).unwrap()
}

fn chain(bits_stored: u8, tone: impl Into<Tone>) -> GrayscaleChain {
    GrayscaleChain {
        pixels: StoredPixels::new(bits_stored, false, Monochrome2).unwrap(),
        polarity: Polarity::Normal,
        tone: tone.into(),
        density: range(20, 300),
        viewing: ViewingCondition::TRANSMISSIVE,
    }
}

/// Nine evenly spread stored values with their density and their gray on the default display.
fn wedge(chain: &GrayscaleChain) -> String {
    let screen = FilmOnDisplay::new(chain.density, chain.viewing, TargetDisplay::default());
    let (densities, grays) = (chain.densities(), chain.display_lut(&screen));
    let last = chain.pixels.entries() - 1;
    let line = |i: usize| {
        let stored = i * last / 8;
        format!("{stored:5} {:.4} {:5}", densities[stored], grays[stored])
    };
    (0..=8).map(line).collect::<Vec<_>>().join("\n")
}

/// A table that darkens: the P-Value is the square of the input.
fn darkening(entries: u16, bits: u16) -> PresentationLut {
    let full = f64::from(u16::MAX >> (16 - bits));
    let entry = |i: u16| {
        let x = f64::from(i) / f64::from(entries - 1);
        libm::round(x * x * full) as u16
    };
    let data: Vec<u16> = (0..entries).map(entry).collect();
    PresentationLut::Table(Lut::new(&[entries, 0, bits], &data).unwrap())
}

fn name(text: &str) -> CurveName {
    text.parse().unwrap()
}

fn curves() -> CurveTable {
    // A film's own response: shoulder, straight part, toe.
    let film = [(0.0, 3.4), (0.2, 2.9), (0.5, 1.6), (0.8, 0.5), (1.0, 0.18)];
    let film = Curve::through(CurveOutput::Density, &film).unwrap();
    CurveTable::new(BTreeMap::from([(name("film"), film)]), BTreeMap::new()).unwrap()
}

fn without_reference(setting: Option<&str>, default: &DefaultTone) -> Tone {
    let setting = setting.map(|text| ContrastSetting::in_configuration_information(text).unwrap());
    Tone::choose(None, setting, default, &curves()).unwrap()
}

#[test]
fn identity() {
    insta::assert_snapshot!(wedge(&chain(8, PresentationLut::Identity)), @"
      0 3.0000     0
     31 2.1198  6143
     63 1.7099 12070
     95 1.3993 18298
    127 1.1304 25234
    159 0.8833 33147
    191 0.6489 42300
    223 0.4222 52984
    255 0.2000 65535
    ");
    insta::assert_snapshot!(wedge(&chain(12, PresentationLut::Identity)), @"
       0 3.0000     0
     511 2.1068  6298
    1023 1.7024 12202
    1535 1.3941 18418
    2047 1.1266 25342
    2559 0.8807 33240
    3071 0.6473 42373
    3583 0.4214 53026
    4095 0.2000 65535
    ");
}

#[test]
fn lin_od() {
    insta::assert_snapshot!(wedge(&chain(8, PresentationLut::LinOd)), @"
      0 3.0000     0
     31 2.6596  1221
     63 2.3082  4083
     95 1.9569  8233
    127 1.6055 13974
    159 1.2541 21844
    191 0.9027 32465
    223 0.5514 46657
    255 0.2000 65535
    ");
}

#[test]
fn tables() {
    insta::assert_snapshot!(wedge(&chain(8, darkening(256, 10))), @"
      0 3.0000     0
     31 2.7940   609
     63 2.4185  3018
     95 2.0525  6969
    127 1.7065 12129
    159 1.3622 19163
    191 1.0042 29072
    223 0.6208 43523
    255 0.2000 65535
    ");
    insta::assert_snapshot!(wedge(&chain(12, darkening(4096, 16))), @"
       0 3.0000     0
     511 2.7837   649
    1023 2.4076  3120
    1535 2.0461  7049
    2047 1.7022 12205
    2559 1.3589 19240
    3071 1.0017 29154
    3583 0.6187 43615
    4095 0.2000 65535
    ");
}

#[test]
fn none_referenced() {
    let identity = chain(8, without_reference(None, &DefaultTone::default()));
    assert_eq!(identity, chain(8, Tone::Identity));
    let lin_od = chain(8, without_reference(None, &DefaultTone::LinOd));
    assert_eq!(lin_od, chain(8, Tone::LinOd));
    let film = DefaultTone::Curve(name("film"));
    insta::assert_snapshot!(wedge(&chain(8, without_reference(None, &film))), @"
      0 3.0000     0
     31 3.0000     0
     63 2.7346   854
     95 2.1750  5504
    127 1.6078 13930
    159 1.0892 26441
    191 0.6322 43024
    223 0.3640 56054
    255 0.2000 65535
    ");
    let absent = DefaultTone::Curve(name("absent"));
    let unknown = Tone::choose(None, None, &absent, &curves());
    assert_eq!(unknown, Err(UnknownCurve(name("absent"))));
}

#[test]
fn contrast_settings() {
    let of = |text| chain(8, without_reference(Some(text), &DefaultTone::LinOd));
    insta::assert_snapshot!(wedge(&of("CS000")), @"
      0 3.0000     0
     31 1.6454 13226
     63 1.4183 17865
     95 1.2614 21655
    127 1.1284 25291
    159 1.0010 29175
    191 0.8646 33816
    223 0.6926 40459
    255 0.2000 65535
    ");
    insta::assert_snapshot!(wedge(&of(r"SHARP\CS800")), @"
      0 3.0000     0
     31 2.5035  2263
     63 1.9904  7777
     95 1.5416 15230
    127 1.1324 25174
    159 0.7722 37269
    191 0.4842 49863
    223 0.2883 60278
    255 0.2000 65535
    ");
    let middle = of("CS500").densities();
    let identity = chain(8, Tone::Identity).densities();
    assert!(
        middle
            .iter()
            .zip(&identity)
            .all(|(a, b)| (a - b).abs() < 1e-9)
    );
}

#[test]
fn a_referenced_lut_wins_over_configuration_information() {
    let setting = Some(ContrastSetting::MIDDLE);
    let referenced = Some(PresentationLut::LinOd);
    let tone = Tone::choose(referenced, setting, &DefaultTone::Identity, &curves());
    assert_eq!(tone, Ok(Tone::LinOd));
}

#[test]
fn reverse_polarity_and_monochrome1() {
    let normal = chain(8, darkening(256, 12));
    let mut reverse = normal.clone();
    reverse.polarity = Polarity::Reverse;
    insta::assert_snapshot!(wedge(&reverse), @"
      0 0.2000 65535
     31 0.6076 44106
     63 0.9926 29447
     95 1.3519 19407
    127 1.6964 12307
    159 2.0419  7103
    191 2.4040  3153
    223 2.7829   652
    255 3.0000     0
    ");
    let mut monochrome1 = normal.clone();
    monochrome1.pixels = StoredPixels::new(8, false, Monochrome1).unwrap();
    assert!(monochrome1.densities() == reverse.densities());
    monochrome1.polarity = Polarity::Reverse;
    assert!(monochrome1.densities() == normal.densities());
    let mut mirrored = normal.densities();
    mirrored.reverse();
    assert!(mirrored == reverse.densities());
}

#[test]
fn paper() {
    let mut paper = chain(8, Tone::Identity);
    paper.density = range(8, 190);
    paper.viewing = ViewingCondition::REFLECTIVE;
    insta::assert_snapshot!(wedge(&paper), @"
      0 1.9000     0
     31 1.5449  6143
     63 1.2553 12070
     95 1.0109 18298
    127 0.7953 25234
    159 0.5992 33147
    191 0.4169 42300
    223 0.2447 52984
    255 0.0800 65535
    ");
}

#[test]
fn calibrated_and_gamma_screens() {
    let identity = chain(12, Tone::Identity);
    let grays = |encoding| {
        let display = TargetDisplay::new(0.8, 250.0, encoding).unwrap();
        let screen = FilmOnDisplay::new(identity.density, identity.viewing, display);
        let lut = identity.display_lut(&screen);
        [0, 512, 1024, 2048, 3072, 4095].map(|stored| lut[stored])
    };
    // On a calibrated screen IDENTITY is the identity.
    let calibrated = grays(DisplayEncoding::GsdfCalibrated);
    let plain = [0u32, 512, 1024, 2048, 3072, 4095].map(|v| ((v * 65535 + 2047) / 4095) as u16);
    assert_eq!(calibrated, plain);
    insta::assert_compact_debug_snapshot!(grays(DisplayEncoding::Gamma(2.2)), @"[0, 7877, 13112, 25363, 42012, 65535]");
}

#[test]
fn codes_for_imagers() {
    let wedge = chain(8, Tone::LinOd);
    let hundredths = wedge.density_lut(DensityCodes::Hundredths);
    assert_eq!(
        [hundredths[0], hundredths[51], hundredths[255]],
        [300, 244, 20]
    );
    let full = wedge.density_lut(DensityCodes::FullScale(range(20, 300)));
    assert_eq!([full[0], full[51], full[255]], [65535, 52428, 0]);
    let wide = wedge.density_lut(DensityCodes::FullScale(range(0, 400)));
    assert_eq!([wide[0], wide[255]], [49151, 3277]);
}

#[test]
fn quirk_depths_scale() {
    for bits in [9, 10, 11, 14, 16] {
        for tone in [
            Tone::Identity,
            darkening(256, 12).into(),
            darkening(4096, 16).into(),
        ] {
            let standard = chain(12, tone.clone());
            let (odd, even) = (chain(bits, tone).densities(), standard.densities());
            assert_eq!(odd.len(), 1 << bits);
            for eighth in 0..=8 {
                let (a, b) = (odd[eighth * (odd.len() - 1) / 8], even[eighth * 4095 / 8]);
                assert!(
                    (a - b).abs() < 0.02,
                    "{bits} bits at {eighth}/8: {a} and {b}"
                );
            }
        }
    }
}

#[test]
fn signed_pixels_are_indexed_by_their_bits() {
    let unsigned = chain(12, Tone::Identity);
    let mut signed = unsigned.clone();
    signed.pixels = StoredPixels::new(12, true, Monochrome2).unwrap();
    let (plain, shifted) = (unsigned.densities(), signed.densities());
    for value in [-2048i16, -1, 0, 1, 2047] {
        let index = usize::from(value as u16 & signed.pixels.mask());
        assert_eq!(shifted[index], plain[(i32::from(value) + 2048) as usize]);
    }
}

#[test]
fn luminance_beyond_the_display_function_stays_printable() {
    // Every density of this range is brighter than 3993 cd/m2.
    let viewing = ViewingCondition::new(
        filmdesk_calibration::density::ViewingKind::Transmissive,
        20_000,
        10,
    );
    let mut bright = chain(8, Tone::Identity);
    bright.viewing = viewing.unwrap();
    bright.density = range(0, 60);
    let densities = bright.densities();
    assert_eq!((densities[0], densities[255]), (0.6, 0.0));
    assert!(densities.windows(2).all(|w| w[1] < w[0]));
}

#[test]
fn bits_stored_outside_8_to_16_are_refused() {
    for bits in [0, 7, 17, 255] {
        let refused = StoredPixels::new(bits, false, Monochrome2).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!("bits stored {bits} is not within 8 to 16")
        );
    }
}

fn any_tone() -> impl Strategy<Value = Tone> {
    prop_oneof![
        Just(Tone::Identity),
        Just(Tone::LinOd),
        (0u16..1000).prop_map(|n| Tone::Curve(ContrastSetting::new(n).unwrap().sigmoid())),
        (10u16..=16).prop_map(|bits| darkening(256, bits).into()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn densities_fall_within_the_range(
        tone in any_tone(), bits in 8u8..=10, min in 0u16..100, span in 1u16..400,
        l0 in 1u16..20_000, la in 0u16..200,
    ) {
        use filmdesk_calibration::density::ViewingKind::Transmissive;
        let mut chain = chain(bits, tone);
        chain.density = range(min, min + span);
        chain.viewing = ViewingCondition::new(Transmissive, l0, la).unwrap();
        let densities = chain.densities();
        let (low, high) = (f64::from(min) / 100.0, f64::from(min + span) / 100.0);
        prop_assert!(densities.iter().all(|d| (low..=high).contains(d)));
        prop_assert!(densities.windows(2).all(|w| w[1] <= w[0] + 1e-9));
        let screen = FilmOnDisplay::new(chain.density, chain.viewing, TargetDisplay::default());
        let grays = chain.display_lut(&screen);
        prop_assert!(grays.windows(2).all(|w| w[0] <= w[1]));
    }

    #[test]
    fn p_value_scale_is_invertible(p in 0.0..1.0f64, min in 5u16..40, span in 100u16..350) {
        use filmdesk_calibration::tone::PValueScale;
        let scale = PValueScale::new(range(min, min + span), ViewingCondition::TRANSMISSIVE);
        prop_assert!((scale.p_value(scale.density(p)) - p).abs() < 1e-6);
    }
}
