//! Modules (PS3.3 Annex C) as tables, one file per kind of object.

pub(super) mod derived;
pub(super) mod documents;
pub(super) mod functional_group;
pub(super) mod general;
pub(super) mod non_patient;
pub(super) mod ophthalmic;
pub(super) mod pixel;
pub(super) mod presentation;
pub(super) mod projection;
pub(super) mod radiotherapy;
pub(super) mod secondary_capture;
pub(super) mod sectional;
pub(super) mod structured_report;
pub(super) mod visible_light;
pub(super) mod waveform;
