//! A value of every frame, said once where it is the same for all.

use serde::Serialize;

/// The values of a stack's frames.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Column<T> {
    /// The same for all.
    All(T),
    /// One for each.
    Each(Vec<T>),
}

impl<T: PartialEq> From<Vec<T>> for Column<T> {
    fn from(mut values: Vec<T>) -> Self {
        match values.windows(2).all(|pair| pair[0] == pair[1]) {
            true if !values.is_empty() => Self::All(values.swap_remove(0)),
            _ => Self::Each(values),
        }
    }
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self::Each(Vec::new())
    }
}

impl<T> Column<T> {
    /// The value of a frame.
    pub fn get(&self, frame: usize) -> Option<&T> {
        match self {
            Self::All(value) => Some(value),
            Self::Each(values) => values.get(frame),
        }
    }
}

impl<T> Column<T> {
    /// A column of what becomes of the values.
    pub(in super::super) fn map<U>(self, of: impl Fn(T) -> U) -> Column<U> {
        match self {
            Self::All(value) => Column::All(of(value)),
            Self::Each(values) => Column::Each(values.into_iter().map(of).collect()),
        }
    }
}

impl<T: Clone> Column<T> {
    /// The values of some frames alone, by their places.
    pub(in super::super) fn select(&mut self, frames: &[usize]) {
        if let Self::Each(values) = self {
            let chosen = frames
                .iter()
                .filter_map(|frame| values.get(*frame).cloned());
            *values = chosen.collect();
        }
    }
}

impl<T: PartialEq> Column<T> {
    /// A column of what every frame has; none when one has it not.
    pub fn of(values: impl Iterator<Item = Option<T>>) -> Option<Self> {
        values.collect::<Option<Vec<T>>>().map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_said_once() {
        let json = |column: &Column<u32>| serde_json::to_string(column).expect("JSON");
        assert_eq!(json(&vec![2, 2, 2].into()), r#"{"all":2}"#);
        assert_eq!(json(&vec![2, 3].into()), r#"{"each":[2,3]}"#);
        assert_eq!(Column::of([Some(1), None].into_iter()), None);
    }
}
