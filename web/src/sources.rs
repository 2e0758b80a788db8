//! Where studies are: each source is asked, and what they say of one study is put together.

use filmdesk_archive::{Query, ShelfDisc, StudySummary};
use time::{Duration, OffsetDateTime};

use crate::App;
use crate::respond::Failure;

/// A study of which something came within this time is still arriving: modalities send their
/// images one after another, with seconds between series.
const ARRIVING: Duration = Duration::seconds(60);

/// What knows of studies. A remote PACS becomes one more.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// This archive.
    Archive,
    /// Discs that were made here, of what left the archive since.
    Shelf,
}

/// The sources, from the nearest on.
const SOURCES: &[Source] = &[Source::Archive, Source::Shelf];

impl Source {
    async fn find(self, app: &App, query: &Query) -> Result<Vec<Sourced>, Failure> {
        let archive = app.archive();
        Ok(match self {
            Self::Archive => {
                let studies = archive.find_studies(query).await?.into_iter();
                studies.map(|study| Sourced::of(study, true)).collect()
            }
            Self::Shelf => {
                let studies = archive.find_shelved(query).await?.into_iter();
                let offset = app.now().offset();
                let local = |disc: ShelfDisc| ShelfDisc {
                    created: disc.created.to_offset(offset),
                    ..disc
                };
                let sourced = studies.map(|shelved| Sourced {
                    discs: shelved.discs.into_iter().map(local).collect(),
                    ..Sourced::of(shelved.study, false)
                });
                sourced.collect()
            }
        })
    }
}

/// A study, and what the sources say of it.
#[derive(Debug)]
pub(crate) struct Sourced {
    /// As it is here; else as the nearest source has it.
    pub(crate) study: StudySummary,
    /// Discs that have images of it which may be missing here, the newest first.
    pub(crate) discs: Vec<ShelfDisc>,
    /// Images when it is whole, as far as anybody knows.
    pub(crate) whole: u64,
    is_here: bool,
}

/// Where a study is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// All of it is here.
    Here,
    /// Its last image came so many seconds ago.
    Arriving(i64),
    /// Some of it is here, more was.
    Partly,
    /// Only discs have it.
    Disc,
}

impl Place {
    /// Its name in the API.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Arriving(_) => "arriving",
            Self::Partly => "partly",
            Self::Disc => "disc",
        }
    }
}

impl Sourced {
    fn of(study: StudySummary, is_here: bool) -> Self {
        Self {
            discs: Vec::new(),
            whole: study.instances,
            is_here,
            study,
        }
    }

    /// Where it is.
    pub(crate) fn place(&self, now: OffsetDateTime) -> Place {
        let age = now - self.study.received;
        match self.is_here {
            false => Place::Disc,
            true if age < ARRIVING => Place::Arriving(age.whole_seconds().max(0)),
            true if self.study.instances < self.whole => Place::Partly,
            true => Place::Here,
        }
    }

    /// Whether any of it is here.
    pub(crate) fn is_here(&self) -> bool {
        self.is_here
    }

    fn is_same(&self, other: &Self) -> bool {
        self.study.uid == other.study.uid && self.study.patient.key == other.study.patient.key
    }

    /// What a farther source says of the same study.
    fn add(&mut self, farther: Self) {
        self.whole = self.whole.max(farther.whole);
        self.discs.extend(farther.discs);
    }
}

/// Studies of all sources, the newest first; each source gives as many as the query takes.
pub(crate) async fn find(app: &App, query: &Query) -> Result<Vec<Sourced>, Failure> {
    let mut all: Vec<Sourced> = Vec::new();
    for source in SOURCES {
        for said in source.find(app, query).await? {
            match all.iter_mut().find(|known| known.is_same(&said)) {
                Some(known) => known.add(said),
                None => all.push(said),
            }
        }
    }
    let when = |one: &Sourced| (one.study.date.clone(), one.study.time.clone());
    all.sort_by_key(|one| std::cmp::Reverse(when(one)));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use filmdesk_archive::{PatientKey, PatientSummary};
    use filmdesk_dataset::text::PersonName;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-04 05:06:07 UTC);

    fn study(instances: u64, age: Duration) -> StudySummary {
        StudySummary {
            patient: PatientSummary {
                key: PatientKey(1),
                id: String::new(),
                issuer: String::new(),
                name: PersonName::parse(""),
                birth_date: String::new(),
                sex: String::new(),
                studies: 1,
            },
            uid: "1.2.3".to_owned(),
            date: String::new(),
            time: String::new(),
            id: String::new(),
            accession_number: String::new(),
            description: String::new(),
            institution: String::new(),
            modalities: Vec::new(),
            series: 1,
            instances,
            bytes: 0,
            received: NOW - age,
        }
    }

    fn place(here: Option<(u64, Duration)>, on_shelf: Option<u64>) -> Place {
        let of = |(instances, age), is_here| Sourced::of(study(instances, age), is_here);
        let shelved = on_shelf.map(|instances| of((instances, Duration::DAY), false));
        let found = match (here.map(|here| of(here, true)), shelved) {
            (Some(mut here), Some(shelved)) => {
                here.add(shelved);
                here
            }
            (here, shelved) => here.or(shelved).unwrap(),
        };
        found.place(NOW)
    }

    #[test]
    fn a_study_is_where_its_images_are() {
        let (old, new) = (Duration::HOUR, Duration::seconds(4));
        for (here, on_shelf, expected) in [
            (Some((12, old)), None, Place::Here),
            (Some((12, new)), None, Place::Arriving(4)),
            (Some((3, new)), Some(12), Place::Arriving(4)),
            (Some((3, old)), Some(12), Place::Partly),
            (Some((12, old)), Some(12), Place::Here),
            (Some((13, old)), Some(12), Place::Here),
            (None, Some(12), Place::Disc),
        ] {
            assert_eq!(place(here, on_shelf), expected, "{here:?} {on_shelf:?}");
        }
    }
}
