//! A list that names a student is a look at her.

use super::*;

async fn looks_at_amina(office: &TestOffice, who: &str) -> i64 {
    sqlx::query_scalar("select count(*) from look where subject_person = $1 and actor_id = $2")
        .bind(CastMember::named("amina").id().0)
        .bind(CastMember::named(who).id().0)
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn whoever_reads_a_list_that_names_her_is_noted_once() {
    let (office, planted, result) = graded_2011("C").await;
    sent(&office, &planted, result).await;
    crate::jobs::run_due(&office.node).await.unwrap();
    for (who, list) in [
        ("ingrid", "/appeals"),
        ("nils", "/archive"),
        ("nils", "/api/archive"),
        ("ingrid", "/letters"),
        ("ingrid", "/api/letters"),
    ] {
        let before = looks_at_amina(&office, who).await;
        let read = office.sign_in(who).await.get(list).await;
        assert!(read.text().contains("Farah"), "{list}");
        assert_eq!(looks_at_amina(&office, who).await, before + 1, "{list}");
    }
    let mine = office.sign_in("amina").await.get("/my/looks").await.text();
    for purpose in ["Klagesak", "Arkivet", "Brev til deg"] {
        assert!(mine.contains(purpose), "{purpose}");
    }
}
