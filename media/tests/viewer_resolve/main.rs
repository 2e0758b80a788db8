//! Objects of every kind, resolved to the frames of the disc that they are on.

mod documents;
mod image;
mod over;
mod presentation;
mod size;
#[path = "../viewer/mod.rs"]
#[allow(clippy::disallowed_methods, reason = "a test reads its samples")]
mod viewer;

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use filmdesk_dataset::DataSet;
use filmdesk_dataset::file::{self, ReadOptions};
use flate2::read::DeflateDecoder;
use serde_json::Value;
use viewer::sample;

/// What a part has in base64 of deflate.
fn unpacked(packed: &Value) -> Vec<u8> {
    let deflated = STANDARD
        .decode(packed.as_str().expect("text"))
        .expect("base64");
    let mut bytes = Vec::new();
    DeflateDecoder::new(&deflated[..])
        .read_to_end(&mut bytes)
        .expect("deflate");
    bytes
}

/// A sample's data set with all its values.
fn whole(name: &str) -> DataSet {
    let options = ReadOptions {
        limits: viewer::everything(),
        ..ReadOptions::LENIENT
    };
    file::read(&sample(name)[..], &options)
        .expect("a file")
        .data_set
}
