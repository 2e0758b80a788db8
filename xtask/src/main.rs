//! Development tasks. `cargo xtask help` lists them.

mod peers;
mod run;
mod third_party;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask TASK

  test [ARGS]   install the peers that the tests need, then run every test
                (ARGS go to cargo test; `-- NAME` runs tests with NAME in their name)
  peers         install the peers only (Debian packages, Python and npm packages)
  generate      write the generated documents (docs/conformance-statement.md,
                docs/application-profiles.md, docs/modalities.md, THIRD-PARTY.md)
  plain-build   prove that the default build needs no cmake, nasm or C++ compiler
  help          this text
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = arguments.collect();
    match run_task(&task, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask {task}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run_task(task: &str, rest: &[String]) -> Result<()> {
    match task {
        "test" => test(rest),
        "peers" => peers::install(),
        "generate" => generate(),
        "plain-build" => plain_build(),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("no such task: {other}; `cargo xtask help` lists them"),
    }
}

/// Installs, builds the binary that the suites start, then runs all tests.
fn test(rest: &[String]) -> Result<()> {
    peers::install()?;
    run::cargo(&["build", "--workspace", "--bin", "filmdesk"])?;
    let mut arguments = vec!["test", "--workspace", "--no-fail-fast"];
    arguments.extend(rest.iter().map(String::as_str));
    let path = std::env::var("PATH").unwrap_or_default();
    let mut tests = run::cargo_command(&arguments);
    // The suites call `python3`: the one with the peers in it.
    tests.env(
        "PATH",
        format!("{}:{path}", peers::python_folder().display()),
    );
    run::checked(&mut tests)
}

/// Documents that are made from the tables of the code; a test says that they are fresh.
fn generate() -> Result<()> {
    const DOCUMENTS: &[(&str, &[&str])] = &[
        (
            "docs/conformance-statement.md",
            &["filmdesk-server", "--", "conformance-statement"],
        ),
        (
            "docs/application-profiles.md",
            &["filmdesk-media", "--example", "application_profiles"],
        ),
        (
            "docs/modalities.md",
            &["filmdesk-modality", "--example", "modalities"],
        ),
    ];
    for (path, program) in DOCUMENTS {
        let arguments = [&["run", "--quiet", "--package"], *program].concat();
        let text = run::output("cargo", &arguments)?;
        std::fs::write(run::root().join(path), text)?;
        println!("wrote {path}");
    }
    std::fs::write(run::root().join("THIRD-PARTY.md"), third_party::text()?)?;
    println!("wrote THIRD-PARTY.md");
    Ok(())
}

/// Builds the binary with commands in front of the PATH that fail when a build script
/// calls a tool the README does not ask for. A proof in a clean target folder only; there it is
/// the build that the suites use: what a build script calls does not hang on the profile.
fn plain_build() -> Result<()> {
    const UNWANTED: &[&str] = &[
        "cmake",
        "nasm",
        "yasm",
        "g++",
        "c++",
        "clang++",
        "x86_64-linux-gnu-g++",
    ];
    let fakes = run::root().join("target/plain-build");
    std::fs::create_dir_all(&fakes)?;
    for name in UNWANTED {
        run::write_script(
            &fakes.join(name),
            &format!("#!/bin/sh\necho \"{name} was called\" >&2\nexit 97\n"),
        )?;
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let mut build = run::cargo_command(&["build", "--locked", "--workspace", "--bin", "filmdesk"]);
    build.env("PATH", format!("{}:{path}", fakes.display()));
    run::checked(&mut build)
}
