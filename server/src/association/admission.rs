//! Whether an association is accepted: titles, user identity, limits (PS3.8 Table 9-21).

use std::sync::Arc;

use filmdesk_config::settings::{Access, UserIdentityPolicy};
use filmdesk_dimse::event::AssociationRequest;
use filmdesk_dimse::pdu::Rejection;
use filmdesk_print_scp::peer::PeerProfile;

use crate::application::{Application, ServiceKind};
use crate::logging::Shown;
use crate::shared::Shared;
use crate::slots::{Slot, Slots};
use crate::witness::Caller;

/// An association that was let in, and what it holds until its end.
#[derive(Debug)]
pub(crate) struct Admission {
    /// What was called.
    pub(crate) application: Arc<Application>,
    /// Calling AE title.
    pub(crate) calling: String,
    /// Called AE title.
    pub(crate) called: String,
    /// What is agreed with the caller.
    pub(crate) peer: Arc<PeerProfile>,
    /// Takes note of what it asks for.
    pub(crate) caller: Caller,
    /// Its places under the limits of the server and of each service that it is for.
    _slots: Vec<Slot>,
}

/// Why an association was refused: the answer, the reason in one word for the desk, and in a
/// sentence for the log.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Denial {
    pub(crate) rejection: Rejection,
    pub(crate) word: &'static str,
    pub(crate) reason: String,
}

/// Judges a request: who is called, who calls, then whether there is room.
pub(crate) fn admit(
    request: &AssociationRequest,
    shared: &Shared,
    caller: &Caller,
) -> Result<Admission, Denial> {
    let called = request.called.as_str();
    let live = shared.live();
    let application = live.application(called).ok_or_else(|| Denial {
        rejection: Rejection::CALLED_AE_TITLE,
        word: "called-unknown",
        reason: format!("nothing here is called {}", Shown(called)),
    })?;
    check_caller(request, &live.access)?;
    let mut slots = vec![place("the server", &shared.associations)?];
    let proposed = request.contexts.iter();
    for kind in application.wanted(proposed.map(|context| context.abstract_syntax.as_str())) {
        if let Some(limit) = limit(application, kind) {
            slots.push(place(called, limit)?);
        }
    }
    let peer = Arc::clone(live.peer(request.calling.as_str()));
    Ok(Admission {
        application: Arc::clone(application),
        calling: request.calling.to_string(),
        called: called.to_owned(),
        peer,
        caller: caller.clone(),
        _slots: slots,
    })
}

/// The limit of associations with a service of an application.
fn limit(application: &Application, kind: ServiceKind) -> Option<&Arc<Slots>> {
    match kind {
        ServiceKind::Print => application.printer.as_ref().map(|role| &role.associations),
        ServiceKind::Storage => application.storage.as_ref().map(|role| &role.associations),
    }
}

fn place(whose: &str, slots: &Arc<Slots>) -> Result<Slot, Denial> {
    slots.take().ok_or_else(|| too_many(whose, slots.limit()))
}

fn too_many(whose: &str, limit: usize) -> Denial {
    Denial {
        rejection: Rejection::LOCAL_LIMIT,
        word: "too-many",
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
            word: "calling-unknown",
            reason: format!(
                "{} is not among the calling AE titles of the settings",
                Shown(calling)
            ),
        });
    }
    match (access.user_identity, &request.user_identity) {
        (UserIdentityPolicy::Refuse, Some(_)) => Err(identity(
            "identity-not-accepted",
            "a user identity is not accepted",
        )),
        (UserIdentityPolicy::Require, None) => {
            Err(identity("identity-required", "a user identity is required"))
        }
        _ => Ok(()),
    }
}

fn identity(word: &'static str, reason: &str) -> Denial {
    Denial {
        rejection: Rejection::NO_REASON,
        word,
        reason: reason.to_owned(),
    }
}
