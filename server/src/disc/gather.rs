//! From an order to the files behind it: headers read in parallel, in order, in bounded memory.

use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use filmdesk_archive::{
    Archive, ArchiveError, JobId, Location, PatientKey, Query, ReadObject, Selection,
    StoredInstance, scan_folder,
};
use filmdesk_dataset::file::{self, FileError, Header, HeaderOptions, ReadOptions};
use filmdesk_dataset::{Tag, tags};
use filmdesk_media::instance::{Instance, Key};
use rayon::prelude::*;

use super::error::DiscError;
use super::order::{InvalidOrder, What};
use super::watch::{Stage, Watch};

/// Headers held at once between reading and taking: some 5 KB each.
const AT_ONCE: usize = 512;

/// An instance that is asked for.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where its bytes are.
    pub place: Place,
    /// What messages call it: its path below the folder that was named, or its UID.
    pub name: String,
    /// Bytes of it.
    pub length: u64,
}

/// Where bytes are.
#[derive(Debug, Clone)]
pub enum Place {
    /// In a file.
    File(PathBuf),
    /// In the archive.
    Stored(Location),
}

/// Opens places.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a>(pub Option<&'a Archive>);

impl Places<'_> {
    /// The bytes of a place.
    pub(super) fn open(&self, place: &Place) -> io::Result<Box<dyn ReadObject>> {
        match (place, self.0) {
            (Place::File(path), _) => Ok(Box::new(File::open(path)?)),
            (Place::Stored(location), Some(archive)) => archive.open_instance(location),
            (Place::Stored(_), None) => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

/// Instances of the archive, as sources.
///
/// # Errors
/// Those of the index.
pub async fn stored(archive: &Archive, selection: &Selection) -> Result<Vec<Source>, ArchiveError> {
    let found = archive.instances(selection).await?;
    Ok(found.into_iter().map(source_of).collect())
}

fn source_of(instance: StoredInstance) -> Source {
    Source {
        place: Place::Stored(instance.location),
        name: instance.sop_instance,
        length: instance.length,
    }
}

/// Instances of the archive that an order names.
///
/// # Errors
/// `Order` when a Patient ID means several people; those of the index.
pub async fn ordered(archive: &Archive, what: &What) -> Result<Vec<Source>, DiscError> {
    let failed =
        |error: ArchiveError| DiscError::files("the archive")(io::Error::other(error.to_string()));
    let selection = super::queue::pins(what);
    if let What::Patient(id) = what {
        let found = archive.instances(&selection).await.map_err(failed)?;
        let patients: BTreeSet<_> = found.iter().map(|instance| instance.patient).collect();
        if patients.len() > 1 {
            one_issuer(archive, id, &patients).await?;
        }
    }
    stored(archive, &selection).await.map_err(failed)
}

/// Those of an order of the queue: of studies, what has come to them since, too, but of nobody
/// else than whose they were when they were ordered. A study's UID can come a second time, and a
/// disc of two patients is made on purpose alone.
///
/// # Errors
/// As [`ordered`].
pub(super) async fn queued(
    archive: &Archive,
    what: &What,
    job: JobId,
) -> Result<Vec<Source>, DiscError> {
    let What::Studies(_) = what else {
        return ordered(archive, what).await;
    };
    let failed =
        |error: ArchiveError| DiscError::files("the archive")(io::Error::other(error.to_string()));
    let pinned = archive.instances(&Selection::Pinned(job)).await;
    let theirs: BTreeSet<_> = pinned
        .map_err(failed)?
        .iter()
        .map(|one| one.patient)
        .collect();
    let found = archive.instances(&super::queue::pins(what)).await;
    let found = found.map_err(failed)?.into_iter();
    Ok(found
        .filter(|instance| theirs.contains(&instance.patient))
        .map(source_of)
        .collect())
}

/// Instances that name no issuer may be anybody's of the ID: their names are compared like all.
async fn one_issuer(
    archive: &Archive,
    id: &str,
    patients: &BTreeSet<PatientKey>,
) -> Result<(), DiscError> {
    let query = Query {
        patient_id: id.to_owned(),
        limit: Query::MOST,
        ..Query::default()
    };
    let found = archive
        .find_patients(&query)
        .await
        .map_err(|error| DiscError::files("the archive")(io::Error::other(error.to_string())))?;
    let theirs = found.iter().filter(|found| patients.contains(&found.key));
    let known = theirs.clone().count() == patients.len();
    let issuers: BTreeSet<&str> = theirs.map(|found| &*found.issuer).collect();
    let named = issuers.iter().filter(|issuer| !issuer.is_empty()).count();
    if known && named < 2 {
        return Ok(());
    }
    let issuers: Vec<_> = issuers.iter().map(|issuer| format!("{issuer:?}")).collect();
    Err(InvalidOrder::Issuers(issuers.join(", ")).into())
}

/// Files of a folder and its folders, by name; a file itself is one.
///
/// # Errors
/// A folder that cannot be read, or one of more than [`scan_folder::MAX_FILES`] files.
pub fn files(folder: &Path) -> io::Result<Vec<Source>> {
    let found = scan_folder::files(folder)?;
    found.into_iter().map(|path| source(folder, path)).collect()
}

fn source(folder: &Path, path: PathBuf) -> io::Result<Source> {
    let below = path.strip_prefix(folder).unwrap_or(&path);
    let name = match below.as_os_str().is_empty() {
        true => path.file_name().map(Path::new).unwrap_or(&path),
        false => below,
    };
    Ok(Source {
        name: name.display().to_string(),
        length: path.metadata()?.len(),
        place: Place::File(path),
    })
}

/// An instance that is not on the disc, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file, or the UID of a stored instance.
    pub name: String,
    /// Why, without patient text.
    pub reason: String,
    /// What the person who orders can do about it; nothing for the person who gets the disc.
    pub remedy: Option<String>,
    /// Whether this is a DICOM file that was asked for (not a picture or text beside them).
    pub is_dicom: bool,
}

/// Reads the headers of `sources` and gives them on, in order.
pub(super) fn headers(
    sources: &[Source],
    places: Places<'_>,
    watch: &dyn Watch,
    mut take: impl FnMut(Key, &Source, Result<Header, FileError>) -> io::Result<()>,
) -> io::Result<()> {
    watch.begin(Stage::Gathering, 1, sources.len() as u64);
    let mut next = 0;
    for chunk in sources.chunks(AT_ONCE) {
        let read: Vec<_> = chunk
            .par_iter()
            .map(|source| header(places, &source.place))
            .collect();
        for (source, header) in chunk.iter().zip(read) {
            take(Key(next), source, header)?;
            next += 1;
        }
        if watch.step(next).is_break() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
    Ok(())
}

/// The header of a file: what records and profiles look at.
pub(super) fn header(places: Places<'_>, place: &Place) -> Result<Header, FileError> {
    let keep = |tag: Tag| wanted().contains(&tag);
    let options = HeaderOptions {
        read: ReadOptions::LENIENT,
        keep: Some(&keep),
        ..HeaderOptions::default()
    };
    file::read_header(places.open(place)?, &options)
}

/// Elements that records and profiles look at.
fn wanted() -> &'static HashSet<Tag> {
    static WANTED: OnceLock<HashSet<Tag>> = OnceLock::new();
    WANTED.get_or_init(|| filmdesk_media::record::wanted().into_iter().collect())
}

/// Whether two sources hold the same bytes.
pub(super) fn is_same(places: Places<'_>, one: &Source, other: &Source) -> io::Result<bool> {
    if one.length != other.length {
        return Ok(false);
    }
    let open = |source: &Source| Ok::<_, io::Error>(BufReader::new(places.open(&source.place)?));
    let (mut one, mut other) = (open(one)?, open(other)?);
    loop {
        let (a, b) = (one.fill_buf()?, other.fill_buf()?);
        let length = a.len().min(b.len());
        if a[..length] != b[..length] || (length == 0 && a.len() != b.len()) {
            return Ok(false);
        }
        if length == 0 {
            return Ok(true);
        }
        one.consume(length);
        other.consume(length);
    }
}

/// Whether File Meta Information is missing or says too little for a file-set.
pub(super) fn lacks_meta(header: &Header) -> bool {
    let meta = &header.meta;
    [&meta.sop_class, &meta.sop_instance, &meta.transfer_syntax]
        .into_iter()
        .any(String::is_empty)
}

/// What the media crate wants to know of a file. Where File Meta Information says nothing, the
/// data set does.
pub(super) fn instance(key: Key, length: u64, header: Header) -> Instance {
    let data = &header.data_set;
    let or_else = |meta: &String, tag: Tag| match meta.is_empty() {
        true => data
            .ascii(tag)
            .ok()
            .flatten()
            .unwrap_or_default()
            .to_owned(),
        false => meta.clone(),
    };
    Instance {
        key,
        sop_class: or_else(&header.meta.sop_class, tags::SOP_CLASS_UID),
        sop_instance: or_else(&header.meta.sop_instance, tags::SOP_INSTANCE_UID),
        transfer_syntax: header.meta.transfer_syntax,
        length,
        header: header.data_set,
    }
}
