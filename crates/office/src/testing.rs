//! What every test of a routine starts from: the small university in a database of its
//! own, and browsers for its people.

use crate::world::{CastMember, World};
use crate::{Act, Mail, Mode, Node, NodeConfig, PersonId};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use letters::{Document, Press, PressError};
use rules::RuleSets;
use std::pin::Pin;
use std::sync::Arc;
use store::Entry;
use tower::ServiceExt;
use uuid::Uuid;

/// An office of Nordlys universitet that belongs to one test.
pub(crate) struct TestOffice {
    pub(crate) node: Node,
    pub(crate) world: World,
    pub(crate) router: Router,
}

/// Sets no type: the letters' PDF files are tested where they are made, in `press`.
struct PlainTextPress;

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
    pub(crate) async fn new() -> Self {
        Self::at("2026-11-02T10:00:00+01:00", "demo-2026").await
    }

    /// At another time and under another rule set.
    pub(crate) async fn at(now: &str, rule_set: &str) -> Self {
        let mail = Mail::kept("https://kandidat.example");
        Self::with_mail(now, rule_set, Some(mail)).await
    }

    /// One that tells people by e-mail in another way, or not at all.
    pub(crate) async fn with_mail(now: &str, rule_set: &str, mail: Option<Mail>) -> Self {
        let now = now.parse().expect("a time");
        let database =
            testkit::Database::fresh_at(&[&crate::MIGRATIONS], now).await.expect("a database");
        let act = database.store.act(store::Actor::Job("plant"), Uuid::now_v7()).await;
        let mut act = act.expect("an act");
        let world = World::plant(act.conn(), rule_set).await.expect("a world");
        act.commit(Entry::new("world.plant", "institution", Uuid::nil())).await.expect("planted");
        Self::open(database.store, world, mail).await
    }

    /// Another process of the same office: it knows what the database tells it, no more.
    pub(crate) async fn another_process(&self) -> Self {
        let mail = self.node.mail().cloned();
        Self::open(self.node.store().clone(), self.world, mail).await
    }

    async fn open(store: store::Store, world: World, mail: Option<Mail>) -> Self {
        let node = Node::open(NodeConfig {
            store,
            rule_sets: RuleSets::shipped().clone(),
            press: Arc::new(PlainTextPress),
            mail,
            mode: Mode::Demo,
        })
        .await
        .expect("a node");
        Self { router: crate::router(node.clone()), node, world }
    }

    /// Moves the domain's clock forward and runs what is due.
    pub(crate) async fn clock(&self, now: &str) {
        self.node.store().clock.set(now.parse().expect("a time")).expect("forward");
        crate::jobs::run_due(&self.node).await.expect("jobs");
    }

    /// An act of a job, for planting what a test needs.
    pub(crate) async fn act(&self) -> Act {
        Act::of_job(&self.node, "test").await.expect("an act")
    }

    /// A browser in which the member of the cast is signed in.
    pub(crate) async fn sign_in(&self, key: &str) -> Browser {
        self.sign_in_as(CastMember::named(key).id()).await
    }

    /// A browser in which this person is signed in.
    pub(crate) async fn sign_in_as(&self, person: PersonId) -> Browser {
        let cookie = crate::access::session::open(&self.node, person).await.expect("a session");
        let cookie = cookie.split(';').next().expect("a cookie").to_owned();
        let key = cookie.split_once('=').expect("a key").1.to_owned();
        let session = store::session::find(self.node.store(), &key).await.expect("a session");
        let token = session.expect("a session").form_token;
        Browser { router: self.router.clone(), cookie, token }
    }
}

/// What the routines after the catalogue start from.
impl TestOffice {
    /// An ordinary exam of a course on a day: from nine o'clock, four hours, three copies,
    /// in the large hall and the small room.
    pub(crate) async fn exam(&self, course: crate::CourseId, day: &str) -> crate::ExamId {
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
        crate::catalogue::keep_deadlines(&mut act, id).await.expect("deadlines");
        act.commit(Entry::new("exam.create", "exam", id.0)).await.expect("an exam");
        id
    }

    /// Gives a member of the cast one more role, at the department.
    pub(crate) async fn grant(&self, key: &str, role: crate::access::Role) {
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
    pub(crate) async fn registered(
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

/// A signed-in browser.
pub(crate) struct Browser {
    router: Router,
    cookie: String,
    token: String,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// Where a redirect leads.
    pub(crate) location: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}

impl Browser {
    /// Opens a page.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form in, as a new act.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_act(path, Uuid::now_v7(), fields).await
    }

    /// Sends a form in as this act: twice the same is a double click.
    pub(crate) async fn post_act(&self, path: &str, act: Uuid, fields: &[(&str, &str)]) -> Answer {
        let act = act.to_string();
        let mut all = vec![("csrf", self.token.as_str()), ("act_id", act.as_str())];
        all.extend_from_slice(fields);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    /// Calls the API with a file as the body, as a new act.
    pub(crate) async fn call_with(&self, path: &str, media_type: &str, file: &[u8]) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, media_type)
            .header("idempotency-key", Uuid::now_v7().to_string())
            .body(Body::from(file.to_vec()))
            .expect("a request");
        self.send(request).await
    }

    /// Sends a form in with one file; to the API too, which leaves the form's token aside.
    pub(crate) async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        (field, name, media_type, bytes): (&str, &str, &str, &[u8]),
    ) -> Answer {
        let edge = "kandidat-test-boundary";
        let act = Uuid::now_v7().to_string();
        let mut all = vec![("csrf", self.token.as_str()), ("act_id", act.as_str())];
        all.extend_from_slice(fields);
        let mut body = Vec::new();
        for (name, value) in &all {
            let part = format!(
                "--{edge}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{edge}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\ncontent-type: {media_type}\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={edge}"))
            .header("idempotency-key", &act)
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    /// Calls the API with a body, as a new act.
    pub(crate) async fn call(&self, path: &str, body: serde_json::Value) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", Uuid::now_v7().to_string())
            .body(Body::from(body.to_string()))
            .expect("a request");
        self.send(request).await
    }

    /// Changes something by the API, as a new act.
    pub(crate) async fn put(&self, path: &str, body: serde_json::Value) -> Answer {
        let request = Request::put(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", Uuid::now_v7().to_string())
            .body(Body::from(body.to_string()))
            .expect("a request");
        self.send(request).await
    }

    /// Sends any request with this browser's cookie.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        let cookie = self.cookie.parse().expect("a header");
        request.headers_mut().insert(header::COOKIE, cookie);
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let status = response.status();
        let location = response
            .headers()
            .get(header::LOCATION)
            .map(|to| to.to_str().expect("a path").to_owned());
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        Answer { status, location, body: body.to_vec() }
    }
}

impl Browser {
    /// Loses its session.
    pub(crate) fn forget(&mut self) {
        self.cookie = "nothing=here".to_owned();
    }

    /// Sends a form token that no page of ours gave out.
    pub(crate) fn forge_token(&mut self) {
        self.token = "0".repeat(64);
    }
}
