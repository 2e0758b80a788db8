//! Videos as files that browsers play: H.264 out of its encapsulation, all else coded anew where
//! ffmpeg is configured.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use filmdesk_dataset::file::{self, DicomFile, ReadOptions};
use filmdesk_media::instance::Key;
use filmdesk_media::viewer::video::{self, Coded, Keys, VideoError};

use super::super::content::work_file;
use super::super::make::Making;

/// How often ffmpeg is looked at.
const POLL: Duration = Duration::from_millis(100);

/// A video in the work folder.
pub(super) struct Video {
    /// Its work file.
    pub(super) work: u64,
    /// Its length in bytes.
    pub(super) length: u64,
    /// Pictures a second as its file has them: neither a container's own times nor ffmpeg's
    /// need be what the image says.
    pub(super) rate: Option<f64>,
}

/// What became of a video, or why there is none.
pub(super) type Made = Result<Video, String>;

/// The video of an instance as MP4, in a work file. Errors of the inner kind concern this video
/// alone.
pub(super) fn mp4(making: &Making<'_>, key: Key, rate: Option<f64>) -> io::Result<Made> {
    let mut reader = BufReader::new(making.open(key)?);
    let file = match file::read(&mut reader, &ReadOptions::LENIENT) {
        Ok(file) => file,
        Err(error) => return Ok(Err(unmade(&error))),
    };
    let (work, path, out) = making.work.file()?;
    let made = match video::coded(&file.meta.transfer_syntax) {
        Some(Coded::H264) => remuxed(&file, &mut reader, rate, out),
        _ => recoded(making, &file, &mut reader, &path),
    };
    match made {
        Ok(()) => {
            let length = fs::metadata(&path)?.len();
            making.work.count(length)?;
            let rate = video::rate(&mut BufReader::new(File::open(&path)?));
            Ok(Ok(Video { work, length, rate }))
        }
        Err(Failure::Video(reason)) => Ok(Err(reason)),
        Err(Failure::Cancelled) => Err(io::ErrorKind::Interrupted.into()),
    }
}

/// Why a video was not made.
enum Failure {
    Video(String),
    Cancelled,
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Video(unmade(&error))
    }
}

/// The page's word, and what a technician needs to know.
fn unmade(error: &dyn std::fmt::Display) -> String {
    format!("@noVideo ({error})")
}

fn remuxed(
    file: &DicomFile,
    reader: &mut BufReader<impl io::Read + io::Seek>,
    rate: Option<f64>,
    out: File,
) -> Result<(), Failure> {
    let mut out = BufWriter::new(out);
    video::mp4(file, reader, rate, &mut out)?;
    Ok(out.flush()?)
}

/// H.264 of what ffmpeg reads, with what sound there is.
const ARGUMENTS: &[&str] = &[
    "-map",
    "0:v:0",
    "-map",
    "0:a:0?",
    "-c:v",
    "libx264",
    "-preset",
    "veryfast",
    "-crf",
    "18",
    "-pix_fmt",
    "yuv420p",
    "-c:a",
    "aac",
    "-movflags",
    "+faststart",
    "-f",
    "mp4",
    "-y",
];

/// The first picture as a thumbnail.
const STILL: &[&str] = &[
    "-frames:v",
    "1",
    "-vf",
    "scale=160:160:force_original_aspect_ratio=decrease",
    "-c:v",
    "mjpeg",
    "-f",
    "image2",
    "-update",
    "1",
    "-y",
];
/// Bytes of a thumbnail; 160 x 160 pixels as JPEG have some kilobytes.
const MAX_STILL: u64 = 256 << 10;

/// The first picture of a video in the work folder as a small JPEG, where ffmpeg is configured; a
/// video without one is no error: its entry has a film's icon.
pub(super) fn still(making: &Making<'_>, video: u64) -> io::Result<Option<Vec<u8>>> {
    let Some(program) = &making.shop.settings.ffmpeg else {
        return Ok(None);
    };
    let from = work_file(making.work.path(), video);
    let (_, to, _) = making.work.file()?;
    let jpeg = match ffmpeg(making, program, &from, STILL, &to) {
        Ok(()) if fs::metadata(&to)?.len() <= MAX_STILL => Some(fs::read(&to)?),
        Ok(()) | Err(Failure::Video(_)) => None,
        Err(Failure::Cancelled) => return Err(io::ErrorKind::Interrupted.into()),
    };
    fs::remove_file(&to)?;
    Ok(jpeg.filter(|jpeg| jpeg.starts_with(&[0xFF, 0xD8])))
}

fn recoded(
    making: &Making<'_>,
    file: &DicomFile,
    reader: &mut BufReader<impl io::Read + io::Seek>,
    to: &Path,
) -> Result<(), Failure> {
    let Some(program) = &making.shop.settings.ffmpeg else {
        return Err(Failure::Video("@unplayable".to_owned()));
    };
    let (_, from, stream) = making.work.file()?;
    let mut stream = BufWriter::new(stream);
    let written = video::stream(file, reader, &mut stream).and_then(|()| Ok(stream.flush()?));
    let ran = written
        .map_err(VideoError::into)
        .and_then(|()| ffmpeg(making, program, &from, ARGUMENTS, to));
    fs::remove_file(&from)?;
    ran
}

fn ffmpeg(
    making: &Making<'_>,
    program: &Path,
    from: &Path,
    arguments: &[&str],
    to: &Path,
) -> Result<(), Failure> {
    let child = Command::new(program)
        .args(["-nostdin", "-v", "error", "-i"])
        .arg(from)
        .args(arguments)
        .arg(to)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    ended(making, child)
}

/// The key frames of a video that is not played, where it is one that has them here.
pub(super) fn keys(making: &Making<'_>, key: Key) -> io::Result<Option<Keys>> {
    let mut reader = BufReader::new(making.open(key)?);
    let Ok(file) = file::read(&mut reader, &ReadOptions::LENIENT) else {
        return Ok(None);
    };
    if video::coded(&file.meta.transfer_syntax) != Some(Coded::Other) {
        return Ok(None);
    }
    let (_, path, stream) = making.work.file()?;
    let mut out = BufWriter::new(stream);
    let written = video::stream(&file, &mut reader, &mut out).and_then(|()| Ok(out.flush()?));
    let mut stream = BufReader::new(File::open(&path)?);
    let keys = written.and_then(|()| Keys::of(&file.meta.transfer_syntax, &mut stream));
    fs::remove_file(&path)?;
    Ok(keys.ok())
}

/// Waits until it has ended; ends it when the disc is cancelled.
fn ended(making: &Making<'_>, mut child: Child) -> Result<(), Failure> {
    loop {
        if let Some(status) = child.try_wait()? {
            return match status.success() {
                true => Ok(()),
                false => Err(Failure::Video(unmade(&format!("ffmpeg: {status}")))),
            };
        }
        if making.shop.watch.is_cancelled() {
            child.kill()?;
            child.wait()?;
            return Err(Failure::Cancelled);
        }
        std::thread::sleep(POLL);
    }
}
