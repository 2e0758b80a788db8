//! What a profile allows to lose: which images are compressed with loss when that is asked for, and
//! how.

use filmdesk_dataset::{DataSet, tags, uids};

use super::Profile;
use super::syntax::{can_be_transcoded, is_lossy};
use crate::instance::Instance;
use crate::record::{Placement, RecordType, record_of};

/// Lossy transfer syntaxes that are written, in the order of being asked, with the most bits that
/// each takes. JPEG Extended (12 bits) is read, not written.
const WRITTEN: &[(&str, u16)] = &[
    (uids::JPEG_BASELINE8_BIT, 8),
    (uids::JPEG2000, 16),
    (uids::JPEGLS_NEAR_LOSSLESS, 16),
];

/// Photometric Interpretations whose values are shades, so that near ones look alike.
const SHADES: &[&str] = &[
    "MONOCHROME1",
    "MONOCHROME2",
    "RGB",
    "YBR_FULL",
    "YBR_FULL_422",
    "YBR_RCT",
];

/// IMAGE records whose values are measurements or labels.
const MEASURED: &[&str] = &[
    uids::SEGMENTATION_STORAGE,
    uids::LABEL_MAP_SEGMENTATION_STORAGE,
    uids::PARAMETRIC_MAP_STORAGE,
];

impl Profile {
    /// Whether it has a lossy transfer syntax that is written here.
    pub fn may_lose(&self) -> bool {
        let mut all = self.all_syntaxes();
        all.any(|uid| WRITTEN.iter().any(|(written, _)| *written == uid))
    }

    /// The transfer syntax in which an image is compressed with loss; none for what is no image,
    /// has lost something already, or holds measurements.
    pub fn lossy_target(&self, instance: &Instance) -> Option<&'static str> {
        let allowed = self.syntaxes_of(&instance.sop_class)?;
        let bits = instance.header.u16(tags::BITS_STORED).ok().flatten()?;
        let fits = |row: &&(&'static str, u16)| allowed.contains(&row.0) && bits <= row.1;
        may_lose(instance)
            .then(|| WRITTEN.iter().find(fits))
            .flatten()
            .map(|row| row.0)
    }
}

fn may_lose(instance: &Instance) -> bool {
    let (header, syntax) = (&instance.header, instance.transfer_syntax.as_str());
    let is_image = matches!(
        record_of(&instance.sop_class),
        Placement::Record(RecordType::Image)
    );
    let is_whole = text(header, tags::LOSSY_IMAGE_COMPRESSION) != "01" && !is_lossy(syntax);
    let allocated = header.u16(tags::BITS_ALLOCATED).ok().flatten();
    is_image
        && is_whole
        && can_be_transcoded(syntax)
        && !MEASURED.contains(&instance.sop_class.as_str())
        && matches!(allocated, Some(8 | 16))
        && SHADES.contains(&text(header, tags::PHOTOMETRIC_INTERPRETATION))
}

fn text(header: &DataSet, tag: filmdesk_dataset::Tag) -> &str {
    header.ascii(tag).ok().flatten().unwrap_or_default()
}
