//! Numbers for Prometheus.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::StatusCode;
use filmdesk_archive::{JobKind, JobState};

use crate::App;
use crate::contract::Gauge;
use crate::respond::Failure;

/// What is counted from the start on.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    answers: [AtomicU64; 5],
    refused: AtomicU64,
    sign_ins_failed: AtomicU64,
}

impl Counters {
    pub(crate) fn answered(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.answers[class].fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn refused(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn sign_in_failed(&self) {
        self.sign_ins_failed.fetch_add(1, Ordering::Relaxed);
    }
}

/// The text exposition format.
pub(crate) async fn text(app: &App) -> Result<String, Failure> {
    let mut text = String::new();
    for Gauge { name, help, value } in app.workshop().gauges() {
        family(&mut text, name, help, "gauge");
        let _ = writeln!(text, "filmdesk_{name} {value}");
    }
    let room = app.archive().room().unwrap_or_default();
    family(
        &mut text,
        "archive_room_bytes",
        "Bytes that the archive would still take.",
        "gauge",
    );
    let _ = writeln!(text, "filmdesk_archive_room_bytes {room}");
    jobs(app, &mut text).await?;
    counters(&app.inner.counters, &mut text);
    Ok(text)
}

async fn jobs(app: &App, text: &mut String) -> Result<(), Failure> {
    const STATES: [JobState; 6] = [
        JobState::Waiting,
        JobState::Running,
        JobState::Held,
        JobState::Done,
        JobState::Failed,
        JobState::Cancelled,
    ];
    const KINDS: [(JobKind, &str, &str); 3] = [
        (
            JobKind::Disc,
            "disc_jobs",
            "Jobs that make discs, by state.",
        ),
        (
            JobKind::Import,
            "import_jobs",
            "Jobs that take media in, by state.",
        ),
        (
            JobKind::Send,
            "send_jobs",
            "Jobs that send studies on, by state.",
        ),
    ];
    let counts = app.archive().jobs().counts().await?;
    for (kind, name, help) in KINDS {
        family(text, name, help, "gauge");
        for state in STATES {
            let of_state = counts.iter().filter(|row| (row.0, row.1) == (kind, state));
            let count: u64 = of_state.map(|row| row.2).sum();
            let word = state.word();
            let _ = writeln!(text, "filmdesk_{name}{{state=\"{word}\"}} {count}");
        }
    }
    Ok(())
}

fn counters(counters: &Counters, text: &mut String) {
    family(
        text,
        "web_answers_total",
        "Answers of pages and API, by class of status.",
        "counter",
    );
    for (class, count) in counters.answers.iter().enumerate() {
        let count = count.load(Ordering::Relaxed);
        let _ = writeln!(
            text,
            "filmdesk_web_answers_total{{class=\"{}xx\"}} {count}",
            class + 1
        );
    }
    let single = [
        (
            "web_refused_total",
            "Requests that the roles did not allow.",
            &counters.refused,
        ),
        (
            "web_sign_ins_failed_total",
            "Sign-ins with a wrong name or password.",
            &counters.sign_ins_failed,
        ),
    ];
    for (name, help, count) in single {
        family(text, name, help, "counter");
        let _ = writeln!(text, "filmdesk_{name} {}", count.load(Ordering::Relaxed));
    }
}

fn family(text: &mut String, name: &str, help: &str, kind: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "# HELP filmdesk_{name} {help}\n# TYPE filmdesk_{name} {kind}"
    );
}
