//! Sends instances on as many associations as their contexts need, one after another.

use std::collections::HashSet;
use std::io;
use std::path::PathBuf;

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::requestor::RequestorConfig;
use filmdesk_modality::console::{Console, ConsoleConfig, Response};
use filmdesk_modality::error::ConsoleError;
use filmdesk_modality::store::{InstanceName, Proposals, StoreError, proposals};
use thiserror::Error;
use tokio_util::sync::CancellationToken;

use super::Parcel;
use super::turn::{TurnError, Turned, turn};
use crate::blocking;
use crate::client::{self, Stream, Target};

/// Associations that break one after the other before the rest is given up: a peer that takes
/// none of three will not take the fourth.
const MAX_BROKEN: u32 = 3;

/// Where to send, and as whom.
#[derive(Debug, Clone)]
pub(crate) struct Sender {
    pub(crate) target: Target,
    pub(crate) called: AeTitle,
    pub(crate) calling: AeTitle,
    /// Transfer syntaxes into which what the peer does not take is turned, in this order.
    pub(crate) turned_into: Vec<&'static str>,
    /// The folder for what is turned; none: the system's for what is temporary.
    pub(crate) work: Option<PathBuf>,
    /// Ends it before all is sent.
    pub(crate) end: CancellationToken,
}

/// Why an instance was not sent, or not answered.
#[derive(Debug, Error)]
pub(crate) enum NotSent {
    /// It cannot be proposed.
    #[error("its SOP class or transfer syntax is no UID")]
    NoUid,
    /// It was not turned into what the peer takes.
    #[error(transparent)]
    Turn(#[from] TurnError),
    /// Its file cannot be opened.
    #[error(transparent)]
    Open(#[from] io::Error),
    /// The peer does not take it, it cannot be read, or the association broke.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no association.
    #[error(transparent)]
    Associate(ConsoleError),
    /// Associations broke before.
    #[error("given up: the peer does not serve")]
    GivenUp,
}

/// Who is told what becomes of each instance.
pub(crate) trait Told<P> {
    /// The peer answered, with success or not.
    fn answered(&mut self, parcel: &P, answer: &Response, is_turned: bool);
    /// There was no answer.
    fn failed(&mut self, parcel: &P, error: &NotSent);
}

/// The state of a sending.
struct Run<'a, T> {
    sender: &'a Sender,
    told: &'a mut T,
    /// Associations that broke since the last answer.
    broken: u32,
}

type Peer = Console<Box<dyn Stream>>;

impl Sender {
    /// Sends all; each that was not stored is told with its reason.
    pub(crate) async fn send<P: Parcel, T: Told<P>>(&self, parcels: &[P], told: &mut T) {
        let also = |parcel| {
            let (class, syntax) = pair_of(parcel);
            let others = self.turned_into.iter().map(move |syntax| (class, *syntax));
            std::iter::once((class, syntax)).chain(others)
        };
        let groups = proposals(parcels.iter().flat_map(also));
        let groups: Vec<_> = groups
            .iter()
            .map(|group| (group, pairs_of(group)))
            .collect();
        let is_proposed = |parcel: &&P| {
            let mut pairs = groups.iter().map(|(_, pairs)| pairs);
            pairs.any(|pairs| pairs.contains(&pair_of(*parcel)))
        };
        for parcel in parcels.iter().filter(|parcel| !is_proposed(parcel)) {
            told.failed(parcel, &NotSent::NoUid);
        }
        for (group, pairs) in &groups {
            // What one group breaks on says nothing of the next.
            let mut run = Run {
                sender: self,
                told: &mut *told,
                broken: 0,
            };
            let of_group = |parcel: &&P| pairs.contains(&pair_of(*parcel));
            run.group(group, parcels.iter().filter(of_group)).await;
        }
    }

