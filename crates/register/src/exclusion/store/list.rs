//! The list of tokens.

use super::{counted, unreadable};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use protocol::exclusion::Token;
use sqlx::{PgConnection, Result};

/// How often the list has changed, and which version was told.
pub(in super::super) struct State {
    pub(in super::super) version: u64,
    pub(in super::super) announced: u64,
    pub(in super::super) changed_at: Option<Timestamp>,
    /// Until when, in wall time, the announcements are paid for.
    pub(in super::super) paid_until: Option<Timestamp>,
}

impl State {
    fn of(
        (version, announced): (i64, i64),
        changed_at: Option<jiff_sqlx::Timestamp>,
        paid_until: Option<jiff_sqlx::Timestamp>,
    ) -> Self {
        Self {
            version: counted(version),
            announced: counted(announced),
            changed_at: changed_at.map(|at| at.to_jiff()),
            paid_until: paid_until.map(|at| at.to_jiff()),
        }
    }
}

/// Lets one change of what stands in the list happen after the other. Whoever also holds a row has
/// taken that before.
pub(in super::super) async fn lock(conn: &mut PgConnection) -> Result<State> {
    let row = sqlx::query!(
        "select version, announced, changed_at, paid_until from exclusion_list for update"
    )
    .fetch_one(conn)
    .await?;
    Ok(State::of((row.version, row.announced), row.changed_at, row.paid_until))
}

/// As it stands.
pub(in super::super) async fn state(conn: &mut PgConnection) -> Result<State> {
    let row = sqlx::query!("select version, announced, changed_at, paid_until from exclusion_list")
        .fetch_one(conn)
        .await?;
    Ok(State::of((row.version, row.announced), row.changed_at, row.paid_until))
}

/// Counts a change.
pub(in super::super) async fn changed(conn: &mut PgConnection, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update exclusion_list set version = version + 1, changed_at = $1",
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Everybody is told of the newest version.
pub(in super::super) async fn announced(
    conn: &mut PgConnection,
    paid_until: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "update exclusion_list set announced = version, paid_until = $1",
        paid_until.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A page, with what belongs to it.
pub(in super::super) struct Page {
    pub(in super::super) version: u64,
    /// The keys in use.
    pub(in super::super) epochs: Vec<u32>,
    /// All tokens of all pages.
    pub(in super::super) count: u64,
    pub(in super::super) tokens: Vec<Token>,
}

/// One statement: it sees one version of the list and all that belongs to that version.
pub(in super::super) async fn page(
    conn: &mut PgConnection,
    known: u64,
    page: u32,
    size: i64,
) -> Result<Page> {
    let row = sqlx::query_file!(
        "src/exclusion/store/page.sql",
        i64::try_from(known).unwrap_or(i64::MAX),
        i64::from(page).saturating_mul(size),
        size
    )
    .fetch_one(conn)
    .await?;
    let tokens = row.tokens.into_iter().map(|bytes| {
        let bytes: [u8; 16] = bytes.try_into().map_err(|_| unreadable("a token"))?;
        Ok(Token::of(bytes))
    });
    Ok(Page {
        version: counted(row.version),
        epochs: row.epochs.into_iter().map(i32::unsigned_abs).collect(),
        count: counted(row.count),
        tokens: tokens.collect::<Result<_>>()?,
    })
}
