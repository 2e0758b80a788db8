//! What a console proposes and how it behaves on the wire.

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::requestor::RequestorConfig;
use filmdesk_dimse::service;
use filmdesk_dimse::settings::Settings;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::Uid;

use super::wire::WireOddities;

/// How N-EVENT-REPORTs are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventAnswer {
    /// With this status.
    Status(Status),
    /// Not at all.
    Silence,
}

/// A console before it connects.
#[derive(Debug, Clone)]
pub struct ConsoleConfig {
    /// What the association proposes.
    pub proposal: RequestorConfig,
    /// How event reports are answered.
    pub event_answer: EventAnswer,
    /// What the network stack does differently.
    pub oddities: WireOddities,
}

impl ConsoleConfig {
    /// A console that proposes each abstract syntax in each of the three uncompressed transfer
    /// syntaxes. What is no UID cannot be proposed and is left out.
    pub fn new(calling: AeTitle, called: AeTitle, abstract_syntaxes: &[&str]) -> Self {
        let implicit_first = [
            service::IMPLICIT_VR_LITTLE_ENDIAN,
            service::EXPLICIT_VR_LITTLE_ENDIAN,
            service::EXPLICIT_VR_BIG_ENDIAN,
        ];
        Self::with_syntaxes(calling, called, abstract_syntaxes, &implicit_first)
    }

    /// As [`new`](Self::new), with the transfer syntaxes in their order.
    pub fn with_syntaxes(
        calling: AeTitle,
        called: AeTitle,
        abstract_syntaxes: &[&str],
        transfer_syntaxes: &[&str],
    ) -> Self {
        let parsed = |texts: &[&str]| -> Vec<Uid> {
            texts
                .iter()
                .filter_map(|text| Uid::parse(text).ok())
                .collect()
        };
        let syntaxes = parsed(transfer_syntaxes);
        let contexts = parsed(abstract_syntaxes).into_iter();
        let contexts = contexts.map(|uid| (uid, syntaxes.clone())).collect();
        Self::proposing(RequestorConfig::new(calling, called, contexts))
    }

    /// A console that proposes just this.
    pub fn proposing(proposal: RequestorConfig) -> Self {
        Self {
            proposal,
            event_answer: EventAnswer::Status(Status::SUCCESS),
            oddities: WireOddities::default(),
        }
    }

    /// Maximum length, timeouts, implementation UID and the like.
    pub fn settings(&mut self) -> &mut Settings {
        &mut self.proposal.settings
    }

    pub(super) fn abstract_syntaxes(&self) -> Vec<String> {
        self.proposal
            .contexts
            .iter()
            .map(|(uid, _)| uid.to_string())
            .collect()
    }

    pub(super) fn proposal(&self) -> RequestorConfig {
        self.proposal.clone()
    }
}
