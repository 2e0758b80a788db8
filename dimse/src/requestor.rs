//! The side that calls: an SCU, mostly (PS3.8 9.2, Sta5 and on).

use std::ops::{Deref, DerefMut};
use std::time::Instant;

use crate::ae_title::AeTitle;
use crate::associate::Proposal;
use crate::association::Association;
use crate::identity::UserIdentity;
use crate::presentation::{ContextId, MAX_CONTEXTS, ProposedContext, RoleSelection};
use crate::settings::Settings;
use crate::uid::Uid;

/// What a requestor proposes.
#[derive(Debug, Clone)]
pub struct RequestorConfig {
    /// Our title.
    pub calling: AeTitle,
    /// The peer's title.
    pub called: AeTitle,
    /// Abstract syntaxes with their transfer syntaxes. Their context IDs are 1, 3, 5, ... in
    /// this order: [`ContextId::nth`].
    pub contexts: Vec<(Uid, Vec<Uid>)>,
    /// Roles per SOP class, where they are not the default.
    pub roles: Vec<RoleSelection>,
    /// Asynchronous operations window (invoked, performed) to propose.
    pub async_window: Option<(u16, u16)>,
    /// Who is asking.
    pub user_identity: Option<UserIdentity>,
    /// Maximum length, timeouts and the like.
    pub settings: Settings,
}

impl RequestorConfig {
    /// With nothing optional.
    pub fn new(calling: AeTitle, called: AeTitle, contexts: Vec<(Uid, Vec<Uid>)>) -> Self {
        Self {
            calling,
            called,
            contexts,
            roles: Vec::new(),
            async_window: None,
            user_identity: None,
            settings: Settings::default(),
        }
    }
}

/// Why an association cannot be requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Context IDs are the odd numbers to 255.
    #[error("{0} presentation contexts were given, at most 128 are allowed")]
    TooManyContexts(usize),
    /// An item has a length field of 16 bits, and the whole its bound.
    #[error("the proposal does not fit into an A-ASSOCIATE-RQ")]
    TooLong,
}

/// One outgoing association. Everything after its start is [`Association`]'s.
#[derive(Debug)]
pub struct Requestor {
    association: Association,
}

impl Requestor {
    /// For a connection that was opened at `now`; the A-ASSOCIATE-RQ waits in `transmit()`.
    /// [`Event::Established`](crate::event::Event) or `Rejected` will follow.
    ///
    /// # Errors
    /// [`RequestError`] when the proposal cannot be written.
    pub fn new(config: RequestorConfig, now: Instant) -> Result<Self, RequestError> {
        let contexts = proposed(&config.contexts)?;
        let proposal = Proposal {
            calling: &config.calling,
            called: &config.called,
            contexts: &contexts,
            roles: &config.roles,
            async_window: config.async_window,
            user_identity: config.user_identity.as_ref(),
        };
        let association = Association::requestor(&proposal, config.settings, now);
        Ok(Self {
            association: association.ok_or(RequestError::TooLong)?,
        })
    }
}

fn proposed(contexts: &[(Uid, Vec<Uid>)]) -> Result<Vec<ProposedContext>, RequestError> {
    if contexts.len() > MAX_CONTEXTS {
        return Err(RequestError::TooManyContexts(contexts.len()));
    }
    let propose = |(index, (abstract_syntax, transfer_syntaxes)): (usize, &(Uid, Vec<Uid>))| {
        Some(ProposedContext {
            id: ContextId::nth(index)?,
            abstract_syntax: abstract_syntax.to_string(),
            transfer_syntaxes: transfer_syntaxes.iter().map(Uid::to_string).collect(),
        })
    };
    Ok(contexts.iter().enumerate().filter_map(propose).collect())
}

impl Deref for Requestor {
    type Target = Association;
    fn deref(&self) -> &Association {
        &self.association
    }
}

impl DerefMut for Requestor {
    fn deref_mut(&mut self) -> &mut Association {
        &mut self.association
    }
}
