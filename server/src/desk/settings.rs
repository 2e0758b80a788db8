//! The settings file as the desk shows and changes it.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use filmdesk_config::settings::Settings;
use filmdesk_web::{DiffLine, Refused, SettingsPreview, SettingsText};
use sha2::{Digest, Sha256};
use tracing::info;

use crate::jobs::Station;
use crate::shared::Shared;

/// Bytes of a file that the page changes: a form takes no more.
const LONGEST: usize = 200 << 10;
/// Lines that are compared one by one; a larger change is shown as old and new.
const COMPARED: usize = 2000;
/// Unchanged lines around a change.
const AROUND: usize = 3;
/// What stands for a password.
const STARS: &str = "********";

/// A text to settings: as at the start, with what the command line said.
pub(crate) type Resolve = dyn Fn(&str) -> Result<Settings, String> + Send + Sync;

/// Where the settings come from.
#[derive(Clone)]
pub struct SettingsFile {
    path: PathBuf,
    resolve: Arc<Resolve>,
    /// One change after the other.
    changing: Arc<Mutex<()>>,
}

impl fmt::Debug for SettingsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SettingsFile").field(&self.path).finish()
    }
}

/// What a text of settings changes.
pub(super) struct Change {
    settings: Settings,
    stations: Vec<Station>,
    pub(super) preview: SettingsPreview,
}

/// A part of the settings by its name in TOML, and whether two have it alike.
type Part = (&'static str, fn(&Settings, &Settings) -> bool);

/// Parts that hold after a restart alone.
const AFTER_RESTART: &[Part] = &[
    ("data-dir", |a, b| a.data_dir == b.data_dir),
    ("fonts", |a, b| a.font_folders == b.font_folders),
    ("render-workers", |a, b| {
        a.render_workers == b.render_workers
    }),
    ("[[listen]]", |a, b| a.listeners == b.listeners),
    ("[archive] folder", |a, b| {
        a.archive.folder == b.archive.folder
    }),
    ("[archive] database", |a, b| {
        a.archive.database == b.archive.database
    }),
    ("[archive] free-floor-mb", |a, b| {
        a.archive.free_floor_bytes == b.archive.free_floor_bytes
    }),
    ("[web] enabled", |a, b| a.web.enabled == b.web.enabled),
    ("[web] listen", |a, b| {
        a.web.listener.address == b.web.listener.address
    }),
    ("[web] tls", |a, b| a.web.listener.tls == b.web.listener.tls),
    ("[web] connections", |a, b| {
        a.web.connections == b.web.connections
    }),
];

impl SettingsFile {
    /// A file, and how its text becomes settings.
    pub(crate) fn new(path: PathBuf, resolve: Arc<Resolve>) -> Self {
        Self {
            path,
            resolve,
            changing: Arc::default(),
        }
    }

    fn text(&self) -> Result<String, Refused> {
        let text = fs::read_to_string(&self.path);
        text.map_err(|error| Refused(format!("{}: {error}", self.path.display())))
    }

    pub(super) fn read(&self) -> Result<SettingsText, Refused> {
        let text = self.text()?;
        Ok(SettingsText {
            file: self.path.display().to_string(),
            version: version(&text),
            text: masked(&text),
        })
    }

    /// What a text would change, if it is right.
    pub(super) fn preview(
        &self,
        wanted: &SettingsText,
        shared: &Shared,
    ) -> Result<Change, Refused> {
        let now = self.text()?;
        let text = unmasked(&wanted.text, &now)?;
        if text.len() > LONGEST {
            return Err(Refused(
                "the settings are too long for this page".to_owned(),
            ));
        }
        let settings = (self.resolve)(&text).map_err(Refused)?;
        let stations = Station::all(&settings.printers);
        let stations = stations.map_err(|error| Refused(error.to_string()))?;
        let different = AFTER_RESTART
            .iter()
            .filter(|(_, alike)| !alike(&shared.settings, &settings));
        let preview = SettingsPreview {
            lines: compared(&masked(&now), &masked(&text)),
            at_once: shared.live().different(&settings),
            after_restart: different.map(|(name, _)| *name).collect(),
        };
        Ok(Change {
            settings,
            stations,
            preview,
        })
    }

    /// Writes a text that is right, and puts in force what of it holds at once.
    pub(super) fn change(
        &self,
        wanted: &SettingsText,
        shared: &Shared,
    ) -> Result<SettingsPreview, Refused> {
        let _one_at_a_time = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let change = self.preview(wanted, shared)?;
        self.write(wanted)?;
        shared.put_in_force(&change.settings, change.stations);
        Ok(change.preview)
    }

    /// As a whole or not at all. The text before stays beside it.
    fn write(&self, wanted: &SettingsText) -> Result<(), Refused> {
        let now = self.text()?;
        if version(&now) != wanted.version {
            return Err(Refused(
                "the file was changed meanwhile: load the page again".to_owned(),
            ));
        }
        let text = unmasked(&wanted.text, &now)?;
        let written = replace(&self.path, &now, &text);
        written.map_err(|error| Refused(format!("{}: {error}", self.path.display())))?;
        info!("the settings were changed from the desk");
        Ok(())
    }
}

fn replace(path: &Path, before: &str, text: &str) -> io::Result<()> {
    // The file behind a link, which stays one.
    let path = &fs::canonicalize(path)?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let permissions = fs::metadata(path)?.permissions();
    for (name, text) in [(beside(path), before), (path.to_owned(), text)] {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().set_permissions(permissions.clone())?;
        file.as_file().sync_all()?;
        file.persist(name)?;
    }
    fs::File::open(folder)?.sync_all()
}

/// `filmdesk.toml.before`
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".before");
    PathBuf::from(name)
}

