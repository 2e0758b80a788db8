//! A label as a PDF of one page.

use std::collections::BTreeMap;

use filmdesk_fonts::{FaceId, GlyphUse, Line, SubsetFace, TextBlock, Typesetter, missing_box};
use image::RgbImage;
use printpdf::{
    Codepoint, Color, DictItem, FontId, Greyscale, Mm, OffsetDateTime, Op, PaintMode, ParsedFont,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, RawImage, RawImageData,
    RawImageFormat, Rect, TextItem, TextMatrix, XObject, XObjectId, XObjectTransform,
};

use super::LabelError;
use super::sheet::{Area, Mark, Sheet};
use crate::timestamp::Timestamp;

const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// Writes the page.
pub(super) fn write(
    sheet: &Sheet,
    setter: &Typesetter,
    made: Timestamp,
) -> Result<Vec<u8>, LabelError> {
    let mut document = PdfDocument::new("");
    let info = &mut document.metadata.info;
    info.creation_date = date(made);
    info.modification_date = info.creation_date;
    info.producer = "Filmdesk".to_owned();
    let mut page = Page {
        faces: faces(sheet, setter, &mut document)?,
        height: sheet.height,
        ops: Vec::new(),
    };
    for mark in &sheet.marks {
        match mark {
            Mark::Fill(area, gray) => page.fill(*area, *gray),
            Mark::Text(block, left, top) => page.text(block, *left, *top),
            Mark::Picture(picture, area) => page.picture(&mut document, picture, *area),
        }
    }
    let (width, height) = (Mm(sheet.width as f32), Mm(sheet.height as f32));
    document.pages.push(PdfPage::new(width, height, page.ops));
    saved(&document)
}

/// The document's bytes without printpdf's ID, which counts the process's documents: same input,
/// same bytes (ISO 32000 14.4 makes the ID optional).
fn saved(document: &PdfDocument) -> Result<Vec<u8>, LabelError> {
    let options = PdfSaveOptions {
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut lopdf = printpdf::to_lopdf_doc(document, &options, &mut Vec::new());
    lopdf.trailer.remove(b"ID");
    lopdf.compress();
    let mut out = Vec::new();
    let failed = |error: std::io::Error| LabelError::Embedding(error.to_string());
    lopdf.save_to(&mut out).map_err(failed)?;
    Ok(out)
}

/// printpdf writes its dates as UTC.
fn date(made: Timestamp) -> OffsetDateTime {
    let (year, month) = (i64::from(made.year), i64::from(made.month));
    // Days of a year that begins in March, so that the leap day is its last.
    let (year, month) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400)
        + (153 * month + 2) / 5
        + i64::from(made.day)
        // 1970-01-01, counted the same way.
        - 719_469;
    let minutes = (days * 24 + i64::from(made.hour)) * 60 + i64::from(made.minute)
        - i64::from(made.offset_minutes);
    let seconds = minutes * 60 + i64::from(made.second);
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::epoch())
}

/// The subsets of all faces used, by name in the document.
type Faces = BTreeMap<FaceId, (FontId, SubsetFace)>;

fn faces(
    sheet: &Sheet,
    setter: &Typesetter,
    document: &mut PdfDocument,
) -> Result<Faces, LabelError> {
    let mut used = GlyphUse::new();
    for mark in &sheet.marks {
        if let Mark::Text(block, ..) = mark {
            used.add(block);
        }
    }
    let mut faces = Faces::new();
    for face in used.faces() {
        let subset = setter.subset(face, &used.glyphs(face))?;
        let name = subset.post_script_name.clone();
        let parsed = ParsedFont::from_bytes(&subset.bytes, 0, &mut Vec::new());
        let mut parsed = parsed.ok_or_else(|| LabelError::Embedding(name.clone()))?;
        parsed.font_name = Some(name);
        let id = FontId(format!("F{}", faces.len() + 1));
        document
            .resources
            .fonts
            .map
            .insert(id.clone(), PdfFont::new(parsed));
        faces.insert(face, (id, subset));
    }
    Ok(faces)
}

struct Page {
    faces: Faces,
    height: f64,
    ops: Vec<Op>,
}

fn points(mm: f64) -> Pt {
    Pt((mm * POINTS_PER_MM) as f32)
}

