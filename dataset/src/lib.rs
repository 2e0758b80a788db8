//! The one door for bytes that others wrote: bounded scan, data sets, character sets, pixels.
//!
//! Data sets of peers and files come in through [`scan::Scanner`], which is fed fragments,
//! keeps small elements, hands bulk values (Pixel Data at any depth) to a [`bulk::BulkSink`]
//! and never allocates what a length field merely claims.

pub mod bulk;
mod byte_order;
pub mod data_set;
pub mod encode;
pub mod file;
pub mod phi;
pub mod pixels;
pub mod scan;
pub mod text;
pub mod transcode;
pub mod transfer_syntax;

pub use bulk::{Bulk, BulkSink, BulkSource};
pub use data_set::{DataSet, Element, InvalidValue, Value};
pub use phi::Phi;
pub use text::CharacterSet;
pub use transfer_syntax::Encoding;

pub use dicom_core::{Tag, VR};
pub use dicom_dictionary_std::{tags, uids};
