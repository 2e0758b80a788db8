//! Conversations with a film spool: an association's pixels, accepted jobs, the queue.

#[path = "../common/mod.rs"]
mod common;
mod steering;

use std::fs;
use std::time::Duration;

use common::{NOW, acceptance, film, job_of, limits, pixels_of, send};
use filmdesk_archive::{
    AcceptError, Intake, JobNumber, JobQueue, JournalEvent, OpenError, Spool, SpoolLimits,
};
use filmdesk_dataset::BulkSink;
use filmdesk_print_scp::terms::{ExecutionStatus, PrintPriority, StatusInfo};

struct Desk {
    folder: tempfile::TempDir,
    spool: Spool,
}

fn desk(limits: SpoolLimits) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::open(folder.path(), limits).unwrap();
    Desk { folder, spool }
}

impl Desk {
    fn print(&self, uid: &str, bytes: &[u8]) -> Result<JobNumber, AcceptError> {
        let mut intake = self.spool.intake().unwrap();
        intake.start_film().unwrap();
        let pixels = send(&mut intake, bytes).map_err(AcceptError::from)?;
        self.spool.accept(
            &job_of(vec![film(vec![pixels])]),
            &mut intake,
            &acceptance(uid),
        )
    }

    fn reopen(self, limits: SpoolLimits) -> Self {
        let Self { folder, spool } = self;
        drop(spool);
        let spool = Spool::open(folder.path(), limits).unwrap();
        Self { folder, spool }
    }

    fn set(&self, number: JobNumber, status: ExecutionStatus, info: StatusInfo) {
        self.spool
            .record(number, JournalEvent::Status { status, info }, NOW)
            .unwrap();
    }

    fn done(&self, number: JobNumber) {
        self.set(number, ExecutionStatus::Done, StatusInfo::Normal);
    }

    fn tree(&self) -> Vec<String> {
        let mut names = Vec::new();
        walk(self.folder.path(), "", &mut names);
        names.sort();
        names
    }
}

fn walk(folder: &std::path::Path, prefix: &str, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => walk(&entry.path(), &format!("{name}/"), names),
            false => names.push(name),
        }
    }
}

