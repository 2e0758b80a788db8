//! Printer Configuration Retrieval N-GET (PS3.4 H.4.11, PS3.3 C.13.17): what this printer can,
//! computed from its profile, one item per Meta SOP class.

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::service as uid;

use super::print_job::selected;
use super::{Granted, PrintService, Refusal, Request};
use crate::display_format::DisplayFormat;
use crate::environment::Environment;
use crate::film::layout::{FilmLayout, LayoutRequest, layout};
use crate::offers::SopClass;
use crate::printer::PrinterProfile;
use crate::terms::{
    FilmOrientation, FilmSizeId, MagnificationType, MediumType, ResolutionId, SmoothingType,
};

/// STANDARD formats that are listed, columns and rows. Every STANDARD\C,R whose boxes are not
/// too small is accepted; these are what consoles offer.
pub(crate) const LISTED_STANDARD: &[(u16, u16)] = &[
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (2, 3),
    (3, 2),
    (3, 3),
    (3, 4),
    (4, 3),
    (3, 5),
    (4, 4),
    (4, 5),
    (5, 4),
    (4, 6),
    (5, 6),
    (6, 6),
    (5, 7),
    (6, 7),
];

/// Memory and Printing Bit Depth: pixels are kept as sent, up to 12 bits stored (16 by quirk),
/// and the last step before an imager is of 12 bits or more; colour is of 8 bits a sample.
const GRAYSCALE_BITS: (u16, u16) = (16, 12);
const COLOR_BITS: (u16, u16) = (8, 8);

/// N-GET.
pub(crate) fn get(
    service: &mut PrintService,
    request: &Request<'_>,
    _: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    service
        .session
        .expect(request.target()?, SopClass::PrinterConfigurationRetrieval)?;
    let mut data = DataSet::new();
    let printer = &service.association.printer;
    let metas = [
        (uid::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META, GRAYSCALE_BITS),
        (uid::BASIC_COLOR_PRINT_MANAGEMENT_META, COLOR_BITS),
    ];
    let items = metas.map(|(meta, bits)| configuration(printer, meta, bits));
    data.put_items(tags::PRINTER_CONFIGURATION_SEQUENCE, items.into());
    Ok(selected(data, request))
}

fn configuration(printer: &PrinterProfile, meta: &str, (memory, printing): (u16, u16)) -> DataSet {
    let mut item = DataSet::new();
    let mut classes = vec![meta];
    classes.extend(uid::meta_members(meta));
    classes.extend(uid::OPTIONAL_PRINT_CLASSES);
    item.put_text(tags::SOP_CLASSES_SUPPORTED, VR::UI, &classes.join("\\"));
    let kilobytes = printer.max_memory_kb.to_string();
    item.put_text(tags::MAXIMUM_MEMORY_ALLOCATION, VR::IS, &kilobytes);
    item.put_u16(tags::MEMORY_BIT_DEPTH, memory);
    item.put_u16(tags::PRINTING_BIT_DEPTH, printing);
    item.put_items(tags::MEDIA_INSTALLED_SEQUENCE, media_installed(printer));
    item.put_items(tags::OTHER_MEDIA_AVAILABLE_SEQUENCE, other_media(printer));
    item.put_items(
        tags::SUPPORTED_IMAGE_DISPLAY_FORMATS_SEQUENCE,
        display_formats(printer),
    );
    put_defaults(&mut item, printer);
    item.put_text(tags::MANUFACTURER, VR::LO, &printer.manufacturer);
    item.put_text(tags::MANUFACTURER_MODEL_NAME, VR::LO, &printer.model);
    item.put_text(tags::PRINTER_NAME, VR::LO, &printer.name);
    item
}

fn medium(printer: &PrinterProfile, medium: MediumType, size: FilmSizeId) -> DataSet {
    let mut item = DataSet::new();
    item.put_text(tags::MEDIUM_TYPE, VR::CS, medium.as_str());
    item.put_text(tags::FILM_SIZE_ID, VR::CS, size.as_str());
    item.put_u16(tags::MIN_DENSITY, printer.density.min_hundredths);
    item.put_u16(tags::MAX_DENSITY, printer.density.max_hundredths);
    item
}

/// The default medium in every size, the default size first: item number 1 is the default.
fn media_installed(printer: &PrinterProfile) -> Vec<DataSet> {
    let default = printer.defaults.size;
    let mut sizes: Vec<_> = printer.films.keys().copied().collect();
    sizes.sort_by_key(|size| *size != default);
    let numbered = |(number, size): (usize, FilmSizeId)| {
        let mut item = medium(printer, printer.defaults.medium, size);
        item.put_text(tags::ITEM_NUMBER, VR::IS, &number.to_string());
        item
    };
    (1..).zip(sizes).map(numbered).collect()
}

fn other_media(printer: &PrinterProfile) -> Vec<DataSet> {
    let others = printer
        .media
        .iter()
        .filter(|medium| **medium != printer.defaults.medium);
    let sizes = |other: &MediumType| {
        let other = *other;
        printer
            .films
            .keys()
            .map(move |size| medium(printer, other, *size))
    };
    others.flat_map(sizes).collect()
}

