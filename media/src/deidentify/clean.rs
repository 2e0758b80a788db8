//! Going through a data set, element by element.

use filmdesk_dataset::{CharacterSet, DataSet, Element, Tag, VR, Value, tags};

use super::action::{Bare, Deed, resolve};
use super::known::{Known, is_text};
use super::words::safe_words;
use super::{Dates, Options, Pseudonyms, Report, attributes, content, dummy, private};

/// Whether elements that the tables do not name keep their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// They do, unless they tell something known.
    Profile,
    /// They do not: a sequence that is replaced by a dummy with all its contents.
    Dummy,
}

/// One instance's way through the tables.
pub(super) struct Cleaner<'a> {
    pub(super) options: &'a Options,
    pub(super) pseudonyms: &'a mut Pseudonyms,
    pub(super) known: Known,
    pub(super) report: Report,
}

/// Sequences of content items (PS3.15 E.3.4).
const STRUCTURED: [Tag; 3] = [
    tags::CONTENT_SEQUENCE,
    tags::ACQUISITION_CONTEXT_SEQUENCE,
    tags::SPECIMEN_PREPARATION_SEQUENCE,
];

/// UIDs that name kinds and not things; private ones do not begin as the standard's.
const KINDS: &[Tag] = &[
    tags::SOP_CLASS_UID,
    tags::REFERENCED_SOP_CLASS_UID,
    tags::REFERENCED_SOP_CLASS_UID_IN_FILE,
    tags::RELATED_GENERAL_SOP_CLASS_UID,
    tags::ORIGINAL_SPECIALIZED_SOP_CLASS_UID,
    tags::CODING_SCHEME_UID,
    tags::CONTEXT_UID,
    tags::MAPPING_RESOURCE_UID,
    tags::REFERENCED_TRANSFER_SYNTAX_UID_IN_FILE,
    tags::AVAILABLE_TRANSFER_SYNTAX_UID,
    tags::ENCRYPTED_CONTENT_TRANSFER_SYNTAX_UID,
];

/// What the UIDs of the standard begin with: SOP classes, transfer syntaxes, well-known frames of
/// reference.
const STANDARD_ROOT: &str = "1.2.840.10008.";

