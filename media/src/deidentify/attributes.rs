//! PS3.15 Table E.1-1: attributes and what happens to them. Read from the 2020 edition; groups
//! 50xx, 60xx and private ones, which the table has as patterns, are in [`super::decide`].

use filmdesk_dataset::Tag;

use super::action::Action::{self, D, U, X, XD, XZ, XZD, XZU, Z, ZD};
use super::action::Choice;
use super::action::{
    DATES, DESCRIPTORS, DEVICE, GRAPHICS, INSTITUTION, NO_UIDS, PATIENT, PATIENT_CLEANED,
    PATIENT_DESCRIPTORS, STRUCTURE, UIDS, UIDS_DEVICE,
};

/// A row of Table E.1-1.
#[derive(Debug)]
pub(super) struct Row {
    /// The attribute.
    pub(super) tag: Tag,
    /// What the Basic Profile does with it.
    pub(super) basic: Action,
    /// What options do instead.
    pub(super) options: &'static [Choice],
}

const fn row(tag: u32, basic: Action, options: &'static [Choice]) -> Row {
    let tag = Tag((tag >> 16) as u16, tag as u16);
    Row {
        tag,
        basic,
        options,
    }
}

/// The row of an attribute.
pub(super) fn find(tag: Tag) -> Option<&'static Row> {
    let index = ATTRIBUTES.binary_search_by_key(&tag, |row| row.tag).ok()?;
    ATTRIBUTES.get(index)
}

