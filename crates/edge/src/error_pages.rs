//! How an error is told: as a page in the frame, or as problem+json to a program.

use crate::own_path::came_from;
use crate::posted::{STALE_FORM, is_from_here, is_stray, unreadable};
use crate::resend::Sent;
use crate::signed::wished_language;
use crate::told::on_its_page;
use crate::{Error, FieldError, Node, Problem, ProblemField, Refused, Signed, Visitor, page_with};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use rules::{Language, Text};
use std::sync::Arc;
use std::time::Duration;

/// After how many seconds a program may ask again when the database was away.
const RETRY_SECONDS: &str = "5";

/// How long anything may take that has been sent whole. The longest act, 20 000 results announced
/// at once, takes some seconds; a query to a database whose machine stands still takes for ever.
const ANSWERS_WITHIN: Duration = Duration::from_secs(120);

/// Carries an error from the handler to [`error_pages`], which knows the reader's
/// language and whether it is a person or a program.
#[derive(Clone)]
pub(crate) struct ErrorSlot {
    error: Arc<Error>,
    typed: Arc<[Typed]>,
}

impl ErrorSlot {
    pub(crate) fn response(error: Error) -> Response {
        Self::with_typed(error, Vec::new())
    }

    /// As [`ErrorSlot::response`], with what was typed, which the page that says no shows again.
    pub(crate) fn with_typed(error: Error, typed: Vec<Typed>) -> Response {
        let mut response = status(&error).into_response();
        let slot = Self { error: Arc::new(error), typed: typed.into() };
        response.extensions_mut().insert(slot);
        response
    }
}

/// What was typed into one field.
pub struct Typed {
    /// The field as its form names it, in the reader's language.
    pub label: String,
    /// What was typed there.
    pub value: String,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        ErrorSlot::response(self)
    }
}

fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::SignInFirst => StatusCode::UNAUTHORIZED,
        Error::Refused(_) | Error::AlreadyDone | Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Turns errors, whoever made them, into pages or problems. The one place where our own
/// faults are logged, with a reference number and without personal data.
pub(crate) async fn error_pages<N: Node>(
    State(node): State<N>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let (body, sent) = Sent::keep(&parts, body).await;
    let (kept, again) = (Parts::clone(&parts), next.clone());
    let response = if is_unreadable(parts.uri.query()) {
        StatusCode::BAD_REQUEST.into_response()
    } else {
        let work = next.run(Request::from_parts(kept, body));
        answered(ANSWERS_WITHIN, sent.has_files(), work).await
    };
    let slot = response.extensions().get::<ErrorSlot>().cloned();
    let api = parts.uri.path().starts_with("/api/");
    let typed = slot.as_ref().map(|slot| slot.typed.clone());
    let error = match (slot, response.status()) {
        (Some(slot), _) => slot.error,
        (None, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) => Arc::new(Error::NotFound),
        // A value in the address that cannot be read: no page has such an address.
        (None, StatusCode::BAD_REQUEST) if !api => Arc::new(Error::NotFound),
        (None, StatusCode::BAD_REQUEST) => Arc::new(Error::field("address", unreadable_address())),
        (None, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE) => {
            Arc::new(unreadable())
        }
        (None, StatusCode::INTERNAL_SERVER_ERROR) => {
            Arc::new(Error::Internal(anyhow::anyhow!("a handler panicked")))
        }
        _ => return response,
    };
    let typed = typed.as_deref().unwrap_or_default();
    if let Some(refused) = refused_form(&parts, &error, typed)
        && let Some(from) = sent_from(&parts, &sent).await
    {
        let page = on_its_page(&parts, &from, refused, again);
        if let Ok(Some(page)) = tokio::time::timeout(ANSWERS_WITHIN, page).await {
            return page;
        }
    }
    answer(&node, &mut parts, &sent, &error, typed).await
}

/// What is told at the top of the page that a form was sent from. A form that may not be ours, and
/// what is wrong at its fields, is told on a page of its own.
fn refused_form(parts: &Parts, error: &Error, typed: &[Typed]) -> Option<ui::RefusedAct> {
    if parts.method != Method::POST || parts.uri.path().starts_with("/api/") {
        return None;
    }
    let typed = typed.iter().map(|one| (one.label.clone(), one.value.clone())).collect();
    match error {
        Error::Refused(refused) if refused.code != STALE_FORM => Some(ui::RefusedAct {
            text: refused.text.clone(),
            all: refused.all.iter().map(|one| one.text.clone()).collect(),
            because: refused.because.clone(),
            typed,
        }),
        Error::Conflict(text) => {
            Some(ui::RefusedAct { text: text.clone(), all: Vec::new(), because: Vec::new(), typed })
        }
        _ => None,
    }
}

