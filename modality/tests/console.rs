//! The console on its association.

mod support;

use std::time::Duration;

use filmdesk_dataset::{DataSet, VR, tags};
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::event::{AbortCause, Timer};
use filmdesk_dimse::pdu::Rejection;
use filmdesk_dimse::service::*;
use filmdesk_dimse::status::Status;
use filmdesk_modality::{Console, ConsoleError, EventAnswer};
use support::{Behaviour, Printer, config};

const GRAY: &str = BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;
const COLOR: &str = BASIC_COLOR_PRINT_MANAGEMENT_META;

fn session() -> DataSet {
    let mut data = DataSet::new();
    data.put_text(tags::NUMBER_OF_COPIES, VR::IS, "1");
    data
}

/// What comes at all comes within this time, on a loaded machine too.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn verification_and_release() {
    let printer = Printer::new(Behaviour::default());
    let mut console = printer.console(&[VERIFICATION]).await.unwrap();
    assert!(console.echo().await.unwrap().is_success());
    insta::assert_snapshot!(console.release().await.unwrap(), @r"
    > A-ASSOCIATE-RQ Verification
    < A-ASSOCIATE-AC 1 of 1 contexts
    > C-ECHO-RQ Verification
    < 0000 Success
    > A-RELEASE-RQ
    < A-RELEASE-RP
    ");
}

#[tokio::test]
async fn a_session_from_create_to_delete() {
    let printer = Printer::new(Behaviour::default());
    let mut console = printer.console(&[GRAY, PRINT_JOB]).await.unwrap();
    let created = console
        .n_create(BASIC_FILM_SESSION, None, session())
        .await
        .unwrap();
    let uid = created.instance().unwrap().to_string();
    console
        .n_set(BASIC_FILM_SESSION, &uid, session())
        .await
        .unwrap();
    let got = console
        .n_get(PRINTER, PRINTER_INSTANCE, &[tags::PRINTER_NAME])
        .await
        .unwrap();
    assert_eq!(got.data.ascii(tags::PRINTER_NAME), Ok(Some("SCRIPTED")));
    let printed = console
        .n_action(BASIC_FILM_SESSION, &uid, 1, DataSet::new())
        .await
        .unwrap();
    assert!(printed.is_success());
    let mut events = Vec::new();
    for _ in 0..3 {
        let event = console.next_event(PATIENCE).await.unwrap();
        events.push(event.expect("no more events").event_type);
    }
    assert_eq!(events, [1, 2, 3]);
    console.n_delete(BASIC_FILM_SESSION, &uid).await.unwrap();
    insta::assert_snapshot!(console.release().await.unwrap(), @r"
    > A-ASSOCIATE-RQ Basic Grayscale Print Management Meta, Print Job
    < A-ASSOCIATE-AC 2 of 2 contexts
    > N-CREATE-RQ Basic Film Session, 1 attribute
    < 0000 Success
    > N-SET-RQ Basic Film Session, 1 attribute
    < 0000 Success
    > N-GET-RQ Printer
    < 0000 Success, 2 attributes
    > N-ACTION-RQ Basic Film Session action 1
    < 0000 Success, 3 attributes
    < N-EVENT-REPORT-RQ Print Job event 1, 1 attribute
    > 0000 Success
    < N-EVENT-REPORT-RQ Print Job event 2, 1 attribute
    > 0000 Success
    < N-EVENT-REPORT-RQ Print Job event 3, 1 attribute
    > 0000 Success
    > N-DELETE-RQ Basic Film Session
    < 0000 Success
    > A-RELEASE-RQ
    < A-RELEASE-RP
    ");
}

#[tokio::test]
async fn failures_are_answers_and_refusals_are_errors() {
    let behaviour = Behaviour::default().answering(
        Operation::NCreate,
        BASIC_FILM_SESSION,
        1,
        Status::RESOURCE_LIMITATION,
    );
    let mut console = Printer::new(behaviour).console(&[GRAY]).await.unwrap();
    let answer = console
        .n_create(BASIC_FILM_SESSION, None, session())
        .await
        .unwrap();
    assert_eq!(answer.status, Status::RESOURCE_LIMITATION);
    let rejecting = Printer::new(Behaviour {
        reject: true,
        ..Behaviour::default()
    });
    let error = rejecting.console(&[GRAY]).await.unwrap_err();
    assert!(
        matches!(error, ConsoleError::Rejected(Rejection::CALLED_AE_TITLE)),
        "{error}"
    );
}

#[tokio::test]
async fn a_class_without_a_context_is_not_asked() {
    let mut console = Printer::new(Behaviour::default())
        .console(&[VERIFICATION])
        .await
        .unwrap();
    let error = console
        .n_create(BASIC_FILM_SESSION, None, session())
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "no accepted presentation context serves Basic Film Session"
    );
}

