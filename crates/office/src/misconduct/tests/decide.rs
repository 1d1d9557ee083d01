//! The board's meeting, its decision, and what follows from it.

use super::{Suspected, invalid, refused};
use serde_json::{Value, json};

/// Of five members with a chair: how many take part, and one more who is not impartial.
pub(super) fn seats(took_part: usize) -> Value {
    let all = [
        ("chair", false),
        ("member", false),
        ("member", true),
        ("member", true),
        ("deputy_chair", false),
    ];
    let seat = |(at, (seat, student)): (usize, &(&str, bool))| {
        json!({
            "name": format!("Medlem {at}"), "seat": seat, "student": student, "impartial": true, "took_part": true,
        })
    };
    all.iter().enumerate().take(took_part).map(seat).collect()
}

/// A meeting today that excludes for nine months under this paragraph and annuls.
pub(super) fn meeting(case: &Suspected, legal_basis: &str) -> Value {
    let today = case.office.node.today();
    let to = today + jiff::Span::new().months(9);
    json!({
        "met_on": today.to_string(), "agenda_number": "14/26", "minutes": "Saken ble drøftet.",
        "seats": seats(5), "votes_for": 4, "votes_against": 1,
        "ruling": {
            "found": true, "intent": "intentional", "annulled": true, "legal_basis": legal_basis,
            "from": today.to_string(), "to": to.to_string(), "grounds": "Teksten er avskrift.",
        },
    })
}

/// Noticed, and the last day for comment passed.
async fn ripe(case: Suspected, legal_basis: &str) -> (Suspected, String) {
    let id = case.noticed(case.found(), legal_basis).await;
    case.heard().await;
    (case, format!("/api/misconduct/{id}/decision"))
}

/// Requirements: P-07, P-08, P-10, P-11, P-12, P-13, P-15, LTR-FUSK-3, A-14
#[tokio::test]
async fn the_decision_says_what_was_found_with_what_intent_for_how_long_and_how_to_appeal() {
    for (case, basis, law, body, within) in [
        (
            Suspected::in_2011().await,
            "4-8(3)",
            "uhl. (2005) § 4-8 (3), jf. § 4-7",
            "board_of_appeals",
            3,
        ),
        (Suspected::in_2026().await, "12-4(3)", "uhl. § 12-4 (3)", "student_affairs_board", 3),
    ] {
        let (case, path) = ripe(case, basis).await;
        let tor = case.office.sign_in("tor").await;
        let done = tor.call(&path, meeting(&case, basis)).await;
        assert_eq!(done.status, 204, "{}", done.text());
        let letter = case.letters("misconduct_decision").await.remove(0);
        assert_eq!((&letter["body"], &letter["vote"]), (&json!(body), &json!("two_thirds")));
        assert_eq!(letter["head"]["exemption_mark"], "offl. § 13 (1); fvl. § 13 (1) nr. 1");
        let found = &letter["outcome"];
        assert_eq!((&found["outcome"], &found["intent"]), (&json!("found"), &json!("intentional")));
        let ordered: Vec<_> = found["ordered"]
            .as_array()
            .unwrap()
            .iter()
            .map(|o| o["sanction"]["sanction"].clone())
            .collect();
        assert_eq!(ordered, ["annulment", "exclusion", "exam_ban"]);
        assert_eq!(found["ordered"][1]["law"], law);
        assert_eq!(found["ordered"][1]["period"]["from"], case.today());
        assert_eq!(found["appeal"]["within"]["count"], within);
        assert_eq!(found["appeal"]["decided_by"]["nb"], "Felles klagenemnd");
        assert_eq!(found["told"], "register");
        let entries = found["registered"]["entries"].as_array().unwrap();
        assert_eq!(entries.len(), 1, "the local row stays here");
        assert_eq!(entries[0]["kind"], "EKSAMENN");
        assert_eq!(
            entries[0]["case_officer"].is_null(),
            basis == "12-4(3)",
            "six elements, later five"
        );
        let told = case.letters("exclusion_information").await;
        assert_eq!(told.len(), 1, "the unit that reported");
        assert_eq!(told[0]["recipient"]["recipient"], "reporting_unit");
    }
}