fn version(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The passwords of a text: where each stands.
fn passwords(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("://") {
        let start = from + at + 3;
        let end = text[start..].find(['/', '"', '\'', ' ', '\n']);
        let authority = &text[start..end.map_or(text.len(), |end| start + end)];
        if let Some(host) = authority.rfind('@')
            && let Some(colon) = authority[..host].find(':')
        {
            found.push(start + colon + 1..start + host);
        }
        from = start;
    }
    found
}

/// A text with stars for passwords in addresses.
pub(super) fn masked(text: &str) -> String {
    let mut masked = text.to_owned();
    for range in passwords(text).into_iter().rev() {
        masked.replace_range(range, STARS);
    }
    masked
}

/// A text with the passwords that `known` has for the same users and hosts; refused when it has
/// none there, for the stars would be taken for one.
fn unmasked(text: &str, known: &str) -> Result<String, Refused> {
    let around = |text: &str, range: &std::ops::Range<usize>| {
        let start = text[..range.start].rfind("://").unwrap_or_default();
        let rest = &text[range.end..];
        let end = rest.find(['/', '"', '\'', ' ', '\n']).unwrap_or(rest.len());
        (text[start..range.start].to_owned(), rest[..end].to_owned())
    };
    let secrets: Vec<_> = passwords(known)
        .into_iter()
        .map(|range| (around(known, &range), known[range].to_owned()))
        .collect();
    let mut whole = text.to_owned();
    for range in passwords(text).into_iter().rev() {
        if &text[range.clone()] != STARS {
            continue;
        }
        let place = around(text, &range);
        let Some((_, secret)) = secrets.iter().find(|(known, _)| *known == place) else {
            let (user, host) = place;
            return Err(Refused(format!(
                "the password of {user}{STARS}{host} is not known for this user and host: type it again"
            )));
        };
        whole.replace_range(range, secret);
    }
    Ok(whole)
}

/// What became of the lines, with a few around each change.
fn compared(old: &str, new: &str) -> Vec<DiffLine> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let alike = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - alike;
    let tail = old.iter().rev().zip(new.iter().rev());
    let alike_at_end = tail.take(rest).take_while(|(a, b)| a == b).count();
    let middle = (
        &old[alike..old.len() - alike_at_end],
        &new[alike..new.len() - alike_at_end],
    );
    let mut lines: Vec<DiffLine> = old[..alike].iter().map(|text| line("same", text)).collect();
    changes(middle.0, middle.1, &mut lines);
    let end = &old[old.len() - alike_at_end..];
    lines.extend(end.iter().map(|text| line("same", text)));
    near_changes(lines)
}

