//! How many persons an institution has declared takes two operators.

use super::*;
use axum::http::StatusCode;
use edge::testing::{Answer, Browser};
use serde_json::{Value, json};

async fn propose(by: &Browser, size: u32) -> Answer {
    let declared = json!({ "institution": "201", "declared_size": size });
    by.call("/api/exclusions/quotas", declared).await
}

fn path(proposed: &Answer, step: &str) -> String {
    assert_eq!(proposed.status, StatusCode::CREATED, "{}", proposed.text());
    format!("/api/exclusions/quotas/{}{step}", proposed.json()["id"].as_str().unwrap())
}

async fn approve(by: &Browser, proposed: &Answer, seen: u32) -> Answer {
    by.call(&path(proposed, "/approval"), json!({ "seen": seen })).await
}

/// What counts for 201.
async fn in_force(by: &Browser) -> Value {
    let told = by.get("/api/exclusions").await.json();
    let lines = told["institutions"].as_array().unwrap().clone();
    lines.into_iter().find(|line| line["number"] == "201").unwrap()["declared_size"].take()
}

/// 201 has declared so many: one operator proposes it, and another one approves.
pub(super) async fn declare(register: &TestRegister, size: u32) {
    let (gro, sverre) = (register.sign_in("gro").await, register.sign_in("sverre").await);
    let (proposed, seen) = (propose(&gro, size).await, in_force(&sverre).await);
    let seen = u32::try_from(seen.as_u64().unwrap()).unwrap();
    let done = approve(&sverre, &proposed, seen).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
}

async fn standing() -> (TestRegister, Browser, Browser) {
    let register = register().await;
    Office::take_part(&register, 201).await;
    let (gro, sverre) = (register.sign_in("gro").await, register.sign_in("sverre").await);
    (register, gro, sverre)
}

#[tokio::test]
async fn a_declared_number_counts_when_another_operator_has_approved_it() {
    let (_register, gro, sverre) = standing().await;
    let proposed = propose(&gro, 12).await;
    assert_eq!(in_force(&gro).await, 20_000, "it waits");
    let own = approve(&gro, &proposed, 20_000).await;
    assert_eq!((own.status, &own.json()["code"]), (StatusCode::CONFLICT, &json!("same-person")));
    let listed = sverre.get("/api/exclusions/quotas").await.json();
    assert_eq!(
        (&listed[0]["in_force"], &listed[0]["declared_size"], &listed[0]["own"]),
        (&json!(20_000), &json!(12), &json!(false))
    );
    let blind = approve(&sverre, &proposed, 12).await;
    assert_eq!(blind.json()["code"], "changed-meanwhile");
    assert_eq!(approve(&sverre, &proposed, 20_000).await.status, StatusCode::NO_CONTENT);
    assert_eq!(in_force(&gro).await, 12);
    assert_eq!(approve(&sverre, &proposed, 12).await.json()["code"], "controlled");
    let listed = gro.get("/api/exclusions/quotas").await.json();
    assert_eq!((&listed[0]["outcome"], &listed[0]["own"]), (&json!("approved"), &json!(true)));
    assert!(listed[0]["controlled_by"].as_str().unwrap().starts_with("Ås"));
}

