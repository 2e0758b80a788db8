//! The defined terms of Print Management (PS3.3 C.13), each parsed once at the edge.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A value that is no term of its attribute.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{value:?} is no {attribute}")]
pub struct InvalidTerm {
    /// The attribute's name in the standard.
    pub attribute: &'static str,
    /// What was given.
    pub value: String,
}

/// An enum of defined terms with its text form, in both directions, and in serde.
macro_rules! defined_terms {
    ($(#[$meta:meta])* $name:ident ($attribute:literal) { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vmeta])* #[doc = concat!("`", $text, "`")] #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// Every term, in the standard's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The term as it is written in the attribute.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = InvalidTerm;

            fn from_str(text: &str) -> Result<Self, InvalidTerm> {
                Self::ALL.iter().copied().find(|term| term.as_str() == text).ok_or_else(|| InvalidTerm {
                    attribute: $attribute,
                    value: text.to_owned(),
                })
            }
        }
    };
}

defined_terms! {
    /// Film Size ID (2010,0050).
    FilmSizeId ("Film Size ID") {
        In8x10 = "8INX10IN",
        In8_5x11 = "8_5INX11IN",
        In10x12 = "10INX12IN",
        In10x14 = "10INX14IN",
        In11x14 = "11INX14IN",
        In11x17 = "11INX17IN",
        In14x14 = "14INX14IN",
        In14x17 = "14INX17IN",
        Cm24x24 = "24CMX24CM",
        Cm24x30 = "24CMX30CM",
        A4 = "A4",
        A3 = "A3",
    }
}

impl FilmSizeId {
    /// Width and height of the sheet in portrait orientation, in millimetres.
    /// 10INX14IN is 25.7 cm x 36.4 cm (PS3.3 C.13.3).
    pub const fn sheet_mm(self) -> (f64, f64) {
        match self {
            Self::In8x10 => (203.2, 254.0),
            Self::In8_5x11 => (215.9, 279.4),
            Self::In10x12 => (254.0, 304.8),
            Self::In10x14 => (257.0, 364.0),
            Self::In11x14 => (279.4, 355.6),
            Self::In11x17 => (279.4, 431.8),
            Self::In14x14 => (355.6, 355.6),
            Self::In14x17 => (355.6, 431.8),
            Self::Cm24x24 => (240.0, 240.0),
            Self::Cm24x30 => (240.0, 300.0),
            Self::A4 => (210.0, 297.0),
            Self::A3 => (297.0, 420.0),
        }
    }
}

defined_terms! {
    /// Film Orientation (2010,0040).
    FilmOrientation ("Film Orientation") { Portrait = "PORTRAIT", Landscape = "LANDSCAPE", }
}
defined_terms! {
    /// Magnification Type (2010,0060).
    MagnificationType ("Magnification Type") {
        Replicate = "REPLICATE", Bilinear = "BILINEAR", Cubic = "CUBIC", None = "NONE",
    }
}
defined_terms! {
    /// Smoothing Type (2010,0080): this product's named cubic kernels; used with CUBIC only.
    SmoothingType ("Smoothing Type") { Sharp = "SHARP", Medium = "MEDIUM", Smooth = "SMOOTH", }
}
defined_terms! {
    /// Medium Type (2000,0030).
    MediumType ("Medium Type") {
        Paper = "PAPER",
        ClearFilm = "CLEAR FILM",
        BlueFilm = "BLUE FILM",
        MammoClearFilm = "MAMMO CLEAR FILM",
        MammoBlueFilm = "MAMMO BLUE FILM",
    }
}
defined_terms! {
    /// Print Priority (2000,0020).
    PrintPriority ("Print Priority") { High = "HIGH", Med = "MED", Low = "LOW", }
}
defined_terms! {
    /// Trim (2010,0140): a line round each image box.
    Trim ("Trim") { Yes = "YES", No = "NO", }
}
defined_terms! {
    /// Requested Resolution ID (2020,0050).
    ResolutionId ("Requested Resolution ID") { Standard = "STANDARD", High = "HIGH", }
}
defined_terms! {
    /// Polarity (2020,0020).
    Polarity ("Polarity") { Normal = "NORMAL", Reverse = "REVERSE", }
}
defined_terms! {
    /// Requested Decimate/Crop Behavior (2020,0040).
    DecimateCrop ("Requested Decimate/Crop Behavior") { Decimate = "DECIMATE", Crop = "CROP", Fail = "FAIL", }
}

