use crate::testing::ask;
use serde_json::json;

/// Requirements: E-02, E-03, E-07, E-08
#[test]
fn the_student_applies_and_staff_register_by_the_season_s_dates() {
    let autumn = ask("accommodation-deadline", json!({ "term": "2011-H" }));
    assert_eq!(
        (&autumn["apply_by"], &autumn["register_by"]),
        (&json!("2011-09-01"), &json!("2011-11-01"))
    );
    let spring = ask("accommodation-deadline", json!({ "term": "2012-V" }));
    assert_eq!(
        (&spring["apply_by"], &spring["register_by"]),
        (&json!("2012-02-01"), &json!("2012-04-01"))
    );
}

#[test]
fn today_s_institutions_publish_or_count_it_themselves() {
    let code = |set| {
        ask("accommodation-deadline", json!({ "term": "2026-H", "rule_set": set }))["refused"]["code"].clone()
    };
    assert_eq!(code("uhl-2024"), "not-in-rule-set");
    assert_eq!(code("uit-2020"), "published-elsewhere");
    assert_eq!(code("unis-2019"), "fact-missing");
    let facts = json!({ "term": "2026-H", "rule_set": "unis-2019", "exam_date": "2026-12-14" });
    let answer = ask("accommodation-deadline", facts);
    assert_eq!((&answer["apply_by"], answer.get("register_by")), (&json!("2026-11-23"), None));
}
