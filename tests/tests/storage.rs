//! Bars: every valid sample file comes back byte for byte, whatever its transfer syntax, from our
//! own SCU, DCMTK, pynetdicom and dcmjs-dimse; every status of C-STORE is provoked; a gigabyte
//! streams in bounded memory; nothing of a broken association stays; `kill -9` loses nothing
//! that was acknowledged.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use filmdesk_dataset::encode::encode;
use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::{BulkSource, DataSet, Encoding, VR, Value, tags, uids};
use filmdesk_dimse::command::{Command as Request, Operation};
use filmdesk_dimse::status::Status;
use filmdesk_modality::store::{InstanceName, StoreError};
use filmdesk_modality::{Console, ConsoleError, Response};
use filmdesk_tests::archive::{
    CT, arriving, ct_elements, data_set_bytes, kept, name_of, small_ct, storing, valid_samples,
};
use filmdesk_tests::conversation::runtime;
use filmdesk_tests::random::Random;
use filmdesk_tests::samples::sample;
use filmdesk_tests::server::{Server, binary};
use filmdesk_tests::tools::{checked, debian, node, python, run, signal};
use filmdesk_tests::wait::until;
use insta::assert_snapshot;

const EXPLICIT: &str = uids::EXPLICIT_VR_LITTLE_ENDIAN;
const DEFLATED: &str = uids::DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
const MR: &str = uids::MR_IMAGE_STORAGE;

fn port(server: &Server) -> String {
    server.address().port().to_string()
}

fn filmdesk(arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments);
    command
}

/// Data sets of all files that the server keeps, by their bytes.
fn kept_data_sets(server: &Server) -> BTreeSet<Vec<u8>> {
    kept(server.folder())
        .iter()
        .map(|path| data_set_bytes(path))
        .collect()
}

#[test]
fn every_valid_file_comes_back_byte_for_byte() {
    let server = Server::start();
    let samples = valid_samples();
    assert!(samples.len() > 150, "{} samples", samples.len());
    let mut command = filmdesk(&["store", &server.address().to_string()]);
    command.args(samples.iter().map(|sample| &sample.path));
    let said = run(&mut command);
    let there = kept_data_sets(&server);
    let mut refused = Vec::new();
    for sample in &samples {
        if !there.contains(&data_set_bytes(&sample.path)) {
            refused.push(sample.path.file_name().unwrap_or_default());
        }
    }
    assert!(refused.is_empty(), "not kept: {refused:?}\n{}", said.err);
    assert!(said.success, "{}\n{}", said.out, said.err);
    let syntaxes: BTreeSet<_> = samples.iter().map(|s| &s.name.transfer_syntax).collect();
    println!(
        "{} files in {} transfer syntaxes",
        samples.len(),
        syntaxes.len()
    );
    assert!(syntaxes.len() >= 15, "{syntaxes:?}");
    assert_eq!(arriving(server.folder()), Vec::<PathBuf>::new());
    assert_sound_files(&server);
}

/// File Meta Information as others read it: dcmdump of DCMTK complains of none.
fn assert_sound_files(server: &Server) {
    let files = kept(server.folder());
    let mut command = debian("dcmdump");
    command.args(["-q", "+P", "0002,0010"]).args(&files);
    let said = run(&mut command);
    assert!(!said.err.contains("Meta"), "{}", said.err);
}

/// What a data set says, however it is encoded: values by path, bulk values by their bytes.
fn said_by(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut reader = std::fs::File::open(path).expect("a file");
    let whole = file::read(&mut reader, &ReadOptions::LENIENT).expect("a DICOM file");
    let data_set = whole.data_set.clone();
    let mut said = BTreeMap::new();
    tell(&data_set, "", &mut whole.source(&mut reader), &mut said);
    said
}

fn tell(
    data: &DataSet,
    place: &str,
    source: &mut dyn BulkSource,
    said: &mut BTreeMap<String, Vec<u8>>,
) {
    for (tag, element) in data.iter() {
        // Group lengths and trailing padding may go; DCMTK takes them out.
        if tag.1 == 0 || tag.0 == 0xFFFC {
            continue;
        }
        let place = format!("{place}/{tag}");
        match &element.value {
            Value::Bytes(bytes) => {
                let end = bytes.iter().rposition(|b| !matches!(b, 0 | b' '));
                said.insert(place, bytes[..end.map_or(0, |end| end + 1)].to_vec());
            }
            Value::Items(items) => {
                for (index, item) in items.iter().enumerate() {
                    tell(item, &format!("{place}[{index}]"), source, said);
                }
            }
            Value::Bulk(bulk) => {
                let mut bytes = vec![0; bulk.length as usize];
                source.read_exact_at(bulk, 0, &mut bytes).expect("a value");
                // DCMTK sends big endian data sets as little endian ones when it may.
                if bulk.big_endian && element.vr == VR::OW {
                    bytes.chunks_exact_mut(2).for_each(|word| word.swap(0, 1));
                }
                said.insert(place, bytes);
            }
        }
    }
}

