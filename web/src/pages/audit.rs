//! The audit trail, for those who may read it.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use filmdesk_archive::desk::AuditEvent;
use serde::Deserialize;
use time::OffsetDateTime;

use super::shell::Shell;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::respond::{Failure, whole};
use crate::{App, pages};

/// Events of one page.
const EVENTS: u32 = 100;

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    shell: Shell,
    events: Vec<AuditEvent>,
    now: OffsetDateTime,
    /// The number before which older ones are.
    older: Option<i64>,
}

impl AuditPage {
    fn moment(&self, when: &OffsetDateTime) -> String {
        pages::jobs::moment(when.to_offset(self.now.offset()))
    }
}

/// Where to go on.
#[derive(Deserialize)]
pub(crate) struct Start {
    pub(crate) before: Option<i64>,
}

/// The events of a page; reading them is one itself.
pub(crate) async fn events(
    app: &App,
    visitor: &Visitor,
    before: Option<i64>,
) -> Result<Vec<AuditEvent>, Failure> {
    app.note(visitor, Deed::done(Action::ReadAudit)).await?;
    let before = before.unwrap_or(i64::MAX);
    Ok(app.archive().desk().audit_trail(before, EVENTS).await?)
}

/// GET /audit
pub(crate) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Query(start): Query<Start>,
) -> Result<Response, Failure> {
    let events = events(&app, &visitor, start.before).await?;
    let is_full = events.len() == EVENTS as usize;
    Ok(whole(&AuditPage {
        shell: Shell::of(&visitor, "/audit"),
        older: events.last().filter(|_| is_full).map(|event| event.id),
        events,
        now: app.now(),
    }))
}
