//! Client streams recorded from DCMTK, from the shared samples.

mod support;

use filmdesk_dimse::settings::Settings;
use insta::assert_snapshot;
use support::{Conversation, Policy};

fn recorded(name: &str) -> Vec<u8> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../../shared/data/pdu").join(name);
    #[allow(clippy::disallowed_methods)] // a sample
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn replayed(name: &str, say: fn(&mut Conversation, &[u8])) -> String {
    let mut ct = Conversation::new(Settings::default(), Policy::Serve);
    say(&mut ct, &recorded(name));
    ct.hang_up();
    ct.transcript()
}

#[test]
fn an_echo_and_its_release() {
    assert_snapshot!(replayed("profuzzbench_dicom_echo.raw", Conversation::say), @"
    -> requested by ECHOSCU of ANY-SCP
    -> 1: C-ECHO-RQ 1 InOrder
    -> release requested
    -> Released
    <- A-ASSOCIATE-AC
       1: result 0 1.2.840.10008.1.2
       maximum 131072
       FILMDESK_010
    <- P-DATA-TF 1: 8030 to 1 status 0000
    <- A-RELEASE-RP
    -> closed: Done
    ");
}

#[test]
fn a_query_of_a_class_that_is_not_offered() {
    assert_snapshot!(replayed("profuzzbench_dicom_find.raw", Conversation::say), @"
    -> requested by FINDSCU of ANY-SCP
    -> aborted: presentation context 1 was not accepted
    <- A-ASSOCIATE-AC
       1: result 3 1.2.840.10008.1.2.1
       maximum 131072
       FILMDESK_010
    <- A-ABORT 2/6
    -> closed: Done
    ");
}

#[test]
fn byte_by_byte_the_same_is_heard() {
    for name in ["profuzzbench_dicom_echo.raw", "profuzzbench_dicom_find.raw"] {
        let whole = sides(&replayed(name, Conversation::say));
        let bytewise = sides(&replayed(name, Conversation::say_byte_by_byte));
        assert_eq!(bytewise, whole, "{name}");
    }
}

/// What was heard and what was said; how they interleave depends on when the driver writes.
fn sides(transcript: &str) -> (Vec<String>, Vec<String>) {
    transcript
        .lines()
        .map(str::to_owned)
        .partition(|line| line.starts_with("->"))
}
