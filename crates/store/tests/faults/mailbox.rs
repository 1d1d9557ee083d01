//! The mailbox of a machine, in its database. Each step takes time, so that a machine can die before
//! and after it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use store::mailbox::DatabaseMailbox;
use store::{Actor, Entry, Store};
use tokio::sync::Notify;
use tokio::time::Instant;
use uuid::Uuid;
use wire::port::{
    Arrived, Ended, Evidence, Inbox, Incoming, Lease, Leased, Mailbox, Outbox, Outcome,
    QuestionOpened, Stored, Undelivered,
};
use wire::send::WAIT_MAX;
use wire::{Digest, Kind, MessageId, Outgoing, Party, PortFault, Problem, Route, SignedResponse};

use crate::Sabotage;
use crate::database::{ask, runtime, stores};
use crate::dice::Dice;
use crate::kept::{Effect, Kept, Sent};

const STEP: Duration = Duration::from_millis(20);

type Spans = BTreeMap<MessageId, (Instant, Option<Instant>)>;

/// What the runs of this test try.
pub struct Tested {
    inner: DatabaseMailbox,
    store: Store,
    pub stirred: Notify,
    /// A receipt has come and is kept.
    pub delivered: Notify,
    dice: Arc<Dice>,
    sabotage: Sabotage,
    /// What a sabotaged mailbox has acknowledged and not written yet.
    unwritten: Mutex<Vec<(Incoming, SignedResponse)>>,
    /// When each message was sent and settled, in the run's own time.
    spans: Arc<Mutex<Spans>>,
    alarmed: Mutex<BTreeSet<MessageId>>,
}

/// An open act. However its machine dies, it is rolled back where the database is asked.
pub struct Act {
    open: Option<Open>,
    sent: Vec<MessageId>,
}

struct Open(Option<store::Act>);

impl Open {
    fn of(act: store::Act) -> Self {
        Self(Some(act))
    }

    fn act(&mut self) -> &mut store::Act {
        self.0.as_mut().expect("open")
    }

    fn into_act(mut self) -> store::Act {
        self.0.take().expect("open")
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(act) = self.0.take() {
            runtime().spawn(async move { drop(act.roll_back().await) });
        }
    }
}

impl Act {
    fn of(open: Open) -> Self {
        Self { open: Some(open), sent: Vec::new() }
    }

    /// The domain does something.
    pub async fn record(&mut self, effect: Effect) {
        let mut open = self.take();
        let written = ask(async move {
            let (what, from, id, digest) = columns(&effect);
            let sql =
                "insert into effect (what, sender, message_id, digest) values ($1, $2, $3, $4)";
            let row = sqlx::query(sql).bind(what).bind(from).bind(id.uuid()).bind(digest);
            let written = row.execute(open.act().conn()).await;
            written.map(|_| open)
        });
        self.open = Some(written.await.expect("an effect within its act"));
    }

    fn take(&mut self) -> Open {
        self.open.take().expect("open")
    }
}

fn columns(effect: &Effect) -> (&'static str, Option<String>, MessageId, Option<Vec<u8>>) {
    match effect {
        Effect::Acted { from, id, digest } => {
            ("acted", Some(from.to_string()), *id, Some(digest.bytes().to_vec()))
        }
        Effect::ToldRefused(id) => ("told_refused", None, *id, None),
        Effect::ToldAnswer(id) => ("told_answer", None, *id, None),
    }
}

/// What a commit takes along.
pub fn entry() -> Entry {
    Entry::new("note.act", "note", Uuid::now_v7())
}

impl Tested {
    /// The mailbox of the machine of this number.
    pub fn new(dice: Arc<Dice>, sabotage: Sabotage, number: usize) -> Self {
        let store = stores()[number].clone();
        let inner = DatabaseMailbox::new(store.clone());
        let (stirred, delivered, unwritten, spans, alarmed) = Default::default();
        Self { inner, store, stirred, delivered, dice, sabotage, unwritten, spans, alarmed }
    }

    pub async fn begin(&self) -> Act {
        let store = self.store.clone();
        let opened =
            ask(async move { store.act(Actor::Job("test"), Uuid::now_v7()).await.map(Open::of) });
        Act::of(opened.await.expect("an act"))
    }

