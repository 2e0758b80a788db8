//! Icon images for directory records, where a profile asks for them (PS3.3 F.7).

use std::io::BufReader;

use filmdesk_media::pdi;
use filmdesk_media::profile::IconRule;

use super::gather::{Places, Source};

/// The icon of an image, or none: an instance without pixels has none, and one whose pixels do
/// not decode goes on the disc without (the profile's check has said so).
pub(super) fn icon(rule: IconRule, source: &Source, places: Places<'_>) -> Option<Vec<u8>> {
    let IconRule::Images(side) = rule else {
        return None;
    };
    let mut reader = BufReader::new(places.open(&source.place).ok()?);
    pdi::icon(&mut reader, side)
}
