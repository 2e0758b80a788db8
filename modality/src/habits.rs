//! How consoles misbehave, or surprise: each habit is a conversation that runs against any
//! printer. Those of [`Kind::Console`] were seen in the field and name their public source;
//! those of [`Kind::Fault`] name the clause that they bend.

mod steps;
mod table;

use filmdesk_dataset::Tag;
use filmdesk_dimse::ae_title::AeTitle;
use tokio::io::{AsyncRead, AsyncWrite};

pub use table::HABITS;

use crate::console::{Console, ConsoleConfig, EventAnswer, WireOddities};
use crate::error::ConsoleError;
use crate::transcript::Transcript;

/// Whether a habit was seen, or is a fault that may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Seen at a console in the field; the source is public.
    Console,
    /// No console is named; the source is the clause that is bent.
    Fault,
}

/// A habit.
#[derive(Debug, Clone, Copy)]
pub struct Habit {
    /// Its name on the command line.
    pub name: &'static str,
    /// Seen, or possible.
    pub kind: Kind,
    /// The console, as far as the source tells.
    pub console: &'static str,
    /// What it does.
    pub what: &'static str,
    /// Where that is written.
    pub source: &'static str,
    profile: Profile,
    steps: &'static [Step],
}

/// How a console introduces itself and writes.
#[derive(Debug, Clone, Copy)]
struct Profile {
    calling: &'static str,
    implementation: Option<(&'static str, &'static str)>,
    max_pdu: u32,
    abstract_syntaxes: &'static [&'static str],
    transfer_syntaxes: &'static [&'static str],
    fragment: Option<usize>,
    oddities: WireOddities,
    event_answer: EventAnswer,
}

/// How an N-CREATE names its instance.
#[derive(Debug, Clone, Copy)]
enum Naming {
    /// No Affected SOP Instance UID: the printer makes one.
    Absent,
    /// Affected SOP Instance UID of zero length.
    Empty,
    /// A UID of the console's own.
    Own,
}

/// The pixels of an N-SET.
#[derive(Debug, Clone, Copy)]
enum Pixel {
    Gray8,
    Gray12,
    /// 16 bits allocated, 8 stored, High Bit 7.
    Gray8In16,
    Rgb,
}

/// What goes wrong with a data set.
#[derive(Debug, Clone, Copy)]
enum Blemish {
    /// A group length (gggg,0000) that is not the group's.
    GroupLength,
    /// Data Set Trailing Padding (FFFC,FFFC) at the end.
    TrailingPadding,
}

/// A step of a conversation. A status of failure does not end it.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// C-ECHO in an association of its own, by another implementation version name.
    EchoApart(&'static str),
    Echo,
    /// Through the Meta SOP class, where several contexts serve.
    Prefer(&'static str),
    /// Goes on only if the class was accepted; releases otherwise.
    Require(&'static str),
    GetPrinter(&'static [Tag]),
    CreatePrinter,
    CreateSession(Naming),
    CreateLut(&'static str),
    CreateFilm {
        format: &'static str,
        naming: Naming,
    },
    /// Optional attributes of zero length: the printer's defaults are meant.
    CreateFilmWithEmptyAttributes(&'static str),
    /// A Film Session N-SET whose data set has a blemish.
    SetSession(Blemish),
    /// N-SETs of the boxes at these positions, in this order.
    SetImages(&'static [u16], Pixel),
    /// Half of an N-SET's data set, then the connection is closed.
    VanishWithinImage,
    Annotate(&'static str),
    PrintFilm,
    /// Aborts when the response names another instance than the film.
    PrintFilmStrictly,
    /// N-ACTION without Requested SOP Instance UID.
    PrintFilmUnnamed,
    PrintSession,
    GetJob,
    /// Waits for an end of the jobs, as long as it takes or 60 s.
    AwaitJobs,
    /// Stays for two seconds while events come, then goes on.
    Linger,
    DeleteFilm,
    /// N-DELETE without Requested SOP Instance UID.
    DeleteSessionUnnamed,
    DeleteSession,
    /// A second N-CREATE of a Film Session while the first one is there.
    CreateSecondSession,
    /// Two requests at once, the second with the Message ID of the first.
    PipelineDuplicate,
    Abort,
    Vanish,
}

/// How a conversation ended.
#[derive(Debug)]
pub enum Ending {
    /// The console released the association.
    Released,
    /// The console aborted it, or closed the connection, as is its habit.
    Left,
    /// It broke in another way than the habit is.
    Broken(ConsoleError),
}

/// What was said.
#[derive(Debug)]
pub struct HabitReport {
    /// Every line.
    pub transcript: Transcript,
    /// The end of it.
    pub ending: Ending,
    /// UIDs of the Print Jobs that the printer made.
    pub jobs: Vec<String>,
}

/// The habit of a name.
pub fn by_name(name: &str) -> Option<&'static Habit> {
    HABITS.iter().find(|habit| habit.name == name)
}

impl Habit {
    /// Plays the habit to the printer `called`. `connect` opens a connection to it; some
    /// consoles open two, one after the other.
    ///
    /// # Errors
    /// [`ConsoleError`] when there is no association at all; what breaks later is in the report.
    pub async fn run<C, S>(&self, called: &AeTitle, connect: C) -> Result<HabitReport, ConsoleError>
    where
        C: AsyncFn() -> Result<S, ConsoleError>,
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let mut before = Transcript::default();
        let mut steps = self.steps;
        if let [Step::EchoApart(version), rest @ ..] = steps {
            before = self.echo_apart(version, called, &connect).await?;
            steps = rest;
        }
        let config = self.config(called)?;
        let console = Console::associate(connect().await?, config).await?;
        let mut report = steps::play(console, steps).await;
        report.transcript = before.followed_by(&report.transcript);
        Ok(report)
    }

    async fn echo_apart<C, S>(
        &self,
        version: &str,
        called: &AeTitle,
        connect: &C,
    ) -> Result<Transcript, ConsoleError>
    where
        C: AsyncFn() -> Result<S, ConsoleError>,
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let mut config = self.config(called)?;
        config
            .proposal
            .contexts
            .retain(|(uid, _)| *uid == *filmdesk_dimse::service::VERIFICATION);
        version.clone_into(&mut config.settings().implementation_version_name);
        let mut console = Console::associate(connect().await?, config).await?;
        console.echo().await?;
        console.release().await
    }

    /// How this console introduces itself to `called`.
    fn config(&self, called: &AeTitle) -> Result<ConsoleConfig, ConsoleError> {
        let Profile {
            calling,
            abstract_syntaxes,
            transfer_syntaxes,
            ..
        } = self.profile;
        let calling = AeTitle::parse(calling)?;
        let mut config = ConsoleConfig::with_syntaxes(
            calling,
            called.clone(),
            abstract_syntaxes,
            transfer_syntaxes,
        );
        config.event_answer = self.profile.event_answer;
        config.oddities = self.profile.oddities;
        let settings = config.settings();
        settings.max_pdu = self.profile.max_pdu;
        settings.send_fragment = self.profile.fragment;
        if let Some((class, version)) = self.profile.implementation {
            class.clone_into(&mut settings.implementation_class_uid);
            version.clone_into(&mut settings.implementation_version_name);
        }
        Ok(config)
    }
}
