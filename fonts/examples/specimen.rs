//! A sheet with every script that films carry, to be looked at:
//! `cargo run -p filmdesk-fonts --example specimen -- specimen.png`

#![allow(clippy::disallowed_methods)] // an example is a program

use std::collections::HashMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

use filmdesk_fonts::{
    Align, Direction, FACE_FILES, FACE_FOLDERS, FaceData, FontBytes, Language, SCRIPTS, TextBlock,
    TextStyle, Typesetter, apt_line,
};

/// A4 across at about 200 dots per inch.
const WIDTH_MM: f64 = 200.0;
const HEIGHT_MM: f64 = 290.0;
const PX_PER_MM: f64 = 8.0;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: specimen FILE.png")?;
    let (setter, errors) = Typesetter::new(installed_faces());
    for error in errors {
        eprintln!("left out: {error}");
    }
    if let Some(line) = apt_line(&setter.missing_scripts()) {
        eprintln!("some scripts are boxes; to have them: {line}");
    }
    let mut sheet = Sheet::new();
    scripts(&setter, &mut sheet)?;
    rules(&setter, &mut sheet)?;
    sheet.write(&path)
}

/// One line for each script, name on the left.
fn scripts(setter: &Typesetter, sheet: &mut Sheet) -> Result<(), Box<dyn Error>> {
    let mut y = 5.0;
    for script in SCRIPTS {
        let name = setter.typeset(script.name, TextStyle::new(2.5, 40.0))?;
        let sample = setter.typeset(script.sample, TextStyle::new(4.0, 140.0))?;
        sheet.draw(setter, &name, 5.0, y + 1.5)?;
        sheet.draw(setter, &sample, 50.0, y)?;
        y += sample.height_mm.max(6.0);
    }
    Ok(())
}

/// Shrinking, wrapping, boxes, directions and national Han forms, in frames.
fn rules(setter: &Typesetter, sheet: &mut Sheet) -> Result<(), Box<dyn Error>> {
    let base = TextStyle::new(4.0, 44.0);
    let long = "Abdomen nativ, arterielle und spätvenöse Phase nach 120 ml Kontrastmittel";
    let arabic = "تصوير الصدر الأمامي الخلفي (رقم 123) للمريض محمد بن عبد الله";
    let rtl = TextStyle {
        direction: Direction::RightToLeft,
        ..base
    };
    let center = TextStyle {
        align: Align::Center,
        ..base
    };
    let japanese = TextStyle {
        language: Language::Japanese,
        ..base
    };
    let cases: [(&str, TextStyle); 12] = [
        ("Meier^Anna", base),
        ("Leutheusser-Schnarrenberger", base),
        (long, base),
        (arabic, base),
        ("צילום חזה (AP) 12/03/2024", base),
        ("abc 123 forced RTL!", rtl),
        ("ผู้ป่วยทดสอบระบบการพิมพ์ฟิล์มเอกซเรย์ทรวงอก", base),
        (
            "胸部正位片，未见明显异常。建议随访复查，三个月后再次检查。",
            base,
        ),
        ("直 骨 角 海 直骨角海 zh", base),
        ("直 骨 角 海 直骨角海 ja", japanese),
        ("no face: \u{E000}\u{E001} \u{1B}$B", center),
        ("two\nlines", center),
    ];
    for (i, (text, style)) in cases.into_iter().enumerate() {
        let block = setter.typeset(text, style)?;
        let (x, y) = (5.0 + (i % 4) as f64 * 48.0, 195.0 + (i / 4) as f64 * 31.0);
        sheet.frame(x, y, 44.0, block.height_mm);
        sheet.draw(setter, &block, x, y)?;
    }
    Ok(())
}

fn installed_faces() -> Vec<FaceData> {
    let mut read: HashMap<&str, Option<FontBytes>> = HashMap::new();
    let face = |row: &'static filmdesk_fonts::FaceFile| {
        let bytes = read
            .entry(row.file)
            .or_insert_with(|| find(row.file))
            .clone()?;
        Some(FaceData::of_file(row, bytes))
    };
    FACE_FILES.iter().filter_map(face).collect()
}

fn find(file: &str) -> Option<FontBytes> {
    let mut paths = FACE_FOLDERS
        .iter()
        .map(|folder| Path::new(folder).join(file));
    paths
        .find_map(|path| fs::read(path).ok())
        .map(|bytes| Arc::new(bytes) as FontBytes)
}

/// Gray pixels, white paper.
struct Sheet {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Sheet {
    fn new() -> Self {
        let (width, height) = (
            (WIDTH_MM * PX_PER_MM) as usize,
            (HEIGHT_MM * PX_PER_MM) as usize,
        );
        Self {
            width,
            height,
            pixels: vec![255; width * height],
        }
    }

    fn darken(&mut self, x: i64, y: i64, coverage: u8) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else {
            return;
        };
        if x < self.width && y < self.height {
            let pixel = &mut self.pixels[y * self.width + x];
            *pixel = (255 - coverage).min(*pixel);
        }
    }

    fn draw(
        &mut self,
        setter: &Typesetter,
        block: &TextBlock,
        x_mm: f64,
        y_mm: f64,
    ) -> Result<(), Box<dyn Error>> {
        let (left, top) = ((x_mm * PX_PER_MM) as i64, (y_mm * PX_PER_MM) as i64);
        let mut pixel = |x, y, coverage| self.darken(left + x, top + y, coverage);
        Ok(setter.rasterize(block, PX_PER_MM, PX_PER_MM, &mut pixel)?)
    }

    fn frame(&mut self, x_mm: f64, y_mm: f64, width_mm: f64, height_mm: f64) {
        let px = |mm: f64| (mm * PX_PER_MM) as i64;
        let (left, top) = (px(x_mm), px(y_mm));
        let (right, bottom) = (px(x_mm + width_mm), px(y_mm + height_mm));
        for x in left..=right {
            self.darken(x, top, 60);
            self.darken(x, bottom, 60);
        }
        for y in top..=bottom {
            self.darken(left, y, 60);
            self.darken(right, y, 60);
        }
    }

    fn write(&self, path: &str) -> Result<(), Box<dyn Error>> {
        let out = BufWriter::new(File::create(path)?);
        let mut encoder = png::Encoder::new(out, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header()?.write_image_data(&self.pixels)?;
        Ok(())
    }
}
