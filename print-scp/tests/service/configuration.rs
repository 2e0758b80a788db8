//! Attribute lists of responses, whole: Printer Configuration Retrieval and Film Session.

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::service as class;

use crate::harness::*;

/// What every item of Printer Configuration Sequence holds (PS3.4 Table H.4-26).
const ITEM: &[Tag] = &[
    tags::SOP_CLASSES_SUPPORTED,
    tags::MAXIMUM_MEMORY_ALLOCATION,
    tags::MEMORY_BIT_DEPTH,
    tags::PRINTING_BIT_DEPTH,
    tags::MEDIA_INSTALLED_SEQUENCE,
    tags::OTHER_MEDIA_AVAILABLE_SEQUENCE,
    tags::SUPPORTED_IMAGE_DISPLAY_FORMATS_SEQUENCE,
    tags::DEFAULT_PRINTER_RESOLUTION_ID,
    tags::DEFAULT_MAGNIFICATION_TYPE,
    tags::OTHER_MAGNIFICATION_TYPES_AVAILABLE,
    tags::DEFAULT_SMOOTHING_TYPE,
    tags::OTHER_SMOOTHING_TYPES_AVAILABLE,
    tags::CONFIGURATION_INFORMATION_DESCRIPTION,
    tags::MAXIMUM_COLLATED_FILMS,
    tags::DECIMATE_CROP_RESULT,
    tags::MANUFACTURER,
    tags::MANUFACTURER_MODEL_NAME,
    tags::PRINTER_NAME,
];
const MEDIUM: &[Tag] = &[
    tags::MEDIUM_TYPE,
    tags::FILM_SIZE_ID,
    tags::MIN_DENSITY,
    tags::MAX_DENSITY,
];
const FORMAT: &[Tag] = &[
    tags::IMAGE_DISPLAY_FORMAT,
    tags::FILM_ORIENTATION,
    tags::FILM_SIZE_ID,
    tags::PRINTER_RESOLUTION_ID,
    tags::PRINTER_PIXEL_SPACING,
    tags::REQUESTED_IMAGE_SIZE_FLAG,
];

fn hold(items: &[DataSet], wanted: &[Tag]) {
    assert!(!items.is_empty());
    for item in items {
        let missing: Vec<_> = wanted.iter().filter(|tag| !item.has_value(**tag)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn every_item_of_the_configuration_is_complete() {
    let instance = class::PRINTER_CONFIGURATION_RETRIEVAL_INSTANCE;
    let answer = ct().ask(NGet, CONFIG, instance, DataSet::new());
    let data = answer.data_set.unwrap();
    let items = data.items(tags::PRINTER_CONFIGURATION_SEQUENCE).unwrap();
    let metas = [GRAY_META, COLOR_META];
    assert_eq!(items.len(), metas.len());
    hold(items, ITEM);
    for (item, meta) in items.iter().zip(metas) {
        let classes = item.ascii(tags::SOP_CLASSES_SUPPORTED).unwrap().unwrap();
        assert!(classes.starts_with(meta), "{classes}");
        let installed = item.items(tags::MEDIA_INSTALLED_SEQUENCE).unwrap();
        hold(installed, MEDIUM);
        assert_eq!(installed[0].ascii(tags::ITEM_NUMBER), Ok(Some("1")));
        hold(
            item.items(tags::OTHER_MEDIA_AVAILABLE_SEQUENCE).unwrap(),
            MEDIUM,
        );
        let formats = tags::SUPPORTED_IMAGE_DISPLAY_FORMATS_SEQUENCE;
        hold(item.items(formats).unwrap(), FORMAT);
    }
}

#[test]
fn a_film_session_is_answered_with_every_value_in_force() {
    let asked = texts(&[
        (tags::SPECIFIC_CHARACTER_SET, VR::CS, "ISO_IR 192"),
        (tags::NUMBER_OF_COPIES, VR::IS, "3"),
        (tags::FILM_SESSION_LABEL, VR::LO, "ward 3"),
        (tags::MEMORY_ALLOCATION, VR::IS, "64"),
    ]);
    let answer = ct().ask(NCreate, SESSION, "", asked);
    let shown = |tag| text(&answer, tag);
    let in_force = [
        tags::SPECIFIC_CHARACTER_SET,
        tags::NUMBER_OF_COPIES,
        tags::PRINT_PRIORITY,
        tags::MEDIUM_TYPE,
        tags::FILM_DESTINATION,
        tags::FILM_SESSION_LABEL,
        tags::MEMORY_ALLOCATION,
        tags::OWNER_ID,
    ]
    .map(shown);
    insta::assert_snapshot!(in_force.join("|"), @"ISO_IR 192|3|LOW|CLEAR FILM|MAGAZINE|ward 3|64|");
}
