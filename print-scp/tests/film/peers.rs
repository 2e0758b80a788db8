//! What poppler, qpdf and MuPDF say of the documents.

use filmdesk_calibration::pattern::{PatternSize, smpte};
use filmdesk_print_scp::render::MemoryStore;
use filmdesk_print_scp::render::pdf::Conformance;
use filmdesk_print_scp::render::raster::{FilmRaster, Pixels, Resolution};
use filmdesk_print_scp::sheet::{FilmSheet, TextLanguage};
use filmdesk_print_scp::terms::{FilmOrientation, FilmSizeId, MediumType, Trim};

use crate::common::{Scratch, annotation, pattern, pdf, printer, renderer, rgb, run};
use crate::plain::{image, sheet};

const TEXTS: [&str; 8] = [
    "王小东 肺部平扫",
    "山田^太郎=ヤマダ",
    "김희중 영상",
    "محمد علي",
    "דוד כהן",
    "สวัสดีครับ",
    "Иванов Παπαδόπουλος",
    "\u{12000}\u{12001} cuneiform",
];

fn texts_film(store: &mut MemoryStore) -> FilmSheet {
    let pattern = pattern(store, &smpte(PatternSize::new(256, 256, 8).unwrap()));
    let mut film = sheet("STANDARD\\2,4", FilmSizeId::In14x17);
    film.images = (1..=8)
        .map(|position| image(position, pattern.clone()))
        .collect();
    film.annotation_format = Some("COMBINED".to_owned());
    film.annotations = (1..)
        .zip(TEXTS)
        .map(|(p, text)| annotation(p, text))
        .collect();
    film.annotations[1].language = TextLanguage::Japanese;
    film.annotations
        .push(annotation(0, "Doe^Jane (ward 7 \\ bed 3)"));
    film.trim = Trim::Yes;
    film
}

#[test]
fn text_is_found_in_every_script() {
    let mut store = MemoryStore::new();
    let film = texts_film(&mut store);
    let scratch = Scratch::new();
    let path = scratch.write("texts.pdf", &pdf(&film, &store, Conformance::Plain));
    let path = path.to_str().unwrap();
    let found = run("pdftotext", &["-layout", path, "-"]);
    // Poppler marks right-to-left runs with embedding characters.
    let plain: String = found
        .chars()
        .filter(|c| !('\u{202A}'..='\u{202E}').contains(c))
        .collect();
    for text in TEXTS.iter().chain(&["Doe^Jane (ward 7 \\ bed 3)"]) {
        for word in text.split(' ') {
            assert!(plain.contains(word), "{word} is not in {plain}");
        }
    }
}

#[test]
fn documents_are_sound() {
    let mut store = MemoryStore::new();
    let mut film = texts_film(&mut store);
    film.orientation = FilmOrientation::Landscape;
    let colour = store.add(vec![200; 3 * 64 * 64]);
    film.images[0].pixels = rgb(64, 64, colour);
    let scratch = Scratch::new();
    for conformance in [Conformance::Plain, Conformance::A2b] {
        let path = scratch.write("film.pdf", &pdf(&film, &store, conformance));
        let path = path.to_str().unwrap();
        run("qpdf", &["--check", path]);
        let info = run("pdfinfo", &[path]);
        assert!(info.contains("Page size:       1224 x 1008 pts"), "{info}");
        assert!(info.contains("Title:           Film"), "{info}");
        let fonts = run("pdffonts", &[path]);
        for font in fonts.lines().skip(2) {
            // Embedded, subset, with ToUnicode.
            assert!(font.contains("yes yes yes"), "{font}");
        }
        assert!(fonts.lines().count() > 5, "{fonts}");
        let png = scratch.path("mupdf.png");
        run(
            "mutool",
            &["draw", "-q", "-r", "20", "-o", png.to_str().unwrap(), path],
        );
    }
}

