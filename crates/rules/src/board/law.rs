//! The section `[board]`: who sits on a board, when it can decide, and by which majority.

use super::Matter;
use crate::Law;
use crate::exclusion::Provision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a rule set says of one board.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardLaw {
    /// The paragraph that sets up the board.
    pub law: String,
    /// How many members it has.
    pub members: Law<usize>,
    /// How many of them are students.
    pub students: Law<usize>,
    /// How many have to take part.
    pub quorum: Law<usize>,
    /// Whether the chair or the deputy has to be among them.
    pub chair: Law<bool>,
    /// Whether a student has to be among them.
    pub student: Law<bool>,
    /// Who decides when the votes are even; absent where nobody does.
    pub tie: Option<Law<Tie>>,
    /// That nobody takes part who is not impartial.
    pub impartiality: Provision,
    /// The majority for each matter that the board decides.
    pub majority: BTreeMap<Matter, Law<Majority>>,
}

/// A majority of the votes cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Majority {
    /// More than half.
    Ordinary,
    /// At least two thirds.
    TwoThirds,
}

/// Who decides when the votes are even.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// The chair has two votes; in her absence the deputy.
    Chair,
}

impl Majority {
    /// How many votes it takes of a number cast; never none.
    pub const fn votes_needed(self, cast: u32) -> u32 {
        match self {
            Self::Ordinary => cast / 2 + 1,
            Self::TwoThirds if cast == 0 => 1,
            Self::TwoThirds => (cast * 2).div_ceil(3),
        }
    }
}
