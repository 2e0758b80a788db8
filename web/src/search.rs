//! From what was typed or scanned to patients, and from a patient to what is likely wanted.

use std::collections::BTreeSet;

use filmdesk_archive::{JobId, JobKind, JobState, PatientKey, PatientSummary, Query, StudySummary};
use filmdesk_dataset::text::PersonName;
use time::OffsetDateTime;

use crate::App;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::Receipt;
use crate::jobs::{View, view};
use crate::respond::Failure;
use crate::sources::{self, Place, Sourced};

/// Characters that are looked at: a barcode has fewer.
pub(crate) const LONGEST: usize = 200;
/// Studies looked at for a list of patients.
const STUDIES: u32 = 60;
/// Patients of a list: more means that more is to be typed.
const PATIENTS: usize = 20;
/// Jobs among which earlier discs are looked for.
const JOBS: u32 = 500;
/// Characters of what stands on a label: a File-set ID is a CS, a pickup code has fewer.
const ON_LABEL: std::ops::RangeInclusive<usize> = 4..=16;
/// Discs shown for what stands on their label.
const LABELLED: u32 = 8;

/// A patient found, with the studies that fit.
#[derive(Debug)]
pub(crate) struct Hit {
    pub(crate) patient: PatientSummary,
    pub(crate) studies: Vec<Sourced>,
}

/// What was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) hits: Vec<Hit>,
    /// The one that is meant: nobody else fits, or nobody else has exactly this ID or number.
    pub(crate) meant: Option<PatientKey>,
}

/// A patient with all that the desk needs to know before a disc is made.
#[derive(Debug)]
pub(crate) struct Card {
    pub(crate) patient: PatientSummary,
    pub(crate) studies: Vec<Line>,
    pub(crate) namesakes: Vec<PatientSummary>,
    pub(crate) discs_today: Vec<MadeDisc>,
    /// Those of earlier days that nobody has come for, where the settings ask for that.
    pub(crate) discs_waiting: Vec<MadeDisc>,
}

/// A study of a card.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) of: Sourced,
    pub(crate) place: Place,
    pub(crate) is_wanted: bool,
}

/// A disc of the patient.
#[derive(Debug)]
pub(crate) struct MadeDisc {
    pub(crate) job: i64,
    pub(crate) at: OffsetDateTime,
    pub(crate) state: JobState,
}

/// Finds patients, the one with the newest study first.
pub(crate) async fn find(app: &App, visitor: &Visitor, typed: &str) -> Result<Found, Failure> {
    let typed: String = typed.trim().chars().take(LONGEST).collect();
    if typed.is_empty() {
        return Ok(Found {
            hits: Vec::new(),
            meant: None,
        });
    }
    let query = Query {
        text: typed.clone(),
        limit: STUDIES,
        ..Query::default()
    };
    let mut hits: Vec<Hit> = Vec::new();
    for found in sources::find(app, &query).await? {
        let patient = &found.study.patient;
        let known = hits.iter_mut().find(|hit| hit.patient.key == patient.key);
        match known {
            Some(hit) => hit.studies.push(found),
            None => hits.push(Hit {
                patient: patient.clone(),
                studies: vec![found],
            }),
        }
    }
    hits.sort_by_key(|hit| !is_exact(hit, &typed));
    hits.truncate(PATIENTS);
    let ids = hits.iter().map(|hit| hit.patient.id.as_str());
    if !hits.is_empty() {
        app.note(visitor, Deed::done(Action::Find).of(ids)).await?;
    }
    let meant = meant(&hits, &typed);
    Ok(Found { hits, meant })
}

fn meant(hits: &[Hit], typed: &str) -> Option<PatientKey> {
    let exact: Vec<&Hit> = hits.iter().filter(|hit| is_exact(hit, typed)).collect();
    let one = match (exact.as_slice(), hits) {
        ([one], _) => Some(*one),
        ([], [one]) if !is_of_that_time_alone(one, typed) => Some(one),
        _ => None,
    };
    one.map(|hit| hit.patient.key)
}

/// Whether nothing but a year or month of birth speaks for a patient: whoever types the number of
/// somebody who is not here does not mean who was born then.
fn is_of_that_time_alone(hit: &Hit, typed: &str) -> bool {
    let is_start = |number: &str| number.starts_with(typed);
    let mut numbers = hit
        .studies
        .iter()
        .map(|found| found.study.accession_number.as_str());
    Query::is_part_of_a_date(typed) && !is_start(&hit.patient.id) && !numbers.any(is_start)
}

