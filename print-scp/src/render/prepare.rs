//! A film made ready: places, tables from stored value to gray, fills and texts.

use std::sync::Arc;

use filmdesk_calibration::characteristic::{ContrastSetting, CurveName, CurveTable};
use filmdesk_calibration::density::{
    DensityHundredths, DensityRange, ViewingCondition, ViewingKind,
};
use filmdesk_calibration::display::FilmOnDisplay;
use filmdesk_calibration::lut::{self, GrayscaleChain, PhotometricInterpretation, StoredPixels};
use filmdesk_calibration::presentation_lut::Lut;
use filmdesk_calibration::tone;
use filmdesk_fonts::{Language, TextBlock, TextStyle};

use crate::film::compose::{FilmPlan, PlannedImage, compose};
use crate::film::geometry::MmRect;
use crate::printer::Align;
use crate::render::source::{self, ImageSource};
use crate::render::{InvalidImage, RenderError, Renderer};
use crate::sheet::{Annotation, FilmImage, FilmSheet, PixelLayout, TextLanguage, Tone};
use crate::terms::{FilmDensity, MediumType, Polarity, Trim};

/// Width of trim lines in mm: seen at arm's length, narrower than half the gap.
const TRIM_LINE_MM: f64 = 0.25;
/// Clear space left and right of an annotation, mm.
const TEXT_PADDING_MM: f64 = 1.0;
/// The em as a share of the strip: a line of Noto Sans with its ascent and descent fits.
const TEXT_SHARE_OF_STRIP: f64 = 0.62;
/// Largest em of an annotation in mm: strips of an own format may be high.
const MAX_TEXT_MM: f64 = 6.0;
/// Least share of the gray scale between text and ground when the ground is between the ends.
const HALF_GRAY: u16 = u16::MAX / 2;

/// A film of which only pixels and encoding are missing.
pub struct PreparedFilm<'a> {
    pub(crate) renderer: Renderer<'a>,
    pub(crate) sheet: &'a FilmSheet,
    pub(crate) plan: FilmPlan,
    pub(crate) tables: Vec<Option<Arc<[u16]>>>,
    /// Grounds in the order of painting: sheet first, then empty image boxes.
    pub(crate) grounds: Vec<Fill>,
    /// Trim lines, painted over images.
    pub(crate) trims: Vec<Fill>,
    pub(crate) texts: Vec<PlacedText>,
}

/// A rectangle of one gray, mm from the sheet's top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fill {
    pub(crate) rect: MmRect,
    pub(crate) gray: u16,
}

/// An annotation in its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlacedText {
    pub(crate) block: TextBlock,
    /// Top left of the block, mm from the sheet's top left.
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) gray: u16,
}

impl<'a> PreparedFilm<'a> {
    pub(crate) fn new(
        renderer: Renderer<'a>,
        sheet: &'a FilmSheet,
        medium: MediumType,
    ) -> Result<Self, RenderError> {
        let plan = compose(renderer.printer, sheet)?;
        let film = FilmOnDisplay::new(
            film_range(sheet)?,
            viewing(sheet, medium)?,
            renderer.display,
        );
        let tables = tables(
            renderer.printer_curves(),
            sheet,
            &film,
            viewing(sheet, medium)?,
        )?;
        let border = film.gray_of_hundredths(hundredths(sheet, sheet.border));
        let empty = film.gray_of_hundredths(hundredths(sheet, sheet.empty));
        let ink = contrasting(border);
        Ok(Self {
            renderer,
            sheet,
            tables,
            grounds: grounds(&plan, border, empty),
            trims: trims(sheet, &plan, ink),
            texts: texts(&renderer, sheet, &plan, ink)?,
            plan,
        })
    }

    /// Width and height of the sheet in mm.
    pub fn sheet_mm(&self) -> (f64, f64) {
        self.plan.layout.film.sheet_mm
    }

    /// Side of a printer pixel in micrometres.
    pub fn pitch_um(&self) -> f64 {
        self.plan.layout.film.raster.pitch_um
    }

    /// Whether any image is in colour: the film then is RGB.
    pub fn is_colour(&self) -> bool {
        self.tables.iter().any(Option::is_none)
    }

    /// What is printed where.
    pub fn plan(&self) -> &FilmPlan {
        &self.plan
    }

    pub(crate) fn image(&self, planned: &PlannedImage) -> &'a FilmImage {
        &self.sheet.images[planned.index]
    }

    pub(crate) fn source(&self, planned: &PlannedImage) -> ImageSource<'a> {
        let table = self.tables[planned.index].clone();
        let image = self.image(planned);
        ImageSource::new(self.renderer.pixels, image, planned.placement.source, table)
    }
}

