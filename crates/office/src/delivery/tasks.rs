//! What deliveries leave to be done: answers that nobody has accounted for.

use crate::access::{Principal, Role};
use crate::catalogue::words;
use crate::desk::Task;
use crate::letters_out::cited;
use crate::people::PlaceCode;
use crate::{Node, Result};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::cited::CitedLaw;
use rules::{Reason, Text};
use sqlx::PgConnection;

/// Exams held whose candidates have neither delivered nor an absence recorded, or have no number
/// that anything is recorded under.
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
    let rows = sqlx::query_file!("src/delivery/not_accounted.sql", &scope, today.to_sqlx() as _)
        .fetch_all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let exam_date = row.exam_date.to_jiff();
            let cited = cited(node.rules_on(exam_date)?)?;
            Ok(Task {
                routine: "delivery",
                step: Text::new(
                    "Gjør rede for besvarelsene",
                    "Gjer greie for svara",
                    "Account for the answers",
                ),
                about: words::about(&row.code, &row.term, &row.kind),
                place: PlaceCode(row.place_code),
                owner: Role::ExamOfficer,
                due_on: Some(exam_date),
                before: None,
                because: because(row.missing, row.unnumbered, cited),
                href: format!("/exams/{}/delivery", row.id),
            })
        })
        .collect()
}

fn because(missing: i64, unnumbered: i64, cited: &CitedLaw) -> Vec<Reason> {
    let mut because = Vec::new();
    if missing > 0 {
        because.push(Reason {
            text: Text::new(
                format!("Kandidater uten levering og uten registrert fravær: {missing}."),
                format!("Kandidatar utan levering og utan registrert fråvær: {missing}."),
                format!("Candidates with neither a hand-in nor an absence recorded: {missing}."),
            ),
            law: cited.accounting.law.clone(),
        });
    }
    if unnumbered > 0 {
        because.push(Reason {
            text: Text::new(
                format!("Kandidater uten kandidatnummer: {unnumbered}."),
                format!("Kandidatar utan kandidatnummer: {unnumbered}."),
                format!("Candidates without a candidate number: {unnumbered}."),
            ),
            law: cited.numbering.law.clone(),
        });
    }
    because
}
