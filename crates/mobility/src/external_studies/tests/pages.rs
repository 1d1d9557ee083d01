//! The pages and the API, in the browsers of those who may and of those who may not.

use super::*;
use axum::http::StatusCode;
use serde_json::json;

/// Requirements
#[tokio::test]
async fn an_officer_sees_the_difference_and_imports_the_lines_she_ticks() {
    let office = office().await;
    let courses = vec![course("HIS1000", "7.5", "C"), course("HIS2000", "10", "B")];
    let id = answered(&office, "amina", courses).await;
    let tor = office.sign_in("tor").await;
    assert!(tor.get("/desk").await.text().contains("Se på et dokument"));
    assert!(tor.get("/external-studies").await.text().contains("institusjon 998"));
    let path = format!("/external-studies/documents/{id}");
    let shown = tor.get(&path).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    assert!(shown.text().contains("HIS1000 Emnet HIS1000") && shown.text().contains("7,5"));
    let seal = tor.get(&format!("/api{path}")).await.json()["seal"].as_str().unwrap().to_owned();
    let stale = [("seal", "0"), ("rows", "1")];
    let refused = tor.post(&format!("{path}/import"), &stale).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
    let ticked = [("seal", seal.as_str()), ("rows", "1")];
    let done = tor.post(&format!("{path}/import"), &ticked).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let person = tor.get(&format!("/external-studies/people/{}", person("amina"))).await;
    assert_eq!(person.status, StatusCode::OK, "{}", person.text());
    assert!(person.text().contains("HIS2000") && !person.text().contains("HIS1000"));
    assert!(!tor.get("/desk").await.text().contains("Se på et dokument"), "it has been looked at");
}

/// Requirements: R-14
#[tokio::test]
async fn the_person_reads_what_stands_and_who_has_looked_and_brings_a_file() {
    let office = office().await;
    let id = answered(&office, "amina", vec![course("HIS1000", "7.5", "C")]).await;
    imported(&office, id).await.expect("imported");
    let (amina, bjorn) = (office.sign_in("amina").await, office.sign_in("bjorn").await);
    let mine = amina.get("/my/external-studies").await;
    assert_eq!(mine.status, StatusCode::OK, "{}", mine.text());
    assert!(mine.text().contains("HIS1000"));
    assert!(!bjorn.get("/my/external-studies").await.text().contains("HIS1000"));
    let file = format!("/my/external-studies/documents/{id}/file");
    assert_eq!(amina.get(&file).await.status, StatusCode::OK);
    assert_eq!(bjorn.get(&file).await.status, StatusCode::NOT_FOUND);
    let tor = office.sign_in("tor").await;
    tor.get(&format!("/external-studies/documents/{id}")).await;
    assert!(amina.get("/my/looks").await.text().contains("Utdanning fra andre steder"));
    let taken = amina.call_with("/api/my/external-studies/files", "text/xml", b"<html/>").await;
    assert_eq!(taken.status, StatusCode::CONFLICT, "{}", taken.text());
    assert_eq!(taken.json()["code"], json!("not-elmo"));
}

/// Requirements: R-14
#[tokio::test]
async fn the_officers_of_other_departments_learn_nothing() {
    let office = office().await;
    let id = answered(&office, "amina", vec![course("HIS1000", "7.5", "C")]).await;
    let exam = office.exam(office.world.courses.history, "2026-12-01").await;
    office.registered(exam, "amina", Language::Nb).await;
    let pages = [
        format!("/external-studies/documents/{id}"),
        format!("/external-studies/documents/{id}/file"),
        format!("/external-studies/people/{}", person("amina")),
    ];
    let (ingrid, per) = (office.sign_in("ingrid").await, office.sign_in("per").await);
    for page in &pages {
        assert_eq!(ingrid.get(page).await.status, StatusCode::OK, "{page}");
        assert_eq!(per.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let number = CastMember::named("amina").student_number().unwrap();
    let found = ingrid.post("/external-studies/find", &[("student", &number)]).await;
    assert_eq!(found.status, StatusCode::SEE_OTHER, "{}", found.text());
    let found = per.post("/external-studies/find", &[("student", &number)]).await;
    assert_eq!(found.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!per.get("/external-studies").await.text().contains("998"));
    assert_eq!(per.get("/external-studies/keys").await.status, StatusCode::NOT_FOUND);
}

/// Requirements: S-01, S-03
#[tokio::test]
async fn what_stands_on_paper_is_written_up_with_its_source() {
    let office = office().await;
    let tor = office.sign_in("tor").await;
    let path = format!("/external-studies/people/{}/rows", person("amina"));
    assert_eq!(tor.get(&format!("{path}/new")).await.status, StatusCode::OK);
    let empty = tor.post(&path, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["kind", "institution", "title"] {
        assert!(empty.text().contains(&format!("href=\"#{field}\"")), "{field}");
    }
    let mut typed = vec![
        ("kind", "practice"),
        ("institution", "Klinikken"),
        ("title", "Praksis"),
        ("term", "2025-V"),
        ("credits", "7,5"),
    ];
    let made = tor.post(&path, &typed).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    typed[4] = ("credits", "10");
    tor.post(&path, &typed).await;
    let rows = rows_of(&office, "amina").await;
    assert_eq!((rows.len(), rows[0].version, rows[0].source.as_str()), (1, 2, "entered"));
    assert!(!rows[0].verified);
    typed[4] = ("credits", "7.5555");
    assert_eq!(tor.post(&path, &typed).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
