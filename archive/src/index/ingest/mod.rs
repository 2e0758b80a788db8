//! Writing instances into the index, many with one transaction.

mod patient;
mod study;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

use super::conflict::{self, ConflictKind};
use super::database::{Pool, millis, placeholders, signed, take_numbers, unsigned};
use super::words::Word;
use crate::facts::{InstanceFacts, PatientFacts};
use crate::store::{Location, ObjectKey};

/// Rows of one INSERT at most: 13 columns each, far below the 32,766 parameters of SQLite.
const ROWS: usize = 128;
/// Columns of an instance.
const COLUMNS: usize = 13;
/// Numbers for rows taken at once.
const NUMBERS: i64 = 256;
/// Patients, studies and series remembered each: those that are arriving are fewer.
const REMEMBERED: usize = 4096;

/// A file whose bytes are durable and that is to be indexed.
#[derive(Debug, Clone)]
pub(crate) struct Arrived {
    pub(crate) location: Location,
    pub(crate) facts: InstanceFacts,
    pub(crate) content: Content,
}

/// What tells contents apart without reading them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Content {
    /// Bytes of the file.
    pub(crate) length: u64,
    /// Where the data set begins.
    pub(crate) data_offset: u64,
    /// CRC-32 of the data set.
    pub(crate) crc: u32,
}

impl Content {
    /// Whether the data sets may be the same; bytes decide.
    pub(crate) fn resembles(&self, other: &Self) -> bool {
        self.crc == other.crc && self.length - self.data_offset == other.length - other.data_offset
    }
}

/// What the index says to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// It is in.
    New,
    /// Its UID is taken, by these files: the instance, and what was kept apart.
    Taken(Vec<Holder>),
}

/// A file that has a UID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) location: Location,
    pub(crate) content: Content,
    pub(crate) is_apart: bool,
}

/// The one writer of instances of a process.
#[derive(Debug)]
pub(crate) struct Writer {
    pool: Pool,
    /// Its own, out of the pool: a pool asks a connection before and after whether it still lives,
    /// and each question costs as much as entering an instance.
    connection: Option<AnyConnection>,
    known: Known,
}

/// Rows that are there and need not be looked for again.
#[derive(Debug, Default)]
struct Known {
    patients: HashMap<String, KnownPatient>,
    /// By patient and UID: row, and the second when its last instance came.
    studies: HashMap<(i64, String), (i64, i64)>,
    series: HashMap<(i64, String), i64>,
    /// Numbers taken and not used. Forgotten with the rest: after a rollback they are not ours.
    numbers: Range<i64>,
}

#[derive(Debug, Clone)]
struct KnownPatient {
    row: i64,
    facts: PatientFacts,
}

impl Known {
    /// The series of an instance, when nothing of patient, study and series is to be written.
    fn series_of(&self, arrived: &Arrived) -> Option<i64> {
        let facts = &arrived.facts;
        let patient = self.patients.get(&patient::identity(facts))?;
        let patient = Some(patient).filter(|known| known.facts == facts.patient)?;
        let (study, last) = self.studies.get(&(patient.row, facts.study.uid.clone()))?;
        let is_fresh = *last >= study::second(facts.received);
        let series = self.series.get(&(*study, facts.series.uid.clone()))?;
        is_fresh.then_some(*series)
    }

    fn clear(&mut self) {
        *self = Self::default();
    }

    fn stay_bounded(&mut self) {
        let most = self
            .patients
            .len()
            .max(self.studies.len())
            .max(self.series.len());
        if most > REMEMBERED {
            self.clear();
        }
    }
}

