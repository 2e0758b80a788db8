//! Sends instances on as many associations as their contexts need, with progress.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::requestor::RequestorConfig;
use filmdesk_modality::console::{Console, ConsoleConfig, Response};
use filmdesk_modality::error::ConsoleError;
use filmdesk_modality::store::{FileInstance, Proposals, StoreError, proposals};
use indicatif::ProgressBar;

use super::turn::{TurnError, Turned, turn};
use crate::blocking;
use crate::client::{Stream, Target};
use crate::command::{modality, progress};

/// Associations that break one after the other before the rest is given up: a peer that takes
/// none of three will not take the fourth.
const MAX_BROKEN: u32 = 3;

/// Where to send, and as whom.
pub(super) struct Sender {
    pub(super) target: Target,
    pub(super) called: AeTitle,
    pub(super) calling: AeTitle,
    /// Transfer syntaxes into which what the peer does not take is turned, in this order.
    pub(super) turned_into: Vec<&'static str>,
}

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

/// The state of a sending.
struct Run<'a> {
    sender: &'a Sender,
    bar: ProgressBar,
    sent: Sent,
    /// Associations that broke since the last answer.
    broken: u32,
}

type Peer = Console<Box<dyn Stream>>;

impl Sender {
    /// Sends all instances; each that was not stored is named with its reason.
    pub(super) async fn send(&self, instances: &[FileInstance]) -> Sent {
        let began = Instant::now();
        let total = instances.iter().map(|instance| instance.length).sum();
        let mut run = Run {
            sender: self,
            bar: progress::bytes(total),
            sent: Sent::default(),
            broken: 0,
        };
        let also = |instance| {
            let (class, syntax) = pair_of(instance);
            let others = self.turned_into.iter().map(move |syntax| (class, *syntax));
            std::iter::once((class, syntax)).chain(others)
        };
        let groups = proposals(instances.iter().flat_map(also));
        let groups: Vec<_> = groups
            .iter()
            .map(|group| (group, pairs_of(group)))
            .collect();
        let is_proposed = |instance: &&FileInstance| {
            groups
                .iter()
                .any(|(_, pairs)| pairs.contains(&pair_of(instance)))
        };
        for instance in instances.iter().filter(|instance| !is_proposed(instance)) {
            run.failed(instance, &"its SOP class or transfer syntax is no UID");
        }
        for (group, pairs) in &groups {
            let of_group = |instance: &&FileInstance| pairs.contains(&pair_of(instance));
            run.group(group, instances.iter().filter(of_group)).await;
        }
        run.bar.finish_and_clear();
        Sent {
            took: began.elapsed(),
            ..run.sent
        }
    }

    async fn associate(&self, group: &Proposals) -> Result<Peer, ConsoleError> {
        let proposal =
            RequestorConfig::new(self.calling.clone(), self.called.clone(), group.clone());
        let mut config = ConsoleConfig::proposing(proposal);
        config.settings().timeouts.artim = self.target.timeout;
        config.settings().timeouts.response = self.target.timeout;
        Console::associate(modality::connect(&self.target).await?, config).await
    }
}

/// SOP class and transfer syntax: what a context is for.
fn pair_of(instance: &FileInstance) -> (&str, &str) {
    let name = &instance.name;
    (&name.sop_class, &name.transfer_syntax)
}

fn pairs_of(group: &Proposals) -> HashSet<(&str, &str)> {
    let contexts = group.iter();
    contexts
        .flat_map(|(class, syntaxes)| {
            syntaxes
                .iter()
                .map(|syntax| (class.as_str(), syntax.as_str()))
        })
        .collect()
}

impl Run<'_> {
    async fn group<'a>(
        &mut self,
        group: &Proposals,
        instances: impl Iterator<Item = &'a FileInstance>,
    ) {
        let mut peer = None;
        for instance in instances {
            peer = self.instance(peer, group, instance).await;
        }
        if let Some(peer) = peer {
            // All is answered: how the peer takes the release changes nothing.
            drop(peer.release().await);
        }
    }

    /// Sends one instance, on a new association if there is none; gives the association back
    /// as long as it stands.
    async fn instance(
        &mut self,
        peer: Option<Peer>,
        group: &Proposals,
        instance: &FileInstance,
    ) -> Option<Peer> {
        let mut peer = match peer {
            Some(peer) => peer,
            None => self.associated(group, instance).await?,
        };
        let turned = match self.turned(&peer, instance) {
            Ok(turned) => turned,
            Err(error) => {
                self.failed(instance, &error);
                return Some(peer);
            }
        };
        let sent = turned.as_ref().map_or(instance, |turned| &turned.instance);
        let stored = match sent.open() {
            Ok(mut file) => peer.store(&sent.name, &mut file).await,
            Err(error) => {
                self.failed(instance, &error);
                return Some(peer);
            }
        };
        match stored {
            Ok(answer) => {
                self.broken = 0;
                self.sent.turned += usize::from(turned.is_some() && answer.is_done());
                self.answered(instance, &answer);
                drop(peer.take_transcript());
                Some(peer)
            }
            Err(error) => {
                self.failed(instance, &error);
                matches!(error, StoreError::NoContext { .. }).then_some(peer)
            }
        }
    }

    /// The instance in the first transfer syntax of those asked for that the peer takes; none when
    /// it takes it as it is, or none of them.
    fn turned(&self, peer: &Peer, instance: &FileInstance) -> Result<Option<Turned>, TurnError> {
        let name = &instance.name;
        let takes = |syntax: &str| peer.storage_context(&name.sop_class, syntax).is_some();
        if takes(&name.transfer_syntax) {
            return Ok(None);
        }
        let targets = self.sender.turned_into.iter();
        let mut tried = targets
            .filter(|syntax| takes(syntax))
            .map(|syntax| blocking::run(|| turn(instance, syntax)));
        let Some(first) = tried.next() else {
            return Ok(None);
        };
        // A compressed one takes images only; the next may take this.
        first
            .or_else(|error| tried.find_map(Result::ok).ok_or(error))
            .map(Some)
    }

    async fn associated(&mut self, group: &Proposals, instance: &FileInstance) -> Option<Peer> {
        if self.broken >= MAX_BROKEN {
            self.failed(instance, &"given up: the peer does not serve");
            return None;
        }
        self.broken += 1;
        match self.sender.associate(group).await {
            Ok(peer) => Some(peer),
            Err(error) => {
                self.failed(instance, &error);
                None
            }
        }
    }

    fn answered(&mut self, instance: &FileInstance, answer: &Response) {
        let comment = answer.comment().map(|text| format!(" ({text})"));
        let said = format!("{}{}", answer.status, comment.unwrap_or_default());
        if !answer.is_done() {
            return self.failed(instance, &said);
        }
        self.sent.stored += 1;
        self.sent.bytes += instance.length;
        self.bar.inc(instance.length);
        if !answer.is_success() {
            self.sent.warned += 1;
            let path = instance.path.display();
            self.bar
                .suspend(|| eprintln!("stored with a warning: {path}: {said}"));
        }
    }

    fn failed(&mut self, instance: &FileInstance, reason: &dyn std::fmt::Display) {
        self.sent.failed += 1;
        self.bar.inc(instance.length);
        let path = instance.path.display();
        self.bar
            .suspend(|| eprintln!("not stored: {path}: {reason}"));
    }
}
