//! The wire between real processes: three institutions and the register, each with a database of
//! its own, behind proxies that fail, while stations and databases are killed with -9.
//!
//! After each round everything is put right, and every message must arrive, be acted on once, and be
//! proven by both ends. How long a sender waits before it tries again is the simulator's matter
//! (`crates/wire/tests/faults`): here whatever waits in peace is made due at once.

mod look;
pub mod station;
mod tally;
pub mod world;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use rand::seq::IndexedRandom;
use testkit::Faults;

use tally::{Damage, Tally};
use world::World;

/// A control must be caught within this many rounds.
const CONTROL_ROUNDS_MAX: u32 = 10;
/// As many messages are sent in a round, one after the other.
const SAID_IN_A_ROUND: u32 = 12;
/// As long as the ways go on failing after the last was said and the dead are up again.
const CHAOS_GOES_ON: Duration = Duration::from_millis(400);
/// Everything has arrived and is handled this long after everything was put right.
const DELIVERED_WITHIN: Duration = Duration::from_secs(30);
/// The alarm must have fired this long after its limit.
const ALARMED_WITHIN: Duration = Duration::from_secs(10);

/// Runs the drill and its controls.
pub async fn run(rounds: u32) -> Result<()> {
    world::build().await?;
    let mut world = World::new().await?;
    report("wire", None, async |tally| {
        for _ in 0..rounds {
            round(&mut world, tally, draw).await?;
        }
        Ok(())
    })
    .await?;
    report("wire, a receipt that is lost for ever", Some(Damage::Undelivered), async |tally| {
        alarm(&mut world, tally).await
    })
    .await?;
    heal(&world);
    settled(&world).await?;
    world.forget_messages().await?;
    report("wire, a receiver that knows no message again", Some(Damage::Twice), async |tally| {
        for _ in 0..CONTROL_ROUNDS_MAX {
            round(&mut world, tally, || Faults { duplicate: 500, ..Faults::default() }).await?;
            if tally.shows(Damage::Twice) {
                break;
            }
        }
        Ok(())
    })
    .await?;
    world.stop().await
}

/// Runs a drill, tells what it saw and judges it: with `control` this damage and no other.
#[expect(clippy::print_stdout, reason = "the figures are the tool's answer")]
async fn report(
    name: &str,
    control: Option<Damage>,
    drill: impl AsyncFnOnce(&mut Tally) -> Result<()>,
) -> Result<()> {
    let (begun, mut tally) = (Instant::now(), Tally::default());
    drill(&mut tally).await?;
    let kind = if control.is_some() { "control: " } else { "" };
    println!("{kind}{name}: {tally}, {} s", begun.elapsed().as_secs());
    tally.judge(name, control)
}

/// What dies in a round.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Victim {
    Station(usize),
    Database,
    Nobody,
}

impl Victim {
    fn draw() -> Self {
        match rand::random_range(0..10) {
            0..6 => Self::Station(rand::random_range(0..world::PARTIES.len())),
            6 => Self::Database,
            _ => Self::Nobody,
        }
    }
}

/// Everybody talks while ways and machines fail; then all is put right, everything arrives, and
/// what all have kept is looked at.
async fn round(world: &mut World, tally: &mut Tally, faults: impl Fn() -> Faults) -> Result<()> {
    for proxy in &world.proxies {
        proxy.fail(faults());
    }
    cut(world);
    let (victim, dies) = (Victim::draw(), rand::random_range(0..SAID_IN_A_ROUND));
    for said in 0..SAID_IN_A_ROUND {
        say(world).await;
        tokio::time::sleep(Duration::from_millis(rand::random_range(5..60))).await;
        if said != dies {
            continue;
        }
        match victim {
            Victim::Station(number) => world.kill(number).await?,
            Victim::Database => world.kill_database()?,
            Victim::Nobody => {}
        }
    }
    tally.rounds += 1;
    match victim {
        Victim::Station(number) => {
            world.rise(number).await?;
            tally.stations_killed += 1;
        }
        Victim::Database => tally.databases_killed += 1,
        Victim::Nobody => {}
    }
    // What was refused or lost is tried again while the ways still fail.
    world.answers().await?;
    world.end_waits().await?;
    tokio::time::sleep(CHAOS_GOES_ON).await;
    heal(world);
    let took = settled(world).await?;
    tally.slowest = tally.slowest.max(took.unwrap_or(DELIVERED_WITHIN));
    look::look(world, tally).await
}

