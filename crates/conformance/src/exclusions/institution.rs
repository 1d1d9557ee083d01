//! What an institution takes of others' exclusions, from the register and from nobody else.

use std::sync::LazyLock;

use protocol::exclusion::{ASK, CHANGED, LISTED, REMOVED, TAKEN};
use serde_json::{Value, json};
use uuid::Uuid;
use wire::{Fault, MessageId, Party};

use crate::cases::{Case, case};
use crate::draft::Draft;
use crate::judge::Expected::{Problem, Receipt, SameReceipt};
use crate::world::Whose;

/// A change that comes twice.
static KNOWN: LazyLock<(MessageId, Uuid)> = LazyLock::new(|| (MessageId::random(), Uuid::new_v4()));

fn from_register(draft: &mut Draft, kind: &str, body: Value) {
    (draft.from, draft.key) = (Party::Register, Whose::RegistersMessages);
    (draft.kind, draft.body) = (kind.to_owned(), body);
}

fn from_somebody(draft: &mut Draft, kind: &str, body: Value) {
    (draft.kind, draft.body) = (kind.to_owned(), body);
}

/// A row as the register tells it. Nobody's: the institution was never told of it.
fn row(id: Uuid, version: u32) -> Value {
    json!({ "id": id, "version": version, "institution": "9998", "type": "KARANTENEN",
        "classification": "ALLE", "period": { "from": "2026-08-01", "to": "2026-12-31" } })
}

fn removed(why: &str) -> Value {
    json!({ "id": Uuid::new_v4(), "version": 2, "why": why })
}

/// What became of a version that was sent in the institution's name. It never sent such a one.
fn became(fault: Option<&str>) -> Value {
    let mut body = json!({ "id": Uuid::new_v4(), "version": 1, "deletes": false });
    if let Some(fault) = fault {
        body["fault"] = fault.into();
    }
    body
}

/// All cases, in their order.
pub fn cases() -> Vec<Case> {
    [taken(), forms(), senders()].into_iter().flatten().collect()
}

fn taken() -> Vec<Case> {
    vec![
        case("11", "a new version of the list", Receipt, |draft, _| {
            from_register(draft, LISTED, json!({ "version": 17 }));
        }),
        case("11", "a change of a row", Receipt, |draft, _| {
            draft.id = KNOWN.0;
            from_register(draft, CHANGED, row(KNOWN.1, 3));
        }),
        case("11", "the same change again", SameReceipt, |draft, _| {
            draft.id = KNOWN.0;
            from_register(draft, CHANGED, row(KNOWN.1, 3));
        }),
        case("11", "a change that was overtaken", Receipt, |draft, _| {
            from_register(draft, CHANGED, row(KNOWN.1, 2));
        }),
        case("11", "a change with all that may stand in a row", Receipt, |draft, _| {
            let mut whole = row(Uuid::new_v4(), 2);
            (whole["programme"], whole["case_officer"]) = ("L-LU5".into(), "Kari Nordmann".into());
            from_register(draft, CHANGED, whole);
        }),
        case("11", "a row that was deleted", Receipt, |draft, _| {
            from_register(draft, REMOVED, removed("deleted"));
        }),
        case("11", "a row whose period is over", Receipt, |draft, _| {
            from_register(draft, REMOVED, removed("expired"));
        }),
        case("11", "a row that is told no longer", Receipt, |draft, _| {
            from_register(draft, REMOVED, removed("not_sharing"));
        }),
        case("11", "that a version in its name counts", Receipt, |draft, _| {
            from_register(draft, TAKEN, became(None));
        }),
        case("11", "that a version in its name was not taken", Receipt, |draft, _| {
            from_register(draft, TAKEN, became(Some("period")));
        }),
        case("11", "a fault that is not known yet", Receipt, |draft, _| {
            from_register(draft, TAKEN, became(Some("another-fault")));
        }),
    ]
}

fn forms() -> Vec<Case> {
    let form = Problem(Fault::OtherForm);
    vec![
        case("11", "a change with a field that is unknown", form, |draft, _| {
            let mut more = row(Uuid::new_v4(), 2);
            more["grounds"] = "x".into();
            from_register(draft, CHANGED, more);
        }),
        case("11", "a change without its period", form, |draft, _| {
            let mut less = row(Uuid::new_v4(), 2);
            less.as_object_mut().map(|row| row.remove("period"));
            from_register(draft, CHANGED, less);
        }),
        case("11", "a change of a type that nobody knows", form, |draft, _| {
            let mut other = row(Uuid::new_v4(), 2);
            other["type"] = "KARANTENE".into();
            from_register(draft, CHANGED, other);
        }),
        case("11", "a row that is gone for another reason", form, |draft, _| {
            from_register(draft, REMOVED, removed("forgotten"));
        }),
        case(
            "11",
            "what became of a version, without saying whether it deletes",
            form,
            |draft, _| {
                let mut less = became(None);
                less.as_object_mut().map(|body| body.remove("deletes"));
                from_register(draft, TAKEN, less);
            },
        ),
        case("11", "a version of the list below none", form, |draft, _| {
            from_register(draft, LISTED, json!({ "version": -1 }));
        }),
    ]
}

fn senders() -> Vec<Case> {
    let not_you = Problem(Fault::NotFromYou);
    vec![
        case("11", "a change from an institution", not_you, |draft, _| {
            from_somebody(draft, CHANGED, row(Uuid::new_v4(), 2));
        }),
        case("11", "a removal from an institution", not_you, |draft, _| {
            from_somebody(draft, REMOVED, removed("deleted"));
        }),
        case("11", "what became of a version, from an institution", not_you, |draft, _| {
            from_somebody(draft, TAKEN, became(None));
        }),
        case("11", "a version of the list from an institution", not_you, |draft, _| {
            from_somebody(draft, LISTED, json!({ "version": 17 }));
        }),
        case(
            "11",
            "a question that the register alone answers",
            Problem(Fault::UnknownKind),
            |draft, _| {
                let ask = json!({ "national_id": "17859912345", "purpose": "study" });
                from_somebody(draft, ASK, ask);
                draft.about = Some("case-1");
                (draft.door, draft.signed_door) = (wire::Route::Question, wire::Route::Question);
            },
        ),
    ]
}
