//! Bodies that something has spoiled on the way, thrown at what takes them: the door lets none in that is of
//! another form, what it lets in is handled, and nothing unsound stands in the tables afterwards.

use super::*;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// How many bodies are spoiled; `KANDIDAT_CASES` says otherwise.
const CASES: usize = 150;

fn cases() -> usize {
    std::env::var("KANDIDAT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES)
}

/// What becomes of one place in a body.
#[derive(Clone, Debug)]
enum Spoil {
    Instead(Value),
    Without,
    Beside(String, Value),
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (0..3_u64).prop_map(Value::from),
        Just(json!(2_147_483_647_u32)),
        Just(json!(2_147_483_648_u32)),
        Just(json!(1e300)),
        "\\PC{0,40}".prop_map(Value::from),
        Just(json!("\u{0}")),
        Just(json!("x".repeat(100_000))),
        Just(json!("9999-12-31")),
        Just(json!("2026-02-30")),
        Just(json!("KARANTENEL")),
        Just(json!("00000000-0000-0000-0000-000000000000")),
        Just(json!([])),
        Just(json!([null, {}])),
        Just(json!({ "a": { "b": [1] } })),
    ]
}

fn spoil() -> impl Strategy<Value = (usize, Spoil)> {
    let how = prop_oneof![
        6 => value().prop_map(Spoil::Instead),
        1 => Just(Spoil::Without),
        1 => ("[a-z_]{1,12}", value()).prop_map(|(name, value)| Spoil::Beside(name, value)),
    ];
    (any::<usize>(), how)
}

/// Every place in a body.
fn places(body: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match body {
        Value::Object(members) => {
            for (name, value) in members {
                places(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(all) => {
            for (place, value) in all.iter().enumerate() {
                places(value, &format!("{at}/{place}"), found);
            }
        }
        _ => {}
    }
}

fn spoiled(body: &Value, (at, how): &(usize, Spoil)) -> Value {
    let (mut body, mut found) = (body.clone(), Vec::new());
    places(&body, "", &mut found);
    // A message is an object; what stands in it is spoiled.
    let place = &found[1 + at % (found.len() - 1)];
    let (parent, name) = place.rsplit_once('/').expect("below the whole");
    match how {
        Spoil::Instead(value) => *body.pointer_mut(place).expect("there") = value.clone(),
        Spoil::Without => match body.pointer_mut(parent).expect("there") {
            Value::Object(members) => drop(members.remove(name)),
            other => *other = json!([]),
        },
        Spoil::Beside(other, value) => {
            if let Some(Value::Object(members)) = body.pointer_mut(parent) {
                members.insert(other.clone(), value.clone());
            }
        }
    }
    body
}

fn runner() -> TestRunner {
    let chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(Config::default(), chance)
}

/// What the door asks: whether the body reads as one of the kind.
fn is_in_form(kind: &str, body: &Value) -> bool {
    match kind {
        LISTED => serde_json::from_value::<Listed>(body.clone()).is_ok(),
        CHANGED => serde_json::from_value::<Row>(body.clone()).is_ok(),
        _ => serde_json::from_value::<Removed>(body.clone()).is_ok(),
    }
}

async fn waiting(office: &TestOffice) -> i64 {
    let sql = "select count(*) from mailbox_arrival where act_id is null";
    sqlx::query_scalar(sql).fetch_one(&office.node.store().pool).await.unwrap()
}

#[tokio::test]
async fn whatever_is_told_in_form_is_handled_and_what_is_of_another_form_stays_outside() {
    let (office, register) = both().await;
    register.looked_at(&office).await;
    let known = row(1, date(2027, 6, 30));
    let bodies = [
        (LISTED, json!(Listed { version: 3 })),
        (CHANGED, json!(row(2, date(2027, 5, 31)))),
        (CHANGED, json!(Row { id: Uuid::from_u128(0x77), ..known.clone() })),
        (REMOVED, json!(Removed { id: known.id, version: 1, why: Why::Deleted })),
    ];
    let (mut runner, mut taken) = (runner(), 0);
    for place in 0..cases() {
        let (kind, body) = &bodies[place % bodies.len()];
        let how = spoil().new_tree(&mut runner).expect("a way").current();
        let body = spoiled(body, &how);
        if !is_in_form(kind, &body) {
            continue;
        }
        register.tells(&office, kind, &body).await;
        assert_eq!(waiting(&office).await, 0, "{kind} {body}");
        taken += 1;
    }
    assert!(taken > 0, "some are still in form");
}

#[tokio::test]
async fn whatever_is_answered_nothing_unsound_is_kept_and_the_next_answer_is_taken() {
    let office = TestOffice::new().await.with_register().await;
    let mut register = Register::new(&office);
    register.registers(&id_of("amina"), &row(1, date(2027, 6, 30)));
    let mut runner = runner();
    for place in 0..cases() / 3 {
        let how = spoil().new_tree(&mut runner).expect("a way").current();
        register.spoil = Some(Box::new(move |body| spoiled(body, &how)));
        register.spoiled_at = place % 3;
        register.looked_at(&office).await;
        register.spoil = None;
        anew(&office).await;
    }
    // What an answer has removed stays removed: another row is told.
    let other = Row { id: Uuid::from_u128(0x9999), ..row(1, date(2027, 6, 30)) };
    register.rows.insert(id_of("amina"), vec![other]);
    assert_eq!(register.looked_at(&office).await, [LIST, EVALUATE, ASK], "nothing is in the way");
    let kept: Vec<(String, String)> =
        sqlx::query_as("select institution, kind from exclusion_told_row where removed_at is null")
            .fetch_all(&office.node.store().pool)
            .await
            .unwrap();
    assert!(kept.contains(&("998".to_owned(), "EKSAMENN".to_owned())), "{kept:?}");
}

/// As if nothing had been asked yet; what could not be read is let go.
async fn anew(office: &TestOffice) {
    let mut act = office.act().await;
    for sql in [
        "delete from exclusion_question",
        "delete from exclusion_sealed_token",
        "delete from exclusion_blinding",
        "delete from exclusion_listed",
        "delete from exclusion_list_copy",
        "delete from exclusion_register_key",
    ] {
        sqlx::query(sql).execute(act.conn()).await.unwrap();
    }
    act.commit(::store::Entry::new("test.anew", "person", Uuid::nil())).await.unwrap();
}