#[tokio::test]
async fn a_declared_number_is_proposed_by_the_system_owner_and_within_its_limits() {
    let (register, gro, sverre) = standing().await;
    for key in ["aslak", "ruth", "sverre"] {
        let by = register.sign_in(key).await;
        assert_eq!(propose(&by, 12).await.status, StatusCode::NOT_FOUND, "{key}");
    }
    for (size, status) in [
        (0, StatusCode::UNPROCESSABLE_ENTITY),
        (1, StatusCode::CREATED),
        (1_000_000, StatusCode::CREATED),
        (1_000_001, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(propose(&gro, size).await.status, status, "{size}");
    }
    assert_eq!(in_force(&gro).await, 20_000, "none of them counts");
    let proposed = propose(&gro, 12).await;
    for key in ["aslak", "ruth"] {
        let by = register.sign_in(key).await;
        assert_eq!(approve(&by, &proposed, 20_000).await.status, StatusCode::NOT_FOUND, "{key}");
    }
    register.end_roles().await;
    assert_eq!(approve(&sverre, &proposed, 20_000).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_declared_number_is_refused_by_another_or_withdrawn_by_its_own_with_a_reason() {
    let (_register, gro, sverre) = standing().await;
    let proposed = propose(&gro, 12).await;
    let (back, no) = (path(&proposed, "/withdrawal"), path(&proposed, "/refusal"));
    let without = sverre.call(&no, json!({ "reason": " " })).await;
    assert_eq!(without.json()["fields"][0]["field"], "reason");
    let own = gro.call(&no, json!({ "reason": "nei" })).await;
    assert_eq!(own.json()["code"], "same-person");
    let refused = sverre.call(&no, json!({ "reason": "for lavt" })).await;
    assert_eq!(refused.status, StatusCode::NO_CONTENT);
    assert_eq!(gro.call(&back, json!({ "reason": "x" })).await.json()["code"], "controlled");
    let second = propose(&gro, 13).await;
    let withdrawn = gro.call(&path(&second, "/withdrawal"), json!({ "reason": "angrer" })).await;
    assert_eq!(withdrawn.status, StatusCode::NO_CONTENT);
    assert_eq!(approve(&sverre, &second, 20_000).await.json()["code"], "controlled");
    assert_eq!(in_force(&gro).await, 20_000);
    let told = gro.get("/api/exclusions/quotas").await.json();
    let settled: Vec<_> = told.as_array().unwrap().iter().map(|one| &one["outcome"]).collect();
    assert_eq!(settled, ["withdrawn", "refused"], "the newest first");
    assert_eq!(told[1]["reason"], "for lavt");
}

#[tokio::test]
async fn of_two_numbers_approved_at_once_one_is_looked_at_anew() {
    let (_register, gro, sverre) = standing().await;
    let mut seen = 20_000;
    for round in 1..=5 {
        let (one, other) = (propose(&gro, 10 * round).await, propose(&gro, 10 * round + 1).await);
        let (first, second) =
            tokio::join!(approve(&sverre, &one, seen), approve(&sverre, &other, seen));
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::NO_CONTENT, StatusCode::CONFLICT], "{round}");
        seen = u32::try_from(in_force(&gro).await.as_u64().unwrap()).unwrap();
        assert_eq!(seen / 10, round);
    }
}

#[tokio::test]
async fn of_two_who_control_one_number_at_once_one_counts() {
    let (_register, gro, sverre) = standing().await;
    for _ in 0..5 {
        let proposed = propose(&gro, 20_000).await;
        let no = path(&proposed, "/refusal");
        let (one, other) = tokio::join!(
            approve(&sverre, &proposed, 20_000),
            sverre.call(&no, json!({ "reason": "nei" }))
        );
        let mut statuses = [one.status, other.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::NO_CONTENT, StatusCode::CONFLICT]);
    }
}

/// Tries statements in one act of one operator.
async fn tried(register: &TestRegister, by: &str, sql: &str) -> std::result::Result<(), String> {
    let actor = Actor::Person(world::CastMember::named(by).id().0);
    let mut act = register.node.store().act(actor, Uuid::now_v7()).await.unwrap();
    let sql = sql
        .replace("gro", &world::CastMember::named("gro").id().to_string())
        .replace("sverre", &world::CastMember::named("sverre").id().to_string());
    let done = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(act.conn()).await;
    done.map_err(|error| error.to_string())?;
    let entry = Entry::new("test.try", "exclusion_quota_change", Uuid::nil());
    act.commit(entry).await.map_err(|error| error.to_string())
}

