//! Reads and writes of refusals, tries and appeals.

pub(crate) mod again;
pub(crate) mod exams;

use super::appeal::{Appeal, Ground, Outcome};
use super::case::{Case, Entered, Lodged};
use super::refusal::NewRefusal;
use crate::access::Principal;
use crate::catalogue::words;
use crate::exclusion::{Met, Standing};
use crate::explanation::Channel;
use crate::people::{PersonName, PlaceCode};
use crate::{Act, LetterId, PersonId, RefusalId, RegistrationId, Result, UnitId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use std::collections::HashSet;
use uuid::Uuid;

pub(super) async fn insert(
    act: &mut Act,
    id: RefusalId,
    number: &str,
    new: &NewRefusal,
    standing: &Standing,
    letter: LetterId,
) -> Result<()> {
    let (today, by) = (act.today(), act.person()?);
    sqlx::query!(
        "insert into quarantine_refusal (id, case_number, matter, person_id, unit_id, row_id,
            row_version, institution, rule_set, rule_set_hash, letter_id, refused_on, refused_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id.0,
        number,
        new.matter.code(),
        new.person.0,
        new.unit.0,
        new.row,
        standing.version,
        standing.institution,
        standing.law.id.0,
        standing.law.hash(),
        letter.0,
        today.to_sqlx() as _,
        by.0,
    )
    .execute(act.conn())
    .await?;
    sqlx::query!(
        "insert into quarantine_refusal_of (refusal_id, subject_id) select $1, unnest($2::uuid[])",
        id.0,
        &new.subjects,
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Holds a refusal until the act ends.
pub(super) async fn lock(conn: &mut PgConnection, id: RefusalId) -> sqlx::Result<()> {
    sqlx::query!("select id from quarantine_refusal where id = $1 for update", id.0)
        .fetch_optional(conn)
        .await?;
    Ok(())
}

/// A word that the database's CHECK holds to those there are.
fn read<T: serde::de::DeserializeOwned>(word: &str) -> sqlx::Result<T> {
    let unread = || sqlx::Error::Decode("quarantine: a word cannot be read".into());
    words::read(word).ok_or_else(unread)
}

pub(super) async fn load(conn: &mut PgConnection, id: RefusalId) -> sqlx::Result<Option<Case>> {
    let row = sqlx::query!(
        r#"select r.case_number, r.matter, r.person_id, r.unit_id, r.row_id, r.institution,
            r.rule_set, r.letter_id, r.refused_on, u.place_code, p.given_name, p.family_name,
            p.protected_address, back.taken_back_on as "taken_back_on?"
        from quarantine_refusal r
        left join quarantine_taken_back back on back.refusal_id = r.id
        join unit u on u.id = r.unit_id
        join person p on p.id = r.person_id
        where r.id = $1"#,
        id.0
    );
    let Some(row) = row.fetch_optional(&mut *conn).await? else { return Ok(None) };
    Ok(Some(Case {
        id,
        number: row.case_number,
        matter: row.matter,
        person: PersonId(row.person_id),
        name: PersonName::new(row.given_name, row.family_name, row.protected_address),
        unit: UnitId(row.unit_id),
        place: PlaceCode(row.place_code),
        row: row.row_id,
        institution: row.institution,
        rule_set: row.rule_set,
        letter: LetterId(row.letter_id),
        refused_on: row.refused_on.to_jiff(),
        taken_back_on: row.taken_back_on.map(jiff_sqlx::Date::to_jiff),
        changed: again::version(&mut *conn, id).await?,
        appeal: lodged(conn, id).await?,
    }))
}

async fn lodged(conn: &mut PgConnection, id: RefusalId) -> sqlx::Result<Option<Lodged>> {
    let row = sqlx::query!(
        r#"select a.ground, a.received_on, a.channel, a.grounds, a.excuse, a.sent_on, a.outcome,
            a.outcome_on, a.outcome_by, a.settled, own.ground as "own_ground?",
            own.grounds as "own_grounds?", own.received_on as "own_received_on?",
            own.sent_on as "own_sent_on?"
        from quarantine_appeal a left join quarantine_own_words own on own.refusal_id = a.refusal_id
        where a.refusal_id = $1"#,
        id.0
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    let day = jiff_sqlx::Date::to_jiff;
    let outcome: Option<Outcome> = row.outcome.as_deref().map(read).transpose()?;
    let outcome = outcome.zip(row.outcome_on.map(day));
    let entered = match (row.settled.as_deref(), outcome, row.outcome_by) {
        (None, Some((outcome, on)), Some(by)) => Some(Entered { outcome, on, by: PersonId(by) }),
        _ => None,
    };
    let own_words_on = row.own_received_on.map(day);
    let sent_on = if own_words_on.is_some() { row.own_sent_on } else { row.sent_on };
    let written = [row.grounds, row.own_grounds.unwrap_or_default()];
    let written = written.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    Ok(Some(Lodged {
        ground: read::<Ground>(row.own_ground.as_deref().unwrap_or(&row.ground))?,
        received_on: row.received_on.to_jiff(),
        channel: read::<Channel>(&row.channel)?,
        grounds: written.collect::<Vec<_>>().join("\n\n"),
        own_words_on,
        excuse: row.excuse,
        sent_on: sent_on.map(day),
        outcome: outcome.filter(|_| row.settled.is_some()),
        entered,
    }))
}

pub(super) async fn insert_appeal(
    conn: &mut PgConnection,
    id: RefusalId,
    new: &Appeal,
    excused: bool,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into quarantine_appeal
            (refusal_id, ground, received_on, channel, grounds, excuse, registered_by)
        values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        words::word(&new.ground),
        new.received_on.to_sqlx() as _,
        new.channel.code(),
        new.grounds.trim(),
        if excused { new.excuse.trim() } else { "" },
        by.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn set_sent(
    conn: &mut PgConnection,
    id: RefusalId,
    letter: LetterId,
    today: Date,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update quarantine_appeal set letter_id = $2, sent_on = $3, sent_by = $4
        where refusal_id = $1 and sent_on is null",
        id.0,
        letter.0,
        today.to_sqlx() as _,
        by.0,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update quarantine_own_words set letter_id = $2, sent_on = $3, sent_by = $4
        where refusal_id = $1 and sent_on is null",
        id.0,
        letter.0,
        today.to_sqlx() as _,
        by.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what the person says herself beside an appeal that was registered on paper.
pub(super) async fn insert_own_words(
    conn: &mut PgConnection,
    id: RefusalId,
    new: &Appeal,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into quarantine_own_words (refusal_id, ground, received_on, grounds)
        values ($1, $2, $3, $4)",
        id.0,
        words::word(&new.ground),
        new.received_on.to_sqlx() as _,
        new.grounds.trim(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn set_outcome(
    conn: &mut PgConnection,
    id: RefusalId,
    outcome: Outcome,
    on: Date,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update quarantine_appeal set outcome = $2, outcome_on = $3, outcome_by = $4
        where refusal_id = $1",
        id.0,
        words::word(&outcome),
        on.to_sqlx() as _,
        by.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes who has controlled the outcome that another has entered: from then on it counts.
pub(super) async fn control_outcome(
    conn: &mut PgConnection,
    id: RefusalId,
    today: Date,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update quarantine_appeal set outcome_controlled_on = $2, outcome_controlled_by = $3
        where refusal_id = $1",
        id.0,
        today.to_sqlx() as _,
        by.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sends back an outcome that was entered: it is entered anew.
pub(super) async fn return_outcome(conn: &mut PgConnection, id: RefusalId) -> sqlx::Result<()> {
    sqlx::query!(
        "update quarantine_appeal set outcome = null, outcome_on = null, outcome_by = null
        where refusal_id = $1",
        id.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A refusal in a list.
pub(crate) struct Listed {
    pub(crate) id: RefusalId,
    pub(crate) number: String,
    pub(crate) matter: String,
    pub(crate) person: PersonId,
    pub(crate) name: PersonName,
    pub(crate) place: PlaceCode,
    pub(crate) refused_on: Date,
    pub(crate) appealed: bool,
    pub(crate) sent: bool,
    /// Who has entered an outcome that nobody has controlled.
    pub(crate) entered_by: Option<PersonId>,
    pub(crate) outcome: Option<Outcome>,
}

impl Listed {
    /// The message of what it refuses.
    pub(crate) fn matter_key(&self) -> &'static str {
        super::case::matter_key(&self.matter)
    }

    /// Where it stands.
    pub(crate) fn status_key(&self) -> &'static str {
        let entered = self.entered_by.is_some();
        super::case::status_key(self.appealed, self.sent, entered, self.outcome)
    }
}

/// Whose refusals are listed.
#[derive(Clone, Copy)]
pub(crate) enum Whose<'a> {
    /// Those of a person, for herself.
    Own(PersonId),
    /// Those at one's units that do not concern oneself.
    Scope(&'a Principal),
    /// Those that refuse this: a choice, a registration, a try.
    Subject(Uuid),
}

/// Refusals, the newest first.
pub(crate) async fn list(conn: &mut PgConnection, whose: Whose<'_>) -> sqlx::Result<Vec<Listed>> {
    let (own, scope, but, subject) = match whose {
        Whose::Own(person) => (Some(person.0), None, None, None),
        Whose::Scope(who) => (None, Some(who.scope(super::HANDLERS)), Some(who.person.0), None),
        Whose::Subject(subject) => (None, None, None, Some(subject)),
    };
    let rows = sqlx::query!(
        r#"select r.id, r.case_number, r.matter, r.person_id, r.refused_on, u.place_code,
            p.given_name, p.family_name, p.protected_address,
            a.refusal_id is not null as "appealed!", a.settled,
            a.sent_on is not null and not exists (select from quarantine_own_words own
                where own.refusal_id = r.id and own.sent_on is null) as "sent!",
            case when a.settled is null then a.outcome_by end as entered_by
        from quarantine_refusal r
        join unit u on u.id = r.unit_id
        join person p on p.id = r.person_id
        left join quarantine_appeal a on a.refusal_id = r.id
        where ($1::uuid is null or r.person_id = $1)
            and ($2::text[] is null or in_scope(u.place_code, $2))
            and ($3::uuid is null or r.person_id <> $3)
            and ($4::uuid is null or exists (select from quarantine_refusal_of o
                where o.refusal_id = r.id and o.subject_id = $4))
        order by r.refused_on desc, r.case_number desc"#,
        own,
        scope.as_deref(),
        but,
        subject,
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(Listed {
            id: RefusalId(row.id),
            number: row.case_number,
            matter: row.matter,
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            place: PlaceCode(row.place_code),
            refused_on: row.refused_on.to_jiff(),
            appealed: row.appealed,
            sent: row.sent,
            entered_by: row.entered_by.map(PersonId),
            outcome: row.settled.as_deref().map(read).transpose()?,
        })
    });
    read.collect()
}

/// What appeals have set aside: for a choice, a registration or a try a row, in the version that it was
/// refused by. A refusal that was written before versions were kept with it is of all.
pub(crate) struct SetAside(HashSet<(Uuid, Uuid, Option<i32>)>);

impl SetAside {
    /// Whether this row, as it is now, is set aside for this: a later version is another matter.
    pub(crate) fn covers(&self, subject: Uuid, met: &Met) -> bool {
        [None, Some(met.version)].iter().any(|of| self.0.contains(&(subject, met.row, *of)))
    }
}

/// What an appeal has set aside for any of these: choices, registrations, tries.
pub(crate) async fn set_aside(
    conn: &mut PgConnection,
    subjects: &[Uuid],
) -> sqlx::Result<SetAside> {
    let rows = sqlx::query!(
        r#"select o.subject_id, r.row_id as "row_id!", r.row_version from quarantine_refusal r
        join quarantine_refusal_of o on o.refusal_id = r.id and o.subject_id = any($1)
        join quarantine_appeal a on a.refusal_id = r.id and a.settled = 'upheld'
        where r.row_id is not null"#,
        subjects
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(SetAside(rows.map(|row| (row.subject_id, row.row_id, row.row_version)).collect()))
}

/// What rests on a row of another institution that was taken back forgets which row it was. One of this
/// institution is forgotten when its period is over, since more may follow from it until then.
pub(super) async fn forget_told(conn: &mut PgConnection, row: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "select exclusion_row_forgotten($1)::text
        where exists (select from exclusion_told_row where row_id = $1 and person_id is null)",
        row
    )
    .fetch_optional(conn)
    .await?;
    Ok(())
}

/// The registrations that were withdrawn because of a row.
pub(super) async fn withdrawn_by(
    conn: &mut PgConnection,
    row: Uuid,
) -> sqlx::Result<Vec<RegistrationId>> {
    let ids = sqlx::query_scalar!(
        "select o.subject_id from quarantine_refusal r
        join quarantine_refusal_of o on o.refusal_id = r.id
        where r.row_id = $1 and r.matter = 'exam_withdrawn'",
        row
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(RegistrationId).collect())
}

/// The registrations that a refusal withdrew.
pub(super) async fn withdrawn(
    conn: &mut PgConnection,
    id: RefusalId,
) -> sqlx::Result<Vec<RegistrationId>> {
    let ids = sqlx::query_scalar!(
        "select o.subject_id from quarantine_refusal r
        join quarantine_refusal_of o on o.refusal_id = r.id
        where r.id = $1 and r.matter = 'exam_withdrawn'",
        id.0
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(RegistrationId).collect())
}

/// Whether a row stands: the register has told of it and not taken it back, or it was decided here and no
/// deletion of it has been controlled.
pub(super) async fn row_stands(conn: &mut PgConnection, row: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exclusion_row_stands($1) as "stands!""#, row)
        .fetch_one(conn)
        .await
}

/// Notes that the row of these refusals is taken back, and that an appeal which whoever decided considers
/// is upheld. Answers how many refusals rest on it.
pub(super) async fn take_back(
    conn: &mut PgConnection,
    row: Uuid,
    today: Date,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "insert into quarantine_taken_back (refusal_id, taken_back_on)
        select id, $2 from quarantine_refusal where row_id = $1
        on conflict do nothing",
        row,
        today.to_sqlx() as _
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update quarantine_appeal set outcome = 'upheld', outcome_on = $2, outcome_by = null
        where settled is null and ground = 'registered'
            and refusal_id in (select id from quarantine_refusal where row_id = $1)",
        row,
        today.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}
