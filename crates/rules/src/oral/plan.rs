//! The rule `oral-plan`: what a plan of an oral breaks.

use super::facts::{Candidate, OralFacts, Session, Span, minutes};
use super::place::{is_elsewhere, is_partial};
use super::{BreakLaw, OralLaw};
use crate::calendar::EventDate;
use crate::{BadFacts, Decision, Key, Reason, Reasoning, Refusal, Rule, RuleSet, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// Whether a plan of an oral holds: everybody has a time, nobody two things at once (B-28, J-09).
pub struct OralPlan;

/// The answer of `oral-plan`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanAnswer {
    /// Always true: what is wrong is a refusal.
    pub holds: bool,
}

/// Something that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Whose place it is, where it is one candidate's.
    pub candidate: Option<Key>,
    /// In which session, where it is in one.
    pub session: Option<Key>,
    /// What: `no-place`, `outside-session`, `overlap`, `pause-short`, `other-exam`, `not-impartial`,
    /// `examiner-away`, `examiner-twice`, `no-break`, `breaks-short`.
    pub refusal: Refusal,
    /// The paragraph.
    pub law: String,
}

impl Rule for OralPlan {
    const NAME: &'static str = "oral-plan";
    const ABOUT: [&'static str; 3] = [
        "Holder planen for en muntlig eksamen?",
        "Held planen for ein munnleg eksamen?",
        "Does the plan of an oral exam hold?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 7; fvl. § 6; aml. § 10-9 (1)";
    type Facts = OralFacts;
    type Answer = PlanAnswer;

    fn check(facts: &OralFacts) -> Result<(), BadFacts> {
        facts.check()
    }

    fn event(facts: &OralFacts) -> Option<EventDate> {
        Some(facts.held)
    }

    fn decide(facts: &OralFacts, law: &RuleSet) -> Decision<PlanAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.oral else { return why.not_in_rule_set() };
        let broken = Self::broken(facts, section);
        for one in &broken {
            why.step(one.refusal.text.clone(), &one.law);
        }
        match Refusal::from_all(broken.into_iter().map(|one| one.refusal).collect()) {
            Some(refusal) => why.refuse_all(refusal),
            None => {
                why.step(holds(), &section.date_set_by.law);
                why.answer(PlanAnswer { holds: true })
            }
        }
    }
}

const PRACTICE: &str = "institusjonens praksis";
const IMPARTIAL: &str = "fvl. § 6";

impl OralPlan {
    /// All that a plan breaks: candidate by candidate, then session by session.
    pub fn broken(facts: &OralFacts, law: &OralLaw) -> Vec<Broken> {
        let mut broken = Vec::new();
        for candidate in &facts.candidates {
            of_candidate(facts, law, candidate, &mut broken);
        }
        for (at, session) in facts.sessions.iter().enumerate() {
            of_session(facts, law, (at, session), &mut broken);
        }
        broken
    }
}

impl Broken {
    /// It as a reason.
    pub fn reason(&self) -> Reason {
        Reason::new(self.refusal.text.clone(), &self.law)
    }
}

fn of_candidate(facts: &OralFacts, law: &OralLaw, candidate: &Candidate, all: &mut Vec<Broken>) {
    let mut note = |session: Option<&Session>, code: &str, text: Text, law: &str| {
        all.push(Broken {
            candidate: Some(candidate.id.clone()),
            session: session.map(|one| one.id.clone()),
            refusal: Refusal::new(code, text),
            law: law.to_owned(),
        });
    };
    let Some(place) = &candidate.place else {
        return note(None, "no-place", no_place(), PRACTICE);
    };
    let Some(session) = facts.session(&place.session) else { return };
    let span = facts.span(candidate, place.begins);
    if span.from < session.from || session.until < span.until {
        note(Some(session), "outside-session", outside(), PRACTICE);
    }
    let apart = &law.minutes_between_exams;
    if is_elsewhere(candidate, &span, apart.value) {
        note(Some(session), "other-exam", other_exam(apart.value), &apart.law);
    }
    if is_partial(candidate, session) {
        note(Some(session), "not-impartial", not_impartial(), IMPARTIAL);
    }
    if facts.is_away(session, &span) {
        note(Some(session), "examiner-away", examiner_away(), PRACTICE);
    }
    let others = before(facts, candidate, session);
    if others.iter().any(|other| span.touches(other, 0)) {
        note(Some(session), "overlap", overlap(), PRACTICE);
    } else if others.iter().any(|other| span.touches(other, facts.between_minutes)) {
        note(Some(session), "pause-short", pause_short(facts.between_minutes), PRACTICE);
    }
}

/// The times of those who stand before this one in the list, in the same session: of two that overlap, one
/// is told.
fn before(facts: &OralFacts, candidate: &Candidate, session: &Session) -> Vec<Span> {
    let others = facts.candidates.iter().take_while(|other| other.id != candidate.id);
    others.filter_map(|other| in_session(facts, other, session)).collect()
}

