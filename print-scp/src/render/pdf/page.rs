//! A film as a page: grounds, images, trim lines, texts, in the order of painting.

use std::fmt::Write as _;
use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::file::{PdfFile, number};
use super::image;
use super::text::{self, PageFonts};
use super::{Conformance, colour::ColourSpaces};
use crate::film::compose::PlannedImage;
use crate::film::geometry::MmRect;
use crate::render::RenderError;
use crate::render::prepare::{Fill, PreparedFilm};
use crate::terms::MagnificationType;

/// Points of a length in mm; PDF's user space has 72 to the inch.
pub(super) fn points(mm: f64) -> f64 {
    mm * 72.0 / 25.4
}

/// A 16-bit gray as the operand of `g`, exact to the last of its bits.
pub(super) fn gray_operand(gray: u16) -> String {
    let text = format!("{:.6}", f64::from(gray) / f64::from(u16::MAX));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A page written: its object and digests of its images.
pub(super) struct Page {
    pub(super) id: ObjectId,
    pub(super) digests: Vec<u32>,
}

/// Writes a film as a page under `parent`.
pub(super) fn write<W: Write>(
    file: &mut PdfFile<W>,
    film: &PreparedFilm<'_>,
    parent: ObjectId,
    conformance: Conformance,
    colours: &mut ColourSpaces,
) -> Result<Page, RenderError> {
    let mut content = String::new();
    let mut images = Dictionary::new();
    let mut digests = Vec::new();
    let page_mm = film.sheet_mm().1;
    fill(&mut content, &film.grounds, page_mm);
    for (number, planned) in (1..).zip(&film.plan.images) {
        let (id, digest) = write_image(file, film, planned, conformance, colours)?;
        let name = format!("Im{number}");
        place_image(&mut content, &name, planned.dest_mm, page_mm);
        images.set(name, Object::Reference(id));
        digests.push(digest);
    }
    fill(&mut content, &film.trims, page_mm);
    let fonts = PageFonts::write(file, film)?;
    for placed in &film.texts {
        text::draw(&mut content, &fonts, placed, page_mm);
    }
    let contents = file.add_deflated(Dictionary::new(), content.as_bytes())?;
    let resources = dictionary! { "XObject" => images, "Font" => fonts.resources };
    let id = file.add(page_dictionary(film, parent, contents, resources))?;
    Ok(Page { id, digests })
}

fn page_dictionary(
    film: &PreparedFilm<'_>,
    parent: ObjectId,
    contents: ObjectId,
    resources: Dictionary,
) -> Dictionary {
    let (width, height) = film.sheet_mm();
    let corner = |mm: f64| Object::Real(points(mm) as f32);
    dictionary! {
        "Type" => "Page",
        "Parent" => Object::Reference(parent),
        "MediaBox" => vec![Object::Integer(0), Object::Integer(0), corner(width), corner(height)],
        "Resources" => resources,
        "Contents" => Object::Reference(contents),
    }
}

fn write_image<W: Write>(
    file: &mut PdfFile<W>,
    film: &PreparedFilm<'_>,
    planned: &PlannedImage,
    conformance: Conformance,
    colours: &mut ColourSpaces,
) -> Result<(ObjectId, u32), RenderError> {
    let image = film.image(planned);
    let source = film.source(planned);
    let smooth = matches!(
        image.magnification,
        MagnificationType::Bilinear | MagnificationType::Cubic
    );
    // ISO 19005-2 6.2.8 forbids Interpolate true.
    let interpolate = smooth && conformance == Conformance::Plain;
    let colour_space = match source.is_gray() {
        true => Object::from("DeviceGray"),
        false => colours.rgb(file, image.icc_profile.as_deref())?,
    };
    image::write(file, &source, colour_space, interpolate)
}

fn place_image(content: &mut String, name: &str, rect: MmRect, page_mm: f64) {
    let [x, y, w, h] = in_points(rect, page_mm);
    let _ = writeln!(content, "q {w} 0 0 {h} {x} {y} cm /{name} Do Q");
}

fn fill(content: &mut String, fills: &[Fill], page_mm: f64) {
    for fill in fills {
        let [x, y, w, h] = in_points(fill.rect, page_mm);
        let gray = gray_operand(fill.gray);
        let _ = writeln!(content, "{gray} g {x} {y} {w} {h} re f");
    }
}

/// Left, bottom, width, height in PDF's space, which has its origin at the bottom.
fn in_points(rect: MmRect, page_mm: f64) -> [String; 4] {
    let bottom = page_mm - rect.bottom();
    [rect.left, bottom, rect.width, rect.height].map(|mm| number(points(mm)))
}
