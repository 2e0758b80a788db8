//! Pages, and what their scripts ask for.

use axum::routing::{get, post};

use super::{ADMINISTRATION, Access, DISCS, Route, SIGNED_IN, TRAIL, page};
use crate::assets;
use crate::pages::{
    account, audit, calibration, desk, film, films, hand_over, imports, jobs, login, modalities,
    office, openid, plain_import, probes, recordings, sends, set_up, tokens, users, views,
};

pub(super) static PAGES: &[Route] = &[
    page("GET", "/", SIGNED_IN, || get(desk::page)),
    page("GET", "/find", DISCS, || get(desk::find)),
    page("GET", "/patients/{key}", DISCS, || get(desk::patient)),
    page("POST", "/check", DISCS, || post(desk::check)),
    page("POST", "/discs", DISCS, || post(desk::order)),
    page("GET", "/jobs/events", DISCS, || get(jobs::events)),
    page("GET", "/jobs/{job}", DISCS, || get(jobs::page)),
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
    page("GET", "/import/{job}/password", DISCS, || {
        get(imports::password)
    }),
    page("POST", "/import/{job}/retry", DISCS, || {
        post(imports::retry)
    }),
    page("POST", "/import/files", DISCS, || {
        post(plain_import::receive)
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
    page("POST", "/import/uploads/{upload}/password", DISCS, || {
        post(imports::unlock)
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
    page("POST", "/printers/{printer}/wedge", ADMINISTRATION, || {
        post(calibration::wedge)
    }),
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
    page("GET", "/openid", Access::Everybody, || get(openid::begin)),
    page("GET", "/openid/callback", Access::Everybody, || {
        get(openid::come_back)
    }),
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
];
