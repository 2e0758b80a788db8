//! README.TXT: for whoever reads the disc as a folder (RAD TF-3 4.47.4.1.2.3.3). ASCII; what the
//! institution's name has beyond it is UTF-8.

use super::PdiInput;

/// What a volume with a viewer has more.
const VIEWER: &str = "  VIEWER        images once more, as the viewer in INDEX.HTM reads them\n";

/// The text, with the line ends that every system shows.
pub(super) fn text(input: &PdiInput<'_>) -> Vec<u8> {
    let institution = &input.institution;
    let whom = [
        &institution.name,
        &institution.address,
        &institution.contact,
    ];
    let whom: Vec<_> = whom
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(String::as_str)
        .collect();
    let whom = if whom.is_empty() {
        "not named".to_owned()
    } else {
        whom.join("\n  ")
    };
    let text = format!(
        "MEDICAL IMAGES (DICOM), {id}, disc {number} of {count}\n\
         \n\
         INSTITUTION\n  {whom}\n\
         \n\
         WHAT IS WHERE\n\
         \x20 DICOMDIR      index of the DICOM files (PS3.10), application profile {profile}\n\
         \x20 DICOM         DICOM files, named as PS3.10 wants it\n\
         \x20 INDEX.HTM     start here: opens in any browser, nothing is installed\n\
         {viewer}\x20 IHE_PDI       pages and pictures for reading; need no script\n\
         \x20 OTHER         documents taken out of DICOM files, if there are any\n\
         \x20 README.TXT    this text (README is the same: the file-set's descriptor)\n\
         \n\
         SOFTWARE ON THIS DISC\n\
         \x20 None is started by itself, none must be installed. INDEX.HTM needs a browser, on any\n\
         \x20 operating system.\n\
         \n\
         MADE BY\n\
         \x20 Filmdesk {version}. Filmdesk is not a medical device. The institution named above\n\
         \x20 answers for the disc and is the contact for questions about it.\n\
         \n\
         {notes}DISCLAIMER\n\
         \x20 Pages, pictures and documents beside the DICOM files are for reading only. They are\n\
         \x20 no part of IHE Portable Data for Imaging's importable data; a diagnosis is made from\n\
         \x20 the DICOM files.\n",
        viewer = if input.viewer.is_some() { VIEWER } else { "" },
        notes = notes(input.viewer_notes),
        id = input.file_set_id,
        number = input.number,
        count = input.count,
        profile = input.profile.name,
        version = env!("CARGO_PKG_VERSION"),
    );
    text.replace('\n', "\r\n").into_bytes()
}

/// What is not in the viewer, in the language of the disc.
fn notes(notes: &[String]) -> String {
    match notes {
        [] => String::new(),
        notes => format!("NOT IN THE VIEWER\n  {}\n\n", notes.join("\n  ")),
    }
}
