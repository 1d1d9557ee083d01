//! Takes the steps at a real office and compares what happens with the model.

use super::look::{self, Past};
use super::rules::{Model, STUDENTS, State, Who, after};
use super::steps::{Step, next};
use crate::explanation::tests::planted::ANY;
use crate::letters_out::keep;
use crate::testing::Sat;
use crate::testing::{Answer, Browser, TestOffice};
use crate::world::CastMember;
use ::store::Entry;
use jiff::civil::date;
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// How far the walks came.
#[derive(Debug, Default)]
pub(super) struct Reached {
    pub(super) steps: usize,
    pub(super) refused: usize,
    pub(super) thirds: usize,
    pub(super) announced: usize,
    pub(super) explained: usize,
    pub(super) appealed: usize,
    pub(super) further: usize,
    pub(super) decided: usize,
}

impl Reached {
    pub(super) fn add(&mut self, other: &Self) {
        self.steps += other.steps;
        self.refused += other.refused;
        self.thirds += other.thirds;
        self.announced += other.announced;
        self.explained += other.explained;
        self.appealed += other.appealed;
        self.further += other.further;
        self.decided += other.decided;
    }
}

/// An office, the model of it, and the names that the office has given to what the model knows.
pub(super) struct Walk {
    sat: Sat,
    model: Model,
    chance: StdRng,
    past: Past,
    told: Vec<String>,
    browsers: HashMap<Who, Browser>,
    panels: Vec<Uuid>,
    protocols: HashMap<usize, String>,
    numbers: HashMap<(usize, usize), String>,
    explanations: HashMap<usize, String>,
    appeals: HashMap<usize, String>,
    pub(super) reached: Reached,
}

impl Walk {
    pub(super) async fn begin(model: Model, seed: u64) -> Self {
        let office = TestOffice::at("2026-09-07T10:00:00+02:00", "demo-2026").await;
        let sat = Sat::on(office, date(2026, 9, 7), &STUDENTS).await;
        sat.try_sql(
            "update examiner set approved_on = '2020-01-01', approved_by = $1",
            sat.office.world.department().0,
        )
        .await
        .unwrap();
        let ingrid = sat.as_("ingrid").await;
        for kind in ["paper", "guide"] {
            let fields = [("kind", kind), ("language", "nb")];
            let file = ("file", "a.txt", "text/plain", &b"Skriv om 1814."[..]);
            ingrid.upload(&format!("/exams/{}/documents", sat.exam), &fields, file).await;
        }
        for (_, registration) in &sat.students {
            answer(&sat, registration.0).await;
        }
        let numbers = (0..3).map(|student| ((0, student), (101 + student).to_string())).collect();
        Self {
            panels: vec![sat.committee.0],
            sat,
            model,
            chance: StdRng::seed_from_u64(seed),
            past: Past::default(),
            told: Vec::new(),
            browsers: HashMap::new(),
            protocols: HashMap::new(),
            numbers,
            explanations: HashMap::new(),
            appeals: HashMap::new(),
            reached: Reached::default(),
        }
    }

    /// One step by somebody, and a look at what stands after it; `Err` tells what is not as the
    /// model says, with the way there.
    pub(super) async fn step(&mut self) -> Result<(), String> {
        let (who, step) = next(&self.model, &mut self.chance);
        let allowed = self.model.allows(who, &step);
        let (done, said) = self.take(who, &step, allowed).await;
        self.told.push(format!("{} {who} {step:?}: {said}", self.model.today));
        self.reached.steps += 1;
        if done != allowed {
            return Err(self.tell(&format!("the model says {allowed}")));
        }
        if done {
            self.count(&step);
            self.model.apply(who, &step);
        } else {
            self.reached.refused += 1;
        }
        self.look().await
    }

    pub(super) async fn look(&mut self) -> Result<(), String> {
        let looked = look::at(&self.sat, &mut self.past, &self.model).await;
        looked.map_err(|told| self.tell(&told))
    }

