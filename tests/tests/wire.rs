//! Bars over TCP against the running server: 0210 by pipelining, full queue and full disk with
//! recovery, 2,000 damaged conversations with a C-ECHO after each hundred, memory under claims
//! and fragments, and a log without patient text.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use filmdesk_dataset::{DataSet, VR, tags};
use filmdesk_dimse::command::{Command, Operation};
use filmdesk_dimse::service::{
    BASIC_ANNOTATION_BOX, BASIC_FILM_BOX, BASIC_FILM_SESSION, BASIC_GRAYSCALE_IMAGE_BOX, PRINT_JOB,
};
use filmdesk_dimse::uid::Uid;
use filmdesk_modality::film::{PRINT, attributes};
use filmdesk_modality::image::Caption;
use filmdesk_modality::order::FilmBoxOrder;
use filmdesk_tests::conversation::{
    TcpConsole, console, create_film, film, flat_image, job, one_image, print_film, runtime,
    session, set_image,
};
use filmdesk_tests::damage::{Chunks, damaged};
use filmdesk_tests::random::Random;
use filmdesk_tests::record::{Recording, recordings};
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::debian;
use filmdesk_tests::wait::SOON;
use insta::assert_snapshot;

/// The A-ASSOCIATE-RQ of a recorded conversation: the whole of its first PDU.
fn association_request(recordings: &[Recording]) -> &[u8] {
    let gray = &recordings[0];
    &gray.bytes[..gray.boundaries()[1]]
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(SOON)).expect("a timeout");
    stream.set_nodelay(true).expect("no delay");
    stream
}

fn read_pdu(stream: &mut TcpStream) -> Vec<u8> {
    let mut pdu = vec![0; 6];
    stream.read_exact(&mut pdu).expect("a PDU");
    let length = u32::from_be_bytes([pdu[2], pdu[3], pdu[4], pdu[5]]) as usize;
    pdu.resize(6 + length, 0);
    stream
        .read_exact(&mut pdu[6..])
        .expect("the rest of the PDU");
    pdu
}

/// Associates on a raw socket, as the recorded gray console.
fn associated(address: SocketAddr, recordings: &[Recording]) -> TcpStream {
    let mut stream = connect(address);
    stream
        .write_all(association_request(recordings))
        .expect("sent");
    assert_eq!(read_pdu(&mut stream)[0], 2, "A-ASSOCIATE-AC");
    stream
}

/// A P-DATA-TF of one PDV. Context 1 is the first one of the recorded consoles: the gray Meta.
fn p_data(control: u8, payload: &[u8]) -> Vec<u8> {
    let length = payload.len() as u32;
    let mut pdu = vec![4, 0];
    pdu.extend((length + 6).to_be_bytes());
    pdu.extend((length + 2).to_be_bytes());
    pdu.extend([1, control]);
    pdu.extend(payload);
    pdu
}

fn request(operation: Operation, id: u16, class: &str, instance: Option<&str>) -> Command {
    let uid = |text| Uid::parse(text).expect("a UID");
    Command::request(operation, id, uid(class), instance.map(uid))
}

/// Status (0000,0900) of a response PDU of one PDV.
fn status(pdu: &[u8]) -> u16 {
    let at = pdu
        .windows(8)
        .position(|window| window == [0, 0, 0, 9, 2, 0, 0, 0]);
    let at = at.expect("a Status") + 8;
    u16::from_le_bytes([pdu[at], pdu[at + 1]])
}

/// Two requests of one Message ID in one write: the first is served, the second is 0210.
#[test]
fn duplicate_invocation_by_pipelining() {
    let server = Server::start();
    let mut stream = associated(server.address(), &recordings());
    let one = p_data(
        3,
        &request(Operation::NDelete, 7, BASIC_FILM_BOX, Some("1.2.3")).encode(),
    );
    let other = p_data(
        3,
        &request(Operation::NDelete, 7, BASIC_FILM_SESSION, Some("1.2.4")).encode(),
    );
    stream.write_all(&[one, other].concat()).expect("sent");
    let answers = [
        status(&read_pdu(&mut stream)),
        status(&read_pdu(&mut stream)),
    ];
    assert_eq!(
        answers.map(|status| format!("{status:04X}")),
        ["0112", "0210"]
    );
}

