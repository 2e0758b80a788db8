//! The IODs, by kind.

mod angiography;
mod computed_tomography;
mod derived;
mod documents;
mod enhanced_radiotherapy;
mod intravascular;
mod magnetic_resonance;
mod non_patient;
mod nuclear_medicine;
mod ophthalmic_imaging;
mod ophthalmic_measurements;
mod presentation;
mod radiography;
mod radiotherapy;
mod secondary_capture;
mod structured_report;
mod ultrasound;
mod visible_light;
mod waveform;

use super::Iod;

/// Every kind of object that an emulated modality makes.
pub(super) const IODS: &[&[Iod]] = &[
    radiography::IODS,
    angiography::IODS,
    computed_tomography::IODS,
    magnetic_resonance::IODS,
    nuclear_medicine::IODS,
    ultrasound::IODS,
    intravascular::IODS,
    secondary_capture::IODS,
    visible_light::IODS,
    ophthalmic_imaging::IODS,
    ophthalmic_measurements::IODS,
    waveform::IODS,
    presentation::IODS,
    structured_report::IODS,
    derived::IODS,
    radiotherapy::IODS,
    enhanced_radiotherapy::IODS,
    documents::IODS,
    non_patient::IODS,
];

/// Words of the tables.
mod prelude {
    pub(super) use super::super::Iod;
    pub(super) use super::super::code::*;
    pub(super) use super::super::content::{Content, content, image, template, title};
    pub(super) use super::super::documents::*;
    pub(super) use super::super::module::functional_group::*;
    pub(super) use super::super::module::general::*;
    pub(super) use super::super::module::pixel::*;
    pub(super) use super::super::multiplex::{SIGNED_32, UNSIGNED_8, multiplex};
    pub(super) use super::super::signal::*;
    pub(super) use super::super::table::*;
    pub(super) use filmdesk_dataset::{Tag, VR, tags, uids};

    /// An object that shares nothing.
    pub(super) const BLANK: Iod = Iod::of("", "", &[]);
}
