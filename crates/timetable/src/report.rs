//! What a plan breaks and what it costs.

use serde::Serialize;

/// One hard demand that a plan breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// Which demand, in the words of the format's description.
    pub kind: &'static str,
    /// The exams concerned, as the format names them.
    pub exams: Vec<String>,
    /// What is wrong, in one English sentence.
    pub text: String,
}

/// A scorer's whole answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Every broken demand. Their number is the distance to feasibility.
    pub violations: Vec<Violation>,
    /// Each soft cost by name, weighted, in the units of the format.
    pub costs: Vec<(String, i64)>,
    /// The sum of `costs`.
    pub total: i64,
    /// What else a reader needs to know, such as the weights used.
    pub notes: Vec<String>,
}

impl Report {
    /// A report whose total is the sum of its costs.
    #[must_use]
    pub fn new(violations: Vec<Violation>, costs: Vec<(String, i64)>) -> Self {
        let total = costs.iter().map(|(_, cost)| cost).sum();
        Self { violations, costs, total, notes: Vec::new() }
    }

    /// Whether no hard demand is broken.
    #[must_use]
    pub fn is_feasible(&self) -> bool {
        self.violations.is_empty()
    }

    /// How many demands of this kind are broken.
    #[must_use]
    pub fn count(&self, kind: &str) -> usize {
        self.violations.iter().filter(|violation| violation.kind == kind).count()
    }

    /// The soft cost of this name; 0 if there is none.
    #[must_use]
    pub fn cost(&self, name: &str) -> i64 {
        self.costs.iter().find(|(called, _)| called == name).map_or(0, |(_, cost)| *cost)
    }
}
