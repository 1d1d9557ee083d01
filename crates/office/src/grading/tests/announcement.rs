//! The protocol on its way: sealed, signed, received, announced, put right.

use crate::testing::Sat;
use crate::world::CastMember;
use serde_json::json;
use uuid::Uuid;

async fn graded(students: &[&'static str]) -> Sat {
    let sat = Sat::by(students).await;
    let numbers: Vec<String> = (0..students.len()).map(|at| (101 + at).to_string()).collect();
    let grades: Vec<(&str, &str)> = numbers.iter().map(|number| (number.as_str(), "B")).collect();
    for key in ["marit", "geir"] {
        assert_eq!(sat.give(key, &grades).await.status, 200);
    }
    sat
}

/// Requirements: M-01, M-02
#[tokio::test]
async fn a_protocol_is_sealed_once_and_only_when_everyone_has_a_grade() {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B")]).await;
    }
    let missing = sat.seal("ingrid").await;
    assert_eq!(
        (missing.status.as_u16(), missing.json()["code"].clone()),
        (409, json!("grade-missing"))
    );
    assert!(missing.text().contains("102"));
    for key in ["marit", "geir"] {
        sat.give(key, &[("102", "F")]).await;
    }
    assert_eq!(sat.seal("ingrid").await.status, 201);
    assert_eq!(sat.seal("marit").await.json()["code"], "protocol-closed");
    assert_eq!(sat.give("marit", &[("101", "A")]).await.json()["code"], "protocol-closed");
}

/// Requirements: M-01
#[tokio::test]
async fn an_absent_candidate_is_accounted_for_in_the_protocol() {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    let (amina, bjorn) = (sat.students[0].1.0, sat.students[1].1.0);
    sat.try_sql("delete from delivery where registration_id = $1", bjorn).await.unwrap();
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B")]).await;
    }
    sat.try_sql("delete from standpoint where registration_id = $1", amina).await.unwrap_err();
    assert_eq!(sat.seal("ingrid").await.json()["code"], "unaccounted");
    sat.office.clock("2026-11-03T08:00:00+01:00").await;
    let ingrid = sat.as_("ingrid").await;
    let stuck = ingrid.get(&format!("/exams/{}/grading", sat.exam)).await.text();
    assert!(stuck.contains("gjort rede for kandidat 102") && !stuck.contains("avlagt"), "{stuck}");
    let desk = ingrid.get("/desk").await.text();
    let there = format!("/exams/{}/delivery", sat.exam);
    assert!(desk.contains("Gjør rede for besvarelsene") && desk.contains(&there));
    let absent = "insert into absence select $1, 'absent', '2026-11-02T12:00Z', person_id
        from exam_registration limit 1";
    sat.try_sql(absent, bjorn).await.unwrap();
    let protocol = sat.announced().await;
    let rows = sat.as_("liv").await.get(&format!("/api/protocols/{protocol}")).await.json();
    assert_eq!(rows["rows"][1]["status"], "absent");
    assert_eq!(sat.count("select count(*) from result").await, 1);
}

/// Requirements: M-01
#[tokio::test]
async fn a_candidate_without_a_number_keeps_the_list_open_and_is_named_at_the_desk() {
    let sat = graded(&["amina", "bjorn"]).await;
    let bjorn = sat.students[1].1.0;
    let late = "update exam_registration set candidate_number = null where id = $1";
    sat.try_sql(late, bjorn).await.unwrap();
    assert_eq!(sat.seal("ingrid").await.json()["code"], "number-missing");
    sat.office.clock("2026-11-03T08:00:00+01:00").await;
    let ingrid = sat.as_("ingrid").await;
    let why = "Kandidater uten kandidatnummer: 1.";
    assert!(ingrid.get("/desk").await.text().contains(why));
    let desk = ingrid.get(&format!("/exams/{}/delivery", sat.exam)).await.text();
    let list = desk.split("Uten kandidatnummer").nth(1).expect("the list");
    let named = list.split("</table>").next().unwrap_or_default();
    assert!(named.contains(CastMember::named("bjorn").family), "{named}");
    let numbered = "update exam_registration set candidate_number = 102 where id = $1";
    sat.try_sql(numbered, bjorn).await.unwrap();
    assert_eq!(sat.seal("ingrid").await.status, 201);
}

