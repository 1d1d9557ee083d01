//! A round: all who apply for studies that start on a day.

use super::applications::{applies, studies};
use super::graded;
use super::nation::Nation;
use ::store::Entry;
use serde_json::{Value, json};
use uuid::Uuid;

const DAY: &str = "2027-01-11";

async fn begun(nation: &Nation, body: Value) -> String {
    let officer = nation.asker.officer().await;
    let begun = officer.call("/api/exchanges/batches", body).await;
    assert_eq!(begun.status, 201, "{}", begun.text());
    begun.json()["batch"].as_str().expect("an id").to_owned()
}

async fn progress(nation: &Nation, id: &str) -> Value {
    let officer = nation.asker.officer().await;
    officer.get(&format!("/api/exchanges/batches/{id}")).await.json()
}

/// Requirements
#[tokio::test]
async fn a_round_asks_about_all_who_consented_and_says_how_many_are_left_out() {
    let nation = Nation::of(&["emil", "gunnar"]).await;
    graded(&nation.sat, &["B", "F"]).await;
    let start = studies(&nation.asker, DAY).await;
    for (key, fetched) in [("emil", true), ("gunnar", true), ("amina", false)] {
        applies(&nation, key, &start, fetched).await;
    }
    let officer = nation.asker.officer().await;
    let page = officer.get("/exchanges/batches").await.text();
    assert!(page.contains("3 søkere, 2 har sagt"), "{page}");
    let nobody = json!({ "starts_on": "2027-08-16", "basis": "consent" });
    assert_eq!(officer.call("/api/exchanges/batches", nobody).await.status, 422);
    let id = begun(&nation, json!({ "starts_on": DAY, "basis": "consent" })).await;
    let before = progress(&nation, &id).await;
    assert_eq!((&before["waiting"], &before["asked"]), (&json!(3), &json!(0)));
    nation.jobs().await;
    let after = progress(&nation, &id).await;
    assert_eq!((&after["waiting"], &after["asked"]), (&json!(0), &json!(2)));
    assert_eq!(after["left_out"], json!({ "no-consent": 1 }));
    assert_eq!(
        after["institutions"],
        json!({ "997": { "waiting": 2 }, "999": { "ok": 1, "no_results": 1 } })
    );
    let path = format!("/exchanges/batches/{id}");
    let page = officer.get(&path).await.text();
    assert!(page.contains("Institusjon 999") && page.contains("oppdaterer seg selv"));
    let student = nation.asker.student("emil").await;
    assert_eq!(student.get(&path).await.status, 404, "nobody but those who look after it");
    nation.jobs().await;
    assert_eq!(nation.asker.count("exchange").await, 2, "nobody is asked about twice");
}

/// Requirements: R-14
#[tokio::test]
async fn a_round_is_cancelled_with_all_that_is_out() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["B"]).await;
    let start = studies(&nation.asker, DAY).await;
    applies(&nation, "emil", &start, true).await;
    let id = begun(&nation, json!({ "starts_on": DAY, "basis": "statute" })).await;
    let officer = nation.asker.officer().await;
    let path = format!("/exchanges/batches/{id}");
    office::jobs::run_due(&nation.asker.node).await.expect("jobs");
    assert_eq!(officer.post(&format!("{path}/cancellation"), &[]).await.status, 303);
    nation.jobs().await;
    let after = progress(&nation, &id).await;
    assert_eq!(after["institutions"]["999"], json!({ "cancelled": 1 }));
    assert_eq!(nation.asker.count("external_document").await, 0, "what comes is not taken");
    let twice = officer.call(&format!("/api{path}/cancellation"), json!({})).await;
    assert_eq!(twice.status, 409);
    let again = officer.call(&format!("/api{path}/again"), json!({})).await;
    assert_eq!(again.status, 409);
    let early = begun(&nation, json!({ "starts_on": DAY, "basis": "statute" })).await;
    officer.call(&format!("/api/exchanges/batches/{early}/cancellation"), json!({})).await;
    nation.jobs().await;
    let after = progress(&nation, &early).await;
    assert_eq!((&after["waiting"], &after["asked"]), (&json!(1), &json!(0)), "nobody more");
}

