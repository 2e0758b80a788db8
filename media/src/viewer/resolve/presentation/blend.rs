//! Blending Softcopy Presentation States: a second image in color over a gray one (PS3.3 C.11.14).

use std::collections::BTreeSet;

use filmdesk_dataset::{DataSet, tags};

use super::super::super::index::{Blend, FrameRef};
use super::super::super::values::term;
use super::super::Frames;
use super::super::code::{each, first};
use super::gray::window;
use super::{floats, levels, listed};

/// What is blended.
pub(super) struct Blended {
    /// The frames below.
    pub(super) under: BTreeSet<FrameRef>,
    /// Their window.
    pub(super) window: Option<[f64; 2]>,
    /// What comes over them.
    pub(super) blend: Blend,
}

/// The blending of a presentation state; none when one of its two images is not on this disc, or
/// it does not say how much is seen of the upper one.
pub(super) fn blended(data: &DataSet, frames: &dyn Frames) -> Option<Blended> {
    let items = each(data, tags::BLENDING_SEQUENCE);
    let item = |position: &str| {
        let mut found = items.iter();
        found.find(|item| term(item, tags::BLENDING_POSITION) == position)
    };
    let (under, over) = (item("UNDERLYING")?, item("SUPERIMPOSED")?);
    let window = |item| window(first(item, tags::SOFTCOPY_VOILUT_SEQUENCE)?);
    let FrameRef(stack, _) = listed(std::iter::once(over), frames).first().copied()?;
    let opacity = floats(data, tags::RELATIVE_OPACITY).first().copied()?;
    Some(Blended {
        under: Some(listed(std::iter::once(under), frames)).filter(|under| !under.is_empty())?,
        window: window(under),
        blend: Blend {
            stack,
            opacity: opacity.clamp(0.0, 1.0),
            window: window(over),
            palette: levels::colors(data)?,
        },
    })
}
