//! `filmdesk disc make` as people run it: of every sample, in every form, read back by programs of
//! others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use filmdesk_tests::dciodvfy::errors;
use filmdesk_tests::discs::{disc, extracted, files, hash, said, slices, text};
use filmdesk_tests::samples::sample;
use filmdesk_tests::tools::{checked, debian, python, run};
use serde_json::Value;
use tempfile::TempDir;

/// Folders of samples that are whole DICOM files.
const SAMPLES: &[&str] = &[
    "img", "sr", "ko", "pr", "seg", "wave", "doc", "charset", "video",
];

#[test]
fn a_disc_of_every_sample_is_sound_to_all_peers() {
    let folder = TempDir::new().expect("a folder");
    let image = folder.path().join("all.iso");
    let mut arguments = vec![
        "make",
        "--omit",
        "--transcode",
        "--same-id",
        "split",
        "--json",
        "--out",
        text(&image),
    ];
    let sources: Vec<PathBuf> = SAMPLES.iter().map(|name| sample(name)).collect();
    sources
        .iter()
        .for_each(|source| arguments.extend(["--from", text(source)]));
    let output = disc(&arguments);
    let made: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    let instances = made["volumes"][0]["instances"].as_u64().expect("a count") as usize;
    assert!(
        instances >= 120,
        "{instances} instances of {} files",
        sources.len()
    );
    let left = made["left-out"].as_array().expect("a list");
    assert!(left.iter().all(|left| {
        left["reason"]
            .as_str()
            .is_some_and(|reason| !reason.is_empty())
    }));
    assert_eq!(
        output.status.code(),
        Some(1),
        "something asked for is not there, and that is said"
    );
    let root = folder.path().join("root");
    extracted(&image, &root);
    the_bytes_are_those_that_came_in(&root, &sources, instances);
    dciodvfy_has_nothing_on_us(&root.join("DICOMDIR"));
    checked(debian("dcmdump").args(["-q", text(&root.join("DICOMDIR"))]));
    checked(debian("gdcmdump").arg(root.join("DICOMDIR")));
    let listed = checked(python("read_file_set.py").arg(root.join("DICOMDIR")));
    assert!(
        listed.starts_with(&format!("{instances} instances,")),
        "pydicom's FileSet: {listed}"
    );
    let list = checked(debian("isoinfo").args(["-f", "-i", text(&image)]));
    let level1 = |line: &&str| line.starts_with("/DICOM/") && line.contains("IM");
    assert_eq!(
        list.lines().filter(level1).count(),
        instances,
        "level 1 names"
    );
}

/// What has the SOP Instance UID of another file goes on a disc of its own: in the end every file
/// that can be on a disc is on one, byte for byte unless it has no File Meta Information.
#[test]
fn every_valid_sample_is_on_a_disc() {
    let folder = TempDir::new().expect("a folder");
    let all: Vec<PathBuf> = SAMPLES
        .iter()
        .flat_map(|name| files(&sample(name)))
        .collect();
    let (mut rest, mut taken, mut same) = (all.clone(), 0, 0);
    let came: BTreeSet<String> = all.iter().map(|file| hash(file)).collect();
    for round in 0.. {
        let out = folder.path().join(format!("disc{round}"));
        let mut arguments = vec![
            "make",
            "--omit",
            "--transcode",
            "--same-id",
            "split",
            "--no-pages",
        ];
        arguments.extend([
            "--json",
            "--profile",
            "STD-GEN-ZIP-MAIL",
            "--out",
            text(&out),
        ]);
        rest.iter()
            .for_each(|file| arguments.extend(["--from", text(file)]));
        let output = disc(&arguments);
        let Ok(made) = serde_json::from_slice::<Value>(&output.stdout) else {
            assert!(
                said(&output).contains("nothing to put on a disc"),
                "{}",
                said(&output)
            );
            break;
        };
        let there = files(&out.join("DICOM"));
        taken += there.len();
        same += there
            .iter()
            .filter(|file| came.contains(&hash(file)))
            .count();
        let verified = disc(&["verify", text(&out), "--profile", "STD-GEN-ZIP-MAIL"]);
        assert!(
            !said(&verified).contains("key-differs"),
            "{}",
            said(&verified)
        );
        dciodvfy_has_nothing_on_us(&out.join("DICOMDIR"));
        checked(debian("dcmdump").args(["-q", text(&out.join("DICOMDIR"))]));
        let listed = checked(python("read_file_set.py").arg(out.join("DICOMDIR")));
        assert!(
            listed.starts_with(&format!("{} instances,", there.len())),
            "{listed}"
        );
        let left = made["left-out"].as_array().expect("a list").iter();
        let left: BTreeSet<&str> = left.filter_map(|left| left["name"].as_str()).collect();
        rest.retain(|file| {
            left.contains(
                file.file_name()
                    .unwrap_or_default()
                    .to_str()
                    .unwrap_or_default(),
            )
        });
    }
    let invalid = rest.len();
    // pydicom_MR_small in big endian and in Implicit VR are one file in Explicit VR Little Endian.
    let once = 1;
    assert_eq!(
        taken + once + invalid,
        all.len(),
        "each is on one disc, or never"
    );
    assert!(
        invalid < 30 && taken - same <= 30,
        "{invalid} invalid, {} changed",
        taken - same
    );
}

