//! Violations of many instances, told once per rule.

use std::collections::BTreeMap;
use std::fmt;

use super::{Remedy, Violation};

/// One rule, broken by a number of instances in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine {
    /// How many instances.
    pub instances: usize,
    /// Where it is written.
    pub clause: &'static str,
    /// In words.
    pub rule: String,
    /// What would make it right.
    pub remedy: Remedy,
}

impl fmt::Display for SummaryLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = match self.instances {
            1 => "instance",
            _ => "instances",
        };
        let Self {
            instances,
            clause,
            rule,
            remedy,
        } = self;
        write!(f, "{instances} {noun}: {rule} ({clause}); {remedy}")
    }
}

/// Violations by rule, words and remedy, the most frequent first.
pub fn summary<'a>(violations: impl IntoIterator<Item = &'a Violation>) -> Vec<SummaryLine> {
    let mut counts = BTreeMap::new();
    for violation in violations {
        let line = (violation.clause, &violation.rule, violation.remedy);
        *counts.entry(line).or_insert(0) += 1;
    }
    let mut lines: Vec<SummaryLine> = counts
        .into_iter()
        .map(|((clause, rule, remedy), instances)| SummaryLine {
            instances,
            clause,
            rule: rule.clone(),
            remedy,
        })
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.instances));
    lines
}
