//! Every output read back: same values, true sizes, same bytes.

use std::io::Cursor;

use filmdesk_calibration::density::{DensityHundredths, DensityRange, ViewingCondition};
use filmdesk_calibration::display::{FilmOnDisplay, TargetDisplay};
use filmdesk_calibration::lut::{self, GrayscaleChain, PhotometricInterpretation, StoredPixels};
use filmdesk_calibration::pattern::{PatternSize, step_wedge};
use filmdesk_calibration::tone;
use filmdesk_print_scp::render::pdf::{Conformance, PdfDocument};
use filmdesk_print_scp::render::pwg::{PwgColour, PwgDocument, PwgPage};
use filmdesk_print_scp::render::raster::{FilmRaster, Pixels, Resolution};
use filmdesk_print_scp::render::{MemoryStore, RenderError, png, tiff};
use filmdesk_print_scp::sheet::{FilmImage, FilmSheet, PixelLayout, PixelMatrix, Tone};
use filmdesk_print_scp::terms::{
    DecimateCrop, FilmSizeId, MagnificationType, MediumType, Polarity,
};

use crate::common::{pattern, pdf, printer, renderer, rgb, settings};
use crate::plain::{gray, image, sheet};

const STEPS: u16 = 16;

/// A film with a wedge one to one.
fn wedge_film(store: &mut MemoryStore) -> FilmSheet {
    let wedge = step_wedge(PatternSize::new(128, 1024, 12).unwrap(), STEPS).unwrap();
    let mut film = sheet("STANDARD\\1,1", FilmSizeId::In8x10);
    film.images.push(FilmImage {
        magnification: MagnificationType::None,
        ..image(1, pattern(store, &wedge))
    });
    film
}

/// The grays that calibration gives the wedge's steps.
fn expected(film: &FilmSheet, tone: tone::Tone, polarity: lut::Polarity) -> Vec<u16> {
    let density = DensityRange::new(DensityHundredths(20), DensityHundredths(320)).unwrap();
    let chain = GrayscaleChain {
        pixels: StoredPixels::new(12, false, PhotometricInterpretation::Monochrome2).unwrap(),
        polarity,
        tone,
        density,
        viewing: ViewingCondition::TRANSMISSIVE,
    };
    let on_display = FilmOnDisplay::new(
        density,
        ViewingCondition::TRANSMISSIVE,
        TargetDisplay::default(),
    );
    let table = chain.display_lut(&on_display);
    let wedge = step_wedge(PatternSize::new(128, 1024, 12).unwrap(), STEPS).unwrap();
    assert_eq!(film.images.len(), 1);
    let step = |i: u16| wedge.samples[usize::from(i * 64 + 32)];
    (0..STEPS).map(|i| table[usize::from(step(i))]).collect()
}

fn with_raster<T>(
    film: &FilmSheet,
    store: &MemoryStore,
    resolution: Resolution,
    use_it: impl FnOnce(&FilmRaster<'_>) -> T,
) -> T {
    let printer = printer();
    let renderer = renderer(&printer, store);
    let prepared = renderer.prepare(film, MediumType::ClearFilm).unwrap();
    use_it(&FilmRaster::new(&prepared, resolution).unwrap())
}

/// Width, height and 16-bit grays of a PNG.
fn read_png(bytes: &[u8]) -> (u32, u32, Vec<u16>) {
    let mut reader = ::png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(info.bit_depth, ::png::BitDepth::Sixteen);
    let words = pixels
        .chunks_exact(2)
        .map(|p| u16::from_be_bytes([p[0], p[1]]));
    (info.width, info.height, words.collect())
}

fn png_of(film: &FilmSheet, store: &MemoryStore) -> (u32, u32, Vec<u16>) {
    let bytes = with_raster(film, store, Resolution::Film, |raster| {
        let mut bytes = Vec::new();
        png::write(&mut bytes, raster).unwrap();
        bytes
    });
    read_png(&bytes)
}

/// The steps of a wedge of 1024 pixels in the middle of a raster.
fn steps((width, height, pixels): &(u32, u32, Vec<u16>)) -> Vec<u16> {
    let (left, row) = ((width - 1024) / 2, height / 2);
    let at = |i: u32| pixels[(row * width + left + i * 64 + 32) as usize];
    (0..u32::from(STEPS)).map(at).collect()
}

/// Pixels of the first image of a PDF: 16-bit grays.
fn pdf_grays(bytes: &[u8]) -> Vec<u16> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let image = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .find(|stream| stream.dict.get(b"Subtype").and_then(|s| s.as_name()).ok() == Some(b"Image"))
        .unwrap();
    let raw = image.decompressed_content().unwrap();
    raw.chunks_exact(2)
        .map(|p| u16::from_be_bytes([p[0], p[1]]))
        .collect()
}

