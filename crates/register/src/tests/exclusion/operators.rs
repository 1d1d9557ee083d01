//! What operators see and do. Never a person.

use super::*;
use axum::http::StatusCode;
use serde_json::json;

async fn lived() -> (TestRegister, Arc<Office>) {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let b = Office::take_part(&register, 202).await;
    for serial in 1..=4 {
        a.register(&row(&a, &person(serial), 1, LAST)).await;
    }
    b.register(&row(&a, &person(9), 1, LAST)).await;
    register.settle().await;
    (register, b)
}

#[tokio::test]
async fn operators_see_counts_keys_and_alarms_and_never_a_person() {
    let (register, b) = lived().await;
    b.ask(&person(1)).await.unwrap();
    for (key, said, alarm) in [
        ("gro", "Utestengingene", "annen institusjon enn den som sendte den"),
        ("aslak", "Utestengingane", "annan institusjon enn den som sende ho"),
        ("ruth", "The exclusions", "another institution than its sender"),
    ] {
        let page = register.sign_in(key).await.get("/exclusions").await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        assert!(text.contains(said) && text.contains(alarm), "{key}: {text}");
        for hidden in [person(1), person(9), "Saksbehandler".into()] {
            assert!(!text.contains(&hidden), "{key}");
        }
    }
    let told = register.sign_in("aslak").await.get("/api/exclusions").await;
    let text = told.text();
    assert!(!text.contains(&person(1)) && !text.contains("Saksbehandler"));
    let told = told.json();
    assert_eq!(told["counts"][0], json!({ "by": "institution", "what": "201", "about": 5 }));
    assert_eq!(told["alarms"][0]["reason"], "other-institution");
    assert_eq!(told["institutions"][0]["declared_size"], 20_000);
    assert_eq!((&told["list_version"], &told["is_announced"]), (&json!(5), &json!(true)));
}

#[tokio::test]
async fn the_system_owner_alone_proposes_quotas_opens_keys_and_looks_into_alarms() {
    let (register, _) = lived().await;
    let (gro, ruth) = (register.sign_in("gro").await, register.sign_in("ruth").await);
    let alarm = gro.get("/api/exclusions").await.json()["alarms"][0]["id"].clone();
    let seen = format!("/api/exclusions/alarms/{}/seen", alarm.as_str().unwrap());
    let declared = json!({ "institution": "201", "declared_size": 12 });
    for (path, body) in [
        ("/api/exclusions/quotas", &declared),
        ("/api/exclusions/epochs", &json!({})),
        (seen.as_str(), &json!({})),
    ] {
        assert_eq!(ruth.call(path, body.clone()).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(gro.call(&seen, json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(gro.call(&seen, json!({})).await.status, StatusCode::NOT_FOUND, "it waits no more");
}

#[tokio::test]
async fn the_page_s_forms_do_the_same() {
    let (register, _) = lived().await;
    let gro = register.sign_in("gro").await;
    assert_eq!(gro.post("/exclusions/epochs", &[]).await.status, StatusCode::SEE_OTHER);
    let told = gro.get("/api/exclusions").await.json();
    assert_eq!(told["epochs"].as_array().unwrap().len(), 2);
    let alarm = format!("/exclusions/alarms/{}/seen", told["alarms"][0]["id"].as_str().unwrap());
    assert_eq!(gro.post(&alarm, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(gro.get("/api/exclusions").await.json()["alarms"][0]["is_seen"], true);
}

/// Every reason has its words.
#[test]
fn every_alarm_is_told_in_words() {
    use crate::exclusion::Fault;
    let own =
        ["quota", "fishing", "asked-too-often", "asked-in-vain", "many-rows", "secret-changed"];
    for code in Fault::ALL.map(Fault::code).into_iter().chain(own) {
        let key = format!("exclusions-alarm-{code}");
        let text = ui::messages::format(rules::Language::En, &key, &[]);
        assert!(text.contains(' '), "{key}");
    }
}
