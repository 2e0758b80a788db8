//! What is bounded: instances, memory, profiles of colour, and what is kept of large values.

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;
use filmdesk_dataset::{DataSet, Value};
use filmdesk_print_scp::environment::Admission;
use filmdesk_print_scp::peer::UnsupportedPolicy::Refuse;

use crate::harness::*;

const PROPOSED_STUDY_SEQUENCE: Tag = Tag(0x2130, 0x00A0);

/// The header of an RGB input profile, and as many bytes as make it this long (ICC.1 7.2).
fn profile(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    bytes[..4].copy_from_slice(&u32::try_from(length).unwrap().to_be_bytes());
    bytes[16..20].copy_from_slice(b"RGB ");
    bytes[36..40].copy_from_slice(b"acsp");
    bytes
}

fn with_profile(ct: &mut Modality, session: &str, bytes: Vec<u8>) -> DataSet {
    let mut data = ct.film_data(session, "STANDARD\\1,1");
    data.put_bytes(tags::ICC_PROFILE, VR::OB, bytes);
    data
}

#[test]
fn an_icc_profile_is_of_the_film_and_reaches_its_images() {
    let mut ct = ct();
    ct.on(COLOR_META);
    let session = ct.session();
    let data = with_profile(&mut ct, &session, profile(300));
    let answer = ct.ask(NCreate, FILM, "", data);
    assert_eq!(status(&answer), OK);
    let in_force = answer.data_set.as_ref().unwrap().bytes(tags::ICC_PROFILE);
    assert_eq!(in_force, Some(&profile(300)[..]));
    let film = created(&answer);
    let image_box = references(&answer, tags::REFERENCED_IMAGE_BOX_SEQUENCE).remove(0);
    let image = ct.color_image(1, 4, 4);
    assert_eq!(status(&ct.ask(NSet, COLOR, &image_box, image)), OK);
    ct.ask(NAction, FILM, &film, DataSet::new());
    let mut gone = DataSet::new();
    gone.put_empty(tags::ICC_PROFILE, VR::OB);
    assert_eq!(status(&ct.ask(NSet, FILM, &film, gone)), OK);
    ct.ask(NAction, FILM, &film, DataSet::new());
    let sent = |job: usize| {
        let image = &ct.world.submitted[job].films.sheets[0].images[0];
        image.icc_profile.clone()
    };
    assert_eq!((sent(0), sent(1)), (Some(profile(300)), None));
}

#[test]
fn an_icc_profile_is_no_attribute_of_gray_films() {
    for (refuses, wanted) in [(false, 0x0107), (true, 0x0105)] {
        let setup = Setup::default();
        let mut ct = if refuses {
            setup.policy(Refuse).open()
        } else {
            setup.open()
        };
        ct.on(GRAY_META);
        let session = ct.session();
        let data = with_profile(&mut ct, &session, profile(300));
        let answer = ct.ask(NCreate, FILM, "", data);
        assert_eq!(status(&answer), wanted);
        assert_eq!(answer.command.attribute_identifiers, [tags::ICC_PROFILE]);
    }
}

/// Not a profile, of another colour space, too long, and so long that it went to the spool.
#[test]
fn icc_profiles_that_cannot_be_kept_are_refused_and_given_back() {
    let mut gray = profile(300);
    gray[16..20].copy_from_slice(b"GRAY");
    let mut ct = Setup::default().policy(Refuse).open();
    ct.on(COLOR_META);
    let session = ct.session();
    for bytes in [b"no profile".to_vec(), gray, profile(70_000)] {
        let data = with_profile(&mut ct, &session, bytes);
        assert_eq!(status(&ct.ask(NCreate, FILM, "", data)), 0x0106);
    }
    let mut data = ct.film_data(&session, "STANDARD\\1,1");
    let mut bulk = ct.pixels(200_000);
    bulk.vr = VR::OB;
    data.insert(tags::ICC_PROFILE, bulk);
    ct.transcript();
    let answer = ct.ask(NCreate, FILM, "", data.clone());
    insta::assert_snapshot!(ct.transcript(), @"N-CREATE Basic Film Box -> 0106 [ICCProfile] ICCProfile: an RGB profile of 64 KiB at most");
    assert!(!answer.data_set.unwrap().has_value(tags::ICC_PROFILE));
    assert_eq!(ct.world.released, [1]);
    let mut lenient = Setup::default().open();
    lenient.on(COLOR_META);
    data.extend(lenient_reference(&mut lenient));
    assert_eq!(status(&lenient.ask(NCreate, FILM, "", data)), 0x0116);
}

