//! The pages of IHE_PDI: a page per study, pages of pictures per series, reports, documents.

use std::collections::HashMap;
use std::fmt::Write;

use super::html::{date, escape, link, page as html_page, row, table};
use super::index::{footer, header, patient_lines, title};
use super::report::Line;
use super::{Kept, KeptPicture, PdiInput, bytes, path_of};
use crate::contents::{InstanceEntry, PatientEntry, SeriesEntry, StudyEntry};
use crate::instance::Key;
use crate::volume::{Content, VolumeFile};

/// Pictures on a page: one screen or two, loaded at once from a slow drive.
const ON_PAGE: usize = 24;
/// The folder of the pages.
const FOLDER: &str = "ihe_pdi";
/// The folder of documents that are no pages.
const OTHER: &str = "other";

/// Pages made, with their files.
#[derive(Default)]
pub(super) struct Pages {
    pages: Vec<VolumeFile>,
    pictures: Vec<VolumeFile>,
    studies: HashMap<String, String>,
    documents: Vec<String>,
}

impl Pages {
    /// The link from the root to a study's page.
    pub(super) fn of_study(&self, uid: &str) -> Option<&str> {
        self.studies.get(uid).map(String::as_str)
    }

    /// Links from the root to documents.
    pub(super) fn documents(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(String::as_str)
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
pub(super) fn pages(input: &PdiInput<'_>, kept: &HashMap<Key, Kept>) -> Pages {
    let mut pages = Pages::default();
    let mut number = 0;
    for patient in &input.contents.patients {
        for study in &patient.studies {
            number += 1;
            let folder = format!("{FOLDER}/st{number:06}");
            pages
                .studies
                .insert(study.uid.clone(), format!("{folder}/index.htm"));
            let maker = Maker {
                input,
                kept,
                patient,
                study,
                folder,
            };
            maker.study(&mut pages);
        }
    }
    pages
}

struct Maker<'a> {
    input: &'a PdiInput<'a>,
    kept: &'a HashMap<Key, Kept>,
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
            "{}<h2>{} {}</h2>\n{}<p class=\"nav\">{}</p>\n",
            patient_lines(words, self.patient, 2),
            escape(&date(&self.study.date)),
            escape(&title(self.study)),
            table(&head, &rows),
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
            (false, _) => series.description.clone(),
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
            "{}<h2>{} {} {}{number}</h2>\n<p class=\"quiet\">{} {}</p>\n<p class=\"nav\">{nav}</p>\n<ul class=\"grid\">\n{}</ul>\n<p class=\"nav\">{nav}</p>\n",
            patient_lines(words, self.patient, 2),
            escape(&series.modality),
            series.number,
            escape(&series.description),
            escape(&date(&self.study.date)),
            escape(&title(self.study)),
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
                    items.push(self.report(series, lines, items.len(), folder, pages))
                }
                Some(Kept::Document(extension, work, length)) => {
                    items.push(self.document(extension, *work, *length, pages));
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
        let mut caption = format!("{} {}", words.image, instance.number);
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
            "{} {} {}, {caption}",
            series.modality, series.number, series.description
        );
        format!(
            "<li><a href=\"{name}\"><img src=\"{name}\" width=\"{width}\" height=\"{height}\" alt=\"{}\"/></a><span>{caption}</span></li>\n",
            escape(&alt),
        )
    }

    fn thinned(&self, instance: &InstanceEntry, shown: usize) -> Option<String> {
        let words = self.input.language.words();
        let thinned = u64::from(instance.frames) > shown as u64;
        thinned.then(|| format!("<li><span>{}</span></li>\n", words.thinned))
    }

    fn report(
        &self,
        series: &SeriesEntry,
        lines: &[Line],
        index: usize,
        folder: &str,
        pages: &mut Pages,
    ) -> String {
        let words = self.input.language.words();
        let name = format!("r{:06}.htm", index + 1);
        let (first, rest) = lines
            .split_first()
            .map_or((words.report, lines), |(first, rest)| {
                (first.name.as_str(), rest)
            });
        let body: String = rest.iter().map(report_line).collect();
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
        pages.page(&format!("{folder}/{name}"), self.html(&main));
        let title = if first.is_empty() {
            words.report
        } else {
            first
        };
        let _ = series;
        format!("<li>{}</li>\n", link(&name, title))
    }

    fn document(&self, extension: &str, work: u64, length: u64, pages: &mut Pages) -> String {
        let words = self.input.language.words();
        let name = format!("{OTHER}/d{:06}.{extension}", pages.documents.len() + 1);
        pages.work(&name, work, length);
        let to = format!("../../../{name}");
        pages.documents.push(name);
        format!(
            "<li>{} ({})</li>\n",
            link(&to, words.document),
            extension.to_uppercase()
        )
    }

    fn listed(&self, instance: &InstanceEntry) -> String {
        let words = self.input.language.words();
        let class = instance.record.term();
        format!(
            "<li>{} {}<br/><span>{}</span></li>\n",
            escape(class),
            instance.number,
            words.listed
        )
    }

    fn html(&self, main: &str) -> String {
        let input = self.input;
        let title = format!("{} · {}", title(self.study), input.language.words().title);
        html_page(input.language, &title, &header(input), main, &footer(input))
    }
}

/// The deepest indentation that the style knows; deeper lines stand below one another.
const DEEPEST: usize = 6;

/// A line; what has no name is its value alone, what has neither only groups others.
fn report_line(line: &Line) -> String {
    let level = line.depth.saturating_sub(1).min(DEEPEST);
    let part = |element: &str, text: String| match (text.is_empty(), level) {
        (true, _) => String::new(),
        (false, 0) => format!("<{element}>{text}</{element}>"),
        (false, level) => format!("<{element} class=\"l{level}\">{text}</{element}>"),
    };
    let value: Vec<_> = line.value.lines().map(escape).collect();
    let line = part("dt", escape(&line.name)) + &part("dd", value.join("<br/>"));
    if line.is_empty() { line } else { line + "\n" }
}
