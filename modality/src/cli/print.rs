//! `filmdesk modality print`.

use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use filmdesk_dataset::pixels::voi::VoiFunction;
use filmdesk_fonts::Typesetter;
use tokio::io::{AsyncRead, AsyncWrite};

use super::{CliError, Peer};
use crate::console::{Console, ConsoleConfig};
use crate::error::ConsoleError;
use crate::film::{self, PrintReport};
use crate::image::synthetic::Synthetic;
use crate::image::{Burner, FileImages, FileOptions, Frames, ImageSource, Window};
use crate::order::{
    Depth, Farewell, FilmBoxOrder, FilmOrder, ImageBoxOrder, PresentationLutOrder, Printing,
    SessionOrder, TextPlacement,
};

/// Most frames that a range of `--frames` may name.
const MAX_FRAMES: u32 = 100_000;

/// What to print, and how.
#[derive(Debug, Args)]
pub struct PrintArgs {
    #[command(flatten)]
    peer: Peer,
    /// DICOM files, or folders (sorted by series and instance number)
    #[arg(required_unless_present = "phantom", value_name = "FILES")]
    files: Vec<PathBuf>,
    /// Made-up images: ct, smpte, qc, wedge, ultrasound, ruler
    #[arg(
        long,
        visible_alias = "pattern",
        value_name = "NAME",
        conflicts_with = "files"
    )]
    phantom: Option<Synthetic>,
    #[command(flatten)]
    film: FilmArgs,
    #[command(flatten)]
    image: ImageArgs,
    #[command(flatten)]
    session: SessionArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Film")]