fn lenient_reference(ct: &mut Modality) -> DataSet {
    let session = ct.session();
    ct.film_data(&session, "STANDARD\\1,1")
}

#[test]
fn memory_is_reserved_anew_and_given_back() {
    let memory = |kb: &str| texts(&[(tags::MEMORY_ALLOCATION, VR::IS, kb)]);
    let mut ct = ct();
    let session = created(&ct.ask(NCreate, SESSION, "", memory("4096")));
    assert_eq!(status(&ct.ask(NSet, SESSION, &session, memory("8192"))), OK);
    assert_eq!(status(&ct.ask(NSet, SESSION, &session, memory("8192"))), OK);
    assert_eq!(ct.world.reserved, [4096, 8192]);
    let copies = texts(&[(tags::NUMBER_OF_COPIES, VR::IS, "2")]);
    assert_eq!(status(&ct.ask(NSet, SESSION, &session, copies)), OK);
    ct.world.memory_taken = true;
    let both = texts(&[
        (tags::MEMORY_ALLOCATION, VR::IS, "16384"),
        (tags::NUMBER_OF_COPIES, VR::IS, "9"),
    ]);
    assert_eq!(status(&ct.ask(NSet, SESSION, &session, both)), 0x0213);
    ct.world.memory_taken = false;
    let beyond = memory("4000000000");
    assert_eq!(status(&ct.ask(NSet, SESSION, &session, beyond)), 0x0106);
    assert_eq!(ct.world.reserved, [4096, 8192], "refusals reserve nothing");
    let (film, _) = ct.film(&session, "STANDARD\\1,1");
    ct.ask(NAction, FILM, &film, DataSet::new());
    assert_eq!(
        ct.world.submitted[0].films.copies, 2,
        "nor do they set anything"
    );
    let mut none = DataSet::new();
    none.put_empty(tags::MEMORY_ALLOCATION, VR::IS);
    assert_eq!(status(&ct.ask(NSet, SESSION, &session, none)), OK);
    ct.ask(NSet, SESSION, &session, memory("64"));
    ct.ask(NDelete, SESSION, &session, DataSet::new());
    assert_eq!(ct.world.reserved, [4096, 8192, 0, 64, 0]);
}

#[test]
fn a_proposed_study_is_kept_in_the_job() {
    let mut ct = ct();
    let mut study = texts(&[
        (tags::STUDY_INSTANCE_UID, VR::UI, "1.2.3.4"),
        (tags::PATIENT_ID, VR::LO, "4711"),
        (tags::ACCESSION_NUMBER, VR::SH, "A1"),
    ]);
    study.put_bytes(tags::PATIENT_NAME, VR::PN, b"M\xFCller^Jan ".to_vec());
    study.insert(tags::PIXEL_DATA, ct.pixels(64));
    let mut data = texts(&[(tags::SPECIFIC_CHARACTER_SET, VR::CS, "ISO_IR 100")]);
    data.put_items(PROPOSED_STUDY_SEQUENCE, vec![study]);
    let answer = ct.ask(NCreate, SESSION, "", data);
    assert_eq!(status(&answer), OK);
    let kept = answer
        .data_set
        .as_ref()
        .unwrap()
        .items(PROPOSED_STUDY_SEQUENCE)
        .unwrap();
    let pixels = &kept[0].get(tags::PIXEL_DATA).unwrap().value;
    assert!(
        !matches!(pixels, Value::Bulk(_)),
        "pixels are not kept here"
    );
    assert_eq!(ct.world.released, [1]);
    let session = created(&answer);
    let (film, _) = ct.film(&session, "STANDARD\\1,1");
    ct.ask(NAction, FILM, &film, DataSet::new());
    let study = ct.world.submitted[0].films.proposed_study.as_ref().unwrap();
    assert_eq!(study.study_uid.as_deref(), Some("1.2.3.4"));
    assert_eq!(study.patient_id.as_deref(), Some("4711"));
    assert_eq!(study.patient_name.as_deref(), Some("M\u{FC}ller^Jan"));
    assert_eq!(study.accession_number.as_deref(), Some("A1"));
}

