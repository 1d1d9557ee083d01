//! The sum, and what it may not contain.

use super::{
    Grant, Item, Place, RecognitionCreditsAnswer, RecognitionCreditsFacts, RecognitionLaw, texts,
};
use crate::decision::refuse;
use crate::{Credits, Decision, Key, Reason, Refusal, RuleSetId};

pub(super) fn decide(
    facts: &RecognitionCreditsFacts,
    law: &RecognitionLaw,
    rule_set: &RuleSetId,
) -> Decision<RecognitionCreditsAnswer> {
    Decision::reach(rule_set, |because| {
        not_twice(facts, law, because)?;
        for item in &facts.items {
            let of_it: Vec<&Grant> =
                facts.grants.iter().filter(|grant| grant.item == item.id).collect();
            if !of_it.is_empty() {
                of_item(item, &of_it, law, because)?;
            }
        }
        for place in facts.grants.iter().filter_map(|grant| grant.course.as_ref()) {
            of_course(place, facts, law, because)?;
        }
        let credits = sum(facts.grants.iter().map(|grant| grant.credits), law, because)?;
        let reduced = sum(facts.grants.iter().filter_map(|grant| grant.reduced), law, because)?;
        because.push(Reason::new(texts::sum(credits), &law.corresponding.law));
        if reduced > Credits::ZERO {
            because.push(Reason::new(texts::reduced(reduced), &law.not_twice.law));
        }
        Ok(RecognitionCreditsAnswer { credits, reduced })
    })
}

/// Of a whole and its part, or of two that are the same learning, one is recognised at most.
fn not_twice(
    facts: &RecognitionCreditsFacts,
    law: &RecognitionLaw,
    because: &mut Vec<Reason>,
) -> Result<(), Refusal> {
    let granted = |id: &Key| facts.grants.iter().any(|grant| grant.item == *id);
    for item in facts.items.iter().filter(|item| granted(&item.id)) {
        let twice = item.same_as.iter().find(|other| **other != item.id && granted(other));
        if let Some(other) = twice {
            let text = texts::counts_twice(&item.id, other);
            return Err(refuse(because, "counts-twice", text, &law.not_twice.law));
        }
    }
    Ok(())
}

/// What is recognised of an item and left out of it is no more than what it gave; from an institution
/// under the Act it is no less.
fn of_item(
    item: &Item,
    grants: &[&Grant],
    law: &RecognitionLaw,
    because: &mut Vec<Reason>,
) -> Result<(), Refusal> {
    let counted = |grant: &&Grant| [Some(grant.credits), grant.reduced].into_iter().flatten();
    let all = sum(grants.iter().flat_map(counted).chain(item.used), law, because)?;
    let Some(earned) = item.credits else { return Ok(()) };
    if all > earned {
        let text = texts::more_than_earned(&item.id, all, earned);
        return Err(refuse(because, "more-than-earned", text, &law.not_twice.law));
    }
    if all < earned && item.regulated && law.same_credits.value {
        let text = texts::fewer_than_earned(&item.id, all, earned);
        return Err(refuse(because, "fewer-than-earned", text, &law.same_credits.law));
    }
    Ok(())
}

/// A course is filled once, and with no more than its credits.
fn of_course(
    place: &Place,
    facts: &RecognitionCreditsFacts,
    law: &RecognitionLaw,
    because: &mut Vec<Reason>,
) -> Result<(), Refusal> {
    if facts.held.contains(&place.code) {
        let text = texts::already_here(&place.code);
        return Err(refuse(because, "already-here", text, &law.not_twice.law));
    }
    let of_it = facts
        .grants
        .iter()
        .filter(|grant| grant.course.as_ref().is_some_and(|course| course.code == place.code));
    let all = sum(of_it.map(|grant| grant.credits), law, because)?;
    if all > place.credits {
        let text = texts::more_than_course(&place.code, all, place.credits);
        return Err(refuse(because, "more-than-course", text, &law.corresponding.law));
    }
    Ok(())
}

fn sum(
    mut credits: impl Iterator<Item = Credits>,
    law: &RecognitionLaw,
    because: &mut Vec<Reason>,
) -> Result<Credits, Refusal> {
    let all = credits.try_fold(Credits::ZERO, Credits::plus);
    all.ok_or_else(|| {
        refuse(because, "too-many-credits", texts::too_many(), &law.corresponding.law)
    })
}
