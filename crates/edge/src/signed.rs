//! The signed-in person as an argument of a handler.

use crate::guard::Session;
use crate::menu::menu;
use crate::own_path::came_from;
use crate::told::Told;
use crate::{Act, Error, Node, PersonId, Principal, Result};
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::Method;
use axum::http::request::Parts;
use rules::Language;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::Actor;
use uuid::Uuid;

/// A request by a signed-in person.
pub struct Signed<N: Node> {
    /// The node.
    pub node: N,
    /// The person, with the rights of this moment.
    pub who: Arc<N::Principal>,
    form_token: Arc<str>,
    asked: Asked,
}

impl<N: Node> Signed<N> {
    /// Opens an act of this person.
    ///
    /// # Errors
    /// As [`Act::of_person`].
    pub async fn act(&self, act_id: Uuid) -> Result<Act<N>> {
        Act::of_person(&self.node, self.who.clone(), act_id).await
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is away.
    pub async fn read(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Postgres>> {
        Ok(self.node.store().pool.acquire().await?)
    }

    /// The domain's day in Norway.
    pub fn today(&self) -> jiff::civil::Date {
        self.node.today()
    }

    /// Notes that this person looked at another person's data; a look at one's own is
    /// nobody's business.
    pub async fn look(&self, subject: PersonId, purpose: &'static str) -> Result<()> {
        if subject != self.who.person() {
            let actor = Actor::Person(self.who.person().0);
            self.node.store().look(actor, subject.0, purpose, None).await?;
        }
        Ok(())
    }

    /// As [`Signed::look`], at one thing of that person's: a file that is opened.
    pub async fn look_at(
        &self,
        subject: PersonId,
        purpose: &'static str,
        object: Uuid,
    ) -> Result<()> {
        let actor = Actor::Person(self.who.person().0);
        self.node.store().look_at(actor, subject.0, purpose, object).await?;
        Ok(())
    }

    /// As [`Signed::look`], for everybody on a list that is about to be shown; once for whoever
    /// stands there more than once.
    pub async fn look_each(&self, subjects: &[PersonId], purpose: &'static str) -> Result<()> {
        let actor = Actor::Person(self.who.person().0);
        let subjects: BTreeSet<Uuid> = subjects.iter().map(|subject| subject.0).collect();
        let subjects: Vec<Uuid> = subjects.into_iter().collect();
        self.node.store().look_each(actor, &subjects, purpose).await?;
        Ok(())
    }

    /// What stands around the page. `reference` is the short name a person can quote,
    /// e.g. `appeal/2026-14`; never a person's name.
    pub fn frame(&self, reference: impl Into<String>) -> ui::Frame {
        let mut frame = Visitor {
            node: self.node.clone(),
            language: self.who.language(),
            asked: self.asked.clone(),
        }
        .frame(reference);
        let name = self.who.name();
        frame.person = Some(ui::Person { name: name.full(), initials: name.initials() });
        frame.navigation = menu(&self.node, &self.who, &self.asked.path);
        frame.csrf = self.form_token.to_string();
        frame
    }

    pub(crate) fn form_token(&self) -> &str {
        &self.form_token
    }
}

impl<N: Node> FromRequestParts<N> for Signed<N> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, node: &N) -> Result<Self> {
        let session =
            parts.extensions.get::<Session<N::Principal>>().cloned().ok_or(Error::SignInFirst)?;
        Ok(Self {
            node: node.clone(),
            who: session.who,
            form_token: session.form_token,
            asked: Asked::of(parts),
        })
    }
}

impl<N: Node> OptionalFromRequestParts<N> for Signed<N> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, node: &N) -> Result<Option<Self>> {
        if parts.extensions.get::<Session<N::Principal>>().is_none() {
            return Ok(None);
        }
        <Self as FromRequestParts<N>>::from_request_parts(parts, node).await.map(Some)
    }
}

/// A request by anybody: pages that need no login.
pub struct Visitor<N: Node> {
    /// The node.
    pub node: N,
    /// The language form the browser asks for.
    pub language: Language,
    asked: Asked,
}

impl<N: Node> Visitor<N> {
    /// What stands around the page.
    pub fn frame(&self, reference: impl Into<String>) -> ui::Frame {
        let institution = self.node.institution().clone();
        let mut frame = ui::Frame::new(self.language, institution, self.node.now());
        frame.path = self.asked.path.clone();
        frame.page = self.asked.page.clone();
        frame.refused = self.asked.told.as_ref().map(Told::take);
        frame.page_reference = reference.into();
        frame.demo = self.node.is_demo().then(|| ui::Demo { people_href: "/login".to_owned() });
        frame.flash = self
            .asked
            .done
            .as_ref()
            .map(|key| ui::Flash { kind: ui::FlashKind::Success, text: frame.t(key) });
        frame
    }
}

impl<N: Node> FromRequestParts<N> for Visitor<N> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, node: &N) -> Result<Self> {
        Ok(Self {
            node: node.clone(),
            language: wished_language::<N>(parts),
            asked: Asked::of(parts),
        })
    }
}

/// What a page was asked for with, as far as its frame tells of it.
#[derive(Clone)]
struct Asked {
    path: String,
    /// The page that the answer belongs to, where that is not the address it was asked at.
    page: Option<String>,
    done: Option<String>,
    told: Option<Told>,
}

impl Asked {
    fn of(parts: &Parts) -> Self {
        let path = path_and_query(parts);
        let told = parts.extensions.get::<Told>().cloned();
        let page = match told {
            Some(_) => Some(path.clone()),
            None if parts.method == Method::POST => came_from(&parts.headers),
            None => None,
        };
        Self { path, page, done: done_key(parts), told }
    }
}

/// The session's language, else what the browser asks for, else bokmål.
pub(crate) fn wished_language<N: Node>(parts: &Parts) -> Language {
    if let Some(session) = parts.extensions.get::<Session<N::Principal>>() {
        return session.who.language();
    }
    if let Some(chosen) = crate::session::language_cookie(&parts.headers) {
        return chosen;
    }
    let wish = parts.headers.get("accept-language").and_then(|value| value.to_str().ok());
    match wish.map(|wish| wish.get(..2).unwrap_or_default()) {
        Some("nn") => Language::Nn,
        Some("en") => Language::En,
        _ => Language::Nb,
    }
}

pub(crate) fn path_and_query(parts: &Parts) -> String {
    parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
}

/// Only keys that begin with `done-`: a link from outside can choose among our own
/// messages and no more.
fn done_key(parts: &Parts) -> Option<String> {
    let query = parts.uri.query()?;
    let key = query.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let ours = key.starts_with("done-") && ui::messages::exists(key);
    ours.then(|| key.to_owned())
}
