//! Whether two names are one person's.

use filmdesk_dataset::text::{NameComponents, PersonName};

/// Whether nothing says that these are two people: names that have a representation in common
/// agree in the first such one; no name at all agrees with any.
pub(super) fn may_be_one(a: &PersonName, b: &PersonName) -> bool {
    let pairs = [
        (&a.alphabetic, &b.alphabetic),
        (&a.ideographic, &b.ideographic),
        (&a.phonetic, &b.phonetic),
    ];
    let shared = pairs
        .into_iter()
        .find(|(a, b)| !a.is_empty() && !b.is_empty());
    match shared {
        Some((a, b)) => comparable(a) == comparable(b),
        None => is_empty(a) || is_empty(b),
    }
}

pub(super) fn is_empty(name: &PersonName) -> bool {
    name.first().is_empty()
}

/// A representation without what people write now so, now so: case, spaces, and `^` for spaces.
fn comparable(name: &NameComponents) -> String {
    let joined = name.to_dicom().to_lowercase().replace('^', " ");
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(a: &str, b: &str) -> bool {
        may_be_one(&PersonName::parse(a), &PersonName::parse(b))
    }

    #[test]
    fn case_padding_and_empty_components_do_not_count() {
        assert!(one("Doe^Jane", "DOE^JANE^^ "));
        assert!(one("Doe^Jane Ann", "Doe^Jane^Ann"));
        assert!(!one("Doe^Jane", "Doe^John"));
    }

    #[test]
    fn the_first_representation_in_common_decides() {
        assert!(one(
            "Yamada^Tarou=\u{5c71}\u{7530}^\u{592a}\u{90ce}",
            "Yamada^Tarou"
        ));
        assert!(one("=\u{5c71}\u{7530}", "Yamada=\u{5c71}\u{7530}"));
        assert!(!one("=\u{5c71}\u{7530}", "Yamada"));
        assert!(one("", "Yamada"));
    }
}
