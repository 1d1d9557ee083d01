//! Table 1 of the routine as the page answers it: which decision gives which rows, under both Acts, and which
//! give none whatever is typed.

use super::*;
use crate::testing::Browser;
use serde_json::{Value, json};

/// The paragraph with what the form takes beside it, the rows, and the years that it lasts at most.
type Line = (&'static str, fn() -> Value, &'static [&'static str], i16);

fn nothing() -> Value {
    json!({})
}

fn history() -> Value {
    json!({ "programmes": ["HIS"] })
}

fn both_categories() -> Value {
    json!({ "classifications": ["HESOS", "LÆRER"] })
}

fn nursing() -> Value {
    json!({ "programmes": ["SYK"], "classifications": ["HESOS"] })
}

const FOUR: &[&str] = &["EKSAMENN HESOS", "EKSAMENN LÆRER", "KARANTENEL HESOS", "KARANTENEL LÆRER"];
const ALL_STUDIES: &[&str] = &["EKSAMENN ALLE", "KARANTENEL ALLE"];
const ONE_STUDY: &[&str] = &["EKSAMENN ALLE", "KARANTENEL ALLE HIS"];

/// The Act of 2005, as the routine's table has it.
const OF_2005: &[Line] = &[
    ("3-7(8)", nothing, &["KARANTENEN ALLE"], 1),
    ("4-8(1)2", history, ONE_STUDY, 1),
    ("4-8(2)", both_categories, FOUR, 3),
    ("4-8(3)", nothing, ALL_STUDIES, 1),
];
/// What the table does not register.
const NONE_OF_2005: &[&str] = &["3-7(7)", "4-7", "4-8(1)1", "4-9(3)", "4-9(4)", "4-10"];

const OF_2024: &[Line] = &[
    ("12-1(1)", nothing, &["KARANTENEN ALLE"], 1),
    ("12-1(2)", nothing, ALL_STUDIES, 1),
    ("12-3(4)", nursing, &["KARANTENEN HESOS SYK"], 5),
    ("12-4(3)", nothing, ALL_STUDIES, 1),
    ("12-4(4)", nothing, ALL_STUDIES, 1),
    ("12-5(3)", history, ONE_STUDY, 1),
    ("12-6(1)", both_categories, FOUR, 3),
    ("12-7(2)", both_categories, FOUR, 3),
];
const NONE_OF_2024: &[&str] = &["12-2", "12-5(2)", "12-8"];

/// A decision of today about Amina, until a day.
async fn typed(office: &TestOffice, basis: &str, more: Value, to: Date) -> Value {
    let number: String = sqlx::query_scalar("select national_id from person where id = $1")
        .bind(person("amina").0)
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a number");
    let today = office.node.today();
    let mut typed = json!({ "national_id": number, "legal_basis": basis, "decided_on": today,
        "from": today, "to": to });
    for (name, value) in more.as_object().expect("fields") {
        typed[name] = value.clone();
    }
    typed
}

/// The same as the form on the page sends it.
async fn page(tor: &Browser, typed: &Value) -> (u16, String) {
    let mut fields = Vec::new();
    for (name, value) in typed.as_object().expect("fields") {
        match value {
            Value::Array(all) => {
                fields.extend(all.iter().map(|one| (name.as_str(), one.as_str().expect("text"))));
            }
            one => fields.push((name.as_str(), one.as_str().expect("text"))),
        }
    }
    let answer = tor.post("/exclusions/rows", &fields).await;
    (answer.status.as_u16(), answer.text())
}

fn rows(shown: &Value) -> Vec<String> {
    let rows = shown["rows"].as_array().expect("rows").iter().map(|row| {
        let parts = [&row["type"], &row["classification"], &row["programme"]];
        parts.iter().filter_map(|part| part.as_str()).collect::<Vec<_>>().join(" ")
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort();
    rows
}

async fn follows(office: &TestOffice, table: &[Line], none: &[&str]) {
    let tor = office.sign_in("tor").await;
    let today = office.node.today();
    for (basis, more, expected, years) in table {
        let last = today + jiff::Span::new().years(*years) - jiff::Span::new().days(1);
        let of = typed(office, basis, more(), last).await;
        let shown = tor.call("/api/exclusions/rows", of.clone()).await;
        assert_eq!(shown.status, 200, "{basis}: {}", shown.text());
        let shown = shown.json();
        assert_eq!(rows(&shown), *expected, "{basis}");
        for row in shown["rows"].as_array().expect("rows") {
            let kind = row["type"].as_str().expect("a type");
            assert_eq!(row["transfers"], kind.ends_with('N'), "{basis} {kind}: Q-11");
        }
        let (status, text) = page(&tor, &of).await;
        assert_eq!(status, 200, "{basis}: {text}");
        for row in *expected {
            let words = row.split_once(' ').expect("two words").1.split(' ').next();
            let head =
                format!("{} {}", row.split(' ').next().expect("a type"), words.expect("one"));
            assert!(text.contains(&head), "{basis} {head}: {text}");
        }
        let day_after = typed(office, basis, more(), last + jiff::Span::new().days(1)).await;
        let refused = tor.call("/api/exclusions/rows", day_after).await;
        assert_eq!(refused.json()["code"], "period-too-long", "{basis}");
    }
    let soon = today + jiff::Span::new().months(6);
    for basis in none {
        for more in
            [nothing(), json!({ "types": ["EKSAMENL"], "justification": "styret ber om det" })]
        {
            let of = typed(office, basis, more, soon).await;
            let (status, text) = page(&tor, &of).await;
            assert_eq!(status, 422, "{basis}: {text}");
            for path in ["/api/exclusions/rows", "/api/exclusions"] {
                let refused = tor.call(path, of.clone()).await;
                assert_eq!(refused.json()["code"], "not-registered", "{basis} {path}");
            }
        }
    }
    let kept: i64 = sqlx::query_scalar("select count(*) from exclusion_row")
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a count");
    assert_eq!((kept, sent(office).await.len()), (0, 0), "nothing is stored by looking");
}

/// Requirements: Q-T1, Q-04, Q-11, Q-17, Q-26, Q-44, E-27
#[tokio::test]
async fn under_the_act_of_2005_each_paragraph_gives_the_rows_of_the_table_and_no_other() {
    let office = TestOffice::at("2013-08-01T10:00:00+02:00", "uit-2011").await;
    follows(&office, OF_2005, NONE_OF_2005).await;
    let tor = office.sign_in("tor").await;
    // Of false documents the table has the local one too, which somebody has to choose.
    let local = json!({ "types": ["KARANTENEL"] });
    let of = typed(&office, "3-7(8)", local, date(2014, 7, 31)).await;
    let shown = tor.call("/api/exclusions/rows", of).await.json();
    assert_eq!(
        (rows(&shown), &shown["rows"][0]["transfers"]),
        (vec!["KARANTENEL ALLE".to_owned()], &json!(false))
    );
    assert_eq!(shown["warnings"], json!(["nothing-transferred"]));
    // A combination that the table does not have.
    let other = json!({ "types": ["KARANTENEN", "EKSAMENN"] });
    let of = typed(&office, "4-8(3)", other, date(2014, 7, 31)).await;
    assert_eq!(
        tor.call("/api/exclusions/rows", of).await.json()["code"],
        "combination-not-allowed"
    );
}

/// Requirements: Q-T1, Q-04, Q-11, Q-17, Q-26, Q-44
#[tokio::test]
async fn under_the_act_of_2024_each_paragraph_gives_its_rows_and_what_has_no_effect_elsewhere_none()
{
    let office = TestOffice::new().await;
    follows(&office, OF_2024, NONE_OF_2024).await;
}
