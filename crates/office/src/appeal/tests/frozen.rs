//! What was made after the announcement may come of the appeal, and does not reach those who
//! assess anew.

use super::blindness::package_bytes;
use super::*;
use axum::http::StatusCode;

/// Somebody puts a grading guide in on the page of the exam.
async fn put_guide(office: &TestOffice, planted: &Planted, language: &str, says: &str) {
    let path = format!("/exams/{}/documents", planted.exam);
    let fields = [("kind", "guide"), ("language", language)];
    let file = ("file", "guide.txt", "text/plain", says.as_bytes());
    let put = office.sign_in("siri").await.upload(&path, &fields, file).await;
    assert_eq!(put.status, StatusCode::SEE_OTHER, "{}", put.text());
}

async fn with_committee(office: &TestOffice, planted: &Planted, result: ResultId) -> String {
    planted.answer(office, "amina", "text/plain", b"Mitt svar om 1814.").await;
    let appeal = lodged(office, result).await;
    let members = json!({ "members": ids(&["knut", "hilde"]), "case_ref": "12/2011" });
    step(office, "jon", &appeal, "committee", members).await;
    appeal
}

/// Requirements: O-07, O-08
#[tokio::test]
async fn a_guide_written_after_the_announcement_does_not_reach_the_new_committee() {
    let (office, planted, result) = graded_2011("C").await;
    put_guide(&office, &planted, "nb", "Veiledning fra starten").await;
    office.clock("2011-06-23T09:00:00+02:00").await;
    let appeal = with_committee(&office, &planted, result).await;
    put_guide(&office, &planted, "nb", "Den som klaget, burde fatt B").await;
    put_guide(&office, &planted, "nn", "Den som klaga, burde fatt B").await;
    let built = step(&office, "ingrid", &appeal, "package", json!({})).await;
    assert!(built.status.is_success(), "{}", built.text());
    let package = package_bytes(&office).await.concat();
    let package = String::from_utf8_lossy(&package);
    assert!(package.contains("Veiledning fra starten"));
    assert!(!package.contains("burde fatt B"));
}

/// Requirements: O-07, O-08
#[tokio::test]
async fn a_guide_that_did_not_exist_at_the_announcement_goes_when_an_officer_has_seen_it() {
    let (office, planted, result) = graded_2011("C").await;
    office.clock("2011-06-23T09:00:00+02:00").await;
    let appeal = with_committee(&office, &planted, result).await;
    put_guide(&office, &planted, "nb", "Se etter kilder").await;
    let unseen = step(&office, "ingrid", &appeal, "package", json!({})).await;
    assert_eq!(unseen.json()["code"], "confirm-format");
    let ingrid = office.sign_in("ingrid").await;
    let page = ingrid.get(&format!("/appeals/{appeal}")).await.text();
    let link = page.split('"').rfind(|part| part.contains("/files/"));
    let link = link.expect("the guide, after the answer");
    assert_eq!(ingrid.get(link).await.body, b"Se etter kilder");
    let file = link.rsplit('/').next();
    let built = step(&office, "ingrid", &appeal, "package", json!({ "confirmed": [file] })).await;
    assert!(built.status.is_success(), "{}", built.text());
}

/// Requirements: O-07
#[tokio::test]
async fn to_have_opened_one_file_is_not_to_have_seen_another() {
    let (office, planted, result) = graded_2011("C").await;
    office.clock("2011-06-23T09:00:00+02:00").await;
    let scanned = planted.answer(&office, "amina", "image/png", PNG).await;
    let appeal = lodged(&office, result).await;
    let members = json!({ "members": ids(&["knut", "hilde"]), "case_ref": "12/2011" });
    step(&office, "jon", &appeal, "committee", members).await;
    put_guide(&office, &planted, "nb", "Se etter kilder").await;
    let ingrid = office.sign_in("ingrid").await;
    let page = ingrid.get(&format!("/appeals/{appeal}")).await.text();
    let files: Vec<&str> = page.split('"').filter(|part| part.contains("/files/")).collect();
    let [answer, guide] = files[..] else { panic!("two files: {files:?}") };
    assert!(answer.ends_with(&scanned.to_string()));
    let both: Vec<_> = files.iter().filter_map(|link| link.rsplit('/').next()).collect();
    let build =
        async || step(&office, "ingrid", &appeal, "package", json!({ "confirmed": both })).await;
    ingrid.get(answer).await;
    let half = build().await;
    assert_eq!(half.json()["code"], "look-first");
    let told = half.text();
    assert!(told.contains("Sensorveiledning nb (TXT)") && !told.contains("Besvarelse"), "{told}");
    office.sign_in("liv").await.get(guide).await;
    assert_eq!(build().await.json()["code"], "look-first", "somebody else has opened it");
    ingrid.get(guide).await;
    let built = build().await;
    assert!(built.status.is_success(), "{}", built.text());
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x06tEXtAuthor\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82";