/// The formats that are listed for a printer, those of its profile included.
pub(crate) fn listed_formats(printer: &PrinterProfile) -> Vec<DisplayFormat> {
    let standard = LISTED_STANDARD.iter();
    let standard = standard.map(|&(columns, rows)| DisplayFormat::Standard { columns, rows });
    let custom = printer
        .custom_layouts
        .keys()
        .map(|number| DisplayFormat::Custom(*number));
    let slides = [DisplayFormat::Slide, DisplayFormat::SuperSlide];
    standard.chain(slides).chain(custom).collect()
}

fn display_formats(printer: &PrinterProfile) -> Vec<DataSet> {
    let mut items = Vec::new();
    for format in listed_formats(printer) {
        for &orientation in FilmOrientation::ALL {
            for (&size, film) in &printer.films {
                for &resolution in ResolutionId::ALL {
                    if resolution == ResolutionId::High && film.high.is_none() {
                        continue;
                    }
                    items.extend(display_format(
                        printer,
                        &format,
                        orientation,
                        size,
                        resolution,
                    ));
                }
            }
        }
    }
    items
}

/// `None` when the film is too small for the format: then it is not supported.
fn display_format(
    printer: &PrinterProfile,
    format: &DisplayFormat,
    orientation: FilmOrientation,
    size: FilmSizeId,
    resolution: ResolutionId,
) -> Option<DataSet> {
    let request = LayoutRequest {
        format,
        size,
        orientation,
        resolution,
        annotation_format: None,
    };
    let layout = layout(printer, &request).ok()?;
    let mut item = DataSet::new();
    if let Some((rows, columns)) = equal_boxes(&layout) {
        item.put_u16(tags::ROWS, u16::try_from(rows).ok()?);
        item.put_u16(tags::COLUMNS, u16::try_from(columns).ok()?);
    }
    item.put_text(tags::IMAGE_DISPLAY_FORMAT, VR::ST, &format.to_string());
    item.put_text(tags::FILM_ORIENTATION, VR::CS, orientation.as_str());
    item.put_text(tags::FILM_SIZE_ID, VR::CS, size.as_str());
    item.put_text(tags::PRINTER_RESOLUTION_ID, VR::CS, resolution.as_str());
    // DS of at most 16 characters, in mm, row spacing then column spacing.
    let spacing = format!("{:.6}", layout.film.raster.pitch_um / 1000.0);
    item.put_text(
        tags::PRINTER_PIXEL_SPACING,
        VR::DS,
        &format!("{spacing}\\{spacing}"),
    );
    item.put_text(tags::REQUESTED_IMAGE_SIZE_FLAG, VR::CS, "YES");
    Some(item)
}

fn equal_boxes(layout: &FilmLayout) -> Option<(u32, u32)> {
    let first = layout.boxes.first()?;
    let same = layout
        .boxes
        .iter()
        .all(|b| (b.rows, b.columns) == (first.rows, first.columns));
    same.then_some((first.rows, first.columns))
}

fn put_defaults(item: &mut DataSet, printer: &PrinterProfile) {
    let defaults = &printer.defaults;
    let list = |item: &mut DataSet, tag: Tag, terms: Vec<&str>| {
        item.put_text(tag, VR::CS, &terms.join("\\"));
    };
    item.put_text(
        tags::DEFAULT_PRINTER_RESOLUTION_ID,
        VR::CS,
        defaults.resolution.as_str(),
    );
    item.put_text(
        tags::DEFAULT_MAGNIFICATION_TYPE,
        VR::CS,
        defaults.magnification.as_str(),
    );
    let others = printer
        .magnifications
        .iter()
        .filter(|term| **term != defaults.magnification);
    let others = others
        .map(|term| MagnificationType::as_str(*term))
        .collect();
    list(item, tags::OTHER_MAGNIFICATION_TYPES_AVAILABLE, others);
    item.put_text(
        tags::DEFAULT_SMOOTHING_TYPE,
        VR::CS,
        defaults.smoothing.as_str(),
    );
    let others = SmoothingType::ALL
        .iter()
        .filter(|term| **term != defaults.smoothing);
    let others = others.map(|term| SmoothingType::as_str(*term)).collect();
    list(item, tags::OTHER_SMOOTHING_TYPES_AVAILABLE, others);
    let named = printer.curves.names().map(ToString::to_string);
    let terms = std::iter::once("CS000 to CS999: lowest to highest contrast".to_owned());
    let described: Vec<_> = terms.chain(named).collect();
    let description = tags::CONFIGURATION_INFORMATION_DESCRIPTION;
    item.put_text(description, VR::LT, &described.join("; "));
    let films = printer.max_collated_films.to_string();
    item.put_text(tags::MAXIMUM_COLLATED_FILMS, VR::IS, &films);
    let result = format!("DEF {}", defaults.decimate_crop.as_str());
    item.put_text(tags::DECIMATE_CROP_RESULT, VR::CS, &result);
}
