//! SOP Class to directory record, a row for each of the 208 storage classes of PS3.6 2025a.

use super::RecordType;
use RecordType::*;

/// A storage class and its directory record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassRow {
    /// SOP Class UID.
    pub uid: &'static str,
    /// Its keyword in PS3.6.
    pub keyword: &'static str,
    /// Whether PS3.6 has it as retired.
    pub is_retired: bool,
    /// Its record; none: PS3.3 Annex F gives it none, or one that is retired itself.
    pub record: Option<RecordType>,
}

/// What a directory says about an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// By a record of this type.
    Record(RecordType),
    /// By a PRIVATE record (PS3.3 F.6.1), since its class is a private or unknown one, has no
    /// record (defined procedure protocols, security screening) or a retired one (overlays,
    /// curves, look-up tables, stored print).
    Private,
}

/// Private Record UID (0004,1432) of our PRIVATE records: "a file whose SOP class has no
/// directory record". Its keys are those of [`super::keys_of`]; what it is stands in Referenced
/// SOP Class UID in File (0004,1510).
pub const PRIVATE_RECORD_UID: &str = "2.25.16109480409645169449255462094579643694";

/// The directory record of instances of `sop_class`.
pub fn record_of(sop_class: &str) -> Placement {
    let row = CLASSES.binary_search_by(|row| row.uid.cmp(sop_class));
    let record = row.ok().and_then(|index| CLASSES[index].record);
    record.map_or(Placement::Private, Placement::Record)
}

const NONE: Option<RecordType> = None;

const fn record(record: RecordType) -> Option<RecordType> {
    Some(record)
}

const fn row(
    uid: &'static str,
    keyword: &'static str,
    is_retired: bool,
    record: Option<RecordType>,
) -> ClassRow {
    ClassRow {
        uid,
        keyword,
        is_retired,
        record,
    }
}

