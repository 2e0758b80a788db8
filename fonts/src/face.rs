//! Faces: bytes that come in from outside, read once, and their measures.

use std::fmt;
use std::sync::Arc;

use harfrust::ShaperData;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::Metrics;
use skrifa::outline::DrawSettings;
use skrifa::outline::pen::ControlBoundsPen;
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::script::{FaceFile, Language};

/// Bytes of a font file: owned, static or mapped; shared by all faces of one
/// collection, so that the 19 MB of Noto Sans CJK are held once.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// At most this many faces: the table of [`crate::FACE_FILES`] names some 40,
/// and a configuration adds a few; the ids are `u16` with the top one taken.
pub const MAX_FACES: usize = 512;

/// A face as the caller hands it in.
#[derive(Clone)]
pub struct FaceData {
    /// What to call it in messages: the file name.
    pub name: String,
    /// The whole font file.
    pub bytes: FontBytes,
    /// Index of the face in a collection (TTC), 0 for a single face.
    pub index: u32,
    /// The language whose Han forms this face draws; `None` for every face
    /// that is no language's variant of another one.
    pub language: Option<Language>,
}

impl FaceData {
    /// The face that a row of [`crate::FACE_FILES`] names, from that file's bytes.
    #[must_use]
    pub fn of_file(file: &FaceFile, bytes: FontBytes) -> Self {
        Self {
            name: file.file.to_owned(),
            bytes,
            index: file.index,
            language: file.language,
        }
    }
}

impl fmt::Debug for FaceData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaceData")
            .field("name", &self.name)
            .field("bytes", &(*self.bytes).as_ref().len())
            .field("index", &self.index)
            .field("language", &self.language)
            .finish()
    }
}

/// Which face a glyph is of: an index into one [`crate::Typesetter`]'s faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub(crate) u16);

impl FaceId {
    /// No face: the glyph is the visible box of a character that no face has.
    pub const BOX: Self = Self(u16::MAX);
    /// The face in the binary, always the first in the order of fallback.
    pub const EMBEDDED: Self = Self(0);

    /// Whether the glyph is the box, to be drawn as [`crate::missing_box`] says.
    #[must_use]
    pub fn is_box(self) -> bool {
        self == Self::BOX
    }
}

/// A face that was handed in and cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaceError {
    /// Not a font file, or damaged, or no such face in the collection.
    #[error("{name}, face {index}: not a readable font: {reason}")]
    Unreadable {
        /// The name that came with the bytes.
        name: String,
        /// The index that came with the bytes.
        index: u32,
        /// What the reader said.
        reason: String,
    },
    /// More than [`MAX_FACES`].
    #[error("{name}, face {index}: more than {MAX_FACES} faces")]
    TooMany {
        /// The name that came with the bytes.
        name: String,
        /// The index that came with the bytes.
        index: u32,
    },
}

/// Measures of a face as a PDF `FontDescriptor` wants them (ISO 32000 9.8.1),
/// in thousandths of an em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FaceMetrics {
    /// Units to the em in the font file itself.
    pub units_per_em: u16,
    /// Highest reach above the baseline.
    pub ascent: f64,
    /// Lowest reach below the baseline: negative.
    pub descent: f64,
    /// Height of flat capitals; 0.7 em where the face does not say.
    pub cap_height: f64,
    /// Lower left x, y and upper right x, y of all glyphs together.
    pub bbox: [f64; 4],
    /// Degrees counter-clockwise from the vertical, 0 for upright faces.
    pub italic_angle: f64,
}

/// What a face without an OS/2 cap height is taken to have (Noto Sans: 714).
const USUAL_CAP_HEIGHT: f64 = 700.0;

/// Runs a font library over a face's bytes. They look into tables without
/// asking when a damaged one lies about its size (seen in 1 of some thousand
/// damaged files, in `glyf`): a damaged font must cost a glyph and not a film.
pub(crate) fn contained<T>(run: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).ok()
}

/// A face in use.
pub(crate) struct Face {
    pub(crate) data: FaceData,
    pub(crate) shaper: ShaperData,
    pub(crate) metrics: FaceMetrics,
    pub(crate) post_script_name: String,
}

impl Face {
    pub(crate) fn read(data: FaceData) -> Result<Self, FaceError> {
        let unreadable = |reason: &dyn fmt::Display| FaceError::Unreadable {
            name: data.name.clone(),
            index: data.index,
            reason: reason.to_string(),
        };
        let bytes = (*data.bytes).as_ref();
        let font = FontRef::from_index(bytes, data.index).map_err(|e| unreadable(&e))?;
        font.cmap().map_err(|e| unreadable(&e))?;
        let units = font.head().map_err(|e| unreadable(&e))?.units_per_em();
        if units == 0 {
            return Err(unreadable(&"zero units per em"));
        }
        let parts = contained(|| {
            let name = post_script_name(&font, &data.name);
            (measure(&font, units), name, ShaperData::new(&font))
        });
        let Some((metrics, post_script_name, shaper)) = parts else {
            return Err(unreadable(&"damaged tables"));
        };
        Ok(Self {
            shaper,
            metrics,
            post_script_name,
            data,
        })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        (*self.data.bytes).as_ref()
    }

    /// The parsed face; it was readable when it came in.
    pub(crate) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.bytes(), self.data.index).ok()
    }

    /// Lowest and highest ink of a glyph in ems, control points counted; `None`
    /// for a blank one.
    pub(crate) fn ink(&self, glyph: u16) -> Option<(f64, f64)> {
        let font = self.font()?;
        let outline = font.outline_glyphs().get(GlyphId::from(glyph))?;
        let mut pen = ControlBoundsPen::new();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        contained(|| outline.draw(settings, &mut pen))?.ok()?;
        let bounds = pen.bounding_box()?;
        let ems = |v: f32| f64::from(v) / self.units_per_em();
        Some((ems(bounds.y_min), ems(bounds.y_max)))
    }

    pub(crate) fn units_per_em(&self) -> f64 {
        f64::from(self.metrics.units_per_em)
    }
}

fn measure(font: &FontRef<'_>, units_per_em: u16) -> FaceMetrics {
    let metrics = Metrics::new(font, Size::unscaled(), LocationRef::default());
    let thousandths = |v: f32| f64::from(v) * 1000.0 / f64::from(units_per_em);
    let bounds = metrics.bounds.unwrap_or_default();
    let corners = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
    FaceMetrics {
        units_per_em,
        ascent: thousandths(metrics.ascent),
        descent: thousandths(metrics.descent),
        cap_height: metrics.cap_height.map_or(USUAL_CAP_HEIGHT, thousandths),
        bbox: corners.map(thousandths),
        italic_angle: f64::from(metrics.italic_angle),
    }
}

/// The name in the font, else the caller's, in the characters a PDF name takes
/// without escapes.
fn post_script_name(font: &FontRef<'_>, given: &str) -> String {
    let in_font = font
        .localized_strings(StringId::POSTSCRIPT_NAME)
        .english_or_first();
    let name = in_font.map_or_else(|| given.to_owned(), |s| s.to_string());
    let plain: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(MAX_POST_SCRIPT_NAME)
        .collect();
    if plain.is_empty() {
        "Unnamed".to_owned()
    } else {
        plain
    }
}

/// PostScript names hold 63 characters at most (OpenType, name ID 6).
const MAX_POST_SCRIPT_NAME: usize = 63;
