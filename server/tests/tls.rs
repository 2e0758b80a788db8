//! TLS on both sides, with DCMTK as the other one.

mod common;

use std::path::{Path, PathBuf};
use std::process::Stdio;

use common::Fixture;
use filmdesk_config::settings::TlsFiles;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::process::Command;

/// Certificates of a hospital: an authority, a server, a modality; and a stranger's.
struct Pki {
    folder: PathBuf,
}

impl Pki {
    fn make(folder: &Path) -> Self {
        let pki = Self {
            folder: folder.to_owned(),
        };
        let hospital = authority("Hospital CA");
        std::fs::write(pki.file("ca.pem"), hospital.pem()).unwrap();
        pki.issue("server", &hospital);
        pki.issue("modality", &hospital);
        pki.issue("stranger", &authority("Other CA"));
        pki
    }

    fn issue(&self, name: &str, issuer: &CertifiedIssuer<'_, KeyPair>) {
        let key = KeyPair::generate().unwrap();
        let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
        let params = CertificateParams::new(names).unwrap();
        let certificate = params.signed_by(&key, issuer).unwrap();
        std::fs::write(self.file(&format!("{name}.pem")), certificate.pem()).unwrap();
        std::fs::write(self.file(&format!("{name}.key")), key.serialize_pem()).unwrap();
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn server(&self, ask_clients: bool) -> TlsFiles {
        TlsFiles {
            certificate: self.file("server.pem"),
            key: self.file("server.key"),
            client_ca: ask_clients.then(|| self.file("ca.pem")),
        }
    }
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

async fn secured(ask_clients: bool) -> (Fixture, Pki) {
    let folder = tempfile::tempdir().unwrap();
    let pki = Pki::make(folder.path());
    let tls = pki.server(ask_clients);
    let fixture = Fixture::start(|settings| settings.listeners[0].tls = Some(tls)).await;
    // The files are read at the start; those of clients are needed later.
    std::mem::forget(folder);
    (fixture, pki)
}

/// DCMTK's echoscu with a key, or without; whether the C-ECHO was answered.
async fn echoscu(fixture: &Fixture, pki: &Pki, who: Option<&str>) -> bool {
    let mut command = Command::new("/usr/bin/echoscu");
    match who {
        None => command.arg("+tla"),
        Some(who) => command
            .arg("+tls")
            .arg(pki.file(&format!("{who}.key")))
            .arg(pki.file(&format!("{who}.pem"))),
    };
    command.arg("+cf").arg(pki.file("ca.pem"));
    command.args(["-aec", "FILMDESK", "-to", "10", "-ta", "10", "localhost"]);
    command.arg(fixture.address().port().to_string());
    // OpenSSL's own configuration on the machine shall not matter.
    command
        .env("OPENSSL_CONF", "/dev/null")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let status = tokio::time::timeout(common::SOON, command.status()).await;
    status
        .expect("echoscu hangs")
        .expect("echoscu of DCMTK is not installed: apt-get install dcmtk")
        .success()
}

/// `filmdesk echo`; its exit code.
async fn filmdesk_echo(fixture: &Fixture, pki: &Pki, who: Option<&str>) -> i32 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_filmdesk"));
    command
        .arg("echo")
        .arg(format!("localhost:{}", fixture.address().port()));
    command.arg("--tls-ca").arg(pki.file("ca.pem"));
    if let Some(who) = who {
        command
            .arg("--tls-cert")
            .arg(pki.file(&format!("{who}.pem")));
        command
            .arg("--tls-key")
            .arg(pki.file(&format!("{who}.key")));
    }
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let status = tokio::time::timeout(common::SOON, command.status()).await;
    status
        .expect("filmdesk echo hangs")
        .unwrap()
        .code()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dcmtk_and_filmdesk_verify_over_tls() {
    let (fixture, pki) = secured(false).await;
    assert!(echoscu(&fixture, &pki, None).await);
    assert_eq!(filmdesk_echo(&fixture, &pki, None).await, 0);
    fixture.stop().await;
}

/// `filmdesk modality` with the hospital's authority; its exit code.
async fn filmdesk_modality(fixture: &Fixture, pki: &Pki, arguments: &[&str]) -> i32 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_filmdesk"));
    command.arg("modality").args(arguments);
    command
        .arg("--to")
        .arg(format!("localhost:{}", fixture.address().port()));
    command.arg("--tls-ca").arg(pki.file("ca.pem"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let status = tokio::time::timeout(common::SOON, command.status()).await;
    status
        .expect("filmdesk modality hangs")
        .unwrap()
        .code()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_emulated_modality_prints_over_tls() {
    let (fixture, pki) = secured(false).await;
    assert_eq!(filmdesk_modality(&fixture, &pki, &["echo"]).await, 0);
    let film = ["print", "--phantom", "smpte"];
    assert_eq!(filmdesk_modality(&fixture, &pki, &film).await, 0);
    let habit = ["habit", "uih-ct"];
    assert_eq!(filmdesk_modality(&fixture, &pki, &habit).await, 0);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn client_certificates_are_asked_for_and_checked() {
    let (fixture, pki) = secured(true).await;
    assert!(echoscu(&fixture, &pki, Some("modality")).await);
    assert!(!echoscu(&fixture, &pki, Some("stranger")).await);
    assert!(!echoscu(&fixture, &pki, None).await);
    assert_eq!(filmdesk_echo(&fixture, &pki, Some("modality")).await, 0);
    assert_eq!(filmdesk_echo(&fixture, &pki, Some("stranger")).await, 1);
    assert_eq!(filmdesk_echo(&fixture, &pki, None).await, 1);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_peer_on_a_tls_port_is_closed_and_harms_nobody() {
    let (fixture, pki) = secured(false).await;
    let plain = fixture.associate("CT01", "FILMDESK").await;
    assert!(plain.is_err());
    assert!(echoscu(&fixture, &pki, None).await);
    fixture.stop().await;
}