/// About half of the faults, each up to four times in ten.
fn draw() -> Faults {
    let some = || if rand::random() { rand::random_range(0..400) } else { 0 };
    Faults {
        drop_request: some(),
        drop_response: some(),
        duplicate: some(),
        cut: some(),
        alter: some(),
        forge: some(),
        delay: Duration::from_millis(rand::random_range(0..200)),
    }
}

/// In one round of three two parties do not reach each other, in one direction or in both.
fn cut(world: &World) {
    if rand::random_range(0..3) > 0 {
        return;
    }
    let (from, to) = two();
    world.proxies[to].cut_off(vec![world.key_id(from)]);
    if rand::random() {
        world.proxies[from].cut_off(vec![world.key_id(to)]);
    }
}

/// Two different parties, by number.
fn two() -> (usize, usize) {
    let all = world::PARTIES.len();
    let one = rand::random_range(0..all);
    (one, (one + rand::random_range(1..all)) % all)
}

/// Somebody sends something to somebody. The register speaks in words of its own; from anybody else
/// they are refused.
async fn say(world: &mut World) {
    let (from, to) = two();
    let kinds: &[&str] = match (from, to) {
        (0, _) => &["word.sent"],
        (_, 0) => &["note.sent", "question.asked"],
        _ => &["note.sent", "note.sent", "question.asked", "word.sent"],
    };
    let kind = kinds.choose(&mut rand::rng()).copied().unwrap_or_default();
    world.say(from, to, kind).await;
}

fn heal(world: &World) {
    for proxy in &world.proxies {
        proxy.fail(Faults::default());
        proxy.cut_off(Vec::new());
    }
}

/// Waits until everything has arrived and is handled. Answers how long that took; nothing when it
/// took too long.
async fn settled(world: &World) -> Result<Option<Duration>> {
    let begun = Instant::now();
    // Whoever held these leases is dead, or that is one more duplicate.
    world.end_leases().await?;
    while begun.elapsed() < DELIVERED_WITHIN {
        world.end_waits().await?;
        if world.is_settled().await? {
            return Ok(Some(begun.elapsed()));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(None)
}

/// Every response to a message is lost: it is acted on, its sender never knows, and a person is
/// alarmed; of a message that arrives nobody hears.
async fn alarm(world: &mut World, tally: &mut Tally) -> Result<()> {
    let before = world.alarmed(1);
    world.proxies[3].fail(Faults { drop_response: 1000, ..Faults::default() });
    world.say(1, 3, "note.sent").await;
    world.say(1, 2, "note.sent").await;
    let begun = Instant::now();
    let most = station::ALARM_AFTER + ALARMED_WITHIN;
    while world.alarmed(1) == before || world.attempts_of_waiting(1).await? < 2 {
        ensure!(begun.elapsed() < most, "no alarm, or one attempt, in {} s", most.as_secs());
        world.end_waits().await?;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    ensure!(begun.elapsed() >= station::ALARM_AFTER, "an alarm before its time");
    let alarmed: Vec<_> = world.alarmed(1).difference(&before).copied().collect();
    let waits = world.waiting(1).await?;
    ensure!(waits.len() == 1 && alarmed == waits, "alarmed about {alarmed:?}, {waits:?} wait");
    tally.rounds += 1;
    look::look(world, tally).await
}