    /// A change that no use case makes, past every guard of the database.
    pub(super) async fn behind_the_back(&self, sql: &'static str) {
        let mut tx = self.sat.office.node.store().pool.begin().await.unwrap();
        sqlx::raw_sql("set local session_replication_role = replica")
            .execute(&mut *tx)
            .await
            .unwrap();
        sqlx::raw_sql(sql).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    fn tell(&self, what: &str) -> String {
        let last = self.told.len().saturating_sub(25);
        format!("{what}, after\n  {}", self.told[last..].join("\n  "))
    }

    fn count(&mut self, step: &Step) {
        let reached = &mut self.reached;
        match step {
            Step::Announce { .. } => reached.announced += 1,
            Step::CallThird { .. } => reached.thirds += 1,
            Step::Explain { .. } => reached.explained += 1,
            Step::Appeal { .. } => reached.appealed += 1,
            _ => {}
        }
    }

    /// Whether it was done, and what was said.
    async fn take(&mut self, who: Who, step: &Step, allowed: bool) -> (bool, String) {
        match *step {
            Step::Later { days } => {
                let next = after(self.model.today, days);
                self.sat.office.clock(&format!("{next}T08:00:00+02:00")).await;
                return (true, String::new());
            }
            // Of an ordinary committee the third is proposed and appointed, which is another routine.
            Step::CallThird { panel: 0, third } => {
                if allowed {
                    self.sat.seat(third, 3, true).await;
                }
                return (allowed, String::new());
            }
            _ => {}
        }
        let (path, body) = self.request(who, step).await;
        let answer = self.browser(who).await.call(&path, body).await;
        let said = format!("{} {}", answer.status.as_u16(), brief(&answer));
        assert!(!answer.status.is_server_error(), "{}", self.tell(&said));
        let done = answer.status.is_success();
        if done {
            self.remember(step, &answer).await;
        }
        (done, said)
    }

    async fn browser(&mut self, who: Who) -> &Browser {
        if !self.browsers.contains_key(who) {
            let browser = self.sat.as_(who).await;
            self.browsers.insert(who, browser);
        }
        &self.browsers[who]
    }

    /// Where a step is sent, and what with. What is not there yet is asked for all the same.
    async fn request(&mut self, who: Who, step: &Step) -> (String, Value) {
        let nothing = Uuid::nil().to_string();
        let panel = |panel: usize| self.panels[panel];
        let protocol = |panel| self.protocols.get(&panel).unwrap_or(&nothing).clone();
        let appeal = |student| self.appeals.get(&student).unwrap_or(&nothing).clone();
        match *step {
            Step::Give { panel: at, candidate, grade } => {
                let number = self.numbers.get(&(at, candidate)).map_or("999", |number| number);
                let given = json!([{ "number": number, "grade": grade }]);
                (format!("/api/examining/{}/standpoints", panel(at)), given)
            }
            Step::CallThird { panel: at, third } => {
                let third =
                    json!({ "examiner": CastMember::named(third).id(), "case_ref": "1/26" });
                (format!("/api/committees/{}/third", panel(at)), third)
            }
            Step::Seal { panel: at } => {
                (format!("/api/committees/{}/protocols", panel(at)), json!({}))
            }
            Step::Sign { panel: at } => {
                let path = format!("/api/protocols/{}", protocol(at));
                let found = self.browser(who).await.get(&path).await;
                let sha256 = serde_json::from_slice::<Value>(&found.body).unwrap_or_default();
                let sha256 = sha256["sha256"].as_str().unwrap_or_default().to_owned();
                (format!("{path}/signatures"), json!({ "sha256": sha256 }))
            }
            Step::TakeBack { panel } => {
                (format!("/api/protocols/{}/withdrawal", protocol(panel)), json!({}))
            }
            Step::Receive { panel } => {
                (format!("/api/protocols/{}/receipt", protocol(panel)), json!({}))
            }
            Step::Announce { panel } => {
                (format!("/api/protocols/{}/announcement", protocol(panel)), json!({}))
            }
            Step::Ask { student } => {
                let result = look::in_force(&self.sat, student).await.unwrap_or_default();
                ("/api/my/explanations".to_owned(), json!({ "result": result }))
            }
            Step::Explain { student } => {
                let id = self.explanations.get(&student).unwrap_or(&nothing).clone();
                let given =
                    json!({ "form": "written", "principles": "Kilder.", "assessment": "God." });
                (format!("/api/examining/explanations/{id}"), given)
            }
            Step::Appeal { student } => {
                let result = look::in_force(&self.sat, student).await.unwrap_or_default();
                let said = json!({ "result": result, "understood": true, "no_reason": true });
                ("/api/my/appeals".to_owned(), said)
            }
            Step::Withdraw { student } => {
                (format!("/api/my/appeals/{}/withdraw", appeal(student)), json!({}))
            }
            Step::Appoint { student, members } => {
                let members = members.map(|member| CastMember::named(member).id());
                let body = json!({ "members": members, "case_ref": "2/26" });
                (format!("/api/appeals/{}/committee", appeal(student)), body)
            }
            Step::Build { student } => {
                (format!("/api/appeals/{}/package", appeal(student)), json!({}))
            }
            Step::Send { student } => (format!("/api/appeals/{}/send", appeal(student)), json!({})),
            Step::Settle { student } => {
                (format!("/api/appeals/{}/outcome", appeal(student)), json!({}))
            }
            Step::Later { .. } => unreachable!("time is not asked for"),
        }
    }

    async fn remember(&mut self, step: &Step, answer: &Answer) {
        let told = serde_json::from_slice::<Value>(&answer.body).unwrap_or_default();
        let id = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
        match *step {
            Step::Seal { panel } => drop(self.protocols.insert(panel, id("id"))),
            Step::TakeBack { panel } => drop(self.protocols.remove(&panel)),
            Step::Ask { student } => drop(self.explanations.insert(student, id("id"))),
            Step::Appeal { student } => drop(self.appeals.insert(student, id("id"))),
            Step::Appoint { .. } => self.panels.push(id("committee").parse().unwrap()),
            Step::Build { student } => {
                let panels = &self.model.cases[student].as_ref().expect("a case").panels;
                let panel = *panels.last().expect("a committee");
                self.numbers.insert((panel, student), id("candidate_number"));
            }
            Step::Settle { .. } if told["grade"].is_null() => self.reached.further += 1,
            Step::Settle { .. } => self.reached.decided += 1,
            _ => {}
        }
    }
}

/// The code of a refusal.
fn brief(answer: &Answer) -> String {
    let told = serde_json::from_slice::<Value>(&answer.body).unwrap_or_default();
    told["code"].as_str().unwrap_or_default().to_owned()
}

/// What a student handed in.
async fn answer(sat: &Sat, registration: Uuid) {
    let file = keep(&sat.office.node, "text/plain", ANY, b"Mitt svar om 1814.").await.unwrap();
    let mut act = sat.office.act().await;
    sqlx::query(
        "insert into delivery_file (id, delivery_id, file_id, added_at)
        select $1, id, $2, received_at from delivery where registration_id = $3",
    )
    .bind(Uuid::now_v7())
    .bind(file)
    .bind(registration)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(Entry::new("test.answer", "registration", registration)).await.unwrap();
}

/// The state as the office writes it.
pub(super) const fn code(state: State) -> &'static str {
    match state {
        State::Late => "received",
        State::Accepted => "accepted",
        State::Sent => "sent",
        State::Further => "further",
        State::Decided => "decided",
        State::Withdrawn => "withdrawn",
    }
}
