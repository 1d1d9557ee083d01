//! What was decided is registered, and what an appeal makes of it too; never by one alone.

use super::appeal::{control, decided, outcome};
use super::{Suspected, refused};
use crate::testing::Browser;
use crate::world::CastMember;
use ::store::Entry;
use serde_json::{Value, json};

/// Takes from somebody the role of registering exclusions.
async fn without_the_role(case: &Suspected, key: &str) {
    let mut act = case.office.act().await;
    sqlx::query(
        "update role_grant set valid_to = date '2010-01-02', valid_from = date '2010-01-01'
        where person_id = $1 and role = 'RUST_SKRIV'",
    )
    .bind(CastMember::named(key).id().0)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(Entry::new("test.role", "person", CastMember::named(key).id().0)).await.unwrap();
}

/// Somebody at the institution who controls, beside who entered the decision and who registered it.
async fn a_third(case: &Suspected) -> Browser {
    let mut act = case.office.act().await;
    let liv = CastMember::named("liv").id().0;
    sqlx::query(
        "insert into role_grant (id, person_id, unit_id, role, valid_from, granted_by)
        select $1, $2, id, 'RUST_KONTROLLER', '2010-01-01', $3 from unit
        where level = 'institution'",
    )
    .bind(uuid::Uuid::now_v7())
    .bind(liv)
    .bind(CastMember::named("anne").id().0)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(Entry::new("test.role", "person", liv)).await.unwrap();
    case.office.sign_in("liv").await
}

/// The rows of the institution, by type.
pub(super) async fn rows(browser: &Browser) -> Vec<Value> {
    let mut rows = browser.get("/api/exclusions").await.json().as_array().unwrap().clone();
    rows.sort_by_key(|row| row["type"].to_string());
    rows
}

fn statuses(rows: &[Value]) -> Vec<(&str, &str)> {
    rows.iter().map(|r| (r["type"].as_str().unwrap(), r["status"].as_str().unwrap())).collect()
}

/// Controls the waiting version of every row that is in this state.
pub(super) async fn controlled(browser: &Browser, status: &str, version: i32) {
    for row in rows(browser).await.iter().filter(|row| row["status"] == status) {
        control_one(browser, row, version).await;
    }
}

/// Controls a version of a row, having seen to whom a letter goes.
pub(super) async fn control_one(browser: &Browser, row: &Value, version: i32) {
    let path = format!("/api/exclusions/{}", row["id"].as_str().unwrap());
    let told = browser.get(&path).await.json()["told"].clone();
    let seen = json!({ "version": version, "told": told });
    let done = browser.call(&format!("{path}/control"), seen).await;
    assert_eq!(done.status, 204, "{}", done.text());
}

/// The steps about exclusions on the desk, with the page of each.
async fn steps(browser: &Browser) -> Vec<(String, String)> {
    let desk = browser.get("/api/desk").await.json();
    let of_case = |task: &&Value| task["owner"] == "RUST_SKRIV" && task["routine"] == "misconduct";
    let step = |task: &Value| {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&task["step"]["en"]), text(&task["page"]))
    };
    desk.as_array().unwrap().iter().filter(of_case).map(step).collect()
}

/// Lodged by Amina, forwarded by Tor, entered by Unni and controlled by Tor.
pub(super) async fn settled(case: &Suspected, id: &str, new: Value) {
    let amina = case.office.sign_in("amina").await;
    assert_eq!(amina.call(&format!("/api/my/misconduct/{id}/appeal"), json!({})).await.status, 204);
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    assert_eq!(tor.call(&format!("/api/misconduct/{id}/forwarding"), json!({})).await.status, 204);
    let done = unni.call(&format!("/api/misconduct/{id}/outcome"), new).await;
    assert_eq!(done.status, 204, "{}", done.text());
    control(&tor, id).await;
}

fn shorter(case: &Suspected) -> Value {
    let mut new = outcome(case, "changed");
    let today = case.office.node.today();
    new["from"] = json!(today.to_string());
    new["to"] = json!((today + jiff::Span::new().months(3)).to_string());
    new
}

