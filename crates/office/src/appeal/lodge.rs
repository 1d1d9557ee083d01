//! An appeal comes in.

use super::case::Case;
use super::gate::{self, Lodged};
use super::{State, filing, letter, store};
use crate::explanation::incoming::{Incoming, taken_in};
use crate::explanation::{Channel, Graded, not_annulled, request_day};
use crate::{Act, AppealId, Error, Result, ResultId};
use jiff::civil::Date;
use rules::{Refusal, Text};

/// An appeal as it reached the institution.
pub struct Lodge {
    /// The grade appealed against.
    pub result: ResultId,
    /// The day it came in; the deadlines count from it.
    pub lodged_on: Date,
    /// How it came.
    pub channel: Channel,
    /// The student's grounds; may be empty. The new committee never sees them.
    pub grounds: String,
    /// Practical skills: whether the work was handed in with it.
    pub work_handed_in: bool,
    /// Late: the student says outright that there is no reason for it to give.
    pub no_reason: bool,
}

impl Lodge {
    /// What came in, with the student's grounds.
    pub(super) fn of(incoming: Incoming, grounds: String) -> Self {
        Self {
            result: incoming.result,
            lodged_on: incoming.received_on,
            channel: incoming.channel,
            grounds,
            work_handed_in: incoming.work_handed_in,
            no_reason: false,
        }
    }
}

/// Registers the appeal and asks the gate. In time it is accepted; with the diploma out it
/// is parked; late it waits for an officer to judge why. The student is written to at once,
/// whichever it is (O-26).
///
/// # Errors
/// As [`taken_in`]. Refused `already-lodged`, `superseded`, `annulled`,
/// and by the rule for everything but lateness: `final-grade`, `not-appealable`,
/// `parts-not-final`, `work-not-handed-in`. An impossible day is invalid, and so is a late appeal
/// of the student's own that neither says why it is late nor that there is nothing to say.
pub async fn lodge(act: &mut Act, new: Lodge) -> Result<AppealId> {
    let graded = Graded::load(act.conn(), new.result, true).await?;
    taken_in(act, &graded, new.channel, new.lodged_on)?;
    possible(act, &graded, &new).await?;
    let law = act.node().rules_on(graded.announced_on)?.clone();
    let lodged =
        Lodged { on: new.lodged_on, work_handed_in: new.work_handed_in, late_excuse: false };
    let decision = gate::ask(&graded, lodged, &law);
    let state = match decision.outcome {
        Ok(admission) => gate::state(&admission),
        Err(refusal) if only_late(&refusal) => State::Received,
        Err(refusal) => return Err(Error::because(refusal, decision.because)),
    };
    if state == State::Received {
        why_late(&new)?;
    }
    let id = AppealId::new();
    let year = act.today().year();
    let number = crate::archive::next_case_number(act.conn(), year).await?;
    store::insert(act, id, &number, &graded, &new, state, &decision.because, &law).await?;
    if state == State::Accepted {
        gate::set_deadline(act, id, &graded, new.lodged_on, &law).await?;
    }
    let title = format!("Klage på karakterfastsetting, {}", graded.about());
    filing::incoming(act, id, &number, &graded, &title).await?;
    if state == State::Parked {
        letter::diploma_missing(act, id, &number, &graded, new.lodged_on, &law).await?;
    } else {
        let case = Case::load(act.conn(), id, false).await?;
        letter::registered(act, &case, state, &law).await?;
    }
    Ok(id)
}

/// Whether being late is all that stands in the way: then an officer judges why.
fn only_late(refusal: &Refusal) -> bool {
    refusal.code == "too-late" && refusal.all.iter().all(|one| one.code == "too-late")
}

/// Without a reason for being late nothing speaks for taking the appeal up (fvl. § 31). Nobody loses
/// the right to lodge it, so the student may say that there is none; of what came on paper the desk
/// enters what is there.
fn why_late(new: &Lodge) -> Result<()> {
    let asked = new.channel == Channel::SelfService && !new.no_reason;
    if asked && new.grounds.trim().is_empty() {
        let text = ui::messages::text("appeal-grounds-late-missing", &[]);
        return Err(Error::field("grounds", text));
    }
    Ok(())
}

async fn possible(act: &mut Act, graded: &Graded, new: &Lodge) -> Result<()> {
    if store::of_result(act.conn(), new.result).await?.is_some() {
        return Err(Error::refused(
            "already-lodged",
            Text::new(
                "Det er allerede klaget på denne karakteren.",
                "Det er alt klaga på denne karakteren.",
                "This grade has already been appealed against.",
            ),
        ));
    }
    if graded.superseded {
        return Err(Error::refused(
            "superseded",
            Text::new(
                "Karakteren er erstattet av en nyere. Klagen må gjelde den som gjelder nå.",
                "Karakteren er erstatta av ein nyare. Klaga må gjelde den som gjeld no.",
                "The grade has been replaced by a newer one. Appeal against the one in force.",
            ),
        ));
    }
    not_annulled(graded)?;
    request_day(graded.announced_on, new.lodged_on, act.today())
}
