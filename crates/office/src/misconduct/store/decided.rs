//! The board's meeting and its decision.

use super::read;
use crate::catalogue::words;
use crate::misconduct::case::State;
use crate::misconduct::decide::{Decide, Intent, Ruling, Seat};
use crate::people::PersonName;
use crate::{Act, LetterId, MisconductId, PersonId, Result};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Reason;
use rules::appeal::AppealBody;
use rules::exclusion::Classification;
use sqlx::PgConnection;

/// A decision as stored.
pub(crate) struct Ruled {
    pub(crate) found: bool,
    pub(crate) intent: Option<Intent>,
    pub(crate) annulled: bool,
    pub(crate) confiscated: bool,
    pub(crate) legal_basis: Option<String>,
    pub(crate) period: Option<(Date, Date)>,
    pub(crate) aggravated: bool,
    pub(crate) programmes: Vec<String>,
    pub(crate) classifications: Vec<String>,
    pub(crate) study: String,
    pub(crate) areas: String,
    pub(crate) grounds: String,
    pub(crate) decided_on: Date,
    pub(crate) because: Vec<Reason>,
    pub(crate) letter: LetterId,
}

impl Ruled {
    /// As it was entered.
    pub(in crate::misconduct) fn ruling(&self) -> Ruling {
        let classifications = self.classifications.iter();
        Ruling {
            found: self.found,
            intent: self.intent,
            annulled: self.annulled,
            confiscated: self.confiscated,
            legal_basis: self.legal_basis.clone(),
            from: self.period.map(|(from, _)| from),
            to: self.period.map(|(_, to)| to),
            aggravated: self.aggravated,
            programmes: self.programmes.clone(),
            classifications: classifications.filter_map(|one| Classification::parse(one)).collect(),
            study: self.study.clone(),
            areas: self.areas.clone(),
            grounds: self.grounds.clone(),
            give_back_by: None,
        }
    }
}

/// A meeting as stored.
pub(crate) struct Met {
    pub(crate) agenda_number: String,
    pub(crate) minutes: String,
    pub(crate) votes_for: i32,
    pub(crate) votes_against: i32,
    pub(crate) seats: Vec<Seat>,
}