/// A printer that nothing can be delivered to, for a while: its queue fills.
const UNREACHABLE: &str = "\
[[printer]]
ae-title = \"FILMDESK\"
queue-length = 2
retry = { retries = 2, interval-seconds = 1 }
[[printer.output]]
kind = \"ipp\"
uri = \"ipp://127.0.0.1:1/ipp/print\"
";

/// Waits until a job is out of the queue: the printer is trying.
async fn being_printed(ct: &mut TcpConsole, job: &str) {
    let start = Instant::now();
    loop {
        let answer = ct
            .n_get(PRINT_JOB, job, &[tags::EXECUTION_STATUS])
            .await
            .expect("an answer");
        if answer.data.ascii(tags::EXECUTION_STATUS) == Ok(Some("PRINTING")) {
            return;
        }
        assert!(start.elapsed() < SOON, "the job waits: {}", answer.status);
    }
}

#[test]
fn a_full_queue_is_c602_and_c601_and_recovers() {
    let server = Server::with(UNREACHABLE);
    let answers = runtime().block_on(async {
        let mut ct = console(server.address(), "CT01").await;
        let session = session(&mut ct).await;
        let mut answers = Vec::new();
        let film = film(&create_film(&mut ct, &session, &one_image()).await);
        set_image(&mut ct, &film, 1, &flat_image(16, 7)).await;
        let first = print_film(&mut ct, &film).await;
        being_printed(&mut ct, &job(&first).expect("a job")).await;
        for _ in 0..3 {
            answers.push(print_film(&mut ct, &film).await.status.to_string());
        }
        let whole = ct
            .n_action(BASIC_FILM_SESSION, &session, PRINT, DataSet::new())
            .await;
        answers.push(whole.expect("an answer").status.to_string());
        // The jobs fail for good after their retries, and the queue has room again.
        let start = Instant::now();
        while !print_film(&mut ct, &film).await.is_success() {
            assert!(start.elapsed() < SOON, "the queue stays full");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        ct.release().await.expect("a release");
        answers
    });
    assert_snapshot!(answers.join("\n"), @"
    0000 Success
    0000 Success
    C602 Unable To Create Print Job For Film Box, Print Queue Full
    C601 Unable To Create Print Job For Film Session, Print Queue Full
    ");
}

/// 50 MB for all pixels: less than one large image, and one film's worth of room.
const SMALL_DISK: &str = "[spool]\nquota-mb = 50\n";

#[test]
fn a_full_disk_is_c605_and_0213_and_recovers() {
    let server = Server::with(SMALL_DISK);
    let answers = runtime().block_on(async {
        let mut ct = console(server.address(), "CT01").await;
        let session = session(&mut ct).await;
        let mut answers = Vec::new();
        let mut note = |what: &str, status: String| answers.push(format!("{what}: {status}"));
        let big = film(&create_film(&mut ct, &session, &one_image()).await);
        let answer = set_image(&mut ct, &big, 1, &flat_image(8000, 7)).await;
        note("N-SET of 64 MB", answer.status.to_string());
        let answer = set_image(&mut ct, &big, 1, &flat_image(4000, 7)).await;
        note("N-SET of 16 MB", answer.status.to_string());
        let answer = create_film(&mut ct, &session, &one_image()).await;
        note("Film Box N-CREATE", answer.status.to_string());
        let answer = ct
            .n_delete(BASIC_FILM_BOX, &big.uid)
            .await
            .expect("an answer");
        note("N-DELETE", answer.status.to_string());
        let small = create_film(&mut ct, &session, &one_image()).await;
        note("Film Box N-CREATE", small.status.to_string());
        let small = film(&small);
        set_image(&mut ct, &small, 1, &flat_image(64, 7)).await;
        note(
            "N-ACTION",
            print_film(&mut ct, &small).await.status.to_string(),
        );
        ct.release().await.expect("a release");
        answers
    });
    assert_snapshot!(answers.join("\n"), @"
    N-SET of 64 MB: C605 Insufficient Memory In Printer To Store The Image
    N-SET of 16 MB: B604 Image Larger Than Image Box, Demagnified
    Film Box N-CREATE: 0213 Resource Limitation
    N-DELETE: 0000 Success
    Film Box N-CREATE: 0000 Success
    N-ACTION: 0000 Success
    ");
    server.await_films("pdf", 1);
}

const DAMAGED: u64 = 2_000;
const ROUND: u64 = 100;
const SEED: u64 = 0x2026_1125;

/// 2,000 over TCP; after each hundred DCMTK's echoscu is answered.
#[test]
fn two_thousand_damaged_conversations() {
    let mut server = Server::logging("", "error");
    let recordings = recordings();
    let started = Instant::now();
    for round in 0..DAMAGED / ROUND {
        let address = server.address();
        std::thread::scope(|scope| {
            for half in 0..2 {
                let recordings = &recordings;
                scope.spawn(move || {
                    for number in (half..ROUND).step_by(2) {
                        let mut random = Random::new(
                            SEED ^ (round * ROUND + number).wrapping_mul(0x1_0000_0001),
                        );
                        let bytes = damaged(recordings, &mut random);
                        hold(address, &bytes, &mut random);
                    }
                });
            }
        });
        let echo = debian("echoscu")
            .args(server.host_port())
            .args(["-aec", "FILMDESK", "-to", "30"])
            .status();
        assert!(
            echo.expect("echoscu").success(),
            "no C-ECHO after {} conversations",
            (round + 1) * ROUND
        );
        assert!(server.is_running());
    }
    println!(
        "{DAMAGED} conversations over TCP in {:?}",
        started.elapsed()
    );
    assert!(!server.log().contains("panicked"), "{}", server.log());
}

/// Says everything, hangs up, and hears everything.
fn hold(address: SocketAddr, bytes: &[u8], random: &mut Random) {
    let mut stream = connect(address);
    let mut reader = stream.try_clone().expect("a second handle");
    let ears = std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
    let mut pieces = Chunks::new(bytes, random);
    // Byte by byte takes a system call each; the core's test does that on all of them.
    pieces.at_least(100);
    for piece in pieces {
        if stream.write_all(piece).is_err() {
            break;
        }
    }
    drop(stream.shutdown(Shutdown::Write));
    // The server closes; a reset is a way to.
    drop(ears.join().expect("the reader"));
}

/// Bytes of pixels that are sent, one in each PDV.
const FRAGMENTS: usize = 40_000_000;
/// PDVs of one write: each has 7 bytes, and its length in front.
const AT_ONCE: usize = 10_000;
/// What it may cost, in KB.
const GROWTH_ALLOWED: u64 = 2 * 1024;

/// 1 GB claimed and 40 MB sent in 1-byte fragments grows memory by less than 2 MB.
#[test]
fn claims_and_fragments_cost_no_memory() {
    let server = Server::logging("", "error");
    let recordings = recordings();
    // The first film makes what every film needs: threads, fonts, buffers.
    print_one(&server);
    let mut stream = associated(server.address(), &recordings);
    let mut n_set = request(Operation::NSet, 1, BASIC_GRAYSCALE_IMAGE_BOX, Some("1.2.3"));
    n_set.has_data_set = true;
    stream.write_all(&p_data(3, &n_set.encode())).expect("sent");
    stream
        .write_all(&p_data(0, &claiming_pixels(1 << 30)))
        .expect("sent");
    reset_peak(&server);
    let before = server.memory();
    // The fragments are read as fast as they are written: the socket's buffers are the kernel's.
    let fragment = p_data(0, &[9]);
    let fragments = fragment.repeat(AT_ONCE);
    let started = Instant::now();
    for _ in 0..FRAGMENTS / AT_ONCE {
        stream
            .write_all(&fragments)
            .expect("the server takes them all");
    }
    // All were taken but what the kernel's buffers hold; an abort would have broken the writes.
    let after = server.memory();
    println!(
        "{FRAGMENTS} fragments in {:?}; resident {} KB before, peak {} KB",
        started.elapsed(),
        before.resident,
        after.peak
    );
    assert!(
        after.peak < before.resident + GROWTH_ALLOWED,
        "{before:?} became {after:?}"
    );
}

fn print_one(server: &Server) {
    runtime().block_on(async {
        let mut ct = console(server.address(), "CT01").await;
        let session = session(&mut ct).await;
        let film = film(&create_film(&mut ct, &session, &one_image()).await);
        set_image(&mut ct, &film, 1, &flat_image(512, 7)).await;
        assert!(print_film(&mut ct, &film).await.is_success());
        ct.release().await.expect("a release");
    });
    server.await_films("pdf", 1);
}

/// The front of an Image Box N-SET's data set, Implicit VR Little Endian, up to Pixel Data that
/// claims to be so long.
fn claiming_pixels(claim: u32) -> Vec<u8> {
    let element = |group: u16, element: u16, length: u32| {
        [
            &group.to_le_bytes()[..],
            &element.to_le_bytes(),
            &length.to_le_bytes(),
        ]
        .concat()
    };
    let undefined = 0xFFFF_FFFF;
    let mut bytes = element(0x2020, 0x0010, 2);
    bytes.extend([1, 0]);
    bytes.extend(element(0x2020, 0x0110, undefined));
    bytes.extend(element(0xFFFE, 0xE000, undefined));
    bytes.extend(element(0x7FE0, 0x0010, claim));
    bytes
}

/// Lets the kernel count the peak anew.
fn reset_peak(server: &Server) {
    let path = format!("/proc/{}/clear_refs", server.id());
    std::fs::write(&path, "5").unwrap_or_else(|error| panic!("{path}: {error}"));
}

/// Words that only the patient's data have.
const PATIENT: &[&str] = &["QUIGLEY", "XANTHE", "PID-77341", "19480229", "ZEBULON"];

/// At the most talkative level the log has nothing of what a film says about a patient, nor do
/// the names of files.
#[test]
fn the_log_has_no_patient_text() {
    let server = Server::logging("", "trace");
    runtime().block_on(async {
        let mut ct = console(server.address(), "CT01").await;
        let mut patient = DataSet::new();
        patient.put_text(tags::PATIENT_NAME, VR::PN, "QUIGLEY^XANTHE");
        patient.put_text(tags::PATIENT_ID, VR::LO, "PID-77341");
        patient.put_text(tags::PATIENT_BIRTH_DATE, VR::DA, "19480229");
        let mut data = DataSet::new();
        data.put_text(tags::FILM_SESSION_LABEL, VR::LO, "QUIGLEY XANTHE");
        data.put_text(tags::OWNER_ID, VR::SH, "ZEBULON");
        data.put_items(filmdesk_dataset::Tag(0x2130, 0x00A0), vec![patient]);
        let answer = ct
            .n_create(BASIC_FILM_SESSION, None, data)
            .await
            .expect("an answer");
        let session = answer.instance().expect("a session").to_string();
        let order = FilmBoxOrder {
            annotation_format: Some("LABEL".into()),
            ..one_image()
        };
        let film = film(&create_film(&mut ct, &session, &order).await);
        set_image(&mut ct, &film, 1, &flat_image(16, 7)).await;
        let caption = Caption::default();
        let text = attributes::annotation(0, "QUIGLEY^XANTHE PID-77341 *19480229", &caption);
        let answer = ct
            .n_set(BASIC_ANNOTATION_BOX, &film.annotations[0], text)
            .await
            .expect("an answer");
        assert!(answer.is_success(), "{}", answer.status);
        // Refusals tell what was wrong, and must not tell the value.
        let wrong = attributes::annotation(9, "QUIGLEY^XANTHE", &caption);
        let answer = ct
            .n_set(BASIC_ANNOTATION_BOX, &film.annotations[0], wrong)
            .await
            .expect("an answer");
        assert!(!answer.is_done(), "{}", answer.status);
        let mut wrong = DataSet::new();
        wrong.put_text(tags::NUMBER_OF_COPIES, VR::IS, "QUIGLEY");
        wrong.put_text(tags::FILM_DESTINATION, VR::CS, "XANTHE");
        drop(
            ct.n_set(BASIC_FILM_SESSION, &session, wrong)
                .await
                .expect("an answer"),
        );
        let answer = print_film(&mut ct, &film).await;
        assert!(job(&answer).is_some(), "{}", answer.status);
        ct.release().await.expect("a release");
    });
    let films = server.await_films("pdf", 1);
    let log = server.log();
    assert!(
        log.contains("TRACE") || log.contains("DEBUG"),
        "the log is not talkative:\n{log}"
    );
    let names = format!("{films:?} {:?}", server.films("png"));
    for word in PATIENT {
        assert!(!log.contains(word), "the log has {word}:\n{log}");
        assert!(!names.contains(word), "a file's name has {word}: {names}");
    }
    // The film itself has it: the text was there to be leaked.
    let text = filmdesk_tests::tools::pdf_text(&films[0]);
    assert!(text.contains("QUIGLEY"), "{text}");
}
