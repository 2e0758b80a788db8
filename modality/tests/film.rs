//! Films as a console prints them.

mod support;

use std::path::PathBuf;
use std::time::Duration;

use filmdesk_dataset::{CharacterSet, tags};
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::service::*;
use filmdesk_dimse::status::Status;
use filmdesk_fonts::Typesetter;
use filmdesk_modality::film::{self, JobState};
use filmdesk_modality::image::synthetic::{RULER_MM, Synthetic};
use filmdesk_modality::image::{Burner, Caption, FileImages, FileOptions, Frames, ImageSource};
use filmdesk_modality::order::*;
use filmdesk_modality::{
    FilmOrder, Pixels, PrintError, PrintImage, PrintReport, Transcript, demo_order,
};
use support::{Behaviour, METAS_ONLY, Printer};

fn images(count: usize) -> Vec<PrintImage> {
    let image = |n| PrintImage {
        rows: 4,
        columns: 4,
        pixels: Pixels::Gray8(vec![n as u8; 16]),
        inverse: false,
        aspect_ratio: None,
        width_mm: Some(100.0),
        caption: Caption::new("DOE JANE", &format!("Im {}", n + 1)),
    };
    (0..count).map(image).collect()
}

fn order(format: &str) -> FilmOrder {
    let film = FilmBoxOrder {
        format: format.to_owned(),
        ..FilmBoxOrder::default()
    };
    FilmOrder {
        film,
        ..FilmOrder::default()
    }
}

async fn printed(
    printer: &Printer,
    order: &FilmOrder,
    mut source: impl ImageSource,
) -> Result<(PrintReport, Transcript), PrintError> {
    let mut console = printer.console(&film::abstract_syntaxes(order)).await?;
    let burner = Burner::new(Typesetter::embedded());
    let report = film::print(&mut console, order, &mut source, &burner).await?;
    Ok((report, console.release().await?))
}

