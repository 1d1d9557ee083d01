//! Typed ids of planning.

edge::ids! {
    /// A request for wishes about the exam dates of a term.
    DateWishRequestId
    /// The plan of a term's exams.
    ExamPlanId
    /// A draft of such a plan.
    DraftId
    /// What students are told of a matter in a term.
    TermNoticeId
}
