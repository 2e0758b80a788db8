//! A printer's calibration, and what measured densities say of it (PS3.14 Annex C).

use filmdesk_calibration::characteristic::{Curve, CurveOutput, Linearisation, calibrate};
use filmdesk_calibration::density::{
    DensityHundredths, DensityRange, ViewingCondition, ViewingKind,
};
use filmdesk_calibration::display::DisplayEncoding;
use filmdesk_calibration::report::{CalibrationReport, MAX_STEPS, MeasuredStep, evaluate};
use filmdesk_calibration::tone::PValueScale;
use filmdesk_config::settings::PrinterSettings;
use filmdesk_print_scp::sheet::Tone;
use filmdesk_web::{Calibration, CalibrationQuality, CalibrationStep, Measured, Refused};

use crate::shared::Shared;

/// Steps of the tables: those of PS3.14 C.2.
const STEPS: u16 = 18;
/// Points of a curve for the settings.
const POINTS: u16 = 33;
/// Bytes of a list of densities: 4096 lines of two long numbers.
const MOST: usize = 256 << 10;

/// How the films of a printer are, where a modality does not say.
struct Film {
    range: DensityRange,
    viewing: ViewingCondition,
}

fn refused(error: impl std::fmt::Display) -> Refused {
    Refused(error.to_string())
}

fn film(printer: &PrinterSettings) -> Result<Film, Refused> {
    let (profile, defaults) = (&printer.profile, &printer.profile.defaults);
    let kind = match defaults.medium.to_string().as_str() {
        "PAPER" => ViewingKind::Reflective,
        _ => ViewingKind::Transmissive,
    };
    let light = (profile.density.illumination, profile.density.ambient);
    let hundredths = |value: u16| DensityHundredths(value);
    Ok(Film {
        range: DensityRange::new(
            hundredths(defaults.min_density_hundredths),
            hundredths(defaults.max_density_hundredths),
        )
        .map_err(refused)?,
        viewing: ViewingCondition::new(kind, light.0, light.1).map_err(refused)?,
    })
}

/// P-Values in even steps.
fn p_values(count: u16) -> impl Iterator<Item = f64> {
    (0..count).map(move |step| f64::from(step) / f64::from(count - 1))
}

/// A density as a densitometer tells it.
fn read(density: f64) -> f64 {
    (density * 100.0).round() / 100.0
}

fn report(steps: &[MeasuredStep], film: &Film) -> Result<CalibrationReport, Refused> {
    evaluate(steps, film.range, film.viewing).map_err(refused)
}

fn steps(report: &CalibrationReport) -> Vec<CalibrationStep> {
    let step = |step: &filmdesk_calibration::report::ReportStep| CalibrationStep {
        p_value: step.p_value,
        jnd_index: step.jnd_index,
        density_target: step.density_target,
        density: step.density,
        luminance: step.luminance,
    };
    report.steps.iter().map(step).collect()
}

fn quality(report: &CalibrationReport) -> CalibrationQuality {
    CalibrationQuality {
        largest_deviation: report.max_density_deviation(),
        contrast_deviation: report.max_contrast_deviation(),
        mean_jnd: report.mean_jnd(),
        spread: report.lum(),
        passes: report.passes_fit(),
    }
}

fn encoding(encoding: DisplayEncoding) -> &'static str {
    match encoding {
        DisplayEncoding::Srgb => "srgb",
        DisplayEncoding::GsdfCalibrated => "gsdf",
        DisplayEncoding::Gamma(_) => "gamma",
    }
}

/// A tone as the settings name it.
fn tone(tone: &Tone) -> String {
    match tone {
        Tone::Identity => "identity".to_owned(),
        Tone::LinOd => "lin-od".to_owned(),
        Tone::Table { .. } => String::new(),
        Tone::Curve(name) => name.clone(),
    }
}

