//! A printer of CUPS over TLS, with a certificate that nobody but itself signed.

use std::fs;
use std::path::Path;

use filmdesk_archive::JobRecord;
use filmdesk_config::settings::{IppTrust, Output};
use filmdesk_print_scp::terms::{ExecutionStatus, StatusInfo};

use super::world::{IppPrinter, World, ipp_output, printer};

/// Makes the files that ippeveprinter's option -K wants for its host name.
fn make_certificate(folder: &Path) {
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("localhost.crt"), made.cert.pem()).unwrap();
    let key = made.signing_key.serialize_pem();
    fs::write(folder.join("localhost.key"), key).unwrap();
}

fn secure_output(port: u16, trust: IppTrust) -> Output {
    let mut output = ipp_output(port);
    if let Output::Ipp(ipp) = &mut output {
        ipp.uri = format!("ipps://localhost:{port}/ipp/print");
        ipp.trust = trust;
    }
    output
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ipps_printer_is_trusted_by_its_certificate_or_by_word_only() {
    let world = World::new();
    let keys = world.path("keys");
    make_certificate(&keys);
    let arguments = ["-f", "application/pdf", "-K", keys.to_str().unwrap()];
    let ipp = IppPrinter::start_with(&world.path("ipp"), &arguments);
    let certificate = keys.join("localhost.crt");
    let done = (ExecutionStatus::Done, StatusInfo::Normal);
    let refused = (ExecutionStatus::Failure, StatusInfo::PrinterOffline);
    for (uid, trust, status, prints) in [
        ("1.2.3", IppTrust::File(certificate), done, 1),
        ("1.2.4", IppTrust::System, refused, 1),
        ("1.2.5", IppTrust::Insecure, done, 2),
    ] {
        let settings = [printer(vec![secure_output(ipp.port, trust)])];
        let job = world.accept(uid, 1, 1);
        world
            .run(&settings, async |_| {
                world.until(job, JobRecord::is_finished).await;
            })
            .await;
        assert_eq!(world.status(job), status, "{uid} {}", ipp.log());
        assert_eq!(ipp.prints("pdf"), prints);
    }
}

#[test]
fn a_certificate_that_is_not_there_is_refused_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let output = secure_output(1, IppTrust::File(folder.path().join("none.pem")));
    let refused = crate::deliver::devices(&printer(vec![output])).err();
    let refused = refused.unwrap();
    assert!(refused.reason.contains("none.pem"), "{}", refused.reason);
    assert!(!refused.transient);
}
