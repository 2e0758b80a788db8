//! Basic Grayscale and Basic Color Image Box (PS3.4 H.4.3).

use dicom_core::Tag;
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::uid::Uid;

use super::film_box::FilmBox;
use super::film_values::read_configuration;
use super::{Place, expect_meta, picture, presentation_lut};
use crate::attributes::{Reader, Row, check_presence, put, rows_of};
use crate::environment::Environment;
use crate::film::compose::Fit;
use crate::offers::SopClass;
use crate::printer::PrinterProfile;
use crate::service::{Granted, Offence, PrintService, Refusal, Request, Warning};
use crate::sheet::{PixelMatrix, PixelRef};
use crate::terms::{DecimateCrop, MagnificationType, Polarity, SmoothingType};

/// Widest Requested Image Size that is taken for one, in mm: no film is wider than A3 is high.
const MAX_IMAGE_MM: f64 = 10_000.0;

/// An image box and what it holds.
#[derive(Debug, Clone)]
pub(crate) struct ImageBox {
    pub(crate) uid: Uid,
    pub(crate) position: u16,
    pub(crate) values: ImageValues,
    pub(crate) pixels: Option<PixelMatrix>,
}

/// The attributes that override those of the film box, or that only image boxes have.
#[derive(Debug, Clone, Default)]
pub(crate) struct ImageValues {
    pub(crate) polarity: Option<Polarity>,
    pub(crate) magnification: Option<MagnificationType>,
    pub(crate) smoothing: Option<SmoothingType>,
    pub(crate) min_density: Option<u16>,
    pub(crate) max_density: Option<u16>,
    pub(crate) configuration: String,
    pub(crate) requested_width_mm: Option<f64>,
    pub(crate) decimate_crop: Option<DecimateCrop>,
    pub(crate) lut: Option<Uid>,
}

/// What an N-SET says of the image itself.
enum Image {
    /// Zero length: erase.
    Erase,
    /// These pixels.
    Pixels(PixelMatrix),
    /// Refused; the reader knows why.
    Wrong,
}

impl ImageBox {
    pub(super) fn new(uid: Uid, position: u16) -> Self {
        Self {
            uid,
            position,
            values: ImageValues::default(),
            pixels: None,
        }
    }
}

impl ImageValues {
    fn read(&mut self, reader: &mut Reader<'_>, printer: &PrinterProfile) {
        reader.optional_term(tags::POLARITY, &mut self.polarity, |_| true);
        reader.optional_term(tags::MAGNIFICATION_TYPE, &mut self.magnification, |term| {
            printer.magnifications.contains(term)
        });
        reader.optional_term(tags::SMOOTHING_TYPE, &mut self.smoothing, |_| true);
        let tag = tags::REQUESTED_IMAGE_SIZE;
        reader.value(tag, &mut self.requested_width_mm, None, |data| {
            let width: f64 = data.number(tag).ok()??;
            (width > 0.0 && width <= MAX_IMAGE_MM).then_some(Some(width))
        });
        let tag = tags::REQUESTED_DECIMATE_CROP_BEHAVIOR;
        reader.optional_term(tag, &mut self.decimate_crop, |_| true);
    }

    /// What only gray image boxes have.
    fn read_gray(&mut self, reader: &mut Reader<'_>, service: &PrintService, film: &FilmBox) {
        let printer = &service.association.printer;
        if let Some(asked) = reader.density(tags::MAX_DENSITY, printer.density) {
            self.max_density = asked;
        }
        if let Some(asked) = reader.density(tags::MIN_DENSITY, printer.density) {
            self.min_density = asked;
        }
        let max = self.max_density.unwrap_or(film.values.max_density);
        if self.min_density.unwrap_or(film.values.min_density) >= max {
            for tag in [tags::MIN_DENSITY, tags::MAX_DENSITY] {
                if reader.data().contains(tag) {
                    reader.replace(tag);
                }
            }
            (self.min_density, self.max_density) = (None, None);
        }
        read_configuration(reader, &mut self.configuration, printer);
        presentation_lut::read_reference(reader, &mut self.lut, &service.session.luts);
    }
}

/// N-SET (H.4.3.1.2.1, H.4.3.2.2.1).
pub(crate) fn set(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let place = place(service, request)?;
    let (image, warnings) = read(service, request, place)?;
    let film = service
        .session
        .root
        .as_mut()
        .and_then(|root| root.films.get_mut(place.film));
    let slot = film.and_then(|film| film.images.get_mut(place.index));
    let slot = slot.ok_or(Refusal::NoSuchInstance)?;
    let kept = image.pixels.as_ref().map(|pixels| pixels.data);
    let superseded = slot.pixels.as_ref().map(|pixels| pixels.data);
    if let Some(old) = superseded.filter(|old| kept.map(|new: PixelRef| new.id) != Some(old.id)) {
        env.release_pixels(old);
    }
    *slot = image;
    Ok(Granted {
        warnings,
        kept,
        ..Granted::default()
    })
}

