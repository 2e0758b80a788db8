//! The step wedge that a printer's calibration is measured by: the pixels that `filmdesk modality
//! print --phantom wedge` sends, as P-Values, so that no curve of the settings comes between.

use filmdesk_archive::{AcceptError, Acceptance, Intake, JobNumber, Spool};
use filmdesk_dataset::BulkSink as _;
use filmdesk_modality::image::PrintImage;
use filmdesk_modality::image::synthetic::Synthetic;
use filmdesk_modality::order::Depth;
use filmdesk_print_scp::printer::PrinterProfile;
use filmdesk_print_scp::sheet::{FilmJob, PixelLayout, PixelMatrix, PixelRef, Tone};

use crate::ids;

/// Gives a printer its wedge; durable on return.
pub(super) fn print(
    spool: &Spool,
    printer: &PrinterProfile,
    originator: &str,
) -> Result<JobNumber, AcceptError> {
    let mut intake = spool.intake()?;
    let pixels = kept(&mut intake, &wedge()?)?;
    let film_box = ids::mint_uid().to_string();
    let job = FilmJob::plain(printer, originator, film_box, pixels, Tone::Identity);
    let uid = ids::mint_uid();
    let acceptance = Acceptance {
        job_uid: uid.as_str(),
        created: ids::now_local(),
        queue_length: printer.queue_length,
    };
    spool.accept(&job, &mut intake, &acceptance)
}

fn wedge() -> std::io::Result<PrintImage> {
    let made = Synthetic::Wedge.images(Depth::Twelve);
    let images = made.map_err(std::io::Error::other)?;
    let mut images = images.into_iter();
    images
        .next()
        .ok_or_else(|| std::io::Error::other("no wedge"))
}

/// Puts the pixels into the spool, as those of a modality.
fn kept(intake: &mut Intake, image: &PrintImage) -> std::io::Result<PixelMatrix> {
    let bytes = image.pixels.bytes();
    let length = bytes.len() as u64;
    intake.start_film()?;
    let id = intake.begin(Some(length))?;
    intake.write(bytes)?;
    intake.end()?;
    let (bits_allocated, bits_stored) = image.pixels.bits();
    Ok(PixelMatrix {
        rows: image.rows,
        columns: image.columns,
        layout: PixelLayout::Monochrome2,
        bits_allocated,
        bits_stored,
        high_bit: bits_stored - 1,
        signed: false,
        aspect: (1, 1),
        data: PixelRef {
            id,
            length,
            big_endian: false,
        },
    })
}
