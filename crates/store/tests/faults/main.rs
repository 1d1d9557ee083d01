//! The wire under every fault, as in `crates/wire/tests/faults` and with its very network, clocks,
//! machines and checks, but on mailboxes in PostgreSQL: each machine has a database, and what the
//! domain does is a row written in the act.
//!
//! `KANDIDAT_WIRE_DATABASE_SEEDS` says how many seeds are run, `KANDIDAT_WIRE_SEED` runs a single
//! one. Simulated time stands still while the database works. Of two that ask it at the same moment
//! either may be first, so a seed repeats its faults and not each step.

#[path = "../../../wire/tests/faults/checks.rs"]
mod checks;
#[path = "../../../wire/tests/faults/clock.rs"]
mod clock;
mod database;
#[path = "../../../wire/tests/faults/dice.rs"]
mod dice;
#[path = "../../../wire/tests/faults/issuer.rs"]
mod issuer;
#[path = "../../../wire/tests/faults/kept.rs"]
mod kept;
mod mailbox;
#[path = "../../../wire/tests/faults/network.rs"]
mod network;
#[path = "../../../wire/tests/faults/node.rs"]
mod node;
#[path = "../../../wire/tests/faults/sabotage.rs"]
mod sabotage;
#[path = "../../../wire/tests/faults/world.rs"]
mod world;

// The network that is shared speaks in the requests and responses of the crate `http`.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

use checks::Wrong;
use sabotage::Sabotage;

/// What a run came to.
struct Ran {
    wrong: BTreeSet<Wrong>,
    sent: usize,
    attempts: u32,
    exchanges: u64,
}

fn run(seed: u64, sabotage: Sabotage) -> Ran {
    // The databases are the same for every run of this process.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    database::empty(sabotage == Sabotage::NoDeDuplication);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let world = world::run(seed, sabotage).await;
        let wrong = checks::check(&world).await;
        let (mut sent, mut attempts) = (0, 0);
        for node in &world.nodes {
            let kept = node.mailbox.kept().await;
            sent += kept.sent.len();
            attempts += kept.sent.values().map(|sent| sent.attempts).sum::<u32>();
        }
        Ran { wrong, sent, attempts, exchanges: world.counted.load(Ordering::Relaxed) }
    })
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .map(|text| text.parse().unwrap_or_else(|_| panic!("{name}: no number")))
}

#[test]
fn whatever_fails_the_mailbox_in_the_database_loses_doubles_and_forges_nothing() {
    let one = number("KANDIDAT_WIRE_SEED");
    let many = number("KANDIDAT_WIRE_DATABASE_SEEDS").unwrap_or(10);
    let (mut sent, mut attempts, mut exchanges) = (0, 0, 0);
    let seeds = one.map_or(0..many, |one| one..one + 1);
    for seed in seeds.clone() {
        let ran = run(seed, Sabotage::None);
        assert!(
            ran.wrong.is_empty(),
            "{:?}; again: KANDIDAT_WIRE_SEED={seed} cargo test -p store --test faults whatever",
            ran.wrong
        );
        sent += ran.sent;
        attempts += ran.attempts;
        exchanges += ran.exchanges;
    }
    // Without faults this would be a short story.
    assert!(one.is_some() || sent > 0 && attempts as usize > sent);
    let told = format!(
        "{} seeds, {sent} messages, {attempts} attempts, {exchanges} exchanges\n",
        seeds.count()
    );
    std::io::Write::write_all(&mut std::io::stderr(), told.as_bytes()).unwrap();
}

/// A part that breaks the protocol is found within so many seeds, and as what it is.
fn caught(sabotage: Sabotage, expected: Wrong) {
    let found = (0..200).any(|seed| run(seed, sabotage).wrong.contains(&expected));
    assert!(found, "{sabotage:?} goes unseen");
}

#[test]
fn a_database_that_knows_no_message_again_is_caught_doubling() {
    caught(Sabotage::NoDeDuplication, Wrong::Twice);
}

#[test]
fn a_database_that_stores_after_the_receipt_is_caught_losing() {
    caught(Sabotage::AcknowledgesBeforeStoring, Wrong::Lost);
}

#[test]
#[ignore = "minutes: the same in memory is caught in seconds"]
fn a_sender_in_a_hurry_on_a_database_is_caught_losing() {
    caught(Sabotage::TakesUnsignedReceipts, Wrong::Lost);
}

#[test]
#[ignore = "minutes: the same in memory is caught in seconds"]
fn an_old_directory_beside_a_database_is_caught_letting_a_stolen_key_in() {
    caught(Sabotage::TakesOldDirectories, Wrong::Forged);
}
