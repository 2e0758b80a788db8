//! Pixels of every transfer syntax and VR, from the wire to the film: the same film.

use std::io;

use dicom_core::VR;
use dicom_dictionary_std::tags;
use filmdesk_calibration::display::TargetDisplay;
use filmdesk_dataset::bulk::{BulkSource, MemorySink};
use filmdesk_dataset::scan::{Limits, Scanner};
use filmdesk_dataset::{Bulk, DataSet, Element, Encoding, Value, encode};
use filmdesk_fonts::Typesetter;
use filmdesk_print_scp::peer::Quirk;
use filmdesk_print_scp::profile_defaults::default_printer_profile;
use filmdesk_print_scp::render::pdf::{Conformance, CreationDate, PdfSettings, write_film};
use filmdesk_print_scp::render::{PixelStore, Renderer};
use filmdesk_print_scp::sheet::{FilmSheet, PixelRef};
use filmdesk_print_scp::terms::MediumType;

use crate::harness::*;

/// How pixels come over the wire.
const WAYS: &[(Encoding, VR)] = &[
    (Encoding::ImplicitLittle, VR::OW),
    (Encoding::ExplicitLittle, VR::OW),
    (Encoding::ExplicitLittle, VR::OB),
    (Encoding::ExplicitBig, VR::OW),
    (Encoding::ExplicitBig, VR::OB),
];

/// The pixels of a spool.
struct Spool(MemorySink);

