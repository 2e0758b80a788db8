//! Modalities that called.

use filmdesk_archive::desk::{
    AskedContext, Complaint, ComplaintKind, PeerNews, PeerSeen, PeerTally,
};
use time::Duration;

use crate::room::{NOW, Room};

fn news(calling: &str, at: i64, reason: &str) -> PeerNews {
    let complaint = Complaint {
        kind: ComplaintKind::Refused,
        message: "N-CREATE-RQ".to_owned(),
        object: "Basic Film Box".to_owned(),
        status: 0x0106,
        reason: reason.to_owned(),
        values: Vec::new(),
    };
    PeerNews {
        calling: calling.to_owned(),
        address: "192.0.2.1".to_owned(),
        called: "FILMDESK".to_owned(),
        implementation: String::new(),
        contexts: Vec::new(),
        moment: NOW + Duration::seconds(at),
        tally: PeerTally {
            refused: 1,
            ..PeerTally::default()
        },
        complaints: vec![(complaint, 1)],
    }
}

fn reasons(peer: &PeerSeen) -> Vec<(&str, u64)> {
    let noted = peer.complaints.iter();
    noted
        .map(|noted| (noted.complaint.reason.as_str(), noted.times))
        .collect()
}

pub(crate) async fn callers_are_remembered(room: &Room) {
    let archive = room.open().await;
    let desk = archive.desk();
    let context = AskedContext {
        name: "Verification".to_owned(),
        is_served: true,
    };
    let first = PeerNews {
        implementation: "OTHER_1".to_owned(),
        contexts: vec![context.clone()],
        ..news("CT01", 0, "a")
    };
    desk.note_peers(&[first, news("CT01", 1, "b")])
        .await
        .unwrap();
    desk.note_peers(&[news("CT01", 2, "a")]).await.unwrap();
    let peers = desk.peers().await.unwrap();
    let [peer] = peers.as_slice() else {
        panic!("one peer: {peers:?}")
    };
    assert_eq!(
        peer.contexts,
        [context],
        "what a complaint does not tell stays"
    );
    assert_eq!(
        (peer.implementation.as_str(), peer.tally.refused),
        ("OTHER_1", 3)
    );
    assert_eq!(reasons(peer), [("a", 2), ("b", 1)]);
    assert_eq!((peer.first, peer.last), (NOW, NOW + Duration::seconds(2)));
}

pub(crate) async fn callers_are_forgotten_over_a_bound(room: &Room) {
    let archive = room.open().await;
    let desk = archive.desk();
    let scanner: Vec<PeerNews> = (0..600).map(|n| news(&format!("PEER{n}"), n, "")).collect();
    desk.note_peers(&scanner).await.unwrap();
    let peers = desk.peers().await.unwrap();
    assert_eq!((peers.len(), peers[0].calling.as_str()), (500, "PEER599"));
    let angry: Vec<PeerNews> = (0..60)
        .map(|n| news("CT01", 1000 + n, &n.to_string()))
        .collect();
    desk.note_peers(&angry).await.unwrap();
    let peers = desk.peers().await.unwrap();
    let reasons = reasons(&peers[0]);
    assert_eq!((reasons.len(), reasons[0]), (40, ("59", 1)));
}
