//! The report: what it must say, its record and its letter.

use super::{Suspected, invalid, refused};
use serde_json::{Value, json};

type Record = (String, String, String, String, String, String);

/// The archive's entries of the case, the record first.
async fn records(case: &Suspected) -> Vec<Record> {
    sqlx::query_as(
        "select title, description, correspondent, access_code, archive_code, direction
        from archive_entry where subject_kind = 'misconduct' order by registered_at, id",
    )
    .fetch_all(&case.office.node.store().pool)
    .await
    .unwrap()
}

/// Requirements: P-04, P-05
#[tokio::test]
async fn the_record_in_the_archive_is_as_the_routine_prescribes_it() {
    let case = Suspected::in_2011().await;
    let id = case.reported(case.seen()).await;
    assert_eq!(records(&case).await, [], "nothing before it is signed");
    let berit = case.office.sign_in("berit").await;
    let path = format!("/api/misconduct/{id}/signature");
    assert_eq!(berit.call(&path, json!({})).await.status, 204);
    let record = records(&case).await.remove(0);
    assert_eq!(record.0, "Uregelmessigheter under eksamen V-2011");
    assert_eq!(record.1, "HIS-1001 rapport om fusk kandidatnummer 7");
    assert_eq!(record.2, "UTA v/universitetsdirektøren");
    assert_eq!((record.3.as_str(), record.4.as_str()), ("UO § 6.1.5", "N"));
    assert_eq!(record.5, "internal");
    let signed: Vec<(String, String)> = sqlx::query_as(
        "select signed_as, signed_on::text from misconduct_signature order by signed_as",
    )
    .fetch_all(&case.office.node.store().pool)
    .await
    .unwrap();
    let on = |who: &str| (who.to_owned(), case.today());
    assert_eq!(signed, [on("case_officer"), on("head_of_unit")]);
}

/// Requirements: P-05, P-15
#[tokio::test]
async fn the_codes_of_the_record_are_those_of_the_rules_of_the_day() {
    let case = Suspected::in_2026().await;
    case.taken(case.seen()).await;
    let record = records(&case).await.remove(0);
    assert_eq!(record.0, "Uregelmessigheter under eksamen H-2026");
    assert_eq!(record.3, "offl. § 13, jf. fvl. § 13 (1) nr. 1");
}

