//! Typed ids: a person's id cannot be passed where an exam's is asked for.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
                 sqlx::Type, utoipa::ToSchema)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id: UUID version 7, so that rows of one table lie in order of making.
            #[allow(clippy::new_without_default, reason = "an id is made on purpose, never by default")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A person: student, officer or examiner.
    PersonId
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
    /// What a new committee gets.
    PackageId
    /// A letter.
    LetterId
    /// An entry in the archive.
    ArchiveEntryId
    /// A paper or grading guide of an exam.
    DocumentId
}