/// Samples that every reader takes: the peers drop or repair what is odd in the others.
fn plain_samples() -> Vec<PathBuf> {
    let mut by_syntax = BTreeMap::new();
    for sample in valid_samples() {
        let key = (
            sample.name.transfer_syntax.clone(),
            sample.name.sop_class.clone(),
        );
        by_syntax.entry(key).or_insert(sample);
    }
    let mut instances = BTreeSet::new();
    by_syntax
        .into_values()
        .filter(|sample| instances.insert(sample.name.sop_instance.clone()))
        .map(|sample| sample.path)
        .collect()
}

#[test]
fn dcmtk_stores_every_transfer_syntax() {
    let server = Server::start();
    let files = plain_samples();
    let mut command = debian("dcmsend");
    command
        .args([
            "--decompress-never",
            "--no-uid-checks",
            "-nh",
            "-aec",
            "FILMDESK",
            "-v",
        ])
        .args(server.host_port())
        .args(&files)
        .env("TCP_NODELAY", "1");
    let said = run(&mut command);
    let log = said.out + &said.err;
    let (unreadable, sent): (Vec<_>, Vec<_>) =
        files.iter().partition(|path| unknown_to_dcmtk(path));
    for path in &unreadable {
        let line = format!("cannot send SOP instance from file: {}", path.display());
        assert!(log.contains(&line), "{line}\n{log}");
    }
    println!("{} of {} files from dcmsend", sent.len(), files.len());
    assert!(sent.len() > 50, "{} files", sent.len());
    let there: Vec<_> = kept(server.folder()).iter().map(|p| said_by(p)).collect();
    assert_eq!(there.len(), sent.len(), "{log}");
    for path in sent {
        assert!(there.contains(&said_by(path)), "{}\n{log}", path.display());
    }
}

/// Transfer syntaxes that dcmsend of DCMTK 3.6.7 reads no file in: JPEG XL, High-Throughput
/// JPEG 2000, and Deflated Image Frame Compression.
const UNKNOWN_TO_DCMTK: [&str; 6] = [
    "1.2.840.10008.1.2.4.110",
    "1.2.840.10008.1.2.4.112",
    "1.2.840.10008.1.2.4.201",
    "1.2.840.10008.1.2.4.202",
    "1.2.840.10008.1.2.4.203",
    "1.2.840.10008.1.2.8.1",
];

fn unknown_to_dcmtk(path: &Path) -> bool {
    let file = std::fs::File::open(path).expect("a file");
    let header = file::read_header(file, &file::HeaderOptions::default()).expect("a header");
    UNKNOWN_TO_DCMTK.contains(&header.transfer_syntax.as_str())
}

