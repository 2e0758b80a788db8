//! Bar: DCMTK `dcmpsprt` + `dcmprscu`, pynetdicom and dcmjs-dimse each print a gray and (the
//! latter two) a colour film end to end; statuses, Print Job, page and pixels are looked at.
//! Also DCMTK's echoscu plain and over TLS, and the refusal of query and storage.

use std::path::{Path, PathBuf};
use std::process::Command;

use filmdesk_calibration::lut::Polarity;
use filmdesk_tests::expected;
use filmdesk_tests::page::{Page, PlacedImage, pages};
use filmdesk_tests::samples::{colour, gray8, gray12, root, sample};
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{assert_sound_pdf, checked, debian, node, python, run};
use insta::assert_snapshot;

/// Side of the images that the scripts send.
const SIDE: u32 = 256;

fn port(server: &Server) -> String {
    server.address().port().to_string()
}

/// The one page of the one film: 8INX10IN, with one image.
fn film(server: &Server) -> PlacedImage {
    let films = server.await_films("pdf", 1);
    assert_eq!(films.len(), 1, "{films:?}");
    assert_sound_pdf(&films[0]);
    let mut pages = pages(&films[0]);
    assert_eq!(pages.len(), 1);
    assert_size(&pages[0], 8.0 * 25.4, 10.0 * 25.4);
    assert_eq!(pages[0].images.len(), 1);
    pages.remove(0).images.remove(0)
}

fn assert_size(page: &Page, width: f64, height: f64) {
    let near = |found: f64, wanted: f64| (found - wanted).abs() < 0.05;
    assert!(
        near(page.width_mm, width) && near(page.height_mm, height),
        "{page:?}"
    );
}

fn assert_gray(image: &PlacedImage, stored: impl Fn(u32, u32) -> usize, table: &[u16]) {
    assert_eq!(
        (image.columns, image.rows, image.components),
        (SIDE as usize, SIDE as usize, 1)
    );
    for (x, y) in places() {
        let found = image.gray16(x as usize, y as usize);
        assert_eq!(found, table[stored(x, y)], "column {x}, row {y}");
    }
}

fn assert_colour(image: &PlacedImage) {
    assert_eq!(
        (image.columns, image.rows, image.components),
        (SIDE as usize, SIDE as usize, 3)
    );
    for (x, y) in places() {
        let sent = colour(x, y).map(u16::from);
        assert_eq!(
            image.at(x as usize, y as usize),
            sent,
            "column {x}, row {y}"
        );
    }
}

fn places() -> impl Iterator<Item = (u32, u32)> {
    (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y)))
}

