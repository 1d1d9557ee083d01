//! From decision to rows, control, change, deletion and the end.

use super::super::{Change, change, control, delete, effects, refuse, warnings, withdraw};
use super::*;
use rules::Key;
use rules::exclusion::{Action, ActionKind, Effect};

/// Requirements
#[tokio::test]
async fn cheating_gives_a_local_row_and_one_for_everywhere_and_a_year_at_most() {
    let office = TestOffice::at("2013-08-01T10:00:00+02:00", "uit-2011").await;
    let decision = |to| Decision {
        legal_basis: LegalBasis::parse("4-8(3)").expect("a basis"),
        decided_on: date(2013, 8, 1),
        ..cheating(date(2013, 8, 1), to)
    };
    let id = registered(&office, &decision(date(2014, 7, 31))).await.expect("registered");
    assert_eq!(
        shown(&rows_of(&office, id).await),
        [
            (ExclusionType::Eksamenn, Classification::Alle),
            (ExclusionType::Karantenel, Classification::Alle),
        ]
    );
    let longer = registered(&office, &decision(date(2014, 8, 1))).await;
    assert_eq!(code(longer), "period-too-long");
}

/// Requirements: Q-13
#[tokio::test]
async fn admission_quarantine_exam_quarantine_and_local_exclusion_are_registered() {
    let office = TestOffice::new().await;
    let of = |basis: &str| Decision {
        legal_basis: LegalBasis::parse(basis).expect("a basis"),
        ..autumn()
    };
    let mut kinds = Vec::new();
    for basis in ["12-1(1)", "12-4(3)"] {
        let id = registered(&office, &of(basis)).await.expect("registered");
        for row in rows_of(&office, id).await {
            doing!(&office, "unni", BOTH, |act| control(&mut act, row.id, 1).await)
                .expect("controlled");
            assert!(row_of(&office, row.id).await.in_force().is_some());
            kinds.push((row.kind, row.kind.is_local()));
        }
    }
    assert_eq!(
        kinds,
        [
            (ExclusionType::Karantenen, false),
            (ExclusionType::Eksamenn, false),
            (ExclusionType::Karantenel, true),
        ]
    );
    assert_eq!(sent(&office).await.len(), 2, "what is local stays here");
}

/// Requirements
#[tokio::test]
async fn two_categories_of_studies_give_four_rows() {
    let office = TestOffice::at("2013-08-01T10:00:00+02:00", "uit-2011").await;
    let decision = Decision {
        legal_basis: LegalBasis::parse("4-8(2)").expect("a basis"),
        decided_on: date(2013, 8, 1),
        classifications: vec![Classification::Hesos, Classification::Laerer],
        ..cheating(date(2013, 8, 1), date(2016, 7, 31))
    };
    let id = registered(&office, &decision).await.expect("registered");
    let rows = shown(&rows_of(&office, id).await);
    for kind in [ExclusionType::Eksamenn, ExclusionType::Karantenel] {
        for study in [Classification::Hesos, Classification::Laerer] {
            assert!(rows.contains(&(kind, study)), "{rows:?}");
        }
    }
    assert_eq!(rows.len(), 4);
}

/// Requirements
#[tokio::test]
async fn nobody_controls_what_she_has_registered_or_without_the_role() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    let own = doing!(&office, "tor", BOTH, |act| control(&mut act, row, 1).await);
    assert_eq!(code(own), "same-person");
    let reader = &[Role::RustRead];
    let reads = doing!(&office, "astrid", reader, |act| control(&mut act, row, 1).await);
    assert_eq!(code(reads), "role-missing");
    let owner = &[Role::SystemOwner];
    let writes = doing!(&office, "harald", owner, |act| propose(&mut act, &autumn()).await);
    assert_eq!(code(writes), "role-missing");
    let none = doing!(&office, "ingrid", &[], |act| control(&mut act, row, 1).await);
    assert_eq!(code(none), "not-found");
    let other = doing!(&office, "unni", BOTH, |act| control(&mut act, row, 1).await);
    assert_eq!(code(other), "done");
    assert!(row_of(&office, row).await.in_force().is_some());
}

