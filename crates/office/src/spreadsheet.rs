//! Lists as files for a spreadsheet.

use crate::{Error, Result};
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// The rows as CSV: UTF-8 with a byte order mark and semicolons, as Norwegian spreadsheets expect.
///
/// # Errors
/// Our own fault if the writer fails.
pub fn csv_bytes(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    for row in rows {
        let row = row.into_iter().map(harmless);
        writer.write_record(row).map_err(|error| Error::Internal(error.into()))?;
    }
    writer.into_inner().map_err(|error| Error::Internal(anyhow::anyhow!("{}", error.error())))
}

/// The same as a file to keep, under this name.
///
/// # Errors
/// As [`csv_bytes`].
pub fn csv_file(name: &str, rows: impl IntoIterator<Item = Vec<String>>) -> Result<Response> {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, csv_bytes(rows)?).into_response())
}

/// A cell that begins like a formula is read as text by a spreadsheet.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::{csv_bytes, harmless};

    #[test]
    fn a_cell_that_looks_like_a_formula_stays_text() {
        assert_eq!(harmless("=HYPERLINK(1)".into()), "'=HYPERLINK(1)");
        assert_eq!(harmless("Åsen, Bjørn".into()), "Åsen, Bjørn");
        assert_eq!(harmless("TEO-H1".into()), "TEO-H1");
    }

    #[test]
    fn a_file_begins_with_its_mark_and_has_semicolons() {
        let rows = [["Kode", "Rom"], ["HIS-1001", "TEO; H1"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        let written = String::from_utf8(csv_bytes(rows).unwrap()).unwrap();
        assert_eq!(written, "\u{feff}Kode;Rom\nHIS-1001;\"TEO; H1\"\n");
    }
}
