//! The register's side of the wire, played by a test: what an office asks it, and what it tells.

mod asked;
mod ids;
mod purposes;
mod refused;
mod spoiled;
mod told;
mod upheld;

use super::super::{look, messages};
use crate::testing::TestOffice;
use crate::world::CastMember;
use ::store::mailbox::DatabaseMailbox;
use edge::station::settle;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use protocol::exclusion::*;
use rules::exclusion::{Classification, ExclusionType};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;
use wire::exchange::JSON;
use wire::port::{Evidence, Inbox, Incoming, Outbox, Outcome};
use wire::{
    Digest, Envelope, MessageId, Outgoing, Party, Problem, Receipt, Route, SignedRequest,
    SignedResponse,
};

/// Nobody whom the office knows.
const STRANGER: &str = "57819912345";

/// More arrivals that cannot be handled than any test leaves behind.
const FAILING_MAX: usize = 1000;

/// Makes of an answer what is wrong in one way.
type Spoil = Box<dyn Fn(&Value) -> Value>;

/// A register with its keys, its list and what is registered about whom.
pub(super) struct Register {
    epochs: Vec<Evaluator>,
    version: u64,
    /// How many tokens stand on a page.
    page: usize,
    /// When it last held the list to be the newest.
    as_of: Timestamp,
    rows: BTreeMap<String, Vec<Row>>,
    /// Whether it has answered as much as it does in a day.
    enough: bool,
    /// What it may be told that it is asked for.
    purposes: Vec<Purpose>,
    /// What becomes of one of its answers on the way, and of which question in order.
    spoil: Option<Spoil>,
    spoiled_at: usize,
}

fn wall(office: &TestOffice) -> Timestamp {
    edge::Node::wall(&office.node)
}

impl Register {
    fn new(office: &TestOffice) -> Self {
        Self {
            epochs: vec![Evaluator::new(&[1; 32], 1)],
            version: 0,
            page: 100,
            as_of: wall(office),
            rows: BTreeMap::new(),
            enough: false,
            purposes: vec![Purpose::Study],
            spoil: None,
            spoiled_at: 0,
        }
    }

    /// Registers a row; the list has a new version.
    fn registers(&mut self, national_id: &str, row: &Row) {
        self.rows.entry(national_id.to_owned()).or_default().push(row.clone());
        self.version += 1;
    }

    /// Every token of everybody who is registered, as the list has them.
    fn tokens(&self) -> Vec<Token> {
        let of = |id: &String| self.epochs.iter().map(|epoch| epoch.token(id)).collect::<Vec<_>>();
        let mut tokens: Vec<_> = self.rows.keys().flat_map(of).collect();
        tokens.sort_by_key(|token| *token.bytes());
        tokens
    }

    fn list(&self, List { known, page }: &List) -> ListPage {
        let tokens = self.tokens();
        let pages = tokens.len().div_ceil(self.page).max(1);
        let from = (*page as usize * self.page).min(tokens.len());
        let to = (from + self.page).min(tokens.len());
        ListPage {
            version: self.version,
            as_of: self.as_of,
            epochs: self.epochs.iter().map(Evaluator::key).collect(),
            pages: u32::try_from(pages).unwrap(),
            tokens: if *known == self.version { Vec::new() } else { tokens[from..to].to_vec() },
        }
    }

    /// What it says of somebody to who asks for this.
    fn found(&self, national_id: &str, purpose: Purpose) -> Found {
        let rules = rules::RuleSets::shipped().get("uhl-2024").unwrap();
        let law = rules.sections.exclusion.as_ref().unwrap();
        let stands = self.rows.get(national_id).into_iter().flatten();
        let told = |row: &&Row| law.is_told(purpose, row.kind, row.programme.is_some());
        Found {
            registered: stands.clone().count() > 0,
            rows: stands.filter(told).cloned().collect(),
        }
    }

    /// What it says to a question.
    fn says(&self, question: &Envelope) -> Value {
        let body = Value::Object(question.body.clone());
        match question.kind.to_string().as_str() {
            LIST => json!(self.list(&serde_json::from_value(body).unwrap())),
            EVALUATE => {
                let Evaluate { epoch, blinded } = serde_json::from_value(body).unwrap();
                let of = |one: &&Evaluator| one.key().epoch == epoch;
                let (evaluations, proof) =
                    self.epochs.iter().find(of).unwrap().evaluate(&blinded).unwrap();
                json!(Evaluated { epoch, evaluations, proof })
            }
            ASK => {
                let Ask { national_id, purpose } = serde_json::from_value(body).unwrap();
                assert!(self.purposes.contains(&purpose), "{purpose:?}");
                assert!(question.about.is_some(), "it names the office's case");
                json!(self.found(&national_id, purpose))
            }
            other => panic!("{other}"),
        }
    }

    /// What it says as it arrives: the answer to one kind of question may be spoiled.
    fn on_its_way(&self, question: &Envelope) -> Value {
        let said = self.says(question);
        let kinds = [LIST, EVALUATE, ASK];
        let spoils = kinds[self.spoiled_at] == question.kind.to_string();
        match self.spoil.as_ref().filter(|_| spoils) {
            Some(spoil) => spoil(&said),
            None => said,
        }
    }

    /// Answers whatever the office has asked, and what it asks upon that; the kinds, in order.
    async fn answers(&self, office: &TestOffice) -> Vec<String> {
        let mut asked = Vec::new();
        while let Some(kind) = self.answers_one(office).await {
            asked.push(kind);
        }
        asked
    }

