//! The advance notice, and what the student may do.

use super::{Suspected, invalid, refused};
use crate::world::CastMember;
use serde_json::json;

/// Requirements: P-06, P-08, P-09, P-10, P-15, LTR-FUSK-2, E-25
#[tokio::test]
async fn the_advance_notice_says_what_is_suspected_what_can_follow_and_what_the_student_may_do() {
    let case = Suspected::in_2011().await;
    case.noticed(case.found(), "4-8(3)").await;
    let letter = case.letters("misconduct_notice").await.remove(0);
    assert_eq!(letter["head"]["sender"]["unit"]["nb"], "Nordlys universitet", "not the department");
    assert_eq!(letter["head"]["exemption_mark"], "offl. § 13 (1); fvl. § 13 (1) nr. 1");
    // What he is, and not what he may do to the register of exclusions beside it.
    assert_eq!(letter["head"]["signatures"][0]["title"]["nb"], "avdeling for utdanning");
    assert_eq!(letter["law"], "uhl. (2005) § 4-7 (1) b");
    assert_eq!(letter["body"], "board_of_appeals");
    assert_eq!(letter["reported_by"]["nb"], "Institutt for historie");
    let possible: Vec<_> = letter["possible"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["sanction"]["sanction"].clone(), one["years_max"].clone()))
        .collect();
    assert_eq!(
        possible,
        [
            (json!("annulment"), json!(null)),
            (json!("exclusion"), json!(1)),
            (json!("exam_ban"), json!(1)),
        ]
    );
    let rights = &letter["rights"];
    assert_eq!(rights["comment_by"], "2011-06-19");
    assert_eq!(rights["comment_law"], "fvl. § 16");
    assert_eq!(rights["spokesperson_law"], "uhl. (2005) § 4-8 (5)");
    assert_eq!(rights["costs_law"], "uhl. (2005) § 4-8 (5)");
    assert_eq!(rights["documents_law"], "fvl. § 18");
}

/// Requirements: P-09, P-10
#[tokio::test]
async fn under_the_act_of_2024_the_board_and_the_paragraphs_are_its_own() {
    let case = Suspected::in_2026().await;
    case.noticed(case.found(), "12-4(3)").await;
    let letter = case.letters("misconduct_notice").await.remove(0);
    assert_eq!(
        (&letter["law"], &letter["body"]),
        (&json!("uhl. § 12-4 (2)"), &json!("student_affairs_board"))
    );
    assert_eq!(letter["possible"][1]["years_max"], 2, "in especially serious cases");
    assert_eq!(letter["rights"]["costs_law"], "uhl. § 12-9");
}

/// Requirements: P-09
#[tokio::test]
async fn where_only_annulment_is_asked_for_no_law_pays_the_lawyer() {
    let case = Suspected::in_2026().await;
    case.noticed(case.found(), "").await;
    let letter = case.letters("misconduct_notice").await.remove(0);
    assert_eq!(letter["possible"].as_array().unwrap().len(), 1);
    assert_eq!(letter["rights"]["costs_law"], json!(null));
}

/// Requirements: P-06, D-07
#[tokio::test]
async fn no_notice_comes_before_the_case_is_taken_up_and_only_from_the_central_department() {
    let case = Suspected::in_2026().await;
    let id = case.reported(case.found()).await;
    let path = format!("/api/misconduct/{id}/notice");
    let body = json!({ "legal_basis": "12-4(3)", "comment_by": "2026-12-20" });
    let tor = case.office.sign_in("tor").await;
    assert_eq!(refused(&tor, &path, body.clone()).await, "wrong-state");
    let ingrid = case.office.sign_in("ingrid").await;
    assert_eq!(ingrid.call(&path, body.clone()).await.status, 404);
    case.office
        .sign_in("berit")
        .await
        .call(&format!("/api/misconduct/{id}/signature"), json!({}))
        .await;
    tor.call(&format!("/api/misconduct/{id}/handling"), json!({})).await;
    for (field, value) in [("comment_by", "2026-12-02"), ("legal_basis", "12-6(1)")] {
        let mut wrong = body.clone();
        wrong[field] = json!(value);
        assert_eq!(invalid(&tor, &path, wrong).await, [field]);
    }
    let mut tomorrow = body.clone();
    tomorrow["comment_by"] = json!("2026-12-03");
    assert_eq!(tor.call(&path, tomorrow).await.status, 204);
    assert_eq!(refused(&tor, &path, body).await, "wrong-state", "once");
}

#[tokio::test]
async fn the_database_itself_refuses_a_notice_without_a_report_that_was_taken_up() {
    let case = Suspected::in_2026().await;
    let id: uuid::Uuid = case.reported(case.found()).await.parse().unwrap();
    let mut act = case.office.act().await;
    let letter = uuid::Uuid::now_v7();
    let insert = sqlx::query(
        "insert into misconduct_notice
            (misconduct_id, board, sent_on, comment_by, letter_id, sent_by)
        values ($1, 'student_affairs_board', '2026-12-02', '2026-12-20', $2, $3)",
    )
    .bind(id)
    .bind(letter)
    .bind(CastMember::named("tor").id().0);
    let error = insert.execute(act.conn()).await.unwrap_err().to_string();
    assert!(error.contains("no notice without a report"), "{error}");
}

