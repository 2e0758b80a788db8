//! Media images, read back by programs of others.
//!
//! Bars: isoinfo, isovfy, xorriso, 7z, udfinfo, fsck.vfat, mtools, unzip, Python's zipfile and pycdlib
//! find nothing wrong, and give back every byte.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use filmdesk_media::image::{
    EarlierFile, ImageFormat, ImageOptions, Partition, UdfRevision, ZipEncryption, plan_append,
    plan_with,
};
use filmdesk_media::instance::Key;
use filmdesk_media::volume::{ContentSource, Volume};
use filmdesk_tests::tools::{checked, debian, python, run};
use filmdesk_tests::volumes::{Formula, volume, write};
use tempfile::TempDir;

type Fixture = (Volume, Formula);

/// A patient's disc in small: pages, an empty file, one component to eight, long and Chinese names.
const DISC: &[(&str, u64)] = &[
    ("DICOMDIR", 5000),
    ("README.TXT", 100),
    ("INDEX.HTM", 0),
    ("IHE_PDI/STYLE.CSS", 3000),
    ("DICOM/PA0/ST0/SE0/IM0", 600_001),
    ("DICOM/PA0/ST0/SE0/IM1", 2048),
    ("D1/D2/D3/D4/D5/D6/D7/DEEPEST", 1),
    ("VIEWER/readme-long-name.html", 777),
    ("VIEWER/readme-long-other.html", 778),
    ("VIEWER/影像浏览.htm", 779),
];

fn disc() -> Fixture {
    volume(DISC.iter().copied())
}

/// 5,000 files in 50 folders.
fn many() -> Fixture {
    let names: Vec<String> = (0..5000)
        .map(|i| format!("DICOM/S{:03}/I{i:05}", i / 100))
        .collect();
    volume(names.iter().map(|name| (name.as_str(), 1000)))
}

fn one() -> Fixture {
    volume([("DICOMDIR", 1)])
}

fn fixtures() -> [(&'static str, Fixture); 3] {
    [("one", one()), ("disc", disc()), ("many", many())]
}

fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder")
}

fn image(fixture: &Fixture, format: ImageFormat, options: &ImageOptions) -> (TempDir, PathBuf) {
    let folder = folder();
    let path = folder.path().join("image");
    write(fixture, format, options, &path).expect("a plan");
    (folder, path)
}

fn plain(fixture: &Fixture, format: ImageFormat) -> (TempDir, PathBuf) {
    image(fixture, format, &ImageOptions::default())
}

/// FAT without a partition, which mtools and fsck.vfat read as it is.
fn unpartitioned() -> ImageOptions {
    ImageOptions {
        partition: Partition::None,
        ..ImageOptions::default()
    }
}

/// Every file of the volume is in the folder with its bytes, and nothing else is.
fn assert_extracted(name: &str, (volume, formula): &Fixture, folder: &Path) {
    let planned: BTreeSet<String> = volume.files.iter().map(|f| f.path.to_string()).collect();
    let mut found = BTreeSet::new();
    files_below(folder, "", &mut found);
    assert_eq!(found, planned, "{name}");
    for (number, file) in volume.files.iter().enumerate() {
        let bytes = std::fs::read(folder.join(file.path.to_string())).expect("a file");
        assert!(
            bytes == formula.bytes(number),
            "{name}: {} differs",
            file.path
        );
    }
}

fn files_below(folder: &Path, above: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => files_below(&entry.path(), &format!("{name}/"), found),
            false => drop(found.insert(name)),
        }
    }
}

fn sevenzip(image: &Path, to: &Path, more: &[&str]) -> String {
    let mut command = debian("7z");
    command.args(["x", "-y"]).args(more);
    checked(command.arg(format!("-o{}", to.display())).arg(image))
}

#[test]
fn sevenzip_reads_every_form() {
    use ImageFormat::*;
    let forms: [(&str, ImageFormat, &[&str]); 8] = [
        ("ISO", Iso, &["-tiso"]),
        ("ISO of the bridge", IsoUdf, &["-tiso"]),
        ("UDF of the bridge", IsoUdf, &["-tudf"]),
        ("UDF", Udf, &["-tudf"]),
        ("FAT16", Fat16, &["-tfat"]),
        ("FAT32", Fat32, &["-tfat"]),
        ("ZIP", Zip, &["-tzip"]),
        ("whatever it is", Udf, &[]),
    ];
    for (of, fixture) in fixtures() {
        for (name, format, kind) in forms {
            let (folder, path) = image(&fixture, format, &unpartitioned());
            let out = folder.path().join("out");
            let said = sevenzip(&path, &out, kind);
            assert!(!said.contains("WARNING"), "{of} as {name}: {said}");
            assert_extracted(&format!("{of} as {name}"), &fixture, &out);
        }
    }
}

