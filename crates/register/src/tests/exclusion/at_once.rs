//! Two at the same moment, on connections of their own: what they leave is what one after the other
//! would have left.

use super::*;
use crate::Act;
use crate::exclusion::{Taken, delete, expire, register as take_in};
use protocol::exclusion::{CHANGED, Deleted, REMOVED, Registered};
use serde_json::Value;
use wire::InstitutionNumber;

/// How many races of each kind an ordinary test run takes; `KANDIDAT_RACES` says otherwise.
const RACES: usize = 6;
/// Fewer than an institution may ask about in a day.
const ASKED_IN_A_DAY: usize = 100;

fn races() -> usize {
    let given = std::env::var("KANDIDAT_RACES").ok().and_then(|races| races.parse().ok());
    given.unwrap_or(RACES)
}

struct World {
    register: TestRegister,
    a: Arc<Office>,
    b: Arc<Office>,
}

impl World {
    async fn new() -> Self {
        let register = register().await;
        let a = Office::take_part(&register, 201).await;
        let b = Office::take_part(&register, 202).await;
        a.list(0, 0).await.unwrap();
        sweep(&register.node).await.unwrap();
        Self { register, a, b }
    }

    async fn registered(&self, by: InstitutionNumber, one: &Registered) -> Taken {
        let mut act = Act::of_job(&self.register.node, "test").await.unwrap();
        let taken = take_in(&mut act, (by, Uuid::new_v4()), one).await.expect("taken");
        act.commit(Entry::new("test.take", "exclusion", one.row.id)).await.expect("committed");
        taken
    }

    async fn deleted(&self, id: Uuid, version: u32) -> Taken {
        let mut act = Act::of_job(&self.register.node, "test").await.unwrap();
        let (from, body) = ((self.a.number, Uuid::new_v4()), Deleted { id, version });
        let taken = delete(&mut act, from, &body).await.expect("taken");
        act.commit(Entry::new("test.take", "exclusion", id)).await.expect("committed");
        taken
    }

    /// The list's version, and how often an alarm was raised; a long run registers more in a day than
    /// anybody does, which is none of these.
    async fn counts(&self) -> (i64, i64) {
        let sql =
            "select (select version from exclusion_list), (select coalesce(sum(count), 0)::bigint
                from exclusion_alarm where reason <> 'many-rows')";
        sqlx::query_as(sql).fetch_one(&self.register.node.store().pool).await.unwrap()
    }

    /// What was told of a row: each message's kind, and the version that it names.
    async fn told(&self, id: Uuid) -> Vec<(String, u64)> {
        let sql = "select s.kind, convert_from(c.bytes, 'UTF8')
            from (select * from mailbox_sent order by id desc limit 20) s
            join mailbox_content c on c.id = s.id
            where position($1 in convert_from(c.bytes, 'UTF8')) > 0 order by s.id";
        let found: Vec<(String, String)> = sqlx::query_as(sql)
            .bind(id.to_string())
            .fetch_all(&self.register.node.store().pool)
            .await
            .unwrap();
        let read = found.into_iter().map(|(kind, envelope)| {
            let envelope: Value = serde_json::from_str(&envelope).unwrap();
            (kind, envelope["body"]["version"].as_u64().unwrap())
        });
        read.collect()
    }

    /// Another day for each few races, as only so much is asked and registered in one.
    async fn day(&self, race: usize) -> Date {
        if race % ASKED_IN_A_DAY == ASKED_IN_A_DAY - 1 {
            self.register.on(self.register.node.today().tomorrow().unwrap()).await;
        }
        self.register.node.today()
    }

    /// A row that stands, and that 202 was told of.
    async fn known(&self, about: &str, to: Date) -> Registered {
        let mut one = row(&self.a, about, 1, to);
        // However many days the races take, no period is longer than the Act lets one be.
        one.row.period.from = self.register.node.today();
        assert_eq!(self.registered(self.a.number, &one).await, Taken::Counts);
        self.b.ask(about).await.unwrap();
        one
    }

    async fn stands(&self, about: &str) -> Vec<(Uuid, u32)> {
        let sql = "select x.id, x.version from exclusion x
            join exclusion_element e on e.exclusion_id = x.id and e.version = x.version
            join exclusion_person p on p.exclusion_id = x.id
            where p.national_id = $1 and x.ended is null order by 1";
        let rows: Vec<(Uuid, i64)> = sqlx::query_as(sql)
            .bind(about)
            .fetch_all(&self.register.node.store().pool)
            .await
            .unwrap();
        rows.into_iter().map(|(id, version)| (id, u32::try_from(version).unwrap())).collect()
    }

    /// Nobody is left for the next race, and nothing that was told.
    async fn clear(&self, id: Uuid) {
        self.deleted(id, 99).await;
        let mut act =
            self.register.node.store().act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
        sqlx::query("delete from exclusion_kept").execute(act.conn()).await.unwrap();
        act.commit(Entry::new("test.forget", "exclusion", id)).await.unwrap();
    }
}

