//! The cases, in the order in which they are sent: what every receiver takes, and what it refuses.

use std::sync::LazyLock;

use jiff::SignedDuration;
use serde_json::json;
use wire::exchange::{CONTENT_DIGEST, MESSAGE_ID, SIGNATURE, SIGNATURE_INPUT};
use wire::message::BODY_BYTES_MAX;
use wire::{Fault, MessageId, Route};

use crate::draft::{Draft, put, rewrite, set, spoil_signature, twice};
use crate::judge::Expected::{self, Problem, ProblemMaybeUnsigned, Receipt, SameReceipt};
use crate::world::{Whose, World};

/// One request and what it must be answered with.
pub struct Case {
    /// Section of `docs/protocol.md`.
    pub section: &'static str,
    /// What is sent.
    pub what: &'static str,
    /// What must come back.
    pub expected: Expected,
    change: fn(&mut Draft, &World),
}

impl Case {
    pub(crate) fn draft(&self, world: &World) -> Draft {
        let mut draft = Draft::right(world);
        (self.change)(&mut draft, world);
        draft
    }
}

pub(crate) const fn case(
    section: &'static str,
    what: &'static str,
    expected: Expected,
    change: fn(&mut Draft, &World),
) -> Case {
    Case { section, what, expected, change }
}

/// A message that several cases send.
static KNOWN: LazyLock<MessageId> = LazyLock::new(MessageId::random);
/// As near to the limit of 300 seconds as a request that takes its time can be told.
const NEAR: SignedDuration = SignedDuration::from_secs(280);
const FAR: SignedDuration = SignedDuration::from_secs(320);
/// What a case replaces in the envelope.
const NOTE: &str = "\"note\":1";

/// The envelope with a note as long as makes it this many bytes.
fn filled(text: String, bytes: usize) -> String {
    let (empty, one) = ("\"note\":\"\"", "a");
    let text = text.replace(NOTE, empty);
    let note = one.repeat(bytes.saturating_sub(text.len()));
    text.replace(empty, &format!("\"note\":\"{note}\""))
}

/// The envelope with so many levels of objects and arrays; it and its body are the first two.
fn deep(text: String, levels: usize) -> String {
    let arrays = levels - 2;
    text.replace(NOTE, &format!("\"note\":{}{}", "[".repeat(arrays), "]".repeat(arrays)))
}

/// All cases, in their order: some are about a message that was sent before.
pub fn cases() -> Vec<Case> {
    [taken(), bodies(), heads(), signatures(), envelopes()].into_iter().flatten().collect()
}

fn taken() -> Vec<Case> {
    vec![
        case("5", "a message", Receipt, |draft, _| draft.id = *KNOWN),
        case("5", "the same again, signed anew", SameReceipt, |draft, _| {
            draft.id = *KNOWN;
        }),
        case("5", "its id with another content", Problem(Fault::DifferentContent), |draft, _| {
            (draft.id, draft.body) = (*KNOWN, json!({ "note": 2 }));
        }),
        case("5", "its id, used by another sender", Receipt, |draft, world| {
            (draft.id, draft.from, draft.key) = (*KNOWN, world.other(), Whose::Other);
        }),
        case("5", "signed 280 seconds ago", Receipt, |draft, _| draft.signed = -NEAR),
        case("5", "signed 280 seconds ahead", Receipt, |draft, _| draft.signed = NEAR),
        case("3", "a body of 1 048 576 bytes", Receipt, |draft, _| {
            draft.text = |text| filled(text, BODY_BYTES_MAX);
        }),
        case("3", "32 levels deep", Receipt, |draft, _| draft.text = |text| deep(text, 32)),
        case("4", "other header fields beside", Receipt, |draft, _| {
            draft.after = |request| set(request, "x-elsewhere", Some("1"));
        }),
    ]
}

fn bodies() -> Vec<Case> {
    vec![
        case("3", "a body of 1 048 577 bytes", Problem(Fault::TooLarge), |draft, _| {
            draft.text = |text| filled(text, BODY_BYTES_MAX + 1);
        }),
        case("4", "a PUT", Problem(Fault::WrongContentType), |draft, _| draft.after = put),
        case(
            "4",
            "a content type with a parameter",
            Problem(Fault::WrongContentType),
            |draft, _| {
                draft.after = |request| {
                    set(request, "content-type", Some("application/json; charset=utf-8"));
                };
            },
        ),
        case("4", "another body than was signed", Problem(Fault::WrongDigest), |draft, _| {
            draft.after = |request| *request.body_mut() = "{}".into();
        }),
        case("4", "no digest", ProblemMaybeUnsigned(Fault::WrongDigest), |draft, _| {
            draft.after = |request| set(request, CONTENT_DIGEST, None);
        }),
        case(
            "4",
            "a digest of another kind",
            ProblemMaybeUnsigned(Fault::WrongDigest),
            |draft, _| {
                draft.after = |request| rewrite(request, CONTENT_DIGEST, "sha-256", "sha-512");
            },
        ),
    ]
}

