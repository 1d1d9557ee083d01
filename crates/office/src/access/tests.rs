//! Signing in, the reach of roles, and what a stranger learns: nothing.

use crate::testing::TestOffice;
use axum::http::StatusCode;

#[tokio::test]
async fn whoever_is_not_signed_in_is_sent_to_sign_in() {
    let office = TestOffice::new().await;
    let mut stranger = office.sign_in("ingrid").await;
    stranger.forget();
    let answer = stranger.get("/desk").await;
    assert_eq!(answer.location.as_deref(), Some("/login"));
}

/// Requirements: A-02
#[tokio::test]
async fn an_officer_sees_the_desk_and_a_student_does_not_learn_that_it_exists() {
    let office = TestOffice::new().await;
    assert_eq!(office.sign_in("ingrid").await.get("/desk").await.status, StatusCode::OK);
    let student = office.sign_in("amina").await;
    assert_eq!(student.get("/desk").await.status, StatusCode::NOT_FOUND);
    assert_eq!(student.get("/no-such-page").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_role_taken_away_is_gone_at_the_next_request() {
    let office = TestOffice::new().await;
    let browser = office.sign_in("ingrid").await;
    assert_eq!(browser.get("/desk").await.status, StatusCode::OK);
    let mut act = office.act().await;
    sqlx::query("update role_grant set valid_to = '2026-11-01'").execute(act.conn()).await.unwrap();
    act.commit(store::Entry::new("test.revoke", "person", uuid::Uuid::nil())).await.unwrap();
    assert_eq!(browser.get("/desk").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused() {
    let office = TestOffice::new().await;
    let mut browser = office.sign_in("ingrid").await;
    browser.forge_token();
    let answer = browser.post("/logout", &[]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(browser.get("/desk").await.status, StatusCode::OK, "still signed in");
}

#[tokio::test]
async fn a_page_speaks_the_language_that_was_chosen() {
    let office = TestOffice::new().await;
    let browser = office.sign_in("daniel").await;
    assert!(browser.get("/my/looks").await.text().contains(r#"<html lang="en""#));
}
