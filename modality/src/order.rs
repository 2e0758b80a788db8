//! What a console wants: the attributes of a film, as plain text (also wrong text, on purpose).

use std::time::Duration;

/// Film Session attributes (PS3.4 Table H.4-2); `None` is not sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionOrder {
    /// Number of Copies (2000,0010).
    pub copies: Option<String>,
    /// Print Priority (2000,0020): HIGH, MED, LOW.
    pub priority: Option<String>,
    /// Medium Type (2000,0030).
    pub medium: Option<String>,
    /// Film Destination (2000,0040).
    pub destination: Option<String>,
    /// Film Session Label (2000,0050).
    pub label: Option<String>,
    /// Memory Allocation (2000,0060), in KB.
    pub memory: Option<String>,
    /// Owner ID (2100,0160).
    pub owner: Option<String>,
}

/// Film Box attributes (PS3.4 Table H.4-6); `None` is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilmBoxOrder {
    /// Image Display Format (2010,0010).
    pub format: String,
    /// Film Orientation (2010,0040).
    pub orientation: Option<String>,
    /// Film Size ID (2010,0050).
    pub size: Option<String>,
    /// Magnification Type (2010,0060).
    pub magnification: Option<String>,
    /// Smoothing Type (2010,0080).
    pub smoothing: Option<String>,
    /// Border Density (2010,0100).
    pub border: Option<String>,
    /// Empty Image Density (2010,0110).
    pub empty: Option<String>,
    /// Min Density (2010,0120), in hundredths of OD.
    pub min_density: Option<u16>,
    /// Max Density (2010,0130), in hundredths of OD.
    pub max_density: Option<u16>,
    /// Trim (2010,0140): YES, NO.
    pub trim: Option<String>,
    /// Configuration Information (2010,0150).
    pub configuration: Option<String>,
    /// Illumination (2010,015E), in cd/m2.
    pub illumination: Option<u16>,
    /// Reflected Ambient Light (2010,0160), in cd/m2.
    pub ambient_light: Option<u16>,
    /// Requested Resolution ID (2020,0050): STANDARD, HIGH.
    pub resolution: Option<String>,
    /// Annotation Display Format ID (2010,0030).
    pub annotation_format: Option<String>,
}

impl Default for FilmBoxOrder {
    fn default() -> Self {
        Self {
            format: "STANDARD\\1,1".to_owned(),
            orientation: Some("PORTRAIT".to_owned()),
            size: Some("14INX17IN".to_owned()),
            magnification: None,
            smoothing: None,
            border: None,
            empty: None,
            min_density: None,
            max_density: None,
            trim: None,
            configuration: None,
            illumination: None,
            ambient_light: None,
            resolution: None,
            annotation_format: None,
        }
    }
}

/// Image Box attributes (PS3.4 Tables H.4-10 and H.4-11); `None` is not sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImageBoxOrder {
    /// Polarity (2020,0020): NORMAL, REVERSE.
    pub polarity: Option<String>,
    /// Magnification Type (2010,0060), overriding the film's.
    pub magnification: Option<String>,
    /// Smoothing Type (2010,0080), overriding the film's.
    pub smoothing: Option<String>,
    /// Requested Decimate/Crop Behavior (2020,0040): DECIMATE, CROP, FAIL.
    pub decimate_crop: Option<String>,
    /// Send Requested Image Size (2020,0030), the width in mm, of images whose size is known.
    pub true_size: bool,
}

/// A Presentation LUT that the console creates and refers to (PS3.4 H.4.9).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PresentationLutOrder {
    /// None: the printer's own curve.
    #[default]
    None,
    /// Presentation LUT Shape (2050,0020): IDENTITY (pixels are P-values), LIN OD.
    Shape(String),
    /// A table: 256 or 4096 entries of 10 to 16 bits.
    Table {
        /// Bits of an entry.
        bits: u16,
        /// Entries, the darkest input first.
        entries: Vec<u16>,
    },
}

/// Bits of a gray pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Depth {
    /// 8 allocated, 8 stored.
    Eight,
    /// 16 allocated, 12 stored.
    #[default]
    Twelve,
}

impl Depth {
    /// Bits Stored.
    pub fn bits(self) -> u8 {
        match self {
            Self::Eight => 8,
            Self::Twelve => 12,
        }
    }
}

/// How the patient's name and the like come onto the film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum TextPlacement {
    /// Not at all.
    #[default]
    None,
    /// Drawn into the pixels, as most consoles do.
    Burn,
    /// As Basic Annotation Boxes.
    Annotate,
}

/// By which N-ACTION films are printed (PS3.17 BB.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Printing {
    /// Each Film Box when its images are sent, which is then deleted.
    #[default]
    FilmByFilm,
    /// The Film Session at the end: copies are collated.
    Collated,
}

/// When the console hangs up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Farewell {
    /// When every Print Job is done or has failed, for at most this long. Without Print Job
    /// events (the class was not accepted) as [`Farewell::AtOnce`].
    WhenDone(Duration),
    /// After the last response, before the films are ready.
    AtOnce,
}

/// A whole order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilmOrder {
    /// Of the session.
    pub session: SessionOrder,
    /// Of each film.
    pub film: FilmBoxOrder,
    /// Of each image.
    pub image: ImageBoxOrder,
    /// Print through the Color Meta; gray images are sent as RGB then.
    pub color: bool,
    /// Depth of gray pixels.
    pub depth: Depth,
    /// Presentation LUT of gray films.
    pub presentation_lut: PresentationLutOrder,
    /// Where text goes.
    pub text: TextPlacement,
    /// Film by film or collated.
    pub printing: Printing,
    /// When to release.
    pub farewell: Farewell,
}

impl Default for FilmOrder {
    fn default() -> Self {
        Self {
            session: SessionOrder::default(),
            film: FilmBoxOrder::default(),
            image: ImageBoxOrder::default(),
            color: false,
            depth: Depth::default(),
            presentation_lut: PresentationLutOrder::default(),
            text: TextPlacement::default(),
            printing: Printing::default(),
            farewell: Farewell::WhenDone(Duration::from_secs(120)),
        }
    }
}