/// The box, if it is of this class and context and of the last created film box.
fn place(service: &PrintService, request: &Request<'_>) -> Result<Place, Refusal> {
    let uid = request.target()?;
    let class = service
        .session
        .class_of(uid)
        .ok_or(Refusal::NoSuchInstance)?;
    if class.is_image_box() {
        expect_meta(class == SopClass::ColorImageBox, request.scope)?;
    }
    service.session.expect(uid, request.class)?;
    service.session.image_place(uid)
}

/// The box as it would be after the request.
fn read(
    service: &PrintService,
    request: &Request<'_>,
    place: Place,
) -> Result<(ImageBox, Vec<Warning>), Refusal> {
    let films = service.session.films();
    let film = films.get(place.film).ok_or(Refusal::NoSuchInstance)?;
    let mut image = film
        .images
        .get(place.index)
        .ok_or(Refusal::NoSuchInstance)?
        .clone();
    let rows = rows_of(request.class, Operation::NSet);
    let unsupported = check_presence(rows, request.data, service.circumstances(film.color))?;
    let mut reader = Reader::new(request.data, rows);
    let tag = tags::IMAGE_BOX_POSITION;
    reader.must(tag, |data| {
        data.u16(tag).ok()?.filter(|place| *place == image.position)
    });
    let printer = service.association.printer.clone();
    image.values.read(&mut reader, &printer);
    if !film.color {
        image.values.read_gray(&mut reader, service, film);
    }
    match read_image(&mut reader, rows, film.color, service) {
        Image::Erase => image.pixels = None,
        Image::Pixels(pixels) => image.pixels = Some(pixels),
        Image::Wrong => {}
    }
    let mut warnings = reader.finish(service.association.peer.unsupported, unsupported)?;
    check_lut(service, request, film, &image)?;
    let fit = film.fit(&image, &printer)?;
    warnings.extend(fit.filter(|fit| *fit != Fit::AsAsked).map(Warning::Fit));
    Ok((image, warnings))
}

fn sequence_tag(color: bool) -> Tag {
    match color {
        true => tags::BASIC_COLOR_IMAGE_SEQUENCE,
        false => tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE,
    }
}

fn read_image(
    reader: &mut Reader<'_>,
    rows: &'static [Row],
    color: bool,
    service: &PrintService,
) -> Image {
    let tag = sequence_tag(color);
    if !reader.data().has_value(tag) {
        return Image::Erase;
    }
    let Some([item]) = reader.data().items(tag) else {
        reader.refuse(tag);
        return Image::Wrong;
    };
    let rows = rows
        .iter()
        .find(|row| row.tag == tag)
        .map_or(&[][..], |row| row.items);
    let mut inner = Reader::new(item, rows);
    let pixels = picture::read(&mut inner, color, &service.association.peer);
    reader.refuse_item(tag, inner);
    pixels.map_or(Image::Wrong, Image::Pixels)
}

/// The table in force for the image must have an entry per stored value.
fn check_lut(
    service: &PrintService,
    request: &Request<'_>,
    film: &FilmBox,
    image: &ImageBox,
) -> Result<(), Refusal> {
    let Some(pixels) = image.pixels.as_ref().filter(|_| !film.color) else {
        return Ok(());
    };
    let uid = image.values.lut.as_ref().or(film.values.lut.as_ref());
    let lut = uid.and_then(|uid| service.session.luts.get(uid));
    if lut.is_none_or(|lut| lut.suits(pixels.bits_stored)) {
        return Ok(());
    }
    let mut offending = DataSet::new();
    if request
        .data
        .contains(tags::REFERENCED_PRESENTATION_LUT_SEQUENCE)
    {
        put(
            &mut offending,
            request.data,
            tags::REFERENCED_PRESENTATION_LUT_SEQUENCE,
        );
    }
    let mut bits = DataSet::new();
    bits.put_u16(tags::BITS_STORED, pixels.bits_stored);
    offending.put_items(sequence_tag(false), vec![bits]);
    let comment = "LUT entries must match Bits Stored: 256 for 8, 4096 for 12";
    Err(Refusal::InvalidValue(Offence::new(offending, comment)))
}