fn heads() -> Vec<Case> {
    let fields = Problem(Fault::WrongFields);
    vec![
        case("4", "no message id in the head", fields, |draft, _| {
            draft.after = |request| set(request, MESSAGE_ID, None);
        }),
        case("4", "the message id twice", fields, |draft, _| {
            draft.after = |request| twice(request, MESSAGE_ID);
        }),
        case("4", "the message id in capitals", fields, |draft, _| {
            draft.after = |request| {
                let id = request.headers().get(MESSAGE_ID).and_then(|id| id.to_str().ok());
                let capitals = id.unwrap_or_default().to_uppercase();
                set(request, MESSAGE_ID, Some(&capitals));
            };
        }),
        case("4", "no signature", fields, |draft, _| {
            draft.after = |request| set(request, SIGNATURE, None);
        }),
        case("4", "two signatures", fields, |draft, _| {
            draft.after = |request| twice(request, SIGNATURE);
        }),
        case("4", "another label", fields, |draft, _| {
            draft.after = |request| rewrite(request, SIGNATURE_INPUT, "kandidat=", "other=");
        }),
        case("4", "a component too few", fields, |draft, _| {
            draft.after = |request| rewrite(request, SIGNATURE_INPUT, "\"@method\" ", "");
        }),
        case("4", "a component too many", fields, |draft, _| {
            draft.after = |request| {
                rewrite(request, SIGNATURE_INPUT, "\"@method\"", "\"@method\" \"@path\"");
            };
        }),
        case("4", "the components in another order", fields, |draft, _| {
            draft.after = |request| {
                let (from, to) = ("\"@method\" \"@target-uri\"", "\"@target-uri\" \"@method\"");
                rewrite(request, SIGNATURE_INPUT, from, to);
            };
        }),
        case("4", "a parameter too many", fields, |draft, _| {
            draft.after = |request| rewrite(request, SIGNATURE_INPUT, ";alg", ";nonce=\"1\";alg");
        }),
        case("4", "another algorithm", fields, |draft, _| {
            draft.after = |request| rewrite(request, SIGNATURE_INPUT, "ed25519", "hmac-sha256");
        }),
        case("4", "the tag of a receipt", fields, |draft, _| {
            draft.after = |request| rewrite(request, SIGNATURE_INPUT, "message-v1", "receipt-v1");
        }),
        case("4", "a blank that the standard does not write", fields, |draft, _| {
            draft.after = |request| rewrite(request, SIGNATURE_INPUT, ";alg", "; alg");
        }),
    ]
}

fn signatures() -> Vec<Case> {
    let bad = Problem(Fault::BadSignature);
    vec![
        case("5", "a signature altered in one place", bad, |draft, _| {
            draft.after = spoil_signature
        }),
        case("4", "signed for another address", bad, |draft, _| {
            draft.address = Some("https://elsewhere.example");
        }),
        case("4", "signed for the other door", bad, |draft, _| draft.signed_door = Route::Question),
        case("5", "a bad signature over no envelope", bad, |draft, _| {
            (draft.text, draft.after) = (|_| "[]".to_owned(), spoil_signature);
        }),
        case("5", "a key that nobody has", Problem(Fault::UnknownKey), |draft, _| {
            draft.key = Whose::Nobody;
        }),
        case("5", "signed 320 seconds ago", Problem(Fault::ClockApart), |draft, _| {
            draft.signed = -FAR;
        }),
        case("5", "signed 320 seconds ahead", Problem(Fault::ClockApart), |draft, _| {
            draft.signed = FAR;
        }),
        case("5", "a key that is no longer valid", Problem(Fault::KeyNotValid), |draft, _| {
            draft.key = Whose::SendersExpired;
        }),
        case("5", "a key that is not valid yet", Problem(Fault::KeyNotValid), |draft, _| {
            draft.key = Whose::SendersEarly;
        }),
    ]
}

fn envelopes() -> Vec<Case> {
    let malformed = Problem(Fault::Malformed);
    vec![
        case("3", "33 levels deep", malformed, |draft, _| draft.text = |text| deep(text, 33)),
        case("3", "a member twice", malformed, |draft, _| {
            draft.text = |text| text.replacen('{', "{\"kind\":\"conformance.note\",", 1);
        }),
        case("3", "a member of the body twice", malformed, |draft, _| {
            draft.text = |text| text.replace(NOTE, "\"note\":1,\"note\":1");
        }),
        case("3", "a field that is unknown", malformed, |draft, _| {
            draft.text = |text| text.replacen('{', "{\"more\":1,", 1);
        }),
        case("3", "a field that is missing", malformed, |draft, _| {
            draft.text = |text| text.replace("\"kind\":\"conformance.note\",", "");
        }),
        case("3", "a field that is null", malformed, |draft, _| {
            draft.text = |text| text.replacen('{', "{\"about\":null,", 1);
        }),
        case("3", "something after the end", malformed, |draft, _| draft.text = |text| text + "{}"),
        case("3", "a time with a blank for T", malformed, |draft, _| {
            draft.text = |text| {
                let at = text.find("\"sent_at\":\"").unwrap_or_default() + "\"sent_at\":\"".len();
                let day = "2026-11-22".len();
                format!("{} {}", &text[..at + day], &text[at + day + 1..])
            };
        }),
        case("5", "to somebody else", Problem(Fault::NotForMe), |draft, world| {
            draft.to = world.other();
        }),
        case(
            "5",
            "from somebody else than the key's owner",
            Problem(Fault::OtherSender),
            |draft, world| {
                draft.from = world.other();
            },
        ),
        case("5", "another id in the head", Problem(Fault::WrongId), |draft, _| {
            draft.header_id = Some(MessageId::random());
        }),
        case("5", "a kind that nobody knows", Problem(Fault::UnknownKind), |draft, _| {
            "conformance.unheard".clone_into(&mut draft.kind);
        }),
        case(
            "5",
            "a message at the door for questions",
            Problem(Fault::UnknownKind),
            |draft, _| {
                (draft.door, draft.signed_door) = (Route::Question, Route::Question);
            },
        ),
    ]
}
