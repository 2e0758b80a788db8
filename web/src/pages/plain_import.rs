//! Foreign discs without scripts: files that a plain form sends, then a page of who is on them.

use std::sync::Arc;

use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;

use super::imports::{Arriving, opened};
use crate::App;
use crate::access::{Visitor, Who};
use crate::contract::Imports;
use crate::multipart::{Multipart, MultipartError};
use crate::respond::{Failure, see_other};

/// A form with files that comes from our own page: its first field says so.
pub(crate) struct FileForm {
    parts: Multipart,
    /// Bytes of all of it.
    length: u64,
}

impl From<MultipartError> for Failure {
    fn from(error: MultipartError) -> Self {
        Self::invalid(error)
    }
}

impl FromRequest<App> for FileForm {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &App) -> Result<Self, Failure> {
        let (head, body) = request.into_parts();
        let visitor = head.extensions.get::<Visitor>();
        let visitor = visitor.ok_or_else(|| Failure::bug("a form of nobody"))?;
        let mut parts = Multipart::new(&head.headers, body)?;
        let length = head.headers.get(header::CONTENT_LENGTH);
        let length = length.and_then(|value| value.to_str().ok()?.parse().ok());
        let length = length.ok_or_else(|| {
            let text = "the length of the form must be said (Content-Length)";
            Failure::Refused(StatusCode::LENGTH_REQUIRED, text.to_owned())
        })?;
        let first = parts.next().await?.unwrap_or_default();
        let is_ours = match visitor.who {
            Who::Program(_) => true,
            _ => first.name == "csrf" && parts.text().await? == visitor.csrf(),
        };
        match is_ours {
            true => Ok(Self { parts, length }),
            false => Err(Failure::Stale),
        }
    }
}

/// A place for files, taken away again unless all came.
struct Place {
    imports: Arc<dyn Imports>,
    upload: String,
    is_filled: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.is_filled {
            let (imports, upload) = (self.imports.clone(), std::mem::take(&mut self.upload));
            tokio::task::spawn_blocking(move || imports.discard(&upload));
        }
    }
}

/// POST /import/files: files, onto the disk as they come; then who is on them.
pub(crate) async fn receive(
    State(app): State<App>,
    visitor: Visitor,
    form: FileForm,
) -> Result<Response, Failure> {
    let mut place = Place {
        upload: opened(&app).await?,
        imports: app.imports().clone(),
        is_filled: false,
    };
    if files(&app, &place.upload, form).await? == 0 {
        return Err(Failure::refused(visitor.words.imports.no_file));
    }
    place.is_filled = true;
    Ok(see_other(&format!("/import/uploads/{}/look", place.upload)))
}

/// How many files came.
async fn files(app: &App, upload: &str, form: FileForm) -> Result<u64, Failure> {
    let FileForm { mut parts, length } = form;
    let mut count = 0;
    while let Some(head) = parts.next().await? {
        // A box in which nothing was chosen comes, too.
        let Some(path) = head.file.filter(|path| !path.is_empty()) else {
            continue;
        };
        let most = length.saturating_sub(parts.done());
        let mut arriving = Arriving::begin(app, upload, path, most).await?;
        arriving.take(&mut parts).await?;
        count += 1;
    }
    Ok(count)
}
