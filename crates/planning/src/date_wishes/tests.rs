//! A unit asks, those responsible for its courses answer in time or are reminded.

use crate::tests_world::{exam, exam_of, office, ok, read, refused, request};
use serde_json::json;

/// Requirements: F-04, B-01, A-04
#[tokio::test]
async fn who_is_responsible_is_asked_in_one_letter_answers_and_only_what_is_missing_is_reminded_of()
{
    let office = office().await;
    let first = exam(&office, "HIS-2001", "written_school", "ordinary").await;
    exam(&office, "HIS-2002", "written_school", "ordinary").await;
    exam(&office, "HIS-2003", "home", "ordinary").await;
    exam(&office, "HIS-2004", "written_school", "resit").await;
    let ingrid = office.sign_in("ingrid").await;
    let id = ok(&ingrid, "/api/date-wishes", request()).await["id"].as_str().unwrap().to_owned();
    let letters = office.letters("date_wish_request").await;
    assert_eq!(letters.len(), 1, "one letter to Siri");
    let codes: Vec<&str> = letters[0]["courses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|course| course["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["HIS-2001", "HIS-2002"], "no home exam, and no resit");
    let siri = office.sign_in("siri").await;
    let desk = read(&siri, "/api/desk").await.to_string();
    assert!(desk.contains(&format!("/date-wishes/{id}")), "{desk}");
    let path = format!("/api/date-wishes/{id}/exams/{first}");
    let said = json!({
        "days": {"2027-05-20": "wished", "2027-05-18": "impossible", "2027-05-21": "away"},
        "note": "Helst om formiddagen."
    });
    ok(&siri, &path, said).await;
    let back = read(&siri, &path).await;
    assert_eq!(back["days"]["2027-05-21"], "away");
    let seen = read(&ingrid, &format!("/api/date-wishes/{id}")).await;
    let answered: Vec<bool> = seen["exams"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["answered"].as_bool().unwrap())
        .collect();
    assert_eq!(answered, [true, false]);
    office.clock("2026-11-17T07:59:00+01:00").await;
    assert_eq!(office.letters("date_wish_request").await.len(), 1, "not before eight");
    office.clock("2026-11-17T08:00:00+01:00").await;
    let letters = office.letters("date_wish_request").await;
    assert_eq!(letters.len(), 2, "reminded on the third day before the last");
    assert_eq!(letters[1]["reminder"], true);
    assert_eq!(letters[1]["courses"][0]["code"], "HIS-2002");
    assert_eq!(letters[1]["courses"].as_array().unwrap().len(), 1);
    office.clock("2026-11-20T08:00:00+01:00").await;
    assert_eq!(office.letters("date_wish_request").await.len(), 2, "reminded once");
}

/// Requirements: F-04
#[tokio::test]
async fn one_answers_up_to_the_last_day_and_not_after_it_unless_there_is_more_time() {
    let office = office().await;
    let first = exam(&office, "HIS-2001", "written_school", "ordinary").await;
    let ingrid = office.sign_in("ingrid").await;
    let id = ok(&ingrid, "/api/date-wishes", request()).await["id"].as_str().unwrap().to_owned();
    let path = format!("/api/date-wishes/{id}/exams/{first}");
    let siri = office.sign_in("siri").await;
    office.clock("2026-11-20T23:59:59+01:00").await;
    ok(&siri, &path, json!({"days": {"2027-05-20": "wished"}})).await;
    office.clock("2026-11-21T00:00:00+01:00").await;
    let later = json!({"days": {"2027-05-19": "wished"}});
    refused(&siri, &path, later.clone(), 409, "wishes-closed").await;
    let deadline = format!("/api/date-wishes/{id}/deadline");
    refused(&ingrid, &deadline, json!({"answer_by": "2026-11-20"}), 422, "answer_by").await;
    refused(&ingrid, &deadline, json!({"answer_by": "2027-05-18"}), 422, "answer_by").await;
    ok(&ingrid, &deadline, json!({"answer_by": "2026-11-21"})).await;
    ok(&siri, &path, later).await;
}

