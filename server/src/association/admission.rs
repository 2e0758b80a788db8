//! Whether an association is accepted: titles, user identity, limits (PS3.8 Table 9-21).

use std::sync::Arc;

use filmdesk_config::settings::{Access, UserIdentityPolicy};
use filmdesk_dimse::event::AssociationRequest;
use filmdesk_dimse::pdu::Rejection;
use filmdesk_print_scp::peer::PeerProfile;

use crate::logging::Shown;
use crate::shared::{Printer, Shared};
use crate::slots::Slot;

/// An association that was let in, and what it holds until its end.
#[derive(Debug)]
pub(crate) struct Admission {
    /// The printer that was called.
    pub(crate) printer: Arc<Printer>,
    /// What is agreed with the caller.
    pub(crate) peer: Arc<PeerProfile>,
    /// Its places under both limits.
    _slots: [Slot; 2],
}

/// Why an association was refused: the answer, and the reason in words for the log.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Denial {
    pub(crate) rejection: Rejection,
    pub(crate) reason: String,
}

/// Judges a request: who is called, who calls, then whether there is room.
pub(crate) fn admit(request: &AssociationRequest, shared: &Shared) -> Result<Admission, Denial> {
    let called = request.called.as_str();
    let printer = shared.printer(called).ok_or_else(|| Denial {
        rejection: Rejection::CALLED_AE_TITLE,
        reason: format!("no printer is called {}", Shown(called)),
    })?;
    check_caller(request, &shared.settings.access)?;
    let slots = [
        shared
            .associations
            .take()
            .ok_or_else(|| too_many("the server", shared.associations.limit()))?,
        printer
            .associations
            .take()
            .ok_or_else(|| too_many(called, printer.associations.limit()))?,
    ];
    let peer = Arc::clone(shared.peer(request.calling.as_str()));
    Ok(Admission {
        printer: Arc::clone(printer),
        peer,
        _slots: slots,
    })
}

fn too_many(whose: &str, limit: usize) -> Denial {
    Denial {
        rejection: Rejection::LOCAL_LIMIT,
        reason: format!("{whose} has its {limit} associations already"),
    }
}

fn check_caller(request: &AssociationRequest, access: &Access) -> Result<(), Denial> {
    let calling = request.calling.as_str();
    let known = access
        .calling
        .as_ref()
        .is_none_or(|titles| titles.contains(calling));
    if !known {
        return Err(Denial {
            rejection: Rejection::CALLING_AE_TITLE,
            reason: format!(
                "{} is not among the calling AE titles of the settings",
                Shown(calling)
            ),
        });
    }
    match (access.user_identity, &request.user_identity) {
        (UserIdentityPolicy::Refuse, Some(_)) => Err(identity("a user identity is not accepted")),
        (UserIdentityPolicy::Require, None) => Err(identity("a user identity is required")),
        _ => Ok(()),
    }
}

fn identity(reason: &str) -> Denial {
    Denial {
        rejection: Rejection::NO_REASON,
        reason: reason.to_owned(),
    }
}
