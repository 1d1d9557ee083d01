//! The register is the institution's; address and CV are for the units that engage an examiner.

use super::*;
use crate::testing::Browser;

/// The address as this reader gets it from the API, and the status of the CV.
async fn reads(reader: &Browser, one: &str) -> (Value, u16) {
    let email = reader.get(one).await.json()["email"].clone();
    (email, reader.get(&format!("{one}/cv")).await.status.as_u16())
}

/// Requirements: L-04, L-05, A-02
#[tokio::test]
async fn a_unit_finds_every_examiner_and_reads_address_and_cv_once_it_engages_him() {
    let office = TestOffice::new().await;
    let geir = CastMember::named("geir").id();
    let (one, page) = (format!("/api/examiners/{geir}"), format!("/examiners/{geir}"));
    let (ingrid, per) = (office.sign_in("ingrid").await, office.sign_in("per").await);
    let cv = format!("{one}/cv");
    assert_eq!(ingrid.call_with(&cv, "application/pdf", b"%PDF-1.7 CV").await.status, 204);
    assert_eq!(reads(&ingrid, &one).await.1, 200, "history has approved him");
    assert_eq!(reads(&per, &one).await, (Value::Null, 404));
    assert_eq!(per.call_with(&cv, "application/pdf", b"%PDF-1.7 other").await.status, 404);
    let shown = per.get(&page).await.text();
    assert!(shown.contains("Geir Tveit") && shown.contains("Fjordby universitet"));
    assert!(shown.contains("Vises for enheter som") && !shown.contains("@"), "{shown}");
    let exam = exam_of(&office, office.world.courses.languages).await;
    propose(&office, "per", exam, json!({ "members": [member("geir", false)] })).await;
    let (email, status) = reads(&per, &one).await;
    assert!(email.as_str().is_some_and(|email| email.contains('@')) && status == 200);
    propose(&office, "per", exam, json!({ "members": [member("hilde", false)] })).await;
    assert_eq!(reads(&per, &one).await, (Value::Null, 404), "another was proposed in his place");
}

/// Requirements: L-05, A-02
#[tokio::test]
async fn whoever_enters_an_examiner_and_those_above_read_the_address_and_the_neighbour_does_not() {
    let office = TestOffice::new().await;
    let new = json!({ "given_name": "Unni", "family_name": "Lode", "email": "unni@firma.example",
        "language": "nn", "workplace": "Firma AS", "external": true, "employed_at_university": false });
    let per = office.sign_in("per").await;
    let id = per.call("/api/examiners", new).await.json()["id"].clone();
    let one = format!("/api/examiners/{}", id.as_str().expect("entered"));
    for (key, reads) in [("per", true), ("liv", true), ("ingrid", false), ("jon", false)] {
        let found = office.sign_in(key).await.get(&one).await.json();
        assert_eq!(
            (found["name"].as_str(), found["email"].is_string()),
            (Some("Unni Lode"), reads),
            "{key}"
        );
    }
}
