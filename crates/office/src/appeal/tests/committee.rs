//! Nobody assesses anew who has assessed before.

use super::*;
use axum::http::StatusCode;

/// Requirements: O-05, O-26
#[tokio::test]
async fn the_board_learns_who_sat_before_and_can_appoint_only_others_with_an_external_one() {
    let (office, _, result) = graded_2011("C").await;
    let appeal = lodged(&office, result).await;
    let desk = office.sign_in("jon").await.get("/desk").await.text();
    assert!(desk.contains("Marit Foss, Geir Tveit"));
    for (members, code) in [
        (vec!["marit", "hilde"], "sat-before"),
        (vec!["hilde"], "too-few"),
        (vec!["knut"], "too-few"),
    ] {
        let refused =
            step(&office, "jon", &appeal, "committee", json!({ "members": ids(&members) }))
                .await
                .json();
        assert_eq!(refused["code"], code);
        assert_eq!(
            refused["detail"].as_str().unwrap().contains("Marit Foss"),
            code == "sat-before"
        );
    }
    let good = json!({ "members": ids(&["knut", "hilde"]) });
    assert_eq!(
        step(&office, "ingrid", &appeal, "committee", good.clone()).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(step(&office, "jon", &appeal, "committee", good).await.status, StatusCode::OK);
    assert_eq!(letters(&office).await, ["appeal_received"]);
}

/// Requirements: O-05, O-07
#[tokio::test]
async fn the_database_itself_refuses_a_former_examiner() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    let mut act = office.act().await;
    let seated = sqlx::query("insert into committee_member (id, committee_id, person_id, position, external, appointed_on)
        select $1, id, $2, 3, true, appointed_on from committee where appeal_id = $3")
        .bind(uuid::Uuid::now_v7())
        .bind(CastMember::named("geir").id().0)
        .bind(appeal.parse::<uuid::Uuid>().unwrap())
        .execute(act.conn())
        .await;
    assert!(seated.unwrap_err().to_string().contains("first grading"));
}