/// Requirements: P-12, Q-09, Q-26, Q-27, X-22, A-24
#[tokio::test]
async fn a_decision_registers_its_exclusion_by_itself_and_whoever_entered_it_controls_none() {
    for (case, basis) in
        [(Suspected::in_2011().await, "4-8(3)"), (Suspected::in_2026().await, "12-4(3)")]
    {
        let id = decided(&case, basis).await;
        let tor = case.office.sign_in("tor").await;
        let there = rows(&tor).await;
        assert_eq!(statuses(&there), [("EKSAMENN", "waiting"), ("KARANTENEL", "waiting")]);
        let number: String = sqlx::query_scalar("select case_number from misconduct")
            .fetch_one(&case.office.node.store().pool)
            .await
            .unwrap();
        assert_eq!(there[0]["journal_number"], number.as_str());
        assert_eq!(there[0]["legal_basis"], basis);
        let kept = "select exclusion.rule_set = misconduct.rule_set
                and exclusion.rule_set_hash = misconduct.rule_set_hash
            from exclusion_decision exclusion join misconduct on misconduct.id = case_id";
        let kept: bool =
            sqlx::query_scalar(kept).fetch_one(&case.office.node.store().pool).await.unwrap();
        assert!(kept, "the rules of the case");
        let one = format!("/api/exclusions/{}/control", there[0]["id"].as_str().unwrap());
        assert_eq!(refused(&tor, &one, json!({ "version": 1 })).await, "same-person");
        controlled(&case.office.sign_in("unni").await, "waiting", 1).await;
        let there = rows(&tor).await;
        assert_eq!(statuses(&there), [("EKSAMENN", "in-force"), ("KARANTENEL", "in-force")]);
        let path = format!("/api/misconduct/{id}/exclusion");
        assert_eq!(tor.get(&path).await.json()["missing"], json!(null));
        assert_eq!(refused(&tor, &path, json!({})).await, "nothing-missing", "once");
        assert!(steps(&tor).await.is_empty());
    }
}

/// Requirements
#[tokio::test]
async fn a_decision_entered_without_the_role_waits_on_the_desk_of_those_who_register() {
    for (case, basis, how_soon) in [
        (Suspected::in_2011().await, "4-8(3)", "may be registered"),
        (Suspected::in_2026().await, "12-4(3)", "as soon as possible"),
    ] {
        without_the_role(&case, "tor").await;
        let id = decided(&case, basis).await;
        let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
        assert!(rows(&unni).await.is_empty());
        assert!(steps(&tor).await.is_empty());
        let page = format!("/misconduct/{id}/exclusion");
        let wanted = [("Register the exclusion".to_owned(), page.clone())];
        assert_eq!(steps(&unni).await, wanted);
        let path = format!("/api{page}");
        assert_eq!(tor.get(&page).await.status, 404);
        assert_eq!(tor.call(&path, json!({})).await.status, 404);
        let shown = unni.get(&path).await.json();
        assert_eq!(shown["missing"], "registration");
        assert!(shown["because"].to_string().contains(how_soon), "{}", shown["because"]);
        assert!(unni.get(&page).await.text().contains("EKSAMENN ALLE"));
        assert_eq!(unni.post(&page, &[]).await.status, 303);
        assert!(steps(&unni).await.is_empty());
        let there = rows(&unni).await;
        assert_eq!(statuses(&there), [("EKSAMENN", "waiting"), ("KARANTENEL", "waiting")]);
        let one = format!("/api/exclusions/{}/control", there[0]["id"].as_str().unwrap());
        let code = refused(&tor, &one, json!({ "version": 1 })).await;
        assert_eq!(code, "decision-entered", "who wrote it down is not the second pair of eyes");
        controlled(&a_third(&case).await, "waiting", 1).await;
    }
}

/// Requirements: Q-27
#[tokio::test]
async fn what_another_refused_comes_back_to_the_desk() {
    let case = Suspected::in_2026().await;
    decided(&case, "12-4(3)").await;
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    for row in rows(&unni).await {
        let path = format!("/api/exclusions/{}/refusal", row["id"].as_str().unwrap());
        let done = unni.call(&path, json!({ "version": 1, "because": "Feil." })).await;
        assert_eq!(done.status, 204);
    }
    assert_eq!(steps(&tor).await.len(), 1);
    case.office.clock("2027-09-14T10:00:00+02:00").await;
    assert!(steps(&case.office.sign_in("tor").await).await.is_empty(), "the period is over");
}

