//! What became of the instances, told as they are sent.

use std::time::{Duration, Instant};

use filmdesk_modality::console::Response;
use filmdesk_modality::store::FileInstance;
use indicatif::ProgressBar;

use crate::command::progress;
use crate::send::scu::{NotSent, Sender, Told};

/// What was sent.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) stored: usize,
    pub(super) warned: usize,
    /// Sent in another transfer syntax than the file's.
    pub(super) turned: usize,
    pub(super) failed: usize,
    /// Bytes of the data sets that were stored.
    pub(super) bytes: u64,
    pub(super) took: Duration,
}

/// Sends all instances; each that was not stored is named with its reason.
pub(super) async fn send(sender: &Sender, instances: &[FileInstance]) -> Sent {
    let began = Instant::now();
    let total = instances.iter().map(|instance| instance.length).sum();
    let mut teller = Teller {
        bar: progress::bytes(total),
        sent: Sent::default(),
    };
    sender.send(instances, &mut teller).await;
    teller.bar.finish_and_clear();
    Sent {
        took: began.elapsed(),
        ..teller.sent
    }
}

/// Tells it on a terminal.
struct Teller {
    bar: ProgressBar,
    sent: Sent,
}

impl Teller {
    fn not_stored(&mut self, instance: &FileInstance, reason: &dyn std::fmt::Display) {
        self.sent.failed += 1;
        self.bar.inc(instance.length);
        let path = instance.path.display();
        self.bar
            .suspend(|| eprintln!("not stored: {path}: {reason}"));
    }
}

impl Told<FileInstance> for Teller {
    fn answered(&mut self, instance: &FileInstance, answer: &Response, is_turned: bool) {
        let comment = answer.comment().map(|text| format!(" ({text})"));
        let said = format!("{}{}", answer.status, comment.unwrap_or_default());
        if !answer.is_done() {
            return self.not_stored(instance, &said);
        }
        self.sent.stored += 1;
        self.sent.turned += usize::from(is_turned);
        self.sent.bytes += instance.length;
        self.bar.inc(instance.length);
        if !answer.is_success() {
            self.sent.warned += 1;
            let path = instance.path.display();
            self.bar
                .suspend(|| eprintln!("stored with a warning: {path}: {said}"));
        }
    }

    fn failed(&mut self, instance: &FileInstance, error: &NotSent) {
        self.not_stored(instance, error);
    }
}
