//! A server on loopback, and peers for it.
#![allow(dead_code, unreachable_pub)] // each test program uses a part of it

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::{Duration, Instant};

use filmdesk_config::Settings;
use filmdesk_config::settings::{DocumentScope, FileFormat, FileOutput, Listener, Output};
use filmdesk_dataset::{DataSet, Encoding, Tag, VR, encode, tags};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::command::{Command, Operation};
use filmdesk_dimse::presentation::ContextId;
use filmdesk_dimse::requestor::{Requestor, RequestorConfig};
use filmdesk_dimse::service;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::Uid;
use filmdesk_server::Server;
use filmdesk_server::client::{Client, ClientError, Message, Target};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Everything that a test waits for comes within this time, on a loaded machine too.
pub const SOON: Duration = Duration::from_secs(60);

/// A running server in a folder of its own.
pub struct Fixture {
    pub server: Server,
    pub folder: TempDir,
}

impl Fixture {
    /// The default settings on a free port, changed by `change`.
    pub async fn start(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = settings(folder.path());
        change(&mut settings);
        let server = Server::start(settings).await.unwrap();
        Self { server, folder }
    }

    pub fn address(&self) -> SocketAddr {
        self.server.addresses()[0]
    }

    /// An association as `calling` with Verification, the gray Meta and Print Job.
    pub async fn associate(&self, calling: &str, called: &str) -> Result<Client, ClientError> {
        Client::connect(&target(self.address()), proposal(calling, called))
            .await
            .map(|pair| pair.0)
    }

    pub async fn modality(&self) -> Client {
        self.associate("CT01", "FILMDESK").await.unwrap()
    }

    pub async fn socket(&self) -> TcpStream {
        TcpStream::connect(self.address()).await.unwrap()
    }

    pub async fn stop(self) {
        self.server.stop().await;
    }
}

pub fn settings(folder: &Path) -> Settings {
    let mut settings = filmdesk_config::default_settings(folder);
    settings.listeners = vec![Listener {
        address: "127.0.0.1:0".parse().unwrap(),
        tls: None,
    }];
    settings.web.enabled = false;
    settings
}

