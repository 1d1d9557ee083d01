//! A candidate list as a CSV file for a spreadsheet.

use super::Candidate;
use crate::{Error, Result};
use ui::Frame;

/// Writes the list: UTF-8 with a byte order mark and semicolons, as Norwegian
/// spreadsheets expect.
///
/// # Errors
/// Our own fault if the writer fails.
pub fn write(frame: &Frame, candidates: &[Candidate]) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    let internal = |error: csv::Error| Error::Internal(error.into());
    let head = [
        "candidates-number",
        "candidates-name",
        "candidates-student-number",
        "candidates-language",
        "candidates-room",
        "candidates-email-delivery",
        "candidates-email",
    ];
    writer.write_record(head.map(|key| frame.t(key))).map_err(internal)?;
    for one in candidates {
        let number = one.number.map(|number| number.to_string()).unwrap_or_default();
        let by_email = if one.email_delivery { frame.t("candidates-yes") } else { String::new() };
        let row = [
            number,
            one.name.listed(frame.language),
            one.student_number.clone(),
            one.language.tag().to_owned(),
            one.room.clone(),
            by_email,
            if one.email_delivery { one.email.clone() } else { String::new() },
        ];
        writer.write_record(row.map(harmless)).map_err(internal)?;
    }
    writer.into_inner().map_err(|error| Error::Internal(anyhow::anyhow!("{}", error.error())))
}

/// A cell that begins like a formula is read as text by a spreadsheet.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_name_that_looks_like_a_formula_stays_text() {
        assert_eq!(harmless("=HYPERLINK(1)".into()), "'=HYPERLINK(1)");
        assert_eq!(harmless("Åsen, Bjørn".into()), "Åsen, Bjørn");
    }
}
