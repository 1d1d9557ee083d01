//! What the second person sees, and what one person does not get past her.

use super::*;
use crate::exclusion::{Change, Seen, change, control, delete, refuse};
use axum::http::StatusCode;
use serde_json::{Value, json};

/// A decision on somebody who is not suited, for a study.
fn unsuited(programme: &str) -> Decision {
    Decision {
        legal_basis: LegalBasis::parse("12-3(4)").expect("a basis"),
        decided_on: another_day(),
        programmes: vec![programme.to_owned()],
        classifications: vec![Classification::Hesos],
        ..autumn()
    }
}

/// By its code a row meets the study it bars from: one that looks right and is not would bar nobody.
///
/// Requirements
#[tokio::test]
async fn a_programme_s_code_has_nothing_in_it_that_cannot_be_told_apart() {
    let office = TestOffice::new().await;
    for code in ["SYK\u{200e}", "S\u{200b}YK", "SY\u{ad}K", "SУK", "SYK\u{a0}1", "-", "ＳＹＫ"]
    {
        let done = registered(&office, &unsuited(code)).await;
        let Err(crate::Error::Invalid(faults)) = done else { panic!("{code:?}: {done:?}") };
        assert_eq!(faults[0].field, "programmes", "{code:?}");
        let said = faults[0].text.get(Language::En);
        assert!(said.contains("[U+") || code == "-", "what cannot be seen is named: {said}");
    }
    for code in ["SYK", "SYK-1", "mat.nat/B_2", "LÆR"] {
        registered(&office, &unsuited(code)).await.expect(code);
    }
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    let other = "insert into exclusion_row (id, decision_id, person_id, kind, classification)
        select '11111111-1111-4111-8111-111111111111', decision_id, person_id, 'KARANTENEN', 'HESOS'
        from exclusion_row where id = ROW";
    assert!(office.lets("tor", &other.replace("ROW", &format!("'{row}'"))).await);
    for (code, taken) in [("SYK\u{200e}", false), ("SУK", false), ("SYK", true)] {
        let mut act = act(&office, "tor", BOTH).await;
        let now: jiff::Timestamp = act.now();
        let begins = format!(
            "insert into exclusion_row_version (row_id, version, action, from_on, to_on, programme,
                registered_by, registered_at)
            values ('11111111-1111-4111-8111-111111111111', 1, 'create', '2026-11-02', '2027-01-01',
                '{code}', '{}', '{now}')",
            person("tor")
        );
        let done = sqlx::query(sqlx::AssertSqlSafe(begins)).execute(act.conn()).await;
        assert_eq!(done.is_ok(), taken, "by SQL: {code:?}");
    }
}

