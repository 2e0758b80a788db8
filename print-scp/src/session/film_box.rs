//! Basic Film Box (PS3.4 H.4.2).

use dicom_core::VR;
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::uid::Uid;

use super::annotation_box::AnnotationBox;
use super::film_values::FilmValues;
use super::image_box::ImageBox;
use super::{MAX_FILM_BOXES, MAX_SESSION_IMAGE_BOXES, print};
use crate::attributes::{Reader, check_presence, reference, rows_of};
use crate::display_format::DisplayFormat;
use crate::environment::{Admission, Environment};
use crate::film::annotate::annotation_positions;
use crate::film::compose::{Fit, FitRequest, fit_image};
use crate::film::layout::{FilmLayout, LayoutRequest, layout};
use crate::offers::{Scope, SopClass};
use crate::peer::Quirk;
use crate::printer::PrinterProfile;
use crate::service::{Granted, Offence, PrintService, Refusal, Request};

/// A film.
#[derive(Debug)]
pub(crate) struct FilmBox {
    pub(crate) uid: Uid,
    /// Whether its image boxes are colour: the context of its N-CREATE.
    pub(crate) color: bool,
    pub(crate) format: DisplayFormat,
    pub(crate) values: FilmValues,
    pub(crate) layout: FilmLayout,
    pub(crate) images: Vec<ImageBox>,
    pub(crate) annotations: Vec<AnnotationBox>,
    pub(crate) printed: bool,
}

impl FilmBox {
    pub(crate) fn class_of(&self, uid: &Uid) -> Option<SopClass> {
        let image = if self.color {
            SopClass::ColorImageBox
        } else {
            SopClass::GrayscaleImageBox
        };
        if self.uid == *uid {
            Some(SopClass::FilmBox)
        } else if self.images.iter().any(|box_| box_.uid == *uid) {
            Some(image)
        } else if self.annotations.iter().any(|box_| box_.uid == *uid) {
            Some(SopClass::AnnotationBox)
        } else {
            None
        }
    }

    /// Whether no image box holds an image.
    pub(crate) fn is_empty(&self) -> bool {
        self.images.iter().all(|image| image.pixels.is_none())
    }

    /// Gives all pixels back.
    pub(crate) fn release(&self, env: &mut dyn Environment) {
        let pixels = self.images.iter().filter_map(|image| image.pixels.as_ref());
        pixels.for_each(|pixels| env.release_pixels(pixels.data));
    }

    /// How an image lies in its box; `None` without an image. C603 when it may not.
    pub(crate) fn fit(
        &self,
        image: &ImageBox,
        printer: &PrinterProfile,
    ) -> Result<Option<Fit>, Refusal> {
        let (Some(pixels), Some(rect)) = (&image.pixels, self.layout.image_box(image.position))
        else {
            return Ok(None);
        };
        let values = &image.values;
        let request = FitRequest {
            image_box: (rect.columns, rect.rows),
            pitch_um: self.layout.film.raster.pitch_um,
            columns: pixels.columns,
            rows: pixels.rows,
            aspect: pixels.aspect,
            magnification: values.magnification.unwrap_or(self.values.magnification),
            requested_width_mm: values.requested_width_mm,
            decimate_crop: values
                .decimate_crop
                .unwrap_or(printer.defaults.decimate_crop),
            decimate_crop_requested: values.decimate_crop.is_some(),
        };
        match fit_image(&request) {
            Ok(placement) => Ok(Some(placement.fit)),
            Err(_) => Err(Refusal::ImageTooLarge("image is larger than its image box")),
        }
    }
}

