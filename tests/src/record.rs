//! Conversations of emulated consoles with the memory printer, as the bytes that they sent.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Instant;

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::service;
use filmdesk_dimse::settings::Settings;
use filmdesk_fonts::Typesetter;
use filmdesk_modality::image::{Burner, Caption};
use filmdesk_modality::order::{
    Farewell, FilmBoxOrder, FilmOrder, PresentationLutOrder, Printing, SessionOrder, TextPlacement,
};
use filmdesk_modality::{Console, ConsoleConfig, Pixels, PrintImage, film};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, DuplexStream, ReadBuf};

use crate::memory_printer::{MemoryPrinter, profile};
use crate::samples::{colour, gray8, gray12, sample_bytes};

/// Room of the pipe between console and printer.
const PIPE: usize = 64 * 1024;

/// What a console sent, from its A-ASSOCIATE-RQ to its release.
#[derive(Debug, Clone)]
pub struct Recording {
    /// What it was.
    pub name: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Recording {
    /// Where its PDUs begin, and its end.
    pub fn boundaries(&self) -> Vec<usize> {
        let mut boundaries = vec![0];
        let mut at = 0;
        while let Some(length) = self.bytes.get(at + 2..at + 6) {
            let length = length
                .iter()
                .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            at = (at + 6 + length).min(self.bytes.len());
            boundaries.push(at);
        }
        boundaries
    }
}

/// Every conversation that damage starts from: gray and colour films in all three transfer
/// syntaxes, tables, annotations, collation, status only, and streams recorded from DCMTK.
pub fn recordings() -> Vec<Recording> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime");
    let orders = [
        (
            "gray, 12 bits, implicit",
            gray(PresentationLutOrder::Shape("IDENTITY".into())),
            service::IMPLICIT_VR_LITTLE_ENDIAN,
        ),
        (
            "gray, a table, explicit",
            gray(table()),
            service::EXPLICIT_VR_LITTLE_ENDIAN,
        ),
        (
            "gray, big endian, collated",
            collated(),
            service::EXPLICIT_VR_BIG_ENDIAN,
        ),
        (
            "colour, explicit",
            colour_order(),
            service::EXPLICIT_VR_LITTLE_ENDIAN,
        ),
        (
            "colour, big endian",
            colour_order(),
            service::EXPLICIT_VR_BIG_ENDIAN,
        ),
    ];
    let printed = orders.map(|(name, order, syntax)| Recording {
        name,
        bytes: runtime.block_on(printed(&order, syntax)),
    });
    let mut recordings = printed.to_vec();
    recordings.push(Recording {
        name: "status only",
        bytes: runtime.block_on(status_only()),
    });
    for name in ["profuzzbench_dicom_echo.raw", "profuzzbench_dicom_find.raw"] {
        recordings.push(Recording {
            name,
            bytes: sample_bytes(&format!("pdu/{name}")),
        });
    }
    recordings
}

fn base() -> FilmOrder {
    let text = |text: &str| Some(text.to_owned());
    FilmOrder {
        session: SessionOrder {
            copies: text("2"),
            priority: text("HIGH"),
            medium: text("BLUE FILM"),
            destination: text("BIN_1"),
            label: text("recorded"),
            memory: text("512"),
            owner: text("owner"),
        },
        film: FilmBoxOrder {
            format: "ROW\\1,2".to_owned(),
            magnification: text("CUBIC"),
            smoothing: text("SHARP"),
            border: text("WHITE"),
            empty: text("150"),
            min_density: Some(20),
            max_density: Some(300),
            trim: text("YES"),
            configuration: text("CS250"),
            illumination: Some(2000),
            ambient_light: Some(10),
            resolution: text("STANDARD"),
            annotation_format: text("COMBINED"),
            ..FilmBoxOrder::default()
        },
        text: TextPlacement::Annotate,
        farewell: Farewell::AtOnce,
        ..FilmOrder::default()
    }
}

fn gray(presentation_lut: PresentationLutOrder) -> FilmOrder {
    FilmOrder {
        presentation_lut,
        ..base()
    }
}

fn table() -> PresentationLutOrder {
    // 16-bit entries of a line with a bend.
    let entries = (0..4096u32).map(|n| (n * 15 + n / 16) as u16).collect();
    PresentationLutOrder::Table { bits: 16, entries }
}

fn collated() -> FilmOrder {
    FilmOrder {
        printing: Printing::Collated,
        ..base()
    }
}

fn colour_order() -> FilmOrder {
    FilmOrder {
        color: true,
        ..base()
    }
}

