//! Whatever order versions and questions come in, a small model says what stands and who is told.

use super::*;
use crate::Act;
use crate::exclusion::{delete, register as take_in};
use protocol::exclusion::{CHANGED, Deleted, REMOVED, Registered};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers that look drawn, the same for the same seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((x ^ (x >> 31)) % u64::try_from(most).unwrap()).unwrap()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

#[derive(Clone)]
enum Says {
    Registered(Registered),
    Deleted(Deleted),
}

impl Says {
    fn of(&self) -> (Uuid, u32) {
        match self {
            Self::Registered(one) => (one.row.id, one.row.version),
            Self::Deleted(one) => (one.id, one.version),
        }
    }

    /// Whether the row stands when this version counts.
    fn stands(&self) -> bool {
        matches!(self, Self::Registered(one) if one.row.period.to >= date(2026, 11, 2))
    }

    fn renumbered(&self, version: u32) -> Self {
        let mut new = self.clone();
        match &mut new {
            Self::Registered(one) => one.row.version = version,
            Self::Deleted(one) => one.version = version,
        }
        new
    }
}

enum Step {
    Comes(Says),
    Asks,
}

/// Three rows of one person with up to four versions each, some come twice, in any order, and
/// questions between.
fn steps(dice: &mut Dice, office: &Office, national_id: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for _ in 0..3 {
        let base = row(office, national_id, 1, LAST);
        for version in 1..=u32::try_from(1 + dice.below(4)).unwrap() {
            let says = match dice.below(4) {
                0 => Says::Deleted(Deleted { id: base.row.id, version }),
                kind => {
                    let mut one = base.clone();
                    one.row.version = version;
                    let days = i64::try_from(dice.below(300)).unwrap();
                    let from = if kind == 1 { date(2026, 10, 20) } else { LAST };
                    one.row.period.to = match kind {
                        1 => from,
                        _ => from.saturating_add(days.days()),
                    };
                    Says::Registered(one)
                }
            };
            if dice.below(3) == 0 {
                steps.push(Step::Comes(says.clone()));
            }
            steps.push(Step::Comes(says));
        }
    }
    steps.extend([Step::Asks, Step::Asks, Step::Asks]);
    dice.shuffle(&mut steps);
    steps
}

/// What the model knows.
#[derive(Default)]
struct Model {
    highest: BTreeMap<Uuid, Says>,
    told: BTreeSet<Uuid>,
    changed: usize,
    removed: usize,
}

impl Model {
    fn comes(&mut self, says: &Says) {
        let (id, version) = says.of();
        if self.highest.get(&id).is_some_and(|known| known.of().1 >= version) {
            return;
        }
        let stood = self.highest.insert(id, says.clone()).is_some_and(|known| known.stands());
        if stood && self.told.contains(&id) {
            match says.stands() {
                true => self.changed += 1,
                false => {
                    self.removed += 1;
                    self.told.remove(&id);
                }
            }
        }
    }

    fn standing(&self) -> Vec<(Uuid, u32)> {
        self.highest.values().filter(|says| says.stands()).map(Says::of).collect()
    }
}

async fn comes(register: &TestRegister, office: &Office, says: &Says) {
    let mut act = Act::of_job(&register.node, "test").await.unwrap();
    let from = (office.number, Uuid::new_v4());
    let taken = match says {
        Says::Registered(one) => take_in(&mut act, from, one).await,
        Says::Deleted(one) => delete(&mut act, from, one).await,
    };
    taken.unwrap();
    act.commit(Entry::new("test.take", "exclusion", says.of().0)).await.unwrap();
}

/// As many messages of a kind as the register has left for anybody.
async fn sent(register: &TestRegister, kind: &str) -> usize {
    let sql = "select count(*) from mailbox_sent where kind = $1";
    let count: i64 =
        sqlx::query_scalar(sql).bind(kind).fetch_one(&register.node.store().pool).await.unwrap();
    usize::try_from(count).unwrap()
}

/// Walks through the steps and holds the register against the model. A sabotaged register takes what
/// comes last for the newest. Answers the first difference.
async fn differs(
    (register, a, b): &(TestRegister, Arc<Office>, Arc<Office>),
    seed: u64,
    sabotaged: bool,
) -> Option<String> {
    let (mut dice, mut model) = (Dice(seed), Model::default());
    // Each seed has a person of its own.
    let national_id = person(usize::try_from(seed).unwrap());
    let before = (sent(register, CHANGED).await, sent(register, REMOVED).await);
    let stood = register.count("exclusion_person").await;
    for (at, step) in steps(&mut dice, a, &national_id).into_iter().enumerate() {
        match step {
            Step::Comes(says) => {
                let number = u32::try_from(at).unwrap() + 1;
                let as_taken = if sabotaged { says.renumbered(number) } else { says.clone() };
                comes(register, a, &as_taken).await;
                model.comes(&says);
            }
            Step::Asks => {
                let found = b.ask(&national_id).await.unwrap();
                let found: Vec<_> = found.iter().map(|row| (row.id, row.version)).collect();
                model.told.extend(model.standing().iter().map(|(id, _)| *id));
                if found != model.standing() {
                    return Some(format!("seed {seed}, step {at}: what is answered"));
                }
            }
        }
    }
    let after = (sent(register, CHANGED).await, sent(register, REMOVED).await);
    let told = (after.0 - before.0, after.1 - before.1);
    if told != (model.changed, model.removed) {
        return Some(format!("seed {seed}: who is told, {told:?}"));
    }
    let stands = register.count("exclusion_person").await - stood;
    let expected = i64::try_from(model.standing().len()).unwrap();
    (stands != expected).then(|| format!("seed {seed}: {stands} stand, not {expected}"))
}

/// A register, who decides, and who asks.
async fn world() -> (TestRegister, Arc<Office>, Arc<Office>) {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let b = Office::take_part(&register, 202).await;
    (register, a, b)
}

const SEEDS: u64 = 40;

/// Requirements
#[tokio::test]
async fn whatever_order_versions_come_in_the_highest_counts_and_the_right_ones_are_told() {
    let world = world().await;
    for seed in 0..SEEDS {
        assert_eq!(differs(&world, seed, false).await, None);
    }
}

#[tokio::test]
async fn a_register_that_takes_the_last_for_the_newest_is_caught() {
    let (world, mut caught) = (world().await, 0);
    for seed in 0..6 {
        caught += usize::from(differs(&world, seed, true).await.is_some());
    }
    assert!(caught >= 4, "caught by {caught} of 6 seeds");
}
