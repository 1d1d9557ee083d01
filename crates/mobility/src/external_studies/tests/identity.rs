//! Whose a document is, and which rows are the same learning.

use super::*;
use crate::external_studies::{
    Identity, Merge, Named, control, decide, merge, proposed, set_aside,
};

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

/// By how many ids Amina is known: what is registered under each of them bars her.
async fn known_ids(office: &TestOffice) -> i64 {
    sqlx::query_scalar("select count(*) from person_known_id where person_id = $1")
        .bind(person("amina").0)
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a count")
}

async fn controls(office: &TestOffice, key: &str, id: ExternalDocumentId, hers: bool) -> String {
    let mut act = act_of(office, key, Role::CentralOfficer, "999").await;
    let done = control(&mut act, id, hers).await;
    if done.is_ok() {
        commit(act).await;
    }
    code(done)
}

/// What is registered under an id bars whoever it is said to be of: one officer alone makes nobody known by it.
/// Requirements, Z-22
#[tokio::test]
async fn an_earlier_id_counts_once_another_officer_has_controlled_it() {
    for (hers, known_by) in [(true, 2), (false, 1)] {
        let office = office().await;
        let (_, born) = known(&office, "amina").await;
        let mut all = (0..300).filter_map(|serial| rules::NationalId::synthetic(born, serial));
        let earlier = all.next_back().expect("an id").expose().to_owned();
        let named = document(Some(&earlier), ("Amina", "Farah", Some(born)), vec![]);
        let id = arrived(&office, "amina", exchanged(), &named).await;
        assert_eq!(controls(&office, "unni", id, true).await, "nothing-noted");
        assert_eq!(code(decided(&office, id, true).await), "done");
        assert_eq!(known_ids(&office).await, 1, "one officer has found it");
        assert_eq!(controls(&office, "tor", id, true).await, "same-person");
        let page = format!("/external-studies/documents/{id}");
        let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
        let action = format!("{page}/earlier-id\"");
        assert!(!tor.get(&page).await.text().contains(&action), "nothing to press");
        assert!(unni.get(&page).await.text().contains(&action));
        let wanted = format!("\"{page}\"");
        assert!(unni.get("/api/desk").await.text().contains(&wanted), "on the other's desk");
        let api = format!("/api{page}/earlier-id");
        let done = unni.call(&api, serde_json::json!({ "hers": hers })).await;
        assert_eq!(done.status, 204, "{}", done.text());
        assert_eq!(known_ids(&office).await, known_by);
        assert_eq!(controls(&office, "unni", id, true).await, "nothing-noted", "once");
    }
}

/// Requirements: Q-27
#[tokio::test]
async fn nobody_makes_an_id_somebody_s_alone_whatever_sql_is_written() {
    let office = office().await;
    let amina = person("amina").0;
    let found = |by: &str| {
        format!(
            "insert into person_earlier_id (national_id, person_id, noted_at, noted_by)
            values ('57859912344', '{amina}', '2026-11-02T08:00:00Z', {by})"
        )
    };
    for by in ["null", &format!("'{}'", person("unni").0)] {
        assert!(!office.lets("tor", &found(by)).await, "by nobody, and in another's name: {by}");
    }
    assert!(office.lets("tor", &found("ME")).await);
    let controlled = "insert into person_earlier_id_control (earlier_id, hers, controlled_at,
            controlled_by)
        select id, true, '2026-11-02T08:00:00Z', ME from person_earlier_id";
    assert!(!office.lets("tor", controlled).await, "by who found it");
    assert!(!office.lets("ingrid", controlled).await, "without the role");
    assert_eq!(known_ids(&office).await, 1);
    assert!(office.lets("unni", controlled).await);
    assert_eq!(known_ids(&office).await, 2);
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
