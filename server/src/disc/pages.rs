//! The pages of a volume: previews rendered in parallel into work files, then the pages around
//! them.

use std::collections::HashMap;
use std::io::{self, BufReader, Write};
use std::sync::PoisonError;

use filmdesk_media::contents::InstanceEntry;
use filmdesk_media::file_set::FileSetVolume;
use filmdesk_media::instance::Key;
use filmdesk_media::pdi::{self, Institution, Kept, KeptPicture, PdiInput, Picture, Rendition};
use filmdesk_media::viewer::index::{Disc, Index};
use filmdesk_media::viewer::{Thinning, no_room, page, thinned};
use filmdesk_media::volume::{VolumeFile, VolumePath};
use rayon::prelude::*;

use super::error::DiscError;
use super::make::Making;
use super::viewer::{self, viewer};
use super::watch::Stage;

/// Instances rendered between two looks at the watch: their pictures are in memory, some 16 of
/// 100 KB each at most.
const AT_ONCE: usize = 16;

/// The descriptor of the file-set.
pub(super) fn readme() -> VolumePath {
    VolumePath::parse("README").unwrap_or_else(|_| unreachable!("a name"))
}

/// Pages of a volume, and what the viewer on it reads.
pub(super) struct Front<'a> {
    making: &'a Making<'a>,
    number: usize,
    count: usize,
    pub(super) file_set: &'a FileSetVolume,
    kept: HashMap<Key, Kept>,
    /// By name and reason; without a name on a disc without identities.
    left_out: Vec<(String, String)>,
}

/// The files of a [`Front`].
pub(super) struct Fronted {
    pub(super) files: Vec<VolumeFile>,
    /// Bytes of each stack that the viewer has; none without a viewer.
    pub(super) stacks: Option<Vec<Option<u64>>>,
}

impl<'a> Front<'a> {
    /// Renders the previews.
    pub(super) fn render(
        making: &'a Making<'a>,
        number: usize,
        count: usize,
        file_set: &'a FileSetVolume,
    ) -> Result<Self, DiscError> {
        let instances: Vec<&InstanceEntry> = file_set.contents.instances().collect();
        let kept =
            render(making, number, &instances).map_err(DiscError::files("rendering pages"))?;
        // The name of a file or a UID may lead to the patient.
        let is_named = making.order.deidentify.is_none();
        let left_out = making.left_out.iter().map(|left| {
            let name = is_named.then(|| left.name.clone());
            (name.unwrap_or_default(), left.reason.clone())
        });
        Ok(Self {
            making,
            number,
            count,
            file_set,
            kept,
            left_out: left_out.collect(),
        })
    }

    /// README, INDEX.HTM, VIEWER, IHE_PDI; with the viewer when it is wanted, of which `thin`
    /// says what is left out.
    pub(super) fn files(&self, thin: Option<&Thinning>) -> Result<Fronted, DiscError> {
        let input = self.input();
        let pages = pdi::pages(&input, &self.kept);
        let Some(thin) = thin else {
            let notes = self.making.with_viewer().then(|| no_room(input.language));
            let input = PdiInput {
                viewer_notes: notes.as_slice(),
                ..input
            };
            let files = pdi::files(&input, pages, Vec::new());
            return Ok(Fronted {
                files,
                stacks: None,
            });
        };
        let made = viewer(self.making, self.number, self.file_set, pages.links(), thin);
        let made = made.map_err(DiscError::files("the viewer's images"))?;
        let mut index = self.index(made.index);
        let notes = thinned(&index, input.language);
        index.notes.splice(0..0, notes.iter().cloned());
        let font = viewer::font(self.making, &mut index, &made.characters);
        let font = font.map_err(DiscError::files("the viewer's font"))?;
        let page = page(&index);
        let input = PdiInput {
            viewer: Some(&page),
            viewer_notes: &notes,
            ..input
        };
        Ok(Fronted {
            files: pdi::files(&input, pages, font.into_iter().chain(made.files).collect()),
            stacks: Some(made.sizes),
        })
    }

