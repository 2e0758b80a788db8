//! The log: plain lines on standard error, or JSON for machines.
//!
//! Values of attributes are never logged, so that patient text cannot be in it.

mod tail;

use std::any::Any;
use std::fmt::{self, Write};
use std::io::IsTerminal;

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

pub(crate) use tail::{Line, tail};

use tail::Kept;

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum LogFormat {
    /// One line per event, for people.
    #[default]
    Text,
    /// One JSON object per event, for machines.
    Json,
}

/// Longest name of a peer in the log: AE titles and implementation version names both have at
/// most 16 characters (PS3.8 9.3.2, PS3.7 D.3.3.2), whatever a peer sends.
const MAX_NAME: usize = 16;

/// A name that a peer gave itself, so that it can neither fake a log line nor upset a terminal:
/// at most 16 characters of printable ASCII, quoted when they are not those of a plain name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a>(pub(crate) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
        let quoted = self.0.is_empty() || !self.0.chars().take(MAX_NAME).all(is_plain);
        let quote = |f: &mut fmt::Formatter<'_>| if quoted { f.write_char('"') } else { Ok(()) };
        quote(f)?;
        for c in self.0.chars().take(MAX_NAME) {
            let printable = (c == ' ' || c.is_ascii_graphic()) && c != '"';
            f.write_char(if printable { c } else { '?' })?;
        }
        quote(f)
    }
}

/// Starts logging. `filter` is what `EnvFilter` takes, such as `info` or
/// `warn,filmdesk_server=debug`. A second call in one process changes nothing.
///
/// # Errors
/// When `filter` cannot be read; the message says which part.
pub fn start(
    filter: &str,
    format: LogFormat,
) -> Result<(), tracing_subscriber::filter::ParseError> {
    let filter = EnvFilter::builder().parse(filter)?;
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    // The same lines again for the desk's page.
    let kept = tracing_subscriber::fmt::layer()
        .with_writer(Kept)
        .with_ansi(false)
        .with_target(false);
    let registry = tracing_subscriber::registry().with(filter).with(kept);
    // The message of a panic may quote what was at hand; its place is enough to find it.
    std::panic::set_hook(Box::new(|panic| {
        if is_closed_pipe(panic.payload()) {
            std::process::exit(CLOSED_PIPE);
        }
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a fault in filmdesk itself; please report it");
    }));
    let started = match format {
        LogFormat::Text => registry.with(lines).try_init(),
        LogFormat::Json => registry.with(lines.json()).try_init(),
    };
    // Only a logger that is already there can fail it: tests start several servers.
    drop(started);
    Ok(())
}

/// What a shell says of a program whose reader went away: 128 and SIGPIPE.
const CLOSED_PIPE: i32 = 141;

/// `filmdesk ... | head` is no fault: `println!` panics when nobody reads any longer.
fn is_closed_pipe(payload: &dyn Any) -> bool {
    payload.downcast_ref::<String>().is_some_and(|said| {
        said.starts_with("failed printing to stdout") && said.contains("Broken pipe")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_peers_are_plain_or_quoted_and_never_more() {
        for (name, shown) in [
            ("OFFIS_DCMTK_367", "OFFIS_DCMTK_367"),
            ("CT 1", "\"CT 1\""),
            ("", "\"\""),
            ("A\" called=\"B", "\"A? called=?B\""),
            ("\u{1b}[2J\nerror \u{e9}", "\"?[2J?error ?\""),
            ("ABCDEFGHIJKLMNOPQRST", "ABCDEFGHIJKLMNOP"),
        ] {
            assert_eq!(Shown(name).to_string(), shown);
        }
    }
}
