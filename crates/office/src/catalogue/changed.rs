//! Two who change the same exam: the later is told what the earlier has changed, and decides.

use super::{ExamFields, words};
use crate::{Error, Result};
use jiff::civil::Date;
use rules::{Language, Text};
use ui::{ToArg, key, messages};

/// Whether the exam is as whoever changes it has read it.
///
/// # Errors
/// A conflict that names each field that another has changed, with what it was and what it is.
pub(super) fn unchanged(before: &ExamFields, now: &ExamFields) -> Result<()> {
    if before == now {
        return Ok(());
    }
    let [nb, nn, en] = Language::ALL.map(|language| told(language, before, now));
    Err(Error::Conflict(Text::new(nb, nn, en)))
}

fn told(language: Language, before: &ExamFields, now: &ExamFields) -> String {
    let label = |key: &str| messages::format(language, key, &[]);
    // A course has no other name here than its id.
    let mut changes = Vec::new();
    if before.course != now.course {
        changes.push(label("catalogue-course"));
    }
    for ((field, was), (_, is)) in shown(language, before).into_iter().zip(shown(language, now)) {
        if was != is {
            let args: [(&str, &dyn ToArg); 3] =
                [("field", &label(field)), ("before", &was), ("now", &is)];
            changes.push(messages::format(language, "catalogue-changed-field", &args));
        }
    }
    messages::format(language, "catalogue-changed", &[("changes", &changes.join("; "))])
}

/// Every field but the course as the form names and writes it; an empty one as a dash.
fn shown(language: Language, fields: &ExamFields) -> [(&'static str, String); 7] {
    let or_dash = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
    let rooms = (!fields.rooms.is_empty()).then(|| fields.rooms.join(", "));
    [
        (key("catalogue-term"), ui::term_in_words(language, fields.term)),
        (key("catalogue-kind"), messages::format(language, words::kind_key(&fields.kind), &[])),
        (key("catalogue-date-or-hand-in"), or_dash(fields.date.map(day))),
        (
            key("catalogue-starts-at-or-hand-in"),
            or_dash(fields.starts_at.as_ref().map(super::forms::clock)),
        ),
        (key("catalogue-duration"), or_dash(fields.duration_minutes.map(|m| m.to_string()))),
        (key("catalogue-copies"), fields.copies.to_string()),
        (key("catalogue-rooms"), or_dash(rooms)),
    ]
}

/// A day as it is typed: `21.11.2026`.
pub(super) fn day(day: Date) -> String {
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}
