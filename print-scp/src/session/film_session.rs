//! Basic Film Session (PS3.4 H.4.1).

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::uid::Uid;

use super::film_box::FilmBox;
use super::print;
use crate::attributes::{Reader, check_presence, rows_of, without_bulk};
use crate::environment::{Admission, Environment};
use crate::offers::SopClass;
use crate::printer::PrinterProfile;
use crate::service::{Granted, PrintService, Refusal, Request, Warning};
use crate::terms::{FilmDestination, MediumType, PrintPriority};

/// Proposed Study Sequence, see the attribute table.
pub(super) const PROPOSED_STUDY_SEQUENCE: Tag = Tag(0x2130, 0x00A0);

/// A film session with its films in the order of creation.
#[derive(Debug)]
pub(crate) struct FilmSession {
    pub(crate) uid: Uid,
    pub(crate) values: SessionValues,
    pub(crate) films: Vec<FilmBox>,
}

/// The attributes in force. Texts are kept as they were sent.
#[derive(Debug, Clone)]
pub(crate) struct SessionValues {
    pub(crate) character_set: Option<String>,
    pub(crate) copies: u16,
    pub(crate) priority: PrintPriority,
    pub(crate) medium: MediumType,
    pub(crate) destination: FilmDestination,
    pub(crate) label: Option<Vec<u8>>,
    pub(crate) memory_kb: Option<u32>,
    pub(crate) owner_id: Option<Vec<u8>>,
    pub(crate) proposed_study: Option<DataSet>,
}

impl SessionValues {
    fn new(printer: &PrinterProfile) -> Self {
        let defaults = &printer.defaults;
        Self {
            character_set: None,
            copies: defaults.copies,
            priority: defaults.priority,
            medium: defaults.medium,
            destination: defaults.destination,
            label: None,
            memory_kb: None,
            owner_id: None,
            proposed_study: None,
        }
    }

    fn read(&mut self, reader: &mut Reader<'_>, printer: &PrinterProfile) {
        let defaults = &printer.defaults;
        reader.value(
            tags::SPECIFIC_CHARACTER_SET,
            &mut self.character_set,
            None,
            known_set,
        );
        reader.value(
            tags::NUMBER_OF_COPIES,
            &mut self.copies,
            defaults.copies,
            |data| {
                let copies = data.number(tags::NUMBER_OF_COPIES).ok()??;
                (1..=printer.max_copies).contains(&copies).then_some(copies)
            },
        );
        reader.term(
            tags::PRINT_PRIORITY,
            &mut self.priority,
            defaults.priority,
            |_| true,
        );
        reader.term(
            tags::MEDIUM_TYPE,
            &mut self.medium,
            defaults.medium,
            |medium| printer.media.contains(medium),
        );
        let destination = defaults.destination;
        reader.term(
            tags::FILM_DESTINATION,
            &mut self.destination,
            destination,
            |place| printer.destinations.contains(place),
        );
        let text = |tag| move |data: &DataSet| data.bytes(tag).map(|bytes| Some(bytes.to_vec()));
        let label = tags::FILM_SESSION_LABEL;
        reader.value(label, &mut self.label, None, text(label));
        reader.value(
            tags::OWNER_ID,
            &mut self.owner_id,
            None,
            text(tags::OWNER_ID),
        );
        reader.value(
            PROPOSED_STUDY_SEQUENCE,
            &mut self.proposed_study,
            None,
            |data| {
                let [study] = data.items(PROPOSED_STUDY_SEQUENCE)? else {
                    return None;
                };
                Some(Some(without_bulk(study)))
            },
        );
    }

    /// Memory Allocation: B600 where the printer has none to give, 0106 beyond what it has.
    fn read_memory(
        &mut self,
        reader: &mut Reader<'_>,
        printer: &PrinterProfile,
    ) -> Option<Warning> {
        let tag = tags::MEMORY_ALLOCATION;
        if !reader.data().contains(tag) {
            return None;
        }
        if !reader.data().has_value(tag) {
            self.memory_kb = None;
            return None;
        }
        if printer.max_memory_kb == 0 {
            return Some(Warning::MemoryNotSupported);
        }
        let asked = reader.must(tag, |data| {
            let kb = data.number::<u32>(tag).ok()??;
            (kb <= printer.max_memory_kb).then_some(kb)
        });
        self.memory_kb = asked.or(self.memory_kb);
        None
    }

