//! The door: faces in, text in, blocks out.

use std::sync::Arc;

use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;

use crate::block::{MAX_TEXT_BYTES, TextBlock, TextStyle, TypesetError};
use crate::face::{Face, FaceData, FaceError, FaceId, FaceMetrics, MAX_FACES};
use crate::layout;
use crate::script::{Language, MissingScript, SCRIPTS};

/// Noto Sans with Latin, Greek and Cyrillic; see `faces/README.md`.
static EMBEDDED: &[u8] = include_bytes!("../faces/NotoSans-Film.ttf");

/// Sets text with a fixed list of faces. Holds no state between texts: the same
/// text, style and faces give the same block on every machine.
pub struct Typesetter {
    pub(crate) faces: Vec<Face>,
}

impl Typesetter {
    /// The face in the binary first (so that Latin, Greek and Cyrillic look the
    /// same on every machine), then `faces` in their order. A face that cannot
    /// be read is left out and reported; it must not keep a printer from
    /// starting.
    #[must_use]
    pub fn new(faces: Vec<FaceData>) -> (Self, Vec<FaceError>) {
        let mut this = Self {
            faces: Vec::with_capacity(faces.len() + 1),
        };
        let mut errors = Vec::new();
        for data in std::iter::once(embedded()).chain(faces) {
            if this.faces.len() >= MAX_FACES {
                errors.push(FaceError::TooMany {
                    name: data.name,
                    index: data.index,
                });
                continue;
            }
            match Face::read(data) {
                Ok(face) => this.faces.push(face),
                Err(error) => errors.push(error),
            }
        }
        (this, errors)
    }

    /// With the face in the binary alone.
    #[must_use]
    pub fn embedded() -> Self {
        Self::new(Vec::new()).0
    }

    /// Sets `text`: shaped by script, ordered by UAX #9, each grapheme cluster
    /// by the first face that has it all. Text that is too wide shrinks to
    /// `style.min_size_mm`, then wraps by UAX #14, and inside a word when it
    /// must. Nothing is cut or dropped: what no face has is a box, counted in
    /// [`TextBlock::missing`]. Line breaks (CR, LF, VT, FF, NEL, LS, PS, FS, GS,
    /// RS) break lines, a tab is a space, other control characters are boxes.
    ///
    /// # Errors
    /// [`TypesetError::TextTooLong`] over [`MAX_TEXT_BYTES`].
    pub fn typeset(&self, text: &str, style: TextStyle) -> Result<TextBlock, TypesetError> {
        if text.len() > MAX_TEXT_BYTES {
            return Err(TypesetError::TextTooLong { bytes: text.len() });
        }
        Ok(layout::set(self, text, style))
    }

    /// The faces in use, in the order of fallback.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &FaceData)> {
        self.faces
            .iter()
            .enumerate()
            .map(|(i, face)| (id_of(i), &face.data))
    }

    /// The measures of a face, `None` for the box.
    #[must_use]
    pub fn metrics(&self, face: FaceId) -> Option<FaceMetrics> {
        self.face(face).map(|face| face.metrics)
    }

    /// The scripts of [`SCRIPTS`] whose sample these faces cannot set, with the
    /// package that would help.
    #[must_use]
    pub fn missing_scripts(&self) -> Vec<MissingScript> {
        let order = self.order(Language::Auto, "");
        let has = |c: char| c.is_whitespace() || order.iter().any(|face| face.has(c));
        SCRIPTS
            .iter()
            .filter(|script| !script.sample.chars().all(has))
            .map(|script| MissingScript {
                script: script.name,
                package: script.package,
            })
            .collect()
    }

    pub(crate) fn face(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(usize::from(id.0))
    }

    /// The faces in the order in which `text` tries them: the variants for
    /// other languages go last, so that they still beat a box.
    pub(crate) fn order(&self, language: Language, text: &str) -> Vec<Candidate<'_>> {
        let language = language.resolve(text);
        let other = |face: &Face| face.data.language.is_some_and(|l| l != language);
        let (last, first): (Vec<_>, Vec<_>) = self
            .faces
            .iter()
            .enumerate()
            .partition(|(_, face)| other(face));
        let all = first.into_iter().chain(last);
        all.filter_map(|(i, face)| Candidate::of(id_of(i), face))
            .collect()
    }
}

fn embedded() -> FaceData {
    FaceData {
        name: "NotoSans-Film.ttf".to_owned(),
        bytes: Arc::new(EMBEDDED),
        index: 0,
        language: None,
    }
}

/// `MAX_FACES` keeps the index in range.
fn id_of(index: usize) -> FaceId {
    FaceId(u16::try_from(index).unwrap_or(u16::MAX))
}

/// A face that may serve a cluster.
pub(crate) struct Candidate<'a> {
    pub(crate) id: FaceId,
    charmap: Charmap<'a>,
}

impl<'a> Candidate<'a> {
    fn of(id: FaceId, face: &'a Face) -> Option<Self> {
        Some(Self {
            id,
            charmap: face.font()?.charmap(),
        })
    }

    /// Whether the face has a glyph of its own for `c`.
    pub(crate) fn has(&self, c: char) -> bool {
        self.charmap.map(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }
}
