//! Pixel chunks: frames as classic scripts, which is all that a page from file:// may load.
//!
//! `V(number,[[length,crc32],...],"payload")`: the payload's bytes stand in the script as they
//! are, to be read as windows-1252, in which every byte is one character; 1.7 % are lost to
//! escapes. Base64 (a fourth argument 1) is for readers that mangle bytes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

/// How bytes stand in a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Text {
    /// Themselves.
    #[default]
    Windows1252,
    /// Base64: a third more.
    Base64,
}

/// Bytes of frames in a chunk before it is closed: long enough that seeks do not count, short
/// enough that a slow drive (1.5 MB/s) gives one each second.
pub const CHUNK_BYTES: usize = 3 << 19;

/// A chunk being filled.
#[derive(Debug, Default)]
pub struct Chunk {
    frames: Vec<(usize, u32)>,
    bytes: Vec<u8>,
}

impl Chunk {
    /// Adds a frame; one that could not be made is empty.
    pub fn push(&mut self, frame: &[u8]) {
        self.frames.push((frame.len(), crc32fast::hash(frame)));
        self.bytes.extend_from_slice(frame);
    }

    /// Frames in it.
    pub fn frames(&self) -> u32 {
        self.frames.len() as u32
    }

    /// Whether it is long enough.
    pub fn is_full(&self) -> bool {
        self.bytes.len() >= CHUNK_BYTES
    }

    /// Its script.
    pub fn script(&self, number: u32, text: Text) -> Vec<u8> {
        let lengths: Vec<_> = self
            .frames
            .iter()
            .map(|(length, crc)| format!("[{length},{crc}]"))
            .collect();
        let mut script = format!("V({number},[{}],\"", lengths.join(",")).into_bytes();
        let payload: Vec<u8> = SELF_TEST.iter().chain(&self.bytes).copied().collect();
        match text {
            Text::Windows1252 => {
                escape(&payload, &mut script);
                script.extend(b"\")");
            }
            Text::Base64 => {
                script.extend(STANDARD.encode(&payload).as_bytes());
                script.extend(b"\",1)");
            }
        }
        script
    }
}

/// The chunks of a volume, filled stack after stack.
#[derive(Debug)]
pub struct Chunks {
    text: Text,
    open: Chunk,
    /// The number that the open chunk will have.
    next: u32,
    /// `Stack.chunks` of the stack begun last.
    listed: Vec<u32>,
}

/// A closed chunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// Its number.
    pub number: u32,
    /// Whether it is the first of its stack.
    pub first: bool,
    /// The script.
    pub bytes: Vec<u8>,
}

impl Chunks {
    /// None yet.
    pub fn new(text: Text) -> Self {
        Self {
            text,
            open: Chunk::default(),
            next: 1,
            listed: vec![1],
        }
    }

    /// Adds the next frame of the stack; gives the chunk that is full with it. The first frame
    /// has a chunk of its own: it is what a person waits for.
    pub fn push(&mut self, frame: &[u8]) -> Option<Script> {
        self.open.push(frame);
        let first = self.listed.len() == 1;
        (first || self.open.is_full()).then(|| self.close())
    }

    fn close(&mut self) -> Script {
        let chunk = std::mem::take(&mut self.open);
        let (number, first) = (self.next, self.listed.len() == 1);
        self.listed.push(chunk.frames());
        self.next += 1;
        Script {
            number,
            first,
            bytes: chunk.script(number, self.text),
        }
    }

    /// Ends the stack: its last chunk, and what its entry says of all of them.
    pub fn end_stack(&mut self) -> (Option<Script>, Vec<u32>) {
        let last = (self.open.frames() > 0).then(|| self.close());
        let listed = std::mem::replace(&mut self.listed, vec![self.next]);
        (last, if listed.len() > 1 { listed } else { Vec::new() })
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.next - 1
    }
}

/// Every byte once, in front of the frames: the page sees whether it reads them as they are.
const SELF_TEST: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut at = 0;
    while at < bytes.len() {
        bytes[at] = at as u8;
        at += 1;
    }
    bytes
};

/// Bytes that cannot stand in a string literal, and the letters that stand for them.
const ESCAPES: &[(u8, u8)] = &[(b'\\', b'\\'), (b'"', b'"'), (b'\n', b'n'), (b'\r', b'r')];

fn escape(bytes: &[u8], script: &mut Vec<u8>) {
    script.reserve(bytes.len() + bytes.len() / 32);
    for byte in bytes {
        match ESCAPES.iter().find(|(escaped, _)| escaped == byte) {
            Some((_, letter)) => script.extend([b'\\', *letter]),
            None => script.push(*byte),
        }
    }
}