#[test]
fn the_golden_wedge_is_the_same_in_every_output() {
    let mut store = MemoryStore::new();
    let film = wedge_film(&mut store);
    let golden = expected(&film, tone::Tone::Identity, lut::Polarity::Normal);
    insta::assert_snapshot!(format!("{golden:?}"), @"[0, 3356, 6708, 9847, 13010, 16290, 19745, 23418, 27350, 31577, 36140, 41079, 46438, 52265, 58612, 65535]");

    let png = png_of(&film, &store);
    assert_eq!(steps(&png), golden);

    let tiff_bytes = with_raster(&film, &store, Resolution::Film, |raster| {
        let mut bytes = Cursor::new(Vec::new());
        tiff::write(&mut bytes, raster).unwrap();
        bytes.into_inner()
    });
    let mut decoder = ::tiff::decoder::Decoder::new(Cursor::new(tiff_bytes)).unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    let ::tiff::decoder::DecodingResult::U16(pixels) = decoder.read_image().unwrap() else {
        panic!("tiff is not 16 bits");
    };
    assert_eq!((width, height, pixels), png);

    let grays = pdf_grays(&pdf(&film, &store, Conformance::Plain));
    let in_pdf: Vec<u16> = (0..usize::from(STEPS))
        .map(|i| grays[1024 + i * 64 + 32])
        .collect();
    assert_eq!(in_pdf, golden);
}

#[test]
fn tones_and_polarity_reach_the_pixels() {
    let mut store = MemoryStore::new();
    let plain = wedge_film(&mut store);
    let film_of = |tone: Tone, polarity: Polarity| {
        let mut film = plain.clone();
        film.images[0].tone = tone;
        film.images[0].polarity = polarity;
        film
    };
    let entries: Vec<u16> = (0..4096).map(|i| 4095 - i).collect();
    let inverse =
        filmdesk_calibration::presentation_lut::Lut::new(&[4096, 0, 12], &entries).unwrap();
    let table = Tone::Table { bits: 12, entries };
    let cases = [
        (
            Tone::LinOd,
            Polarity::Normal,
            tone::Tone::LinOd,
            lut::Polarity::Normal,
        ),
        (
            Tone::Identity,
            Polarity::Reverse,
            tone::Tone::Identity,
            lut::Polarity::Reverse,
        ),
        (
            table,
            Polarity::Normal,
            tone::Tone::Table(inverse),
            lut::Polarity::Normal,
        ),
    ];
    for (tone, polarity, calibration, calibration_polarity) in cases {
        let film = film_of(tone, polarity);
        let golden = expected(&film, calibration, calibration_polarity);
        assert_eq!(steps(&png_of(&film, &store)), golden);
        let grays = pdf_grays(&pdf(&film, &store, Conformance::Plain));
        assert_eq!(grays[32], golden[0]);
    }
}