/// Requirements: M-03, L-12
#[tokio::test]
async fn every_examiner_signs_what_was_sealed_before_it_is_received() {
    let sat = graded(&["amina"]).await;
    let protocol = sat.seal("marit").await.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/protocols/{protocol}/signatures");
    let other = json!({ "sha256": "0".repeat(64) });
    let refused = sat.as_("marit").await.call(&path, other).await;
    assert_eq!(refused.json()["code"], "other-content");
    assert_eq!(sat.sign("marit", &protocol).await.status, 204);
    assert_eq!(sat.sign("marit", &protocol).await.json()["code"], "already-signed");
    let early = sat.step("liv", &protocol, "receipt").await;
    assert_eq!(early.json()["code"], "signature-missing");
    assert_eq!(sat.sign("knut", &protocol).await.status, 404, "knut has no seat");
    assert_eq!(sat.sign("geir", &protocol).await.status, 204);
    assert_eq!(sat.step("liv", &protocol, "receipt").await.status, 204);
    assert_eq!(sat.step("liv", &protocol, "withdrawal").await.status, 404);
}

/// Requirements: M-03
#[tokio::test]
async fn the_page_asks_for_a_fresh_confirmation_of_each_signature() {
    let sat = graded(&["amina"]).await;
    let protocol = sat.seal("marit").await.json()["id"].as_str().unwrap().to_owned();
    let marit = sat.as_("marit").await;
    let page = marit.get(&format!("/protocols/{protocol}")).await.text();
    assert!(page.contains("101") && !page.contains("Farah"));
    let path = format!("/protocols/{protocol}/signatures");
    assert_eq!(marit.post(&path, &[]).await.status, 422);
    assert_eq!(sat.count("select count(*) from protocol_signature").await, 0);
}

/// Requirements: M-06, M-08, A-08, A-18, C-07, C-08, M-05, U-3
#[tokio::test]
async fn the_administration_alone_announces_and_the_deadlines_run_from_that_day() {
    let sat = graded(&["amina", "bjorn"]).await;
    let protocol = sat.seal("marit").await.json()["id"].as_str().unwrap().to_owned();
    for key in ["marit", "geir"] {
        sat.sign(key, &protocol).await;
    }
    assert_eq!(sat.step("liv", &protocol, "announcement").await.json()["code"], "not-received");
    sat.step("liv", &protocol, "receipt").await;
    for key in ["marit", "ingrid", "per", "amina"] {
        assert_eq!(sat.step(key, &protocol, "announcement").await.status, 404, "{key}");
    }
    let before = sat.as_("liv").await.get(&format!("/protocols/{protocol}")).await.text();
    let step = before.split("k-confirm-step").nth(1).expect("a second step before it is done");
    assert!(
        step.contains("Resultatene til 2 studenter i HIS-1001") && step.contains("/announcements")
    );
    assert!(step.contains("mandag 23. november 2026"), "the last day to appeal");
    let announced = sat.step("odd", &protocol, "announcement").await;
    assert_eq!(announced.json()["results"], 2);
    assert_eq!(sat.step("liv", &protocol, "announcement").await.json()["code"], "announced");
    let shown = sat.as_("amina").await.get("/my/results").await.text();
    assert!(shown.contains("høst 2026") && !shown.contains("2026-H"), "the term in words");
    assert!(sat.as_("liv").await.get("/letters").await.text().contains("<td>Arkivet</td>"));
    let own = sat.as_("amina").await.get("/api/my/results").await.json();
    assert_eq!(own[0]["grade"], "B");
    assert_eq!(own[0]["announced_on"], "2026-11-02");
    assert_eq!(own[0]["explanation"]["due_on"], "2026-11-09");
    assert_eq!(own[0]["appeal"]["due_on"], "2026-11-23");
    assert_eq!(
        sat.count("select count(*) from archive_entry where subject_kind = 'protocol'").await,
        1
    );
}

/// Requirements: M-06
#[tokio::test]
async fn the_database_lets_no_examiner_announce_and_no_sealed_content_change() {
    let sat = graded(&["amina"]).await;
    let protocol = sat.seal("marit").await.json()["id"].as_str().unwrap().to_owned();
    let id: Uuid = protocol.parse().unwrap();
    let by_examiner =
        "update protocol set received_at = sealed_at, received_by = sealed_by where id = $1";
    for (sql, told) in [
        (by_examiner, "an examiner neither receives nor announces"),
        ("update protocol set content = '[]' where id = $1", "a sealed protocol is not changed"),
        ("delete from protocol where id = $1", "a sealed protocol is not changed"),
    ] {
        let refused = sat.try_sql(sql, id).await.expect_err(sql).to_string();
        assert!(refused.contains(told), "{sql}: {refused}");
    }
}

