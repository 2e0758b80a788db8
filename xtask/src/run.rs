//! Running other programs, with errors that say which one failed.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// Beginnings of variables that `cargo run` sets for what it runs.
const OURS: &[&str] = &["CARGO_PKG_", "CARGO_MANIFEST_"];

/// cargo with `arguments`, at the root.
pub(crate) fn cargo_command(arguments: &[&str]) -> Command {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(root());
    // What cargo tells us of ourselves would be news to build scripts that ask for it: with it,
    // what they make would be built anew behind each cargo that was not called by us.
    for (name, _) in std::env::vars_os() {
        let is_ours = OURS.iter().any(|of_ours| {
            let name = name.as_encoded_bytes();
            name.starts_with(of_ours.as_bytes())
        });
        if is_ours {
            command.env_remove(name);
        }
    }
    command
}

/// Runs cargo; an error when it fails.
pub(crate) fn cargo(arguments: &[&str]) -> Result<()> {
    checked(&mut cargo_command(arguments))
}

/// Runs `command`; an error when it cannot start or fails.
pub(crate) fn checked(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {command:?}"))?;
    if !status.success() {
        bail!("{command:?} ended with {status}");
    }
    Ok(())
}

/// What `program` prints.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Result<Vec<u8>> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    let output = command
        .output()
        .with_context(|| format!("cannot start {command:?}"))?;
    if !output.status.success() {
        bail!(
            "{command:?} ended with {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(output.stdout)
}

/// Whether `program` with `arguments` runs and succeeds, silently.
pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success())
}

/// Writes an executable script.
pub(crate) fn write_script(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| path.display().to_string())?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
    Ok(())
}
