//! Whoever writes into the tables past the use cases: one person alone changes nothing that is signed.

use super::*;
use crate::directory::{NotIssued, issue, newest};
use edge::Node as _;
use sqlx::PgConnection;
use store::{Act, Actor, Entry};
use uuid::Uuid;

fn person(key: &str) -> Uuid {
    world::CastMember::named(key).id().0
}

/// An act of this operator.
async fn act_of(register: &TestRegister, key: &str) -> Act {
    register.node.store().act(Actor::Person(person(key)), Uuid::now_v7()).await.unwrap()
}

async fn done(act: Act) {
    act.commit(Entry::new("test.try", "directory_change", Uuid::nil())).await.unwrap();
}

/// An address at which somebody else listens.
fn theft() -> Value {
    json!({ "kind": "address", "address": "https://thief.example" })
}

async fn proposes(
    conn: &mut PgConnection,
    (id, by): (Uuid, &str),
    change: &Value,
) -> sqlx::Result<()> {
    let sql = "insert into directory_change (id, party, kind, content, proposed_at, proposed_by)
        select $1, '186', $2 ->> 'kind', $2, at, $3 from act
        where id = current_setting('kandidat.act_id')::uuid";
    sqlx::query(sql).bind(id).bind(change).bind(person(by)).execute(conn).await.map(|_| ())
}

async fn approves(
    conn: &mut PgConnection,
    id: Uuid,
    [proposer, by]: [&str; 2],
) -> sqlx::Result<()> {
    let sql = "insert into directory_control
            (change_id, proposed_by, outcome, controlled_at, controlled_by, after_version)
        select $1, $2, 'approved', at, $3, (select max(version) from directory_copy) from act
        where id = current_setting('kandidat.act_id')::uuid";
    let sql = sqlx::query(sql).bind(id).bind(person(proposer)).bind(person(by));
    sql.execute(conn).await.map(|_| ())
}

/// The entry in force with another address.
async fn comes_into_force(conn: &mut PgConnection, id: Uuid, address: &str) -> sqlx::Result<()> {
    let sql = "insert into directory_entry (party, version, change_id, content, weighed_at)
        select '186', version + 1, $1, content || jsonb_build_object('address', $2::text), weighed_at
        from directory_entry where party = '186' order by version desc limit 1";
    sqlx::query(sql).bind(id).bind(address).execute(conn).await.map(|_| ())
}

async fn standing() -> TestRegister {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    register
}

async fn address(register: &TestRegister) -> Value {
    document(&register.sign_in("gro").await).await["institutions"][0]["address"].clone()
}

/// Proposal, control and entry in one act of one person, whoever they name.
#[tokio::test]
async fn one_person_s_act_puts_no_change_in_force() {
    let register = standing().await;
    let id = Uuid::now_v7();
    for (by, proposer, controller) in [
        ("gro", "gro", "sverre"),
        ("gro", "ruth", "gro"),
        ("gro", "ruth", "sverre"),
        ("gro", "gro", "gro"),
        // Without the role.
        ("sverre", "sverre", "gro"),
        ("aslak", "aslak", "sverre"),
    ] {
        let mut act = act_of(&register, by).await;
        let tried = async {
            proposes(act.conn(), (id, proposer), &theft()).await?;
            approves(act.conn(), id, [proposer, controller]).await?;
            comes_into_force(act.conn(), id, "https://thief.example").await
        };
        assert!(tried.await.is_err(), "{by} as {proposer} and {controller}");
    }
    let mut act = register.node.store().act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
    assert!(proposes(act.conn(), (id, "gro"), &theft()).await.is_err(), "nor a job");
    drop(act);
    // What another has proposed comes into force in the act of its approval, and in no later one.
    let mut act = act_of(&register, "ruth").await;
    proposes(act.conn(), (id, "ruth"), &theft()).await.expect("in her own act");
    done(act).await;
    let mut act = act_of(&register, "sverre").await;
    assert!(comes_into_force(act.conn(), id, "https://thief.example").await.is_err());
    drop(act);
    let mut act = act_of(&register, "sverre").await;
    approves(act.conn(), id, ["ruth", "sverre"]).await.expect("in his own act");
    done(act).await;
    let mut act = act_of(&register, "sverre").await;
    assert!(comes_into_force(act.conn(), id, "https://thief.example").await.is_err());
}

