//! Files from one transfer syntax to another: element by element and frame by frame, in the
//! memory of a few frames.
//!
//! Without loss, samples stay as they are stored and every element stays but those that say how
//! pixels are coded. YBR_FULL_422 becomes YBR_FULL, chrominance repeated; compressed images
//! whose decoding gives RGB (JPEG with loss, JPEG 2000 with a component transform) become RGB.
//! With loss, the object becomes a new one that says what was done to it (PS3.3 C.7.6.1.1.5).

mod describe;
mod pieces;

use std::io::{Read, Seek, Write};

use dicom_core::{Tag, VR};
use dicom_dictionary_std::{tags, uids};
use thiserror::Error;

use crate::data_set::{DataSet, Element, Value};
use crate::encode::EncodeError;
use crate::file::{
    self, Contained, FileBulk, FileError, FileMeta, FileWarning, Implementation, ReadOptions,
};
use crate::pixels::{
    Coder, EncodeFrameError, PixelAttributes, PixelError, Quality, StoredFrames, bytes_of,
    stored_frame,
};
use crate::transfer_syntax::Encoding;
use pieces::{Frames, Pieces};

/// Samples of an image inside an item (an icon) that is decoded into memory: 16 times the
/// largest icon of PS3.3 C.7.6.1.1.6's profiles, 256 x 256, in colour.
const MAX_NESTED: usize = 16 * 256 * 256 * 3;
/// Implicit VR Little Endian of old GE devices, with big endian pixel data.
const GE_PRIVATE: &str = "1.2.840.113619.5.2";

/// How to transcode.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Who writes the new file.
    pub implementation: Implementation<'a>,
    /// Whether, and how, samples may be changed; `None` refuses what is not lossless.
    pub lossy: Option<Lossy<'a>>,
    /// Whether each losslessly compressed frame is decoded again and compared before it is
    /// written; costs about as much time as compressing it.
    pub verify: bool,
    /// How the source is read.
    pub read: ReadOptions,
}

/// Leave to lose something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lossy<'a> {
    /// How much.
    pub quality: Quality,
    /// SOP Instance UID of the new object.
    pub sop_instance: &'a str,
}

/// What was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// SOP Instance UID of what was written.
    pub sop_instance: String,
    /// Frames that were coded anew; 0 when pixels were copied or there are none.
    pub frames: u32,
    /// How many times smaller lossy compression made the pixels.
    pub ratio: Option<f64>,
}

/// A file that was not transcoded. What `out` was given before is the caller's to discard.
#[derive(Debug, Error)]
pub enum TranscodeError {
    /// The source cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The source is damaged.
    #[error("the source is damaged: {0}")]
    Damaged(FileWarning),
    /// The target is not a transfer syntax that is written.
    #[error("transfer syntax {0} is not written")]
    Target(String),
    /// The target loses something and that was not asked for.
    #[error("transfer syntax {0} compresses with loss, which was not asked for")]
    LossNotAsked(String),
    /// A compressed target for an object without Pixel Data.
    #[error("there is no pixel data, which transfer syntax {0} is for")]
    NoPixelData(String),
    /// Float Pixel Data are not compressed.
    #[error("floating point pixel data cannot be compressed to transfer syntax {0}")]
    FloatPixels(String),
    /// Overlays in unused bits of pixels would be lost.
    #[error("an overlay is kept in the unused bits of pixel data, which coding would lose")]
    OverlayInPixels,
    /// A frame cannot be decoded.
    #[error("frame {frame}: {source}")]
    Decode {
        /// Which, from 0.
        frame: u32,
        /// Why.
        source: PixelError,
    },
    /// A frame cannot be encoded.
    #[error("frame {frame}: {source}")]
    Frame {
        /// Which, from 0.
        frame: u32,
        /// Why.
        source: EncodeFrameError,
    },
    /// A frame is coded in another way than the first.
    #[error("frame {0} has other bits or colours than frame 0")]
    Uneven(u32),
    /// A frame would not come back as it was.
    #[error("frame {0} would not be the same after compression")]
    Changed(u32),
    /// A compressed image inside an item is too large to be an icon.
    #[error("the compressed image inside {0} is larger than any icon")]
    NestedTooLarge(Tag),
    /// Writing failed, or reading bulk values.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

/// How the target has its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Native,
    Coded(Coder),
}

