//! The Storage service's SOP classes (PS3.4 B.5, PS3.6 Annex A) and transfer syntaxes (PS3.5
//! Annex A, PS3.6 Annex A): the one table for negotiation, proposals and the conformance
//! statement.

use super::{EXPLICIT_VR_BIG_ENDIAN, EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN};

/// A SOP class of the Storage and Non-Patient Object Storage services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageClass {
    /// SOP Class UID.
    pub uid: &'static str,
    /// Its name in PS3.6.
    pub name: &'static str,
    /// Whether the standard has retired it; devices in the field still send it.
    pub retired: bool,
}

/// A transfer syntax that instances are stored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageSyntax {
    /// Transfer Syntax UID.
    pub uid: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Whether the standard has retired it.
    pub retired: bool,
}

const fn class(uid: &'static str, name: &'static str) -> StorageClass {
    StorageClass {
        uid,
        name,
        retired: false,
    }
}

const fn retired(uid: &'static str, name: &'static str) -> StorageClass {
    StorageClass {
        uid,
        name,
        retired: true,
    }
}

const fn syntax(uid: &'static str, name: &'static str) -> StorageSyntax {
    StorageSyntax {
        uid,
        name,
        retired: false,
    }
}

const fn old_syntax(uid: &'static str, name: &'static str) -> StorageSyntax {
    StorageSyntax {
        uid,
        name,
        retired: true,
    }
}

/// The storage class of a UID.
pub fn storage_class(uid: &str) -> Option<&'static StorageClass> {
    STORAGE_CLASSES.iter().find(|class| class.uid == uid)
}

/// Whether instances of the class belong to no patient and so to no study (PS3.4 GG.3): they
/// have neither Study nor Series Instance UID.
pub fn is_non_patient(uid: &str) -> bool {
    NON_PATIENT.contains(&uid)
}

/// Defined procedure protocols and their approval, inventories, hanging protocols, palettes,
/// implant templates.
const NON_PATIENT: &[&str] = &[
    "1.2.840.10008.5.1.4.1.1.200.1",
    "1.2.840.10008.5.1.4.1.1.200.3",
    "1.2.840.10008.5.1.4.1.1.200.7",
    "1.2.840.10008.5.1.4.1.1.201.1",
    "1.2.840.10008.5.1.4.38.1",
    "1.2.840.10008.5.1.4.39.1",
    "1.2.840.10008.5.1.4.43.1",
    "1.2.840.10008.5.1.4.44.1",
    "1.2.840.10008.5.1.4.45.1",
];

/// The transfer syntaxes that differ in encoding only, the most telling one first.
pub const NATIVE: &[&str] = &[
    EXPLICIT_VR_LITTLE_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
    EXPLICIT_VR_BIG_ENDIAN,
];

/// The UIDs of [`STORAGE_SYNTAXES`], in its order.
pub const STORAGE_SYNTAX_UIDS: [&str; STORAGE_SYNTAXES.len()] = {
    let mut uids = [""; STORAGE_SYNTAXES.len()];
    let mut index = 0;
    while index < uids.len() {
        uids[index] = STORAGE_SYNTAXES[index].uid;
        index += 1;
    }
    uids
};

