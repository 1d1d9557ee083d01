//! Every accepted act of the story is sent once more under its act id, as by a double click or a
//! program that heard no answer: nothing is done twice.

use super::Lived;
use anyhow::Result;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// A form or a call as it was sent.
#[derive(Clone)]
pub(super) struct Sent {
    path: String,
    headers: HeaderMap,
    body: Bytes,
}

/// What was sent and accepted so far. Clones share it.
#[derive(Clone, Default)]
pub(super) struct Accepted(Arc<Mutex<Vec<Sent>>>);

impl Accepted {
    /// Takes a copy of what changes something; gives the request on.
    pub(super) async fn copy(request: Request) -> (Request, Option<Sent>) {
        if request.method() != "POST" || request.uri().path().starts_with("/demo/") {
            return (request, None);
        }
        let (parts, body) = request.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
        let path = parts.uri.path().to_owned();
        let sent = Sent { path, headers: parts.headers.clone(), body: body.clone() };
        (Request::from_parts(parts, Body::from(body)), Some(sent))
    }

    /// Keeps what was accepted.
    pub(super) fn keep(&self, sent: Option<Sent>, status: StatusCode) {
        if status.is_success() || status.is_redirection() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(sent);
        }
    }

    fn all(&self) -> Vec<Sent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What is looked through before the act is opened: an answer that is handed in late is refused in
/// words.
const BEFORE_THE_ACT: [&str; 1] = ["answer"];

/// What people have done and left to be done: acts, entries, jobs.
async fn done(lived: &Lived) -> Result<Vec<i64>> {
    let mut counts = Vec::new();
    for counting in [
        "select count(*) from act where actor_kind = 'person'",
        "select count(*) from audit_entry join act on act.id = act_id where actor_kind = 'person'",
        "select count(*) from job join act on act.id = act_id where actor_kind = 'person'",
    ] {
        counts.push(sqlx::query_scalar(counting).fetch_one(&lived.store.pool).await?);
    }
    Ok(counts)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_accepted_and_is_sent_again_is_not_done_again() -> Result<()> {
    let lived = Lived::through_the_story("").await?;
    let (accepted, before) = (lived.accepted.all(), done(&lived).await?);
    assert!(accepted.len() > 60, "only {} forms were accepted", accepted.len());
    let mut told = BTreeSet::new();
    for Sent { path, headers, body } in accepted {
        let request = lived.client.post(format!("{}{path}", lived.url)).headers(headers);
        let answer = request.body(body).send().await?;
        let to = answer.headers().get("location");
        assert!(to.is_none_or(|to| to != "/login"), "{path} asks to sign in");
        match answer.status() {
            // The second click ends where the first one did.
            StatusCode::SEE_OTHER => {}
            StatusCode::CONFLICT => told.extend(path.rsplit('/').next().map(str::to_owned)),
            status => panic!("{path}: {status}"),
        }
        assert_eq!(done(&lived).await?, before, "{path} is done twice");
    }
    assert!(told.iter().eq(BEFORE_THE_ACT), "{told:?}");
    Ok(())
}
