//! The viewer on a disc: discs made for it, browsers that open them, and the samples that they
//! must see, as the decoder of this program has them.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::pixels::{Frame, FrameData, PixelAttributes, decode_frame};
use filmdesk_dataset::{DataSet, tags, uids};
use serde_json::Value;

use crate::samples::root;
use crate::server::binary;
use crate::tools::{Said, run_within};

/// Longest run of one browser script: axe on every view, in a browser without a GPU, beside others
/// on two cores.
const PATIENCE: Duration = Duration::from_secs(900);

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

/// An instance as the viewer names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instance {
    /// Which patient, which of its studies, which series of that; from 0, in the directory's order.
    pub series: [usize; 3],
    /// Instance Number, as the disc's directory has it.
    pub number: i64,
}

/// A DICOM file on a disc, and its frames; the reason when they cannot be decoded.
#[derive(Debug)]
pub struct Decoded {
    /// Where it is.
    pub path: PathBuf,
    /// What the viewer calls it.
    pub instance: Instance,
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
    let instances = instances(disc);
    let decoded = files.iter().filter_map(|path| {
        let id = path.strip_prefix(disc).expect("a file of the disc");
        let id: Vec<_> = id.iter().map(|name| name.to_string_lossy()).collect();
        let instance = instances.get(&id.join("\\"));
        decode(
            path,
            *instance.unwrap_or_else(|| panic!("no record of {id:?}")),
        )
    });
    decoded.collect()
}

/// What the records of the disc's directory say of its files, by File ID. Records stand one behind
/// the other as a reader goes through them: a patient, its studies, their series, their instances.
fn instances(disc: &Path) -> HashMap<String, Instance> {
    /// What there is once in each of the former.
    const LEVELS: [&str; 3] = ["PATIENT", "STUDY", "SERIES"];
    let reader = BufReader::new(File::open(disc.join("DICOMDIR")).expect("a directory"));
    let read = file::read(reader, &ReadOptions::LENIENT).expect("a DICOMDIR");
    let records = read.data_set.items(tags::DIRECTORY_RECORD_SEQUENCE);
    let (mut counts, mut found) = ([0; 3], HashMap::new());
    for record in records.expect("records") {
        let text = |tag| record.ascii(tag).ok().flatten();
        let kind = text(tags::DIRECTORY_RECORD_TYPE);
        if let Some(level) = LEVELS.iter().position(|level| kind == Some(level)) {
            counts[level] += 1;
            counts[level + 1..].fill(0);
        } else if let Some(id) = text(tags::REFERENCED_FILE_ID) {
            let number = record.number(tags::INSTANCE_NUMBER).ok().flatten();
            let instance = Instance {
                series: counts.map(|count: usize| count.saturating_sub(1)),
                number: number.unwrap_or(0),
            };
            found.insert(id.to_owned(), instance);
        }
    }
    found
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
fn decode(path: &Path, instance: Instance) -> Option<Decoded> {
    let mut reader = BufReader::new(File::open(path).expect("a file"));
    let read = file::read(&mut reader, &ReadOptions::LENIENT).expect("a DICOM file");
    let attributes = PixelAttributes::of(&read.data_set).ok()?;
    let syntax = read.meta.transfer_syntax.clone();
    let mut source = read.source(&mut reader);
    let frames = (0..attributes.frames).map(|at| {
        let frame = decode_frame(&read.data_set, &syntax, &mut source, at);
        frame.map_err(|error| error.to_string())
    });
    let frames: Result<Vec<Frame>, String> = frames.collect();
    let slide = slide(&read.data_set);
    Some(Decoded {
        path: path.to_owned(),
        instance,
        frames: frames.map(|frames| match slide {
            Some((rows, columns)) => vec![seen(whole(&frames, rows, columns))],
            None => frames.into_iter().map(seen).collect(),
        }),
        is_jpeg: syntax == uids::JPEG_BASELINE8_BIT && slide.is_none(),
    })
}

/// Rows and columns of a slide's level, where its tiles stand row by row.
fn slide(data: &DataSet) -> Option<(u32, u32)> {
    let side = |tag| data.u32(tag).ok().flatten();
    let is_full = data.ascii(tags::DIMENSION_ORGANIZATION_TYPE) == Ok(Some("TILED_FULL"));
    let rows = side(tags::TOTAL_PIXEL_MATRIX_ROWS).filter(|_| is_full)?;
    Some((rows, side(tags::TOTAL_PIXEL_MATRIX_COLUMNS)?))
}

/// A level of RGB tiles, pixel by pixel.
fn whole(tiles: &[Frame], rows: u32, columns: u32) -> Frame {
    let first = &tiles[0];
    let across = columns.div_ceil(first.columns);
    let places = (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y)));
    let pixels = places.flat_map(|(x, y)| {
        let tile = &tiles[(y / first.rows * across + x / first.columns) as usize];
        let FrameData::U8(rgb) = &tile.data else {
            panic!("tiles of 8 bits");
        };
        let at = 3 * (y % first.rows * first.columns + x % first.columns) as usize;
        [rgb[at], rgb[at + 1], rgb[at + 2]]
    });
    Frame {
        rows,
        columns,
        data: FrameData::U8(pixels.collect()),
        ..first.clone()
    }
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

