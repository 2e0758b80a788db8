//! Printer N-GET (PS3.4 H.4.6.2.2).

use dicom_core::VR;
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;

use super::print_job::selected;
use super::{Granted, PrintService, Refusal, Request};
use crate::environment::{Environment, PrinterStatus};
use crate::offers::SopClass;
use crate::printer::PrinterProfile;

/// N-GET.
pub(crate) fn get(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    service
        .session
        .expect(request.target()?, SopClass::Printer)?;
    Ok(selected(
        data_set(&service.association.printer, &env.printer()),
        request,
    ))
}

fn data_set(printer: &PrinterProfile, status: &PrinterStatus) -> DataSet {
    let mut data = DataSet::new();
    data.put_text(tags::PRINTER_STATUS, VR::CS, status.state.as_str());
    data.put_text(tags::PRINTER_STATUS_INFO, VR::CS, status.info.as_str());
    data.put_text(tags::PRINTER_NAME, VR::LO, &printer.name);
    data.put_text(tags::MANUFACTURER, VR::LO, &printer.manufacturer);
    data.put_text(tags::MANUFACTURER_MODEL_NAME, VR::LO, &printer.model);
    data.put_text(tags::DEVICE_SERIAL_NUMBER, VR::LO, &printer.serial_number);
    data.put_text(tags::SOFTWARE_VERSIONS, VR::LO, &printer.software_versions);
    let calibrated = status.last_calibration;
    let date = calibrated.map(|at| at.date()).unwrap_or_default();
    let time = calibrated.map(|at| at.time()).unwrap_or_default();
    data.put_text(tags::DATE_OF_LAST_CALIBRATION, VR::DA, &date);
    data.put_text(tags::TIME_OF_LAST_CALIBRATION, VR::TM, &time);
    data
}
