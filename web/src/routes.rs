//! Every page and every call, with the roles that may ask for it: the only way in.

mod calls;
mod pages;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::MethodRouter;
use filmdesk_archive::desk::Role;

use crate::App;
use crate::api::Call;
use crate::guard::guard;

/// Who may ask.
#[derive(Debug, Clone, Copy)]
pub enum Access {
    /// Everybody: nothing of patients or settings is there.
    Everybody,
    /// Who has the set-up link, while there is no administrator.
    SetUp,
    /// Those with one of these roles.
    Roles(&'static [Role]),
}

/// A page or a call.
#[derive(Debug)]
pub struct Route {
    /// GET or POST.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Who may ask.
    pub access: Access,
    pub(crate) handler: fn() -> MethodRouter<App>,
    /// What the OpenAPI document says of it; pages have nothing there.
    pub(crate) call: Option<&'static Call>,
}

impl Route {
    /// Whether open pages ask for it by themselves, with nobody before them.
    pub(crate) fn is_asked_by_itself(&self) -> bool {
        self.path.ends_with("/events") || self.path.ends_with("/state")
    }

    /// Whether it is of the API.
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }

    pub(crate) fn is_static(&self) -> bool {
        self.path.starts_with("/static/")
    }

    /// Whether its form has files: they are read as they come, and the form's token with them.
    pub(crate) fn takes_files(&self) -> bool {
        self.path == "/import/files"
    }

    /// Whether watchers of the machine ask for it.
    pub(crate) fn is_probe(&self) -> bool {
        matches!(self.path, "/health" | "/ready")
    }
}

const DISCS: Access = Access::Roles(&[Role::Desk, Role::Radiographer, Role::Administrator]);
const ADMINISTRATION: Access = Access::Roles(&[Role::Administrator]);
const TRAIL: Access = Access::Roles(&[Role::Administrator, Role::Auditor]);
const SIGNED_IN: Access = Access::Roles(&Role::ALL);

const fn page(
    method: &'static str,
    path: &'static str,
    access: Access,
    handler: fn() -> MethodRouter<App>,
) -> Route {
    Route {
        method,
        path,
        access,
        handler,
        call: None,
    }
}

const fn call(
    method: &'static str,
    path: &'static str,
    access: Access,
    handler: fn() -> MethodRouter<App>,
    call: &'static Call,
) -> Route {
    Route {
        method,
        path,
        access,
        handler,
        call: Some(call),
    }
}

/// The table: pages, then calls.
pub fn all() -> impl Iterator<Item = &'static Route> {
    pages::PAGES.iter().chain(calls::CALLS)
}

/// The router that the table describes.
pub(crate) fn router(app: App) -> Router {
    let mut router = Router::new();
    for route in all() {
        let door = from_fn_with_state((app.clone(), route), guard);
        router = router.route(route.path, (route.handler)().layer(door));
    }
    router
        .fallback(|| async { StatusCode::NOT_FOUND })
        .with_state(app)
}
