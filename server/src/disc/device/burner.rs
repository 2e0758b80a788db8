//! A CD, DVD or BD burner, through xorriso: the image is piped into it as it is made.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::DeviceError;
use crate::disc::order::Session;
use crate::disc::watch::Watch;

/// The program that knows every burner.
const PROGRAM: &str = "xorriso";
/// The bytes of a sector (PS3.12 Annex F, ECMA-130).
pub(in crate::disc) const SECTOR: u64 = 2048;
/// Sectors from the 16th on in which a volume says what it is (ECMA-119 6.7.1, ECMA-167 2/8.3).
const VOLUME_SECTORS: usize = 4;
/// Standard Identifiers of ISO 9660 and UDF.
const VOLUME_SIGNS: &[&[u8]] = &[b"CD001", b"BEA01", b"NSR02", b"NSR03"];
/// The last lines of xorriso that are looked at when it failed.
const KEPT_LINES: usize = 40;
/// Longest line of xorriso that is looked at.
const MAX_LINE: u64 = 4096;
/// A burner that was told to stop ends its laser's work within this time; then it is ended.
const STOP_GRACE: Duration = Duration::from_secs(30);
/// Between the last byte and the end xorriso writes the lead-out: minutes on old drives.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(30 * 60);
/// A drive that takes nothing for so long does not come back: before it writes, it may format a
/// medium for some minutes.
const STALLED_AFTER: Duration = Duration::from_secs(15 * 60);
/// A drive that was asked what is in it spins the disc up, and answers within this time.
const ANSWER_WITHIN: Duration = Duration::from_secs(2 * 60);
/// Bytes of an answer that are read: it has some 2 KB.
const MAX_ANSWER: u64 = 1 << 20;
/// How often a drive is asked for the next blank disc.
const LOOK: Duration = Duration::from_secs(2);
/// How often it is looked whether a drive has answered: most do at once.
const ANSWER_POLL: Duration = Duration::from_millis(5);
/// How often a burner that closes its disc is looked at.
const POLL: Duration = Duration::from_millis(50);

/// A burner by its device: `/dev/sr0`, or `stdio:/path` (xorriso's emulated drive).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burner {
    device: String,
    speed: Option<u32>,
}

/// What is in a drive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inserted {
    /// What it is, in xorriso's words: `DVD-R sequential recording`.
    pub kind: String,
    /// Whether it can be written from its beginning.
    pub is_blank: bool,
    /// Whether it takes a further session.
    pub is_appendable: bool,
    /// Bytes that can be written.
    pub free: u64,
}

/// The sessions of a disc that was left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sessions {
    /// The sector at which the last one begins.
    pub last: u32,
    /// The sector at which a further one begins.
    pub next: u32,
}

/// Lets xorriso find sessions on media that can be overwritten, too (its emulated drive, DVD+RW):
/// these keep no account of them.
const GROW: &str = "--grow_overwriteable_iso";

impl Burner {
    /// The burner at `device`; without a speed it takes its own.
    pub fn new(device: &str, speed: Option<u32>) -> Self {
        Self {
            device: device.to_owned(),
            speed,
        }
    }

    /// Where the medium can be read back.
    pub fn path(&self) -> &Path {
        Path::new(self.device.strip_prefix("stdio:").unwrap_or(&self.device))
    }

    /// What is in the drive.
    ///
    /// # Errors
    /// `NoProgram`, `NoDrive`, `NoMedium`.
    pub fn inspect(&self) -> Result<Inserted, DeviceError> {
        inserted(&self.asked(&["-toc"])?)
    }

    /// The sessions of the disc in the drive, which takes a further one.
    ///
    /// # Errors
    /// `NoProgram`, `NoDrive`, `NoMedium`, `NotAppendable`.
    pub fn sessions(&self) -> Result<Sessions, DeviceError> {
        let found = inserted(&self.asked(&[GROW, "-toc"])?)?;
        let said = self.asked(&[GROW, "-msinfo"])?;
        let pair = said.lines().filter_map(|line| line.trim().split_once(','));
        let mut pairs = pair.filter_map(|(last, next)| {
            Some(Sessions {
                last: last.parse().ok()?,
                next: next.parse().ok()?,
            })
        });
        let sessions = pairs.next().filter(|_| found.is_appendable);
        sessions.ok_or(DeviceError::NotAppendable { kind: found.kind })
    }