fn proposal(id: char, by: &str) -> String {
    format!(
        "insert into exclusion_quota_change
        select '0000000{id}-0000-4000-8000-000000000000', '201', 1000000, at, '{by}'
        from act where id = current_setting('kandidat.act_id')::uuid;"
    )
}

fn approval(id: char, [proposer, by]: [&str; 2]) -> String {
    format!(
        "insert into exclusion_quota_control
        select '0000000{id}-0000-4000-8000-000000000000', '{proposer}', 'approved', null, at, '{by}'
        from act where id = current_setting('kandidat.act_id')::uuid;"
    )
}

#[tokio::test]
async fn one_person_s_act_sets_no_declared_number_whatever_sql_is_written() {
    let (register, gro, _) = standing().await;
    for (by, proposer, controller) in [
        ("gro", "gro", "gro"),
        ("gro", "gro", "sverre"),
        ("gro", "sverre", "gro"),
        ("sverre", "sverre", "gro"),
    ] {
        let alone = proposal('1', proposer) + &approval('1', [proposer, controller]);
        let no = tried(&register, by, &alone).await;
        assert!(no.is_err(), "{by} as {proposer} and {controller}");
    }
    tried(&register, "gro", &proposal('1', "gro")).await.expect("in her own act");
    for (by, named) in
        [("gro", ["gro", "gro"]), ("gro", ["gro", "sverre"]), ("gro", ["sverre", "gro"])]
    {
        assert!(tried(&register, by, &approval('1', named)).await.is_err(), "{by} as {named:?}");
    }
    for sql in [
        "update exclusion_quota_change set declared_size = 1",
        "delete from exclusion_quota_change",
        "truncate exclusion_quota_change cascade",
    ] {
        let no = tried(&register, "gro", sql).await.unwrap_err();
        assert!(no.contains("takes new rows only"), "{sql}: {no}");
    }
    assert_eq!(in_force(&gro).await, 20_000);
    tried(&register, "sverre", &approval('1', ["gro", "sverre"])).await.expect("another may");
    assert_eq!(in_force(&gro).await, 1_000_000);
    let undone = tried(&register, "gro", "delete from exclusion_quota_control").await.unwrap_err();
    assert!(undone.contains("takes new rows only"), "{undone}");
}

#[tokio::test]
async fn the_pages_of_declared_numbers_show_old_and_new_side_by_side_in_three_languages() {
    let (register, gro, sverre) = standing().await;
    let wrong = [("institution", "20"), ("declared_size", "12")];
    let shown = gro.post("/exclusions/quotas", &wrong).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shown.text().contains(r#"value="12""#), "{}", shown.text());
    let right = [("institution", "201"), ("declared_size", "12000")];
    let done = gro.post("/exclusions/quotas", &right).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let path = done.location.unwrap();
    let path = path.split('?').next().unwrap();
    for (key, language) in [
        ("sverre", "Oppgitt antall personer"),
        ("aslak", "Oppgjeve tal på personar"),
        ("ruth", "Declared number of persons"),
    ] {
        let by = register.sign_in(key).await;
        let page = by.get(path).await.text();
        assert!(page.contains(language), "{key}: {page}");
        for number in ["20\u{a0}000", "12\u{a0}000"] {
            assert!(
                page.contains(number) || page.contains(&number.replace('\u{a0}', ",")),
                "{page}"
            );
            let list = by.get("/exclusions/quotas").await.text();
            assert!(
                list.contains(number) || list.contains(&number.replace('\u{a0}', ",")),
                "{list}"
            );
        }
    }
    assert!(!gro.get(path).await.text().contains("/approval\""), "nobody approves her own");
    assert!(sverre.get(path).await.text().contains("/approval\""));
    let no = sverre.post(&format!("{path}/refusal"), &[("reason", "")]).await;
    assert_eq!(no.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = sverre.post(&format!("{path}/approval"), &[("seen", "20000")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(in_force(&gro).await, 12_000);
    assert!(gro.get("/exclusions").await.text().contains("/exclusions/quotas"));
}
