//! Whatever comes in whatever order, a small model says what stands, what is answered and who is told.
//!
//! A walk draws what happens to a few rows about a few persons: versions in any order, some of them
//! again, deletions before what they delete, versions from whoever has not decided, questions, days that
//! pass, and what the register does of its own accord. After every step the register is held against the
//! model: what became of the message, what was answered, exactly what was told to exactly whom, how
//! often the list has changed, how many rows stand, and how many alarms there are.

mod drawn;
mod expected;

use super::*;
use crate::Act;
use crate::exclusion::{Taken, delete, register as take_in};
use drawn::{PERIOD_DAYS, Says, Step, Walk};
use expected::{Became, Register, Told};
use protocol::exclusion::Purpose;
use wire::InstitutionNumber;

/// How many walks an ordinary test run takes; `KANDIDAT_CASES` says otherwise, and `KANDIDAT_FIRST` which is the
/// first: a long run that was broken off goes on there.
const WALKS: u64 = 12;
/// As many walks share a register: what they leave in the mailbox and the record makes later ones slow.
const WALKS_OF_A_REGISTER: u64 = 100;
const STEPS: usize = 50;

/// What is wrong with a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sabotage {
    /// What comes last is taken for the newest.
    LastIsNewest,
    /// A row is taken from whomever it names.
    TakesAnybodys,
    /// Nobody is told of a change after having been told of the row.
    ForgetsWhomItTold,
    /// Everybody is told of everything.
    TellsEverybody,
    /// Its days do not pass.
    StandsStill,
    /// Two rows of one person are one.
    AnswersHalf,
    /// It answers alike, whatever it is asked for.
    AnswersAlike,
}

const SABOTAGES: [Sabotage; 7] = [
    Sabotage::LastIsNewest,
    Sabotage::TakesAnybodys,
    Sabotage::ForgetsWhomItTold,
    Sabotage::TellsEverybody,
    Sabotage::StandsStill,
    Sabotage::AnswersHalf,
    Sabotage::AnswersAlike,
];

/// A register, two who decide and may ask, and two who ask alone.
struct World {
    register: TestRegister,
    offices: Vec<Arc<Office>>,
    sabotage: Option<Sabotage>,
    /// What the register has told last, and was looked at.
    last_told: Uuid,
    today: Date,
    /// How many steps were taken, and how many messages told.
    steps: usize,
    told: usize,
}

/// What the tables count: versions of the list, rows that stand, alarms.
type Counts = (i64, i64, i64);

impl World {
    async fn new(sabotage: Option<Sabotage>) -> Self {
        let register = register().await;
        let mut offices = Vec::new();
        for number in [201, 202, 203, 204] {
            offices.push(Office::take_part(&register, number).await);
        }
        // The first key is opened when somebody asks for the list.
        offices[0].list(0, 0).await.unwrap();
        sweep(&register.node).await.unwrap();
        let today = register.node.today();
        let mut world =
            Self { register, offices, sabotage, last_told: Uuid::nil(), today, steps: 0, told: 0 };
        world.told_now().await;
        world
    }

    fn number(&self, at: usize) -> InstitutionNumber {
        self.offices[at].number
    }

    fn is(&self, sabotage: Sabotage) -> bool {
        self.sabotage == Some(sabotage)
    }

    async fn counts(&self) -> Counts {
        let sql =
            "select (select version from exclusion_list), (select count(*) from exclusion_person),
            (select count(*) from exclusion_alarm)";
        sqlx::query_as(sql).fetch_one(&self.register.node.store().pool).await.unwrap()
    }

    /// What the register has left for anybody since the last time, in order.
    async fn told_now(&mut self) -> Vec<Told> {
        let sql = "select s.id, s.receiver, s.kind, convert_from(c.bytes, 'UTF8')
            from mailbox_sent s join mailbox_content c on c.id = s.id where s.id > $1 order by s.id";
        let rows: Vec<(Uuid, String, String, String)> = sqlx::query_as(sql)
            .bind(self.last_told)
            .fetch_all(&self.register.node.store().pool)
            .await
            .unwrap();
        self.last_told = rows.last().map_or(self.last_told, |row| row.0);
        let read = rows.into_iter().map(|(_, to, kind, envelope)| {
            let envelope: serde_json::Value = serde_json::from_str(&envelope).unwrap();
            Told { to, kind, body: envelope["body"].to_string() }
        });
        let mut told: Vec<_> = read.collect();
        told.sort();
        told
    }

