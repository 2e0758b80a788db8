//! The container: objects written one after the other, so that a document of any length needs
//! no more memory than its largest band of pixels.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, ObjectId, StringFormat};

/// Deflate level of page contents, fonts and metadata: small, so effort is cheap.
const CONTENT_LEVEL: Compression = Compression::new(6);

/// Four bytes above 127 in the second line say "binary" to transfer programs (ISO 32000 7.5.2).
const HEADER: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// A PDF being written.
pub(super) struct PdfFile<W> {
    out: W,
    position: u64,
    /// Offset of each object from number 1; 0 while only reserved.
    offsets: Vec<u64>,
}

impl<W: Write> PdfFile<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut file = Self {
            out,
            position: 0,
            offsets: Vec::new(),
        };
        file.put(HEADER)?;
        Ok(file)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.position += bytes.len() as u64;
        Ok(())
    }

    /// A number for an object that is written later.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.offsets.push(0);
        (self.offsets.len() as u32, 0)
    }

    fn begin(&mut self, id: ObjectId) -> io::Result<()> {
        self.offsets[id.0 as usize - 1] = self.position;
        self.put(format!("{} 0 obj\n", id.0).as_bytes())
    }

    /// Writes a reserved object.
    pub(super) fn object(&mut self, id: ObjectId, object: &Object) -> io::Result<()> {
        self.begin(id)?;
        let mut bytes = Vec::new();
        serialise(object, &mut bytes);
        bytes.extend_from_slice(b"\nendobj\n");
        self.put(&bytes)
    }

    /// Writes an object.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> io::Result<ObjectId> {
        let id = self.reserve();
        self.object(id, &object.into())?;
        Ok(id)
    }

    /// Writes a deflated stream.
    pub(super) fn add_deflated(
        &mut self,
        mut dictionary: Dictionary,
        content: &[u8],
    ) -> io::Result<ObjectId> {
        let mut encoder = ZlibEncoder::new(Vec::new(), CONTENT_LEVEL);
        encoder.write_all(content)?;
        dictionary.set("Filter", "FlateDecode");
        self.add_stream(dictionary, &encoder.finish()?)
    }

    /// Writes a stream of bytes as they are.
    pub(super) fn add_stream(
        &mut self,
        dictionary: Dictionary,
        content: &[u8],
    ) -> io::Result<ObjectId> {
        let mut stream = self.begin_stream(dictionary)?;
        stream.write(content)?;
        stream.finish()
    }

    /// Begins a stream whose length is known only at its end.
    pub(super) fn begin_stream(
        &mut self,
        mut dictionary: Dictionary,
    ) -> io::Result<StreamWriter<'_, W>> {
        let (id, length) = (self.reserve(), self.reserve());
        dictionary.set("Length", Object::Reference(length));
        self.begin(id)?;
        let mut bytes = Vec::new();
        serialise(&Object::Dictionary(dictionary), &mut bytes);
        bytes.extend_from_slice(b"\nstream\n");
        self.put(&bytes)?;
        let start = self.position;
        Ok(StreamWriter {
            file: self,
            id,
            length,
            start,
        })
    }

    /// Writes the cross-reference table and trailer.
    pub(super) fn finish(mut self, mut trailer: Dictionary) -> io::Result<W> {
        let start = self.position;
        let count = self.offsets.len() + 1;
        let mut table = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for offset in &self.offsets {
            table.push_str(&format!("{offset:010} 00000 n \n"));
        }
        self.put(table.as_bytes())?;
        trailer.set("Size", count as i64);
        let mut bytes = b"trailer\n".to_vec();
        serialise(&Object::Dictionary(trailer), &mut bytes);
        bytes.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
        self.put(&bytes)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// A stream being written.
pub(super) struct StreamWriter<'a, W> {
    file: &'a mut PdfFile<W>,
    id: ObjectId,
    length: ObjectId,
    start: u64,
}

impl<W: Write> StreamWriter<'_, W> {
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.put(bytes)
    }

    pub(super) fn finish(self) -> io::Result<ObjectId> {
        let length = self.file.position - self.start;
        self.file.put(b"\nendstream\nendobj\n")?;
        let length = Object::Integer(length as i64);
        self.file.object(self.length, &length)?;
        Ok(self.id)
    }
}

/// An object in PDF's syntax (ISO 32000 7.3).
fn serialise(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Integer(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Real(value) => out.extend_from_slice(number(f64::from(*value)).as_bytes()),
        Object::Name(name) => serialise_name(name, out),
        Object::String(text, StringFormat::Hexadecimal) => serialise_hex(text, out),
        Object::String(text, StringFormat::Literal) => serialise_literal(text, out),
        Object::Array(items) => {
            out.push(b'[');
            for item in items {
                serialise(item, out);
                out.push(b' ');
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => serialise_dictionary(dictionary, out),
        Object::Reference((number, _)) => {
            out.extend_from_slice(format!("{number} 0 R").as_bytes());
        }
        // Streams are written by `begin_stream` alone.
        Object::Stream(stream) => serialise_dictionary(&stream.dict, out),
    }
}

fn serialise_dictionary(dictionary: &Dictionary, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary.iter() {
        serialise_name(key, out);
        out.push(b' ');
        serialise(value, out);
    }
    out.extend_from_slice(b">>");
}

fn serialise_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_alphanumeric() || b"+-_.,:".contains(&byte) {
            out.push(byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

fn serialise_hex(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'<');
    for byte in text {
        out.extend_from_slice(format!("{byte:02X}").as_bytes());
    }
    out.push(b'>');
}

fn serialise_literal(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for &byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b' '..=b'~' => out.push(byte),
            _ => out.extend_from_slice(format!("\\{byte:03o}").as_bytes()),
        }
    }
    out.push(b')');
}

/// A number to a ten-thousandth, without needless digits.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text {
        "-0" | "" => "0".to_owned(),
        text => text.to_owned(),
    }
}

/// A text string: UTF-16BE with its mark (ISO 32000 7.9.2.2).
pub(super) fn text_string(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// [`text_string`] as it is written into a page's content.
pub(super) fn text_string_hex(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("{unit:04X}"));
    format!("<FEFF{}>", units.collect::<String>())
}
