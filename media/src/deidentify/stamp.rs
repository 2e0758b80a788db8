//! What a de-identified object says of itself (PS3.15 E.1.1 6, E.2, E.3.6).

use filmdesk_dataset::{DataSet, VR, tags};

use super::{Dates, Options};

/// A code of CID 7050: Code Value, Code Meaning.
type Method = (&'static str, &'static str);

/// The profile and its options (CID 7050 of PS3.16).
const BASIC: Method = ("113100", "Basic Application Confidentiality Profile");
const GRAPHICS: Method = ("113103", "Clean Graphics Option");
const STRUCTURE: Method = ("113104", "Clean Structured Content Option");
const DESCRIPTORS: Method = ("113105", "Clean Descriptors Option");
const FULL_DATES: Method = (
    "113106",
    "Retain Longitudinal Temporal Information Full Dates Option",
);
const MODIFIED_DATES: Method = (
    "113107",
    "Retain Longitudinal Temporal Information Modified Dates Option",
);
const PATIENT: Method = ("113108", "Retain Patient Characteristics Option");
const DEVICE: Method = ("113109", "Retain Device Identity Option");
const UIDS: Method = ("113110", "Retain UIDs Option");
const PRIVATE: Method = ("113111", "Retain Safe Private Option");
const INSTITUTION: Method = ("113112", "Retain Institution Identity Option");

/// Puts the module's attributes into the data set.
pub(super) fn put(data: &mut DataSet, options: &Options) {
    let methods = methods(options);
    let (dates, _) = temporal(options.dates);
    data.put_text(tags::PATIENT_IDENTITY_REMOVED, VR::CS, "YES");
    data.put_text(tags::DEIDENTIFICATION_METHOD, VR::LO, &words(&methods));
    let items = methods.into_iter().map(code).collect();
    data.put_items(tags::DEIDENTIFICATION_METHOD_CODE_SEQUENCE, items);
    data.put_text(
        tags::LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED,
        VR::CS,
        dates,
    );
}

fn temporal(dates: Dates) -> (&'static str, Option<Method>) {
    match dates {
        Dates::Remove => ("REMOVED", None),
        Dates::Keep => ("UNMODIFIED", Some(FULL_DATES)),
        Dates::Shift(_) => ("MODIFIED", Some(MODIFIED_DATES)),
    }
}

fn methods(options: &Options) -> Vec<Method> {
    let on = |on: bool, method| on.then_some(method);
    let chosen = [
        Some(BASIC),
        on(options.clean_graphics, GRAPHICS),
        on(options.clean_structured_content, STRUCTURE),
        on(options.clean_descriptors, DESCRIPTORS),
        temporal(options.dates).1,
        on(options.retain_patient_characteristics, PATIENT),
        on(options.retain_device_identity, DEVICE),
        on(options.retain_uids, UIDS),
        on(options.retain_safe_private, PRIVATE),
        on(options.retain_institution_identity, INSTITUTION),
    ];
    chosen.into_iter().flatten().collect()
}

fn words(methods: &[Method]) -> String {
    let meanings: Vec<&str> = methods.iter().map(|(_, meaning)| *meaning).collect();
    meanings.join("\\")
}

fn code((value, meaning): Method) -> DataSet {
    let mut item = DataSet::new();
    item.put_text(tags::CODE_VALUE, VR::SH, value);
    item.put_text(tags::CODING_SCHEME_DESIGNATOR, VR::SH, "DCM");
    item.put_text(tags::CODE_MEANING, VR::LO, meaning);
    item
}
