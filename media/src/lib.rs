//! File-sets, DICOMDIR, application profiles, media images and what goes with a patient's disc.
//!
//! The way of one disc, each step a room of its own:
//!
//! ```text
//! instance   headers come in one by one (file or archive)      PS3.10
//! profile    violations collected, transcoding planned         PS3.11
//! file_set   8-character File IDs, volumes; dicomdir per volume PS3.10, PS3.3 Annex F
//! pdi        pages for people                                   IHE RAD TF-3 4.47
//! volume     every file of a medium, in the order of its bytes
//! image      ISO 9660, UDF, FAT, ZIP: planned, then written once, front to back  PS3.12
//! medium     reading any of them back;  verify: every defect, with the rule broken
//! viewer     pixels and index for the page on the disc
//! label robot deidentify   what else a disc needs
//! ```
//!
//! Nothing here opens a file or a socket, reads a clock or the environment: bytes, time and UIDs
//! come in as arguments. Same input, same bytes.

pub mod contents;
pub mod deidentify;
pub mod dicomdir;
pub mod file_set;
pub mod image;
pub mod instance;
pub mod label;
pub mod medium;
pub mod pdi;
pub mod profile;
pub mod record;
pub mod robot;
pub mod timestamp;
pub mod verify;
pub mod viewer;
pub mod volume;
pub mod waveform;
