use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

/// A question that is answered with results, with some of its facts changed.
fn facts(date: &str, changed: Value) -> Value {
    let mut facts = json!({
        "date": date, "shares": true, "person_known": true,
        "basis": { "kind": "consent", "given": date },
        "results": [{ "id": "a", "passed": true }, { "id": "b", "passed": false },
            { "id": 3, "passed": true }],
    });
    for (name, value) in changed.as_object().unwrap() {
        facts[name] = value.clone();
    }
    facts
}

const OLD: &str = "2012-05-02";
const NEW: &str = "2026-05-04";

fn answer(date: &str, changed: Value) -> (String, Value) {
    let answer = ask("exchange-answer", facts(date, changed));
    (answer["outcome"].as_str().unwrap().to_owned(), answer["released"].clone())
}

fn outcome(date: &str, changed: Value) -> String {
    let (outcome, released) = answer(date, changed);
    assert_eq!(outcome == "ok", released != json!([]), "only an ok hands anything out");
    outcome
}

/// Requirements
#[test]
fn three_times_yes_hands_out_what_is_passed_and_never_what_is_failed() {
    for date in [OLD, NEW] {
        assert_eq!(answer(date, json!({})), ("ok".to_owned(), json!(["a", "3"])));
        assert_eq!(outcome(date, json!({ "shares": false })), "not_sharing");
        assert_eq!(outcome(date, json!({ "basis": null })), "no_basis");
        assert_eq!(outcome(date, json!({ "person_known": false })), "no_person");
        assert_eq!(outcome(date, json!({ "results": [] })), "no_results");
        let failed = json!({ "results": [{ "id": "b", "passed": false }] });
        assert_eq!(outcome(date, failed), "no_results");
    }
}

/// Who has no legal basis does not learn whether the person is known.
/// Requirements
#[test]
fn the_questions_are_asked_in_order_and_the_first_no_is_the_answer() {
    let nothing = json!({ "shares": false, "basis": null, "person_known": false, "results": [] });
    assert_eq!(outcome(NEW, nothing.clone()), "not_sharing");
    let mut asked = nothing;
    for (field, value, next) in [
        ("shares", json!(true), "no_basis"),
        ("basis", json!({ "kind": "statute" }), "no_person"),
        ("person_known", json!(true), "no_results"),
    ] {
        asked[field] = value;
        assert_eq!(outcome(NEW, asked.clone()), next);
    }
}

/// Requirements: R-02
#[test]
fn in_2011_only_consent_counts_and_since_2024_the_act_too() {
    let statute = json!({ "basis": { "kind": "statute" } });
    assert_eq!(outcome(OLD, statute.clone()), "no_basis");
    assert_eq!(outcome(NEW, statute), "ok");
    let recognition = json!({ "basis": { "kind": "statute", "purpose": "recognition" } });
    assert_eq!(outcome(NEW, recognition), "ok");
    let mixed = json!({ "basis": { "kind": "statute", "purpose": "recognition" },
        "purpose": "admission" });
    assert_eq!(outcome(NEW, mixed), "no_basis");
}

/// Requirements
#[test]
fn a_consent_holds_from_its_day_to_its_last_and_not_once_it_is_withdrawn() {
    let on = |basis: Value| outcome(NEW, json!({ "basis": basis }));
    let given = |day: &str| on(json!({ "kind": "consent", "given": day }));
    assert_eq!(given("2026-05-04"), "ok");
    assert_eq!(given("2026-05-05"), "no_basis");
    let until = |day: &str| on(json!({ "kind": "consent", "given": "2026-01-01", "until": day }));
    assert_eq!(until("2026-05-04"), "ok");
    assert_eq!(until("2026-05-03"), "no_basis");
    let withdrawn =
        |day: &str| on(json!({ "kind": "consent", "given": "2026-01-01", "withdrawn": day }));
    assert_eq!(withdrawn("2026-05-05"), "ok");
    assert_eq!(withdrawn("2026-05-04"), "no_basis");
}

/// Requirements
#[test]
fn each_channel_s_consent_is_for_its_own_purpose() {
    for date in [OLD, NEW] {
        let asked = |channel: &str, purpose: Value| {
            let basis = json!({ "kind": "consent", "given": date, "channel": channel });
            outcome(date, json!({ "basis": basis, "purpose": purpose }))
        };
        for (channel, own, other) in [
            ("national_admission", "admission", "recognition"),
            ("local_admission", "admission", "recognition"),
            ("student_pages", "recognition", "admission"),
        ] {
            assert_eq!(asked(channel, json!(own)), "ok");
            assert_eq!(asked(channel, json!(null)), "ok");
            assert_eq!(asked(channel, json!(other)), "no_basis");
        }
        let twisted = json!({ "kind": "consent", "given": date, "channel": "student_pages",
            "purpose": "admission" });
        assert_eq!(outcome(date, json!({ "basis": twisted })), "no_basis");
    }
}

