//! The log: plain lines on standard error, or JSON for machines.
//!
//! Values of attributes are never logged, so that patient text cannot be in it.

use std::io::IsTerminal;

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum LogFormat {
    /// One line per event, for people.
    #[default]
    Text,
    /// One JSON object per event, for machines.
    Json,
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
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    let started = match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
    // Only a logger that is already there can fail it: tests start several servers.
    drop(started);
    Ok(())
}