defined_terms! {
    /// Printer Status (2110,0010).
    PrinterState ("Printer Status") { Normal = "NORMAL", Warning = "WARNING", Failure = "FAILURE", }
}
defined_terms! {
    /// Execution Status (2100,0020) of a Print Job.
    ExecutionStatus ("Execution Status") {
        Pending = "PENDING", Printing = "PRINTING", Done = "DONE", Failure = "FAILURE",
    }
}
defined_terms! {
    /// Execution Status Info (2100,0030) and Printer Status Info (2110,0020): PS3.3 C.13.9.1.
    /// INVALID PAGE DES and INSUFFIC MEMORY belong to the Print Job alone.
    StatusInfo ("Status Info") {
        Normal = "NORMAL",
        BadReceiveMgz = "BAD RECEIVE MGZ",
        BadSupplyMgz = "BAD SUPPLY MGZ",
        Calibrating = "CALIBRATING",
        CalibrationErr = "CALIBRATION ERR",
        CheckChemistry = "CHECK CHEMISTRY",
        CheckSorter = "CHECK SORTER",
        CheckPrinter = "CHECK PRINTER",
        CheckProc = "CHECK PROC",
        ChemicalsEmpty = "CHEMICALS EMPTY",
        ChemicalsLow = "CHEMICALS LOW",
        CoverOpen = "COVER OPEN",
        ElecConfigErr = "ELEC CONFIG ERR",
        ElecDown = "ELEC DOWN",
        ElecSwError = "ELEC SW ERROR",
        Empty8x10 = "EMPTY 8X10",
        Empty8x10Blue = "EMPTY 8X10 BLUE",
        Empty8x10Clr = "EMPTY 8X10 CLR",
        Empty8x10Papr = "EMPTY 8X10 PAPR",
        Empty10x12 = "EMPTY 10X12",
        Empty10x12Blue = "EMPTY 10X12 BLUE",
        Empty10x12Clr = "EMPTY 10X12 CLR",
        Empty10x12Papr = "EMPTY 10X12 PAPR",
        Empty10x14 = "EMPTY 10X14",
        Empty10x14Blue = "EMPTY 10X14 BLUE",
        Empty10x14Clr = "EMPTY 10X14 CLR",
        Empty10x14Papr = "EMPTY 10X14 PAPR",
        Empty11x14 = "EMPTY 11X14",
        Empty11x14Blue = "EMPTY 11X14 BLUE",
        Empty11x14Clr = "EMPTY 11X14 CLR",
        Empty11x14Papr = "EMPTY 11X14 PAPR",
        Empty14x14 = "EMPTY 14X14",
        Empty14x14Blue = "EMPTY 14X14 BLUE",
        Empty14x14Clr = "EMPTY 14X14 CLR",
        Empty14x14Papr = "EMPTY 14X14 PAPR",
        Empty14x17 = "EMPTY 14X17",
        Empty14x17Blue = "EMPTY 14X17 BLUE",
        Empty14x17Clr = "EMPTY 14X17 CLR",
        Empty14x17Papr = "EMPTY 14X17 PAPR",
        Empty24x24 = "EMPTY 24X24",
        Empty24x24Blue = "EMPTY 24X24 BLUE",
        Empty24x24Clr = "EMPTY 24X24 CLR",
        Empty24x24Papr = "EMPTY 24X24 PAPR",
        Empty24x30 = "EMPTY 24X30",
        Empty24x30Blue = "EMPTY 24X30 BLUE",
        Empty24x30Clr = "EMPTY 24X30 CLR",
        Empty24x30Papr = "EMPTY 24X30 PAPR",
        EmptyA4Papr = "EMPTY A4 PAPR",
        EmptyA4Trans = "EMPTY A4 TRANS",
        Low8x10 = "LOW 8X10",
        Low8x10Blue = "LOW 8X10 BLUE",
        Low8x10Clr = "LOW 8X10 CLR",
        Low8x10Papr = "LOW 8X10 PAPR",
        Low10x12 = "LOW 10X12",
        Low10x12Blue = "LOW 10X12 BLUE",
        Low10x12Clr = "LOW 10X12 CLR",
        Low10x12Papr = "LOW 10X12 PAPR",
        Low10x14 = "LOW 10X14",
        Low10x14Blue = "LOW 10X14 BLUE",
        Low10x14Clr = "LOW 10X14 CLR",
        Low10x14Papr = "LOW 10X14 PAPR",
        Low11x14 = "LOW 11X14",
        Low11x14Blue = "LOW 11X14 BLUE",
        Low11x14Clr = "LOW 11X14 CLR",
        Low11x14Papr = "LOW 11X14 PAPR",
        Low14x14 = "LOW 14X14",
        Low14x14Blue = "LOW 14X14 BLUE",
        Low14x14Clr = "LOW 14X14 CLR",
        Low14x14Papr = "LOW 14X14 PAPR",
        Low14x17 = "LOW 14X17",
        Low14x17Blue = "LOW 14X17 BLUE",
        Low14x17Clr = "LOW 14X17 CLR",
        Low14x17Papr = "LOW 14X17 PAPR",
        Low24x24 = "LOW 24X24",
        Low24x24Blue = "LOW 24X24 BLUE",
        Low24x24Clr = "LOW 24X24 CLR",
        Low24x24Papr = "LOW 24X24 PAPR",
        Low24x30 = "LOW 24X30",
        Low24x30Blue = "LOW 24X30 BLUE",
        Low24x30Clr = "LOW 24X30 CLR",
        Low24x30Papr = "LOW 24X30 PAPR",
        LowA4Papr = "LOW A4 PAPR",
        LowA4Trans = "LOW A4 TRANS",
        ExposureFailure = "EXPOSURE FAILURE",
        FilmJam = "FILM JAM",
        FilmTranspErr = "FILM TRANSP ERR",
        FinisherEmpty = "FINISHER EMPTY",
        FinisherError = "FINISHER ERROR",
        FinisherLow = "FINISHER LOW",
        NoReceiveMgz = "NO RECEIVE MGZ",
        NoRibbon = "NO RIBBON",
        NoSupplyMgz = "NO SUPPLY MGZ",
        PrinterDown = "PRINTER DOWN",
        PrinterBusy = "PRINTER BUSY",
        PrinterInit = "PRINTER INIT",
        PrinterOffline = "PRINTER OFFLINE",
        PrintBuffFull = "PRINT BUFF FULL",
        ProcDown = "PROC DOWN",
        ProcInit = "PROC INIT",
        ProcOverflowFl = "PROC OVERFLOW FL",
        ProcOverflowHi = "PROC OVERFLOW HI",
        Queued = "QUEUED",
        ReceiverFull = "RECEIVER FULL",
        ReqMedNotInst = "REQ MED NOT INST",
        ReqMedNotAvai = "REQ MED NOT AVAI",
        RibbonError = "RIBBON ERROR",
        SupplyEmpty = "SUPPLY EMPTY",
        SupplyLow = "SUPPLY LOW",
        Unknown = "UNKNOWN",
        InvalidPageDes = "INVALID PAGE DES",
        InsufficMemory = "INSUFFIC MEMORY",
    }
}

