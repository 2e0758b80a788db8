//! Foreign discs, folders and ZIPs that are dropped into the page.

use std::path::{Path as FilePath, PathBuf};
use std::pin::pin;
use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use filmdesk_archive::{Job, JobId, JobKind, NewJob, PatientKey, PatientSummary, Selection};
use filmdesk_dataset::text::PersonName;
use futures_util::{Stream, StreamExt, stream};
use serde::Deserialize;
use tokio::io::AsyncWriteExt;

use super::form::Fields;
use super::jobs::moment;
use super::sends;
use super::shell::Shell;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::{
    Destination, ImportOrder, ImportReport, Imports, Lock, MediumLook, Refused, SendOrder,
};
use crate::imports::{View, views};
use crate::multipart::{Multipart, MultipartError, PATIENCE};
use crate::respond::{Failure, part, see_other, whole};
use crate::search::{self, iso, shown};
use crate::words::{Words, filled};
use crate::{App, live};

/// Characters of an Accession Number, SH.
const ACCESSION: usize = 16;
/// Bytes of a password.
const PASSWORD: usize = 1024;

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    shell: Shell,
    cards: Cards,
}

/// The cards.
#[derive(Template)]
#[template(path = "import_jobs.html")]
struct Cards {
    words: &'static Words,
    csrf: String,
    jobs: Vec<View>,
    destinations: Vec<Destination>,
}

#[derive(Template)]
#[template(path = "import_look.html")]
struct LookPart {
    words: &'static Words,
    csrf: String,
    upload: String,
    look: MediumLook,
    q: String,
    locals: LocalsPart,
    destinations: Vec<Destination>,
}

impl LookPart {
    fn unreadable(&self) -> String {
        let count = self.look.unreadable.to_string();
        filled(self.words.imports.unreadable, &[&count])
    }
}

/// The same as a page of its own, where scripts are off.
#[derive(Template)]
#[template(path = "import_look_page.html")]
struct LookPage {
    shell: Shell,
    look: LookPart,
}

#[derive(Template)]
#[template(path = "import_locals.html")]
struct LocalsPart {
    words: &'static Words,
    q: String,
    locals: Vec<Local>,
}

/// A patient who is here, beside the one on the medium.
struct Local {
    patient: PatientSummary,
    name_differs: bool,
    birth_date_differs: bool,
}

fn name(name: &PersonName) -> String {
    shown(name).0
}

fn date(date: &str) -> String {
    iso(date)
}

/// Whether files with this fate should have come in as they are.
fn is_missed(fate: &str) -> bool {
    !matches!(fate, "new" | "already-here" | "not-dicom")
}

impl View {
    fn lacks_files(&self) -> bool {
        let mut fates = self.report.fates.iter();
        fates.any(|count| is_missed(&count.fate))
    }

    fn is_open(&self) -> bool {
        matches!(self.state, "waiting" | "running" | "held" | "failed")
    }

    fn wants_password(&self) -> bool {
        self.state == "failed" && self.reason.starts_with("password:")
    }

    fn words(&self, words: &Words) -> &'static str {
        match self.state {
            "running" => words.imports.importing,
            "done" => words.imports.done,
            state => words.jobs.state(state),
        }
    }
}

async fn cards(app: &App, visitor: &Visitor) -> Result<Cards, Failure> {
    Ok(Cards {
        words: visitor.words,
        csrf: visitor.csrf(),
        jobs: views(app).await?,
        destinations: app.administration().destinations(),
    })
}

/// GET /import
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    Ok(whole(&ImportPage {
        cards: cards(&app, &visitor).await?,
        shell: Shell::of(&visitor, "/import"),
    }))
}

/// GET /import/events
pub(crate) async fn events(State(app): State<App>, visitor: Visitor) -> Response {
    let (news, asked) = (app.archive().jobs().watch(), app.clone());
    live::parts(app, "imports", news, move || {
        let (app, visitor) = (asked.clone(), visitor.clone());
        async move { cards(&app, &visitor).await.ok()?.render().ok() }
    })
}

/// POST /import/uploads: a place for files; its name.
pub(crate) async fn open(State(app): State<App>) -> Result<Response, Failure> {
    Ok((StatusCode::CREATED, opened(&app).await?).into_response())
}

/// Makes a place for files; its name.
pub(crate) async fn opened(app: &App) -> Result<String, Failure> {
    let imports = app.imports().clone();
    let opened = tokio::task::spawn_blocking(move || imports.open());
    Ok(opened.await.map_err(Failure::bug)??)
}

