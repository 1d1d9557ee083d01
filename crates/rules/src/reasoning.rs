//! How a rule builds its answer: step by step, each step with its paragraph.

use crate::calendar::{Counted, LegalPeriod, Period, date_en, date_no, public_holiday, weekday};
use crate::{Decision, Law, Reason, Refusal, RuleSet, Text};
use jiff::civil::Date;

/// The reasoning of one decision, as it grows.
#[derive(Clone, Debug)]
pub struct Reasoning<'a> {
    rule_set: &'a RuleSet,
    because: Vec<Reason>,
}

impl<'a> Reasoning<'a> {
    /// Begins to reason under a rule set.
    pub fn under(rule_set: &'a RuleSet) -> Self {
        Self { rule_set, because: Vec::new() }
    }

    /// Adds a step.
    pub fn step(&mut self, text: Text, law: &str) {
        self.because.push(Reason { text, law: law.to_owned() });
    }

    /// Counts a period forward from an event, and says so. `what` is the event in words
    /// that fit after "from", e.g. `kunngjøringen` / `kunngjeringa` / `the announcement`.
    pub fn count_from(&mut self, event: Date, what: &Text, period: &LegalPeriod) -> Date {
        self.count_all_from(event, what, &[period.period()], &period.law)
    }

    /// As [`Reasoning::count_from`], for several periods one after the other.
    pub fn count_all_from(
        &mut self,
        event: Date,
        what: &Text,
        periods: &[Period],
        law: &str,
    ) -> Date {
        let counted = self.rule_set.counting.forward(event, periods);
        let end = counted.moved_from.unwrap_or(counted.end);
        let length = spell(periods);
        let (no, en) = (date_no(event), date_en(event));
        let one = matches!(periods, [Period { value: 1, .. }]);
        let ends = if one { "ends" } else { "end" };
        self.step(
            Text::new(
                format!("{} regnet fra {} {no} gir {}.", length.nb, what.nb, date_no(end)),
                format!("{} rekna frå {} {no} gir {}.", length.nn, what.nn, date_no(end)),
                format!(
                    "{} counted from {} on {en} {ends} on {}.",
                    length.en,
                    what.en,
                    date_en(end)
                ),
            ),
            law,
        );
        let rule = &self.rule_set.counting.forward_ends_move;
        self.moved(counted, rule)
    }

    /// Counts a period back from an exam, and says so.
    pub fn count_back(&mut self, event: Date, what: &Text, period: &LegalPeriod) -> Date {
        let counted = self.rule_set.counting.backward(event, period.period());
        let end = counted.moved_from.unwrap_or(counted.end);
        let length = period.period().text();
        let (no, en) = (date_no(event), date_en(event));
        self.step(
            Text::new(
                format!("{} før {} {no} er {}.", length.nb, what.nb, date_no(end)),
                format!("{} før {} {no} er {}.", length.nn, what.nn, date_no(end)),
                format!("{} before {} on {en} is {}.", length.en, what.en, date_en(end)),
            ),
            &period.law,
        );
        let rule = &self.rule_set.counting.backward_ends_move;
        self.moved(counted, rule)
    }

    /// Takes a date that the regulation names, after a step that says so.
    pub fn fixed(&mut self, date: Date, text: Text, law: &str) -> Date {
        let counted = self.rule_set.counting.fixed(date);
        self.step(text, law);
        let rule = &self.rule_set.counting.fixed_dates_move;
        self.moved(counted, rule)
    }

    /// The answer.
    pub fn answer<T>(self, answer: T) -> Decision<T> {
        Decision { outcome: Ok(answer), because: self.because, rule_set: self.rule_set.id.clone() }
    }

    /// The answer "no", with its own last step.
    pub fn refuse<T>(mut self, code: &str, text: Text, law: &str) -> Decision<T> {
        self.step(text.clone(), law);
        self.refuse_all(Refusal::new(code, text))
    }

    /// The answer "no" with a refusal whose reasons already stand as steps.
    pub fn refuse_all<T>(self, refusal: Refusal) -> Decision<T> {
        Decision {
            outcome: Err(refusal),
            because: self.because,
            rule_set: self.rule_set.id.clone(),
        }
    }

    /// The refusal `not-in-rule-set`: this rule set says nothing about the matter.
    pub fn not_in_rule_set<T>(self) -> Decision<T> {
        let title = self.rule_set.title.clone();
        let law = self.rule_set.id.0.clone();
        let text = Text::new(
            format!("Regelsettet «{}» regulerer ikke dette.", title.nb),
            format!("Regelsettet «{}» regulerer ikkje dette.", title.nn),
            format!("The rule set “{}” does not regulate this.", title.en),
        );
        self.refuse("not-in-rule-set", text, &law)
    }

    /// The refusal `published-elsewhere`: the regulation leaves the dates to another place.
    pub fn published_elsewhere<T>(self, place: &Law<Text>) -> Decision<T> {
        let text = Text::new(
            format!("Fristen står ikke i forskriften; den kunngjøres {}.", place.value.nb),
            format!("Fristen står ikkje i forskrifta; han blir kunngjord {}.", place.value.nn),
            format!("The deadline is not in the regulation; it is published {}.", place.value.en),
        );
        self.refuse("published-elsewhere", text, &place.law)
    }

    /// The refusal `fact-missing`: this rule set counts from something that was not told.
    pub fn fact_missing<T>(self, fact: &str, law: &str) -> Decision<T> {
        let text = Text::new(
            format!("Dette regelsettet regner fra «{fact}», som ikke er oppgitt."),
            format!("Dette regelsettet reknar frå «{fact}», som ikkje er oppgitt."),
            format!("This rule set counts from “{fact}”, which was not given."),
        );
        self.refuse("fact-missing", text, law)
    }

    fn moved(&mut self, counted: Counted, rule: &Law<bool>) -> Date {
        let Some(from) = counted.moved_from else { return counted.end };
        let why = public_holiday(from).unwrap_or_else(|| weekday(from));
        let (no, en) = (date_no(from), date_en(from));
        self.step(
            Text::new(
                format!("{no} er {}, så fristen flytter seg til {}.", why.nb, date_no(counted.end)),
                format!("{no} er {}, så fristen flyttar seg til {}.", why.nn, date_no(counted.end)),
                format!(
                    "{en} is {}, so the deadline moves to {}.",
                    english_day(from, &why),
                    date_en(counted.end)
                ),
            ),
            &rule.law,
        );
        counted.end
    }
}

fn english_day(day: Date, name: &Text) -> String {
    if public_holiday(day).is_some() { name.en.clone() } else { format!("a {}", name.en) }
}

fn spell(periods: &[Period]) -> Text {
    let texts: Vec<Text> = periods.iter().map(|period| period.text()).collect();
    let join =
        |pick: fn(&Text) -> &str, and: &str| texts.iter().map(pick).collect::<Vec<_>>().join(and);
    Text::new(join(|t| &t.nb, " og "), join(|t| &t.nn, " og "), join(|t| &t.en, " and "))
}
