//! Emulated modalities: the SCU side, well-behaved and odd.
//!
//! - [`console`]: one association of a console, as a conversation: ask, get a [`Response`].
//! - [`film`]: prints images as a real console does, by a [`FilmOrder`].
//! - [`image`]: where images come from: DICOM files, and made-up ones ([`image::synthetic`]).
//! - [`store`]: sends instances (C-STORE), read as they are sent.
//! - [`object`]: objects of every modality, and [`modality_code`], the table of modalities.
//! - [`study`]: series of any size.
//! - [`habits`]: how consoles misbehave, each a conversation that runs against any printer.
//! - [`cli`]: `filmdesk modality`.
//!
//! Attributes are plain text and numbers here on purpose: an emulated console must be able
//! to say what is wrong.

pub mod cli;
pub mod console;
mod demo;
pub mod error;
pub mod film;
pub mod habits;
pub mod image;
pub mod modality_code;
pub mod object;
pub mod order;
pub mod store;
pub mod study;
pub mod transcript;

pub use console::{Body, Console, ConsoleConfig, EventAnswer, Notification, Response};
pub use demo::{DemoError, DemoReport, demo_order, print_demo_ct, store_demo_study};
pub use error::{ConsoleError, PrintError, SourceError};
pub use film::{PrintReport, print};
pub use image::{Pixels, PrintImage};
pub use order::FilmOrder;
pub use store::{InstanceName, StoreError};
pub use transcript::Transcript;
