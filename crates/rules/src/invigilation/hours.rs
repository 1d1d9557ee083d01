//! The rule `invigilation-hours`: whether somebody may take one more turn as an invigilator.

use super::WorkingTimeLaw;
use crate::calendar::EventDate;
use crate::{BadFacts, Decision, Reasoning, Refusal, Rule, RuleSet, Text};
use jiff::civil::DateTime;
use jiff::{SignedDuration, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Whether a turn fits into an employee's working time (aml. §§ 10-4 (1), 10-8 (1)).
pub struct InvigilationHours;

/// The facts of `invigilation-hours`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursFacts {
    /// The day of the new turn.
    pub held: EventDate,
    /// The turn that is asked for.
    pub turn: Turn,
    /// The other turns of the same person.
    #[serde(default)]
    pub others: Vec<Turn>,
}

/// One turn, in local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// When it begins.
    #[schemars(with = "String")]
    pub from: DateTime,
    /// When it ends.
    #[schemars(with = "String")]
    pub until: DateTime,
}

impl Turn {
    /// How long it lasts.
    pub fn length(&self) -> SignedDuration {
        self.from.duration_until(self.until)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.from < other.until && other.from < self.until
    }
}

/// The answer of `invigilation-hours`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HoursAnswer {
    /// Always true: what is wrong is a refusal.
    pub fits: bool,
}

impl Rule for InvigilationHours {
    const NAME: &'static str = "invigilation-hours";
    const ABOUT: [&'static str; 3] = [
        "Kan eksamensvakten ta denne vakten også?",
        "Kan eksamensvakta ta denne vakta òg?",
        "May the invigilator take this turn as well?",
    ];
    const LAW: &'static str = "aml. §§ 10-4 (1), 10-8 (1)";
    type Facts = HoursFacts;
    type Answer = HoursAnswer;

    fn check(facts: &HoursFacts) -> Result<(), BadFacts> {
        let mut all = std::iter::once(&facts.turn).chain(&facts.others);
        match all.find(|turn| turn.from >= turn.until) {
            Some(turn) => Err(BadFacts::new("turn", &json!(turn), "an end after the beginning")),
            None => Ok(()),
        }
    }

    fn event(facts: &HoursFacts) -> Option<EventDate> {
        Some(facts.held)
    }

    fn decide(facts: &HoursFacts, law: &RuleSet) -> Decision<HoursAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.invigilation else { return why.not_in_rule_set() };
        let time = &section.working_time;
        let wrong = Self::refusals(facts, time);
        if wrong.is_empty() {
            why.step(fits(time), &time.law);
            return why.answer(HoursAnswer { fits: true });
        }
        for refusal in &wrong {
            why.step(refusal.text.clone(), &time.law);
        }
        match Refusal::from_all(wrong) {
            Some(refusal) => why.refuse_all(refusal),
            None => why.answer(HoursAnswer { fits: true }),
        }
    }
}

impl InvigilationHours {
    /// What stands in the way of a turn, for whoever asks of many: `busy`, `day-too-long`,
    /// `week-too-long` and `rest-too-short`, as far as they are so.
    pub fn refusals(facts: &HoursFacts, law: &WorkingTimeLaw) -> Vec<Refusal> {
        let turn = &facts.turn;
        let mut wrong = Vec::new();
        if facts.others.iter().any(|other| other.overlaps(turn)) {
            wrong.push(Refusal::new("busy", busy()));
        }
        let hours = |hours: u32| SignedDuration::from_hours(i64::from(hours));
        let day = facts.others.iter().filter(|other| other.from.date() == turn.from.date());
        if day.map(Turn::length).sum::<SignedDuration>() + turn.length() > hours(law.day_hours) {
            wrong.push(Refusal::new("day-too-long", day_too_long(law.day_hours)));
        }
        if most_in_seven_days(facts) > hours(law.week_hours) {
            wrong.push(Refusal::new("week-too-long", week_too_long(law.week_hours)));
        }
        let short = |other: &&Turn| {
            let gap = if other.until <= turn.from {
                other.until.duration_until(turn.from)
            } else {
                turn.until.duration_until(other.from)
            };
            other.from.date() != turn.from.date()
                && !other.overlaps(turn)
                && gap < hours(law.rest_hours)
        };
        if facts.others.iter().any(|other| short(&other)) {
            wrong.push(Refusal::new("rest-too-short", rest_too_short(law.rest_hours)));
        }
        wrong
    }
}

/// The most that is worked within seven days of which the new turn's day is one.
fn most_in_seven_days(facts: &HoursFacts) -> SignedDuration {
    let day = facts.turn.from.date();
    let within = |back: i32| {
        let first = day.saturating_sub(back.days());
        let last = first.saturating_add(6.days());
        let others = facts.others.iter();
        let others = others.filter(|other| (first..=last).contains(&other.from.date()));
        others.map(Turn::length).sum::<SignedDuration>() + facts.turn.length()
    };
    (0..7).map(within).max().unwrap_or_default()
}

fn fits(law: &WorkingTimeLaw) -> Text {
    let (day, week, rest) = (law.day_hours, law.week_hours, law.rest_hours);
    Text::new(
        format!(
            "Høyst {day} timer om dagen og {week} timer på sju dager, og {rest} timer fri mellom to dager."
        ),
        format!(
            "Høgst {day} timar om dagen og {week} timar på sju dagar, og {rest} timar fri mellom to dagar."
        ),
        format!(
            "At most {day} hours a day and {week} hours in seven days, with {rest} hours off between two days."
        ),
    )
}

fn busy() -> Text {
    Text::new(
        "Vakten har en annen vakt på samme tid.",
        "Vakta har ei anna vakt på same tid.",
        "The invigilator has another turn at the same time.",
    )
}

fn day_too_long(most: u32) -> Text {
    Text::new(
        format!("Det blir mer enn {most} timer på en dag."),
        format!("Det blir meir enn {most} timar på ein dag."),
        format!("That makes more than {most} hours in a day."),
    )
}

fn week_too_long(most: u32) -> Text {
    Text::new(
        format!("Det blir mer enn {most} timer på sju dager."),
        format!("Det blir meir enn {most} timar på sju dagar."),
        format!("That makes more than {most} hours in seven days."),
    )
}

fn rest_too_short(least: u32) -> Text {
    Text::new(
        format!("Det blir mindre enn {least} timer fri mellom to dager."),
        format!("Det blir mindre enn {least} timar fri mellom to dagar."),
        format!("That leaves less than {least} hours off between two days."),
    )
}
