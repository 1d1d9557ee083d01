//! What a plan breaks and costs, in the reader's language.

use rules::Text;
use timetable::Violation;
use ui::messages::text;
use ui::{ToArg, key};

/// A broken demand in words: which exams, and what is wrong with them.
pub fn broken(violation: &Violation) -> Text {
    let exams = violation.exams.join(", ");
    let args: [(&str, &dyn ToArg); 1] = [("exams", &exams)];
    text(broken_key(violation.kind), &args)
}

const BROKEN: [(&str, &str); 10] = [
    ("clash", key("exam-plan-broken-clash")),
    ("extra time", key("exam-plan-broken-extra-time")),
    ("unplaced", key("exam-plan-broken-unplaced")),
    ("too long", key("exam-plan-broken-too-long")),
    ("fixed", key("exam-plan-broken-fixed")),
    ("forbidden", key("exam-plan-broken-forbidden")),
    ("teacher away", key("exam-plan-broken-teacher-away")),
    ("seats", key("exam-plan-broken-seats")),
    ("closed", key("exam-plan-broken-closed")),
    ("overfull", key("exam-plan-broken-overfull")),
];

fn broken_key(kind: &str) -> &'static str {
    let known = BROKEN.iter().find(|(name, _)| *name == kind);
    known.map_or(key("exam-plan-broken-other"), |(_, key)| key)
}

const COSTS: [(&str, &str); 7] = [
    ("same day", key("exam-plan-cost-same-day")),
    ("1 days apart", key("exam-plan-cost-next-day")),
    ("2 days apart", key("exam-plan-cost-two-days")),
    ("wish", key("exam-plan-cost-wish")),
    ("spread", key("exam-plan-cost-spread")),
    ("further rooms", key("exam-plan-cost-rooms")),
    ("mixed durations", key("exam-plan-cost-mixed")),
];

/// The message key of a cost; none for one that no plan of an office has.
pub fn cost_key(name: &str) -> Option<&'static str> {
    COSTS.iter().find(|(known, _)| *known == name).map(|(_, key)| *key)
}