/// Waits until `wanted` holds.
pub async fn until(trouble: &str, wanted: impl Fn() -> bool) {
    let begun = Instant::now();
    while !wanted() {
        assert!(begun.elapsed() < SOON, "{trouble}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// An output into `folder`, which fails until the file is removed that is in its place.
pub fn stop_folder(folder: &Path) -> Output {
    std::fs::write(folder, b"in the way").unwrap();
    Output::File(FileOutput {
        folder: folder.to_owned(),
        formats: [FileFormat::Preview].into(),
        document: DocumentScope::Film,
        pdf_a: false,
    })
}

pub fn target(address: SocketAddr) -> Target {
    Target {
        address: address.to_string(),
        tls: None,
        timeout: SOON,
    }
}

/// Referenced Print Job Sequence; dictionaries have its name for a retired one.
pub const REFERENCED_PRINT_JOB_SEQUENCE: Tag = Tag(0x2100, 0x0500);

/// The contexts of [`proposal`], by their place.
pub const ECHO: usize = 0;
pub const META: usize = 1;

pub fn proposal(calling: &str, called: &str) -> RequestorConfig {
    let uid = |text: &str| Uid::parse(text).unwrap();
    let syntaxes = [
        service::VERIFICATION,
        service::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
        service::PRINT_JOB,
    ];
    let explicit = vec![uid(service::EXPLICIT_VR_LITTLE_ENDIAN)];
    let contexts = syntaxes
        .iter()
        .map(|syntax| (uid(syntax), explicit.clone()))
        .collect();
    RequestorConfig::new(
        AeTitle::parse(calling).unwrap(),
        AeTitle::parse(called).unwrap(),
        contexts,
    )
}

/// The bytes of an A-ASSOCIATE-RQ.
pub fn association_request(config: RequestorConfig) -> Vec<u8> {
    Requestor::new(config, Instant::now())
        .unwrap()
        .transmit()
        .to_vec()
}

/// The bytes of a message in P-DATA-TF PDUs of one PDV with at most 16 KiB.
pub fn message(context: u8, command: &Command, data_set: Option<&[u8]>) -> Vec<u8> {
    let command = Command {
        has_data_set: data_set.is_some(),
        ..command.clone()
    };
    let mut bytes = pdus(context, 1, &command.encode());
    if let Some(data_set) = data_set {
        bytes.extend(pdus(context, 0, data_set));
    }
    bytes
}

fn pdus(context: u8, kind: u8, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let count = bytes.chunks(16 * 1024).count();
    for (index, chunk) in bytes.chunks(16 * 1024).enumerate() {
        let control = kind | if index + 1 == count { 2 } else { 0 };
        let length = u32::try_from(chunk.len()).unwrap();
        out.extend([4, 0]);
        out.extend((length + 6).to_be_bytes());
        out.extend((length + 2).to_be_bytes());
        out.extend([context, control]);
        out.extend(chunk);
    }
    out
}

pub fn echo_request(message_id: u16) -> Command {
    Command::request(
        Operation::CEcho,
        message_id,
        Uid::parse(service::VERIFICATION).unwrap(),
        None,
    )
}

pub async fn echo(client: &mut Client) -> Status {
    let context = ContextId::nth(ECHO).unwrap();
    let answer = client.ask(context, &echo_request(1), None).await.unwrap();
    answer.command.status.unwrap()
}

/// The next PDU; `None` when the peer closed.
pub async fn read_pdu(stream: &mut TcpStream) -> Option<Vec<u8>> {
    tokio::time::timeout(SOON, async {
        let mut pdu = vec![0; 6];
        stream.read_exact(&mut pdu).await.ok()?;
        let length = u32::from_be_bytes([pdu[2], pdu[3], pdu[4], pdu[5]]);
        pdu.resize(6 + length as usize, 0);
        stream.read_exact(&mut pdu[6..]).await.ok()?;
        Some(pdu)
    })
    .await
    .expect("neither a PDU nor a close came")
}

/// Associates on a raw socket; the A-ASSOCIATE-AC is read.
pub async fn associate_raw(stream: &mut TcpStream) {
    let request = association_request(proposal("CT01", "FILMDESK"));
    stream.write_all(&request).await.unwrap();
    let answer = read_pdu(stream).await.expect("no answer");
    assert_eq!(answer[0], 2, "A-ASSOCIATE-AC");
}

/// A console that prints over the client.
pub struct Console {
    pub client: Client,
    message_id: u16,
}

impl Console {
    pub fn new(client: Client) -> Self {
        Self {
            client,
            message_id: 100,
        }
    }

    pub async fn ask(
        &mut self,
        operation: Operation,
        class: &str,
        uid: &str,
        data: Option<&DataSet>,
    ) -> (Status, DataSet) {
        self.message_id += 1;
        let request = self.request(operation, class, uid);
        let bytes = data.map(|data| encode::encode(data, Encoding::ExplicitLittle).unwrap());
        let context = ContextId::nth(META).unwrap();
        let answer = self
            .client
            .ask(context, &request, bytes.as_deref())
            .await
            .unwrap();
        (answer.command.status.unwrap(), read(&answer))
    }

    pub fn request(&self, operation: Operation, class: &str, uid: &str) -> Command {
        let (class, uid) = (Uid::parse(class).unwrap(), Uid::parse(uid).unwrap());
        let mut request = Command::request(operation, self.message_id, class, Some(uid));
        request.action_type = (operation == Operation::NAction).then_some(1);
        request
    }

    /// Film Session 1.2.1 and Film Box 1.2.2 with one image box; its UID.
    pub async fn one_image_film(&mut self) -> String {
        let session = DataSet::new();
        let (status, _) = self
            .ask(
                Operation::NCreate,
                service::BASIC_FILM_SESSION,
                "1.2.1",
                Some(&session),
            )
            .await;
        assert_eq!(status, Status::SUCCESS);
        let (status, film) = self
            .ask(
                Operation::NCreate,
                service::BASIC_FILM_BOX,
                "1.2.2",
                Some(&film_box()),
            )
            .await;
        assert_eq!(status, Status::SUCCESS);
        let boxes = film.items(tags::REFERENCED_IMAGE_BOX_SEQUENCE).unwrap();
        boxes[0]
            .ascii(tags::REFERENCED_SOP_INSTANCE_UID)
            .unwrap()
            .unwrap()
            .to_owned()
    }

    pub async fn set_image(&mut self, image_box: &str, side: u16) -> Status {
        let data = image(side);
        let class = service::BASIC_GRAYSCALE_IMAGE_BOX;
        self.ask(Operation::NSet, class, image_box, Some(&data))
            .await
            .0
    }

    /// N-ACTION of the film box; status and UID of the Print Job.
    pub async fn print(&mut self) -> (Status, Option<String>) {
        let (status, data) = self
            .ask(Operation::NAction, service::BASIC_FILM_BOX, "1.2.2", None)
            .await;
        let jobs = data
            .items(REFERENCED_PRINT_JOB_SEQUENCE)
            .and_then(<[_]>::first);
        let uid = jobs.and_then(|job| job.ascii(tags::REFERENCED_SOP_INSTANCE_UID).unwrap());
        (status, uid.map(str::to_owned))
    }
}

pub fn read(message: &Message) -> DataSet {
    use filmdesk_dataset::bulk::MemorySink;
    use filmdesk_dataset::scan::{Limits, Scanner};
    let mut scanner = Scanner::new(Encoding::ExplicitLittle, Limits::PEER);
    scanner
        .feed(&message.data_set, &mut MemorySink::default())
        .unwrap();
    scanner.finish().unwrap()
}

pub fn film_box() -> DataSet {
    let mut reference = DataSet::new();
    reference.put_text(
        tags::REFERENCED_SOP_CLASS_UID,
        VR::UI,
        service::BASIC_FILM_SESSION,
    );
    reference.put_text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, "1.2.1");
    let mut data = DataSet::new();
    data.put_text(tags::IMAGE_DISPLAY_FORMAT, VR::ST, "STANDARD\\1,1");
    data.put_text(tags::FILM_SIZE_ID, VR::CS, "8INX10IN");
    data.put_items(tags::REFERENCED_FILM_SESSION_SEQUENCE, vec![reference]);
    data
}

/// A square gray image of 16 bits.
pub fn image(side: u16) -> DataSet {
    let pixels =
        (0..usize::from(side) * usize::from(side)).flat_map(|n| ((n % 4096) as u16).to_le_bytes());
    let mut image = DataSet::new();
    image.put_u16(tags::SAMPLES_PER_PIXEL, 1);
    image.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2");
    image.put_u16(tags::ROWS, side);
    image.put_u16(tags::COLUMNS, side);
    image.put_u16(tags::BITS_ALLOCATED, 16);
    image.put_u16(tags::BITS_STORED, 12);
    image.put_u16(tags::HIGH_BIT, 11);
    image.put_u16(tags::PIXEL_REPRESENTATION, 0);
    image.put_bytes(tags::PIXEL_DATA, VR::OW, pixels.collect());
    let mut data = DataSet::new();
    data.put_u16(tags::IMAGE_BOX_POSITION, 1);
    data.put_items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE, vec![image]);
    data
}

/// The binary, with no settings of the environment.
pub fn filmdesk(args: &[&str]) -> Process {
    let mut command = Process::new(env!("CARGO_BIN_EXE_filmdesk"));
    command.args(args).env_remove("FILMDESK_LOG");
    command
}

/// `filmdesk serve` in a folder, its log going to `log`; its start page up to the last line, and the port.
pub fn serve(folder: &Path, options: &[&str], log: Stdio) -> (Child, String, u16) {
    let data = folder.join("data");
    let mut child = filmdesk(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--desk",
        "127.0.0.1:0",
        "--data",
        data.to_str().unwrap(),
    ])
    .args(options)
    .stdout(Stdio::piped())
    .stderr(log)
    .spawn()
    .unwrap();
    let mut page = String::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while !page.contains("Ctrl-C") {
        page += &lines.next().expect("the server ended").unwrap();
        page.push('\n');
    }
    let port = page.split("127.0.0.1:").nth(1).unwrap();
    let digits: String = port.chars().take_while(char::is_ascii_digit).collect();
    (child, page, digits.parse().unwrap())
}

pub fn terminate(child: &mut Child) -> i32 {
    let id = child.id().to_string();
    assert!(
        Process::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status
                .code()
                .expect("killed by the signal, not ended by it");
        }
        assert!(begun.elapsed() < SOON, "does not end");
        std::thread::sleep(Duration::from_millis(10));
    }
}
