//! No room: refused for now with the statuses of PS3.4 H.4, and well again when room is back.

mod common;

use std::time::Duration;

use common::{Console, Fixture, film_box, stop_folder, until};
use filmdesk_archive::JobQueue;
use filmdesk_config::settings::RetryPolicy;
use filmdesk_dataset::{DataSet, tags};
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::service;
use filmdesk_dimse::status::Status;
use filmdesk_print_scp::terms::ExecutionStatus;

/// Room for one film of 40 MiB, which is what an N-CREATE asks for, and hardly more.
const SMALL_QUOTA: u64 = 41 << 20;
/// Rows and columns of an image that is larger than the quota.
const TOO_LARGE: u16 = 4700;
/// Rows and columns of an image that leaves less than a film's room.
const FITTING: u16 = 1500;

async fn create_session(console: &mut Console) -> Status {
    let class = service::BASIC_FILM_SESSION;
    let session = DataSet::new();
    console
        .ask(Operation::NCreate, class, "1.2.1", Some(&session))
        .await
        .0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_spool_refuses_pixels_and_films_until_there_is_room() {
    let fixture = Fixture::start(|settings| settings.spool.quota_bytes = SMALL_QUOTA).await;
    let mut first = Console::new(fixture.modality().await);
    let image_box = first.one_image_film().await;
    assert_eq!(
        first.set_image(&image_box, TOO_LARGE).await,
        Status::INSUFFICIENT_MEMORY
    );
    assert_eq!(first.set_image(&image_box, FITTING).await, Status::SUCCESS);
    let mut second = Console::new(fixture.modality().await);
    assert_eq!(
        create_session(&mut second).await,
        Status::RESOURCE_LIMITATION
    );
    let class = service::BASIC_FILM_SESSION;
    let (deleted, _) = first.ask(Operation::NDelete, class, "1.2.1", None).await;
    assert_eq!(deleted, Status::SUCCESS);
    let image_box = second.one_image_film().await;
    assert_eq!(second.set_image(&image_box, FITTING).await, Status::SUCCESS);
    assert_eq!(second.print().await.0, Status::SUCCESS);
    first.client.release().await.unwrap();
    second.client.release().await.unwrap();
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_refuses_films_and_sessions_until_the_device_runs() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("films");
    let output = stop_folder(&folder);
    let fixture = Fixture::start(|settings| {
        let printer = &mut settings.printers[0];
        printer.profile.queue_length = 1;
        printer.outputs = vec![output];
        printer.retry = RetryPolicy {
            retries: 1000,
            interval: Duration::from_millis(100),
        };
    })
    .await;
    let mut console = Console::new(fixture.modality().await);
    console.one_image_film().await;
    let (_, printing) = console.print().await;
    let printing = printing.expect("no job");
    let status = |uid: &str| fixture.server.spool().job(uid).map(|job| job.status);
    until("the job is not claimed", || {
        status(&printing) == Some(ExecutionStatus::Printing)
    })
    .await;
    let (_, waiting) = console.print().await;
    let waiting = waiting.expect("no job");
    assert_eq!(console.print().await.0, Status::FILM_BOX_QUEUE_FULL);
    let class = service::BASIC_FILM_SESSION;
    let (refused, _) = console.ask(Operation::NAction, class, "1.2.1", None).await;
    assert_eq!(refused, Status::FILM_SESSION_QUEUE_FULL);
    std::fs::remove_file(&folder).unwrap();
    for job in [&printing, &waiting] {
        until("the device does not recover", || {
            status(job) == Some(ExecutionStatus::Done)
        })
        .await;
    }
    let (printed, data) = console.ask(Operation::NAction, class, "1.2.1", None).await;
    assert!(!printed.is_failure(), "{printed}");
    assert!(data.items(common::REFERENCED_PRINT_JOB_SEQUENCE).is_some());
    console.client.release().await.unwrap();
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_box_that_is_refused_leaves_the_session_as_it_was() {
    let fixture = Fixture::start(|_| {}).await;
    let mut console = Console::new(fixture.modality().await);
    assert_eq!(create_session(&mut console).await, Status::SUCCESS);
    let mut wrong = film_box();
    wrong.put_text(
        tags::IMAGE_DISPLAY_FORMAT,
        filmdesk_dataset::VR::ST,
        "STANDARD\\0,1",
    );
    let class = service::BASIC_FILM_BOX;
    let (refused, _) = console
        .ask(Operation::NCreate, class, "1.2.2", Some(&wrong))
        .await;
    assert!(refused.is_failure(), "{refused}");
    let (created, _) = console
        .ask(Operation::NCreate, class, "1.2.2", Some(&film_box()))
        .await;
    assert_eq!(created, Status::SUCCESS);
    fixture.stop().await;
}
