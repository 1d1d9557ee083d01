//! What holds for every rule and every date, whatever the facts.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rules::calendar::{Period, Unit};
use rules::registry::{RULES, find};
use rules::{Entry, Language, RuleSet, RuleSets};
use serde_json::{Map, Value, json};

fn day() -> impl Strategy<Value = Date> {
    (0..36_500_i64).prop_map(|days| date(2000, 1, 1).saturating_add(days.days()))
}

fn period() -> impl Strategy<Value = Period> {
    let unit = prop_oneof![Just(Unit::Days), Just(Unit::Weeks), Just(Unit::WorkingDays)];
    (1..60_u16, unit).prop_map(|(value, unit)| Period { value, unit })
}

/// The names of a rule's facts, so that made-up facts get past the first gate.
fn fields(rule: &Entry) -> Vec<String> {
    let schema = rule.schemas().0;
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.unwrap().keys().cloned().collect()
}

/// A rule, and made-up facts under the names that it knows.
fn question() -> impl Strategy<Value = (&'static Entry, Value)> {
    proptest::sample::select(RULES).prop_flat_map(|rule| {
        let key = proptest::sample::select(fields(&rule));
        let facts = prop::collection::btree_map(key, value(), 0..8);
        let object = facts.prop_map(|map| Value::Object(map.into_iter().collect::<Map<_, _>>()));
        (Just(find(rule.name).unwrap()), object)
    })
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        proptest::sample::select(vec![
            "uit-2011",
            "uhl-2024",
            "uio-2005",
            "home",
            "oral",
            "thesis",
            "master",
            "2011-H",
            "2026-06-22",
            "2011-06-22T23:59:59Z",
            "9999-12-31",
            "ordinary",
            "resit",
            "none",
            "A",
            "F",
            "bestått",
            "7.5",
            "-1",
        ])
        .prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let key = proptest::sample::select(vec![
            "requested",
            "given",
            "lodged",
            "decided",
            "members",
            "signed",
            "id",
            "external",
            "grade",
            "credits",
            "n",
            "unit",
            "legal_basis",
            "number",
            "status",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..5).prop_map(|map| Value::Object(
                map.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
            )),
        ]
    })
}

proptest! {
    #[test]
    fn a_later_event_never_has_an_earlier_deadline(from in day(), wait in 0..400_i64, period in period()) {
        let counting = &RuleSets::shipped().get("uhl-2024").unwrap().counting;
        let later = from.saturating_add(wait.days());
        prop_assert!(counting.forward(from, &[period]).end <= counting.forward(later, &[period]).end);
        prop_assert!(counting.backward(from, period).end <= counting.backward(later, period).end);
    }

    #[test]
    fn a_deadline_counted_forward_ends_on_a_working_day_soon_after_the_count(from in day(), period in period()) {
        let counting = &RuleSets::shipped().get("uhl-2024").unwrap().counting;
        let counted = counting.forward(from, &[period]);
        let plain = counted.moved_from.unwrap_or(counted.end);
        prop_assert!(counting.is_working_day(counted.end) && counted.end > from);
        // Maundy Thursday to Easter Monday is the longest rest.
        prop_assert!((counted.end - plain).get_days() <= 5);
    }

    #[test]
    fn every_rule_answers_or_names_what_is_wrong_and_never_falls_over((rule, facts) in question()) {
        match rule.run(&facts, None) {
            Ok(answer) => prop_assert!(!answer["because"].as_array().unwrap().is_empty()),
            Err(bad) => prop_assert!(!bad.field.is_empty() && !bad.allowed.is_empty()),
        }
    }

    #[test]
    fn a_regulation_file_is_read_or_refused_by_name_and_never_falls_over(
        section in proptest::sample::select(vec!["appeal", "grading_deadline", "counting", "x"]),
        key in proptest::sample::select(vec!["deadline", "parts", "larger_work", "law", "value"]),
        value in ".{0,30}",
    ) {
        let text = format!("id = \"own\"\nextends = \"uhl-2024\"\nversion = 1\nvalid_from = \"2026-01-01\"\n\
            source = \"t\"\ntitle = {{ nb = \"a\", nn = \"b\", en = \"c\" }}\n[{section}]\n{key} = {value}\n");
        if let Err(error) = RuleSet::parse(&text, RuleSets::shipped()) {
            prop_assert!(!error.code.is_empty() && !error.to_string().contains('\n'));
        }
    }
}

#[test]
fn every_rule_has_a_name_of_its_own_a_line_in_three_languages_and_schemas() {
    for rule in RULES {
        assert_eq!(find(rule.name).map(|found| found.law), Some(rule.law));
        assert!(Language::ALL.iter().all(|language| rule.about().get(*language).len() > 10));
        let (facts, answer) = rule.schemas();
        assert!(facts.get("properties").is_some(), "{}", rule.name);
        assert!(answer.as_value().to_string().contains("because"), "{}", rule.name);
    }
}

#[test]
fn unknown_facts_are_refused_by_every_rule() {
    for rule in RULES {
        let error = rule.run(&json!({ "no_such_fact": 1 }), None).unwrap_err();
        assert!(!error.field.is_empty(), "{}", rule.name);
    }
}
