//! That an exclusion concerns somebody: what every case officer sees, whatever her roles.

use super::store::{self, told};
use super::{READERS, everywhere};
use crate::access::Principal;
use crate::http::Signed;
use crate::people::PersonName;
use crate::{Node, PersonId, Result};
use jiff::civil::Date;
use sqlx::PgConnection;
use std::collections::HashSet;

/// That an exclusion concerns somebody, and who can say more (Z-20).
pub struct Warned {
    /// Those who work with exclusions here.
    pub contacts: Vec<PersonName>,
    /// Whether the reader is one of them, and can look it up.
    pub details: bool,
}

impl Warned {
    /// What is said, on whichever page somebody works with the person: no more than whom to ask.
    pub fn text(&self, frame: &ui::Frame) -> String {
        let names: Vec<String> =
            self.contacts.iter().map(|name| name.shown(frame.language)).collect();
        frame.ta("exclusion-warning", &[("contacts", &names.join(", "))])
    }
}

/// Whether a case officer is to be warned of this person: a row in force whose period is not over.
///
/// # Errors
/// The database is away.
pub async fn warnings(
    conn: &mut PgConnection,
    node: &Node,
    person: PersonId,
    today: Date,
) -> Result<Option<Warned>> {
    let concerned = told::concerned(&mut *conn, &[person], today).await?;
    warned(conn, (node, None), &concerned, today).await
}

/// As [`warnings`], for the page of a person on which somebody is signed in.
///
/// # Errors
/// The database is away.
pub async fn warning(signed: &Signed, person: PersonId) -> Result<Option<Warned>> {
    let (mut conn, today) = (signed.read().await?, signed.today());
    let concerned = told::concerned(&mut conn, &[person], today).await?;
    warned(&mut conn, (&signed.node, Some(&signed.who)), &concerned, today).await
}

/// Of a list of persons, those whom an exclusion concerns, and what is said once of all of them.
///
/// # Errors
/// The database is away.
pub async fn warnings_of(
    signed: &Signed,
    persons: &[PersonId],
) -> Result<(HashSet<PersonId>, Option<Warned>)> {
    let (mut conn, today) = (signed.read().await?, signed.today());
    let concerned = told::concerned(&mut conn, persons, today).await?;
    let said = warned(&mut conn, (&signed.node, Some(&signed.who)), &concerned, today).await?;
    Ok((concerned, said))
}

/// What is said of those whom an exclusion concerns; nothing where it concerns nobody.
async fn warned(
    conn: &mut PgConnection,
    (node, who): (&Node, Option<&Principal>),
    concerned: &HashSet<PersonId>,
    today: Date,
) -> Result<Option<Warned>> {
    if concerned.is_empty() {
        return Ok(None);
    }
    let details = who.is_some_and(|who| who.may(READERS, &everywhere(node)));
    Ok(Some(Warned { contacts: store::contacts(conn, today).await?, details }))
}