    /// Answers the question that is due first; its kind.
    async fn answers_one(&self, office: &TestOffice) -> Option<String> {
        // What the office has tried to send in vain waits: it is due for whoever asks later.
        let soon = wall(office) + SignedDuration::from_hours(3);
        let until = soon + SignedDuration::from_mins(1);
        let due = mailbox(office).lease_due(soon, until).await.unwrap()?;
        let question = due.what.envelope();
        let body = json!({
            "question": question.id, "digest": Digest::of(due.what.body()),
            "answered_at": wall(office), "by": Party::Register, "body": self.on_its_way(question),
        });
        let enough = Problem {
            kind: "urn:kandidat:exclusion:quota".into(),
            title: "Enough for a day".into(),
            status: 403,
            detail: None,
        };
        let said = if self.enough { json!(enough) } else { body };
        let (request, response) = (request(&due.what), response(&said));
        let evidence = Evidence { request, response, directory_version: 1 };
        let outcome = match self.enough {
            true => Outcome::Refused(enough, evidence),
            false => Outcome::Answered(evidence),
        };
        mailbox(office).settle(&due.lease, &outcome, wall(office)).await.unwrap();
        // An arrival that fails waits, and comes up again among those that came later.
        for _ in 0..FAILING_MAX {
            if settle(&office.node, messages()).await.is_ok() {
                break;
            }
        }
        Some(question.kind.to_string())
    }

    /// The office looks, and gets its answers, until it asks nothing any more.
    async fn looked_at(&self, office: &TestOffice) -> Vec<String> {
        let mut asked = Vec::new();
        loop {
            look(&office.node).await.unwrap();
            match self.answers(office).await {
                none if none.is_empty() => return asked,
                more => asked.extend(more),
            }
        }
    }

    /// Tells the office of its own accord.
    async fn tells(&self, office: &TestOffice, kind: &str, body: &impl Serialize) {
        stored(office, kind, body).await;
        handled(office).await;
    }
}

fn mailbox(office: &TestOffice) -> DatabaseMailbox {
    DatabaseMailbox::new(office.node.store().clone())
}

/// All that has come is handled.
async fn handled(office: &TestOffice) {
    settle(&office.node, messages()).await.expect("handled");
}

/// Stores a message of the register as the door does, after all checks.
async fn stored(office: &TestOffice, kind: &str, body: &impl Serialize) {
    let Value::Object(body) = serde_json::to_value(body).unwrap() else { panic!("an object") };
    let now = wall(office);
    let envelope = Envelope {
        id: MessageId::random(),
        kind: kind.parse().unwrap(),
        from: Party::Register,
        to: edge::Node::station(&office.node).party(),
        sent_at: now,
        domain_at: now,
        about: None,
        body,
    };
    let sent = Outgoing::new(Route::Message, envelope.clone()).unwrap();
    let (request, message) = (request(&sent), envelope.id);
    let receipt = Receipt { message, digest: request.digest, stored_at: now, by: envelope.to };
    let incoming = Incoming {
        envelope,
        request,
        key: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".parse().unwrap(),
        directory_version: 1,
        received_at: now,
    };
    mailbox(office).store(&incoming, &response(&json!(receipt))).await.unwrap();
}

/// As it would be signed: who signs what is tested where it is checked.
fn request(sent: &Outgoing) -> SignedRequest {
    SignedRequest {
        target: "http://127.0.0.1:9/wire/v1/messages".to_owned(),
        message: sent.envelope().id,
        digest: Digest::of(sent.body()),
        signature_input: "sig=()".to_owned(),
        signature: "sig=::".to_owned(),
        body: sent.body().clone(),
    }
}

fn response(body: &Value) -> SignedResponse {
    let body = body.to_string();
    SignedResponse {
        status: 200,
        content_type: JSON.to_owned(),
        digest: Digest::of(body.as_bytes()),
        signature_input: "sig=()".to_owned(),
        signature: "sig=::".to_owned(),
        body: body.into(),
    }
}

/// The national id of a member of the cast.
fn id_of(key: &str) -> String {
    CastMember::named(key).national_id().unwrap().expose().to_owned()
}

/// A row of another institution that bars from exams until this day.
fn row(version: u32, to: Date) -> Row {
    Row {
        id: Uuid::from_u128(0x1234),
        version,
        institution: "998".parse().unwrap(),
        period: Period { from: date(2026, 8, 1), to },
        kind: ExclusionType::Eksamenn,
        classification: Classification::Alle,
        programme: None,
        case_officer: None,
    }
}

/// A row of another institution that bars from admission and recognition until this day.
fn of_studies(version: u32, to: Date) -> Row {
    Row { kind: ExclusionType::Karantenen, ..row(version, to) }
}

/// An office that has a register, and the register with a row about Amina and one about a stranger.
async fn both() -> (TestOffice, Register) {
    let office = TestOffice::new().await.with_register().await;
    let mut register = Register::new(&office);
    register.registers(&id_of("amina"), &row(1, date(2027, 6, 30)));
    let other = Row { id: Uuid::from_u128(0x5678), ..row(1, date(2027, 6, 30)) };
    register.registers(STRANGER, &other);
    (office, register)
}

/// Every table in which this text stands anywhere.
async fn tables_with(office: &TestOffice, text: &str) -> Vec<String> {
    let pool = &office.node.store().pool;
    let tables = "select table_name::text from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' order by 1";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(pool).await.unwrap();
    let mut found = Vec::new();
    for table in tables {
        let sql = match table.as_str() {
            "mailbox_content" => "select encode(bytes, 'escape') from mailbox_content".to_owned(),
            other => format!("select t::text from {other} t"),
        };
        let sql = sqlx::AssertSqlSafe(sql);
        let rows: Vec<String> = sqlx::query_scalar(sql).fetch_all(pool).await.unwrap();
        if rows.iter().any(|row| row.contains(text)) {
            found.push(table);
        }
    }
    found
}
