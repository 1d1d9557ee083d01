//! Reads and writes of tokens, of the register's list, and of what was asked about whom.

use crate::PersonId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use protocol::exclusion::{Blinding, EpochKey, NATIONAL_ID_BYTES_MAX, Purpose};
use sqlx::PgConnection;
use uuid::Uuid;

/// What the register was asked about somebody.
pub(crate) struct Question {
    pub(crate) message: Uuid,
    pub(crate) person: PersonId,
    pub(crate) list_version: i64,
    pub(crate) purpose: Purpose,
    pub(crate) case: Uuid,
}

/// Whether the list is to be asked for: it is older than `old` or sealed by another secret, and was not
/// asked for since `lost`.
pub(crate) async fn list_is_due(
    conn: &mut PgConnection,
    (old, lost): (Timestamp, Timestamp),
    seal: &[u8; 8],
) -> sqlx::Result<bool> {
    let row = sqlx::query!(
        r#"select (as_of <= $1 or sealed_by is distinct from $3)
            and (asked_at is null or asked_at <= $2) as "due!"
        from exclusion_list_copy"#,
        old.to_sqlx(),
        lost.to_sqlx(),
        &seal[..],
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.is_none_or(|row| row.due))
}

/// The list is asked for, from now on until its answer is there.
pub(crate) async fn list_asked(conn: &mut PgConnection, wall: Timestamp) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_list_copy (version, as_of, asked_at) values (0, 'epoch', $1)
        on conflict (only_one) do update set asked_at = excluded.asked_at",
        wall.to_sqlx(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The version of the list that is here whole, sealed by this secret; 0 for none.
pub(crate) async fn list_version(conn: &mut PgConnection, seal: &[u8; 8]) -> sqlx::Result<u64> {
    let version = sqlx::query_scalar!(
        "select version from exclusion_list_copy where sealed_by = $1",
        &seal[..]
    )
    .fetch_optional(conn)
    .await?;
    Ok(version.map_or(0, i64::cast_unsigned))
}

/// Keeps a page of a version.
pub(crate) async fn page(
    conn: &mut PgConnection,
    version: u64,
    (sealed, seal): (&[[u8; 32]], &[u8; 8]),
) -> sqlx::Result<()> {
    let sealed: Vec<Vec<u8>> = sealed.iter().map(|one| one.to_vec()).collect();
    sqlx::query!(
        "insert into exclusion_listed (version, sealed, sealed_by) select $1, unnest($2::bytea[]), $3
        on conflict do nothing",
        version.cast_signed(),
        &sealed,
        &seal[..],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All pages of a version are here: it is the list from now on, as old as `as_of`.
pub(crate) async fn list_is_whole(
    conn: &mut PgConnection,
    version: u64,
    (as_of, seal): (Timestamp, &[u8; 8]),
) -> sqlx::Result<()> {
    let version = version.cast_signed();
    sqlx::query!(
        "update exclusion_list_copy set version = $1, as_of = $2, asked_at = null, sealed_by = $3",
        version,
        as_of.to_sqlx(),
        &seal[..],
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "delete from exclusion_listed where version <> $1 or sealed_by is distinct from $2",
        version,
        &seal[..],
    )
    .execute(&mut *conn)
    .await?;
    // Who was asked about by an older list, of whom no row stands, and who is not listed any more, is
    // forgotten.
    sqlx::query!(
        "delete from exclusion_question q
        where q.answered_at is not null and q.list_version < $1
            and not exists (select from exclusion_told_row t
                where t.person_id = q.person_id and t.removed_at is null)
            and not exists (select from exclusion_sealed_token t
                join exclusion_listed l on l.sealed = t.sealed where t.person_id = q.person_id)",
        version
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// That the register was asked about somebody.
pub(crate) struct Asked {
    /// For what: `admission`, `recognition` or `study`.
    pub(crate) purpose: String,
    /// When, by wall time.
    pub(crate) at: Timestamp,
    /// Whether the answer is there.
    pub(crate) answered: bool,
}

/// When and for what the register was asked about a person, the newest first.
pub(crate) async fn asked_about(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Asked>> {
    let rows = sqlx::query!(
        r#"select purpose, asked_at, answered_at is not null as "answered!"
        from exclusion_question where person_id = $1 order by asked_at desc, message_id"#,
        person.0
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| Asked {
        purpose: row.purpose,
        at: row.asked_at.to_jiff(),
        answered: row.answered,
    });
    Ok(read.collect())
}

/// Whether an earlier page of this version is here, sealed by this secret.
pub(crate) async fn has_page(
    conn: &mut PgConnection,
    version: u64,
    seal: &[u8; 8],
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from exclusion_listed where version = $1 and sealed_by = $2)
            as "has!""#,
        version.cast_signed(),
        &seal[..]
    )
    .fetch_one(conn)
    .await
}

/// Keeps a key of the register; one that is known stays as it is.
pub(crate) async fn epoch(
    conn: &mut PgConnection,
    epoch: u32,
    public_key: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_register_key (epoch, public_key) values ($1, $2) on conflict do nothing",
        epoch.cast_signed(),
        public_key,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The newest key of the register, if one is known.
pub(crate) async fn newest_epoch(conn: &mut PgConnection) -> sqlx::Result<Option<u32>> {
    let epoch = sqlx::query_scalar!("select max(epoch) from exclusion_register_key")
        .fetch_one(conn)
        .await?;
    Ok(epoch.map(i32::cast_unsigned))
}

/// The key of an epoch.
pub(crate) async fn epoch_key(
    conn: &mut PgConnection,
    epoch: u32,
) -> sqlx::Result<Option<EpochKey>> {
    let found = sqlx::query_scalar!(
        "select public_key from exclusion_register_key where epoch = $1",
        epoch.cast_signed()
    )
    .fetch_optional(conn)
    .await?;
    let read = |key: String| key.parse().ok().map(|public_key| EpochKey { epoch, public_key });
    Ok(found.and_then(read))
}

/// Those who are watched today, with a national id, who have no token under this key and seal, and of
/// whom nobody asks. What is longer than any national id is none, and is not asked about.
pub(crate) async fn without_token(
    conn: &mut PgConnection,
    epoch: u32,
    seal: &[u8; 8],
    (today, most): (Date, usize),
) -> sqlx::Result<Vec<(PersonId, String)>> {
    let rows = sqlx::query!(
        r#"select p.id, p.national_id as "national_id!" from person p
        where octet_length(p.national_id) between 1 and $4
            and exists (select from exclusion_watched w
                where w.person_id = p.id and w.until >= $5)
            and not exists (select from exclusion_sealed_token t
                where t.person_id = p.id and t.epoch = $1 and t.sealed_by = $2)
            and not exists (select from exclusion_blinding b
                where b.person_id = p.id and b.epoch = $1)
        order by p.id
        limit $3"#,
        epoch.cast_signed(),
        &seal[..],
        i64::try_from(most).unwrap_or(i64::MAX),
        i32::try_from(NATIONAL_ID_BYTES_MAX).unwrap_or(i32::MAX),
        today.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.id), row.national_id)).collect())
}

/// Keeps what unblinds the answer to a question.
pub(crate) async fn blinded(
    conn: &mut PgConnection,
    message: Uuid,
    epoch: u32,
    blindings: &[(PersonId, Blinding)],
    wall: Timestamp,
) -> sqlx::Result<()> {
    let persons: Vec<Uuid> = blindings.iter().map(|(person, _)| person.0).collect();
    let kept: Vec<Vec<u8>> = blindings.iter().map(|(_, one)| one.kept().to_vec()).collect();
    sqlx::query!(
        "insert into exclusion_blinding (message_id, position, person_id, epoch, kept, asked_at)
        select $1, (place - 1)::integer, person_id, $2, kept, $3
        from unnest($4::uuid[], $5::bytea[]) with ordinality as of (person_id, kept, place)",
        message,
        epoch.cast_signed(),
        wall.to_sqlx(),
        &persons,
        &kept,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Questions that nobody has answered for too long are asked anew.
pub(crate) async fn forget_unanswered(
    conn: &mut PgConnection,
    before: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!("delete from exclusion_blinding where asked_at <= $1", before.to_sqlx())
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether a question about ids was asked before this and is not answered.
pub(crate) async fn is_unanswered(
    conn: &mut PgConnection,
    before: Timestamp,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from exclusion_blinding where asked_at <= $1) as "is!""#,
        before.to_sqlx()
    )
    .fetch_one(conn)
    .await
}

/// Whether the answer to a question about somebody, asked after this, is still to be handled.
pub(crate) async fn is_asking(conn: &mut PgConnection, after: Timestamp) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from exclusion_question
            where answered_at is null and refused_on is null and asked_at > $1) as "is!""#,
        after.to_sqlx()
    )
    .fetch_one(conn)
    .await
}