#[test]
fn xorriso_extracts_every_byte() {
    for (name, fixture) in fixtures() {
        for format in [ImageFormat::Iso, ImageFormat::IsoUdf] {
            let (folder, path) = plain(&fixture, format);
            let out = folder.path().join("out");
            let drive = format!("stdio:{}", path.display());
            let command = &mut debian("xorriso");
            command.args(["-abort_on", "WARNING", "-osirrox", "on", "-indev", &drive]);
            checked(command.args(["-extract", "/"]).arg(&out));
            assert_extracted(&format!("{name} as {format:?}"), &fixture, &out);
        }
    }
}

#[test]
fn isoinfo_sees_level_1_and_joliet() {
    let (_folder, path) = plain(&disc(), ImageFormat::Iso);
    let list = |more: &[&str]| checked(debian("isoinfo").args(more).arg("-i").arg(&path));
    insta::assert_snapshot!(list(&["-f"]).trim(), @r"
    /D1
    /DICOM
    /DICOMDIR.;1
    /IHE_PDI
    /INDEX.HTM;1
    /README.TXT;1
    /VIEWER
    /D1/D2
    /DICOM/PA0
    /IHE_PDI/STYLE.CSS;1
    /VIEWER/READM001.HTM;1
    /VIEWER/README_L.HTM;1
    /VIEWER/____.HTM;1
    /D1/D2/D3
    /DICOM/PA0/ST0
    /D1/D2/D3/D4
    /DICOM/PA0/ST0/SE0
    /D1/D2/D3/D4/D5
    /DICOM/PA0/ST0/SE0/IM0.;1
    /DICOM/PA0/ST0/SE0/IM1.;1
    /D1/D2/D3/D4/D5/D6
    /D1/D2/D3/D4/D5/D6/D7
    /D1/D2/D3/D4/D5/D6/D7/DEEPEST.;1
    ");
    let joliet = list(&["-J", "-f"]);
    assert!(
        joliet.contains("/VIEWER/readme-long-other.html;1"),
        "{joliet}"
    );
    let head = list(&["-d"]);
    for line in [
        "Volume id: FILMDESK_TEST",
        "System id: \n",
        "Joliet with UCS level 3",
    ] {
        assert!(head.contains(line), "{line}: {head}");
    }
}

#[test]
fn isovfy_finds_no_error() {
    for (name, fixture) in fixtures() {
        for format in [ImageFormat::Iso, ImageFormat::IsoUdf] {
            let (_folder, path) = plain(&fixture, format);
            let said = checked(debian("isovfy").arg(&path));
            assert!(
                said.ends_with("No errors found\n"),
                "{name} {format:?}: {said}"
            );
        }
    }
}

#[test]
fn pycdlib_opens_iso_and_bridge() {
    for format in [ImageFormat::Iso, ImageFormat::IsoUdf] {
        let (_folder, path) = plain(&disc(), format);
        let said = checked(python("read_pycdlib.py").arg(&path));
        let deepest = "/D1/D2/D3/D4/D5/D6/D7/DEEPEST";
        assert!(said.contains(&format!("iso {deepest}.;1 1\n")), "{said}");
        assert!(said.contains(&format!("joliet {deepest};1 1\n")), "{said}");
        let has_udf = said.contains(&format!("udf {deepest} 1\n"));
        assert_eq!(has_udf, format == ImageFormat::IsoUdf, "{said}");
    }
}

#[test]
fn udfinfo_finds_both_anchors_and_sequences() {
    let alone = |udf| ImageOptions {
        udf,
        ..ImageOptions::default()
    };
    let rows = [
        (
            ImageFormat::IsoUdf,
            alone(UdfRevision::V260),
            "1.02",
            "1.02",
        ),
        (ImageFormat::Udf, alone(UdfRevision::V250), "2.50", "2.50"),
        (ImageFormat::Udf, alone(UdfRevision::V260), "2.50", "2.60"),
    ];
    for (format, options, read, written) in rows {
        let (_folder, path) = image(&disc(), format, &options);
        let said = run(debian("udfinfo").arg(&path));
        assert!(said.success && said.err.is_empty(), "{}", said.err);
        let (read, written) = (format!("udfrev={read}"), format!("udfwriterev={written}"));
        let facts = [
            "label=FILMDESK_TEST",
            "numfiles=10",
            "integrity=closed",
            &read,
            &written,
        ];
        for fact in facts {
            assert!(
                said.out.lines().any(|line| line == fact),
                "{fact}: {}",
                said.out
            );
        }
        for structure in ["VRS", "MVDS", "RVDS", "LVID", "PSPACE"] {
            assert!(
                said.out.contains(&format!("type={structure}")),
                "{structure}"
            );
        }
        assert_eq!(said.out.matches("type=ANCHOR").count(), 2, "{}", said.out);
    }
}

#[test]
fn fsck_finds_fat_sound_and_mtools_reads_it() {
    for (name, fixture) in fixtures() {
        for format in [ImageFormat::Fat16, ImageFormat::Fat32] {
            let (folder, path) = image(&fixture, format, &unpartitioned());
            let said = run(Command::new("/usr/sbin/fsck.vfat").arg("-n").arg(&path));
            assert!(
                said.success,
                "{name} as {format:?}: {}{}",
                said.out, said.err
            );
            assert_eq!(said.out.lines().count(), 2, "{}", said.out);
            let out = folder.path().join("out");
            std::fs::create_dir(&out).expect("a folder");
            let command = &mut debian("mcopy");
            command.env("LC_ALL", "C.UTF-8").args(["-s", "-n", "-i"]);
            checked(command.arg(&path).arg("::*").arg(&out));
            assert_extracted(&format!("{name} as {format:?}"), &fixture, &out);
        }
    }
}

#[test]
fn a_stick_has_a_partition_and_its_size() {
    let options = ImageOptions {
        size: Some(64 << 20),
        ..ImageOptions::default()
    };
    for (format, kind) in [(ImageFormat::Fat16, 0x0E), (ImageFormat::Fat32, 0x0C)] {
        let (folder, path) = image(&disc(), format, &options);
        let bytes = std::fs::read(&path).expect("the image");
        assert_eq!(bytes.len(), 64 << 20);
        assert_eq!((bytes[450], &bytes[510..512]), (kind, &[0x55, 0xAA][..]));
        let partition = folder.path().join("partition");
        std::fs::write(&partition, &bytes[1 << 20..]).expect("the partition");
        checked(
            Command::new("/usr/sbin/fsck.vfat")
                .arg("-n")
                .arg(&partition),
        );
        let listing = checked(debian("7z").arg("l").arg(&path));
        assert!(listing.contains("Type = MBR"), "{listing}");
    }
}

fn encrypted() -> ImageOptions {
    ImageOptions {
        encryption: Some(ZipEncryption {
            password: "Ünïcode 密码".to_owned(),
            salt: *b"thirty-two bytes, for tests only",
        }),
        ..ImageOptions::default()
    }
}

#[test]
fn a_zip_is_read_by_unzip_and_python() {
    for (name, fixture) in fixtures() {
        let (folder, path) = plain(&fixture, ImageFormat::Zip);
        let out = folder.path().join("out");
        let command = &mut debian("unzip");
        checked(
            command
                .env("LC_ALL", "C.UTF-8")
                .arg("-q")
                .arg(&path)
                .arg("-d")
                .arg(&out),
        );
        assert_extracted(name, &fixture, &out);
        let said = checked(debian("python3").args(["-m", "zipfile", "-t"]).arg(&path));
        assert_eq!(said, "Done testing\n");
    }
}

#[test]
fn an_encrypted_zip_opens_with_its_password_only() {
    let fixture = disc();
    let (folder, path) = image(&fixture, ImageFormat::Zip, &encrypted());
    let out = folder.path().join("out");
    sevenzip(&path, &out, &["-pÜnïcode 密码"]);
    assert_extracted("AES-256", &fixture, &out);
    let wrong = run(debian("7z").arg("t").arg("-pwrong").arg(&path));
    assert!(
        !wrong.success && wrong.err.contains("Wrong password"),
        "{}",
        wrong.err
    );
    let listing = checked(debian("7z").args(["l", "-slt"]).arg(&path));
    assert!(listing.contains("Method = AES-256 Store"), "{listing}");
}

/// Zeros without end: large files that cost nothing to make.
struct Zeros([u64; 2]);

impl ContentSource for Zeros {
    fn instance(&self, key: Key) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(io::repeat(0).take(self.0[key.0 as usize])))
    }

    fn work(&self, _: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        self.instance(Key(0))
    }
}

