//! Faces, fallback, shaping and subsets for text on films.
//!
//! ```
//! use filmdesk_fonts::{TextStyle, Typesetter};
//! let setter = Typesetter::embedded();
//! let block = setter.typeset("Łukasz Đorđević", TextStyle::new(3.0, 60.0))?;
//! assert_eq!((block.lines.len(), block.missing), (1, 0));
//! # Ok::<(), filmdesk_fonts::TypesetError>(())
//! ```
//!
//! - [`Typesetter`]: faces in (`script` says which files a server looks for),
//!   [`Typesetter::typeset`] text to a [`TextBlock`] in millimetres.
//! - [`Typesetter::rasterize`], [`Typesetter::mask`]: a block as pixels.
//! - [`GlyphUse`], [`Typesetter::subset`]: a block as text in a PDF.
//! - [`Typesetter::web_font`]: a font for a page.
//!
//! No file is read here: [`FaceData`] brings the bytes. Faces fall back by our
//! own table and not by a system's list, so that the same text gives the same
//! film everywhere; that is also why this stands on harfrust (shaping), skrifa
//! (outlines) and unicode-bidi, which cosmic-text wraps, and not on cosmic-text,
//! whose fallback goes by family names per platform.

mod block;
mod face;
mod itemise;
mod layout;
mod pdf;
mod raster;
mod script;
mod shape;
mod typesetter;
mod web;

pub use block::{
    Align, BoxOutline, Direction, Glyph, Line, MAX_SIZE_MM, MAX_TEXT_BYTES, MIN_SIZE_MM, TextBlock,
    TextStyle, TypesetError, missing_box,
};
pub use face::{FaceData, FaceError, FaceId, FaceMetrics, FontBytes, MAX_FACES};
pub use pdf::{GlyphUse, OutlineKind, SubsetError, SubsetFace};
pub use raster::{CoverageMask, MAX_MASK_PIXELS, MAX_PX_PER_MM, RasterError};
pub use script::{
    CJK, CORE, FACE_FILES, FACE_FOLDERS, FaceFile, Language, MissingScript, SCRIPTS, Script,
    apt_line,
};
pub use typesetter::Typesetter;
