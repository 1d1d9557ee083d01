//! An application that lets results be fetched is the consent that an officer fetches them on.

use super::graded;
use super::nation::{Nation, Peer, national_id};
use office::world::CastMember;
use serde_json::{Value, json};
use sqlx::types::Uuid;

/// Studies at Fjordby universitet that start on a day: the id of the start.
pub(super) async fn studies(peer: &Peer, starts_on: &str) -> String {
    let act = office::Act::of_job(&peer.node, "test.plant").await;
    let mut act = act.expect("an act");
    let (programme, start) = (Uuid::now_v7(), Uuid::now_v7());
    sqlx::query(
        "insert into programme (id, code, name_nb, name_nn, name_en, unit_id, terms)
        select $1, 'SYK', 'Sykepleie', 'Sjukepleie', 'Nursing', id, 6 from unit limit 1",
    )
    .bind(programme)
    .execute(act.conn())
    .await
    .expect("a programme");
    sqlx::query(
        "insert into study_start (id, programme_id, starts_on, apply_by)
        values ($1, $2, $3::text::date, $3::text::date - 1)",
    )
    .bind(start)
    .bind(programme)
    .bind(starts_on)
    .execute(act.conn())
    .await
    .expect("a start");
    let entry = ::store::Entry::new("test.plant", "programme", programme);
    act.commit(entry).await.expect("planted");
    start.to_string()
}

/// A student applies at Fjordby universitet, and says whether results may be fetched.
pub(super) async fn applies(nation: &Nation, key: &str, start: &str, fetched: bool) -> String {
    let browser = nation.asker.student(key).await;
    let body = json!({ "starts": [start], "results_may_be_fetched": fetched });
    let made = browser.call("/api/my/applications", body).await;
    assert_eq!(made.status, 201, "{}", made.text());
    nation.jobs().await;
    made.json()["id"].as_str().expect("an id").to_owned()
}

/// The newest answer of Nordlys universitet, as it stands there.
async fn newest(nation: &Nation) -> Value {
    let tor = nation.sat.office.sign_in("tor").await;
    tor.get("/api/exchanges/answered").await.json()[0].clone()
}

/// Requirements
#[tokio::test]
async fn an_application_to_the_institution_lets_an_officer_fetch_until_it_is_withdrawn() {
    let nation = Nation::of(&["emil", "gunnar"]).await;
    graded(&nation.sat, &["B", "C"]).await;
    let start = studies(&nation.asker, "2027-01-11").await;
    let application = applies(&nation, "emil", &start, true).await;
    let other = applies(&nation, "gunnar", &start, false).await;
    let emil = nation.asker.student("emil").await;
    let consents = emil.get("/api/my/exchange").await.json()["consents"].clone();
    assert_eq!(consents[0]["channel"], "local_admission");
    assert!(emil.get("/my/exchange").await.text().contains("slipper å legge ved"));
    let officer = nation.asker.officer().await;
    let page = officer.get(&format!("/applications/{application}")).await.text();
    let path = format!("/exchanges/applications/{application}");
    assert!(page.contains(&path), "{page}");
    let page = officer.get(&format!("/applications/{other}")).await.text();
    assert!(!page.contains("/exchanges/applications/"), "she said no");
    let no = officer.call(&format!("/api/exchanges/applications/{other}"), json!({})).await;
    assert_eq!(no.status, 404);
    assert_eq!(emil.post(&path, &[]).await.status, 404, "an officer fetches");
    let started = officer.post(&path, &[]).await;
    assert_eq!(started.status, 303, "{}", started.text());
    nation.settle().await;
    let answered = newest(&nation).await;
    assert_eq!(
        (&answered["outcome"], &answered["purpose"], &answered["channel"]),
        (&json!("ok"), &json!("admission"), &json!("local_admission"))
    );
    let withdrawal = json!({ "consent": consents[0]["id"] });
    emil.call("/api/my/exchange/consents/withdrawal", withdrawal).await;
    let again = officer.call(&format!("/api{path}"), json!({})).await;
    assert_eq!((again.status.as_u16(), again.json()["code"].as_str()), (409, Some("no-consent")));
}

/// Requirements
#[tokio::test]
async fn a_file_of_the_national_admission_lets_an_officer_fetch_for_those_who_ticked() {
    let nation = Nation::of(&["emil", "gunnar"]).await;
    graded(&nation.sat, &["B", "C"]).await;
    studies(&nation.asker, "2027-01-11").await;
    let line = |key: &str, reference: &str, ticked: &str| {
        let name = CastMember::named(key);
        format!(
            "{reference};{};{};{};2026-10-15;SYK;2027-01-11;1;{ticked}",
            national_id(key),
            name.given,
            name.family
        )
    };
    let file = format!(
        "reference;national_id;given_name;family_name;received_on;programme;starts_on;priority;\
        results_may_be_fetched\n{}\n{}\n",
        line("emil", "SO-1", "J"),
        line("gunnar", "SO-2", "N")
    );
    let officer = nation.asker.officer().await;
    let taken = officer.call("/api/applications/import", json!({ "file": file })).await;
    assert_eq!(taken.status, 200, "{}", taken.text());
    nation.jobs().await;
    let emil = nation.asker.student("emil").await;
    let consents = emil.get("/api/my/exchange").await.json()["consents"].clone();
    assert_eq!(consents[0]["channel"], "national_admission");
    assert_eq!(consents[0]["given_on"], "2026-10-15");
    let list = officer.get("/api/applications?via=national").await.json();
    let mut statuses = Vec::new();
    for one in list.as_array().expect("applications") {
        let path = format!("/api/exchanges/applications/{}", one["application"].as_str().unwrap());
        statuses.push(officer.call(&path, json!({})).await.status.as_u16());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 404], "whoever ticked, and whoever did not");
    nation.settle().await;
    let answered = newest(&nation).await;
    assert_eq!(
        (&answered["outcome"], &answered["channel"], &answered["case_ref"].is_string()),
        (&json!("ok"), &json!("national_admission"), &true)
    );
    assert_eq!(answered["given_on"], "2026-10-15");
}
