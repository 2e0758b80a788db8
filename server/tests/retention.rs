//! `[archive] keep-days` and `quota-mb` act on a running server.

mod common;

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use common::{Fixture, SOON};
use filmdesk_archive::{Archive, ArchiveOptions, Arrival, InstanceFacts, Query};
use filmdesk_config::settings::ArchiveSettings;
use filmdesk_dataset::{DataSet, VR, tags};
use time::OffsetDateTime;

const DAY: Duration = Duration::from_secs(24 * 3600);
/// Bytes of each instance's data set.
const BYTES: usize = 1000;

/// Studies by UID and age, as they came.
async fn archive_with(folder: &Path, studies: &[(&str, Duration)]) -> Archive {
    let archive = Archive::open(&ArchiveOptions::new(folder)).await.unwrap();
    for (study, age) in studies {
        let mut header = DataSet::new();
        header.put_text(tags::STUDY_INSTANCE_UID, VR::UI, study);
        header.put_text(tags::SERIES_INSTANCE_UID, VR::UI, &format!("{study}.1"));
        let arrival = Arrival {
            sop_class: "1.2.840.10008.5.1.4.1.1.2",
            sop_instance: &format!("{study}.1.1"),
            transfer_syntax: "1.2.840.10008.1.2",
            source: "CT01",
            received: OffsetDateTime::now_utc() - *age,
        };
        let facts = InstanceFacts::from_header(&arrival, &header);
        tokio::task::block_in_place(|| {
            let mut incoming = archive.begin().unwrap();
            incoming.write_all(&[0; BYTES]).unwrap();
            archive.keep(incoming, &facts).unwrap();
        });
    }
    archive
}

async fn left(archive: &Archive) -> Vec<String> {
    let studies = archive.find_studies(&Query::default()).await.unwrap();
    let mut uids: Vec<String> = studies.into_iter().map(|study| study.uid).collect();
    uids.sort();
    uids
}

/// What is left of `studies` when a server with these settings has swept.
async fn assert_left(
    change: impl FnOnce(&mut ArchiveSettings),
    studies: &[(&str, Duration)],
    wanted: &[&str],
) {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive_with(folder.path(), studies).await;
    assert_eq!(left(&archive).await.len(), studies.len());
    let fixture = Fixture::start(|settings| {
        settings.archive.folder = folder.path().to_owned();
        change(&mut settings.archive);
    })
    .await;
    let begun = std::time::Instant::now();
    while left(&archive).await != wanted {
        assert!(begun.elapsed() < SOON, "{:?}", left(&archive).await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    fixture.stop().await;
    // A sweep that had gone on would have ended with the server.
    assert_eq!(left(&archive).await, wanted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn studies_that_came_long_ago_go() {
    let studies = [
        ("1.1", DAY * 40),
        ("1.2", DAY * 29),
        ("1.3", Duration::ZERO),
    ];
    let keep = |archive: &mut ArchiveSettings| archive.keep = Some(DAY * 30);
    assert_left(keep, &studies, &["1.2", "1.3"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_the_quota_the_oldest_go_and_what_came_just_now_stays() {
    let studies = [("1.1", DAY), ("1.2", DAY * 3), ("1.3", Duration::ZERO)];
    let quota = |bytes| move |archive: &mut ArchiveSettings| archive.quota_bytes = Some(bytes);
    let each = BYTES as u64;
    assert_left(quota(each * 2), &studies, &["1.1", "1.3"]).await;
    assert_left(quota(1), &studies, &["1.3"]).await;
}
