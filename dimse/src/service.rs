//! SOP Class UIDs and transfer syntaxes by the services that use them (PS3.4, PS3.6 Annex A).

pub mod storage;

use dicom_dictionary_std::uids;

/// The one application context of DICOM (PS3.7 A.2.1).
pub const APPLICATION_CONTEXT: &str = "1.2.840.10008.3.1.1.1";

/// Implicit VR Little Endian, the default transfer syntax (PS3.5 A.1).
pub const IMPLICIT_VR_LITTLE_ENDIAN: &str = uids::IMPLICIT_VR_LITTLE_ENDIAN;
/// Explicit VR Little Endian (PS3.5 A.2).
pub const EXPLICIT_VR_LITTLE_ENDIAN: &str = uids::EXPLICIT_VR_LITTLE_ENDIAN;
/// Explicit VR Big Endian (PS3.5 A.3, retired in 2006; printers in the field still propose it).
pub const EXPLICIT_VR_BIG_ENDIAN: &str = "1.2.840.10008.1.2.2";

/// The uncompressed transfer syntaxes in the order in which print prefers them:
/// explicit VR first, because it names the VR of private attributes.
pub const UNCOMPRESSED: &[&str] = &[
    EXPLICIT_VR_LITTLE_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
    EXPLICIT_VR_BIG_ENDIAN,
];

/// Media Storage Directory: a DICOMDIR, which no network service takes (PS3.10 8.6).
pub const MEDIA_STORAGE_DIRECTORY: &str = uids::MEDIA_STORAGE_DIRECTORY_STORAGE;

/// Verification (PS3.4 Annex A).
pub const VERIFICATION: &str = uids::VERIFICATION;

/// Basic Grayscale Print Management Meta (PS3.4 H.3.2.2.1).
pub const BASIC_GRAYSCALE_PRINT_MANAGEMENT_META: &str = uids::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;
/// Basic Color Print Management Meta (PS3.4 H.3.2.2.2).
pub const BASIC_COLOR_PRINT_MANAGEMENT_META: &str = uids::BASIC_COLOR_PRINT_MANAGEMENT_META;
/// Basic Film Session (PS3.4 H.4.1).
pub const BASIC_FILM_SESSION: &str = uids::BASIC_FILM_SESSION;
/// Basic Film Box (PS3.4 H.4.2).
pub const BASIC_FILM_BOX: &str = uids::BASIC_FILM_BOX;
/// Basic Grayscale Image Box (PS3.4 H.4.3.1).
pub const BASIC_GRAYSCALE_IMAGE_BOX: &str = uids::BASIC_GRAYSCALE_IMAGE_BOX;
/// Basic Color Image Box (PS3.4 H.4.3.2).
pub const BASIC_COLOR_IMAGE_BOX: &str = uids::BASIC_COLOR_IMAGE_BOX;
/// Basic Annotation Box (PS3.4 H.4.4).
pub const BASIC_ANNOTATION_BOX: &str = uids::BASIC_ANNOTATION_BOX;
/// Print Job (PS3.4 H.4.5).
pub const PRINT_JOB: &str = uids::PRINT_JOB;
/// Printer (PS3.4 H.4.6).
pub const PRINTER: &str = uids::PRINTER;
/// Presentation LUT (PS3.4 H.4.9).
pub const PRESENTATION_LUT: &str = uids::PRESENTATION_LUT;
/// Printer Configuration Retrieval (PS3.4 H.4.11).
pub const PRINTER_CONFIGURATION_RETRIEVAL: &str = uids::PRINTER_CONFIGURATION_RETRIEVAL;

/// The well-known instance of the Printer (PS3.4 H.4.6).
pub const PRINTER_INSTANCE: &str = uids::PRINTER_INSTANCE;
/// The well-known instance of Printer Configuration Retrieval (PS3.4 H.4.11).
pub const PRINTER_CONFIGURATION_RETRIEVAL_INSTANCE: &str =
    uids::PRINTER_CONFIGURATION_RETRIEVAL_INSTANCE;

/// The member classes of the Basic Grayscale Print Management Meta (PS3.4 Table H.3.2.2.1-1).
pub const GRAYSCALE_META_MEMBERS: &[&str] = &[
    BASIC_FILM_SESSION,
    BASIC_FILM_BOX,
    BASIC_GRAYSCALE_IMAGE_BOX,
    PRINTER,
];

/// The member classes of the Basic Color Print Management Meta (PS3.4 Table H.3.2.2.2-1).
pub const COLOR_META_MEMBERS: &[&str] = &[
    BASIC_FILM_SESSION,
    BASIC_FILM_BOX,
    BASIC_COLOR_IMAGE_BOX,
    PRINTER,
];

/// The classes that may be negotiated beside a Meta (PS3.4 H.3.3.1).
pub const OPTIONAL_PRINT_CLASSES: &[&str] = &[
    BASIC_ANNOTATION_BOX,
    PRINT_JOB,
    PRESENTATION_LUT,
    PRINTER_CONFIGURATION_RETRIEVAL,
];

/// The member classes of a Meta; empty when `sop_class` is none of the two.
pub fn meta_members(sop_class: &str) -> &'static [&'static str] {
    match sop_class {
        BASIC_GRAYSCALE_PRINT_MANAGEMENT_META => GRAYSCALE_META_MEMBERS,
        BASIC_COLOR_PRINT_MANAGEMENT_META => COLOR_META_MEMBERS,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_agrees_with_annex_h() {
        let table = [
            (BASIC_GRAYSCALE_PRINT_MANAGEMENT_META, "9"),
            (BASIC_COLOR_PRINT_MANAGEMENT_META, "18"),
            (BASIC_FILM_SESSION, "1"),
            (BASIC_FILM_BOX, "2"),
            (BASIC_GRAYSCALE_IMAGE_BOX, "4"),
            (BASIC_COLOR_IMAGE_BOX, "4.1"),
            (PRINT_JOB, "14"),
            (BASIC_ANNOTATION_BOX, "15"),
            (PRINTER, "16"),
            (PRINTER_INSTANCE, "17"),
            (PRINTER_CONFIGURATION_RETRIEVAL, "16.376"),
            (PRINTER_CONFIGURATION_RETRIEVAL_INSTANCE, "17.376"),
            (PRESENTATION_LUT, "23"),
        ];
        for (uid, end) in table {
            assert_eq!(uid, format!("1.2.840.10008.5.1.1.{end}"));
        }
        assert_eq!(
            meta_members(BASIC_COLOR_PRINT_MANAGEMENT_META)[2],
            BASIC_COLOR_IMAGE_BOX
        );
        assert!(meta_members(VERIFICATION).is_empty());
    }
}
