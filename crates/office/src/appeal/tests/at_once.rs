//! Two at once: of each act that decides something one is done, and the other is told so kindly.

use super::*;
use crate::access::{Grant, Principal, Role};
use crate::grading::tests::kept::the_later_reads;
use crate::people::{PersonName, PlaceCode};

async fn count(office: &TestOffice, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&office.node.store().pool).await.expect("a count")
}

/// One is done; the other is refused in words, and is not our fault.
fn one_is_done(answers: (Answer, Answer)) {
    let answers = [answers.0, answers.1];
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    let done = statuses.iter().filter(|status| **status < 300).count();
    assert_eq!((done, statuses.iter().max()), (1, Some(&409)), "{statuses:?}");
    let refused = answers.iter().find(|answer| answer.status == 409).expect("a refusal").json();
    assert!(refused["detail"].as_str().is_some_and(|said| said.len() > 10), "{refused}");
}

#[tokio::test]
async fn a_student_who_appeals_in_two_windows_has_one_appeal() {
    let (office, _, result) = graded_2011("C").await;
    let student = office.sign_in("amina").await;
    one_is_done(tokio::join!(lodge(&student, result), lodge(&student, result)));
    assert_eq!(count(&office, "select count(*) from appeal").await, 1);
}

#[tokio::test]
async fn two_officers_judge_a_late_appeal_once() {
    let (office, _, result) = graded_2011("C").await;
    office.clock("2011-07-14T00:00:00+02:00").await;
    let appeal = lodged(&office, result).await;
    let no = json!({ "excused": false, "assessment": "Ingen grunn er oppgitt." });
    let yes = json!({ "excused": true, "assessment": "Lå på sykehus." });
    let one = step(&office, "ingrid", &appeal, "late", no);
    let other = step(&office, "liv", &appeal, "late", yes);
    one_is_done(tokio::join!(one, other));
    let judged = "select count(*) from audit_entry where action = 'appeal.decide_late'";
    assert_eq!(count(&office, judged).await, 1);
}

/// Requirements: O-04
#[tokio::test]
async fn of_two_who_judge_a_late_appeal_on_its_page_the_later_keeps_her_assessment() {
    let (office, _, result) = graded_2011("C").await;
    office.clock("2011-07-14T00:00:00+02:00").await;
    let path = format!("/appeals/{}/late", lodged(&office, result).await);
    let (ingrid, liv) = (office.sign_in("ingrid").await, office.sign_in("liv").await);
    let typed = [("excused", "yes"), ("assessment", "Lå på sykehus til i går.")];
    let (one, other) = tokio::join!(ingrid.post(&path, &typed), liv.post(&path, &typed));
    the_later_reads([one, other], "Saken har kommet lenger", &["Lå på sykehus til i går."]);
}

#[tokio::test]
async fn one_committee_is_appointed_and_one_package_built_and_sent() {
    let (office, planted, result) = graded_2011("C").await;
    planted.document(&office, "guide", b"Veiledning").await;
    planted.answer(&office, "amina", "text/plain", b"Mitt svar om 1814.").await;
    let appeal = lodged(&office, result).await;
    let members = || json!({ "members": ids(&["knut", "hilde"]), "case_ref": "12/2011" });
    let jon = |members| step(&office, "jon", &appeal, "committee", members);
    one_is_done(tokio::join!(jon(members()), jon(members())));
    assert_eq!(count(&office, "select count(*) from committee where kind <> 'ordinary'").await, 1);
    let build = |who| step(&office, who, &appeal, "package", json!({}));
    one_is_done(tokio::join!(build("ingrid"), build("liv")));
    assert_eq!(count(&office, "select count(*) from regrade_package").await, 1);
    let send = |who| step(&office, who, &appeal, "send", json!({}));
    one_is_done(tokio::join!(send("ingrid"), send("liv")));
    let covers = letters(&office).await.into_iter().filter(|kind| kind == "regrade_cover").count();
    assert_eq!(covers, 2, "one for each examiner");
}

