//! An order's attributes as data sets. Empty optional ones are not sent.

use filmdesk_dataset::{DataSet, Tag, VR, tags};
use filmdesk_dimse::service::{
    BASIC_COLOR_IMAGE_BOX, BASIC_FILM_SESSION, BASIC_GRAYSCALE_IMAGE_BOX, PRESENTATION_LUT,
};

use crate::console::Body;
use crate::image::{Caption, Pixels, PrintImage};
use crate::order::{FilmBoxOrder, ImageBoxOrder, PresentationLutOrder, SessionOrder};

fn put(data: &mut DataSet, texts: &[(Tag, VR, &Option<String>)]) {
    for (tag, vr, text) in texts {
        if let Some(text) = text {
            data.put_text(*tag, *vr, text);
        }
    }
}

fn put_numbers(data: &mut DataSet, numbers: &[(Tag, Option<u16>)]) {
    for (tag, number) in numbers {
        if let Some(number) = number {
            data.put_u16(*tag, *number);
        }
    }
}

/// A Referenced SOP item (PS3.3 Table 10-11).
pub fn reference(sop_class: &str, instance: &str) -> DataSet {
    let mut item = DataSet::new();
    item.put_text(tags::REFERENCED_SOP_CLASS_UID, VR::UI, sop_class);
    item.put_text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, instance);
    item
}

/// Film Session N-CREATE.
pub fn session(order: &SessionOrder) -> DataSet {
    let mut data = DataSet::new();
    let label_is_ascii = order.label.as_deref().is_none_or(str::is_ascii);
    if !label_is_ascii {
        data.put_text(tags::SPECIFIC_CHARACTER_SET, VR::CS, "ISO_IR 192");
    }
    put(
        &mut data,
        &[
            (tags::NUMBER_OF_COPIES, VR::IS, &order.copies),
            (tags::PRINT_PRIORITY, VR::CS, &order.priority),
            (tags::MEDIUM_TYPE, VR::CS, &order.medium),
            (tags::FILM_DESTINATION, VR::CS, &order.destination),
            (tags::FILM_SESSION_LABEL, VR::LO, &order.label),
            (tags::MEMORY_ALLOCATION, VR::IS, &order.memory),
            (tags::OWNER_ID, VR::SH, &order.owner),
        ],
    );
    data
}

/// Film Box N-CREATE.
pub fn film_box(order: &FilmBoxOrder, session: &str, presentation_lut: Option<&str>) -> DataSet {
    let mut data = DataSet::new();
    data.put_text(tags::IMAGE_DISPLAY_FORMAT, VR::ST, &order.format);
    let session = reference(BASIC_FILM_SESSION, session);
    data.put_items(tags::REFERENCED_FILM_SESSION_SEQUENCE, vec![session]);
    put(
        &mut data,
        &[
            (tags::FILM_ORIENTATION, VR::CS, &order.orientation),
            (tags::FILM_SIZE_ID, VR::CS, &order.size),
            (tags::MAGNIFICATION_TYPE, VR::CS, &order.magnification),
            (tags::SMOOTHING_TYPE, VR::CS, &order.smoothing),
            (tags::BORDER_DENSITY, VR::CS, &order.border),
            (tags::EMPTY_IMAGE_DENSITY, VR::CS, &order.empty),
            (tags::TRIM, VR::CS, &order.trim),
            (
                tags::CONFIGURATION_INFORMATION,
                VR::ST,
                &order.configuration,
            ),
            (tags::REQUESTED_RESOLUTION_ID, VR::CS, &order.resolution),
            (
                tags::ANNOTATION_DISPLAY_FORMAT_ID,
                VR::CS,
                &order.annotation_format,
            ),
        ],
    );
    put_numbers(
        &mut data,
        &[
            (tags::MIN_DENSITY, order.min_density),
            (tags::MAX_DENSITY, order.max_density),
            (tags::ILLUMINATION, order.illumination),
            (tags::REFLECTED_AMBIENT_LIGHT, order.ambient_light),
        ],
    );
    if let Some(lut) = presentation_lut {
        let items = vec![reference(PRESENTATION_LUT, lut)];
        data.put_items(tags::REFERENCED_PRESENTATION_LUT_SEQUENCE, items);
    }
    data
}