/// Film Destination (2000,0040).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum FilmDestination {
    /// `MAGAZINE`
    Magazine,
    /// `PROCESSOR`
    Processor,
    /// `BIN_i`, i from 1 without leading zeros.
    Bin(u16),
}

impl fmt::Display for FilmDestination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magazine => f.write_str("MAGAZINE"),
            Self::Processor => f.write_str("PROCESSOR"),
            Self::Bin(number) => write!(f, "BIN_{number}"),
        }
    }
}

impl FromStr for FilmDestination {
    type Err = InvalidTerm;

    fn from_str(text: &str) -> Result<Self, InvalidTerm> {
        let bin = || {
            text.strip_prefix("BIN_")
                .filter(|digits| !digits.starts_with(['0', '+']))
                .and_then(|digits| digits.parse().ok())
        };
        match text {
            "MAGAZINE" => Ok(Self::Magazine),
            "PROCESSOR" => Ok(Self::Processor),
            _ => bin().map(Self::Bin).ok_or_else(|| InvalidTerm {
                attribute: "Film Destination",
                value: text.to_owned(),
            }),
        }
    }
}

/// Border Density (2010,0100) and Empty Image Density (2010,0110).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum FilmDensity {
    /// `BLACK`: the maximum density in force.
    Black,
    /// `WHITE`: the minimum density in force.
    White,
    /// A density in hundredths of OD.
    Hundredths(u16),
}

impl fmt::Display for FilmDensity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Black => f.write_str("BLACK"),
            Self::White => f.write_str("WHITE"),
            Self::Hundredths(density) => write!(f, "{density}"),
        }
    }
}

impl FromStr for FilmDensity {
    type Err = InvalidTerm;

    fn from_str(text: &str) -> Result<Self, InvalidTerm> {
        match text {
            "BLACK" => Ok(Self::Black),
            "WHITE" => Ok(Self::White),
            _ if text.bytes().all(|b| b.is_ascii_digit()) => {
                text.parse().map(Self::Hundredths).map_err(|_| InvalidTerm {
                    attribute: "density",
                    value: text.to_owned(),
                })
            }
            _ => Err(InvalidTerm {
                attribute: "density",
                value: text.to_owned(),
            }),
        }
    }
}

/// serde by text, for the terms that carry a number.
macro_rules! serde_by_text {
    ($($name:ident),+) => {$(
        impl From<$name> for String {
            fn from(term: $name) -> String {
                term.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidTerm;

            fn try_from(text: String) -> Result<Self, InvalidTerm> {
                text.parse()
            }
        }
    )+};
}
serde_by_text!(FilmDestination, FilmDensity);
