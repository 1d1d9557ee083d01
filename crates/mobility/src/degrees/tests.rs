//! Degrees: what they may rest on, who enters them, and what a diploma that is out means.

use super::{NewDegree, counting, of_person};
use crate::tests_world::office;
use jiff::civil::date;
use office::testing::{Answer, Sat};
use office::world::CastMember;
use office::{PersonId, RegistrationId};
use serde_json::{Value, json};

fn person(key: &str) -> PersonId {
    CastMember::named(key).id()
}

fn national_id(key: &str) -> String {
    CastMember::named(key).national_id().expect("a national id").expose().to_owned()
}

/// These have sat the exam of the second of November.
async fn sat(students: &[&'static str]) -> Sat {
    Sat::on(office().await, date(2026, 11, 2), students).await
}

/// Amina has passed with a B, Bjørn has failed.
async fn graded() -> Sat {
    let sat = sat(&["amina", "bjorn"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B"), ("102", "F")]).await;
    }
    sat.announced().await;
    sat
}

fn degree(sat: &Sat, key: &str) -> Value {
    let of = |wanted: &str| sat.students.iter().find(|(key, _)| *key == wanted).expect("sat").1;
    json!({
        "national_id": national_id(key), "unit": "999.10.01", "code": "B-HIS",
        "name_nb": "Bachelor i historie", "name_nn": "Bachelor i historie",
        "name_en": "Bachelor of History", "level": 6, "credits": "180",
        "conferred_on": "2026-11-02", "results": [of(key)],
        "external": [{ "institution": "998", "code": "EX-1", "name": "Examen philosophicum",
            "credits": "7.5" }],
    })
}

async fn enter(sat: &Sat, key: &str, new: Value) -> Answer {
    sat.as_(key).await.call("/api/degrees", new).await
}

/// Requirements: S-04, R-09, R-10
#[tokio::test]
async fn a_degree_stands_with_the_results_it_rests_on() {
    let sat = graded().await;
    let made = enter(&sat, "ingrid", degree(&sat, "amina")).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let path = format!("/api/degrees/{}", made.json()["degree"].as_str().unwrap());
    let ingrid = sat.as_("ingrid").await;
    let shown = ingrid.get(&path).await.json();
    let parts = shown["parts"].as_array().unwrap();
    assert_eq!((&parts[0]["code"], &parts[0]["grade"]), (&json!("HIS-1001"), &json!("B")));
    assert_eq!((&parts[1]["institution"], &parts[1]["credits"]), (&json!("998"), &json!("7.5")));
    let page = ingrid.get(&path.replace("/api", "")).await.text();
    assert!(page.contains("Bachelor i historie") && page.contains("Examen philosophicum"));
    assert_eq!(enter(&sat, "ingrid", degree(&sat, "amina")).await.status, 409, "one of a code");
    let withdrawal = format!("{path}/withdrawal");
    let silent = ingrid.call(&withdrawal, json!({ "because": " " })).await;
    assert_eq!(silent.status, 422);
    let because = json!({ "because": "Feilført" });
    assert_eq!(ingrid.call(&withdrawal, because.clone()).await.status, 204);
    assert_eq!(ingrid.call(&withdrawal, because).await.status, 409);
    assert_eq!(enter(&sat, "ingrid", degree(&sat, "amina")).await.status, 201, "and anew");
    let mut conn = sat.office.node.store().pool.acquire().await.unwrap();
    let degrees = of_person(&mut conn, person("amina")).await.unwrap();
    assert_eq!(degrees.iter().filter(|one| one.withdrawn.is_none()).count(), 1);
}

/// Requirements: S-04, R-01
#[tokio::test]
async fn a_degree_rests_on_nothing_failed_annulled_or_somebody_elses() {
    let sat = graded().await;
    let refused = |field: &'static str, new: Value| {
        let sat = &sat;
        async move {
            let answer = enter(sat, "ingrid", new).await;
            assert_eq!(answer.status, 422, "{field}");
            assert!(answer.text().contains(field), "{field}: {}", answer.text());
        }
    };
    refused("results", degree(&sat, "bjorn")).await;
    let with = |field: &str, value: Value| {
        let mut new = degree(&sat, "amina");
        new[field] = value;
        new
    };
    let [amina, bjorn] = [sat.students[0].1, sat.students[1].1];
    refused("results", with("results", json!([bjorn]))).await;
    refused("results", with("results", json!([amina, amina]))).await;
    let mut nothing = with("results", json!([]));
    nothing["external"] = json!([]);
    refused("results", nothing).await;
    for (field, value) in [
        ("level", json!(4)),
        ("level", json!(9)),
        ("credits", json!("0")),
        ("credits", json!("mange")),
        ("conferred_on", json!("2026-11-03")),
        ("unit", json!("999.10.02")),
        ("national_id", json!("01020300000")),
        ("name_en", json!(" ")),
        ("external", json!([{ "institution": "UiT", "code": "A", "name": "B", "credits": "1" }])),
    ] {
        refused(field, with(field, value)).await;
    }
    assert_eq!(enter(&sat, "per", degree(&sat, "amina")).await.status, 422, "another department");
    assert_eq!(enter(&sat, "eva", degree(&sat, "amina")).await.status, 404, "the desk");
    let mut act = sat.office.act().await;
    office::grading::annul(&mut act, amina, "2026/9", "uhl. § 12-4 (2)").await.unwrap();
    act.commit(::store::Entry::new("test.annul", "registration", amina.0)).await.unwrap();
    refused("results", degree(&sat, "amina")).await;
}

/// Requirements
#[tokio::test]
async fn what_counts_is_announced_in_force_and_told_with_title_and_description() {
    let sat = sat(&["amina"]).await;
    let mine = || async {
        let mut conn = sat.office.node.store().pool.acquire().await.unwrap();
        counting(&mut conn, person("amina")).await.unwrap()
    };
    assert_eq!(mine().await, [], "nothing before it is announced");
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "C")]).await;
    }
    sat.announced().await;
    let found = mine().await;
    assert_eq!((found[0].grade.code(), found[0].credits.to_string()), ("C", "10".to_owned()));
    assert_eq!((&found[0].thesis, &found[0].about), (&None, &None));
    let (ingrid, per) = (sat.as_("ingrid").await, sat.as_("per").await);
    let title = json!({ "registration": found[0].registration, "title_nb": "Om fjell" });
    assert_eq!(per.call("/api/degrees/titles", title.clone()).await.status, 404);
    assert_eq!(ingrid.call("/api/degrees/titles", title).await.status, 204);
    let none = json!({ "registration": found[0].registration, "title_en": " " });
    assert_eq!(ingrid.call("/api/degrees/titles", none).await.status, 422);
    let about = json!({ "course": found[0].course, "text_en": "On mountains" });
    assert_eq!(ingrid.call("/api/degrees/descriptions", about).await.status, 204);
    let found = mine().await;
    assert_eq!(found[0].thesis.as_ref().unwrap().nb, "Om fjell");
    assert_eq!(found[0].about.as_ref().unwrap().en, "On mountains");
    let registration = found[0].registration;
    let mut act = sat.office.act().await;
    office::grading::hold(&mut act, registration, "2026/9").await.unwrap();
    act.commit(::store::Entry::new("test.hold", "registration", registration.0)).await.unwrap();
    assert_eq!(mine().await, [], "nor while it is held");
}

