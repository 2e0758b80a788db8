//! Modules: secondary capture.

use super::super::attribute::{Attribute, t};
use filmdesk_dataset::tags;

/// Sc multi frame image.
pub(in crate::object) const SC_MULTI_FRAME_IMAGE: &[Attribute] =
    &[t(tags::BURNED_IN_ANNOTATION, "NO")];
