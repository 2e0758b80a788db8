//! PS3.15 Table E.3.10-1: private attributes thought to be safe. Read from the 2020 edition.

use filmdesk_dataset::{DataSet, Tag};

use super::Options;

/// A private attribute: its group, Private Creator and the low byte of its element.
#[derive(Debug)]
pub(super) struct SafePrivate {
    /// The group.
    pub(super) group: u16,
    /// Private Creator (gggg,00xx).
    pub(super) creator: &'static str,
    /// The low byte of the element number.
    pub(super) element: u8,
}

const fn safe(group: u16, creator: &'static str, element: u8) -> SafePrivate {
    SafePrivate {
        group,
        creator,
        element,
    }
}

/// The private elements of a data set that stay: those of the table and their creators.
pub(super) fn safe_tags(data: &DataSet, options: &Options) -> Vec<Tag> {
    if !options.retain_safe_private {
        return Vec::new();
    }
    let private = data.iter().map(|(tag, _)| tag);
    let private = private.filter(|tag| tag.group() % 2 == 1 && tag.element() > 0xff);
    let mut safe = Vec::new();
    for tag in private {
        let [block, low] = tag.element().to_be_bytes();
        let creator = Tag(tag.group(), u16::from(block));
        let name = data.ascii(creator).ok().flatten().unwrap_or_default();
        if is_safe(tag.group(), name, low) {
            safe.extend([creator, tag]);
        }
    }
    safe
}

/// Whether a private attribute is in the table.
fn is_safe(group: u16, creator: &str, element: u8) -> bool {
    SAFE_PRIVATE
        .iter()
        .any(|safe| safe.group == group && safe.element == element && safe.creator == creator)
}

