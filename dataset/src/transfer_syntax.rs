//! The encodings that a data set on the wire can have (PS3.5 Annex A).

use dicom_dictionary_std::uids;

/// How elements are laid out in bytes. Compressed transfer syntaxes are [`Encoding::ExplicitLittle`]
/// with encapsulated Pixel Data (PS3.5 A.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Implicit VR Little Endian, the default transfer syntax.
    ImplicitLittle,
    /// Explicit VR Little Endian.
    ExplicitLittle,
    /// Explicit VR Big Endian (retired, still proposed by printers' clients).
    ExplicitBig,
}

/// Implicit VR Little Endian of old GE devices, with big endian pixel data.
const GE_PRIVATE: &str = "1.2.840.113619.5.2";

/// Whether the data set is one deflated stream (PS3.5 A.5, and the JPIP syntaxes with it).
pub fn is_deflated(transfer_syntax: &str) -> bool {
    matches!(
        transfer_syntax,
        "1.2.840.10008.1.2.1.99" | "1.2.840.10008.1.2.4.95" | "1.2.840.10008.1.2.4.205"
    )
}

impl Encoding {
    /// The encoding of a native transfer syntax; `None` for every other UID.
    pub fn of_native(transfer_syntax: &str) -> Option<Self> {
        match transfer_syntax {
            uids::IMPLICIT_VR_LITTLE_ENDIAN => Some(Self::ImplicitLittle),
            uids::EXPLICIT_VR_LITTLE_ENDIAN => Some(Self::ExplicitLittle),
            "1.2.840.10008.1.2.2" => Some(Self::ExplicitBig),
            _ => None,
        }
    }

    /// The native transfer syntax of the encoding.
    pub fn transfer_syntax(self) -> &'static str {
        match self {
            Self::ImplicitLittle => uids::IMPLICIT_VR_LITTLE_ENDIAN,
            Self::ExplicitLittle => uids::EXPLICIT_VR_LITTLE_ENDIAN,
            Self::ExplicitBig => "1.2.840.10008.1.2.2",
        }
    }

    /// The encoding of the elements in any transfer syntax. Every one that is not native is
    /// Explicit VR Little Endian (PS3.5 Annex A), also within deflated and around compressed
    /// pixels; old GE devices have one of their own with big endian pixels.
    pub fn of_elements(transfer_syntax: &str) -> Self {
        match transfer_syntax {
            GE_PRIVATE => Self::ImplicitLittle,
            other => Self::of_native(other).unwrap_or(Self::ExplicitLittle),
        }
    }

    /// The transfer syntax of this encoding without compression.
    pub fn uid(self) -> &'static str {
        match self {
            Self::ImplicitLittle => uids::IMPLICIT_VR_LITTLE_ENDIAN,
            Self::ExplicitLittle => uids::EXPLICIT_VR_LITTLE_ENDIAN,
            Self::ExplicitBig => "1.2.840.10008.1.2.2",
        }
    }

    /// Whether each element carries its VR.
    pub fn is_explicit(self) -> bool {
        self != Self::ImplicitLittle
    }

    /// Whether numbers are big endian.
    pub fn is_big_endian(self) -> bool {
        self == Self::ExplicitBig
    }
}
