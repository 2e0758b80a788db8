//! The values of a Basic Film Box in force, and how N-CREATE and N-SET change them (PS3.4
//! Tables H.4-6 and H.4-7).

use dicom_core::VR;
use dicom_dictionary_std::tags;
use filmdesk_calibration::characteristic::{ContrastSetting, CurveName};
use filmdesk_dataset::DataSet;
use filmdesk_dimse::uid::Uid;

use crate::attributes::{Reader, reference};
use crate::offers::SopClass;
use crate::printer::PrinterProfile;
use crate::service::PrintService;
use crate::terms::{
    FilmDensity, FilmOrientation, FilmSizeId, MagnificationType, ResolutionId, SmoothingType, Trim,
};

/// Longest ICC profile that is kept; input profiles of modalities are a few KiB.
pub(crate) const MAX_ICC_PROFILE: usize = 64 * 1024;
/// Length of an ICC profile's header (ICC.1 7.2).
const ICC_HEADER: usize = 128;
/// Value of Annotation Display Format ID for a film without annotation (PS3.2 Annex E).
const NO_ANNOTATION: &str = "NONE";
/// The attributes in force.
#[derive(Debug, Clone)]
pub(crate) struct FilmValues {
    pub(crate) orientation: FilmOrientation,
    pub(crate) size: FilmSizeId,
    pub(crate) magnification: MagnificationType,
    pub(crate) smoothing: SmoothingType,
    pub(crate) max_density: u16,
    pub(crate) min_density: u16,
    pub(crate) configuration: String,
    pub(crate) lut: Option<Uid>,
    pub(crate) annotation_format: Option<String>,
    pub(crate) border: FilmDensity,
    pub(crate) empty: FilmDensity,
    pub(crate) trim: Trim,
    pub(crate) illumination: u16,
    pub(crate) ambient: u16,
    pub(crate) resolution: ResolutionId,
    pub(crate) icc_profile: Option<Vec<u8>>,
}

impl FilmValues {
    pub(super) fn new(printer: &PrinterProfile) -> Self {
        let defaults = &printer.defaults;
        Self {
            orientation: defaults.orientation,
            size: defaults.size,
            magnification: defaults.magnification,
            smoothing: defaults.smoothing,
            max_density: defaults.max_density_hundredths,
            min_density: defaults.min_density_hundredths,
            configuration: String::new(),
            lut: None,
            annotation_format: None,
            border: defaults.border,
            empty: defaults.empty,
            trim: defaults.trim,
            illumination: printer.density.illumination,
            ambient: printer.density.ambient,
            resolution: defaults.resolution,
            icc_profile: None,
        }
    }

    /// What only N-CREATE sets.
    pub(super) fn read_layout(&mut self, reader: &mut Reader<'_>, service: &PrintService) {
        let printer = &service.association.printer;
        let defaults = &printer.defaults;
        let orientation = defaults.orientation;
        reader.term(
            tags::FILM_ORIENTATION,
            &mut self.orientation,
            orientation,
            |_| true,
        );
        reader.term(tags::FILM_SIZE_ID, &mut self.size, defaults.size, |size| {
            printer.films.contains_key(size)
        });
        let has_high = printer
            .films
            .get(&self.size)
            .is_some_and(|film| film.high.is_some());
        if self.resolution == ResolutionId::High && !has_high {
            self.resolution = ResolutionId::Standard;
        }
        let resolution = self.resolution;
        reader.term(
            tags::REQUESTED_RESOLUTION_ID,
            &mut self.resolution,
            resolution,
            |asked| *asked == ResolutionId::Standard || has_high,
        );
        if !service.negotiated(SopClass::AnnotationBox) {
            return;
        }
        let tag = tags::ANNOTATION_DISPLAY_FORMAT_ID;
        reader.value(tag, &mut self.annotation_format, None, |data| {
            let name = data.ascii(tag).ok()??;
            let known = printer.annotation_formats.contains_key(name);
            match name {
                NO_ANNOTATION if !known => Some(None),
                _ => known.then(|| Some(name.to_owned())),
            }
        });
    }

    /// What N-CREATE and N-SET set.
    pub(super) fn read(&mut self, reader: &mut Reader<'_>, printer: &PrinterProfile, color: bool) {
        let defaults = &printer.defaults;
        let range = printer.density;
        reader.term(
            tags::MAGNIFICATION_TYPE,
            &mut self.magnification,
            defaults.magnification,
            |term| printer.magnifications.contains(term),
        );
        reader.term(
            tags::SMOOTHING_TYPE,
            &mut self.smoothing,
            defaults.smoothing,
            |_| true,
        );
        read_configuration(reader, &mut self.configuration, printer);
        let in_range = |density: &FilmDensity| match density {
            FilmDensity::Hundredths(value) => {
                (range.min_hundredths..=range.max_hundredths).contains(value)
            }
            FilmDensity::Black | FilmDensity::White => true,
        };
        reader.term(
            tags::BORDER_DENSITY,
            &mut self.border,
            defaults.border,
            in_range,
        );
        reader.term(
            tags::EMPTY_IMAGE_DENSITY,
            &mut self.empty,
            defaults.empty,
            in_range,
        );
        reader.term(tags::TRIM, &mut self.trim, defaults.trim, |_| true);
        let tag = tags::ILLUMINATION;
        reader.value(tag, &mut self.illumination, range.illumination, |data| {
            data.u16(tag).ok().flatten().filter(|light| *light > 0)
        });
        let tag = tags::REFLECTED_AMBIENT_LIGHT;
        reader.value(tag, &mut self.ambient, range.ambient, |data| {
            data.u16(tag).ok().flatten()
        });
        if color {
            reader.value(tags::ICC_PROFILE, &mut self.icc_profile, None, icc_profile);
        }
        self.read_densities(reader, printer);
    }

