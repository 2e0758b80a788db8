//! Whole conversations, as consoles hold them.

use dicom_core::VR;
use dicom_dictionary_std::tags;
use filmdesk_dataset::{CharacterSet, DataSet};
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::service as class;
use filmdesk_print_scp::peer::{Quirk, UnsupportedPolicy};
use filmdesk_print_scp::sheet::{PixelLayout, TextLanguage, Tone};
use insta::assert_snapshot;

use crate::harness::*;

#[test]
fn a_gray_film_is_printed() {
    let mut ct = ct();
    ct.ask(NGet, PRINTER, class::PRINTER_INSTANCE, DataSet::new());
    let session = ct.session();
    let (film, boxes) = ct.film(&session, "STANDARD\\2,2");
    for (position, image_box) in (1..).zip(&boxes) {
        let image = ct.image(position, 512, 512);
        ct.ask(NSet, GRAY, image_box, image);
    }
    let printed = ct.ask(NAction, FILM, &film, DataSet::new());
    ct.ask(NDelete, FILM, &film, DataSet::new());
    ct.ask(NDelete, SESSION, &session, DataSet::new());
    assert_snapshot!(ct.transcript(), @r"
    N-GET Printer -> 0000
    N-CREATE Basic Film Session -> 0000
    N-CREATE Basic Film Box -> 0000
    N-SET Basic Grayscale Image Box -> 0000
    N-SET Basic Grayscale Image Box -> 0000
    N-SET Basic Grayscale Image Box -> 0000
    N-SET Basic Grayscale Image Box -> 0000
    N-ACTION Basic Film Box -> 0000
    N-DELETE Basic Film Box -> 0000
    N-DELETE Basic Film Session -> 0000
    ");
    let job = &ct.world.submitted[0];
    assert_eq!(
        references(&printed, REFERENCED_PRINT_JOB_SEQUENCE),
        [job.uid.to_string()]
    );
    assert_eq!(job.films.originator, "CT01");
    let [sheet] = job.films.sheets.as_slice() else {
        panic!("one sheet")
    };
    assert_eq!(
        sheet
            .images
            .iter()
            .map(|image| image.position)
            .collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    assert_eq!(
        ct.world.released.len(),
        4,
        "the tree's hold ends with the film box"
    );
}

#[test]
fn a_color_film_is_printed() {
    let mut us = ct();
    let session = us.on(COLOR_META).session();
    let (film, boxes) = us.film(&session, "STANDARD\\1,1");
    let image = us.color_image(1, 640, 480);
    us.ask(NSet, COLOR, &boxes[0], image);
    us.ask(NAction, FILM, &film, DataSet::new());
    assert_snapshot!(us.transcript(), @r"
    N-CREATE Basic Film Session -> 0000
    N-CREATE Basic Film Box -> 0000
    N-SET Basic Color Image Box -> 0000
    N-ACTION Basic Film Box -> 0000
    ");
    let image = &us.world.submitted[0].films.sheets[0].images[0];
    assert_eq!(image.pixels.layout, PixelLayout::RgbByPlane);
}

#[test]
fn a_film_box_is_answered_with_every_value_in_force() {
    let mut ct = ct();
    let session = ct.session();
    let mut data = ct.film_data(&session, "ROW\\1,2");
    data.extend(texts(&[
        (tags::ANNOTATION_DISPLAY_FORMAT_ID, VR::CS, "COMBINED"),
        (tags::FILM_ORIENTATION, VR::CS, "LANDSCAPE"),
    ]));
    let answer = ct.ask(NCreate, FILM, "1.2.3.4", data);
    assert_eq!(created(&answer), "1.2.3.4");
    let data = answer.data_set.as_ref().unwrap();
    let lines: Vec<_> = data
        .iter()
        .map(|(tag, element)| {
            let value = match (data.items(tag), element.vr) {
                (Some(items), _) => format!("{} items", items.len()),
                (None, VR::US) => format!("{:?}", data.u16(tag).unwrap()),
                _ => data.ascii(tag).unwrap().unwrap_or_default().to_owned(),
            };
            format!("{} {value}", filmdesk_print_scp::attributes::keyword(tag))
        })
        .collect();
    assert_snapshot!(lines.join("\n"), @r"
    ImageDisplayFormat ROW\1,2
    AnnotationDisplayFormatID COMBINED
    FilmOrientation LANDSCAPE
    FilmSizeID 14INX17IN
    MagnificationType CUBIC
    SmoothingType MEDIUM
    BorderDensity BLACK
    EmptyImageDensity BLACK
    MinDensity Some(20)
    MaxDensity Some(320)
    Trim NO
    ConfigurationInformation 
    Illumination Some(2000)
    ReflectedAmbientLight Some(10)
    ReferencedFilmSessionSequence 1 items
    ReferencedImageBoxSequence 3 items
    ReferencedBasicAnnotationBoxSequence 4 items
    RequestedResolutionID STANDARD
    ReferencedPresentationLUTSequence 0 items
    ");
}

#[test]
fn a_session_is_printed_collated_up_to_the_printers_limit() {
    let mut setup = Setup::default();
    setup.printer.max_collated_films = 2;
    let mut ct = setup.open();
    let copies = texts(&[(tags::NUMBER_OF_COPIES, VR::IS, "2")]);
    let session = created(&ct.ask(NCreate, SESSION, "", copies));
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let (_, boxes) = ct.film(&session, "STANDARD\\1,1");
        let image = ct.image(1, 8, 8);
        ct.ask(NSet, GRAY, &boxes[0], image);
        statuses.push(status(&ct.ask(NAction, SESSION, &session, DataSet::new())));
    }
    assert_eq!(statuses, [OK, OK, 0xB601]);
    let shape = |job: &filmdesk_print_scp::environment::NewJob| {
        let uids = job
            .films
            .sheets
            .iter()
            .map(|sheet| sheet.film_box_uid.clone());
        let mut order: Vec<_> = uids.collect();
        let total = order.len();
        order.dedup();
        (job.films.copies, total, order.len())
    };
    // Two copies collated, then three films whose copies are not: 112233.
    let shapes: Vec<_> = ct.world.submitted.iter().map(shape).collect();
    assert_eq!(shapes, [(2, 1, 1), (2, 2, 2), (1, 6, 3)]);
}

#[test]
fn a_later_image_supersedes_and_a_refused_one_leaves_no_pixels() {
    let mut ct = ct();
    let (session, film, image_box) = ct.printed_ready();
    ct.ask(NAction, FILM, &film, DataSet::new());
    let second = ct.image(1, 32, 32);
    assert_eq!(status(&ct.ask(NSet, GRAY, &image_box, second)), OK);
    assert_eq!(ct.world.released, [1]);
    let wrong_place = ct.image(2, 16, 16);
    let answer = ct.ask(NSet, GRAY, &image_box, wrong_place);
    assert_eq!(
        (status(&answer), answer.offending()),
        (0x0106, "ImageBoxPosition".to_owned())
    );
    assert_eq!(ct.world.released, [1, 3]);
    ct.ask(NAction, SESSION, &session, DataSet::new());
    let columns = |job: usize| {
        ct.world.submitted[job].films.sheets[0].images[0]
            .pixels
            .columns
    };
    assert_eq!(
        (columns(0), columns(1)),
        (64, 32),
        "the first job was frozen"
    );
}

#[test]
fn the_end_of_the_association_deletes_all_but_the_jobs() {
    let mut ct = ct();
    let (session, film, _) = ct.printed_ready();
    ct.ask(NAction, FILM, &film, DataSet::new());
    ct.service.end(&mut ct.world);
    assert_eq!(ct.world.released, [1]);
    assert_eq!(ct.world.jobs.len(), 1);
    assert_eq!(ct.service.poll_event(), None);
    assert_eq!(
        status(&ct.ask(NDelete, SESSION, &session, DataSet::new())),
        0x0112
    );
}

#[test]
fn films_are_deleted_from_the_last() {
    let mut ct = ct();
    let session = ct.session();
    let (first, _) = ct.film(&session, "STANDARD\\1,1");
    let (second, _) = ct.film(&session, "STANDARD\\1,1");
    ct.transcript();
    for film in [&first, &second, &first, &first] {
        ct.ask(NDelete, FILM, film, DataSet::new());
    }
    assert_snapshot!(ct.transcript(), @r"
    N-DELETE Basic Film Box -> 0110 [] not of the last created film box
    N-DELETE Basic Film Box -> 0000
    N-DELETE Basic Film Box -> 0000
    N-DELETE Basic Film Box -> 0112 [] no instance of this UID exists on this association
    ");
}

#[test]
fn classes_can_be_contexts_of_their_own() {
    let contexts = &[SESSION, FILM, GRAY, COLOR, PRINTER];
    for (quirk, class) in [(None, GRAY), (Some(Quirk::BareFilmBoxIsColour), COLOR)] {
        let mut setup = Setup::default().contexts(contexts);
        setup.peer.quirks.extend(quirk);
        let mut console = setup.open();
        let session = console.session();
        let (film, boxes) = console.film(&session, "STANDARD\\1,1");
        let gray = console.image(1, 8, 8);
        let color = console.color_image(1, 8, 8);
        let statuses = [
            status(&console.ask(NSet, GRAY, &boxes[0], gray)),
            status(&console.ask(NSet, COLOR, &boxes[0], color)),
        ];
        let wanted = if class == GRAY {
            [OK, 0x0119]
        } else {
            [0x0119, OK]
        };
        assert_eq!(statuses, wanted);
        assert_eq!(
            status(&console.ask(NAction, FILM, &film, DataSet::new())),
            OK
        );
    }
}

#[test]
fn echo_is_answered_on_every_context() {
    for context in [GRAY_META, JOB, class::VERIFICATION] {
        let mut ct = ct();
        let answer = ct
            .on(context)
            .ask(Operation::CEcho, class::VERIFICATION, "", DataSet::new());
        assert_eq!(status(&answer), OK);
    }
}

#[test]
fn depths_of_pixels() {
    let quirks = [Quirk::Stored8In16, Quirk::Stored10In16, Quirk::Stored16In16];
    let table = [
        ((8, 8, 7), OK, OK),
        ((16, 12, 11), OK, OK),
        ((16, 8, 7), 0x0106, OK),
        ((16, 10, 9), 0x0106, OK),
        ((16, 16, 15), 0x0106, OK),
        ((16, 12, 15), 0x0106, 0x0106),
        ((8, 7, 6), 0x0106, 0x0106),
        ((32, 12, 11), 0x0106, 0x0106),
    ];
    for (depth, plain, quirked) in table {
        for (with, wanted) in [(false, plain), (true, quirked)] {
            let mut setup = Setup::default();
            setup
                .peer
                .quirks
                .extend(quirks.into_iter().filter(|_| with));
            let mut ct = setup.open();
            let (_, _, image_box) = ct.printed_ready();
            let item = ct.gray_item(9, 9, depth);
            let answer = ct.ask(NSet, GRAY, &image_box, image_of(1, item));
            assert_eq!(status(&answer), wanted, "{depth:?} {with}");
        }
    }
}

/// One change of a good item, and the attributes that are named in the refusal.
#[test]
fn rules_of_pixels_name_what_broke_them() {
    type Change = fn(&mut DataSet);
    let table: [(Change, &[dicom_core::Tag]); 7] = [
        (
            |item| item.put_u16(tags::SAMPLES_PER_PIXEL, 3),
            &[tags::SAMPLES_PER_PIXEL],
        ),
        (
            |item| item.put_u16(tags::PIXEL_REPRESENTATION, 1),
            &[tags::PIXEL_REPRESENTATION],
        ),
        (
            |item| item.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "RGB"),
            &[tags::PHOTOMETRIC_INTERPRETATION],
        ),
        (
            |item| item.put_text(tags::PIXEL_ASPECT_RATIO, VR::IS, "1\\0"),
            &[tags::PIXEL_ASPECT_RATIO],
        ),
        (
            |item| item.put_u16(tags::ROWS, 9),
            &[
                tags::ROWS,
                tags::COLUMNS,
                tags::BITS_ALLOCATED,
                tags::BITS_STORED,
                tags::HIGH_BIT,
            ],
        ),
        (|item| item.put_u16(tags::ROWS, 0), &[tags::ROWS]),
        (
            |item| item.put_u16(tags::HIGH_BIT, 15),
            &[tags::BITS_ALLOCATED, tags::BITS_STORED, tags::HIGH_BIT],
        ),
    ];
    for (change, broken) in table {
        let mut ct = ct();
        let (_, _, image_box) = ct.printed_ready();
        let mut item = ct.gray_item(8, 8, (8, 8, 7));
        change(&mut item);
        let answer = ct.ask(NSet, GRAY, &image_box, image_of(1, item));
        assert_eq!(status(&answer), 0x0106);
        let data = answer.data_set.unwrap();
        let [item] = data.items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE).unwrap() else {
            panic!()
        };
        let mut named: Vec<_> = item.iter().map(|(tag, _)| tag).collect();
        let mut broken = broken.to_vec();
        named.sort();
        broken.sort();
        assert_eq!(named, broken);
    }
}

#[test]
fn color_by_pixel_needs_its_quirk() {
    let by_pixel = |setup: Setup| {
        let mut us = setup.open();
        let session = us.on(COLOR_META).session();
        let (_, boxes) = us.film(&session, "STANDARD\\1,1");
        let mut image = us.color_image(1, 4, 4);
        let mut item = image.items(tags::BASIC_COLOR_IMAGE_SEQUENCE).unwrap()[0].clone();
        item.put_u16(tags::PLANAR_CONFIGURATION, 0);
        image.put_items(tags::BASIC_COLOR_IMAGE_SEQUENCE, vec![item]);
        status(&us.ask(NSet, COLOR, &boxes[0], image))
    };
    assert_eq!(by_pixel(Setup::default()), 0x0106);
    assert_eq!(by_pixel(Setup::default().quirk(Quirk::ColourByPixel)), OK);
}

fn table(entries: u16, bits: u16, last: u16) -> DataSet {
    let words = |words: &[u16]| words.iter().flat_map(|word| word.to_le_bytes()).collect();
    let mut item = DataSet::new();
    item.put_bytes(tags::LUT_DESCRIPTOR, VR::US, words(&[entries, 0, bits]));
    let mut values = vec![0; usize::from(entries)];
    *values.last_mut().unwrap() = last;
    item.put_bytes(tags::LUT_DATA, VR::US, words(&values));
    let mut data = DataSet::new();
    data.put_items(tags::PRESENTATION_LUT_SEQUENCE, vec![item]);
    data
}

#[test]
fn presentation_luts_that_are_made_and_those_that_are_not() {
    let shape = |shape| texts(&[(tags::PRESENTATION_LUT_SHAPE, VR::CS, shape)]);
    let mut both = table(256, 12, 4095);
    both.extend(shape("IDENTITY"));
    let cases = [
        (shape("IDENTITY"), OK),
        (shape("LIN OD"), OK),
        (shape("INVERSE"), 0x0106),
        (table(256, 10, 1023), OK),
        (table(4096, 16, 65535), OK),
        (table(4096, 9, 1), 0x0106),
        (table(4096, 12, 4096), 0x0106),
        (table(1024, 12, 1), 0x0106),
        (both, 0x0106),
        (DataSet::new(), 0x0120),
    ];
    for (data, wanted) in cases {
        assert_eq!(
            status(&ct().ask(NCreate, LUT, "", data.clone())),
            wanted,
            "{data:?}"
        );
    }
}

#[test]
fn a_referenced_lut_is_applied_and_not_deleted() {
    let mut ct = ct();
    let lut = created(&ct.ask(NCreate, LUT, "", table(4096, 12, 4095)));
    let session = ct.session();
    let mut data = ct.film_data(&session, "STANDARD\\2,1");
    let tag = tags::REFERENCED_PRESENTATION_LUT_SEQUENCE;
    data.put_items(tag, vec![reference(LUT, &lut)]);
    let answer = ct.ask(NCreate, FILM, "", data);
    let film = created(&answer);
    let boxes = references(&answer, tags::REFERENCED_IMAGE_BOX_SEQUENCE);
    let eight = ct.image(1, 8, 8);
    let refused = ct.ask(NSet, GRAY, &boxes[0], eight.clone());
    assert_eq!(status(&refused), 0x0106, "256 entries are needed");
    let item = ct.gray_item(8, 8, (16, 12, 11));
    assert_eq!(
        status(&ct.ask(NSet, GRAY, &boxes[0], image_of(1, item))),
        OK
    );
    assert_eq!(status(&ct.ask(NDelete, LUT, &lut, DataSet::new())), 0x0110);
    ct.ask(NAction, FILM, &film, DataSet::new());
    let tone = &ct.world.submitted[0].films.sheets[0].images[0].tone;
    assert!(matches!(tone, Tone::Table { bits: 12, entries } if entries.len() == 4096));
    ct.ask(NDelete, SESSION, &session, DataSet::new());
    assert_eq!(status(&ct.ask(NDelete, LUT, &lut, DataSet::new())), OK);
}

#[test]
fn configuration_information_picks_a_tone() {
    let mut ct = ct();
    let (_, film, _) = ct.printed_ready();
    let set = texts(&[(tags::CONFIGURATION_INFORMATION, VR::ST, "CS600")]);
    assert_eq!(status(&ct.ask(NSet, FILM, &film, set)), OK);
    ct.ask(NAction, FILM, &film, DataSet::new());
    let tone = &ct.world.submitted[0].films.sheets[0].images[0].tone;
    assert_eq!(*tone, Tone::Curve("CS600".to_owned()));
    let unknown = texts(&[(tags::CONFIGURATION_INFORMATION, VR::ST, "KANAMP=3")]);
    assert_eq!(status(&ct.ask(NSet, FILM, &film, unknown)), 0x0116);
}

/// Text of an annotation set with this character set, and its language hint.
fn annotated(set: &str, of_session: bool, bytes: Vec<u8>) -> (String, TextLanguage) {
    let mut ct = ct();
    let declared = texts(&[(tags::SPECIFIC_CHARACTER_SET, VR::CS, set)]);
    let before = if of_session {
        declared.clone()
    } else {
        DataSet::new()
    };
    let session = created(&ct.ask(NCreate, SESSION, "", before));
    let mut film = ct.film_data(&session, "STANDARD\\1,1");
    film.put_text(tags::ANNOTATION_DISPLAY_FORMAT_ID, VR::CS, "LABEL");
    let answer = ct.ask(NCreate, FILM, "", film);
    let boxes = references(&answer, tags::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE);
    let mut data = if of_session { DataSet::new() } else { declared };
    data.put_u16(tags::ANNOTATION_POSITION, 0);
    data.put_bytes(tags::TEXT_STRING, VR::LO, bytes);
    assert_eq!(status(&ct.ask(NSet, TEXT, &boxes[0], data)), OK);
    ct.ask(NAction, FILM, &created(&answer), DataSet::new());
    let text = ct.world.submitted[0].films.sheets[0].annotations[0].clone();
    let mut erase = DataSet::new();
    erase.put_u16(tags::ANNOTATION_POSITION, 0);
    erase.put_empty(tags::TEXT_STRING, VR::LO);
    ct.ask(NSet, TEXT, &boxes[0], erase);
    ct.ask(NAction, FILM, &created(&answer), DataSet::new());
    assert!(ct.world.submitted[1].films.sheets[0].annotations.is_empty());
    (text.text, text.language)
}

#[test]
fn annotations_are_read_in_their_character_set() {
    let table = [
        ("ISO_IR 144", "Люкceмбypг", TextLanguage::Unspecified),
        ("ISO_IR 192", "Κώστας 東京", TextLanguage::Unspecified),
        ("GB18030", "王小东", TextLanguage::SimplifiedChinese),
        ("\\ISO 2022 IR 87", "山田太郎", TextLanguage::Japanese),
        ("\\ISO 2022 IR 149", "김희중", TextLanguage::Korean),
    ];
    for (set, text, language) in table {
        let bytes = CharacterSet::parse(set).encode(text, VR::LO).unwrap();
        for of_session in [false, true] {
            let read = annotated(set, of_session, bytes.clone());
            assert_eq!(read, (text.to_owned(), language), "{set}");
        }
    }
    // Neither says anything: the AE's default, ISO_IR 100.
    assert_eq!(annotated("", false, b"M\xFCller".to_vec()).0, "Müller");
}

#[test]
fn an_annotation_has_its_position() {
    let mut ct = ct();
    let session = ct.session();
    let mut film = ct.film_data(&session, "STANDARD\\1,1");
    film.put_text(tags::ANNOTATION_DISPLAY_FORMAT_ID, VR::CS, "LABEL");
    let answer = ct.ask(NCreate, FILM, "", film);
    let boxes = references(&answer, tags::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE);
    let mut data = texts(&[(tags::TEXT_STRING, VR::LO, "text")]);
    assert_eq!(status(&ct.ask(NSet, TEXT, &boxes[0], data.clone())), 0x0120);
    data.put_u16(tags::ANNOTATION_POSITION, 7);
    assert_eq!(status(&ct.ask(NSet, TEXT, &boxes[0], data)), 0x0106);
}

#[test]
fn the_printer_tells_what_it_is_asked() {
    let mut ct = ct();
    let mut command = ct.command(NGet, PRINTER, class::PRINTER_INSTANCE);
    command.attribute_identifiers = vec![tags::PRINTER_STATUS, tags::PATIENT_ID];
    let answer = ct.send(command, None);
    assert_eq!(status(&answer), 0x0107);
    assert_eq!(answer.command.attribute_identifiers, [tags::PATIENT_ID]);
    assert_eq!(answer.data_set.as_ref().unwrap().len(), 1);
    assert_eq!(text(&answer, tags::PRINTER_STATUS), "NORMAL");
    assert_eq!(
        status(&ct.ask(NGet, PRINTER, "1.2.3", DataSet::new())),
        0x0112
    );
    let config = class::PRINTER_CONFIGURATION_RETRIEVAL_INSTANCE;
    assert_eq!(
        status(&ct.ask(NGet, PRINTER, config, DataSet::new())),
        0x0119
    );
}

#[test]
fn the_configuration_is_the_printers_own() {
    let mut ct = ct();
    let instance = class::PRINTER_CONFIGURATION_RETRIEVAL_INSTANCE;
    let answer = ct.ask(NGet, CONFIG, instance, DataSet::new());
    let data = answer.data_set.unwrap();
    let [gray, color] = data.items(tags::PRINTER_CONFIGURATION_SEQUENCE).unwrap() else {
        panic!()
    };
    let classes = |item: &DataSet| {
        item.ascii(tags::SOP_CLASSES_SUPPORTED)
            .unwrap()
            .unwrap()
            .to_owned()
    };
    assert!(classes(gray).starts_with(GRAY_META) && classes(color).starts_with(COLOR_META));
    let installed = gray.items(tags::MEDIA_INSTALLED_SEQUENCE).unwrap();
    assert_eq!(installed.len(), 12);
    assert_eq!(
        installed[0].ascii(tags::FILM_SIZE_ID),
        Ok(Some("14INX17IN"))
    );
    let formats = gray
        .items(tags::SUPPORTED_IMAGE_DISPLAY_FORMATS_SEQUENCE)
        .unwrap();
    let wanted = |item: &&DataSet| {
        item.ascii(tags::IMAGE_DISPLAY_FORMAT) == Ok(Some("STANDARD\\1,1"))
            && item.ascii(tags::FILM_SIZE_ID) == Ok(Some("14INX17IN"))
            && item.ascii(tags::FILM_ORIENTATION) == Ok(Some("PORTRAIT"))
            && item.ascii(tags::PRINTER_RESOLUTION_ID) == Ok(Some("STANDARD"))
    };
    let whole = formats.iter().find(wanted).unwrap();
    let raster = filmdesk_print_scp::profile_defaults::default_printer_profile();
    let raster = raster.films[&filmdesk_print_scp::terms::FilmSizeId::In14x17].standard;
    let rows = whole.u16(tags::ROWS).unwrap().map(u32::from);
    assert_eq!(rows, Some(raster.rows));
    assert_eq!(
        gray.ascii(tags::DECIMATE_CROP_RESULT),
        Ok(Some("DEF DECIMATE"))
    );
    assert_eq!(gray.ascii(tags::MAXIMUM_COLLATED_FILMS), Ok(Some("12")));
}

#[test]
fn silence_holds_for_fits_as_well() {
    let mut ct = Setup::default().policy(UnsupportedPolicy::Silent).open();
    let session = ct.session();
    let (film, boxes) = ct.film(&session, "STANDARD\\4,5");
    let image = ct.image(1, 4000, 4000);
    let set = ct.ask(NSet, GRAY, &boxes[0], image);
    assert_eq!(status(&set), OK);
    assert_eq!(set.remarks, ["image is larger than its box: demagnified"]);
    assert_eq!(status(&ct.ask(NAction, FILM, &film, DataSet::new())), OK);
}