/// Every SOP class whose instances may be stored, retired ones included.
#[rustfmt::skip]
pub const STORAGE_CLASSES: &[StorageClass] = &[
    retired("1.2.840.10008.5.1.1.27", "Stored Print Storage SOP Class"),
    retired("1.2.840.10008.5.1.1.29", "Hardcopy Grayscale Image Storage SOP Class"),
    retired("1.2.840.10008.5.1.1.30", "Hardcopy Color Image Storage SOP Class"),
    class("1.2.840.10008.5.1.4.1.1.1", "Computed Radiography Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.1.1", "Digital X-Ray Image Storage - For Presentation"),
    class("1.2.840.10008.5.1.4.1.1.1.1.1", "Digital X-Ray Image Storage - For Processing"),
    class("1.2.840.10008.5.1.4.1.1.1.2", "Digital Mammography X-Ray Image Storage - For Presentation"),
    class("1.2.840.10008.5.1.4.1.1.1.2.1", "Digital Mammography X-Ray Image Storage - For Processing"),
    class("1.2.840.10008.5.1.4.1.1.1.3", "Digital Intra-Oral X-Ray Image Storage - For Presentation"),
    class("1.2.840.10008.5.1.4.1.1.1.3.1", "Digital Intra-Oral X-Ray Image Storage - For Processing"),
    class("1.2.840.10008.5.1.4.1.1.2", "CT Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.2.1", "Enhanced CT Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.2.2", "Legacy Converted Enhanced CT Image Storage"),
    retired("1.2.840.10008.5.1.4.1.1.3", "Ultrasound Multi-frame Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.3.1", "Ultrasound Multi-frame Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.4", "MR Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.4.1", "Enhanced MR Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.4.2", "MR Spectroscopy Storage"),
    class("1.2.840.10008.5.1.4.1.1.4.3", "Enhanced MR Color Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.4.4", "Legacy Converted Enhanced MR Image Storage"),
    retired("1.2.840.10008.5.1.4.1.1.5", "Nuclear Medicine Image Storage"),
    retired("1.2.840.10008.5.1.4.1.1.6", "Ultrasound Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.6.1", "Ultrasound Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.6.2", "Enhanced US Volume Storage"),
    class("1.2.840.10008.5.1.4.1.1.6.3", "Photoacoustic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.7", "Secondary Capture Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.7.1", "Multi-frame Single Bit Secondary Capture Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.7.2", "Multi-frame Grayscale Byte Secondary Capture Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.7.3", "Multi-frame Grayscale Word Secondary Capture Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.7.4", "Multi-frame True Color Secondary Capture Image Storage"),
    retired("1.2.840.10008.5.1.4.1.1.8", "Standalone Overlay Storage"),
    retired("1.2.840.10008.5.1.4.1.1.9", "Standalone Curve Storage"),
    retired("1.2.840.10008.5.1.4.1.1.9.1", "Waveform Storage - Trial"),
    class("1.2.840.10008.5.1.4.1.1.9.1.1", "12-lead ECG Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.1.2", "General ECG Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.1.3", "Ambulatory ECG Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.1.4", "General 32-bit ECG Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.2.1", "Hemodynamic Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.3.1", "Cardiac Electrophysiology Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.4.1", "Basic Voice Audio Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.4.2", "General Audio Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.5.1", "Arterial Pulse Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.6.1", "Respiratory Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.6.2", "Multi-channel Respiratory Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.7.1", "Routine Scalp Electroencephalogram Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.7.2", "Electromyogram Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.7.3", "Electrooculogram Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.7.4", "Sleep Electroencephalogram Waveform Storage"),
    class("1.2.840.10008.5.1.4.1.1.9.8.1", "Body Position Waveform Storage"),
    retired("1.2.840.10008.5.1.4.1.1.10", "Standalone Modality LUT Storage"),
    retired("1.2.840.10008.5.1.4.1.1.11", "Standalone VOI LUT Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.1", "Grayscale Softcopy Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.2", "Color Softcopy Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.3", "Pseudo-Color Softcopy Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.4", "Blending Softcopy Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.5", "XA/XRF Grayscale Softcopy Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.6", "Grayscale Planar MPR Volumetric Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.7", "Compositing Planar MPR Volumetric Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.8", "Advanced Blending Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.9", "Volume Rendering Volumetric Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.10", "Segmented Volume Rendering Volumetric Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.11", "Multiple Volume Rendering Volumetric Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.11.12", "Variable Modality LUT Softcopy Presentation State Storage"),
    class("1.2.840.10008.5.1.4.1.1.12.1", "X-Ray Angiographic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.12.1.1", "Enhanced XA Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.12.2", "X-Ray Radiofluoroscopic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.12.2.1", "Enhanced XRF Image Storage"),
    retired("1.2.840.10008.5.1.4.1.1.12.3", "X-Ray Angiographic Bi-Plane Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.13.1.1", "X-Ray 3D Angiographic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.13.1.2", "X-Ray 3D Craniofacial Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.13.1.3", "Breast Tomosynthesis Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.13.1.4", "Breast Projection X-Ray Image Storage - For Presentation"),
    class("1.2.840.10008.5.1.4.1.1.13.1.5", "Breast Projection X-Ray Image Storage - For Processing"),
    class("1.2.840.10008.5.1.4.1.1.14.1", "Intravascular Optical Coherence Tomography Image Storage - For Presentation"),
    class("1.2.840.10008.5.1.4.1.1.14.2", "Intravascular Optical Coherence Tomography Image Storage - For Processing"),
    class("1.2.840.10008.5.1.4.1.1.20", "Nuclear Medicine Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.30", "Parametric Map Storage"),
    class("1.2.840.10008.5.1.4.1.1.66", "Raw Data Storage"),
    class("1.2.840.10008.5.1.4.1.1.66.1", "Spatial Registration Storage"),
    class("1.2.840.10008.5.1.4.1.1.66.2", "Spatial Fiducials Storage"),
    class("1.2.840.10008.5.1.4.1.1.66.3", "Deformable Spatial Registration Storage"),
    class("1.2.840.10008.5.1.4.1.1.66.4", "Segmentation Storage"),
    class("1.2.840.10008.5.1.4.1.1.66.5", "Surface Segmentation Storage"),
    class("1.2.840.10008.5.1.4.1.1.66.6", "Tractography Results Storage"),
    class("1.2.840.10008.5.1.4.1.1.67", "Real World Value Mapping Storage"),
    class("1.2.840.10008.5.1.4.1.1.68.1", "Surface Scan Mesh Storage"),
    class("1.2.840.10008.5.1.4.1.1.68.2", "Surface Scan Point Cloud Storage"),
    retired("1.2.840.10008.5.1.4.1.1.77.1", "VL Image Storage - Trial"),
    class("1.2.840.10008.5.1.4.1.1.77.1.1", "VL Endoscopic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.1.1", "Video Endoscopic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.2", "VL Microscopic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.2.1", "Video Microscopic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.3", "VL Slide-Coordinates Microscopic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.4", "VL Photographic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.4.1", "Video Photographic Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.5.1", "Ophthalmic Photography 8 Bit Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.5.2", "Ophthalmic Photography 16 Bit Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.5.3", "Stereometric Relationship Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.5.4", "Ophthalmic Tomography Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.5.5", "Wide Field Ophthalmic Photography Stereographic Projection Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.5.6", "Wide Field Ophthalmic Photography 3D Coordinates Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.5.7", "Ophthalmic Optical Coherence Tomography En Face Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.5.8", "Ophthalmic Optical Coherence Tomography B-scan Volume Analysis Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.6", "VL Whole Slide Microscopy Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.7", "Dermoscopic Photography Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.8", "Confocal Microscopy Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.77.1.9", "Confocal Microscopy Tiled Pyramidal Image Storage"),
    retired("1.2.840.10008.5.1.4.1.1.77.2", "VL Multi-frame Image Storage - Trial"),
    class("1.2.840.10008.5.1.4.1.1.78.1", "Lensometry Measurements Storage"),
    class("1.2.840.10008.5.1.4.1.1.78.2", "Autorefraction Measurements Storage"),
    class("1.2.840.10008.5.1.4.1.1.78.3", "Keratometry Measurements Storage"),
    class("1.2.840.10008.5.1.4.1.1.78.4", "Subjective Refraction Measurements Storage"),
    class("1.2.840.10008.5.1.4.1.1.78.5", "Visual Acuity Measurements Storage"),
    class("1.2.840.10008.5.1.4.1.1.78.6", "Spectacle Prescription Report Storage"),
    class("1.2.840.10008.5.1.4.1.1.78.7", "Ophthalmic Axial Measurements Storage"),
    class("1.2.840.10008.5.1.4.1.1.78.8", "Intraocular Lens Calculations Storage"),
    class("1.2.840.10008.5.1.4.1.1.79.1", "Macular Grid Thickness and Volume Report Storage"),
    class("1.2.840.10008.5.1.4.1.1.80.1", "Ophthalmic Visual Field Static Perimetry Measurements Storage"),
    class("1.2.840.10008.5.1.4.1.1.81.1", "Ophthalmic Thickness Map Storage"),
    class("1.2.840.10008.5.1.4.1.1.82.1", "Corneal Topography Map Storage"),
    retired("1.2.840.10008.5.1.4.1.1.88.1", "Text SR Storage - Trial"),
    retired("1.2.840.10008.5.1.4.1.1.88.2", "Audio SR Storage - Trial"),
    retired("1.2.840.10008.5.1.4.1.1.88.3", "Detail SR Storage - Trial"),
    retired("1.2.840.10008.5.1.4.1.1.88.4", "Comprehensive SR Storage - Trial"),
    class("1.2.840.10008.5.1.4.1.1.88.11", "Basic Text SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.22", "Enhanced SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.33", "Comprehensive SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.34", "Comprehensive 3D SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.35", "Extensible SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.40", "Procedure Log Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.50", "Mammography CAD SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.59", "Key Object Selection Document Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.65", "Chest CAD SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.67", "X-Ray Radiation Dose SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.68", "Radiopharmaceutical Radiation Dose SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.69", "Colon CAD SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.70", "Implantation Plan SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.71", "Acquisition Context SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.72", "Simplified Adult Echo SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.73", "Patient Radiation Dose SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.74", "Planned Imaging Agent Administration SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.75", "Performed Imaging Agent Administration SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.76", "Enhanced X-Ray Radiation Dose SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.88.77", "Waveform Annotation SR Storage"),
    class("1.2.840.10008.5.1.4.1.1.90.1", "Content Assessment Results Storage"),
    class("1.2.840.10008.5.1.4.1.1.91.1", "Microscopy Bulk Simple Annotations Storage"),
    class("1.2.840.10008.5.1.4.1.1.104.1", "Encapsulated PDF Storage"),
    class("1.2.840.10008.5.1.4.1.1.104.2", "Encapsulated CDA Storage"),
    class("1.2.840.10008.5.1.4.1.1.104.3", "Encapsulated STL Storage"),
    class("1.2.840.10008.5.1.4.1.1.104.4", "Encapsulated OBJ Storage"),
    class("1.2.840.10008.5.1.4.1.1.104.5", "Encapsulated MTL Storage"),
    class("1.2.840.10008.5.1.4.1.1.128", "Positron Emission Tomography Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.128.1", "Legacy Converted Enhanced PET Image Storage"),
    retired("1.2.840.10008.5.1.4.1.1.129", "Standalone PET Curve Storage"),
    class("1.2.840.10008.5.1.4.1.1.130", "Enhanced PET Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.131", "Basic Structured Display Storage"),
    class("1.2.840.10008.5.1.4.1.1.200.1", "CT Defined Procedure Protocol Storage"),
    class("1.2.840.10008.5.1.4.1.1.200.2", "CT Performed Procedure Protocol Storage"),
    class("1.2.840.10008.5.1.4.1.1.200.3", "Protocol Approval Storage"),
    class("1.2.840.10008.5.1.4.1.1.200.7", "XA Defined Procedure Protocol Storage"),
    class("1.2.840.10008.5.1.4.1.1.200.8", "XA Performed Procedure Protocol Storage"),
    class("1.2.840.10008.5.1.4.1.1.201.1", "Inventory Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.1", "RT Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.2", "RT Dose Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.3", "RT Structure Set Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.4", "RT Beams Treatment Record Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.5", "RT Plan Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.6", "RT Brachy Treatment Record Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.7", "RT Treatment Summary Record Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.8", "RT Ion Plan Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.9", "RT Ion Beams Treatment Record Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.10", "RT Physician Intent Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.11", "RT Segment Annotation Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.12", "RT Radiation Set Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.13", "C-Arm Photon-Electron Radiation Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.14", "Tomotherapeutic Radiation Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.15", "Robotic-Arm Radiation Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.16", "RT Radiation Record Set Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.17", "RT Radiation Salvage Record Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.18", "Tomotherapeutic Radiation Record Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.19", "C-Arm Photon-Electron Radiation Record Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.20", "Robotic Radiation Record Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.21", "RT Radiation Set Delivery Instruction Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.22", "RT Treatment Preparation Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.23", "Enhanced RT Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.24", "Enhanced Continuous RT Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.481.25", "RT Patient Position Acquisition Instruction Storage"),
    class("1.2.840.10008.5.1.4.1.1.501.1", "DICOS CT Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.501.2.1", "DICOS Digital X-Ray Image Storage - For Presentation"),
    class("1.2.840.10008.5.1.4.1.1.501.2.2", "DICOS Digital X-Ray Image Storage - For Processing"),
    class("1.2.840.10008.5.1.4.1.1.501.3", "DICOS Threat Detection Report Storage"),
    class("1.2.840.10008.5.1.4.1.1.501.4", "DICOS 2D AIT Storage"),
    class("1.2.840.10008.5.1.4.1.1.501.5", "DICOS 3D AIT Storage"),
    class("1.2.840.10008.5.1.4.1.1.501.6", "DICOS Quadrupole Resonance (QR) Storage"),
    class("1.2.840.10008.5.1.4.1.1.601.1", "Eddy Current Image Storage"),
    class("1.2.840.10008.5.1.4.1.1.601.2", "Eddy Current Multi-frame Image Storage"),
    retired("1.2.840.10008.5.1.4.34.1", "RT Beams Delivery Instruction Storage - Trial"),
    class("1.2.840.10008.5.1.4.34.7", "RT Beams Delivery Instruction Storage"),
    class("1.2.840.10008.5.1.4.34.10", "RT Brachy Application Setup Delivery Instruction Storage"),
    class("1.2.840.10008.5.1.4.38.1", "Hanging Protocol Storage"),
    class("1.2.840.10008.5.1.4.39.1", "Color Palette Storage"),
    class("1.2.840.10008.5.1.4.43.1", "Generic Implant Template Storage"),
    class("1.2.840.10008.5.1.4.44.1", "Implant Assembly Template Storage"),
    class("1.2.840.10008.5.1.4.45.1", "Implant Template Group Storage"),
];

