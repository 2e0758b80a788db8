//! `filmdesk modality`: the emulated modality of `filmdesk_modality`, with this machine's faces.

use std::io;

use filmdesk_fonts::Typesetter;
use filmdesk_modality::cli::{self, ModalityArgs};

use super::Outcome;
use crate::faces;

/// Runs the command.
pub(super) fn run(args: &ModalityArgs) -> Outcome {
    let (typesetter, _) = Typesetter::new(faces::find(&[]).faces);
    let out = &mut io::stdout();
    super::runtime()?
        .block_on(cli::run(args, typesetter, cli::connect_tcp, out))
        .map_err(Into::into)
}