struct FilmArgs {
    /// Image Display Format, such as 'STANDARD\3,4' (columns first), 'ROW\2,3', 'COL\1,2'
    #[arg(long, default_value = "STANDARD\\1,1", value_name = "FORMAT")]
    format: String,
    /// Film Size ID
    #[arg(long, default_value = "14INX17IN", value_name = "ID")]
    size: String,
    /// PORTRAIT or LANDSCAPE
    #[arg(long, default_value = "PORTRAIT")]
    orientation: String,
    /// Magnification Type: REPLICATE, BILINEAR, CUBIC, NONE
    #[arg(long, value_name = "TYPE")]
    magnification: Option<String>,
    /// Smoothing Type, with CUBIC
    #[arg(long, value_name = "TYPE")]
    smoothing: Option<String>,
    /// Border Density: BLACK, WHITE or hundredths of OD
    #[arg(long, value_name = "DENSITY")]
    border: Option<String>,
    /// Empty Image Density: BLACK, WHITE or hundredths of OD
    #[arg(long, value_name = "DENSITY")]
    empty: Option<String>,
    /// Min Density in hundredths of OD
    #[arg(long, value_name = "N")]
    min_density: Option<u16>,
    /// Max Density in hundredths of OD
    #[arg(long, value_name = "N")]
    max_density: Option<u16>,
    /// Trim: YES or NO
    #[arg(long, value_name = "YES|NO")]
    trim: Option<String>,
    /// Configuration Information, such as CS500
    #[arg(long, value_name = "TEXT")]
    configuration: Option<String>,
    /// Requested Resolution ID: STANDARD or HIGH
    #[arg(long, value_name = "ID")]
    resolution: Option<String>,
    /// Annotation Display Format ID [default: LABEL with --text annotate]
    #[arg(long, value_name = "ID")]
    annotation_format: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Images")]
struct ImageArgs {
    /// Print in colour; gray images are sent as RGB
    #[arg(long)]
    color: bool,
    /// Bits of gray pixels
    #[arg(long, default_value = "12", value_parser = ["8", "12"])]
    bits: String,
    /// Where the patient's name goes
    #[arg(long, value_enum, default_value_t)]
    text: Text,
    /// Presentation LUT: IDENTITY, LIN OD, or none for the printer's own curve
    #[arg(long, default_value = "IDENTITY", value_name = "SHAPE")]
    lut: String,
    /// Window instead of the file's own, as CENTER,WIDTH
    #[arg(long, value_name = "C,W", allow_hyphen_values = true)]
    window: Option<WindowArg>,
    /// Which of the file's VOI LUTs and windows, from 1
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    voi: u16,
    /// Which frames of multi-frame images, as 1,3,5-8 [default: all]
    #[arg(long, value_name = "LIST")]
    frames: Option<FramesArg>,
    /// Send Requested Image Size, so that images come out in true size
    #[arg(long)]
    true_size: bool,
    /// Polarity: NORMAL or REVERSE
    #[arg(long, value_name = "POLARITY")]
    polarity: Option<String>,
    /// Requested Decimate/Crop Behavior: DECIMATE, CROP, FAIL
    #[arg(long, value_name = "BEHAVIOR")]
    decimate_crop: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Session")]
struct SessionArgs {
    /// Number of Copies
    #[arg(long, value_name = "N")]
    copies: Option<String>,
    /// Print Priority: HIGH, MED, LOW
    #[arg(long)]
    priority: Option<String>,
    /// Medium Type, such as 'BLUE FILM', PAPER
    #[arg(long)]
    medium: Option<String>,
    /// Film Destination: MAGAZINE, PROCESSOR, BIN_1
    #[arg(long)]
    destination: Option<String>,
    /// Film Session Label
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,
    /// Print all films by one N-ACTION of the session, copies collated
    #[arg(long)]
    collate: bool,
    /// Release at once instead of waiting until the films are done
    #[arg(long)]
    no_wait: bool,
    /// How long to wait for the films
    #[arg(long, default_value_t = 120, value_name = "SECONDS")]
    patience: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Text {
    /// Nowhere
    #[default]
    None,
    /// Drawn into the pixels
    Burn,
    /// As annotation boxes, in the file's character set
    Annotate,
}

/// `CENTER,WIDTH`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct WindowArg(Window);

impl FromStr for WindowArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once(',').and_then(|(center, width)| {
            Some((center.trim().parse().ok()?, width.trim().parse().ok()?))
        });
        let (center, width): (f64, f64) = numbers.ok_or("give CENTER,WIDTH, such as 40,400")?;
        if !center.is_finite() || !width.is_finite() || width < 1.0 {
            return Err("the width must be at least 1".to_owned());
        }
        Ok(Self(Window {
            center,
            width,
            function: VoiFunction::Linear,
        }))
    }
}

/// `1,3,5-8`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FramesArg(Vec<u32>);

impl FromStr for FramesArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut frames = Vec::new();
        for part in text.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let number = |text: &str| {
                text.trim()
                    .parse::<u32>()
                    .ok()
                    .filter(|n| (1..=MAX_FRAMES).contains(n))
            };
            let range = number(first)
                .zip(number(last))
                .filter(|(first, last)| first <= last);
            let (first, last) =
                range.ok_or_else(|| format!("{part:?} is no frame number or range"))?;
            frames.extend(first..=last);
        }
        Ok(Self(frames))
    }
}

impl PrintArgs {
    fn order(&self) -> FilmOrder {
        let Self {
            film,
            image,
            session,
            ..
        } = self;
        FilmOrder {
            session: session.order(),
            film: film.order(image.text),
            image: ImageBoxOrder {
                polarity: image.polarity.clone(),
                decimate_crop: image.decimate_crop.clone(),
                true_size: image.true_size,
                ..ImageBoxOrder::default()
            },
            color: image.color,
            depth: if image.bits == "8" {
                Depth::Eight
            } else {
                Depth::Twelve
            },
            presentation_lut: match image.lut.as_str() {
                "none" => PresentationLutOrder::None,
                shape => PresentationLutOrder::Shape(shape.to_owned()),
            },
            text: match image.text {
                Text::None => TextPlacement::None,
                Text::Burn => TextPlacement::Burn,
                Text::Annotate => TextPlacement::Annotate,
            },
            printing: if session.collate {
                Printing::Collated
            } else {
                Printing::FilmByFilm
            },
            farewell: match session.no_wait {
                true => Farewell::AtOnce,
                false => Farewell::WhenDone(Duration::from_secs(session.patience)),
            },
        }
    }

