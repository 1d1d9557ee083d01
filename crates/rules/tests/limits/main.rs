//! Both sides of every limit, for every rule, under the old rules of a real university, the Act
//! of today and a regulation on top of it. What is expected was counted by hand from the
//! paragraphs, with a calendar: 22 June 2011 is a Wednesday, 1 and 22 June 2026 are Mondays.

mod deadlines;
mod grades;
mod misconduct;
mod rights;

use rules::registry;
use serde_json::{Value, json};
use std::fmt::Debug;

const UIT: &str = "uit-2011";
const UHL: &str = "uhl-2024";
const DEMO: &str = "demo-2026";
/// Where all three say the same.
const ALL: [&str; 3] = [UIT, UHL, DEMO];
/// The Act of today and what stands on it.
const TODAY: [&str; 2] = [UHL, DEMO];

/// Under which rule sets, which facts, and what is answered.
type Rows<'a, T> = &'a [(&'a [&'a str], T, &'a str)];

/// Asks the rule about the facts of each row under each of the row's rule sets, and compares what
/// stands in the first of the fields (`a|b`) that the answer has, `-` for none, or the refusals.
#[track_caller]
fn table<T: Debug>(rule: &str, fields: &str, facts: impl Fn(&T) -> Value, rows: Rows<'_, T>) {
    let rule = registry::find(rule).unwrap();
    for (sets, row, expected) in rows {
        for set in *sets {
            let mut facts = facts(row);
            facts["rule_set"] = json!(set);
            let answer = rule.run(&facts, None).unwrap();
            assert_eq!(said(&answer, fields), *expected, "{} in {set}: {facts}", rule.name);
        }
    }
}

fn said(answer: &Value, fields: &str) -> String {
    let refused = &answer["refused"];
    let codes: Vec<&str> = refused["all"].as_array().into_iter().flatten().map(code).collect();
    match (refused, codes.is_empty()) {
        (Value::Null, _) => {}
        (one, true) => return code(one).to_owned(),
        _ => return codes.join(" "),
    }
    match fields.split('|').map(|field| &answer[field]).find(|value| !value.is_null()) {
        None => "-".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn code(refused: &Value) -> &str {
    refused["code"].as_str().unwrap()
}

/// Every rule of the registry has its table here.
#[test]
fn no_rule_is_left_out() {
    let tables = [
        include_str!("deadlines.rs"),
        include_str!("grades.rs"),
        include_str!("misconduct.rs"),
        include_str!("rights.rs"),
    ];
    for rule in registry::RULES {
        let asked = format!("\"{}\",", rule.name);
        assert!(tables.iter().any(|text| text.contains(&asked)), "{}", rule.name);
    }
}
