//! Bars: every frame of every instance of every sample is, at its own place, in three browsers and
//! from file://, what the decoder of this program says, to the last bit; so are random frames of
//! every depth; no network is asked; nothing on the disc can be run; damage is named and the rest
//! goes on.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use filmdesk_tests::samples::sample;
use filmdesk_tests::tools::{checked, python};
use filmdesk_tests::viewer::{Seen, assert_frames, browser, browser_said, decoded, make_disc};
use serde_json::Value;
use tempfile::TempDir;

const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];

/// Folders of the samples that hold pixels.
const WITH_PIXELS: &[&str] = &[
    "img", "seg", "charset", "video", "pr", "ko", "wave", "doc", "sr",
];

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// A disc of every sample that can be on one; made once.
fn disc_of_samples() -> &'static Path {
    static DISC: OnceLock<TempDir> = OnceLock::new();
    let folder = DISC.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        let sources: Vec<PathBuf> = WITH_PIXELS.iter().map(|name| sample(name)).collect();
        let mut arguments = vec!["--omit", "--transcode", "--same-id", "split"];
        for source in &sources {
            arguments.extend(["--from", text(source)]);
        }
        make_disc(&arguments, &folder.path().join("disc"));
        folder
    });
    Box::leak(Box::new(folder.path().join("disc")))
}

/// What a browser saw, against what is on the disc.
fn assert_exact(disc: &Path, engine: &str, floats: &[Seen]) {
    let seen = browser("exact.mjs", &[engine, text(disc)]);
    assert_eq!(seen["isStrict"], true, "{engine} may read its neighbours");
    assert_eq!(seen["network"], Value::Array(Vec::new()), "{engine}");
    assert_eq!(seen["errors"], Value::Array(Vec::new()), "{engine}");
    assert_frames(&seen["frames"], decoded(disc), floats, engine);
}

#[test]
fn chromium_decodes_every_sample_to_the_last_bit() {
    assert_exact(disc_of_samples(), ENGINES[0], &[]);
}

#[test]
fn firefox_decodes_every_sample_to_the_last_bit() {
    assert_exact(disc_of_samples(), ENGINES[1], &[]);
}

#[test]
fn webkit_decodes_every_sample_to_the_last_bit() {
    assert_exact(disc_of_samples(), ENGINES[2], &[]);
}

/// Random samples of every depth, as a disc.
#[test]
fn random_frames_of_every_depth_are_exact_in_every_browser() {
    let folder = TempDir::new().expect("a folder");
    let images = folder.path().join("images");
    fs::create_dir(&images).expect("a folder");
    let printed = checked(python("random_images.py").arg(&images).arg("1"));
    let floats: Vec<Seen> = printed.lines().map(float).collect();
    assert_eq!(floats.len(), 8);
    let disc = folder.path().join("disc");
    make_disc(&["--omit", "--from", text(&images)], &disc);
    assert!(decoded(&disc).len() >= 160, "every image is on the disc");
    for engine in ENGINES {
        assert_exact(&disc, engine, &floats);
    }
}

/// Samples of every form: gray of 16 and 12 bits, palette, JPEG as it came, segments.
const OF_EVERY_FORM: &[&str] = &[
    "img/dicom-test-f_693_UNCR.dcm",
    "img/pydicom_JPGExtended.dcm",
    "img/pydicom_SC_jpeg_no_color_transform_2.dcm",
    "img/highdicom_sm_image_dots.dcm",
    "seg",
];

#[test]
fn discs_in_base64_are_exact_in_every_browser() {
    let folder = TempDir::new().expect("a folder");
    let settings = folder.path().join("filmdesk.toml");
    fs::write(&settings, "[disc]\nviewer-encoding = \"base64\"\n").expect("settings");
    let sources: Vec<PathBuf> = OF_EVERY_FORM.iter().map(|name| sample(name)).collect();
    let mut arguments = vec!["--config", text(&settings), "--omit", "--same-id", "split"];
    for source in &sources {
        arguments.extend(["--from", text(source)]);
    }
    let disc = folder.path().join("disc");
    make_disc(&arguments, &disc);
    let chunk = fs::read(disc.join("viewer/c0000001")).expect("a chunk");
    assert!(chunk.is_ascii() && chunk.ends_with(b",1)"));
    for engine in ENGINES {
        assert_exact(&disc, engine, &[]);
    }
}