#[test]
fn pynetdicom_stores() {
    let server = Server::start();
    let files = [
        "img/dicom-test-f_emri_small.dcm",
        "img/dicom-test-f_OBXXXX1A_rle.dcm",
    ]
    .map(sample);
    let said = checked(
        python("store_pynetdicom.py")
            .arg(port(&server))
            .args(&files),
    );
    assert_snapshot!(said, @r"
    0000: 2
    released: True
    ");
    assert_eq!(kept(server.folder()).len(), 2);
}

#[test]
fn dcmjs_dimse_stores() {
    let server = Server::start();
    let files = [
        "img/dicom-test-f_emri_small.dcm",
        "img/dicom-test-f_OBXXXX1A_rle.dcm",
    ]
    .map(sample);
    let said = checked(node("store_dcmjs_dimse.js").arg(port(&server)).args(&files));
    assert_snapshot!(said, @"0000: 2");
    assert_eq!(kept(server.folder()).len(), 2);
}

/// A console with contexts for CT, MR and deflated CT.
async fn console(server: &Server) -> Console<tokio::net::TcpStream> {
    let config = storing("CT01", &[(CT, EXPLICIT), (MR, EXPLICIT), (CT, DEFLATED)]);
    let address = server.address().to_string();
    Console::connect(&address, config)
        .await
        .expect("an association")
}

async fn store(
    console: &mut Console<tokio::net::TcpStream>,
    name: &InstanceName,
    bytes: &[u8],
) -> Response {
    console
        .store(name, &mut &bytes[..])
        .await
        .expect("an answer")
}

/// Status, Error Comment and Offending Element in one line.
fn shown(response: &Response) -> String {
    let comment = response.comment().unwrap_or("");
    let offending = response.command.offending_elements.iter();
    let offending: String = offending.map(ToString::to_string).collect();
    format!("{} {comment} {offending}", response.status)
        .trim()
        .to_owned()
}

#[test]
fn every_status_comes_from_a_real_condition() {
    let server = Server::start();
    let lines = runtime().block_on(async {
        let mut ct = console(&server).await;
        let mut lines = Vec::new();
        let name = name_of("1.2.826.0.1.3680043.9.7.10");
        let good = small_ct(&name.sop_instance, 1);
        let without = |tag| {
            let mut data = ct_elements(&name.sop_instance, 1);
            data.remove(tag);
            encode(&data, Encoding::ExplicitLittle).expect("bytes")
        };
        let deflated = InstanceName {
            transfer_syntax: DEFLATED.to_owned(),
            ..name.clone()
        };
        for (what, name, bytes) in [
            ("new", &name, good.clone()),
            ("again", &name, good.clone()),
            ("other pixels", &name, small_ct(&name.sop_instance, 2)),
            ("no study", &name, without(tags::STUDY_INSTANCE_UID)),
            ("no series", &name, without(tags::SERIES_INSTANCE_UID)),
            ("other instance", &name, small_ct("1.2.3", 1)),
            ("cut", &name, good[..good.len() - 10].to_vec()),
            (
                "no data set",
                &name,
                b"this is no data set, is it?".to_vec(),
            ),
            ("not deflated", &deflated, vec![0xFF; 100]),
            (
                "other class",
                &InstanceName {
                    sop_class: MR.to_owned(),
                    ..name.clone()
                },
                good.clone(),
            ),
            (
                "bad uid",
                &InstanceName {
                    sop_instance: "1.2.x".to_owned(),
                    ..name.clone()
                },
                good.clone(),
            ),
        ] {
            let answer = store(&mut ct, name, &bytes).await;
            lines.push(format!("{what}: {}", shown(&answer)));
        }
        let unnamed = name_of("1.2.826.0.1.3680043.9.7.11");
        let answer = store(&mut ct, &unnamed, &without(tags::SOP_INSTANCE_UID)).await;
        lines.push(format!("unnamed: {}", shown(&answer)));
        let context = ct.storage_context(CT, EXPLICIT).expect("a context");
        let mut wrong = ct.store_command(&name);
        wrong.sop_class_uid = Some(filmdesk_dimse::uid::Uid::parse(MR).expect("a UID").into());
        let answer = ct
            .store_on(context, &wrong, &mut &good[..])
            .await
            .expect("an answer");
        lines.push(format!("class of another context: {}", shown(&answer)));
        let find = ct.request(Operation::CFind, CT, None);
        let answer = ct
            .send_on(context, find, DataSet::new())
            .await
            .expect("an answer");
        lines.push(format!("C-FIND: {}", shown(&answer)));
        let empty: Request = ct.store_command(&name);
        let answer = ct
            .send_on(context, empty, DataSet::new())
            .await
            .expect("an answer");
        lines.push(format!("nothing: {}", shown(&answer)));
        let echo = ct.echo().await.expect("an answer");
        lines.push(format!("C-ECHO: {}", shown(&echo)));
        ct.release().await.expect("a release");
        lines.join("\n")
    });
    assert_snapshot!(lines, @"
    new: 0000 Success
    again: 0000 Success
    other pixels: 0000 Success
    no study: C002 Cannot Understand Study Instance UID is missing (0020,000D)
    no series: C002 Cannot Understand Series Instance UID is missing (0020,000E)
    other instance: A900 Data Set Does Not Match SOP Class SOP Instance UID in the data set is another than in the command (0008,0018)
    cut: C000 Cannot Understand (7FE0,0010) at byte 2230: the data set ends too early (7FE0,0010)
    no data set: C000 Cannot Understand (6874,7369) at byte 0: bytes 0x20 0x69 are not a value represent (6874,7369)
    not deflated: C001 Cannot Understand the deflated stream is broken at byte 1: deflate decompression e
    other class: A900 Data Set Does Not Match SOP Class SOP Class UID in the data set is another than in the command (0008,0016)
    bad uid: 0117 Invalid SOP Instance the SOP Instance UID is no UID
    unnamed: B007 Data Set Does Not Match SOP Class (Stored) SOP Class or Instance UID is missing in the data set
    class of another context: 0122 SOP Class Not Supported the SOP class is not that of the presentation context
    C-FIND: 0211 Unrecognized Operation only C-STORE is served here
    nothing: 0212 Mistyped Argument there is no data set
    C-ECHO: 0000 Success
    ");
    let files = kept(server.folder());
    assert_eq!(files.len(), 3, "{files:?}");
    assert_eq!(arriving(server.folder()), Vec::<PathBuf>::new());
    let log = server.log();
    assert!(
        log.contains("another data set has this SOP Instance UID"),
        "{log}"
    );
    assert!(!log.contains("Stored") && !log.contains("STORE1"), "{log}");
}

#[test]
fn a_conflict_may_be_refused_and_is_kept_apart_all_the_same() {
    let server = Server::with("[storage]\nconflict = \"refuse\"\n");
    let name = name_of("1.2.826.0.1.3680043.9.7.20");
    runtime().block_on(async {
        let mut ct = console(&server).await;
        for (pixel, status) in [
            (1, Status::SUCCESS),
            (2, Status::DUPLICATE_SOP_INSTANCE),
            (2, Status::DUPLICATE_SOP_INSTANCE),
            (1, Status::SUCCESS),
        ] {
            let answer = store(&mut ct, &name, &small_ct(&name.sop_instance, pixel)).await;
            assert_eq!(answer.status, status, "pixel {pixel}");
        }
        ct.release().await.expect("a release");
    });
    assert_eq!(kept(server.folder()).len(), 2);
}

#[test]
fn a_full_disk_is_out_of_resources() {
    let server = Server::with("[archive]\nfree-floor-mb = 1000000000\n");
    runtime().block_on(async {
        let mut ct = console(&server).await;
        let name = name_of("1.2.826.0.1.3680043.9.7.30");
        let answer = store(&mut ct, &name, &small_ct(&name.sop_instance, 1)).await;
        assert_eq!(answer.status, Status::OUT_OF_RESOURCES);
        ct.echo().await.expect("the association stands");
        ct.release().await.expect("a release");
    });
    assert!(kept(server.folder()).is_empty() && arriving(server.folder()).is_empty());
}

#[test]
fn nothing_of_half_an_instance_stays() {
    let server = Server::start();
    runtime().block_on(async {
        let mut ct = console(&server).await;
        let name = name_of("1.2.826.0.1.3680043.9.7.40");
        let mut data = ct_elements(&name.sop_instance, 1);
        data.put_bytes(tags::PIXEL_DATA, VR::OW, vec![1; 1 << 20]);
        let bytes = encode(&data, Encoding::ExplicitLittle).expect("bytes");
        let mut broken = Breaking { bytes: &bytes };
        let error = ct.store(&name, &mut broken).await;
        let error = error.expect_err("a broken reader");
        assert!(matches!(error, StoreError::Read(_)), "{error}");
    });
    until("the half is gone", || {
        let log = server.log();
        log.contains("nothing of it is kept").then_some(())
    });
    assert!(arriving(server.folder()).is_empty());
    assert!(kept(server.folder()).is_empty());
}

/// A data set whose last bytes cannot be read.
struct Breaking<'a> {
    bytes: &'a [u8],
}

impl Read for Breaking<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.bytes.len() {
            0 => Err(std::io::Error::other("the medium is gone")),
            _ => self.bytes.read(buffer),
        }
    }
}