impl Writer {
    pub(crate) fn new(pool: Pool) -> Self {
        Self {
            pool,
            connection: None,
            known: Known::default(),
        }
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Indexes files. Durable on return; on an error none is in, unless the connection broke in
    /// the commit.
    pub(crate) async fn enter(&mut self, arrived: &[Arrived]) -> Result<Vec<Entry>, sqlx::Error> {
        self.known.stay_bounded();
        let first = self.try_enter(arrived).await;
        let Err(error) = first else { return first };
        // Another process may have removed a row that was known here.
        self.known.clear();
        match error.as_database_error() {
            Some(_) => self
                .try_enter(arrived)
                .await
                .inspect_err(|_| self.known.clear()),
            None => {
                self.connection = None;
                Err(error)
            }
        }
    }

    /// What was known may be gone.
    pub(crate) fn forget(&mut self) {
        self.known.clear();
    }

    async fn try_enter(&mut self, arrived: &[Arrived]) -> Result<Vec<Entry>, sqlx::Error> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(self.pool.get().acquire().await?.detach()),
        };
        if let [one] = arrived
            && let Some(series) = self.known.series_of(one)
        {
            // One statement is a transaction of its own.
            let new = insert(connection, arrived, &[series]).await?;
            if !new.is_empty() {
                return Ok(vec![Entry::New]);
            }
        }
        let begin = self.pool.begin_writing();
        let mut transaction = connection.begin_with(begin).await?;
        let mut entry = Entering {
            known: &mut self.known,
            connection: &mut transaction,
        };
        let mut entries = Vec::with_capacity(arrived.len());
        for group in arrived.chunks(ROWS) {
            entries.extend(entry.group(group).await?);
        }
        transaction.commit().await?;
        Ok(entries)
    }

    /// Keeps a file apart, whose UID is taken. Durable on return.
    pub(crate) async fn enter_apart(&mut self, arrived: &Arrived) -> Result<(), sqlx::Error> {
        let mut transaction = self.pool.begin().await?;
        conflict::insert(&mut transaction, arrived, ConflictKind::Content).await?;
        transaction.commit().await
    }

    /// Notes that the file of a holder came again: the data set is the same, its meta may differ.
    pub(crate) async fn came_again(
        &self,
        holder: &Holder,
        content: &Content,
    ) -> Result<(), sqlx::Error> {
        let number = holder.location.number;
        let mut transaction = self.pool.begin().await?;
        let sql = match holder.is_apart {
            true => "UPDATE conflict SET length = $2, data_offset = $3 WHERE id = $1",
            false => {
                recount(&mut transaction, number, content.length).await?;
                "UPDATE instance SET length = $2, data_offset = $3 WHERE id = $1"
            }
        };
        let query = sqlx::query(sql)
            .bind(number)
            .bind(signed(content.length))
            .bind(signed(content.data_offset));
        if query.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Err(sqlx::Error::RowNotFound);
        }
        transaction.commit().await
    }
}

/// One transaction that enters instances.
struct Entering<'a> {
    known: &'a mut Known,
    connection: &'a mut AnyConnection,
}

impl Entering<'_> {
    async fn group(&mut self, arrived: &[Arrived]) -> Result<Vec<Entry>, sqlx::Error> {
        let mut series = Vec::with_capacity(arrived.len());
        for one in arrived {
            series.push(self.series_of(one).await?);
        }
        let new = insert(self.connection, arrived, &series).await?;
        let mut entries = Vec::with_capacity(arrived.len());
        for one in arrived {
            let is_new = new.contains(&one.location.number);
            entries.push(if is_new {
                Entry::New
            } else {
                self.taken(&one.facts.sop_instance).await?
            });
        }
        Ok(entries)
    }

    /// The files that have a UID.
    async fn taken(&mut self, uid: &str) -> Result<Entry, sqlx::Error> {
        let sql = "SELECT id, object_key, length, data_offset, crc FROM instance WHERE uid = $1 \
                   UNION ALL SELECT id, object_key, length, data_offset, crc FROM conflict \
                   WHERE sop_instance = $1 AND kind = $2";
        let query = sqlx::query(sql)
            .bind(uid)
            .bind(ConflictKind::Content.number());
        let rows = query.fetch_all(&mut *self.connection).await?;
        let mut files = Vec::with_capacity(rows.len());
        for row in rows {
            let key: String = row.try_get(1)?;
            let location = Location {
                number: row.try_get(0)?,
                key: ObjectKey::from_index(key),
            };
            let content = Content {
                length: unsigned(row.try_get(2)?),
                data_offset: unsigned(row.try_get(3)?),
                crc: u32::try_from(row.try_get::<i64, _>(4)?).unwrap_or_default(),
            };
            let is_apart = location.key.is_apart();
            files.push(Holder {
                location,
                content,
                is_apart,
            });
        }
        Ok(Entry::Taken(files))
    }

    /// Adds the words of a patient or a study: `table` and its column have the same name.
    async fn add_words(
        &mut self,
        owner: &'static str,
        of: i64,
        words: impl IntoIterator<Item = Word>,
    ) -> Result<(), sqlx::Error> {
        let words: Vec<Word> = words.into_iter().collect();
        if words.is_empty() {
            return Ok(());
        }
        let rows = (0..words.len()).map(|row| format!("({})", placeholders(row * 3 + 1, 3)));
        let sql = format!(
            "INSERT INTO {owner}_word (word, kind, {owner}) VALUES {} ON CONFLICT DO NOTHING",
            rows.collect::<Vec<_>>().join(", ")
        );
        let query = words
            .into_iter()
            .fold(sqlx::query(AssertSqlSafe(sql)), |query, (kind, word)| {
                query.bind(word).bind(kind).bind(of)
            });
        query.execute(&mut *self.connection).await.map(drop)
    }

    /// A number for a row.
    async fn number(&mut self) -> Result<i64, sqlx::Error> {
        if let Some(number) = self.known.numbers.next() {
            return Ok(number);
        }
        let first = take_numbers(self.connection, NUMBERS).await?;
        self.known.numbers = first + 1..first + NUMBERS;
        Ok(first)
    }

    async fn row(
        &mut self,
        sql: &'static str,
        of: i64,
        uid: &str,
    ) -> Result<Option<i64>, sqlx::Error> {
        let query = sqlx::query_scalar(sql).bind(of).bind(uid);
        query.fetch_optional(&mut *self.connection).await
    }

    /// A conflict without a file of its own. Its source is not logged: an import's is the name of
    /// a file, which often is a patient's.
    async fn report(&mut self, arrived: &Arrived, kind: ConflictKind) -> Result<(), sqlx::Error> {
        tracing::warn!(
            sop_instance = arrived.facts.sop_instance,
            study = arrived.facts.study.uid,
            conflict = kind.words(),
            "an instance contradicts what the archive has"
        );
        let mut told = arrived.clone();
        told.location.number = self.number().await?;
        told.location.key = ObjectKey::from_index(String::new());
        conflict::insert(self.connection, &told, kind).await
    }
}

