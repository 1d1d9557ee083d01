//! The list of tokens, blind evaluation, and how much anybody may ask.

use super::*;
use crate::exclusion::{ASKED_IN_VAIN, ASKS_A_DAY, OVERLAP_DAYS};
use axum::http::StatusCode;
use protocol::exclusion::{Ask, EVALUATE_MAX, Found, LIST_PAGE, Purpose};
use serde_json::json;

fn no(status: u16, name: &str) -> (u16, String) {
    (status, format!("urn:kandidat:exclusion:{name}"))
}

async fn pair() -> (TestRegister, Arc<Office>) {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    (register, a)
}

/// Requirements: Q-09
#[tokio::test]
async fn a_token_in_the_list_is_found_by_whoever_has_the_person_and_by_nobody_without() {
    let (register, a) = pair().await;
    let b = Office::take_part(&register, 202).await;
    let empty = a.list(0, 0).await.unwrap();
    assert_eq!((empty.version, empty.pages, empty.tokens.len()), (1, 1, 0));
    a.register(&row(&a, &person(1), 1, LAST)).await;
    a.register(&row(&a, &person(1), 1, LAST)).await;
    register.settle().await;
    let list = b.list(empty.version, 0).await.unwrap();
    assert_eq!(list.version, 3, "each row that comes is a new version");
    let (tokens, _) = b.evaluate(1, &[&person(1), &person(2)]).await.unwrap();
    assert_eq!(list.tokens, [tokens[0]], "one person is one token");
    assert!(!list.tokens.contains(&tokens[1]));
    assert!(b.list(list.version, 0).await.unwrap().tokens.is_empty(), "known already");
    assert_eq!(b.list(0, 1).await.map(|_| ()), Err(no(404, "no-page")));
}

#[tokio::test]
async fn a_long_list_comes_in_pages_in_the_order_of_its_bytes() {
    let (register, a) = pair().await;
    a.list(0, 0).await.unwrap();
    let mut act = register.node.store().act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
    for sql in [
        "insert into exclusion (id, institution, received_at, version)
            select md5(n::text)::uuid, '201', '2026-11-01', 1 from generate_series(1, 30001) n",
        "insert into exclusion_version (exclusion_id, version, action, message_id, received_at)
            select id, 1, 'registered', id, received_at from exclusion",
        "insert into exclusion_element
            (exclusion_id, version, period_from, period_to, type, classification)
            select id, 1, '2026-11-01', '2027-11-01', 'EKSAMENN', 'ALLE' from exclusion",
        "insert into exclusion_person select id, '17859912345' from exclusion",
        "insert into exclusion_token select id, 1, decode(md5(id::text), 'hex') from exclusion",
    ] {
        sqlx::query(sql).execute(act.conn()).await.unwrap();
    }
    act.commit(Entry::new("test.fill", "exclusion", Uuid::nil())).await.unwrap();
    let (first, last) = (a.list(0, 0).await.unwrap(), a.list(0, 1).await.unwrap());
    assert_eq!((first.pages, first.tokens.len(), last.tokens.len()), (2, LIST_PAGE, 1));
    let mut all = [first.tokens, last.tokens].concat();
    assert!(all.is_sorted());
    all.dedup();
    assert_eq!(all.len(), LIST_PAGE + 1);
    assert_eq!(a.list(0, 2).await.map(|_| ()), Err(no(404, "no-page")));
}

#[tokio::test]
async fn an_institution_looks_up_as_many_as_it_declared_in_a_day_and_not_one_more() {
    let (register, a) = pair().await;
    declare(&register, 3).await;
    let [one, two] = [person(1), person(2)];
    a.evaluate(1, &[&one, &two]).await.unwrap();
    let too_many = a.evaluate(1, &[&one, &two]).await;
    assert_eq!(too_many.map(|_| ()), Err(no(403, "quota")));
    a.evaluate(1, &[&one]).await.expect("the third");
    assert_eq!(a.evaluate(1, &[&one]).await.map(|_| ()), Err(no(403, "quota")));
    assert_eq!(register.alarms().await, ["quota"], "once a day");
    register.on(date(2026, 11, 3)).await;
    a.evaluate(1, &[&one, &two, &one]).await.expect("another day");
    assert_eq!(register.alarms().await, ["quota"], "twice as many as declared is no fishing");
    register.on(date(2026, 11, 4)).await;
    a.evaluate(1, &[&one]).await.expect("it is told, and not refused");
    assert_eq!(register.alarms().await, ["fishing", "quota"]);
    register.on(date(2026, 11, 5)).await;
    a.evaluate(1, &[&one]).await.expect("another day");
    a.evaluate(1, &[&one]).await.expect("the same day");
    assert_eq!(register.alarms().await, ["fishing", "fishing", "quota"], "as long as it lasts");
}