/// Writes `source` to `out` in `target` (a transfer syntax UID).
pub fn transcode<R: Read + Seek, W: Write>(
    source: &mut R,
    target: &str,
    options: &Options<'_>,
    out: &mut W,
) -> Result<Outcome, TranscodeError> {
    let kind = target_of(target, options)?;
    let mut file = file::read(&mut *source, &options.read)?;
    if let Some(at) = file.warnings.iter().position(is_damage) {
        return Err(TranscodeError::Damaged(file.warnings.swap_remove(at)));
    }
    let mut data = std::mem::take(&mut file.data_set);
    let old = std::mem::take(&mut file.meta);
    let syntax = old.transfer_syntax.as_str();
    let mut job = Job {
        bulk: file.source(source),
        meta: &old,
        syntax: if syntax.is_empty() {
            uids::EXPLICIT_VR_LITTLE_ENDIAN
        } else {
            syntax
        },
        target,
        options,
        out,
    };
    let coded = job.needs_coding(&data, kind)?;
    if job.syntax != target {
        job.open_nested(&mut data)?;
    }
    match coded {
        false => job.rewrite(data),
        true => job.recode(data, kind),
    }
}

fn target_of(target: &str, options: &Options<'_>) -> Result<Target, TranscodeError> {
    if Encoding::of_native(target).is_some() || target == uids::DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN {
        return Ok(Target::Native);
    }
    let coder = Coder::of(target).ok_or_else(|| TranscodeError::Target(target.to_owned()))?;
    if coder.is_lossy() && options.lossy.is_none() {
        return Err(TranscodeError::LossNotAsked(target.to_owned()));
    }
    Ok(Target::Coded(coder))
}

fn is_damage(warning: &FileWarning) -> bool {
    matches!(
        warning,
        FileWarning::Damaged(_) | FileWarning::DamagedDeflate(_)
    )
}

/// One file on its way.
struct Job<'a, R, W> {
    bulk: FileBulk<'a, R>,
    meta: &'a FileMeta,
    syntax: &'a str,
    target: &'a str,
    options: &'a Options<'a>,
    out: &'a mut W,
}

