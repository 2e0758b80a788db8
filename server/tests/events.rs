//! N-EVENT-REPORTs over real connections: who gets which, when, and what silence does.

mod common;

use std::path::Path;
use std::time::{Duration, Instant};

use common::{Console, Fixture, SOON, echo, film_box, stop_folder, until};
use filmdesk_archive::JobQueue;
use filmdesk_config::Settings;
use filmdesk_config::settings::{IppFormat, IppOutput, IppTrust, Output, RetryPolicy};
use filmdesk_dataset::DataSet;
use filmdesk_dimse::service;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::UidField;
use filmdesk_modality::{ConsoleConfig, EventAnswer};
use filmdesk_print_scp::peer::PeerProfile;
use filmdesk_server::client::{Client, Message};
use tokio::net::TcpStream;

/// Event Type ID of a Print Job (PS3.4 H.4.5.2.1).
const PENDING: u16 = 1;
const PRINTING: u16 = 2;
const DONE: u16 = 3;
/// Event Type ID of a Printer (PS3.4 H.4.6.2.1).
const NORMAL: u16 = 1;
const WARNING: u16 = 2;
const FAILURE: u16 = 3;

fn is_of(event: &Message, class: &str, instance: &str) -> bool {
    let text = |field: &Option<UidField>| field.as_ref().map(|uid| uid.as_str().to_owned());
    text(&event.command.sop_class_uid).as_deref() == Some(class)
        && text(&event.command.sop_instance_uid).as_deref() == Some(instance)
}

/// The events of a job up to the one that ends it.
async fn events_of(client: &mut Client, job: &str) -> Vec<u16> {
    let mut types = Vec::new();
    while types.last().is_none_or(|last| *last < DONE) {
        let event = client.event().await.unwrap();
        assert!(is_of(&event, service::PRINT_JOB, job), "{event:?}");
        types.push(event.command.event_type.unwrap());
    }
    types
}

/// Prints a film of one small image; the UID of its job. No event came before the response.
async fn print(console: &mut Console) -> String {
    let image_box = console.one_image_film().await;
    assert_eq!(console.set_image(&image_box, 64).await, Status::SUCCESS);
    let (status, job) = console.print().await;
    assert_eq!(status, Status::SUCCESS);
    assert_eq!(console.client.events, [], "before the response");
    job.expect("the response names no job")
}

