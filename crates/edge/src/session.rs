//! Web sessions: a random key in a cookie, its hash in the database.

use crate::guard::Session;
use crate::{Error, Found, Node, PersonId, Result};
use axum::http::{HeaderMap, header};
use rules::Language;
use std::sync::Arc;
use std::time::Duration;
use store::session::Wanted;

/// The cookie that holds the language a reader chose before or after signing in.
const LANGUAGE_COOKIE: &str = "kandidat_language";

/// How long the first question of a request may take; it is answered in a millisecond.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

/// The name of the session cookie carries the institution number, so that two nodes
/// on one host do not sign each other out.
pub fn cookie_name(node: &impl Node) -> String {
    format!("kandidat_{}", node.institution().number)
}

/// The session behind a request, with the person's rights of today.
pub(crate) async fn read<N: Node>(
    node: &N,
    headers: &HeaderMap,
) -> Result<Option<Session<N::Principal>>> {
    let Some(key) = cookie(headers, &cookie_name(node)) else { return Ok(None) };
    let wanted = Wanted::by(&key);
    let asked = node.signed_in(&wanted, language_cookie(headers));
    // A database that has gone without a word, as when its machine stands still, ends no query.
    let answer = tokio::time::timeout(ANSWERS_WITHIN, asked).await;
    let found = answer.unwrap_or(Err(Error::Unavailable(sqlx::Error::PoolTimedOut)))?;
    let Some(Found { who, form_token, seen_at }) = found else { return Ok(None) };
    wanted.seen(node.store(), seen_at).await?;
    Ok(Some(Session { who: Arc::new(who), form_token: form_token.into() }))
}

/// Opens a session for a person whom the node knows, and gives the `Set-Cookie` value.
///
/// # Errors
/// The database is away.
pub async fn open(node: &impl Node, person: PersonId) -> Result<String> {
    let key = store::session::begin(node.store(), person.0).await?;
    // Demo nodes are reached over plain HTTP on this machine only.
    let secure = if node.is_demo() { "" } else { "; Secure" };
    Ok(format!("{}={key}; Path=/; HttpOnly; SameSite=Lax{secure}", cookie_name(node)))
}

/// Ends the session and gives the `Set-Cookie` value that takes the key back.
pub(crate) async fn close(node: &impl Node, headers: &HeaderMap) -> Result<String> {
    let name = cookie_name(node);
    if let Some(key) = cookie(headers, &name) {
        store::session::end(node.store(), &key).await?;
    }
    Ok(format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"))
}

/// The `Set-Cookie` value for a chosen language, kept for a year.
pub(crate) fn choose_language(language: Language) -> String {
    format!("{LANGUAGE_COOKIE}={}; Path=/; SameSite=Lax; Max-Age=31536000", language.tag())
}

/// The language chosen in this browser.
pub(crate) fn language_cookie(headers: &HeaderMap) -> Option<Language> {
    cookie(headers, LANGUAGE_COOKIE).and_then(|tag| Language::from_tag(&tag))
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}
