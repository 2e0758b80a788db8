//! An image in its image box: size, crop and what the modality is told (PS3.3 C.13.3, C.13.5,
//! PS3.4 H.4.3).
//!
//! The size in which an image is asked for, in printer pixels:
//! - with Requested Image Size: that width in mm, height by Pixel Aspect Ratio. It also wins over
//!   Magnification Type NONE, since a true size is what measurements on film depend on;
//! - else the natural size: one printer pixel per image pixel, the longer side of a pixel that is
//!   not square taking more.
//!
//! An image is too large when the asked or the natural size exceeds its image box.
//!
//! | too large | Decimate/Crop | Magnification | result                                          |
//! |-----------|---------------|---------------|-------------------------------------------------|
//! | no        | any           | NONE          | natural size, centred; `AsAsked`                |
//! | no        | any           | others        | fills the box, or the requested size; `AsAsked` |
//! | yes       | FAIL          | any           | C603                                            |
//! | yes       | DECIMATE      | NONE          | C603 (PS3.4 H.4.3.1.2.1.3)                      |
//! | yes       | DECIMATE      | others        | reduced to fill the box; B60A when requested    |
//! |           |               |               | by the modality, B604 when the printer's habit  |
//! | yes       | CROP          | any           | rows and columns cut alike at both ends; B609   |
//!
//! When only the natural size is too large while the requested size fits, nothing is cut: the
//! image is reduced to the requested size under CROP too (B604), and DECIMATE reports as above.
//!
//! REPLICATE fills the box like the others, with the nearest image pixel and no whole factor:
//! Magnification Type is how "to fit the image in the image box" (C.13.3), not how large.

use thiserror::Error;

use crate::film::geometry::{MmRect, PixelRect};
use crate::film::layout::{FilmLayout, LayoutError, LayoutRequest, layout};
use crate::printer::PrinterProfile;
use crate::sheet::{FilmImage, FilmSheet};
use crate::terms::{DecimateCrop, MagnificationType};

/// All that decides how an image lies in its box; sizes only.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FitRequest {
    /// Columns and rows of the image box in printer pixels.
    pub image_box: (u32, u32),
    /// Side of a printer pixel in micrometres.
    pub pitch_um: f64,
    /// Columns of the image.
    pub columns: u16,
    /// Rows of the image.
    pub rows: u16,
    /// Pixel Aspect Ratio: vertical and horizontal size of a pixel. (1, 1) when a number is 0.
    pub aspect: (u32, u32),
    /// Magnification Type in force.
    pub magnification: MagnificationType,
    /// Requested Image Size: the width in mm.
    pub requested_width_mm: Option<f64>,
    /// Requested Decimate/Crop Behavior in force.
    pub decimate_crop: DecimateCrop,
    /// Whether the modality sent Requested Decimate/Crop Behavior: reduced images are then
    /// "decimated" (B60A), else "demagnified" (B604).
    pub decimate_crop_requested: bool,
}

/// What the modality is told of an image that is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// 0000.
    AsAsked,
    /// B604: larger than the image box, demagnified.
    Demagnified,
    /// B609: larger than the image box, cropped.
    Cropped,
    /// B60A: larger than the image box, decimated.
    Decimated,
}

/// Which image pixels are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceRect {
    /// First column, from 0.
    pub left: u16,
    /// First row, from 0.
    pub top: u16,
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// An image in its box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// Where, in mm from the image box's top left; exact.
    pub dest_mm: MmRect,
    /// Where, in printer pixels from the image box's top left; rounded.
    pub dest: PixelRect,
    /// What of the image.
    pub source: SourceRect,
    /// What the modality is told.
    pub fit: Fit,
}

/// C603: the image is larger than its image box and may be neither reduced nor cropped.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[error(
    "image of {columns} x {rows} printer pixels is larger than its image box of {box_columns} x {box_rows}"
)]
pub struct TooLarge {
    /// Printer pixels across that the image needs.
    pub columns: u32,
    /// Printer pixels down that the image needs.
    pub rows: u32,
    /// Columns of the image box.
    pub box_columns: u32,
    /// Rows of the image box.
    pub box_rows: u32,
}

/// Least printed width in mm: a Requested Image Size of nothing would leave nothing.
pub const MIN_IMAGE_MM: f64 = 0.1;

