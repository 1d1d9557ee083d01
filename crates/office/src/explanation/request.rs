//! A request for an explanation comes in.

use super::incoming::{Incoming, taken_in};
use super::{Channel, Graded, store, store_appeal_deadline};
use crate::calendar::{self, Subject};
use crate::{Act, Error, ExplanationId, Result, ResultId};
use jiff::civil::Date;
use rules::explanation::{
    Explanation, ExplanationDeadline, ExplanationDeadlineFacts, ExplanationDue, ExplanationDueFacts,
};
use rules::{Rule, Text};

/// A request as it reached the institution.
pub struct Request {
    /// The grade to be explained.
    pub result: ResultId,
    /// The day the request came in; the clocks count from it (N-11).
    pub requested_on: Date,
    /// How it came.
    pub channel: Channel,
    /// Practical skills: whether the work was handed in with the request (N-05).
    pub work_handed_in: bool,
}

impl From<Incoming> for Request {
    fn from(incoming: Incoming) -> Self {
        Self {
            result: incoming.result,
            requested_on: incoming.received_on,
            channel: incoming.channel,
            work_handed_in: incoming.work_handed_in,
        }
    }
}

/// Registers the request, sets the day by which the explanation is due and holds the
/// appeal deadline open. A late request is registered and marked, and moves no deadline.
///
/// # Errors
/// As [`taken_in`]. Refused `already-asked`,
/// `not-announced-yet`, `superseded`, `annulled`, and by the rule: `work-not-handed-in`,
/// `oral-not-held`. A day in the future is invalid.
pub async fn request(act: &mut Act, new: Request) -> Result<ExplanationId> {
    let mut graded = Graded::load(act.conn(), new.result, true).await?;
    taken_in(act, &graded, new.channel, new.requested_on)?;
    possible(&graded, new.requested_on, act.today())?;
    let law = act.node().rules_on(graded.announced_on)?.clone();
    let facts =
        ExplanationDeadlineFacts { form: graded.form, announced: graded.announced_on.into() };
    let asking = ExplanationDeadline::decide(&facts, &law);
    let asking = asking.outcome.map_err(|refusal| Error::because(refusal, asking.because))?;
    let in_time = asking.met_by(new.requested_on, graded.announced_on);
    let due = ExplanationDue::decide(
        &ExplanationDueFacts {
            form: graded.form,
            requested: new.requested_on.into(),
            combined_oral: false,
            oral_held_on: None,
            work_handed_in: Some(new.work_handed_in),
        },
        &law,
    );
    let giving = due.outcome.map_err(|refusal| Error::because(refusal, due.because.clone()))?;
    let id = ExplanationId::new();
    store::insert(act, id, &graded, &new, in_time, &law).await?;
    let subject = Subject { kind: "explanation", id: id.0 };
    calendar::set(act, subject, ExplanationDue::NAME, Some(giving.due), &due.because, &law).await?;
    graded.explanation = Some(Explanation { requested: new.requested_on.into(), given: None });
    store_appeal_deadline(act, &graded).await?;
    Ok(id)
}

fn possible(graded: &Graded, requested_on: Date, today: Date) -> Result<()> {
    if graded.explanation.is_some() {
        return Err(Error::refused(
            "already-asked",
            Text::new(
                "Det er allerede bedt om begrunnelse for denne karakteren.",
                "Det er alt bede om grunngiving for denne karakteren.",
                "An explanation of this grade has already been asked for.",
            ),
        ));
    }
    if graded.superseded {
        return Err(Error::refused(
            "superseded",
            Text::new(
                "Karakteren er erstattet av en nyere. Be om begrunnelse for den som gjelder.",
                "Karakteren er erstatta av ein nyare. Be om grunngiving for den som gjeld.",
                "The grade has been replaced by a newer one. Ask for an explanation of that.",
            ),
        ));
    }
    not_annulled(graded)?;
    day_of_event(graded.announced_on, requested_on, today)
}

/// What is annulled has no grade to explain or to appeal against.
///
/// # Errors
/// Refused `annulled`.
pub(crate) fn not_annulled(graded: &Graded) -> Result<()> {
    if !graded.annulled {
        return Ok(());
    }
    Err(Error::refused("annulled", ui::messages::text("explanation-refused-annulled", &[])))
}

/// A request or an appeal comes after the grade is announced and not in the future.
pub(crate) fn day_of_event(announced_on: Date, day: Date, today: Date) -> Result<()> {
    if day < announced_on {
        return Err(Error::field(
            "received_on",
            Text::new(
                format!("{day} er før karakteren ble kunngjort, {announced_on}."),
                format!("{day} er før karakteren vart kunngjord, {announced_on}."),
                format!("{day} is before the grade was announced, {announced_on}."),
            ),
        ));
    }
    if day > today {
        return Err(Error::field(
            "received_on",
            Text::new(
                format!("{day} er fram i tid. Skriv dagen det kom inn, senest {today}."),
                format!("{day} er fram i tid. Skriv dagen det kom inn, seinast {today}."),
                format!("{day} lies ahead. Write the day it came in, {today} or earlier."),
            ),
        ));
    }
    Ok(())
}