/// The page that a form was sent from, in the first place.
async fn sent_from(parts: &Parts, sent: &Sent) -> Option<String> {
    sent.from().await.or_else(|| came_from(&parts.headers))
}

/// The answer, or that the database is away when none comes. An act that is given up is rolled
/// back, or was done and is known by its id when it is sent again.
async fn answered(within: Duration, files: bool, work: impl Future<Output = Response>) -> Response {
    // A file may take as long to send as the sender's line needs; a line that is silent ends it.
    if files {
        return work.await;
    }
    let answer = tokio::time::timeout(within, work).await;
    answer.unwrap_or_else(|_| Error::Unavailable(sqlx::Error::PoolTimedOut).into_response())
}

/// Whether a value in the query holds what no database keeps: no page of ours has such an address.
fn is_unreadable(query: Option<&str>) -> bool {
    let values = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    values.into_iter().any(|(_, value)| value.contains(is_stray))
}

/// Tells an error that no handler was reached with.
pub(crate) async fn tell<N: Node>(node: &N, request: Request, error: &Error) -> Response {
    let (mut parts, body) = request.into_parts();
    let (_, sent) = Sent::keep(&parts, body).await;
    answer(node, &mut parts, &sent, error, &[]).await
}

async fn answer<N: Node>(
    node: &N,
    parts: &mut Parts,
    sent: &Sent,
    error: &Error,
    typed: &[Typed],
) -> Response {
    let reference = log(error);
    let mut response = if parts.uri.path().starts_with("/api/") {
        problem(error, wished_language::<N>(parts), reference)
    } else {
        render(node, parts, sent, (error, typed), reference).await
    };
    if matches!(error, Error::Unavailable(_)) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS));
    }
    response
}

fn unreadable_address() -> Text {
    Text::new(
        "En verdi i adressen har en form som ikke kan leses.",
        "Ein verdi i adressa har ei form som ikkje kan lesast.",
        "A value in the address has a form that cannot be read.",
    )
}

fn log(error: &Error) -> Option<String> {
    let (Error::Internal(_) | Error::Unavailable(_)) = error else { return None };
    let reference = format!("{:08x}", rand::random::<u32>());
    tracing::error!(reference, error = ?error, "request failed");
    Some(reference)
}

fn problem(error: &Error, language: Language, reference: Option<String>) -> Response {
    let status = status(error);
    let mut problem = Problem {
        kind: format!("urn:kandidat:{}", kind(error)),
        title: status.canonical_reason().unwrap_or("Error").to_owned(),
        status: status.as_u16(),
        detail: None,
        code: None,
        all: Vec::new(),
        because: Vec::new(),
        fields: Vec::new(),
        reference,
    };
    match error {
        Error::Refused(refused) => {
            problem.detail = Some(refused.text.get(language).to_owned());
            problem.code = Some(refused.code.clone());
            problem.all.clone_from(&refused.all);
            problem.because.clone_from(&refused.because);
        }
        Error::Invalid(fields) => {
            problem.fields = fields.iter().map(|f| ProblemField::new(f, language)).collect();
        }
        Error::Conflict(text) => problem.detail = Some(text.get(language).to_owned()),
        _ => {}
    }
    let mut response = (status, axum::Json(problem)).into_response();
    let media = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, media);
    response
}

const fn kind(error: &Error) -> &'static str {
    match error {
        Error::NotFound => "not-found",
        Error::SignInFirst => "sign-in-first",
        Error::Refused(_) => "refused",
        Error::Invalid(_) => "invalid",
        Error::AlreadyDone => "already-done",
        Error::Conflict(_) => "conflict",
        Error::Unavailable(_) => "unavailable",
        Error::Internal(_) => "internal",
    }
}

