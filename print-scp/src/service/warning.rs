//! Reservations with which a request was done.

use dicom_core::Tag;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::status::Status;

use super::refusal::{names, tags_of};
use crate::film::compose::Fit;

/// A reservation. A response has one status only: of several, the variant that stands first
/// here is answered, because what was lost on the film weighs more than what was replaced by
/// a default, and that more than what was ignored. The others are told to the log.
#[derive(Debug, Clone, PartialEq)]
pub enum Warning {
    /// B601: printed, but copies are not collated.
    CollationNotSupported,
    /// B602: no image on any film of the session.
    EmptySession,
    /// B603: no image on the film.
    EmptyFilm,
    /// B609, B60A, B604, in this order.
    Fit(Fit),
    /// B605: the printer's limit is used for Min or Max Density.
    DensityOutOfRange,
    /// B600: Memory Allocation is ignored.
    MemoryNotSupported,
    /// 0116: defaults took the place of these values, given as they were sent.
    ValuesOutOfRange(DataSet),
    /// 0107: these attributes were ignored.
    UnsupportedAttributes(Vec<Tag>),
}

impl Warning {
    /// The status of a response with this reservation.
    pub fn status(&self) -> Status {
        match self {
            Self::CollationNotSupported => Status::COLLATION_NOT_SUPPORTED,
            Self::EmptySession => Status::FILM_SESSION_WITHOUT_IMAGES,
            Self::EmptyFilm => Status::FILM_BOX_WITHOUT_IMAGES,
            Self::Fit(Fit::AsAsked) => Status::SUCCESS,
            Self::Fit(Fit::Cropped) => Status::IMAGE_CROPPED,
            Self::Fit(Fit::Decimated) => Status::IMAGE_DECIMATED,
            Self::Fit(Fit::Demagnified) => Status::IMAGE_DEMAGNIFIED,
            Self::DensityOutOfRange => Status::DENSITY_OUT_OF_RANGE,
            Self::MemoryNotSupported => Status::MEMORY_ALLOCATION_NOT_SUPPORTED,
            Self::ValuesOutOfRange(_) => Status::ATTRIBUTE_VALUE_OUT_OF_RANGE,
            Self::UnsupportedAttributes(_) => Status::ATTRIBUTE_LIST_ERROR,
        }
    }

    /// The smaller, the more it weighs.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Self::CollationNotSupported => 0,
            Self::EmptySession => 1,
            Self::EmptyFilm => 2,
            Self::Fit(Fit::Cropped) => 3,
            Self::Fit(Fit::Decimated) => 4,
            Self::Fit(Fit::Demagnified) => 5,
            Self::DensityOutOfRange => 6,
            Self::MemoryNotSupported => 7,
            Self::ValuesOutOfRange(_) => 8,
            Self::UnsupportedAttributes(_) => 9,
            Self::Fit(Fit::AsAsked) => 10,
        }
    }

    /// Plain words.
    pub fn comment(&self) -> String {
        match self {
            Self::CollationNotSupported => "copies are not collated".to_owned(),
            Self::EmptySession | Self::EmptyFilm => "an empty page is printed".to_owned(),
            Self::Fit(Fit::AsAsked) => String::new(),
            Self::Fit(Fit::Cropped) => "image is larger than its box: cropped".to_owned(),
            Self::Fit(Fit::Decimated) => "image is larger than its box: decimated".to_owned(),
            Self::Fit(Fit::Demagnified) => "image is larger than its box: demagnified".to_owned(),
            Self::DensityOutOfRange => "printer's own density limit is used".to_owned(),
            Self::MemoryNotSupported => "Memory Allocation is ignored".to_owned(),
            Self::ValuesOutOfRange(data) => format!("default used for {}", names(&tags_of(data))),
            Self::UnsupportedAttributes(tags) => format!("ignored: {}", names(tags)),
        }
    }
}
