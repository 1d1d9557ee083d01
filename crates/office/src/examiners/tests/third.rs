//! Who joins a committee that is appointed: a third, because the first two disagree.

use super::{answers, appoint, exam_of, member, propose};
use crate::testing::Sat;
use crate::testing::{Answer, TestOffice};
use serde_json::{Value, json};

fn alone(key: &str) -> Value {
    json!({ "members": [member(key, false)] })
}

fn code(answer: &Answer) -> (u16, Value) {
    (answer.status.as_u16(), answer.json()["code"].clone())
}

/// Marit and Geir hold these grades of Amina's answer.
async fn hold(sat: &Sat, marit: &str, geir: &str) {
    for (key, grade) in [("marit", marit), ("geir", geir)] {
        assert_eq!(sat.give(key, &[("101", grade)]).await.status, 200);
    }
}

/// Requirements: M-13
#[tokio::test]
async fn a_third_is_called_in_from_outside_alone() {
    let sat = Sat::by(&["amina"]).await;
    hold(&sat, "B", "C").await;
    let (office, exam) = (&sat.office, sat.exam);
    let form = sat.as_("ingrid").await.get(&format!("/exams/{exam}/committee")).await.text();
    assert!(form.contains("Sensor 3") && !form.contains("Sensor 1"), "the seat that is filled");
    let internal = propose(office, "ingrid", exam, alone("knut")).await;
    assert_eq!(internal.json()["code"], "third-must-be-external");
    assert_eq!(propose(office, "ingrid", exam, alone("geir")).await.status, 422, "sits already");
    let proposal = propose(office, "ingrid", exam, alone("hilde")).await;
    office.clock("2026-11-25T10:00:00+01:00").await;
    let id = proposal.json()["id"].as_str().unwrap().to_owned();
    let form = [("proposal", id.as_str()), ("case_ref", "2026/52")];
    let jon = office.sign_in("jon").await;
    assert_eq!(jon.post(&format!("/exams/{exam}/committee/appointments"), &form).await.status, 303);
    let ingrid = office.sign_in("ingrid").await;
    let committee = ingrid.get(&format!("/api/exams/{exam}/committee")).await;
    assert_eq!(committee.json()["seats"][2]["position"], 3);
    let page = ingrid.get(&format!("/exams/{exam}/committee")).await.text();
    for told in ["2026/7", "02.11.2026", "2026/52", "25.11.2026"] {
        assert!(page.contains(told), "each appointment with its day and case: {told}");
    }
    let fourth = propose(office, "ingrid", exam, alone("solveig")).await;
    assert_eq!(fourth.json()["code"], "third-there");
}

/// Requirements: M-13, M-14, X-10
#[tokio::test]
async fn nobody_is_called_in_before_two_disagree() {
    let sat = Sat::by(&["amina"]).await;
    let call = async || code(&propose(&sat.office, "ingrid", sat.exam, alone("hilde")).await);
    let no_dispute = (409, json!("no-dispute"));
    assert_eq!(call().await, no_dispute, "neither stands");
    sat.give("marit", &[("101", "B")]).await;
    assert_eq!(call().await, no_dispute, "one stands");
    let page = format!("/exams/{}/committee", sat.exam);
    let shown = sat.as_("ingrid").await.get(&page).await.text();
    assert!(shown.contains("bare inn når de to første er uenige") && !shown.contains("/proposals"));
    hold(&sat, "B", "B").await;
    assert_eq!(call().await, no_dispute, "they agree");
    hold(&sat, "B", "C").await;
    assert_eq!(call().await.0, 201);
    assert!(sat.as_("ingrid").await.get(&page).await.text().contains("/proposals"));
}

