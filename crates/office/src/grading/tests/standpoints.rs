//! Standpoints, disagreement, the third examiner and agreement.

use crate::testing::Sat;
use serde_json::json;

/// Requirements: M-13, L-12, X-15
#[tokio::test]
async fn an_examiner_sees_numbers_and_the_others_grade_only_when_both_stand() {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    sat.give("marit", &[("101", "B")]).await;
    assert_eq!(sat.seen("geir", "101").await["others"], json!([]));
    assert_eq!(sat.seen("marit", "101").await["state"], "waiting");
    let page = sat.as_("geir").await.get(&format!("/examining/{}", sat.committee)).await.text();
    assert!(page.contains("101") && !page.contains("Amina") && !page.contains("Farah"));
    sat.give("geir", &[("101", "b")]).await;
    assert_eq!(sat.seen("geir", "101").await["others"], json!(["B"]));
    assert_eq!(sat.seen("geir", "101").await["grade"], "B");
}

/// Requirements: X-10, M-13, M-14, U-4
#[tokio::test]
async fn two_who_disagree_need_an_external_third_and_two_of_three_decide() {
    let sat = Sat::by(&["amina"]).await;
    sat.give("marit", &[("101", "B")]).await;
    sat.give("geir", &[("101", "C")]).await;
    assert_eq!(sat.seen("marit", "101").await["state"], "third-examiner");
    let refused = sat.seal("marit").await;
    assert_eq!(
        (refused.status.as_u16(), refused.json()["code"].clone()),
        (409, json!("grade-missing"))
    );
    sat.seat("hilde", 3, true).await;
    sat.give("hilde", &[("101", "C")]).await;
    assert_eq!(sat.seen("hilde", "101").await["grade"], "C");
}

/// Requirements: M-13
#[tokio::test]
async fn the_database_seats_no_internal_third() {
    let sat = Sat::by(&["amina"]).await;
    let knut = "insert into committee_member
            (id, committee_id, person_id, position, external, appointed_on)
        select $1, id, (select person_id from examiner where not external limit 1), 3, false, '2026-11-02'
        from committee";
    let refused = sat.try_sql(knut, uuid::Uuid::now_v7()).await.unwrap_err();
    assert!(refused.to_string().contains("check"), "{refused}");
}

/// Requirements: X-10, Z-11, U-4
#[tokio::test]
async fn three_who_differ_block_until_all_three_have_signed_an_agreement() {
    let sat = Sat::by(&["amina"]).await;
    sat.seat("hilde", 3, true).await;
    for (key, grade) in [("marit", "B"), ("geir", "C"), ("hilde", "D")] {
        assert_eq!(sat.give(key, &[("101", grade)]).await.status, 200);
    }
    assert_eq!(sat.seen("marit", "101").await["state"], "agreement");
    assert_eq!(sat.seal("marit").await.status, 409);
    let path = format!("/api/examining/{}/agreements", sat.committee);
    let agreed = json!({ "number": "101", "grade": "C" });
    assert_eq!(sat.as_("marit").await.call(&path, agreed).await.status, 201);
    let sign = format!("{path}/101/signatures");
    assert_eq!(sat.as_("geir").await.call(&sign, json!({})).await.status, 204);
    assert_eq!(sat.seal("marit").await.status, 409, "one signature is missing");
    assert_eq!(sat.as_("hilde").await.call(&sign, json!({})).await.status, 204);
    assert_eq!(sat.seen("marit", "101").await["grade"], "C");
    assert_eq!(sat.seal("marit").await.status, 201);
}