/// Two persons approve one thing, and another one is written into the table.
#[tokio::test]
async fn what_does_not_follow_from_the_approved_change_is_not_signed() {
    for (written, is_signed) in [("https://other.example", false), ("https://thief.example", true)]
    {
        let register = standing().await;
        let (before, id) = (address(&register).await, Uuid::now_v7());
        let mut act = act_of(&register, "ruth").await;
        proposes(act.conn(), (id, "ruth"), &theft()).await.unwrap();
        done(act).await;
        let mut act = act_of(&register, "sverre").await;
        approves(act.conn(), id, ["ruth", "sverre"]).await.unwrap();
        comes_into_force(act.conn(), id, written).await.unwrap();
        done(act).await;
        let issued = issue(&register.node, register.node.wall()).await;
        if is_signed {
            issued.expect("what was approved is signed");
            assert_eq!(address(&register).await, written);
            continue;
        }
        assert!(matches!(issued, Err(NotIssued::NotApproved(party)) if party == uit()));
        assert_eq!(address(&register).await, before, "what was signed last is handed out");
        let gro = register.sign_in("gro").await;
        let told = gro.get("/api/directory").await.json();
        assert!(told["alarm"].as_str().unwrap().contains("186 is not what two persons"), "{told}");
        let page = gro.get("/directory").await.text();
        assert!(page.contains("noen har grepet inn i tabellene"), "{page}");
    }
}

/// Somebody who owns the tables takes the locks away and writes history anew.
#[tokio::test]
async fn what_was_issued_is_what_the_tables_say_or_nothing_more_is_signed() {
    let register = standing().await;
    let mut act = act_of(&register, "gro").await;
    sqlx::raw_sql(
        "alter table directory_entry disable trigger only_new_rows;
        update directory_entry set content = content || '{\"address\": \"https://thief.example\"}'
            where party = '186'",
    )
    .execute(act.conn())
    .await
    .unwrap();
    done(act).await;
    let issued = issue(&register.node, register.node.wall()).await;
    assert!(matches!(issued, Err(NotIssued::NotAsIssued(_))));
    newest(&register.node).await.unwrap().expect("what was signed last is handed out");
}

/// The list of known keys alone makes nobody's signature the register's.
#[tokio::test]
async fn a_key_that_no_entry_names_signs_nothing() {
    let register = standing().await;
    let node = &register.node;
    let mut act = act_of(&register, "gro").await;
    let key = "insert into directory_key (key_id, change_id)
        select $1, change_id from directory_entry where party = 'register' limit 1";
    let tried = sqlx::query(key).bind(public(66).id().to_string()).execute(act.conn()).await;
    assert!(tried.is_err(), "a key is listed in the act that approves it");
    drop(act);
    let mut act = act_of(&register, "gro").await;
    sqlx::raw_sql("alter table directory_key disable trigger in_act_of_approval")
        .execute(act.conn())
        .await
        .unwrap();
    sqlx::query(key).bind(public(66).id().to_string()).execute(act.conn()).await.unwrap();
    done(act).await;
    let real = newest(node).await.unwrap().unwrap();
    let mut forged = (**real).clone();
    forged.version += 1;
    forged.register_keys = vec![public(66)];
    let forged = wire::directory::sign(&forged, &[public(66).id()], &ring(66)).await.unwrap();
    let forged = wire::directory::Verified::read(forged, &[public(66)]).unwrap();
    node.directory().keep(&forged, node.wall()).await.unwrap();
    assert!(matches!(issue(node, node.wall()).await, Err(NotIssued::ForeignSignature(_))));
}
