//! The door: who asks is found out, and what the table does not allow is refused and noted.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::App;
use crate::access::{Visitor, Who};
use crate::audit::{Action, Deed};
use crate::contract::Peer;
use crate::language;
use crate::proxy;
use crate::respond::Failure;
use crate::routes::{Access, Route};

/// Bytes of a form: names and passwords, or the studies of a disc.
const LONGEST_FORM: usize = 256 << 10;
/// A form comes within this time: browsers send it at once.
const FORM_TIMEOUT: Duration = Duration::from_secs(20);
/// Bytes of what axum says of a request.
const LONGEST_COMPLAINT: usize = 4 << 10;
/// Nothing from elsewhere, no script in the page, no frame around it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/// Headers of every answer. Without a referrer at all browsers would not say either where a form
/// comes from.
const HEADERS: [(&str, &str); 5] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// Looks at a request for `route` before its handler does.
pub(crate) async fn guard(
    State((app, route)): State<(App, &'static Route)>,
    request: Request,
    next: Next,
) -> Response {
    let (request, visitor) = match welcome(&app, route, request).await {
        Ok(known) => known,
        Err(refused) => return *refused,
    };
    let admitted = admit(&app, route, &visitor, request).await;
    let mut response = match admitted {
        Ok(request) => next.run(request).await,
        Err(failure) => {
            app.inner.counters.refused();
            answer(route, &failure, &visitor)
        }
    };
    if let Some(failure) = response.extensions_mut().remove::<Told>() {
        response = answer(route, &failure.0, &visitor);
    } else if is_unread(&response) {
        response = answer(route, &unread(route, response).await, &visitor);
    }
    seal(route, &mut response);
    app.inner.counters.answered(response.status());
    response
}

/// A handler's failure, until it is known how it is to be told.
#[derive(Clone)]
struct Told(std::sync::Arc<Failure>);

impl axum::response::IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response
            .extensions_mut()
            .insert(Told(std::sync::Arc::new(self)));
        response
    }
}

/// Whether axum itself answered, as the handler's arguments are not in the request.
fn is_unread(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_text = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    response.status().is_client_error() && is_text
}

/// What is wrong with such a request: programs are told, people followed a link that is none.
async fn unread(route: &Route, response: Response) -> Failure {
    let status = response.status();
    match to_bytes(response.into_body(), LONGEST_COMPLAINT).await {
        Ok(said) if route.is_api() => {
            Failure::Refused(status, String::from_utf8_lossy(&said).into_owned())
        }
        _ => Failure::NotFound,
    }
}

fn answer(route: &Route, failure: &Failure, visitor: &Visitor) -> Response {
    match route.is_api() {
        true => failure.json(visitor.words),
        false => failure.page(visitor),
    }
}

/// Finds out who asks.
async fn welcome(
    app: &App,
    route: &Route,
    mut request: Request,
) -> Result<(Request, Visitor), Box<Response>> {
    let Some(peer) = request.extensions().get::<Peer>().copied() else {
        return Err(Box::new(axum::response::IntoResponse::into_response(
            Failure::bug("a request without its peer"),
        )));
    };
    let headers = request.headers();
    let settings = app.settings();
    let peer = proxy::client(peer, headers, &settings.trusted_proxies);
    let who = match Who::of(app, headers, !route.is_asked_by_itself()).await {
        Ok(who) => who,
        Err(failure) => {
            return Err(Box::new(axum::response::IntoResponse::into_response(
                failure,
            )));
        }
    };
    let visitor = Visitor {
        who,
        address: peer.address.ip().to_canonical(),
        is_tls: peer.is_tls,
        words: language::of(headers, &settings.language),
        wants_part: headers.contains_key("hx-request"),
        page: page(route, &request),
    };
    request.extensions_mut().insert(visitor.clone());
    Ok((request, visitor))
}

