//! The rule `regrade-committee`: who may assess an answer anew (uhl. § 11-11 (2)).

#[cfg(test)]
mod tests;

use crate::decision::refuse;
use crate::key::{Key, first_double};
use crate::{Decision, Law, Reason, Refusal, Rule, RuleSet, RuleSetId, Text};
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// What a rule set demands of a re-grading committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegradeCommitteeLaw {
    /// The fewest new examiners.
    pub examiners: Law<usize>,
    /// The fewest of them from outside the institution.
    pub external: Law<usize>,
}

/// The facts of `regrade-committee`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegradeCommitteeFacts {
    /// Everyone who took part in setting the grade under appeal.
    pub previous: Vec<Key>,
    /// Those who are to assess anew, each once.
    #[serde(deserialize_with = "each_once")]
    pub proposed: Vec<ProposedExaminer>,
}

/// One proposed examiner.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposedExaminer {
    /// Who.
    pub id: Key,
    /// Whether the examiner comes from outside the institution.
    pub external: bool,
}

/// The answer of `regrade-committee`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegradeCommitteeAnswer {
    /// Always true: what is wrong is a refusal.
    pub accepted: bool,
}

/// Whether a committee may assess anew (uhl. § 11-11 (2)).
pub struct RegradeCommittee;

impl Rule for RegradeCommittee {
    const NAME: &'static str = "regrade-committee";
    const ABOUT: [&'static str; 3] = [
        "Kan denne kommisjonen vurdere på nytt etter klage?",
        "Kan denne kommisjonen vurdere på nytt etter klage?",
        "May this committee assess anew after an appeal?",
    ];
    const LAW: &'static str = "uhl. § 11-11 (2); eksamensforskriften § 46";
    type Facts = RegradeCommitteeFacts;
    type Answer = RegradeCommitteeAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        law.under(law.sections.regrade_committee.as_ref(), |section, id| decide(facts, section, id))
    }
}

/// Accepts a committee of new examiners. Refuses `sat-before`, `too-few`, `no-external`,
/// asked in that order.
fn decide(
    facts: &RegradeCommitteeFacts,
    law: &RegradeCommitteeLaw,
    rule_set: &RuleSetId,
) -> Decision<RegradeCommitteeAnswer> {
    Decision::reach(rule_set, |because| {
        all_new(facts, law, because)?;
        let needed = law.examiners.value;
        if facts.proposed.len() < needed {
            return Err(refuse(because, "too-few", too_few(needed), &law.examiners.law));
        }
        because.push(Reason::new(enough(needed), &law.examiners.law));
        let external = facts.proposed.iter().filter(|examiner| examiner.external).count();
        if external < law.external.value {
            return Err(refuse(because, "no-external", no_external(), &law.external.law));
        }
        because.push(Reason::new(has_external(), &law.external.law));
        Ok(RegradeCommitteeAnswer { accepted: true })
    })
}

fn all_new(
    facts: &RegradeCommitteeFacts,
    law: &RegradeCommitteeLaw,
    because: &mut Vec<Reason>,
) -> Result<(), Refusal> {
    let sat = |examiner: &&ProposedExaminer| facts.previous.contains(&examiner.id);
    let before: Vec<_> =
        facts.proposed.iter().filter(sat).map(|examiner| examiner.id.to_string()).collect();
    if !before.is_empty() {
        let text = sat_before(&before.join(", "));
        return Err(refuse(because, "sat-before", text, &law.examiners.law));
    }
    because.push(Reason::new(nobody_sat_before(), &law.examiners.law));
    Ok(())
}

fn each_once<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<ProposedExaminer>, D::Error> {
    let proposed = Vec::<ProposedExaminer>::deserialize(deserializer)?;
    match first_double(proposed.iter().map(|examiner| &examiner.id)) {
        Some(_) => Err(D::Error::custom("an examiner twice, expected each examiner once")),
        None => Ok(proposed),
    }
}

fn sat_before(who: &str) -> Text {
    Text::new(
        format!(
            "Klagekommisjonen må være ny. Disse var med på å sette karakteren det klages på: {who}."
        ),
        format!(
            "Klagekommisjonen må vere ny. Desse var med på å setje karakteren det blir klaga på: {who}."
        ),
        format!(
            "The re-grading committee must be new. These took part in setting the grade under appeal: {who}."
        ),
    )
}

fn nobody_sat_before() -> Text {
    Text::new(
        "Ingen av de foreslåtte var med på å sette karakteren det klages på.",
        "Ingen av dei føreslåtte var med på å setje karakteren det blir klaga på.",
        "None of those proposed took part in setting the grade under appeal.",
    )
}

fn too_few(needed: usize) -> Text {
    Text::new(
        format!("Klagekommisjonen har for få sensorer. Det skal være minst {needed}."),
        format!("Klagekommisjonen har for få sensorar. Det skal vere minst {needed}."),
        format!("The re-grading committee has too few examiners. There must be at least {needed}."),
    )
}

fn enough(needed: usize) -> Text {
    Text::new(
        format!("Klagekommisjonen har minst {needed} sensorer."),
        format!("Klagekommisjonen har minst {needed} sensorar."),
        format!("The re-grading committee has at least {needed} examiners."),
    )
}

fn no_external() -> Text {
    Text::new(
        "Klagekommisjonen har for få eksterne sensorer.",
        "Klagekommisjonen har for få eksterne sensorar.",
        "The re-grading committee has too few external examiners.",
    )
}

fn has_external() -> Text {
    Text::new(
        "Klagekommisjonen har de eksterne sensorene den skal ha.",
        "Klagekommisjonen har dei eksterne sensorane han skal ha.",
        "The re-grading committee has the external examiners it must have.",
    )
}
