//! Images of DICOM files and folders, frame by frame.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use filmdesk_dataset::file::{self, DicomFile, ReadOptions};
use filmdesk_dataset::pixels::voi::{Modality, Voi, p_values};
use filmdesk_dataset::pixels::{self, Frame, PixelAttributes};
use filmdesk_dataset::{DataSet, Tag, tags};

pub use filmdesk_dataset::pixels::voi::Window;

use super::caption::Caption;
use super::{ImageSource, Pixels, PrintImage};
use crate::error::SourceError;
use crate::order::Depth;

/// Most files of one order: a disc full of CT slices has some ten thousand.
pub const MAX_FILES: usize = 100_000;
/// Folders within folders: PS3.10 file-sets have at most 8 levels; links may go round.
const MAX_DEPTH: usize = 16;

/// Which frames of a multi-frame image are printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Frames {
    /// Every one.
    #[default]
    All,
    /// These, counted from 1; numbers beyond the last frame are passed over.
    Chosen(Vec<u32>),
}

/// How files become images.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileOptions {
    /// A window instead of the file's own VOI LUT or window.
    pub window: Option<Window>,
    /// Which of the file's VOI LUTs and windows, from 0; the last one if there are fewer.
    pub voi: usize,
    /// Which frames.
    pub frames: Frames,
}

/// The images of files.
#[derive(Debug)]
pub struct FileImages {
    paths: std::vec::IntoIter<PathBuf>,
    options: FileOptions,
    current: Option<Open>,
    /// Files of folders that hold no image, such as a DICOMDIR or a report.
    pub passed_over: Vec<PathBuf>,
}

/// A file whose frames are being printed.
#[derive(Debug)]
struct Open {
    path: PathBuf,
    file: DicomFile,
    /// Numbers from 0.
    frames: std::vec::IntoIter<u32>,
}

/// The order within a folder: by series, then by number.
type SortKey = (i64, String, i64, PathBuf);

impl FileImages {
    /// The images of files in their order, and of folders (with those in them) by series and
    /// instance number. What a folder holds beside images is passed over.
    ///
    /// # Errors
    /// [`SourceError::Io`] for a file or folder that cannot be opened, `File` for too many.
    pub fn new(paths: &[PathBuf], options: FileOptions) -> Result<Self, SourceError> {
        let (mut images, mut passed_over) = (Vec::new(), Vec::new());
        for path in paths {
            if path.is_dir() {
                images.extend(sorted_folder(path, &mut passed_over)?);
            } else {
                images.push(path.clone());
            }
        }
        Ok(Self {
            paths: images.into_iter(),
            options,
            current: None,
            passed_over,
        })
    }

    fn open_next(&mut self) -> Option<Result<(), SourceError>> {
        let path = self.paths.next()?;
        let opened = open(&path).and_then(|file| {
            let attributes = PixelAttributes::of(&file.data_set).map_err(|e| broken(&path, &e))?;
            let frames = chosen(&self.options.frames, attributes.frames).into_iter();
            Ok(Open { path, file, frames })
        });
        Some(opened.map(|open| self.current = Some(open)))
    }
}

impl ImageSource for FileImages {
    fn next_image(&mut self, depth: Depth) -> Option<Result<PrintImage, SourceError>> {
        loop {
            let open = self.current.as_mut();
            if let Some((open, frame)) = open.and_then(|open| open.frames.next().map(|f| (open, f)))
            {
                return Some(image(open, frame, &self.options, depth));
            }
            self.current = None;
            if let Err(error) = self.open_next()? {
                return Some(Err(error));
            }
        }
    }
}

fn chosen(frames: &Frames, count: u32) -> Vec<u32> {
    match frames {
        Frames::All => (0..count).collect(),
        Frames::Chosen(numbers) => {
            let within = numbers
                .iter()
                .filter(|number| (1..=count).contains(*number));
            within.map(|number| number - 1).collect()
        }
    }
}

fn sorted_folder(
    folder: &Path,
    passed_over: &mut Vec<PathBuf>,
) -> Result<Vec<PathBuf>, SourceError> {
    let mut files = Vec::new();
    walk(folder, 0, &mut files)?;
    let mut keys: Vec<SortKey> = Vec::new();
    for path in files {
        match sort_key(&path) {
            Some(key) => keys.push(key),
            None => passed_over.push(path),
        }
    }
    keys.sort();
    Ok(keys.into_iter().map(|key| key.3).collect())
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), SourceError> {
    let io = |source| SourceError::Io {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.is_dir() && depth < MAX_DEPTH {
            walk(&path, depth + 1, files)?;
        } else if path.is_file() {
            files.push(path);
        }
        if files.len() > MAX_FILES {
            let reason = format!("more than {MAX_FILES} files");
            return Err(SourceError::File {
                path: folder.to_owned(),
                reason,
            });
        }
    }
    Ok(())
}

/// `None` for what is no image.
fn sort_key(path: &Path) -> Option<SortKey> {
    let file = open(path).ok()?;
    let data = &file.data_set;
    if !data.contains(tags::PIXEL_DATA) {
        return None;
    }
    let number = |tag| data.number::<i64>(tag).ok().flatten().unwrap_or(0);
    let series = data
        .ascii(tags::SERIES_INSTANCE_UID)
        .ok()
        .flatten()
        .unwrap_or_default();
    Some((
        number(tags::SERIES_NUMBER),
        series.to_owned(),
        number(tags::INSTANCE_NUMBER),
        path.to_owned(),
    ))
}

