//! The SOP classes: services, attributes, statuses and behaviour of each.

use dicom_core::Tag;
use dicom_dictionary_std::tags;
use filmdesk_dimse::command::Operation;

use super::{Surroundings, line, statuses};
use crate::attributes::{Applies, AttributeTable, Row, TABLES, Usage};
use crate::offers::{CLASSES, ClassRow, SopClass};
use crate::printer::PrinterProfile;

pub(super) fn all(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "#### 4.2.2 How to read the tables\n");
    line!(
        out,
        "What an AE sends and the printer does not support is judged by the policy of that AE (PS3.4 H.2.4):\n"
    );
    line!(
        out,
        "| Policy | Value of a U attribute not supported | Attribute not of the class |"
    );
    line!(out, "|---|---|---|");
    line!(
        out,
        "| warn (default) | 0116, the default is in force | 0107, ignored |"
    );
    line!(
        out,
        "| refuse | 0106, nothing is changed | 0105, nothing is changed |"
    );
    line!(
        out,
        "| silent | 0000, the default is in force | 0000, ignored |\n"
    );
    line!(
        out,
        "Attributes of M usage are never replaced by a default: 0120 missing, 0121 empty, 0106 not"
    );
    line!(
        out,
        "supported. An attribute of U usage that is sent empty sets the default (N-CREATE and N-SET)."
    );
    line!(
        out,
        "Private attributes, group lengths and empty attributes of other classes are passed over. Every"
    );
    line!(
        out,
        "N-CREATE response holds all attributes of the instance with the values in force. A UID given in"
    );
    line!(
        out,
        "N-CREATE is kept; a missing or empty one is made by the printer.\n"
    );
    line!(out, "#### 4.2.3 Classes\n");
    for row in CLASSES {
        class(out, row);
    }
    statuses::general(out);
}

fn class(out: &mut String, row: &ClassRow) {
    line!(out, "##### {} (PS3.4 {})\n", row.name, row.section);
    line!(out, "SOP Class UID {}\n", row.uid);
    line!(out, "| DIMSE service | Usage SCU/SCP |");
    line!(out, "|---|---|");
    for service in row.services {
        line!(out, "| {} | {} |", service.operation.name(), service.usage);
    }
    line!(out);
    let tables: Vec<_> = TABLES
        .iter()
        .filter(|table| table.class == row.class)
        .collect();
    // N-CREATE and N-SET of the Film Session share one table of the standard.
    for alike in tables.chunk_by(|one, next| one.source == next.source) {
        attribute_table(out, alike);
    }
    let notes = NOTES.iter().filter(|note| note.0 == row.class);
    for (_, text) in notes {
        line!(out, "{text}\n");
    }
    statuses::of_class(out, row.class);
}

fn attribute_table(out: &mut String, alike: &[&AttributeTable]) {
    let [table, ..] = alike else { return };
    let names: Vec<_> = alike.iter().map(|table| table.operation.name()).collect();
    let (names, source) = (names.join(" and "), table.source);
    line!(out, "Attributes of {names} (Table {source}):\n");
    line!(
        out,
        "| Attribute | Tag | VR | Usage SCU/SCP | Valid values | Otherwise |"
    );
    line!(out, "|---|---|---|---|---|---|");
    for row in table.rows {
        attribute(out, "", row, table.operation);
        row.items
            .iter()
            .for_each(|item| attribute(out, ">", item, table.operation));
    }
    line!(out);
}

fn attribute(out: &mut String, nesting: &str, row: &Row, operation: Operation) {
    let name = crate::attributes::keyword(row.tag);
    let (usage, right) = (row.usage.as_str(), row.right.replace('|', "\\|"));
    let applies = match row.applies {
        Applies::Always => "",
        Applies::WithAnnotation => "; where Basic Annotation Box was negotiated",
        Applies::InColor => "; colour films only",
    };
    let exception = EXCEPTIONS.iter().find(|exception| exception.0 == row.tag);
    let otherwise = match (operation, usage) {
        _ if exception.is_some() => exception.map_or("", |exception| exception.1),
        (Operation::NGet, _) => "",
        (_, "-/M") => "in the response; ignored when sent",
        _ if row.usage == Usage::MandatoryMayBeEmpty => "0120, 0106",
        (_, "M/M") => "0120, 0121, 0106",
        (_, "MC/M") => "0106",
        _ => "by policy: 0116, 0106, 0000",
    };
    let (tag, vr) = (row.tag, row.vr);
    line!(
        out,
        "| {nesting}{name} | {tag} | {vr:?} | {usage} | {right}{applies} | {otherwise} |"
    );
}