#[test]
fn an_image_of_100_mm_is_100_mm() {
    let mut store = MemoryStore::new();
    let white = store.add_words(&vec![4095; 300 * 600]);
    for magnification in MagnificationType::ALL {
        let mut film = sheet("STANDARD\\1,2", FilmSizeId::A4);
        film.images.push(FilmImage {
            requested_width_mm: Some(100.0),
            magnification: *magnification,
            ..image(2, gray(300, 600, 12, white))
        });
        let (width, height, pixels) = png_of(&film, &store);
        let row = &pixels[(height * 3 / 4 * width) as usize..][..width as usize];
        let lit = row.iter().filter(|&&gray| gray > 32_768).count() as f64;
        assert!(
            (lit * 79.375 / 1000.0 - 100.0).abs() <= 0.1,
            "{lit} {magnification}"
        );

        let bytes = pdf(&film, &store, Conformance::Plain);
        let placed = image_matrix(&bytes);
        assert!((placed[0] * 25.4 / 72.0 - 100.0).abs() < 0.01, "{placed:?}");
        assert!((placed[3] * 25.4 / 72.0 - 50.0).abs() < 0.01, "{placed:?}");
    }
}

/// The matrix before the first `Do` of the first page.
fn image_matrix(bytes: &[u8]) -> Vec<f64> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let (_, page) = document.get_pages().into_iter().next().unwrap();
    let content = document.get_and_decode_page_content(page).unwrap();
    let matrix = content
        .operations
        .iter()
        .find(|op| op.operator == "cm")
        .unwrap();
    matrix
        .operands
        .iter()
        .map(|n| f64::from(n.as_float().unwrap()))
        .collect()
}

#[test]
fn same_film_same_bytes() {
    let mut store = MemoryStore::new();
    let film = wedge_film(&mut store);
    let first = pdf(&film, &store, Conformance::A2b);
    assert_eq!(first, pdf(&film, &store, Conformance::A2b));
    let mut other = film.clone();
    other.images[0].polarity = Polarity::Reverse;
    let id = |bytes: &[u8]| {
        let document = lopdf::Document::load_mem(bytes).unwrap();
        document.trailer.get(b"ID").unwrap().clone()
    };
    assert_ne!(id(&first), id(&pdf(&other, &store, Conformance::A2b)));
}

#[test]
fn a_session_is_one_document_of_several_pages() {
    let mut store = MemoryStore::new();
    let mut film = wedge_film(&mut store);
    let printer = printer();
    let renderer = renderer(&printer, &store);
    let mut document = PdfDocument::new(Vec::new(), &settings(Conformance::Plain)).unwrap();
    for size in [FilmSizeId::In8x10, FilmSizeId::A3] {
        film.size = size;
        let prepared = renderer.prepare(&film, MediumType::ClearFilm).unwrap();
        document.add_film(&prepared).unwrap();
    }
    let bytes = document.finish().unwrap();
    let read = lopdf::Document::load_mem(&bytes).unwrap();
    let widths: Vec<f32> = read
        .get_pages()
        .values()
        .map(|page| {
            let page = read.get_dictionary(*page).unwrap();
            page.get(b"MediaBox").unwrap().as_array().unwrap()[2]
                .as_float()
                .unwrap()
        })
        .collect();
    assert_eq!(widths, [576.0, (297.0 * 72.0 / 25.4) as f32]);
}

