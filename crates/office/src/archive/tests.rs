//! The archive is the records office's to read.

use super::{Direction, NewEntry, register};
use crate::testing::TestOffice;
use ::store::Entry;
use axum::http::StatusCode;
use uuid::Uuid;

/// Requirements: A-21
#[tokio::test]
async fn the_records_office_finds_an_entry_by_its_case_number_with_codes_and_correspondent() {
    let office = TestOffice::new().await;
    let mut act = office.act().await;
    let (title, subject) = ("Klage på karakter, HIS-1001", ("appeal", Uuid::nil()));
    let unit = office.world.department();
    let entry = NewEntry {
        correspondent: "Amina Farah",
        access_code: "offl. § 13",
        archive_code: "531",
        ..NewEntry::of_case("2026/7", Direction::Incoming, title, unit, subject)
    };
    let id = register(&mut act, entry).await.unwrap();
    act.commit(Entry::new("test.archive", "archive_entry", id.0)).await.unwrap();
    let archive = office.sign_in("nils").await;
    let found = archive.get("/api/archive?case=2026/7").await.json();
    assert_eq!(
        (&found[0]["access_code"], &found[0]["correspondent"]),
        (&"offl. § 13".into(), &"Amina Farah".into())
    );
    for (q, found) in [("2026/7", 1), ("2026/8", 0), ("his-1001", 1), ("Farah", 1)] {
        let list = archive.call("/api/archive/search", serde_json::json!({ "q": q })).await.json();
        assert_eq!(list.as_array().unwrap().len(), found, "{q}");
        let page = archive.post("/archive/search", &[("q", q)]).await.text();
        assert_eq!(page.contains("Amina Farah"), found == 1, "{q}");
    }
    assert!(!archive.get("/archive?case=2026/8").await.text().contains("Amina"));
    assert!(archive.get("/archive").await.text().contains("Amina Farah"));
    assert_eq!(office.sign_in("amina").await.get("/archive").await.status, StatusCode::NOT_FOUND);
}
