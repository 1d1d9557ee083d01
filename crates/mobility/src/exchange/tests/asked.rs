//! All are asked in one act, and what each one answers is accounted for.

use super::graded;
use super::nation::{Nation, national_id};
use office::world::NEIGHBOURS;
use serde_json::json;

/// Requirements
#[tokio::test]
async fn all_are_asked_in_one_act_and_each_answer_stands_by_itself() {
    let nation = Nation::of(&["emil", "gunnar"]).await;
    graded(&nation.sat, &["B", "F"]).await;
    nation.consents("emil").await;
    let id = nation.asked("emil", "consent").await;
    assert_eq!(nation.answer(&id).await, ("ok".to_owned(), 1));
    let case = nation.case(&id).await;
    let asked = case["asked"].as_array().unwrap();
    let states: Vec<_> = asked.iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["waiting", "ok"], "997 is not there, and holds nobody up");
    assert_eq!(nation.asker.count("external_document").await, 1);
    assert_eq!(nation.asker.letters().await, [""; 0], "an answer is still waited for");
    let log = nation.sat.office.sign_in("tor").await.get("/api/exchanges/answered").await.json();
    let one = &log[0];
    assert_eq!((&one["outcome"], &one["results"]), (&json!("ok"), &json!(1)));
    assert_eq!((&one["basis"], &one["channel"]), (&json!("consent"), &json!("student_pages")));
    let mine = nation.sat.office.sign_in("emil").await.get("/api/my/exchange").await.json();
    assert_eq!(mine["fetched"][0]["institution"], "Institusjon 998", "the student reads who asked");
    let sent: i64 =
        sqlx::query_scalar("select count(*) from audit_entry where action = 'exchange.start'")
            .fetch_one(&nation.asker.node.store().pool)
            .await
            .unwrap();
    assert_eq!(sent, 1, "one act");
}

/// Requirements: R-14
#[tokio::test]
async fn what_is_late_says_so_and_is_asked_again_or_cancelled() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    nation.consents("emil").await;
    let id = nation.asked("emil", "consent").await;
    let state = |case: serde_json::Value| case["asked"][0]["state"].as_str().unwrap().to_owned();
    nation.clock("2026-11-03T10:00:00+01:00").await;
    assert_eq!(state(nation.case(&id).await), "waiting", "on its last second");
    nation.clock("2026-11-03T10:00:01+01:00").await;
    assert_eq!(state(nation.case(&id).await), "late");
    let officer = nation.asker.officer().await;
    let desk = officer.get("/desk").await.text();
    assert!(desk.contains(&format!("/exchanges/{id}")), "it stands on the desk");
    let path = format!("/api/exchanges/{id}");
    let again = |number: &'static str| {
        let (officer, path) = (&officer, &path);
        async move {
            let body = json!({ "institution": number });
            officer.call(&format!("{path}/again"), body).await.status
        }
    };
    assert_eq!(again("997").await, 409, "it is sent again by itself");
    assert_eq!(again("996").await, 404);
    assert_eq!(again("999").await, 204);
    nation.settle().await;
    assert_eq!(nation.answer(&id).await, ("ok".to_owned(), 1), "asked again, nothing is doubled");
    let cancelled = officer.call(&format!("{path}/cancellation"), json!({})).await;
    assert_eq!(cancelled.status, 204);
    assert_eq!(state(nation.case(&id).await), "cancelled");
    assert_eq!(again("999").await, 409);
    assert_eq!(officer.call(&format!("{path}/cancellation"), json!({})).await.status, 409);
}

/// Requirements: R-14
#[tokio::test]
async fn an_answer_after_the_deadline_is_taken_and_one_after_the_cancellation_is_not() {
    let nation = Nation::of(&["emil", "gunnar"]).await;
    graded(&nation.sat, &["C", "D"]).await;
    nation.consents("emil").await;
    let late = nation.ask("emil", "consent").await.json()["cases"][0].as_str().unwrap().to_owned();
    nation.clock("2026-11-04T10:00:00+01:00").await;
    assert_eq!(nation.answer(&late).await.0, "late");
    nation.settle().await;
    assert_eq!(nation.answer(&late).await, ("ok".to_owned(), 1));
    let other =
        nation.ask("gunnar", "statute").await.json()["cases"][0].as_str().unwrap().to_owned();
    let officer = nation.asker.officer().await;
    officer.call(&format!("/api/exchanges/{other}/cancellation"), json!({})).await;
    nation.settle().await;
    assert_eq!(nation.answer(&other).await, ("cancelled".to_owned(), 0));
    assert_eq!(nation.asker.count("external_document").await, 1, "nothing of it is kept");
}

