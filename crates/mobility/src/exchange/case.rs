//! A case: one person's results are asked for at every other institution.

use super::consent::Consent;
use super::store::{cases, consents, questions};
use crate::{ConsentId, ExchangeId};
use jiff::Timestamp;
use office::{Error, PersonId, Result};
use protocol::exchange::{Code, GivenBasis};
use rules::exchange::{Outcome, Purpose};
use sqlx::PgConnection;
use std::collections::BTreeMap;
use uuid::Uuid;
use wire::InstitutionNumber;

/// A case.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Which; the other institutions know it as the reference of the case.
    pub id: ExchangeId,
    /// Whose results.
    pub person: PersonId,
    /// For what.
    pub purpose: Purpose,
    /// The consent it rests on; `None`: the Act.
    pub consent: Option<ConsentId>,
    /// The reference that the officer wrote; may be empty.
    pub case_ref: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was cancelled, if it was.
    pub cancelled_at: Option<Timestamp>,
    /// Every question that was asked in it, in order.
    pub asked: Vec<Asked>,
    /// What sources have said of results they handed out in it.
    pub corrections: Vec<(InstitutionNumber, Uuid, Code, Timestamp)>,
}

/// A question to one institution.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The message.
    pub id: Uuid,
    /// Who was asked.
    pub institution: InstitutionNumber,
    /// When.
    pub asked_at: Timestamp,
    /// After this it is late.
    pub due_at: Timestamp,
    /// What became of it.
    pub state: State,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// What became of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// No answer yet.
    Waiting,
    /// Answered; of an `ok`, how many results came.
    Answered(Outcome, i32),
    /// What came cannot be taken, or nothing will come: why, by name.
    Failed(String),
    /// It was cancelled, or the consent was withdrawn.
    Cancelled,
}

impl Asked {
    /// What a page calls its state: the word of the outcome, or `waiting`, `late`, `failed`,
    /// `cancelled`.
    pub fn word(&self, now: Timestamp) -> &'static str {
        match &self.state {
            State::Waiting if self.due_at < now => "late",
            State::Waiting => "waiting",
            State::Answered(outcome, _) => super::outcome_code(*outcome),
            State::Failed(_) => "failed",
            State::Cancelled => "cancelled",
        }
    }

    /// Whether an officer may ask that institution again: nothing is on its way, and no results came.
    pub fn may_ask_again(&self) -> bool {
        !matches!(self.state, State::Waiting)
    }
}

impl Exchange {
    /// The newest question to each institution, by number.
    pub fn newest(&self) -> Vec<&Asked> {
        let mut newest = BTreeMap::new();
        for one in &self.asked {
            newest.insert(one.institution, one);
        }
        newest.into_values().collect()
    }

    /// Whether an answer is still to come.
    pub fn waits(&self) -> bool {
        self.asked.iter().any(|one| one.state == State::Waiting)
    }

    /// What a question of it rests on; `None` once the consent does not hold any more.
    ///
    /// # Errors
    /// The database is away.
    pub(super) async fn basis(
        &self,
        conn: &mut PgConnection,
        today: jiff::civil::Date,
    ) -> Result<Option<GivenBasis>> {
        basis(conn, self.consent, today).await
    }

    /// The consent it rests on, if it rests on one.
    ///
    /// # Errors
    /// The database is away.
    pub(super) async fn consent(&self, conn: &mut PgConnection) -> Result<Option<Consent>> {
        match self.consent {
            Some(id) => Ok(consents::one(conn, id).await?),
            None => Ok(None),
        }
    }
}

/// What a question rests on: the Act, or a consent; `None` once that does not hold any more.
///
/// # Errors
/// The database is away.
pub(super) async fn basis(
    conn: &mut PgConnection,
    consent: Option<ConsentId>,
    today: jiff::civil::Date,
) -> Result<Option<GivenBasis>> {
    let Some(id) = consent else { return Ok(Some(GivenBasis::Statute)) };
    let consent = consents::one(conn, id).await?;
    Ok(consent.filter(|one| one.holds_on(today)).map(|one| one.basis()))
}

/// A case with its questions.
///
/// # Errors
/// Not found without one.
pub(super) async fn load(conn: &mut PgConnection, id: ExchangeId) -> Result<Exchange> {
    let mut case = cases::one(conn, id).await?.ok_or(Error::NotFound)?;
    case.asked = questions::of_case(conn, id).await?;
    case.corrections = cases::corrections(conn, id).await?;
    Ok(case)
}

/// All of a person's, the newest first.
///
/// # Errors
/// The database is away.
pub(super) async fn of_person(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Exchange>> {
    let mut cases = cases::of_person(conn, person).await?;
    for case in &mut cases {
        case.asked = questions::of_case(conn, case.id).await?;
        case.corrections = cases::corrections(conn, case.id).await?;
    }
    Ok(cases)
}