/// Presentation LUT N-CREATE; `None` when the order wants none.
pub fn presentation_lut(order: &PresentationLutOrder, bits_stored: u8) -> Option<DataSet> {
    let mut data = DataSet::new();
    match order {
        PresentationLutOrder::None => return None,
        PresentationLutOrder::Shape(shape) => {
            data.put_text(tags::PRESENTATION_LUT_SHAPE, VR::CS, shape);
        }
        PresentationLutOrder::Table { bits, entries } => {
            let mut item = DataSet::new();
            let count = 1u16.checked_shl(bits_stored.into()).unwrap_or(0);
            let descriptor = [count, 0, *bits].map(u16::to_le_bytes).concat();
            item.put_bytes(tags::LUT_DESCRIPTOR, VR::US, descriptor);
            let words = entries
                .iter()
                .flat_map(|entry| entry.to_le_bytes())
                .collect();
            item.put_bytes(tags::LUT_DATA, VR::OW, words);
            data.put_items(tags::PRESENTATION_LUT_SEQUENCE, vec![item]);
        }
    }
    Some(data)
}

/// Image Box N-SET; the class is [`image_box_class`]'s.
pub fn image_box<'a>(order: &ImageBoxOrder, position: u16, image: &'a PrintImage) -> Body<'a> {
    let mut body = Body::default();
    let item = image_item(&mut body, image);
    let data = &mut body.data;
    data.put_u16(tags::IMAGE_BOX_POSITION, position);
    put(
        data,
        &[
            (tags::POLARITY, VR::CS, &order.polarity),
            (tags::MAGNIFICATION_TYPE, VR::CS, &order.magnification),
            (tags::SMOOTHING_TYPE, VR::CS, &order.smoothing),
            (
                tags::REQUESTED_DECIMATE_CROP_BEHAVIOR,
                VR::CS,
                &order.decimate_crop,
            ),
        ],
    );
    if let Some(width) = image.width_mm.filter(|_| order.true_size) {
        data.put_text(tags::REQUESTED_IMAGE_SIZE, VR::DS, &format!("{width:.3}"));
    }
    let sequence = match &image.pixels {
        Pixels::Rgb(_) => tags::BASIC_COLOR_IMAGE_SEQUENCE,
        Pixels::Gray8(_) | Pixels::Gray12(_) => tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE,
    };
    data.put_items(sequence, vec![item]);
    body
}

/// The class of the Image Box that an image goes into.
pub fn image_box_class(image: &PrintImage) -> &'static str {
    match image.pixels {
        Pixels::Rgb(_) => BASIC_COLOR_IMAGE_BOX,
        Pixels::Gray8(_) | Pixels::Gray12(_) => BASIC_GRAYSCALE_IMAGE_BOX,
    }
}

fn image_item<'a>(body: &mut Body<'a>, image: &'a PrintImage) -> DataSet {
    let mut item = DataSet::new();
    let (allocated, stored) = image.pixels.bits();
    let photometric = match (&image.pixels, image.inverse) {
        (Pixels::Rgb(_), _) => "RGB",
        (_, true) => "MONOCHROME1",
        (_, false) => "MONOCHROME2",
    };
    item.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, photometric);
    for (tag, value) in [
        (tags::SAMPLES_PER_PIXEL, image.pixels.samples()),
        (tags::ROWS, image.rows),
        (tags::COLUMNS, image.columns),
        (tags::BITS_ALLOCATED, allocated),
        (tags::BITS_STORED, stored),
        (tags::HIGH_BIT, stored - 1),
        (tags::PIXEL_REPRESENTATION, 0),
    ] {
        item.put_u16(tag, value);
    }
    if matches!(image.pixels, Pixels::Rgb(_)) {
        item.put_u16(tags::PLANAR_CONFIGURATION, 1);
    }
    if let Some((down, across)) = image.aspect_ratio {
        item.put_text(
            tags::PIXEL_ASPECT_RATIO,
            VR::IS,
            &format!("{down}\\{across}"),
        );
    }
    let vr = if allocated == 16 { VR::OW } else { VR::OB };
    let element = body.lend(vr, image.pixels.bytes());
    item.insert(tags::PIXEL_DATA, element);
    item
}

/// Annotation Box N-SET, in the caption's own character set.
pub fn annotation(position: u16, text: &str, caption: &Caption) -> DataSet {
    let mut data = DataSet::new();
    let (bytes, set) = caption.encoded(text);
    if let Some(set) = set {
        data.put_text(tags::SPECIFIC_CHARACTER_SET, VR::CS, &set);
    }
    data.put_u16(tags::ANNOTATION_POSITION, position);
    data.put_bytes(tags::TEXT_STRING, VR::LO, bytes);
    data
}
