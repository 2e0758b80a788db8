//! What the log tells, and what it never does: values of attributes.

mod common;

use std::fs::{self, File};

use common::{META, filmdesk, proposal, read, serve, target, terminate};
use filmdesk_dataset::{DataSet, Encoding, VR, encode, tags};
use filmdesk_dimse::command::{Command, Operation};
use filmdesk_dimse::presentation::ContextId;
use filmdesk_dimse::service;
use filmdesk_dimse::uid::Uid;
use filmdesk_server::client::Client;

/// In the phantom's annotations, and in the attributes that are refused.
const NAME: &str = "DOE";

/// N-CREATEs of Film Sessions with the name where it may be and where it must not.
async fn name_everywhere(port: u16) {
    let address = format!("127.0.0.1:{port}").parse().unwrap();
    let connected = Client::connect(&target(address), proposal("CT01", "FILMDESK")).await;
    let (mut client, _) = connected.unwrap();
    let class = Uid::parse(service::BASIC_FILM_SESSION).unwrap();
    for (number, tag, vr) in [
        (1, tags::FILM_SESSION_LABEL, VR::LO),
        (2, tags::MEDIUM_TYPE, VR::CS),
        (3, tags::NUMBER_OF_COPIES, VR::IS),
        (4, tags::PATIENT_NAME, VR::PN),
        (5, tags::PRINT_PRIORITY, VR::PN),
    ] {
        let mut data = DataSet::new();
        data.put_text(tag, vr, "DOE^JANE");
        let bytes = encode::encode(&data, Encoding::ExplicitLittle).unwrap();
        let uid = Uid::parse(&format!("1.2.{number}")).unwrap();
        let request = Command::request(Operation::NCreate, number, class.clone(), Some(uid));
        let context = ContextId::nth(META).unwrap();
        let answer = client.ask(context, &request, Some(&bytes)).await.unwrap();
        read(&answer);
    }
    client.release().await.unwrap();
}

#[test]
fn no_value_of_an_attribute_is_logged_at_any_level() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let to_log = File::create(&log).unwrap();
    let (mut server, _, port) = serve(folder.path(), &["--log", "trace"], to_log.into());
    let printer = format!("127.0.0.1:{port}");
    for text in ["annotate", "burn"] {
        let mut print = filmdesk(&["modality", "print", "--phantom", "ct", "--to", &printer]);
        print.args(["--text", text, "--label", "DOE^JANE"]);
        let printed = print.output().unwrap();
        assert!(printed.status.success(), "{printed:?}");
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(name_everywhere(port));
    assert_eq!(terminate(&mut server), 0);
    let log = fs::read_to_string(log).unwrap();
    for told in ["association accepted", "job accepted", "printed", "refused"] {
        assert!(log.contains(told), "{told}: {log}");
    }
    let slip = log.lines().find(|line| line.contains(NAME));
    assert_eq!(slip, None);
}