/// Takes what unblinds an answer, in its order: each person with the national id.
pub(crate) async fn take_blindings(
    conn: &mut PgConnection,
    message: Uuid,
) -> sqlx::Result<Vec<(PersonId, String, Vec<u8>)>> {
    let mut rows = sqlx::query!(
        r#"with taken as (
            delete from exclusion_blinding where message_id = $1 returning position, person_id, kept
        )
        select t.position as "position!", t.person_id as "person_id!", t.kept as "kept!",
            p.national_id as "national_id!"
        from taken t join person p on p.id = t.person_id"#,
        message,
    )
    .fetch_all(conn)
    .await?;
    rows.sort_by_key(|row| row.position);
    let taken = rows.into_iter().map(|row| (PersonId(row.person_id), row.national_id, row.kept));
    Ok(taken.collect())
}

/// Keeps a student's sealed token, in place of one that another seal has made.
pub(crate) async fn token(
    conn: &mut PgConnection,
    (person, epoch): (PersonId, u32),
    sealed: &[u8; 32],
    seal: &[u8; 8],
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_sealed_token (person_id, epoch, sealed, sealed_by) values ($1, $2, $3, $4)
        on conflict (person_id, epoch) do update
        set sealed = excluded.sealed, sealed_by = excluded.sealed_by",
        person.0,
        epoch.cast_signed(),
        &sealed[..],
        &seal[..],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The word of a purpose in the database.
const fn word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Admission => "admission",
        Purpose::Recognition => "recognition",
        Purpose::Study => "study",
    }
}