#[tokio::test]
async fn two_who_spend_at_once_do_not_spend_more_than_there_is() {
    let (register, a) = pair().await;
    declare(&register, 3).await;
    let [one, two] = [person(1), person(2)];
    let ids = [one.as_str(), two.as_str()];
    let (first, second) = tokio::join!(a.evaluate(1, &ids), a.evaluate(1, &ids));
    let answers = [first.is_ok(), second.is_ok()];
    assert_eq!(answers.iter().filter(|answered| **answered).count(), 1, "{answers:?}");
}

#[tokio::test]
async fn what_cannot_be_evaluated_is_refused_by_name() {
    let (_register, a) = pair().await;
    assert_eq!(a.evaluate(1, &[]).await.map(|_| ()), Err(no(403, "count")));
    let id = person(1);
    let most = vec![id.as_str(); EVALUATE_MAX + 1];
    assert_eq!(a.evaluate(1, &most).await.map(|_| ()), Err(no(403, "count")));
    let (tokens, _) = a.evaluate(1, &most[1..]).await.unwrap();
    assert_eq!(tokens.len(), EVALUATE_MAX);
    assert_eq!(a.evaluate(2, &[&id]).await.map(|_| ()), Err(no(409, "epoch")));
    // 32 bytes of ones: no element of the group.
    let nothing = "_".repeat(42) + "8";
    let body = json!({ "epoch": 1, "blinded": [nothing] });
    let asked = a.question::<serde_json::Value>("exclusion.evaluate", None, &body).await;
    assert_eq!(asked.map(|_| ()), Err(no(403, "no-point")));
}

#[tokio::test]
async fn whoever_does_not_share_exclusions_is_told_nothing() {
    let (register, a) = pair().await;
    a.register(&row(&a, &person(1), 1, LAST)).await;
    register.settle().await;
    let names = crate::directory::Names { nb: "H".into(), nn: "H".into(), en: "C".into() };
    let contact = |function: &str| (function.to_owned(), format!("{function}@201.example"));
    let nothing_shared = crate::directory::Change::Description {
        names,
        contacts: ["operations", "exclusion"].map(contact).into(),
        shares: [("results".to_owned(), date(2026, 11, 2))].into(),
    };
    world::list(&register.node, a.party(), &nothing_shared).await.expect("shared no more");
    let refused = Err(no(403, "not-sharing"));
    assert_eq!(a.list(0, 0).await.map(|_| ()), refused.clone());
    assert_eq!(a.ask(&person(1)).await.map(|_| ()), refused.clone());
    let body = json!({ "epoch": 1, "blinded": ["A".repeat(43)] });
    let asked = a.question::<serde_json::Value>("exclusion.evaluate", None, &body).await;
    assert_eq!(asked.map(|_| ()), refused);
    a.heard().await;
    a.register(&row(&a, &person(2), 1, LAST)).await;
    register.settle().await;
    assert!(a.heard().await.is_empty(), "nor of a new version of the list");
}

#[tokio::test]
async fn nobody_is_asked_about_without_a_case_or_by_what_is_no_national_id() {
    let (register, a) = pair().await;
    let ask = |id: &str| Ask { national_id: id.into(), purpose: Purpose::Study };
    let about = async |case, id: &str| a.question::<Found>("exclusion.ask", case, &ask(id)).await;
    assert_eq!(about(None, &person(1)).await.map(|_| ()), Err(no(403, "case-required")));
    assert_eq!(about(Some("k-1"), "12").await.map(|_| ()), Err(no(403, "national-id")));
    assert_eq!(register.count("exclusion_look").await, 0);
    assert!(about(Some("k-1"), &person(1)).await.is_ok());
    let sql = "select institution || ' ' || purpose || ' ' || case_ref || ' ' || rows from exclusion_look";
    let noted: String =
        sqlx::query_scalar(sql).fetch_one(&register.node.store().pool).await.unwrap();
    assert_eq!(noted, "201 study k-1 0");
}

