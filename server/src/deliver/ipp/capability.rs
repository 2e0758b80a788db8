//! What an IPP printer says it can.

use filmdesk_config::settings::IppFormat;
use filmdesk_print_scp::terms::StatusInfo;
use ipp::prelude::{DelimiterTag, IppRequestResponse, IppValue};

use super::super::{DeliverError, DocumentFormat};
use super::reasons::status_info;

/// The attributes that are asked for.
pub(crate) const ASKED_FOR: &[&str] = &[
    "copies-supported",
    "document-format-supported",
    "job-creation-attributes-supported",
    "media-supported",
    "printer-is-accepting-jobs",
    "printer-state",
    "printer-state-reasons",
    "pwg-raster-document-resolution-supported",
    "pwg-raster-document-type-supported",
];

/// `printer-state` stopped (RFC 8011 5.4.11).
const STOPPED: i32 = 5;
/// Film is made at 300 to 320 dpi: the resolution nearest to this is asked for.
const WANTED_DPI: u32 = 300;
/// IPP resolutions count per inch (3) or per centimetre (4).
const PER_INCH: i8 = 3;

/// A printer's answer to Get-Printer-Attributes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Capability {
    pub(crate) formats: Vec<String>,
    pub(crate) media: Vec<String>,
    pub(crate) job_attributes: Vec<String>,
    /// Copies it makes of a document.
    pub(crate) copies: u16,
    pub(crate) resolutions: Vec<u32>,
    pub(crate) raster_types: Vec<String>,
    pub(crate) stopped: bool,
    pub(crate) is_accepting: bool,
    pub(crate) state_reasons: Vec<String>,
}

impl Capability {
    pub(crate) fn of(answer: &IppRequestResponse) -> Self {
        let texts = |name: &str| -> Vec<String> {
            values(answer, name)
                .iter()
                .map(ToString::to_string)
                .collect()
        };
        Self {
            formats: texts("document-format-supported"),
            media: texts("media-supported"),
            job_attributes: texts("job-creation-attributes-supported"),
            copies: most_copies(&values(answer, "copies-supported")),
            resolutions: resolutions(&values(answer, "pwg-raster-document-resolution-supported")),
            raster_types: texts("pwg-raster-document-type-supported"),
            stopped: values(answer, "printer-state").contains(&IppValue::Enum(STOPPED)),
            is_accepting: !values(answer, "printer-is-accepting-jobs")
                .contains(&IppValue::Boolean(false)),
            state_reasons: texts("printer-state-reasons"),
        }
    }

    /// Whether a job may carry this attribute.
    pub(crate) fn takes(&self, attribute: &str) -> bool {
        self.job_attributes.iter().any(|name| name == attribute)
    }

    /// Whether it takes jobs now.
    pub(crate) fn accepting(&self) -> Result<(), DeliverError> {
        if self.is_accepting && !self.stopped {
            return Ok(());
        }
        let reasons = self.state_reasons.join(", ");
        let reason = format!("the printer is stopped or takes no jobs: {reasons}");
        Err(DeliverError::for_now(
            status_info(&self.state_reasons),
            reason,
        ))
    }

    /// The format to send.
    pub(crate) fn format(
        &self,
        wanted: IppFormat,
        colour: bool,
    ) -> Result<DocumentFormat, DeliverError> {
        let pdf = DocumentFormat::Pdf { pdf_a: false };
        let has = |format: DocumentFormat| self.formats.iter().any(|mime| mime == format.mime());
        match wanted {
            IppFormat::Pdf => Ok(pdf),
            IppFormat::Auto if has(pdf) => Ok(pdf),
            IppFormat::PwgRaster => Ok(self.raster(colour)),
            IppFormat::Auto if has(self.raster(colour)) => Ok(self.raster(colour)),
            IppFormat::Auto => Err(DeliverError::for_good(
                StatusInfo::InvalidPageDes,
                "the printer takes neither pdf nor pwg raster",
            )),
        }
    }

    fn raster(&self, colour: bool) -> DocumentFormat {
        let nearest = self
            .resolutions
            .iter()
            .min_by_key(|dpi| dpi.abs_diff(WANTED_DPI));
        let has = |name: &str| self.raster_types.iter().any(|kind| kind == name);
        DocumentFormat::Pwg {
            dpi: nearest.copied().unwrap_or(WANTED_DPI),
            // Some printers take colour raster only.
            colour: (colour && has("srgb_8")) || (has("srgb_8") && !has("sgray_8")),
        }
    }
}

fn values(answer: &IppRequestResponse, name: &str) -> Vec<IppValue> {
    let group = answer
        .attributes()
        .first_of(DelimiterTag::PrinterAttributes);
    let attribute = group.and_then(|group| group.get(name));
    attribute.map_or_else(Vec::new, |attribute| {
        attribute.value().into_iter().cloned().collect()
    })
}

fn most_copies(values: &[IppValue]) -> u16 {
    let most = values.iter().map(|value| match value {
        IppValue::RangeOfInteger { max, .. } => *max,
        IppValue::Integer(copies) => *copies,
        _ => 1,
    });
    u16::try_from(most.max().unwrap_or(1))
        .unwrap_or(u16::MAX)
        .max(1)
}

/// Square resolutions in dots per inch.
fn resolutions(values: &[IppValue]) -> Vec<u32> {
    let square = values.iter().filter_map(|value| match value {
        IppValue::Resolution {
            cross_feed,
            feed,
            units,
        } if cross_feed == feed && *units == PER_INCH => {
            u32::try_from(*feed).ok().filter(|dpi| *dpi > 0)
        }
        _ => None,
    });
    square.collect()
}
