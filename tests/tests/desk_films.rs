//! Films on the desk: consoles print to a real server, people see, steer and assign in a browser.

use std::path::{Path, PathBuf};

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::service;
use filmdesk_fonts::Typesetter;
use filmdesk_modality::film;
use filmdesk_modality::image::Burner;
use filmdesk_modality::image::synthetic::Synthetic;
use filmdesk_modality::order::{Depth, Farewell, FilmOrder};
use filmdesk_modality::{Console, ConsoleConfig};
use filmdesk_tests::conversation::{CLASSES, runtime};
use filmdesk_tests::dciodvfy::errors;
use filmdesk_tests::discs::{disc, extracted, files, filmdesk, hash, said, text};
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{checked, debian, run};
use filmdesk_tests::viewer::browser;
use tempfile::TempDir;

const ID: &str = "P1001";
const NAME: &str = "Wang^XiaoMing=王^小明";

/// A printer that works and one that nothing reaches, whose second job waits therefore.
fn server(drive: &Path) -> Server {
    Server::with(&format!(
        "[[printer]]\nae-title = \"FILMDESK\"\n\
         [[printer]]\nae-title = \"BLOCKED\"\n\
         [[printer.output]]\nkind = \"ipp\"\nuri = \"ipp://127.0.0.1:1/ipp/print\"\n\
         [[disc.burner]]\nname = \"desk\"\ndevice = \"stdio:{}\"\n",
        text(drive)
    ))
}

/// A film of a pattern, from a console to a printer.
fn print(server: &Server, printer: &str, pattern: Synthetic) {
    let title = |text| AeTitle::parse(text).expect("an AE title");
    let syntaxes = [service::EXPLICIT_VR_LITTLE_ENDIAN];
    let config = ConsoleConfig::with_syntaxes(title("CT01"), title(printer), CLASSES, &syntaxes);
    let order = FilmOrder {
        color: pattern == Synthetic::Ultrasound,
        farewell: Farewell::AtOnce,
        ..FilmOrder::default()
    };
    runtime().block_on(async {
        let address = server.address().to_string();
        let mut console = Console::connect(&address, config)
            .await
            .expect("an association");
        let images = pattern.images(Depth::Twelve).expect("a pattern");
        let mut source = images.into_iter().take(1).collect::<Vec<_>>().into_iter();
        let burner = Burner::new(Typesetter::embedded());
        let report = film::print(&mut console, &order, &mut source, &burner).await;
        console.release().await.expect("a release");
        assert_eq!(report.expect("a film").films, 1);
    });
}

/// A patient with one study of the archive.
fn patient(server: &Server, folder: &Path) {
    let made = folder.join(ID);
    let make = [
        "modality",
        "make",
        text(&made),
        "--matrix",
        "64",
        "--count",
        "1",
    ];
    checked(filmdesk(&make).args(["--patient", ID, "--name", NAME]));
    let data = server.folder().join("data");
    checked(&mut filmdesk(&[
        "import",
        text(&made),
        "--data",
        text(&data),
    ]));
}

/// What dcmdump says of the files below a folder whose text has `part`.
fn with(folder: &Path, part: &str) -> Vec<(PathBuf, String)> {
    let dumped = |path: PathBuf| {
        let dump = run(debian("dcmdump").arg("+U8").arg(&path)).out;
        (path, dump)
    };
    let all = files(folder).into_iter().map(dumped);
    all.filter(|(_, dump)| dump.contains(part)).collect()
}

#[test]
fn films_are_seen_steered_assigned_and_put_on_a_disc() {
    let folder = TempDir::new().expect("a folder");
    let drive = folder.path().join("drive");
    let mut server = server(&drive);
    patient(&server, folder.path());
    print(&server, "FILMDESK", Synthetic::Smpte);
    let preview = hash(&server.await_films("png", 1)[0]);
    print(&server, "FILMDESK", Synthetic::Ultrasound);
    server.await_films("png", 2);
    for _ in 0..2 {
        print(&server, "BLOCKED", Synthetic::Smpte);
    }
    let shots = std::env::var("FILMDESK_SCREENSHOTS").unwrap_or_default();
    let link = server.set_up_link();
    let told = browser("desk-films.mjs", &["first", &link, ID, &shots]);
    assert_eq!(told["preview"], preview.as_str(), "as the printer's own");
    assert_eq!(told["found"], serde_json::json!([]), "what axe finds");

    // The disc has the film under its patient, and a validator has nothing against it.
    let verified = disc(&["verify", text(&drive), "--read-all", "--json"]);
    assert!(verified.status.success(), "{}", said(&verified));
    let out = folder.path().join("out");
    extracted(&drive, &out);
    let directory = run(debian("dcmdump").arg("+U8").arg(out.join("DICOMDIR"))).out;
    assert!(
        directory.contains(ID) && directory.contains("[HC]"),
        "{directory}"
    );
    let films = with(&out.join("DICOM"), "=SecondaryCaptureImageStorage");
    assert_eq!(films.len(), 2, "the gray one and the coloured one");
    for (path, dump) in &films {
        assert!(dump.contains(ID) && dump.contains("小明"), "{dump}");
        assert_eq!(errors(&run(debian("dciodvfy").arg(path)).err), "", "{dump}");
    }
    let coloured = films.iter().filter(|(_, dump)| dump.contains("[RGB]"));
    assert_eq!(coloured.count(), 1);

    // What is held is so after a restart; then it goes to the other printer.
    assert_eq!(server.films("pdf").len(), 2);
    server.restart();
    browser("desk-films.mjs", &["second", &server.desk(), ID, ""]);
    server.await_films("pdf", 3);
    assert!(!server.log().contains(ID) && !server.log().contains("Wang"));
}
