//! Dismissal because of an exclusion: letter 1.

use super::*;

/// Requirements, LTR-RUST-1
#[tokio::test]
async fn what_is_barred_is_dismissed_in_one_letter_that_says_when_one_can_apply_again() {
    let applied = Applied::to(Some("HESOS"), &["2027-01-11", "2027-03-01", "2027-08-16"]).await;
    let row = applied.told("KARANTENEN", "HESOS", "2027-06-30").await;
    assert_eq!(applied.dismiss(&[], false).await.0, 422);
    assert_eq!(applied.dismiss(&[0, 2], false).await, no("not-barred"), "one begins after it");
    assert!(applied.office.letters("exclusion_admission_refused").await.is_empty());
    assert_eq!(applied.dismiss(&[0, 1], false).await, yes(201));
    assert_eq!(applied.dismiss(&[0], false).await, no("wrong-state"));
    let letter = applied.office.letters("exclusion_admission_refused").await.remove(0);
    assert_eq!(letter["applied_on"], "2026-11-02");
    let programmes: Vec<_> = letter["programmes"].as_array().expect("programmes").iter().collect();
    assert_eq!(programmes.len(), 2);
    assert!(programmes[0]["nb"].as_str().expect("a name").starts_with("Sykepleie, studiestart"));
    assert_eq!(letter["decision"]["period"], json!({ "from": "2026-11-01", "to": "2027-06-30" }));
    assert_eq!(letter["decision"]["studies"], json!({ "class": "HESOS" }));
    assert_eq!(letter["appeal"]["law"], "fvl. § 29");
    assert_eq!(letter["head"]["addressee"]["name"], "Kim Prøve");
    let kept: (Uuid, String) = sqlx::query_as("select row_id, institution from quarantine_refusal")
        .fetch_one(&applied.office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(kept, (row, "997".to_owned()));
    let seen = applied.seen().await;
    let states: Vec<_> = (0..3).map(|at| &seen["application"]["choices"][at]["state"]).collect();
    assert_eq!(states, ["dismissed", "dismissed", "waiting"]);
    let mine = applied.kim().await.get(&format!("/my/applications/{}", applied.id)).await.text();
    assert!(mine.contains("Les avvisningen, og klag"), "{mine}");
    let archive: i64 = sqlx::query_scalar(
        "select count(*) from archive_entry where title = 'Vi avviser søknaden din om opptak'",
    )
    .fetch_one(&applied.office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(archive, 1);
}

/// Requirements: Q-36
#[tokio::test]
async fn nothing_is_dismissed_without_a_row_and_nothing_by_others() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    assert_eq!(applied.dismiss(&[0], true).await, no("not-barred"));
    applied.told("KARANTENEN", "ALLE", "2027-06-30").await;
    let body = json!({ "choices": [applied.choices[0]] });
    for key in ["per", "ingrid", "amina"] {
        let browser = applied.office.sign_in(key).await;
        let path = format!("/api/applications/{}/dismissal", applied.id);
        assert_eq!(browser.call(&path, body.clone()).await.status, StatusCode::NOT_FOUND, "{key}");
    }
    let tor = applied.office.sign_in("tor").await;
    let form = [("choices", applied.choices[0].as_str())];
    let done = tor.post(&format!("/applications/{}/dismissal", applied.id), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

/// Requirements
#[tokio::test]
async fn a_row_of_one_study_elsewhere_is_assessed_before_anything_is_done() {
    let applied = Applied::to(Some("HESOS"), &["2027-01-11", "2027-03-01"]).await;
    let row = applied.told("KARANTENEN", "HESOS", "2027-06-30").await;
    let mut act = applied.office.act().await;
    sqlx::query("update exclusion_told_row set programme = 'B-SYK' where row_id = $1")
        .bind(row)
        .execute(act.conn())
        .await
        .unwrap();
    act.commit(Entry::new("test.programme", "exclusion", row)).await.unwrap();
    assert_eq!(applied.seen().await["choices"][0]["choice"]["effect"], "warn");
    assert_eq!(applied.dismiss(&[0], false).await, no("to-be-assessed"));
    assert_eq!(applied.offer(1, by()).await, no("to-be-assessed"));
    assert_eq!(applied.dismiss(&[0], true).await, yes(201), "it is the same study");
    let assessed = json!({ "answer_by": "2026-12-15", "assessed": true });
    assert_eq!(applied.offer(1, assessed.clone()).await, yes(202), "another has to look too");
    let path = format!("/api/applications/choices/{}/offer", applied.choices[1]);
    let odd = applied.office.sign_in("odd").await;
    assert_eq!(said(&odd.call(&path, assessed).await), yes(204), "it is another study");
}
