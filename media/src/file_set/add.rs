//! Taking an instance: what it is, whose it is, its keys.

use std::hash::{DefaultHasher, Hash, Hasher};

use filmdesk_dataset::text::PersonName;
use filmdesk_dataset::{DataSet, Tag, VR, tags};
use sha2::{Digest, Sha256};

use super::draft::{
    Leaf, PatientDraft, Place, Seen, SeriesDraft, StudyDraft, character_set, encoded_with_gap,
    person, text,
};
use super::name::{is_empty, may_be_one};
use super::{Added, FileSetBuilder, MAX_KEYS, MAX_NUMBER, NotTaken, PatientConflict};
use crate::contents::{PatientEntry, SeriesEntry, StudyEntry};
use crate::instance::{Instance, Key};
use crate::record::{Extracted, Level, Missing, Placement, RecordType, extract, record_of, value};
use crate::volume::VolumePath;

/// Records that may have an icon beside SERIES (PS3.3 F.7).
const WITH_ICON: &[RecordType] = &[
    RecordType::Image,
    RecordType::RtDose,
    RecordType::Spectroscopy,
    RecordType::RawData,
];

impl FileSetBuilder {
    /// Takes an instance. `icon` is the record's icon image (monochrome 8 bits, square) where
    /// the profile asks for one.
    pub fn add(&mut self, instance: &Instance, icon: Option<Vec<u8>>) -> Result<Added, NotTaken> {
        self.take(instance, icon.as_deref(), None)
    }

    /// As [`Self::add`], of a file that is on the medium already and stays where it is: `home`, a
    /// File ID.
    pub fn add_in_place(
        &mut self,
        instance: &Instance,
        icon: Option<Vec<u8>>,
        home: VolumePath,
    ) -> Result<Added, NotTaken> {
        self.take(instance, icon.as_deref(), Some(home))
    }

    fn take(
        &mut self,
        instance: &Instance,
        icon: Option<&[u8]>,
        home: Option<VolumePath>,
    ) -> Result<Added, NotTaken> {
        let taken = self.try_take(instance, icon, home);
        taken.map_err(|reason| NotTaken {
            key: instance.key,
            reason,
        })
    }

    fn try_take(
        &mut self,
        instance: &Instance,
        icon: Option<&[u8]>,
        home: Option<VolumePath>,
    ) -> Result<Added, String> {
        check_uids(instance)?;
        let (record, above) = placement(instance)?;
        let (mut leaf, made_good) = self.leaf(instance, record, icon)?;
        leaf.home = home;
        let fingerprint = fingerprint(&leaf, &instance.header);
        if let Some(seen) = self.by_instance.get(&instance.sop_instance) {
            return duplicate(seen, fingerprint);
        }
        let leaves = match above {
            None => &mut self.others,
            Some((study, series)) => {
                let place = self.place(instance, study, series)?;
                let study = &mut self.patients[place.patient].studies[place.study];
                &mut study.series[place.series].leaves
            }
        };
        if leaves.len() >= MAX_NUMBER {
            return Err(format!("its folder has {MAX_NUMBER} instances already"));
        }
        leaves.push(leaf);
        for reason in made_good {
            *self.made_good.entry(reason).or_default() += 1;
        }
        let key = instance.key;
        let seen = Seen { key, fingerprint };
        self.by_instance.insert(instance.sop_instance.clone(), seen);
        Ok(Added::New)
    }

    /// Its record's keys, encoded, and what of them was made good.
    fn leaf(
        &self,
        instance: &Instance,
        record: RecordType,
        icon: Option<&[u8]>,
    ) -> Result<(Leaf, Vec<(Tag, Missing)>), String> {
        let header = &instance.header;
        let mut extracted = self.extract(record, header)?;
        if let Some(icon) = icon.filter(|_| WITH_ICON.contains(&record)) {
            let item = icon_item(icon)?;
            extracted
                .keys
                .put_items(tags::ICON_IMAGE_SEQUENCE, vec![item]);
        }
        let number = extracted.keys.number(tags::INSTANCE_NUMBER).ok().flatten();
        let is_open = extracted
            .made_good
            .iter()
            .any(|(tag, _)| *tag == tags::INSTANCE_NUMBER);
        let missing = is_open.then_some(tags::INSTANCE_NUMBER);
        let encoded = encoded_with_gap(extracted.keys, missing);
        let (keys, gap) =
            encoded.map_err(|error| format!("its record cannot be written: {error}"))?;
        if keys.len() > MAX_KEYS {
            return Err(format!(
                "its record has {} bytes, more than {MAX_KEYS}",
                keys.len()
            ));
        }
        let leaf = Leaf {
            key: instance.key,
            record,
            sop_class: instance.sop_class.clone(),
            sop_instance: instance.sop_instance.clone(),
            transfer_syntax: instance.transfer_syntax.clone(),
            related_classes: related_classes(header),
            length: instance.length,
            frames: frames(header),
            number,
            keys,
            gap,
            home: None,
        };
        Ok((leaf, extracted.made_good))
    }