#[tokio::test]
async fn the_preferred_meta_serves_what_both_have() {
    let mut console = Printer::new(Behaviour::default())
        .console(&[GRAY, COLOR, PRINTER])
        .await
        .unwrap();
    let id = |console: &Console<_>, class| console.context_of(class).unwrap().id.get();
    assert_eq!(
        (id(&console, BASIC_FILM_BOX), id(&console, PRINTER)),
        (1, 5)
    );
    console.prefer(COLOR);
    assert_eq!(
        (
            id(&console, BASIC_FILM_BOX),
            id(&console, BASIC_GRAYSCALE_IMAGE_BOX)
        ),
        (3, 1)
    );
}

#[tokio::test]
async fn event_reports_are_answered_as_told() {
    for (answer, expected) in [
        (
            EventAnswer::Status(Status::NO_SUCH_EVENT_TYPE),
            Some(Status::NO_SUCH_EVENT_TYPE),
        ),
        (EventAnswer::Silence, None),
    ] {
        let printer = Printer::new(Behaviour {
            events: &[1],
            ..Behaviour::default()
        });
        let mut console = printer.console(&[GRAY, PRINT_JOB]).await.unwrap();
        console.answer_events_with(answer);
        console
            .n_action(BASIC_FILM_SESSION, "1.2", 1, DataSet::new())
            .await
            .unwrap();
        assert!(console.next_event(PATIENCE).await.unwrap().is_some());
        console.release().await.unwrap();
        let answers = printer.of(Operation::NEventReport);
        assert_eq!(
            answers.first().and_then(|message| message.command.status),
            expected
        );
    }
}

#[tokio::test]
async fn a_lost_connection_is_an_error() {
    let printer = Printer::new(Behaviour {
        vanish_at: Some(Operation::NCreate),
        ..Behaviour::default()
    });
    let mut console = printer.console(&[GRAY]).await.unwrap();
    let error = console
        .n_create(BASIC_FILM_SESSION, None, session())
        .await
        .unwrap_err();
    assert!(
        matches!(error, ConsoleError::Aborted(AbortCause::ConnectionLost)),
        "{error}"
    );
}

#[tokio::test]
async fn what_is_not_answered_in_time_is_an_error() {
    // Nobody reads or answers: the other end of the pipe is only held.
    let (near, _far) = tokio::io::duplex(1 << 20);
    let mut hasty = config(&[GRAY]);
    hasty.settings().timeouts.artim = Duration::from_millis(50);
    let error = Console::associate(near, hasty).await.unwrap_err();
    assert!(
        matches!(
            error,
            ConsoleError::Aborted(AbortCause::TimedOut(Timer::Artim))
        ),
        "{error}"
    );
    let mute = Printer::new(Behaviour {
        mute_at: Some(Operation::NCreate),
        ..Behaviour::default()
    });
    let mut config = config(&[GRAY]);
    config.settings().timeouts.response = Duration::from_millis(50);
    let mut console = Console::associate(mute.open(), config).await.unwrap();
    let error = console
        .n_create(BASIC_FILM_SESSION, None, session())
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "no response to N-CREATE in time");
}

#[tokio::test]
async fn empty_and_malformed_uids_go_out_as_they_are() {
    let printer = Printer::new(Behaviour::default());
    let mut console = printer.console(&[GRAY]).await.unwrap();
    console
        .n_delete(BASIC_FILM_SESSION, "1.02.bad")
        .await
        .unwrap();
    console
        .n_create(BASIC_FILM_SESSION, Some(""), session())
        .await
        .unwrap();
    console.release().await.unwrap();
    let uids: Vec<_> = printer
        .received()
        .iter()
        .map(|m| m.command.sop_instance_uid.clone())
        .collect();
    assert_eq!(uids[0].as_ref().map(|uid| uid.as_str()), Some("1.02.bad"));
    assert_eq!(uids[1], None); // read back: empty is as absent
}
