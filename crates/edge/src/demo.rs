//! The demonstration: a person picker instead of a login, and a clock that can be moved.
//!
//! None of these routes exists outside demo mode, and a node in demo mode says so on
//! every page.

use crate::{Allow, Error, Node, PersonId, Place, Result, Routes, session};
use axum::Json;
use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use rules::Language;
use serde::{Deserialize, Serialize};

/// What a node shows and does as a demonstration only.
pub trait Demo: Node {
    /// What everybody may look at, from the page where people are picked.
    const SIGHTS: &'static [Place<Self::Allow>];

    /// The people to pick from, in their order; what they are in this language.
    fn people(&self, language: Language) -> impl Future<Output = Result<Vec<DemoPerson>>> + Send;

    /// Whether there is such a person, among those to pick from or not.
    fn knows(&self, person: PersonId) -> impl Future<Output = Result<bool>> + Send;

    /// Runs every job that is due by the domain's clock, and those that these enqueue.
    fn run_due(&self) -> impl Future<Output = Result<()>> + Send;
}

pub(crate) fn routes<N: Demo>() -> Routes<N> {
    Routes::default()
        .page("/demo/people", N::Allow::PUBLIC, list_people::<N>)
        .technical("/demo/login", N::Allow::PUBLIC, log_in::<N>)
        .technical("/demo/clock", N::Allow::PUBLIC, set_clock::<N>)
}

/// A synthetic person that can be picked.
#[derive(Serialize)]
pub struct DemoPerson {
    /// The person.
    pub id: PersonId,
    /// The whole name: these people are invented.
    pub name: String,
    /// The codes of the roles.
    pub roles: Vec<String>,
    /// The language forms the person reads.
    pub languages: Vec<Language>,
    /// The roles in words, with where they are held, for the picker.
    #[serde(skip)]
    pub what: Vec<String>,
}

async fn list_people<N: Demo>(State(node): State<N>) -> Result<Json<Vec<DemoPerson>>> {
    Ok(Json(node.people(Language::Nb).await?))
}

#[derive(Deserialize)]
struct LogIn {
    person: PersonId,
}

/// Signs in as a demo person: a browser's form goes on to the front page, a program gets 204.
async fn log_in<N: Demo>(State(node): State<N>, request: Request) -> Result<Response> {
    let wants_page = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let LogIn { person } = body(request).await?;
    if !node.knows(person).await? {
        return Err(Error::NotFound);
    }
    let cookie = session::open(&node, person).await?;
    let answer = if wants_page {
        Redirect::to("/").into_response()
    } else {
        StatusCode::NO_CONTENT.into_response()
    };
    Ok(([(header::SET_COOKIE, cookie)], answer).into_response())
}

#[derive(Deserialize)]
struct SetClock {
    now: jiff::Timestamp,
}

/// Moves the domain's clock forward and answers when all jobs due by then have run.
async fn set_clock<N: Demo>(State(node): State<N>, request: Request) -> Result<StatusCode> {
    let SetClock { now } = body(request).await?;
    node.store().clock.set(now).map_err(|error| {
        let why = error.to_string();
        Error::field("now", rules::Text::new(why.clone(), why.clone(), why))
    })?;
    node.run_due().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A body as form or as JSON.
async fn body<T: serde::de::DeserializeOwned>(request: Request) -> Result<T> {
    let json = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/json"));
    let unreadable =
        |why: String| Error::field("body", rules::Text::new(why.clone(), why.clone(), why));
    if json {
        let Json(value) =
            Json::from_request(request, &()).await.map_err(|r| unreadable(r.body_text()))?;
        return Ok(value);
    }
    let axum::Form(value) =
        axum::Form::from_request(request, &()).await.map_err(|r| unreadable(r.body_text()))?;
    Ok(value)
}
