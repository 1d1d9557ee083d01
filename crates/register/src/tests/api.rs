//! The description of the API says of every call what the edge does with it.

use super::TestRegister;
use crate::routes;
use edge::Mode;
use serde_json::Value;

const PROBLEM: &str = "application/problem+json";

/// The operation of each row that programs call, with its row.
async fn described() -> Vec<(edge::RouteRow<crate::access::Allow>, Value)> {
    let register = TestRegister::new(Mode::Demo).await;
    let browser = register.sign_in("gro").await;
    let api = browser.get("/api/openapi.json").await.json();
    let rows = routes(true).table().into_iter().filter(|row| row.path.starts_with("/api/"));
    let described = rows.map(|row| {
        let operation = api["paths"][&row.path][row.method.to_lowercase()].clone();
        (row, operation)
    });
    described.collect()
}

#[tokio::test]
async fn every_call_that_is_an_act_asks_for_its_key_and_says_what_may_come_back() {
    let mut acts = 0;
    for (row, operation) in described().await {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let key = parameters.iter().find(|one| one["name"] == "Idempotency-Key");
        assert_eq!(key.is_some(), row.action.is_some(), "{} {}", row.method, row.path);
        let Some(key) = key else { continue };
        acts += 1;
        assert_eq!(
            (&key["in"], &key["required"]),
            (&"header".into(), &true.into()),
            "{}",
            row.path
        );
        for status in ["401", "404", "409", "422"] {
            assert!(operation["responses"][status].is_object(), "{} {status}", row.path);
        }
    }
    assert!(acts > 5, "only {acts} acts are described");
}

#[tokio::test]
async fn whatever_is_wrong_is_described_as_the_problem_that_it_is_told_as() {
    for (row, operation) in described().await {
        let answers = operation["responses"].as_object().expect("answers");
        for (status, answer) in answers.iter().filter(|(status, _)| status.starts_with('4')) {
            let content = answer["content"].as_object().expect("a body");
            let media: Vec<_> = content.keys().collect();
            assert_eq!(media, [PROBLEM], "{} {} {status}", row.method, row.path);
        }
    }
}
