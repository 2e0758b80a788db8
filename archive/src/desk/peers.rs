//! Modalities that called, and what they were refused: bounded, without patient text.

use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use time::OffsetDateTime;

use super::{Desk, DeskError};
use crate::index::database::{from_millis, millis, signed, unsigned};

/// Peers remembered: a large hospital has some hundred modalities, and scanners of the network
/// must not fill the index.
const PEERS: i64 = 500;
/// Complaints remembered of each peer: more than a person reads.
const COMPLAINTS: i64 = 40;

/// How a request ended that was not simply done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ComplaintKind {
    /// The association was rejected.
    Rejected,
    /// A request was answered with a failure.
    Refused,
    /// A request was done with reservations.
    Reserved,
}

/// What a peer asked for and did not get as it asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// How it ended.
    pub kind: ComplaintKind,
    /// The message (`N-CREATE-RQ`); empty for an association.
    pub message: String,
    /// The SOP class in the standard's words; empty for an association.
    pub object: String,
    /// Status of the answer; 0 for an association.
    pub status: u16,
    /// Why, in one word where there is one (`called-unknown`), else in English.
    pub reason: String,
    /// Attributes that it was about.
    pub values: Vec<Disputed>,
}

/// An attribute that was not taken as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disputed {
    /// Its keyword in PS3.6.
    pub attribute: String,
    /// What was asked for; empty where it is not to be repeated.
    pub asked: String,
    /// What there is.
    pub offered: Vec<String>,
}

/// A service that an association asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedContext {
    /// The abstract syntax in the standard's words, or its UID.
    pub name: String,
    /// Whether it is served under the called title.
    pub is_served: bool,
}

/// How often what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PeerTally {
    /// Associations accepted.
    pub associations: u64,
    /// Associations rejected.
    pub rejected: u64,
    /// Films or sessions printed.
    pub printed: u64,
    /// Instances that came.
    pub stored: u64,
    /// Requests refused.
    pub refused: u64,
}

impl PeerTally {
    /// Adds another one.
    pub fn add(&mut self, other: Self) {
        self.associations += other.associations;
        self.rejected += other.rejected;
        self.printed += other.printed;
        self.stored += other.stored;
        self.refused += other.refused;
    }
}

/// Something new of a peer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerNews {
    /// Calling AE title.
    pub calling: String,
    /// Its address, without the port.
    pub address: String,
    /// Called AE title.
    pub called: String,
    /// Implementation Version Name; empty when nothing is said of it.
    pub implementation: String,
    /// What the association asked for; empty when nothing is said of it.
    pub contexts: Vec<AskedContext>,
    /// When.
    pub moment: OffsetDateTime,
    /// What is to be added.
    pub tally: PeerTally,
    /// What was not done as asked, and how often.
    pub complaints: Vec<(Complaint, u64)>,
}

/// A peer as it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerSeen {
    /// Calling AE title; empty where it could not be read.
    pub calling: String,
    /// Its address.
    pub address: String,
    /// What it called last.
    pub called: String,
    /// Implementation Version Name.
    pub implementation: String,
    /// What its last association asked for.
    pub contexts: Vec<AskedContext>,
    /// Since when.
    pub first: OffsetDateTime,
    /// When it was seen last.
    pub last: OffsetDateTime,
    /// How often what happened.
    pub tally: PeerTally,
    /// What it was refused, the newest first.
    pub complaints: Vec<NotedComplaint>,
}

/// A complaint, and how often it was true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedComplaint {
    /// What was called.
    pub called: String,
    /// What it is.
    pub complaint: Complaint,
    /// How often.
    pub times: u64,
    /// When last.
    pub last: OffsetDateTime,
}