    fn extract(&self, record: RecordType, header: &DataSet) -> Result<Extracted, String> {
        let (keys, created) = (self.options.profile.keys, &self.options.created);
        extract(record, header, keys, created)
            .map_err(|tag| format!("it has no {tag}, which a {record} record must have"))
    }

    /// Finds or makes its patient, study and series.
    fn place(&mut self, instance: &Instance, study: &str, series: &str) -> Result<Place, String> {
        let known = self.by_study.get(study).copied();
        let elsewhere = |place: &Place| known != Some((place.patient, place.study));
        if self.by_series.get(series).is_some_and(elsewhere) {
            return Err("its series is already there in another study".to_owned());
        }
        let (patient, study) = match known {
            Some(found) => {
                self.agree(found.0, instance, study)?;
                self.improve_study(found, &instance.header)?;
                found
            }
            None => self.new_study(instance, study)?,
        };
        if let Some(place) = self.by_series.get(series).copied() {
            self.improve_series(place, &instance.header)?;
            return Ok(place);
        }
        self.new_series(patient, study, series, &instance.header)
    }

    fn new_study(&mut self, instance: &Instance, uid: &str) -> Result<(usize, usize), String> {
        let record = self.extract(RecordType::Study, &instance.header)?;
        let patient = self.patient(instance, uid)?;
        let mut draft = StudyDraft {
            entry: StudyEntry::default(),
            record,
            series: Vec::new(),
        };
        draft.read_texts(&instance.header);
        draft.read_institution(&instance.header);
        let studies = &mut self.patients[patient].studies;
        studies.push(draft);
        let place = (patient, studies.len() - 1);
        self.by_study.insert(uid.to_owned(), place);
        Ok(place)
    }

    fn new_series(
        &mut self,
        patient: usize,
        study: usize,
        uid: &str,
        header: &DataSet,
    ) -> Result<Place, String> {
        let record = self.extract(RecordType::Series, header)?;
        let mut draft = SeriesDraft {
            entry: SeriesEntry::default(),
            record,
            is_open: false,
            leaves: Vec::new(),
        };
        draft.read_texts(header);
        let all = &mut self.patients[patient].studies[study].series;
        all.push(draft);
        let place = Place {
            patient,
            study,
            series: all.len() - 1,
        };
        self.by_series.insert(uid.to_owned(), place);
        Ok(place)
    }

    /// A later instance may have what the record lacks.
    fn improve_study(&mut self, at: (usize, usize), header: &DataSet) -> Result<(), String> {
        let better = self.better(
            RecordType::Study,
            &self.patients[at.0].studies[at.1].record,
            header,
        )?;
        let draft = &mut self.patients[at.0].studies[at.1];
        if let Some(record) = better {
            draft.record = record;
            draft.read_texts(header);
        }
        draft.read_institution(header);
        Ok(())
    }

    fn improve_series(&mut self, at: Place, header: &DataSet) -> Result<(), String> {
        let draft = &self.patients[at.patient].studies[at.study].series[at.series];
        let better = self.better(RecordType::Series, &draft.record, header)?;
        if let Some(record) = better {
            let draft = &mut self.patients[at.patient].studies[at.study].series[at.series];
            draft.record = record;
            draft.read_texts(header);
        }
        Ok(())
    }

    fn better(
        &self,
        record: RecordType,
        present: &Extracted,
        header: &DataSet,
    ) -> Result<Option<Extracted>, String> {
        if present.made_good.is_empty() {
            return Ok(None);
        }
        let other = self.extract(record, header)?;
        Ok((other.made_good.len() < present.made_good.len()).then_some(other))
    }
}

/// Patients.
impl FileSetBuilder {
    /// Finds or makes the patient of a study that is new.
    fn patient(&mut self, instance: &Instance, study: &str) -> Result<usize, String> {
        let header = &instance.header;
        let id = patient_id(header, study);
        let name = person(header, tags::PATIENT_NAME, &character_set(header));
        let issuer = issuer(header);
        let known = self.by_patient_id.get(&id).cloned().unwrap_or_default();
        let same = known
            .iter()
            .find(|at| self.patients[**at].may_be(&name, &issuer));
        let merged = match self.options.patient_conflict {
            PatientConflict::Merge => known.first(),
            _ => None,
        };
        match same.or(merged).copied() {
            Some(found) => {
                self.adopt(found, header, &name)?;
                Ok(found)
            }
            None => self.new_patient(instance, id),
        }
    }

