use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

/// The credits that are recognised and left out, or the name of the refusal.
fn counted(facts: Value) -> Value {
    let mut facts = facts;
    facts["date"] = json!("2026-10-01");
    let answer = ask("recognition-credits", facts);
    match &answer["refused"]["code"] {
        Value::String(code) => json!(code),
        _ => json!([answer["credits"], answer["reduced"]]),
    }
}

fn item(id: &str, credits: &str) -> Value {
    json!({ "id": id, "credits": credits })
}

fn free(item: &str, credits: &str) -> Value {
    json!({ "item": item, "credits": credits })
}

fn as_course(item: &str, code: &str, of: &str, credits: &str) -> Value {
    json!({ "item": item, "course": { "code": code, "credits": of }, "credits": credits })
}

/// Requirements: S-01
#[test]
fn credits_are_added_exactly_as_courses_and_as_free_credits() {
    let facts = json!({
        "items": [item("a", "7.5"), item("b", "0.1"), item("c", "0.2")],
        "grants": [as_course("a", "MAT-1000", "10", "7.5"), free("b", "0.1"), free("c", "0.2")],
    });
    assert_eq!(counted(facts), json!(["7.8", "0"]));
    assert_eq!(counted(json!({ "items": [item("a", "10")], "grants": [] })), json!(["0", "0"]));
}

/// Requirements: S-01
#[test]
fn an_item_counts_as_what_it_gave_and_not_a_thousandth_more() {
    let of = |credits: &str, used: &str, reduced: &str| {
        counted(json!({
            "items": [{ "id": "a", "credits": "10", "used": used }],
            "grants": [{ "item": "a", "credits": credits, "reduced": reduced }],
        }))
    };
    assert_eq!(of("10", "0", "0"), json!(["10", "0"]));
    assert_eq!(of("10.001", "0", "0"), json!("more-than-earned"));
    assert_eq!(of("5", "2.5", "2.5"), json!(["5", "2.5"]));
    assert_eq!(of("5", "2.5", "2.501"), json!("more-than-earned"));
    assert_eq!(of("5", "5.001", "0"), json!("more-than-earned"));
}

/// Requirements: S-01
#[test]
fn two_grants_of_one_item_count_together() {
    let split = |rest: &str| {
        counted(json!({
            "items": [item("a", "10")],
            "grants": [as_course("a", "MAT-1000", "7.5", "7.5"), free("a", rest)],
        }))
    };
    assert_eq!(split("2.5"), json!(["10", "0"]));
    assert_eq!(split("2.501"), json!("more-than-earned"));
}

/// Requirements: S-01, R-10
#[test]
fn a_qualification_and_its_course_or_one_result_that_came_twice_do_not_both_count() {
    let linked = |grants: Value| {
        counted(json!({
            "items": [item("degree", "180"), { "id": "course", "credits": "10", "same_as": ["degree"] }],
            "grants": grants,
        }))
    };
    assert_eq!(linked(json!([free("degree", "180")])), json!(["180", "0"]));
    assert_eq!(linked(json!([free("course", "10")])), json!(["10", "0"]));
    assert_eq!(linked(json!([free("degree", "180"), free("course", "10")])), json!("counts-twice"));
}

/// Requirements: S-01
#[test]
fn education_under_the_act_gives_the_same_number_of_credits_or_says_what_the_rest_counts_as() {
    let of = |credits: &str, reduced: &str, regulated: bool| {
        counted(json!({
            "items": [{ "id": "a", "credits": "10", "regulated": regulated }],
            "grants": [{ "item": "a", "credits": credits, "reduced": reduced }],
        }))
    };
    assert_eq!(of("9.999", "0", true), json!("fewer-than-earned"));
    assert_eq!(of("7.5", "2.5", true), json!(["7.5", "2.5"]));
    assert_eq!(
        of("7.5", "0", false),
        json!(["7.5", "0"]),
        "§§ 9-2 and 9-3: what it corresponds to"
    );
}

/// Requirements: S-01
#[test]
fn a_course_is_filled_once_and_with_no_more_than_its_credits() {
    let filled = |second: &str, held: Value| {
        counted(json!({
            "items": [item("a", "5"), item("b", "10")],
            "grants": [as_course("a", "MAT-1000", "10", "5"), as_course("b", "MAT-1000", "10", second)],
            "held": held,
        }))
    };
    assert_eq!(filled("5", json!([])), json!(["10", "0"]));
    assert_eq!(filled("5.001", json!([])), json!("more-than-course"));
    assert_eq!(filled("5", json!(["MAT-1000"])), json!("already-here"));
    assert_eq!(filled("5", json!(["FYS-1000"])), json!(["10", "0"]));
}

