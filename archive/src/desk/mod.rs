//! What the front desk must remember: users, sessions, tokens, whose films are whose, which
//! modalities called, and the audit trail.
//!
//! Passwords come as hashes that were made above, sessions and tokens as SHA-256 of what only the
//! browser or program has: nothing here lets anybody in. The ID token of an OpenID provider's user,
//! which names the session to that provider when it ends, lets nobody in either.

pub(crate) mod audit;
mod films;
mod hand_over;
mod openid;
mod peers;
mod sessions;
mod tokens;
mod users;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;

use crate::index::database::Pool;
use crate::index::query::PatientSummary;
pub use hand_over::HandOver;
pub use openid::Identity;
pub use peers::{
    AskedContext, Complaint, ComplaintKind, Disputed, NotedComplaint, PeerNews, PeerSeen, PeerTally,
};

/// Names a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UserId(pub i64);

/// Names a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TokenId(pub i64);

/// SHA-256 of a session's cookie or of a token.
pub type KeyHash = [u8; 32];

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Makes discs.
    Desk,
    /// Makes discs, looks after films.
    Radiographer,
    /// Steers all; sees the audit trail.
    Administrator,
    /// Sees the audit trail, changes nothing.
    Auditor,
}

impl Role {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Desk,
        Self::Radiographer,
        Self::Administrator,
        Self::Auditor,
    ];

    /// In one word, as it is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Radiographer => "radiographer",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// The role of this word.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// A user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The index's name.
    pub id: UserId,
    /// The name to sign in with, lower case.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Argon2id in PHC form.
    pub password: String,
    /// May not sign in.
    pub is_disabled: bool,
    /// Wrong passwords since the last right one.
    pub failures: u32,
    /// Until when no password is looked at.
    pub locked_until: OffsetDateTime,
    /// Since when.
    pub created: OffsetDateTime,
    /// The OpenID provider that knows them; empty for those with a password here.
    pub issuer: String,
}

impl User {
    /// Whether an OpenID provider knows them, not a password here.
    pub fn is_of_provider(&self) -> bool {
        !self.issuer.is_empty()
    }
}

/// A token of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The index's name.
    pub id: TokenId,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Since when.
    pub created: OffsetDateTime,
    /// Who made it.
    pub created_by: String,
}

/// Something that was done, or tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// A number that grows.
    pub id: i64,
    /// When.
    pub moment: OffsetDateTime,
    /// Who.
    pub actor: String,
    /// From where.
    pub address: String,
    /// What, in one word.
    pub action: String,
    /// Whether it was done.
    pub is_success: bool,
    /// The Patient IDs that were shown or used.
    pub patients: Vec<String>,
    /// On what: a job, a user.
    pub object: String,
}

/// Whose films a print job is of, as a person said.
#[derive(Debug, Clone, PartialEq)]
pub struct FilmPatient {
    /// SOP Instance UID of the Print Job.
    pub job: String,
    /// The patient as they were then.
    pub patient: PatientSummary,
    /// Who said so.
    pub actor: String,
    /// When.
    pub moment: OffsetDateTime,
}

/// Why nothing was changed.
#[derive(Debug, Error)]
pub enum DeskError {
    /// The name is another user's.
    #[error("there is a user of this name")]
    NameTaken,
    /// No such user, token, or patient of films.
    #[error("there is no such user, token or patient of films")]
    NotThere,
    /// Without an administrator nobody could make one.
    #[error("the last administrator stays one")]
    LastAdministrator,
    /// There is an administrator: set-up is over.
    #[error("set-up is over: there is an administrator")]
    SetUp,
    /// The disc is somebody's already.
    #[error("this disc was handed over already")]
    HandedOver,
    /// The index failed.
    #[error("the index failed: {0}")]
    Index(#[from] sqlx::Error),
    /// What an older or newer version wrote.
    #[error("the index holds an unknown role")]
    UnknownRole,
}

/// Users, sessions, tokens, patients of films, audit trail. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Desk {
    pool: Pool,
}

impl Desk {
    pub(crate) fn new(pool: Pool) -> Self {
        Self { pool }
    }

    /// The desk for one thing that is to be in the audit trail: it is done and written down, or
    /// neither.
    pub fn noting(&self, event: AuditEvent) -> Self {
        Self::new(self.pool.noting(event))
    }
}

fn role(word: &str) -> Result<Role, DeskError> {
    Role::find(word).ok_or(DeskError::UnknownRole)
}