/// Requirements
#[tokio::test]
async fn nobody_registers_controls_or_deletes_what_concerns_herself() {
    let office = TestOffice::new().await;
    for role in BOTH {
        grant_from(&office, "amina", *role, None).await;
    }
    let own = doing!(&office, "amina", BOTH, |act| propose(&mut act, &autumn()).await);
    assert_eq!(code(own), "own-case");
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    let own = doing!(&office, "amina", BOTH, |act| control(&mut act, row, 1).await);
    assert_eq!(code(own), "not-impartial");
    let own = doing!(&office, "amina", BOTH, |act| refuse(&mut act, row, 1, "nei").await);
    assert_eq!(code(own), "not-impartial");
    doing!(&office, "unni", BOTH, |act| control(&mut act, row, 1).await).expect("controlled");
    let reversed = Cause::Reversed;
    let own = doing!(&office, "amina", BOTH, |act| delete(&mut act, row, reversed, "nei").await);
    assert_eq!(code(own), "own-case");
    let shorter = Change {
        from: date(2026, 11, 2),
        to: date(2026, 11, 30),
        cause: Cause::DecisionChanged,
        justification: "kortere".to_owned(),
    };
    let own = doing!(&office, "amina", BOTH, |act| change(&mut act, row, &shorter).await);
    assert_eq!(code(own), "own-case");
}

/// Requirements
#[tokio::test]
async fn nobody_controls_by_a_role_that_the_registrar_has_given() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    grant_from(&office, "liv", Role::RustControl, Some("tor")).await;
    let by_liv = async || doing!(&office, "liv", BOTH, |act| control(&mut act, row, 1).await);
    assert_eq!(code(by_liv().await), "role-from-registrar");
    grant_from(&office, "liv", Role::RustControl, Some("anne")).await;
    assert_eq!(code(by_liv().await), "done", "by a role from another too");
}

/// Requirements, U-8
#[tokio::test]
async fn only_what_another_has_controlled_is_sent_and_local_rows_never() {
    let office = TestOffice::new().await;
    let id = registered(&office, &autumn()).await.expect("registered");
    assert!(sent(&office).await.is_empty(), "nothing before the control");
    for row in rows_of(&office, id).await {
        doing!(&office, "unni", BOTH, |act| control(&mut act, row.id, 1).await).expect("done");
        let expected: &[&str] = if row.kind.is_local() { &[] } else { &["exclusion.registered"] };
        let sent = sent(&office).await;
        assert!(sent.len() <= 1 && expected.iter().all(|kind| sent.iter().any(|one| one == kind)));
    }
    assert_eq!(sent(&office).await, ["exclusion.registered"], "the one that transfers");
}

/// Requirements: X-25
#[tokio::test]
async fn a_local_row_goes_through_its_whole_life_without_a_message() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Karantenel, true).await;
    doing!(&office, "tor", BOTH, |act| delete(&mut act, row, Cause::Reversed, "omgjort").await)
        .expect("asked");
    doing!(&office, "unni", BOTH, |act| control(&mut act, row, 2).await).expect("deleted");
    assert!(row_of(&office, row).await.in_force().is_none());
    assert!(sent(&office).await.is_empty());
}

