//! What is offered: the one table that feeds negotiation, dispatch and the conformance
//! statement. An abstract syntax that stands here is accepted, served by the classes named
//! beside it, each with the operations named there, and described so.

use filmdesk_dimse::command::Operation;
use filmdesk_dimse::presentation::{Offer, Roles};
use filmdesk_dimse::service as uid;

use crate::environment::Environment;
use crate::service::{Granted, PrintService, Refusal, Request};
use crate::service::{configuration, print_job, printer};
use crate::session::{annotation_box, film_box, film_session, image_box, presentation_lut};

/// A SOP class that the print service knows, alone or as a member of a Meta SOP class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the variants are the standard's own names
pub enum SopClass {
    Verification,
    FilmSession,
    FilmBox,
    GrayscaleImageBox,
    ColorImageBox,
    AnnotationBox,
    PrintJob,
    Printer,
    PrinterConfigurationRetrieval,
    PresentationLut,
}

/// What colour the image boxes of a context are, and which Meta a request belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Basic Grayscale Print Management Meta.
    GrayscaleMeta,
    /// Basic Color Print Management Meta.
    ColorMeta,
    /// A class as a context of its own.
    Bare,
}

/// Serves one operation of one class.
pub type Handler =
    fn(&mut PrintService, &Request<'_>, &mut dyn Environment) -> Result<Granted, Refusal>;

/// An operation of a class: usage SCU/SCP, and who serves it. N-EVENT-REPORT has no handler:
/// we send it.
pub struct ServiceRow {
    /// The operation.
    pub operation: Operation,
    /// Usage SCU/SCP as the standard writes it.
    pub usage: &'static str,
    /// Serves a request of it.
    pub handler: Option<Handler>,
}

/// A SOP class and its operations.
pub struct ClassRow {
    /// The class.
    pub class: SopClass,
    /// SOP Class UID.
    pub uid: &'static str,
    /// Its name in the standard.
    pub name: &'static str,
    /// Where it is defined.
    pub section: &'static str,
    /// Its operations.
    pub services: &'static [ServiceRow],
}

/// An abstract syntax that is accepted.
pub struct OfferRow {
    /// SOP class or Meta SOP class, transfer syntaxes, roles.
    pub offer: Offer,
    /// Its name in the standard.
    pub name: &'static str,
    /// What requests on it belong to.
    pub scope: Scope,
    /// Classes that are served on it.
    pub members: &'static [SopClass],
}

const fn serves(operation: Operation, usage: &'static str, handler: Handler) -> ServiceRow {
    ServiceRow {
        operation,
        usage,
        handler: Some(handler),
    }
}

const fn reports(usage: &'static str) -> ServiceRow {
    ServiceRow {
        operation: Operation::NEventReport,
        usage,
        handler: None,
    }
}

/// Every class with its operations (PS3.4 H.4).
pub const CLASSES: &[ClassRow] = &[
    ClassRow {
        class: SopClass::Verification,
        uid: uid::VERIFICATION,
        name: "Verification",
        section: "A.4",
        services: &[serves(Operation::CEcho, "M/M", PrintService::echo)],
    },
    ClassRow {
        class: SopClass::FilmSession,
        uid: uid::BASIC_FILM_SESSION,
        name: "Basic Film Session",
        section: "H.4.1",
        services: &[
            serves(Operation::NCreate, "M/M", film_session::create),
            serves(Operation::NSet, "U/M", film_session::set),
            serves(Operation::NDelete, "U/M", film_session::delete),
            serves(Operation::NAction, "U/U", film_session::print),
        ],
    },
    ClassRow {
        class: SopClass::FilmBox,
        uid: uid::BASIC_FILM_BOX,
        name: "Basic Film Box",
        section: "H.4.2",
        services: &[
            serves(Operation::NCreate, "M/M", film_box::create),
            serves(Operation::NSet, "U/U", film_box::set),
            serves(Operation::NDelete, "U/M", film_box::delete),
            serves(Operation::NAction, "M/M", film_box::print),
        ],
    },
    ClassRow {
        class: SopClass::GrayscaleImageBox,
        uid: uid::BASIC_GRAYSCALE_IMAGE_BOX,
        name: "Basic Grayscale Image Box",
        section: "H.4.3.1",
        services: &[serves(Operation::NSet, "M/M", image_box::set)],
    },
    ClassRow {
        class: SopClass::ColorImageBox,
        uid: uid::BASIC_COLOR_IMAGE_BOX,
        name: "Basic Color Image Box",
        section: "H.4.3.2",
        services: &[serves(Operation::NSet, "M/M", image_box::set)],
    },
    ClassRow {
        class: SopClass::AnnotationBox,
        uid: uid::BASIC_ANNOTATION_BOX,
        name: "Basic Annotation Box",
        section: "H.4.4",
        services: &[serves(Operation::NSet, "U/M", annotation_box::set)],
    },
    ClassRow {
        class: SopClass::PrintJob,
        uid: uid::PRINT_JOB,
        name: "Print Job",
        section: "H.4.5",
        services: &[
            reports("M/M"),
            serves(Operation::NGet, "U/M", print_job::get),
        ],
    },
    ClassRow {
        class: SopClass::Printer,
        uid: uid::PRINTER,
        name: "Printer",
        section: "H.4.6",
        services: &[reports("M/M"), serves(Operation::NGet, "U/M", printer::get)],
    },
    ClassRow {
        class: SopClass::PresentationLut,
        uid: uid::PRESENTATION_LUT,
        name: "Presentation LUT",
        section: "H.4.9",
        services: &[
            serves(Operation::NCreate, "M/M", presentation_lut::create),
            serves(Operation::NDelete, "U/M", presentation_lut::delete),
        ],
    },
    ClassRow {
        class: SopClass::PrinterConfigurationRetrieval,
        uid: uid::PRINTER_CONFIGURATION_RETRIEVAL,
        name: "Printer Configuration Retrieval",
        section: "H.4.11",
        services: &[serves(Operation::NGet, "M/M", configuration::get)],
    },
];

const fn offer(abstract_syntax: &'static str) -> Offer {
    Offer {
        abstract_syntax,
        transfer_syntaxes: uid::UNCOMPRESSED,
        roles: Roles::SCU,
    }
}

const fn bare(
    abstract_syntax: &'static str,
    name: &'static str,
    members: &'static [SopClass],
) -> OfferRow {
    OfferRow {
        offer: offer(abstract_syntax),
        name,
        scope: Scope::Bare,
        members,
    }
}

/// Every abstract syntax that is accepted, in the order of the conformance statement.
pub const OFFERS: &[OfferRow] = &[
    bare(uid::VERIFICATION, "Verification", &[SopClass::Verification]),
    OfferRow {
        offer: offer(uid::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META),
        name: "Basic Grayscale Print Management Meta",
        scope: Scope::GrayscaleMeta,
        members: &[
            SopClass::FilmSession,
            SopClass::FilmBox,
            SopClass::GrayscaleImageBox,
            SopClass::Printer,
        ],
    },
    OfferRow {
        offer: offer(uid::BASIC_COLOR_PRINT_MANAGEMENT_META),
        name: "Basic Color Print Management Meta",
        scope: Scope::ColorMeta,
        members: &[
            SopClass::FilmSession,
            SopClass::FilmBox,
            SopClass::ColorImageBox,
            SopClass::Printer,
        ],
    },
    bare(
        uid::BASIC_FILM_SESSION,
        "Basic Film Session",
        &[SopClass::FilmSession],
    ),
    bare(uid::BASIC_FILM_BOX, "Basic Film Box", &[SopClass::FilmBox]),
    bare(
        uid::BASIC_GRAYSCALE_IMAGE_BOX,
        "Basic Grayscale Image Box",
        &[SopClass::GrayscaleImageBox],
    ),
    bare(
        uid::BASIC_COLOR_IMAGE_BOX,
        "Basic Color Image Box",
        &[SopClass::ColorImageBox],
    ),
    bare(
        uid::BASIC_ANNOTATION_BOX,
        "Basic Annotation Box",
        &[SopClass::AnnotationBox],
    ),
    bare(uid::PRINT_JOB, "Print Job", &[SopClass::PrintJob]),
    bare(uid::PRINTER, "Printer", &[SopClass::Printer]),
    bare(
        uid::PRESENTATION_LUT,
        "Presentation LUT",
        &[SopClass::PresentationLut],
    ),
    bare(
        uid::PRINTER_CONFIGURATION_RETRIEVAL,
        "Printer Configuration Retrieval",
        &[SopClass::PrinterConfigurationRetrieval],
    ),
];

/// The offers for `filmdesk_dimse::presentation::negotiate` and the acceptor.
pub fn offers() -> Vec<Offer> {
    OFFERS.iter().map(|row| row.offer).collect()
}

/// The row of an accepted abstract syntax.
pub fn offer_row(abstract_syntax: &str) -> Option<&'static OfferRow> {
    OFFERS
        .iter()
        .find(|row| row.offer.abstract_syntax == abstract_syntax)
}

