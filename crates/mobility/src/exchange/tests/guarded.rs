//! The source protects what it has, as far as it can see.

use super::graded;
use super::nation::{Nation, national_id};
use ::store::Entry;
use protocol::exchange::{ASK, Ask, GivenBasis};
use rules::exchange::{Channel, Purpose};
use serde_json::{Value, json};
use uuid::Uuid;
use wire::Party;

/// A question that Fjordby universitet's own program would not put: on this consent, about a student.
async fn forged(nation: &Nation, key: &str, (reference, given): (Option<Uuid>, &str)) {
    let mut act = office::Act::of_job(&nation.asker.node, "test.ask").await.expect("an act");
    let question = Ask {
        national_id: national_id(key),
        purpose: Purpose::Recognition,
        basis: GivenBasis::Consent {
            channel: Channel::StudentPages,
            given: given.parse().expect("a day"),
            until: None,
            text_version: 1,
            reference,
        },
    };
    let to = Party::Institution("999".parse().expect("a number"));
    let about = Some("2026-17".parse().expect("a reference"));
    act.ask((ASK, to), about, &question).await.expect("asked");
    act.commit(Entry::new("test.ask", "exchange", Uuid::nil())).await.expect("asked");
    nation.settle().await;
}

async fn alarms(nation: &Nation) -> Vec<(String, i64)> {
    let tor = nation.sat.office.sign_in("tor").await;
    let alarms = tor.get("/api/exchanges/alarms").await.json();
    let alarm =
        |one: &Value| (one["reason"].as_str().unwrap().to_owned(), one["count"].as_i64().unwrap());
    let mut found: Vec<_> = alarms.as_array().unwrap().iter().map(alarm).collect();
    found.sort();
    found
}

/// The state of the answer of Nordlys universitet in a case, and why it failed.
async fn state(nation: &Nation, id: &str) -> (String, String) {
    let case = nation.case(id).await;
    let asked = case["asked"].as_array().unwrap();
    let one = asked.iter().find(|one| one["institution"] == "999").unwrap();
    let word = |field: &str| one[field].as_str().unwrap_or_default().to_owned();
    (word("state"), word("reason"))
}

async fn again(nation: &Nation, id: &str) -> (String, String) {
    let officer = nation.asker.officer().await;
    let path = format!("/api/exchanges/{id}/again");
    let asked = officer.call(&path, json!({ "institution": "999" })).await;
    assert_eq!(asked.status, 204, "{}", asked.text());
    nation.settle().await;
    state(nation, id).await
}

fn refused(why: &str) -> (String, String) {
    ("failed".to_owned(), format!("refused-{why}"))
}

fn ok() -> (String, String) {
    ("ok".to_owned(), String::new())
}

/// Requirements: R-14
#[tokio::test]
async fn what_goes_beyond_a_day_s_quota_is_refused_by_name_until_the_next_day() {
    let nation = Nation::of(&["emil", "gunnar"]).await;
    graded(&nation.sat, &["B", "C"]).await;
    let tor = nation.sat.office.sign_in("tor").await;
    let set = |questions: i64| {
        let tor = &tor;
        async move {
            let body = json!({ "institution": "998", "questions": questions });
            tor.call("/api/exchanges/settings/quota", body).await.status.as_u16()
        }
    };
    assert_eq!(
        [set(-1).await, set(1_000_001).await, set(0).await, set(1).await],
        [422, 422, 204, 204]
    );
    let first = nation.asked("emil", "statute").await;
    assert_eq!(state(&nation, &first).await, ok());
    let second = nation.asked("gunnar", "statute").await;
    assert_eq!(state(&nation, &second).await, refused("quota"));
    assert_eq!(again(&nation, &second).await, refused("quota"));
    assert_eq!(alarms(&nation).await, [("quota".to_owned(), 2)], "one alarm a day");
    assert!(tor.get("/desk").await.text().contains("er avvist: se på det"));
    let page = tor.get("/exchanges/answered").await.text();
    assert!(page.contains("flere spørsmål enn institusjonen kan stille"), "{page}");
    let id = tor.get("/api/exchanges/alarms").await.json()[0]["id"].clone();
    let seen = [("alarm", id.as_str().unwrap())];
    assert_eq!(tor.post("/exchanges/alarms/seen", &seen).await.status, 303);
    assert_eq!(tor.post("/exchanges/alarms/seen", &seen).await.status, 404);
    assert!(!tor.get("/desk").await.text().contains("er avvist: se på det"));
    nation.clock("2026-11-03T00:00:01+01:00").await;
    assert_eq!(again(&nation, &second).await, ok());
}

