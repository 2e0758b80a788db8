//! The pages of real discs (IHE RAD TF-3 4.47): every link leads to a file whether the tree is
//! Joliet's, plain ISO 9660 in lower case, or a folder; pages are XML without scripts; what has
//! pictures shows them.

use std::path::{Path, PathBuf};

use filmdesk_tests::discs::{disc, files, said, text};
use filmdesk_tests::samples::sample;
use filmdesk_tests::tools::{checked, debian, python};
use tempfile::TempDir;

/// Folders of samples: every way in which pages show something.
const SAMPLES: &[&str] = &["img", "sr", "ko", "pr", "wave", "doc", "charset", "video"];

fn made(language: &str, out: &Path) {
    let sources: Vec<PathBuf> = SAMPLES.iter().map(|name| sample(name)).collect();
    let mut arguments = vec![
        "make",
        "--omit",
        "--transcode",
        "--same-id",
        "split",
        "--language",
        language,
        "--out",
        text(out),
    ];
    sources
        .iter()
        .for_each(|source| arguments.extend(["--from", text(source)]));
    let output = disc(&arguments);
    assert!(out.exists(), "{}", said(&output));
}

/// What the strict reader counts.
fn read(root: &Path, case: &[&str]) -> String {
    checked(python("read_pages.py").arg(root).args(case))
}

#[test]
fn every_link_of_every_page_leads_to_a_file_in_every_tree() {
    let folder = TempDir::new().expect("a folder");
    let image = folder.path().join("disc.iso");
    made("en", &image);
    let mut counts = Vec::new();
    for (tree, case) in [("norock", &[] as &[&str]), ("ecma119", &["lower"])] {
        let root = folder.path().join(tree);
        checked(debian("xorriso").args([
            "-read_fs",
            tree,
            "-osirrox",
            "on",
            "-indev",
            text(&image),
            "-extract",
            "/",
            text(&root),
        ]));
        checked(std::process::Command::new("/bin/chmod").args(["-R", "u+rwX", text(&root)]));
        counts.push(read(&root, case));
    }
    for language in ["en", "zh-Hans"] {
        let root = folder.path().join(language);
        made(language, &root);
        counts.push(read(&root, &[]));
    }
    counts.dedup();
    assert_eq!(counts.len(), 1, "the same pages everywhere: {counts:?}");
}

#[test]
fn reports_lead_to_images_and_waveforms_are_drawn() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("disc");
    made("en", &out);
    let pages = files(&out.join("ihe_pdi"));
    let pages = pages.iter().filter(|page| text(page).ends_with(".htm"));
    let pages: Vec<String> = pages
        .map(|page| std::fs::read_to_string(page).expect("a page"))
        .collect();
    let has = |words: &str| pages.iter().filter(|page| page.contains(words)).count();
    assert!(has("<dl class=\"report\">") > 5, "reports");
    // A measurement of dwv's samples, and the image that it was made on.
    let to_image =
        |page: &&String| page.contains("Source Image") && page.contains("MR 10010 · Image");
    assert!(
        pages.iter().any(|page| to_image(&page)),
        "a link to an image"
    );
    assert_eq!(has("<li class=\"wide\">"), 1, "one electrocardiogram");
    let index = std::fs::read_to_string(out.join("INDEX.HTM")).expect("INDEX.HTM");
    for words in [
        "ihe_pdi/index.htm",
        "other/d000001.pdf",
        "Data that cannot be imported",
    ] {
        assert!(index.contains(words), "{words}");
    }
    assert!(!index.contains("--profile"), "remedies are for who orders");
}
