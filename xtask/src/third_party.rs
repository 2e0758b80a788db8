//! THIRD-PARTY.md: whose work is in the binary, under which licence; permissive ones only.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::run;

/// Licences that ask for no more than their text and the author's name (MPL-2.0 is not here: it
/// asks for changed files).
const PERMISSIVE: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
];

/// What is shipped beside crates.
const ASSETS: &str = "\
## Other work inside

| work | licence | where |
|---|---|---|
| htmx 2.0.11, Big Sky Software | 0BSD | web/static, with its licence text |
| htmx-ext-sse 2.2.4, Alexander Petros | 0BSD | web/static, with its licence text |
| Noto Sans (subset: Latin, Greek, Cyrillic), The Noto Project Authors | OFL-1.1 | fonts/faces, with its licence text |

Fonts of Debian's fonts-noto-core and fonts-noto-cjk (OFL-1.1) are used when installed; subsets of
them are embedded in the PDFs that show their letters.
";

/// The text of THIRD-PARTY.md, from the dependency tree of the binary.
pub(crate) fn text() -> Result<String> {
    let tree = run::output(
        "cargo",
        &[
            "tree",
            "--package",
            "filmdesk-server",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}\t{l}",
        ],
    )?;
    let licences = licences(&String::from_utf8(tree)?)?;
    let mut text = String::from(
        "# Third-party work\n\nThe crates that the binary `filmdesk` links, from `cargo tree`; `cargo xtask generate` \
         writes this file,\na test says that it is fresh and that every licence is permissive.\n\n\
         | crate | version | licence |\n|---|---|---|\n",
    );
    for ((name, version), licence) in licences {
        writeln!(text, "| {name} | {version} | {licence} |")?;
    }
    text.push('\n');
    text.push_str(ASSETS);
    Ok(text)
}

/// Licence by name and version; an error for one that is not permissive.
fn licences(tree: &str) -> Result<BTreeMap<(String, String), String>> {
    let mut licences = BTreeMap::new();
    for line in tree.lines() {
        let Some((package, licence)) = line.split_once('\t') else {
            continue;
        };
        let mut words = package.split(' ');
        let (Some(name), Some(version)) = (words.next(), words.next()) else {
            continue;
        };
        if name.starts_with("filmdesk-") {
            continue;
        }
        let licence = licence.trim_end_matches(" (*)").trim();
        if !is_permissive(licence) {
            bail!(
                "{name} {version} is under {licence:?}, which is not on the list of permissive licences"
            );
        }
        licences.insert(
            (name.to_owned(), version.trim_start_matches('v').to_owned()),
            licence.to_owned(),
        );
    }
    Ok(licences)
}

/// An SPDX expression of AND, OR, brackets (and the old slash for OR): one permissive way through.
fn is_permissive(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    let known = |licence: &str| PERMISSIVE.contains(&licence.trim());
    if expression.contains('(') {
        // Brackets occur as "(A OR B) AND C": every AND part needs a permissive way.
        return expression
            .split(" AND ")
            .all(|part| part.trim_matches(['(', ')', ' ']).split(" OR ").any(known));
    }
    plain.split(" OR ").any(|way| way.split(" AND ").all(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_fresh() {
        let file = std::fs::read_to_string(run::root().join("THIRD-PARTY.md")).unwrap_or_default();
        let fresh = text().expect("the dependency tree");
        assert!(
            file == fresh,
            "THIRD-PARTY.md is stale: run `cargo xtask generate`"
        );
    }

    #[test]
    fn expressions() {
        assert!(is_permissive("MIT OR Apache-2.0"));
        assert!(is_permissive("MIT/Apache-2.0"));
        assert!(is_permissive("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(is_permissive("LGPL-3.0 OR MIT"));
        assert!(!is_permissive("MIT AND GPL-3.0"));
        assert!(!is_permissive("MPL-2.0"));
        assert!(!is_permissive(""));
    }
}
