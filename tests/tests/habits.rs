//! Bar: every documented habit of consoles, as a conversation replayed against the running
//! server; its transcript is a snapshot.

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_modality::ConsoleError;
use filmdesk_modality::habits::{Ending, HABITS, Habit, HabitReport};
use filmdesk_tests::conversation::runtime;
use filmdesk_tests::server::Server;
use tokio::net::TcpStream;

fn played(habit: &Habit, server: &Server) -> HabitReport {
    let called = AeTitle::parse("FILMDESK").expect("an AE title");
    let address = server.address();
    let connect = async || {
        let connected = TcpStream::connect(address).await;
        let stream = connected.map_err(|source| ConsoleError::Connect {
            address: address.to_string(),
            source,
        })?;
        drop(stream.set_nodelay(true));
        Ok(stream)
    };
    let report = runtime().block_on(habit.run(&called, connect));
    report.unwrap_or_else(|error| panic!("{}: {error}", habit.name))
}

fn ending(report: &HabitReport) -> String {
    match &report.ending {
        Ending::Released => "(released)".to_owned(),
        Ending::Left => "(left)".to_owned(),
        Ending::Broken(error) => format!("(broken: {error})"),
    }
}

#[test]
fn every_habit_gets_its_answers() {
    let mut server = Server::start();
    for habit in HABITS {
        let report = played(habit, &server);
        let transcript = report.transcript.without_events().folded();
        let text = format!("{}\n\n{transcript}\n{}", habit.what, ending(&report));
        insta::assert_snapshot!(habit.name, text);
        assert!(server.is_running(), "{} ended the server", habit.name);
    }
    // Whoever hung up early still gets the films: each habit that printed made one.
    let jobs: usize = server.log().matches("job accepted").count();
    assert!(
        jobs >= HABITS.len() / 2,
        "{jobs} jobs of {} habits",
        HABITS.len()
    );
    server.await_films("pdf", jobs);
}
