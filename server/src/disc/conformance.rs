//! Media interchange in the conformance statement (PS3.2), from the tables of profiles.

use std::fmt::Write as _;

use filmdesk_dimse::settings::{IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME};
use filmdesk_media::profile::{self, PROFILES, PhysicalMedium, Profile, STATED_SYNTAXES};
use filmdesk_print_scp::conformance::MediaInterchange;

const HEAD: &str = "\
### 5.1 Implementation model

`filmdesk disc make` and `burn` create a file-set (FSC) from instances of the archive or of files,
`filmdesk disc burn --append` adds a session to one on a CD-R and `filmdesk disc update` changes one
where it lies (FSU), `filmdesk disc verify` and `filmdesk import` read one (FSR). A medium is read back
and its DICOMDIR checked against every file before it is called good.

### 5.2 File Meta Information and DICOMDIR
";

const SYNTAXES: &str = "\
### 5.4 Transfer syntaxes that profiles leave to this statement

PS3.11 G.3.1 and L.3.1 let the statement name the transfer syntaxes; here they are, for creation and
for reading:
";

const TAIL: &str = "\
### 5.5 Augmented and private profiles

None. `--private` puts instances of private SOP classes under PRIVATE records; such a medium is outside
of PS3.11. SOP classes, transfer syntaxes, directory keys and attribute values of each profile are in
[application-profiles.md](application-profiles.md), from the same tables.
";

/// The statement's part on media.
pub fn media() -> MediaInterchange {
    let names: Vec<_> = PROFILES.iter().map(|profile| profile.name).collect();
    MediaInterchange {
        overview: format!(
            "Media interchange, {} application profiles: see 5.3.",
            names.len()
        ),
        section: section(),
    }
}

fn section() -> String {
    let mut text = HEAD.to_owned();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "\nImplementation Class UID {IMPLEMENTATION_CLASS_UID}, Implementation Version Name \
         {IMPLEMENTATION_VERSION_NAME}, in DICOMDIR and in what was transcoded or de-identified; other \
         files keep theirs.\nAn instance without a value that a directory record must have keeps its file; \
         the record has one by a rule that is noted when the medium is made.\n"
    );
    text.push_str("\n### 5.3 Application profiles and roles\n\n| Profile | Media | FSC | FSR | FSU |\n|---|---|---|---|---|\n");
    for profile in PROFILES {
        let media: Vec<_> = profile
            .media
            .iter()
            .map(|medium| medium.describe())
            .collect();
        let updates = if is_updated(profile) { "Yes" } else { "No" };
        let _ = writeln!(
            text,
            "| {} | {} | Yes | Yes | {updates} |",
            profile.name,
            media.join(", ")
        );
    }
    let _ = write!(text, "\n{SYNTAXES}\n| Transfer syntax | UID |\n|---|---|\n");
    for uid in STATED_SYNTAXES {
        let _ = writeln!(text, "| {} | {uid} |", profile::syntax_name(uid));
    }
    let stated = PROFILES
        .iter()
        .filter(|profile| profile.transfer_syntaxes == STATED_SYNTAXES);
    let stated: Vec<_> = stated.map(|profile| profile.name).collect();
    let _ = write!(text, "\nThese profiles: {}.\n\n{TAIL}", stated.join(", "));
    text
}

/// A CD-R takes further sessions (PS3.12 F.2.1.2), other media are changed where they are mounted.
fn is_updated(profile: &Profile) -> bool {
    let updated = |medium: &PhysicalMedium| {
        use PhysicalMedium::{Cd, Cf, Folder, Mmc, Sd, Usb};
        matches!(medium, Cd | Cf | Folder | Mmc | Sd | Usb)
    };
    profile.media.iter().any(updated)
}
