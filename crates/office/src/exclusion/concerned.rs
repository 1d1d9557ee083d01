//! Whom an exclusion concerns, and what an officer is told of it who would do what it bars.

use super::store;
use crate::{PersonId, Result};
use jiff::civil::Date;
use rules::{Language, Text};
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
