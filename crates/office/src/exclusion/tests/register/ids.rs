//! Whoever is known here by several ids is known by each of them.

use super::purposes::{anew, certain_of, standing};
use super::*;

const LAST: Date = date(2027, 6, 30);
/// A D-number that Amina had.
const EARLIER: &str = "57859912344";

async fn planted(office: &TestOffice, sql: &'static str, id: &str) {
    let mut act = office.act().await;
    let amina = CastMember::named("amina").id().0;
    sqlx::query(sql).bind(amina).bind(id).execute(act.conn()).await.unwrap();
    act.commit(::store::Entry::new("test.id", "person", Uuid::nil())).await.unwrap();
}

/// An officer has found that this is an id of Amina's.
async fn noted(office: &TestOffice, id: &str) {
    let sql = "insert into person_earlier_id (national_id, person_id, noted_at)
        values ($2, $1, '2026-11-02T08:00:00Z')";
    planted(office, sql, id).await;
}

/// From now on this is her national id.
async fn changed(office: &TestOffice, id: &str) {
    planted(office, "update person set national_id = $2 where id = $1", id).await;
}

fn of(id: u128) -> Row {
    Row { id: Uuid::from_u128(id), ..row(1, LAST) }
}

/// Requirements: Q-09, Z-22, Z-47
#[tokio::test]
async fn what_stands_under_an_earlier_id_bars_and_what_is_said_of_one_id_says_nothing_of_another() {
    let office = TestOffice::new().await.with_register().await;
    let mut register = Register::new(&office);
    noted(&office, EARLIER).await;
    register.registers(EARLIER, &of(1));
    assert_eq!(register.looked_at(&office).await, [LIST, EVALUATE, ASK]);
    assert_eq!(standing(&office).await, [of(1).id]);
    assert!(certain_of(&office, Purpose::Study).await);
    let amina = office.sign_in("amina").await;
    assert!(amina.get("/my/exclusions").await.text().contains("2027"), "she reads of it");
    for own in [2, 3] {
        register.registers(&id_of("amina"), &of(own));
    }
    assert_eq!(anew(&office, &mut register).await, [LIST, ASK, ASK]);
    assert_eq!(standing(&office).await, [of(1).id, of(2).id, of(3).id]);
    register.rows.insert(id_of("amina"), vec![of(3)]);
    anew(&office, &mut register).await;
    assert_eq!(standing(&office).await, [of(1).id, of(3).id], "under this id it is named no more");
    for text in [EARLIER.to_owned(), id_of("amina")] {
        let known = tables_with(&office, &text).await;
        assert!(known.iter().all(|table| table.starts_with("person")), "in clear: {known:?}");
    }
}

/// Requirements: Q-09, Z-22, Z-47
#[tokio::test]
async fn an_id_that_is_noted_later_is_asked_about_then_and_until_then_it_is_not_certain() {
    let office = TestOffice::new().await.with_register().await;
    let mut register = Register::new(&office);
    register.registers(EARLIER, &of(1));
    assert_eq!(register.looked_at(&office).await, [LIST, EVALUATE]);
    assert!(certain_of(&office, Purpose::Study).await, "under the id that is known");
    noted(&office, EARLIER).await;
    assert!(!certain_of(&office, Purpose::Study).await, "it may stand under the other");
    assert_eq!(register.looked_at(&office).await, [EVALUATE, ASK]);
    assert_eq!(standing(&office).await, [of(1).id]);
    assert!(certain_of(&office, Purpose::Study).await);
}

/// Requirements: Q-09, Z-22
#[tokio::test]
async fn an_id_whose_place_another_took_stays_known_and_the_new_one_is_asked_about_too() {
    let (office, mut register) = both().await;
    register.looked_at(&office).await;
    let (before, row) = (id_of("amina"), row(1, LAST));
    assert_eq!(standing(&office).await, [row.id]);
    noted(&office, &before).await;
    changed(&office, EARLIER).await;
    assert!(!certain_of(&office, Purpose::Study).await);
    assert_eq!(register.looked_at(&office).await, [EVALUATE], "the new one alone");
    assert!(certain_of(&office, Purpose::Study).await);
    register.registers(EARLIER, &of(2));
    assert_eq!(anew(&office, &mut register).await, [LIST, ASK, ASK]);
    assert_eq!(standing(&office).await, [of(2).id, row.id]);
}

/// Requirements: Q-09, Z-22
#[tokio::test]
async fn nobody_is_matched_or_asked_about_by_an_id_that_was_wrong() {
    let (office, mut register) = both().await;
    let (wrong, right) = (id_of("amina"), EARLIER);
    for kind in [LIST, EVALUATE] {
        look(&office.node).await.unwrap();
        assert_eq!(register.answers_one(&office).await.as_deref(), Some(kind));
    }
    register.answers(&office).await;
    changed(&office, right).await;
    assert!(!certain_of(&office, Purpose::Study).await, "of the right one nothing is known");
    assert_eq!(register.looked_at(&office).await, [EVALUATE]);
    assert!(certain_of(&office, Purpose::Study).await);
    assert_eq!(anew(&office, &mut register).await, [LIST], "{wrong} is nobody's here");
}
