//! The command line: `filmdesk modality print|echo|habit|make|store`. The server's binary mounts
//! [`ModalityArgs`] and calls [`run`] with its faces and its way to connect (TCP or TLS).

mod object;
mod print;

use std::io::{self, Write};

use clap::{Args, Subcommand};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::service::VERIFICATION;
use filmdesk_fonts::Typesetter;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

pub use print::PrintArgs;

use crate::console::{Console, ConsoleConfig};
use crate::error::{ConsoleError, PrintError, SourceError};
use crate::habits::{self, Ending, HABITS, Habit, Kind};

/// Shown under `filmdesk modality --help`.
const EXAMPLES: &str = "\
Examples:
  filmdesk modality print --phantom ct --format 'STANDARD\\3,4'   a 12-on-1 film of a made-up CT
  filmdesk modality print --text annotate scans/                 a folder, the patient's name as annotation
  filmdesk modality print --color --phantom ultrasound           a colour film
  filmdesk modality print --phantom ruler --true-size            150 mm that measure 150 mm
  filmdesk modality echo --to imager:104 --called DRYSTAR        is a printer there?
  filmdesk modality habit --list                                 how consoles misbehave
  filmdesk modality habit agfa-nx                                prints as that console does
  filmdesk modality make discs/ --modality CT --count 300        300 slices as files
  filmdesk modality store pacs:104 --modality ALL                an object of every modality

Exit codes: 0 done, 1 failed, refused or not printed in time, 2 wrong command line.";

/// Emulates a modality: prints films, verifies, misbehaves.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ModalityArgs {
    #[command(subcommand)]
    command: ModalityCommand,
}

#[derive(Debug, Subcommand)]
enum ModalityCommand {
    /// Print DICOM files, folders or made-up images, as a real console does
    Print(Box<PrintArgs>),
    /// Verify a printer (C-ECHO)
    Echo(Peer),
    /// Play a habit of a console to a printer, or list them
    Habit(HabitArgs),
    /// Make objects of a modality, or of every one, as files
    Make(object::MakeArgs),
    /// Store objects of a modality, or of every one (C-STORE)
    Store(object::StoreArgs),
}

/// The printer, and who calls.
#[derive(Debug, Args)]
pub struct Peer {
    /// Address of the printer
    #[arg(long, default_value = "127.0.0.1:11112", value_name = "HOST:PORT", value_parser = host_and_port)]
    to: String,
    /// AE title of the printer
    #[arg(long, default_value = "FILMDESK", value_name = "AE")]
    called: AeTitle,
    /// AE title of this console
    #[arg(long, default_value = "CT01", value_name = "AE")]
    calling: AeTitle,
    /// Show the whole conversation
    #[arg(long, short)]
    verbose: bool,
}

#[derive(Debug, Args)]
struct HabitArgs {
    /// Which one; "all" plays them one after the other
    #[arg(required_unless_present = "list")]
    name: Option<String>,
    /// List the habits with their sources
    #[arg(long)]
    list: bool,
    /// Address of the printer
    #[arg(long, default_value = "127.0.0.1:11112", value_name = "HOST:PORT", value_parser = host_and_port)]
    to: String,
    /// AE title of the printer
    #[arg(long, default_value = "FILMDESK", value_name = "AE")]
    called: AeTitle,
}

/// An address as it is written, if it has the shape `host:port`: what connecting would say
/// of another one helps nobody.
///
/// # Errors
/// A text for the command line.
pub fn host_and_port(text: &str) -> Result<String, String> {
    let (host, port) = text.rsplit_once(':').unwrap_or((text, ""));
    match port.parse::<u16>() {
        Ok(1..) if !host.is_empty() => Ok(text.to_owned()),
        _ => Err("a host and a port are needed, as in 127.0.0.1:11112".to_owned()),
    }
}

