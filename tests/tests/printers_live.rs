//! Printers that come, change and go while others print: nothing stops, no film is lost.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use filmdesk_calibration::characteristic::{Curve, CurveOutput};
use filmdesk_calibration::lut::Polarity;
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::service::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;
use filmdesk_modality::Console;
use filmdesk_tests::conversation::{
    TcpConsole, config, console, create_film, film, flat_image12, one_image, print_film, runtime,
    session, set_image,
};
use filmdesk_tests::discs::{files, filmdesk};
use filmdesk_tests::expected;
use filmdesk_tests::page::{PlacedImage, pages};
use filmdesk_tests::program::Program;
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::checked;
use filmdesk_tests::wait::until;
use serde_json::{Value, json};

const FIRST: &str = "[[printer]]\nae-title = \"FILMDESK\"\n";
/// A second printer, into its folder below the data.
const SECOND: &str = "[[printer]]\nae-title = \"MAMMO\"\n";
/// The same behind an address where nobody answers; its jobs are tried again for long.
const AWAY: &str = r#"[[printer]]
ae-title = "MAMMO"
retry = { retries = 100, interval-seconds = 600 }
[[printer.output]]
kind = "ipp"
uri = "ipp://127.0.0.1:1/ipp/print"
"#;

/// What keeps the films of the second printer that are not finished.
fn troubles(program: &Program, server: &Server) -> Vec<String> {
    let jobs = program.get(server, "/api/v1/films");
    let jobs = jobs.as_array().expect("jobs").iter();
    let open = jobs.filter(|job| job["printer"] == "MAMMO" && job["state"] != "done");
    open.map(|job| job["trouble"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// A console on an association with the second printer, or why there is none.
async fn second(address: SocketAddr) -> Result<TcpConsole, String> {
    let mut config = config("MG01");
    config.proposal.called = AeTitle::parse("MAMMO").expect("an AE title");
    let connected = Console::connect(&address.to_string(), config).await;
    let mut console = connected.map_err(|error| error.to_string())?;
    console.prefer(BASIC_GRAYSCALE_PRINT_MANAGEMENT_META);
    Ok(console)
}

/// One film of a session, printed; nothing of it is refused.
async fn print(console: &mut TcpConsole, session: &str) {
    let made = film(&create_film(console, session, &one_image()).await);
    let set = set_image(console, &made, 1, &flat_image12(64, 2000)).await;
    let printed = print_film(console, &made).await;
    assert!(
        set.is_done() && printed.is_done(),
        "{} {}",
        set.status,
        printed.status
    );
}

async fn print_on_second(address: SocketAddr, films: usize) {
    let mut console = second(address).await.expect("an association");
    let session = session(&mut console).await;
    for _ in 0..films {
        print(&mut console, &session).await;
    }
    console.release().await.expect("a release");
}

fn of_second(server: &Server) -> Vec<PathBuf> {
    let films = server.folder().join("data/films/MAMMO");
    let all = if films.exists() {
        files(&films)
    } else {
        Vec::new()
    };
    let is_pdf = |path: &PathBuf| path.extension().is_some_and(|found| found == "pdf");
    all.into_iter().filter(is_pdf).collect()
}

fn await_second(server: &Server, films: usize) {
    until("films of the second printer", || {
        (of_second(server).len() >= films).then_some(())
    });
}

#[test]
fn a_printer_comes_changes_and_goes_while_another_prints() {
    let mut server = Server::with(FIRST);
    let program = Program::of(&server);
    let at_once = (json!(["[[printer]]"]), json!([]));
    let (address, runtime) = (server.address(), runtime());
    let (mut first, films) = runtime.block_on(async {
        let mut console = console(address, "CT01").await;
        let films = session(&mut console).await;
        print(&mut console, &films).await;
        (console, films)
    });
    let refused = runtime.block_on(second(address)).err();
    assert!(refused.is_some(), "nobody is called so yet");

    let added = program.change(&server, &format!("{FIRST}{SECOND}"));
    assert_eq!(added, at_once);
    runtime.block_on(print_on_second(address, 1));
    await_second(&server, 1);

    // Two films wait for a device that does not answer when the printer goes.
    assert_eq!(program.change(&server, &format!("{FIRST}{AWAY}")), at_once);
    runtime.block_on(print_on_second(address, 2));
    assert_eq!(program.change(&server, FIRST), at_once);
    assert!(runtime.block_on(second(address)).is_err(), "it is gone");

    runtime.block_on(async {
        print(&mut first, &films).await;
        first
            .release()
            .await
            .expect("the association stood all the time");
    });
    server.await_films("pdf", 2);
    server.restart();
    assert_eq!(of_second(&server).len(), 1, "they wait");
    let told = troubles(&program, &server);
    assert_eq!(told, ["NO PRINTER", "NO PRINTER"], "and say what for");

    assert_eq!(
        program.change(&server, &format!("{FIRST}{SECOND}")),
        at_once
    );
    await_second(&server, 3);
    assert_eq!(of_second(&server).len(), 3, "each once");
}

#[test]
fn storage_and_limits_hold_at_once_and_an_address_after_a_restart() {
    let server = Server::with(FIRST);
    let program = Program::of(&server);
    let text = "[storage]\nenabled = false\n[spool]\nkeep-jobs = 3\n[limits]\nassociations = 9\n\
                [web]\nconnections = 99\n";
    let changed = program.change(&server, &format!("{FIRST}{text}"));
    assert_eq!(
        changed,
        (
            json!(["[limits]", "[storage]", "[spool]"]),
            json!(["[web] connections"])
        )
    );
}

/// Points of a curve for the settings: P-Values to P-Values.
type Points = &'static [(f64, f64)];
/// What the curve is first: it changes nothing.
const EVEN: Points = &[(0.0, 0.0), (1.0, 1.0)];
/// What it becomes: everything lighter.
const LIGHTER: Points = &[(0.0, 0.0), (0.25, 0.75), (1.0, 1.0)];
/// Every pixel of the films.
const STORED: u16 = 1600;

/// A printer with a curve, that hands its films over at an address and then to its folder.
fn calibrated(curve: Points, address: SocketAddr) -> String {
    let points: Vec<String> = curve
        .iter()
        .map(|(x, y)| format!("[{x:?}, {y:?}]"))
        .collect();
    format!(
        "[curve]\ntoday = [{}]\n[default-peer]\ntone = \"today\"\n{FIRST}\
         retry = {{ retries = 0, interval-seconds = 600 }}\n\
         [[printer.output]]\nkind = \"ipp\"\nuri = \"ipp://{address}/ipp/print\"\n\
         [[printer.output]]\nkind = \"file\"\n",
        points.join(", ")
    )
}

/// The image of a film, which must be the only one.
fn image_of(film: &Path) -> PlacedImage {
    let mut images = pages(film).remove(0).images;
    assert_eq!(images.len(), 1);
    images.remove(0)
}

/// The gray of a film whose pixels are all the same.
fn gray(film: &Path) -> u16 {
    image_of(film).gray16(32, 32)
}

/// The gray that a curve asks for.
fn wanted(curve: Points) -> u16 {
    let curve = Curve::through(CurveOutput::PValue, curve).expect("a curve");
    let sent = curve.at(f64::from(STORED) / 4095.0) * 4095.0;
    let table = expected::identity(12, Polarity::Normal);
    table[sent.round() as usize]
}

#[test]
fn a_film_under_way_keeps_its_curve_and_the_next_has_the_new_one() {
    // A device that lets whoever calls wait.
    let device = TcpListener::bind("127.0.0.1:0").expect("a port");
    let away = device.local_addr().expect("its address");
    let server = Server::with(&calibrated(EVEN, away));
    let program = Program::of(&server);
    let (called, calls) = mpsc::channel();
    let waiting = std::thread::spawn(move || {
        let call = device.accept().expect("a film under way");
        called.send(()).expect("the test waits for it");
        // Until the test has done its part; then nobody is there any longer.
        (device, call)
    });
    let (address, runtime) = (server.address(), runtime());
    let print_one = || {
        runtime.block_on(async {
            let mut console = console(address, "CT01").await;
            let session = session(&mut console).await;
            let made = film(&create_film(&mut console, &session, &one_image()).await);
            let image = flat_image12(64, STORED);
            assert!(set_image(&mut console, &made, 1, &image).await.is_done());
            assert!(print_film(&mut console, &made).await.is_done());
            console.release().await.expect("a release");
        });
    };
    print_one();
    calls.recv().expect("the film is under way");
    let state = || program.get(&server, "/api/v1/films")[0]["state"].clone();
    until("a film under way", || (state() == "printing").then_some(()));
    assert_eq!(server.films("pdf").len(), 0, "it is not drawn yet");
    let (_, after_restart) = program.change(&server, &calibrated(LIGHTER, away));
    assert_eq!(after_restart, json!([]));
    drop(waiting.join());

    let first = server.await_films("pdf", 1);
    assert_eq!(gray(&first[0]), wanted(EVEN));
    print_one();
    let both = server.await_films("pdf", 2);
    let next = both.iter().find(|film| **film != first[0]);
    let (now, new) = (gray(next.expect("the next film")), wanted(LIGHTER));
    assert!(now.abs_diff(new) < 32, "{now} instead of {new}");
    assert!(new > wanted(EVEN) + 10_000, "they can be told apart");
}

/// Steps of the wedge.
const STEPS: usize = 32;

#[test]
fn the_wedge_of_the_page_is_that_of_the_command() {
    // A curve of the settings must not come between.
    let curve = "[curve]\nbent = [[0.0, 0.0], [0.25, 0.75], [1.0, 1.0]]\n\
                 [default-peer]\ntone = \"bent\"\n[access]\ncalling = [\"CT01\"]\n";
    let server = Server::with(&format!("{curve}{FIRST}"));
    let program = Program::of(&server);
    let job = program.post(&server, "/api/v1/printers/FILMDESK/wedge", &Value::Null);
    assert_eq!(
        (&job["printer"], &job["films"], &job["patient_id"]),
        (&json!("FILMDESK"), &json!(1), &json!(""))
    );
    let ours = server.await_films("pdf", 1);
    let address = server.address().to_string();
    let command = ["modality", "print", "--to", &address, "--phantom", "wedge"];
    checked(filmdesk(&command).args(["--calling", "CT01", "--called", "FILMDESK"]));
    let both = server.await_films("pdf", 2);
    let theirs = both.iter().find(|film| **film != ours[0]);
    let (ours, theirs) = (
        image_of(&ours[0]),
        image_of(theirs.expect("the other film")),
    );
    assert!(ours.samples == theirs.samples, "the same pixels");
    let place = |image: &PlacedImage| (image.left_mm, image.top_mm, image.width_mm);
    assert_eq!(place(&ours), place(&theirs));

    // What the display function makes of 32 even steps of P-Values.
    let table = expected::identity(12, Polarity::Normal);
    let p_value = |step: usize| (step as f64 * 4095.0 / (STEPS - 1) as f64).round() as usize;
    for step in 0..STEPS {
        let middle = (2 * step + 1) * ours.columns / (2 * STEPS);
        let gray = ours.gray16(middle, ours.rows / 2);
        assert_eq!(gray, table[p_value(step)], "step {step}");
    }
    let trail = program.get(&server, "/api/v1/audit");
    let printed = trail.as_array().expect("events").iter();
    let mut printed = printed.filter(|event| event["action"] == "print-wedge");
    assert!(
        printed
            .next()
            .is_some_and(|event| event["is_success"] == true),
        "{trail}"
    );
}
