//! The front desk as people use it: in a real browser, over a real server and an emulated drive.

use std::path::Path;
use std::time::Duration;

use filmdesk_archive::{Archive, ArchiveOptions, RetentionRules};
use filmdesk_tests::archive::files_below;
use filmdesk_tests::browsers::too_new;
use filmdesk_tests::conversation::runtime;
use filmdesk_tests::discs::{disc, extracted, files, filmdesk, moved_to_another_study, said, text};
use filmdesk_tests::samples::root;
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{checked, debian, python, run};
use filmdesk_tests::viewer::browser;
use serde_json::Value;
use tempfile::TempDir;
use time::OffsetDateTime;

/// Requests of each kind to each call.
const CASES: &str = "20";

/// A patient of the tests: ID, name, birth date.
type Patient = (&'static str, &'static str, &'static str);

const WANG: Patient = ("P1001", "Wang^XiaoMing=王^小明", "19800102");
const LI: Patient = ("P2001", "Li^Na=李^娜", "19561130");
const OTHER_LI: Patient = ("P2002", "Li^Na=李^娜", "19910704");

/// A server with a drive, and these patients in its archive.
fn desk(folder: &Path, patients: &[Patient]) -> Server {
    desk_of("", folder, patients)
}

/// The same, with more settings.
fn desk_of(settings: &str, folder: &Path, patients: &[Patient]) -> Server {
    let drive = folder.join("drive");
    let server = Server::with(&format!(
        "{settings}[[disc.burner]]\nname = \"desk\"\ndevice = \"stdio:{}\"\n",
        text(&drive)
    ));
    for patient in patients {
        let made = folder.join(patient.0);
        make(&made, *patient);
        come(&server, &made, *patient);
    }
    server
}

/// Makes a study of a patient into a new folder.
fn make(folder: &Path, (id, name, _): Patient) {
    let make = [
        "modality",
        "make",
        text(folder),
        "--matrix",
        "64",
        "--count",
        "3",
    ];
    checked(filmdesk(&make).args(["--patient", id, "--name", name]));
}

/// A study of a patient comes to the server.
fn come(server: &Server, made: &Path, (id, name, birth_date): Patient) {
    let data = server.folder().join("data");
    let import = ["import", text(made), "--data", text(&data)];
    let identity = [
        "--patient-id",
        id,
        "--patient-name",
        name,
        "--birth-date",
        birth_date,
    ];
    checked(filmdesk(&import).args(identity));
}

/// Everything in the archive of a server goes, as retention takes what is old.
fn retention(server: &Server) {
    let folder = server.folder().join("data/archive");
    let rules = RetentionRules {
        max_age: Some(Duration::ZERO),
        ..RetentionRules::default()
    };
    runtime().block_on(async {
        let archive = Archive::open(&ArchiveOptions::new(&folder)).await;
        let archive = archive.expect("the archive");
        let later = OffsetDateTime::now_utc() + Duration::from_secs(60);
        let swept = archive.sweep(&rules, later).await.expect("a sweep");
        assert!(swept.studies > 0, "{swept:?}");
    });
}

fn no_patient_text(server: &Server) {
    let log = server.log();
    for (id, name, _) in [WANG, LI, OTHER_LI] {
        let family = name.split('^').next().expect("a family name");
        assert!(
            !log.contains(id) && !log.contains(&format!("{family}^")),
            "{log}"
        );
    }
}

#[test]
fn two_actions_make_a_disc() {
    let folder = TempDir::new().expect("a folder");
    let server = desk(folder.path(), &[WANG, LI]);
    let told = browser("desk-burn.mjs", &[&server.set_up_link(), WANG.0]);
    assert!(told["job"].is_string(), "{told}");
    let output = disc(&[
        "verify",
        text(&folder.path().join("drive")),
        "--read-all",
        "--json",
    ]);
    assert!(output.status.success(), "{}", said(&output));
    no_patient_text(&server);
}

/// A disc is made, retention takes the study, and the card says which disc has it.
#[test]
fn what_only_a_disc_has_is_found() {
    let folder = TempDir::new().expect("a folder");
    let server = desk(folder.path(), &[WANG, LI]);
    let link = server.set_up_link();
    browser("desk-burn.mjs", &[&link, WANG.0]);
    retention(&server);
    let shots = std::env::var("FILMDESK_SCREENSHOTS").unwrap_or_default();
    let base = link.split("/setup").next().expect("an address");
    let told = browser("desk-shelf.mjs", &[base, WANG.0, LI.0, "only", &shots]);
    assert_eq!(told["found"], Value::Array(Vec::new()), "what axe finds");
    let other = folder.path().join("other");
    make(&other, WANG);
    moved_to_another_study(&files(&other));
    come(&server, &other, WANG);
    let told = browser("desk-shelf.mjs", &[base, WANG.0, LI.0, "both", &shots]);
    assert_eq!(told["found"], Value::Array(Vec::new()), "what axe finds");
    no_patient_text(&server);
}

#[test]
fn two_actions_make_a_disc_in_firefox() {
    let folder = TempDir::new().expect("a folder");
    let server = desk(folder.path(), &[WANG]);
    let told = browser("desk-firefox.mjs", &[&server.set_up_link(), WANG.0]);
    assert!(told["job"].is_string(), "{told}");
    let output = disc(&["verify", text(&folder.path().join("drive"))]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn mistakes_are_prevented() {
    let folder = TempDir::new().expect("a folder");
    let server = desk(folder.path(), &[WANG, LI, OTHER_LI]);
    let link = server.set_up_link();
    browser("desk-checks.mjs", &[&link, "李娜", LI.0, OTHER_LI.0]);
    no_patient_text(&server);
}

/// Two people whose disc somebody wants on one: never by Enter alone, and right on all that is made.
#[test]
fn two_patients_are_put_on_a_disc_deliberately() {
    let folder = TempDir::new().expect("a folder");
    let server = desk(folder.path(), &[WANG, LI]);
    let shots = std::env::var("FILMDESK_SCREENSHOTS").unwrap_or_default();
    let (link, label) = (server.set_up_link(), folder.path().join("label.pdf"));
    let told = browser(
        "desk-pair.mjs",
        &[&link, WANG.0, LI.0, text(&label), &shots],
    );
    assert_eq!(told["found"], Value::Array(Vec::new()), "what axe finds");
    let printed = run(debian("pdftotext").arg(&label).arg("-")).out;
    let drive = folder.path().join("drive");
    let output = disc(&["verify", text(&drive), "--read-all", "--json"]);
    assert!(output.status.success(), "{}", said(&output));
    let out = folder.path().join("out");
    extracted(&drive, &out);
    let directory = run(debian("dcmdump").arg("+U8").arg(out.join("DICOMDIR"))).out;
    for part in ["王小明", "1980-01-02", WANG.0, "李娜", "1956-11-30", LI.0] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
    for id in [WANG.0, LI.0] {
        assert!(directory.contains(id), "{directory}");
    }
    no_patient_text(&server);
}

/// A disc made and handed over; the code that was asked for, and what the label says.
fn handed_over(how: &str) -> (String, String) {
    let folder = TempDir::new().expect("a folder");
    let settings = format!("[web]\nhand-over = \"{how}\"\n");
    let server = desk_of(&settings, folder.path(), &[WANG]);
    let shots = std::env::var("FILMDESK_SCREENSHOTS").unwrap_or_default();
    let (link, label) = (server.set_up_link(), folder.path().join("label.pdf"));
    let arguments = [&link, WANG.0, how, text(&label), &shots];
    let told = browser("desk-hand.mjs", &arguments);
    assert_eq!(told["found"], Value::Array(Vec::new()), "what axe finds");
    no_patient_text(&server);
    assert!(!server.log().contains("Anna"), "{}", server.log());
    let printed = run(debian("pdftotext").arg(&label).arg("-")).out;
    (told["code"].as_str().expect("a code").to_owned(), printed)
}

#[test]
fn a_disc_is_handed_over_for_the_code_of_its_label() {
    let (code, printed) = handed_over("code");
    assert!(printed.contains(&code), "{printed}");
}

#[test]
fn a_disc_is_handed_over_for_a_signature() {
    let (code, _) = handed_over("signature");
    assert_eq!(code, "");
}

#[test]
fn every_page_is_for_everybody() {
    let folder = TempDir::new().expect("a folder");
    let server = desk(folder.path(), &[WANG, LI, OTHER_LI]);
    let shots = std::env::var("FILMDESK_SCREENSHOTS").unwrap_or_default();
    let link = server.set_up_link();
    let mut arguments = vec![link.as_str(), LI.0, "li na"];
    if !shots.is_empty() {
        arguments.push(&shots);
    }
    let told = browser("desk-look.mjs", &arguments);
    assert_eq!(told["found"], Value::Array(Vec::new()), "what axe finds");
}

/// What programs send, right and wrong, is answered as the OpenAPI document says.
#[test]
fn no_request_of_a_program_fails_on_our_side() {
    let folder = TempDir::new().expect("a folder");
    let server = desk(folder.path(), &[WANG]);
    let said = checked(python("ask_api.py").args([&server.set_up_link(), CASES]));
    let passed = said.split_once(" generated, ").and_then(|(_, rest)| {
        let (count, _) = rest.split_once(" passed")?;
        count.parse::<u32>().ok()
    });
    assert!(passed.is_some_and(|passed| passed > 300), "{said}");
    no_patient_text(&server);
}

#[test]
fn nothing_on_the_desk_is_newer_than_its_browsers() {
    let ours = files_below(&root().join("web/static"));
    let ours: Vec<_> = ours
        .iter()
        .filter(|path| !text(path).contains("/htmx-"))
        .filter(|path| path.extension().is_some_and(|it| it == "js" || it == "css"))
        .collect();
    assert!(!ours.is_empty());
    for path in ours {
        let written = std::fs::read_to_string(path).expect("text");
        assert_eq!(too_new(&written), Vec::<String>::new(), "{}", text(path));
    }
}
