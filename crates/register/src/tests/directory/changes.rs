//! Two persons for each change, in the rule, in the tables, and when two act at once.

use super::*;
use store::{Actor, Entry};
use uuid::Uuid;

#[tokio::test]
async fn one_proposes_another_approves_and_the_next_version_says_so() {
    let register = listed().await;
    let (ruth, sverre) = (register.sign_in("ruth").await, register.sign_in("sverre").await);
    let before = document(&ruth).await["version"].as_u64().unwrap();
    let proposed = propose(&ruth, "187".parse().unwrap(), &taken_in()).await;
    let waits = path(&proposed, "");
    assert_eq!(document(&ruth).await["institutions"], json!([]), "it waits");
    let seen = sverre.get(&waits).await.json();
    assert_eq!(
        (&seen["seen"], &seen["fits"], &seen["own"]),
        (&json!(0), &json!(true), &json!(false))
    );
    let address = json!({ "field": "address", "old": null, "new": "https://aas.example" });
    assert!(seen["differences"].as_array().unwrap().contains(&address), "{seen}");
    assert_eq!(approve(&sverre, &proposed, 0).await.status, StatusCode::NO_CONTENT);
    let now = document(&ruth).await;
    assert_eq!(now["version"], before + 1, "issued at once");
    let listed = &now["institutions"][0];
    assert_eq!(listed["number"], "187");
    assert_eq!(listed["contacts"][0]["email"], "drift@aas.example");
    assert_eq!(listed["shares"][0], json!({ "what": "results", "since": "2027-01-01" }));
    let settled = ruth.get(&waits).await.json();
    assert_eq!(settled["outcome"], "approved");
    assert_eq!(settled["issued_in"], before + 1);
}

#[tokio::test]
async fn whoever_proposed_a_change_of_the_directory_does_not_control_it() {
    let register = listed().await;
    let (gro, sverre) = (register.sign_in("gro").await, register.sign_in("sverre").await);
    let proposed = propose(&gro, uit(), &taken_in()).await;
    let own = approve(&gro, &proposed, 0).await;
    assert_eq!((own.status, &own.json()["code"]), (StatusCode::CONFLICT, &json!("same-person")));
    let own = gro.call(&path(&proposed, "/refusal"), json!({ "reason": "x" })).await;
    assert_eq!(own.json()["code"], "same-person");
    assert_eq!(approve(&sverre, &proposed, 0).await.status, StatusCode::NO_CONTENT);
    let again = approve(&sverre, &proposed, 1).await;
    assert_eq!(again.json()["code"], "controlled");
}

