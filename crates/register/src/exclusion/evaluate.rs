//! Blinded ids are evaluated. The register sees points that are as likely for every person, and counts
//! them: that is all it learns, and what keeps anybody from counting through the population.

use super::refusal::{Answered, Refusal, reply, shares};
use super::take::sender;
use super::{epoch, erase, quota};
use crate::Act;
use ::store::Entry;
use edge::station::body;
use edge::{Error, Result};
use protocol::exclusion::{EVALUATE_MAX, Evaluate, Evaluated};
use wire::receive::Reply;
use wire::{Envelope, InstitutionNumber};

pub(super) async fn asked(act: &mut Act, envelope: &Envelope) -> Result<(Reply, Entry)> {
    let (from, question) = (sender(envelope)?, body::<Evaluate>(envelope)?);
    let count = question.blinded.len();
    let answered = match shares(act, from).await? {
        Ok(()) => evaluated(act, from, question).await?,
        Err(refusal) => Err(refusal),
    };
    erase::answered(act, envelope).await?;
    let entry = Entry::new("exclusion.evaluate", "message", envelope.id.uuid());
    let entry = entry.fact("institution", from.to_string()).fact("count", count);
    Ok((reply(answered)?, entry))
}

async fn evaluated(
    act: &mut Act,
    institution: InstitutionNumber,
    question: Evaluate,
) -> Result<Answered<Evaluated>> {
    if !(1..=EVALUATE_MAX).contains(&question.blinded.len()) {
        return Ok(Err(Refusal::Count));
    }
    let mut keys = epoch::in_use(act).await?.into_iter();
    let Some(key) = keys.find(|key| key.key().epoch == question.epoch) else {
        return Ok(Err(Refusal::Epoch));
    };
    // What is asked counts, also when it turns out to be no point.
    if !quota::spend(act, institution, (question.epoch, question.blinded.len())).await? {
        return Ok(Err(Refusal::Quota));
    }
    let epoch = question.epoch;
    let computed = tokio::task::spawn_blocking(move || key.evaluate(&question.blinded)).await;
    let computed = computed.map_err(|error| Error::Internal(error.into()))?;
    Ok(match computed {
        Ok((evaluations, proof)) => Ok(Evaluated { epoch, evaluations, proof }),
        Err(_) => Err(Refusal::NoPoint),
    })
}