impl Desk {
    /// Notes what happened; what is over the bounds goes, the oldest first.
    pub async fn note_peers(&self, news: &[PeerNews]) -> Result<(), DeskError> {
        let mut transaction = self.pool.begin().await?;
        for peer in news {
            note(&mut transaction, peer).await?;
            for (complaint, times) in &peer.complaints {
                complain(&mut transaction, peer, complaint, *times).await?;
            }
            forget_complaints(&mut transaction, peer).await?;
        }
        forget_peers(&mut transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// All peers, the one seen last first.
    pub async fn peers(&self) -> Result<Vec<PeerSeen>, DeskError> {
        let sql = "SELECT calling, address, called, implementation, contexts, seen_first, seen_last, \
                   associations, rejected, printed, stored, refused FROM peer_seen ORDER BY seen_last DESC";
        let rows = sqlx::query(sql).fetch_all(self.pool.get()).await?;
        let mut peers: Vec<PeerSeen> = rows.iter().map(read).collect::<Result<_, _>>()?;
        let sql = "SELECT calling, address, called, complaint, times, noted_last FROM peer_complaint \
                   ORDER BY noted_last DESC";
        for row in sqlx::query(sql).fetch_all(self.pool.get()).await? {
            let (calling, address): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
            let mut found = peers.iter_mut();
            if let Some(peer) =
                found.find(|peer| peer.calling == calling && peer.address == address)
                && let Some(complaint) = read_complaint(&row)?
            {
                peer.complaints.push(complaint);
            }
        }
        Ok(peers)
    }
}

async fn note(connection: &mut AnyConnection, news: &PeerNews) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO peer_seen (calling, address, called, implementation, contexts, seen_first, \
               seen_last, associations, rejected, printed, stored, refused) \
               VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11) \
               ON CONFLICT (calling, address) DO UPDATE SET called = excluded.called, \
               implementation = CASE excluded.implementation WHEN '' THEN peer_seen.implementation \
               ELSE excluded.implementation END, \
               contexts = CASE excluded.contexts WHEN '[]' THEN peer_seen.contexts \
               ELSE excluded.contexts END, \
               seen_last = excluded.seen_last, \
               associations = peer_seen.associations + excluded.associations, \
               rejected = peer_seen.rejected + excluded.rejected, \
               printed = peer_seen.printed + excluded.printed, \
               stored = peer_seen.stored + excluded.stored, \
               refused = peer_seen.refused + excluded.refused";
    let tally = &news.tally;
    sqlx::query(sql)
        .bind(&news.calling)
        .bind(&news.address)
        .bind(&news.called)
        .bind(&news.implementation)
        .bind(json(&news.contexts))
        .bind(millis(news.moment))
        .bind(signed(tally.associations))
        .bind(signed(tally.rejected))
        .bind(signed(tally.printed))
        .bind(signed(tally.stored))
        .bind(signed(tally.refused))
        .execute(connection)
        .await
        .map(drop)
}

async fn complain(
    connection: &mut AnyConnection,
    news: &PeerNews,
    complaint: &Complaint,
    times: u64,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO peer_complaint (calling, address, called, complaint, times, noted_last) \
               VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (calling, address, called, complaint) DO UPDATE SET \
               times = peer_complaint.times + excluded.times, noted_last = excluded.noted_last";
    sqlx::query(sql)
        .bind(&news.calling)
        .bind(&news.address)
        .bind(&news.called)
        .bind(json(complaint))
        .bind(signed(times))
        .bind(millis(news.moment))
        .execute(connection)
        .await
        .map(drop)
}

async fn forget_complaints(
    connection: &mut AnyConnection,
    news: &PeerNews,
) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM peer_complaint WHERE calling = $1 AND address = $2 AND noted_last < \
               (SELECT MIN(noted_last) FROM (SELECT noted_last FROM peer_complaint \
               WHERE calling = $1 AND address = $2 ORDER BY noted_last DESC LIMIT $3) AS newest)";
    sqlx::query(sql)
        .bind(&news.calling)
        .bind(&news.address)
        .bind(COMPLAINTS)
        .execute(connection)
        .await
        .map(drop)
}

async fn forget_peers(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM peer_seen WHERE seen_last < (SELECT MIN(seen_last) FROM \
               (SELECT seen_last FROM peer_seen ORDER BY seen_last DESC LIMIT $1) AS newest)";
    let query = sqlx::query(sql).bind(PEERS);
    if query.execute(&mut *connection).await?.rows_affected() == 0 {
        return Ok(());
    }
    let sql = "DELETE FROM peer_complaint WHERE NOT EXISTS (SELECT 1 FROM peer_seen \
               WHERE peer_seen.calling = peer_complaint.calling \
               AND peer_seen.address = peer_complaint.address)";
    sqlx::query(sql).execute(connection).await.map(drop)
}

/// What has no text for a key is no map, and cannot fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn read(row: &AnyRow) -> Result<PeerSeen, sqlx::Error> {
    let count = |column: usize| row.try_get::<i64, _>(column).map(unsigned);
    Ok(PeerSeen {
        calling: row.try_get(0)?,
        address: row.try_get(1)?,
        called: row.try_get(2)?,
        implementation: row.try_get(3)?,
        // What another version wrote says nothing.
        contexts: serde_json::from_str(row.try_get(4)?).unwrap_or_default(),
        first: from_millis(row.try_get(5)?),
        last: from_millis(row.try_get(6)?),
        tally: PeerTally {
            associations: count(7)?,
            rejected: count(8)?,
            printed: count(9)?,
            stored: count(10)?,
            refused: count(11)?,
        },
        complaints: Vec::new(),
    })
}

/// `None` for what another version wrote.
fn read_complaint(row: &AnyRow) -> Result<Option<NotedComplaint>, sqlx::Error> {
    let Ok(complaint) = serde_json::from_str(row.try_get(3)?) else {
        return Ok(None);
    };
    Ok(Some(NotedComplaint {
        called: row.try_get(2)?,
        complaint,
        times: unsigned(row.try_get(4)?),
        last: from_millis(row.try_get(5)?),
    }))
}
