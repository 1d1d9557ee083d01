//! A register that answers otherwise than the one behind it, with its key: each answer is changed in one
//! way and signed anew.

use std::sync::Mutex;

use conformance::Check::{self, *};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use wire::signature::{ANSWER, PROBLEM, Profile, RECEIPT};

use super::lying::{Lies, answer, no, receipt};

/// What it lies about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// A token stands in the list twice.
    TokenTwice,
    /// The list is a day old.
    OldList,
    /// Whoever has the version is given tokens again.
    TokensAgain,
    /// The list is always empty.
    EmptyList,
    /// A page that is not there is there, whatever cannot be evaluated is, and so on: it never says no.
    NeverNo,
    /// It says no to every question.
    AlwaysNo,
    /// Evaluations come in another order.
    Swapped,
    /// Nobody has any rows.
    NoRows,
    /// Whoever is asked about has the last row that was told.
    OldRows,
    /// What is told for one purpose is told for another.
    OtherPurpose,
    /// Who is in the register for something else is said to be in it for nothing.
    Unregistered,
    /// A row says more than it may.
    MoreInRow,
    /// An answer is answered anew.
    AnsweredAnew,
    /// Whatever comes is acknowledged.
    TakesEverything,
    /// It says that messages are at fault.
    TakesNothing,
}

/// Each lie, with what must find it out, in the order of the checks, and whether it is found nowhere else.
pub const ALL: [(Lie, &[Check], bool); 15] = [
    (Lie::TokenTwice, &[List, Token, KnownList], true),
    (Lie::OldList, &[List], true),
    (Lie::TokensAgain, &[KnownList], true),
    (Lie::EmptyList, &[Token], true),
    (
        Lie::NeverNo,
        &[NoPage, Count, Epoch, NoPoint, CaseRequired, NationalId, OtherPurpose, NotSharing],
        true,
    ),
    (Lie::AlwaysNo, &[List, Token, EvaluatedAlike, AskedInVain], false),
    (Lie::Swapped, &[Token, EvaluatedAlike], true),
    (Lie::NoRows, &[Registered, RegisteredAgain, HigherFirst, OthersRow], false),
    (Lie::OldRows, &[AskedInVain, HigherFirst, LocalType, Expired, DeletedFirst, Deleted], false),
    // What a trial of purposes breaks off at stays registered, and is met again.
    (Lie::OtherPurpose, &[Purposes, LocalType, Expired, DeletedFirst], false),
    (Lie::Unregistered, &[Purposes, LocalType, Expired, DeletedFirst], false),
    (Lie::MoreInRow, &[Registered], false),
    (Lie::AnsweredAnew, &[Again], true),
    (Lie::TakesEverything, &[OtherForm, OtherKind], true),
    (Lie::TakesNothing, &[Registered, LocalType, Expired, DeletedFirst, Deleted], false),
];

/// Who lies, and the last rows that were told.
pub struct Liar(Lie, Mutex<Option<Value>>);

impl Liar {
    pub fn new(lie: Lie) -> Self {
        Self(lie, Mutex::default())
    }
}

impl Lies for Liar {
    /// What is answered in place of what was: status, profile and body.
    fn instead(&self, asked: &Value, status: u16, said: Value) -> (u16, &'static Profile, Value) {
        let kind = asked["kind"].as_str().unwrap_or_default();
        let is_question = matches!(kind, "exclusion.list" | "exclusion.evaluate" | "exclusion.ask");
        match (self.0, status) {
            (Lie::NeverNo, 400..) if is_question => (200, &ANSWER, answer(asked, empty(kind))),
            (Lie::AlwaysNo, 200) if is_question => (403, &PROBLEM, no()),
            (Lie::TakesEverything, 400..) if !is_question => (200, &RECEIPT, receipt(asked)),
            (Lie::TakesNothing, 200) if !is_question => (403, &PROBLEM, no()),
            (_, 200) if is_question => {
                let mut said = said;
                self.change(kind, asked, &mut said);
                (200, &ANSWER, said)
            }
            (_, 200) => (200, &RECEIPT, said),
            _ => (status, &PROBLEM, said),
        }
    }
}

impl Liar {
    fn change(&self, kind: &str, asked: &Value, said: &mut Value) {
        let body = &mut said["body"];
        match (self.0, kind) {
            (Lie::TokenTwice, "exclusion.list") => {
                body["tokens"] = json!(["_".repeat(21) + "w", "A".repeat(22)]);
            }
            (Lie::OldList, "exclusion.list") => body["as_of"] = json!("2026-01-01T00:00:00Z"),
            (Lie::TokensAgain, "exclusion.list") if asked["body"]["known"] != 0 => {
                body["tokens"] = json!(["A".repeat(22)]);
            }
            (Lie::EmptyList, "exclusion.list") => body["tokens"] = json!([]),
            (Lie::Swapped, "exclusion.evaluate") => {
                if let Some(evaluations) = body["evaluations"].as_array_mut() {
                    evaluations.reverse();
                }
            }
            (Lie::NoRows, "exclusion.ask") => body["rows"] = json!([]),
            (Lie::OtherPurpose, "exclusion.ask") if asked["body"]["purpose"] == "study" => {
                if let Some(others) = &*self.1.lock().unwrap() {
                    body["rows"] = others.clone();
                }
            }
            (Lie::OtherPurpose, "exclusion.ask") => {
                *self.1.lock().unwrap() = Some(body["rows"].clone());
            }
            (Lie::Unregistered, "exclusion.ask") => body["registered"] = json!(false),
            (Lie::MoreInRow, "exclusion.ask") => {
                for row in body["rows"].as_array_mut().into_iter().flatten() {
                    row["grounds"] = "x".into();
                }
            }
            (Lie::OldRows, "exclusion.ask") => {
                let mut old = self.1.lock().unwrap();
                let told = body["rows"].as_array().is_some_and(|rows| !rows.is_empty());
                if told && old.is_none() {
                    *old = Some(body["rows"].clone());
                }
                if let Some(old) = &*old {
                    body["rows"] = old.clone();
                }
            }
            (Lie::AnsweredAnew, _) => said["answered_at"] = json!(Timestamp::now().to_string()),
            _ => {}
        }
    }
}

/// An answer of this kind that says nothing.
fn empty(kind: &str) -> Value {
    match kind {
        "exclusion.ask" => json!({ "rows": [], "registered": false }),
        _ => Value::Object(Map::new()),
    }
}
