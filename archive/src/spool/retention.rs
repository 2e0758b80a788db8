//! What is kept of finished jobs, and what makes room for new ones.

use std::fs;
use std::io;
use std::sync::PoisonError;

use time::OffsetDateTime;

use super::Inner;
use super::layout::is_pixel_file;
use super::room::is_full;
use crate::queue::{JobNumber, JobRecord};

/// Takes room for `bytes`; films that are only kept for printing again go first, oldest first.
pub(crate) fn take(spool: &Inner, bytes: u64) -> io::Result<()> {
    loop {
        match spool.room.take(bytes) {
            Err(error) if is_full(&error) && evict_oldest(spool) => {}
            outcome => return outcome,
        }
    }
}

/// Whether `bytes` would be taken. Nothing is removed for what a peer merely claims.
pub(crate) fn could_take(spool: &Inner, bytes: u64) -> io::Result<()> {
    let evictable: u64 = evictable(&spool.state().jobs.values().collect::<Vec<_>>());
    spool.room.fits(bytes.saturating_sub(evictable))
}

/// As [`could_take`], yes or no.
pub(crate) fn has_room(spool: &Inner, bytes: u64) -> bool {
    could_take(spool, bytes).is_ok()
}

fn evictable(jobs: &[&JobRecord]) -> u64 {
    let finished = jobs.iter().filter(|job| job.is_finished());
    finished.map(|job| job.bytes).sum()
}

/// Removes the films of the oldest finished job that has some; whether there was one.
fn evict_oldest(spool: &Inner) -> bool {
    let mut state = spool.state();
    let finished = state
        .jobs
        .values_mut()
        .filter(|job| job.is_finished() && job.bytes > 0);
    let Some(job) = finished.min_by_key(|job| job.finished) else {
        return false;
    };
    let (number, bytes) = (job.number, job.bytes);
    job.films_kept = false;
    job.bytes = 0;
    drop(state);
    remove_films(spool, number);
    spool.room.give(bytes);
    true
}

/// Removes a job's pixel files and leaves its record.
pub(crate) fn remove_films(spool: &Inner, number: JobNumber) {
    let folder = spool.layout.job(number);
    let Ok(entries) = fs::read_dir(&folder) else {
        return;
    };
    for entry in entries.flatten() {
        if entry.file_name().to_str().is_some_and(is_pixel_file) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes finished jobs beyond the limits, oldest first. The newest job of all always stays:
/// its folder is what keeps job numbers from being used twice.
pub(crate) fn sweep(spool: &Inner, now: OffsetDateTime) -> usize {
    let doomed = doomed(spool, now);
    let removed = doomed.iter().filter(|number| remove(spool, **number));
    removed.count()
}

fn doomed(spool: &Inner, now: OffsetDateTime) -> Vec<JobNumber> {
    let state = spool.state();
    let newest = state.jobs.keys().next_back().copied();
    let mut finished: Vec<_> = state
        .jobs
        .values()
        .filter(|job| job.is_finished())
        .collect();
    finished.sort_by_key(|job| std::cmp::Reverse((job.finished, job.number)));
    let keeping = *spool.keeping.lock().unwrap_or_else(PoisonError::into_inner);
    let keep_jobs = keeping.jobs.max(1);
    let too_old = |job: &JobRecord| job.finished.is_some_and(|at| now - at > keeping.time);
    let beyond = finished.iter().enumerate();
    let beyond = beyond.filter(|(place, job)| *place >= keep_jobs || too_old(job));
    beyond
        .map(|(_, job)| job.number)
        .filter(|number| Some(*number) != newest)
        .collect()
}

/// Removes a job; a crash on the way leaves a folder that the next start removes.
fn remove(spool: &Inner, number: JobNumber) -> bool {
    let old = spool.layout.old_job(number);
    if fs::rename(spool.layout.job(number), &old).is_err() {
        return false;
    }
    let bytes = spool.state().remove(number).map_or(0, |job| job.bytes);
    let _ = fs::remove_dir_all(&old);
    spool.room.give(bytes);
    true
}
