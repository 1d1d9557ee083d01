//! Who acts.

use uuid::Uuid;

/// Who opens an act or looks at data. Roles are read at each request and are no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person with a web session or a token.
    Person(Uuid),
    /// A registered client. Systems never control, sign or announce.
    System(Uuid),
    /// A job of the node itself, by the name of its kind.
    Job(&'static str),
}

impl Actor {
    /// `person`, `system` or `job`, as the database has it.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::System(_) => "system",
            Self::Job(_) => "job",
        }
    }

    /// The id of the person or system; none for a job.
    pub fn id(self) -> Option<Uuid> {
        match self {
            Self::Person(id) | Self::System(id) => Some(id),
            Self::Job(_) => None,
        }
    }

    /// The name of the job; none for a person or a system.
    pub fn job(self) -> Option<&'static str> {
        match self {
            Self::Job(name) => Some(name),
            _ => None,
        }
    }
}