/// Requirements
#[tokio::test]
async fn each_of_the_other_answers_has_its_own_name() {
    let nation = Nation::of(&["emil", "gunnar"]).await;
    graded(&nation.sat, &["F", "E"]).await;
    let id = nation.asked("emil", "statute").await;
    assert_eq!(nation.answer(&id).await, ("no_results".to_owned(), 0), "failed alone");
    let stranger = sqlx::query_scalar::<_, String>("select national_id from person where id = $1")
        .bind(NEIGHBOURS[0].officer_id(1).0)
        .fetch_one(&nation.asker.node.store().pool)
        .await
        .unwrap();
    let body = json!({ "persons": [stranger], "purpose": "admission", "basis": "statute" });
    let officer = nation.asker.officer().await;
    let started = officer.call("/api/exchanges", body).await;
    nation.settle().await;
    let id = started.json()["cases"][0].as_str().unwrap().to_owned();
    assert_eq!(nation.answer(&id).await, ("no_person".to_owned(), 0));
    let tor = nation.sat.office.sign_in("tor").await;
    let off = json!({ "shares": false, "because": "Flytting av data" });
    assert_eq!(tor.call("/api/exchanges/settings/sharing", off).await.status, 204);
    let id = nation.asked("gunnar", "statute").await;
    assert_eq!(nation.answer(&id).await, ("not_sharing".to_owned(), 0));
    assert_eq!(nation.asker.count("external_document").await, 0);
    let log = tor.get("/api/exchanges/answered").await.json();
    let outcomes: Vec<_> =
        log.as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["not_sharing", "no_person", "no_results"], "each is written down");
}

/// What is held or annulled is not told to anybody.
/// Requirements
#[tokio::test]
async fn what_is_held_or_annulled_never_leaves() {
    let nation = Nation::of(&["emil"]).await;
    let sat = &nation.sat;
    graded(sat, &["A"]).await;
    let registration = sat.students[0].1;
    let entry = || ::store::Entry::new("test.hold", "registration", registration.0);
    let mut act = sat.office.act().await;
    office::grading::hold(&mut act, registration, "2026/9").await.unwrap();
    act.commit(entry()).await.unwrap();
    let id = nation.asked("emil", "statute").await;
    assert_eq!(nation.answer(&id).await.0, "no_results");
    let mut act = sat.office.act().await;
    office::grading::release(&mut act, registration).await.unwrap();
    office::grading::annul(&mut act, registration, "2026/9", "uhl. § 12-4 (2)").await.unwrap();
    act.commit(entry()).await.unwrap();
    let id = nation.asked("emil", "statute").await;
    assert_eq!(nation.answer(&id).await.0, "no_results");
}

/// Requirements
#[tokio::test]
async fn many_are_asked_about_at_once_and_nobody_is_left_out_in_silence() {
    let nation = Nation::of(&["emil", "gunnar"]).await;
    graded(&nation.sat, &["B", "C"]).await;
    nation.consents("emil").await;
    let officer = nation.asker.officer().await;
    let ask = |persons: serde_json::Value, basis: &'static str| {
        let officer = &officer;
        async move {
            let body = json!({ "persons": persons, "purpose": "recognition", "basis": basis });
            officer.call("/api/exchanges", body).await
        }
    };
    let both = json!([national_id("emil"), national_id("gunnar")]);
    let refused = ask(both.clone(), "consent").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Linje 2"), "{}", refused.text());
    for wrong in [
        json!([]),
        json!(["01020300000"]),
        json!([national_id("emil"), national_id("emil")]),
        json!(vec![national_id("emil"); 201]),
    ] {
        assert_eq!(ask(wrong, "consent").await.status, 422);
    }
    assert_eq!(nation.asker.count("exchange").await, 0, "nothing of it was begun");
    let started = ask(both, "statute").await.json();
    assert_eq!(started["cases"].as_array().unwrap().len(), 2);
    nation.settle().await;
    for case in started["cases"].as_array().unwrap() {
        assert_eq!(nation.answer(case.as_str().unwrap()).await, ("ok".to_owned(), 1));
    }
}

/// Requirements
#[tokio::test]
async fn in_2012_a_consent_lets_ask_and_the_act_does_not() {
    let nation = Nation::at("2012-05-02T10:00:00+02:00", "uit-2011", &["emil"]).await;
    graded(&nation.sat, &["B"]).await;
    let refused = nation.ask("emil", "statute").await;
    assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (409, Some("no-basis")));
    assert_eq!(nation.ask("emil", "consent").await.status, 422, "no consent yet");
    nation.consents("emil").await;
    let id = nation.asked("emil", "consent").await;
    assert_eq!(nation.answer(&id).await, ("ok".to_owned(), 1));
}