    /// What xorriso says to a question.
    fn asked(&self, question: &[&str]) -> Result<String, DeviceError> {
        let mut command = self.command();
        command.args(question).stdin(Stdio::null());
        let mut child = command.spawn().map_err(DeviceError::of_program)?;
        let (said, result) = (heard(child.stderr.take()), heard(child.stdout.take()));
        let asked = Instant::now();
        while child.try_wait().map_err(DeviceError::of_program)?.is_none() {
            if asked.elapsed() > ANSWER_WITHIN {
                // One that hangs in the kernel outlives this; nobody waits for it.
                drop(child.kill());
                return Err(DeviceError::NoDrive(
                    "xorriso gets no answer of it".to_owned(),
                ));
            }
            std::thread::sleep(ANSWER_POLL);
        }
        let texts = [said, result].map(|heard| heard.join().unwrap_or_default());
        Ok(texts.join("\n"))
    }

    /// Waits until a blank disc is in the drive: for the second volume and those after it.
    ///
    /// # Errors
    /// `Cancelled`, `NoProgram`.
    pub fn await_blank(&self, watch: &dyn Watch) -> Result<(), DeviceError> {
        loop {
            if watch.is_cancelled() {
                return Err(DeviceError::Cancelled);
            }
            match self.inspect() {
                Ok(inserted) if inserted.is_blank && !self.has_volume() => return Ok(()),
                Err(DeviceError::NoProgram) => return Err(DeviceError::NoProgram),
                // No disc yet, the full one still, or a drive that is closing.
                _ => std::thread::sleep(LOOK),
            }
        }
    }

    /// Burns `length` bytes that `write` makes, and closes the disc if that is its last session.
    ///
    /// # Errors
    /// Every [`DeviceError`] of a burner; the disc in it is then not good.
    pub fn burn(
        &self,
        length: u64,
        session: Session,
        watch: &dyn Watch,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), DeviceError> {
        let inserted = self.inspect()?;
        let is_ready = match session {
            Session::Further => self.sessions().map(|_| true)?,
            Session::Closed | Session::First => inserted.is_blank && !self.has_volume(),
        };
        if !is_ready {
            return Err(DeviceError::NotBlank {
                kind: inserted.kind,
            });
        }
        let needed = length.next_multiple_of(SECTOR);
        if inserted.free < needed {
            return Err(DeviceError::TooSmall {
                needed,
                free: inserted.free,
            });
        }
        let mut child = self.start(length, session)?;
        let said = listen(child.stderr.take());
        let (fed, flow) = feed(&mut child, watch, write);
        let ended = close(&mut child, watch, fed.is_err())?;
        if flow == Flow::Stalled && !watch.is_cancelled() {
            return Err(DeviceError::DriveLost("it took no more data".to_owned()));
        }
        judge(ended, fed, &said.iter().collect::<Vec<_>>(), watch)
    }

    /// Whether a rewritable medium, which xorriso calls blank since it may be overwritten, has a
    /// volume on it: somebody's disc is not overwritten unasked.
    fn has_volume(&self) -> bool {
        let mut sectors = [0; VOLUME_SECTORS * SECTOR as usize];
        let read = File::open(self.path()).and_then(|mut file| {
            file.seek(SeekFrom::Start(16 * SECTOR))?;
            file.read_exact(&mut sectors)
        });
        let identifier = |sector: &[u8]| VOLUME_SIGNS.contains(&&sector[1..6]);
        read.is_ok() && sectors.chunks_exact(SECTOR as usize).any(identifier)
    }

