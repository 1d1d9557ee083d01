//! Whether a board's decision is valid: composition, quorum, impartiality and majority.

mod law;
#[cfg(test)]
mod tests;
mod texts;

pub use law::{BoardLaw, Majority, Tie};

use crate::appeal::AppealBody;
use crate::decision::refuse;
use crate::{BadFacts, Decision, Law, Reason, Reasoning, Refusal, Rule, RuleSet, RuleSetId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The facts of `board-valid`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoardValidFacts {
    /// The board that met.
    pub board: AppealBody,
    /// Those who took part in deciding the case.
    pub present: Vec<BoardMember>,
    /// How they voted.
    pub votes: Votes,
    /// What was voted on.
    pub matter: Matter,
    /// How the chair, or the deputy in the chair's absence, voted: asked for only where she
    /// has two votes and the others are even.
    #[serde(default)]
    pub chair_voted_for: Option<bool>,
}

/// One who took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoardMember {
    /// As what; a personal deputy takes part as the member he stands in for.
    pub role: BoardRole,
    /// Whether she is one of the students' members.
    pub student: bool,
    /// Whether he is impartial in the case.
    pub impartial: bool,
}

/// As what somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoardRole {
    /// The chair.
    Chair,
    /// The deputy of the chair.
    DeputyChair,
    /// Any other member.
    Member,
}

/// How a board voted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    /// Votes for the decision.
    pub r#for: u32,
    /// Votes against it.
    pub against: u32,
}

/// What a board votes on, as far as it chooses the majority.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// Exclusion, and the loss of the right to sit exams.
    Exclusion,
    /// Admission quarantine after false documents.
    Quarantine,
    /// Confiscation of false documents.
    Confiscation,
    /// That a student is not suited for the profession, and exclusion for it.
    Unsuitability,
    /// Removal from named areas.
    Removal,
    /// Annulment of an exam, of coursework or of an approval.
    Annulment,
    /// Exclusion from practice because of a police certificate.
    PoliceCertificate,
    /// Exclusion for covering the face.
    FaceCovering,
    /// Anything else.
    Other,
}

/// The answer of `board-valid`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BoardValidAnswer {
    /// Always true: what is wrong is a refusal.
    pub valid: bool,
    /// The majority that it took, and that there was.
    pub majority: MajorityReached,
}

/// A majority needed and reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MajorityReached {
    /// Which majority the matter takes.
    pub needed: Majority,
    /// How many votes that is, of those cast.
    pub votes_needed: u32,
    /// How many votes there were for it; the chair's second vote is counted where it decided.
    pub votes_reached: u32,
}

/// Whether a board has decided validly (uhl. § 14-1; uhf. § 8-3).
pub struct BoardValid;

