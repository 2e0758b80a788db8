//! DIMSE statuses (PS3.7 Annex C, PS3.4 Annexes B, C and H).

use std::fmt;

/// The value of Status (0000,0900).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Status(pub u16);

/// What a status means for the request (PS3.7 C.1 to C.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusClass {
    /// 0000.
    Success,
    /// 0001, 0107, 0116, Bxxx: done, with reservations.
    Warning,
    /// FE00.
    Cancel,
    /// FF00 and FF01: more responses follow.
    Pending,
    /// Everything else: not done.
    Failure,
}

macro_rules! statuses {
    ($($code:literal $constant:ident $name:literal;)*) => {
        impl Status {
            $(
                #[doc = concat!($name, ".")]
                pub const $constant: Status = Status($code);
            )*

            /// Every status with a name here, in rising order of code.
            pub const NAMED: &'static [Status] = &[$(Status($code)),*];

            /// The standard's words for this status, or those of its range.
            pub const fn name(self) -> &'static str {
                match self.0 {
                    $($code => $name,)*
                    code => range_name(code),
                }
            }
        }
    };
}

// PS3.7 Annex C for 0xxx; PS3.4 B.2.3 (storage) for A7xx, A9xx, Cxxx and B00x;
// PS3.4 Annex H (print) for B60x and C6xx.
statuses! {
    0x0000 SUCCESS "Success";
    0x0105 NO_SUCH_ATTRIBUTE "No Such Attribute";
    0x0106 INVALID_ATTRIBUTE_VALUE "Invalid Attribute Value";
    0x0107 ATTRIBUTE_LIST_ERROR "Attribute List Error";
    0x0110 PROCESSING_FAILURE "Processing Failure";
    0x0111 DUPLICATE_SOP_INSTANCE "Duplicate SOP Instance";
    0x0112 NO_SUCH_SOP_INSTANCE "No Such SOP Instance";
    0x0113 NO_SUCH_EVENT_TYPE "No Such Event Type";
    0x0114 NO_SUCH_ARGUMENT "No Such Argument";
    0x0115 INVALID_ARGUMENT_VALUE "Invalid Argument Value";
    0x0116 ATTRIBUTE_VALUE_OUT_OF_RANGE "Attribute Value Out Of Range";
    0x0117 INVALID_SOP_INSTANCE "Invalid SOP Instance";
    0x0118 NO_SUCH_SOP_CLASS "No Such SOP Class";
    0x0119 CLASS_INSTANCE_CONFLICT "Class-Instance Conflict";
    0x0120 MISSING_ATTRIBUTE "Missing Attribute";
    0x0121 MISSING_ATTRIBUTE_VALUE "Missing Attribute Value";
    0x0122 SOP_CLASS_NOT_SUPPORTED "SOP Class Not Supported";
    0x0123 NO_SUCH_ACTION "No Such Action";
    0x0124 NOT_AUTHORIZED "Not Authorized";
    0x0210 DUPLICATE_INVOCATION "Duplicate Invocation";
    0x0211 UNRECOGNIZED_OPERATION "Unrecognized Operation";
    0x0212 MISTYPED_ARGUMENT "Mistyped Argument";
    0x0213 RESOURCE_LIMITATION "Resource Limitation";
    0xA700 OUT_OF_RESOURCES "Out Of Resources";
    0xA701 OUT_OF_RESOURCES_MATCHES "Out Of Resources: Unable To Calculate Number Of Matches";
    0xA702 OUT_OF_RESOURCES_SUB_OPERATIONS "Out Of Resources: Unable To Perform Sub-operations";
    0xA801 MOVE_DESTINATION_UNKNOWN "Move Destination Unknown";
    0xA900 DATA_SET_DOES_NOT_MATCH_SOP_CLASS "Data Set Does Not Match SOP Class";
    0xB000 COERCION_OF_DATA_ELEMENTS "Coercion Of Data Elements";
    0xB006 ELEMENTS_DISCARDED "Elements Discarded";
    0xB007 DATA_SET_DOES_NOT_MATCH_SOP_CLASS_WARNING "Data Set Does Not Match SOP Class (Stored)";
    0xB600 MEMORY_ALLOCATION_NOT_SUPPORTED "Memory Allocation Not Supported";
    0xB601 COLLATION_NOT_SUPPORTED "Film Session Printing (Collation) Is Not Supported";
    0xB602 FILM_SESSION_WITHOUT_IMAGES "Film Session Holds No Image (Empty Page)";
    0xB603 FILM_BOX_WITHOUT_IMAGES "Film Box Holds No Image (Empty Page)";
    0xB604 IMAGE_DEMAGNIFIED "Image Larger Than Image Box, Demagnified";
    0xB605 DENSITY_OUT_OF_RANGE "Requested Density Outside Of Printer Range";
    0xB609 IMAGE_CROPPED "Image Larger Than Image Box, Cropped";
    0xB60A IMAGE_DECIMATED "Image Larger Than Image Box, Decimated";
    0xC000 CANNOT_UNDERSTAND "Cannot Understand";
    0xC600 FILM_SESSION_WITHOUT_FILM_BOX "Film Session Holds No Film Box";
    0xC601 FILM_SESSION_QUEUE_FULL "Unable To Create Print Job For Film Session, Print Queue Full";
    0xC602 FILM_BOX_QUEUE_FULL "Unable To Create Print Job For Film Box, Print Queue Full";
    0xC603 IMAGE_TOO_LARGE "Image Larger Than Image Box";
    0xC605 INSUFFICIENT_MEMORY "Insufficient Memory In Printer To Store The Image";
    0xC613 COMBINED_PRINT_IMAGE_TOO_LARGE "Combined Print Image Larger Than Image Box";
    0xC616 UNPRINTED_FILM_BOX_EXISTS "Film Box Not Printed Yet, Film Session Printing Not Supported";
    0xFE00 CANCEL "Cancel";
    0xFF00 PENDING "Pending";
    0xFF01 PENDING_KEYS_NOT_SUPPORTED "Pending, Optional Keys Not Supported";
}

