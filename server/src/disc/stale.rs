//! What refers to images that are on the disc only compressed with loss, under new UIDs.
//!
//! References are not rewritten: a presentation state or report is what its author made, of the
//! image that was there then.

use std::collections::HashSet;

use filmdesk_dataset::file::{self, HeaderOptions, ReadOptions};
use filmdesk_dataset::{DataSet, Value, tags};
use rayon::prelude::*;

use super::gather::{Places, Source};

/// An object whose references lead to images that are not on the disc as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleReference {
    /// The file, or the UID of a stored instance.
    pub name: String,
    /// How many such images it refers to.
    pub images: usize,
}

/// Those of `sources` that refer to instances in `originals`, in order.
pub(super) fn references(
    sources: &[Source],
    places: Places<'_>,
    originals: &HashSet<String>,
) -> Vec<StaleReference> {
    let of = |source: &Source| {
        let options = HeaderOptions {
            read: ReadOptions::LENIENT,
            ..HeaderOptions::default()
        };
        let file = places.open(&source.place).ok()?;
        // What cannot be read is told elsewhere.
        let header = file::read_header(file, &options).ok()?;
        let mut found = HashSet::new();
        collect(&header.data_set, originals, &mut found);
        (!found.is_empty()).then(|| StaleReference {
            name: source.name.clone(),
            images: found.len(),
        })
    };
    sources.par_iter().filter_map(of).collect()
}

/// The instances of `originals` that a data set refers to: everywhere but in the image that an
/// image was made of (PS3.3 C.7.6.1.1.4).
fn collect<'a>(data: &DataSet, originals: &'a HashSet<String>, found: &mut HashSet<&'a str>) {
    let uid = data.ascii(tags::REFERENCED_SOP_INSTANCE_UID).ok().flatten();
    let original = uid.and_then(|uid| originals.get(uid.trim_matches([' ', '\0'])));
    found.extend(original.map(String::as_str));
    for (tag, element) in data.iter() {
        match &element.value {
            Value::Items(items) if tag != tags::SOURCE_IMAGE_SEQUENCE => {
                items
                    .iter()
                    .for_each(|item| collect(item, originals, found));
            }
            _ => {}
        }
    }
}
