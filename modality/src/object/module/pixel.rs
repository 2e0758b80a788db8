//! Image Pixel (PS3.3 C.7.6.3), by kind of pixel.

use super::super::table::{Table, t, table};
use filmdesk_dataset::tags;

pub(crate) const ONE_BIT: Table = &[
    table(MONOCHROME),
    t(tags::BITS_ALLOCATED, "1"),
    t(tags::BITS_STORED, "1"),
    t(tags::HIGH_BIT, "0"),
    t(tags::PIXEL_REPRESENTATION, "0"),
];

pub(crate) const RGB: Table = &[
    t(tags::SAMPLES_PER_PIXEL, "3"),
    t(tags::PHOTOMETRIC_INTERPRETATION, "RGB"),
    t(tags::PLANAR_CONFIGURATION, "0"),
    t(tags::ROWS, "64"),
    t(tags::COLUMNS, "64"),
    t(tags::BITS_ALLOCATED, "8"),
    t(tags::BITS_STORED, "8"),
    t(tags::HIGH_BIT, "7"),
    t(tags::PIXEL_REPRESENTATION, "0"),
];

pub(crate) const GRAY_16: Table = &[
    table(MONOCHROME),
    t(tags::BITS_ALLOCATED, "16"),
    t(tags::BITS_STORED, "16"),
    t(tags::HIGH_BIT, "15"),
    t(tags::PIXEL_REPRESENTATION, "0"),
];

pub(crate) const GRAY_8: Table = &[
    table(MONOCHROME),
    t(tags::BITS_ALLOCATED, "8"),
    t(tags::BITS_STORED, "8"),
    t(tags::HIGH_BIT, "7"),
    t(tags::PIXEL_REPRESENTATION, "0"),
];

pub(crate) const GRAY_12: Table = &[
    table(MONOCHROME),
    t(tags::BITS_ALLOCATED, "16"),
    t(tags::BITS_STORED, "12"),
    t(tags::HIGH_BIT, "11"),
    t(tags::PIXEL_REPRESENTATION, "0"),
];

pub(crate) const MONOCHROME: Table = &[
    t(tags::SAMPLES_PER_PIXEL, "1"),
    t(tags::PHOTOMETRIC_INTERPRETATION, "MONOCHROME2"),
    t(tags::ROWS, "64"),
    t(tags::COLUMNS, "64"),
];
