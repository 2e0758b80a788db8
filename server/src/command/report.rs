//! What the server says of itself at the start: where everything is, and what to do next.

use std::fmt::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use filmdesk_archive::JobQueue;
use filmdesk_config::settings::{FileFormat, Output, PrinterSettings, Settings};
use filmdesk_fonts::{MissingScript, SCRIPTS, apt_line};

use crate::server::Server;

/// Width of the labels' column.
const LABEL: usize = 10;

/// The page that `serve` prints when it runs.
pub(super) fn started(server: &Server) -> String {
    let mut page = format!("Filmdesk {} runs.\n\n", env!("CARGO_PKG_VERSION"));
    let settings = server.settings();
    for (listener, address) in settings.listeners.iter().zip(server.addresses()) {
        line(
            &mut page,
            "Listening",
            &listening(*address, listener.tls.is_some()),
        );
    }
    printers(&mut page, settings);
    storage(&mut page, settings);
    desk(&mut page, server);
    let jobs = server.spool().list();
    let waiting = jobs.iter().filter(|job| !job.is_finished()).count();
    let spool = full(&settings.data_dir.join("spool"));
    line(
        &mut page,
        "Spool",
        &format!(
            "{} ({waiting} jobs waiting, {} finished)",
            spool.display(),
            jobs.len() - waiting
        ),
    );
    scripts(&mut page, server.missing_scripts());
    next_commands(&mut page, server);
    page
}

/// The page that `check-config` prints.
pub(super) fn settings(settings: &Settings) -> String {
    let mut page = String::new();
    for listener in &settings.listeners {
        line(
            &mut page,
            "Listening",
            &listening(listener.address, listener.tls.is_some()),
        );
    }
    printers(&mut page, settings);
    storage(&mut page, settings);
    line(
        &mut page,
        "Data",
        &full(&settings.data_dir).display().to_string(),
    );
    page
}

fn line(page: &mut String, label: &str, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(page, "  {label:LABEL$} {text}");
}

fn listening(address: SocketAddr, tls: bool) -> String {
    let reach = if address.ip().is_loopback() {
        ", this machine only"
    } else {
        ""
    };
    format!(
        "{address} ({}{reach})",
        if tls { "TLS" } else { "plain TCP" }
    )
}

fn printers(page: &mut String, settings: &Settings) {
    for printer in &settings.printers {
        let profile = &printer.profile;
        let sizes = profile.films.len();
        line(
            page,
            "AE title",
            &format!(
                "{} - {} ({sizes} film sizes)",
                profile.ae_title, profile.name
            ),
        );
        outputs(page, printer);
    }
}

fn storage(page: &mut String, settings: &Settings) {
    if settings.storage.enabled {
        let (title, folder) = (&settings.storage.ae_title, full(&settings.archive.folder));
        let text = format!("{title} - instances to {}", folder.display());
        line(page, "AE title", &text);
    }
}

fn desk(page: &mut String, server: &Server) {
    let Some(address) = server.desk_address() else {
        return;
    };
    let scheme = match server.settings().web.listener.tls {
        Some(_) => "https",
        None => "http",
    };
    line(page, "Desk", &format!("{scheme}://{address}"));
    if let Some(link) = server.set_up_link() {
        line(
            page,
            "  set up",
            &format!("{link} (once, from this computer)"),
        );
    }
}

fn outputs(page: &mut String, printer: &PrinterSettings) {
    for output in &printer.outputs {
        let text = match output {
            Output::File(file) => {
                let formats: Vec<_> = file
                    .formats
                    .iter()
                    .map(|format| format_name(*format))
                    .collect();
                format!("{} ({})", full(&file.folder).display(), formats.join(", "))
            }
            Output::Ipp(ipp) => format!("printer {}", ipp.uri),
        };
        line(page, "  films to", &text);
    }
}

fn format_name(format: FileFormat) -> &'static str {
    match format {
        FileFormat::Pdf => "PDF",
        FileFormat::Png => "PNG",
        FileFormat::Tiff => "TIFF",
        FileFormat::Preview => "PNG preview",
    }
}

fn scripts(page: &mut String, missing: &[MissingScript]) {
    let is_missing = |name: &str| missing.iter().any(|script| script.script == name);
    let names = SCRIPTS.iter().map(|script| script.name);
    let (lost, there): (Vec<_>, Vec<_>) = names.partition(|name| is_missing(name));
    line(page, "Text", &there.join(", "));
    if let Some(apt) = apt_line(missing) {
        line(
            page,
            "",
            &format!("missing (drawn as boxes): {}", lost.join(", ")),
        );
        line(page, "", &format!("to install them: {apt}"));
    }
}

fn next_commands(page: &mut String, server: &Server) {
    let Some(printer) = server.settings().printers.first() else {
        return;
    };
    let plain = server.settings().listeners.iter().zip(server.addresses());
    let Some((_, address)) = plain
        .into_iter()
        .find(|(listener, _)| listener.tls.is_none())
    else {
        return;
    };
    let host = if address.ip().is_unspecified() {
        "127.0.0.1".to_owned()
    } else {
        address.ip().to_string()
    };
    let called = &printer.profile.ae_title;
    let port = address.port();
    let _ = writeln!(
        page,
        "\nIs it there?   filmdesk echo {host}:{port} --called {called}\n\
         A first film:  filmdesk modality print --to {host}:{port} --called {called} --phantom ct \
         --format 'STANDARD\\3,4'\nTo end it:     Ctrl-C"
    );
}

/// The whole path, for a person who may be in another folder.
pub(super) fn full(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