/// What a chunk's script holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Its number.
    pub number: u32,
    /// The bytes of its frames; none where they are damaged.
    pub frames: Vec<Option<Vec<u8>>>,
}

/// A script that is no chunk.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InvalidChunk {
    /// Not the call that a chunk is.
    #[error("the script is no pixel chunk")]
    Form,
    /// The self-test's bytes did not come through.
    #[error("the bytes are not read as they were written")]
    SelfTest,
}

/// Reads a chunk back, as the page does.
///
/// # Errors
/// [`InvalidChunk`]
pub fn read(script: &[u8]) -> Result<Read, InvalidChunk> {
    let (head, payload) = parts_of(script).ok_or(InvalidChunk::Form)?;
    let (number, lengths): (u32, Vec<(usize, u32)>) =
        serde_json::from_slice(&head).map_err(|_| InvalidChunk::Form)?;
    let frames = payload
        .strip_prefix(&SELF_TEST)
        .ok_or(InvalidChunk::SelfTest)?;
    let mut at = 0;
    let frames = lengths.into_iter().map(|(length, crc)| {
        let frame = frames.get(at..at + length);
        at += length;
        let sound = frame.filter(|frame| length > 0 && crc32fast::hash(frame) == crc);
        sound.map(<[u8]>::to_vec)
    });
    Ok(Read {
        number,
        frames: frames.collect(),
    })
}

/// The arguments before the payload as a JSON array, and the payload.
fn parts_of(script: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let arguments = script.strip_prefix(b"V(")?;
    let quote = arguments.iter().position(|byte| *byte == b'"')?;
    let head = [b"[", arguments[..quote].strip_suffix(b",")?, b"]"].concat();
    let rest = &arguments[quote + 1..];
    if let Some(text) = rest.strip_suffix(b"\")") {
        return Some((head, unescape(text)?));
    }
    let payload = STANDARD.decode(rest.strip_suffix(b"\",1)")?).ok()?;
    Some((head, payload))
}

fn unescape(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut text = text.iter();
    while let Some(byte) = text.next() {
        bytes.push(match byte {
            b'\\' => {
                let letter = text.next()?;
                ESCAPES.iter().find(|(_, known)| known == letter)?.0
            }
            byte => *byte,
        });
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk() -> Chunk {
        let mut chunk = Chunk::default();
        let every: Vec<u8> = (0..=255).rev().collect();
        [&every[..], b"", b"\\\"\r\n"]
            .iter()
            .for_each(|frame| chunk.push(frame));
        chunk
    }

    #[test]
    fn what_is_written_is_read() {
        for text in [Text::Windows1252, Text::Base64] {
            let read = read(&chunk().script(7, text)).expect("a chunk");
            assert_eq!((read.number, read.frames.len()), (7, 3));
            assert_eq!(read.frames[0].as_ref().map(Vec::len), Some(256));
            assert_eq!(read.frames[1], None, "a frame that could not be made");
            assert_eq!(read.frames[2].as_deref(), Some(&b"\\\"\r\n"[..]));
        }
    }

    #[test]
    fn a_script_has_no_line_end_and_no_bare_quote() {
        let script = chunk().script(1, Text::Windows1252);
        assert!(!script.contains(&b'\n') && !script.contains(&b'\r'));
        assert!(script.starts_with(b"V(1,[[256,"));
    }

    #[test]
    fn the_first_frame_of_a_stack_is_alone() {
        let mut chunks = Chunks::new(Text::Windows1252);
        let frame = vec![7; CHUNK_BYTES / 2];
        let closed: Vec<_> = (0..4)
            .map(|_| chunks.push(&frame).map(|script| script.number))
            .collect();
        assert_eq!(closed, [Some(1), None, Some(2), None]);
        let (last, listed) = chunks.end_stack();
        assert_eq!(
            (last.map(|script| script.number), listed),
            (Some(3), vec![1, 1, 2, 1])
        );
        assert_eq!(
            chunks.end_stack(),
            (None, Vec::new()),
            "a stack without frames"
        );
        assert!(chunks.push(&frame).is_some_and(|script| script.first));
        assert_eq!(chunks.end_stack(), (None, vec![4, 1]));
    }

    #[test]
    fn damage_is_found_where_it_is() {
        let mut script = chunk().script(1, Text::Windows1252);
        let at = script.len() - 12;
        script[at] ^= 0x20;
        let frames = read(&script).expect("a chunk").frames;
        assert_eq!((frames[0].is_some(), frames[2].is_some()), (false, true));
        let cut = &script[..100];
        assert_eq!(read(cut), Err(InvalidChunk::Form));
        let utf8 = String::from_utf8_lossy(&script).into_owned();
        assert_eq!(read(utf8.as_bytes()), Err(InvalidChunk::SelfTest));
    }
}
