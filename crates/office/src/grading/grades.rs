//! One grade from the standpoints, by the rule `grade`.

use super::{Candidate, Panel};
use crate::{Node, Result};
use rules::grade::{Agreement, GradeAnswer, GradeFacts, GradeNeed, GradeRule, Standpoint};
use rules::{Grade, Key, Reason, Refusal, Rule};

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