#[test]
fn film_boxes_of_a_session_are_bounded() {
    let mut ct = ct();
    let session = ct.session();
    let data = ct.film_data(&session, "STANDARD\\1,1");
    let mut answers = (0..200).map(|_| ct.ask(NCreate, FILM, "", data.clone()));
    let made: Vec<_> = answers
        .by_ref()
        .take_while(|answer| status(answer) == OK)
        .collect();
    assert!(answers.all(|answer| status(&answer) == 0x0213));
    drop(answers);
    assert_eq!(made.len(), 128);
    let last = created(&made[127]);
    assert_eq!(status(&ct.ask(NDelete, FILM, &last, DataSet::new())), OK);
    assert_eq!(status(&ct.ask(NCreate, FILM, "", data)), OK);
}

#[test]
fn image_boxes_of_a_session_are_bounded() {
    let mut ct = ct();
    let session = ct.session();
    let data = ct.film_data(&session, "STANDARD\\20,20");
    let made = (0..30).take_while(|_| status(&ct.ask(NCreate, FILM, "", data.clone())) == OK);
    assert_eq!(made.count(), 8192 / 400);
    let small = ct.film_data(&session, "STANDARD\\4,4");
    assert_eq!(status(&ct.ask(NCreate, FILM, "", small)), OK);
    assert_eq!(status(&ct.ask(NCreate, FILM, "", data)), 0x0213);
}

#[test]
fn presentation_luts_of_an_association_are_bounded() {
    let mut ct = ct();
    let shape = texts(&[(tags::PRESENTATION_LUT_SHAPE, VR::CS, "IDENTITY")]);
    let mut first = None;
    for _ in 0..64 {
        let lut = created(&ct.ask(NCreate, LUT, "", shape.clone()));
        first.get_or_insert(lut);
    }
    assert_eq!(status(&ct.ask(NCreate, LUT, "", shape.clone())), 0x0213);
    let first = first.unwrap();
    assert_eq!(status(&ct.ask(NDelete, LUT, &first, DataSet::new())), OK);
    ct.world.full = vec![Admission::PresentationLut];
    assert_eq!(status(&ct.ask(NCreate, LUT, "", shape.clone())), 0x0213);
    ct.world.full.clear();
    assert_eq!(status(&ct.ask(NCreate, LUT, "", shape)), OK);
}

#[test]
fn a_text_that_finds_no_room_leaves_the_one_before() {
    let mut ct = ct();
    let session = ct.session();
    let mut data = ct.film_data(&session, "STANDARD\\1,1");
    data.put_text(tags::ANNOTATION_DISPLAY_FORMAT_ID, VR::CS, "LABEL");
    let answer = ct.ask(NCreate, FILM, "", data);
    let text_box = references(&answer, tags::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE).remove(0);
    let write = |ct: &mut Modality, text: &str| {
        let mut data = texts(&[(tags::TEXT_STRING, VR::LO, text)]);
        data.put_u16(tags::ANNOTATION_POSITION, 0);
        status(&ct.ask(NSet, TEXT, &text_box, data))
    };
    assert_eq!(write(&mut ct, "HEAD"), OK);
    ct.world.full = vec![Admission::Annotation];
    assert_eq!(write(&mut ct, "FOOT"), 0x0213);
    ct.ask(NAction, FILM, &created(&answer), DataSet::new());
    assert_eq!(
        ct.world.submitted[0].films.sheets[0].annotations[0].text,
        "HEAD"
    );
}

/// Two items where one is allowed: the pixels of both are given back and not sent back.
#[test]
fn pixels_are_never_sent_back() {
    let mut ct = ct();
    let (_, _, image_box) = ct.printed_ready();
    let items = vec![ct.gray_item(8, 8, (8, 8, 7)), ct.gray_item(8, 8, (8, 8, 7))];
    let mut data = DataSet::new();
    data.put_u16(tags::IMAGE_BOX_POSITION, 1);
    data.put_items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE, items);
    let answer = ct.ask(NSet, GRAY, &image_box, data);
    assert_eq!(status(&answer), 0x0106);
    let sent = answer.data_set.unwrap();
    let items = sent.items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE).unwrap();
    assert!(items.iter().all(|item| !item.has_value(tags::PIXEL_DATA)));
    assert_eq!(ct.world.released, [2, 3]);
}
