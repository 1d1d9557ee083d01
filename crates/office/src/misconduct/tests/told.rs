//! Which institutions are told of an exclusion by letter, and that none is before another person has
//! controlled what is registered.

use super::appeal::outcome;
use super::decide::meeting;
use super::registered::{control_one, controlled, rows, settled};
use super::{Suspected, invalid, refused};
use crate::testing::Browser;
use ::store::Entry;
use serde_json::{Value, json};

const DALBYGDA: &str = "Høgskolen i Dalbygda";

/// In the directory 998 is connected to the register, and 997 is not.
pub(super) async fn listed(case: Suspected) -> Suspected {
    let others: [(&str, &str, &[&str]); 2] = [
        ("998", "Fjordby universitet", &["results", "exclusions"]),
        ("997", DALBYGDA, &["results"]),
    ];
    Suspected { office: case.office.listing(&others).await, ..case }
}

/// Noticed, and the last day for comment passed: ready to be decided; the address of the case.
async fn ready(case: &Suspected, basis: &str) -> String {
    let id = case.noticed(case.found(), basis).await;
    case.heard().await;
    format!("/api/misconduct/{id}")
}

/// A decision that leaves these institutions out.
fn without(case: &Suspected, left_out: &[(&str, &str)]) -> Value {
    let mut decision = meeting(case, "12-4(3)");
    let of = |(number, why): &(&str, &str)| json!({ "institution": number, "because": why });
    decision["not_told"] = left_out.iter().map(of).collect();
    decision
}

/// The letters to institutions; all jobs that are due are done first.
async fn letters(case: &Suspected, kind: &str) -> Vec<Value> {
    crate::jobs::run_due(&case.office.node).await.unwrap();
    let mut letters = case.letters(kind).await;
    letters.retain(|one| {
        !one["national_id"].is_null() || one["recipient"]["recipient"] == "institution"
    });
    letters
}

async fn one_controlled(browser: &Browser, kind: &str) {
    let row = rows(browser).await.into_iter().find(|row| row["type"] == kind).unwrap();
    control_one(browser, &row, 1).await;
}

/// Requirements: LTR-FUSK-4, Z-17, P-08, P-11, Q-09, X-23
#[tokio::test]
async fn an_institution_outside_the_register_is_told_once_another_has_controlled_and_not_before() {
    for (case, basis) in
        [(Suspected::in_2011().await, "4-8(3)"), (Suspected::in_2026().await, "12-4(3)")]
    {
        let case = listed(case).await;
        let path = ready(&case, basis).await;
        let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
        let form = tor.get(&format!("{}/decision", path.replace("/api", ""))).await.text();
        assert!(form.contains(DALBYGDA) && !form.contains("Fjordby"), "proposed: {form}");
        let to = format!("{path}/decision");
        let decided = tor.call(&to, meeting(&case, basis)).await;
        assert_eq!(decided.status, 204, "{}", decided.text());
        let to_her = case.letters("misconduct_decision").await.remove(0);
        assert_eq!(to_her["outcome"]["by_letter"][0]["nb"], DALBYGDA, "she is told who is told");
        assert!(letters(&case, "exclusion_information").await.is_empty());
        assert_eq!(case.letters("exclusion_information").await.len(), 1, "the unit that reported");
        let shown = tor.get(&path).await.json();
        let waits = json!([{ "institution": DALBYGDA, "number": "997", "left_out": null,
            "letter": null, "changed": null }]);
        assert_eq!(shown["told"], waits);
        let page = tor.get(&path.replace("/api", "")).await.text();
        assert!(page.contains("Får brev når en annen har kontrollert"), "{page}");
        one_controlled(&unni, "KARANTENEL").await;
        assert!(letters(&case, "exclusion_information").await.is_empty(), "that one is local");
        one_controlled(&unni, "EKSAMENN").await;
        let told = letters(&case, "exclusion_information").await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0]["head"]["addressee"]["name"], DALBYGDA);
        assert!(told[0]["recipient"]["national_id"].is_string());
        let ordered = told[0]["ordered"].as_array().unwrap();
        let ordered: Vec<_> = ordered.iter().map(|one| &one["sanction"]["sanction"]).collect();
        assert_eq!(ordered, ["exclusion", "exam_ban"], "not of which exam");
        assert_eq!(told[0]["appeal"], "open");
        let signed = told[0]["head"]["signatures"].to_string();
        assert!(signed.contains("Tor Lien"), "{signed}");
        let shown = tor.get(&path).await.json();
        assert!(shown["told"][0]["letter"].is_string());
        assert!(tor.get(&path.replace("/api", "")).await.text().contains("Brev sendt"));
        let pool = &case.office.node.store().pool;
        let acts: i64 = sqlx::query_scalar(
            "select count(*) from audit_entry where action = 'misconduct.inform'",
        )
        .fetch_one(pool)
        .await
        .unwrap();
        assert_eq!(acts, 2, "one for each control");
        let filed: i64 =
            sqlx::query_scalar("select count(*) from archive_entry where correspondent = $1")
                .bind(DALBYGDA)
                .fetch_one(pool)
                .await
                .unwrap();
        assert_eq!(filed, 1);
    }
}

