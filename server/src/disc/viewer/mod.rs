//! What the viewer reads: every image decoded once, into scripts of the work folder.

mod display;
mod font;
mod frames;
mod keys;
mod thin;
mod video;

use std::collections::{BTreeSet, HashMap};
use std::io::{self, BufReader};

use filmdesk_media::contents::InstanceEntry;
use filmdesk_media::file_set::FileSetVolume;
use filmdesk_media::instance::Key;
use filmdesk_media::viewer::chunk::{Chunks, Script};
use filmdesk_media::viewer::index::{Absent, Encoding, Index};
use filmdesk_media::viewer::{self, FrameError, Parts, Plan, PlannedStack, Surveyed, Thinning};
use filmdesk_media::volume::{Content, VolumeFile, VolumePath};
use rayon::prelude::*;

use self::frames::{Frames, at_once};
use super::make::Making;
use super::pages::keep;
use super::plan::made;
use super::watch::Stage;
pub(super) use display::driving_levels;
pub(super) use font::font;
pub(super) use thin::thinner;

/// Headers looked through between two looks at the watch.
const SURVEYED_AT_ONCE: usize = 64;
/// Frames that did not come out which are named; more are counted.
const MAX_NOTES: usize = 100;
/// Where the viewer's files are.
const FOLDER: &str = "viewer";

/// A volume's viewer.
pub(super) struct Viewer {
    /// The index.
    pub(super) index: Index,
    /// Its files, in the order in which they are read.
    pub(super) files: Vec<VolumeFile>,
    /// Bytes of each stack's chunks; none of stacks that need all their frames.
    pub(super) sizes: Vec<Option<u64>>,
    /// The characters of its parts.
    pub(super) characters: BTreeSet<char>,
}

/// Makes the viewer's files of a volume; `links` are the pages that instances have.
pub(super) fn viewer(
    making: &Making<'_>,
    number: usize,
    file_set: &FileSetVolume,
    links: &HashMap<Key, String>,
    thin: &Thinning,
) -> io::Result<Viewer> {
    let contents = &file_set.contents;
    let surveyed = survey(making, &contents.instances().collect::<Vec<_>>())?;
    let mut plan = Plan::of(contents, surveyed, thin);
    let frames = plan.stacks.iter();
    let frames = frames.map(|stack| u64::from(stack.stack.frames)).sum();
    making.shop.watch.begin(Stage::Viewing, number, frames);
    let instances = contents.instances();
    let mut writer = Writer {
        making,
        paths: instances.map(|entry| (entry.key, &entry.path)).collect(),
        chunks: Chunks::new(making.shop.settings.viewer.text),
        files: Files::default(),
        failed: Vec::new(),
        sizes: Vec::new(),
        chosen: Vec::new(),
        done: 0,
    };
    for stack in &mut plan.stacks {
        writer.stack(stack)?;
    }
    for (stack, frames) in writer.chosen.drain(..) {
        plan.keep(stack, &frames);
    }
    let mut parts = Parts::default();
    let (mut index, tables) = viewer::index(contents, plan, links, &mut parts);
    index.chunks = writer.chunks.count();
    index.parts = parts.count();
    index.notes.extend(writer.notes());
    let characters = parts.characters();
    writer.parts(parts, &tables)?;
    Ok(Viewer {
        index,
        files: writer.files.in_order(),
        sizes: writer.sizes,
        characters,
    })
}

/// A file of the viewer, its bytes in the work folder.
fn file(making: &Making<'_>, name: &str, bytes: &[u8]) -> io::Result<VolumeFile> {
    let (number, length) = keep(making, bytes)?;
    Ok(named(name, number, length))
}

/// A file of the viewer that is in the work folder.
fn named(name: &str, work: u64, length: u64) -> VolumeFile {
    let path = format!("{FOLDER}/{name}");
    VolumeFile {
        path: VolumePath::parse(&path).unwrap_or_else(|_| unreachable!("{path} is made here")),
        length,
        content: Content::Work(work),
    }
}

fn survey(making: &Making<'_>, instances: &[&InstanceEntry]) -> io::Result<HashMap<Key, Surveyed>> {
    let mut surveyed = HashMap::with_capacity(instances.len());
    for chunk in instances.chunks(SURVEYED_AT_ONCE) {
        let looked: io::Result<Vec<_>> = chunk
            .par_iter()
            .map(|entry| {
                let mut reader = BufReader::new(making.open(entry.key)?);
                Ok((entry.key, viewer::survey(&mut reader, entry)))
            })
            .collect();
        surveyed.extend(looked?);
        if making.shop.watch.is_cancelled() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
    Ok(surveyed)
}

/// The viewer's files by what they are for.
#[derive(Default)]
struct Files {
    thumbnails: Vec<VolumeFile>,
    /// Parts without which no stack is shown.
    tables: Vec<VolumeFile>,
    /// The first chunk of each stack.
    first: Vec<VolumeFile>,
    /// All other chunks, stack after stack.
    chunks: Vec<VolumeFile>,
    /// What is read when it is asked for.
    later: Vec<VolumeFile>,
    videos: Vec<VolumeFile>,
}

impl Files {
    /// As a page reads them: a drive then hardly seeks.
    fn in_order(self) -> Vec<VolumeFile> {
        let Self {
            thumbnails,
            tables,
            first,
            chunks,
            later,
            videos,
        } = self;
        let on_demand = made(
            &format!("{FOLDER}/o0000001"),
            viewer::ON_DEMAND.as_bytes().into(),
        );
        let before = thumbnails.into_iter().chain(tables).chain(first);
        let after = chunks
            .into_iter()
            .chain([on_demand])
            .chain(later)
            .chain(videos);
        before.chain(after).collect()
    }

    fn chunk_bytes(&self) -> u64 {
        let chunks = self.first.iter().chain(&self.chunks);
        chunks.map(|file| file.length).sum()
    }
}

/// The files while they are made.
struct Writer<'a> {
    making: &'a Making<'a>,
    /// Paths on the volume, for notes.
    paths: HashMap<Key, &'a VolumePath>,
    chunks: Chunks,
    files: Files,
    /// Frames that did not come out, and why.
    failed: Vec<String>,
    sizes: Vec<Option<u64>>,
    /// Stacks of which some frames alone are there, and these.
    chosen: Vec<(usize, Vec<usize>)>,
    done: u64,
}

