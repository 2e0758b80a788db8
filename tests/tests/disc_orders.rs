//! What an order for a disc may say beside the usual: sessions, loss, private classes, people of
//! one Patient ID, discs that span burners. Each through the program, read by programs of others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use filmdesk_tests::discs::{
    disc, extracted, files, filmdesk, hash, moved_to_another_study, said, slices, text,
};
use filmdesk_tests::samples::sample;
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{checked, debian, python};
use filmdesk_tests::wait::until;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Instances of a folder.
fn hashes(folder: &Path) -> BTreeSet<String> {
    files(folder).iter().map(|file| hash(file)).collect()
}

/// `filmdesk disc verify`, every byte; its findings by kind.
fn verified(disc_path: &Path) -> Vec<String> {
    let output = disc(&["verify", text(disc_path), "--read-all", "--json"]);
    assert!(output.status.success(), "{}", said(&output));
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    let defects = report["defects"].as_array().expect("a list");
    defects
        .iter()
        .map(|defect| defect["kind"].as_str().expect("a kind").to_owned())
        .collect()
}

#[test]
fn a_cd_that_was_left_open_takes_further_sessions() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("drive");
    let drive = format!("stdio:{}", text(&file));
    let parts = ["77654033", "98892001", "98892003"];
    let parts: Vec<PathBuf> = parts
        .iter()
        .map(|part| sample("dicomdir_set").join(part))
        .collect();
    let burn = |how: &str, from: &[&PathBuf]| {
        let mut arguments = vec!["burn", "--no-pages", how, "--drive", &drive];
        from.iter()
            .for_each(|from| arguments.extend(["--from", text(from)]));
        let output = disc(&arguments);
        assert!(output.status.success(), "{}", said(&output));
        said(&output)
    };
    burn("--leave-open", &[&parts[0]]);
    let mut came = hashes(&parts[0]);
    for (session, part) in parts[1..].iter().enumerate() {
        // What is on it is asked for again: it is there once.
        let told = burn("--append", &[part, &parts[0]]);
        assert!(told.contains("were on the disc already"), "{told}");
        came.extend(hashes(part));
        let root = folder.path().join(format!("root{session}"));
        extracted(&file, &root);
        let dicomdir = root.join("DICOMDIR");
        let dicom: BTreeSet<_> = files(&root)
            .into_iter()
            .filter(|f| *f != dicomdir)
            .collect();
        let there: BTreeSet<String> = dicom.iter().map(|file| hash(file)).collect();
        assert_eq!(there, came);
        let listed = checked(python("read_file_set.py").arg(&dicomdir));
        let counted = format!("{} instances,", dicom.len());
        assert!(listed.starts_with(&counted), "{listed}, {counted}");
        let list = checked(debian("isoinfo").args(["-f", "-i", text(&file)]));
        assert_eq!(list.matches("/IM").count(), dicom.len(), "{list}");
        assert_eq!(verified(&file), Vec::<String>::new());
    }
}

#[test]
fn discs_for_patients_and_blank_ones_take_no_further_session() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 2);
    let (from, pages, blank) = (
        text(&from),
        format!("stdio:{}", text(&folder.path().join("pages"))),
        format!("stdio:{}", text(&folder.path().join("blank"))),
    );
    let one_session = "IHE PDI allows one session";
    let refused = [
        (vec!["--leave-open", "--drive", &blank], one_session),
        (vec!["--append", "--drive", &blank], one_session),
        (
            vec!["--append", "--no-pages", "--drive", &blank],
            "the disc takes no further session",
        ),
        (
            vec![
                "--append",
                "--no-pages",
                "--split",
                "study",
                "--drive",
                &blank,
            ],
            "cannot span volumes",
        ),
        (
            vec![
                "--append",
                "--no-pages",
                "--profile",
                "STD-GEN-DVD-JPEG",
                "--drive",
                &blank,
            ],
            "is a CD-R",
        ),
        (
            vec!["--append", "--no-pages", "--drive", &pages],
            "a disc with INDEX.HTM or IHE_PDI has one session only",
        ),
    ];
    let made = disc(&["burn", "--from", from, "--drive", &pages]);
    assert!(made.status.success(), "{}", said(&made));
    let before = hash(&folder.path().join("pages"));
    let other = sample("dicomdir_set").join("77654033");
    for (arguments, why) in refused {
        let output = disc(&[&["burn", "--from", text(&other)], &arguments[..]].concat());
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(why), "{why}: {}", said(&output));
    }
    assert_eq!(hash(&folder.path().join("pages")), before);
}

