//! The rule `oral-places`: when each candidate comes where.

use super::OralLaw;
use super::facts::{Candidate, OralFacts, Place, Session, Span, later};
use crate::calendar::EventDate;
use crate::{BadFacts, Decision, Key, Reasoning, Rule, RuleSet, Text};
use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// When each candidate of an oral comes where (B-28, J-09).
///
/// The candidates come in the order in which they are given; whoever cannot come when it is her turn comes
/// at the first time that she can. Where somebody is left over that way, those who found no time are let
/// choose first, and the best that was found is answered. Whoever has a place keeps it.
pub struct OralPlaces;

/// The answer of `oral-places`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlacesAnswer {
    /// Who comes when and where, by time and session.
    pub places: Vec<Placed>,
    /// For whom there was no time.
    pub left: Vec<Left>,
}

/// A candidate with her time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Placed {
    /// Who.
    pub candidate: Key,
    /// The session.
    pub session: Key,
    /// When she begins.
    #[schemars(with = "String")]
    pub begins: DateTime,
    /// When she is done.
    #[schemars(with = "String")]
    pub ends: DateTime,
}

/// A candidate without a time, and in how many sessions what stood in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Left {
    /// Who.
    pub candidate: Key,
    /// Where an examiner is not impartial towards her.
    pub not_impartial: u32,
    /// Where she has another exam all the time, or it is too near.
    pub elsewhere: u32,
    /// Where an examiner is away all the time that is left.
    pub away: u32,
    /// Where the time is taken.
    pub full: u32,
}

impl Rule for OralPlaces {
    const NAME: &'static str = "oral-places";
    const ABOUT: [&'static str; 3] = [
        "Når og hvor skal hver kandidat møte til en muntlig eksamen?",
        "Når og kvar skal kvar kandidat møte til ein munnleg eksamen?",
        "When and where does each candidate of an oral exam come?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 3, 7; fvl. § 6; aml. § 10-9 (1)";
    type Facts = OralFacts;
    type Answer = PlacesAnswer;

    fn check(facts: &OralFacts) -> Result<(), BadFacts> {
        facts.check()
    }

    fn event(facts: &OralFacts) -> Option<EventDate> {
        Some(facts.held)
    }

    fn decide(facts: &OralFacts, law: &RuleSet) -> Decision<PlacesAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.oral else { return why.not_in_rule_set() };
        let apart = &section.minutes_between_exams;
        why.step(said(apart.value), &apart.law);
        why.answer(places(facts, section))
    }
}

fn said(apart: u32) -> Text {
    Text::new(
        format!("Det er minst {apart} minutter mellom to eksamener for samme kandidat."),
        format!("Det er minst {apart} minutt mellom to eksamenar for same kandidat."),
        format!("At least {apart} minutes lie between two exams of one candidate."),
    )
}

/// How often those who found no time are let choose first.
const ROUNDS: usize = 40;
/// Times are multiples of so many minutes, from the beginning of the session on.
const STEP: u32 = 5;

fn places(facts: &OralFacts, law: &OralLaw) -> PlacesAnswer {
    let mut order: Vec<usize> = (0..facts.candidates.len()).collect();
    order.retain(|at| facts.candidates[*at].place.is_none());
    let (mut best, mut tried) = (Round::run(facts, law, &order), BTreeSet::new());
    let mut last = best.left(&order);
    for _ in 0..ROUNDS {
        if last.is_empty() || !tried.insert(order.clone()) {
            break;
        }
        order.sort_by_key(|at| !last.contains(at));
        let next = Round::run(facts, law, &order);
        last = next.left(&order);
        if next.placed.len() > best.placed.len() {
            best = next;
        }
    }
    best.answer()
}

/// One try: whose turn it is takes the first time that is free.
struct Round<'a> {
    facts: &'a OralFacts,
    apart: u32,
    /// Who begins when in which session; those who had their place before with them.
    placed: BTreeMap<usize, (usize, DateTime)>,
}

/// How far a session has come.
struct Cursor {
    at: DateTime,
    in_a_row: u32,
    over: bool,
}

impl<'a> Round<'a> {
    fn run(facts: &'a OralFacts, law: &OralLaw, order: &[usize]) -> Self {
        let mut round =
            Self { facts, apart: law.minutes_between_exams.value, placed: BTreeMap::new() };
        for (at, candidate) in facts.candidates.iter().enumerate() {
            let Some(Place { session, begins }) = &candidate.place else { continue };
            let session = facts.sessions.iter().position(|one| one.id == *session);
            round.placed.extend(session.map(|session| (at, (session, *begins))));
        }
        let fixed = round.placed.clone();
        let start = |one: &Session| Cursor { at: one.from, in_a_row: 0, over: false };
        let mut cursors: Vec<Cursor> = facts.sessions.iter().map(start).collect();
        while let Some(session) = next(&cursors) {
            round.step(session, &mut cursors[session], order, &fixed);
        }
        round
    }