/// The calibration of a printer as the settings have it.
pub(super) fn of(shared: &Shared, printer: &PrinterSettings) -> Result<Calibration, Refused> {
    let film = film(printer)?;
    let scale = PValueScale::new(film.range, film.viewing);
    let made = |p_value: f64| MeasuredStep {
        p_value,
        density: read(scale.density(p_value)),
    };
    let wedge: Vec<MeasuredStep> = p_values(STEPS).map(made).collect();
    let report = report(&wedge, &film)?;
    let profile = &printer.profile;
    let od = |hundredths: u16| f64::from(hundredths) / 100.0;
    Ok(Calibration {
        ae_title: profile.ae_title.clone(),
        name: profile.name.clone(),
        is_transmissive: film.viewing.kind() == ViewingKind::Transmissive,
        density: [
            film.range.min().optical_density(),
            film.range.max().optical_density(),
        ],
        limits: [
            od(profile.density.min_hundredths),
            od(profile.density.max_hundredths),
        ],
        illumination: film.viewing.illumination_l0(),
        ambient: film.viewing.ambient_la(),
        display: [
            printer.display.luminance_min(),
            printer.display.luminance_max(),
        ],
        encoding: encoding(printer.display.encoding()),
        tone: tone(&shared.live().default_peer.default_tone),
        curves: profile.curves.names().map(ToString::to_string).collect(),
        steps: steps(&report),
        quality: quality(&report),
    })
}

/// What densities of a wedge that was printed come to.
pub(super) fn measured(printer: &PrinterSettings, text: &str) -> Result<Measured, Refused> {
    let wedge = wedge(text)?;
    let pairs: Vec<(f64, f64)> = wedge.iter().map(|s| (s.p_value, s.density)).collect();
    let device = calibrate(&pairs).map_err(refused)?;
    let (lightest, darkest) = device.density_limits();
    if pairs.first().map(|pair| pair.1) != Some(darkest) {
        return Err(refused("the wedge gets darker: it begins with black, 0"));
    }
    let hundredths = DensityHundredths::from_optical_density;
    let range = DensityRange::new(hundredths(lightest), hundredths(darkest)).map_err(refused)?;
    let film = Film {
        range,
        ..film(printer)?
    };
    let before = report(&wedge, &film)?;
    let scale = PValueScale::new(film.range, film.viewing);
    let points = curve(&device, &scale);
    let through: Vec<(f64, f64)> = points.iter().map(|[input, sent]| (*input, *sent)).collect();
    // As the settings will have it: rounded, and between its points as well.
    let taken = Curve::through(CurveOutput::PValue, &through).map_err(refused)?;
    let after: Vec<MeasuredStep> = p_values(STEPS)
        .map(|p_value| MeasuredStep {
            p_value,
            density: device.density(taken.at(p_value)),
        })
        .collect();
    Ok(Measured {
        steps: steps(&before),
        quality: quality(&before),
        corrected: quality(&report(&after, &film)?),
        toml: toml(printer, &film, &points),
    })
}

/// For each P-Value the one that makes this device do what the function asks for.
fn curve(device: &Linearisation, scale: &PValueScale) -> Vec<[f64; 2]> {
    let mut last = 0.0;
    let point = |p_value: f64| {
        // Rounding makes no curve turn.
        let sent = device.driving_level(scale.density(p_value));
        last = f64::max(last, (sent * 1e4).round() / 1e4);
        [(p_value * 1e5).round() / 1e5, last]
    };
    p_values(POINTS).map(point).collect()
}

/// What to write into the settings to take it into use.
fn toml(printer: &PrinterSettings, film: &Film, curve: &[[f64; 2]]) -> String {
    let title = &printer.profile.ae_title;
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || "-_".contains(*c);
    let name: String = title.chars().filter(is_plain).collect();
    let points: Vec<String> = curve
        .iter()
        .map(|[input, sent]| format!("[{input:?}, {sent:?}]"))
        .collect();
    let (light, density) = (&printer.profile.density, film.range);
    format!(
        "# Measured densities of {title:?}, as a curve of P-Values.\n\
         [curve]\n{name}-measured = [{}]\n\n\
         # In [[printer]] with ae-title = {title:?}:\n\
         # density = {{ min = {}, max = {}, illumination = {}, ambient = {} }}\n\
         # In its [printer.defaults]:\n\
         # min-density = {}\n# max-density = {}\n\
         # In [default-peer], or in [[peer]] of a modality:\n\
         # tone = \"{name}-measured\"\n",
        points.join(", "),
        density.min().0,
        density.max().0,
        light.illumination,
        light.ambient,
        density.min().0,
        density.max().0,
    )
}

