//! One disc: from an order to a medium that was read back and checked.
//!
//! ```text
//! order     what it is to be (kept in the queue)
//! gather    the files behind it, their headers
//! prepare   transcoding, de-identification, into the work folder
//! make      profile, file-set, volumes
//! pages     previews and pages for people
//! viewer    every image decoded once, for the page on the disc
//! deliver   image, folder or burner; read back; checked
//! view      the viewer's page by itself, for the desk
//! tries     what is made is noted, so that a further try does not make it again
//! ```
//!
//! Each stage can be begun again from its beginning; a disc that was not read back has no name.

mod append;
mod check;
pub mod conformance;
mod content;
mod deliver;
pub mod device;
mod error;
mod gather;
pub mod hashing;
mod icon;
mod look;
mod make;
pub mod noted;
pub mod order;
mod pages;
mod plan;
mod prepare;
pub mod queue;
mod stale;
pub mod tries;
pub mod update;
mod view;
mod viewer;
pub mod watch;
mod work;

pub use check::check;
pub use error::DiscError;
use gather::queued;
pub use gather::{LeftOut, Place, Places, Source, files, ordered, stored};
pub use look::contents;
pub use make::{Made, MadeVolume, Workshop, make};
pub use stale::StaleReference;
pub(crate) use view::view;
pub(crate) use work::WorkFolder;
pub use work::remove_abandoned;

/// The local time, as the media crate takes it.
pub fn now() -> filmdesk_media::timestamp::Timestamp {
    timestamp(crate::ids::now_local())
}

/// When a file of this computer was written.
///
/// # Errors
/// Those of the file.
pub fn written(path: &std::path::Path) -> std::io::Result<filmdesk_media::timestamp::Timestamp> {
    let written = time::OffsetDateTime::from(path.metadata()?.modified()?);
    Ok(timestamp(
        written.to_offset(crate::ids::now_local().offset()),
    ))
}

pub(crate) fn timestamp(now: time::OffsetDateTime) -> filmdesk_media::timestamp::Timestamp {
    filmdesk_media::timestamp::Timestamp {
        year: u16::try_from(now.year()).unwrap_or_default(),
        month: now.month().into(),
        day: now.day(),
        hour: now.hour(),
        minute: now.minute(),
        second: now.second(),
        offset_minutes: now.offset().whole_minutes(),
    }
}