impl SopClass {
    /// The class of a SOP Class UID.
    pub fn from_uid(uid: &str) -> Option<&'static ClassRow> {
        CLASSES.iter().find(|row| row.uid == uid)
    }

    /// SOP Class UID.
    pub fn uid(self) -> &'static str {
        CLASSES
            .iter()
            .find(|row| row.class == self)
            .map_or("", |row| row.uid)
    }

    /// Whether instances of it are image boxes.
    pub fn is_image_box(self) -> bool {
        matches!(self, Self::GrayscaleImageBox | Self::ColorImageBox)
    }
}

impl ClassRow {
    /// The handler of an operation, if the class has it and serves it.
    pub fn handler(&self, operation: Operation) -> Option<Handler> {
        let row = self
            .services
            .iter()
            .find(|row| row.operation == operation)?;
        row.handler
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_is_offered_and_every_uid_is_itself() {
        for row in CLASSES {
            assert!(
                OFFERS
                    .iter()
                    .any(|offer| offer.members.contains(&row.class)),
                "{}",
                row.name
            );
            assert_eq!(SopClass::from_uid(row.uid).unwrap().class, row.class);
            assert_eq!(row.class.uid(), row.uid);
        }
    }

    #[test]
    fn metas_have_the_members_of_the_standard() {
        for meta in [
            uid::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
            uid::BASIC_COLOR_PRINT_MANAGEMENT_META,
        ] {
            let members: Vec<_> = offer_row(meta)
                .unwrap()
                .members
                .iter()
                .map(|class| class.uid())
                .collect();
            assert_eq!(members, uid::meta_members(meta));
        }
    }
}