fn open(path: &Path) -> Result<DicomFile, SourceError> {
    let opened = File::open(path).map_err(|source| SourceError::Io {
        path: path.to_owned(),
        source,
    })?;
    file::read(BufReader::new(opened), &ReadOptions::LENIENT).map_err(|error| broken(path, &error))
}

fn broken(path: &Path, reason: &impl ToString) -> SourceError {
    SourceError::File {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

fn image(
    open: &Open,
    number: u32,
    options: &FileOptions,
    depth: Depth,
) -> Result<PrintImage, SourceError> {
    let frame = decode(open, number)?;
    let data = &open.file.data_set;
    let pixels = pixels_of(&frame, data, number, options, depth);
    let spacing = spacing(data, number);
    let mut caption = Caption::of_file(data);
    if open.frames.len() > 0 || number > 0 {
        caption
            .image
            .push(filmdesk_dataset::Phi::new(format!("Fr {}", number + 1)));
    }
    Ok(PrintImage {
        // PixelAttributes takes both from US values.
        rows: u16::try_from(frame.rows).unwrap_or(u16::MAX),
        columns: u16::try_from(frame.columns).unwrap_or(u16::MAX),
        pixels,
        inverse: false,
        aspect_ratio: aspect_ratio(data, spacing),
        width_mm: spacing.map(|(_, across)| across * f64::from(frame.columns)),
        caption,
    })
}

fn decode(open: &Open, number: u32) -> Result<Frame, SourceError> {
    let io = |source| SourceError::Io {
        path: open.path.clone(),
        source,
    };
    let mut reader = File::open(&open.path).map_err(io)?;
    let mut source = open.file.source(&mut reader);
    let syntax = &open.file.meta.transfer_syntax;
    let frame = pixels::decode_frame(&open.file.data_set, syntax, &mut source, number);
    frame.map_err(|error| broken(&open.path, &error))
}

/// P-values of gray frames; RGB by plane of colour ones.
fn pixels_of(
    frame: &Frame,
    data: &DataSet,
    number: u32,
    options: &FileOptions,
    depth: Depth,
) -> Pixels {
    let modality = Modality::of(data, number);
    let voi = voi(frame, data, number, options, &modality);
    if frame.samples == 3 {
        return Pixels::Rgb(planes(&p_values(frame, &modality, &voi, 8)));
    }
    let values = p_values(frame, &modality, &voi, depth.bits().into());
    match depth {
        Depth::Eight => Pixels::Gray8(values.iter().map(|value| *value as u8).collect()),
        Depth::Twelve => Pixels::Gray12(
            values
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect(),
        ),
    }
}

fn voi(
    frame: &Frame,
    data: &DataSet,
    number: u32,
    options: &FileOptions,
    modality: &Modality,
) -> Voi {
    if let Some(window) = options.window {
        return Voi::Window(window);
    }
    let mut offered = Voi::all_of(data, number);
    match offered.len().checked_sub(1) {
        Some(last) => offered.swap_remove(options.voi.min(last)),
        None => Voi::full_range(frame, modality),
    }
}

fn planes(by_pixel: &[u16]) -> Vec<u8> {
    let plane = |sample: usize| {
        by_pixel
            .iter()
            .skip(sample)
            .step_by(3)
            .map(|value| *value as u8)
    };
    (0..3).flat_map(plane).collect()
}

/// Distance of rows and of columns in mm, of the patient or the detector.
fn spacing(data: &DataSet, frame: u32) -> Option<(f64, f64)> {
    let of = |set: &DataSet| {
        let pair = |tag| decimals(set, tag).filter(|(down, across)| *down > 0.0 && *across > 0.0);
        pair(tags::PIXEL_SPACING).or_else(|| pair(tags::IMAGER_PIXEL_SPACING))
    };
    let group = |sequence, index: usize| {
        let measures = data
            .items(sequence)?
            .get(index)?
            .items(tags::PIXEL_MEASURES_SEQUENCE)?;
        of(measures.first()?)
    };
    of(data)
        .or_else(|| group(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frame as usize))
        .or_else(|| group(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE, 0))
}

/// The first two values of a DS or IS element.
fn decimals(data: &DataSet, tag: Tag) -> Option<(f64, f64)> {
    let text = data.ascii(tag).ok()??;
    let mut values = text.split('\\').map(|value| value.trim().parse().ok());
    Some((values.next()??, values.next()??))
}

/// Pixel Aspect Ratio, vertical and horizontal, where pixels are not square (PS3.3 C.7.6.3.1.7).
fn aspect_ratio(data: &DataSet, spacing: Option<(f64, f64)>) -> Option<(u16, u16)> {
    let (down, across) = spacing.or_else(|| decimals(data, tags::PIXEL_ASPECT_RATIO))?;
    // Thousandths tell spacings apart that films can show.
    let scaled = |value: f64| {
        let share = (value / down.max(across) * 1000.0).round();
        (1.0..=1000.0).contains(&share).then_some(share as u16)
    };
    let (down, across) = (scaled(down)?, scaled(across)?);
    (down != across).then_some((down, across))
}
