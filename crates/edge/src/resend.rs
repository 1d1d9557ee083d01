//! A form that met a bad moment. What was typed is kept on the page that says so, and can be sent
//! again as it is: its act id makes sure that it counts once.

use crate::own_path;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use std::time::Duration;
use tower_http::timeout::TimeoutBody;

/// Larger forms carry files, which a page cannot keep.
const KEPT_BYTES_MAX: usize = 1024 * 1024;
/// How long nothing of what is being sent may arrive. A slow line sends a little all the time; one that is
/// broken sends nothing, and is waited for no longer.
const SILENT_MAX: Duration = Duration::from_secs(120);
/// The field that tells from which page the form was sent in the first place.
const SENT_FROM: &str = "sent_from";
/// The field with the session's token.
const TOKEN: &str = "csrf";
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// What a request has sent, as far as it can be kept.
#[derive(Default)]
pub(crate) struct Sent {
    form: Option<Bytes>,
    files: bool,
}

impl Sent {
    /// Reads a form before its handler does, and gives the handler a body of its own, which ends
    /// when the line falls silent.
    pub(crate) async fn keep(parts: &Parts, body: Body) -> (Body, Self) {
        if parts.method == Method::GET || parts.method == Method::HEAD {
            return (body, Self::default());
        }
        let body = unless_silent(body, SILENT_MAX);
        let text = |name| text(&parts.headers, name);
        if parts.method != Method::POST || parts.uri.path().starts_with("/api/") {
            return (body, Self { form: None, files: brings_a_file(&parts.headers) });
        }
        let multipart = text(header::CONTENT_TYPE).is_some_and(|t| t.starts_with("multipart/"));
        let length = text(header::CONTENT_LENGTH).and_then(|length| length.parse().ok());
        let small = length.is_some_and(|length: usize| length <= KEPT_BYTES_MAX);
        let form = text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with(URLENCODED));
        if !(small && form) {
            return (body, Self { form: None, files: form || multipart });
        }
        match axum::body::to_bytes(body, KEPT_BYTES_MAX).await {
            Ok(bytes) => (bytes.clone().into(), Self { form: Some(bytes), files: false }),
            // The sender has gone.
            Err(_) => (Body::empty(), Self::default()),
        }
    }

    /// The fields with what was typed, and the page they came from.
    pub(crate) async fn fields(&self, from: &str) -> Vec<(String, String)> {
        let mut fields = self.typed().await;
        if !fields.is_empty() && !fields.iter().any(|(name, _)| name == SENT_FROM) {
            fields.push((SENT_FROM.to_owned(), from.to_owned()));
        }
        fields
    }

    /// The page from which a form was sent that is now sent again.
    pub(crate) async fn from(&self) -> Option<String> {
        let typed = self.typed().await;
        let (_, from) = typed.into_iter().find(|(name, _)| name == SENT_FROM)?;
        own_path(&from).map(ToOwned::to_owned)
    }

    /// As [`Self::fields`], if a person has filled in anything at all: a button alone is soon
    /// pressed again.
    pub(crate) async fn filled_in(&self, from: &str) -> Vec<(String, String)> {
        let fields = self.fields(from).await;
        let technical = [SENT_FROM, TOKEN, "act_id"];
        let typed = fields.iter().any(|(name, _)| !technical.contains(&name.as_str()));
        if typed { fields } else { Vec::new() }
    }

    /// The fields with the token of the session that the sender has now.
    pub(crate) async fn in_session(&self, from: &str, token: &str) -> Vec<(String, String)> {
        let mut fields = self.filled_in(from).await;
        for (_, value) in fields.iter_mut().filter(|(name, _)| name == TOKEN) {
            token.clone_into(value);
        }
        fields
    }

    /// Whether files were sent: they take their time, and must be chosen anew.
    pub(crate) fn has_files(&self) -> bool {
        self.files
    }

    async fn typed(&self) -> Vec<(String, String)> {
        let Some(form) = self.form.clone() else { return Vec::new() };
        let request = Request::post("/").header(header::CONTENT_TYPE, URLENCODED);
        let Ok(request) = request.body(Body::from(form)) else { return Vec::new() };
        axum::Form::from_request(request, &()).await.map(|axum::Form(f)| f).unwrap_or_default()
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Whether a call has a file as its body, alone or in a form: everything that is no JSON.
fn brings_a_file(headers: &HeaderMap) -> bool {
    let length = text(headers, header::CONTENT_LENGTH);
    let sent = length.is_some_and(|length| length != "0")
        || headers.contains_key(header::TRANSFER_ENCODING);
    let json = |kind: &str| kind.starts_with("application/json") || kind.contains("+json");
    sent && !text(headers, header::CONTENT_TYPE).is_some_and(json)
}

/// The body, which fails once nothing of it has arrived for so long.
fn unless_silent(body: Body, longest: Duration) -> Body {
    Body::new(TimeoutBody::new(longest, body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::routing::post;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    const SHORT: Duration = Duration::from_secs(1);

    async fn is_waited_for(headers: &[(&str, &str)]) -> bool {
        let request = headers
            .iter()
            .fold(Request::post("/api/x"), |request, (name, value)| request.header(*name, *value));
        let (parts, body) = request.body(Body::empty()).expect("a request").into_parts();
        Sent::keep(&parts, body).await.1.has_files()
    }

    /// An answer or a CV that a program sends takes the time its line needs, in a form or by itself; a call
    /// that brings none is answered in time.
    #[tokio::test]
    async fn a_call_with_a_file_may_take_its_time_and_a_call_without_may_not() {
        let kind = |kind| [("content-length", "9"), ("content-type", kind)];
        assert!(is_waited_for(&kind("application/pdf")).await);
        assert!(is_waited_for(&kind("multipart/form-data; boundary=x")).await);
        assert!(is_waited_for(&[("transfer-encoding", "chunked")]).await);
        assert!(!is_waited_for(&kind("application/json")).await);
        assert!(!is_waited_for(&[("content-length", "0")]).await);
        assert!(!is_waited_for(&[]).await);
    }

    /// Sends these parts, each after a pause, and answers whether all of them were received.
    async fn received(parts: &[&str], pause: Duration) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let handler = |body: Body| async {
            axum::body::to_bytes(unless_silent(body, SHORT), 100).await.is_ok().to_string()
        };
        let server = axum::serve(listener, Router::new().route("/", post(handler)));
        let server = tokio::spawn(server.into_future());
        let mut line = TcpStream::connect(address).await.expect("a line");
        let head = b"POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 8\r\n\r\n";
        line.write_all(head).await.expect("the head");
        for part in parts {
            tokio::time::sleep(pause).await;
            line.write_all(part.as_bytes()).await.expect("a part");
        }
        let mut answer = String::new();
        line.read_to_string(&mut answer).await.expect("an answer");
        server.abort();
        answer.rsplit('\n').next().unwrap_or_default().to_owned()
    }

    #[tokio::test]
    async fn a_slow_line_loses_nothing_and_a_silent_one_is_waited_for_no_longer() {
        assert_eq!(received(&["ab", "cd", "ef", "gh"], SHORT / 3).await, "true");
        assert_eq!(received(&["ab"], SHORT / 3).await, "false");
    }
}
