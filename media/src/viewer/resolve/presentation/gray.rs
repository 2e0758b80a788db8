//! The gray transformation of a presentation state (PS3.4 N.2.1): it takes the place of the image's
//! wholly, and what the state lacks is an identity.

use filmdesk_dataset::pixels::voi;
use filmdesk_dataset::{CharacterSet, DataSet, Tag, tags, uids};

use super::super::super::image::FUNCTIONS;
use super::super::super::index::{Lut, Modality, PresentedDisplay};
use super::super::super::values::{decimal, term};
use super::super::code::{first, text};

/// Classes whose states transform the images themselves; others blend or color what is gray already.
const GRAY: &[&str] = &[
    uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
    uids::PSEUDO_COLOR_SOFTCOPY_PRESENTATION_STATE_STORAGE,
    uids::XAXRF_GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
];

/// The state's Modality LUT; none where the image's own stays.
pub(super) fn modality(data: &DataSet, set: &CharacterSet) -> Option<Modality> {
    if !GRAY.contains(&term(data, tags::SOP_CLASS_UID)) {
        return None;
    }
    let rescale = || match voi::Modality::of(data, 0) {
        voi::Modality::Rescale { slope, intercept } => Some(Modality::Rescale { slope, intercept }),
        voi::Modality::Lut(_) => None,
    };
    lut(data, tags::MODALITY_LUT_SEQUENCE, set)
        .map(|lut| Modality::Lut { lut })
        .or_else(rescale)
}

/// What an item of Softcopy VOI LUT Sequence says.
pub(super) fn voi(item: &DataSet, set: &CharacterSet, display: &mut PresentedDisplay) {
    let function = term(item, tags::VOILUT_FUNCTION);
    display.window = window(item);
    display.voi_function = FUNCTIONS.iter().find(|known| **known == function).copied();
    display.voi_lut = lut(item, tags::VOILUT_SEQUENCE, set);
}

/// The first window of an item.
pub(super) fn window(item: &DataSet) -> Option<[f64; 2]> {
    let (center, width) = (
        decimal(item, tags::WINDOW_CENTER)?,
        decimal(item, tags::WINDOW_WIDTH)?,
    );
    (width > 0.0).then_some([center, width])
}

fn lut(data: &DataSet, sequence: Tag, set: &CharacterSet) -> Option<Lut> {
    let item = first(data, sequence)?;
    let lut = voi::Lut::of(item)?;
    Some(Lut {
        first: lut.first,
        bits: lut.bits,
        data: lut.entries,
        explanation: text(item, tags::LUT_EXPLANATION, set),
    })
}
