//! `filmdesk disc label`: what is printed on a disc that was made, on its case, on a sheet.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum};
use filmdesk_archive::medium::open_path;
use filmdesk_config::settings::Settings;
use filmdesk_fonts::Typesetter;
use filmdesk_media::dicomdir;
use filmdesk_media::label::{self, Code, Form, HUB_MM, LabelInput, LabelPatient, Marking};
use filmdesk_media::medium::{Medium, OpenOptions};
use filmdesk_media::pdi::Language;
use filmdesk_media::timestamp::Timestamp;
use filmdesk_media::volume::VolumePath;

use super::order_args::{self, WhatArgs};
use crate::command::Outcome;
use crate::command::source::SettingsArgs;
use crate::disc::Places;
use crate::{disc, faces};

const EXAMPLES: &str = "\
Examples:
  filmdesk disc label --disc patient.iso --out label.pdf
  filmdesk disc label --disc /dev/sr0 --qr https://example.org/d/1 --out label.png --dpi 600
  filmdesk disc label --disc patient.iso --form a4 --language zh-Hans --out sheet.pdf
  filmdesk disc label --patient 4711 --out label.pdf     of a disc that is still to be made

Patients, examinations and the day are those of the disc; institution and logo those of the
settings ([disc.institution]). An --out that ends in .png or .jpg is a picture for disc printers.";

/// Largest logo file that is read; the label itself takes less.
const MAX_LOGO: u64 = 16 << 20;

/// `filmdesk disc label`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct LabelArgs {
    /// A disc that is there: an image, a folder, a drive or a DICOMDIR
    #[arg(long, value_name = "PATH", group = "what")]
    disc: Option<PathBuf>,
    #[command(flatten)]
    what: WhatArgs,
    /// Of a disc that is still to be made: its File-set ID
    #[arg(long, value_name = "ID", conflicts_with = "disc")]
    file_set_id: Option<String>,
    /// Of a disc that is still to be made: it has no pages for people
    #[arg(long, conflicts_with = "disc")]
    dicom_only: bool,
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
    /// Folder of all durable state [default: ./filmdesk-data]
    #[arg(short, long, value_name = "DIR")]
    data: Option<PathBuf>,
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
        desk: None,
        data: args.data.clone(),
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

/// What a label says of its disc.
struct Facts {
    patients: Vec<LabelPatient>,
    marking: Marking,
    made: Timestamp,
    file_set_id: String,
}

/// Of a disc that is there.
fn of_disc(path: &Path) -> anyhow::Result<Facts> {
    let medium = open_path(path, &OpenOptions::default())?;
    let directory =
        dicomdir::read_of(medium.as_ref()).with_context(|| path.display().to_string())?;
    Ok(Facts {
        patients: label::patients_of(&directory),
        marking: marking(medium.as_ref())?,
        made: made(path, medium.as_ref())?,
        file_set_id: directory.file_set_id(),
    })
}

/// The day on which a disc was made: the medium's own, of a folder that of its DICOMDIR.
fn made(path: &Path, medium: &dyn Medium) -> anyhow::Result<Timestamp> {
    if let Some(created) = medium.created() {
        return Ok(created);
    }
    let mut files = medium.entries()?.into_iter().map(|entry| entry.path);
    let is_index = |file: &VolumePath| file.components().len() == 1 && dicomdir::is_name(file);
    let place = match files.find(is_index) {
        Some(file) if path.is_dir() => path.join(&file.components()[0]),
        _ => path.to_path_buf(),
    };
    // An image that does not say it was written when its file was.
    disc::written(&place).with_context(|| place.display().to_string())
}

/// Of a disc that is still to be made.
fn of_order(args: &LabelArgs, settings: &Settings) -> anyhow::Result<Facts> {
    let what = args.what.what().ok_or_else(|| {
        anyhow!("say whose label: --disc PATH, --patient ID, --study UID or --from FOLDER")
    })?;
    let (archive, sources) = order_args::sources(&what, settings)?;
    let contents =
        disc::contents(&sources, Places(archive.as_ref())).map_err(order_args::advised)?;
    Ok(Facts {
        patients: label::patients(&contents),
        marking: match args.dicom_only {
            true => Marking::DicomOnly,
            false => Marking::DicomPlusWeb,
        },
        made: disc::now(),
        file_set_id: args.file_set_id.clone().unwrap_or_default(),
    })
}

fn input(args: &LabelArgs, settings: &Settings) -> anyhow::Result<LabelInput> {
    let facts = match &args.disc {
        Some(path) => of_disc(path)?,
        None => of_order(args, settings)?,
    };
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
        patients: facts.patients,
        institution: institution.name.clone(),
        contact: contact.join(" · "),
        logo: institution.logo.as_deref().map(read_logo).transpose()?,
        marking: Some(facts.marking),
        code: qr.or(bars),
        made: facts.made,
        number: args.number.0,
        count: args.number.1,
        file_set_id: facts.file_set_id,
        language: args
            .language
            .or_else(|| Language::find(&settings.disc.language))
            .unwrap_or_default(),
        hub_mm: args.hub,
    })
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
