//! Queries for patients and studies, made of indexed conditions.

use std::collections::BTreeMap;

use filmdesk_dataset::text::PersonName;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::database::{Pool, from_millis, placeholders, unsigned};
use super::query::{PatientKey, PatientSummary, Query, StudySummary};
use super::words::{self, patient_word, study_word};
use crate::error::ArchiveError;

/// Studies whose series are summed with one statement.
const SUMMED: usize = 500;

/// Columns of a patient, from 0.
const PATIENT: &str =
    "patient.id, patient.patient_id, patient.issuer, patient.name, patient.birth_date, patient.sex";

/// A value of a condition.
enum Value {
    Text(String),
    Word(Vec<u8>),
    Number(i64),
}

/// Conditions on study and patient that must all hold.
#[derive(Default)]
struct Conditions {
    all: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn of(query: &Query) -> Self {
        let mut conditions = Self::default();
        conditions.patient_id(&query.patient_id);
        for word in words_of(&query.name) {
            let kinds = format!("kind <= {}", patient_word::LAST_OF_NAME);
            let starts = conditions.starts("study.patient", "patient", &word, &kinds);
            conditions.all.push(starts);
        }
        if let Some((_, word)) = words::whole(0, &query.accession_number) {
            let kind = format!("kind = {}", study_word::ACCESSION_NUMBER);
            let starts = conditions.starts_bytes("study.id", "study", &word, &kind);
            conditions.all.push(starts);
        }
        conditions.compare("study.uid =", &query.study_uid);
        conditions.compare("study.study_date >=", &query.from);
        conditions.compare("study.study_date <=", &query.until);
        conditions.modality(&query.modality);
        for word in words_of(&query.text) {
            conditions.anywhere(&word);
        }
        conditions
    }

    fn add(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    fn compare(&mut self, what: &str, text: &str) {
        if !text.is_empty() {
            let value = self.add(Value::Text(text.to_owned()));
            self.all.push(format!("{what} {value}"));
        }
    }

    fn patient_id(&mut self, id: &str) {
        if let Some((_, word)) = words::whole(0, id) {
            let kind = format!("kind = {}", patient_word::PATIENT_ID);
            let starts = self.starts_bytes("study.patient", "patient", &word, &kind);
            self.all.push(starts);
        }
    }

    fn modality(&mut self, modality: &str) {
        if !modality.is_empty() {
            let value = self.add(Value::Text(modality.to_owned()));
            self.all.push(format!(
                "EXISTS (SELECT 1 FROM series WHERE series.study = study.id AND series.modality = {value})"
            ));
        }
    }

    /// A word of the patient or of the study.
    fn anywhere(&mut self, word: &str) {
        let patient = self.starts("study.patient", "patient", word, "kind >= 0");
        let study = self.starts("study.id", "study", word, "kind >= 0");
        self.all.push(format!("({patient} OR {study})"));
    }

    fn starts(&mut self, column: &str, table: &str, word: &str, kinds: &str) -> String {
        self.starts_bytes(column, table, &words::cut(word), kinds)
    }

    fn starts_bytes(&mut self, column: &str, table: &str, word: &[u8], kinds: &str) -> String {
        let (from, until) = words::range(word);
        let from = self.add(Value::Word(from));
        let until = self.add(Value::Word(until));
        format!(
            "{column} IN (SELECT {table} FROM {table}_word WHERE word >= {from} AND word < {until} AND {kinds})"
        )
    }

    fn sql(&self) -> String {
        match self.all.as_slice() {
            [] => String::new(),
            all => format!("WHERE {}", all.join(" AND ")),
        }
    }
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    words::folded_words(text).into_iter().take(Query::MAX_WORDS)
}

fn limit(query: &Query) -> i64 {
    let asked = if query.limit == 0 {
        Query::USUAL
    } else {
        query.limit
    };
    i64::from(asked.min(Query::MOST))
}

async fn rows(pool: &Pool, sql: String, values: Vec<Value>) -> Result<Vec<AnyRow>, sqlx::Error> {
    let query = values.into_iter().fold(
        sqlx::query(AssertSqlSafe(sql)),
        |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Word(word) => query.bind(word),
            Value::Number(number) => query.bind(number),
        },
    );
    query.fetch_all(pool.get()).await
}

