use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

fn withdraw(rule_set: &str, kind: &str, term: &str, exam: &str) -> Value {
    let facts = json!({ "rule_set": rule_set, "kind": kind, "term": term, "exam_date": exam });
    ask("withdrawal-deadline", facts)
}

fn signup(rule_set: &str, kind: &str, term: &str) -> Value {
    ask("signup-deadline", json!({ "rule_set": rule_set, "kind": kind, "term": term }))
}

/// Requirements: E-04, X-01, X-02
#[test]
fn in_autumn_early_exams_count_fourteen_days_back_and_late_ones_have_1_november() {
    let deadline = |exam| withdraw("uit-2011", "ordinary", "2011-H", exam)["deadline"].clone();
    assert_eq!(deadline("2011-11-13"), "2011-10-30");
    assert_eq!(deadline("2011-11-14"), "2011-11-01");
    assert_eq!(deadline("2011-12-20"), "2011-11-01");
}

/// Requirements: E-09, X-03
#[test]
fn in_spring_the_pivot_is_29_april() {
    let deadline = |exam| withdraw("uit-2011", "ordinary", "2011-V", exam)["deadline"].clone();
    assert_eq!(deadline("2011-04-28"), "2011-04-14");
    assert_eq!(deadline("2011-04-29"), "2011-04-15");
}

/// Requirements: E-04, E-09
#[test]
fn fixed_dates_stay_on_a_sunday() {
    // 15 April 2012 was a Sunday.
    assert_eq!(withdraw("uit-2011", "ordinary", "2012-V", "2012-05-20")["deadline"], "2012-04-15");
}

#[test]
fn deferred_resit_and_early_exams_cannot_be_withdrawn_from_under_the_old_rules() {
    for kind in ["deferred", "resit", "early"] {
        let answer = withdraw("uit-2011", kind, "2011-H", "2011-12-01");
        assert_eq!(answer["refused"]["code"], "cannot-withdraw");
    }
    assert_eq!(withdraw("uio-2005", "resit", "2026-H", "2026-12-01")["deadline"], "2026-11-17");
}

#[test]
fn each_institution_counts_its_own_way() {
    let code = |set| withdraw(set, "ordinary", "2026-H", "2026-12-01")["refused"]["code"].clone();
    assert_eq!(code("uhl-2024"), "not-in-rule-set");
    assert_eq!(code("uit-2020"), "published-elsewhere");
    let deadline = |set| withdraw(set, "ordinary", "2026-H", "2026-12-01")["deadline"].clone();
    assert_eq!(deadline("uio-2005"), "2026-11-17");
    assert_eq!(deadline("unis-2019"), "2026-11-17");
    assert_eq!(deadline("demo-2026"), "2026-11-17");
}

#[test]
fn at_unis_the_first_hand_in_counts_where_it_comes_first() {
    let facts = |hand_in| {
        json!({ "rule_set": "unis-2019", "kind": "ordinary", "term": "2026-V",
            "exam_date": "2026-06-01", "first_hand_in": hand_in })
    };
    let deadline = |hand_in| ask("withdrawal-deadline", facts(hand_in))["deadline"].clone();
    // Ten working days back from Monday 20 April 2026, past Easter Monday.
    assert_eq!(deadline("2026-04-20"), "2026-04-01");
    // Past Whit Monday and Ascension Day is before that.
    assert_eq!(deadline("2026-06-02"), "2026-05-15");
}

/// Requirements: E-01, E-06, X-04
#[test]
fn sign_up_to_a_resit_ends_on_15_august_and_15_january() {
    for kind in ["deferred", "resit", "early"] {
        assert_eq!(signup("uit-2011", kind, "2011-H")["deadline"], "2011-08-15");
        assert_eq!(signup("uit-2011", kind, "2012-V")["deadline"], "2012-01-15");
    }
    assert_eq!(signup("uit-2011", "ordinary", "2011-H")["deadline"], "2011-09-01");
}

#[test]
fn sign_up_elsewhere_and_unregulated_is_said() {
    assert_eq!(signup("uhl-2024", "ordinary", "2026-H")["refused"]["code"], "not-in-rule-set");
    assert_eq!(signup("uit-2020", "ordinary", "2026-H")["refused"]["code"], "published-elsewhere");
    assert_eq!(signup("unis-2019", "resit", "2026-H")["refused"]["code"], "fact-missing");
    let facts = json!({ "rule_set": "unis-2019", "kind": "resit", "term": "2026-H", "announced": "2026-09-01" });
    assert_eq!(ask("signup-deadline", facts)["deadline"], "2026-09-22");
}

#[test]
fn the_term_chooses_the_rule_set_where_nothing_else_is_dated() {
    let rule_set =
        |term| ask("signup-deadline", json!({ "kind": "resit", "term": term }))["rule_set"].clone();
    assert_eq!(rule_set("2013-H"), "uit-2011");
    assert_eq!(rule_set("2014-V"), Value::Null);
    assert_eq!(rule_set("2024-V"), Value::Null);
    assert_eq!(rule_set("2024-H"), "uhl-2024");
}

#[test]
fn what_is_no_term_is_named() {
    for term in ["2011-S", "2011H", "11-H", "1949-H"] {
        assert_eq!(bad_field("signup-deadline", json!({ "kind": "resit", "term": term })), "term");
    }
}
