//! A font with what is on this disc, for computers that have none for a name's script.

use std::collections::BTreeSet;
use std::io;

use filmdesk_media::viewer::characters;
use filmdesk_media::viewer::index::Index;
use filmdesk_media::volume::VolumeFile;

use super::super::make::Making;
use super::{FOLDER, file};

/// Puts the font, for the index and the characters of its parts, into the index and gives its file; none when every computer can do without, or
/// this one has no face for it.
pub(in super::super) fn font(
    making: &Making<'_>,
    index: &mut Index,
    parts: &BTreeSet<char>,
) -> io::Result<Option<VolumeFile>> {
    let characters = characters(index, parts, making.language());
    if characters.is_empty() {
        return Ok(None);
    }
    let Some(font) = (making.shop.typesetter)().web_font(&characters) else {
        return Ok(None);
    };
    let name = "f0000001.otf";
    index.font = Some(format!("{FOLDER}/{name}"));
    file(making, name, &font).map(Some)
}