impl Cleaner<'_> {
    /// The whole data set.
    pub(super) fn instance(&mut self, data: &mut DataSet) {
        self.data_set(data, Mode::Profile, &CharacterSet::default());
    }

    fn data_set(&mut self, data: &mut DataSet, mode: Mode, around: &CharacterSet) {
        let set = CharacterSet::from_data_set(data).unwrap_or_else(|| around.clone());
        let safe = private::safe_tags(data, self.options);
        let tags: Vec<Tag> = data.iter().map(|(tag, _)| tag).collect();
        for tag in tags {
            let Some(element) = data.remove(tag) else {
                continue;
            };
            let deed = self.deed(tag, &element, mode, &safe);
            if let Some(element) = self.perform(deed, tag, element, mode, &set) {
                data.insert(tag, element);
            }
        }
    }

    fn deed(&self, tag: Tag, element: &Element, mode: Mode, safe: &[Tag]) -> Deed {
        let private = tag.group() % 2 == 1;
        if private {
            return match safe.contains(&tag) {
                true => Deed::Keep,
                false => Deed::Remove,
            };
        }
        // Curves (50xx,xxxx), overlay data and comments (60xx,3000), (60xx,4000): removed, with
        // all else in their groups, which would be half a module. No option cleans them here.
        if matches!(tag.group(), 0x5000..=0x501e | 0x6000..=0x601e) {
            return Deed::Remove;
        }
        // The table retains every UID but this one, which content items share: their own table
        // (E.3.4-1) does retain it.
        if tag == tags::UID && self.options.retain_uids {
            return Deed::Keep;
        }
        match attributes::find(tag) {
            Some(row) => resolve(row.basic, row.options, self.options),
            None => self.unlisted(tag, element, mode),
        }
    }

    /// What the table does not name is decided by its VR (PS3.15 E.1.1 note 4).
    fn unlisted(&self, tag: Tag, element: &Element, mode: Mode) -> Deed {
        match element.vr {
            VR::PN => Deed::Dummy,
            VR::DA | VR::TM | VR::DT => match self.options.dates {
                Dates::Remove => Deed::Dummy,
                Dates::Keep => Deed::Keep,
                Dates::Shift(_) => Deed::Shift,
            },
            VR::UI if KINDS.contains(&tag) || self.options.retain_uids => Deed::Keep,
            VR::UI => Deed::NewUid,
            // An attribute that no dictionary knows.
            VR::UN => Deed::Remove,
            _ if mode == Mode::Dummy && is_told(tag, element.vr) => Deed::Dummy,
            _ => Deed::Keep,
        }
    }

    fn perform(
        &mut self,
        deed: Deed,
        tag: Tag,
        mut element: Element,
        mode: Mode,
        set: &CharacterSet,
    ) -> Option<Element> {
        let empty = element.value.is_empty();
        match deed {
            Deed::Remove => {
                self.report.removed += 1;
                return None;
            }
            _ if empty => {}
            Deed::Empty => self.empty(tag, &mut element),
            Deed::Dummy => self.dummy(tag, &mut element, set),
            Deed::Keep => self.keep(tag, &mut element, mode, set),
            Deed::NewUid => self.new_uid(tag, &mut element, mode, set),
            Deed::Shift => self.shift(tag, &mut element, mode, set),
            Deed::Clean { otherwise } => {
                return self.clean(tag, element, otherwise, mode, set);
            }
        }
        Some(element)
    }

    fn empty(&mut self, tag: Tag, element: &mut Element) {
        // Z allows a dummy; patients must stay apart in a directory.
        if let Some(kind) = patient_kind(tag) {
            let original = match &element.value {
                Value::Bytes(bytes) => trimmed(bytes),
                _ => &[],
            };
            let word = self.pseudonyms.word(kind, original);
            self.report.replaced += 1;
            return put(element, word.into_bytes());
        }
        self.report.emptied += 1;
        element.value = match element.vr {
            VR::SQ => Value::Items(Vec::new()),
            _ => Value::Bytes(Vec::new()),
        };
    }

    fn dummy(&mut self, tag: Tag, element: &mut Element, set: &CharacterSet) {
        if let Value::Items(items) = &mut element.value {
            return self.items(tag, items, Mode::Dummy, set);
        }
        let length = match &element.value {
            Value::Bytes(bytes) => bytes.len(),
            Value::Items(_) | Value::Bulk(_) => 2,
        };
        if element.vr == VR::UI {
            return self.new_uid(tag, element, Mode::Dummy, set);
        }
        self.report.replaced += 1;
        put(
            element,
            dummy::value(element.vr, length).unwrap_or_default(),
        );
    }

    fn keep(&mut self, tag: Tag, element: &mut Element, mode: Mode, set: &CharacterSet) {
        let vr = element.vr;
        match &mut element.value {
            Value::Items(items) => self.items(tag, items, mode, set),
            Value::Bytes(bytes) if is_text(vr) => {
                let text = set.decode_lenient(bytes, vr);
                if self.known.is_told_by(&text) && !self.is_retained(tag) {
                    self.dummy(tag, element, set);
                }
            }
            // A patient's number as a series' number: seen in the field.
            Value::Bytes(bytes) if vr == VR::IS => {
                let number = String::from_utf8_lossy(bytes);
                if self.known.is_all_of(&number) {
                    self.dummy(tag, element, set);
                }
            }
            Value::Bytes(_) | Value::Bulk(_) => {}
        }
    }

    /// Whether an option wants this very attribute as it is.
    fn is_retained(&self, tag: Tag) -> bool {
        let row = attributes::find(tag);
        row.is_some_and(|row| resolve(row.basic, row.options, self.options) == Deed::Keep)
    }

    fn items(&mut self, tag: Tag, items: &mut Vec<DataSet>, mode: Mode, set: &CharacterSet) {
        let structured = STRUCTURED.contains(&tag);
        let listed = attributes::find(tag).is_some();
        items.retain_mut(|item| {
            if structured && !self.content_item(item, set) {
                self.report.removed += 1;
                return false;
            }
            let coded = item.contains(tags::CODE_VALUE)
                || item.contains(tags::LONG_CODE_VALUE)
                || item.contains(tags::URN_CODE_VALUE);
            match (mode, coded) {
                // A code of the table itself names a person or a place.
                (Mode::Dummy, true) if listed => {
                    self.report.replaced += 1;
                    *item = dummy::code();
                }
                // Any other one is a concept.
                (Mode::Dummy, true) => self.data_set(item, Mode::Profile, set),
                (mode, _) => self.data_set(item, mode, set),
            }
            true
        });
    }

    /// Table E.3.4-1: whether a content item stays; the value of one that is replaced is.
    fn content_item(&mut self, item: &mut DataSet, around: &CharacterSet) -> bool {
        let Some(row) = content_row(item) else {
            return true;
        };
        match resolve(row.basic, row.options, self.options) {
            Deed::Remove => return false,
            Deed::Dummy | Deed::Empty if row.value_type != "UIDREF" => {
                let set = CharacterSet::default();
                for tag in CONTENT_VALUES {
                    if let Some(mut element) = item.remove(*tag) {
                        self.dummy(*tag, &mut element, &set);
                        item.insert(*tag, element);
                    }
                }
            }
            Deed::Clean { otherwise } => {
                let set = CharacterSet::from_data_set(item).unwrap_or_else(|| around.clone());
                if let Some(text) = item.remove(tags::TEXT_VALUE) {
                    let mode = Mode::Profile;
                    let Some(text) = self.clean(tags::TEXT_VALUE, text, otherwise, mode, &set)
                    else {
                        return false;
                    };
                    item.insert(tags::TEXT_VALUE, text);
                }
            }
            // Dates, UIDs and references are treated where they stand.
            _ => {}
        }
        true
    }

    fn new_uid(&mut self, tag: Tag, element: &mut Element, mode: Mode, set: &CharacterSet) {
        let bytes = match &mut element.value {
            Value::Items(items) => return self.items(tag, items, mode, set),
            Value::Bytes(bytes) => bytes,
            Value::Bulk(_) => return,
        };
        let text = String::from_utf8_lossy(trimmed(bytes)).into_owned();
        let replaced: Vec<String> = text
            .split('\\')
            .map(|uid| match uid.trim_matches([' ', '\0']) {
                "" => String::new(),
                standard if standard.starts_with(STANDARD_ROOT) => standard.to_owned(),
                original => self.pseudonyms.uid(original),
            })
            .collect();
        self.report.replaced += 1;
        put(element, replaced.join("\\").into_bytes());
    }

    fn shift(&mut self, tag: Tag, element: &mut Element, mode: Mode, set: &CharacterSet) {
        let Dates::Shift(days) = self.options.dates else {
            return self.dummy(tag, element, set);
        };
        let moved = match (&mut element.value, element.vr) {
            (Value::Items(items), _) => return self.items(tag, items, mode, set),
            // Times of day stay, so that intervals within a day do.
            (_, VR::TM) => return,
            (Value::Bytes(bytes), VR::DA | VR::DT) => std::str::from_utf8(bytes)
                .ok()
                .and_then(|text| dummy::shifted(text, days)),
            _ => None,
        };
        match moved {
            Some(text) => {
                self.report.replaced += 1;
                put(element, text.into_bytes());
            }
            None => self.dummy(tag, element, set),
        }
    }

    fn clean(
        &mut self,
        tag: Tag,
        mut element: Element,
        otherwise: Bare,
        mode: Mode,
        set: &CharacterSet,
    ) -> Option<Element> {
        if let Value::Items(items) = &mut element.value {
            self.items(tag, items, mode, set);
            return Some(element);
        }
        let safe = match &element.value {
            Value::Bytes(bytes) if is_text(element.vr) => {
                let text = set.decode_lenient(bytes, element.vr);
                safe_words(&text, |word| self.known.is_name(word))
            }
            _ => None,
        };
        let Some(safe) = safe else {
            let deed = match otherwise {
                Bare::Remove => Deed::Remove,
                Bare::Empty => Deed::Empty,
                Bare::Dummy => Deed::Dummy,
            };
            return self.perform(deed, tag, element, mode, set);
        };
        self.report.replaced += 1;
        put(&mut element, safe.into_bytes());
        Some(element)
    }
}