fn version(of: &Registered, version: u32) -> Registered {
    let mut new = of.clone();
    new.row.version = version;
    new
}

fn sorted(one: Taken, other: Taken) -> [String; 2] {
    let mut both = [format!("{one:?}"), format!("{other:?}")];
    both.sort();
    both
}

/// Requirements: Q-30
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_versions_at_once_the_higher_one_counts_and_the_list_changes_once() {
    let world = World::new().await;
    let (about, from) = (person(1), world.a.number);
    for race in 0..races() {
        world.day(race).await;
        let before = world.counts().await;
        let [one, two] = [1, 2].map(|number| version(&row(&world.a, &about, 1, LAST), number));
        let two = Registered { row: protocol::exclusion::Row { id: one.row.id, ..two.row }, ..two };
        tokio::join!(world.registered(from, &one), world.registered(from, &two));
        assert_eq!(world.stands(&about).await, [(one.row.id, 2)]);
        assert_eq!(world.counts().await, (before.0 + 1, before.1));
        world.clear(one.row.id).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_version_twice_at_once_is_one_and_with_another_content_an_alarm() {
    let world = World::new().await;
    let (about, from) = (person(1), world.a.number);
    for race in 0..races() {
        world.day(race).await;
        let before = world.counts().await;
        let one = row(&world.a, &about, 1, LAST);
        let (mut other, alike) = (one.clone(), race % 2 == 0);
        if !alike {
            other.row.period.to = LAST.tomorrow().unwrap();
        }
        let (first, second) =
            tokio::join!(world.registered(from, &one), world.registered(from, &other));
        let expected = if alike { "Nothing" } else { "Not(\"other-content\")" };
        assert_eq!(sorted(first, second), ["Counts", expected]);
        assert_eq!(world.counts().await, (before.0 + 1, before.1 + i64::from(!alike)));
        world.clear(one.row.id).await;
    }
}

/// Requirements: Q-09
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_institutions_that_send_one_row_at_once_one_has_it() {
    let world = World::new().await;
    let about = person(1);
    for race in 0..races() {
        world.day(race).await;
        let one = row(&world.a, &about, 1, LAST);
        let mut other = one.clone();
        other.row.institution = world.b.number;
        let (first, second) = tokio::join!(
            world.registered(world.a.number, &one),
            world.registered(world.b.number, &other)
        );
        assert_eq!(sorted(first, second), ["Counts", "Not(\"not-the-decider\")"]);
        assert_eq!(world.stands(&about).await, [(one.row.id, 1)]);
        let whose = if first == Taken::Counts { world.a.number } else { world.b.number };
        let mut act = Act::of_job(&world.register.node, "test").await.unwrap();
        let gone = Deleted { id: one.row.id, version: 2 };
        delete(&mut act, (whose, Uuid::new_v4()), &gone).await.unwrap();
        act.commit(Entry::new("test.take", "exclusion", one.row.id)).await.unwrap();
    }
}

/// Requirements
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_told_learns_of_a_change_and_a_deletion_at_once_as_one_after_the_other() {
    let world = World::new().await;
    let about = person(1);
    for race in 0..races() {
        let last = world.day(race).await.saturating_add(200.days());
        let one = world.known(&about, last).await;
        let (id, change) = (one.row.id, version(&one, 3));
        let (deleted, changed) =
            tokio::join!(world.deleted(id, 2), world.registered(world.a.number, &change));
        assert_eq!(deleted, Taken::Counts, "a deletion is the end, before or after");
        let told = world.told(id).await;
        let expected = match changed {
            Taken::Counts => vec![(CHANGED.to_owned(), 3), (REMOVED.to_owned(), 3)],
            _ => vec![(REMOVED.to_owned(), 2)],
        };
        assert_eq!(told, expected, "{changed:?}");
        assert_eq!(world.stands(&about).await, []);
        world.clear(id).await;
    }
}

/// Requirements
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_changes_at_once_whoever_was_told_is_told_the_higher_one_once() {
    let world = World::new().await;
    let (about, from) = (person(1), world.a.number);
    for race in 0..races() {
        let last = world.day(race).await.saturating_add(200.days());
        let one = world.known(&about, last).await;
        let [two, three] = [2, 3].map(|number| version(&one, number));
        let (second, third) =
            tokio::join!(world.registered(from, &two), world.registered(from, &three));
        assert_eq!(third, Taken::Counts);
        let versions: Vec<u64> =
            world.told(one.row.id).await.into_iter().map(|(_, version)| version).collect();
        match second {
            Taken::Counts => assert_eq!(versions, [2, 3]),
            _ => assert_eq!(versions, [3]),
        }
        world.clear(one.row.id).await;
    }
}

/// Requirements
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_ends_while_it_is_prolonged_ends_or_goes_on_and_those_told_know_which() {
    let world = World::new().await;
    let about = person(1);
    for _ in 0..races() {
        let today = world.register.node.today();
        let one = world.known(&about, today).await;
        let morning = today.tomorrow().unwrap().at(6, 0, 0, 0).to_zoned(::store::oslo()).unwrap();
        world.register.node.store().clock.set(morning.timestamp()).unwrap();
        let mut longer = version(&one, 2);
        longer.row.period.to = today.saturating_add(9.days());
        let (ended, taken) =
            tokio::join!(expire(&world.register.node), world.registered(world.a.number, &longer));
        assert_eq!(taken, Taken::Counts);
        let expected = match ended.unwrap() {
            0 => (CHANGED.to_owned(), 2),
            _ => (REMOVED.to_owned(), 1),
        };
        assert_eq!(world.told(one.row.id).await, [expected]);
        assert_eq!(world.stands(&about).await, [(one.row.id, 2)], "it stands from now on");
        world.clear(one.row.id).await;
    }
}

/// Requirements: Q-31
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asks_while_a_row_is_deleted_has_not_got_it_or_is_told_that_it_is_gone() {
    let world = World::new().await;
    let about = person(1);
    for race in 0..races() {
        let last = world.day(race).await.saturating_add(200.days());
        let one = row(&world.a, &about, 1, last);
        world.registered(world.a.number, &one).await;
        let (asked, _) = tokio::join!(world.b.ask(&about), world.deleted(one.row.id, 2));
        let told = world.told(one.row.id).await;
        let told = told.into_iter().filter(|(kind, _)| kind == REMOVED).collect::<Vec<_>>();
        match asked.unwrap().len() {
            0 => assert!(told.is_empty(), "{told:?}"),
            _ => assert_eq!(told, [(REMOVED.to_owned(), 2)]),
        }
    }
}

/// A sweep that has nothing to tell opens no act and waits for nobody who changes the list.
#[tokio::test]
async fn a_sweep_with_nothing_to_tell_waits_for_nobody() {
    let world = World::new().await;
    let mut held =
        world.register.node.store().act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
    sqlx::query("select from exclusion_list for update").execute(held.conn()).await.unwrap();
    let swept =
        tokio::time::timeout(std::time::Duration::from_secs(5), sweep(&world.register.node));
    assert!(swept.await.is_ok(), "it waits for whoever holds the list");
}
