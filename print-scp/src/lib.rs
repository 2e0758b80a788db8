//! Print Management (PS3.4 Annex H): sessions, films, rendering.
//!
//! [`service`] answers a modality's requests and holds the session tree; what it freezes on
//! N-ACTION is a [`sheet::FilmSheet`], complete in itself. [`film`] composes a sheet for a
//! [`printer::PrinterProfile`], [`render`] makes PDF, PNG, TIFF and PWG raster from it.

pub mod attributes;
pub mod conformance;
pub mod display_format;
pub mod environment;
pub mod film;
pub mod offers;
pub mod peer;
pub mod printer;
pub mod profile_defaults;
pub mod render;
pub mod service;
mod session;
pub mod sheet;
pub mod terms;
