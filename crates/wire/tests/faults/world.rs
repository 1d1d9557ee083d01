//! A run: three machines, a network, and a time of chaos after which everything is put right.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::{Instant, sleep};
use wire::{Party, Route, WallClock};

use crate::Sabotage;
use crate::clock::{BEGIN, Clock};
use crate::dice::Dice;
use crate::issuer::{Copy, Issuer, REGISTER_KEYS, listed, parties, public};
use crate::mailbox::Tested;
use crate::network::{Faults, Link};
use crate::node::Node;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);
/// After the chaos: the longest wait is an hour, and a loop looks each half hour at least.
const PEACE: Duration = Duration::from_secs(3 * 3600);
/// How long a withdrawn key goes on being valid beside the new one.
const OVERLAP: SignedDuration = SignedDuration::from_hours(25);

pub struct World {
    pub nodes: Vec<Arc<Node>>,
    pub issuer: Issuer,
    pub dice: Arc<Dice>,
    /// How long the chaos lasts.
    pub chaos: Duration,
    faults: Mutex<Faults>,
    cuts: Mutex<BTreeSet<(usize, usize)>>,
    /// Machines that died, and clocks that were wrong, by node.
    pub died: Mutex<BTreeSet<usize>>,
    pub erred: Mutex<BTreeSet<usize>>,
    pub counted: AtomicU64,
}

impl World {
    pub fn faults(&self) -> Faults {
        *self.faults.lock().unwrap()
    }

    pub fn is_cut(&self, from: usize, to: usize) -> bool {
        self.cuts.lock().unwrap().contains(&(from, to))
    }

    pub fn host(&self, host: Option<&str>) -> Option<usize> {
        let hosts = ["register.example", "office-184.example", "office-186.example"];
        self.counted.fetch_add(1, Ordering::Relaxed);
        hosts.into_iter().position(|known| Some(known) == host)
    }

    pub fn number(&self, party: Party) -> usize {
        self.nodes.iter().position(|node| node.party == party).unwrap()
    }

    /// Some time within the chaos.
    fn moment(&self) -> Duration {
        self.dice.time(self.chaos)
    }

    fn other(&self, than: usize) -> usize {
        (than + 1 + self.dice.below(2) as usize) % 3
    }
}

/// The whole run of a seed.
pub async fn run(seed: u64, sabotage: Sabotage) -> Arc<World> {
    let dice = Arc::new(Dice::new(seed));
    let long = dice.in_thousand(40);
    let chaos = if long { HOUR * 27 } else { MINUTE * 20 + dice.time(HOUR * 2) };
    let faults = Faults::draw(&dice);
    let world = build(dice, sabotage, chaos, faults).await;
    begin_chaos(&world);
    sleep(chaos).await;
    end_chaos(&world);
    sleep(PEACE).await;
    world
}

/// Three machines that work.
pub async fn build(
    dice: Arc<Dice>,
    sabotage: Sabotage,
    chaos: Duration,
    faults: Faults,
) -> Arc<World> {
    let begun = Instant::now();
    let start: Timestamp = BEGIN.parse().unwrap();
    let issuer = Issuer::new(start);
    issuer.issue(start - SignedDuration::from_mins(20), |_| ()).await;
    let withdraw = |keys: &mut Vec<wire::directory::ListedKey>| keys.truncate(1);
    let first = issuer.issue(start, |document| withdraw(&mut document.institutions[1].keys)).await;
    let held: [&[u8]; 3] = [&[10, 11], &[20, 21], &[30, 31]];
    let world = Arc::new_cyclic(|weak: &Weak<World>| {
        let node = |number: usize| {
            let link = Link { world: weak.clone(), from: number };
            let mailbox = Tested::new(dice.clone(), sabotage, number);
            let copy = Copy::new(first.clone(), sabotage);
            let who = (parties()[number], held[number]);
            let ports = (mailbox, copy, link);
            Arc::new(Node::new(who, Clock::new(begun), ports, dice.clone(), sabotage))
        };
        World {
            nodes: (0..3).map(node).collect(),
            issuer,
            chaos,
            faults: Mutex::new(faults),
            cuts: Mutex::default(),
            died: Mutex::default(),
            erred: Mutex::default(),
            counted: AtomicU64::new(0),
            dice: dice.clone(),
        }
    });
    world.nodes.iter().for_each(Node::start);
    world
}

fn begin_chaos(world: &Arc<World>) {
    tokio::spawn(issue(world.clone()));
    for number in 0..3 {
        tokio::spawn(fetch(world.clone(), number));
    }
    for _ in 0..4 + world.dice.below(10) {
        tokio::spawn(talk(world.clone()));
    }
    for _ in 0..2 {
        tokio::spawn(crate::sabotage::intrude(world.clone(), world.moment()));
    }
    for _ in 0..world.dice.below(4) {
        tokio::spawn(crash(world.clone()));
    }
    for _ in 0..world.dice.below(4) {
        tokio::spawn(cut(world.clone()));
    }
    if world.dice.in_thousand(300) {
        tokio::spawn(err(world.clone()));
    }
    tokio::spawn(roll_over(world.clone()));
    if world.nodes[0].sabotage == Sabotage::AcknowledgesBeforeStoring {
        for sender in 0..3 {
            tokio::spawn(die_owing(world.clone(), sender));
        }
    }
}

