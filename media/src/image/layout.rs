//! Where each part of an image has its place, and writing them front to back.

use std::fmt;
use std::io::{self, BufWriter, Read, Write};
use std::ops::ControlFlow;

use crate::volume::{Content, ContentSource, VolumeFile};

/// Bytes copied at once: enough that calls do not count, little beside the memory of a thread.
const BUFFER: usize = 256 << 10;
/// Progress is told at least this often.
const TOLD_EVERY: u64 = 1 << 20;

/// Bytes of structures that are made while they are written, since together they are large.
pub(super) trait Made: fmt::Debug + Send + Sync {
    fn write(&self, out: &mut Output<'_>) -> io::Result<()>;
}

/// A part of an image.
#[derive(Debug)]
pub(super) enum Part {
    /// Structures, ready.
    Bytes(Vec<u8>),
    /// Structures to be made.
    Made(Box<dyn Made>),
    /// A file of the volume.
    File(usize),
}

#[derive(Debug)]
struct Placed {
    start: u64,
    length: u64,
    part: Part,
}

/// Parts in the order of their places; zeros between them.
#[derive(Debug, Default)]
pub(super) struct Layout {
    parts: Vec<Placed>,
    /// Bytes of the image.
    pub(super) length: u64,
}

impl Layout {
    /// Puts bytes at a place at or after the end of what is there.
    pub(super) fn bytes(&mut self, start: u64, bytes: Vec<u8>) {
        let length = bytes.len() as u64;
        self.place(start, length, Part::Bytes(bytes));
    }

    /// Puts a part.
    pub(super) fn place(&mut self, start: u64, length: u64, part: Part) {
        debug_assert!(
            start >= self.length,
            "parts come in the order of their places"
        );
        self.length = start + length;
        self.parts.push(Placed {
            start,
            length,
            part,
        });
    }

    /// Zeros up to this length.
    pub(super) fn pad_to(&mut self, length: u64) {
        self.length = self.length.max(length);
    }

    /// The end of the last part.
    pub(super) fn used(&self) -> u64 {
        let last = self.parts.last();
        last.map_or(0, |placed| placed.start + placed.length)
    }

    /// Start, length and part of everything.
    #[cfg(test)]
    pub(super) fn listing(&self) -> impl Iterator<Item = (u64, u64, &Part)> {
        let placed = self.parts.iter();
        placed.map(|placed| (placed.start, placed.length, &placed.part))
    }

    /// Writes everything.
    pub(super) fn write(
        &self,
        files: &[VolumeFile],
        source: &dyn ContentSource,
        out: &mut Output<'_>,
    ) -> io::Result<()> {
        for placed in &self.parts {
            out.zeros_to(placed.start)?;
            match &placed.part {
                Part::Bytes(bytes) => out.put(bytes)?,
                Part::Made(made) => made.write(out)?,
                Part::File(file) => out.file(&files[*file], source)?,
            }
            out.must_be_at(placed.start + placed.length)?;
        }
        out.zeros_to(self.length)?;
        out.finish()
    }
}

/// The image on its way out.
pub(super) struct Output<'a> {
    out: BufWriter<&'a mut dyn Write>,
    progress: &'a mut dyn FnMut(u64) -> ControlFlow<()>,
    buffer: Vec<u8>,
    written: u64,
    told: u64,
}

impl<'a> Output<'a> {
    pub(super) fn new(
        out: &'a mut dyn Write,
        progress: &'a mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Self {
        Self {
            out: BufWriter::with_capacity(BUFFER, out),
            progress,
            buffer: vec![0; BUFFER],
            written: 0,
            told: 0,
        }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.written += bytes.len() as u64;
        match self.written - self.told >= TOLD_EVERY {
            true => self.tell(),
            false => Ok(()),
        }
    }

    /// Tells the progress, and asks whether to go on.
    pub(super) fn tell(&mut self) -> io::Result<()> {
        self.told = self.written;
        match (self.progress)(self.written) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(io::Error::new(
                io::ErrorKind::Interrupted,
                "writing the image was cancelled",
            )),
        }
    }

    pub(super) fn zeros_to(&mut self, position: u64) -> io::Result<()> {
        const ZEROS: [u8; 4096] = [0; 4096];
        while self.written < position {
            let rest = (position - self.written).min(ZEROS.len() as u64);
            self.put(&ZEROS[..rest as usize])?;
        }
        Ok(())
    }

    /// Copies a file's content, which must be exactly as long as planned.
    pub(super) fn file(&mut self, file: &VolumeFile, source: &dyn ContentSource) -> io::Result<()> {
        self.file_through(file, source, &mut |_| ())
    }

    /// The same; `through` may change the bytes on their way.
    pub(super) fn file_through(
        &mut self,
        file: &VolumeFile,
        source: &dyn ContentSource,
        through: &mut dyn FnMut(&mut [u8]),
    ) -> io::Result<()> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let copied = each_block(file, source, &mut buffer, &mut |block| {
            through(block);
            self.put(block)
        });
        self.buffer = buffer;
        copied
    }

    /// Reads a file's content without writing it; the writing may be cancelled meanwhile.
    pub(super) fn look_through(
        &mut self,
        file: &VolumeFile,
        source: &dyn ContentSource,
        through: &mut dyn FnMut(&[u8]),
    ) -> io::Result<()> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut since = 0;
        let read = each_block(file, source, &mut buffer, &mut |block| {
            through(block);
            since += block.len() as u64;
            match since >= TOLD_EVERY {
                true => {
                    since = 0;
                    self.tell()
                }
                false => Ok(()),
            }
        });
        self.buffer = buffer;
        read
    }

    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.out.flush()?;
        self.tell()
    }

    fn must_be_at(&self, position: u64) -> io::Result<()> {
        match self.written == position {
            true => Ok(()),
            false => Err(io::Error::other(format!(
                "a structure of the image ends at byte {} and not at {position}",
                self.written
            ))),
        }
    }
}

/// Gives a file's content in blocks, and sees that it has its planned length.
fn each_block(
    file: &VolumeFile,
    source: &dyn ContentSource,
    buffer: &mut [u8],
    take: &mut dyn FnMut(&mut [u8]) -> io::Result<()>,
) -> io::Result<()> {
    let of_file =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", file.path));
    let mut reader = open(file, source).map_err(of_file)?;
    let mut rest = file.length;
    loop {
        let read = fill(&mut *reader, buffer).map_err(of_file)?;
        match read as u64 {
            0 if rest == 0 => return Ok(()),
            0 => return Err(of_file(shorter(file.length, rest))),
            read if read > rest => return Err(of_file(longer(file.length))),
            read => rest -= read,
        }
        take(&mut buffer[..read])?;
    }
}

fn open<'a>(
    file: &'a VolumeFile,
    source: &'a dyn ContentSource,
) -> io::Result<Box<dyn Read + Send + 'a>> {
    match &file.content {
        Content::Bytes(bytes) => Ok(Box::new(&**bytes)),
        Content::Instance(key) => source.instance(*key),
        Content::Work(number) => source.work(*number),
    }
}

/// Reads until the buffer is full or the content ends.
fn fill(reader: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn shorter(planned: u64, rest: u64) -> io::Error {
    let found = planned - rest;
    let text = format!("content ends after {found} bytes of the planned {planned}");
    io::Error::new(io::ErrorKind::UnexpectedEof, text)
}

fn longer(planned: u64) -> io::Error {
    let text = format!("content is longer than the planned {planned} bytes");
    io::Error::new(io::ErrorKind::InvalidData, text)
}