impl<'a> Renderer<'a> {
    fn printer_curves(&self) -> &'a CurveTable {
        &self.printer.curves
    }
}

fn range(min: u16, max: u16) -> Result<DensityRange, RenderError> {
    Ok(DensityRange::new(
        DensityHundredths(min),
        DensityHundredths(max),
    )?)
}

/// The densities that become the display's white and black.
fn film_range(sheet: &FilmSheet) -> Result<DensityRange, RenderError> {
    let film = range(sheet.min_density_hundredths, sheet.max_density_hundredths)?;
    let gray = sheet.images.iter().filter(|image| is_gray(image));
    gray.map(image_range)
        .try_fold(film, |film, image| Ok(film.union(image?)))
}

fn image_range(image: &FilmImage) -> Result<DensityRange, RenderError> {
    range(image.min_density_hundredths, image.max_density_hundredths)
}

fn is_gray(image: &FilmImage) -> bool {
    image.pixels.layout.samples() == 1
}

fn viewing(sheet: &FilmSheet, medium: MediumType) -> Result<ViewingCondition, RenderError> {
    let kind = match medium {
        MediumType::Paper => ViewingKind::Reflective,
        _ => ViewingKind::Transmissive,
    };
    Ok(ViewingCondition::new(
        kind,
        sheet.illumination,
        sheet.ambient,
    )?)
}

fn hundredths(sheet: &FilmSheet, density: FilmDensity) -> DensityHundredths {
    DensityHundredths(match density {
        FilmDensity::Black => sheet.max_density_hundredths,
        FilmDensity::White => sheet.min_density_hundredths,
        FilmDensity::Hundredths(density) => density,
    })
}

/// Black on light grounds, white on dark ones.
fn contrasting(ground: u16) -> u16 {
    if ground > HALF_GRAY { 0 } else { u16::MAX }
}

/// The display table of each gray image. Images of one chain, as a series is, share theirs.
fn tables(
    curves: &CurveTable,
    sheet: &FilmSheet,
    film: &FilmOnDisplay,
    viewing: ViewingCondition,
) -> Result<Vec<Option<Arc<[u16]>>>, RenderError> {
    let mut made: Vec<(GrayscaleChain, Arc<[u16]>)> = Vec::new();
    let mut table = |image: &FilmImage| {
        let chain = chain(curves, image, viewing)?;
        let Some(chain) = chain else { return Ok(None) };
        if let Some((_, table)) = made.iter().find(|(known, _)| *known == chain) {
            return Ok(Some(table.clone()));
        }
        let table: Arc<[u16]> = chain.display_lut(film).into();
        made.push((chain, table.clone()));
        Ok(Some(table))
    };
    sheet.images.iter().map(&mut table).collect()
}

/// The chain of a gray image, `None` for colour.
fn chain(
    curves: &CurveTable,
    image: &FilmImage,
    viewing: ViewingCondition,
) -> Result<Option<GrayscaleChain>, RenderError> {
    let invalid = |reason| RenderError::Image {
        position: image.position,
        reason,
    };
    source::check(&image.pixels).map_err(invalid)?;
    let Some(pixels) = stored_pixels(image).map_err(invalid)? else {
        return Ok(None);
    };
    Ok(Some(GrayscaleChain {
        pixels,
        polarity: match image.polarity {
            Polarity::Normal => lut::Polarity::Normal,
            Polarity::Reverse => lut::Polarity::Reverse,
        },
        tone: tone_of(curves, &image.tone).map_err(invalid)?,
        density: image_range(image)?,
        viewing,
    }))
}

fn stored_pixels(image: &FilmImage) -> Result<Option<StoredPixels>, InvalidImage> {
    let photometric = match image.pixels.layout {
        PixelLayout::Monochrome1 => PhotometricInterpretation::Monochrome1,
        PixelLayout::Monochrome2 => PhotometricInterpretation::Monochrome2,
        PixelLayout::RgbByPlane | PixelLayout::RgbByPixel => return Ok(None),
    };
    let matrix = &image.pixels;
    let pixels = StoredPixels::new(matrix.bits_stored as u8, matrix.signed, photometric);
    pixels.map(Some).map_err(|_| InvalidImage::Bits {
        allocated: matrix.bits_allocated,
        stored: matrix.bits_stored,
        high: matrix.high_bit,
    })
}