/// Whether the whole Patient ID or Accession Number was typed.
fn is_exact(hit: &Hit, typed: &str) -> bool {
    let is_it = |text: &str| !text.is_empty() && text.eq_ignore_ascii_case(typed);
    let mut numbers = hit
        .studies
        .iter()
        .map(|found| found.study.accession_number.as_str());
    is_it(&hit.patient.id) || numbers.any(is_it)
}

/// The patient of this key, of whom any source has something.
pub(crate) async fn patient(app: &App, key: PatientKey) -> Result<PatientSummary, Failure> {
    app.archive().patient(key).await?.ok_or(Failure::NotFound)
}

/// All about a patient; `typed` is how they were found.
pub(crate) async fn card(
    app: &App,
    visitor: &Visitor,
    key: PatientKey,
    typed: &str,
) -> Result<Card, Failure> {
    let query = Query {
        patient: Some(key),
        limit: Query::MOST,
        ..Query::default()
    };
    let studies = sources::find(app, &query).await?;
    let Some(patient) = studies.first().map(|found| found.study.patient.clone()) else {
        return Err(Failure::NotFound);
    };
    let namesakes = app.archive().namesakes(&patient).await?;
    // Those beside the one who was meant are seen, too.
    let seen = std::iter::once(&patient).chain(&namesakes);
    let seen = seen.map(|patient| patient.id.as_str());
    app.note(visitor, Deed::done(Action::Open).of(seen)).await?;
    let (discs_today, discs_waiting) = discs(app, &patient, &studies).await?;
    Ok(Card {
        studies: lines(studies, typed.trim(), app.now()),
        patient,
        namesakes,
        discs_today,
        discs_waiting,
    })
}

fn lines(studies: Vec<Sourced>, typed: &str, now: OffsetDateTime) -> Vec<Line> {
    let here = studies.iter().filter(|found| found.is_here());
    let here: Vec<&StudySummary> = here.map(|found| &found.study).collect();
    let wanted = wanted(&here, typed, now);
    let line = |of: Sourced| Line {
        is_wanted: of.is_here() && wanted.contains(&of.study.uid),
        place: of.place(now),
        of,
    };
    studies.into_iter().map(line).collect()
}

/// What is likely wanted: the order whose number was typed, else what was done or came today,
/// else the last order.
fn wanted(studies: &[&StudySummary], typed: &str, now: OffsetDateTime) -> BTreeSet<String> {
    let of = |is_wanted: &dyn Fn(&StudySummary) -> bool| -> BTreeSet<String> {
        let found = studies.iter().filter(|study| is_wanted(study));
        found.map(|study| study.uid.clone()).collect()
    };
    let today = da(now);
    let received = |study: &StudySummary| da(study.received.to_offset(now.offset()));
    let by_number =
        of(&|study| !typed.is_empty() && study.accession_number.eq_ignore_ascii_case(typed));
    let of_today = of(&|study| study.date == today || received(study) == today);
    let last = studies.first();
    let of_last_order = of(&|study| {
        last.is_some_and(|last| {
            study.uid == last.uid
                || study.date == last.date
                || (!last.accession_number.is_empty()
                    && study.accession_number == last.accession_number)
        })
    });
    let choices = [by_number, of_today, of_last_order];
    choices
        .into_iter()
        .find(|uids| !uids.is_empty())
        .unwrap_or_default()
}

/// A date as DICOM has it.
pub(crate) fn da(when: OffsetDateTime) -> String {
    let (year, month, day) = when.to_calendar_date();
    format!("{year:04}{:02}{day:02}", u8::from(month))
}

/// Discs of a patient: those of today, and those of earlier days that are still to be fetched.
async fn discs(
    app: &App,
    patient: &PatientSummary,
    studies: &[Sourced],
) -> Result<(Vec<MadeDisc>, Vec<MadeDisc>), Failure> {
    let now = app.now();
    let is_theirs = |uid: &String| studies.iter().any(|found| found.study.uid == *uid);
    let mut jobs = app.archive().jobs().list(&[JobKind::Disc], JOBS).await?;
    jobs.retain(|job| {
        let ordered = app.workshop().ordered(job);
        ordered.studies.iter().any(is_theirs)
            || (!patient.id.is_empty() && ordered.patient_id == patient.id)
    });
    let (mut today, mut waiting) = (Vec::new(), Vec::new());
    for job in jobs {
        let is_of_today = da(job.created.to_offset(now.offset())) == da(now);
        let disc = MadeDisc {
            job: job.id.0,
            at: job.changed.to_offset(now.offset()),
            state: job.state,
        };
        match job.state {
            JobState::Failed | JobState::Cancelled => {}
            _ if is_of_today => today.push(disc),
            JobState::Done if waits(app, job.id).await? => waiting.push(disc),
            _ => {}
        }
    }
    Ok((today, waiting))
}

