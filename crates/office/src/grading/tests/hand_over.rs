//! The answers on their way to the committee, and the copies of the protocol.

use super::at_once::{both, one_is_done};
use crate::testing::Sat;
use crate::testing::TestOffice;
use jiff::civil::date;
use serde_json::json;
use uuid::Uuid;

const COVERS: &str = "select count(*) from letter where kind = 'examiner_cover'";
const GUIDE: &[u8] = b"%PDF-1.7 se etter kilder";

async fn guide(sat: &Sat) {
    let path = format!("/exams/{}/documents", sat.exam);
    let fields = [("kind", "guide"), ("language", "nb")];
    let file = ("file", "veiledning.pdf", "application/pdf", GUIDE);
    assert_eq!(sat.as_("ingrid").await.upload(&path, &fields, file).await.status, 303);
}

const PAPER: &[u8] = b"%PDF-1.7 skriv om 1814";

/// What is enclosed with the answers: the paper, and then the guide.
pub(super) async fn documents(sat: &Sat) {
    paper(sat).await;
    guide(sat).await;
}

async fn paper(sat: &Sat) {
    let path = format!("/exams/{}/documents", sat.exam);
    let fields = [("kind", "paper"), ("language", "nb")];
    let file = ("file", "oppgave.pdf", "application/pdf", PAPER);
    assert_eq!(sat.as_("ingrid").await.upload(&path, &fields, file).await.status, 303);
}

async fn nothing_handed_over() -> Sat {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    sat.take_back(1).await;
    sat.take_back(2).await;
    sat
}

/// Requirements: L-08
#[tokio::test]
async fn an_examiner_sees_and_grades_answers_from_the_hand_over_and_not_before() {
    let sat = nothing_handed_over().await;
    sat.office.clock("2026-11-03T08:00:00+01:00").await;
    documents(&sat).await;
    let (marit, page) = (sat.as_("marit").await, format!("/examining/{}", sat.committee));
    assert!(marit.get(&page).await.text().contains("Besvarelsene er ikke overlevert"));
    assert_eq!(sat.seen("marit", "101").await, json!(null));
    assert_eq!(sat.give("marit", &[("101", "B")]).await.json()["code"], "not-handed-over");
    let hand_over = format!("/api/exams/{}/hand-over", sat.exam);
    sat.as_("ingrid").await.call(&hand_over, json!({})).await;
    assert!(marit.get(&page).await.text().contains("grade-101"));
    assert_eq!(sat.seen("marit", "101").await["number"], "101");
    assert_eq!(sat.give("marit", &[("101", "B")]).await.status, 200);
}

/// Requirements: L-08, L-11, L-12
#[tokio::test]
async fn answers_are_handed_over_once_with_a_guide_and_when_the_exam_is_over() {
    let sat = nothing_handed_over().await;
    let path = format!("/api/exams/{}/hand-over", sat.exam);
    let (ingrid, per) = (sat.as_("ingrid").await, sat.as_("per").await);
    let later = "update exam set starts_at = '09:30' where id = $1";
    sat.try_sql(later, sat.exam.0).await.unwrap();
    assert_eq!(ingrid.call(&path, json!({})).await.json()["code"], "not-held");
    sat.office.clock("2026-11-03T08:00:00+01:00").await;
    paper(&sat).await;
    assert_eq!(ingrid.call(&path, json!({})).await.json()["code"], "guide-missing");
    guide(&sat).await;
    assert_eq!(per.call(&path, json!({})).await.status, 404, "another unit's officer");
    assert!(ingrid.get("/desk").await.text().contains("Gi besvarelsene til sensorene"));
    let page = format!("/exams/{}/hand-over", sat.exam);
    assert_eq!(ingrid.post(&page, &[]).await.status, 303);
    assert_eq!(ingrid.call(&path, json!({})).await.json()["code"], "handed-over");
    assert!(!ingrid.get("/desk").await.text().contains("Gi besvarelsene til sensorene"));
    assert_eq!(sat.count(COVERS).await, 2);
    let external = "select count(*) from letter join person on person.id = letter.person_id
        where kind = 'examiner_cover' and data ->> 'external' = 'true' and data ->> 'answers' = '2'";
    assert_eq!(sat.count(external).await, 1, "the internal one gets a copy of the protocol");
    let filed = "select count(*) from archive_entry where title like 'Besvarelser til sensur%'";
    assert_eq!(sat.count(filed).await, 2);
}

/// Requirements: L-08
#[tokio::test]
async fn where_nobody_has_delivered_nothing_is_handed_over() {
    let sat = Sat::by(&[]).await;
    sat.take_back(1).await;
    sat.take_back(2).await;
    sat.office.clock("2026-11-03T08:00:00+01:00").await;
    documents(&sat).await;
    let ingrid = sat.as_("ingrid").await;
    for page in ["/desk", &format!("/exams/{}/grading", sat.exam)] {
        let shown = ingrid.get(page).await.text();
        assert!(!shown.contains("Gi besvarelsene til sensorene"), "not offered: {page}");
    }
    let path = format!("/exams/{}/hand-over", sat.exam);
    let refused = ingrid.post(&path, &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("Det er ingen besvarelser å gi til sensorene"));
    let refused = ingrid.call(&format!("/api{path}"), json!({})).await;
    assert_eq!(refused.json()["code"], "no-answers");
    assert_eq!(sat.count(COVERS).await, 0);
}

