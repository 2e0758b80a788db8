//! One film composed: sizes and places only, no pixels.
//!
//! ```text
//! FilmSizeId -> size::default_geometry -> FilmGeometry (config may replace it)
//! geometry + format + annotation format -> layout::FilmLayout (image boxes in printer pixels)
//! box + image matrix -> compose::fit_image -> Placement, or C603
//! FilmSheet -> compose::compose -> FilmPlan, what [`crate::render`] draws
//! ```

pub mod annotate;
pub mod compose;
pub mod geometry;
pub mod layout;
pub mod size;
