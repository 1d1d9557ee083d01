//! The appeal: lodged here, forwarded by us, decided by the national board, and its effects.

use super::decide::meeting;
use super::{Suspected, invalid, refused};
use serde_json::{Value, json};

/// Noticed with this paragraph, commented by the student, and decided the day after the last one for
/// comment; the address of the case.
pub(super) async fn decided(case: &Suspected, legal_basis: &str) -> String {
    let id = case.noticed(case.found(), legal_basis).await;
    let amina = case.office.sign_in("amina").await;
    let own = format!("/api/my/misconduct/{id}");
    let said =
        amina.call(&format!("{own}/comments"), json!({ "comment": "Jeg glemte det." })).await;
    assert_eq!(said.status, 204);
    case.heard().await;
    let tor = case.office.sign_in("tor").await;
    let done =
        tor.call(&format!("/api/misconduct/{id}/decision"), meeting(case, legal_basis)).await;
    assert_eq!(done.status, 204, "{}", done.text());
    id
}

pub(super) fn outcome(case: &Suspected, outcome: &str) -> Value {
    json!({
        "decided_on": case.today(), "case_number": "2026/301", "vote": "unanimous",
        "outcome": outcome, "grounds": "Kildene var oppgitt.",
    })
}

/// Requirements: P-13, E-24
#[tokio::test]
async fn the_student_appeals_within_three_weeks_of_the_decision_and_no_later() {
    for (case, basis, last, after) in [
        (Suspected::in_2011().await, "4-8(3)", "2011-07-11", "2011-07-12"),
        (Suspected::in_2026().await, "12-4(3)", "2027-01-04", "2027-01-05"),
    ] {
        let id = decided(&case, basis).await;
        let path = format!("/api/my/misconduct/{id}/appeal");
        case.office.clock(&format!("{last}T12:00:00Z")).await;
        let amina = case.office.sign_in("amina").await;
        let seen = amina.get(&format!("/api/my/misconduct/{id}")).await.json();
        assert_eq!(seen["appeal_by"], last);
        case.office.clock(&format!("{after}T12:00:00Z")).await;
        let amina = case.office.sign_in("amina").await;
        assert_eq!(refused(&amina, &path, json!({ "grounds": "For sent." })).await, "too-late");
        let tor = case.office.sign_in("tor").await;
        let staff = format!("/api/misconduct/{id}/appeal");
        let came = |on: &str, excuse: &str| json!({ "received_on": on, "channel": "post", "grounds": "Brev.", "excuse": excuse });
        assert_eq!(refused(&tor, &staff, came(after, "")).await, "too-late");
        assert_eq!(tor.call(&staff, came(last, "")).await.status, 204, "it came on the last day");
    }
}

/// Requirements: P-13, A-15, E-24
#[tokio::test]
async fn an_appeal_is_forwarded_before_its_outcome_is_entered_and_upheld_it_stands() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let amina = case.office.sign_in("amina").await;
    let tor = case.office.sign_in("tor").await;
    let settle = format!("/api/misconduct/{id}/outcome");
    assert_eq!(refused(&tor, &settle, outcome(&case, "upheld")).await, "wrong-state");
    let own = format!("/api/my/misconduct/{id}/appeal");
    assert_eq!(amina.call(&own, json!({ "grounds": "Feil." })).await.status, 204);
    assert_eq!(refused(&amina, &own, json!({ "grounds": "Feil." })).await, "wrong-state", "once");
    assert_eq!(refused(&tor, &settle, outcome(&case, "upheld")).await, "wrong-state");
    let forward = format!("/api/misconduct/{id}/forwarding");
    let unni = case.office.sign_in("unni").await;
    assert_eq!(unni.call(&forward, json!({})).await.status, 204);
    assert_eq!(refused(&tor, &forward, json!({})).await, "wrong-state");
    let mut early = outcome(&case, "upheld");
    early["decided_on"] = json!("2026-12-01");
    assert_eq!(invalid(&tor, &settle, early).await, ["decided_on"]);
    assert_eq!(tor.call(&settle, outcome(&case, "upheld")).await.status, 204);
    let letter = case.letters("misconduct_appeal_decision").await.remove(0);
    assert_eq!(letter["outcome"]["outcome"], "upheld");
    assert_eq!(
        (&letter["court"]["months"], &letter["court"]["law"]),
        (&json!(3), &json!("uhl. § 12-10 (1)"))
    );
    assert_eq!(letter["final_law"], "fvl. § 28 (3)");
    assert_eq!(letter["was_registered"], true);
    let annulled = "select count(*) from result_annulment where reversed_at is null";
    let annulled: i64 =
        sqlx::query_scalar(annulled).fetch_one(&case.office.node.store().pool).await.unwrap();
    assert_eq!(annulled, 1);
}

