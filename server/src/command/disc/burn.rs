//! `filmdesk disc burn`: a disc in a drive.

use clap::Args;
use filmdesk_config::settings::Settings;

use super::make::{Copies, carry_out};
use super::order_args::OrderArgs;
use crate::command::Outcome;
use crate::disc::order::{Session, Target};

const EXAMPLES: &str = "\
Examples:
  filmdesk disc burn --patient 4711 --drive desk         a [[disc.burner]] of the settings
  filmdesk disc burn --from export --drive /dev/sr0 --speed 16
  filmdesk disc burn --patient 4711 --drive robot        a [[disc.robot]] of the settings
  filmdesk disc burn --from export --drive stdio:/tmp/drive   xorriso's emulated drive
  filmdesk disc burn --no-pages --leave-open --study 1.2.3 --drive desk
  filmdesk disc burn --no-pages --append --study 1.2.4 --drive desk

The disc is written while its image is made, closed, read back byte by byte, and its DICOMDIR
checked against every file. A medium that is not blank, too small, or missing is refused before
anything is written.

Exit codes: 0 the disc is good, 1 it is not, or something asked for is not on it, 2 wrong command
line, 3 wrong settings file.";

/// `filmdesk disc burn`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct BurnArgs {
    #[command(flatten)]
    order: OrderArgs,
    /// The burner or robot by its name in the settings, or a burner's device
    #[arg(long, value_name = "DRIVE")]
    drive: String,
    /// Copies that a robot makes
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    copies: u16,
    /// Leave the CD-R open for further sessions; not for patients' discs (IHE PDI), so --no-pages
    #[arg(long, conflicts_with = "append")]
    leave_open: bool,
    /// Add a session to a CD-R that was left open; it stays open
    #[arg(long)]
    append: bool,
    /// Speed factor [default: the drive's own]
    #[arg(long, value_name = "FACTOR")]
    speed: Option<u32>,
}

/// Burns the disc.
pub(super) fn run(args: &BurnArgs) -> Outcome {
    let settings = args.order.settings()?;
    let copies = Copies {
        copies: args.copies,
        session: match (args.leave_open, args.append) {
            (_, true) => Session::Further,
            (true, _) => Session::First,
            _ => Session::Closed,
        },
    };
    carry_out(&args.order, &settings, target(args, &settings), copies)
}

fn target(args: &BurnArgs, settings: &Settings) -> Target {
    let disc = &settings.disc;
    if disc.robots.iter().any(|robot| robot.name == args.drive) {
        return Target::Robot(args.drive.clone());
    }
    let named = disc.burners.iter().find(|burner| burner.name == args.drive);
    Target::Burner {
        device: named.map_or_else(|| args.drive.clone(), |burner| burner.device.clone()),
        speed: args.speed.or(named.and_then(|burner| burner.speed)),
    }
}
