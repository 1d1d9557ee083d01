//! Until when a student may withdraw from an exam.

use crate::calendar::{EventDate, LegalPeriod, date_en, date_no};
use crate::{
    DayOfYear, Decision, Law, PerSeason, Reasoning, Rule, RuleSet, SittingKind, Term, Text,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[withdrawal_deadline]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalLaw {
    /// That the date is not in the regulation, and where it is.
    pub published_elsewhere: Option<Law<Text>>,
    /// How long before the exam.
    pub before_exam: Option<LegalPeriod>,
    /// Whether the first hand-in counts as the exam where it comes earlier.
    pub first_hand_in_counts: Option<Law<bool>>,
    /// The last date of each season, for exams late enough.
    pub last_date: Option<PerSeason<Law<DayOfYear>>>,
    /// Exams before this date are counted back from the exam instead of `last_date`.
    pub counted_back_before: Option<PerSeason<Law<DayOfYear>>>,
    /// The kinds of sitting that cannot be withdrawn from.
    pub none_for: Option<Law<Vec<SittingKind>>>,
}

/// Until when a student may withdraw from an exam.
pub struct WithdrawalDeadline;

/// The exam.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalDeadlineFacts {
    /// The term of the exam.
    pub term: Term,
    /// Why the sitting is held.
    pub kind: SittingKind,
    /// The day of the exam, or of the hand-in for hand-in forms.
    pub exam_date: EventDate,
    /// The day of the first hand-in, for a course with several parts.
    pub first_hand_in: Option<EventDate>,
}

/// The deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Withdrawal {
    /// The last day, inclusive to 23:59:59 in Oslo.
    pub deadline: Date,
}

impl Rule for WithdrawalDeadline {
    const NAME: &'static str = "withdrawal-deadline";
    const ABOUT: [&'static str; 3] = [
        "Når er siste dag for å trekke seg fra eksamen?",
        "Når er siste dag for å trekkje seg frå eksamen?",
        "What is the last day to withdraw from the exam?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 5; institusjonens forskrift";
    type Facts = WithdrawalDeadlineFacts;
    type Answer = Withdrawal;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Withdrawal> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.withdrawal_deadline else { return why.not_in_rule_set() };
        if let Some(place) = &section.published_elsewhere {
            return why.published_elsewhere(place);
        }
        if let Some(none) =
            section.none_for.as_ref().filter(|none| none.value.contains(&facts.kind))
        {
            return why.refuse("cannot-withdraw", cannot_withdraw(), &none.law);
        }
        if let Some(last) = fixed_date(section, facts) {
            let deadline = why.fixed(last.value, last_date(last.value), &last.law);
            return why.answer(Withdrawal { deadline });
        }
        let Some(before) = &section.before_exam else { return why.not_in_rule_set() };
        let first = facts.first_hand_in.filter(|first| *first < facts.exam_date);
        let deadline = match (first, &section.first_hand_in_counts) {
            (Some(first), Some(counts)) if counts.value => {
                why.step(hand_in_comes_first(*first), &counts.law);
                why.count_back(*first, &hand_in(), before)
            }
            _ => why.count_back(*facts.exam_date, &exam(), before),
        };
        why.answer(Withdrawal { deadline })
    }
}

/// The season's own date, where the rule set has one and the exam is not before the
/// date from which it counts.
fn fixed_date(law: &WithdrawalLaw, facts: &WithdrawalDeadlineFacts) -> Option<Law<Date>> {
    let Term { season, year } = facts.term;
    let pivot = law.counted_back_before.as_ref().map(|pivot| pivot.get(season).value.in_year(year));
    let ordinary = facts.kind == SittingKind::Ordinary;
    if ordinary && pivot.is_some_and(|pivot| *facts.exam_date < pivot) {
        return None;
    }
    let last = law.last_date.as_ref()?.get(season);
    Some(Law { value: last.value.in_year(year), law: last.law.clone() })
}

fn exam() -> Text {
    Text::new("eksamen", "eksamen", "the exam")
}

fn hand_in() -> Text {
    Text::new("første innlevering", "første innlevering", "the first hand-in")
}

fn hand_in_comes_first(day: Date) -> Text {
    Text::new(
        format!("Første innlevering, {}, kommer før avsluttende eksamen og teller.", date_no(day)),
        format!("Første innlevering, {}, kjem før avsluttande eksamen og tel.", date_no(day)),
        format!("The first hand-in, on {}, comes before the final exam and counts.", date_en(day)),
    )
}

fn last_date(day: Date) -> Text {
    Text::new(
        format!("Siste dag for å trekke seg i dette semesteret er {}.", date_no(day)),
        format!("Siste dag for å trekkje seg i dette semesteret er {}.", date_no(day)),
        format!("The last day to withdraw this term is {}.", date_en(day)),
    )
}

fn cannot_withdraw() -> Text {
    Text::new(
        "Oppmelding til utsatt eksamen, kontinuasjonseksamen og tidlig eksamen kan ikke trekkes.",
        "Oppmelding til utsett eksamen, kontinuasjonseksamen og tidleg eksamen kan ikkje trekkjast.",
        "Registration for a deferred, resit or early exam cannot be withdrawn.",
    )
}
