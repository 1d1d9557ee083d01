//! The database itself: whoever writes SQL past the use cases still needs two persons.

use super::*;

/// Tries in an act of this person what no use case does.
async fn tried(office: &TestOffice, key: &str, sql: &str) -> bool {
    let mut act = act(office, key, BOTH).await;
    let now: jiff::Timestamp = act.now();
    let sql = sql.replace("NOW", &format!("'{now}'")).replace("ME", &format!("'{}'", person(key)));
    let done = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(act.conn()).await;
    done.is_ok() && act.commit(entry()).await.is_ok()
}

/// Requirements
#[tokio::test]
async fn two_persons_are_needed_whatever_sql_is_written() {
    let office = TestOffice::new().await;
    a_row(&office, ExclusionType::Eksamenn, false).await;
    let control = "update exclusion_row_version set controlled_at = NOW, controlled_by = ";
    for (key, sql, why) in [
        ("tor", format!("{control} ME"), "his own"),
        ("tor", format!("{control} '{}'", person("unni")), "in another's name"),
        ("unni", format!("{control} '{}'", person("tor")), "in the registrar's name"),
        ("unni", format!("{control} null"), "by nobody"),
        ("astrid", format!("{control} ME"), "without the role"),
        ("unni", "update exclusion_row_version set controlled_by = ME".to_owned(), "at no moment"),
        (
            "unni",
            "update exclusion_row_version set registered_by = ME".to_owned(),
            "another registrar",
        ),
        ("unni", "update exclusion_row_version set to_on = to_on + 1".to_owned(), "another period"),
        ("unni", "update exclusion_row_version set action = 'change'".to_owned(), "another step"),
        (
            "unni",
            "update exclusion_row_version set ended = 'withdrawn', ended_because = 'nei',
                ended_at = NOW, ended_by = ME"
                .to_owned(),
            "taken back by another",
        ),
        (
            "tor",
            "update exclusion_row_version set ended = 'refused', ended_because = 'nei',
                ended_at = NOW, ended_by = ME"
                .to_owned(),
            "his own refused",
        ),
        ("unni", "delete from exclusion_row_version".to_owned(), "deleted"),
        ("unni", "truncate exclusion_row_version".to_owned(), "emptied"),
        (
            "unni",
            "update exclusion_row set gone_at = NOW, person_id = null, decision_id = null"
                .to_owned(),
            "gone before its time",
        ),
        ("unni", "update exclusion_row set kind = 'EKSAMENL'".to_owned(), "another type"),
        (
            "unni",
            "update exclusion_decision set legal_basis = '12-8'".to_owned(),
            "another paragraph",
        ),
        ("unni", "update exclusion_decision set person_id = ME".to_owned(), "another person"),
        (
            "unni",
            "update exclusion_decision set person_id = null, journal_number = null".to_owned(),
            "nobody's",
        ),
    ] {
        assert!(!tried(&office, key, &sql).await, "{why}: {sql}");
    }
    assert!(tried(&office, "unni", &format!("{control} ME where version = 1")).await, "by another");
    for sql in [
        format!("{control} ME"),
        "update exclusion_row_version set controlled_at = null, controlled_by = null".to_owned(),
        "update exclusion_row_version set justification = 'annet'".to_owned(),
    ] {
        assert!(!tried(&office, "tor", &sql).await, "controlled once: {sql}");
    }
}

/// Requirements: Q-27
#[tokio::test]
async fn what_the_register_has_told_is_written_by_no_person() {
    let office = TestOffice::new().await;
    let told = |row: Uuid| {
        format!(
            "insert into exclusion_told_row (row_id, version, person_id, institution, kind,
                classification, from_on, to_on, told_at)
            values ('{row}', 2, '{}', '1234', 'EKSAMENN', 'ALLE', '2026-11-02', '2027-06-30', now())",
            person("amina")
        )
    };
    let row = Uuid::new_v4();
    assert!(!tried(&office, "unni", &told(row)).await, "told by a person");
    let mut job = office.act().await;
    sqlx::query(sqlx::AssertSqlSafe(told(row))).execute(job.conn()).await.expect("told by a job");
    job.commit(entry()).await.expect("told");
    for sql in [
        "update exclusion_told_row set person_id = ME",
        "update exclusion_told_row set removed_at = NOW, removed = 'deleted', person_id = null",
        "delete from exclusion_told_row",
        "truncate exclusion_told_row",
    ] {
        assert!(!tried(&office, "unni", sql).await, "{sql}");
    }
    for sql in ["update exclusion_told_row set version = 1", "delete from exclusion_told_row"] {
        let mut job = office.act().await;
        assert!(sqlx::query(sql).execute(job.conn()).await.is_err(), "not even a job: {sql}");
    }
}

/// Requirements
#[tokio::test]
async fn nobody_controls_her_own_row_or_by_a_role_from_the_registrar_whatever_sql_is_written() {
    let office = TestOffice::new().await;
    a_row(&office, ExclusionType::Eksamenn, false).await;
    let control = "update exclusion_row_version set controlled_at = NOW, controlled_by = ME";
    let refusal = "update exclusion_row_version set ended = 'refused', ended_because = 'nei',
        ended_at = NOW, ended_by = ME";
    grant_from(&office, "amina", Role::RustControl, None).await;
    grant_from(&office, "liv", Role::RustControl, Some("tor")).await;
    for key in ["amina", "liv"] {
        assert!(!tried(&office, key, control).await, "{key}");
        assert!(!tried(&office, key, refusal).await, "{key}");
    }
    grant_from(&office, "liv", Role::RustControl, Some("anne")).await;
    assert!(tried(&office, "liv", control).await, "by a role from another too");
}

