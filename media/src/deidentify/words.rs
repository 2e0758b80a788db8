//! Clean Descriptors: words that say what was done and not to whom (PS3.15 E.3.5 note 2). All
//! other words go, numbers too.

/// Words that may stay: techniques, regions, directions.
#[rustfmt::skip]
const SAFE: &[&str] = &[
    "2D", "3D", "4D", "ABD", "ABDOMEN", "ABDOMINAL", "ACQ", "ADC", "AND", "ANGIO", "ANGIOGRAPHY",
    "ANKLE", "ANTERIOR", "AORTA", "AORTIC", "AP", "APICAL", "ARM", "ART", "ARTERIAL", "ARTERY",
    "ATTENUATION", "AVERAGE", "AXIAL", "AXIS", "B0", "BASE", "BASELINE", "BILATERAL", "BLOOD",
    "BODY", "BOLD", "BOLUS", "BONE", "BONES", "BOOST", "BRAIN", "BREAST", "BRONCHI", "CARDIAC",
    "CAROTID", "CARPAL", "CC", "CERVICAL", "CHAMBER", "CHEST", "CINE", "CISS", "CLAVICLE",
    "COCCYX", "COLON", "COLOR", "COLUMN", "CONTRAST", "COR", "CORONAL", "CORONARY", "CR",
    "CRANIAL", "CT", "CTA", "CXR", "DCE", "DELAY", "DELAYED", "DENSE", "DENSITY", "DERIVED",
    "DIAGNOSTIC", "DIAPHRAGM", "DIFFUSION", "DIGITAL", "DOPPLER", "DOSE", "DTI", "DUAL",
    "DWI", "DX", "DYNAMIC", "ECG", "ECHO", "ELBOW", "EMISSION", "ENDO", "ENHANCED", "EPI",
    "ESOPHAGUS", "EXPIRATION", "EXTREMITY", "EYE", "EYES", "FACE", "FACIAL", "FAT", "FDG",
    "FEMORAL", "FEMUR", "FETAL", "FIESTA", "FILM", "FINGER", "FLAIR", "FLASH", "FLEXION", "FLOW",
    "FLUORO", "FLUOROSCOPY", "FOLLOW", "FOOT", "FOR", "FOREARM", "FRAME", "FRONTAL", "FS", "FSE",
    "FULL", "FUSION", "GAD", "GATED", "GRADIENT", "GRE", "GUIDED", "HAND", "HEAD", "HEART",
    "HELICAL", "HEPATIC", "HIGH", "HIP", "HIPS", "HUMERUS", "IAC", "IMAGE", "IMAGES", "IN",
    "INFERIOR", "INJECTION", "INSPIRATION", "INVERSION", "IO", "JOINT", "KEY", "KIDNEY", "KIDNEYS",
    "KNEE", "KNEES", "LAO", "LAT", "LATERAL", "LEFT", "LEG", "LIMB", "LIVER", "LOC", "LOCALIZER",
    "LONG", "LOW", "LOWER", "LUMBAR", "LUNG", "LUNGS", "MAGNITUDE", "MAMMO", "MAMMOGRAPHY",
    "MANDIBLE", "MASK", "MAXILLA", "MEDIAL", "MEDIASTINUM", "MG", "MIP", "MLO", "MOTION", "MPR",
    "MPRAGE", "MR", "MRA", "MRCP", "MRI", "MULTI", "MUSCLE", "NASAL", "NATIVE", "NECK", "NECT",
    "NM", "NON", "NONE", "NORMAL", "NUCLEAR", "OBLIQUE", "OF", "OPEN", "OPPOSED", "ORBIT",
    "ORBITS", "OUT", "PA", "PANCREAS", "PARALLEL", "PARANASAL", "PATELLA", "PC", "PD", "PELVIC",
    "PELVIS", "PERFUSION", "PET", "PHASE", "PLAIN", "PLANAR", "PLANE", "PORTABLE", "PORTAL",
    "POST", "POSTERIOR", "PRE", "PROSTATE", "PROTOCOL", "PROTON", "PT", "PULMONARY", "RADIUS",
    "RAO", "RAW", "RECON", "REFERENCE", "REFORMAT", "RENAL", "REPORT", "REST", "RF", "RIBS",
    "RIGHT", "ROTATION", "RUN", "SACRUM", "SAG", "SAGITTAL", "SAT", "SCAN", "SCAPULA", "SCOUT",
    "SCREEN", "SCREENING", "SE", "SECONDARY", "SELLA", "SEQUENCE", "SERIES", "SHORT", "SHOULDER",
    "SINUS", "SINUSES", "SKULL", "SLICE", "SMALL", "SOFT", "SPACE", "SPECT", "SPGR", "SPIN",
    "SPINAL", "SPINE", "SPIRAL", "SPLEEN", "SSFP", "STANDARD", "STATIC", "STERNUM", "STIR",
    "STRESS", "STUDY", "SUBTRACTED", "SUBTRACTION", "SUPERIOR", "SURVEY", "SWI", "T1", "T1W", "T2",
    "T2W", "TE", "TEMPORAL", "TEST", "THICK", "THIGH", "THIN", "THORACIC", "THORAX", "THREE",
    "THYROID", "TI", "TIBIA", "TIME", "TISSUE", "TO", "TOE", "TOF", "TOMO", "TOP", "TR", "TRA",
    "TRACE", "TRANSVERSE", "TRUE", "TSE", "TURBO", "TWO", "ULNA", "ULTRASOUND", "UP", "UPPER",
    "URETER", "US", "UTERUS", "VASCULAR", "VEIN", "VENOUS", "VENTRICLE", "VERTEBRA", "VESSEL",
    "VIEW", "VIEWS", "VOLUME", "W", "WATER", "WEIGHTED", "WHOLE", "WIDE", "WITH", "WITHOUT", "WO",
    "WRIST", "X", "XA", "XR", "XRAY",
];

/// The safe words of a text, in their order, without those that `is_known` as somebody's name
/// (Dr. Hand); none when there is none.
pub(super) fn safe_words(text: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let is_safe = |word: &str| {
        SAFE.binary_search(&word.to_ascii_uppercase().as_str())
            .is_ok()
    };
    let safe: Vec<&str> = words
        .filter(|word| is_safe(word) && !is_known(word))
        .collect();
    (!safe.is_empty()).then(|| safe.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_words_stay() {
        let text = "CT chest/abdomen pelvis - 55F Dr. Smith, 0815";
        assert_eq!(
            safe_words(text, |_| false).as_deref(),
            Some("CT chest abdomen pelvis")
        );
        assert_eq!(safe_words("Müller^Eva 4711", |_| false), None);
        assert_eq!(safe_words("胸部 T2", |_| false).as_deref(), Some("T2"));
        let hand = |word: &str| word.eq_ignore_ascii_case("hand");
        assert_eq!(
            safe_words("Dr. Hand: left wrist", hand).as_deref(),
            Some("left wrist")
        );
    }

    #[test]
    fn the_list_is_in_order_and_has_no_word_twice() {
        assert!(SAFE.windows(2).all(|pair| pair[0] < pair[1]), "{SAFE:?}");
    }
}