/// The rows, by tag.
#[rustfmt::skip]
pub(super) static ATTRIBUTES: &[Row] = &[
    row(0x0000_1000, X, UIDS), // AffectedSOPInstanceUID
    row(0x0000_1001, U, UIDS), // RequestedSOPInstanceUID
    row(0x0002_0003, U, UIDS), // Media Storage SOP Instance UID
    row(0x0004_1511, U, UIDS), // Referenced SOP Instance UID in File
    row(0x0008_0014, U, UIDS), // Instance Creator UID
    row(0x0008_0015, X, DATES), // Instance Coercion DateTime
    row(0x0008_0018, U, UIDS), // SOP Instance UID
    row(0x0008_0020, Z, DATES), // Study Date
    row(0x0008_0021, XD, DATES), // Series Date
    row(0x0008_0022, XZ, DATES), // Acquisition Date
    row(0x0008_0023, ZD, DATES), // Content Date
    row(0x0008_0024, X, DATES), // Overlay Date
    row(0x0008_0025, X, DATES), // Curve Date
    row(0x0008_002A, XZD, DATES), // Acquisition DateTime
    row(0x0008_0030, Z, DATES), // Study Time
    row(0x0008_0031, XD, DATES), // Series Time
    row(0x0008_0032, XZ, DATES), // Acquisition Time
    row(0x0008_0033, ZD, DATES), // Content Time
    row(0x0008_0034, X, DATES), // Overlay Time
    row(0x0008_0035, X, DATES), // Curve Time
    row(0x0008_0050, Z, &[]), // Accession Number
    row(0x0008_0058, U, UIDS), // Failed SOP Instance UID List
    row(0x0008_0080, XZD, INSTITUTION), // Institution Name
    row(0x0008_0081, X, INSTITUTION), // Institution Address
    row(0x0008_0082, XZD, INSTITUTION), // Institution Code Sequence
    row(0x0008_0090, Z, &[]), // Referring Physician's Name
    row(0x0008_0092, X, &[]), // Referring Physician's Address
    row(0x0008_0094, X, &[]), // Referring Physician's Telephone Numbers
    row(0x0008_0096, X, &[]), // Referring Physician Identification Sequence
    row(0x0008_009C, Z, &[]), // Consulting Physician's Name
    row(0x0008_009D, X, &[]), // Consulting Physician Identification Sequence
    row(0x0008_0201, X, DATES), // Timezone Offset From UTC
    row(0x0008_1010, XZD, DEVICE), // Station Name
    row(0x0008_1030, X, DESCRIPTORS), // Study Description
    row(0x0008_103E, X, DESCRIPTORS), // Series Description
    row(0x0008_1040, X, INSTITUTION), // Institutional Department Name
    row(0x0008_1041, X, INSTITUTION), // Institutional Department Type Code Sequence
    row(0x0008_1048, X, &[]), // Physician(s) of Record
    row(0x0008_1049, X, &[]), // Physician(s) of Record Identification Sequence
    row(0x0008_1050, X, &[]), // Performing Physician's Name
    row(0x0008_1052, X, &[]), // Performing Physician Identification Sequence
    row(0x0008_1060, X, &[]), // Name of Physician(s) Reading Study
    row(0x0008_1062, X, &[]), // Physician(s) Reading Study Identification Sequence
    row(0x0008_1070, XZD, &[]), // Operators' Name
    row(0x0008_1072, XD, &[]), // Operator Identification Sequence
    row(0x0008_1080, X, DESCRIPTORS), // Admitting Diagnoses Description
    row(0x0008_1084, X, DESCRIPTORS), // Admitting Diagnoses Code Sequence
    row(0x0008_1110, XZ, UIDS), // Referenced Study Sequence
    row(0x0008_1111, XZD, UIDS), // Referenced Performed Procedure Step Sequence
    row(0x0008_1120, X, NO_UIDS), // Referenced Patient Sequence
    row(0x0008_1140, XZU, UIDS), // Referenced Image Sequence
    row(0x0008_1155, U, UIDS), // Referenced SOP Instance UID
    row(0x0008_1195, U, UIDS), // Transaction UID
    row(0x0008_2111, X, DESCRIPTORS), // Derivation Description
    row(0x0008_2112, XZU, UIDS), // Source Image Sequence
    row(0x0008_3010, U, UIDS), // Irradiation Event UID
    row(0x0008_4000, X, DESCRIPTORS), // Identifying Comments
    row(0x0010_0010, Z, &[]), // Patient's Name
    row(0x0010_0020, Z, &[]), // Patient ID
    row(0x0010_0021, X, &[]), // Issuer of Patient ID
    row(0x0010_0030, Z, &[]), // Patient's Birth Date
    row(0x0010_0032, X, &[]), // Patient's Birth Time
    row(0x0010_0040, Z, PATIENT), // Patient's Sex
    row(0x0010_0050, X, &[]), // Patient's Insurance Plan Code Sequence
    row(0x0010_0101, X, &[]), // Patient's Primary Language Code Sequence
    row(0x0010_0102, X, &[]), // Patient's Primary Language Modifier Code Sequence
    row(0x0010_1000, X, &[]), // Other Patient IDs
    row(0x0010_1001, X, &[]), // Other Patient Names
    row(0x0010_1002, X, &[]), // Other Patient IDs Sequence
    row(0x0010_1005, X, &[]), // Patient's Birth Name
    row(0x0010_1010, X, PATIENT), // Patient's Age
    row(0x0010_1020, X, PATIENT), // Patient's Size
    row(0x0010_1030, X, PATIENT), // Patient's Weight
    row(0x0010_1040, X, &[]), // Patient's Address
    row(0x0010_1050, X, &[]), // Insurance Plan Identification
    row(0x0010_1060, X, &[]), // Patient's Mother's Birth Name
    row(0x0010_1080, X, &[]), // Military Rank
    row(0x0010_1081, X, &[]), // Branch of Service
    row(0x0010_1090, X, &[]), // Medical Record Locator
    row(0x0010_1100, X, &[]), // Referenced Patient Photo Sequence
    row(0x0010_2000, X, DESCRIPTORS), // Medical Alerts
    row(0x0010_2110, X, PATIENT_DESCRIPTORS), // Allergies
    row(0x0010_2150, X, &[]), // Country of Residence
    row(0x0010_2152, X, &[]), // Region of Residence
    row(0x0010_2154, X, &[]), // Patient's Telephone Numbers
    row(0x0010_2155, X, &[]), // Patient's Telecom Information
    row(0x0010_2160, X, PATIENT), // Ethnic Group
    row(0x0010_2180, X, DESCRIPTORS), // Occupation
    row(0x0010_21A0, X, PATIENT), // Smoking Status
    row(0x0010_21B0, X, DESCRIPTORS), // Additional Patient History
    row(0x0010_21C0, X, PATIENT), // Pregnancy Status
    row(0x0010_21D0, X, DATES), // Last Menstrual Date
    row(0x0010_21F0, X, &[]), // Patient's Religious Preference
    row(0x0010_2203, XZ, PATIENT), // Patient's Sex Neutered
    row(0x0010_2297, X, &[]), // Responsible Person
    row(0x0010_2299, X, &[]), // Responsible Organization
    row(0x0010_4000, X, DESCRIPTORS), // Patient Comments
    row(0x0012_0010, D, &[]), // Clinical Trial Sponsor Name
    row(0x0012_0020, D, &[]), // Clinical Trial Protocol ID
    row(0x0012_0021, Z, &[]), // Clinical Trial Protocol Name
    row(0x0012_0030, Z, INSTITUTION), // Clinical Trial Site ID
    row(0x0012_0031, Z, INSTITUTION), // Clinical Trial Site Name
    row(0x0012_0040, D, &[]), // Clinical Trial Subject ID
    row(0x0012_0042, D, &[]), // Clinical Trial Subject Reading ID
    row(0x0012_0050, Z, &[]), // Clinical Trial Time Point ID
    row(0x0012_0051, X, DESCRIPTORS), // Clinical Trial Time Point Description
    row(0x0012_0060, Z, INSTITUTION), // Clinical Trial Coordinating Center Name
    row(0x0012_0071, X, &[]), // Clinical Trial Series ID
    row(0x0012_0072, X, DESCRIPTORS), // Clinical Trial Series Description
    row(0x0012_0081, D, INSTITUTION), // Clinical Trial Protocol Ethics Committee Name
    row(0x0012_0082, X, &[]), // Clinical Trial Protocol Ethics Committee Approval Number
    row(0x0016_002B, X, DESCRIPTORS), // Maker Note
    row(0x0016_004B, X, DESCRIPTORS), // Device Setting Description
    row(0x0016_004D, X, &[]), // Camera Owner Name
    row(0x0016_004E, X, DEVICE), // Lens Specification
    row(0x0016_004F, X, DEVICE), // Lens Make
    row(0x0016_0050, X, DEVICE), // Lens Model
    row(0x0016_0051, X, DEVICE), // Lens Serial Number
    row(0x0016_0070, X, &[]), // GPS Version ID
    row(0x0016_0071, X, &[]), // GPS Latitude Ref
    row(0x0016_0072, X, &[]), // GPS Latitude
    row(0x0016_0073, X, &[]), // GPS Longitude Ref
    row(0x0016_0074, X, &[]), // GPS Longitude
    row(0x0016_0075, X, &[]), // GPS Altitude Ref
    row(0x0016_0076, X, &[]), // GPS Altitude
    row(0x0016_0077, X, &[]), // GPS Time Stamp
    row(0x0016_0078, X, &[]), // GPS Satellites
    row(0x0016_0079, X, &[]), // GPS Status
    row(0x0016_007A, X, &[]), // GPS Measure Mode
    row(0x0016_007B, X, &[]), // GPS DOP
    row(0x0016_007C, X, &[]), // GPS Speed Ref
    row(0x0016_007D, X, &[]), // GPS Speed
    row(0x0016_007E, X, &[]), // GPS Track Ref
    row(0x0016_007F, X, &[]), // GPS Track
    row(0x0016_0080, X, &[]), // GPS Img Direction Ref
    row(0x0016_0081, X, &[]), // GPS Img Direction
    row(0x0016_0082, X, &[]), // GPS Map Datum
    row(0x0016_0083, X, &[]), // GPS Dest Latitude Ref
    row(0x0016_0084, X, &[]), // GPS Dest Latitude
    row(0x0016_0085, X, &[]), // GPS Dest Longitude Ref
    row(0x0016_0086, X, &[]), // GPS Dest Longitude
    row(0x0016_0087, X, &[]), // GPS Dest Bearing Ref
    row(0x0016_0088, X, &[]), // GPS Dest Bearing
    row(0x0016_0089, X, &[]), // GPS Dest Distance Ref
    row(0x0016_008A, X, &[]), // GPS Dest Distance
    row(0x0016_008B, X, &[]), // GPS Processing Method
    row(0x0016_008C, X, &[]), // GPS Area Information
    row(0x0016_008D, X, DATES), // GPS Date Stamp
    row(0x0016_008E, X, &[]), // GPS Differential
    row(0x0018_0010, ZD, DESCRIPTORS), // Contrast/Bolus Agent
    row(0x0018_1000, XZD, DEVICE), // Device Serial Number
    row(0x0018_1002, U, UIDS_DEVICE), // Device UID
    row(0x0018_1004, X, DEVICE), // Plate ID
    row(0x0018_1005, X, DEVICE), // Generator ID
    row(0x0018_1007, X, DEVICE), // Cassette ID
    row(0x0018_1008, X, DEVICE), // Gantry ID
    row(0x0018_1009, X, DEVICE), // Unique Device Identifier
    row(0x0018_100A, X, DEVICE), // UDI Sequence
    row(0x0018_100B, U, UIDS_DEVICE), // Manufacturer's Device Class UID
    row(0x0018_1030, XD, DESCRIPTORS), // Protocol Name
    row(0x0018_1400, XD, DESCRIPTORS), // Acquisition Device Processing Description
    row(0x0018_2042, U, UIDS), // Target UID
    row(0x0018_4000, X, DESCRIPTORS), // Acquisition Comments
    row(0x0018_700A, XD, DEVICE), // Detector ID
    row(0x0018_9185, X, DESCRIPTORS), // Respiratory Motion Compensation Technique Description
    row(0x0018_9367, D, DEVICE), // X-Ray Source ID
    row(0x0018_9369, D, DATES), // Source Start DateTime
    row(0x0018_936A, D, DATES), // Source End DateTime
    row(0x0018_9371, D, DEVICE), // X-Ray Detector ID
    row(0x0018_9373, X, DEVICE), // X-Ray Detector Label
    row(0x0018_937B, X, DESCRIPTORS), // Multi-energy Acquisition Description
    row(0x0018_937F, X, DESCRIPTORS), // Decomposition Description
    row(0x0018_9424, X, DESCRIPTORS), // Acquisition Protocol Description
    row(0x0018_9516, XD, DATES), // Start Acquisition DateTime
    row(0x0018_9517, XD, DATES), // End Acquisition DateTime
    row(0x0018_A003, X, DESCRIPTORS), // Contribution Description
    row(0x0020_000D, U, UIDS), // Study Instance UID
    row(0x0020_000E, U, UIDS), // Series Instance UID
    row(0x0020_0010, Z, &[]), // Study ID
    row(0x0020_0052, U, UIDS), // Frame of Reference UID
    row(0x0020_0200, U, UIDS), // Synchronization Frame of Reference UID
    row(0x0020_3401, X, &[]), // Modifying Device ID
    row(0x0020_3406, X, &[]), // Modified Image Description
    row(0x0020_4000, X, DESCRIPTORS), // Image Comments
    row(0x0020_9158, X, DESCRIPTORS), // Frame Comments
    row(0x0020_9161, U, UIDS), // Concatenation UID
    row(0x0020_9164, U, UIDS), // Dimension Organization UID
    row(0x0028_1199, U, UIDS), // Palette Color Lookup Table UID
    row(0x0028_1214, U, UIDS), // Large Palette Color Lookup Table UID
    row(0x0028_4000, X, &[]), // Image Presentation Comments
    row(0x0032_0012, X, &[]), // Study ID Issuer
    row(0x0032_1020, X, DEVICE), // Scheduled Study Location
    row(0x0032_1021, X, DEVICE), // Scheduled Study Location AE Title
    row(0x0032_1030, X, DESCRIPTORS), // Reason for Study
    row(0x0032_1032, X, &[]), // Requesting Physician
    row(0x0032_1033, X, &[]), // Requesting Service
    row(0x0032_1060, XZ, DESCRIPTORS), // Requested Procedure Description
    row(0x0032_1066, X, DESCRIPTORS), // Reason for Visit
    row(0x0032_1067, X, DESCRIPTORS), // Reason for Visit Code Sequence
    row(0x0032_1070, X, DESCRIPTORS), // Requested Contrast Agent
    row(0x0032_4000, X, DESCRIPTORS), // Study Comments
    row(0x0034_0001, D, &[]), // Flow Identifier Sequence
    row(0x0034_0002, D, &[]), // Flow Identifier
    row(0x0034_0005, D, &[]), // Source Identifier
    row(0x0034_0007, D, DATES), // Frame Origin Timestamp
    row(0x0038_0004, X, &[]), // Referenced Patient Alias Sequence
    row(0x0038_0010, X, &[]), // Admission ID
    row(0x0038_0011, X, &[]), // Issuer of Admission ID
    row(0x0038_0014, X, &[]), // Issuer of Admission ID Sequence
    row(0x0038_001E, X, &[]), // Scheduled Patient Institution Residence
    row(0x0038_0020, X, DATES), // Admitting Date
    row(0x0038_0021, X, DATES), // Admitting Time
    row(0x0038_0040, X, DESCRIPTORS), // Discharge Diagnosis Description
    row(0x0038_0050, X, PATIENT_CLEANED), // Special Needs
    row(0x0038_0060, X, &[]), // Service Episode ID
    row(0x0038_0061, X, &[]), // Issuer of Service Episode ID
    row(0x0038_0062, X, DESCRIPTORS), // Service Episode Description
    row(0x0038_0064, X, &[]), // Issuer of Service Episode ID Sequence
    row(0x0038_0300, X, &[]), // Current Patient Location
    row(0x0038_0400, X, &[]), // Patient's Institution Residence
    row(0x0038_0500, X, PATIENT_DESCRIPTORS), // Patient State
    row(0x0038_4000, X, DESCRIPTORS), // Visit Comments
    row(0x003A_0310, U, UIDS), // MultiplexGroupUID
    row(0x003A_0314, D, DATES), // ImpedanceMeasurementDateTime
    row(0x0040_0001, X, DEVICE), // Scheduled Station AE Title
    row(0x0040_0002, X, DATES), // Scheduled Procedure Step Start Date
    row(0x0040_0003, X, DATES), // Scheduled Procedure Step Start Time
    row(0x0040_0004, X, DATES), // Scheduled Procedure Step End Date
    row(0x0040_0005, X, DATES), // Scheduled Procedure Step End Time
    row(0x0040_0006, X, &[]), // Scheduled Performing Physician's Name
    row(0x0040_0007, X, DESCRIPTORS), // Scheduled Procedure Step Description
    row(0x0040_000B, X, &[]), // Scheduled Performing Physician Identification Sequence
    row(0x0040_0010, X, DEVICE), // Scheduled Station Name
    row(0x0040_0011, X, DEVICE), // Scheduled Procedure Step Location
    row(0x0040_0012, X, PATIENT_CLEANED), // Pre-Medication
    row(0x0040_0241, X, DEVICE), // Performed Station AE Title
    row(0x0040_0242, X, DEVICE), // Performed Station Name
    row(0x0040_0243, X, &[]), // Performed Location
    row(0x0040_0244, X, DATES), // Performed Procedure Step Start Date
    row(0x0040_0245, X, DATES), // Performed Procedure Step Start Time
    row(0x0040_0250, X, DATES), // Performed Procedure Step End Date
    row(0x0040_0251, X, DATES), // Performed Procedure Step End Time
    row(0x0040_0253, X, &[]), // Performed Procedure Step ID
    row(0x0040_0254, X, DESCRIPTORS), // Performed Procedure Step Description
    row(0x0040_0275, X, DESCRIPTORS), // Request Attributes Sequence
    row(0x0040_0280, X, DESCRIPTORS), // Comments on the Performed Procedure Step
    row(0x0040_050A, X, &[]), // Specimen Accession Number
    row(0x0040_0512, D, &[]), // Container Identifier
    row(0x0040_0513, Z, &[]), // Issuer of the Container Identifier Sequence
    row(0x0040_051A, X, DESCRIPTORS), // Container Description
    row(0x0040_0551, D, &[]), // Specimen Identifier
    row(0x0040_0554, U, UIDS), // Specimen UID
    row(0x0040_0555, XZ, STRUCTURE), // Acquisition Context Sequence
    row(0x0040_0562, Z, &[]), // Issuer of the Specimen Identifier Sequence
    row(0x0040_0600, X, DESCRIPTORS), // Specimen Short Description
    row(0x0040_0602, X, DESCRIPTORS), // Specimen Detailed Description
    row(0x0040_0610, Z, STRUCTURE), // Specimen Preparation Sequence
    row(0x0040_06FA, X, &[]), // Slide Identifier
    row(0x0040_1001, X, &[]), // Requested Procedure ID
    row(0x0040_1002, X, DESCRIPTORS), // Reason for the Requested Procedure
    row(0x0040_1004, X, &[]), // Patient Transport Arrangements
    row(0x0040_1005, X, &[]), // Requested Procedure Location
    row(0x0040_100A, X, DESCRIPTORS), // Reason for Requested Procedure Code Sequence
    row(0x0040_1010, X, &[]), // Names of Intended Recipients of Results
    row(0x0040_1011, X, &[]), // Intended Recipients of Results Identification Sequence
    row(0x0040_1101, D, &[]), // Person Identification Code Sequence
    row(0x0040_1102, X, &[]), // Person's Address
    row(0x0040_1103, X, &[]), // Person's Telephone Numbers
    row(0x0040_1104, X, &[]), // Person's Telecom Information
    row(0x0040_1400, X, DESCRIPTORS), // Requested Procedure Comments
    row(0x0040_2001, X, DESCRIPTORS), // Reason for the Imaging Service Request
    row(0x0040_2008, X, &[]), // Order Entered By
    row(0x0040_2009, X, &[]), // Order Enterer's Location
    row(0x0040_2010, X, &[]), // Order Callback Phone Number
    row(0x0040_2011, X, &[]), // Order Callback Telecom Information
    row(0x0040_2016, Z, &[]), // Placer Order Number / Imaging Service Request
    row(0x0040_2017, Z, &[]), // Filler Order Number / Imaging Service Request
    row(0x0040_2400, X, DESCRIPTORS), // Imaging Service Request Comments
    row(0x0040_3001, X, &[]), // Confidentiality Constraint on Patient Data Description
    row(0x0040_4005, X, DATES), // Scheduled Procedure Step Start DateTime
    row(0x0040_4008, X, DATES), // Scheduled Procedure Step Expiration DateTime
    row(0x0040_4010, X, DATES), // Scheduled Procedure Step Modification DateTime
    row(0x0040_4011, X, DATES), // Expected Completion DateTime
    row(0x0040_4023, U, UIDS), // Referenced General Purpose Scheduled Procedure Step Transaction UID
    row(0x0040_4025, X, DEVICE), // Scheduled Station Name Code Sequence
    row(0x0040_4027, X, DEVICE), // Scheduled Station Geographic Location Code Sequence
    row(0x0040_4028, X, DEVICE), // Performed Station Name Code Sequence
    row(0x0040_4030, X, DEVICE), // Performed Station Geographic Location Code Sequence
    row(0x0040_4034, X, &[]), // Scheduled Human Performers Sequence
    row(0x0040_4035, X, &[]), // Actual Human Performers Sequence
    row(0x0040_4036, X, &[]), // Human Performer's Organization
    row(0x0040_4037, X, &[]), // Human Performer's Name
    row(0x0040_4050, X, DATES), // Performed Procedure Step Start DateTime
    row(0x0040_4051, X, DATES), // Performed Procedure Step End DateTime
    row(0x0040_4052, X, DATES), // Procedure Step Cancellation DateTime
    row(0x0040_A027, D, &[]), // Verifying Organization
    row(0x0040_A073, D, &[]), // Verifying Observer Sequence
    row(0x0040_A075, D, &[]), // Verifying Observer Name
    row(0x0040_A078, X, &[]), // Author Observer Sequence
    row(0x0040_A07A, X, &[]), // Participant Sequence
    row(0x0040_A07C, X, &[]), // Custodial Organization Sequence
    row(0x0040_A088, Z, &[]), // Verifying Observer Identification Code Sequence
    row(0x0040_A123, D, &[]), // Person Name
    row(0x0040_A124, U, &[]), // UID
    row(0x0040_A171, U, UIDS), // Observation UID
    row(0x0040_A172, U, UIDS), // Referenced Observation UID (Trial)
    row(0x0040_A192, X, DATES), // Observation Date (Trial)
    row(0x0040_A193, X, DATES), // Observation Time (Trial)
    row(0x0040_A307, X, &[]), // Current Observer (Trial)
    row(0x0040_A352, X, &[]), // Verbal Source (Trial)
    row(0x0040_A353, X, &[]), // Address (Trial)
    row(0x0040_A354, X, &[]), // Telephone Number (Trial)
    row(0x0040_A358, X, &[]), // Verbal Source Identifier Code Sequence (Trial)
    row(0x0040_A402, U, UIDS), // Observation Subject UID (Trial)
    row(0x0040_A730, D, STRUCTURE), // Content Sequence
    row(0x0040_DB0C, U, UIDS), // Template Extension Organization UID
    row(0x0040_DB0D, U, UIDS), // Template Extension Creator UID
    row(0x0050_001B, X, &[]), // Container Component ID
    row(0x0050_0020, X, DEVICE), // Device Description
    row(0x0050_0021, X, DESCRIPTORS), // Long Device Description
    row(0x0062_0021, U, UIDS), // Tracking UID
    row(0x0070_0001, D, GRAPHICS), // Graphic Annotation Sequence
    row(0x0070_0084, ZD, &[]), // Content Creator's Name
    row(0x0070_0086, X, &[]), // Content Creator's Identification Code Sequence
    row(0x0070_031A, U, UIDS), // Fiducial UID
    row(0x0070_1101, U, UIDS), // Presentation Display Collection UID
    row(0x0070_1102, U, UIDS), // Presentation Sequence Collection UID
    row(0x0088_0140, U, UIDS), // Storage Media File-set UID
    row(0x0088_0200, X, &[]), // Icon Image Sequence
    row(0x0088_0904, X, &[]), // Topic Title
    row(0x0088_0906, X, &[]), // Topic Subject
    row(0x0088_0910, X, &[]), // Topic Author
    row(0x0088_0912, X, &[]), // Topic Keywords
    row(0x0400_0100, U, &[]), // Digital Signature UID
    row(0x0400_0402, X, &[]), // Referenced Digital Signature Sequence
    row(0x0400_0403, X, &[]), // Referenced SOP Instance MAC Sequence
    row(0x0400_0404, X, &[]), // MAC
    row(0x0400_0550, X, &[]), // Modified Attributes Sequence
    row(0x0400_0561, X, &[]), // Original Attributes Sequence
    row(0x0400_0600, X, &[]), // Instance Origin Status
    row(0x2030_0020, X, &[]), // Text String
    row(0x2200_0002, XZ, DESCRIPTORS), // Label Text
    row(0x2200_0005, XZ, &[]), // Barcode Value
    row(0x3006_0024, U, UIDS), // Referenced Frame of Reference UID
    row(0x3006_00C2, U, UIDS), // Related Frame of Reference UID
    row(0x3008_0054, XD, DATES), // First Treatment Date
    row(0x3008_0056, XD, DATES), // Most Recent Treatment Date
    row(0x3008_0105, XZ, DEVICE), // Source Serial Number
    row(0x3008_0250, XD, DATES), // Treatment Date
    row(0x3008_0251, XD, DATES), // Treatment Time
    row(0x300A_0002, D, DESCRIPTORS), // RT Plan Label
    row(0x300A_0003, X, DESCRIPTORS), // RT Plan Name
    row(0x300A_0004, X, DESCRIPTORS), // RT Plan Description
    row(0x300A_0006, XD, DATES), // RT Plan Date
    row(0x300A_0007, XD, DATES), // RT Plan Time
    row(0x300A_000E, X, DESCRIPTORS), // Prescription Description
    row(0x300A_0013, U, UIDS), // Dose Reference UID
    row(0x300A_0016, X, DESCRIPTORS), // Dose Reference Description
    row(0x300A_0072, X, DESCRIPTORS), // Fraction Group Description
    row(0x300A_0083, U, UIDS), // Referenced Dose Reference UID
    row(0x300A_00B2, X, DEVICE), // Treatment Machine Name
    row(0x300A_00C3, X, DESCRIPTORS), // Beam Description
    row(0x300A_00DD, X, DESCRIPTORS), // Bolus Description
    row(0x300A_0196, X, DESCRIPTORS), // Fixation Device Description
    row(0x300A_01A6, X, DESCRIPTORS), // Shielding Device Description
    row(0x300A_01B2, X, DESCRIPTORS), // Setup Technique Description
    row(0x300A_0216, X, DEVICE), // Source Manufacturer
    row(0x300A_02EB, X, DESCRIPTORS), // Compensator Description
    row(0x300A_0608, D, DESCRIPTORS), // Treatment Position Group Label
    row(0x300A_0609, U, UIDS), // Treatment Position Group UID
    row(0x300A_0611, Z, &[]), // RT Accessory Holder Slot ID
    row(0x300A_0615, Z, &[]), // RT Accessory Device Slot ID
    row(0x300A_0619, D, DESCRIPTORS), // Radiation Dose Identification Label
    row(0x300A_0623, D, DESCRIPTORS), // Radiation Dose In-Vivo Measurement Label
    row(0x300A_062A, D, DESCRIPTORS), // RT Tolerance Set Label
    row(0x300A_0650, U, UIDS), // Patient Setup UID
    row(0x300A_0676, X, DESCRIPTORS), // Equipment Frame of Reference Description
    row(0x300A_067C, D, DESCRIPTORS), // Radiation GenerationMode Label
    row(0x300A_067D, Z, DESCRIPTORS), // Radiation GenerationMode Description
    row(0x300A_0700, U, UIDS), // TreatmentSessionUID
    row(0x300A_0734, D, DESCRIPTORS), // TreatmentToleranceViolationDescription
    row(0x300A_0736, D, DATES), // TreatmentToleranceViolationDateTime
    row(0x300A_073A, D, DATES), // RecordedRTControlPointDateTime
    row(0x300A_0741, D, DATES), // InterlockDateTime
    row(0x300A_0742, D, DESCRIPTORS), // InterlockDescription
    row(0x300A_0760, D, DATES), // OverrideDateTime
    row(0x300A_0783, D, DESCRIPTORS), // InterlockOriginDescription
    row(0x300C_0113, X, DESCRIPTORS), // Reason for Omission Description
    row(0x300E_0008, XZ, &[]), // Reviewer Name
    row(0x3010_0006, U, UIDS), // Conceptual Volume UID
    row(0x3010_000B, U, UIDS), // Referenced Conceptual Volume UID
    row(0x3010_000F, Z, DESCRIPTORS), // Conceptual Volume Combination Description
    row(0x3010_0013, U, UIDS), // Constituent Conceptual Volume UID
    row(0x3010_0015, U, UIDS), // Source Conceptual Volume UID
    row(0x3010_0017, Z, DESCRIPTORS), // Conceptual Volume Description
    row(0x3010_001B, Z, &[]), // Device Alternate Identifier
    row(0x3010_002D, D, DEVICE), // Device Label
    row(0x3010_0031, U, UIDS), // Referenced Fiducials UID
    row(0x3010_0033, D, DESCRIPTORS), // User Content Label
    row(0x3010_0034, D, DESCRIPTORS), // User Content Long Label
    row(0x3010_0035, D, DESCRIPTORS), // Entity Label
    row(0x3010_0036, X, DESCRIPTORS), // Entity Name
    row(0x3010_0037, X, DESCRIPTORS), // Entity Description
    row(0x3010_0038, D, DESCRIPTORS), // Entity Long Label
    row(0x3010_003B, U, UIDS), // RT Treatment Phase UID
    row(0x3010_0043, Z, DEVICE), // Manufacturer's Device Identifier
    row(0x3010_004C, XD, DATES), // Intended Phase Start Date
    row(0x3010_004D, XD, DATES), // Intended Phase End Date
    row(0x3010_0054, D, DESCRIPTORS), // RT Prescription Label
    row(0x3010_0056, XD, DESCRIPTORS), // RT Treatment Approach Label
    row(0x3010_005A, Z, DESCRIPTORS), // RT Physician Intent Narrative
    row(0x3010_005C, Z, DESCRIPTORS), // Reason for Superseding
    row(0x3010_0061, X, DESCRIPTORS), // Prior Treatment Dose Description
    row(0x3010_006E, U, UIDS), // Dosimetric Objective UID
    row(0x3010_006F, U, UIDS), // Referenced Dosimetric Objective UID
    row(0x3010_0077, D, DESCRIPTORS), // Treatment Site
    row(0x3010_007A, Z, DESCRIPTORS), // Treatment Technique Notes
    row(0x3010_007B, Z, DESCRIPTORS), // Prescription Notes
    row(0x3010_007F, Z, DESCRIPTORS), // Fractionation Notes
    row(0x3010_0081, Z, DESCRIPTORS), // Prescription Notes Sequence
    row(0x4000_0010, X, &[]), // Arbitrary
    row(0x4000_4000, X, &[]), // Text Comments
    row(0x4008_0042, X, &[]), // Results ID Issuer
    row(0x4008_0102, X, &[]), // Interpretation Recorder
    row(0x4008_010A, X, &[]), // Interpretation Transcriber
    row(0x4008_010B, X, DESCRIPTORS), // Interpretation Text
    row(0x4008_010C, X, &[]), // Interpretation Author
    row(0x4008_0111, X, &[]), // Interpretation Approver Sequence
    row(0x4008_0114, X, &[]), // Physician Approving Interpretation
    row(0x4008_0115, X, DESCRIPTORS), // Interpretation Diagnosis Description
    row(0x4008_0118, X, &[]), // Results Distribution List Sequence
    row(0x4008_0119, X, &[]), // Distribution Name
    row(0x4008_011A, X, &[]), // Distribution Address
    row(0x4008_0202, X, &[]), // Interpretation ID Issuer
    row(0x4008_0300, X, DESCRIPTORS), // Impressions
    row(0x4008_4000, X, DESCRIPTORS), // Results Comments
    row(0xFFFA_FFFA, X, &[]), // Digital Signatures Sequence
    row(0xFFFC_FFFC, X, &[]), // Data Set Trailing Padding
];