/// Values of content items (PS3.3 C.17.3).
const CONTENT_VALUES: &[Tag] = &[
    tags::TEXT_VALUE,
    tags::PERSON_NAME,
    tags::DATE,
    tags::TIME,
    tags::DATE_TIME,
    tags::MEASURED_VALUE_SEQUENCE,
    tags::CONCEPT_CODE_SEQUENCE,
];

fn content_row(item: &DataSet) -> Option<&'static content::Item> {
    let concept = item.items(tags::CONCEPT_NAME_CODE_SEQUENCE)?.first()?;
    let text = |data: &DataSet, tag| data.ascii(tag).ok().flatten().map(str::to_owned);
    let code = text(concept, tags::CODE_VALUE)?;
    let scheme = text(concept, tags::CODING_SCHEME_DESIGNATOR)?;
    let value_type = text(item, tags::VALUE_TYPE)?;
    content::find(&code, &scheme, &value_type)
}

/// Whether an element within a replaced sequence tells anything: text and numbers as text. Codes
/// (CS), counts (IS) and geometry hold the object together.
fn is_told(tag: Tag, vr: VR) -> bool {
    const NUMBERS: [Tag; 4] = [
        tags::FLOATING_POINT_VALUE,
        tags::RATIONAL_NUMERATOR_VALUE,
        tags::RATIONAL_DENOMINATOR_VALUE,
        tags::FLOW_IDENTIFIER,
    ];
    is_text(vr) || matches!(vr, VR::DS | VR::AE | VR::AS | VR::UR) || NUMBERS.contains(&tag)
}

/// Attributes that tell patients apart, with the kind of their pseudonym.
fn patient_kind(tag: Tag) -> Option<&'static str> {
    match tag {
        tags::PATIENT_ID => Some("patient id"),
        tags::PATIENT_NAME => Some("patient name"),
        _ => None,
    }
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|b| !matches!(b, b' ' | 0));
    bytes
        .get(..end.map_or(0, |end| end + 1))
        .unwrap_or_default()
}

/// Puts a value, padded as the VR wants it.
fn put(element: &mut Element, bytes: Vec<u8>) {
    let mut data = DataSet::new();
    data.put_bytes(tags::PATIENT_ID, element.vr, bytes);
    if let Some(padded) = data.remove(tags::PATIENT_ID) {
        *element = padded;
    }
}