#[tokio::test]
async fn the_demonstration_film() {
    let printer = Printer::new(Behaviour::default());
    let images = Synthetic::Ct.images(Depth::Twelve).unwrap();
    let (report, transcript) = printed(&printer, &demo_order(), images.into_iter())
        .await
        .unwrap();
    assert_eq!((report.films, report.images), (1, 12));
    assert_eq!(report.jobs[0].state, JobState::Done);
    let sent = printer.of(Operation::NSet);
    assert_eq!(sent[0].pixels[0].len(), 512 * 512 * 2);
    let text = sent
        .last()
        .unwrap()
        .data
        .text(tags::TEXT_STRING, &CharacterSet::default());
    assert_eq!(text.as_deref(), Some("DOE JANE  ID FD-0001  *1970-01-01"));
    insta::assert_snapshot!(transcript.without_events().folded(), @r"
    > A-ASSOCIATE-RQ Basic Grayscale Print Management Meta, Verification, Basic Annotation Box, Presentation LUT, Print Job
    < A-ASSOCIATE-AC 5 of 5 contexts
    > N-GET-RQ Printer
    < 0000 Success, 2 attributes
    > N-CREATE-RQ Basic Film Session, 5 attributes
    < 0000 Success
    > N-CREATE-RQ Presentation LUT, 1 attribute
    < 0000 Success
    > N-CREATE-RQ Basic Film Box, 11 attributes
    < 0000 Success, 28 attributes
    > N-SET-RQ Basic Grayscale Image Box, 11 attributes
    < 0000 Success
      (12 times)
    > N-SET-RQ Basic Annotation Box, 2 attributes
    < 0000 Success
    > N-ACTION-RQ Basic Film Box action 1
    < 0000 Success, 3 attributes
    > N-DELETE-RQ Basic Film Box
    < 0000 Success
    > N-DELETE-RQ Basic Film Session
    < 0000 Success
    > N-DELETE-RQ Presentation LUT
    < 0000 Success
    > A-RELEASE-RQ
    < A-RELEASE-RP
    ");
}

#[tokio::test]
async fn five_images_on_films_of_two() {
    let printer = Printer::new(Behaviour::default());
    let (report, _) = printed(&printer, &order("STANDARD\\1,2"), images(5).into_iter())
        .await
        .unwrap();
    assert_eq!((report.films, report.images, report.jobs.len()), (3, 5, 3));
    let positions: Vec<_> = printer
        .of(Operation::NSet)
        .iter()
        .map(|m| m.data.u16(tags::IMAGE_BOX_POSITION))
        .collect();
    assert_eq!(positions, [1, 2, 1, 2, 1].map(|n| Ok(Some(n))));
    let values: Vec<u8> = printer
        .of(Operation::NSet)
        .iter()
        .map(|m| m.pixels[0][0])
        .collect();
    assert_eq!(values, [0, 1, 2, 3, 4]);
}

#[tokio::test]
async fn a_collated_session_is_printed_by_one_action() {
    let printer = Printer::new(Behaviour::default());
    let order = FilmOrder {
        printing: Printing::Collated,
        ..order("STANDARD\\1,1")
    };
    let (report, _) = printed(&printer, &order, images(2).into_iter())
        .await
        .unwrap();
    assert_eq!((report.films, report.jobs.len()), (2, 1));
    let actions = printer.of(Operation::NAction);
    let classes: Vec<_> = actions
        .iter()
        .map(|m| m.command.sop_class_uid.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(classes, [BASIC_FILM_SESSION]);
}

#[tokio::test]
async fn annotation_boxes_by_their_number() {
    for (format, texts) in [
        ("LABEL", vec!["DOE JANE"]),
        ("BOTTOM", vec!["Im 1", "Im 2"]),
        ("COMBINED", vec!["DOE JANE", "Im 1", "Im 2"]),
    ] {
        let printer = Printer::new(Behaviour::default());
        let mut order = FilmOrder {
            text: TextPlacement::Annotate,
            ..order("STANDARD\\2,1")
        };
        order.film.annotation_format = Some(format.to_owned());
        printed(&printer, &order, images(2).into_iter())
            .await
            .unwrap();
        let set = printer.of(Operation::NSet);
        let found: Vec<_> = set
            .iter()
            .filter_map(|m| m.data.text(tags::TEXT_STRING, &CharacterSet::default()))
            .collect();
        assert_eq!(found, texts, "{format}");
    }
}

#[tokio::test]
async fn colour_goes_by_plane_through_the_color_meta() {
    let printer = Printer::new(Behaviour::default());
    let order = FilmOrder {
        color: true,
        ..order("STANDARD\\1,1")
    };
    let source = Synthetic::Ultrasound.images(Depth::Eight).unwrap();
    printed(&printer, &order, source.into_iter()).await.unwrap();
    let set = printer.of(Operation::NSet).remove(0);
    assert_eq!(
        set.command.sop_class_uid.unwrap().as_str(),
        BASIC_COLOR_IMAGE_BOX
    );
    let item = &set.data.items(tags::BASIC_COLOR_IMAGE_SEQUENCE).unwrap()[0];
    assert_eq!(item.u16(tags::PLANAR_CONFIGURATION), Ok(Some(1)));
    assert_eq!(set.pixels[0].len(), 3 * 800 * 600);
}

#[tokio::test]
async fn big_endian_pixels_are_turned() {
    let printer = Printer::new(Behaviour::big_endian());
    let mut image = images(1).remove(0);
    image.pixels = Pixels::Gray12([0x34, 0x0A].repeat(16));
    printed(&printer, &order("STANDARD\\1,1"), vec![image].into_iter())
        .await
        .unwrap();
    let set = printer.of(Operation::NSet).remove(0);
    assert!(set.big_endian);
    assert_eq!(set.pixels[0][..2], [0x0A, 0x34]);
}

#[tokio::test]
async fn true_size_and_presentation_lut_are_referred_to() {
    let printer = Printer::new(Behaviour::default());
    let mut order = order("STANDARD\\1,1");
    order.image.true_size = true;
    order.presentation_lut = PresentationLutOrder::Table {
        bits: 12,
        entries: (0..4096).collect(),
    };
    let source = Synthetic::Ruler.images(Depth::Twelve).unwrap();
    printed(&printer, &order, source.into_iter()).await.unwrap();
    let width = printer
        .of(Operation::NSet)
        .remove(0)
        .data
        .number::<f64>(tags::REQUESTED_IMAGE_SIZE);
    assert_eq!(width, Ok(Some(f64::from(RULER_MM))));
    let created = printer.of(Operation::NCreate);
    let lut = created[1]
        .data
        .items(tags::PRESENTATION_LUT_SEQUENCE)
        .unwrap();
    let descriptor: Vec<u8> = [4096u16, 0, 12].map(u16::to_le_bytes).concat();
    assert_eq!(
        lut[0].bytes(tags::LUT_DESCRIPTOR),
        Some(descriptor.as_slice())
    );
    assert!(
        created[2]
            .data
            .contains(tags::REFERENCED_PRESENTATION_LUT_SEQUENCE)
    );
}

#[tokio::test]
async fn a_printer_of_metas_only_prints_too() {
    let printer = Printer::new(Behaviour {
        offers: METAS_ONLY,
        ..Behaviour::default()
    });
    let (report, _) = printed(&printer, &demo_order(), images(1).into_iter())
        .await
        .unwrap();
    assert_eq!(report.films, 1);
    assert_eq!(
        report.warnings,
        ["Presentation LUT was not accepted: the printer's own curve holds"]
    );
}

#[tokio::test]
async fn refusals_warnings_and_failed_jobs_are_told() {
    let too_large = Behaviour::default().answering(
        Operation::NSet,
        BASIC_GRAYSCALE_IMAGE_BOX,
        2,
        Status::IMAGE_TOO_LARGE,
    );
    let error = printed(
        &Printer::new(too_large),
        &order("STANDARD\\1,2"),
        images(2).into_iter(),
    )
    .await
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "N-SET image box 2 was answered with C603 Image Larger Than Image Box"
    );
    let cropped = Behaviour::default().answering(
        Operation::NSet,
        BASIC_GRAYSCALE_IMAGE_BOX,
        1,
        Status::IMAGE_CROPPED,
    );
    let (report, _) = printed(
        &Printer::new(cropped),
        &order("STANDARD\\1,1"),
        images(1).into_iter(),
    )
    .await
    .unwrap();
    assert_eq!(
        report.warnings,
        ["N-SET image box 1: B609 Image Larger Than Image Box, Cropped"]
    );
    let jammed = Behaviour {
        events: &[1, 4],
        ..Behaviour::default()
    };
    let error = printed(
        &Printer::new(jammed),
        &order("STANDARD\\1,1"),
        images(1).into_iter(),
    )
    .await
    .unwrap_err();
    assert_eq!(error.to_string(), "the print job failed: FILM JAM");
}

#[tokio::test]
async fn jobs_without_events_are_asked_for() {
    let silent = Behaviour {
        events: &[],
        ..Behaviour::default()
    };
    let order = FilmOrder {
        farewell: Farewell::WhenDone(Duration::from_secs(60)),
        ..order("STANDARD\\1,1")
    };
    let (report, _) = printed(&Printer::new(silent), &order, images(1).into_iter())
        .await
        .unwrap();
    assert_eq!(report.jobs[0].state, JobState::Done);
}

#[tokio::test]
async fn nothing_to_print_is_an_error() {
    let error = printed(
        &Printer::new(Behaviour::default()),
        &order("STANDARD\\1,1"),
        images(0).into_iter(),
    )
    .await;
    assert!(matches!(error, Err(PrintError::NoImage)));
}

fn shared(path: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data")
        .join(path);
    assert!(path.exists(), "{} is needed", path.display());
    path
}

#[test]
fn real_files_become_images() {
    let options = FileOptions {
        frames: Frames::Chosen(vec![1]),
        ..FileOptions::default()
    };
    let mut files = FileImages::new(&[shared("img")], options).unwrap();
    let (mut gray, mut colour) = (0, 0);
    while let Some(next) = files.next_image(Depth::Twelve) {
        let Ok(image) = next else { continue };
        let size = usize::from(image.rows) * usize::from(image.columns);
        match &image.pixels {
            Pixels::Gray12(bytes) => {
                gray += 1;
                assert_eq!(bytes.len(), 2 * size);
                assert!(bytes.chunks(2).all(|pair| pair[1] < 16));
            }
            Pixels::Rgb(bytes) => {
                colour += 1;
                assert_eq!(bytes.len(), 3 * size);
            }
            Pixels::Gray8(_) => panic!("12 bits were asked for"),
        }
    }
    assert!(gray >= 5 && colour >= 1, "{gray} gray, {colour} colour");
}