const KEPT: &str = "select count(*) from archive_entry
    where description = 'Ett eksemplar av besvarelsene ligger hos instituttet.'";

/// Requirements: L-08
#[tokio::test]
async fn that_the_office_keeps_a_copy_is_written_only_when_one_is_left() {
    let two = "update delivery set copies = case when registration_id = $1 then 2 else 3 end";
    let three = "update delivery set copies = 3 where registration_id is not null or id = $1";
    for (copies, entries) in [(two, 0), (three, 2)] {
        let sat = nothing_handed_over().await;
        sat.try_sql(copies, sat.students[1].1.0).await.unwrap();
        sat.office.clock("2026-11-03T08:00:00+01:00").await;
        documents(&sat).await;
        let path = format!("/api/exams/{}/hand-over", sat.exam);
        let sent = sat.as_("ingrid").await.call(&path, json!({})).await;
        assert_eq!(sent.json()["examiners"], 2);
        assert_eq!(sat.count(KEPT).await, entries, "two examiners; {copies}");
    }
}

/// Requirements: L-12
#[tokio::test]
async fn a_third_examiner_gets_only_the_answers_in_dispute() {
    let sat = nothing_handed_over().await;
    sat.office.clock("2026-11-03T08:00:00+01:00").await;
    documents(&sat).await;
    let path = format!("/api/exams/{}/hand-over", sat.exam);
    let ingrid = sat.as_("ingrid").await;
    assert_eq!(ingrid.call(&path, json!({})).await.json()["examiners"], 2);
    sat.give("marit", &[("101", "B"), ("102", "C")]).await;
    sat.give("geir", &[("101", "B"), ("102", "D")]).await;
    sat.seat("hilde", 3, true).await;
    sat.take_back(3).await;
    assert_eq!(ingrid.call(&path, json!({})).await.json()["examiners"], 1);
    let one =
        "select count(*) from letter where kind = 'examiner_cover' and data ->> 'answers' = '1'";
    assert_eq!(sat.count(one).await, 1);
}