/// Requirements: P-07, P-11, A-14
#[tokio::test]
async fn no_board_decides_without_its_chair_its_quorum_and_two_thirds() {
    let (case, path) = ripe(Suspected::in_2026().await, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    let with = |seats: Value, votes: (u32, u32)| {
        let mut new = meeting(&case, "12-4(3)");
        (new["seats"], new["votes_for"], new["votes_against"]) =
            (seats, json!(votes.0), json!(votes.1));
        new
    };
    assert_eq!(refused(&tor, &path, with(seats(2), (2, 0))).await, "no-quorum");
    let mut headless = seats(4);
    headless[0]["seat"] = json!("member");
    assert_eq!(refused(&tor, &path, with(headless, (4, 0))).await, "no-chair");
    let mut partial = seats(5);
    partial[1]["impartial"] = json!(false);
    assert_eq!(refused(&tor, &path, with(partial.clone(), (5, 0))).await, "not-impartial");
    assert_eq!(refused(&tor, &path, with(seats(5), (3, 2))).await, "majority-missing");
    assert_eq!(invalid(&tor, &path, with(seats(4), (4, 1))).await, ["votes_for"]);
    let mut chairs = seats(5);
    chairs[1]["seat"] = json!("chair");
    assert_eq!(invalid(&tor, &path, with(chairs, (5, 0))).await, ["seats"]);
    partial[1]["took_part"] = json!(false);
    let done = tor.call(&path, with(partial, (4, 0))).await;
    assert_eq!(done.status, 204, "whoever is not impartial left: {}", done.text());
    let letter = case.letters("misconduct_decision").await.remove(0);
    assert_eq!(letter["vote"], "unanimous");
}

/// Requirements: P-09, P-11
#[tokio::test]
async fn nothing_is_decided_while_the_student_may_comment_and_nothing_that_the_notice_does_not_name()
 {
    let case = Suspected::in_2026().await;
    let id = case.noticed(case.found(), "").await;
    let path = format!("/api/misconduct/{id}/decision");
    let tor = case.office.sign_in("tor").await;
    let said = json!({ "comment": "Nei. Mer kommer." });
    let amina = case.office.sign_in("amina").await;
    assert_eq!(amina.call(&format!("/api/my/misconduct/{id}/comments"), said).await.status, 204);
    let paper =
        json!({ "comment": "Ingen merknad.", "received_on": case.today(), "channel": "post" });
    let own = format!("/api/misconduct/{id}/comments");
    assert_eq!(tor.call(&own, paper).await.status, 204);
    // What has come in, from her or on paper, takes nothing of the time that the notice gave.
    assert_eq!(refused(&tor, &path, meeting(&case, "12-4(3)")).await, "comment-period-runs");
    case.office.clock("2026-12-12T10:00:00+01:00").await;
    let tor = case.office.sign_in("tor").await;
    assert_eq!(refused(&tor, &path, meeting(&case, "12-4(3)")).await, "comment-period-runs");
    case.office.clock("2026-12-13T10:00:00+01:00").await;
    assert_eq!(refused(&tor, &path, meeting(&case, "12-4(3)")).await, "not-noticed");
    let mut silent = meeting(&case, "12-4(3)");
    silent["ruling"]["intent"] = json!(null);
    silent["ruling"]["legal_basis"] = json!(null);
    assert_eq!(refused(&tor, &path, silent.clone()).await, "intent-missing");
    silent["ruling"]["intent"] = json!("grossly_negligent");
    assert_eq!(tor.call(&path, silent).await.status, 204, "annulled by an ordinary majority");
    assert_eq!(case.letters("exclusion_information").await.len(), 0, "nobody is excluded");
}

/// Requirements: P-10
#[tokio::test]
async fn a_period_is_no_longer_than_the_act_of_its_day_lets_it_be() {
    let (case, path) = ripe(Suspected::in_2026().await, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    let until = |to: &str, aggravated: bool| {
        let mut new = meeting(&case, "12-4(3)");
        new["ruling"]["to"] = json!(to);
        new["ruling"]["aggravated"] = json!(aggravated);
        new
    };
    assert_eq!(case.today(), "2026-12-13");
    assert_eq!(refused(&tor, &path, until("2027-12-13", false)).await, "period-too-long");
    assert_eq!(refused(&tor, &path, until("2028-12-13", true)).await, "period-too-long");
    assert_eq!(tor.call(&path, until("2028-12-12", true)).await.status, 204);
}

/// Requirements: P-11
#[tokio::test]
async fn where_nothing_is_found_nothing_follows_and_the_case_is_closed() {
    let (case, path) = ripe(Suspected::in_2026().await, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    let mut new = meeting(&case, "12-4(3)");
    new["ruling"]["found"] = json!(false);
    assert_eq!(invalid(&tor, &path, new.clone()).await, ["found"]);
    new["ruling"] = json!({ "found": false, "grounds": "Kildene står i en note." });
    (new["votes_for"], new["votes_against"]) = (json!(3), json!(2));
    assert_eq!(tor.call(&path, new).await.status, 204);
    let letter = case.letters("misconduct_decision").await.remove(0);
    assert_eq!(letter["outcome"]["outcome"], "not_found");
    let state: String = sqlx::query_scalar("select state from misconduct")
        .fetch_one(&case.office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(state, "closed");
}

#[tokio::test]
async fn the_database_itself_refuses_a_decision_without_a_valid_board() {
    let (case, path) = ripe(Suspected::in_2026().await, "12-4(3)").await;
    let id: uuid::Uuid = path.split('/').nth(3).unwrap().parse().unwrap();
    let mut act = case.office.act_of("tor").await;
    let tor = crate::world::CastMember::named("tor").id().0;
    sqlx::query(
        "insert into misconduct_meeting (misconduct_id, board, met_on, agenda_number, minutes,
            votes_for, votes_against, recorded_at, recorded_by)
        values ($1, 'student_affairs_board', '2026-12-13', '14/26', 'Møte.', 1, 0,
            '2026-12-13', $2)",
    )
    .bind(id)
    .bind(tor)
    .execute(act.conn())
    .await
    .unwrap();
    let partial = sqlx::query(
        "insert into misconduct_seat values ($1, 1, 'En', 'chair', false, false, true)",
    );
    let mut save = sqlx::Connection::begin(act.conn()).await.unwrap();
    let error = partial.bind(id).execute(&mut *save).await.unwrap_err().to_string();
    assert!(error.contains("misconduct_seat_check"), "{error}");
    save.rollback().await.unwrap();
    let decision = sqlx::query(
        "insert into misconduct_decision (misconduct_id, found, annulled, aggravated, programmes,
            classifications, grounds, decided_on, because, letter_id)
        select $1, true, false, false, '{}', '{}', 'Fordi.', '2026-12-13', '[]', letter_id
        from misconduct_notice",
    );
    let error = decision.bind(id).execute(act.conn()).await.unwrap_err().to_string();
    assert!(error.contains("without a notice and a valid board"), "{error}");
}