const fn range_name(code: u16) -> &'static str {
    match code {
        0xA700..=0xA7FF => "Out Of Resources",
        0xA900..=0xA9FF => "Data Set Does Not Match SOP Class",
        0xC000..=0xCFFF => "Cannot Understand",
        0x0001 | 0xB000..=0xBFFF => "Warning",
        _ => "Unknown Status",
    }
}

impl Status {
    /// Which of the five classes this status belongs to.
    pub const fn class(self) -> StatusClass {
        match self.0 {
            0x0000 => StatusClass::Success,
            0x0001 | 0x0107 | 0x0116 | 0xB000..=0xBFFF => StatusClass::Warning,
            0xFE00 => StatusClass::Cancel,
            0xFF00 | 0xFF01 => StatusClass::Pending,
            _ => StatusClass::Failure,
        }
    }

    /// Whether the request was done without reservation.
    pub const fn is_success(self) -> bool {
        matches!(self.class(), StatusClass::Success)
    }

    /// Whether the request was done with reservations.
    pub const fn is_warning(self) -> bool {
        matches!(self.class(), StatusClass::Warning)
    }

    /// Whether the request was not done.
    pub const fn is_failure(self) -> bool {
        matches!(self.class(), StatusClass::Failure)
    }

    /// Whether more responses to the same request follow.
    pub const fn is_pending(self) -> bool {
        matches!(self.class(), StatusClass::Pending)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X} {}", self.0, self.name())
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_with_code_and_the_standards_words() {
        let table = [
            (
                Status::INVALID_ATTRIBUTE_VALUE,
                "0106 Invalid Attribute Value",
            ),
            (Status(0xA7F0), "A7F0 Out Of Resources"),
            (Status(0xC1FF), "C1FF Cannot Understand"),
            (Status(0x0300), "0300 Unknown Status"),
        ];
        for (status, shown) in table {
            assert_eq!(status.to_string(), shown);
        }
    }

    #[test]
    fn codes_rise_and_every_one_has_a_class() {
        assert!(Status::NAMED.is_sorted());
        let warnings: Vec<_> = Status::NAMED
            .iter()
            .filter(|s| s.is_warning())
            .map(|s| s.0)
            .collect();
        assert_eq!(
            warnings,
            [
                0x0107, 0x0116, 0xB000, 0xB006, 0xB007, 0xB600, 0xB601, 0xB602, 0xB603, 0xB604,
                0xB605, 0xB609, 0xB60A
            ]
        );
        assert!(Status::IMAGE_TOO_LARGE.is_failure());
        assert!(Status::PENDING.is_pending() && !Status::CANCEL.is_failure());
    }
}
