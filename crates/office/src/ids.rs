//! Typed ids: a person's id cannot be passed where an exam's is asked for.

pub use edge::PersonId;

edge::ids! {
    /// A unit of the institution.
    UnitId
    /// A role granted to a person at a unit.
    GrantId
    /// An edit of the institution's regulation.
    RegulationId
    /// A course in one version.
    CourseId
    /// An assessment sitting of a course in a term.
    ExamId
    /// A room for examinations.
    RoomId
    /// A candidate's registration for an exam.
    RegistrationId
    /// An answer received.
    DeliveryId
    /// A committee of examiners.
    CommitteeId
    /// One examiner's seat in one committee.
    MemberId
    /// An examiner's standpoint on one answer.
    StandpointId
    /// A signed grade list.
    ProtocolId
    /// An announced result.
    ResultId
    /// A request for an explanation of a grade.
    ExplanationId
    /// An appeal against a grade.
    AppealId
    /// A case of suspected misconduct.
    MisconductId
    /// What a new committee gets.
    PackageId
    /// A letter.
    LetterId
    /// An entry in the archive.
    ArchiveEntryId
    /// A paper or grading guide of an exam.
    DocumentId
    /// A decision on exclusion.
    ExclusionDecisionId
    /// An alert on an exclusion.
    ExclusionAlertId
    /// What was refused somebody because of an exclusion.
    RefusalId
    /// A try to sign up for an exam that was refused because of an exclusion.
    RefusedSignUpId
    /// A study programme.
    ProgrammeId
    /// A day on which the studies of a programme begin.
    StudyStartId
    /// An application for admission.
    ApplicationId
    /// One programme that an application asks for.
    ChoiceId
    /// A right to follow a programme.
    StudyRightId
    /// A row of an exclusion. It leaves the office, so it is made by [`ExclusionRowId::random`].
    ExclusionRowId
}

impl ExclusionRowId {
    /// A new id that tells neither time nor order.
    pub fn random() -> Self {
        Self(uuid::Uuid::new_v4())
    }
}
