//! The side that is called: an SCP, mostly (PS3.8 9.2, Sta2 and on).

use std::ops::{Deref, DerefMut};
use std::time::Instant;

pub use crate::association::AcceptError;
use crate::association::Association;
use crate::pdu::Rejection;
use crate::presentation::{AcceptedContext, Offers};
use crate::settings::Settings;

/// What an acceptor is told.
pub type AcceptorConfig = Settings;

/// The answer to an association request that is granted.
#[derive(Debug, Clone, Copy)]
pub struct Acceptance<'a> {
    /// What we support; see [`negotiate`](crate::presentation::negotiate). With none that
    /// fits the association is accepted all the same, every context refused.
    pub offers: &'a dyn Offers,
    /// Server response to a user identity (Kerberos, SAML); sent, empty when `None`, only
    /// if the requestor asked for a positive response.
    pub identity_response: Option<&'a [u8]>,
}

/// One incoming association. Everything after its acceptance is [`Association`]'s.
#[derive(Debug)]
pub struct Acceptor {
    association: Association,
}

impl Acceptor {
    /// For a connection that was opened at `now`: ARTIM runs from here, for the whole request.
    pub fn new(config: AcceptorConfig, now: Instant) -> Self {
        Self {
            association: Association::acceptor(config, now),
        }
    }

    /// Accepts the request of [`Event::AssociationRequested`](crate::event::Event), context
    /// by context; returns the accepted ones. The window answered is (1,1).
    ///
    /// # Errors
    /// [`AcceptError`]
    pub fn accept(
        &mut self,
        acceptance: &Acceptance<'_>,
        now: Instant,
    ) -> Result<&[AcceptedContext], AcceptError> {
        self.association
            .accept(acceptance.offers, acceptance.identity_response, now)
    }

    /// Rejects it, then waits for the peer's close. Does nothing when none waits.
    pub fn reject(&mut self, rejection: Rejection, now: Instant) {
        self.association.reject(rejection, now);
    }
}

impl Deref for Acceptor {
    type Target = Association;
    fn deref(&self) -> &Association {
        &self.association
    }
}

impl DerefMut for Acceptor {
    fn deref_mut(&mut self) -> &mut Association {
        &mut self.association
    }
}
