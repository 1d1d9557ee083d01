//! The bodies.

use jiff::Timestamp;
use jiff::civil::Date;
use rules::exclusion::{Classification, ExclusionType, Purpose};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wire::InstitutionNumber;

use crate::bounds;

use super::token::{Blinded, EpochKey, Evaluation, Proof, Token};

/// A row of the register: the lawful elements (uhf. § 10-1; the routine for RUST, p. 3) beside its
/// opaque id and version. Whose it is stands beside it where the other end does not know.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The opaque id that the deciding institution has given it: random, and the same in all versions.
    pub id: Uuid,
    /// Counts up with each change, from 1.
    #[serde(deserialize_with = "bounds::version")]
    pub version: u32,
    /// The institution that decided.
    pub institution: InstitutionNumber,
    /// The period.
    pub period: Period,
    /// What it bars.
    #[serde(rename = "type")]
    pub kind: ExclusionType,
    /// Which studies it concerns.
    pub classification: Classification,
    /// The programme, where it concerns one and the rule set lets that leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// The name of the case officer who registered it, where the rule set lets that leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_officer: Option<String>,
}

/// A period of two days, both included, in Norway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    #[serde(deserialize_with = "bounds::day")]
    pub from: Date,
    /// The last day.
    #[serde(deserialize_with = "bounds::day")]
    pub to: Date,
}

/// A controlled version of a row, with whose it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registered {
    /// The national id: 11 digits.
    pub national_id: String,
    /// The row.
    pub row: Row,
}

/// A row that is deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deleted {
    /// Which.
    pub id: Uuid,
    /// The version that deletes it, above all before.
    #[serde(deserialize_with = "bounds::version")]
    pub version: u32,
}

/// What became of a version that was sent in an institution's name. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// Of which row.
    pub id: Uuid,
    /// Which version.
    #[serde(deserialize_with = "bounds::version")]
    pub version: u32,
    /// Whether it deletes the row.
    pub deletes: bool,
    /// Why it was not taken, in the register's word; left out where it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// The list of tokens has a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Which.
    pub version: u64,
}

/// A row is no longer in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// Which.
    pub id: Uuid,
    /// The version that was the last.
    #[serde(deserialize_with = "bounds::version")]
    pub version: u32,
    /// Why.
    pub why: Why,
}

/// Why a row has left the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The institution that decided has deleted it.
    Deleted,
    /// Its period is over.
    Expired,
    /// The institution that was told shares exclusions no more: the row may still stand.
    NotSharing,
}

/// Asks for a page of the list of tokens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The version that the asker has whole; 0 for none.
    pub known: u64,
    /// The page, from 0.
    pub page: u32,
}

/// A page of the list of tokens. All pages of a version are asked for until one has another
/// version, which begins anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListPage {
    /// The newest version.
    pub version: u64,
    /// When this version was last held to be the newest, by the register's wall clock: the list is
    /// as old as this.
    pub as_of: Timestamp,
    /// Under which keys the tokens stand: the newest one last. Two while institutions move over.
    pub epochs: Vec<EpochKey>,
    /// How many pages there are.
    pub pages: u32,
    /// The tokens of this page, in the order of their bytes, which tells nothing of persons; none
    /// when the asker has this version.
    pub tokens: Vec<Token>,
}

/// Blinded ids to evaluate, at most [`EVALUATE_MAX`](super::EVALUATE_MAX).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluate {
    /// Under which key.
    pub epoch: u32,
    /// The ids, blinded.
    pub blinded: Vec<Blinded>,
}

/// What the blinded ids were evaluated to, in their order.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluated {
    /// Under which key.
    pub epoch: u32,
    /// One for each.
    pub evaluations: Vec<Evaluation>,
    /// That all are evaluated by the key of the epoch, the same for everybody.
    pub proof: Proof,
}

/// Asks about one person. The envelope names the asker's case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The national id: 11 digits.
    pub national_id: String,
    /// What for.
    pub purpose: Purpose,
}

/// What is registered about the person that was asked about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The rows that bar something which the purpose is about, by their ids.
    pub rows: Vec<Row>,
    /// Whether any row stands about the person: without one that is told, one stands which the purpose does
    /// not let be told.
    pub registered: bool,
}