/// Requirements: Z-11
#[tokio::test]
async fn no_grade_is_agreed_on_that_nobody_has_chosen_and_the_signers_read_which() {
    let sat = Sat::by(&["amina"]).await;
    sat.seat("hilde", 3, true).await;
    for (key, grade) in [("marit", "B"), ("geir", "C"), ("hilde", "D")] {
        sat.give(key, &[("101", grade)]).await;
    }
    let (work, hilde) = (format!("/examining/{}", sat.committee), sat.as_("hilde").await);
    let agreements = format!("{work}/agreements");
    assert!(hilde.get(&work).await.text().contains("<option value=\"\">Velg"));
    let empty = hilde.post(&agreements, &[("number", "101"), ("agreed-101", "")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("id=\"agreed-101-error\""), "{}", empty.text());
    assert_eq!(sat.count("select count(*) from agreement").await, 0);
    let silent = json!({ "number": "101", "grade": "" });
    assert_eq!(hilde.call(&format!("/api{agreements}"), silent).await.status, 422);
    let chosen = hilde.post(&agreements, &[("number", "101"), ("agreed-101", "C")]).await;
    assert_eq!(chosen.status, 303);
    let geir = sat.as_("geir").await;
    assert!(geir.get(&work).await.text().contains("Skriv under på at kandidat 101 får C"));
    let sign = format!("{agreements}/signatures");
    let other = geir.post(&sign, &[("number", "101"), ("grade", "A")]).await;
    assert_eq!(other.status, 409, "another grade than the one in force");
    assert_eq!(geir.post(&sign, &[("number", "101"), ("grade", "C")]).await.status, 303);
}

/// Requirements: M-13
#[tokio::test]
async fn the_third_reads_what_is_meant_for_the_third() {
    let sat = Sat::by(&["amina"]).await;
    sat.seat("hilde", 3, true).await;
    sat.give("marit", &[("101", "B")]).await;
    sat.give("geir", &[("101", "C")]).await;
    let work = format!("/examining/{}", sat.committee);
    let third = sat.as_("hilde").await.get(&work).await.text();
    assert!(third.contains("de to første sensorene er uenige om"), "{third}");
    assert!(third.contains("vises når du har gitt karakter") && !third.contains("Den andres"));
    assert!(sat.as_("geir").await.get(&work).await.text().contains("Den andres karakter"));
}

/// Requirements: X-10, Z-11
#[tokio::test]
async fn an_agreement_settles_the_standpoints_it_was_made_on_and_no_later_ones() {
    let sat = Sat::by(&["amina"]).await;
    sat.seat("hilde", 3, true).await;
    for (key, grade) in [("marit", "B"), ("geir", "C"), ("hilde", "D")] {
        sat.give(key, &[("101", grade)]).await;
    }
    let path = format!("/api/examining/{}/agreements", sat.committee);
    let agreed = json!({ "number": "101", "grade": "C" });
    assert_eq!(sat.as_("marit").await.call(&path, agreed.clone()).await.status, 201);
    let sign = format!("{path}/101/signatures");
    for key in ["geir", "hilde"] {
        assert_eq!(sat.as_(key).await.call(&sign, json!({})).await.status, 204);
    }
    assert_eq!(sat.seen("marit", "101").await["grade"], "C");
    sat.give("marit", &[("101", "E")]).await;
    assert_eq!(sat.seen("marit", "101").await["state"], "agreement", "E, C and D");
    assert_eq!(sat.as_("geir").await.call(&sign, json!({})).await.status, 404);
    assert_eq!(sat.as_("marit").await.call(&path, agreed).await.status, 201, "a new one");
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "A")]).await;
    }
    assert_eq!(sat.seen("marit", "101").await["grade"], "A", "both have come to it");
}

/// Requirements: M-09, M-10
#[tokio::test]
async fn only_grades_of_the_courses_scale_are_taken_and_each_fault_is_told() {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    let answer = sat.give("marit", &[("101", "bestått"), ("102", "G"), ("999", "A")]).await;
    assert_eq!(answer.status, 422);
    let fields: Vec<_> = answer.json()["fields"].as_array().unwrap().clone();
    let fields: Vec<_> = fields.iter().map(|fault| fault["field"].clone()).collect();
    assert_eq!(fields, ["grade-101", "grade-102", "grade-999"]);
    assert_eq!(sat.count("select count(*) from standpoint").await, 0);
}

