//! Configuration, media, character sets, security, annexes.

use super::{Surroundings, line};
use crate::printer::PrinterProfile;

pub(super) fn configuration(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "### 4.4 Configuration\n");
    line!(
        out,
        "One TOML file, checked by `filmdesk check-config`; every key has a default. Called AE titles are"
    );
    line!(
        out,
        "printers, each with its own profile; calling AE titles may be limited to a list (`access.calling`)."
    );
    line!(
        out,
        "No address of an SCU is needed, since the server calls none.\n"
    );
    line!(out, "| Scope | Keys | What they set |");
    line!(out, "|---|---|---|");
    for (scope, keys, meaning) in KEYS {
        line!(out, "| {scope} | {keys} | {meaning} |");
    }
    line!(out);
}

const KEYS: &[(&str, &str, &str)] = &[
    (
        "Server",
        "`listen`, `listen.tls`",
        "addresses, ports, certificates",
    ),
    (
        "Server",
        "`limits`",
        "associations and connections at once, maximum PDU length, timeouts",
    ),
    ("Server", "`access`", "calling AE titles, user identity"),
    (
        "Server",
        "`spool`, `data-dir`, `fonts`",
        "disk used, retention of finished jobs, fonts",
    ),
    (
        "Printer",
        "`ae-title`, `name`, `manufacturer`, `model`",
        "identity",
    ),
    (
        "Printer",
        "`film-sizes`, `film`",
        "sizes; sheet, margins, gap, matrix and pitch of each",
    ),
    (
        "Printer",
        "`media`, `destinations`, `density`, `magnifications`",
        "supported values",
    ),
    (
        "Printer",
        "`defaults`",
        "values in force when the AE sends none",
    ),
    (
        "Printer",
        "`annotation-format`, `custom-layout`, `slide`, `superslide`",
        "formats",
    ),
    (
        "Printer",
        "`curve`, `configuration-curves`",
        "tone curves, and the CSnnn that pick them",
    ),
    (
        "Printer",
        "`max-collated-films`, `max-copies`, `queue-length`, `max-memory-kb`",
        "limits",
    ),
    (
        "Printer",
        "`output`, `retry`, `display`",
        "folders and IPP printers, repeats of failed deliveries, target display",
    ),
    ("AE", "`unsupported`", "policy: warn, refuse, silent"),
    ("AE", "`may-print`", "whether it may print (else 0124)"),
    (
        "AE",
        "`print-job-events`, `printer-events`",
        "N-EVENT-REPORT on or off",
    ),
    (
        "AE",
        "`tone`",
        "identity, lin-od or a named curve where no Presentation LUT is referenced",
    ),
    (
        "AE",
        "`character-set`",
        "where neither the data set nor the Film Session has one",
    ),
    ("AE", "`quirks`", "extensions of section 4.2.11"),
];

pub(super) fn media_and_character_sets(
    out: &mut String,
    _: &PrinterProfile,
    around: &Surroundings,
) {
    line!(out, "## 5 Media interchange\n");
    let section = around.media.as_ref().map(|media| &*media.section);
    line!(out, "{}\n", section.unwrap_or("None.").trim_end());
    line!(out, "## 6 Support of character sets\n");
    line!(
        out,
        "Texts (annotations, Film Session Label, Owner ID, Proposed Study Sequence) are read in the Specific"
    );
    line!(
        out,
        "Character Set of their data set, else that of the Film Session, else the one configured for the AE"
    );
    line!(
        out,
        "(ISO_IR 100 unless configured). Bytes that are no character of the set become visible replacements.\n"
    );
    line!(out, "| Script | Terms |");
    line!(out, "|---|---|");
    for (script, terms) in CHARACTER_SETS {
        line!(out, "| {script} | {} |", terms.join(", "));
    }
    line!(
        out,
        "\nISO 2022 IR terms of the single-byte sets are read alike. A face with Latin, Greek and Cyrillic is"
    );
    line!(
        out,
        "built in; other scripts need the fonts of the operating system (Debian: fonts-noto-core,"
    );
    line!(
        out,
        "fonts-noto-cjk), and the server says at its start which are missing. Han characters take the forms"
    );
    line!(out, "of the language that the character set implies.\n");
}

/// Terms of Specific Character Set that are read, by script.
const CHARACTER_SETS: &[(&str, &[&str])] = &[
    (
        "Latin",
        &[
            "ISO_IR 6",
            "ISO_IR 100",
            "ISO_IR 101",
            "ISO_IR 109",
            "ISO_IR 110",
            "ISO_IR 148",
            "ISO_IR 203",
        ],
    ),
    ("Cyrillic", &["ISO_IR 144"]),
    ("Greek", &["ISO_IR 126"]),
    ("Arabic", &["ISO_IR 127"]),
    ("Hebrew", &["ISO_IR 138"]),
    ("Thai", &["ISO_IR 166"]),
    (
        "Japanese",
        &[
            "ISO_IR 13",
            "ISO 2022 IR 13",
            "ISO 2022 IR 87",
            "ISO 2022 IR 159",
        ],
    ),
    ("Korean", &["ISO 2022 IR 149"]),
    ("Chinese", &["ISO 2022 IR 58", "GB18030", "GBK"]),
    ("All", &["ISO_IR 192"]),
];

pub(super) fn security(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "## 7 Security\n");
    line!(out, "### 7.1 Security profiles\n");
    line!(
        out,
        "Secure transport by TLS 1.2 and 1.3 on the listeners configured for it, after the BCP 195 profile"
    );
    line!(
        out,
        "(PS3.15 B.9): cipher suites with forward secrecy and authenticated encryption only. A client"
    );
    line!(
        out,
        "certificate can be required (`client-ca`); a connection without a valid one is closed before any"
    );
    line!(
        out,
        "DICOM message. Listeners without TLS are for trusted networks.\n"
    );
    line!(out, "### 7.2 Association level security\n");
    line!(
        out,
        "Called AE title, calling AE title, user identity (taken, refused or required; not verified), and"
    );
    line!(out, "permission to print per AE.\n");
    line!(out, "### 7.3 Application level security\n");
    line!(
        out,
        "Logs and Error Comments hold no patient data. Films on disk are protected by the"
    );
    line!(out, "permissions of the operating system.\n");
}

pub(super) fn annexes(out: &mut String, _: &PrinterProfile, _: &Surroundings) {
    line!(out, "## 8 Annexes\n");
    line!(out, "### 8.1 Grayscale image consistency\n");
    line!(
        out,
        "The printer conforms to the Grayscale Standard Display Function (PS3.14): P-Values become densities"
    );
    line!(
        out,
        "between Min and Max Density for Illumination and Reflected Ambient Light, in 12 bits or more. Without"
    );
    line!(
        out,
        "a Presentation LUT or Configuration Information, stored values are taken for P-Values unless the"
    );
    line!(
        out,
        "tone of the AE says otherwise. PDF and PNG carry the luminance of those densities, mapped to the"
    );
    line!(out, "target display that is configured.\n");
    line!(out, "### 8.2 Extensions, specializations, privatizations\n");
    line!(
        out,
        "No private attributes, SOP classes or transfer syntaxes; no Standard Extended or Specialized SOP"
    );
    line!(
        out,
        "classes. What is taken beyond the standard is in section 4.2.11.\n"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_sets_are_those_that_are_read() {
        for term in CHARACTER_SETS.iter().flat_map(|row| row.1) {
            let set = filmdesk_dataset::CharacterSet::parse(term);
            assert!(!set.has_unknown_term(), "{term}");
        }
    }
}
