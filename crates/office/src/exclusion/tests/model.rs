//! Whoever tries whatever, in whatever order: a small set model says what happens.

use super::super::{Change, change, control, delete, refuse, withdraw};
use super::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// How many random walks an ordinary test run takes; `KANDIDAT_CASES` says otherwise.
const WALKS: u32 = 12;

#[derive(Clone, Copy, Debug)]
enum Step {
    Change(i8),
    Delete,
    Control,
    Refuse,
    Withdraw,
}

/// Who tries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct By(&'static str, &'static [Role]);

const PEOPLE: [By; 4] = [
    By("tor", BOTH),
    By("unni", BOTH),
    By("astrid", &[Role::RustRead]),
    By("harald", &[Role::SystemOwner]),
];

fn step() -> impl Strategy<Value = (Step, usize)> {
    let step = prop_oneof![
        1 => (1..28_i8).prop_map(Step::Change),
        1 => Just(Step::Delete),
        3 => Just(Step::Control),
        1 => Just(Step::Refuse),
        1 => Just(Step::Withdraw),
    ];
    (step, 0..PEOPLE.len())
}

/// What a row is, in as few words as possible.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Model {
    /// The last day in force.
    in_force: Option<Date>,
    /// What waits: by whom, and the last day it would give; none for a deletion.
    waiting: Option<(&'static str, Option<Date>)>,
    messages: usize,
    /// Whether four eyes are asked for: always, but in the control of this test.
    four_eyes: bool,
}

impl Model {
    fn does(&mut self, step: Step, By(who, roles): By) -> bool {
        let (writes, controls) =
            (roles.contains(&Role::RustWrite), roles.contains(&Role::RustControl));
        let another = self.waiting.is_some_and(|(by, _)| by != who || !self.four_eyes);
        match step {
            Step::Change(day) => {
                let to = date(2027, 3, day);
                let may = writes && self.waiting.is_none() && self.in_force.is_some();
                if may && self.in_force != Some(to) {
                    self.waiting = Some((who, Some(to)));
                    return true;
                }
            }
            Step::Delete if writes && self.waiting.is_none() && self.in_force.is_some() => {
                self.waiting = Some((who, None));
                return true;
            }
            Step::Control if controls && another => {
                self.in_force = self.waiting.take().and_then(|(_, to)| to);
                self.messages += 1;
                return true;
            }
            Step::Refuse if controls && another => {
                self.waiting = None;
                return true;
            }
            Step::Withdraw if writes && self.waiting.is_some_and(|(by, _)| by == who) => {
                self.waiting = None;
                return true;
            }
            _ => {}
        }
        false
    }
}

async fn really(office: &TestOffice, row: ExclusionRowId, step: Step, By(key, roles): By) -> bool {
    let last = row_of(office, row).await.last_version();
    doing!(office, key, roles, |act| match step {
        Step::Change(day) => {
            let (from, to) = (date(2026, 11, 2), date(2027, 3, day));
            let new = Change {
                from,
                to,
                cause: Cause::DecisionChanged,
                justification: "nytt vedtak".to_owned(),
            };
            change(&mut act, row, &new).await
        }
        Step::Delete => delete(&mut act, row, Cause::Reversed, "omgjort").await,
        Step::Control => control(&mut act, row, last).await.map(|_| ()),
        Step::Refuse => refuse(&mut act, row, last, "feil").await.map(|_| ()),
        Step::Withdraw => withdraw(&mut act, row, last, "feil").await,
    })
    .is_ok()
}

/// The last message that was left for anybody; ids rise.
async fn last_sent(office: &TestOffice) -> Uuid {
    let last = "select id from mailbox_sent order by id desc limit 1";
    let found = sqlx::query_scalar(last).fetch_optional(&office.node.store().pool).await;
    found.expect("messages").unwrap_or_default()
}

/// As many as were left after that one.
async fn sent_since(office: &TestOffice, last: Uuid) -> usize {
    let count = sqlx::query_scalar("select count(*) from mailbox_sent where id > $1").bind(last);
    let count: i64 = count.fetch_one(&office.node.store().pool).await.expect("messages");
    usize::try_from(count).expect("a count")
}

/// Walks once, and says where the model and the office part.
async fn walk(
    office: &TestOffice,
    steps: &[(Step, usize)],
    four_eyes: bool,
) -> std::result::Result<(), String> {
    let row = a_row(office, ExclusionType::Eksamenn, false).await;
    let before = last_sent(office).await;
    let waiting = Some(("tor", Some(date(2027, 6, 30))));
    let mut model = Model { in_force: None, waiting, messages: 0, four_eyes };
    for (number, (step, who)) in steps.iter().enumerate() {
        let by = PEOPLE[*who];
        let (expected, done) = (model.does(*step, by), really(office, row, *step, by).await);
        let now = row_of(office, row).await;
        let waits = now.waiting().map(|one| one.version);
        let said = (expected, model.in_force, model.waiting.is_some(), model.messages);
        let messages = sent_since(office, before).await;
        let found = (done, now.in_force().map(|one| one.to), waits.is_some(), messages);
        if said != found {
            return Err(format!("step {number} {step:?} by {}: {said:?} {found:?}", by.0));
        }
    }
    Ok(())
}

fn walks(four_eyes: bool) -> std::result::Result<(), String> {
    let given = std::env::var("KANDIDAT_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases = given.unwrap_or(WALKS);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let office = runtime.block_on(TestOffice::new());
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let steps = prop::collection::vec(step(), 4..14);
    let outcome = runner.run(&steps, |steps| {
        let walked = runtime.block_on(walk(&office, &steps, four_eyes));
        walked.map_err(TestCaseError::fail)
    });
    outcome.map_err(|error| error.to_string())
}

/// Requirements
#[test]
fn random_walks_of_registering_and_controlling_do_what_a_small_model_says() {
    assert_eq!(walks(true), Ok(()));
}

/// That the comparison sees: a model in which one's own may be controlled parts from the office.
#[test]
fn a_model_without_four_eyes_is_caught() {
    let own = vec![(Step::Control, 0)];
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    let caught = runtime.block_on(async {
        let office = TestOffice::new().await;
        walk(&office, &own, false).await
    });
    assert!(caught.is_err());
}
