//! The IODs, by kind.

mod derived;
mod documents;
mod non_patient;
mod ophthalmic;
mod presentation;
mod projection;
mod radiotherapy;
mod secondary_capture;
mod sectional;
mod structured_report;
mod visible_light;
mod waveform;

use super::Iod;

/// Every kind of object that an emulated modality makes.
pub(super) const IODS: &[&[Iod]] = &[
    projection::IODS,
    sectional::IODS,
    secondary_capture::IODS,
    visible_light::IODS,
    ophthalmic::IODS,
    waveform::IODS,
    presentation::IODS,
    structured_report::IODS,
    derived::IODS,
    radiotherapy::IODS,
    documents::IODS,
    non_patient::IODS,
];
