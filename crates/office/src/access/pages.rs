//! Signing in and out, the choice of language, and "who has looked at my data".

use super::session;
use crate::http::{Allow, Posted, Routes, Signed, Visitor, own_path, page, unreadable};
use crate::{Node, Result};
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use rules::Language;
use serde::Deserialize;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/login", Allow::Public, login)
        .technical("/logout", Allow::SignedIn, logout)
        .technical("/language", Allow::Public, choose_language)
        .page("/my/looks", Allow::SignedIn, looks)
        .merge(super::grant_pages::routes())
}

#[derive(Template)]
#[template(path = "access/login.html")]
struct LoginPage {
    frame: ui::Frame,
    people: Vec<crate::demo::DemoPerson>,
}

/// The way in. A demonstration shows its people to pick from.
async fn login(visitor: Visitor) -> Result<Response> {
    let people = if visitor.node.is_demo() {
        crate::demo::people(&visitor.node, visitor.language).await?
    } else {
        Vec::new()
    };
    page(&LoginPage { frame: visitor.frame("login"), people })
}

async fn logout(State(node): State<Node>, headers: HeaderMap, _posted: Posted) -> Result<Response> {
    let cookie = session::close(&node, &headers).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/login")).into_response())
}

#[derive(Deserialize)]
struct LanguageChoice {
    language: Language,
    back: String,
}

/// Keeps the chosen language in this browser and goes back to the same page.
async fn choose_language(
    form: std::result::Result<Form<LanguageChoice>, FormRejection>,
) -> Result<Response> {
    let Form(choice) = form.map_err(|_| unreadable())?;
    // No link may send a reader elsewhere through us.
    let back = own_path(&choice.back).unwrap_or("/");
    let cookie = session::choose_language(choice.language);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(back)).into_response())
}

/// How many looks the page shows, newest first.
const LOOKS_SHOWN: u32 = 500;

/// One line of the log of looks, as the person concerned reads it.
pub(super) struct LookRow {
    pub(super) at: jiff::Timestamp,
    pub(super) who: String,
    /// What for, as a word.
    pub(super) purpose: String,
}

impl LookRow {
    /// What for, in the reader's language.
    pub(super) fn told(&self, frame: &ui::Frame) -> String {
        frame.t(&format!("look-{}", self.purpose))
    }
}

#[derive(Template)]
#[template(path = "access/looks.html")]
struct LooksPage {
    frame: ui::Frame,
    looks: Vec<LookRow>,
}

/// Who has looked at my data, and for what.
async fn looks(signed: Signed) -> Result<Response> {
    let frame = signed.frame("my/looks");
    let looks = own_looks(&signed, &frame).await?;
    page(&LooksPage { frame, looks })
}

/// The latest looks at this person's data, newest first, each with who it was.
pub(super) async fn own_looks(signed: &Signed, frame: &ui::Frame) -> Result<Vec<LookRow>> {
    let rows =
        store::look::of_person(&signed.node.store().pool, signed.who.person.0, LOOKS_SHOWN).await?;
    let mut conn = signed.read().await?;
    let mut looks = Vec::new();
    for row in rows {
        let who = match row.actor_id {
            Some(id) => crate::people::store::person(&mut conn, crate::PersonId(id))
                .await?
                .map_or_else(String::new, |person| person.name.shown(frame.language)),
            None => frame.t("access-look-by-system"),
        };
        looks.push(LookRow { at: row.at, who, purpose: row.purpose });
    }
    Ok(looks)
}
