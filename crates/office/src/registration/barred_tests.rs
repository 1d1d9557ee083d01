//! Sign-up of somebody who is excluded from exams.

use crate::testing::{Browser, TestOffice};
use crate::world::CastMember;
use axum::http::StatusCode;
use serde_json::{Value, json};

async fn national_id(office: &TestOffice, key: &str) -> String {
    sqlx::query_scalar("select national_id from person where id = $1")
        .bind(CastMember::named(key).id().0)
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a national id")
}

/// Registered by Tor, and controlled by Unni where `controlled`.
async fn excluded(office: &TestOffice, key: &str, decision: Value, controlled: bool) {
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let mut sent = decision;
    sent["national_id"] = json!(national_id(office, key).await);
    sent["decided_on"] = json!("2026-10-01");
    let made = tor.call("/api/exclusions", sent).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    for row in made.json()["rows"].as_array().expect("rows") {
        if controlled {
            let path = format!("/api/exclusions/{}/control", row.as_str().expect("an id"));
            let done = unni.call(&path, json!({ "version": 1 })).await;
            assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
        }
    }
}

/// Classifies a course, as an exam officer does.
async fn classified(office: &TestOffice, course: crate::CourseId, officer: &str, code: &str) {
    let officer = office.sign_in(officer).await;
    let path = format!("/api/courses/{course}");
    let mut fields = officer.get(&path).await.json()["fields"].clone();
    fields["classification"] = json!(code);
    let changed = officer.put(&path, fields).await;
    assert!(changed.status.is_success(), "{}", changed.text());
}

async fn signs_up(browser: &Browser, exam: crate::ExamId) -> (StatusCode, Value) {
    let wish = json!({ "exam": exam, "language": "nb" });
    let answer = browser.call("/api/my/registrations", wish).await;
    let code = if answer.body.is_empty() { Value::Null } else { answer.json()["code"].clone() };
    (answer.status, code)
}

/// Requirements
#[tokio::test]
async fn whoever_is_excluded_from_exams_signs_up_for_none_and_can_do_all_else() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2027-03-15").await;
    let after = office.exam(office.world.courses.sources, "2027-08-16").await;
    let cheating = json!({ "legal_basis": "12-4(3)", "from": "2026-11-02", "to": "2027-08-15" });
    excluded(&office, "amina", cheating, true).await;
    let amina = office.sign_in("amina").await;
    assert_eq!(signs_up(&amina, exam).await, (StatusCode::CONFLICT, json!("excluded")));
    assert_eq!(signs_up(&amina, after).await.0, StatusCode::CREATED, "the day after its end");
    let wished = exam.to_string();
    let shown = amina.post("/my/registrations", &[("exam", &wished), ("language", "nb")]).await;
    assert!(shown.text().contains("Utestengt fra eksamen til og med 15. august 2027"));
    for page in ["/my", "/my/results", "/my/letters"] {
        assert_eq!(amina.get(page).await.status, StatusCode::OK, "{page}");
    }
    let bjorn = office.sign_in("bjorn").await;
    assert_eq!(signs_up(&bjorn, exam).await.0, StatusCode::CREATED);
}

/// Requirements
#[tokio::test]
async fn an_exclusion_of_one_classification_bars_exams_of_that_classification_alone() {
    let office = TestOffice::new().await;
    let (teacher, nursing) = (office.world.course(), office.world.courses.languages);
    classified(&office, teacher, "ingrid", "LÆRER").await;
    classified(&office, nursing, "per", "HESOS").await;
    let decision = json!({ "legal_basis": "12-6(1)", "from": "2026-11-02", "to": "2027-11-01",
        "classifications": ["LÆRER"] });
    excluded(&office, "amina", decision, true).await;
    let amina = office.sign_in("amina").await;
    let [teacher, nursing] =
        [office.exam(teacher, "2027-03-15").await, office.exam(nursing, "2027-03-16").await];
    assert_eq!(signs_up(&amina, teacher).await, (StatusCode::CONFLICT, json!("excluded")));
    assert_eq!(signs_up(&amina, nursing).await.0, StatusCode::CREATED);
}

/// Requirements: X-23
#[tokio::test]
async fn a_row_that_nobody_has_controlled_bars_nothing() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2027-03-15").await;
    let cheating = json!({ "legal_basis": "12-4(3)", "from": "2026-11-02", "to": "2027-08-15" });
    excluded(&office, "amina", cheating, false).await;
    let amina = office.sign_in("amina").await;
    assert_eq!(signs_up(&amina, exam).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn a_course_is_of_one_category_or_of_none() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let path = format!("/api/courses/{}", office.world.course());
    let mut fields = ingrid.get(&path).await.json()["fields"].clone();
    assert_eq!(fields["classification"], Value::Null);
    fields["classification"] = json!("ALLE");
    let refused = ingrid.put(&path, fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("classification"));
}