impl Page {
    fn fill(&mut self, area: Area, gray: u8) {
        let gray = Greyscale::new(f32::from(gray) / 255.0, None);
        self.ops.push(Op::SetFillColor {
            col: Color::Greyscale(gray),
        });
        let below = points(self.height - area.bottom());
        let mut rectangle = Rect::from_xywh(
            points(area.left),
            below,
            points(area.width),
            points(area.height),
        );
        rectangle.mode = Some(PaintMode::Fill);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn text(&mut self, block: &TextBlock, left: f64, top: f64) {
        let black = Color::Greyscale(Greyscale::new(0.0, None));
        self.ops.push(Op::SetFillColor { col: black });
        for line in &block.lines {
            let actual = line
                .actual_text()
                .map(|text| Op::BeginMarkedContentWithProperties {
                    tag: "Span".to_owned(),
                    properties: actual_text(text),
                });
            let marked = actual.is_some();
            self.ops.extend(actual);
            self.glyphs(block, line, left, top);
            if marked {
                self.ops.push(Op::EndMarkedContent);
            }
            self.boxes(block, line, left, top);
        }
    }

    fn glyphs(&mut self, block: &TextBlock, line: &Line, left: f64, top: f64) {
        self.ops.push(Op::StartTextSection);
        let mut current = FaceId::BOX;
        for glyph in line.reading_order() {
            let Some((font, subset)) = self.faces.get(&glyph.face) else {
                continue;
            };
            let Some(code) = subset.remap.get(&glyph.glyph_id) else {
                continue;
            };
            if current != glyph.face {
                current = glyph.face;
                let font = PdfFontHandle::External(font.clone());
                self.ops.push(Op::SetFont {
                    font,
                    size: points(block.size_mm),
                });
            }
            let (x, y) = (
                points(left + glyph.x_mm),
                points(self.height - top - glyph.y_mm),
            );
            let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x.0, y.0]);
            self.ops.push(Op::SetTextMatrix { matrix });
            let text = block.text.get(glyph.range.clone()).unwrap_or_default();
            let glyph = Codepoint::with_cid(*code, 0.0, text.to_owned());
            self.ops.push(Op::ShowText {
                items: vec![TextItem::GlyphIds(vec![glyph])],
            });
        }
        self.ops.push(Op::EndTextSection);
    }

    /// Characters that no face has.
    fn boxes(&mut self, block: &TextBlock, line: &Line, left: f64, top: f64) {
        let outline = missing_box(block.size_mm);
        for glyph in line.glyphs.iter().filter(|glyph| glyph.face.is_box()) {
            let stroke = outline.stroke_mm;
            let area = Area {
                left: left + glyph.x_mm + outline.x_mm,
                top: top + glyph.y_mm - outline.y_mm - outline.height_mm,
                width: outline.width_mm,
                height: outline.height_mm,
            };
            for side in [
                Area {
                    width: stroke,
                    ..area
                },
                Area {
                    left: area.right() - stroke,
                    width: stroke,
                    ..area
                },
                Area {
                    height: stroke,
                    ..area
                },
                Area {
                    top: area.bottom() - stroke,
                    height: stroke,
                    ..area
                },
            ] {
                self.fill(side, 0);
            }
        }
    }

    fn picture(&mut self, document: &mut PdfDocument, picture: &RgbImage, area: Area) {
        let id = XObjectId(format!("I{}", document.resources.xobjects.map.len() + 1));
        let image = RawImage {
            pixels: RawImageData::U8(picture.as_raw().clone()),
            width: picture.width() as usize,
            height: picture.height() as usize,
            data_format: RawImageFormat::RGB8,
            tag: Vec::new(),
        };
        document
            .resources
            .xobjects
            .map
            .insert(id.clone(), XObject::Image(image));
        let transform = XObjectTransform {
            translate_x: Some(points(area.left)),
            translate_y: Some(points(self.height - area.bottom())),
            scale_x: Some(points(area.width).0),
            scale_y: Some(points(area.height).0),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id, transform });
    }
}

/// The line's text for searching, as UTF-16 with its mark (ISO 32000 14.9.4).
fn actual_text(text: &str) -> DictItem {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let data = units.flat_map(u16::to_be_bytes).collect();
    let text = DictItem::String {
        data,
        literal: false,
    };
    DictItem::Dict {
        map: BTreeMap::from([("ActualText".to_owned(), text)]),
    }
}
