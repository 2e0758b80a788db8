//! Printers: profile, geometry, formats, outputs.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use filmdesk_calibration::characteristic::{
    ContrastSetting, Curve, CurveName, CurveOutput, CurveTable,
};
use filmdesk_calibration::display::{DisplayEncoding, TargetDisplay};
use filmdesk_print_scp::printer::{
    Align, AnnotationFormat, AnnotationPlace, CustomLayout, Defaults, Edge, PrinterProfile,
};
use toml::Spanned;

use super::geometry::{apply_film, check_geometry};
use super::{ByName, Resolver};
use crate::profiles;
use crate::raw::{
    RawAlign, RawAnnotationPlace, RawDefaults, RawDisplay, RawDocument, RawEncoding, RawFileFormat,
    RawIppFormat, RawOutput, RawPrinter,
};
use crate::settings::{
    DocumentScope, FileFormat, FileOutput, IppFormat, IppOutput, IppTrust, Output, PrinterSettings,
    RetryPolicy,
};

/// Associations at once with one printer (PS3.2 Annex E has 8; a department's consoles need more).
const DEFAULT_ASSOCIATIONS: usize = 32;
/// An IPP printer may take this long for one job before it counts as failed.
const DEFAULT_IPP_SECONDS: u64 = 600;

impl Resolver<'_> {
    /// Curves by name; points are input (0 black to 1 white) and P-Value.
    pub(super) fn curves(
        &mut self,
        raw: &ByName<Spanned<Vec<[f64; 2]>>>,
    ) -> BTreeMap<CurveName, Curve> {
        let mut curves = BTreeMap::new();
        for (name, points) in raw {
            let pairs: Vec<(f64, f64)> = points
                .get_ref()
                .iter()
                .map(|&[input, output]| (input, output))
                .collect();
            let curve =
                Curve::through(CurveOutput::PValue, &pairs).map_err(|error| error.to_string());
            match (
                name.parse::<CurveName>().map_err(|error| error.to_string()),
                curve,
            ) {
                (Ok(name), Ok(curve)) => drop(curves.insert(name, curve)),
                (Err(message), _) | (_, Err(message)) => {
                    self.complain(points.span(), &format!("curve.{name}"), message);
                }
            }
        }
        curves
    }

    pub(super) fn printers(
        &mut self,
        raw: &[Spanned<RawPrinter>],
        curves: &BTreeMap<CurveName, Curve>,
    ) -> Vec<PrinterSettings> {
        if raw.is_empty() {
            return vec![self.printer_settings(&RawPrinter::default(), 0..0, curves)];
        }
        let mut printers: Vec<PrinterSettings> = Vec::new();
        for spanned in raw {
            let settings = self.printer_settings(spanned.get_ref(), spanned.span(), curves);
            let title = &settings.profile.ae_title;
            if printers
                .iter()
                .any(|other| other.profile.ae_title == *title)
            {
                let message = format!("{title} stands twice; each printer has its own AE title");
                self.complain(spanned.span(), "printer.ae-title", message);
            }
            printers.push(settings);
        }
        printers
    }

    /// First the named profile, then the keys beside it, over the compiled default.
    fn printer_settings(
        &mut self,
        raw: &RawPrinter,
        span: std::ops::Range<usize>,
        curves: &BTreeMap<CurveName, Curve>,
    ) -> PrinterSettings {
        let mut settings = PrinterSettings {
            profile: filmdesk_print_scp::profile_defaults::default_printer_profile(),
            associations: DEFAULT_ASSOCIATIONS,
            outputs: Vec::new(),
            retry: RetryPolicy::default(),
            display: TargetDisplay::default(),
        };
        if let Some(name) = &raw.profile {
            match profiles::printer(name.get_ref()) {
                Some(base) => self.apply_printer(&mut settings, &base, &span, curves),
                None => {
                    let known = profiles::printer_names().collect::<Vec<_>>().join(", ");
                    self.complain(
                        name.span(),
                        "printer.profile",
                        format!("no such profile; there are: {known}"),
                    );
                }
            }
        }
        self.apply_printer(&mut settings, raw, &span, curves);
        if settings.outputs.is_empty() {
            settings
                .outputs
                .push(self.default_output(&settings.profile.ae_title));
        }
        self.check_printer(&settings.profile, span);
        settings
    }

    fn default_output(&self, ae_title: &str) -> Output {
        Output::File(FileOutput {
            folder: self.data_dir.join("films").join(folder_name(ae_title)),
            formats: [FileFormat::Pdf, FileFormat::Preview].into(),
            document: DocumentScope::Film,
            pdf_a: false,
        })
    }

    fn apply_printer(
        &mut self,
        settings: &mut PrinterSettings,
        raw: &RawPrinter,
        span: &std::ops::Range<usize>,
        curves: &BTreeMap<CurveName, Curve>,
    ) {
        if let Some(title) = raw
            .ae_title
            .as_ref()
            .and_then(|title| self.ae_title(title, "printer.ae-title"))
        {
            settings.profile.ae_title = title;
        }
        apply_texts(&mut settings.profile, raw);
        self.apply_capabilities(&mut settings.profile, raw);
        self.apply_films(&mut settings.profile, raw);
        apply_defaults(&mut settings.profile.defaults, &raw.defaults);
        self.apply_formats(&mut settings.profile, raw);
        self.apply_curves(&mut settings.profile, raw, span, curves);
        settings.associations = self.within(
            raw.associations.as_ref(),
            "printer.associations",
            1..10_001,
            settings.associations,
        );
        if let Some(outputs) = &raw.output {
            let title = settings.profile.ae_title.clone();
            settings.outputs = outputs
                .iter()
                .filter_map(|output| self.output(output, &title, span))
                .collect();
        }
        if let Some(retry) = raw.retry {
            settings.retry.retries = retry.retries.unwrap_or(settings.retry.retries);
            settings.retry.interval = retry
                .interval_seconds
                .map_or(settings.retry.interval, Duration::from_secs);
        }
        if let Some(display) = &raw.display {
            match display_of(*display.get_ref(), settings.display) {
                Ok(display) => settings.display = display,
                Err(error) => self.complain(display.span(), "printer.display", error),
            }
        }
    }

    fn apply_capabilities(&mut self, profile: &mut PrinterProfile, raw: &RawPrinter) {
        if let Some(media) = &raw.media {
            profile.media = media.get_ref().clone();
        }
        if let Some(destinations) = &raw.destinations {
            profile.destinations = destinations.get_ref().clone();
        }
        if let Some(density) = &raw.density {
            let given = *density.get_ref();
            if given.min >= given.max {
                self.complain(
                    density.span(),
                    "printer.density",
                    "min must be below max (hundredths of OD)",
                );
            }
            profile.density.min_hundredths = given.min;
            profile.density.max_hundredths = given.max;
            profile.density.illumination =
                given.illumination.unwrap_or(profile.density.illumination);
            profile.density.ambient = given.ambient.unwrap_or(profile.density.ambient);
            let defaults = &mut profile.defaults;
            defaults.min_density_hundredths = defaults
                .min_density_hundredths
                .clamp(given.min, given.max.max(given.min));
            defaults.max_density_hundredths = defaults
                .max_density_hundredths
                .clamp(given.min, given.max.max(given.min));
        }
        if let Some(magnifications) = &raw.magnifications {
            profile.magnifications = magnifications.get_ref().iter().copied().collect();
        }
        profile.max_collated_films = raw.max_collated_films.unwrap_or(profile.max_collated_films);
        profile.max_copies = self.within(
            raw.max_copies.as_ref(),
            "printer.max-copies",
            1..1000,
            profile.max_copies,
        );
        profile.queue_length = self.within(
            raw.queue_length.as_ref(),
            "printer.queue-length",
            1..100_001,
            profile.queue_length,
        );
        profile.max_memory_kb = raw.max_memory_kb.unwrap_or(profile.max_memory_kb);
    }

    fn apply_films(&mut self, profile: &mut PrinterProfile, raw: &RawPrinter) {
        if let Some(sizes) = &raw.film_sizes {
            profile
                .films
                .retain(|size, _| sizes.get_ref().contains(size));
            for size in sizes.get_ref() {
                profile
                    .films
                    .entry(*size)
                    .or_insert_with(|| filmdesk_print_scp::film::size::default_geometry(*size));
            }
        }
        for (size, film) in &raw.film {
            let mut geometry = profile
                .films
                .get(size)
                .cloned()
                .unwrap_or_else(|| filmdesk_print_scp::film::size::default_geometry(*size));
            apply_film(&mut geometry, film.get_ref());
            if let Err(message) = check_geometry(&geometry) {
                self.complain(film.span(), &format!("printer.film.{size}"), message);
            }
            profile.films.insert(*size, geometry);
        }
    }

    fn apply_formats(&mut self, profile: &mut PrinterProfile, raw: &RawPrinter) {
        if let Some(formats) = &raw.annotation_format {
            profile.annotation_formats = formats
                .iter()
                .map(|(name, format)| {
                    let boxes = format.boxes.iter().map(annotation_place).collect();
                    (name.clone(), AnnotationFormat { boxes })
                })
                .collect();
        }
        for (number, boxes) in &raw.custom_layout {
            let key = format!("printer.custom-layout.{number}");
            let within = |b: &[f64; 4]| {
                b.iter().all(|v| (0.0..=1.0).contains(v))
                    && b[0] + b[2] <= 1.0
                    && b[1] + b[3] <= 1.0
            };
            match number.parse::<u16>() {
                Err(_) => {
                    self.complain(boxes.span(), &key, "the name is the number i of CUSTOM\\i")
                }
                Ok(_) if boxes.get_ref().is_empty() || !boxes.get_ref().iter().all(within) => {
                    let message = "each box is [left, top, width, height] in fractions of the imageable area, within 0 to 1";
                    self.complain(boxes.span(), &key, message);
                }
                Ok(number) => drop(profile.custom_layouts.insert(
                    number,
                    CustomLayout {
                        boxes: boxes.get_ref().clone(),
                    },
                )),
            }
        }
        if let Some(slide) = &raw.slide {
            profile.slides.slide = (slide.get_ref()[0], slide.get_ref()[1]);
        }
        if let Some(slide) = &raw.superslide {
            profile.slides.super_slide = (slide.get_ref()[0], slide.get_ref()[1]);
        }
    }

    fn apply_curves(
        &mut self,
        profile: &mut PrinterProfile,
        raw: &RawPrinter,
        span: &std::ops::Range<usize>,
        curves: &BTreeMap<CurveName, Curve>,
    ) {
        let mut settings = BTreeMap::new();
        for (term, name) in &raw.configuration_curves {
            let parsed = (term.parse::<ContrastSetting>(), name.parse::<CurveName>());
            match parsed {
                (Ok(setting), Ok(name)) => drop(settings.insert(setting, name)),
                (Err(error), _) => {
                    self.complain(span.clone(), "printer.configuration-curves", error)
                }
                (_, Err(error)) => {
                    self.complain(span.clone(), "printer.configuration-curves", error)
                }
            }
        }
        if curves.is_empty() && settings.is_empty() {
            return;
        }
        match CurveTable::new(curves.clone(), settings) {
            Ok(table) => profile.curves = table,
            Err(error) => self.complain(span.clone(), "printer.configuration-curves", error),
        }
    }

    fn output(
        &mut self,
        raw: &RawOutput,
        ae_title: &str,
        span: &std::ops::Range<usize>,
    ) -> Option<Output> {
        match raw {
            RawOutput::File {
                folder,
                formats,
                document,
                pdf_a,
            } => Some(Output::File(FileOutput {
                folder: match folder {
                    Some(folder) => self.folder.join(folder),
                    None => self.data_dir.join("films").join(folder_name(ae_title)),
                },
                formats: match formats {
                    Some(formats) => formats.iter().map(|format| file_format(*format)).collect(),
                    None => [FileFormat::Pdf, FileFormat::Preview].into(),
                },
                document: match document {
                    RawDocument::Film => DocumentScope::Film,
                    RawDocument::Session => DocumentScope::Session,
                },
                pdf_a: *pdf_a,
            })),
            RawOutput::Ipp {
                uri,
                format,
                timeout_seconds,
                ca,
                insecure,
            } => {
                if !(uri.starts_with("ipp://") || uri.starts_with("ipps://")) {
                    self.complain(
                        span.clone(),
                        "printer.output.uri",
                        "an address like ipp://printer.local:631/ipp/print",
                    );
                    return None;
                }
                Some(Output::Ipp(IppOutput {
                    uri: uri.clone(),
                    trust: self.ipp_trust(uri, ca.as_deref(), *insecure, span),
                    format: ipp_format(*format),
                    timeout: Duration::from_secs(timeout_seconds.unwrap_or(DEFAULT_IPP_SECONDS)),
                }))
            }
        }
    }

    /// How a printer's certificate is checked; one that shows none needs no words on it.
    fn ipp_trust(
        &mut self,
        uri: &str,
        ca: Option<&Path>,
        insecure: bool,
        span: &std::ops::Range<usize>,
    ) -> IppTrust {
        let plain = !uri.starts_with("ipps://");
        match (ca, insecure) {
            (None, false) => IppTrust::System,
            (_, true) if plain || ca.is_some() => {
                self.complain(
                    span.clone(),
                    "printer.output.insecure",
                    "an address that begins with ipps://, and no key ca beside it",
                );
                IppTrust::Insecure
            }
            (_, true) => IppTrust::Insecure,
            (Some(ca), false) => {
                if plain {
                    self.complain(
                        span.clone(),
                        "printer.output.ca",
                        "an address that begins with ipps://",
                    );
                }
                IppTrust::File(self.folder.join(ca))
            }
        }
    }

    /// What only the whole profile shows.
    fn check_printer(&mut self, profile: &PrinterProfile, span: std::ops::Range<usize>) {
        let defaults = &profile.defaults;
        let complaints = [
            (
                profile.films.is_empty(),
                "film-sizes",
                "at least one film size",
            ),
            (
                !profile.films.contains_key(&defaults.size),
                "defaults.size",
                "must be one of the film sizes",
            ),
            (
                !profile.media.contains(&defaults.medium),
                "defaults.medium",
                "must be one of the media",
            ),
            (
                !profile.destinations.contains(&defaults.destination),
                "defaults.destination",
                "must be one of the destinations",
            ),
            (
                !profile.magnifications.contains(&defaults.magnification),
                "defaults.magnification",
                "must be one of the magnifications",
            ),
            (
                defaults.copies == 0 || defaults.copies > profile.max_copies,
                "defaults.copies",
                "must be 1 to max-copies",
            ),
            (
                defaults.min_density_hundredths >= defaults.max_density_hundredths
                    || defaults.min_density_hundredths < profile.density.min_hundredths
                    || defaults.max_density_hundredths > profile.density.max_hundredths,
                "defaults.max-density",
                "min-density must be below max-density, both within the density range",
            ),
        ];
        for (_, key, message) in complaints.into_iter().filter(|(wrong, ..)| *wrong) {
            self.complain(span.clone(), &format!("printer.{key}"), message);
        }
    }
}