/// Writes with holes where there are zeros.
struct Sparse(File);

impl Write for Sparse {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Compared as a block, which even a test's build does fast.
        static ZEROS: [u8; 1 << 18] = [0; 1 << 18];
        match ZEROS.starts_with(bytes) {
            true => self
                .0
                .seek(SeekFrom::Current(bytes.len() as i64))
                .map(drop)?,
            false => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let end = self.0.stream_position()?;
        self.0.set_len(end)
    }
}

#[test]
fn files_beyond_2_and_4_gib_have_their_lengths() {
    let (less, more) = ((3 << 30) + 1, (9 << 29) + 1);
    let rows: [(ImageFormat, u64, &[&str]); 5] = [
        (ImageFormat::Iso, less, &["-tiso"]),
        (ImageFormat::Fat32, less, &["-tfat"]),
        (ImageFormat::IsoUdf, more, &["-tiso", "-tudf"]),
        (ImageFormat::Udf, more, &["-tudf"]),
        (ImageFormat::Zip, more, &["-tzip"]),
    ];
    for (format, length, kinds) in rows {
        let (volume, _) = volume([("DICOM/LARGE", length), ("DICOM/BEHIND", 777)]);
        let plan = plan_with(&volume, format, &unpartitioned()).expect("a plan");
        let folder = folder();
        let path = folder.path().join("image");
        let mut out = Sparse(File::create(&path).expect("a file"));
        plan.write(&Zeros([length, 777]), &mut out, &mut |_| {
            ControlFlow::Continue(())
        })
        .expect("written");
        assert_eq!(std::fs::metadata(&path).expect("it").len(), plan.length());
        for kind in kinds {
            let listing = checked(debian("7z").args(["l", kind]).arg(&path));
            for (name, length) in [("DICOM/LARGE", length), ("DICOM/BEHIND", 777)] {
                let line = listing.lines().find(|line| line.ends_with(name));
                let is_right = line.is_some_and(|line| line.contains(&format!(" {length} ")));
                assert!(is_right, "{name} in {format:?} as {kind}: {listing}");
            }
        }
    }
}

