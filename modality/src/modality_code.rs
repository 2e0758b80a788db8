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

    /// Every kind of object with this code of its own, the row's first.
    pub fn iods(&self) -> impl Iterator<Item = &'static Iod> {
        let own = self.iod();
        let more = Iod::all().filter(move |iod| {
            iod.modality == self.code && own.is_none_or(|own| own.sop_class != iod.sop_class)
        });
        own.into_iter().chain(more)
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

/// Every defined term, retired ones, and what else is met, by code.
pub const MODALITY_CODES: &[ModalityCode] = &[
    ModalityCode {
        code: "ANN",
        meaning: "Annotation",
        standing: Standing::Current,
        sop_class: uids::MICROSCOPY_BULK_SIMPLE_ANNOTATIONS_STORAGE,
    },
    ModalityCode {
        code: "AR",
        meaning: "Autorefraction",
        standing: Standing::Current,
        sop_class: uids::AUTOREFRACTION_MEASUREMENTS_STORAGE,
    },
    ModalityCode {
        code: "AS",
        meaning: "Angioscopy",
        standing: Standing::Retired("ES"),
        sop_class: uids::VL_ENDOSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "ASMT",
        meaning: "Content Assessment Results",
        standing: Standing::Current,
        sop_class: uids::CONTENT_ASSESSMENT_RESULTS_STORAGE,
    },
    ModalityCode {
        code: "AU",
        meaning: "Audio",
        standing: Standing::Current,
        sop_class: uids::BASIC_VOICE_AUDIO_WAVEFORM_STORAGE,
    },
    ModalityCode {
        code: "BDUS",
        meaning: "Bone Densitometry (ultrasound)",
        standing: Standing::Current,
        sop_class: uids::ULTRASOUND_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "BI",
        meaning: "Biomagnetic imaging",
        standing: Standing::Current,
        sop_class: uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "BMD",
        meaning: "Bone Densitometry (X-Ray)",
        standing: Standing::Current,
        sop_class: uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "CD",
        meaning: "Color flow Doppler",
        standing: Standing::Retired("US"),
        sop_class: uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "CF",
        meaning: "Cinefluorography",
        standing: Standing::Retired("RF"),
        sop_class: uids::X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "CFM",
        meaning: "Confocal Microscopy",
        standing: Standing::Current,
        sop_class: uids::CONFOCAL_MICROSCOPY_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "CP",
        meaning: "Culposcopy",
        standing: Standing::Retired("ES"),
        sop_class: uids::VL_ENDOSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "CR",
        meaning: "Computed Radiography",
        standing: Standing::Current,
        sop_class: uids::COMPUTED_RADIOGRAPHY_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "CS",
        meaning: "Cystoscopy",
        standing: Standing::Retired("ES"),
        sop_class: uids::VL_ENDOSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "CT",
        meaning: "Computed Tomography",
        standing: Standing::Current,
        sop_class: uids::CT_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "CTPROTOCOL",
        meaning: "CT Protocol (Performed)",
        standing: Standing::Current,
        sop_class: uids::CT_PERFORMED_PROCEDURE_PROTOCOL_STORAGE,
    },
    ModalityCode {
        code: "DD",
        meaning: "Duplex Doppler",
        standing: Standing::Retired("US"),
        sop_class: uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "DF",
        meaning: "Digital fluoroscopy",
        standing: Standing::Retired("RF"),
        sop_class: uids::X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "DG",
        meaning: "Diaphanography",
        standing: Standing::Current,
        sop_class: uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "DM",
        meaning: "Digital microscopy",
        standing: Standing::Retired("GM"),
        sop_class: uids::VL_MICROSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "DMS",
        meaning: "Dermoscopy",
        standing: Standing::Current,
        sop_class: uids::DERMOSCOPIC_PHOTOGRAPHY_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "DOC",
        meaning: "Document",
        standing: Standing::Current,
        sop_class: uids::ENCAPSULATED_PDF_STORAGE,
    },
    ModalityCode {
        code: "DS",
        meaning: "Digital Subtraction Angiography",
        standing: Standing::Retired("XA"),
        sop_class: uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "DSA",
        meaning: "Digital Subtraction Angiography, as older systems write it",
        standing: Standing::NonStandard("XA"),
        sop_class: uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "DX",
        meaning: "Digital Radiography",
        standing: Standing::Current,
        sop_class: uids::DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
    },
    ModalityCode {
        code: "EC",
        meaning: "Echocardiography",
        standing: Standing::Retired("US"),
        sop_class: uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "ECG",
        meaning: "Electrocardiography",
        standing: Standing::Current,
        sop_class: uids::TWELVE_LEAD_ECG_WAVEFORM_STORAGE,
    },
    ModalityCode {
        code: "EEG",
        meaning: "Electroencephalography",
        standing: Standing::Current,
        sop_class: uids::ROUTINE_SCALP_ELECTROENCEPHALOGRAM_WAVEFORM_STORAGE,
    },
    ModalityCode {
        code: "EMG",
        meaning: "Electromyography",
        standing: Standing::Current,
        sop_class: uids::ELECTROMYOGRAM_WAVEFORM_STORAGE,
    },
    ModalityCode {
        code: "EOG",
        meaning: "Electrooculography",
        standing: Standing::Current,
        sop_class: uids::ELECTROOCULOGRAM_WAVEFORM_STORAGE,
    },
    ModalityCode {
        code: "EPS",
        meaning: "Cardiac Electrophysiology",
        standing: Standing::Current,
        sop_class: uids::CARDIAC_ELECTROPHYSIOLOGY_WAVEFORM_STORAGE,
    },
    ModalityCode {
        code: "ES",
        meaning: "Endoscopy",
        standing: Standing::Current,
        sop_class: uids::VL_ENDOSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "FA",
        meaning: "Fluorescein angiography",
        standing: Standing::Retired("OP"),
        sop_class: uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "FID",
        meaning: "Fiducials",
        standing: Standing::Current,
        sop_class: uids::SPATIAL_FIDUCIALS_STORAGE,
    },
    ModalityCode {
        code: "FS",
        meaning: "Fundoscopy",
        standing: Standing::Retired("OP"),
        sop_class: uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "GM",
        meaning: "General Microscopy",
        standing: Standing::Current,
        sop_class: uids::VL_MICROSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "HC",
        meaning: "Hard Copy",
        standing: Standing::Current,
        sop_class: uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "HD",
        meaning: "Hemodynamic Waveform",
        standing: Standing::Current,
        sop_class: uids::HEMODYNAMIC_WAVEFORM_STORAGE,
    },
    ModalityCode {
        code: "IO",
        meaning: "Intra-Oral Radiography",
        standing: Standing::Current,
        sop_class: uids::DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
    },
    ModalityCode {
        code: "IOL",
        meaning: "Intraocular Lens Data",
        standing: Standing::Current,
        sop_class: uids::INTRAOCULAR_LENS_CALCULATIONS_STORAGE,
    },
    ModalityCode {
        code: "IVOCT",
        meaning: "Intravascular Optical Coherence Tomography",
        standing: Standing::Current,
        sop_class: uids::INTRAVASCULAR_OPTICAL_COHERENCE_TOMOGRAPHY_IMAGE_STORAGE_FOR_PRESENTATION,
    },
    ModalityCode {
        code: "IVUS",
        meaning: "Intravascular Ultrasound",
        standing: Standing::Current,
        sop_class: uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "KER",
        meaning: "Keratometry",
        standing: Standing::Current,
        sop_class: uids::KERATOMETRY_MEASUREMENTS_STORAGE,
    },
    ModalityCode {
        code: "KO",
        meaning: "Key Object Selection",
        standing: Standing::Current,
        sop_class: uids::KEY_OBJECT_SELECTION_DOCUMENT_STORAGE,
    },
    ModalityCode {
        code: "LEN",
        meaning: "Lensometry",
        standing: Standing::Current,
        sop_class: uids::LENSOMETRY_MEASUREMENTS_STORAGE,
    },
    ModalityCode {
        code: "LP",
        meaning: "Laparoscopy",
        standing: Standing::Retired("ES"),
        sop_class: uids::VL_ENDOSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "LS",
        meaning: "Laser surface scan",
        standing: Standing::Current,
        sop_class: uids::SURFACE_SCAN_MESH_STORAGE,
    },
    ModalityCode {
        code: "M3D",
        meaning: "Model for 3D Manufacturing",
        standing: Standing::Current,
        sop_class: uids::ENCAPSULATED_STL_STORAGE,
    },
    ModalityCode {
        code: "MA",
        meaning: "Magnetic resonance angiography",
        standing: Standing::Retired("MR"),
        sop_class: uids::MR_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "MG",
        meaning: "Mammography",
        standing: Standing::Current,
        sop_class: uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
    },
    ModalityCode {
        code: "MR",
        meaning: "Magnetic Resonance",
        standing: Standing::Current,
        sop_class: uids::MR_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "MS",
        meaning: "Magnetic resonance spectroscopy",
        standing: Standing::Retired("MR"),
        sop_class: uids::MR_SPECTROSCOPY_STORAGE,
    },
    ModalityCode {
        code: "NM",
        meaning: "Nuclear Medicine",
        standing: Standing::Current,
        sop_class: uids::NUCLEAR_MEDICINE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "OAM",
        meaning: "Ophthalmic Axial Measurements",
        standing: Standing::Current,
        sop_class: uids::OPHTHALMIC_AXIAL_MEASUREMENTS_STORAGE,
    },
    ModalityCode {
        code: "OCT",
        meaning: "Optical Coherence Tomography (non-Ophthalmic)",
        standing: Standing::Current,
        sop_class: uids::MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "OP",
        meaning: "Ophthalmic Photography",
        standing: Standing::Current,
        sop_class: uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "OPM",
        meaning: "Ophthalmic Mapping",
        standing: Standing::Current,
        sop_class: uids::OPHTHALMIC_THICKNESS_MAP_STORAGE,
    },
    ModalityCode {
        code: "OPR",
        meaning: "Ophthalmic Refraction",
        standing: Standing::Retired("AR"),
        sop_class: uids::AUTOREFRACTION_MEASUREMENTS_STORAGE,
    },
    ModalityCode {
        code: "OPT",
        meaning: "Ophthalmic Tomography",
        standing: Standing::Current,
        sop_class: uids::OPHTHALMIC_TOMOGRAPHY_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "OPTBSV",
        meaning: "Ophthalmic Tomography B-scan Volume Analysis",
        standing: Standing::Current,
        sop_class: uids::OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_BSCAN_VOLUME_ANALYSIS_STORAGE,
    },
    ModalityCode {
        code: "OPTENF",
        meaning: "Ophthalmic Tomography En Face",
        standing: Standing::Current,
        sop_class: uids::OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "OPV",
        meaning: "Ophthalmic Visual Field",
        standing: Standing::Current,
        sop_class: uids::OPHTHALMIC_VISUAL_FIELD_STATIC_PERIMETRY_MEASUREMENTS_STORAGE,
    },
    ModalityCode {
        code: "OSS",
        meaning: "Optical Surface Scan",
        standing: Standing::Current,
        sop_class: uids::SURFACE_SCAN_MESH_STORAGE,
    },
    ModalityCode {
        code: "OT",
        meaning: "Other",
        standing: Standing::Current,
        sop_class: uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "PA",
        meaning: "Photoacoustic",
        standing: Standing::Current,
        sop_class: uids::PHOTOACOUSTIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "PLAN",
        meaning: "Plan",
        standing: Standing::Current,
        sop_class: uids::RT_PATIENT_POSITION_ACQUISITION_INSTRUCTION_STORAGE,
    },
    ModalityCode {
        code: "POS",
        meaning: "Position Sensor",
        standing: Standing::Current,
        sop_class: uids::BODY_POSITION_WAVEFORM_STORAGE,
    },
    ModalityCode {
        code: "PR",
        meaning: "Presentation State",
        standing: Standing::Current,
        sop_class: uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
    },
    ModalityCode {
        code: "PT",
        meaning: "Positron emission tomography",
        standing: Standing::Current,
        sop_class: uids::POSITRON_EMISSION_TOMOGRAPHY_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "PX",
        meaning: "Panoramic X-Ray",
        standing: Standing::Current,
        sop_class: uids::DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
    },
    ModalityCode {
        code: "REG",
        meaning: "Registration",
        standing: Standing::Current,
        sop_class: uids::SPATIAL_REGISTRATION_STORAGE,
    },
    ModalityCode {
        code: "RESP",
        meaning: "Respiratory Waveform",
        standing: Standing::Current,
        sop_class: uids::RESPIRATORY_WAVEFORM_STORAGE,
    },
    ModalityCode {
        code: "RF",
        meaning: "Radio Fluoroscopy",
        standing: Standing::Current,
        sop_class: uids::X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "RG",
        meaning: "Radiographic imaging (conventional film/screen)",
        standing: Standing::Current,
        sop_class: uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "RTDOSE",
        meaning: "Radiotherapy Dose",
        standing: Standing::Current,
        sop_class: uids::RT_DOSE_STORAGE,
    },
    ModalityCode {
        code: "RTIMAGE",
        meaning: "Radiotherapy Image",
        standing: Standing::Current,
        sop_class: uids::RT_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "RTINTENT",
        meaning: "Radiotherapy Intent",
        standing: Standing::Current,
        sop_class: uids::RT_PHYSICIAN_INTENT_STORAGE,
    },
    ModalityCode {
        code: "RTPLAN",
        meaning: "Radiotherapy Plan",
        standing: Standing::Current,
        sop_class: uids::RT_PLAN_STORAGE,
    },
    ModalityCode {
        code: "RTRAD",
        meaning: "RT Radiation",
        standing: Standing::Current,
        sop_class: uids::RT_RADIATION_SET_STORAGE,
    },
    ModalityCode {
        code: "RTRECORD",
        meaning: "RT Treatment Record",
        standing: Standing::Current,
        sop_class: uids::RT_BEAMS_TREATMENT_RECORD_STORAGE,
    },
    ModalityCode {
        code: "RTSEGANN",
        meaning: "Radiotherapy Segment Annotation",
        standing: Standing::Current,
        sop_class: uids::RT_SEGMENT_ANNOTATION_STORAGE,
    },
    ModalityCode {
        code: "RTSTRUCT",
        meaning: "Radiotherapy Structure Set",
        standing: Standing::Current,
        sop_class: uids::RT_STRUCTURE_SET_STORAGE,
    },
    ModalityCode {
        code: "RWV",
        meaning: "Real World Value Map",
        standing: Standing::Current,
        sop_class: uids::REAL_WORLD_VALUE_MAPPING_STORAGE,
    },
    ModalityCode {
        code: "SEG",
        meaning: "Segmentation",
        standing: Standing::Current,
        sop_class: uids::SEGMENTATION_STORAGE,
    },
    ModalityCode {
        code: "SM",
        meaning: "Slide Microscopy",
        standing: Standing::Current,
        sop_class: uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "SMR",
        meaning: "Stereometric Relationship",
        standing: Standing::Current,
        sop_class: uids::STEREOMETRIC_RELATIONSHIP_STORAGE,
    },
    ModalityCode {
        code: "SR",
        meaning: "SR Document",
        standing: Standing::Current,
        sop_class: uids::COMPREHENSIVE_SR_STORAGE,
    },
    ModalityCode {
        code: "SRF",
        meaning: "Subjective Refraction",
        standing: Standing::Current,
        sop_class: uids::SUBJECTIVE_REFRACTION_MEASUREMENTS_STORAGE,
    },
    ModalityCode {
        code: "ST",
        meaning: "Single-photon emission computed tomography (SPECT)",
        standing: Standing::Retired("NM"),
        sop_class: uids::NUCLEAR_MEDICINE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "STAIN",
        meaning: "Automated Slide Stainer",
        standing: Standing::Current,
        sop_class: uids::RAW_DATA_STORAGE,
    },
    ModalityCode {
        code: "TEXTUREMAP",
        meaning: "Texture Map",
        standing: Standing::Current,
        sop_class: uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "TG",
        meaning: "Thermography",
        standing: Standing::Current,
        sop_class: uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "US",
        meaning: "Ultrasound",
        standing: Standing::Current,
        sop_class: uids::ULTRASOUND_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "VA",
        meaning: "Visual Acuity",
        standing: Standing::Current,
        sop_class: uids::VISUAL_ACUITY_MEASUREMENTS_STORAGE,
    },
    ModalityCode {
        code: "VF",
        meaning: "Videofluorography",
        standing: Standing::Retired("RF"),
        sop_class: uids::X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "XA",
        meaning: "X-Ray Angiography",
        standing: Standing::Current,
        sop_class: uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
    },
    ModalityCode {
        code: "XAPROTOCOL",
        meaning: "XA Protocol (Performed)",
        standing: Standing::Current,
        sop_class: uids::XA_PERFORMED_PROCEDURE_PROTOCOL_STORAGE,
    },
    ModalityCode {
        code: "XC",
        meaning: "External-camera Photography",
        standing: Standing::Current,
        sop_class: uids::VL_PHOTOGRAPHIC_IMAGE_STORAGE,
    },
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