#[test]
fn loss_is_asked_for_and_said_in_the_object() {
    let folder = TempDir::new().expect("a folder");
    let colour = sample("img/dicom-test-f_color-pl.dcm");
    let gray = sample("img/dicom-test-f_JPEG2000_UNC.dcm");
    let labels = sample("seg");
    let mut came = hashes(&labels);
    came.extend([hash(&colour), hash(&gray)]);
    // What the profile has for 8 bits, and for more; what holds measurements stays as it is.
    for (profile, of_colour, of_gray) in [
        ("STD-GEN-DVD-JPEG", "JPEGBaseline", "LittleEndianExplicit"),
        ("STD-GEN-DVD-J2K", "JPEG2000", "JPEG2000"),
    ] {
        let out = folder.path().join(profile);
        let output = disc(&[
            "make",
            "--no-pages",
            "--lossy",
            "85",
            "--omit",
            "--profile",
            profile,
            "--same-id",
            "split",
            "--from",
            text(&colour),
            "--from",
            text(&gray),
            "--from",
            text(&labels),
            "--out",
            text(&out),
        ]);
        let told = said(&output);
        assert!(told.contains("compressed with loss"), "{told}");
        let mut seen = Vec::new();
        for file in files(&out.join("DICOM")) {
            let dump = checked(debian("dcmdump").args(["-q", text(&file)]));
            let value = |tag: &str| {
                let line = dump.lines().find(|line| line.starts_with(tag));
                line.unwrap_or_default().to_owned()
            };
            let modality = value("(0008,0060)");
            let syntax = value("(0002,0010)");
            let is_lossy = value("(0028,2110)").contains("[01]");
            if modality.contains("[SEG]") {
                assert!(!is_lossy, "{dump}");
                continue;
            }
            seen.push(syntax);
            if came.contains(&hash(&file)) {
                continue;
            }
            assert!(is_lossy, "{dump}");
            let said = [
                value("(0028,2112)"),
                value("(0028,2114)"),
                value("(0008,2111)"),
                value("(0008,2112)"),
                value("(0008,9215)"),
            ];
            assert!(said.iter().all(|line| !line.is_empty()), "{said:?}");
            assert!(value("(0008,0008)").contains("[DERIVED\\"), "{dump}");
            let old = checked(debian("dcmdump").args(["-q", text(&colour), text(&gray)]));
            assert!(!old.contains(&value("(0008,0018)")), "a new instance");
        }
        let has = |wanted: &str| seen.iter().any(|syntax| syntax.contains(wanted));
        assert!(has(of_colour) && has(of_gray), "{profile}: {seen:?}");
        let listed = checked(python("read_file_set.py").arg(out.join("DICOMDIR")));
        assert!(!listed.is_empty());
    }
    let output = disc(&[
        "make",
        "--lossy",
        "85",
        "--from",
        text(&colour),
        "--out",
        "none.iso",
    ]);
    let told = said(&output);
    assert!(
        told.contains("STD-GEN-CD has no transfer syntax for compression with loss"),
        "{told}"
    );
}

