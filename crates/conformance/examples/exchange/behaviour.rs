//! How institutions behave, and what an office must make of each: what it says of the institution at first, and what
//! once all that can be mended is mended.

/// How an institution behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaves {
    /// Hands out what the person has passed.
    Well,
    KnowsNobody,
    HasNothing,
    SharesNothing,
    SeesNoBasis,
    /// Takes its time, and keeps within what is waited for.
    Slowly,
    /// Answers when nobody waits any more.
    TooSlowly,
    /// Nobody listens there.
    Dead,
    /// Takes the question, and nothing comes back.
    Partitioned,
    /// Asks to come again.
    SaysLater,
    /// Signs with a new key, before the office has heard of it.
    NewKey,
    /// Its answer is signed with another party's key.
    SignedByOther,
    /// What was answered to another question is answered again.
    Replayed,
    /// Its answer is longer than any may be.
    TooLong,
    /// Refuses the question.
    Refuses,
    /// Results, and no document.
    Contradicts,
    /// Says more than the protocol knows.
    SaysMore,
    /// A document that is no base64.
    NotBase64,
    /// A document that nobody has signed.
    Unsigned,
    /// Signed with a key of nobody's.
    Forged,
    /// Signed with another institution's key.
    OthersKey,
    /// A grade was changed afterwards.
    Altered,
    TwoSignatures,
    /// A learner whom nobody has signed, in the signature.
    LearnerInObject,
    /// A report that nobody has signed, in the signature.
    ReportInObject,
    /// The signed document is a part of another one.
    Wrapped,
    /// The signature is of a part.
    PartOnly,
    Sha1,
    Dtd,
    TooDeep,
    NotUtf8,
    /// Another person's results.
    OtherPerson,
    /// Another institution's results, by its own word.
    OtherIssuer,
    /// Other results than the answer names.
    OtherResults,
}

use Behaves::*;

/// What becomes of a question: the state as the page calls it, and the reason of a failure, or why the wire goes on
/// trying.
pub type Stands = (&'static str, Option<&'static str>);

const OK: Stands = ("ok", None);

/// No answer counts yet, and the question is sent again.
const fn waits(why: &'static str) -> Stands {
    ("waiting", Some(why))
}

const fn failed(why: &'static str) -> Stands {
    ("failed", Some(why))
}

/// One institution each: how it behaves, and what stands of it at first. What waits is answered once it is mended.
pub const ALL: [(Behaves, Stands); 34] = [
    (Well, OK),
    (KnowsNobody, ("no_person", None)),
    (HasNothing, ("no_results", None)),
    (SharesNothing, ("not_sharing", None)),
    (SeesNoBasis, ("no_basis", None)),
    (Slowly, OK),
    (TooSlowly, waits("no answer in time")),
    (Dead, waits("no connection")),
    (Partitioned, waits("no answer in time")),
    (SaysLater, waits("the receiver says later: urn:kandidat:wire:away")),
    (NewKey, waits("what came is not signed by the receiver: unknown key")),
    (SignedByOther, waits("what came is not signed by the receiver: another party's key")),
    (Replayed, waits("what came is not signed by the receiver: a receipt of something else")),
    (TooLong, waits("a longer answer than is taken")),
    (Refuses, failed("refused-national-id")),
    (Contradicts, failed("contradiction")),
    (SaysMore, failed("other-form")),
    (NotBase64, failed("not-base64")),
    (Unsigned, failed("not-signed")),
    (Forged, failed("signature-invalid")),
    (OthersKey, failed("signature-invalid")),
    (Altered, failed("content-changed")),
    (TwoSignatures, failed("several-signatures")),
    (LearnerInObject, failed("object-in-signature")),
    (ReportInObject, failed("object-in-signature")),
    (Wrapped, failed("signature-not-last")),
    (PartOnly, failed("reference-not-whole-document")),
    (Sha1, failed("sha1-not-allowed")),
    (Dtd, failed("dtd-forbidden")),
    (TooDeep, failed("too-deep")),
    (NotUtf8, failed("not-utf8")),
    (OtherPerson, failed("another-person")),
    (OtherIssuer, failed("another-issuer")),
    (OtherResults, failed("other-results")),
];
