//! `filmdesk disc make`: an image, a ZIP file or a folder.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;
use filmdesk_config::settings::Settings;

use super::order_args::{self, OrderArgs};
use super::progress::Bars;
use super::summary;
use crate::command::Outcome;
use crate::disc::order::{DiscOrder, Session, Target};

const EXAMPLES: &str = "\
Examples:
  filmdesk disc make --from /media/export --out patient.iso
  filmdesk disc make --patient 4711 --out patient.iso
  filmdesk disc make --study 1.2.840.1 --profile STD-GEN-USB-JPEG --transcode --out /media/stick
  filmdesk disc make --from export --profile STD-GEN-DVD-JPEG --split study --out patient.iso

An --out that ends in .iso, .img, .udf or .zip is written as that; anything else is a folder. The
image is written under the name <out>.part, read back byte by byte, its DICOMDIR checked against
every file, and only then has its name. Nothing is made when an instance does not fit the profile
or cannot be read: each is named with its remedy (--transcode, another --profile, --omit).

Exit codes: 0 the disc is there and whole, 1 it is not, or something asked for is not on it,
2 wrong command line, 3 wrong settings file.";

/// Extensions of images.
const IMAGES: &[&str] = &["iso", "img", "udf", "zip"];

/// `filmdesk disc make`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MakeArgs {
    #[command(flatten)]
    order: OrderArgs,
    /// The image (.iso, .img, .udf, .zip) or the folder
    #[arg(short, long, value_name = "PATH")]
    out: PathBuf,
}

/// Makes the disc.
pub(super) fn run(args: &MakeArgs) -> Outcome {
    let settings = args.order.settings()?;
    let once = Copies {
        copies: 1,
        session: Session::Closed,
    };
    carry_out(&args.order, &settings, absolute(target(&args.out))?, once)
}

/// What an order for a drive says beside one for a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Copies {
    /// Copies that a robot makes.
    pub(super) copies: u16,
    /// Sessions of the disc.
    pub(super) session: Session,
}

/// Carries an order out, here or in the queue, and says what came of it.
pub(super) fn carry_out(
    args: &OrderArgs,
    settings: &Settings,
    target: Target,
    Copies { copies, session }: Copies,
) -> Outcome {
    let order = DiscOrder {
        copies,
        session,
        ..args.order(settings, target)?
    };
    if args.queue {
        let job = order_args::enqueue(&order, settings)?;
        println!("disc job {job} is in the queue");
        return Ok(());
    }
    let bars = Bars::new(args.json);
    let made = order_args::make(&order, settings, args.password()?, &bars);
    bars.end();
    let made = made?;
    summary::print(&made, &order, args.json);
    match made.left_out.iter().filter(|left| left.is_dicom).count() {
        0 => Ok(()),
        missing => Err(anyhow!("{missing} of the instances asked for are not on the disc").into()),
    }
}

/// The server of a queue has another working folder.
fn absolute(target: Target) -> std::io::Result<Target> {
    Ok(match target {
        Target::Image(path) => Target::Image(std::path::absolute(path)?),
        Target::Folder(path) => Target::Folder(std::path::absolute(path)?),
        other @ (Target::Burner { .. } | Target::Robot(_)) => other,
    })
}

fn target(out: &std::path::Path) -> Target {
    let extension = out
        .extension()
        .map(|name| name.to_string_lossy().to_ascii_lowercase());
    match extension {
        Some(extension) if IMAGES.contains(&extension.as_str()) && !out.is_dir() => {
            Target::Image(out.to_path_buf())
        }
        _ => Target::Folder(out.to_path_buf()),
    }
}