/// Requirements
#[tokio::test]
async fn whoever_controls_reads_the_programme_s_name_and_the_decision_as_a_whole() {
    let office = TestOffice::new().await;
    let unni = office.sign_in("unni").await;
    let unknown = registered(&office, &unsuited("HIS-9")).await.expect("registered");
    let row = rows_of(&office, unknown).await.remove(0).id;
    let page = unni.get(&format!("/exclusions/{row}")).await.text();
    assert!(page.contains("Ingen studieprogram her har denne koden"), "{page}");
    let liv = office.sign_in("liv").await;
    let nursing = json!({ "code": "SYK", "name_nb": "Sykepleie", "name_nn": "Sjukepleie",
        "name_en": "Nursing", "unit": "999.10.01", "terms": 6, "classification": "HESOS" });
    assert_eq!(liv.call("/api/programmes", nursing).await.status, StatusCode::CREATED);
    let known = registered(&office, &unsuited("SYK")).await.expect("registered");
    let row = rows_of(&office, known).await.remove(0).id;
    assert!(unni.get(&format!("/exclusions/{row}")).await.text().contains("Sykepleie"));
    let shown = unni.get(&format!("/api/exclusions/{row}")).await.json();
    assert_eq!(shown["programme_name"], "Sykepleie");
    // A local type in place of the one of the table: what is not there is seen.
    let local = Decision {
        decided_on: another_day(),
        types: Some(vec![ExclusionType::Eksamenl]),
        justification: Some("Styret ber om det.".to_owned()),
        ..autumn()
    };
    let local = registered(&office, &local).await.expect("registered");
    let row = rows_of(&office, local).await.remove(0).id;
    let shown = unni.get(&format!("/api/exclusions/{row}")).await.json();
    let part = |kind: &str, status: Value, proposed: bool| {
        json!({ "type": kind, "classification": "ALLE", "programme": null, "status": status,
            "proposed": proposed })
    };
    let whole = json!([
        part("KARANTENEL", json!(null), true),
        part("EKSAMENN", json!(null), true),
        part("EKSAMENL", json!("waiting"), false),
    ]);
    assert_eq!(shown["whole"], whole);
    assert_eq!(shown["warnings"], json!(["nothing-transferred", "local-exam-quarantine"]));
    let path = format!("/exclusions/{row}");
    let page = unni.get(&path).await.text();
    assert!(page.contains("Ikke registrert") && page.contains("special_type"), "{page}");
    let blind = unni.post(&format!("{path}/control"), &[("version", "1")]).await;
    assert_eq!(blind.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", blind.text());
    let blind = doing!(&office, "unni", BOTH, |act| control(&mut act, row, 1).await);
    assert_eq!(code(blind), "type-not-confirmed");
    let seen = [("version", "1"), ("special_type", "yes")];
    let done = unni.post(&format!("{path}/control"), &seen).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

/// Requirements
#[tokio::test]
async fn nothing_that_waits_is_overtaken_without_an_appeal_whatever_sql_is_written() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    grant_from(&office, "amina", Role::RustWrite, None).await;
    for key in ["unni", "tor", "amina"] {
        for ended in ["overtaken", "refused", "withdrawn"] {
            let mut act = act(&office, key, BOTH).await;
            let now: jiff::Timestamp = act.now();
            let sql = format!(
                "update exclusion_row_version set ended = '{ended}', ended_because = 'nei',
                    ended_at = '{now}', ended_by = '{}' where row_id = '{row}'",
                person(key)
            );
            let done = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(act.conn()).await;
            let there = done.is_ok() && act.commit(entry()).await.is_ok();
            assert!(!there, "{ended} by {key}, and in no log");
        }
    }
}

/// Requirements
#[tokio::test]
async fn an_alert_of_a_step_is_seen_by_another_than_who_took_it() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    for key in ["unni", "tor"] {
        grant_from(&office, key, Role::SystemOwner, None).await;
    }
    doing!(&office, "unni", BOTH, |act| refuse(&mut act, row, 1, "Nei.").await).expect("refused");
    let log = office.sign_in("harald").await.get("/api/exclusions/alerts").await.json();
    let alert = log[0]["id"].as_str().expect("an id").to_owned();
    let seen = format!("/api/exclusions/alerts/{alert}/seen");
    let pending = "select count(*) from exclusion_alert where seen_at is null";
    for (key, why) in [("unni", "who refused it"), ("tor", "who registered it")] {
        let answer = office.sign_in(key).await.call(&seen, json!({})).await;
        assert_eq!(answer.json()["code"], "own-step", "{why}");
        let mut own = act(&office, key, &[Role::SystemOwner]).await;
        let now: jiff::Timestamp = own.now();
        let sql =
            format!("update exclusion_alert set seen_at = '{now}', seen_by = '{}'", person(key));
        let done = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(own.conn()).await;
        assert!(done.is_err(), "{why}, by SQL");
    }
    for sql in [
        format!("update exclusion_alert set seen_at = now(), seen_by = '{}'", person("harald")),
        "update exclusion_alert set what = 'new'".to_owned(),
        "delete from exclusion_alert".to_owned(),
    ] {
        assert!(!office.lets("unni", &sql).await, "{sql}");
    }
    // For as long as nobody else has seen it, it stays a task, however late.
    office.clock("2027-02-01T10:00:00+01:00").await;
    let desk = office.sign_in("tor").await.get("/api/desk").await.text();
    assert!(desk.contains("was refused in the control"), "{desk}");
    let unseen: i64 =
        sqlx::query_scalar(pending).fetch_one(&office.node.store().pool).await.expect("a count");
    assert_eq!(unseen, 1);
    let harald = office.sign_in("harald").await;
    assert_eq!(harald.call(&seen, json!({})).await.status, StatusCode::NO_CONTENT);
    let desk = office.sign_in("tor").await.get("/api/desk").await.text();
    assert!(!desk.contains("was refused in the control"), "{desk}");
}

