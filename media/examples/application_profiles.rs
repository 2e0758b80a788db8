//! Prints docs/application-profiles.md.

fn main() {
    print!("{}", filmdesk_media::profile::document());
}
