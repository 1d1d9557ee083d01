//! How the fields of a signature can differ from the profile.

/// The first difference from the profile that was met. It quotes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Deviation {
    /// `Signature-Input` or `Signature` is missing, or stands there more than once.
    #[error("each of the two signature fields stands there once")]
    NotOnce,
    /// A field is too long, or not written as RFC 9651 writes it, to the character.
    #[error("not in the one spelling of a structured field")]
    Spelling,
    /// There is not exactly one signature with the label of the profile.
    #[error("one signature, labelled kandidat, and no other")]
    OtherLabel,
    /// A component of the profile is not covered.
    #[error("a component is not covered")]
    MissingComponent,
    /// Something is covered that the profile does not name.
    #[error("a component too many is covered")]
    AdditionalComponent,
    /// The right components in another order.
    #[error("the components stand in another order")]
    OtherOrder,
    /// One of the parameters is missing or not of its type.
    #[error("the parameter {0} is missing or not of its form")]
    Parameter(&'static str),
    /// A parameter that the profile does not know.
    #[error("a parameter too many")]
    AdditionalParameter,
    /// `alg` is another.
    #[error("another algorithm")]
    OtherAlgorithm,
    /// `tag` is another: the signature was made for another purpose.
    #[error("another tag")]
    OtherTag,
    /// The signature is not one value of 64 bytes.
    #[error("the signature is not 64 bytes")]
    NoSignature,
}
