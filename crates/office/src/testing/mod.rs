//! What every test of a routine starts from: the small university in a database of its
//! own, and browsers for its people.

#[cfg(test)]
mod listing;
pub mod matrix;
mod sat;

use crate::access::Principal;
use crate::exclusion::Seal;
use crate::people::PersonName;
use crate::world::{CastMember, World};
use crate::{Act, Mail, Mode, Node, NodeConfig, PersonId, Routine};
use axum::Router;
use edge::station::StationConfig;
pub use edge::testing::{Answer, Browser};
use letters::{Document, Press, PressError};
use rules::{Language, RuleSets};
pub use sat::Sat;
use sqlx::migrate::Migrator;
use std::pin::Pin;
use std::sync::Arc;
use store::Entry;
use uuid::Uuid;

/// An office of Nordlys universitet that belongs to one test.
pub struct TestOffice {
    /// The office itself.
    pub node: Node,
    /// What was planted in it.
    pub world: World,
    /// Its pages and its API.
    pub router: Router,
}

/// Sets no type: the letters' PDF files are tested where they are made, in `press`.
pub struct PlainTextPress;

impl Press for PlainTextPress {
    fn pdf<'a>(
        &'a self,
        document: &'a Document,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, PressError>> + Send + 'a>> {
        Box::pin(
            async move { Ok(format!("%PDF-1.7\n{}", letters::plain_text(document)).into_bytes()) },
        )
    }
}

impl TestOffice {
    /// Monday 2 November 2026, under the demonstration's regulation.
    pub async fn new() -> Self {
        Self::at("2026-11-02T10:00:00+01:00", "demo-2026").await
    }

    /// At another time and under another rule set.
    pub async fn at(now: &str, rule_set: &str) -> Self {
        let mail = Mail::kept("https://kandidat.example");
        Self::with_mail(now, rule_set, Some(mail)).await
    }

    /// One that tells people by e-mail in another way, or not at all.
    pub async fn with_mail(now: &str, rule_set: &str, mail: Option<Mail>) -> Self {
        Self::begun(now, rule_set, (mail, StationConfig::default()), (&[], &[])).await
    }

