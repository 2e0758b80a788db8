//! Bars: broken files are refused in words and the rest comes in; of a foreign disc every file comes
//! in unchanged, and what it lacks is named.

use std::collections::BTreeSet;
use std::process::Command;

use filmdesk_tests::archive::files_below;
use filmdesk_tests::samples::sample;
use filmdesk_tests::server::binary;
use filmdesk_tests::tools::{checked, run};

fn importing() -> Command {
    let mut command = Command::new(binary());
    command.args(["import", "--data"]);
    command
}

#[test]
fn broken_files_are_refused_in_words_and_the_rest_comes_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let manifest = folder.path().join("manifest.json");
    let mut command = importing();
    command.arg(&data).arg("--manifest").arg(&manifest);
    let said = run(command.arg(sample("malformed")));
    assert!(!said.success, "{}", said.out);
    let text = std::fs::read_to_string(&manifest).expect("a manifest");
    let files = files_below(&sample("malformed"));
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        assert!(
            text.contains(&format!("\"path\": \"{name}\"")),
            "{name} has no line"
        );
    }
    let lines: Vec<&str> = said
        .err
        .lines()
        .filter(|line| line.contains("refused"))
        .collect();
    for line in &lines {
        let has_place =
            line.contains("at byte") || line.contains("missing") || line.contains("broken");
        assert!(has_place, "{line}");
    }
    println!("{}\n{}", said.out, said.err);
}

#[test]
fn a_foreign_disc_comes_in_and_what_it_lacks_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, disc) = (folder.path().join("data"), folder.path().join("disc"));
    checked(
        Command::new("cp")
            .arg("-r")
            .arg(sample("dicomdir_set"))
            .arg(&disc),
    );
    let gone = files_below(&disc)
        .into_iter()
        .find(|path| path.to_string_lossy().contains("/CT"))
        .expect("a file to lose");
    std::fs::remove_file(&gone).expect("lost");
    let before = files_below(&disc);
    let import = || {
        let mut command = importing();
        run(command.arg(&data).arg(disc.join("DICOMDIR")))
    };
    let first = import();
    assert!(!first.success, "a missing file: {}", first.out);
    let name = gone.file_name().unwrap_or_default().to_string_lossy();
    assert!(
        first.err.contains(&*name) && first.err.contains("not there"),
        "{}",
        first.err
    );
    let originals: BTreeSet<Vec<u8>> = before
        .iter()
        .filter_map(|p| std::fs::read(p).ok())
        .collect();
    let objects = files_below(&data.join("archive/objects"));
    assert!(objects.len() > 20, "{}", first.out);
    for object in &objects {
        let bytes = std::fs::read(object).expect("an object");
        assert!(
            originals.contains(&bytes),
            "{} is changed",
            object.display()
        );
    }
    let again = import();
    assert!(again.out.contains("were here already"), "{}", again.out);
    assert_eq!(
        files_below(&data.join("archive/objects")).len(),
        objects.len()
    );
}