/// Requirements: R-05
#[test]
fn a_consent_to_one_institution_lets_no_other_ask() {
    let asks = |number: Value| {
        let basis = json!({ "kind": "consent", "given": NEW, "channel": "student_pages",
            "receiver": "186" });
        outcome(NEW, json!({ "basis": basis, "asked_by": number }))
    };
    assert_eq!(asks(json!(186)), "ok");
    assert_eq!(asks(json!("184")), "no_basis");
    assert_eq!(asks(json!(null)), "no_basis", "nobody in particular is not the one");
}

#[test]
fn impossible_facts_are_named() {
    let twice = json!([{ "id": "a", "passed": true }, { "id": "a", "passed": false }]);
    assert_eq!(bad_field("exchange-answer", facts(NEW, json!({ "results": twice }))), "results");
    let basis = |basis: Value| bad_field("exchange-answer", facts(NEW, json!({ "basis": basis })));
    assert_eq!(basis(json!({ "kind": "statute", "given": NEW })), "basis.given");
    let early = json!({ "kind": "consent", "given": NEW, "withdrawn": "2026-05-03" });
    assert_eq!(basis(early), "basis.withdrawn");
    let over = json!({ "kind": "consent", "given": NEW, "until": "2026-05-03" });
    assert_eq!(basis(over), "basis.until");
}

#[test]
fn the_day_of_the_question_chooses_the_act() {
    let between = ask("exchange-answer", facts("2020-05-04", json!({})));
    assert_eq!(between["refused"]["code"], "no-rule-set");
    assert_eq!(ask("exchange-answer", facts(OLD, json!({})))["rule_set"], "uit-2011");
}

const REFERENCE: &str = "6f1d2c1e-9d0b-4c57-9a55-2f4f5f6a7b8c";

/// Whether a question is taken: how many are left, or the name of the refusal.
fn taken(date: &str, changed: Value) -> Value {
    let mut facts = json!({ "date": date, "asked_by": "186", "purpose": "recognition",
        "asked_today": 0, "quota": 2,
        "basis": { "kind": "consent", "given": date, "channel": "student_pages",
            "reference": REFERENCE, "text_version": 1 } });
    for (name, value) in changed.as_object().unwrap() {
        facts[name] = value.clone();
    }
    let answer = ask("exchange-question", facts);
    match &answer["refused"]["code"] {
        Value::String(code) => json!(code),
        _ => answer["left"].clone(),
    }
}

/// Requirements
#[test]
fn an_institution_puts_as_many_questions_a_day_as_its_quota_and_no_more() {
    for date in [OLD, NEW] {
        let asked = |count: u32| taken(date, json!({ "asked_today": count }));
        assert_eq!(asked(0), 1);
        assert_eq!(asked(1), 0);
        assert_eq!(asked(2), "quota");
        assert_eq!(taken(date, json!({ "quota": 0 })), "quota");
    }
    let all_at_once = json!({ "asked_today": 2, "basis": { "kind": "consent" } });
    assert_eq!(taken(NEW, all_at_once), "quota", "it bounds what else is tried");
}

/// Requirements: R-02
#[test]
fn a_consent_is_named_by_its_reference_and_the_version_of_its_text() {
    for date in [OLD, NEW] {
        for missing in ["reference", "text_version"] {
            let mut basis = json!({ "kind": "consent", "reference": REFERENCE, "text_version": 1 });
            basis.as_object_mut().unwrap().remove(missing);
            assert_eq!(taken(date, json!({ "basis": basis })), "consent-unnamed");
        }
    }
    assert_eq!(taken(NEW, json!({ "basis": { "kind": "statute" } })), 1, "a statute has none");
}

/// Requirements
#[test]
fn a_consent_is_one_person_s_under_one_text_and_is_not_used_while_she_contests_it() {
    for date in [OLD, NEW] {
        let known = |person: bool, words: bool, contested: bool| {
            let known =
                json!({ "same_person": person, "same_words": words, "contested": contested });
            taken(date, json!({ "known": known }))
        };
        assert_eq!(known(true, true, false), 1);
        assert_eq!(known(false, true, false), "consent-differs");
        assert_eq!(known(true, false, false), "consent-differs");
        assert_eq!(known(true, true, true), "consent-contested");
    }
}

#[test]
fn a_statute_has_no_reference_and_is_not_known_from_before() {
    let facts = |basis: Value, known: Value| {
        json!({ "date": NEW, "asked_by": "186", "purpose": "admission", "asked_today": 0,
            "quota": 1, "basis": basis, "known": known })
    };
    let statute = json!({ "kind": "statute" });
    let known = json!({ "same_person": true, "same_words": true, "contested": false });
    assert_eq!(bad_field("exchange-question", facts(statute, known)), "known");
    let named = json!({ "kind": "statute", "reference": REFERENCE });
    assert_eq!(bad_field("exchange-question", facts(named, Value::Null)), "basis.reference");
}