/// Requirements
#[tokio::test]
async fn nobody_controls_what_was_registered_by_a_role_of_her_own_giving() {
    let office = TestOffice::new().await;
    grant_from(&office, "odd", Role::RustWrite, Some("unni")).await;
    let write = &[Role::RustWrite];
    let decision = doing!(&office, "odd", write, |act| propose(&mut act, &autumn()).await)
        .expect("registered");
    let row = rows_of(&office, decision).await.remove(0).id;
    let own = doing!(&office, "unni", BOTH, |act| super::super::control(&mut act, row, 1).await);
    assert_eq!(code(own), "role-from-registrar");
    for done in [
        "controlled_at = NOW, controlled_by = ME",
        "ended = 'refused', ended_because = 'nei',
        ended_at = NOW, ended_by = ME",
    ] {
        let sql = format!("update exclusion_row_version set {done} where row_id = '{row}'");
        assert!(!tried(&office, "unni", &sql).await, "{done}");
    }
    doing!(&office, "tor", BOTH, |act| super::super::control(&mut act, row, 1).await)
        .expect("by somebody who has given her nothing");
}

/// Requirements
#[tokio::test]
async fn a_change_keeps_the_programme_and_nothing_ends_without_a_reason_whatever_sql_is_written() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let change = |programme: &str| {
        format!(
            "insert into exclusion_row_version (row_id, version, action, from_on, to_on, programme,
                registered_by, registered_at)
            values ('{row}', 2, 'change', '2026-11-02', '2027-01-01', {programme}, ME, NOW)"
        )
    };
    assert!(!tried(&office, "tor", &change("'MED'")).await, "another programme");
    assert!(tried(&office, "tor", &change("null")).await);
    let ended = |because: &str| {
        format!(
            "with ended as (
                update exclusion_row_version set ended = 'withdrawn', ended_at = NOW, ended_by = ME,
                    ended_because = {because} where row_id = '{row}' and version = 2
                returning row_id, version)
            insert into exclusion_alert (id, at, row_id, version, what)
            select gen_random_uuid(), NOW, row_id, version, 'withdrawn' from ended"
        )
    };
    assert!(!tried(&office, "tor", &ended("null")).await, "in silence");
    assert!(tried(&office, "tor", &ended("'feil'")).await);
}

/// Requirements
#[tokio::test]
async fn a_version_begins_uncontrolled_as_the_next_of_a_row_in_force() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let insert = |columns: &str, values: &str| {
        format!(
            "insert into exclusion_row_version
                (row_id, version, action, from_on, to_on, registered_by, registered_at{columns})
            select '{row}', {values}"
        )
    };
    let period = "'2026-11-02'::date, '2027-01-01'::date, ME::uuid, NOW::timestamptz";
    let controlled = ", controlled_by, controlled_at";
    let with = format!("2, 'change', {period}, '{}'::uuid, NOW::timestamptz", person("unni"));
    assert!(!tried(&office, "tor", &insert(controlled, &with)).await, "begins controlled");
    for (key, values, why) in [
        ("tor", format!("3, 'change', {period}"), "leaves one out"),
        ("tor", format!("1, 'create', {period}"), "begins anew"),
        ("tor", format!("2, 'create', {period}"), "is no first one"),
        ("astrid", format!("2, 'change', {period}"), "without the role"),
    ] {
        assert!(!tried(&office, key, &insert("", &values)).await, "{why}");
    }
    let next = insert("", &format!("2, 'delete', {period}"));
    assert!(tried(&office, "tor", &next).await);
    let third = insert("", &format!("3, 'change', {period}"));
    assert!(!tried(&office, "unni", &third).await, "one waits at a time");
    let job = sqlx::query(sqlx::AssertSqlSafe(insert("", &format!("3, 'change', {period}"))))
        .execute(office.act().await.conn())
        .await;
    assert!(job.is_err(), "no job registers");
}

/// Requirements
#[tokio::test]
async fn no_person_writes_what_is_known_of_the_register_whatever_sql_is_written() {
    let office = TestOffice::new().await;
    for sql in [
        "insert into exclusion_list_copy (version, as_of) values (999999, '2099-01-01')",
        "insert into exclusion_register_key (epoch, public_key) values (9, 'k')",
        "insert into exclusion_listed (version, sealed) values (999999, decode(repeat('01', 32), 'hex'))",
    ] {
        assert!(!tried(&office, "unni", sql).await, "{sql}");
        let mut act = office.act().await;
        sqlx::query(sql).execute(act.conn()).await.expect("a job writes it");
        act.commit(entry()).await.expect("a job writes it");
    }
}

/// Requirements
#[tokio::test]
async fn an_alert_begins_unseen_and_of_what_came_to_nothing_another_takes_note() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let alert = |columns: &str, values: &str| {
        format!(
            "insert into exclusion_alert (id, at, row_id, version, what, person_id{columns})
            values (gen_random_uuid(), NOW, '{row}', 1, 'not_taken', '{}'{values})",
            person("amina")
        )
    };
    let seen = "update exclusion_alert set seen_at = NOW, seen_by = ME where what = 'not_taken'";
    assert!(
        !tried(&office, "unni", &alert(", seen_at, seen_by", ", NOW, ME")).await,
        "seen before"
    );
    assert!(tried(&office, "unni", &alert("", "")).await);
    for (key, why) in [("tor", "registered"), ("unni", "controlled"), ("amina", "her own")] {
        assert!(!tried(&office, key, seen).await, "{why}");
    }
    assert!(tried(&office, "astrid", seen).await, "somebody else");
}