/// The rows, in the table's order.
#[rustfmt::skip]
pub(super) static SAFE_PRIVATE: &[SafePrivate] = &[
    safe(0x7053, "Philips PET Private Group", 0x00), // SUV Factor - Multiplying stored pixel values by Rescale Slope then this factor results in SUVbw in g/l
    safe(0x7053, "Philips PET Private Group", 0x09), // Activity Concentration Factor - Multiplying stored pixel values by Rescale Slope then this factor results in MBq/ml.
    safe(0x00E1, "ELSCINT1", 0x21), // DLP
    safe(0x00E1, "ELSCINT1", 0x50), // Acquisition Duration
    safe(0x01E1, "ELSCINT1", 0x26), // Phantom Type
    safe(0x01F1, "ELSCINT1", 0x01), // Acquisition Type
    safe(0x01F1, "ELSCINT1", 0x07), // Table Velocity
    safe(0x01F1, "ELSCINT1", 0x26), // Pitch
    safe(0x01F1, "ELSCINT1", 0x27), // Rotation Time
    safe(0x0019, "GEMS_ACQU_01", 0x23), // Table Speed [mm/rotation]
    safe(0x0019, "GEMS_ACQU_01", 0x24), // Mid Scan Time [sec]
    safe(0x0019, "GEMS_ACQU_01", 0x27), // Rotation Speed (Gantry Period)
    safe(0x0019, "GEMS_ACQU_01", 0x9E), // Internal Pulse Sequence Name
    safe(0x0043, "GEMS_PARM_01", 0x27), // Scan Pitch Ratio in the form "n.nnn:1"
    safe(0x0045, "GEMS_HELIOS_01", 0x01), // Number of Macro Rows in Detector
    safe(0x0045, "GEMS_HELIOS_01", 0x02), // Macro width at ISO Center
    safe(0x0903, "GEIIS PACS", 0x10), // Reject Image Flag
    safe(0x0903, "GEIIS PACS", 0x11), // Significant Flag
    safe(0x0903, "GEIIS PACS", 0x12), // Confidential Flag
    safe(0x2001, "Philips Imaging DD 001", 0x03), // Diffusion B-Factor
    safe(0x2001, "Philips Imaging DD 001", 0x04), // Diffusion Direction
    safe(0x0019, "SIEMENS MR HEADER", 0x0C), // B Value
    safe(0x0019, "SIEMENS MR HEADER", 0x0D), // Diffusion Directionality
    safe(0x0019, "SIEMENS MR HEADER", 0x0E), // Diffusion Gradient Direction
    safe(0x0019, "SIEMENS MR HEADER", 0x27), // B Matrix
    safe(0x0043, "GEMS_PARM_01", 0x39), // 1\ :s up:`st`\ value is B Value
    safe(0x0043, "GEMS_PARM_01", 0x6F), // Scanner Table Entry + Gradient Coil Selected
    safe(0x0025, "GEMS_SERS_01", 0x07), // Images in Series
    safe(0x7E01, "HOLOGIC, Inc.", 0x01), // Codec Version
    safe(0x7E01, "HOLOGIC, Inc.", 0x02), // Codec Content Type
    safe(0x7E01, "HOLOGIC, Inc.", 0x10), // High Resolution Data Sequence
    safe(0x7E01, "HOLOGIC, Inc.", 0x11), // Low Resolution Data Sequence
    safe(0x7E01, "HOLOGIC, Inc.", 0x12), // Codec Content
    safe(0x0099, "NQHeader", 0x01), // Version
    safe(0x0099, "NQHeader", 0x02), // Analyzed Series UID
    safe(0x0099, "NQHeader", 0x04), // Return Code
    safe(0x0099, "NQHeader", 0x05), // Return Message
    safe(0x0099, "NQHeader", 0x10), // MI
    safe(0x0099, "NQHeader", 0x20), // Units
    safe(0x0099, "NQHeader", 0x21), // ICV
    safe(0x0199, "NQLeft", 0x01), // Left Cortical White Matter
    safe(0x0199, "NQLeft", 0x02), // Left Cortical Gray Matter
    safe(0x0199, "NQLeft", 0x03), // Left 3rd Ventricle
    safe(0x0199, "NQLeft", 0x04), // Left 4th Ventricle
    safe(0x0199, "NQLeft", 0x05), // Left 5th Ventricle
    safe(0x0199, "NQLeft", 0x06), // Left Lateral Ventricle
    safe(0x0199, "NQLeft", 0x07), // Left Inferior Lateral Ventricle
    safe(0x0199, "NQLeft", 0x08), // Left Inferior CSF
    safe(0x0199, "NQLeft", 0x09), // Left Cerebellar White Matter
    safe(0x0199, "NQLeft", 0x0A), // Left Cerebellar Gray Matter
    safe(0x0199, "NQLeft", 0x0B), // Left Hippocampus
    safe(0x0199, "NQLeft", 0x0C), // Left Amygdala
    safe(0x0199, "NQLeft", 0x0D), // Left Thalamus
    safe(0x0199, "NQLeft", 0x0E), // Left Caudate
    safe(0x0199, "NQLeft", 0x0F), // Left Putamen
    safe(0x0199, "NQLeft", 0x10), // Left Pallidum
    safe(0x0199, "NQLeft", 0x11), // Left Ventral Diencephalon
    safe(0x0199, "NQLeft", 0x12), // Left Nucleus Accumbens
    safe(0x0199, "NQLeft", 0x13), // Left Brain Stem
    safe(0x0199, "NQLeft", 0x14), // Left Exterior CSF
    safe(0x0199, "NQLeft", 0x15), // Left WM Hypo
    safe(0x0199, "NQLeft", 0x16), // Left Other
    safe(0x0299, "NQRight", 0x01), // Right Cortical White Matter
    safe(0x0299, "NQRight", 0x02), // Right Cortical Gray Matter
    safe(0x0299, "NQRight", 0x03), // Right 3rd Ventricle
    safe(0x0299, "NQRight", 0x04), // Right 4th Ventricle
    safe(0x0299, "NQRight", 0x05), // Right 5th Ventricle
    safe(0x0299, "NQRight", 0x06), // Right Lateral Ventricle
    safe(0x0299, "NQRight", 0x07), // Right Inferior Lateral Ventricle
    safe(0x0299, "NQRight", 0x08), // Right Inferior CSF
    safe(0x0299, "NQRight", 0x09), // Right Cerebellar White Matter
    safe(0x0299, "NQRight", 0x0A), // Right Cerebellar Gray Matter
    safe(0x0299, "NQRight", 0x0B), // Right Hippocampus
    safe(0x0299, "NQRight", 0x0C), // Right Amygdala
    safe(0x0299, "NQRight", 0x0D), // Right Thalamus
    safe(0x0299, "NQRight", 0x0E), // Right Caudate
    safe(0x0299, "NQRight", 0x0F), // Right Putamen
    safe(0x0299, "NQRight", 0x10), // Right Pallidum
    safe(0x0299, "NQRight", 0x11), // Right Ventral Diencephalon
    safe(0x0299, "NQRight", 0x12), // Right Nucleus Accumbens
    safe(0x0299, "NQRight", 0x13), // Right Brain Stem
    safe(0x0299, "NQRight", 0x14), // Right Exterior CSF
    safe(0x0299, "NQRight", 0x15), // Right WM Hypo
    safe(0x0299, "NQRight", 0x16), // Right Other
    safe(0x2005, "Philips MR Imaging DD 001", 0x0D), // Scale Intercept
    safe(0x2005, "Philips MR Imaging DD 001", 0x0E), // Scale Slope
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x00), // Acoustic Meta Information Version
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x01), // Common Acoustic Meta Information
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x02), // Multi Stream Sequence
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x03), // Acoustic Data Sequence
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x04), // Per Transaction Acoustic Control Information
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x05), // Acoustic Data Offset
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x06), // Acoustic Data Length
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x07), // Footer Offset
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x08), // Footer Length
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x09), // Acoustic Stream Number
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x10), // Acoustic Stream Type
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x11), // Stage Timer Time
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x12), // Stop Watch Time
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x13), // Volume Rate
    safe(0x0119, "SIEMENS Ultrasound SC2000", 0x21),
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x00), // MPR View Sequence
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x02), // Bookmark UID
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x03), // Plane Origin Vector
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x04), // Row Vector
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x05), // Column Vector
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x06), // Visualization Sequence
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x07), // Bookmark UID
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x08), // Visualization Information
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x09), // Application State Sequence
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x10), // Application State Information
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x11), // Referenced Bookmark Sequence
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x12), // Referenced Bookmark UID
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x20), // Cine Parameters Sequence
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x21), // Cine Parameters Schema
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x22), // Values of Cine Parameters
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x29),
    safe(0x0129, "SIEMENS Ultrasound SC2000", 0x30), // Raw Data Object Type
    safe(0x0139, "SIEMENS Ultrasound SC2000", 0x01), // Physio Capture ROI
    safe(0x0149, "SIEMENS Ultrasound SC2000", 0x01), // Vector of BROI Points
    safe(0x0149, "SIEMENS Ultrasound SC2000", 0x02), // Start/End Timestamps of Strip Stream
    safe(0x0149, "SIEMENS Ultrasound SC2000", 0x03), // Timestamps of Visible R-waves
    safe(0x7FD1, "SIEMENS Ultrasound SC2000", 0x01), // Acoustic Image and Footer Data
    safe(0x7FD1, "SIEMENS Ultrasound SC2000", 0x09), // Volume Version ID
    safe(0x7FD1, "SIEMENS Ultrasound SC2000", 0x10), // Volume Payload
    safe(0x7FD1, "SIEMENS Ultrasound SC2000", 0x11), // After Payload
    safe(0x7FD1, "SIEMENS SYNGO ULTRA-SOUND TOYON DATA STREAMING", 0x01), // Padding
    safe(0x7FD1, "SIEMENS SYNGO ULTRA-SOUND TOYON DATA STREAMING", 0x09), // Version ID
    safe(0x7FD1, "SIEMENS SYNGO ULTRA-SOUND TOYON DATA STREAMING", 0x10), // Volume Payload
    safe(0x7FD1, "SIEMENS SYNGO ULTRA-SOUND TOYON DATA STREAMING", 0x11), // After Payload
];
