//! The narrative of a CDA document (HL7 CDA R2 4.3.5): titles and texts of its sections as lines.
//! A reader of tags, no parser: what is not well-formed is read as far as it can be.

use super::super::index::DocumentLine;
use super::document::{MAX_LINES, line};

/// Sections inside one another that indent.
const MAX_LEVEL: usize = 8;
/// The root of every CDA document.
const ROOT: &str = "ClinicalDocument";

/// Title and lines; none when the bytes are no CDA document.
pub(super) fn page(bytes: &[u8]) -> Option<(String, Vec<DocumentLine>)> {
    let text = String::from_utf8_lossy(bytes);
    let mut page = Page::default();
    let mut found = false;
    for token in Tokens(&text) {
        match token {
            Token::Start(name) => {
                found |= name == ROOT;
                page.start(name);
            }
            Token::End(name) => page.end(name),
            Token::Text(text) => page.text(&text),
        }
    }
    page.flush();
    found.then_some((page.title, page.lines))
}

/// Elements that begin a line of their own (NarrativeBlock.xsd).
const LINES: &[&str] = &[
    "paragraph",
    "item",
    "tr",
    "caption",
    "list",
    "table",
    "br",
    "text",
];
/// Elements between which there is a gap in a line.
const CELLS: &[&str] = &["td", "th"];

#[derive(Default)]
struct Page {
    title: String,
    lines: Vec<DocumentLine>,
    /// Sections around.
    level: usize,
    in_title: bool,
    in_text: usize,
    pending: String,
}

impl Page {
    fn start(&mut self, name: &str) {
        match name {
            "section" => {
                self.flush();
                self.level += 1;
            }
            "title" => self.in_title = true,
            "text" => self.in_text += 1,
            _ if CELLS.contains(&name) && !self.pending.trim().is_empty() => {
                self.pending.push_str(" · ")
            }
            _ => {}
        }
        if LINES.contains(&name) {
            self.flush();
        }
    }

    fn end(&mut self, name: &str) {
        if name == "title" {
            self.end_title();
        }
        if LINES.contains(&name) {
            self.flush();
        }
        match name {
            "section" => self.level = self.level.saturating_sub(1),
            "text" => self.in_text = self.in_text.saturating_sub(1),
            _ => {}
        }
    }

    fn end_title(&mut self) {
        self.in_title = false;
        let title = one_line(&std::mem::take(&mut self.pending));
        if self.level == 0 && self.title.is_empty() {
            self.title = title;
        } else if self.lines.len() < MAX_LINES && !title.is_empty() {
            self.lines.push(line(self.depth(), &title, ""));
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_title || self.in_text > 0 {
            self.pending.push_str(text);
        }
    }

    fn flush(&mut self) {
        let text = one_line(&std::mem::take(&mut self.pending));
        if !text.is_empty() && self.lines.len() < MAX_LINES {
            self.lines.push(line(self.depth() + 1, "", &text));
        }
    }

    /// A section's title is at its own depth, its text below.
    fn depth(&self) -> usize {
        self.level.saturating_sub(1).min(MAX_LEVEL)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Pieces of XML; names without their prefix.
enum Token<'a> {
    Start(&'a str),
    End(&'a str),
    Text(String),
}

/// What is passed over as a whole, by its beginning and end.
const SKIPPED: &[(&str, &str)] = &[("<!--", "-->"), ("<?", "?>"), ("<!DOCTYPE", ">")];
const CDATA: (&str, &str) = ("<![CDATA[", "]]>");

struct Tokens<'a>(&'a str);

impl<'a> Tokens<'a> {
    /// What is up to `end`; all that is left when it does not come.
    fn until(&mut self, end: &str) -> &'a str {
        let at = self.0.find(end).unwrap_or(self.0.len());
        let found = &self.0[..at];
        self.0 = self.0.get(at + end.len()..).unwrap_or_default();
        found
    }

    fn tag(&mut self) -> Token<'a> {
        let tag = self.until(">");
        let tag = &tag[1..];
        let (closing, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let name = tag
            .split(|c: char| c.is_whitespace() || c == '/')
            .next()
            .unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default();
        // An empty element opens nothing; as a line end it counts all the same.
        match closing || tag.ends_with('/') {
            true if !closing && !LINES.contains(&name) => Token::Text(String::new()),
            true if !closing && name == "text" => Token::Text(String::new()),
            true => Token::End(name),
            false => Token::Start(name),
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some((_, end)) = SKIPPED.iter().find(|(start, _)| self.0.starts_with(start)) {
            self.until(end);
            return Some(Token::Text(String::new()));
        }
        if let Some(rest) = self.0.strip_prefix(CDATA.0) {
            self.0 = rest;
            return Some(Token::Text(self.until(CDATA.1).to_owned()));
        }
        match self.0.chars().next()? {
            '<' => Some(self.tag()),
            _ => {
                let at = self.0.find('<').unwrap_or(self.0.len());
                let (text, rest) = self.0.split_at(at);
                self.0 = rest;
                Some(Token::Text(unescaped(text)))
            }
        }
    }
}

/// The entities that XML has of itself.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
];

fn unescaped(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once(';').unwrap_or(("", piece));
        match entity(name) {
            Some(character) => out.push(character),
            None => {
                out.push('&');
                out.push_str(name);
            }
        }
        out.push_str(rest);
    }
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(hex) = name.strip_prefix("#x") {
        return char::from_u32(u32::from_str_radix(hex, 16).ok()?);
    }
    if let Some(decimal) = name.strip_prefix('#') {
        return char::from_u32(decimal.parse().ok()?);
    }
    let known = ENTITIES.iter().find(|(known, _)| *known == name);
    known.map(|(_, character)| *character)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &[u8] = b"<?xml version=\"1.0\"?><!-- <title>no</title> -->\
        <ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>Good &amp; plain</title><id root=\"1\"/>\
        <component><structuredBody><component><section><code/><title>Findings</title><text>\
        <paragraph>A &lt; B<br/>next</paragraph><table><tr><th>x</th><td>1</td></tr></table>\
        <list><item>one</item><item><content>two</content></item></list></text>\
        <component><section><title>Deeper</title><text>x &#65;</text></section></component>\
        </section></component></structuredBody></component></ClinicalDocument>";

    #[test]
    fn sections_become_lines() {
        let (title, lines) = page(SAMPLE).expect("a CDA document");
        assert_eq!(title, "Good & plain");
        let shown: Vec<_> = lines
            .iter()
            .map(|line| format!("{} {}|{}", line.level, line.name, line.value))
            .collect();
        let expected = [
            "0 Findings|",
            "1 |A < B",
            "1 |next",
            "1 |x \u{b7} 1",
            "1 |one",
            "1 |two",
            "1 Deeper|",
            "2 |x A",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_is_cut_is_read_as_far_as_it_goes() {
        for end in 0..SAMPLE.len() {
            let cut = page(&SAMPLE[..end]);
            assert!(cut.is_none_or(|(_, lines)| lines.len() <= 8));
        }
        assert!(page(b"<html><title>x</title></html>").is_none());
        assert!(page(b"&#x;<&<").is_none());
    }
}
