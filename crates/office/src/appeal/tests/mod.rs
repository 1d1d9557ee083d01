//! Appeals from the day they come in to the final grade.

mod at_once;
mod blind_pdf;
mod blindness;
mod committee;
mod found;
mod frozen;
mod gate;
mod looks;
mod model;
mod outcome;
mod withdrawn;

use crate::explanation::tests::planted::{Planted, signed_protocol};
use crate::testing::{Answer, Browser, TestOffice};
use crate::world::CastMember;
use crate::{AppealId, CommitteeId, RegistrationId, ResultId};
use serde_json::{Value, json};

/// Wednesday 22 June 2011, the day the grades are announced.
const ANNOUNCED: &str = "2011-06-22T12:00:00+02:00";

/// An office in 2011 with one announced grade of Amina's.
async fn graded_2011(grade: &str) -> (TestOffice, Planted, ResultId) {
    let office = TestOffice::at(ANNOUNCED, "uit-2011").await;
    let planted = Planted::exam(&office).await;
    let result = planted.grade(&office, "amina", 7, grade).await;
    (office, planted, result)
}

async fn lodge(browser: &Browser, result: ResultId) -> Answer {
    let body = json!({ "result": result, "understood": true, "grounds": "Jeg fortjener bedre." });
    browser.call("/api/my/appeals", body).await
}

async fn lodged(office: &TestOffice, result: ResultId) -> String {
    let made = lodge(&office.sign_in("amina").await, result).await.json();
    made["id"].as_str().expect("lodged").to_owned()
}

/// Takes a step as this member of the cast.
async fn step(office: &TestOffice, who: &str, appeal: &str, step: &str, body: Value) -> Answer {
    office.sign_in(who).await.call(&format!("/api/appeals/{appeal}/{step}"), body).await
}

async fn case(office: &TestOffice, appeal: &str) -> Value {
    office.sign_in("ingrid").await.get(&format!("/api/appeals/{appeal}")).await.json()
}

fn ids(keys: &[&str]) -> Vec<crate::PersonId> {
    keys.iter().map(|key| CastMember::named(key).id()).collect()
}

/// A case with all that a package holds.
async fn with_files(office: &TestOffice, planted: &Planted, result: ResultId) -> String {
    planted.document(office, "paper", b"Oppgave: skriv om 1814.").await;
    planted.document(office, "guide", "Sensorveiledning: se etter kilder.".as_bytes()).await;
    planted.answer(office, "amina", "text/plain", b"Mitt svar om 1814.").await;
    lodged(office, result).await
}

/// A case with committee and package, sent to Knut (internal) and Hilde (external).
async fn sent(office: &TestOffice, planted: &Planted, result: ResultId) -> String {
    let appeal = with_files(office, planted, result).await;
    appoint(office, &appeal, &["knut", "hilde"]).await;
    appeal
}

/// Appoints these, builds the package and sends it.
async fn appoint(office: &TestOffice, appeal: &str, members: &[&str]) {
    let body = json!({ "members": ids(members), "case_ref": "12/2011" });
    let appointed = step(office, "jon", appeal, "committee", body).await;
    assert!(appointed.status.is_success(), "{}", appointed.text());
    let built = step(office, "ingrid", appeal, "package", json!({})).await;
    assert!(built.status.is_success(), "{}", built.text());
    let sent = step(office, "ingrid", appeal, "send", json!({})).await;
    assert!(sent.status.is_success(), "{}", sent.text());
}

/// The committee at work assesses to this grade; these sign.
async fn assessed(office: &TestOffice, appeal: &str, grade: &str, signed_by: &[&str]) {
    let case = case(office, appeal).await;
    let committee = case["committees"].as_array().and_then(|all| all.last()).expect("a committee");
    let committee = CommitteeId(committee["id"].as_str().unwrap().parse().unwrap());
    let (registration,): (uuid::Uuid,) =
        sqlx::query_as("select registration_id from appeal where id = $1")
            .bind(AppealId(appeal.parse().unwrap()).0)
            .fetch_one(&office.node.store().pool)
            .await
            .unwrap();
    signed_protocol(office, committee, RegistrationId(registration), grade, &ids(signed_by)).await;
}

/// What the only letter of this kind says, as stored.
async fn sole_letter(office: &TestOffice, kind: &str) -> Value {
    sqlx::query_scalar("select data from letter where kind = $1")
        .bind(kind)
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap()
}

/// The kinds of letters sent so far.
async fn letters(office: &TestOffice) -> Vec<String> {
    crate::jobs::run_due(&office.node).await.unwrap();
    let outbox = office.sign_in("amina").await.get("/demo/outbox").await.json();
    let kinds =
        outbox.as_array().unwrap().iter().map(|letter| letter["kind"].as_str().unwrap().to_owned());
    kinds.collect()
}