/// Requirements
#[tokio::test]
async fn one_row_of_two_that_is_taken_back_or_refused_is_missing_and_it_alone_is_registered_again()
{
    for (who, step) in [("tor", "withdrawal"), ("unni", "refusal")] {
        let case = Suspected::in_2026().await;
        let id = decided(&case, "12-4(3)").await;
        let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
        let there = rows(&tor).await;
        assert_eq!(statuses(&there), [("EKSAMENN", "waiting"), ("KARANTENEL", "waiting")]);
        assert!(steps(&unni).await.is_empty(), "nothing is missing");
        let one = format!("/api/exclusions/{}", there[0]["id"].as_str().unwrap());
        let body = json!({ "version": 1, "because": "Feil." });
        let ends = case.office.sign_in(who).await.call(&format!("{one}/{step}"), body).await;
        assert_eq!(ends.status, 204, "{}", ends.text());
        controlled(&unni, "waiting", 1).await;
        let page = format!("/misconduct/{id}/exclusion");
        let wanted = ("Register the exclusion".to_owned(), page.clone());
        assert!(steps(&tor).await.contains(&wanted), "{step}: the other row hides it from nobody");
        assert_eq!(unni.get(&format!("/api{page}")).await.json()["missing"], "registration");
        assert_eq!(unni.call(&format!("/api{page}"), json!({})).await.status, 204);
        let again = rows(&tor).await;
        let ended = if step == "refusal" { "refused" } else { "withdrawn" };
        let mut states = statuses(&again);
        states.sort_unstable();
        let wanted = [("EKSAMENN", ended), ("EKSAMENN", "waiting"), ("KARANTENEL", "in-force")];
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        assert_eq!(states, wanted, "that row alone");
        controlled(&a_third(&case).await, "waiting", 1).await;
        assert_eq!(unni.get(&format!("/api{page}")).await.json()["missing"], json!(null));
        let decisions: i64 = sqlx::query_scalar("select count(*) from exclusion_decision")
            .fetch_one(&case.office.node.store().pool)
            .await
            .unwrap();
        assert_eq!(decisions, 1, "it is a row of the same decision");
    }
}

/// Requirements: Q-29
#[tokio::test]
async fn a_row_that_two_persons_have_deleted_before_its_time_is_not_missing() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    controlled(&unni, "waiting", 1).await;
    let one = format!("/api/exclusions/{}", rows(&tor).await[0]["id"].as_str().unwrap());
    let body = json!({ "cause": "entry_wrong", "justification": "Feil." });
    assert_eq!(tor.call(&format!("{one}/deletion"), body).await.status, 204);
    controlled(&unni, "deletion-waits", 2).await;
    let shown = tor.get(&format!("/api/misconduct/{id}/exclusion")).await.json();
    assert_eq!(shown["missing"], json!(null));
}

/// Requirements: P-14, Q-29, Q-30
#[tokio::test]
async fn a_reversed_decision_is_deleted_from_the_register_after_another_has_controlled_it() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    controlled(&unni, "waiting", 1).await;
    settled(&case, &id, outcome(&case, "reversed")).await;
    let wait = [("EKSAMENN", "deletion-waits"), ("KARANTENEL", "deletion-waits")];
    assert_eq!(statuses(&rows(&tor).await), wait);
    let desk = unni.get("/api/desk").await.text();
    assert!(desk.contains("RUST_KONTROLLER"), "the control waits on the desk: {desk}");
    controlled(&unni, "deletion-waits", 2).await;
    let gone = [("EKSAMENN", "deleted"), ("KARANTENEL", "deleted")];
    assert_eq!(statuses(&rows(&tor).await), gone);
    let sent: Vec<String> =
        sqlx::query_scalar("select kind from mailbox_sent order by enqueued_at")
            .fetch_all(&case.office.node.store().pool)
            .await
            .unwrap();
    assert_eq!(
        sent,
        ["exclusion.registered", "exclusion.deleted"],
        "the register tells the others"
    );
}

