//! The pages of IHE_PDI: a page per study, pages of pictures per series, reports, documents.

use std::collections::HashMap;
use std::fmt::Write;

use super::html::{date, escape, link, page as html_page, row, table};
use super::index::{footer, header, patient_lines, patient_part, title};
use super::report::{self, Line};
use super::words::Words;
use super::{Kept, KeptPicture, PdiInput, bytes, path_of};
use crate::contents::{InstanceEntry, PatientEntry, SeriesEntry, StudyEntry};
use crate::instance::Key;
use crate::record::RecordType;
use crate::volume::{Content, VolumeFile};

/// Pictures on a page: one screen or two, loaded at once from a slow drive.
const ON_PAGE: usize = 24;
/// The folder of the pages.
const FOLDER: &str = "ihe_pdi";
/// The page from which all others can be reached without INDEX.HTM.
pub(super) const ENTRY: &str = "ihe_pdi/index.htm";
/// The folder of documents that are no pages.
const OTHER: &str = "other";

/// Pages made, with their files.
#[derive(Debug, Default)]
pub struct Pages {
    pages: Vec<VolumeFile>,
    pictures: Vec<VolumeFile>,
    studies: HashMap<String, String>,
    /// Links from the root, with what they lead to.
    documents: Vec<(String, String)>,
    links: HashMap<Key, String>,
}

impl Pages {
    /// Links from the root to the pages and files that instances have of their own.
    pub fn links(&self) -> &HashMap<Key, String> {
        &self.links
    }

    /// The link from the root to a study's page.
    pub(super) fn of_study(&self, uid: &str) -> Option<&str> {
        self.studies.get(uid).map(String::as_str)
    }

    /// Links from the root to documents, and their titles.
    pub(super) fn documents(&self) -> impl Iterator<Item = (&str, &str)> {
        let documents = self.documents.iter();
        documents.map(|(to, title)| (to.as_str(), title.as_str()))
    }

    /// Pages first, then pictures: a drive seeks little while one reads.
    pub(super) fn into_files(self) -> impl Iterator<Item = VolumeFile> {
        self.pages.into_iter().chain(self.pictures)
    }

    fn page(&mut self, path: &str, text: String) {
        self.pages.push(bytes(path, text.into_bytes().into()));
    }

    fn work(&mut self, path: &str, work: u64, length: u64) {
        self.pictures.push(VolumeFile {
            path: path_of(path),
            length,
            content: Content::Work(work),
        });
    }
}

/// Makes all pages.
pub fn pages(input: &PdiInput<'_>, kept: &HashMap<Key, Kept>) -> Pages {
    let mut pages = Pages::default();
    let places = Places::of(input);
    let patients = input.contents.patients.iter();
    let studies =
        patients.flat_map(|patient| patient.studies.iter().map(move |study| (patient, study)));
    for (number, (patient, study)) in studies.enumerate() {
        let folder = study_folder(number);
        pages
            .studies
            .insert(study.uid.clone(), format!("{folder}/index.htm"));
        let maker = Maker {
            input,
            kept,
            places: &places,
            patient,
            study,
            folder,
        };
        maker.study(&mut pages);
    }
    let entry = entry(input, &pages);
    pages.page(ENTRY, entry);
    pages
}

fn study_folder(number: usize) -> String {
    format!("{FOLDER}/st{:06}", number + 1)
}

/// The patients and their studies.
fn entry(input: &PdiInput<'_>, pages: &Pages) -> String {
    let words = input.language.words();
    let patients = input.contents.patients.iter();
    let mut main: String = patients
        .map(|patient| patient_part(input, patient, pages, "../"))
        .collect();
    let readme = link("../readme.txt", words.readme);
    let _ = writeln!(main, "<p class=\"nav\">{readme}</p>");
    let title = format!("{} · {}", words.studies, words.title);
    let (header, footer) = (header(input), footer(input));
    html_page(input.language, &title, &header, &main, &footer, None)
}

/// Where instances are shown: the pages to which reports refer.
struct Places<'a>(HashMap<&'a str, (String, String)>);

impl<'a> Places<'a> {
    fn of(input: &'a PdiInput<'_>) -> Self {
        let words = input.language.words();
        let patients = input.contents.patients.iter();
        let studies = patients.flat_map(|patient| &patient.studies);
        let series = studies.enumerate().flat_map(|(number, study)| {
            let folder = study_folder(number);
            let all = study.series.iter().enumerate();
            all.map(move |(index, series)| (format!("{folder}/se{:06}", index + 1), series))
        });
        let instances = series.flat_map(|(folder, series)| {
            series.instances.iter().map(move |instance| {
                let name = name_of(words, instance.record);
                let title = format!(
                    "{} {} · {name} {}",
                    series.modality, series.number, instance.number
                );
                let to = format!("{folder}/p000001.htm");
                (instance.sop_instance.as_str(), (to, title))
            })
        });
        Self(instances.collect())
    }

