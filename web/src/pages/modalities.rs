//! Modalities that called, what they were refused, and whether others answer us.

use std::borrow::Borrow;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use filmdesk_archive::desk::{ComplaintKind, NotedComplaint, PeerSeen};
use time::OffsetDateTime;

use super::form::Fields;
use super::office::{MENU, tabs};
use super::shell::{Entry, Shell};
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::{Callee, Destination, RecordingOrder};
use crate::respond::{Failure, whole};
use crate::{App, pages};

#[derive(Template)]
#[template(path = "modalities.html")]
struct ModalitiesPage {
    shell: Shell,
    tabs: Vec<Entry>,
    peers: Vec<PeerSeen>,
    destinations: Vec<Destination>,
    ordered: Vec<RecordingOrder>,
    tested: Option<Tested>,
    now: OffsetDateTime,
}

/// A test of a connection.
struct Tested {
    name: String,
    /// Milliseconds, or why not.
    outcome: Result<u64, String>,
}

impl ModalitiesPage {
    fn moment(&self, when: &OffsetDateTime) -> String {
        pages::jobs::moment(when.to_offset(self.now.offset()))
    }

    /// How many more of its associations are recorded.
    fn left(&self, peer: &PeerSeen) -> Option<u32> {
        let is_his = |order: &&RecordingOrder| {
            order.calling == peer.calling && order.address == peer.address
        };
        self.ordered.iter().find(is_his).map(|order| order.left)
    }

    fn told(&self, peer: &PeerSeen, noted: &NotedComplaint) -> String {
        self.shell.words.complaints.told(&peer.calling, noted)
    }
}

fn css(noted: &NotedComplaint) -> &'static str {
    match noted.complaint.kind {
        ComplaintKind::Reserved => "",
        ComplaintKind::Rejected | ComplaintKind::Refused => "bad",
    }
}

/// A status as the standard writes it; nothing for none.
fn hex(status: impl Borrow<u16>) -> String {
    match *status.borrow() {
        0 => String::new(),
        status => format!("{status:04X}"),
    }
}

async fn answered(
    app: &App,
    visitor: &Visitor,
    tested: Option<Tested>,
) -> Result<Response, Failure> {
    Ok(whole(&ModalitiesPage {
        shell: Shell::of(visitor, MENU),
        tabs: tabs(visitor.words, MENU),
        peers: app.archive().desk().peers().await?,
        destinations: app.administration().destinations(),
        ordered: app.administration().recorder().ordered(),
        tested,
        now: app.now(),
    }))
}

/// GET /modalities
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    answered(&app, &visitor, None).await
}

/// C-ECHO to somebody, on a thread that may wait.
pub(crate) async fn echo(
    app: &App,
    visitor: &Visitor,
    callee: Callee,
) -> Result<Result<u64, String>, Failure> {
    let name = match &callee {
        Callee::Destination(name) => name.clone(),
        Callee::Anybody { address, ae_title } => format!("{ae_title} {address}"),
    };
    let deed = Deed::done(Action::TestConnection).on(name);
    app.note(visitor, deed).await?;
    let office = app.administration().clone();
    let asked = tokio::task::spawn_blocking(move || office.echo(&callee));
    let asked = asked.await.map_err(Failure::bug)?;
    Ok(asked.map_err(|refused| refused.0))
}

/// POST /modalities/test
pub(crate) async fn test(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let text = |name| fields.text(name).trim().to_owned();
    let callee = match text("destination") {
        name if !name.is_empty() => Callee::Destination(name),
        _ => Callee::Anybody {
            address: text("address"),
            ae_title: text("ae"),
        },
    };
    let name = match &callee {
        Callee::Destination(name) => name.clone(),
        Callee::Anybody { ae_title, .. } => ae_title.clone(),
    };
    let outcome = echo(&app, &visitor, callee).await?;
    answered(&app, &visitor, Some(Tested { name, outcome })).await
}
