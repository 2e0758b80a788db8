//! A desk over a fake of the server.
#![allow(dead_code, reason = "each test program uses its part")]

mod films;
mod office;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use filmdesk_archive::desk::Role;
use filmdesk_archive::{Archive, ArchiveOptions, Database, Job, SyncPolicy};
use filmdesk_web::{
    App, Checked, Drive, DriveKind, Films, Gauge, MadeOrder, Ordered, Peer, ProfileChoice, Refused,
    Server, SetUp, Viewing, Wanted, Workshop,
};
use http_body_util::BodyExt;
use tempfile::TempDir;
use time::OffsetDateTime;
use tower::ServiceExt;

use office::Office;

pub(crate) use films::Shelf;

pub(crate) const PASSWORD: &str = "correct horse battery";

/// A workshop without drives' work.
#[derive(Default)]
pub(crate) struct Bench {
    films: Shelf,
}

impl Workshop for Bench {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }

    fn drives(&self) -> Vec<Drive> {
        vec![Drive {
            name: "desk".to_owned(),
            kind: DriveKind::Burner,
        }]
    }

    fn profiles(&self) -> Vec<ProfileChoice> {
        Vec::new()
    }

    fn order(&self, _: &Wanted) -> Result<MadeOrder, Refused> {
        Err(Refused("no order here".to_owned()))
    }

    fn ordered(&self, _: &Job) -> Ordered {
        Ordered::default()
    }

    fn check(&self, _: &Wanted) -> Result<Checked, Refused> {
        Ok(Checked::default())
    }

    fn label(&self, _: &Job, _: usize) -> Result<Vec<u8>, Refused> {
        Err(Refused("no label here".to_owned()))
    }

    fn images(&self, _: &Job) -> Vec<PathBuf> {
        Vec::new()
    }

    fn films(&self) -> &dyn Films {
        &self.films
    }

    fn view(&self, _: &[String], _: &str) -> Result<String, Refused> {
        Err(Refused("no page here".to_owned()))
    }

    fn viewing(&self, _: &str) -> Option<Viewing> {
        None
    }

    fn gauges(&self) -> Vec<Gauge> {
        Vec::new()
    }
}

/// A desk in a folder of its own.
pub(crate) struct Desk {
    router: Router,
    pub(crate) archive: Archive,
    pub(crate) set_up: String,
    pub(crate) bench: Arc<Bench>,
    _folder: TempDir,
}

/// Who asks.
#[derive(Clone, Default)]
pub(crate) struct Caller {
    pub(crate) cookie: String,
    pub(crate) csrf: String,
    pub(crate) token: String,
    pub(crate) address: Option<SocketAddr>,
}

fn options(folder: &TempDir) -> ArchiveOptions {
    ArchiveOptions {
        folder: folder.path().to_owned(),
        database: Database::Embedded,
        sync: SyncPolicy::Off,
        free_floor_bytes: 0,
    }
}

impl Desk {
    pub(crate) fn films(&self) -> &Shelf {
        &self.bench.films
    }

    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::open(&options(&folder)).await.unwrap();
        let bench = Arc::new(Bench::default());
        let set_up = SetUp::random().unwrap();
        let path = set_up.path();
        let app = App::new(
            archive.clone(),
            Server {
                workshop: Arc::<Bench>::clone(&bench),
                administration: Arc::new(Office),
                imports: Arc::new(Office),
            },
            set_up,
            tokio_util::sync::CancellationToken::new(),
        );
        Self {
            router: filmdesk_web::router(app),
            archive,
            set_up: path,
            bench,
            _folder: folder,
        }
    }

    pub(crate) async fn ask(
        &self,
        caller: &Caller,
        method: &str,
        path: &str,
        body: &str,
    ) -> Response<Body> {
        let kind = match path.starts_with("/api/") {
            true => "application/json",
            false => "application/x-www-form-urlencoded",
        };
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "desk")
            .header(header::CONTENT_TYPE, kind);
        if !caller.cookie.is_empty() {
            request = request.header(header::COOKIE, &caller.cookie);
        }
        if !caller.csrf.is_empty() {
            request = request.header("x-csrf", &caller.csrf);
        }
        if !caller.token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", caller.token));
        }
        let mut request = request.body(Body::from(body.to_owned())).unwrap();
        request.extensions_mut().insert(Peer {
            address: caller.address.unwrap_or(([127, 0, 0, 1], 40_000).into()),
            is_tls: false,
        });
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn status(
        &self,
        caller: &Caller,
        method: &str,
        path: &str,
        body: &str,
    ) -> StatusCode {
        self.ask(caller, method, path, body).await.status()
    }

    /// The first administrator, by the link.
    pub(crate) async fn administrator(&self) -> Caller {
        let key = self.set_up.split_once('=').unwrap().1;
        let form = format!(
            "key={key}&name=Root&password={}",
            PASSWORD.replace(' ', "+")
        );
        let answer = self.ask(&Caller::default(), "POST", "/setup", &form).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        self.with_csrf(&answer).await
    }

    /// A user of a role, signed in.
    pub(crate) async fn signed_in(&self, administrator: &Caller, role: Role) -> Caller {
        let word = role.word();
        let user = format!(r#"{{"name":"{word}1","role":"{word}","password":"{PASSWORD}"}}"#);
        let made = self
            .status(administrator, "POST", "/api/v1/users", &user)
            .await;
        assert_eq!(made, StatusCode::CREATED);
        let answer = self.sign_in(&format!("{word}1"), PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        self.with_csrf(&answer).await
    }

    pub(crate) async fn sign_in(&self, name: &str, password: &str) -> Response<Body> {
        let form = format!("name={name}&password={}", password.replace(' ', "+"));
        self.ask(&Caller::default(), "POST", "/login", &form).await
    }

    /// The session that an answer opened, with the token of its pages.
    pub(crate) async fn with_csrf(&self, answer: &Response<Body>) -> Caller {
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
            "{cookie}"
        );
        let mut caller = Caller {
            cookie: cookie.split(';').next().unwrap().to_owned(),
            ..Caller::default()
        };
        let page = text(self.ask(&caller, "GET", "/account", "").await).await;
        let at = page.find("name=\"csrf\" value=\"").unwrap() + "name=\"csrf\" value=\"".len();
        page[at..at + 64].clone_into(&mut caller.csrf);
        caller
    }
}

pub(crate) async fn text(answer: Response<Body>) -> String {
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}
