//! The viewer's page by itself, for browsers of the network: as on a disc, without DICOM files and
//! without pictures for browsers that have no scripts.

use std::fs;
use std::io;
use std::path::Path;

use filmdesk_media::viewer::Thinning;
use filmdesk_media::volume::{Content, VolumeFile};

use super::content::work_file;
use super::error::DiscError;
use super::gather::Source;
use super::look::widest;
use super::make::{Making, Workshop};
use super::order::{DiscOrder, SameId, Target, What};
use super::pages::{Front, Fronted};
use super::plan;

/// Makes the page of `sources` with all that it reads, in `folder`, which is made; its bytes.
///
/// # Errors
/// [`DiscError`]; what is in the folder is then of no use.
pub(crate) fn view(
    sources: Vec<Source>,
    language: &str,
    shop: &Workshop<'_>,
    folder: &Path,
) -> Result<u64, DiscError> {
    let target = Target::Folder(folder.to_owned());
    let order = DiscOrder {
        language: Some(language.to_owned()),
        same_id: SameId::Split,
        viewer: Some(true),
        ..DiscOrder::new(What::Folders(Vec::new()), widest()?.name, target)
    };
    let file_set_id = plan::file_set_id(&order, shop.now);
    let mut making = Making::begin(&order, shop, sources, file_set_id)?;
    making.pictures = false;
    let builder = making.take_all()?;
    let file_sets = builder.plan().map_err(|error| making.unplanned(error))?;
    let file_set = file_sets.into_iter().next().ok_or(DiscError::Nothing)?;
    let front = Front::render(&making, 1, 1, &file_set)?;
    let Fronted { files, .. } = front.files(Some(&Thinning::new()))?;
    let laid = lay(&files, making.work.path(), folder);
    laid.map_err(DiscError::files("the viewer's page"))
}

/// Puts files where a page finds them; what is in the work folder goes there.
fn lay(files: &[VolumeFile], work: &Path, folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for file in files {
        let path = folder.join(
            file.path
                .components()
                .iter()
                .collect::<std::path::PathBuf>(),
        );
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        match &file.content {
            Content::Bytes(made) => fs::write(path, made)?,
            Content::Work(number) => fs::rename(work_file(work, *number), path)?,
            Content::Instance(_) => continue,
        }
        bytes += file.length;
    }
    Ok(bytes)
}
