//! What a PDF that came out holds, as a reader sees it: pages, images with their samples and
//! their places.

use std::path::Path;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// Points to mm.
const MM: f64 = 25.4 / 72.0;

/// A page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Width of the MediaBox in mm.
    pub width_mm: f64,
    /// Height of the MediaBox in mm.
    pub height_mm: f64,
    /// Its images in the order of painting.
    pub images: Vec<PlacedImage>,
}

/// An image on a page.
#[derive(Debug, Clone)]
pub struct PlacedImage {
    /// Columns.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
    /// Samples per pixel: 1 or 3.
    pub components: usize,
    /// Bits of a sample: 8 or 16.
    pub bits: usize,
    /// Samples row by row; 8-bit ones are 0 to 255.
    pub samples: Vec<u16>,
    /// Left edge in mm from the page's left.
    pub left_mm: f64,
    /// Top edge in mm from the page's top.
    pub top_mm: f64,
    /// Width on the page in mm.
    pub width_mm: f64,
    /// Height on the page in mm.
    pub height_mm: f64,
}

impl PlacedImage {
    /// The samples of the pixel at a column and row.
    pub fn at(&self, x: usize, y: usize) -> &[u16] {
        let start = (y * self.columns + x) * self.components;
        &self.samples[start..start + self.components]
    }

    /// The gray of a pixel in 16 bits, whatever depth the page holds.
    pub fn gray16(&self, x: usize, y: usize) -> u16 {
        assert_eq!(self.components, 1, "a gray image");
        let sample = self.at(x, y)[0];
        if self.bits == 8 { sample * 257 } else { sample }
    }
}

/// The pages of a PDF file.
///
/// # Panics
/// When it cannot be read: no suite goes on after that.
pub fn pages(path: &Path) -> Vec<Page> {
    let document =
        Document::load(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    document
        .get_pages()
        .into_values()
        .map(|id| page(&document, id))
        .collect()
}

fn page(document: &Document, id: ObjectId) -> Page {
    let dictionary = document.get_dictionary(id).expect("the page's dictionary");
    let corners = dictionary
        .get(b"MediaBox")
        .and_then(Object::as_array)
        .expect("a MediaBox");
    let corners: Vec<f64> = corners.iter().map(number).collect();
    let height = corners[3] - corners[1];
    let content = document.get_page_content(id);
    let content = Content::decode(&content).expect("content operators");
    let images = images(document, dictionary);
    Page {
        width_mm: (corners[2] - corners[0]) * MM,
        height_mm: height * MM,
        images: placed(&content.operations, document, images, height),
    }
}

fn images<'a>(document: &'a Document, page: &'a Dictionary) -> &'a Dictionary {
    let resources = resolved(document, page.get(b"Resources").expect("Resources"));
    let resources = resources.as_dict().expect("Resources");
    let images = resolved(document, resources.get(b"XObject").expect("XObject"));
    images.as_dict().expect("XObject")
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document
        .dereference(object)
        .expect("an object that is there")
        .1
}

/// The images that are painted: the last matrix before each Do is its place.
fn placed(
    operations: &[Operation],
    document: &Document,
    images: &Dictionary,
    height: f64,
) -> Vec<PlacedImage> {
    let mut matrix = [0.0; 6];
    let mut placed = Vec::new();
    for operation in operations {
        match operation.operator.as_str() {
            "cm" => {
                for (value, operand) in matrix.iter_mut().zip(&operation.operands) {
                    *value = number(operand);
                }
            }
            "Do" => {
                let name = operation.operands[0].as_name().expect("a name");
                let object = resolved(document, images.get(name).expect("the named image"));
                placed.push(place(object.as_stream().expect("an image"), matrix, height));
            }
            _ => {}
        }
    }
    placed
}

fn place(
    image: &Stream,
    [width, _, _, height, left, bottom]: [f64; 6],
    page_height: f64,
) -> PlacedImage {
    let field = |name: &[u8]| {
        image
            .dict
            .get(name)
            .and_then(Object::as_i64)
            .expect("a number") as usize
    };
    let (columns, rows, bits) = (
        field(b"Width"),
        field(b"Height"),
        field(b"BitsPerComponent"),
    );
    let bytes = image.decompressed_content().expect("samples");
    let components = bytes.len() * 8 / (columns * rows * bits);
    let samples = match bits {
        16 => bytes
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect(),
        8 => bytes.iter().map(|byte| u16::from(*byte)).collect(),
        other => panic!("{other} bits per component"),
    };
    PlacedImage {
        columns,
        rows,
        components,
        bits,
        samples,
        left_mm: left * MM,
        top_mm: (page_height - bottom - height) * MM,
        width_mm: width * MM,
        height_mm: height * MM,
    }
}

fn number(object: &Object) -> f64 {
    match object {
        Object::Integer(number) => *number as f64,
        Object::Real(number) => f64::from(*number),
        other => panic!("{other:?} is no number"),
    }
}