/// Which file.
#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    path: String,
}

/// POST /import/uploads/{upload}/files?path=...: the bytes of a file, onto the disk as they come.
pub(crate) async fn receive(
    State(app): State<App>,
    Path(upload): Path<String>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let length = headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse().ok());
    let length: u64 = length.ok_or_else(|| {
        let text = "the length of the file must be said (Content-Length)";
        Failure::Refused(StatusCode::LENGTH_REQUIRED, text.to_owned())
    })?;
    let mut arriving = Arriving::begin(&app, &upload, named.path, length).await?;
    arriving.write(body.into_data_stream()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A file that comes; its end is told in any case, also when the browser goes away.
pub(super) struct Arriving {
    imports: Arc<dyn Imports>,
    upload: String,
    place: PathBuf,
    /// Bytes that it may have.
    most: u64,
    /// Bytes that it has, when it is whole.
    length: Option<u64>,
}

impl Drop for Arriving {
    fn drop(&mut self) {
        if self.length.is_none() {
            // Half a file would be imported as a damaged one.
            drop(std::fs::remove_file(&self.place));
        }
        self.imports.placed(&self.upload, self.most, self.length);
    }
}

impl Arriving {
    /// Makes a place for a file of so many bytes at most.
    pub(super) async fn begin(
        app: &App,
        upload: &str,
        path: String,
        most: u64,
    ) -> Result<Self, Failure> {
        let (imports, upload) = (app.imports().clone(), upload.to_owned());
        let arriving = tokio::task::spawn_blocking(move || {
            Ok::<_, Refused>(Self {
                place: imports.place(&upload, &path, most)?,
                imports,
                upload,
                most,
                length: None,
            })
        });
        Ok(arriving.await.map_err(Failure::bug)??)
    }

    /// Takes a part of a form.
    pub(super) async fn take(&mut self, parts: &mut Multipart) -> Result<(), Failure> {
        let pieces = stream::try_unfold(parts, async |parts| {
            let piece = parts.piece().await?;
            Ok::<_, MultipartError>(piece.map(|piece| (piece, parts)))
        });
        self.write(pieces).await
    }

    /// Writes what comes, to its end.
    async fn write<B, E>(&mut self, pieces: impl Stream<Item = Result<B, E>>) -> Result<(), Failure>
    where
        B: AsRef<[u8]>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let told = write(&self.place, pieces).await;
        let length = told
            .map_err(|error| Failure::refused(format!("the file did not come whole: {error}")))?;
        self.length = Some(length);
        Ok(())
    }
}

/// Writes a file; its bytes.
async fn write<B, E>(
    place: &FilePath,
    pieces: impl Stream<Item = Result<B, E>>,
) -> std::io::Result<u64>
where
    B: AsRef<[u8]>,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let mut pieces = pin!(pieces);
    let mut file = tokio::fs::File::create(place).await?;
    let mut length = 0;
    while let Some(piece) = tokio::time::timeout(PATIENCE, pieces.next()).await? {
        let piece = piece.map_err(std::io::Error::other)?;
        length += piece.as_ref().len() as u64;
        file.write_all(piece.as_ref()).await?;
    }
    file.flush().await?;
    Ok(length)
}

/// Who is on a medium, on a thread that may wait; to look is to see patients.
pub(crate) async fn look_at(
    app: &App,
    visitor: &Visitor,
    upload: &str,
) -> Result<MediumLook, Failure> {
    let (imports, upload) = (app.imports().clone(), upload.to_owned());
    let looked = tokio::task::spawn_blocking(move || imports.look(&upload));
    let look = looked.await.map_err(Failure::bug)??;
    let ids = look.patients.iter().map(|patient| patient.id.as_str());
    app.note(visitor, Deed::done(Action::LookAtMedium).of(ids))
        .await?;
    Ok(look)
}

/// GET /import/uploads/{upload}/look
pub(crate) async fn look(
    State(app): State<App>,
    visitor: Visitor,
    Path(upload): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let look = looked(&app, &visitor, upload, asked.q).await?;
    Ok(match visitor.wants_part {
        true => part(&look),
        false => whole(&LookPage {
            shell: Shell::of(&visitor, "/import"),
            look,
        }),
    })
}

/// POST /import/uploads/{upload}/password: that of a ZIP; what is seen then.
pub(crate) async fn unlock(
    State(app): State<App>,
    visitor: Visitor,
    Path(upload): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    unlocked(&app, &upload, fields.text("password")).await?;
    match visitor.wants_part {
        true => Ok(part(&looked(&app, &visitor, upload, None).await?)),
        false => Ok(see_other(&format!("/import/uploads/{upload}/look"))),
    }
}

