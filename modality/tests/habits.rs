//! Every habit against a printer that answers everything.

mod support;

use std::time::Duration;

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::command::Operation;
use filmdesk_modality::habits::{Ending, HABITS, HabitReport, Kind, by_name};
use support::{Behaviour, Printer};

async fn play(name: &str, printer: &Printer) -> HabitReport {
    let called = AeTitle::parse("FILMDESK").unwrap();
    let habit = by_name(name).unwrap();
    let playing = habit.run(&called, async || Ok(printer.open()));
    tokio::time::timeout(Duration::from_secs(60), playing)
        .await
        .unwrap()
        .unwrap()
}

#[test]
fn every_habit_says_what_and_where_it_was_seen() {
    for habit in HABITS {
        assert!(
            !habit.what.is_empty() && !habit.source.is_empty(),
            "{}",
            habit.name
        );
        let public =
            habit.source.contains("https://") || habit.source.contains("conformance statement");
        assert_eq!(habit.kind == Kind::Console, public, "{}", habit.name);
        let alike = HABITS
            .iter()
            .filter(|other| other.name == habit.name)
            .count();
        assert_eq!(alike, 1, "{}", habit.name);
    }
    for vendor in [
        "Agfa",
        "Carestream",
        "Siemens",
        "United Imaging",
        "Konica Minolta",
        "GE ultrasound",
        "Fuji",
    ] {
        assert!(
            HABITS.iter().any(|habit| habit.console.contains(vendor)),
            "{vendor}"
        );
    }
}

#[tokio::test]
async fn every_habit_is_played_to_its_end() {
    for habit in HABITS {
        let printer = Printer::new(Behaviour::default());
        let report = play(habit.name, &printer).await;
        let broken = matches!(report.ending, Ending::Broken(_));
        assert_eq!(
            broken,
            habit.name == "pdu-6",
            "{}: {:?}\n{}",
            habit.name,
            report.ending,
            report.transcript
        );
        let printed = report.transcript.to_string().contains("N-ACTION");
        assert_eq!(printed, !report.jobs.is_empty(), "{}", habit.name);
    }
}

#[tokio::test]
async fn agfa_nx() {
    let report = play("agfa-nx", &Printer::new(Behaviour::default())).await;
    insta::assert_snapshot!(report.transcript.without_events(), @r"
    > A-ASSOCIATE-RQ Verification
    < A-ASSOCIATE-AC 1 of 1 contexts
    > C-ECHO-RQ Verification
    < 0000 Success
    > A-RELEASE-RQ
    < A-RELEASE-RP
    > A-ASSOCIATE-RQ Basic Grayscale Print Management Meta, Verification, Print Job, Basic Annotation Box, Presentation LUT, Print Queue Management (retired)
    < A-ASSOCIATE-AC 5 of 6 contexts
    > N-GET-RQ Printer
    < 0000 Success, 2 attributes
    > N-CREATE-RQ Basic Film Session, 2 attributes
    < 0000 Success
    > N-CREATE-RQ Basic Film Box, 7 attributes
    < 0000 Success, 6 attributes
    > N-SET-RQ Basic Grayscale Image Box, 11 attributes
    < 0000 Success
    > N-ACTION-RQ Basic Film Session action 1
    < 0000 Success, 3 attributes
    > N-GET-RQ Print Job
    < 0000 Success, 1 attribute
    > A-RELEASE-RQ
    < A-RELEASE-RP
    ");
}

#[tokio::test]
async fn bytes_one_by_one_are_the_same_message() {
    let printer = Printer::new(Behaviour::default());
    play("split-every-byte", &printer).await;
    let split = printer.of(Operation::NSet).remove(0);
    let printer = Printer::new(Behaviour::default());
    play("release-early", &printer).await;
    assert_eq!(split.pixels, printer.of(Operation::NSet).remove(0).pixels);
}

#[tokio::test]
async fn a_duplicate_message_id_is_answered_with_0210() {
    let report = play("duplicate-message-id", &Printer::new(Behaviour::default())).await;
    assert!(
        report
            .transcript
            .to_string()
            .contains("0210 Duplicate Invocation"),
        "{}",
        report.transcript
    );
}

#[tokio::test]
async fn a_maximum_of_six_is_aborted() {
    let report = play("pdu-6", &Printer::new(Behaviour::default())).await;
    assert!(
        report
            .transcript
            .to_string()
            .contains("A-ABORT (peer aborted with source 2, reason 6)"),
        "{}",
        report.transcript
    );
}
