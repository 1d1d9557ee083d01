//! What the papers of an exam leave to be done: language forms that are missing.

use super::Gap;
use crate::access::{Principal, Role};
use crate::catalogue::words;
use crate::desk::Task;
use crate::letters_out::cited;
use crate::people::PlaceCode;
use crate::{Node, Result};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Text;
use sqlx::PgConnection;

/// Exams ahead that are not ready, from the day their candidates are known.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(&[Role::ExamOfficer]);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query_file!("src/papers/not_ready.sql", &scope, today.to_sqlx() as _)
        .fetch_all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let exam_date = row.exam_date.to_jiff();
            let law = &cited(node.rules_on(exam_date)?)?.paper_language.law;
            Ok(Task {
                routine: "papers",
                step: Text::new(
                    "Skaff oppgaven på alle språk som er ønsket",
                    "Skaff oppgåva på alle språk som er ønskte",
                    "Get the paper in every language wished for",
                ),
                about: words::about(&row.code, &row.term, &row.kind),
                place: PlaceCode(row.place_code),
                owner: Role::ExamOfficer,
                due_on: None,
                before: Some(exam_date),
                because: row
                    .languages
                    .iter()
                    .zip(&row.counts)
                    .map(|(tag, wishes)| {
                        let language = crate::people::store::language(tag);
                        Gap { language, wishes: *wishes }.reason(law)
                    })
                    .collect(),
                href: format!("/exams/{}/documents", row.id),
            })
        })
        .collect()
}
