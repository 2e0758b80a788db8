//! Consoles that talk to a server over TCP, step by step.

use std::net::SocketAddr;

use filmdesk_dataset::{DataSet, Tag, tags};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::service::{
    self, BASIC_ANNOTATION_BOX, BASIC_COLOR_PRINT_MANAGEMENT_META, BASIC_FILM_BOX,
    BASIC_FILM_SESSION, BASIC_GRAYSCALE_PRINT_MANAGEMENT_META, PRESENTATION_LUT, PRINT_JOB,
    VERIFICATION,
};
use filmdesk_dimse::status::Status;
use filmdesk_modality::film::{PRINT, attributes};
use filmdesk_modality::image::Caption;
use filmdesk_modality::order::{FilmBoxOrder, ImageBoxOrder, SessionOrder};
use filmdesk_modality::{Console, ConsoleConfig, Pixels, PrintImage, Response};
use tokio::net::TcpStream;

/// A console on a TCP connection.
pub type TcpConsole = Console<TcpStream>;

/// Every class that a full-featured console proposes.
pub const CLASSES: &[&str] = &[
    VERIFICATION,
    BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
    BASIC_COLOR_PRINT_MANAGEMENT_META,
    PRINT_JOB,
    PRESENTATION_LUT,
    BASIC_ANNOTATION_BOX,
];

/// Referenced Print Job Sequence; its keyword in the dictionary is that of a retired service.
const REFERENCED_PRINT_JOB_SEQUENCE: Tag = Tag(0x2100, 0x0500);

/// A film box with its boxes.
#[derive(Debug, Clone)]
pub struct Film {
    /// SOP Instance UID.
    pub uid: String,
    /// SOP Instance UIDs of its image boxes.
    pub images: Vec<String>,
    /// SOP Instance UIDs of its annotation boxes.
    pub annotations: Vec<String>,
}

/// How a console introduces itself: every class, in Explicit VR Little Endian.
pub fn config(calling: &str) -> ConsoleConfig {
    let title = |text| AeTitle::parse(text).expect("an AE title");
    let syntaxes = [service::EXPLICIT_VR_LITTLE_ENDIAN];
    ConsoleConfig::with_syntaxes(title(calling), title("FILMDESK"), CLASSES, &syntaxes)
}

/// A console on an association.
///
/// # Panics
/// When there is none to be had.
pub async fn console(address: SocketAddr, calling: &str) -> TcpConsole {
    let connected = Console::connect(&address.to_string(), config(calling)).await;
    let mut console = connected.unwrap_or_else(|error| panic!("no association: {error}"));
    console.prefer(BASIC_GRAYSCALE_PRINT_MANAGEMENT_META);
    console
}

/// A Film Session; its UID.
///
/// # Panics
/// When there is none to be had.
pub async fn session(console: &mut TcpConsole) -> String {
    let data = attributes::session(&SessionOrder::default());
    let answer = console
        .n_create(BASIC_FILM_SESSION, None, data)
        .await
        .expect("an answer");
    assert_eq!(answer.status, Status::SUCCESS);
    answer.instance().expect("a UID").to_string()
}

/// The answer to a Film Box N-CREATE.
///
/// # Panics
/// When there is none.
pub async fn create_film(
    console: &mut TcpConsole,
    session: &str,
    order: &FilmBoxOrder,
) -> Response {
    let data = attributes::film_box(order, session, None);
    console
        .n_create(BASIC_FILM_BOX, None, data)
        .await
        .expect("an answer")
}

/// The film of a Film Box N-CREATE that was granted.
///
/// # Panics
/// When it was not.
pub fn film(answer: &Response) -> Film {
    assert!(answer.is_done(), "{}", answer.status);
    Film {
        uid: answer.instance().expect("a UID").to_string(),
        images: answer.references(tags::REFERENCED_IMAGE_BOX_SEQUENCE),
        annotations: answer.references(tags::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE),
    }
}

/// An order for one image on the smallest film.
pub fn one_image() -> FilmBoxOrder {
    FilmBoxOrder {
        size: Some("8INX10IN".to_owned()),
        ..FilmBoxOrder::default()
    }
}

/// The answer to an N-SET of an image.
///
/// # Panics
/// When there is none.
pub async fn set_image(
    console: &mut TcpConsole,
    film: &Film,
    position: u16,
    image: &PrintImage,
) -> Response {
    let class = attributes::image_box_class(image);
    let body = attributes::image_box(&ImageBoxOrder::default(), position, image);
    let uid = &film.images[usize::from(position) - 1];
    console.n_set(class, uid, body).await.expect("an answer")
}

/// The answer to an N-ACTION of the film box.
///
/// # Panics
/// When there is none.
pub async fn print_film(console: &mut TcpConsole, film: &Film) -> Response {
    console
        .n_action(BASIC_FILM_BOX, &film.uid, PRINT, DataSet::new())
        .await
        .expect("an answer")
}

/// The UID of the Print Job that an N-ACTION names.
pub fn job(answer: &Response) -> Option<String> {
    answer
        .references(REFERENCED_PRINT_JOB_SEQUENCE)
        .into_iter()
        .next()
}

/// A square image of 8 bits, all of one value.
pub fn flat_image(side: u16, value: u8) -> PrintImage {
    flat(side, Pixels::Gray8(vec![value; area(side)]))
}

/// A square image of 12 bits, all of one value.
pub fn flat_image12(side: u16, value: u16) -> PrintImage {
    flat(side, Pixels::Gray12(value.to_le_bytes().repeat(area(side))))
}

fn area(side: u16) -> usize {
    usize::from(side) * usize::from(side)
}

fn flat(side: u16, pixels: Pixels) -> PrintImage {
    PrintImage {
        rows: side,
        columns: side,
        pixels,
        inverse: false,
        aspect_ratio: None,
        width_mm: None,
        caption: Caption::default(),
    }
}

/// A runtime for the conversations of one thread.
///
/// # Panics
/// When there is none to be had.
pub fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().expect("a runtime")
}