/// What `random_images.py` prints of an image of floats, which no decoder here reads otherwise.
fn float(line: &str) -> Seen {
    let mut numbers = line.split(' ').filter_map(|number| number.parse().ok());
    let mut next = || numbers.next().unwrap_or_else(|| panic!("{line}"));
    Seen {
        rows: next(),
        columns: next(),
        crc: next(),
        means: Vec::new(),
    }
}

/// What may start by itself or by a double click, on any system.
const RUNNABLE: &[&str] = &[
    "exe", "com", "bat", "cmd", "msi", "scr", "js", "jse", "vbs", "wsf", "ps1", "hta", "jar",
    "app", "sh", "lnk", "pif",
];

#[test]
fn nothing_on_the_disc_can_be_run() {
    let mut folders = vec![disc_of_samples().to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .to_lowercase();
            assert!(!name.contains("autorun"), "{name}");
            let kind = name.rsplit_once('.').map_or("", |(_, kind)| kind);
            assert!(!RUNNABLE.contains(&kind), "{name}");
            seen += 1;
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    assert!(seen > 300, "{seen} files are no whole disc");
}

/// A disc of the formulas of `viewer_phantom.py`, in a language.
fn disc_of_formulas(folder: &Path, language: &str) -> PathBuf {
    let images = folder.join("images");
    fs::create_dir(&images).expect("a folder");
    checked(python("viewer_phantom.py").arg(&images));
    let disc = folder.join("disc");
    let arguments = ["--omit", "--language", language, "--from", text(&images)];
    make_disc(&arguments, &disc);
    disc
}

/// A browser suite of node:test over a disc; at least so many of its tests passed.
fn assert_suite(script: &str, disc: &Path, least: u32) {
    let said = browser_said(script, &[text(disc)]);
    assert!(said.success, "{script}:\n{}{}", said.out, said.err);
    let passed = said
        .out
        .lines()
        .find_map(|line| {
            line.trim_start_matches(['#', 'ℹ', ' '])
                .strip_prefix("pass ")
        })
        .and_then(|count| count.parse::<u32>().ok());
    assert!(passed.is_some_and(|passed| passed >= least), "{}", said.out);
}

#[test]
fn every_tool_works_by_keyboard_and_shows_the_right_number() {
    let folder = TempDir::new().expect("a folder");
    let disc = disc_of_formulas(folder.path(), "en");
    assert_suite("tools.mjs", &disc, 17);
    assert_suite("reading.mjs", &disc, 9);
}

#[test]
fn what_lies_over_images_is_drawn_where_it_belongs() {
    let folder = TempDir::new().expect("a folder");
    assert_suite("over.mjs", folder.path(), 13);
}

#[test]
fn damage_is_named_and_old_browsers_have_their_pages() {
    let folder = TempDir::new().expect("a folder");
    assert_suite("damage.mjs", &disc_of_formulas(folder.path(), "en"), 4);
}

/// Axe finds nothing in any view of a disc, in a window of this size.
fn assert_accessible(disc: &Path, language: &str, size: &str, least: usize) {
    let seen = browser("axe.mjs", &[text(disc), language, size]);
    assert_eq!(
        seen["violations"],
        Value::Array(Vec::new()),
        "{:#}",
        seen["violations"]
    );
    assert_eq!(seen["errors"], Value::Array(Vec::new()));
    let looked = seen["looked"].as_array().expect("a list").len();
    assert!(looked >= least, "only {looked} views: {}", seen["looked"]);
}

const DESK: &str = "1280x800";
const PHONE: &str = "360x740";

#[test]
fn axe_finds_nothing_in_any_view_in_english() {
    let folder = TempDir::new().expect("a folder");
    assert_accessible(&disc_of_formulas(folder.path(), "en"), "en", DESK, 20);
}

#[test]
fn axe_finds_nothing_in_any_view_in_chinese() {
    let folder = TempDir::new().expect("a folder");
    let disc = disc_of_formulas(folder.path(), "zh-Hans");
    assert_accessible(&disc, "zh-Hans", DESK, 20);
}

#[test]
fn axe_finds_nothing_on_a_phone_in_either_language() {
    for language in ["en", "zh-Hans"] {
        let folder = TempDir::new().expect("a folder");
        let disc = disc_of_formulas(folder.path(), language);
        assert_accessible(&disc, language, PHONE, 20);
    }
}