/// Requirements: M-06
#[tokio::test]
async fn a_double_click_and_two_officers_at_once_announce_once() {
    let sat = graded(&["amina"]).await;
    let protocol = sat.seal("marit").await.json()["id"].as_str().unwrap().to_owned();
    for key in ["marit", "geir"] {
        sat.sign(key, &protocol).await;
    }
    sat.step("liv", &protocol, "receipt").await;
    let (liv, odd) = (sat.as_("liv").await, sat.as_("odd").await);
    let path = format!("/protocols/{protocol}/announcements");
    let (one, other) = tokio::join!(liv.post(&path, &[]), odd.post(&path, &[]));
    let mut answers = [one.status.as_u16(), other.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    assert_eq!(sat.count("select count(*) from result").await, 1);
}

#[tokio::test]
async fn a_double_click_seals_one_protocol() {
    let sat = graded(&["amina"]).await;
    let (marit, act) = (sat.as_("marit").await, Uuid::now_v7());
    let path = format!("/committees/{}/protocols", sat.committee);
    assert_eq!(marit.post_act(&path, act, &[]).await.status, 303);
    assert_eq!(marit.post_act(&path, act, &[]).await.status, 303);
    assert_eq!(sat.count("select count(*) from protocol").await, 1);
}

#[tokio::test]
async fn a_withdrawn_protocol_opens_the_grading_again() {
    let sat = graded(&["amina"]).await;
    let protocol = sat.seal("marit").await.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(sat.step("geir", &protocol, "withdrawal").await.status, 204);
    assert_eq!(sat.give("marit", &[("101", "C")]).await.status, 200);
    assert_eq!(sat.give("geir", &[("101", "C")]).await.status, 200);
    assert_eq!(sat.seal("marit").await.status, 201);
    assert_eq!(sat.sign("geir", &protocol).await.status, 404, "the old one is withdrawn");
}

/// Requirements: M-02
#[tokio::test]
async fn a_rectification_is_a_protocol_of_its_own_that_another_receives() {
    let sat = graded(&["amina", "bjorn"]).await;
    let original = sat.announced().await;
    let path = format!("/api/protocols/{original}/rectifications");
    let wrong = json!({ "reason": "Tallene var byttet om.", "corrections": [{ "number": "101", "grade": "A" }] });
    assert_eq!(sat.as_("liv").await.call(&path, wrong.clone()).await.status, 404);
    let sealed = sat.as_("ingrid").await.call(&path, wrong.clone()).await;
    assert_eq!(sealed.status, 201, "{}", sealed.text());
    assert_eq!(
        sat.as_("ingrid").await.call(&path, wrong).await.json()["code"],
        "rectification-open"
    );
    sat.through(sealed.json()["id"].as_str().unwrap()).await;
    let page = sat.as_("amina").await.get("/my/results").await.text();
    assert!(page.contains("rettet") && page.contains("B, kunngjort 02.11.2026"), "{page}");
    let own = sat.as_("bjorn").await.get("/api/my/results").await.json();
    assert_eq!((own.as_array().unwrap().len(), own[0]["origin"].clone()), (1, json!("ordinary")));
    assert_eq!(sat.count("select count(*) from result").await, 3);
}

/// Requirements: M-03
#[tokio::test]
async fn a_program_reads_who_signs_a_protocol_and_who_has_as_its_page_tells() {
    let sat = graded(&["amina"]).await;
    let sealed = sat.seal("marit").await.json();
    let protocol = sealed["id"].as_str().unwrap();
    sat.sign("marit", protocol).await;
    let path = format!("/protocols/{protocol}");
    for key in ["ingrid", "geir"] {
        let reader = sat.as_(key).await;
        let told = reader.get(&format!("/api{path}")).await.json();
        let signer =
            |seat: usize| (&told["signers"][seat]["name"], &told["signers"][seat]["signed_at"]);
        assert_eq!(signer(0).0, "Marit Foss");
        assert!(signer(0).1.is_string());
        assert_eq!(signer(1), (&json!("Geir Tveit"), &json!(null)), "not yet");
        assert_eq!((&told["kind"], &told["id"]), (&json!("original"), &sealed["id"]));
        assert!(!told.to_string().contains("Farah"), "numbers alone");
        assert!(reader.get(&path).await.text().contains("Marit Foss"));
    }
    assert_eq!(sat.as_("amina").await.get(&format!("/api{path}")).await.status, 404);
}

#[tokio::test]
async fn another_unit_and_another_person_see_nothing_of_a_protocol() {
    let sat = graded(&["amina"]).await;
    let protocol = sat.announced().await;
    for key in ["per", "knut", "amina"] {
        assert_eq!(sat.as_(key).await.get(&format!("/protocols/{protocol}")).await.status, 404);
    }
    let own = sat.as_("bjorn").await.get("/api/my/results").await;
    assert!(!own.text().contains("\"grade\""), "another's result is not mine");
}

/// Requirements: M-08
#[tokio::test]
async fn each_student_gets_a_letter_about_the_grade_once() {
    let sat = graded(&["amina", "bjorn", "cecilie"]).await;
    sat.announced().await;
    sat.office.clock("2026-11-03T10:00:00+01:00").await;
    sat.office.clock("2026-11-04T10:00:00+01:00").await;
    assert_eq!(sat.count("select count(*) from letter where kind = 'results_announced'").await, 3);
}

/// Requirements: E-17
#[tokio::test]
async fn a_deadline_of_one_s_own_counts_before_that_of_the_announcement() {
    let sat = graded(&["amina", "bjorn"]).await;
    sat.announced().await;
    let (amina, bjorn) = (sat.office.sign_in("amina").await, sat.office.sign_in("bjorn").await);
    let before = amina.get("/api/my/results").await.json()[0].clone();
    assert!(before["explanation"]["due_on"].is_string() && before["appeal"]["due_on"].is_string());
    let asked = json!({ "result": before["result"] });
    assert_eq!(amina.call("/api/my/explanations", asked).await.status, 200);
    let after = amina.get("/api/my/results").await.json()[0].clone();
    assert!(after["appeal"]["due_on"].is_null(), "open until the explanation is given");
    assert_eq!(after["explanation"], before["explanation"]);
    let other = bjorn.get("/api/my/results").await.json()[0].clone();
    assert_eq!(other["appeal"], before["appeal"], "nobody else's is moved");
}

/// Requirements: M-06, M-08
#[tokio::test]
async fn thousands_of_results_are_announced_in_one_act() {
    let sat = Sat::by(&["amina"]).await;
    let many = "with people as (
            insert into person (id, given_name, family_name)
            select gen_random_uuid(), 'K', n::text from generate_series(1, 5000) as n
            returning id, family_name::integer as n
        ), registrations as (
            insert into exam_registration
                (id, exam_id, person_id, language, status, registered_at, status_at, candidate_number)
            select gen_random_uuid(), $1, id, 'nb', 'registered', '2026-10-01', '2026-10-01', 1000 + n
            from people
            returning id, candidate_number
        ), deliveries as (
            insert into delivery
                (id, registration_id, received_at, channel, copies, candidate_number_ok, front_page_ok, received_by)
            select gen_random_uuid(), registrations.id, '2026-11-02', 'upload', 0, true, true, (select id from person limit 1)
            from registrations
        )
        insert into standpoint (id, committee_member_id, registration_id, grade, given_at)
        select gen_random_uuid(), committee_member.id, registrations.id, 'C', '2026-11-02'
        from registrations cross join committee_member";
    sat.try_sql(many, sat.exam.0).await.unwrap();
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B")]).await;
    }
    sat.announced().await;
    assert_eq!(sat.count("select count(*) from result").await, 5001);
    let deadlines = "select count(*) from deadline where subject_kind in ('protocol', 'result')";
    assert_eq!(sat.count(deadlines).await, 2, "the same for all, kept once");
    let acts = "select count(*) from audit_entry where action = 'protocol.announce'";
    assert_eq!(sat.count(acts).await, 1);
}