/// Requirements: L-11
#[tokio::test]
async fn each_examiner_keeps_a_copy_of_the_protocol_that_was_received() {
    let sat = Sat::by(&["amina"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B")]).await;
    }
    sat.announced().await;
    crate::jobs::run_due(&sat.office.node).await.unwrap();
    for key in ["marit", "geir"] {
        let letters = sat.as_(key).await.get("/my/letters").await.text();
        assert!(letters.contains("Vurderingsprotokoll"), "{key}");
    }
    let amina = sat.as_("amina").await.get("/my/letters").await.text();
    assert!(!amina.contains("Vurderingsprotokoll"));
}

/// The desk knows whose number is whose, and a protocol is there before the announcement.
#[tokio::test]
async fn the_desk_opens_no_protocol() {
    let sat = Sat::by(&["amina"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B")]).await;
    }
    sat.announced().await;
    crate::jobs::run_due(&sat.office.node).await.unwrap();
    let protocol = "select id from letter where kind = 'grade_protocol' limit 1";
    let pool = &sat.office.node.store().pool;
    let id: Uuid = sqlx::query_scalar(protocol).fetch_one(pool).await.unwrap();
    for (key, status) in [("eva", 404), ("ingrid", 200)] {
        let reader = sat.as_(key).await;
        assert_eq!(reader.get(&format!("/letters/{id}.pdf")).await.status, status, "{key}");
        let listed = reader.get("/letters").await.text().contains(&format!("{id}.pdf"));
        assert_eq!(listed, status == 200, "{key}");
    }
}

/// Requirements: C-08
#[tokio::test]
async fn the_archived_protocol_says_where_its_examiners_work() {
    let sat = Sat::by(&["amina"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B")]).await;
    }
    sat.announced().await;
    let members = "select data -> 'committee' from letter where kind = 'grade_protocol' limit 1";
    let pool = &sat.office.node.store().pool;
    let members: serde_json::Value = sqlx::query_scalar(members).fetch_one(pool).await.unwrap();
    assert_eq!(members[0]["institution"]["nb"], "Nordlys universitet");
    assert_eq!(members[1]["institution"]["nb"], "Fjordby universitet");
}

/// Requirements: L-08
#[tokio::test]
async fn two_officers_who_hand_over_at_once_hand_over_once() {
    let sat = nothing_handed_over().await;
    sat.office.clock("2026-11-03T08:00:00+01:00").await;
    documents(&sat).await;
    sat.office.grant("liv", crate::access::Role::ExamOfficer).await;
    let (ingrid, liv) = (sat.as_("ingrid").await, sat.as_("liv").await);
    let path = format!("/api/exams/{}/hand-over", sat.exam);
    let hand_over = json!({});
    one_is_done(&both((&ingrid, &path, hand_over.clone()), (&liv, &path, hand_over)).await);
    assert_eq!(sat.count(COVERS).await, 2, "one for each examiner");
}

/// The letter says that the paper lies with the answers.
///
/// Requirements: L-12
#[tokio::test]
async fn nothing_is_handed_over_without_the_paper_that_was_answered() {
    let sat = nothing_handed_over().await;
    sat.office.clock("2026-11-03T08:00:00+01:00").await;
    guide(&sat).await;
    let path = format!("/api/exams/{}/hand-over", sat.exam);
    let ingrid = sat.as_("ingrid").await;
    let refused = ingrid.call(&path, json!({})).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (409, &json!("paper-missing")));
    let page = ingrid.post(&format!("/exams/{}/hand-over", sat.exam), &[]).await;
    assert!(page.text().contains("Oppgaveteksten mangler"), "{}", page.text());
    assert_eq!(sat.count(COVERS).await, 0);
    paper(&sat).await;
    assert_eq!(ingrid.call(&path, json!({})).await.json()["examiners"], 2);
}

/// A thesis answers no paper: its writer chose the topic.
///
/// Requirements: L-12
#[tokio::test]
async fn a_thesis_is_handed_over_with_its_guide_alone() {
    let sat = nothing_handed_over().await;
    let thesis = "update course set form = 'thesis'
        where id = (select course_id from exam where id = $1)";
    sat.try_sql(thesis, sat.exam.0).await.unwrap();
    sat.office.clock("2026-11-03T08:00:00+01:00").await;
    guide(&sat).await;
    let path = format!("/api/exams/{}/hand-over", sat.exam);
    let sent = sat.as_("ingrid").await.call(&path, json!({})).await;
    assert_eq!(sent.json()["examiners"], 2, "{}", sent.text());
}

/// Amina has handed an answer in on 20 November, and paper and guide are there; what Geir
/// would open in the committee, with what it holds.
async fn handed_in() -> (Sat, Vec<(String, &'static [u8])>) {
    const ANSWER: &[u8] = b"%PDF-1.7 mitt svar om 1814";
    let sat = Sat::on(TestOffice::new().await, date(2026, 11, 20), &[]).await;
    let amina = sat.office.registered(sat.exam, "amina", rules::Language::Nb).await;
    let (liv, ingrid) = (sat.as_("liv").await, sat.as_("ingrid").await);
    liv.call(&format!("/api/exams/{}/numbering", sat.exam), json!({})).await;
    let list = liv.get(&format!("/api/exams/{}/candidates", sat.exam)).await.json();
    sat.office.clock("2026-11-20T08:30:00+01:00").await;
    let mine = format!("/my/registrations/{amina}/answer");
    let file = ("answer", "svar.pdf", "application/pdf", ANSWER);
    assert_eq!(sat.as_("amina").await.upload(&mine, &[], file).await.status, 303);
    documents(&sat).await;
    let sql = "select file_id from delivery_file";
    let answer: Uuid =
        sqlx::query_scalar(sql).fetch_one(&sat.office.node.store().pool).await.unwrap();
    let base = format!("/api/examining/{}", sat.committee);
    let mut opens =
        vec![(format!("{base}/answers/{}/{answer}", list[0]["candidate_number"]), ANSWER)];
    let there = ingrid.get(&format!("/api/exams/{}/documents", sat.exam)).await.json();
    for one in there.as_array().unwrap() {
        let holds = if one["kind"] == "paper" { PAPER } else { GUIDE };
        opens.push((format!("{base}/documents/{}", one["id"].as_str().unwrap()), holds));
    }
    (sat, opens)
}

/// Requirements: B-14, L-08, L-11, L-12
#[tokio::test]
async fn answer_paper_and_guide_are_opened_from_the_hand_over_and_not_before() {
    let (sat, opens) = handed_in().await;
    assert_eq!(opens.len(), 3);
    sat.take_back(1).await;
    sat.take_back(2).await;
    sat.office.clock("2026-11-20T10:00:00+01:00").await;
    let examiners = [sat.as_("marit").await, sat.as_("geir").await];
    let listed = format!("/api/examining/{}/documents", sat.committee);
    for examiner in &examiners {
        assert_eq!(examiner.get(&listed).await.json(), json!([]));
        for (path, _) in &opens {
            assert_eq!(examiner.get(path).await.status, 404, "{path}");
        }
    }
    let hand_over = format!("/api/exams/{}/hand-over", sat.exam);
    let sent = sat.as_("ingrid").await.call(&hand_over, json!({})).await;
    assert_eq!(sent.json()["examiners"], 2, "{}", sent.text());
    for examiner in &examiners {
        assert_eq!(examiner.get(&listed).await.json().as_array().map(Vec::len), Some(2));
        for (path, holds) in &opens {
            assert_eq!(examiner.get(path).await.body, *holds, "{path}");
        }
    }
    let knut = sat.as_("knut").await;
    for (path, _) in &opens {
        assert_eq!(knut.get(path).await.status, 404, "sits elsewhere");
    }
}
