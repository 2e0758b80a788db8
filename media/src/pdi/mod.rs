//! IHE PDI pages: INDEX.HTM, README.TXT, IHE_PDI/ (RAD TF-3 4.47), readable without any script.
//!
//! Names: ISO 9660 level 1 has upper case only, so its tree shows `IHE_PDI/ST0001/P0001.HTM`. Every
//! tree that keeps case (Joliet, UDF, ZIP, folders) has pages and folders in lower case, and so
//! are all links: they lead to their page whether a system shows the one tree, the other, or
//! maps names to lower case. Only INDEX.HTM, to which nothing links, is in upper case everywhere.

mod html;
mod index;
mod pages;
mod picture;
mod readme;
mod report;
mod words;

use std::sync::Arc;

use crate::contents::Contents;
use crate::profile::Profile;
use crate::timestamp::Timestamp;
use crate::viewer::ViewerPage;
use crate::volume::{Content, VolumeFile, VolumePath};

pub(crate) use html::date;
pub use pages::{Pages, pages};
pub use picture::{Document, MAX_FRAMES, MAX_SIDE, Picture, icon};
pub(crate) use picture::{jpeg, picture};
pub use report::Line;
pub(crate) use report::{shown, walk};
pub use words::Language;

/// What the pages say, beside what is on the volume.
#[derive(Debug, Clone)]
pub struct PdiInput<'a> {
    /// Who made the disc.
    pub institution: Institution,
    /// The pages' language.
    pub language: Language,
    /// When.
    pub created: Timestamp,
    /// This volume, from 1.
    pub number: usize,
    /// Volumes altogether.
    pub count: usize,
    /// File-set ID.
    pub file_set_id: &'a str,
    /// The application profile.
    pub profile: &'static Profile,
    /// What is on the volume.
    pub contents: &'a Contents,
    /// What was asked for and is not on it: name and reason; an empty name is not said.
    pub left_out: &'a [(String, String)],
    /// The viewer's share of INDEX.HTM, when there is one.
    pub viewer: Option<&'a ViewerPage>,
    /// What is not in the viewer, or why there is none, in the pages' language.
    pub viewer_notes: &'a [String],
}

/// Who made the disc.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Institution {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Telephone, mail.
    pub contact: String,
}

/// How an instance is shown on the pages.
#[derive(Debug)]
pub enum Rendition {
    /// As pictures: one, or some frames of many.
    Pictures(Vec<Picture>),
    /// As text: structured reports and key object selections.
    Report(Vec<Line>),
    /// As a document of its own.
    Document(Box<Document>),
    /// Not at all: it is listed.
    Listed,
}

/// A rendition whose bytes are in the job's work folder.
#[derive(Debug, Clone)]
pub enum Kept {
    /// Pictures: frame (from 0), width, height, work file and its length.
    Pictures(Vec<KeptPicture>),
    /// Text.
    Report(Vec<Line>),
    /// A document: its extension, work file, length.
    Document(&'static str, u64, u64),
    /// Nothing.
    Listed,
}

/// A picture in the job's work folder.
#[derive(Debug, Clone, Copy)]
pub struct KeptPicture {
    /// Frame, from 0.
    pub frame: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The work file.
    pub work: u64,
    /// Its bytes.
    pub length: u64,
}

pub use picture::{render, render_text};

/// All files of the pages, in the order of reading: README, INDEX.HTM, what the viewer reads,
/// pages, then pictures.
pub fn files(input: &PdiInput<'_>, pages: Pages, viewer: Vec<VolumeFile>) -> Vec<VolumeFile> {
    let readme: Arc<[u8]> = readme::text(input).into();
    let mut files = vec![
        // PS3.10 8.1: the descriptor is a File ID, so it has no extension; RAD TF-3 wants one.
        bytes("README", Arc::clone(&readme)),
        bytes("readme.txt", readme),
        bytes("INDEX.HTM", index::page(input, &pages).into_bytes().into()),
    ];
    files.extend(viewer);
    files.extend(pages.into_files());
    files
}

fn bytes(path: &str, bytes: Arc<[u8]>) -> VolumeFile {
    VolumeFile {
        path: path_of(path),
        length: bytes.len() as u64,
        content: Content::Bytes(bytes),
    }
}

fn path_of(path: &str) -> VolumePath {
    VolumePath::parse(path).unwrap_or_else(|_| unreachable!("{path} is made here"))
}
