//! What operators see of who asks about persons.

use super::*;
use protocol::exclusion::{ASK, Ask, Found, Purpose};
use serde_json::json;

#[tokio::test]
async fn operators_see_who_asks_how_often_for_what_and_in_how_many_cases_and_never_about_whom() {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let b = Office::take_part(&register, 202).await;
    a.register(&row(&a, &person(1), 1, LAST)).await;
    a.register(&row(&a, &person(2), 1, LAST)).await;
    register.settle().await;
    let asks = async |case: &str, about: usize, purpose| {
        let ask = Ask { national_id: person(about), purpose };
        b.question::<Found>(ASK, Some(case), &ask).await.unwrap();
    };
    asks("sak-1", 1, Purpose::Admission).await;
    asks("sak-2", 2, Purpose::Admission).await;
    asks("sak-2", 3, Purpose::Admission).await;
    asks("sak-3", 1, Purpose::Study).await;
    asks("sak-3", 1, Purpose::Study).await;
    register.on(date(2026, 11, 4)).await;
    asks("sak-4", 4, Purpose::Admission).await;
    let aslak = register.sign_in("aslak").await;
    let told = aslak.get("/api/exclusions/looks").await.json();
    let asked = |day: &str, purpose: &str, counts: [u32; 4]| {
        let [asked, cases, hits, again] = counts;
        json!({ "day": day, "asker": "202", "purpose": purpose, "asked": asked, "cases": cases,
            "hits": hits, "again": again })
    };
    let expected = json!([
        asked("2026-11-04", "admission", [1, 1, 0, 0]),
        asked("2026-11-02", "admission", [3, 2, 2, 0]),
        asked("2026-11-02", "study", [2, 1, 2, 1]),
    ]);
    assert_eq!(told["asked"], expected);
    let first = json!([{ "day": "2026-11-02", "decider": "201", "asker": "202", "looks": 2 }]);
    assert_eq!((&told["told"], &told["since"]), (&first, &json!("2026-10-06")));
    for (key, title, purpose) in [
        ("gro", "Oppslag om personer", "Studium eller eksamen"),
        ("aslak", "Oppslag om personar", "Studium eller eksamen"),
        ("ruth", "Questions about persons", "Study or exam"),
    ] {
        let page = register.sign_in(key).await.get("/exclusions/looks").await.text();
        assert!(page.contains(title) && page.contains(purpose), "{key}: {page}");
        for hidden in [person(1), "sak-1".into(), "Saksbehandler".into()] {
            assert!(!page.contains(&hidden), "{key}: {hidden}");
        }
    }
    // Thirty days, and the first of them counts.
    register.on(date(2026, 12, 1)).await;
    let looks = async || aslak.get("/api/exclusions/looks").await.json()["asked"].clone();
    assert_eq!(looks().await.as_array().unwrap().len(), 3);
    register.on(date(2026, 12, 2)).await;
    assert_eq!(looks().await.as_array().unwrap().len(), 1);
}