    /// Commits an act that handles nothing.
    pub async fn finish(&self, mut act: Act) {
        self.dice.pause(STEP).await;
        let (open, sent, spans, now) =
            (act.take(), act.sent.clone(), self.spans.clone(), Instant::now());
        let committed = ask(async move {
            let committed = open.into_act().commit(entry()).await;
            if committed.is_ok() {
                spans.lock().unwrap().extend(sent.into_iter().map(|id| (id, (now, None))));
            }
            committed
        });
        committed.await.expect("a commit");
        self.stirred.notify_waiters();
        self.dice.pause(STEP).await;
    }

    /// How long until something is due, by this clock.
    pub async fn next_due(&self, wall: Timestamp) -> Option<Duration> {
        let sql = "with waits as (
                select leased_until, retry_at from mailbox_sent where outcome is null
                union all
                select leased_until, retry_at from mailbox_arrival where act_id is null
            )
            select greatest(leased_until, retry_at, $1) from waits";
        let pool = self.store.pool.clone();
        let due: Vec<jiff_sqlx::Timestamp> = ask(async move {
            let wall = jiff_sqlx::ToSqlx::to_sqlx(wall);
            sqlx::query_scalar(sql).bind(wall).fetch_all(&pool).await.expect("what waits")
        })
        .await;
        let left = due.into_iter().map(|at| at.to_jiff().duration_since(wall));
        let left = left.map(|left| if left > WAIT_MAX { SignedDuration::ZERO } else { left });
        left.min().and_then(|left| left.try_into().ok())
    }

    /// A person has been told.
    pub fn alarm(&self, about: impl Iterator<Item = MessageId>) {
        self.alarmed.lock().unwrap().extend(about);
    }

    /// Writes what a sabotaged mailbox has only acknowledged.
    pub async fn write_back(&self) {
        let late = std::mem::take(&mut *self.unwritten.lock().unwrap());
        for (incoming, receipt) in late {
            let inner = self.inner.clone();
            drop(ask(async move { inner.store(&incoming, &receipt).await }).await);
        }
    }

    /// Whether something is acknowledged and not written.
    pub fn owes(&self) -> bool {
        !self.unwritten.lock().unwrap().is_empty()
    }

    /// The machine dies: what was not written is gone.
    pub fn lose(&self) {
        self.unwritten.lock().unwrap().clear();
    }

    pub async fn kept(&self) -> Kept {
        let (inner, pool) = (self.inner.clone(), self.store.pool.clone());
        let (spans, alarmed) =
            (self.spans.lock().unwrap().clone(), self.alarmed.lock().unwrap().clone());
        ask(async move {
            let sent = sent(&inner, &pool, &spans).await;
            let effects = effects(&pool).await;
            let unhandled = inner.unhandled(Timestamp::MAX).await.expect("a count") as usize;
            Kept { sent, effects, alarmed, unhandled }
        })
        .await
    }
}

async fn sent(
    inner: &DatabaseMailbox,
    pool: &sqlx::PgPool,
    spans: &Spans,
) -> BTreeMap<MessageId, Sent> {
    let sql = "select s.message_id, s.route, s.attempts, s.outcome, c.bytes
        from mailbox_sent s join mailbox_content c on c.id = s.id";
    type Row = (Uuid, String, i32, Option<String>, Vec<u8>);
    let rows: Vec<Row> = sqlx::query_as(sql).fetch_all(pool).await.expect("what was sent");
    let mut sent = BTreeMap::new();
    for (id, route, attempts, outcome, bytes) in rows {
        let route = if route == "question" { Route::Question } else { Route::Message };
        let outgoing = Outgoing::restore(route, bytes.into()).expect("as it was");
        let id = MessageId::new(id).expect("an id");
        let settled = match outcome {
            Some(outcome) => {
                let evidence = inner.sent_evidence(id).await.expect("answers").expect("evidence");
                Some(settled(&outcome, evidence))
            }
            None => None,
        };
        let (attempts, (begun, ended)) = (attempts as u32, spans[&id]);
        sent.insert(id, Sent { outgoing, attempts, settled, begun, ended });
    }
    sent
}

