//! Shortcuts to what is said.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use office::Error;

pub use office::catalogue::refused as put_back;
pub use office::said::{at, refused, said};

/// Tells that the database holds what it should not.
pub fn wrong(what: &str) -> Error {
    Error::Internal(anyhow::anyhow!("the database holds what is not {what}"))
}

/// A file for a spreadsheet: UTF-8 with a byte order mark and semicolons, as Norwegian ones expect.
pub fn csv_file(name: &str, rows: Vec<Vec<String>>) -> office::Result<Response> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    for row in rows {
        let row = row.into_iter().map(harmless);
        writer.write_record(row).map_err(|error| Error::Internal(error.into()))?;
    }
    let bytes = writer.into_inner();
    let bytes = bytes.map_err(|error| Error::Internal(anyhow::anyhow!("{}", error.error())))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// A cell that begins like a formula is read as text by a spreadsheet.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
