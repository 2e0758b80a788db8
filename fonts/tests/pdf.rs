//! Blocks written into a PDF the way the renderer is to do it, and read back by
//! two readers that owe us nothing: poppler and MuPDF.

#![allow(clippy::disallowed_methods)] // tests read what the readers wrote

mod common;

use std::fmt::Write;
use std::process::Command;

use common::debian;
use filmdesk_fonts::{
    GlyphUse, Line, OutlineKind, SCRIPTS, SubsetFace, TextBlock, TextStyle, Typesetter, missing_box,
};

const MM: f64 = 72.0 / 25.4;
const HEIGHT_MM: f64 = 300.0;

/// Objects one after the other, then the table of where they are.
struct Pdf {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl Pdf {
    fn object(&mut self, body: &[u8]) -> usize {
        self.offsets.push(self.bytes.len());
        let id = self.offsets.len();
        self.bytes.extend(format!("{id} 0 obj\n").bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n");
        id
    }

    fn dict(&mut self, body: &str) -> usize {
        self.object(format!("<< {body} >>").as_bytes())
    }

    fn stream(&mut self, keys: &str, data: &[u8]) -> usize {
        let head = format!("<< {keys} /Length {} >>\nstream\n", data.len());
        self.object(&[head.as_bytes(), data, b"\nendstream"].concat())
    }

    fn font(&mut self, font: &SubsetFace, cmap: &[u8]) -> usize {
        let (file, subtype) = match font.cff() {
            Some(cff) => {
                let id = self.stream("/Subtype /CIDFontType0C", cff);
                (format!("/FontFile3 {id} 0 R"), "/CIDFontType0")
            }
            None => {
                let id = self.stream(&format!("/Length1 {}", font.bytes.len()), &font.bytes);
                (
                    format!("/FontFile2 {id} 0 R"),
                    "/CIDFontType2 /CIDToGIDMap /Identity",
                )
            }
        };
        assert_eq!(font.cff().is_some(), font.kind == OutlineKind::Cff);
        let (name, m) = (&font.post_script_name, font.metrics);
        let [l, b, r, t] = m.bbox;
        let descriptor = self.dict(&format!(
            "/Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{l} {b} {r} {t}] \
             /ItalicAngle {} /Ascent {} /Descent {} /CapHeight {} /StemV 80 {file}",
            m.italic_angle, m.ascent, m.descent, m.cap_height
        ));
        let widths: String = font
            .widths
            .iter()
            .fold(String::new(), |mut all, (gid, width)| {
                let _ = write!(all, "{gid} [{width:.2}] ");
                all
            });
        let cid = self.dict(&format!(
            "/Type /Font /Subtype {subtype} /BaseFont /{name} /FontDescriptor {descriptor} 0 R /W [{widths}] \
             /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        ));
        let cmap = self.stream("", cmap);
        self.dict(&format!(
            "/Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H \
             /DescendantFonts [{cid} 0 R] /ToUnicode {cmap} 0 R"
        ))
    }

    fn finish(mut self, pages: usize) -> Vec<u8> {
        let root = self.dict(&format!("/Type /Catalog /Pages {pages} 0 R"));
        let at = self.bytes.len();
        let size = self.offsets.len() + 1;
        let mut tail = format!("xref\n0 {size}\n0000000000 65535 f \n");
        for offset in &self.offsets {
            let _ = writeln!(tail, "{offset:010} 00000 n ");
        }
        let _ = write!(
            tail,
            "trailer << /Size {size} /Root {root} 0 R >>\nstartxref\n{at}\n%%EOF\n"
        );
        self.bytes.extend(tail.bytes());
        self.bytes
    }
}

fn page(setter: &Typesetter, blocks: &[TextBlock], actual_text: bool) -> Vec<u8> {
    let mut pdf = Pdf {
        bytes: b"%PDF-1.7\n".to_vec(),
        offsets: Vec::new(),
    };
    let mut used = GlyphUse::new();
    blocks.iter().for_each(|block| used.add(block));
    let mut fonts = Vec::new();
    let mut resources = String::new();
    for face in used.faces() {
        let subset = setter.subset(face, &used.glyphs(face)).unwrap();
        let id = pdf.font(&subset, &used.to_unicode_cmap(face, &subset));
        let _ = write!(resources, "/F{} {id} 0 R ", fonts.len());
        fonts.push((face, subset));
    }
    let mut content = String::new();
    let mut top = 5.0;
    for block in blocks {
        for line in &block.lines {
            let actual = line.actual_text().filter(|_| actual_text);
            if let Some(text) = actual {
                let hex: String = text.encode_utf16().map(|u| format!("{u:04X}")).collect();
                let _ = writeln!(content, "/Span << /ActualText <FEFF{hex}> >> BDC");
            }
            draw_line(&mut content, &fonts, line, block.size_mm, top);
            if actual.is_some() {
                content.push_str("EMC\n");
            }
        }
        top += block.height_mm + 2.0;
    }
    let content = pdf.stream("", content.as_bytes());
    let parent = pdf.offsets.len() + 2;
    let page = pdf.dict(&format!(
        "/Type /Page /Parent {parent} 0 R /MediaBox [0 0 600 {}] /Contents {content} 0 R \
         /Resources << /Font << {resources} >> >>",
        HEIGHT_MM * MM
    ));
    let pages = pdf.dict(&format!("/Type /Pages /Kids [{page} 0 R] /Count 1"));
    pdf.finish(pages)
}

fn draw_line(
    content: &mut String,
    fonts: &[(filmdesk_fonts::FaceId, SubsetFace)],
    line: &Line,
    size_mm: f64,
    top: f64,
) {
    for glyph in line.reading_order() {
        let (x, y) = (
            (10.0 + glyph.x_mm) * MM,
            (HEIGHT_MM - top - glyph.y_mm) * MM,
        );
        let Some(n) = fonts.iter().position(|(face, _)| *face == glyph.face) else {
            let b = missing_box(size_mm * MM);
            let inset = b.stroke_mm / 2.0;
            let (w, h) = (b.width_mm - b.stroke_mm, b.height_mm - b.stroke_mm);
            let (x, y) = (x + b.x_mm + inset, y + b.y_mm + inset);
            let _ = writeln!(
                content,
                "{:.4} w {x:.4} {y:.4} {w:.4} {h:.4} re S",
                b.stroke_mm
            );
            continue;
        };
        let new = fonts[n].1.remap[&glyph.glyph_id];
        let size = size_mm * MM;
        let _ = writeln!(
            content,
            "BT /F{n} {size:.4} Tf 1 0 0 1 {x:.4} {y:.4} Tm <{new:04X}> Tj ET"
        );
    }
}

fn run(program: &str, package: &str, arguments: &[&str]) -> (String, String) {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|e| panic!("{program}: {e}: apt-get install {package}"));
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {output:?}"
    );
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// Writes to the folder that cargo gives to tests.
fn file(name: &str, bytes: &[u8]) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn blocks(setter: &Typesetter) -> Vec<TextBlock> {
    let set = |text| setter.typeset(text, TextStyle::new(4.0, 180.0)).unwrap();
    SCRIPTS.iter().map(|script| set(script.sample)).collect()
}

/// Without the marks of direction that readers put around lines.
fn plain(text: &str) -> String {
    let mark = |c: char| {
        matches!(
            c,
            '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{C}'
        )
    };
    text.chars().filter(|c| !mark(*c)).collect()
}

const RIGHT_TO_LEFT: [&str; 2] = ["Arabic", "Hebrew"];

#[test]
fn poppler_finds_every_line_as_it_was_sent() {
    let setter = debian();
    let path = file("actual.pdf", &page(&setter, &blocks(&setter), true));
    let (text, errors) = run("pdftotext", "poppler-utils", &[&path, "-"]);
    assert_eq!(errors, "");
    let text = plain(&text);
    for script in SCRIPTS {
        // Poppler sorts these by place, and may set a number before the line or
        // a point beside its letter: their plain words are looked for.
        let in_words = RIGHT_TO_LEFT.contains(&script.name);
        let pointed = |c: char| ('\u{5B0}'..='\u{5C2}').contains(&c) || c == '\u{651}';
        let words = script
            .sample
            .split(' ')
            .filter(|word| !word.contains(pointed));
        let sought: Vec<&str> = if in_words {
            words.collect()
        } else {
            vec![script.sample]
        };
        for part in sought {
            assert!(
                text.contains(part),
                "{}: {part:?} not in {text}",
                script.name
            );
        }
    }
    let (fonts, _) = run("pdffonts", "poppler-utils", &[&path]);
    let whole = |line: &&str| line.contains("+NotoSans") && line.contains("yes yes yes");
    assert_eq!(
        fonts.lines().filter(whole).count(),
        fonts.lines().count() - 2,
        "{fonts}"
    );
}

#[test]
fn mupdf_finds_right_to_left_lines_whole() {
    let setter = debian();
    let path = file("mupdf.pdf", &page(&setter, &blocks(&setter), true));
    let (text, _) = run("mutool", "mupdf-tools", &["draw", "-q", "-F", "txt", &path]);
    let text = plain(&text);
    for name in [
        "Arabic", "Hebrew", "Latin", "Greek", "Cyrillic", "Chinese", "Japanese", "Korean",
    ] {
        let script = SCRIPTS.iter().find(|s| s.name == name).unwrap();
        assert!(
            text.contains(script.sample),
            "{name}: {:?} not in {text}",
            script.sample
        );
    }
}

#[test]
fn words_are_found_by_the_glyphs_own_map_too() {
    let setter = debian();
    let path = file("glyphs.pdf", &page(&setter, &blocks(&setter), false));
    let (text, _) = run("pdftotext", "poppler-utils", &["-raw", &path, "-"]);
    let text = plain(&text);
    for name in [
        "Latin", "Greek", "Cyrillic", "Chinese", "Japanese", "Korean", "Georgian",
    ] {
        let script = SCRIPTS.iter().find(|s| s.name == name).unwrap();
        for word in script.sample.split(' ') {
            assert!(text.contains(word), "{name}: {word:?} not in {text}");
        }
    }
}

#[test]
fn mupdf_draws_what_our_raster_draws() {
    let setter = debian();
    let blocks = blocks(&setter);
    let path = file("drawn.pdf", &page(&setter, &blocks, true));
    let image = path.replace(".pdf", ".pgm");
    let arguments = [
        "draw", "-q", "-c", "gray", "-r", "406.4", "-o", &image, &path,
    ];
    let (_, errors) = run("mutool", "mupdf-tools", &arguments);
    // Debian builds MuPDF without colour management.
    let about_us = errors.lines().find(|line| !line.contains("ICC support"));
    assert_eq!(about_us, None);
    let theirs = Pgm::read(&image);
    let mut top = 5.0;
    for (block, script) in blocks.iter().zip(SCRIPTS) {
        let (ours, both, either) = theirs.compare(&setter, block, top);
        // MuPDF snaps small glyphs to quarters of a pixel; ours stand exactly.
        assert!(ours > 200, "{}: {ours} dark pixels", script.name);
        let share = both as f64 / either as f64;
        assert!(
            share > 0.8,
            "{}: only {share:.3} of the ink is common",
            script.name
        );
        top += block.height_mm + 2.0;
    }
}

/// A gray picture as MuPDF writes it.
struct Pgm {
    width: usize,
    pixels: Vec<u8>,
}

impl Pgm {
    fn read(path: &str) -> Self {
        let bytes = std::fs::read(path).unwrap();
        let mut fields = bytes.splitn(4, |b| *b == b'\n');
        assert_eq!(fields.next(), Some(&b"P5"[..]));
        let size = String::from_utf8(fields.next().unwrap().to_vec()).unwrap();
        let width = size.split(' ').next().unwrap().parse().unwrap();
        assert_eq!(fields.next(), Some(&b"255"[..]));
        Self {
            width,
            pixels: fields.next().unwrap().to_vec(),
        }
    }

    /// Our dark pixels, those dark in both pictures, those dark in either.
    fn compare(
        &self,
        setter: &Typesetter,
        block: &TextBlock,
        top_mm: f64,
    ) -> (usize, usize, usize) {
        let px = 16.0;
        let mut ours = vec![0_u8; self.pixels.len()];
        let (left, top) = (10.0 * px, top_mm * px);
        let mut moved = block.clone();
        for glyph in moved.lines.iter_mut().flat_map(|line| &mut line.glyphs) {
            glyph.x_mm += left / px;
            glyph.y_mm += top / px;
        }
        let draw = &mut |x: i64, y: i64, coverage: u8| {
            let at = usize::try_from(y).unwrap() * self.width + usize::try_from(x).unwrap();
            ours[at] = ours[at].max(coverage);
        };
        setter.rasterize(&moved, px, px, draw).unwrap();
        let rows =
            (top as usize) * self.width..((top + block.height_mm * px) as usize) * self.width;
        let pairs = ours[rows.clone()].iter().zip(&self.pixels[rows]);
        pairs.fold((0, 0, 0), |(a, both, either), (ours, theirs)| {
            let (o, t) = (*ours > 127, *theirs < 128);
            (
                a + usize::from(o),
                both + usize::from(o && t),
                either + usize::from(o || t),
            )
        })
    }
}
