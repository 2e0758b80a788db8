//! Image Display Format to image boxes (PS3.3 C.13.3).

use thiserror::Error;

use crate::display_format::{DisplayFormat, MAX_IMAGE_BOXES};
use crate::film::annotate::AnnotationBox;
use crate::film::geometry::{MmRect, OrientedFilm, PixelRect};
use crate::printer::{AnnotationFormat, AnnotationPlace, Edge, PrinterProfile};
use crate::sheet::FilmSheet;
use crate::terms::{FilmOrientation, FilmSizeId, ResolutionId};

/// Least side of an image box in printer pixels: below it nothing can be seen (1.3 mm at 320 dpi),
/// and strips and gaps would leave no box at all.
pub const MIN_BOX_SIDE: u32 = 16;

/// Frame of a 35 mm slide, width and height in mm (the 24 x 36 mm picture of 35 mm film).
pub const SLIDE_FRAME_MM: (f64, f64) = (36.0, 24.0);
/// Frame of a 40 mm slide, width and height in mm.
pub const SUPER_SLIDE_FRAME_MM: (f64, f64) = (40.0, 40.0);

/// What a layout depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayoutRequest<'a> {
    /// Image Display Format.
    pub format: &'a DisplayFormat,
    /// Film Size ID.
    pub size: FilmSizeId,
    /// Film Orientation.
    pub orientation: FilmOrientation,
    /// Requested Resolution ID.
    pub resolution: ResolutionId,
    /// Annotation Display Format ID in force.
    pub annotation_format: Option<&'a str>,
}

impl<'a> LayoutRequest<'a> {
    /// What a frozen film asks.
    pub fn of_sheet(sheet: &'a FilmSheet) -> Self {
        Self {
            format: &sheet.format,
            size: sheet.size,
            orientation: sheet.orientation,
            resolution: sheet.resolution,
            annotation_format: sheet.annotation_format.as_deref(),
        }
    }
}

/// The places of a film. Rectangles are printer pixels from the imageable area's top left.
#[derive(Debug, Clone, PartialEq)]
pub struct FilmLayout {
    /// Sheet, imageable area and pitch as oriented.
    pub film: OrientedFilm,
    /// Image boxes; Image Box Position 1 is the first.
    pub boxes: Vec<PixelRect>,
    /// Annotation boxes by Annotation Position.
    pub annotations: Vec<AnnotationBox>,
}

impl FilmLayout {
    /// The image box of an Image Box Position (from 1).
    pub fn image_box(&self, position: u16) -> Option<PixelRect> {
        let index = usize::from(position).checked_sub(1)?;
        self.boxes.get(index).copied()
    }

    /// A rectangle of printer pixels in mm from the sheet's top left.
    pub fn to_mm(&self, rect: PixelRect) -> MmRect {
        rect.to_mm(self.film.origin_mm, self.film.raster.pitch_um)
    }
}

/// A film that this printer cannot lay out.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum LayoutError {
    /// The printer has no film of this size.
    #[error("printer has no film of size {0}")]
    NoSuchSize(FilmSizeId),
    /// The printer has no such custom layout.
    #[error("printer has no layout CUSTOM\\{0}")]
    NoSuchCustomLayout(u16),
    /// The printer has no such annotation format.
    #[error("printer has no annotation format {0:?}")]
    NoSuchAnnotationFormat(String),
    /// Image boxes would be smaller than [`MIN_BOX_SIDE`], or a slide does not fit.
    #[error("{format} has too many image boxes for {columns} x {rows} printer pixels")]
    TooManyBoxes {
        /// Image Display Format.
        format: DisplayFormat,
        /// Printer pixels across that are left for image boxes.
        columns: u32,
        /// Printer pixels down that are left for image boxes.
        rows: u32,
    },
    /// A custom layout of the profile is not within 0 to 1 or has no or too many boxes.
    #[error("layout CUSTOM\\{0} of the profile is not within the imageable area")]
    BadCustomLayout(u16),
}

/// How many image boxes a format has on this printer. Independent of the film size.
pub fn box_count(format: &DisplayFormat, profile: &PrinterProfile) -> Result<u16, LayoutError> {
    let total = |counts: &[u16]| counts.iter().sum();
    match format {
        DisplayFormat::Standard { columns, rows } => Ok(columns.saturating_mul(*rows)),
        DisplayFormat::Row(counts) | DisplayFormat::Col(counts) => Ok(total(counts)),
        DisplayFormat::Slide => Ok(profile
            .slides
            .slide
            .0
            .saturating_mul(profile.slides.slide.1)),
        DisplayFormat::SuperSlide => Ok(profile
            .slides
            .super_slide
            .0
            .saturating_mul(profile.slides.super_slide.1)),
        DisplayFormat::Custom(number) => {
            custom_boxes(*number, profile).map(|boxes| boxes.len() as u16)
        }
    }
}

