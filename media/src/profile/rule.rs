//! What a profile wants an instance to say: one row per attribute.

use filmdesk_dataset::{DataSet, Tag, Value};

use crate::instance::Instance;

/// A row of a profile's table of image attribute values.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// SOP classes that it holds for; empty: for every one.
    pub sop_classes: &'static [&'static str],
    /// What must hold besides for the rule to apply.
    pub when: &'static [Condition],
    /// The attribute. A tag of group 6000 stands for every overlay group (60xx).
    pub tag: Tag,
    /// What it must say.
    pub expected: Expected,
    /// Where it is written.
    pub clause: &'static str,
}

/// When a rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// The attribute has this text.
    Text(Tag, &'static str),
    /// The attribute (US) has this number.
    Number(Tag, u16),
    /// The attribute (US) has another number, or none.
    NotNumber(Tag, u16),
    /// The instance has this transfer syntax.
    TransferSyntax(&'static str),
}

/// What an attribute must say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// It is there with a value.
    Value,
    /// It is not there.
    Absent,
    /// It is there, perhaps without a value (Type 2).
    There,
    /// One of these texts (first value).
    Text(&'static [&'static str]),
    /// One of these numbers (US).
    Number(&'static [u16]),
    /// A number (US) up to this.
    AtMost(u16),
    /// The number (US) of another attribute.
    SameAs(Tag),
    /// The number (US) of another attribute, less one.
    OneLessThan(Tag),
    /// Each item of the sequence has these, with a value.
    InItems(&'static [Tag]),
}

impl Rule {
    /// The attributes that the rule looks at: what a header must have to be checked.
    pub fn wanted(&self) -> Vec<Tag> {
        let groups = match self.tag.group() {
            0x6000 => 16,
            _ => 1,
        };
        let own = (0..groups).map(|n| Tag(self.tag.group() + 2 * n, self.tag.element()));
        let beside = match self.expected {
            Expected::SameAs(tag) | Expected::OneLessThan(tag) => Some(tag),
            _ => None,
        };
        let conditions = self.when.iter().filter_map(|when| match when {
            Condition::Text(tag, _) | Condition::Number(tag, _) => Some(*tag),
            Condition::NotNumber(tag, _) => Some(*tag),
            Condition::TransferSyntax(_) => None,
        });
        own.chain(beside).chain(conditions).collect()
    }

    /// What is wrong with the instance, in words; nothing when the rule does not apply to it.
    pub(super) fn broken_by(&self, instance: &Instance) -> Option<String> {
        let class = instance.sop_class.as_str();
        let applies = self.sop_classes.is_empty() || self.sop_classes.contains(&class);
        let applies = applies && self.when.iter().all(|when| when.holds(instance));
        let mut tags = instances_of(self.tag, &instance.header);
        applies
            .then(|| tags.find_map(|tag| self.expected.broken_by(tag, &instance.header)))
            .flatten()
    }
}

/// The tag itself, or one per overlay group that the data set has.
fn instances_of(tag: Tag, header: &DataSet) -> impl Iterator<Item = Tag> + '_ {
    let repeats = tag.group() == 0x6000;
    let groups = (0..16u16).map(move |n| Tag(tag.group() + 2 * n, tag.element()));
    groups.filter(move |one| match repeats {
        true => header.contains(*one),
        false => *one == tag,
    })
}

impl Condition {
    fn holds(self, instance: &Instance) -> bool {
        let header = &instance.header;
        match self {
            Self::Text(tag, text) => first_text(header, tag) == Some(text),
            Self::Number(tag, number) => header.u16(tag) == Ok(Some(number)),
            Self::NotNumber(tag, number) => header.u16(tag) != Ok(Some(number)),
            Self::TransferSyntax(uid) => instance.transfer_syntax == uid,
        }
    }
}

impl Expected {
    fn broken_by(self, tag: Tag, header: &DataSet) -> Option<String> {
        let name = super::rules::name(tag);
        let number = header.u16(tag).ok().flatten();
        match self {
            Self::Value => broken(header.has_value(tag), || format!("{name} has no value")),
            Self::Absent => broken(!header.contains(tag), || format!("{name} is not allowed")),
            Self::There => broken(header.contains(tag), || format!("{name} is not there")),
            Self::Text(texts) => {
                let found = first_text(header, tag);
                broken(found.is_some_and(|text| texts.contains(&text)), || {
                    let found = code(found);
                    format!("{name} is {found}, not {}", listed(texts))
                })
            }
            Self::Number(numbers) => {
                let sound = number.is_some_and(|number| numbers.contains(&number));
                broken(sound, || not(&name, number, &listed(numbers)))
            }
            Self::AtMost(most) => {
                let sound = number.is_some_and(|number| number <= most);
                broken(sound, || not(&name, number, &format!("at most {most}")))
            }
            Self::SameAs(other) => equal(&name, number, header.u16(other).ok().flatten()),
            Self::OneLessThan(other) => {
                let other = header.u16(other).ok().flatten();
                equal(&name, number, other.and_then(|other| other.checked_sub(1)))
            }
            Self::InItems(wanted) => missing_in_items(&name, tag, wanted, header),
        }
    }
}

fn broken(sound: bool, words: impl FnOnce() -> String) -> Option<String> {
    (!sound).then(words)
}

fn equal(name: &str, found: Option<u16>, wanted: Option<u16>) -> Option<String> {
    let sound = found.is_some() && found == wanted;
    let wanted = wanted.map_or_else(|| "given".to_owned(), |wanted| wanted.to_string());
    broken(sound, || not(name, found, &wanted))
}

fn not(name: &str, found: Option<u16>, wanted: &str) -> String {
    match found {
        Some(found) => format!("{name} is {found}, not {wanted}"),
        None => format!("{name} has no value; it must be {wanted}"),
    }
}

fn listed(values: &[impl ToString]) -> String {
    let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// A code for a message: what is no code string could be anybody's text.
fn code(found: Option<&str>) -> &str {
    let is_code = |text: &&str| {
        text.len() <= 16
            && text
                .bytes()
                .all(|b| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'_' | b' '))
    };
    match found {
        None => "not given",
        Some(text) => Some(text).filter(is_code).unwrap_or("not a code"),
    }
}

fn missing_in_items(name: &str, tag: Tag, wanted: &[Tag], header: &DataSet) -> Option<String> {
    let Some(items) = header.items(tag).filter(|items| !items.is_empty()) else {
        return Some(format!("{name} has no item"));
    };
    let lacks = |item: &DataSet| wanted.iter().find(|tag| !has_value(item, **tag)).copied();
    let missing = items.iter().find_map(lacks)?;
    Some(format!(
        "an item of {name} has no {}",
        super::rules::name(missing)
    ))
}

/// Whether there is a value; the bytes of a number count, whatever VR they came with.
fn has_value(item: &DataSet, tag: Tag) -> bool {
    item.get(tag).is_some_and(|element| match &element.value {
        Value::Bytes(bytes) => !bytes.is_empty(),
        other => !other.is_empty(),
    })
}

/// The first value of a text of the default repertoire.
fn first_text(header: &DataSet, tag: Tag) -> Option<&str> {
    let text = header.ascii(tag).ok().flatten()?;
    Some(text.split('\\').next().unwrap_or_default().trim())
}
