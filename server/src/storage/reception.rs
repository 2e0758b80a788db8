//! One instance as it arrives: File Meta Information first, then the data set's bytes, written
//! and scanned piece by piece.

use std::io::{self, Write};

use filmdesk_archive::{Archive, Arrival, Incoming, Kept, Placing};
use filmdesk_dataset::bulk::Choice;
use filmdesk_dataset::scan::{Limits, StreamScanner};
use filmdesk_dataset::{BulkSink, DataSet, Tag, VR, file, tags};
use filmdesk_dimse::settings::{IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME};
use time::OffsetDateTime;

use super::facts::{facts, wanted};
use super::refusal::Refusal;

/// What of a data set is checked while it passes. Only some short elements are kept, so a data
/// set costs some kilobytes whatever its size; the number of elements is that of an enhanced
/// multi-frame object of a hundred thousand frames, and bounds time, not memory.
const LIMITS: Limits = Limits {
    kept_total: 1 << 20,
    elements: 100_000_000,
    ..Limits::FILE
};

/// Which instance comes, as its command or its file says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Instance<'a> {
    /// SOP Class UID.
    pub(crate) sop_class: &'a str,
    /// SOP Instance UID.
    pub(crate) sop_instance: &'a str,
    /// Transfer Syntax UID.
    pub(crate) transfer_syntax: &'a str,
}

/// Who sent it to whom (PS3.10 Table 7.1-1).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sender<'a> {
    /// Calling AE title.
    pub(crate) calling: &'a str,
    /// Called AE title.
    pub(crate) called: &'a str,
}

/// An instance that is arriving. Dropped, nothing of it stays.
#[derive(Debug)]
pub(crate) struct Reception {
    incoming: Incoming,
    scanner: StreamScanner,
}

/// What became of an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Received {
    /// How it was kept.
    pub(crate) kept: Kept,
    /// Whether the data set says itself which SOP class and instance it is.
    pub(crate) is_named: bool,
    /// Bytes of the file.
    pub(crate) length: u64,
    /// Study Instance UID.
    pub(crate) study: String,
}

impl Reception {
    /// An instance from an association: its File Meta Information is made here.
    pub(crate) fn begin(
        archive: &Archive,
        instance: &Instance<'_>,
        sender: &Sender<'_>,
    ) -> Result<Self, Refusal> {
        let meta = file::encode_meta(&meta_elements(instance, sender));
        let meta = meta.map_err(|error| Refusal::Failed(error.to_string()))?;
        Self::with_meta(archive, instance, &meta)
    }

    /// An instance from a file, with the preamble and File Meta Information that it has.
    pub(crate) fn with_meta(
        archive: &Archive,
        instance: &Instance<'_>,
        meta: &[u8],
    ) -> Result<Self, Refusal> {
        let mut incoming = archive.begin()?;
        incoming.write_meta(meta)?;
        let scanner = StreamScanner::new(instance.transfer_syntax, LIMITS);
        Ok(Self { incoming, scanner })
    }

    /// The next bytes of the data set.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        self.scanner.feed(bytes, &mut Facts)?;
        self.incoming.write_all(bytes)?;
        Ok(())
    }

    /// The data set is whole: judges and keeps it; on return it is durable, and goes to its place
    /// with the second value. Blocks.
    pub(crate) fn finish(
        self,
        archive: &Archive,
        instance: &Instance<'_>,
        source: &str,
        received: OffsetDateTime,
    ) -> Result<(Received, Option<Placing>), Refusal> {
        let header = self.scanner.finish(&mut Facts)?;
        let arrival = Arrival {
            sop_class: instance.sop_class,
            sop_instance: instance.sop_instance,
            transfer_syntax: instance.transfer_syntax,
            source,
            received,
        };
        let (facts, is_named) = facts(&arrival, &header)?;
        let length = self.incoming.length();
        let (kept, placing) = archive.accept(self.incoming, &facts)?;
        let received = Received {
            kept,
            is_named,
            length,
            study: facts.study.uid,
        };
        Ok((received, placing))
    }
}

/// File Meta Information of what a modality stored.
fn meta_elements(instance: &Instance<'_>, sender: &Sender<'_>) -> DataSet {
    let mut meta = DataSet::new();
    meta.put_bytes(tags::FILE_META_INFORMATION_VERSION, VR::OB, vec![0, 1]);
    for (tag, vr, text) in [
        (
            tags::MEDIA_STORAGE_SOP_CLASS_UID,
            VR::UI,
            instance.sop_class,
        ),
        (
            tags::MEDIA_STORAGE_SOP_INSTANCE_UID,
            VR::UI,
            instance.sop_instance,
        ),
        (tags::TRANSFER_SYNTAX_UID, VR::UI, instance.transfer_syntax),
        (
            tags::IMPLEMENTATION_CLASS_UID,
            VR::UI,
            IMPLEMENTATION_CLASS_UID,
        ),
        (
            tags::IMPLEMENTATION_VERSION_NAME,
            VR::SH,
            IMPLEMENTATION_VERSION_NAME,
        ),
        // Who wrote the file, who sent its data set, who received it.
        (tags::SOURCE_APPLICATION_ENTITY_TITLE, VR::AE, sender.called),
        (
            tags::SENDING_APPLICATION_ENTITY_TITLE,
            VR::AE,
            sender.calling,
        ),
        (
            tags::RECEIVING_APPLICATION_ENTITY_TITLE,
            VR::AE,
            sender.called,
        ),
    ] {
        meta.put_text(tag, vr, text);
    }
    meta
}

/// Takes the facts and checks the rest; bulk values are in the file already.
struct Facts;

impl BulkSink for Facts {
    fn begin(&mut self, _: Option<u64>) -> io::Result<u64> {
        Ok(0)
    }

    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn choose(&mut self, tag: Tag) -> Choice {
        if wanted(tag) {
            Choice::Take
        } else {
            Choice::Check
        }
    }
}
