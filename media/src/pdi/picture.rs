//! Pictures for pages: frames through their VOI, reduced, as JPEG.

use std::io::{self, Read, Seek, Write};

use filmdesk_dataset::BulkSource;
use filmdesk_dataset::file::{self, DicomFile, ReadOptions};
use filmdesk_dataset::pixels::voi::{Modality, Voi, p_values};
use filmdesk_dataset::pixels::{self, PixelAttributes};
use filmdesk_dataset::tags;
use filmdesk_fonts::Typesetter;
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

use super::{Rendition, report};
use crate::waveform::{self, SECONDS};

/// Pixels of a picture's longer side: a page is read on any screen; a diagnosis is not made here.
pub const MAX_SIDE: u32 = 1024;
/// Frames of a multi-frame image that are shown, evenly spaced.
pub const MAX_FRAMES: u32 = 16;
/// JPEG quality: no block is seen at it, and a CT slice takes some 40 KB.
const QUALITY: u8 = 85;
/// JPEG quality of paper: its grid is thousands of edges, of which none matters.
const PAPER_QUALITY: u8 = 70;
/// Pixels for a millimetre of paper: its lines of 1 mm can be told apart, and ten seconds fit on a
/// screen.
const PX_PER_MM: f64 = 6.0;
/// Bytes of a document that is given out beside the DICOM data.
const MAX_DOCUMENT: u64 = 256 << 20;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Frame, from 0.
    pub frame: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// JPEG.
    pub jpeg: Vec<u8>,
}

/// Renders an instance from its file; what cannot be shown is listed.
pub fn render<R: Read + Seek>(reader: &mut R) -> Rendition {
    let Ok(file) = file::read(&mut *reader, &ReadOptions::LENIENT) else {
        return Rendition::Listed;
    };
    let file = match text(file) {
        Ok(rendition) => return rendition,
        Err(file) => file,
    };
    let pictures: Vec<_> = match PixelAttributes::of(&file.data_set) {
        Ok(attributes) => chosen(attributes.frames)
            .filter_map(|frame| picture(&file, reader, frame, MAX_SIDE))
            .collect(),
        Err(_) => sheets(&file, reader),
    };
    match pictures.is_empty() {
        true => Rendition::Listed,
        false => Rendition::Pictures(pictures),
    }
}

/// The same of documents and reports alone; all else is listed.
pub fn render_text<R: Read + Seek>(reader: &mut R) -> Rendition {
    let file = file::read(&mut *reader, &ReadOptions::LENIENT);
    let rendition = file.ok().and_then(|file| text(file).ok());
    rendition.unwrap_or(Rendition::Listed)
}

/// A document or a report; the file again when it is neither.
fn text(file: DicomFile) -> Result<Rendition, Box<DicomFile>> {
    if let Some((extension, length)) = document(&file) {
        return Ok(Rendition::Document(Box::new(Document {
            extension,
            length,
            file,
        })));
    }
    match report::lines(&file.data_set) {
        Some(lines) => Ok(Rendition::Report(lines)),
        None => Err(Box::new(file)),
    }
}

/// Waveforms on paper, a picture per multiplex group.
fn sheets<R: Read + Seek>(file: &DicomFile, reader: &mut R) -> Vec<Picture> {
    if !file.data_set.contains(tags::WAVEFORM_SEQUENCE) {
        return Vec::new();
    }
    let groups = waveform::groups(&file.data_set, &mut file.source(reader), SECONDS);
    let setter = Typesetter::embedded();
    let sheets = (0..).zip(&groups).filter_map(|(number, group)| {
        let painted = waveform::paint(&waveform::paper(group), &setter, PX_PER_MM);
        let (width, height) = painted.dimensions();
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, PAPER_QUALITY)
            .encode_image(&painted)
            .ok()?;
        Some(Picture {
            frame: number,
            width,
            height,
            jpeg,
        })
    });
    sheets.collect()
}

