//! UDF (ECMA-167 and OSTA UDF 1.02 to 2.60), read only: as a bridge beside ISO 9660, and alone
//! as on BD, with the metadata partition of 2.50.

mod allocation;
mod directory;
mod partition;
mod tag;
mod volume;

use super::disk::Disk;
use super::node::Tree;
use super::{MediumKind, OpenError};
use directory::Walk;
use volume::Volume;

/// Whether there is an anchor of a volume (ECMA-167 3/10.2).
pub(super) fn is(disk: &Disk) -> bool {
    volume::anchor(disk).is_ok_and(|anchor| anchor.is_some())
}

/// Reads the tree.
pub(super) fn read(disk: &Disk) -> Result<Tree, OpenError> {
    let volume = Volume::read(disk)?;
    let mut tree = Tree::new(MediumKind::Udf);
    tree.label = Some(volume.label.clone()).filter(|label| !label.is_empty());
    tree.created = volume.created;
    tree.description = match volume.revision {
        0 => "UDF".to_owned(),
        revision => format!("UDF {:x}.{:02x}", revision >> 8, revision & 0xff),
    };
    Walk::new(&volume).run(&mut tree)?;
    Ok(tree)
}
