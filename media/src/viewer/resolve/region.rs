//! US Region Calibration (PS3.3 C.8.5.5): what a step of a pixel measures, and where.

use filmdesk_dataset::{DataSet, tags};

use super::super::index::Region;
use super::super::values::decimal;
use super::code::each;

/// Regions of an image.
const MAX_REGIONS: usize = 64;

/// Physical Units (0018,6024) by their code; none has no unit.
const UNITS: &[&str] = &[
    "", "%", "dB", "cm", "s", "Hz", "dB/s", "cm/s", "cm²", "cm²/s", "cm³", "cm³/s", "°",
];

/// The regions of an ultrasound image whose steps are known.
pub(in super::super) fn regions(data: &DataSet) -> Vec<Region> {
    let items = each(data, tags::SEQUENCE_OF_ULTRASOUND_REGIONS).iter();
    items.take(MAX_REGIONS).filter_map(region).collect()
}

fn region(item: &DataSet) -> Option<Region> {
    let edge = |tag| item.u32(tag).ok().flatten().map(i64::from);
    let step = |delta, units| {
        let code = item.u16(units).ok().flatten()?;
        let unit = UNITS
            .get(usize::from(code))
            .filter(|unit| !unit.is_empty())?;
        let step = decimal(item, delta).filter(|step| *step != 0.0)?;
        Some((step, (*unit).to_owned()))
    };
    Some(Region {
        area: [
            edge(tags::REGION_LOCATION_MIN_X0)?,
            edge(tags::REGION_LOCATION_MIN_Y0)?,
            edge(tags::REGION_LOCATION_MAX_X1)?,
            edge(tags::REGION_LOCATION_MAX_Y1)?,
        ],
        x: step(tags::PHYSICAL_DELTA_X, tags::PHYSICAL_UNITS_X_DIRECTION)?,
        y: step(tags::PHYSICAL_DELTA_Y, tags::PHYSICAL_UNITS_Y_DIRECTION)?,
    })
}
