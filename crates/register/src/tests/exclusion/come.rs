//! What comes that cannot be taken.

use super::*;
use protocol::exclusion::Taken;
use protocol::exclusion::{Registered, Row};
use rules::exclusion::{Classification, ExclusionType};

fn with(base: &Registered, change: impl FnOnce(&mut Row)) -> Registered {
    let mut changed = base.clone();
    changed.row.id = Uuid::new_v4();
    change(&mut changed.row);
    changed
}

/// Requirements
#[tokio::test]
async fn what_no_row_may_be_is_an_alarm_and_nothing_of_it_is_kept() {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let right = row(&a, &person(1), 1, LAST);
    let first_day = right.row.period.from;
    let mut nobody = with(&right, |_| ());
    nobody.national_id = "17859912345".into();
    let practising = |row: &mut Row| row.classification = Classification::Hesos;
    let unsuited =
        |to| with(&right, |row| (row.programme, row.period.to) = (Some("L-LU5".into()), to));
    let exams = |to| with(&right, |row| (row.kind, row.period.to) = (ExclusionType::Eksamenn, to));
    let wrong = [
        // No decision bars from a category of studies everywhere, or from the exams of one programme.
        ("combination", with(&right, practising)),
        (
            "combination",
            with(&right, |row| {
                (row.kind, row.programme) = (ExclusionType::Eksamenn, Some("L-LU5".into()));
            }),
        ),
        ("local-type", with(&right, |row| row.kind = ExclusionType::Karantenel)),
        ("local-type", with(&right, |row| row.kind = ExclusionType::Eksamenl)),
        ("national-id", nobody),
        ("other-institution", with(&right, |row| row.institution = "999".parse().unwrap())),
        ("period", with(&right, |row| row.period.to = first_day.yesterday().unwrap())),
        // One year to the day before of a quarantine, two of the loss of the right to sit exams, three of it
        // in studies with practice, five of unsuitability (uhl. §§ 12-1 (1), 12-4 (3), 12-6 (1), 12-3 (4)).
        ("period", with(&right, |row| row.period.to = date(2027, 8, 1))),
        ("period", exams(date(2028, 8, 1))),
        ("period", {
            let mut one = exams(date(2029, 8, 1));
            practising(&mut one.row);
            one
        }),
        ("period", unsuited(date(2031, 8, 1))),
        ("row-id", with(&right, |row| row.id = Uuid::now_v7())),
        ("text", with(&right, |row| row.case_officer = Some("x".repeat(201)))),
        ("text", with(&right, |row| row.programme = Some(" ".into()))),
        ("text", with(&right, |row| row.case_officer = Some("Kari \u{202e}irak".into()))),
        ("text", with(&right, |row| row.programme = Some("\u{2066}L-LU5".into()))),
        ("version", with(&right, |row| row.version = protocol::VERSION_MAX)),
    ];
    for (_, row) in &wrong {
        a.register(row).await;
    }
    register.settle().await;
    let mut reasons = wrong.iter().map(|(reason, _)| *reason).collect::<Vec<_>>();
    reasons.dedup();
    assert_eq!(register.alarms().await, reasons);
    assert_eq!(register.count("exclusion").await, 0);
    assert_eq!(register.tables_with(&person(1)).await, Vec::<String>::new());
    // The other side of the limits.
    for row in [
        exams(date(2028, 7, 31)),
        {
            let mut one = exams(date(2029, 7, 31));
            practising(&mut one.row);
            one
        },
        with(&right, |row| row.case_officer = Some("x".repeat(200))),
        unsuited(date(2031, 7, 31)),
        with(&right, |row| row.period.from = LAST),
        with(&right, |row| row.period.to = date(2027, 7, 31)),
    ] {
        a.register(&row).await;
    }
    register.settle().await;
    assert_eq!(register.count("exclusion_person").await, 6);
    assert_eq!(register.alarms().await.len(), reasons.len());
}

