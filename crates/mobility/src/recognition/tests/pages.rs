//! The pages and the API, in the browsers of those who may and of those who may not.

use super::*;
use axum::http::StatusCode;
use serde_json::json;

/// Requirements: S-01, R-05
#[tokio::test]
async fn the_applicant_applies_uploads_and_reads_what_became_of_it() {
    let office = office().await;
    let document = answered(&office, "amina", vec![course("HIS1000", "10", "B")]).await;
    imported(&office, document).await.expect("imported");
    let (amina, bjorn) = (office.sign_in("amina").await, office.sign_in("bjorn").await);
    let form = amina.get("/my/recognitions/new").await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    assert!(form.text().contains("HIS1000"));
    let empty = amina.post("/my/recognitions", &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("href=\"#unit\""));
    let unit = office.world.department().to_string();
    let row = rows_of(&office, "amina").await[0].id.to_string();
    let typed = [("unit", unit.as_str()), ("education", "Historie"), ("rows", row.as_str())];
    let made = amina.post("/my/recognitions", &typed).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let cases = amina.get("/api/my/recognitions").await.json();
    let id = cases[0]["id"].as_str().expect("a case").to_owned();
    let mine = format!("/my/recognitions/{id}");
    let file = ("file", "utskrift.pdf", "application/pdf", &b"%PDF-1.7\nx"[..]);
    let sent = amina.upload(&format!("{mine}/files"), &[("about", "Utskrift")], file).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let api = format!("/api{mine}/files");
    let file = ("file", "karakterer.pdf", "application/pdf", &b"%PDF-1.7\ny"[..]);
    let called = amina.upload(&api, &[("about", "Karakterer")], file).await;
    assert_eq!(called.status, StatusCode::NO_CONTENT, "{}", called.text());
    let silent = amina.upload(&api, &[], file).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", silent.text());
    let bare = amina.call(&api, serde_json::json!({})).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", bare.text());
    let others = bjorn.upload(&api, &[("about", "Karakterer")], file).await;
    assert_eq!(others.status, StatusCode::NOT_FOUND);
    let shown = amina.get(&mine).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    assert!(shown.text().contains("Utskrift") && shown.text().contains("HIS1000"));
    let described = [
        ("kind", "practice"),
        ("institution", "Klinikken"),
        ("title", "Praksis"),
        ("credits", "5"),
    ];
    let added = amina.post(&format!("{mine}/items"), &described).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    for path in [mine.clone(), format!("/api{mine}"), format!("/recognitions/{id}")] {
        assert_eq!(bjorn.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(
        bjorn.post(&format!("{mine}/items"), &described).await.status,
        StatusCode::NOT_FOUND
    );
}

/// Requirements: S-01
#[tokio::test]
async fn the_unit_sends_assesses_and_decides_on_its_pages() {
    let office = office().await;
    let id = with_courses(&office, &[("HIS1000", "10")]).await;
    let line = items(&office, id).await[0];
    let (ingrid, siri) = (office.sign_in("ingrid").await, office.sign_in("siri").await);
    let per = office.sign_in("per").await;
    let path = format!("/recognitions/{id}");
    assert!(ingrid.get("/desk").await.text().contains("Se på en søknad om godkjenning"));
    assert!(ingrid.get("/recognitions").await.text().contains("Farah, Amina"));
    assert!(!per.get("/recognitions").await.text().contains("Farah"));
    assert_eq!(per.get(&path).await.status, StatusCode::NOT_FOUND);
    let sent = ingrid.post(&format!("{path}/sending"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(siri.get("/desk").await.text().contains("Vurder en søknad om godkjenning"));
    let shown = siri.get(&path).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    assert!(shown.text().contains("HIS-1001"), "courses here to choose from");
    let course = office.world.courses.history.to_string();
    let names = ["as", "course", "credits", "rest"].map(|name| format!("{name}-{line}"));
    let typed = |credits: &'static str, rest: &'static str| {
        let values = ["course", course.as_str(), credits, rest];
        let mut fields: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(values).collect();
        fields.push(("grounds", "Svarer til vårt."));
        fields
    };
    let more = siri.post(&format!("{path}/assessment"), &typed("7,5", "5")).await;
    assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = more.text().replace('\u{a0}', " ");
    assert!(told.contains("uhl. § 9-1 (2)"), "with the paragraph: {told}");
    let done = siri.post(&format!("{path}/assessment"), &typed("7,5", "2,5")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(siri.post(&format!("{path}/decision"), &[]).await.status, StatusCode::NOT_FOUND);
    let decided = ingrid.post(&format!("{path}/decision"), &[]).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    let one = ingrid.get(&format!("/api{path}")).await.json();
    assert_eq!((&one["state"], &one["assessment"]["credits"]), (&json!("decided"), &json!("10")));
    let amina = office.sign_in("amina").await;
    let mine = amina.get(&format!("/my/recognitions/{id}")).await.text();
    assert!(mine.contains("23. november 2026") || mine.contains("23.\u{a0}november"), "{mine}");
    assert!(amina.get("/my/looks").await.text().contains("Godkjenning av utdanning"));
    let appealed =
        amina.post(&format!("/my/recognitions/{id}/appeal"), &[("grounds", "Feil")]).await;
    assert_eq!(appealed.status, StatusCode::SEE_OTHER, "{}", appealed.text());
    assert_eq!(CastMember::named("amina").id(), person("amina"));
}

/// An application that is made up would open what the person has from elsewhere.
/// Requirements: S-01
#[tokio::test]
async fn nobody_registers_an_application_of_somebody_the_unit_has_nothing_to_do_with() {
    let office = office().await;
    let document = answered(&office, "amina", vec![course("HIS1000", "10", "B")]).await;
    imported(&office, document).await.expect("imported");
    let unit: Uuid = sqlx::query_scalar("select id from unit where place_code = '999.10.02'")
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a unit");
    let (unit, amina) = (unit.to_string(), person("amina").to_string());
    let typed = [
        ("person", amina.as_str()),
        ("unit", unit.as_str()),
        ("education", "Historie"),
        ("channel", "desk"),
        ("applied_on", "02.11.2026"),
    ];
    let body = json!({ "person": amina, "unit": unit, "education": "Historie", "channel": "desk",
        "applied_on": "2026-11-02" });
    let per = office.sign_in("per").await;
    let posted = per.post("/recognitions", &typed).await;
    assert_eq!(posted.status, StatusCode::NOT_FOUND, "{}", posted.text());
    let called = per.call("/api/recognitions", body.clone()).await;
    assert_eq!(called.status, StatusCode::NOT_FOUND, "{}", called.text());
    let studies = per.get(&format!("/external-studies/people/{amina}")).await;
    assert_eq!(studies.status, StatusCode::NOT_FOUND);
    let tor = office.sign_in("tor").await;
    let made = tor.call("/api/recognitions", body).await;
    assert_eq!(made.status, StatusCode::OK, "the institution as a whole: {}", made.text());
}
