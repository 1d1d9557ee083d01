//! What was approved in advance.

use super::{credits, read};
use crate::external_studies::Content;
use crate::recognition::advance::{Advance, Approved};
use crate::{RecognitionId, RecognitionItemId};
use jiff_sqlx::ToSqlx;
use office::{Act, PersonId, Result};
use rules::Language;
use sqlx::PgConnection;

pub(in crate::recognition) async fn insert_advance(
    act: &mut Act,
    id: RecognitionId,
    advance: Advance,
) -> Result<()> {
    sqlx::query!(
        "insert into recognition_advance (recognition_id, from_on, until_on) values ($1, $2, $3)",
        id.0,
        advance.from.to_sqlx() as _,
        advance.until.to_sqlx() as _
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(in crate::recognition) async fn set_promised(
    act: &mut Act,
    item: RecognitionItemId,
    approved: RecognitionItemId,
) -> Result<()> {
    sqlx::query!("update recognition_item set promised_by = $2 where id = $1", item.0, approved.0)
        .execute(act.conn())
        .await?;
    Ok(())
}

/// What was approved in advance for a person, line by line, by the decision that counts in each case.
pub(in crate::recognition) async fn approved(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Approved>> {
    let rows = sqlx::query_file!("src/recognition/approved.sql", person.0).fetch_all(conn).await?;
    let mut found: Vec<Approved> = Vec::new();
    for row in rows {
        let promise = (row.code, credits(row.credits)?);
        let item = RecognitionItemId(row.item_id);
        if let Some(known) = found.last_mut().filter(|known| known.item == item) {
            known.promised.push(promise);
            continue;
        }
        let content: Content = read(row.content)?;
        found.push(Approved {
            item,
            case_number: row.case_number,
            name: content.shown(Language::Nb),
            until: row.until_on.to_jiff(),
            planned: content.credits,
            promised: vec![promise],
        });
    }
    Ok(found)
}
