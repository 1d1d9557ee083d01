//! Late or in time, with or without the diploma, one's own or another's.

use super::*;
use crate::access::Role;
use crate::testing::Sat;
use axum::http::StatusCode;

/// Requirements, E-17, E-18, N-01, O-03, O-06, O-26, B-22
#[tokio::test]
async fn an_appeal_on_the_last_day_is_taken_up_and_the_new_grade_is_due_three_weeks_later() {
    let (office, _, result) = graded_2011("C").await;
    office.clock("2011-07-13T23:59:59+02:00").await;
    let student = office.sign_in("amina").await;
    let page = student.get(&format!("/my/appeals/new?result={result}")).await.text();
    assert!(page.contains("13. juli 2011") && page.contains("/my/explanations/new"));
    let appeal = lodged(&office, result).await;
    let accepted = case(&office, &appeal).await;
    assert_eq!(accepted["state"], "accepted");
    assert_eq!(accepted["explanation_requested_on"], Value::Null, "none was asked for");
    let queue = office.sign_in("ingrid").await.get("/api/appeals").await.json();
    assert_eq!(queue[0]["due_on"], "2011-08-03");
    let receipt = sole_letter(&office, "appeal_registered").await;
    assert_eq!(receipt["next"]["answer"]["date"], "2011-08-03", "she is told the same day");
    let archive = office.sign_in("nils").await.get("/api/archive?direction=incoming").await.json();
    assert_eq!(archive[0]["correspondent"], "Amina Farah");
}

/// Requirements: X-08, O-03, O-04
#[tokio::test]
async fn a_day_late_it_waits_for_an_officer_and_is_refused_with_reasons_and_a_letter() {
    let (office, _, result) = graded_2011("C").await;
    office.clock("2011-07-14T00:00:00+02:00").await;
    let appeal = lodged(&office, result).await;
    assert_eq!(case(&office, &appeal).await["state"], "received");
    let no = json!({ "excused": false, "assessment": "Ingen grunn er oppgitt." });
    let silent = json!({ "excused": false, "assessment": " " });
    assert_eq!(
        step(&office, "ingrid", &appeal, "late", silent).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(step(&office, "ingrid", &appeal, "late", no).await.json()["state"], "refused");
    let refused = case(&office, &appeal).await;
    assert_eq!(refused["finished"], true);
    assert!(refused["because"].to_string().contains("13. juli 2011"), "the reasons are kept");
    assert_eq!(letters(&office).await, ["appeal_registered", "appeal_refused_late"]);
    let amina = office.sign_in("amina").await;
    let mine = amina.get(&format!("/api/my/appeals/{appeal}")).await.json();
    assert_eq!(mine["refusal_until"], "2011-08-04", "three weeks from the letter");
    let page = amina.get(&format!("/my/appeals/{appeal}")).await.text();
    assert!(
        page.contains("torsdag 4. august 2011") && page.contains("klagenemnda ved institusjonen")
    );
    let receipt = sole_letter(&office, "appeal_registered").await;
    assert_eq!(
        (&receipt["next"]["next"], &receipt["next"]["deadline"]),
        (&json!("late"), &json!("2011-07-13"))
    );
    let letter = sole_letter(&office, "appeal_refused_late").await;
    let told = &letter["decision_appeal"];
    assert_eq!(told["decided_by"]["nb"], "klagenemnda ved institusjonen");
    assert_eq!(told["documents_law"], "fvl. § 18");
    let out = office.sign_in("nils").await.get("/api/archive?direction=outgoing").await.json();
    assert_eq!(out.as_array().unwrap().len(), 2, "the receipt and the refusal");
}

/// Requirements: X-08, O-04
#[tokio::test]
async fn from_her_results_a_student_is_led_to_a_late_appeal_for_as_long_as_reasons_count() {
    let sat = announced_2026().await;
    for (now, until) in [
        ("2026-11-23T23:59:59+01:00", Value::Null),
        ("2026-11-24T00:00:00+01:00", json!("2027-11-02")),
        ("2027-11-02T23:59:59+01:00", json!("2027-11-02")),
        ("2027-11-03T00:00:00+01:00", Value::Null),
    ] {
        sat.office.clock(now).await;
        let amina = sat.as_("amina").await;
        let shown = amina.get("/my/results").await.text();
        assert_eq!(shown.contains("Klag etter fristen"), !until.is_null(), "{now}");
        let result = amina.get("/api/my/results").await.json()[0].clone();
        assert_eq!(result["late_appeal_until"], until, "{now}");
    }
}

/// Requirements: X-08, O-04
#[tokio::test]
async fn a_student_who_is_late_reads_what_will_happen_and_says_why_she_is_late() {
    let sat = announced_2026().await;
    sat.office.clock("2026-11-24T09:00:00+01:00").await;
    let amina = sat.as_("amina").await;
    let result = amina.get("/api/my/results").await.json()[0]["result"].clone();
    let path = format!("/my/appeals/new?result={}", result.as_str().unwrap());
    assert!(amina.get("/my/results").await.text().contains(&path));
    let form = amina.get(&path).await.text();
    for told in ["Klagefristen gikk ut mandag 23. november 2026", "Hvorfor du klager etter fristen"]
    {
        assert!(form.contains(told), "{told}: {form}");
    }
    let grounds = ("grounds", "Jeg lå på sykehus.");
    let fields = [("result", result.as_str().unwrap()), grounds, ("understood", "yes")];
    assert_eq!(amina.post("/my/appeals", &fields).await.status, 303);
    let queue = sat.as_("ingrid").await.get("/api/appeals").await.json();
    assert_eq!(queue[0]["state"], "received", "an officer judges why");
    assert!(!amina.get("/my/results").await.text().contains("Klag etter fristen"), "once");
}

/// An exam whose grades are announced on 2 November 2026; three weeks to appeal.
async fn announced_2026() -> Sat {
    let sat = Sat::by(&["amina"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "C")]).await;
    }
    sat.announced().await;
    sat
}

