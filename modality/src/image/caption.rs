//! What a console writes on a film: the patient and the study, in the file's own character set.

use filmdesk_dataset::{CharacterSet, DataSet, Phi, Tag, VR, tags};

/// Longest Text String (2030,0020): VR LO, counted in characters.
const MAX_TEXT: usize = 64;

/// What is written on a film about an image. Patient text: `Debug` shows none of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Caption {
    /// Pieces of text in the order of their weight: name, ID, birth date, study.
    pub patient: Vec<Phi<String>>,
    /// Pieces about this image: series, number.
    pub image: Vec<Phi<String>>,
    /// Specific Character Set (0008,0005) as the file has it; `None` where it has none.
    pub character_set: Option<String>,
}

/// Attributes of the patient's line: tag and what is put in front.
const PATIENT: &[(Tag, &str)] = &[
    (tags::PATIENT_NAME, ""),
    (tags::PATIENT_ID, "ID "),
    (tags::PATIENT_BIRTH_DATE, "*"),
    (tags::STUDY_DATE, ""),
    (tags::INSTITUTION_NAME, ""),
];
/// Attributes of the image's line.
const IMAGE: &[(Tag, &str)] = &[
    (tags::SERIES_DESCRIPTION, ""),
    (tags::SERIES_NUMBER, "Se "),
    (tags::INSTANCE_NUMBER, "Im "),
    (tags::SLICE_LOCATION, "SL "),
];

impl Caption {
    /// A caption of one line each, in the default repertoire or UTF-8 as it needs.
    pub fn new(patient: &str, image: &str) -> Self {
        let pieces = |text: &str| match text.is_empty() {
            true => Vec::new(),
            false => vec![Phi::new(text.to_owned())],
        };
        let ascii = patient.is_ascii() && image.is_ascii();
        Self {
            patient: pieces(patient),
            image: pieces(image),
            character_set: (!ascii).then(|| "ISO_IR 192".to_owned()),
        }
    }

    /// The caption of a file.
    pub fn of_file(data: &DataSet) -> Self {
        let set = CharacterSet::from_data_set(data).unwrap_or_default();
        let pieces = |table: &[(Tag, &str)]| -> Vec<Phi<String>> {
            let piece = |(tag, front): &(Tag, &str)| {
                Some(Phi::new(format!("{front}{}", text(data, *tag, &set)?)))
            };
            table.iter().filter_map(piece).collect()
        };
        let declared = data.bytes(tags::SPECIFIC_CHARACTER_SET);
        let declared = declared.map(|bytes| String::from_utf8_lossy(bytes).trim_end().to_owned());
        Self {
            patient: pieces(PATIENT),
            image: pieces(IMAGE),
            character_set: declared.filter(|text| !text.is_empty()),
        }
    }

    /// The patient's line, of as many pieces as fit the VR: none is cut but a first one that is
    /// too long by itself.
    pub fn patient_line(&self) -> Phi<String> {
        Phi::new(joined(&self.patient, "  "))
    }

    /// The image's line, likewise.
    pub fn image_line(&self) -> Phi<String> {
        Phi::new(joined(&self.image, " "))
    }

    /// `text` coded as a console would: in the file's character set, else in UTF-8. The set's
    /// name is what goes into (0008,0005) beside it; `None` for the default repertoire.
    pub fn encoded(&self, text: &str) -> (Vec<u8>, Option<String>) {
        let set = self
            .character_set
            .as_deref()
            .map(CharacterSet::parse)
            .unwrap_or_default();
        match set.encode(text, VR::LO) {
            Some(bytes) => (bytes, self.character_set.clone()),
            None => (text.as_bytes().to_vec(), Some("ISO_IR 192".to_owned())),
        }
    }
}

