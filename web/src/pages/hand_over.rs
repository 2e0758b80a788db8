//! A finished disc is given to somebody: for a code, or for a signature.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use filmdesk_archive::desk::{Desk, HandOver, Role};
use filmdesk_archive::{Job, JobState};

use super::form::Fields;
use super::jobs::{job_for, job_of, moment};
use super::shell::Shell;
use crate::App;
use crate::access::Visitor;
use crate::audit::{Action, Deed};
use crate::contract::Receipt;
use crate::jobs::View;
use crate::respond::{Failure, see_other, whole};

/// Codes said for a job until only an administrator may say one: of a thousand million codes
/// nobody guesses one in ten.
const TRIES: u64 = 10;
/// Bytes of a signature: a canvas of black strokes has some kilobytes.
const SIGNATURE: usize = 64 << 10;
/// Pixels of a side.
const SIDE: u32 = 2000;
/// Characters of a name.
const NAME: usize = 100;
/// What a PNG begins with (PNG 5.2): its signature, and the length and type of IHDR.
const PNG: [u8; 16] = *b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
/// How browsers write one.
const DATA: &str = "data:image/png;base64,";

/// What was said at the desk.
pub(crate) struct Said {
    pub(crate) code: String,
    pub(crate) taker: String,
    /// A PNG in base64, also as a `data:` address; empty: nobody signed.
    pub(crate) signature: String,
}

#[derive(Template)]
#[template(path = "hand-over.html")]
struct HandOverPage {
    shell: Shell,
    view: View,
    asked: Receipt,
}

impl HandOverPage {
    fn asks(&self, receipt: Receipt) -> bool {
        self.asked == receipt
    }
}

/// What is asked for this job: a disc without a code is signed for.
fn asked(app: &App, view: &View) -> Receipt {
    match app.settings().hand_over {
        Receipt::Code if view.pickup_code.is_empty() => Receipt::Signature,
        asked => asked,
    }
}

/// GET /jobs/{job}/hand-over
pub(crate) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    let (_, view) = job_for(&app, &visitor, id, Action::Open).await?;
    Ok(whole(&HandOverPage {
        shell: Shell::of(&visitor, "/"),
        asked: asked(&app, &view),
        view,
    }))
}

/// Takes down that a disc was given to somebody; in the trail stands what was refused, too.
pub(crate) async fn hand_over(
    app: &App,
    visitor: &Visitor,
    id: i64,
    said: Said,
) -> Result<View, Failure> {
    let (job, view) = job_of(app, id).await?;
    let taker: String = said.taker.trim().chars().take(NAME).collect();
    let patients = view.patient_ids.iter().map(String::as_str);
    let object = match taker.is_empty() {
        true => job.id.to_string(),
        false => format!("{} → {taker}", job.id),
    };
    let deed = Deed::done(Action::HandOver)
        .on(&object)
        .of(patients.clone());
    let desk = app.archive().desk().noting(app.event(visitor, deed));
    if let Err(failure) = give_to(app, &desk, visitor, &job, &view, said).await {
        let deed = Deed::refused(Action::HandOver).on(object).of(patients);
        app.note(visitor, deed).await?;
        return Err(failure);
    }
    Ok(job_of(app, id).await?.1)
}

/// Gives it by a desk that writes down that it was.
async fn give_to(
    app: &App,
    desk: &Desk,
    visitor: &Visitor,
    job: &Job,
    view: &View,
    said: Said,
) -> Result<(), Failure> {
    let words = visitor.words.hand_over;
    if job.state != JobState::Done {
        return Err(Failure::refused(words.not_done));
    }
    match asked(app, view) {
        Receipt::Nothing => return Err(Failure::refused(words.off)),
        Receipt::Code => checked(app, visitor, job, view, &said.code).await?,
        Receipt::Signature if said.taker.trim().is_empty() => {
            return Err(Failure::invalid(words.nobody));
        }
        Receipt::Signature => {}
    }
    let png = signature_of(&said.signature).ok_or_else(|| Failure::invalid(words.unread))?;
    let given = HandOver {
        actor: visitor.who.name(),
        taker: said.taker.trim().chars().take(NAME).collect(),
        moment: app.now(),
        is_signed: !png.is_empty(),
    };
    Ok(desk.hand_over(job.id, &given, &png).await?)
}

/// Whether the code is that of the job. Each is counted before it is looked at.
async fn checked(
    app: &App,
    visitor: &Visitor,
    job: &Job,
    view: &View,
    code: &str,
) -> Result<(), Failure> {
    let words = visitor.words.hand_over;
    let tries = app.archive().desk().count_code(job.id).await?;
    if tries > TRIES && visitor.who.role() != Some(Role::Administrator) {
        return Err(Failure::refused(words.too_many));
    }
    let mut typed = code.chars().filter(char::is_ascii_alphanumeric);
    let is_right = view.pickup_code.chars().all(|wanted| {
        typed
            .next()
            .is_some_and(|c| c.to_ascii_uppercase() == wanted)
    });
    match is_right && typed.next().is_none() {
        true => Ok(()),
        false => Err(Failure::refused(words.wrong)),
    }
}

/// The PNG that was sent, if it is one within bounds; nothing is one, too.
fn signature_of(sent: &str) -> Option<Vec<u8>> {
    let text = sent.strip_prefix(DATA).unwrap_or(sent);
    if text.is_empty() {
        return Some(Vec::new());
    }
    if text.len() > SIGNATURE / 3 * 4 {
        return None;
    }
    let png = STANDARD.decode(text).ok()?;
    let (width, rest) = png.strip_prefix(&PNG)?.split_first_chunk::<4>()?;
    let (height, _) = rest.split_first_chunk::<4>()?;
    let is_side = |side: &[u8; 4]| (1..=SIDE).contains(&u32::from_be_bytes(*side));
    (is_side(width) && is_side(height)).then_some(png)
}

/// POST /jobs/{job}/hand-over
pub(crate) async fn give(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
    fields: Fields,
) -> Result<Response, Failure> {
    let said = Said {
        code: fields.text("code").to_owned(),
        taker: fields.text("taker").to_owned(),
        signature: fields.text("signature").to_owned(),
    };
    hand_over(&app, &visitor, id, said).await?;
    Ok(see_other("/"))
}

/// GET /jobs/{job}/signature
pub(crate) async fn signature(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    let (job, view) = job_of(&app, id).await?;
    let png = app.archive().desk().signature(job.id).await?;
    let png = png.ok_or(Failure::NotFound)?;
    let patients = view.patient_ids.iter().map(String::as_str);
    let deed = Deed::done(Action::SeeSignature).on(job.id).of(patients);
    app.note(&visitor, deed).await?;
    Ok(([(header::CONTENT_TYPE, "image/png")], png).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_pngs_are_signatures() {
        let png = |width: u32| {
            let size = [width.to_be_bytes(), 200_u32.to_be_bytes()].concat();
            STANDARD.encode([&PNG[..], &size].concat())
        };
        assert_eq!(signature_of(""), Some(Vec::new()));
        assert!(signature_of(&png(600)).is_some());
        assert!(signature_of(&format!("{DATA}{}", png(600))).is_some());
        assert_eq!(signature_of(&png(SIDE + 1)), None);
        assert_eq!(signature_of("not base64!"), None);
        assert_eq!(signature_of(&STANDARD.encode(b"<svg/>")), None);
        assert_eq!(signature_of(&"A".repeat(SIGNATURE * 2)), None);
    }
}
