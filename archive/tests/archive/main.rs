//! The archive with its embedded index.

#[macro_use]
mod conversations;
mod room;

use filmdesk_archive::{Database, Kept, Query, Selection};
use room::{NOW, Room, Slice};

/// Every conversation as a test of its own.
macro_rules! converse {
    ($($name:ident)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            conversations::$name(&Room::new(Database::Embedded)).await;
        }
    )*};
}

each_conversation!(converse);

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_index_is_made_again() {
    let room = Room::new(Database::Embedded);
    let other = Slice {
        pixels: &[9, 9],
        ..Slice::default()
    };
    let archive = room.open().await;
    for number in 1..=3 {
        Slice {
            number,
            ..Slice::default()
        }
        .store(&archive)
        .unwrap();
    }
    assert!(matches!(
        other.store(&archive).unwrap(),
        Kept::Conflict { .. }
    ));
    let before = archive.find_studies(&Query::default()).await.unwrap();
    drop(archive);
    for name in ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm"] {
        let _ = std::fs::remove_file(room.path().join(name));
    }
    let objects = room.path().join("objects");
    std::fs::write(objects.join("stray.txt"), "not DICOM at all").unwrap();
    let archive = room.open().await;
    let report = archive.reindex(NOW).await.unwrap();
    assert_eq!(
        (report.entered, report.known, report.unreadable.len()),
        (4, 0, 1)
    );
    assert_eq!(
        archive.find_studies(&Query::default()).await.unwrap(),
        before
    );
    assert_eq!(archive.conflicts(10).await.unwrap().len(), 1);
    let lost = objects.join("20260101/1.2.3/1.2.3.1/1.2.3.1.3.dcm");
    let bytes = std::fs::read(&lost).unwrap();
    std::fs::remove_file(&lost).unwrap();
    let again = archive.reindex(NOW).await.unwrap();
    assert_eq!((again.entered, again.known), (0, 3));
    assert!(lost.ends_with(again.lost[0].as_str()) && again.lost.len() == 1);
    std::fs::write(&lost, bytes).unwrap();
    assert_eq!(
        other.store(&archive).unwrap(),
        Kept::Conflict {
            apart: archive.conflicts(1).await.unwrap()[0]
                .apart
                .clone()
                .unwrap()
        }
    );
    let selection = Selection::Instances(vec![other.uid()]);
    assert_eq!(archive.instances(&selection).await.unwrap().len(), 1);
}
