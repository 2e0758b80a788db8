//! Attributes of a frame, wherever the image has them: in its own functional groups, in the shared
//! ones (PS3.3 C.7.6.16), or, of images of one frame, in the data set itself.

use filmdesk_dataset::{DataSet, Tag, tags};

/// Where to look for what is true of one frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Groups<'a> {
    own: Option<&'a DataSet>,
    shared: Option<&'a DataSet>,
    /// The data set.
    pub(super) root: &'a DataSet,
}

impl<'a> Groups<'a> {
    /// Of frame `frame`, from 0.
    pub(super) fn of(root: &'a DataSet, frame: usize) -> Self {
        let own = root.items(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        let shared = root.items(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
        Self {
            own: own.and_then(|items| items.get(frame)),
            shared: shared.and_then(<[_]>::first),
            root,
        }
    }

    /// The item of a functional group macro; the data set where there is none.
    pub(super) fn item(&self, sequence: Tag) -> &'a DataSet {
        self.item_only(sequence).unwrap_or(self.root)
    }

    /// The item of a functional group macro.
    pub(super) fn item_only(&self, sequence: Tag) -> Option<&'a DataSet> {
        let groups = self.own.into_iter().chain(self.shared);
        groups
            .filter_map(|group| group.items(sequence)?.first())
            .next()
    }
}
