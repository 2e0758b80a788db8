//! The table of Modality (0008,0060): what each term means, whether it still is one, and what its
//! objects are.

use std::fmt::Write;

use filmdesk_dataset::uids;

use crate::object::Iod;

/// Whether a term may be used today (PS3.3 C.7.3.1.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// A defined term.
    Current,
    /// It was one; this one took its place.
    Retired(&'static str),
    /// It never was one, and is met all the same; this one is meant.
    NonStandard(&'static str),
}

/// One term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModalityCode {
    /// Value of (0008,0060).
    pub code: &'static str,
    /// Its meaning.
    pub meaning: &'static str,
    /// Whether it may be used.
    pub standing: Standing,
    /// SOP Class UID of the object that an emulated modality of this code sends; of a retired
    /// code, that of its successor.
    pub sop_class: &'static str,
}

impl ModalityCode {
    /// The row of a code.
    pub fn by_code(code: &str) -> Option<&'static Self> {
        MODALITY_CODES.iter().find(|row| row.code == code)
    }

    /// The code of what it is now: itself, or the successor.
    pub fn successor(&self) -> &'static str {
        match self.standing {
            Standing::Current => self.code,
            Standing::Retired(successor) | Standing::NonStandard(successor) => successor,
        }
    }

    /// What its object consists of; `None` never comes for the rows of the table, as a test says.
    pub fn iod(&self) -> Option<&'static Iod> {
        Iod::by_sop_class(self.sop_class)
    }
}

const HEAD: &str = "\
# Modalities

Every term of Modality (0008,0060) that PS3.3 C.7.3.1.1.1 defines or once defined, and what else is
met; the object that the emulated modality of that code sends (`filmdesk modality make` and `store`),
and the directory record under which a disc has it. A retired or non-standard code is kept as it
is; its object is that of the code which took its place. Generated from the table in
`modality/src/modality_code.rs` by `cargo xtask generate`; do not edit it.

| Code | Meaning | Standing | Object | Record |
|---|---|---|---|---|
";

/// The table as a document for people: `docs/modalities.md`.
pub fn document() -> String {
    let mut text = HEAD.to_owned();
    for row in MODALITY_CODES {
        let standing = match row.standing {
            Standing::Current => "current".to_owned(),
            Standing::Retired(successor) => format!("retired, now {successor}"),
            Standing::NonStandard(successor) => format!("not standard, meant is {successor}"),
        };
        let (code, meaning) = (row.code, row.meaning);
        let object = row.iod().map_or(("", ""), |iod| (iod.name, iod.record));
        let (name, record) = object;
        // PS3.3 Annex F gives some objects no record of their own.
        let record = if record.is_empty() { "PRIVATE" } else { record };
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {code} | {meaning} | {standing} | {name} | {record} |"
        );
    }
    text
}

/// A term without its object.
struct Term(&'static str, &'static str, Standing);

impl Term {
    /// What is sent under it.
    const fn of(self, sop_class: &'static str) -> ModalityCode {
        ModalityCode {
            code: self.0,
            meaning: self.1,
            standing: self.2,
            sop_class,
        }
    }
}

const fn current(code: &'static str, meaning: &'static str) -> Term {
    Term(code, meaning, Standing::Current)
}

const fn retired(code: &'static str, meaning: &'static str, successor: &'static str) -> Term {
    Term(code, meaning, Standing::Retired(successor))
}

const fn nonstandard(code: &'static str, meaning: &'static str, meant: &'static str) -> Term {
    Term(code, meaning, Standing::NonStandard(meant))
}

