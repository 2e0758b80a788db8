//! Queries for patients and studies, made of indexed conditions.

use std::collections::BTreeMap;
use std::fmt;

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

/// Where studies are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Among {
    /// Those that are here.
    Archive,
    /// Those that media have: tables of the same columns, without series.
    Shelf,
}

impl Among {
    fn table(self) -> &'static str {
        match self {
            Self::Archive => "study",
            Self::Shelf => "shelf_study AS study",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Archive => "study_word",
            Self::Shelf => "shelf_word",
        }
    }

    /// Columns of a study, after those of the patient.
    fn columns(self) -> &'static str {
        match self {
            Self::Archive => "",
            Self::Shelf => ", series, instances, bytes",
        }
    }
}

/// How far is looked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Those of the [`NEWEST`] studies that fit: each is asked for the words.
    Newest,
    /// All that fit: those that have the words are listed. For a word that nearly all have that
    /// takes ten times as long, and for one that none of the new ones has the other does.
    All,
}

/// Studies that are asked first: where a third fits, as of the letters that all accession numbers
/// begin with, they fill a list. More would be felt where none fits.
const NEWEST: u32 = 200;

/// A value of a condition.
pub(super) enum Value {
    Text(String),
    Word(Vec<u8>),
    Number(i64),
}

/// Conditions on study and patient that must all hold.
struct Conditions {
    among: Among,
    reach: Reach,
    all: Vec<String>,
    values: Vec<Value>,
}

/// Kinds of words that are looked at.
#[derive(Clone, Copy)]
enum Kinds {
    Any,
    UpTo(i64),
    Only(i64),
}

impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => Ok(()),
            Self::UpTo(last) => write!(f, " AND kind <= {last}"),
            Self::Only(kind) => write!(f, " AND kind = {kind}"),
        }
    }
}

impl Conditions {
    fn of(query: &Query, among: Among, reach: Reach) -> Self {
        let mut conditions = Self {
            among,
            reach,
            all: Vec::new(),
            values: Vec::new(),
        };
        if let Some(PatientKey(row)) = query.patient {
            let row = conditions.add(Value::Number(row));
            conditions.all.push(format!("study.patient = {row}"));
        }
        if let Some((_, id)) = words::whole(0, &query.patient_id) {
            conditions.require(|all| all.patient_id(&id));
        }
        for word in words_of(&query.name) {
            let kinds = Kinds::UpTo(patient_word::LAST_OF_NAME);
            conditions.require(|all| all.of_patient(&words::cut(&word), kinds));
        }
        if let Some((_, id)) = words::whole(0, &query.accession_number) {
            conditions.require(|all| all.accession_number(&id));
        }
        conditions.compare("study.uid =", &query.study_uid);
        conditions.compare("study.study_date >=", &query.from);
        conditions.compare("study.study_date <=", &query.until);
        conditions.modality(&query.modality);
        for token in words::tokens(&query.text).iter().take(Query::MAX_WORDS) {
            conditions.require(|all| all.anywhere(token));
        }
        conditions
    }

    fn require(&mut self, condition: impl FnOnce(&mut Self) -> String) {
        let condition = condition(self);
        self.all.push(condition);
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

    fn modality(&mut self, modality: &str) {
        if let (Among::Shelf, Some((kind, word))) =
            (self.among, words::whole(study_word::MODALITY, modality))
        {
            self.require(|all| all.of_study(&word, Kinds::Only(kind)));
        } else if !modality.is_empty() {
            let value = self.add(Value::Text(modality.to_owned()));
            self.all.push(format!(
                "EXISTS (SELECT 1 FROM series WHERE series.study = study.id AND series.modality = {value})"
            ));
        }
    }

    /// A token of free text: a birth date, the start of an ID with what separates its parts, or
    /// words that are all of the patient or of the study.
    fn anywhere(&mut self, token: &str) -> String {
        let words: Vec<String> = words_of(token).collect();
        let mut ways = self.born(words::dates(token));
        // A word that is the token is looked for among IDs as well.
        if let Some((_, id)) = words::whole(0, token)
            && words != [String::from_utf8_lossy(&id)]
        {
            ways.extend([self.patient_id(&id), self.accession_number(&id)]);
        }
        ways.extend(self.all_of(words));
        match (ways.as_slice(), self.reach) {
            ([], _) => "1 = 0".to_owned(),
            ([only], _) => only.clone(),
            (_, Reach::Newest) => format!("({})", ways.join(" OR ")),
            // With OR, every study would be looked at: SQLite takes an index for each way only
            // where no way has an AND of its own.
            (_, Reach::All) => {
                let table = self.among.table();
                let each = ways
                    .iter()
                    .map(|way| format!("SELECT study.id FROM {table} WHERE {way}"));
                let each: Vec<String> = each.collect();
                format!("study.id IN ({})", each.join(" UNION ALL "))
            }
        }
    }

    /// Words of one token. The longest is looked up first: it has the fewest studies.
    fn all_of(&mut self, mut words: Vec<String>) -> Option<String> {
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let each: Vec<String> = words
            .iter()
            .map(|word| self.either(&words::cut(word)))
            .collect();
        match each.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            several => Some(format!("({})", several.join(" AND "))),
        }
    }