/// N-CREATE (H.4.2.2.1).
pub(crate) fn create(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let color = is_color(service, request.scope);
    let rows = rows_of(SopClass::FilmBox, Operation::NCreate);
    let unsupported = check_presence(rows, request.data, service.circumstances(color))?;
    let mut reader = Reader::new(request.data, rows);
    let session = reader.must(tags::REFERENCED_FILM_SESSION_SEQUENCE, |data| {
        own_session(service, data)
    });
    let format = reader.must(tags::IMAGE_DISPLAY_FORMAT, |data| {
        data.ascii(tags::IMAGE_DISPLAY_FORMAT)
            .ok()??
            .parse::<DisplayFormat>()
            .ok()
    });
    let printer = service.association.printer.clone();
    let mut values = FilmValues::new(&printer);
    values.read_layout(&mut reader, service);
    values.read(&mut reader, &printer, color);
    read_lut(&mut reader, &mut values.lut, service);
    let layout = format
        .as_ref()
        .and_then(|format| laid_out(&mut reader, &printer, format, &values));
    let warnings = reader.finish(service.association.peer.unsupported, unsupported)?;
    let (Some(()), Some(format), Some(layout)) = (session, format, layout) else {
        return Err(Refusal::Processing("film box has no layout"));
    };
    refuse_unprinted(service)?;
    let uid = service.fresh_uid(request, env)?;
    admit(service, layout.boxes.len(), env)?;
    let film = build(uid.clone(), color, format, values, layout, service, env);
    let data_set = Some(film.data_set(service));
    if let Some(root) = &mut service.session.root {
        root.films.push(film);
    }
    Ok(Granted {
        warnings,
        data_set,
        created: Some(uid),
        kept: None,
    })
}

/// The Meta's colour; a bare context makes gray boxes unless the peer's quirk says otherwise.
fn is_color(service: &PrintService, scope: Scope) -> bool {
    match scope {
        Scope::GrayscaleMeta => false,
        Scope::ColorMeta => true,
        Scope::Bare => service
            .association
            .peer
            .quirks
            .contains(&Quirk::BareFilmBoxIsColour),
    }
}

fn own_session(service: &PrintService, data: &DataSet) -> Option<()> {
    let (class, instance) = Reader::reference(data, tags::REFERENCED_FILM_SESSION_SEQUENCE)?;
    let root = service.session.root.as_ref()?;
    (class == SopClass::FilmSession.uid() && root.uid == instance).then_some(())
}

fn read_lut(reader: &mut Reader<'_>, slot: &mut Option<Uid>, service: &PrintService) {
    super::presentation_lut::read_reference(reader, slot, &service.session.luts);
}

fn laid_out(
    reader: &mut Reader<'_>,
    printer: &PrinterProfile,
    format: &DisplayFormat,
    values: &FilmValues,
) -> Option<FilmLayout> {
    let request = LayoutRequest {
        format,
        size: values.size,
        orientation: values.orientation,
        resolution: values.resolution,
        annotation_format: values.annotation_format.as_deref(),
    };
    let found = layout(printer, &request).ok();
    if found.is_none() {
        let comment = "this printer cannot lay that format out on this film";
        reader.refuse_because(&[tags::IMAGE_DISPLAY_FORMAT], comment);
    }
    found
}

/// C616: without collation one film is printed, or deleted, before the next is made.
fn refuse_unprinted(service: &PrintService) -> Result<(), Refusal> {
    let collates = service.association.printer.max_collated_films > 0;
    let unprinted = service.session.films().iter().any(|film| !film.printed);
    if !collates && unprinted {
        Err(Refusal::UnprintedFilmBox)
    } else {
        Ok(())
    }
}

fn admit(
    service: &PrintService,
    image_boxes: usize,
    env: &mut dyn Environment,
) -> Result<(), Refusal> {
    let session = &service.session;
    if session.films().len() >= MAX_FILM_BOXES {
        return Err(Refusal::ResourceLimit("too many film boxes, delete some"));
    }
    if session.image_box_count() + image_boxes > MAX_SESSION_IMAGE_BOXES {
        return Err(Refusal::ResourceLimit(
            "too many image boxes, delete film boxes",
        ));
    }
    let full = |_| Refusal::ResourceLimit("no room for a film box, try again later");
    env.admit(Admission::FilmBox).map_err(full)?;
    env.start_film().map_err(full)
}

