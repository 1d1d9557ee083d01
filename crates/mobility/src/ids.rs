//! Typed ids of what a student brings from one institution to another.

edge::ids! {
    /// A degree in the qualification protocol. It leaves the office, so it is made by
    /// [`DegreeId::random`].
    DegreeId
    /// A case in which a person's results are asked for elsewhere. It leaves the office as the
    /// reference of the case, so it is made by [`ExchangeId::random`].
    ExchangeId
    /// A consent to ask for results elsewhere. It leaves the office as the reference of the consent, so
    /// it is made by [`ConsentId::random`].
    ConsentId
    /// A question of another institution that was answered here.
    AnsweredId
    /// A round in which many are asked about.
    BatchId
    /// A document of results from elsewhere.
    ExternalDocumentId
    /// A result from elsewhere.
    ExternalRowId
    /// A case of recognition of earlier education.
    RecognitionId
    /// One line of an application for recognition.
    RecognitionItemId
}

impl DegreeId {
    /// A new id that tells neither time nor order.
    pub fn random() -> Self {
        Self(uuid::Uuid::new_v4())
    }
}

impl ExchangeId {
    /// A new id that tells neither time nor order.
    pub fn random() -> Self {
        Self(uuid::Uuid::new_v4())
    }
}

impl ConsentId {
    /// A new id that tells neither time nor order.
    pub fn random() -> Self {
        Self(uuid::Uuid::new_v4())
    }
}