#[test]
fn without_credits_of_its_own_it_gives_what_it_corresponds_to() {
    let facts = json!({ "items": [{ "id": "a" }], "grants": [free("a", "60")] });
    assert_eq!(counted(facts), json!(["60", "0"]));
    let many = json!([free("a", "1000"), free("b", "0.001")]);
    let facts = json!({ "items": [{ "id": "a" }, { "id": "b" }], "grants": many });
    assert_eq!(counted(facts), json!("too-many-credits"));
}

#[test]
fn what_the_application_is_not_about_cannot_be_recognised() {
    let facts =
        json!({ "date": "2026-10-01", "items": [item("a", "10")], "grants": [free("b", "5")] });
    assert_eq!(bad_field("recognition-credits", facts), "grants.item");
    let facts =
        json!({ "date": "2026-10-01", "items": [item("a", "10"), item("a", "5")], "grants": [] });
    assert_eq!(bad_field("recognition-credits", facts), "items");
}

/// The answer on what was approved in advance: kept, free, or the name of the refusal.
fn kept(item: Value, grants: Value) -> Value {
    let mut promised = json!({ "id": "a", "promised": [{ "credits": "10" }],
        "until": "2026-06-30", "passed": "2026-06-30", "planned": "10", "earned": "10" });
    for (name, value) in item.as_object().unwrap() {
        promised[name] = value.clone();
    }
    let facts = json!({ "date": "2026-10-01", "items": [promised], "grants": grants });
    let answer = ask("recognition-advance", facts);
    match &answer["refused"]["code"] {
        Value::String(code) => json!(code),
        _ => json!([answer["kept"], answer["free"]]),
    }
}

/// Requirements: S-01
#[test]
fn what_was_approved_in_advance_and_taken_as_agreed_is_recognised_as_promised() {
    let ten = json!([free("a", "10")]);
    assert_eq!(kept(json!({}), ten.clone()), json!([["a"], []]));
    assert_eq!(kept(json!({}), json!([free("a", "9.999")])), "less-than-promised");
    assert_eq!(kept(json!({}), json!([])), "less-than-promised");
    let split = json!([free("a", "4"), free("a", "6")]);
    assert_eq!(kept(json!({}), split), json!([["a"], []]));
    let course = json!({ "promised": [{ "course": "MAT-1000", "credits": "10" }] });
    assert_eq!(kept(course.clone(), ten), "less-than-promised", "free credits are no course");
    let there = json!([as_course("a", "MAT-1000", "10", "10")]);
    assert_eq!(kept(course.clone(), there), json!([["a"], []]));
    let elsewhere = json!([as_course("a", "MAT-1001", "10", "10")]);
    assert_eq!(kept(course, elsewhere), "less-than-promised");
}

/// Requirements: S-01
#[test]
fn an_approval_in_advance_does_not_bind_in_what_was_not_taken_as_agreed() {
    let free = json!([[], ["a"]]);
    for (other, binds) in [
        (json!({ "passed": "2026-07-01" }), false),
        (json!({ "passed": null }), false),
        (json!({ "earned": "9.999" }), false),
        (json!({ "earned": null }), false),
        (json!({ "earned": null, "planned": null }), true),
        (json!({ "earned": "10.001" }), true),
    ] {
        let answer = kept(other.clone(), json!([]));
        assert_eq!(answer == free, !binds, "{other}: {answer}");
    }
}

#[test]
fn impossible_facts_of_an_approval_in_advance_are_named() {
    let facts = |items: Value, grants: Value| json!({ "date": "2026-10-01", "items": items, "grants": grants });
    let item = json!({ "id": "a", "promised": [{ "credits": "5" }], "until": "2026-06-30" });
    let bad = |items: Value, grants: Value| bad_field("recognition-advance", facts(items, grants));
    assert_eq!(bad(json!([item, item]), json!([])), "items");
    assert_eq!(bad(json!([item]), json!([free("b", "5")])), "grants.item");
    let nothing = json!({ "id": "a", "promised": [], "until": "2026-06-30" });
    assert_eq!(bad(json!([nothing]), json!([])), "items.promised");
}