/// Forty-five who apply and are known by no national id, but one who is.
async fn crowd(nation: &Nation, start: &str) {
    let mut act = office::Act::of_job(&nation.asker.node, "test.plant").await.expect("an act");
    for at in 0..45 {
        let (person, application) = (Uuid::now_v7(), Uuid::now_v7());
        sqlx::query(
            "insert into person (id, student_number, given_name, family_name, email)
            values ($1, $2, 'Kim', 'Prøve', $3)",
        )
        .bind(person)
        .bind(format!("9{at:05}"))
        .bind(format!("kim{at}@post.example"))
        .execute(act.conn())
        .await
        .expect("a person");
        sqlx::query(
            "insert into application (id, number, person_id, via, received_on,
                results_may_be_fetched, consent_version, consent_via)
            values ($1, $2, $3, 'local', '2026-10-15', true, 1, 'own_page')",
        )
        .bind(application)
        .bind(format!("S-{at}"))
        .bind(person)
        .execute(act.conn())
        .await
        .expect("an application");
        sqlx::query(
            "insert into application_choice (id, application_id, study_start_id, priority, state)
            values ($1, $2, $3::text::uuid, 1, 'waiting')",
        )
        .bind(Uuid::now_v7())
        .bind(application)
        .bind(start)
        .execute(act.conn())
        .await
        .expect("a choice");
    }
    act.commit(Entry::new("test.plant", "person", Uuid::nil())).await.expect("planted");
}

/// What breaks off in the middle leaves nothing half done, and goes on later where it was.
/// Requirements: R-14
#[tokio::test]
async fn a_round_that_is_stopped_in_the_middle_goes_on_where_it_was() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["B"]).await;
    let start = studies(&nation.asker, DAY).await;
    crowd(&nation, &start).await;
    applies(&nation, "emil", &start, true).await;
    let id = begun(&nation, json!({ "starts_on": DAY, "basis": "statute" })).await;
    let pool = &nation.asker.node.store().pool;
    for sql in [
        "create function stopped() returns trigger language plpgsql as $$
        begin
            if (select count(*) from exchange_batch_person where left_out is not null) >= 25 then
                raise exception 'stopped';
            end if;
            return new;
        end $$",
        "create trigger stopped before update on exchange_batch_person
            for each row execute function stopped()",
    ] {
        sqlx::query(sql).execute(pool).await.expect("a fault");
    }
    let _ = office::jobs::run_due(&nation.asker.node).await;
    let stopped = progress(&nation, &id).await;
    let left_out = stopped["left_out"]["no-national-id"].as_i64().unwrap_or_default();
    let there = left_out + stopped["asked"].as_i64().unwrap();
    assert_eq!(there, 20, "a whole act, and nothing of the next: {stopped}");
    for sql in [
        "drop trigger stopped on exchange_batch_person",
        // What failed waits by the wall clock before it is tried again.
        "update job set retry_at = null where done_at is null",
    ] {
        sqlx::query(sql).execute(pool).await.expect("no fault");
    }
    nation.jobs().await;
    let after = progress(&nation, &id).await;
    assert_eq!((&after["waiting"], &after["asked"]), (&json!(0), &json!(1)), "{after}");
    assert_eq!(after["left_out"], json!({ "no-national-id": 45 }));
    assert_eq!(nation.asker.count("exchange").await, 1, "once");
}

/// Requirements: R-14
#[tokio::test]
async fn what_failed_in_a_round_is_asked_again_by_one_press() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["B"]).await;
    let start = studies(&nation.asker, DAY).await;
    applies(&nation, "emil", &start, true).await;
    let tor = nation.sat.office.sign_in("tor").await;
    let none = json!({ "questions": 0 });
    assert_eq!(tor.call("/api/exchanges/settings/quota", none).await.status, 204);
    let id = begun(&nation, json!({ "starts_on": DAY, "basis": "consent" })).await;
    nation.jobs().await;
    assert_eq!(progress(&nation, &id).await["institutions"]["999"], json!({ "failed": 1 }));
    let some = json!({ "questions": 10, "institution": "998" });
    assert_eq!(tor.call("/api/exchanges/settings/quota", some).await.status, 204);
    let officer = nation.asker.officer().await;
    let pressed = officer.post(&format!("/exchanges/batches/{id}/again"), &[]).await;
    assert_eq!(pressed.status, 303);
    nation.jobs().await;
    let after = progress(&nation, &id).await;
    assert_eq!(after["institutions"], json!({ "997": { "waiting": 1 }, "999": { "ok": 1 } }));
}