#[test]
fn a_job_outlives_its_association_and_the_process() {
    let desk = desk(limits());
    let number = desk.print("1.2.3", b"grey pixels").unwrap();
    insta::assert_snapshot!(desk.tree().join("\n"), @r"
    jobs/0000000001/1.pixels
    jobs/0000000001/job.json
    jobs/0000000001/journal
    lock
    ");
    let desk = desk.reopen(limits());
    let record = desk.spool.job("1.2.3").unwrap();
    assert_eq!(
        (record.status, record.number, record.created),
        (ExecutionStatus::Pending, number, NOW)
    );
    let job = desk.spool.film_job(number).unwrap();
    assert_eq!(
        pixels_of(&desk.spool, number, &job),
        [b"grey pixels".to_vec()]
    );
}

#[test]
fn two_servers_do_not_share_a_spool() {
    let desk = desk(limits());
    let second = Spool::open(desk.folder.path(), limits()).unwrap_err();
    assert!(matches!(second, OpenError::InUse { .. }), "{second}");
}

#[test]
fn what_an_association_leaves_unprinted_goes_with_it() {
    let desk = desk(limits());
    let mut intake = desk.spool.intake().unwrap();
    send(&mut intake, &[7; 300_000]).unwrap();
    assert_eq!(desk.spool.used_bytes(), 300_000);
    drop(intake);
    assert_eq!(
        (desk.spool.used_bytes(), desk.tree()),
        (0, vec!["lock".to_owned()])
    );
}

#[test]
fn a_data_set_that_turns_out_invalid_leaves_nothing() {
    let desk = desk(limits());
    let mut intake = desk.spool.intake().unwrap();
    let first = send(&mut intake, b"good").unwrap();
    let mark = intake.mark();
    send(&mut intake, &[1; 500_000]).unwrap();
    intake.begin(Some(1_000_000)).unwrap();
    intake.write(&[2; 200_000]).unwrap();
    intake.rollback(mark);
    let third = send(&mut intake, b"better").unwrap();
    assert_eq!(desk.spool.used_bytes(), 10);
    let job = job_of(vec![film(vec![first, third])]);
    let number = desk
        .spool
        .accept(&job, &mut intake, &acceptance("1.2.3"))
        .unwrap();
    assert_eq!(
        pixels_of(&desk.spool, number, &job),
        [b"good".to_vec(), b"better".to_vec()]
    );
}

#[test]
fn rollback_takes_back_the_file_that_the_data_set_began() {
    let desk = desk(limits());
    let mut intake = desk.spool.intake().unwrap();
    let kept = send(&mut intake, b"kept").unwrap();
    let mark = intake.mark();
    intake.start_film().unwrap();
    send(&mut intake, b"gone").unwrap();
    intake.rollback(mark);
    assert_eq!((desk.spool.used_bytes(), intake.bytes()), (4, 4));
    let job = job_of(vec![film(vec![kept])]);
    desk.spool
        .accept(&job, &mut intake, &acceptance("1.2.3"))
        .unwrap();
}

#[test]
fn a_film_file_goes_with_its_last_image() {
    let desk = desk(limits());
    let mut intake = desk.spool.intake().unwrap();
    let first = send(&mut intake, b"first").unwrap();
    let second = send(&mut intake, b"second").unwrap();
    intake.discard_pixels(&first);
    assert_eq!(desk.spool.used_bytes(), 11, "the file is still needed");
    intake.discard_pixels(&second);
    assert_eq!(desk.spool.used_bytes(), 0);
    intake.discard_pixels(&second);
    let third = send(&mut intake, b"third").unwrap();
    assert_ne!(third.id, first.id, "no name is used twice");
    intake.drop_film();
    assert_eq!((desk.spool.used_bytes(), intake.bytes()), (0, 0));
}

#[test]
fn a_printed_film_does_not_change_with_its_session() {
    let desk = desk(limits());
    let mut intake = desk.spool.intake().unwrap();
    let left = send(&mut intake, b"left").unwrap();
    let first = job_of(vec![film(vec![left])]);
    let one = desk
        .spool
        .accept(&first, &mut intake, &acceptance("1.1"))
        .unwrap();
    let right = send(&mut intake, b"right").unwrap();
    let second = job_of(vec![film(vec![left, right])]);
    let two = desk
        .spool
        .accept(&second, &mut intake, &acceptance("1.2"))
        .unwrap();
    assert_eq!(desk.spool.used_bytes(), 4 + 4 + 5);
    drop(intake);
    assert_eq!(pixels_of(&desk.spool, one, &first), [b"left".to_vec()]);
    assert_eq!(
        pixels_of(&desk.spool, two, &second),
        [b"left".to_vec(), b"right".to_vec()]
    );
    assert_eq!(desk.reopen(limits()).spool.used_bytes(), 13);
}

#[test]
fn films_of_a_session_lie_in_files_of_their_own() {
    let desk = desk(limits());
    let mut intake = desk.spool.intake().unwrap();
    let mut sheets = Vec::new();
    for text in ["one", "two", "three"] {
        intake.start_film().unwrap();
        sheets.push(film(vec![send(&mut intake, text.as_bytes()).unwrap()]));
    }
    let job = job_of(sheets);
    let number = desk
        .spool
        .accept(&job, &mut intake, &acceptance("1.2.3"))
        .unwrap();
    assert_eq!(desk.spool.record_of(number).unwrap().films, 3);
    let files = desk
        .tree()
        .into_iter()
        .filter(|name| name.ends_with(".pixels") && name.starts_with("jobs"));
    assert_eq!(files.count(), 3);
}

#[test]
fn pixels_that_never_came_are_not_accepted() {
    let desk = desk(limits());
    let mut intake = desk.spool.intake().unwrap();
    let mut pixels = send(&mut intake, b"four").unwrap();
    pixels.length = 5;
    let job = job_of(vec![film(vec![pixels])]);
    let error = desk
        .spool
        .accept(&job, &mut intake, &acceptance("1.2.3"))
        .unwrap_err();
    assert!(matches!(error, AcceptError::UnknownPixels(id) if id == pixels.id));
    assert_eq!(desk.spool.list(), []);
}

#[test]
fn a_full_queue_refuses_until_a_job_leaves_it() {
    let desk = desk(limits());
    let full = (0..).find(|n| {
        let refused = desk.print(&format!("1.{n}"), b"x");
        matches!(refused, Err(AcceptError::QueueFull { .. }))
    });
    assert_eq!(full, Some(u64::from(common::QUEUE_LENGTH)));
    assert_eq!(desk.spool.waiting("FILMDESK"), common::QUEUE_LENGTH);
    let first = desk.spool.claim("FILMDESK").unwrap();
    desk.set(first.number, ExecutionStatus::Printing, StatusInfo::Normal);
    desk.print("2.1", b"x").unwrap();
    assert!(desk.print("2.2", b"x").is_err());
}

#[test]
fn a_full_spool_refuses_and_recovers() {
    let desk = desk(SpoolLimits {
        quota_bytes: 1000,
        ..limits()
    });
    let first = desk.print("1.1", &[1; 600]).unwrap();
    let refused = desk.print("1.2", &[2; 600]).unwrap_err();
    assert!(
        matches!(refused, AcceptError::StorageFull) && refused.is_transient(),
        "{refused}"
    );
    assert!(desk.spool.has_room(400) && !desk.spool.has_room(401));
    // A film that is only kept for printing again makes room for one that is not.
    desk.done(first);
    assert!(desk.spool.has_room(1000));
    desk.print("1.3", &[3; 600]).unwrap();
    assert!(!desk.spool.record_of(first).unwrap().films_kept);
    assert!(desk.spool.film_job(first).is_err());
    let desk = desk.reopen(limits());
    let record = desk.spool.job("1.1").unwrap();
    assert_eq!(
        (record.status, record.films_kept),
        (ExecutionStatus::Done, false)
    );
    assert_eq!(desk.spool.used_bytes(), 600);
}

#[test]
fn a_false_claim_takes_nothing_and_removes_nothing() {
    let desk = desk(SpoolLimits {
        quota_bytes: 10_000,
        ..limits()
    });
    let first = desk.print("1.1", &[1; 600]).unwrap();
    desk.done(first);
    let mut intake = desk.spool.intake().unwrap();
    let error = intake.begin(Some(1 << 40)).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
    intake.begin(Some(9_900)).unwrap();
    assert_eq!(desk.spool.used_bytes(), 600);
    assert!(desk.spool.record_of(first).unwrap().films_kept);
}

#[test]
fn one_association_cannot_take_all_and_the_disk_keeps_its_floor() {
    let desk = desk(SpoolLimits {
        association_bytes: 1000,
        ..limits()
    });
    let mut intake = desk.spool.intake().unwrap();
    send(&mut intake, &[1; 900]).unwrap();
    assert!(send(&mut intake, &[1; 200]).is_err());
    let desk = desk.reopen_after(
        intake,
        SpoolLimits {
            free_floor_bytes: u64::MAX,
            ..limits()
        },
    );
    assert!(!desk.spool.has_room(1));
    let mut intake = desk.spool.intake().unwrap();
    assert_eq!(
        send(&mut intake, b"x").unwrap_err().kind(),
        std::io::ErrorKind::StorageFull
    );
}

impl Desk {
    fn reopen_after(self, intake: Intake, limits: SpoolLimits) -> Self {
        drop(intake);
        self.reopen(limits)
    }
}

#[test]
fn urgent_jobs_come_first_then_older_ones() {
    let desk = desk(limits());
    for (uid, priority) in [
        ("1.1", PrintPriority::Low),
        ("1.2", PrintPriority::Med),
        ("1.3", PrintPriority::High),
        ("1.4", PrintPriority::High),
    ] {
        let mut intake = desk.spool.intake().unwrap();
        let pixels = send(&mut intake, b"x").unwrap();
        let mut job = job_of(vec![film(vec![pixels])]);
        job.priority = priority;
        desk.spool
            .accept(&job, &mut intake, &acceptance(uid))
            .unwrap();
    }
    assert_eq!(desk.spool.claim("OTHER"), None);
    let first = desk.spool.claim("FILMDESK").unwrap();
    let order: Vec<_> = std::iter::from_fn(|| desk.spool.claim("FILMDESK"))
        .map(|job| job.uid)
        .collect();
    assert_eq!(
        (first.uid.as_str(), order),
        (
            "1.3",
            vec!["1.4".to_owned(), "1.2".to_owned(), "1.1".to_owned()]
        )
    );
    desk.set(first.number, ExecutionStatus::Printing, StatusInfo::Normal);
    desk.spool.release(first.number, NOW).unwrap();
    let again = desk.spool.claim("FILMDESK").unwrap();
    assert_eq!(
        (again.uid.as_str(), again.status),
        ("1.3", ExecutionStatus::Pending)
    );
}

#[test]
fn changes_are_told_and_kept() {
    let desk = desk(limits());
    let mut changes = desk.spool.subscribe();
    let watch = desk.spool.watch();
    let number = desk.print("1.2.3", b"x").unwrap();
    desk.set(
        number,
        ExecutionStatus::Printing,
        StatusInfo::PrinterOffline,
    );
    desk.set(number, ExecutionStatus::Failure, StatusInfo::FilmJam);
    let told: Vec<_> = std::iter::from_fn(|| changes.try_recv().ok())
        .map(|change| format!("{} {}", change.status, change.info))
        .collect();
    assert_eq!(
        told,
        [
            "PENDING QUEUED",
            "PRINTING PRINTER OFFLINE",
            "FAILURE FILM JAM"
        ]
    );
    assert!(watch.has_changed().unwrap());
    let desk = desk.reopen(limits());
    let record = desk.spool.job("1.2.3").unwrap();
    assert_eq!(
        (record.status, record.info, record.finished),
        (ExecutionStatus::Failure, StatusInfo::FilmJam, Some(NOW))
    );
    desk.spool
        .record(number, JournalEvent::InstanceDeleted, NOW)
        .unwrap();
    assert_eq!(desk.spool.job("1.2.3"), None);
    assert!(desk.reopen(limits()).spool.list()[0].instance_deleted);
}

#[test]
fn a_job_in_print_is_pending_after_a_crash_and_knows_what_is_out() {
    let desk = desk(limits());
    let number = desk.print("1.2.3", b"x").unwrap();
    let (output, document) = ("1-file".to_owned(), "pdf-1".to_owned());
    desk.set(number, ExecutionStatus::Printing, StatusInfo::Normal);
    for event in [
        JournalEvent::Sending {
            output: output.clone(),
            document: document.clone(),
            ticket: "t".to_owned(),
        },
        JournalEvent::Sent {
            output: output.clone(),
            document: document.clone(),
            remote: 7,
        },
        JournalEvent::Delivered {
            output: output.clone(),
            document: document.clone(),
        },
        JournalEvent::Sending {
            output: output.clone(),
            document: "pdf-2".to_owned(),
            ticket: "u".to_owned(),
        },
        JournalEvent::TryFailed {
            output: output.clone(),
        },
    ] {
        desk.spool.record(number, event, NOW).unwrap();
    }
    let journal = desk.folder.path().join("jobs/0000000001/journal");
    // A crash of the machine may leave half a line; what follows must not be glued to it.
    let torn = [fs::read(&journal).unwrap(), b"{\"at\":{\"unix".to_vec()].concat();
    fs::write(&journal, torn).unwrap();
    let desk = desk.reopen(limits());
    assert_eq!(desk.spool.recovery().requeued, 1);
    desk.spool
        .record(
            number,
            JournalEvent::TryFailed {
                output: output.clone(),
            },
            NOW,
        )
        .unwrap();
    let desk = desk.reopen(limits());
    let progress = desk.spool.job("1.2.3").unwrap().progress;
    assert_eq!(progress.failed_tries[&output], 2);
    assert!(progress.delivered.contains(&(output.clone(), document)));
    assert_eq!(progress.sending[&(output, "pdf-2".to_owned())].ticket, "u");
    assert_eq!(progress.sending.len(), 1);
}

#[test]
fn what_does_not_read_is_set_aside_and_said() {
    let desk = desk(limits());
    let first = desk.print("1.1", b"x").unwrap();
    desk.print("1.2", b"x").unwrap();
    fs::write(
        desk.folder.path().join("jobs/0000000002/job.json"),
        b"{\"version\":1,",
    )
    .unwrap();
    fs::create_dir(desk.folder.path().join("jobs/new-0000000003")).unwrap();
    fs::create_dir_all(desk.folder.path().join("incoming/9")).unwrap();
    let desk = desk.reopen(limits());
    let recovery = desk.spool.recovery();
    assert_eq!(
        (
            recovery.jobs,
            recovery.half_written,
            recovery.dead_associations
        ),
        (1, 1, 1)
    );
    assert_eq!(
        recovery.damaged,
        [desk.folder.path().join("damaged/0000000002")]
    );
    assert_eq!(desk.spool.list()[0].number, first);
    assert_eq!(
        desk.print("1.3", b"x").unwrap(),
        JobNumber(3),
        "no number is used twice"
    );
}

#[test]
fn finished_jobs_are_kept_by_count_and_age() {
    let desk = desk(SpoolLimits {
        keep_jobs: 2,
        keep: Duration::from_secs(3600),
        ..limits()
    });
    for uid in ["1.1", "1.2", "1.3"] {
        desk.done(desk.print(uid, &[0; 100]).unwrap());
    }
    assert_eq!(desk.spool.sweep(NOW), 1);
    assert_eq!((desk.spool.list().len(), desk.spool.used_bytes()), (2, 200));
    assert_eq!(desk.spool.job("1.1"), None);
    // The newest stays however old it is: its number must not come again.
    assert_eq!(desk.spool.sweep(NOW + Duration::from_secs(7200)), 1);
    assert_eq!(desk.spool.list()[0].uid, "1.3");
    assert_eq!(
        desk.reopen(limits()).print("1.4", b"x").unwrap(),
        JobNumber(4)
    );
}

#[test]
fn a_kept_job_is_printed_again() {
    let desk = desk(limits());
    let first = desk.print("1.1", b"again").unwrap();
    desk.done(first);
    let second = desk
        .spool
        .reprint(first, "FILMDESK", 3, &acceptance("1.2"))
        .unwrap();
    let job = desk.spool.film_job(second).unwrap();
    assert_eq!(
        (job.copies, pixels_of(&desk.spool, second, &job)),
        (3, vec![b"again".to_vec()])
    );
    let refused = desk
        .spool
        .reprint(JobNumber(99), "FILMDESK", 1, &acceptance("1.3"))
        .unwrap_err();
    assert!(matches!(refused, AcceptError::FilmsGone(JobNumber(99))));
    let twice = desk
        .spool
        .reprint(first, "FILMDESK", 1, &acceptance("1.2"))
        .unwrap_err();
    assert!(matches!(twice, AcceptError::DuplicateUid(_)));
}

#[test]
fn many_associations_accept_at_once() {
    let desk = desk(limits());
    let one = |n: usize| {
        let mut intake = desk.spool.intake().unwrap();
        let text = format!("pixels of {n}");
        let pixels = send(&mut intake, text.as_bytes()).unwrap();
        let mut job = job_of(vec![film(vec![pixels])]);
        job.printer = format!("PRINTER{n}");
        desk.spool
            .accept(&job, &mut intake, &acceptance(&format!("1.{n}")))
            .unwrap()
    };
    std::thread::scope(|scope| (0..32).for_each(|n| drop(scope.spawn(move || one(n)))));
    let desk = desk.reopen(limits());
    assert_eq!(desk.spool.list().len(), 32);
    for record in desk.spool.list() {
        let job = desk.spool.film_job(record.number).unwrap();
        let text = format!("pixels of {}", &record.printer[7..]);
        assert_eq!(
            pixels_of(&desk.spool, record.number, &job),
            [text.into_bytes()]
        );
    }
}
