//! The worker with folders and IPP printers, real and absent.

mod broken;
mod secure;
mod world;

use std::fs;
use std::time::Duration;

use filmdesk_archive::{JobQueue, JournalEvent};
use filmdesk_config::settings::{DocumentScope, FileFormat, Output};
use filmdesk_print_scp::terms::{ExecutionStatus, PrinterState, StatusInfo};

use world::{IppPrinter, NOW, World, file_output, ipp_output, png_printer, printer};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn copies_lie_in_the_folder_in_the_order_of_collation() {
    let world = World::new();
    let folder = world.path("films");
    let settings = png_printer(&folder);
    let job = world.accept("1.2.3", 2, 2);
    let status = world.finish(&[settings], job).await;
    assert_eq!(status, (ExecutionStatus::Done, StatusInfo::Normal));
    assert_eq!(
        World::names(&folder),
        [
            "2026-11-24_190311_CT01_FILMDESK_job0001_copy1_film01.png",
            "2026-11-24_190311_CT01_FILMDESK_job0001_copy1_film02.png",
            "2026-11-24_190311_CT01_FILMDESK_job0001_copy2_film01.png",
            "2026-11-24_190311_CT01_FILMDESK_job0001_copy2_film02.png",
        ]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_is_one_document_where_that_is_set() {
    let world = World::new();
    let folder = world.path("films");
    let settings = printer(vec![file_output(
        &folder,
        FileFormat::Pdf,
        DocumentScope::Session,
    )]);
    let job = world.accept("1.2.3", 3, 1);
    world.finish(&[settings], job).await;
    let names = World::names(&folder);
    assert_eq!(names, ["2026-11-24_190311_CT01_FILMDESK_job0001.pdf"]);
    let pdf = fs::read(folder.join(&names[0])).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let count = pdf.windows(8).any(|bytes| bytes == b"/Count 3");
    assert!(count, "three films are three pages");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_delivered_again_after_a_crash_takes_the_place_of_the_first() {
    let world = World::new();
    let folder = world.path("films");
    let settings = [png_printer(&folder)];
    let job = world.accept("1.2.3", 1, 2);
    world.finish(&settings, job).await;
    let before = World::names(&folder);
    // As if the process had died after the rename and before the journal's line.
    let world = world.crash_before_delivered();
    assert_eq!(world.status(job).0, ExecutionStatus::Pending);
    world.finish(&settings, job).await;
    assert_eq!(World::names(&folder), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_fails_is_tried_again_and_then_given_up() {
    let world = World::new();
    let folder = world.path("films");
    fs::write(&folder, b"not a folder").unwrap();
    let settings = png_printer(&folder);
    let job = world.accept("1.2.3", 1, 1);
    world
        .run(&[settings], async |workers| {
            world.final_status(job).await;
            let state = workers.board().status("FILMDESK").unwrap().state;
            assert_eq!(state, PrinterState::Failure);
            // Nobody prints on a printer that says FAILURE: it finds out by itself.
            let mut board = workers.board().watch("FILMDESK").unwrap();
            fs::remove_file(&folder).unwrap();
            let normal = board.wait_for(|status| status.state == PrinterState::Normal);
            tokio::time::timeout(world::PATIENCE, normal)
                .await
                .unwrap()
                .unwrap();
        })
        .await;
    assert_eq!(
        world.status(job),
        (ExecutionStatus::Failure, StatusInfo::CheckPrinter)
    );
    let tries = &world.record(job).progress.failed_tries;
    assert_eq!(tries["1-file"], 3, "one try and two retries");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_output_that_is_gone_does_not_keep_the_other_from_its_films() {
    let world = World::new();
    let folder = world.path("films");
    let settings = printer(vec![
        ipp_output(world::closed_port()),
        file_output(&folder, FileFormat::Png, DocumentScope::Film),
    ]);
    let job = world.accept("1.2.3", 1, 1);
    world
        .run(&[settings], async |workers| {
            world.final_status(job).await;
            assert_eq!(
                workers.board().status("FILMDESK").unwrap().state,
                PrinterState::Warning
            );
        })
        .await;
    assert_eq!(
        world.status(job),
        (ExecutionStatus::Failure, StatusInfo::PrinterOffline)
    );
    assert_eq!(World::names(&folder).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn shutdown_gives_the_job_back() {
    let world = World::new();
    let mut settings = printer(vec![ipp_output(world::closed_port())]);
    settings.retry.interval = Duration::from_secs(3600);
    let job = world.accept("1.2.3", 1, 1);
    world
        .run(&[settings], async |_| {
            world
                .until(job, |record| record.info == StatusInfo::PrinterOffline)
                .await;
        })
        .await;
    assert_eq!(
        world.status(job),
        (ExecutionStatus::Pending, StatusInfo::Queued)
    );
}

#[test]
fn an_address_that_is_none_is_refused_at_the_start() {
    let mut output = ipp_output(1);
    if let Output::Ipp(ipp) = &mut output {
        ipp.uri = "printer in the cellar".to_owned();
    }
    let refused = crate::deliver::devices(&printer(vec![output]))
        .err()
        .unwrap();
    assert_eq!(
        (refused.info, refused.transient),
        (StatusInfo::ElecConfigErr, false)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ipp_printer_gets_a_film_once() {
    let world = World::new();
    let ipp = IppPrinter::start(&world.path("ipp"));
    let settings = [printer(vec![ipp_output(ipp.port)])];
    let job = world.accept("1.2.3", 2, 2);
    let status = world.finish(&settings, job).await;
    assert_eq!(
        status,
        (ExecutionStatus::Done, StatusInfo::Normal),
        "{}",
        ipp.log()
    );
    assert_eq!(
        ipp.prints("pdf"),
        1,
        "one document with the printer's own copies"
    );
    // As if the process had died between the printer's answer and the journal's line.
    let world = world.crash_before_sent();
    let status = world.finish(&settings, job).await;
    assert_eq!(status, (ExecutionStatus::Done, StatusInfo::Normal));
    assert_eq!(
        ipp.prints("pdf"),
        1,
        "the printer was asked before anything was sent again"
    );
    // As if it had died before anything was sent.
    let second = world.accept("1.2.4", 1, 1);
    let ticket = "a name that the printer never heard".to_owned();
    let (output, document) = ("1-ipp".to_owned(), "copy1-film1".to_owned());
    let announced = JournalEvent::Sending {
        output,
        document,
        ticket,
    };
    world.spool.record(second, announced, NOW).unwrap();
    world.finish(&settings, second).await;
    assert_eq!(ipp.prints("pdf"), 2);
    // As if another printer at this address had numbered it: this one's job 1 is another film.
    let third = world.accept("1.2.5", 1, 1);
    for event in sent_as("a name that another printer heard", 1) {
        world.spool.record(third, event, NOW).unwrap();
    }
    let status = world.finish(&settings, third).await;
    assert_eq!(status, (ExecutionStatus::Done, StatusInfo::Normal));
    assert_eq!(ipp.prints("pdf"), 3, "it was not taken for that one");
}

/// Lines of a document that went to an IPP printer.
fn sent_as(ticket: &str, remote: i64) -> [JournalEvent; 2] {
    let (output, document) = ("1-ipp".to_owned(), "copy1-film1".to_owned());
    let announced = JournalEvent::Sending {
        output: output.clone(),
        document: document.clone(),
        ticket: ticket.to_owned(),
    };
    let sent = JournalEvent::Sent {
        output,
        document,
        remote,
    };
    [announced, sent]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ipp_printer_without_pdf_gets_raster_and_one_that_fails_is_given_up() {
    let world = World::new();
    let ipp = IppPrinter::start_with(&world.path("ipp"), &["-f", "image/pwg-raster"]);
    let port = ipp.port;
    let settings = [printer(vec![ipp_output(port)])];
    let job = world.accept("1.2.3", 1, 1);
    let status = world.finish(&settings, job).await;
    assert_eq!(
        status,
        (ExecutionStatus::Done, StatusInfo::Normal),
        "{}",
        ipp.log()
    );
    assert_eq!(ipp.prints("pwg"), 1);
    drop(ipp);
    let second = world.accept("1.2.4", 1, 1);
    let status = world.finish(&settings, second).await;
    assert_eq!(
        status,
        (ExecutionStatus::Failure, StatusInfo::PrinterOffline)
    );
    assert_eq!(world.record(second).progress.failed_tries["1-ipp"], 3);
}
