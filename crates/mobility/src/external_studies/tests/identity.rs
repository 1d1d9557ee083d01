//! Whose a document is, and which rows are the same learning.

use super::*;
use crate::external_studies::{Identity, Merge, Named, decide, merge, proposed, set_aside};

async fn decided(office: &TestOffice, id: ExternalDocumentId, same: bool) -> Result<()> {
    let mut act = tor(office).await;
    let done = decide(&mut act, id, &Identity { same, grounds: "Sett passet." }).await;
    if done.is_ok() {
        commit(act).await;
    }
    done
}

async fn named(office: &TestOffice, id: ExternalDocumentId) -> Named {
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    let document = super::super::store::documents::load(&mut conn, id).await.unwrap();
    document.expect("a document").named
}

/// Requirements: R-08
#[tokio::test]
async fn a_name_and_a_birth_date_propose_and_an_officer_decides() {
    let office = office().await;
    let (_, born) = known(&office, "amina").await;
    let of =
        |given: &str, born| document(None, (given, "farah ", born), vec![course("X1", "5", "A")]);
    let alike = arrived(&office, "amina", exchanged(), &of("AMINA", Some(born))).await;
    assert_eq!(named(&office, alike).await, Named::Alike);
    assert_eq!(code(imported(&office, alike).await), "identity-open");
    let mut act = tor(&office).await;
    let silent = decide(&mut act, alike, &Identity { same: true, grounds: " " }).await;
    assert_eq!(code(silent), "invalid grounds");
    drop(act);
    assert_eq!(code(decided(&office, alike, true).await), "done");
    assert_eq!(code(decided(&office, alike, false).await), "identity-decided");
    assert_eq!(code(imported(&office, alike).await), "done");
    let undated = arrived(&office, "amina", exchanged(), &of("Amina", None)).await;
    assert_eq!(named(&office, undated).await, Named::Other, "a name alone is nobody");
    assert_eq!(code(decided(&office, undated, false).await), "done");
    assert_eq!(code(imported(&office, undated).await), "another-person");
}

/// Requirements: R-08
#[tokio::test]
async fn an_id_decides_before_any_name_and_an_earlier_one_is_the_same_person() {
    let office = office().await;
    let (amina, born) = known(&office, "amina").await;
    let (bjorn, _) = known(&office, "bjorn").await;
    let of =
        |id: &str| document(Some(id), ("Amina", "Farah", Some(born)), vec![course("X1", "5", "A")]);
    let another = document(Some(&amina), ("Ola", "Nordmann", None), vec![]);
    let same = arrived(&office, "amina", exchanged(), &another).await;
    assert_eq!(named(&office, same).await, Named::SameId, "whatever the name");
    assert_eq!(code(decided(&office, same, true).await), "identity-certain");
    let wrong = arrived(&office, "amina", exchanged(), &of(&bjorn)).await;
    assert_eq!(named(&office, wrong).await, Named::Other, "whatever the name");
    assert_eq!(code(decided(&office, wrong, true).await), "another-person");
    let mut all = (0..300).filter_map(|serial| rules::NationalId::synthetic(born, serial));
    let before = all.next_back().expect("an id");
    let earlier = before.expose().to_owned();
    let first = arrived(&office, "amina", exchanged(), &of(&earlier)).await;
    assert_eq!(named(&office, first).await, Named::Other);
    assert_eq!(code(decided(&office, first, true).await), "done");
    let next = arrived(&office, "amina", exchanged(), &of(&earlier)).await;
    assert_eq!(named(&office, next).await, Named::EarlierId, "the id was noted");
    assert_eq!(code(imported(&office, next).await), "done");
}

/// Requirements: R-08
#[tokio::test]
async fn the_database_itself_imports_nothing_of_whom_nobody_knows() {
    let office = office().await;
    let mine = answered(&office, "amina", vec![course("X1", "5", "A")]).await;
    imported(&office, mine).await.expect("imported");
    let row = rows_of(&office, "amina").await[0].id;
    let stranger = document(None, ("Ola", "Nordmann", None), vec![]);
    let unknown = arrived(&office, "amina", exchanged(), &stranger).await;
    let mut act = office.act().await;
    let now = act.now();
    let forced = sqlx::query(
        "insert into external_import (document_id, row_id, change, imported_at, imported_by)
        values ($1, $2, 'same', $3, $4)",
    )
    .bind(unknown.0)
    .bind(row.0)
    .bind(jiff_sqlx::ToSqlx::to_sqlx(now))
    .bind(person("tor").0)
    .execute(act.conn())
    .await;
    assert!(forced.is_err());
}

/// Requirements: R-08
#[tokio::test]
async fn what_was_set_aside_is_imported_no_more() {
    let office = office().await;
    let id = answered(&office, "amina", vec![course("X1", "5", "A")]).await;
    let mut act = tor(&office).await;
    set_aside(&mut act, id, "Dobbelt svar.").await.expect("set aside");
    commit(act).await;
    assert_eq!(code(imported(&office, id).await), "set-aside");
}

/// Requirements: R-14
#[tokio::test]
async fn what_came_twice_is_proposed_and_merged_by_a_person_alone() {
    let office = office().await;
    let (national_id, born) = known(&office, "amina").await;
    let signed = answered(&office, "amina", vec![course("HIS1000", "10", "C")]).await;
    imported(&office, signed).await.expect("imported");
    let learner = ("Amina", "Farah", Some(born));
    let file = document(Some(&national_id), learner, vec![course("his1000", "10", "C")]);
    let emrex = Source::Emrex { by_student: false, key: None };
    let unsigned = arrived(&office, "amina", emrex, &file).await;
    imported(&office, unsigned).await.expect("imported");
    let pairs = async || {
        let mut conn = office.node.store().pool.acquire().await.unwrap();
        let pairs = proposed(&mut conn, person("amina")).await.unwrap();
        pairs.into_iter().map(|pair| (pair.kept, pair.other)).collect::<Vec<_>>()
    };
    let (kept, other) = pairs().await.pop().expect("a pair");
    assert!(kept.verified && !other.verified, "what is verified is proposed to count");
    assert_eq!(rows_of(&office, "amina").await.iter().filter(|row| row.counts()).count(), 2);
    let say = async |kept, other, same| {
        let mut act = tor(&office).await;
        let done = merge(&mut act, Merge { kept, other, same }).await;
        if done.is_ok() {
            commit(act).await;
        }
        code(done)
    };
    assert_eq!(say(kept.id, other.id, false).await, "done");
    assert!(pairs().await.is_empty(), "kept apart, and not asked again");
    assert_eq!(say(kept.id, other.id, true).await, "done");
    let rows = rows_of(&office, "amina").await;
    let counted: Vec<_> = rows.iter().filter(|row| row.counts()).map(|row| row.id).collect();
    assert_eq!(counted, [kept.id]);
    assert_eq!(rows.len(), 2, "nothing is deleted");
    assert_eq!(say(kept.id, kept.id, true).await, "invalid other");
}