#[test]
fn private_classes_have_private_records_when_that_is_ordered() {
    const CT: &[u8] = b"1.2.840.10008.5.1.4.1.1.2\0";
    const PRIVATE: &[u8] = b"1.2.826.0.1.3680043.9.1.7\0";
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 2);
    let one = &files(&from)[0];
    let mut bytes = fs::read(one).expect("a slice");
    let places: Vec<usize> = (0..bytes.len() - CT.len())
        .filter(|at| bytes[*at..].starts_with(CT))
        .collect();
    assert!(
        places.len() >= 2,
        "in the meta information and the data set"
    );
    places
        .iter()
        .for_each(|at| bytes[*at..at + CT.len()].copy_from_slice(PRIVATE));
    fs::write(one, bytes).expect("written");
    let out = folder.path().join("disc");
    let make = |more: &[&str]| {
        disc(&[&["make", "--from", text(&from), "--out", text(&out)], more].concat())
    };
    let refused = make(&[]);
    let told = said(&refused);
    assert!(
        told.contains("private or unknown") && told.contains("--private"),
        "{told}"
    );
    let made = make(&["--private"]);
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(hashes(&out.join("DICOM")), hashes(&from));
    let dicomdir = out.join("DICOMDIR");
    let dump = checked(debian("dcmdump").args(["-q", text(&dicomdir)]));
    assert_eq!(dump.matches("[PRIVATE]").count(), 1, "{dump}");
    assert!(
        dump.contains("(0004,1432) UI"),
        "Private Record UID: {dump}"
    );
    let listed = checked(python("read_file_set.py").arg(&dicomdir));
    assert!(listed.starts_with("2 instances,"), "{listed}");
    assert_eq!(verified(&out), Vec::<String>::new());
    let by_profile = disc(&["verify", text(&out), "--profile", "STD-GEN-CD"]);
    assert!(
        said(&by_profile).contains("profile-sop-class"),
        "{}",
        said(&by_profile)
    );
}

#[test]
fn people_of_one_patient_id_are_told_apart_and_the_disc_is_clean() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 2);
    checked(debian("dcmodify").args([
        "-nb",
        "-gst",
        "-gse",
        "-gin",
        "-m",
        "(0010,0010)=Somebody^Else",
        text(&files(&from)[0]),
    ]));
    let out = folder.path().join("disc");
    let make = |rule: &[&str]| {
        disc(&[&["make", "--from", text(&from), "--out", text(&out)], rule].concat())
    };
    let told = said(&make(&[]));
    assert!(told.contains("--same-id split"), "{told}");
    let made = make(&["--same-id", "split"]);
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(verified(&out), ["patient-told-apart"]);
    fs::remove_dir_all(&out).expect("removed");
    let merged = make(&["--same-id", "merge"]);
    assert!(merged.status.success(), "{}", said(&merged));
    assert_eq!(verified(&out), Vec::<String>::new());
}

#[test]
fn a_burner_waits_for_the_next_blank_disc_and_others_work_meanwhile() {
    let folder = TempDir::new().expect("a folder");
    let from = folder.path().join("from");
    fs::create_dir(&from).expect("a folder");
    for number in 0..2 {
        let made = slices(folder.path(), 12);
        for file in files(&made) {
            let name = file
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            fs::rename(&file, from.join(format!("{number}_{name}"))).expect("moved");
        }
        fs::remove_dir_all(&made).expect("removed");
    }
    // Twice the same study: the second is made another one.
    let mut second = files(&from);
    second.retain(|file| text(file).contains("/1_"));
    moved_to_another_study(&second);
    let server = Server::start();
    let (data, drive) = (server.folder().join("data"), folder.path().join("drive"));
    let queue = |arguments: &[&str]| {
        let order = [
            "--no-pages",
            "--queue",
            "--data",
            text(&data),
            "--from",
            text(&from),
        ];
        checked(filmdesk(&["disc"]).args(arguments).args(order));
    };
    let device = format!("stdio:{}", text(&drive));
    queue(&[
        "burn",
        "--split",
        "study",
        "--capacity",
        "9000000",
        "--drive",
        &device,
    ]);
    let jobs = || checked(&mut filmdesk(&["disc", "jobs", "--data", text(&data)]));
    until("the second volume's disc is asked for", || {
        jobs().contains("next-medium").then_some(())
    });
    // Image files do not wait for the burner.
    let image = folder.path().join("beside.iso");
    queue(&["make", "--out", text(&image)]);
    until("an image meanwhile", || image.exists().then_some(()));
    assert!(jobs().contains("next-medium"), "{}", jobs());
    let first = folder.path().join("first");
    fs::rename(&drive, &first).expect("the first disc is taken out");
    until("both volumes", || {
        (jobs().matches("done").count() == 2).then_some(())
    });
    let mut there = BTreeSet::new();
    for (number, volume) in [first, drive].iter().enumerate() {
        assert_eq!(verified(volume), Vec::<String>::new());
        let root = folder.path().join(format!("root{number}"));
        extracted(volume, &root);
        there.extend(hashes(&root.join("DICOM")));
    }
    assert_eq!(there, hashes(&from));
}

