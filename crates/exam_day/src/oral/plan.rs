//! An oral with all that is known of it, and what its plan breaks.

use super::store::{self, Away, Busy};
use crate::OralSessionId;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use office::{Error, ExamId, Node, RegistrationId, Result};
use rules::oral::{
    self, Broken, OralDate, OralDateAnswer, OralDateFacts, OralFacts, OralPlan, Span,
};
use rules::{Decision, Key, Rule};
use sqlx::PgConnection;
use std::collections::HashMap;

pub use super::model::{At, Candidate, Examiner, Known, Oral, Sequence, Session, Settings, Told};

/// An oral with all that is known of it.
pub struct Plan {
    /// The exam.
    pub oral: Oral,
    /// Its sessions, by time.
    pub sessions: Vec<Session>,
    /// Its candidates, as the list has them.
    pub candidates: Vec<Candidate>,
    /// When examiners are away.
    pub away: Vec<Away>,
    elsewhere: Vec<Busy>,
}

impl Plan {
    /// All that is known of an oral.
    ///
    /// # Errors
    /// Not found for an exam that is taken otherwise.
    pub async fn read(conn: &mut PgConnection, exam: ExamId) -> Result<Self> {
        Ok(Self {
            oral: store::oral(conn, exam).await?.ok_or(Error::NotFound)?,
            sessions: store::sessions(conn, exam).await?,
            candidates: store::candidates(conn, exam).await?,
            away: store::away(conn, exam).await?,
            elsewhere: store::elsewhere(conn, exam).await?,
        })
    }

    /// The session of an id.
    pub fn session(&self, id: OralSessionId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// How long a candidate is examined, in minutes.
    pub fn length(&self, candidate: &Candidate) -> i32 {
        self.oral.set.minutes + candidate.extra_minutes
    }

    /// The first day: the first session's, or the one in the catalogue.
    pub fn first_on(&self) -> Option<Date> {
        let first = self.sessions.first().map(|session| ui::in_norway(session.from).date());
        first.or(self.oral.date)
    }

    /// The candidates of a session, by time.
    pub fn of_session(&self, id: OralSessionId) -> Vec<(&Candidate, Timestamp)> {
        let own = self.candidates.iter().filter_map(|one| {
            one.place.filter(|place| place.session == id).map(|place| (one, place.begins))
        });
        let mut own: Vec<_> = own.collect();
        own.sort_by_key(|(_, begins)| *begins);
        own
    }

    /// Whether what a candidate was told is where she has her place.
    pub fn is_told(&self, candidate: &Candidate) -> bool {
        let Some(at) = candidate.place else { return candidate.told.is_none() };
        let room = self.session(at.session).and_then(|session| session.room);
        candidate.told.as_ref().is_some_and(|told| {
            (told.begins, told.minutes, Some(told.room))
                == (at.begins, self.length(candidate), room)
        })
    }

    /// The facts for the rules. `keeps` says who keeps her place; the others come in the order that is set.
    ///
    /// # Errors
    /// Refused `no-session` where there is none yet.
    pub fn facts(&self, keeps: impl Fn(&Candidate) -> bool) -> Result<OralFacts> {
        let minutes = |value: i32| u32::try_from(value).unwrap_or_default();
        let set = &self.oral.set;
        let held = self
            .first_on()
            .ok_or_else(|| crate::said::refused("no-session", "oral-refused-no-session", &[]))?;
        let mut busy: HashMap<RegistrationId, Vec<Span>> = HashMap::new();
        for one in &self.elsewhere {
            let span = Span { from: local(one.from), until: local(one.until) };
            busy.entry(one.registration).or_default().push(span);
        }
        let one = |one: &Candidate| oral::Candidate {
            id: key(one.registration),
            extra_minutes: minutes(one.extra_minutes),
            elsewhere: busy.get(&one.registration).cloned().unwrap_or_default(),
            not_with: one.not_with.iter().chain([&one.person]).map(key).collect(),
            place: one
                .place
                .filter(|_| keeps(one))
                .map(|at| oral::Place { session: key(at.session), begins: local(at.begins) }),
        };
        let away = |one: &Away| oral::Away {
            examiner: key(one.person),
            from: local(one.from),
            until: local(one.until),
        };
        Ok(OralFacts {
            held: held.into(),
            minutes: minutes(set.minutes),
            between_minutes: minutes(set.between_minutes),
            break_after: minutes(set.break_after),
            break_minutes: minutes(set.break_minutes),
            sessions: self.sessions.iter().map(session).collect(),
            candidates: self.in_sequence().into_iter().map(one).collect(),
            away: self.away.iter().map(away).collect(),
        })
    }

    /// The candidates in the order in which they are to come.
    fn in_sequence(&self) -> Vec<&Candidate> {
        if self.oral.set.sequence == Sequence::List {
            return self.candidates.iter().collect();
        }
        let keys: Vec<Key> = self.candidates.iter().map(|one| key(one.registration)).collect();
        let drawn = oral::lot(&self.oral.exam.to_string(), &keys);
        let place = |one: &&Candidate| drawn.iter().position(|own| *own == key(one.registration));
        let mut all: Vec<&Candidate> = self.candidates.iter().collect();
        all.sort_by_key(place);
        all
    }

    /// What the plan breaks as it stands.
    ///
    /// # Errors
    /// No rule set covers its first day.
    pub fn broken(&self, node: &Node) -> Result<Vec<Broken>> {
        let Some(day) = self.first_on() else { return Ok(Vec::new()) };
        let law = node.rules_on(day)?;
        let Some(section) = &law.sections.oral else { return Ok(Vec::new()) };
        Ok(OralPlan::broken(&self.facts(|_| true)?, section))
    }

    /// Who sets its day, and by when what is to be done; `None` before it has a day.
    ///
    /// # Errors
    /// No rule set covers its first day.
    pub fn date(&self, node: &Node) -> Result<Option<Decision<OralDateAnswer>>> {
        let teacher_education = self.oral.teacher_education;
        self.first_on().map(|day| date(node, day, teacher_education)).transpose()
    }
}

/// Who sets the day of an oral on this day, and by when what is to be done.
///
/// # Errors
/// No rule set covers the day.
pub fn date(node: &Node, day: Date, teacher_education: bool) -> Result<Decision<OralDateAnswer>> {
    let facts = OralDateFacts { held: day.into(), teacher_education };
    Ok(OralDate::decide(&facts, node.rules_on(day)?))
}

/// What rules know somebody or something by.
pub fn key(id: impl std::fmt::Display) -> Key {
    Key::new(id.to_string())
}

pub(super) fn local(at: Timestamp) -> DateTime {
    ui::in_norway(at)
}

fn session(one: &Session) -> oral::Session {
    oral::Session {
        id: key(one.id),
        from: local(one.from),
        until: local(one.until),
        examiners: one.examiners.iter().map(|one| key(one.person)).collect(),
    }
}
