//! Images that programs of others made: the same tree and the same bytes are read back.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use filmdesk_media::medium::{self, FindingKind, Medium, OpenError, OpenOptions};
use filmdesk_tests::tools::{checked, debian};
use tempfile::TempDir;

/// Files of a tree: name and bytes. Sizes around sectors and clusters, a folder of many files.
fn tree() -> BTreeMap<String, Vec<u8>> {
    let bytes = |length: usize, seed: u8| -> Vec<u8> {
        (0..length)
            .map(|at| (at as u8).wrapping_mul(31) ^ seed ^ (at >> 8) as u8)
            .collect()
    };
    let mut files = BTreeMap::new();
    files.insert("DICOMDIR".to_owned(), bytes(5000, 1));
    files.insert("INDEX.HTM".to_owned(), bytes(2048, 2));
    files.insert("EMPTY".to_owned(), Vec::new());
    files.insert("DICOM/A/B/C/D/IM1".to_owned(), bytes(2_000_003, 3));
    for number in 0..150 {
        files.insert(
            format!("DICOM/MANY/IM{number:06}"),
            bytes(700 + number, number as u8),
        );
    }
    files
}

fn lay_down(files: &BTreeMap<String, Vec<u8>>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn open(path: &Path) -> Box<dyn Medium> {
    open_with(path, &OpenOptions::default()).unwrap()
}

fn open_with(path: &Path, options: &OpenOptions) -> Result<Box<dyn Medium>, OpenError> {
    medium::open(Box::new(File::open(path).unwrap()), options)
}

fn files_of(medium: &dyn Medium) -> BTreeMap<String, Vec<u8>> {
    let entries = medium.entries().unwrap().into_iter();
    entries
        .filter(|entry| !entry.is_folder)
        .map(|entry| {
            let mut bytes = Vec::new();
            medium
                .open(&entry.path)
                .unwrap()
                .read_to_end(&mut bytes)
                .unwrap();
            assert_eq!(bytes.len() as u64, entry.length, "{}", entry.path);
            (entry.path.to_string(), bytes)
        })
        .collect()
}

fn assert_same(medium: &dyn Medium, files: &BTreeMap<String, Vec<u8>>) {
    let found = files_of(medium);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(files), "{}", medium.describe());
    for (name, bytes) in files {
        assert!(
            found[name] == *bytes,
            "{name} differs on {}",
            medium.describe()
        );
    }
}

/// An image of `files` by a program that takes the folder last.
fn image(command: &mut Command, folder: &TempDir) -> (TempDir, PathBuf) {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("x.img");
    checked(command.arg("-o").arg(&path).arg(folder.path()));
    (out, path)
}

#[test]
fn iso_9660_by_xorriso_and_genisoimage() {
    let files = tree();
    let folder = lay_down(&files);
    for arguments in [
        &["xorriso", "-as", "mkisofs", "-iso-level", "1", "-V", "SET1"][..],
        &[
            "xorriso",
            "-as",
            "mkisofs",
            "-iso-level",
            "1",
            "-J",
            "-R",
            "-V",
            "SET1",
        ],
        &[
            "genisoimage",
            "-quiet",
            "-iso-level",
            "1",
            "-J",
            "-R",
            "-V",
            "SET1",
        ],
        &[
            "genisoimage",
            "-quiet",
            "-iso-level",
            "1",
            "-J",
            "-udf",
            "-V",
            "SET1",
        ],
    ] {
        let (_out, path) = image(debian(arguments[0]).args(&arguments[1..]), &folder);
        let medium = open(&path);
        assert_same(medium.as_ref(), &files);
        assert_eq!(medium.label().as_deref(), Some("SET1"));
        assert_eq!(medium.findings(), [], "{arguments:?}");
        assert_eq!(
            medium.describe().contains("Joliet"),
            arguments.contains(&"-J")
        );
        assert_eq!(
            medium.describe().contains("UDF 1.02"),
            arguments.contains(&"-udf")
        );
    }
}

#[test]
fn names_that_are_not_level_1_are_found() {
    let mut files = tree();
    files.insert("lower case name.html".to_owned(), b"x".to_vec());
    let folder = lay_down(&files);
    let mut command = debian("genisoimage");
    command.args(["-quiet", "-iso-level", "4", "-U", "-allow-lowercase"]);
    let (_out, path) = image(&mut command, &folder);
    let medium = open(&path);
    assert_same(medium.as_ref(), &files);
    let has = |kind| medium.findings().iter().any(|finding| finding.kind == kind);
    assert!(
        has(FindingKind::NameWithoutVersion),
        "{:?}",
        medium.findings()
    );
}

#[test]
fn the_last_of_two_sessions_is_read() {
    let folder = lay_down(&tree());
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("sessions.iso");
    let drive = format!("stdio:{}", path.display());
    let session = |from: &str, to: &str| {
        let from = folder.path().join(from);
        checked(
            debian("xorriso")
                .args(["-dev", &drive, "-map"])
                .arg(from)
                .arg(to)
                .arg("-commit"),
        );
    };
    session("DICOM/A", "/FIRST");
    session("DICOM/MANY", "/SECOND");
    let found = files_of(open(&path).as_ref());
    assert!(found.contains_key("FIRST/B/C/D/IM1") && found.contains_key("SECOND/IM000149"));
    assert_eq!(found.len(), 151);
}

