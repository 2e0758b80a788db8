//! The viewer on a disc: discs made for it, browsers that open them, and the samples that they
//! must see, as the decoder of this program has them.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::pixels::{Frame, PixelAttributes, decode_frame};
use filmdesk_dataset::uids;
use serde_json::Value;

use crate::samples::root;
use crate::server::binary;
use crate::tools::{Said, run_within};

/// Longest run of one browser script: a whole corpus in a browser without a GPU on two cores.
const PATIENCE: Duration = Duration::from_secs(240);

/// One frame as it must be seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Rows.
    pub rows: u32,
    /// Columns.
    pub columns: u32,
    /// CRC-32 of its samples: each gray one as 32 bits little endian, each colour one as a byte.
    pub crc: u32,
    /// Mean of each channel.
    pub means: Vec<f64>,
}

/// A DICOM file on a disc, and its frames; the reason when they cannot be decoded.
#[derive(Debug)]
pub struct Decoded {
    /// Where it is.
    pub path: PathBuf,
    /// Whether the viewer has its JPEG as it came: decoders may differ by a level.
    pub is_jpeg: bool,
    /// Its frames.
    pub frames: Result<Vec<Seen>, String>,
}

/// Makes a disc as a folder.
///
/// # Panics
/// When the command ends otherwise than 0 (all is there) or 1 (something was left out).
pub fn make_disc(arguments: &[&str], out: &Path) {
    let mut command = Command::new(binary());
    command.args(["disc", "make", "--out"]).arg(out);
    let said = run_within(command.args(arguments), PATIENCE);
    assert!(
        out.join("INDEX.HTM").exists(),
        "{arguments:?}: {}{}",
        said.out,
        said.err
    );
}

/// Runs a script of tests/browser; what it printed, as JSON.
///
/// # Panics
/// When it fails.
pub fn browser(script: &str, arguments: &[&str]) -> Value {
    let said = browser_said(script, arguments);
    assert!(
        said.success,
        "{script} {arguments:?}:\n{}{}",
        said.out, said.err
    );
    serde_json::from_str(&said.out)
        .unwrap_or_else(|error| panic!("{script}: {error}:\n{}", said.out))
}

/// Runs a script of tests/browser to its end.
pub fn browser_said(script: &str, arguments: &[&str]) -> Said {
    let mut command = Command::new("node");
    command
        .arg(root().join("tests/browser").join(script))
        .args(arguments)
        .stdin(Stdio::null());
    run_within(&mut command, PATIENCE)
}

/// The images among the files of a disc's DICOM folder, decoded.
///
/// # Panics
/// When a folder or file cannot be read.
pub fn decoded(disc: &Path) -> Vec<Decoded> {
    let mut files = Vec::new();
    collect(&disc.join("DICOM"), &mut files);
    files.sort();
    files.iter().filter_map(|path| decode(path)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => collect(&path, files),
            path => files.push(path),
        }
    }
}

/// `None` for what is no image.
fn decode(path: &Path) -> Option<Decoded> {
    let mut reader = BufReader::new(File::open(path).expect("a file"));
    let read = file::read(&mut reader, &ReadOptions::LENIENT).expect("a DICOM file");
    let attributes = PixelAttributes::of(&read.data_set).ok()?;
    let syntax = read.meta.transfer_syntax.clone();
    let mut source = read.source(&mut reader);
    let frames = (0..attributes.frames).map(|at| {
        let frame = decode_frame(&read.data_set, &syntax, &mut source, at);
        frame.map(seen).map_err(|error| error.to_string())
    });
    Some(Decoded {
        path: path.to_owned(),
        frames: frames.collect(),
        is_jpeg: syntax == uids::JPEG_BASELINE8_BIT,
    })
}

fn seen(frame: Frame) -> Seen {
    let bytes: Vec<u8> = if frame.samples == 1 {
        frame
            .data
            .iter()
            .flat_map(|sample| (sample as u32).to_le_bytes())
            .collect()
    } else {
        frame.data.iter().map(|sample| sample as u8).collect()
    };
    Seen {
        rows: frame.rows,
        columns: frame.columns,
        crc: crc32fast::hash(&bytes),
        means: means(&frame),
    }
}

fn means(frame: &Frame) -> Vec<f64> {
    let channels = usize::from(frame.samples);
    let mut sums = vec![0_i64; channels];
    for (at, sample) in frame.data.iter().enumerate() {
        sums[at % channels] += sample;
    }
    let pixels = frame.data.len() / channels;
    sums.iter().map(|sum| *sum as f64 / pixels as f64).collect()
}
