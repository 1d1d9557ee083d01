//! Signing in, the reach of roles, and what a stranger learns: nothing.

use crate::testing::TestOffice;
use axum::http::StatusCode;
use serde_json::json;

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

/// Requirements: Q-47
#[tokio::test]
async fn the_picker_names_every_role_in_words() {
    let office = TestOffice::new().await;
    let mut stranger = office.sign_in("ingrid").await;
    stranger.forget();
    let page = stranger.get("/login").await.text();
    for role in ["(RUST_LES)", "(RUST_SKRIV)", "(RUST_KONTROLLER)", "(SYSEIER)"] {
        assert!(page.contains(role), "{role}");
    }
    assert!(!page.contains("role-"), "a role without a name");
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

const GRANT: &[(&str, &str)] = &[
    ("person", "per@nordlys.example"),
    ("role", "exam_officer"),
    ("unit", "0193a000-0000-7000-8000-000000000003"),
    ("valid_from", "01.11.2026"),
];

/// Requirements: A-02
#[tokio::test]
async fn a_role_given_works_at_once_and_ended_is_gone_at_once() {
    let office = TestOffice::new().await;
    let anne = office.sign_in("anne").await;
    let given = anne.post("/access/grants", GRANT).await;
    assert_eq!(given.location.as_deref(), Some("/access?done=done-access-granted"));
    let list = anne.get("/access").await.text();
    assert_eq!(list.matches("Per Hagen").count(), 4, "two rows, each with its button");
}

#[tokio::test]
async fn nobody_gives_himself_a_role() {
    let office = TestOffice::new().await;
    let mut own = GRANT.to_vec();
    own[0] = ("person", "anne@nordlys.example");
    let refused = office.sign_in("anne").await.post("/access/grants", &own).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("Be en annen tilgangsansvarlig"));
}

#[tokio::test]
async fn a_substitute_without_a_last_day_is_asked_for_one_and_nothing_typed_is_lost() {
    let office = TestOffice::new().await;
    let mut endless = GRANT.to_vec();
    endless.push(("substitute_for", "ingrid@nordlys.example"));
    let asked = office.sign_in("anne").await.post("/access/grants", &endless).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text().contains("En vikar må ha en siste dag."));
    assert!(asked.text().contains("per@nordlys.example"));
}

#[tokio::test]
async fn a_double_click_gives_one_role() {
    let office = TestOffice::new().await;
    let anne = office.sign_in("anne").await;
    let act = uuid::Uuid::now_v7();
    anne.post_act("/access/grants", act, GRANT).await;
    let second = anne.post_act("/access/grants", act, GRANT).await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "back to the page, not an error");
    let count: i64 = sqlx::query_scalar("select count(*) from role_grant where person_id = $1")
        .bind(crate::world::CastMember::named("per").id().0)
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(count, 2, "the one he had and the new one");
}

#[tokio::test]
async fn the_menu_marks_one_place() {
    let office = TestOffice::new().await;
    let looks = office.sign_in("amina").await.get("/my/results").await.text();
    let menu = looks.split("<main").next().expect("a menu");
    assert_eq!(menu.matches(r#"aria-current="page""#).count(), 1);
}

/// Requirements: A-02
#[tokio::test]
async fn a_program_reads_the_roles_of_its_units_and_finds_a_colleague_by_an_address_in_no_address()
{
    let office = TestOffice::new().await;
    let anne = office.sign_in("anne").await;
    let roles = anne.get("/api/access/grants").await.json();
    let per = roles.as_array().unwrap().iter().find(|one| one["name"] == "Hagen, Per").unwrap();
    assert_eq!((&per["role"], &per["valid_to"]), (&json!("exam_officer"), &json!(null)));
    let units = anne.get("/api/access/units").await.json();
    assert!(units.as_array().unwrap().iter().any(|unit| unit["place"] == "999.10.02"));
    let path = "/api/access/colleagues/find";
    let found = anne.call(path, json!({ "email": "per@nordlys.example" })).await.json();
    assert_eq!(found["person"], json!(crate::world::CastMember::named("per").id()));
    let unknown = anne.call(path, json!({ "email": "nobody@nordlys.example" })).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unknown.json()["fields"][0]["field"], "email");
}