/// Requirements: LTR-FUSK-4, Q-08, Z-17
#[tokio::test]
async fn an_institution_that_the_register_reaches_gets_no_letter() {
    let case = listed(Suspected::in_2026().await).await;
    let path = ready(&case, "12-4(3)").await;
    let decision = format!("{path}/decision");
    let tor = case.office.sign_in("tor").await;
    for number in ["998", "995", DALBYGDA] {
        let faults = invalid(&tor, &decision, without(&case, &[(number, "Nei.")])).await;
        assert_eq!(faults, ["not_told"], "{number}");
    }
    assert_eq!(invalid(&tor, &decision, without(&case, &[("997", " ")])).await, ["not_told"]);
    let done = tor.call(&decision, meeting(&case, "12-4(3)")).await;
    assert_eq!(done.status, 204, "{}", done.text());
    // Dalbygda is connected before anybody has controlled, and Utvik is new.
    let others: [(&str, &str, &[&str]); 2] =
        [("997", DALBYGDA, &["exclusions"]), ("996", "Utvik høgskule", &[])];
    let case = Suspected { office: case.office.listing(&others).await, ..case };
    controlled(&case.office.sign_in("unni").await, "waiting", 1).await;
    let told = letters(&case, "exclusion_information").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["head"]["addressee"]["name"], "Utvik høgskule");
}

/// Requirements: LTR-FUSK-4, Q-27, Z-17
#[tokio::test]
async fn whoever_controls_sees_who_is_told_and_who_is_not_and_nobody_else_is() {
    for left_out in [false, true] {
        let case = listed(Suspected::in_2026().await).await;
        let path = ready(&case, "12-4(3)").await;
        let tor = case.office.sign_in("tor").await;
        let leaving: &[(&str, &str)] = if left_out { &[("997", "Lagt ned i juni.")] } else { &[] };
        let done = tor.call(&format!("{path}/decision"), without(&case, leaving)).await;
        assert_eq!(done.status, 204, "{}", done.text());
        let unni = case.office.sign_in("unni").await;
        let row = rows(&unni).await.into_iter().find(|row| row["type"] == "EKSAMENN").unwrap();
        let one = format!("/exclusions/{}", row["id"].as_str().unwrap());
        let page = unni.get(&one).await.text();
        assert!(page.contains(DALBYGDA), "{page}");
        assert_eq!(page.contains("Lagt ned i juni."), left_out, "and why not");
        let told = unni.get(&format!("/api{one}")).await.json()["told"].clone();
        assert_eq!(told, if left_out { json!([]) } else { json!(["997"]) });
        let other = if left_out { json!(["997"]) } else { json!([]) };
        let control = format!("/api{one}/control");
        let seen = json!({ "version": 1, "told": other });
        assert_eq!(refused(&unni, &control, seen).await, "recipients-not-seen");
        let seen = json!({ "version": 1, "told": told });
        assert_eq!(unni.call(&control, seen).await.status, 204);
        assert_eq!(letters(&case, "exclusion_information").await.len(), usize::from(!left_out));
        let id = path.rsplit('/').next().unwrap();
        let later = case.office.node.now() + jiff::SignedDuration::from_mins(1);
        case.office.clock(&later.to_string()).await;
        for key in ["tor", "unni"] {
            let sql = format!(
                "insert into misconduct_told (misconduct_id, name) values ('{id}', 'Bergtun')"
            );
            assert!(!case.office.lets(key, &sql).await, "{key} adds nobody afterwards");
        }
    }
}