#[test]
fn crops_and_all_depths_are_read_right() {
    let mut store = MemoryStore::new();
    // A 12-bit ramp down the columns, larger than its box across.
    let (rows, columns) = (10_u16, 4000_u16);
    let ramp: Vec<u16> = (0..rows).flat_map(|_| 0..columns).collect();
    let big: Vec<u8> = ramp.iter().flat_map(|word| word.to_be_bytes()).collect();
    let little = gray(rows, columns, 12, store.add_words(&ramp));
    let mut data = store.add(big);
    data.big_endian = true;
    let film_of = |pixels: PixelMatrix| {
        let mut film = sheet("STANDARD\\1,1", FilmSizeId::In8x10);
        film.images.push(FilmImage {
            decimate_crop: DecimateCrop::Crop,
            magnification: MagnificationType::None,
            ..image(1, pixels)
        });
        film
    };
    let plain = pdf_grays(&pdf(&film_of(little.clone()), &store, Conformance::Plain));
    assert_eq!(plain.len(), 2286 * 10);
    assert!(plain[..2286].is_sorted() && plain[0] > 0 && plain[2285] < u16::MAX);
    let swapped = film_of(gray(rows, columns, 12, data));
    assert_eq!(pdf_grays(&pdf(&swapped, &store, Conformance::Plain)), plain);
    let mut shifted = little;
    shifted.data = store.add_words(&ramp.iter().map(|word| word << 4).collect::<Vec<_>>());
    shifted.high_bit = 15;
    assert_eq!(
        pdf_grays(&pdf(&film_of(shifted), &store, Conformance::Plain)),
        plain
    );
}

#[test]
fn eight_bit_words_of_big_endian_are_turned() {
    let mut store = MemoryStore::new();
    let ramp: Vec<u8> = (0..=254).collect();
    let straight = gray(15, 17, 8, store.add(ramp.clone()));
    let mut padded = ramp;
    padded.push(0);
    padded.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1));
    let mut data = store.add(padded);
    data.big_endian = true;
    let mut film = sheet("STANDARD\\1,1", FilmSizeId::A4);
    film.images.push(image(1, straight));
    let plain = pdf_grays(&pdf(&film, &store, Conformance::Plain));
    film.images[0].pixels = gray(15, 17, 8, data);
    assert_eq!(pdf_grays(&pdf(&film, &store, Conformance::Plain)), plain);
}

#[test]
fn colour_by_plane_and_by_pixel_are_alike() {
    let mut store = MemoryStore::new();
    let by_plane = rgb(
        2,
        2,
        store.add(vec![255, 0, 0, 9, 0, 255, 0, 9, 0, 0, 255, 9]),
    );
    let mut by_pixel = by_plane.clone();
    by_pixel.layout = PixelLayout::RgbByPixel;
    by_pixel.data = store.add(vec![255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]);
    let mut film = sheet("STANDARD\\1,1", FilmSizeId::A4);
    film.images.push(FilmImage {
        magnification: MagnificationType::Replicate,
        ..image(1, by_plane)
    });
    let corner = |film: &FilmSheet| {
        with_raster(film, &store, Resolution::LongSide(300), |raster| {
            let mut all = Vec::new();
            raster
                .draw(&mut |pixels| match pixels {
                    Pixels::Rgb8(rgb) => {
                        all.extend_from_slice(rgb);
                        Ok(())
                    }
                    Pixels::Gray16(_) => panic!("a colour film is drawn in gray"),
                })
                .unwrap();
            let at = |x: u32, y: u32| {
                let start = 3 * (y * raster.width() + x) as usize;
                [all[start], all[start + 1], all[start + 2]]
            };
            [at(100, 100), at(120, 100), at(100, 170), at(120, 170)]
        })
    };
    let expected = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [9, 9, 9]];
    assert_eq!(corner(&film), expected);
    film.images[0].pixels = by_pixel;
    assert_eq!(corner(&film), expected);
    film.images[0].polarity = Polarity::Reverse;
    assert_eq!(corner(&film)[0], [0, 255, 255]);
}

#[test]
fn bands_have_no_seams() {
    let mut store = MemoryStore::new();
    let rows: Vec<u16> = (0..97_u16).flat_map(|row| [row * 42; 8]).collect();
    let pixels = gray(97, 8, 12, store.add_words(&rows));
    for magnification in [MagnificationType::Bilinear, MagnificationType::Cubic] {
        let mut film = sheet("STANDARD\\1,1", FilmSizeId::In8x10);
        film.images.push(FilmImage {
            magnification,
            ..image(1, pixels.clone())
        });
        let (width, height, grays) = png_of(&film, &store);
        let column: Vec<u16> = (190..height - 190)
            .map(|row| grays[(row * width + width / 2) as usize])
            .collect();
        let falls = column.windows(2).filter(|pair| pair[1] < pair[0]).count();
        let first = column.windows(2).position(|pair| pair[1] < pair[0]);
        assert_eq!(
            falls,
            0,
            "{magnification}: first at {first:?} of {} {:?}",
            column.len(),
            &column[first.unwrap_or(0)..][..4]
        );
    }
}

