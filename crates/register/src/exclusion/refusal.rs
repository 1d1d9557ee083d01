//! The register's no to a question, as the institution is told.

use super::{store, tell};
use crate::Act;
use edge::{Error, Result};
use serde::Serialize;
use serde_json::Value;
use wire::receive::Reply;
use wire::{InstitutionNumber, Problem};

/// Why a question about exclusions is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The directory does not say that the institution shares exclusions.
    NotSharing,
    /// The list has fewer pages.
    NoPage,
    /// Nothing is evaluated under this key: the epoch is over, or never was.
    Epoch,
    /// No ids, or more than are evaluated at once.
    Count,
    /// What should be a blinded id is none.
    NoPoint,
    /// As much as the institution may ask in a day is asked.
    Quota,
    /// The question names no case.
    CaseRequired,
    /// It is no national id.
    NationalId,
}

impl Refusal {
    /// All of them, as the protocol's page lists them.
    #[cfg(test)]
    pub const ALL: [Self; 8] = [
        Self::NotSharing,
        Self::NoPage,
        Self::Epoch,
        Self::Count,
        Self::NoPoint,
        Self::Quota,
        Self::CaseRequired,
        Self::NationalId,
    ];

    /// As in `urn:kandidat:exclusion:<name>`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSharing => "not-sharing",
            Self::NoPage => "no-page",
            Self::Epoch => "epoch",
            Self::Count => "count",
            Self::NoPoint => "no-point",
            Self::Quota => "quota",
            Self::CaseRequired => "case-required",
            Self::NationalId => "national-id",
        }
    }

    /// The status of the response.
    pub const fn status(self) -> u16 {
        match self {
            Self::NoPage => 404,
            Self::Epoch => 409,
            _ => 403,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::NotSharing => "The institution does not share exclusions",
            Self::NoPage => "The list has no such page",
            Self::Epoch => "Nothing is evaluated under the key of this epoch",
            Self::Count => "Between 1 and 1000 ids are evaluated by one question",
            Self::NoPoint => "What should be a blinded id is none",
            Self::Quota => "The institution has asked as much as it may in a day",
            Self::CaseRequired => "The question names no case in `about`",
            Self::NationalId => "It is no national id",
        }
    }

    /// As it is told.
    pub fn problem(self) -> Problem {
        Problem {
            kind: format!("urn:kandidat:exclusion:{}", self.name()).into(),
            title: self.title().into(),
            status: self.status(),
            detail: None,
        }
    }
}

/// What a question is answered with.
pub(super) type Answered<T> = std::result::Result<T, Refusal>;

/// As the wire takes it.
pub(super) fn reply(answered: Answered<impl Serialize>) -> Result<Reply> {
    let body = match answered {
        Ok(body) => serde_json::to_value(body).map_err(|error| Error::Internal(error.into()))?,
        Err(refusal) => return Ok(Reply::Refusal(refusal.problem())),
    };
    match body {
        Value::Object(body) => Ok(Reply::Answer(body)),
        _ => Err(Error::Internal(anyhow::anyhow!("an answer that is no object"))),
    }
}

/// Whether the institution takes part in what is asked about.
pub(super) async fn shares(act: &mut Act, institution: InstitutionNumber) -> Result<Answered<()>> {
    let node = act.node().clone();
    let sharing = tell::sharing(&node).await?;
    Ok(if sharing.contains(&institution) { Ok(()) } else { Err(Refusal::NotSharing) })
}

/// Lets an institution ask one question after the other, so that two at once do not both get past
/// what it may ask.
pub(super) async fn one_at_a_time(act: &mut Act, institution: InstitutionNumber) -> Result<()> {
    Ok(store::ask::alone(act.conn(), institution).await?)
}
