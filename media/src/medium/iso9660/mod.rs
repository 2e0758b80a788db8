//! ISO 9660 (ECMA-119): the primary tree gives the names, Joliet and UDF beside it are compared.

mod descriptor;
mod directory;
mod name;

use std::collections::HashSet;
use std::io;

use super::disk::{Disk, SECTOR};
use super::finding::FindingKind;
use super::index::fold;
use super::node::{Data, Node, Tree};
use super::{MediumKind, OpenError, OpenOptions, udf};
use descriptor::{Descriptors, Volume};
use directory::Walk;

/// Volume descriptors begin here (ECMA-119 6.3: sectors 0-15 are the system's).
const FIRST_DESCRIPTOR: u64 = 16;

/// Sessions on one disc: a CD has at most 99 tracks.
const MAX_SESSIONS: usize = 99;

/// Sectors searched for a further session behind the end of one: lead-out and lead-in take
/// 11,400 on a CD.
const SESSION_GAP: u64 = 16_384;

/// Whether there is a volume descriptor at the start of the session.
pub(super) fn is(disk: &Disk, options: &OpenOptions) -> bool {
    let start = options.session_start.map_or(0, u64::from);
    matches!(disk.sector(start + FIRST_DESCRIPTOR), Ok(Some(sector)) if &sector[1..6] == b"CD001")
}

/// Reads the tree of the last session, or the one asked for.
pub(super) fn read(disk: &Disk, options: &OpenOptions) -> Result<Tree, OpenError> {
    let start = match options.session_start {
        Some(start) => u64::from(start),
        None => last_session(disk)?,
    };
    let found = Descriptors::read(disk, start + FIRST_DESCRIPTOR)?;
    let broken = OpenError::Broken {
        what: "the primary volume descriptor",
        offset: (start + FIRST_DESCRIPTOR) * SECTOR,
    };
    let primary = found.primary.ok_or(broken)?;
    let mut tree = Tree::new(MediumKind::Iso9660);
    tree.label = Some(primary.label.clone()).filter(|label| !label.is_empty());
    tree.created = primary.created;
    Walk::new(disk, &primary).run(&mut tree)?;
    let mut beside = Vec::new();
    if let Some(joliet) = &found.joliet {
        compare_joliet(disk, joliet, &mut tree)?;
        beside.push("Joliet".to_owned());
    }
    if udf::is(disk) {
        beside.push(compare_udf(disk, &mut tree));
    }
    tree.description = match beside.as_slice() {
        [] => "ISO 9660".to_owned(),
        beside => format!("ISO 9660 with {}", beside.join(" and ")),
    };
    Ok(tree)
}

/// The start of the last session that is found by looking behind the end of each.
fn last_session(disk: &Disk) -> Result<u64, OpenError> {
    let mut start = 0;
    for _ in 0..MAX_SESSIONS {
        let found = Descriptors::read(disk, start + FIRST_DESCRIPTOR)?;
        let size = found.primary.map_or(0, |primary| primary.sectors);
        // Some tell the size of the session, some the end of all sessions.
        let next = match next_session(disk, start + size.max(FIRST_DESCRIPTOR + 1))? {
            None => next_session(disk, size.max(start + FIRST_DESCRIPTOR + 1))?,
            found => found,
        };
        match next {
            Some(next) => start = next,
            None => break,
        }
    }
    Ok(start)
}

fn next_session(disk: &Disk, end: u64) -> io::Result<Option<u64>> {
    let last = disk.length() / SECTOR;
    for sector in end..last.min(end.saturating_add(SESSION_GAP)) {
        let start = disk.array::<7>(sector * SECTOR)?;
        if start
            .as_ref()
            .is_some_and(|start| start == b"\x01CD001\x01")
        {
            return Ok(sector.checked_sub(FIRST_DESCRIPTOR));
        }
    }
    Ok(None)
}

/// A file by where its bytes are: what is the same in all trees of one disc.
fn place(node: &Node) -> Option<(u64, u64)> {
    let Data::Extents(extents) = &node.data else {
        return None;
    };
    let first = extents.first().filter(|_| node.entry.length > 0)?;
    Some((first.offset?, node.entry.length))
}

/// Joliet must hold the same files; its names become other names of them.
fn compare_joliet(disk: &Disk, joliet: &Volume, tree: &mut Tree) -> Result<(), OpenError> {
    let mut other = Tree::new(MediumKind::Iso9660);
    Walk::new(disk, joliet).run(&mut other)?;
    let by_place: std::collections::HashMap<_, _> = tree
        .nodes
        .iter()
        .enumerate()
        .filter_map(|(number, node)| Some((place(node)?, number)))
        .collect();
    for node in &other.nodes {
        let number = place(node).and_then(|place| by_place.get(&place));
        if let Some(number) = number {
            tree.aliases.push((node.entry.path.clone(), *number));
        }
    }
    note_differences("Joliet", &other, tree, place);
    Ok(())
}

/// UDF must hold the same files. A broken UDF tree beside a sound ISO 9660 one is a finding.
fn compare_udf(disk: &Disk, tree: &mut Tree) -> String {
    match udf::read(disk) {
        Ok(other) => {
            note_differences("UDF", &other, tree, |node| {
                Some((fold(&node.entry.path.to_string()), node.entry.length))
            });
            other.description
        }
        Err(error) => {
            let words = format!("the UDF tree cannot be read: {error}");
            tree.note(FindingKind::TreesDisagree, None, words);
            "UDF".to_owned()
        }
    }
}

/// Notes files that one tree has and the other has not.
fn note_differences<K: std::hash::Hash + Eq>(
    name: &str,
    other: &Tree,
    tree: &mut Tree,
    key: impl Fn(&Node) -> Option<K>,
) {
    let keys = |tree: &Tree| -> HashSet<K> {
        let files = tree.nodes.iter().filter(|node| !node.entry.is_folder);
        files.filter_map(&key).collect()
    };
    let missing = |from: &HashSet<K>, tree: &Tree| -> Vec<crate::volume::VolumePath> {
        let files = tree.nodes.iter().filter(|node| !node.entry.is_folder);
        files
            .filter(|node| key(node).is_some_and(|key| !from.contains(&key)))
            .map(|node| node.entry.path.clone())
            .collect()
    };
    let (here, there) = (keys(tree), keys(other));
    for path in missing(&there, tree) {
        let words = format!("not in the {name} tree, or with other bytes");
        tree.note(FindingKind::TreesDisagree, Some(&path), words);
    }
    for path in missing(&here, other) {
        let words = format!("in the {name} tree alone, or with other bytes");
        tree.note(FindingKind::TreesDisagree, Some(&path), words);
    }
}
