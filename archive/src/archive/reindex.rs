//! Rebuilding the index from the objects themselves.

use std::collections::HashMap;
use std::io::{self, SeekFrom};

use filmdesk_dataset::file::{self, ReadOptions};
use sqlx::Row;
use time::OffsetDateTime;

use super::Archive;
use crate::error::ArchiveError;
use crate::facts::{Arrival, InstanceFacts};
use crate::index::database::Pool;
use crate::index::ingest::{Arrived, Content, Entry};
use crate::store::{Location, ObjectKey, ReadObject};

/// Preamble, prefix and the element of the group length (PS3.10 7.1).
const HEAD: usize = 144;
/// Bytes read at once.
const PIECE: usize = 256 << 10;
/// What an entry made from an object says of its source.
const SOURCE: &str = "reindex";

/// What reindexing did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reindexed {
    /// Objects that are in the index now and were not.
    pub entered: u64,
    /// Objects that were in the index.
    pub known: u64,
    /// Objects that do not read as instances; left where they are.
    pub unreadable: Vec<ObjectKey>,
    /// Objects that are in the index and not in the store. Sending or importing the same
    /// instance again brings one back.
    pub lost: Vec<ObjectKey>,
}

/// Rows looked at with one statement.
const PAGE: i64 = 1000;

/// The objects that the index knows: by key, the number.
pub(crate) type Known = HashMap<String, i64>;

/// What the index knows. A million objects take some 200 MB.
pub(crate) async fn known(pool: &Pool) -> Result<Known, ArchiveError> {
    let mut known = Known::new();
    for sql in [
        "SELECT id, object_key FROM instance WHERE id > $1 ORDER BY id LIMIT $2",
        "SELECT id, object_key FROM conflict WHERE id > $1 AND object_key <> '' ORDER BY id LIMIT $2",
    ] {
        let mut after = i64::MIN;
        loop {
            let query = sqlx::query(sql).bind(after).bind(PAGE);
            let rows = query.fetch_all(pool.get()).await?;
            for row in &rows {
                after = row.try_get(0)?;
                known.insert(row.try_get(1)?, after);
            }
            if rows.is_empty() {
                break;
            }
        }
    }
    Ok(known)
}

/// Only objects that the index does not know are read.
pub(crate) fn run(
    archive: &Archive,
    mut known: Known,
    now: OffsetDateTime,
) -> Result<Reindexed, ArchiveError> {
    let mut keys = Vec::new();
    archive.inner.store.list("", &mut |key| keys.push(key))?;
    // What is kept apart comes after what it contradicts.
    keys.sort_by_key(|key| (key.is_apart(), key.as_str().to_owned()));
    let mut report = Reindexed::default();
    for key in keys {
        if known.remove(key.as_str()).is_some() {
            report.known += 1;
            continue;
        }
        match enter(archive, &key, now)? {
            Some(true) => report.entered += 1,
            Some(false) => report.known += 1,
            None => report.unreadable.push(key),
        }
    }
    report.lost = lost(archive, known)?;
    Ok(report)
}

/// What is not in the store and not on its way there either.
fn lost(archive: &Archive, absent: Known) -> io::Result<Vec<ObjectKey>> {
    let mut lost = Vec::new();
    for (key, number) in absent {
        let key = ObjectKey::from_index(key);
        let location = Location { number, key };
        match archive.open_instance(&location) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => lost.push(location.key),
            there => drop(there?),
        }
    }
    lost.sort();
    Ok(lost)
}

/// Whether the object was entered; `None` when it is no instance.
fn enter(
    archive: &Archive,
    key: &ObjectKey,
    now: OffsetDateTime,
) -> Result<Option<bool>, ArchiveError> {
    let mut object = archive.inner.store.open(key)?;
    let Some(facts) = facts(object.as_mut(), now) else {
        return Ok(None);
    };
    let arrived = Arrived {
        location: Location {
            number: archive.number().map_err(io::Error::other)?,
            key: key.clone(),
        },
        content: content(object.as_mut())?,
        facts,
    };
    let committer = &archive.inner.committer;
    match committer.enter(&arrived).map_err(io::Error::other)? {
        Entry::New => Ok(Some(true)),
        Entry::Taken(holders) if holders.iter().any(|holder| holder.location.key == *key) => {
            Ok(Some(false))
        }
        Entry::Taken(_) => {
            committer.apart(&arrived).map_err(io::Error::other)?;
            Ok(Some(true))
        }
    }
}

fn facts(object: &mut dyn ReadObject, now: OffsetDateTime) -> Option<InstanceFacts> {
    let read = file::read(object, &ReadOptions::LENIENT).ok()?;
    let arrival = Arrival {
        sop_class: &read.meta.sop_class,
        sop_instance: &read.meta.sop_instance,
        transfer_syntax: &read.meta.transfer_syntax,
        source: SOURCE,
        received: now,
    };
    let facts = InstanceFacts::from_header(&arrival, &read.data_set);
    facts.check().is_ok().then_some(facts)
}

/// Reads the file as it was when it came in.
fn content(object: &mut dyn ReadObject) -> io::Result<Content> {
    object.seek(SeekFrom::Start(0))?;
    let mut head = [0; HEAD];
    object.read_exact(&mut head)?;
    let group_length = u32::from_le_bytes([head[140], head[141], head[142], head[143]]);
    let data_offset = HEAD as u64 + u64::from(group_length);
    object.seek(SeekFrom::Start(data_offset))?;
    let mut crc = crc32fast::Hasher::new();
    let mut piece = vec![0; PIECE];
    let mut length = data_offset;
    loop {
        let read = object.read(&mut piece)?;
        if read == 0 {
            break;
        }
        crc.update(&piece[..read]);
        length += read as u64;
    }
    Ok(Content {
        length,
        data_offset,
        crc: crc.finalize(),
    })
}
