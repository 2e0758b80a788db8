//! Values of data sets as the index takes them: what is missing or broken is simply not there.

use filmdesk_dataset::{DataSet, Tag, VR};

/// Text of the default repertoire; empty when there is none.
pub(super) fn term(set: &DataSet, tag: Tag) -> &str {
    set.ascii(tag).ok().flatten().unwrap_or_default()
}

/// The values of a numeric element (text or binary) that are finite numbers.
pub(super) fn decimals(set: &DataSet, tag: Tag) -> Vec<f64> {
    let Some(element) = set.get(tag) else {
        return Vec::new();
    };
    let bytes = set.bytes(tag).unwrap_or_default();
    let words = |size: usize| bytes.chunks_exact(size);
    let values: Vec<f64> = match element.vr {
        VR::FD => words(8)
            .filter_map(|b| Some(f64::from_le_bytes(b.try_into().ok()?)))
            .collect(),
        VR::FL => words(4)
            .filter_map(|b| Some(f32::from_le_bytes(b.try_into().ok()?).into()))
            .collect(),
        VR::UL => words(4)
            .filter_map(|b| Some(u32::from_le_bytes(b.try_into().ok()?).into()))
            .collect(),
        VR::SL => words(4)
            .filter_map(|b| Some(i32::from_le_bytes(b.try_into().ok()?).into()))
            .collect(),
        VR::US => words(2)
            .filter_map(|b| Some(u16::from_le_bytes(b.try_into().ok()?).into()))
            .collect(),
        VR::SS => words(2)
            .filter_map(|b| Some(i16::from_le_bytes(b.try_into().ok()?).into()))
            .collect(),
        _ => {
            let parts = term(set, tag).split('\\');
            parts
                .filter_map(|value| value.trim().parse().ok())
                .collect()
        }
    };
    values
        .into_iter()
        .filter(|value| value.is_finite())
        .collect()
}

/// The first decimal.
pub(super) fn decimal(set: &DataSet, tag: Tag) -> Option<f64> {
    decimals(set, tag).first().copied()
}

/// Exactly `N` decimals.
pub(super) fn vector<const N: usize>(set: &DataSet, tag: Tag) -> Option<[f64; N]> {
    decimals(set, tag).try_into().ok()
}
