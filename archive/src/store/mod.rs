//! Objects: files that never change, by key. A folder by default; the trait's shape is that of
//! an S3-compatible store (put whole, read ranges, remove, list by prefix).

mod folder;
mod key;

use std::io::{self, Read, Seek};
use std::path::Path;

use serde::{Deserialize, Serialize};

pub use folder::FolderStore;
pub(crate) use folder::private_folder;
pub use key::ObjectKey;

/// Reads an object from any place.
pub trait ReadObject: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadObject for T {}

/// A place for objects. Every method may block.
pub trait ObjectStore: Send + Sync + std::fmt::Debug {
    /// Puts a finished, durable file under a key; the file is gone from where it was. What was
    /// under the key is replaced. The object is durable no later than the file was.
    fn put(&self, file: &Path, key: &ObjectKey) -> io::Result<()>;
    /// Makes an object durable under its key, where nobody would put it there again after a crash.
    fn sync(&self, key: &ObjectKey) -> io::Result<()>;
    /// Opens an object.
    fn open(&self, key: &ObjectKey) -> io::Result<Box<dyn ReadObject>>;
    /// Removes an object; one that is not there is no error.
    fn remove(&self, key: &ObjectKey) -> io::Result<()>;
    /// Tells every key that starts with `prefix`, in no order.
    fn list(&self, prefix: &str, each: &mut dyn FnMut(ObjectKey)) -> io::Result<()>;
}

/// Where the file of an instance is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The number under which it came in: its file's name until it has its place.
    pub(crate) number: i64,
    /// Its place in the store.
    pub(crate) key: ObjectKey,
}

impl Location {
    /// Its place in the store, for messages.
    pub fn key(&self) -> &ObjectKey {
        &self.key
    }
}
