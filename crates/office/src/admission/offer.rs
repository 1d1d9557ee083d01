//! A place is offered, and accepted or declined: who accepts has a study right.

use super::application::{Application, Choice, State};
use super::effect::{Asked, may_be_admitted, to_be_assessed};
use super::{HANDLERS, said, store};
use crate::exclusion::Met;
use crate::{Act, ChoiceId, Error, PersonId, Result, StudyRightId};
use jiff::ToSpan;
use jiff::civil::Date;
use rules::exclusion::ActionKind;
use serde::Deserialize;
use ui::key;
use utoipa::ToSchema;

/// An offer of a place.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OfferOfAPlace)]
pub struct Offer {
    /// The last day on which it is answered.
    #[schema(value_type = String, format = Date)]
    pub answer_by: Date,
    /// That an exclusion which the rule leaves to a person was looked at and does not concern this study.
    #[serde(default)]
    pub assessed: bool,
}

/// What came of offering a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// It is offered.
    Made,
    /// What the rule leaves to a person is assessed by one: another assesses it too before it is offered.
    Assessed,
}

/// Offers a place. What the rule leaves to a person two persons have to assess, each row in the version in
/// force; of a place that is offered, a row that has come since.
///
/// # Errors
/// Not found outside one's scope and in one's own application. Refused: `wrong-state`; `list-too-old`,
/// `not-looked-up` while it is not certain what the register knows of the applicant; `excluded`;
/// `to-be-assessed`; `same-person` to whoever has assessed all of it already. Invalid: a day that has
/// passed, or after the studies begin.
pub async fn offer(act: &mut Act, id: ChoiceId, new: Offer) -> Result<Offered> {
    let (application, choice) = to_handle(act, id).await?;
    let again = choice.state == State::Offered;
    if !choice.state.is_open() && !again {
        return Err(Error::refused("wrong-state", said(key("admission-refused-state"))));
    }
    let (today, start) = (act.today(), &choice.start);
    if !(today..=start.starts_on).contains(&new.answer_by) {
        let args: [(&str, &dyn ui::ToArg); 2] = [("first", &today), ("last", &start.starts_on)];
        let text = ui::messages::text("admission-error-answer-by", &args);
        return Err(Error::field("answer_by", text));
    }
    let left = may_be_admitted(act, &asked(application.person, &choice, today)).await?;
    let left = not_assessed(act, id, left).await?;
    if again && left.is_empty() {
        return Err(Error::refused("wrong-state", said(key("admission-refused-state"))));
    }
    if !left.is_empty() {
        if !new.assessed {
            return Err(to_be_assessed(act, application.person, &left)?);
        }
        assess(act, id, &left).await?;
        if !not_assessed(act, id, left).await?.is_empty() {
            return Ok(Offered::Assessed);
        }
    }
    store::set_offered(act.conn(), id, today, new.answer_by).await?;
    Ok(Offered::Made)
}

/// Writes that whoever acts has assessed these rows.
async fn assess(act: &mut Act, id: ChoiceId, met: &[Met]) -> Result<()> {
    let (by, today) = (act.person()?, act.today());
    let mut news = false;
    for met in met {
        let row = (met.row, met.version);
        news |= store::assessed::insert(act.conn(), id, row, by, today).await?;
    }
    if news {
        return Ok(());
    }
    Err(Error::refused("same-person", said(key("admission-refused-same-person"))))
}

/// Those of the rows that a choice meets which two persons have not assessed as they are now.
async fn not_assessed(act: &mut Act, id: ChoiceId, mut met: Vec<Met>) -> Result<Vec<Met>> {
    let assessed = store::assessed::by_two(act.conn(), id).await?;
    met.retain(|met| !assessed.contains(&(met.row, met.version)));
    Ok(met)
}

/// Answers an offer of one's own. Accepting is asked of the rules anew: a row may have come since.
///
/// # Errors
/// Not found for a choice of somebody else. Refused: `wrong-state`, `too-late`; of accepting, as
/// [`offer`], and `to-be-assessed` where a row has come or changed since two persons have looked.
pub async fn answer(act: &mut Act, id: ChoiceId, accept: bool) -> Result<()> {
    let (application, choice) = Application::of_choice(act, id).await?;
    if application.person != act.person()? {
        return Err(Error::NotFound);
    }
    let (State::Offered, Some((_, answer_by))) = (choice.state, choice.offered) else {
        return Err(Error::refused("wrong-state", said(key("admission-refused-state"))));
    };
    let today = act.today();
    if today > answer_by {
        let text = ui::messages::text("admission-refused-too-late", &[("date", &answer_by)]);
        return Err(Error::refused("too-late", text));
    }
    if !accept {
        return Ok(store::set_answered(act.conn(), id, State::Declined, today).await?);
    }
    let left = may_be_admitted(act, &asked(application.person, &choice, today)).await?;
    let left = not_assessed(act, id, left).await?;
    if !left.is_empty() {
        return Err(to_be_assessed(act, application.person, &left)?);
    }
    store::set_answered(act.conn(), id, State::Accepted, today).await?;
    let right = StudyRightId::new();
    let to = last_day(choice.start.starts_on, choice.start.terms);
    store::rights::insert(act.conn(), right, application.person, &choice, to).await?;
    Ok(())
}

/// The last day of a study right of so many terms, half a year each.
pub(super) fn last_day(from: Date, terms: i32) -> Date {
    let ends = from.saturating_add((i64::from(terms) * 6).months());
    ends.saturating_sub(1.day())
}

const fn asked(person: PersonId, choice: &Choice, today: Date) -> Asked<'_> {
    let (start, kind) = (&choice.start, ActionKind::Admit);
    Asked { kind, person, start, choice: Some(choice.id), today }
}

/// A choice within one's scope that is not one's own, held until the act ends.
async fn to_handle(act: &mut Act, id: ChoiceId) -> Result<(Application, Choice)> {
    let (application, choice) = Application::of_choice(act, id).await?;
    act.who()?.require(HANDLERS, &choice.start.place)?;
    if application.person == act.person()? {
        return Err(Error::NotFound);
    }
    Ok((application, choice))
}

#[cfg(test)]
mod tests {
    use super::last_day;
    use jiff::civil::date;

    #[test]
    fn a_study_right_lasts_its_terms_to_the_day() {
        assert_eq!(last_day(date(2027, 8, 16), 6), date(2030, 8, 15));
        assert_eq!(last_day(date(2027, 1, 4), 1), date(2027, 7, 3));
    }
}