/// Requirements: P-09
#[tokio::test]
async fn the_student_comments_sees_the_documents_and_says_who_assists() {
    let case = Suspected::in_2011().await;
    let amina = case.office.sign_in("amina").await;
    let id = case.taken(case.found()).await;
    assert_eq!(
        amina.get(&format!("/my/misconduct/{id}")).await.status,
        404,
        "not before the notice"
    );
    let tor = case.office.sign_in("tor").await;
    let body = json!({ "legal_basis": "4-8(3)", "comment_by": "2011-06-20" });
    tor.call(&format!("/api/misconduct/{id}/notice"), body).await;
    assert!(amina.get("/my/misconduct").await.text().contains("HIS-1001"));
    let page = amina.get(&format!("/my/misconduct/{id}")).await.text();
    assert!(page.contains("20. juni 2011") && !page.contains("avskrift av en nettside"));
    let documents = amina.get(&format!("/my/misconduct/{id}/documents")).await.text();
    assert!(documents.contains("avskrift av en nettside") && documents.contains("fvl. § 18"));
    let own = format!("/my/misconduct/{id}");
    let empty = amina.post(&format!("{own}/comments"), &[("comment", "")]).await;
    assert_eq!(empty.status, 422);
    let said = amina.post(&format!("{own}/comments"), &[("comment", "Jeg glemte kildene.")]).await;
    assert_eq!(said.status, 303, "{}", said.text());
    let lawyer = [("kind", "lawyer"), ("name", "Vera Prøve"), ("contact", "vera@advokat.example")];
    assert_eq!(amina.post(&format!("{own}/representative"), &lawyer).await.status, 303);
    let page = tor.get(&format!("/misconduct/{id}")).await.text();
    assert!(page.contains("Jeg glemte kildene.") && page.contains("Vera Prøve"));
    let looks = amina.get("/api/my/looks").await.text();
    assert!(looks.contains("misconduct"), "who looked is told");
}

/// Requirements: P-09
#[tokio::test]
async fn a_case_is_its_student_s_alone_and_on_paper_the_central_department_enters_what_came() {
    let case = Suspected::in_2026().await;
    let id = case.noticed(case.found(), "12-4(3)").await;
    let own = format!("/api/my/misconduct/{id}");
    let bjorn = case.office.sign_in("bjorn").await;
    assert_eq!(bjorn.get(&own).await.status, 404);
    let comment = json!({ "comment": "Nei." });
    assert_eq!(bjorn.call(&format!("{own}/comments"), comment).await.status, 404);
    let tor = case.office.sign_in("tor").await;
    let path = format!("/api/misconduct/{id}/comments");
    let came = |on: &str| json!({ "comment": "Per brev.", "received_on": on, "channel": "post" });
    for impossible in ["2026-12-01", "2026-12-03"] {
        assert_eq!(invalid(&tor, &path, came(impossible)).await, ["received_on"]);
    }
    assert_eq!(tor.call(&path, came("2026-12-02")).await.status, 204);
    case.office.clock("2026-12-14T10:00:00+01:00").await;
    let amina = case.office.sign_in("amina").await;
    let late = amina.call(&format!("{own}/comments"), json!({ "comment": "For sent." })).await;
    assert_eq!(late.status, 204, "nothing is decided yet");
    let page = tor.get(&format!("/misconduct/{id}")).await.text();
    assert!(page.contains("etter fristen"));
}

/// Requirements: P-07
#[tokio::test]
async fn each_step_stands_on_the_desk_of_whoever_takes_it() {
    let case = Suspected::in_2026().await;
    let id = case.reported(case.found()).await;
    let step = |key: &'static str| {
        let office = &case.office;
        async move {
            let desk = office.sign_in(key).await.get("/api/desk").await.json();
            let found = desk.as_array().unwrap().iter().find(|one| one["routine"] == "misconduct");
            found.map(|task| task["step"].to_string())
        }
    };
    assert!(step("berit").await.unwrap().contains("Signer rapporten"));
    assert_eq!(step("tor").await, None, "not before it is signed");
    case.office
        .sign_in("berit")
        .await
        .call(&format!("/api/misconduct/{id}/signature"), json!({}))
        .await;
    assert_eq!(step("berit").await, None);
    assert!(step("tor").await.unwrap().contains("Ta over"));
    let tor = case.office.sign_in("tor").await;
    tor.call(&format!("/api/misconduct/{id}/handling"), json!({})).await;
    assert!(step("tor").await.unwrap().contains("forhåndsvarsel"));
    let body = json!({ "comment_by": "2026-12-10" });
    tor.call(&format!("/api/misconduct/{id}/notice"), body).await;
    assert!(step("tor").await.unwrap().contains("uttale seg"), "the student may comment");
    case.office.clock("2026-12-11T10:00:00+01:00").await;
    assert!(step("tor").await.unwrap().contains("nemnda"), "once the last day has passed");
}