/// Evenly spaced frames, the first one among them.
fn chosen(frames: u32) -> impl Iterator<Item = u32> {
    let shown = frames.min(MAX_FRAMES);
    (0..shown).map(move |index| {
        let frame = u64::from(index) * u64::from(frames) / u64::from(shown.max(1));
        u32::try_from(frame).unwrap_or(0)
    })
}

/// A frame as JPEG of at most `side` pixels.
pub(crate) fn picture<R: Read + Seek>(
    file: &DicomFile,
    reader: &mut R,
    frame: u32,
    side: u32,
) -> Option<Picture> {
    let (width, height, samples) = reduced(file, reader, frame, side)?;
    Some(Picture {
        frame,
        width,
        height,
        jpeg: jpeg(&samples, width, height)?,
    })
}

/// Gray or RGB of 8 bits as a JPEG.
pub(crate) fn jpeg(samples: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let color = match samples.len() == (width * height) as usize {
        true => ExtendedColorType::L8,
        false => ExtendedColorType::Rgb8,
    };
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode(samples, width, height, color)
        .ok()?;
    Some(jpeg)
}

/// A frame as 8-bit gray or RGB of at most `side` pixels.
fn reduced<R: Read + Seek>(
    file: &DicomFile,
    reader: &mut R,
    frame: u32,
    side: u32,
) -> Option<(u32, u32, Vec<u8>)> {
    let syntax = &file.meta.transfer_syntax;
    let decoded =
        pixels::decode_frame(&file.data_set, syntax, &mut file.source(reader), frame).ok()?;
    let modality = Modality::of(&file.data_set, frame);
    let voi = Voi::all_of(&file.data_set, frame).into_iter().next();
    let voi = voi.unwrap_or_else(|| Voi::full_range(&decoded, &modality));
    let samples: Vec<u8> = p_values(&decoded, &modality, &voi, 8)
        .into_iter()
        .map(|value| u8::try_from(value).unwrap_or(u8::MAX))
        .collect();
    let longer = decoded.rows.max(decoded.columns);
    if longer <= side {
        return Some((decoded.columns, decoded.rows, samples));
    }
    let scaled = |length: u32| {
        let length = u64::from(length) * u64::from(side) / u64::from(longer);
        u32::try_from(length).unwrap_or(1).max(1)
    };
    let (width, height) = (scaled(decoded.columns), scaled(decoded.rows));
    let from = (decoded.columns as usize, decoded.rows as usize);
    let reduced = averaged(
        &samples,
        from,
        (width as usize, height as usize),
        usize::from(decoded.samples),
    );
    Some((width, height, reduced))
}

/// Every pixel of the smaller picture is the mean of those that it stands for: no line of a
/// large one falls through.
fn averaged(samples: &[u8], from: (usize, usize), to: (usize, usize), channels: usize) -> Vec<u8> {
    let mut reduced = Vec::with_capacity(to.0 * to.1 * channels);
    for y in 0..to.1 {
        let rows = y * from.1 / to.1..(y + 1) * from.1 / to.1;
        for x in 0..to.0 {
            let columns = x * from.0 / to.0..(x + 1) * from.0 / to.0;
            for channel in 0..channels {
                let sum: usize = rows
                    .clone()
                    .map(|row| {
                        let place = |column: usize| (row * from.0 + column) * channels + channel;
                        columns
                            .clone()
                            .map(|column| usize::from(samples[place(column)]))
                            .sum::<usize>()
                    })
                    .sum();
                reduced.push((sum / (rows.len() * columns.len())) as u8);
            }
        }
    }
    reduced
}