/// A size in printer pixels, not rounded.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Size {
    width: f64,
    height: f64,
}

/// Float noise allowed when a size is compared with a box, in printer pixels.
const SIZE_TOLERANCE: f64 = 1e-6;

impl Size {
    fn fits(self, room: Self) -> bool {
        self.width <= room.width + SIZE_TOLERANCE && self.height <= room.height + SIZE_TOLERANCE
    }

    fn scaled(self, factor: f64) -> Self {
        Self {
            width: self.width * factor,
            height: self.height * factor,
        }
    }

    fn filling(self, room: Self) -> Self {
        self.scaled((room.width / self.width).min(room.height / self.height))
    }
}

impl FitRequest {
    fn room(&self) -> Size {
        Size {
            width: f64::from(self.image_box.0),
            height: f64::from(self.image_box.1),
        }
    }

    /// One printer pixel per image pixel along the shorter side of a pixel.
    fn natural(&self) -> Size {
        let (vertical, horizontal) = match self.aspect {
            (0, _) | (_, 0) => (1.0, 1.0),
            (v, h) => (f64::from(v), f64::from(h)),
        };
        Size {
            width: f64::from(self.columns.max(1)) * (horizontal / vertical).max(1.0),
            height: f64::from(self.rows.max(1)) * (vertical / horizontal).max(1.0),
        }
    }

    /// The size of Requested Image Size.
    fn requested(&self) -> Option<Size> {
        let width_mm = self.requested_width_mm.filter(|mm| mm.is_finite())?;
        let width = width_mm.max(MIN_IMAGE_MM) * 1000.0 / self.pitch_um;
        let natural = self.natural();
        Some(natural.scaled(width / natural.width))
    }

    fn reduced(&self) -> Fit {
        if self.decimate_crop_requested && self.decimate_crop == DecimateCrop::Decimate {
            Fit::Decimated
        } else {
            Fit::Demagnified
        }
    }

    fn too_large(&self, asked: Size) -> TooLarge {
        TooLarge {
            columns: asked.width.ceil() as u32,
            rows: asked.height.ceil() as u32,
            box_columns: self.image_box.0,
            box_rows: self.image_box.1,
        }
    }
}

/// Fits an image into its box by the table of this module. Fails with C603.
pub fn fit_image(request: &FitRequest) -> Result<Placement, TooLarge> {
    let (room, natural) = (request.room(), request.natural());
    let requested = request.requested();
    let asked = requested.unwrap_or(natural);
    if asked.fits(room) && natural.fits(room) {
        let fills = requested.is_none() && request.magnification != MagnificationType::None;
        let size = if fills { natural.filling(room) } else { asked };
        return Ok(whole(request, size, Fit::AsAsked));
    }
    match (request.decimate_crop, request.magnification) {
        (DecimateCrop::Fail, _) | (DecimateCrop::Decimate, MagnificationType::None) => {
            let larger = if asked.fits(room) { natural } else { asked };
            Err(request.too_large(larger))
        }
        _ if requested.is_some() && asked.fits(room) => {
            Ok(whole(request, asked, request.reduced()))
        }
        (DecimateCrop::Decimate, _) => Ok(whole(request, natural.filling(room), request.reduced())),
        (DecimateCrop::Crop, _) => Ok(cropped(request, asked)),
    }
}

/// The whole image at a size, in the middle of the box.
fn whole(request: &FitRequest, size: Size, fit: Fit) -> Placement {
    let source = SourceRect {
        left: 0,
        top: 0,
        columns: request.columns,
        rows: request.rows,
    };
    placed(request, size, source, fit)
}

/// As many of the middle columns and rows as the box holds.
fn cropped(request: &FitRequest, asked: Size) -> Placement {
    let room = request.room();
    let keep = |count: u16, length: f64, room: f64| {
        let most = (f64::from(count) * room / length + SIZE_TOLERANCE).floor();
        (most as u16).clamp(1, count.max(1))
    };
    let columns = keep(request.columns, asked.width, room.width);
    let rows = keep(request.rows, asked.height, room.height);
    let source = SourceRect {
        left: request.columns.saturating_sub(columns) / 2,
        top: request.rows.saturating_sub(rows) / 2,
        columns,
        rows,
    };
    let share = |kept: u16, count: u16| f64::from(kept) / f64::from(count.max(1));
    let size = Size {
        width: (asked.width * share(columns, request.columns)).min(room.width),
        height: (asked.height * share(rows, request.rows)).min(room.height),
    };
    placed(request, size, source, Fit::Cropped)
}

