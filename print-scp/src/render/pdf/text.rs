//! Annotations as text: subset fonts, glyphs in their places, and the characters in reading order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;

use filmdesk_fonts::{FaceId, GlyphUse, Line, OutlineKind, SubsetFace, missing_box};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::file::{PdfFile, number, text_string_hex};
use super::page::{gray_operand, points};
use crate::render::RenderError;
use crate::render::prepare::{PlacedText, PreparedFilm};

/// Vertical stems of Noto Sans Regular, thousandths of an em: the descriptor must say something,
/// and viewers use it only when they replace the font.
const STEM_V: i64 = 80;
/// FontDescriptor Flags: Symbolic, as glyphs are chosen by index (ISO 32000 9.8.2).
const SYMBOLIC: i64 = 4;

/// The fonts of a page.
pub(super) struct PageFonts {
    faces: BTreeMap<FaceId, (String, SubsetFace)>,
    blank: Option<(FaceId, u16)>,
    pub(super) resources: Dictionary,
}

impl PageFonts {
    /// Writes subsets of all faces that the film's texts use.
    pub(super) fn write<W: Write>(
        file: &mut PdfFile<W>,
        film: &PreparedFilm<'_>,
    ) -> Result<Self, RenderError> {
        let mut glyph_use = GlyphUse::new();
        film.texts
            .iter()
            .for_each(|text| glyph_use.add(&text.block));
        let boxes = film.texts.iter().any(|text| text.block.missing > 0);
        let blank = film.renderer.typesetter.space_glyph().filter(|_| boxes);
        let mut fonts = Self {
            faces: BTreeMap::new(),
            blank,
            resources: Dictionary::new(),
        };
        for face in used_faces(&glyph_use, blank) {
            fonts.add(file, film, face, &glyph_use)?;
        }
        Ok(fonts)
    }

    fn add<W: Write>(
        &mut self,
        file: &mut PdfFile<W>,
        film: &PreparedFilm<'_>,
        face: FaceId,
        glyph_use: &GlyphUse,
    ) -> Result<(), RenderError> {
        let blank = self.blank.filter(|(blank, _)| *blank == face);
        let mut glyphs = glyph_use.glyphs(face);
        glyphs.extend(blank.map(|(_, glyph)| glyph));
        let subset = film.renderer.typesetter.subset(face, &glyphs)?;
        let name = format!("F{}", self.faces.len() + 1);
        let font = write_font(file, &subset, &glyph_use.to_unicode_cmap(face, &subset))?;
        self.resources.set(name.as_str(), Object::Reference(font));
        self.faces.insert(face, (name, subset));
        Ok(())
    }

    /// Font name and code of a glyph.
    fn code(&self, face: FaceId, glyph: u16) -> Option<(&str, u16)> {
        let (name, subset) = self.faces.get(&face)?;
        Some((name, *subset.remap.get(&glyph)?))
    }
}

fn used_faces(glyph_use: &GlyphUse, blank: Option<(FaceId, u16)>) -> BTreeSet<FaceId> {
    glyph_use
        .faces()
        .chain(blank.map(|(face, _)| face))
        .collect()
}

fn write_font<W: Write>(
    file: &mut PdfFile<W>,
    subset: &SubsetFace,
    to_unicode: &[u8],
) -> Result<ObjectId, RenderError> {
    let descriptor = write_descriptor(file, subset)?;
    let name = Object::Name(subset.post_script_name.clone().into_bytes());
    let mut font = dictionary! {
        "Type" => "Font",
        "BaseFont" => name.clone(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => Object::Reference(descriptor),
        "W" => widths(subset),
    };
    match subset.kind {
        OutlineKind::TrueType => {
            font.set("Subtype", "CIDFontType2");
            font.set("CIDToGIDMap", "Identity");
        }
        OutlineKind::Cff => font.set("Subtype", "CIDFontType0"),
    }
    let descendant = file.add(font)?;
    let to_unicode = file.add_deflated(Dictionary::new(), to_unicode)?;
    Ok(file.add(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name,
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => Object::Reference(to_unicode),
    })?)
}

