//! Nobody assesses anew who has assessed before.

use super::*;
use crate::access::Role;
use crate::appeal::VIEWERS;
use crate::grading::GRADING_VIEWERS;
use crate::letters_out::LETTER_ROLES;
use axum::http::StatusCode;

/// Requirements: O-05, O-26, LTR-KLAGE-1
#[tokio::test]
async fn the_board_learns_who_sat_before_and_can_appoint_only_others_with_an_external_one() {
    let (office, _, result) = graded_2011("C").await;
    let appeal = lodged(&office, result).await;
    let desk = office.sign_in("jon").await.get("/desk").await.text();
    assert!(desk.contains("Marit Foss, Geir Tveit"));
    for (members, code) in [
        (vec!["marit", "hilde"], "sat-before"),
        (vec!["hilde"], "too-few"),
        (vec!["knut"], "too-few"),
    ] {
        let refused =
            step(&office, "jon", &appeal, "committee", json!({ "members": ids(&members) }))
                .await
                .json();
        assert_eq!(refused["code"], code);
        assert_eq!(
            refused["detail"].as_str().unwrap().contains("Marit Foss"),
            code == "sat-before"
        );
    }
    office.clock("2011-06-24T12:00:00+02:00").await;
    let good = json!({ "members": ids(&["knut", "hilde"]) });
    assert_eq!(
        step(&office, "ingrid", &appeal, "committee", good.clone()).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(step(&office, "jon", &appeal, "committee", good).await.status, StatusCode::OK);
    assert_eq!(letters(&office).await, ["appeal_registered", "appeal_received"]);
    let letter = sole_letter(&office, "appeal_received").await;
    let told = letter.to_string();
    for name in ["Knut", "Hilde", "§ 46"] {
        assert!(told.contains(name), "{name}: {told}");
    }
    let days = (&letter["appeal_received"], &letter["appointed_on"]);
    assert_eq!(days, (&json!("2011-06-22"), &json!("2011-06-24")), "{told}");
}

/// Requirements: O-05
#[tokio::test]
async fn who_is_missing_is_told_at_the_form_and_what_was_typed_is_kept() {
    let (office, _, result) = graded_2011("C").await;
    let path = format!("/appeals/{}/committee", lodged(&office, result).await);
    let jon = office.sign_in("jon").await;
    let alone = ids(&["hilde"])[0].to_string();
    let again = jon.post(&path, &[("members", &alone), ("case_ref", "Sak 12/2011")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = again.text();
    assert!(page.contains("for få sensorer") && page.contains("k-reasons"), "why");
    assert!(page.contains("Sak 12/2011"));
    assert!(page.contains(&format!("value=\"{alone}\" checked")), "{page}");
    assert_eq!(jon.post(&path, &[("case_ref", "Sak 12/2011")]).await.status, again.status);
}

/// Requirements: O-05, O-07
#[tokio::test]
async fn the_database_itself_refuses_a_former_examiner() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    let mut act = office.act().await;
    let seated = sqlx::query("insert into committee_member (id, committee_id, person_id, position, external, appointed_on)
        select $1, id, $2, 3, true, appointed_on from committee where appeal_id = $3")
        .bind(uuid::Uuid::now_v7())
        .bind(CastMember::named("geir").id().0)
        .bind(appeal.parse::<uuid::Uuid>().unwrap())
        .execute(act.conn())
        .await;
    assert!(seated.unwrap_err().to_string().contains("first grading"));
}

/// Requirements: O-07
#[tokio::test]
async fn whoever_can_read_the_case_does_not_assess_it_anew() {
    let (office, _, result) = graded_2011("C").await;
    let appeal = lodged(&office, result).await;
    office.grant("knut", Role::ExamCoordinator).await;
    let both = json!({ "members": ids(&["knut", "hilde"]) });
    assert_eq!(step(&office, "jon", &appeal, "committee", both).await.json()["code"], "not-blind");
}

/// Requirements: O-07
#[test]
fn every_role_that_opens_the_case_the_grade_or_their_letters_keeps_one_from_assessing_anew() {
    let opens = [VIEWERS, GRADING_VIEWERS, LETTER_ROLES];
    for role in opens.concat() {
        assert!(Role::READERS_OF_CASES.contains(&role), "{role:?}");
    }
}

/// Requirements: O-07
#[tokio::test]
async fn whoever_assesses_anew_does_not_come_to_read_the_case() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    office.grant("knut", Role::ExamOfficer).await;
    let knut = office.sign_in("knut").await;
    for path in [format!("/appeals/{appeal}"), format!("/api/appeals/{appeal}")] {
        assert_eq!(knut.get(&path).await.status, StatusCode::NOT_FOUND, "granted afterwards");
    }
}

/// Requirements: O-07
#[tokio::test]
async fn the_new_examiners_see_neither_when_it_came_in_nor_whose_answer_it_is() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    let knut = office.sign_in("knut").await;
    let work = knut.get("/examining").await.text();
    assert!(work.contains("HIS-1001") && !work.contains("22. juni 2011"), "{work}");
    assessed(&office, &appeal, "B", &["knut", "hilde"]).await;
    let settled = step(&office, "ingrid", &appeal, "outcome", json!({})).await;
    assert!(settled.status.is_success(), "{}", settled.text());
    let results = office.sign_in("amina").await.get("/api/my/results").await.json();
    let new = results[0]["result"].as_str().expect("the new grade").to_owned();
    let asked = json!({ "result": new });
    let asked = office.sign_in("amina").await.call("/api/my/explanations", asked).await;
    assert!(asked.status.is_success(), "{}", asked.text());
    let to_give = knut.get("/examining/explanations").await.text();
    let number = case(&office, &appeal).await["committees"][0]["candidate_number"].clone();
    assert!(to_give.contains(number.as_str().expect("a number")), "{to_give}");
    assert!(!to_give.contains("<td>7</td>"), "the first number");
}

/// Requirements: O-07
#[tokio::test]
async fn whoever_assesses_anew_finds_the_case_in_no_list_either() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    office.grant("knut", Role::ExamOfficer).await;
    let (knut, ingrid) = (office.sign_in("knut").await, office.sign_in("ingrid").await);
    for path in ["/appeals", "/api/appeals", "/desk"] {
        assert!(ingrid.get(path).await.text().contains(&appeal), "{path}");
        let seen = knut.get(path).await.text();
        assert!(!seen.contains(&appeal) && !seen.contains("Amina"), "{path}: {seen}");
    }
    let grade = [
        format!("/exams/{}/grading", planted.exam),
        format!("/protocols/{}", planted.protocol),
        format!("/api/protocols/{}", planted.protocol),
    ];
    for path in grade {
        assert_eq!(knut.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

/// Requirements: O-07
#[tokio::test]
async fn whoever_assesses_anew_gets_no_role_that_shows_the_case_until_it_is_decided() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    let anne = office.sign_in("anne").await;
    let role = |role: Role| {
        json!({ "person": CastMember::named("knut").id(), "unit": office.world.department().0,
            "role": role, "valid_from": "2011-07-01", "valid_to": null, "substitute_for": null })
    };
    let refused = anne.call("/api/access/grants", role(Role::FacultyOfficer)).await;
    assert_eq!(refused.json()["code"], "assesses-anew", "{}", refused.text());
    let other = anne.call("/api/access/grants", role(Role::CourseResponsible)).await;
    assert_eq!(other.status, StatusCode::OK, "a role that shows no case: {}", other.text());
    let path = format!("/api/my/appeals/{appeal}/withdraw");
    office.sign_in("amina").await.call(&path, json!({})).await;
    let after = anne.call("/api/access/grants", role(Role::FacultyOfficer)).await;
    assert_eq!(after.status, StatusCode::OK, "{}", after.text());
}

/// Requirements: O-07
#[tokio::test]
async fn a_role_that_begins_tomorrow_keeps_one_out_of_the_committee_today() {
    let (office, _, result) = graded_2011("C").await;
    let appeal = lodged(&office, result).await;
    let body = json!({ "person": CastMember::named("knut").id(),
        "unit": office.world.department().0, "role": "faculty_officer",
        "valid_from": "2011-06-23", "valid_to": null, "substitute_for": null });
    let granted = office.sign_in("anne").await.call("/api/access/grants", body).await;
    assert_eq!(granted.status, StatusCode::OK, "{}", granted.text());
    let both = json!({ "members": ids(&["knut", "hilde"]) });
    assert_eq!(step(&office, "jon", &appeal, "committee", both).await.json()["code"], "not-blind");
}