/// Requirements: P-14, Q-30, X-24
#[tokio::test]
async fn another_period_waits_on_the_desk_and_the_old_one_is_in_force_until_the_control() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    controlled(&unni, "waiting", 1).await;
    without_the_role(&case, "tor").await;
    let new = shorter(&case);
    settled(&case, &id, new.clone()).await;
    assert_eq!(statuses(&rows(&tor).await)[0], ("EKSAMENN", "in-force"));
    let page = format!("/misconduct/{id}/exclusion");
    assert_eq!(steps(&unni).await, [("Register the new period".to_owned(), page.clone())]);
    assert_eq!(unni.call(&format!("/api{page}"), json!({})).await.status, 204);
    let there = rows(&tor).await;
    assert_eq!(statuses(&there), [("EKSAMENN", "change-waits"), ("KARANTENEL", "change-waits")]);
    assert_ne!(there[0]["to"], new["to"], "the old one is in force");
    controlled(&tor, "change-waits", 2).await;
    for row in rows(&tor).await {
        assert_eq!((&row["to"], &row["status"]), (&new["to"], &json!("in-force")));
    }
    assert!(steps(&unni).await.is_empty());
}

/// Requirements: Q-30
#[tokio::test]
async fn what_nobody_had_controlled_when_the_decision_changed_is_overtaken() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    let new = shorter(&case);
    settled(&case, &id, new.clone()).await;
    let there = rows(&tor).await;
    let of = |status: &str| there.iter().filter(|row| row["status"] == status).collect::<Vec<_>>();
    assert_eq!((of("overtaken").len(), of("waiting").len()), (2, 2));
    assert!(of("waiting").iter().all(|row| row["to"] == new["to"]));
    controlled(&case.office.sign_in("unni").await, "waiting", 1).await;
    let shown = tor.get(&format!("/api/misconduct/{id}/exclusion")).await.json();
    assert_eq!(shown["missing"], json!(null));

    let other = Suspected::in_2026().await;
    let id = decided(&other, "12-4(3)").await;
    settled(&other, &id, outcome(&other, "reversed")).await;
    let there = rows(&other.office.sign_in("tor").await).await;
    assert_eq!(statuses(&there), [("EKSAMENN", "overtaken"), ("KARANTENEL", "overtaken")]);
}

/// Requirements: P-13
#[tokio::test]
async fn that_a_decision_is_under_appeal_is_noted_here_until_it_is_settled() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    let amina = case.office.sign_in("amina").await;
    amina.call(&format!("/api/my/misconduct/{id}/appeal"), json!({})).await;
    assert!(rows(&tor).await.iter().all(|row| row["under_appeal"] == true));
    let unni = case.office.sign_in("unni").await;
    unni.call(&format!("/api/misconduct/{id}/forwarding"), json!({})).await;
    tor.call(&format!("/api/misconduct/{id}/outcome"), outcome(&case, "upheld")).await;
    assert!(
        rows(&tor).await.iter().all(|row| row["under_appeal"] == true),
        "nobody has controlled it"
    );
    control(&unni, &id).await;
    let there = rows(&tor).await;
    assert!(there.iter().all(|row| row["under_appeal"] == false && row["status"] == "waiting"));
}

