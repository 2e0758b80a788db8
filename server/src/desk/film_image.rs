//! A film as an image of its patient: Secondary Capture (PS3.3 A.8.1), which every viewer shows and
//! every archive takes.

use filmdesk_archive::{Archive, PatientSummary};
use filmdesk_dataset::encode;
use filmdesk_dataset::{DataSet, Encoding, Tag, VR, tags, uids};
use filmdesk_media::deidentify::Pseudonyms;
use filmdesk_web::NotDone;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use crate::deliver::Job;
use crate::ids;
use crate::jobs::FilmPixels;
use crate::storage::{Instance, Reception, Refusal, Sender};

const SOP_CLASS: &str = uids::SECONDARY_CAPTURE_IMAGE_STORAGE;
const TRANSFER_SYNTAX: &str = uids::EXPLICIT_VR_LITTLE_ENDIAN;

/// What every such image says. There is no pixel spacing: it would be the film's, and somebody
/// would measure a patient by it.
const CONSTANT: &[(Tag, VR, &str)] = &[
    // The patient's name may be of any script.
    (tags::SPECIFIC_CHARACTER_SET, VR::CS, "ISO_IR 192"),
    (tags::IMAGE_TYPE, VR::CS, "DERIVED\\SECONDARY"),
    (tags::SOP_CLASS_UID, VR::UI, SOP_CLASS),
    (tags::MODALITY, VR::CS, "HC"),
    // It came over a digital interface (PS3.3 C.8.6.1).
    (tags::CONVERSION_TYPE, VR::CS, "DI"),
    (tags::MANUFACTURER, VR::LO, "Filmdesk"),
    (tags::STUDY_DESCRIPTION, VR::LO, "Printed films"),
    (
        tags::DERIVATION_DESCRIPTION,
        VR::ST,
        "Film as it was printed",
    ),
    (tags::SERIES_NUMBER, VR::IS, "1"),
    (tags::BURNED_IN_ANNOTATION, VR::CS, "YES"),
];

/// Attributes of Type 2 that nobody knows here.
const UNKNOWN: &[(Tag, VR)] = &[
    (tags::REFERRING_PHYSICIAN_NAME, VR::PN),
    (tags::STUDY_ID, VR::SH),
    (tags::LATERALITY, VR::CS),
    (tags::PATIENT_ORIENTATION, VR::CS),
];

/// A film as an image.
pub(super) struct FilmImage {
    pub(super) study_uid: String,
    sop_instance: String,
    data_set: DataSet,
}

