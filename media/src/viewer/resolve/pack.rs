//! Bytes of parts: deflated, in base64.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Raw deflate of `bytes` as base64.
pub(super) fn packed(bytes: &[u8]) -> String {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    let deflated = encoder.write_all(bytes).and_then(|()| encoder.finish());
    let deflated =
        deflated.unwrap_or_else(|error| unreachable!("writing into memory failed: {error}"));
    STANDARD.encode(deflated)
}