/// The clauses of ISO 19005-2 that can be seen in the structure.
#[test]
fn pdf_a_has_what_its_clauses_ask() {
    let mut store = MemoryStore::new();
    let film = texts_film(&mut store);
    let bytes = pdf(&film, &store, Conformance::A2b);
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    let intents = catalog.get(b"OutputIntents").unwrap().as_array().unwrap();
    let intent = intents[0].as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
    let metadata = document.get_object(catalog.get(b"Metadata").unwrap().as_reference().unwrap());
    let metadata = metadata.unwrap().as_stream().unwrap();
    assert!(metadata.dict.get(b"Filter").is_err());
    let packet = String::from_utf8(metadata.content.clone()).unwrap();
    assert!(packet.contains("<pdfaid:part>2</pdfaid:part>"));
    assert!(packet.contains("<pdfaid:conformance>B</pdfaid:conformance>"));
    assert!(packet.contains("2026-11-24T19:15:00-03:30"));
    assert!(document.trailer.get(b"ID").is_ok());
    for object in document.objects.values() {
        let dictionary = object
            .as_dict()
            .or_else(|_| object.as_stream().map(|s| &s.dict));
        let Ok(dictionary) = dictionary else { continue };
        for forbidden in [&b"SMask"[..], b"Interpolate", b"JS", b"AA", b"Encrypt"] {
            assert!(dictionary.get(forbidden).is_err());
        }
    }
}

#[test]
fn poppler_sees_what_the_raster_shows() {
    let mut store = MemoryStore::new();
    let film = texts_film(&mut store);
    let scratch = Scratch::new();
    let path = scratch.write("film.pdf", &pdf(&film, &store, Conformance::Plain));
    let to = scratch.path("page");
    let (path, to) = (path.to_str().unwrap(), to.to_str().unwrap());
    run("pdftoppm", &["-r", "80", "-gray", "-singlefile", path, to]);
    let pgm = std::fs::read(format!("{to}.pgm")).unwrap();
    let printer = printer();
    let renderer = renderer(&printer, &store);
    let prepared = renderer.prepare(&film, MediumType::ClearFilm).unwrap();
    let raster = FilmRaster::new(&prepared, Resolution::Dpi(80)).unwrap();
    let mut ours: Vec<u8> = Vec::new();
    raster
        .draw(&mut |pixels| match pixels {
            Pixels::Gray16(grays) => {
                ours.extend(grays.iter().map(|gray| (gray / 257) as u8));
                Ok(())
            }
            Pixels::Rgb8(_) => panic!("a gray film is drawn in colour"),
        })
        .unwrap();
    let theirs = &pgm[pgm.len() - ours.len()..];
    assert!(pgm.starts_with(format!("P5\n{} {}\n", raster.width(), raster.height()).as_bytes()));
    let (ours, theirs) = (Blocks::of(&ours, &raster), Blocks::of(theirs, &raster));
    let far = ours
        .0
        .iter()
        .zip(&theirs.0)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f64::max);
    assert!(far < 40.0, "blocks differ by up to {far}");
    let mean = ours
        .0
        .iter()
        .zip(&theirs.0)
        .map(|(a, b)| (a - b).abs())
        .sum::<f64>()
        / ours.0.len() as f64;
    assert!(mean < 1.5, "blocks differ by {mean}");
}

/// Mean grays of blocks: kernels and half pixels at edges differ between renderers, areas do not.
struct Blocks(Vec<f64>);

impl Blocks {
    const SIDE: usize = 8;

    fn of(grays: &[u8], raster: &FilmRaster<'_>) -> Self {
        let width = raster.width() as usize;
        let (across, down) = (width / Self::SIDE, raster.height() as usize / Self::SIDE);
        let block = |index: usize| {
            let (left, top) = (index % across * Self::SIDE, index / across * Self::SIDE);
            let rows = (top..top + Self::SIDE).map(|y| &grays[y * width + left..][..Self::SIDE]);
            let sum: u32 = rows.flatten().map(|&gray| u32::from(gray)).sum();
            f64::from(sum) / (Self::SIDE * Self::SIDE) as f64
        };
        Self((0..across * down).map(block).collect())
    }
}
