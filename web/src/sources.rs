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