/// Studies, the newest first.
pub(crate) async fn studies(pool: &Pool, query: &Query) -> Result<Vec<StudySummary>, ArchiveError> {
    let mut conditions = Conditions::of(query);
    let limit = conditions.add(Value::Number(limit(query)));
    let sql = format!(
        "SELECT {PATIENT}, study.uid, study_date, study_time, study_id, accession_number, description, \
         institution, received, study.id FROM study JOIN patient ON patient.id = study.patient {} \
         ORDER BY study_date DESC, study_time DESC, study.id DESC LIMIT {limit}",
        conditions.sql()
    );
    let mut found = Vec::new();
    for row in rows(pool, sql, conditions.values).await? {
        found.push((row.try_get::<i64, _>(14)?, study(&row)?));
    }
    sum(pool, &mut found).await?;
    Ok(found.into_iter().map(|(_, study)| study).collect())
}

fn study(row: &AnyRow) -> Result<StudySummary, sqlx::Error> {
    Ok(StudySummary {
        patient: patient(row)?,
        uid: row.try_get(6)?,
        date: row.try_get(7)?,
        time: row.try_get(8)?,
        id: row.try_get(9)?,
        accession_number: row.try_get(10)?,
        description: row.try_get(11)?,
        institution: row.try_get(12)?,
        received: from_millis(row.try_get(13)?),
        modalities: Vec::new(),
        series: 0,
        instances: 0,
        bytes: 0,
    })
}

fn patient(row: &AnyRow) -> Result<PatientSummary, sqlx::Error> {
    Ok(PatientSummary {
        key: PatientKey(row.try_get(0)?),
        id: row.try_get(1)?,
        issuer: row.try_get(2)?,
        name: PersonName::parse(row.try_get(3)?),
        birth_date: row.try_get(4)?,
        sex: row.try_get(5)?,
        studies: 0,
    })
}

/// Adds what the series of the studies hold.
async fn sum(pool: &Pool, found: &mut [(i64, StudySummary)]) -> Result<(), ArchiveError> {
    for some in found.chunks_mut(SUMMED) {
        let sql = format!(
            "SELECT study, modality, COUNT(*), CAST(SUM(instances) AS BIGINT), CAST(SUM(bytes) AS BIGINT) \
             FROM series WHERE study IN ({}) GROUP BY study, modality ORDER BY study, modality",
            placeholders(1, some.len())
        );
        let values = some.iter().map(|(row, _)| Value::Number(*row)).collect();
        let rows = rows(pool, sql, values).await?;
        let mut studies: BTreeMap<i64, &mut StudySummary> =
            some.iter_mut().map(|(row, study)| (*row, study)).collect();
        for row in rows {
            if let Some(study) = studies.get_mut(&row.try_get(0)?) {
                add_series(study, &row)?;
            }
        }
    }
    Ok(())
}

fn add_series(study: &mut StudySummary, row: &AnyRow) -> Result<(), sqlx::Error> {
    let modality: String = row.try_get(1)?;
    if !modality.is_empty() {
        study.modalities.push(modality);
    }
    study.series += unsigned(row.try_get(2)?);
    study.instances += unsigned(row.try_get(3)?);
    study.bytes += unsigned(row.try_get(4)?);
    Ok(())
}

/// Patients by name, of whom a study fits.
pub(crate) async fn patients(
    pool: &Pool,
    query: &Query,
) -> Result<Vec<PatientSummary>, ArchiveError> {
    let mut conditions = Conditions::of(query);
    let limit = conditions.add(Value::Number(limit(query)));
    let sql = format!(
        "SELECT {PATIENT}, COUNT(*) FROM study JOIN patient ON patient.id = study.patient {} \
         GROUP BY {PATIENT} ORDER BY patient.name, patient.id LIMIT {limit}",
        conditions.sql()
    );
    let rows = rows(pool, sql, conditions.values).await?;
    let patients = rows.iter().map(|row| {
        let studies = unsigned(row.try_get(6)?);
        Ok(PatientSummary {
            studies,
            ..patient(row)?
        })
    });
    Ok(patients.collect::<Result<_, sqlx::Error>>()?)
}
