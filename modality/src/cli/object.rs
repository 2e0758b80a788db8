//! `filmdesk modality make|store`: objects of every modality, into a folder or to a storage SCP.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use filmdesk_dataset::Encoding;
use filmdesk_dataset::encode;
use filmdesk_dimse::ae_title::AeTitle;
use tokio::io::{AsyncRead, AsyncWrite};

use super::{CliError, host_and_port};
use crate::console::{Console, ConsoleConfig};
use crate::error::ConsoleError;
use crate::modality_code::MODALITY_CODES;
use crate::object::Identity;
use crate::store::proposals;
use crate::study::{Instance, Series};

/// Stands for every code of the table.
const ALL: &str = "ALL";
/// What is sent and written: what a disc takes without change (PS3.11 D.3.1).
const ENCODING: Encoding = Encoding::ExplicitLittle;

/// What is made.
#[derive(Debug, Args)]
struct Wanted {
    /// Modality (0008,0060) of the objects; ALL for each code there is
    #[arg(long, default_value = "CT", value_name = "CODE", value_parser = modality)]
    modality: String,
    /// How many of each
    #[arg(long, default_value_t = 1, value_name = "N")]
    count: u32,
    /// Rows and columns of images, where they are not to be small
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u16).range(2..=4096))]
    matrix: Option<u16>,
    /// Patient's name, such as Wang^XiaoDong=王^小东
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Patient ID
    #[arg(long, value_name = "ID")]
    patient: Option<String>,
    /// Study ID; another one makes another study
    #[arg(long, default_value = "1", value_name = "ID")]
    study: String,
    /// Specific Character Set of the objects, such as GB18030
    #[arg(long, default_value = "ISO_IR 192", value_name = "TERM")]
    character_set: String,
}

#[derive(Debug, Args)]
pub(super) struct MakeArgs {
    /// Folder to write to; each modality gets a folder of its own in it
    folder: PathBuf,
    #[command(flatten)]
    wanted: Wanted,
}

#[derive(Debug, Args)]
pub(super) struct StoreArgs {
    /// Address of the storage SCP
    #[arg(value_name = "HOST:PORT", value_parser = host_and_port)]
    to: String,
    /// AE title of the storage SCP
    #[arg(long, default_value = "FILMDESK", value_name = "AE")]
    called: AeTitle,
    /// AE title of this modality
    #[arg(long, default_value = "CT01", value_name = "AE")]
    calling: AeTitle,
    #[command(flatten)]
    wanted: Wanted,
}

fn modality(text: &str) -> Result<String, String> {
    let known = text == ALL || MODALITY_CODES.iter().any(|row| row.code == text);
    match known {
        true => Ok(text.to_owned()),
        false => Err(format!("{text:?} is no modality; CT and ALL are some")),
    }
}

impl Wanted {
    fn identity(&self) -> Identity {
        let mut identity = Identity {
            study_id: self.study.clone(),
            character_set: self.character_set.clone(),
            ..Identity::default()
        };
        let patient = &mut identity.patient;
        patient.name = self.name.clone().unwrap_or_else(|| patient.name.clone());
        patient.id = self.patient.clone().unwrap_or_else(|| patient.id.clone());
        identity
    }

    fn series(&self) -> Vec<Series<'_>> {
        let codes = MODALITY_CODES.iter().map(|row| row.code);
        let chosen = codes.filter(|code| self.modality == ALL || self.modality == *code);
        let series = chosen.zip(1..).filter_map(|(code, number)| {
            let matrix = self.matrix;
            Some(Series {
                matrix,
                ..Series::of(code, number, self.count)?
            })
        });
        series.collect()
    }
}

pub(super) fn make(args: &MakeArgs, out: &mut dyn Write) -> Result<(), CliError> {
    let identity = args.wanted.identity();
    let (mut files, mut bytes) = (0u64, 0u64);
    for series in args.wanted.series() {
        let folder = args.folder.join(series.modality);
        fs::create_dir_all(&folder)?;
        for instance in series.instances(&identity) {
            let file = instance.file(ENCODING)?;
            let name = format!("{:06}.dcm", instance.object.number);
            fs::write(folder.join(name), &file)?;
            files += 1;
            bytes += file.len() as u64;
        }
    }
    let folder = args.folder.display();
    writeln!(out, "{files} files, {bytes} bytes in {folder}")?;
    Ok(())
}

pub(super) async fn store<C, S>(
    args: &StoreArgs,
    connect: C,
    out: &mut dyn Write,
) -> Result<(), CliError>
where
    C: AsyncFn(&str) -> Result<S, ConsoleError>,
    S: AsyncRead + AsyncWrite + Unpin,
{
    let identity = args.wanted.identity();
    let series = args.wanted.series();
    let pairs = series.iter().map(|row| (row.iod.sop_class, ENCODING.uid()));
    let (mut stored, mut refused) = (0, 0);
    for contexts in proposals(pairs) {
        let mut config = ConsoleConfig::new(args.calling.clone(), args.called.clone(), &[]);
        let has = |row: &&Series<'_>| contexts.iter().any(|(uid, _)| *uid == *row.iod.sop_class);
        let mine: Vec<_> = series.iter().filter(has).copied().collect();
        config.proposal.contexts = contexts.clone();
        let mut console = Console::associate(connect(&args.to).await?, config).await?;
        for instance in mine.iter().flat_map(|row| row.instances(&identity)) {
            match send(&mut console, &instance, out).await? {
                true => stored += 1,
                false => refused += 1,
            }
        }
        console.release().await?;
    }
    writeln!(out, "{stored} stored at {}", args.to)?;
    match refused {
        0 => Ok(()),
        refused => Err(CliError::NotStored(refused)),
    }
}

/// Sends one; whether it was stored. Refusals are told.
async fn send<S: AsyncRead + AsyncWrite + Unpin>(
    console: &mut Console<S>,
    instance: &Instance<'_>,
    out: &mut dyn Write,
) -> Result<bool, CliError> {
    let name = instance.name(ENCODING);
    let (modality, class) = (instance.object.modality, instance.object.iod.name);
    if console
        .storage_context(&name.sop_class, &name.transfer_syntax)
        .is_none()
    {
        writeln!(out, "{modality}: {class} is not taken")?;
        return Ok(false);
    }
    let bytes = encode::encode(&instance.data_set(), ENCODING)?;
    let answer = console.store(&name, &mut bytes.as_slice()).await?;
    if !answer.is_success() {
        writeln!(
            out,
            "{modality}: {class} was answered with {}",
            answer.status
        )?;
    }
    Ok(answer.is_success())
}