/// Requirements: O-18
#[tokio::test]
async fn a_double_click_on_the_package_builds_one_and_lands_where_the_first_click_did() {
    let (office, planted, result) = graded_2011("C").await;
    planted.document(&office, "guide", b"Veiledning").await;
    planted.answer(&office, "amina", "text/plain", b"Mitt svar om 1814.").await;
    let appeal = lodged(&office, result).await;
    let members = json!({ "members": ids(&["knut", "hilde"]), "case_ref": "12/2011" });
    step(&office, "jon", &appeal, "committee", members).await;
    let (path, act) = (format!("/appeals/{appeal}/package"), uuid::Uuid::now_v7());
    let ingrid = office.sign_in("ingrid").await;
    let first = ingrid.post_act(&path, act, &[]).await;
    let second = ingrid.post_act(&path, act, &[]).await;
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
    assert_eq!(first.location, second.location);
    assert_eq!(count(&office, "select count(*) from regrade_package").await, 1);
    let another = ingrid.post(&path, &[]).await;
    assert_eq!(another.status.as_u16(), 422, "another form, and there is nothing to build");
}

/// Knut and Hilde in one committee, Hilde and Knut in another, again and again; what is done is undone.
#[tokio::test]
async fn two_boards_that_seat_the_same_two_in_swapped_order_do_not_wait_for_each_other() {
    let (office, planted, result) = graded_2011("C").await;
    let other = planted.grade(&office, "bjorn", 8, "D").await;
    let other = lodge(&office.sign_in("bjorn").await, other).await.json();
    let other = other["id"].as_str().expect("lodged").to_owned();
    let appeals = [lodged(&office, result).await, other];
    let secretary = std::sync::Arc::new(Principal {
        person: ids(&["jon"])[0],
        name: PersonName::new("Jon".to_owned(), "Berg".to_owned(), false),
        language: rules::Language::Nb,
        grants: vec![Grant { role: Role::BoardSecretary, place: PlaceCode("999.10".to_owned()) }],
        student: false,
        examiner: false,
    });
    let seat = async |appeal: &str, members: [&str; 2]| {
        let act = crate::Act::of_person(&office.node, secretary.clone(), uuid::Uuid::now_v7());
        let (appeal, case_ref) = (AppealId(appeal.parse().expect("an id")), "12/2011".to_owned());
        let new = crate::appeal::Appoint { appeal, members: ids(&members), case_ref };
        crate::appeal::appoint(&mut act.await.expect("an act"), new).await
    };
    for _ in 0..25 {
        let one = seat(&appeals[0], ["knut", "hilde"]);
        let (one, other) = tokio::join!(one, seat(&appeals[1], ["hilde", "knut"]));
        assert!(one.is_ok() && other.is_ok(), "{:?} {:?}", one.err(), other.err());
    }
}

#[tokio::test]
async fn two_officers_settle_an_appeal_once() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    assessed(&office, &appeal, "B", &["knut", "hilde"]).await;
    let settle = |who| step(&office, who, &appeal, "outcome", json!({}));
    one_is_done(tokio::join!(settle("ingrid"), settle("liv")));
    assert_eq!(count(&office, "select count(*) from result where origin = 'appeal'").await, 1);
    let told = letters(&office).await.into_iter().filter(|kind| kind == "appeal_result").count();
    assert_eq!(told, 1);
}

#[tokio::test]
async fn an_appeal_that_is_withdrawn_while_it_is_settled_is_one_of_both() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    assessed(&office, &appeal, "B", &["knut", "hilde"]).await;
    let student = office.sign_in("amina").await;
    let withdrawal = format!("/api/my/appeals/{appeal}/withdraw");
    one_is_done(tokio::join!(
        student.call(&withdrawal, json!({})),
        step(&office, "ingrid", &appeal, "outcome", json!({})),
    ));
}

/// The officer has read what was signed when an examiner takes the protocol back.
#[tokio::test]
async fn a_protocol_that_is_taken_back_while_its_appeal_is_settled_is_one_of_both() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    assessed(&office, &appeal, "B", &["knut", "hilde"]).await;
    let pool = &office.node.store().pool;
    let protocol = sqlx::query_scalar("select id from protocol where kind = 'regrade'");
    let protocol: uuid::Uuid = protocol.fetch_one(pool).await.unwrap();
    let mut held = pool.begin().await.unwrap();
    let hold = sqlx::query("select id from result where id = $1 for update").bind(result.0);
    hold.execute(&mut *held).await.unwrap();
    let moment = std::time::Duration::from_millis(400);
    let take_back = async {
        tokio::time::sleep(moment).await;
        let knut = office.sign_in("knut").await;
        knut.call(&format!("/api/protocols/{protocol}/withdrawal"), json!({})).await
    };
    let release = async {
        tokio::time::sleep(3 * moment).await;
        held.rollback().await.unwrap();
    };
    let settle = step(&office, "ingrid", &appeal, "outcome", json!({}));
    let (settled, taken_back, ()) = tokio::join!(settle, take_back, release);
    one_is_done((settled, taken_back));
}