    fn born(&mut self, dates: Vec<words::Span>) -> Vec<String> {
        let spans: Vec<String> = dates
            .into_iter()
            .map(|(from, until)| {
                let (from, until) = (self.add(Value::Text(from)), self.add(Value::Text(until)));
                format!("birth_date BETWEEN {from} AND {until}")
            })
            .collect();
        if spans.is_empty() {
            return Vec::new();
        }
        let spans = spans.join(" OR ");
        vec![match self.reach {
            Reach::All => format!("study.patient IN (SELECT id FROM patient WHERE {spans})"),
            Reach::Newest => format!(
                "EXISTS (SELECT 1 FROM patient WHERE patient.id = study.patient AND ({spans}))"
            ),
        }]
    }

    fn either(&mut self, word: &[u8]) -> String {
        let patient = self.of_patient(word, Kinds::Any);
        let study = self.of_study(word, Kinds::Any);
        format!("({patient} OR {study})")
    }

    fn patient_id(&mut self, id: &[u8]) -> String {
        self.of_patient(id, Kinds::Only(patient_word::PATIENT_ID))
    }

    fn accession_number(&mut self, id: &[u8]) -> String {
        self.of_study(id, Kinds::Only(study_word::ACCESSION_NUMBER))
    }

    fn of_patient(&mut self, word: &[u8], kinds: Kinds) -> String {
        self.has_word("patient_word", "patient", "study.patient", word, kinds)
    }

    fn of_study(&mut self, word: &[u8], kinds: Kinds) -> String {
        self.has_word(self.among.words(), "study", "study.id", word, kinds)
    }

