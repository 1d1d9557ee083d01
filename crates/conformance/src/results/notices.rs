//! What an institution takes of what others tell of their results, and from whom; and questions that are forged or
//! come from elsewhere.

use std::sync::LazyLock;

use protocol::exchange::{ASK, CONSENT_WITHDRAWN, CORRECTED, Code, QUESTIONS_MAX, RESULTS_MAX};
use serde_json::{Value, json};
use uuid::Uuid;
use wire::{Fault, MessageId, Party, Route};

use super::agreed;
use crate::cases::{Case, case};
use crate::draft::Draft;
use crate::judge::Expected::{Problem, Receipt, SameReceipt};
use crate::world::Whose;

/// A notice that comes twice.
static KNOWN: LazyLock<(MessageId, Uuid)> = LazyLock::new(|| (MessageId::random(), Uuid::new_v4()));

fn told(draft: &mut Draft, kind: &str, body: Value) {
    (draft.kind, draft.body) = (kind.to_owned(), body);
}

fn question(draft: &mut Draft) {
    let body = json!({ "national_id": agreed::passed(), "purpose": "recognition",
        "basis": { "kind": "statute" } });
    told(draft, ASK, body);
    draft.about = Some("conformance-1");
    (draft.door, draft.signed_door) = (Route::Question, Route::Question);
}

fn by_register(draft: &mut Draft) {
    (draft.from, draft.key) = (Party::Register, Whose::RegistersMessages);
}

/// One result, and why it is not as it was.
fn result(id: Uuid, code: &str) -> Value {
    json!({ "id": id, "code": code })
}

/// So many results that nobody has.
fn results(count: usize) -> Value {
    let codes = Code::ALL.iter().cycle();
    let all: Vec<_> = codes.take(count).map(|code| result(Uuid::new_v4(), code.as_str())).collect();
    json!({ "results": all })
}

fn questions(count: usize) -> Value {
    let all: Vec<_> = (0..count).map(|_| MessageId::random()).collect();
    json!({ "questions": all })
}

/// All cases, in their order.
pub fn cases() -> Vec<Case> {
    [forged(), corrections(), forms(), withdrawals()].into_iter().flatten().collect()
}

fn forged() -> Vec<Case> {
    vec![
        case(
            "12",
            "a question that was signed for another address",
            Problem(Fault::BadSignature),
            |draft, _| {
                question(draft);
                draft.address = Some("https://elsewhere.example");
            },
        ),
        case("12", "a question in another's name", Problem(Fault::OtherSender), |draft, world| {
            question(draft);
            draft.from = world.other();
        }),
        case(
            "12",
            "a question that somebody on the way has changed",
            Problem(Fault::WrongDigest),
            |draft, _| {
                question(draft);
                draft.after = |request| {
                    let text = String::from_utf8_lossy(request.body()).into_owned();
                    *request.body_mut() = text.replace("recognition", "admission").into();
                };
            },
        ),
        case(
            "12",
            "a question at the door for messages",
            Problem(Fault::UnknownKind),
            |draft, _| {
                question(draft);
                (draft.door, draft.signed_door) = (Route::Message, Route::Message);
            },
        ),
    ]
}

fn corrections() -> Vec<Case> {
    vec![
        case("12", "results that have changed, for every reason", Receipt, |draft, _| {
            told(draft, CORRECTED, results(Code::ALL.len()));
        }),
        case("12", "a notice of a change", Receipt, |draft, _| {
            draft.id = KNOWN.0;
            told(draft, CORRECTED, json!({ "results": [result(KNOWN.1, "KLAGE")] }));
        }),
        case("12", "the same notice again", SameReceipt, |draft, _| {
            draft.id = KNOWN.0;
            told(draft, CORRECTED, json!({ "results": [result(KNOWN.1, "KLAGE")] }));
        }),
        case("12", "a notice of 1000 changes", Receipt, |draft, _| {
            told(draft, CORRECTED, results(RESULTS_MAX));
        }),
        case("12", "a notice of the register", Problem(Fault::NotFromYou), |draft, _| {
            told(draft, CORRECTED, results(1));
            by_register(draft);
        }),
    ]
}

fn forms() -> Vec<Case> {
    let form = Problem(Fault::OtherForm);
    vec![
        case("12", "a notice of 1001 changes", form, |draft, _| {
            told(draft, CORRECTED, results(RESULTS_MAX + 1));
        }),
        case("12", "a notice of no change", form, |draft, _| told(draft, CORRECTED, results(0))),
        case("12", "a notice of two changes of one result", form, |draft, _| {
            let (one, other) = (result(KNOWN.1, "KLAGE"), result(KNOWN.1, "FEILREG"));
            told(draft, CORRECTED, json!({ "results": [one, other] }));
        }),
        case("12", "a notice of a change for another reason", form, |draft, _| {
            told(draft, CORRECTED, json!({ "results": [result(KNOWN.1, "ANNULLERT")] }));
        }),
        case("12", "a notice that says more than that", form, |draft, _| {
            let mut more = result(KNOWN.1, "KLAGE");
            more["grade"] = "A".into();
            told(draft, CORRECTED, json!({ "results": [more] }));
        }),
    ]
}

fn withdrawals() -> Vec<Case> {
    let form = Problem(Fault::OtherForm);
    vec![
        case("12", "a consent that is withdrawn", Receipt, |draft, _| {
            told(draft, CONSENT_WITHDRAWN, questions(2));
        }),
        case(
            "12",
            "a consent that 1001 questions rested on, withdrawn at once",
            form,
            |draft, _| {
                told(draft, CONSENT_WITHDRAWN, questions(QUESTIONS_MAX + 1));
            },
        ),
        case("12", "a consent that no question rested on", form, |draft, _| {
            told(draft, CONSENT_WITHDRAWN, questions(0));
        }),
        case(
            "12",
            "a consent that the register withdraws",
            Problem(Fault::NotFromYou),
            |draft, _| {
                told(draft, CONSENT_WITHDRAWN, questions(1));
                by_register(draft);
            },
        ),
    ]
}
