//! Who invigilates, for which term and on what terms, and when each can.

use super::{KEEPERS, store};
use crate::said::{at, moment, refused, violates};
use crate::{AvailabilityId, InvigilatorId};
use jiff::civil::{Date, Time};
use letters::invigilator_engagement::{InvigilatorEngagement, WorkingTime};
use office::letters_out::to_person;
use office::{Act, Error, FieldError, PersonId, Result};
use rules::invigilation::InvigilationLaw;
use rules::{Language, Season, Term};
use serde::{Deserialize, Serialize};
use ui::messages::text;
use utoipa::ToSchema;

/// The most kroner an hour, and the most hours in a term, that can be written.
pub(crate) const PAY_MAX: i32 = 9_999;
/// As [`PAY_MAX`], of hours.
pub(crate) const HOURS_MAX: i32 = 2_000;

/// Somebody who is to invigilate.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvigilator {
    /// The given name.
    pub given_name: String,
    /// The family name.
    pub family_name: String,
    /// The e-mail address: whoever is known by it and the family name is that person.
    pub email: String,
    /// The language form of letters.
    #[schema(value_type = String)]
    pub language: Language,
    /// Whether she may have charge of a room.
    #[serde(default)]
    pub head: bool,
}

/// The terms of an engagement.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Engage {
    /// The term, e.g. `2026-H`.
    #[schema(value_type = String)]
    pub term: Term,
    /// Whole kroner an hour, 1 to 9999.
    pub hourly_pay: i32,
    /// The most hours in the term, 1 to 2000, where it is agreed.
    #[serde(default)]
    pub hours_most: Option<i32>,
}

/// A time at which an invigilator can.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Available {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// From when (Norwegian time).
    #[schema(value_type = String)]
    pub from: Time,
    /// Until when, later on that day.
    #[schema(value_type = String)]
    pub until: Time,
}

/// Lets go on only who keeps the invigilators.
pub(super) fn keeper(act: &Act) -> Result<()> {
    if act.who()?.has_everywhere(KEEPERS) { Ok(()) } else { Err(Error::NotFound) }
}

/// Enters an invigilator; somebody whom the office knows is the same person here.
///
/// # Errors
/// Not found without the role; invalid fields; refused `already-invigilator`.
pub async fn enter(act: &mut Act, new: &NewInvigilator) -> Result<InvigilatorId> {
    keeper(act)?;
    let fields =
        [("given_name", &new.given_name), ("family_name", &new.family_name), ("email", &new.email)];
    let empty = fields.into_iter().filter(|(_, value)| value.trim().is_empty());
    let faults: Vec<FieldError> = empty
        .map(|(field, _)| crate::said::fault(field, text("common-error-required", &[])))
        .collect();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let known = store::person_of(act.conn(), new.email.trim(), new.family_name.trim()).await?;
    let person = match known {
        Some(person) => person,
        None => store::insert_person(act.conn(), new).await?,
    };
    let id = InvigilatorId::new();
    match store::insert(act, id, person, new.head).await {
        Err(error) if violates(&error, "invigilator_person_id_key") => {
            Err(refused("already-invigilator", "invigilation-refused-already", &[]))
        }
        other => Ok(other.map(|()| id)?),
    }
}

