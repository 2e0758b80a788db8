//! Every page and every call, with the roles that may ask for it: the only way in.

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use filmdesk_archive::desk::Role;

use crate::api::{self, Call, office as office_calls};
use crate::guard::guard;
use crate::pages::{
    account, audit, calibration, desk, film, films, hand_over, imports, jobs, login, modalities,
    office, probes, recordings, sends, set_up, tokens, users, views,
};
use crate::{App, assets};

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

/// The table.
pub static ROUTES: &[Route] = &[
    page("GET", "/", SIGNED_IN, || get(desk::page)),
    page("GET", "/find", DISCS, || get(desk::find)),
    page("GET", "/patients/{key}", DISCS, || get(desk::patient)),
    page("POST", "/check", DISCS, || post(desk::check)),
    page("POST", "/discs", DISCS, || post(desk::order)),
    page("GET", "/jobs/events", DISCS, || get(jobs::events)),
    page("POST", "/jobs/{job}/cancel", DISCS, || post(jobs::cancel)),
    page("POST", "/jobs/{job}/retry", DISCS, || post(jobs::retry)),
    page("GET", "/jobs/{job}/label/{number}", DISCS, || {
        get(jobs::label)
    }),
    page("GET", "/jobs/{job}/image/{number}", DISCS, || {
        get(jobs::image)
    }),
    page("POST", "/sends", DISCS, || post(sends::order)),
    page("POST", "/sends/{job}/cancel", DISCS, || post(sends::cancel)),
    page("POST", "/sends/{job}/retry", DISCS, || post(sends::retry)),
    page("GET", "/jobs/{job}/hand-over", DISCS, || {
        get(hand_over::page)
    }),
    page("POST", "/jobs/{job}/hand-over", DISCS, || {
        post(hand_over::give)
    }),
    page("GET", "/jobs/{job}/signature", DISCS, || {
        get(hand_over::signature)
    }),
    page("GET", "/films", DISCS, || get(films::page)),
    page("GET", "/films/events", DISCS, || get(films::events)),
    page("GET", "/films/{job}", DISCS, || get(film::page)),
    page("GET", "/films/{job}/state", DISCS, || get(film::state)),
    page("GET", "/films/{job}/find", DISCS, || get(film::find)),
    page("POST", "/films/{job}/assign", DISCS, || post(film::assign)),
    page("POST", "/films/{job}/take-back", DISCS, || {
        post(film::take_back)
    }),
    page("POST", "/films/{job}/disc", DISCS, || post(film::disc)),
    page("POST", "/films/{job}/hold", DISCS, || post(film::hold)),
    page("POST", "/films/{job}/release", DISCS, || {
        post(film::release)
    }),
    page("POST", "/films/{job}/cancel", DISCS, || post(film::cancel)),
    page("POST", "/films/{job}/move", DISCS, || post(film::move_to)),
    page("POST", "/films/{job}/print", DISCS, || post(film::print)),
    page("GET", "/films/{job}/pdf", DISCS, || get(film::pdf)),
    page("GET", "/films/{job}/{number}/thumbnail", DISCS, || {
        get(film::thumbnail)
    }),
    page("GET", "/films/{job}/{number}/preview", DISCS, || {
        get(film::preview)
    }),
    page("GET", "/films/{job}/{number}/close", DISCS, || {
        get(film::close)
    }),
    page("GET", "/films/{job}/{number}/png", DISCS, || get(film::png)),
    page("GET", "/films/{job}/{number}/tiff", DISCS, || {
        get(film::tiff)
    }),
    page("POST", "/views", DISCS, || post(views::begin)),
    page("GET", "/views/{view}", DISCS, || get(views::wait)),
    page("GET", "/views/{view}/{*path}", DISCS, || get(views::file)),
    page("GET", "/account", SIGNED_IN, || get(account::page)),
    page("POST", "/account", SIGNED_IN, || post(account::change)),
    page("GET", "/users", ADMINISTRATION, || get(users::page)),
    page("POST", "/users", ADMINISTRATION, || post(users::add)),
    page("POST", "/users/{user}", ADMINISTRATION, || {
        post(users::change)
    }),
    page("POST", "/users/{user}/password", ADMINISTRATION, || {
        post(users::password)
    }),
    page("GET", "/tokens", ADMINISTRATION, || get(tokens::page)),
    page("POST", "/tokens", ADMINISTRATION, || post(tokens::add)),
    page("POST", "/tokens/{token}/revoke", ADMINISTRATION, || {
        post(tokens::revoke)
    }),
    page("GET", "/audit", TRAIL, || get(audit::page)),
    page("GET", "/import", DISCS, || get(imports::page)),
    page("GET", "/import/events", DISCS, || get(imports::events)),
    page("POST", "/import", DISCS, || post(imports::order)),
    page("POST", "/import/{job}/send", DISCS, || post(imports::send)),
    page("POST", "/import/{job}/cancel", DISCS, || {
        post(imports::cancel)
    }),
    page("POST", "/import/{job}/retry", DISCS, || {
        post(imports::retry)
    }),
    page("POST", "/import/uploads", DISCS, || post(imports::open)),
    page("POST", "/import/uploads/{upload}/files", DISCS, || {
        post(imports::receive)
    }),
    page("GET", "/import/uploads/{upload}/look", DISCS, || {
        get(imports::look)
    }),
    page("GET", "/import/uploads/{upload}/patients", DISCS, || {
        get(imports::locals)
    }),
    page("POST", "/import/uploads/{upload}/discard", DISCS, || {
        post(imports::discard)
    }),
    page("GET", "/modalities", ADMINISTRATION, || {
        get(modalities::page)
    }),
    page("POST", "/modalities/test", ADMINISTRATION, || {
        post(modalities::test)
    }),
    page("GET", "/recordings", ADMINISTRATION, || {
        get(recordings::page)
    }),
    page("POST", "/recordings", ADMINISTRATION, || {
        post(recordings::record)
    }),
    page(
        "GET",
        "/recordings/{recording}/text",
        ADMINISTRATION,
        || get(recordings::text),
    ),
    page(
        "GET",
        "/recordings/{recording}/json",
        ADMINISTRATION,
        || get(recordings::json),
    ),
    page(
        "POST",
        "/recordings/{recording}/delete",
        ADMINISTRATION,
        || post(recordings::forget),
    ),
    page("GET", "/printers", ADMINISTRATION, || get(office::printers)),
    page(
        "GET",
        "/printers/{printer}/calibration",
        ADMINISTRATION,
        || get(calibration::page),
    ),
    page(
        "POST",
        "/printers/{printer}/calibration",
        ADMINISTRATION,
        || post(calibration::preview),
    ),
    page("GET", "/storage", ADMINISTRATION, || get(office::storage)),
    page(
        "POST",
        "/storage/conflicts/{conflict}/dismiss",
        ADMINISTRATION,
        || post(office::dismiss),
    ),
    page("GET", "/profiles", ADMINISTRATION, || get(office::profiles)),
    page("GET", "/log", ADMINISTRATION, || get(office::log)),
    page("GET", "/settings", ADMINISTRATION, || get(office::settings)),
    page("POST", "/settings/preview", ADMINISTRATION, || {
        post(office::preview)
    }),
    page("POST", "/settings", ADMINISTRATION, || post(office::change)),
    page("GET", "/login", Access::Everybody, || get(login::page)),
    page("POST", "/login", Access::Everybody, || post(login::sign_in)),
    page("POST", "/logout", SIGNED_IN, || post(login::sign_out)),
    page("GET", "/language", Access::Everybody, || {
        get(login::language)
    }),
    page("GET", "/setup", Access::SetUp, || get(set_up::page)),
    page("POST", "/setup", Access::SetUp, || post(set_up::make)),
    page("GET", "/static/{file}", Access::Everybody, || {
        get(assets::file)
    }),
    page("GET", "/health", Access::Everybody, || get(probes::health)),
    page("GET", "/ready", Access::Everybody, || get(probes::ready)),
    page("GET", "/metrics", TRAIL, || get(probes::metrics)),
    call(
        "GET",
        "/api/v1/openapi.json",
        SIGNED_IN,
        || get(api::document),
        &api::DOCUMENT,
    ),
    call(
        "GET",
        "/api/v1/patients",
        DISCS,
        || get(api::patients),
        &api::PATIENTS,
    ),
    call(
        "GET",
        "/api/v1/patients/{key}",
        DISCS,
        || get(api::patient),
        &api::PATIENT,
    ),
    call(
        "GET",
        "/api/v1/drives",
        DISCS,
        || get(api::drives),
        &api::DRIVES,
    ),
    call(
        "POST",
        "/api/v1/checks",
        DISCS,
        || post(api::check),
        &api::CHECK,
    ),
    call(
        "POST",
        "/api/v1/jobs",
        DISCS,
        || post(api::order),
        &api::ORDER,
    ),
    call("GET", "/api/v1/jobs", DISCS, || get(api::jobs), &api::JOBS),
    call(
        "GET",
        "/api/v1/jobs/{job}",
        DISCS,
        || get(api::job),
        &api::JOB,
    ),
    call(
        "POST",
        "/api/v1/jobs/{job}/cancel",
        DISCS,
        || post(api::cancel),
        &api::CANCEL,
    ),
    call(
        "POST",
        "/api/v1/jobs/{job}/retry",
        DISCS,
        || post(api::retry),
        &api::RETRY,
    ),
    call(
        "GET",
        "/api/v1/jobs/{job}/label/{number}",
        DISCS,
        || get(jobs::label),
        &api::LABEL,
    ),
    call(
        "GET",
        "/api/v1/jobs/{job}/image/{number}",
        DISCS,
        || get(jobs::image),
        &api::IMAGE,
    ),
    call(
        "POST",
        "/api/v1/jobs/{job}/hand-over",
        DISCS,
        || post(api::hand_over),
        &api::HAND_OVER,
    ),
    call(
        "GET",
        "/api/v1/jobs/{job}/signature",
        DISCS,
        || get(hand_over::signature),
        &api::SIGNATURE,
    ),
    call(
        "POST",
        "/api/v1/views",
        DISCS,
        || post(api::begin_view),
        &api::BEGIN_VIEW,
    ),
    call(
        "GET",
        "/api/v1/views/{view}",
        DISCS,
        || get(api::view_state),
        &api::VIEW_STATE,
    ),
    call(
        "POST",
        "/api/v1/sends",
        DISCS,
        || post(api::sends::order),
        &api::sends::ORDER,
    ),
    call(
        "GET",
        "/api/v1/sends",
        DISCS,
        || get(api::sends::sends),
        &api::sends::LIST,
    ),
    call(
        "GET",
        "/api/v1/sends/{job}",
        DISCS,
        || get(api::sends::send),
        &api::sends::READ,
    ),
    call(
        "POST",
        "/api/v1/sends/{job}/cancel",
        DISCS,
        || post(api::sends::cancel),
        &api::sends::CANCEL,
    ),
    call(
        "POST",
        "/api/v1/sends/{job}/retry",
        DISCS,
        || post(api::sends::retry),
        &api::sends::RETRY,
    ),
    call(
        "GET",
        "/api/v1/printers",
        DISCS,
        || get(api::films::printers),
        &api::films::PRINTERS,
    ),
    call(
        "GET",
        "/api/v1/films",
        DISCS,
        || get(api::films::jobs),
        &api::films::FILMS,
    ),
    call(
        "GET",
        "/api/v1/films/{job}",
        DISCS,
        || get(api::films::job),
        &api::films::FILM,
    ),
    call(
        "POST",
        "/api/v1/films/{job}/assign",
        DISCS,
        || post(api::films::assign),
        &api::films::ASSIGN,
    ),
    call(
        "POST",
        "/api/v1/films/{job}/take-back",
        DISCS,
        || post(api::films::take_back),
        &api::films::TAKE_BACK,
    ),
    call(
        "POST",
        "/api/v1/films/{job}/archive",
        DISCS,
        || post(api::films::keep),
        &api::films::KEEP,
    ),
    call(
        "POST",
        "/api/v1/films/{job}/hold",
        DISCS,
        || post(api::films::hold),
        &api::films::HOLD,
    ),
    call(
        "POST",
        "/api/v1/films/{job}/release",
        DISCS,
        || post(api::films::release),
        &api::films::RELEASE,
    ),
    call(
        "POST",
        "/api/v1/films/{job}/cancel",
        DISCS,
        || post(api::films::cancel),
        &api::films::CANCEL,
    ),
    call(
        "POST",
        "/api/v1/films/{job}/move",
        DISCS,
        || post(api::films::move_to),
        &api::films::MOVE,
    ),
    call(
        "POST",
        "/api/v1/films/{job}/print",
        DISCS,
        || post(api::films::print),
        &api::films::PRINT,
    ),
    call(
        "GET",
        "/api/v1/films/{job}/pdf",
        DISCS,
        || get(film::pdf),
        &api::films::PDF,
    ),
    call(
        "GET",
        "/api/v1/films/{job}/{number}/png",
        DISCS,
        || get(film::png),
        &api::films::PNG,
    ),
    call(
        "GET",
        "/api/v1/films/{job}/{number}/tiff",
        DISCS,
        || get(film::tiff),
        &api::films::TIFF,
    ),
    call(
        "GET",
        "/api/v1/films/{job}/{number}/preview",
        DISCS,
        || get(film::preview),
        &api::films::PREVIEW,
    ),
    call(
        "GET",
        "/api/v1/users",
        ADMINISTRATION,
        || get(api::users),
        &api::USERS,
    ),
    call(
        "POST",
        "/api/v1/users",
        ADMINISTRATION,
        || post(api::add_user),
        &api::ADD_USER,
    ),
    call(
        "POST",
        "/api/v1/users/{user}",
        ADMINISTRATION,
        || post(api::change_user),
        &api::CHANGE_USER,
    ),
    call(
        "POST",
        "/api/v1/users/{user}/password",
        ADMINISTRATION,
        || post(api::access::set_password),
        &api::access::SET_PASSWORD,
    ),
    call(
        "POST",
        "/api/v1/account/password",
        SIGNED_IN,
        || post(api::access::change_own),
        &api::access::CHANGE_OWN,
    ),
    call(
        "GET",
        "/api/v1/tokens",
        ADMINISTRATION,
        || get(api::access::tokens),
        &api::access::TOKENS,
    ),
    call(
        "POST",
        "/api/v1/tokens",
        ADMINISTRATION,
        || post(api::access::add_token),
        &api::access::ADD_TOKEN,
    ),
    call(
        "POST",
        "/api/v1/tokens/{token}/revoke",
        ADMINISTRATION,
        || post(api::access::revoke_token),
        &api::access::REVOKE_TOKEN,
    ),
    call(
        "GET",
        "/api/v1/recordings",
        ADMINISTRATION,
        || get(api::recordings::recordings),
        &api::recordings::RECORDINGS,
    ),
    call(
        "POST",
        "/api/v1/recordings",
        ADMINISTRATION,
        || post(api::recordings::record),
        &api::recordings::RECORD,
    ),
    call(
        "GET",
        "/api/v1/recordings/{recording}",
        ADMINISTRATION,
        || get(api::recordings::recording),
        &api::recordings::RECORDING,
    ),
    call(
        "GET",
        "/api/v1/recordings/{recording}/text",
        ADMINISTRATION,
        || get(recordings::text),
        &api::recordings::TEXT,
    ),
    call(
        "POST",
        "/api/v1/recordings/{recording}/delete",
        ADMINISTRATION,
        || post(api::recordings::forget),
        &api::recordings::FORGET,
    ),
    call(
        "GET",
        "/api/v1/destinations",
        DISCS,
        || get(office_calls::destinations),
        &office_calls::DESTINATIONS,
    ),
    call(
        "GET",
        "/api/v1/profiles",
        ADMINISTRATION,
        || get(office_calls::profiles),
        &office_calls::PROFILES,
    ),
    call(
        "GET",
        "/api/v1/audit",
        TRAIL,
        || get(api::audit),
        &api::AUDIT,
    ),
    call(
        "GET",
        "/api/v1/modalities",
        ADMINISTRATION,
        || get(office_calls::modalities),
        &office_calls::MODALITIES,
    ),
    call(
        "POST",
        "/api/v1/echo",
        ADMINISTRATION,
        || post(office_calls::echo),
        &office_calls::ECHO,
    ),
    call(
        "GET",
        "/api/v1/printers/states",
        ADMINISTRATION,
        || get(office_calls::printers),
        &office_calls::PRINTERS,
    ),
    call(
        "GET",
        "/api/v1/printers/{printer}/calibration",
        ADMINISTRATION,
        || get(api::calibration::read),
        &api::calibration::READ,
    ),
    call(
        "POST",
        "/api/v1/printers/{printer}/calibration",
        ADMINISTRATION,
        || post(api::calibration::preview),
        &api::calibration::PREVIEW,
    ),
    call(
        "GET",
        "/api/v1/storage",
        ADMINISTRATION,
        || get(office_calls::storage),
        &office_calls::STORAGE,
    ),
    call(
        "GET",
        "/api/v1/conflicts",
        ADMINISTRATION,
        || get(office_calls::conflicts),
        &office_calls::CONFLICTS,
    ),
    call(
        "POST",
        "/api/v1/conflicts/{conflict}/dismiss",
        ADMINISTRATION,
        || post(office_calls::dismiss),
        &office_calls::DISMISS,
    ),
    call(
        "GET",
        "/api/v1/log",
        ADMINISTRATION,
        || get(office_calls::log),
        &office_calls::LOG,
    ),
    call(
        "GET",
        "/api/v1/settings",
        ADMINISTRATION,
        || get(office_calls::settings),
        &office_calls::SETTINGS,
    ),
    call(
        "POST",
        "/api/v1/settings/preview",
        ADMINISTRATION,
        || post(office_calls::preview),
        &office_calls::PREVIEW,
    ),
    call(
        "POST",
        "/api/v1/settings",
        ADMINISTRATION,
        || post(office_calls::change),
        &office_calls::CHANGE,
    ),
    call(
        "POST",
        "/api/v1/imports/uploads",
        DISCS,
        || post(office_calls::open),
        &office_calls::OPEN_UPLOAD,
    ),
    call(
        "POST",
        "/api/v1/imports/uploads/{upload}/files",
        DISCS,
        || post(imports::receive),
        &office_calls::UPLOAD_FILE,
    ),
    call(
        "GET",
        "/api/v1/imports/uploads/{upload}",
        DISCS,
        || get(office_calls::look),
        &office_calls::LOOK,
    ),
    call(
        "POST",
        "/api/v1/imports/uploads/{upload}/discard",
        DISCS,
        || post(office_calls::discard),
        &office_calls::DISCARD,
    ),
    call(
        "POST",
        "/api/v1/imports",
        DISCS,
        || post(office_calls::import),
        &office_calls::IMPORT,
    ),
    call(
        "GET",
        "/api/v1/imports",
        DISCS,
        || get(office_calls::imports),
        &office_calls::IMPORTS,
    ),
    call(
        "GET",
        "/api/v1/imports/{job}",
        DISCS,
        || get(office_calls::imported),
        &office_calls::IMPORTED,
    ),
    call(
        "POST",
        "/api/v1/imports/{job}/cancel",
        DISCS,
        || post(office_calls::cancel_import),
        &office_calls::CANCEL_IMPORT,
    ),
    call(
        "POST",
        "/api/v1/imports/{job}/retry",
        DISCS,
        || post(office_calls::retry_import),
        &office_calls::RETRY_IMPORT,
    ),
];

/// The router that the table describes.
pub(crate) fn router(app: App) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let door = from_fn_with_state((app.clone(), route), guard);
        router = router.route(route.path, (route.handler)().layer(door));
    }
    router
        .fallback(|| async { StatusCode::NOT_FOUND })
        .with_state(app)
}