/// Requirements
#[tokio::test]
async fn a_consent_is_named_and_is_always_the_same_person_s_in_the_same_words() {
    let nation = Nation::of(&["emil", "gunnar"]).await;
    graded(&nation.sat, &["B", "C"]).await;
    let consent = nation.consents("emil").await;
    nation.asked("emil", "consent").await;
    let tor = nation.sat.office.sign_in("tor").await;
    let log = || async { tor.get("/api/exchanges/answered").await.json() };
    let answered = log().await;
    assert_eq!(answered[0]["consent"], json!(consent), "the reference stands there");
    assert_eq!(
        (&answered[0]["text_version"], &answered[0]["given_on"]),
        (&json!(1), &json!("2026-11-02"))
    );
    let reference = Some(consent.parse().unwrap());
    forged(&nation, "emil", (None, "2026-11-02")).await;
    forged(&nation, "gunnar", (reference, "2026-11-02")).await;
    forged(&nation, "emil", (reference, "2026-11-01")).await;
    let told = [("consent-differs".to_owned(), 2), ("consent-unnamed".to_owned(), 1)];
    assert_eq!(alarms(&nation).await, told);
    assert_eq!(log().await.as_array().unwrap().len(), 1, "none of them is answered");
    forged(&nation, "emil", (reference, "2026-11-02")).await;
    assert_eq!(log().await[0]["outcome"], "ok", "the same person, the same words");
    let emil = nation.asker.student("emil").await;
    emil.call("/api/my/exchange/consents/withdrawal", json!({ "consent": consent })).await;
    nation.settle().await;
    forged(&nation, "emil", (reference, "2026-11-02")).await;
    assert_eq!(log().await[0]["outcome"], "no_basis", "it was told that it is withdrawn");
}

/// Requirements
#[tokio::test]
async fn a_person_who_finds_that_a_consent_was_not_hers_stops_it_until_it_is_settled() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["B"]).await;
    nation.consents("emil").await;
    let case = nation.asked("emil", "consent").await;
    let source = &nation.sat.office;
    let (emil, gunnar) = (source.sign_in("emil").await, source.sign_in("gunnar").await);
    let fetched = emil.get("/api/my/exchange").await.json()["fetched"][0].clone();
    let path = format!("/my/exchange/answered/{}", fetched["id"].as_str().unwrap());
    assert!(emil.get(&path).await.text().contains("Samtykkets referanse"));
    assert_eq!(gunnar.get(&path).await.status, 404);
    let says = [("because", "Jeg har ikke samtykket.")];
    let contest = format!("{path}/contest");
    assert_eq!(gunnar.post(&contest, &says).await.status, 404);
    assert_eq!(emil.post(&contest, &[("because", " ")]).await.status, 422);
    assert_eq!(emil.post(&contest, &says).await.status, 303);
    let twice = emil.call(&format!("/api{contest}"), json!({ "because": "En gang til" })).await;
    assert_eq!(twice.status, 409);
    assert_eq!(again(&nation, &case).await, refused("consent-contested"));
    let statute = nation.asked("emil", "statute").await;
    assert_eq!(state(&nation, &statute).await, ok(), "the Act needs no consent");
    let tor = source.sign_in("tor").await;
    let settlement = path.replace("/my/exchange", "/exchanges");
    assert!(tor.get("/desk").await.text().contains(&settlement));
    let body = |upheld: bool| json!({ "upheld": upheld, "finding": "Samtykket ble vist oss." });
    let settlement = format!("/api{settlement}/settlement");
    assert_eq!(emil.call(&settlement, body(false)).await.status, 404);
    let silent = json!({ "upheld": false, "finding": "" });
    assert_eq!(tor.call(&settlement, silent).await.status, 422);
    let sql = "insert into role_grant (id, person_id, unit_id, role, valid_from, granted_by)
        select gen_random_uuid(), $1, unit.id, 'central_officer', '2000-01-01', granter.id
        from unit, person granter where unit.place_code = '999' and granter.email like 'tor@%'";
    let person = office::world::CastMember::named("emil").id();
    nation.sat.try_sql(sql, person.0).await.expect("a role");
    let own = source.sign_in("emil").await.call(&settlement, body(false)).await;
    assert_eq!((own.status.as_u16(), own.json()["code"].as_str()), (409, Some("own-case")));
    assert_eq!(tor.call(&settlement, body(false)).await.status, 204);
    assert_eq!(tor.call(&settlement, body(true)).await.status, 409, "once");
    assert!(emil.get(&path).await.text().contains("Samtykket ble vist oss."), "she reads it");
    assert_eq!(again(&nation, &case).await, ok());
}

