//! What the archive promises, said once for every database.

mod films;
mod finding;
mod jobs;
mod keeping;
mod leaving;
mod peers;
mod people;

use std::io::Read;

use filmdesk_archive::{Archive, Kept, Location, Query, StudySummary};

use crate::room::Slice;

pub(crate) use films::films_have_the_patient_that_was_said_last;
pub(crate) use finding::{
    every_script_is_found, fields_are_found, patients_are_never_merged_in_silence,
};
pub(crate) use jobs::{
    a_job_that_was_to_end_has_ended, a_quota_is_kept, jobs_go_their_way, media_made_are_remembered,
    pinned_studies_stay, waiting_jobs_are_read_on_and_open_ones_are_all_found,
    what_is_begun_at_once_is_nobody_elses, what_stands_on_a_label_finds_its_disc,
    workers_never_share_a_job,
};
pub(crate) use keeping::{
    a_restart_finds_it_all, many_at_once, nothing_impossible_is_kept, other_content_is_kept_apart,
    the_same_again_is_no_news, what_is_kept_is_there,
};
pub(crate) use leaving::{
    a_lost_file_comes_again, what_comes_again_stays, what_comes_while_sweeping_stays,
    what_media_have_is_found_when_it_left,
};
pub(crate) use peers::{callers_are_forgotten_over_a_bound, callers_are_remembered};
pub(crate) use people::{
    a_deed_and_its_entry_are_there_together, a_disc_is_handed_over_once,
    a_session_that_nobody_uses_ends, guesses_at_once_are_no_more_than_one_by_one,
};

/// Hands the names of all conversations to a macro.
macro_rules! each_conversation {
    ($to:ident) => {
        $to! {
            what_is_kept_is_there
            the_same_again_is_no_news
            other_content_is_kept_apart
            patients_are_never_merged_in_silence
            every_script_is_found
            fields_are_found
            nothing_impossible_is_kept
            many_at_once
            jobs_go_their_way
            what_stands_on_a_label_finds_its_disc
            workers_never_share_a_job
            pinned_studies_stay
            what_is_begun_at_once_is_nobody_elses
            a_job_that_was_to_end_has_ended
            waiting_jobs_are_read_on_and_open_ones_are_all_found
            a_quota_is_kept
            media_made_are_remembered
            a_restart_finds_it_all
            what_comes_again_stays
            what_comes_while_sweeping_stays
            a_lost_file_comes_again
            what_media_have_is_found_when_it_left
            films_have_the_patient_that_was_said_last
            callers_are_remembered
            callers_are_forgotten_over_a_bound
            guesses_at_once_are_no_more_than_one_by_one
            a_deed_and_its_entry_are_there_together
            a_session_that_nobody_uses_ends
            a_disc_is_handed_over_once
        }
    };
}

/// A slice that is kept, another of its UID, and where that one is kept apart.
fn in_conflict(archive: &Archive) -> (Slice, Slice, Location) {
    let slice = Slice::default();
    let other = Slice {
        pixels: &[4, 3, 2, 1],
        ..Slice::default()
    };
    slice.store(archive).unwrap();
    let Kept::Conflict { apart } = other.store(archive).unwrap() else {
        panic!("no conflict");
    };
    (slice, other, apart)
}

fn bytes_of(archive: &Archive, location: &Location) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut object = archive.open_instance(location).unwrap();
    object.read_to_end(&mut bytes).unwrap();
    bytes
}

async fn studies(archive: &Archive, query: Query) -> Vec<StudySummary> {
    archive.find_studies(&query).await.unwrap()
}

/// Study UIDs that a query finds.
async fn found(archive: &Archive, query: Query) -> Vec<String> {
    studies(archive, query)
        .await
        .into_iter()
        .map(|study| study.uid)
        .collect()
}
