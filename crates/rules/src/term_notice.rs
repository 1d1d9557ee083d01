//! What students are told in the course of a term: the dates for fee and registration, and to look over
//! what they are signed up for.

use crate::calendar::{date_en, date_no};
use crate::{DayOfYear, Decision, Law, PerSeason, Reasoning, Rule, RuleSet, Term, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[term_notice]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermNoticeLaw {
    /// The last day to pay the semester fee.
    pub fee_by: PerSeason<Law<DayOfYear>>,
    /// The last day to register for the term.
    pub register_by: PerSeason<Law<DayOfYear>>,
    /// The last day on which students are told of these dates.
    pub dates_told_by: PerSeason<Law<DayOfYear>>,
    /// The last day on which they are asked to look over what they are signed up for.
    pub registrations_told_by: PerSeason<Law<DayOfYear>>,
}

/// What students are told in a term, and by when (D-04).
pub struct TermNotice;

/// The facts of `term-notice`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermNoticeFacts {
    /// The term.
    pub term: Term,
}

/// The answer of `term-notice`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TermNoticeAnswer {
    /// The student's last day to pay the semester fee.
    pub fee_by: Date,
    /// The student's last day to register for the term.
    pub register_by: Date,
    /// The last day on which students are told of the two.
    pub dates_told_by: Date,
    /// The last day on which they are asked to look over what they are signed up for.
    pub registrations_told_by: Date,
}

impl Rule for TermNotice {
    const NAME: &'static str = "term-notice";
    const ABOUT: [&'static str; 3] = [
        "Når skal studentene ha beskjed om frister for betaling og registrering, og om å sjekke oppmeldingene?",
        "Når skal studentane ha beskjed om fristar for betaling og registrering, og om å sjekke oppmeldingane?",
        "By when are students told of the dates for fee and registration, and to check their registrations?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 3; institusjonens kunngjorte frister";
    type Facts = TermNoticeFacts;
    type Answer = TermNoticeAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<TermNoticeAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.term_notice else { return why.not_in_rule_set() };
        let mut fixed = |dates: &PerSeason<Law<DayOfYear>>, said: fn(Date) -> Text| {
            let date = dates.get(facts.term.season);
            let day = date.value.in_year(facts.term.year);
            why.fixed(day, said(day), &date.law)
        };
        let answer = TermNoticeAnswer {
            fee_by: fixed(&section.fee_by, fee_text),
            register_by: fixed(&section.register_by, register_text),
            dates_told_by: fixed(&section.dates_told_by, dates_told_text),
            registrations_told_by: fixed(&section.registrations_told_by, registrations_told_text),
        };
        why.answer(answer)
    }
}

fn fee_text(day: Date) -> Text {
    Text::new(
        format!("Semesteravgiften betales senest {}.", date_no(day)),
        format!("Semesteravgifta blir betalt seinast {}.", date_no(day)),
        format!("The semester fee is paid by {}.", date_en(day)),
    )
}

fn register_text(day: Date) -> Text {
    Text::new(
        format!("Studenten registrerer seg for semesteret senest {}.", date_no(day)),
        format!("Studenten registrerer seg for semesteret seinast {}.", date_no(day)),
        format!("The student registers for the term by {}.", date_en(day)),
    )
}

fn dates_told_text(day: Date) -> Text {
    Text::new(
        format!("Studentene får beskjed om disse fristene senest {}.", date_no(day)),
        format!("Studentane får beskjed om desse fristane seinast {}.", date_no(day)),
        format!("Students are told of these dates by {}.", date_en(day)),
    )
}

fn registrations_told_text(day: Date) -> Text {
    Text::new(
        format!("Studentene blir bedt om å sjekke oppmeldingene sine senest {}.", date_no(day)),
        format!("Studentane blir bedne om å sjekke oppmeldingane sine seinast {}.", date_no(day)),
        format!("Students are asked to check their registrations by {}.", date_en(day)),
    )
}
