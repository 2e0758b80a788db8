//! Answers: pages, parts of pages, and what goes wrong.

use std::fmt::Display;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use filmdesk_archive::ArchiveError;
use filmdesk_archive::desk::DeskError;
use serde_json::json;
use tracing::error;

use crate::access::Visitor;
use crate::pages::shell::{ErrorPage, Shell};
use crate::words::Words;

/// Why a request is not answered as asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nobody is signed in.
    SignIn,
    /// The role is not enough.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// A form from elsewhere, or one of an ended session.
    Stale,
    /// What was asked for cannot be done, in words for the one who asked.
    Refused(StatusCode, String),
    /// Our side failed; the log says how.
    Bug,
}

impl Failure {
    /// Our side failed.
    pub(crate) fn bug(cause: impl Display) -> Self {
        error!(%cause, "a request of the desk failed");
        Self::Bug
    }

    /// What was asked for cannot be done.
    pub(crate) fn refused(message: impl Display) -> Self {
        Self::Refused(StatusCode::CONFLICT, message.to_string())
    }

    /// What was sent is wrong.
    pub(crate) fn invalid(message: impl Display) -> Self {
        Self::Refused(StatusCode::UNPROCESSABLE_ENTITY, message.to_string())
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::Stale => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(status, _) => *status,
            Self::Bug => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn message(&self, words: &'static Words) -> String {
        match self {
            Self::SignIn => words.shell.error_sign_in.to_owned(),
            Self::Forbidden => words.shell.error_forbidden.to_owned(),
            Self::NotFound => words.shell.error_not_found.to_owned(),
            Self::Stale => words.shell.error_stale.to_owned(),
            Self::Refused(_, message) => message.clone(),
            Self::Bug => words.shell.error_failed.to_owned(),
        }
    }

    /// As JSON, for programs.
    pub(crate) fn json(&self, words: &'static Words) -> Response {
        let body = json!({ "error": self.message(words) });
        (self.status(), axum::Json(body)).into_response()
    }

    /// As a page, or as the part of one that says so.
    pub(crate) fn page(&self, visitor: &Visitor) -> Response {
        let is_signed_out = matches!(self, Self::SignIn);
        if is_signed_out && !visitor.wants_part {
            return see_other(&crate::pages::login::way_in(&visitor.page));
        }
        let message = self.message(visitor.words);
        if visitor.wants_part {
            let mut response = part(&crate::pages::shell::Alert { message: &message });
            if is_signed_out {
                // htmx then goes there as a whole.
                let target = header::HeaderValue::from_static("/login");
                response.headers_mut().insert("hx-redirect", target);
            }
            return response;
        }
        let page = ErrorPage {
            shell: Shell::of(visitor, ""),
            message: &message,
        };
        let mut response = whole(&page);
        *response.status_mut() = self.status();
        response
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NotThere => Self::NotFound,
            DeskError::HandedOver
            | DeskError::NameTaken
            | DeskError::LastAdministrator
            | DeskError::SetUp => Self::refused(error),
            DeskError::Index(_) | DeskError::UnknownRole => Self::bug(error),
        }
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::NoSuchJob(_) | ArchiveError::NoSuchConflict(_) => Self::NotFound,
            ArchiveError::JobState { .. } | ArchiveError::NotThere { .. } => Self::refused(error),
            other => Self::bug(other),
        }
    }
}

impl From<crate::contract::Refused> for Failure {
    fn from(refused: crate::contract::Refused) -> Self {
        Self::refused(refused)
    }
}

impl From<getrandom::Error> for Failure {
    fn from(error: getrandom::Error) -> Self {
        Self::bug(error)
    }
}

/// A whole page.
pub(crate) fn whole(page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => Html(text).into_response(),
        Err(error) => {
            error!(%error, "a page cannot be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A part of a page.
pub(crate) fn part(part: &impl Template) -> Response {
    whole(part)
}

/// Goes on elsewhere, by GET.
pub(crate) fn see_other(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response()
}

/// A moment for programs.
pub(crate) fn rfc3339<S: serde::Serializer>(
    when: &time::OffsetDateTime,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = when.format(&time::format_description::well_known::Rfc3339);
    serializer.serialize_str(&text.map_err(serde::ser::Error::custom)?)
}

/// A moment for programs, where there is one.
pub(crate) fn rfc3339_or_null<S: serde::Serializer>(
    when: &Option<time::OffsetDateTime>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match when {
        Some(when) => rfc3339(when, serializer),
        None => serializer.serialize_none(),
    }
}
