//! Documents inside objects, small and valid, and lookup tables.

use filmdesk_calibration::icc;
use filmdesk_dataset::data_set::DataSet;

/// What the page of the PDF says.
const PAGE: &str = "BT /F1 24 Tf 72 720 Td (A report of a patient who does not exist) Tj ET";
/// Entries of a lookup table of the tables: 256 of 16 bits.
const LUT_ENTRIES: u16 = 256;

/// A PDF of one page, with a right cross-reference table.
pub(super) fn pdf(_: &DataSet) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{PAGE}\nendstream", PAGE.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut text = "%PDF-1.4\n".to_owned();
    let mut entries = "0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        entries += &format!("{:010} 00000 n \n", text.len());
        text += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let (start, size) = (text.len(), objects.len() + 1);
    text += &format!("xref\n0 {size}\n{entries}trailer\n<< /Size {size} /Root 1 0 R >>\n");
    text += &format!("startxref\n{start}\n%%EOF\n");
    text.into_bytes()
}

/// A clinical document (HL7 CDA, release 2).
pub(super) fn cda(_: &DataSet) -> Vec<u8> {
    b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
      <ClinicalDocument xmlns=\"urn:hl7-org:v3\">\
      <typeId root=\"2.16.840.1.113883.1.3\" extension=\"POCD_HD000040\"/>\
      <title>A report of a patient who does not exist</title>\
      </ClinicalDocument>\n"
        .to_vec()
}

/// The corners of a tetrahedron of 10 mm.
const CORNERS: [[f32; 3]; 4] = [
    [0.0, 0.0, 0.0],
    [10.0, 0.0, 0.0],
    [0.0, 10.0, 0.0],
    [0.0, 0.0, 10.0],
];
/// Its faces, seen from outside counter-clockwise.
const FACES: [[usize; 3]; 4] = [[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]];

/// A binary STL file: 80 bytes of header, the number of faces, 50 bytes each.
pub(super) fn stl(_: &DataSet) -> Vec<u8> {
    let mut bytes = vec![0; 80];
    bytes.extend((FACES.len() as u32).to_le_bytes());
    for face in FACES {
        // A normal of zero lets the reader derive it from the corners.
        bytes.extend([0; 12]);
        let corners = face.iter().flat_map(|corner| CORNERS[*corner]);
        bytes.extend(corners.flat_map(f32::to_le_bytes));
        bytes.extend([0; 2]);
    }
    bytes
}

/// A Wavefront OBJ file.
pub(super) fn obj(_: &DataSet) -> Vec<u8> {
    let corners = CORNERS.iter().map(|[x, y, z]| format!("v {x} {y} {z}\n"));
    let face = |[a, b, c]: &[usize; 3]| format!("f {} {} {}\n", a + 1, b + 1, c + 1);
    let text: String = corners.chain(FACES.iter().map(face)).collect();
    text.into_bytes()
}

/// A Wavefront MTL file.
pub(super) fn mtl(_: &DataSet) -> Vec<u8> {
    b"newmtl bone\nKd 0.9 0.85 0.75\n".to_vec()
}

/// An ICC profile.
pub(super) fn srgb(_: &DataSet) -> Vec<u8> {
    icc::srgb_profile()
}

/// A lookup table of 256 entries of 16 bits, from black to white.
pub(super) fn ramp_lut(_: &DataSet) -> Vec<u8> {
    let entry = |index: u16| (index * 257).to_le_bytes();
    (0..LUT_ENTRIES).flat_map(entry).collect()
}

/// The same with 256 entries of 8 bits (PS3.3 C.7.9.1).
pub(super) fn byte_lut(_: &DataSet) -> Vec<u8> {
    (0..=u8::MAX).collect()
}