fn joined(pieces: &[Phi<String>], between: &str) -> String {
    let mut line = String::new();
    for piece in pieces {
        let text = piece.reveal();
        let length = line.chars().count() + text.chars().count() + between.len();
        if line.is_empty() {
            line = text.chars().take(MAX_TEXT).collect();
        } else if length <= MAX_TEXT {
            line = line + between + text;
        }
    }
    line
}

/// The text of an attribute as people write it: names without carets, dates with dashes.
fn text(data: &DataSet, tag: Tag, set: &CharacterSet) -> Option<String> {
    let element = data.get(tag)?;
    let bytes = data.bytes(tag)?;
    let text = set.decode_lenient(bytes, element.vr);
    let shown = match element.vr {
        VR::PN => name(&text),
        VR::DA => date(text.trim()),
        _ => text.replace('\\', ", ").trim().to_owned(),
    };
    (!shown.is_empty()).then_some(shown)
}

/// Each representation with spaces for carets: what was ideographic stands beside it.
fn name(text: &str) -> String {
    let first = text.split('\\').next().unwrap_or_default();
    let words = |group: &str| {
        group
            .split(['^', ' '])
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let groups = first
        .split('=')
        .map(words)
        .filter(|group| !group.is_empty());
    groups.collect::<Vec<_>>().join(" = ")
}

fn date(text: &str) -> String {
    match (text.get(..4), text.get(4..6), text.get(6..8)) {
        (Some(year), Some(month), Some(day)) if text.len() == 8 => format!("{year}-{month}-{day}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(character_set: &str, name: &[u8]) -> DataSet {
        let mut data = DataSet::new();
        if !character_set.is_empty() {
            data.put_text(tags::SPECIFIC_CHARACTER_SET, VR::CS, character_set);
        }
        data.put_bytes(tags::PATIENT_NAME, VR::PN, name.to_vec());
        data.put_text(tags::PATIENT_ID, VR::LO, "4711");
        data.put_text(tags::STUDY_DATE, VR::DA, "20240229");
        data.put_text(tags::INSTANCE_NUMBER, VR::IS, "12");
        data
    }

    #[test]
    fn a_file_is_written_as_people_write() {
        let caption = Caption::of_file(&file("", b"DOE^JANE^^DR"));
        assert_eq!(
            caption.patient_line().reveal(),
            "DOE JANE DR  ID 4711  2024-02-29"
        );
        assert_eq!(caption.image_line().reveal(), "Im 12");
        assert_eq!(caption.encoded("DOE"), (b"DOE".to_vec(), None));
    }

    #[test]
    fn text_is_coded_as_the_file_was() {
        let caption = Caption::of_file(&file("ISO_IR 144", &[0xBB, 0xDE, b'^', 0xB0]));
        assert_eq!(
            caption.patient_line().reveal(),
            "\u{41b}\u{43e} \u{410}  ID 4711  2024-02-29"
        );
        let (bytes, set) = caption.encoded("\u{41b}\u{43e}");
        assert_eq!(
            (bytes, set.as_deref()),
            (vec![0xBB, 0xDE], Some("ISO_IR 144"))
        );
        let (bytes, set) = caption.encoded("\u{4e2d}");
        assert_eq!(
            (bytes, set.as_deref()),
            ("\u{4e2d}".into(), Some("ISO_IR 192"))
        );
    }

    #[test]
    fn a_line_holds_whole_pieces() {
        let long = "x".repeat(70);
        let mut caption = Caption::new(&long, "");
        assert_eq!(caption.patient_line().reveal().len(), 64);
        caption.patient = ["a".repeat(50), "b".repeat(20), "c".repeat(10)]
            .map(Phi::new)
            .to_vec();
        assert_eq!(
            caption.patient_line().reveal(),
            &format!("{}  {}", "a".repeat(50), "c".repeat(10))
        );
    }

    #[test]
    fn patient_text_is_not_shown_by_debug() {
        let shown = format!("{:?}", Caption::of_file(&file("", b"DOE^JANE")));
        assert!(!shown.contains("DOE"), "{shown}");
    }
}
