//! Bar: `kill -9` at random moments (fixed seed) while a modality prints. No acknowledged film is
//! lost, none is printed twice, and every Print Job is answerable after the restart.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use filmdesk_calibration::lut::Polarity;
use filmdesk_dataset::DataSet;
use filmdesk_dataset::tags;
use filmdesk_dimse::service::PRINT_JOB;
use filmdesk_dimse::service::{
    BASIC_FILM_BOX, BASIC_FILM_SESSION, BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
};
use filmdesk_dimse::status::Status;
use filmdesk_modality::film::{PRINT, attributes};
use filmdesk_modality::order::{ImageBoxOrder, SessionOrder};
use filmdesk_modality::{Console, ConsoleError, EventAnswer};
use filmdesk_tests::conversation::{config, console, flat_image12, job, one_image, runtime};
use filmdesk_tests::expected;
use filmdesk_tests::page::pages;
use filmdesk_tests::random::Random;
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::signal;

const ROUNDS: u64 = 12;
const SEED: u64 = 0x2026_1126;
/// A round's length in ms: the first films of a round are accepted, printed and delivered in it.
const ROUND_MS: (u64, u64) = (30, 400);
/// Films of a round: a fast machine then waits for its end, and prints what it accepted.
const MOST_IN_ROUND: u16 = 60;
/// A fast machine accepts more than it prints in the meantime.
const ROOM: &str = "[[printer]]\nqueue-length = 10000\n";

/// Films that were acknowledged, by the 12-bit gray that each is made of: its Print Job.
type Acknowledged = BTreeMap<u16, String>;

#[test]
fn no_acknowledged_film_is_lost_or_printed_twice() {
    let mut random = Random::new(SEED);
    let mut server = Server::with(ROOM);
    let mut acknowledged = Acknowledged::new();
    let mut tried = 0;
    for _ in 0..ROUNDS {
        let life = ROUND_MS.0 + random.bits() % (ROUND_MS.1 - ROUND_MS.0);
        let (address, id) = (server.address(), server.id());
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(life));
            signal(id, "KILL");
        });
        runtime().block_on(print_until_killed(address, &mut tried, &mut acknowledged));
        killer.join().expect("the killer");
        server.restart();
        runtime().block_on(ask_for_all(server.address(), &acknowledged));
    }
    println!(
        "{tried} films tried, {} acknowledged, {ROUNDS} kills",
        acknowledged.len()
    );
    assert!(
        acknowledged.len() >= ROUNDS as usize / 2,
        "too few films to say anything: {acknowledged:?}"
    );
    let printed = settled(&server, &acknowledged);
    for gray in acknowledged.keys() {
        assert_eq!(printed.get(gray), Some(&1), "film {gray} of {printed:?}");
    }
    // A film whose answer was lost may be there or not, but not twice either.
    assert!(printed.values().all(|count| *count == 1), "{printed:?}");
}

/// Prints film after film, each of the next gray, until the server is gone.
async fn print_until_killed(address: SocketAddr, tried: &mut u16, acknowledged: &mut Acknowledged) {
    let mut config = config("CT01");
    // Nothing is confirmed, so every Print Job stays (PS3.4 H.4.5.2.1.2).
    config.event_answer = EventAnswer::Silence;
    let Ok(mut ct) = Console::connect(&address.to_string(), config).await else {
        return;
    };
    ct.prefer(BASIC_GRAYSCALE_PRINT_MANAGEMENT_META);
    let ended: Result<(), ConsoleError> = async {
        let data = attributes::session(&SessionOrder::default());
        let session = ct.n_create(BASIC_FILM_SESSION, None, data).await?;
        let session = session.instance().expect("a UID").to_string();
        for _ in 0..MOST_IN_ROUND {
            *tried += 1;
            let data = attributes::film_box(&one_image(), &session, None);
            let answer = ct.n_create(BASIC_FILM_BOX, None, data).await?;
            let film = filmdesk_tests::conversation::film(&answer);
            let image = flat_image12(200, *tried);
            let body = attributes::image_box(&ImageBoxOrder::default(), 1, &image);
            let answer = ct
                .n_set(attributes::image_box_class(&image), &film.images[0], body)
                .await?;
            assert_eq!(answer.status, Status::SUCCESS);
            let answer = ct
                .n_action(BASIC_FILM_BOX, &film.uid, PRINT, DataSet::new())
                .await?;
            assert_eq!(answer.status, Status::SUCCESS);
            acknowledged.insert(*tried, job(&answer).expect("a Print Job"));
        }
        loop {
            ct.echo().await?;
        }
    }
    .await;
    assert!(ended.is_err(), "the association ends with the server");
}

/// Every Print Job that was ever named answers an N-GET.
async fn ask_for_all(address: SocketAddr, acknowledged: &Acknowledged) {
    let mut ct = console(address, "CT02").await;
    for (gray, job) in acknowledged {
        let answer = ct
            .n_get(PRINT_JOB, job, &[tags::EXECUTION_STATUS])
            .await
            .expect("an answer");
        assert_eq!(
            answer.status,
            Status::SUCCESS,
            "the Print Job of film {gray}"
        );
        let status = answer
            .data
            .ascii(tags::EXECUTION_STATUS)
            .expect("text")
            .unwrap_or_default();
        assert!(
            ["PENDING", "PRINTING", "DONE"].contains(&status),
            "film {gray} is {status}"
        );
    }
    ct.release().await.expect("a release");
}

/// Acknowledged jobs that are not done.
fn waiting(server: &Server, acknowledged: &Acknowledged) -> usize {
    runtime().block_on(async {
        let mut ct = console(server.address(), "CT02").await;
        let mut waiting = 0;
        for job in acknowledged.values() {
            let answer = ct
                .n_get(PRINT_JOB, job, &[tags::EXECUTION_STATUS])
                .await
                .expect("an answer");
            waiting += usize::from(answer.data.ascii(tags::EXECUTION_STATUS) != Ok(Some("DONE")));
        }
        ct.release().await.expect("a release");
        waiting
    })
}

/// How often each gray was printed, when every acknowledged job is done.
fn settled(server: &Server, acknowledged: &Acknowledged) -> BTreeMap<u16, usize> {
    let mut left = usize::MAX;
    while left > 0 {
        // A fast machine has hundreds of films to draw, at low priority: each that is done gives
        // the others time.
        left = filmdesk_tests::wait::until("another job is done", || {
            let now = waiting(server, acknowledged);
            (now < left).then_some(now)
        });
    }
    let table = expected::identity(12, Polarity::Normal);
    let mut printed = BTreeMap::new();
    for film in server.films("pdf") {
        // Each is whole: a PDF that a kill cut short cannot be read.
        let gray = pages(&film)[0].images[0].gray16(100, 100);
        let stored = table
            .iter()
            .position(|entry| *entry == gray)
            .expect("a gray that was sent");
        *printed.entry(stored as u16).or_default() += 1;
    }
    printed
}
