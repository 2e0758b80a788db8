//! What goes: records, each with all below it, and files.

use std::collections::{BTreeSet, HashSet};

use filmdesk_dataset::{Tag, tags};
use filmdesk_media::dicomdir::{Branch, Record};
use filmdesk_media::record::{RecordTerm, RecordType};
use filmdesk_media::volume::{VolumeFile, VolumePath};

use super::super::error::DiscError;
use super::super::gather::{self, Places};
use super::super::watch::Watch;
use super::plan::{Fate, Line};
use super::survey::Survey;
use super::{UpdateError, UpdateOrder};

/// Why a file stays whose record goes.
const OTHER_THAN_ITS_RECORD: &str =
    "its record goes, the file stays: it is another instance than the record says";

/// What goes.
#[derive(Default)]
pub(super) struct Removal {
    /// Records, by their offsets.
    pub(super) records: HashSet<u64>,
    /// Files, removed last.
    pub(super) files: BTreeSet<VolumePath>,
    /// What no longer tells of files that go.
    pub(super) rewritten: Vec<VolumeFile>,
    pub(super) lines: Vec<Line>,
    /// UIDs of the order that were found.
    found: HashSet<String>,
}

impl Removal {
    /// What the order takes out of `survey`.
    pub(super) fn of(
        survey: &Survey,
        order: &UpdateOrder,
        watch: &dyn Watch,
    ) -> Result<Self, UpdateError> {
        let mut removal = Self::default();
        if order.drop_pages {
            removal.take_pages(survey);
        }
        if order.is_repair() {
            removal.take_stale(survey)?;
        }
        if !order.remove.is_empty() {
            removal.mark(survey, &survey.tree.roots, &order.remove, false);
            removal.take_files(survey);
            removal.take_unindexed(survey, &order.remove, watch)?;
            removal.check_found(&order.remove)?;
        }
        Ok(removal)
    }

    pub(super) fn takes(&self, record: &Record) -> bool {
        self.records.contains(&record.offset)
    }

    /// Pages for people, and what a README of ours says of them.
    fn take_pages(&mut self, survey: &Survey) {
        for page in survey.pages() {
            self.remove(page, "for people");
        }
        self.rewritten = survey.readmes_without_pages();
        let paths = self.rewritten.iter().map(|file| file.path.to_string());
        let lines = paths.map(|path| Line::new(Fate::Rewritten, path, "it told of pages"));
        self.lines.extend(lines);
    }

    /// Records whose file is gone, and those that cannot be read whole: their files get new ones.
    fn take_stale(&mut self, survey: &Survey) -> Result<(), UpdateError> {
        let records = &survey.directory.records;
        let missing = survey.missing.len();
        if missing > 0 && survey.of_record.is_empty() {
            return Err(UpdateError::NothingThere(missing));
        }
        for number in &survey.missing {
            self.drop_record(&records[*number], "its file is not there");
        }
        let mut broken: Vec<_> = survey
            .of_record
            .keys()
            .map(|number| &records[*number])
            .collect();
        broken.retain(|record| record.damage.is_some());
        broken.sort_by_key(|record| record.offset);
        for record in broken {
            self.drop_record(record, "it cannot be read whole; its file gets a new one");
        }
        Ok(())
    }

    fn drop_record(&mut self, record: &Record, words: &str) {
        let file = record.file_id.clone().unwrap_or_default();
        let file = file.replace('\\', "/");
        self.lines.push(Line::new(Fate::Dropped, file, words));
        self.records.insert(record.offset);
    }

    /// Marks the records of these UIDs and all below them.
    fn mark(&mut self, survey: &Survey, branches: &[Branch], uids: &[String], below: bool) {
        for branch in branches {
            let record = &survey.directory.records[branch.record];
            let named: Vec<String> = uids_of(survey, record)
                .into_iter()
                .filter(|uid| uids.contains(uid))
                .collect();
            let goes = below || !named.is_empty();
            self.found.extend(named);
            if goes {
                self.records.insert(record.offset);
            }
            self.mark(survey, &branch.children, uids, goes);
        }
    }

