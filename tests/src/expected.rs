//! What a stored value must look like in the PDF, by the calibration chain and the defaults of
//! PS3.2 Annex E that the product ships with.

use filmdesk_calibration::density::{DensityHundredths, DensityRange, ViewingCondition};
use filmdesk_calibration::display::{DisplayEncoding, FilmOnDisplay, TargetDisplay};
use filmdesk_calibration::lut::{
    GrayscaleChain, PhotometricInterpretation, Polarity, StoredPixels,
};
use filmdesk_calibration::presentation_lut::PresentationLut;

/// Min and Max Density without other words, in hundredths of OD.
const DENSITY: (u16, u16) = (20, 320);
/// The display that PDF and PNG are made for without other words, in cd/m2.
const DISPLAY: (f64, f64) = (0.8, 250.0);

/// 16-bit grays of a MONOCHROME2 image of `bits` through an IDENTITY Presentation LUT (which is
/// also the default without one), for every stored value.
pub fn identity(bits: u8, polarity: Polarity) -> Vec<u16> {
    table(bits, polarity, PresentationLut::Identity)
}

/// The same with LIN OD.
pub fn lin_od(bits: u8) -> Vec<u16> {
    table(bits, Polarity::Normal, PresentationLut::LinOd)
}

fn table(bits: u8, polarity: Polarity, lut: PresentationLut) -> Vec<u16> {
    let pixels = StoredPixels::new(bits, false, PhotometricInterpretation::Monochrome2);
    let (min, max) = (DensityHundredths(DENSITY.0), DensityHundredths(DENSITY.1));
    let density = DensityRange::new(min, max).expect("the default densities");
    let viewing = ViewingCondition::TRANSMISSIVE;
    let display = TargetDisplay::new(DISPLAY.0, DISPLAY.1, DisplayEncoding::Srgb);
    let film = FilmOnDisplay::new(density, viewing, display.expect("the default display"));
    let chain = GrayscaleChain {
        pixels: pixels.expect("8 or 12 bits"),
        polarity,
        tone: lut.into(),
        density,
        viewing,
    };
    chain.display_lut(&film)
}
