//! What the viewer on the disc reads: pixels decoded once, an index, and the page around them.
//! The contract with the page is `viewer/src/data.ts`.
//!
//! ```text
//! predict   samples to bytes that a browser inflates
//! chunk     frames as scripts
//! index     what data.ts says, in Rust
//! parts     what the page needs of the index only when it is asked for
//! resolve   presentation states, segmentations, reports ... to this disc's frames
//! ```

pub mod chunk;
pub mod index;
mod parts;
pub mod predict;
pub mod resolve;

pub use parts::Parts;