/// A command that failed.
#[derive(Debug, Error)]
pub enum CliError {
    /// The association or a message.
    #[error(transparent)]
    Console(#[from] ConsoleError),
    /// The film.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// An image.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// C-ECHO was answered with something else than Success.
    #[error("C-ECHO was answered with {0}")]
    Echo(filmdesk_dimse::status::Status),
    /// A name that is no habit's.
    #[error("there is no habit {0:?}; `filmdesk modality habit --list` names them")]
    UnknownHabit(String),
    /// Habits that ended otherwise than they should.
    #[error("{0} habits broke the association")]
    Broken(usize),
    /// An object was not sent.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    /// Objects that the storage SCP did not take.
    #[error("{0} objects were not stored")]
    NotStored(usize),
    /// An object cannot be encoded.
    #[error(transparent)]
    Encode(#[from] filmdesk_dataset::encode::EncodeError),
    /// Standard output or a file cannot be written.
    #[error("writing failed: {0}")]
    Output(#[from] io::Error),
}

/// Opens a plain TCP connection, without delay of small segments.
///
/// # Errors
/// [`ConsoleError::Connect`]
pub async fn connect_tcp(address: &str) -> Result<TcpStream, ConsoleError> {
    let stream = TcpStream::connect(address)
        .await
        .map_err(|source| ConsoleError::Connect {
            address: address.to_owned(),
            source,
        })?;
    // Not fatal: without it answers only come later.
    drop(stream.set_nodelay(true));
    Ok(stream)
}

/// Runs the command. `typesetter` draws burnt-in text; `connect` opens a connection to
/// `host:port`, such as [`connect_tcp`]; what is to be told goes to `out`.
///
/// # Errors
/// [`CliError`], with a text for a person.
pub async fn run<C, S>(
    args: &ModalityArgs,
    typesetter: Typesetter,
    connect: C,
    out: &mut dyn Write,
) -> Result<(), CliError>
where
    C: AsyncFn(&str) -> Result<S, ConsoleError>,
    S: AsyncRead + AsyncWrite + Unpin,
{
    match &args.command {
        ModalityCommand::Print(args) => print::run(args, typesetter, connect, out).await,
        ModalityCommand::Echo(peer) => echo(peer, connect, out).await,
        ModalityCommand::Make(args) => object::make(args, out),
        ModalityCommand::Store(args) => object::store(args, connect, out).await,
        ModalityCommand::Habit(args) if args.list => list(out),
        ModalityCommand::Habit(args) => habit(args, connect, out).await,
    }
}

async fn echo<C, S>(peer: &Peer, connect: C, out: &mut dyn Write) -> Result<(), CliError>
where
    C: AsyncFn(&str) -> Result<S, ConsoleError>,
    S: AsyncRead + AsyncWrite + Unpin,
{
    let config = ConsoleConfig::new(peer.calling.clone(), peer.called.clone(), &[VERIFICATION]);
    let mut console = Console::associate(connect(&peer.to).await?, config).await?;
    let answer = console.echo().await?;
    let transcript = console.release().await?;
    if peer.verbose {
        writeln!(out, "{transcript}")?;
    }
    writeln!(out, "{} at {}: {}", peer.called, peer.to, answer.status)?;
    match answer.is_success() {
        true => Ok(()),
        false => Err(CliError::Echo(answer.status)),
    }
}

fn list(out: &mut dyn Write) -> Result<(), CliError> {
    for habit in HABITS {
        let seen = match habit.kind {
            Kind::Console => habit.console,
            Kind::Fault => "fault",
        };
        writeln!(
            out,
            "{} ({seen})\n    {}\n    {}",
            habit.name, habit.what, habit.source
        )?;
    }
    Ok(())
}

async fn habit<C, S>(args: &HabitArgs, connect: C, out: &mut dyn Write) -> Result<(), CliError>
where
    C: AsyncFn(&str) -> Result<S, ConsoleError>,
    S: AsyncRead + AsyncWrite + Unpin,
{
    let name = args.name.as_deref().unwrap_or_default();
    let chosen: Vec<&Habit> = match name {
        "all" => HABITS.iter().collect(),
        name => habits::by_name(name).into_iter().collect(),
    };
    if chosen.is_empty() {
        return Err(CliError::UnknownHabit(name.to_owned()));
    }
    let mut broken = 0;
    for habit in chosen {
        let report = habit
            .run(&args.called, async || connect(&args.to).await)
            .await?;
        writeln!(
            out,
            "{} ({})\n{}",
            habit.name, habit.console, report.transcript
        )?;
        if let Ending::Broken(error) = report.ending {
            broken += 1;
            writeln!(out, "! {error}")?;
        }
        writeln!(out)?;
    }
    match broken {
        0 => Ok(()),
        broken => Err(CliError::Broken(broken)),
    }
}
