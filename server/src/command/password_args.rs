//! The password of a ZIP, which stands in a file: what a command line says is seen by everybody.

use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::Args;

use crate::secret::first_line;

/// Where a password is.
#[derive(Debug, Args)]
pub(super) struct PasswordArgs {
    /// File whose first line is the password of the ZIP (when one is made: AES-256, and names stay
    /// readable in it)
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

impl PasswordArgs {
    /// The password, when there is one.
    pub(super) fn password(&self) -> anyhow::Result<Option<String>> {
        let Some(file) = &self.password_file else {
            return Ok(None);
        };
        let first = first_line(file).with_context(|| format!("{}", file.display()))?;
        match first.is_empty() {
            true => Err(anyhow!(
                "{} has no password in its first line",
                file.display()
            )),
            false => Ok(Some(first)),
        }
    }
}