    fn new_patient(&mut self, instance: &Instance, id: String) -> Result<usize, String> {
        let header = &instance.header;
        let mut draft = PatientDraft {
            entry: PatientEntry::default(),
            issuer: issuer(header),
            record: self.patient_record(header, &id)?,
            raw: raw_identity(header),
            first: instance.key,
            named_by: study_time(header),
            studies: Vec::new(),
        };
        draft.read_texts(header);
        self.patients.push(draft);
        let index = self.patients.len() - 1;
        self.by_patient_id.entry(id).or_default().push(index);
        Ok(index)
    }

    fn patient_record(&self, header: &DataSet, id: &str) -> Result<Extracted, String> {
        let mut record = self.extract(RecordType::Patient, header)?;
        if !record.keys.contains(tags::PATIENT_ID) {
            record.keys.put_text(tags::PATIENT_ID, VR::LO, id);
        }
        Ok(record)
    }

    /// A study that is there comes again: its patient must be the same.
    fn agree(&mut self, patient: usize, instance: &Instance, study: &str) -> Result<(), String> {
        let header = &instance.header;
        let raw = raw_identity(header);
        let draft = &mut self.patients[patient];
        if draft.raw == raw {
            return Ok(());
        }
        let name = person(header, tags::PATIENT_NAME, &character_set(header));
        let same_id = patient_id(header, study) == draft.entry.id;
        if same_id && draft.may_be(&name, &issuer(header)) {
            draft.raw = raw;
            return self.adopt(patient, header, &name);
        }
        match self.options.patient_conflict {
            // Names of one ID may be one person's; another ID is another person.
            PatientConflict::Merge if same_id => self.adopt(patient, header, &name),
            PatientConflict::Merge | PatientConflict::Split => {
                Err("its study is already there with another patient".to_owned())
            }
            PatientConflict::Refuse => {
                self.note_conflict(study, self.patients[patient].first, instance.key);
                Ok(())
            }
        }
    }

    fn note_conflict(&mut self, study: &str, first: Key, other: Key) {
        let keys = self.study_conflicts.entry(study.to_owned()).or_default();
        if keys.is_empty() {
            keys.extend([first, other]);
        }
    }

    /// A record without a name takes this one; one with another name (which only a merge
    /// allows) takes that of the latest study.
    fn adopt(&mut self, patient: usize, header: &DataSet, name: &PersonName) -> Result<(), String> {
        let draft = &mut self.patients[patient];
        if draft.issuer.is_empty() {
            draft.issuer = issuer(header);
        }
        let draft = &self.patients[patient];
        let present = &draft.entry.name;
        let latest = || study_time(header) > draft.named_by;
        let takes =
            !is_empty(name) && (is_empty(present) || !may_be_one(present, name) && latest());
        if takes {
            let record = self.patient_record(header, &draft.entry.id)?;
            let draft = &mut self.patients[patient];
            draft.record = record;
            draft.named_by = study_time(header);
            draft.read_texts(header);
        }
        Ok(())
    }
}

fn check_uids(instance: &Instance) -> Result<(), String> {
    let uids = [
        ("SOP Class UID", &instance.sop_class),
        ("SOP Instance UID", &instance.sop_instance),
        ("Transfer Syntax UID", &instance.transfer_syntax),
    ];
    match uids.into_iter().find(|(_, uid)| !value::is_uid(uid)) {
        Some((name, uid)) if uid.is_empty() => Err(format!("it has no {name}")),
        Some((name, uid)) => Err(format!("its {name} {uid:?} is none")),
        None => Ok(()),
    }
}

/// Study and Series Instance UID.
type Home<'a> = (&'a str, &'a str);

/// Its record, and its study and series if it belongs to a patient.
fn placement(instance: &Instance) -> Result<(RecordType, Option<Home<'_>>), String> {
    let header = &instance.header;
    let study = value::uid(header, tags::STUDY_INSTANCE_UID);
    let series = value::uid(header, tags::SERIES_INSTANCE_UID);
    let home = study.zip(series);
    let record = match record_of(&instance.sop_class) {
        Placement::Record(record) if record.level() == Level::RootWithFile => {
            return Ok((record, None));
        }
        Placement::Record(record) => record,
        Placement::Private => return Ok((RecordType::Private, home)),
    };
    match (home, study) {
        (Some(home), _) => Ok((record, Some(home))),
        (None, None) => Err("it has no Study Instance UID (0020,000D)".to_owned()),
        (None, Some(_)) => Err("it has no Series Instance UID (0020,000E)".to_owned()),
    }
}

