//! Bars: the README's first command names files that exist; the generated conformance statement
//! is fresh; the settings file that is shipped is right.

use std::path::PathBuf;
use std::process::Command;

use filmdesk_tests::page::pages;
use filmdesk_tests::samples::root;
use filmdesk_tests::server::binary;
use filmdesk_tests::tools::{assert_sound_pdf, checked, pdf_text};

/// The files of an extension that a text names.
fn named(text: &str, extension: &str) -> Vec<PathBuf> {
    let words = text
        .split_whitespace()
        .map(|word| word.trim_matches([',', '"', '\'', '(', ')']));
    words
        .filter(|word| word.ends_with(extension))
        .map(PathBuf::from)
        .collect()
}

#[test]
fn the_demo_names_a_pdf_and_a_preview_that_exist() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = checked(
        Command::new(binary())
            .arg("demo")
            .current_dir(folder.path()),
    );
    let in_folder = |path: &PathBuf| folder.path().join(path);
    let pdfs: Vec<PathBuf> = named(&said, ".pdf").iter().map(in_folder).collect();
    let pngs: Vec<PathBuf> = named(&said, ".png").iter().map(in_folder).collect();
    assert!(pdfs.len() == 1 && pngs.len() == 1, "{said}");
    assert_sound_pdf(&pdfs[0]);
    let pages = pages(&pdfs[0]);
    assert_eq!(
        (pages.len(), pages[0].images.len()),
        (1, 12),
        "a 12-on-1 film"
    );
    assert!(!pdf_text(&pdfs[0]).trim().is_empty(), "the label is text");
    let preview = png::Decoder::new(std::io::BufReader::new(
        std::fs::File::open(&pngs[0]).expect("the preview"),
    ));
    let preview = preview.read_info().expect("a PNG");
    assert!(preview.info().height > 1000, "{:?}", preview.info());
    let next = said
        .lines()
        .rev()
        .find(|line| line.contains("filmdesk "))
        .unwrap_or_default();
    assert!(!next.is_empty(), "the next command to type: {said}");
}

#[test]
fn the_conformance_statement_is_fresh() {
    let path = root().join("docs/conformance-statement.md");
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let fresh = checked(Command::new(binary()).arg("conformance-statement"));
    assert!(fresh.lines().count() > 100, "{fresh}");
    assert!(
        kept == fresh,
        "docs/conformance-statement.md is stale: run `cargo xtask generate`"
    );
}

#[test]
fn the_shipped_settings_are_right() {
    checked(
        Command::new(binary())
            .arg("check-config")
            .arg(root().join("config/default.toml")),
    );
}
