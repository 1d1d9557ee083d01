//! The words of a case: what it is about, where it comes from, what the student chose.

use rules::exclusion::Conduct;
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// What somebody is suspected of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// Cheating at an exam or in coursework, or an attempt at it.
    Cheating,
    /// Help given to another's cheating.
    Aiding,
    /// False documents.
    FalseDocuments,
    /// Grossly disruptive behaviour that went on in spite of a written warning: removal from named areas.
    Removal,
    /// Grossly disruptive behaviour in spite of a removal: exclusion.
    Disruption,
    /// Gross misconduct in clinical or practical training.
    GrossMisconduct,
    /// A gross breach of the duty of confidentiality.
    Confidentiality,
}

impl Matter {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 7] = [
        Self::Cheating,
        Self::Aiding,
        Self::FalseDocuments,
        Self::Removal,
        Self::Disruption,
        Self::GrossMisconduct,
        Self::Confidentiality,
    ];

    /// Whether it is about an exam or coursework.
    pub const fn is_of_exam(self) -> bool {
        matches!(self, Self::Cheating | Self::Aiding)
    }

    /// Under which heads of the Act's table it falls; false documents by what they were used for. The Act
    /// of 2005 had no head of its own for a breach of confidentiality.
    pub(super) const fn conducts(self, used_for: Option<UsedFor>) -> &'static [Conduct] {
        match self {
            Self::Cheating => &[Conduct::Cheating],
            Self::Aiding => &[Conduct::Aiding],
            Self::FalseDocuments => match used_for {
                Some(UsedFor::Admission | UsedFor::Recognition) => &[Conduct::FalseDocuments],
                Some(UsedFor::Exam) => &[Conduct::DishonestAccess],
                None => &[Conduct::FalseDocuments, Conduct::DishonestAccess],
            },
            Self::Removal | Self::Disruption => &[Conduct::Disruption],
            Self::GrossMisconduct => &[Conduct::GrossMisconduct],
            Self::Confidentiality => &[Conduct::Confidentiality, Conduct::GrossMisconduct],
        }
    }

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Cheating => key("misconduct-matter-cheating"),
            Self::Aiding => key("misconduct-matter-aiding"),
            Self::FalseDocuments => key("misconduct-matter-false-documents"),
            Self::Removal => key("misconduct-matter-removal"),
            Self::Disruption => key("misconduct-matter-disruption"),
            Self::GrossMisconduct => key("misconduct-matter-gross-misconduct"),
            Self::Confidentiality => key("misconduct-matter-confidentiality"),
        }
    }
}

/// Who saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// An invigilator, during a school exam.
    Invigilation,
    /// The committee, in what was handed in.
    Committee,
    /// Somebody else.
    Other,
}

impl Source {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 3] = [Self::Invigilation, Self::Committee, Self::Other];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Invigilation => key("misconduct-source-invigilation"),
            Self::Committee => key("misconduct-source-committee"),
            Self::Other => key("misconduct-source-other"),
        }
    }
}

/// What kind of cheating is suspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Suspected {
    /// Literature or others' work taken over without saying where from (P-03).
    CopiedWithoutSource,
    /// Aids that were not permitted.
    ForbiddenAids,
    /// Co-operation that was not permitted.
    ForbiddenCooperation,
}

impl Suspected {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 3] =
        [Self::CopiedWithoutSource, Self::ForbiddenAids, Self::ForbiddenCooperation];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CopiedWithoutSource => key("misconduct-suspected-copied"),
            Self::ForbiddenAids => key("misconduct-suspected-aids"),
            Self::ForbiddenCooperation => key("misconduct-suspected-cooperation"),
        }
    }

    /// The letter's word for it.
    pub(super) const fn in_letter(self) -> letters::misconduct_report::Suspected {
        use letters::misconduct_report::Suspected as Told;
        match self {
            Self::CopiedWithoutSource => Told::CopiedWithoutSource,
            Self::ForbiddenAids => Told::ForbiddenAids,
            Self::ForbiddenCooperation => Told::ForbiddenCooperation,
        }
    }
}

/// What a student who was told of the suspicion at the exam chose (P-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Chose {
    /// To finish the exam.
    ToFinish,
    /// To stop.
    ToStop,
}

impl Chose {
    /// Both, in the order a form offers them.
    pub const ALL: [Self; 2] = [Self::ToFinish, Self::ToStop];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ToFinish => key("misconduct-chose-to-finish"),
            Self::ToStop => key("misconduct-chose-to-stop"),
        }
    }

    /// The letter's word for it.
    pub(super) const fn in_letter(self) -> letters::misconduct_report::Chose {
        match self {
            Self::ToFinish => letters::misconduct_report::Chose::ToFinish,
            Self::ToStop => letters::misconduct_report::Chose::ToStop,
        }
    }
}

/// What false documents were used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UsedFor {
    /// To be admitted.
    Admission,
    /// To have education recognised.
    Recognition,
    /// To be let in to an exam or have one approved.
    Exam,
}

impl UsedFor {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 3] = [Self::Admission, Self::Recognition, Self::Exam];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Admission => key("misconduct-used-for-admission"),
            Self::Recognition => key("misconduct-used-for-recognition"),
            Self::Exam => key("misconduct-used-for-exam"),
        }
    }

    /// The letter's word for it.
    pub(super) const fn in_letter(self) -> letters::misconduct::UsedFor {
        match self {
            Self::Admission => letters::misconduct::UsedFor::Admission,
            Self::Recognition => letters::misconduct::UsedFor::Recognition,
            Self::Exam => letters::misconduct::UsedFor::Exam,
        }
    }
}
