//! Forms with files as browsers send them without scripts: `multipart/form-data` (RFC 7578), read piece
//! by piece as it comes. `multer`, which axum has for this, takes the head of a part into memory however long
//! it is; here each length has its bound.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::{HeaderMap, header};
use futures_util::StreamExt;
use thiserror::Error;

/// The next bytes come within this time, or the form is given up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// Characters of a boundary (RFC 2046 5.1.1).
const LONGEST_BOUNDARY: usize = 70;
/// Bytes of what stands before a part: the path of a file, and its kind.
const LONGEST_HEAD: usize = 16 << 10;
/// Bytes of a field that is no file.
const LONGEST_TEXT: usize = 4 << 10;

/// Why a form cannot be read further.
#[derive(Debug, Error)]
pub(crate) enum MultipartError {
    #[error("this is no form with files (multipart/form-data)")]
    Other,
    #[error("the form did not come whole")]
    CutOff,
    #[error("nothing came for {} seconds", PATIENCE.as_secs())]
    Late,
    #[error("a part of the form has no name, or more before it than {LONGEST_HEAD} bytes")]
    Head,
    #[error("a field has more than {LONGEST_TEXT} bytes, or is no text")]
    Text,
}

/// A form under way. Never more of it is held than comes at once.
pub(crate) struct Multipart {
    body: BodyDataStream,
    /// What stands before each part and behind the last.
    delimiter: Vec<u8>,
    held: Vec<u8>,
    came: u64,
}

/// What stands before a part.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) name: String,
    /// The path of a file; a box for files in which there is none has an empty one.
    pub(crate) file: Option<String>,
}

impl Multipart {
    pub(crate) fn new(headers: &HeaderMap, body: Body) -> Result<Self, MultipartError> {
        let kind = headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let boundary = kind
            .strip_prefix("multipart/form-data;")
            .and_then(|parameters| parameter(parameters, "boundary"));
        let boundary = boundary.filter(|text| (1..=LONGEST_BOUNDARY).contains(&text.len()));
        let boundary = boundary.ok_or(MultipartError::Other)?;
        Ok(Self {
            body: body.into_data_stream(),
            delimiter: format!("\r\n--{boundary}").into_bytes(),
            // The first has no line before it.
            held: b"\r\n".to_vec(),
            came: 0,
        })
    }

    /// Bytes that were read so far.
    pub(crate) fn done(&self) -> u64 {
        self.came.saturating_sub(self.held.len() as u64)
    }

    /// Goes on to the next part, over what is left of this one.
    pub(crate) async fn next(&mut self) -> Result<Option<Head>, MultipartError> {
        while self.piece().await?.is_some() {}
        self.held.drain(..self.delimiter.len());
        while self.held.len() < 2 {
            self.fill().await?;
        }
        if self.held.starts_with(b"--") {
            return Ok(None);
        }
        let end = loop {
            if let Some(end) = find(&self.held, b"\r\n\r\n") {
                break end;
            }
            if self.held.len() > LONGEST_HEAD {
                return Err(MultipartError::Head);
            }
            self.fill().await?;
        };
        let head: Vec<u8> = self.held.drain(..end + 4).collect();
        let head = std::str::from_utf8(&head).ok().and_then(read);
        head.map(Some).ok_or(MultipartError::Head)
    }

    /// The next bytes of this part; `None`: that was all.
    pub(crate) async fn piece(&mut self) -> Result<Option<Vec<u8>>, MultipartError> {
        loop {
            match find(&self.held, &self.delimiter) {
                Some(0) => return Ok(None),
                Some(end) => return Ok(Some(self.held.drain(..end).collect())),
                None => {}
            }
            // The start of a delimiter may stand at the end.
            let sure = self.held.len().saturating_sub(self.delimiter.len() - 1);
            if sure > 0 {
                return Ok(Some(self.held.drain(..sure).collect()));
            }
            self.fill().await?;
        }
    }

    /// All of a part that is no file.
    pub(crate) async fn text(&mut self) -> Result<String, MultipartError> {
        let mut text = Vec::new();
        while let Some(piece) = self.piece().await? {
            text.extend(piece);
            if text.len() > LONGEST_TEXT {
                return Err(MultipartError::Text);
            }
        }
        String::from_utf8(text).map_err(|_| MultipartError::Text)
    }

    async fn fill(&mut self) -> Result<(), MultipartError> {
        let next = tokio::time::timeout(PATIENCE, self.body.next()).await;
        let next = next.map_err(|_| MultipartError::Late)?;
        let bytes = next.and_then(Result::ok).ok_or(MultipartError::CutOff)?;
        self.came += bytes.len() as u64;
        self.held.extend_from_slice(&bytes);
        Ok(())
    }
}

