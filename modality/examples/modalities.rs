//! Prints docs/modalities.md.

fn main() {
    print!("{}", filmdesk_modality::modality_code::document());
}
