//! Reads and writes of applications.

pub(super) mod assessed;
pub(super) mod national;
pub(crate) mod programmes;
pub(crate) mod rights;

use super::HANDLERS;
use super::application::{Application, Choice, State, Via};
use super::apply::{Apply, CONSENT_VERSION};
use crate::access::Principal;
use crate::catalogue::words;
use crate::people::{PersonName, PlaceCode};
use crate::{ApplicationId, ChoiceId, LetterId, PersonId, StudyStartId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

/// A word that the database's CHECK holds to those there are.
fn read<T: serde::de::DeserializeOwned>(word: &str) -> sqlx::Result<T> {
    let unread = || sqlx::Error::Decode("admission: a word cannot be read".into());
    words::read(word).ok_or_else(unread)
}

/// The next number of an application.
async fn next_number(conn: &mut PgConnection, year: i16) -> sqlx::Result<String> {
    let number = sqlx::query_scalar!(r#"select nextval('application_number') as "number!""#)
        .fetch_one(conn)
        .await?;
    Ok(format!("S-{year}/{number}"))
}

pub(super) async fn insert_local(
    conn: &mut PgConnection,
    id: ApplicationId,
    person: PersonId,
    new: &Apply,
    today: Date,
) -> sqlx::Result<()> {
    let number = next_number(&mut *conn, today.year()).await?;
    sqlx::query!(
        "insert into application (id, number, person_id, via, received_on,
            results_may_be_fetched, consent_version, consent_via)
        values ($1, $2, $3, 'local', $4, $5, $6, 'own_page')",
        id.0,
        number,
        person.0,
        today.to_sqlx() as _,
        new.results_may_be_fetched,
        CONSENT_VERSION,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An application of the national admission, as its file says it.
pub(super) struct FromNational<'a> {
    pub(super) person: PersonId,
    pub(super) reference: &'a str,
    pub(super) received_on: Date,
    pub(super) results_may_be_fetched: bool,
}

/// Writes an application of the national admission.
pub(super) async fn insert_national(
    conn: &mut PgConnection,
    id: ApplicationId,
    new: &FromNational<'_>,
) -> sqlx::Result<()> {
    let number = next_number(&mut *conn, new.received_on.year()).await?;
    sqlx::query!(
        "insert into application (id, number, person_id, via, reference, received_on,
            results_may_be_fetched, consent_version, consent_via)
        values ($1, $2, $3, 'national', $4, $5, $6, $7, 'national')",
        id.0,
        number,
        new.person.0,
        new.reference,
        new.received_on.to_sqlx() as _,
        new.results_may_be_fetched,
        CONSENT_VERSION,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn insert_choice(
    conn: &mut PgConnection,
    application: ApplicationId,
    start: StudyStartId,
    priority: i32,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into application_choice (id, application_id, study_start_id, priority, state)
        values ($1, $2, $3, $4, 'waiting')",
        ChoiceId::new().0,
        application.0,
        start.0,
        priority,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the person has applied for this study start and has not taken it back.
pub(super) async fn applied(
    conn: &mut PgConnection,
    person: PersonId,
    start: StudyStartId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from application_choice c
            join application a on a.id = c.application_id
            where a.person_id = $1 and c.study_start_id = $2
                and c.state not in ('withdrawn', 'declined')
        ) as "applied!""#,
        person.0,
        start.0,
    )
    .fetch_one(conn)
    .await
}

/// The application that a choice belongs to.
pub(super) async fn application_of(
    conn: &mut PgConnection,
    choice: ChoiceId,
) -> sqlx::Result<Option<ApplicationId>> {
    let found = sqlx::query_scalar!(
        "select application_id from application_choice where id = $1",
        choice.0
    );
    Ok(found.fetch_optional(conn).await?.map(ApplicationId))
}

/// Holds an application until the act ends.
pub(super) async fn lock(conn: &mut PgConnection, id: ApplicationId) -> sqlx::Result<()> {
    sqlx::query!("select id from application where id = $1 for update", id.0)
        .fetch_optional(conn)
        .await?;
    Ok(())
}

/// An application with all its choices.
pub(super) async fn load(
    conn: &mut PgConnection,
    id: ApplicationId,
) -> sqlx::Result<Option<Application>> {
    let row = sqlx::query!(
        "select a.number, a.person_id, a.via, a.reference, a.received_on,
            a.results_may_be_fetched, a.consent_version, p.given_name, p.family_name,
            p.protected_address
        from application a join person p on p.id = a.person_id
        where a.id = $1",
        id.0
    );
    let Some(row) = row.fetch_optional(&mut *conn).await? else { return Ok(None) };
    Ok(Some(Application {
        id,
        number: row.number,
        person: PersonId(row.person_id),
        name: PersonName::new(row.given_name, row.family_name, row.protected_address),
        via: read::<Via>(&row.via)?,
        reference: row.reference,
        received_on: row.received_on.to_jiff(),
        results_may_be_fetched: row.results_may_be_fetched,
        consent_version: row.consent_version,
        choices: choices(conn, id).await?,
    }))
}

/// The choices of an application. One that was dismissed is taken up again once the appeal against its
/// latest dismissal is upheld, or the row that it rests on is taken back.
async fn choices(conn: &mut PgConnection, id: ApplicationId) -> sqlx::Result<Vec<Choice>> {
    let rows = sqlx::query!(
        r#"select c.id, c.priority, c.study_start_id, c.state, c.offered_on, c.answer_by,
            coalesce((select a.settled = 'upheld' or b.refusal_id is not null
                from quarantine_refusal_of o
                join quarantine_refusal r on r.id = o.refusal_id
                left join quarantine_appeal a on a.refusal_id = r.id
                left join quarantine_taken_back b on b.refusal_id = r.id
                where o.subject_id = c.id
                order by r.refused_on desc, r.id desc limit 1), false) as "upheld!"
        from application_choice c where c.application_id = $1 order by c.priority"#,
        id.0
    )
    .fetch_all(&mut *conn)
    .await?;
    let starts: Vec<Uuid> = rows.iter().map(|row| row.study_start_id).collect();
    let starts = programmes::starts(conn, programmes::Which::These(&starts)).await?;
    let mut choices = Vec::with_capacity(rows.len());
    for row in rows {
        let start = starts.iter().find(|start| start.id.0 == row.study_start_id);
        let Some(start) = start.cloned() else { continue };
        let state = match read(&row.state)? {
            State::Dismissed if row.upheld => State::Reopened,
            state => state,
        };
        let day = jiff_sqlx::Date::to_jiff;
        let offered = row.offered_on.map(day).zip(row.answer_by.map(day));
        choices.push(Choice {
            id: ChoiceId(row.id),
            priority: row.priority,
            start,
            state,
            offered,
        });
    }
    Ok(choices)
}

pub(super) async fn set_state(
    conn: &mut PgConnection,
    id: ChoiceId,
    state: State,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update application_choice set state = $2 where id = $1",
        id.0,
        words::word(&state),
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn set_offered(
    conn: &mut PgConnection,
    id: ChoiceId,
    today: Date,
    answer_by: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update application_choice set state = 'offered', offered_on = $2, answer_by = $3
        where id = $1",
        id.0,
        today.to_sqlx() as _,
        answer_by.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn set_answered(
    conn: &mut PgConnection,
    id: ChoiceId,
    state: State,
    today: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update application_choice set state = $2, answered_on = $3 where id = $1",
        id.0,
        words::word(&state),
        today.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the standard message was sent of this row.
pub(super) async fn told(
    conn: &mut PgConnection,
    id: ApplicationId,
    row: Uuid,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from applicant_message
            where application_id = $1 and row_id = $2) as "told!""#,
        id.0,
        row
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn insert_message(
    conn: &mut PgConnection,
    id: ApplicationId,
    row: Uuid,
    letter: LetterId,
    today: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into applicant_message (application_id, row_id, letter_id, sent_on)
        values ($1, $2, $3, $4)",
        id.0,
        row,
        letter.0,
        today.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The days on which the standard message was sent, with its letter.
pub(super) async fn messages(
    conn: &mut PgConnection,
    id: ApplicationId,
) -> sqlx::Result<Vec<(LetterId, Date)>> {
    let rows = sqlx::query!(
        "select letter_id, sent_on from applicant_message where application_id = $1
        order by sent_on, letter_id",
        id.0
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows.map(|row| (LetterId(row.letter_id), row.sent_on.to_jiff())).collect())
}

/// A choice in a list of applications.
pub(crate) struct Listed {
    pub(crate) application: ApplicationId,
    pub(crate) number: String,
    pub(crate) person: PersonId,
    pub(crate) name: PersonName,
    pub(crate) via: Via,
    pub(crate) received_on: Date,
    pub(crate) code: String,
    pub(crate) place: PlaceCode,
    pub(crate) starts_on: Date,
    pub(crate) priority: i32,
    pub(crate) state: State,
    /// Whether some row names the person: what it does is the rules' to say.
    pub(crate) named: bool,
}

/// Which choices are listed.
#[derive(Default)]
pub(crate) struct Filter<'a> {
    /// A state, by its word; empty for all.
    pub(crate) state: &'a str,
    /// The code of a programme; empty for all.
    pub(crate) programme: &'a str,
    /// `local` or `national`; empty for both.
    pub(crate) via: &'a str,
    pub(crate) limit: u32,
    pub(crate) offset: u32,
}

/// Choices for programmes at one's units, those of oneself left out; those without a decision first. With
/// them, how many there are.
pub(crate) async fn list(
    conn: &mut PgConnection,
    who: &Principal,
    filter: &Filter<'_>,
) -> sqlx::Result<(Vec<Listed>, u32)> {
    let rows = sqlx::query!(
        r#"select *, count(*) over () as "total!",
            (exists (select from exclusion_row x where x.person_id = one.person_id)
                or exists (select from exclusion_told_row x where x.person_id = one.person_id))
                as "named!"
        from (
            select a.id as application_id, a.number, a.person_id, p.given_name, p.family_name,
                p.protected_address, a.via, a.received_on, g.code, u.place_code, s.starts_on,
                c.priority,
                case when c.state = 'dismissed' and coalesce((select
                        q.settled = 'upheld' or b.refusal_id is not null
                    from quarantine_refusal_of o
                    join quarantine_refusal r on r.id = o.refusal_id
                    left join quarantine_appeal q on q.refusal_id = r.id
                    left join quarantine_taken_back b on b.refusal_id = r.id
                    where o.subject_id = c.id
                    order by r.refused_on desc, r.id desc limit 1), false)
                then 'reopened' else c.state end as "state!"
            from application_choice c
            join application a on a.id = c.application_id
            join person p on p.id = a.person_id
            join study_start s on s.id = c.study_start_id
            join programme g on g.id = s.programme_id
            join unit u on u.id = g.unit_id
            where in_scope(u.place_code, $1) and a.person_id <> $2
                and ($4::text = '' or g.code = $4)
                and ($5::text = '' or a.via = $5)
        ) as one
        where $3::text = '' or "state!" = $3
        order by "state!" not in ('waiting', 'reopened'), received_on desc, number desc, priority
        limit $6 offset $7"#,
        &who.scope(HANDLERS),
        who.person.0,
        filter.state,
        filter.programme,
        filter.via,
        i64::from(filter.limit),
        i64::from(filter.offset),
    )
    .fetch_all(conn)
    .await?;
    let total = rows.first().map_or(0, |row| u32::try_from(row.total).unwrap_or(u32::MAX));
    let read = rows.into_iter().map(|row| {
        Ok(Listed {
            application: ApplicationId(row.application_id),
            number: row.number,
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            via: read(&row.via)?,
            received_on: row.received_on.to_jiff(),
            code: row.code,
            place: PlaceCode(row.place_code),
            starts_on: row.starts_on.to_jiff(),
            priority: row.priority,
            state: read(&row.state)?,
            named: row.named,
        })
    });
    Ok((read.collect::<sqlx::Result<_>>()?, total))
}

/// The applications of a person, the newest first.
pub(super) async fn of_person(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<ApplicationId>> {
    let ids = sqlx::query_scalar!(
        "select id from application where person_id = $1 order by received_on desc, number desc",
        person.0
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(ApplicationId).collect())
}
