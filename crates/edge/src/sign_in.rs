//! Signing in and out, and the choice of language.

use crate::posted::unreadable;
use crate::session::{choose_language, close};
use crate::{
    Allow, Demo, DemoPerson, Node, Place, Posted, Result, Routes, Visitor, own_path, page,
};
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use rules::Language;
use serde::Deserialize;

pub(crate) fn routes<N: Demo>() -> Routes<N> {
    Routes::default()
        .page("/login", N::Allow::PUBLIC, login::<N>)
        .technical("/logout", N::Allow::SIGNED_IN, logout::<N>)
        .technical("/language", N::Allow::PUBLIC, language)
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage<A: 'static> {
    frame: ui::Frame,
    people: Vec<DemoPerson>,
    /// What a demonstration shows to everybody.
    sights: &'static [Place<A>],
}

/// The way in. A demonstration shows its people to pick from.
async fn login<N: Demo>(visitor: Visitor<N>) -> Result<Response> {
    let people = if visitor.node.is_demo() {
        visitor.node.people(visitor.language).await?
    } else {
        Vec::new()
    };
    page(&SignInPage { frame: visitor.frame("login"), people, sights: N::SIGHTS })
}

async fn logout<N: Node>(
    State(node): State<N>,
    headers: HeaderMap,
    _posted: Posted<N>,
) -> Result<Response> {
    let cookie = close(&node, &headers).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/login")).into_response())
}

#[derive(Deserialize)]
struct LanguageChoice {
    language: Language,
    back: String,
}

/// Keeps the chosen language in this browser and goes back to the same page.
async fn language(
    form: std::result::Result<Form<LanguageChoice>, FormRejection>,
) -> Result<Response> {
    let Form(choice) = form.map_err(|_| unreadable())?;
    // No link may send a reader elsewhere through us.
    let back = own_path(&choice.back).unwrap_or("/");
    let cookie = choose_language(choice.language);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(back)).into_response())
}