    /// One that is known to others by this end of the wire, with routines above this crate, and their
    /// tables.
    pub async fn on_the_wire(
        now: &str,
        rule_set: &str,
        station: StationConfig,
        above: (&'static [Routine], &[&Migrator]),
    ) -> Self {
        let mail = Mail::kept("https://kandidat.example");
        Self::begun(now, rule_set, (Some(mail), station), above).await
    }

    /// One with routines above this crate, and their tables.
    pub async fn with_above(
        now: &str,
        rule_set: &str,
        routines: &'static [Routine],
        tables: &[&Migrator],
    ) -> Self {
        let mail = Mail::kept("https://kandidat.example");
        let reached = (Some(mail), StationConfig::default());
        Self::begun(now, rule_set, reached, (routines, tables)).await
    }

    async fn begun(
        now: &str,
        rule_set: &str,
        reached: (Option<Mail>, StationConfig),
        (above, tables): (&'static [Routine], &[&Migrator]),
    ) -> Self {
        let now = now.parse().expect("a time");
        let tables = [&[&crate::MIGRATIONS], tables].concat();
        let database = testkit::Database::fresh_at(&tables, now).await.expect("a database");
        let act = database.store.act(store::Actor::Job("plant"), Uuid::now_v7()).await;
        let mut act = act.expect("an act");
        let world = World::plant(act.conn(), rule_set).await.expect("a world");
        act.commit(Entry::new("world.plant", "institution", Uuid::nil())).await.expect("planted");
        Self::open(database.store, world, reached, above).await
    }

    /// The same with a register to ask, at an address where nobody answers: a test plays it.
    pub async fn with_register(&self) -> Self {
        let register = "http://127.0.0.1:9".parse().expect("an address");
        let station = StationConfig { register: Some(register), ..StationConfig::default() };
        let reached = (self.node.mail().cloned(), station);
        Self::open(self.node.store().clone(), self.world, reached, self.node.above()).await
    }

    /// Another process of the same office: it knows what the database tells it, no more.
    pub async fn another_process(&self) -> Self {
        let reached = (self.node.mail().cloned(), StationConfig::default());
        Self::open(self.node.store().clone(), self.world, reached, self.node.above()).await
    }

    async fn open(
        store: store::Store,
        world: World,
        (mail, station): (Option<Mail>, StationConfig),
        above: &'static [Routine],
    ) -> Self {
        let node = Node::open(NodeConfig {
            store,
            rule_sets: RuleSets::shipped().clone(),
            press: Arc::new(PlainTextPress),
            mail,
            mode: Mode::Demo,
            station,
            seal: Seal::default(),
            above,
        })
        .await
        .expect("a node");
        Self { router: crate::router(node.clone()), node, world }
    }

    /// By which secret it seals the register's list.
    pub fn seal_id(&self) -> Vec<u8> {
        self.node.seal().id().to_vec()
    }

    /// Moves the domain's clock forward and runs what is due.
    pub async fn clock(&self, now: &str) {
        self.node.store().clock.set(now.parse().expect("a time")).expect("forward");
        crate::jobs::run_due(&self.node).await.expect("jobs");
    }

    /// An act of a job, for planting what a test needs.
    pub async fn act(&self) -> Act {
        Act::of_job(&self.node, "test").await.expect("an act")
    }

    /// An act of a member of the cast without any role, for what no use case would do.
    pub async fn act_of(&self, key: &str) -> Act {
        let who = Principal {
            person: CastMember::named(key).id(),
            name: PersonName::new(key, "", false),
            language: Language::Nb,
            grants: Vec::new(),
            student: false,
            examiner: false,
        };
        Act::of_person(&self.node, Arc::new(who), Uuid::now_v7()).await.expect("an act")
    }

    /// Whether the database lets a member of the cast do this by her own SQL.
    pub async fn lets(&self, key: &str, sql: &str) -> bool {
        let mut act = self.act_of(key).await;
        let sql = sql.replace("ME", &format!("'{}'", CastMember::named(key).id()));
        let done = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(act.conn()).await;
        let entry = Entry::new("test.sql", "person", Uuid::nil());
        done.is_ok_and(|done| done.rows_affected() > 0) && act.commit(entry).await.is_ok()
    }

    /// A browser in which the member of the cast is signed in.
    pub async fn sign_in(&self, key: &str) -> Browser {
        self.sign_in_as(CastMember::named(key).id()).await
    }

    /// A browser in which this person is signed in.
    pub async fn sign_in_as(&self, person: PersonId) -> Browser {
        Browser::signed_in(&self.node, self.router.clone(), person).await
    }
}

/// What the routines after the catalogue start from.
impl TestOffice {
    /// An ordinary exam of a course on a day: from nine o'clock, four hours, three copies,
    /// in the large hall and the small room.
    pub async fn exam(&self, course: crate::CourseId, day: &str) -> crate::ExamId {
        let date: jiff::civil::Date = day.parse().expect("a day");
        let fields = crate::catalogue::ExamFields {
            course,
            term: rules::Term::of(date),
            kind: rules::SittingKind::Ordinary,
            date: Some(date),
            starts_at: Some(jiff::civil::time(9, 0, 0, 0)),
            duration_minutes: Some(240),
            copies: 3,
            rooms: Vec::new(),
        };
        let id = crate::ExamId::new();
        let rooms = [self.world.rooms.hall.0, self.world.rooms.small.0];
        let mut act = self.act().await;
        crate::catalogue::store::write_exam(act.conn(), id, &fields).await.expect("an exam");
        crate::catalogue::store::set_rooms(act.conn(), id, &rooms).await.expect("rooms");
        crate::catalogue::keep_deadlines(&mut act, &[id]).await.expect("deadlines");
        act.commit(Entry::new("exam.create", "exam", id.0)).await.expect("an exam");
        id
    }

    /// Gives a member of the cast one more role, at the department.
    pub async fn grant(&self, key: &str, role: crate::access::Role) {
        let mut act = self.act().await;
        sqlx::query(
            "insert into role_grant (id, person_id, unit_id, role, valid_from, granted_by)
            values ($1, $2, $3, $4, '2000-01-01', $5)",
        )
        .bind(Uuid::now_v7())
        .bind(CastMember::named(key).id().0)
        .bind(self.world.department().0)
        .bind(role.code())
        .bind(CastMember::named("tor").id().0)
        .execute(act.conn())
        .await
        .expect("a grant");
        act.commit(Entry::new("access.grant", "role_grant", Uuid::nil())).await.expect("granted");
    }

    /// A member of the cast who is registered for an exam, whatever the deadline says.
    pub async fn registered(
        &self,
        exam: crate::ExamId,
        key: &str,
        language: rules::Language,
    ) -> crate::RegistrationId {
        let id = crate::RegistrationId::new();
        let person = CastMember::named(key).id();
        let command = crate::registration::SignUp { exam, person, language };
        let mut act = self.act().await;
        let now = act.now();
        crate::registration::store::insert(act.conn(), id, &command, now).await.expect("insert");
        let entry = Entry::new("registration.sign_up", "registration", id.0);
        act.commit(entry).await.expect("a registration");
        id
    }
}

/// What exclusions do to people.
impl TestOffice {
    /// A row of another institution (997) that the register has told of today; its id.
    pub async fn told_of(
        &self,
        person: PersonId,
        kind: &str,
        classification: &str,
        period: (&str, &str),
    ) -> Uuid {
        self.told_of_study(person, (kind, classification, None), period).await
    }

    /// The same, of one study of that institution where a programme is named.
    pub async fn told_of_study(
        &self,
        person: PersonId,
        (kind, classification, programme): (&str, &str, Option<&str>),
        (from, to): (&str, &str),
    ) -> Uuid {
        let row = Uuid::new_v4();
        let mut act = self.act().await;
        sqlx::query(
            "insert into exclusion_told_row (row_id, version, person_id, institution, kind,
                classification, programme, from_on, to_on, told_at)
            values ($1, 1, $2, '997', $3, $4, $8, $5::date, $6::date, $7::timestamptz)",
        )
        .bind(row)
        .bind(person.0)
        .bind(kind)
        .bind(classification)
        .bind(from)
        .bind(to)
        .bind(self.node.now().to_string())
        .bind(programme)
        .execute(act.conn())
        .await
        .expect("a row");
        act.commit(Entry::new("exclusion.told", "exclusion", row)).await.expect("told");
        row
    }

    /// The register says that a row is gone.
    pub async fn removed(&self, row: Uuid) {
        let mut act = self.act().await;
        sqlx::query(
            "update exclusion_told_row set removed_at = told_at, removed = 'deleted',
                person_id = null, programme = null, case_officer = null where row_id = $1",
        )
        .bind(row)
        .execute(act.conn())
        .await
        .expect("removed");
        act.commit(Entry::new("exclusion.removed", "exclusion", row)).await.expect("removed");
    }

    /// A member of the cast reads another language form from now on.
    pub async fn reads(&self, key: &str, language: &str) {
        let mut act = self.act().await;
        sqlx::query("update person set language = $2 where id = $1")
            .bind(CastMember::named(key).id().0)
            .bind(language)
            .execute(act.conn())
            .await
            .expect("a language");
        act.commit(Entry::new("test.language", "person", Uuid::nil())).await.expect("a language");
    }

    /// The letters of a kind, as data.
    pub async fn letters(&self, kind: &str) -> Vec<serde_json::Value> {
        sqlx::query_scalar("select data from letter where kind = $1 order by created_at, id")
            .bind(kind)
            .fetch_all(&self.node.store().pool)
            .await
            .expect("letters")
    }
}
