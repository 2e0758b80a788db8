//! Print Job N-GET (PS3.4 H.4.5.2.2): of any association's job, while it is known.

use dicom_core::VR;
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;

use super::{Granted, PrintService, Refusal, Request, Warning};
use crate::attributes::select;
use crate::environment::{Environment, PrintJobState};
use crate::offers::SopClass;

/// N-GET.
pub(crate) fn get(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let uid = request.target()?;
    let Some(state) = env.job(uid) else {
        service.session.expect(uid, SopClass::PrintJob)?;
        return Err(Refusal::NoSuchInstance);
    };
    Ok(selected(data_set(&state), request))
}

/// What was asked for, with 0107 for what there is not.
pub(super) fn selected(all: DataSet, request: &Request<'_>) -> Granted {
    let (data, unknown) = select(all, &request.command.attribute_identifiers);
    let warnings = match unknown.is_empty() {
        true => Vec::new(),
        false => vec![Warning::UnsupportedAttributes(unknown)],
    };
    Granted {
        warnings,
        data_set: Some(data),
        ..Granted::default()
    }
}

fn data_set(state: &PrintJobState) -> DataSet {
    let mut data = DataSet::new();
    data.put_text(tags::EXECUTION_STATUS, VR::CS, state.status.as_str());
    data.put_text(tags::EXECUTION_STATUS_INFO, VR::CS, state.info.as_str());
    data.put_text(tags::PRINT_PRIORITY, VR::CS, state.priority.as_str());
    data.put_text(tags::CREATION_DATE, VR::DA, &state.created.date());
    data.put_text(tags::CREATION_TIME, VR::TM, &state.created.time());
    data.put_text(tags::PRINTER_NAME, VR::LO, &state.printer_name);
    data.put_text(tags::ORIGINATOR, VR::AE, &state.originator);
    data
}