async fn finished(fixture: &Fixture, job: &str) {
    let is_finished = || {
        let job = fixture.server.spool().job(job);
        // The instance goes as soon as its console was told of the end.
        job.is_none_or(|job| job.is_finished())
    };
    until("the job is not finished", is_finished).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_jobs_events_follow_the_response_and_go_to_nobody_else() {
    let fixture = Fixture::start(|_| {}).await;
    let mut bystander = fixture.modality().await;
    let mut console = Console::new(fixture.modality().await);
    let job = print(&mut console).await;
    let types = events_of(&mut console.client, &job).await;
    assert!(types.is_sorted(), "{types:?}");
    assert_eq!(types.last(), Some(&DONE));
    assert!(
        types
            .iter()
            .all(|it| [PENDING, PRINTING, DONE].contains(it))
    );
    assert_eq!(echo(&mut bystander).await, Status::SUCCESS);
    assert_eq!(bystander.events, []);
    bystander.release().await.unwrap();
    console.client.release().await.unwrap();
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ae_title_that_wants_no_events_gets_none() {
    let fixture = Fixture::start(|settings| {
        let quiet = PeerProfile {
            print_job_events: false,
            printer_events: false,
            ..PeerProfile::default()
        };
        settings.peers.insert("MR01".to_owned(), quiet);
    })
    .await;
    let mut console = Console::new(fixture.associate("MR01", "FILMDESK").await.unwrap());
    let job = print(&mut console).await;
    finished(&fixture, &job).await;
    assert_eq!(echo(&mut console.client).await, Status::SUCCESS);
    assert_eq!(console.client.events, []);
    console.client.release().await.unwrap();
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_that_stay_unanswered_do_no_harm() {
    let fixture = Fixture::start(|settings| {
        settings.limits.event_confirmation = Duration::from_millis(200);
    })
    .await;
    let syntaxes = [
        service::VERIFICATION,
        service::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
        service::PRINT_JOB,
    ];
    let title = |text: &str| text.parse().unwrap();
    let mut config = ConsoleConfig::new(title("CT01"), title("FILMDESK"), &syntaxes);
    config.event_answer = EventAnswer::Silence;
    let address = fixture.address().to_string();
    let mut console = filmdesk_modality::Console::connect(&address, config)
        .await
        .unwrap();
    for film in 0..2 {
        print_silently(&mut console, film).await;
        // The first event is given up after its time; the last one comes all the same.
        let begun = Instant::now();
        let mut last = 0;
        while last != DONE && begun.elapsed() < SOON {
            let event = console.next_event(SOON).await.unwrap();
            last = event.expect("the events stopped").event_type;
        }
        assert_eq!(last, DONE);
    }
    assert!(console.echo().await.unwrap().is_success());
    console.release().await.unwrap();
    fixture.stop().await;
}

/// A film without images: what is printed does not matter here.
async fn print_silently(console: &mut filmdesk_modality::Console<TcpStream>, film: u8) {
    let uid = format!("1.2.2.{film}");
    if film == 0 {
        let class = service::BASIC_FILM_SESSION;
        let session = console.n_create(class, Some("1.2.1"), DataSet::new()).await;
        assert!(session.unwrap().is_success());
    }
    let class = service::BASIC_FILM_BOX;
    let created = console.n_create(class, Some(&uid), film_box()).await;
    assert!(created.unwrap().is_done());
    let printed = console.n_action(class, &uid, 1, DataSet::new()).await;
    // B603: all boxes are empty.
    assert!(printed.unwrap().is_done());
}

/// Outputs that fail until `folder` can be made, and are tried again and again.
fn stopped(settings: &mut Settings, outputs: Vec<Output>) {
    settings.printers[0].outputs = outputs;
    settings.printers[0].retry = RetryPolicy {
        retries: 1000,
        interval: Duration::from_millis(100),
    };
}

async fn printer_event(client: &mut Client, wanted: u16) {
    loop {
        let event = client.event().await.unwrap();
        if is_of(&event, service::PRINTER, service::PRINTER_INSTANCE) {
            assert_eq!(event.command.event_type, Some(wanted));
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_printer_that_fails_and_recovers_is_told_to_every_association() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("films");
    let start = |path: &Path| {
        let output = stop_folder(path);
        Fixture::start(move |settings| stopped(settings, vec![output]))
    };
    let fixture = start(&folder).await;
    let mut bystander = fixture.associate("MR01", "FILMDESK").await.unwrap();
    let mut console = Console::new(fixture.modality().await);
    let job = print(&mut console).await;
    printer_event(&mut console.client, FAILURE).await;
    printer_event(&mut bystander, FAILURE).await;
    std::fs::remove_file(&folder).unwrap();
    printer_event(&mut console.client, NORMAL).await;
    printer_event(&mut bystander, NORMAL).await;
    finished(&fixture, &job).await;
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_output_of_two_that_is_gone_is_a_warning() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("films");
    let fixture = Fixture::start(|settings| {
        let Output::File(file) = settings.printers[0].outputs[0].clone() else {
            panic!("the default output is a folder")
        };
        let gone = IppOutput {
            uri: format!("ipp://127.0.0.1:{}/ipp/print", closed_port()),
            trust: IppTrust::System,
            format: IppFormat::Auto,
            timeout: Duration::from_secs(5),
        };
        let file = filmdesk_config::settings::FileOutput { folder, ..file };
        stopped(settings, vec![Output::Ipp(gone), Output::File(file)]);
    })
    .await;
    let mut console = Console::new(fixture.modality().await);
    print(&mut console).await;
    printer_event(&mut console.client, WARNING).await;
    fixture.stop().await;
}

/// A port on which nothing listens.
fn closed_port() -> u16 {
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    socket.local_addr().unwrap().port()
}
