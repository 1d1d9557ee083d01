//! What really leaves the office on the wire of an exclusion, byte by byte, under both Acts.

use super::super::{Change, change, control, delete};
use super::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The bodies of the messages to the register that were sent, in order, each with all its bytes.
async fn bodies(office: &TestOffice) -> Vec<(Value, String)> {
    let contents: Vec<Vec<u8>> = sqlx::query_scalar(
        "select content.bytes from mailbox_sent sent
        join mailbox_content content on content.id = sent.id
        order by sent.enqueued_at, sent.id",
    )
    .fetch_all(&office.node.store().pool)
    .await
    .expect("messages");
    let read = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("text");
        let envelope: Value = serde_json::from_str(&text).expect("an envelope");
        (envelope["body"].clone(), text)
    };
    contents.into_iter().map(read).collect()
}

/// The names of the members, those within the row and the period too.
fn members(body: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (name, value) in body.as_object().expect("an object") {
        match value {
            Value::Object(_) => names.extend(members(value)),
            Value::Null => panic!("{name} is told as nothing"),
            _ => drop(names.insert(name.clone())),
        }
    }
    names
}

/// What beside the elements every message needs: which row, and which version of it.
const TECHNICAL: [&str; 2] = ["id", "version"];
const OF_2011: [&str; 7] =
    ["national_id", "institution", "from", "to", "type", "classification", "case_officer"];
const OF_2024: [&str; 6] = ["national_id", "institution", "from", "to", "type", "classification"];

fn elements<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.iter().chain(&TECHNICAL).map(|name| (*name).to_owned()).collect()
}

/// Registered with everything that stays here, controlled, changed and deleted; what left.
async fn left(office: &TestOffice, decision: Decision, shorter: Date) -> Vec<(Value, String)> {
    let from = decision.from;
    let id = registered(office, &decision).await.expect("registered");
    for row in rows_of(office, id).await {
        doing!(office, "unni", BOTH, |act| control(&mut act, row.id, 1).await).expect("controlled");
        let new = Change {
            from,
            to: shorter,
            cause: Cause::DecisionChanged,
            justification: "delvis medhold etter klagen".to_owned(),
        };
        doing!(office, "tor", BOTH, |act| change(&mut act, row.id, &new).await).expect("changed");
        doing!(office, "unni", BOTH, |act| control(&mut act, row.id, 2).await).expect("controlled");
        let because = "omgjort etter ny vurdering";
        doing!(office, "tor", BOTH, |act| delete(&mut act, row.id, Cause::Reversed, because).await)
            .expect("asked");
        doing!(office, "unni", BOTH, |act| control(&mut act, row.id, 3).await).expect("deleted");
    }
    bodies(office).await
}

/// Journal number, grounds, paragraph, name, appeal, controller: none of it in any byte.
fn nothing_else(left: &[(Value, String)]) {
    for (_, bytes) in left {
        let hidden = [
            "2026/117",
            "medhold",
            "omgjort",
            "4-8(",
            "12-4(",
            "Amina",
            "Farah",
            "Unni",
            "appeal",
            "aggravated",
            "legal_basis",
        ];
        for hidden in hidden {
            assert!(!bytes.contains(hidden), "{hidden}: {bytes}");
        }
    }
}

/// Requirements
#[tokio::test]
async fn under_the_routine_of_2013_exactly_its_six_elements_leave() {
    let office = TestOffice::at("2013-08-01T10:00:00+02:00", "uit-2011").await;
    let decision = Decision {
        legal_basis: LegalBasis::parse("4-8(3)").expect("a basis"),
        decided_on: date(2013, 8, 1),
        under_appeal: true,
        ..cheating(date(2013, 8, 1), date(2014, 7, 31))
    };
    let left = left(&office, decision, date(2014, 1, 31)).await;
    assert_eq!(
        sent(&office).await,
        ["exclusion.registered", "exclusion.registered", "exclusion.deleted"]
    );
    for (body, to) in [(&left[0].0, "2014-07-31"), (&left[1].0, "2014-01-31")] {
        assert_eq!(members(body), elements(OF_2011), "{body}");
        let row = &body["row"];
        assert_eq!(body["national_id"].as_str().map(str::len), Some(11));
        assert_eq!((&row["institution"], &row["type"]), (&json!("999"), &json!("EKSAMENN")));
        assert_eq!((&row["classification"], &row["period"]["to"]), (&json!("ALLE"), &json!(to)));
        assert_eq!(row["period"]["from"], "2013-08-01");
        assert_eq!(row["case_officer"], "Tor Lien", "whoever registered");
    }
    assert_eq!(members(&left[2].0), elements([]), "a deletion says which row alone");
    nothing_else(&left);
}

/// Requirements
#[tokio::test]
async fn under_the_regulation_of_2024_exactly_its_five_elements_leave_and_nobody_s_name() {
    let office = TestOffice::new().await;
    let left = left(&office, autumn(), date(2027, 1, 31)).await;
    assert_eq!(left.len(), 3);
    for (body, _) in &left[..2] {
        assert_eq!(members(body), elements(OF_2024), "{body}");
    }
    assert_eq!(members(&left[2].0), elements([]));
    nothing_else(&left);
    assert!(left.iter().all(|(_, bytes)| !bytes.contains("Tor") && !bytes.contains("Lien")));
}

/// Requirements: Q-10
#[tokio::test]
async fn where_a_study_is_excluded_from_it_is_the_study_that_leaves_with_its_category() {
    let office = TestOffice::new().await;
    let decision = Decision {
        legal_basis: LegalBasis::parse("12-3(4)").expect("a basis"),
        programmes: vec!["SYK".to_owned()],
        classifications: vec![Classification::Hesos],
        ..autumn()
    };
    let left = left(&office, decision, date(2027, 1, 31)).await;
    let mut study = elements(OF_2024);
    study.insert("programme".to_owned());
    assert_eq!(members(&left[0].0), study);
    assert_eq!(left[0].0["row"]["programme"], "SYK");
    nothing_else(&left);
}
