//! N-EVENT-REPORTs: order, confirmation, silence.

use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::status::Status;
use filmdesk_print_scp::environment::{PrintJobState, PrinterStatus};
use filmdesk_print_scp::service::{EventConfirmation, Notification};
use filmdesk_print_scp::terms::{ExecutionStatus, PrinterState, StatusInfo};

use crate::harness::*;

fn print(ct: &mut Modality) -> String {
    let (_, film, _) = ct.printed_ready();
    let answer = ct.ask(NAction, FILM, &film, DataSet::new());
    references(&answer, REFERENCED_PRINT_JOB_SEQUENCE).remove(0)
}

fn change(ct: &mut Modality, job: &str, status: ExecutionStatus) {
    let job = uid(job);
    let state = PrintJobState {
        status,
        info: StatusInfo::Normal,
        ..ct.world.jobs[&job].clone()
    };
    ct.world.jobs.insert(job.clone(), state.clone());
    ct.service.job_changed(&job, &state);
}

fn confirm(ct: &mut Modality, event: &Notification, status: Status) -> EventConfirmation {
    let response = event.command.response(status);
    ct.service.event_response(&response, &mut ct.world)
}

fn shown(event: &Notification) -> (u16, Option<String>) {
    let info = event.data_set.as_ref().map(|data| {
        data.ascii(tags::EXECUTION_STATUS_INFO)
            .unwrap()
            .unwrap_or_default()
            .to_owned()
    });
    (event.command.event_type.unwrap(), info)
}

#[test]
fn a_job_is_reported_pending_printing_done_and_then_deleted() {
    let mut ct = ct();
    let job = print(&mut ct);
    let pending = ct.service.poll_event().unwrap();
    assert_eq!(shown(&pending), (1, Some("QUEUED".to_owned())));
    assert_eq!(pending.context, ct.context(JOB));
    assert_eq!(
        pending.command.sop_instance_uid.as_ref().unwrap().as_str(),
        job
    );
    change(&mut ct, &job, ExecutionStatus::Printing);
    assert_eq!(ct.service.poll_event(), None, "one at a time");
    assert_eq!(
        confirm(&mut ct, &pending, Status::SUCCESS),
        EventConfirmation::Confirmed
    );
    let printing = ct.service.poll_event().unwrap();
    assert_eq!(shown(&printing), (2, Some("NORMAL".to_owned())));
    change(&mut ct, &job, ExecutionStatus::Printing);
    change(&mut ct, &job, ExecutionStatus::Done);
    confirm(&mut ct, &printing, Status::SUCCESS);
    let done = ct.service.poll_event().unwrap();
    assert_eq!(shown(&done).0, 3);
    assert!(ct.world.jobs.contains_key(&uid(&job)));
    confirm(&mut ct, &done, Status::SUCCESS);
    assert!(
        !ct.world.jobs.contains_key(&uid(&job)),
        "confirmed: deleted"
    );
    assert_eq!(status(&ct.ask(NGet, JOB, &job, DataSet::new())), 0x0112);
}

#[test]
fn an_unanswered_event_blocks_no_other_and_keeps_the_job() {
    let mut ct = ct();
    let job = print(&mut ct);
    let pending = ct.service.poll_event().unwrap();
    change(&mut ct, &job, ExecutionStatus::Failure);
    ct.service.event_timed_out(pending.command.message_id);
    assert_eq!(
        confirm(&mut ct, &pending, Status::SUCCESS),
        EventConfirmation::Unsolicited
    );
    let failure = ct.service.poll_event().unwrap();
    assert_eq!(shown(&failure).0, 4);
    ct.service.event_timed_out(failure.command.message_id);
    let answer = ct.ask(NGet, JOB, &job, DataSet::new());
    assert_eq!(text(&answer, tags::EXECUTION_STATUS), "FAILURE");
    assert_eq!(text(&answer, tags::CREATION_DATE), "20261124");
    assert_eq!(text(&answer, tags::ORIGINATOR), "CT01");
}

#[test]
fn statuses_of_a_response_are_understood() {
    let table = [
        (0x0113, EventConfirmation::SwitchedOff),
        (0x0114, EventConfirmation::WithoutArguments),
        (0x0115, EventConfirmation::WithoutArguments),
        (0x0110, EventConfirmation::Refused),
        (0x0211, EventConfirmation::SwitchedOff),
    ];
    for (code, understood) in table {
        let mut ct = ct();
        let job = print(&mut ct);
        let pending = ct.service.poll_event().unwrap();
        assert_eq!(confirm(&mut ct, &pending, Status(code)), understood);
        change(&mut ct, &job, ExecutionStatus::Printing);
        let next = ct.service.poll_event();
        let arguments = next.map(|event| event.data_set.unwrap().len());
        let wanted = match understood {
            EventConfirmation::SwitchedOff => None,
            EventConfirmation::WithoutArguments => Some(1),
            _ => Some(2),
        };
        assert_eq!(arguments, wanted, "{code:04X}");
    }
}

#[test]
fn events_can_be_off_and_need_a_context() {
    let mut quiet = Setup::default();
    quiet.peer.print_job_events = false;
    quiet.peer.printer_events = false;
    for setup in [quiet, Setup::default().contexts(&[GRAY_META])] {
        let mut ct = setup.open();
        print(&mut ct);
        assert_eq!(ct.service.poll_event(), None);
    }
}

#[test]
fn jobs_of_others_are_answered_but_not_reported() {
    let mut mine = ct();
    let job = print(&mut mine);
    let mut other = Setup::default().contexts(&[JOB]).open();
    other.world.jobs = mine.world.jobs.clone();
    change(&mut other, &job, ExecutionStatus::Printing);
    assert!(!other.service.watches(&uid(&job)));
    assert_eq!(other.service.poll_event(), None);
    assert_eq!(status(&other.ask(NGet, JOB, &job, DataSet::new())), OK);
}

#[test]
fn the_printer_is_reported_on_its_own_context_or_a_metas() {
    let warning = PrinterStatus {
        state: PrinterState::Warning,
        info: StatusInfo::SupplyLow,
        ..PrinterStatus::NORMAL
    };
    for contexts in [&[PRINTER][..], &[GRAY_META, COLOR_META]] {
        let mut ct = Setup::default().contexts(contexts).open();
        ct.service.printer_changed(&warning);
        let event = ct.service.poll_event().unwrap();
        assert_eq!(event.command.event_type, Some(2));
        let data = event.data_set.clone().unwrap();
        assert_eq!(
            data.ascii(tags::PRINTER_STATUS_INFO),
            Ok(Some("SUPPLY LOW"))
        );
        confirm(&mut ct, &event, Status::SUCCESS);
        ct.service.printer_changed(&PrinterStatus::NORMAL);
        let normal = ct.service.poll_event().unwrap();
        assert_eq!(
            (normal.command.event_type, normal.data_set),
            (Some(1), None)
        );
    }
}