    /// A version comes to the use case, as the wire brings it.
    async fn comes(&self, by: usize, says: &Says) -> Became {
        let mut says = says.clone();
        let mut from = self.number(by);
        if self.is(Sabotage::LastIsNewest) {
            says = says.renumbered(u32::try_from(self.steps).unwrap());
        }
        if let (true, Says::Registered(one)) = (self.is(Sabotage::TakesAnybodys), &says) {
            from = one.row.institution;
        }
        let mut act = Act::of_job(&self.register.node, "test").await.unwrap();
        let source = (from, Uuid::new_v4());
        let taken = match &says {
            Says::Registered(one) => take_in(&mut act, source, one).await,
            Says::Deleted(one) => delete(&mut act, source, one).await,
        };
        let taken = taken.unwrap();
        act.commit(Entry::new("test.take", "exclusion", says.row().0)).await.unwrap();
        match taken {
            Taken::Counts => Became::Counts,
            Taken::Nothing => Became::Nothing,
            Taken::Not(why) => Became::Alarm(why),
        }
    }

    /// Makes the register wrong in the way it is to be, before a step.
    async fn spoil(&self) {
        let sql = match self.sabotage {
            Some(Sabotage::ForgetsWhomItTold) => {
                "update exclusion_told set removed_at = now() where removed_at is null"
            }
            Some(Sabotage::TellsEverybody) => {
                "with look as (
                    insert into exclusion_look
                        (id, institution, message_id, purpose, case_ref, asked_at, rows)
                    select gen_random_uuid(), number, gen_random_uuid(), 'study', 'k', '2020-01-01', 1
                    from unnest(array['201', '202', '203', '204']) number
                    returning id, institution
                )
                insert into exclusion_told
                select x.id, look.id, look.institution, x.version from exclusion x, look
                where x.ended is null
                on conflict do nothing"
            }
            _ => return,
        };
        let mut act =
            self.register.node.store().act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
        sqlx::raw_sql(sql).execute(act.conn()).await.unwrap();
        act.commit(Entry::new("test.spoil", "exclusion", Uuid::nil())).await.unwrap();
    }

    fn passes(&mut self, span: jiff::Span) {
        self.today = self.today.saturating_add(span);
        if !self.is(Sabotage::StandsStill) {
            let morning = self.today.at(6, 0, 0, 0).to_zoned(::store::oslo()).unwrap();
            self.register.node.store().clock.set(morning.timestamp()).unwrap();
        }
    }

    /// Takes a step there and in the model. Answers the first difference.
    async fn step(&mut self, model: &mut Register, step: Step) -> Result<(), String> {
        self.steps += 1;
        self.spoil().await;
        match step {
            Step::Comes(by, says) => {
                let found = self.comes(by, &says).await;
                same("what became of it", found, model.comes(self.number(by), &says))?;
            }
            Step::Asks(by, about, purpose) => {
                let said =
                    if self.is(Sabotage::AnswersAlike) { Purpose::Admission } else { purpose };
                let mut found = self.offices[by].found(&about, said).await.unwrap();
                if self.is(Sabotage::AnswersHalf) {
                    found.rows.truncate(1);
                }
                let expected = model.asks(self.number(by), &about, purpose);
                let short = |rows: &[protocol::exclusion::Row]| {
                    rows.iter().map(|row| (row.id, row.version)).collect::<Vec<_>>()
                };
                same("what is answered", short(&found.rows), short(&expected.rows))?;
                same("what the rows say", found == expected, true)?;
            }
            Step::Passes(span) => {
                self.passes(span);
                model.today = self.today;
            }
            Step::Sweeps => {
                self.register.quiet().await;
                sweep(&self.register.node).await.unwrap();
                model.sweeps();
            }
        }
        let told = self.told_now().await;
        self.told += told.len();
        same("who is told what", told, model.told_now())?;
        let standing = i64::try_from(model.standing()).unwrap();
        let counts = (i64::try_from(model.list_version).unwrap(), standing);
        let (list, stand, alarms) = self.counts().await;
        same("the list's version and how many rows stand", (list, stand), counts)?;
        same("how many alarms", alarms.unsigned_abs(), model.alarms)
    }

    /// Walks once; at the end all periods are over and nothing is left of anybody.
    async fn walk(&mut self, seed: u64) -> Result<(), String> {
        let (list_version, _, alarms) = self.counts().await;
        let everybody = self.offices.iter().map(|office| office.number).collect();
        let mut model = Register::new(self.today, list_version.unsigned_abs(), everybody);
        model.alarms = alarms.unsigned_abs();
        let offices = self.offices.clone();
        let mut walk = Walk::new(seed, &offices);
        let last = [Step::Passes(i64::try_from(PERIOD_DAYS).unwrap().days()), Step::Sweeps];
        let steps = (0..STEPS).map(|_| None).chain(last.into_iter().map(Some));
        for (at, step) in steps.enumerate() {
            let step = step.unwrap_or_else(|| walk.step(self.today));
            let step = self.step(&mut model, step).await;
            step.map_err(|difference| format!("seed {seed}, step {at}: {difference}"))?;
        }
        self.nothing_is_left().await.map_err(|left| format!("seed {seed}: {left}"))
    }

    async fn nothing_is_left(&self) -> Result<(), String> {
        for table in ["exclusion_person", "exclusion_element", "exclusion_token"] {
            same(table, self.register.count(table).await, 0)?;
        }
        // The changes of this walk will never be delivered: they need not be looked at again.
        let mut act =
            self.register.node.store().act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
        sqlx::query("delete from exclusion_kept").execute(act.conn()).await.unwrap();
        act.commit(Entry::new("test.forget", "exclusion", Uuid::nil())).await.unwrap();
        Ok(())
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    match found == expected {
        true => Ok(()),
        false => Err(format!("{what}: {found:?}, not {expected:?}")),
    }
}