/// The storage classes, by UID as text. CT and XA Performed Procedure Protocol have no record in
/// Annex F (DCMTK files them as IMAGE, which they are not).
#[rustfmt::skip]
pub static CLASSES: &[ClassRow] = &[
    row("1.2.840.10008.5.1.1.27", "StoredPrintStorage", true, NONE),
    row("1.2.840.10008.5.1.1.29", "HardcopyGrayscaleImageStorage", true, record(Image)),
    row("1.2.840.10008.5.1.1.30", "HardcopyColorImageStorage", true, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.1", "ComputedRadiographyImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.1.1", "DigitalXRayImageStorageForPresentation", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.1.1.1", "DigitalXRayImageStorageForProcessing", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.1.2", "DigitalMammographyXRayImageStorageForPresentation", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.1.2.1", "DigitalMammographyXRayImageStorageForProcessing", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.1.3", "DigitalIntraOralXRayImageStorageForPresentation", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.1.3.1", "DigitalIntraOralXRayImageStorageForProcessing", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.10", "StandaloneModalityLUTStorage", true, NONE),
    row("1.2.840.10008.5.1.4.1.1.104.1", "EncapsulatedPDFStorage", false, record(EncapDoc)),
    row("1.2.840.10008.5.1.4.1.1.104.2", "EncapsulatedCDAStorage", false, record(EncapDoc)),
    row("1.2.840.10008.5.1.4.1.1.104.3", "EncapsulatedSTLStorage", false, record(EncapDoc)),
    row("1.2.840.10008.5.1.4.1.1.104.4", "EncapsulatedOBJStorage", false, record(EncapDoc)),
    row("1.2.840.10008.5.1.4.1.1.104.5", "EncapsulatedMTLStorage", false, record(EncapDoc)),
    row("1.2.840.10008.5.1.4.1.1.11", "StandaloneVOILUTStorage", true, NONE),
    row("1.2.840.10008.5.1.4.1.1.11.1", "GrayscaleSoftcopyPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.10", "SegmentedVolumeRenderingVolumetricPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.11", "MultipleVolumeRenderingVolumetricPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.12", "VariableModalityLUTSoftcopyPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.2", "ColorSoftcopyPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.3", "PseudoColorSoftcopyPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.4", "BlendingSoftcopyPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.5", "XAXRFGrayscaleSoftcopyPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.6", "GrayscalePlanarMPRVolumetricPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.7", "CompositingPlanarMPRVolumetricPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.8", "AdvancedBlendingPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.11.9", "VolumeRenderingVolumetricPresentationStateStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.12.1", "XRayAngiographicImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.12.1.1", "EnhancedXAImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.12.2", "XRayRadiofluoroscopicImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.12.2.1", "EnhancedXRFImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.12.3", "XRayAngiographicBiPlaneImageStorage", true, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.128", "PositronEmissionTomographyImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.128.1", "LegacyConvertedEnhancedPETImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.129", "StandalonePETCurveStorage", true, NONE),
    row("1.2.840.10008.5.1.4.1.1.13.1.1", "XRay3DAngiographicImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.13.1.2", "XRay3DCraniofacialImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.13.1.3", "BreastTomosynthesisImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.13.1.4", "BreastProjectionXRayImageStorageForPresentation", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.13.1.5", "BreastProjectionXRayImageStorageForProcessing", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.130", "EnhancedPETImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.131", "BasicStructuredDisplayStorage", false, record(Presentation)),
    row("1.2.840.10008.5.1.4.1.1.14.1", "IntravascularOpticalCoherenceTomographyImageStorageForPresentation", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.14.2", "IntravascularOpticalCoherenceTomographyImageStorageForProcessing", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.2", "CTImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.2.1", "EnhancedCTImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.2.2", "LegacyConvertedEnhancedCTImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.20", "NuclearMedicineImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.200.1", "CTDefinedProcedureProtocolStorage", false, NONE),
    row("1.2.840.10008.5.1.4.1.1.200.2", "CTPerformedProcedureProtocolStorage", false, NONE),
    row("1.2.840.10008.5.1.4.1.1.200.3", "ProtocolApprovalStorage", false, NONE),
    row("1.2.840.10008.5.1.4.1.1.200.7", "XADefinedProcedureProtocolStorage", false, NONE),
    row("1.2.840.10008.5.1.4.1.1.200.8", "XAPerformedProcedureProtocolStorage", false, NONE),
    row("1.2.840.10008.5.1.4.1.1.201.1", "InventoryStorage", false, record(Inventory)),
    row("1.2.840.10008.5.1.4.1.1.3", "UltrasoundMultiFrameImageStorageRetired", true, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.3.1", "UltrasoundMultiFrameImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.30", "ParametricMapStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.4", "MRImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.4.1", "EnhancedMRImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.4.2", "MRSpectroscopyStorage", false, record(Spectroscopy)),
    row("1.2.840.10008.5.1.4.1.1.4.3", "EnhancedMRColorImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.4.4", "LegacyConvertedEnhancedMRImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.481.1", "RTImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.481.10", "RTPhysicianIntentStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.11", "RTSegmentAnnotationStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.12", "RTRadiationSetStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.13", "CArmPhotonElectronRadiationStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.14", "TomotherapeuticRadiationStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.15", "RoboticArmRadiationStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.16", "RTRadiationRecordSetStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.17", "RTRadiationSalvageRecordStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.18", "TomotherapeuticRadiationRecordStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.19", "CArmPhotonElectronRadiationRecordStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.2", "RTDoseStorage", false, record(RtDose)),
    row("1.2.840.10008.5.1.4.1.1.481.20", "RoboticRadiationRecordStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.21", "RTRadiationSetDeliveryInstructionStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.22", "RTTreatmentPreparationStorage", false, record(Radiotherapy)),
    row("1.2.840.10008.5.1.4.1.1.481.23", "EnhancedRTImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.481.24", "EnhancedContinuousRTImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.481.25", "RTPatientPositionAcquisitionInstructionStorage", false, record(Plan)),
    row("1.2.840.10008.5.1.4.1.1.481.3", "RTStructureSetStorage", false, record(RtStructureSet)),
    row("1.2.840.10008.5.1.4.1.1.481.4", "RTBeamsTreatmentRecordStorage", false, record(RtTreatRecord)),
    row("1.2.840.10008.5.1.4.1.1.481.5", "RTPlanStorage", false, record(RtPlan)),
    row("1.2.840.10008.5.1.4.1.1.481.6", "RTBrachyTreatmentRecordStorage", false, record(RtTreatRecord)),
    row("1.2.840.10008.5.1.4.1.1.481.7", "RTTreatmentSummaryRecordStorage", false, record(RtTreatRecord)),
    row("1.2.840.10008.5.1.4.1.1.481.8", "RTIonPlanStorage", false, record(RtPlan)),
    row("1.2.840.10008.5.1.4.1.1.481.9", "RTIonBeamsTreatmentRecordStorage", false, record(RtTreatRecord)),
    row("1.2.840.10008.5.1.4.1.1.5", "NuclearMedicineImageStorageRetired", true, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.501.1", "DICOSCTImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.501.2.1", "DICOSDigitalXRayImageStorageForPresentation", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.501.2.2", "DICOSDigitalXRayImageStorageForProcessing", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.501.3", "DICOSThreatDetectionReportStorage", false, NONE),
    row("1.2.840.10008.5.1.4.1.1.501.4", "DICOS2DAITStorage", false, NONE),
    row("1.2.840.10008.5.1.4.1.1.501.5", "DICOS3DAITStorage", false, NONE),
    row("1.2.840.10008.5.1.4.1.1.501.6", "DICOSQuadrupoleResonanceStorage", false, NONE),
    row("1.2.840.10008.5.1.4.1.1.6", "UltrasoundImageStorageRetired", true, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.6.1", "UltrasoundImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.6.2", "EnhancedUSVolumeStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.6.3", "PhotoacousticImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.601.1", "EddyCurrentImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.601.2", "EddyCurrentMultiFrameImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.66", "RawDataStorage", false, record(RawData)),
    row("1.2.840.10008.5.1.4.1.1.66.1", "SpatialRegistrationStorage", false, record(Registration)),
    row("1.2.840.10008.5.1.4.1.1.66.2", "SpatialFiducialsStorage", false, record(Fiducial)),
    row("1.2.840.10008.5.1.4.1.1.66.3", "DeformableSpatialRegistrationStorage", false, record(Registration)),
    row("1.2.840.10008.5.1.4.1.1.66.4", "SegmentationStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.66.5", "SurfaceSegmentationStorage", false, record(Surface)),
    row("1.2.840.10008.5.1.4.1.1.66.6", "TractographyResultsStorage", false, record(Tract)),
    row("1.2.840.10008.5.1.4.1.1.66.7", "LabelMapSegmentationStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.66.8", "HeightMapSegmentationStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.67", "RealWorldValueMappingStorage", false, record(ValueMap)),
    row("1.2.840.10008.5.1.4.1.1.68.1", "SurfaceScanMeshStorage", false, record(SurfaceScan)),
    row("1.2.840.10008.5.1.4.1.1.68.2", "SurfaceScanPointCloudStorage", false, record(SurfaceScan)),
    row("1.2.840.10008.5.1.4.1.1.7", "SecondaryCaptureImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.7.1", "MultiFrameSingleBitSecondaryCaptureImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.7.2", "MultiFrameGrayscaleByteSecondaryCaptureImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.7.3", "MultiFrameGrayscaleWordSecondaryCaptureImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.7.4", "MultiFrameTrueColorSecondaryCaptureImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1", "VLImageStorageTrial", true, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.1", "VLEndoscopicImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.1.1", "VideoEndoscopicImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.2", "VLMicroscopicImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.2.1", "VideoMicroscopicImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.3", "VLSlideCoordinatesMicroscopicImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.4", "VLPhotographicImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.4.1", "VideoPhotographicImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.5.1", "OphthalmicPhotography8BitImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.5.2", "OphthalmicPhotography16BitImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.5.3", "StereometricRelationshipStorage", false, record(Stereometric)),
    row("1.2.840.10008.5.1.4.1.1.77.1.5.4", "OphthalmicTomographyImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.5.5", "WideFieldOphthalmicPhotographyStereographicProjectionImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.5.6", "WideFieldOphthalmicPhotography3DCoordinatesImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.5.7", "OphthalmicOpticalCoherenceTomographyEnFaceImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.5.8", "OphthalmicOpticalCoherenceTomographyBscanVolumeAnalysisStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.6", "VLWholeSlideMicroscopyImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.7", "DermoscopicPhotographyImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.8", "ConfocalMicroscopyImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.1.9", "ConfocalMicroscopyTiledPyramidalImageStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.77.2", "VLMultiFrameImageStorageTrial", true, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.78.1", "LensometryMeasurementsStorage", false, record(Measurement)),
    row("1.2.840.10008.5.1.4.1.1.78.2", "AutorefractionMeasurementsStorage", false, record(Measurement)),
    row("1.2.840.10008.5.1.4.1.1.78.3", "KeratometryMeasurementsStorage", false, record(Measurement)),
    row("1.2.840.10008.5.1.4.1.1.78.4", "SubjectiveRefractionMeasurementsStorage", false, record(Measurement)),
    row("1.2.840.10008.5.1.4.1.1.78.5", "VisualAcuityMeasurementsStorage", false, record(Measurement)),
    row("1.2.840.10008.5.1.4.1.1.78.6", "SpectaclePrescriptionReportStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.78.7", "OphthalmicAxialMeasurementsStorage", false, record(Measurement)),
    row("1.2.840.10008.5.1.4.1.1.78.8", "IntraocularLensCalculationsStorage", false, record(Measurement)),
    row("1.2.840.10008.5.1.4.1.1.79.1", "MacularGridThicknessAndVolumeReportStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.8", "StandaloneOverlayStorage", true, NONE),
    row("1.2.840.10008.5.1.4.1.1.80.1", "OphthalmicVisualFieldStaticPerimetryMeasurementsStorage", false, record(Measurement)),
    row("1.2.840.10008.5.1.4.1.1.81.1", "OphthalmicThicknessMapStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.82.1", "CornealTopographyMapStorage", false, record(Image)),
    row("1.2.840.10008.5.1.4.1.1.88.1", "TextSRStorageTrial", true, NONE),
    row("1.2.840.10008.5.1.4.1.1.88.11", "BasicTextSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.2", "AudioSRStorageTrial", true, NONE),
    row("1.2.840.10008.5.1.4.1.1.88.22", "EnhancedSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.3", "DetailSRStorageTrial", true, NONE),
    row("1.2.840.10008.5.1.4.1.1.88.33", "ComprehensiveSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.34", "Comprehensive3DSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.35", "ExtensibleSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.4", "ComprehensiveSRStorageTrial", true, NONE),
    row("1.2.840.10008.5.1.4.1.1.88.40", "ProcedureLogStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.50", "MammographyCADSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.59", "KeyObjectSelectionDocumentStorage", false, record(KeyObjectDoc)),
    row("1.2.840.10008.5.1.4.1.1.88.65", "ChestCADSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.67", "XRayRadiationDoseSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.68", "RadiopharmaceuticalRadiationDoseSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.69", "ColonCADSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.70", "ImplantationPlanSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.71", "AcquisitionContextSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.72", "SimplifiedAdultEchoSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.73", "PatientRadiationDoseSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.74", "PlannedImagingAgentAdministrationSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.75", "PerformedImagingAgentAdministrationSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.76", "EnhancedXRayRadiationDoseSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.88.77", "WaveformAnnotationSRStorage", false, record(SrDocument)),
    row("1.2.840.10008.5.1.4.1.1.9", "StandaloneCurveStorage", true, NONE),
    row("1.2.840.10008.5.1.4.1.1.9.1", "WaveformStorageTrial", true, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.1.1", "TwelveLeadECGWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.1.2", "GeneralECGWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.1.3", "AmbulatoryECGWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.1.4", "General32bitECGWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.100.1", "WaveformPresentationStateStorage", false, record(WfPresentation)),
    row("1.2.840.10008.5.1.4.1.1.9.100.2", "WaveformAcquisitionPresentationStateStorage", false, record(WfPresentation)),
    row("1.2.840.10008.5.1.4.1.1.9.2.1", "HemodynamicWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.3.1", "CardiacElectrophysiologyWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.4.1", "BasicVoiceAudioWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.4.2", "GeneralAudioWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.5.1", "ArterialPulseWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.6.1", "RespiratoryWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.6.2", "MultichannelRespiratoryWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.7.1", "RoutineScalpElectroencephalogramWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.7.2", "ElectromyogramWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.7.3", "ElectrooculogramWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.7.4", "SleepElectroencephalogramWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.9.8.1", "BodyPositionWaveformStorage", false, record(Waveform)),
    row("1.2.840.10008.5.1.4.1.1.90.1", "ContentAssessmentResultsStorage", false, record(Assessment)),
    row("1.2.840.10008.5.1.4.1.1.91.1", "MicroscopyBulkSimpleAnnotationsStorage", false, record(Annotation)),
    row("1.2.840.10008.5.1.4.34.1", "RTBeamsDeliveryInstructionStorageTrial", true, record(Plan)),
    row("1.2.840.10008.5.1.4.34.10", "RTBrachyApplicationSetupDeliveryInstructionStorage", false, record(Plan)),
    row("1.2.840.10008.5.1.4.34.7", "RTBeamsDeliveryInstructionStorage", false, record(Plan)),
    row("1.2.840.10008.5.1.4.38.1", "HangingProtocolStorage", false, record(HangingProtocol)),
    row("1.2.840.10008.5.1.4.39.1", "ColorPaletteStorage", false, record(Palette)),
    row("1.2.840.10008.5.1.4.43.1", "GenericImplantTemplateStorage", false, record(Implant)),
    row("1.2.840.10008.5.1.4.44.1", "ImplantAssemblyTemplateStorage", false, record(ImplantAssy)),
    row("1.2.840.10008.5.1.4.45.1", "ImplantTemplateGroupStorage", false, record(ImplantGroup)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched() {
        assert!(CLASSES.windows(2).all(|pair| pair[0].uid < pair[1].uid));
        assert_eq!(CLASSES.len(), 208);
    }

    #[test]
    fn classes_have_their_records() {
        let placement = |uid| record_of(uid);
        assert_eq!(
            placement("1.2.840.10008.5.1.4.1.1.2"),
            Placement::Record(Image)
        );
        assert_eq!(
            placement("1.2.840.10008.5.1.4.1.1.88.59"),
            Placement::Record(KeyObjectDoc)
        );
        assert_eq!(placement("1.2.840.10008.5.1.4.1.1.9"), Placement::Private);
        assert_eq!(placement("1.3.12.2.1107.5.9.1"), Placement::Private);
    }
}
