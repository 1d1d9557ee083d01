//! What a document changes, once.

use super::*;

/// Requirements
#[tokio::test]
async fn a_document_changes_nothing_before_it_is_imported_and_keeps_where_it_came_from() {
    let office = office().await;
    let id = answered(&office, "amina", vec![course("HIS1000", "7.5", "A")]).await;
    assert!(rows_of(&office, "amina").await.is_empty());
    assert_eq!(changes(&office, id).await, [Change::New]);
    let done = imported(&office, id).await.expect("imported");
    assert_eq!(done, Imported { new: 1, ..Imported::default() });
    let rows = rows_of(&office, "amina").await;
    let row = &rows[0];
    assert_eq!((row.issuer.as_str(), row.version, row.document), ("998", 1, id));
    assert_eq!(row.content.credits.map(|credits| credits.to_string()), Some("7.5".to_owned()));
    assert_eq!(row.content.shown(Language::Nb), "HIS1000 Emnet HIS1000");
    assert!(row.verified && row.question.is_some());
    let signed: Vec<u8> =
        sqlx::query_scalar("select signed from external_document_content where document_id = $1")
            .bind(id.0)
            .fetch_one(&office.node.store().pool)
            .await
            .unwrap();
    assert!(signed.starts_with(b"<?xml"), "the bytes as they came");
}

/// Requirements: R-14
#[tokio::test]
async fn the_same_again_changes_nothing() {
    let office = office().await;
    let courses = || vec![course("HIS1000", "7.5", "A"), course("HIS2000", "10", "B")];
    let first = answered(&office, "amina", courses()).await;
    imported(&office, first).await.expect("imported");
    let again = imported(&office, first).await.expect("the same document again");
    assert_eq!(again, Imported { same: 2, ..Imported::default() });
    let second = answered(&office, "amina", courses()).await;
    assert_eq!(changes(&office, second).await, [Change::Same, Change::Same]);
    let done = imported(&office, second).await.expect("another document that says the same");
    assert_eq!(done, Imported { same: 2, ..Imported::default() });
    assert!(rows_of(&office, "amina").await.iter().all(|row| row.version == 1));
}

/// Requirements: R-14
#[tokio::test]
async fn what_is_other_is_a_version_beside_the_old_one_and_what_is_gone_counts_no_longer() {
    let office = office().await;
    let first = answered(
        &office,
        "amina",
        vec![course("HIS1000", "10", "C"), course("HIS2000", "10", "B")],
    )
    .await;
    imported(&office, first).await.expect("imported");
    let second = answered(&office, "amina", vec![course("HIS1000", "10", "A")]).await;
    assert_eq!(changes(&office, second).await, [Change::Changed, Change::Withdrawn]);
    let mut act = tor(&office).await;
    let shown = preview(&mut act, second).await.expect("a preview");
    let grade = ("external-studies-grade", "C".to_owned(), "A".to_owned());
    assert_eq!(shown.differences[0].differing(), [grade]);
    drop(act);
    imported(&office, second).await.expect("imported");
    let rows = rows_of(&office, "amina").await;
    let say = |row: &Row| (row.version, row.withdrawn, row.content.grade.clone().unwrap());
    assert_eq!(
        rows.iter().map(say).collect::<Vec<_>>(),
        [(2, false, "A".to_owned()), (2, true, "B".to_owned())]
    );
    let kept: i64 = sqlx::query_scalar("select count(*) from external_row_version")
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(kept, 4, "nothing is deleted");
    assert_eq!(code(imported(&office, first).await), "newer-document");
}

/// Requirements: R-08
#[tokio::test]
async fn one_row_is_chosen_and_the_others_wait() {
    let office = office().await;
    let courses = vec![course("HIS1000", "10", "C"), course("HIS2000", "10", "B")];
    let id = answered(&office, "amina", courses).await;
    let mut act = tor(&office).await;
    let seal = preview(&mut act, id).await.unwrap().seal;
    let unknown = import(&mut act, id, &seal, Some(&["7".to_owned()])).await;
    assert_eq!(code(unknown), "invalid rows");
    let done = import(&mut act, id, &seal, Some(&["1".to_owned()])).await.expect("imported");
    assert_eq!(done, Imported { new: 1, ..Imported::default() });
    let stale = import(&mut act, id, &seal, None).await;
    assert_eq!(code(stale), "conflict", "the preview is another one now");
    commit(act).await;
    let rows = rows_of(&office, "amina").await;
    assert_eq!(rows[0].content.code.as_deref(), Some("HIS2000"));
    assert_eq!(changes(&office, id).await, [Change::New, Change::Same]);
}