/// Densities as people write them down: a line for each step from black to white, its density or
/// its P-Value and density. A decimal comma needs a semicolon or a tab between them.
fn wedge(text: &str) -> Result<Vec<MeasuredStep>, Refused> {
    if text.len() > MOST {
        return Err(refused(format!("more than {MOST} bytes")));
    }
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match row(line) {
            Some(row) => rows.push(row),
            // A heading.
            None if rows.is_empty() && at == 0 => {}
            None => return Err(refused(format!("line {} is no density", at + 1))),
        }
    }
    if rows.len() > MAX_STEPS {
        return Err(refused(format!("more than {MAX_STEPS} steps")));
    }
    let last = rows.len().saturating_sub(1).max(1) as f64;
    let even = |at: usize| at as f64 / last;
    let steps = rows.into_iter().enumerate();
    Ok(steps
        .map(|(at, (p_value, density))| MeasuredStep {
            p_value: p_value.unwrap_or_else(|| even(at)),
            density,
        })
        .collect())
}

/// A P-Value, if there is one, and a density.
fn row(line: &str) -> Option<(Option<f64>, f64)> {
    let parts: Vec<&str> = match line.contains([';', '\t']) {
        true => line.split([';', '\t']).collect(),
        false if line.contains(' ') => line.split_whitespace().collect(),
        false => line.split(',').collect(),
    };
    let number = |text: &str| {
        let text = text.trim().trim_end_matches(',').replace(',', ".");
        text.parse().ok().filter(|value: &f64| value.is_finite())
    };
    match parts.as_slice() {
        [density] => Some((None, number(density)?)),
        [p_value, density] => Some((Some(number(p_value)?), number(density)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printer() -> PrinterSettings {
        let settings = filmdesk_config::default_settings(std::path::Path::new(""));
        settings.printers[0].clone()
    }

    /// A printer whose densities fall evenly over P-Values is far from the function, and on it
    /// with the curve.
    #[test]
    fn a_curve_corrects_an_even_wedge() {
        let text: String = (0..18)
            .map(|step| format!("{:.2}\n", 3.1 - f64::from(step) * 2.9 / 17.0))
            .collect();
        let told = measured(&printer(), &text).unwrap();
        assert!(told.quality.largest_deviation > 0.2, "{:?}", told.quality);
        assert!(
            told.corrected.largest_deviation < 0.01,
            "{:?}",
            told.corrected
        );
        let mut settings = format!("{}\n[[printer]]\nae-title = \"FILMDESK\"\n", told.toml);
        settings += "density = { min = 20, max = 310, illumination = 2000, ambient = 10 }\n";
        settings += "[default-peer]\ntone = \"FILMDESK-measured\"\n";
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("filmdesk.toml");
        std::fs::write(&path, settings).unwrap();
        filmdesk_config::load(&path).expect("the text is for the settings");
    }

    #[test]
    fn densities_are_read_as_people_write_them() {
        let read = |text: &str| {
            let steps = wedge(text).map_err(|refused| refused.0)?;
            Ok::<_, String>(
                steps
                    .iter()
                    .map(|s| (s.p_value, s.density))
                    .collect::<Vec<_>>(),
            )
        };
        let two = Ok(vec![(0.0, 3.1), (1.0, 0.2)]);
        assert_eq!(read("p,density\n0,3.1\n1,0.2\n"), two);
        assert_eq!(read("0;3,1\r\n1;0,2\r\n"), two);
        assert_eq!(read("# read on Monday\n3.1\n\n0.2"), two);
        assert!(read("3.1\nblack").unwrap_err().contains("line 2"));
        let dark = measured(&printer(), "0.2\n0.5\n1\n1.5\n2\n2.5\n2.8\n3.1").unwrap_err();
        assert!(dark.0.contains("darker"), "{dark:?}");
    }
}
