//! The examples, run.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use filmdesk_config::settings::Listener;
use filmdesk_examples::calibrate_a_curve::calibrate_a_curve;
use filmdesk_examples::print_a_film::print_a_film;
use filmdesk_modality::film::JobState;
use filmdesk_server::Server;

/// Two CT slices of the shared samples.
fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/img");
    let names = ["dicom-test-f_693_UNCI.dcm", "dicom-test-f_693_UNCR.dcm"];
    let files = names.map(|name| folder.join(name)).to_vec();
    for file in &files {
        assert!(file.exists(), "{} is needed", file.display());
    }
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_is_printed_and_comes_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = filmdesk_config::default_settings(folder.path());
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    settings.listeners = vec![Listener { address, tls: None }];
    let called = settings.printers[0].profile.ae_title.clone();
    let server = Server::start(settings).await.unwrap();
    let address = server.addresses()[0].to_string();
    let report = print_a_film(&address, &called, &samples()).await.unwrap();
    server.stop().await;
    assert_eq!((report.films, report.images), (1, 2));
    assert_eq!(report.jobs[0].state, JobState::Done);
    assert!(
        has_pdf(folder.path()),
        "no PDF below {}",
        folder.path().display()
    );
}

fn has_pdf(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        path.extension().is_some_and(|extension| extension == "pdf")
            || path.is_dir() && has_pdf(&path)
    })
}

#[test]
fn a_curve_is_calibrated() {
    let wedge: Vec<(f64, f64)> = (0..=40u32)
        .map(|n| f64::from(n) / 40.0)
        .map(|level| (level, 0.2 + 2.8 * level.powf(1.6)))
        .collect();
    let (curve, report) = calibrate_a_curve(&wedge).unwrap();
    assert!(
        curve.windows(2).all(|pair| pair[0] > pair[1]),
        "darker levels for lower P-values"
    );
    assert!(
        report.max_density_deviation() < 0.001,
        "{}",
        report.to_text()
    );
    assert!(calibrate_a_curve(&[(0.0, 0.2), (0.5, 0.1), (1.0, 3.0)]).is_err());
}