/// Inserts what is not there; the numbers of what was inserted.
async fn insert(
    connection: &mut AnyConnection,
    arrived: &[Arrived],
    series: &[i64],
) -> Result<BTreeSet<i64>, sqlx::Error> {
    let rows: Vec<String> = (0..arrived.len())
        .map(|row| format!("({})", placeholders(row * COLUMNS + 1, COLUMNS)))
        .collect();
    let sql = format!(
        "INSERT INTO instance (id, series, uid, sop_class, transfer_syntax, number, frames, \
         length, data_offset, crc, object_key, source, received) VALUES {} \
         ON CONFLICT (uid) DO NOTHING",
        rows.join(", ")
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for (one, series) in arrived.iter().zip(series) {
        let facts = &one.facts;
        query = query
            .bind(one.location.number)
            .bind(*series)
            .bind(&facts.sop_instance)
            .bind(&facts.sop_class)
            .bind(&facts.transfer_syntax)
            .bind(&facts.number)
            .bind(i64::from(facts.frames))
            .bind(signed(one.content.length))
            .bind(signed(one.content.data_offset))
            .bind(i64::from(one.content.crc))
            .bind(one.location.key.as_str())
            .bind(&facts.source)
            .bind(millis(facts.received));
    }
    let done = query.execute(&mut *connection).await?;
    let numbers = arrived.iter().map(|one| one.location.number);
    match usize::try_from(done.rows_affected()) {
        Ok(0) => Ok(BTreeSet::new()),
        Ok(all) if all == arrived.len() => Ok(numbers.collect()),
        _ => there(connection, &numbers.collect::<Vec<i64>>()).await,
    }
}

/// The series of an instance whose file has another length now.
async fn recount(
    connection: &mut AnyConnection,
    instance: i64,
    length: u64,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE series SET bytes = bytes + $2 - (SELECT length FROM instance WHERE id = $1) \
               WHERE id = (SELECT series FROM instance WHERE id = $1)";
    let query = sqlx::query(sql).bind(instance).bind(signed(length));
    query.execute(connection).await.map(drop)
}

/// Which of the numbers have a row.
async fn there(
    connection: &mut AnyConnection,
    numbers: &[i64],
) -> Result<BTreeSet<i64>, sqlx::Error> {
    let sql = format!(
        "SELECT id FROM instance WHERE id IN ({})",
        placeholders(1, numbers.len())
    );
    let query = numbers
        .iter()
        .fold(sqlx::query_scalar(AssertSqlSafe(sql)), |query, number| {
            query.bind(*number)
        });
    Ok(query.fetch_all(connection).await?.into_iter().collect())
}
