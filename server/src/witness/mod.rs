//! Who called and what they were refused, told to the archive's index beside the associations:
//! what an administrator reads when a modality "does not work".
//!
//! Associations never wait for it. What does not fit into the queue is lost; counts are then low.

mod complaint;
mod terms;
mod writer;

use std::net::IpAddr;

use filmdesk_archive::Archive;
use filmdesk_archive::desk::{AskedContext, Complaint, PeerNews, PeerTally};
use filmdesk_dimse::event::AssociationRequest;
use filmdesk_dimse::service::storage::storage_class;
use filmdesk_print_scp::offers;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

pub(crate) use complaint::{is_repeated, of_print, of_request, of_storage};
pub(crate) use terms::value;
pub(crate) use writer::Writer;

use crate::application::Application;
use crate::ids;
use crate::logging::Shown;

/// News that wait to be written: those of a second of a busy server.
const QUEUE: usize = 1024;
/// Presentation contexts of an association at most (PS3.8 9.3.2.2: odd numbers below 256).
const CONTEXTS: usize = 128;

/// Takes note of callers. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Witness(Option<mpsc::Sender<PeerNews>>);

/// A caller, for the time of its association.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    witness: Witness,
    calling: String,
    address: String,
    called: String,
}

impl Witness {
    /// With who writes it down; nobody without an archive.
    pub(crate) fn new(archive: Option<&Archive>, end: CancellationToken) -> (Self, Option<Writer>) {
        let Some(archive) = archive else {
            return (Self::default(), None);
        };
        let (sender, news) = mpsc::channel(QUEUE);
        let writer = Writer::new(archive.clone(), news, end);
        (Self(Some(sender)), Some(writer))
    }

    /// Who asks for this association.
    pub(crate) fn caller(&self, request: &AssociationRequest, address: IpAddr) -> Caller {
        Caller {
            witness: self.clone(),
            calling: plain(request.calling.as_str()),
            address: address.to_canonical().to_string(),
            called: plain(request.called.as_str()),
        }
    }

    /// Somebody whose request cannot be read.
    pub(crate) fn stranger(&self, address: IpAddr) -> Caller {
        Caller {
            witness: self.clone(),
            calling: String::new(),
            address: address.to_canonical().to_string(),
            called: String::new(),
        }
    }
}

/// A title that can be shown: padding gone, nothing but printable ASCII.
pub(crate) fn plain(title: &str) -> String {
    let shown = Shown(title.trim()).to_string();
    shown.trim_matches('"').to_owned()
}

impl Caller {
    fn tell(&self, change: impl FnOnce(&mut PeerNews)) {
        let Some(sender) = &self.witness.0 else {
            return;
        };
        let mut news = PeerNews {
            calling: self.calling.clone(),
            address: self.address.clone(),
            called: self.called.clone(),
            implementation: String::new(),
            contexts: Vec::new(),
            moment: ids::now_local(),
            tally: PeerTally::default(),
            complaints: Vec::new(),
        };
        change(&mut news);
        // A full queue loses it: a modality must not wait for this.
        drop(sender.try_send(news));
    }

    /// Its association was accepted.
    pub(crate) fn accepted(&self, request: &AssociationRequest, application: &Application) {
        self.tell(|news| {
            describe(news, request, Some(application));
            news.tally.associations = 1;
        });
    }

    /// Its association was rejected.
    pub(crate) fn rejected(&self, request: Option<&AssociationRequest>, complaint: Complaint) {
        self.tell(|news| {
            if let Some(request) = request {
                describe(news, request, None);
            }
            news.tally.rejected = 1;
            news.complaints.push((complaint, 1));
        });
    }

    /// A request was refused, or done with reservations.
    pub(crate) fn complained(&self, complaint: Complaint) {
        let is_refused = complaint.kind == filmdesk_archive::desk::ComplaintKind::Refused;
        self.tell(|news| {
            news.tally.refused = u64::from(is_refused);
            news.complaints.push((complaint, 1));
        });
    }

    /// It printed.
    pub(crate) fn printed(&self) {
        self.tell(|news| news.tally.printed = 1);
    }

    /// It brought instances.
    pub(crate) fn stored(&self, instances: u64) {
        self.tell(|news| news.tally.stored = instances);
    }
}

fn describe(news: &mut PeerNews, request: &AssociationRequest, application: Option<&Application>) {
    let implementation = request.implementation_version_name.as_deref();
    news.implementation = implementation.map(plain).unwrap_or_default();
    let contexts = request.contexts.iter().take(CONTEXTS);
    news.contexts = contexts
        .map(|context| context.abstract_syntax.as_str())
        .map(|syntax| AskedContext {
            name: name_of(syntax),
            is_served: application.is_some_and(|known| known.service_of(syntax).is_some()),
        })
        .collect();
}

/// An abstract syntax in the standard's words, or its UID.
pub(crate) fn name_of(syntax: &str) -> String {
    let print = offers::offer_row(syntax).map(|row| row.name);
    let storage = || storage_class(syntax).map(|class| class.name);
    print.or_else(storage).unwrap_or(syntax).to_owned()
}
