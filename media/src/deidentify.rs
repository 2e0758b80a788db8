//! De-identification by the Basic Profile of PS3.15 Annex E and its options, as a table.
//!
//! What this cannot do is said in the [`Report`]: pixels are not looked at, so names burned into
//! them stay, and faces can be seen in pictures of heads. Encapsulated documents are refused.

mod action;
mod attributes;
mod clean;
mod concern;
mod content;
mod dummy;
mod known;
mod private;
mod pseudonyms;
mod stamp;
mod words;

use filmdesk_dataset::{DataSet, Tag, tags};
use thiserror::Error;

use clean::Cleaner;
use known::Known;

pub use pseudonyms::Pseudonyms;

/// Whether PS3.15 Table E.1-1 names an attribute: it may be of a person.
pub fn is_confidential(tag: Tag) -> bool {
    attributes::find(tag).is_some()
}

/// The options of PS3.15 E.3 beside the Basic Profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Retain Safe Private Option: private attributes of Table E.3.10-1 stay.
    pub retain_safe_private: bool,
    /// Retain UIDs Option.
    pub retain_uids: bool,
    /// Retain Device Identity Option.
    pub retain_device_identity: bool,
    /// Retain Institution Identity Option.
    pub retain_institution_identity: bool,
    /// Retain Patient Characteristics Option.
    pub retain_patient_characteristics: bool,
    /// Retain Longitudinal Temporal Information Options.
    pub dates: Dates,
    /// Clean Descriptors Option: a descriptor is emptied or replaced, not removed.
    pub clean_descriptors: bool,
    /// Clean Structured Content Option: content items by Table E.3.4-1.
    pub clean_structured_content: bool,
    /// Clean Graphics Option: graphics stay, their texts are replaced; overlays are removed.
    pub clean_graphics: bool,
}

/// What happens to dates and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dates {
    /// Removed or replaced by a dummy: the Basic Profile.
    #[default]
    Remove,
    /// Kept: the Full Dates Option.
    Keep,
    /// Moved by this many days, times of day kept: the Modified Dates Option. The same shift for
    /// every instance of a patient keeps the distances.
    Shift(i32),
}

/// What was done to one instance.
#[must_use = "a person must look at its concerns"]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Elements removed, nested ones counted.
    pub removed: usize,
    /// Elements emptied.
    pub emptied: usize,
    /// Values replaced by a dummy, a new UID or a shifted date.
    pub replaced: usize,
    /// What a person must look at.
    pub concerns: Vec<Concern>,
}

/// What de-identification of attributes does not reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Error)]
#[non_exhaustive]
pub enum Concern {
    /// Burned In Annotation (0028,0301) is YES.
    #[error("the image says that names are burned into its pixels")]
    BurnedIn,
    /// A kind of image that often has names in its pixels, and does not say NO.
    #[error("images of this kind often have names burned into their pixels; this one does not say")]
    MayBeBurnedIn,
    /// An overlay sits in unused bits of the pixels; its description is gone, its bits are not.
    #[error("an overlay drawn in unused bits of the pixels stays there")]
    OverlayInPixels,
    /// A face may be seen, or made visible from the slices.
    #[error("the patient may be recognised by the picture itself")]
    Recognisable,
}

/// An instance that cannot be de-identified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Refused {
    /// A document inside (PDF, CDA, STL): its text is out of reach.
    #[error("an encapsulated document cannot be cleaned; leave it out")]
    EncapsulatedDocument,
    /// PS3.15 E.1.1: not defined for private SOP classes.
    #[error("an object of a private SOP class cannot be de-identified; leave it out")]
    PrivateSopClass,
}

/// De-identifies a data set in place. Its SOP Instance UID changes with it (unless retained): the
/// file's meta information has to be written anew, and its preamble emptied (PS3.15 E.1.1 7).
pub fn apply(
    data: &mut DataSet,
    options: &Options,
    pseudonyms: &mut Pseudonyms,
) -> Result<Report, Refused> {
    refuse(data)?;
    let mut cleaner = Cleaner {
        options,
        pseudonyms,
        known: Known::of(data, options),
        report: Report {
            concerns: concern::of(data),
            ..Report::default()
        },
    };
    cleaner.instance(data);
    let report = cleaner.report;
    stamp::put(data, options);
    Ok(report)
}

/// What the standard's own UIDs begin with.
const STANDARD_ROOT: &str = "1.2.840.10008.";

fn refuse(data: &DataSet) -> Result<(), Refused> {
    const DOCUMENTS: &str = "1.2.840.10008.5.1.4.1.1.104.";
    let class = data
        .ascii(tags::SOP_CLASS_UID)
        .ok()
        .flatten()
        .unwrap_or_default();
    if data.contains(tags::ENCAPSULATED_DOCUMENT) || class.starts_with(DOCUMENTS) {
        return Err(Refused::EncapsulatedDocument);
    }
    match class.is_empty() || class.starts_with(STANDARD_ROOT) {
        true => Ok(()),
        false => Err(Refused::PrivateSopClass),
    }
}
