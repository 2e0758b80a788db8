//! What a caller did not get as it asked, without patient text.

use filmdesk_archive::desk::{Complaint, ComplaintKind, Disputed};
use filmdesk_dataset::{DataSet, Tag, tags};
use filmdesk_dimse::command::Command;
use filmdesk_print_scp::printer::PrinterProfile;
use filmdesk_print_scp::service::Answer;

use super::terms::value;
use crate::storage::Refusal;

/// Values of one attribute that are told as on offer: more is no longer read.
const OFFERED: usize = 16;
/// Attributes of one complaint: with all they offer it stays below what an index row may have.
const ATTRIBUTES: usize = 8;
/// Characters of a reason.
const REASON: usize = 200;

/// What a printer has for an attribute.
type Offer = fn(&PrinterProfile) -> Vec<String>;

/// Attributes of Print whose values are repeated: terms and numbers, never free text, in which a
/// patient may be.
const REPEATED: &[(Tag, Offer)] = &[
    (tags::FILM_SIZE_ID, |printer| texts(printer.films.keys())),
    (tags::MEDIUM_TYPE, |printer| texts(&printer.media)),
    (tags::FILM_DESTINATION, |printer| {
        texts(&printer.destinations)
    }),
    (tags::MAGNIFICATION_TYPE, |printer| {
        texts(&printer.magnifications)
    }),
    (tags::NUMBER_OF_COPIES, |printer| {
        vec![format!("1-{}", printer.max_copies)]
    }),
    (tags::MIN_DENSITY, densities),
    (tags::MAX_DENSITY, densities),
    (tags::IMAGE_DISPLAY_FORMAT, nothing),
    (tags::FILM_ORIENTATION, nothing),
    (tags::PRINT_PRIORITY, nothing),
    (tags::SMOOTHING_TYPE, nothing),
    (tags::BORDER_DENSITY, nothing),
    (tags::EMPTY_IMAGE_DENSITY, nothing),
    (tags::TRIM, nothing),
    (tags::POLARITY, nothing),
    (tags::REQUESTED_RESOLUTION_ID, nothing),
    (tags::REQUESTED_DECIMATE_CROP_BEHAVIOR, nothing),
    (tags::PRESENTATION_LUT_SHAPE, nothing),
];

fn texts<T: ToString>(values: impl IntoIterator<Item = T>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

fn densities(printer: &PrinterProfile) -> Vec<String> {
    let range = &printer.density;
    vec![format!("{}-{}", range.min_hundredths, range.max_hundredths)]
}

fn nothing(_: &PrinterProfile) -> Vec<String> {
    Vec::new()
}

/// An association that was rejected.
pub(crate) fn of_request(reason: &str) -> Complaint {
    Complaint {
        kind: ComplaintKind::Rejected,
        message: String::new(),
        object: String::new(),
        status: 0,
        reason: short(reason),
        values: Vec::new(),
    }
}

/// What a print request was answered; `None` when it was simply done.
pub(crate) fn of_print(
    request: &Command,
    class: &str,
    answer: &Answer,
    printer: &PrinterProfile,
) -> Option<Complaint> {
    let status = answer.status();
    if status.is_success() && answer.remarks.is_empty() {
        return None;
    }
    let listed = answer.command.attribute_identifiers.iter().copied();
    let listed = listed.filter(|tag| !answer.disputed.contains(*tag));
    let tags: Vec<Tag> = answer
        .disputed
        .iter()
        .map(|(tag, _)| tag)
        .chain(listed)
        .collect();
    let values = tags.into_iter().take(ATTRIBUTES);
    Some(Complaint {
        kind: match status.is_failure() {
            true => ComplaintKind::Refused,
            false => ComplaintKind::Reserved,
        },
        message: request.field.to_string(),
        object: class.to_owned(),
        status: status.0,
        reason: short(&answer.remarks.join("; ")),
        values: values
            .map(|tag| disputed(tag, &answer.disputed, printer))
            .collect(),
    })
}

fn disputed(tag: Tag, values: &DataSet, printer: &PrinterProfile) -> Disputed {
    let repeated = REPEATED.iter().find(|(known, _)| *known == tag);
    let asked = repeated.and_then(|_| value(values, tag));
    let mut offered = repeated.map_or_else(Vec::new, |(_, offer)| offer(printer));
    offered.truncate(OFFERED);
    Disputed {
        attribute: filmdesk_print_scp::attributes::keyword(tag),
        asked: asked.unwrap_or_default(),
        offered,
    }
}

/// Whether values of an attribute of Print are repeated.
pub(crate) fn is_repeated(tag: Tag) -> bool {
    REPEATED.iter().any(|(known, _)| *known == tag)
}

/// A C-STORE that was refused.
pub(crate) fn of_storage(request: &Command, class: &str, refusal: &Refusal) -> Complaint {
    let offending = refusal.offending().into_iter();
    Complaint {
        kind: ComplaintKind::Refused,
        message: request.field.to_string(),
        object: class.to_owned(),
        status: refusal.status().0,
        reason: short(&told(refusal)),
        values: offending
            .map(|tag| Disputed {
                attribute: filmdesk_print_scp::attributes::keyword(tag),
                asked: String::new(),
                offered: Vec::new(),
            })
            .collect(),
    }
}

/// Reasons with the number of a byte are each another one, and are not told.
fn told(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unreadable(_) | Refusal::TooMuch(_) | Refusal::BrokenDeflate(_) => String::new(),
        other => other.to_string(),
    }
}

fn short(reason: &str) -> String {
    reason.chars().take(REASON).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use filmdesk_dataset::VR;

    #[test]
    fn terms_are_repeated_and_free_text_is_not() {
        let settings = filmdesk_config::default_settings(std::path::Path::new(""));
        let printer = &settings.printers[0].profile;
        let mut values = DataSet::new();
        values.put_text(tags::FILM_SIZE_ID, VR::CS, "20INX30IN");
        values.put_text(tags::FILM_SESSION_LABEL, VR::LO, "WANG XIAOMING");
        let size = disputed(tags::FILM_SIZE_ID, &values, printer);
        assert_eq!(
            (size.attribute.as_str(), size.asked.as_str()),
            ("FilmSizeID", "20INX30IN")
        );
        assert!(size.offered.contains(&"14INX17IN".to_owned()), "{size:?}");
        values.put_text(tags::FILM_DESTINATION, VR::CS, "WANG");
        let destination = disputed(tags::FILM_DESTINATION, &values, printer);
        assert_eq!(destination.asked, "");
        let label = disputed(tags::FILM_SESSION_LABEL, &values, printer);
        assert_eq!(label.asked, "");
    }
}