    fn step(
        &mut self,
        session: usize,
        cursor: &mut Cursor,
        order: &[usize],
        fixed: &BTreeMap<usize, (usize, DateTime)>,
    ) {
        if later(cursor.at, self.facts.minutes) > self.facts.sessions[session].until {
            cursor.over = true;
            return;
        }
        let free = |at: &&usize| {
            !self.placed.contains_key(at) && self.suits(**at, session, cursor.at, fixed)
        };
        if let Some(at) = order.iter().find(free).copied() {
            self.placed.insert(at, (session, cursor.at));
            cursor.in_a_row += 1;
            let ends = self.facts.span(&self.facts.candidates[at], cursor.at).until;
            cursor.at = self.up(session, later(ends, self.pause(cursor)));
            return;
        }
        let standing = |(at, (_, begins)): (&usize, &(usize, DateTime))| {
            self.facts.span(&self.facts.candidates[*at], *begins)
        };
        let held = fixed.iter().filter(|(_, (own, _))| *own == session).map(standing);
        match held
            .filter(|one| one.from <= cursor.at && cursor.at < one.until)
            .map(|one| one.until)
            .max()
        {
            Some(until) => {
                cursor.in_a_row += 1;
                cursor.at = self.up(session, later(until, self.pause(cursor)));
            }
            None => cursor.at = later(cursor.at, STEP),
        }
    }

    /// How long it is until the next candidate.
    fn pause(&self, cursor: &mut Cursor) -> u32 {
        if self.facts.break_after > 0 && cursor.in_a_row >= self.facts.break_after {
            cursor.in_a_row = 0;
            return self.facts.break_minutes.max(self.facts.between_minutes);
        }
        self.facts.between_minutes
    }

    /// The next time that is a whole number of steps after the session has begun.
    fn up(&self, session: usize, at: DateTime) -> DateTime {
        let from = self.facts.sessions[session].from;
        later(from, super::facts::minutes(from, at).next_multiple_of(STEP))
    }

    fn suits(
        &self,
        at: usize,
        session: usize,
        begins: DateTime,
        fixed: &BTreeMap<usize, (usize, DateTime)>,
    ) -> bool {
        let candidate = &self.facts.candidates[at];
        let span = self.facts.span(candidate, begins);
        let taken =
            fixed.iter().filter(|(_, (own, _))| *own == session).any(|(other, (_, from))| {
                let other = self.facts.span(&self.facts.candidates[*other], *from);
                span.touches(&other, self.facts.between_minutes)
            });
        let session = &self.facts.sessions[session];
        !taken
            && span.until <= session.until
            && !is_partial(candidate, session)
            && !self.facts.is_away(session, &span)
            && !is_elsewhere(candidate, &span, self.apart)
    }

    fn left(&self, order: &[usize]) -> Vec<usize> {
        order.iter().filter(|at| !self.placed.contains_key(at)).copied().collect()
    }

    fn answer(&self) -> PlacesAnswer {
        let mut places: Vec<_> = self.placed.iter().map(|(at, place)| (*at, *place)).collect();
        places.sort_by_key(|(_, (session, begins))| (*begins, *session));
        let placed = |(at, (session, begins)): (usize, (usize, DateTime))| Placed {
            candidate: self.facts.candidates[at].id.clone(),
            session: self.facts.sessions[session].id.clone(),
            begins,
            ends: self.facts.span(&self.facts.candidates[at], begins).until,
        };
        let without = |at: &usize| !self.placed.contains_key(at);
        let left = (0..self.facts.candidates.len()).filter(without);
        PlacesAnswer {
            places: places.into_iter().map(placed).collect(),
            left: left.map(|at| self.why(&self.facts.candidates[at])).collect(),
        }
    }

    /// What stood in the way in each session.
    fn why(&self, candidate: &Candidate) -> Left {
        let id = candidate.id.clone();
        let mut why = Left { candidate: id, not_impartial: 0, elsewhere: 0, away: 0, full: 0 };
        for session in &self.facts.sessions {
            let spans = || {
                let starts = std::iter::successors(Some(session.from), |at| Some(later(*at, STEP)));
                let spans = starts.map(|at| self.facts.span(candidate, at));
                spans.take_while(|span| span.until <= session.until)
            };
            let free = |span: &Span| !is_elsewhere(candidate, span, self.apart);
            match () {
                () if is_partial(candidate, session) => why.not_impartial += 1,
                () if spans().next().is_some() && !spans().any(|span| free(&span)) => {
                    why.elsewhere += 1;
                }
                () if spans().next().is_some()
                    && spans().all(|span| !free(&span) || self.facts.is_away(session, &span)) =>
                {
                    why.away += 1;
                }
                () => why.full += 1,
            }
        }
        why
    }
}

/// The session whose turn it is: the one that is least far on.
fn next(cursors: &[Cursor]) -> Option<usize> {
    let running = cursors.iter().enumerate().filter(|(_, cursor)| !cursor.over);
    running.min_by_key(|(at, cursor)| (cursor.at, *at)).map(|(at, _)| at)
}

pub(super) fn is_partial(candidate: &Candidate, session: &Session) -> bool {
    candidate.not_with.iter().any(|key| session.examiners.contains(key))
}

pub(super) fn is_elsewhere(candidate: &Candidate, span: &Span, apart: u32) -> bool {
    candidate.elsewhere.iter().any(|other| span.touches(other, apart))
}
