//! N-ACTION Print of film session and film box: fit, freeze, submit.

use dicom_core::Tag;
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;

use super::freeze;
use crate::attributes::{Reader, put, reference};
use crate::environment::{Environment, NewJob, PrintJobState, SubmitError};
use crate::film::compose::Fit;
use crate::offers::SopClass;
use crate::peer::UnsupportedPolicy;
use crate::service::{Granted, Offence, PrintService, Refusal, Request, Warning};
use crate::sheet::FilmJob;
use crate::terms::{ExecutionStatus, StatusInfo};

/// Referenced Print Job Sequence: PS3.6 calls it so; the dictionary in use keeps the name of its
/// retired use in Pull Stored Print.
const REFERENCED_PRINT_JOB_SEQUENCE: Tag = Tag(0x2100, 0x0500);

/// Action Information: Print has none of the SCU's (Tables H.4-3, H.4-8). Referenced Print Job
/// Sequence is the reply's; some consoles send it empty, one that names something else than a
/// Print Job is 0115. Other attributes are 0114 where the peer's policy refuses them; there
/// is no warning to say so.
pub(super) fn check_information(
    request: &Request<'_>,
    policy: UnsupportedPolicy,
) -> Result<(), Refusal> {
    let tag = REFERENCED_PRINT_JOB_SEQUENCE;
    if request.data.has_value(tag) && !names_a_job(request.data, tag) {
        let mut offending = DataSet::new();
        put(&mut offending, request.data, tag);
        let comment = "the reply names the job; leave the sequence out";
        return Err(Refusal::InvalidArgument(Offence::new(offending, comment)));
    }
    let others: Vec<Tag> = request
        .data
        .iter()
        .map(|(other, _)| other)
        .filter(|other| *other != tag && *other != tags::SPECIFIC_CHARACTER_SET)
        .filter(|other| other.element() != 0 && request.data.has_value(*other))
        .collect();
    if policy == UnsupportedPolicy::Refuse && !others.is_empty() {
        return Err(Refusal::NoSuchArgument(others));
    }
    Ok(())
}

fn names_a_job(data: &DataSet, tag: Tag) -> bool {
    Reader::reference(data, tag).is_some_and(|(class, _)| class == SopClass::PrintJob.uid())
}

/// All films of the session. Beyond Max Collated Films copies are not collated (11223344): the
/// sheets are then repeated in the job, which is printed once.
pub(super) fn session(
    service: &mut PrintService,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let films = service.session.films();
    let mut warnings = Vec::new();
    let printer = &service.association.printer;
    let collated = films.len() <= usize::from(printer.max_collated_films);
    if !collated {
        warnings.push(Warning::CollationNotSupported);
    }
    if films.iter().all(|film| film.is_empty()) {
        warnings.push(Warning::EmptySession);
    }
    for film in films {
        warnings.extend(worst_fit(service, film)?);
    }
    let mut job = freeze::job(service, 0..films.len());
    if !collated {
        let repeat = |sheet| std::iter::repeat_n(sheet, usize::from(job.copies));
        job.sheets = job.sheets.into_iter().flat_map(repeat).collect();
        job.copies = 1;
    }
    let reply = submit(service, job, env, Refusal::SessionQueueFull)?;
    let root = service.session.root.as_mut();
    root.into_iter()
        .flat_map(|root| &mut root.films)
        .for_each(|film| film.printed = true);
    Ok(Granted {
        warnings,
        data_set: Some(reply),
        ..Granted::default()
    })
}

/// The last film box alone.
pub(super) fn film(
    service: &mut PrintService,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let films = service.session.films();
    let film = films.last().ok_or(Refusal::NoSuchInstance)?;
    let mut warnings = Vec::new();
    if film.is_empty() {
        warnings.push(Warning::EmptyFilm);
    }
    warnings.extend(worst_fit(service, film)?);
    let job = freeze::job(service, films.len() - 1..films.len());
    let reply = submit(service, job, env, Refusal::FilmQueueFull)?;
    if let Some(film) = service
        .session
        .root
        .as_mut()
        .and_then(|root| root.films.last_mut())
    {
        film.printed = true;
    }
    Ok(Granted {
        warnings,
        data_set: Some(reply),
        ..Granted::default()
    })
}

/// The reservation that weighs most among the images of a film; C603 when one does not fit,
/// because Magnification Type of the film box was changed since.
fn worst_fit(
    service: &PrintService,
    film: &super::film_box::FilmBox,
) -> Result<Option<Warning>, Refusal> {
    let mut fits = Vec::new();
    for image in &film.images {
        fits.extend(film.fit(image, &service.association.printer)?);
    }
    let warnings = fits
        .into_iter()
        .filter(|fit| *fit != Fit::AsAsked)
        .map(Warning::Fit);
    Ok(warnings.min_by_key(Warning::rank))
}

fn submit(
    service: &mut PrintService,
    films: FilmJob,
    env: &mut dyn Environment,
    full: Refusal,
) -> Result<DataSet, Refusal> {
    let uid = env.mint_uid();
    let created = env.now();
    let state = PrintJobState {
        status: ExecutionStatus::Pending,
        info: StatusInfo::Queued,
        priority: films.priority,
        created,
        printer_name: service.association.printer.name.clone(),
        originator: films.originator.clone(),
    };
    env.submit(NewJob {
        uid: uid.clone(),
        created,
        films,
    })
    .map_err(|error| match error {
        SubmitError::QueueFull | SubmitError::StorageFull => full,
        SubmitError::Failed => Refusal::Processing("the spool could not take the job"),
    })?;
    service.watch_job(&uid, &state);
    let mut reply = DataSet::new();
    let item = reference(SopClass::PrintJob, uid.as_str());
    reply.put_items(REFERENCED_PRINT_JOB_SEQUENCE, vec![item]);
    Ok(reply)
}
