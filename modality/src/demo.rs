//! What the emulated modalities of `filmdesk demo` do: a film of twelve slices, and a study to be
//! stored.

use std::time::Duration;

use filmdesk_dataset::Encoding;
use filmdesk_dataset::encode::{self, EncodeError};
use filmdesk_dimse::ae_title::{AeTitle, InvalidAeTitle};
use filmdesk_dimse::status::Status;
use filmdesk_fonts::Typesetter;
use thiserror::Error;

use crate::console::{Console, ConsoleConfig};
use crate::error::{ConsoleError, PrintError};
use crate::film::{self, PrintReport};
use crate::image::Burner;
use crate::image::synthetic::Synthetic;
use crate::object::Identity;
use crate::order::{
    Farewell, FilmBoxOrder, FilmOrder, PresentationLutOrder, SessionOrder, TextPlacement,
};
use crate::store::{self, StoreError};
use crate::study::Series;
use crate::transcript::Transcript;

/// How long a demonstration film may take; it needs some seconds in a debug build.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the demonstration did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoReport {
    /// Films, images, jobs, warnings.
    pub print: PrintReport,
    /// The whole conversation.
    pub transcript: Transcript,
}

/// Stores a study of a CT series, an ultrasound image and an ECG with the storage SCP `called` at
/// `address`: how many instances.
///
/// # Errors
/// [`DemoError`]; an instance that is not answered with Success is one.
pub async fn store_demo_study(address: &str, called: &str) -> Result<usize, DemoError> {
    let identity = Identity::default();
    let series: Vec<Series<'_>> = DEMO_SERIES
        .iter()
        .zip(1..)
        .filter_map(|(&(modality, count), number)| Series::of(modality, number, count))
        .collect();
    let pairs = series.iter().map(|row| (row.iod.sop_class, ENCODING.uid()));
    let mut stored = 0;
    for contexts in store::proposals(pairs) {
        let mut config = ConsoleConfig::new(AeTitle::parse("CT01")?, AeTitle::parse(called)?, &[]);
        config.proposal.contexts = contexts;
        let mut console = Console::connect(address, config).await?;
        for instance in series.iter().flat_map(|row| row.instances(&identity)) {
            let bytes = encode::encode(&instance.data_set(), ENCODING)?;
            let name = instance.name(ENCODING);
            let answer = console.store(&name, &mut bytes.as_slice()).await?;
            if !answer.is_success() {
                return Err(DemoError::NotStored(answer.status));
            }
            stored += 1;
        }
        console.release().await?;
    }
    Ok(stored)
}

/// The demonstration study: modality and number of instances.
const DEMO_SERIES: &[(&str, u32)] = &[("CT", 24), ("US", 1), ("ECG", 1)];
/// How its instances are sent.
const ENCODING: Encoding = Encoding::ExplicitLittle;

/// A demonstration that failed.
#[derive(Debug, Error)]
pub enum DemoError {
    /// The called AE title is none.
    #[error(transparent)]
    AeTitle(#[from] InvalidAeTitle),
    /// The film was not printed.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// An instance could not be sent.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An instance could not be encoded.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// An instance was not taken.
    #[error("an instance was answered with {0}")]
    NotStored(Status),
}

impl From<ConsoleError> for DemoError {
    fn from(error: ConsoleError) -> Self {
        Self::Print(error.into())
    }
}

/// The order of the demonstration film.
pub fn demo_order() -> FilmOrder {
    let text = |text: &str| Some(text.to_owned());
    FilmOrder {
        session: SessionOrder {
            copies: text("1"),
            priority: text("MED"),
            medium: text("BLUE FILM"),
            destination: text("PROCESSOR"),
            label: text("Filmdesk demo"),
            ..SessionOrder::default()
        },
        film: FilmBoxOrder {
            format: "STANDARD\\3,4".to_owned(),
            magnification: text("CUBIC"),
            annotation_format: text("LABEL"),
            ..FilmBoxOrder::default()
        },
        presentation_lut: PresentationLutOrder::Shape("IDENTITY".to_owned()),
        text: TextPlacement::Annotate,
        farewell: Farewell::WhenDone(PATIENCE),
        ..FilmOrder::default()
    }
}

/// Prints twelve 12-bit slices of 512 by 512 on one 14INX17IN film, annotated, to the printer
/// `called` at `address` (`host:port`), and waits until it is done.
///
/// # Errors
/// [`DemoError`]
pub async fn print_demo_ct(address: &str, called: &str) -> Result<DemoReport, DemoError> {
    let order = demo_order();
    let syntaxes = film::abstract_syntaxes(&order);
    let config = ConsoleConfig::new(AeTitle::parse("CT01")?, AeTitle::parse(called)?, &syntaxes);
    let mut console = Console::connect(address, config).await?;
    let images = Synthetic::Ct
        .images(order.depth)
        .map_err(PrintError::from)?;
    let burner = Burner::new(Typesetter::embedded());
    let print = film::print(&mut console, &order, &mut images.into_iter(), &burner).await?;
    let transcript = console.release().await?;
    Ok(DemoReport { print, transcript })
}
