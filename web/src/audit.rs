//! The audit trail: who did what, from where, to which patients.

use filmdesk_archive::desk::AuditEvent;

use crate::App;
use crate::access::Visitor;
use crate::respond::Failure;

/// Patient IDs of one event: a list on a page has fewer.
const MOST_PATIENTS: usize = 50;

/// What is written down, in one word each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    SetUp,
    SignIn,
    SignOut,
    Refuse,
    Find,
    Open,
    Order,
    CancelJob,
    RetryJob,
    Label,
    Download,
    View,
    AddUser,
    ChangeUser,
    ChangePassword,
    AddToken,
    RevokeToken,
    ReadAudit,
    ListFilms,
    OpenFilms,
    DownloadFilms,
    AssignFilms,
    TakeBackFilms,
    HoldFilms,
    ReleaseFilms,
    CancelFilms,
    MoveFilms,
    PrintFilms,
    PrintWedge,
    KeepFilms,
    DismissConflict,
    ChangeSettings,
    TestConnection,
    LookAtMedium,
    Import,
    CancelImport,
    RetryImport,
    Send,
    CancelSend,
    RetrySend,
    Record,
    ReadRecording,
    DeleteRecording,
    HandOver,
    SeeSignature,
}

impl Action {
    /// All, with the words that are stored.
    pub(crate) const WORDS: &'static [(Self, &'static str)] = &[
        (Self::SetUp, "set-up"),
        (Self::SignIn, "sign-in"),
        (Self::SignOut, "sign-out"),
        (Self::Refuse, "refuse"),
        (Self::Find, "find"),
        (Self::Open, "open"),
        (Self::Order, "order"),
        (Self::CancelJob, "cancel-job"),
        (Self::RetryJob, "retry-job"),
        (Self::Label, "label"),
        (Self::Download, "download"),
        (Self::View, "view"),
        (Self::AddUser, "add-user"),
        (Self::ChangeUser, "change-user"),
        (Self::ChangePassword, "change-password"),
        (Self::AddToken, "add-token"),
        (Self::RevokeToken, "revoke-token"),
        (Self::ReadAudit, "read-audit"),
        (Self::ListFilms, "list-films"),
        (Self::OpenFilms, "open-films"),
        (Self::DownloadFilms, "download-films"),
        (Self::AssignFilms, "assign-films"),
        (Self::TakeBackFilms, "take-back-films"),
        (Self::HoldFilms, "hold-films"),
        (Self::ReleaseFilms, "release-films"),
        (Self::CancelFilms, "cancel-films"),
        (Self::MoveFilms, "move-films"),
        (Self::PrintFilms, "print-films"),
        (Self::PrintWedge, "print-wedge"),
        (Self::KeepFilms, "keep-films"),
        (Self::DismissConflict, "dismiss-conflict"),
        (Self::ChangeSettings, "change-settings"),
        (Self::TestConnection, "test-connection"),
        (Self::LookAtMedium, "look-at-medium"),
        (Self::Import, "import"),
        (Self::CancelImport, "cancel-import"),
        (Self::RetryImport, "retry-import"),
        (Self::Send, "send"),
        (Self::CancelSend, "cancel-send"),
        (Self::RetrySend, "retry-send"),
        (Self::Record, "record-associations"),
        (Self::ReadRecording, "read-recording"),
        (Self::DeleteRecording, "delete-recording"),
        (Self::HandOver, "hand-over"),
        (Self::SeeSignature, "see-signature"),
    ];

    fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(action, _)| *action == self);
        found.map_or("", |(_, word)| word)
    }
}

/// What is written down.
#[derive(Debug, Clone)]
pub(crate) struct Deed {
    pub(crate) action: Action,
    pub(crate) is_success: bool,
    pub(crate) patients: Vec<String>,
    pub(crate) object: String,
}

impl Deed {
    pub(crate) fn done(action: Action) -> Self {
        Self {
            action,
            is_success: true,
            patients: Vec::new(),
            object: String::new(),
        }
    }

    pub(crate) fn refused(action: Action) -> Self {
        Self {
            is_success: false,
            ..Self::done(action)
        }
    }

    pub(crate) fn on(self, object: impl std::fmt::Display) -> Self {
        Self {
            object: object.to_string(),
            ..self
        }
    }

    pub(crate) fn of<'p>(self, patients: impl IntoIterator<Item = &'p str>) -> Self {
        let patients = patients.into_iter().take(MOST_PATIENTS).map(str::to_owned);
        Self {
            patients: patients.collect(),
            ..self
        }
    }
}

impl App {
    /// What the trail will have of it: for what is a row of the same database, and is there
    /// together with its entry or not at all.
    pub(crate) fn event(&self, visitor: &Visitor, deed: Deed) -> AuditEvent {
        self.event_by(visitor.who.name(), visitor, deed)
    }

    /// The same for somebody who has no session yet.
    pub(crate) fn event_by(&self, actor: String, visitor: &Visitor, deed: Deed) -> AuditEvent {
        AuditEvent {
            id: 0,
            moment: self.now(),
            actor,
            address: visitor.address.to_string(),
            action: deed.action.word().to_owned(),
            is_success: deed.is_success,
            patients: deed.patients,
            object: deed.object,
        }
    }

    /// Writes it down, then does it: nothing is done that the trail does not know. That it could
    /// not be done is written down after it.
    pub(crate) async fn noted<T>(
        &self,
        visitor: &Visitor,
        deed: Deed,
        work: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        let refused = Deed {
            is_success: false,
            ..deed.clone()
        };
        self.note(visitor, deed).await?;
        let done = work.await;
        if done.is_err() {
            self.note(visitor, refused).await?;
        }
        done
    }

    /// Writes it down; what cannot be written down is not answered.
    pub(crate) async fn note(&self, visitor: &Visitor, deed: Deed) -> Result<(), Failure> {
        self.note_by(visitor.who.name(), visitor, deed).await
    }

    /// The same for somebody who has no session yet.
    pub(crate) async fn note_by(
        &self,
        actor: String,
        visitor: &Visitor,
        deed: Deed,
    ) -> Result<(), Failure> {
        let event = self.event_by(actor, visitor, deed);
        Ok(self.archive().desk().audit(&event).await?)
    }
}
