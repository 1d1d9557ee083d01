//! The rooms of candidates with special arrangements.

use super::super::granted::KeptRoom;
use office::ExamId;
use sqlx::PgConnection;
use uuid::Uuid;

/// Puts these candidates into the rooms that were chosen for them; nobody else of the exams is kept anywhere.
pub(in super::super) async fn keep(
    conn: &mut PgConnection,
    exams: &[ExamId],
    kept: &[KeptRoom],
) -> sqlx::Result<()> {
    let exams: Vec<Uuid> = exams.iter().map(|exam| exam.0).collect();
    sqlx::query!(
        "update exam_registration set room_kept = null
        where exam_id = any($1) and room_kept is not null",
        &exams
    )
    .execute(&mut *conn)
    .await?;
    let word = |one: &KeptRoom| if one.apart { "apart" } else { "shared" }.to_owned();
    sqlx::query_file!(
        "src/exam_plan/store/keep.sql",
        &kept.iter().map(|one| one.exam.0).collect::<Vec<_>>(),
        &kept.iter().map(|one| one.person.0).collect::<Vec<_>>(),
        &kept.iter().map(|one| one.room.0).collect::<Vec<_>>(),
        &kept.iter().map(word).collect::<Vec<_>>()
    )
    .execute(conn)
    .await?;
    Ok(())
}
