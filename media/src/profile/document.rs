//! The profiles as a document for people: `docs/application-profiles.md`.

use std::fmt::Write;

use filmdesk_dataset::Tag;

use super::rule::{Condition, Expected};
use super::{
    CAPACITIES, DirectoryKey, IconRule, KeyType, PROFILES, Profile, Rule, SopClasses, rules, syntax,
};

const HEAD: &str = "\
# Application profiles

What may be on a medium (PS3.11) and what its DICOMDIR says beyond PS3.3 Annex F. Generated from
the tables that check and write (`media/src/profile`) by `cargo xtask generate`; do not edit it.

An instance is checked against all rows at once; every violation is told with its clause and what
would make it right. Turning an instance into another transfer syntax goes to the first lossless
one that the profile has for its SOP class.

Not offered: the secure profiles (STD-GEN-SEC-..., STD-DTL-SEC-ZIP-MAIL: each file wrapped in
CMS, or S/MIME), and the magneto-optical discs (STD-CTMR-MOD41, STD-US-...-MOD23-90). Not checked:
that each frame of JPEG carries its tables (PS3.11 B.3.4.2, H.3.4.2, J.3.4.2, M.3.4.1), which the
header does not show.
";

/// The document.
pub fn document() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("\n## Media\n\n| Kind | Medium | Bytes |\n|---|---|---|\n");
    for kind in CAPACITIES {
        line(
            &mut text,
            &[kind.name, kind.medium.describe(), &kind.bytes.to_string()],
        );
    }
    text.push_str("\n## Profiles\n\n| Profile | For | Media | Source |\n|---|---|---|---|\n");
    for profile in PROFILES {
        let media: Vec<&str> = profile.media.iter().map(|one| one.describe()).collect();
        line(
            &mut text,
            &[
                profile.name,
                profile.title,
                &media.join(", "),
                profile.source,
            ],
        );
    }
    sections(&mut text, "SOP classes and transfer syntaxes", classes);
    sections(&mut text, "Directory keys", keys);
    sections(&mut text, "Attribute values", |profile| {
        profile.rules.iter().map(rule_words).collect()
    });
    text
}

/// A section of what profiles say; those that say the same share a paragraph.
fn sections(text: &mut String, title: &str, lines: impl Fn(&Profile) -> Vec<String>) {
    put(text, format_args!("\n## {title}\n"));
    let mut said: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
    for profile in PROFILES {
        let lines = lines(profile);
        match said.iter_mut().find(|(known, _)| *known == lines) {
            _ if lines.is_empty() => {}
            Some((_, names)) => names.push(profile.name),
            None => said.push((lines, vec![profile.name])),
        }
    }
    for (lines, names) in said {
        put(text, format_args!("\n{}:\n\n", names.join(", ")));
        for line in lines {
            put(text, format_args!("- {line}\n"));
        }
    }
}

fn classes(profile: &Profile) -> Vec<String> {
    let clause = profile.clause;
    match profile.sop_classes {
        SopClasses::Any => {
            let syntaxes = names(profile.transfer_syntaxes);
            vec![format!("every composite SOP class ({clause}): {syntaxes}")]
        }
        SopClasses::Only(classes) => classes
            .iter()
            .map(|class| {
                let syntaxes = names(class.transfer_syntaxes);
                let name = super::check::class_name(class.sop_class).unwrap_or_default();
                format!("{name} {} ({clause}): {syntaxes}", class.sop_class)
            })
            .collect(),
    }
}

fn names(syntaxes: &[&'static str]) -> String {
    let names: Vec<&str> = syntaxes.iter().map(|uid| syntax::name(uid)).collect();
    names.join(" / ")
}

fn keys(profile: &Profile) -> Vec<String> {
    let clause = profile.keys_clause;
    let key = |key: &DirectoryKey| {
        let kind = match key.key_type {
            KeyType::One => "1",
            KeyType::OneIfPresent => "1C, if the instance has it",
            KeyType::Two => "2",
        };
        let shared = match key.in_shared_groups {
            true => ", also in its shared functional groups",
            false => "",
        };
        let (record, name) = (key.record, rules::name(key.tag));
        format!("{record:?}: {name}, {kind}{shared} ({clause})")
    };
    let icon = match profile.icon {
        IconRule::None => None,
        IconRule::Images(side) => {
            Some(format!("Image: icon of {side} x {side}, 8 bits ({clause})"))
        }
    };
    profile.keys.iter().map(key).chain(icon).collect()
}

fn rule_words(rule: &Rule) -> String {
    let classes = match rule.sop_classes {
        [] => String::new(),
        classes => format!("{}: ", classes.join(", ")),
    };
    let when: String = rule.when.iter().map(|when| condition(*when)).collect();
    let name = rules::name(rule.tag);
    format!(
        "{classes}{when}{name} {} ({})",
        expected(rule.expected),
        rule.clause
    )
}

fn condition(condition: Condition) -> String {
    match condition {
        Condition::Text(tag, text) => format!("if {} is {text}, ", rules::name(tag)),
        Condition::Number(tag, number) => format!("if {} is {number}, ", rules::name(tag)),
        Condition::NotNumber(tag, number) => format!("if {} is not {number}, ", rules::name(tag)),
        Condition::TransferSyntax(uid) => format!("in {}, ", syntax::name(uid)),
    }
}

fn expected(expected: Expected) -> String {
    let tags = |tags: &[Tag]| -> String {
        let names: Vec<String> = tags.iter().map(|tag| rules::name(*tag)).collect();
        names.join(", ")
    };
    match expected {
        Expected::Value => "has a value".to_owned(),
        Expected::Absent => "is not there".to_owned(),
        Expected::There => "is there, perhaps empty".to_owned(),
        Expected::Text(texts) => format!("is {}", texts.join(" or ")),
        Expected::Number(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(u16::to_string).collect();
            format!("is {}", numbers.join(" or "))
        }
        Expected::AtMost(most) => format!("is at most {most}"),
        Expected::SameAs(tag) => format!("is {}", rules::name(tag)),
        Expected::OneLessThan(tag) => format!("is {} - 1", rules::name(tag)),
        Expected::InItems(wanted) => format!("has in each item: {}", tags(wanted)),
    }
}

fn line(text: &mut String, cells: &[&str]) {
    put(text, format_args!("| {} |\n", cells.join(" | ")));
}

/// Writing to a `String` does not fail.
fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(words);
}
