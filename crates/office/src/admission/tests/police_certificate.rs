//! The police certificate: an approved one opens the studies, and no case about one reaches the register.

use super::*;

/// Kim has accepted a place on 2 November 2026 at studies from 16 August 2027 on, that ask for a certificate or
/// not.
async fn accepted(asks: bool) -> Applied {
    let office = TestOffice::new().await;
    let kim = somebody(&office).await;
    let mut fields = fields("SYK", Some("HESOS"));
    fields["police_certificate"] = json!(asks);
    let liv = office.sign_in("liv").await;
    let made = liv.call("/api/programmes", fields).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let programme = made.json()["id"].as_str().expect("an id").to_owned();
    let start = start(&office, &programme, "2027-08-16").await;
    let applied = Applied::apply(office, kim, &[start]).await;
    assert_eq!(applied.offer(0, by()).await, yes(204));
    assert_eq!(applied.answer(0, true).await, yes(204));
    applied
}

fn path(applied: &Applied) -> String {
    format!("/api/applications/choices/{}/police-certificate", applied.choices[0])
}

async fn approve(applied: &Applied, key: &str, issued: &str, received: &str) -> (u16, String) {
    let browser = applied.office.sign_in(key).await;
    let body = json!({ "issued_on": issued, "received_on": received });
    said(&browser.call(&path(applied), body).await)
}

async fn right(applied: &Applied) -> Value {
    applied.kim().await.get("/api/my/study-rights").await.json()[0].clone()
}

/// Requirements: Q-44
#[tokio::test]
async fn studies_that_ask_for_a_police_certificate_open_once_it_is_approved() {
    let applied = accepted(true).await;
    let waits = right(&applied).await;
    assert_eq!(waits["state"], "waits_for_certificate");
    assert_eq!(waits["certificate_by"], "2026-11-23", "three weeks after the place was accepted");
    let own = applied.kim().await.get("/my/applications").await.text();
    assert!(own.contains("venter på politiattest") && own.contains("23. november 2026"), "{own}");
    applied.office.clock("2026-11-20T10:00:00+01:00").await;
    let liv = applied.office.sign_in("liv").await;
    let page = liv.get(&format!("/applications/{}", applied.id)).await.text();
    assert!(page.contains("Godkjenn politiattesten"), "{page}");
    let form = [("issued_on", "2026-11-10"), ("received_on", "2026-11-20")];
    let done = liv.post(&path(&applied).replace("/api", ""), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let open = right(&applied).await;
    assert_eq!((&open["state"], &open["certificate_by"]), (&json!("to_come"), &json!(null)));
    assert_eq!(open["certificate_approved_on"], "2026-11-20");
    let page = liv.get(&format!("/applications/{}", applied.id)).await.text();
    assert!(!page.contains("Godkjenn politiattesten"), "{page}");
    assert_eq!(approve(&applied, "liv", "2026-11-10", "2026-11-20").await, no("already-approved"));
    applied.office.clock("2027-08-16T08:00:00+02:00").await;
    assert_eq!(right(&applied).await["state"], "runs");
    let noted: i64 = sqlx::query_scalar(
        "select count(*) from audit_entry where body like '%admission.approve_certificate%'",
    )
    .fetch_one(&applied.office.node.store().pool)
    .await
    .expect("a count");
    assert_eq!(noted, 1);
}

/// Requirements: Q-44
#[tokio::test]
async fn until_then_they_stay_closed_though_the_studies_have_begun() {
    let applied = accepted(true).await;
    applied.office.clock("2027-08-16T08:00:00+02:00").await;
    assert_eq!(right(&applied).await["state"], "waits_for_certificate");
    assert_eq!(
        approve(&applied, "liv", "2027-08-01", "2027-08-16").await,
        yes(204),
        "late, and open now"
    );
    assert_eq!(right(&applied).await["state"], "runs");
}

/// Requirements: Q-44
#[tokio::test]
async fn a_certificate_is_no_older_than_three_months_and_its_days_have_come() {
    let applied = accepted(true).await;
    applied.office.clock("2026-11-20T10:00:00+01:00").await;
    assert_eq!(
        approve(&applied, "liv", "2026-08-19", "2026-11-20").await,
        no("certificate-too-old")
    );
    for (issued, received, field) in
        [("2026-11-10", "2026-11-21", "received_on"), ("2026-11-20", "2026-11-19", "issued_on")]
    {
        let liv = applied.office.sign_in("liv").await;
        let body = json!({ "issued_on": issued, "received_on": received });
        let wrong = liv.call(&path(&applied), body).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.json()["fields"][0]["field"], field);
    }
    assert_eq!(approve(&applied, "liv", "2026-08-20", "2026-11-20").await, yes(204));
}

/// Requirements: Q-44
#[tokio::test]
async fn it_is_approved_by_those_who_handle_the_application_alone_and_where_it_is_asked_for() {
    let applied = accepted(true).await;
    for key in ["ingrid", "per", "amina", "astrid"] {
        let (status, _) = approve(&applied, key, "2026-11-01", "2026-11-02").await;
        assert_eq!(status, 404, "{key}");
    }
    let own = json!({ "issued_on": "2026-11-01", "received_on": "2026-11-02" });
    assert_eq!(applied.kim().await.call(&path(&applied), own).await.status, StatusCode::NOT_FOUND);
    let asked = accepted(false).await;
    assert_eq!(right(&asked).await["state"], "to_come");
    assert_eq!(
        approve(&asked, "liv", "2026-11-01", "2026-11-02").await,
        no("no-certificate-asked")
    );
    let open = Applied::to(None, &["2027-08-16"]).await;
    assert_eq!(approve(&open, "liv", "2026-11-01", "2026-11-02").await, no("wrong-state"));
}

/// Requirements: Q-44
#[tokio::test]
async fn what_a_certificate_shows_is_kept_nowhere_and_tells_the_register_nothing() {
    let applied = accepted(true).await;
    assert_eq!(approve(&applied, "liv", "2026-11-01", "2026-11-02").await, yes(204));
    let columns: Vec<String> = sqlx::query_scalar(
        "select column_name::text from information_schema.columns
        where table_name = 'police_certificate' order by 1",
    )
    .fetch_all(&applied.office.node.store().pool)
    .await
    .expect("columns");
    assert_eq!(
        columns,
        ["approved_by", "approved_on", "issued_on", "received_on", "study_right_id"]
    );
    let told: i64 = sqlx::query_scalar(
        "select (select count(*) from exclusion_row)
            + (select count(*) from mailbox_sent where kind like 'exclusion.registered')",
    )
    .fetch_one(&applied.office.node.store().pool)
    .await
    .expect("a count");
    assert_eq!(told, 0);
}
