//! What belongs to a case: reporters, passages, signatures, notice, comments, who assists.

use super::read;
use crate::access::Role;
use crate::catalogue::words;
use crate::misconduct::{Comment, Mark, Reporter, Represent, RepresentativeKind};
use crate::people::PersonName;
use crate::{Act, LetterId, MisconductId, PersonId, Result, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::appeal::AppealBody;
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

/// A passage of the answer with what it is taken from.
#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct Passage {
    /// The passage, word by word.
    pub(crate) passage: String,
    /// What it is taken from.
    pub(crate) taken_from: String,
}

/// A signature under the report.
pub(crate) struct Signature {
    /// `head_of_unit` or `case_officer`.
    pub(crate) signed_as: String,
    pub(crate) name: PersonName,
    pub(crate) signed_on: Date,
}

/// The advance notice.
pub(crate) struct Notice {
    pub(crate) legal_basis: Option<String>,
    pub(crate) sent_on: Date,
    pub(crate) comment_by: Date,
    pub(crate) letter: LetterId,
}

/// What the student has said.
pub(crate) struct Commented {
    pub(crate) received_on: Date,
    pub(crate) comment: String,
}

/// Who assists the student.
pub(crate) struct Representative {
    pub(crate) kind: RepresentativeKind,
    pub(crate) name: String,
    pub(crate) contact: String,
    pub(crate) entered_at: Timestamp,
}

pub(super) async fn reporters(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Vec<Reporter>> {
    sqlx::query_as!(
        Reporter,
        "select title, name from misconduct_reporter where misconduct_id = $1 order by position",
        id.0
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn passages(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Vec<Passage>> {
    sqlx::query_as!(
        Passage,
        "select passage, taken_from from misconduct_passage
        where misconduct_id = $1 order by marked_at, id",
        id.0
    )
    .fetch_all(conn)
    .await
}

pub(in crate::misconduct) async fn insert_passage(
    act: &mut Act,
    id: MisconductId,
    new: &Mark,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into misconduct_passage
            (id, misconduct_id, passage, taken_from, marked_at, marked_by)
        values ($1, $2, $3, $4, $5, $6)",
        Uuid::now_v7(),
        id.0,
        new.passage.trim(),
        new.taken_from.trim(),
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(super) async fn signatures(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Vec<Signature>> {
    let rows = sqlx::query!(
        "select signed_as, signed_on, given_name, family_name, protected_address
        from misconduct_signature join person on person.id = person_id
        where misconduct_id = $1 order by signed_as desc",
        id.0
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Signature {
            signed_as: row.signed_as,
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            signed_on: row.signed_on.to_jiff(),
        })
        .collect())
}

/// As what and by whom the report is signed, the head of the unit first.
pub(in crate::misconduct) async fn signed_names(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Vec<(String, String)>> {
    let signed = signatures(conn, id).await?;
    Ok(signed.into_iter().map(|one| (one.signed_as, one.name.full())).collect())
}

/// Whether somebody holds one of these roles where a unit lies, on a day, from another than the giver: whoever
/// could make the other would be both.
pub(in crate::misconduct) async fn role_from_another(
    conn: &mut PgConnection,
    (holder, roles, giver): (PersonId, &[Role], PersonId),
    (unit, day): (UnitId, Date),
) -> sqlx::Result<bool> {
    let roles: Vec<String> = roles.iter().map(|role| role.code().to_owned()).collect();
    sqlx::query_scalar!(
        r#"select role_from_another($1, $2, $3, $4, $5) as "is!""#,
        holder.0,
        &roles,
        giver.0,
        unit.0,
        day.to_sqlx() as _,
    )
    .fetch_one(conn)
    .await
}

/// Signs the report as of today.
pub(in crate::misconduct) async fn sign(
    act: &mut Act,
    id: MisconductId,
    signed_as: &str,
) -> Result<()> {
    let (today, by) = (act.today(), act.person()?);
    sqlx::query!(
        "insert into misconduct_signature (misconduct_id, signed_as, person_id, signed_on)
        values ($1, $2, $3, $4)",
        id.0,
        signed_as,
        by.0,
        today.to_sqlx() as _
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(super) async fn notice(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Option<Notice>> {
    let row = sqlx::query!(
        "select legal_basis, sent_on, comment_by, letter_id from misconduct_notice
        where misconduct_id = $1",
        id.0
    );
    Ok(row.fetch_optional(conn).await?.map(|row| Notice {
        legal_basis: row.legal_basis,
        sent_on: row.sent_on.to_jiff(),
        comment_by: row.comment_by.to_jiff(),
        letter: LetterId(row.letter_id),
    }))
}

pub(in crate::misconduct) async fn insert_notice(
    act: &mut Act,
    id: MisconductId,
    legal_basis: Option<&str>,
    board: AppealBody,
    comment_by: Date,
    letter: LetterId,
) -> Result<()> {
    let (today, by) = (act.today(), act.person()?);
    sqlx::query!(
        "insert into misconduct_notice
            (misconduct_id, legal_basis, board, sent_on, comment_by, letter_id, sent_by)
        values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        legal_basis,
        words::word(&board),
        today.to_sqlx() as _,
        comment_by.to_sqlx() as _,
        letter.0,
        by.0
    )
    .execute(act.conn())
    .await?;
    sqlx::query!("update misconduct set state = 'noticed' where id = $1", id.0)
        .execute(act.conn())
        .await?;
    Ok(())
}

pub(super) async fn comments(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Vec<Commented>> {
    let rows = sqlx::query!(
        "select received_on, comment from misconduct_comment
        where misconduct_id = $1 order by received_on, registered_at",
        id.0
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Commented { received_on: row.received_on.to_jiff(), comment: row.comment })
        .collect())
}

pub(in crate::misconduct) async fn insert_comment(
    act: &mut Act,
    id: MisconductId,
    new: &Comment,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into misconduct_comment
            (id, misconduct_id, received_on, channel, comment, registered_at, registered_by)
        values ($1, $2, $3, $4, $5, $6, $7)",
        Uuid::now_v7(),
        id.0,
        new.received_on.to_sqlx() as _,
        new.channel.code(),
        new.comment.trim(),
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(super) async fn representative(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Option<Representative>> {
    let row = sqlx::query!(
        "select kind, name, contact, entered_at from misconduct_representative
        where misconduct_id = $1 order by entered_at desc, id desc limit 1",
        id.0
    );
    let row = row.fetch_optional(conn).await?;
    row.map(|row| {
        Ok(Representative {
            kind: read(&row.kind)?,
            name: row.name,
            contact: row.contact,
            entered_at: row.entered_at.to_jiff(),
        })
    })
    .transpose()
}

pub(in crate::misconduct) async fn insert_representative(
    act: &mut Act,
    id: MisconductId,
    new: &Represent,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into misconduct_representative
            (id, misconduct_id, kind, name, contact, entered_at, entered_by)
        values ($1, $2, $3, $4, $5, $6, $7)",
        Uuid::now_v7(),
        id.0,
        words::word(&new.kind),
        new.name.trim(),
        new.contact.trim(),
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}