/// Requirements
#[tokio::test]
async fn a_course_stays_part_of_its_qualification_and_what_is_missing_is_said() {
    let office = office().await;
    let mut part = course("HIS2900", "20", "B");
    part.title = words("Bacheloroppgave", None);
    part.achieved.thesis = words("Fiskere på Finnmark", None);
    let id =
        answered(&office, "amina", vec![degree(vec![part]), course("EXPHIL", "10", "C")]).await;
    imported(&office, id).await.expect("imported");
    let rows = rows_of(&office, "amina").await;
    let find =
        |code: &str| rows.iter().find(|row| row.content.code.as_deref() == Some(code)).unwrap();
    let (degree, thesis, alone) = (find("BA-HIS"), find("HIS2900"), find("EXPHIL"));
    assert_eq!(degree.content.kind, crate::external_studies::Kind::Qualification);
    assert_eq!(thesis.content.part_of, std::slice::from_ref(&degree.result_key));
    assert!(alone.content.part_of.is_empty());
    assert_eq!(thesis.content.gaps(), [crate::external_studies::Gap::EnglishTitle]);
    assert_eq!(thesis.content.title.en, None, "no name is made up from another language");
    assert_eq!(thesis.content.thesis.nb.as_deref(), Some("Fiskere på Finnmark"));
    assert!(alone.content.gaps().is_empty());
}

/// Requirements: R-14
#[tokio::test]
async fn a_correction_flags_its_row_until_a_newer_document_was_held_against_it() {
    let office = office().await;
    let courses = || vec![course("HIS1000", "10", "C"), course("HIS2000", "10", "B")];
    let id = answered(&office, "amina", courses()).await;
    imported(&office, id).await.expect("imported");
    assert_eq!(told(&office, "his1000", Correction::Appeal).await, [person("amina")]);
    assert!(told(&office, "unknown", Correction::Appeal).await.is_empty());
    let flags = async || {
        let rows = rows_of(&office, "amina").await;
        rows.into_iter().map(|row| row.corrections).collect::<Vec<_>>()
    };
    assert_eq!(flags().await, [vec![Correction::Appeal], vec![]]);
    imported(&office, id).await.expect("the old document says nothing of it");
    assert_eq!(flags().await, [vec![Correction::Appeal], vec![]]);
    let tor = office.sign_in("tor").await;
    assert!(tor.get("/desk").await.text().contains("har rettet resultater"));
    let fetched = answered(&office, "amina", courses()).await;
    imported(&office, fetched).await.expect("imported");
    assert_eq!(flags().await, [vec![], vec![]] as [Vec<Correction>; 2]);
    assert!(!tor.get("/desk").await.text().contains("har rettet resultater"));
}

/// Requirements: R-08
#[tokio::test]
async fn an_answer_that_comes_twice_is_one_document() {
    let office = office().await;
    let (national_id, born) = known(&office, "amina").await;
    let document = document(Some(&national_id), ("Amina", "Farah", Some(born)), vec![]);
    let Source::Exchange { question, key, purpose, basis } = exchanged() else { unreachable!() };
    let source = || Source::Exchange { question, key: key.clone(), purpose, basis: basis.clone() };
    let first = arrived(&office, "amina", source(), &document).await;
    assert_eq!(arrived(&office, "amina", source(), &document).await, first);
}

/// Requirements: R-14
#[tokio::test]
async fn the_database_itself_keeps_rows_and_documents_as_they_are() {
    let office = office().await;
    let id = answered(&office, "amina", vec![course("HIS1000", "10", "C")]).await;
    imported(&office, id).await.expect("imported");
    for table in ["external_document", "external_document_line", "external_row_version"] {
        let mut act = office.act().await;
        let changed = sqlx::query(sqlx::AssertSqlSafe(format!("delete from {table}")))
            .execute(act.conn())
            .await;
        assert!(changed.is_err(), "{table}");
    }
}