/// Lays a film out: room for annotation strips first, then image boxes in what is left.
pub fn layout(
    profile: &PrinterProfile,
    request: &LayoutRequest<'_>,
) -> Result<FilmLayout, LayoutError> {
    let geometry = profile
        .films
        .get(&request.size)
        .ok_or(LayoutError::NoSuchSize(request.size))?;
    let film = OrientedFilm::new(geometry, request.orientation, request.resolution);
    let places = annotation_places(profile, request.annotation_format)?;
    let (area, mut annotations) = take_strips(&film, places);
    let mut boxes = image_boxes(profile, request.format, &film, area)?;
    take_under_images(&film, places, &mut boxes, &mut annotations);
    if boxes
        .iter()
        .any(|rect| rect.columns < MIN_BOX_SIDE || rect.rows < MIN_BOX_SIDE)
    {
        return Err(too_many(request.format, area));
    }
    annotations.sort_by_key(|annotation| annotation.position);
    Ok(FilmLayout {
        film,
        boxes,
        annotations,
    })
}

fn too_many(format: &DisplayFormat, area: PixelRect) -> LayoutError {
    LayoutError::TooManyBoxes {
        format: format.clone(),
        columns: area.columns,
        rows: area.rows,
    }
}

fn annotation_places<'a>(
    profile: &'a PrinterProfile,
    name: Option<&str>,
) -> Result<&'a [AnnotationPlace], LayoutError> {
    let Some(name) = name else { return Ok(&[]) };
    let format: Option<&AnnotationFormat> = profile.annotation_formats.get(name);
    format
        .map(|format| format.boxes.as_slice())
        .ok_or_else(|| LayoutError::NoSuchAnnotationFormat(name.to_owned()))
}

/// Cuts the strips from the imageable area's edges; the gap separates them from the images.
fn take_strips(film: &OrientedFilm, places: &[AnnotationPlace]) -> (PixelRect, Vec<AnnotationBox>) {
    let mut area = PixelRect {
        left: 0,
        top: 0,
        columns: film.raster.columns,
        rows: film.raster.rows,
    };
    let mut annotations = Vec::new();
    for place in places {
        let AnnotationPlace::Strip {
            position,
            edge,
            height_mm,
            align,
        } = *place
        else {
            continue;
        };
        let rows = film.pixels(height_mm).min(area.rows);
        let top = match edge {
            Edge::Top => area.top,
            Edge::Bottom => area.top + area.rows - rows,
        };
        annotations.push(AnnotationBox {
            position,
            rect: PixelRect { top, rows, ..area },
            align,
        });
        let taken = (rows + film.gap).min(area.rows);
        area.rows -= taken;
        if edge == Edge::Top {
            area.top += taken;
        }
    }
    (area, annotations)
}

/// Shortens every image box by the strip under it.
fn take_under_images(
    film: &OrientedFilm,
    places: &[AnnotationPlace],
    boxes: &mut [PixelRect],
    annotations: &mut Vec<AnnotationBox>,
) {
    for place in places {
        let AnnotationPlace::UnderEachImage { height_mm } = *place else {
            continue;
        };
        for (position, rect) in (1..).zip(boxes.iter_mut()) {
            let rows = film.pixels(height_mm).min(rect.rows);
            rect.rows -= rows;
            annotations.push(AnnotationBox {
                position,
                rect: PixelRect {
                    top: rect.top + rect.rows,
                    rows,
                    ..*rect
                },
                align: crate::printer::Align::Centre,
            });
        }
    }
}

fn image_boxes(
    profile: &PrinterProfile,
    format: &DisplayFormat,
    film: &OrientedFilm,
    area: PixelRect,
) -> Result<Vec<PixelRect>, LayoutError> {
    let slides = |count, frame_mm| slide_boxes(film, area, count, frame_mm);
    let boxes = match format {
        DisplayFormat::Standard { columns, rows } => grid(area, film.gap, *columns, *rows),
        DisplayFormat::Row(counts) => rows_of_boxes(area, film.gap, counts),
        DisplayFormat::Col(counts) => columns_of_boxes(area, film.gap, counts),
        DisplayFormat::Slide => slides(profile.slides.slide, SLIDE_FRAME_MM),
        DisplayFormat::SuperSlide => slides(profile.slides.super_slide, SUPER_SLIDE_FRAME_MM),
        DisplayFormat::Custom(number) => {
            let boxes = custom_boxes(*number, profile)?;
            Some(
                boxes
                    .iter()
                    .map(|fractions| fraction_of(area, *fractions))
                    .collect(),
            )
        }
    };
    boxes.ok_or_else(|| too_many(format, area))
}