/// Requirements, U-8
#[tokio::test]
async fn a_change_waits_and_the_old_version_stays_in_force_until_another_controls_it() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let shorter = Change {
        from: date(2026, 11, 2),
        to: date(2027, 1, 31),
        cause: Cause::DecisionChanged,
        justification: "klagen førte delvis fram".to_owned(),
    };
    doing!(&office, "tor", BOTH, |act| change(&mut act, row, &shorter).await).expect("changed");
    let waits = row_of(&office, row).await;
    assert_eq!(waits.in_force().map(|one| one.to), Some(date(2027, 6, 30)));
    assert_eq!(waits.waiting().map(|one| one.to), Some(date(2027, 1, 31)));
    assert_eq!(sent(&office).await.len(), 1);
    let again = doing!(&office, "unni", BOTH, |act| change(&mut act, row, &shorter).await);
    assert_eq!(code(again), "change-waits");
    let own = doing!(&office, "tor", BOTH, |act| control(&mut act, row, 2).await);
    assert_eq!(code(own), "same-person");
    doing!(&office, "unni", BOTH, |act| control(&mut act, row, 2).await).expect("controlled");
    assert_eq!(row_of(&office, row).await.in_force().map(|one| one.to), Some(date(2027, 1, 31)));
    assert_eq!(sent(&office).await, ["exclusion.registered", "exclusion.registered"]);
}

/// Requirements: Q-29, U-8
#[tokio::test]
async fn an_early_deletion_has_effect_when_another_has_controlled_it() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let empty =
        doing!(&office, "tor", BOTH, |act| delete(&mut act, row, Cause::Reversed, " ").await);
    assert_eq!(code(empty), "invalid");
    doing!(&office, "unni", BOTH, |act| delete(&mut act, row, Cause::Reversed, "omgjort").await)
        .expect("asked");
    assert!(row_of(&office, row).await.in_force().is_some());
    doing!(&office, "tor", BOTH, |act| control(&mut act, row, 2).await).expect("controlled");
    assert!(row_of(&office, row).await.in_force().is_none());
    assert_eq!(sent(&office).await, ["exclusion.registered", "exclusion.deleted"]);
    let after =
        doing!(&office, "tor", BOTH, |act| delete(&mut act, row, Cause::Reversed, "igjen").await);
    assert_eq!(code(after), "not-in-force");
}

/// Requirements: Q-27
#[tokio::test]
async fn what_waits_is_taken_back_by_its_own_and_refused_by_another() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    let other = doing!(&office, "unni", BOTH, |act| withdraw(&mut act, row, 1, "feil").await);
    assert_eq!(code(other), "not-yours");
    let own = doing!(&office, "tor", BOTH, |act| refuse(&mut act, row, 1, "feil").await);
    assert_eq!(code(own), "same-person");
    let silent = doing!(&office, "tor", BOTH, |act| withdraw(&mut act, row, 1, " ").await);
    assert_eq!(code(silent), "invalid", "never in silence");
    doing!(&office, "tor", BOTH, |act| withdraw(&mut act, row, 1, "feil").await)
        .expect("taken back");
    let late = doing!(&office, "unni", BOTH, |act| control(&mut act, row, 1).await);
    assert_eq!(code(late), "conflict");
    let second = a_row(&office, ExclusionType::Eksamenn, false).await;
    doing!(&office, "unni", BOTH, |act| refuse(&mut act, second, 1, "feil").await).expect("no");
    assert!(row_of(&office, second).await.in_force().is_none());
    assert!(sent(&office).await.is_empty());
}

/// Requirements, U-8
#[tokio::test]
async fn the_day_after_the_period_nothing_says_whose_it_was() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    office.clock("2027-06-30T23:59:59+02:00").await;
    assert!(row_of(&office, row).await.gone_at.is_none(), "the last day");
    office.clock("2027-07-01T00:00:00+02:00").await;
    let gone = row_of(&office, row).await;
    assert!(gone.gone_at.is_some() && gone.person.is_none() && gone.decision.is_none());
    let left: i64 = sqlx::query_scalar(
        "select (select count(*) from exclusion_row_version
            where num_nonnulls(registered_by, controlled_by, justification, programme) > 0)
        + (select count(*) from exclusion_decision
            where num_nonnulls(person_id, journal_number, case_id) > 0)
        + (select count(*) from exclusion_alert where person_id is not null)",
    )
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(left, 0);
    let versions: i64 = sqlx::query_scalar("select count(*) from exclusion_row_version")
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(versions, 2, "the steps stay, for counting");
}