impl PixelStore for Spool {
    fn read_at(&self, pixels: PixelRef, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let value = usize::try_from(pixels.id)
            .ok()
            .and_then(|id| self.0.values.get(id));
        let value = value.ok_or(io::ErrorKind::NotFound)?;
        let start = usize::try_from(offset).map_err(|_| io::ErrorKind::UnexpectedEof)?;
        let bytes = value.get(start..start + buffer.len());
        buffer.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

/// Little endian pixels as a modality has them.
struct Held(Vec<u8>);

impl BulkSource for Held {
    fn read_exact_at(&mut self, _: &Bulk, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let start = usize::try_from(offset).map_err(|_| io::ErrorKind::UnexpectedEof)?;
        let bytes = self.0.get(start..start + buffer.len());
        buffer.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

/// An N-SET's data set, sent and received.
fn over_the_wire(
    mut data: DataSet,
    sequence: dicom_core::Tag,
    (encoding, vr): (Encoding, VR),
    pixels: &[u8],
) -> (DataSet, MemorySink) {
    let mut item = data.items(sequence).unwrap()[0].clone();
    let bulk = Bulk {
        id: 0,
        length: pixels.len() as u64,
        big_endian: false,
        encapsulated: false,
    };
    let value = Value::Bulk(bulk);
    item.insert(tags::PIXEL_DATA, Element { vr, value });
    data.put_items(sequence, vec![item]);
    let mut bytes = Vec::new();
    encode::write(&data, encoding, &mut bytes, &mut Held(pixels.to_vec())).unwrap();
    let mut scanner = Scanner::new(encoding, Limits::PEER);
    let mut sink = MemorySink::default();
    for fragment in bytes.chunks(37) {
        scanner.feed(fragment, &mut sink).unwrap();
    }
    (scanner.finish().unwrap(), sink)
}

/// Prints one image on the context's Meta; the samples that the film's PDF holds.
fn printed(
    setup: Setup,
    meta: &'static str,
    way: (Encoding, VR),
    make: impl Fn(&mut Modality) -> DataSet,
    pixels: &[u8],
) -> Vec<u8> {
    let mut ct = setup.open();
    ct.on(meta);
    let session = ct.session();
    let (film, boxes) = ct.film(&session, "STANDARD\\1,1");
    let data = make(&mut ct);
    let (class, sequence) = match meta {
        GRAY_META => (GRAY, tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE),
        _ => (COLOR, tags::BASIC_COLOR_IMAGE_SEQUENCE),
    };
    let (received, sink) = over_the_wire(data, sequence, way, pixels);
    assert_eq!(status(&ct.ask(NSet, class, &boxes[0], received)), OK);
    assert_eq!(status(&ct.ask(NAction, FILM, &film, DataSet::new())), OK);
    let sheet = &ct.world.submitted[0].films.sheets[0];
    samples(&pdf(sheet, &Spool(sink)))
}

fn pdf(sheet: &FilmSheet, store: &Spool) -> Vec<u8> {
    let printer = default_printer_profile();
    let (typesetter, _) = Typesetter::new(Vec::new());
    let renderer = Renderer {
        printer: &printer,
        typesetter: &typesetter,
        pixels: store,
        display: TargetDisplay::default(),
    };
    let settings = PdfSettings {
        conformance: Conformance::Plain,
        title: "Film".to_owned(),
        subject: None,
        created: CreationDate {
            year: 2026,
            month: 11,
            day: 24,
            hour: 20,
            minute: 30,
            second: 0,
            offset_minutes: 0,
        },
    };
    let film = renderer.prepare(sheet, MediumType::ClearFilm).unwrap();
    write_film(Vec::new(), &settings, &film).unwrap()
}

fn samples(pdf: &[u8]) -> Vec<u8> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let mut streams = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    let subtype = |stream: &lopdf::Stream| {
        stream
            .dict
            .get(b"Subtype")
            .and_then(|s| s.as_name().map(<[u8]>::to_vec))
            .ok()
    };
    let image = streams.find(|stream| subtype(stream).as_deref() == Some(b"Image"));
    image.unwrap().decompressed_content().unwrap()
}

fn words(samples: &[u8]) -> Vec<u16> {
    let pairs = samples.chunks_exact(2);
    pairs
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect()
}

/// A ramp of 15 x 17: an odd number of bytes, so that the last word is half padding.
#[test]
fn eight_bit_grays_are_the_same_from_every_transfer_syntax() {
    let ramp: Vec<u8> = (0..=255).collect();
    for way in WAYS {
        let samples = printed(
            Setup::default(),
            GRAY_META,
            *way,
            |ct| image_of(1, ct.gray_item(17, 15, (8, 8, 7))),
            &ramp,
        );
        let grays = words(&samples);
        assert_eq!(grays.len(), 255, "{way:?}");
        assert!(grays.is_sorted() && grays[0] < grays[254], "{way:?}");
    }
}

#[test]
fn twelve_bit_grays_are_the_same_from_every_transfer_syntax() {
    let ramp: Vec<u8> = (0..4096_u16).flat_map(u16::to_le_bytes).collect();
    for way in WAYS.iter().filter(|way| way.1 == VR::OW) {
        let samples = printed(
            Setup::default(),
            GRAY_META,
            *way,
            |ct| image_of(1, ct.gray_item(64, 64, (16, 12, 11))),
            &ramp,
        );
        let grays = words(&samples);
        assert_eq!(grays.len(), 4096, "{way:?}");
        assert!(grays.is_sorted() && grays[0] < grays[4095], "{way:?}");
    }
}

/// By plane and by pixel; 3 x 3 x 3 samples, so that planes begin within words.
#[test]
fn colours_are_the_same_from_every_transfer_syntax() {
    let by_plane: Vec<u8> = (0..28).map(|n| n * 9).collect();
    let film: Vec<u8> = (0..9)
        .flat_map(|n| [by_plane[n], by_plane[n + 9], by_plane[n + 18]])
        .collect();
    let mut by_pixel = film.clone();
    by_pixel.push(0);
    for way in WAYS {
        for (planar, sent) in [(1, &by_plane), (0, &by_pixel)] {
            let samples = printed(
                Setup::default().quirk(Quirk::ColourByPixel),
                COLOR_META,
                *way,
                |ct| {
                    let mut data = ct.color_image(1, 3, 3);
                    let mut item = data.items(tags::BASIC_COLOR_IMAGE_SEQUENCE).unwrap()[0].clone();
                    item.put_u16(tags::PLANAR_CONFIGURATION, planar);
                    data.put_items(tags::BASIC_COLOR_IMAGE_SEQUENCE, vec![item]);
                    data
                },
                sent,
            );
            assert_eq!(samples, film, "{way:?} {planar}");
        }
    }
}
