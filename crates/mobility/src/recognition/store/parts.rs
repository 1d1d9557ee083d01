//! What belongs to a case: its lines, documents, assessment, decisions and appeal.

use super::{credits, read};
use crate::recognition::appeal::{Outcome, Settled};
use crate::recognition::assess::GrantedAs;
use crate::recognition::case::{Appealed, Assessment, Decided, File, Grant, Item, Place};
use crate::{ExternalRowId, RecognitionId, RecognitionItemId};
use office::people::PersonName;
use office::{CourseId, LetterId, PersonId};
use rules::Text;
use sqlx::PgConnection;
use uuid::Uuid;

pub(super) async fn items(conn: &mut PgConnection, id: RecognitionId) -> sqlx::Result<Vec<Item>> {
    let rows = sqlx::query_file!("src/recognition/items.sql", id.0).fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Item {
                id: RecognitionItemId(row.id),
                position: row.position,
                row: row.row_id.map(ExternalRowId).zip(row.version),
                regulated: row.regulated,
                promised_by: row.promised_by.map(RecognitionItemId),
                content: read(row.content)?,
                changed: row.changed,
                gone: row.gone,
            })
        })
        .collect()
}

pub(super) async fn files(conn: &mut PgConnection, id: RecognitionId) -> sqlx::Result<Vec<File>> {
    let rows = sqlx::query!(
        "select own.file_id, own.about, own.added_at, file.media_type, file.size_bytes
        from recognition_file own join file on file.id = own.file_id
        where own.recognition_id = $1 order by own.added_at, own.file_id",
        id.0
    );
    let rows = rows.fetch_all(conn).await?;
    let file = rows.into_iter().map(|row| File {
        id: row.file_id,
        about: row.about,
        media_type: row.media_type,
        size_bytes: row.size_bytes,
        added_at: row.added_at.to_jiff(),
    });
    Ok(file.collect())
}

/// The assessment that counts: the last one.
pub(super) async fn assessment(
    conn: &mut PgConnection,
    id: RecognitionId,
) -> sqlx::Result<Option<Assessment>> {
    let row = sqlx::query!(
        "select assessment.id, assessment.number, assessment.grounds, assessment.credits,
            assessment.because, assessment.assessed_at, assessment.assessed_by,
            person.given_name, person.family_name, person.protected_address
        from recognition_assessment assessment
        join person on person.id = assessment.assessed_by
        where assessment.recognition_id = $1 order by assessment.number desc limit 1",
        id.0
    );
    let Some(row) = row.fetch_optional(&mut *conn).await? else { return Ok(None) };
    Ok(Some(Assessment {
        id: row.id,
        number: row.number,
        grounds: row.grounds,
        credits: credits(row.credits)?,
        because: read(row.because)?,
        assessed_at: row.assessed_at.to_jiff(),
        assessed_by: PersonId(row.assessed_by),
        assessor: PersonName::new(row.given_name, row.family_name, row.protected_address),
        grants: grants(conn, row.id).await?,
    }))
}

async fn grants(conn: &mut PgConnection, assessment: Uuid) -> sqlx::Result<Vec<Grant>> {
    let rows = sqlx::query!(
        r#"select part.item_id, part.outcome, part.course_id, part.credits, part.reduced,
            part.overlaps_with, part.grounds, course.code as "code?", course.name_nb as "nb?",
            course.name_nn as "nn?", course.name_en as "en?", course.credits as "of?"
        from recognition_grant part
        left join course on course.id = part.course_id
        where part.assessment_id = $1 order by part.position"#,
        assessment
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            let named = row.nb.zip(row.nn).zip(row.en);
            let course = match (row.course_id, row.code, named, row.of) {
                (Some(id), Some(code), Some(((nb, nn), en)), Some(of)) => Some(Place {
                    id: CourseId(id),
                    code,
                    name: Text::new(nb, nn, en),
                    credits: credits(of)?,
                }),
                _ => None,
            };
            Ok(Grant {
                item: RecognitionItemId(row.item_id),
                granted: GrantedAs::stored(&row.outcome)?,
                course,
                credits: credits(row.credits)?,
                reduced: credits(row.reduced)?,
                overlaps_with: row.overlaps_with,
                grounds: row.grounds,
            })
        })
        .collect()
}

pub(super) async fn decisions(
    conn: &mut PgConnection,
    id: RecognitionId,
) -> sqlx::Result<Vec<Decided>> {
    let rows = sqlx::query!(
        "select number, barred_by, because, decided_on, letter_id
        from recognition_decision where recognition_id = $1 order by number",
        id.0
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Decided {
                number: row.number,
                barred_by: row.barred_by,
                because: read(row.because)?,
                decided_on: row.decided_on.to_jiff(),
                letter: LetterId(row.letter_id),
            })
        })
        .collect()
}

/// The appeal against the decision that counts.
pub(super) async fn appeal(
    conn: &mut PgConnection,
    id: RecognitionId,
) -> sqlx::Result<Option<Appealed>> {
    let row = sqlx::query!(
        "select received_on, grounds, excuse, reconsidered_on, reconsideration, forwarded_on,
            settled_on, body_number, outcome, body_grounds
        from recognition_appeal
        where recognition_id = $1 and number = (
            select max(number) from recognition_decision where recognition_id = $1)",
        id.0
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    let on = row.settled_on.map(|day| day.to_jiff());
    let settled = match (on, row.body_number, row.outcome, row.body_grounds) {
        (Some(on), Some(case_number), Some(outcome), Some(grounds)) => {
            Some(Settled { on, case_number, outcome: Outcome::stored(&outcome)?, grounds })
        }
        _ => None,
    };
    Ok(Some(Appealed {
        received_on: row.received_on.to_jiff(),
        grounds: row.grounds,
        excuse: row.excuse,
        reconsidered: row.reconsidered_on.map(|day| day.to_jiff()).zip(row.reconsideration),
        forwarded_on: row.forwarded_on.map(|day| day.to_jiff()),
        settled,
    }))
}