/// Bytes of the large object.
const LARGE: u64 = 1 << 30;
/// What memory may grow by while it comes: buffers of one association, many times over.
const GROWTH_KB: u64 = 24 << 10;

#[test]
fn a_gigabyte_streams_in_bounded_memory() {
    let server = Server::start();
    let name = name_of("1.2.826.0.1.3680043.9.7.50");
    let mut data = ct_elements(&name.sop_instance, 1);
    data.remove(tags::PIXEL_DATA);
    let mut front = encode(&data, Encoding::ExplicitLittle).expect("bytes");
    front.extend(b"\xE0\x7F\x10\0OW\0\0");
    front.extend((LARGE as u32).to_le_bytes());
    runtime().block_on(async {
        let mut ct = console(&server).await;
        let small = name_of("1.2.826.0.1.3680043.9.7.51");
        store(&mut ct, &small, &small_ct(&small.sop_instance, 1)).await;
        let before = server.memory();
        let mut whole = front.as_slice().chain(std::io::repeat(7).take(LARGE));
        let answer = ct.store(&name, &mut whole).await.expect("an answer");
        assert_eq!(answer.status, Status::SUCCESS);
        let growth = server.memory().peak.saturating_sub(before.resident);
        println!("peak memory grew by {growth} KB over a gigabyte");
        assert!(growth < GROWTH_KB, "{growth} KB");
        ct.release().await.expect("a release");
    });
    let longest = kept(server.folder())
        .iter()
        .filter_map(|path| Some(path.metadata().ok()?.len()))
        .max();
    assert!(longest.is_some_and(|length| length > LARGE));
}

