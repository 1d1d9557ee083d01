//! Reads and writes of notices by e-mail.

use crate::people::PlaceCode;
use crate::{LetterId, Result};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use rules::{Language, Text};
use sqlx::PgConnection;

pub(crate) async fn insert_notice(
    conn: &mut PgConnection,
    letter: LetterId,
    address: &str,
) -> Result<()> {
    sqlx::query_file!("src/letters_out/insert_notice.sql", letter.0, address).execute(conn).await?;
    Ok(())
}

/// A notice that nobody has taken or refused.
pub(crate) struct NoticeToSend {
    pub(crate) address: String,
    /// How often the server was away.
    pub(crate) attempts: u32,
    pub(crate) language: Language,
    /// When the letter was made.
    pub(crate) made_at: Timestamp,
}

pub(crate) async fn notice_to_send(
    conn: &mut PgConnection,
    letter: LetterId,
) -> Result<Option<NoticeToSend>> {
    let row = sqlx::query_file!("src/letters_out/notice_to_send.sql", letter.0)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| NoticeToSend {
        address: row.address,
        attempts: row.attempts.unsigned_abs(),
        language: crate::people::store::language(&row.language),
        made_at: row.made_at.to_jiff(),
    }))
}

/// The mail server took it: with that the letter is sent.
pub(crate) async fn told(conn: &mut PgConnection, letter: LetterId, now: Timestamp) -> Result<()> {
    sqlx::query_file!("src/letters_out/told.sql", letter.0, now.to_sqlx() as _)
        .execute(conn)
        .await?;
    Ok(())
}

/// Nobody could be told: the letter goes on paper.
pub(crate) async fn not_told(
    conn: &mut PgConnection,
    letter: LetterId,
    now: Timestamp,
) -> Result<()> {
    sqlx::query_file!("src/letters_out/not_told.sql", letter.0, now.to_sqlx() as _)
        .execute(conn)
        .await?;
    Ok(())
}

/// The server was away once more.
pub(crate) async fn put_off(conn: &mut PgConnection, letter: LetterId) -> Result<()> {
    sqlx::query_file!("src/letters_out/put_off.sql", letter.0).execute(conn).await?;
    Ok(())
}

/// A unit with letters whose addressees could not be told.
pub(crate) struct ToPrint {
    pub(crate) place: PlaceCode,
    pub(crate) name: Text,
    pub(crate) letters: i64,
}

pub(crate) async fn to_print_instead(
    conn: &mut PgConnection,
    scope: &[String],
) -> Result<Vec<ToPrint>> {
    let rows =
        sqlx::query_file!("src/letters_out/to_print_instead.sql", scope).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| ToPrint {
            place: PlaceCode(row.place_code),
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            letters: row.letters,
        })
        .collect())
}
