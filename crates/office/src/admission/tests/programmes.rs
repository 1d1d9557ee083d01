//! Programmes, their classification, and their study starts.

use super::*;

/// Requirements
#[tokio::test]
async fn an_officer_keeps_programmes_with_the_category_that_an_exclusion_may_concern() {
    let office = TestOffice::new().await;
    let liv = office.sign_in("liv").await;
    let id = programme(&office, "SYK", Some("HELSEFAG")).await;
    let path = format!("/api/programmes/{id}");
    let kept = liv.get(&path).await.json();
    assert_eq!(kept["fields"]["classification"], "HESOS", "one code for what has two names");
    let mut other = fields("GLU", Some("LÆRER"));
    other["terms"] = json!(10);
    assert_eq!(liv.put(&path, other).await.status, StatusCode::NO_CONTENT);
    assert_eq!(liv.get(&path).await.json()["fields"]["classification"], "LÆRER");
    let page = liv.get("/programmes").await.text();
    assert!(page.contains("GLU") && page.contains("lærerutdanning"), "{page}");
}

/// Requirements: Q-17
#[tokio::test]
async fn every_fault_of_a_programme_is_told_at_its_field() {
    let office = TestOffice::new().await;
    let liv = office.sign_in("liv").await;
    let faults = async |body: Value| {
        let answer = liv.call("/api/programmes", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
        let answer = answer.json();
        let fields = answer["fields"].as_array().expect("fields").iter();
        fields.map(|one| one["field"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(faults(fields("SYK", Some("ALLE"))).await, ["classification"], "ALLE is of rows");
    let mut wrong = fields("", None);
    wrong["unit"] = json!("998");
    assert_eq!(faults(wrong).await, ["code", "unit"]);
    for (terms, expected) in [(0, 422), (1, 201), (20, 201), (21, 422)] {
        let mut body = fields(&format!("T{terms}"), None);
        body["terms"] = json!(terms);
        assert_eq!(liv.call("/api/programmes", body).await.status.as_u16(), expected, "{terms}");
    }
    programme(&office, "SYK", None).await;
    assert_eq!(faults(fields("SYK", None)).await, ["code"], "taken");
}

#[tokio::test]
async fn studies_begin_after_today_and_one_applies_before_they_do() {
    let office = TestOffice::new().await;
    let id = programme(&office, "SYK", None).await;
    let liv = office.sign_in("liv").await;
    for (starts_on, apply_by, expected) in [
        ("2026-11-02", "2026-11-01", 422),
        ("2026-11-03", "2026-11-03", 422),
        ("2026-11-03", "2026-11-02", 201),
        ("2026-11-03", "2026-11-01", 422),
    ] {
        let body = json!({ "starts_on": starts_on, "apply_by": apply_by });
        let made = liv.call(&format!("/api/programmes/{id}/starts"), body).await;
        assert_eq!(made.status.as_u16(), expected, "{starts_on} {apply_by}");
    }
}

#[tokio::test]
async fn programmes_are_kept_by_those_of_the_unit_alone_and_read_in_three_languages() {
    let office = TestOffice::new().await;
    let id = programme(&office, "SYK", None).await;
    start(&office, &id, "2027-01-11").await;
    for key in ["ingrid", "per", "amina"] {
        let browser = office.sign_in(key).await;
        for path in ["/programmes", "/api/programmes", "/applications", "/applications/import"] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{key} {path}");
        }
    }
    let (liv, tor) = (office.sign_in("liv").await, office.sign_in("tor").await);
    assert_eq!(liv.get("/applications/import").await.status, StatusCode::NOT_FOUND);
    for language in ["nb", "nn", "en"] {
        office.reads("tor", language).await;
        for path in [
            "/programmes",
            "/programmes/new",
            "/applications",
            "/applications/import",
            "/my/applications",
        ] {
            assert_eq!(tor.get(path).await.status, StatusCode::OK, "{language} {path}");
        }
        let page = tor.get(&format!("/programmes/{id}")).await;
        assert_eq!(page.status, StatusCode::OK, "{language}");
    }
    let typed = [
        ("code", "GLU"),
        ("name_nb", "Lærer"),
        ("name_nn", "Lærar"),
        ("name_en", "Teacher"),
        ("unit", "999.10.01"),
        ("terms", "10"),
        ("classification", "LÆRER"),
    ];
    assert_eq!(tor.post("/programmes", &typed).await.status, StatusCode::SEE_OTHER);
    let empty = tor.post("/programmes", &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("href=\"#terms\""));
}

/// Requirements
#[tokio::test]
async fn once_somebody_has_applied_a_programme_keeps_what_an_exclusion_knows_it_by() {
    let applied = Applied::to(Some("HELSEFAG"), &["2027-01-11"]).await;
    let liv = applied.office.sign_in("liv").await;
    let id: Uuid = sqlx::query_scalar("select id from programme")
        .fetch_one(&applied.office.node.store().pool)
        .await
        .expect("a programme");
    let path = format!("/api/programmes/{id}");
    let health = Some("HELSEFAG");
    for body in [fields("NEW", health), fields("SYK", None), fields("SYK", Some("LÆRER"))] {
        assert_eq!(said(&liv.put(&path, body.clone()).await), no("has-applicants"), "{body}");
    }
    let mut named = fields("SYK", health);
    named["name_nb"] = json!("Et annet navn");
    assert_eq!(liv.put(&path, named).await.status, StatusCode::NO_CONTENT, "the rest may change");
    for sql in [
        "update programme set code = 'NEW'",
        "update programme set classification = null",
        "update study_start set programme_id = gen_random_uuid()",
    ] {
        assert!(!applied.office.lets("liv", sql).await, "{sql}");
    }
    assert!(applied.office.lets("liv", "update programme set name_nb = 'Et tredje'").await);
}