    /// The files of marked records, unless a record that stays has them, too.
    fn take_files(&mut self, survey: &Survey) {
        let records = &survey.directory.records;
        let (going, staying): (Vec<_>, Vec<_>) = survey
            .of_record
            .iter()
            .map(|(number, file)| (*file, *number))
            .partition(|(_, number)| self.takes(&records[*number]));
        let kept: HashSet<usize> = staying.into_iter().map(|(file, _)| file).collect();
        let gone: BTreeSet<(usize, usize)> = going
            .into_iter()
            .filter(|(file, _)| !kept.contains(file))
            .collect();
        for (file, number) in gone {
            self.take_file(survey, file, &records[number]);
        }
    }

    /// A file is removed when it is what its record says.
    fn take_file(&mut self, survey: &Survey, file: usize, record: &Record) {
        let entry = &survey.files[file];
        let header = gather::header(Places(None), &survey.source(entry).place);
        let instance = header.map(|header| header.meta.sop_instance);
        if instance.is_ok_and(|uid| record.sop_instance.as_deref() == Some(&*uid)) {
            self.remove(entry.path.clone(), "");
        } else {
            let name = entry.path.to_string();
            self.lines
                .push(Line::new(Fate::LeftOut, name, OTHER_THAN_ITS_RECORD));
        }
    }

    /// Files that no record has, and which are of these UIDs: a removal that was interrupted left
    /// them, for instance.
    fn take_unindexed(
        &mut self,
        survey: &Survey,
        uids: &[String],
        watch: &dyn Watch,
    ) -> Result<(), DiscError> {
        let indexed = survey.of_record.values().copied().collect();
        let (paths, sources): (Vec<_>, Vec<_>) = survey.unindexed(&indexed).into_iter().unzip();
        let mut paths = paths.into_iter();
        gather::headers(&sources, Places(None), watch, |_, _, header| {
            let path = paths.next();
            if let (Some(path), Ok(header)) = (path, header) {
                let data = &header.data_set;
                let own =
                    [tags::STUDY_INSTANCE_UID, tags::SERIES_INSTANCE_UID].map(|tag| uid(data, tag));
                let own = own
                    .into_iter()
                    .flatten()
                    .chain([header.meta.sop_instance.clone()]);
                let named: Vec<String> = own.filter(|uid| uids.contains(uid)).collect();
                if !named.is_empty() {
                    self.found.extend(named);
                    self.remove(path, "no record had it");
                }
            }
            Ok(())
        })
        .map_err(DiscError::files("reading headers"))
    }

    pub(super) fn remove(&mut self, path: VolumePath, words: &str) {
        self.lines
            .push(Line::new(Fate::Removed, path.to_string(), words));
        self.files.insert(path);
    }

    fn check_found(&self, uids: &[String]) -> Result<(), UpdateError> {
        let unknown = uids.iter().filter(|uid| !self.found.contains(*uid));
        let unknown: Vec<String> = unknown.cloned().collect();
        match unknown.is_empty() {
            true => Ok(()),
            false => Err(UpdateError::UnknownUid(unknown)),
        }
    }
}

/// The UIDs that a record is known by.
fn uids_of(survey: &Survey, record: &Record) -> Vec<String> {
    let of = |tag| uid(&survey.directory.data_set(record), tag);
    let own = match record.term {
        RecordTerm::Current(RecordType::Study) => of(tags::STUDY_INSTANCE_UID),
        RecordTerm::Current(RecordType::Series) => of(tags::SERIES_INSTANCE_UID),
        _ => None,
    };
    own.into_iter().chain(record.sop_instance.clone()).collect()
}

fn uid(data: &filmdesk_dataset::DataSet, tag: Tag) -> Option<String> {
    let text = data.ascii(tag).ok().flatten()?;
    Some(text.trim_matches([' ', '\0']).to_owned())
}