#[test]
fn two_sessions_are_read_as_one_tree() {
    let first = volume([
        ("DICOMDIR", 3000),
        ("DICOM/A/ONE", 5000),
        ("DICOM/A/TWO", 0),
    ]);
    let (folder, path) = plain(&first, ImageFormat::Iso);
    let second = volume([
        ("DICOMDIR", 4000),
        ("DICOM/A/THREE", 70_000),
        ("DICOM/B/FOUR", 9),
    ]);
    let next = u32::try_from(std::fs::metadata(&path).expect("it").len() / 2048).expect("small");
    let plan = plan_append(&second.0, &earlier(&path, &first.0), next).expect("a plan");
    let mut file = File::options().append(true).open(&path).expect("the image");
    plan.write(&second.1, &mut file, &mut |_| ControlFlow::Continue(()))
        .expect("written");

    for (session, trees) in [(0, vec![&first]), (next, vec![&second, &first])] {
        let out = folder.path().join(format!("out{session}"));
        let drive = format!("stdio:{}", path.display());
        let command = &mut debian("xorriso");
        command.args(["-abort_on", "WARNING", "-osirrox", "on", "-load", "lba"]);
        command.args([&session.to_string(), "-indev", &drive, "-extract", "/"]);
        checked(command.arg(&out));
        let mut seen = BTreeSet::new();
        for (volume, formula) in trees {
            for (number, file) in volume.files.iter().enumerate() {
                if seen.insert(file.path.to_string()) {
                    let bytes = std::fs::read(out.join(file.path.to_string())).expect("a file");
                    assert!(bytes == formula.bytes(number), "{}", file.path);
                }
            }
        }
    }
    let listing = checked(
        debian("isoinfo")
            .args(["-f", "-T", &next.to_string(), "-i"])
            .arg(&path),
    );
    assert!(listing.contains("/DICOM/A/ONE.;1") && listing.contains("/DICOM/B/FOUR.;1"));
}

/// Where the files of a session are, as xorriso says.
fn earlier(path: &Path, volume: &Volume) -> Vec<EarlierFile> {
    let drive = format!("stdio:{}", path.display());
    let command = &mut debian("xorriso");
    let said = checked(command.args(["-indev", &drive, "-find", "/", "-exec", "report_lba"]));
    let sector = |name: &str| {
        let line = said
            .lines()
            .find(|line| line.ends_with(&format!("'/{name}'")));
        let sector = line.and_then(|line| line.split(',').nth(1));
        sector.map_or(0, |sector| sector.trim().parse().expect("a sector"))
    };
    let file = |file: &filmdesk_media::volume::VolumeFile| EarlierFile {
        path: file.path.clone(),
        sector: sector(&file.path.to_string()),
        length: file.length,
    };
    volume.files.iter().map(file).collect()
}
