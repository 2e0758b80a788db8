//! Document information, XMP and file identifier, all from what comes in: no clock, no chance.

use std::fmt::Write as _;

use lopdf::{Dictionary, Object, StringFormat, dictionary};

use super::file::text_string;
use super::{Conformance, CreationDate, PdfSettings};

/// Creator and producer.
const PRODUCT: &str = concat!("Filmdesk ", env!("CARGO_PKG_VERSION"));

impl CreationDate {
    /// `D:20261124191500+01'00'` (ISO 32000 7.9.4).
    fn pdf(self) -> String {
        let (sign, hours, minutes) = self.offset();
        format!(
            "D:{:04}{:02}{:02}{:02}{:02}{:02}{sign}{hours:02}'{minutes:02}'",
            self.year, self.month, self.day, self.hour, self.minute, self.second
        )
    }

    /// `2026-11-24T19:15:00+01:00` (XMP, ISO 8601).
    fn iso8601(self) -> String {
        let (sign, hours, minutes) = self.offset();
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{hours:02}:{minutes:02}",
            self.year, self.month, self.day, self.hour, self.minute, self.second
        )
    }

    fn offset(self) -> (char, u16, u16) {
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let minutes = self.offset_minutes.unsigned_abs();
        (sign, minutes / 60, minutes % 60)
    }
}

/// The Info dictionary; it says the same as the XMP packet (ISO 19005-2 6.6.3).
pub(super) fn info(settings: &PdfSettings) -> Dictionary {
    let date = settings.created.pdf().into_bytes();
    let date = Object::String(date, StringFormat::Literal);
    let mut info = dictionary! {
        "Title" => text_string(&settings.title),
        "Creator" => text_string(PRODUCT),
        "Producer" => text_string(PRODUCT),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    if let Some(subject) = &settings.subject {
        info.set("Subject", text_string(subject));
    }
    info
}

/// The XMP packet (ISO 16684-1).
pub(super) fn xmp(settings: &PdfSettings) -> String {
    let date = settings.created.iso8601();
    let title = escaped(&settings.title);
    let mut body = format!(
        "<dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <xmp:CreatorTool>{PRODUCT}</xmp:CreatorTool>\n\
         <xmp:CreateDate>{date}</xmp:CreateDate>\n<xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
         <pdf:Producer>{PRODUCT}</pdf:Producer>\n"
    );
    if let Some(subject) = &settings.subject {
        let subject = escaped(subject);
        let _ = writeln!(
            body,
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li>\
             </rdf:Alt></dc:description>"
        );
    }
    if settings.conformance == Conformance::A2b {
        body.push_str("<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n");
    }
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n{body}</rdf:Description>\n\
         </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// Text for XML; characters that XML 1.0 has no form for are left out.
fn escaped(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(allowed) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

/// A file identifier from everything that makes the document what it is.
pub(super) struct Digest([u64; 2]);

/// FNV-1a with two starting values: 128 bits for an identifier, not for safety.
const STARTS: [u64; 2] = [0xCBF2_9CE4_8422_2325, 0x8422_2325_CBF2_9CE4];
const PRIME: u64 = 0x0100_0000_01B3;

impl Digest {
    pub(super) fn new() -> Self {
        Self(STARTS)
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        for lane in &mut self.0 {
            let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(PRIME);
            *lane = bytes.iter().fold(*lane, step);
        }
    }

    pub(super) fn identifier(&self) -> Object {
        let bytes: Vec<u8> = self.0.iter().flat_map(|lane| lane.to_be_bytes()).collect();
        let identifier = Object::String(bytes, StringFormat::Hexadecimal);
        Object::Array(vec![identifier.clone(), identifier])
    }
}
