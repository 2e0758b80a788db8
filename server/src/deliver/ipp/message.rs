//! IPP requests as they are built, and answers as they are read.

use filmdesk_print_scp::terms::StatusInfo;
use ipp::parser::IppParseError;
use ipp::prelude::{
    DelimiterTag, IppAttribute, IppRequestResponse, IppValue, IppVersion, Operation, Uri,
};

use super::super::DeliverError;
use super::reasons::status_info;

/// Who asks: printers show it beside the job.
const USER: &str = "filmdesk";

/// A request that is being built.
pub(crate) struct Message {
    request: IppRequestResponse,
}

/// A value that IPP does not take: too long, most likely.
fn invalid(error: &IppParseError) -> DeliverError {
    DeliverError::for_good(
        StatusInfo::InvalidPageDes,
        format!("not an ipp value: {error}"),
    )
}

impl Message {
    pub(crate) fn new(operation: Operation, uri: &Uri) -> Result<Self, DeliverError> {
        let request = IppRequestResponse::new(IppVersion::v2_0(), operation, Some(uri.clone()));
        let request = request.map_err(|error| invalid(&error))?;
        Self { request }.operation(
            "requesting-user-name",
            IppValue::new_name_without_language(USER),
        )
    }

    pub(crate) fn finish(self) -> IppRequestResponse {
        self.request
    }

    pub(crate) fn requesting(self, names: &[&str]) -> Result<Self, DeliverError> {
        let names: Result<Vec<_>, _> = names
            .iter()
            .map(|name| IppValue::new_keyword(*name))
            .collect();
        self.operation("requested-attributes", names.map(IppValue::Array))
    }

    pub(crate) fn job_id(self, id: i64) -> Result<Self, DeliverError> {
        let id = i32::try_from(id).unwrap_or(i32::MAX);
        self.operation("job-id", Ok(IppValue::Integer(id)))
    }

    pub(crate) fn named(self, name: &str) -> Result<Self, DeliverError> {
        self.operation("job-name", IppValue::new_name_without_language(name))
    }

    pub(crate) fn document_format(self, mime: &str) -> Result<Self, DeliverError> {
        self.operation("document-format", IppValue::new_mime_media_type(mime))
    }

    pub(crate) fn operation_keyword(self, name: &str, value: &str) -> Result<Self, DeliverError> {
        self.operation(name, IppValue::new_keyword(value))
    }

    pub(crate) fn keyword(self, name: &str, value: &str) -> Result<Self, DeliverError> {
        self.add(
            DelimiterTag::JobAttributes,
            name,
            IppValue::new_keyword(value),
        )
    }

    pub(crate) fn integer(self, name: &str, value: i32) -> Result<Self, DeliverError> {
        self.add(
            DelimiterTag::JobAttributes,
            name,
            Ok(IppValue::Integer(value)),
        )
    }

    fn operation(
        self,
        name: &str,
        value: Result<IppValue, IppParseError>,
    ) -> Result<Self, DeliverError> {
        self.add(DelimiterTag::OperationAttributes, name, value)
    }

    fn add(
        mut self,
        group: DelimiterTag,
        name: &str,
        value: Result<IppValue, IppParseError>,
    ) -> Result<Self, DeliverError> {
        let attribute = value.and_then(|value| IppAttribute::with_name(name, value));
        let attribute = attribute.map_err(|error| invalid(&error))?;
        self.request.attributes_mut().add(group, attribute);
        Ok(self)
    }
}

/// The number that Print-Job gave.
pub(crate) fn job_id(answer: &IppRequestResponse) -> Option<i64> {
    let group = answer.attributes().first_of(DelimiterTag::JobAttributes)?;
    integer(group.get("job-id")?.value())
}

/// The number of the job with this name; the newest, if there are several.
pub(crate) fn job_named(answer: &IppRequestResponse, name: &str) -> Option<i64> {
    let jobs = answer.attributes().groups_of(DelimiterTag::JobAttributes);
    let named = jobs.filter(|job| {
        job.get("job-name")
            .is_some_and(|it| it.value().to_string() == name)
    });
    named
        .filter_map(|job| integer(job.get("job-id")?.value()))
        .max()
}

fn integer(value: &IppValue) -> Option<i64> {
    match value {
        IppValue::Integer(number) | IppValue::Enum(number) => Some(i64::from(*number)),
        _ => None,
    }
}

/// What a printer says of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JobFacts {
    name: Option<String>,
    state: i64,
    reasons: Vec<String>,
}

/// `job-state` (RFC 8011 5.3.7).
const CANCELED: i64 = 7;
const ABORTED: i64 = 8;
const COMPLETED: i64 = 9;

impl JobFacts {
    pub(crate) fn of(answer: &IppRequestResponse) -> Self {
        let group = answer.attributes().first_of(DelimiterTag::JobAttributes);
        let value = |name: &str| {
            group
                .and_then(|group| group.get(name))
                .map(IppAttribute::value)
        };
        let reasons =
            value("job-state-reasons").map(|value| value.into_iter().map(ToString::to_string));
        Self {
            name: value("job-name").map(ToString::to_string),
            state: value("job-state").and_then(integer).unwrap_or_default(),
            reasons: reasons.map_or_else(Vec::new, Iterator::collect),
        }
    }

    /// Whether the job can be that of a ticket: a printer that tells no name is believed.
    pub(crate) fn may_be(&self, ticket: &str) -> bool {
        self.name.as_ref().is_none_or(|name| name == ticket)
    }

    /// How the job ended, if it did.
    pub(crate) fn outcome(&self) -> Option<Result<(), DeliverError>> {
        let reasons = self.reasons.join(", ");
        match self.state {
            COMPLETED => Some(Ok(())),
            CANCELED => Some(Err(DeliverError::for_good(
                StatusInfo::CheckPrinter,
                format!("the job was cancelled at the printer: {reasons}"),
            )
            .not_taken())),
            ABORTED => Some(Err(self.aborted(&reasons).not_taken())),
            _ => None,
        }
    }

    fn aborted(&self, reasons: &str) -> DeliverError {
        let reason = format!("the printer aborted the job: {reasons}");
        let format = [
            "document-format-error",
            "unsupported-document-format",
            "document-unprintable-error",
        ];
        if self.reasons.iter().any(|it| format.contains(&it.as_str())) {
            return DeliverError::for_good(StatusInfo::InvalidPageDes, reason);
        }
        DeliverError::for_now(status_info(&self.reasons), reason)
    }
}
