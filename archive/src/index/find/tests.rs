//! Search while something is typed: all who fit are found, and nobody else. How fast that is among
//! 100,000 studies, the bench `desk` measures.

use std::collections::BTreeSet;

use time::macros::datetime;

use super::*;
use crate::archive::{Database, SyncPolicy};
use crate::facts::{InstanceFacts, PatientFacts, SeriesFacts, StudyFacts};
use crate::index::database::Connector;
use crate::index::ingest::{Arrived, Content, Writer};
use crate::store::{Location, ObjectKey};

const STUDIES: u32 = 2_400;
/// Studies of one patient.
const EACH: u32 = 2;

const FAMILIES: [&str; 12] = [
    "Wang=王",
    "Li=李",
    "Zhang=张",
    "Liu=刘",
    "Chen=陈",
    "Yang=杨",
    "Müller=",
    "Schmidt=",
    "Smith=",
    "Yamada=山田",
    "Kim=김",
    "Petrov=",
];
const GIVEN: [&str; 10] = [
    "Wei=伟",
    "Fang=芳",
    "Na=娜",
    "XiuYing=秀英",
    "Min=敏",
    "Anna=",
    "Jörg=",
    "Mary=",
    "Tarou=太郎",
    "Ivan=",
];

fn nth<'a>(texts: &[&'a str], n: u32) -> (&'a str, &'a str) {
    texts[n as usize % texts.len()].split_once('=').unwrap()
}

fn study_of(n: u32) -> Arrived {
    let patient = n / EACH;
    let (family, family_han) = nth(&FAMILIES, patient);
    let (given, given_han) = nth(&GIVEN, patient / 12);
    let name = format!(
        "{family}^{given}{}={family_han}^{given_han}",
        patient % 1000
    );
    let facts = InstanceFacts {
        sop_class: "1.2.840.10008.5.1.4.1.1.2".to_owned(),
        sop_instance: format!("2.25.{n}.1.1"),
        transfer_syntax: "1.2.840.10008.1.2.1".to_owned(),
        patient: PatientFacts {
            id: format!("PID{patient:06}"),
            name: PersonName::parse(&name),
            birth_date: format!("{}0101", 1930 + patient % 80),
            ..PatientFacts::default()
        },
        study: StudyFacts {
            uid: format!("2.25.{n}"),
            date: format!("20{:02}{:02}{:02}", 10 + n % 16, 1 + n % 12, 1 + n % 28),
            accession_number: format!("ACC{n:07}"),
            description: ["CT Thorax", "MR Schädel", "胸部正位"][n as usize % 3].to_owned(),
            ..StudyFacts::default()
        },
        series: SeriesFacts {
            uid: format!("2.25.{n}.1"),
            modality: ["CT", "MR", "DX"][n as usize % 3].to_owned(),
            ..SeriesFacts::default()
        },
        number: "1".to_owned(),
        frames: 1,
        source: "TEST".to_owned(),
        received: datetime!(2026-03-04 05:06:07 UTC),
    };
    Arrived {
        location: Location {
            number: i64::from(n) + 1_000_000_000,
            key: ObjectKey::of(&facts),
        },
        content: Content {
            length: 1000,
            data_offset: 400,
            crc: n,
        },
        facts,
    }
}

/// The family name of a study's patient, as a place in [`FAMILIES`].
fn family(n: u32) -> u32 {
    n / EACH % 12
}

/// The given name, as a place in [`GIVEN`].
fn given(n: u32) -> u32 {
    n / EACH / 12 % 10
}

fn born(n: u32) -> u32 {
    1930 + n / EACH % 80
}

fn year(n: u32) -> u32 {
    2010 + n % 16
}

/// The description, and its modality: CT Thorax, MR Schädel, DX 胸部正位.
fn kind(n: u32) -> u32 {
    n % 3
}

/// What is asked, and which studies fit.
struct Case {
    query: Query,
    fits: fn(u32) -> bool,
}

fn case(change: impl FnOnce(&mut Query), fits: fn(u32) -> bool) -> Case {
    let mut query = Query {
        limit: STUDIES,
        ..Query::default()
    };
    change(&mut query);
    Case { query, fits }
}

fn text(text: &str, fits: fn(u32) -> bool) -> Case {
    case(|query| text.clone_into(&mut query.text), fits)
}

fn name(name: &str, fits: fn(u32) -> bool) -> Case {
    case(|query| name.clone_into(&mut query.name), fits)
}

fn names() -> Vec<Case> {
    vec![
        name("w", |n| family(n) == 0 || given(n) == 0),
        name("wang", |n| family(n) == 0),
        name("wang w", |n| family(n) == 0),
        name("wang we", |n| family(n) == 0 && given(n) == 0),
        name("王", |n| family(n) == 0),
        name("王秀英", |n| family(n) == 0 && given(n) == 3),
        name("mull jorg", |n| family(n) == 6 && given(n) == 6),
        name("Tarou 山", |n| family(n) == 9 && given(n) == 8),
    ]
}

fn texts() -> Vec<Case> {
    vec![
        text("wang thor", |n| family(n) == 0 && kind(n) == 0),
        // Chen Tarou has these initials.
        text("ct", |n| kind(n) == 0 || (family(n) == 4 && given(n) == 8)),
        text("schadel", |n| kind(n) == 1),
        text("胸部 李", |n| kind(n) == 2 && family(n) == 1),
        text("pid00119", |n| (1190..1200).contains(&(n / EACH))),
        text("acc0002399", |n| n == 2399),
        text("wxy", |n| family(n) == 0 && given(n) == 3),
        text("wangxiuy", |n| family(n) == 0 && given(n) == 3),
        text("acc00000", |n| n < 100),
        text("wang 1954-01-01", |n| family(n) == 0 && born(n) == 1954),
    ]
}