/// Requirements
#[tokio::test]
async fn what_is_registered_and_taken_back_again_hides_no_refusal() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    doing!(&office, "unni", BOTH, |act| refuse(&mut act, row, 1, "Nei.").await).expect("refused");
    let again = a_row(&office, ExclusionType::Eksamenn, false).await;
    let desk = async || office.sign_in("tor").await.get("/api/desk").await.text();
    assert!(!desk().await.contains("was refused in the control"), "registered anew");
    let back = super::super::withdraw;
    doing!(&office, "tor", BOTH, |act| back(&mut act, again, 1, "Feil.").await).expect("back");
    assert!(desk().await.contains("was refused in the control"), "and taken back");
}

/// Requirements
#[tokio::test]
async fn what_changes_a_decision_changes_all_its_rows_and_none_is_registered_twice() {
    let office = TestOffice::new().await;
    let decision = registered(&office, &autumn()).await.expect("registered");
    assert_eq!(code(registered(&office, &autumn()).await), "already-registered");
    let rows = rows_of(&office, decision).await;
    for row in &rows {
        doing!(&office, "unni", BOTH, |act| control(&mut act, row.id, 1).await).expect("done");
    }
    assert_eq!(code(registered(&office, &autumn()).await), "already-registered");
    let shorter = |cause, to| Change {
        from: date(2026, 11, 2),
        to,
        cause,
        justification: "Klagen".to_owned(),
    };
    let new = shorter(Cause::DecisionChanged, date(2027, 3, 1));
    let one = rows[0].id;
    doing!(&office, "tor", BOTH, |act| change(&mut act, one, &new).await).expect("changed");
    for row in rows_of(&office, decision).await {
        let waits = row.waiting().expect("it waits");
        assert_eq!((waits.version, waits.to), (2, date(2027, 3, 1)), "{:?}", row.kind);
        let seen = Seen { version: 2, ..Seen::default() };
        doing!(&office, "unni", BOTH, |act| control(&mut act, row.id, seen).await).expect("done");
    }
    let wrong = shorter(Cause::EntryWrong, date(2027, 2, 1));
    doing!(&office, "tor", BOTH, |act| change(&mut act, one, &wrong).await).expect("changed");
    let waits = rows_of(&office, decision).await;
    assert_eq!(waits.iter().filter(|row| row.waiting().is_some()).count(), 1, "a wrong entry");
    let shown = office.sign_in("unni").await.get(&format!("/api/exclusions/{one}")).await.json();
    assert_eq!(shown["warnings"], json!(["periods-differ"]), "whoever controls is told");
    doing!(&office, "unni", BOTH, |act| control(&mut act, one, 3).await).expect("done");
    let why = "Omgjort.";
    doing!(&office, "tor", BOTH, |act| delete(&mut act, one, Cause::Reversed, why).await)
        .expect("asked");
    let waits = rows_of(&office, decision).await;
    assert!(waits.iter().all(|row| row.waiting().is_some()), "the decision as a whole");
}

/// By who gave a role two persons are told from one: it says what it was.
///
/// Requirements
#[tokio::test]
async fn nobody_gives_a_role_in_another_s_name_or_changes_who_gave_it_whatever_sql_is_written() {
    let office = TestOffice::new().await;
    let grant = |to: &str, by: String| {
        format!(
            "insert into role_grant (id, person_id, unit_id, role, valid_from, granted_by)
            select '{}', '{}', id, 'RUST_KONTROLLER', '2026-01-01', {by} from unit
            where level = 'institution'",
            Uuid::now_v7(),
            person(to)
        )
    };
    let anne = format!("'{}'", person("anne"));
    for (key, by, why) in [
        ("tor", "null".to_owned(), "by nobody"),
        ("tor", anne.clone(), "in another's name"),
        ("tor", "ME".to_owned(), "who may give none"),
        ("anne", format!("'{}'", person("harald")), "even by who may, in another's name"),
    ] {
        assert!(!office.lets(key, &grant("astrid", by)).await, "{why}");
    }
    assert!(office.lets("anne", &grant("astrid", "ME".to_owned())).await);
    let mine = format!("where granted_by = {anne}");
    for change in ["granted_by = null", "valid_from = '2020-01-01'", "role = 'RUST_SKRIV'"] {
        assert!(
            !office.lets("anne", &format!("update role_grant set {change} {mine}")).await,
            "{change}"
        );
    }
    assert!(
        office.lets("anne", &format!("update role_grant set valid_to = '2026-12-31' {mine}")).await
    );
    for end in ["'2027-01-01'", "null"] {
        let prolonged = format!("update role_grant set valid_to = {end} {mine}");
        assert!(!office.lets("tor", &prolonged).await, "what is over is given anew: {end}");
    }
}
