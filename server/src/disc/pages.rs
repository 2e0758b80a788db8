//! The pages of a volume: previews rendered in parallel into work files, then the pages around
//! them.

use std::collections::HashMap;
use std::io::{self, BufReader, Write};

use filmdesk_media::contents::InstanceEntry;
use filmdesk_media::file_set::FileSetVolume;
use filmdesk_media::instance::Key;
use filmdesk_media::pdi::{self, Institution, Kept, KeptPicture, PdiInput, Picture, Rendition};
use filmdesk_media::volume::{VolumeFile, VolumePath};
use rayon::prelude::*;

use super::error::DiscError;
use super::make::Making;
use super::watch::Stage;

/// Instances rendered between two looks at the watch: their pictures are in memory, some 16 of
/// 100 KB each at most.
const AT_ONCE: usize = 16;

/// The descriptor of the file-set.
pub(super) fn readme() -> VolumePath {
    VolumePath::parse("README").unwrap_or_else(|_| unreachable!("a name"))
}

/// README, INDEX.HTM, IHE_PDI.
pub(super) fn pages(
    making: &Making<'_>,
    number: usize,
    count: usize,
    file_set: &FileSetVolume,
) -> Result<Vec<VolumeFile>, DiscError> {
    let instances: Vec<&InstanceEntry> = file_set.contents.instances().collect();
    let kept = render(making, number, &instances).map_err(DiscError::files("rendering pages"))?;
    let settings = making.shop.settings;
    let left_out = making
        .left_out
        .iter()
        .map(|left| (left.name.clone(), left.reason.clone()));
    let left_out: Vec<_> = left_out.collect();
    Ok(pdi::files(
        &PdiInput {
            institution: Institution {
                name: settings.institution.name.clone(),
                address: settings.institution.address.clone(),
                contact: settings.institution.contact.clone(),
            },
            language: making.language(),
            created: making.shop.now,
            number,
            count,
            file_set_id: &file_set.file_set_id,
            profile: making.meaning.profile,
            contents: &file_set.contents,
            left_out: &left_out,
            viewer: None,
        },
        &kept,
    ))
}

fn render(
    making: &Making<'_>,
    number: usize,
    instances: &[&InstanceEntry],
) -> io::Result<HashMap<Key, Kept>> {
    let watch = making.shop.watch;
    watch.begin(Stage::Rendering, number, instances.len() as u64);
    let mut kept = HashMap::new();
    for chunk in instances.chunks(AT_ONCE) {
        let rendered: Vec<_> = chunk
            .par_iter()
            .map(|entry| one(making, entry).map(|kept| (entry.key, kept)))
            .collect();
        for result in rendered {
            let (key, shown) = result?;
            kept.insert(key, shown);
        }
        if watch.step(kept.len() as u64).is_break() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
    Ok(kept)
}

fn one(making: &Making<'_>, entry: &InstanceEntry) -> io::Result<Kept> {
    let index = usize::try_from(entry.key.0).unwrap_or(usize::MAX);
    let Some(source) = making.sources.get(index) else {
        return Ok(Kept::Listed);
    };
    let mut reader = BufReader::new(making.shop.places.open(&source.place)?);
    Ok(match pdi::render(&mut reader) {
        Rendition::Listed => Kept::Listed,
        Rendition::Report(lines) => Kept::Report(lines),
        Rendition::Document(extension, bytes) => {
            let (work, length) = keep(making, &bytes)?;
            Kept::Document(extension, work, length)
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

fn keep(making: &Making<'_>, bytes: &[u8]) -> io::Result<(u64, u64)> {
    let (number, _, mut file) = making.work.file()?;
    file.write_all(bytes)?;
    let length = bytes.len() as u64;
    making.work.count(length)?;
    Ok((number, length))
}