const ROUNDS: u64 = 20;
const SEED: u64 = 0x2026_1127;
/// A round's length in ms.
const ROUND_MS: (u64, u64) = (20, 300);

#[test]
fn kill_loses_no_acknowledged_instance() {
    let mut random = Random::new(SEED);
    let mut server = Server::with("[storage]\nconflict = \"refuse\"\n");
    let (mut acknowledged, mut tried) = (Vec::new(), 0);
    for _ in 0..ROUNDS {
        let life = ROUND_MS.0 + random.bits() % (ROUND_MS.1 - ROUND_MS.0);
        let id = server.id();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(life));
            signal(id, "KILL");
        });
        runtime().block_on(store_until_killed(&server, &mut tried, &mut acknowledged));
        killer.join().expect("the killer");
        server.restart();
    }
    println!(
        "{tried} tried, {} acknowledged, {ROUNDS} kills",
        acknowledged.len()
    );
    assert!(
        acknowledged.len() >= ROUNDS as usize,
        "too few to say anything"
    );
    let there = kept_data_sets(&server);
    runtime().block_on(async {
        let mut ct = console(&server).await;
        for uid in &acknowledged {
            assert!(there.contains(&small_ct(uid, 1)), "{uid} has no file");
            // The index knows it: another data set under its UID conflicts.
            let answer = store(&mut ct, &name_of(uid), &small_ct(uid, 2)).await;
            assert_eq!(answer.status, Status::DUPLICATE_SOP_INSTANCE, "{uid}");
        }
        ct.release().await.expect("a release");
    });
    assert_eq!(arriving(server.folder()), Vec::<PathBuf>::new());
}

/// Stores one instance after the other until the server is gone.
async fn store_until_killed(server: &Server, tried: &mut u32, acknowledged: &mut Vec<String>) {
    let config = storing("CT01", &[(CT, EXPLICIT)]);
    let Ok(mut ct) = Console::connect(&server.address().to_string(), config).await else {
        return;
    };
    let ended: Result<(), ConsoleError> = async {
        loop {
            *tried += 1;
            let uid = format!("1.2.826.0.1.3680043.9.8.{tried}");
            let bytes = small_ct(&uid, 1);
            match ct.store(&name_of(&uid), &mut &bytes[..]).await {
                Ok(answer) => assert_eq!(answer.status, Status::SUCCESS),
                Err(StoreError::Console(error)) => return Err(error),
                Err(error) => panic!("{error}"),
            }
            acknowledged.push(uid);
        }
    }
    .await;
    assert!(ended.is_err(), "the association ends with the server");
}

#[test]
fn an_identity_is_reconciled_and_the_old_values_are_kept() {
    let server = Server::start();
    let file = sample("img/dicom-test-f_emri_small_jpeg_ls_lossless.dcm");
    let mut command = filmdesk(&["import", "--patient-id", "LOCAL1", "--patient-name"]);
    command
        .arg("Here^Known")
        .arg("--data")
        .arg(server.folder().join("data"));
    // The server runs, and its archive takes the import all the same.
    checked(command.arg(&file));
    let objects = kept(server.folder());
    assert_eq!(objects.len(), 1);
    let dumped = checked(debian("dcmdump").arg("-q").arg(&objects[0]));
    for wanted in [
        "[LOCAL1]",
        "[Here^Known]",
        "OriginalAttributesSequence",
        "[COERCE]",
    ] {
        assert!(dumped.contains(wanted), "{wanted}:\n{dumped}");
    }
    let (before, after) = (said_by(&file), said_by(&objects[0]));
    let pixels = |said: &BTreeMap<String, Vec<u8>>| said.get("/(7FE0,0010)").cloned();
    assert!(pixels(&before).is_some());
    assert_eq!(pixels(&before), pixels(&after));
}
