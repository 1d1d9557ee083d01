//! Reads and writes of tokens, of the register's list, and of what was asked about whom.

pub(crate) use super::known::{About, Known, Question};
use crate::PersonId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use protocol::exclusion::{Blinding, EpochKey, NATIONAL_ID_BYTES_MAX, Purpose};
use sqlx::PgConnection;
use uuid::Uuid;

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

/// The ids of those who are watched today that have no token under this key and seal, and which nobody has
/// evaluated now. What is longer than any national id is none, and is not asked about.
pub(crate) async fn without_token(
    conn: &mut PgConnection,
    epoch: u32,
    seal: &[u8; 8],
    (today, most): (Date, usize),
) -> sqlx::Result<Vec<(Known, String)>> {
    let rows = sqlx::query!(
        r#"select k.person_id as "person_id!", k.known_id as "known_id!", k.national_id as "national_id!"
        from person_known_id k
        where octet_length(k.national_id) between 1 and $4
            and exists (select from exclusion_watched w
                where w.person_id = k.person_id and w.until >= $5)
            and not exists (select from exclusion_sealed_token t
                where t.person_id = k.person_id and t.known_id = k.known_id
                    and t.epoch = $1 and t.sealed_by = $2)
            and not exists (select from exclusion_blinding b
                where b.person_id = k.person_id and b.known_id = k.known_id and b.epoch = $1)
        order by k.person_id, k.known_id
        limit $3"#,
        epoch.cast_signed(),
        &seal[..],
        i64::try_from(most).unwrap_or(i64::MAX),
        i32::try_from(NATIONAL_ID_BYTES_MAX).unwrap_or(i32::MAX),
        today.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    let read = rows
        .into_iter()
        .map(|row| (Known { person: PersonId(row.person_id), id: row.known_id }, row.national_id));
    Ok(read.collect())
}

/// Keeps what unblinds the answer to a question.
pub(crate) async fn blinded(
    conn: &mut PgConnection,
    message: Uuid,
    epoch: u32,
    blindings: &[(Known, Blinding)],
    wall: Timestamp,
) -> sqlx::Result<()> {
    let persons: Vec<Uuid> = blindings.iter().map(|(whose, _)| whose.person.0).collect();
    let ids: Vec<Uuid> = blindings.iter().map(|(whose, _)| whose.id).collect();
    let kept: Vec<Vec<u8>> = blindings.iter().map(|(_, one)| one.kept().to_vec()).collect();
    sqlx::query!(
        "insert into exclusion_blinding
            (message_id, position, person_id, known_id, epoch, kept, asked_at)
        select $1, (place - 1)::integer, person_id, known_id, $2, kept, $3
        from unnest($4::uuid[], $5::uuid[], $6::bytea[]) with ordinality
            as of (person_id, known_id, kept, place)",
        message,
        epoch.cast_signed(),
        wall.to_sqlx(),
        &persons,
        &ids,
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

/// Takes what unblinds an answer, in its order: whose each is, with the id. One that is nobody's any more has
/// none.
pub(crate) async fn take_blindings(
    conn: &mut PgConnection,
    message: Uuid,
) -> sqlx::Result<Vec<(Known, Option<String>, Vec<u8>)>> {
    let mut rows = sqlx::query!(
        r#"with taken as (
            delete from exclusion_blinding where message_id = $1
            returning position, person_id, known_id, kept
        )
        select t.position as "position!", t.person_id as "person_id!", t.known_id as "known_id!",
            t.kept as "kept!", k.national_id as "national_id?"
        from taken t
        left join person_known_id k on k.person_id = t.person_id and k.known_id = t.known_id"#,
        message,
    )
    .fetch_all(conn)
    .await?;
    rows.sort_by_key(|row| row.position);
    let taken = rows.into_iter().map(|row| {
        let whose = Known { person: PersonId(row.person_id), id: row.known_id };
        (whose, row.national_id, row.kept)
    });
    Ok(taken.collect())
}

/// Keeps the sealed token of somebody under one of her ids, in place of one that another seal has made.
pub(crate) async fn token(
    conn: &mut PgConnection,
    (whose, epoch): (Known, u32),
    sealed: &[u8; 32],
    seal: &[u8; 8],
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_sealed_token (person_id, known_id, epoch, sealed, sealed_by)
        values ($1, $2, $3, $4, $5)
        on conflict (person_id, known_id, epoch) do update
        set sealed = excluded.sealed, sealed_by = excluded.sealed_by",
        whose.person.0,
        whose.id,
        epoch.cast_signed(),
        &sealed[..],
        &seal[..],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One of the ids of somebody that stands on the whole list, and something that she has to be known for here.
pub(crate) struct Match {
    pub(crate) whose: Known,
    pub(crate) national_id: String,
    pub(crate) list_version: i64,
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

/// Those who are watched today and stand on the whole list, under each id that does and for each purpose that
/// they are watched for, where no question by this version of it is answered or may still be.
pub(crate) async fn unasked(
    conn: &mut PgConnection,
    anew: Anew,
    seal: &[u8; 8],
) -> sqlx::Result<Vec<Match>> {
    let rows = sqlx::query!(
        r#"select distinct k.person_id as "person_id!", k.known_id as "known_id!",
            k.national_id as "national_id!", c.version, w.purpose as "purpose!",
            exists (select from exclusion_question q where q.person_id = k.person_id
                and (q.asked_at at time zone 'Europe/Oslo')::date = $4) as "again!"
        from exclusion_list_copy c
        join exclusion_listed l on l.version = c.version
        join exclusion_sealed_token t on t.sealed = l.sealed
        join person_known_id k on k.person_id = t.person_id and k.known_id = t.known_id
        cross join lateral (select distinct purpose from exclusion_watched
            where person_id = t.person_id and until >= $2) w
        where c.sealed_by = $1 and not exists (select from exclusion_question q
            where q.person_id = k.person_id and q.known_id = k.known_id and q.purpose = w.purpose
                and q.list_version = c.version
                and (q.answered_at is not null or q.refused_on >= $2
                    or q.refused_on is null and q.asked_at > $3))
        order by 1, 2, 5"#,
        &seal[..],
        anew.today.to_sqlx() as _,
        anew.lost.to_sqlx(),
        anew.counted.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(Match {
            whose: Known { person: PersonId(row.person_id), id: row.known_id },
            national_id: row.national_id,
            list_version: row.version,
            purpose: super::coded(Purpose::parse(&row.purpose), "purpose")?,
            again: row.again,
        })
    });
    read.collect()
}

/// Notes that the register was asked.
pub(crate) async fn asked(
    conn: &mut PgConnection,
    question: &Question,
    wall: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_question
            (message_id, person_id, known_id, list_version, purpose, case_ref, asked_at)
        values ($1, $2, $3, $4, $5, $6, $7)",
        question.message,
        question.whose.person.0,
        question.whose.id,
        question.list_version,
        question.purpose.code(),
        question.case,
        wall.to_sqlx(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that it was answered, by how many rows, and whether anything is registered; about whom it was asked.
pub(crate) async fn answered(
    conn: &mut PgConnection,
    question: Uuid,
    (rows, registered): (usize, bool),
    wall: Timestamp,
) -> sqlx::Result<Option<About>> {
    let found = sqlx::query!(
        "update exclusion_question
        set answered_at = $2, rows = $3, registered = $4, refused_on = null
        where message_id = $1 returning person_id, known_id, purpose, asked_at",
        question,
        wall.to_sqlx(),
        i32::try_from(rows).unwrap_or(i32::MAX),
        registered,
    )
    .fetch_optional(conn)
    .await?;
    let read = found.map(|row| {
        Ok(About {
            question,
            whose: Known { person: PersonId(row.person_id), id: row.known_id },
            purpose: super::coded(Purpose::parse(&row.purpose), "purpose")?,
            asked_at: row.asked_at.to_jiff(),
        })
    });
    read.transpose()
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

/// Whether by an earlier version of the list nothing was registered either: then a token has stood on two
/// lists for nobody.
pub(crate) async fn unfounded(conn: &mut PgConnection, about: &About) -> sqlx::Result<bool> {
    let before = sqlx::query_scalar!(
        r#"select not before.registered as "empty!"
        from exclusion_question this
        join exclusion_question before on before.person_id = this.person_id
            and before.known_id = this.known_id and before.list_version < this.list_version
            and before.registered is not null
        where this.message_id = $1
        order by before.answered_at desc limit 1"#,
        about.question
    );
    Ok(before.fetch_optional(conn).await?.unwrap_or(false))
}
