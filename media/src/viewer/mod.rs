//! What the viewer on the disc reads: pixels decoded once, an index, and the page around them.
//! The contract with the page is `viewer/src/data.ts`.
//!
//! ```text
//! image     an instance is looked through: its form, what is true of each frame
//! mosaic    the tiles of a whole slide as one image
//! stack     frames of a series grouped and ordered;  plan: numbered, and where they come from
//! encode    one frame to bytes: predict (samples), jpeg (kept), WebP
//! chunk     frames as scripts
//! index     what data.ts says, in Rust;  assemble: filled from the contents
//! parts     what the page needs of the index only when it is asked for
//! resolve   presentation states, segmentations, reports ... to this disc's frames
//! video     H.264 as MP4
//! page      INDEX.HTM's share
//! ```

mod assemble;
mod characters;
pub mod chunk;
mod encode;
mod form;
mod frame;
mod groups;
mod image;
pub mod index;
mod jpeg;
mod mosaic;
mod notes;
mod page;
mod parts;
mod plan;
pub mod predict;
pub mod resolve;
mod stack;
mod table;
mod thumbnail;
mod values;
pub mod video;

pub use assemble::index;
pub use characters::characters;
pub use encode::{FrameError, Opened};
pub use form::Form;
pub use image::{MAX_FRAMES, Surveyed, survey};
pub use notes::{no_room, thinned};
pub use page::{ON_DEMAND, ViewerPage, inline_script, page};
pub use parts::Parts;
pub use plan::{Plan, PlannedStack, Thinning};
pub use thumbnail::{jpeg_of, thumbnail, thumbnail_of};