/// Requirements: F-04, A-05
#[tokio::test]
async fn an_oral_exam_needs_its_day_and_a_fixed_day_its_reason() {
    let office = office().await;
    let oral = exam(&office, "HIS-2005", "oral", "ordinary").await;
    let ingrid = office.sign_in("ingrid").await;
    let id = ok(&ingrid, "/api/date-wishes", request()).await["id"].as_str().unwrap().to_owned();
    let path = format!("/api/date-wishes/{id}/exams/{oral}");
    let siri = office.sign_in("siri").await;
    refused(&siri, &path, json!({}), 422, "fixed_on").await;
    let fixed =
        |on: &str, because: &str| json!({"fixed": {"on": on, "at": null, "because": because}});
    refused(&siri, &path, fixed("2027-05-20", " "), 422, "fixed_because").await;
    refused(&siri, &path, fixed("2027-05-17", "Gjest."), 422, "fixed_on").await;
    refused(&siri, &path, fixed("2027-05-22", "Gjest."), 422, "fixed_on").await;
    refused(&siri, &path, fixed("2027-05-29", "Gjest."), 422, "fixed_on").await;
    let impossible = json!({
        "days": {"2027-05-20": "impossible"},
        "fixed": {"on": "2027-05-20", "at": null, "because": "Gjest."}
    });
    refused(&siri, &path, impossible, 422, "fixed_on").await;
    ok(&siri, &path, fixed("2027-05-28", "Ekstern sensor er her bare da.")).await;
}

/// Requirements: F-04, A-01
#[tokio::test]
async fn one_asks_for_one_s_own_unit_with_time_to_answer_and_once() {
    let office = office().await;
    exam(&office, "HIS-2001", "written_school", "ordinary").await;
    let ingrid = office.sign_in("ingrid").await;
    let with = |field: &str, value: &str| {
        let mut body = request();
        body[field] = json!(value);
        body
    };
    let path = "/api/date-wishes";
    refused(&ingrid, path, with("unit", "999.10.02"), 422, "unit").await;
    refused(&ingrid, path, with("unit", "nowhere"), 422, "unit").await;
    refused(&ingrid, path, with("answer_by", "2026-11-08"), 422, "answer_by").await;
    refused(&ingrid, path, with("answer_by", "2027-05-18"), 422, "answer_by").await;
    refused(&ingrid, path, with("first_on", "2026-12-01"), 422, "first_on").await;
    refused(&ingrid, path, with("last_on", "2027-05-17"), 422, "last_on").await;
    refused(&ingrid, path, with("term", "2027-H"), 422, "first_on").await;
    refused(&ingrid, path, with("series", "deferred"), 422, "term").await;
    ok(&ingrid, path, with("answer_by", "2026-11-09")).await;
    refused(&ingrid, path, request(), 422, "term").await;
}

/// Requirements
#[tokio::test]
async fn another_unit_s_officer_and_teacher_see_nothing_of_it() {
    let office = office().await;
    let ours = exam(&office, "HIS-2001", "written_school", "ordinary").await;
    let theirs = (office.world.units.languages, ("SPR-2001", "written_school"));
    let theirs = exam_of(&office, theirs.0, theirs.1, ("ordinary", "2027-V")).await;
    let ingrid = office.sign_in("ingrid").await;
    let id = ok(&ingrid, "/api/date-wishes", request()).await["id"].as_str().unwrap().to_owned();
    let per = office.sign_in("per").await;
    assert_eq!(per.get(&format!("/api/date-wishes/{id}")).await.status, 404);
    let deadline = format!("/api/date-wishes/{id}/deadline");
    refused(&per, &deadline, json!({"answer_by": "2026-11-21"}), 404, "").await;
    let siri = office.sign_in("siri").await;
    let path = |exam| format!("/api/date-wishes/{id}/exams/{exam}");
    refused(&siri, &path(theirs), json!({}), 404, "").await;
    ok(&siri, &path(ours), json!({})).await;
}

/// Requirements: F-04
#[tokio::test]
async fn a_bad_day_is_told_at_its_field_in_the_reader_s_language() {
    let office = office().await;
    let first = exam(&office, "HIS-2001", "written_school", "ordinary").await;
    let ingrid = office.sign_in("ingrid").await;
    let id = ok(&ingrid, "/api/date-wishes", request()).await["id"].as_str().unwrap().to_owned();
    let path = format!("/date-wishes/{id}/exams/{first}");
    for (language, words) in [
        ("nb", "er ingen eksamensdag. Velg en hverdag"),
        ("nn", "er ingen eksamensdag. Vel ein kvardag"),
        ("en", "is no exam day. Choose a working day"),
    ] {
        office.reads("siri", language).await;
        let siri = office.sign_in("siri").await;
        assert!(siri.get(&path).await.status.is_success());
        let typed = [("fixed_on", "17.05.2027"), ("fixed_because", "Gjest.")];
        let answer = siri.post(&path, &typed).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(words), "{language}: {}", answer.text());
        let typed = [("day-2027-05-20", "perhaps")];
        assert_eq!(siri.post(&path, &typed).await.status, 422);
    }
    let siri = office.sign_in("siri").await;
    let typed = [("day-2027-05-20", "wished"), ("day-2027-05-21", ""), ("note", "Takk.")];
    assert_eq!(siri.post(&path, &typed).await.status, 303);
}
