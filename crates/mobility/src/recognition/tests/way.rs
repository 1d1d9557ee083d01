//! The way of a case, and what may not count.

use super::*;

/// Requirements: S-01
#[tokio::test]
async fn what_is_assessed_at_the_unit_is_decided_by_another_and_written_to_the_applicant() {
    let office = office().await;
    let id = with_courses(&office, &[("HIS1000", "10"), ("FIL1000", "10"), ("MUS1000", "5")]).await;
    let lines = items(&office, id).await;
    let at = |code: &str| {
        let lines = lines.clone();
        let office = &office;
        let code = code.to_owned();
        async move {
            let case = case(office, id).await;
            let found = case.items.iter().find(|item| item.content.code.as_deref() == Some(&code));
            found.map(|item| item.id).unwrap_or(lines[0])
        }
    };
    let (his, fil, mus) = (at("HIS1000").await, at("FIL1000").await, at("MUS1000").await);
    let reduced = Granted {
        reduced: credits("2.5"),
        overlaps_with: "SPR-1001".to_owned(),
        ..free(fil, "7.5")
    };
    let grants = vec![as_course(his, office.world.courses.history, "10"), reduced, nothing(mus)];
    assessed(&office, id, grants).await.expect("assessed");
    assert_eq!(case(&office, id).await.state, State::Assessed);
    decided(&office, id).await.expect("decided");
    let decided = case(&office, id).await;
    assert_eq!((decided.state, decided.decisions.len()), (State::Decided, 1));
    let letter = letter(&office, "recognition_decision").await;
    for said in [
        "17,5 studiepoeng",
        "HIS-1001",
        "frie studiepoeng",
        "ikke godkjent",
        "SPR-1001",
        "tre uker",
        "fvl. § 29",
        "Læringsutbyttet svarer til vårt.",
    ] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    let filed: i64 = sqlx::query_scalar(
        "select count(*) from archive_entry where subject_kind = 'recognition' and subject_id = $1",
    )
    .bind(id.0)
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(filed, 2, "the application and the decision");
}

/// Requirements: S-01
#[tokio::test]
async fn who_has_assessed_does_not_decide_and_nobody_handles_a_case_of_their_own() {
    let office = office().await;
    let id = with_courses(&office, &[("HIS1000", "10")]).await;
    let lines = items(&office, id).await;
    assert_eq!(code(decided(&office, id).await), "wrong-state");
    assessed(&office, id, vec![free(lines[0], "10")]).await.expect("assessed");
    let both = act_of(&office, "siri", Role::ExamOfficer, HERE).await;
    assert_eq!(code(step!(both, |act| decide(&mut act, id).await)), "own-assessment");
    let own = act_of(&office, "amina", Role::ExamOfficer, HERE).await;
    assert_eq!(code(step!(own, |act| decide(&mut act, id).await)), "own-case");
    let other = act_of(&office, "per", Role::ExamOfficer, "999.10.02").await;
    assert_eq!(code(step!(other, |act| decide(&mut act, id).await)), "not-found");
    let mut act = office.act().await;
    let forced = sqlx::query(
        "insert into recognition_decision (recognition_id, number, assessment_id, because,
            decided_on, decided_by, letter_id)
        select $1, 1, id, '[]', '2026-11-02', assessed_by, $2 from recognition_assessment",
    )
    .bind(id.0)
    .bind(Uuid::now_v7())
    .execute(act.conn())
    .await;
    assert!(forced.is_err(), "the database itself");
}

/// Requirements: S-01, R-10
#[tokio::test]
async fn the_same_learning_does_not_count_twice() {
    let office = office().await;
    let parts = vec![course("HIS1000", "10", "B")];
    let document = answered(&office, "amina", vec![degree(parts)]).await;
    imported(&office, document).await.expect("imported");
    let id = applied(&office).await;
    let of = |kind: Kind| {
        let office = &office;
        async move {
            let case = case(office, id).await;
            case.items.iter().find(|item| item.content.kind == kind).unwrap().id
        }
    };
    let (whole, part) = (of(Kind::Qualification).await, of(Kind::Course).await);
    let both = vec![free(whole, "180"), free(part, "10")];
    assert_eq!(code(assessed(&office, id, both).await), "counts-twice");
    let more = vec![nothing(whole), free(part, "10.001")];
    assert_eq!(code(assessed(&office, id, more).await), "more-than-earned");
    let fewer = vec![nothing(whole), free(part, "9.999")];
    assert_eq!(code(assessed(&office, id, fewer).await), "fewer-than-earned");
    let unsaid = vec![free(part, "10")];
    assert!(code(assessed(&office, id, unsaid).await).starts_with("invalid as-"));
    let right = vec![nothing(whole), free(part, "10")];
    assert_eq!(code(assessed(&office, id, right).await), "done");
}

