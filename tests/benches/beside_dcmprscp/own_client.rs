//! Our own console as a client that is faster than any printer.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use filmdesk_dataset::encode::encode;
use filmdesk_dataset::{DataSet, Encoding, VR, tags, uids};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_modality::{Body, Console, ConsoleConfig, ConsoleError};
use tokio::net::TcpStream;

const META: &str = uids::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;

/// A matrix of an image: rows and columns.
type Matrix = (u16, u16);
/// 4096 x 5120 of 16 bits is 42 MB: a film as one image.
const LARGE: Matrix = (5120, 4096);
const SMALL: Matrix = (512, 512);

/// MB/s.
pub(crate) struct Rate {
    /// While an N-SET is under way.
    pub(crate) in_nset: f64,
    /// From the first N-CREATE to the last N-DELETE.
    pub(crate) with_printing: f64,
}

/// Prints films of one large image; film by film, as dcmprscp wants it.
pub(crate) fn print_large(printer: SocketAddr, title: &str, films: usize) -> Rate {
    let pixels = noise(LARGE);
    let (mut setting, start) = (Duration::ZERO, Instant::now());
    block_on(async {
        let mut console = connect(printer, title).await?;
        let session = film_session(&mut console).await?;
        for _ in 0..films {
            setting += film(&mut console, &session, "STANDARD\\1,1", LARGE, &pixels).await?;
        }
        console.release().await
    });
    let megabytes = (pixels.len() * films) as f64 / 1e6;
    Rate {
        in_nset: megabytes / setting.as_secs_f64(),
        with_printing: megabytes / start.elapsed().as_secs_f64(),
    }
}

/// Prints one film of twelve images of 512x512.
pub(crate) fn print_twelve(printer: SocketAddr, title: &str) {
    let pixels = noise(SMALL);
    block_on(async {
        let mut console = connect(printer, title).await?;
        let session = film_session(&mut console).await?;
        film(&mut console, &session, "STANDARD\\3,4", SMALL, &pixels).await?;
        console.release().await
    });
}

/// So many associations, each printing one large image, all at once.
pub(crate) fn crowd(printer: SocketAddr, title: &str, associations: usize) {
    let pixels: &'static [u8] = Box::leak(noise(LARGE).into_boxed_slice());
    block_on(async {
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..associations {
            let title = title.to_owned();
            tasks.spawn(async move {
                let mut console = connect(printer, &title).await?;
                let session = film_session(&mut console).await?;
                film(&mut console, &session, "STANDARD\\1,1", LARGE, pixels).await?;
                console.release().await.map(drop)
            });
        }
        while let Some(ended) = tasks.join_next().await {
            ended.expect("a console's task")?;
        }
        Ok(())
    });
}

/// A CT image file for dcmpsprt: noise round a mean, 12 bits.
pub(crate) fn ct_file(number: u16) -> Vec<u8> {
    let mut meta = DataSet::new();
    let mut image = DataSet::new();
    let (class, instance) = (uids::CT_IMAGE_STORAGE, format!("2.25.1{number}"));
    meta.put_bytes(tags::FILE_META_INFORMATION_VERSION, VR::OB, vec![0, 1]);
    meta.put_text(tags::MEDIA_STORAGE_SOP_CLASS_UID, VR::UI, class);
    meta.put_text(tags::MEDIA_STORAGE_SOP_INSTANCE_UID, VR::UI, &instance);
    meta.put_text(
        tags::TRANSFER_SYNTAX_UID,
        VR::UI,
        uids::EXPLICIT_VR_LITTLE_ENDIAN,
    );
    meta.put_text(tags::IMPLEMENTATION_CLASS_UID, VR::UI, "2.25.1");
    let texts = [
        (tags::SOP_CLASS_UID, VR::UI, class),
        (tags::SOP_INSTANCE_UID, VR::UI, instance.as_str()),
        (tags::STUDY_INSTANCE_UID, VR::UI, "2.25.2"),
        (tags::SERIES_INSTANCE_UID, VR::UI, "2.25.3"),
        (tags::PATIENT_NAME, VR::PN, "BENCH"),
        (tags::PATIENT_ID, VR::LO, "1"),
        (tags::MODALITY, VR::CS, "CT"),
        (tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2"),
    ];
    for (tag, vr, text) in texts {
        image.put_text(tag, vr, text);
    }
    put_matrix(&mut image, SMALL);
    image.put_bytes(tags::PIXEL_DATA, VR::OW, noise(SMALL));
    let meta = encode(&meta, Encoding::ExplicitLittle).expect("the file meta information");
    let mut file = [&[0; 128][..], b"DICM"].concat();
    let length = u32::try_from(meta.len()).expect("a short group");
    file.extend([2, 0, 0, 0, b'U', b'L', 4, 0]);
    file.extend(length.to_le_bytes());
    file.extend(meta);
    file.extend(encode(&image, Encoding::ExplicitLittle).expect("an image"));
    file
}

fn put_matrix(data: &mut DataSet, (rows, columns): Matrix) {
    let numbers = [
        (tags::SAMPLES_PER_PIXEL, 1),
        (tags::ROWS, rows),
        (tags::COLUMNS, columns),
        (tags::BITS_ALLOCATED, 16),
        (tags::BITS_STORED, 12),
        (tags::HIGH_BIT, 11),
        (tags::PIXEL_REPRESENTATION, 0),
    ];
    for (tag, number) in numbers {
        data.put_u16(tag, number);
    }
}

/// 12-bit noise of a few bits on a slope, by a fixed seed: as compressible as a CT.
fn noise((rows, columns): Matrix) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut bytes = Vec::with_capacity(usize::from(rows) * usize::from(columns) * 2);
    for row in 0..u32::from(rows) {
        for column in 0..u32::from(columns) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let value = (row + column) / 4 % 3000 + (state & 63) as u32;
            bytes.extend((value as u16).to_le_bytes());
        }
    }
    bytes
}

