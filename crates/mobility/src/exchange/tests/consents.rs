//! Consent: whose, for what, and that it can be taken back.

use super::graded;
use super::nation::{Nation, national_id};
use serde_json::json;

/// Requirements
#[tokio::test]
async fn a_consent_is_given_once_and_withdrawn_by_its_giver_alone() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["B"]).await;
    let id = nation.consents("emil").await;
    assert_eq!(nation.consents("emil").await, id, "given again it is the same");
    let withdrawal = json!({ "consent": id });
    let path = "/api/my/exchange/consents/withdrawal";
    let gunnar = nation.asker.student("gunnar").await;
    assert_eq!(gunnar.call(path, withdrawal.clone()).await.status, 404);
    let case = nation.asked("emil", "consent").await;
    assert_eq!(nation.answer(&case).await.0, "ok");
    let emil = nation.asker.student("emil").await;
    assert_eq!(emil.call(path, withdrawal.clone()).await.status, 204);
    assert_eq!(emil.call(path, withdrawal).await.status, 409);
    let again = json!({ "institution": "999" });
    let officer = nation.asker.officer().await;
    let again = officer.call(&format!("/api/exchanges/{case}/again"), again).await;
    assert_eq!((again.status.as_u16(), again.json()["code"].as_str()), (409, Some("no-basis")));
    assert_eq!(nation.ask("emil", "consent").await.status, 422, "nothing more is asked on it");
    nation.settle().await;
    let mine = nation.sat.office.sign_in("emil").await.get("/api/my/exchange").await.json();
    assert!(mine["fetched"][0]["consent_withdrawn_at"].is_string(), "the source was told: {mine}");
    let states = nation.case(&case).await["asked"].clone();
    assert_eq!((&states[0]["state"], &states[1]["state"]), (&json!("cancelled"), &json!("ok")));
    assert_ne!(nation.consents("emil").await, id, "and given anew");
}

/// Requirements
#[tokio::test]
async fn what_comes_after_the_consent_is_withdrawn_is_not_taken() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["B"]).await;
    let id = nation.consents("emil").await;
    let case = nation.ask("emil", "consent").await.json()["cases"][0].as_str().unwrap().to_owned();
    let emil = nation.asker.student("emil").await;
    emil.call("/api/my/exchange/consents/withdrawal", json!({ "consent": id })).await;
    nation.settle().await;
    assert_eq!(nation.answer(&case).await, ("cancelled".to_owned(), 0));
    assert_eq!(nation.asker.count("external_document").await, 0);
}

/// Each channel's consent is for its own purpose.
/// Requirements
#[tokio::test]
async fn each_of_the_three_channels_lets_ask_for_its_own_purpose() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["B"]).await;
    let (officer, emil) = (nation.asker.officer().await, nation.asker.student("emil").await);
    let ask = |purpose: &'static str| {
        let officer = &officer;
        async move {
            let body = json!({ "persons": [national_id("emil")], "purpose": purpose,
                "basis": "consent" });
            officer.call("/api/exchanges", body).await.status.as_u16()
        }
    };
    let entered = |given_on: &'static str| {
        json!({ "person": national_id("emil"),
        "application": "SO-2026-4711", "given_on": given_on })
    };
    let path = "/api/exchanges/consents";
    assert_eq!(officer.call(path, entered("2026-11-03")).await.status, 422, "not after today");
    assert_eq!(emil.call(path, entered("2026-10-01")).await.status, 404, "officers alone");
    assert_eq!(officer.call(path, entered("2026-10-01")).await.status, 201);
    assert_eq!((ask("recognition").await, ask("admission").await), (422, 201));
    nation.consents("emil").await;
    assert_eq!(ask("recognition").await, 201);
    let own = |channel: &'static str| {
        let emil = &emil;
        async move {
            let body = json!({ "channel": channel });
            emil.call("/api/my/exchange/consents", body).await.status.as_u16()
        }
    };
    assert_eq!(own("local_admission").await, 201);
    assert_eq!(own("national_admission").await, 422, "that one comes with the application");
    let mine = emil.get("/api/my/exchange").await.json();
    assert_eq!(mine["consents"].as_array().unwrap().len(), 3);
    assert_eq!(mine["consents"][0]["text_version"], 1);
}

/// Requirements: R-14
#[tokio::test]
async fn the_database_lets_no_consent_be_changed() {
    let nation = Nation::of(&[]).await;
    let id: uuid::Uuid = nation.consents("emil").await.parse().unwrap();
    for sql in [
        "update exchange_consent set purpose = 'admission' where id = $1",
        "update exchange_consent set text_version = 2 where id = $1",
        "delete from exchange_consent where id = $1",
    ] {
        let mut act = office::Act::of_job(&nation.asker.node, "test").await.unwrap();
        assert!(sqlx::query(sql).bind(id).execute(act.conn()).await.is_err(), "{sql}");
    }
}