fn line(kind: &'static str, text: &str) -> DiffLine {
    DiffLine {
        kind,
        text: text.to_owned(),
    }
}

/// The shortest change, by the longest common subsequence.
fn changes(old: &[&str], new: &[&str], lines: &mut Vec<DiffLine>) {
    if old.len() > COMPARED || new.len() > COMPARED {
        lines.extend(old.iter().map(|text| line("removed", text)));
        lines.extend(new.iter().map(|text| line("added", text)));
        return;
    }
    let width = new.len() + 1;
    let mut common = vec![0_u16; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            common[a * width + b] = match old[a] == new[b] {
                true => common[(a + 1) * width + b + 1] + 1,
                false => common[(a + 1) * width + b].max(common[a * width + b + 1]),
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            lines.push(line("same", old[a]));
            (a, b) = (a + 1, b + 1);
        } else if b == new.len()
            || a < old.len() && common[(a + 1) * width + b] >= common[a * width + b + 1]
        {
            lines.push(line("removed", old[a]));
            a += 1;
        } else {
            lines.push(line("added", new[b]));
            b += 1;
        }
    }
}

fn near_changes(lines: Vec<DiffLine>) -> Vec<DiffLine> {
    let is_change = |at: usize| lines[at].kind != "same";
    let is_near = |at: usize| {
        let near = at.saturating_sub(AROUND)..(at + AROUND + 1).min(lines.len());
        near.into_iter().any(is_change)
    };
    let kept: Vec<bool> = (0..lines.len()).map(is_near).collect();
    let pairs = lines.into_iter().zip(kept);
    pairs
        .filter_map(|(line, kept)| kept.then_some(line))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_stars_and_come_back() {
        let text = "database = \"postgres://film:s3cr3t@db/film\"\nuri = \"ipp://printer/ipp\"\n";
        let shown = masked(text);
        assert_eq!(
            shown,
            "database = \"postgres://film:********@db/film\"\nuri = \"ipp://printer/ipp\"\n"
        );
        assert_eq!(unmasked(&shown, text).unwrap(), text);
        let elsewhere = shown.replace("@db", "@other");
        let refused = unmasked(&elsewhere, text).unwrap_err().0;
        assert!(
            refused.contains("@other"),
            "it goes nowhere else: {refused}"
        );
        let typed = elsewhere.replace(STARS, "new");
        assert_eq!(unmasked(&typed, text).unwrap(), typed);
    }

    #[test]
    fn a_change_is_shown_with_what_is_around_it() {
        let old: String = (0..20).map(|n| format!("{n}\n")).collect();
        let new = old.replace("10\n", "ten\n").replace("19\n", "");
        let told: Vec<String> = compared(&old, &new)
            .into_iter()
            .map(|line| format!("{}{}", &line.kind[..1], line.text))
            .collect();
        assert_eq!(
            told,
            [
                "s7", "s8", "s9", "r10", "aten", "s11", "s12", "s13", "s16", "s17", "s18", "r19"
            ]
        );
    }

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("filmdesk.toml");
        fs::write(&path, "old").unwrap();
        let resolve = |_: &str| Ok(filmdesk_config::default_settings(Path::new("")));
        let file = SettingsFile::new(path.clone(), Arc::new(resolve));
        let read = file.read().unwrap();
        let wanted = SettingsText {
            text: "new".to_owned(),
            ..read
        };
        file.write(&wanted).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_to_string(beside(&path)).unwrap(), "old");
        assert!(file.write(&wanted).is_err(), "the text is another one now");
        let link = folder.path().join("link.toml");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        replace(&link, "new", "newer").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
    }
}