/// Every defined term, retired ones, and what else is met, by code.
pub const MODALITY_CODES: &[ModalityCode] = &[
    current("ANN", "Annotation").of(uids::MICROSCOPY_BULK_SIMPLE_ANNOTATIONS_STORAGE),
    current("AR", "Autorefraction").of(uids::AUTOREFRACTION_MEASUREMENTS_STORAGE),
    retired("AS", "Angioscopy", "ES").of(uids::VL_ENDOSCOPIC_IMAGE_STORAGE),
    current("ASMT", "Content Assessment Results").of(uids::CONTENT_ASSESSMENT_RESULTS_STORAGE),
    current("AU", "Audio").of(uids::BASIC_VOICE_AUDIO_WAVEFORM_STORAGE),
    current("BDUS", "Bone Densitometry (ultrasound)").of(uids::ULTRASOUND_IMAGE_STORAGE),
    current("BI", "Biomagnetic imaging").of(uids::SECONDARY_CAPTURE_IMAGE_STORAGE),
    current("BMD", "Bone Densitometry (X-Ray)").of(uids::SECONDARY_CAPTURE_IMAGE_STORAGE),
    retired("CD", "Color flow Doppler", "US").of(uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE),
    retired("CF", "Cinefluorography", "RF").of(uids::X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE),
    current("CFM", "Confocal Microscopy").of(uids::CONFOCAL_MICROSCOPY_IMAGE_STORAGE),
    retired("CP", "Culposcopy", "ES").of(uids::VL_ENDOSCOPIC_IMAGE_STORAGE),
    current("CR", "Computed Radiography").of(uids::COMPUTED_RADIOGRAPHY_IMAGE_STORAGE),
    retired("CS", "Cystoscopy", "ES").of(uids::VL_ENDOSCOPIC_IMAGE_STORAGE),
    current("CT", "Computed Tomography").of(uids::CT_IMAGE_STORAGE),
    current("CTPROTOCOL", "CT Protocol (Performed)")
        .of(uids::CT_PERFORMED_PROCEDURE_PROTOCOL_STORAGE),
    retired("DD", "Duplex Doppler", "US").of(uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE),
    retired("DF", "Digital fluoroscopy", "RF").of(uids::X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE),
    current("DG", "Diaphanography").of(uids::SECONDARY_CAPTURE_IMAGE_STORAGE),
    retired("DM", "Digital microscopy", "GM").of(uids::VL_MICROSCOPIC_IMAGE_STORAGE),
    current("DMS", "Dermoscopy").of(uids::DERMOSCOPIC_PHOTOGRAPHY_IMAGE_STORAGE),
    current("DOC", "Document").of(uids::ENCAPSULATED_PDF_STORAGE),
    retired("DS", "Digital Subtraction Angiography", "XA")
        .of(uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE),
    nonstandard(
        "DSA",
        "Digital Subtraction Angiography, as older systems write it",
        "XA",
    )
    .of(uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE),
    current("DX", "Digital Radiography").of(uids::DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION),
    retired("EC", "Echocardiography", "US").of(uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE),
    current("ECG", "Electrocardiography").of(uids::TWELVE_LEAD_ECG_WAVEFORM_STORAGE),
    current("EEG", "Electroencephalography")
        .of(uids::ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_STORAGE),
    current("EMG", "Electromyography").of(uids::ELECTROMYOGRAM_WAVEFORM_STORAGE),
    current("EOG", "Electrooculography").of(uids::ELECTROOCULOGRAM_WAVEFORM_STORAGE),
    current("EPS", "Cardiac Electrophysiology")
        .of(uids::CARDIAC_ELECTROPHYSIOLOGY_WAVEFORM_STORAGE),
    current("ES", "Endoscopy").of(uids::VL_ENDOSCOPIC_IMAGE_STORAGE),
    retired("FA", "Fluorescein angiography", "OP")
        .of(uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE),
    current("FID", "Fiducials").of(uids::SPATIAL_FIDUCIALS_STORAGE),
    retired("FS", "Fundoscopy", "OP").of(uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE),
    current("GM", "General Microscopy").of(uids::VL_MICROSCOPIC_IMAGE_STORAGE),
    current("HC", "Hard Copy").of(uids::SECONDARY_CAPTURE_IMAGE_STORAGE),
    current("HD", "Hemodynamic Waveform").of(uids::HEMODYNAMIC_WAVEFORM_STORAGE),
    current("IO", "Intra-Oral Radiography")
        .of(uids::DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION),
    current("IOL", "Intraocular Lens Data").of(uids::INTRAOCULAR_LENS_CALCULATIONS_STORAGE),
    current("IVOCT", "Intravascular Optical Coherence Tomography")
        .of(uids::INTRAVASCULAR_OPTICAL_COHERENCE_TOMOGRAPHY_IMAGE_STORAGE_FOR_PRESENTATION),
    current("IVUS", "Intravascular Ultrasound").of(uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE),
    current("KER", "Keratometry").of(uids::KERATOMETRY_MEASUREMENTS_STORAGE),
    current("KO", "Key Object Selection").of(uids::KEY_OBJECT_SELECTION_DOCUMENT_STORAGE),
    current("LEN", "Lensometry").of(uids::LENSOMETRY_MEASUREMENTS_STORAGE),
    retired("LP", "Laparoscopy", "ES").of(uids::VL_ENDOSCOPIC_IMAGE_STORAGE),
    current("LS", "Laser surface scan").of(uids::SURFACE_SCAN_MESH_STORAGE),
    current("M3D", "Model for 3D Manufacturing").of(uids::ENCAPSULATED_STL_STORAGE),
    retired("MA", "Magnetic resonance angiography", "MR").of(uids::MR_IMAGE_STORAGE),
    current("MG", "Mammography").of(uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION),
    current("MR", "Magnetic Resonance").of(uids::MR_IMAGE_STORAGE),
    retired("MS", "Magnetic resonance spectroscopy", "MR").of(uids::MR_SPECTROSCOPY_STORAGE),
    current("NM", "Nuclear Medicine").of(uids::NUCLEAR_MEDICINE_IMAGE_STORAGE),
    current("OAM", "Ophthalmic Axial Measurements").of(uids::OPHTHALMIC_AXIAL_MEASUREMENTS_STORAGE),
    current("OCT", "Optical Coherence Tomography (non-Ophthalmic)")
        .of(uids::MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE),
    current("OP", "Ophthalmic Photography").of(uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE),
    current("OPM", "Ophthalmic Mapping").of(uids::OPHTHALMIC_THICKNESS_MAP_STORAGE),
    retired("OPR", "Ophthalmic Refraction", "AR").of(uids::AUTOREFRACTION_MEASUREMENTS_STORAGE),
    current("OPT", "Ophthalmic Tomography").of(uids::OPHTHALMIC_TOMOGRAPHY_IMAGE_STORAGE),
    current("OPTBSV", "Ophthalmic Tomography B-scan Volume Analysis")
        .of(uids::OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_BSCAN_VOLUME_ANALYSIS_STORAGE),
    current("OPTENF", "Ophthalmic Tomography En Face")
        .of(uids::OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE_STORAGE),
    current("OPV", "Ophthalmic Visual Field")
        .of(uids::OPHTHALMIC_VISUAL_FIELD_STATIC_PERIMETRY_MEASUREMENTS_STORAGE),
    current("OSS", "Optical Surface Scan").of(uids::SURFACE_SCAN_MESH_STORAGE),
    current("OT", "Other").of(uids::SECONDARY_CAPTURE_IMAGE_STORAGE),
    current("PA", "Photoacoustic").of(uids::PHOTOACOUSTIC_IMAGE_STORAGE),
    current("PLAN", "Plan").of(uids::RT_PATIENT_POSITION_ACQUISITION_INSTRUCTION_STORAGE),
    current("POS", "Position Sensor").of(uids::BODY_POSITION_WAVEFORM_STORAGE),
    current("PR", "Presentation State").of(uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE),
    current("PT", "Positron emission tomography")
        .of(uids::POSITRON_EMISSION_TOMOGRAPHY_IMAGE_STORAGE),
    current("PX", "Panoramic X-Ray").of(uids::DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION),
    current("REG", "Registration").of(uids::SPATIAL_REGISTRATION_STORAGE),
    current("RESP", "Respiratory Waveform").of(uids::RESPIRATORY_WAVEFORM_STORAGE),
    current("RF", "Radio Fluoroscopy").of(uids::X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE),
    current("RG", "Radiographic imaging (conventional film/screen)")
        .of(uids::SECONDARY_CAPTURE_IMAGE_STORAGE),
    current("RTDOSE", "Radiotherapy Dose").of(uids::RT_DOSE_STORAGE),
    current("RTIMAGE", "Radiotherapy Image").of(uids::RT_IMAGE_STORAGE),
    current("RTINTENT", "Radiotherapy Intent").of(uids::RT_PHYSICIAN_INTENT_STORAGE),
    current("RTPLAN", "Radiotherapy Plan").of(uids::RT_PLAN_STORAGE),
    current("RTRAD", "RT Radiation").of(uids::RT_RADIATION_SET_STORAGE),
    current("RTRECORD", "RT Treatment Record").of(uids::RT_BEAMS_TREATMENT_RECORD_STORAGE),
    current("RTSEGANN", "Radiotherapy Segment Annotation").of(uids::RT_SEGMENT_ANNOTATION_STORAGE),
    current("RTSTRUCT", "Radiotherapy Structure Set").of(uids::RT_STRUCTURE_SET_STORAGE),
    current("RWV", "Real World Value Map").of(uids::REAL_WORLD_VALUE_MAPPING_STORAGE),
    current("SEG", "Segmentation").of(uids::SEGMENTATION_STORAGE),
    current("SM", "Slide Microscopy").of(uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE),
    current("SMR", "Stereometric Relationship").of(uids::STEREOMETRIC_RELATIONSHIP_STORAGE),
    current("SR", "SR Document").of(uids::COMPREHENSIVE_SR_STORAGE),
    current("SRF", "Subjective Refraction").of(uids::SUBJECTIVE_REFRACTION_MEASUREMENTS_STORAGE),
    retired(
        "ST",
        "Single-photon emission computed tomography (SPECT)",
        "NM",
    )
    .of(uids::NUCLEAR_MEDICINE_IMAGE_STORAGE),
    current("STAIN", "Automated Slide Stainer").of(uids::RAW_DATA_STORAGE),
    current("TEXTUREMAP", "Texture Map").of(uids::SECONDARY_CAPTURE_IMAGE_STORAGE),
    current("TG", "Thermography").of(uids::SECONDARY_CAPTURE_IMAGE_STORAGE),
    current("US", "Ultrasound").of(uids::ULTRASOUND_IMAGE_STORAGE),
    current("VA", "Visual Acuity").of(uids::VISUAL_ACUITY_MEASUREMENTS_STORAGE),
    retired("VF", "Videofluorography", "RF").of(uids::X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE),
    current("XA", "X-Ray Angiography").of(uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE),
    current("XAPROTOCOL", "XA Protocol (Performed)")
        .of(uids::XA_PERFORMED_PROCEDURE_PROTOCOL_STORAGE),
    current("XC", "External-camera Photography").of(uids::VL_PHOTOGRAPHIC_IMAGE_STORAGE),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_each_has_its_object() {
        assert!(
            MODALITY_CODES
                .windows(2)
                .all(|pair| pair[0].code < pair[1].code)
        );
        for row in MODALITY_CODES {
            assert!(row.iod().is_some(), "{} has no object", row.code);
            let successor = ModalityCode::by_code(row.successor()).expect(row.code);
            assert_eq!(successor.standing, Standing::Current, "{}", row.code);
        }
    }

    #[test]
    fn the_document_is_the_table() {
        assert!(
            include_str!("../../docs/modalities.md") == document(),
            "docs/modalities.md is stale: run `cargo xtask generate`"
        );
    }

    #[test]
    fn every_object_has_a_code_of_the_table() {
        for iod in Iod::all().filter(|iod| !iod.modality.is_empty()) {
            assert!(
                ModalityCode::by_code(iod.modality).is_some(),
                "{}",
                iod.name
            );
        }
    }
}