/// Reads a word of the view `exclusion_watched`.
fn purpose(word: &str) -> Purpose {
    match word {
        "admission" => Purpose::Admission,
        "recognition" => Purpose::Recognition,
        _ => Purpose::Study,
    }
}

/// Somebody whose token stands on the whole list.
pub(crate) struct Match {
    pub(crate) person: PersonId,
    pub(crate) national_id: String,
    pub(crate) list_version: i64,
    /// What she has to be known for here: with several reasons the one that lasts longest.
    pub(crate) purpose: Purpose,
    /// Whether the register was asked about her today already.
    pub(crate) again: bool,
}

/// When a question is asked anew.
#[derive(Clone, Copy)]
pub(crate) struct Anew {
    /// One that was refused: on another day of the domain than this.
    pub(crate) today: Date,
    /// One that was asked before this and is not answered: it was lost.
    pub(crate) lost: Timestamp,
    /// The day in Norway, by wall time, whose questions are counted.
    pub(crate) counted: Date,
}

/// Those who are watched today, whose token stands on the whole list, and about whom no question by this
/// version of it is answered or may still be.
pub(crate) async fn unasked(
    conn: &mut PgConnection,
    anew: Anew,
    seal: &[u8; 8],
) -> sqlx::Result<Vec<Match>> {
    let rows = sqlx::query!(
        r#"select distinct p.id, p.national_id as "national_id!", c.version, w.purpose as "purpose!",
            exists (select from exclusion_question q where q.person_id = p.id
                and (q.asked_at at time zone 'Europe/Oslo')::date = $4) as "again!"
        from exclusion_list_copy c
        join exclusion_listed l on l.version = c.version
        join exclusion_sealed_token t on t.sealed = l.sealed
        join person p on p.id = t.person_id and p.national_id is not null
        cross join lateral (select purpose from exclusion_watched
            where person_id = p.id and until >= $2
            order by array_position(array['study', 'admission', 'recognition'], purpose)
            limit 1) w
        where c.sealed_by = $1 and not exists (select from exclusion_question q
            where q.person_id = p.id and q.list_version = c.version
                and (q.answered_at is not null or q.refused_on >= $2
                    or q.refused_on is null and q.asked_at > $3))
        order by p.id"#,
        &seal[..],
        anew.today.to_sqlx() as _,
        anew.lost.to_sqlx(),
        anew.counted.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| Match {
        person: PersonId(row.id),
        national_id: row.national_id,
        list_version: row.version,
        purpose: purpose(&row.purpose),
        again: row.again,
    });
    Ok(read.collect())
}

/// Notes that the register was asked.
pub(crate) async fn asked(
    conn: &mut PgConnection,
    question: &Question,
    wall: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_question
            (message_id, person_id, list_version, purpose, case_ref, asked_at)
        values ($1, $2, $3, $4, $5, $6)",
        question.message,
        question.person.0,
        question.list_version,
        word(question.purpose),
        question.case,
        wall.to_sqlx(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that it was answered, and by how many rows; about whom it was asked.
pub(crate) async fn answered(
    conn: &mut PgConnection,
    message: Uuid,
    rows: usize,
    wall: Timestamp,
) -> sqlx::Result<Option<PersonId>> {
    let person = sqlx::query_scalar!(
        "update exclusion_question set answered_at = $2, rows = $3, refused_on = null
        where message_id = $1 returning person_id",
        message,
        wall.to_sqlx(),
        i32::try_from(rows).unwrap_or(i32::MAX),
    )
    .fetch_optional(conn)
    .await?;
    Ok(person.map(PersonId))
}

/// What was asked about somebody says nothing any more: she is asked about again.
pub(crate) async fn forget_asked(conn: &mut PgConnection, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from exclusion_question where person_id = $1", person.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes that it was refused: it stays open, and is asked anew on another day.
pub(crate) async fn refused(
    conn: &mut PgConnection,
    message: Uuid,
    today: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exclusion_question set refused_on = $2 where message_id = $1 and answered_at is null",
        message,
        today.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the answer before this one was as empty, by an earlier version of the list: then a token has
/// stood on two lists for nobody.
pub(crate) async fn unfounded(
    conn: &mut PgConnection,
    (person, question): (PersonId, Uuid),
) -> sqlx::Result<bool> {
    let before = sqlx::query_scalar!(
        r#"select before.rows = 0 and before.list_version < this.list_version as "empty!"
        from exclusion_question this
        join exclusion_question before on before.person_id = this.person_id
            and before.message_id <> this.message_id and before.rows is not null
        where this.message_id = $2 and this.person_id = $1
        order by before.answered_at desc limit 1"#,
        person.0,
        question
    );
    Ok(before.fetch_optional(conn).await?.unwrap_or(false))
}