/// All patients of the tests are born on the first of January.
fn births() -> Vec<Case> {
    let of_1957 = [
        "1957-01-01",
        "19570101",
        "01.01.1957",
        "1. 1. 1957",
        "1.1.57",
        "1957年1月1日",
        "1957/1/1",
        "1957",
        "1957年",
        "1957-",
        "1957-0",
        "1957-01",
        "195701",
        "1957-1-",
        "1957-01-0",
        "1/1957",
    ];
    let mut cases: Vec<Case> = of_1957
        .into_iter()
        .map(|typed| text(typed, |n| born(n) == 1957))
        .collect();
    cases.extend([
        text("wang 1954", |n| family(n) == 0 && born(n) == 1954),
        text("1957-02", |_| false),
        text("1957-01-02", |_| false),
        text("1957-01-3", |_| false),
    ]);
    cases
}

fn keys() -> Vec<Case> {
    let accession = |query: &mut Query| "ACC00012".clone_into(&mut query.accession_number);
    let patient = |query: &mut Query| "PID000777".clone_into(&mut query.patient_id);
    let dates = |query: &mut Query| {
        "20200101".clone_into(&mut query.from);
        "20201231".clone_into(&mut query.until);
    };
    let modality = |query: &mut Query| "DX".clone_into(&mut query.modality);
    let several = |query: &mut Query| {
        "wang".clone_into(&mut query.name);
        "MR".clone_into(&mut query.modality);
        "20200101".clone_into(&mut query.from);
    };
    let study = |query: &mut Query| "2.25.1711".clone_into(&mut query.study_uid);
    vec![
        case(|_| {}, |_| true),
        case(accession, |n| n / 100 == 12),
        case(patient, |n| n / EACH == 777),
        case(dates, |n| year(n) == 2020),
        case(modality, |n| kind(n) == 2),
        case(several, |n| {
            family(n) == 0 && kind(n) == 1 && year(n) >= 2020
        }),
        case(study, |n| n == 1711),
    ]
}

/// A short list has the newest of those who fit, in order, whether they are among the newest of
/// all or not.
async fn the_newest_are_shown(pool: &Pool, query: &Query, fits: fn(u32) -> bool) {
    const SHOWN: usize = 20;
    let query = Query {
        limit: SHOWN as u32,
        ..query.clone()
    };
    let found = studies(pool, &query).await.unwrap();
    let found: Vec<String> = found.into_iter().map(|study| study.uid).collect();
    let mut wanted: Vec<_> = (0..STUDIES).filter(|n| fits(*n)).collect();
    wanted.sort_by_key(|n| std::cmp::Reverse((study_of(*n).facts.study.date, *n)));
    let wanted: Vec<String> = wanted
        .into_iter()
        .take(SHOWN)
        .map(|n| format!("2.25.{n}"))
        .collect();
    assert_eq!(found, wanted);
}

/// An index of [`STUDIES`] studies.
async fn filled(folder: &std::path::Path) -> Pool {
    let connector = Connector::new(&Database::Embedded, folder, SyncPolicy::Off).unwrap();
    let pool = connector.pool(1).await.unwrap();
    pool.migrate().await.unwrap();
    let mut writer = Writer::new(pool.clone());
    let all: Vec<Arrived> = (0..STUDIES).map(study_of).collect();
    for some in all.chunks(1000) {
        writer.enter(some).await.unwrap();
    }
    pool
}

#[tokio::test]
async fn all_who_fit_are_found_and_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let pool = filled(folder.path()).await;
    let texts = texts().into_iter().chain(births());
    for Case { query, fits } in names().into_iter().chain(texts).chain(keys()) {
        let found = studies(&pool, &query).await.unwrap();
        let found: BTreeSet<String> = found.into_iter().map(|study| study.uid).collect();
        let wanted = (0..STUDIES).filter(|n| fits(*n));
        let wanted: BTreeSet<String> = wanted.map(|n| format!("2.25.{n}")).collect();
        let asked = [&query.name, &query.text, &query.accession_number];
        let wrong: Vec<_> = found.symmetric_difference(&wanted).take(10).collect();
        assert!(wrong.is_empty(), "{asked:?}: {wrong:?}");
        the_newest_are_shown(&pool, &query, fits).await;
    }
}

/// Where nobody fits, or only old studies do, no table is gone through from one end to the other
/// (SQLite says SCAN to that): among 100,000 studies that took 70 ms for each character.
#[tokio::test]
async fn what_is_typed_is_looked_up() {
    let folder = tempfile::tempdir().unwrap();
    let pool = filled(folder.path()).await;
    let birth_dates = "1957-01-01".char_indices().skip(3);
    let birth_dates = birth_dates.map(|(at, _)| "1957-01-01"[..=at].to_owned());
    let others = [
        "01.01.1957",
        "1.1.57",
        "acc-0002399",
        "wang",
        "wang 1954-0",
        "o'brien-smith",
    ];
    for typed in birth_dates.chain(others.map(str::to_owned)) {
        let query = Query {
            text: typed.clone(),
            ..Query::default()
        };
        for among in [Among::Archive, Among::Shelf] {
            let (sql, values) = statement(&query, among, Reach::All);
            let plan = rows(&pool, format!("EXPLAIN QUERY PLAN {sql}"), values)
                .await
                .unwrap();
            let steps: Vec<String> = plan.iter().map(|step| step.get(3)).collect();
            // Those that are shown are in a table of their own.
            let scan = steps
                .iter()
                .find(|step| step.starts_with("SCAN ") && !step.starts_with("SCAN found"));
            assert_eq!(scan, None, "{typed:?} in {}: {steps:#?}", among.table());
            assert!(steps.iter().any(|step| step.contains("patient_word")));
        }
    }
}