/// Puts earlier questions of today in place of asking them all.
pub(super) async fn asked_before(register: &TestRegister, count: u32, rows: i32) {
    let mut act = register.node.store().act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
    let sql = "insert into exclusion_look (id, institution, message_id, purpose, case_ref, asked_at, rows)
        select gen_random_uuid(), '201', gen_random_uuid(), 'study', 'k', '2026-11-02 08:00Z', $2
        from generate_series(1, $1)";
    let filled = sqlx::query(sql).bind(i32::try_from(count).unwrap()).bind(rows);
    filled.execute(act.conn()).await.unwrap();
    act.commit(Entry::new("test.fill", "exclusion", Uuid::nil())).await.unwrap();
}

#[tokio::test]
async fn an_institution_asks_about_so_many_persons_in_a_day_and_not_one_more() {
    let (register, a) = pair().await;
    asked_before(&register, ASKS_A_DAY - 1, 1).await;
    a.ask(&person(1)).await.expect("the last one of the day");
    assert_eq!(a.ask(&person(1)).await.map(|_| ()), Err(no(403, "quota")));
    assert_eq!(register.alarms().await, ["asked-too-often"]);
    register.on(date(2026, 11, 3)).await;
    a.ask(&person(1)).await.expect("another day");
}

#[tokio::test]
async fn whoever_asks_without_a_match_again_and_again_is_noticed() {
    let (register, a) = pair().await;
    a.register(&row(&a, &person(1), 1, LAST)).await;
    register.settle().await;
    asked_before(&register, ASKED_IN_VAIN - 1, 0).await;
    a.ask(&person(1)).await.unwrap();
    assert!(register.alarms().await.is_empty(), "that one was in the register");
    a.ask(&person(2)).await.unwrap();
    assert_eq!(register.alarms().await, ["asked-in-vain"]);
}

#[tokio::test]
async fn a_new_key_goes_beside_the_old_one_for_thirty_days() {
    let (register, a) = pair().await;
    a.register(&row(&a, &person(1), 1, date(2027, 6, 30))).await;
    register.settle().await;
    let gro = register.sign_in("gro").await;
    let opened = gro.call("/api/exclusions/epochs", json!({})).await;
    assert_eq!((opened.status, &opened.json()["epoch"]), (StatusCode::CREATED, &json!(2)));
    let again = gro.call("/api/exclusions/epochs", json!({})).await;
    assert_eq!(again.json()["code"], "still-moving");
    let list = a.list(0, 0).await.unwrap();
    assert_eq!(list.epochs.iter().map(|key| key.epoch).collect::<Vec<_>>(), [1, 2]);
    for epoch in [1, 2] {
        let (tokens, _) = a.evaluate(epoch, &[&person(1)]).await.unwrap();
        assert!(list.tokens.contains(&tokens[0]), "epoch {epoch}");
    }
    // Who comes in between stands under both.
    a.register(&row(&a, &person(2), 1, date(2027, 6, 30))).await;
    register.settle().await;
    assert_eq!(a.list(0, 0).await.unwrap().tokens.len(), 4);
    let closes = date(2026, 11, 2).saturating_add(OVERLAP_DAYS.days());
    register.on(closes.yesterday().unwrap()).await;
    a.evaluate(1, &[&person(1)]).await.expect("the last day");
    register.on(closes).await;
    assert_eq!(a.evaluate(1, &[&person(1)]).await.map(|_| ()), Err(no(409, "epoch")));
    let list = a.list(0, 0).await.unwrap();
    assert_eq!((list.epochs.len(), list.tokens.len()), (1, 2));
}

#[tokio::test]
async fn another_secret_opens_a_new_key_at_once_and_an_alarm() {
    let (register, a) = pair().await;
    a.register(&row(&a, &person(1), 1, LAST)).await;
    register.settle().await;
    let before = a.list(0, 0).await.unwrap();
    let node = node_with(register.node.store().clone(), [8; 32]);
    let wall = register.wall.clone();
    let moved = TestRegister { router: router(node.clone()), node, wall };
    let a = a.at(&moved);
    let after = a.list(0, 0).await.unwrap();
    assert_eq!(after.epochs.iter().map(|key| key.epoch).collect::<Vec<_>>(), [2]);
    assert!(after.version > before.version && after.tokens != before.tokens);
    let (tokens, _) = a.evaluate(2, &[&person(1)]).await.unwrap();
    assert_eq!(after.tokens, tokens);
    assert_eq!(moved.alarms().await, ["secret-changed"]);
}
