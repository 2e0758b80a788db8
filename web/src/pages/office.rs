//! What an administrator sees: printers, storage, profiles, log, settings.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use filmdesk_archive::{Conflict, ConflictId, ConflictKind, Totals};
use serde::Deserialize;
use time::OffsetDateTime;

use super::form::Fields;
use super::jobs::megabytes;
use super::shell::{Entry, Shell};
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::{
    LogLine, PrinterLine, ProfileLine, Refused, SettingsPreview, SettingsText, StorageLine,
};
use crate::respond::{Failure, see_other, whole};
use crate::words::Words;
use crate::{App, pages};

/// Conflicts of one page.
const CONFLICTS: u32 = 200;
/// Lines of the log of one page.
const LINES: usize = 500;
/// The entry of the menu that all of them are below.
pub(crate) const MENU: &str = "/modalities";

/// Pages, and what they are called.
type Tab = (&'static str, fn(&Words) -> &'static str);
const TABS: &[Tab] = &[
    ("/modalities", |words| words.office.modalities),
    ("/recordings", |words| words.recordings.title),
    ("/printers", |words| words.office.printers),
    ("/storage", |words| words.office.storage),
    ("/profiles", |words| words.office.profiles),
    ("/log", |words| words.office.log),
    ("/settings", |words| words.office.settings),
];

/// The pages beside one.
pub(crate) fn tabs(words: &Words, here: &str) -> Vec<Entry> {
    let entry = |(path, word): &Tab| Entry {
        path,
        word: word(words),
        is_here: *path == here,
    };
    TABS.iter().map(entry).collect()
}

#[derive(Template)]
#[template(path = "printers.html")]
struct PrintersPage {
    shell: Shell,
    tabs: Vec<Entry>,
    printers: Vec<PrinterLine>,
}

/// GET /printers
pub(crate) async fn printers(State(app): State<App>, visitor: Visitor) -> Response {
    whole(&PrintersPage {
        shell: Shell::of(&visitor, MENU),
        tabs: tabs(visitor.words, "/printers"),
        printers: app.administration().printers(),
    })
}

#[derive(Template)]
#[template(path = "storage.html")]
struct StoragePage {
    shell: Shell,
    tabs: Vec<Entry>,
    storage: StorageLine,
    totals: Totals,
    conflicts: Vec<Conflict>,
    now: OffsetDateTime,
}

impl StoragePage {
    fn moment(&self, when: &OffsetDateTime) -> String {
        pages::jobs::moment(when.to_offset(self.now.offset()))
    }

    fn quota(&self) -> String {
        let none = || self.shell.words.office.no_quota.to_owned();
        self.storage.quota.map_or_else(none, megabytes)
    }

    fn conflict(&self, conflict: &Conflict) -> &'static str {
        let words = self.shell.words.office;
        match conflict.kind {
            ConflictKind::Content => words.conflict_content,
            ConflictKind::PatientIdentity => words.conflict_identity,
            ConflictKind::StudyOfTwoPatients => words.conflict_study,
        }
    }
}

/// GET /storage
pub(crate) async fn storage(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    Ok(whole(&StoragePage {
        shell: Shell::of(&visitor, MENU),
        tabs: tabs(visitor.words, "/storage"),
        storage: app.administration().storage(),
        totals: app.archive().totals().await?,
        conflicts: app.archive().conflicts(CONFLICTS).await?,
        now: app.now(),
    }))
}

/// POST /storage/conflicts/{conflict}/dismiss
pub(crate) async fn dismiss(
    State(app): State<App>,
    visitor: Visitor,
    Path(conflict): Path<i64>,
) -> Result<Response, Failure> {
    dismissed(&app, &visitor, conflict).await?;
    Ok(see_other("/storage"))
}

/// Takes a conflict off the list and writes it down.
pub(crate) async fn dismissed(app: &App, visitor: &Visitor, conflict: i64) -> Result<(), Failure> {
    let deed = Deed::done(Action::DismissConflict).on(conflict);
    let event = app.event(visitor, deed);
    let archive = app.archive();
    Ok(archive.dismiss_noted(ConflictId(conflict), event).await?)
}

#[derive(Template)]
#[template(path = "profiles.html")]
struct ProfilesPage {
    shell: Shell,
    tabs: Vec<Entry>,
    profiles: Vec<ProfileLine>,
}

