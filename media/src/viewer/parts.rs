//! Parts: what the page needs of the index only when it is asked for.

use std::collections::BTreeSet;

use serde::Serialize;

/// Collects parts; each becomes a script of its own, `J(number, {...})`.
#[derive(Debug, Default)]
pub struct Parts {
    scripts: Vec<Vec<u8>>,
}

impl Parts {
    /// Adds a part; gives its number, from 1.
    pub fn add(&mut self, part: &impl Serialize) -> u32 {
        let number = self.scripts.len() as u32 + 1;
        let json = serde_json::to_string(part)
            .unwrap_or_else(|error| unreachable!("parts have names for keys: {error}"));
        self.scripts
            .push(format!("J({number},{json})").into_bytes());
        number
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.scripts.len() as u32
    }

    /// The characters that they show, ASCII left out.
    pub fn characters(&self) -> BTreeSet<char> {
        let scripts = self.scripts.iter().filter(|script| !script.is_ascii());
        let texts = scripts.filter_map(|script| std::str::from_utf8(script).ok());
        texts
            .flat_map(str::chars)
            .filter(|character| !character.is_ascii())
            .collect()
    }

    /// The scripts in the order of their numbers.
    pub fn into_scripts(self) -> Vec<Vec<u8>> {
        self.scripts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_a_call_with_its_number() {
        let mut parts = Parts::default();
        assert_eq!(parts.add(&[1, 2]), 1);
        assert_eq!(parts.add(&"a\u{2028}"), 2);
        assert_eq!(parts.characters(), ['\u{2028}'].into());
        assert_eq!(parts.into_scripts()[0], b"J(1,[1,2])");
    }
}
