//! Values that the scanner left in the file (contour data, waveforms, long texts) taken into
//! memory, so that all else reads data sets.

use filmdesk_dataset::{Bulk, BulkSource, DataSet, Tag, VR, Value, tags};

/// Bytes taken in for one object: contours of a whole body have some 20 MB, a day's recording of
/// three channels 130 MB, which is cut.
const MAX_BYTES: u64 = 64 << 20;

/// Values that are read elsewhere, or as files of their own.
const NEVER: &[Tag] = &[
    tags::PIXEL_DATA,
    tags::FLOAT_PIXEL_DATA,
    tags::DOUBLE_FLOAT_PIXEL_DATA,
];

/// Takes them in, in the order of their tags as far as the bound goes; a longer one is cut.
pub(super) fn inline(data: &mut DataSet, source: &mut dyn BulkSource) {
    let mut left = MAX_BYTES;
    values(data, source, &mut left);
}

fn values(data: &mut DataSet, source: &mut dyn BulkSource, left: &mut u64) {
    for (tag, element) in data.iter_mut() {
        match &mut element.value {
            Value::Items(items) => items.iter_mut().for_each(|item| values(item, source, left)),
            Value::Bulk(bulk) if !bulk.encapsulated && !NEVER.contains(&tag) => {
                let Some(bytes) = read(bulk, source, element.vr, *left) else {
                    continue;
                };
                *left -= bytes.len() as u64;
                element.value = Value::Bytes(bytes);
            }
            _ => {}
        }
    }
}

fn read(bulk: &Bulk, source: &mut dyn BulkSource, vr: VR, most: u64) -> Option<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(bulk.length.min(most)).ok()?];
    source.read_exact_at(bulk, 0, &mut bytes).ok()?;
    if bulk.big_endian {
        swap(&mut bytes, vr);
    }
    Some(bytes)
}

/// Samples of big endian files to little endian, as values in memory are.
fn swap(bytes: &mut [u8], vr: VR) {
    let unit = match vr {
        VR::OW | VR::US | VR::SS => 2,
        VR::OL | VR::OF | VR::UL | VR::SL | VR::FL => 4,
        VR::OD | VR::OV | VR::FD | VR::UV | VR::SV => 8,
        _ => return,
    };
    bytes.chunks_exact_mut(unit).for_each(<[u8]>::reverse);
}