    fn source(&self, depth: Depth) -> Result<Box<dyn ImageSource>, CliError> {
        if let Some(phantom) = self.phantom {
            return Ok(Box::new(phantom.images(depth)?.into_iter()));
        }
        let options = FileOptions {
            window: self.image.window.map(|window| window.0),
            voi: usize::from(self.image.voi - 1),
            frames: match &self.image.frames {
                Some(frames) => Frames::Chosen(frames.0.clone()),
                None => Frames::All,
            },
        };
        Ok(Box::new(FileImages::new(&self.files, options)?))
    }
}

impl SessionArgs {
    fn order(&self) -> SessionOrder {
        SessionOrder {
            copies: self.copies.clone(),
            priority: self.priority.clone(),
            medium: self.medium.clone(),
            destination: self.destination.clone(),
            label: self.label.clone(),
            ..SessionOrder::default()
        }
    }
}

impl FilmArgs {
    fn order(&self, text: Text) -> FilmBoxOrder {
        let label = || (text == Text::Annotate).then(|| "LABEL".to_owned());
        FilmBoxOrder {
            format: self.format.clone(),
            orientation: Some(self.orientation.clone()),
            size: Some(self.size.clone()),
            magnification: self.magnification.clone(),
            smoothing: self.smoothing.clone(),
            border: self.border.clone(),
            empty: self.empty.clone(),
            min_density: self.min_density,
            max_density: self.max_density,
            trim: self.trim.clone(),
            configuration: self.configuration.clone(),
            resolution: self.resolution.clone(),
            annotation_format: self.annotation_format.clone().or_else(label),
            ..FilmBoxOrder::default()
        }
    }
}

pub(super) async fn run<C, S>(
    args: &PrintArgs,
    typesetter: Typesetter,
    connect: C,
    out: &mut dyn Write,
) -> Result<(), CliError>
where
    C: AsyncFn(&str) -> Result<S, ConsoleError>,
    S: AsyncRead + AsyncWrite + Unpin,
{
    let order = args.order();
    let mut source = args.source(order.depth)?;
    let peer = &args.peer;
    let syntaxes = film::abstract_syntaxes(&order);
    let config = ConsoleConfig::new(peer.calling.clone(), peer.called.clone(), &syntaxes);
    let started = Instant::now();
    let mut console = Console::associate(connect(&peer.to).await?, config).await?;
    let printed = film::print(
        &mut console,
        &order,
        source.as_mut(),
        &Burner::new(typesetter),
    )
    .await;
    if peer.verbose {
        writeln!(out, "{}", console.transcript())?;
    }
    match printed {
        Ok(report) => {
            console.hang_up().await?;
            tell(&report, started.elapsed(), out)
        }
        Err(error) => {
            // The printer drops what was not printed when the association ends.
            drop(console.hang_up().await);
            Err(error.into())
        }
    }
}

fn tell(report: &PrintReport, took: Duration, out: &mut dyn Write) -> Result<(), CliError> {
    for warning in &report.warnings {
        writeln!(out, "warning: {warning}")?;
    }
    let plural =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let printer = report.printer.as_deref().unwrap_or("the printer");
    let (films, images) = (plural(report.films, "film"), plural(report.images, "image"));
    writeln!(
        out,
        "{films} of {images} on {printer} in {:.2} s",
        took.as_secs_f64()
    )?;
    for job in &report.jobs {
        writeln!(out, "print job {}: {:?}", job.uid, job.state)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_and_frames_are_parsed_or_explained() {
        let window: WindowArg = "-600, 1500".parse().unwrap();
        assert_eq!((window.0.center, window.0.width), (-600.0, 1500.0));
        for bad in ["40", "a,b", "40,0", "NaN,5", "40,inf"] {
            assert!(bad.parse::<WindowArg>().is_err(), "{bad}");
        }
        assert_eq!("1,3,5-7".parse(), Ok(FramesArg(vec![1, 3, 5, 6, 7])));
        for bad in ["", "0", "3-1", "1-9999999", "x"] {
            assert!(bad.parse::<FramesArg>().is_err(), "{bad}");
        }
    }
}