/// Engages an invigilator for a term, or changes the terms, and writes to her.
///
/// # Errors
/// Not found without the role or for nobody; invalid fields; a term under whose rules nothing is said of
/// invigilators.
pub async fn engage(act: &mut Act, id: InvigilatorId, new: &Engage) -> Result<()> {
    keeper(act)?;
    let person = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let mut faults = Vec::new();
    if !(1..=PAY_MAX).contains(&new.hourly_pay) {
        let args: [(&str, &dyn ui::ToArg); 2] = [("value", &new.hourly_pay), ("max", &PAY_MAX)];
        let said = text("invigilation-error-number", &args);
        faults.push(crate::said::fault("hourly_pay", said));
    }
    if let Some(hours) = new.hours_most.filter(|hours| !(1..=HOURS_MAX).contains(hours)) {
        let args: [(&str, &dyn ui::ToArg); 2] = [("value", &hours), ("max", &HOURS_MAX)];
        faults.push(crate::said::fault("hours_most", text("invigilation-error-number", &args)));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    store::engage(act, id, new).await?;
    write(act, id, person, new).await
}

async fn write(act: &mut Act, id: InvigilatorId, person: PersonId, new: &Engage) -> Result<()> {
    let time = law(act.node(), new.term.first_day())?.working_time.clone();
    let whom = store::Whom { id: Some(id), ..store::Whom::default() };
    let found = store::people(act.conn(), new.term, whom).await?;
    let head_invigilator = found.first().is_some_and(|one| one.head);
    let unit = store::institution(act.conn()).await?.ok_or(Error::NotFound)?;
    let whole = |number: i32| u32::try_from(number).unwrap_or_default();
    to_person(act, person, unit, ("invigilator", id.0), |head| InvigilatorEngagement {
        head,
        term: letter_term(new.term),
        head_invigilator,
        hourly_pay: whole(new.hourly_pay),
        hours_most: new.hours_most.map(whole),
        working_time: WorkingTime {
            day_hours: time.day_hours,
            week_hours: time.week_hours,
            rest_hours: time.rest_hours,
            law: time.law,
        },
    })
    .await?;
    Ok(())
}

/// A term as letters name it.
pub(super) fn letter_term(term: Term) -> letters::Term {
    let season = match term.season {
        Season::Spring => letters::Season::Spring,
        Season::Autumn => letters::Season::Autumn,
    };
    letters::Term { season, year: term.year }
}

/// What the rules of a day say of invigilators.
pub(crate) fn law(node: &office::Node, day: Date) -> Result<&InvigilationLaw> {
    let section = node.rules_on(day)?.sections.invigilation.as_ref();
    section.ok_or_else(|| refused("not-in-rule-set", "invigilation-refused-no-rule", &[]))
}

/// Whose it is: she herself, or whoever keeps the invigilators.
pub(super) async fn own_or_keeper(act: &mut Act, id: InvigilatorId) -> Result<()> {
    let person = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if act.person()? == person || keeper(act).is_ok() { Ok(()) } else { Err(Error::NotFound) }
}

/// Notes when an invigilator can.
///
/// # Errors
/// Not found for another than herself and those who keep the invigilators. Invalid: it ends before it
/// begins, lies in the past, or overlaps what is there.
pub async fn available(act: &mut Act, id: InvigilatorId, new: Available) -> Result<AvailabilityId> {
    own_or_keeper(act, id).await?;
    if new.from >= new.until {
        return Err(at("until", "invigilation-error-until", &[]));
    }
    let span = (moment(new.day, new.from)?, moment(new.day, new.until)?);
    if span.0 <= act.now() {
        return Err(at("day", "invigilation-error-past", &[]));
    }
    match store::insert_available(act, id, span).await {
        Err(error) if violates(&error, "invigilator_availability_once") => {
            Err(at("from", "invigilation-error-overlap", &[]))
        }
        other => Ok(other?),
    }
}

/// Takes back that an invigilator can at a time.
///
/// # Errors
/// As [`available`]; refused `turn-stands` while she has a turn in it: that is to be taken away first.
pub async fn no_longer_available(act: &mut Act, id: AvailabilityId) -> Result<()> {
    let row = store::lock_available(act.conn(), id).await?.ok_or(Error::NotFound)?;
    own_or_keeper(act, row.invigilator).await?;
    let which = store::Which {
        invigilator: Some(row.invigilator),
        from: Some(row.from),
        until: Some(row.until),
        ..store::Which::default()
    };
    let turns = store::turns(act.conn(), which).await?;
    if turns.iter().any(|turn| turn.ended_at.is_none()) {
        return Err(refused("turn-stands", "invigilation-refused-turn-stands", &[]));
    }
    store::delete_available(act.conn(), id).await?;
    Ok(())
}