/// Every instance is a source's bytes, or was transcoded: then its transfer syntax is one of the
/// profile.
fn the_bytes_are_those_that_came_in(root: &Path, sources: &[PathBuf], instances: usize) {
    let sources: BTreeSet<String> = sources
        .iter()
        .flat_map(|source| files(source))
        .map(|file| hash(&file))
        .collect();
    let on_disc: Vec<PathBuf> = files(&root.join("DICOM"));
    assert_eq!(on_disc.len(), instances);
    let (same, changed): (Vec<_>, Vec<_>) = on_disc
        .iter()
        .partition(|file| sources.contains(&hash(file)));
    assert!(
        same.len() * 2 > changed.len(),
        "{} same, {} transcoded",
        same.len(),
        changed.len()
    );
    for file in changed {
        let dump = checked(debian("dcmdump").args(["+P", "0002,0010", "-Un", text(file)]));
        assert!(dump.contains("1.2.840.10008.1.2.1]"), "{dump}");
    }
}

fn dciodvfy_has_nothing_on_us(dicomdir: &Path) {
    let said = run(debian("dciodvfy").arg(dicomdir));
    assert_eq!(errors(&format!("{}\n{}", said.err, said.out)), "");
}

#[test]
fn what_does_not_fit_is_refused_by_name_and_nothing_is_made() {
    let folder = TempDir::new().expect("a folder");
    let image = folder.path().join("no.iso");
    let output = disc(&[
        "make",
        "--from",
        text(&sample("img")),
        "--out",
        text(&image),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(
        said.contains("--transcode") && said.contains("more (--json lists all)"),
        "{said}"
    );
    assert_eq!(
        fs::read_dir(folder.path()).expect("the folder").count(),
        0,
        "nothing is left"
    );
}

#[test]
fn the_broken_files_are_named_each_with_its_fault() {
    let folder = TempDir::new().expect("a folder");
    let image = folder.path().join("broken.iso");
    let output = disc(&[
        "make",
        "--omit",
        "--json",
        "--from",
        text(&sample("malformed")),
        "--out",
        text(&image),
    ]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let made: Value = serde_json::from_slice(&output.stdout).expect("a result");
    let left = made["left-out"].as_array().expect("a list").iter();
    let words = |left: &Value| {
        let [name, reason] = ["name", "reason"].map(|key| left[key].as_str().expect(key));
        (name.to_owned(), reason.to_owned())
    };
    let left: BTreeSet<(String, String)> = left.map(words).collect();
    let there = made["volumes"][0]["instances"].as_u64().expect("a count") as usize;
    let names: BTreeSet<&str> = left.iter().map(|(name, _)| &**name).collect();
    assert_eq!(
        there + names.len(),
        files(&sample("malformed")).len(),
        "none is lost"
    );
    let lines: Vec<_> = left
        .iter()
        .map(|(name, reason)| format!("{name}: {reason}"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    DVTk_CR_Modality_.dcm: SOP class 1.2.40.0.13.0.0.113123 is private or unknown, which no profile of PS3.11 takes
    DVTk_CR_Modality_.dcm: transfer syntax Implicit VR Little Endian is not in the profile
    DVTk_DX_Modality_.dcm: SOP class 1.2.40.0.13.0.0.113123 is private or unknown, which no profile of PS3.11 takes
    DVTk_DX_Modality_.dcm: transfer syntax Implicit VR Little Endian is not in the profile
    Evil-DICOM_implicitLittleEndian.dcm: there is no File Meta Information (PS3.10 7.1)
    dcm4che_no_preamble_dicm_in_data: there is no File Meta Information (PS3.10 7.1)
    dicom-test-f_emri_small_jpeg_2k_lossless_too_short.dcm: transfer syntax JPEG 2000 Lossless is not in the profile
    fo-dicom_GH1261.dcm: transfer syntax JPEG Lossless, first-order prediction is not in the profile
    fo-dicom_GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm: transfer syntax Explicit VR Big Endian is not in the profile
    fo-dicom_GH184.dcm: transfer syntax JPEG Lossless, first-order prediction is not in the profile
    fo-dicom_GH220.dcm: SOP class 1.3.46.670589.5.0.1.1 is private or unknown, which no profile of PS3.11 takes
    fo-dicom_GH340.dcm: there is no File Meta Information (PS3.10 7.1)
    fo-dicom_GH364.dcm: transfer syntax JPEG-LS Lossless is not in the profile
    fo-dicom_GH538-jpeg1.dcm: transfer syntax JPEG Baseline is not in the profile
    fo-dicom_GH538-jpeg14sv1.dcm: transfer syntax JPEG Lossless, first-order prediction is not in the profile
    fo-dicom_GH626.dcm: transfer syntax Implicit VR Little Endian is not in the profile
    fo-dicom_Issue1097_FailToOpenDeflatedFileWithSQ.dcm: SOP class 2.25.152752519834663263826301420581341174218 is private or unknown, which no profile of PS3.11 takes
    fo-dicom_Issue1097_FailToOpenDeflatedFileWithSQ.dcm: transfer syntax Deflated Explicit VR Little Endian is not in the profile
    m_01_bitflip.dcm: there is no File Meta Information (PS3.10 7.1)
    m_02_mz.dcm: transfer syntax Implicit VR Little Endian is not in the profile
    m_03_hugelen.dcm: there is no File Meta Information (PS3.10 7.1)
    m_08_nofrag.dcm: transfer syntax JPEG Baseline is not in the profile
    m_09_garbage.dcm: it has no Study Instance UID (0020,000D)
    m_10_dup.dcm: there is no File Meta Information (PS3.10 7.1)
    m_11_badts.dcm: transfer syntax RLE Lossless is not in the profile
    m_12_trunc.dcm: transfer syntax JPEG Extended is not in the profile
    m_13_bitflip.dcm: the file meta information is broken: (0002,0002) at byte 0: bytes 0xd5 0x49 are not a value representation
    m_14_mz.dcm: transfer syntax JPEG 2000 Lossless is not in the profile
    m_15_hugelen.dcm: it has no Study Instance UID (0020,000D)
    m_20_nofrag.dcm: transfer syntax JPEG Baseline is not in the profile
    m_21_garbage.dcm: it has no Study Instance UID (0020,000D)
    m_23_badts.dcm: transfer syntax 1.2.840.10008.1.2.9 is not in the profile
    pydicom_ExplVR_BigEndNoMeta.dcm: there is no File Meta Information (PS3.10 7.1)
    pydicom_ExplVR_LitEndNoMeta.dcm: there is no File Meta Information (PS3.10 7.1)
    pydicom_no_meta_group_length.dcm: transfer syntax Implicit VR Little Endian is not in the profile
    "#);
}

#[test]
fn folders_sticks_and_zips_hold_the_same_file_set() {
    let folder = TempDir::new().expect("a folder");
    let from = slices(folder.path(), 3);
    let at = |name: &str| folder.path().join(name);
    let forms = [
        ("STD-GEN-USB-JPEG", "stick.img"),
        ("STD-GEN-USB-JPEG", "stick"),
        ("STD-GEN-ZIP-MAIL", "mail.zip"),
        ("STD-GEN-DVD-JPEG", "dvd.iso"),
        ("STD-GEN-BD", "bd.udf"),
    ];
    let mut contents = BTreeMap::new();
    for (profile, name) in forms {
        let out = at(name);
        let output = disc(&[
            "make",
            "--from",
            text(&from),
            "--profile",
            profile,
            "--out",
            text(&out),
        ]);
        assert!(output.status.success(), "{name}: {}", said(&output));
        let verified = disc(&["verify", text(&out), "--profile", profile, "--read-all"]);
        assert!(verified.status.success(), "{name}: {}", said(&verified));
        let root = at(&format!("{name}.root"));
        if out.is_dir() {
            fs::rename(&out, &root).expect("the folder");
        } else {
            checked(debian("7z").args([
                "x",
                "-y",
                &format!("-o{}", text(&root)),
                text(&partition(&out)),
            ]));
        }
        let hashes: BTreeSet<_> = files(&find(&root, "DICOM"))
            .iter()
            .map(|file| hash(file))
            .collect();
        contents.insert(name, hashes);
    }
    let came: BTreeSet<_> = files(&from).iter().map(|file| hash(file)).collect();
    assert!(
        contents.values().all(|hashes| *hashes == came),
        "{contents:?}"
    );
}

/// The file system in an image of a device: 7z takes it without its master boot record.
fn partition(image: &Path) -> PathBuf {
    if image.extension().is_none_or(|name| name != "img") {
        return image.to_path_buf();
    }
    let bytes = fs::read(image).expect("the image");
    let start = u32::from_le_bytes(bytes[454..458].try_into().expect("four bytes")) as usize * 512;
    let alone = image.with_extension("fat");
    fs::write(&alone, &bytes[start..]).expect("the file system");
    alone
}

/// The folder `name` in any case.
fn find(root: &Path, name: &str) -> PathBuf {
    let entries = fs::read_dir(root).expect("the root").flatten();
    let mut found = entries.filter(|entry| entry.file_name().eq_ignore_ascii_case(name));
    found
        .next()
        .unwrap_or_else(|| panic!("no {name} in {}", root.display()))
        .path()
}

#[test]
fn identities_can_be_removed() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("anonymous");
    let from = slices(folder.path(), 2);
    let output = disc(&[
        "make",
        "--from",
        text(&from),
        "--out",
        text(&out),
        "--no-pages",
        "--deidentify",
    ]);
    assert!(output.status.success(), "{}", said(&output));
    let before = checked(debian("dcmdump").args([
        "+P",
        "0010,0010",
        "+P",
        "0008,0018",
        text(&files(&from)[0]),
    ]));
    for file in files(&out.join("DICOM")) {
        let after = checked(debian("dcmdump").args([
            "+P",
            "0010,0010",
            "+P",
            "0008,0018",
            "+P",
            "0012,0062",
            text(&file),
        ]));
        assert!(after.contains("YES"), "Patient Identity Removed: {after}");
        assert!(
            before.lines().all(|line| !after.contains(line)),
            "{before} {after}"
        );
    }
}

#[test]
fn a_zip_may_have_a_password() {
    let folder = TempDir::new().expect("a folder");
    let (from, out) = (slices(folder.path(), 2), folder.path().join("mail.zip"));
    let password = folder.path().join("password");
    fs::write(&password, "correct horse\n").expect("the password");
    let output = disc(&[
        "make",
        "--from",
        text(&from),
        "--profile",
        "STD-GEN-ZIP-MAIL",
        "--out",
        text(&out),
        "--password-file",
        text(&password),
    ]);
    assert!(output.status.success(), "{}", said(&output));
    checked(debian("7z").args(["t", "-pcorrect horse", text(&out)]));
    assert!(!run(debian("7z").args(["t", "-pwrong", text(&out)])).success);
}