fn tone_of(curves: &CurveTable, tone: &Tone) -> Result<tone::Tone, InvalidImage> {
    match tone {
        Tone::Identity => Ok(tone::Tone::Identity),
        Tone::LinOd => Ok(tone::Tone::LinOd),
        Tone::Table { bits, entries } => {
            let descriptor = [u16::try_from(entries.len()).unwrap_or(0), 0, *bits];
            let table = Lut::new(&descriptor, entries);
            let table = table.map_err(|error| InvalidImage::Lut(error.to_string()))?;
            Ok(tone::Tone::Table(table))
        }
        Tone::Curve(name) => curve(curves, name).ok_or_else(|| InvalidImage::Curve(name.clone())),
    }
}

fn curve(curves: &CurveTable, name: &str) -> Option<tone::Tone> {
    if let Some(setting) = ContrastSetting::in_configuration_information(name) {
        return Some(tone::Tone::Curve(curves.by_setting(setting)));
    }
    let name: CurveName = name.parse().ok()?;
    curves.by_name(&name).cloned().map(tone::Tone::Curve)
}

fn grounds(plan: &FilmPlan, border: u16, empty: u16) -> Vec<Fill> {
    let (width, height) = plan.layout.film.sheet_mm;
    let sheet = MmRect {
        left: 0.0,
        top: 0.0,
        width,
        height,
    };
    let boxes = plan
        .empty
        .iter()
        .filter_map(|&position| plan.layout.image_box(position));
    let empties = boxes.map(|rect| Fill {
        rect: plan.layout.to_mm(rect),
        gray: empty,
    });
    std::iter::once(Fill {
        rect: sheet,
        gray: border,
    })
    .chain(empties)
    .collect()
}

/// Four lines just outside each image box that has an image (PS3.3 C.13.3: a trim box surrounding
/// each image).
fn trims(sheet: &FilmSheet, plan: &FilmPlan, gray: u16) -> Vec<Fill> {
    if sheet.trim == Trim::No {
        return Vec::new();
    }
    let boxes = plan
        .images
        .iter()
        .map(|image| plan.layout.to_mm(image.image_box));
    let lines = boxes.flat_map(outline);
    lines.map(|rect| Fill { rect, gray }).collect()
}

fn outline(rect: MmRect) -> [MmRect; 4] {
    let line = TRIM_LINE_MM;
    let across = |top| MmRect {
        left: rect.left - line,
        top,
        width: rect.width + 2.0 * line,
        height: line,
    };
    let down = |left| MmRect {
        left,
        top: rect.top,
        width: line,
        height: rect.height,
    };
    [
        across(rect.top - line),
        across(rect.bottom()),
        down(rect.left - line),
        down(rect.right()),
    ]
}

/// Sets the texts of the annotation boxes that the format has; a text for none is left out.
fn texts(
    renderer: &Renderer<'_>,
    sheet: &FilmSheet,
    plan: &FilmPlan,
    gray: u16,
) -> Result<Vec<PlacedText>, RenderError> {
    let mut texts = Vec::new();
    for place in &plan.layout.annotations {
        let of_place = |annotation: &&Annotation| annotation.position == place.position;
        let Some(annotation) = sheet.annotations.iter().find(of_place) else {
            continue;
        };
        if annotation.text.trim().is_empty() {
            continue;
        }
        let room = plan.layout.to_mm(place.rect);
        texts.push(place_text(renderer, annotation, room, place.align, gray)?);
    }
    Ok(texts)
}

fn place_text(
    renderer: &Renderer<'_>,
    annotation: &Annotation,
    room: MmRect,
    align: Align,
    gray: u16,
) -> Result<PlacedText, RenderError> {
    let style = TextStyle {
        height_mm: Some(room.height),
        align: match align {
            Align::Start => filmdesk_fonts::Align::Start,
            Align::Centre => filmdesk_fonts::Align::Center,
            Align::End => filmdesk_fonts::Align::End,
        },
        language: language(annotation.language),
        ..TextStyle::new(
            (room.height * TEXT_SHARE_OF_STRIP).min(MAX_TEXT_MM),
            room.width - 2.0 * TEXT_PADDING_MM,
        )
    };
    let block = renderer.typesetter.typeset(&annotation.text, style);
    let block = block.map_err(|source| RenderError::Text {
        position: annotation.position,
        source,
    })?;
    Ok(PlacedText {
        left: room.left + TEXT_PADDING_MM,
        // Text that wraps beyond its strip runs down from the strip's top.
        top: room.top + ((room.height - block.height_mm) / 2.0).max(0.0),
        block,
        gray,
    })
}

fn language(hint: TextLanguage) -> Language {
    match hint {
        TextLanguage::Unspecified => Language::Auto,
        TextLanguage::SimplifiedChinese => Language::ChineseSimplified,
        TextLanguage::Japanese => Language::Japanese,
        TextLanguage::Korean => Language::Korean,
    }
}