/// Requirements
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures of a long run, for the lab book")]
async fn whatever_order_versions_come_in_the_highest_counts_and_the_right_ones_are_told() {
    let given = |name| std::env::var(name).ok().and_then(|given| given.parse().ok());
    let (begin, walks) =
        (given("KANDIDAT_FIRST").unwrap_or(0), given("KANDIDAT_CASES").unwrap_or(WALKS));
    let (end, mut steps, mut told) = (begin + walks, 0, 0);
    for first in (begin..end).step_by(usize::try_from(WALKS_OF_A_REGISTER).unwrap()) {
        let (mut world, next) = (World::new(None).await, end.min(first + WALKS_OF_A_REGISTER));
        for seed in first..next {
            assert_eq!(world.walk(seed).await, Ok(()));
        }
        (steps, told) = (steps + world.steps, told + world.told);
        println!(
            "walks {begin} to {}: {steps} steps, {told} messages told, no difference",
            next - 1
        );
    }
    assert!(told > 0, "{steps} steps");
}

/// That the comparison sees.
#[tokio::test]
#[expect(clippy::print_stdout, reason = "figures for the lab book")]
async fn a_register_that_is_wrong_in_one_way_is_caught() {
    for sabotage in SABOTAGES {
        let mut world = World::new(Some(sabotage)).await;
        let (mut caught, mut seed) = (false, 0);
        // That two rows of one person bar what is asked for comes about seldom.
        while !caught && seed < 60 {
            caught = world.walk(seed).await.is_err();
            seed += 1;
        }
        assert!(caught, "{sabotage:?} is not caught by {} steps", world.steps);
        println!("{sabotage:?} is caught after {} steps", world.steps);
    }
}