fn settled(outcome: &str, evidence: Evidence) -> Outcome {
    let problem = || Problem::read(&evidence.response.body).expect("a problem");
    match outcome {
        "delivered" => Outcome::Delivered(evidence),
        "answered" => Outcome::Answered(evidence),
        "refused" => Outcome::Refused(problem(), evidence.clone()),
        _ => Outcome::Stuck(problem(), evidence.clone()),
    }
}

async fn effects(pool: &sqlx::PgPool) -> Vec<Effect> {
    let sql = "select what, sender, message_id, digest from effect order by no";
    type Row = (String, Option<String>, Uuid, Option<Vec<u8>>);
    let rows: Vec<Row> = sqlx::query_as(sql).fetch_all(pool).await.expect("what was done");
    let read = rows.into_iter().map(|(what, from, id, digest)| {
        let id = MessageId::new(id).expect("an id");
        match (what.as_str(), from, digest) {
            ("acted", Some(from), Some(digest)) => {
                let digest: [u8; 32] = digest.try_into().expect("a digest");
                Effect::Acted {
                    from: from.parse().expect("a party"),
                    id,
                    digest: Digest::from(digest),
                }
            }
            ("told_refused", ..) => Effect::ToldRefused(id),
            _ => Effect::ToldAnswer(id),
        }
    });
    read.collect()
}

impl Mailbox for Tested {
    type Act = Act;
    type Entry = Entry;
}

impl Outbox for Tested {
    async fn enqueue(
        &self,
        act: &mut Act,
        outgoing: &Outgoing,
        wall: Timestamp,
    ) -> Result<(), PortFault> {
        let (inner, mut open, outgoing) = (self.inner.clone(), act.take(), outgoing.clone());
        act.sent.push(outgoing.envelope().id);
        let enqueued = ask(async move {
            inner.enqueue(open.act(), &outgoing, wall).await?;
            Ok::<_, PortFault>(open)
        });
        act.open = Some(enqueued.await?);
        Ok(())
    }