fn placed(request: &FitRequest, size: Size, source: SourceRect, fit: Fit) -> Placement {
    let room = request.room();
    let (left, columns) = centred(size.width, room.width);
    let (top, rows) = centred(size.height, room.height);
    let mm = |pixels: f64| pixels * request.pitch_um / 1000.0;
    Placement {
        dest_mm: MmRect {
            left: mm(left),
            top: mm(top),
            width: mm(size.width),
            height: mm(size.height),
        },
        dest: PixelRect {
            left: left as u32,
            top: top as u32,
            columns,
            rows,
        },
        source,
        fit,
    }
}

/// Start on a whole printer pixel, so that NONE is one to one, and rounded length (1 or more).
fn centred(length: f64, room: f64) -> (f64, u32) {
    let start = ((room - length) / 2.0 + SIZE_TOLERANCE).floor().max(0.0);
    (start, (length.round() as u32).clamp(1, room as u32))
}

/// A film ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct FilmPlan {
    /// Sheet, image boxes, annotation boxes.
    pub layout: FilmLayout,
    /// Images in order of position.
    pub images: Vec<PlannedImage>,
    /// Image Box Positions without an image.
    pub empty: Vec<u16>,
}

/// An image of a sheet in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedImage {
    /// Index in [`FilmSheet::images`].
    pub index: usize,
    /// Its image box.
    pub image_box: PixelRect,
    /// Where in the box.
    pub placement: Placement,
    /// Where on the sheet, mm from its top left.
    pub dest_mm: MmRect,
}

/// A sheet that cannot be printed on this printer.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ComposeError {
    /// No layout.
    #[error(transparent)]
    Layout(#[from] LayoutError),
    /// An image of a position that the format has not.
    #[error("image box position {0} is beyond the display format")]
    NoSuchPosition(u16),
    /// C603.
    #[error("image box position {position}: {source}")]
    TooLarge {
        /// Image Box Position.
        position: u16,
        /// Sizes.
        source: TooLarge,
    },
}

/// Composes a frozen sheet.
pub fn compose(profile: &PrinterProfile, sheet: &FilmSheet) -> Result<FilmPlan, ComposeError> {
    let layout = layout(profile, &LayoutRequest::of_sheet(sheet))?;
    let planned = |(index, image)| plan_image(&layout, index, image);
    let images: Vec<_> = sheet
        .images
        .iter()
        .enumerate()
        .map(planned)
        .collect::<Result<_, _>>()?;
    let filled = |position: &u16| sheet.images.iter().any(|image| image.position == *position);
    let positions = 1..=layout.boxes.len() as u16;
    let empty = positions.filter(|position| !filled(position)).collect();
    Ok(FilmPlan {
        layout,
        images,
        empty,
    })
}

fn plan_image(
    layout: &FilmLayout,
    index: usize,
    image: &FilmImage,
) -> Result<PlannedImage, ComposeError> {
    let position = image.position;
    let image_box = layout
        .image_box(position)
        .ok_or(ComposeError::NoSuchPosition(position))?;
    let placement = fit_image(&request_of(layout, image_box, image))
        .map_err(|source| ComposeError::TooLarge { position, source })?;
    let corner = layout.to_mm(image_box);
    Ok(PlannedImage {
        index,
        image_box,
        placement,
        dest_mm: placement.dest_mm.moved(corner.left, corner.top),
    })
}

fn request_of(layout: &FilmLayout, image_box: PixelRect, image: &FilmImage) -> FitRequest {
    FitRequest {
        image_box: (image_box.columns, image_box.rows),
        pitch_um: layout.film.raster.pitch_um,
        columns: image.pixels.columns,
        rows: image.pixels.rows,
        aspect: image.pixels.aspect,
        magnification: image.magnification,
        requested_width_mm: image.requested_width_mm,
        decimate_crop: image.decimate_crop,
        // Only the status would differ, and that was given at N-SET.
        decimate_crop_requested: false,
    }
}
