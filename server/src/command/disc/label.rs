//! `filmdesk disc label`: what is printed on a disc that was made, on its case, on a sheet.

use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum};
use filmdesk_archive::medium::open_path;
use filmdesk_config::settings::Settings;
use filmdesk_fonts::Typesetter;
use filmdesk_media::dicomdir::{self, Directory};
use filmdesk_media::label::{self, Code, Form, HUB_MM, LabelInput, Marking};
use filmdesk_media::medium::{Medium, OpenOptions};
use filmdesk_media::pdi::Language;

use crate::command::Outcome;
use crate::command::source::SettingsArgs;
use crate::{disc, faces};

const EXAMPLES: &str = "\
Examples:
  filmdesk disc label --disc patient.iso --out label.pdf
  filmdesk disc label --disc /dev/sr0 --qr https://example.org/d/1 --out label.png --dpi 600
  filmdesk disc label --disc patient.iso --form a4 --language zh-Hans --out sheet.pdf

Patients and examinations are those of the disc's DICOMDIR; institution and logo those of the
settings ([disc.institution]). An --out that ends in .png or .jpg is a picture for disc printers.";

/// Largest logo file that is read; the label itself takes less.
const MAX_LOGO: u64 = 16 << 20;

/// `filmdesk disc label`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct LabelArgs {
    /// The disc: an image, a folder, a drive or a DICOMDIR
    #[arg(long, value_name = "PATH")]
    disc: PathBuf,
    /// The label: .pdf, .png or .jpg
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
    /// What is printed on
    #[arg(long, value_enum, default_value = "disc")]
    form: FormArg,
    /// Resolution of a picture, dots per inch
    #[arg(long, value_name = "DPI", default_value_t = 300)]
    dpi: u32,
    /// Diameter of the disc's part that takes no print, mm: 22 to 46
    #[arg(long, value_name = "MM", default_value_t = *HUB_MM.end())]
    hub: f64,
    /// A QR code of this text
    #[arg(long, value_name = "TEXT", group = "code")]
    qr: Option<String>,
    /// A Code 128 bar code of this text
    #[arg(long, value_name = "TEXT", group = "code")]
    code128: Option<String>,
    /// Which disc of how many, as 1/2
    #[arg(long, value_name = "N/M", value_parser = parse_number, default_value = "1/1")]
    number: (usize, usize),
    /// Language of the words: en, zh-Hans [default: that of the settings]
    #[arg(long, value_name = "LANGUAGE", value_parser = parse_language)]
    language: Option<Language>,
    /// Settings file (TOML); without it the defaults hold
    #[arg(short, long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormArg {
    /// The disc's face, 120 x 120 mm
    Disc,
    /// The insert of a jewel case, 121 x 120 mm
    Insert,
    /// A sheet of A4
    A4,
}

fn parse_language(tag: &str) -> Result<Language, String> {
    Language::find(tag).ok_or_else(|| {
        let tags: Vec<_> = Language::ALL
            .iter()
            .map(|language| language.tag())
            .collect();
        format!("the languages are {}", tags.join(", "))
    })
}

fn parse_number(text: &str) -> Result<(usize, usize), String> {
    let parts = text
        .split_once('/')
        .and_then(|(n, of)| Some((n.parse().ok()?, of.parse().ok()?)));
    parts
        .filter(|(number, count)| (1..=*count).contains(number))
        .ok_or_else(|| "a number is as 1/2: this disc, of how many".to_owned())
}

/// Writes the label.
pub(super) fn run(args: &LabelArgs) -> Outcome {
    let source = SettingsArgs {
        config: args.config.clone(),
        listen: Vec::new(),
        data: None,
    };
    let settings = source.settings()?;
    let input = input(args, &settings)?;
    let (setter, _) = Typesetter::new(faces::find(&settings.font_folders).faces);
    let bytes = encoded(args, &input, &setter)?;
    std::fs::write(&args.out, bytes)
        .with_context(|| format!("{}: not written", args.out.display()))?;
    println!("{}", args.out.display());
    Ok(())
}

fn encoded(args: &LabelArgs, input: &LabelInput, setter: &Typesetter) -> anyhow::Result<Vec<u8>> {
    let extension = args
        .out
        .extension()
        .unwrap_or_default()
        .to_ascii_lowercase();
    Ok(match extension.to_str() {
        Some("pdf") => label::pdf(input, setter)?,
        Some("png") => label::png(input, setter, args.dpi)?,
        Some("jpg" | "jpeg") => label::jpeg(input, setter, args.dpi)?,
        _ => {
            return Err(anyhow!(
                "{}: a label is a .pdf, .png or .jpg",
                args.out.display()
            ));
        }
    })
}

fn input(args: &LabelArgs, settings: &Settings) -> anyhow::Result<LabelInput> {
    let medium = open_path(&args.disc, &OpenOptions::default())?;
    let directory = directory(medium.as_ref()).with_context(|| args.disc.display().to_string())?;
    let institution = &settings.disc.institution;
    let contact = [institution.address.as_str(), institution.contact.as_str()];
    let contact = contact
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    let (qr, bars) = (
        args.qr.clone().map(Code::Qr),
        args.code128.clone().map(Code::Code128),
    );
    Ok(LabelInput {
        form: match args.form {
            FormArg::Disc => Form::Disc,
            FormArg::Insert => Form::Insert,
            FormArg::A4 => Form::A4,
        },
        patients: label::patients_of(&directory),
        institution: institution.name.clone(),
        contact: contact.join(" · "),
        logo: institution.logo.as_deref().map(read_logo).transpose()?,
        marking: Some(marking(medium.as_ref())?),
        code: qr.or(bars),
        made: disc::now(),
        number: args.number.0,
        count: args.number.1,
        file_set_id: directory.file_set_id(),
        language: args
            .language
            .or_else(|| Language::find(&settings.disc.language))
            .unwrap_or_default(),
        hub_mm: args.hub,
    })
}

fn directory(medium: &dyn Medium) -> anyhow::Result<Directory> {
    let entries = medium.entries()?;
    let path = entries.iter().map(|entry| &entry.path).find(|path| {
        path.components().len() == 1
            && path.components()[0].eq_ignore_ascii_case(dicomdir::FILE_NAME)
    });
    let path = path.ok_or_else(|| anyhow!("there is no DICOMDIR"))?;
    let mut file = medium.open(path)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(dicomdir::read(file)?)
}

/// INDEX.HTM in the root makes a disc one with pages (IHE RAD TF-3 4.47).
fn marking(medium: &dyn Medium) -> std::io::Result<Marking> {
    let has_pages = medium.entries()?.iter().any(|entry| {
        entry.path.components().len() == 1
            && entry.path.components()[0].eq_ignore_ascii_case("INDEX.HTM")
    });
    Ok(if has_pages {
        Marking::DicomPlusWeb
    } else {
        Marking::DicomOnly
    })
}

fn read_logo(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).with_context(|| format!("logo {}", path.display()))?;
    file.take(MAX_LOGO).read_to_end(&mut bytes)?;
    Ok(bytes)
}
