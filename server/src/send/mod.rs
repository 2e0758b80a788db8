//! Instances to other archives: C-STORE as SCU (PS3.4 Annex B), for the command line and for the
//! jobs of the desk.
//!
//! ```text
//! scu      associations, one instance after another, each answer told
//! turn     what the peer does not take as it is, without loss into what it takes
//! stored   instances of the archive
//! answers  what an answer means, in one word
//! progress how far a job is, and what was answered
//! queue    jobs: what is sent is pinned no longer, the rest is tried again
//! ```

pub(crate) mod answers;
mod progress;
pub(crate) mod queue;
pub(crate) mod scu;
pub(crate) mod stored;
pub(crate) mod turn;

use std::io;

use filmdesk_archive::ReadObject;
use filmdesk_modality::store::{FileInstance, InstanceName};

/// An instance that is to be sent.
pub(crate) trait Parcel {
    /// Which one it is.
    fn name(&self) -> &InstanceName;
    /// Its file, from the beginning.
    fn file(&self) -> io::Result<Box<dyn ReadObject>>;
    /// The same from the beginning of its data set.
    fn data_set(&self) -> io::Result<Box<dyn ReadObject>>;
}

impl Parcel for FileInstance {
    fn name(&self) -> &InstanceName {
        &self.name
    }

    fn file(&self) -> io::Result<Box<dyn ReadObject>> {
        Ok(Box::new(std::fs::File::open(&self.path)?))
    }

    fn data_set(&self) -> io::Result<Box<dyn ReadObject>> {
        Ok(Box::new(self.open()?))
    }
}
