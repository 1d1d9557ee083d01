//! A rectification beside an appeal: what an appeal has settled stays settled.

use crate::testing::Answer;
use crate::testing::Sat;
use serde_json::json;

/// Amina and Bjorn have a B that is announced; answers with the protocol.
pub(super) async fn announced() -> (Sat, String) {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B"), ("102", "B")]).await;
    }
    let protocol = sat.announced().await;
    (sat, protocol)
}

pub(super) async fn rectify(sat: &Sat, protocol: &str, lines: &[(&str, &str)]) -> Answer {
    let lines = lines.iter().map(|(number, grade)| json!({ "number": number, "grade": grade }));
    let wanted = json!({ "reason": "Byttet om.", "corrections": lines.collect::<Vec<_>>() });
    let path = format!("/api/protocols/{protocol}/rectifications");
    sat.as_("ingrid").await.call(&path, wanted).await
}

pub(super) const LODGED: &str =
    "insert into appeal (id, registration_id, result_id, case_number, lodged_on,
        channel, registered_at, registered_by, state, rule_set, rule_set_hash)
    select $1, registration_id, id, '2026/1', '2026-11-02', 'desk', announced_at,
        (select id from person limit 1), 'accepted', 'demo-2026', ''
    from result where registration_id = $1";
pub(super) const DECIDED: &str =
    "update appeal set state = 'decided', decided_at = registered_at where registration_id = $1";
pub(super) const FINAL: &str = "with new as (select gen_random_uuid() as id), old as (
        update result set superseded_by = new.id from new
        where registration_id = $1 and superseded_by is null
        returning new.id, result.registration_id, result.protocol_id, result.announced_at
    )
    insert into result (id, registration_id, grade, protocol_id, origin, announced_at)
    select id, registration_id, 'A', protocol_id, 'appeal', announced_at from old";

/// Requirements: M-02, O-09
#[tokio::test]
async fn a_grade_under_appeal_or_set_after_one_is_not_rectified() {
    let (sat, protocol) = announced().await;
    let amina = sat.students[0].1.0;
    sat.try_sql(LODGED, amina).await.unwrap();
    let appealed = rectify(&sat, &protocol, &[("101", "D")]).await;
    assert_eq!(appealed.json()["fields"][0]["field"], "grade-101");
    assert!(appealed.text().contains("påklaget"), "{}", appealed.text());
    sat.try_sql(DECIDED, amina).await.unwrap();
    sat.try_sql(FINAL, amina).await.unwrap();
    let settled = rectify(&sat, &protocol, &[("101", "D"), ("102", "C")]).await;
    assert_eq!(settled.json()["fields"][0]["field"], "grade-101");
    assert!(settled.text().contains("endelig"), "{}", settled.text());
    assert_eq!(rectify(&sat, &protocol, &[("102", "C")]).await.status, 201, "not appealed");
}

/// Requirements: M-02, O-09
#[tokio::test]
async fn an_appeal_that_came_between_is_decided_first_and_its_grade_stays() {
    let (sat, protocol) = announced().await;
    let amina = sat.students[0].1.0;
    let sealed = rectify(&sat, &protocol, &[("101", "D"), ("102", "C")]).await.json();
    let sealed = sealed["id"].as_str().unwrap();
    for key in ["marit", "geir"] {
        assert_eq!(sat.sign(key, sealed).await.status, 204);
    }
    assert_eq!(sat.step("liv", sealed, "receipt").await.status, 204);
    sat.try_sql(LODGED, amina).await.unwrap();
    let early = sat.step("liv", sealed, "announcement").await;
    assert_eq!(early.json()["code"], "under-appeal");
    sat.try_sql(DECIDED, amina).await.unwrap();
    sat.try_sql(FINAL, amina).await.unwrap();
    let announced = sat.step("liv", sealed, "announcement").await;
    assert_eq!(announced.json()["results"], 1, "Bjorn's alone");
    let own = async |key: &str| sat.as_(key).await.get("/api/my/results").await.json()[0].clone();
    assert_eq!(own("amina").await["grade"], "A");
    assert_eq!(own("bjorn").await["grade"], "C");
}

#[tokio::test]
async fn a_candidate_is_put_right_once_in_a_rectification() {
    let (sat, protocol) = announced().await;
    let twice = rectify(&sat, &protocol, &[("101", "A"), ("101", "C")]).await;
    assert_eq!(
        (twice.status.as_u16(), twice.json()["fields"].clone()[0]["field"].clone()),
        (422, json!("grade-101"))
    );
}

/// Requirements: M-02
#[tokio::test]
async fn a_rectification_is_measured_by_what_counts_now() {
    let (sat, protocol) = announced().await;
    let first = rectify(&sat, &protocol, &[("101", "A")]).await.json();
    sat.through(first["id"].as_str().unwrap()).await;
    assert_eq!(rectify(&sat, &protocol, &[("101", "A")]).await.status, 422, "it is an A already");
    assert_eq!(rectify(&sat, &protocol, &[("101", "B")]).await.status, 201, "and can be a B again");
}

/// Requirements: M-02, O-09
#[tokio::test]
async fn an_appeal_and_a_rectification_at_once_never_both_change_the_grade() {
    let (sat, protocol) = announced().await;
    let amina = sat.as_("amina").await;
    let result = amina.get("/api/my/results").await.json()[0]["result"].clone();
    let appeal = json!({ "result": result, "understood": true });
    let (sealed, lodged) = tokio::join!(
        rectify(&sat, &protocol, &[("101", "D")]),
        amina.call("/api/my/appeals", appeal)
    );
    assert_eq!(lodged.status, 200, "{}", lodged.text());
    if sealed.status == 422 {
        return assert_eq!(sealed.json()["fields"][0]["field"], "grade-101");
    }
    let sealed = sealed.json()["id"].as_str().expect("sealed").to_owned();
    for key in ["marit", "geir"] {
        assert_eq!(sat.sign(key, &sealed).await.status, 204);
    }
    assert_eq!(sat.step("liv", &sealed, "receipt").await.status, 204);
    let early = sat.step("liv", &sealed, "announcement").await;
    assert_eq!(early.json()["code"], "under-appeal");
}
