//! Modules: pixel.

use super::super::attribute::{Attribute, bytes, t};
use super::super::frames::float_pixels;
use filmdesk_dataset::{VR, tags};

/// Image Pixel, gray 12.
pub(in crate::object) const GRAY_12: &[Attribute] = &[
    t(tags::SAMPLES_PER_PIXEL, "1"),
    t(tags::PHOTOMETRIC_INTERPRETATION, "MONOCHROME2"),
    t(tags::ROWS, "64"),
    t(tags::COLUMNS, "64"),
    t(tags::BITS_ALLOCATED, "16"),
    t(tags::BITS_STORED, "12"),
    t(tags::HIGH_BIT, "11"),
    t(tags::PIXEL_REPRESENTATION, "0"),
];

/// Image Pixel, gray 16.
pub(in crate::object) const GRAY_16: &[Attribute] = &[
    t(tags::SAMPLES_PER_PIXEL, "1"),
    t(tags::PHOTOMETRIC_INTERPRETATION, "MONOCHROME2"),
    t(tags::ROWS, "64"),
    t(tags::COLUMNS, "64"),
    t(tags::BITS_ALLOCATED, "16"),
    t(tags::BITS_STORED, "16"),
    t(tags::HIGH_BIT, "15"),
    t(tags::PIXEL_REPRESENTATION, "0"),
];

/// Image Pixel, gray 8.
pub(in crate::object) const GRAY_8: &[Attribute] = &[
    t(tags::SAMPLES_PER_PIXEL, "1"),
    t(tags::PHOTOMETRIC_INTERPRETATION, "MONOCHROME2"),
    t(tags::ROWS, "64"),
    t(tags::COLUMNS, "64"),
    t(tags::BITS_ALLOCATED, "8"),
    t(tags::BITS_STORED, "8"),
    t(tags::HIGH_BIT, "7"),
    t(tags::PIXEL_REPRESENTATION, "0"),
];

/// Image Pixel, rgb.
pub(in crate::object) const RGB: &[Attribute] = &[
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

/// Image Pixel, one bit.
pub(in crate::object) const ONE_BIT: &[Attribute] = &[
    t(tags::SAMPLES_PER_PIXEL, "1"),
    t(tags::PHOTOMETRIC_INTERPRETATION, "MONOCHROME2"),
    t(tags::ROWS, "64"),
    t(tags::COLUMNS, "64"),
    t(tags::BITS_ALLOCATED, "1"),
    t(tags::BITS_STORED, "1"),
    t(tags::HIGH_BIT, "0"),
    t(tags::PIXEL_REPRESENTATION, "0"),
];

/// Image Pixel, float.
pub(in crate::object) const FLOAT: &[Attribute] = &[
    t(tags::SAMPLES_PER_PIXEL, "1"),
    t(tags::PHOTOMETRIC_INTERPRETATION, "MONOCHROME2"),
    t(tags::ROWS, "64"),
    t(tags::COLUMNS, "64"),
    t(tags::BITS_ALLOCATED, "32"),
    bytes(tags::FLOAT_PIXEL_DATA, VR::OF, float_pixels),
];

/// Image Pixel, gray 32.
pub(in crate::object) const GRAY_32: &[Attribute] = &[
    t(tags::SAMPLES_PER_PIXEL, "1"),
    t(tags::PHOTOMETRIC_INTERPRETATION, "MONOCHROME2"),
    t(tags::ROWS, "64"),
    t(tags::COLUMNS, "64"),
    t(tags::BITS_ALLOCATED, "32"),
    t(tags::BITS_STORED, "32"),
    t(tags::HIGH_BIT, "31"),
    t(tags::PIXEL_REPRESENTATION, "0"),
];