/// Requirements: P-01, P-04, P-08, A-20
#[tokio::test]
async fn the_report_of_a_school_exam_goes_with_the_student_s_own_choice_and_two_signatures() {
    let case = Suspected::in_2011().await;
    case.taken(case.seen()).await;
    let letter = case.letters("misconduct_report").await.remove(0);
    assert_eq!(letter["chose"], "to_finish");
    assert_eq!(letter["candidate_number"], 7);
    assert_eq!(letter["head"]["addressee"]["name"], "UTA v/universitetsdirektøren");
    assert_eq!(letter["head"]["exemption_mark"], "offl. § 13 (1); fvl. § 13 (1) nr. 1");
    let names: Vec<_> =
        letter["head"]["signatures"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Berit Holm", "Ingrid Solberg"]);
    let copy: String = sqlx::query_scalar(
        "select unit.place_code from letter_copy join unit on unit.id = unit_id
        where role = 'faculty_officer'",
    )
    .fetch_one(&case.office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(copy, "999.10", "the faculty has a copy");
}

/// Requirements: P-01
#[tokio::test]
async fn at_a_school_exam_the_student_is_told_and_chooses_or_there_is_no_report() {
    let case = Suspected::in_2011().await;
    let ingrid = case.office.sign_in("ingrid").await;
    let mut report = case.seen();
    for field in ["told_on", "chose"] {
        report.as_object_mut().unwrap().remove(field);
    }
    let wrong = invalid(&ingrid, "/api/misconduct", report).await;
    assert_eq!(wrong, ["told_on", "chose"]);
    let tomorrow = (case.office.node.today() + jiff::Span::new().days(1)).to_string();
    let mut report = case.seen();
    report["told_on"] = json!(tomorrow);
    assert_eq!(invalid(&ingrid, "/api/misconduct", report).await, ["told_on"]);
    let mut report = case.seen();
    report["reporters"] = json!([]);
    report["observed"] = json!(" ");
    let wrong = invalid(&ingrid, "/api/misconduct", report).await;
    assert_eq!(wrong, ["observed", "reporters"]);
}

/// Requirements: P-02, P-03, LTR-FUSK-1
#[tokio::test]
async fn a_committee_s_report_goes_with_the_passages_and_what_they_are_taken_from() {
    let case = Suspected::in_2011().await;
    let id = case.reported(case.found()).await;
    let ingrid = case.office.sign_in("ingrid").await;
    let path = format!("/api/misconduct/{id}/passages");
    let half = json!({ "passage": "Nord-Norge ble gjenreist.", "taken_from": "" });
    assert_eq!(invalid(&ingrid, &path, half).await, ["taken_from"]);
    let whole =
        json!({ "passage": "Nord-Norge ble gjenreist.", "taken_from": "Hansen 1999, s. 3" });
    assert_eq!(ingrid.call(&path, whole.clone()).await.status, 204);
    let berit = case.office.sign_in("berit").await;
    berit.call(&format!("/api/misconduct/{id}/signature"), json!({})).await;
    let letter = case.letters("misconduct_report").await.remove(0);
    assert_eq!(
        (&letter["marked"], &letter["suspected"]),
        (&json!(true), &json!("copied_without_source"))
    );
    assert_eq!(letter["law"], "eksamensforskriften § 20");
    assert!(letter["enclosed"].to_string().contains("Hansen 1999, s. 3"));
    assert_eq!(refused(&ingrid, &path, whole).await, "wrong-state", "what is signed stands");
}

/// Requirements: P-04
#[tokio::test]
async fn who_wrote_the_report_does_not_sign_for_the_unit_and_another_unit_does_neither() {
    let case = Suspected::in_2026().await;
    case.office.grant("ingrid", crate::access::Role::HeadOfOffice).await;
    let id = case.reported(case.seen()).await;
    let path = format!("/api/misconduct/{id}/signature");
    let ingrid = case.office.sign_in("ingrid").await;
    assert_eq!(refused(&ingrid, &path, json!({})).await, "same-person");
    let per = case.office.sign_in("per").await;
    assert_eq!(per.call("/api/misconduct", case.seen()).await.status, 404);
    assert_eq!(per.get(&format!("/api/misconduct/{id}")).await.status, 404);
    assert_eq!(refused(&ingrid, "/api/misconduct", case.seen()).await, "already-reported");
    let list = per.get("/api/misconduct").await.json();
    assert_eq!(list["total"], 0, "another unit's");
}

pub(super) fn other(matter: &str, more: Value) -> Value {
    let number = crate::world::CastMember::named("amina").student_number();
    let mut report = json!({
        "student_number": number, "matter": matter, "source": "other", "reported_on": "2026-12-02",
        "observed": "Det som skjedde.", "reporters": [{ "title": "lektor", "name": "Ola Prøve" }],
    });
    report.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    report
}

/// Requirements: P-10
#[tokio::test]
async fn a_disturbance_is_reported_once_the_student_was_removed_and_warned_in_writing() {
    let case = Suspected::in_2026().await;
    let ingrid = case.office.sign_in("ingrid").await;
    for days in
        [json!({}), json!({ "removed_on": "2026-11-20" }), json!({ "warned_on": "2026-11-20" })]
    {
        let code = refused(&ingrid, "/api/misconduct", other("disruption", days)).await;
        assert_eq!(code, "removal-and-warning-missing");
    }
    let turned = json!({ "removed_on": "2026-11-20", "warned_on": "2026-11-19" });
    let wrong = invalid(&ingrid, "/api/misconduct", other("disruption", turned)).await;
    assert_eq!(wrong, ["warned_on"]);
    let both = json!({ "removed_on": "2026-11-20", "warned_on": "2026-11-20" });
    case.taken(other("disruption", both)).await;
    assert_eq!(case.letters("misconduct_report").await.len(), 0, "the letter is about cheating");
}

/// Requirements: P-10
#[tokio::test]
async fn each_matter_asks_for_its_own_facts_and_is_of_the_act_of_its_day() {
    let case = Suspected::in_2026().await;
    let ingrid = case.office.sign_in("ingrid").await;
    for (matter, field) in [
        ("gross_misconduct", "placement"),
        ("confidentiality", "placement"),
        ("false_documents", "used_for"),
        ("aiding", "registration"),
    ] {
        let wrong = invalid(&ingrid, "/api/misconduct", other(matter, json!({}))).await;
        assert_eq!(wrong, [field], "{matter}");
    }
    case.taken(other("confidentiality", json!({ "placement": "Nordlys sykehus" }))).await;
    case.taken(other("false_documents", json!({ "used_for": "admission" }))).await;
    let then = Suspected::in_2011().await;
    let mut aiding = then.seen();
    aiding["matter"] = json!("aiding");
    let ingrid = then.office.sign_in("ingrid").await;
    let code = refused(&ingrid, "/api/misconduct", aiding).await;
    assert_eq!(code, "not-in-rule-set", "aiding came into the Act in 2014");
}

/// A help to mark passages, which decides nothing.
///
/// Requirements: P-02
#[tokio::test]
async fn passages_that_stand_in_another_text_are_shown_to_whoever_writes_the_report() {
    let case = Suspected::in_2026().await;
    let id = case.reported(case.found()).await;
    let (page, path) =
        (format!("/misconduct/{id}/overlaps"), format!("/api/misconduct/{id}/overlaps"));
    let taken = "Kongen reiste til Bergen, og der ble han syk og døde om våren.";
    let texts =
        json!({ "answer": format!("Som kjent: {}", taken.to_lowercase()), "source": taken });
    let ingrid = case.office.sign_in("ingrid").await;
    let found = ingrid.call(&path, texts.clone()).await.json();
    assert_eq!((&found[0]["words"], &found[0]["starts_at"]), (&json!(13), &json!(11)));
    assert_eq!(found[1], json!(null));
    let shown = ingrid.post(&page, &[("answer", taken), ("source", taken)]).await;
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains("døde om våren"));
    let empty = ingrid.post(&page, &[("answer", " "), ("source", taken)]).await;
    assert_eq!(empty.status, 422);
    let long = "ord ".repeat(100_001);
    assert_eq!(invalid(&ingrid, &path, json!({ "answer": long, "source": "x" })).await, ["answer"]);
    for other in ["per", "amina", "tor"] {
        let other = case.office.sign_in(other).await;
        assert_eq!(other.call(&path, texts.clone()).await.status, 404);
    }
}
