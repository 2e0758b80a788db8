//! A data set as it may be shown: every element, and values of those alone that say nothing of a
//! person.

use std::io;

use filmdesk_dataset::scan::{Limits, Scanner, is_like_text};
use filmdesk_dataset::transfer_syntax::{Encoding, is_deflated};
use filmdesk_dataset::{BulkSink, DataSet, Element, Tag, VR, Value, tags};
use filmdesk_print_scp::attributes::keyword;
use filmdesk_web::ElementLine;

use super::uids::Pseudonyms;
use crate::witness;

/// Item (PS3.5 7.5).
const ITEM: Tag = Tag(0xFFFE, 0xE000);
/// Elements of one data set that are listed: a print request has some 200.
const LISTED: usize = 2000;
/// Elements that are read: what is beyond is only counted as bytes.
const READ: u64 = 20_000;

/// Attributes beside those of Print whose values are shown, where they are terms or numbers: they
/// describe pixels and printers. All else may be of a patient.
const SHOWN: &[Tag] = &[
    tags::SPECIFIC_CHARACTER_SET,
    tags::MODALITY,
    tags::SAMPLES_PER_PIXEL,
    tags::PHOTOMETRIC_INTERPRETATION,
    tags::PLANAR_CONFIGURATION,
    tags::NUMBER_OF_FRAMES,
    tags::ROWS,
    tags::COLUMNS,
    tags::PIXEL_ASPECT_RATIO,
    tags::BITS_ALLOCATED,
    tags::BITS_STORED,
    tags::HIGH_BIT,
    tags::PIXEL_REPRESENTATION,
    tags::LOSSY_IMAGE_COMPRESSION,
    tags::MEMORY_ALLOCATION,
    tags::MAXIMUM_MEMORY_ALLOCATION,
    tags::MEMORY_BIT_DEPTH,
    tags::PRINTING_BIT_DEPTH,
    tags::ILLUMINATION,
    tags::REFLECTED_AMBIENT_LIGHT,
    tags::IMAGE_BOX_POSITION,
    tags::REQUESTED_IMAGE_SIZE,
    tags::ANNOTATION_POSITION,
    tags::ANNOTATION_DISPLAY_FORMAT_ID,
    tags::PRINTER_STATUS,
    tags::PRINTER_STATUS_INFO,
    tags::EXECUTION_STATUS,
    tags::EXECUTION_STATUS_INFO,
];

/// Bytes of a data set as they come.
pub(super) struct Header {
    scanner: Option<Scanner>,
    error: Option<String>,
}

/// Values that are not wanted.
struct Nowhere;

impl BulkSink for Nowhere {
    fn begin(&mut self, _: Option<u64>) -> io::Result<u64> {
        Ok(0)
    }

    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Header {
    pub(super) fn new(syntax: &str) -> Self {
        let limits = Limits {
            elements: READ,
            ..Limits::PEER
        };
        let deflated = is_deflated(syntax).then(|| "deflated: not read".to_owned());
        Self {
            scanner: deflated
                .is_none()
                .then(|| Scanner::new(Encoding::of_elements(syntax), limits)),
            error: deflated,
        }
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        if self.error.is_none()
            && let Some(scanner) = &mut self.scanner
        {
            let fed = scanner.feed(bytes, &mut Nowhere);
            self.error = fed.err().map(|error| error.bare());
        }
    }

    /// Its elements, and what is wrong with it.
    pub(super) fn finish(self, uids: &mut Pseudonyms) -> (Vec<ElementLine>, String) {
        let Some(scanner) = self.scanner else {
            return (Vec::new(), self.error.unwrap_or_default());
        };
        let (data, unfinished) = scanner.finish_damaged(&mut Nowhere);
        let wrong = self.error.or(unfinished.map(|error| error.bare()));
        let mut list = List {
            uids,
            lines: Vec::new(),
            more: 0,
        };
        list.data_set(&data, 0);
        let more = (list.more > 0).then(|| format!("{} more elements", list.more));
        let notes: Vec<String> = wrong.into_iter().chain(more).collect();
        (list.lines, notes.join("; "))
    }
}

struct List<'u> {
    uids: &'u mut Pseudonyms,
    lines: Vec<ElementLine>,
    more: u64,
}