fn duplicate(seen: &Seen, fingerprint: u64) -> Result<Added, String> {
    if seen.fingerprint == fingerprint {
        Ok(Added::Duplicate(seen.key))
    } else {
        Err("another instance with the same SOP Instance UID is already there".to_owned())
    }
}

/// What makes an instance the same as far as a directory tells.
fn fingerprint(leaf: &Leaf, header: &DataSet) -> u64 {
    let mut hasher = DefaultHasher::new();
    (
        &leaf.sop_class,
        &leaf.transfer_syntax,
        leaf.length,
        &leaf.keys,
    )
        .hash(&mut hasher);
    for tag in [
        tags::PATIENT_ID,
        tags::PATIENT_NAME,
        tags::STUDY_INSTANCE_UID,
        tags::SERIES_INSTANCE_UID,
    ] {
        header.bytes(tag).hash(&mut hasher);
    }
    hasher.finish()
}

/// Related General SOP Class UID (0008,001A), as the record has it (Type 1C).
fn related_classes(header: &DataSet) -> Option<String> {
    let text = header
        .ascii(tags::RELATED_GENERAL_SOP_CLASS_UID)
        .ok()
        .flatten()?;
    let sound = text.split('\\').all(value::is_uid) && text.len() < usize::from(u16::MAX);
    sound.then(|| text.to_owned())
}

/// Frames for people: 1 without the attribute, 0 for what has no pixels.
fn frames(header: &DataSet) -> u32 {
    let has_pixels = header.has_value(tags::ROWS);
    let frames = header.number(tags::NUMBER_OF_FRAMES).ok().flatten();
    if has_pixels { frames.unwrap_or(1) } else { 0 }
}

/// An icon image (PS3.3 F.7).
fn icon_item(pixels: &[u8]) -> Result<DataSet, String> {
    let side = pixels.len().isqrt();
    let side = u16::try_from(side).ok().filter(|side| *side > 0);
    let side = side.filter(|side| usize::from(*side).pow(2) == pixels.len());
    let side = side.ok_or_else(|| format!("an icon of {} pixels is not square", pixels.len()))?;
    let mut item = DataSet::new();
    item.put_u16(tags::SAMPLES_PER_PIXEL, 1);
    item.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2");
    item.put_u16(tags::ROWS, side);
    item.put_u16(tags::COLUMNS, side);
    item.put_u16(tags::BITS_ALLOCATED, 8);
    item.put_u16(tags::BITS_STORED, 8);
    item.put_u16(tags::HIGH_BIT, 7);
    item.put_u16(tags::PIXEL_REPRESENTATION, 0);
    item.put_bytes(tags::PIXEL_DATA, VR::OB, pixels.to_vec());
    Ok(item)
}

/// Patient ID as text, or one that follows from who the patient is (see [`Missing::PatientId`]).
fn patient_id(header: &DataSet, study: &str) -> String {
    let set = character_set(header);
    let id = text(header, tags::PATIENT_ID, &set);
    if !id.is_empty() {
        return id;
    }
    let name = person(header, tags::PATIENT_NAME, &set);
    let known = if is_empty(&name) {
        study.to_owned()
    } else {
        let [birth, sex] =
            [tags::PATIENT_BIRTH_DATE, tags::PATIENT_SEX].map(|tag| text(header, tag, &set));
        format!("{}\n{birth}\n{sex}", name.to_dicom())
    };
    let hash = Sha256::digest(known.as_bytes());
    format!(
        "NOID_{:02X}{:02X}{:02X}{:02X}",
        hash[0], hash[1], hash[2], hash[3]
    )
}

/// Who gave the Patient ID; empty when nobody says.
fn issuer(header: &DataSet) -> String {
    text(header, tags::ISSUER_OF_PATIENT_ID, &character_set(header))
}

/// The bytes that say who the patient is: equal bytes are the same patient without decoding.
fn raw_identity(header: &DataSet) -> Vec<u8> {
    let tags = [
        tags::SPECIFIC_CHARACTER_SET,
        tags::PATIENT_ID,
        tags::ISSUER_OF_PATIENT_ID,
        tags::PATIENT_NAME,
    ];
    let mut raw = Vec::new();
    for tag in tags {
        raw.extend_from_slice(header.bytes(tag).unwrap_or_default());
        raw.push(0xFF);
    }
    raw
}

/// Date and time of an instance's study, to tell which is later.
fn study_time(header: &DataSet) -> (String, String) {
    let of = |tag| {
        header
            .ascii(tag)
            .ok()
            .flatten()
            .unwrap_or_default()
            .to_owned()
    };
    (of(tags::STUDY_DATE), of(tags::STUDY_TIME))
}