fn in_session(facts: &OralFacts, candidate: &Candidate, session: &Session) -> Option<Span> {
    let place = candidate.place.as_ref().filter(|place| place.session == session.id)?;
    Some(facts.span(candidate, place.begins))
}

fn of_session(
    facts: &OralFacts,
    law: &OralLaw,
    (at, session): (usize, &Session),
    all: &mut Vec<Broken>,
) {
    let mut note = |code: &str, text: Text, law: &str| {
        all.push(Broken {
            candidate: None,
            session: Some(session.id.clone()),
            refusal: Refusal::new(code, text),
            law: law.to_owned(),
        });
    };
    let own = Span { from: session.from, until: session.until };
    let twice = facts.sessions.iter().take(at).any(|other| {
        own.touches(&Span { from: other.from, until: other.until }, 0)
            && other.examiners.iter().any(|one| session.examiners.contains(one))
    });
    if twice {
        note("examiner-twice", examiner_twice(), PRACTICE);
    }
    let mut spans: Vec<Span> =
        facts.candidates.iter().filter_map(|one| in_session(facts, one, session)).collect();
    spans.sort_by_key(|span| span.from);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
    let BreakLaw { law, one_over_minutes, long_from_minutes, long_minutes } = &law.breaks;
    let worked = minutes(first.from, last.until);
    let gaps = spans.windows(2).map(|pair| minutes(pair[0].until, pair[1].from));
    let breaks: u32 = gaps.filter(|gap| *gap > facts.between_minutes).sum();
    if worked >= *long_from_minutes && breaks < *long_minutes {
        note("breaks-short", breaks_short(*long_from_minutes, *long_minutes), law);
    } else if worked > *one_over_minutes && breaks == 0 {
        note("no-break", no_break(*one_over_minutes), law);
    }
}

fn holds() -> Text {
    Text::new(
        "Alle har fått sin tid, og ingen er to steder på en gang.",
        "Alle har fått si tid, og ingen er to stader på ein gong.",
        "Everybody has a time, and nobody is in two places at once.",
    )
}

fn no_place() -> Text {
    Text::new(
        "Kandidaten har ikke fått noen tid.",
        "Kandidaten har ikkje fått noka tid.",
        "The candidate has no time.",
    )
}

fn outside() -> Text {
    Text::new(
        "Tiden ligger utenfor økten.",
        "Tida ligg utanfor økta.",
        "The time lies outside the session.",
    )
}

fn overlap() -> Text {
    Text::new(
        "En annen kandidat er inne samtidig.",
        "Ein annan kandidat er inne samtidig.",
        "Another candidate is in at the same time.",
    )
}

fn pause_short(between: u32) -> Text {
    Text::new(
        format!("Det er mindre enn {between} minutter til en annen kandidat."),
        format!("Det er mindre enn {between} minutt til ein annan kandidat."),
        format!("Another candidate is less than {between} minutes away."),
    )
}

fn other_exam(apart: u32) -> Text {
    Text::new(
        format!("Kandidaten har en annen eksamen samtidig eller mindre enn {apart} minutter unna."),
        format!("Kandidaten har ein annan eksamen samtidig eller mindre enn {apart} minutt unna."),
        format!(
            "The candidate has another exam at the same time or less than {apart} minutes away."
        ),
    )
}

fn not_impartial() -> Text {
    Text::new(
        "En sensor i økten er ikke habil overfor kandidaten.",
        "Ein sensor i økta er ikkje gild overfor kandidaten.",
        "An examiner of the session is not impartial towards the candidate.",
    )
}

fn examiner_away() -> Text {
    Text::new(
        "En sensor i økten er borte på den tiden.",
        "Ein sensor i økta er borte på den tida.",
        "An examiner of the session is away at that time.",
    )
}

fn examiner_twice() -> Text {
    Text::new(
        "En sensor sitter i en annen økt på samme tid.",
        "Ein sensor sit i ei anna økt på same tid.",
        "An examiner sits in another session at the same time.",
    )
}

fn no_break(over: u32) -> Text {
    let (hours, rest) = (over / 60, over % 60);
    Text::new(
        format!("Økten varer mer enn {hours} timer og {rest} minutter uten noen pause."),
        format!("Økta varer meir enn {hours} timar og {rest} minutt utan nokon pause."),
        format!("The session lasts more than {hours} hours and {rest} minutes without a break."),
    )
}

fn breaks_short(from: u32, least: u32) -> Text {
    let hours = from / 60;
    Text::new(
        format!("Økten varer minst {hours} timer og har mindre enn {least} minutter pause i alt."),
        format!("Økta varer minst {hours} timar og har mindre enn {least} minutt pause i alt."),
        format!(
            "The session lasts {hours} hours or more with less than {least} minutes of breaks."
        ),
    )
}
