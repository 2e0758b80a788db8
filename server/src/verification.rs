//! Verification as SCU (PS3.4 Annex A): is a DICOM application there, and does it know us?

use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::command::{Command, Operation};
use filmdesk_dimse::presentation::ContextId;
use filmdesk_dimse::requestor::RequestorConfig;
use filmdesk_dimse::service::{IMPLICIT_VR_LITTLE_ENDIAN, VERIFICATION};
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::Uid;
use thiserror::Error;

use crate::client::{Client, ClientError, Target};

/// Why there is no association for Verification.
#[derive(Debug, Error)]
pub(crate) enum VerifyError {
    /// No association, or no answer.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// There is an association for nothing.
    #[error("{0} accepts the association but not Verification")]
    NotOffered(AeTitle),
    /// A UID of ours is none.
    #[error("a fault in filmdesk itself: {0}")]
    Uid(String),
}

/// A standing association for Verification.
pub(crate) struct Verifier {
    client: Client,
    class: Uid,
    context: ContextId,
}

impl Verifier {
    /// Calls a peer.
    pub(crate) async fn connect(
        target: &Target,
        calling: AeTitle,
        called: AeTitle,
    ) -> Result<Self, VerifyError> {
        let uid = |text| Uid::parse(text).map_err(|error| VerifyError::Uid(error.to_string()));
        let class = uid(VERIFICATION)?;
        let contexts = vec![(class.clone(), vec![uid(IMPLICIT_VR_LITTLE_ENDIAN)?])];
        let config = RequestorConfig::new(calling, called.clone(), contexts);
        let (client, accept) = Client::connect(target, config).await?;
        match (accept.contexts.is_empty(), ContextId::nth(0)) {
            (false, Some(context)) => Ok(Self {
                client,
                class,
                context,
            }),
            _ => {
                client.release().await?;
                Err(VerifyError::NotOffered(called))
            }
        }
    }

    /// C-ECHO; the status of the answer.
    pub(crate) async fn echo(&mut self, message_id: u16) -> Result<Status, ClientError> {
        let request = Command::request(Operation::CEcho, message_id, self.class.clone(), None);
        let answer = self.client.ask(self.context, &request, None).await?;
        Ok(answer.command.status.unwrap_or(Status::PROCESSING_FAILURE))
    }

    /// Ends the association.
    pub(crate) async fn release(self) -> Result<(), ClientError> {
        self.client.release().await
    }
}
