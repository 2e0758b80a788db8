//! Prints DICOM files, two on a film, as a console does.

use std::path::PathBuf;

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_fonts::Typesetter;
use filmdesk_modality::film;
use filmdesk_modality::image::{Burner, FileImages, FileOptions};
use filmdesk_modality::order::{FilmBoxOrder, PresentationLutOrder, TextPlacement};
use filmdesk_modality::{Console, ConsoleConfig, FilmOrder, PrintReport};

/// Prints `files` on the printer `called` at `address` (`host:port`) and waits for the films.
///
/// # Errors
/// What kept the films from being printed, in words.
pub async fn print_a_film(
    address: &str,
    called: &str,
    files: &[PathBuf],
) -> anyhow::Result<PrintReport> {
    // What is wanted, in the standard's words.
    let order = FilmOrder {
        film: FilmBoxOrder {
            format: "STANDARD\\1,2".to_owned(),
            size: Some("14INX17IN".to_owned()),
            annotation_format: Some("LABEL".to_owned()),
            ..FilmBoxOrder::default()
        },
        // Pixels are P-values: the printer shows them by the Grayscale Standard Display Function.
        presentation_lut: PresentationLutOrder::Shape("IDENTITY".to_owned()),
        text: TextPlacement::Annotate,
        ..FilmOrder::default()
    };
    // Each file's modality LUT and window are applied as it is sent.
    let mut images = FileImages::new(files, FileOptions::default())?;
    let (calling, called) = (AeTitle::parse("EXAMPLE")?, AeTitle::parse(called)?);
    let config = ConsoleConfig::new(calling, called, &film::abstract_syntaxes(&order));
    let mut console = Console::connect(address, config).await?;
    let burner = Burner::new(Typesetter::embedded());
    let report = film::print(&mut console, &order, &mut images, &burner).await?;
    // The conversation, line by line, without patient text.
    println!("{}", console.release().await?.folded());
    Ok(report)
}
