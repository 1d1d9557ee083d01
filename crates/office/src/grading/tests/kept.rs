//! Somebody else was first: the page says so, and shows again what was typed.

use super::rectifying::announced;
use super::regrading::appealed;
use crate::access::Role;
use crate::testing::Answer;
use crate::testing::Sat;
use crate::world::CastMember;

/// Of two forms one is done; whoever sent the other reads why, and finds what was typed.
pub(crate) fn the_later_reads(answers: [Answer; 2], why: &str, typed: &[&str]) {
    let statuses = answers.each_ref().map(|answer| answer.status.as_u16());
    assert!(statuses.contains(&303) && statuses.contains(&409), "{statuses:?}");
    let page = answers.into_iter().find(|answer| answer.status == 409).unwrap().text();
    for told in typed.iter().chain([&why, &"Dette skrev du"]) {
        assert!(page.contains(told), "{told}: {page}");
    }
}

/// Requirements: M-02
#[tokio::test]
async fn of_two_who_put_a_protocol_right_at_once_the_later_keeps_reason_and_grades() {
    let (sat, protocol) = announced().await;
    let path = format!("/protocols/{protocol}/rectifications");
    let (ingrid, marit) = (sat.as_("ingrid").await, sat.as_("marit").await);
    let typed = [("reason", "To linjer var byttet om."), ("grade-101", "D"), ("grade-102", "")];
    let (one, other) = tokio::join!(ingrid.post(&path, &typed), marit.post(&path, &typed));
    let kept = ["To linjer var byttet om.", "Karakter for kandidat 101"];
    the_later_reads([one, other], "En retting av denne protokollen er alt på vei.", &kept);
    assert_eq!(sat.count("select count(*) from protocol where kind = 'rectification'").await, 1);
}

#[tokio::test]
async fn who_types_grades_while_the_other_closes_the_protocol_keeps_them() {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B"), ("102", "C")]).await;
    }
    assert_eq!(sat.seal("marit").await.status, 201);
    let path = format!("/examining/{}/standpoints", sat.committee);
    let typed = [("grade-101", "E"), ("grade-102", "")];
    let refused = sat.as_("geir").await.post(&path, &typed).await;
    assert_eq!(refused.status, 409);
    let page = refused.text();
    assert!(page.contains("Protokollen er lukket.") && page.contains("kandidat 101"), "{page}");
    assert!(!page.contains("kandidat 102"), "nothing was typed there");
    let work = format!("/examining/{}", sat.committee);
    let there = sat.as_("geir").await.post_from(&work, &path, &typed).await;
    let (page, own) = (there.text(), sat.as_("geir").await.get(&work).await.text());
    let heading = own.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap();
    for told in [heading, "Protokollen er lukket.", "Dette skrev du", "Karakter for kandidat 101"] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

/// Requirements: M-13
#[tokio::test]
async fn of_two_who_call_a_third_in_at_once_the_later_keeps_whom_and_in_which_case() {
    let (sat, _) = appealed().await;
    sat.give("solveig", &[("K-77", "A")]).await;
    sat.give("terje", &[("K-77", "B")]).await;
    sat.office.grant("berit", Role::BoardSecretary).await;
    let path = format!("/committees/{}/third", sat.committee);
    let hilde = CastMember::named("hilde").id().to_string();
    let typed = [("examiner", hilde.as_str()), ("case_ref", "2026/51")];
    let (jon, berit) = (sat.as_("jon").await, sat.as_("berit").await);
    let (one, other) = tokio::join!(jon.post(&path, &typed), berit.post(&path, &typed));
    let kept = ["Hilde Rønning", "2026/51"];
    the_later_reads([one, other], "Det er alt kalt inn en tredje sensor.", &kept);
}

/// Requirements: M-13
#[tokio::test]
async fn whom_the_rule_refuses_as_third_leaves_the_form_as_it_was_filled_in() {
    let (sat, _) = appealed().await;
    sat.give("solveig", &[("K-77", "A")]).await;
    sat.give("terje", &[("K-77", "B")]).await;
    let path = format!("/committees/{}/third", sat.committee);
    let knut = CastMember::named("knut").id().to_string();
    let typed = [("examiner", knut.as_str()), ("case_ref", "2026/51")];
    let again = sat.as_("jon").await.post(&path, &typed).await;
    assert_eq!(again.status, 422);
    let page = again.text();
    assert!(page.contains("Den tredje sensoren må være ekstern.") && page.contains("2026/51"));
}