/// An AE title as a folder name: anything that file systems dislike becomes `_`.
fn folder_name(ae_title: &str) -> String {
    ae_title
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "-_.".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect()
}

fn apply_texts(profile: &mut PrinterProfile, raw: &RawPrinter) {
    let texts = [
        (&mut profile.name, &raw.name),
        (&mut profile.manufacturer, &raw.manufacturer),
        (&mut profile.model, &raw.model),
        (&mut profile.serial_number, &raw.serial_number),
        (&mut profile.software_versions, &raw.software_versions),
    ];
    for (text, given) in texts {
        if let Some(given) = given {
            text.clone_from(given);
        }
    }
}

fn apply_defaults(defaults: &mut Defaults, raw: &RawDefaults) {
    /// Copies each key that is given.
    macro_rules! overlay {
        ($($field:ident = $key:ident),+ $(,)?) => {
            $(if let Some(value) = raw.$key { defaults.$field = value; })+
        };
    }
    overlay!(
        copies = copies,
        priority = priority,
        medium = medium,
        destination = destination,
        orientation = orientation,
        size = size,
        magnification = magnification,
        smoothing = smoothing,
        border = border,
        empty = empty,
        min_density_hundredths = min_density,
        max_density_hundredths = max_density,
        trim = trim,
        resolution = resolution,
        decimate_crop = decimate_crop,
    );
}

