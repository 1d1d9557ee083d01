//! Several at the same moment: one effect.

use super::super::{control, delete, refuse, withdraw};
use super::*;

/// How many races of each kind an ordinary test run takes; `KANDIDAT_RACES` says otherwise.
const RACES: usize = 5;

fn races() -> usize {
    let given = std::env::var("KANDIDAT_RACES").ok().and_then(|races| races.parse().ok());
    given.unwrap_or(RACES)
}

/// What a step comes to. One that has waited too long for another's is tried again, as whoever is told so does:
/// on a machine with much to do that happens.
macro_rules! comes_to {
    ($office:expr, $key:expr, |$act:ident| $what:expr) => {
        loop {
            let done = doing!($office, $key, BOTH, |$act| $what);
            if !matches!(done, Err(crate::Error::Unavailable(_))) {
                break code(done);
            }
        }
    };
}

async fn grant_both(office: &TestOffice, key: &str) {
    let mut act = office.act().await;
    for role in BOTH {
        sqlx::query(
            "insert into role_grant (id, person_id, unit_id, role, valid_from)
            select $1, $2, id, $3, '2010-01-01' from unit where level = 'institution'",
        )
        .bind(Uuid::now_v7())
        .bind(person(key).0)
        .bind(role.code())
        .execute(act.conn())
        .await
        .expect("a grant");
    }
    act.commit(entry()).await.expect("granted");
}

/// Requirements: Q-27
#[tokio::test]
async fn of_two_who_control_at_once_one_does() {
    let office = TestOffice::new().await;
    grant_both(&office, "liv").await;
    for _ in 0..races() {
        let before = sent(&office).await.len();
        let row = a_row(&office, ExclusionType::Eksamenn, false).await;
        let by = async |key| comes_to!(&office, key, |act| control(&mut act, row, 1).await);
        let (one, other) = tokio::join!(by("unni"), by("liv"));
        let mut codes = [one, other];
        codes.sort();
        assert_eq!(codes, ["conflict", "done"]);
        assert_eq!(sent(&office).await.len(), before + 1, "one message");
    }
}

/// Requirements: Q-27
#[tokio::test]
async fn what_is_controlled_taken_back_and_refused_at_once_is_one_of_them() {
    let office = TestOffice::new().await;
    grant_both(&office, "liv").await;
    for _ in 0..races() {
        let row = a_row(&office, ExclusionType::Eksamenn, false).await;
        let (controlled, withdrawn, refused) = tokio::join!(
            async { comes_to!(&office, "unni", |act| control(&mut act, row, 1).await) },
            async { comes_to!(&office, "tor", |act| withdraw(&mut act, row, 1, "feil").await) },
            async { comes_to!(&office, "liv", |act| refuse(&mut act, row, 1, "nei").await) },
        );
        let codes = [&controlled, &withdrawn, &refused];
        assert_eq!(codes.iter().filter(|code| **code == "done").count(), 1, "{codes:?}");
        let in_force = row_of(&office, row).await.in_force().is_some();
        assert_eq!(in_force, controlled == "done");
    }
}

/// Requirements: Q-29
#[tokio::test]
async fn two_deletions_asked_for_at_once_are_one() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let by = async |key| {
        comes_to!(&office, key, |act| delete(&mut act, row, Cause::Reversed, "omgjort").await)
    };
    let (one, other) = tokio::join!(by("unni"), by("tor"));
    let mut codes = [one, other];
    codes.sort();
    assert_eq!(codes, ["change-waits", "done"]);
    assert_eq!(row_of(&office, row).await.versions.len(), 2);
}
