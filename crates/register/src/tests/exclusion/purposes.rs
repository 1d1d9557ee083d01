//! Which rows are answered with: those that bar something which the purpose of the question is about.

use super::*;
use crate::exclusion::ASKED_IN_VAIN;
use protocol::exclusion::{CHANGED, Purpose, REMOVED, Registered, Row};
use rules::exclusion::{Classification, ExclusionType};

use Purpose::{Admission, Recognition, Study};

async fn pair() -> (TestRegister, Arc<Office>, Arc<Office>) {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let b = Office::take_part(&register, 202).await;
    (register, a, b)
}

fn exams(office: &Office, about: &str, version: u32) -> Registered {
    let mut one = row(office, about, version, LAST);
    one.row.kind = ExclusionType::Eksamenn;
    one
}

fn ids(rows: &[Row]) -> Vec<Uuid> {
    let mut ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    ids.sort_unstable();
    ids
}

/// Requirements
#[tokio::test]
async fn a_question_is_answered_with_the_rows_that_bar_what_it_is_asked_for_and_with_no_other() {
    let (register, a, b) = pair().await;
    let (exams, anywhere) = (exams(&a, &person(1), 1), row(&a, &person(1), 1, LAST));
    let mut one_study = row(&a, &person(1), 1, LAST);
    (one_study.row.programme, one_study.row.case_officer) = (Some("L-LU5".into()), None);
    one_study.row.classification = Classification::Laerer;
    for one in [&exams, &anywhere, &one_study] {
        a.register(one).await;
    }
    register.settle().await;
    for (purpose, told) in [
        (Study, vec![&exams]),
        (Recognition, vec![&anywhere]),
        (Admission, vec![&anywhere, &one_study]),
    ] {
        let found = b.found(&person(1), purpose).await.unwrap();
        let told: Vec<Row> = told.into_iter().map(|one| one.row.clone()).collect();
        assert_eq!(ids(&found.rows), ids(&told), "{purpose:?}");
        assert!(found.registered);
        let nobody = b.found(&person(2), purpose).await.unwrap();
        assert!(nobody.rows.is_empty() && !nobody.registered);
    }
}

/// Requirements
#[tokio::test]
async fn whoever_may_not_know_of_a_row_hears_neither_of_its_change_nor_of_its_end() {
    let (register, a, b) = pair().await;
    let c = Office::take_part(&register, 203).await;
    let mut one = row(&a, &person(1), 1, LAST);
    a.register(&one).await;
    register.settle().await;
    let found = b.found(&person(1), Study).await.unwrap();
    assert!(
        found.rows.is_empty() && found.registered,
        "she is in the register, for something else"
    );
    assert_eq!(c.found(&person(1), Admission).await.unwrap().rows.len(), 1);
    one.row.version = 2;
    one.row.period.to = date(2027, 1, 31);
    a.register(&one).await;
    register.settle().await;
    a.delete(one.row.id, 3).await;
    register.settle().await;
    assert!(b.told().await.is_empty());
    let told: Vec<String> = c.told().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(told, [CHANGED, REMOVED]);
}

#[tokio::test]
async fn whoever_is_told_nothing_of_somebody_in_the_register_has_not_asked_in_vain_and_asks_again_for_nothing()
 {
    let (register, a, b) = pair().await;
    a.register(&row(&a, &person(1), 1, LAST)).await;
    register.settle().await;
    for _ in 0..=ASKED_IN_VAIN {
        assert!(b.found(&person(1), Study).await.unwrap().registered);
    }
    assert!(register.alarms().await.is_empty());
    let counted = "select count(*) from exclusion_look where counts";
    let counted = async || -> i64 {
        sqlx::query_scalar(counted).fetch_one(&register.node.store().pool).await.unwrap()
    };
    assert_eq!(counted().await, 1, "the first alone tells something");
    b.found(&person(1), Recognition).await.unwrap();
    assert_eq!(counted().await, 2, "for something else it tells more");
    for serial in 0..usize::try_from(ASKED_IN_VAIN).unwrap() {
        b.found(&person(2 + serial), Study).await.unwrap();
    }
    assert_eq!(register.alarms().await, ["asked-in-vain"]);
}

/// Requirements
#[tokio::test]
async fn a_row_that_is_told_for_something_else_from_now_on_is_asked_about_anew() {
    let (register, a, b) = pair().await;
    let first = row(&a, &person(1), 1, LAST);
    a.register(&first).await;
    register.settle().await;
    assert!(b.found(&person(1), Study).await.unwrap().rows.is_empty());
    let before = b.list(0, 0).await.unwrap().version;
    let mut longer = first.clone();
    (longer.row.version, longer.row.period.to) = (2, date(2027, 1, 31));
    a.register(&longer).await;
    register.settle().await;
    assert_eq!(b.list(0, 0).await.unwrap().version, before, "another period is no other purpose's");
    let mut other = exams(&a, &person(1), 3);
    other.row.id = first.row.id;
    a.register(&other).await;
    register.settle().await;
    assert_eq!(b.list(0, 0).await.unwrap().version, before + 1);
    assert!(b.found(&person(1), Study).await.unwrap().rows == [other.row]);
}