fn annotation_place(raw: &RawAnnotationPlace) -> AnnotationPlace {
    match *raw {
        RawAnnotationPlace::Top {
            position,
            height_mm,
            align,
        } => AnnotationPlace::Strip {
            position,
            edge: Edge::Top,
            height_mm,
            align: alignment(align),
        },
        RawAnnotationPlace::Bottom {
            position,
            height_mm,
            align,
        } => AnnotationPlace::Strip {
            position,
            edge: Edge::Bottom,
            height_mm,
            align: alignment(align),
        },
        RawAnnotationPlace::UnderEachImage { height_mm } => {
            AnnotationPlace::UnderEachImage { height_mm }
        }
    }
}

fn alignment(raw: RawAlign) -> Align {
    match raw {
        RawAlign::Start => Align::Start,
        RawAlign::Centre => Align::Centre,
        RawAlign::End => Align::End,
    }
}

fn file_format(raw: RawFileFormat) -> FileFormat {
    match raw {
        RawFileFormat::Pdf => FileFormat::Pdf,
        RawFileFormat::Png => FileFormat::Png,
        RawFileFormat::Tiff => FileFormat::Tiff,
        RawFileFormat::Preview => FileFormat::Preview,
    }
}

fn ipp_format(raw: RawIppFormat) -> IppFormat {
    match raw {
        RawIppFormat::Auto => IppFormat::Auto,
        RawIppFormat::Pdf => IppFormat::Pdf,
        RawIppFormat::PwgRaster => IppFormat::PwgRaster,
    }
}

pub(super) fn display_of(raw: RawDisplay, default: TargetDisplay) -> Result<TargetDisplay, String> {
    let encoding = match (raw.encoding, raw.gamma) {
        (None, None) => default.encoding(),
        (Some(RawEncoding::Srgb), None) => DisplayEncoding::Srgb,
        (Some(RawEncoding::Gsdf), None) => DisplayEncoding::GsdfCalibrated,
        (Some(RawEncoding::Gamma) | None, Some(gamma)) => DisplayEncoding::Gamma(gamma),
        (Some(RawEncoding::Gamma), None) => {
            return Err("encoding = \"gamma\" needs gamma = 2.2 or the like".to_owned());
        }
        (Some(_), Some(_)) => return Err("gamma goes with encoding = \"gamma\" only".to_owned()),
    };
    let min = raw.luminance_min.unwrap_or(default.luminance_min());
    let max = raw.luminance_max.unwrap_or(default.luminance_max());
    TargetDisplay::new(min, max, encoding).map_err(|error| error.to_string())
}
