//! Part of an image at the size of the raster.

use std::ops::Range;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8x3, U16};
use fast_image_resize::{Filter, FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};

use crate::render::RenderError;
use crate::render::source::ImageSource;
use crate::terms::{MagnificationType, SmoothingType};

/// Radius of the widest kernel in image pixels, one more for rounding.
const KERNEL_REACH: f64 = 3.0;

/// An image as the raster shows it.
pub(super) struct Scaled<'a> {
    pub(super) source: ImageSource<'a>,
    pub(super) columns: u32,
    pub(super) rows: u32,
    pub(super) algorithm: ResizeAlg,
}

/// Pixels of some rows.
pub(super) enum Rows {
    Gray(Vec<u16>),
    Rgb(Vec<u8>),
}

/// The kernel of a Magnification and Smoothing Type. `coarse`: the raster is coarser than the film.
pub(super) fn algorithm(
    magnification: MagnificationType,
    smoothing: SmoothingType,
    coarse: bool,
) -> ResizeAlg {
    match (magnification, smoothing) {
        (MagnificationType::None | MagnificationType::Replicate, _) if coarse => {
            ResizeAlg::Convolution(FilterType::Box)
        }
        (MagnificationType::None | MagnificationType::Replicate, _) => ResizeAlg::Nearest,
        (MagnificationType::Bilinear, _) => ResizeAlg::Convolution(FilterType::Bilinear),
        (MagnificationType::Cubic, SmoothingType::Sharp) => {
            ResizeAlg::Convolution(FilterType::CatmullRom)
        }
        (MagnificationType::Cubic, SmoothingType::Medium) => {
            ResizeAlg::Convolution(FilterType::Mitchell)
        }
        (MagnificationType::Cubic, SmoothingType::Smooth) => ResizeAlg::Convolution(b_spline()),
    }
}

fn b_spline() -> FilterType {
    // The parameters are constants within the crate's limits; Mitchell is the next softest.
    Filter::new("B-spline", cubic_b_spline, 2.0).map_or(FilterType::Mitchell, FilterType::Custom)
}

/// The cubic B-spline.
fn cubic_b_spline(x: f64) -> f64 {
    let x = x.abs();
    match x {
        _ if x < 1.0 => 2.0 / 3.0 - x * x * (1.0 - x / 2.0),
        _ if x < 2.0 => (2.0 - x).powi(3) / 6.0,
        _ => 0.0,
    }
}

impl Scaled<'_> {
    /// Rows of the scaled image, 0 the first; reads only the image rows that the kernel needs.
    pub(super) fn rows(
        &self,
        resizer: &mut Resizer,
        rows: Range<u32>,
    ) -> Result<Rows, RenderError> {
        let scale = f64::from(self.source.rows()) / f64::from(self.rows);
        let (start, end) = (f64::from(rows.start) * scale, f64::from(rows.end) * scale);
        let reach = KERNEL_REACH * scale.max(1.0);
        let first = (start - reach).floor().max(0.0) as u32;
        let last = ((end + reach).ceil() as u32).min(self.source.rows());
        let crop = Crop {
            top: start - f64::from(first),
            height: end - start,
            rows: last - first,
        };
        let size = (self.columns, rows.end - rows.start);
        if self.source.is_gray() {
            let grays = self.source.gray(first..last)?;
            let pixels: Vec<U16> = grays.into_iter().map(U16::new).collect();
            let resized = self.resize(resizer, &pixels, crop, size)?;
            Ok(Rows::Gray(
                resized.pixels().iter().map(|pixel| pixel.0).collect(),
            ))
        } else {
            let rgb = self.source.rgb(first..last)?;
            let pixels = rgb.chunks_exact(3).map(|p| U8x3::new([p[0], p[1], p[2]]));
            let pixels: Vec<U8x3> = pixels.collect();
            let resized = self.resize(resizer, &pixels, crop, size)?;
            Ok(Rows::Rgb(
                resized.pixels().iter().flat_map(|pixel| pixel.0).collect(),
            ))
        }
    }

    /// By type of pixel: the crate's untyped call would compile it for every type it knows.
    fn resize<P: PixelTrait>(
        &self,
        resizer: &mut Resizer,
        pixels: &[P],
        crop: Crop,
        (columns, rows): (u32, u32),
    ) -> Result<TypedImage<'static, P>, RenderError> {
        let refused = |reason: String| RenderError::Encode {
            format: "raster",
            reason,
        };
        let width = self.source.columns() as u32;
        let from = TypedImageRef::new(width, crop.rows, pixels);
        let from = from.map_err(|error| refused(error.to_string()))?;
        let mut to = TypedImage::new(columns, rows);
        // Float noise must not reach beyond the rows that are there.
        let height = crop.height.min(f64::from(crop.rows) - crop.top);
        let options = ResizeOptions::new()
            .resize_alg(self.algorithm)
            .crop(0.0, crop.top, f64::from(width), height)
            .use_alpha(false);
        let resized = resizer.resize_typed(&from, &mut to, &options);
        resized.map_err(|error| refused(error.to_string()))?;
        Ok(to)
    }
}

/// Where the wanted rows lie in those that were read.
struct Crop {
    top: f64,
    height: f64,
    rows: u32,
}
