//! What a modality says is recorded on order, in a real browser over a real server, with our
//! console and DCMTK as modalities: the refused film size is there, no patient is.

use std::process::Command;

use filmdesk_tests::discs::{files, filmdesk, text};
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{checked, debian, run};
use filmdesk_tests::viewer::browser;
use serde_json::{Value, json};
use tempfile::TempDir;

const SETTINGS: &str = r#"
[[printer]]
ae-title = "FILMDESK"
film-sizes = ["14INX17IN"]
[default-peer]
unsupported = "refuse"
"#;
/// What stands for a patient here, wherever a console can put it.
const PERSON: [&str; 5] = ["XIAOMING", "小明", "P-4711", "Ward 7", "19800102"];

fn words(command: &Command) -> Vec<String> {
    let program = command.get_program();
    let all = std::iter::once(program).chain(command.get_args());
    all.map(|word| word.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_recording_shows_what_was_refused_and_no_patient() {
    let folder = TempDir::new().expect("a folder");
    let server = Server::with(SETTINGS);
    let slices = folder.path().join("slices");
    let make = ["modality", "make", text(&slices), "--matrix", "64"];
    let patient = ["--patient", PERSON[2], "--name", "Wang^XiaoMing=王^小明"];
    checked(
        filmdesk(&make)
            .args(["--count", "2", "--character-set", "ISO_IR 192"])
            .args(patient),
    );
    let address = server.address().to_string();
    let print = |size: &str| {
        let mut print = filmdesk(&["modality", "print", text(&slices), "--to", &address]);
        print.args(["--size", size, "--text", "annotate"]);
        print.args(["--label", "XIAOMING Ward 7", "--no-wait"]);
        words(&print)
    };
    let mut store = debian("storescu");
    store.args(["-aet", "CT01", "-aec", "FILMDESK"]);
    store.args(server.host_port()).args(files(&slices));
    // Once before it is recorded: the desk lists who called.
    let first = print("14INX17IN");
    run(Command::new(&first[0]).args(&first[1..]));
    // A console that writes the name where the standard wants a code.
    let mut misplaced = print("14INX17IN");
    misplaced.extend(["--destination", PERSON[0]].map(str::to_owned));
    let commands = json!([print("8INX10IN"), words(&store), misplaced]).to_string();

    let (link, shots) = (
        server.set_up_link(),
        std::env::var("FILMDESK_SCREENSHOTS").unwrap_or_default(),
    );
    let told = browser("desk-record.mjs", &[&link, &commands, &shots]);

    let texts = told["texts"].as_array().expect("a text of each");
    assert_eq!(texts.len(), 3, "three were played: {texts:?}");
    let text_of = |at: usize| texts[at].as_str().unwrap_or_default();
    let (printed, stored, misplaced) = (text_of(0), text_of(1), text_of(2));
    let shown = "FilmDestination                    [CS of 8 characters]";
    assert!(misplaced.contains(shown), "{misplaced}");
    for words in [
        "A-ASSOCIATE-RQ",
        "Calling AE Title                 CT01",
        "A-ASSOCIATE-AC",
        "N-CREATE-RQ on context",
        "FilmSizeID                         8INX10IN",
        "FilmSessionLabel                   [removed, 16 bytes]",
        "Status                           0106 Invalid Attribute Value",
    ] {
        assert!(printed.contains(words), "{words}:\n{printed}");
    }
    for words in [
        "C-STORE-RQ on context",
        "PatientName                        [removed, ",
        "Rows                               64",
        "PixelData                          [removed, 8192 bytes]",
        "A-RELEASE-RP",
    ] {
        assert!(stored.contains(words), "{words}:\n{stored}");
    }
    let json = &told["json"];
    assert_eq!(json["calling"], "CT01");
    assert_eq!(json["conversation"][0]["name"], "A-ASSOCIATE-RQ");
    // What was written, and what anybody got.
    let (log, page) = (server.log(), &told["modalities"]);
    let said = page.as_str().unwrap_or_default();
    assert!(said.contains("Film Destination"), "{said}");
    let mut written = format!("{texts:?} {json} {log} {page}");
    for file in files(&server.folder().join("data/recordings")) {
        written += &std::fs::read_to_string(file).expect("a recording");
    }
    for words in PERSON {
        assert!(!written.contains(words), "{words}");
    }
    assert_eq!(told["left"], 1, "one of four is still to come");
    assert_eq!(told["found"], Value::Array(Vec::new()), "what axe finds");
    let trail = told["trail"].as_str().unwrap_or_default();
    for action in [
        "Recorded associations",
        "Read a recording",
        "Deleted a recording",
    ] {
        assert!(trail.contains(action), "{trail}");
    }
}