/// Says the password of what came.
pub(crate) async fn unlocked(app: &App, upload: &str, password: &str) -> Result<(), Failure> {
    if password.is_empty() || password.len() > PASSWORD {
        return Err(Failure::invalid("a password has 1 to 1024 bytes"));
    }
    let (imports, upload) = (app.imports().clone(), upload.to_owned());
    let password = password.to_owned();
    let unlocked = tokio::task::spawn_blocking(move || imports.unlock(&upload, &password));
    Ok(unlocked.await.map_err(Failure::bug)??)
}

/// Who is on a medium, and who of those here is looked for: `q`, else the one on the medium.
async fn looked(
    app: &App,
    visitor: &Visitor,
    upload: String,
    q: Option<String>,
) -> Result<LookPart, Failure> {
    let look = look_at(app, visitor, &upload).await?;
    let q = q.unwrap_or_else(|| match look.patients.as_slice() {
        [only] => name(&only.name),
        _ => String::new(),
    });
    let locals = locals_of(app, visitor, &look, &q).await?;
    Ok(LookPart {
        words: visitor.words,
        csrf: visitor.csrf(),
        upload,
        look,
        q,
        locals,
        destinations: app.administration().destinations(),
    })
}

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    q: Option<String>,
}

/// GET /import/uploads/{upload}/patients: those who are here, beside the one on the medium.
pub(crate) async fn locals(
    State(app): State<App>,
    visitor: Visitor,
    Path(upload): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let imports = app.imports().clone();
    let looked = tokio::task::spawn_blocking(move || imports.look(&upload));
    let look = looked.await.map_err(Failure::bug)??;
    let q = asked.q.unwrap_or_default();
    Ok(part(&locals_of(&app, &visitor, &look, &q).await?))
}

async fn locals_of(
    app: &App,
    visitor: &Visitor,
    look: &MediumLook,
    q: &str,
) -> Result<LocalsPart, Failure> {
    let found = search::find(app, visitor, q).await?;
    let medium = look.patients.first();
    let local = |patient: PatientSummary| Local {
        name_differs: medium.is_some_and(|medium| medium.name != patient.name),
        birth_date_differs: medium.is_some_and(|medium| medium.birth_date != patient.birth_date),
        patient,
    };
    let hits = found.hits.into_iter();
    Ok(LocalsPart {
        words: visitor.words,
        q: q.to_owned(),
        locals: hits.map(|hit| local(hit.patient)).collect(),
    })
}

/// Puts an import into the queue.
pub(crate) async fn enqueue(
    app: &App,
    visitor: &Visitor,
    order: ImportOrder,
) -> Result<JobId, Failure> {
    if order.accession_number.chars().count() > ACCESSION {
        return Err(Failure::invalid(
            "an accession number has at most 16 characters",
        ));
    }
    if !order.send_to.is_empty() {
        sends::known(app, visitor.words, &order.send_to)?;
    }
    let look = look_at(app, visitor, &order.upload).await?;
    if look.lock != Lock::Open && look.patients.is_empty() {
        return Err(Failure::refused(visitor.words.imports.locked));
    }
    let is_changed = order.patient.is_some() || !order.accession_number.is_empty();
    let seen = match (is_changed, look.patients.as_slice()) {
        (false, _) => None,
        (true, [only]) => Some(only.seen()),
        (true, []) => return Err(Failure::refused(visitor.words.imports.nobody_on_medium)),
        (true, _) => return Err(Failure::refused(visitor.words.imports.several)),
    };
    let local = match order.patient {
        Some(key) => Some(search::patient(app, key).await?),
        None => None,
    };
    let (imports, upload) = (app.imports().clone(), order.upload.clone());
    let closed = tokio::task::spawn_blocking(move || imports.close(&upload));
    let order = ImportOrder {
        name: closed.await.map_err(Failure::bug)??,
        seen,
        ..order
    };
    let job = NewJob {
        kind: JobKind::Import,
        order: serde_json::to_value(&order).map_err(Failure::bug)?,
        priority: 0,
        pins: Selection::Nothing,
        requester: visitor.who.name(),
        code: String::new(),
    };
    let note = |id| {
        let found = look.patients.iter().map(|patient| patient.id.as_str());
        let ids = found.chain(local.iter().map(|patient| patient.id.as_str()));
        let import = Deed::done(Action::Import).on(id).of(ids.clone());
        let send = Deed::done(Action::Send).on(format!("{id} → {}", order.send_to));
        let mut deeds = vec![import];
        deeds.extend((!order.send_to.is_empty()).then(|| send.of(ids)));
        let event = |deed| app.event(visitor, deed);
        deeds.into_iter().map(event).collect()
    };
    let jobs = app.archive().jobs();
    Ok(jobs.enqueue_noted(&job, app.now(), note).await?)
}