    /// A link from a page three levels down, if the text is the UID of an instance of the disc.
    fn link(&self, text: &str) -> Option<String> {
        let (to, title) = self.0.get(text)?;
        Some(link(&format!("../../../{to}"), title))
    }
}

/// What people call the object of a record.
fn name_of(words: &Words, record: RecordType) -> &'static str {
    match record {
        RecordType::Image => words.image,
        RecordType::SrDocument | RecordType::KeyObjectDoc => words.report,
        RecordType::EncapDoc => words.document,
        RecordType::Waveform => words.waveform,
        RecordType::Presentation | RecordType::WfPresentation => words.presentation,
        _ => words.object,
    }
}

struct Maker<'a> {
    input: &'a PdiInput<'a>,
    kept: &'a HashMap<Key, Kept>,
    places: &'a Places<'a>,
    patient: &'a PatientEntry,
    study: &'a StudyEntry,
    folder: String,
}

impl Maker<'_> {
    fn study(&self, pages: &mut Pages) {
        let words = self.input.language.words();
        let series = self.study.series.iter().enumerate();
        let rows: String = series
            .map(|(index, series)| self.series(index + 1, series, pages))
            .collect();
        let head = ["", words.series, words.modality, words.images];
        let main = format!(
            "{}<h2>{} · {}</h2>\n<p class=\"nav\">{}</p>\n{}<p class=\"nav\">{}</p>\n",
            patient_lines(words, self.patient, 2),
            escape(&date(&self.study.date)),
            escape(&title(words, self.study)),
            link("../index.htm", words.back),
            table("series", &head, &rows),
            link("../../readme.txt", words.readme),
        );
        pages.page(&format!("{}/index.htm", self.folder), self.html(&main));
    }

    /// Makes a series' pages; gives its row in the study's table.
    fn series(&self, number: usize, series: &SeriesEntry, pages: &mut Pages) -> String {
        let words = self.input.language.words();
        let folder = format!("{}/se{number:06}", self.folder);
        let shown = self.shown(series, &folder, pages);
        let count = shown.len().div_ceil(ON_PAGE);
        for (index, items) in shown.chunks(ON_PAGE).enumerate() {
            let main = self.series_page(series, items, index + 1, count);
            pages.page(&format!("{folder}/p{:06}.htm", index + 1), self.html(&main));
        }
        let words_of = match (series.description.is_empty(), series.body_part.is_empty()) {
            (false, _) => series.description.replace('^', " "),
            (true, false) => series.body_part.clone(),
            _ => format!("{} {}", words.series, series.number),
        };
        let to = format!("se{number:06}/p000001.htm");
        row(&[
            series.number.to_string(),
            link(&to, &words_of),
            escape(&series.modality),
            series.instances.len().to_string(),
        ])
    }

    fn series_page(
        &self,
        series: &SeriesEntry,
        items: &[String],
        page: usize,
        pages: usize,
    ) -> String {
        let words = self.input.language.words();
        let mut nav = vec![link("../index.htm", words.back)];
        if page > 1 {
            nav.push(link(&format!("p{:06}.htm", page - 1), words.previous));
        }
        if page < pages {
            nav.push(link(&format!("p{:06}.htm", page + 1), words.next));
        }
        let number = if pages > 1 {
            format!(" · {} {page}/{pages}", words.page)
        } else {
            String::new()
        };
        format!(
            "{}<h2>{} {} {}{number}</h2>\n<p class=\"quiet\">{} · {}</p>\n<p class=\"nav\">{nav}</p>\n<ul class=\"grid\">\n{}</ul>\n<p class=\"nav\">{nav}</p>\n",
            patient_lines(words, self.patient, 2),
            escape(&series.modality),
            series.number,
            escape(&series.description.replace('^', " ")),
            escape(&date(&self.study.date)),
            escape(&title(words, self.study)),
            items.concat(),
            nav = nav.join(" "),
        )
    }

    /// What a series' pages show, an item each.
    fn shown(&self, series: &SeriesEntry, folder: &str, pages: &mut Pages) -> Vec<String> {
        let mut items = Vec::new();
        let mut pictures = 0;
        for instance in &series.instances {
            match self.kept.get(&instance.key) {
                Some(Kept::Pictures(kept)) => {
                    for picture in kept {
                        pictures += 1;
                        let name = format!("i{pictures:06}.jpg");
                        pages.work(&format!("{folder}/{name}"), picture.work, picture.length);
                        items.push(self.picture(series, instance, picture, &name));
                    }
                    items.extend(self.thinned(instance, kept.len()));
                }
                Some(Kept::Report(lines)) => {
                    let name = format!("r{:06}.htm", items.len() + 1);
                    let link = format!("{folder}/{name}");
                    items.push(self.report(lines, &link, &name, pages));
                    pages.links.insert(instance.key, link);
                }
                Some(Kept::Document(extension, work, length)) => {
                    items.push(self.document(extension, *work, *length, pages));
                    let link = pages.documents.last().map(|(to, _)| to.clone());
                    pages.links.extend(link.map(|link| (instance.key, link)));
                }
                Some(Kept::Listed) | None => items.push(self.listed(instance)),
            }
        }
        items
    }

    fn picture(
        &self,
        series: &SeriesEntry,
        instance: &InstanceEntry,
        picture: &KeptPicture,
        name: &str,
    ) -> String {
        let words = self.input.language.words();
        let is_waveform = instance.record == RecordType::Waveform;
        let mut caption = format!("{} {}", name_of(words, instance.record), instance.number);
        if instance.frames > 1 {
            let _ = write!(
                caption,
                ", {} {}/{}",
                words.frame,
                picture.frame + 1,
                instance.frames
            );
        }
        let (width, height) = (picture.width, picture.height);
        let alt = format!(
            "{} {} {}",
            series.modality, series.number, series.description
        );
        let alt = format!("{}, {caption}", alt.trim_end());
        let class = if is_waveform { " class=\"wide\"" } else { "" };
        format!(
            "<li{class}><a href=\"{name}\"><img src=\"{name}\" width=\"{width}\" height=\"{height}\" alt=\"{}\"/></a><span>{caption}</span></li>\n",
            escape(&alt),
        )
    }

    fn thinned(&self, instance: &InstanceEntry, shown: usize) -> Option<String> {
        let words = self.input.language.words();
        let thinned = u64::from(instance.frames) > shown as u64;
        thinned.then(|| format!("<li><span>{}</span></li>\n", words.thinned))
    }

    fn report(&self, lines: &[Line], path: &str, name: &str, pages: &mut Pages) -> String {
        let words = self.input.language.words();
        let (first, rest) = lines
            .split_first()
            .map_or((words.report, lines), |(first, rest)| {
                (first.name.as_str(), rest)
            });
        let body: String = rest
            .iter()
            .map(|line| report_line(line, self.places))
            .collect();
        let main = format!(
            "{}<h2>{}</h2>\n<p class=\"nav\">{}</p>\n<dl class=\"report\">\n{body}</dl>\n",
            patient_lines(words, self.patient, 2),
            escape(if first.is_empty() {
                words.report
            } else {
                first
            }),
            link("p000001.htm", words.back),
        );
        // An empty list is no list (XHTML 1.0).
        let main = if body.is_empty() {
            main.replace("<dl class=\"report\">\n</dl>\n", "")
        } else {
            main
        };
        pages.page(path, self.html(&main));
        let title = if first.is_empty() {
            words.report
        } else {
            first
        };
        format!("<li>{}</li>\n", link(name, title))
    }

    fn document(&self, extension: &str, work: u64, length: u64, pages: &mut Pages) -> String {
        let words = self.input.language.words();
        let name = format!("{OTHER}/d{:06}.{extension}", pages.documents.len() + 1);
        pages.work(&name, work, length);
        let to = format!("../../../{name}");
        let title = format!(
            "{} {}, {}, {}",
            extension.to_uppercase(),
            title(words, self.study),
            date(&self.study.date),
            report::shown(&self.patient.name)
        );
        pages.documents.push((name, title));
        format!(
            "<li>{} ({})</li>\n",
            link(&to, words.document),
            extension.to_uppercase()
        )
    }

    fn listed(&self, instance: &InstanceEntry) -> String {
        let words = self.input.language.words();
        format!(
            "<li>{} {}<br/><span>{}</span></li>\n",
            name_of(words, instance.record),
            instance.number,
            words.listed
        )
    }

    fn html(&self, main: &str) -> String {
        let input = self.input;
        let words = input.language.words();
        let title = format!("{} · {}", title(words, self.study), words.title);
        let (header, footer) = (header(input), footer(input));
        html_page(input.language, &title, &header, main, &footer, None)
    }
}

/// The deepest indentation that the style knows; deeper lines stand below one another.
const DEEPEST: usize = 6;

/// A line; what has no name is its value alone, what has neither only groups others.
/// Instances of the disc are links to their pages.
fn report_line(line: &Line, places: &Places<'_>) -> String {
    let level = line.depth.saturating_sub(1).min(DEEPEST);
    let part = |element: &str, text: String| match (text.is_empty(), level) {
        (true, _) => String::new(),
        (false, 0) => format!("<{element}>{text}</{element}>"),
        (false, level) => format!("<{element} class=\"l{level}\">{text}</{element}>"),
    };
    let lines = || line.value.lines().map(escape).collect::<Vec<_>>();
    let value = places
        .link(&line.value)
        .unwrap_or_else(|| lines().join("<br/>"));
    let line = part("dt", escape(&line.name)) + &part("dd", value);
    if line.is_empty() { line } else { line + "\n" }
}