/// Requirements: S-09, O-15
#[tokio::test]
async fn a_diploma_that_is_sent_holds_an_appeal_against_what_was_graded_before() {
    let sat = graded().await;
    let mut new = degree(&sat, "amina");
    new["diploma_sent"] = json!(true);
    assert_eq!(enter(&sat, "liv", new).await.status, 201);
    let result: uuid::Uuid = sqlx::query_scalar("select id from result where registration_id = $1")
        .bind(sat.students[0].1.0)
        .fetch_one(&sat.office.node.store().pool)
        .await
        .unwrap();
    let body = json!({ "result": result, "grounds": "Ny vurdering.", "understood": true });
    let lodged = sat.as_("amina").await.call("/api/my/appeals", body).await;
    assert!(lodged.status.is_success(), "{}", lodged.text());
    let queue = sat.as_("ingrid").await.get("/api/appeals").await.json();
    assert_eq!(queue[0]["state"], "parked", "{queue}");
}

/// Requirements: S-04
#[tokio::test]
async fn a_degree_is_entered_through_the_page_and_typed_text_stays() {
    let sat = graded().await;
    let ingrid = sat.as_("ingrid").await;
    assert_eq!(ingrid.get("/degrees").await.status, 200);
    let id = national_id("amina");
    let nobody = ingrid.post("/degrees/find", &[("national_id", "01020300000")]).await;
    assert_eq!(nobody.status, 422);
    let page = ingrid.post("/degrees/find", &[("national_id", &id)]).await.text();
    let registration: RegistrationId = sat.students[0].1;
    assert!(page.contains(&registration.to_string()));
    let registration = registration.to_string();
    let fields = [
        ("national_id", id.as_str()),
        ("unit", "999.10.01"),
        ("code", "B-HIS"),
        ("name_nb", "Bachelor i historie"),
        ("name_nn", "Bachelor i historie"),
        ("name_en", "Bachelor of History"),
        ("level", "6"),
        ("credits", "180"),
        ("conferred_on", "02.11.2026"),
        ("results", registration.as_str()),
        ("external", "998;EX-1;Ex.phil."),
    ];
    let wrong = ingrid.post("/degrees", &fields).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("998;EX-1;Ex.phil.") && wrong.text().contains("B-HIS"));
    let mut right = fields;
    right[10].1 = "998;EX-1;Ex.phil.;7,5";
    let entered = ingrid.post("/degrees", &right).await;
    assert_eq!(entered.status, 303, "{}", entered.text());
    let list = ingrid.get("/degrees").await.text();
    assert!(list.contains("B-HIS"));
    let per = sat.as_("per").await.get("/degrees").await.text();
    assert!(!per.contains("B-HIS"), "another department");
}