#[test]
fn pwg_raster_header_and_length() {
    let mut store = MemoryStore::new();
    let film = wedge_film(&mut store);
    let page = PwgPage {
        colour: PwgColour::Sgray8,
        copies: 1,
        page_size_name: "na_govt-letter_8x10in".to_owned(),
        media_type: "photographic-film".to_owned(),
        total_pages: 1,
    };
    let bytes = with_raster(&film, &store, Resolution::Dpi(150), |raster| {
        let mut document = PwgDocument::new(Vec::new()).unwrap();
        document.add_film(raster, &page).unwrap();
        document.finish().unwrap()
    });
    let number = |at: usize| u32::from_be_bytes(bytes[4 + at..8 + at].try_into().unwrap());
    assert_eq!(&bytes[..13], b"RaS2PwgRaster");
    assert_eq!([number(276), number(372), number(376)], [150, 1200, 1500]);
    assert_eq!([number(352), number(356), number(392)], [576, 720, 1200]);
    let mut rows = 0;
    let mut at = 4 + 1796;
    while at < bytes.len() {
        rows += usize::from(bytes[at]) + 1;
        at += 1;
        let mut columns = 0;
        while columns < 1200 {
            let count = usize::from(bytes[at]);
            columns += if count < 128 { count + 1 } else { 257 - count };
            at += 1 + if count < 128 { 1 } else { 257 - count };
        }
        assert_eq!(columns, 1200);
    }
    assert_eq!(rows, 1500);
}

#[test]
fn refusals_name_position_and_value() {
    let mut store = MemoryStore::new();
    let film = wedge_film(&mut store);
    let printer = printer();
    let renderer = renderer(&printer, &store);
    let refused = |change: fn(&mut FilmSheet)| {
        let mut film = film.clone();
        change(&mut film);
        let refusal = renderer
            .prepare(&film, MediumType::ClearFilm)
            .err()
            .unwrap();
        assert!(!refusal.is_transient());
        refusal.to_string()
    };
    let words = [
        refused(|film| film.images[0].pixels.data.length = 4000),
        refused(|film| film.images[0].pixels.bits_stored = 7),
        refused(|film| film.images[0].tone = Tone::Curve("NOSUCH".to_owned())),
        refused(|film| film.images[0].position = 2),
        refused(|film| film.images[0].min_density_hundredths = 320),
        refused(|film| film.format = "CUSTOM\\9".parse().unwrap()),
    ];
    insta::assert_snapshot!(words.join("\n"), @r#"
        image box position 1: 4000 bytes of pixels, 262144 needed
        image box position 1: 16 bits allocated, 7 stored, high bit 11
        image box position 1: no curve "NOSUCH"
        image box position 2 is beyond the display format
        min density 320 is not below max density 320
        printer has no layout CUSTOM\9
        "#);
    let prepared = renderer.prepare(&film, MediumType::ClearFilm).unwrap();
    assert!(matches!(
        FilmRaster::new(&prepared, Resolution::Dpi(9600))
            .err()
            .unwrap(),
        RenderError::RasterSize { .. }
    ));
    let empty = MemoryStore::new();
    let lost = crate::common::renderer(&printer, &empty);
    let prepared = lost.prepare(&film, MediumType::ClearFilm).unwrap();
    let mut document = PdfDocument::new(Vec::new(), &settings(Conformance::Plain)).unwrap();
    assert!(document.add_film(&prepared).unwrap_err().is_transient());
}
