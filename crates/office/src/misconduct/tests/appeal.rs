//! The appeal: lodged here, forwarded by us, decided by the national board, and its effects.

use super::decide::meeting;
use super::{Suspected, invalid, refused};
use crate::testing::Browser;
use crate::world::CastMember;
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

/// Holds the entry that waits against what the board wrote, as another than who entered it.
pub(super) async fn control(browser: &Browser, id: &str) {
    let entry =
        browser.get(&format!("/api/misconduct/{id}")).await.json()["entered"]["entry"].clone();
    let path = format!("/api/misconduct/{id}/outcome-control");
    let done = browser.call(&path, json!({ "entry": entry })).await;
    assert_eq!(done.status, 204, "{}", done.text());
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

/// Whoever has no e-mail address gets the decision on paper: the three weeks begin when the post has brought
/// it, and not before it is posted (fvl. § 29).
///
/// Requirements: P-13, E-24
#[tokio::test]
async fn on_paper_the_three_weeks_begin_when_the_post_has_brought_the_decision() {
    let case = Suspected::in_2026().await;
    let mut act = case.office.act().await;
    let amina = CastMember::named("amina").id().0;
    let gone = sqlx::query("update person set email = '' where id = $1").bind(amina);
    gone.execute(act.conn()).await.unwrap();
    act.commit(::store::Entry::new("test.address", "person", amina)).await.unwrap();
    let id = decided(&case, "12-4(3)").await;
    let (own, amina) = (format!("/api/my/misconduct/{id}"), case.office.sign_in("amina").await);
    let until = async || amina.get(&own).await.json()["appeal_by"].clone();
    assert_eq!(until().await, "2027-01-08", "five working days from 13 December, and three weeks");
    crate::jobs::run_due(&case.office.node).await.unwrap();

    case.office.clock("2027-01-11T12:00:00+01:00").await;
    crate::jobs::run_due(&case.office.node).await.unwrap();
    let tor = case.office.sign_in("tor").await;
    let seen = tor.get(&format!("/api/misconduct/{id}")).await.json();
    assert_eq!(seen["state"], "decided", "nobody has posted it: no time has run");
    let letter = seen["decision"]["letter"].clone();
    let posted = tor.call("/api/letters/print", json!({ "letters": [letter] })).await;
    assert_eq!(posted.status, 200, "{}", posted.text());
    crate::jobs::run_due(&case.office.node).await.unwrap();
    let amina = case.office.sign_in("amina").await;
    let seen = amina.get(&own).await.json();
    assert_eq!(seen["appeal_by"], "2027-02-08", "it has arrived on 18 January");

    let staff = format!("/api/misconduct/{id}/appeal");
    let came = |on: &str| json!({ "received_on": on, "channel": "post", "grounds": "Brev." });
    case.office.clock("2027-02-09T12:00:00+01:00").await;
    let tor = case.office.sign_in("tor").await;
    assert_eq!(refused(&tor, &staff, came("2027-02-09")).await, "too-late");
    assert_eq!(tor.call(&staff, came("2027-02-08")).await.status, 204, "the last day");
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
    control(&unni, &id).await;
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
    control(&unni, &id).await;
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
    let entered = format!(
        "insert into misconduct_outcome (misconduct_id, number, settled_on, case_number,
            vote, outcome, board_grounds, entered_by, entered_at)
        select '{id}', 1, forwarded_on, '1', 'unanimous', 'reversed', 'Nei.', BY, now()
        from misconduct_appeal"
    );
    for (browser, key) in [(&tor, "tor"), (&unni, "unni")] {
        let body = outcome(&case, "reversed");
        assert_eq!(refused(browser, &of("outcome"), body).await, "same-person", "{key}");
        assert!(!case.office.lets(key, &entered.replace("BY", "ME")).await, "{key} by SQL");
    }
    assert!(!case.office.lets("liv", &entered.replace("BY", "ME")).await, "without the role");
    // By nobody's hand: the house's own.
    let mut act = case.office.act().await;
    sqlx::query(
        "insert into role_grant (id, person_id, unit_id, role, valid_from)
        select gen_random_uuid(), $1, id, 'central_officer', '2020-01-01' from unit
        where level = 'institution'",
    )
    .bind(CastMember::named("liv").id().0)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(::store::Entry::new("test.role", "person", uuid::Uuid::nil())).await.unwrap();
    let another = format!("'{}'", CastMember::named("odd").id());
    assert!(!case.office.lets("liv", &entered.replace("BY", &another)).await, "in another's name");
    assert!(case.office.lets("liv", &entered.replace("BY", "ME")).await, "by a third");
}