    /// Min and Max Density; a pair that leaves nothing between them falls back to the defaults.
    fn read_densities(&mut self, reader: &mut Reader<'_>, printer: &PrinterProfile) {
        let defaults = &printer.defaults;
        if let Some(asked) = reader.density(tags::MAX_DENSITY, printer.density) {
            self.max_density = asked.unwrap_or(defaults.max_density_hundredths);
        }
        if let Some(asked) = reader.density(tags::MIN_DENSITY, printer.density) {
            self.min_density = asked.unwrap_or(defaults.min_density_hundredths);
        }
        if self.min_density >= self.max_density {
            let sent = |tag: &dicom_core::Tag| reader.data().contains(*tag);
            let tags = [tags::MIN_DENSITY, tags::MAX_DENSITY];
            let sent: Vec<_> = tags.into_iter().filter(sent).collect();
            sent.into_iter().for_each(|tag| reader.replace(tag));
            self.min_density = defaults.min_density_hundredths;
            self.max_density = defaults.max_density_hundredths;
        }
    }

    pub(super) fn put(&self, data: &mut DataSet, annotation: bool, color: bool) {
        data.put_text(tags::FILM_ORIENTATION, VR::CS, self.orientation.as_str());
        data.put_text(tags::FILM_SIZE_ID, VR::CS, self.size.as_str());
        data.put_text(
            tags::MAGNIFICATION_TYPE,
            VR::CS,
            self.magnification.as_str(),
        );
        if self.magnification == MagnificationType::Cubic {
            data.put_text(tags::SMOOTHING_TYPE, VR::CS, self.smoothing.as_str());
        }
        data.put_u16(tags::MAX_DENSITY, self.max_density);
        data.put_u16(tags::MIN_DENSITY, self.min_density);
        data.put_text(tags::CONFIGURATION_INFORMATION, VR::ST, &self.configuration);
        let lut = self.lut.as_ref();
        let lut = lut.map(|uid| reference(SopClass::PresentationLut, uid.as_str()));
        data.put_items(
            tags::REFERENCED_PRESENTATION_LUT_SEQUENCE,
            lut.into_iter().collect(),
        );
        if annotation {
            let name = self.annotation_format.as_deref().unwrap_or_default();
            data.put_text(tags::ANNOTATION_DISPLAY_FORMAT_ID, VR::CS, name);
        }
        data.put_text(tags::BORDER_DENSITY, VR::CS, &self.border.to_string());
        data.put_text(tags::EMPTY_IMAGE_DENSITY, VR::CS, &self.empty.to_string());
        data.put_text(tags::TRIM, VR::CS, self.trim.as_str());
        data.put_u16(tags::ILLUMINATION, self.illumination);
        data.put_u16(tags::REFLECTED_AMBIENT_LIGHT, self.ambient);
        data.put_text(
            tags::REQUESTED_RESOLUTION_ID,
            VR::CS,
            self.resolution.as_str(),
        );
        if let Some(profile) = self.icc_profile.as_ref().filter(|_| color) {
            data.put_bytes(tags::ICC_PROFILE, VR::OB, profile.clone());
        }
    }
}

/// Configuration Information: every term must be one of the printer's.
pub(super) fn read_configuration(
    reader: &mut Reader<'_>,
    slot: &mut String,
    printer: &PrinterProfile,
) {
    let tag = tags::CONFIGURATION_INFORMATION;
    reader.value(tag, slot, String::new(), |data| {
        let text = data.ascii(tag).ok()??;
        let known = |term: &str| is_tone_term(term, printer);
        configuration_terms(text)
            .all(known)
            .then(|| text.to_owned())
    });
}

/// Whether a term of Configuration Information picks a tone: CSnnn or a named curve.
pub(super) fn is_tone_term(term: &str, printer: &PrinterProfile) -> bool {
    let named = |name: CurveName| printer.curves.by_name(&name).is_some();
    term.parse::<ContrastSetting>().is_ok() || term.parse::<CurveName>().is_ok_and(named)
}

/// The terms of a Configuration Information.
pub(super) fn configuration_terms(text: &str) -> impl Iterator<Item = &str> {
    text.split('\\')
        .map(str::trim)
        .filter(|term| !term.is_empty())
}

/// An RGB profile whose header holds: its size, its signature (ICC.1 7.2).
fn icc_profile(data: &DataSet) -> Option<Option<Vec<u8>>> {
    let bytes = data.bytes(tags::ICC_PROFILE)?;
    let header = bytes
        .get(..ICC_HEADER)
        .filter(|_| bytes.len() <= MAX_ICC_PROFILE)?;
    let size = u32::from_be_bytes(header[..4].try_into().ok()?) as usize;
    let valid = (ICC_HEADER..=bytes.len()).contains(&size)
        && bytes.len() - size <= 1
        && &header[36..40] == b"acsp"
        && &header[16..20] == b"RGB ";
    valid.then(|| Some(bytes[..size].to_vec()))
}