/// Requirements: M-13, M-14
#[tokio::test]
async fn a_third_who_was_proposed_is_not_appointed_once_the_two_agree_or_have_closed() {
    let sat = Sat::by(&["amina"]).await;
    hold(&sat, "B", "C").await;
    let proposal = propose(&sat.office, "ingrid", sat.exam, alone("hilde")).await;
    let appointed = async || code(&appoint(&sat.office, "jon", sat.exam, &proposal).await);
    let desk = async || sat.as_("jon").await.get("/desk").await.text();
    assert!(desk().await.contains("Registrer styrets oppnevning av sensorer"));
    hold(&sat, "C", "C").await;
    assert_eq!(appointed().await, (409, json!("no-dispute")));
    let shown = sat.as_("jon").await.get(&format!("/exams/{}/committee", sat.exam)).await.text();
    assert!(shown.contains("bare inn når de to første er uenige"), "told beforehand");
    assert_eq!(sat.seal("marit").await.status, 201);
    assert_eq!(appointed().await, (409, json!("protocol-closed")));
    let closed = propose(&sat.office, "ingrid", sat.exam, alone("hilde")).await;
    assert_eq!(code(&closed), (409, json!("protocol-closed")));
    assert!(!desk().await.contains("Registrer styrets oppnevning"), "nothing to join");
    assert_eq!(sat.count("select count(*) from committee_member").await, 2);
}

/// Requirements: M-13, M-14
#[tokio::test]
async fn a_proposal_of_a_third_ends_with_the_dispute_and_who_was_asked_is_told() {
    const OPEN: &str = "select count(*) from committee_proposal
        where withdrawn_at is null and decided_at is null";
    const ENDED: &str =
        "select count(*) from audit_entry where action = 'committee.withdraw_proposal'";
    let sat = Sat::by(&["amina", "bjorn"]).await;
    let agree = async |number: &str| {
        assert_eq!(sat.give("geir", &[(number, "B")]).await.status, 200);
        crate::jobs::run_due(&sat.office.node).await.unwrap();
    };
    sat.give("marit", &[("101", "B"), ("102", "B")]).await;
    sat.give("geir", &[("101", "C"), ("102", "C")]).await;
    let wanted = || propose(&sat.office, "ingrid", sat.exam, alone("hilde"));
    let proposal = wanted().await;
    assert_eq!(proposal.status, 201);
    agree("101").await;
    assert_eq!((sat.count(OPEN).await, sat.count(ENDED).await), (1, 0), "one is still in dispute");
    agree("102").await;
    assert_eq!((sat.count(OPEN).await, sat.count(ENDED).await), (0, 1));
    let (hilde, jon) = (sat.as_("hilde").await, sat.as_("jon").await);
    assert!(hilde.get("/my/letters").await.text().contains("Sensor trengs ikke likevel"));
    assert_eq!(hilde.get("/api/examining/requests").await.json(), json!([]));
    assert!(!jon.get("/desk").await.text().contains("Registrer styrets oppnevning"));
    assert_eq!(appoint(&sat.office, "jon", sat.exam, &proposal).await.status, 404);
    hold(&sat, "C", "D").await;
    assert_eq!(wanted().await.status, 201, "asked anew when they disagree again");
}

/// Requirements: M-13
#[tokio::test]
async fn a_third_who_is_named_beforehand_comes_from_outside_and_may_be_replaced() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    let three = |third: &str| {
        let members = [("marit", false), ("geir", false), (third, false)];
        json!({ "members": members.map(|(key, supervisor)| member(key, supervisor)) })
    };
    let internal = propose(&office, "ingrid", exam, three("knut")).await;
    assert_eq!(internal.json()["code"], "third-must-be-external");
    let proposal = propose(&office, "ingrid", exam, three("hilde")).await;
    assert_eq!(appoint(&office, "jon", exam, &proposal).await.status, 201);
    let no = json!({ "accepted": false, "reason": "Syk" });
    assert_eq!(answers(&office, "hilde", no).await.status, 204);
    let other = propose(&office, "ingrid", exam, alone("solveig")).await;
    assert_eq!(appoint(&office, "jon", exam, &other).await.status, 201, "the board's own seat");
}

#[tokio::test]
async fn a_committee_has_at_most_three() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    let four = ["marit", "geir", "hilde", "solveig"].map(|key| member(key, false));
    let refused = propose(&office, "ingrid", exam, json!({ "members": four })).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.json()["fields"][0]["field"], "members");
}