/// Every transfer syntax that instances are stored in, retired ones and GE's private one
/// included. Left out: MIME and XML (no data sets), real-time video (PS3.22), Papyrus.
#[rustfmt::skip]
pub const STORAGE_SYNTAXES: &[StorageSyntax] = &[
    syntax("1.2.840.10008.1.2.1", "Explicit VR Little Endian"),
    syntax("1.2.840.10008.1.2", "Implicit VR Little Endian"),
    old_syntax("1.2.840.10008.1.2.2", "Explicit VR Big Endian"),
    syntax("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR Little Endian"),
    syntax("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian"),
    syntax("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)"),
    syntax("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)"),
    old_syntax("1.2.840.10008.1.2.4.52", "JPEG Extended (Process 3 and 5)"),
    old_syntax("1.2.840.10008.1.2.4.53", "JPEG Spectral Selection, Non-Hierarchical (Process 6 and 8)"),
    old_syntax("1.2.840.10008.1.2.4.54", "JPEG Spectral Selection, Non-Hierarchical (Process 7 and 9)"),
    old_syntax("1.2.840.10008.1.2.4.55", "JPEG Full Progression, Non-Hierarchical (Process 10 and 12)"),
    old_syntax("1.2.840.10008.1.2.4.56", "JPEG Full Progression, Non-Hierarchical (Process 11 and 13)"),
    syntax("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)"),
    old_syntax("1.2.840.10008.1.2.4.58", "JPEG Lossless, Non-Hierarchical (Process 15)"),
    old_syntax("1.2.840.10008.1.2.4.59", "JPEG Extended, Hierarchical (Process 16 and 18)"),
    old_syntax("1.2.840.10008.1.2.4.60", "JPEG Extended, Hierarchical (Process 17 and 19)"),
    old_syntax("1.2.840.10008.1.2.4.61", "JPEG Spectral Selection, Hierarchical (Process 20 and 22)"),
    old_syntax("1.2.840.10008.1.2.4.62", "JPEG Spectral Selection, Hierarchical (Process 21 and 23)"),
    old_syntax("1.2.840.10008.1.2.4.63", "JPEG Full Progression, Hierarchical (Process 24 and 26)"),
    old_syntax("1.2.840.10008.1.2.4.64", "JPEG Full Progression, Hierarchical (Process 25 and 27)"),
    old_syntax("1.2.840.10008.1.2.4.65", "JPEG Lossless, Hierarchical (Process 28)"),
    old_syntax("1.2.840.10008.1.2.4.66", "JPEG Lossless, Hierarchical (Process 29)"),
    syntax("1.2.840.10008.1.2.4.70", "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])"),
    syntax("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression"),
    syntax("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless) Image Compression"),
    syntax("1.2.840.10008.1.2.4.90", "JPEG 2000 Image Compression (Lossless Only)"),
    syntax("1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression"),
    syntax("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)"),
    syntax("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 Multi-component Image Compression"),
    syntax("1.2.840.10008.1.2.4.94", "JPIP Referenced"),
    syntax("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate"),
    syntax("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level"),
    syntax("1.2.840.10008.1.2.4.100.1", "Fragmentable MPEG2 Main Profile / Main Level"),
    syntax("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level"),
    syntax("1.2.840.10008.1.2.4.101.1", "Fragmentable MPEG2 Main Profile / High Level"),
    syntax("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1"),
    syntax("1.2.840.10008.1.2.4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1"),
    syntax("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
    syntax("1.2.840.10008.1.2.4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
    syntax("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
    syntax("1.2.840.10008.1.2.4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
    syntax("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
    syntax("1.2.840.10008.1.2.4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
    syntax("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
    syntax("1.2.840.10008.1.2.4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
    syntax("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile / Level 5.1"),
    syntax("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile / Level 5.1"),
    syntax("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
    syntax("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression"),
    syntax("1.2.840.10008.1.2.4.112", "JPEG XL"),
    syntax("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Image Compression (Lossless Only)"),
    syntax("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)"),
    syntax("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000 Image Compression"),
    syntax("1.2.840.10008.1.2.4.204", "JPIP HTJ2K Referenced"),
    syntax("1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate"),
    syntax("1.2.840.10008.1.2.5", "RLE Lossless"),
    syntax("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression"),
    old_syntax("1.2.840.113619.5.2", "Implicit VR with Big Endian pixels (GE private)"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uid::Uid;

    #[test]
    fn every_row_is_a_uid_and_there_once() {
        let classes = STORAGE_CLASSES.iter().map(|class| class.uid);
        let uids: Vec<_> = classes.chain(STORAGE_SYNTAX_UIDS).collect();
        let mut sorted = uids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), uids.len());
        assert!(uids.iter().all(|uid| Uid::parse(uid).is_ok()));
        assert_eq!(STORAGE_CLASSES.len(), 204);
        let ct = storage_class("1.2.840.10008.5.1.4.1.1.2").unwrap();
        assert_eq!((ct.name, ct.retired), ("CT Image Storage", false));
        assert_eq!(&STORAGE_SYNTAX_UIDS[..3], NATIVE);
        assert!(NON_PATIENT.iter().all(|uid| storage_class(uid).is_some()));
        assert!(!is_non_patient(ct.uid));
    }
}