/// An icon for a directory record: 8 bits, MONOCHROME2, `side` pixels square, the image in its
/// middle (PS3.3 F.7).
pub fn icon<R: Read + Seek>(reader: &mut R, side: u16) -> Option<Vec<u8>> {
    let file = file::read(&mut *reader, &ReadOptions::LENIENT).ok()?;
    let (width, height, samples) = reduced(&file, reader, 0, u32::from(side))?;
    let (side, channels) = (usize::from(side), samples.len() / (width * height) as usize);
    let gray = |pixel: &[u8]| match pixel {
        // Rec. 601, as YBR_FULL weighs them (PS3.3 C.7.6.3.1.2).
        [r, g, b] => {
            ((u32::from(*r) * 299 + u32::from(*g) * 587 + u32::from(*b) * 114) / 1000) as u8
        }
        _ => pixel[0],
    };
    let mut icon = vec![0; side * side];
    let (left, top) = ((side - width as usize) / 2, (side - height as usize) / 2);
    for (y, row) in samples.chunks(width as usize * channels).enumerate() {
        let place = (top + y) * side + left;
        let pixels = row.chunks(channels).map(gray);
        icon[place..place + width as usize]
            .iter_mut()
            .zip(pixels)
            .for_each(|(to, value)| *to = value);
    }
    Some(icon)
}

/// MIME types of encapsulated documents and the extensions that systems know them by.
const DOCUMENTS: &[(&str, &str)] = &[
    ("application/pdf", "pdf"),
    ("text/xml", "xml"),
    ("application/sla", "stl"),
    ("model/stl", "stl"),
    ("model/obj", "obj"),
    ("model/mtl", "mtl"),
];

/// The extension and the bytes of a document inside.
fn document(file: &DicomFile) -> Option<(&'static str, u64)> {
    let data = &file.data_set;
    let mime = data
        .ascii(tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT)
        .ok()??;
    let extension = DOCUMENTS.iter().find(|(known, _)| *known == mime)?.1;
    let whole = match data.bulk(tags::ENCAPSULATED_DOCUMENT) {
        Some(bulk) if bulk.length <= MAX_DOCUMENT => bulk.length,
        _ => data.bytes(tags::ENCAPSULATED_DOCUMENT)?.len() as u64,
    };
    // Encapsulated Document Length (0042,0015) leaves the padding off.
    let said = data.u32(tags::ENCAPSULATED_DOCUMENT_LENGTH).ok().flatten();
    let length = said.map_or(whole, |said| whole.min(u64::from(said)));
    Some((extension, length))
}

/// A document inside of a DICOM object (PDF, CDA, 3D model).
#[derive(Debug)]
pub struct Document {
    /// The extension by which systems know it.
    pub extension: &'static str,
    /// Its bytes.
    pub length: u64,
    file: DicomFile,
}

/// Bytes of a document that are in memory at once.
const PIECE: u64 = 256 << 10;

impl Document {
    /// Copies it out of the object's file, piece by piece.
    ///
    /// # Errors
    /// Those of reading and writing.
    pub fn copy<R: Read + Seek>(&self, from: &mut R, to: &mut impl Write) -> io::Result<()> {
        let data = &self.file.data_set;
        let Some(bulk) = data.bulk(tags::ENCAPSULATED_DOCUMENT) else {
            let bytes = data.bytes(tags::ENCAPSULATED_DOCUMENT).unwrap_or_default();
            return to.write_all(&bytes[..bytes.len().min(self.length as usize)]);
        };
        let mut source = self.file.source(from);
        let mut piece = vec![0; PIECE.min(self.length) as usize];
        let mut done = 0;
        while done < self.length {
            let taken = (self.length - done).min(PIECE) as usize;
            source.read_exact_at(&bulk, done, &mut piece[..taken])?;
            to.write_all(&piece[..taken])?;
            done += taken as u64;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_spread_over_the_whole_run() {
        assert_eq!(chosen(3).collect::<Vec<_>>(), [0, 1, 2]);
        let many: Vec<_> = chosen(160).collect();
        assert_eq!((many.len(), many[0], many[15]), (16, 0, 150));
    }
}