/// The page that is asked for, where it can be asked for again.
fn page(route: &Route, request: &Request) -> String {
    let is_page = request.method() == Method::GET && !route.is_api() && !route.is_asked_by_itself();
    let path = request.uri().path_and_query().filter(|_| is_page);
    path.map_or_else(String::new, ToString::to_string)
}

async fn admit(
    app: &App,
    route: &'static Route,
    visitor: &Visitor,
    request: Request,
) -> Result<Request, Failure> {
    check_machine(app, route, visitor).await?;
    match (route.access, visitor.who.role()) {
        (Access::Everybody | Access::SetUp, _) => {}
        (Access::Roles(_), None) => return Err(Failure::SignIn),
        (Access::Roles(roles), Some(role)) if roles.contains(&role) => {}
        (Access::Roles(_), Some(_)) => {
            let deed = Deed::refused(Action::Refuse).on(route.path);
            app.note(visitor, deed).await?;
            return Err(Failure::Forbidden);
        }
    }
    match *request.method() == Method::GET || *request.method() == Method::HEAD {
        true => Ok(request),
        false => check_form(route, visitor, request).await,
    }
}

/// Until there is an administrator only this machine is answered.
async fn check_machine(app: &App, route: &Route, visitor: &Visitor) -> Result<(), Failure> {
    if visitor.address.is_loopback() || route.is_probe() {
        return Ok(());
    }
    match app.archive().desk().has_administrator().await? {
        true => Ok(()),
        false => Err(Failure::Forbidden),
    }
}

/// What changes something comes from our own pages: by the browser's word, and with a session
/// also by a token that only our pages have. Programs prove themselves by theirs.
async fn check_form(
    route: &Route,
    visitor: &Visitor,
    request: Request,
) -> Result<Request, Failure> {
    if matches!(visitor.who, Who::Program(_)) {
        return Ok(request);
    }
    if !is_from_here(request.headers()) {
        return Err(Failure::Stale);
    }
    let Who::User { key, .. } = &visitor.who else {
        let (parts, bytes) = read(request).await?;
        return Ok(Request::from_parts(parts, Body::from(bytes)));
    };
    let wanted = key.csrf();
    if let Some(sent) = request.headers().get("x-csrf") {
        return match sent.as_bytes() == wanted.as_bytes() {
            true => Ok(request),
            false => Err(Failure::Stale),
        };
    }
    if route.takes_files() {
        // `FileForm` looks at the token: such a form is too large to be held here.
        return Ok(request);
    }
    let (parts, bytes) = read(request).await?;
    let field = format!("csrf={wanted}");
    let has_it = bytes
        .split(|byte| *byte == b'&')
        .any(|pair| pair == field.as_bytes());
    match has_it {
        true => Ok(Request::from_parts(parts, Body::from(bytes))),
        false => Err(Failure::Stale),
    }
}

/// A request whose form is here as a whole: nobody holds a connection by sending none.
async fn read(request: Request) -> Result<(Parts, Bytes), Failure> {
    let (parts, body) = request.into_parts();
    let read = tokio::time::timeout(FORM_TIMEOUT, to_bytes(body, LONGEST_FORM));
    match read.await {
        Ok(Ok(bytes)) => Ok((parts, bytes)),
        _ => Err(Failure::Stale),
    }
}

/// Every browser that we are for says where a request comes from.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text("origin") else {
        return true; // no browser: nobody's session is taken along unasked
    };
    let host = text(header::HOST.as_str()).unwrap_or_default();
    origin
        .split_once("://")
        .is_some_and(|(_, named)| named == host)
}

fn seal(route: &Route, response: &mut Response) {
    let headers = response.headers_mut();
    // A handler whose page needs another policy has said so.
    for (name, value) in HEADERS {
        let header = headers.entry(name);
        header.or_insert(HeaderValue::from_static(value));
    }
    let cache = match route.is_static() {
        true => "public, max-age=31536000, immutable",
        false => "no-store",
    };
    let header = headers.entry(header::CACHE_CONTROL);
    header.or_insert(HeaderValue::from_static(cache));
}