/// Names of the films of a job for a patient on a printer: the same ones at every time, so that
/// nothing is kept twice.
fn names(job: &Job, patient: &PatientSummary) -> Pseudonyms {
    let name = patient.name.to_dicom();
    let mut hash = Sha256::new();
    for text in [
        "filmdesk films",
        job.record.uid.as_str(),
        job.record.printer.as_str(),
        patient.id.as_str(),
        patient.issuer.as_str(),
        name.as_str(),
        patient.birth_date.as_str(),
        patient.sex.as_str(),
    ] {
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    Pseudonyms::new(hash.finalize().into())
}

/// A film, from 0, of a job.
pub(super) fn of(
    job: &Job,
    film: usize,
    patient: &PatientSummary,
    pixels: FilmPixels,
) -> FilmImage {
    let mut names = names(job, patient);
    let study_uid = names.uid("study");
    let sop_instance = names.uid(&format!("film {film}"));
    let mut data = DataSet::new();
    for (tag, vr, text) in CONSTANT {
        data.put_text(*tag, *vr, text);
    }
    for (tag, vr) in UNKNOWN {
        data.put_empty(*tag, *vr);
    }
    put_patient(&mut data, patient);
    put_times(&mut data, job.record.created);
    let proposed = job.films.proposed_study.as_ref();
    let accession = proposed.and_then(|study| study.accession_number.as_deref());
    let series = format!("{} to {}", job.record.originator, job.record.printer);
    for (tag, vr, text) in [
        (
            tags::ACCESSION_NUMBER,
            VR::SH,
            accession.unwrap_or_default(),
        ),
        (tags::STUDY_INSTANCE_UID, VR::UI, study_uid.as_str()),
        (
            tags::SERIES_INSTANCE_UID,
            VR::UI,
            names.uid("series").as_str(),
        ),
        (tags::SOP_INSTANCE_UID, VR::UI, sop_instance.as_str()),
        (tags::SERIES_DESCRIPTION, VR::LO, series.as_str()),
        (
            tags::INSTANCE_NUMBER,
            VR::IS,
            (film + 1).to_string().as_str(),
        ),
    ] {
        data.put_text(tag, vr, text);
    }
    put_pixels(&mut data, pixels);
    FilmImage {
        study_uid,
        sop_instance,
        data_set: data,
    }
}

fn put_patient(data: &mut DataSet, patient: &PatientSummary) {
    for (tag, vr, text) in [
        (tags::PATIENT_NAME, VR::PN, patient.name.to_dicom().as_str()),
        (tags::PATIENT_ID, VR::LO, patient.id.as_str()),
        (
            tags::PATIENT_BIRTH_DATE,
            VR::DA,
            patient.birth_date.as_str(),
        ),
        (tags::PATIENT_SEX, VR::CS, patient.sex.as_str()),
    ] {
        data.put_text(tag, vr, text);
    }
    if !patient.issuer.is_empty() {
        data.put_text(tags::ISSUER_OF_PATIENT_ID, VR::LO, &patient.issuer);
    }
}

/// All of it happened when the film was printed.
fn put_times(data: &mut DataSet, at: OffsetDateTime) {
    let (year, month, day) = at.to_calendar_date();
    let date = format!("{year:04}{:02}{day:02}", u8::from(month));
    let time = format!("{:02}{:02}{:02}", at.hour(), at.minute(), at.second());
    for (date_tag, time_tag) in [
        (tags::STUDY_DATE, tags::STUDY_TIME),
        (tags::SERIES_DATE, tags::SERIES_TIME),
        (tags::CONTENT_DATE, tags::CONTENT_TIME),
        (
            tags::DATE_OF_SECONDARY_CAPTURE,
            tags::TIME_OF_SECONDARY_CAPTURE,
        ),
    ] {
        data.put_text(date_tag, VR::DA, &date);
        data.put_text(time_tag, VR::TM, &time);
    }
}

fn put_pixels(data: &mut DataSet, pixels: FilmPixels) {
    let (samples, photometric) = match pixels.is_colour {
        true => (3, "RGB"),
        false => (1, "MONOCHROME2"),
    };
    data.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, photometric);
    // The longer side is bounded far below 65536.
    let side = |pixels: u32| u16::try_from(pixels).unwrap_or(u16::MAX);
    for (tag, value) in [
        (tags::SAMPLES_PER_PIXEL, samples),
        (tags::ROWS, side(pixels.rows)),
        (tags::COLUMNS, side(pixels.columns)),
        (tags::BITS_ALLOCATED, 8),
        (tags::BITS_STORED, 8),
        (tags::HIGH_BIT, 7),
        (tags::PIXEL_REPRESENTATION, 0),
    ] {
        data.put_u16(tag, value);
    }
    if pixels.is_colour {
        data.put_u16(tags::PLANAR_CONFIGURATION, 0);
    }
    data.put_bytes(tags::PIXEL_DATA, VR::OB, pixels.bytes);
}

/// Puts an image into the archive; when it is there already, nothing changes. Blocks.
pub(super) fn keep(archive: &Archive, image: &FilmImage, job: &Job) -> Result<(), NotDone> {
    let instance = Instance {
        sop_class: SOP_CLASS,
        sop_instance: &image.sop_instance,
        transfer_syntax: TRANSFER_SYNTAX,
    };
    let sender = Sender {
        calling: &job.record.originator,
        called: &job.record.printer,
    };
    let bytes = encode::encode(&image.data_set, Encoding::of_elements(TRANSFER_SYNTAX));
    let bytes = bytes.map_err(|error| NotDone::Failed(error.to_string()))?;
    let mut reception = Reception::begin(archive, &instance, &sender).map_err(refused)?;
    reception.write(&bytes).map_err(refused)?;
    let kept = reception.finish(archive, &instance, sender.calling, ids::now_local());
    kept.map(drop).map_err(refused)
}

fn refused(refusal: Refusal) -> NotDone {
    match refusal {
        Refusal::NoRoom => NotDone::NoRoom(refusal.to_string()),
        _ => NotDone::Failed(refusal.to_string()),
    }
}