/// Whether somebody is to come for a finished disc.
async fn waits(app: &App, job: JobId) -> Result<bool, Failure> {
    let is_asked = app.settings().hand_over != Receipt::Nothing;
    Ok(is_asked && app.archive().desk().handed_over(job).await?.is_none())
}

/// Discs on whose label stands what was typed or scanned: a pickup code or a File-set ID.
pub(crate) async fn labelled(
    app: &App,
    visitor: &Visitor,
    typed: &str,
) -> Result<Vec<View>, Failure> {
    // As a person says it: k7m-3pq.
    let said = typed.trim().chars().filter(|c| *c != '-' && *c != ' ');
    let said: String = said.take(LONGEST).collect();
    if !said.is_ascii() || !ON_LABEL.contains(&said.len()) {
        return Ok(Vec::new());
    }
    let jobs = app.archive().jobs();
    let mut discs = Vec::new();
    for job in jobs.labelled(&said.to_ascii_uppercase(), LABELLED).await? {
        discs.push(view(app, job).await?);
    }
    for disc in &discs {
        let patients = disc.patient_ids.iter().map(String::as_str);
        let deed = Deed::done(Action::Find).on(JobId(disc.id)).of(patients);
        app.note(visitor, deed).await?;
    }
    Ok(discs)
}

/// A name for a page: the representation in their own script first, the alphabetic one beside it.
pub(crate) fn shown(name: &PersonName) -> (String, String) {
    let spoken = |group: &filmdesk_dataset::text::NameComponents| {
        let is_han = group.family.chars().any(|c| c >= '\u{3000}');
        let parts = [
            &group.prefix,
            &group.family,
            &group.given,
            &group.middle,
            &group.suffix,
        ];
        let there: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        there.join(if is_han { "" } else { " " })
    };
    let (own, latin) = (spoken(&name.ideographic), spoken(&name.alphabetic));
    match (own.is_empty(), latin.is_empty()) {
        (false, _) => (own, latin),
        (true, false) => (latin, String::new()),
        (true, true) => (spoken(&name.phonetic), String::new()),
    }
}

/// A DA as people read it everywhere: 1957-03-04. Old equipment writes 1957.03.04 (PS3.5 6.2, of
/// ACR-NEMA 300).
pub(crate) fn iso(date: &str) -> String {
    let shape = date.bytes().map(|byte| match byte {
        b'0'..=b'9' => b'0',
        other => other,
    });
    match shape.collect::<Vec<_>>().as_slice() {
        b"00000000" => format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]),
        b"0000.00.00" => date.replace('.', "-"),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_shown_as_people_read_them() {
        let dates = [
            "19570304",
            "1957.03.04",
            "195703",
            "1957.3.4",
            "möchte!",
            "",
        ];
        let shown = [
            "1957-03-04",
            "1957-03-04",
            "195703",
            "1957.3.4",
            "möchte!",
            "",
        ];
        assert_eq!(dates.map(iso), shown);
    }

    fn hit(id: &str) -> Hit {
        let patient = PatientSummary {
            key: PatientKey(1),
            id: id.to_owned(),
            issuer: String::new(),
            name: PersonName::parse("Wang^XiaoMing"),
            birth_date: "19570304".to_owned(),
            sex: String::new(),
            studies: 1,
        };
        Hit {
            patient,
            studies: Vec::new(),
        }
    }

    #[test]
    fn who_was_born_then_is_not_meant_by_a_year_alone() {
        for typed in ["1957", "195703", "1957-0", "3/1957", "1957年"] {
            assert_eq!(meant(&[hit("P1")], typed), None, "{typed}");
        }
        for typed in ["19570304", "4.3.57", "wang 1957", "p1", "xiaoming"] {
            assert!(meant(&[hit("P1")], typed).is_some(), "{typed}");
        }
        for id in ["1957", "1957-22"] {
            assert!(meant(&[hit(id)], "1957").is_some(), "{id}");
        }
    }
}