async fn connect(printer: SocketAddr, title: &str) -> Result<Console<TcpStream>, ConsoleError> {
    let called = AeTitle::parse(title).expect("an AE title");
    let calling = AeTitle::parse("BENCH").expect("an AE title");
    Console::connect(
        &printer.to_string(),
        ConsoleConfig::new(calling, called, &[META]),
    )
    .await
}

async fn film_session(console: &mut Console<TcpStream>) -> Result<String, ConsoleError> {
    let uid = unique_uid();
    let answer = console
        .n_create(uids::BASIC_FILM_SESSION, Some(&uid), DataSet::new())
        .await?;
    assert!(answer.is_success(), "film session: {:?}", answer.comment());
    Ok(uid)
}

/// One film: the time that its N-SETs took.
async fn film(
    console: &mut Console<TcpStream>,
    session: &str,
    format: &str,
    matrix: Matrix,
    pixels: &[u8],
) -> Result<Duration, ConsoleError> {
    let uid = unique_uid();
    let mut reference = DataSet::new();
    reference.put_text(
        tags::REFERENCED_SOP_CLASS_UID,
        VR::UI,
        uids::BASIC_FILM_SESSION,
    );
    reference.put_text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, session);
    let mut film_box = DataSet::new();
    film_box.put_text(tags::IMAGE_DISPLAY_FORMAT, VR::ST, format);
    film_box.put_text(tags::FILM_SIZE_ID, VR::CS, "14INX17IN");
    film_box.put_items(tags::REFERENCED_FILM_SESSION_SEQUENCE, vec![reference]);
    let answer = console
        .n_create(uids::BASIC_FILM_BOX, Some(&uid), film_box)
        .await?;
    let boxes = answer.references(tags::REFERENCED_IMAGE_BOX_SEQUENCE);
    let start = Instant::now();
    for (position, image_box) in (1..).zip(&boxes) {
        let mut body = Body::default();
        let mut item = DataSet::new();
        put_matrix(&mut item, matrix);
        item.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2");
        item.insert(tags::PIXEL_DATA, body.lend(VR::OW, pixels));
        body.data.put_u16(tags::IMAGE_BOX_POSITION, position);
        body.data
            .put_items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE, vec![item]);
        let answer = console
            .n_set(uids::BASIC_GRAYSCALE_IMAGE_BOX, image_box, body)
            .await?;
        assert!(!answer.status.is_failure(), "N-SET: {:?}", answer.comment());
    }
    let setting = start.elapsed();
    let answer = console
        .n_action(uids::BASIC_FILM_BOX, &uid, 1, DataSet::new())
        .await?;
    assert!(
        !answer.status.is_failure(),
        "N-ACTION: {:?}",
        answer.comment()
    );
    console.n_delete(uids::BASIC_FILM_BOX, &uid).await?;
    Ok(setting)
}

/// Counted from the process and the clock's nanoseconds.
fn unique_uid() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("2.25.{}{number:06}", std::process::id())
}

fn block_on<T>(work: impl Future<Output = Result<T, ConsoleError>>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime
        .expect("a runtime")
        .block_on(work)
        .unwrap_or_else(|error| panic!("{error}"))
}