/// References are not rewritten: what leads to images that are there only compressed with loss is
/// named.
#[test]
fn what_refers_to_images_that_lost_something_is_named() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("disc");
    let (image, state) = (
        sample("img/ClearCanvas_real01.dcm"),
        sample("pr/ClearCanvas_real01.pr.dcm"),
    );
    for (loss, expected) in [
        (
            vec!["--lossy", "85"],
            json!([{"name": "ClearCanvas_real01.pr.dcm", "images": 1}]),
        ),
        (vec!["--transcode"], json!([])),
    ] {
        let out = out.with_extension(loss[0]);
        let mut arguments = vec!["make", "--no-pages", "--json", "--same-id", "merge"];
        arguments.extend(loss);
        arguments.extend(["--profile", "STD-GEN-DVD-J2K", "--out", text(&out)]);
        arguments.extend(["--from", text(&image), "--from", text(&state)]);
        let output = disc(&arguments);
        let made: Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
        assert_eq!(made["refers-to-originals"], expected, "{made}");
    }
}

#[test]
fn images_are_turned_into_the_syntax_that_is_chosen() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 2);
    let make = |from: &Path, out: &str, syntax: &str, profile: &str| {
        let out = folder.path().join(out);
        let order = ["make", "--no-pages", "--profile", profile, syntax];
        let places = ["--from", text(from), "--out", text(&out)];
        (disc(&[&order[..], &places].concat()), out)
    };
    let (refused, _) = make(&from, "no", "--transcode=jpeg-2000", "STD-GEN-CD");
    let told = said(&refused);
    assert!(
        told.contains("STD-GEN-CD does not have the transfer syntax JPEG 2000 Lossless"),
        "{told}"
    );
    let (made, small) = make(&from, "small", "--transcode=jpeg-2000", "STD-GEN-DVD-J2K");
    assert!(made.status.success(), "{}", said(&made));
    for file in files(&small.join("DICOM")) {
        let dump = checked(debian("dcmdump").args(["+P", "0002,0010", "-Un", text(&file)]));
        assert!(dump.contains("1.2.840.10008.1.2.4.90"), "{dump}");
    }
    let (made, again) = make(
        &small.join("DICOM"),
        "again",
        "--transcode=explicit",
        "STD-GEN-DVD-J2K",
    );
    assert!(made.status.success(), "{}", said(&made));
    let pixels = |root: &Path| -> BTreeSet<String> {
        let raw = folder.path().join("raw");
        let of = |file: &PathBuf| {
            checked(debian("gdcmraw").args(["-i", text(file), "-o", text(&raw)]));
            hash(&raw)
        };
        files(root).iter().map(of).collect()
    };
    assert_eq!(pixels(&again.join("DICOM")), pixels(&from));
}

#[test]
fn documents_are_counted_twice_when_volumes_are_cut() {
    let folder = TempDir::new().expect("a folder");
    let from = folder.path().join("from");
    fs::create_dir(&from).expect("a folder");
    let pdf = folder.path().join("report.pdf");
    let mut bytes = b"%PDF-1.4\n".to_vec();
    bytes.resize(3 << 20, b'%');
    fs::write(&pdf, bytes).expect("a document");
    for number in 0..2 {
        let dicom = from.join(format!("{number}.dcm"));
        checked(debian("pdf2dcm").args(["+pi", "4711", text(&pdf), text(&dicom)]));
    }
    let out = folder.path().join("disc.iso");
    let made = disc(&[
        "make",
        "--no-viewer",
        "--split",
        "study",
        "--capacity",
        "10000000",
        "--from",
        text(&from),
        "--out",
        text(&out),
    ]);
    assert!(made.status.success(), "{}", said(&made));
    for volume in ["disc.iso", "disc-2.iso"] {
        let volume = folder.path().join(volume);
        assert!(fs::metadata(&volume).expect("a volume").len() <= 10_000_000);
        assert_eq!(verified(&volume), Vec::<String>::new());
    }
}
