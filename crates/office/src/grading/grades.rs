//! One grade from the standpoints, by the rule `grade`.

use super::{Candidate, Panel};
use crate::{Node, PersonId, Result};
use rules::grade::{Agreement, GradeAnswer, GradeFacts, GradeNeed, GradeRule, Standpoint};
use rules::{Grade, Key, Reason, Refusal, Rule};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Where a candidate's grade stands.
#[derive(Clone, Debug)]
pub enum GradeState {
    /// No answer to grade: `absent`, `sick`, `withdrew`.
    NotSat(String),
    /// Neither an answer nor a reason for its absence is registered.
    Unaccounted,
    /// Standpoints are missing.
    Waiting,
    /// The grade is set.
    Set(Grade, Vec<Reason>),
    /// Two disagree, and nobody has been called in (M-13).
    NeedsThird(Vec<Reason>),
    /// Three disagree: they must agree and sign (Z-11).
    NeedsAgreement(Vec<Reason>),
    /// The rule says no.
    Refused(Refusal, Vec<Reason>),
}

impl GradeState {
    /// The grade, once it is set.
    pub fn grade(&self) -> Option<Grade> {
        match self {
            Self::Set(grade, _) => Some(*grade),
            _ => None,
        }
    }

    /// The reasons of the rule, where it was asked.
    pub fn because(&self) -> &[Reason] {
        match self {
            Self::Set(_, because)
            | Self::NeedsThird(because)
            | Self::NeedsAgreement(because)
            | Self::Refused(_, because) => because,
            Self::NotSat(_) | Self::Unaccounted | Self::Waiting => &[],
        }
    }
}

/// Where candidates of one committee stand: the rule is asked once for all who stand alike.
pub(super) struct States<'a> {
    node: &'a Node,
    panel: &'a Panel,
    known: HashMap<Alike, GradeState>,
}

/// All that the rule is told of a candidate.
#[derive(PartialEq, Eq, Hash)]
struct Alike {
    delivered: bool,
    absence: Option<String>,
    /// In the order of the seats.
    standpoints: Vec<Option<Grade>>,
    agreed: Option<(Grade, Vec<PersonId>)>,
}

impl<'a> States<'a> {
    pub(super) fn new(node: &'a Node, panel: &'a Panel) -> Self {
        Self { node, panel, known: HashMap::new() }
    }

    /// As [`state`].
    ///
    /// # Errors
    /// As [`state`].
    pub(super) fn of(&mut self, candidate: &Candidate) -> Result<&GradeState> {
        let members = self.panel.members.iter();
        let agreement = candidate.agreement.as_ref();
        let alike = Alike {
            delivered: candidate.delivered,
            absence: candidate.absence.clone(),
            standpoints: members.map(|one| candidate.standpoints.get(&one.id).copied()).collect(),
            agreed: agreement.map(|agreed| (agreed.grade, agreed.signed_by.clone())),
        };
        match self.known.entry(alike) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(new) => Ok(new.insert(state(self.node, self.panel, candidate)?)),
        }
    }
}

/// Asks the rule, once those who must grade have done so. Under the rules of the exam's day.
///
/// # Errors
/// No rule set covers that day.
pub fn state(node: &Node, panel: &Panel, candidate: &Candidate) -> Result<GradeState> {
    if !candidate.delivered {
        return Ok(match &candidate.absence {
            Some(why) => GradeState::NotSat(why.clone()),
            None => GradeState::Unaccounted,
        });
    }
    let must = panel.members.iter().take(3).filter(|member| candidate.is_for(panel, member));
    let mut standpoints = Vec::new();
    for member in must {
        let Some(grade) = candidate.standpoints.get(&member.id) else {
            return Ok(GradeState::Waiting);
        };
        let examiner = Key::new(member.person.to_string());
        standpoints.push(Standpoint { examiner, external: member.external, grade: *grade });
    }
    if standpoints.is_empty() {
        return Ok(GradeState::Waiting);
    }
    let agreed = candidate.agreement.as_ref().map(|agreed| Agreement {
        grade: agreed.grade,
        signed_by: agreed.signed_by.iter().map(|p| Key::new(p.to_string())).collect(),
    });
    let facts = GradeFacts { standpoints, agreed };
    let decision = GradeRule::decide(&facts, node.rules_on(panel.exam.rule_day())?);
    let because = decision.because;
    Ok(match decision.outcome {
        Ok(GradeAnswer::Set { grade }) => GradeState::Set(grade, because),
        Ok(GradeAnswer::Open { needs: GradeNeed::ThirdExaminer }) => {
            GradeState::NeedsThird(because)
        }
        Ok(GradeAnswer::Open { needs: GradeNeed::Agreement }) => {
            GradeState::NeedsAgreement(because)
        }
        Err(refusal) => GradeState::Refused(refusal, because),
    })
}