/// Requirements: M-09, M-10
#[tokio::test]
async fn a_course_that_is_passed_or_failed_takes_no_letter_and_announces_none() {
    let sat = Sat::by(&["amina"]).await;
    let scale = "update course set grade_scale = 'pass_fail'
        where id = (select course_id from exam where id = $1)";
    sat.try_sql(scale, sat.exam.0).await.unwrap();
    let letter = sat.give("marit", &[("101", "A")]).await;
    assert_eq!(
        (letter.status.as_u16(), &letter.json()["fields"][0]["field"]),
        (422, &json!("grade-101"))
    );
    for key in ["marit", "geir"] {
        assert_eq!(sat.give(key, &[("101", "bestått")]).await.status, 200);
    }
    sat.announced().await;
    let amina = sat.as_("amina").await;
    assert_eq!(amina.get("/api/my/results").await.json()[0]["grade"], "bestått");
    let page = amina.get("/my/results").await.text();
    assert!(page.contains("bestått"), "{page}");
    for grade in ["A", "B", "C", "D", "E", "F"] {
        assert!(!page.contains(&format!(">{grade}<")), "{grade}: {page}");
    }
}

#[tokio::test]
async fn a_committee_one_does_not_sit_in_does_not_exist() {
    let sat = Sat::by(&["amina"]).await;
    assert_eq!(sat.give("knut", &[("101", "A")]).await.status, 404);
    assert_eq!(sat.give("ingrid", &[("101", "A")]).await.status, 404);
    let page = format!("/examining/{}", sat.committee);
    assert_eq!(sat.as_("amina").await.get(&page).await.status, 404);
}

#[tokio::test]
async fn a_changed_mind_replaces_a_standpoint_and_both_stay_on_record() {
    let sat = Sat::by(&["amina"]).await;
    sat.give("marit", &[("101", "B")]).await;
    sat.give("marit", &[("101", "B")]).await;
    sat.give("marit", &[("101", "C")]).await;
    assert_eq!(sat.count("select count(*) from standpoint").await, 2);
    let changed = sat.try_sql("update standpoint set grade = 'A' where id <> $1", sat.exam.0).await;
    assert!(changed.is_err(), "a standpoint is never changed");
}

/// Requirements: X-10
#[tokio::test]
async fn the_form_saves_a_part_and_shows_what_was_typed_again() {
    let sat = Sat::by(&["amina", "bjorn", "cecilie"]).await;
    let marit = sat.as_("marit").await;
    let path = format!("/examining/{}/standpoints", sat.committee);
    let saved = marit.post(&path, &[("grade-101", "a"), ("grade-102", "")]).await;
    assert_eq!(saved.status, 303);
    let again = marit.post(&path, &[("grade-102", "Å"), ("grade-103", "B")]).await;
    assert_eq!(again.status, 422);
    assert!(again.text().contains("value=\"Å\"") && again.text().contains("value=\"A\""));
    assert_eq!(sat.count("select count(*) from standpoint").await, 1);
}

#[tokio::test]
async fn a_program_reads_its_answers_page_by_page() {
    let sat = Sat::by(&["amina"]).await;
    let many = "with people as (
            insert into person (id, given_name, family_name)
            select gen_random_uuid(), 'K', n::text from generate_series(1, 200) as n
            returning id, family_name::integer as n
        ), registrations as (
            insert into exam_registration
                (id, exam_id, person_id, language, status, registered_at, status_at, candidate_number)
            select gen_random_uuid(), $1, id, 'nb', 'registered', '2026-10-01', '2026-10-01', 1000 + n
            from people
            returning id
        )
        insert into delivery
            (id, registration_id, received_at, channel, copies, candidate_number_ok, front_page_ok, received_by)
        select gen_random_uuid(), registrations.id, '2026-11-02', 'upload', 0, true, true, (select id from person limit 1)
        from registrations";
    sat.try_sql(many, sat.exam.0).await.unwrap();
    let marit = sat.as_("marit").await;
    for (page, size, first) in [("", 200, "101"), ("?page=1", 200, "101"), ("?page=2", 1, "1200")] {
        let found = marit.get(&format!("/api/examining/{}{page}", sat.committee)).await.json();
        assert_eq!(
            (&found["total"], found["answers"].as_array().unwrap().len()),
            (&json!(201), size)
        );
        assert_eq!(found["answers"][0]["number"], first);
    }
    let past = marit.get(&format!("/api/examining/{}?page=3", sat.committee)).await.json();
    assert_eq!(past, json!({ "answers": [], "total": 201 }), "nothing is left");
}
