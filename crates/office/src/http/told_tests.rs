//! Where a refusal is told: at the top of the page that the form was sent from.

use crate::testing::{Answer, Browser, TestOffice};
use axum::http::StatusCode;
use rules::Language;
use serde_json::json;

const TITLE_OF_MY_EXAMS: &str = ">Eksamenane mine</h1>";
const REFUSED: &str = "Dette let seg ikkje gjere";

/// A student the day after one may withdraw, and where the form to withdraw is sent.
async fn too_late() -> (Browser, String) {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    let registration = office.registered(exam, "bjorn", Language::Nn).await;
    office.clock("2026-11-07T00:00:00+01:00").await;
    (office.sign_in("bjorn").await, format!("/my/registrations/{registration}/withdrawal"))
}

fn has_a_page_of_its_own(answer: &Answer) -> bool {
    answer.text().contains(&format!(">{REFUSED}</h1>"))
}

/// Requirements: E-04, G-11
#[tokio::test]
async fn a_refusal_is_told_with_its_reasons_on_the_page_that_was_asked_from() {
    let (student, withdrawal) = too_late().await;
    let refused = student.post_from("/my?done=done-registered&x=1", &withdrawal, &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let text = refused.text();
    for told in [TITLE_OF_MY_EXAMS, REFUSED, "role=\"alert\"", "demoforskrifta § 4"] {
        assert!(text.contains(told), "{told}");
    }
    assert!(text.contains("data-page=\"/my?x=1\""), "where Back and a reload lead");
    assert!(!student.get("/my").await.text().contains(REFUSED), "it is told once");
}

#[tokio::test]
async fn a_refusal_whose_page_is_gone_or_shows_nothing_has_a_page_of_its_own() {
    let (student, withdrawal) = too_late().await;
    for page in ["/no/such/page", "/exams", "/health", "/assets/kandidat.svg", "//other.example"] {
        let refused = student.post_from(page, &withdrawal, &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{page}");
        assert!(has_a_page_of_its_own(&refused), "{page}");
        assert!(refused.text().contains("demoforskrifta § 4"), "{page}");
    }
    assert!(has_a_page_of_its_own(&student.post(&withdrawal, &[]).await));
}

#[tokio::test]
async fn a_stale_form_and_a_program_are_told_as_they_always_are() {
    let (mut student, withdrawal) = too_late().await;
    let program = student.call(&withdrawal.replace("/my/", "/api/"), json!({})).await;
    assert_eq!(
        (program.status, &program.json()["type"]),
        (StatusCode::CONFLICT, &json!("urn:kandidat:refused"))
    );
    student.forge_token();
    let stale = student.post_from("/my", &withdrawal, &[]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(has_a_page_of_its_own(&stale));
}
