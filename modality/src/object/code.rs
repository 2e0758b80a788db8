//! Codes (PS3.3 8.8): those that several objects have, by name.

/// A coded entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Code Value (0008,0100).
    pub value: &'static str,
    /// Coding Scheme Designator (0008,0102).
    pub scheme: &'static str,
    /// Code Meaning (0008,0104).
    pub meaning: &'static str,
}

/// Of DICOM (PS3.16 Annex D).
pub(crate) const fn dcm(value: &'static str, meaning: &'static str) -> Code {
    code(value, "DCM", meaning)
}

/// Of SNOMED CT.
pub(crate) const fn sct(value: &'static str, meaning: &'static str) -> Code {
    code(value, "SCT", meaning)
}

/// Of LOINC.
pub(crate) const fn ln(value: &'static str, meaning: &'static str) -> Code {
    code(value, "LN", meaning)
}

/// Of ISO/IEEE 11073: sources of waveforms.
pub(crate) const fn mdc(value: &'static str, meaning: &'static str) -> Code {
    code(value, "MDC", meaning)
}

/// A unit.
pub(crate) const fn ucum(value: &'static str, meaning: &'static str) -> Code {
    code(value, "UCUM", meaning)
}

const fn code(value: &'static str, scheme: &'static str, meaning: &'static str) -> Code {
    Code {
        value,
        scheme,
        meaning,
    }
}

pub(crate) const HEADFIRST: Code = dcm("102540", "Headfirst");
pub(crate) const RESPIRATION: Code = dcm("109003", "Respiration");
pub(crate) const CAD_SUMMARY: Code = dcm("111017", "CAD Processing and Findings Summary");
pub(crate) const IMAGE_LIBRARY: Code = dcm("111028", "Image Library");
pub(crate) const SUMMARY_OF_DETECTIONS: Code = dcm("111064", "Summary of Detections");
pub(crate) const SUMMARY_OF_ANALYSES: Code = dcm("111065", "Summary of Analyses");
pub(crate) const SUCCEEDED: Code = dcm("111222", "Succeeded");
pub(crate) const SUCCEEDED_WITHOUT_FINDINGS: Code =
    dcm("111242", "All algorithms succeeded; without findings");
pub(crate) const BRIGHTFIELD_ILLUMINATION: Code = dcm("111744", "Brightfield illumination");
pub(crate) const MEASURED: Code = dcm("111780", "Measured");
pub(crate) const IEC_BODY_DOSIMETRY_PHANTOM: Code = dcm("113691", "IEC Body Dosimetry Phantom");
pub(crate) const X_RAY_RADIATION_DOSE_REPORT: Code = dcm("113701", "X-Ray Radiation Dose Report");
pub(crate) const VOICE: Code = dcm("114000", "Voice");
pub(crate) const OBSERVER_TYPE: Code = dcm("121005", "Observer Type");
pub(crate) const DEVICE: Code = dcm("121007", "Device");
pub(crate) const DEVICE_OBSERVER_UID: Code = dcm("121012", "Device Observer UID");
pub(crate) const LANGUAGE: Code = dcm("121049", "Language of Content Item and Descendants");
pub(crate) const PROCEDURE_REPORTED: Code = dcm("121058", "Procedure reported");
pub(crate) const FINDINGS: Code = dcm("121070", "Findings");
pub(crate) const FINDING: Code = dcm("121071", "Finding");
pub(crate) const SOURCE_IMAGE_FOR_PROCESSING: Code =
    dcm("121322", "Source Image for Image Processing Operation");
pub(crate) const USER_CHOSEN: Code = dcm("121410", "User chosen");
pub(crate) const MANUAL_PROCESSING: Code = dcm("123109", "Manual Processing");
pub(crate) const IMAGE_CONTENT_BASED_ALIGNMENT: Code =
    dcm("125024", "Image Content-based Alignment");
pub(crate) const DIAGNOSTIC_IMAGING_REPORT: Code = ln("18748-4", "Diagnostic imaging report");
pub(crate) const LEAD_I: Code = mdc("2:1", "Lead I");
pub(crate) const LEAD_II: Code = mdc("2:2", "Lead II");
pub(crate) const ARTERIAL_PRESSURE: Code = mdc("2:20", "Arterial pressure");
pub(crate) const LEAD_III: Code = mdc("2:61", "Lead III");
pub(crate) const FP1: Code = mdc("7:1", "Fp1");
pub(crate) const FP2: Code = mdc("7:2", "Fp2");
pub(crate) const ENGLISH: Code = code("en", "RFC5646", "English");
pub(crate) const RECUMBENT: Code = sct("102538003", "recumbent");
pub(crate) const LONG_AXIS: Code = sct("103339001", "Long axis");
pub(crate) const DIAGNOSTIC_INTENT: Code = sct("261004008", "Diagnostic Intent");
pub(crate) const BONE: Code = sct("272673000", "Bone");
pub(crate) const TOTAL_HIP_REPLACEMENT_PROSTHESIS: Code =
    sct("304120007", "Total hip replacement prosthesis");
pub(crate) const FLUORODEOXYGLUCOSE: Code = sct("35321007", "Fluorodeoxyglucose F^18^");
pub(crate) const HAS_INTENT: Code = sct("363703001", "Has Intent");
pub(crate) const WHITE: Code = sct("371251000", "White");
pub(crate) const LUNG: Code = sct("39607008", "Lung");
pub(crate) const CRANIO_CAUDAL: Code = sct("399162004", "cranio-caudal");
pub(crate) const SKIN: Code = sct("39937001", "Skin");
pub(crate) const INTRAVENOUS_ROUTE: Code = sct("47625008", "Intravenous route");
pub(crate) const RETINA: Code = sct("5665001", "Retina");
pub(crate) const STOMACH: Code = sct("69695003", "Stomach");
pub(crate) const PATIENT_RESTRAINT: Code = sct("701638003", "Patient restraint");
pub(crate) const FLUORINE_18: Code = sct("77004003", "^18^Fluorine");
pub(crate) const THORAX: Code = sct("816094009", "Thorax");
pub(crate) const ANATOMICAL_STRUCTURE: Code = sct("91723000", "Anatomical structure");
pub(crate) const HOUNSFIELD_UNIT: Code = ucum("[hnsf'U]", "Hounsfield unit");
pub(crate) const MILLIAMPERE: Code = ucum("mA", "mA");
pub(crate) const MILLIGRAY_CM: Code = ucum("mGy.cm", "mGy.cm");
pub(crate) const MM: Code = ucum("mm", "mm");
pub(crate) const MILLIMETER: Code = ucum("mm", "millimeter");
pub(crate) const SECOND: Code = ucum("s", "s");
