//! Cases: facts, and the date that the reference expects.

use crate::almanac::Almanac;
use serde_json::{Value, json};

/// One question with its right answer.
#[derive(Clone, Debug)]
pub struct Case {
    pub rule: &'static str,
    pub facts: Value,
    pub field: &'static str,
    pub expected: String,
}

/// A seeded source of choices (splitmix64), so that a failing case comes back.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }
}

/// An event: the second in UTC, how it is written, and the Oslo day it falls on.
struct Event {
    second: i64,
    text: String,
    day: usize,
}

/// A day of the year that is worth trying more often than others.
fn day(almanac: &Almanac, dice: &mut Dice, from: u16, to: u16) -> usize {
    let year = from + dice.below(u64::from(to - from + 1)) as u16;
    let sunday = |month| {
        let mut last = almanac.index(year, month, 31);
        while almanac.at(last).weekday != 6 {
            last -= 1;
        }
        last
    };
    match dice.below(8) {
        0 => sunday(3) - 1 + dice.below(3) as usize,
        1 => sunday(10) - 1 + dice.below(3) as usize,
        2 => almanac.index(year.div_ceil(4) * 4, 2, 28) + dice.below(3) as usize,
        3 => almanac.index(year, 12, 1 + dice.below(31) as u8),
        4 => almanac.index(year, 3, 1) + dice.below(90) as usize,
        _ => almanac.index(year, 1, 1) + dice.below(365) as usize,
    }
}

/// An event on or around a day: now and then as a date, else as an instant, often near
/// midnight in Oslo.
fn event(almanac: &Almanac, dice: &mut Dice, day: usize) -> Event {
    let start = day as i64 * 86_400;
    let second = match dice.below(4) {
        0 => start + 22 * 3_600 + 1_800 + dice.of(&[-1, 0, 1, 1_799, 1_800]),
        1 => start + dice.of(&[21, 22, 23]) * 3_600 + dice.of(&[-1, 0, 1]),
        _ => start + dice.below(86_400) as i64,
    };
    let day = almanac.oslo_day(second);
    let text = if dice.below(5) == 0 { almanac.at(day).text() } else { almanac.utc_text(second) };
    Event { second, text, day }
}

/// An event some days after another one, never before it.
fn later(almanac: &Almanac, dice: &mut Dice, than: &Event, most: u64) -> Event {
    let second = than.second + dice.below(most * 86_400) as i64;
    Event { second, text: almanac.utc_text(second), day: almanac.oslo_day(second) }
}

/// A case of any rule that gives a date.
pub fn any(almanac: &Almanac, dice: &mut Dice) -> Case {
    match dice.below(7) {
        0 => appeal(almanac, dice),
        1 => explained_appeal(almanac, dice),
        2 => grading(almanac, dice),
        3 => withdrawal(almanac, dice),
        _ => three_or_fewer_weeks(almanac, dice),
    }
}