impl Writer<'_> {
    fn stack(&mut self, planned: &mut PlannedStack) -> io::Result<()> {
        let before = self.files.chunk_bytes();
        match planned.form.encoding {
            Encoding::Video => self.video(planned)?,
            Encoding::Absent => {}
            _ => self.pixels(planned)?,
        }
        let bytes = self.files.chunk_bytes() - before;
        self.sizes.push(planned.thins().then_some(bytes));
        Ok(())
    }

    fn pixels(&mut self, planned: &mut PlannedStack) -> io::Result<()> {
        let frames = Frames::of(self.making, planned)?;
        let order = planned.load_order();
        for batch in order.chunks(at_once(&planned.form)) {
            let wanted: Vec<_> = batch.iter().map(|frame| planned.sources[*frame]).collect();
            let encoded = frames.encode(self.making, &planned.form, &wanted)?;
            for ((key, frame), bytes) in wanted.into_iter().zip(encoded) {
                let bytes = bytes.unwrap_or_else(|error| self.missing(key, frame, &error));
                let closed = self.chunks.push(&bytes);
                self.keep(closed)?;
            }
            self.step(batch.len())?;
        }
        let (last, listed) = self.chunks.end_stack();
        self.keep(last)?;
        planned.stack.chunks = listed;
        planned.stack.thumbnail = self.thumbnail(planned, order[0])?;
        Ok(())
    }

    /// A video is a file of its own; one that cannot be made is named.
    fn video(&mut self, planned: &mut PlannedStack) -> io::Result<()> {
        let (key, _) = planned.sources[0];
        match video::mp4(self.making, key, planned.stack.rate)? {
            Ok(made) => {
                if let Some(jpeg) = video::still(self.making, made.work)? {
                    planned.stack.thumbnail = Some(self.keep_thumbnail(&jpeg)?);
                }
                let name = format!("m{:07}.mp4", self.files.videos.len() + 1);
                self.files.videos.push(named(&name, made.work, made.length));
                planned.stack.rate = made.rate.or(planned.stack.rate);
                planned.stack.video = Some(format!("{FOLDER}/{name}"));
            }
            Err(_) if self.keys(planned)? => {}
            Err(reason) => {
                let path = self.paths.get(&key).map(ToString::to_string);
                planned.stack.encoding = Encoding::Absent;
                planned.stack.absent = Some(Absent {
                    format: planned.form.format.unwrap_or_default().to_owned(),
                    file: path.unwrap_or_default(),
                    reason,
                });
            }
        }
        self.step(planned.sources.len())
    }

    /// Notes a frame that did not come out; the stack goes on without it.
    fn missing(&mut self, key: Key, frame: u32, error: &FrameError) -> Vec<u8> {
        let path = self.paths.get(&key).map(ToString::to_string);
        let path = path.unwrap_or_default();
        self.failed
            .push(format!("{path} ({}): @badFrame ({error})", frame + 1));
        Vec::new()
    }

    /// The frames that did not come out, in words.
    fn notes(&mut self) -> Vec<String> {
        let more = self.failed.len().saturating_sub(MAX_NOTES);
        let mut notes: Vec<_> = self.failed.drain(..).take(MAX_NOTES).collect();
        notes.extend((more > 0).then(|| format!("+ {more}")));
        notes
    }

    fn keep(&mut self, closed: Option<Script>) -> io::Result<()> {
        let Some(script) = closed else {
            return Ok(());
        };
        let file = file(
            self.making,
            &format!("c{:07}", script.number),
            &script.bytes,
        )?;
        match script.first {
            true => self.files.first.push(file),
            false => self.files.chunks.push(file),
        }
        Ok(())
    }

    fn parts(&mut self, parts: Parts, tables: &[u32]) -> io::Result<()> {
        for (script, number) in parts.into_scripts().into_iter().zip(1..) {
            let file = file(self.making, &format!("j{number:07}"), &script)?;
            match tables.contains(&number) {
                true => self.files.tables.push(file),
                false => self.files.later.push(file),
            }
        }
        Ok(())
    }

    fn thumbnail(&mut self, planned: &PlannedStack, frame: usize) -> io::Result<Option<String>> {
        let (key, frame) = planned.sources[frame];
        let jpeg = frames::thumbnail(self.making, key, frame, &planned.form)?;
        jpeg.map(|jpeg| self.keep_thumbnail(&jpeg)).transpose()
    }

    fn keep_thumbnail(&mut self, jpeg: &[u8]) -> io::Result<String> {
        let name = format!("t{:07}.jpg", self.files.thumbnails.len() + 1);
        let file = file(self.making, &name, jpeg)?;
        self.files.thumbnails.push(file);
        Ok(format!("{FOLDER}/{name}"))
    }

    fn step(&mut self, frames: usize) -> io::Result<()> {
        self.done += frames as u64;
        match self.making.shop.watch.step(self.done).is_break() {
            true => Err(io::ErrorKind::Interrupted.into()),
            false => Ok(()),
        }
    }
}
