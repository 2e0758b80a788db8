//! Basic Annotation Box (PS3.4 H.4.4).

use dicom_core::VR;
use dicom_dictionary_std::tags;
use filmdesk_dataset::{CharacterSet, DataSet, Phi};
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::uid::Uid;

use crate::attributes::{Reader, check_presence, rows_of};
use crate::environment::{Admission, Environment};
use crate::offers::SopClass;
use crate::service::{Granted, PrintService, Refusal, Request};
use crate::sheet::TextLanguage;

/// Longest text. LO has 64 characters; consoles send more, and nothing is cut.
const MAX_TEXT: usize = 1024;

/// An annotation box and its text.
#[derive(Debug)]
pub(crate) struct AnnotationBox {
    pub(crate) uid: Uid,
    pub(crate) position: u16,
    pub(crate) text: Phi<String>,
    pub(crate) language: TextLanguage,
}

impl AnnotationBox {
    pub(super) fn new(uid: Uid, position: u16) -> Self {
        let language = TextLanguage::default();
        Self {
            uid,
            position,
            text: Phi::default(),
            language,
        }
    }
}

/// N-SET (H.4.4.2.1).
pub(crate) fn set(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let uid = request.target()?;
    service.session.expect(uid, SopClass::AnnotationBox)?;
    let place = service.session.annotation_place(uid)?;
    let rows = rows_of(SopClass::AnnotationBox, Operation::NSet);
    let unsupported = check_presence(rows, request.data, service.circumstances(false))?;
    let mut reader = Reader::new(request.data, rows);
    let declared = character_set(service, request.data);
    let text = read_text(&mut reader, &CharacterSet::parse(&declared));
    let root = service
        .session
        .root
        .as_mut()
        .ok_or(Refusal::NoSuchInstance)?;
    let film = root
        .films
        .get_mut(place.film)
        .ok_or(Refusal::NoSuchInstance)?;
    let slot = film
        .annotations
        .get_mut(place.index)
        .ok_or(Refusal::NoSuchInstance)?;
    let tag = tags::ANNOTATION_POSITION;
    reader.must(tag, |data| {
        data.u16(tag).ok()?.filter(|place| *place == slot.position)
    });
    let warnings = reader.finish(service.association.peer.unsupported, unsupported)?;
    let full = |_| Refusal::ResourceLimit("no room for a text, try again later");
    env.admit(Admission::Annotation).map_err(full)?;
    if let Some(text) = text {
        slot.text = Phi::new(text);
        slot.language = language_of(&declared);
    }
    Ok(Granted {
        warnings,
        ..Granted::default()
    })
}

/// Of the data set, else of the Film Session, else the peer's default.
fn character_set(service: &PrintService, data: &DataSet) -> String {
    let sent = data.ascii(tags::SPECIFIC_CHARACTER_SET).ok().flatten();
    let session = service
        .session
        .root
        .as_ref()
        .and_then(|root| root.values.character_set.clone());
    sent.map(str::to_owned)
        .or(session)
        .unwrap_or_else(|| service.association.peer.default_character_set.clone())
}

/// `None` when there is no Text String: the text stays. An empty one erases.
fn read_text(reader: &mut Reader<'_>, set: &CharacterSet) -> Option<String> {
    let tag = tags::TEXT_STRING;
    if !reader.data().contains(tag) {
        return None;
    }
    if !reader.data().has_value(tag) {
        return Some(String::new());
    }
    reader.must(tag, |data| {
        let text = set.decode_lenient(data.bytes(tag)?, VR::LO);
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        (text.chars().count() <= MAX_TEXT).then(|| text.trim().to_owned())
    })
}

/// Terms of Specific Character Set that tell a language of Han characters.
const LANGUAGES: &[(&str, TextLanguage)] = &[
    ("ISO 2022 IR 87", TextLanguage::Japanese),
    ("ISO 2022 IR 159", TextLanguage::Japanese),
    ("ISO 2022 IR 13", TextLanguage::Japanese),
    ("ISO_IR 13", TextLanguage::Japanese),
    ("ISO 2022 IR 149", TextLanguage::Korean),
    ("ISO 2022 IR 58", TextLanguage::SimplifiedChinese),
    ("GB18030", TextLanguage::SimplifiedChinese),
    ("GBK", TextLanguage::SimplifiedChinese),
];

fn language_of(declared: &str) -> TextLanguage {
    let term = |term: &str| {
        LANGUAGES
            .iter()
            .find(|row| row.0 == term.trim())
            .map(|row| row.1)
    };
    declared.split('\\').find_map(term).unwrap_or_default()
}