impl Rule for BoardValid {
    const NAME: &'static str = "board-valid";
    const ABOUT: [&'static str; 3] = [
        "Er nemnda vedtaksfør, og er flertallet stort nok?",
        "Er nemnda vedtaksfør, og er fleirtalet stort nok?",
        "Has the board a quorum, and is the majority large enough?",
    ];
    const LAW: &'static str =
        "uhl. § 14-1 (4), (5), kap. 12; uhf. §§ 8-2, 8-3; uhl. (2005) §§ 4-8 (4), 5-1; fvl. § 6";
    type Facts = BoardValidFacts;
    type Answer = BoardValidAnswer;

    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        let BoardValidFacts { present, votes, .. } = facts;
        let cast = u64::from(votes.r#for) + u64::from(votes.against);
        if cast > present.len() as u64 {
            let given = json!({ "for": votes.r#for, "against": votes.against });
            let allowed = format!("no more votes than the {} present", present.len());
            return Err(BadFacts::new("votes", &given, allowed));
        }
        for role in [BoardRole::Chair, BoardRole::DeputyChair] {
            let mut seated = present.iter().enumerate().filter(|(_, member)| member.role == role);
            if let Some((second, _)) = seated.nth(1) {
                let field = format!("present[{second}].role");
                return Err(BadFacts::new(field, &json!(role), "each chair once"));
            }
        }
        Ok(())
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        let board = law.sections.board.as_ref().and_then(|boards| boards.get(&facts.board));
        let found = board.and_then(|board| Some((board, board.majority.get(&facts.matter)?)));
        match found {
            Some((board, majority)) => decide(facts, board, majority, &law.id),
            None => Reasoning::under(law).not_in_rule_set(),
        }
    }
}

/// Refuses with every reason: `not-impartial`, `too-many`, `no-quorum`, `no-chair`,
/// `majority-missing`.
fn decide(
    facts: &BoardValidFacts,
    law: &BoardLaw,
    majority: &Law<Majority>,
    rule_set: &RuleSetId,
) -> Decision<BoardValidAnswer> {
    Decision::reach(rule_set, |because| {
        let mut wrong = Vec::new();
        impartiality(facts, law, because, &mut wrong);
        seats(facts, law, because, &mut wrong);
        quorum(facts, law, because, &mut wrong);
        let reached = reached(facts, law, majority, because, &mut wrong);
        match Refusal::from_all(wrong) {
            Some(refusal) => Err(refusal),
            None => Ok(BoardValidAnswer { valid: true, majority: reached }),
        }
    })
}

/// Who is not impartial leaves before the case is decided.
fn impartiality(
    facts: &BoardValidFacts,
    law: &BoardLaw,
    because: &mut Vec<Reason>,
    wrong: &mut Vec<Refusal>,
) {
    let partial = facts.present.iter().filter(|member| !member.impartial).count();
    if partial > 0 {
        let text = texts::not_impartial(partial);
        wrong.push(refuse(because, "not-impartial", text, &law.impartiality.law));
    }
}

/// No more take part than the board has seats, and no more students than they have.
fn seats(
    facts: &BoardValidFacts,
    law: &BoardLaw,
    because: &mut Vec<Reason>,
    wrong: &mut Vec<Refusal>,
) {
    let students = facts.present.iter().filter(|member| member.student).count();
    let text = texts::seats(law.members.value, law.students.value);
    if facts.present.len() > law.members.value || students > law.students.value {
        wrong.push(refuse(because, "too-many", text, &law.members.law));
    } else {
        because.push(Reason::new(text, &law.members.law));
    }
}

/// Enough take part, the chair or the deputy among them, and a student where it takes one.
/// Who is not impartial does not count.
fn quorum(
    facts: &BoardValidFacts,
    law: &BoardLaw,
    because: &mut Vec<Reason>,
    wrong: &mut Vec<Refusal>,
) {
    let sitting = || facts.present.iter().filter(|member| member.impartial);
    let count = sitting().count();
    because.push(Reason::new(texts::present(count, law.quorum.value), &law.quorum.law));
    if count < law.quorum.value {
        let text = texts::no_quorum(law.quorum.value);
        wrong.push(refuse(because, "no-quorum", text, &law.quorum.law));
    }
    if law.chair.value && !sitting().any(|member| member.role != BoardRole::Member) {
        wrong.push(refuse(because, "no-chair", texts::no_chair(), &law.chair.law));
    }
    if law.student.value && !sitting().any(|member| member.student) {
        wrong.push(refuse(because, "no-quorum", texts::no_student(), &law.student.law));
    }
}

/// The majority of the votes cast. Where the law gives the chair two votes, hers decide
/// between two equal halves.
fn reached(
    facts: &BoardValidFacts,
    law: &BoardLaw,
    majority: &Law<Majority>,
    because: &mut Vec<Reason>,
    wrong: &mut Vec<Refusal>,
) -> MajorityReached {
    let Votes { r#for, against } = facts.votes;
    let (needed, votes_needed) = (majority.value, majority.value.votes_needed(r#for + against));
    because.push(Reason::new(texts::majority(needed, votes_needed, r#for), &majority.law));
    let tie =
        law.tie.as_ref().filter(|_| needed == Majority::Ordinary && r#for == against && r#for > 0);
    let mut votes_reached = r#for;
    if let Some(tie) = tie {
        because.push(Reason::new(texts::chair_decides(facts.chair_voted_for), &tie.law));
        votes_reached += u32::from(facts.chair_voted_for == Some(true));
    }
    if votes_reached < votes_needed {
        let text = texts::majority_missing(votes_needed);
        wrong.push(refuse(because, "majority-missing", text, &majority.law));
    }
    MajorityReached { needed, votes_needed, votes_reached }
}