    fn has_word(
        &mut self,
        table: &str,
        owner: &str,
        key: &str,
        word: &[u8],
        kinds: Kinds,
    ) -> String {
        let (from, until) = words::range(word);
        let from = self.add(Value::Word(from));
        let until = self.add(Value::Word(until));
        let is_it = format!("word >= {from} AND word < {until}{kinds}");
        match self.reach {
            Reach::All => format!("{key} IN (SELECT {owner} FROM {table} WHERE {is_it})"),
            Reach::Newest => {
                format!("EXISTS (SELECT 1 FROM {table} WHERE {table}.{owner} = {key} AND {is_it})")
            }
        }
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

pub(super) async fn rows(
    pool: &Pool,
    sql: String,
    values: Vec<Value>,
) -> Result<Vec<AnyRow>, sqlx::Error> {
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
    let mut found = Vec::new();
    for row in newest(pool, query, Among::Archive).await? {
        found.push((row.try_get::<i64, _>(14)?, study(&row)?));
    }
    sum(pool, &mut found).await?;
    Ok(found.into_iter().map(|(_, study)| study).collect())
}

/// Rows of studies with their patients, the newest first.
pub(super) async fn newest(
    pool: &Pool,
    query: &Query,
    among: Among,
) -> Result<Vec<AnyRow>, sqlx::Error> {
    let has_words = !query.text.is_empty() || !query.name.is_empty();
    if has_words && limit(query) <= i64::from(Query::USUAL) {
        let found = reached(pool, query, among, Reach::Newest).await?;
        if i64::try_from(found.len()).is_ok_and(|found| found == limit(query)) {
            return Ok(found);
        }
    }
    reached(pool, query, among, Reach::All).await
}

async fn reached(
    pool: &Pool,
    query: &Query,
    among: Among,
    reach: Reach,
) -> Result<Vec<AnyRow>, sqlx::Error> {
    let (sql, values) = statement(query, among, reach);
    rows(pool, sql, values).await
}

fn statement(query: &Query, among: Among, reach: Reach) -> (String, Vec<Value>) {
    let mut conditions = Conditions::of(query, among, reach);
    let limit = conditions.add(Value::Number(limit(query)));
    // Those that are shown are chosen first: sorting all that fit, with all their columns, took
    // half of the time.
    let (table, more) = (among.table(), among.columns());
    let order = "study_date DESC, study_time DESC, study.id DESC";
    let asked = match reach {
        Reach::All => table.to_owned(),
        Reach::Newest => {
            format!("(SELECT * FROM {table} ORDER BY {order} LIMIT {NEWEST}) AS study")
        }
    };
    let sql = format!(
        "SELECT {PATIENT}, study.uid, study.study_date, study.study_time, study_id, accession_number, \
         description, institution, received, study.id{more} FROM (SELECT study.id AS row FROM {asked} {} \
         ORDER BY {order} LIMIT {limit}) AS found \
         JOIN {table} ON study.id = found.row JOIN patient ON patient.id = study.patient \
         ORDER BY study.study_date DESC, study.study_time DESC, study.id DESC",
        conditions.sql()
    );
    (sql, conditions.values)
}

pub(super) fn study(row: &AnyRow) -> Result<StudySummary, sqlx::Error> {
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
    let mut conditions = Conditions::of(query, Among::Archive, Reach::All);
    let limit = conditions.add(Value::Number(limit(query)));
    let sql = format!(
        "SELECT {PATIENT}, COUNT(*) FROM study JOIN patient ON patient.id = study.patient {} \
         GROUP BY {PATIENT} ORDER BY patient.name, patient.id LIMIT {limit}",
        conditions.sql()
    );
    let rows = rows(pool, sql, conditions.values).await?;
    let patients = rows.iter().map(summed_patient);
    Ok(patients.collect::<Result<_, sqlx::Error>>()?)
}

/// A patient of whom something is here or on media.
pub(crate) async fn one_patient(
    pool: &Pool,
    key: PatientKey,
) -> Result<Option<PatientSummary>, ArchiveError> {
    let sql = format!(
        "SELECT {PATIENT}, (SELECT COUNT(*) FROM study WHERE study.patient = patient.id) \
         FROM patient WHERE patient.id = $1"
    );
    let found = rows(pool, sql, vec![Value::Number(key.0)]).await?;
    let patients = found.iter().map(summed_patient);
    Ok(patients.collect::<Result<Vec<_>, _>>()?.pop())
}

fn summed_patient(row: &AnyRow) -> Result<PatientSummary, sqlx::Error> {
    let studies = unsigned(row.try_get(6)?);
    Ok(PatientSummary {
        studies,
        ..patient(row)?
    })
}

/// Other patients of the same name in any of its representations: whom one could mistake this
/// one for.
pub(crate) async fn namesakes(
    pool: &Pool,
    patient: &PatientSummary,
) -> Result<Vec<PatientSummary>, ArchiveError> {
    let mut found: Vec<PatientSummary> = Vec::new();
    for group in representations(&patient.name) {
        let query = Query {
            name: group.clone(),
            ..Query::default()
        };
        for other in patients(pool, &query).await? {
            let is_same = representations(&other.name).contains(&group);
            let is_known = found.iter().any(|known| known.key == other.key);
            if is_same && !is_known && other.key != patient.key {
                found.push(other);
            }
        }
    }
    Ok(found)
}

/// A name as it is compared, in each of its representations.
fn representations(name: &PersonName) -> Vec<String> {
    let groups = [&name.alphabetic, &name.ideographic, &name.phonetic];
    let folded = groups.map(|group| words::folded_words(&group.to_dicom()).join(" "));
    folded.into_iter().filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests;