/// Requirements: P-14, Q-29, Q-30, Q-31, LTR-FUSK-4
#[tokio::test]
async fn who_was_told_by_letter_is_told_what_is_put_right_by_hand_and_what_is_in_force() {
    let case = listed(Suspected::in_2026().await).await;
    let path = ready(&case, "12-4(3)").await;
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    tor.call(&format!("{path}/decision"), meeting(&case, "12-4(3)")).await;
    controlled(&unni, "waiting", 1).await;
    assert_eq!(letters(&case, "exclusion_information").await.len(), 1);
    let row = rows(&tor).await.into_iter().find(|row| row["type"] == "EKSAMENN").unwrap();
    let one = format!("/api/exclusions/{}", row["id"].as_str().unwrap());
    let shorter = json!({ "from": row["from"], "to": "2027-03-01", "cause": "entry_wrong",
        "justification": "Feil dato." });
    assert_eq!(tor.call(&format!("{one}/change"), shorter).await.status, 204);
    assert!(letters(&case, "exclusion_information_changed").await.is_empty(), "not by one alone");
    // Utvik is new, and never heard of the longer period.
    let others: [(&str, &str, &[&str]); 2] = [("997", DALBYGDA, &[]), ("996", "Utvik", &[])];
    let case = Suspected { office: case.office.listing(&others).await, ..case };
    let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
    control_one(&unni, &row, 2).await;
    let changed = letters(&case, "exclusion_information_changed").await;
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(
        (&changed[0]["corrected"], &changed[0]["case_number"]),
        (&json!(true), &json!("14/26"))
    );
    assert_eq!(changed[0]["head"]["addressee"]["name"], DALBYGDA);
    assert_eq!(changed[0]["ordered"][0]["period"]["to"], "2027-03-01");
    let first = letters(&case, "exclusion_information").await;
    assert_eq!(first.len(), 2);
    assert_eq!(first[1]["head"]["addressee"]["name"], "Utvik");
    assert_eq!(first[1]["ordered"][0]["period"]["to"], "2027-03-01", "what is in force");
    let back = json!({ "cause": "entry_wrong", "justification": "Feil person." });
    assert_eq!(tor.call(&format!("{one}/deletion"), back).await.status, 204);
    control_one(&unni, &row, 3).await;
    let changed = letters(&case, "exclusion_information_changed").await;
    assert_eq!(changed.len(), 3, "both, once more");
    assert!(changed.iter().all(|letter| letter["corrected"] == true));
    assert_eq!(changed.iter().filter(|letter| letter["ordered"] == json!([])).count(), 2);
    crate::jobs::run_due(&case.office.node).await.unwrap();
    assert_eq!(letters(&case, "exclusion_information_changed").await.len(), 3, "each once");
}

/// Requirements: P-14, Z-17
#[tokio::test]
async fn of_what_was_reversed_before_anybody_controlled_it_no_institution_ever_hears() {
    let case = listed(Suspected::in_2026().await).await;
    let path = ready(&case, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    tor.call(&format!("{path}/decision"), meeting(&case, "12-4(3)")).await;
    let id = path.rsplit('/').next().unwrap();
    settled(&case, id, outcome(&case, "reversed")).await;
    assert!(letters(&case, "exclusion_information").await.is_empty());
    assert!(letters(&case, "exclusion_information_changed").await.is_empty());
}

/// Requirements: P-14
#[tokio::test]
async fn what_an_appeal_shortened_before_the_control_is_told_as_the_national_board_decided_it() {
    let case = listed(Suspected::in_2026().await).await;
    let path = ready(&case, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    tor.call(&format!("{path}/decision"), meeting(&case, "12-4(3)")).await;
    let mut shorter = outcome(&case, "changed");
    let today = case.office.node.today();
    shorter["from"] = json!(today.to_string());
    shorter["to"] = json!((today + jiff::Span::new().months(3)).to_string());
    settled(&case, path.rsplit('/').next().unwrap(), shorter.clone()).await;
    controlled(&case.office.sign_in("unni").await, "waiting", 1).await;
    let told = letters(&case, "exclusion_information").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["case_number"], shorter["case_number"]);
    assert_eq!(told[0]["appeal"], "final");
    assert_eq!(told[0]["ordered"][0]["period"]["to"], shorter["to"]);
    assert!(letters(&case, "exclusion_information_changed").await.is_empty(), "it knows no other");
}

/// Requirements: Z-17
#[tokio::test]
async fn the_database_itself_lets_no_letter_to_an_institution_go_before_the_control() {
    let case = listed(Suspected::in_2026().await).await;
    let path = ready(&case, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    tor.call(&format!("{path}/decision"), meeting(&case, "12-4(3)")).await;
    let letter =
        "insert into letter (id, kind, version, language, unit_id, subject_kind, subject_id, data,
            created_at, channel)
        select gen_random_uuid(), kind, version, language, unit_id, subject_kind, subject_id,
            jsonb_set(data, '{recipient}', '{\"recipient\": \"institution\"}'), created_at, 'print'
        from letter where kind = 'exclusion_information' limit 1";
    let mut act = case.office.act().await;
    let error = sqlx::query(letter).execute(act.conn()).await.unwrap_err().to_string();
    assert!(error.contains("another person has not controlled"), "{error}");
    drop(act);
    controlled(&case.office.sign_in("unni").await, "waiting", 1).await;
    assert_eq!(letters(&case, "exclusion_information").await.len(), 1);
    let mut act = case.office.act().await;
    sqlx::query(letter).execute(act.conn()).await.unwrap();
    for change in [
        "update misconduct_told set letter_id = null",
        "update misconduct_told set name = 'En annen'",
        "delete from misconduct_told",
    ] {
        let mut save = sqlx::Connection::begin(act.conn()).await.unwrap();
        let error = sqlx::query(change).execute(&mut *save).await.unwrap_err().to_string();
        assert!(error.contains("stays noted"), "{change}: {error}");
        save.rollback().await.unwrap();
    }
    act.commit(Entry::new("test.letter", "institution", uuid::Uuid::nil())).await.unwrap();
}