/// What one entered has no effect: no letter, no end of what is registered, no result that counts again.
///
/// Requirements: P-13, P-14, Q-30
#[tokio::test]
async fn what_an_appeal_came_to_counts_once_another_than_who_entered_it_has_controlled_it() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    let amina = case.office.sign_in("amina").await;
    let of = |step: &str| format!("/api/misconduct/{id}/{step}");
    let one = json!({ "entry": 1 });
    assert_eq!(amina.call(&format!("/api/my/misconduct/{id}/appeal"), json!({})).await.status, 204);
    assert_eq!(unni.call(&of("forwarding"), json!({})).await.status, 204);
    assert_eq!(refused(&unni, &of("outcome-control"), one.clone()).await, "nothing-entered");
    assert_eq!(tor.call(&of("outcome"), outcome(&case, "reversed")).await.status, 204);
    assert_eq!(refused(&tor, &of("outcome"), outcome(&case, "upheld")).await, "already-entered");
    assert!(case.letters("misconduct_appeal_decision").await.is_empty());
    let statuses = async || {
        let rows = super::registered::rows(&tor).await;
        rows.iter().map(|row| row["status"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(statuses().await, ["waiting", "waiting"], "nothing is overtaken");
    let restored = async || {
        let sql = "select count(*) from result_annulment where reversed_at is not null";
        let count = sqlx::query_scalar::<_, i64>(sql);
        count.fetch_one(&case.office.node.store().pool).await.unwrap()
    };
    assert_eq!(restored().await, 0);
    assert_eq!(tor.get(&format!("/api/misconduct/{id}")).await.json()["outcome"], json!(null));
    let mine = amina.get(&format!("/api/my/misconduct/{id}")).await.text();
    assert!(mine.contains("appealed") && !mine.contains("Kildene var oppgitt."), "{mine}");

    assert_eq!(refused(&tor, &of("outcome-control"), one.clone()).await, "same-person");
    assert_eq!(refused(&tor, &of("outcome-refusal"), one.clone()).await, "same-person");
    let page = format!("/misconduct/{id}");
    assert!(tor.get(&page).await.text().contains("En annen må kontrollere utfallet"));
    assert_eq!(unni.call(&of("outcome-refusal"), one.clone()).await.status, 204);
    assert_eq!(tor.call(&of("outcome"), outcome(&case, "reversed")).await.status, 204);
    let stale = unni.call(&of("outcome-control"), one).await;
    assert_eq!(stale.status, 409, "another entry than the one that was looked at");
    assert!(
        unni.get(&page).await.text().contains("Kildene var oppgitt."),
        "she reads what is entered"
    );
    let desk = unni.get("/api/desk").await.text();
    assert!(desk.contains("Control the outcome of the appeal"), "{desk}");
    let own = tor.get("/api/desk").await.text();
    assert!(!own.contains("Control the outcome of the appeal"), "{own}");

    let form = [("entry", "2")];
    assert_eq!(unni.post(&format!("{page}/outcome-control"), &form).await.status, 303);
    assert_eq!(statuses().await, ["overtaken", "overtaken"]);
    assert_eq!(restored().await, 1);
    assert_eq!(case.letters("misconduct_appeal_decision").await.len(), 1);
}

/// Requirements: P-13, P-14
#[tokio::test]
async fn nobody_settles_an_appeal_alone_whatever_sql_is_written() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    let amina = case.office.sign_in("amina").await;
    amina.call(&format!("/api/my/misconduct/{id}/appeal"), json!({})).await;
    unni.call(&format!("/api/misconduct/{id}/forwarding"), json!({})).await;
    let settled = |by: &str, controlled: &str, outcome: &str| {
        format!(
            "update misconduct_appeal set settled_on = forwarded_on, case_number = '2026/301',
                vote = 'unanimous', outcome = '{outcome}', board_grounds = 'Kildene var oppgitt.',
                settled_by = {by}, controlled_by = {controlled},
                letter_id = (select letter_id from misconduct_decision)"
        )
    };
    let of = |key: &str| format!("'{}'", CastMember::named(key).id());
    let tors = of("tor");
    assert!(
        !case.office.lets("unni", &settled(&tors, "ME", "reversed")).await,
        "nothing is entered"
    );
    let made = tor.call(&format!("/api/misconduct/{id}/outcome"), outcome(&case, "reversed")).await;
    assert_eq!(made.status, 204);
    assert!(!case.office.lets("tor", &settled("ME", "ME", "reversed")).await, "by one");
    assert!(!case.office.lets("tor", &settled("ME", "null", "reversed")).await, "by nobody else");
    assert!(!case.office.lets("tor", &settled("ME", &of("unni"), "reversed")).await, "in her name");
    assert!(!case.office.lets("unni", &settled(&tors, "ME", "upheld")).await, "another outcome");
    assert!(!case.office.lets("liv", &settled(&tors, "ME", "reversed")).await, "without the role");
    assert!(!case.office.lets("tor", "delete from misconduct_outcome").await, "it is kept");
    let words = "update misconduct_outcome set board_grounds = 'Noe annet.'";
    assert!(!case.office.lets("tor", words).await, "as it was entered");
    let back = "update misconduct_outcome set returned_by = ME, returned_at = now()";
    assert!(!case.office.lets("tor", back).await, "by her who entered it");
    assert!(case.office.lets("unni", &settled(&tors, "ME", "reversed")).await, "by another");
}

/// Requirements: P-13, A-15
#[tokio::test]
async fn whose_role_is_from_the_other_of_the_two_controls_no_outcome() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    let amina = case.office.sign_in("amina").await;
    amina.call(&format!("/api/my/misconduct/{id}/appeal"), json!({})).await;
    unni.call(&format!("/api/misconduct/{id}/forwarding"), json!({})).await;
    tor.call(&format!("/api/misconduct/{id}/outcome"), outcome(&case, "reversed")).await;
    // Tor gives her the role.
    case.office.grant("liv", crate::access::Role::CentralOfficer).await;
    let liv = case.office.sign_in("liv").await;
    let path = format!("/api/misconduct/{id}/outcome-control");
    assert_eq!(refused(&liv, &path, json!({ "entry": 1 })).await, "role-from-other");
    control(&unni, &id).await;
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
    let berit = format!("'{}'", CastMember::named("berit").id());
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
