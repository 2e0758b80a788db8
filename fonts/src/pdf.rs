//! What a PDF writer needs: subsets of faces, their measures, and which text
//! each glyph stands for.

use std::collections::{BTreeMap, BTreeSet};

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use subsetter::GlyphRemapper;

use crate::block::TextBlock;
use crate::face::{Face, FaceId, FaceMetrics, contained};
use crate::typesetter::Typesetter;

/// Which outlines a subset has, hence how a PDF embeds it (ISO 32000 9.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutlineKind {
    /// `glyf`: a CIDFontType2 with the font in FontFile2.
    TrueType,
    /// `CFF `: a CIDFontType0 with the font in FontFile3.
    Cff,
}

/// A face reduced to some glyphs, to be written as a composite font with
/// Identity-H: the CID of a glyph is its new index, for both kinds.
#[derive(Clone, Debug, PartialEq)]
pub struct SubsetFace {
    /// The subset as an OpenType file without `cmap`: FontFile2 as it is, or
    /// FontFile3 of subtype OpenType.
    pub bytes: Vec<u8>,
    /// Which outlines are in it.
    pub kind: OutlineKind,
    /// Old glyph index to new one, of the glyphs asked for (and of 0, which
    /// stays 0).
    pub remap: BTreeMap<u16, u16>,
    /// Advance of each new glyph index, thousandths of an em, for `W`.
    pub widths: BTreeMap<u16, f64>,
    /// For the FontDescriptor; of the whole face.
    pub metrics: FaceMetrics,
    /// PostScript name with the subset tag before it: `ABCDEF+NotoSans-Regular`.
    /// Same face and glyphs, same tag.
    pub post_script_name: String,
    /// Where the bare CFF table lies in `bytes`.
    cff: std::ops::Range<usize>,
}

impl SubsetFace {
    /// The bare CFF table: FontFile3 of subtype CIDFontType0C, which readers
    /// older than PDF 1.6 take too. `None` for TrueType.
    #[must_use]
    pub fn cff(&self) -> Option<&[u8]> {
        self.bytes
            .get(self.cff.clone())
            .filter(|table| !table.is_empty())
    }
}

/// A subset that could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubsetError {
    /// The box, or a face of another typesetter.
    #[error("face {0:?} has no font to take a subset of")]
    NoSuchFace(FaceId),
    /// The font is damaged where only the subset looks.
    #[error("no subset of {name}: {reason}")]
    Unsuitable {
        /// The name that came with the face.
        name: String,
        /// What the subsetter said.
        reason: String,
    },
}

impl Typesetter {
    /// The subset of a face with `glyphs` (and glyph 0, and the parts of
    /// composites). Deterministic.
    ///
    /// # Errors
    /// [`SubsetError`].
    pub fn subset(&self, id: FaceId, glyphs: &BTreeSet<u16>) -> Result<SubsetFace, SubsetError> {
        let face = self.face(id).ok_or(SubsetError::NoSuchFace(id))?;
        let unsuitable = |reason: String| SubsetError::Unsuitable {
            name: face.data.name.clone(),
            reason,
        };
        let mut remapper = GlyphRemapper::new();
        for glyph in glyphs {
            remapper.remap(*glyph);
        }
        let subset = || subsetter::subset(face.bytes(), face.data.index, &remapper);
        let bytes = contained(subset)
            .ok_or_else(|| unsuitable("damaged tables".to_owned()))?
            .map_err(|e| unsuitable(e.to_string()))?;
        let cff = cff_table(&bytes).map_err(unsuitable)?;
        let new = |old: &u16| remapper.get(*old).map(|new| (*old, new));
        let remap: BTreeMap<u16, u16> = std::iter::once(&0).chain(glyphs).filter_map(new).collect();
        Ok(SubsetFace {
            kind: if cff.is_empty() {
                OutlineKind::TrueType
            } else {
                OutlineKind::Cff
            },
            widths: widths(face, &remap),
            metrics: face.metrics,
            post_script_name: format!("{}+{}", tag(face, glyphs), face.post_script_name),
            bytes,
            remap,
            cff,
        })
    }

    /// A blank glyph, for a PDF to write invisibly where text consists of
    /// boxes only: readers attach `ActualText` to text that is shown.
    #[must_use]
    pub fn space_glyph(&self) -> Option<(FaceId, u16)> {
        let font = self.face(FaceId::EMBEDDED)?.font()?;
        let glyph = font.charmap().map(' ')?;
        Some((FaceId::EMBEDDED, u16::try_from(glyph.to_u32()).ok()?))
    }
}