    fn start(&self, length: u64, session: Session) -> Result<Child, DeviceError> {
        let mut command = self.command();
        if let Some(speed) = self.speed {
            command.arg(format!("speed={speed}"));
        }
        command.args(match session {
            // Session at once: no packet writing, no further session (IHE PDI).
            Session::Closed => &["-sao"] as &[&str],
            Session::First | Session::Further => &["-tao", "-multi", GROW],
        });
        command.args(["fs=4m", &format!("tsize={length}"), "-"]);
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        command.spawn().map_err(DeviceError::of_program)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command.env("LC_ALL", "C").args(["-as", "cdrecord", "-v"]);
        command.arg(format!("dev={}", self.device));
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// Reads xorriso's account of a drive.
fn inserted(text: &str) -> Result<Inserted, DeviceError> {
    let after = |label: &str| {
        let line = text.lines().find(|line| line.starts_with(label))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let Some(status) = after("Media status") else {
        return Err(DeviceError::NoDrive(last_words(text.lines())));
    };
    let kind = after("Media current").unwrap_or_default();
    if kind.contains("is not recognizable") || status.contains("not present") || kind.is_empty() {
        return Err(DeviceError::NoMedium);
    }
    let blocks = after("Media blocks").unwrap_or_default();
    let writable = blocks.split(',').find(|part| part.contains("writable"));
    let sectors = writable.and_then(|part| part.split_whitespace().next()?.parse::<u64>().ok());
    Ok(Inserted {
        kind,
        is_blank: status.contains("is blank"),
        is_appendable: status.contains("is appendable"),
        free: sectors.unwrap_or(0) * SECTOR,
    })
}

/// What xorriso says, kept to its last lines; the thread ends with the program.
fn listen(stderr: Option<ChildStderr>) -> Receiver<String> {
    let (send, lines) = sync_channel(KEPT_LINES);
    if let Some(stderr) = stderr {
        std::thread::spawn(move || {
            let mut kept = VecDeque::with_capacity(KEPT_LINES);
            let mut reader = BufReader::new(stderr);
            let mut line = Vec::new();
            while read_line(&mut reader, &mut line).is_ok_and(|length| length > 0) {
                if kept.len() == KEPT_LINES {
                    kept.pop_front();
                }
                kept.push_back(String::from_utf8_lossy(&line).trim().to_owned());
            }
            kept.into_iter().for_each(|line| drop(send.try_send(line)));
        });
    }
    lines
}

fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    line.clear();
    reader.take(MAX_LINE).read_until(b'\n', line)
}

/// All that the program says on a pipe.
fn heard(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What cannot be read was not said.
        let _ = pipe.map(|pipe| pipe.take(MAX_ANSWER).read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// How the data went into the burner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    Free,
    Stalled,
}

/// The pipe into the burner; when the write that is under way began.
struct Pipe<'a> {
    out: ChildStdin,
    writing: &'a Mutex<Option<Instant>>,
}

impl Pipe<'_> {
    fn note(&self, writing: Option<Instant>) {
        *self.writing.lock().unwrap_or_else(PoisonError::into_inner) = writing;
    }
}

impl Write for Pipe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.note(Some(Instant::now()));
        let written = self.out.write(bytes);
        self.note(None);
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Pipes the image into the program. A drive that hangs would hold a write for ever: the program is
/// ended when the work is cancelled, or when it takes nothing any more.
fn feed(
    child: &mut Child,
    watch: &dyn Watch,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> (io::Result<()>, Flow) {
    let Some(out) = child.stdin.take() else {
        return (Err(io::ErrorKind::BrokenPipe.into()), Flow::Free);
    };
    let (writing, (fed, end)) = (Mutex::new(None), sync_channel::<()>(0));
    let (child, writing) = (&*child, &writing);
    std::thread::scope(|scope| {
        let guard = scope.spawn(move || guard(child, watch, writing, &end));
        // The pipe's end is the end of the track, so it is dropped only here.
        let written = write(&mut Pipe { out, writing });
        drop(fed);
        (written, guard.join().unwrap_or(Flow::Free))
    })
}

/// Watches over a program that is fed, until `end`. It is not waited for here, so that its number
/// stays its own.
fn guard(
    child: &Child,
    watch: &dyn Watch,
    writing: &Mutex<Option<Instant>>,
    end: &Receiver<()>,
) -> Flow {
    let mut told_to_stop: Option<Instant> = None;
    let mut flow = Flow::Free;
    while end.recv_timeout(POLL) == Err(RecvTimeoutError::Timeout) {
        let began = *writing.lock().unwrap_or_else(PoisonError::into_inner);
        let stalled = began.is_some_and(|began| began.elapsed() > STALLED_AFTER);
        match told_to_stop {
            None if stalled || watch.is_cancelled() => {
                flow = if stalled { Flow::Stalled } else { Flow::Free };
                terminate(child);
                told_to_stop = Some(Instant::now());
            }
            Some(told) if told.elapsed() > STOP_GRACE => send(child, Signal::KILL),
            _ => {}
        }
    }
    flow
}

/// Waits for the program; ends it when the feeding failed or the work is cancelled.
fn close(child: &mut Child, watch: &dyn Watch, failed: bool) -> Result<ExitStatus, DeviceError> {
    let asked = Instant::now();
    let mut told_to_stop = None;
    loop {
        if let Some(status) = child.try_wait().map_err(DeviceError::Source)? {
            return Ok(status);
        }
        let stop = failed || watch.is_cancelled() || asked.elapsed() > CLOSE_TIMEOUT;
        match told_to_stop {
            None if stop => {
                terminate(child);
                told_to_stop = Some(Instant::now());
            }
            Some(told) if told.elapsed() > STOP_GRACE => drop(child.kill()),
            _ => {}
        }
        std::thread::sleep(POLL);
    }
}

/// Lets the program end by itself; one that is stopped has to go on for that.
fn terminate(child: &Child) {
    send(child, Signal::TERM);
    send(child, Signal::CONT);
}

fn send(child: &Child, signal: Signal) {
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Some(pid) = pid {
        // It may have ended by itself; then there is nothing to stop.
        let _ = kill_process(pid, signal);
    }
}

/// What a sign means, with the words beside it.
type Meaning = fn(String) -> DeviceError;
/// What xorriso and the kernel say, and what it means.
const MEANINGS: &[(&str, Meaning)] = &[
    ("File too large", DeviceError::Full),
    ("No space left", DeviceError::Full),
    ("exceeds medium capacity", DeviceError::Full),
    ("Address out of range", DeviceError::Full),
    ("No MMC transport adapter", DeviceError::DriveLost),
    ("Drive is busy", DeviceError::NoDrive),
    ("Write error", DeviceError::WriteError),
    ("Burn run failed", DeviceError::WriteError),
];

fn judge(
    status: ExitStatus,
    fed: io::Result<()>,
    said: &[String],
    watch: &dyn Watch,
) -> Result<(), DeviceError> {
    if watch.is_cancelled() {
        return Err(DeviceError::Cancelled);
    }
    match fed {
        Ok(()) if status.success() => return Ok(()),
        // The source failed, not the burner: that is the cause worth telling.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            return Err(DeviceError::Source(error));
        }
        _ => {}
    }
    let words = last_words(said.iter().map(String::as_str));
    let known = MEANINGS
        .iter()
        .find(|(sign, _)| said.iter().any(|line| line.contains(sign)));
    if let Some((_, meaning)) = known {
        return Err(meaning(words));
    }
    match status.signal() {
        Some(signal) => Err(DeviceError::DriveLost(format!(
            "xorriso was ended by signal {signal}"
        ))),
        None => Err(DeviceError::WriteError(words)),
    }
}

/// The last line that says why.
fn last_words<'a>(lines: impl DoubleEndedIterator<Item = &'a str>) -> String {
    let tells =
        |line: &&str| line.contains("SORRY") || line.contains("FAILURE") || line.contains("FATAL");
    lines
        .rev()
        .find(tells)
        .unwrap_or("it does not say why")
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_of_a_blank_disc_is_read() {
        let text = "Media current: DVD-R sequential recording\n\
                    Media status : is blank\n\
                    Media blocks : 0 readable , 2298496 writable , 2298496 overall\n";
        let found = inserted(text).unwrap();
        assert_eq!(found.kind, "DVD-R sequential recording");
        assert!(found.is_blank);
        assert_eq!(found.free, 4_707_319_808);
    }

    #[test]
    fn a_drive_without_a_disc_and_no_drive_are_told_apart() {
        let empty = "Media current: is not recognizable\nMedia status : is not recognizable\n";
        assert!(matches!(inserted(empty), Err(DeviceError::NoMedium)));
        let none = "libburn : FAILURE : Cannot determine properties of file '/dev/sr9'\n";
        assert!(
            matches!(inserted(none), Err(DeviceError::NoDrive(words)) if words.contains("sr9"))
        );
    }
}
