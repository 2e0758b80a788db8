//! Writes down what associations tell, many in one transaction.

use std::collections::HashMap;
use std::time::Duration;

use filmdesk_archive::Archive;
use filmdesk_archive::desk::PeerNews;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tracing::warn;

/// News taken at once.
const AT_ONCE: usize = 1024;
/// News are gathered for so long: a modality that is refused a thousand times is written once.
const GATHER: Duration = Duration::from_millis(250);
/// Different complaints of a peer in one transaction; the rest is only counted.
const COMPLAINTS: usize = 64;

/// Who writes it down.
#[derive(Debug)]
pub(crate) struct Writer {
    archive: Archive,
    news: mpsc::Receiver<PeerNews>,
    end: CancellationToken,
}

impl Writer {
    pub(super) fn new(
        archive: Archive,
        news: mpsc::Receiver<PeerNews>,
        end: CancellationToken,
    ) -> Self {
        Self { archive, news, end }
    }

    /// Writes until the end, and then what is left.
    pub(crate) async fn run(mut self) {
        let mut batch = Vec::new();
        loop {
            tokio::select! {
                biased;
                () = self.end.cancelled() => break,
                count = self.news.recv_many(&mut batch, AT_ONCE) => if count == 0 { break },
            }
            tokio::select! {
                () = self.end.cancelled() => {}
                () = tokio::time::sleep(GATHER) => {}
            }
            self.write(&mut batch).await;
        }
        self.write(&mut batch).await;
    }

    async fn write(&mut self, batch: &mut Vec<PeerNews>) {
        while let Ok(news) = self.news.try_recv() {
            batch.push(news);
        }
        if batch.is_empty() {
            return;
        }
        let merged = merged(std::mem::take(batch));
        if let Err(error) = self.archive.desk().note_peers(&merged).await {
            warn!(%error, "which modalities called is not noted");
        }
    }
}

/// One entry for each peer and title that it called.
fn merged(batch: Vec<PeerNews>) -> Vec<PeerNews> {
    let mut all: Vec<PeerNews> = Vec::new();
    let mut places: HashMap<(String, String, String), usize> = HashMap::new();
    for news in batch {
        let key = (
            news.calling.clone(),
            news.address.clone(),
            news.called.clone(),
        );
        match places.get(&key) {
            Some(place) => add(&mut all[*place], news),
            None => {
                places.insert(key, all.len());
                all.push(news);
            }
        }
    }
    all
}

fn add(known: &mut PeerNews, news: PeerNews) {
    known.moment = known.moment.max(news.moment);
    known.tally.add(news.tally);
    if !news.contexts.is_empty() {
        known.contexts = news.contexts;
        known.implementation = news.implementation;
    }
    for (complaint, times) in news.complaints {
        let mut all = known.complaints.iter();
        match all.position(|(other, _)| *other == complaint) {
            Some(place) => known.complaints[place].1 += times,
            None if known.complaints.len() < COMPLAINTS => {
                known.complaints.push((complaint, times));
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filmdesk_archive::desk::{Complaint, ComplaintKind, PeerTally};
    use time::OffsetDateTime;

    fn news(calling: &str, reason: &str) -> PeerNews {
        let complaint = Complaint {
            kind: ComplaintKind::Refused,
            message: "C-STORE-RQ".to_owned(),
            object: String::new(),
            status: 0xC000,
            reason: reason.to_owned(),
            values: Vec::new(),
        };
        PeerNews {
            calling: calling.to_owned(),
            address: "192.0.2.1".to_owned(),
            called: "FILMDESK".to_owned(),
            implementation: String::new(),
            contexts: Vec::new(),
            moment: OffsetDateTime::UNIX_EPOCH,
            tally: PeerTally {
                refused: 1,
                ..PeerTally::default()
            },
            complaints: vec![(complaint, 1)],
        }
    }

    #[test]
    fn what_is_the_same_is_counted() {
        let batch = [
            news("CT", "a"),
            news("MR", "a"),
            news("CT", "a"),
            news("CT", "b"),
        ];
        let merged = merged(batch.to_vec());
        let counts: Vec<_> = merged
            .iter()
            .map(|peer| {
                let times: Vec<u64> = peer.complaints.iter().map(|(_, times)| *times).collect();
                (peer.calling.as_str(), peer.tally.refused, times)
            })
            .collect();
        assert_eq!(counts, [("CT", 3, vec![2, 1]), ("MR", 1, vec![1])]);
    }
}
