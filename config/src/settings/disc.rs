//! Settings of patient discs.

use std::path::PathBuf;

use filmdesk_calibration::display::TargetDisplay;
use filmdesk_media::viewer::chunk::Text;

/// What discs are like, and where they are burned.
#[derive(Debug, Clone, PartialEq)]
pub struct DiscSettings {
    /// Who makes the discs.
    pub institution: Institution,
    /// The language of pages and labels when an order does not say (BCP 47).
    pub language: String,
    /// The application profile when an order does not say.
    pub profile: String,
    /// The viewer on discs.
    pub viewer: ViewerSettings,
    /// Makes copies that browsers play of videos that they do not.
    pub ffmpeg: Option<PathBuf>,
    /// Bytes that the work folder of one job may take.
    pub work_bytes: u64,
    /// Burners by name.
    pub burners: Vec<BurnerSettings>,
    /// Disc robots by name.
    pub robots: Vec<RobotSettings>,
}

impl Default for DiscSettings {
    fn default() -> Self {
        Self {
            institution: Institution::default(),
            language: "en".to_owned(),
            profile: "STD-GEN-CD".to_owned(),
            viewer: ViewerSettings::default(),
            ffmpeg: None,
            work_bytes: 30 << 30,
            burners: Vec::new(),
            robots: Vec::new(),
        }
    }
}

/// The viewer on discs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ViewerSettings {
    /// Whether it is on them when an order does not say.
    pub wanted: bool,
    /// How the bytes of images stand in its files.
    pub text: Text,
    /// The screen that images are shown for.
    pub display: TargetDisplay,
}

impl Default for ViewerSettings {
    fn default() -> Self {
        Self {
            wanted: true,
            text: Text::default(),
            display: TargetDisplay::default(),
        }
    }
}

/// Who makes the discs: on pages, README.TXT and labels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Institution {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Whom a reader of the disc may ask: telephone, mail.
    pub contact: String,
    /// PNG or JPEG for labels.
    pub logo: Option<PathBuf>,
}

/// A burner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BurnerSettings {
    /// What people call it.
    pub name: String,
    /// `/dev/sr0`.
    pub device: String,
    /// Speed factor; none: the drive's own.
    pub speed: Option<u32>,
}

/// A disc robot with a watched folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RobotSettings {
    /// What people call it.
    pub name: String,
    /// Whose job files it takes.
    pub kind: RobotKind,
    /// The folder that it watches.
    pub folder: PathBuf,
}

/// The families of robots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RobotKind {
    /// Primera PTBurn.
    Primera,
    /// Epson Total Disc Bridge.
    Epson,
    /// Rimage.
    Rimage,
}