fn build(
    uid: Uid,
    color: bool,
    format: DisplayFormat,
    values: FilmValues,
    layout: FilmLayout,
    service: &PrintService,
    env: &mut dyn Environment,
) -> FilmBox {
    let count = layout.boxes.len() as u16;
    let images = (1..=count)
        .map(|position| ImageBox::new(env.mint_uid(), position))
        .collect();
    let formats = &service.association.printer.annotation_formats;
    let in_force = values
        .annotation_format
        .as_ref()
        .and_then(|name| formats.get(name));
    let positions = in_force
        .map(|format| annotation_positions(format, count))
        .unwrap_or_default();
    let texts = positions
        .into_iter()
        .map(|place| AnnotationBox::new(env.mint_uid(), place));
    let annotations = texts.collect();
    FilmBox {
        uid,
        color,
        format,
        values,
        layout,
        images,
        annotations,
        printed: false,
    }
}

impl FilmBox {
    /// The attribute list of an N-CREATE response.
    fn data_set(&self, service: &PrintService) -> DataSet {
        let mut data = DataSet::new();
        let annotation = service.negotiated(SopClass::AnnotationBox);
        data.put_text(tags::IMAGE_DISPLAY_FORMAT, VR::ST, &self.format.to_string());
        let session = service.session.root.as_ref();
        let session = session.map(|root| reference(SopClass::FilmSession, root.uid.as_str()));
        data.put_items(
            tags::REFERENCED_FILM_SESSION_SEQUENCE,
            session.into_iter().collect(),
        );
        let class = if self.color {
            SopClass::ColorImageBox
        } else {
            SopClass::GrayscaleImageBox
        };
        let images = self
            .images
            .iter()
            .map(|image| reference(class, image.uid.as_str()));
        data.put_items(tags::REFERENCED_IMAGE_BOX_SEQUENCE, images.collect());
        if annotation {
            let texts = self.annotations.iter();
            let texts = texts.map(|text| reference(SopClass::AnnotationBox, text.uid.as_str()));
            let tag = tags::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE;
            data.put_items(tag, texts.collect());
        }
        self.values.put(&mut data, annotation, self.color);
        data
    }
}

/// N-SET (H.4.2.2.2).
pub(crate) fn set(
    service: &mut PrintService,
    request: &Request<'_>,
    _: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let uid = request.target()?;
    let film = service.session.last_film(uid)?;
    let (mut values, color) = (film.values.clone(), film.color);
    super::expect_meta(color, request.scope)?;
    let rows = rows_of(SopClass::FilmBox, Operation::NSet);
    let unsupported = check_presence(rows, request.data, service.circumstances(color))?;
    let mut reader = Reader::new(request.data, rows);
    let printer = service.association.printer.clone();
    values.read(&mut reader, &printer, color);
    read_lut(&mut reader, &mut values.lut, service);
    let warnings = reader.finish(service.association.peer.unsupported, unsupported)?;
    check_luts(service, &values, request)?;
    service.session.last_film(uid)?.values = values;
    Ok(Granted {
        warnings,
        ..Granted::default()
    })
}

/// A table must match Bits Stored of the images that are there already.
fn check_luts(
    service: &PrintService,
    values: &FilmValues,
    request: &Request<'_>,
) -> Result<(), Refusal> {
    let lut = values
        .lut
        .as_ref()
        .and_then(|uid| service.session.luts.get(uid));
    let (Some(lut), Some(film)) = (lut, service.session.films().last()) else {
        return Ok(());
    };
    let matches = |image: &ImageBox| match &image.pixels {
        Some(pixels) if image.values.lut.is_none() => lut.suits(pixels.bits_stored),
        _ => true,
    };
    if film.color || film.images.iter().all(matches) {
        return Ok(());
    }
    let mut offending = DataSet::new();
    let tag = tags::REFERENCED_PRESENTATION_LUT_SEQUENCE;
    crate::attributes::put(&mut offending, request.data, tag);
    let comment = "LUT entries must match Bits Stored: 256 for 8, 4096 for 12";
    Err(Refusal::InvalidValue(Offence::new(offending, comment)))
}

/// N-DELETE (H.4.2.2.3).
pub(crate) fn delete(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    service.session.last_film(request.target()?)?.release(env);
    if let Some(root) = &mut service.session.root {
        root.films.pop();
    }
    Ok(Granted::default())
}

/// N-ACTION (H.4.2.2.4).
pub(crate) fn print(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    service.session.last_film(request.target()?)?;
    print::check_information(request, service.association.peer.unsupported)?;
    print::film(service, env)
}
