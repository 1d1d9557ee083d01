//! Logged-in browsers. The cookie holds a random token, the table only its hash; roles are read at
//! each request, so that taking one away works at once. All times here are wall time.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Result, Store};

/// Without a request for this long a session ends.
const IDLE: SignedDuration = SignedDuration::from_hours(2);
/// After this long a session ends in any case: a working day.
const LIFETIME: SignedDuration = SignedDuration::from_hours(12);
/// How exactly the last request is kept; saves a write for most requests.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// A session that is in force.
pub struct Session {
    /// Whose.
    pub person: Uuid,
    /// What every form of this session must carry.
    pub form_token: String,
}

/// Begins a session and answers the cookie's value: 64 hex digits that are nowhere kept.
pub async fn begin(store: &Store, person: Uuid) -> Result<String> {
    let token = random_token();
    let now = Timestamp::now();
    sqlx::query!(
        "insert into web_session (token_hash, person, form_token, created_at, seen_at, expires_at)
        values ($1, $2, $3, $4, $4, $5)",
        &hash(&token)[..],
        person,
        random_token(),
        now.to_sqlx(),
        (now + LIFETIME).to_sqlx(),
    )
    .execute(&store.pool)
    .await?;
    Ok(token)
}

/// By what the session of a cookie is found: the hash in `token_hash`, with `expires_at` after
/// `now` and `seen_at` after `seen_after`. For a query that asks for more at the same time; it
/// ends with [`seen`](Self::seen).
pub struct Wanted {
    /// The hash of the token.
    pub hash: [u8; 32],
    /// Now, in wall time.
    pub now: Timestamp,
    /// Who was not seen since then has left.
    pub seen_after: Timestamp,
}

impl Wanted {
    /// The session of this cookie.
    pub fn by(token: &str) -> Self {
        let now = Timestamp::now();
        Self { hash: hash(token), now, seen_after: now - IDLE }
    }

    /// Notes this request of a session that was found, last seen at `seen_at`.
    pub async fn seen(&self, store: &Store, seen_at: Timestamp) -> Result<()> {
        if seen_at < self.now - SEEN_EVERY {
            // Who was seen a minute ago may be forgotten in a crash: nobody waits for the disk.
            sqlx::query!(
                "update web_session set seen_at = $2
                from (select set_config('synchronous_commit', 'off', true)) as unhurried
                where token_hash = $1",
                &self.hash[..],
                self.now.to_sqlx()
            )
            .execute(&store.pool)
            .await?;
        }
        Ok(())
    }
}

/// The session of this cookie, if it is in force.
pub async fn find(store: &Store, token: &str) -> Result<Option<Session>> {
    let wanted = Wanted::by(token);
    let found = sqlx::query!(
        "select person, form_token, seen_at from web_session
        where token_hash = $1 and expires_at > $2 and seen_at > $3",
        &wanted.hash[..],
        wanted.now.to_sqlx(),
        wanted.seen_after.to_sqlx(),
    )
    .fetch_optional(&store.pool)
    .await?;
    let Some(row) = found else { return Ok(None) };
    wanted.seen(store, row.seen_at.to_jiff()).await?;
    Ok(Some(Session { person: row.person, form_token: row.form_token }))
}

/// Ends the session of this cookie: logging out.
pub async fn end(store: &Store, token: &str) -> Result<()> {
    sqlx::query!("delete from web_session where token_hash = $1", &hash(token)[..])
        .execute(&store.pool)
        .await?;
    Ok(())
}

/// Ends all sessions of a person, on every machine.
pub async fn end_all_of(store: &Store, person: Uuid) -> Result<u64> {
    let ended = sqlx::query!("delete from web_session where person = $1", person)
        .execute(&store.pool)
        .await?;
    Ok(ended.rows_affected())
}

/// Removes sessions that have run out. Answers how many.
pub async fn sweep(store: &Store) -> Result<u64> {
    let now = Timestamp::now();
    let swept = sqlx::query!(
        "delete from web_session where expires_at <= $1 or seen_at <= $2",
        now.to_sqlx(),
        (now - IDLE).to_sqlx(),
    )
    .execute(&store.pool)
    .await?;
    Ok(swept.rows_affected())
}

fn random_token() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
