//! Files written (PS3.10 7).

use std::io::Write;

use dicom_core::VR;
use dicom_dictionary_std::tags;
use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::meta::encode_meta;
use crate::bulk::BulkSource;
use crate::data_set::DataSet;
use crate::encode::{self, EncodeError};
use crate::transfer_syntax::{Encoding, is_deflated};

/// Who writes a file, as its File Meta Information says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Implementation<'a> {
    /// Implementation Class UID (0002,0012).
    pub class_uid: &'a str,
    /// Implementation Version Name (0002,0013), up to 16 characters.
    pub version_name: &'a str,
    /// Source Application Entity Title (0002,0016), where one is to be named.
    pub source_ae_title: Option<&'a str>,
}

/// What a file holds, as its File Meta Information says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contained<'a> {
    /// Media Storage SOP Class UID (0002,0002).
    pub sop_class: &'a str,
    /// Media Storage SOP Instance UID (0002,0003).
    pub sop_instance: &'a str,
    /// Transfer Syntax UID (0002,0010).
    pub transfer_syntax: &'a str,
}

/// Group 0002 with every Type 1 element (PS3.10 table 7.1-1); its group length is made by
/// [`encode_meta`].
pub fn meta(contained: Contained<'_>, implementation: Implementation<'_>) -> DataSet {
    let mut meta = DataSet::new();
    let version = tags::FILE_META_INFORMATION_VERSION;
    meta.put_bytes(version, VR::OB, vec![0, 1]);
    let uids = [
        (tags::MEDIA_STORAGE_SOP_CLASS_UID, contained.sop_class),
        (tags::MEDIA_STORAGE_SOP_INSTANCE_UID, contained.sop_instance),
        (tags::TRANSFER_SYNTAX_UID, contained.transfer_syntax),
        (tags::IMPLEMENTATION_CLASS_UID, implementation.class_uid),
    ];
    for (tag, uid) in uids {
        meta.put_text(tag, VR::UI, uid);
    }
    let version_name = implementation.version_name;
    meta.put_text(tags::IMPLEMENTATION_VERSION_NAME, VR::SH, version_name);
    if let Some(title) = implementation.source_ae_title {
        meta.put_text(tags::SOURCE_APPLICATION_ENTITY_TITLE, VR::AE, title);
    }
    meta
}

/// Writes a file front to back: preamble, File Meta Information, and the data set in the
/// transfer syntax that it names. Bulk values, encapsulated Pixel Data among them, are copied
/// from `source` as they are.
pub fn write<W: Write>(
    meta: &DataSet,
    data: &DataSet,
    out: &mut W,
    source: &mut dyn BulkSource,
) -> Result<(), EncodeError> {
    out.write_all(&encode_meta(meta)?)?;
    let syntax = meta.ascii(tags::TRANSFER_SYNTAX_UID).ok().flatten();
    let syntax = syntax.unwrap_or_default();
    let encoding = Encoding::of_elements(syntax);
    if !is_deflated(syntax) {
        return encode::write(data, encoding, out, source);
    }
    let mut deflate = DeflateEncoder::new(out, Compression::default());
    encode::write(data, encoding, &mut deflate, source)?;
    deflate.try_finish()?;
    let odd = deflate.total_out() % 2 == 1;
    let out = deflate.finish()?;
    // PS3.5 A.5: the deflated stream has even length.
    if odd {
        out.write_all(&[0])?;
    }
    Ok(())
}