/// Requirements: P-13, P-14
#[tokio::test]
async fn an_appeal_makes_nothing_worse_and_what_is_changed_is_told_as_it_holds_from_now_on() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let amina = case.office.sign_in("amina").await;
    amina.call(&format!("/api/my/misconduct/{id}/appeal"), json!({})).await;
    let tor = case.office.sign_in("tor").await;
    let unni = case.office.sign_in("unni").await;
    unni.call(&format!("/api/misconduct/{id}/forwarding"), json!({})).await;
    let settle = format!("/api/misconduct/{id}/outcome");
    assert_eq!(invalid(&tor, &settle, outcome(&case, "changed")).await, ["outcome"]);
    let mut shorter = outcome(&case, "changed");
    (shorter["from"], shorter["to"]) = (json!("2026-12-13"), json!("2027-03-12"));
    assert_eq!(tor.call(&settle, shorter).await.status, 204);
    let letter = case.letters("misconduct_appeal_decision").await.remove(0);
    let ordered = letter["outcome"]["ordered"].as_array().unwrap();
    assert_eq!(ordered.len(), 2, "the annulment is gone: {ordered:?}");
    assert_eq!(ordered[0]["period"]["to"], "2027-03-12");
}

/// Requirements: P-13, P-14, Q-30
#[tokio::test]
async fn whoever_registered_an_appeal_or_forwarded_it_enters_no_outcome_of_it() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    let of = |step: &str| format!("/api/misconduct/{id}/{step}");
    let came = json!({ "received_on": case.today(), "channel": "post", "grounds": "Brev." });
    assert_eq!(unni.call(&of("appeal"), came).await.status, 204);
    assert_eq!(tor.call(&of("forwarding"), json!({})).await.status, 204);
    case.office.grant("ingrid", crate::access::Role::CentralOfficer).await;
    let is_task_of = async |key: &str| {
        let desk = case.office.sign_in(key).await.get("/api/desk").await.json();
        let step = "Enter the decision of the Joint Board of Appeals";
        desk.as_array().unwrap().iter().any(|task| task["step"]["en"] == step)
    };
    assert!(!is_task_of("tor").await && !is_task_of("unni").await, "nor is it theirs to do");
    assert!(is_task_of("ingrid").await, "it is another's");
    let entered = "update misconduct_appeal set settled_on = forwarded_on, case_number = '1',
        vote = 'unanimous', outcome = 'reversed', board_grounds = 'Nei.', settled_by = BY,
        letter_id = (select letter_id from misconduct_decision)";
    for (browser, key) in [(&tor, "tor"), (&unni, "unni")] {
        let body = outcome(&case, "reversed");
        assert_eq!(refused(browser, &of("outcome"), body).await, "same-person", "{key}");
        assert!(!case.office.lets(key, &entered.replace("BY", "ME")).await, "{key} by SQL");
    }
    assert!(!case.office.lets("liv", &entered.replace("BY", "ME")).await, "without the role");
    let mut act = case.office.act().await;
    sqlx::query(
        "insert into role_grant (id, person_id, unit_id, role, valid_from)
        select gen_random_uuid(), $1, id, 'central_officer', '2020-01-01' from unit
        where level = 'institution'",
    )
    .bind(crate::world::CastMember::named("liv").id().0)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(::store::Entry::new("test.role", "person", uuid::Uuid::nil())).await.unwrap();
    let nobody = entered.replace("BY", "null");
    assert!(!case.office.lets("liv", &nobody).await, "by nobody");
    let another = format!("'{}'", crate::world::CastMember::named("odd").id());
    assert!(!case.office.lets("liv", &entered.replace("BY", &another)).await, "in another's name");
    assert!(case.office.lets("liv", &entered.replace("BY", "ME")).await, "by a third");
}

/// Requirements: P-05
#[tokio::test]
async fn a_report_is_signed_for_the_unit_by_another_than_its_writer_whatever_sql_is_written() {
    let case = Suspected::in_2026().await;
    let id = case.reported(case.found()).await;
    let signature = |of: &str| {
        format!(
            "insert into misconduct_signature (misconduct_id, signed_as, person_id, signed_on)
            values ('{id}', 'head_of_unit', {of}, '2026-12-02')"
        )
    };
    let berit = format!("'{}'", crate::world::CastMember::named("berit").id());
    assert!(!case.office.lets("ingrid", &signature("ME")).await, "her own report");
    assert!(!case.office.lets("ingrid", &signature(&berit)).await, "in another's name");
    assert!(case.office.lets("berit", &signature("ME")).await);
}

/// One handler on paper does not use up the student's only appeal.
///
/// Requirements: P-13
#[tokio::test]
async fn to_an_appeal_that_was_registered_on_paper_the_student_adds_her_own_until_the_last_day() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    let came = json!({ "received_on": case.today(), "channel": "post", "grounds": "" });
    assert_eq!(tor.call(&format!("/api/misconduct/{id}/appeal"), came).await.status, 204);
    let amina = case.office.sign_in("amina").await;
    let own = format!("/api/my/misconduct/{id}/appeal");
    let page = amina.get(&format!("/my/misconduct/{id}")).await.text();
    assert!(page.contains("registrert på papir"), "{page}");
    assert_eq!(invalid(&amina, &own, json!({})).await, ["grounds"]);
    let mine = json!({ "grounds": "Kildene står i en note." });
    assert_eq!(amina.call(&own, mine.clone()).await.status, 204);
    let page = tor.get(&format!("/misconduct/{id}")).await.text();
    assert!(page.contains("Kildene står i en note."), "{page}");
    let other = format!(
        "insert into misconduct_further_grounds values ('{id}', '2026-12-13', 'Nei.', now())"
    );
    assert!(!case.office.lets("tor", &other).await, "hers alone");
    case.office.clock("2027-01-05T12:00:00+01:00").await;
    let amina = case.office.sign_in("amina").await;
    assert_eq!(refused(&amina, &own, mine).await, "too-late");
}