/// POST /import
pub(crate) async fn order(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let order = ImportOrder {
        upload: fields.text("upload").to_owned(),
        name: String::new(),
        patient: fields.text("patient").parse().ok().map(PatientKey),
        accession_number: fields.text("accession").trim().to_owned(),
        send_to: fields.text("send-to").to_owned(),
        seen: None,
    };
    enqueue(&app, &visitor, order).await?;
    Ok(see_other("/import"))
}

/// POST /import/uploads/{upload}/discard
pub(crate) async fn discard(
    State(app): State<App>,
    Path(upload): Path<String>,
) -> Result<Response, Failure> {
    discarded(&app, upload).await?;
    Ok(see_other("/import"))
}

/// Removes files that are not to be imported.
pub(crate) async fn discarded(app: &App, upload: String) -> Result<(), Failure> {
    let imports = app.imports().clone();
    let discarded = tokio::task::spawn_blocking(move || imports.discard(&upload));
    discarded.await.map_err(Failure::bug)?;
    Ok(())
}

/// Steers an import and writes it down.
pub(crate) async fn steer(
    app: &App,
    visitor: &Visitor,
    id: i64,
    action: Action,
) -> Result<(), Failure> {
    let job = import_of(app, id).await?;
    let event = app.event(visitor, Deed::done(action).on(job.id));
    let jobs = app.archive().jobs().noting(event);
    match action {
        Action::CancelImport => drop(jobs.cancel(job.id, app.now()).await?),
        _ => jobs.retry(job.id, app.now()).await?,
    }
    Ok(())
}

async fn import_of(app: &App, id: i64) -> Result<Job, Failure> {
    let job = app.archive().jobs().job(JobId(id)).await?;
    match job.kind {
        JobKind::Import => Ok(job),
        _ => Err(Failure::NotFound),
    }
}

/// Asks for the password of what an import keeps: a card is drawn anew while one types.
#[derive(Template)]
#[template(path = "import_password.html")]
struct PasswordPage {
    shell: Shell,
    id: i64,
    name: String,
}

/// GET /import/{job}/password
pub(crate) async fn password(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    let job = import_of(&app, id).await?;
    let order: ImportOrder = serde_json::from_value(job.order).unwrap_or_default();
    Ok(whole(&PasswordPage {
        shell: Shell::of(&visitor, "/import"),
        id,
        name: order.name,
    }))
}

/// Says the password of what an import that failed keeps, and tries it again.
pub(crate) async fn retry_with(
    app: &App,
    visitor: &Visitor,
    id: i64,
    password: &str,
) -> Result<(), Failure> {
    let job = import_of(app, id).await?;
    let order: ImportOrder = serde_json::from_value(job.order).map_err(Failure::bug)?;
    unlocked(app, &order.upload, password).await?;
    steer(app, visitor, id, Action::RetryImport).await
}

/// POST /import/{job}/send: what came in goes on.
pub(crate) async fn send(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
    fields: Fields,
) -> Result<Response, Failure> {
    let job = import_of(&app, job).await?;
    let report: ImportReport = serde_json::from_value(job.report.detail).unwrap_or_default();
    let order = SendOrder {
        destination: fields.text("destination").to_owned(),
        studies: report.studies,
    };
    let id = sends::enqueue(&app, &visitor, order).await?;
    Ok(see_other(&format!("/?sent={}", id.0)))
}

/// POST /import/{job}/cancel
pub(crate) async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
) -> Result<Response, Failure> {
    steer(&app, &visitor, job, Action::CancelImport).await?;
    Ok(see_other("/import"))
}

/// POST /import/{job}/retry
pub(crate) async fn retry(
    State(app): State<App>,
    visitor: Visitor,
    Path(job): Path<i64>,
    fields: Fields,
) -> Result<Response, Failure> {
    match fields.text("password") {
        "" => steer(&app, &visitor, job, Action::RetryImport).await?,
        password => retry_with(&app, &visitor, job, password).await?,
    }
    Ok(see_other("/import"))
}
