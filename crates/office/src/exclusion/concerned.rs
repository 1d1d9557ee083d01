//! Whom an exclusion concerns, and what an officer is told of it who would do what it bars.

use super::{READERS, everywhere, store};
use crate::{Act, Error, PersonId, Result};
use jiff::civil::Date;
use rules::{Language, Reason, Refusal, Text};
use sqlx::PgConnection;

/// What a refusal says to an officer: that an exclusion concerns the person, whom to ask, and no
/// more.
///
/// # Errors
/// The database is away.
pub(crate) async fn ask_whom(conn: &mut PgConnection, today: Date) -> Result<Text> {
    let contacts = store::contacts(conn, today).await?;
    let [nb, nn, en] = [Language::Nb, Language::Nn, Language::En].map(|language| {
        let names: Vec<String> = contacts.iter().map(|name| name.shown(language)).collect();
        let names = names.join(", ");
        ui::messages::format(language, "exclusion-warning", &[("contacts", &names)])
    });
    Ok(Text::new(nb, nn, en))
}

/// Whether whoever acts may read why an exclusion bars something: whose it is, and those who work with
/// exclusions.
///
/// # Errors
/// Nobody acts.
pub(crate) fn may_read_why(act: &Act, person: PersonId) -> Result<bool> {
    let who = act.who()?;
    Ok(who.person == person || who.may(READERS, &everywhere(act.node())))
}

/// That an exclusion bars what somebody would do: to those who may read why with its words and reasons, to
/// every other officer no more than that one concerns the person, and whom to ask.
///
/// # Errors
/// The database is away.
pub async fn barred(
    act: &mut Act,
    person: PersonId,
    refusal: Refusal,
    because: Vec<Reason>,
) -> Result<Error> {
    if may_read_why(act, person)? {
        return Ok(Error::because(refusal, because));
    }
    let today = act.today();
    let text = ask_whom(act.conn(), today).await?;
    Ok(Error::because(Refusal::new(refusal.code, text), Vec::new()))
}

/// Those of some persons whom a row concerns: of this institution, or one that it was told of.
///
/// # Errors
/// The database is away.
pub(crate) async fn concerned(
    conn: &mut PgConnection,
    persons: &[PersonId],
) -> Result<Vec<PersonId>> {
    Ok(store::concerned(conn, persons).await?)
}