/// Where it stands; it begins with a carriage return.
fn find(held: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = held[from..].iter().position(|byte| *byte == b'\r') {
        from += at;
        if held[from..].starts_with(wanted) {
            return Some(from);
        }
        from += 1;
    }
    None
}

/// The line that says what a part is.
fn read(head: &str) -> Option<Head> {
    const LINE: &str = "content-disposition: form-data;";
    let line = head.split("\r\n").find_map(|line| {
        let is_it = line.get(..LINE.len())?.eq_ignore_ascii_case(LINE);
        is_it.then(|| &line[LINE.len()..])
    })?;
    Some(Head {
        name: parameter(line, "name")?.to_owned(),
        file: parameter(line, "filename").map(named),
    })
}

/// Browsers write what would end the name, or the line, so (HTML 4.10.21.8).
fn named(file: &str) -> String {
    let plain = file.replace("%22", "\"");
    plain.replace("%0D", "\r").replace("%0A", "\n")
}

/// The value of a parameter; in quotes, a `;` does not end it.
fn parameter<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ';']);
        let (key, after) = rest.split_once('=')?;
        let (value, behind) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_once(';').unwrap_or((after, "")),
        };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(value.trim_end());
        }
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use axum::http::HeaderValue;
    use futures_util::stream;
    use std::convert::Infallible;

    /// The form in pieces of so many bytes.
    fn form(bytes: &[u8], size: usize) -> Multipart {
        let pieces = bytes
            .chunks(size)
            .map(|piece| Ok::<_, Infallible>(Bytes::copy_from_slice(piece)));
        let pieces: Vec<_> = pieces.collect();
        let mut headers = HeaderMap::new();
        let kind = HeaderValue::from_static("multipart/form-data; boundary=\"--x\"");
        headers.insert(header::CONTENT_TYPE, kind);
        Multipart::new(&headers, Body::from_stream(stream::iter(pieces))).unwrap()
    }

    async fn all(mut form: Multipart) -> Result<Vec<(Head, Vec<u8>)>, MultipartError> {
        let mut parts = Vec::new();
        while let Some(head) = form.next().await? {
            let mut bytes = Vec::new();
            while let Some(piece) = form.piece().await? {
                bytes.extend(piece);
            }
            parts.push((head, bytes));
        }
        Ok(parts)
    }

    const FORM: &[u8] = b"----x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n4711\r\n\
        ----x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"A;B/\xe7\x8e\x8b%22.zip\"\r\n\
        Content-Type: application/zip\r\n\r\nPK\r\n--\r\n----y\r\r\n\r\n----x\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n----x--\r\n";

    #[tokio::test]
    async fn parts_come_out_as_they_went_in_however_they_are_cut() {
        for size in [1, 2, 3, 7, 64, 4096] {
            let parts = all(form(FORM, size)).await.unwrap();
            let file = |name: &str| Some(name.to_owned());
            let heads: Vec<_> = parts.iter().map(|(head, _)| head.file.clone()).collect();
            assert_eq!(heads, [None, file("A;B/王\".zip"), file("")], "{size}");
            let bytes: Vec<_> = parts.iter().map(|(_, bytes)| bytes.as_slice()).collect();
            assert_eq!(
                bytes,
                [&b"4711"[..], b"PK\r\n--\r\n----y\r\r\n", b""],
                "{size}"
            );
        }
    }

    #[tokio::test]
    async fn what_is_cut_off_or_none_is_told() {
        for length in 0..FORM.len() - 5 {
            let cut = all(form(&FORM[..length], 16)).await;
            assert!(
                matches!(cut, Err(MultipartError::CutOff)),
                "{length}: {cut:?}"
            );
        }
        let long = [FORM[..30].to_vec(), vec![b'x'; 2 * LONGEST_HEAD]].concat();
        assert!(matches!(
            all(form(&long, 4096)).await,
            Err(MultipartError::Head)
        ));
        let mut long = form(&[&FORM[..54], &[b'x'; 2 * LONGEST_TEXT]].concat(), 4096);
        assert_eq!(long.next().await.unwrap().unwrap().name, "csrf");
        assert!(matches!(long.text().await, Err(MultipartError::Text)));
        let other = Multipart::new(&HeaderMap::new(), Body::empty());
        assert!(matches!(other, Err(MultipartError::Other)));
    }
}