/// Requirements: Q-09
#[tokio::test]
async fn only_the_institution_that_decided_changes_or_deletes_a_row() {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let b = Office::take_part(&register, 202).await;
    let own = row(&a, &person(1), 1, LAST);
    a.register(&own).await;
    register.settle().await;
    let mut stolen = own.clone();
    (stolen.row.version, stolen.row.institution) = (2, b.number);
    b.register(&stolen).await;
    stolen.row.institution = a.number;
    b.register(&stolen).await;
    b.delete(own.row.id, 2).await;
    register.settle().await;
    let expected = ["not-the-decider", "other-institution"];
    assert_eq!(register.alarms().await, expected);
    assert!(b.ask(&person(1)).await.unwrap() == [own.row]);
}

/// Requirements
#[tokio::test]
async fn whoever_sent_a_version_hears_that_it_counts_or_why_not_and_nobody_else_does() {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let b = Office::take_part(&register, 202).await;
    let own = row(&a, &person(1), 1, LAST);
    let told = |version: u32, deletes: bool, fault: Option<&str>| Taken {
        id: own.row.id,
        version,
        deletes,
        fault: fault.map(ToOwned::to_owned),
    };
    a.register(&own).await;
    register.settle().await;
    assert_eq!(a.taken().await, [told(1, false, None)]);
    a.register(&own).await;
    register.settle().await;
    assert!(a.taken().await.is_empty(), "the same again changes nothing");
    let mut long = own.clone();
    (long.row.version, long.row.period.to) = (2, date(2040, 1, 1));
    a.register(&long).await;
    register.settle().await;
    assert_eq!(a.taken().await, [told(2, false, Some("period"))]);
    b.delete(own.row.id, 2).await;
    register.settle().await;
    assert_eq!(b.taken().await, [told(2, true, Some("not-the-decider"))]);
    assert!(a.taken().await.is_empty());
    a.delete(own.row.id, 3).await;
    register.settle().await;
    assert_eq!(a.taken().await, [told(3, true, None)], "also when somebody else has its key");
    assert!(b.taken().await.is_empty());
}

#[tokio::test]
async fn the_same_version_with_another_content_is_an_alarm_and_the_first_one_stays() {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let own = row(&a, &person(1), 1, LAST);
    a.register(&own).await;
    let mut other = own.clone();
    other.row.period.to = date(2027, 6, 30);
    a.register(&other).await;
    let mut another = own.clone();
    (another.national_id, another.row.version) = (person(2), 2);
    a.register(&another).await;
    a.delete(own.row.id, 1).await;
    register.settle().await;
    assert_eq!(register.alarms().await, ["other-content", "other-person"]);
    assert!(a.ask(&person(1)).await.unwrap() == [own.row]);
    assert!(a.ask(&person(2)).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_deletion_that_comes_before_its_registration_wins_and_names_nobody() {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let own = row(&a, &person(1), 1, LAST);
    a.delete(own.row.id, 2).await;
    register.settle().await;
    a.register(&own).await;
    register.settle().await;
    assert!(a.ask(&person(1)).await.unwrap().is_empty());
    assert_eq!(register.count("exclusion_person").await, 0);
    assert_eq!(register.count("exclusion_version").await, 2, "both are remembered");
    assert_eq!(a.list(0, 0).await.unwrap().version, 1, "the first key, and no change since");
}

/// Requirements: Q-28
#[tokio::test]
async fn what_comes_when_its_period_is_over_never_stands() {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    for (day, stands) in [(date(2026, 11, 1), 0), (date(2026, 11, 2), 1)] {
        a.register(&row(&a, &person(1), 1, day)).await;
        settle(&register.node, messages()).await.unwrap();
        assert_eq!(a.ask(&person(1)).await.unwrap().len(), stands, "to {day}, on 2 November");
        assert_eq!(register.count("exclusion_person").await, i64::try_from(stands).unwrap());
    }
}