/// Requirements: P-14, Q-31, Z-17, LTR-FUSK-4
#[tokio::test]
async fn an_institution_that_was_told_by_letter_is_told_by_letter_what_the_appeal_came_to() {
    for (word, holds) in [("reversed", 0), ("changed", 2)] {
        let case = super::told::listed(Suspected::in_2026().await).await;
        let id = decided(&case, "12-4(3)").await;
        let unni = case.office.sign_in("unni").await;
        controlled(&unni, "waiting", 1).await;
        crate::jobs::run_due(&case.office.node).await.unwrap();
        let new = if word == "changed" { shorter(&case) } else { outcome(&case, word) };
        settled(&case, &id, new.clone()).await;
        crate::jobs::run_due(&case.office.node).await.unwrap();
        let told = case.letters("exclusion_information_changed").await;
        assert_eq!(told.len(), 1, "the unit alone: nobody has controlled what is to be changed");
        let waits = if word == "changed" { "change-waits" } else { "deletion-waits" };
        controlled(&unni, waits, 2).await;
        crate::jobs::run_due(&case.office.node).await.unwrap();
        let told = case.letters("exclusion_information_changed").await;
        let to = |letter: &&Value| letter["head"]["addressee"]["name"] == "Høgskolen i Dalbygda";
        let letter = told.iter().find(to).expect("the institution is told");
        assert_eq!(letter["ordered"].as_array().map(Vec::len), Some(holds), "{word}");
        assert_eq!(told.len(), 2, "each once");
        assert!(letter["national_id"].is_string());
        assert_eq!(
            (&letter["first_case_number"], &letter["case_number"]),
            (&json!("14/26"), &json!("2026/301"))
        );
        let unit = told.iter().find(|one| !to(one)).expect("the unit that reported");
        assert_eq!(unit["national_id"], json!(null));
    }
}

/// Requirements: P-14
#[tokio::test]
async fn a_decision_that_is_upheld_is_no_news_to_those_who_were_told() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    settled(&case, &id, outcome(&case, "upheld")).await;
    assert!(case.letters("exclusion_information_changed").await.is_empty());
}

/// Requirements, Z-22
#[tokio::test]
async fn whoever_has_no_national_id_is_excluded_here_and_the_register_is_told_when_there_is_one() {
    let case = Suspected::in_2026().await;
    let number = async |set: &str| {
        let mut act = case.office.act().await;
        let amina = CastMember::named("amina").id().0;
        let sql = format!("update person set national_id = {set} where id = $1 returning 1");
        let query = sqlx::query_scalar::<_, i32>(sqlx::AssertSqlSafe(sql)).bind(amina);
        query.fetch_one(act.conn()).await.unwrap();
        act.commit(Entry::new("test.number", "person", amina)).await.unwrap();
    };
    let own = CastMember::named("amina").national_id().unwrap().expose().to_owned();
    number("null").await;
    decided(&case, "12-4(3)").await;
    let unni = case.office.sign_in("unni").await;
    let there = rows(&unni).await;
    assert_eq!(statuses(&there), [("EKSAMENN", "waiting"), ("KARANTENEL", "waiting")]);
    let one = format!("/api/exclusions/{}", there[0]["id"].as_str().unwrap());
    let seen = unni.get(&one).await.json();
    assert!(seen["warnings"].as_array().unwrap().contains(&json!("no-national-id")), "{seen}");
    let page = unni.get(&one.replace("/api", "")).await.text();
    assert!(page.contains("verken fødselsnummer eller D-nummer"), "{page}");
    controlled(&unni, "waiting", 1).await;
    let here = [("EKSAMENN", "in-force"), ("KARANTENEL", "in-force")];
    assert_eq!(statuses(&rows(&unni).await), here, "it bars here");
    let pool = &case.office.node.store().pool;
    let sent = async || {
        let sql = "select kind from mailbox_sent order by enqueued_at";
        sqlx::query_scalar::<_, String>(sql).fetch_all(pool).await.unwrap()
    };
    let next_day = async || {
        let later = case.office.node.now() + jiff::SignedDuration::from_hours(25);
        case.office.clock(&later.to_string()).await;
        crate::jobs::run_due(&case.office.node).await.unwrap();
        case.office.sign_in("unni").await
    };
    let unni = next_day().await;
    assert!(sent().await.is_empty(), "the register knows nobody without a number");
    let desk = unni.get("/api/desk").await.text();
    assert!(desk.contains("the register has not been told"), "{desk}");
    number(&format!("'{own}'")).await;
    let unni = next_day().await;
    assert_eq!(sent().await, ["exclusion.registered"], "it is told when there is one");
    let desk = unni.get("/api/desk").await.text();
    assert!(!desk.contains("the register has not been told"), "{desk}");
    let unni = next_day().await;
    assert_eq!(sent().await.len(), 1, "once");
    assert_eq!(statuses(&rows(&unni).await), here);
}
