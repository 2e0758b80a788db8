//! Studies of the archive in the viewer, over HTTP: the same pixels as on a disc, for those alone
//! whose role it is, noted in the trail; made once, and anew when a study has grown.

use std::fs;
use std::path::{Path, PathBuf};

use filmdesk_tests::discs::{filmdesk, text};
use filmdesk_tests::samples::sample;
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::checked;
use filmdesk_tests::viewer::{Decoded, Instance, assert_frames, browser, decoded, make_disc};
use serde_json::Value;
use tempfile::TempDir;

/// Samples of every form: gray of 16 and 12 bits, palette, JPEG as it came, a slide.
const SAMPLES: &[&str] = &[
    "img/dicom-test-f_693_UNCR.dcm",
    "img/pydicom_JPGExtended.dcm",
    "img/pydicom_SC_jpeg_no_color_transform_2.dcm",
    "img/highdicom_sm_image_dots.dcm",
];
const PATIENT: &str = "P3001";

/// Files of one patient: the samples, and a CT of which the last slice comes later.
fn files(folder: &Path) -> (PathBuf, PathBuf) {
    let (all, later) = (folder.join("all"), folder.join("later"));
    fs::create_dir_all(&later).expect("a folder");
    let make = [
        "modality",
        "make",
        text(&all),
        "--matrix",
        "64",
        "--count",
        "3",
    ];
    checked(&mut filmdesk(&make));
    let mut slices: Vec<_> = fs::read_dir(all.join("CT"))
        .expect("a folder")
        .flatten()
        .collect();
    slices.sort_by_key(fs::DirEntry::path);
    let last = slices.last().expect("slices").path();
    fs::rename(&last, later.join("slice")).expect("moved");
    for (number, name) in SAMPLES.iter().enumerate() {
        fs::copy(sample(name), all.join(format!("sample{number}"))).expect("a copy");
    }
    (all, later)
}

fn import(server: &Server, folder: &Path) {
    let data = server.folder().join("data");
    let identity = [
        "--patient-id",
        PATIENT,
        "--patient-name",
        "Zhao^Yun",
        "--birth-date",
        "19600101",
    ];
    checked(filmdesk(&["import", text(folder), "--data", text(&data)]).args(identity));
}

/// What the decoder of this program sees in files, in no certain series: the archive has them in
/// another order than a folder.
fn expected(folder: &Path, from: &[&Path]) -> Vec<Decoded> {
    // Of the profiles the one that takes everything as it is.
    let profile = "STD-GEN-ZIP-MAIL";
    let mut arguments = vec!["--profile", profile, "--omit", "--same-id", "split"];
    from.iter()
        .for_each(|from| arguments.extend(["--from", text(from)]));
    make_disc(&arguments, folder);
    let anywhere = |image: Decoded| Decoded {
        instance: Instance {
            series: [0; 3],
            ..image.instance
        },
        ..image
    };
    decoded(folder).into_iter().map(anywhere).collect()
}

/// What a browser saw, in no certain series.
fn seen(told: &Value) -> Value {
    let mut frames = told["frames"].clone();
    for frame in frames.as_array_mut().expect("a list") {
        if frame.is_object() {
            frame["series"] = serde_json::json!([0, 0, 0]);
        }
    }
    frames
}

#[test]
fn studies_are_seen_to_the_last_bit_by_those_alone_who_may() {
    let folder = TempDir::new().expect("a folder");
    let (all, later) = files(folder.path());
    let server = Server::start();
    import(&server, &all);
    let first = browser(
        "desk-view.mjs",
        &["chromium", &server.set_up_link(), PATIENT],
    );
    let disc = |name: &str| folder.path().join(name);
    let there = expected(&disc("for-chromium"), &[&all]);
    assert_frames(&seen(&first), there, &[], "chromium");

    let second = browser("desk-view.mjs", &["firefox", &server.desk(), PATIENT]);
    let there = expected(&disc("for-firefox"), &[&all]);
    assert_frames(&seen(&second), there, &[], "firefox");
    assert_eq!(first["page"], second["page"], "made once");

    // A slice more: the old link leads to what is there now.
    import(&server, &later);
    let old = first["page"].as_str().expect("a path");
    let grown = browser("desk-view.mjs", &["chromium", &server.desk(), PATIENT, old]);
    assert_ne!(first["page"], grown["page"]);
    let all_now = expected(&disc("grown"), &[&all, &later]);
    assert_frames(&seen(&grown), all_now, &[], "chromium");
    let log = server.log();
    assert!(!log.contains(PATIENT) && !log.contains("Zhao"), "{log}");
}