    async fn lease_due(
        &self,
        wall: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Leased<Outgoing>>, PortFault> {
        let inner = self.inner.clone();
        ask(async move { inner.lease_due(wall, until).await }).await
    }

    async fn lease_one(
        &self,
        id: MessageId,
        wall: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Leased<Outgoing>>, PortFault> {
        let inner = self.inner.clone();
        ask(async move { inner.lease_one(id, wall, until).await }).await
    }

    async fn settle(
        &self,
        lease: &Lease,
        outcome: &Outcome,
        wall: Timestamp,
    ) -> Result<(), PortFault> {
        self.dice.pause(STEP).await;
        let (inner, lease, outcome) = (self.inner.clone(), *lease, outcome.clone());
        let (spans, now) = (self.spans.clone(), Instant::now());
        let delivered = matches!(outcome, Outcome::Delivered(_));
        let settled = ask(async move {
            inner.settle(&lease, &outcome, wall).await?;
            let id = match &outcome {
                Outcome::Later { .. } => return Ok(()),
                Outcome::Delivered(evidence)
                | Outcome::Answered(evidence)
                | Outcome::Refused(_, evidence)
                | Outcome::Stuck(_, evidence) => evidence.request.message,
            };
            if let Some((_, ended)) = spans.lock().unwrap().get_mut(&id) {
                ended.get_or_insert(now);
            }
            Ok(())
        });
        settled.await?;
        self.stirred.notify_waiters();
        if delivered {
            self.delivered.notify_waiters();
        }
        Ok(())
    }

    async fn undelivered(&self, before: Timestamp) -> Result<Vec<Undelivered>, PortFault> {
        let inner = self.inner.clone();
        ask(async move { inner.undelivered(before).await }).await
    }

    async fn end(&self, _: &mut Act, _: MessageId, _: &Ended) -> Result<Option<Kind>, PortFault> {
        Err(PortFault::plain("nobody ends anything in a run"))
    }

    async fn sent_evidence(&self, id: MessageId) -> Result<Option<Evidence>, PortFault> {
        let inner = self.inner.clone();
        ask(async move { inner.sent_evidence(id).await }).await
    }
}

impl Inbox for Tested {
    async fn store(
        &self,
        incoming: &Incoming,
        receipt: &SignedResponse,
    ) -> Result<Stored, PortFault> {
        if self.sabotage == Sabotage::AcknowledgesBeforeStoring {
            self.unwritten.lock().unwrap().push((incoming.clone(), receipt.clone()));
            return Ok(Stored::New);
        }
        self.dice.pause(STEP).await;
        let (inner, pool) = (self.inner.clone(), self.store.pool.clone());
        let (incoming, receipt) = (incoming.clone(), receipt.clone());
        let blind = self.sabotage == Sabotage::NoDeDuplication;
        let stored = ask(async move {
            let stored = inner.store(&incoming, &receipt).await?;
            if blind && matches!(stored, Stored::Again(_)) {
                double(&pool, incoming.envelope.id).await;
            }
            Ok(stored)
        });
        let stored = stored.await?;
        self.stirred.notify_waiters();
        self.dice.pause(STEP).await;
        Ok(stored)
    }

    async fn lease_arrived(
        &self,
        wall: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Leased<Arrived>>, PortFault> {
        let inner = self.inner.clone();
        ask(async move { inner.lease_arrived(wall, until).await }).await
    }

    async fn open(&self, lease: &Lease) -> Result<Option<Act>, PortFault> {
        let (inner, lease) = (self.inner.clone(), *lease);
        let opened = ask(async move { inner.open(&lease).await.map(|act| act.map(Open::of)) });
        Ok(opened.await?.map(Act::of))
    }

    async fn handled(&self, mut act: Act, lease: &Lease, entry: Entry) -> Result<(), PortFault> {
        self.dice.pause(STEP).await;
        let (inner, open, lease) = (self.inner.clone(), act.take(), *lease);
        ask(async move { inner.handled(open.into_act(), &lease, entry).await }).await?;
        self.dice.pause(STEP).await;
        Ok(())
    }

    async fn failed(&self, lease: &Lease, why: &str, retry_at: Timestamp) -> Result<(), PortFault> {
        let (inner, lease, why) = (self.inner.clone(), *lease, why.to_owned());
        ask(async move { inner.failed(&lease, &why, retry_at).await }).await
    }

    async fn unhandled(&self, before: Timestamp) -> Result<u64, PortFault> {
        let inner = self.inner.clone();
        ask(async move { inner.unhandled(before).await }).await
    }

    async fn open_question(&self, incoming: &Incoming) -> Result<QuestionOpened<Act>, PortFault> {
        self.dice.pause(STEP).await;
        let (inner, incoming) = (self.inner.clone(), incoming.clone());
        let opened = ask(async move {
            Ok::<_, PortFault>(match inner.open_question(&incoming).await? {
                QuestionOpened::New(act) => QuestionOpened::New(Act::of(Open::of(act))),
                QuestionOpened::Again(before) => QuestionOpened::Again(before),
                QuestionOpened::Different => QuestionOpened::Different,
            })
        });
        opened.await
    }

    async fn answered(
        &self,
        mut act: Act,
        incoming: &Incoming,
        answer: &SignedResponse,
        entry: Entry,
    ) -> Result<(), PortFault> {
        self.dice.pause(STEP).await;
        let (inner, open) = (self.inner.clone(), act.take());
        let (incoming, answer) = (incoming.clone(), answer.clone());
        ask(async move { inner.answered(open.into_act(), &incoming, &answer, entry).await })
            .await?;
        self.dice.pause(STEP).await;
        Ok(())
    }

    async fn received_evidence(
        &self,
        from: Party,
        id: MessageId,
    ) -> Result<Option<Evidence>, PortFault> {
        let inner = self.inner.clone();
        ask(async move { inner.received_evidence(from, id).await }).await
    }
}

/// What a mailbox would do that knows no message again.
async fn double(pool: &sqlx::PgPool, id: MessageId) {
    let sql = "insert into mailbox_arrival (id, received_id, arrived_at)
        select gen_random_uuid(), id, received_at from mailbox_received where message_id = $1";
    sqlx::query(sql).bind(id.uuid()).execute(pool).await.expect("a second arrival");
}