async fn render<N: Node>(
    node: &N,
    parts: &mut Parts,
    sent: &Sent,
    (error, typed): (&Error, &[Typed]),
    reference: Option<String>,
) -> Response {
    let from = sent_from(parts, sent).await;
    let back = from.clone().unwrap_or_else(|| "/".to_owned());
    // The second click of a double click ends where the first one did: back on the page.
    if matches!(error, Error::AlreadyDone) {
        return Redirect::to(&back).into_response();
    }
    if matches!(error, Error::SignInFirst) {
        return signed_out(node, parts, sent, &back).await;
    }
    let mut frame = match <Signed<N> as FromRequestParts<N>>::from_request_parts(parts, node).await
    {
        Ok(signed) => signed.frame(""),
        Err(_) => match Visitor::<N>::from_request_parts(parts, node).await {
            Ok(visitor) => visitor.frame(""),
            Err(_) => return status(error).into_response(),
        },
    };
    let status = status(error);
    let again = match error {
        Error::Refused(refused) if refused.code == STALE_FORM && is_from_here(&parts.headers) => {
            sent.in_session(&back, &frame.csrf).await
        }
        _ => Vec::new(),
    };
    let kind = match error {
        _ if !again.is_empty() => ui::ErrorKind::SignedInAgain { sent: again },
        Error::NotFound => ui::ErrorKind::NotFound,
        Error::Unavailable(_) => {
            ui::ErrorKind::Unavailable { sent: sent.fields(&back).await, files: sent.has_files() }
        }
        Error::Internal(_) => {
            ui::ErrorKind::Unexpected { reference: reference.unwrap_or_default() }
        }
        _ => {
            let kept = sent.fields(&back).await;
            frame.page = from;
            let page = RefusedPage::new(frame, error, typed, back).mending(kept);
            return page_with(status, &page).unwrap_or_else(|_| status.into_response());
        }
    };
    // What was typed stands on this page alone: a reload must not lead away from it.
    frame.page = None;
    page_with(status, &ui::ErrorPage { frame, kind }).unwrap_or_else(|_| status.into_response())
}

/// What was filled in meanwhile is kept; there is nothing to keep of a page that was opened.
async fn signed_out<N: Node>(node: &N, parts: &mut Parts, sent: &Sent, back: &str) -> Response {
    let filled_in = sent.filled_in(back).await;
    let visitor = Visitor::<N>::from_request_parts(parts, node).await;
    match visitor {
        Ok(visitor) if !filled_in.is_empty() || sent.has_files() => {
            let kind = ui::ErrorKind::SignedOut { sent: filled_in };
            let frame = ui::Frame { page: None, ..visitor.frame("") };
            let page = ui::ErrorPage { frame, kind };
            let status = StatusCode::UNAUTHORIZED;
            page_with(status, &page).unwrap_or_else(|_| status.into_response())
        }
        _ => Redirect::to("/login").into_response(),
    }
}

/// The page that says no, with every reason, and leads back to where the person was.
#[derive(askama::Template)]
#[template(path = "refused.html")]
struct RefusedPage<'a> {
    frame: ui::Frame,
    refused: Option<&'a Refused>,
    conflict: Option<&'a Text>,
    fields: &'a [FieldError],
    /// What was typed, to be copied from here.
    typed: &'a [Typed],
    /// The form that was sent, to be mended at its faults and sent again.
    form: ui::Form,
    /// What else it held.
    rest: Vec<(String, String)>,
    back: String,
}

impl<'a> RefusedPage<'a> {
    fn new(frame: ui::Frame, error: &'a Error, typed: &'a [Typed], back: String) -> Self {
        let (form, rest) = (ui::Form::new(), Vec::new());
        let mut page =
            Self { frame, refused: None, conflict: None, fields: &[], typed, form, rest, back };
        match error {
            Error::Refused(refused) => page.refused = Some(refused),
            Error::Conflict(text) => page.conflict = Some(text),
            Error::Invalid(fields) => page.fields = fields,
            _ => {}
        }
        page
    }

    /// Where a field of a form is wrong that its page does not show again: all that was sent, with the
    /// faults at their fields. A form with files cannot be kept.
    fn mending(mut self, sent: Vec<(String, String)>) -> Self {
        let faulty = |name: &str| self.fields.iter().any(|fault| fault.field == name);
        let there = |fault: &FieldError| sent.iter().any(|(name, _)| *name == fault.field);
        if sent.is_empty() || !self.fields.iter().all(there) {
            return self;
        }
        self.rest = sent.iter().filter(|(name, _)| !faulty(name)).cloned().collect();
        self.form = ui::Form::from_pairs(sent);
        for fault in self.fields {
            self.form.add_error(&fault.field, fault.text.clone());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(20);

    /// A database that stands still in the middle of an answer ends no query: the reader is told.
    #[tokio::test]
    async fn a_page_that_gets_no_answer_says_that_the_database_is_away() {
        let answer = answered(SHORT, false, std::future::pending()).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.extensions().get::<ErrorSlot>().is_some(), "a page can be made of it");
    }

    #[tokio::test]
    async fn a_file_under_way_is_waited_for() {
        let sending = async {
            tokio::time::sleep(SHORT * 2).await;
            StatusCode::OK.into_response()
        };
        assert_eq!(answered(SHORT, true, sending).await.status(), StatusCode::OK);
    }
}