/// Start and length of each of `count` equal parts of a line with gaps between; remainders are
/// left at the end, so that all boxes of a film are of one size.
fn parts(start: u32, length: u32, gap: u32, count: u16) -> Option<Vec<(u32, u32)>> {
    let count = u32::from(count);
    let gaps = gap.checked_mul(count.checked_sub(1)?)?;
    let part = length.checked_sub(gaps)? / count;
    (part > 0).then(|| {
        (0..count)
            .map(|i| (start + i * (part + gap), part))
            .collect()
    })
}

/// STANDARD: row-major from the top left.
fn grid(area: PixelRect, gap: u32, columns: u16, rows: u16) -> Option<Vec<PixelRect>> {
    let across = parts(area.left, area.columns, gap, columns)?;
    let down = parts(area.top, area.rows, gap, rows)?;
    let row = |&(top, rows): &(u32, u32)| {
        let rect = move |&(left, columns): &(u32, u32)| PixelRect {
            left,
            top,
            columns,
            rows,
        };
        across.iter().map(rect).collect::<Vec<_>>()
    };
    Some(down.iter().flat_map(row).collect())
}

/// ROW: each row divided by its own count.
fn rows_of_boxes(area: PixelRect, gap: u32, counts: &[u16]) -> Option<Vec<PixelRect>> {
    let down = parts(area.top, area.rows, gap, u16::try_from(counts.len()).ok()?)?;
    let mut boxes = Vec::new();
    for (&count, (top, rows)) in counts.iter().zip(down) {
        boxes.extend(grid(PixelRect { top, rows, ..area }, gap, count, 1)?);
    }
    Some(boxes)
}

/// COL: each column divided by its own count, numbered down each column.
fn columns_of_boxes(area: PixelRect, gap: u32, counts: &[u16]) -> Option<Vec<PixelRect>> {
    let across = parts(
        area.left,
        area.columns,
        gap,
        u16::try_from(counts.len()).ok()?,
    )?;
    let mut boxes = Vec::new();
    for (&count, (left, columns)) in counts.iter().zip(across) {
        boxes.extend(grid(
            PixelRect {
                left,
                columns,
                ..area
            },
            gap,
            1,
            count,
        )?);
    }
    Some(boxes)
}

/// Slides of their true size, each in the middle of an equal cell of the area.
fn slide_boxes(
    film: &OrientedFilm,
    area: PixelRect,
    (columns, rows): (u16, u16),
    frame_mm: (f64, f64),
) -> Option<Vec<PixelRect>> {
    let frame = (film.pixels(frame_mm.0), film.pixels(frame_mm.1));
    let cells = grid(area, film.gap, columns, rows)?;
    let centred = |cell: PixelRect| {
        Some(PixelRect {
            left: cell.left + cell.columns.checked_sub(frame.0)? / 2,
            top: cell.top + cell.rows.checked_sub(frame.1)? / 2,
            columns: frame.0,
            rows: frame.1,
        })
    };
    cells.into_iter().map(centred).collect()
}

fn custom_boxes(number: u16, profile: &PrinterProfile) -> Result<&[[f64; 4]], LayoutError> {
    let custom = profile
        .custom_layouts
        .get(&number)
        .ok_or(LayoutError::NoSuchCustomLayout(number))?;
    let count = custom.boxes.len();
    let bounded = (1..=MAX_IMAGE_BOXES as usize).contains(&count);
    if bounded && custom.boxes.iter().all(is_within) {
        Ok(&custom.boxes)
    } else {
        Err(LayoutError::BadCustomLayout(number))
    }
}

/// Rounding room for sums such as 0.1 + 0.9 in a configuration.
const FRACTION_TOLERANCE: f64 = 1e-9;

fn is_within(&[left, top, width, height]: &[f64; 4]) -> bool {
    let line = |start: f64, length: f64| {
        start >= 0.0 && length > 0.0 && start + length <= 1.0 + FRACTION_TOLERANCE
    };
    line(left, width) && line(top, height)
}

fn fraction_of(area: PixelRect, [left, top, width, height]: [f64; 4]) -> PixelRect {
    let line = |start: f64, length: f64, pixels: u32| {
        let edge = |f: f64| ((f * f64::from(pixels)).round() as u32).min(pixels);
        let from = edge(start);
        (from, edge(start + length) - from)
    };
    let (x, columns) = line(left, width, area.columns);
    let (y, rows) = line(top, height, area.rows);
    PixelRect {
        left: area.left + x,
        top: area.top + y,
        columns,
        rows,
    }
}