fn write_descriptor<W: Write>(
    file: &mut PdfFile<W>,
    subset: &SubsetFace,
) -> Result<ObjectId, RenderError> {
    let (key, program) = match (subset.kind, subset.cff()) {
        (OutlineKind::Cff, Some(cff)) => {
            let dictionary = dictionary! { "Subtype" => "CIDFontType0C" };
            ("FontFile3", file.add_deflated(dictionary, cff)?)
        }
        _ => {
            let dictionary = dictionary! { "Length1" => subset.bytes.len() as i64 };
            ("FontFile2", file.add_deflated(dictionary, &subset.bytes)?)
        }
    };
    let metrics = subset.metrics;
    let real = |value: f64| Object::Real(value as f32);
    let mut descriptor = dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(subset.post_script_name.clone().into_bytes()),
        "Flags" => SYMBOLIC,
        "FontBBox" => metrics.bbox.iter().map(|&corner| real(corner)).collect::<Vec<_>>(),
        "ItalicAngle" => real(metrics.italic_angle),
        "Ascent" => real(metrics.ascent),
        "Descent" => real(metrics.descent),
        "CapHeight" => real(metrics.cap_height),
        "StemV" => STEM_V,
    };
    descriptor.set(key, Object::Reference(program));
    Ok(file.add(descriptor)?)
}

fn widths(subset: &SubsetFace) -> Object {
    let pair = |(glyph, width): (&u16, &f64)| {
        let width = Object::Array(vec![Object::Real(*width as f32)]);
        [Object::Integer(i64::from(*glyph)), width]
    };
    Object::Array(subset.widths.iter().flat_map(pair).collect())
}

/// Appends the operators that draw a text on a page of this height (mm).
pub(super) fn draw(content: &mut String, fonts: &PageFonts, text: &PlacedText, page_mm: f64) {
    let _ = writeln!(content, "{} g", gray_operand(text.gray));
    for line in &text.block.lines {
        let actual = line.actual_text().map(text_string_hex);
        if let Some(actual) = &actual {
            let _ = writeln!(content, "/Span <</ActualText {actual}>> BDC");
        }
        draw_glyphs(content, fonts, text, line, page_mm);
        draw_boxes(content, fonts, text, line, page_mm);
        if actual.is_some() {
            content.push_str("EMC\n");
        }
    }
}

fn draw_glyphs(
    content: &mut String,
    fonts: &PageFonts,
    text: &PlacedText,
    line: &Line,
    page_mm: f64,
) {
    let size = number(points(text.block.size_mm));
    content.push_str("BT\n");
    let mut font = "";
    for glyph in line.reading_order() {
        let Some((name, code)) = fonts.code(glyph.face, glyph.glyph_id) else {
            continue;
        };
        if name != font {
            let _ = writeln!(content, "/{name} {size} Tf");
            font = name;
        }
        let x = points(text.left + glyph.x_mm);
        let y = points(page_mm - text.top - glyph.y_mm);
        let _ = writeln!(
            content,
            "1 0 0 1 {} {} Tm <{code:04X}> Tj",
            number(x),
            number(y)
        );
    }
    content.push_str("ET\n");
}

/// Characters that no face has: a visible box each, over an invisible blank that carries the
/// line's text for searching.
fn draw_boxes(
    content: &mut String,
    fonts: &PageFonts,
    text: &PlacedText,
    line: &Line,
    page_mm: f64,
) {
    let outline = missing_box(text.block.size_mm);
    let stroke = outline.stroke_mm;
    for glyph in line.glyphs.iter().filter(|glyph| glyph.face.is_box()) {
        let left = text.left + glyph.x_mm;
        let base = page_mm - text.top - glyph.y_mm;
        let (x, y) = (left + outline.x_mm, base + outline.y_mm);
        let (w, h) = (outline.width_mm, outline.height_mm);
        rectangle(content, [x, y, w, h]);
        rectangle(
            content,
            [x + stroke, y + stroke, w - 2.0 * stroke, h - 2.0 * stroke],
        );
        content.push_str("f*\n");
        if let Some((name, code)) = fonts
            .blank
            .and_then(|(face, blank)| fonts.code(face, blank))
        {
            let size = number(points(text.block.size_mm));
            let (x, y) = (number(points(left)), number(points(base)));
            let _ = writeln!(
                content,
                "BT 3 Tr /{name} {size} Tf 1 0 0 1 {x} {y} Tm <{code:04X}> Tj 0 Tr ET"
            );
        }
    }
}

fn rectangle(content: &mut String, sides_mm: [f64; 4]) {
    let [x, y, w, h] = sides_mm.map(|mm| number(points(mm)));
    let _ = writeln!(content, "{x} {y} {w} {h} re");
}