/// Rule, dated field, answer, other facts, rule set, days.
type Plain = (&'static str, &'static str, &'static str, &'static str, &'static str, usize);

const PLAIN: [Plain; 9] = [
    ("explanation-deadline", "announced", "request_by", "home", "uit-2011", 21),
    ("explanation-deadline", "announced", "request_by", "home", "uhl-2024", 7),
    ("explanation-due", "requested", "due", "home", "uit-2011", 14),
    ("explanation-due", "requested", "due", "home", "unis-2019", 14),
    ("formal-complaint-deadline", "known", "deadline", "", "uhl-2024", 21),
    ("decision-appeal-deadline", "received", "deadline", "", "uit-2011", 21),
    ("regrade-deadline", "received", "deadline", "", "uit-2011", 21),
    ("grading-deadline", "exam_date", "deadline", "home", "uit-2011", 21),
    ("grading-deadline", "exam_date", "deadline", "thesis", "uit-2011", 42),
];

fn three_or_fewer_weeks(almanac: &Almanac, dice: &mut Dice) -> Case {
    let (rule, dated, field, form, rule_set, days) = dice.of(&PLAIN);
    let day = day(almanac, dice, 2005, 2099);
    let event = event(almanac, dice, day);
    let mut facts = json!({ "rule_set": rule_set });
    facts[dated] = json!(event.text);
    if !form.is_empty() {
        facts["form"] = json!(form);
    }
    let expected = almanac.at(almanac.after_days(event.day, days)).text();
    Case { rule, facts, field, expected }
}

/// An appeal without anything that moves its deadline; the date chooses the rule set.
pub fn appeal(almanac: &Almanac, dice: &mut Dice) -> Case {
    let (from, to) = dice.of(&[(2005, 2012), (2025, 2099)]);
    let day = day(almanac, dice, from, to);
    let event = event(almanac, dice, day);
    let facts = json!({ "form": "home", "announced": event.text });
    let expected = almanac.at(almanac.after_days(event.day, 21)).text();
    Case { rule: "appeal-deadline", facts, field: "deadline", expected }
}

/// An appeal after an explanation that was asked for in time or too late.
fn explained_appeal(almanac: &Almanac, dice: &mut Dice) -> Case {
    let day = day(almanac, dice, 2025, 2098);
    let announced = event(almanac, dice, day);
    let requested = later(almanac, dice, &announced, 14);
    let given = later(almanac, dice, &requested, 60);
    let in_time = requested.day <= almanac.after_days(announced.day, 7);
    let from = if in_time { given.day.max(announced.day) } else { announced.day };
    let facts = json!({ "form": "home", "announced": announced.text,
        "explanation": { "requested": requested.text, "given": given.text } });
    let expected = almanac.at(almanac.after_days(from, 21)).text();
    Case { rule: "appeal-deadline", facts, field: "deadline", expected }
}

fn grading(almanac: &Almanac, dice: &mut Dice) -> Case {
    let (rule_set, form, credits, working_days) = dice.of(&[
        ("uhl-2024", "home", "10", 15),
        ("unis-2019", "home", "10", 15),
        ("uit-2020", "project", "19", 15),
        ("uit-2020", "project", "20", 30),
    ]);
    let day = day(almanac, dice, 2005, 2099);
    let event = event(almanac, dice, day);
    let more = dice.below(12) as usize;
    let mut facts =
        json!({ "rule_set": rule_set, "form": form, "credits": credits, "exam_date": event.text });
    if more > 0 {
        facts["extension"] = json!({ "n": more, "unit": "working_days", "legal_basis": "§ 1" });
    }
    let expected = almanac.at(almanac.after_working_days(event.day, working_days + more)).text();
    Case { rule: "grading-deadline", facts, field: "deadline", expected }
}

fn withdrawal(almanac: &Almanac, dice: &mut Dice) -> Case {
    let day = day(almanac, dice, 2005, 2099);
    let exam = event(almanac, dice, day);
    let rule_set = dice.of(&["uit-2011", "uio-2005", "unis-2019"]);
    let date = almanac.at(exam.day);
    let autumn = date.month >= 8;
    let expected = match rule_set {
        "uio-2005" => exam.day - 14,
        "unis-2019" => almanac.before_working_days(exam.day, 10),
        _ if autumn && (date.month, date.day) >= (11, 14) => almanac.index(date.year, 11, 1),
        _ if !autumn && (date.month, date.day) >= (4, 29) => almanac.index(date.year, 4, 15),
        _ => exam.day - 14,
    };
    let term = format!("{}-{}", date.year, if autumn { "H" } else { "V" });
    let facts =
        json!({ "rule_set": rule_set, "kind": "ordinary", "term": term, "exam_date": exam.text });
    let expected = almanac.at(expected).text();
    Case { rule: "withdrawal-deadline", facts, field: "deadline", expected }
}

/// A decision that is longer than any paragraph allows, and the last day that it may have.
pub fn exclusion(almanac: &Almanac, dice: &mut Dice) -> Case {
    let old = dice.below(2) == 0;
    let bases = match old {
        true => [("4-8(3)", 1), ("3-7(8)", 1), ("4-8(2)", 3), ("4-8(2)", 3)],
        false => [("12-4(4)", 1), ("12-1(1)", 1), ("12-6(1)", 3), ("12-3(4)", 5)],
    };
    let (basis, years) = dice.of(&bases);
    let (first, last) = if old { (2010, 2013) } else { (2025, 2090) };
    let from = day(almanac, dice, first, last);
    let event = event(almanac, dice, from);
    let rule_set = if old { "uit-2011" } else { "uhl-2024" };
    Case {
        rule: "exclusion-rows",
        facts: json!({ "legal_basis": basis, "from": event.text, "to": "2150-01-01",
            "rule_set": rule_set }),
        field: "longest_to",
        expected: almanac.at(almanac.last_of_years(event.day, years)).text(),
    }
}
