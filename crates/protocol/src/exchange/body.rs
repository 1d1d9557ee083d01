//! The bodies.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;
use rules::exchange::{Basis, BasisKind, Channel, Outcome, Purpose};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wire::{InstitutionNumber, MessageId};

use super::{QUESTIONS_MAX, RESULTS_MAX};
use crate::bounds::{day, version};

/// Asks for the passed results of one person. The envelope names the asker's case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The national id: 11 digits.
    pub national_id: String,
    /// What the results are for.
    pub purpose: Purpose,
    /// What lets the asker ask.
    pub basis: GivenBasis,
}

/// The legal basis, as the question names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum GivenBasis {
    /// The person has consented.
    Consent {
        /// Where.
        channel: Channel,
        /// On which day.
        #[serde(deserialize_with = "day")]
        given: Date,
        /// The last day it holds, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some_day")]
        until: Option<Date>,
        /// Which version of the text the person was shown, from 1.
        #[serde(deserialize_with = "version")]
        text_version: u32,
        /// What tells this consent from every other one of the asker: random, and the same in each
        /// question on it. A source answers nothing on a consent without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<Uuid>,
    },
    /// The Act lets the asker ask.
    Statute,
}

fn some_day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    day(from).map(Some)
}

impl GivenBasis {
    /// As the rule `exchange-answer` reads it. A consent on the student's own pages lets that
    /// institution ask that has it, and no other.
    pub fn for_rule(&self, purpose: Purpose, asked_by: InstitutionNumber) -> Basis {
        let none = Basis {
            kind: BasisKind::Statute,
            purpose: Some(purpose),
            channel: None,
            receiver: None,
            given: None,
            until: None,
            withdrawn: None,
            reference: None,
            text_version: None,
        };
        match self {
            Self::Statute => none,
            Self::Consent { channel, given, until, text_version, reference } => Basis {
                kind: BasisKind::Consent,
                channel: Some(*channel),
                receiver: Some(rules::Key::new(asked_by.to_string())),
                given: Some((*given).into()),
                until: until.map(Into::into),
                reference: reference.map(|reference| rules::Key::new(reference.to_string())),
                text_version: Some(*text_version),
                ..none
            },
        }
    }

    /// `consent` or `statute`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Consent { .. } => "consent",
            Self::Statute => "statute",
        }
    }
}

/// What an institution answers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    /// What is answered.
    pub outcome: Outcome,
    /// Of an `ok`: the ELMO document, signed by the source with a key that the directory lists, as
    /// base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Of an `ok`: the source's own ids of what is handed out, as they stand in the document and in
    /// later corrections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<Uuid>,
}

/// What an answer says, once it hangs together.
#[derive(Clone, PartialEq, Eq)]
pub enum Asked {
    /// Results, as the source has signed them, with their ids.
    Ok(Vec<u8>, Vec<Uuid>),
    /// No results, and why.
    Nothing(Outcome),
}

/// Why an answer does not hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyFault {
    /// An `ok` without document or ids, or something beside another outcome.
    #[error("outcome and content do not go together")]
    Contradiction,
    /// The document is no base64.
    #[error("the document is no base64")]
    NotBase64,
    /// A result twice, or more than [`RESULTS_MAX`].
    #[error("a result twice, or too many")]
    Results,
}

impl BodyFault {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::NotBase64 => "not-base64",
            Self::Results => "results",
        }
    }
}

impl Shared {
    /// No results.
    pub const fn nothing(outcome: Outcome) -> Self {
        Self { outcome, document: None, results: Vec::new() }
    }

    /// Results, signed.
    pub fn ok(signed: &[u8], results: Vec<Uuid>) -> Self {
        Self { outcome: Outcome::Ok, document: Some(STANDARD.encode(signed)), results }
    }

    /// What it says.
    ///
    /// # Errors
    /// It does not hang together.
    pub fn read(self) -> Result<Asked, BodyFault> {
        match (self.outcome, self.document) {
            (Outcome::Ok, Some(document)) if !self.results.is_empty() => {
                distinct(self.results.iter(), RESULTS_MAX)?;
                let signed = STANDARD.decode(document).map_err(|_| BodyFault::NotBase64)?;
                Ok(Asked::Ok(signed, self.results))
            }
            (Outcome::Ok, _) | (_, Some(_)) => Err(BodyFault::Contradiction),
            (outcome, None) if self.results.is_empty() => Ok(Asked::Nothing(outcome)),
            _ => Err(BodyFault::Contradiction),
        }
    }
}

fn distinct<T: Ord>(ids: impl Iterator<Item = T>, most: usize) -> Result<(), BodyFault> {
    let mut ids: Vec<T> = ids.collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    if ids.len() == count && (1..=most).contains(&count) { Ok(()) } else { Err(BodyFault::Results) }
}

/// Results that were handed out have changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, try_from = "CorrectedForm")]
pub struct Corrected {
    /// Which and why: at least one, each once, at most [`RESULTS_MAX`].
    pub results: Vec<Correction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectedForm {
    results: Vec<Correction>,
}

impl TryFrom<CorrectedForm> for Corrected {
    type Error = BodyFault;

    fn try_from(CorrectedForm { results }: CorrectedForm) -> Result<Self, BodyFault> {
        distinct(results.iter().map(|one| one.id), RESULTS_MAX)?;
        Ok(Self { results })
    }
}

/// One result, and what has happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The source's own id, as it was handed out.
    pub id: Uuid,
    /// Why.
    pub code: Code,
}

/// Why a result is not any more as it was handed out: the codes of the results protocol, and that it
/// does not count any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Code {
    /// A name or title was put right.
    Tittel,
    /// The grade was changed after an appeal.
    Klage,
    /// An error was put right.
    Feilreg,
    /// There is more to say than before.
    Nyinfo,
    /// The exam was taken again, and passed.
    Gjentak,
    /// It does not count any more.
    Withdrawn,
}

impl Code {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Tittel, Self::Klage, Self::Feilreg, Self::Nyinfo, Self::Gjentak, Self::Withdrawn];

    /// As the message has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tittel => "TITTEL",
            Self::Klage => "KLAGE",
            Self::Feilreg => "FEILREG",
            Self::Nyinfo => "NYINFO",
            Self::Gjentak => "GJENTAK",
            Self::Withdrawn => "WITHDRAWN",
        }
    }

    /// Reads what [`Code::as_str`] writes.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The consent is withdrawn that these questions rested on: nothing more is asked on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, try_from = "ConsentWithdrawnForm")]
pub struct ConsentWithdrawn {
    /// The ids of the questions: at least one, each once, at most [`QUESTIONS_MAX`].
    pub questions: Vec<MessageId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsentWithdrawnForm {
    questions: Vec<MessageId>,
}

impl TryFrom<ConsentWithdrawnForm> for ConsentWithdrawn {
    type Error = BodyFault;

    fn try_from(
        ConsentWithdrawnForm { questions }: ConsentWithdrawnForm,
    ) -> Result<Self, BodyFault> {
        distinct(questions.iter().map(|one| one.uuid()), QUESTIONS_MAX)?;
        Ok(Self { questions })
    }
}