pub(in crate::misconduct) async fn insert_meeting(
    act: &mut Act,
    id: MisconductId,
    board: AppealBody,
    new: &Decide,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into misconduct_meeting
            (misconduct_id, board, met_on, agenda_number, minutes, votes_for, votes_against,
             chair_voted_for, recorded_at, recorded_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id.0,
        words::word(&board),
        new.met_on.to_sqlx() as _,
        new.agenda_number.trim(),
        new.minutes.trim(),
        i32::try_from(new.votes_for).unwrap_or(i32::MAX),
        i32::try_from(new.votes_against).unwrap_or(i32::MAX),
        new.chair_voted_for,
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    for (position, seat) in (1..).zip(&new.seats) {
        sqlx::query!(
            "insert into misconduct_seat
                (misconduct_id, position, name, seat, student, impartial, took_part)
            values ($1, $2, $3, $4, $5, $6, $7)",
            id.0,
            position,
            seat.name.trim(),
            seat.code(),
            seat.student,
            seat.impartial,
            seat.took_part
        )
        .execute(act.conn())
        .await?;
    }
    Ok(())
}

pub(in crate::misconduct) async fn insert_decision(
    act: &mut Act,
    id: MisconductId,
    new: &Decide,
    because: &[Reason],
    letter: LetterId,
) -> Result<()> {
    let because =
        serde_json::to_value(because).map_err(|error| crate::Error::Internal(error.into()))?;
    let ruling = &new.ruling;
    sqlx::query_file!(
        "src/misconduct/insert_decision.sql",
        id.0,
        ruling.found,
        ruling.intent.map(|one| words::word(&one)),
        ruling.annulled,
        ruling.legal_basis,
        ruling.from.filter(|_| ruling.legal_basis.is_some()).map(ToSqlx::to_sqlx) as _,
        ruling.to.filter(|_| ruling.legal_basis.is_some()).map(ToSqlx::to_sqlx) as _,
        ruling.aggravated && ruling.legal_basis.is_some(),
        &ruling.programmes,
        &ruling.classification_codes(),
        ruling.study.trim(),
        ruling.areas.trim(),
        ruling.grounds.trim(),
        new.met_on.to_sqlx() as _,
        because,
        letter.0,
        ruling.confiscated,
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(in crate::misconduct) async fn set_state(
    act: &mut Act,
    id: MisconductId,
    state: State,
) -> Result<()> {
    sqlx::query!("update misconduct set state = $2 where id = $1", id.0, words::word(&state))
        .execute(act.conn())
        .await?;
    Ok(())
}

pub(super) async fn decided(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Option<Ruled>> {
    let row = sqlx::query!(
        "select found, intent, annulled, confiscated, legal_basis, from_on, to_on, aggravated, programmes,
            classifications, study, areas, grounds, decided_on, because, letter_id
        from misconduct_decision where misconduct_id = $1",
        id.0
    );
    let row = row.fetch_optional(conn).await?;
    row.map(|row| {
        let day = jiff_sqlx::Date::to_jiff;
        Ok(Ruled {
            found: row.found,
            intent: row.intent.as_deref().map(read).transpose()?,
            annulled: row.annulled,
            confiscated: row.confiscated,
            legal_basis: row.legal_basis,
            period: row.from_on.map(day).zip(row.to_on.map(day)),
            aggravated: row.aggravated,
            programmes: row.programmes,
            classifications: row.classifications,
            study: row.study,
            areas: row.areas,
            grounds: row.grounds,
            decided_on: row.decided_on.to_jiff(),
            because: serde_json::from_value(row.because).unwrap_or_default(),
            letter: LetterId(row.letter_id),
        })
    })
    .transpose()
}

pub(in crate::misconduct) async fn met(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Option<Met>> {
    let row = sqlx::query!(
        "select agenda_number, minutes, votes_for, votes_against from misconduct_meeting
        where misconduct_id = $1",
        id.0
    );
    let Some(row) = row.fetch_optional(&mut *conn).await? else { return Ok(None) };
    let seats = sqlx::query!(
        "select name, seat, student, impartial, took_part from misconduct_seat
        where misconduct_id = $1 order by position",
        id.0
    );
    let seats = seats.fetch_all(conn).await?.into_iter().map(|seat| -> sqlx::Result<Seat> {
        Ok(Seat {
            name: seat.name,
            seat: read(&seat.seat)?,
            student: seat.student,
            impartial: seat.impartial,
            took_part: seat.took_part,
        })
    });
    Ok(Some(Met {
        agenda_number: row.agenda_number,
        minutes: row.minutes,
        votes_for: row.votes_for,
        votes_against: row.votes_against,
        seats: seats.collect::<sqlx::Result<_>>()?,
    }))
}

/// The national id of a person, for who is told by letter.
pub(in crate::misconduct) async fn national_id(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select national_id from person where id = $1", person.0)
        .fetch_one(conn)
        .await
}

/// The cases but one's own of which something may have to be registered: decided with a measure whose
/// period, before or after an appeal, is not over, and without a row that counts, or with one that says
/// otherwise than the appeal.
pub(in crate::misconduct) async fn maybe_unregistered(
    conn: &mut PgConnection,
    today: Date,
    but_of: PersonId,
) -> sqlx::Result<Vec<MisconductId>> {
    let ids = sqlx::query_file_scalar!(
        "src/misconduct/maybe_unregistered.sql",
        today.to_sqlx() as _,
        but_of.0
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(MisconductId).collect())
}

/// Somebody outside the register who is told of an exclusion by letter.
pub(crate) struct ToldByLetter {
    pub(crate) name: String,
    /// The number of the institution.
    pub(crate) number: Option<String>,
    /// Why it gets no letter.
    pub(crate) left_out: Option<String>,
    /// Whether it is the Directorate of Health.
    pub(crate) directorate: bool,
    /// The letter; none before another person has controlled what is registered.
    pub(crate) letter: Option<LetterId>,
    /// The last one on what has changed since.
    pub(crate) changed: Option<LetterId>,
    /// The period that it was told last; nothing when it was told that none is in force.
    pub(crate) period: Option<(Date, Date)>,
}

/// Those who are told by letter of a decision on exclusion, by name.
pub(in crate::misconduct) async fn told(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Vec<ToldByLetter>> {
    let rows = sqlx::query!(
        "select name, number, left_out_because, directorate, letter_id, changed_letter_id, told_from, told_to
        from misconduct_told where misconduct_id = $1 order by name",
        id.0
    );
    let day = jiff_sqlx::Date::to_jiff;
    let read = rows.fetch_all(conn).await?.into_iter().map(|row| ToldByLetter {
        name: row.name,
        number: row.number,
        left_out: row.left_out_because,
        directorate: row.directorate,
        letter: row.letter_id.map(LetterId),
        changed: row.changed_letter_id.map(LetterId),
        period: row.told_from.map(day).zip(row.told_to.map(day)),
    });
    Ok(read.collect())
}

/// Notes by which letter somebody was told first, and what.
pub(in crate::misconduct) async fn set_told(
    conn: &mut PgConnection,
    (id, name): (MisconductId, &str),
    letter: LetterId,
    (from, to): (Date, Date),
) -> sqlx::Result<()> {
    sqlx::query!(
        "update misconduct_told set letter_id = $3, told_from = $4, told_to = $5
        where misconduct_id = $1 and name = $2",
        id.0,
        name,
        letter.0,
        from.to_sqlx() as _,
        to.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes by which letter somebody was told what has changed, and what is in force since.
pub(in crate::misconduct) async fn set_told_change(
    conn: &mut PgConnection,
    (id, name): (MisconductId, &str),
    letter: LetterId,
    period: Option<(Date, Date)>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update misconduct_told set changed_letter_id = $3, told_from = $4, told_to = $5
        where misconduct_id = $1 and name = $2",
        id.0,
        name,
        letter.0,
        period.map(|(from, _)| from.to_sqlx()) as _,
        period.map(|(_, to)| to.to_sqlx()) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Who entered the decision.
pub(in crate::misconduct) async fn recorded_by(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Option<PersonName>> {
    let row = sqlx::query!(
        "select given_name, family_name, protected_address
        from misconduct_meeting join person on person.id = recorded_by where misconduct_id = $1",
        id.0
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| PersonName::new(row.given_name, row.family_name, row.protected_address)))
}