/// Requirements
#[tokio::test]
async fn a_row_whose_period_was_made_longer_goes_at_its_new_end() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let longer = Change {
        from: date(2026, 11, 2),
        to: date(2027, 7, 31),
        cause: Cause::DecisionChanged,
        justification: "nytt vedtak".to_owned(),
    };
    doing!(&office, "tor", BOTH, |act| change(&mut act, row, &longer).await).expect("changed");
    doing!(&office, "unni", BOTH, |act| control(&mut act, row, 2).await).expect("controlled");
    office.clock("2027-07-31T12:00:00+02:00").await;
    assert!(row_of(&office, row).await.gone_at.is_none());
    office.clock("2027-08-01T00:00:00+02:00").await;
    assert!(row_of(&office, row).await.gone_at.is_some());
}

fn exam_on(day: Date) -> Action {
    Action {
        kind: ActionKind::RegisterExam,
        institution: Key::new("999"),
        programme: None,
        programme_classification: None,
        study_start: None,
        exam_date: Some(day.into()),
        date: day.into(),
    }
}

/// Requirements: Q-22
#[tokio::test]
async fn a_row_bars_when_it_is_controlled_within_its_period_and_no_longer() {
    let office = TestOffice::new().await;
    let amina = person("amina");
    let met = async |day| {
        let mut conn = office.node.store().pool.acquire().await.unwrap();
        let found = effects(&mut conn, &office.node, amina, &exam_on(day)).await.expect("effects");
        found.iter().map(|met| (met.kind, met.effect)).collect::<Vec<_>>()
    };
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    assert!(met(date(2026, 12, 1)).await.is_empty(), "not controlled");
    doing!(&office, "unni", BOTH, |act| control(&mut act, row, 1).await).expect("controlled");
    let refused = [(ExclusionType::Eksamenn, Effect::Refuse)];
    assert_eq!(met(date(2027, 6, 30)).await, refused, "the last day");
    assert!(met(date(2027, 7, 1)).await.is_empty(), "the day after");
}

/// Requirements
#[tokio::test]
async fn every_officer_is_warned_and_told_whom_to_ask_and_no_more() {
    let office = TestOffice::new().await;
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    let day = date(2026, 11, 3);
    let amina = person("amina");
    assert!(warnings(&mut conn, &office.node, amina, day).await.expect("read").is_none());
    a_row(&office, ExclusionType::Eksamenn, true).await;
    let warned = warnings(&mut conn, &office.node, amina, day).await.expect("read");
    let contacts = warned.expect("a warning").contacts;
    assert!(contacts.iter().any(|name| name.full() == "Unni Ravn"));
    let over = warnings(&mut conn, &office.node, amina, date(2027, 7, 1)).await.expect("read");
    assert!(over.is_none());
}

/// Requirements
#[tokio::test]
async fn a_role_that_ends_between_the_request_and_its_act_is_refused_and_no_fault() {
    let office = TestOffice::new().await;
    // Liv's request came when she had the roles; by now she has none.
    let done = doing!(&office, "liv", BOTH, |act| propose(&mut act, &autumn()).await);
    assert_eq!(code(done), "role-missing");
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    let of = async |what: &str| {
        let mut act = act(&office, "liv", BOTH).await;
        let (now, liv) = (act.now(), person("liv"));
        let done = match what {
            "control" => store::control(act.conn(), (row, 1), now, liv).await,
            _ => {
                let ended = store::Ended::Refused;
                store::end(act.conn(), (row, 1), ended, "Feil.", now, liv).await
            }
        };
        code(done)
    };
    assert_eq!(
        (of("control").await, of("refuse").await),
        ("role-missing".into(), "role-missing".into())
    );
    assert!(row_of(&office, row).await.waiting().is_some(), "it waits for somebody who may");
}