/// Where the CFF table lies in a font file; empty when there is none.
fn cff_table(bytes: &[u8]) -> Result<std::ops::Range<usize>, String> {
    let font = FontRef::new(bytes).map_err(|e| e.to_string())?;
    let records = font.table_directory().table_records();
    let record = records
        .iter()
        .find(|record| record.tag() == Tag::new(b"CFF "));
    Ok(record.map_or(0..0, |record| {
        let start = record.offset() as usize;
        start..start.saturating_add(record.length() as usize)
    }))
}

fn widths(face: &Face, remap: &BTreeMap<u16, u16>) -> BTreeMap<u16, f64> {
    let Some(font) = face.font() else {
        return BTreeMap::new();
    };
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let width = |old: u16| f64::from(metrics.advance_width(GlyphId::from(old)).unwrap_or(0.0));
    let thousandths = |old: u16| width(old) * 1000.0 / face.units_per_em();
    remap
        .iter()
        .map(|(old, new)| (*new, thousandths(*old)))
        .collect()
}

/// Six capital letters (ISO 32000 9.9.2) from a hash (FNV-1a) of the name and
/// the glyphs: different subsets of one face must differ.
fn tag(face: &Face, glyphs: &BTreeSet<u16>) -> String {
    let glyphs = glyphs.iter().flat_map(|glyph| glyph.to_be_bytes());
    let name = face.post_script_name.bytes();
    let mut hash = name
        .chain(glyphs)
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
    let letter = |_| {
        let letter = b'A' + (hash % 26) as u8;
        hash /= 26;
        char::from(letter)
    };
    (0..6).map(letter).collect()
}

/// The glyphs that one document uses, face by face, and the text of each: gather
/// all blocks first, then write fonts and `ToUnicode` maps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlyphUse {
    faces: BTreeMap<FaceId, BTreeMap<u16, String>>,
}

impl GlyphUse {
    /// Nothing used yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the glyphs of a block in. A glyph that stands for different texts
    /// (a bracket in both directions, a Greek letter that is a symbol too) keeps
    /// the first one: write each line under its [`crate::Line::actual_text`] to
    /// have every line exact.
    pub fn add(&mut self, block: &TextBlock) {
        for glyph in block.lines.iter().flat_map(|line| &line.glyphs) {
            if glyph.face.is_box() {
                continue;
            }
            let text = block.text.get(glyph.range.clone()).unwrap_or_default();
            let texts = self.faces.entry(glyph.face).or_default();
            let kept = texts.entry(glyph.glyph_id).or_default();
            if kept.is_empty() {
                text.clone_into(kept);
            }
        }
    }

    /// The faces used, in the order of fallback; never the box.
    pub fn faces(&self) -> impl Iterator<Item = FaceId> {
        self.faces.keys().copied()
    }

    /// The glyphs used of a face, for [`Typesetter::subset`].
    #[must_use]
    pub fn glyphs(&self, face: FaceId) -> BTreeSet<u16> {
        self.to_unicode(face).map(|(glyph, _)| glyph).collect()
    }

    /// For the `ToUnicode` map: each glyph used of a face (old index) with its
    /// text. A ligature has several characters; the second and later glyphs of
    /// a cluster have none.
    pub fn to_unicode(&self, face: FaceId) -> impl Iterator<Item = (u16, &str)> {
        let texts = self.faces.get(&face).into_iter().flatten();
        texts.map(|(glyph, text)| (*glyph, text.as_str()))
    }

    /// The `ToUnicode` CMap of a face for the glyphs as `subset` has renumbered
    /// them: the bytes of the stream, uncompressed (ISO 32000 9.10.3). Glyphs
    /// without text of their own are left out.
    #[must_use]
    pub fn to_unicode_cmap(&self, face: FaceId, subset: &SubsetFace) -> Vec<u8> {
        let row = |(old, text): (u16, &str)| {
            let new = subset.remap.get(&old).filter(|_| !text.is_empty())?;
            Some((
                *new,
                text.encode_utf16()
                    .map(|unit| format!("{unit:04X}"))
                    .collect(),
            ))
        };
        let rows: BTreeMap<u16, String> = self.to_unicode(face).filter_map(row).collect();
        let mut cmap = CMAP_HEAD.to_owned();
        for block in rows.into_iter().collect::<Vec<_>>().chunks(CMAP_BLOCK) {
            cmap.push_str(&format!("{} beginbfchar\n", block.len()));
            for (glyph, text) in block {
                cmap.push_str(&format!("<{glyph:04X}> <{text}>\n"));
            }
            cmap.push_str("endbfchar\n");
        }
        cmap.push_str(CMAP_TAIL);
        cmap.into_bytes()
    }
}

/// A `beginbfchar` section holds 100 rows at most (Adobe Technical Note 5014).
const CMAP_BLOCK: usize = 100;

const CMAP_HEAD: &str = "\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
";

const CMAP_TAIL: &str = "\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
";
