//! Rows that look like the same learning, such as one result that came by two ways. They are proposed;
//! a person says whether they are the same.

use super::import::said;
use super::store::{self, rows::Row};
use super::{OFFICERS, reach};
use crate::ExternalRowId;
use office::explanation::own_case;
use office::{Act, Error, PersonId, Result};
use rules::Language;
use sqlx::PgConnection;
use ui::key;

/// Two rows that look like the same learning.
pub struct Duplicate {
    /// The one that is proposed to count: what is verified before what is not, then what came first.
    pub kept: Row,
    /// The other.
    pub other: Row,
}

/// What an officer says of two rows.
#[derive(Clone, Copy)]
pub struct Merge {
    /// The row that counts.
    pub kept: ExternalRowId,
    /// The row that does not count beside it.
    pub other: ExternalRowId,
    /// Whether they are the same learning; otherwise both count.
    pub same: bool,
}

/// The pairs that look like the same learning and of which nobody has said that they are apart.
///
/// # Errors
/// The database is away.
pub async fn proposed(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Duplicate>> {
    let apart = store::lists::apart(&mut *conn, person).await?;
    let mut rows = store::rows::of_person(conn, person).await?;
    rows.retain(Row::counts);
    rows.sort_by_key(|row| (!row.verified, row.id));
    let mut pairs = Vec::new();
    for (at, kept) in rows.iter().enumerate() {
        for other in &rows[at + 1..] {
            let spoken_of = apart.iter().any(|(one, two)| {
                (*one, *two) == (kept.id, other.id) || (*one, *two) == (other.id, kept.id)
            });
            if alike(kept, other) && !spoken_of {
                pairs.push(Duplicate { kept: kept.clone(), other: other.clone() });
            }
        }
    }
    Ok(pairs)
}

/// Whether two rows look like the same learning: of one kind, at one time, by code or by name.
fn alike(one: &Row, other: &Row) -> bool {
    let (a, b) = (&one.content, &other.content);
    let lower = |text: &str| text.trim().to_lowercase();
    let when = lower(&a.when(Language::Nb)) == lower(&b.when(Language::Nb));
    let code = a.code.as_deref().map(lower).zip(b.code.as_deref().map(lower));
    let [title_a, title_b] = [a, b].map(|one| lower(one.title.nearest(Language::Nb)));
    let named = match code {
        Some((a, b)) => a == b,
        None => !title_a.is_empty() && title_a == title_b && a.credits == b.credits,
    };
    a.kind == b.kind && when && named
}

/// Says whether two rows are the same learning; the last word counts, and neither row is deleted.
///
/// # Errors
/// Not found outside one's scope or where they are not one person's; invalid for a row and itself; refused `own-case`, and
/// `counted-elsewhere` where the row that is to count is itself counted as another.
pub async fn merge(act: &mut Act, new: Merge) -> Result<PersonId> {
    let person = store::rows::person_of(act.conn(), new.kept).await?.ok_or(Error::NotFound)?;
    store::lock_person(act.conn(), person).await?;
    let (node, who) = (act.node().clone(), act.who()?.person);
    let scope = act.who()?.scope(OFFICERS);
    reach::require(act.conn(), &node, person, &scope).await?;
    if who == person {
        return Err(own_case());
    }
    let rows = store::rows::of_person(act.conn(), person).await?;
    let find = |id| rows.iter().find(|row| row.id == id).ok_or(Error::NotFound);
    let (kept, other) = (find(new.kept)?, find(new.other)?);
    if kept.id == other.id {
        return Err(Error::field("other", said(key("external-studies-error-rows"))));
    }
    let stands_for_others = rows.iter().any(|row| row.counted_as == Some(other.id));
    if new.same && (kept.counted_as.is_some_and(|row| row != other.id) || stands_for_others) {
        let text = said(key("external-studies-refused-counted-elsewhere"));
        return Err(Error::refused("counted-elsewhere", text));
    }
    store::decided::insert_duplicate(act, (kept.id, other.id), new.same).await?;
    Ok(person)
}