/// Requirements: N-09
#[tokio::test]
async fn the_guide_is_open_to_a_student_once_her_grade_is_announced_and_to_no_other() {
    let sat = graded(&["amina"]).await;
    let path = format!("/exams/{}/documents", sat.exam);
    let fields = [("kind", "guide"), ("language", "nb")];
    let file = ("file", "a.txt", "text/plain", &b"Se etter kilder."[..]);
    assert_eq!(sat.as_("ingrid").await.upload(&path, &fields, file).await.status, 303);
    let amina = sat.as_("amina").await;
    assert!(!amina.get("/my/results").await.text().contains("Les sensorveiledningen"));
    sat.announced().await;
    assert!(amina.get("/my/results").await.text().contains("Les sensorveiledningen"));
    crate::jobs::run_due(&sat.office.node).await.unwrap();
    let letter = "select count(*) from letter where kind = 'results_announced'
        and data ->> 'grading_guide' = 'Kandidat, under «Resultatene mine»'";
    assert_eq!(sat.count(letter).await, 1, "the letter says where");
    let mine = amina.get("/api/my/results").await.json()[0]["guide"].clone();
    let guide = mine.as_str().unwrap().to_owned();
    assert_eq!(amina.get(&guide).await.body, b"Se etter kilder.");
    assert_eq!(sat.as_("bjorn").await.get(&guide).await.status, 404);
}

#[tokio::test]
async fn the_letter_names_the_paragraphs_that_let_the_grade_fall_and_formal_errors_be_complained_of()
 {
    let sat = graded(&["amina"]).await;
    sat.announced().await;
    sat.office.clock("2026-11-03T10:00:00+01:00").await;
    let pool = &sat.office.node.store().pool;
    let data = "select data from letter where kind = 'results_announced'";
    let letter: serde_json::Value = sqlx::query_scalar(data).fetch_one(pool).await.unwrap();
    assert_eq!(letter["appeal"]["up_or_down_law"], "uhl. § 11-11 (3)");
    assert_eq!(letter["formal_complaint"]["until"], "2026-11-23");
    assert_eq!(letter["formal_complaint"]["law"], "uhl. § 11-9 (1), (6)");
}
