//! What is known of an oral before its candidates have their times: all in local time.

use crate::calendar::EventDate;
use crate::{BadFacts, Key};
use jiff::SignedDuration;
use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The facts of `oral-places` and `oral-plan`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OralFacts {
    /// The first day of the exam.
    pub held: EventDate,
    /// How long a candidate is examined, in minutes, 1 or more.
    pub minutes: u32,
    /// How many minutes lie between two candidates, for the committee to confer.
    #[serde(default)]
    pub between_minutes: u32,
    /// After how many candidates in a row there is a break; 0 for none.
    #[serde(default)]
    pub break_after: u32,
    /// How long such a break is, in minutes.
    #[serde(default)]
    pub break_minutes: u32,
    /// The sessions: each has its room and its examiners.
    pub sessions: Vec<Session>,
    /// The candidates, in the order in which they are to come.
    pub candidates: Vec<Candidate>,
    /// When examiners are away.
    #[serde(default)]
    pub away: Vec<Away>,
}

/// A time in one room with the same examiners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Which.
    pub id: Key,
    /// When the first candidate can begin.
    #[schemars(with = "String")]
    pub from: DateTime,
    /// When the last one must be done.
    #[schemars(with = "String")]
    pub until: DateTime,
    /// Who examines.
    pub examiners: Vec<Key>,
}

/// One candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Which.
    pub id: Key,
    /// How much longer she is examined, in minutes: a special arrangement.
    #[serde(default)]
    pub extra_minutes: u32,
    /// When she has other exams.
    #[serde(default)]
    pub elsewhere: Vec<Span>,
    /// The examiners who are not impartial towards her (fvl. § 6).
    #[serde(default)]
    pub not_with: Vec<Key>,
    /// Where she has her place; `oral-places` leaves it to her.
    #[serde(default)]
    pub place: Option<Place>,
}

/// A time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// When it begins.
    #[schemars(with = "String")]
    pub from: DateTime,
    /// When it ends.
    #[schemars(with = "String")]
    pub until: DateTime,
}

/// A place in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The session.
    pub session: Key,
    /// When the candidate begins.
    #[schemars(with = "String")]
    pub begins: DateTime,
}

/// A time at which an examiner is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Away {
    /// Who.
    pub examiner: Key,
    /// From when.
    #[schemars(with = "String")]
    pub from: DateTime,
    /// Until when.
    #[schemars(with = "String")]
    pub until: DateTime,
}

impl Span {
    /// Whether they have a moment in common when `apart` minutes must lie between them.
    pub(super) fn touches(&self, other: &Self, apart: u32) -> bool {
        self.from < later(other.until, apart) && other.from < later(self.until, apart)
    }
}

/// So many minutes later.
pub(super) fn later(at: DateTime, minutes: u32) -> DateTime {
    at.saturating_add(SignedDuration::from_mins(i64::from(minutes)))
}

/// How many whole minutes lie between; none where the second is not the later one.
pub(super) fn minutes(from: DateTime, until: DateTime) -> u32 {
    u32::try_from(from.duration_until(until).as_mins()).unwrap_or_default()
}

impl OralFacts {
    /// How long this candidate is examined.
    pub fn length(&self, candidate: &Candidate) -> u32 {
        self.minutes.saturating_add(candidate.extra_minutes)
    }

    /// From when until when a candidate has her place.
    pub fn span(&self, candidate: &Candidate, begins: DateTime) -> Span {
        Span { from: begins, until: later(begins, self.length(candidate)) }
    }

    /// The session of a key.
    pub(super) fn session(&self, id: &Key) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == *id)
    }

    /// Whether one of those who examine there is away for a part of that time.
    pub(super) fn is_away(&self, session: &Session, span: &Span) -> bool {
        self.away.iter().any(|away| {
            session.examiners.contains(&away.examiner)
                && away.from < span.until
                && span.from < away.until
        })
    }

    /// # Errors
    /// What contradicts itself: no length, a session that ends before it begins, a place in a session that
    /// is not there.
    pub(super) fn check(&self) -> Result<(), BadFacts> {
        if self.minutes == 0 {
            return Err(BadFacts::new("minutes", &json!(0), "1 or more"));
        }
        if let Some(wrong) = self.sessions.iter().find(|one| one.from >= one.until) {
            return Err(BadFacts::new("sessions", &json!(wrong), "an end after the beginning"));
        }
        let places = self.candidates.iter().filter_map(|one| one.place.as_ref());
        match places.into_iter().find(|place| self.session(&place.session).is_none()) {
            Some(place) => Err(BadFacts::new("candidates", &json!(place), "one of the sessions")),
            None => Ok(()),
        }
    }
}
