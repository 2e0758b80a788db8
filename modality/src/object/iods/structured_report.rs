//! Structured reports.

use super::prelude::*;

/// Modules of a report (PS3.3 A.35).
const REPORT: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_EQUIPMENT,
    SR_DOCUMENT_GENERAL,
    SR_DOCUMENT_CONTENT,
];

/// The same from equipment that says what it is.
const ENHANCED_REPORT: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_EQUIPMENT,
    ENHANCED_GENERAL_EQUIPMENT,
    SR_DOCUMENT_GENERAL,
    SR_DOCUMENT_CONTENT,
];

const ENHANCED_SR: Iod = Iod::of("SR", "SR DOCUMENT", ENHANCED_REPORT);

const SR: Iod = Iod::of("SR", "SR DOCUMENT", REPORT);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::BASIC_TEXT_SR_STORAGE,
        name: "Basic Text SR",
        attributes: &[title(DIAGNOSTIC_IMAGING_REPORT), WITHOUT_FINDING],
        ..SR
    },
    Iod {
        sop_class: uids::ENHANCED_SR_STORAGE,
        name: "Enhanced SR",
        attributes: &[
            title(DIAGNOSTIC_IMAGING_REPORT),
            content(&[
                IN_ENGLISH,
                OBSERVED_BY_DEVICE,
                OBSERVING_DEVICE,
                NO_FINDING,
                LONG_AXIS_OF_12_MM,
            ]),
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
        ],
        ..SR
    },
    Iod {
        sop_class: uids::COMPREHENSIVE_SR_STORAGE,
        name: "Comprehensive SR",
        attributes: &[
            title(DIAGNOSTIC_IMAGING_REPORT),
            WITH_NODULE,
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
        ],
        ..SR
    },
    Iod {
        sop_class: uids::COMPREHENSIVE3_DSR_STORAGE,
        name: "Comprehensive 3D SR",
        attributes: &[
            title(DIAGNOSTIC_IMAGING_REPORT),
            WITH_NODULE,
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
        ],
        ..SR
    },
    Iod {
        sop_class: uids::EXTENSIBLE_SR_STORAGE,
        name: "Extensible SR",
        attributes: &[
            title(DIAGNOSTIC_IMAGING_REPORT),
            WITH_NODULE,
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::PROCEDURE_LOG_STORAGE,
        name: "Procedure Log",
        modules: &[SYNCHRONIZATION],
        attributes: &[
            title(dcm("121145", "Cath procedure log")),
            content(&[
                IN_ENGLISH,
                dcm("121124", "Procedure Action").text("Start").observed(),
            ]),
            template("3001"),
        ],
        ..SR
    },
    Iod {
        sop_class: uids::MAMMOGRAPHY_CADSR_STORAGE,
        name: "Mammography CAD SR",
        attributes: &[
            title(dcm("111036", "Mammography CAD Report")),
            content(&[
                IN_ENGLISH,
                IMAGE_LIBRARY.container(&[image(
                    uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
                )]),
                NOTHING_DETECTED,
                DETECTIONS_SUCCEEDED,
            ]),
            template("4000"),
            seq(tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE).item(&[
                uid(tags::STUDY_INSTANCE_UID, "study"),
                seq(tags::REFERENCED_SERIES_SEQUENCE).item(&[
                    series_of(
                        tags::SERIES_INSTANCE_UID,
                        uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
                    ),
                    seq(tags::REFERENCED_SOP_SEQUENCE)
                        .instance(uids::DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION),
                ]),
            ]),
        ],
        ..SR
    },
    Iod {
        sop_class: uids::KEY_OBJECT_SELECTION_DOCUMENT_STORAGE,
        name: "Key Object Selection Document",
        modality: "KO",
        record: "KEY OBJECT DOC",
        general: STUDY,
        modules: &[SR_DOCUMENT_CONTENT],
        attributes: &[
            seq(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE).empty(),
            now(tags::CONTENT_DATE),
            now(tags::CONTENT_TIME),
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
            title(dcm("113000", "Of Interest")),
            template("2010"),
            content(&[
                dcm("113012", "Key Object Description").text("The slice to look at"),
                CT_IMAGE,
            ]),
            empty(tags::LATERALITY),
        ],
    },
    Iod {
        sop_class: uids::CHEST_CADSR_STORAGE,
        name: "Chest CAD SR",
        attributes: &[
            title(dcm("112000", "Chest CAD Report")),
            CAD_WITHOUT_FINDING,
            template("4100"),
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
        ],
        ..SR
    },
    Iod {
        sop_class: uids::X_RAY_RADIATION_DOSE_SR_STORAGE,
        name: "X-Ray Radiation Dose SR",
        attributes: &[
            title(X_RAY_RADIATION_DOSE_REPORT),
            content(&[
                PROCEDURE_REPORTED
                    .code(sct("77477000", "Computed Tomography X-Ray"))
                    .modifier()
                    .with(&[FOR_DIAGNOSIS]),
                OBSERVED_BY_DEVICE,
                OBSERVING_DEVICE,
                dcm("113809", "Start of X-Ray Irradiation").now(),
                dcm("113810", "End of X-Ray Irradiation").now(),
                dcm("113705", "Scope of Accumulation")
                    .code(dcm("113014", "Study"))
                    .context()
                    .with(&[dcm("110180", "Study Instance UID").uid("study").property()]),
                dcm("113811", "CT Accumulated Dose Data").container(&[
                    dcm("113812", "Total Number of Irradiation Events")
                        .num("1", ucum("{events}", "events")),
                    dcm("113813", "CT Dose Length Product Total").num("250", MILLIGRAY_CM),
                ]),
                dcm("113819", "CT Acquisition").container(&[
                    dcm("125203", "Acquisition Protocol").text("Chest"),
                    dcm("123014", "Target Region").code(THORAX),
                    dcm("113820", "CT Acquisition Type")
                        .code(sct("116152004", "Spiral Acquisition")),
                    dcm("113769", "Irradiation Event UID").uid("irradiation event"),
                    dcm("113822", "CT Acquisition Parameters").container(&[
                        dcm("113824", "Exposure Time").num("5", SECOND),
                        dcm("113825", "Scanning Length").num("250", MM),
                        dcm("113826", "Nominal Single Collimation Width").num("0.6", MM),
                        dcm("113827", "Nominal Total Collimation Width").num("38.4", MM),
                        dcm("113828", "Pitch Factor").num("0.9", ucum("{ratio}", "ratio")),
                        dcm("113823", "Number of X-Ray Sources")
                            .num("1", ucum("{X-Ray sources}", "X-Ray sources")),
                        dcm("113831", "CT X-Ray Source Parameters").container(&[
                            dcm("113832", "Identification of the X-Ray Source").text("A"),
                            dcm("113733", "KVP").num("120", ucum("kV", "kV")),
                            dcm("113833", "Maximum X-Ray Tube Current").num("200", MILLIAMPERE),
                            dcm("113734", "X-Ray Tube Current").num("200", MILLIAMPERE),
                            dcm("113834", "Exposure Time per Rotation").num("0.5", SECOND),
                        ]),
                    ]),
                    dcm("113829", "CT Dose").container(&[
                        dcm("113830", "Mean CTDIvol").num("10", ucum("mGy", "mGy")),
                        dcm("113835", "CTDIw Phantom Type").code(IEC_BODY_DOSIMETRY_PHANTOM),
                        dcm("113838", "DLP").num("250", MILLIGRAY_CM),
                    ]),
                ]),
                dcm("113854", "Source of Dose Information")
                    .code(dcm("113856", "Automated Data Collection")),
            ]),
            template("10011"),
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::RADIOPHARMACEUTICAL_RADIATION_DOSE_SR_STORAGE,
        name: "Radiopharmaceutical Radiation Dose SR",
        attributes: &[
            title(dcm("113500", "Radiopharmaceutical Radiation Dose Report")),
            content(&[
                IN_ENGLISH,
                OBSERVED_BY_DEVICE,
                OBSERVING_DEVICE,
                PROCEDURE_REPORTED
                    .code(sct("44139004", "Positron emission tomography"))
                    .modifier()
                    .with(&[FOR_DIAGNOSIS]),
                dcm("113502", "Radiopharmaceutical Administration").container(&[
                    sct("349358000", "Radiopharmaceutical agent").code(FLUORODEOXYGLUCOSE),
                    dcm("113503", "Radiopharmaceutical Administration Event UID")
                        .uid("administration event"),
                    dcm("123003", "Radiopharmaceutical Start DateTime").now(),
                    dcm("113507", "Administered activity").num("370", ucum("MBq", "MBq")),
                    sct("410675002", "Route of administration").code(INTRAVENOUS_ROUTE),
                ]),
            ]),
            template("10021"),
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::COLON_CADSR_STORAGE,
        name: "Colon CAD SR",
        attributes: &[
            title(dcm("112220", "Colon CAD Report")),
            CAD_WITHOUT_FINDING,
            template("4120"),
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::IMPLANTATION_PLAN_SR_STORAGE,
        name: "Implantation Plan SR",
        attributes: &[
            title(dcm("122361", "Implantation Plan SR Document")),
            WITHOUT_FINDING,
            template("7000"),
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::ACQUISITION_CONTEXT_SR_STORAGE,
        name: "Acquisition Context SR",
        attributes: &[
            title(dcm("126901", "Acquisition Context")),
            OBSERVER_CONTEXT,
            template("8001"),
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::SIMPLIFIED_ADULT_ECHO_SR_STORAGE,
        name: "Simplified Adult Echo SR",
        attributes: &[
            t(tags::TIMEZONE_OFFSET_FROM_UTC, "Example"),
            title(dcm("125200", "Adult Echocardiography Procedure Report")),
            WITHOUT_FINDING,
            template("5300"),
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::PATIENT_RADIATION_DOSE_SR_STORAGE,
        name: "Patient Radiation Dose SR",
        attributes: &[
            title(dcm("128475", "Patient Radiation Dose Report")),
            OBSERVER_CONTEXT,
            template("10030"),
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::PLANNED_IMAGING_AGENT_ADMINISTRATION_SR_STORAGE,
        name: "Planned Imaging Agent Administration SR",
        attributes: &[
            title(dcm("130211", "Planned Imaging Agent Administration")),
            OBSERVER_CONTEXT,
            template("11001"),
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::PERFORMED_IMAGING_AGENT_ADMINISTRATION_SR_STORAGE,
        name: "Performed Imaging Agent Administration SR",
        modules: &[SYNCHRONIZATION],
        attributes: &[
            title(dcm("130212", "Performed Imaging Agent Administration")),
            OBSERVER_CONTEXT,
            template("11020"),
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::ENHANCED_X_RAY_RADIATION_DOSE_SR_STORAGE,
        name: "Enhanced X-Ray Radiation Dose SR",
        attributes: &[
            title(X_RAY_RADIATION_DOSE_REPORT),
            OBSERVER_CONTEXT,
            template("10040"),
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::WAVEFORM_ANNOTATION_SR_STORAGE,
        name: "Waveform Annotation SRStorage",
        attributes: &[
            title(dcm("130869", "Waveform Annotation")),
            OBSERVER_CONTEXT,
            template("3750"),
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
        ],
        ..SR
    },
    Iod {
        sop_class: uids::SPECTACLE_PRESCRIPTION_REPORT_STORAGE,
        name: "Spectacle Prescription Report",
        attributes: &[
            title(dcm("111690", "Spectacle Prescription Report")),
            content(&[IN_ENGLISH]),
            template("2020"),
            t(tags::CLINICAL_TRIAL_SPONSOR_NAME, "Example"),
            t(tags::CLINICAL_TRIAL_PROTOCOL_ID, "P1"),
            empty(tags::CLINICAL_TRIAL_PROTOCOL_NAME),
            empty(tags::CLINICAL_TRIAL_SITE_ID),
            empty(tags::CLINICAL_TRIAL_SITE_NAME),
            t(tags::CLINICAL_TRIAL_SUBJECT_ID, "1"),
            empty(tags::CLINICAL_TRIAL_TIME_POINT_ID),
            empty(tags::CLINICAL_TRIAL_COORDINATING_CENTER_NAME),
            absent(tags::LATERALITY),
        ],
        ..ENHANCED_SR
    },
    Iod {
        sop_class: uids::MACULAR_GRID_THICKNESS_AND_VOLUME_REPORT_STORAGE,
        name: "Macular Grid Thickness and Volume Report",
        attributes: &[
            title(dcm("111690", "Macular Grid Thickness and Volume Report")),
            content(&[IN_ENGLISH]),
            template("2100"),
            CURRENT_REQUESTED_PROCEDURE_EVIDENCE,
        ],
        ..ENHANCED_SR
    },
];

const SR_DOCUMENT_GENERAL: Table = &[
    seq(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE).empty(),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    seq(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE).empty(),
    t(tags::COMPLETION_FLAG, "COMPLETE"),
    t(tags::VERIFICATION_FLAG, "UNVERIFIED"),
    empty(tags::LATERALITY),
];

const SR_DOCUMENT_CONTENT: Table = &[
    seq(tags::REFERENCED_SOP_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
    t(tags::VALUE_TYPE, "CONTAINER"),
    t(tags::CONTINUITY_OF_CONTENT, "SEPARATE"),
    t(tags::TEMPORAL_RANGE_TYPE, "POINT"),
    seq(tags::CONCEPT_CODE_SEQUENCE).code(FINDING),
    seq(tags::MEASURED_VALUE_SEQUENCE).empty(),
    seq(tags::TABULATED_VALUES_SEQUENCE).item(&[
        t(tags::NUMBER_OF_TABLE_ROWS, "1"),
        t(tags::NUMBER_OF_TABLE_COLUMNS, "1"),
        seq(tags::CELL_VALUES_SEQUENCE).item(&[]),
    ]),
    t(tags::GRAPHIC_DATA, r"32\32"),
    t(tags::GRAPHIC_TYPE, "POINT"),
    uid(
        tags::REFERENCED_FRAME_OF_REFERENCE_UID,
        "frame of reference",
    ),
];

const WITHOUT_FINDING: Row =
    content(&[IN_ENGLISH, OBSERVED_BY_DEVICE, OBSERVING_DEVICE, NO_FINDING]);

const CURRENT_REQUESTED_PROCEDURE_EVIDENCE: Row =
    seq(tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE).item(&[
        uid(tags::STUDY_INSTANCE_UID, "study"),
        seq(tags::REFERENCED_SERIES_SEQUENCE).item(&[
            series_of(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            seq(tags::REFERENCED_SOP_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
        ]),
    ]);

const WITH_NODULE: Row = content(&[
    IN_ENGLISH,
    OBSERVED_BY_DEVICE,
    OBSERVING_DEVICE,
    FINDINGS.container(&[FINDING.text("Nodule."), CT_IMAGE, LONG_AXIS_OF_12_MM]),
]);

const CAD_WITHOUT_FINDING: Row = content(&[
    IN_ENGLISH,
    IMAGE_LIBRARY.container(&[CT_IMAGE]),
    NOTHING_DETECTED,
    DETECTIONS_SUCCEEDED,
    SUMMARY_OF_ANALYSES.code(SUCCEEDED),
]);

const OBSERVER_CONTEXT: Row = content(&[IN_ENGLISH, OBSERVED_BY_DEVICE, OBSERVING_DEVICE]);

const IN_ENGLISH: Content = LANGUAGE.code(ENGLISH).modifier();

const OBSERVED_BY_DEVICE: Content = OBSERVER_TYPE.code(DEVICE).context();

const OBSERVING_DEVICE: Content = DEVICE_OBSERVER_UID.uid("device").context();

const NO_FINDING: Content =
    FINDINGS.container(&[FINDING.text("No finding in a patient who does not exist.")]);

const LONG_AXIS_OF_12_MM: Content = LONG_AXIS.num("12", MILLIMETER);

const CT_IMAGE: Content = image(uids::CT_IMAGE_STORAGE);

const NOTHING_DETECTED: Content = CAD_SUMMARY.code(SUCCEEDED_WITHOUT_FINDINGS);

const DETECTIONS_SUCCEEDED: Content = SUMMARY_OF_DETECTIONS.code(SUCCEEDED);

const FOR_DIAGNOSIS: Content = HAS_INTENT.code(DIAGNOSTIC_INTENT).modifier();
