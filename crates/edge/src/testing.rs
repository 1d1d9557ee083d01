//! What the tests of a node share: a browser without a screen, and the authorization matrix.

use crate::{Allow, Node, PersonId, RouteRow, session};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use std::fmt::Write;
use tower::ServiceExt;
use uuid::Uuid;

/// A signed-in browser.
pub struct Browser {
    router: Router,
    cookie: String,
    token: String,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }
}

impl Browser {
    /// A browser at `router`, the pages of `node`, in which this person has signed in.
    pub async fn signed_in(node: &impl Node, router: Router, person: PersonId) -> Self {
        let cookie = session::open(node, person).await.expect("a session");
        let cookie = cookie.split(';').next().expect("a cookie").to_owned();
        let key = cookie.split_once('=').expect("a key").1.to_owned();
        let session = store::session::find(node.store(), &key).await.expect("a session");
        let token = session.expect("a session").form_token;
        Self { router, cookie, token }
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form in, as a new act.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_act(path, Uuid::now_v7(), fields).await
    }

    /// Sends a form in as this act: twice the same is a double click.
    pub async fn post_act(&self, path: &str, act: Uuid, fields: &[(&str, &str)]) -> Answer {
        self.send(self.form(path, act, fields)).await
    }

    /// Sends a form in from this page of ours, as a new act.
    pub async fn post_from(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut request = self.form(path, Uuid::now_v7(), fields);
        let page = format!("https://kandidat.example{page}").parse().expect("an address");
        request.headers_mut().insert(header::REFERER, page);
        self.send(request).await
    }

    fn form(&self, path: &str, act: Uuid, fields: &[(&str, &str)]) -> Request<Body> {
        let act = act.to_string();
        let mut all = vec![("csrf", self.token.as_str()), ("act_id", act.as_str())];
        all.extend_from_slice(fields);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::CONTENT_LENGTH, body.len())
            .body(Body::from(body))
            .expect("a request")
    }

    /// Calls the API with a file as the body, as a new act.
    pub async fn call_with(&self, path: &str, media_type: &str, file: &[u8]) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, media_type)
            .header("idempotency-key", Uuid::now_v7().to_string())
            .body(Body::from(file.to_vec()))
            .expect("a request");
        self.send(request).await
    }

    /// Sends a form in with one file; to the API too, which leaves the form's token aside.
    pub async fn upload(
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
    pub async fn call(&self, path: &str, body: serde_json::Value) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", Uuid::now_v7().to_string())
            .body(Body::from(body.to_string()))
            .expect("a request");
        self.send(request).await
    }

    /// Changes something by the API, as a new act.
    pub async fn put(&self, path: &str, body: serde_json::Value) -> Answer {
        let request = Request::put(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", Uuid::now_v7().to_string())
            .body(Body::from(body.to_string()))
            .expect("a request");
        self.send(request).await
    }

    /// Sends any request with this browser's cookie.
    pub async fn send(&self, mut request: Request<Body>) -> Answer {
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
    pub fn forget(&mut self) {
        self.cookie = "nothing=here".to_owned();
    }

    /// Sends a form token that no page of ours gave out.
    pub fn forge_token(&mut self) {
        self.token = "0".repeat(64);
    }
}

/// The authorization matrix as a golden file shows it: a row for each route, a column for each kind
/// of person, and the audit entry.
pub fn matrix<N: Node>(
    table: &[RouteRow<N::Allow>],
    columns: &[(&str, Option<N::Principal>)],
) -> String {
    let mut text = String::new();
    for (number, (name, _)) in columns.iter().enumerate() {
        writeln!(text, "{}{name}", "| ".repeat(number)).expect("a text");
    }
    for row in table {
        for (_, who) in columns {
            text.push_str(if row.allow.lets(who.as_ref()) { "✔ " } else { "· " });
        }
        let action = row.action.unwrap_or("-");
        writeln!(text, "{:4} {}  [{action}]", row.method, row.path).expect("a text");
    }
    text
}

/// Asks a route, with an id of nothing wherever it names a thing.
pub async fn ask<A>(browser: &Browser, row: &RouteRow<A>) -> StatusCode {
    let nothing = "0193a000-0000-7000-8000-00000000ffff";
    let parts = row.path.split('/').map(|part| if part.starts_with('{') { nothing } else { part });
    let path = parts.collect::<Vec<_>>().join("/");
    let method: Method = row.method.parse().expect("a method");
    let request = Request::builder().method(method).uri(path).body(Body::empty());
    browser.send(request.expect("a request")).await.status
}

/// What a denied request gets: nothing that tells whether there is something.
pub fn denied<A>(row: &RouteRow<A>, anonymous: bool) -> StatusCode {
    match (anonymous, row.path.starts_with("/api/")) {
        (true, true) => StatusCode::UNAUTHORIZED,
        (true, false) => StatusCode::SEE_OTHER,
        (false, _) => StatusCode::NOT_FOUND,
    }
}
