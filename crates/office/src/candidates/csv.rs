//! A candidate list as a CSV file for a spreadsheet.

use super::Candidate;
use ui::Frame;

/// The head of the list and its rows.
pub fn rows(frame: &Frame, candidates: &[Candidate]) -> Vec<Vec<String>> {
    let head = [
        "candidates-number",
        "candidates-name",
        "candidates-student-number",
        "candidates-language",
        "candidates-room",
        "candidates-email-delivery",
        "candidates-email",
    ];
    let rows = candidates.iter().map(|one| {
        let number = one.number.map(|number| number.to_string()).unwrap_or_default();
        let by_email = if one.email_delivery { frame.t("candidates-yes") } else { String::new() };
        vec![
            number,
            one.name.listed(frame.language),
            one.student_number.clone(),
            one.language.tag().to_owned(),
            one.room.clone(),
            by_email,
            if one.email_delivery { one.email.clone() } else { String::new() },
        ]
    });
    std::iter::once(head.map(|key| frame.t(key)).to_vec()).chain(rows).collect()
}