/// Small images, so that twenty thousand conversations are soon over.
fn images(color: bool) -> Vec<PrintImage> {
    (1..=4).map(|number| image(color, 12 * number)).collect()
}

fn image(color: bool, side: u32) -> PrintImage {
    let places = || (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    let pixels = match (color, side % 24) {
        (true, _) => Pixels::Rgb(
            (0..3)
                .flat_map(|n| places().map(move |(x, y)| colour(x, y)[n]))
                .collect(),
        ),
        (false, 0) => Pixels::Gray8(places().map(|(x, y)| gray8(x, y)).collect()),
        (false, _) => Pixels::Gray12(
            places()
                .flat_map(|(x, y)| gray12(x, y).to_le_bytes())
                .collect(),
        ),
    };
    PrintImage {
        rows: side as u16,
        columns: side as u16,
        pixels,
        inverse: false,
        aspect_ratio: None,
        width_mm: Some(40.0),
        caption: Caption::default(),
    }
}

async fn printed(order: &FilmOrder, syntax: &str) -> Vec<u8> {
    let (stream, sent) = recorder();
    let syntaxes = film::abstract_syntaxes(order);
    let mut console = console(stream, &syntaxes, syntax).await;
    let mut images = images(order.color);
    if order.presentation_lut != PresentationLutOrder::Shape("IDENTITY".into()) {
        // A table fits one depth.
        images.retain(|image| !matches!(image.pixels, Pixels::Gray8(_)));
    }
    let burner = Burner::new(Typesetter::embedded());
    let report = film::print(&mut console, order, &mut images.into_iter(), &burner).await;
    let report = report.unwrap_or_else(|error| panic!("not printed: {error}"));
    assert!(report.films > 0, "{report:?}");
    console.release().await.expect("a release");
    taken(&sent)
}

async fn status_only() -> Vec<u8> {
    let (stream, sent) = recorder();
    let syntaxes = [
        service::VERIFICATION,
        service::PRINTER,
        service::PRINT_JOB,
        service::PRINTER_CONFIGURATION_RETRIEVAL,
    ];
    let mut console = console(stream, &syntaxes, service::IMPLICIT_VR_LITTLE_ENDIAN).await;
    console.echo().await.expect("C-ECHO");
    console
        .n_get(service::PRINTER, service::PRINTER_INSTANCE, &[])
        .await
        .expect("N-GET");
    let retrieval = service::PRINTER_CONFIGURATION_RETRIEVAL;
    console
        .n_get(retrieval, "1.2.840.10008.5.1.1.17.376", &[])
        .await
        .expect("N-GET");
    console
        .n_get(service::PRINT_JOB, "1.2.3", &[])
        .await
        .expect("N-GET");
    console.release().await.expect("a release");
    taken(&sent)
}

async fn console(stream: Recorder, syntaxes: &[&str], syntax: &str) -> Console<Recorder> {
    let title = |text| AeTitle::parse(text).expect("an AE title");
    let config =
        ConsoleConfig::with_syntaxes(title("CT01"), title("FILMDESK"), syntaxes, &[syntax]);
    Console::associate(stream, config)
        .await
        .expect("an association")
}

fn taken(sent: &Arc<Mutex<Vec<u8>>>) -> Vec<u8> {
    std::mem::take(&mut sent.lock().unwrap_or_else(PoisonError::into_inner))
}

/// A pipe to a memory printer, and what is sent through it.
fn recorder() -> (Recorder, Arc<Mutex<Vec<u8>>>) {
    let (near, far) = tokio::io::duplex(PIPE);
    tokio::spawn(serve(far));
    let sent = Arc::default();
    (
        Recorder {
            stream: near,
            sent: Arc::clone(&sent),
        },
        sent,
    )
}

async fn serve(mut stream: DuplexStream) {
    let mut printer = MemoryPrinter::new(&profile(), Settings::default(), Instant::now());
    let mut buffer = vec![0; PIPE];
    loop {
        let length = stream.read(&mut buffer).await.unwrap_or(0);
        if length == 0 {
            printer.hang_up(Instant::now());
            return;
        }
        let mut answers = Vec::new();
        printer.receive(&buffer[..length], Instant::now(), &mut |bytes| {
            answers.extend_from_slice(bytes)
        });
        if stream.write_all(&answers).await.is_err() {
            return;
        }
    }
}

/// A connection that keeps what is written to it.
struct Recorder {
    stream: DuplexStream,
    sent: Arc<Mutex<Vec<u8>>>,
}

impl AsyncRead for Recorder {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Recorder {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        let written = std::task::ready!(Pin::new(&mut self.stream).poll_write(cx, bytes))?;
        self.sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(&bytes[..written]);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
