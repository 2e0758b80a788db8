//! What attributes do not reach, and a person must look at.

use filmdesk_dataset::{DataSet, Tag, tags};

use super::Concern;

/// Modalities whose images often have names in their pixels: what is filmed off a screen, scanned
/// or captured.
const SCREENS: &[&str] = &[
    "US", "IVUS", "SC", "OT", "ES", "XC", "GM", "HC", "DOC", "RF", "XA", "OP", "ECHO", "BMD",
    "LEN", "SRF", "TG", "OAM", "ECG", "EPS", "HD",
];
/// The class of captured screens and its multi-frame kin.
const CAPTURES: &str = "1.2.840.10008.5.1.4.1.1.7";
/// Modalities of slices, from which a face can be computed.
const SLICES: &[&str] = &["CT", "MR", "PT"];
/// Photographs.
const PHOTOGRAPHS: &[&str] = &["XC", "GM", "DMS"];
/// Body parts with a face.
const HEADS: &[&str] = &[
    "HEAD",
    "BRAIN",
    "SKULL",
    "FACE",
    "HEADNECK",
    "ORBIT",
    "SINUS",
    "MAXILLA",
    "MANDIBLE",
    "JAW",
    "WHOLEBODY",
    "IAC",
    "EYE",
    "NOSE",
    "EAR",
];

/// The concerns about an instance as it came.
pub(super) fn of(data: &DataSet) -> Vec<Concern> {
    let mut concerns = Vec::new();
    concerns.extend(burned_in(data));
    concerns.extend(overlay_in_pixels(data).then_some(Concern::OverlayInPixels));
    concerns.extend(recognisable(data).then_some(Concern::Recognisable));
    concerns
}

fn burned_in(data: &DataSet) -> Option<Concern> {
    let has_pixels = data.contains(tags::PHOTOMETRIC_INTERPRETATION);
    match text(data, tags::BURNED_IN_ANNOTATION) {
        Some("YES") => Some(Concern::BurnedIn),
        Some("NO") => None,
        _ => {
            let class = text(data, tags::SOP_CLASS_UID).unwrap_or_default();
            let often = is_one_of(data, tags::MODALITY, SCREENS) || class.starts_with(CAPTURES);
            (has_pixels && often).then_some(Concern::MayBeBurnedIn)
        }
    }
}

/// Overlay Bits Allocated (60xx,0100) of more than one bit (PS3.5 8.1.2, retired).
fn overlay_in_pixels(data: &DataSet) -> bool {
    let groups = (0x6000..=0x601e).step_by(2);
    let bits = |group| data.u16(Tag(group, 0x0100)).ok().flatten();
    groups.filter_map(bits).any(|bits| bits > 1)
}

fn recognisable(data: &DataSet) -> bool {
    match text(data, tags::RECOGNIZABLE_VISUAL_FEATURES) {
        Some("YES") => true,
        Some("NO") => false,
        _ => {
            let head = is_one_of(data, tags::BODY_PART_EXAMINED, HEADS);
            is_one_of(data, tags::MODALITY, PHOTOGRAPHS)
                || head && is_one_of(data, tags::MODALITY, SLICES)
        }
    }
}

fn is_one_of(data: &DataSet, tag: Tag, terms: &[&str]) -> bool {
    text(data, tag).is_some_and(|found| terms.contains(&found))
}

fn text(data: &DataSet, tag: Tag) -> Option<&str> {
    data.ascii(tag).ok().flatten()
}