/// Requirements: S-04
#[tokio::test]
async fn the_database_lets_no_degree_be_changed_or_deleted() {
    let sat = graded().await;
    let made = enter(&sat, "ingrid", degree(&sat, "amina")).await;
    assert_eq!(made.status, 201);
    let id = made.json()["degree"].as_str().unwrap().parse().unwrap();
    for sql in [
        "update degree set credits = 300 where id = $1",
        "update degree set withdrawn_because = 'x' where id = $1",
        "delete from degree where id = $1",
        "delete from degree_part where degree_id = $1",
        "update degree_part set position = 9 where degree_id = $1",
    ] {
        assert!(sat.try_sql(sql, id).await.is_err(), "{sql}");
    }
}

#[test]
fn a_degree_reads_no_unknown_fields() {
    let mut new = json!({
        "national_id": "1", "unit": "1", "code": "1", "name_nb": "1", "name_nn": "1",
        "name_en": "1", "level": 6, "credits": "1", "conferred_on": date(2026, 1, 1),
    });
    assert!(serde_json::from_value::<NewDegree>(new.clone()).is_ok());
    new["grade"] = json!("A");
    assert!(serde_json::from_value::<NewDegree>(new).is_err());
}

/// Requirements: S-04
#[tokio::test]
async fn nobody_keeps_the_protocol_in_a_case_of_her_own() {
    let sat = graded().await;
    sat.office.grant("amina", office::access::Role::ExamOfficer).await;
    let own = |answer: Answer| {
        assert_eq!((answer.status.as_u16(), &answer.json()["code"]), (409, &json!("own-case")));
    };
    own(enter(&sat, "amina", degree(&sat, "amina")).await);
    let made = enter(&sat, "ingrid", degree(&sat, "amina")).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let withdrawal = format!("/api/degrees/{}/withdrawal", made.json()["degree"].as_str().unwrap());
    let amina = sat.as_("amina").await;
    own(amina.call(&withdrawal, json!({ "because": "Feilført" })).await);
    let title = json!({ "registration": sat.students[0].1, "title_nb": "Om fjell" });
    own(amina.call("/api/degrees/titles", title).await);
    let page = format!("/degrees/titles/{}", sat.students[0].1);
    assert_eq!(amina.post(&page, &[("title_nb", "Om fjell")]).await.status, 422);
}

/// Requirements: S-04, R-01
#[tokio::test]
async fn results_and_degrees_of_a_person_are_read_and_written_where_one_has_to_do_with_her() {
    let sat = graded().await;
    let amina = json!({ "national_id": national_id("amina") });
    for (key, status) in [("ingrid", 200), ("liv", 200), ("tor", 200), ("per", 422)] {
        let browser = sat.as_(key).await;
        let found = browser.call("/api/degrees/find", amina.clone()).await;
        assert_eq!(found.status, status, "{key}: {}", found.text());
        let page = browser.post("/degrees/find", &[("national_id", &national_id("amina"))]).await;
        assert_eq!(page.status, status, "{key}");
        assert_eq!(page.text().contains("HIS-1001"), status == 200, "{key}");
    }
    let mut new = degree(&sat, "amina");
    new["unit"] = json!("999.10.02");
    new["results"] = json!([]);
    let made_up = enter(&sat, "per", new.clone()).await;
    assert_eq!(made_up.status, 422);
    assert!(made_up.text().contains("national_id"), "{}", made_up.text());
    let seen: i64 = sqlx::query_scalar("select count(*) from look where actor_id = $1")
        .bind(person("per").0)
        .fetch_one(&sat.office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(seen, 0, "nobody was looked at");
}

/// Requirements: R-11
#[tokio::test]
async fn a_name_is_no_longer_than_a_document_can_carry() {
    let sat = graded().await;
    let ingrid = sat.as_("ingrid").await;
    for (length, status) in [(elmo::limits::LINE_MAX, 204), (elmo::limits::LINE_MAX + 1, 422)] {
        let title = json!({ "registration": sat.students[0].1, "title_nn": "x".repeat(length) });
        assert_eq!(ingrid.call("/api/degrees/titles", title).await.status, status, "{length}");
        let mut new = degree(&sat, "amina");
        new["name_en"] = json!("x".repeat(length));
        let entered = enter(&sat, "ingrid", new).await.status;
        assert_eq!(entered, if status == 204 { 201 } else { 422 }, "{length}");
    }
}