/// Attributes that are not judged by their usage alone.
const EXCEPTIONS: &[(Tag, &str)] = &[
    (tags::MEMORY_ALLOCATION, "B600, 0106, 0213"),
    (
        tags::REFERENCED_PRESENTATION_LUT_SEQUENCE,
        "0106, whatever the policy",
    ),
    (tags::MIN_DENSITY, "B605; by policy: 0116, 0106, 0000"),
    (tags::MAX_DENSITY, "B605; by policy: 0116, 0106, 0000"),
];

/// Behaviour that no table tells.
const NOTES: &[(SopClass, &str)] = &[
    (
        SopClass::FilmSession,
        "One Film Session per association. N-DELETE deletes all below it. N-ACTION (Print, Action Type 1)\nmakes one Print Job of all films in the order of their creation; copies are collated (1234 1234).\nThe response names the Print Job in Referenced Print Job Sequence (2100,0500).",
    ),
    (
        SopClass::FilmBox,
        "N-SET, N-ACTION and N-DELETE are for the last created Film Box of those that exist; earlier ones\nand their boxes are answered 0110. N-ACTION (Print, Action Type 1) makes a Print Job of that film.\nA film may be printed again, changed or not. Densities outside of the printer's range are set to\nits limit (B605). A Min Density that is not below Max Density sets both to the defaults (0116).",
    ),
    (
        SopClass::GrayscaleImageBox,
        "An empty Basic Grayscale Image Sequence erases the image. Size: with Requested Image Size the image\nis as wide as that (to 0.1 mm on the page), whatever the Magnification Type; with NONE one image\npixel is one printer pixel; else the image fills its box, Pixel Aspect Ratio kept. Whether an image\nis larger than its box is decided in printer pixels at its natural size or the requested one:\n\n| Decimate/Crop in force | Magnification Type | Result |\n|---|---|---|\n| FAIL | any | C603 |\n| DECIMATE | NONE | C603 |\n| DECIMATE | other | reduced to the box: B60A when requested by the AE, else B604 |\n| CROP | any | cut alike at both ends: B609 |\n\nPixels go through Photometric Interpretation, Polarity, Presentation LUT and the printer's\ncalibration in this order.",
    ),
    (
        SopClass::ColorImageBox,
        "As the Basic Grayscale Image Box, with an empty Basic Color Image Sequence. Colour never goes through\nthe Grayscale Standard Display Function: the pixels are those of the ICC Profile of the Film Box, else\nof sRGB; Polarity REVERSE inverts each sample.",
    ),
    (
        SopClass::AnnotationBox,
        "Created with the Film Box by its Annotation Display Format ID (section 4.2.8). Text longer than the 64\ncharacters of LO is taken up to 1024. It shrinks to a height of 2 mm, then wraps; nothing is cut, and a\ncharacter without a glyph is a visible box. In PDF it is text that can be searched.",
    ),
    (
        SopClass::PrintJob,
        "Events Pending (1), Printing (2), Done (3) and Failure (4) with Execution Status Info, Film Session\nLabel and Printer Name go to the association that created the job, after the N-ACTION response,\none at a time, each after the confirmation of the one before. After a confirmed Done or Failure the\ninstance is deleted. N-GET is answered on any association, also after a restart of the server, until\nthen. Events can be switched off for an AE. Answers 0113, 0118, 0119 or 0211 to an event switch\nevents of the class off for the association, 0114 and 0115 leave out the optional arguments.",
    ),
    (
        SopClass::Printer,
        "One instance, 1.2.840.10008.5.1.1.17. Events Normal (1), Warning (2) and Failure (3) go to every\nassociation with this printer on change, unless switched off for the AE. N-GET without an\nAttribute Identifier List answers all attributes.",
    ),
    (
        SopClass::PresentationLut,
        "A Presentation LUT lives until its N-DELETE or the end of the association; it can be used on several\nfilms. Entries must match Bits Stored of the images (256 for 8, 4096 for 12): an N-SET of an image or\nof a reference that do not fit is 0106. A reference of an Image Box wins over that of its Film Box,\neither over Configuration Information. IDENTITY and tables give P-Values, through the GSDF between\nMin and Max Density at Illumination and Reflected Ambient Light; LIN OD is linear in optical density\nand never through the GSDF. Negotiating the class alone changes nothing.",
    ),
    (
        SopClass::PrinterConfigurationRetrieval,
        "One instance, 1.2.840.10008.5.1.1.17.376. Printer Configuration Sequence has an item for each Meta SOP\nClass, with SOP Classes Supported, Maximum Memory Allocation, Memory and Printing Bit Depth, Media\nInstalled and Other Media Available, Supported Image Display Formats (one item for each format,\norientation, film size and resolution, with rows and columns of the image boxes where all are\nequal), the default and other resolutions, magnification and smoothing types, Configuration\nInformation Description, Maximum Collated Films, Decimate/Crop Result, and the printer's name,\nmanufacturer and model.",
    ),
];
