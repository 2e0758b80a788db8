//! Choosing instances: for a disc, a send, a pin.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::database::{Pool, placeholders, unsigned};
use super::query::PatientKey;
use crate::error::ArchiveError;
use crate::job::JobId;
use crate::store::{Location, ObjectKey};

/// Instances by what they belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// None: a job that needs nothing kept.
    Nothing,
    /// All of a patient.
    Patient(PatientKey),
    /// All of the patients with this Patient ID; of one issuer, or of any.
    PatientId {
        /// Patient ID.
        id: String,
        /// Issuer of Patient ID.
        issuer: Option<String>,
    },
    /// Studies by UID.
    Studies(Vec<String>),
    /// Series by UID.
    Series(Vec<String>),
    /// Instances by SOP Instance UID.
    Instances(Vec<String>),
    /// What a job still needs.
    Pinned(JobId),
}

/// An instance of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredInstance {
    /// Where its file is.
    pub location: Location,
    /// SOP Class UID.
    pub sop_class: String,
    /// SOP Instance UID.
    pub sop_instance: String,
    /// Transfer Syntax UID.
    pub transfer_syntax: String,
    /// Bytes of the file.
    pub length: u64,
    /// Number of Frames.
    pub frames: u32,
    /// Instance Number, as it is.
    pub number: String,
    /// Whose.
    pub patient: PatientKey,
    /// Study Instance UID.
    pub study_uid: String,
    /// Series Instance UID.
    pub series_uid: String,
    /// Modality.
    pub modality: String,
}

/// UIDs of one statement at most: SQLite takes 32,766 parameters, and a list this long is one
/// statement of a few thousand characters.
pub(crate) const MAX_LIST: usize = 500;

/// The part of a statement that chooses: `WHERE ...` over instance, series, study and patient,
/// and its values, from `$1` on.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) condition: String,
    pub(crate) values: Vec<ChosenValue>,
}

impl Chosen {
    /// How many different values there are.
    pub(crate) fn distinct(&self) -> usize {
        self.values.iter().collect::<BTreeSet<_>>().len()
    }
}

/// A value of a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChosenValue {
    Number(i64),
    Text(String),
}

impl Selection {
    /// The selection as conditions, each for one statement; values start at `$first`.
    pub(crate) fn chosen(&self, first: usize) -> Vec<Chosen> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Patient(key) => vec![Chosen {
                condition: format!("study.patient = ${first}"),
                values: vec![ChosenValue::Number(key.0)],
            }],
            Self::PatientId { id, issuer } => vec![by_patient_id(id, issuer.as_deref(), first)],
            Self::Studies(uids) => by_list("study.uid", uids, first),
            Self::Series(uids) => by_list("series.uid", uids, first),
            Self::Instances(uids) => by_list("instance.uid", uids, first),
            Self::Pinned(job) => vec![Chosen {
                condition: format!(
                    "instance.id IN (SELECT instance FROM job_pin WHERE job = ${first})"
                ),
                values: vec![ChosenValue::Number(job.0)],
            }],
        }
    }
}

fn by_patient_id(id: &str, issuer: Option<&str>, first: usize) -> Chosen {
    let mut condition = format!("patient.patient_id = ${first}");
    let mut values = vec![ChosenValue::Text(id.to_owned())];
    if let Some(issuer) = issuer {
        condition += &format!(" AND patient.issuer = ${}", first + 1);
        values.push(ChosenValue::Text(issuer.to_owned()));
    }
    Chosen { condition, values }
}

fn by_list(column: &str, uids: &[String], first: usize) -> Vec<Chosen> {
    let lists = uids.chunks(MAX_LIST).map(|uids| Chosen {
        condition: format!("{column} IN ({})", placeholders(first, uids.len())),
        values: uids.iter().cloned().map(ChosenValue::Text).collect(),
    });
    lists.collect()
}

/// Instances with all that they belong to.
pub(crate) const JOINED: &str = "instance JOIN series ON series.id = instance.series \
     JOIN study ON study.id = series.study JOIN patient ON patient.id = study.patient";

/// A statement with values to be bound.
pub(crate) type AnyQuery = sqlx::query::Query<'static, sqlx::Any, sqlx::any::AnyArguments>;

/// Binds the values of a choice.
pub(crate) fn bind(query: AnyQuery, values: &[ChosenValue]) -> AnyQuery {
    values.iter().fold(query, |query, value| match value {
        ChosenValue::Number(number) => query.bind(*number),
        ChosenValue::Text(text) => query.bind(text.clone()),
    })
}

/// The instances of a selection, by study, series and number.
pub(crate) async fn instances(
    pool: &Pool,
    selection: &Selection,
) -> Result<Vec<StoredInstance>, ArchiveError> {
    let mut found = Vec::new();
    for chosen in selection.chosen(1) {
        let sql = format!(
            "SELECT instance.id, object_key, sop_class, instance.uid, transfer_syntax, length, frames, \
             instance.number, study.patient, study.uid, series.uid, modality, \
             study_date, study_time, series.number FROM {JOINED} WHERE {}",
            chosen.condition
        );
        let query = bind(sqlx::query(sqlx::AssertSqlSafe(sql)), &chosen.values);
        for row in query.fetch_all(pool.get()).await? {
            found.push(read(&row)?);
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|a, b| a.1.sop_instance == b.1.sop_instance);
    Ok(found.into_iter().map(|(_, instance)| instance).collect())
}

/// The order of instances: date, time, study, series number, series, number, instance.
type Order = (String, String, String, i64, String, i64, String);

fn read(row: &sqlx::any::AnyRow) -> Result<(Order, StoredInstance), sqlx::Error> {
    let instance = StoredInstance {
        location: Location {
            number: row.try_get(0)?,
            key: ObjectKey::from_index(row.try_get(1)?),
        },
        sop_class: row.try_get(2)?,
        sop_instance: row.try_get(3)?,
        transfer_syntax: row.try_get(4)?,
        length: unsigned(row.try_get(5)?),
        frames: u32::try_from(row.try_get::<i64, _>(6)?).unwrap_or(u32::MAX),
        number: row.try_get(7)?,
        patient: PatientKey(row.try_get(8)?),
        study_uid: row.try_get(9)?,
        series_uid: row.try_get(10)?,
        modality: row.try_get(11)?,
    };
    let series_number: String = row.try_get(14)?;
    let order = (
        row.try_get(12)?,
        row.try_get(13)?,
        instance.study_uid.clone(),
        numeric(&series_number),
        instance.series_uid.clone(),
        numeric(&instance.number),
        instance.sop_instance.clone(),
    );
    Ok((order, instance))
}

/// An IS as a number; what is none comes last.
fn numeric(text: &str) -> i64 {
    let text = text.strip_prefix('+').unwrap_or(text);
    text.parse().unwrap_or(i64::MAX)
}