#[test]
fn pynetdicom_prints_a_gray_film() {
    let server = Server::start();
    let said = checked(python("print_pynetdicom.py").arg(port(&server)).arg("gray"));
    assert_snapshot!(said, @"
    Printer N-GET: 0000
    Printer Status: NORMAL
    Film Session N-CREATE: 0000
    Presentation LUT N-CREATE: 0000
    Film Box N-CREATE: 0000
    Image Box N-SET: 0000
    Film Box N-ACTION: 0000
    Print Job events: Pending Printing Done
    Print Job N-GET: 0112
    Film Box N-DELETE: 0000
    Film Session N-DELETE: 0000
    released: True
    ");
    let table = expected::identity(12, Polarity::Normal);
    assert_gray(&film(&server), |x, y| usize::from(gray12(x, y)), &table);
}

#[test]
fn pynetdicom_prints_a_colour_film() {
    let server = Server::start();
    let said = checked(
        python("print_pynetdicom.py")
            .arg(port(&server))
            .arg("color"),
    );
    assert_snapshot!(said, @"
    Printer N-GET: 0000
    Printer Status: NORMAL
    Film Session N-CREATE: 0000
    Film Box N-CREATE: 0000
    Image Box N-SET: 0000
    Film Box N-ACTION: 0000
    Print Job events: Pending Printing Done
    Print Job N-GET: 0112
    Film Box N-DELETE: 0000
    Film Session N-DELETE: 0000
    released: True
    ");
    assert_colour(&film(&server));
}

#[test]
fn dcmjs_dimse_prints_a_gray_film() {
    let server = Server::start();
    let said = checked(node("print_dcmjs_dimse.js").arg(port(&server)).arg("gray"));
    assert_snapshot!(said, @"
    C-ECHO: 0000
    Film Session N-CREATE: 0000
    Film Box N-CREATE: 0000
    Image Box N-SET: 0000
    Film Box N-ACTION: 0000
    Print Job N-GET: 0000
    Originator: DCMJS
    Film Box N-DELETE: 0000
    Film Session N-DELETE: 0000
    released: true
    ");
    let table = expected::identity(8, Polarity::Normal);
    assert_gray(&film(&server), |x, y| usize::from(gray8(x, y)), &table);
}

#[test]
fn dcmjs_dimse_prints_a_colour_film() {
    let server = Server::start();
    let said = checked(node("print_dcmjs_dimse.js").arg(port(&server)).arg("color"));
    assert_snapshot!(said, @"
    C-ECHO: 0000
    Film Session N-CREATE: 0000
    Film Box N-CREATE: 0000
    Image Box N-SET: 0000
    Film Box N-ACTION: 0000
    Print Job N-GET: 0000
    Originator: DCMJS
    Film Box N-DELETE: 0000
    Film Session N-DELETE: 0000
    released: true
    ");
    assert_colour(&film(&server));
}

/// DCMTK's settings file, for this server.
fn dcmtk_settings(server: &Server) -> PathBuf {
    let folder = server.folder().join("dcmtk");
    std::fs::create_dir_all(folder.join("database")).expect("DCMTK's folders");
    let template =
        std::fs::read_to_string(root().join("tests/peers/dcmtk.cfg")).expect("dcmtk.cfg");
    let text = template
        .replace("PORT", &port(server))
        .replace("FOLDER", &folder.display().to_string());
    let path = folder.join("dcmtk.cfg");
    std::fs::write(&path, text).expect("DCMTK's settings");
    path
}

/// dcmpsprt renders 12 bits of a real CT into stored print and hardcopy grayscale objects,
/// dcmprscu sends them: IDENTITY Presentation LUT, so its pixels are P-Values.
#[test]
fn dcmtk_prints_a_gray_film() {
    let server = Server::start();
    let settings = dcmtk_settings(&server);
    let folder = settings.parent().expect("DCMTK's folder");
    let ct = sample("img/dicomParser_CT1_UNC.implicit_little_endian.dcm");
    let mut render = debian("dcmpsprt");
    render.arg("-c").arg(&settings).args([
        "-p",
        "FILMDESK",
        "--identity",
        "--filmsize",
        "8INX10IN",
    ]);
    render.args(["--layout", "1", "1", "--portrait"]);
    checked(
        render
            .arg(&ct)
            .current_dir(folder)
            .env_remove("DCMDICTPATH"),
    );
    let database = folder.join("database");
    let print = found(&database, "SP_");
    let mut send = debian("dcmprscu");
    send.arg("-v")
        .arg("-c")
        .arg(&settings)
        .args(["-p", "FILMDESK", "--medium-type", "BLUE FILM"])
        .arg(&print);
    let said = run(send.current_dir(folder).env("TCP_NODELAY", "1"));
    assert!(said.success, "{}{}", said.out, said.err);
    let image = film(&server);
    let hardcopy = hardcopy_pixels(&found(&database, "HG_"));
    let table = expected::identity(12, Polarity::Normal);
    assert_eq!(
        (image.columns, image.rows),
        (hardcopy.columns, hardcopy.rows)
    );
    let wanted: Vec<u16> = hardcopy
        .stored
        .iter()
        .map(|stored| table[usize::from(*stored)])
        .collect();
    let grays: Vec<u16> = (0..image.rows)
        .flat_map(|y| (0..image.columns).map(move |x| (x, y)))
        .map(|(x, y)| image.gray16(x, y))
        .collect();
    assert!(
        grays == wanted,
        "the film's pixels are not those that were sent"
    );
}

/// The one file in a folder whose name begins so.
fn found(folder: &Path, start: &str) -> PathBuf {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .filter_map(|entry| Some(entry.ok()?.path()));
    let names = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(start))
    };
    let mut paths: Vec<PathBuf> = entries.filter(names).collect();
    assert_eq!(paths.len(), 1, "{start} in {}: {paths:?}", folder.display());
    paths.remove(0)
}

struct Hardcopy {
    columns: usize,
    rows: usize,
    stored: Vec<u16>,
}

/// What DCMTK sent, read by pydicom.
fn hardcopy_pixels(file: &Path) -> Hardcopy {
    let text = checked(python("stored_values.py").arg(file));
    let mut numbers = text
        .split_whitespace()
        .map(|word| word.parse::<u16>().expect("a number"));
    let columns = usize::from(numbers.next().expect("columns"));
    let rows = usize::from(numbers.next().expect("rows"));
    Hardcopy {
        columns,
        rows,
        stored: numbers.collect(),
    }
}

#[test]
fn echoscu_is_answered() {
    let server = Server::start();
    checked(
        debian("echoscu")
            .args(server.host_port())
            .args(["-aec", "FILMDESK"]),
    );
    let other = run(debian("echoscu")
        .args(server.host_port())
        .args(["-aec", "NOBODY"]));
    assert!(
        !other.success && other.err.contains("Called AE Title Not Recognized"),
        "{}",
        other.err
    );
}

/// Server and client certificates, made for the test.
fn certificates(folder: &Path) {
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    std::fs::write(folder.join("certificate.pem"), made.cert.pem()).expect("certificate.pem");
    std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).expect("key.pem");
}

#[test]
fn echoscu_is_answered_over_tls() {
    let pems = tempfile::tempdir().expect("a folder");
    certificates(pems.path());
    let pem = |name: &str| pems.path().join(name);
    let settings = format!(
        "[[listen]]\naddress = \"127.0.0.1:0\"\ntls = {{ certificate = {:?}, key = {:?} }}\n",
        pem("certificate.pem"),
        pem("key.pem")
    );
    let server = Server::listening(&settings);
    let mut echo: Command = debian("echoscu");
    echo.args(server.host_port())
        .args(["-aec", "FILMDESK", "+tla", "+cf"])
        .arg(pem("certificate.pem"));
    checked(&mut echo);
    let plain = run(debian("echoscu")
        .args(server.host_port())
        .args(["-aec", "FILMDESK", "-to", "5"]));
    assert!(!plain.success, "plain TCP on a TLS port");
}

/// Query and storage are no business of a printer alone: no context is accepted, nothing stored.
#[test]
fn findscu_and_storescu_are_refused() {
    let server = Server::with("[storage]\nenabled = false\n");
    let query = ["-W", "-k", "PatientName=*"];
    let find = run(debian("findscu")
        .args(["-v", "-aec", "FILMDESK"])
        .args(query)
        .args(server.host_port()));
    assert_snapshot!(refusal(&find.err), @"E: No Acceptable Presentation Contexts");
    let mut store = debian("storescu");
    store
        .args(["-v", "-aec", "FILMDESK"])
        .args(server.host_port())
        .arg(sample("img/dicomParser_CT1_UNC.implicit_little_endian.dcm"));
    let store = run(&mut store);
    assert!(!store.success, "{}", store.err);
    assert_snapshot!(refusal(&store.err), @"F: No Acceptable Presentation Contexts");
    assert!(server.films("pdf").is_empty());
}

fn refusal(said: &str) -> String {
    let lines = said
        .lines()
        .filter(|line| line.starts_with("E:") || line.starts_with("F:"));
    lines.collect::<Vec<_>>().join("\n")
}
