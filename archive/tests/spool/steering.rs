//! What people do with a job that waits.

use filmdesk_archive::{JobNumber, JobQueue, JournalEvent, QueueError};
use filmdesk_print_scp::terms::{ExecutionStatus, StatusInfo};

use crate::common::{NOW, limits};
use crate::desk;

#[test]
fn a_held_job_is_not_printed_also_after_a_restart() {
    let desk = desk(limits());
    let number = desk.print("1.1", b"held").unwrap();
    desk.spool.hold(number, NOW).unwrap();
    assert_eq!(desk.spool.waiting("FILMDESK"), 0);
    let desk = desk.reopen(limits());
    assert!(desk.spool.record_of(number).unwrap().is_held);
    assert!(desk.spool.claim("FILMDESK").is_none());
    desk.spool.let_go(number, NOW).unwrap();
    assert_eq!(desk.spool.claim("FILMDESK").unwrap().number, number);
    // It is being printed now.
    for late in [
        desk.spool.hold(number, NOW),
        desk.spool.give_up(number, NOW),
        desk.spool.move_to(number, "OTHER", 5, NOW),
    ] {
        assert!(matches!(late, Err(QueueError::NotWaiting(_))), "{late:?}");
    }
    let missing = desk.spool.hold(JobNumber(99), NOW);
    assert!(matches!(missing, Err(QueueError::NoSuchJob(_))));
}

#[test]
fn a_job_is_held_between_two_tries() {
    let desk = desk(limits());
    let number = desk.print("1.1", b"stuck").unwrap();
    desk.spool.claim("FILMDESK").unwrap();
    desk.set(number, ExecutionStatus::Printing, StatusInfo::CoverOpen);
    assert!(desk.spool.hold(number, NOW).is_err(), "a try is going on");
    desk.spool.rest(number);
    assert!(!desk.spool.is_asked_for(number));
    desk.spool.hold(number, NOW).unwrap();
    assert!(desk.spool.is_asked_for(number) && desk.spool.rise(number));
    // Its worker lets go of it.
    desk.spool.record(number, JournalEvent::Held, NOW).unwrap();
    desk.spool.release(number, NOW).unwrap();
    assert!(desk.spool.claim("FILMDESK").is_none());
    desk.spool.move_to(number, "OTHER", 5, NOW).unwrap();
    desk.spool.let_go(number, NOW).unwrap();
    assert_eq!(desk.spool.claim("OTHER").unwrap().number, number);
}

#[test]
fn a_job_moves_to_another_printer_with_its_uid() {
    let desk = desk(limits());
    let number = desk.print("1.1", b"moves").unwrap();
    let full = desk.spool.move_to(number, "OTHER", 0, NOW);
    assert!(matches!(full, Err(QueueError::QueueFull { .. })));
    desk.spool.move_to(number, "OTHER", 1, NOW).unwrap();
    let desk = desk.reopen(limits());
    assert!(desk.spool.claim("FILMDESK").is_none());
    let record = desk.spool.claim("OTHER").unwrap();
    assert_eq!((record.number, record.uid.as_str()), (number, "1.1"));
    assert_eq!(desk.spool.film_job(number).unwrap().printer, "OTHER");
}

#[test]
fn a_job_is_given_up_and_its_modality_is_told() {
    let desk = desk(limits());
    let number = desk.print("1.1", b"given up").unwrap();
    let mut news = desk.spool.subscribe();
    desk.spool.give_up(number, NOW).unwrap();
    assert_eq!(news.try_recv().unwrap().status, ExecutionStatus::Failure);
    let desk = desk.reopen(limits());
    let record = desk.spool.record_of(number).unwrap();
    assert!(record.is_cancelled && record.finished == Some(NOW) && record.films_kept);
    assert!(desk.spool.claim("FILMDESK").is_none());
}
