//! On every page where a case officer meets a student, whoever she is, an exclusion is told of; what it
//! is, only to those who work with exclusions.

use super::*;
use crate::testing::Browser;
use serde_json::{Value, json};

/// What the API says of a student at each place where officers meet one.
async fn said(office: &TestOffice, officer: &Browser, exam: crate::ExamId) -> Vec<(String, Value)> {
    let number: String = sqlx::query_scalar("select student_number from person where id = $1")
        .bind(person("amina").0)
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a number");
    let candidates = officer.get(&format!("/api/exams/{exam}/candidates")).await.json();
    let mut found = vec![("candidates".to_owned(), candidates[0]["exclusion"].clone())];
    for path in ["/api/misconduct/find", "/api/explanations/find", "/api/appeals/find"] {
        let answer = officer.call(path, json!({ "student_number": number })).await.json();
        found.push((path.to_owned(), answer["exclusion"].clone()));
    }
    found
}

/// Requirements
#[tokio::test]
async fn every_officer_who_meets_the_student_is_warned_without_a_role_and_told_whom_to_ask() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-12-01").await;
    office.registered(exam, "amina", Language::Nb).await;
    let ingrid = office.sign_in("ingrid").await;
    let of = |said: Vec<(String, Value)>| said.into_iter().map(|one| one.1).collect::<Vec<_>>();
    let before = of(said(&office, &ingrid, exam).await);
    assert_eq!(before[0], json!(false));
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    assert_eq!(of(said(&office, &ingrid, exam).await)[0], json!(false), "it waits for control");
    doing!(&office, "unni", BOTH, |act| super::super::control(&mut act, row, 1).await)
        .expect("controlled");
    let page = ingrid.get(&format!("/exams/{exam}/candidates")).await.text();
    assert!(page.contains("Lien"), "whom to ask: {page}");
    for hidden in ["EKSAMENN", "30.06.2027", "12-4(3)", "/exclusions/report"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
    let candidates = of(said(&office, &ingrid, exam).await);
    assert_eq!(candidates[0], json!(true));
    office.clock("2027-07-01T10:00:00+02:00").await;
    let ingrid = office.sign_in("ingrid").await;
    assert_eq!(of(said(&office, &ingrid, exam).await)[0], json!(false), "its period is over");
}

/// Requirements
#[tokio::test]
async fn whoever_may_read_exclusions_finds_the_way_from_the_warning_to_what_it_is() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-12-01").await;
    office.registered(exam, "amina", Language::Nb).await;
    a_row(&office, ExclusionType::Eksamenn, true).await;
    let page = office.sign_in("tor").await.get(&format!("/exams/{exam}/candidates")).await;
    let page = page.text();
    assert!(page.contains("/exclusions/report"), "{page}");
}

/// A row of another institution warns as one's own.
///
/// Requirements: Q-32
#[tokio::test]
async fn a_suspicion_of_cheating_is_handled_with_the_warning_before_one_s_eyes() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-01").await;
    let registration = office.registered(exam, "amina", Language::Nb).await;
    let mut act = office.act().await;
    sqlx::query(
        "insert into exclusion_told_row (row_id, version, person_id, institution, kind,
            classification, from_on, to_on, told_at)
        values ($1, 1, $2, '998', 'EKSAMENN', 'ALLE', '2026-08-01', '2027-06-30', now())",
    )
    .bind(Uuid::new_v4())
    .bind(person("amina").0)
    .execute(act.conn())
    .await
    .expect("told");
    act.commit(entry()).await.expect("planted");
    let ingrid = office.sign_in("ingrid").await;
    let report = json!({
        "registration": registration, "matter": "cheating", "source": "committee",
        "suspected": "copied_without_source", "reported_on": "2026-11-02",
        "observed": "Avskrift.", "reporters": [{ "title": "sensor", "name": "Marit Foss" }],
    });
    let made = ingrid.call("/api/misconduct", report).await.json();
    let path = format!("/misconduct/{}", made["id"].as_str().expect("a case"));
    assert_eq!(ingrid.get(&format!("/api{path}")).await.json()["exclusion"], json!(true));
    assert!(ingrid.get(&path).await.text().contains("Lien"), "whom to ask");
    let found = said(&office, &ingrid, exam).await;
    assert_eq!(found[1], ("/api/misconduct/find".to_owned(), json!(true)));
}
