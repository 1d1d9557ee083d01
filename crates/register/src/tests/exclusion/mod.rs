//! The exclusions, between the register and institutions that are ends of the wire of their own.

mod at_once;
mod attacker;
mod by_raw_sql;
mod come;
mod described;
mod evaluated;
mod limits;
mod looks;
mod model;
mod office;
mod operators;
mod purposes;
mod quota;
mod told;

use super::{TestRegister, key, messages_by};
use crate::exclusion::{TokenSecret, sweep};
use crate::{Issuing, MIGRATIONS, Node, messages, router, world};
use ::store::{Actor, Entry};
use edge::station::{StationConfig, settle};
use edge::{Mode, Node as _};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use office::{Office, row};
use quota::declare;
use rules::NationalId;
use std::sync::{Arc, Mutex};
use uuid::Uuid;
use wire::port::HeldKeys;
use wire::{Settings, WallClock};
use wire_http::MachineClock;

/// The directory goes by this clock: signatures name whole seconds, and a key that was listed within
/// the same second was not valid at its beginning.
struct AMinuteAgo;

impl WallClock for AMinuteAgo {
    fn now(&self) -> jiff::Timestamp {
        MachineClock.now() - jiff::SignedDuration::from_mins(1)
    }
}

const SECRET: [u8; 32] = [7; 32];

/// A register that goes by the machine's wall time, as those that write to it do, and stands in its
/// own directory.
async fn register() -> TestRegister {
    let database = testkit::Database::fresh(&[&MIGRATIONS]).await.expect("a database");
    let mut act = database.store.act(Actor::Job("plant"), Uuid::now_v7()).await.expect("an act");
    world::plant(act.conn()).await.expect("operators");
    act.commit(Entry::new("world.plant", "operator", Uuid::nil())).await.expect("planted");
    let node = node_with(database.store, SECRET);
    let address = "http://127.0.0.1:9".parse().unwrap();
    world::list_register(&node, &address).await.expect("listed");
    let wall = Arc::new(super::TestWall(Mutex::new(super::WALL.parse().unwrap())));
    TestRegister { router: router(node.clone()), node, wall }
}

fn node_with(store: ::store::Store, secret: [u8; 32]) -> Node {
    let settings = Settings { plain_addresses: true, ..Settings::default() };
    let station = StationConfig { settings, ..messages_by(10) };
    let issuing = Issuing::new(HeldKeys::new(super::SIGNING.map(key)), Arc::new(AMinuteAgo));
    Node::new(store, Mode::Demo, station, issuing, TokenSecret::new(secret))
}

impl TestRegister {
    /// All that has come is handled, all that is due is done and sent.
    async fn settle(&self) {
        settle(&self.node, messages()).await.expect("handled");
        sweep(&self.node).await.expect("swept");
        settle(&self.node, messages()).await.expect("sent");
    }

    /// Nothing has been announced for a while.
    async fn quiet(&self) {
        let mut act = self.node.store().act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
        let sql = "update exclusion_list set paid_until = null";
        sqlx::query(sql).execute(act.conn()).await.unwrap();
        act.commit(Entry::new("test.quiet", "exclusion_list", Uuid::nil())).await.unwrap();
    }

    /// It is the morning of this day.
    async fn on(&self, day: Date) {
        let morning = day.at(6, 0, 0, 0).to_zoned(::store::oslo()).unwrap();
        self.node.store().clock.set(morning.timestamp()).expect("a clock that can be set");
        self.settle().await;
    }

    /// The reasons of all alarms, in the order of the alphabet.
    async fn alarms(&self) -> Vec<String> {
        let sql = "select reason from exclusion_alarm order by reason";
        sqlx::query_scalar(sql).fetch_all(&self.node.store().pool).await.unwrap()
    }

    /// How many rows a table has.
    async fn count(&self, table: &'static str) -> i64 {
        let sql = format!("select count(*) from {table}");
        let found = sqlx::query_scalar(sqlx::AssertSqlSafe(sql));
        found.fetch_one(&self.node.store().pool).await.unwrap()
    }

    /// Every table in which this text stands anywhere.
    async fn tables_with(&self, text: &str) -> Vec<String> {
        let pool = &self.node.store().pool;
        let sql = "select table_name::text from information_schema.tables
            where table_schema = 'public' order by 1";
        let tables: Vec<String> = sqlx::query_scalar(sql).fetch_all(pool).await.unwrap();
        let mut found = Vec::new();
        for table in tables {
            let sql = match table.as_str() {
                "mailbox_content" => {
                    "select convert_from(bytes, 'UTF8') from mailbox_content".into()
                }
                other => format!("select t::text from {other} t"),
            };
            let rows: Vec<String> =
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(pool).await.unwrap();
            if rows.iter().any(|row| row.contains(text)) {
                found.push(table);
            }
        }
        found
    }
}

/// An invented person's national id.
fn person(serial: usize) -> String {
    NationalId::synthetic(date(1999, 5, 17), serial).unwrap().expose().to_owned()
}

fn day_after(day: Date) -> Date {
    day.saturating_add(1.day())
}

const LAST: Date = date(2026, 12, 31);
