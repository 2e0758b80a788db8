//! The films board: print jobs of all consoles, as they go on.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::film::{name_of, proposed_name};
use super::jobs::{megabytes, moment};
use super::shell::Shell;
use crate::access::Visitor;
use crate::films::{self, View};
use crate::respond::{Failure, whole};
use crate::words::Words;
use crate::{App, live};

#[derive(Template)]
#[template(path = "films.html")]
struct FilmsPage {
    shell: Shell,
    board: Board,
    is_newest: bool,
}

/// The jobs of a page.
#[derive(Template)]
#[template(path = "board.html")]
struct Board {
    words: &'static Words,
    views: Vec<View>,
    older: Option<u64>,
}

/// Where to go on.
#[derive(Deserialize)]
pub(crate) struct Start {
    pub(crate) before: Option<u64>,
}

async fn board(app: &App, visitor: &Visitor, before: Option<u64>) -> Result<Board, Failure> {
    let (views, older) = films::page(app, before).await?;
    Ok(Board {
        words: visitor.words,
        views,
        older,
    })
}

/// GET /films
pub(crate) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Query(start): Query<Start>,
) -> Result<Response, Failure> {
    let board = board(&app, &visitor, start.before).await?;
    films::note_seen(&app, &visitor, &board.views).await?;
    Ok(whole(&FilmsPage {
        shell: Shell::of(&visitor, "/films"),
        board,
        is_newest: start.before.is_none(),
    }))
}

/// GET /films/events
pub(crate) async fn events(State(app): State<App>, visitor: Visitor) -> Response {
    let news = app.workshop().films().watch();
    // Whoever comes onto the board later is written down once.
    let seen: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let draw = {
        let app = app.clone();
        move || {
            let (app, visitor, seen) = (app.clone(), visitor.clone(), Arc::clone(&seen));
            async move { news_of(&app, &visitor, &seen).await }
        }
    };
    live::parts(app, "films", news, draw)
}

async fn news_of(app: &App, visitor: &Visitor, seen: &Mutex<BTreeSet<String>>) -> Option<String> {
    let board = board(app, visitor, None).await.ok()?;
    let is_new = |view: &&View| {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(view.patient_id().to_owned())
    };
    let new: Vec<View> = board.views.iter().filter(is_new).cloned().collect();
    films::note_seen(app, visitor, &new).await.ok()?;
    board.render().ok()
}