impl List<'_> {
    fn data_set(&mut self, data: &DataSet, depth: u8) {
        for (tag, element) in data.iter() {
            // After a wrong length it is a value that is read as a header.
            if is_like_text(tag) {
                self.more += 1;
                continue;
            }
            let value = self.value(data, tag, element);
            let length = match &element.value {
                Value::Bytes(bytes) => bytes.len() as u64,
                Value::Bulk(bulk) => bulk.length,
                Value::Items(_) => 0,
            };
            let name = match tag.group() % 2 {
                0 => keyword(tag),
                _ => String::new(),
            };
            self.push(ElementLine {
                depth,
                tag: tag.to_string(),
                vr: element.vr.to_string().to_owned(),
                length,
                keyword: name,
                value,
            });
            for item in data.items(tag).unwrap_or_default() {
                let depth = depth.saturating_add(1);
                self.push(ElementLine {
                    depth,
                    tag: ITEM.to_string(),
                    vr: String::new(),
                    length: 0,
                    keyword: "Item".to_owned(),
                    value: String::new(),
                });
                self.data_set(item, depth);
            }
        }
    }

    fn push(&mut self, line: ElementLine) {
        match self.lines.len() < LISTED {
            true => self.lines.push(line),
            false => self.more += 1,
        }
    }

    fn value(&mut self, data: &DataSet, tag: Tag, element: &Element) -> String {
        match &element.value {
            Value::Items(items) => format!("items: {}", items.len()),
            Value::Bulk(bulk) => removed(bulk.length),
            Value::Bytes(bytes) if bytes.is_empty() => String::new(),
            Value::Bytes(bytes) => self
                .shown(data, tag, element.vr)
                .unwrap_or_else(|| withheld(element.vr, bytes)),
        }
    }

    fn shown(&mut self, data: &DataSet, tag: Tag, vr: VR) -> Option<String> {
        if vr == VR::UI && tag.group().is_multiple_of(2) {
            return Some(self.uids.shown(data.ascii(tag).ok()??));
        }
        let is_of_terms = SHOWN.contains(&tag) || witness::is_repeated(tag);
        is_of_terms.then(|| witness::value(data, tag)).flatten()
    }
}

/// What stands for a value. Of a code the length may say which term was meant.
fn withheld(vr: VR, bytes: &[u8]) -> String {
    match vr {
        VR::CS => format!("[CS of {} characters]", bytes.trim_ascii().len()),
        _ => removed(bytes.len() as u64),
    }
}

fn removed(bytes: u64) -> String {
    format!("[removed, {bytes} bytes]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use filmdesk_dataset::encode;

    fn told(data: &DataSet) -> Vec<(String, String)> {
        let syntax = "1.2.840.10008.1.2";
        let bytes = encode::encode(data, Encoding::ImplicitLittle).unwrap();
        let mut header = Header::new(syntax);
        bytes.chunks(7).for_each(|piece| header.feed(piece));
        let (lines, note) = header.finish(&mut Pseudonyms::default());
        assert_eq!(note, "");
        lines
            .into_iter()
            .map(|line| (line.keyword, line.value))
            .collect()
    }

    #[test]
    fn structure_and_terms_stay_and_persons_go() {
        let mut item = DataSet::new();
        item.put_text(tags::PATIENT_NAME, VR::PN, "WANG^XIAOMING");
        item.put_u16(tags::ROWS, 512);
        item.put_bytes(Tag(0x0019, 0x1001), VR::UN, b"WANG".to_vec());
        let mut data = DataSet::new();
        data.put_text(tags::FILM_SIZE_ID, VR::CS, "8INX10IN");
        data.put_text(tags::MEDIUM_TYPE, VR::CS, "WANG XIAOMING");
        data.put_text(tags::FILM_DESTINATION, VR::CS, "WANG");
        data.put_text(tags::FILM_SESSION_LABEL, VR::LO, "WANG XIAOMING");
        data.put_text(tags::SOP_CLASS_UID, VR::UI, "1.2.840.10008.5.1.1.1");
        data.put_text(tags::STUDY_INSTANCE_UID, VR::UI, "1.2.3.4711");
        data.put_items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE, vec![item]);
        let told = told(&data);
        let of = |keyword: &str| {
            let found = told.iter().find(|(name, _)| name == keyword);
            found.map_or("nowhere", |(_, value)| value.as_str())
        };
        assert_eq!(of("FilmSizeID"), "8INX10IN");
        assert_eq!(of("Rows"), "512");
        assert_eq!(of("SOPClassUID"), "1.2.840.10008.5.1.1.1");
        assert_eq!(of("StudyInstanceUID"), "[UID 1]");
        assert_eq!(of("MediumType"), "[CS of 13 characters]");
        assert_eq!(of("FilmDestination"), "[CS of 4 characters]");
        assert_eq!(of("FilmSessionLabel"), "[removed, 14 bytes]");
        assert!(!format!("{told:?}").contains("WANG"), "{told:?}");
    }

    /// PS3.15 Table E.1-1 names what may be of a person.
    #[test]
    fn nothing_is_shown_that_de_identification_touches() {
        for tag in SHOWN {
            assert!(
                !filmdesk_media::deidentify::is_confidential(*tag),
                "{}",
                keyword(*tag)
            );
        }
    }

    #[test]
    fn a_broken_data_set_is_shown_as_far_as_it_goes() {
        let mut data = DataSet::new();
        data.put_u16(tags::ROWS, 512);
        data.put_u16(tags::COLUMNS, 512);
        let bytes = encode::encode(&data, Encoding::ImplicitLittle).unwrap();
        let mut header = Header::new("1.2.840.10008.1.2");
        header.feed(&bytes[..bytes.len() - 1]);
        let (lines, note) = header.finish(&mut Pseudonyms::default());
        assert_eq!(lines.len(), 1);
        assert!(note.contains("ends too early"), "{note}");
    }
}
