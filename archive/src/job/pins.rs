//! What a job needs stays until it is over.

use sqlx::{AnyConnection, AssertSqlSafe};

use crate::error::ArchiveError;
use crate::index::database::placeholders;
use crate::index::selection::{Chosen, JOINED, MAX_LIST, Selection, bind};
use crate::store::Location;

/// Pins a selection to a job. What is named and not there is an error: the job could not be done.
pub(super) async fn pin(
    connection: &mut AnyConnection,
    job: i64,
    selection: &Selection,
) -> Result<(), ArchiveError> {
    for (chosen, alone) in selection.chosen(2).iter().zip(selection.chosen(1)) {
        let sql = format!(
            "INSERT INTO job_pin (job, instance) SELECT $1, instance.id FROM {JOINED} WHERE {} \
             ON CONFLICT DO NOTHING",
            chosen.condition
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(job);
        bind(query, &chosen.values)
            .execute(&mut *connection)
            .await?;
        let missing = missing(connection, selection, &alone).await?;
        if missing > 0 {
            return Err(ArchiveError::NotThere { missing });
        }
    }
    Ok(())
}

/// How many of the things that a selection names are not there.
async fn missing(
    connection: &mut AnyConnection,
    selection: &Selection,
    chosen: &Chosen,
) -> Result<u64, ArchiveError> {
    let (what, wanted) = match selection {
        // What another job needs is there.
        Selection::Nothing | Selection::Pinned(_) => return Ok(0),
        Selection::Patient(_) | Selection::PatientId { .. } => ("1", 1),
        Selection::Studies(_) => ("study.uid", chosen.distinct()),
        Selection::Series(_) => ("series.uid", chosen.distinct()),
        Selection::Instances(_) => ("instance.uid", chosen.distinct()),
    };
    let condition = &chosen.condition;
    let sql = format!("SELECT COUNT(DISTINCT {what}) FROM {JOINED} WHERE {condition}");
    let query = bind(sqlx::query(AssertSqlSafe(sql)), &chosen.values);
    let row = query.fetch_one(&mut *connection).await?;
    let there: i64 = sqlx::Row::try_get(&row, 0)?;
    Ok((wanted as u64).saturating_sub(there.unsigned_abs()))
}

/// Lets go of some of what a job needed.
pub(super) async fn let_go(
    connection: &mut AnyConnection,
    job: i64,
    instances: &[Location],
) -> Result<(), sqlx::Error> {
    for part in instances.chunks(MAX_LIST) {
        let sql = format!(
            "DELETE FROM job_pin WHERE job = $1 AND instance IN ({})",
            placeholders(2, part.len())
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(job);
        let query = part
            .iter()
            .fold(query, |query, place| query.bind(place.number));
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Lets go of what a job needed.
pub(super) async fn unpin(connection: &mut AnyConnection, job: i64) -> Result<(), sqlx::Error> {
    let query = sqlx::query("DELETE FROM job_pin WHERE job = $1").bind(job);
    query.execute(connection).await.map(drop)
}
