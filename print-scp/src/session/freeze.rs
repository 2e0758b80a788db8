//! From tree to job: a copy in which every value is in force, so that later changes of the
//! tree do not touch it (PS3.4 H.4.1.2.4.3, H.4.2.2.4.3).

use std::ops::Range;

use dicom_core::VR;
use dicom_dictionary_std::tags;
use filmdesk_dataset::{CharacterSet, DataSet};
use filmdesk_dimse::uid::Uid;

use super::film_box::FilmBox;
use super::film_session::SessionValues;
use super::film_values::{FilmValues, configuration_terms, is_tone_term};
use super::image_box::ImageBox;
use crate::display_format::DisplayFormat;
use crate::printer::PrinterProfile;
use crate::service::PrintService;
use crate::sheet::{Annotation, FilmImage, FilmJob, FilmSheet, PixelMatrix, ProposedStudy, Tone};
use crate::terms::{MagnificationType, Polarity};

/// The films of the session in this range, as one job. Without a session: no films.
pub(super) fn job(service: &PrintService, films: Range<usize>) -> FilmJob {
    let association = &service.association;
    let defaults = &association.printer.defaults;
    let session = service.session.root.as_ref().map(|root| &root.values);
    let set = character_set(service, session);
    let text = |bytes: &Option<Vec<u8>>, vr| {
        let text = bytes
            .as_ref()
            .map(|bytes| set.decode_lenient(bytes, vr).trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    let sheets = service.session.films().get(films).unwrap_or_default();
    FilmJob {
        printer: association.printer.ae_title.clone(),
        originator: association.calling_ae.clone(),
        copies: session.map_or(defaults.copies, |values| values.copies),
        priority: session.map_or(defaults.priority, |values| values.priority),
        medium: session.map_or(defaults.medium, |values| values.medium),
        destination: session.map_or(defaults.destination, |values| values.destination),
        session_label: session.and_then(|values| text(&values.label, VR::LO)),
        owner_id: session.and_then(|values| text(&values.owner_id, VR::SH)),
        proposed_study: session
            .and_then(|values| values.proposed_study.as_ref())
            .map(|item| proposed_study(item, &set)),
        sheets: sheets.iter().map(|film| sheet(service, film)).collect(),
    }
}

fn character_set(service: &PrintService, session: Option<&SessionValues>) -> CharacterSet {
    let declared = session.and_then(|values| values.character_set.as_deref());
    CharacterSet::parse(declared.unwrap_or(&service.association.peer.default_character_set))
}

fn proposed_study(item: &DataSet, set: &CharacterSet) -> ProposedStudy {
    let set = CharacterSet::from_data_set(item).unwrap_or_else(|| set.clone());
    let text = |tag| item.text(tag, &set).map(|text| text.trim().to_owned());
    ProposedStudy {
        study_uid: item
            .ascii(tags::STUDY_INSTANCE_UID)
            .ok()
            .flatten()
            .map(str::to_owned),
        patient_id: text(tags::PATIENT_ID),
        patient_name: text(tags::PATIENT_NAME),
        accession_number: text(tags::ACCESSION_NUMBER),
    }
}

/// One image alone on a film that nobody says anything else of.
pub(crate) fn plain(
    printer: &PrinterProfile,
    originator: &str,
    film_box_uid: String,
    pixels: PixelMatrix,
    tone: Tone,
) -> FilmJob {
    let (defaults, values) = (&printer.defaults, FilmValues::new(printer));
    let alone = DisplayFormat::Standard {
        columns: 1,
        rows: 1,
    };
    let image = image_of(&values, printer, 1, pixels, tone);
    FilmJob {
        printer: printer.ae_title.clone(),
        originator: originator.to_owned(),
        copies: 1,
        priority: defaults.priority,
        medium: defaults.medium,
        destination: defaults.destination,
        session_label: None,
        owner_id: None,
        proposed_study: None,
        sheets: vec![FilmSheet {
            images: vec![image],
            ..sheet_of(&values, film_box_uid, alone)
        }],
    }
}

fn sheet(service: &PrintService, film: &FilmBox) -> FilmSheet {
    let images = film.images.iter();
    let images =
        images.filter_map(|image| Some(film_image(service, film, image, image.pixels.as_ref()?)));
    FilmSheet {
        annotations: annotations(film),
        images: images.collect(),
        ..sheet_of(&film.values, film.uid.to_string(), film.format.clone())
    }
}

/// A film of these values without images and text.
fn sheet_of(values: &FilmValues, film_box_uid: String, format: DisplayFormat) -> FilmSheet {
    FilmSheet {
        film_box_uid,
        format,
        size: values.size,
        orientation: values.orientation,
        resolution: values.resolution,
        border: values.border,
        empty: values.empty,
        min_density_hundredths: values.min_density,
        max_density_hundredths: values.max_density,
        trim: values.trim,
        illumination: values.illumination,
        ambient: values.ambient,
        annotation_format: values.annotation_format.clone(),
        annotations: Vec::new(),
        images: Vec::new(),
    }
}

fn annotations(film: &FilmBox) -> Vec<Annotation> {
    let written = film
        .annotations
        .iter()
        .filter(|text| !text.text.reveal().is_empty());
    let annotation = |text: &super::annotation_box::AnnotationBox| Annotation {
        position: text.position,
        text: text.text.reveal().clone(),
        language: text.language,
    };
    written.map(annotation).collect()
}

fn film_image(
    service: &PrintService,
    film: &FilmBox,
    image: &ImageBox,
    pixels: &PixelMatrix,
) -> FilmImage {
    let own = &image.values;
    let mut values = film.values.clone();
    values.magnification = own.magnification.unwrap_or(values.magnification);
    values.smoothing = own.smoothing.unwrap_or(values.smoothing);
    values.min_density = own.min_density.unwrap_or(values.min_density);
    values.max_density = own.max_density.unwrap_or(values.max_density);
    let printer = &service.association.printer;
    let tone = tone(service, film, image);
    let plain = image_of(&values, printer, image.position, pixels.clone(), tone);
    FilmImage {
        polarity: own.polarity.unwrap_or(plain.polarity),
        requested_width_mm: own.requested_width_mm,
        decimate_crop: own.decimate_crop.unwrap_or(plain.decimate_crop),
        icc_profile: values.icc_profile.filter(|_| film.color),
        ..plain
    }
}

/// An image with these values of its film, of which its box says nothing else.
fn image_of(
    values: &FilmValues,
    printer: &PrinterProfile,
    position: u16,
    pixels: PixelMatrix,
    tone: Tone,
) -> FilmImage {
    let cubic = values.magnification == MagnificationType::Cubic;
    FilmImage {
        position,
        pixels,
        polarity: Polarity::Normal,
        magnification: values.magnification,
        smoothing: cubic.then_some(values.smoothing),
        min_density_hundredths: values.min_density,
        max_density_hundredths: values.max_density,
        requested_width_mm: None,
        decimate_crop: printer.defaults.decimate_crop,
        tone,
        icc_profile: None,
    }
}

/// A Presentation LUT of the image, then of the film, before similar Configuration
/// Information (H.4.9.1), before what is agreed with the peer.
fn tone(service: &PrintService, film: &FilmBox, image: &ImageBox) -> Tone {
    let lut = |uid: &Uid| service.session.luts.get(uid).map(|lut| lut.tone.clone());
    let printer = &service.association.printer;
    let curve = |text: &str| {
        let mut terms = configuration_terms(text);
        let term = terms.find(|term| is_tone_term(term, printer))?;
        Some(Tone::Curve(term.to_owned()))
    };
    let luts = [&image.values.lut, &film.values.lut];
    let referenced = luts.into_iter().flatten().find_map(lut);
    referenced
        .or_else(|| curve(&image.values.configuration))
        .or_else(|| curve(&film.values.configuration))
        .unwrap_or_else(|| service.association.peer.default_tone.clone())
}