/// Everything works again.
fn end_chaos(world: &Arc<World>) {
    *world.faults.lock().unwrap() = Faults::NONE;
    world.cuts.lock().unwrap().clear();
    for node in &world.nodes {
        node.clock.set_wrong_by(0);
        node.start();
    }
}

/// The register issues a version each hour, whether anything has changed or not.
async fn issue(world: Arc<World>) {
    loop {
        sleep(HOUR).await;
        world.issuer.issue(world.nodes[0].clock.right(), |_| ()).await;
    }
}

/// A node fetches the directory; somebody on the way may hand out an old one.
async fn fetch(world: Arc<World>, number: usize) {
    loop {
        sleep(MINUTE * 5 + world.dice.time(MINUTE * 10)).await;
        let peace = world.faults().is_none();
        if world.is_cut(0, number) || world.is_cut(number, 0) {
            continue;
        }
        let old = !peace && world.dice.in_thousand(300);
        let envelope = match old {
            true => {
                let versions = world.issuer.versions.lock().unwrap();
                versions[world.dice.below(versions.len() as u64) as usize].clone()
            }
            false => world.issuer.newest(),
        };
        let node = &world.nodes[number];
        node.copy.fetched(envelope, node.clock.now());
    }
}

async fn talk(world: Arc<World>) {
    sleep(world.moment()).await;
    let from = world.dice.below(3) as usize;
    let to = world.nodes[world.other(from)].party;
    let (route, kind) = match world.dice.below(10) {
        0 => (Route::Message, "note.unwanted"),
        1 | 2 => (Route::Question, "note.asked"),
        _ => (Route::Message, "note.sent"),
    };
    let node = world.nodes[from].clone();
    drop(world.nodes[from].spawn(async move { node.say(route, kind, to).await }));
}

/// When something begins and for how long, within the chaos.
fn span(world: &World, most: Duration) -> (Duration, Duration) {
    let begin = world.moment();
    (begin, world.dice.time(most).min(world.chaos - begin))
}

async fn crash(world: Arc<World>) {
    let number = world.dice.below(3) as usize;
    let (begin, lasts) = span(&world, MINUTE * 30);
    sleep(begin).await;
    world.died.lock().unwrap().insert(number);
    world.nodes[number].crash();
    sleep(lasts).await;
    world.nodes[number].start();
}

/// Whoever owes the storing of what it has acknowledged dies at the very moment at which the sender
/// has kept its receipt: that a sabotage does harm is no matter of chance.
async fn die_owing(world: Arc<World>, sender: usize) {
    loop {
        world.nodes[sender].mailbox.delivered.notified().await;
        for (number, node) in world.nodes.iter().enumerate() {
            if node.mailbox.owes() {
                world.died.lock().unwrap().insert(number);
                node.crash();
            }
        }
        sleep(MINUTE).await;
        world.nodes.iter().for_each(Node::start);
    }
}

/// One way, or both.
async fn cut(world: Arc<World>) {
    let from = world.dice.below(3) as usize;
    let to = world.other(from);
    let (begin, lasts) = span(&world, HOUR);
    let both = world.dice.in_thousand(500);
    sleep(begin).await;
    world.cuts.lock().unwrap().insert((from, to));
    if both {
        world.cuts.lock().unwrap().insert((to, from));
    }
    sleep(lasts).await;
    let mut cuts = world.cuts.lock().unwrap();
    cuts.remove(&(from, to));
    cuts.remove(&(to, from));
}

/// A clock is wrong: by minutes, hours or a day.
async fn err(world: Arc<World>) {
    let number = world.dice.below(3) as usize;
    let by = [60, 299, 301, 3600, 86_400][world.dice.below(5) as usize];
    let by = if world.dice.in_thousand(500) { by } else { -by };
    let (begin, lasts) = span(&world, HOUR);
    sleep(begin).await;
    world.erred.lock().unwrap().insert(number);
    world.nodes[number].clock.set_wrong_by(by);
    sleep(lasts).await;
    world.nodes[number].clock.set_wrong_by(0);
}

/// An institution and the register take up new keys, which go on beside the old ones.
async fn roll_over(world: Arc<World>) {
    sleep(world.dice.time(world.chaos.min(HOUR))).await;
    let now = world.nodes[0].clock.right();
    let (far, end) = (now + SignedDuration::from_hours(1000), now + OVERLAP);
    let change = |document: &mut wire::directory::Document| {
        document.register_keys = REGISTER_KEYS.map(public).to_vec();
        for (keys, new) in
            [(&mut document.register.keys, 11), (&mut document.institutions[0].keys, 21)]
        {
            keys[0].valid_to = end;
            keys.push(listed(new, now, far));
        }
    };
    drop(world.issuer.issue(now, change).await);
}