    /// The attribute list of an N-CREATE response.
    fn data_set(&self) -> DataSet {
        let mut data = DataSet::new();
        if let Some(set) = &self.character_set {
            data.put_text(tags::SPECIFIC_CHARACTER_SET, VR::CS, set);
        }
        data.put_text(tags::NUMBER_OF_COPIES, VR::IS, &self.copies.to_string());
        data.put_text(tags::PRINT_PRIORITY, VR::CS, self.priority.as_str());
        data.put_text(tags::MEDIUM_TYPE, VR::CS, self.medium.as_str());
        data.put_text(
            tags::FILM_DESTINATION,
            VR::CS,
            &self.destination.to_string(),
        );
        data.put_bytes(
            tags::FILM_SESSION_LABEL,
            VR::LO,
            self.label.clone().unwrap_or_default(),
        );
        if let Some(kb) = self.memory_kb {
            data.put_text(tags::MEMORY_ALLOCATION, VR::IS, &kb.to_string());
        }
        data.put_bytes(
            tags::OWNER_ID,
            VR::SH,
            self.owner_id.clone().unwrap_or_default(),
        );
        if let Some(study) = &self.proposed_study {
            data.put_items(PROPOSED_STUDY_SEQUENCE, vec![study.clone()]);
        }
        data
    }
}

/// A Specific Character Set whose terms are all known.
fn known_set(data: &DataSet) -> Option<Option<String>> {
    let text = data.ascii(tags::SPECIFIC_CHARACTER_SET).ok()??;
    let known = !filmdesk_dataset::CharacterSet::parse(text).has_unknown_term();
    known.then(|| Some(text.to_owned()))
}

/// N-CREATE (H.4.1.2.1).
pub(crate) fn create(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    if let Some(root) = &service.session.root {
        return Err(Refusal::DuplicateInstance(root.uid.clone()));
    }
    let uid = service.fresh_uid(request, env)?;
    let before = SessionValues::new(&service.association.printer);
    let (values, warnings) = read(service, request, before)?;
    env.admit(Admission::FilmSession).map_err(|_| FULL)?;
    if let Some(kb) = values.memory_kb {
        env.reserve_memory(kb).map_err(|_| NO_MEMORY)?;
    }
    let data_set = Some(values.data_set());
    service.session.root = Some(FilmSession {
        uid: uid.clone(),
        values,
        films: Vec::new(),
    });
    Ok(Granted {
        warnings,
        data_set,
        created: Some(uid),
        kept: None,
    })
}

/// N-SET (H.4.1.2.2).
pub(crate) fn set(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let before = service.session.root(request.target()?)?.values.clone();
    let reserved = before.memory_kb;
    let (values, warnings) = read(service, request, before)?;
    if values.memory_kb != reserved {
        env.reserve_memory(values.memory_kb.unwrap_or(0))
            .map_err(|_| NO_MEMORY)?;
    }
    service.session.root(request.target()?)?.values = values;
    Ok(Granted {
        warnings,
        ..Granted::default()
    })
}

const FULL: Refusal = Refusal::ResourceLimit("no room for a film session, try again later");
const NO_MEMORY: Refusal = Refusal::ResourceLimit("memory cannot be had now, try again later");

fn read(
    service: &PrintService,
    request: &Request<'_>,
    mut values: SessionValues,
) -> Result<(SessionValues, Vec<Warning>), Refusal> {
    let rows = rows_of(SopClass::FilmSession, Operation::NCreate);
    let unsupported = check_presence(rows, request.data, service.circumstances(false))?;
    let printer = &service.association.printer;
    let mut reader = Reader::new(request.data, rows);
    values.read(&mut reader, printer);
    let memory = values.read_memory(&mut reader, printer);
    let mut warnings = reader.finish(service.association.peer.unsupported, unsupported)?;
    warnings.extend(memory);
    Ok((values, warnings))
}

/// N-DELETE (H.4.1.2.3): with everything below it.
pub(crate) fn delete(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    service.session.root(request.target()?)?;
    service.session.delete_root(env);
    Ok(Granted::default())
}

/// N-ACTION (H.4.1.2.4): all films, as one job.
pub(crate) fn print(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let films = service.session.root(request.target()?)?.films.len();
    let arguments = print::check_information(request, service.association.peer.unsupported);
    arguments?;
    if films == 0 {
        return Err(Refusal::NoFilmBox);
    }
    print::session(service, env)
}
