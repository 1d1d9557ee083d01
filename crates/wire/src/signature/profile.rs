//! What a signature covers, for each thing that is signed.

/// The one form of signature that is made and taken for one purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// The parameter `tag`: a signature made for one purpose serves no other.
    pub tag: &'static str,
    /// The covered components in their order, as RFC 9421 writes their identifiers.
    pub components: &'static [&'static str],
}

/// A message or question: the request. `Content-Length` is left out, since the digest covers the
/// body and its length, and intermediaries may send it in chunks.
pub const MESSAGE: Profile = Profile {
    tag: "kandidat-message-v1",
    components: &[
        "\"@method\"",
        "\"@target-uri\"",
        "\"content-type\"",
        "\"content-digest\"",
        "\"kandidat-message-id\"",
    ],
};

/// What an answer to a request covers: itself, and which request it answers.
const ANSWERING: &[&str] = &[
    "\"@status\"",
    "\"content-type\"",
    "\"content-digest\"",
    "\"content-digest\";req",
    "\"@method\";req",
    "\"@target-uri\";req",
];

/// The receipt of a message that is stored.
pub const RECEIPT: Profile = Profile { tag: "kandidat-receipt-v1", components: ANSWERING };

/// The answer to a question.
pub const ANSWER: Profile = Profile { tag: "kandidat-answer-v1", components: ANSWERING };

/// Why a message or question was not taken.
pub const PROBLEM: Profile = Profile { tag: "kandidat-problem-v1", components: ANSWERING };