/// Requirements: R-02
#[tokio::test]
async fn a_consent_that_was_found_not_to_be_hers_stays_closed() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["B"]).await;
    nation.consents("emil").await;
    let case = nation.asked("emil", "consent").await;
    let source = &nation.sat.office;
    let emil = source.sign_in("emil").await;
    let id = emil.get("/api/my/exchange").await.json()["fetched"][0]["id"].clone();
    let id = id.as_str().unwrap();
    let because = json!({ "because": "Jeg har ikke samtykket." });
    let path = format!("/api/my/exchange/answered/{id}/contest");
    assert_eq!(emil.call(&path, because).await.status, 204);
    let tor = source.sign_in("tor").await;
    let body = json!({ "upheld": true, "finding": "Institusjonen kan ikke vise det fram." });
    let path = format!("/api/exchanges/answered/{id}/settlement");
    assert_eq!(tor.call(&path, body).await.status, 204);
    assert!(!tor.get("/desk").await.text().contains("bestrider"));
    assert_eq!(again(&nation, &case).await, refused("consent-contested"));
}

/// Answers that Nordlys universitet has given about Emil: of an institution, at a time, on a consent each or all on
/// the Act.
async fn answered(nation: &Nation, (institution, count): (&str, i32), at: &str, consents: bool) {
    let mut act = nation.sat.office.act().await;
    sqlx::query(
        "insert into exchange_answered (id, institution, message_id, case_ref, person_id, purpose, basis,
            channel, given_on, text_version, consent_ref, rule_set, rule_set_hash, outcome, results, answered_at)
        select gen_random_uuid(), $1, gen_random_uuid(), 'sak', $2, 'recognition',
            case when $5 then 'consent' else 'statute' end, case when $5 then 'student_pages' end,
            case when $5 then '2026-11-01'::date end, case when $5 then 1 end,
            case when $5 then gen_random_uuid() end, 'demo-2026', 'x', 'no_results', '{}', $4::timestamptz
        from generate_series(1, $3)",
    )
    .bind(institution)
    .bind(office::world::CastMember::named("emil").id().0)
    .bind(count)
    .bind(at)
    .bind(consents)
    .execute(act.conn())
    .await
    .expect("answered");
    act.commit(Entry::new("test.answered", "exchange", Uuid::nil())).await.expect("answered");
}

/// Requirements
#[tokio::test]
async fn whoever_asks_often_hides_nothing_of_what_was_asked_before() {
    let nation = Nation::of(&["emil"]).await;
    answered(&nation, ("997", 1), "2026-10-01T10:00:00+02:00", false).await;
    answered(&nation, ("998", 300), "2026-10-31T23:30:00Z", false).await;
    answered(&nation, ("998", 1), "2026-10-31T22:30:00Z", false).await;
    let emil = nation.sat.office.sign_in("emil").await;
    let mine = emil.get("/api/my/exchange").await.json();
    let shown = |mine: &Value| -> Vec<(String, i64)> {
        let fetched = mine["fetched"].as_array().unwrap().iter();
        let one = |one: &Value| {
            (one["institution"].as_str().unwrap().to_owned(), one["times"].as_i64().unwrap())
        };
        fetched.map(one).collect()
    };
    let of = |number: &str, times: i64| (format!("Institusjon {number}"), times);
    assert_eq!(shown(&mine), [of("998", 300), of("998", 1), of("997", 1)], "a day is ours");
    answered(&nation, ("998", 120), "2026-11-02T08:00:00Z", true).await;
    let mine = emil.get("/api/my/exchange").await.json();
    assert_eq!((shown(&mine).len(), &mine["fetched_total"]), (50, &json!(123)), "consents differ");
    let last = emil.get("/api/my/exchange?page=3").await.json();
    assert_eq!(shown(&last).last(), Some(&of("997", 1)));
    let page = emil.get("/my/exchange").await.text();
    assert!(page.contains("page=3") && !page.contains("300 ganger"), "{page}");
    let page = emil.get("/my/exchange?page=3").await.text();
    assert!(page.contains("300 ganger") && page.contains("Institusjon 997"), "{page}");
}

/// That somebody applies or works here is nobody else's business.
/// Requirements
#[tokio::test]
async fn whoever_never_sat_an_exam_here_is_nobody_to_others_and_reads_who_asked() {
    let nation = Nation::of(&["emil"]).await;
    let id = nation.asked("gunnar", "statute").await;
    assert_eq!(nation.answer(&id).await, ("no_person".to_owned(), 0));
    let id = nation.asked("emil", "statute").await;
    assert_eq!(nation.answer(&id).await, ("no_results".to_owned(), 0), "signed up, not graded");
    let gunnar = nation.sat.office.sign_in("gunnar").await;
    let mine = gunnar.get("/api/my/exchange").await.json();
    assert_eq!(mine["fetched"][0]["outcome"], "no_person");
}
