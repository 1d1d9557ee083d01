//! Who is told of what, and what is left when a row is gone.

use super::*;
use protocol::exclusion::{CHANGED, LISTED, REMOVED, Row};
use serde_json::{Value, json};

async fn four(register: &TestRegister) -> [Arc<Office>; 4] {
    let mut offices = Vec::new();
    for number in [201, 202, 203, 204] {
        offices.push(Office::take_part(register, number).await);
    }
    offices.try_into().unwrap_or_else(|_| panic!("four"))
}

fn kinds(told: &[(String, Value)]) -> Vec<&str> {
    told.iter().map(|(kind, _)| kind.as_str()).collect()
}

/// Requirements
#[tokio::test]
async fn whoever_was_told_of_a_row_is_told_of_its_change_and_nobody_else() {
    let register = register().await;
    let [a, b, c, d] = four(&register).await;
    let first = row(&a, &person(1), 1, LAST);
    a.register(&first).await;
    register.settle().await;
    for office in [&a, &b, &c, &d] {
        assert_eq!(kinds(&office.heard().await), [LISTED], "everybody learns of the list alone");
    }
    for office in [&b, &c] {
        assert!(office.ask(&person(1)).await.unwrap() == std::slice::from_ref(&first.row));
    }
    assert!(b.ask(&person(2)).await.unwrap().is_empty());
    let mut second = first.clone();
    second.row.version = 2;
    second.row.period.to = date(2027, 1, 31);
    a.register(&second).await;
    register.settle().await;
    for office in [&b, &c] {
        let told = office.told().await;
        assert_eq!(kinds(&told), [CHANGED]);
        let told: Row = serde_json::from_value(told[0].1.clone()).unwrap();
        assert!(told == second.row);
    }
    assert!(a.heard().await.is_empty() && d.heard().await.is_empty());
    a.register(&second).await;
    register.settle().await;
    for office in [&a, &b, &c, &d] {
        assert!(office.heard().await.is_empty(), "what came before is told once");
    }
    assert!(register.alarms().await.is_empty());
}

/// Requirements: Q-29
#[tokio::test]
async fn a_deletion_reaches_those_who_were_told_and_leaves_nobody_in_the_register() {
    let register = register().await;
    let [a, b, c, d] = four(&register).await;
    let first = row(&a, &person(1), 1, LAST);
    a.register(&first).await;
    register.settle().await;
    b.ask(&person(1)).await.unwrap();
    for office in [&a, &b, &c, &d] {
        office.heard().await;
    }
    a.delete(first.row.id, 2).await;
    register.settle().await;
    let gone = json!({ "id": first.row.id, "version": 2, "why": "deleted" });
    assert_eq!(b.told().await, [(REMOVED.to_owned(), gone)]);
    for office in [&a, &c, &d] {
        assert!(office.told().await.is_empty());
    }
    assert!(b.ask(&person(1)).await.unwrap().is_empty());
    assert_eq!(a.list(0, 0).await.unwrap().tokens, []);
    for table in ["exclusion_person", "exclusion_element", "exclusion_token"] {
        assert_eq!(register.count(table).await, 0, "{table}");
    }
    // A version that was under way all the time changes nothing.
    a.register(&first).await;
    register.settle().await;
    assert!(b.told().await.is_empty() && b.ask(&person(1)).await.unwrap().is_empty());
}

/// Requirements
#[tokio::test]
async fn a_row_is_gone_the_day_after_its_period_and_those_who_were_told_hear_of_it() {
    let register = register().await;
    let [a, b, c, _] = four(&register).await;
    let first = row(&a, &person(1), 1, LAST);
    a.register(&first).await;
    register.settle().await;
    b.ask(&person(1)).await.unwrap();
    assert_eq!(register.tables_with(&person(1)).await, ["exclusion_person", "mailbox_content"]);
    register.on(LAST).await;
    assert_eq!(b.ask(&person(1)).await.unwrap().len(), 1, "the last day counts");
    b.heard().await;
    register.on(day_after(LAST)).await;
    let gone = json!({ "id": first.row.id, "version": 1, "why": "expired" });
    assert_eq!(b.told().await, [(REMOVED.to_owned(), gone)]);
    assert!(c.told().await.is_empty());
    assert!(b.ask(&person(1)).await.unwrap().is_empty());
    // The last question's answer is kept for a day, for an asker to whom it got lost.
    register.on(date(2027, 1, 3)).await;
    assert_eq!(register.tables_with(&person(1)).await, Vec::<String>::new());
    assert_eq!(register.tables_with("Saksbehandler").await, Vec::<String>::new());
    assert_eq!(register.count("exclusion_look").await, 3, "who asked for what is kept");
    assert_eq!(register.count("exclusion_version").await, 1);
}

#[tokio::test]
async fn what_a_row_says_stands_in_one_table_and_the_message_is_erased_when_it_is_handled() {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    a.register(&row(&a, &person(1), 1, LAST)).await;
    assert_eq!(register.tables_with(&person(1)).await, ["mailbox_content"], "before");
    register.settle().await;
    assert_eq!(register.tables_with(&person(1)).await, ["exclusion_person"], "after");
    assert_eq!(register.tables_with("Saksbehandler").await, ["exclusion_element"]);
}

#[tokio::test]
async fn a_change_that_was_delivered_is_erased_and_one_that_waits_is_not() {
    let register = register().await;
    let [a, b, _, _] = four(&register).await;
    let mut one = row(&a, &person(1), 1, LAST);
    a.register(&one).await;
    register.settle().await;
    b.ask(&person(1)).await.unwrap();
    one.row.version = 2;
    a.register(&one).await;
    settle(&register.node, messages()).await.unwrap();
    assert_eq!(kinds(&b.told().await), [CHANGED]);
    let sent = "select count(*) from mailbox_sent s join mailbox_content c on c.id = s.id
        where s.kind = 'exclusion.changed'";
    let bodies = async || -> i64 {
        sqlx::query_scalar(sent).fetch_one(&register.node.store().pool).await.unwrap()
    };
    assert_eq!(bodies().await, 1);
    register.settle().await;
    assert_eq!(bodies().await, 0);
}

/// Whoever asks while a version comes has it in the end, from the answer or told afterwards.
#[tokio::test]
async fn whoever_asks_while_a_change_comes_misses_nothing() {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let b = Office::take_part(&register, 202).await;
    for round in 0..8 {
        let mut one = row(&a, &person(round), 1, LAST);
        a.register(&one).await;
        register.settle().await;
        one.row.version = 2;
        a.register(&one).await;
        let national_id = person(round);
        let (asked, handled) =
            tokio::join!(b.ask(&national_id), settle(&register.node, messages()));
        handled.unwrap();
        register.settle().await;
        let (answered, told) = (asked.unwrap()[0].version, b.told().await);
        match answered {
            2 => assert!(told.is_empty(), "it has the newest already"),
            _ => assert_eq!(kinds(&told), [CHANGED], "told of what came meanwhile"),
        }
    }
}