/// GET /profiles
pub(crate) async fn profiles(State(app): State<App>, visitor: Visitor) -> Response {
    whole(&ProfilesPage {
        shell: Shell::of(&visitor, MENU),
        tabs: tabs(visitor.words, "/profiles"),
        profiles: app.administration().profiles(),
    })
}

#[derive(Template)]
#[template(path = "log.html")]
struct LogPage {
    shell: Shell,
    tabs: Vec<Entry>,
    level: String,
    lines: Vec<LogLine>,
}

/// Which lines.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    level: String,
}

impl Wanted {
    /// A level that there is.
    pub(crate) fn level(&self) -> &str {
        match self.level.as_str() {
            level @ ("warn" | "error") => level,
            _ => "info",
        }
    }
}

/// GET /log
pub(crate) async fn log(
    State(app): State<App>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Response {
    let level = wanted.level();
    whole(&LogPage {
        shell: Shell::of(&visitor, MENU),
        tabs: tabs(visitor.words, "/log"),
        lines: app.administration().log(level, LINES),
        level: level.to_owned(),
    })
}

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    shell: Shell,
    tabs: Vec<Entry>,
    text: SettingsText,
    wrong: Vec<String>,
    preview: Option<SettingsPreview>,
    is_written: bool,
}

impl SettingsPage {
    fn of(visitor: &Visitor, text: SettingsText) -> Self {
        Self {
            shell: Shell::of(visitor, MENU),
            tabs: tabs(visitor.words, "/settings"),
            text,
            wrong: Vec::new(),
            preview: None,
            is_written: false,
        }
    }
}

/// Reads the settings on a thread that may wait.
pub(crate) async fn present(app: &App) -> Result<SettingsText, Failure> {
    let office = app.administration().clone();
    let read = tokio::task::spawn_blocking(move || office.settings());
    Ok(read.await.map_err(Failure::bug)??)
}

/// GET /settings
pub(crate) async fn settings(
    State(app): State<App>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    Ok(whole(&SettingsPage::of(&visitor, present(&app).await?)))
}

/// A text as a browser sends it, with line ends as files have them.
fn sent(fields: &Fields, file: String) -> SettingsText {
    SettingsText {
        file,
        text: fields.text("text").replace("\r\n", "\n"),
        version: fields.text("version").to_owned(),
    }
}

/// What a change of the settings came to.
pub(crate) type Outcome = Result<SettingsPreview, Refused>;

fn answered(visitor: &Visitor, text: SettingsText, outcome: Outcome, is_written: bool) -> Response {
    let page = SettingsPage::of(visitor, text);
    whole(&match outcome {
        Ok(preview) => SettingsPage {
            preview: Some(preview),
            is_written,
            ..page
        },
        Err(Refused(wrong)) => SettingsPage {
            wrong: wrong.lines().map(str::to_owned).collect(),
            ..page
        },
    })
}

/// What a change would do, on a thread that may wait.
pub(crate) async fn previewed(app: &App, text: SettingsText) -> Result<Outcome, Failure> {
    let office = app.administration().clone();
    let outcome = tokio::task::spawn_blocking(move || office.preview(&text));
    outcome.await.map_err(Failure::bug)
}

/// Changes the settings and writes down which parts.
pub(crate) async fn changed(
    app: &App,
    visitor: &Visitor,
    text: SettingsText,
) -> Result<Outcome, Failure> {
    // Nothing is changed that the trail does not know.
    if let Ok(preview) = previewed(app, text.clone()).await? {
        let parts = preview.at_once.iter().chain(&preview.after_restart);
        let parts: Vec<&str> = parts.copied().collect();
        let deed = Deed::done(Action::ChangeSettings).on(parts.join(", "));
        app.note(visitor, deed).await?;
    }
    let office = app.administration().clone();
    let outcome = tokio::task::spawn_blocking(move || office.change(&text));
    let outcome = outcome.await.map_err(Failure::bug)?;
    if outcome.is_err() {
        app.note(visitor, Deed::refused(Action::ChangeSettings))
            .await?;
    }
    Ok(outcome)
}

/// POST /settings/preview
pub(crate) async fn preview(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let text = sent(&fields, present(&app).await?.file);
    let outcome = previewed(&app, text.clone()).await?;
    Ok(answered(&visitor, text, outcome, false))
}

/// POST /settings
pub(crate) async fn change(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let text = sent(&fields, present(&app).await?.file);
    let outcome = changed(&app, &visitor, text.clone()).await?;
    let text = match outcome {
        Ok(_) => present(&app).await?,
        Err(_) => text,
    };
    Ok(answered(&visitor, text, outcome, true))
}
