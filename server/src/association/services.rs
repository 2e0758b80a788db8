//! Which services a standing association has, and which of them serves which context.

use std::sync::Arc;

use filmdesk_dimse::presentation::{AcceptedContext, ContextId};

use super::admission::Admission;
use super::print::Print;
use super::service::Service;
use super::storage::Storage;
use crate::application::ServiceKind;
use crate::shared::Shared;

/// Contexts and the indices of the services that serve them.
type Routes = Vec<(ContextId, usize)>;

/// The services of the application that was called, and for each context the index of the one
/// that serves it.
pub(super) fn of(
    shared: &Arc<Shared>,
    admission: &Admission,
    contexts: &[AcceptedContext],
) -> (Vec<Box<dyn Service>>, Routes) {
    let made = [ServiceKind::Print, ServiceKind::Storage]
        .into_iter()
        .filter_map(|kind| Some((kind, make(kind, shared, admission, contexts)?)));
    let (kinds, services): (Vec<_>, Vec<_>) = made.unzip();
    let route = |context: &AcceptedContext| {
        let serves = admission
            .application
            .service_of(context.abstract_syntax.as_str())?;
        let index = kinds.iter().position(|kind| *kind == serves)?;
        Some((context.id, index))
    };
    (services, contexts.iter().filter_map(route).collect())
}

fn make(
    kind: ServiceKind,
    shared: &Arc<Shared>,
    admission: &Admission,
    contexts: &[AcceptedContext],
) -> Option<Box<dyn Service>> {
    let application = &admission.application;
    Some(match kind {
        ServiceKind::Print => Box::new(Print::new(
            shared,
            application.printer.as_ref()?,
            admission,
            contexts,
        )),
        ServiceKind::Storage => Box::new(Storage::new(
            shared.archive.clone()?,
            Arc::clone(application.storage.as_ref()?),
            admission,
            contexts,
        )),
    })
}