/// How far the mean of a JPEG's channel may be from the mean of another decoder's.
const JPEG_MEAN: f64 = 1.0;

/// The frames that `engine` saw are those of `images` and `floats`, each at its own place.
///
/// # Panics
/// When one is missing, or is too much.
pub fn assert_frames(frames: &Value, images: Vec<Decoded>, floats: &[Seen], engine: &str) {
    let frames = frames.as_array().expect("a list");
    // What could not be decoded when the disc was made is no frame here either.
    let there = frames.iter().filter(|frame| !frame.is_null());
    let mut unseen: Vec<SeenFrame> = there.map(SeenFrame::of).collect();
    let mut missing = Vec::new();
    for image in images {
        for (number, frame) in image.frames.iter().flatten().enumerate() {
            let is_it = |seen: &SeenFrame| {
                seen.place == (image.instance, number + 1) && seen.is(frame, image.is_jpeg)
            };
            match unseen.iter().position(is_it) {
                Some(place) => drop(unseen.swap_remove(place)),
                None => missing.push(format!("{} frame {number}", image.path.display())),
            }
        }
    }
    // Floats after those whose place is known: one of a single 0.0 is like an integer's 0.
    for float in floats {
        let place = unseen.iter().position(|seen| seen.is(float, false));
        unseen.swap_remove(place.unwrap_or_else(|| panic!("{engine} did not see {float:?}")));
    }
    assert!(missing.is_empty(), "{engine} did not see {missing:#?}");
    assert!(
        unseen.is_empty(),
        "{engine} saw what is nowhere: {unseen:#?}"
    );
}

/// A frame that a browser decoded.
#[derive(Debug)]
struct SeenFrame {
    /// Of which instance, and its number there from 1.
    place: (Instance, usize),
    frame: Seen,
    is_jpeg: bool,
}

impl SeenFrame {
    fn of(value: &Value) -> Self {
        let number = |name: &str| value[name].as_u64().unwrap_or_else(|| panic!("{value}")) as u32;
        let means = value["means"].as_array().expect("means");
        let series = [0, 1, 2].map(|at| value["series"][at].as_u64().expect("a place") as usize);
        let instance = &value["instance"];
        Self {
            place: (
                Instance {
                    series,
                    number: instance["number"].as_i64().expect("a number"),
                },
                instance["frame"].as_u64().expect("a number") as usize,
            ),
            frame: Seen {
                rows: number("rows"),
                columns: number("columns"),
                crc: number("crc"),
                means: means.iter().filter_map(Value::as_f64).collect(),
            },
            is_jpeg: value["encoding"] == "jpeg",
        }
    }

    /// To the bit; a JPEG, which every decoder rounds in its own way, by size and mean.
    fn is(&self, other: &Seen, is_jpeg: bool) -> bool {
        let (frame, size) = (&self.frame, (other.rows, other.columns));
        if (frame.rows, frame.columns) != size || self.is_jpeg != is_jpeg {
            return false;
        }
        let near = |(one, other): (&f64, &f64)| (one - other).abs() <= JPEG_MEAN;
        if is_jpeg {
            return frame.means.iter().zip(&other.means).all(near);
        }
        frame.crc == other.crc
    }
}
