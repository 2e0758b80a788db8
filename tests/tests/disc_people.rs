//! Whose disc it is: people of one Patient ID, of several issuers, and people who are to be nobody.

use std::fs;
use std::path::Path;

use filmdesk_tests::discs::{disc, files, filmdesk, said, slices, stored, text};
use filmdesk_tests::samples::sample;
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{checked, debian, signal};
use filmdesk_tests::wait::until;
use tempfile::TempDir;

/// Sets attributes of a file.
fn set(file: &Path, attributes: &[&str]) {
    let changes = attributes.iter().flat_map(|value| ["-i", value]);
    checked(
        debian("dcmodify")
            .args(["-nb"])
            .args(changes)
            .arg(text(file)),
    );
}

/// Gives a file UIDs of its own.
fn set_apart(file: &Path) {
    checked(debian("dcmodify").args(["-nb", "-gst", "-gse", "-gin", text(file)]));
}

#[test]
fn a_patient_id_of_two_hospitals_is_not_one_patient() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 2);
    for (file, issuer) in files(&from).iter().zip(["NORTH", "SOUTH"]) {
        set_apart(file);
        set(file, &[&format!("(0010,0021)={issuer}")]);
    }
    let out = folder.path().join("disc");
    let refused = disc(&["make", "--from", text(&from), "--out", text(&out)]);
    let told = said(&refused);
    assert!(
        files(&from)
            .iter()
            .all(|file| told.contains(&*file.file_name().expect("a name").to_string_lossy())),
        "the files are named: {told}"
    );
    let server = Server::start();
    let data = server.folder().join("data");
    stored(&server, &from);
    let make = |more: &[&str]| {
        let order = ["make", "--patient", "FD-0001", "--data", text(&data)];
        disc(&[&order[..], &["--no-pages", "--out", text(&out)], more].concat())
    };
    for more in [&[][..], &["--queue"]] {
        let told = said(&make(more));
        assert!(told.contains("\"NORTH\", \"SOUTH\""), "{told}");
        assert!(told.contains("--issuer"), "{told}");
    }
    let made = make(&["--issuer", "SOUTH"]);
    assert!(made.status.success(), "{}", said(&made));
    let there = files(&out.join("DICOM"));
    let issuer = checked(debian("dcmdump").args(["+P", "0010,0021", text(&there[0])]));
    assert!(there.len() == 1 && issuer.contains("[SOUTH]"), "{issuer}");
}

/// A Study Instance UID that comes a second time, for somebody else, while the disc waits.
#[test]
fn nobody_comes_onto_a_disc_that_was_ordered_before() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 3);
    let [first, late, foreign] = &files(&from)[..] else {
        panic!("three slices");
    };
    set(
        foreign,
        &["(0010,0020)=SOMEBODY-ELSE", "(0010,0010)=Else^Somebody"],
    );
    let mut server = Server::start();
    let data = server.folder().join("data");
    // While it is away, the order waits.
    signal(server.id(), "KILL");
    let import = |file: &Path| {
        checked(&mut filmdesk(&[
            "import",
            text(file),
            "--data",
            text(&data),
        ]));
    };
    import(first);
    let study = checked(debian("dcmdump").args(["+P", "0020,000d", text(first)]));
    let (_, study) = study.split_once('[').expect("a UID");
    let (study, _) = study.split_once(']').expect("a UID");
    let out = folder.path().join("disc");
    let order = [
        "make",
        "--study",
        study,
        "--data",
        text(&data),
        "--no-pages",
    ];
    let ordered = disc(&[&order[..], &["--queue", "--out", text(&out)]].concat());
    assert!(ordered.status.success(), "{}", said(&ordered));
    import(late);
    import(foreign);
    server.restart();
    until("the disc", || out.join("DICOMDIR").exists().then_some(()));
    let made = || disc(&["verify", text(&out), "--read-all"]).status.success();
    until("the whole disc", || made().then_some(()));
    let there = files(&out.join("DICOM"));
    assert_eq!(
        there.len(),
        2,
        "what came late for the same patient is on it"
    );
    for file in &there {
        let patient = checked(debian("dcmdump").args(["+P", "0010,0020", text(file)]));
        assert!(patient.contains("[FD-0001]"), "{patient}");
    }
}

#[test]
fn another_patient_id_is_never_merged() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 2);
    let other = &files(&from)[1];
    checked(debian("dcmodify").args(["-nb", "-m", "(0010,0020)=OTHER", text(other)]));
    let out = folder.path().join("disc");
    for rule in ["merge", "split"] {
        let order = ["make", "--from", text(&from), "--out", text(&out)];
        let refused = disc(&[&order[..], &["--same-id", rule]].concat());
        let told = said(&refused);
        let name = other.file_name().expect("a name").to_string_lossy();
        assert!(
            told.contains(&*name) && told.contains("another patient"),
            "{rule}: {told}"
        );
        assert!(!out.exists());
    }
}

#[test]
fn names_burned_into_pixels_are_seen_by_a_person() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 2);
    let burned = &files(&from)[0];
    set(burned, &["(0028,0301)=YES"]);
    let out = folder.path().join("disc");
    let make = |more: &[&str]| {
        let order = [
            "make",
            "--no-pages",
            "--from",
            text(&from),
            "--out",
            text(&out),
        ];
        disc(&[&order[..], more].concat())
    };
    let told = said(&make(&["--deidentify"]));
    assert!(
        told.contains("burned into its pixels") && told.contains("take-burned-in"),
        "{told}"
    );
    assert!(!out.exists());
    let made = make(&["--deidentify", "take-burned-in"]);
    assert!(made.status.success(), "{}", said(&made));
    assert!(
        said(&made).contains("note: 1 de-identified instances: the image says that names"),
        "{}",
        said(&made)
    );
}

#[test]
fn what_is_left_out_has_no_name_on_a_disc_without_identities() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 2);
    let document = files(&sample("doc")).remove(0);
    fs::copy(&document, from.join("DOE_JANE.dcm")).expect("a document");
    let out = folder.path().join("disc");
    let made = disc(&[
        "make",
        "--omit",
        "--deidentify",
        "--no-viewer",
        "--from",
        text(&from),
        "--out",
        text(&out),
    ]);
    assert!(said(&made).contains("DOE_JANE"), "{}", said(&made));
    for page in ["INDEX.HTM", "README"] {
        let page = fs::read_to_string(out.join(page)).expect("a page");
        assert!(!page.contains("DOE_JANE"), "{page}");
    }
    let index = fs::read_to_string(out.join("INDEX.HTM")).expect("the index");
    assert!(
        index.contains("an encapsulated document cannot be cleaned"),
        "{index}"
    );
}
