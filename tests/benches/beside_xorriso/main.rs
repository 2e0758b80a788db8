//! Image writing beside xorriso, in one run: the same files from a folder, the same form.
//!
//! `cargo bench -p filmdesk-tests --bench beside_xorriso`. Ours also hashes what it writes, with
//! SHA-256 on a second thread. Rates are the best of several turns, alternating, since the other
//! program may have filled the disk's queue; nothing is asserted.

mod hashing;

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use filmdesk_media::image::{ImageFormat, plan};
use filmdesk_media::instance::Key;
use filmdesk_media::timestamp::Timestamp;
use filmdesk_media::volume::{Content, ContentSource, Volume, VolumeFile, VolumePath};
use filmdesk_tests::samples::root;
use hashing::Hashing;

/// Bytes of the files: what a CD holds, almost.
const CONTENT: u64 = 600_000_000;
/// Files of a folder.
const FOLDER: usize = 100;
const TURNS: usize = 4;
const FORMS: [(&str, ImageFormat); 5] = [
    ("iso", ImageFormat::Iso),
    ("bridge", ImageFormat::IsoUdf),
    ("udf", ImageFormat::Udf),
    ("fat32", ImageFormat::Fat32),
    ("zip", ImageFormat::Zip),
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some("write") => write(
            &arguments[2],
            Path::new(&arguments[3]),
            Path::new(&arguments[4]),
        ),
        _ => compare(),
    }
}

fn compare() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on this disk");
    let (content, out) = (folder.path().join("content"), folder.path().join("image"));
    let (count, bytes) = fill(&content);
    println!(
        "{count} files of ../shared/data, {:.0} MB:",
        bytes as f64 / 1e6
    );
    let ours = |form: &str| {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["write", form]).arg(&content).arg(&out);
        measured(&mut command, &out, bytes)
    };
    let theirs = || {
        let mut command = Command::new("/usr/bin/xorriso");
        command.args(["-as", "mkisofs", "-iso-level", "1", "-J", "-o"]);
        measured(command.arg(&out).arg(&content), &out, bytes)
    };
    let mut best = [Measured::default(), Measured::default()];
    for _ in 0..TURNS {
        best[0] = best[0].better(ours("iso"));
        best[1] = best[1].better(theirs());
    }
    let [ours_best, theirs_best] = best;
    println!("  xorriso -iso-level 1 -J: {theirs_best}");
    println!("  filmdesk, hashed:        {ours_best}");
    let ratio = ours_best.rate / theirs_best.rate;
    println!("  ratio {ratio:.2}; bar 0.80: {}", met(ratio >= 0.8));
    for (form, _) in FORMS.iter().skip(1) {
        println!("  filmdesk {form}: {}", ours(form));
    }
}

fn met(yes: bool) -> &'static str {
    if yes { "met" } else { "NOT MET" }
}

/// Copies real files until there are enough, under names of level 1.
fn fill(folder: &Path) -> (usize, u64) {
    let samples = std::fs::read_dir(root().join("../shared/data/img")).expect("sample data");
    let mut samples: Vec<PathBuf> = samples.map(|entry| entry.expect("a file").path()).collect();
    samples.sort();
    let (mut count, mut bytes) = (0, 0);
    for sample in samples.iter().cycle() {
        if bytes >= CONTENT {
            break;
        }
        let folder = folder.join(format!("S{:07}", count / FOLDER));
        std::fs::create_dir_all(&folder).expect("a folder");
        let to = folder.join(format!("I{count:07}"));
        bytes += std::fs::copy(sample, to).expect("room on this disk");
        count += 1;
    }
    (count, bytes)
}

#[derive(Debug, Clone, Copy, Default)]
struct Measured {
    rate: f64,
    peak: f64,
}

impl Measured {
    fn better(self, other: Self) -> Self {
        Self {
            rate: self.rate.max(other.rate),
            peak: self.peak.max(other.peak),
        }
    }
}

impl std::fmt::Display for Measured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:.0} MB/s, peak resident {:.1} MB",
            self.rate, self.peak
        )
    }
}

/// Runs a program that makes an image: its rate, and the most memory that it had.
fn measured(command: &mut Command, image: &Path, bytes: u64) -> Measured {
    drop(std::fs::remove_file(image));
    let start = Instant::now();
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = command.spawn().expect("the program");
    let mut peak = 0.0;
    let status = loop {
        if let Some(status) = child.try_wait().expect("its state") {
            break status;
        }
        peak = resident(child.id()).unwrap_or(0.0).max(peak);
        std::thread::sleep(Duration::from_millis(2));
    };
    let seconds = start.elapsed().as_secs_f64();
    assert!(status.success(), "{command:?} failed");
    Measured {
        rate: bytes as f64 / 1e6 / seconds,
        peak,
    }
}

fn resident(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}

/// The other side of `ours`: reads a folder, writes its image, prints the hash.
fn write(form: &str, folder: &Path, out: &Path) {
    let format = FORMS
        .iter()
        .find(|(name, _)| *name == form)
        .expect("a form")
        .1;
    let (volume, source) = volume(folder);
    let plan = plan(&volume, format).expect("a plan");
    let mut out = Hashing::new(File::create(out).expect("a file"));
    plan.write(&source, &mut out, &mut |_| ControlFlow::Continue(()))
        .expect("written");
    println!("{}", out.finish().expect("all of it"));
}

struct Files(Vec<PathBuf>);

impl ContentSource for Files {
    fn instance(&self, key: Key) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(File::open(&self.0[key.0 as usize])?))
    }

    fn work(&self, number: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        self.instance(Key(number))
    }
}

fn volume(folder: &Path) -> (Volume, Files) {
    let below = |folder: &Path| {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it").path()).collect();
        paths.sort();
        paths
    };
    let paths: Vec<PathBuf> = below(folder)
        .iter()
        .flat_map(|folder| below(folder))
        .collect();
    let file = |(number, path): (usize, &PathBuf)| {
        let name = path
            .strip_prefix(folder)
            .expect("below")
            .to_string_lossy()
            .into_owned();
        VolumeFile {
            path: VolumePath::parse(&name).expect("a path"),
            length: path.metadata().expect("its length").len(),
            content: Content::Instance(Key(number as u64)),
        }
    };
    let volume = Volume {
        file_set_id: "BENCH".to_owned(),
        created: Timestamp {
            year: 2026,
            month: 1,
            day: 1,
            hour: 0,
            minute: 0,
            second: 0,
            offset_minutes: 0,
        },
        files: paths.iter().enumerate().map(file).collect(),
    };
    (volume, Files(paths))
}