#[test]
fn fat_by_mkfs_and_mcopy() {
    let mut files = tree();
    files.insert("a long name with spaces.html".to_owned(), b"page".to_vec());
    let folder = lay_down(&files);
    for (bits, megabytes) in [("12", 6), ("16", 40), ("32", 70)] {
        let out = tempfile::tempdir().unwrap();
        let path = out.path().join("fat.img");
        File::create(&path)
            .unwrap()
            .set_len(megabytes << 20)
            .unwrap();
        let mkfs = Command::new("/usr/sbin/mkfs.vfat")
            .args(["-F", bits, "-n", "STICK"])
            .arg(&path)
            .output()
            .expect("mkfs.vfat");
        assert!(mkfs.status.success());
        let mut copy = debian("mcopy");
        copy.args(["-s", "-i"]).arg(&path);
        for entry in fs::read_dir(folder.path()).unwrap() {
            copy.arg(entry.unwrap().path());
        }
        checked(copy.arg("::"));
        let medium = open(&path);
        assert_same(medium.as_ref(), &files);
        assert_eq!(medium.describe(), format!("FAT{bits}"));
        assert_eq!(medium.label().as_deref(), Some("STICK"));
        assert_eq!(medium.findings(), []);
    }
}

#[test]
fn zip_by_7z_stored_deflated_and_encrypted() {
    let files = tree();
    let folder = lay_down(&files);
    let out = tempfile::tempdir().unwrap();
    for (name, arguments) in [
        ("stored.zip", &["-mx=0"][..]),
        ("deflated.zip", &["-mx=5"]),
        ("aes.zip", &["-mem=AES256", "-psecret"]),
    ] {
        let path = out.path().join(name);
        let mut command = debian("7z");
        command
            .args(["a", "-tzip", "-bd"])
            .args(arguments)
            .arg(&path)
            .arg(".");
        checked(command.current_dir(folder.path()));
        let options = OpenOptions {
            password: Some("secret".to_owned()),
            ..OpenOptions::default()
        };
        let medium = open_with(&path, &options).unwrap();
        assert_same(medium.as_ref(), &files);
    }
    let aes = out.path().join("aes.zip");
    let refused = open_with(&aes, &OpenOptions::default())
        .err()
        .expect("no password");
    assert_eq!(
        refused.to_string(),
        "the ZIP is encrypted and the password is missing"
    );
    let wrong = OpenOptions {
        password: Some("guess".to_owned()),
        ..OpenOptions::default()
    };
    let refused = open_with(&aes, &wrong).err().expect("a wrong password");
    assert_eq!(
        refused.to_string(),
        "the ZIP is encrypted and the password is wrong"
    );
}

/// mkudffs makes empty volumes only, and none above 2.01: label, revision and an empty root are
/// read.
#[test]
fn empty_udf_by_mkudffs_in_every_revision() {
    for (revision, media, block) in [
        ("1.02", "hd", "2048"),
        ("1.50", "hd", "2048"),
        ("2.01", "hd", "512"),
        ("2.01", "dvdram", "2048"),
    ] {
        let out = tempfile::tempdir().unwrap();
        let path = out.path().join("udf.img");
        File::create(&path).unwrap().set_len(20 << 20).unwrap();
        let made = Command::new("/usr/sbin/mkudffs")
            // In this order: mkudffs insists.
            .args([
                &format!("--blocksize={block}"),
                &format!("--media-type={media}"),
            ])
            .args([&format!("--udfrev={revision}"), "--label=UDFSET"])
            .arg(&path)
            .output()
            .expect("mkudffs");
        assert!(made.status.success(), "{made:?}");
        let medium = open(&path);
        let files: Vec<String> = medium
            .entries()
            .unwrap()
            .iter()
            .map(|entry| entry.path.to_string())
            .filter(|name| name != "lost+found")
            .collect();
        assert_eq!(files, Vec::<String>::new(), "{revision} {media}");
        assert_eq!(medium.describe(), format!("UDF {revision}"));
        assert_eq!(medium.label().as_deref(), Some("UDFSET"));
    }
}

/// Images cut short and with damaged bytes: an error or a tree, in time, never more memory than
/// the image suggests.
#[test]
fn damaged_images_end_in_an_error_or_a_tree() {
    let folder = lay_down(&tree());
    let mut command = debian("genisoimage");
    command.args(["-quiet", "-iso-level", "1", "-J", "-udf"]);
    let (_out, path) = image(&mut command, &folder);
    let sound = fs::read(&path).unwrap();
    let mut outcomes = [0, 0];
    for round in 0..300u32 {
        let mut bytes = sound.clone();
        let mut state = round.wrapping_mul(2_654_435_761).wrapping_add(1);
        for _ in 0..20 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = state as usize % (600 * 2048);
            bytes[at] = (state >> 24) as u8;
        }
        if round % 3 == 0 {
            bytes.truncate(state as usize % sound.len());
        }
        let opened = medium::open(
            Box::new(std::io::Cursor::new(bytes)),
            &OpenOptions::default(),
        );
        match opened {
            Ok(medium) => {
                outcomes[0] += 1;
                for entry in medium
                    .entries()
                    .unwrap()
                    .iter()
                    .filter(|entry| !entry.is_folder)
                {
                    let mut file = medium.open(&entry.path).unwrap();
                    std::io::copy(&mut file, &mut std::io::sink()).unwrap();
                }
            }
            Err(error) => {
                outcomes[1] += 1;
                assert!(!error.to_string().is_empty());
            }
        }
    }
    assert!(outcomes[0] > 0, "{outcomes:?}");
}
