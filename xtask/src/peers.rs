//! The programs of others that the tests talk to: installed when missing, never skipped.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run;

/// Debian packages: a file that each brings, so that what is there is not asked for again.
const DEBIAN: &[(&str, &str)] = &[
    ("dcmtk", "/usr/bin/dcmprscu"),
    ("poppler-utils", "/usr/bin/pdftoppm"),
    ("qpdf", "/usr/bin/qpdf"),
    ("mupdf-tools", "/usr/bin/mutool"),
    ("ghostscript", "/usr/bin/gs"),
    (
        "fonts-noto-core",
        "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    ),
    (
        "fonts-noto-cjk",
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    ),
    ("cups-ipp-utils", "/usr/sbin/ippeveprinter"),
    ("avahi-daemon", "/usr/sbin/avahi-daemon"),
    ("dbus", "/usr/bin/dbus-daemon"),
    ("iproute2", "/usr/bin/ip"),
    ("util-linux", "/usr/bin/unshare"),
    ("openssl", "/usr/bin/openssl"),
    ("strace", "/usr/bin/strace"),
    ("dicom3tools", "/usr/bin/dciodvfy"),
    ("libgdcm-tools", "/usr/bin/gdcmdump"),
    ("xorriso", "/usr/bin/xorriso"),
    ("genisoimage", "/usr/bin/genisoimage"),
    ("p7zip-full", "/usr/bin/7z"),
    ("unzip", "/usr/bin/unzip"),
    ("mtools", "/usr/bin/mcopy"),
    ("dosfstools", "/usr/sbin/fsck.vfat"),
    ("udftools", "/usr/bin/udfinfo"),
    ("zbar-tools", "/usr/bin/zbarimg"),
    ("ffmpeg", "/usr/bin/ffmpeg"),
    ("postgresql", "/usr/share/postgresql-common/pg_wrapper"),
    ("chromium", "/usr/bin/chromium"),
    ("firefox-esr", "/usr/bin/firefox-esr"),
    // Brings WebKitGTK and its MiniBrowser as well; it has no headless mode, hence xvfb.
    ("webkit2gtk-driver", "/usr/bin/WebKitWebDriver"),
    ("xvfb", "/usr/bin/Xvfb"),
];

/// Installs whatever is missing.
pub(crate) fn install() -> Result<()> {
    debian()?;
    python()?;
    npm()
}

fn debian() -> Result<()> {
    let mut missing: Vec<&str> = DEBIAN
        .iter()
        .filter(|(_, file)| !std::path::Path::new(file).exists())
        .map(|(package, _)| *package)
        .collect();
    if !run::succeeds("python3", &["-c", "import venv, ensurepip"]) {
        missing.push("python3-venv");
    }
    if !run::succeeds("npm", &["--version"]) {
        missing.extend(["nodejs", "npm"]);
    }
    if missing.is_empty() {
        return Ok(());
    }
    println!("installing Debian packages: {}", missing.join(" "));
    apt_get(&["update", "-qq"])?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(missing);
    apt_get(&arguments)
}

/// apt-get as root, or through sudo.
fn apt_get(arguments: &[&str]) -> Result<()> {
    let is_root = String::from_utf8_lossy(&run::output("id", &["-u"])?).trim() == "0";
    let mut command = Command::new(if is_root { "apt-get" } else { "sudo" });
    if !is_root {
        command.arg("apt-get");
    }
    command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    run::checked(&mut command)
        .context("the tests need these packages; install them by hand and run again")
}

/// Where the Python and npm peers live.
fn folder() -> PathBuf {
    run::root().join("target/peers")
}

/// Where `python3` is that has the Python peers.
pub(crate) fn python_folder() -> PathBuf {
    folder().join("venv/bin")
}

fn python() -> Result<()> {
    let requirements = run::root().join("tests/peers/requirements.txt");
    let wanted = std::fs::read_to_string(&requirements)?;
    let stamp = folder().join("venv/requirements.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!(
        "installing Python peers: {}",
        wanted.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let venv = folder().join("venv");
    run::checked(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&venv),
    )?;
    run::checked(
        Command::new(venv.join("bin/pip"))
            .args(["install", "--quiet", "-r"])
            .arg(&requirements),
    )?;
    std::fs::write(stamp, wanted)?;
    Ok(())
}

fn npm() -> Result<()> {
    let source = run::root().join("tests/peers/package.json");
    let wanted = std::fs::read_to_string(&source)?;
    let target = folder().join("npm");
    std::fs::create_dir_all(&target)?;
    let stamp = target.join("installed.json");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("installing npm peers");
    std::fs::copy(&source, target.join("package.json"))?;
    let mut command = Command::new("npm");
    command
        .args([
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--no-package-lock",
        ])
        .current_dir(&target);
    run::checked(&mut command)?;
    for package in ["dcmjs-dimse", "esbuild", "playwright-core"] {
        if !target.join("node_modules").join(package).exists() {
            bail!("npm ended well, but node_modules/{package} is not there");
        }
    }
    std::fs::write(stamp, wanted)?;
    Ok(())
}