#[tokio::test]
async fn each_role_does_its_own_part_and_a_role_that_ended_none() {
    let register = listed().await;
    let (aslak, ruth) = (register.sign_in("aslak").await, register.sign_in("ruth").await);
    let sverre = register.sign_in("sverre").await;
    for by in [&aslak, &sverre] {
        assert_eq!(propose(by, uit(), &taken_in()).await.status, StatusCode::NOT_FOUND);
    }
    let proposed = propose(&ruth, uit(), &taken_in()).await;
    for by in [&aslak, &ruth] {
        assert_eq!(approve(by, &proposed, 0).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(aslak.get(&path(&proposed, "")).await.status, StatusCode::OK, "all of them read");
    register.end_roles().await;
    assert_eq!(approve(&sverre, &proposed, 0).await.status, StatusCode::NOT_FOUND);
    assert_eq!(propose(&ruth, uit(), &taken_in()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ruth.get("/api/directory").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_proposal_is_withdrawn_by_its_own_or_refused_by_another_with_a_reason() {
    let register = listed().await;
    let (ruth, sverre) = (register.sign_in("ruth").await, register.sign_in("sverre").await);
    let gro = register.sign_in("gro").await;
    let proposed = propose(&ruth, uit(), &taken_in()).await;
    let (back, no) = (path(&proposed, "/withdrawal"), path(&proposed, "/refusal"));
    let without = sverre.call(&no, json!({ "reason": " " })).await;
    assert_eq!(without.json()["fields"][0]["field"], "reason");
    let not_hers = gro.call(&back, json!({ "reason": "nei" })).await;
    assert_eq!(not_hers.json()["code"], "not-own");
    let refused = sverre.call(&no, json!({ "reason": "feil adresse" })).await;
    assert_eq!(refused.status, StatusCode::NO_CONTENT);
    let told = ruth.get(&path(&proposed, "")).await.json();
    assert_eq!((&told["outcome"], &told["reason"]), (&json!("refused"), &json!("feil adresse")));
    let late = ruth.call(&back, json!({ "reason": "angrer" })).await;
    assert_eq!(late.json()["code"], "controlled");
    let second = propose(&ruth, uit(), &taken_in()).await;
    let taken_back = ruth.call(&path(&second, "/withdrawal"), json!({ "reason": "angrer" })).await;
    assert_eq!(taken_back.status, StatusCode::NO_CONTENT);
    assert_eq!(approve(&sverre, &second, 0).await.json()["code"], "controlled");
    assert_eq!(document(&ruth).await["institutions"], json!([]));
}

/// What is approved is what was seen.
#[tokio::test]
async fn a_change_looked_at_before_another_one_counted_is_looked_at_anew() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    let (ruth, sverre) = (register.sign_in("ruth").await, register.sign_in("sverre").await);
    let moved = |to: &str| Change::Address { address: to.into() };
    let one = propose(&ruth, uit(), &moved("https://one.example")).await;
    let other = propose(&ruth, uit(), &moved("https://other.example")).await;
    let seen = sverre.get(&path(&other, "")).await.json()["seen"].as_i64().unwrap();
    let seen = i32::try_from(seen).unwrap();
    assert_eq!(approve(&sverre, &one, seen).await.status, StatusCode::NO_CONTENT);
    let blind = approve(&sverre, &other, seen).await;
    assert_eq!(blind.json()["code"], "changed-meanwhile");
    assert_eq!(approve(&sverre, &other, seen + 1).await.status, StatusCode::NO_CONTENT);
    assert_eq!(document(&ruth).await["institutions"][0]["address"], "https://other.example");
}

#[tokio::test]
async fn of_two_who_control_at_once_one_counts() {
    let register = listed().await;
    let (ruth, sverre) = (register.sign_in("ruth").await, register.sign_in("sverre").await);
    let gro = register.sign_in("gro").await;
    for number in ["201", "202", "203", "204", "205"] {
        let mut change = taken_in();
        if let Change::TakeIn { address, .. } = &mut change {
            *address = format!("https://o{number}.example");
        }
        let proposed = propose(&ruth, number.parse().unwrap(), &change).await;
        let (one, other) =
            tokio::join!(approve(&sverre, &proposed, 0), approve(&gro, &proposed, 0));
        let mut statuses = [one.status, other.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::NO_CONTENT, StatusCode::CONFLICT], "{number}");
    }
    let numbers = document(&ruth).await["institutions"].as_array().unwrap().len();
    assert_eq!(numbers, 5);
}

/// Tries a statement in an act of this operator; answers the name of what refused it.
async fn refusal(register: &TestRegister, by: &str, sql: &'static str, with: [Uuid; 3]) -> String {
    let store = edge::Node::store(&register.node);
    let actor = Actor::Person(world::CastMember::named(by).id().0);
    let mut act = store.act(actor, Uuid::now_v7()).await.unwrap();
    let tried =
        sqlx::query(sql).bind(with[0]).bind(with[1]).bind(with[2]).execute(act.conn()).await;
    let error = match tried {
        Ok(_) => {
            act.commit(Entry::new("test.try", "test", Uuid::nil())).await.map(|()| String::new())
        }
        Err(error) => Err(error.into()),
    };
    error.map_or_else(
        |error| error.constraint().map_or(error.to_string(), str::to_owned),
        |_| "nothing".to_owned(),
    )
}

#[tokio::test]
async fn the_tables_of_the_directory_refuse_one_person_and_every_change() {
    let register = listed().await;
    let gro = register.sign_in("gro").await;
    let proposed = propose(&gro, uit(), &taken_in()).await;
    let id: Uuid = proposed.json()["id"].as_str().unwrap().parse().unwrap();
    let person = |key| world::CastMember::named(key).id().0;
    let (gro, sverre) = (person("gro"), person("sverre"));
    let control = "insert into directory_control (change_id, proposed_by, outcome, controlled_at,
        controlled_by, after_version) select $1, $2, 'approved', at, $3, 0 from act
        where id = current_setting('kandidat.act_id')::uuid";
    let refused = |by, sql, with| refusal(&register, by, sql, with);
    assert_eq!(refused("gro", control, [id, gro, gro]).await, "controlled_by_another");
    // Naming somebody else as the proposer does not help.
    let lie = refused("gro", control, [id, sverre, gro]).await;
    assert_eq!(lie, "directory_control_change_id_proposed_by_fkey");
    // Nor does naming somebody else as the controller.
    let lie = refused("gro", control, [id, gro, sverre]).await;
    assert!(lie.contains("in an act of her own"), "{lie}");
    let entry = "insert into directory_entry (party, version, change_id, content, weighed_at)
        select '186', 1, $1, null, '2026-11-23' where $2 <> $3";
    let alone = refused("gro", entry, [id, gro, sverre]).await;
    assert!(alone.contains("in the act that approves it"), "{alone}");
    for change in [
        "update directory_change set party = '185' where id = $1 and $2 <> $3",
        "delete from directory_control where change_id = $1 and $2 <> $3",
        "update directory_entry set content = null where change_id = $1 and $2 <> $3",
        "delete from directory_key where change_id = $1 and $2 <> $3",
    ] {
        let told = refused("sverre", change, [id, gro, sverre]).await;
        assert!(told.contains("takes new rows only"), "{change}: {told}");
    }
    assert_eq!(refused("sverre", control, [id, gro, sverre]).await, "nothing", "another may");
}
