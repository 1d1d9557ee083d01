//! A form that met a bad moment. What was typed is kept on the page that says so, and can be sent
//! again as it is: its act id makes sure that it counts once.

use super::own_path;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{Method, header};

/// Larger forms carry files, which a page cannot keep.
const KEPT_BYTES_MAX: usize = 1024 * 1024;
/// The field that tells from which page the form was sent in the first place.
const SENT_FROM: &str = "sent_from";
/// The field with the session's token.
const TOKEN: &str = "csrf";
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// What a request has sent, as far as it can be kept.
#[derive(Default)]
pub(super) struct Sent {
    form: Option<Bytes>,
    files: bool,
}

impl Sent {
    /// Reads a form before its handler does, and gives the handler a body of its own.
    pub(super) async fn keep(parts: &Parts, body: Body) -> (Body, Self) {
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let multipart = text(header::CONTENT_TYPE).is_some_and(|t| t.starts_with("multipart/"));
        if parts.method != Method::POST || parts.uri.path().starts_with("/api/") {
            return (body, Self { form: None, files: multipart });
        }
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
    pub(super) async fn fields(&self, from: &str) -> Vec<(String, String)> {
        let mut fields = self.typed().await;
        if !fields.is_empty() && !fields.iter().any(|(name, _)| name == SENT_FROM) {
            fields.push((SENT_FROM.to_owned(), from.to_owned()));
        }
        fields
    }

    /// The page from which a form was sent that is now sent again.
    pub(super) async fn from(&self) -> Option<String> {
        let typed = self.typed().await;
        let (_, from) = typed.into_iter().find(|(name, _)| name == SENT_FROM)?;
        own_path(&from).map(ToOwned::to_owned)
    }

    /// As [`Self::fields`], if a person has filled in anything at all: a button alone is soon
    /// pressed again.
    pub(super) async fn filled_in(&self, from: &str) -> Vec<(String, String)> {
        let fields = self.fields(from).await;
        let technical = [SENT_FROM, TOKEN, "act_id"];
        let typed = fields.iter().any(|(name, _)| !technical.contains(&name.as_str()));
        if typed { fields } else { Vec::new() }
    }

    /// The fields with the token of the session that the sender has now.
    pub(super) async fn in_session(&self, from: &str, token: &str) -> Vec<(String, String)> {
        let mut fields = self.filled_in(from).await;
        for (_, value) in fields.iter_mut().filter(|(name, _)| name == TOKEN) {
            token.clone_into(value);
        }
        fields
    }

    /// Whether files were sent: they take their time, and must be chosen anew.
    pub(super) fn has_files(&self) -> bool {
        self.files
    }

    async fn typed(&self) -> Vec<(String, String)> {
        let Some(form) = self.form.clone() else { return Vec::new() };
        let request = Request::post("/").header(header::CONTENT_TYPE, URLENCODED);
        let Ok(request) = request.body(Body::from(form)) else { return Vec::new() };
        axum::Form::from_request(request, &()).await.map(|axum::Form(f)| f).unwrap_or_default()
    }
}