/// Requirements: S-01
#[tokio::test]
async fn what_another_case_has_recognised_is_used_up() {
    let office = office().await;
    let first = with_courses(&office, &[("HIS1000", "10")]).await;
    let second = applied(&office).await;
    for id in [first, second] {
        let line = items(&office, id).await[0];
        let here = as_course(line, office.world.courses.history, "10");
        assessed(&office, id, vec![here]).await.expect("assessed while neither is decided");
    }
    decided(&office, first).await.expect("decided");
    assert_eq!(code(decided(&office, second).await), "more-than-earned", "counted anew");
    let line = items(&office, second).await[0];
    let again = as_course(line, office.world.courses.history, "10");
    assert_eq!(code(assessed(&office, second, vec![again]).await), "more-than-earned");
}

/// Requirements: S-01
#[tokio::test]
async fn what_stands_in_no_row_gives_what_it_corresponds_to() {
    let office = office().await;
    let id = applied(&office).await;
    assert_eq!(
        code(step!(ingrid(&office).await, |act| send(&mut act, id).await)),
        "nothing-to-assess"
    );
    let words = |text: &str| Words { nb: Some(text.to_owned()), ..Words::default() };
    let content = Content {
        kind: Kind::PartStudies,
        institution: words("Universitetet i Uppsala"),
        code: None,
        version: None,
        title: words("Ett år i historia"),
        thesis: Words::default(),
        term: None,
        period: Words::default(),
        date: None,
        grade: None,
        credits: None,
        level: None,
        description: Words::default(),
        url: None,
        part_of: Vec::new(),
    };
    let mine = act_of(&office, "amina", Role::Auditor, "1").await;
    let new = Described { content, regulated: false };
    step!(mine, |act| add_item(&mut act, id, new).await).expect("added");
    let line = items(&office, id).await[0];
    assessed(&office, id, vec![free(line, "60")]).await.expect("assessed");
    decided(&office, id).await.expect("decided");
    assert!(letter(&office, "recognition_decision").await.contains("Ett år i historia"));
}

/// Requirements: R-14, S-01
#[tokio::test]
async fn a_correction_holds_the_decision_until_the_row_is_taken_anew() {
    let office = office().await;
    let id = with_courses(&office, &[("HIS1000", "10")]).await;
    let line = items(&office, id).await[0];
    assessed(&office, id, vec![free(line, "10")]).await.expect("assessed");
    let mut act = office.act().await;
    let told = [("his1000".to_owned(), Correction::Appeal)];
    corrected(&mut act, "998", &told).await.expect("told");
    commit(act).await;
    assert_eq!(code(decided(&office, id).await), "row-changed");
    let ingrid_ = office.sign_in("ingrid").await;
    assert!(ingrid_.get("/desk").await.text().contains("noe den gjelder, er endret"));
    let fetched = answered(&office, "amina", vec![course("HIS1000", "7.5", "A")]).await;
    imported(&office, fetched).await.expect("imported");
    assert_eq!(code(decided(&office, id).await), "row-changed", "the row is another version");
    step!(ingrid(&office).await, |act| refresh(&mut act, id).await).expect("taken anew");
    assert_eq!(case(&office, id).await.state, State::Assessing, "assessed anew");
    assert_eq!(code(assessed(&office, id, vec![free(line, "10")]).await), "more-than-earned");
    assessed(&office, id, vec![free(line, "7.5")]).await.expect("assessed");
    decided(&office, id).await.expect("decided");
    let gone = answered(&office, "amina", Vec::new()).await;
    imported(&office, gone).await.expect("imported");
    assert!(ingrid_.get("/desk").await.text().contains("noe det gjelder, er endret"));
}
