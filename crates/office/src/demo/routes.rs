//! The routes of the demonstration.

use crate::access::session;
use crate::http::{Allow, Routes};
use crate::people::PersonName;
use crate::{Error, Node, PersonId, Result};
use axum::Json;
use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use rules::Language;
use serde::{Deserialize, Serialize};

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/demo/people", Allow::Public, list_people)
        .technical("/demo/login", Allow::Public, log_in)
        .technical("/demo/clock", Allow::Public, set_clock)
}

/// A synthetic person that can be picked.
#[derive(Serialize)]
pub(crate) struct DemoPerson {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) roles: Vec<String>,
    pub(crate) languages: Vec<Language>,
    /// The roles in words, with the unit, for the picker.
    #[serde(skip)]
    pub(crate) what: Vec<String>,
}

/// Officers first, then examiners, then the first of the students.
pub(crate) async fn people(node: &Node, language: Language) -> Result<Vec<DemoPerson>> {
    let rows = sqlx::query_file!("src/demo/people.sql", language.tag())
        .fetch_all(&node.store().pool)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let what = row.roles.iter().zip(&row.units).map(|(role, unit)| {
                let role = ui::messages::format(language, &role_key(role), &[]);
                if unit.is_empty() { role } else { format!("{role}, {unit}") }
            });
            DemoPerson {
                id: PersonId(row.id),
                // These people are invented: the picker shows even those whose address is protected.
                name: PersonName::new(row.given_name, row.family_name, false).full(),
                what: what.collect(),
                roles: row.roles,
                languages: vec![crate::people::store::language(&row.language)],
            }
        })
        .collect())
}

/// The message key of a role, granted or derived.
fn role_key(role: &str) -> String {
    format!("role-{}", role.replace('_', "-"))
}

async fn list_people(State(node): State<Node>) -> Result<Json<Vec<DemoPerson>>> {
    Ok(Json(people(&node, Language::Nb).await?))
}

#[derive(Deserialize)]
struct LogIn {
    person: PersonId,
}

/// Signs in as a demo person: a browser's form goes on to the front page, a program gets 204.
async fn log_in(State(node): State<Node>, request: Request) -> Result<Response> {
    let wants_page = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let LogIn { person } = body(request).await?;
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
async fn set_clock(State(node): State<Node>, request: Request) -> Result<StatusCode> {
    let SetClock { now } = body(request).await?;
    node.store().clock.set(now).map_err(|error| {
        let why = error.to_string();
        Error::field("now", rules::Text::new(why.clone(), why.clone(), why))
    })?;
    crate::jobs::run_due(&node).await?;
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