impl<R: Read + Seek, W: Write> Job<'_, R, W> {
    /// Whether pixels must be decoded or encoded, and not merely copied.
    fn needs_coding(&self, data: &DataSet, kind: Target) -> Result<bool, TranscodeError> {
        let target = || self.target.to_owned();
        let floats = [tags::FLOAT_PIXEL_DATA, tags::DOUBLE_FLOAT_PIXEL_DATA];
        let has_floats = floats.iter().any(|tag| data.contains(*tag));
        if self.syntax == self.target {
            return Ok(false);
        }
        let encapsulated = data
            .bulk(tags::PIXEL_DATA)
            .is_some_and(|bulk| bulk.encapsulated);
        match kind {
            Target::Native => Ok(encapsulated),
            _ if has_floats => Err(TranscodeError::FloatPixels(target())),
            _ if !data.contains(tags::PIXEL_DATA) => Err(TranscodeError::NoPixelData(target())),
            Target::Coded(_) => Ok(true),
        }
    }

    /// Writes the data set with its pixels as they are.
    fn rewrite(&mut self, mut data: DataSet) -> Result<Outcome, TranscodeError> {
        if self.syntax == GE_PRIVATE
            && self.target != GE_PRIVATE
            && let Some(mut bulk) = data.bulk(tags::PIXEL_DATA)
        {
            bulk.big_endian = true;
            let element = Element {
                vr: VR::OW,
                value: Value::Bulk(bulk),
            };
            data.insert(tags::PIXEL_DATA, element);
        }
        let meta = meta(&data, self.meta, self.target, self.options);
        file::write(&meta, &data, self.out, &mut self.bulk)?;
        Ok(outcome(&data, 0, None))
    }

    /// Decodes compressed images in items: outside the data set itself pixels may always be
    /// native (PS3.5 A.4), and another compression would be no use there.
    fn open_nested(&mut self, data: &mut DataSet) -> Result<(), TranscodeError> {
        for (tag, element) in data.iter_mut() {
            let Value::Items(items) = &mut element.value else {
                continue;
            };
            for item in items {
                self.open_item(tag, item)?;
                self.open_nested(item)?;
            }
        }
        Ok(())
    }

    fn open_item(&mut self, tag: Tag, item: &mut DataSet) -> Result<(), TranscodeError> {
        if !item
            .bulk(tags::PIXEL_DATA)
            .is_some_and(|bulk| bulk.encapsulated)
        {
            return Ok(());
        }
        let decode = |source| TranscodeError::Decode { frame: 0, source };
        let attributes = PixelAttributes::of(item).map_err(decode)?;
        if attributes.samples_in_frame() > MAX_NESTED || attributes.frames > 1 {
            return Err(TranscodeError::NestedTooLarge(tag));
        }
        let frame = stored_frame(item, self.syntax, &mut self.bulk, 0).map_err(decode)?;
        describe::pixels(item, &frame, Target::Native);
        let vr = describe::native_vr(&frame);
        item.put_bytes(tags::PIXEL_DATA, vr, bytes_of(&frame));
        Ok(())
    }

    /// Writes the data set with its frames coded anew.
    fn recode(&mut self, mut data: DataSet, kind: Target) -> Result<Outcome, TranscodeError> {
        if describe::has_overlay_in_pixels(&data) {
            return Err(TranscodeError::OverlayInPixels);
        }
        let lossy = match kind {
            Target::Coded(coder) if coder.is_lossy() => self.options.lossy.zip(coder.method()),
            _ => None,
        };
        let original = data.clone();
        let stored = StoredFrames::new(&original, self.syntax, &mut self.bulk)
            .map_err(|source| TranscodeError::Decode { frame: 0, source })?;
        let frames = Frames {
            data: &original,
            stored,
            target: self.target,
            quality: self
                .options
                .lossy
                .map(|lossy| lossy.quality)
                .unwrap_or_default(),
            verify: self.options.verify,
            bulk: &mut self.bulk,
        };
        let mut pieces = Pieces::plan(frames, kind)?;
        describe::pixels(&mut data, &pieces.first, kind);
        describe::source_loss(&mut data, self.syntax);
        pieces.put_into(&mut data);
        let ratio = lossy.map(|_| pieces.ratio());
        if let Some((lossy, method)) = lossy {
            describe::loss(&mut data, lossy, method, pieces.ratio());
        }
        let meta = meta(&data, self.meta, self.target, self.options);
        let written = file::write(&meta, &data, self.out, &mut pieces);
        match pieces.failed.take() {
            Some(error) => Err(error),
            None => Ok(written.map(|()| outcome(&data, pieces.frames, ratio))?),
        }
    }
}

/// File Meta Information of the new file; what the data set lacks is told by the old one.
fn meta(data: &DataSet, old: &FileMeta, target: &str, options: &Options<'_>) -> DataSet {
    let uid = |tag| data.ascii(tag).ok().flatten();
    let contained = Contained {
        sop_class: uid(tags::SOP_CLASS_UID).unwrap_or(&old.sop_class),
        sop_instance: uid(tags::SOP_INSTANCE_UID).unwrap_or(&old.sop_instance),
        transfer_syntax: target,
    };
    file::meta(contained, options.implementation)
}

fn outcome(data: &DataSet, frames: u32, ratio: Option<f64>) -> Outcome {
    let sop_instance = data.ascii(tags::SOP_INSTANCE_UID).ok().flatten();
    Outcome {
        sop_instance: sop_instance.unwrap_or_default().to_owned(),
        frames,
        ratio,
    }
}