    async fn associate(&self, group: &Proposals) -> Result<Peer, ConsoleError> {
        let proposal =
            RequestorConfig::new(self.calling.clone(), self.called.clone(), group.clone());
        let mut config = ConsoleConfig::proposing(proposal);
        config.settings().timeouts.artim = self.target.timeout;
        config.settings().timeouts.response = self.target.timeout;
        Console::associate(client::connect_console(&self.target).await?, config).await
    }
}

/// SOP class and transfer syntax: what a context is for.
fn pair_of(parcel: &impl Parcel) -> (&str, &str) {
    let name = parcel.name();
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

impl<T> Run<'_, T> {
    async fn group<'p, P: Parcel + 'p>(
        &mut self,
        group: &Proposals,
        parcels: impl Iterator<Item = &'p P>,
    ) where
        T: Told<P>,
    {
        let mut peer = None;
        let end = self.sender.end.clone();
        for parcel in parcels {
            // What is dropped with an instance under way breaks the connection off: the peer does
            // not take the half of it for the whole.
            peer = tokio::select! {
                biased;
                () = end.cancelled() => return,
                peer = self.parcel(peer, group, parcel) => peer,
            };
        }
        if let Some(peer) = peer {
            // All is answered: how the peer takes the release changes nothing.
            drop(peer.release().await);
        }
    }

    /// Sends one instance, on a new association if there is none; gives the association back
    /// as long as it stands.
    async fn parcel<P: Parcel>(
        &mut self,
        peer: Option<Peer>,
        group: &Proposals,
        parcel: &P,
    ) -> Option<Peer>
    where
        T: Told<P>,
    {
        let mut peer = match peer {
            Some(peer) => peer,
            None => self.associated(group, parcel).await?,
        };
        let prepared = self.prepared(&peer, parcel);
        let stored = match prepared {
            Ok((turned, mut data_set)) => {
                let name = turned.as_ref().map_or(parcel.name(), Turned::name);
                let stored = peer.store(name, &mut data_set).await;
                stored.map(|answer| (answer, turned.is_some()))
            }
            Err(error) => {
                self.told.failed(parcel, &error);
                return Some(peer);
            }
        };
        match stored {
            Ok((answer, is_turned)) => {
                self.broken = 0;
                self.told.answered(parcel, &answer, is_turned);
                drop(peer.take_transcript());
                Some(peer)
            }
            Err(error) => {
                let stands = matches!(error, StoreError::NoContext { .. });
                self.told.failed(parcel, &error.into());
                stands.then_some(peer)
            }
        }
    }

    /// The data set that is sent, and what it was turned into where it had to be.
    fn prepared(
        &self,
        peer: &Peer,
        parcel: &dyn Parcel,
    ) -> Result<(Option<Turned>, Box<dyn filmdesk_archive::ReadObject>), NotSent> {
        let turned = self.turned(peer, parcel)?;
        let sent: &dyn Parcel = turned.as_ref().map_or(parcel, |turned| &turned.instance);
        let data_set = sent.data_set()?;
        Ok((turned, data_set))
    }

    /// The instance in the first transfer syntax of those asked for that the peer takes; none when
    /// it takes it as it is, or none of them.
    fn turned(&self, peer: &Peer, parcel: &dyn Parcel) -> Result<Option<Turned>, TurnError> {
        let InstanceName {
            sop_class,
            transfer_syntax,
            ..
        } = parcel.name();
        let takes = |syntax: &str| peer.storage_context(sop_class, syntax).is_some();
        if takes(transfer_syntax) {
            return Ok(None);
        }
        let targets = self.sender.turned_into.iter();
        let mut tried = targets
            .filter(|syntax| takes(syntax))
            .map(|syntax| blocking::run(|| turn(parcel, syntax, self.sender.work.as_deref())));
        let Some(first) = tried.next() else {
            return Ok(None);
        };
        // A compressed one takes images only; the next may take this.
        first
            .or_else(|error| tried.find_map(Result::ok).ok_or(error))
            .map(Some)
    }

    async fn associated<P: Parcel>(&mut self, group: &Proposals, parcel: &P) -> Option<Peer>
    where
        T: Told<P>,
    {
        if self.broken >= MAX_BROKEN {
            self.told.failed(parcel, &NotSent::GivenUp);
            return None;
        }
        self.broken += 1;
        match self.sender.associate(group).await {
            Ok(peer) => Some(peer),
            Err(error) => {
                self.told.failed(parcel, &NotSent::Associate(error));
                None
            }
        }
    }
}