/// Requirements: X-08, O-03, O-17
#[tokio::test]
async fn while_an_explanation_is_pending_no_appeal_is_late() {
    let (office, _, result) = graded_2011("C").await;
    let student = office.sign_in("amina").await;
    student.call("/api/my/explanations", json!({ "result": result })).await;
    office.clock("2011-07-14T09:00:00+02:00").await;
    let appeal = lodged(&office, result).await;
    let case = case(&office, &appeal).await;
    assert_eq!(case["state"], "accepted");
    assert_eq!(case["explanation_requested_on"], "2011-06-22", "the record holds the day");
}

/// Requirements: O-04
#[tokio::test]
async fn a_late_appeal_with_a_good_excuse_is_taken_up_all_the_same() {
    let (office, _, result) = graded_2011("C").await;
    office.clock("2011-07-20T09:00:00+02:00").await;
    let appeal = lodged(&office, result).await;
    let yes = json!({ "excused": true, "assessment": "Lå på sykehus." });
    assert_eq!(step(&office, "ingrid", &appeal, "late", yes).await.json()["state"], "accepted");
    let told = letters(&office).await;
    assert_eq!(
        told,
        ["appeal_registered", "appeal_registered"],
        "that it is late, that it is taken up"
    );
}

/// Requirements: X-19, O-15, O-16, B-34, S-09
#[tokio::test]
async fn an_appeal_waits_until_the_diploma_is_handed_in() {
    let (office, planted, result) = graded_2011("C").await;
    planted.diploma(&office, "amina").await;
    let appeal = lodged(&office, result).await;
    assert_eq!(case(&office, &appeal).await["state"], "parked");
    assert_eq!(letters(&office).await, ["diploma_missing"]);
    let early = json!({ "members": ids(&["knut", "hilde"]) });
    assert_eq!(
        step(&office, "jon", &appeal, "committee", early).await.status,
        StatusCode::CONFLICT
    );
    assert!(
        office.sign_in("eva").await.get("/desk").await.text().contains(&appeal),
        "the desk's task"
    );
    assert_eq!(
        step(&office, "eva", &appeal, "diploma", json!({})).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(case(&office, &appeal).await["state"], "accepted");
}

/// Requirements: O-09, O-10
#[tokio::test]
async fn the_student_must_confirm_that_the_grade_may_go_down_and_is_final() {
    let (office, _, result) = graded_2011("C").await;
    let student = office.sign_in("amina").await;
    let id = result.to_string();
    let form = [("result", id.as_str()), ("grounds", "Uenig i vurderingen")];
    let again = student.post("/my/appeals", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("Uenig i vurderingen"), "what was typed is still there");
    let act = uuid::Uuid::now_v7();
    let confirmed = [("result", id.as_str()), ("understood", "yes")];
    let first = student.post_act("/my/appeals", act, &confirmed).await;
    let second = student.post_act("/my/appeals", act, &confirmed).await;
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(lodge(&student, result).await.json()["code"], "already-lodged");
}

/// Requirements, O-01, O-02
#[tokio::test]
async fn a_paper_appeal_is_registered_by_the_day_it_came_in_and_reaches_the_unit_that_graded() {
    for (who, channel) in [("nils", "post"), ("eva", "desk")] {
        let (office, _, result) = graded_2011("C").await;
        office.clock("2011-07-18T09:00:00+02:00").await;
        let body = json!({ "result": result, "received_on": "2011-07-12", "channel": channel });
        let neighbour = office.sign_in("per").await.call("/api/appeals", body.clone()).await;
        assert_eq!(neighbour.status, StatusCode::NOT_FOUND, "another unit's grade");
        let made = office.sign_in(who).await.call("/api/appeals", body).await.json();
        let queue = office.sign_in("ingrid").await.get("/api/appeals").await.json();
        let first = (&queue[0]["id"], &queue[0]["due_on"]);
        assert_eq!(first, (&made["id"], &json!("2011-08-02")), "{who}");
        let elsewhere = office.sign_in("per").await.get("/api/appeals").await.json();
        assert_eq!(elsewhere, json!([]), "{who}");
        let filed = "/api/archive?direction=incoming";
        let filed = office.sign_in("nils").await.get(filed).await.json();
        assert_eq!(filed.as_array().map(Vec::len), Some(1), "{who}: {filed}");
        assert_eq!(filed[0]["correspondent"], "Amina Farah", "{who}");
        assert!(filed[0]["case_number"].as_str().is_some_and(|case| !case.is_empty()), "{who}");
    }
}

#[tokio::test]
async fn an_appeal_is_seen_by_its_student_and_its_unit_alone() {
    let (office, _, result) = graded_2011("C").await;
    assert_eq!(lodge(&office.sign_in("bjorn").await, result).await.status, StatusCode::NOT_FOUND);
    let appeal = lodged(&office, result).await;
    for (who, path, status) in [
        ("amina", format!("/my/appeals/{appeal}"), StatusCode::OK),
        ("ingrid", format!("/appeals/{appeal}"), StatusCode::OK),
        ("jon", format!("/appeals/{appeal}"), StatusCode::OK),
        ("bjorn", format!("/my/appeals/{appeal}"), StatusCode::NOT_FOUND),
        ("amina", format!("/appeals/{appeal}"), StatusCode::NOT_FOUND),
        ("per", format!("/appeals/{appeal}"), StatusCode::NOT_FOUND),
        ("geir", format!("/appeals/{appeal}"), StatusCode::NOT_FOUND),
    ] {
        assert_eq!(office.sign_in(who).await.get(&path).await.status, status, "{who} {path}");
    }
    assert!(office.sign_in("amina").await.get("/my/looks").await.text().contains("Klagesak"));
}

#[tokio::test]
async fn the_student_may_withdraw_until_the_outcome_and_nobody_else_may() {
    let (office, _, result) = graded_2011("C").await;
    let appeal = lodged(&office, result).await;
    let path = format!("/api/my/appeals/{appeal}/withdraw");
    assert_eq!(
        office.sign_in("bjorn").await.call(&path, json!({})).await.status,
        StatusCode::NOT_FOUND
    );
    let student = office.sign_in("amina").await;
    assert_eq!(student.call(&path, json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(student.call(&path, json!({})).await.json()["code"], "wrong-state");
}

/// The day that an officer writes decides whether an appeal is late.
#[tokio::test]
async fn nobody_dates_or_handles_an_appeal_of_her_own() {
    let (office, _, result) = graded_2011("C").await;
    office.grant("amina", Role::ExamOfficer).await;
    office.clock("2011-07-14T09:00:00+02:00").await;
    let amina = office.sign_in("amina").await;
    let dated = |channel: &str, day: &str| json!({ "result": result, "channel": channel, "received_on": day });
    for (channel, day, status, code) in [
        ("self_service", "2011-07-13", StatusCode::UNPROCESSABLE_ENTITY, Value::Null),
        ("desk", "2011-07-13", StatusCode::CONFLICT, json!("own-case")),
    ] {
        for path in ["/api/appeals", "/api/explanations"] {
            let answer = amina.call(path, dated(channel, day)).await;
            assert_eq!((answer.status, &answer.json()["code"]), (status, &code), "{path}");
        }
    }
    let appeal = lodged(&office, result).await;
    let excuse = json!({ "excused": true, "assessment": "Jeg var syk." });
    let own = step(&office, "amina", &appeal, "late", excuse).await;
    assert_eq!(own.json()["code"], "own-case");
}

/// Requirements: O-04
#[tokio::test]
async fn who_is_refused_today_is_shown_to_the_student_affairs_board() {
    let office = TestOffice::new().await;
    let planted = Planted::exam(&office).await;
    let result = planted.grade(&office, "amina", 7, "D").await;
    office.clock("2026-12-20T09:00:00+01:00").await;
    let appeal = lodged(&office, result).await;
    let no = json!({ "excused": false, "assessment": "Ingen grunn er oppgitt." });
    assert_eq!(step(&office, "ingrid", &appeal, "late", no).await.json()["state"], "refused");
    let letter = sole_letter(&office, "appeal_refused_late").await;
    assert_eq!(letter["decision_appeal"]["decided_by"]["nb"], "nemnda for studentsaker");
    assert_eq!(letter["decision_appeal"]["decided_by"]["en"], "the Student Affairs Board");
}

/// Requirements: O-25
#[tokio::test]
async fn the_form_on_paper_is_filled_in_with_what_is_known_and_is_ones_own() {
    let (office, _, result) = graded_2011("C").await;
    let path = format!("/my/appeals/form?result={result}");
    let form = office.sign_in("amina").await.get(&path).await.text();
    for known in ["Skjema ved klage", CastMember::named("amina").family, "underskrift"] {
        assert!(form.contains(known), "{known}");
    }
    assert_eq!(office.sign_in("bjorn").await.get(&path).await.status, 404);
}

#[tokio::test]
async fn once_appealed_the_explanation_says_where_the_appeal_stands_and_offers_no_other() {
    let (office, _, result) = graded_2011("C").await;
    let amina = office.sign_in("amina").await;
    let asked = amina.call("/api/my/explanations", json!({ "result": result })).await.json();
    let page = format!("/my/explanations/{}", asked["id"].as_str().unwrap());
    assert!(amina.get(&page).await.text().contains("/my/appeals/new"));
    let appeal = lodged(&office, result).await;
    let shown = amina.get(&page).await.text();
    assert!(shown.contains("tatt opp til behandling"));
    assert!(shown.contains(&format!("/my/appeals/{appeal}")) && !shown.contains("/my/appeals/new"));
}

/// Requirements: O-03, O-04
#[tokio::test]
async fn a_late_appeal_says_why_or_that_there_is_nothing_to_say() {
    let (office, _, result) = graded_2011("C").await;
    office.clock("2011-07-14T09:00:00+02:00").await;
    let amina = office.sign_in("amina").await;
    let id = result.to_string();
    let form = amina.get(&format!("/my/appeals/new?result={id}")).await.text();
    assert!(!form.contains("/my/explanations/new"), "asking now moves no deadline");
    let silent = [("result", id.as_str()), ("grounds", " "), ("understood", "yes")];
    let asked = amina.post("/my/appeals", &silent).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = asked.text();
    assert!(shown.contains("id=\"grounds-error\"") && shown.contains("mest sannsynlig avvist"));
    assert!(shown.contains("name=\"understood\" value=\"yes\" checked"), "what was ticked stays");
    let call = json!({ "result": result, "understood": true });
    let fields = amina.call("/api/my/appeals", call).await.json()["fields"].clone();
    assert_eq!(fields[0]["field"], "grounds");
    let none = [silent[0], silent[2], ("no_reason", "yes")];
    let made = amina.post("/my/appeals", &none).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    let mine = made.location.unwrap();
    let page = amina.get(&mine).await.text();
    assert!(page.contains("Klagefristen gikk ut onsdag 13. juli 2011. Trekker du klagen nå"));
    let case = mine.rsplit('/').next().unwrap().split('?').next().unwrap();
    let page = office.sign_in("ingrid").await.get(&format!("/appeals/{case}")).await.text();
    assert!(page.contains("Studenten har ikke oppgitt noen grunn"), "{page}");
}

/// Requirements: O-01, O-03
#[tokio::test]
async fn of_a_late_appeal_on_paper_the_desk_enters_what_is_there_and_the_form_asks_why() {
    let (office, _, result) = graded_2011("C").await;
    let (amina, paper) =
        (office.sign_in("amina").await, format!("/my/appeals/form?result={result}"));
    assert!(!amina.get(&paper).await.text().contains("ingen grunn å oppgi"), "in time");
    office.clock("2011-07-14T09:00:00+02:00").await;
    let form = amina.get(&paper).await.text();
    assert!(
        form.contains("Hvorfor du klager etter fristen") && form.contains("ingen grunn å oppgi")
    );
    let came = json!({ "result": result, "channel": "desk", "received_on": "2011-07-14" });
    let made = office.sign_in("eva").await.call("/api/appeals", came).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let case = case(&office, made.json()["id"].as_str().unwrap()).await;
    assert_eq!(case["late_without_reason"], true);
}

/// Requirements: O-05
#[tokio::test]
async fn an_appeal_is_withdrawn_in_two_steps_that_say_whether_it_can_be_made_anew() {
    let (office, _, result) = graded_2011("C").await;
    let page = format!("/my/appeals/{}", lodged(&office, result).await);
    let shown = office.sign_in("amina").await.get(&page).await.text();
    let (_, step) = shown.split_once("<details class=\"k-confirm\">").expect("a step before it");
    assert!(step.contains("kan du klage på nytt") && step.contains("/withdraw\""));
}

#[tokio::test]
async fn what_is_too_long_is_told_at_its_field_with_all_that_was_typed() {
    let (office, _, result) = graded_2011("C").await;
    let (amina, id) = (office.sign_in("amina").await, result.to_string());
    let empty = amina.get(&format!("/my/appeals/new?result={id}")).await.text();
    assert!(empty.contains("Høyst 30\u{a0}000 tegn."), "the limit is told beforehand");
    let long = "å".repeat(30_001);
    let fields = [("result", id.as_str()), ("grounds", long.as_str()), ("understood", "yes")];
    let told = amina.post("/my/appeals", &fields).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = told.text();
    assert!(shown.contains("id=\"grounds-error\"") && shown.contains(&long));
    assert!(shown.contains("action=\"/my/appeals\"") && shown.contains("value=\"yes\" checked"));
    // A form whose page does not show it again is shown by the edge.
    office.clock("2011-07-14T09:00:00+02:00").await;
    let late = format!("/appeals/{}/late", lodged(&office, result).await);
    let judged = [("excused", "no"), ("assessment", long.as_str())];
    let shown = office.sign_in("ingrid").await.post(&late, &judged).await.text();
    assert!(shown.contains("<textarea") && shown.contains(&long) && shown.contains(&late));
    assert!(shown.contains("name=\"excused\" value=\"no\""));
}
