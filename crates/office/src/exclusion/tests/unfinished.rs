//! What was registered and comes to nothing is not the controllers' alone.

use super::super::{refuse, withdraw};
use super::*;
use serde_json::Value;

/// The steps on somebody's desk that are about exclusions, but for those of whoever controls.
async fn steps(office: &TestOffice, key: &str) -> Vec<String> {
    let desk = office.sign_in(key).await.get("/api/desk").await.json();
    let tasks = desk.as_array().expect("tasks").iter();
    let of = |task: &&Value| task["routine"] == "exclusion" && task["owner"] != "RUST_KONTROLLER";
    tasks.filter(of).map(|task| task["step"]["en"].as_str().expect("a step").to_owned()).collect()
}

const WAITED: &str = "Has waited for control for more than 7 days";
const REFUSED: &str = "An exclusion was refused in the control: register it anew, or let it be";

/// Requirements
#[tokio::test]
async fn what_waits_for_too_long_is_a_task_of_those_who_register_and_of_the_system_owner() {
    let office = TestOffice::new().await;
    let decision = registered(&office, &autumn()).await.expect("registered");
    assert_eq!(rows_of(&office, decision).await.len(), 2);
    office.clock("2026-11-09T23:59:59+01:00").await;
    for key in ["tor", "unni", "harald"] {
        assert!(steps(&office, key).await.is_empty(), "{key}: the seventh day");
    }
    office.clock("2026-11-10T00:00:00+01:00").await;
    assert_eq!(steps(&office, "tor").await, [WAITED, WAITED]);
    assert_eq!(steps(&office, "unni").await, [WAITED, WAITED]);
    assert_eq!(steps(&office, "harald").await, [WAITED], "how many, and nobody's name");
    for row in rows_of(&office, decision).await {
        doing!(&office, "unni", BOTH, |act| super::super::control(&mut act, row.id, 1).await)
            .expect("controlled");
    }
    for key in ["tor", "unni"] {
        assert!(steps(&office, key).await.is_empty(), "{key}");
    }
}

/// Requirements
#[tokio::test]
async fn what_was_refused_comes_back_to_those_who_register_and_stands_in_the_log() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    doing!(&office, "unni", BOTH, |act| refuse(&mut act, row, 1, "Feil person.").await)
        .expect("no");
    assert_eq!(steps(&office, "tor").await, [REFUSED], "the registrar learns of it");
    let harald = office.sign_in("harald").await;
    let log = harald.get("/api/exclusions/alerts").await.json();
    let alert = log.as_array().expect("alerts").iter().find(|one| one["what"] == "refused");
    let alert = alert.expect("in the log")["id"].as_str().expect("an id").to_owned();
    office.clock("2026-11-20T10:00:00+01:00").await;
    assert!(steps(&office, "tor").await.contains(&REFUSED.to_owned()), "nobody has seen it");
    harald.post(&format!("/exclusions/alerts/{alert}/seen"), &[]).await;
    assert!(!steps(&office, "tor").await.contains(&REFUSED.to_owned()), "seen by another");
    let second = a_row(&office, ExclusionType::Eksamenn, false).await;
    doing!(&office, "unni", BOTH, |act| refuse(&mut act, second, 1, "Feil.").await).expect("no");
    assert!(steps(&office, "tor").await.contains(&REFUSED.to_owned()));
    let third = a_row(&office, ExclusionType::Eksamenn, false).await;
    assert!(!steps(&office, "tor").await.contains(&REFUSED.to_owned()), "registered anew");
    doing!(&office, "tor", BOTH, |act| withdraw(&mut act, third, 1, "feil").await).expect("back");
    let log = harald.get("/api/exclusions/alerts").await.json();
    let mut whats: Vec<_> = log.as_array().expect("alerts").iter().collect();
    whats.retain(|one| one["row"] == third.to_string() && one["what"] == "withdrawn");
    assert_eq!(whats.len(), 1, "nor is it taken back in silence: {log}");
}