    fn input(&self) -> PdiInput<'_> {
        let settings = self.making.shop.settings;
        PdiInput {
            institution: Institution {
                name: settings.institution.name.clone(),
                address: settings.institution.address.clone(),
                contact: settings.institution.contact.clone(),
            },
            language: self.making.language(),
            created: self.making.shop.now,
            number: self.number,
            count: self.count,
            file_set_id: &self.file_set.file_set_id,
            profile: self.making.meaning.profile,
            contents: &self.file_set.contents,
            left_out: &self.left_out,
            viewer: None,
            viewer_notes: &[],
        }
    }

    /// What the index says of the disc itself.
    fn index(&self, index: Index) -> Index {
        let settings = self.making.shop.settings;
        let (made, institution) = (self.making.shop.now, &settings.institution);
        Index {
            language: self.making.language().tag(),
            display: viewer::driving_levels(&settings.viewer.display),
            disc: Disc {
                id: self.file_set.file_set_id.clone(),
                created: format!(
                    "{:04}-{:02}-{:02} {:02}:{:02}",
                    made.year, made.month, made.day, made.hour, made.minute
                ),
                number: self.number,
                count: self.count,
                institution: institution.name.clone(),
                address: institution.address.clone(),
                contact: institution.contact.clone(),
                software: format!("Filmdesk {}", env!("CARGO_PKG_VERSION")),
            },
            ..index
        }
    }
}

fn render(
    making: &Making<'_>,
    number: usize,
    instances: &[&InstanceEntry],
) -> io::Result<HashMap<Key, Kept>> {
    let watch = making.shop.watch;
    // What an earlier plan rendered is there: instances move between volumes, pictures stay.
    let earlier = || {
        making
            .rendered
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    };
    let mut kept: HashMap<Key, Kept> = instances
        .iter()
        .filter_map(|entry| Some((entry.key, earlier().get(&entry.key)?.clone())))
        .collect();
    let mut left = instances.to_vec();
    left.retain(|entry| !kept.contains_key(&entry.key));
    watch.begin(Stage::Rendering, number, left.len() as u64);
    let before = kept.len();
    for chunk in left.chunks(AT_ONCE) {
        let rendered: Vec<_> = chunk
            .par_iter()
            .map(|entry| one(making, entry).map(|kept| (entry.key, kept)))
            .collect();
        for result in rendered {
            let (key, shown) = result?;
            if making.order.split.is_some() {
                earlier().insert(key, shown.clone());
            }
            kept.insert(key, shown);
        }
        if watch.step((kept.len() - before) as u64).is_break() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
    Ok(kept)
}

fn one(making: &Making<'_>, entry: &InstanceEntry) -> io::Result<Kept> {
    let mut reader = BufReader::new(making.open(entry.key)?);
    let rendition = match making.pictures {
        true => pdi::render(&mut reader),
        false => pdi::render_text(&mut reader),
    };
    Ok(match rendition {
        Rendition::Listed => Kept::Listed,
        Rendition::Report(lines) => Kept::Report(lines),
        Rendition::Document(document) => {
            let (work, _, mut file) = making.work.file()?;
            document.copy(&mut reader, &mut file)?;
            making.work.count(document.length)?;
            Kept::Document(document.extension, work, document.length)
        }
        Rendition::Pictures(pictures) => {
            let kept = pictures.iter().map(|picture| kept_picture(making, picture));
            Kept::Pictures(kept.collect::<io::Result<_>>()?)
        }
    })
}

fn kept_picture(making: &Making<'_>, picture: &Picture) -> io::Result<KeptPicture> {
    let (work, length) = keep(making, &picture.jpeg)?;
    Ok(KeptPicture {
        frame: picture.frame,
        width: picture.width,
        height: picture.height,
        work,
        length,
    })
}

/// Puts bytes into a work file; its number and length.
pub(super) fn keep(making: &Making<'_>, bytes: &[u8]) -> io::Result<(u64, u64)> {
    let (number, _, mut file) = making.work.file()?;
    file.write_all(bytes)?;
    let length = bytes.len() as u64;
    making.work.count(length)?;
    Ok((number, length))
}
