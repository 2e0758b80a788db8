//! The kinds of defects: one table.

use serde::Serialize;

/// How bad a defect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A rule of a standard is broken.
    Error,
    /// Allowed, or of no harm to most readers, and better otherwise.
    Warning,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct KindRow {
    /// The kind.
    pub kind: DefectKind,
    /// Its stable name in JSON and text.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where the rule is written.
    pub rule: &'static str,
    /// What is wrong, in plain words.
    pub words: &'static str,
}

macro_rules! kinds {
    ($($kind:ident $name:literal $severity:ident $rule:literal $words:literal,)*) => {
        /// A kind of defect; the words are those of [`KINDS`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum DefectKind {
            $(#[doc = $words] $kind,)*
        }

        /// Every kind, in the order of a report.
        pub static KINDS: &[KindRow] = &[
            $(KindRow {
                kind: DefectKind::$kind,
                name: $name,
                severity: Severity::$severity,
                rule: $rule,
                words: $words,
            },)*
        ];
    };
}

kinds! {
    // The medium.
    MediumName "medium-name" Error "PS3.12 F.1.2.1" "a name on the medium that is not ISO 9660 level 1",
    MediumNameVersion "medium-name-version" Error "PS3.12 F.1.2.1" "an ISO 9660 file name without the version 1",
    MediumNameDot "medium-name-dot" Error "PS3.12 F.1.2.1" "an ISO 9660 file name without a dot before the version",
    MediumDepth "medium-depth" Error "PS3.12 F.1.2.1" "folders at more than 8 levels on ISO 9660, the root counted",
    MediumTrees "medium-trees" Error "PS3.12 P.1" "the trees of the medium (ISO 9660, Joliet, UDF) differ",
    MediumBeyond "medium-beyond" Error "PS3.12" "a file or folder whose bytes are not all on the medium",
    MediumLoop "medium-loop" Error "PS3.12" "a folder that contains itself",
    MediumUnnameable "medium-unnameable" Warning "PS3.12" "a name that no path can hold",
    MediumNotReached "medium-not-reached" Warning "PS3.12" "what is not looked into: a link to a folder, a folder deeper than 32, files of one name in a ZIP",
    MediumSameName "medium-same-name" Warning "PS3.12" "a further file of one name; it is checked under the name with a number",
    // DICOMDIR as a file.
    NoDicomdir "no-dicomdir" Error "PS3.10 8.6" "there is no DICOMDIR",
    DicomdirPlace "dicomdir-place" Error "PS3.10 8.6" "a DICOMDIR that is not in the root",
    DicomdirCase "dicomdir-case" Error "PS3.10 8.6" "DICOMDIR is not written in upper case",
    DicomdirUnreadable "dicomdir-unreadable" Error "PS3.10 8.6" "DICOMDIR cannot be read",
    DicomdirMeta "dicomdir-meta" Error "PS3.10 7.1" "the File Meta Information of DICOMDIR is broken",
    DicomdirTransferSyntax "dicomdir-transfer-syntax" Error "PS3.10 8.6" "the transfer syntax of DICOMDIR is not Explicit VR Little Endian",
    DicomdirSopClass "dicomdir-sop-class" Error "PS3.10 8.6" "the SOP class of DICOMDIR is not Media Storage Directory Storage",
    DicomdirSopInstance "dicomdir-sop-instance" Error "PS3.10 8.6" "DICOMDIR has no valid File-set UID",
    DicomdirDamaged "dicomdir-damaged" Error "PS3.5 7" "the data set of DICOMDIR is damaged",
    GroupLength "group-length" Error "PS3.5 7.2" "a group length element, retired outside of File Meta Information",
    FileSetId "file-set-id" Error "PS3.10 8.1" "the File-set ID is missing or no CS of at most 16 characters",
    FileSetLabel "file-set-label" Error "PS3.12 F.1.1" "the File-set ID differs from the volume's label",
    DescriptorMissing "descriptor-missing" Error "PS3.3 F.3.2.1" "the File-set Descriptor File is not on the medium",
    // Links between records.
    ConsistencyFlag "consistency-flag" Error "PS3.3 F.3.2.2" "the File-set Consistency Flag is not 0000H",
    InUseFlag "in-use-flag" Error "PS3.3 F.3.2.2" "the Record In-use Flag is not FFFFH",
    FirstOffset "first-offset" Error "PS3.3 F.3.2.2" "the offset of the first root record does not lead to a record",
    LastOffset "last-offset" Error "PS3.3 F.3.2.2" "the offset of the last root record does not lead to the last one",
    NextOffset "next-offset" Error "PS3.3 F.3.2.2" "the offset of the next record does not lead to a record",
    LowerOffset "lower-offset" Error "PS3.3 F.3.2.2" "the offset of the lower level does not lead to a record",
    SelfLoop "self-loop" Error "PS3.3 F.2.1 b" "a record that leads to itself",
    Cycle "cycle" Error "PS3.3 F.2.1 b" "records that lead round in a circle",
    ReachedTwice "reached-twice" Error "PS3.3 F.2.1 a, b" "a record that two others lead to",
    Orphan "orphan" Error "PS3.3 F.2.1" "a record that nothing leads to",
    // Records.
    RecordTypeUnknown "record-type-unknown" Error "PS3.3 F.3.2.2" "a Directory Record Type that is missing or not defined",
    RecordTypeRetired "record-type-retired" Warning "PS3.3 F.6" "a Directory Record Type that is retired",
    RecordTypeWrong "record-type-wrong" Error "PS3.3 F.4" "a record type that is not the one of the file's SOP class",
    RecordLevel "record-level" Error "PS3.3 F.4" "a record at a level of the tree where its type may not be",
    RecordPrivateUid "record-private-uid" Error "PS3.3 F.6.1" "a PRIVATE record without Private Record UID",
    KeyMissing "key-missing" Error "PS3.3 F.5" "a key that its record must have is missing",
    KeyEmpty "key-empty" Error "PS3.3 F.5" "a key that must have a value is empty",
    KeyDiffers "key-differs" Error "PS3.3 F.5" "a key whose value differs from the file's",
    PatientToldApart "patient-told-apart" Warning "PS3.3 F.5.1" "a Patient ID with _2, _3 ... appended, as the files' ID came with different names",
    ProfileKeyMissing "profile-key-missing" Error "PS3.11" "a key that the application profile asks for is missing",
    CharacterSetMissing "character-set-missing" Error "PS3.3 F.5" "text beyond ASCII in a record without Specific Character Set",
    CharacterSetUnknown "character-set-unknown" Error "PS3.3 C.12.1.1.2" "a Specific Character Set that is not defined",
    DuplicatePatient "duplicate-patient" Error "PS3.3 F.5.1" "two PATIENT records with the same Patient ID",
    DuplicateStudy "duplicate-study" Error "PS3.3 F.5.2" "two STUDY records with the same Study Instance UID",
    DuplicateSeries "duplicate-series" Error "PS3.3 F.5.3" "two SERIES records with the same Series Instance UID",
    DuplicateInstance "duplicate-instance" Error "PS3.3 F.3.2.2" "two records or files of the same SOP Instance UID",
    EmptyFolderRecord "empty-record" Warning "PS3.3 F.4" "a PATIENT, STUDY or SERIES record with nothing below it",
    // Records against files.
    FileReferenceMissing "file-reference-missing" Error "PS3.3 F.3.2.2" "a record of an instance that references no file",
    FileReferenceIncomplete "file-reference-incomplete" Error "PS3.3 F.3.2.2" "a record that references a file without saying its SOP class, instance or transfer syntax",
    FileIdIllegal "file-id-illegal" Error "PS3.10 8.2" "a File ID that is not 1 to 8 components of 1 to 8 characters A-Z 0-9 _",
    FileMissing "file-missing" Error "PS3.3 F.2.1 c" "a referenced file that is not on the medium",
    FileCase "file-case" Warning "PS3.10 8.2" "a referenced file whose name on the medium is in another case",
    FileTwice "file-twice" Error "PS3.3 F.2.1 f" "a file that two records reference",
    FileUnindexed "file-unindexed" Error "PS3.3 F.2.1 e" "a DICOM file that DICOMDIR does not reference",
    FileSopClass "file-sop-class" Error "PS3.3 F.3.2.2" "the SOP class in the record differs from the file's",
    FileSopInstance "file-sop-instance" Error "PS3.3 F.3.2.2" "the SOP instance in the record differs from the file's",
    FileTransferSyntax "file-transfer-syntax" Error "PS3.3 F.3.2.2" "the transfer syntax in the record differs from the file's",
    // Files.
    FileNotDicom "file-not-dicom" Error "PS3.10 7" "a referenced file that is not DICOM",
    FileNoMeta "file-no-meta" Error "PS3.10 7.1" "a DICOM file without preamble or File Meta Information",
    FileMeta "file-meta" Error "PS3.10 7.1" "a DICOM file whose File Meta Information is broken or incomplete",
    FileMetaDiffers "file-meta-differs" Error "PS3.10 7.1" "File Meta Information that differs from the data set",
    FileDamaged "file-damaged" Error "PS3.5 7" "a DICOM file that is damaged or cut short",
    FileUnreadable "file-unreadable" Error "PS3.12" "a file that cannot be read",
    ProfileTransferSyntax "profile-transfer-syntax" Error "PS3.11" "a transfer syntax that the application profile does not allow",
    ProfileSopClass "profile-sop-class" Error "PS3.11" "a SOP class that the application profile does not allow",
    ProfileMedium "profile-medium" Error "PS3.11" "a medium that the application profile does not allow",
    // IHE Portable Data for Imaging.
    PdiDicomPlace "pdi-dicom-place" Error "IHE RAD TF-3 4.47" "a DICOM file in the root or in IHE_PDI",
    PdiIndex "pdi-index" Warning "IHE RAD TF-3 4.47" "there is no INDEX.HTM in the root",
    PdiReadme "pdi-readme" Warning "IHE RAD TF-3 4.47" "there is no README.TXT in the root",
    PdiAutorun "pdi-autorun" Warning "IHE RAD TF-3 4.47" "AUTORUN.INF in the root: nothing may depend on starting by itself",
    PdiLinkAbsolute "pdi-link-absolute" Error "IHE RAD TF-3 4.47" "a link in a page that is absolute or leads off the medium",
    PdiLinkCase "pdi-link-case" Warning "IHE RAD TF-3 4.47" "a link in a page that is not in lower case",
    PdiLinkBroken "pdi-link-broken" Error "IHE RAD TF-3 4.47" "a link in a page to a file that is not on the medium",
}

impl DefectKind {
    /// Its row.
    pub fn row(self) -> &'static KindRow {
        // The table has the kinds in the order of the enum: both are one list.
        &KINDS[self as usize]
    }

    /// Its stable name.
    pub fn name(self) -> &'static str {
        self.row().name
    }
}

impl Serialize for DefectKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_the_order_of_the_kinds_and_names_are_unique_kebab_case() {
        let mut names: Vec<&str> = KINDS.iter().map(|row| row.name).collect();
        for row in KINDS {
            assert_eq!(row.kind.row().name, row.name);
            assert!(
                row.name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'-')
            );
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), KINDS.len());
    }
}
