//! A consent is withdrawn: told to those who answered, and heard by those who did.

use super::store::{answered, consents, questions};
use crate::ConsentId;
use ::store::Entry;
use edge::station::body;
use office::{Act, Result};
use protocol::exchange::{CONSENT_WITHDRAWN, ConsentWithdrawn, QUESTIONS_MAX};
use std::collections::BTreeMap;
use wire::{Envelope, InstitutionNumber, MessageId, Party};

/// Ends what still waits on the consent, and tells those who answered with results.
pub(super) async fn tell(act: &mut Act, consent: ConsentId) -> Result<()> {
    let now = act.now();
    questions::cancel_of_consent(act.conn(), consent, now).await?;
    let mut by_institution: BTreeMap<InstitutionNumber, Vec<MessageId>> = BTreeMap::new();
    for (institution, question) in consents::answered_on(act.conn(), consent).await? {
        by_institution.entry(institution).or_default().push(question);
    }
    for (institution, questions) in by_institution {
        for some in questions.chunks(QUESTIONS_MAX) {
            let body = ConsentWithdrawn { questions: some.to_vec() };
            let to = Party::Institution(institution);
            act.send((CONSENT_WITHDRAWN, to), None, &body).await?;
        }
    }
    Ok(())
}

/// An institution that has results of ours says that the consent is withdrawn: the person reads it
/// beside what was answered.
pub(super) async fn heard(act: &mut Act, envelope: &Envelope) -> Result<Entry> {
    let ConsentWithdrawn { questions } = body(envelope)?;
    let (now, mut noted) = (act.now(), 0);
    for question in questions {
        let from = envelope.from.to_string();
        noted += answered::withdrawn(act.conn(), &from, question.uuid(), now).await?;
    }
    let entry = Entry::new("exchange.consent_withdrawn", "message", envelope.id.uuid());
    Ok(entry.fact("questions", noted))
}
